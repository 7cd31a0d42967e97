/* Points as unit vectors from the centre of a sphere: what lies nearest to what. Distances that are told are measured
 * on the ellipsoid afterwards. */
#ifndef AIRLOG_PLACE_SPHERE_H
#define AIRLOG_PLACE_SPHERE_H

#include "airlog/place.h"

#include <math.h>

#define AIRLOG_SPHERE_M 6371008.8
#define AIRLOG_RADIAN (M_PI / 180)

/* Metres between two points of a sphere, 0.5 % at most from those of the ellipsoid: for choosing what is near. */
static inline double airlog_sphere_distance_m(airlog_lonlat a, airlog_lonlat b) {
    double along = sin((b.lat_deg - a.lat_deg) * AIRLOG_RADIAN / 2),
           across = sin((b.lon_deg - a.lon_deg) * AIRLOG_RADIAN / 2);
    double square = along * along + cos(a.lat_deg * AIRLOG_RADIAN) * cos(b.lat_deg * AIRLOG_RADIAN) * across * across;

    return 2 * AIRLOG_SPHERE_M * asin(sqrt(fmin(1, square)));
}

/* Where a step on a sphere leads. */
static inline airlog_lonlat airlog_sphere_step(airlog_lonlat from, double bearing_deg, double metres) {
    double lat = from.lat_deg * AIRLOG_RADIAN, angle = metres / AIRLOG_SPHERE_M, b = bearing_deg * AIRLOG_RADIAN;
    double sine = sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(b);
    double lon = atan2(sin(b) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sine);

    return (airlog_lonlat){from.lon_deg + lon / AIRLOG_RADIAN, asin(fmax(-1, fmin(1, sine))) / AIRLOG_RADIAN};
}

typedef struct airlog_vector {
    double x, y, z;
} airlog_vector;

static inline airlog_vector airlog_vector_of(airlog_lonlat point) {
    double lon = point.lon_deg * AIRLOG_RADIAN, lat = point.lat_deg * AIRLOG_RADIAN, c = cos(lat);

    return (airlog_vector){c * cos(lon), c * sin(lon), sin(lat)};
}

static inline airlog_lonlat airlog_vector_point(airlog_vector v) {
    return (airlog_lonlat){atan2(v.y, v.x) / AIRLOG_RADIAN, atan2(v.z, hypot(v.x, v.y)) / AIRLOG_RADIAN};
}

static inline double airlog_vector_dot(airlog_vector a, airlog_vector b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline airlog_vector airlog_vector_cross(airlog_vector a, airlog_vector b) {
    return (airlog_vector){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

/* a + share * b */
static inline airlog_vector airlog_vector_add(airlog_vector a, double share, airlog_vector b) {
    return (airlog_vector){a.x + share * b.x, a.y + share * b.y, a.z + share * b.z};
}

/* The angle between two, exact for small ones too. */
static inline double airlog_vector_angle(airlog_vector a, airlog_vector b) {
    airlog_vector c = airlog_vector_cross(a, b);

    return atan2(sqrt(airlog_vector_dot(c, c)), airlog_vector_dot(a, b));
}

/* The point of the great circle arc from a to b that is nearest to p. */
static inline airlog_vector airlog_vector_foot(airlog_vector a, airlog_vector b, airlog_vector p) {
    airlog_vector normal = airlog_vector_cross(a, b);
    double square = airlog_vector_dot(normal, normal);

    if (square > 0) {
        airlog_vector foot = airlog_vector_add(p, -airlog_vector_dot(p, normal) / square, normal);
        bool after = airlog_vector_dot(airlog_vector_cross(a, foot), normal) >= 0;
        bool before = airlog_vector_dot(airlog_vector_cross(foot, b), normal) >= 0;
        if (after && before) return foot; /* its length is not 1, which a direction does not need */
    }
    return airlog_vector_dot(p, a) > airlog_vector_dot(p, b) ? a : b;
}

#endif
