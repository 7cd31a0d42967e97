/* Written times -> instants: days, years, zones, pairs, daylight saving. */
#include "with_all.h"

#include "draft.h"

static airlog_time_fact clock_at(int hours, int minutes) {
    return (airlog_time_fact){.kind = AIRLOG_TIME_CLOCK, .weekday = -1, .weekday_end = -1, .precision_s = 60,
                              .clock_s = hours * 3600 + minutes * 60, .clock_end_s = -1, .paired_utc_s = -1};
}

typedef struct scene {
    airlog_report report;
    airlog_facts facts;
    airlog_tokens tokens;
    airlog_assembly assembly;
} scene;

static scene *scene_of(int year, int month, int day) {
    scene *s = airlog_arena_take(memory, 1, sizeof *s);
    assert_non_null(s);
    s->report.published = (airlog_date){year, month, day};
    s->report.published_basis = year ? AIRLOG_BASIS_STATED : AIRLOG_BASIS_NONE;
    s->tokens.report = &s->report;
    s->facts.tokens = &s->tokens;
    s->assembly = (airlog_assembly){.facts = &s->facts, .report = &s->report, .tables = tables, .memory = memory};
    return s;
}

static void expect_utc(const airlog_when *when, const char *expected) {
    char printed[32];
    assert_true(when->known);
    size_t length = airlog_time_print(printed, when->start, 0);
    printed[length] = '\0';
    assert_string_equal(printed, expected);
}

static airlog_when when_of(scene *s, airlog_time_fact fact, const char *zone) {
    return airlog_when_of(&s->assembly, &fact, NULL, NULL, zone ? airlog_text_of(zone) : AIRLOG_NO_TEXT);
}

static void weekdays_are_the_latest_not_after_the_report(void **state) {
    (void)state;
    scene *s = scene_of(2024, 7, 10); /* a Wednesday */
    airlog_time_fact fact = clock_at(9, 30);
    fact.zone_known = true;
    static const char *const expected[] = {"2024-07-08T09:30:00Z", "2024-07-09T09:30:00Z", "2024-07-10T09:30:00Z",
                                           "2024-07-04T09:30:00Z", "2024-07-05T09:30:00Z", "2024-07-06T09:30:00Z",
                                           "2024-07-07T09:30:00Z"};
    for (int day = 0; day < 7; day++) {
        fact.weekday = day;
        airlog_when when = when_of(s, fact, NULL);
        expect_utc(&when, expected[day]);
        assert_int_equal(when.doubts, 0);
    }
    fact.weekday = -1;
    fact.relative = AIRLOG_RELATIVE_YESTERDAY;
    airlog_when when = when_of(s, fact, NULL);
    expect_utc(&when, "2024-07-09T09:30:00Z");
}

static void the_year_lies_nearest(void **state) {
    (void)state;
    scene *s = scene_of(2024, 1, 2);
    airlog_time_fact fact = clock_at(0, 5);
    fact.zone_known = true;
    fact.date = (airlog_date){0, 12, 30};
    airlog_when when = when_of(s, fact, NULL);
    expect_utc(&when, "2023-12-30T00:05:00Z");
    assert_true(when.doubts & AIRLOG_DOUBT_BIT(YEAR_INFERRED));
    fact.date = (airlog_date){0, 2, 29};
    when = when_of(scene_of(2024, 3, 5), fact, NULL);
    expect_utc(&when, "2024-02-29T00:05:00Z");
}

static void without_any_day_there_is_no_instant(void **state) {
    (void)state;
    airlog_when when = when_of(scene_of(0, 0, 0), clock_at(12, 0), "Europe/Riga");
    assert_false(when.known);
    assert_true(when.doubts & AIRLOG_DOUBT_BIT(DATE_UNKNOWN));
}

static void letters_are_local_with_daylight_saving(void **state) {
    (void)state;
    static const struct {
        int month, day;
        char letter;
        const char *state, *utc;
    } rows[] = {
        {3, 9, 'E', "NY", "2024-03-09T17:00:00Z"},  {3, 11, 'E', "NY", "2024-03-11T16:00:00Z"},
        {11, 2, 'C', "TX", "2024-11-02T17:00:00Z"}, {11, 4, 'C', "TX", "2024-11-04T18:00:00Z"},
        {7, 1, 'M', "CO", "2024-07-01T18:00:00Z"},  {7, 1, 'M', "AZ", "2024-07-01T19:00:00Z"},
        {7, 1, 'P', "CA", "2024-07-01T19:00:00Z"},  {1, 1, 'P', "CA", "2024-01-01T20:00:00Z"},
        {7, 1, 'A', "AK", "2024-07-01T20:00:00Z"},  {7, 1, 'H', "HI", "2024-07-01T22:00:00Z"},
        {7, 1, 'L', "PR", "2024-07-01T16:00:00Z"},  {7, 1, 'L', "HI", "2024-07-01T22:00:00Z"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene *s = scene_of(2024, rows[i].month, rows[i].day);
        s->facts.header_state = airlog_text_of(rows[i].state);
        airlog_time_fact fact = clock_at(12, 0);
        fact.zone_letter = rows[i].letter;
        airlog_when when = when_of(s, fact, NULL);
        expect_utc(&when, rows[i].utc);
        assert_int_equal(when.doubts, 0);
    }
}

static void hours_that_occur_twice_are_said(void **state) {
    (void)state;
    scene *s = scene_of(2024, 11, 3);
    airlog_time_fact fact = clock_at(1, 30);
    fact.zone_letter = 'E';
    airlog_when when = when_of(s, fact, NULL);
    assert_true(when.doubts & AIRLOG_DOUBT_BIT(TIME_AMBIGUOUS));
    expect_utc(&when, "2024-11-03T05:30:00Z");
}

static void a_pair_gives_the_zone_and_the_day(void **state) {
    (void)state;
    scene *s = scene_of(2022, 10, 5); /* Wednesday */
    airlog_time_fact fact = clock_at(5, 50);
    fact.weekday = 2;
    fact.paired_utc_s = 20 * 3600 + 50 * 60;
    airlog_when when = when_of(s, fact, NULL);
    expect_utc(&when, "2022-10-04T20:50:00Z");
    assert_int_equal(when.offset_s, 9 * 3600);
    fact = clock_at(20, 0);
    fact.paired_utc_s = 3600;
    when = when_of(s, fact, NULL); /* the evening before in the west */
    expect_utc(&when, "2022-10-06T01:00:00Z");
    assert_int_equal(when.offset_s, -5 * 3600);
}

static void zones_by_place_and_by_the_caller(void **state) {
    (void)state;
    scene *s = scene_of(2023, 8, 1);
    airlog_when when = when_of(s, clock_at(15, 0), "Asia/Kolkata");
    expect_utc(&when, "2023-08-01T09:30:00Z");
    assert_true(when.doubts & AIRLOG_DOUBT_BIT(ZONE_INFERRED));
    s->report.zone = airlog_text_of("+08:00");
    when = when_of(s, clock_at(15, 0), "Asia/Kolkata");
    expect_utc(&when, "2023-08-01T07:00:00Z");
    assert_int_equal(when.doubts, 0);
    s->report.zone = airlog_text_of("America/St_Johns");
    when = when_of(s, clock_at(15, 0), NULL);
    expect_utc(&when, "2023-08-01T17:30:00Z");
    s->report.zone = AIRLOG_NO_TEXT;
    when = when_of(s, clock_at(15, 0), NULL);
    expect_utc(&when, "2023-08-01T15:00:00Z");
    assert_true(when.doubts & AIRLOG_DOUBT_BIT(ZONE_UNKNOWN));
}

static void ranges_and_durations(void **state) {
    (void)state;
    scene *s = scene_of(2023, 8, 1);
    airlog_time_fact fact = clock_at(23, 40);
    fact.zone_known = true;
    fact.clock_end_s = 25 * 60;
    airlog_when when = when_of(s, fact, NULL);
    assert_int_equal(when.end - when.start, 45 * 60);
    airlog_time_fact later = {.kind = AIRLOG_TIME_AFTER, .approximate = true};
    later.after.value_si = 7200;
    airlog_when end = airlog_when_of(&s->assembly, &later, NULL, &when, AIRLOG_NO_TEXT);
    assert_int_equal(end.start - when.start, 7200);
    assert_true(end.doubts & AIRLOG_DOUBT_BIT(TIME_INFERRED));
    end = airlog_when_of(&s->assembly, &later, NULL, NULL, AIRLOG_NO_TEXT);
    assert_false(end.known);
}

static void precisions_have_names(void **state) {
    (void)state;
    static const struct {
        int32_t seconds;
        const char *name;
    } rows[] = {{1, "second"}, {60, "minute"}, {3600, "hour"}, {21600, "part of day"}, {86400, "day"},
                {30 * 86400, "month"}, {365 * 86400, "year"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(airlog_when_precision(rows[i].seconds), rows[i].name);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_are_the_latest_not_after_the_report),
        cmocka_unit_test(the_year_lies_nearest),
        cmocka_unit_test(without_any_day_there_is_no_instant),
        cmocka_unit_test(letters_are_local_with_daylight_saving),
        cmocka_unit_test(hours_that_occur_twice_are_said),
        cmocka_unit_test(a_pair_gives_the_zone_and_the_day),
        cmocka_unit_test(zones_by_place_and_by_the_caller),
        cmocka_unit_test(ranges_and_durations),
        cmocka_unit_test(precisions_have_names),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
