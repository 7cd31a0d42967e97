/* airlog locate: one phrase, or one a line, to a position. */
#include "locate.h"
#include "json.h"
#include "recall.h"
#include "units.h"
#include "table.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

typedef struct locate_settings {
    const char *format, *tables, *airspace, *unit, *points, *from;
    bool json, all, approximate, rhumb, strict, quiet, reverse;
    bool lines; /* an answer is one line */
} locate_settings;

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

enum { CANDIDATES_SHOWN = 10 };
#define SURROUNDINGS_M 500e3 /* farther than this a coast, a border or a line is not told */

typedef struct located {
    airlog_text phrase;
    const airlog_position *position; /* NULL: the phrase names none */
    const char *why_not;
    const airlog_tables *tables;
} located;

/* ---- text --------------------------------------------------------------------------------- */

/* Metres from the first candidate; NaN when it cannot be said. */
static double away_m(const airlog_position *position, const airlog_place_entry *place) {
    const airlog_place_entry *first = &position->candidates[0].place;
    double metres;
    airlog_error ignored = {0};
    airlog_status status =
        airlog_geodesic_between((airlog_lonlat){first->lon_deg, first->lat_deg},
                                (airlog_lonlat){place->lon_deg, place->lat_deg}, &metres, NULL, NULL, &ignored);
    return status == AIRLOG_OK ? metres : AIRLOG_UNKNOWN;
}

static void print_candidates(const airlog_position *position, airlog_buffer *out) {
    for (size_t i = 0; i < position->candidate_count && i < CANDIDATES_SHOWN; i++) {
        const airlog_place_entry *place = &position->candidates[i].place;
        airlog_buffer_string(out, "  ");
        airlog_cli_print_point(out, (airlog_lonlat){place->lon_deg, place->lat_deg});
        airlog_buffer_print(out, "   %s ", airlog_place_kind_name(place->kind));
        airlog_cli_print_place(out, place);
        if (i > 0) airlog_buffer_print(out, "   %.0f km from the first", away_m(position, place) / 1000);
        airlog_buffer_char(out, '\n');
    }
}

static void print_text(const located *found, const locate_settings *settings, airlog_buffer *out) {
    const airlog_position *position = found->position;
    if (!position || !position->placed) {
        airlog_buffer_print(out, "%s%s\n", position ? "not placed: " : "", found->why_not);
    } else {
        airlog_cli_print_point(out, position->point);
        if (!isnan(position->radius_m)) {
            airlog_buffer_string(out, "   +- ");
            airlog_cli_print_length(out, position->radius_m, airlog_cli_unit_written(position), true);
            airlog_buffer_string(out, " (95 %)");
        }
        airlog_buffer_string(out, "   ");
        airlog_cli_print_origin(out, position);
        airlog_buffer_char(out, '\n');
    }
    bool ambiguous = position && (position->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS));
    if (position && (settings->all || (ambiguous && !settings->lines))) print_candidates(position, out);
}

/* ---- JSON --------------------------------------------------------------------------------- */

static void print_place_json(airlog_buffer *out, const airlog_place_entry *place, double score, double away) {
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "id", place->id);
    airlog_cli_member_text(out, "name", place->name);
    airlog_cli_member_text(out, "kind", airlog_text_of(airlog_place_kind_name(place->kind)));
    airlog_cli_member_text(out, "admin", place->admin);
    airlog_cli_member_text(out, "country", airlog_text_of(place->country));
    airlog_cli_member_number(out, "lon", place->lon_deg, 6);
    airlog_cli_member_number(out, "lat", place->lat_deg, 6);
    airlog_cli_member_number(out, "score", score, 3);
    airlog_cli_member_number(out, "from_first_m", away, 0);
    airlog_buffer_char(out, '}');
}

/* Coast, border and named line. Damaged tables have failed before this. */
static void print_surroundings(const airlog_tables *tables, airlog_lonlat point, airlog_buffer *out) {
    airlog_surroundings around;
    airlog_error ignored = {0};
    if (airlog_surroundings_of(tables, point, SURROUNDINGS_M, &around, &ignored) != AIRLOG_OK) return;
    airlog_cli_member_number(out, "coast_m", around.coast_m, 0);
    airlog_cli_member_number(out, "border_m", around.border_m, 0);
    airlog_cli_member_text(out, "line", around.line);
    airlog_cli_member_number(out, "line_m", around.line_m, 0);
    airlog_cli_member_number(out, "line_side_deg", around.line_side_deg, 1);
}

/* The members of a position, named as the fields of an incident. */
static void print_members(const located *found, airlog_buffer *out) {
    const airlog_position *p = found->position;
    const airlog_position_fact *fact = p ? p->fact : NULL;
    bool placed = p && p->placed;
    airlog_cli_member_text(out, "phrase", found->phrase);
    airlog_cli_member_bool(out, "placed", placed);
    airlog_cli_member_text(out, "why_not", placed ? AIRLOG_NO_TEXT : airlog_text_of(found->why_not));
    if (!p) return;
    airlog_cli_member_number(out, "lon", placed ? p->point.lon_deg : AIRLOG_UNKNOWN, 7);
    airlog_cli_member_number(out, "lat", placed ? p->point.lat_deg : AIRLOG_UNKNOWN, 7);
    airlog_cli_member_number(out, "radius_m", placed ? p->radius_m : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "bound_m", placed ? p->bound_m : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_text(out, "method", p->method);
    airlog_cli_member_text(out, "kind", fact ? airlog_text_of(airlog_position_kind_name(fact->kind)) : AIRLOG_NO_TEXT);
    airlog_cli_member_text(out, "anchor", p->anchor.name);
    airlog_cli_member_text(out, "anchor_id", p->anchor.id);
    bool anchored = p->anchor.id.length > 0;
    airlog_cli_member_number(out, "anchor_lon", anchored ? p->anchor.lon_deg : AIRLOG_UNKNOWN, 6);
    airlog_cli_member_number(out, "anchor_lat", anchored ? p->anchor.lat_deg : AIRLOG_UNKNOWN, 6);
    airlog_cli_member_number(out, "distance_m", p->distance_m, 1);
    airlog_cli_member_number(out, "bearing_deg", p->bearing_deg, 2);
    airlog_cli_member_text(out, "bearing_ref",
                           fact ? airlog_text_of(airlog_bearing_reference_name(fact->bearing_reference))
                                : AIRLOG_NO_TEXT);
    airlog_cli_member_number(out, "apart_m", p->apart_m, 0);
    airlog_cli_member_text(out, "airspace", p->airspace);
    airlog_cli_member_text(out, "country", p->country);
    if (placed) print_surroundings(found->tables, p->point, out);
    airlog_cli_member_doubts(out, p->doubts);
    airlog_cli_list(out, "candidates");
    for (size_t i = 0; i < p->candidate_count && i < CANDIDATES_SHOWN; i++) {
        airlog_cli_item(out);
        const airlog_candidate *candidate = &p->candidates[i];
        bool ambiguous = (p->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS)) != 0; /* else how far they are is of no account */
        print_place_json(out, &candidate->place, candidate->score,
                         ambiguous ? away_m(p, &candidate->place) : AIRLOG_UNKNOWN);
    }
    airlog_buffer_char(out, ']');
}

static void print_json(const located *found, airlog_buffer *out) {
    airlog_buffer_char(out, '{');
    print_members(found, out);
    airlog_buffer_string(out, "}\n");
}

static void print_geojson(const located *found, airlog_buffer *out) {
    const airlog_position *p = found->position;
    airlog_buffer_string(out, "{\"type\":\"Feature\",\"geometry\":");
    if (p && p->placed) {
        airlog_buffer_string(out, "{\"type\":\"Point\",\"coordinates\":[");
        airlog_buffer_number(out, p->point.lon_deg, 7);
        airlog_buffer_char(out, ',');
        airlog_buffer_number(out, p->point.lat_deg, 7);
        airlog_buffer_string(out, "]}");
    } else {
        airlog_buffer_string(out, "null");
    }
    airlog_buffer_string(out, ",\"properties\":{");
    print_members(found, out);
    airlog_buffer_string(out, "}}\n");
}

/* A cell, in quotes when it needs them (RFC 4180). */
static void print_cell(airlog_buffer *out, airlog_text text) {
    bool plain = true;
    for (size_t i = 0; i < text.length && plain; i++) {
        char c = text.bytes[i];
        plain = c != ',' && c != '"' && c != '\r' && c != '\n';
    }
    if (plain) {
        airlog_buffer_text(out, text);
        return;
    }
    airlog_buffer_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"') airlog_buffer_char(out, '"');
        airlog_buffer_char(out, text.bytes[i]);
    }
    airlog_buffer_char(out, '"');
}

/* Latitude, longitude, radius, anchor, phrase; the first four empty when it is not placed. */
static void print_csv(const located *found, airlog_buffer *out) {
    const airlog_position *p = found->position;
    if (p && p->placed) {
        airlog_buffer_number(out, p->point.lat_deg, 7);
        airlog_buffer_char(out, ',');
        airlog_buffer_number(out, p->point.lon_deg, 7);
        airlog_buffer_char(out, ',');
        if (!isnan(p->radius_m)) airlog_buffer_number(out, p->radius_m, 0);
        airlog_buffer_char(out, ',');
        print_cell(out, p->anchor.name);
    } else {
        airlog_buffer_string(out, ",,,");
    }
    airlog_buffer_char(out, ',');
    print_cell(out, found->phrase);
    airlog_buffer_char(out, '\n');
}

/* ---- running ------------------------------------------------------------------------------ */

static bool is_format(const locate_settings *settings, const char *name) {
    return settings->format && strcmp(settings->format, name) == 0;
}

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
    if (is_format(settings, "geojson"))
        print_geojson(&found, out);
    else if (is_format(settings, "csv"))
        print_csv(&found, out);
    else if (settings->json || is_format(settings, "json"))
        print_json(&found, out);
    else
        print_text(&found, settings, out);
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
    bool for_people = !settings->json && !settings->format;
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
    if (airlog_cli_recall_open(&recall, &error) == AIRLOG_OK && is_format(settings, "csv"))
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
    out->json = settings->json || is_format(settings, "json");
    out->nearest_only = settings->lines;
    for (size_t i = 0; settings->points && i < sizeof points / sizeof points[0]; i++)
        if (strcmp(points[i].word, settings->points) == 0) out->points = points[i].points;
    if (is_format(settings, "geojson"))
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

static int locate(const cli_command *self, int argc, char **argv) {
    locate_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    bool lines = operands.count == 0 || (operands.count == 1 && strcmp(operands.items[0], "-") == 0);
    if (operands.count == 0 && isatty(STDIN_FILENO) == 1) return airlog_cli_misused(self, "nothing to locate");
    settings.lines = lines;
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    airlog_arena *kept = NULL; /* locator.memory is given back for each phrase */
    airlog_outlines zones;
    cli_locator locator = {.options = {.approximate = settings.approximate, .rhumb = settings.rhumb}};
    airlog_status status = airlog_cli_tables(settings.tables, &tables, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &locator.memory, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &kept, &error);
    if (status == AIRLOG_OK) status = airlog_cli_airspace(settings.airspace, kept, &zones, &error);
    locator.options.point_only = !settings.json && !is_format(&settings, "json") && !is_format(&settings, "geojson");
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
