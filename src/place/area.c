/* Places that have an edge: which they are, what part of one is meant, where an offset from one begins. */
#include "placer.h"

#include <math.h>

/* Seas, countries and regions have an edge; below this extent their centre is as good. */
#define AREA_LEAST_M 25000.0
/* How far towards its side a part of a place lies, as a share of the place's extent. */
#define PART_USUAL 0.5
#define PART_EXTREME 0.9
/* An offset of d from an area that reaches farther than this many times d and this far beyond could lie anywhere along
 * its edge: four miles from a whole country say nothing. */
#define WIDE_TIMES 6
#define WIDE_M 200000.0
/* Water narrower than this between two parts of a country does not end it. */
#define STRAIT_M 150000.0

bool airlog_area_is(const airlog_place_entry *place) {
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

airlog_status airlog_area_part(airlog_placer *p, const airlog_position *position, const airlog_choice *choice,
                               airlog_lonlat *out, double *out_extent_m) {
    *out = airlog_anchor_point(position);
    *out_extent_m = position->anchor.extent_m;
    if (!isfinite(choice->side_deg) || !airlog_area_is(&position->anchor)) return AIRLOG_OK;
    double share = choice->extreme ? PART_EXTREME : PART_USUAL;
    *out_extent_m = position->anchor.extent_m * (1 - share);
    return airlog_geodesic_step(*out, choice->side_deg, position->anchor.extent_m * share, out, p->error);
}

airlog_status airlog_area_edge(airlog_placer *p, airlog_position *position, airlog_lonlat from, double bearing_deg,
                               double *out_edge_m) {
    const airlog_place_entry *place = &position->anchor;
    airlog_status status = AIRLOG_OK;

    *out_edge_m = 0;
    if (!airlog_area_is(place)) return AIRLOG_OK;
    if (place->kind != AIRLOG_PLACE_SEA && place->kind != AIRLOG_PLACE_STRAIT)
        status = airlog_land_edge(p->tables, place->country, from, bearing_deg,
                                  place->kind == AIRLOG_PLACE_COUNTRY ? STRAIT_M : 0, 2 * place->extent_m, out_edge_m,
                                  p->error);
    if (place->kind != AIRLOG_PLACE_COUNTRY && *out_edge_m > place->extent_m) *out_edge_m = 0;
    if (*out_edge_m <= 0) position->doubts |= AIRLOG_DOUBT_BIT(AREA_CENTRE);
    return status;
}

bool airlog_area_too_wide(const airlog_position *position, double extent_m) {
    return airlog_area_is(&position->anchor) && extent_m > WIDE_TIMES * position->distance_m + WIDE_M;
}
