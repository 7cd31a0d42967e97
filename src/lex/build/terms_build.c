/* Writes the hash tables of the closed vocabularies and of what full stops mean: run by the build, its output is compiled
 * into lex. */
#include "airlog/base.h"

#include <stdio.h>
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

enum { SPELLINGS = 4096, POOL = 65536, LENGTH = 64 };

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

/* Exact spellings first, so that they win over one that matches in any case. */
static bool place(const builder *from, const spelling **slots, size_t size) {
    for (int exact = 1; exact >= 0; exact--) {
        for (size_t i = 0; i < from->count; i++) {
            const spelling *item = &from->items[i];
            if ((item->exact != 0) != exact) continue;
            size_t at = item->hash & (size - 1);
            for (; slots[at]; at = (at + 1) & (size - 1)) {
                if (slots[at]->hash == item->hash && !slots[at]->exact && !item->exact) {
                    fprintf(stderr, "a spelling of term %u is also one of term %u\n", item->term, slots[at]->term);
                    return false;
                }
            }
            slots[at] = item;
        }
    }
    return true;
}

static void print(const builder *from, const spelling **slots, size_t size, FILE *out) {
    fprintf(out, "/* Made by terms_build from terms.def. */\n");
    fprintf(out, "enum { TERM_SLOTS = %zu };\n", size);
    fprintf(out, "static const term_slot term_slots[TERM_SLOTS] = {\n");
    for (size_t i = 0; i < size; i++) {
        if (slots[i]) {
            fprintf(out, "    {UINT64_C(0x%016llx), %u, %u},\n", (unsigned long long)slots[i]->hash, slots[i]->term,
                    slots[i]->exact);
        } else {
            fprintf(out, "    {0, 0, 0},\n");
        }
    }
    fprintf(out, "};\nstatic const unsigned char term_pool[] = {0");
    for (size_t i = 1; i < from->pool_length; i++) fprintf(out, ",%u", (unsigned char)from->pool[i]);
    fprintf(out, "};\n");
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
    static const spelling *slots[4 * SPELLINGS];
    builder all = {items, 0, pool, 1};
    unsigned term = 0;
    bool fits = true;
#define AIRLOG_TERM(name, class_name, value, words) fits = fits && add_all(&all, ++term, words);
#include "airlog/terms.def"
#undef AIRLOG_TERM
    size_t size = 64;
    while (size < 2 * all.count) size *= 2;
    if (!fits || argc != 2 || !place(&all, slots, size)) {
        fprintf(stderr, "terms_build: the table does not fit, or usage: terms_build OUT\n");
        return 1;
    }
    FILE *out = fopen(argv[1], "w");
    if (!out) return 1;
    print(&all, slots, size, out);
    print_names(out);
    bool stops = print_stops(out);
    if (!stops) fprintf(stderr, "terms_build: too many words in stops.def\n");
    return fclose(out) == 0 && stops ? 0 : 1;
}
