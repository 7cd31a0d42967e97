/* Where incidents go: JSON Lines, a table for people, a dataset or a log of airlog-gis. */
#ifndef AIRLOG_CLI_OUTPUT_H
#define AIRLOG_CLI_OUTPUT_H

#include "cli.h"

typedef struct cli_output cli_output;

typedef struct cli_output_options {
    const char *path;   /* NULL or "-": standard output */
    const char *format; /* NULL: by the extension; on standard output a table for a terminal, else JSON Lines */
    const char *crs;
    bool overwrite, append;
    bool flush; /* every record at once */
    bool log;   /* path is a log that is added to */
} cli_output_options;

/* True when the output is a dataset, for which airlog-gis is loaded. */
bool airlog_cli_output_is_dataset(const cli_output_options *options);
/* A file is written under a temporary name until airlog_cli_output_finish(). */
airlog_status airlog_cli_output_open(const cli_output_options *options, cli_output **out, airlog_error *error);
airlog_status airlog_cli_output_add(cli_output *output, const airlog_report *report, const airlog_incidents *incidents,
                                    airlog_error *error);
/* Gives the output its name. */
airlog_status airlog_cli_output_finish(cli_output *output, airlog_error *error);
/* What was written, one a call, NULL after the last; notices about it likewise. After finish, before close. */
const char *airlog_cli_output_file(const cli_output *output, size_t index);
const char *airlog_cli_output_notice(const cli_output *output, size_t index);
/* Gives everything back; what was not finished is removed. */
void airlog_cli_output_close(cli_output *output);

#endif
