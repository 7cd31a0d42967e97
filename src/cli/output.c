/* Decides where incidents go, and writes them there. */
#include "output.h"
#include "gis.h"
#include "table.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLUSH_BYTES = 256 * 1024, TABLE_CELLS = 500 * 7 };

typedef enum output_kind { OUTPUT_LINES, OUTPUT_TABLE, OUTPUT_DATASET, OUTPUT_LOG } output_kind;

struct cli_output {
    output_kind kind;
    bool flush;
    /* JSON Lines */
    int file;
    const char *path;   /* NULL: standard output */
    char *part;         /* the temporary name while it is being written, NULL when it has its name */
    off_t before_bytes; /* appending: length to go back to; -1 otherwise */
    bool finished;
    airlog_buffer lines;
    /* for people */
    cli_table table;
    /* datasets and logs */
    const cli_gis *gis;
    airlog_writer *writer;
    airlog_log *log;
    uint64_t reports, added;
    char notice[128];
};

static bool is_standard(const cli_output_options *options) {
    return !options->path || strcmp(options->path, "-") == 0;
}

static bool extension_is_lines(const char *path) {
    static const char *const extensions[] = {".jsonl", ".ndjson", ".jsonlines"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        size_t tail = strlen(extensions[i]);
        if (length > tail && strcasecmp(path + length - tail, extensions[i]) == 0) return true;
    }
    return false;
}

static output_kind kind_of(const cli_output_options *options) {
    const char *format = options->format;
    if (options->log) return OUTPUT_LOG;
    if (format && (strcasecmp(format, "JSONL") == 0 || strcasecmp(format, "ndjson") == 0)) return OUTPUT_LINES;
    if (format && strcasecmp(format, "table") == 0) return OUTPUT_TABLE;
    if (format) return OUTPUT_DATASET;
    if (is_standard(options)) return isatty(STDOUT_FILENO) == 1 && !options->flush ? OUTPUT_TABLE : OUTPUT_LINES;
    return extension_is_lines(options->path) ? OUTPUT_LINES : OUTPUT_DATASET;
}

bool airlog_cli_output_is_dataset(const cli_output_options *options) {
    return kind_of(options) == OUTPUT_DATASET || kind_of(options) == OUTPUT_LOG;
}

/* ---- JSON Lines --------------------------------------------------------------------------- */

static airlog_status fail_path(const char *path, const char *what, airlog_error *error) {
    airlog_status status = airlog_fail(error, AIRLOG_E_OUTPUT, "%s: %s", what, strerror(errno));
    airlog_error_at(error, path, 0, 0, 0);
    return status;
}

/* "out.jsonl" is written as "out.jsonl.part-123" beside it, so that renaming it is one step. */
static char *part_name(const char *path) {
    size_t room = strlen(path) + 32;
    char *name = airlog_memory_take(room, 1);
    if (name) snprintf(name, room, "%s.part-%ld", path, (long)getpid());
    return name;
}

static airlog_status open_append(cli_output *output, airlog_error *error) {
    output->file = open(output->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (output->file < 0) return fail_path(output->path, "cannot be written", error);
    output->before_bytes = lseek(output->file, 0, SEEK_END);
    return AIRLOG_OK;
}

static airlog_status open_lines(cli_output *output, const cli_output_options *options, airlog_error *error) {
    if (is_standard(options)) {
        output->file = STDOUT_FILENO;
        return AIRLOG_OK;
    }
    output->path = options->path;
    if (options->append) return open_append(output, error);
    struct stat there;
    bool exists = stat(options->path, &there) == 0;
    if (exists && S_ISDIR(there.st_mode)) {
        errno = EISDIR;
        return fail_path(options->path, "cannot be written", error);
    }
    bool regular = !exists || S_ISREG(there.st_mode);
    if (exists && regular && !options->overwrite) {
        airlog_status status =
            airlog_fail(error, AIRLOG_E_OUTPUT, "exists already; --overwrite replaces it, --append adds to it");
        airlog_error_at(error, options->path, 0, 0, 0);
        return status;
    }
    if (regular) output->part = part_name(options->path);
    if (regular && !output->part) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the name of the output");
    int flags = regular ? O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC : O_WRONLY | O_CLOEXEC; /* a pipe, a device */
    output->file = open(output->part ? output->part : output->path, flags, 0666);
    if (output->file >= 0) return AIRLOG_OK;
    airlog_status status = fail_path(output->path, "cannot be written", error);
    airlog_memory_give(output->part);
    output->part = NULL;
    return status;
}

static airlog_status write_lines(cli_output *output, airlog_error *error) {
    if (output->lines.failed) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a line of output");
    for (size_t at = 0; at < output->lines.length;) {
        ssize_t written = write(output->file, output->lines.bytes + at, output->lines.length - at);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fail_path(output->path ? output->path : "standard output", "cannot be written", error);
        at += (size_t)written;
    }
    output->lines.length = 0;
    return AIRLOG_OK;
}

static airlog_status finish_lines(cli_output *output, airlog_error *error) {
    airlog_status status = write_lines(output, error);
    if (status != AIRLOG_OK || !output->path) return status;
    int file = output->file;
    output->file = -1;
    if (close(file) != 0) return fail_path(output->path, "cannot be written", error);
    if (output->part && rename(output->part, output->path) != 0)
        return fail_path(output->path, "cannot take its name", error);
    airlog_memory_give(output->part);
    output->part = NULL;
    output->finished = true;
    return AIRLOG_OK;
}

/* What was not finished leaves nothing behind: a new file goes, an old one gets its length back. */
static void abandon_lines(cli_output *output) {
    if (!output->path) return;
    if (output->file >= 0) {
        if (!output->finished && output->before_bytes >= 0 && ftruncate(output->file, output->before_bytes) != 0)
            airlog_cli_say("%s: what was added could not be taken back: %s", output->path, strerror(errno));
        close(output->file);
    }
    if (output->part) unlink(output->part);
    airlog_memory_give(output->part);
}

/* ---- all kinds ---------------------------------------------------------------------------- */

static airlog_status open_dataset(cli_output *output, const cli_output_options *options, airlog_error *error) {
    airlog_status status = airlog_cli_gis(&output->gis, error);
    if (status != AIRLOG_OK) return status;
    airlog_write_options write = {options->format, options->crs, options->overwrite, options->append};
    return output->gis->airlog_writer_open(is_standard(options) ? "-" : options->path, &write, &output->writer, error);
}

static airlog_status open_log(cli_output *output, const cli_output_options *options, airlog_error *error) {
    output->path = options->path;
    airlog_status status = airlog_cli_gis(&output->gis, error);
    return status == AIRLOG_OK ? output->gis->airlog_log_open(options->path, true, &output->log, error) : status;
}

airlog_status airlog_cli_output_open(const cli_output_options *options, cli_output **out, airlog_error *error) {
    *out = NULL;
    cli_output *output = airlog_memory_take(1, sizeof *output);
    if (!output) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the output");
    *output = (cli_output){.kind = kind_of(options), .flush = options->flush, .file = -1, .before_bytes = -1};
    output->table = airlog_cli_incident_table();
    airlog_status status = AIRLOG_OK;
    if (output->kind == OUTPUT_LINES) status = open_lines(output, options, error);
    if (output->kind == OUTPUT_DATASET) status = open_dataset(output, options, error);
    if (output->kind == OUTPUT_LOG) status = open_log(output, options, error);
    if (status == AIRLOG_OK)
        *out = output;
    else
        airlog_memory_give(output);
    return status;
}

static airlog_status add_to_log(cli_output *output, const airlog_report *report, const airlog_incidents *incidents,
                                airlog_error *error) {
    bool added = false;
    airlog_status status = output->gis->airlog_log_add(output->log, report, incidents, &added, error);
    output->reports++;
    output->added += added;
    return status;
}

static airlog_status finish_log(cli_output *output, airlog_error *error) {
    airlog_log *log = output->log;
    output->log = NULL;
    snprintf(output->notice, sizeof output->notice, "%llu of %llu reports were new to the log",
             (unsigned long long)output->added, (unsigned long long)output->reports);
    return output->gis->airlog_log_close(log, error);
}

static airlog_status add_rows(cli_output *output, const airlog_incidents *incidents, airlog_error *error) {
    for (size_t i = 0; i < incidents->count; i++) airlog_cli_table_incident(&output->table, &incidents->items[i]);
    bool full = output->table.cell_count >= TABLE_CELLS;
    if (full && !airlog_cli_table_print(&output->table))
        return airlog_fail(error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
    return AIRLOG_OK;
}

airlog_status airlog_cli_output_add(cli_output *output, const airlog_report *report, const airlog_incidents *incidents,
                                    airlog_error *error) {
    if (output->kind == OUTPUT_DATASET) return output->gis->airlog_writer_add(output->writer, report, incidents, error);
    if (output->kind == OUTPUT_TABLE) return add_rows(output, incidents, error);
    if (output->kind == OUTPUT_LOG) return add_to_log(output, report, incidents, error);
    for (size_t i = 0; i < incidents->count; i++) airlog_incident_print(&incidents->items[i], &output->lines);
    bool full = output->lines.length >= FLUSH_BYTES || (output->flush && output->lines.length);
    return full || output->lines.failed ? write_lines(output, error) : AIRLOG_OK;
}

airlog_status airlog_cli_output_finish(cli_output *output, airlog_error *error) {
    if (output->kind == OUTPUT_DATASET) return output->gis->airlog_writer_finish(output->writer, error);
    if (output->kind == OUTPUT_LINES) return finish_lines(output, error);
    if (output->kind == OUTPUT_LOG) return finish_log(output, error);
    if (!airlog_cli_table_print(&output->table))
        return airlog_fail(error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
    return AIRLOG_OK;
}

const char *airlog_cli_output_file(const cli_output *output, size_t index) {
    if (output->kind == OUTPUT_DATASET) return output->gis->airlog_writer_file(output->writer, index);
    return index == 0 ? output->path : NULL;
}

const char *airlog_cli_output_notice(const cli_output *output, size_t index) {
    if (output->kind == OUTPUT_DATASET) return output->gis->airlog_writer_notice(output->writer, index);
    return index == 0 && output->notice[0] ? output->notice : NULL;
}

void airlog_cli_output_close(cli_output *output) {
    if (!output) return;
    if (output->writer) output->gis->airlog_writer_close(output->writer);
    airlog_error ignored = {0}; /* the failure that brought us here was said */
    if (output->log && output->gis->airlog_log_close(output->log, &ignored) != AIRLOG_OK) output->log = NULL;
    if (output->kind == OUTPUT_LINES) abandon_lines(output);
    airlog_buffer_close(&output->lines);
    airlog_cli_table_close(&output->table);
    airlog_memory_give(output);
}
