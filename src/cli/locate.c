/* airlog locate: one phrase, or one a line, to a position. */
#include "locate.h"
#include "recall.h"
#include "units.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define AT(member) offsetof(locate_settings, member)

static const cli_option options[] = {
    {"json", 0, CLI_FLAG, NULL, AT(json), "one JSON object for each phrase, with the candidates"},
    {"format", 'f', CLI_WORD, "text|json|geojson|csv", AT(format), "geojson: one feature a line; csv: one row"},
    {"reverse", 'r', CLI_FLAG, NULL, AT(reverse), "from LAT LON to phrases that name it, each read back"},
    {"from", 0, CLI_TEXT, "PLACE", AT(from), "reverse: measured from PLACE; default: the nearest of each kind"},
    {"unit", 0, CLI_WORD, "NM|km|mi", AT(unit), NULL},
    {"points", 0, CLI_WORD, "4|8|16|degrees", AT(points), "reverse: unit and directions; default NM and 16"},
    {"all", 'a', CLI_FLAG, NULL, AT(all), "list every place that the name could mean"},
    {"approximate", 0, CLI_FLAG, NULL, AT(approximate), "a representative point for a distance or a direction alone"},
    {"rhumb", 0, CLI_FLAG, NULL, AT(rhumb), "step along a line of constant bearing, not a geodesic"},
    {"airspace", 0, CLI_TEXT, "FILE", AT(airspace), "zones of your own, GeoJSON or OpenAir, told beside the others"},
    {"tables", 0, CLI_TEXT, "FILE", AT(tables), "the compiled tables; default $AIRLOG_DATA"},
    {"strict", 0, CLI_FLAG, NULL, AT(strict), "exit 3 when anything had to be guessed"},
    {"quiet", 'q', CLI_FLAG, NULL, AT(quiet), "do not say what was guessed"},
    {0},
};

/* ---- running ------------------------------------------------------------------------------ */

/* Prints the result for one phrase; the exit code that it means. A failure of the tables is in `error`. */
static int locate_phrase(const cli_locator *locator, cli_recall *recall, airlog_text phrase,
                         const locate_settings *settings, airlog_buffer *out, airlog_doubts *out_doubts,
                         airlog_error *error) {
    airlog_position position;
    airlog_error refusal = {0};
    *out_doubts = 0;
    airlog_status status = recall ? airlog_cli_recall_or_locate(recall, locator, phrase, &position, &refusal)
                                  : airlog_cli_locate_text(locator, phrase, &position, &refusal);
    if (status != AIRLOG_OK && status != AIRLOG_E_ARGUMENT) {
        *error = refusal;
        return CLI_FAILED;
    }
    char why_not[512] = "";
    if (status != AIRLOG_OK) snprintf(why_not, sizeof why_not, "%s", refusal.message);
    if (status == AIRLOG_OK && !position.placed)
        snprintf(why_not, sizeof why_not, "%.*s", (int)position.why_not.length, position.why_not.bytes);
    located found = {phrase, status == AIRLOG_OK ? &position : NULL, why_not, locator->tables};
    airlog_cli_print_located(&found, settings, out);
    if (status != AIRLOG_OK) return CLI_USAGE;
    if (!position.placed) return CLI_FAILED;
    *out_doubts = position.doubts;
    return settings->strict && position.doubts ? CLI_DOUBTS : CLI_DONE;
}

/* What was guessed for the answer, each with its sentence. Things that are so for every name are left out. */
static void say_doubts(airlog_doubts doubts) {
    airlog_doubts usual = AIRLOG_DOUBT_BIT(EXTENT_DEFAULT) | AIRLOG_DOUBT_BIT(DATUM_ASSUMED);
    if (doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS)) usual |= AIRLOG_DOUBT_BIT(NAMESAKES); /* it says more */
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++)
        if (doubts & ~usual & (airlog_doubts)1 << i) airlog_cli_say("%s", airlog_doubt_sentence((airlog_doubt)i));
}

static int locate_operands(const cli_locator *locator, cli_operands operands, const locate_settings *settings) {
    airlog_buffer text = airlog_cli_joined(operands), out = {0};
    airlog_text phrase = {text.bytes, text.length};
    airlog_error error = {0};
    airlog_doubts doubts;
    int code = locate_phrase(locator, NULL, phrase, settings, &out, &doubts, &error);
    bool for_people = settings->form == LOCATE_TEXT;
    if (error.status != AIRLOG_OK) {
        code = airlog_cli_fail(&error);
    } else if (for_people && (code == CLI_FAILED || code == CLI_USAGE)) {
        /* The sentence is an error here, and not a line of results. */
        const char *feed = memchr(out.bytes, '\n', out.length);
        airlog_cli_say("%.*s", (int)(feed - out.bytes), out.bytes);
        fwrite(feed + 1, 1, out.length - (size_t)(feed + 1 - out.bytes), stdout);
    } else {
        if (!airlog_cli_print(&out)) code = CLI_FAILED;
        if (for_people && !settings->quiet) say_doubts(doubts);
    }
    airlog_buffer_close(&out);
    airlog_buffer_close(&text);
    return code;
}

static int locate_lines(const cli_locator *locator, const locate_settings *settings) {
    cli_lines lines = {0};
    airlog_buffer out = {0};
    airlog_text line;
    airlog_status status;
    airlog_error error = {0};
    int code = CLI_DONE;
    cli_recall *recall = NULL;
    if (airlog_cli_recall_open(&recall, &error) == AIRLOG_OK && settings->form == LOCATE_CSV)
        fputs("lat,lon,radius_m,anchor,phrase\n", stdout);
    while (error.status == AIRLOG_OK && airlog_cli_line(&lines, &line, &status, &error)) {
        airlog_arena_reset(locator->memory);
        airlog_doubts doubts;
        int one = locate_phrase(locator, recall, line, settings, &out, &doubts, &error);
        if (one == CLI_FAILED || one == CLI_USAGE) code = CLI_FAILED;
        if (one == CLI_DOUBTS && code == CLI_DONE) code = CLI_DOUBTS;
        if (!airlog_cli_print(&out) || ferror(stdout)) break;
    }
    if (error.status != AIRLOG_OK) code = airlog_cli_fail(&error);
    airlog_cli_recall_close(recall);
    airlog_buffer_close(&out);
    airlog_cli_lines_close(&lines);
    return code;
}

static airlog_status reverse_settings(const locate_settings *settings, reverse_options *out, airlog_error *error) {
    static const struct {
        const char *word;
        long points;
    } points[] = {{"4", 4}, {"8", 8}, {"16", 16}, {"degrees", 0}};
    *out = (reverse_options){.from = settings->from, .unit = settings->unit ? settings->unit : "NM", .points = 16};
    out->unit_m = airlog_cli_unit_of(out->unit)->si;
    out->json = settings->form == LOCATE_JSON;
    out->nearest_only = settings->lines;
    for (size_t i = 0; settings->points && i < sizeof points / sizeof points[0]; i++)
        if (strcmp(points[i].word, settings->points) == 0) out->points = points[i].points;
    if (settings->form == LOCATE_GEOJSON || settings->form == LOCATE_CSV)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--reverse gives phrases: text or json");
    return AIRLOG_OK;
}

static int locate_all(const cli_locator *locator, cli_operands operands, const locate_settings *settings) {
    if (!settings->reverse)
        return settings->lines ? locate_lines(locator, settings) : locate_operands(locator, operands, settings);
    reverse_options how;
    airlog_error error = {0};
    if (reverse_settings(settings, &how, &error) != AIRLOG_OK) return airlog_cli_fail(&error);
    return airlog_cli_reverse(locator, operands, &how);
}

/* A format that is named wins over --json. */
static locate_form form_of(const locate_settings *settings) {
    static const char *const names[] = {[LOCATE_JSON] = "json", [LOCATE_GEOJSON] = "geojson", [LOCATE_CSV] = "csv"};
    for (locate_form i = LOCATE_JSON; settings->format && i <= LOCATE_CSV; i++)
        if (strcmp(settings->format, names[i]) == 0) return i;
    return settings->json ? LOCATE_JSON : LOCATE_TEXT;
}

static int locate(const cli_command *self, int argc, char **argv) {
    locate_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    bool lines = operands.count == 0 || (operands.count == 1 && strcmp(operands.items[0], "-") == 0);
    if (operands.count == 0 && isatty(STDIN_FILENO) == 1) return airlog_cli_misused(self, "nothing to locate");
    settings.lines = lines;
    settings.form = form_of(&settings);
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    airlog_arena *kept = NULL; /* locator.memory is given back for each phrase */
    airlog_outlines zones;
    cli_locator locator = {.options = {.approximate = settings.approximate, .rhumb = settings.rhumb, .alone = true}};
    airlog_status status = airlog_cli_tables(settings.tables, &tables, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &locator.memory, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &kept, &error);
    if (status == AIRLOG_OK) status = airlog_cli_airspace(settings.airspace, kept, &zones, &error);
    locator.options.point_only = settings.form == LOCATE_TEXT || settings.form == LOCATE_CSV;
    locator.tables = tables;
    locator.options.zones = settings.airspace ? &zones : NULL;
    int code;
    if (status != AIRLOG_OK)
        code = airlog_cli_fail(&error);
    else
        code = locate_all(&locator, operands, &settings);
    airlog_arena_close(locator.memory);
    airlog_arena_close(kept);
    airlog_tables_close(tables);
    return code;
}

const cli_command airlog_cli_locate = {
    .name = "locate",
    .run = locate,
    .line = "one phrase, or one a line, to a position",
    .synopsis = "PHRASE\n--reverse LAT LON\n-    (a phrase a line)",
    .about = "A phrase such as '60 NM north of Keelung', a place, a code or a coordinate. Prints the position, the "
             "radius that holds the true one 95 times in 100, and what it was found from. Exit 1 when it cannot be "
             "placed, with the reason.",
    .options = options,
    .examples = "airlog locate 60 nautical miles north of Keelung\n"
                "airlog locate --json '2 ESE MSP'\n"
                "airlog locate --all Springfield\n"
                "airlog locate --reverse 26.153 121.745 --points 8\n"
                "airlog locate -f geojson < phrases.txt > points.geojsonl",
    .operand = CLI_OPERAND_PLACE,
};
