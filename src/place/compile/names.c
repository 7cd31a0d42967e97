/** @file names.c  Names to rows: folded as a report's words are folded, sorted by key, best row first. */
#include <stdlib.h>
#include <string.h>

#include "compile.h"

typedef struct name_pair {
    uint64_t key;
    uint32_t rank;
    uint32_t row;
    uint64_t kind; /**< airlog_name_kind */
} name_pair;

uint32_t airlog_compile_rank(uint8_t importance, uint32_t population) {
    uint32_t people = population / 4 < 0xFFFFFF ? population / 4 : 0xFFFFFF;
    return ((uint32_t)(255 - importance) << 24) | (0xFFFFFF - people);
}

/** Folds a name into names->folded and takes its key and first word. */
static uint64_t fold(airlog_compile_names *names, airlog_text name, airlog_compile_head *out_head) {
    airlog_error error = {0};
    names->folded.length = 0;
    if (airlog_fold(name, &names->folded, &error) != AIRLOG_OK) airlog_compile_stop("%s", error.message);
    airlog_text rest = {names->folded.bytes, names->folded.length};
    airlog_text word;
    uint64_t key = 0;
    *out_head = (airlog_compile_head){0, 0};
    while (airlog_compile_part(&rest, ' ', &word)) {
        uint64_t hash = airlog_hash(word.bytes, word.length);
        if (out_head->words++ == 0) out_head->hash = hash;
        key = airlog_key_add(key, hash);
    }
    return key;
}

uint64_t airlog_compile_key(airlog_compile_names *names, airlog_text name) {
    airlog_compile_head head;
    uint64_t key = fold(names, name, &head);
    return head.words == 0 ? 0 : key;
}

static void add_pair(airlog_compile_names *names, uint64_t key, uint32_t row, uint32_t rank, airlog_name_kind kind) {
    name_pair pair = {key, rank, row, kind};
    airlog_compile_add(&names->pairs, &pair, sizeof pair);
}

static void add_key(airlog_compile_names *names, airlog_text name, uint32_t row, uint32_t rank, airlog_name_kind kind) {
    airlog_compile_head head;
    uint64_t key = fold(names, name, &head);
    if (head.words == 0 || head.words > AIRLOG_TABLE_REACH_WORDS) return;
    add_pair(names, key, row, rank, kind);
    airlog_compile_add(&names->heads, &head, sizeof head);
}

/** Whether the possessive 's stands at `at`. */
static bool possessive_at(airlog_text name, size_t at) {
    return name.bytes[at] == '\'' && at + 1 < name.length && name.bytes[at + 1] == 's' &&
           (at + 2 == name.length || name.bytes[at + 2] == ' ');
}

/** The name as the tokens of a report give it when a possessive stands in it ("St. John's" is "st john s"), and "and"
 * for an ampersand. */
static void add_variants(airlog_compile_names *names, airlog_text name, uint32_t row, uint32_t rank,
                         airlog_name_kind kind) {
    char split[256], joined[256];
    size_t split_length = 0, joined_length = 0;
    if (name.length * 3 > sizeof joined) return;
    for (size_t i = 0; i < name.length; i++) {
        split[split_length++] = possessive_at(name, i) ? ' ' : name.bytes[i];
        if (name.bytes[i] == '&') {
            memcpy(joined + joined_length, "and", 3);
            joined_length += 3;
        } else {
            joined[joined_length++] = name.bytes[i];
        }
    }
    if (memcmp(split, name.bytes, name.length) != 0)
        add_key(names, (airlog_text){split, split_length}, row, rank, kind);
    if (joined_length != name.length) add_key(names, (airlog_text){joined, joined_length}, row, rank, kind);
}

void airlog_compile_name(airlog_compile_names *names, airlog_text name, uint32_t row, uint32_t rank,
                         airlog_name_kind kind) {
    add_key(names, name, row, rank, kind);
    if (name.length > 0) add_variants(names, name, row, rank, kind);
}

void airlog_compile_code_only(airlog_compile_names *names, airlog_text code, uint32_t row, uint32_t rank) {
    uint64_t key = airlog_compile_key(names, code);
    if (key != 0) add_pair(names, airlog_key_add(key, AIRLOG_GAZETTEER_CODE), row, rank, AIRLOG_NAME_CODE);
}

void airlog_compile_code(airlog_compile_names *names, airlog_text code, uint32_t row, uint32_t rank) {
    airlog_compile_name(names, code, row, rank, AIRLOG_NAME_CODE);
    airlog_compile_code_only(names, code, row, rank);
}

static int compare_pairs(const void *left, const void *right) {
    const name_pair *a = left;
    const name_pair *b = right;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1; /* what is its name and its code is its name */
    return a->row < b->row ? -1 : a->row > b->row;
}

/** Whether the row stands already among those of its key: a row keeps its best rank. */
static bool repeated(const uint32_t *rows, size_t from, size_t to, uint32_t row) {
    for (size_t i = from; i < to; i++)
        if (rows[i] == row) return true;
    return false;
}

static void write_buckets(const airlog_buffer *keys, airlog_compile_file *file) {
    airlog_buffer buckets = {0};
    size_t count = AIRLOG_COMPILE_COUNT(uint64_t, *keys);
    uint32_t at = 0;
    for (uint64_t bucket = 0; bucket <= (UINT64_C(1) << AIRLOG_TABLE_BUCKET_BITS); bucket++) {
        while (at < count && AIRLOG_COMPILE_ITEMS(uint64_t, *keys)[at] >> (64 - AIRLOG_TABLE_BUCKET_BITS) < bucket)
            at++;
        airlog_compile_add(&buckets, &at, sizeof at);
    }
    airlog_compile_section(file, AIRLOG_SECTION_BUCKETS, buckets.bytes, buckets.length);
    airlog_buffer_close(&buckets);
}

void airlog_compile_names_write(airlog_compile_names *names, airlog_compile_file *file) {
    airlog_buffer keys = {0};
    airlog_buffer first = {0};
    airlog_buffer rows = {0};
    airlog_buffer kinds = {0};
    name_pair *pairs = AIRLOG_COMPILE_ITEMS(name_pair, names->pairs);
    size_t count = AIRLOG_COMPILE_COUNT(name_pair, names->pairs);
    uint32_t begin = 0;
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < count; i++) {
        uint32_t end = (uint32_t)AIRLOG_COMPILE_COUNT(uint32_t, rows);
        if (i == 0 || pairs[i].key != pairs[i - 1].key) {
            begin = end;
            airlog_compile_add(&keys, &pairs[i].key, sizeof pairs[i].key);
            airlog_compile_add(&first, &begin, sizeof begin);
        }
        if (repeated(AIRLOG_COMPILE_ITEMS(uint32_t, rows), begin, end, pairs[i].row)) continue;
        uint8_t kind = (uint8_t)pairs[i].kind;
        airlog_compile_add(&rows, &pairs[i].row, sizeof pairs[i].row);
        airlog_compile_add(&kinds, &kind, sizeof kind);
    }
    uint32_t end = (uint32_t)AIRLOG_COMPILE_COUNT(uint32_t, rows);
    airlog_compile_add(&first, &end, sizeof end);
    write_buckets(&keys, file);
    airlog_compile_section(file, AIRLOG_SECTION_KEYS, keys.bytes, keys.length);
    airlog_compile_section(file, AIRLOG_SECTION_FIRST, first.bytes, first.length);
    airlog_compile_section(file, AIRLOG_SECTION_ROWS, rows.bytes, rows.length);
    airlog_compile_section(file, AIRLOG_SECTION_ROW_KINDS, kinds.bytes, kinds.length);
    airlog_compile_reach(&names->heads, file, AIRLOG_SECTION_REACH);
    airlog_buffer_close(&keys);
    airlog_buffer_close(&first);
    airlog_buffer_close(&rows);
    airlog_buffer_close(&kinds);
}

void airlog_compile_names_close(airlog_compile_names *names) {
    airlog_buffer_close(&names->pairs);
    airlog_buffer_close(&names->heads);
    airlog_buffer_close(&names->folded);
}

static int compare_heads(const void *left, const void *right) {
    const airlog_compile_head *a = left;
    const airlog_compile_head *b = right;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->words > b->words ? -1 : a->words < b->words;
}

/** The heads sorted, each word once with its most words. */
static airlog_compile_head *distinct_heads(const airlog_buffer *heads, size_t *out_count) {
    size_t count = AIRLOG_COMPILE_COUNT(airlog_compile_head, *heads);
    airlog_compile_head *sorted = airlog_memory_take(count + 1, sizeof *sorted);
    if (sorted == NULL) airlog_compile_stop("memory ran out");
    if (count > 0) memcpy(sorted, heads->bytes, heads->length);
    qsort(sorted, count, sizeof *sorted, compare_heads);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || sorted[kept - 1].hash != sorted[i].hash) sorted[kept++] = sorted[i];
    *out_count = kept;
    return sorted;
}

void airlog_compile_reach(const airlog_buffer *heads, airlog_compile_file *file, const char section[8]) {
    size_t count = 0;
    airlog_compile_head *distinct = distinct_heads(heads, &count);
    size_t capacity = 64;
    while (capacity < count * 2) capacity *= 2;
    uint32_t *slots = airlog_memory_take(capacity, sizeof *slots);
    if (slots == NULL) airlog_compile_stop("memory ran out");
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)distinct[i].hash & (capacity - 1);
        while (slots[at] != 0) at = (at + 1) & (capacity - 1);
        slots[at] = AIRLOG_TABLE_REACH(distinct[i].hash, distinct[i].words);
    }
    airlog_compile_section(file, section, slots, capacity * sizeof *slots);
    airlog_memory_give(slots);
    airlog_memory_give(distinct);
}
