/* airlog extract: reports to incidents, in JSON Lines, as a table, or in any vector format of GDAL. */
#include "extract.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { FILES_SHOWN = 3 };

/* A path below the folder we are in, as short as it can be written. */
static const char *short_path(const char *path) {
    char folder[4096];
    if (path[0] != '/' || !getcwd(folder, sizeof folder)) return path;
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/' ? path + length + 1 : path;
}

/* "; wrote a.shp, a.dbf, a.prj and 9 files more" */
static void add_files(const cli_output *output, airlog_buffer *line) {
    const char *name;
    size_t count = 0;
    while ((name = airlog_cli_output_file(output, count)) != NULL) {
        if (count < FILES_SHOWN) airlog_buffer_print(line, "%s %s", count == 0 ? "; wrote" : ",", short_path(name));
        count++;
    }
    if (count > FILES_SHOWN) airlog_buffer_print(line, " and %zu files more", count - FILES_SHOWN);
}

/* "3 reports, 2 incidents, 2 placed; wrote out.gpkg" */
static void say_result(const extract_job *job) {
    const extract_counts *n = &job->counts;
    airlog_buffer line = {0};
    airlog_buffer_print(&line, "%llu report%s, %llu incident%s, %llu placed", (unsigned long long)n->reports,
                        n->reports == 1 ? "" : "s", (unsigned long long)n->incidents, n->incidents == 1 ? "" : "s",
                        (unsigned long long)n->placed);
    if (n->failed) airlog_buffer_print(&line, ", %llu not read", (unsigned long long)n->failed);
    add_files(job->output, &line);
    airlog_cli_say("%.*s", (int)line.length, line.bytes);
    airlog_buffer_close(&line);
    const char *notice;
    for (size_t i = 0; (notice = airlog_cli_output_notice(job->output, i)) != NULL; i++) airlog_cli_say("%s", notice);
}

/* Where nothing was read because of failures, an empty output would look like a result. */
static bool nothing_read(const extract_job *job, const extract_inputs *inputs) {
    return job->counts.reports == 0 && (job->counts.failed > 0 || inputs->failed > 0);
}

static int extract_all(extract_job *job, const extract_inputs *inputs, bool speak) {
    airlog_error error = {0};
    airlog_status status = airlog_cli_extract_run(job, inputs, &error);
    if (airlog_cli_interrupted()) return CLI_FAILED;
    if (status != AIRLOG_OK) return airlog_cli_fail(&error);
    if (nothing_read(job, inputs)) {
        if (airlog_cli_output_file(job->output, 0)) airlog_cli_say("nothing could be read, so nothing was written");
        return CLI_FAILED;
    }
    if (airlog_cli_output_finish(job->output, &error) != AIRLOG_OK) return airlog_cli_fail(&error);
    if (speak) say_result(job);
    if (job->counts.failed || inputs->failed) return CLI_FAILED;
    return job->settings->strict && job->counts.doubtful ? CLI_DOUBTS : CLI_DONE;
}

static int extract_open(extract_job *job, const cli_output_options *output, cli_operands operands) {
    const extract_settings *settings = job->settings;
    airlog_error error = {0};
    extract_inputs inputs = {0};
    job->extract.regions = airlog_cli_output_is_dataset(output);
    airlog_status status = airlog_cli_tables(settings->tables, &job->tables, &error);
    if (status == AIRLOG_OK) status = airlog_cli_extract_prepare(settings, job, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &job->memory, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &job->kept, &error);
    if (status == AIRLOG_OK) status = airlog_recent_open(AIRLOG_RECENT_DEFAULT, &job->recent, &error);
    if (status == AIRLOG_OK) status = airlog_cli_airspace(settings->airspace, job->kept, &job->zones, &error);
    if (status == AIRLOG_OK) status = airlog_cli_output_open(output, &job->output, &error);
    if (status == AIRLOG_OK) status = airlog_cli_inputs(operands, settings, &inputs, &error);
    uint64_t bytes = 0;
    for (size_t i = 0; i < inputs.count; i++) bytes += inputs.items[i].bytes;
    job->progress = airlog_cli_progress(settings->progress, settings->quiet, bytes);
    bool to_standard = !output->path || strcmp(output->path, "-") == 0;
    bool speak = !settings->quiet && (!to_standard || airlog_cli_for_people(stderr));
    int code = status == AIRLOG_OK ? extract_all(job, &inputs, speak) : airlog_cli_fail(&error);
    airlog_cli_inputs_close(&inputs);
    return code;
}

int airlog_cli_extract_into(const extract_settings *settings, const cli_output_options *output, cli_operands operands) {
    extract_job job = {.settings = settings};
    int code = extract_open(&job, output, operands);
    airlog_cli_output_close(job.output);
    airlog_recent_close(job.recent);
    airlog_arena_close(job.memory);
    airlog_arena_close(job.kept);
    airlog_tables_close(job.tables);
    if (airlog_cli_interrupted()) raise(airlog_cli_interrupted()); /* everything is tidy: now die of it, as asked */
    return code;
}

static bool reads_input_only(cli_operands operands) {
    return operands.count == 1 && strcmp(operands.items[0], "-") == 0;
}

static int extract(const cli_command *self, int argc, char **argv) {
    extract_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    if (operands.count == 0)
        return airlog_cli_misused(self, "no input: name files or folders, or - for standard input");
    bool to_standard = !settings.output || strcmp(settings.output, "-") == 0;
    cli_output_options output = {.path = settings.output,
                                 .format = settings.format,
                                 .crs = settings.crs,
                                 .overwrite = settings.overwrite,
                                 .append = settings.append,
                                 .flush = to_standard && reads_input_only(operands) && !airlog_cli_for_people(stdout)};
    return airlog_cli_extract_into(&settings, &output, operands);
}

const cli_command airlog_cli_extract = {
    .name = "extract",
    .run = extract,
    .line = "reports to incidents, in any vector format of GDAL",
    .synopsis = "FILE|FOLDER|-... [-o OUT] [-f FORMAT]",
    .about = "Reads plain text, JSON Lines, and any table that GDAL opens (XLSX, CSV, a database).",
    .options = airlog_cli_extract_options,
    .examples = "airlog extract report.txt -o incidents.gpkg\n"
                "airlog extract reports/ -o incidents.geojson --date 2024-11-25\n"
                "airlog extract sheet.xlsx --text-field Narrative -o incidents.shp\n"
                "airlog extract - < reports.jsonl > incidents.jsonl",
};
