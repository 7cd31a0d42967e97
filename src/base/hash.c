#include "airlog/base.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* The upper and the lower half of a product, folded: every bit of it hangs on every bit of both numbers. */
static uint64_t fold(uint64_t a, uint64_t b) {
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* As wyhash (Wang Yi, public domain) mixes its last 16 bytes, with its constants. */
uint64_t airlog_hash_short(uint64_t low, uint64_t high, size_t length) {
    uint64_t mixed = fold(low ^ UINT64_C(0x8bb84b93962eacc9), high ^ UINT64_C(0x2d358dccaa6c78a5));
    return fold(mixed ^ UINT64_C(0x8bb84b93962eacc9), (uint64_t)length ^ UINT64_C(0x4b33a62ed433d4a3));
}

static uint64_t read_block(const unsigned char *bytes) {
    uint64_t block;
    memcpy(&block, bytes, sizeof block);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    block = __builtin_bswap64(block);
#endif
    return block;
}

uint64_t airlog_hash(const void *bytes, size_t length) {
    unsigned char blocks[16] = {0};
    if (length > sizeof blocks) return XXH3_64bits(bytes, length);
    if (length > 0) memcpy(blocks, bytes, length);
    return airlog_hash_short(read_block(blocks), read_block(blocks + 8), length);
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
