/* Hashes the word lists and classes of the parse stage: run by the build, its output is compiled into lists.c. */
#include "airlog/base.h"

#include <stdio.h>
#include <string.h>

enum { WORDS = 4096, BLOCKS = 3 };

typedef struct listed_word {
    uint64_t hash;
    uint64_t lists[BLOCKS];
    uint32_t classes;
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

/* Adds words to a list, or to a class of words.def. */
static bool add_all(builder *to, unsigned number, bool is_class, const char *words) {
    if (number >= (is_class ? 32u : 64u * BLOCKS)) return false;
    while (*words) {
        size_t length = strcspn(words, " ");
        listed_word *word = length ? find(to, words, length) : NULL;
        if (length && !word) return false;
        if (word && is_class) word->classes |= 1u << number;
        else if (word) word->lists[number / 64] |= UINT64_C(1) << number % 64;
        words += length + (words[length] == ' ');
    }
    return true;
}

static void print(const builder *from, FILE *out) {
    static unsigned slots[4 * WORDS];
    size_t size = 64;
    while (size < 2 * from->count) size *= 2;
    for (size_t i = 0; i < from->count; i++) {
        size_t at = from->words[i].hash & (size - 1);
        while (slots[at]) at = (at + 1) & (size - 1);
        slots[at] = (unsigned)i + 1;
    }
    fprintf(out, "/* Made by lists_build from lists.def and words.def. */\nenum { LIST_SLOTS = %zu };\n", size);
    fprintf(out, "static const list_slot list_slots[LIST_SLOTS] = {\n");
    for (size_t i = 0; i < size; i++) {
        uint64_t hash = slots[i] ? from->words[slots[i] - 1].hash : 0;
        fprintf(out, "    {0x%08llxu, %u},\n", (unsigned long long)(hash >> 32), slots[i]);
    }
    fprintf(out, "};\nconst uint64_t airlog_list_words[][%d] = {\n    {0, 0, 0},\n", BLOCKS);
    for (size_t i = 0; i < from->count; i++) {
        const uint64_t *lists = from->words[i].lists;
        fprintf(out, "    {UINT64_C(0x%llx), UINT64_C(0x%llx), UINT64_C(0x%llx)},\n", (unsigned long long)lists[0],
                (unsigned long long)lists[1], (unsigned long long)lists[2]);
    }
    fprintf(out, "};\nconst uint32_t airlog_listed_classes[] = {\n    0,\n");
    for (size_t i = 0; i < from->count; i++) fprintf(out, "    0x%lx,\n", (unsigned long)from->words[i].classes);
    fprintf(out, "};\n");
}

int main(int argc, char **argv) {
    static listed_word words[WORDS];
    builder all = {words, 0};
    unsigned list = 0, class_number = 0;
    bool fits = true;
#define AIRLOG_LIST(name, spellings) fits = fits && add_all(&all, list++, false, spellings);
#include "../lists.def"
#undef AIRLOG_LIST
#define AIRLOG_WORDS(name, spellings) fits = fits && add_all(&all, class_number++, true, spellings);
#include "../words.def"
#undef AIRLOG_WORDS
    FILE *out = argc == 2 && fits ? fopen(argv[1], "w") : NULL;
    if (!out) {
        fprintf(stderr, "lists_build: the lists do not fit, or usage: lists_build OUT\n");
        return 1;
    }
    print(&all, out);
    return fclose(out) == 0 ? 0 : 1;
}
