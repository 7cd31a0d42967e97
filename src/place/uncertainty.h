/* The bounds of the point-radius method, by kind of position, and what they are made of. */
#ifndef AIRLOG_PLACE_UNCERTAINTY_H
#define AIRLOG_PLACE_UNCERTAINTY_H

#include "airlog/place.h"

/* The ten kinds of Wieczorek, Guo and Hijmans 2004 and of Chapman and Wieczorek 2020. */
typedef enum airlog_bound_kind {
    AIRLOG_BOUND_COORDINATES,
    AIRLOG_BOUND_PLACE,
    AIRLOG_BOUND_DISTANCE,     /* distance without a direction */
    AIRLOG_BOUND_PATH,         /* distance along a road or river */
    AIRLOG_BOUND_ORTHOGONAL,   /* two offsets at right angles */
    AIRLOG_BOUND_HEADING,      /* distance at a heading */
    AIRLOG_BOUND_HEADING_ONLY, /* direction without a distance: reach_m to the next constraint */
    AIRLOG_BOUND_BETWEEN,      /* reach_m: half the distance between the two places */
    AIRLOG_BOUND_NEAR,         /* reach_m: the buffer */
    AIRLOG_BOUND_CELL,         /* reach_m: half the diagonal of the grid cell */
    AIRLOG_BOUND_KIND_COUNT
} airlog_bound_kind;

typedef struct airlog_bound_input {
    airlog_bound_kind kind;
    double offset_m;            /* d */
    double reach_m;             /* see the kinds */
    airlog_budget budget;       /* R, p, the u's and the half-angle; bearing_m is not read */
    double growth;              /* airlog_bound_growth(), 1 when nothing is stepped */
    double strict_coordinate_m; /* u_cp at its worst in the cell; 0: budget.coordinate_m */
} airlog_bound_input;

double airlog_bound_published(const airlog_bound_input *input);

/* No position that obeys the inputs lies farther from the point than this. */
double airlog_bound_strict(const airlog_bound_input *input);

/* Distance from the place at which a point stands for a cone of directions: the centre of the smallest circle round
 * it; *out_radius_m is that circle's radius. */
double airlog_bound_cone(double reach_m, double half_angle_deg, double *out_radius_m);

/* How much a displacement of the start can grow by a step of constant bearing: meridians converge, so a place's
 * extent at 80 degrees north is wider 500 km to the south. At least 1. */
double airlog_bound_growth(double lat_deg, double bearing_deg, double distance_m, double displacement_m);

/* u_cp: the precision of a coordinate whose last digit stands for q degrees. */
double airlog_bound_coordinate(double lat_deg, double q_deg, double axis_m, double flattening);
/* The same at the corner of the cell where it is largest. */
double airlog_bound_coordinate_strict(double lat_deg, double q_deg, double axis_m, double flattening);
/* The metres that q degrees stand for along the meridian and along the parallel. */
void airlog_bound_degrees(double lat_deg, double q_deg, double axis_m, double flattening, double *out_north_m,
                          double *out_east_m);

/* p: half the precision of a distance, in the unit that the author measured in. */
double airlog_bound_precision(double value, double digit);

#define AIRLOG_WGS84_AXIS_M 6378137.0
#define AIRLOG_WGS84_FLATTENING (1 / 298.257223563)

#endif
