/* Steps along geodesics of WGS 84 by PROJ's geodesic.h, loaded at the first call that needs it. */
#include "sphere.h"

#include <geodesic.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define WGS84_A_M 6378137.0
#define WGS84_F (1 / 298.257223563)

typedef void (*init_function)(struct geod_geodesic *, double, double);
typedef void (*direct_function)(const struct geod_geodesic *, double, double, double, double, double *, double *,
                                double *);
typedef void (*inverse_function)(const struct geod_geodesic *, double, double, double, double, double *, double *,
                                 double *);
typedef void (*area_function)(const struct geod_geodesic *, double[], double[], int, double *, double *);

typedef struct proj_library {
    init_function init;
    direct_function direct;
    inverse_function inverse;
    area_function area;
    struct geod_geodesic wgs84;
} proj_library;

/* Filled once and constant from then on: neither the ellipsoid nor the library ever changes, and finding the
 * functions again for every step would cost more than the step. */
static proj_library loaded;
static atomic_bool is_loaded;
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

static airlog_status load_locked(airlog_error *error) {
    static const char *const names[] = {"geod_init", "geod_direct", "geod_inverse", "geod_polygonarea"};
    airlog_delayed found[4];

    if (atomic_load_explicit(&is_loaded, memory_order_relaxed)) return AIRLOG_OK;
    airlog_status status = airlog_delay_load(AIRLOG_PROJ_SONAME, names, found, 4, error);
    if (status != AIRLOG_OK) return status;
    memcpy(&loaded.init, &found[0], sizeof found[0]);
    memcpy(&loaded.direct, &found[1], sizeof found[1]);
    memcpy(&loaded.inverse, &found[2], sizeof found[2]);
    memcpy(&loaded.area, &found[3], sizeof found[3]);
    loaded.init(&loaded.wgs84, WGS84_A_M, WGS84_F);
    atomic_store_explicit(&is_loaded, true, memory_order_release);
    return AIRLOG_OK;
}

static airlog_status load(airlog_error *error) {
    if (atomic_load_explicit(&is_loaded, memory_order_acquire)) return AIRLOG_OK;
    pthread_mutex_lock(&loading);
    airlog_status status = load_locked(error);
    pthread_mutex_unlock(&loading);
    return status;
}

static bool point_valid(airlog_lonlat point) {
    return isfinite(point.lon_deg) && isfinite(point.lat_deg) && fabs(point.lat_deg) <= 90;
}

static airlog_status refuse_point(airlog_lonlat point, airlog_error *error) {
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "no point on earth: longitude %g, latitude %g", point.lon_deg,
                       point.lat_deg);
}

static double bearing_of(double azimuth_deg) {
    return azimuth_deg < 0 ? azimuth_deg + 360 : azimuth_deg;
}

airlog_status airlog_geodesic_step(airlog_lonlat from, double bearing_deg, double distance_m, airlog_lonlat *out,
                                   airlog_error *error) {
    if (!point_valid(from)) return refuse_point(from, error);
    if (!isfinite(bearing_deg) || !isfinite(distance_m))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a step needs a bearing and a distance");
    airlog_status status = load(error);
    if (status != AIRLOG_OK) return status;
    loaded.direct(&loaded.wgs84, from.lat_deg, from.lon_deg, bearing_deg, distance_m, &out->lat_deg, &out->lon_deg,
                  NULL);
    return AIRLOG_OK;
}

double airlog_distance_on_sphere_m(airlog_lonlat a, airlog_lonlat b) {
    return airlog_sphere_distance_m(a, b);
}

airlog_status airlog_geodesic_between(airlog_lonlat a, airlog_lonlat b, double *out_distance_m, double *out_bearing_deg,
                                      double *out_final_bearing_deg, airlog_error *error) {
    double distance_m, azimuth_deg, final_deg;

    if (!point_valid(a) || !point_valid(b)) return refuse_point(point_valid(a) ? b : a, error);
    airlog_status status = load(error);
    if (status != AIRLOG_OK) return status;
    loaded.inverse(&loaded.wgs84, a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, &distance_m, &azimuth_deg, &final_deg);
    if (out_distance_m) *out_distance_m = distance_m;
    if (out_bearing_deg) *out_bearing_deg = bearing_of(azimuth_deg);
    if (out_final_bearing_deg) *out_final_bearing_deg = bearing_of(final_deg);
    return AIRLOG_OK;
}

airlog_status airlog_geodesic_midpoint(airlog_lonlat a, airlog_lonlat b, airlog_lonlat *out, double *out_half_m,
                                       airlog_error *error) {
    double distance_m = 0, bearing_deg = 0;

    airlog_status status = airlog_geodesic_between(a, b, &distance_m, &bearing_deg, NULL, error);
    if (status != AIRLOG_OK) return status;
    if (out_half_m) *out_half_m = distance_m / 2;
    return airlog_geodesic_step(a, bearing_deg, distance_m / 2, out, error);
}

airlog_status airlog_geodesic_area(const airlog_lonlat *ring, size_t count, airlog_arena *memory, double *out_area_m2,
                                   double *out_perimeter_m, airlog_error *error) {
    if (count > INT32_MAX) return airlog_fail(error, AIRLOG_E_LIMIT, "a ring of %zu points is too long", count);
    airlog_status status = load(error);
    if (status != AIRLOG_OK) return status;
    double *lats = airlog_arena_take(memory, count + 1, sizeof *lats);
    double *lons = airlog_arena_take(memory, count + 1, sizeof *lons);
    if (!lats || !lons) return airlog_arena_failed(memory, error);
    for (size_t i = 0; i < count; i++) {
        if (!point_valid(ring[i])) return refuse_point(ring[i], error);
        lats[i] = ring[i].lat_deg;
        lons[i] = ring[i].lon_deg;
    }
    loaded.area(&loaded.wgs84, lats, lons, (int)count, out_area_m2, out_perimeter_m);
    return AIRLOG_OK;
}
