/* airlog extract: its settings, its inputs, and what it does with them. */
#ifndef AIRLOG_CLI_EXTRACT_H
#define AIRLOG_CLI_EXTRACT_H

#include "cli.h"
#include "gis.h"
#include "output.h"
#include "progress.h"

typedef struct extract_settings {
    const char *output, *format, *layer, *crs, *tables, *airspace, *domain, *classes, *input_format;
    const char *text_field, *date_field, *id_field, *title_field, *url_field, *place_field, *admin_field;
    const char *date, *place, *timezone;
    long threads;
    bool overwrite, append, strict, quiet, progress, approximate;
} extract_settings;

/* A file, a table that GDAL opens, or standard input. */
typedef struct extract_input {
    const char *path; /* "-" is standard input */
    bool sheet;
    uint64_t bytes; /* 0 when unknown */
} extract_input;

typedef struct extract_inputs {
    extract_input *items;
    size_t count;
    size_t room;
    int failed; /* paths that could not be used, and were said */
} extract_inputs;

typedef struct extract_counts {
    uint64_t reports, incidents, placed, doubtful, failed;
} extract_counts;

typedef struct extract_job {
    const extract_settings *settings;
    airlog_ingest_options ingest;
    airlog_extract_options extract;
    airlog_tables *tables;
    airlog_arena *memory;
    airlog_arena *kept; /* as long as the job: the zones */
    airlog_outlines zones;
    airlog_recent *recent; /* what a correction may be about */
    cli_output *output;
    cli_progress progress;
    extract_counts counts;
    bool filter; /* standard input to standard output: a record goes out when it is ready */
} extract_job;

/* The options of the command, and the settings in the form that the library takes. */
extern const cli_option airlog_cli_extract_options[];
airlog_status airlog_cli_extract_prepare(const extract_settings *settings, extract_job *job, airlog_error *error);

/* Files and folders as a list: folders are walked, their files in the order of their names. */
airlog_status airlog_cli_inputs(cli_operands operands, const extract_settings *settings, extract_inputs *out,
                                airlog_error *error);
void airlog_cli_inputs_close(extract_inputs *inputs);

/* The whole command: reads the operands with these settings into this output; the exit code. */
int airlog_cli_extract_into(const extract_settings *settings, const cli_output_options *output, cli_operands operands);

/* Reads every input. AIRLOG_OK though some could not be read: counts.failed tells. */
airlog_status airlog_cli_extract_run(extract_job *job, const extract_inputs *inputs, airlog_error *error);
/* The signal that asked to stop, 0 when none did. */
int airlog_cli_interrupted(void);

/* ---- the steps of a run, for one thread and for several ---- */

/* One document after the other, from a reader or a sheet, until the end or until nothing can go on. */
typedef struct extract_documents {
    airlog_reader *reader;
    airlog_sheet *sheet;
    const cli_gis *gis;
    bool (*interesting)(airlog_text raw);
} extract_documents;

airlog_status airlog_cli_extract_next(extract_documents *from, extract_job *job, airlog_arena *memory,
                                      airlog_reports *out, airlog_error *error);
/* What a report holds; in any thread. */
airlog_status airlog_cli_extract_one(const extract_job *job, const airlog_report *report, airlog_arena *memory,
                                     airlog_incidents *out, airlog_error *error);
/* Counts what was found and hands it on. */
airlog_status airlog_cli_extract_emit(extract_job *job, const airlog_report *report, airlog_arena *memory,
                                      airlog_incidents *found, airlog_error *error);
/* Whether the next document can be read though this one could not; then the failure is said and counted. */
bool airlog_cli_extract_goes_on(airlog_status status);
void airlog_cli_extract_failed(extract_job *job, airlog_error *error, uint64_t *failures);
void airlog_cli_extract_show(extract_job *job, const extract_documents *from);

enum { EXTRACT_THREADS_MOST = 64 };
/* All documents of one input in settings->threads threads: the same output in the same order. */
airlog_status airlog_cli_extract_threaded(extract_job *job, extract_documents *from, const char *path,
                                          uint64_t *failures, airlog_error *error);

#endif
