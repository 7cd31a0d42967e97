/* The scan finds every phrase that names something in the air, however it is written. What it makes of sentences is
 * tested where incidents are. */
#include "airlog_test.h"

#include "airlog/lex.h"

static bool flies(const char *text) {
    return airlog_flies(airlog_text_of(text));
}

static void tells_texts_apart(void **state) {
    (void)state;
    assert_true(flies("A balloon was seen."));
    assert_true(flies("A DRONE"));
    assert_true(flies("{\"text\":\"Line one\\nDrones over the port\"}"));
    assert_true(flies("C:\\drone"));
    assert_true(flies("three quad-copters"));
    assert_true(flies("an unmanned\naerial vehicle"));
    assert_true(flies("a U.A.V. was seen"));
    assert_true(flies("2drones"));
    assert_true(flies("\\u98de\\u673a"));
    assert_true(flies("\xE7\x84\xA1\xE4\xBA\xBA\xE6\xA9\x9F")); /* an unmanned machine */
    assert_false(flies("The council met on Tuesday to discuss the budget for schools and roads."));
    assert_false(flies("planetary dronelike jetty rocketeer"));
    assert_false(flies("It\\u2019s a na\\u00efve question\\nwith no answer"));
    assert_true(flies("a line of seventy bytes or more that ends, behind sixty-four of them, in a drone"));
    assert_false(flies("a line of more than one block of bytes, of which the end lies in a word: planetarydrone"));
    assert_false(flies(""));
    assert_false(flies("\\"));
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
            if (!flies(text)) fail_msg("passed over: %s", text);
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
        airlog_flies((airlog_text){exact, length});
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
