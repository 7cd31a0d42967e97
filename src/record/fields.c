/* The table of an incident's fields, from fields.def. */
#include <string.h>

#include "airlog/record.h"
#include "keys.h"

static const airlog_field fields[] = {
#define AIRLOG_FIELD(name, type, short_name, label, what)                                                              \
    {AIRLOG_KEY(name, #name), short_name, label, what, AIRLOG_FIELD_##type, offsetof(airlog_incident, name)},
#include "airlog/fields.def"
#undef AIRLOG_FIELD
};

const airlog_field *airlog_fields(size_t *out_count) {
    *out_count = sizeof fields / sizeof *fields;
    return fields;
}

static const void *member(const airlog_incident *incident, const airlog_field *field) {
    return (const char *)incident + field->offset;
}

airlog_text airlog_field_text(const airlog_incident *incident, const airlog_field *field) {
    airlog_text value = AIRLOG_NO_TEXT;
    if (field->type == AIRLOG_FIELD_TEXT) memcpy(&value, member(incident, field), sizeof value);
    return value;
}

double airlog_field_real(const airlog_incident *incident, const airlog_field *field) {
    double value = AIRLOG_UNKNOWN;
    if (field->type == AIRLOG_FIELD_REAL) memcpy(&value, member(incident, field), sizeof value);
    return value;
}

airlog_time_s airlog_field_time(const airlog_incident *incident, const airlog_field *field) {
    airlog_time_s value = AIRLOG_NO_TIME;
    if (field->type == AIRLOG_FIELD_TIME) memcpy(&value, member(incident, field), sizeof value);
    return value;
}

void airlog_incident_clear(airlog_incident *incident) {
#define UNKNOWN_TEXT {NULL, 0}
#define UNKNOWN_REAL AIRLOG_UNKNOWN
#define UNKNOWN_TIME AIRLOG_NO_TIME
    static const airlog_incident unknown = {
#define AIRLOG_FIELD(name, type, short_name, label, what) .name = UNKNOWN_##type,
#include "airlog/fields.def"
#undef AIRLOG_FIELD
        .budget = {AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN,
                   AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN},
    };
    _Static_assert(sizeof unknown.budget == 9 * sizeof(double), "every item of the budget begins unknown");
    *incident = unknown;
}
