/* How far a point lies from a geodesic line: the foot of the perpendicular, by steps. */
#include "airlog/place.h"
#include "sphere.h"

#include <math.h>

#define CLOSE_M 1e-5

enum { STEPS_MOST = 60 };

typedef struct foot {
    airlog_lonlat at;
    double along_m;   /* from the start of the line */
    double line_deg;  /* bearing of the line there */
    double cross_m;   /* from there to the point */
    double point_deg; /* bearing of the point there */
} foot;

/* The place `along_m` down the line, and how the point lies from there. */
static airlog_status look_from(airlog_lonlat a, double bearing_deg, double along_m, airlog_lonlat point, foot *out,
                               airlog_error *error) {
    airlog_lonlat beyond;
    double unused;
    out->along_m = along_m;
    /* The bearing of the line is that of the chord to a place 100 km further: on the line itself it is exact. */
    airlog_status status = airlog_geodesic_step(a, bearing_deg, along_m, &out->at, error);
    if (status == AIRLOG_OK) status = airlog_geodesic_step(a, bearing_deg, along_m + 1e5, &beyond, error);
    if (status == AIRLOG_OK) status = airlog_geodesic_between(out->at, beyond, &unused, &out->line_deg, &unused, error);
    if (status == AIRLOG_OK)
        status = airlog_geodesic_between(out->at, point, &out->cross_m, &out->point_deg, &unused, error);
    return status;
}

airlog_status airlog_geodesic_cross_track(airlog_lonlat a, airlog_lonlat b, airlog_lonlat point, double *out_cross_m,
                                          double *out_along_m, airlog_lonlat *out_foot, airlog_error *error) {
    double length_m, bearing_deg, unused, step_m = 0;
    foot here = {.along_m = 0};
    airlog_status status = airlog_geodesic_between(a, b, &length_m, &bearing_deg, &unused, error);
    if (status != AIRLOG_OK) return status;
    if (length_m < 1e-3 || length_m > 2e7)
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "a line needs two points that are neither the same nor opposite on the globe");
    for (int i = 0; i < STEPS_MOST; i++) {
        status = look_from(a, bearing_deg, here.along_m + step_m, point, &here, error);
        if (status != AIRLOG_OK) return status;
        double angle = (here.point_deg - here.line_deg) * AIRLOG_RADIAN, away = here.cross_m / AIRLOG_SPHERE_M;
        /* On the sphere, and what is left of it is stepped again: Napier's rule in the right-angled triangle of place,
         * foot and point */
        step_m = AIRLOG_SPHERE_M * atan2(sin(away) * cos(angle), cos(away));
        if (fabs(step_m) > CLOSE_M) continue;
        *out_cross_m = sin(angle) < 0 ? -here.cross_m : here.cross_m;
        *out_along_m = here.along_m;
        *out_foot = here.at;
        return AIRLOG_OK;
    }
    return airlog_fail(error, AIRLOG_E_ARGUMENT,
                       "the point is a quarter of the globe from the line, so no place of it "
                       "is nearest");
}
