/* Incidents as JSON Lines: printed by hand, read with cJSON. Reals have nine places, which is more than the
 * assembly leaves in them, so that what is printed is read back to the last bit. */
#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "airlog/record.h"
#include "keys.h"

#define DECIMALS 9

#define KEY_OF(name) ",\"" AIRLOG_KEY(name, #name) "\":"
#define VALUE_BYTES 40 /* a number, or a time in quotes */

static inline char *print_null(char *at) {
    memcpy(at, "null", 4);
    return at + 4;
}

static inline char *print_text(airlog_text text, char *at) {
    return text.length ? at + airlog_json_print(at, text) : print_null(at);
}

static inline char *print_time(airlog_time_s time, char *at) {
    if (time == AIRLOG_NO_TIME) return print_null(at);
    *at++ = '"';
    at += airlog_time_print(at, time, 0);
    *at++ = '"';
    return at;
}

static inline char *print_real(double value, char *at) {
    return isnan(value) ? print_null(at) : at + airlog_number_print(at, value, DECIMALS);
}

/* The most that a line can need: asked for once, so that nothing is checked on the way. */
static size_t line_room(const airlog_incident *incident) {
    size_t texts = 0, fixed = 2;
#define LENGTH_TEXT(value) (value).length
#define LENGTH_REAL(value) 0
#define LENGTH_TIME(value) 0
#define AIRLOG_FIELD(name, type, short_name, label, what)                                                              \
    texts += LENGTH_##type(incident->name);                                                                            \
    fixed += sizeof KEY_OF(name) + VALUE_BYTES;
#include "airlog/fields.def"
#undef AIRLOG_FIELD
    return fixed + AIRLOG_JSON_ROOM(texts);
}

/* Every field by its own line of code: the keys are constants of a known length. */
void airlog_incident_print(const airlog_incident *incident, airlog_buffer *out) {
    char *line = airlog_buffer_room(out, line_room(incident));
    if (!line) return;
    char *at = line;
#define PRINT_TEXT print_text
#define PRINT_REAL print_real
#define PRINT_TIME print_time
#define AIRLOG_FIELD(name, type, short_name, label, what)                                                              \
    memcpy(at, KEY_OF(name), sizeof KEY_OF(name) - 1);                                                                 \
    at = PRINT_##type(incident->name, at + sizeof KEY_OF(name) - 1);
#include "airlog/fields.def"
#undef AIRLOG_FIELD
    line[0] = '{'; /* for the comma before the first key */
    memcpy(at, "}\n", 2);
    out->length += (size_t)(at + 2 - line);
}

/* The set of the doubts that a list names: "date_inferred; unit_inferred". */
static airlog_doubts doubts_of(airlog_text list) {
    airlog_doubts set = 0;
    size_t at = 0;
    while (at < list.length) {
        const char *stop = memchr(list.bytes + at, ';', list.length - at);
        size_t end = stop ? (size_t)(stop - list.bytes) : list.length;
        airlog_text name = airlog_text_trim((airlog_text){list.bytes + at, end - at});
        for (int d = 0; d < AIRLOG_DOUBT_COUNT; d++) {
            if (airlog_text_is(name, airlog_doubt_name((airlog_doubt)d))) set |= (airlog_doubts)1 << d;
        }
        at = end + 1;
    }
    return set;
}

static airlog_status fail_member(const airlog_field *field, const char *expected, airlog_error *error) {
    return airlog_fail(error, AIRLOG_E_INPUT, "the member '%s' of an incident is not %s", field->name, expected);
}

/* What a real may be. A line from elsewhere that is outside was not written by this project, and would not be printed
 * back as it came: nine places hold for magnitudes up to LARGEST alone. */
#define LARGEST 1e9

typedef struct range {
    const char *name;
    double least, most;
} range;

static range range_of(const char *name) {
    static const range narrow[] = {
        {"lon", -180, 180},      {"lat", -90, 90},        {"anchor_lon", -180, 180}, {"anchor_lat", -90, 90},
        {"bearing_deg", 0, 360}, {"course_deg", 0, 360},  {"confidence", 0, 1},      {"count_min", 0, LARGEST},
        {"count_max", 0, LARGEST}, {"radius_m", 0, LARGEST}, {"bound_m", 0, LARGEST}, {"distance_m", 0, LARGEST},
        {"speed_mps", 0, LARGEST},
    };
    for (size_t i = 0; i < sizeof narrow / sizeof *narrow; i++) {
        if (strcmp(narrow[i].name, name) == 0) return narrow[i];
    }
    return (range){name, -LARGEST, LARGEST};
}

static airlog_status read_real(const cJSON *item, const airlog_field *field, char *at, airlog_error *error) {
    if (!cJSON_IsNumber(item)) return fail_member(field, "a number", error);
    range allowed = range_of(field->name);
    if (!(item->valuedouble >= allowed.least && item->valuedouble <= allowed.most))
        return airlog_fail(error, AIRLOG_E_INPUT, "the member '%s' of an incident is not between %.0f and %.0f",
                           field->name, allowed.least, allowed.most);
    memcpy(at, &item->valuedouble, sizeof(double));
    return AIRLOG_OK;
}

static airlog_status read_member(const cJSON *item, const airlog_field *field, airlog_arena *memory,
                                 airlog_incident *out, airlog_error *error) {
    char *at = (char *)out + field->offset;
    if (field->type == AIRLOG_FIELD_REAL) return read_real(item, field, at, error);
    if (!cJSON_IsString(item)) return fail_member(field, "a string", error);
    airlog_text text = airlog_text_of(item->valuestring);
    if (field->type == AIRLOG_FIELD_TIME) {
        airlog_time_s time;
        int32_t offset_s;
        if (!airlog_time_read(text, &time, &offset_s)) return fail_member(field, "a time in ISO 8601", error);
        memcpy(at, &time, sizeof time);
        return AIRLOG_OK;
    }
    text = airlog_arena_copy(memory, text);
    if (!text.bytes) return airlog_arena_failed(memory, error);
    memcpy(at, &text, sizeof text);
    return AIRLOG_OK;
}

airlog_status airlog_incident_read(airlog_text line, airlog_arena *memory, airlog_incident *out, airlog_error *error) {
    airlog_incident_clear(out);
    cJSON *root = cJSON_ParseWithLength(line.bytes, line.length);
    if (!root || !cJSON_IsObject(root)) {
        cJSON_Delete(root);
        return airlog_fail(error, AIRLOG_E_INPUT, "the line is not a JSON object of an incident");
    }
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_status status = AIRLOG_OK;
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
        const cJSON *item = cJSON_GetObjectItemCaseSensitive(root, fields[i].name);
        if (item && !cJSON_IsNull(item)) status = read_member(item, &fields[i], memory, out, error);
    }
    cJSON_Delete(root);
    out->doubt_set = doubts_of(out->doubts);
    return status;
}
