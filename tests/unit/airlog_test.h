/* What every unit test includes: cmocka and what it needs before it. */
#ifndef AIRLOG_TEST_H
#define AIRLOG_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "airlog/base.h"

/* Fails with both texts shown when they differ. */
static inline void assert_text_at(airlog_text text, const char *expected, const char *file, int line) {
    if (text.length == strlen(expected) && (text.length == 0 || memcmp(text.bytes, expected, text.length) == 0)) return;
    print_error("\"%.*s\" is not \"%s\"\n", (int)text.length, text.bytes ? text.bytes : "", expected);
    _fail(file, line);
}
#define assert_text(text, expected) assert_text_at(text, expected, __FILE__, __LINE__)

#endif
