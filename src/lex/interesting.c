/* Most texts say nothing of the air. This scan over the raw bytes, before anything is decoded or cut, passes them over:
 * it looks for the phrases of the vocabularies, word by word, in plain and in JSON-escaped text. */
#include "airlog/lex.h"

#include "scan.h"

#include "scan_table.h"

typedef struct scanner {
    const unsigned char *bytes;
    size_t length;
} scanner;

/* What a byte is to the scan. */
enum { BYTE_LETTER = 1, BYTE_DIGIT = 2, BYTE_WORD = BYTE_LETTER | BYTE_DIGIT, BYTE_SPECIAL = 4 };

#define L BYTE_LETTER
#define D BYTE_DIGIT
#define S BYTE_SPECIAL
#define LETTERS 0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L
#define SPECIALS S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S
static const uint8_t kinds[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* blank to ? */
    LETTERS, 0, S, 0, 0, 0, LETTERS, 0, 0, 0, 0, 0, /* @ to DEL; the backslash is special */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    SPECIALS, SPECIALS, /* first bytes of CJK */
};
#undef L
#undef D
#undef S

static inline bool is_letter(unsigned char c) {
    return kinds[c] == BYTE_LETTER;
}

static inline bool is_word(unsigned char c) {
    return (kinds[c] & BYTE_WORD) != 0;
}

static inline size_t word_end(const scanner *scan, size_t at) {
    while (at < scan->length && is_word(scan->bytes[at])) at++;
    return at;
}

/* Whether a character of three bytes that is a word by itself begins here: Kana, Han, Hangul, but no CJK punctuation
 * (U+3000 to U+303F) and no middle dot. */
static inline bool is_wide_word(const scanner *scan, size_t at) {
    if (at + 3 > scan->length) return false;
    unsigned char a = scan->bytes[at], b = scan->bytes[at + 1], c = scan->bytes[at + 2];
    if (a < 0xE3 || a > 0xED) return false;
    return !(a == 0xE3 && b == 0x80) && !(a == 0xE3 && b == 0x83 && c == 0xBB);
}

/* The end of the word that begins at `at`; `at` when none does. */
static size_t any_word_end(const scanner *scan, size_t at) {
    if (is_wide_word(scan, at)) return at + 3;
    return word_end(scan, at);
}

/* Steps over what may stand between two words of a phrase; JSON's \n and \t count as blanks. */
static size_t next_word(const scanner *scan, size_t at) {
    size_t limit = at + 16 < scan->length ? at + 16 : scan->length;
    while (at < limit && !is_word(scan->bytes[at]) && !is_wide_word(scan, at)) {
        at += scan->bytes[at] == '\\' && at + 1 < limit && strchr("nrt", scan->bytes[at + 1]) ? 2 : 1;
    }
    return at;
}

/* 0 when no phrase begins like this, 1 when some do, 2 when it is one. */
static int look_up(uint64_t key) {
    for (size_t at = (key >> 1) & (SCAN_SLOTS - 1); scan_slots[at]; at = (at + 1) & (SCAN_SLOTS - 1)) {
        if ((scan_slots[at] | 1) == (key | 1)) return 1 + (int)(scan_slots[at] & 1);
    }
    return 0;
}

static bool is_phrase(const scanner *scan, size_t start, size_t end) {
    uint64_t key = scan_phrase(0, scan_word(scan->bytes + start, end - start));
    for (int words = 1; words <= SCAN_PHRASE_WORDS; words++) {
        int found = look_up(key);
        if (found != 1) return found == 2;
        start = next_word(scan, end);
        end = any_word_end(scan, start);
        if (end == start) return false;
        key = scan_phrase(key, scan_word(scan->bytes + start, end - start));
    }
    return false;
}

/* "U.A.S." is read as "uas". */
static bool is_dotted(const scanner *scan, size_t at) {
    unsigned char word[8];
    size_t length = 0;
    while (at < scan->length && is_letter(scan->bytes[at]) && length < sizeof word) {
        word[length++] = scan->bytes[at++];
        if (at < scan->length && scan->bytes[at] == '.') at++;
        else break;
    }
    return length > 1 && look_up(scan_phrase(0, scan_word(word, length))) == 2;
}

/* scan_head() without a loop, where eight bytes can be read. */
static inline uint32_t head_of(const scanner *scan, size_t start, size_t end) {
    static const uint32_t masks[5] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF};
    size_t length = end - start;
    if (start + 4 > scan->length) return scan_head(scan->bytes + start, length);
    uint32_t block;
    memcpy(&block, scan->bytes + start, sizeof block);
    block = (block | 0x20202020u) & masks[length < 4 ? length : 4];
    return (uint32_t)((block * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - SCAN_HEAD_BITS));
}

static inline bool flies(const scanner *scan, size_t start, size_t end) {
    uint32_t head = head_of(scan, start, end);
    if (scan_heads[head / 8] >> head % 8 & 1 && is_phrase(scan, start, end)) return true;
    return end == start + 1 && end < scan->length && scan->bytes[end] == '.' && is_dotted(scan, start);
}

/* Escapes that hide text from this scan: \u of letters and of CJK. */
static bool is_hidden(const scanner *scan, size_t at) {
    if (at + 5 >= scan->length || scan->bytes[at + 1] != 'u') return false;
    unsigned char a = scan->bytes[at + 2], b = scan->bytes[at + 3], c = scan->bytes[at + 4];
    if (a == '0') return b == '0' && c >= '3' && c <= '7'; /* ASCII letters and digits */
    return a >= '3'; /* Kana, Han, Hangul, full-width forms, surrogates */
}

/* U+FF10 to U+FF19, U+FF21 to U+FF3A, U+FF41 to U+FF5A, and half-width Kana from U+FF66 on. */
static bool is_full_width_letter(const unsigned char *bytes) {
    unsigned low = (unsigned)(bytes[1] - 0xBC) * 64u + (unsigned)(bytes[2] - 0x80);
    return (low >= 0x10 && low <= 0x19) || (low >= 0x21 && low <= 0x3A) || (low >= 0x41 && low <= 0x5A) || low >= 0x66;
}

/* Full-width letters hide words from this scan; a Han character may begin a phrase. */
static bool is_wide(const scanner *scan, size_t *at) {
    const unsigned char *bytes = scan->bytes + *at;
    bool full_width = bytes[0] == 0xEF && *at + 2 < scan->length && (bytes[1] == 0xBC || bytes[1] == 0xBD);
    if (full_width && is_full_width_letter(bytes)) return true;
    size_t start = *at;
    bool word = is_wide_word(scan, start);
    *at += word ? 3 : 1;
    return word && flies(scan, start, start + 3);
}

/* A backslash, or the first byte of a CJK character: true when something that flies may hide there. *at moves on. */
static bool is_special(const scanner *scan, size_t *at) {
    if (scan->bytes[*at] != '\\') return is_wide(scan, at);
    if (is_hidden(scan, *at)) return true;
    size_t letter = ++*at; /* \nDrone: the n is an escape, but in plain text it begins a word */
    if (letter >= scan->length || !is_letter(scan->bytes[letter])) return false;
    ++*at;
    return flies(scan, letter, word_end(scan, letter));
}

bool airlog_interesting(airlog_text raw) {
    scanner scan = {(const unsigned char *)raw.bytes, raw.length};
    for (size_t at = 0; at < scan.length;) {
        uint8_t kind = kinds[scan.bytes[at]];
        if (kind == BYTE_LETTER) {
            size_t start = at;
            at = word_end(&scan, at + 1);
            if (flies(&scan, start, at)) return true;
        } else if (kind == BYTE_SPECIAL) {
            if (is_special(&scan, &at)) return true;
        } else {
            at++;
        }
    }
    return false;
}
