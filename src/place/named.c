/* At, near, over and in a named place, on final to it, and between two. */
#include "placer.h"

#include <math.h>

/* Radial that a place gets by "near": a stated buffer. */
#define NEAR_BUFFER_M 10000.0
/* How much of a place's extent a circle towards one side needs to hold 95 % of that half of a disc, or of its tip. */
#define PART_REACH 0.9
#define PART_EXTREME_REACH 0.6

static airlog_status place_named(airlog_placer *p, size_t index, airlog_position *position, double buffer_m,
                                 const char *method) {
    airlog_bound_input input = {.kind = buffer_m > 0 ? AIRLOG_BOUND_NEAR : AIRLOG_BOUND_PLACE, .reach_m = buffer_m};

    airlog_choice choice = p->choices[index];
    if (!isfinite(choice.side_deg)) choice.side_deg = position->fact->reference.side_deg;
    airlog_status status = airlog_area_part(p, position, &choice, &position->point, &input.budget.extent_m);
    if (status != AIRLOG_OK) return status;
    if (isfinite(choice.side_deg) && airlog_area_is(&position->anchor))
        input.budget.extent_m = position->anchor.extent_m * (choice.extreme ? PART_EXTREME_REACH : PART_REACH);
    airlog_position_bounds(position, &input, 0);
    position->radius_m = position->bound_m;
    position->placed = true;
    position->method = airlog_text_of(method);
    if (airlog_area_is(&position->anchor)) position->doubts |= AIRLOG_DOUBT_BIT(AREA_CENTRE);
    return AIRLOG_OK;
}

airlog_status airlog_named_place(airlog_placer *p, size_t index, airlog_position *position) {
    switch (position->fact->kind) {
    case AIRLOG_POSITION_OVER:
        return place_named(p, index, position, 0, "named place, over it");
    case AIRLOG_POSITION_IN:
        return place_named(p, index, position, 0, "named place, in it");
    case AIRLOG_POSITION_NEAR:
        return place_named(p, index, position, NEAR_BUFFER_M, "named place, near it");
    default:
        return place_named(p, index, position, 0, "named place");
    }
}

/* On final: out along the reciprocal of the runway's direction, which the parser gives as the bearing. */
airlog_status airlog_named_final(airlog_placer *p, size_t index, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;

    if (fact->distance.dimension == AIRLOG_DIMENSION_NONE)
        return place_named(p, index, position, NEAR_BUFFER_M, "named place, on final");
    if (!isfinite(fact->bearing_deg)) {
        position->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
        return airlog_vague_ring(p, position);
    }
    return airlog_offset_place(p, position, &p->choices[index]);
}

airlog_status airlog_named_between(airlog_placer *p, size_t index, airlog_position *position, bool midway) {
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
        airlog_anchor_point(position), (airlog_lonlat){position->anchor2.lon_deg, position->anchor2.lat_deg},
        &position->point, &input.reach_m, p->error);
    input.budget.extent_m = fmax(position->anchor.extent_m, position->anchor2.extent_m);
    airlog_position_bounds(position, &input, 0);
    position->radius_m = midway ? 0.4 * input.reach_m + input.budget.extent_m : 0.95 * position->bound_m;
    position->placed = status == AIRLOG_OK;
    position->method = airlog_text_of("geodesic midpoint");
    return status;
}
