/* The table of fields, and JSON Lines of incidents and back without loss. */
#include "with_memory.h"

#include <math.h>
#include <strings.h>

#include "airlog/record.h"

static void names_are_unique(void **state) {
    (void)state;
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    assert_true(count > 40);
    for (size_t i = 0; i < count; i++) {
        assert_in_range(strlen(fields[i].short_name), 1, 10);
        assert_true(fields[i].label[0] && fields[i].what[0]);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(fields[i].name, fields[j].name);
            assert_int_not_equal(strcasecmp(fields[i].short_name, fields[j].short_name), 0);
        }
    }
}

static const airlog_field *field(const char *name) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].name, name) == 0) return &fields[i];
    }
    fail_msg("no field %s", name);
    return NULL;
}

static void the_class_is_called_class(void **state) {
    (void)state;
    airlog_incident incident;
    airlog_incident_clear(&incident);
    incident.class_name = airlog_text_of("incident");
    assert_true(airlog_text_is(airlog_field_text(&incident, field("class")), "incident"));
}

static void what_is_unknown_is_null(void **state) {
    (void)state;
    airlog_incident incident;
    airlog_incident_clear(&incident);
    assert_true(isnan(incident.lon) && incident.time_start == AIRLOG_NO_TIME && incident.event.length == 0);
    assert_true(isnan(airlog_field_real(&incident, field("event"))));
    assert_int_equal(airlog_field_time(&incident, field("lon")), AIRLOG_NO_TIME);
    airlog_buffer out = {0};
    airlog_incident_print(&incident, &out);
    airlog_buffer_char(&out, '\0');
    size_t nulls = 0, count;
    for (const char *p = out.bytes; (p = strstr(p, ":null")) != NULL; p++) nulls++;
    (void)airlog_fields(&count);
    assert_int_equal(nulls, count);
    airlog_buffer_close(&out);
}

static void fill(airlog_incident *incident, unsigned seed) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_incident_clear(incident);
    for (size_t i = 0; i < count; i++) {
        char *at = (char *)incident + fields[i].offset;
        seed = seed * 1664525u + 1013904223u;
        if (seed % 5 == 0) continue; /* left unknown */
        double real = (double)seed / 4294967296.0; /* every field may hold 0..1 */
        if (strncmp(fields[i].name, "altitude_m", 10) == 0) real = (real - 0.5) * 40000;
        if (strncmp(fields[i].name, "span_", 5) == 0) real *= 1e6;
        real = round(real * 1e9) / 1e9;
        airlog_time_s time = (airlog_time_s)(seed % 4000000000u) - 500000000;
        airlog_text text = airlog_arena_print(memory, "%s \"%u\"\n\t\\ \xC3\xA9\xE5\xA4\xA9", fields[i].name, seed);
        if (fields[i].type == AIRLOG_FIELD_REAL) memcpy(at, &real, sizeof real);
        if (fields[i].type == AIRLOG_FIELD_TIME) memcpy(at, &time, sizeof time);
        if (fields[i].type == AIRLOG_FIELD_TEXT) memcpy(at, &text, sizeof text);
    }
}

static void expect_equal(const airlog_incident *a, const airlog_incident *b) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count; i++) {
        double x = airlog_field_real(a, &fields[i]), y = airlog_field_real(b, &fields[i]);
        assert_true((isnan(x) && isnan(y)) || x == y);
        assert_int_equal(airlog_field_time(a, &fields[i]), airlog_field_time(b, &fields[i]));
        assert_true(airlog_text_equal(airlog_field_text(a, &fields[i]), airlog_field_text(b, &fields[i])));
    }
}

static void there_and_back(void **state) {
    (void)state;
    for (unsigned seed = 1; seed < 300; seed++) {
        airlog_incident written, read;
        airlog_error error = {0};
        airlog_buffer out = {0};
        fill(&written, seed);
        airlog_incident_print(&written, &out);
        assert_int_equal(out.bytes[out.length - 1], '\n');
        assert_null(memchr(out.bytes, '\n', out.length - 1));
        airlog_text line = {out.bytes, out.length};
        assert_int_equal(airlog_incident_read(line, memory, &read, &error), AIRLOG_OK);
        expect_equal(&written, &read);
        airlog_buffer_close(&out);
    }
}

static void doubts_come_back_as_a_set(void **state) {
    (void)state;
    airlog_incident read;
    airlog_error error = {0};
    char line[200];
    airlog_text text = airlog_arena_print(memory, "{\"doubts\":\"%s; %s\",\"other\":[1]}",
                                          airlog_doubt_name(AIRLOG_DOUBT_INDEX_DATE_INFERRED),
                                          airlog_doubt_name(AIRLOG_DOUBT_INDEX_AMBIGUOUS));
    memcpy(line, text.bytes, text.length);
    assert_int_equal(airlog_incident_read((airlog_text){line, text.length}, memory, &read, &error), AIRLOG_OK);
    assert_true(read.doubt_set == (AIRLOG_DOUBT_BIT(DATE_INFERRED) | AIRLOG_DOUBT_BIT(AMBIGUOUS)));
}

static void damage_is_refused(void **state) {
    (void)state;
    const char *const lines[] = {"",
                                 "[]",
                                 "{\"lon\":\"east\"}",
                                 "{\"event\":3}",
                                 "{\"time_start\":\"yesterday\"}",
                                 "{",
                                 "{\"lat\":-81e300}",
                                 "{\"lon\":180.5}",
                                 "{\"confidence\":95}",
                                 "{\"altitude_max_m\":1e30}"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        airlog_incident read;
        airlog_error error = {0};
        assert_int_equal(airlog_incident_read(airlog_text_of(lines[i]), memory, &read, &error), AIRLOG_E_INPUT);
        assert_true(error.message[0] != '\0');
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_unique),        cmocka_unit_test(the_class_is_called_class),
        cmocka_unit_test(what_is_unknown_is_null), cmocka_unit_test(there_and_back),
        cmocka_unit_test(doubts_come_back_as_a_set), cmocka_unit_test(damage_is_refused),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
