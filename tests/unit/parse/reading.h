/* What the tests of the parse stage share: a text in, facts out. */
#ifndef TEST_READING_H
#define TEST_READING_H

#include "airlog_test.h"

#include "airlog/parse.h"

static airlog_arena *arena;

static int open_arena(void **state) {
    (void)state;
    return airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &arena, NULL) == AIRLOG_OK ? 0 : -1;
}

static int close_arena(void **state) {
    (void)state;
    airlog_arena_close(arena);
    return 0;
}

static inline airlog_facts read_text(airlog_text text, unsigned flags) {
    airlog_report *report = airlog_arena_take(arena, 1, sizeof *report);
    airlog_tokens *tokens = airlog_arena_take(arena, 1, sizeof *tokens);
    airlog_facts facts;
    airlog_error error = {0};
    assert_non_null(report);
    assert_non_null(tokens);
    report->text = text;
    assert_int_equal(airlog_lex(report, arena, tokens, &error), AIRLOG_OK);
    assert_int_equal(airlog_parse(tokens, NULL, flags, arena, &facts, &error), AIRLOG_OK);
    return facts;
}

static inline airlog_facts read_facts(const char *text) {
    return read_text(airlog_text_of(text), 0);
}

static inline bool span_is(const airlog_facts *facts, airlog_span span, const char *wanted) {
    return airlog_text_equal(airlog_text_part(facts->tokens->report->text, span), airlog_text_of(wanted));
}

static inline bool is_near(double a, double b) {
    double by = a > b ? a - b : b - a;
    return by <= 1e-9 * (b < 0 ? -b : b) + 1e-9;
}

#endif
