/* One object of JSON Lines: the few members that a report is made of. */
#ifndef AIRLOG_INGEST_JSON_H
#define AIRLOG_INGEST_JSON_H

#include "airlog/base.h"

typedef enum airlog_json_kind {
    AIRLOG_JSON_ABSENT, /* no such member, or null */
    AIRLOG_JSON_STRING,
    AIRLOG_JSON_NUMBER, /* text is the number as written */
    AIRLOG_JSON_OTHER   /* true, false, an array or an object: there, but of no use */
} airlog_json_kind;

typedef struct airlog_json_value {
    airlog_json_kind kind;
    airlog_text text;
} airlog_json_value;

/* Reads the members `names` (an entry may be NULL) of the object that is the whole line; the first member of
 * a name counts. Strings without an escape point into `line`, others into the arena. A NUL or half a
 * surrogate that an escape stands for becomes U+FFFD and sets *repaired. A line that is not one JSON object
 * is AIRLOG_E_INPUT, with *column the 1-based byte where reading stopped. */
airlog_status airlog_json_members(airlog_text line, const char *const names[], size_t count, airlog_arena *memory,
                                  airlog_json_value out[], bool *repaired, uint64_t *column, airlog_error *error);

/* The names of the line's members for a message: "id, date, body"; cut after `capacity` bytes. */
void airlog_json_names(airlog_text line, char *out, size_t capacity);

#endif
