/* For tests that look things up and keep what they make: the compiled tables and an arena. */
#ifndef AIRLOG_TEST_WITH_ALL_H
#define AIRLOG_TEST_WITH_ALL_H

#include "with_memory.h"
#include "with_tables.h"

static inline int open_all(void **state) {
    return open_memory(state) == 0 ? open_tables(state) : -1;
}

static inline int close_all(void **state) {
    close_memory(state);
    return close_tables(state);
}

#endif
