/* Bytes -> documents: JSON Lines, texts, damage and limits. */
#include "airlog_test.h"

#include "feed.h"

typedef struct fixture {
    feed source;
    airlog_reader *reader;
    airlog_arena *memory;
    airlog_reports reports;
    airlog_error error;
    uint64_t passed;
} fixture;

static void start_bytes(fixture *f, const char *bytes, size_t length, size_t piece,
                        const airlog_ingest_options *options) {
    memset(f, 0, sizeof *f);
    f->source = (feed){bytes, length, 0, piece};
    airlog_byte_source source = {&f->source, feed_read, "test.jsonl"};
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &f->memory, &f->error), AIRLOG_OK);
    assert_int_equal(airlog_reader_open(source, options, &f->reader, &f->error), AIRLOG_OK);
}

static void start(fixture *f, const char *text) {
    start_bytes(f, text, strlen(text), 7, NULL);
}

static void stop(fixture *f) {
    airlog_reader_close(f->reader);
    airlog_arena_close(f->memory);
}

static airlog_status next(fixture *f, bool (*interesting)(airlog_text)) {
    f->error = (airlog_error){0};
    return airlog_reader_next(f->reader, interesting, f->memory, &f->reports, &f->passed, &f->error);
}

static void expect_text(airlog_text text, const char *expected) {
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
}

static void a_line_is_a_report(void **state) {
    (void)state;
    fixture f;
    start(&f, "{\"id\":\"a-1\",\"text\":\"One.\",\"date\":\"2021-03-04T10:00\",\"city\":\"OULU\",\"n\":1.5,\"x\":null}\r\n"
              "\n"
              "{\"id\": 7, \"text\" : \"Two.\" , \"published\":\"2021-03-05\", \"ok\": true}");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 1);
    airlog_report *r = &f.reports.items[0];
    expect_text(r->id, "a-1");
    expect_text(r->text, "One.");
    expect_text(r->place, "OULU");
    expect_text(r->source, "test.jsonl");
    assert_int_equal(r->published.day, 4);
    assert_int_equal(r->published_basis, AIRLOG_BASIS_STATED);
    assert_int_equal(r->line, 1);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    r = &f.reports.items[0];
    expect_text(r->id, "7");
    expect_text(r->text, "Two.");
    assert_int_equal(r->published.day, 5);
    assert_int_equal(r->line, 3);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    assert_int_equal(airlog_reader_offset(f.reader), f.source.length);
    stop(&f);
}

static void escapes_are_decoded(void **state) {
    (void)state;
    fixture f;
    start(&f, "{\"text\":\"a\\u00e9\\n\\\"b\\\" \\ud83d\\ude00 \\/ \\ud800 z\\t\\\\\"}\n{\"\\u0074ext\":\"named by escapes\"}\n");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    expect_text(f.reports.items[0].text, "a\xC3\xA9\n\"b\" \xF0\x9F\x98\x80 / \xEF\xBF\xBD z\t\\");
    assert_true(f.reports.items[0].repaired);
    assert_int_equal(f.reports.items[0].id.length, 16);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    expect_text(f.reports.items[0].text, "named by escapes");
    stop(&f);
}

static void nesting_is_read(void **state) {
    (void)state;
    fixture f;
    start(&f, "{\"meta\":{\"text\":\"no\",\"list\":[1,{\"a\":[]}]},\"text\":\"yes\\n\",\"id\":12345}\n");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    expect_text(f.reports.items[0].text, "yes");
    expect_text(f.reports.items[0].id, "12345");
    stop(&f);
}

static void damage_is_passed_over(void **state) {
    (void)state;
    fixture f;
    static const char bytes[] = "{\"text\":\"first\"}\n"
                                "{\"text\":\"broken\", \"id\" 4}\n"
                                "{\"body\":\"x\",\"ref\":\"y\"}\n"
                                "{\"text\":[1]}\n"
                                "[1,2]\n"
                                "{\"text\":\"a\0b\"}\n"
                                "{\"text\":\"bad \xFF byte\"}\n";
    start_bytes(&f, bytes, sizeof bytes - 1, 11, NULL);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_int_equal(f.error.line, 2);
    assert_true(f.error.column >= 18 && f.error.column <= 26);
    assert_string_equal(f.error.file, "test.jsonl");
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_int_equal(f.error.line, 3);
    assert_non_null(strstr(f.error.message, "body, ref"));
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_non_null(strstr(f.error.message, "not a string"));
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_int_equal(f.error.line, 5);
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_int_equal(f.error.line, 6);
    assert_int_equal(f.error.column, 11);
    assert_non_null(strstr(f.error.message, "NUL"));
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    expect_text(f.reports.items[0].text, "bad \xEF\xBF\xBD byte");
    assert_true(f.reports.items[0].repaired);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    stop(&f);
}

static void a_long_line_is_skipped_unheld(void **state) {
    (void)state;
    size_t length = (size_t)24 * 1024 * 1024;
    char *bytes = malloc(length + 64);
    assert_non_null(bytes);
    memset(bytes, 'x', length);
    memcpy(bytes, "{\"text\":\"", 9);
    int tail = snprintf(bytes + length, 64, "\n{\"text\":\"after\"}\n");
    fixture f;
    airlog_ingest_options options = {.report_limit_bytes = 100000};
    start_bytes(&f, bytes, length + (size_t)tail, (size_t)1 << 20, &options);
    assert_int_equal(next(&f, NULL), AIRLOG_E_LIMIT);
    assert_int_equal(f.error.line, 1);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    expect_text(f.reports.items[0].text, "after");
    assert_int_equal(f.reports.items[0].line, 2);
    stop(&f);
    free(bytes);
}

static bool has_drone(airlog_text raw) {
    return memmem(raw.bytes, raw.length, "drone", 5) != NULL;
}

static void what_does_not_interest_is_counted(void **state) {
    (void)state;
    fixture f;
    start(&f, "{\"text\":\"a cat\"}\n{\"text\":\"a dog\"}\n{\"text\":\"a drone\"}\n{\"text\":\"a cow\"}\n");
    assert_int_equal(next(&f, has_drone), AIRLOG_OK);
    expect_text(f.reports.items[0].text, "a drone");
    assert_int_equal(f.passed, 2);
    assert_int_equal(next(&f, has_drone), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    assert_int_equal(f.passed, 3);
    stop(&f);
}

static void a_wrong_field_is_told_though_nothing_interests(void **state) {
    (void)state;
    fixture f;
    start(&f, "{\"body\":\"a cat\"}\n");
    assert_int_equal(next(&f, has_drone), AIRLOG_E_INPUT);
    stop(&f);
}

static void texts(void **state) {
    (void)state;
    fixture f;
    start(&f, "\xEF\xBB\xBFTwo drones\r\nwere seen.\r");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 1);
    expect_text(f.reports.items[0].text, "Two drones\nwere seen.");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    stop(&f);
    start(&f, "");
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_non_null(strstr(f.error.message, "empty"));
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    stop(&f);
    start(&f, " \n\t\r\n");
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    stop(&f);
    start_bytes(&f, "abc\nd\0f", 7, 2, NULL);
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_int_equal(f.error.line, 2);
    assert_int_equal(f.error.column, 2);
    stop(&f);
    airlog_ingest_options options = {.report_limit_bytes = 10};
    start_bytes(&f, "more than ten bytes", 19, 4, &options);
    assert_int_equal(next(&f, NULL), AIRLOG_E_LIMIT);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    stop(&f);
}

static airlog_status refuse(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error) {
    (void)context, (void)out, (void)capacity, (void)out_length;
    return airlog_fail(error, AIRLOG_E_INPUT, "the disk is on fire");
}

/* A page is known by how it begins, however little comes at a time, or by its name; its words count, not its tags. */
static void pages(void **state) {
    (void)state;
    static const char page[] = "<!-- a comment before it --><!DOCTYPE html><body><p>A dr<b>one</b> &amp; a ship.</p>";
    fixture f;
    start(&f, page);
    assert_int_equal(next(&f, has_drone), AIRLOG_OK);
    assert_int_equal(f.reports.count, 1);
    expect_text(f.reports.items[0].text, "A drone & a ship.");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    stop(&f);
    airlog_ingest_options text = {.format = AIRLOG_INPUT_TEXT};
    start_bytes(&f, page, sizeof page - 1, 5, &text);
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    expect_text(f.reports.items[0].text, page);
    stop(&f);
}

static void a_source_that_fails(void **state) {
    (void)state;
    fixture f;
    memset(&f, 0, sizeof f);
    airlog_byte_source source = {NULL, refuse, "burning.txt"};
    assert_int_equal(airlog_arena_open(1 << 20, &f.memory, &f.error), AIRLOG_OK);
    assert_int_equal(airlog_reader_open(source, NULL, &f.reader, &f.error), AIRLOG_OK);
    assert_int_equal(next(&f, NULL), AIRLOG_E_INPUT);
    assert_string_equal(f.error.file, "burning.txt");
    assert_string_equal(f.error.message, "the disk is on fire");
    assert_int_equal(next(&f, NULL), AIRLOG_OK);
    assert_int_equal(f.reports.count, 0);
    stop(&f);
}

static void memory_that_runs_out_is_an_error(void **state) {
    (void)state;
    for (long n = 1; n < 8; n++) {
        fixture f;
        start(&f, "{\"text\":\"a\\nb\",\"x\":{}}\n{\"text\":\"c\xFF\"}\n");
        airlog_arena_fail_at(f.memory, n);
        airlog_status status = next(&f, NULL);
        if (status != AIRLOG_OK) assert_true(status == AIRLOG_E_MEMORY || status == AIRLOG_E_LIMIT);
        if (n == 1) assert_int_not_equal(status, AIRLOG_OK);
        stop(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_report),
        cmocka_unit_test(escapes_are_decoded),
        cmocka_unit_test(nesting_is_read),
        cmocka_unit_test(damage_is_passed_over),
        cmocka_unit_test(a_long_line_is_skipped_unheld),
        cmocka_unit_test(what_does_not_interest_is_counted),
        cmocka_unit_test(a_wrong_field_is_told_though_nothing_interests),
        cmocka_unit_test(texts),
        cmocka_unit_test(pages), cmocka_unit_test(a_source_that_fails),
        cmocka_unit_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
