/** @file record.h  positions -> incidents: what happened, once.
 *
 * An incident is a plain struct whose members are the rows of fields.def. Unknown is NaN, NO_TIME or
 * empty, and null in every output, never zero. */
#ifndef AIRLOG_RECORD_H
#define AIRLOG_RECORD_H

#include "airlog/place.h"

#ifdef __cplusplus
extern "C" {
#endif

#define AIRLOG_FIELD_TYPE_TEXT airlog_text
#define AIRLOG_FIELD_TYPE_REAL double
#define AIRLOG_FIELD_TYPE_TIME airlog_time_s

/** A vertex of a track: detected here, vanished there. */
typedef struct airlog_track_point {
    airlog_lonlat point;
    airlog_time_s time; /**< AIRLOG_NO_TIME when unknown */
} airlog_track_point;

typedef struct airlog_incident {
#define AIRLOG_FIELD(name, type, short_name, label, what) AIRLOG_FIELD_TYPE_##type name;
#include "airlog/fields.def"
#undef AIRLOG_FIELD
    airlog_lonlat *region;  size_t region_count;  /**< uncertainty ring, closed, counter-clockwise; arena */
    airlog_track_point *track; size_t track_count; /**< two or more points, else none */
    airlog_doubts doubt_set;
    airlog_budget budget;
} airlog_incident;

typedef struct airlog_incidents {
    airlog_incident *items;
    size_t count;
} airlog_incidents;

/* ---- fields ----------------------------------------------------------------------------------- */

typedef enum airlog_field_type { AIRLOG_FIELD_TEXT, AIRLOG_FIELD_REAL, AIRLOG_FIELD_TIME } airlog_field_type;

/** One row of fields.def: everything that writes an incident walks this table. */
typedef struct airlog_field {
    const char *name;       /**< JSON key and OGR field; "class" for the member class_name */
    const char *short_name; /**< shapefile */
    const char *label;
    const char *what;
    airlog_field_type type;
    size_t offset;          /**< of the member in airlog_incident */
} airlog_field;

AIRLOG_API const airlog_field *airlog_fields(size_t *out_count);
/** The member of a field, by its type. */
AIRLOG_API airlog_text airlog_field_text(const airlog_incident *incident, const airlog_field *field);
AIRLOG_API double airlog_field_real(const airlog_incident *incident, const airlog_field *field);
AIRLOG_API airlog_time_s airlog_field_time(const airlog_incident *incident, const airlog_field *field);
/** An incident in which everything is unknown. */
AIRLOG_API void airlog_incident_clear(airlog_incident *incident);

/* ---- assembly ----------------------------------------------------------------------------------- */

/** What an event that a text tells is: it happened, it is to come, or it was practised. */
enum { AIRLOG_CLASS_INCIDENT = 1, AIRLOG_CLASS_PLANNED = 2, AIRLOG_CLASS_EXERCISE = 4 };

typedef struct airlog_extract_options {
    airlog_place_options place;
    bool any_domain;   /**< --domain any: events at sea and on land too */
    unsigned classes;  /**< --class: AIRLOG_CLASS_ bits; 0 is AIRLOG_CLASS_INCIDENT alone */
    bool regions;      /**< fill region rings (layers need them, JSON Lines does not) */
    unsigned parse_flags;
} airlog_extract_options;

/** Which fact, time, object and event belong together, and what happened once. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_record(const airlog_facts *facts, const airlog_positions *positions,
                                                       const airlog_tables *tables,
                                                       const airlog_extract_options *options, airlog_arena *memory,
                                                       airlog_incidents *out, airlog_error *error);

/** The whole way for one report: lex, parse, place, record. Example:
 *  @code
 *  airlog_incidents found;
 *  if (airlog_extract(&report, tables, &options, arena, &found, &error) != AIRLOG_OK) ...
 *  @endcode */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_extract(const airlog_report *report, const airlog_tables *tables,
                                                        const airlog_extract_options *options, airlog_arena *memory,
                                                        airlog_incidents *out, airlog_error *error);

/* ---- one event told twice ------------------------------------------------------------------------- */

/** How much speaks for two incidents being one event: 0, when something that both say differs, to 1. */
typedef struct airlog_likeness {
    double score;
    char reasons[256]; /**< "same time (4 min apart); places overlap ..."; at 0 what differs */
} airlog_likeness;

#define AIRLOG_LIKENESS_SAME 0.7 /**< from here on two incidents are taken for one: time and place agree, and what it was */

/** Compares time windows, circles, object, count, event, actor and height; the order of the two does not matter.
 *  Example: `airlog_incident_likeness(&a, &b).score >= AIRLOG_LIKENESS_SAME`. */
AIRLOG_API airlog_likeness airlog_incident_likeness(const airlog_incident *a, const airlog_incident *b);

/** Whether the report says that it corrects or follows up an earlier one: the doubt "correction". */
AIRLOG_API bool airlog_incident_corrects(const airlog_incident *incident);
/** As airlog_incident_likeness(), for an incident of a correction and one told before it: one part may differ (the
 *  time by up to 36 hours, the place by up to 500 km, the object, number, height ...) when three others agree, time or
 *  place among them. `reasons`: "corrects it: same time, object, event; the place differs". */
AIRLOG_API airlog_likeness airlog_incident_correction(const airlog_incident *fresh, const airlog_incident *old);

/** The last incidents of a stream: a window of fixed size. */
typedef struct airlog_recent airlog_recent;
#define AIRLOG_RECENT_DEFAULT 1024u
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_recent_open(size_t most, airlog_recent **out, airlog_error *error);
/** Fills duplicate_of and duplicate_why of those incidents of one report that correct one of the window, and takes all
 *  of them into it. Reports come in the order of the stream. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_recent_link(airlog_recent *recent, airlog_arena *memory,
                                                            airlog_incidents *incidents, airlog_error *error);
AIRLOG_API void airlog_recent_close(airlog_recent *recent);

/* ---- JSON Lines ----------------------------------------------------------------------------------- */

/** One incident as one flat JSON object and a line feed. */
AIRLOG_API void airlog_incident_print(const airlog_incident *incident, airlog_buffer *out);
/** Reads such a line back; unknown keys are passed over. Texts are copied into the arena. AIRLOG_E_INPUT when a member
 *  is of the wrong type or outside what its field can hold (a latitude of 91, a confidence of 2). */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_incident_read(airlog_text line, airlog_arena *memory,
                                                              airlog_incident *out, airlog_error *error);

#ifdef __cplusplus
}
#endif
#endif
