/** @file keys.c  A set of keys. */
#include "compile.h"

static size_t slot_of(const airlog_compile_keys *keys, uint64_t key) {
    size_t at = (size_t)key & (keys->capacity - 1);
    while (keys->slots[at] != 0 && keys->slots[at] != key) at = (at + 1) & (keys->capacity - 1);
    return at;
}

static void grow(airlog_compile_keys *keys) {
    airlog_compile_keys wider = {.capacity = keys->capacity == 0 ? 4096 : keys->capacity * 2, .count = keys->count};
    wider.slots = airlog_memory_take(wider.capacity, sizeof *wider.slots);
    if (wider.slots == NULL) airlog_compile_stop("memory ran out");
    for (size_t i = 0; i < keys->capacity; i++)
        if (keys->slots[i] != 0) wider.slots[slot_of(&wider, keys->slots[i])] = keys->slots[i];
    airlog_memory_give(keys->slots);
    *keys = wider;
}

bool airlog_compile_keys_add(airlog_compile_keys *keys, uint64_t key) {
    if (key == 0) return false;
    if (keys->count * 2 >= keys->capacity) grow(keys);
    size_t at = slot_of(keys, key);
    if (keys->slots[at] == key) return false;
    keys->slots[at] = key;
    keys->count++;
    return true;
}

bool airlog_compile_keys_has(const airlog_compile_keys *keys, uint64_t key) {
    return keys->capacity != 0 && key != 0 && keys->slots[slot_of(keys, key)] == key;
}

void airlog_compile_keys_close(airlog_compile_keys *keys) {
    airlog_memory_give(keys->slots);
    *keys = (airlog_compile_keys){0};
}
