/* Sums, never root-sum-square: every term is a maximum.
 *
 * Formulas: Wieczorek, Guo and Hijmans 2004, "The point-radius method for georeferencing locality descriptions and
 * calculating associated uncertainty", IJGIS 18:745; Chapman and Wieczorek 2020, "Georeferencing Best Practices";
 * Zermoglio et al. 2020, "Georeferencing Quick Reference Guide". */
#include "uncertainty.h"
#include "sphere.h"

#include <math.h>

static double other_terms(const airlog_budget *b) {
    return b->datum_m + b->map_m + b->measurement_m;
}

/* Third side of the triangle with sides a and b and an angle between them. */
static double third_side(double a, double b, double angle_deg) {
    return sqrt(fmax(0, a * a + b * b - 2 * a * b * cos(angle_deg * AIRLOG_RADIAN)));
}

double airlog_bound_cone(double reach_m, double half_angle_deg, double *out_radius_m) {
    double a = half_angle_deg * AIRLOG_RADIAN;

    if (half_angle_deg <= 45) { /* the circle through the place and both far corners */
        *out_radius_m = reach_m / (2 * cos(a));
        return *out_radius_m;
    }
    *out_radius_m = half_angle_deg >= 90 ? reach_m : reach_m * sin(a);
    return half_angle_deg >= 90 ? 0 : reach_m * cos(a);
}

double airlog_bound_published(const airlog_bound_input *input) {
    const airlog_budget *b = &input->budget;
    double rest = other_terms(b) + b->coordinate_m, d = input->offset_m, grown, cone_m;

    switch (input->kind) {
    case AIRLOG_BOUND_COORDINATES:
        return rest;
    case AIRLOG_BOUND_DISTANCE:
        return d + b->extent_m + b->distance_m + rest;
    case AIRLOG_BOUND_PATH:
        return b->extent_m + b->distance_m + rest;
    case AIRLOG_BOUND_ORTHOGONAL:
        return b->distance_m * sqrt(2) + b->extent_m + rest;
    case AIRLOG_BOUND_HEADING:
        grown = d + b->extent_m + b->distance_m + other_terms(b);
        return third_side(grown, d, b->heading_deg) + b->coordinate_m;
    case AIRLOG_BOUND_HEADING_ONLY:
        (void)airlog_bound_cone(input->reach_m, b->heading_deg, &cone_m);
        return cone_m + b->extent_m + rest;
    case AIRLOG_BOUND_BETWEEN:
    case AIRLOG_BOUND_NEAR:
    case AIRLOG_BOUND_CELL:
        return input->reach_m + b->extent_m + rest;
    case AIRLOG_BOUND_PLACE:
    case AIRLOG_BOUND_KIND_COUNT:
        break;
    }
    return b->extent_m + rest;
}

/* The published circle treats the place's extent as if it lay along the heading; by the triangle inequality it has
 * to be added beside the step, and it grows on the way. */
double airlog_bound_strict(const airlog_bound_input *input) {
    const airlog_budget *b = &input->budget;
    double growth = fmax(1, input->growth), d = input->offset_m;
    double rest = other_terms(b) + fmax(b->coordinate_m, input->strict_coordinate_m);
    double start = growth * (b->extent_m + rest);

    switch (input->kind) {
    case AIRLOG_BOUND_COORDINATES:
        return rest;
    case AIRLOG_BOUND_HEADING:
        return start + third_side(d + b->distance_m, d, b->heading_deg);
    case AIRLOG_BOUND_ORTHOGONAL:
        return start + b->distance_m * sqrt(2);
    case AIRLOG_BOUND_PLACE:
    case AIRLOG_BOUND_DISTANCE:
    case AIRLOG_BOUND_PATH:
    case AIRLOG_BOUND_HEADING_ONLY:
    case AIRLOG_BOUND_BETWEEN:
    case AIRLOG_BOUND_NEAR:
    case AIRLOG_BOUND_CELL:
    case AIRLOG_BOUND_KIND_COUNT:
        break;
    }
    airlog_bound_input worst = *input;
    worst.budget.coordinate_m = fmax(b->coordinate_m, input->strict_coordinate_m);
    return airlog_bound_published(&worst) + (start - b->extent_m - rest);
}

/* A displaced start (north, east) arrives displaced along the track by what it was, and across it by
 * across * cos(s) - east * tan(lat) * sin(s), s the step as an angle: the second term is the turning of north between
 * neighbouring meridians. The growth is the greatest singular value of that matrix. */
double airlog_bound_growth(double lat_deg, double bearing_deg, double distance_m, double displacement_m) {
    double step = distance_m / AIRLOG_WGS84_AXIS_M;
    double lat = fmin(fabs(lat_deg) * AIRLOG_RADIAN + displacement_m / AIRLOG_WGS84_AXIS_M, 89.99 * AIRLOG_RADIAN);
    double bearing = bearing_deg * AIRLOG_RADIAN, turn = copysign(tan(lat), lat_deg) * sin(step);
    double m11 = cos(bearing), m12 = sin(bearing);
    double m21 = -sin(bearing) * cos(step), m22 = cos(bearing) * cos(step) - turn;
    double trace = m11 * m11 + m12 * m12 + m21 * m21 + m22 * m22, det = m11 * m22 - m12 * m21;
    double square = (trace + sqrt(fmax(0, trace * trace - 4 * det * det))) / 2;

    /* one part in fifty of the growth covers the flattening */
    return 1 + fmax(0, sqrt(square) - 1) * 1.02;
}

void airlog_bound_degrees(double lat_deg, double q_deg, double axis_m, double flattening, double *out_north_m,
                          double *out_east_m) {
    double e2 = flattening * (2 - flattening), s = sin(lat_deg * AIRLOG_RADIAN), w2 = 1 - e2 * s * s;

    *out_north_m = q_deg * AIRLOG_RADIAN * axis_m * (1 - e2) / (w2 * sqrt(w2));
    *out_east_m = q_deg * AIRLOG_RADIAN * axis_m / sqrt(w2) * cos(lat_deg * AIRLOG_RADIAN);
}

double airlog_bound_coordinate(double lat_deg, double q_deg, double axis_m, double flattening) {
    double north_m, east_m;

    airlog_bound_degrees(lat_deg, q_deg, axis_m, flattening, &north_m, &east_m);
    return hypot(north_m, east_m);
}

double airlog_bound_coordinate_strict(double lat_deg, double q_deg, double axis_m, double flattening) {
    double north_m, east_m, unused_m;

    airlog_bound_degrees(fmin(90, fabs(lat_deg) + q_deg), q_deg, axis_m, flattening, &north_m, &unused_m);
    airlog_bound_degrees(fmax(0, fabs(lat_deg) - q_deg), q_deg, axis_m, flattening, &unused_m, &east_m);
    return hypot(north_m, east_m);
}

/* Fractions that people use (halves, quarters) stand for half of themselves; decimals for half their last digit;
 * whole numbers for half a unit of their second digit, at least of one. */
double airlog_bound_precision(double value, double digit) {
    double fraction = value - floor(value), v = fabs(value);

    if (fraction == 0.5) return 0.25;
    if (fraction == 0.25 || fraction == 0.75) return 0.125;
    if (fraction != 0) return digit > 0 && digit < 1 ? digit / 2 : 0.05;
    if (v < 10) return 0.5;
    return fmax(1, pow(10, floor(log10(v) + 1e-12) - 1)) / 2;
}
