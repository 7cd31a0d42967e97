/* Facts to positions: the anchor is chosen, the step is made, and what is not known is added up. */
#include "home.h"
#include "placer.h"
#include "sphere.h"

#include <math.h>

#define YEAR_DEFAULT 2025.0
/* How far the incident lies from the place that its message is filed under, 95 times in 100: measured on 1,092 FAA
 * reports of towers and 1,214 of other facilities (2019 to 2025) that give an offset too. */
#define HOME_TOWER_M 43000.0
#define HOME_CITY_M 66000.0
/* Farther than this from it, the name that was read is not the one that was meant. */
#define HOME_SLIP_M 400000.0
/* Half the angle that the coarsest compass words leave. */
#define FINEST_DEFAULT_DEG 45.0

void airlog_position_refuse(airlog_position *position, const char *why) {
    position->placed = false;
    position->why_not = airlog_text_of(why);
}

airlog_lonlat airlog_anchor_point(const airlog_position *position) {
    return (airlog_lonlat){position->anchor.lon_deg, position->anchor.lat_deg};
}

/* ---- filling in ------------------------------------------------------------------------------------- */

void airlog_position_bounds(airlog_position *position, const airlog_bound_input *input, double published_deg) {
    airlog_bound_input published = *input;

    position->budget = input->budget;
    position->budget.bearing_m = 2 * input->offset_m * sin(input->budget.heading_deg * AIRLOG_RADIAN / 2);
    position->bound_m = airlog_bound_strict(input);
    published.budget.heading_deg = published_deg;
    position->bound_published_m = airlog_bound_published(&published);
}

/* Several places that fit equally well: the circle has to hold them all. */
static void widen_for_rivals(airlog_position *position, const airlog_choice *choice) {
    if (!(position->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS)) || !choice->count) return;
    position->radius_m += choice->rival_m;
    position->bound_m += choice->rival_m;
}

static airlog_status surroundings(airlog_placer *p, airlog_position *position) {
    char code[3];
    if (p->options->point_only) return AIRLOG_OK;
    airlog_status status =
        airlog_airspace_of(p->tables, p->options->zones, position, p->memory, &position->airspace, p->error);

    if (status == AIRLOG_OK) status = airlog_land_country(p->tables, position->point, code, p->error);
    if (status != AIRLOG_OK || !code[0]) return status;
    position->country = airlog_arena_copy(p->memory, airlog_text_of(code));
    return position->country.bytes ? AIRLOG_OK : airlog_arena_failed(p->memory, p->error);
}

/* ---- one fact --------------------------------------------------------------------------------------- */

static bool needs_anchor(airlog_position_kind kind) {
    return kind != AIRLOG_POSITION_COORDINATE && kind != AIRLOG_POSITION_CIRCLE && kind != AIRLOG_POSITION_POLYGON &&
           kind != AIRLOG_POSITION_NONE;
}

static airlog_status place_by_kind(airlog_placer *p, size_t index, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;

    switch (fact->kind) {
    case AIRLOG_POSITION_OFFSET:
    case AIRLOG_POSITION_RADIAL:
        if (!isfinite(fact->bearing_deg)) return airlog_vague_ring(p, position);
        return airlog_offset_place(p, position, &p->choices[index]);
    case AIRLOG_POSITION_ORTHOGONAL:
        return airlog_offset_orthogonal(p, position);
    case AIRLOG_POSITION_RING:
        return airlog_vague_ring(p, position);
    case AIRLOG_POSITION_SECTOR:
        return airlog_vague_sector(p, position);
    case AIRLOG_POSITION_OFF:
        return airlog_vague_offshore(p, position);
    case AIRLOG_POSITION_AT:
    case AIRLOG_POSITION_OVER:
    case AIRLOG_POSITION_IN:
    case AIRLOG_POSITION_NEAR:
        return airlog_named_place(p, index, position);
    case AIRLOG_POSITION_BETWEEN:
        return airlog_named_between(p, index, position, false);
    case AIRLOG_POSITION_MIDWAY:
        return airlog_named_between(p, index, position, true);
    case AIRLOG_POSITION_FINAL:
        return airlog_named_final(p, index, position);
    case AIRLOG_POSITION_DEPTH:
        airlog_position_refuse(position, "a depth behind a border has no point of its own");
        return AIRLOG_OK;
    case AIRLOG_POSITION_CROSS:
        airlog_position_refuse(position, "where the line was crossed is not said");
        return AIRLOG_OK;
    case AIRLOG_POSITION_COORDINATE:
        return airlog_coordinate_place(position);
    case AIRLOG_POSITION_CIRCLE:
        return airlog_coordinate_circle(position);
    case AIRLOG_POSITION_POLYGON:
        return airlog_coordinate_polygon(p, position);
    case AIRLOG_POSITION_NONE:
    case AIRLOG_POSITION_KIND_COUNT:
        break;
    }
    airlog_position_refuse(position, "it is no position");
    return AIRLOG_OK;
}

static void clear(airlog_position *position, const airlog_position_fact *fact) {
    *position = (airlog_position){.fact = fact,
                                  .point = {AIRLOG_UNKNOWN, AIRLOG_UNKNOWN},
                                  .radius_m = AIRLOG_UNKNOWN,
                                  .bound_published_m = AIRLOG_UNKNOWN,
                                  .bound_m = AIRLOG_UNKNOWN,
                                  .distance_m = AIRLOG_UNKNOWN,
                                  .bearing_deg = AIRLOG_UNKNOWN,
                                  .apart_m = AIRLOG_UNKNOWN,
                                  .doubts = fact->doubts | fact->distance.doubts | fact->distance2.doubts};
}

static airlog_status place_one(airlog_placer *p, size_t index, airlog_position *position) {
    const airlog_position_fact *fact = &p->facts->positions[index];

    clear(position, fact);
    if (needs_anchor(fact->kind)) {
        bool taken;
        airlog_status anchored = airlog_anchor_take(p, index, position, &taken);
        if (anchored != AIRLOG_OK || !taken) return anchored;
    }
    if (!needs_anchor(fact->kind) && !fact->point_count) {
        airlog_position_refuse(position, "the coordinates could not be read");
        return AIRLOG_OK;
    }
    airlog_status status = place_by_kind(p, index, position);
    if (status != AIRLOG_OK || !position->placed) return status;
    if (needs_anchor(fact->kind)) widen_for_rivals(position, &p->choices[index]);
    return surroundings(p, position);
}

/* ---- where the message is from ---------------------------------------------------------------------- */

static const airlog_position_fact no_fact = {.kind = AIRLOG_POSITION_NONE};

static bool any_placed(const airlog_positions *positions) {
    for (size_t i = 0; i < positions->count; i++)
        if (positions->items[i].placed && positions->items[i].fact->role != AIRLOG_ROLE_BACKGROUND) return true;
    return false;
}

/* Stands in for a message none of whose positions could be placed. */
static airlog_status place_home(airlog_placer *p, airlog_position *home) {
    const airlog_home_source source = {p->facts, p->tables, p->error};
    bool found;

    clear(home, &no_fact);
    airlog_status status = airlog_home_place(&source, &home->anchor, &found);
    if (status != AIRLOG_OK || !found) return status;
    double reach_m = home->anchor.kind == AIRLOG_PLACE_AIRPORT ? HOME_TOWER_M : HOME_CITY_M;
    airlog_bound_input input = {
        .kind = AIRLOG_BOUND_NEAR, .reach_m = reach_m, .budget = {.extent_m = home->anchor.extent_m}};
    home->point = airlog_anchor_point(home);
    home->placed = true;
    airlog_position_bounds(home, &input, 0);
    home->radius_m = reach_m;
    home->method = airlog_text_of("place that the message is filed under");
    home->doubts |= AIRLOG_DOUBT_BIT(HEADER_PLACE);
    return surroundings(p, home);
}

/* True when an anchor lies in another state than the header's: only then is the distance worth its cost. */
static bool any_elsewhere(const airlog_placer *p, const airlog_positions *positions) {
    const airlog_facts *facts = p->facts;
    airlog_text admin = facts->header_city.length ? facts->header_state : facts->tokens->report->admin;

    for (size_t i = 0; i < positions->count; i++) {
        const airlog_position *position = &positions->items[i];
        if (position->placed && position->anchor.id.length &&
            !(admin.length && airlog_admin_fits(&position->anchor, admin)))
            return true;
    }
    return false;
}

/* A code that lies a thousand kilometres from where the message is filed is a slip of the key: SRG for SRQ. */
static airlog_status check_against_home(airlog_placer *p, airlog_positions *positions) {
    airlog_position home;
    double apart_m, bearing_deg, back_deg;

    if (any_placed(positions) && !any_elsewhere(p, positions)) return AIRLOG_OK;
    airlog_status status = place_home(p, &home);
    for (size_t i = 0; i < positions->count && status == AIRLOG_OK && home.placed; i++) {
        airlog_position *position = &positions->items[i];
        if (!position->placed || !needs_anchor(position->fact->kind)) continue;
        status = airlog_geodesic_between(home.point, position->point, &apart_m, &bearing_deg, &back_deg, p->error);
        if (status != AIRLOG_OK || apart_m <= HOME_SLIP_M + fmax(0, position->distance_m)) continue;
        airlog_position_refuse(position, "the place lies too far from where the message is filed: a slip in its name");
        position->doubts |= AIRLOG_DOUBT_BIT(POSITION_CONFLICT);
    }
    if (status == AIRLOG_OK && home.placed && !any_placed(positions)) positions->home = home;
    return status;
}

/* ---- the stage -------------------------------------------------------------------------------------- */

static double year_of(const airlog_placer *p) {
    airlog_date date = p->facts->tokens->report->published;

    if (p->options->decimal_year > 0) return p->options->decimal_year;
    if (!date.year) return YEAR_DEFAULT;
    return date.year + (date.month ? (date.month - 0.5) / 12 : 0.5);
}

static double finest_of(const airlog_facts *facts) {
    double finest_deg = FINEST_DEFAULT_DEG;

    for (size_t i = 0; i < facts->position_count; i++)
        if (facts->positions[i].bearing_reference == AIRLOG_BEARING_COMPASS && facts->positions[i].bearing_half_deg > 0)
            finest_deg = fmin(finest_deg, facts->positions[i].bearing_half_deg);
    return finest_deg;
}

airlog_status airlog_place(const airlog_facts *facts, const airlog_tables *tables, const airlog_place_options *options,
                           airlog_arena *memory, airlog_positions *out, airlog_error *error) {
    static const airlog_place_options usual = {0};
    airlog_placer p; /* not zeroed: the hints are large, and start themselves */

    p.facts = facts;
    p.tables = tables;
    p.options = options ? options : &usual;
    p.memory = memory;
    p.error = error;
    *out = (airlog_positions){0};
    clear(&out->home, &no_fact);
    airlog_hints_start(&p.hints, facts, tables, memory, error);
    p.hints.alone = p.options->alone;
    if (!facts->position_count) return p.hints.terse ? place_home(&p, &out->home) : AIRLOG_OK;
    p.decimal_year = year_of(&p);
    p.finest_deg = finest_of(facts);
    out->items = airlog_arena_room(memory, facts->position_count, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(memory, error);
    airlog_status status = airlog_anchors_choose(&p);
    for (size_t i = 0; i < facts->position_count && status == AIRLOG_OK; i++) status = place_one(&p, i, &out->items[i]);
    out->count = status == AIRLOG_OK ? facts->position_count : 0;
    if (status == AIRLOG_OK) status = airlog_pairs_settle(facts->tokens, out, memory, error);
    if (status == AIRLOG_OK && p.hints.terse) status = check_against_home(&p, out);
    return status;
}

airlog_status airlog_place_again(const airlog_position *before, const airlog_position_fact *fact,
                                 const airlog_tables *tables, const airlog_place_options *options, airlog_arena *memory,
                                 airlog_position *out, bool *out_placed, airlog_error *error) {
    static const airlog_place_options usual = {0};
    const airlog_choice choice = {.side_deg = AIRLOG_UNKNOWN}; /* of an area alone it would matter */
    airlog_placer p;                                           /* the hints are for choosing */

    *out_placed = false;
    if (!before->placed || before->fact->kind != AIRLOG_POSITION_OFFSET || fact->kind != AIRLOG_POSITION_OFFSET ||
        airlog_area_is(&before->anchor) || before->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS))
        return AIRLOG_OK;
    p.tables = tables;
    p.options = options ? options : &usual;
    p.memory = memory;
    p.error = error;
    p.hints.terse = false;
    p.decimal_year = p.options->decimal_year > 0 ? p.options->decimal_year : YEAR_DEFAULT;
    p.finest_deg = FINEST_DEFAULT_DEG;
    if (fact->bearing_reference == AIRLOG_BEARING_COMPASS && fact->bearing_half_deg > 0)
        p.finest_deg = fmin(p.finest_deg, fact->bearing_half_deg);
    clear(out, fact);
    out->doubts |= before->doubts;
    out->anchor = before->anchor;
    out->candidates = before->candidates;
    out->candidate_count = before->candidate_count;
    airlog_status status = airlog_offset_place(&p, out, &choice);
    if (status == AIRLOG_OK && out->placed) status = surroundings(&p, out);
    *out_placed = status == AIRLOG_OK && out->placed;
    return status;
}
