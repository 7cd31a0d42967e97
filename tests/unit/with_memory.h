/* For tests that keep what they make: an arena, opened once for all tests of a file. */
#ifndef AIRLOG_TEST_WITH_MEMORY_H
#define AIRLOG_TEST_WITH_MEMORY_H

#include "airlog_test.h"

static airlog_arena *memory;

static inline int open_memory(void **state) {
    (void)state;
    return airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, NULL) == AIRLOG_OK ? 0 : -1;
}

static inline int close_memory(void **state) {
    (void)state;
    airlog_arena_close(memory);
    return 0;
}

#endif
