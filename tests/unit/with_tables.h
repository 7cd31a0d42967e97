/* For tests that look things up: the compiled tables, opened once for all tests of a file. */
#ifndef AIRLOG_TEST_WITH_TABLES_H
#define AIRLOG_TEST_WITH_TABLES_H

#include "airlog_test.h"

static airlog_tables *tables;

static inline int open_tables(void **state) {
    (void)state;
    airlog_error error = {0};
    if (airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &tables, &error) == AIRLOG_OK) return 0;
    print_error("%s\n", error.message);
    return -1;
}

static inline int close_tables(void **state) {
    (void)state;
    airlog_tables_close(tables);
    return 0;
}

#endif
