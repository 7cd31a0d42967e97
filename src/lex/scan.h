/* How the scan for words that fly names words and phrases: shared by the scan and the program that makes its table. */
#ifndef AIRLOG_LEX_SCAN_H
#define AIRLOG_LEX_SCAN_H

#include <stdint.h>
#include <string.h>

/* A word is a run of ASCII letters and digits, or one character of three bytes (Han, Kana, Hangul). */
enum { SCAN_HEAD_BITS = 15, SCAN_PHRASE_WORDS = 24 };

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

/* What the first two to four letters of a word select: most words end here. */
static inline uint32_t scan_head(const unsigned char *bytes, size_t length) {
    uint64_t block = scan_block(bytes, length < 4 ? length : 4);
    return (uint32_t)((block * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - SCAN_HEAD_BITS));
}

#endif
