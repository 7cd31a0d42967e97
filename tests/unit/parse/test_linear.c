/* Reading is linear in the length of a text, whatever it is made of: the work for eight times the text is about eight
 * times the work. Work is counted as processor time of this thread on texts large enough to tell linear from quadratic
 * (eight times against sixty-four) on any machine. */
#include "reading.h"

#include <time.h>

static double processor_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* The least of three readings: what else runs on the machine only adds. */
static double work_of(const char *piece, size_t length) {
    char *bytes = airlog_memory_take(length, 1);
    assert_non_null(bytes);
    size_t period = strlen(piece);
    for (size_t i = 0; i < length; i++) bytes[i] = piece[i % period];
    double least = 1e9;
    for (int round = 0; round < 3; round++) {
        airlog_arena_reset(arena);
        airlog_report report = {.text = {bytes, length}};
        airlog_tokens tokens;
        airlog_facts facts;
        airlog_error error = {0};
        double begin = processor_s();
        assert_int_equal(airlog_lex(&report, arena, &tokens, &error), AIRLOG_OK);
        airlog_status status = airlog_parse(&tokens, NULL, 0, arena, &facts, &error);
        double work = processor_s() - begin;
        assert_true(status == AIRLOG_OK || status == AIRLOG_E_LIMIT);
        if (work < least) least = work;
    }
    airlog_memory_give(bytes);
    return least;
}

static void grows_with_the_length(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "1", "1 ", "1,", "1.", "1,111,", "(", "((1 ", ")", "north ", "N ", "north-", "NNE/", "60 NM ", "60 NM and ", "1 km (", "of ",
        "north of ", "Abc ", "Abc, ", "ABC ", "the the ", "city of ", "Abc's ", "near Abc and ", "-", "\"", ".", ". ", "a.", "A.B.",
        "\n", "\n\n", "FL1", "JFK240030-", "between Abc and ", "twenty ", "half a ", "two hundred and ", "'", "&deg;", "_x000D_",
        "\xE5\x9F\xBA", "1 1/2 ", "60 NM north of the ", "respectively ", "/", "not ", "at 5 ", "5 mi N, 1 mi W ",
    };
    enum { SMALL = 6000, LARGE = 8 * SMALL };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        double small = work_of(pieces[i], SMALL), large = work_of(pieces[i], LARGE);
        if (large > 0.004 && large > 24 * small) fail_msg("'%s': %g s for %d bytes, %g s for %d", pieces[i], small, SMALL, large, LARGE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(grows_with_the_length)};
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
