/* How far the work is, on standard error: only on a terminal and after a second, or when it is asked for. */
#ifndef AIRLOG_CLI_PROGRESS_H
#define AIRLOG_CLI_PROGRESS_H

#include "cli.h"

typedef struct cli_progress {
    bool on;
    bool shown;
    uint64_t total_bytes;  /* 0 when unknown */
    uint64_t before_bytes; /* of the inputs that are done */
    unsigned skipped;      /* calls since the clock was looked at */
    double begun_s, last_s;
} cli_progress;

cli_progress airlog_cli_progress(bool forced, bool quiet, uint64_t total_bytes);
void airlog_cli_progress_show(cli_progress *progress, uint64_t bytes, uint64_t reports, uint64_t incidents);
/* Clears the line. */
void airlog_cli_progress_end(cli_progress *progress);

#endif
