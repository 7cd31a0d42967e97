/* airlog explain: one report through every stage, with carets under the words. */
#include "explain.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct explain_settings {
    const char *text, *id, *date, *place, *timezone, *text_field, *tables;
    bool json, approximate, any;
} explain_settings;

#define AT(member) offsetof(explain_settings, member)

static const cli_option options[] = {
    {"text", 't', CLI_TEXT, "TEXT", AT(text), "explain this text and read no file"},
    {"id", 0, CLI_TEXT, "ID", AT(id), "only the report with this id"},
    {"json", 0, CLI_FLAG, NULL, AT(json), "every fact, position and incident, one JSON object for each report"},
    {"date", 0, CLI_TEXT, "YYYY-MM-DD", AT(date), NULL},
    {"place", 0, CLI_TEXT, "NAME", AT(place), NULL},
    {"timezone", 0, CLI_TEXT, "ZONE", AT(timezone), "dateline that the text lacks"},
    {"text-field", 0, CLI_TEXT, "NAME", AT(text_field), "key of the text in JSON Lines; default: text"},
    {"approximate", 0, CLI_FLAG, NULL, AT(approximate), "a representative point for a distance or a direction alone"},
    {"any", 0, CLI_FLAG, NULL, AT(any), "events at sea and on land too, as --domain any"},
    {"tables", 0, CLI_TEXT, "FILE", AT(tables), "the compiled tables; default $AIRLOG_DATA"},
    {0},
};

typedef struct explain_job {
    const explain_settings *settings;
    airlog_ingest_options ingest;
    airlog_extract_options extract;
    airlog_tables *tables;
    airlog_arena *memory;
    airlog_buffer out;
    uint64_t shown;
} explain_job;

/* The whole way, stage by stage, so that what each made can be shown. */
static airlog_status explain_report(explain_job *job, const airlog_report *report, airlog_error *error) {
    if (job->settings->id && !airlog_text_equal(report->id, airlog_text_of(job->settings->id))) return AIRLOG_OK;
    airlog_tokens tokens;
    airlog_facts facts;
    airlog_positions positions = {0};
    airlog_incidents incidents = {0};
    airlog_status status = airlog_lex(report, job->memory, &tokens, error);
    if (status == AIRLOG_OK)
        status = airlog_parse(&tokens, job->tables, AIRLOG_PARSE_NOTES, job->memory, &facts, error);
    if (status == AIRLOG_OK)
        status = airlog_place(&facts, job->tables, &job->extract.place, job->memory, &positions, error);
    if (status == AIRLOG_OK)
        status = airlog_record(&facts, &positions, job->tables, &job->extract, job->memory, &incidents, error);
    if (status != AIRLOG_OK) return status;
    explained all = {report, &facts, &positions, &incidents, job->tables};
    if (job->settings->json)
        airlog_cli_explain_json(&all, &job->out);
    else {
        if (job->shown) airlog_buffer_string(&job->out, "\n");
        airlog_cli_explain_text(&all, &job->out);
    }
    job->shown++;
    return airlog_cli_print(&job->out) ? AIRLOG_OK
                                       : airlog_fail(error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
}

static airlog_status explain_reports(explain_job *job, const airlog_reports *reports, airlog_error *error) {
    airlog_status status = AIRLOG_OK;
    for (size_t i = 0; i < reports->count && status == AIRLOG_OK; i++)
        status = explain_report(job, &reports->items[i], error);
    return status;
}

static airlog_status read_file(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error) {
    ssize_t got;
    do got = read(*(const int *)context, out, capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0) return airlog_fail(error, AIRLOG_E_INPUT, "cannot be read: %s", strerror(errno));
    *out_length = (size_t)got;
    return AIRLOG_OK;
}

static airlog_status explain_file(explain_job *job, const char *path, airlog_error *error) {
    bool standard = strcmp(path, "-") == 0;
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        airlog_status failed = airlog_fail(error, AIRLOG_E_INPUT, "cannot be read: %s", strerror(errno));
        airlog_error_at(error, path, 0, 0, 0);
        return failed;
    }
    airlog_reader *reader = NULL;
    airlog_byte_source source = {&file, read_file, path};
    airlog_status status = airlog_reader_open(source, &job->ingest, &reader, error);
    while (status == AIRLOG_OK) {
        airlog_reports reports;
        airlog_arena_reset(job->memory);
        status = airlog_reader_next(reader, NULL, job->memory, &reports, NULL, error);
        if (status != AIRLOG_OK || reports.count == 0) break;
        status = explain_reports(job, &reports, error);
    }
    airlog_reader_close(reader);
    if (!standard) close(file);
    return status;
}

static airlog_status explain_words(explain_job *job, const char *text, airlog_error *error) {
    airlog_report seed = {.source = airlog_text_of("--text"), .line = 1};
    airlog_reports reports;
    airlog_status status =
        airlog_ingest_document(&seed, airlog_text_of(text), &job->ingest, job->memory, &reports, error);
    return status == AIRLOG_OK ? explain_reports(job, &reports, error) : status;
}

static airlog_status prepare(explain_job *job, airlog_error *error) {
    const explain_settings *settings = job->settings;
    job->ingest = (airlog_ingest_options){
        .text_field = settings->text_field, .place = settings->place, .zone = settings->timezone};
    job->extract.place.approximate = settings->approximate;
    job->extract.any_domain = settings->any;
    if (settings->date && !airlog_date_read(airlog_text_of(settings->date), &job->ingest.date))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--date: '%s' is no day; write YYYY-MM-DD", settings->date);
    airlog_status status = airlog_cli_tables(settings->tables, &job->tables, error);
    return status == AIRLOG_OK ? airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &job->memory, error) : status;
}

static int explain_all(explain_job *job, cli_operands operands) {
    airlog_error error = {0};
    airlog_status status = prepare(job, &error);
    if (status != AIRLOG_OK) return airlog_cli_fail(&error);
    int code = CLI_DONE;
    if (job->settings->text && explain_words(job, job->settings->text, &error) != AIRLOG_OK)
        code = airlog_cli_fail(&error);
    for (int i = 0; i < operands.count; i++) {
        airlog_error failure = {0};
        if (explain_file(job, operands.items[i], &failure) != AIRLOG_OK) code = airlog_cli_fail(&failure);
    }
    if (code == CLI_DONE && job->settings->id && !job->shown) {
        airlog_cli_say("no report has the id '%s'", job->settings->id);
        code = CLI_FAILED;
    }
    return code;
}

static int explain(const cli_command *self, int argc, char **argv) {
    explain_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    if (operands.count == 0 && !settings.text)
        return airlog_cli_misused(self, "no report: name a file, or - for standard input, or give --text");
    explain_job job = {.settings = &settings};
    int code = explain_all(&job, operands);
    airlog_buffer_close(&job.out);
    airlog_arena_close(job.memory);
    airlog_tables_close(job.tables);
    return code;
}

const cli_command airlog_cli_explain = {
    .name = "explain",
    .run = explain,
    .line = "one report through every stage, with carets under the words",
    .synopsis = "FILE|-...\n--text TEXT",
    .about = "What was read where, by which rule; what was refused and why; where each position lies, with the places "
             "that were considered; and the incidents. For whoever checks a result or adds a rule.",
    .options = options,
    .examples = "airlog explain report.txt\n"
                "airlog explain --text 'A drone was seen 2 miles north of Heathrow Airport.'\n"
                "airlog explain --json --id 17 reports.jsonl",
};
