/* airlog log: a log that keeps incidents: add, list. */
#include "extract.h"
#include "gis.h"
#include "table.h"

#include <string.h>

typedef struct log_settings {
    extract_settings extract; /* `log add` reads reports as `extract` does */
    const char *where;
    bool json;
} log_settings;

#define AT(member) offsetof(log_settings, member)

static const cli_option options[] = {
    {"where", 0, CLI_TEXT, "SQL", AT(where), "list: only incidents that fit, such as \"event = 'intercepted'\""},
    {"json", 0, CLI_FLAG, NULL, AT(json), "list: JSON Lines, also on a terminal"},
    {"text-field", 0, CLI_TEXT, "NAME", AT(extract.text_field), NULL},
    {"date-field", 0, CLI_TEXT, "NAME", AT(extract.date_field), NULL},
    {"id-field", 0, CLI_TEXT, "NAME", AT(extract.id_field), NULL},
    {"title-field", 0, CLI_TEXT, "NAME", AT(extract.title_field), NULL},
    {"place-field", 0, CLI_TEXT, "NAME", AT(extract.place_field), "add: columns of a table or keys of JSON Lines"},
    {"layer", 0, CLI_TEXT, "NAME", AT(extract.layer), "add: layer or sheet of a table"},
    {"date", 0, CLI_TEXT, "YYYY-MM-DD", AT(extract.date), NULL},
    {"place", 0, CLI_TEXT, "NAME", AT(extract.place), NULL},
    {"timezone", 0, CLI_TEXT, "ZONE", AT(extract.timezone), "add: dateline that the texts lack"},
    {"domain", 0, CLI_WORD, "air|any", AT(extract.domain), "add: any for events at sea and on land too"},
    {"tables", 0, CLI_TEXT, "FILE", AT(extract.tables), "add: the compiled tables; default $AIRLOG_DATA"},
    {"quiet", 'q', CLI_FLAG, NULL, AT(extract.quiet), NULL},
    {"progress", 0, CLI_FLAG, NULL, AT(extract.progress), "say nothing but errors; show progress"},
    {0},
};

/* ---- add ---------------------------------------------------------------------------------- */

static int log_add(const log_settings *settings, const char *name, cli_operands files) {
    cli_output_options output = {.path = name, .log = true};
    return airlog_cli_extract_into(&settings->extract, &output, files);
}

/* ---- list --------------------------------------------------------------------------------- */

typedef struct list {
    bool lines;
    cli_table table;
    airlog_buffer out;
    uint64_t count;
} list;

static airlog_status list_incident(void *context, const airlog_incident *incident, airlog_error *error) {
    list *to = context;
    to->count++;
    if (!to->lines) {
        airlog_cli_table_incident(&to->table, incident);
        if (to->count % 500 || airlog_cli_table_print(&to->table)) return AIRLOG_OK;
    } else {
        airlog_incident_print(incident, &to->out);
        if (airlog_cli_print(&to->out) && !ferror(stdout)) return AIRLOG_OK;
    }
    return airlog_fail(error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
}

static int log_list(const log_settings *settings, const char *name, bool terminal) {
    airlog_error error = {0};
    const cli_gis *gis;
    airlog_log *log = NULL;
    airlog_arena *memory = NULL;
    list to = {.lines = settings->json || !terminal, .table = airlog_cli_incident_table()};
    airlog_status status = airlog_cli_gis(&gis, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error);
    if (status == AIRLOG_OK) status = gis->airlog_log_open(name, false, &log, &error);
    if (status == AIRLOG_OK) status = gis->airlog_log_each(log, settings->where, memory, list_incident, &to, &error);
    if (status == AIRLOG_OK && !airlog_cli_table_print(&to.table))
        status = airlog_fail(&error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
    airlog_status closed = log ? gis->airlog_log_close(log, &error) : AIRLOG_OK;
    if (status == AIRLOG_OK) status = closed;
    airlog_cli_table_close(&to.table);
    airlog_buffer_close(&to.out);
    airlog_arena_close(memory);
    return status == AIRLOG_OK ? CLI_DONE : airlog_cli_fail(&error);
}

static int run_log(const cli_command *self, int argc, char **argv) {
    log_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    if (operands.count < 2) return airlog_cli_misused(self, "an action and a log are needed: add or list");
    const char *action = operands.items[0], *name = operands.items[1];
    cli_operands files = {operands.items + 2, operands.count - 2};
    if (strcmp(action, "add") == 0) {
        if (files.count == 0)
            return airlog_cli_misused(self, "nothing to add: name files or folders, or - for standard input");
        return log_add(&settings, name, files);
    }
    if (strcmp(action, "list") == 0) {
        if (files.count)
            return airlog_cli_misused(self, "list takes one log, and '%s' is one too many", files.items[0]);
        return log_list(&settings, name, airlog_cli_for_people(stdout));
    }
    return airlog_cli_no_action(self, action);
}

const cli_command airlog_cli_log = {
    .name = "log",
    .run = run_log,
    .line = "keep incidents over years: add, list",
    .synopsis = "add LOG FILE|FOLDER|-...\nlist LOG [--where SQL]",
    .about =
        "A log is a GeoPackage that keeps reports and their incidents. A report that is there already is left as it "
        "is, so that adding a folder again every day is right.",
    .options = options,
    .examples = "airlog log add log.gpkg reports/\n"
                "airlog log list log.gpkg --where \"event = 'intercepted'\"\n"
                "airlog log list log.gpkg | jq .quote",
    .actions = "add|list",
};
