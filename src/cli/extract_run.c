/* Reads the inputs one document at a time and hands the incidents on. Memory does not grow with the input: the
 * arena is reset for every document. */
#include "extract.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { ERRORS_SHOWN = 5 }; /* of one input; the rest is counted */

/* ---- interruption: the output must not be left half-written ------------------------------- */

static volatile sig_atomic_t interrupted; /* the signal that asked to stop */

static void on_signal(int number) {
    interrupted = number;
}

static void watch_signals(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction action = {.sa_flags = (int)SA_RESETHAND}, before;
        action.sa_handler = on_signal;
        /* Who started us with a signal ignored (nohup) wants it to stay so. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
}

int airlog_cli_interrupted(void) {
    return interrupted;
}

/* ---- bytes -------------------------------------------------------------------------------- */

static airlog_status read_file(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error) {
    int file = *(const int *)context;
    for (;;) {
        ssize_t got = interrupted ? 0 : read(file, out, capacity);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return airlog_fail(error, AIRLOG_E_INPUT, "cannot be read: %s", strerror(errno));
        *out_length = (size_t)got;
        return AIRLOG_OK;
    }
}

/* ---- one report --------------------------------------------------------------------------- */

static void count_incidents(extract_job *job, const airlog_incidents *incidents) {
    job->counts.incidents += incidents->count;
    for (size_t i = 0; i < incidents->count; i++) {
        const airlog_incident *incident = &incidents->items[i];
        job->counts.placed += !isnan(incident->lon) && !isnan(incident->lat);
        job->counts.doubtful += incident->doubt_set != 0 || incident->conflicts.length > 0;
    }
}

airlog_status airlog_cli_extract_one(const extract_job *job, const airlog_report *report, airlog_arena *memory,
                                     airlog_incidents *out, airlog_error *error) {
    *out = (airlog_incidents){0};
    airlog_status status = airlog_extract(report, job->tables, &job->extract, memory, out, error);
    if (status != AIRLOG_OK)
        airlog_error_at(error, report->source.length ? report->source.bytes : "-", report->line, 0, report->offset);
    return status;
}

airlog_status airlog_cli_extract_emit(extract_job *job, const airlog_report *report, airlog_arena *memory,
                                      airlog_incidents *found, airlog_error *error) {
    airlog_status status = airlog_recent_link(job->recent, memory, found, error);
    if (status != AIRLOG_OK) return status;
    count_incidents(job, found);
    return airlog_cli_output_add(job->output, report, found, error);
}

static airlog_status extract_report(extract_job *job, const airlog_report *report, airlog_error *error) {
    airlog_incidents found;
    job->counts.reports++;
    airlog_status status = airlog_cli_extract_one(job, report, job->memory, &found, error);
    return status == AIRLOG_OK ? airlog_cli_extract_emit(job, report, job->memory, &found, error) : status;
}

bool airlog_cli_extract_goes_on(airlog_status status) {
    return status == AIRLOG_E_INPUT || status == AIRLOG_E_LIMIT;
}

/* Says a failure of one document, unless it is the umpteenth of its input. */
void airlog_cli_extract_failed(extract_job *job, airlog_error *error, uint64_t *failures) {
    if (interrupted) return;
    job->counts.failed++;
    if (++*failures > ERRORS_SHOWN) return;
    airlog_cli_progress_end(&job->progress);
    airlog_cli_fail(error);
}

static void say_more(const char *path, uint64_t failures) {
    if (failures > ERRORS_SHOWN)
        airlog_cli_say("%s: %llu more documents could not be read", path,
                       (unsigned long long)(failures - ERRORS_SHOWN));
}

static airlog_status extract_reports(extract_job *job, const airlog_reports *reports, uint64_t *failures,
                                     airlog_error *error) {
    for (size_t i = 0; i < reports->count; i++) {
        airlog_error failure = {0};
        airlog_status status = extract_report(job, &reports->items[i], &failure);
        if (status == AIRLOG_OK) continue;
        if (!airlog_cli_extract_goes_on(status)) {
            *error = failure;
            return status;
        }
        airlog_cli_extract_failed(job, &failure, failures);
    }
    return AIRLOG_OK;
}

/* ---- one input ---------------------------------------------------------------------------- */

airlog_status airlog_cli_extract_next(extract_documents *from, extract_job *job, airlog_arena *memory,
                                      airlog_reports *out, airlog_error *error) {
    if (from->sheet) return from->gis->airlog_sheet_next(from->sheet, memory, out, error);
    uint64_t passed = 0;
    airlog_status status = airlog_reader_next(from->reader, from->interesting, memory, out, &passed, error);
    job->counts.reports += passed;
    return status;
}

void airlog_cli_extract_show(extract_job *job, const extract_documents *from) {
    uint64_t bytes = from->reader ? airlog_reader_offset(from->reader) : 0;
    airlog_cli_progress_show(&job->progress, bytes, job->counts.reports, job->counts.incidents);
}

static airlog_status extract_documents_of(extract_job *job, extract_documents *from, const char *path,
                                          airlog_error *error) {
    uint64_t failures = 0;
    airlog_status status = AIRLOG_OK;
    bool threaded = job->settings->threads > 1;
    if (threaded) status = airlog_cli_extract_threaded(job, from, path, &failures, error);
    while (!threaded && !interrupted) {
        airlog_arena_reset(job->memory);
        airlog_reports reports = {0};
        airlog_error failure = {0};
        status = airlog_cli_extract_next(from, job, job->memory, &reports, &failure);
        if (status != AIRLOG_OK && airlog_cli_extract_goes_on(status)) {
            airlog_error_at(&failure, path, 0, 0, 0);
            airlog_cli_extract_failed(job, &failure, &failures);
            continue;
        }
        if (status != AIRLOG_OK) *error = failure;
        if (status != AIRLOG_OK || reports.count == 0) break;
        status = extract_reports(job, &reports, &failures, error);
        if (status != AIRLOG_OK) break;
        airlog_cli_extract_show(job, from);
    }
    say_more(path, failures);
    return interrupted ? AIRLOG_OK : status; /* what a read gave that was cut short is no failure of the input */
}

static airlog_status extract_file(extract_job *job, const extract_input *input, airlog_error *error) {
    bool standard = strcmp(input->path, "-") == 0;
    int file = standard ? STDIN_FILENO : open(input->path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        airlog_status status = airlog_fail(error, AIRLOG_E_INPUT, "cannot be read: %s", strerror(errno));
        airlog_error_at(error, input->path, 0, 0, 0);
        return status;
    }
    /* A dataset lists every report: nothing is passed over unread. */
    extract_documents from = {.interesting =
                                  job->extract.any_domain || job->extract.regions ? NULL : airlog_interesting};
    airlog_byte_source source = {&file, read_file, input->path};
    airlog_status status = airlog_reader_open(source, &job->ingest, &from.reader, error);
    if (status == AIRLOG_OK) status = extract_documents_of(job, &from, input->path, error);
    airlog_reader_close(from.reader);
    if (!standard) close(file);
    return status;
}

static airlog_status extract_sheet(extract_job *job, const extract_input *input, airlog_error *error) {
    extract_documents from = {0};
    airlog_status status = airlog_cli_gis(&from.gis, error);
    if (status == AIRLOG_OK)
        status = from.gis->airlog_sheet_open(input->path, job->settings->layer, &job->ingest, &from.sheet, error);
    if (status == AIRLOG_OK) status = extract_documents_of(job, &from, input->path, error);
    if (from.sheet) from.gis->airlog_sheet_close(from.sheet);
    return status;
}

airlog_status airlog_cli_extract_run(extract_job *job, const extract_inputs *inputs, airlog_error *error) {
    watch_signals();
    for (size_t i = 0; i < inputs->count && !interrupted; i++) {
        const extract_input *input = &inputs->items[i];
        airlog_error failure = {0};
        airlog_status status = input->sheet ? extract_sheet(job, input, &failure) : extract_file(job, input, &failure);
        if (status != AIRLOG_OK && !airlog_cli_extract_goes_on(status) && status != AIRLOG_E_ARGUMENT) {
            *error = failure;
            return status;
        }
        if (status != AIRLOG_OK) {
            airlog_error_at(&failure, input->path, 0, 0, 0);
            uint64_t failures = 0;
            airlog_cli_extract_failed(job, &failure, &failures);
        }
        job->progress.before_bytes += input->bytes;
    }
    airlog_cli_progress_end(&job->progress);
    return AIRLOG_OK;
}
