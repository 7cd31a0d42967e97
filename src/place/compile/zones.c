/** @file zones.c  Time zones: every transition from 1900 to 2050 of every zone that ICU knows. */
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>

#include "compile.h"
#include "zone_layout.h"

#define FIRST_INSTANT (-2208988800.0) /* 1900-01-01 */

typedef struct zone_data {
    airlog_buffer rows;  /**< airlog_zone_row[] */
    airlog_buffer times; /**< int64_t[] */
    airlog_buffer offsets;
} zone_data;

static void check(UErrorCode code, const char *what) {
    if (U_FAILURE(code)) airlog_compile_stop("ICU: %s: %s", what, u_errorName(code));
}

static int32_t offset_at(UCalendar *calendar, double seconds) {
    UErrorCode code = U_ZERO_ERROR;
    ucal_setMillis(calendar, seconds * 1000, &code);
    int32_t milliseconds = ucal_get(calendar, UCAL_ZONE_OFFSET, &code) + ucal_get(calendar, UCAL_DST_OFFSET, &code);
    check(code, "offset of a zone");
    return milliseconds / 1000;
}

static void add_transition(airlog_buffer *times, airlog_buffer *offsets, int64_t time, int32_t offset) {
    size_t count = AIRLOG_COMPILE_COUNT(int32_t, *offsets);
    if (count > 0 && AIRLOG_COMPILE_ITEMS(int32_t, *offsets)[count - 1] == offset) return; /* only its name changed */
    airlog_compile_add(times, &time, sizeof time);
    airlog_compile_add(offsets, &offset, sizeof offset);
}

static void list_transitions(const UChar *name, airlog_buffer *times, airlog_buffer *offsets) {
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(name, -1, "en", UCAL_GREGORIAN, &code);
    check(code, "opening a zone");
    add_transition(times, offsets, INT64_MIN, offset_at(calendar, FIRST_INSTANT));
    ucal_setMillis(calendar, FIRST_INSTANT * 1000, &code);
    UDate next = 0;
    while (ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &next, &code)) {
        check(code, "transition of a zone");
        int64_t seconds = (int64_t)(next / 1000);
        if (seconds >= AIRLOG_ZONE_END) break;
        add_transition(times, offsets, seconds, offset_at(calendar, next / 1000));
        ucal_setMillis(calendar, next, &code);
    }
    ucal_close(calendar);
}

/** A zone with the same transitions shares them: most names are aliases. */
static bool find_same(const zone_data *data, const airlog_buffer *times, const airlog_buffer *offsets,
                      uint32_t *out_first) {
    size_t count = AIRLOG_COMPILE_COUNT(int64_t, *times);
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_zone_row, data->rows); i++) {
        const airlog_zone_row *row = &AIRLOG_COMPILE_ITEMS(airlog_zone_row, data->rows)[i];
        if (row->count != count) continue;
        if (memcmp(data->times.bytes + row->first * sizeof(int64_t), times->bytes, times->length) != 0) continue;
        if (memcmp(data->offsets.bytes + row->first * sizeof(int32_t), offsets->bytes, offsets->length) != 0) continue;
        *out_first = row->first;
        return true;
    }
    return false;
}

static uint64_t hash_name(const UChar *name) {
    char lower[128];
    size_t length = 0;
    for (; name[length] != 0; length++) {
        if (name[length] >= 128 || length == sizeof lower) airlog_compile_stop("a zone has a strange name");
        char c = (char)name[length];
        lower[length] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return airlog_hash(lower, length);
}

static void add_zone(zone_data *data, const UChar *name) {
    airlog_buffer times = {0};
    airlog_buffer offsets = {0};
    airlog_zone_row row = {.name = hash_name(name)};
    list_transitions(name, &times, &offsets);
    row.count = (uint32_t)AIRLOG_COMPILE_COUNT(int64_t, times);
    if (!find_same(data, &times, &offsets, &row.first)) {
        row.first = (uint32_t)AIRLOG_COMPILE_COUNT(int64_t, data->times);
        airlog_compile_add(&data->times, times.bytes, times.length);
        airlog_compile_add(&data->offsets, offsets.bytes, offsets.length);
    }
    airlog_compile_add(&data->rows, &row, sizeof row);
    airlog_buffer_close(&times);
    airlog_buffer_close(&offsets);
}

static int compare_rows(const void *left, const void *right) {
    const airlog_zone_row *a = left;
    const airlog_zone_row *b = right;
    return a->name < b->name ? -1 : a->name > b->name;
}

void airlog_compile_zones(airlog_compile_file *file) {
    zone_data data = {0};
    UErrorCode code = U_ZERO_ERROR;
    UEnumeration *names = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, NULL, NULL, &code);
    check(code, "list of zones");
    const UChar *name;
    while ((name = uenum_unext(names, NULL, &code)) != NULL) {
        check(code, "list of zones");
        add_zone(&data, name);
    }
    uenum_close(names);
    qsort(data.rows.bytes, AIRLOG_COMPILE_COUNT(airlog_zone_row, data.rows), sizeof(airlog_zone_row), compare_rows);
    airlog_compile_section(file, AIRLOG_SECTION_ZONES, data.rows.bytes, data.rows.length);
    airlog_compile_section(file, AIRLOG_SECTION_ZONE_TIMES, data.times.bytes, data.times.length);
    airlog_compile_section(file, AIRLOG_SECTION_ZONE_OFFSETS, data.offsets.bytes, data.offsets.length);
    airlog_buffer_close(&data.rows);
    airlog_buffer_close(&data.times);
    airlog_buffer_close(&data.offsets);
}
