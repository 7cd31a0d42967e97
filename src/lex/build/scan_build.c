/* Makes the table of the scan for words that fly: every phrase of the vocabulary of objects, and of the events that
 * imply an object by themselves ("alone") or hardly happen but in the air ("scan"). usage: scan_build OUT object.tsv event.tsv */
#include "airlog/base.h"

#include "../scan.h"

#include <stdio.h>

enum { PHRASES = 65536, LINE = 65536 };

typedef struct builder {
    uint64_t *slots; /* keys of phrases and of their beginnings; the lowest bit says that the phrase is whole */
    size_t count;
    uint8_t *heads;
} builder;

static void put(builder *to, uint64_t key, bool whole) {
    key = (key & ~UINT64_C(1)) | whole;
    for (size_t at = (key >> 1) & (PHRASES - 1);; at = (at + 1) & (PHRASES - 1)) {
        if (!to->slots[at]) to->count++;
        if (to->slots[at] && (to->slots[at] | 1) != (key | 1)) continue;
        to->slots[at] |= key;
        return;
    }
}

/* One folded phrase: words joined by single blanks. Every beginning of it is entered too, so that the scan stops at
 * the first word that leads nowhere. */
static bool add_phrase(builder *to, const char *phrase, size_t length) {
    uint64_t key = 0;
    size_t begin = 0, words = 0;
    for (size_t at = 0; at <= length; at++) {
        if (at < length && phrase[at] != ' ') continue;
        const unsigned char *word = (const unsigned char *)phrase + begin;
        if (words++ == 0) {
            uint32_t head = scan_head(word, at - begin);
            to->heads[head / 8] |= (uint8_t)(1u << head % 8);
        }
        key = scan_phrase(key, scan_word(word, at - begin));
        put(to, key, at == length);
        begin = at + 1;
    }
    return words <= SCAN_PHRASE_WORDS && to->count < PHRASES / 2;
}

/* "Su-30" is also written "Su-30s". */
static bool add_plural(builder *to, airlog_buffer *folded) {
    char last = folded->bytes[folded->length - 1];
    if (last == 's' || (unsigned char)last >= 0x80) return true;
    airlog_buffer_char(folded, 's');
    return !folded->failed && add_phrase(to, folded->bytes, folded->length);
}

static bool add_aliases(builder *to, char *aliases, bool types) {
    bool fits = true;
    for (char *next = aliases; next;) {
        char *end = strchr(next, '|');
        airlog_buffer folded = {0};
        airlog_text alias = {next, end ? (size_t)(end - next) : strlen(next)};
        fits = fits && airlog_fold(alias, &folded, NULL) == AIRLOG_OK;
        if (folded.length) fits = fits && add_phrase(to, folded.bytes, folded.length);
        if (folded.length && types) fits = fits && add_plural(to, &folded);
        airlog_buffer_close(&folded);
        next = end ? end + 1 : NULL;
    }
    return fits;
}

/* name, category, flags, aliases; '#' begins a comment, the first row is the header. */
static bool add_file(builder *to, const char *path, const char *flag) {
    static char line[LINE];
    FILE *in = fopen(path, "r");
    if (!in) return false;
    bool fits = true;
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\r\n")] = '\0';
        char *columns[4] = {line};
        int count = 1;
        for (char *c = line; *c && count < 4; c++) {
            if (*c != '\t') continue;
            *c = '\0';
            columns[count++] = c + 1;
        }
        if (line[0] == '#' || count < 4 || strcmp(columns[0], "name") == 0) continue;
        bool types = strstr(columns[2], "type=") != NULL;
        if (!flag || strstr(columns[2], flag)) fits = fits && add_aliases(to, columns[3], types);
    }
    fclose(in);
    return fits;
}

static void print(const builder *from, FILE *out) {
    size_t size = 64;
    while (size < 2 * from->count) size *= 2;
    static uint64_t slots[PHRASES];
    for (size_t i = 0; i < PHRASES; i++) {
        if (!from->slots[i]) continue;
        size_t at = (from->slots[i] >> 1) & (size - 1);
        while (slots[at]) at = (at + 1) & (size - 1);
        slots[at] = from->slots[i];
    }
    fprintf(out, "/* Made by scan_build from data/vocabulary. */\nenum { SCAN_SLOTS = %zu };\n", size);
    fprintf(out, "static const uint64_t scan_slots[SCAN_SLOTS] = {\n");
    for (size_t i = 0; i < size; i++) fprintf(out, "UINT64_C(0x%llx),\n", (unsigned long long)slots[i]);
    fprintf(out, "};\nstatic const uint8_t scan_heads[%u] = {\n", 1u << (SCAN_HEAD_BITS - 3));
    for (size_t i = 0; i < 1u << (SCAN_HEAD_BITS - 3); i++) fprintf(out, "%u,%s", from->heads[i], i % 32 == 31 ? "\n" : "");
    fprintf(out, "};\n");
}

int main(int argc, char **argv) {
    static uint64_t slots[PHRASES];
    static uint8_t heads[1u << (SCAN_HEAD_BITS - 3)];
    builder all = {slots, 0, heads};
    if (argc != 4 || !add_file(&all, argv[2], NULL) || !add_file(&all, argv[3], "alone") ||
        !add_file(&all, argv[3], "scan")) {
        fprintf(stderr, "scan_build: a vocabulary cannot be read or does not fit; usage: scan_build OUT object.tsv event.tsv\n");
        return 1;
    }
    FILE *out = fopen(argv[1], "w");
    if (!out) return 1;
    print(&all, out);
    return fclose(out) == 0 ? 0 : 1;
}
