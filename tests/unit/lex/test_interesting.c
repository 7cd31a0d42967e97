/* The scan is never false for a text that names something in the air, however it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "airlog/lex.h"

static bool interesting(const char *text) {
    return airlog_interesting(airlog_text_of(text));
}

static void tells_texts_apart(void **state) {
    (void)state;
    assert_true(interesting("A balloon was seen."));
    assert_true(interesting("A DRONE"));
    assert_true(interesting("{\"text\":\"Line one\\nDrones over the port\"}"));
    assert_true(interesting("C:\\drone"));
    assert_true(interesting("three quad-copters"));
    assert_true(interesting("an unmanned\naerial vehicle"));
    assert_true(interesting("a U.A.V. was seen"));
    assert_true(interesting("2drones"));
    assert_true(interesting("\\u98de\\u673a"));
    assert_true(interesting("\xE7\x84\xA1\xE4\xBA\xBA\xE6\xA9\x9F")); /* an unmanned machine */
    assert_false(interesting("The council met on Tuesday to discuss the budget for schools and roads."));
    assert_false(interesting("planetary dronelike jetty rocketeer"));
    assert_false(interesting("It\\u2019s a na\\u00efve question\\nwith no answer"));
    assert_false(interesting(""));
    assert_false(interesting("\\"));
}

/* Every phrase of the vocabulary, in several dresses. */
static void check_phrase(const char *phrase, size_t length) {
    char text[600];
    static const char *const frames[] = {"%.*s", "xx %.*s yy", "\"%.*s\"", "(%.*s)", "\\n%.*s.", "a\n%.*s\nb", "the %.*s's tail"};
    if (length == 0 || length > 200) return;
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        char form[256];
        for (int style = 0; style < 3; style++) {
            for (size_t k = 0; k < length; k++) {
                char c = phrase[k];
                if (style == 1 && c >= 'a' && c <= 'z') c = (char)(c - 32);
                if (style == 2 && c == ' ') c = '-';
                form[k] = c;
            }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(text, sizeof text, frames[i], (int)length, form);
#pragma GCC diagnostic pop
            if (!interesting(text)) fail_msg("passed over: %s", text);
        }
    }
}

static size_t check_file(const char *path, const char *flag) {
    static char line[65536];
    size_t phrases = 0;
    FILE *in = fopen(path, "r");
    if (!in) return 0;
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\r\n")] = '\0';
        char *columns[4] = {line, NULL, NULL, NULL};
        int count = 1;
        for (char *c = line; *c && count < 4; c++) {
            if (*c == '\t') {
                *c = '\0';
                columns[count++] = c + 1;
            }
        }
        if (line[0] == '#' || count < 4 || strcmp(columns[0], "name") == 0) continue;
        if (flag && !strstr(columns[2], flag)) continue;
        for (char *next = columns[3]; next;) {
            char *end = strchr(next, '|');
            check_phrase(next, end ? (size_t)(end - next) : strlen(next));
            phrases++;
            next = end ? end + 1 : NULL;
        }
    }
    fclose(in);
    return phrases;
}

static void never_passes_over_a_phrase(void **state) {
    (void)state;
    if (check_file(VOCABULARY "/object.tsv", NULL) == 0) skip();
    assert_true(check_file(VOCABULARY "/event.tsv", "alone") > 0);
}

/* It must not read past the end. */
static void stays_inside(void **state) {
    (void)state;
    static const char text[] = "near mis\\u";
    for (size_t length = 0; length < sizeof text; length++) {
        char *exact = airlog_memory_take(length ? length : 1, 1);
        assert_non_null(exact);
        memcpy(exact, text, length);
        airlog_interesting((airlog_text){exact, length});
        airlog_memory_give(exact);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_texts_apart),
        cmocka_unit_test(never_passes_over_a_phrase),
        cmocka_unit_test(stays_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
