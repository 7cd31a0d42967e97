/* Counts of a log's incidents. */
#include "airlog_test.h"

#include <unistd.h>

#include "airlog/study.h"

#define DAY 86400
#define START ((airlog_time_s)1704067200) /* 2024-01-01T00:00:00Z */
#define MANY 400

static airlog_log *incidents_log;
static airlog_arena *arena;

static void add(const char *id, const char *event, airlog_time_s time, double lon, double count) {
    airlog_incident incident;
    airlog_incident_clear(&incident);
    incident.id = incident.report_id = airlog_text_of(id);
    incident.event = airlog_text_of(event);
    incident.time_start = time;
    incident.lon = lon;
    incident.lat = lon;
    incident.count_min = count;
    airlog_report report = {.id = airlog_text_of(id), .text = airlog_text_of("text")};
    airlog_incidents one = {&incident, 1};
    airlog_error error = {0};
    bool added;
    if (airlog_log_add(incidents_log, &report, &one, &added, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    assert_true(added);
}

static airlog_tally tally(const char *field, const char *where) {
    airlog_error error = {0};
    airlog_tally out;
    if (airlog_study_tally(incidents_log, field, where, arena, &out, &error) != AIRLOG_OK)
        fail_msg("%s", error.message);
    return out;
}

static void assert_row(const airlog_tally *found, size_t row, const char *value, unsigned incidents, unsigned placed) {
    assert_true(row < found->count);
    airlog_text text = found->items[row].value;
    if (!airlog_text_equal(text, airlog_text_of(value))) {
        fail_msg("row %zu: '%.*s' instead of '%s'", row, (int)text.length, text.bytes ? text.bytes : "", value);
    }
    assert_int_equal(found->items[row].incidents, incidents);
    assert_int_equal(found->items[row].placed, placed);
}

static void by_text(void **state) {
    (void)state;
    airlog_tally found = tally("event", NULL);
    assert_int_equal(found.count, 4);
    assert_row(&found, 0, "detected", 3, 2);
    assert_row(&found, 1, "", 1, 0); /* equal counts: by value, the unknown one first */
    assert_row(&found, 2, "crashed", 1, 1);
    assert_row(&found, 3, "vanished", 1, 0);
    assert_true(found.items[0].first == START && found.items[0].last == START + 400 * DAY);
    assert_true(found.items[1].first == AIRLOG_NO_TIME && found.items[1].last == AIRLOG_NO_TIME);
}

static void by_time(void **state) {
    (void)state;
    airlog_tally found = tally("year", NULL);
    assert_int_equal(found.count, 3);
    assert_row(&found, 0, "2024", 4, 2);
    assert_row(&found, 1, "", 1, 0);
    assert_row(&found, 2, "2025", 1, 1);
    found = tally("month", NULL);
    assert_row(&found, 0, "2024-01", 3, 1);
    found = tally("day", NULL);
    assert_row(&found, 0, "2024-01-01", 2, 1);
}

static void by_number(void **state) {
    (void)state;
    airlog_tally found = tally("count_min", NULL);
    assert_int_equal(found.count, 3);
    assert_row(&found, 0, "", 3, 1);
    assert_row(&found, 1, "1", 2, 1);
    assert_row(&found, 2, "2.5", 1, 1);
}

static void where(void **state) {
    (void)state;
    airlog_tally found = tally("event", "event = 'detected' AND lon > 0");
    assert_int_equal(found.count, 1);
    assert_row(&found, 0, "detected", 2, 2);
    found = tally("event", "event = 'no such event'");
    assert_int_equal(found.count, 0);
}

static void errors(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_tally out;
    assert_int_equal(airlog_study_tally(incidents_log, "weight", NULL, arena, &out, &error), AIRLOG_E_ARGUMENT);
    assert_non_null(strstr(error.message, "weight"));
    error = (airlog_error){0};
    assert_int_equal(airlog_study_tally(incidents_log, "event", "nonsense here", arena, &out, &error),
                     AIRLOG_E_ARGUMENT);
}

/* More values than the first table of slots holds. Adds to the log: the last test. */
static void many_values(void **state) {
    (void)state;
    for (int i = 0; i < MANY; i++) {
        char id[40], event[40];
        snprintf(id, sizeof id, "m%d", i);
        snprintf(event, sizeof event, "event %03d", i / 2);
        add(id, event, START + i * DAY, 1, AIRLOG_UNKNOWN);
    }
    airlog_tally found = tally("event", "event LIKE 'event %'");
    assert_int_equal(found.count, MANY / 2);
    for (size_t i = 0; i < found.count; i++) {
        char event[40];
        snprintf(event, sizeof event, "event %03zu", i);
        assert_row(&found, i, event, 2, 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_text), cmocka_unit_test(by_time), cmocka_unit_test(by_number),
        cmocka_unit_test(where),   cmocka_unit_test(errors),  cmocka_unit_test(many_values),
    };
    char name[64];
    airlog_error error = {0};
    snprintf(name, sizeof name, "study_tally.%d.gpkg", (int)getpid());
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &arena, &error) != AIRLOG_OK) return 1;
    if (airlog_log_open(name, true, &incidents_log, &error) != AIRLOG_OK) return 1;
    add("a", "detected", START, 5, 1);
    add("b", "detected", START + 400 * DAY, 6, AIRLOG_UNKNOWN);
    add("c", "detected", START + 3600, AIRLOG_UNKNOWN, 1);
    add("d", "crashed", START + 40 * DAY, 7, 2.5);
    add("e", "vanished", START + 5 * DAY, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN);
    add("f", "", AIRLOG_NO_TIME, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN);
    int failed = cmocka_run_group_tests_name("study.tally", tests, NULL, NULL);
    if (airlog_log_close(incidents_log, &error) != AIRLOG_OK) failed++;
    airlog_arena_close(arena);
    unlink(name);
    return failed;
}
