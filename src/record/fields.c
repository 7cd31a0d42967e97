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
    memset(incident, 0, sizeof *incident);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char *at = (char *)incident + fields[i].offset;
        if (fields[i].type == AIRLOG_FIELD_REAL) memcpy(at, &(double){AIRLOG_UNKNOWN}, sizeof(double));
        if (fields[i].type == AIRLOG_FIELD_TIME) memcpy(at, &(airlog_time_s){AIRLOG_NO_TIME}, sizeof(airlog_time_s));
    }
    double *budget = (double *)&incident->budget;
    for (size_t i = 0; i < sizeof incident->budget / sizeof *budget; i++) budget[i] = AIRLOG_UNKNOWN;
}
