/* One question to airlog convert, read and answered. */
#ifndef AIRLOG_CLI_CONVERT_H
#define AIRLOG_CLI_CONVERT_H

#include "cli.h"
#include "quantity.h"

typedef struct convert_settings {
    bool json, exact, quiet; /* quiet: nothing is said of what was assumed */
    long digits;             /* 0: as many as the input deserves */
    const char *to, *crs, *from_crs;
} convert_settings;

/* What all questions of one run share. */
typedef struct convert_job {
    const convert_settings *settings;
    airlog_arena *memory;
    airlog_transformation *transformation; /* opened by the first question that needs it */
} convert_job;

/* "60 NM to km", "Mach 0.82 kt at FL350": what stands behind the quantity is optional. */
typedef struct convert_question {
    cli_quantity from;
    bool range; /* from that to end_si */
    double end_si;
    const cli_unit *to; /* NULL: the useful ones */
    bool has_altitude;
    double altitude_m;
    size_t to_at; /* where the target stands, for the caret */
} convert_question;

airlog_status airlog_cli_question(airlog_text text, const char *to, convert_question *out, airlog_error *error);
/* An answer, a line for each unit, and what it takes for granted, a line for each thing. */
typedef struct convert_reply {
    airlog_buffer answer, assumed;
} convert_reply;

airlog_status airlog_cli_answer(airlog_text text, const convert_question *question, const convert_settings *settings,
                                convert_reply *out, airlog_error *error);

/* Whether the text is a coordinate that is asked for in some notation, and the answer when it is. */
airlog_status airlog_cli_answer_coordinate(airlog_text text, const convert_settings *settings, airlog_arena *memory,
                                           convert_reply *out, airlog_error *error);
/* The same between two reference systems. */
airlog_status airlog_cli_answer_crs(airlog_text text, convert_job *job, convert_reply *out, airlog_error *error);

/* Whether --to names a notation and not a unit: "dm" is both, and a notation first for what reads as a coordinate. */
bool airlog_cli_is_notation(const char *to);
/* Takes "to mgrs" off the end of a question, or the notation that --to names; NULL when none is asked for. */
airlog_status airlog_cli_take_notation(airlog_text *text, const convert_settings *settings, const char **out,
                                       airlog_error *error);
/* A coordinate that is one point. */
airlog_status airlog_cli_read_coordinate(airlog_text text, airlog_arena *memory, airlog_position_fact *out,
                                         airlog_error *error);
/* Digits so that rounding is a tenth of the precision of the input; -1 leaves it to the notation. */
int airlog_cli_notation_digits(const char *notation, double precision_deg, const convert_settings *settings);
/* A line for each doubt that is not true of every coordinate. */
void airlog_cli_add_doubts(airlog_doubts doubts, airlog_buffer *out);

#endif
