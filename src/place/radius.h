/* The 95 % radius: how far off reporters really are. */
#ifndef AIRLOG_PLACE_RADIUS_H
#define AIRLOG_PLACE_RADIUS_H

#include "airlog/place.h"

typedef struct airlog_radius_input {
    double distance_m;       /* d; 0 when nothing is stepped */
    double rounding_m;       /* half of what the last digit of the distance stands for, and half of a range */
    double half_angle_deg;   /* of the compass resolution: 45, 22.5, 11.25 ...; 0 when nothing is stepped */
    airlog_place_kind place; /* of the anchor */
    double extent_m;         /* of the anchor */
    bool terse;              /* an aviation message: measured by instruments */
} airlog_radius_input;

/* Radius about the point that holds the true position 95 times in 100. */
double airlog_radius_offset(const airlog_radius_input *input);

/* What reporters mean by a compass word or figure: half-angle and relative distance that hold 95 in 100 each; for the
 * region that is drawn. */
double airlog_radius_heading_deg(double half_angle_deg);
double airlog_radius_distance_m(const airlog_radius_input *input);
/* The part of a place's extent that names are given from. */
double airlog_radius_extent_m(airlog_place_kind place, double extent_m);

#endif
