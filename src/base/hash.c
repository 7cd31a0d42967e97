#include "airlog/base.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t airlog_hash(const void *bytes, size_t length) {
    return XXH3_64bits(bytes, length);
}

void airlog_hash_print(char out[16], uint64_t hash) {
    static const char digits[] = "0123456789abcdef";
    for (int i = 15; i >= 0; i--, hash >>= 4) out[i] = digits[hash & 15];
}

/* A multiply and a shift by odd constants (those of splitmix64): order matters, and a phrase of one word has
 * another key than its word has a hash. */
uint64_t airlog_key_add(uint64_t key, uint64_t word_hash) {
    uint64_t mixed = (key + UINT64_C(0x9E3779B97F4A7C15)) ^ word_hash;
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}
