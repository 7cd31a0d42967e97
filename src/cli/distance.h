/* airlog distance: what is asked, the points of a way, and how they are measured and printed. */
#ifndef AIRLOG_CLI_DISTANCE_H
#define AIRLOG_CLI_DISTANCE_H

#include "degrees.h"
#include "locator.h"

typedef struct distance_settings {
    const char *tables, *date, *format, *along, *cross;
    bool json, rhumb, area, quiet; /* quiet: the lengths alone */
} distance_settings;

typedef struct waypoint {
    airlog_lonlat point;
    airlog_text name; /* as typed */
    double radius_m;  /* NaN for a coordinate */
    airlog_doubts doubts;
} waypoint;

/* What all questions of one run share. The tables are opened when the first of them needs one. */
typedef struct distance_job {
    const distance_settings *settings;
    cli_locator locator;
    airlog_tables *tables;
    double decimal_year;
    double along_m; /* 0: no points along the way are asked for */
    bool json, csv;
} distance_job;

/* The points that the operands name: each a place, or numbers alone latitude and longitude in turn. `out` has room for
 * as many points as there are words. */
airlog_status airlog_cli_waypoints(distance_job *job, cli_operands words, waypoint *out, size_t *out_count,
                                   airlog_error *error);
airlog_status airlog_cli_waypoint(distance_job *job, airlog_text text, waypoint *out, airlog_error *error);
/* "25.13 121.74 26.1 121.7", nothing else: the common line, read without a copy. */
bool airlog_cli_four_numbers(airlog_text line, waypoint out[2]);

/* The answer: legs and their sum, or the points along them, or how far a point is from the line, or an area. */
airlog_status airlog_cli_measure(distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                 airlog_error *error);
/* The names of the columns, with a line feed. */
const char *airlog_cli_distance_columns(const distance_job *job);

#endif
