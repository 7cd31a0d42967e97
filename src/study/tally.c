#include "airlog/study.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Rows are found by hash in a table that doubles, so that a tally by a field with as many values as incidents (a title,
 * a day) stays linear. */

#define SLOTS_FIRST 64u
#define READ_LIMIT_BYTES ((size_t)64 * 1024 * 1024) /* one incident is a few kilobytes */

enum period { PERIOD_NONE, PERIOD_YEAR = 4, PERIOD_MONTH = 7, PERIOD_DAY = 10 }; /* bytes of an ISO 8601 date */

struct counter {
    const airlog_field *field;
    enum period period;
    airlog_arena *memory;
    airlog_tally_row *rows;
    size_t count, capacity;
    uint32_t *slots; /* row number + 1, 0 is free */
    size_t slot_count;
};

/* ---- the table of rows ---------------------------------------------------------------------------- */

static size_t slot_of(const struct counter *counter, airlog_text value) {
    size_t at = (size_t)airlog_hash(value.bytes, value.length) & (counter->slot_count - 1);
    while (counter->slots[at] != 0 && !airlog_text_equal(counter->rows[counter->slots[at] - 1].value, value)) {
        at = (at + 1) & (counter->slot_count - 1);
    }
    return at;
}

static bool double_slots(struct counter *counter) {
    size_t count = counter->slot_count ? counter->slot_count * 2 : SLOTS_FIRST;
    uint32_t *slots = airlog_arena_take(counter->memory, count, sizeof *slots);
    if (!slots) return false;
    counter->slots = slots;
    counter->slot_count = count;
    for (size_t i = 0; i < counter->count; i++) slots[slot_of(counter, counter->rows[i].value)] = (uint32_t)(i + 1);
    return true;
}

static bool double_rows(struct counter *counter) {
    size_t capacity = counter->capacity ? counter->capacity * 2 : SLOTS_FIRST;
    airlog_tally_row *rows =
        airlog_arena_grow(counter->memory, counter->rows, counter->capacity, capacity, sizeof *rows);
    if (!rows) return false;
    counter->rows = rows;
    counter->capacity = capacity;
    return true;
}

/* The row of a value, made when it is new; NULL at the limit of memory. */
static airlog_tally_row *row_of(struct counter *counter, airlog_text value) {
    if (counter->count * 2 >= counter->slot_count && !double_slots(counter)) return NULL;
    size_t slot = slot_of(counter, value);
    if (counter->slots[slot] != 0) return &counter->rows[counter->slots[slot] - 1];
    if (counter->count == counter->capacity && !double_rows(counter)) return NULL;
    airlog_tally_row *row = &counter->rows[counter->count];
    *row = (airlog_tally_row){.first = AIRLOG_NO_TIME, .last = AIRLOG_NO_TIME};
    if (value.length > 0) {
        row->value = airlog_arena_copy(counter->memory, value);
        if (!row->value.bytes) return NULL;
    }
    counter->slots[slot] = (uint32_t)++counter->count;
    return row;
}

/* ---- counting ------------------------------------------------------------------------------------- */

/* The value counted, as text; out[] holds the ones that are printed. */
static airlog_text value_of(const struct counter *counter, const airlog_incident *incident, char out[32]) {
    if (counter->period != PERIOD_NONE || counter->field->type == AIRLOG_FIELD_TIME) {
        airlog_time_s time =
            counter->period != PERIOD_NONE ? incident->time_start : airlog_field_time(incident, counter->field);
        if (time == AIRLOG_NO_TIME) return AIRLOG_NO_TEXT;
        size_t length = airlog_time_print(out, time, 0);
        if (counter->period != PERIOD_NONE && length > (size_t)counter->period) length = (size_t)counter->period;
        return (airlog_text){out, length};
    }
    if (counter->field->type == AIRLOG_FIELD_TEXT) return airlog_field_text(incident, counter->field);
    double value = airlog_field_real(incident, counter->field);
    if (!isfinite(value)) return AIRLOG_NO_TEXT;
    return (airlog_text){out, airlog_number_print(out, value, 9)};
}

static airlog_status count_one(void *context, const airlog_incident *incident, airlog_error *error) {
    struct counter *counter = context;
    char printed[32];
    airlog_tally_row *row = row_of(counter, value_of(counter, incident, printed));
    if (!row) return airlog_arena_failed(counter->memory, error);
    row->incidents++;
    if (isfinite(incident->lon) && isfinite(incident->lat)) row->placed++;
    airlog_time_s time = incident->time_start;
    if (time == AIRLOG_NO_TIME) return AIRLOG_OK;
    if (row->first == AIRLOG_NO_TIME || time < row->first) row->first = time;
    if (row->last == AIRLOG_NO_TIME || time > row->last) row->last = time;
    return AIRLOG_OK;
}

/* ---- order ---------------------------------------------------------------------------------------- */

/* Most first; equal ones by value, so that the order does not depend on the log's. */
static bool stands_before(const airlog_tally_row *a, const airlog_tally_row *b) {
    if (a->incidents != b->incidents) return a->incidents > b->incidents;
    size_t shorter = a->value.length < b->value.length ? a->value.length : b->value.length;
    int order = shorter ? memcmp(a->value.bytes, b->value.bytes, shorter) : 0;
    return order != 0 ? order < 0 : a->value.length < b->value.length;
}

static void merge(const airlog_tally_row *from, airlog_tally_row *to, size_t start, size_t middle, size_t end) {
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool take_right = left == middle || (right < end && stands_before(&from[right], &from[left]));
        to[i] = take_right ? from[right++] : from[left++];
    }
}

static airlog_status sort_rows(struct counter *counter, airlog_error *error) {
    airlog_tally_row *from = counter->rows;
    airlog_tally_row *to = airlog_arena_take(counter->memory, counter->count + 1, sizeof *to);
    if (!to) return airlog_arena_failed(counter->memory, error);
    for (size_t width = 1; width < counter->count; width *= 2) {
        for (size_t start = 0; start < counter->count; start += 2 * width) {
            size_t middle = start + width < counter->count ? start + width : counter->count;
            size_t end = middle + width < counter->count ? middle + width : counter->count;
            merge(from, to, start, middle, end);
        }
        airlog_tally_row *swap = from;
        from = to;
        to = swap;
    }
    counter->rows = from;
    return AIRLOG_OK;
}

/* ---- the tally ------------------------------------------------------------------------------------ */

static airlog_status choose(struct counter *counter, const char *name, airlog_error *error) {
    if (strcmp(name, "year") == 0) counter->period = PERIOD_YEAR;
    if (strcmp(name, "month") == 0) counter->period = PERIOD_MONTH;
    if (strcmp(name, "day") == 0) counter->period = PERIOD_DAY;
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].name, name) == 0) counter->field = &fields[i];
    }
    if (counter->field || counter->period != PERIOD_NONE) return AIRLOG_OK;
    return airlog_fail(error, AIRLOG_E_ARGUMENT,
                       "an incident has no field '%.60s'; count by one of its fields, or by year, month or day", name);
}

airlog_status airlog_study_tally(airlog_log *log, const char *field, const char *where, airlog_arena *memory,
                                 airlog_tally *out, airlog_error *error) {
    *out = (airlog_tally){NULL, 0};
    struct counter counter = {.memory = memory};
    airlog_status status = choose(&counter, field, error);
    airlog_arena *each = NULL;
    if (status == AIRLOG_OK) status = airlog_arena_open(READ_LIMIT_BYTES, &each, error);
    if (status == AIRLOG_OK) status = airlog_log_each(log, where, each, count_one, &counter, error);
    airlog_arena_close(each);
    if (status == AIRLOG_OK) status = sort_rows(&counter, error);
    if (status == AIRLOG_OK) *out = (airlog_tally){counter.rows, counter.count};
    return status;
}
