/* A distance without a direction and a direction without a distance: no point, but on request one that stands for
 * where it may be. */
#include "placer.h"

#include <math.h>

/* How far a direction without a distance is taken to reach when a point is asked for all the same. */
#define SECTOR_REACH_M 100000.0
/* How far off shore "off the coast" is taken to be when a point is asked for all the same. */
#define OFFSHORE_M 22224.0

airlog_status airlog_vague_ring(airlog_placer *p, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;
    airlog_bound_input input = {.kind = AIRLOG_BOUND_DISTANCE};
    double half_m, edge_m = 0, side_deg = fact->reference.side_deg;

    position->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
    input.offset_m = airlog_offset_distance(&fact->distance, &half_m);
    position->distance_m = input.offset_m;
    if (!p->options->approximate) {
        airlog_position_refuse(position, "a distance without a direction gives a ring and no point");
        return AIRLOG_OK;
    }
    position->doubts |= AIRLOG_DOUBT_BIT(REPRESENTATIVE_POINT);
    position->point = airlog_anchor_point(position);
    airlog_status status = AIRLOG_OK;
    if (isfinite(side_deg)) { /* off the east coast: the middle of that side */
        status = airlog_area_edge(p, position, airlog_anchor_point(position), side_deg, &edge_m);
        if (status == AIRLOG_OK)
            status = airlog_offset_step(p, airlog_anchor_point(position), side_deg,
                                        input.offset_m + (edge_m > 0 ? edge_m : position->anchor.extent_m),
                                        &position->point);
        input.offset_m = 0;
    }
    input.budget.extent_m = position->anchor.extent_m;
    input.budget.distance_m = half_m;
    airlog_position_bounds(position, &input, 0);
    position->radius_m = 0.95 * position->bound_m;
    position->placed = status == AIRLOG_OK;
    position->method = airlog_text_of("representative point of a ring");
    return status;
}

static airlog_status place_sector(airlog_placer *p, airlog_position *position, double bearing_deg, double reach_m) {
    airlog_bound_input input = {.kind = AIRLOG_BOUND_HEADING_ONLY, .reach_m = reach_m};
    double cone_m, edge_m;

    position->doubts |= AIRLOG_DOUBT_BIT(NO_DISTANCE);
    position->bearing_deg = bearing_deg;
    if (!p->options->approximate || !isfinite(bearing_deg)) {
        airlog_position_refuse(position, "a direction without a distance gives a sector and no point");
        return AIRLOG_OK;
    }
    position->doubts |= AIRLOG_DOUBT_BIT(REPRESENTATIVE_POINT);
    input.budget.heading_deg = airlog_offset_half_deg(p, position->fact);
    input.budget.extent_m = position->anchor.extent_m;
    double out_m = airlog_bound_cone(reach_m, input.budget.heading_deg, &cone_m);
    airlog_status status = airlog_area_edge(p, position, airlog_anchor_point(position), bearing_deg, &edge_m);
    if (status == AIRLOG_OK)
        status = airlog_offset_step(p, airlog_anchor_point(position), bearing_deg, edge_m + out_m, &position->point);
    input.growth = airlog_bound_growth(position->anchor.lat_deg, bearing_deg, edge_m + reach_m, input.budget.extent_m);
    airlog_position_bounds(position, &input, airlog_offset_published_deg(p, position->fact));
    position->radius_m = 0.95 * position->bound_m;
    position->placed = status == AIRLOG_OK;
    position->method = airlog_text_of("representative point of a sector");
    return status;
}

airlog_status airlog_vague_sector(airlog_placer *p, airlog_position *position) {
    return place_sector(p, position, position->fact->bearing_deg, SECTOR_REACH_M);
}

airlog_status airlog_vague_offshore(airlog_placer *p, airlog_position *position) {
    const airlog_position_fact *fact = position->fact;

    return place_sector(p, position, isfinite(fact->bearing_deg) ? fact->bearing_deg : fact->reference.side_deg,
                        OFFSHORE_M);
}
