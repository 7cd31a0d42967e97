/* Writes the hash tables of the closed vocabularies and of what full stops mean: run by the build, its output is compiled
 * into lex. */
#include "airlog/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct spelling {
    uint64_t hash;
    unsigned term;
    unsigned exact; /* offset of the spelling in the pool, 0: any case */
} spelling;

enum {
#define AIRLOG_STOP(kind, words) STOP_##kind,
#include "../stops.def"
#undef AIRLOG_STOP
    STOP_KINDS
};

enum { SPELLINGS = 4096, POOL = 65536, LENGTH = 64, SLOTS_MOST = 8 * SPELLINGS };

typedef struct builder {
    spelling *items;
    size_t count;
    char *pool; /* exact spellings, each after its length byte */
    size_t pool_length;
} builder;

/* Only single words can match a token; the others are canonical names. */
static bool is_one_word(const char *word, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (strchr(" -/@'", word[i])) return false;
    }
    return length > 0;
}

static bool add(builder *to, unsigned term, const char *word, size_t length) {
    bool exact = word[0] == '=';
    word += exact;
    length -= exact;
    if (!is_one_word(word, length) || length >= LENGTH) return length < LENGTH;
    char folded[LENGTH];
    for (size_t i = 0; i < length; i++) {
        bool capital = word[i] >= 'A' && word[i] <= 'Z';
        exact = exact || capital;
        folded[i] = (char)(capital ? word[i] + ('a' - 'A') : word[i]);
    }
    if (to->count == SPELLINGS || to->pool_length + length + 2 > POOL) return false;
    spelling *item = &to->items[to->count++];
    *item = (spelling){airlog_hash(folded, length), term, 0};
    if (!exact) return true;
    item->exact = (unsigned)to->pool_length;
    to->pool[to->pool_length++] = (char)length;
    memcpy(to->pool + to->pool_length, word, length);
    to->pool_length += length;
    return true;
}

static bool add_all(builder *to, unsigned term, const char *words) {
    while (*words) {
        size_t length = strcspn(words, "|");
        if (!add(to, term, words, length)) return false;
        words += length + (words[length] == '|');
    }
    return true;
}

/* The spellings of one word: what it is in any case, and what exactly as it is written. */
typedef struct word {
    uint64_t hash;
    const spelling *any;
    size_t exact; /* how many */
} word;

/* The words of the spellings, which are sorted by hash, exact ones first; false when a spelling stands twice. */
static bool gather(const builder *from, word *words, size_t *out_count) {
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        const spelling *item = &from->items[i];
        if (count == 0 || words[count - 1].hash != item->hash) words[count++] = (word){item->hash, NULL, 0};
        word *of = &words[count - 1];
        if (!item->exact && of->any) {
            fprintf(stderr, "a spelling of term %u is also one of term %u\n", item->term, of->any->term);
            return false;
        }
        if (item->exact) of->exact++;
        else of->any = item;
    }
    *out_count = count;
    return true;
}

static int compare(const void *left, const void *right) {
    const spelling *a = left, *b = right;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return (a->exact == 0) - (b->exact == 0);
}

/* Where the exact spellings of each word begin; 0 is the end of none. */
static void print_exact(const builder *from, const word *words, size_t count, uint16_t *out_first, FILE *out) {
    size_t line = 1;
    const spelling *item = from->items;
    fprintf(out, "static const exact_term exact_terms[] = {\n    {0, 0},\n");
    for (size_t i = 0; i < count; i++) {
        out_first[i] = (uint16_t)(words[i].exact ? line : 0);
        for (size_t k = 0; k < words[i].exact; k++, item++, line++) fprintf(out, "    {%u, %u},\n", item->term, item->exact);
        if (words[i].exact) fprintf(out, "    {0, 0},\n");
        line += words[i].exact > 0;
        item += words[i].any != NULL;
    }
    fprintf(out, "};\n");
}

static bool print_slots(const word *words, size_t count, const uint16_t *exact, FILE *out) {
    static uint32_t slots[SLOTS_MOST];
    static uint64_t hashes[SPELLINGS];
    size_t size = 64;
    for (size_t i = 0; i < count; i++) hashes[i] = words[i].hash;
    while (size < 2 * count) size *= 2;
    while (size <= SLOTS_MOST && !airlog_slots_place(hashes, count, slots, size)) size *= 2;
    if (size > SLOTS_MOST) return false;
    fprintf(out, "enum { TERM_SLOTS = %zu };\nstatic const term_slot term_slots[TERM_SLOTS] = {\n", size);
    for (size_t at = 0; at < size; at++) {
        const word *held = slots[at] ? &words[slots[at] - 1] : NULL;
        fprintf(out, "    {0x%08llxu, TERM_MEANS(%u, %u)},\n", held ? (unsigned long long)(held->hash >> 32) : 0,
                held && held->any ? held->any->term : 0, held ? exact[held - words] : 0u);
    }
    fprintf(out, "};\n");
    return true;
}

static bool print(const builder *from, FILE *out) {
    static word words[SPELLINGS];
    static uint16_t exact[SPELLINGS];
    size_t count = 0;
    qsort(from->items, from->count, sizeof *from->items, compare);
    if (!gather(from, words, &count)) return false;
    fprintf(out, "/* Made by terms_build from terms.def. */\n");
    print_exact(from, words, count, exact, out);
    bool placed = print_slots(words, count, exact, out);
    fprintf(out, "static const unsigned char term_pool[] = {0");
    for (size_t i = 1; i < from->pool_length; i++) fprintf(out, ",%u", (unsigned char)from->pool[i]);
    fprintf(out, "};\n");
    return placed;
}

/* The first spelling of each term is its name. */
static void print_names(FILE *out) {
    fprintf(out, "static const char *const term_names[] = {\n    \"\",\n");
#define AIRLOG_TERM(name, class_name, value, words) \
    fprintf(out, "    \"%.*s\",\n", (int)strcspn(words, "|"), words);
#include "airlog/terms.def"
#undef AIRLOG_TERM
    fprintf(out, "};\n");
}

/* ---- full stops ---------------------------------------------------------------------------------- */

enum { STOP_SLOTS = 1024 };

typedef struct stop {
    uint64_t hash;
    unsigned kinds; /* 0: a free slot */
} stop;

/* Adds the words to the slots; false when they fill more than half of them. */
static bool add_stops(stop slots[STOP_SLOTS], unsigned kind, const char *words, size_t *count) {
    while (*words) {
        size_t length = strcspn(words, " "), at;
        uint64_t hash = airlog_hash(words, length);
        for (at = hash & (STOP_SLOTS - 1); slots[at].kinds && slots[at].hash != hash;) at = (at + 1) & (STOP_SLOTS - 1);
        *count += slots[at].kinds == 0;
        slots[at].hash = hash;
        slots[at].kinds |= 1u << kind;
        words += length + (words[length] == ' ');
    }
    return *count <= STOP_SLOTS / 2;
}

static bool print_stops(FILE *out) {
    static stop slots[STOP_SLOTS];
    size_t count = 0;
    bool fits = true;
#define AIRLOG_STOP(kind, words) fits = fits && add_stops(slots, STOP_##kind, words, &count);
#include "../stops.def"
#undef AIRLOG_STOP
    fprintf(out, "enum { STOP_SLOTS = %d };\nstatic const stop_slot stop_slots[STOP_SLOTS] = {\n", STOP_SLOTS);
    for (size_t i = 0; i < STOP_SLOTS; i++) {
        fprintf(out, "    {UINT64_C(0x%016llx), %u},\n", (unsigned long long)slots[i].hash, slots[i].kinds);
    }
    fprintf(out, "};\n");
    return fits;
}

int main(int argc, char **argv) {
    static spelling items[SPELLINGS];
    static char pool[POOL];
    builder all = {items, 0, pool, 1};
    unsigned term = 0;
    bool fits = true;
#define AIRLOG_TERM(name, class_name, value, words) fits = fits && add_all(&all, ++term, words);
#include "airlog/terms.def"
#undef AIRLOG_TERM
    FILE *out = argc == 2 && fits ? fopen(argv[1], "w") : NULL;
    if (!out) {
        fprintf(stderr, "terms_build: the table does not fit, or usage: terms_build OUT\n");
        return 1;
    }
    bool placed = print(&all, out);
    print_names(out);
    bool stops = print_stops(out);
    if (!placed) fprintf(stderr, "terms_build: the spellings find no slots\n");
    if (!stops) fprintf(stderr, "terms_build: too many words in stops.def\n");
    return fclose(out) == 0 && placed && stops ? 0 : 1;
}
