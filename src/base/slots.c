/* Tables in which a key has two slots: a new key takes its first slot, and who stood there moves to its other one. */
#include "airlog/base.h"

#include <string.h>

#define MOVES_MOST 500 /* so many say that the keys go round in circles */

static bool place_one(const uint64_t *hashes, uint32_t key, uint32_t *slots, size_t size) {
    size_t at = AIRLOG_SLOT_FIRST(hashes[key - 1], size);
    for (int moves = 0; moves < MOVES_MOST; moves++) {
        uint32_t stood = slots[at];
        slots[at] = key;
        if (stood == 0) return true;
        uint64_t hash = hashes[stood - 1];
        size_t first = AIRLOG_SLOT_FIRST(hash, size);
        at = at == first ? AIRLOG_SLOT_SECOND(hash, size) : first;
        key = stood;
    }
    return false;
}

bool airlog_slots_place(const uint64_t *hashes, size_t count, uint32_t *slots, size_t size) {
    memset(slots, 0, size * sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        if (!place_one(hashes, (uint32_t)i + 1, slots, size)) return false;
    }
    return true;
}
