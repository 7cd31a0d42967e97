/* A distance and a direction from a place. */
#include "placer.h"
#include "radius.h"

#include <math.h>
#include <string.h>

static airlog_status true_bearing(airlog_placer *p, const airlog_position *position, double *out_deg,
                                  const char **out_how, airlog_doubts *doubts) {
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
        if (airlog_declination(p->tables, airlog_anchor_point(position), 0, p->decimal_year, &declination_deg, &own) !=
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
double airlog_offset_published_deg(const airlog_placer *p, const airlog_position_fact *fact) {
    double half_deg = isfinite(fact->bearing_half_deg) ? fact->bearing_half_deg : 45;

    if (fact->bearing_reference == AIRLOG_BEARING_COMPASS) return fmin(half_deg, p->finest_deg);
    return half_deg;
}

double airlog_offset_half_deg(const airlog_placer *p, const airlog_position_fact *fact) {
    double half_deg = airlog_offset_published_deg(p, fact);

    return p->options->heading_published ? half_deg : airlog_radius_heading_deg(half_deg);
}

airlog_status airlog_offset_step(airlog_placer *p, airlog_lonlat from, double bearing_deg, double distance_m,
                                 airlog_lonlat *out) {
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

double airlog_offset_distance(const airlog_quantity *q, double *out_half_m) {
    *out_half_m = half_precision_m(q);
    if (q->hedge == AIRLOG_HEDGE_UP_TO) {
        *out_half_m = fmax(*out_half_m, q->value_si / 2);
        return q->value_si / 2;
    }
    if (q->hedge == AIRLOG_HEDGE_OVER) *out_half_m += 0.1 * q->value_si;
    return q->value_si;
}

static airlog_status join(airlog_placer *p, const char *const pieces[], size_t count, airlog_text *out) {
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

static airlog_radius_input radius_input(const airlog_placer *p, const airlog_position *position, double half_m,
                                        double extent_m) {
    double half_deg = position->fact->bearing_half_deg;

    return (airlog_radius_input){.distance_m = position->distance_m,
                                 .rounding_m = half_m,
                                 .half_angle_deg = isfinite(half_deg) ? half_deg : 45,
                                 .extent_m = extent_m,
                                 .compass = position->fact->bearing_reference == AIRLOG_BEARING_COMPASS,
                                 .area = airlog_area_is(&position->anchor),
                                 .measured = position->fact->distance.unit == AIRLOG_TERM_KILOMETRE &&
                                             !isfinite(position->fact->distance.paired_si),
                                 .terse = p->hints.terse};
}

static airlog_status finish_offset(airlog_placer *p, airlog_position *position, double half_m, double edge_m,
                                   double extent_m, const char *how) {
    const airlog_position_fact *fact = position->fact;
    airlog_bound_input input = {.kind = AIRLOG_BOUND_HEADING, .offset_m = position->distance_m};
    /* beyond an edge the place's width is what lies across the direction: half of it is as good a figure as any */
    if (edge_m > 0) extent_m /= 2;
    const char *pieces[] = {
        p->options->rhumb ? "rhumb line offset" : "geodesic offset", edge_m > 0 ? " from the edge" : "", how,
        p->options->heading_published ? ", published heading angle" : ", heading angle as reporters use it"};

    input.budget.extent_m = extent_m;
    input.budget.distance_m = half_m;
    input.budget.heading_deg = airlog_offset_half_deg(p, fact);
    input.growth =
        airlog_bound_growth(position->anchor.lat_deg, position->bearing_deg, edge_m + position->distance_m, extent_m);
    airlog_position_bounds(position, &input, airlog_offset_published_deg(p, fact));
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

airlog_status airlog_offset_place(airlog_placer *p, airlog_position *position, const airlog_choice *choice) {
    const airlog_position_fact *fact = position->fact;
    double half_m, edge_m, extent_m;
    airlog_lonlat from;
    const char *how;

    position->distance_m = airlog_offset_distance(&fact->distance, &half_m);
    airlog_status status = true_bearing(p, position, &position->bearing_deg, &how, &position->doubts);
    if (status == AIRLOG_OK) status = airlog_area_part(p, position, choice, &from, &extent_m);
    if (status == AIRLOG_OK) status = airlog_area_edge(p, position, from, position->bearing_deg, &edge_m);
    if (status == AIRLOG_OK && !p->options->approximate &&
        airlog_area_too_wide(position, edge_m > 0 ? extent_m / 2 : extent_m)) {
        airlog_position_refuse(position,
                               "the place is too wide for the distance: this could be anywhere along its edge");
        return AIRLOG_OK;
    }
    if (status == AIRLOG_OK)
        status = airlog_offset_step(p, from, position->bearing_deg, edge_m + position->distance_m, &position->point);
    return status == AIRLOG_OK ? finish_offset(p, position, half_m, edge_m, extent_m, how) : status;
}

/* 5 miles north and 1 west: two legs, each from where the one before ended. */
airlog_status airlog_offset_orthogonal(airlog_placer *p, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;
    double half1_m, half2_m, first_m = airlog_offset_distance(&fact->distance, &half1_m);
    double second_m = airlog_offset_distance(&fact->distance2, &half2_m);
    airlog_lonlat corner;
    airlog_bound_input input = {.kind = AIRLOG_BOUND_ORTHOGONAL};

    airlog_status status = airlog_offset_step(p, airlog_anchor_point(position), fact->bearing_deg, first_m, &corner);
    if (status == AIRLOG_OK) status = airlog_offset_step(p, corner, fact->bearing2_deg, second_m, &position->point);
    if (status == AIRLOG_OK)
        status = airlog_geodesic_between(airlog_anchor_point(position), position->point, &position->distance_m,
                                         &position->bearing_deg, NULL, p->error);
    if (status != AIRLOG_OK) return status;
    input.budget.extent_m = position->anchor.extent_m;
    input.budget.distance_m = fmax(half1_m, half2_m);
    input.growth = airlog_bound_growth(position->anchor.lat_deg, position->bearing_deg, position->distance_m,
                                       position->anchor.extent_m);
    airlog_position_bounds(position, &input, 0);
    position->radius_m = position->bound_m;
    position->placed = true;
    position->method =
        airlog_text_of(p->options->rhumb ? "two rhumb line legs at right angles" : "two geodesic legs at right angles");
    return AIRLOG_OK;
}
