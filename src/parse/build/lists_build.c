/* Hashes the word lists and classes that the parse stage knows: run by the build, its output is compiled into lists.c. */
#include "airlog/base.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 4096, BLOCKS = 4, SLOTS_MOST = 8 * WORDS };

typedef enum family { LISTS, CLASSES, DEEDS } family;

typedef struct listed_word {
    uint64_t hash;
    uint64_t lists[BLOCKS];
    uint32_t classes, deeds;
} listed_word;

typedef struct builder {
    listed_word *words;
    size_t count;
} builder;

/* The word of the table, added when it is new; NULL when the table is full. */
static listed_word *find(builder *to, const char *word, size_t length) {
    uint64_t hash = airlog_hash(word, length);
    size_t i = 0;
    while (i < to->count && to->words[i].hash != hash) i++;
    if (i == WORDS) return NULL;
    if (i == to->count) to->words[to->count++].hash = hash;
    return &to->words[i];
}

/* Adds words to a list of lists.def, or to a class of words.def or deeds.def. */
static bool add_all(builder *to, unsigned number, family of, const char *words) {
    if (number >= (of == LISTS ? 64u * BLOCKS : 32u)) return false;
    while (*words) {
        size_t length = strcspn(words, " ");
        listed_word *word = length ? find(to, words, length) : NULL;
        if (length && !word) return false;
        if (word && of == LISTS) word->lists[number / 64] |= UINT64_C(1) << number % 64;
        if (word && of == CLASSES) word->classes |= 1u << number;
        if (word && of == DEEDS) word->deeds |= 1u << number;
        words += length + (words[length] == ' ');
    }
    return true;
}

static bool print_slots(const builder *from, FILE *out) {
    static uint32_t slots[SLOTS_MOST];
    static uint64_t hashes[WORDS];
    size_t size = 64;
    for (size_t i = 0; i < from->count; i++) hashes[i] = from->words[i].hash;
    while (size < 2 * from->count) size *= 2;
    while (size <= SLOTS_MOST && !airlog_slots_place(hashes, from->count, slots, size)) size *= 2;
    if (size > SLOTS_MOST) return false;
    fprintf(out, "enum { LIST_SLOTS = %zu };\n", size);
    fprintf(out, "static const list_slot list_slots[LIST_SLOTS] = {\n");
    for (size_t i = 0; i < size; i++) {
        uint64_t hash = slots[i] ? hashes[slots[i] - 1] : 0;
        fprintf(out, "    {0x%08llxu, %lu},\n", (unsigned long long)(hash >> 32), (unsigned long)slots[i]);
    }
    fprintf(out, "};\n");
    return true;
}

static void print_words(const builder *from, FILE *out) {
    fprintf(out, "const uint64_t airlog_list_words[][%d] = {\n    {0},\n", BLOCKS);
    for (size_t i = 0; i < from->count; i++) {
        const uint64_t *lists = from->words[i].lists;
        fprintf(out, "    {UINT64_C(0x%llx), UINT64_C(0x%llx), UINT64_C(0x%llx), UINT64_C(0x%llx)},\n", (unsigned long long)lists[0],
                (unsigned long long)lists[1], (unsigned long long)lists[2], (unsigned long long)lists[3]);
    }
    fprintf(out, "};\nconst uint32_t airlog_listed_classes[] = {\n    0,\n");
    for (size_t i = 0; i < from->count; i++) fprintf(out, "    0x%lx,\n", (unsigned long)from->words[i].classes);
    fprintf(out, "};\nconst uint32_t airlog_listed_deeds[] = {\n    0,\n");
    for (size_t i = 0; i < from->count; i++) fprintf(out, "    0x%lx,\n", (unsigned long)from->words[i].deeds);
    fprintf(out, "};\n");
}

int main(int argc, char **argv) {
    static listed_word words[WORDS];
    builder all = {words, 0};
    unsigned list = 0, class_number = 0, deed = 0;
    bool fits = true;
#define AIRLOG_LIST(name, spellings) fits = fits && add_all(&all, list++, LISTS, spellings);
#include "../lists.def"
#undef AIRLOG_LIST
#define AIRLOG_WORDS(name, spellings) fits = fits && add_all(&all, class_number++, CLASSES, spellings);
#include "../words.def"
#undef AIRLOG_WORDS
#define AIRLOG_DEED(name, spellings) fits = fits && add_all(&all, deed++, DEEDS, spellings);
#include "airlog/deeds.def"
#undef AIRLOG_DEED
    FILE *out = argc == 2 && fits ? fopen(argv[1], "w") : NULL;
    if (!out) {
        fprintf(stderr, "lists_build: the lists do not fit, or usage: lists_build OUT\n");
        return 1;
    }
    fprintf(out, "/* Made by lists_build from lists.def, words.def and deeds.def. */\n");
    bool placed = print_slots(&all, out);
    print_words(&all, out);
    if (!placed) fprintf(stderr, "lists_build: the words find no slots\n");
    return fclose(out) == 0 && placed ? 0 : 1;
}
