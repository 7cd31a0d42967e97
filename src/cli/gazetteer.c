/* airlog gazetteer: what the tables hold: search a name, say what is there, check every block. */
#include "json.h"
#include "locator.h"
#include "place_prefix.h"
#include "table.h"

#include <math.h>
#include <string.h>

typedef struct gazetteer_settings {
    const char *tables;
    bool json, prefix;
} gazetteer_settings;

#define AT(member) offsetof(gazetteer_settings, member)

static const cli_option options[] = {
    {"json", 0, CLI_FLAG, NULL, AT(json), "JSON: search one object for each place, info one object"},
    {"prefix", 0, CLI_FLAG, NULL, AT(prefix), "search: names that begin so, the best known first"},
    {"tables", 0, CLI_TEXT, "FILE", AT(tables), "the compiled tables; default $AIRLOG_DATA"},
    {0},
};

static void print_json(const airlog_place_entry *place, airlog_buffer *out) {
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "id", place->id);
    airlog_cli_member_text(out, "name", place->name);
    airlog_cli_member_string(out, "kind", airlog_place_kind_name(place->kind));
    airlog_cli_member_text(out, "admin", place->admin);
    airlog_cli_member_string(out, "country", place->country);
    airlog_cli_member_number(out, "lon", place->lon_deg, 6);
    airlog_cli_member_number(out, "lat", place->lat_deg, 6);
    airlog_cli_member_number(out, "extent_m", place->extent_m, 0);
    airlog_cli_member_bool(out, "extent_default", place->extent_default);
    airlog_cli_member_number(out, "population", place->population > 0 ? place->population : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "declination_deg", place->declination_deg, 2);
    airlog_cli_member_number(out, "elevation_m", place->elevation_m, 0);
    airlog_cli_member_text(out, "zone", place->zone);
    airlog_cli_member_text(out, "municipality", place->municipality);
    airlog_buffer_string(out, "}\n");
}

static void add_row(const airlog_place_entry *place, cli_table *table) {
    airlog_buffer cell = {0};
    airlog_cli_print_point(&cell, (airlog_lonlat){place->lon_deg, place->lat_deg});
    airlog_cli_table_cell(table, (airlog_text){cell.bytes, cell.length});
    airlog_cli_table_cell(table, airlog_text_of(airlog_place_kind_name(place->kind)));
    cell.length = 0;
    airlog_cli_print_length(&cell, place->extent_m, "km", true);
    if (place->extent_default) airlog_buffer_char(&cell, '?');
    airlog_cli_table_cell(table, (airlog_text){cell.bytes, cell.length});
    airlog_cli_table_cell(table, place->id);
    cell.length = 0;
    airlog_cli_print_place(&cell, place);
    airlog_cli_table_cell(table, (airlog_text){cell.bytes, cell.length});
    airlog_buffer_close(&cell);
}

enum { PREFIX_SHOWN = 50 };

static airlog_status search(const airlog_tables *tables, airlog_text name, const gazetteer_settings *settings,
                            size_t *out_count, airlog_error *error) {
    bool lines = settings->json;
    uint32_t begun[PREFIX_SHOWN];
    static const char *const names[] = {"position", "kind", "extent", "id", "name", NULL};
    const uint32_t *rows;
    uint64_t key;
    size_t words;
    airlog_status status = airlog_key_of(name, &key, &words, error);
    if (status == AIRLOG_OK && settings->prefix) {
        *out_count = airlog_cli_place_prefix(tables, airlog_text_trim(name), begun, PREFIX_SHOWN);
        rows = begun;
    } else if (status == AIRLOG_OK) {
        status = airlog_gazetteer_find(tables, key, &rows, out_count, error);
    }
    cli_table table = {.names = names, .right = 4};
    airlog_buffer out = {0};
    for (size_t i = 0; status == AIRLOG_OK && i < *out_count; i++) {
        airlog_place_entry place;
        status = airlog_gazetteer_entry(tables, rows[i], &place, error);
        if (status != AIRLOG_OK) break;
        if (lines)
            print_json(&place, &out);
        else
            add_row(&place, &table);
    }
    if (status == AIRLOG_OK && !(lines ? airlog_cli_print(&out) : airlog_cli_table_print(&table)))
        status = airlog_fail(error, AIRLOG_E_OUTPUT, "standard output: cannot be written");
    airlog_cli_table_close(&table);
    airlog_buffer_close(&out);
    return status;
}

static int run_search(const airlog_tables *tables, cli_operands words, const gazetteer_settings *settings) {
    airlog_buffer name = airlog_cli_joined(words);
    airlog_error error = {0};
    size_t count = 0;
    airlog_status status = search(tables, (airlog_text){name.bytes, name.length}, settings, &count, &error);
    int code = status == AIRLOG_OK ? CLI_DONE : airlog_cli_fail(&error);
    if (code == CLI_DONE && count == 0) {
        airlog_cli_say("'%.*s' is not in the gazetteer", (int)name.length, name.bytes);
        code = CLI_FAILED;
    }
    airlog_buffer_close(&name);
    return code;
}

static int run_info(const airlog_tables *tables, bool json) {
    if (json) {
        airlog_buffer out = {0};
        airlog_buffer_char(&out, '{');
        airlog_cli_member_string(&out, "tables", airlog_tables_version(tables));
        airlog_cli_member_string(&out, "file", airlog_tables_path(tables));
        airlog_cli_member_number(&out, "places", airlog_gazetteer_size(tables), 0);
        airlog_buffer_string(&out, "}\n");
        bool well = airlog_cli_print(&out);
        airlog_buffer_close(&out);
        return well ? CLI_DONE : CLI_FAILED;
    }
    printf("tables   %s\nfile     %s\nplaces   %lu\n", airlog_tables_version(tables), airlog_tables_path(tables),
           (unsigned long)airlog_gazetteer_size(tables));
    return CLI_DONE;
}

static int run_check(const airlog_tables *tables) {
    airlog_error error = {0};
    if (airlog_tables_check(tables, &error) != AIRLOG_OK) return airlog_cli_fail(&error);
    printf("%s: every block is whole\n", airlog_tables_path(tables));
    return CLI_DONE;
}

static int gazetteer(const cli_command *self, int argc, char **argv) {
    gazetteer_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    if (operands.count == 0) return airlog_cli_misused(self, "an action is needed: search, info or check");
    const char *action = operands.items[0];
    bool is_search = strcmp(action, "search") == 0, is_info = strcmp(action, "info") == 0;
    if (!is_search && !is_info && strcmp(action, "check") != 0)
        return airlog_cli_no_action(self, action);
    if (is_search && operands.count < 2) return airlog_cli_misused(self, "search needs a name");
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    if (airlog_cli_tables(settings.tables, &tables, &error) != AIRLOG_OK) return airlog_cli_fail(&error);
    cli_operands words = {operands.items + 1, operands.count - 1};
    int code = is_search ? run_search(tables, words, &settings) : is_info ? run_info(tables, settings.json) : run_check(tables);
    airlog_tables_close(tables);
    return code;
}

const cli_command airlog_cli_gazetteer = {
    .name = "gazetteer",
    .run = gazetteer,
    .line = "the places that names are looked up in: search, info, check",
    .synopsis = "search NAME\ninfo\ncheck",
    .about =
        "Search finds a name or a code as it is spelled, in any case and with or without accents. An extent with '?' "
        "is the default of its kind.",
    .options = options,
    .examples = "airlog gazetteer search Keelung port\n"
                "airlog gazetteer search KJFK --json\n"
                "airlog gazetteer search --prefix Keel\n"
                "airlog gazetteer check",
    .actions = "search|info|check",
    .operand = CLI_OPERAND_PLACE,
};
