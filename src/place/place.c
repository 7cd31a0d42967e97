/* Facts to positions: the anchor is chosen, the step is made, and what is not known is added up. */
#include "home.h"
#include "choose.h"
#include "places.h"
#include "radius.h"
#include "uncertainty.h"

#include <math.h>
#include <string.h>

#define RADIAN (M_PI / 180)
#define YEAR_DEFAULT 2025.0
/* Radial that a place gets by "near": a stated buffer. */
#define NEAR_BUFFER_M 10000.0
/* How far the incident lies from the place that its message is filed under, 95 times in 100: measured on 1,092 FAA
 * reports of towers and 1,214 of other facilities (2019 to 2025) that give an offset too. */
#define HOME_TOWER_M 43000.0
#define HOME_CITY_M 66000.0
/* Farther than this from it, the name that was read is not the one that was meant. */
#define HOME_SLIP_M 400000.0
/* How far a direction without a distance is taken to reach when a point is asked for all the same. */
#define SECTOR_REACH_M 100000.0
/* How far off shore "off the coast" is taken to be when a point is asked for all the same. */
#define OFFSHORE_M 22224.0
/* Seas, countries and regions have an edge; below this extent their centre is as good. */
#define AREA_LEAST_M 25000.0
#define CONFIDENT_MARGIN 3.0
/* Half the angle that the coarsest compass words leave. */
#define FINEST_DEFAULT_DEG 45.0
/* How far towards its side a part of a place lies, as a share of the place's extent. */
#define PART_USUAL 0.5
#define PART_EXTREME 0.9
/* An offset of d from an area that reaches farther than this many times d and this far beyond could lie anywhere along
 * its edge: four miles from a whole country say nothing. */
#define WIDE_TIMES 6
#define WIDE_M 200000.0
/* Namesakes that fit equally well and lie no farther apart than this give one wide circle; farther ones give none. */
#define RIVALS_MOST_M 500000.0
/* Water narrower than this between two parts of a country does not end it. */
#define STRAIT_M 150000.0

typedef struct placer {
    const airlog_facts *facts;
    const airlog_tables *tables;
    const airlog_place_options *options;
    airlog_arena *memory;
    airlog_error *error;
    airlog_hints hints;
    airlog_choice *choices;  /* of each fact's reference */
    airlog_choice *choices2; /* of its second reference */
    double decimal_year;
    double finest_deg; /* finest compass resolution of the text */
} placer;

/* ---- texts -------------------------------------------------------------------------------------- */

static airlog_status join(placer *p, const char *const pieces[], size_t count, airlog_text *out) {
    size_t length = 0, at = 0;

    for (size_t i = 0; i < count; i++) length += strlen(pieces[i]);
    char *bytes = airlog_arena_take(p->memory, length + 1, 1);
    if (!bytes) return airlog_arena_failed(p->memory, p->error);
    for (size_t i = 0; i < count; i++) {
        size_t piece = strlen(pieces[i]);
        memcpy(bytes + at, pieces[i], piece);
        at += piece;
    }
    *out = (airlog_text){bytes, length};
    return AIRLOG_OK;
}

static void refuse(airlog_position *position, const char *why) {
    position->placed = false;
    position->why_not = airlog_text_of(why);
}

static airlog_lonlat anchor_point(const airlog_position *position) {
    return (airlog_lonlat){position->anchor.lon_deg, position->anchor.lat_deg};
}

/* ---- references ----------------------------------------------------------------------------------- */

static bool has_reference(const airlog_reference *reference) {
    return reference->span.end > reference->span.start;
}

/* The kind that a position wants of its place when the words ask for none. */
static airlog_place_kind wanted_kind(const airlog_position_fact *fact) {
    if (fact->kind == AIRLOG_POSITION_RADIAL) return AIRLOG_PLACE_NAVAID;
    if (fact->kind == AIRLOG_POSITION_FINAL) return AIRLOG_PLACE_AIRPORT;
    return AIRLOG_PLACE_ANY;
}

static bool kind_serves(airlog_place_kind asked, airlog_place_kind kind) {
    return asked == AIRLOG_PLACE_ANY || asked == kind || (asked == AIRLOG_PLACE_AIRPORT && kind == AIRLOG_PLACE_BASE) ||
           (asked == AIRLOG_PLACE_BASE && kind == AIRLOG_PLACE_AIRPORT);
}

/* "The airport" is the one named before, else the one named next. */
static void follow_anaphora(placer *p, size_t index, airlog_choice *out) {
    const airlog_reference *reference = &p->facts->positions[index].reference;

    for (size_t back = index; back > 0; back--)
        if (p->choices[back - 1].count && kind_serves(reference->kind, p->choices[back - 1].items[0].place.kind)) {
            *out = p->choices[back - 1];
            out->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
            return;
        }
    for (size_t next = index + 1; next < p->facts->position_count; next++)
        if (p->choices[next].count && kind_serves(reference->kind, p->choices[next].items[0].place.kind)) {
            *out = p->choices[next];
            out->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
            return;
        }
    *out = (airlog_choice){.doubts = AIRLOG_DOUBT_BIT(ANAPHORA)};
    out->why_not = airlog_text_of("the reference is a word for a place that the text does not name");
}

static bool same_reference(const airlog_reference *a, const airlog_reference *b) {
    return a->first_token == b->first_token && a->end_token == b->end_token && a->span.start == b->span.start;
}

static airlog_status choose_one(placer *p, size_t index, airlog_choice *out) {
    const airlog_position_fact *fact = &p->facts->positions[index];

    if (index && same_reference(&fact->reference, &fact[-1].reference) && fact[-1].kind == fact->kind) {
        *out = p->choices[index - 1];
        return AIRLOG_OK;
    }
    return airlog_choose(&p->hints, &fact->reference, wanted_kind(fact), out);
}

static void hint_confident(placer *p, const airlog_choice *choice) {
    const airlog_place_entry *place;

    if (!choice->count || choice->margin < CONFIDENT_MARGIN) return;
    place = &choice->items[0].place;
    airlog_hints_point(&p->hints, (airlog_lonlat){place->lon_deg, place->lat_deg}, fmax(300000, place->extent_m), 0.6);
}

static airlog_status choose_all(placer *p) {
    size_t count = p->facts->position_count;
    airlog_status status = AIRLOG_OK;

    p->choices = airlog_arena_take(p->memory, count, sizeof *p->choices);
    p->choices2 = airlog_arena_take(p->memory, count, sizeof *p->choices2);
    if (!p->choices || !p->choices2) return airlog_arena_failed(p->memory, p->error);
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
        const airlog_position_fact *fact = &p->facts->positions[i];
        if (has_reference(&fact->reference) && !fact->reference.anaphora) status = choose_one(p, i, &p->choices[i]);
        if (status == AIRLOG_OK && has_reference(&fact->reference2))
            status = airlog_choose(&p->hints, &fact->reference2, AIRLOG_PLACE_ANY, &p->choices2[i]);
    }
    return status;
}

/* Names that were in doubt are weighed again beside those that were not. */
static airlog_status choose_again(placer *p) {
    size_t count = p->facts->position_count, before = p->hints.point_count;
    airlog_status status = AIRLOG_OK;

    for (size_t i = 0; i < count; i++) {
        bool repeated = i && same_reference(&p->facts->positions[i].reference, &p->facts->positions[i - 1].reference);
        if (!repeated) hint_confident(p, &p->choices[i]);
        hint_confident(p, &p->choices2[i]);
    }
    if (p->hints.point_count == before) return AIRLOG_OK;
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
        const airlog_position_fact *fact = &p->facts->positions[i];
        if (p->choices[i].count > 1 && p->choices[i].margin < CONFIDENT_MARGIN)
            status = choose_one(p, i, &p->choices[i]);
        if (status == AIRLOG_OK && p->choices2[i].count > 1 && p->choices2[i].margin < CONFIDENT_MARGIN)
            status = airlog_choose(&p->hints, &fact->reference2, AIRLOG_PLACE_ANY, &p->choices2[i]);
    }
    return status;
}

/* "The airport" of a message that names none is the one it is about. */
static airlog_status follow_home(placer *p, const airlog_position_fact *fact, airlog_choice *choice) {
    const airlog_home_source source = {p->facts, p->tables, p->error};
    airlog_place_entry place;
    bool found;

    if (choice->count || !p->hints.terse) return AIRLOG_OK;
    if (fact->kind != AIRLOG_POSITION_FINAL && !kind_serves(fact->reference.kind, AIRLOG_PLACE_AIRPORT))
        return AIRLOG_OK;
    airlog_status status = airlog_home_airport(&source, &place, &found);
    if (status != AIRLOG_OK || !found) return status;
    choice->items = airlog_arena_take(p->memory, 1, sizeof *choice->items);
    if (!choice->items) return airlog_arena_failed(p->memory, p->error);
    choice->items[0] = (airlog_candidate){.place = place, .reasons = UINT32_C(1) << AIRLOG_REASON_MESSAGE};
    choice->count = 1;
    if (place.extent_default) choice->doubts |= AIRLOG_DOUBT_BIT(EXTENT_DEFAULT);
    return AIRLOG_OK;
}

/* Several places far apart fit equally well: whichever an offset started from would more often than not be the wrong
 * one. (Aviation messages are checked against the place that they are filed under.) */
static bool is_toss_up(const placer *p, const airlog_position_fact *fact, const airlog_choice *choice) {
    return choice->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS) && choice->rival_m > RIVALS_MOST_M && !p->hints.terse &&
           !p->options->approximate && fact->distance.dimension != AIRLOG_DIMENSION_NONE;
}

/* The anchor of a position; *out_taken is false when there is none, with the reason in the position. */
static airlog_status take_anchor(placer *p, size_t index, airlog_position *position, bool *out_taken) {
    const airlog_position_fact *fact = position->fact;
    airlog_choice *choice = &p->choices[index];
    airlog_status status = AIRLOG_OK;

    *out_taken = false;
    if (fact->reference.anaphora) {
        follow_anaphora(p, index, choice);
        status = follow_home(p, fact, choice);
    } else if (!has_reference(&fact->reference)) {
        refuse(position, "the text does not say from where");
        return AIRLOG_OK;
    }
    if (status != AIRLOG_OK) return status;
    position->doubts |= choice->doubts;
    if (!choice->count) {
        position->why_not = choice->why_not;
        return AIRLOG_OK;
    }
    position->anchor = choice->items[0].place;
    position->candidates = choice->items;
    position->candidate_count = choice->count;
    if (is_toss_up(p, fact, choice)) {
        refuse(position, "several places far apart bear the name, and nothing in the text says which is meant");
        return AIRLOG_OK;
    }
    *out_taken = true;
    return AIRLOG_OK;
}

/* ---- bearings --------------------------------------------------------------------------------------- */

static airlog_status true_bearing(placer *p, const airlog_position *position, double *out_deg, const char **out_how,
                                  airlog_doubts *doubts) {
    const airlog_position_fact *fact = position->fact;
    double declination_deg = position->anchor.declination_deg;

    *out_deg = fact->bearing_deg;
    *out_how = ", true bearing";
    if (fact->bearing_reference == AIRLOG_BEARING_COMPASS || fact->bearing_reference == AIRLOG_BEARING_NONE)
        *out_how = ", compass word";
    if (fact->bearing_reference != AIRLOG_BEARING_MAGNETIC) return AIRLOG_OK;
    *out_how = ", magnetic bearing by the declination of the navaid";
    if (!isfinite(declination_deg)) {
        airlog_error own = {0};
        *out_how = ", magnetic bearing by the magnetic model";
        if (airlog_declination(p->tables, anchor_point(position), 0, p->decimal_year, &declination_deg, &own) !=
            AIRLOG_OK) {
            *out_how = ", magnetic bearing, not corrected";
            *doubts |= AIRLOG_DOUBT_BIT(MAGNETIC_UNCORRECTED);
            return AIRLOG_OK;
        }
    }
    *out_deg = fmod(fact->bearing_deg + declination_deg + 720, 360);
    return AIRLOG_OK;
}

/* The published half-angle: that of the resolution, which is as fine as the finest of the text. */
static double published_half_deg(const placer *p, const airlog_position_fact *fact) {
    double half_deg = isfinite(fact->bearing_half_deg) ? fact->bearing_half_deg : 45;

    if (fact->bearing_reference == AIRLOG_BEARING_COMPASS) return fmin(half_deg, p->finest_deg);
    return half_deg;
}

static double used_half_deg(const placer *p, const airlog_position_fact *fact) {
    double half_deg = published_half_deg(p, fact);

    return p->options->heading_published ? half_deg : airlog_radius_heading_deg(half_deg);
}

static airlog_status step(placer *p, airlog_lonlat from, double bearing_deg, double distance_m, airlog_lonlat *out) {
    if (p->options->rhumb) {
        airlog_error own = {0};
        if (airlog_rhumb_step(from, bearing_deg, distance_m, out, &own) == AIRLOG_OK)
            return AIRLOG_OK; /* one that runs into a pole goes on as a geodesic */
    }
    return airlog_geodesic_step(from, bearing_deg, distance_m, out, p->error);
}

/* ---- distances -------------------------------------------------------------------------------------- */

/* Half the width that rounding, a range and a bound in words leave. */
static double half_precision_m(const airlog_quantity *q) {
    double unit_m = q->value != 0 ? q->value_si / q->value : 0;
    double digit = q->precision > 0 ? q->precision : 1;

    return airlog_bound_precision(q->value, digit) * unit_m + fabs(q->max_si - q->min_si) / 2;
}

/* The distance that a phrase stands for: the middle of what it leaves open. */
static double offset_m(const airlog_quantity *q, double *out_half_m) {
    *out_half_m = half_precision_m(q);
    if (q->hedge == AIRLOG_HEDGE_UP_TO) {
        *out_half_m = fmax(*out_half_m, q->value_si / 2);
        return q->value_si / 2;
    }
    if (q->hedge == AIRLOG_HEDGE_OVER) *out_half_m += 0.1 * q->value_si;
    return q->value_si;
}

/* ---- filling in ------------------------------------------------------------------------------------- */

static void set_bounds(airlog_position *position, const airlog_bound_input *input, double published_deg) {
    airlog_bound_input published = *input;

    position->budget = input->budget;
    position->budget.bearing_m = 2 * input->offset_m * sin(input->budget.heading_deg * RADIAN / 2);
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

static airlog_status surroundings(placer *p, airlog_position *position) {
    char code[3];
    if (p->options->point_only) return AIRLOG_OK;
    airlog_status status = airlog_airspace_of(p->tables, p->options->zones, position, p->memory, &position->airspace, p->error);

    if (status == AIRLOG_OK) status = airlog_land_country(p->tables, position->point, code, p->error);
    if (status != AIRLOG_OK || !code[0]) return status;
    position->country = airlog_arena_copy(p->memory, airlog_text_of(code));
    return position->country.bytes ? AIRLOG_OK : airlog_arena_failed(p->memory, p->error);
}

static bool is_area(const airlog_place_entry *place) {
    switch (place->kind) {
    case AIRLOG_PLACE_COUNTRY:
    case AIRLOG_PLACE_ADMIN:
    case AIRLOG_PLACE_SEA:
    case AIRLOG_PLACE_REGION:
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_STRAIT:
    case AIRLOG_PLACE_WATER:
    case AIRLOG_PLACE_AIRSPACE:
        return place->extent_m > AREA_LEAST_M;
    default:
        return false;
    }
}

/* ---- offsets ---------------------------------------------------------------------------------------- */

/* The part of a place that is meant: its centre, or of "northern X" a point towards that side. */
static airlog_status part_of(placer *p, const airlog_position *position, const airlog_choice *choice,
                             airlog_lonlat *out, double *out_extent_m) {
    *out = anchor_point(position);
    *out_extent_m = position->anchor.extent_m;
    if (!isfinite(choice->side_deg) || !is_area(&position->anchor)) return AIRLOG_OK;
    double share = choice->extreme ? PART_EXTREME : PART_USUAL;
    *out_extent_m = position->anchor.extent_m * (1 - share);
    return airlog_geodesic_step(*out, choice->side_deg, position->anchor.extent_m * share, out, p->error);
}

/* Where an offset starts: at a place's centre, or at the edge of land in that direction. */
static airlog_status start_of(placer *p, airlog_position *position, airlog_lonlat from, double bearing_deg,
                              double *out_edge_m) {
    const airlog_place_entry *place = &position->anchor;
    airlog_status status = AIRLOG_OK;

    *out_edge_m = 0;
    if (!is_area(place)) return AIRLOG_OK;
    if (place->kind != AIRLOG_PLACE_SEA && place->kind != AIRLOG_PLACE_STRAIT)
        status = airlog_land_edge(p->tables, place->country, from, bearing_deg,
                                  place->kind == AIRLOG_PLACE_COUNTRY ? STRAIT_M : 0, 2 * place->extent_m, out_edge_m,
                                  p->error);
    if (place->kind != AIRLOG_PLACE_COUNTRY && *out_edge_m > place->extent_m) *out_edge_m = 0;
    if (*out_edge_m <= 0) position->doubts |= AIRLOG_DOUBT_BIT(AREA_CENTRE);
    return status;
}

static bool is_too_wide(const airlog_position *position, double extent_m) {
    return is_area(&position->anchor) && extent_m > WIDE_TIMES * position->distance_m + WIDE_M;
}

static airlog_radius_input radius_input(const placer *p, const airlog_position *position, double half_m,
                                        double extent_m) {
    double half_deg = position->fact->bearing_half_deg;

    return (airlog_radius_input){.distance_m = position->distance_m,
                                 .rounding_m = half_m,
                                 .half_angle_deg = isfinite(half_deg) ? half_deg : 45,
                                 .extent_m = extent_m,
                                 .compass = position->fact->bearing_reference == AIRLOG_BEARING_COMPASS,
                                 .area = is_area(&position->anchor),
                                 .measured = position->fact->distance.unit == AIRLOG_TERM_KILOMETRE &&
                                             !isfinite(position->fact->distance.paired_si),
                                 .terse = p->hints.terse};
}

static airlog_status finish_offset(placer *p, airlog_position *position, double half_m, double edge_m, double extent_m,
                                   const char *how) {
    const airlog_position_fact *fact = position->fact;
    airlog_bound_input input = {.kind = AIRLOG_BOUND_HEADING, .offset_m = position->distance_m};
    /* beyond an edge the place's width is what lies across the direction: half of it is as good a figure as any */
    if (edge_m > 0) extent_m /= 2;
    const char *pieces[] = {
        p->options->rhumb ? "rhumb line offset" : "geodesic offset", edge_m > 0 ? " from the edge" : "", how,
        p->options->heading_published ? ", published heading angle" : ", heading angle as reporters use it"};

    input.budget.extent_m = extent_m;
    input.budget.distance_m = half_m;
    input.budget.heading_deg = used_half_deg(p, fact);
    input.growth =
        airlog_bound_growth(position->anchor.lat_deg, position->bearing_deg, edge_m + position->distance_m, extent_m);
    set_bounds(position, &input, published_half_deg(p, fact));
    airlog_radius_input measure = radius_input(p, position, half_m, extent_m);
    airlog_radius radius = airlog_radius_offset(&measure);
    position->radius_m = radius.radius_m;
    position->budget.usage_m = fmax(0, position->radius_m - position->bound_m);
    position->spread_heading_deg = p->options->heading_published ? input.budget.heading_deg : radius.heading_deg;
    position->spread_distance_m = radius.distance_m;
    position->spread_extent_m = radius.sweep_m;
    position->placed = true;
    return join(p, pieces, fact->bearing_reference == AIRLOG_BEARING_COMPASS ? 4 : 3, &position->method);
}

static airlog_status place_offset(placer *p, airlog_position *position, const airlog_choice *choice) {
    const airlog_position_fact *fact = position->fact;
    double half_m, edge_m, extent_m;
    airlog_lonlat from;
    const char *how;

    position->distance_m = offset_m(&fact->distance, &half_m);
    airlog_status status = true_bearing(p, position, &position->bearing_deg, &how, &position->doubts);
    if (status == AIRLOG_OK) status = part_of(p, position, choice, &from, &extent_m);
    if (status == AIRLOG_OK) status = start_of(p, position, from, position->bearing_deg, &edge_m);
    if (status == AIRLOG_OK && !p->options->approximate &&
        is_too_wide(position, edge_m > 0 ? extent_m / 2 : extent_m)) {
        refuse(position, "the place is too wide for the distance: this could be anywhere along its edge");
        return AIRLOG_OK;
    }
    if (status == AIRLOG_OK)
        status = step(p, from, position->bearing_deg, edge_m + position->distance_m, &position->point);
    return status == AIRLOG_OK ? finish_offset(p, position, half_m, edge_m, extent_m, how) : status;
}

/* 5 miles north and 1 west: two legs, each from where the one before ended. */
static airlog_status place_orthogonal(placer *p, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;
    double half1_m, half2_m, first_m = offset_m(&fact->distance, &half1_m);
    double second_m = offset_m(&fact->distance2, &half2_m);
    airlog_lonlat corner;
    airlog_bound_input input = {.kind = AIRLOG_BOUND_ORTHOGONAL};

    airlog_status status = step(p, anchor_point(position), fact->bearing_deg, first_m, &corner);
    if (status == AIRLOG_OK) status = step(p, corner, fact->bearing2_deg, second_m, &position->point);
    if (status == AIRLOG_OK)
        status = airlog_geodesic_between(anchor_point(position), position->point, &position->distance_m,
                                         &position->bearing_deg, NULL, p->error);
    if (status != AIRLOG_OK) return status;
    input.budget.extent_m = position->anchor.extent_m;
    input.budget.distance_m = fmax(half1_m, half2_m);
    input.growth = airlog_bound_growth(position->anchor.lat_deg, position->bearing_deg, position->distance_m,
                                       position->anchor.extent_m);
    set_bounds(position, &input, 0);
    position->radius_m = position->bound_m;
    position->placed = true;
    position->method =
        airlog_text_of(p->options->rhumb ? "two rhumb line legs at right angles" : "two geodesic legs at right angles");
    return AIRLOG_OK;
}

/* ---- on request: a point for what has none ------------------------------------------------------------- */

static airlog_status place_ring(placer *p, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;
    airlog_bound_input input = {.kind = AIRLOG_BOUND_DISTANCE};
    double half_m, edge_m = 0, side_deg = fact->reference.side_deg;

    position->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
    input.offset_m = offset_m(&fact->distance, &half_m);
    position->distance_m = input.offset_m;
    if (!p->options->approximate) {
        refuse(position, "a distance without a direction gives a ring and no point");
        return AIRLOG_OK;
    }
    position->doubts |= AIRLOG_DOUBT_BIT(REPRESENTATIVE_POINT);
    position->point = anchor_point(position);
    airlog_status status = AIRLOG_OK;
    if (isfinite(side_deg)) { /* off the east coast: the middle of that side */
        status = start_of(p, position, anchor_point(position), side_deg, &edge_m);
        if (status == AIRLOG_OK)
            status = step(p, anchor_point(position), side_deg,
                          input.offset_m + (edge_m > 0 ? edge_m : position->anchor.extent_m), &position->point);
        input.offset_m = 0;
    }
    input.budget.extent_m = position->anchor.extent_m;
    input.budget.distance_m = half_m;
    set_bounds(position, &input, 0);
    position->radius_m = 0.95 * position->bound_m;
    position->placed = status == AIRLOG_OK;
    position->method = airlog_text_of("representative point of a ring");
    return status;
}

static airlog_status place_sector(placer *p, airlog_position *position, double bearing_deg, double reach_m) {
    airlog_bound_input input = {.kind = AIRLOG_BOUND_HEADING_ONLY, .reach_m = reach_m};
    double cone_m, edge_m;

    position->doubts |= AIRLOG_DOUBT_BIT(NO_DISTANCE);
    position->bearing_deg = bearing_deg;
    if (!p->options->approximate || !isfinite(bearing_deg)) {
        refuse(position, "a direction without a distance gives a sector and no point");
        return AIRLOG_OK;
    }
    position->doubts |= AIRLOG_DOUBT_BIT(REPRESENTATIVE_POINT);
    input.budget.heading_deg = used_half_deg(p, position->fact);
    input.budget.extent_m = position->anchor.extent_m;
    double out_m = airlog_bound_cone(reach_m, input.budget.heading_deg, &cone_m);
    airlog_status status = start_of(p, position, anchor_point(position), bearing_deg, &edge_m);
    if (status == AIRLOG_OK) status = step(p, anchor_point(position), bearing_deg, edge_m + out_m, &position->point);
    input.growth = airlog_bound_growth(position->anchor.lat_deg, bearing_deg, edge_m + reach_m, input.budget.extent_m);
    set_bounds(position, &input, published_half_deg(p, position->fact));
    position->radius_m = 0.95 * position->bound_m;
    position->placed = status == AIRLOG_OK;
    position->method = airlog_text_of("representative point of a sector");
    return status;
}

/* ---- at, near, over, in ---------------------------------------------------------------------------------- */

static airlog_status place_named(placer *p, size_t index, airlog_position *position, double buffer_m,
                                 const char *method) {
    airlog_bound_input input = {.kind = buffer_m > 0 ? AIRLOG_BOUND_NEAR : AIRLOG_BOUND_PLACE, .reach_m = buffer_m};

    airlog_status status = part_of(p, position, &p->choices[index], &position->point, &input.budget.extent_m);
    if (status != AIRLOG_OK) return status;
    set_bounds(position, &input, 0);
    position->radius_m = position->bound_m;
    position->placed = true;
    position->method = airlog_text_of(method);
    if (is_area(&position->anchor)) position->doubts |= AIRLOG_DOUBT_BIT(AREA_CENTRE);
    return AIRLOG_OK;
}

/* On final: out along the reciprocal of the runway's direction, which the parser gives as the bearing. */
static airlog_status place_final(placer *p, size_t index, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;

    if (fact->distance.dimension == AIRLOG_DIMENSION_NONE)
        return place_named(p, index, position, NEAR_BUFFER_M, "named place, on final");
    if (!isfinite(fact->bearing_deg)) {
        position->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
        return place_ring(p, position);
    }
    return place_offset(p, position, &p->choices[index]);
}

static airlog_status place_between(placer *p, size_t index, airlog_position *position, bool midway) {
    const airlog_choice *second = &p->choices2[index];
    airlog_bound_input input = {.kind = AIRLOG_BOUND_BETWEEN};

    if (!second->count) {
        position->doubts |= second->doubts;
        position->why_not = second->why_not.length ? second->why_not : airlog_text_of("the second place is not named");
        return AIRLOG_OK;
    }
    position->anchor2 = second->items[0].place;
    position->doubts |= second->doubts;
    airlog_status status = airlog_geodesic_midpoint(
        anchor_point(position), (airlog_lonlat){position->anchor2.lon_deg, position->anchor2.lat_deg}, &position->point,
        &input.reach_m, p->error);
    input.budget.extent_m = fmax(position->anchor.extent_m, position->anchor2.extent_m);
    set_bounds(position, &input, 0);
    position->radius_m = midway ? 0.4 * input.reach_m + input.budget.extent_m : 0.95 * position->bound_m;
    position->placed = status == AIRLOG_OK;
    position->method = airlog_text_of("geodesic midpoint");
    return status;
}

/* ---- coordinates ------------------------------------------------------------------------------------------ */

static airlog_status place_coordinate(airlog_position *position) {
    const airlog_position_fact *fact = position->fact;
    bool cell = isfinite(fact->radius_cell_m) && fact->radius_cell_m > 0;
    airlog_bound_input input = {.kind = cell ? AIRLOG_BOUND_CELL : AIRLOG_BOUND_COORDINATES};

    position->point = fact->points[0];
    double q_deg = fmin(fact->precision_lon_deg, fact->precision_lat_deg);
    if (cell) {
        input.reach_m = fact->radius_cell_m;
    } else if (q_deg > 0) {
        input.budget.coordinate_m =
            airlog_bound_coordinate(position->point.lat_deg, q_deg, AIRLOG_WGS84_AXIS_M, AIRLOG_WGS84_FLATTENING);
        input.strict_coordinate_m = airlog_bound_coordinate_strict(position->point.lat_deg, q_deg, AIRLOG_WGS84_AXIS_M,
                                                                   AIRLOG_WGS84_FLATTENING);
    }
    set_bounds(position, &input, 0);
    /* a figure that was rounded lies within half a unit: the circle over the corners of that cell */
    position->radius_m = cell ? input.reach_m : fmax(1, input.budget.coordinate_m / 2);
    position->bound_m = fmax(1, position->bound_m);
    position->placed = true;
    position->doubts |= AIRLOG_DOUBT_BIT(DATUM_ASSUMED);
    position->method = airlog_text_of(cell ? "centre of the grid cell" : "coordinates as written");
    return AIRLOG_OK;
}

static airlog_status place_circle(airlog_position *position) {
    double radius_m = position->fact->distance.value_si;
    airlog_status status = place_coordinate(position);

    if (isfinite(radius_m) && radius_m > 0) {
        position->distance_m = radius_m;
        position->radius_m = radius_m;
        position->bound_published_m += radius_m;
        position->bound_m += radius_m;
    }
    position->method = airlog_text_of("centre of the circle");
    return status;
}

/* The middle of the vertices as directions in space: it knows no antimeridian and no pole. */
static airlog_lonlat middle_of(const airlog_lonlat *points, size_t count) {
    double x = 0, y = 0, z = 0;

    for (size_t i = 0; i < count; i++) {
        double lat = points[i].lat_deg * RADIAN, lon = points[i].lon_deg * RADIAN;
        x += cos(lat) * cos(lon);
        y += cos(lat) * sin(lon);
        z += sin(lat);
    }
    return (airlog_lonlat){atan2(y, x) / RADIAN, atan2(z, hypot(x, y)) / RADIAN};
}

static airlog_status place_polygon(placer *p, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;
    size_t count = fact->point_count;
    double radius_m = 0;

    if (count > 1 && fact->points[0].lon_deg == fact->points[count - 1].lon_deg &&
        fact->points[0].lat_deg == fact->points[count - 1].lat_deg)
        count--;
    position->point = middle_of(fact->points, count);
    for (size_t i = 0; i < count; i++) {
        double away_m;
        airlog_status status = airlog_geodesic_between(position->point, fact->points[i], &away_m, NULL, NULL, p->error);
        if (status != AIRLOG_OK) return status;
        radius_m = fmax(radius_m, away_m);
    }
    airlog_bound_input input = {.kind = AIRLOG_BOUND_PLACE};
    input.budget.extent_m = radius_m;
    set_bounds(position, &input, 0);
    position->radius_m = fmax(1, radius_m);
    position->placed = true;
    position->doubts |= AIRLOG_DOUBT_BIT(DATUM_ASSUMED);
    position->method = airlog_text_of("middle of the polygon's corners");
    return AIRLOG_OK;
}

/* ---- one fact ----------------------------------------------------------------------------------------------- */

static bool needs_anchor(airlog_position_kind kind) {
    return kind != AIRLOG_POSITION_COORDINATE && kind != AIRLOG_POSITION_CIRCLE && kind != AIRLOG_POSITION_POLYGON &&
           kind != AIRLOG_POSITION_NONE;
}

static airlog_status place_by_kind(placer *p, size_t index, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;

    switch (fact->kind) {
    case AIRLOG_POSITION_OFFSET:
    case AIRLOG_POSITION_RADIAL:
        if (!isfinite(fact->bearing_deg)) return place_ring(p, position);
        return place_offset(p, position, &p->choices[index]);
    case AIRLOG_POSITION_ORTHOGONAL:
        return place_orthogonal(p, position);
    case AIRLOG_POSITION_RING:
        return place_ring(p, position);
    case AIRLOG_POSITION_SECTOR:
        return place_sector(p, position, fact->bearing_deg, SECTOR_REACH_M);
    case AIRLOG_POSITION_OFF:
        return place_sector(p, position, isfinite(fact->bearing_deg) ? fact->bearing_deg : fact->reference.side_deg,
                            OFFSHORE_M);
    case AIRLOG_POSITION_AT:
        return place_named(p, index, position, 0, "named place");
    case AIRLOG_POSITION_OVER:
        return place_named(p, index, position, 0, "named place, over it");
    case AIRLOG_POSITION_IN:
        return place_named(p, index, position, 0, "named place, in it");
    case AIRLOG_POSITION_NEAR:
        return place_named(p, index, position, NEAR_BUFFER_M, "named place, near it");
    case AIRLOG_POSITION_BETWEEN:
        return place_between(p, index, position, false);
    case AIRLOG_POSITION_MIDWAY:
        return place_between(p, index, position, true);
    case AIRLOG_POSITION_FINAL:
        return place_final(p, index, position);
    case AIRLOG_POSITION_DEPTH:
        refuse(position, "a depth behind a border has no point of its own");
        return AIRLOG_OK;
    case AIRLOG_POSITION_CROSS:
        refuse(position, "where the line was crossed is not said");
        return AIRLOG_OK;
    case AIRLOG_POSITION_COORDINATE:
        return place_coordinate(position);
    case AIRLOG_POSITION_CIRCLE:
        return place_circle(position);
    case AIRLOG_POSITION_POLYGON:
        return place_polygon(p, position);
    case AIRLOG_POSITION_NONE:
    case AIRLOG_POSITION_KIND_COUNT:
        break;
    }
    refuse(position, "it is no position");
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

static airlog_status place_one(placer *p, size_t index, airlog_position *position) {
    const airlog_position_fact *fact = &p->facts->positions[index];

    clear(position, fact);
    if (needs_anchor(fact->kind)) {
        bool taken;
        airlog_status anchored = take_anchor(p, index, position, &taken);
        if (anchored != AIRLOG_OK || !taken) return anchored;
    }
    if (!needs_anchor(fact->kind) && !fact->point_count) {
        refuse(position, "the coordinates could not be read");
        return AIRLOG_OK;
    }
    airlog_status status = place_by_kind(p, index, position);
    if (status != AIRLOG_OK || !position->placed) return status;
    if (needs_anchor(fact->kind)) widen_for_rivals(position, &p->choices[index]);
    return surroundings(p, position);
}

/* ---- where the message is from ------------------------------------------------------------------------------------
 */

static const airlog_position_fact no_fact = {.kind = AIRLOG_POSITION_NONE};

static bool any_placed(const airlog_positions *positions) {
    for (size_t i = 0; i < positions->count; i++)
        if (positions->items[i].placed && positions->items[i].fact->role != AIRLOG_ROLE_BACKGROUND) return true;
    return false;
}

/* Stands in for a message none of whose positions could be placed. */
static airlog_status place_home(placer *p, airlog_position *home) {
    const airlog_home_source source = {p->facts, p->tables, p->error};
    bool found;

    clear(home, &no_fact);
    airlog_status status = airlog_home_place(&source, &home->anchor, &found);
    if (status != AIRLOG_OK || !found) return status;
    double reach_m = home->anchor.kind == AIRLOG_PLACE_AIRPORT ? HOME_TOWER_M : HOME_CITY_M;
    airlog_bound_input input = {
        .kind = AIRLOG_BOUND_NEAR, .reach_m = reach_m, .budget = {.extent_m = home->anchor.extent_m}};
    home->point = anchor_point(home);
    home->placed = true;
    set_bounds(home, &input, 0);
    home->radius_m = reach_m;
    home->method = airlog_text_of("place that the message is filed under");
    home->doubts |= AIRLOG_DOUBT_BIT(HEADER_PLACE);
    return surroundings(p, home);
}

/* True when an anchor lies in another state than the header's: only then is the distance worth its cost. */
static bool any_elsewhere(const placer *p, const airlog_positions *positions) {
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
static airlog_status check_against_home(placer *p, airlog_positions *positions) {
    airlog_position home;
    double apart_m, bearing_deg, back_deg;

    if (any_placed(positions) && !any_elsewhere(p, positions)) return AIRLOG_OK;
    airlog_status status = place_home(p, &home);
    for (size_t i = 0; i < positions->count && status == AIRLOG_OK && home.placed; i++) {
        airlog_position *position = &positions->items[i];
        if (!position->placed || !needs_anchor(position->fact->kind)) continue;
        status = airlog_geodesic_between(home.point, position->point, &apart_m, &bearing_deg, &back_deg, p->error);
        if (status != AIRLOG_OK || apart_m <= HOME_SLIP_M + fmax(0, position->distance_m)) continue;
        refuse(position, "the place lies too far from where the message is filed: a slip in its name");
        position->doubts |= AIRLOG_DOUBT_BIT(POSITION_CONFLICT);
    }
    if (status == AIRLOG_OK && home.placed && !any_placed(positions)) positions->home = home;
    return status;
}

/* ---- the stage -------------------------------------------------------------------------------------------------- */

static double year_of(const placer *p) {
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
    placer p; /* not zeroed: the hints are large, and start themselves */

    p.facts = facts;
    p.tables = tables;
    p.options = options ? options : &usual;
    p.memory = memory;
    p.error = error;
    *out = (airlog_positions){0};
    clear(&out->home, &no_fact);
    airlog_hints_start(&p.hints, facts, tables, memory, error);
    if (!facts->position_count) return p.hints.terse ? place_home(&p, &out->home) : AIRLOG_OK;
    p.decimal_year = year_of(&p);
    p.finest_deg = finest_of(facts);
    out->items = airlog_arena_room(memory, facts->position_count, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(memory, error);
    airlog_status status = choose_all(&p);
    if (status == AIRLOG_OK && !p.hints.terse) status = choose_again(&p);
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
    placer p;                                                  /* the hints are for choosing */

    *out_placed = false;
    if (!before->placed || before->fact->kind != AIRLOG_POSITION_OFFSET || fact->kind != AIRLOG_POSITION_OFFSET ||
        is_area(&before->anchor) || before->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS))
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
    airlog_status status = place_offset(&p, out, &choice);
    if (status == AIRLOG_OK && out->placed) status = surroundings(&p, out);
    *out_placed = status == AIRLOG_OK && out->placed;
    return status;
}
