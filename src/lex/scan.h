/* How the scan for words that fly names words and phrases: shared by the scan and the program that makes its table. */
#ifndef AIRLOG_LEX_SCAN_H
#define AIRLOG_LEX_SCAN_H

#include <stdint.h>
#include <string.h>

/* What a phrase is to the scan; the lowest bits of its slot. A phrase's beginnings are entered with none. */
enum {
    SCAN_OBJECT = 1, /* names something that flies */
    SCAN_ALONE = 2,  /* an event that implies it */
    SCAN_NOUN = 4,   /* "the object": stands for it where something else in the text flies */
    SCAN_EVENT = 8,  /* an event of anything */
    SCAN_SAYING = 16, /* "reported": an event only right before what flies */
    SCAN_KINDS = 31,
    SCAN_THINGS = SCAN_OBJECT | SCAN_ALONE | SCAN_NOUN,
    SCAN_EVENTS = SCAN_EVENT | SCAN_ALONE | SCAN_SAYING
};

/* A word is a run of ASCII letters and digits, or one character of three bytes (Han, Kana, Hangul). */
enum { SCAN_HEAD_BITS = 17, SCAN_HEAD_LETTERS = 8, SCAN_PHRASE_WORDS = 24 };

/* Up to eight letters or digits as one number, in small letters. */
static inline uint64_t scan_block(const unsigned char *bytes, size_t length) {
    uint64_t block = 0;
    memcpy(&block, bytes, length < 8 ? length : 8);
    uint64_t small = UINT64_C(0x2020202020202020);
    return block | (length < 8 ? small & ((UINT64_C(1) << (8 * length)) - 1) : small);
}

static inline uint64_t scan_mix(uint64_t a, uint64_t b) {
    uint64_t mixed = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return mixed ^ (mixed >> 29);
}

/* The key of a word of letters and digits. */
static inline uint64_t scan_word(const unsigned char *bytes, size_t length) {
    uint64_t key = length;
    for (; length > 8; bytes += 8, length -= 8) key = scan_mix(key, scan_block(bytes, 8));
    return scan_mix(key, scan_block(bytes, length));
}

/* The key of a phrase from the keys of its words, in order; begin with 0. */
static inline uint64_t scan_phrase(uint64_t phrase, uint64_t word) {
    return scan_mix(phrase + UINT64_C(0xD1B54A32D192ED03), word);
}

/* Where the search for a key begins, in a table of a power of two. */
static inline uint64_t scan_slot(uint64_t key) {
    return key >> 5;
}

static inline uint32_t scan_head_of(uint64_t block) {
    return (uint32_t)((block * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - SCAN_HEAD_BITS));
}

/* What the first eight letters of a word select: most words end here. */
static inline uint32_t scan_head(const unsigned char *bytes, size_t length) {
    return scan_head_of(scan_block(bytes, length < SCAN_HEAD_LETTERS ? length : SCAN_HEAD_LETTERS));
}

#endif
