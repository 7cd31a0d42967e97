/** @file vocabulary.c  Open vocabularies: data/vocabulary/event.tsv and the like. */
#include <stdio.h>
#include <string.h>

#include "compile.h"
#include "vocabulary_layout.h"

static const struct vocabulary_file {
    const char *name;
    airlog_vocabulary_class kind;
} vocabulary_files[] = {
    {"vocabulary/event.tsv", AIRLOG_VOCABULARY_EVENT},
    {"vocabulary/object.tsv", AIRLOG_VOCABULARY_OBJECT},
    {"vocabulary/actor.tsv", AIRLOG_VOCABULARY_ACTOR},
    {"vocabulary/reporter.tsv", AIRLOG_VOCABULARY_REPORTER},
};

typedef struct vocabulary {
    airlog_compile_texts texts;
    airlog_buffer rows;    /**< airlog_vocabulary_row[] */
    airlog_buffer phrases; /**< airlog_vocabulary_slot[], one a phrase */
    airlog_buffer heads;   /**< airlog_compile_head[] */
    airlog_buffer folded;
} vocabulary;

static void add_phrase(vocabulary *all, const airlog_compile_table *table, airlog_text phrase,
                       airlog_vocabulary_class kind, uint32_t row) {
    airlog_error error = {0};
    airlog_vocabulary_slot slot = {.row = row, .kind = (uint8_t)kind};
    airlog_compile_head head = {0, 0};
    airlog_text word;
    all->folded.length = 0;
    if (airlog_fold(phrase, &all->folded, &error) != AIRLOG_OK) airlog_compile_stop("%s", error.message);
    airlog_text rest = {all->folded.bytes, all->folded.length};
    while (airlog_compile_part(&rest, ' ', &word)) {
        uint64_t hash = airlog_hash(word.bytes, word.length);
        if (head.words++ == 0) head.hash = hash;
        slot.key = airlog_key_add(slot.key, hash);
    }
    if (head.words == 0 || head.words > AIRLOG_VOCABULARY_WORDS_MOST)
        airlog_compile_table_stop(table, "a phrase has no word or too many");
    slot.words = (uint8_t)head.words;
    airlog_compile_add(&all->heads, &head, sizeof head);
    airlog_compile_add(&all->phrases, &slot, sizeof slot);
}

static airlog_table_text row_text(vocabulary *all, const airlog_compile_table *table, airlog_text text) {
    if (text.length > UINT16_MAX) airlog_compile_table_stop(table, "a text is too long");
    return airlog_compile_text(&all->texts, text);
}

static void read_file(vocabulary *all, const char *folder, const struct vocabulary_file *file) {
    if (!airlog_compile_table_exists(folder, file->name)) return;
    airlog_compile_table *table = airlog_compile_table_open(folder, file->name, '\t');
    int name = airlog_compile_table_column(table, "name");
    int category = airlog_compile_table_column(table, "category");
    int flags = airlog_compile_table_column(table, "flags");
    int aliases = airlog_compile_table_column(table, "aliases");
    while (airlog_compile_table_next(table)) {
        airlog_text own = airlog_text_trim(airlog_compile_table_cell(table, name));
        airlog_table_text kept[3] = {row_text(all, table, own),
                                     row_text(all, table, airlog_text_trim(airlog_compile_table_cell(table, category))),
                                     row_text(all, table, airlog_text_trim(airlog_compile_table_cell(table, flags)))};
        airlog_vocabulary_row row = {kept[0].offset,
                                     kept[1].offset,
                                     kept[2].offset,
                                     (uint16_t)kept[0].length,
                                     (uint16_t)kept[1].length,
                                     (uint16_t)kept[2].length,
                                     0};
        uint32_t number = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_vocabulary_row, all->rows);
        airlog_compile_add(&all->rows, &row, sizeof row);
        add_phrase(all, table, own, file->kind, number);
        airlog_text rest = airlog_compile_table_cell(table, aliases);
        airlog_text alias;
        while (airlog_compile_part(&rest, '|', &alias))
            if (alias.length > 0) add_phrase(all, table, alias, file->kind, number);
    }
    airlog_compile_table_close(table);
}

/** The first line that gives a phrase keeps it: an alias never takes it from an earlier one of its class. */
static void write_slots(const vocabulary *all, airlog_compile_file *file) {
    size_t count = AIRLOG_COMPILE_COUNT(airlog_vocabulary_slot, all->phrases);
    size_t capacity = 64;
    while (capacity < count * 2) capacity *= 2;
    airlog_vocabulary_slot *slots = airlog_memory_take(capacity, sizeof *slots);
    if (slots == NULL) airlog_compile_stop("memory ran out");
    for (size_t i = 0; i < count; i++) {
        airlog_vocabulary_slot phrase = AIRLOG_COMPILE_ITEMS(airlog_vocabulary_slot, all->phrases)[i];
        size_t at = (size_t)phrase.key & (capacity - 1);
        while (slots[at].kind != 0 && (slots[at].key != phrase.key || slots[at].kind != phrase.kind))
            at = (at + 1) & (capacity - 1);
        if (slots[at].kind == 0) slots[at] = phrase;
    }
    airlog_compile_section(file, AIRLOG_SECTION_VOCABULARY_SLOTS, slots, capacity * sizeof *slots);
    airlog_memory_give(slots);
}

/** The lengths of each first word; returns how many words there are. */
static size_t gather_heads(const vocabulary *all, uint64_t *hashes, uint32_t *lengths) {
    size_t count = 0;
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_compile_head, all->heads); i++) {
        airlog_compile_head head = AIRLOG_COMPILE_ITEMS(airlog_compile_head, all->heads)[i];
        size_t at = 0;
        while (at < count && hashes[at] != head.hash) at++;
        hashes[at] = head.hash;
        lengths[at] |= AIRLOG_VOCABULARY_LENGTH((uint32_t)head.words);
        count += at == count;
    }
    return count;
}

static void write_heads(const vocabulary *all, airlog_compile_file *file) {
    size_t room = AIRLOG_COMPILE_COUNT(airlog_compile_head, all->heads) + 1, size = 64;
    uint64_t *hashes = airlog_memory_take(room, sizeof *hashes);
    uint32_t *lengths = airlog_memory_take(room, sizeof *lengths);
    uint32_t *slots = airlog_memory_take(8 * room + size, sizeof *slots);
    if (hashes == NULL || lengths == NULL || slots == NULL) airlog_compile_stop("memory ran out");
    size_t count = gather_heads(all, hashes, lengths);
    while (size < 2 * count) size *= 2;
    while (!airlog_slots_place(hashes, count, slots, size)) {
        size *= 2;
        if (size > 8 * room) airlog_compile_stop("the first words of phrases find no slots");
    }
    for (size_t at = 0; at < size; at++)
        if (slots[at] != 0) slots[at] = AIRLOG_VOCABULARY_TAG(hashes[slots[at] - 1]) | lengths[slots[at] - 1];
    airlog_compile_section(file, AIRLOG_SECTION_VOCABULARY_HEADS, slots, size * sizeof *slots);
    airlog_memory_give(slots);
    airlog_memory_give(lengths);
    airlog_memory_give(hashes);
}

void airlog_compile_vocabulary(const char *folder, airlog_compile_file *file) {
    vocabulary all = {0};
    for (size_t i = 0; i < sizeof vocabulary_files / sizeof *vocabulary_files; i++)
        read_file(&all, folder, &vocabulary_files[i]);
    write_slots(&all, file);
    airlog_compile_section(file, AIRLOG_SECTION_VOCABULARY_ROWS, all.rows.bytes, all.rows.length);
    airlog_compile_section(file, AIRLOG_SECTION_VOCABULARY_TEXTS, all.texts.bytes.bytes, all.texts.bytes.length);
    write_heads(&all, file);
    airlog_compile_texts_close(&all.texts);
    airlog_buffer_close(&all.rows);
    airlog_buffer_close(&all.phrases);
    airlog_buffer_close(&all.heads);
    airlog_buffer_close(&all.folded);
}
