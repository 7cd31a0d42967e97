/* The line of progress. */
#include "progress.h"

#include <unistd.h>

enum { PROGRESS_EVERY = 64 }; /* reports between two looks at the clock */

cli_progress airlog_cli_progress(bool forced, bool quiet, uint64_t total_bytes) {
    double now = airlog_cli_clock_s();
    bool on = forced || (!quiet && isatty(STDERR_FILENO) == 1);
    return (cli_progress){.on = on, .total_bytes = total_bytes, .begun_s = now, .last_s = forced ? now - 1 : now};
}

void airlog_cli_progress_show(cli_progress *progress, uint64_t bytes, uint64_t reports, uint64_t incidents) {
    if (!progress->on || ++progress->skipped < PROGRESS_EVERY) return;
    progress->skipped = 0;
    double now = airlog_cli_clock_s();
    if (now - progress->last_s < 1) return;
    progress->last_s = now;
    progress->shown = true;
    double done = (double)(progress->before_bytes + bytes), elapsed_s = now - progress->begun_s;
    fputs(isatty(STDERR_FILENO) == 1 ? "\r\033[K" : "", stderr);
    if (progress->total_bytes) fprintf(stderr, "%3.0f %%  ", 100 * done / (double)progress->total_bytes);
    fprintf(stderr, "%llu reports  %llu incidents  %.1f MB  %.1f MB/s", (unsigned long long)reports,
            (unsigned long long)incidents, done / 1e6, elapsed_s > 0 ? done / 1e6 / elapsed_s : 0.0);
    fputs(isatty(STDERR_FILENO) == 1 ? "" : "\n", stderr);
    fflush(stderr);
}

void airlog_cli_progress_end(cli_progress *progress) {
    if (progress->shown && isatty(STDERR_FILENO) == 1) fputs("\r\033[K", stderr);
    progress->shown = false;
}
