/* airlog locate: one answer as a line of text, JSON, GeoJSON or CSV. */
#include "json.h"
#include "locate.h"
#include "table.h"

#include <math.h>

enum { CANDIDATES_SHOWN = 10 };
#define SURROUNDINGS_M 500e3 /* farther than this a coast, a border or a line is not told */

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
    airlog_cli_member_number(out, "lon", place->lon_deg, 7);
    airlog_cli_member_number(out, "lat", place->lat_deg, 7);
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
    airlog_cli_member_number(out, "anchor_lon", anchored ? p->anchor.lon_deg : AIRLOG_UNKNOWN, 7);
    airlog_cli_member_number(out, "anchor_lat", anchored ? p->anchor.lat_deg : AIRLOG_UNKNOWN, 7);
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

void airlog_cli_print_located(const located *found, const locate_settings *settings, airlog_buffer *out) {
    switch (settings->form) {
    case LOCATE_JSON:
        print_json(found, out);
        break;
    case LOCATE_GEOJSON:
        print_geojson(found, out);
        break;
    case LOCATE_CSV:
        print_csv(found, out);
        break;
    case LOCATE_TEXT:
        print_text(found, settings, out);
        break;
    }
}
