/* One question to airlog convert, read and answered. */
#ifndef AIRLOG_CLI_CONVERT_H
#define AIRLOG_CLI_CONVERT_H

#include "cli.h"
#include "quantity.h"

typedef struct convert_settings {
    bool json, exact, quiet; /* quiet: nothing is said of what was assumed */
    long digits;             /* 0: as many as the input deserves */
    const char *to;
} convert_settings;

/* "60 NM to km", "Mach 0.82 kt at FL350": what stands behind the quantity is optional. */
typedef struct convert_question {
    cli_quantity from;
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

#endif
