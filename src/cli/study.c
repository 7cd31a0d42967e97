/* airlog study: what the incidents of a log add up to. */
#include "gis.h"
#include "json.h"
#include "table.h"

#include <string.h>

typedef struct study_settings {
    const char *by, *where;
    bool json;
} study_settings;

#define AT(member) offsetof(study_settings, member)

static const cli_option options[] = {
    {"by", 0, CLI_TEXT, "FIELD", AT(by),
     "a field of an incident (event, object, actor, country ...), or year, month, day"},
    {"where", 0, CLI_TEXT, "SQL", AT(where), "only incidents that fit"},
    {"json", 0, CLI_FLAG, NULL, AT(json), "one JSON object for each line"},
    {0},
};

static void print_day(airlog_buffer *out, airlog_time_s time) {
    char stamp[32];
    if (time == AIRLOG_NO_TIME)
        airlog_buffer_char(out, '-');
    else if (airlog_time_print(stamp, time, 0) >= 10)
        airlog_buffer_add(out, stamp, 10);
}

static void add_cell(cli_table *table, airlog_buffer *cell) {
    airlog_cli_table_cell(table, (airlog_text){cell->bytes, cell->length});
    cell->length = 0;
}

static bool print_table(const airlog_tally *tally) {
    static const char *const names[] = {"incidents", "placed", "first", "last", "value", NULL};
    cli_table table = {.names = names, .right = 3};
    airlog_buffer cell = {0};
    for (size_t i = 0; i < tally->count; i++) {
        const airlog_tally_row *row = &tally->items[i];
        airlog_buffer_print(&cell, "%llu", (unsigned long long)row->incidents);
        add_cell(&table, &cell);
        airlog_buffer_print(&cell, "%llu", (unsigned long long)row->placed);
        add_cell(&table, &cell);
        print_day(&cell, row->first);
        add_cell(&table, &cell);
        print_day(&cell, row->last);
        add_cell(&table, &cell);
        airlog_buffer_text(&cell, row->value.length ? row->value : airlog_text_of("(unknown)"));
        add_cell(&table, &cell);
    }
    bool well = airlog_cli_table_print(&table);
    airlog_buffer_close(&cell);
    airlog_cli_table_close(&table);
    return well;
}

static void member_time(airlog_buffer *out, const char *name, airlog_time_s time) {
    char stamp[32];
    size_t length = time == AIRLOG_NO_TIME ? 0 : airlog_time_print(stamp, time, 0);
    airlog_cli_member_text(out, name, (airlog_text){stamp, length});
}

static bool print_json(const airlog_tally *tally) {
    airlog_buffer out = {0};
    for (size_t i = 0; i < tally->count; i++) {
        const airlog_tally_row *row = &tally->items[i];
        airlog_buffer_char(&out, '{');
        airlog_cli_member_text(&out, "value", row->value);
        airlog_cli_member_number(&out, "incidents", (double)row->incidents, 0);
        airlog_cli_member_number(&out, "placed", (double)row->placed, 0);
        member_time(&out, "first", row->first);
        member_time(&out, "last", row->last);
        airlog_buffer_string(&out, "}\n");
    }
    bool well = airlog_cli_print(&out);
    airlog_buffer_close(&out);
    return well;
}

static int tally(const study_settings *settings, const char *name) {
    airlog_error error = {0};
    const cli_gis *gis;
    airlog_log *log = NULL;
    airlog_arena *memory = NULL;
    airlog_tally found = {0};
    airlog_status status = airlog_cli_gis(&gis, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error);
    if (status == AIRLOG_OK) status = gis->airlog_log_open(name, false, &log, &error);
    if (status == AIRLOG_OK)
        status = gis->airlog_study_tally(log, settings->by ? settings->by : "event", settings->where, memory, &found,
                                         &error);
    bool lines = settings->json || !airlog_cli_for_people(stdout);
    if (status == AIRLOG_OK && !(lines ? print_json(&found) : print_table(&found)))
        status = airlog_fail(&error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
    airlog_status closed = log ? gis->airlog_log_close(log, &error) : AIRLOG_OK;
    if (status == AIRLOG_OK) status = closed;
    airlog_arena_close(memory);
    return status == AIRLOG_OK ? CLI_DONE : airlog_cli_fail(&error);
}

static int study(const cli_command *self, int argc, char **argv) {
    study_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    if (operands.count != 2) return airlog_cli_misused(self, "an action and a log are needed: tally LOG");
    if (strcmp(operands.items[0], "tally") != 0)
        return airlog_cli_no_action(self, operands.items[0]);
    return tally(&settings, operands.items[1]);
}

const cli_command airlog_cli_study = {
    .name = "study",
    .run = study,
    .line = "what a log adds up to: tally",
    .synopsis = "tally LOG [--by FIELD]",
    .about = "Counts the incidents of a log by a field or by time, the most first.",
    .options = options,
    .examples = "airlog study tally log.gpkg\n"
                "airlog study tally log.gpkg --by month\n"
                "airlog study tally log.gpkg --by actor --where \"event = 'intercepted'\"",
    .actions = "tally",
};
