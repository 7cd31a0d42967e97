/* Finds phrases in raw bytes. Few words begin as a phrase does: the first letters decide, 64 bytes a step where the
 * processor can. */
#include "phrases.h"

#include "scan_table.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* ---- look-up ------------------------------------------------------------------------------------- */

/* The kinds of the phrase; *out_begins when it or a longer one is known. */
static unsigned look_up(uint64_t key, bool *out_begins) {
    for (size_t at = scan_slot(key) & (SCAN_SLOTS - 1); scan_slots[at]; at = (at + 1) & (SCAN_SLOTS - 1)) {
        if ((scan_slots[at] | SCAN_KINDS) != (key | SCAN_KINDS)) continue;
        *out_begins = true;
        return scan_slots[at] & SCAN_KINDS;
    }
    *out_begins = false;
    return 0;
}

/* All kinds of the phrases that begin with the word, as long as a longer one is known. */
static unsigned phrase_kinds(const scanner *scan, size_t start, size_t end) {
    uint64_t key = scan_phrase(0, scan_word(scan->bytes + start, end - start));
    unsigned found = 0;
    for (int words = 1; words <= SCAN_PHRASE_WORDS; words++) {
        bool begins;
        found |= look_up(key, &begins);
        if (!begins) break;
        start = next_word(scan, end);
        end = any_word_end(scan, start);
        if (end == start) break;
        key = scan_phrase(key, scan_word(scan->bytes + start, end - start));
    }
    return found;
}

/* "U.A.S." is read as "uas". */
static unsigned dotted_kinds(const scanner *scan, size_t at) {
    unsigned char word[8];
    size_t length = 0;
    while (at < scan->length && is_letter(scan->bytes[at]) && length < sizeof word) {
        word[length++] = scan->bytes[at++];
        if (at < scan->length && scan->bytes[at] == '.') at++;
        else break;
    }
    bool begins;
    return length > 1 ? look_up(scan_phrase(0, scan_word(word, length)), &begins) : 0;
}

static inline bool is_head(const uint8_t *heads, uint32_t head) {
    return heads[head / 8] >> head % 8 & 1;
}

static unsigned word_kinds(const scanner *scan, const uint8_t *heads, size_t start, size_t end) {
    if (is_head(heads, scan_head(scan->bytes + start, end - start))) {
        unsigned found = phrase_kinds(scan, start, end);
        if (found) return found;
    }
    bool dotted = end == start + 1 && end < scan->length && scan->bytes[end] == '.';
    return dotted ? dotted_kinds(scan, start) : 0;
}

/* ---- what is no plain letter ------------------------------------------------------------------------ */

/* Escapes that hide text from this scan: \u of letters and of CJK. */
static bool is_hidden(const scanner *scan, size_t at) {
    if (at + 5 >= scan->length || scan->bytes[at + 1] != 'u') return false;
    unsigned char a = scan->bytes[at + 2], b = scan->bytes[at + 3], c = scan->bytes[at + 4];
    if (a == '0') return b == '0' && c >= '3' && c <= '7'; /* ASCII letters and digits */
    return a >= '3'; /* Kana, Han, Hangul, full-width forms, surrogates */
}

/* Full-width letters hide words from this scan: U+FF10 to U+FF19, U+FF21 to U+FF3A, U+FF41 to U+FF5A, and half-width
 * Kana from U+FF66 on. */
static bool is_full_width_letter(const scanner *scan, size_t at) {
    const unsigned char *bytes = scan->bytes + at;
    if (at + 2 >= scan->length || bytes[0] != 0xEF || (bytes[1] != 0xBC && bytes[1] != 0xBD)) return false;
    unsigned low = (unsigned)(bytes[1] - 0xBC) * 64u + (unsigned)(bytes[2] - 0x80);
    return (low >= 0x10 && low <= 0x19) || (low >= 0x21 && low <= 0x3A) || (low >= 0x41 && low <= 0x5A) || low >= 0x66;
}

/* A backslash: \nDrone. The n is an escape, but in plain text it begins a word. */
static scan_hit read_escape(const scanner *scan, const uint8_t *heads, size_t at) {
    if (is_hidden(scan, at)) return (scan_hit){at, SCAN_ALONE, at + 2};
    size_t letter = at + 1;
    if (letter >= scan->length || !is_letter(scan->bytes[letter])) return (scan_hit){at, 0, letter};
    size_t end = word_end(scan, letter);
    unsigned found = word_kinds(scan, heads, letter, end);
    if (letter + 1 < end && is_letter(scan->bytes[letter + 1])) found |= word_kinds(scan, heads, letter + 1, end);
    return (scan_hit){letter, found, end};
}

/* The first byte of a CJK character, or of another that is no word here. */
static scan_hit read_wide(const scanner *scan, const uint8_t *heads, size_t at) {
    if (is_full_width_letter(scan, at)) return (scan_hit){at, SCAN_ALONE, at + 3};
    if (!is_wide_word(scan, at)) return (scan_hit){at, 0, at + 1};
    return (scan_hit){at, word_kinds(scan, heads, at, at + 3), at + 3};
}

/* What begins at `at`; behind it, in a text read byte by byte, the next may. */
static scan_hit read_at(const scanner *scan, const uint8_t *heads, size_t at) {
    uint8_t kind = kinds[scan->bytes[at]];
    if (kind == BYTE_SPECIAL)
        return scan->bytes[at] == '\\' ? read_escape(scan, heads, at) : read_wide(scan, heads, at);
    if (kind != BYTE_LETTER) return (scan_hit){at, 0, at + 1};
    size_t end = word_end(scan, at + 1);
    return (scan_hit){at, word_kinds(scan, heads, at, end), end};
}

/* ---- many bytes a step ------------------------------------------------------------------------------- */

/* Of the bytes looked at, words that begin in the last eight are left to the next step, which sees their letters. */
enum { BLOCK = 64, STEP = BLOCK - SCAN_HEAD_LETTERS };

#ifdef __SSE2__

/* What the bytes of a block are, a bit each. */
typedef struct marks {
    uint64_t letters, words, specials;
} marks;

/* 0xFF where a byte, as a number with a sign, lies in (low, high). */
static inline __m128i between(__m128i bytes, int low, int high) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)low)), _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)high)));
}

static inline uint64_t bits_of(__m128i bytes, int at) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << at;
}

static inline marks mark(const unsigned char *block) {
    marks found = {0, 0, 0};
    for (int at = 0; at < BLOCK; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + at));
        __m128i letters = between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a' - 1, 'z' + 1);
        __m128i digits = between(bytes, '0' - 1, '9' + 1);
        __m128i wide = between(bytes, -33, 0); /* from 0xE0 on */
        found.letters |= bits_of(letters, at);
        found.words |= bits_of(_mm_or_si128(letters, digits), at);
        found.specials |= bits_of(_mm_or_si128(wide, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))), at);
    }
    return found;
}

/* Whether what scan_head() says of a word of which `length`, at most eight, letters or digits stand at `bytes`, is
 * among the heads. */
static inline bool begins_phrase(const uint8_t *heads, const unsigned char *bytes, unsigned length) {
    uint64_t first;
    memcpy(&first, bytes, sizeof first);
    return is_head(heads, scan_head_of((first | UINT64_C(0x2020202020202020)) & UINT64_MAX >> (64 - 8 * length)));
}

/* The first hit in whole blocks; without one, .next is where they end. */
static scan_hit next_in_blocks(const scanner *scan, const uint8_t *heads, size_t at, unsigned wanted) {
    uint64_t before = at > 0 && is_letter(scan->bytes[at - 1]);
    for (; scan->length - at >= BLOCK; at += STEP) {
        const unsigned char *block = scan->bytes + at;
        marks is = mark(block);
        uint64_t starts = is.letters & ~(is.letters << 1 | before);
        before = is.letters >> (STEP - 1) & 1;
        for (uint64_t left = (starts | is.specials) & UINT64_MAX >> (BLOCK - STEP); left; left &= left - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(left);
            unsigned length = (unsigned)__builtin_ctzll(~(is.words >> bit) | UINT64_C(1) << SCAN_HEAD_LETTERS);
            bool special = is.specials >> bit & 1, initial = length == 1 && block[bit + 1] == '.';
            if (!special && !initial && !begins_phrase(heads, block + bit, length)) continue;
            scan_hit hit = read_at(scan, heads, at + bit);
            if (hit.kinds &= wanted) return hit;
        }
    }
    return (scan_hit){at, 0, before ? word_end(scan, at) : at};
}

#else

static scan_hit next_in_blocks(const scanner *scan, const uint8_t *heads, size_t at, unsigned wanted) {
    (void)scan, (void)heads, (void)wanted;
    return (scan_hit){at, 0, at};
}

#endif

scan_hit airlog_scan_next(const scanner *scan, size_t at, unsigned wanted) {
    const uint8_t *heads = wanted & (SCAN_EVENT | SCAN_SAYING) ? scan_event_heads : scan_heads;
    scan_hit hit = next_in_blocks(scan, heads, at, wanted);
    for (at = hit.next; !hit.kinds && at < scan->length; at = hit.next) {
        hit = read_at(scan, heads, at);
        hit.kinds &= wanted;
    }
    return hit;
}
