/* The 95 % radius: how far off reporters really are. */
#ifndef AIRLOG_PLACE_RADIUS_H
#define AIRLOG_PLACE_RADIUS_H

#include "airlog/place.h"

typedef struct airlog_radius_input {
    double distance_m;     /* d */
    double rounding_m;     /* half of what the last digit of the distance stands for, and half of a range */
    double half_angle_deg; /* of the compass resolution: 45, 22.5, 11.25 ..., 1 for degrees */
    double extent_m;       /* of the anchor, or of the part of it that is meant */
    bool compass;          /* a compass word, not degrees */
    bool area;             /* the anchor is an island, a region, a country */
    bool measured;         /* the distance stands in kilometres alone, as who measures on a map gives it */
    bool terse;            /* an aviation message: measured by instruments */
} airlog_radius_input;

/* What lies 95 times in 100 within these, for the region that is drawn; and the radius that does. */
typedef struct airlog_radius {
    double radius_m;
    double heading_deg; /* to either side */
    double distance_m;  /* to either side */
    double sweep_m;     /* of the place */
} airlog_radius;

airlog_radius airlog_radius_offset(const airlog_radius_input *input);

/* The half-angle that bounds take by default: what reporters mean by a compass word. */
double airlog_radius_heading_deg(double half_angle_deg);

#endif
