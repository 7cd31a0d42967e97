/* Makes the table of the scan for words that fly: every phrase of the vocabulary of objects, and of the events that
 * can be what happened. usage: scan_build OUT object.tsv event.tsv */
#include "airlog/base.h"

#include "../scan.h"

#include <stdio.h>

enum { PHRASES = 65536, LINE = 65536 };

typedef struct builder {
    uint64_t *slots; /* keys of phrases and of their beginnings; the lowest bits are the kinds of the phrase */
    size_t count;
    uint8_t *heads, *event_heads;
} builder;

static void put(builder *to, uint64_t key, unsigned kinds) {
    key = (key & ~(uint64_t)SCAN_KINDS) | kinds;
    for (size_t at = scan_slot(key) & (PHRASES - 1);; at = (at + 1) & (PHRASES - 1)) {
        if (!to->slots[at]) to->count++;
        if (to->slots[at] && (to->slots[at] | SCAN_KINDS) != (key | SCAN_KINDS)) continue;
        to->slots[at] |= key;
        return;
    }
}

static void put_head(uint8_t *heads, const unsigned char *word, size_t length) {
    uint32_t head = scan_head(word, length);
    heads[head / 8] |= (uint8_t)(1u << head % 8);
}

/* One folded phrase: words joined by single blanks. Every beginning of it is entered too, so that the scan stops at
 * the first word that leads nowhere. */
static bool add_phrase(builder *to, const char *phrase, size_t length, unsigned kinds) {
    uint64_t key = 0;
    size_t begin = 0, words = 0;
    for (size_t at = 0; at <= length; at++) {
        if (at < length && phrase[at] != ' ') continue;
        const unsigned char *word = (const unsigned char *)phrase + begin;
        bool first = words++ == 0;
        if (first && kinds & SCAN_THINGS) put_head(to->heads, word, at - begin);
        if (first && kinds & SCAN_EVENTS) put_head(to->event_heads, word, at - begin);
        key = scan_phrase(key, scan_word(word, at - begin));
        put(to, key, at == length ? kinds : 0);
        begin = at + 1;
    }
    return words <= SCAN_PHRASE_WORDS && to->count < PHRASES / 2;
}

/* "Su-30" is also written "Su-30s". */
static bool add_plural(builder *to, airlog_buffer *folded, unsigned kinds) {
    char last = folded->bytes[folded->length - 1];
    if (last == 's' || (unsigned char)last >= 0x80) return true;
    airlog_buffer_char(folded, 's');
    return !folded->failed && add_phrase(to, folded->bytes, folded->length, kinds);
}

static bool add_aliases(builder *to, char *aliases, unsigned kinds, bool types) {
    bool fits = true;
    for (char *next = aliases; next;) {
        char *end = strchr(next, '|');
        airlog_buffer folded = {0};
        airlog_text alias = {next, end ? (size_t)(end - next) : strlen(next)};
        fits = fits && airlog_fold(alias, &folded, NULL) == AIRLOG_OK;
        if (folded.length) fits = fits && add_phrase(to, folded.bytes, folded.length, kinds);
        if (folded.length && types) fits = fits && add_plural(to, &folded, kinds);
        airlog_buffer_close(&folded);
        next = end ? end + 1 : NULL;
    }
    return fits;
}

/* What an event is to the scan, by its flags: one of rank 1 is only what was said. */
static unsigned event_kinds(const char *flags) {
    const char *rank = strstr(flags, "rank=");
    if (strstr(flags, "alone") || strstr(flags, "scan")) return SCAN_ALONE;
    return rank && rank[5] == '1' && (rank[6] < '0' || rank[6] > '9') ? SCAN_SAYING : SCAN_EVENT;
}

/* name, category, flags, aliases; '#' begins a comment, the first row is the header. */
static bool add_file(builder *to, const char *path, bool events) {
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
        fits = fits && add_aliases(to, columns[3], events ? event_kinds(columns[2]) : SCAN_OBJECT, types);
    }
    fclose(in);
    return fits;
}

static void print_heads(const char *name, const uint8_t *heads, FILE *out) {
    fprintf(out, "static const uint8_t %s[%u] = {\n", name, 1u << (SCAN_HEAD_BITS - 3));
    for (size_t i = 0; i < 1u << (SCAN_HEAD_BITS - 3); i++) fprintf(out, "%u,%s", heads[i], i % 32 == 31 ? "\n" : "");
    fprintf(out, "};\n");
}

static void print(const builder *from, FILE *out) {
    size_t size = 64;
    while (size < 2 * from->count) size *= 2;
    static uint64_t slots[PHRASES];
    for (size_t i = 0; i < PHRASES; i++) {
        if (!from->slots[i]) continue;
        size_t at = scan_slot(from->slots[i]) & (size - 1);
        while (slots[at]) at = (at + 1) & (size - 1);
        slots[at] = from->slots[i];
    }
    fprintf(out, "/* Made by scan_build from data/vocabulary. */\nenum { SCAN_SLOTS = %zu };\n", size);
    fprintf(out, "static const uint64_t scan_slots[SCAN_SLOTS] = {\n");
    for (size_t i = 0; i < size; i++) fprintf(out, "UINT64_C(0x%llx),\n", (unsigned long long)slots[i]);
    fprintf(out, "};\n");
    print_heads("scan_heads", from->heads, out);
    print_heads("scan_event_heads", from->event_heads, out);
}

int main(int argc, char **argv) {
    static uint64_t slots[PHRASES];
    static uint8_t heads[1u << (SCAN_HEAD_BITS - 3)], event_heads[1u << (SCAN_HEAD_BITS - 3)];
    builder all = {slots, 0, heads, event_heads};
    static char nouns[] = "object|objects";
    if (argc != 4 || !add_file(&all, argv[2], false) || !add_file(&all, argv[3], true) ||
        !add_aliases(&all, nouns, SCAN_NOUN, false)) {
        fprintf(stderr, "scan_build: a vocabulary cannot be read or does not fit; usage: scan_build OUT object.tsv event.tsv\n");
        return 1;
    }
    FILE *out = fopen(argv[1], "w");
    if (!out) return 1;
    print(&all, out);
    return fclose(out) == 0 ? 0 : 1;
}
