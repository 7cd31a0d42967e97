/* airlog locate: what its parts share. */
#ifndef AIRLOG_CLI_LOCATE_H
#define AIRLOG_CLI_LOCATE_H

#include "locator.h"

/* What one answer is printed as. */
typedef enum locate_form { LOCATE_TEXT, LOCATE_JSON, LOCATE_GEOJSON, LOCATE_CSV } locate_form;

typedef struct locate_settings {
    const char *format, *tables, *airspace, *unit, *points, *from;
    bool json, all, approximate, rhumb, strict, quiet, reverse;
    bool lines;       /* an answer is one line */
    locate_form form; /* of --format and --json */
} locate_settings;

/* A phrase and where it is. */
typedef struct located {
    airlog_text phrase;
    const airlog_position *position; /* NULL: the phrase names none */
    const char *why_not;             /* when it is not placed */
    const airlog_tables *tables;
} located;

/* Adds the answer in the form that is asked for. */
void airlog_cli_print_located(const located *found, const locate_settings *settings, airlog_buffer *out);

typedef struct reverse_options {
    const char *from; /* the place to measure from; NULL: the nearest of each kind */
    const char *unit; /* "NM", "km", "mi" */
    double unit_m;
    long points;       /* of the compass: 4, 8, 16; 0: degrees */
    bool nearest_only; /* lines of standard input, and one phrase for each */
    bool json;
} reverse_options;

/* The whole of --reverse: the phrases for the coordinate of the operands, a line each, the nearest place first; or one
 * phrase for each line of standard input. Each phrase is read back before it is offered: it means the place that it was
 * made from. The exit code. */
int airlog_cli_reverse(const cli_locator *locator, cli_operands operands, const reverse_options *options);

#endif
