/* Coordinates, circles and areas as they are written. */
#include "placer.h"
#include "sphere.h"

#include <math.h>

airlog_status airlog_coordinate_place(airlog_position *position) {
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
    airlog_position_bounds(position, &input, 0);
    /* a figure that was rounded lies within half a unit: the circle over the corners of that cell */
    position->radius_m = cell ? input.reach_m : fmax(1, input.budget.coordinate_m / 2);
    position->bound_m = fmax(1, position->bound_m);
    position->placed = true;
    position->doubts |= AIRLOG_DOUBT_BIT(DATUM_ASSUMED);
    position->method = airlog_text_of(cell ? "centre of the grid cell" : "coordinates as written");
    return AIRLOG_OK;
}

airlog_status airlog_coordinate_circle(airlog_position *position) {
    double radius_m = position->fact->distance.value_si;
    airlog_status status = airlog_coordinate_place(position);

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
    airlog_vector sum = {0};

    for (size_t i = 0; i < count; i++) sum = airlog_vector_add(sum, 1, airlog_vector_of(points[i]));
    return airlog_vector_point(sum);
}

airlog_status airlog_coordinate_polygon(airlog_placer *p, airlog_position *position) {
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
    airlog_position_bounds(position, &input, 0);
    position->radius_m = fmax(1, radius_m);
    position->placed = true;
    position->doubts |= AIRLOG_DOUBT_BIT(DATUM_ASSUMED);
    position->method = airlog_text_of("middle of the polygon's corners");
    return AIRLOG_OK;
}
