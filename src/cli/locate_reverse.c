/* airlog locate --reverse: the phrase for a position: distance and direction from a place that people know. */
#include "locate.h"
#include "degrees.h"
#include "json.h"
#include "table.h"

#include <math.h>
#include <string.h>

/* Kinds that people measure from, a group for each phrase that is offered. */
static const uint32_t groups[] = {
    1u << AIRLOG_PLACE_CITY,   1u << AIRLOG_PLACE_AIRPORT,
    1u << AIRLOG_PLACE_PORT,   1u << AIRLOG_PLACE_ISLAND | 1u << AIRLOG_PLACE_CAPE | 1u << AIRLOG_PLACE_REEF,
    1u << AIRLOG_PLACE_NAVAID, 1u << AIRLOG_PLACE_BASE,
};
enum { GROUP_COUNT = sizeof groups / sizeof groups[0], NAMES_MOST = 3 };

static const double farthest_m = 1000e3, here_m = 500;

typedef struct reversed {
    airlog_place_entry place;
    airlog_text phrase;
    double distance_m, bearing_deg; /* as they are */
    double off_m;                   /* how far the phrase's own position is from the point */
} reversed;

/* ---- words -------------------------------------------------------------------------------- */

static const char *const winds[] = {"north", "north-northeast", "northeast", "east-northeast",
                                    "east",  "east-southeast",  "southeast", "south-southeast",
                                    "south", "south-southwest", "southwest", "west-southwest",
                                    "west",  "west-northwest",  "northwest", "north-northwest"};

/* The direction rounded to the points asked for; 0 points: to a degree. */
static double rounded_bearing(double bearing_deg, long points) {
    double step = points ? 360.0 / (double)points : 1;
    return fmod(round(bearing_deg / step) * step, 360);
}

/* Two digits that count, and no more places than a distance deserves. */
static double rounded_distance(double value) {
    double step = value >= 50 ? 1 : value >= 5 ? 0.1 : 0.01;
    return round(value / step) * step;
}

static void print_phrase(airlog_buffer *out, double distance, const char *unit, double bearing_deg, long points,
                         airlog_text name) {
    airlog_buffer_number(out, distance, 2);
    airlog_buffer_print(out, " %s ", unit);
    if (points)
        airlog_buffer_string(out, winds[(int)lround(bearing_deg / 22.5) % 16]);
    else
        airlog_buffer_print(out, "bearing %03.0f degrees true", bearing_deg);
    airlog_buffer_print(out, " %s %.*s", points ? "of" : "from", (int)name.length, name.bytes);
}

/* ---- one place ---------------------------------------------------------------------------- */

/* The names by which a place may be told from its namesakes, the shortest first. */
static size_t names_of(const airlog_place_entry *place, airlog_arena *memory, airlog_text out[NAMES_MOST]) {
    size_t count = 0;
    out[count++] = place->name;
    if (place->admin.length)
        out[count++] = airlog_arena_print(memory, "%.*s, %.*s", (int)place->name.length, place->name.bytes,
                                          (int)place->admin.length, place->admin.bytes);
    if (place->country[0])
        out[count++] =
            airlog_arena_print(memory, "%.*s, %s", (int)place->name.length, place->name.bytes, place->country);
    return count;
}

/* Whether the phrase is read as what it was made from. */
static bool reads_back(const cli_locator *locator, airlog_text phrase, const airlog_place_entry *place) {
    airlog_position position;
    airlog_error ignored = {0};
    return airlog_cli_locate_text(locator, phrase, &position, &ignored) == AIRLOG_OK && position.placed &&
           airlog_text_equal(position.anchor.id, place->id);
}

/* The phrase from one place; false when no phrase names it so that it is found again. */
static bool describe(const cli_locator *locator, airlog_lonlat point, const reverse_options *options,
                     const airlog_place_entry *place, reversed *out) {
    airlog_error ignored = {0};
    airlog_lonlat from = {place->lon_deg, place->lat_deg}, said;
    *out = (reversed){.place = *place};
    if (airlog_geodesic_between(from, point, &out->distance_m, &out->bearing_deg, NULL, &ignored) != AIRLOG_OK)
        return false;
    double distance = rounded_distance(out->distance_m / options->unit_m);
    double bearing_deg = rounded_bearing(out->bearing_deg, options->points);
    bool here = out->distance_m < here_m;
    if (airlog_geodesic_step(from, bearing_deg, here ? 0 : distance * options->unit_m, &said, &ignored) != AIRLOG_OK ||
        airlog_geodesic_between(said, point, &out->off_m, NULL, NULL, &ignored) != AIRLOG_OK)
        return false;
    airlog_text names[NAMES_MOST];
    size_t count = names_of(place, locator->memory, names);
    for (size_t i = 0; i < count; i++) {
        airlog_buffer phrase = {0};
        if (here)
            airlog_buffer_text(&phrase, names[i]);
        else
            print_phrase(&phrase, distance, options->unit, bearing_deg, options->points, names[i]);
        out->phrase = airlog_arena_copy(locator->memory, (airlog_text){phrase.bytes, phrase.length});
        airlog_buffer_close(&phrase);
        if (out->phrase.bytes && reads_back(locator, out->phrase, place)) return true;
    }
    return false;
}

/* ---- all of them -------------------------------------------------------------------------- */

static airlog_status find_nearest(const cli_locator *locator, airlog_lonlat point, const reverse_options *options,
                                  reversed out[GROUP_COUNT], size_t *out_count, airlog_error *error) {
    *out_count = 0;
    for (size_t i = 0; i < GROUP_COUNT; i++) {
        uint32_t row;
        double metres;
        airlog_place_entry place;
        airlog_status status =
            airlog_gazetteer_nearest(locator->tables, point, groups[i], farthest_m, &row, &metres, error);
        if (status == AIRLOG_OK && row != UINT32_MAX)
            status = airlog_gazetteer_entry(locator->tables, row, &place, error);
        if (status != AIRLOG_OK) return status;
        if (row == UINT32_MAX || !describe(locator, point, options, &place, &out[*out_count])) continue;
        size_t at = (*out_count)++;
        for (reversed moved = out[at]; at > 0 && out[at - 1].distance_m > moved.distance_m; at--) {
            out[at] = out[at - 1];
            out[at - 1] = moved;
        }
    }
    return AIRLOG_OK;
}

static airlog_status find_from(const cli_locator *locator, airlog_lonlat point, const reverse_options *options,
                               reversed *out, size_t *out_count, airlog_error *error) {
    airlog_position position;
    airlog_status status = airlog_cli_locate_text(locator, airlog_text_of(options->from), &position, error);
    if (status != AIRLOG_OK) return status;
    if (!position.placed || !position.anchor.id.length)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--from: '%s' is no place of the gazetteer", options->from);
    *out_count = describe(locator, point, options, &position.anchor, out);
    if (*out_count) return AIRLOG_OK;
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "--from: no phrase that is read back rightly can be made from '%s'",
                       options->from);
}

static void print_json(const reversed *found, airlog_lonlat point, airlog_buffer *out) {
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "phrase", found->phrase);
    airlog_cli_member_number(out, "lon", point.lon_deg, 7);
    airlog_cli_member_number(out, "lat", point.lat_deg, 7);
    airlog_cli_member_number(out, "distance_m", found->distance_m, 1);
    airlog_cli_member_number(out, "bearing_deg", found->bearing_deg, 2);
    airlog_cli_member_number(out, "off_m", found->off_m, 0);
    airlog_cli_member_text(out, "anchor", found->place.name);
    airlog_cli_member_text(out, "anchor_id", found->place.id);
    airlog_cli_member_string(out, "anchor_kind", airlog_place_kind_name(found->place.kind));
    airlog_cli_member_number(out, "anchor_lon", found->place.lon_deg, 7);
    airlog_cli_member_number(out, "anchor_lat", found->place.lat_deg, 7);
    airlog_buffer_string(out, "}\n");
}

/* "26.153 121.745", or any notation. */
static airlog_status read_point(const cli_locator *locator, airlog_text text, airlog_lonlat *out, airlog_error *error) {
    airlog_position_fact fact = {0};
    bool numbers;
    text = airlog_text_trim(text);
    airlog_status status = airlog_cli_degrees(text, &numbers, out, error);
    if (numbers || status != AIRLOG_OK) return status;
    status = airlog_parse_coordinate(text, locator->memory, &fact, error);
    if (status != AIRLOG_OK) return status;
    if (fact.point_count != 1) return airlog_fail(error, AIRLOG_E_ARGUMENT, "one position is asked for, not an area");
    *out = fact.points[0];
    return AIRLOG_OK;
}

static airlog_status reverse(const cli_locator *locator, airlog_text text, const reverse_options *options,
                             airlog_buffer *out, airlog_error *error) {
    airlog_lonlat point;
    reversed found[GROUP_COUNT];
    size_t count = 0;
    airlog_status status = read_point(locator, text, &point, error);
    if (status == AIRLOG_OK)
        status = options->from ? find_from(locator, point, options, found, &count, error)
                               : find_nearest(locator, point, options, found, &count, error);
    if (status != AIRLOG_OK) return status;
    if (count == 0)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "no place of the gazetteer is within %.0f km", farthest_m / 1000);
    if (options->nearest_only) count = 1;
    for (size_t i = 0; i < count; i++) {
        if (options->json) {
            print_json(&found[i], point, out);
            continue;
        }
        airlog_buffer_text(out, found[i].phrase);
        airlog_buffer_string(out, "   +- ");
        airlog_cli_print_length(out, found[i].off_m, strcmp(options->unit, "mi") == 0 ? "mi" : options->unit, true);
        airlog_buffer_char(out, '\n');
    }
    return AIRLOG_OK;
}

/* ---- running ------------------------------------------------------------------------------ */

static int reverse_operands(const cli_locator *locator, cli_operands operands, const reverse_options *options) {
    airlog_buffer text = airlog_cli_joined(operands), out = {0};
    airlog_error error = {0};
    int code = CLI_DONE;
    if (reverse(locator, (airlog_text){text.bytes, text.length}, options, &out, &error) != AIRLOG_OK)
        code = airlog_cli_fail(&error);
    else if (!airlog_cli_print(&out))
        code = CLI_FAILED;
    airlog_buffer_close(&out);
    airlog_buffer_close(&text);
    return code;
}

typedef struct reverse_job {
    const cli_locator *locator;
    const reverse_options *options;
} reverse_job;

static airlog_status reverse_line(void *context, airlog_text line, airlog_buffer *out, airlog_error *error) {
    const reverse_job *job = context;
    return reverse(job->locator, line, job->options, out, error);
}

int airlog_cli_reverse(const cli_locator *locator, cli_operands operands, const reverse_options *options) {
    if (!options->nearest_only) return reverse_operands(locator, operands, options);
    return airlog_cli_answer_lines(reverse_line, &(reverse_job){locator, options}, locator->memory, options->json);
}
