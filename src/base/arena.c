#include "airlog/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks are kept in a list; a reset rewinds to the first, so that a steady stream of reports of like
 * size takes nothing from the system. */

#define FIRST_BLOCK_BYTES ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

typedef struct block {
    struct block *next;
    size_t capacity;
    size_t used;
    _Alignas(max_align_t) char bytes[];
} block;

struct airlog_arena {
    block *first;
    block *current;
    size_t held;  /* capacity of all blocks */
    size_t limit;
    long fail_in; /* for tests */
    airlog_status failure;
};

airlog_status airlog_arena_open(size_t limit_bytes, airlog_arena **out, airlog_error *error) {
    *out = NULL;
    airlog_arena *arena = calloc(1, sizeof *arena);
    if (!arena) return airlog_fail(error, AIRLOG_E_MEMORY, "the system has no memory for an arena");
    arena->limit = limit_bytes ? limit_bytes : AIRLOG_ARENA_LIMIT_DEFAULT;
    *out = arena;
    return AIRLOG_OK;
}

static void release_blocks(block *from) {
    while (from) {
        block *next = from->next;
        free(from);
        from = next;
    }
}

void airlog_arena_close(airlog_arena *arena) {
    if (!arena) return;
    release_blocks(arena->first);
    free(arena);
}

void airlog_arena_reset(airlog_arena *arena) {
    for (block *b = arena->first; b; b = b->next) b->used = 0;
    arena->current = arena->first;
    arena->failure = AIRLOG_OK;
}

/* Makes a block that holds at least `bytes` the current one: the next in the list if it is large enough,
 * else a new one put before it. */
static bool next_block(airlog_arena *arena, size_t bytes) {
    block *after = arena->current ? arena->current->next : arena->first;
    if (after && after->capacity >= bytes) {
        arena->current = after;
        return true;
    }
    size_t capacity = arena->held > FIRST_BLOCK_BYTES ? arena->held : FIRST_BLOCK_BYTES; /* doubles what is held */
    if (capacity < bytes) capacity = bytes;
    if (arena->held >= arena->limit || bytes > arena->limit - arena->held) {
        arena->failure = AIRLOG_E_LIMIT;
        return false;
    }
    if (capacity > arena->limit - arena->held) capacity = arena->limit - arena->held;
    block *fresh = malloc(sizeof *fresh + capacity);
    if (!fresh) {
        arena->failure = AIRLOG_E_MEMORY;
        return false;
    }
    fresh->capacity = capacity;
    fresh->used = 0;
    fresh->next = after;
    if (arena->current) {
        arena->current->next = fresh;
    } else {
        arena->first = fresh;
    }
    arena->current = fresh;
    arena->held += capacity;
    return true;
}

static bool round_up(size_t count, size_t size, size_t *out_bytes) {
    if (size != 0 && count > (SIZE_MAX - ALIGNMENT) / size) return false;
    *out_bytes = (count * size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
    return true;
}

/** Memory of round_up(count, size) bytes, whatever it held before. */
static void *take_room(airlog_arena *arena, size_t count, size_t size, size_t *out_bytes) {
    if (arena->fail_in > 0 && --arena->fail_in == 0) {
        arena->failure = AIRLOG_E_MEMORY;
        return NULL;
    }
    size_t bytes;
    if (!round_up(count, size, &bytes)) {
        arena->failure = AIRLOG_E_LIMIT;
        return NULL;
    }
    if (bytes == 0) bytes = ALIGNMENT;
    if (!arena->current || arena->current->capacity - arena->current->used < bytes) {
        if (!next_block(arena, bytes)) return NULL;
    }
    char *memory = arena->current->bytes + arena->current->used;
    arena->current->used += bytes;
    *out_bytes = bytes;
    return memory;
}

void *airlog_arena_room(airlog_arena *arena, size_t count, size_t size) {
    size_t bytes;
    return take_room(arena, count, size, &bytes);
}

void *airlog_arena_take(airlog_arena *arena, size_t count, size_t size) {
    size_t bytes;
    void *memory = take_room(arena, count, size, &bytes);
    return memory ? memset(memory, 0, bytes) : NULL;
}

void *airlog_arena_grow(airlog_arena *arena, void *old, size_t old_count, size_t new_count, size_t size) {
    size_t old_bytes, new_bytes;
    if (!round_up(old_count, size, &old_bytes) || !round_up(new_count, size, &new_bytes)) {
        arena->failure = AIRLOG_E_LIMIT;
        return NULL;
    }
    block *b = arena->current;
    bool newest = old && b && arena->fail_in == 0 && (char *)old + old_bytes == b->bytes + b->used;
    if (newest && new_bytes >= old_bytes && b->capacity - b->used >= new_bytes - old_bytes) {
        b->used += new_bytes - old_bytes;
        return old;
    }
    void *memory = airlog_arena_room(arena, new_count, size);
    if (memory && old) memcpy(memory, old, (old_count < new_count ? old_count : new_count) * size);
    return memory;
}

airlog_text airlog_arena_copy(airlog_arena *arena, airlog_text text) {
    char *copy = airlog_arena_room(arena, text.length + 1, 1);
    if (!copy) return AIRLOG_NO_TEXT;
    if (text.length > 0) memcpy(copy, text.bytes, text.length);
    copy[text.length] = '\0';
    return (airlog_text){copy, text.length};
}

airlog_text airlog_arena_print(airlog_arena *arena, const char *format, ...) {
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *bytes = length < 0 ? NULL : airlog_arena_room(arena, (size_t)length + 1, 1);
    if (bytes) (void)vsnprintf(bytes, (size_t)length + 1, format, again);
    va_end(again);
    return bytes ? (airlog_text){bytes, (size_t)length} : AIRLOG_NO_TEXT;
}

airlog_status airlog_arena_failed(const airlog_arena *arena, airlog_error *error) {
    if (arena->failure == AIRLOG_E_LIMIT) {
        return airlog_fail(error, AIRLOG_E_LIMIT, "a report needs more than the %zu MB of memory that one may use",
                           arena->limit / 1000000);
    }
    return airlog_fail(error, AIRLOG_E_MEMORY, "the system has no memory left for this report");
}

void airlog_arena_fail_at(airlog_arena *arena, long n) {
    arena->fail_in = n;
}

void *airlog_memory_take(size_t count, size_t size) {
    return calloc(count ? count : 1, size ? size : 1);
}

void *airlog_memory_grow(void *old, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    size_t bytes = count * size;
    return realloc(old, bytes > 0 ? bytes : 1);
}

void airlog_memory_give(void *memory) {
    free(memory);
}
