/* Measures the legs of a way, and prints them for people, as JSON Lines or as CSV. */
#include "distance.h"
#include "json.h"
#include "table.h"

#include <math.h>
#include <string.h>

enum { ALONG_MOST = 1000000 }; /* points of one question */

typedef struct leg {
    double metres, initial_deg, final_deg, magnetic_deg; /* magnetic: NaN when there is no model for it */
    airlog_lonlat middle;
} leg;

/* ---- one leg ------------------------------------------------------------------------------ */

/* Declination at a point, when there are tables to take it from. It is a help and never a reason to fail. */
static double magnetic_bearing(distance_job *job, airlog_lonlat at, double true_deg) {
    airlog_error ignored = {0};
    double east_deg;
    if (!job->tables && airlog_cli_tables(job->settings->tables, &job->tables, &ignored) != AIRLOG_OK)
        return AIRLOG_UNKNOWN;
    if (airlog_declination(job->tables, at, 0, job->decimal_year, &east_deg, &ignored) != AIRLOG_OK)
        return AIRLOG_UNKNOWN;
    return fmod(true_deg - east_deg + 720, 360);
}

/* Length and bearings. */
static airlog_status between(const distance_job *job, airlog_lonlat a, airlog_lonlat b, leg *out, airlog_error *error) {
    *out = (leg){.magnetic_deg = AIRLOG_UNKNOWN};
    if (!job->settings->rhumb)
        return airlog_geodesic_between(a, b, &out->metres, &out->initial_deg, &out->final_deg, error);
    airlog_status status = airlog_rhumb_between(a, b, &out->metres, &out->initial_deg, error);
    out->final_deg = out->initial_deg;
    return status;
}

/* The midpoint and the magnetic bearing, which only people and JSON are shown. */
static airlog_status add_more(distance_job *job, airlog_lonlat a, airlog_lonlat b, leg *out, airlog_error *error) {
    out->magnetic_deg = magnetic_bearing(job, a, out->initial_deg);
    return job->settings->rhumb ? airlog_rhumb_step(a, out->initial_deg, out->metres / 2, &out->middle, error)
                                : airlog_geodesic_midpoint(a, b, &out->middle, NULL, error);
}

static airlog_status step(const distance_job *job, airlog_lonlat from, double bearing_deg, double metres,
                          airlog_lonlat *out, airlog_error *error) {
    return job->settings->rhumb ? airlog_rhumb_step(from, bearing_deg, metres, out, error)
                                : airlog_geodesic_step(from, bearing_deg, metres, out, error);
}

/* ---- for people --------------------------------------------------------------------------- */

static void print_metres(airlog_buffer *out, double metres) {
    int decimals = metres < 1852 ? 4 : metres < 1852000 ? 2 : 1;
    airlog_buffer_number(out, metres / 1000, decimals);
    airlog_buffer_string(out, " km   ");
    airlog_buffer_number(out, metres / 1852, decimals);
    airlog_buffer_string(out, " NM   ");
    airlog_buffer_number(out, metres / 1609.344, decimals);
    airlog_buffer_string(out, " mi");
}

/* A bearing that is rounded to 360 is 0. */
static double rounded_bearing(double deg) {
    return fmod(round(deg * 10) / 10, 360);
}

static void print_leg(airlog_buffer *out, const leg *found) {
    print_metres(out, found->metres);
    airlog_buffer_print(out, "\n  bearing  %05.1f deg true", rounded_bearing(found->initial_deg));
    if (!isnan(found->magnetic_deg))
        airlog_buffer_print(out, ", %05.1f deg magnetic", rounded_bearing(found->magnetic_deg));
    airlog_buffer_print(out, "; arriving %05.1f deg true\n  midpoint ", rounded_bearing(found->final_deg));
    airlog_cli_print_point(out, found->middle);
    airlog_buffer_char(out, '\n');
}

/* ---- for programs ------------------------------------------------------------------------- */

static void print_leg_json(airlog_buffer *out, const waypoint *from, const waypoint *to, const leg *found) {
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "from", from->name);
    airlog_cli_member_number(out, "from_lon", from->point.lon_deg, 7);
    airlog_cli_member_number(out, "from_lat", from->point.lat_deg, 7);
    airlog_cli_member_text(out, "to", to->name);
    airlog_cli_member_number(out, "to_lon", to->point.lon_deg, 7);
    airlog_cli_member_number(out, "to_lat", to->point.lat_deg, 7);
    airlog_cli_member_number(out, "distance_m", found->metres, 3);
    airlog_cli_member_number(out, "distance_nm", found->metres / 1852, 6);
    airlog_cli_member_number(out, "distance_mi", found->metres / 1609.344, 6);
    airlog_cli_member_number(out, "bearing_deg", found->initial_deg, 7);
    airlog_cli_member_number(out, "bearing_magnetic_deg", found->magnetic_deg, 2);
    airlog_cli_member_number(out, "final_bearing_deg", found->final_deg, 7);
    airlog_cli_member_number(out, "midpoint_lon", found->middle.lon_deg, 7);
    airlog_cli_member_number(out, "midpoint_lat", found->middle.lat_deg, 7);
    airlog_cli_member_doubts(out, from->doubts | to->doubts);
    airlog_buffer_string(out, "}\n");
}

static void print_columns(airlog_buffer *out, const double *values, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) airlog_buffer_char(out, ',');
        if (!isnan(values[i])) airlog_buffer_number(out, values[i], 7);
    }
    airlog_buffer_char(out, '\n');
}

const char *airlog_cli_distance_columns(const distance_job *job) {
    if (job->settings->area) return "area_m2,perimeter_m\n";
    if (job->settings->cross) return "cross_m,along_m,length_m,foot_lat,foot_lon\n";
    if (job->along_m > 0) return "along_m,lat,lon,bearing_deg\n";
    return "from_lat,from_lon,to_lat,to_lon,distance_m,bearing_deg,final_bearing_deg\n";
}

/* ---- legs --------------------------------------------------------------------------------- */

static airlog_status print_one(distance_job *job, const waypoint *from, const waypoint *to, bool named, double *total_m,
                               airlog_buffer *out, airlog_error *error) {
    leg found;
    airlog_status status = between(job, from->point, to->point, &found, error);
    if (status != AIRLOG_OK) return status;
    *total_m += found.metres;
    if (job->csv) {
        const double row[] = {from->point.lat_deg, from->point.lon_deg, to->point.lat_deg, to->point.lon_deg,
                              found.metres,        found.initial_deg,   found.final_deg};
        print_columns(out, row, sizeof row / sizeof row[0]);
        return AIRLOG_OK;
    }
    if (!job->json && job->settings->quiet) return AIRLOG_OK;
    status = add_more(job, from->point, to->point, &found, error);
    if (status != AIRLOG_OK) return status;
    if (job->json) {
        print_leg_json(out, from, to, &found);
        return AIRLOG_OK;
    }
    if (named)
        airlog_buffer_print(out, "%.*s to %.*s\n", (int)from->name.length, from->name.bytes, (int)to->name.length,
                            to->name.bytes);
    print_leg(out, &found);
    return AIRLOG_OK;
}

static airlog_status print_legs(distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                airlog_error *error) {
    double total_m = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        airlog_status status = print_one(job, &points[i], &points[i + 1], count > 2, &total_m, out, error);
        if (status != AIRLOG_OK) return status;
    }
    if (job->json || job->csv || (!job->settings->quiet && count == 2)) return AIRLOG_OK;
    if (!job->settings->quiet) airlog_buffer_string(out, "in all   ");
    print_metres(out, total_m);
    airlog_buffer_char(out, '\n');
    return AIRLOG_OK;
}

/* ---- points along the way ----------------------------------------------------------------- */

static void print_along_point(const distance_job *job, double along_m, airlog_lonlat point, double bearing_deg,
                              airlog_buffer *out) {
    if (job->csv) {
        print_columns(out, (double[]){along_m, point.lat_deg, point.lon_deg, bearing_deg}, 4);
    } else if (job->json) {
        airlog_buffer_char(out, '{');
        airlog_cli_member_number(out, "along_m", along_m, 3);
        airlog_cli_member_number(out, "lon", point.lon_deg, 7);
        airlog_cli_member_number(out, "lat", point.lat_deg, 7);
        airlog_cli_member_number(out, "bearing_deg", bearing_deg, 7);
        airlog_buffer_string(out, "}\n");
    } else {
        airlog_cli_print_point(out, point);
        airlog_buffer_print(out, "   %05.1f deg   ", rounded_bearing(bearing_deg));
        print_metres(out, along_m);
        airlog_buffer_char(out, '\n');
    }
}

/* Points every along_m from the start of the whole way, in this leg from *next_m on; the bearing is towards its end. */
static airlog_status along_leg(const distance_job *job, const waypoint *from, const waypoint *to, double begun_m,
                               double *next_m, double *out_end_m, airlog_buffer *out, airlog_error *error) {
    leg whole, rest;
    airlog_status status = between(job, from->point, to->point, &whole, error);
    *out_end_m = begun_m + whole.metres;
    for (; status == AIRLOG_OK && *next_m < *out_end_m; *next_m += job->along_m) {
        airlog_lonlat point;
        status = step(job, from->point, whole.initial_deg, *next_m - begun_m, &point, error);
        if (status == AIRLOG_OK) status = between(job, point, to->point, &rest, error);
        if (status == AIRLOG_OK) print_along_point(job, *next_m, point, rest.initial_deg, out);
    }
    return status;
}

static airlog_status print_along(const distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                 airlog_error *error) {
    double begun_m = 0, next_m = 0, total_m = 0;
    leg found = {0};
    airlog_status status = AIRLOG_OK;
    for (size_t i = 0; status == AIRLOG_OK && i + 1 < count; i++) {
        status = between(job, points[i].point, points[i + 1].point, &found, error);
        total_m += found.metres;
    }
    if (status == AIRLOG_OK && total_m / job->along_m > ALONG_MOST)
        status = airlog_fail(error, AIRLOG_E_ARGUMENT, "--along: that would be more than %d points", ALONG_MOST);
    for (size_t i = 0; status == AIRLOG_OK && i + 1 < count; i++)
        status = along_leg(job, &points[i], &points[i + 1], begun_m, &next_m, &begun_m, out, error);
    if (status == AIRLOG_OK) print_along_point(job, total_m, points[count - 1].point, found.final_deg, out);
    return status;
}

/* ---- how far from the line ---------------------------------------------------------------- */

typedef struct crossing {
    double cross_m, along_m, length_m;
    airlog_lonlat foot;
} crossing;

static void print_crossing(const distance_job *job, const crossing *found, airlog_buffer *out) {
    if (job->csv) {
        print_columns(
            out, (double[]){found->cross_m, found->along_m, found->length_m, found->foot.lat_deg, found->foot.lon_deg},
            5);
        return;
    }
    if (job->json) {
        airlog_buffer_char(out, '{');
        airlog_cli_member_number(out, "cross_m", found->cross_m, 3);
        airlog_cli_member_number(out, "along_m", found->along_m, 3);
        airlog_cli_member_number(out, "length_m", found->length_m, 3);
        airlog_cli_member_number(out, "foot_lon", found->foot.lon_deg, 7);
        airlog_cli_member_number(out, "foot_lat", found->foot.lat_deg, 7);
        airlog_buffer_string(out, "}\n");
        return;
    }
    print_metres(out, fabs(found->cross_m));
    airlog_buffer_string(out,
                         found->cross_m < 0 ? "   left of the line\n  nearest  " : "   right of the line\n  nearest  ");
    airlog_cli_print_point(out, found->foot);
    bool before = found->along_m<0, beyond = found->along_m> found->length_m;
    airlog_buffer_string(out, before   ? "   before the start by "
                              : beyond ? "   beyond the end by "
                                       : "   from the start ");
    print_metres(out, before ? -found->along_m : beyond ? found->along_m - found->length_m : found->along_m);
    airlog_buffer_char(out, '\n');
}

static airlog_status print_cross(distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                 airlog_error *error) {
    waypoint point;
    crossing found;
    if (count != 2) return airlog_fail(error, AIRLOG_E_ARGUMENT, "--cross needs a line: two places");
    airlog_status status = airlog_cli_waypoint(job, airlog_text_of(job->settings->cross), &point, error);
    if (status == AIRLOG_OK)
        status = airlog_geodesic_between(points[0].point, points[1].point, &found.length_m, NULL, NULL, error);
    if (status == AIRLOG_OK)
        status = airlog_geodesic_cross_track(points[0].point, points[1].point, point.point, &found.cross_m,
                                             &found.along_m, &found.foot, error);
    if (status == AIRLOG_OK) print_crossing(job, &found, out);
    return status;
}

/* ---- areas -------------------------------------------------------------------------------- */

static airlog_status print_area(const distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                airlog_error *error) {
    double area_m2, around_m;
    if (count < 3) return airlog_fail(error, AIRLOG_E_ARGUMENT, "--area needs three places or more");
    airlog_lonlat *ring = airlog_arena_take(job->locator.memory, count, sizeof *ring);
    if (!ring) return airlog_arena_failed(job->locator.memory, error);
    for (size_t i = 0; i < count; i++) ring[i] = points[i].point;
    airlog_status status = airlog_geodesic_area(ring, count, job->locator.memory, &area_m2, &around_m, error);
    if (status != AIRLOG_OK) return status;
    area_m2 = fabs(area_m2); /* the sense in which they are named is of no account */
    if (job->csv) {
        print_columns(out, (double[]){area_m2, around_m}, 2);
    } else if (job->json) {
        airlog_buffer_char(out, '{');
        airlog_cli_member_number(out, "area_m2", area_m2, 1);
        airlog_cli_member_number(out, "perimeter_m", around_m, 3);
        airlog_buffer_string(out, "}\n");
    } else {
        int decimals = area_m2 < 1e8 ? 4 : area_m2 < 1e11 ? 2 : 0;
        airlog_buffer_string(out, "area      ");
        airlog_buffer_number(out, area_m2 / 1e6, decimals);
        airlog_buffer_string(out, " km2   ");
        airlog_buffer_number(out, area_m2 / 1852 / 1852, decimals);
        airlog_buffer_string(out, " NM2   ");
        airlog_buffer_number(out, area_m2 / 1609.344 / 1609.344, decimals);
        airlog_buffer_string(out, " mi2\nperimeter ");
        print_metres(out, around_m);
        airlog_buffer_char(out, '\n');
    }
    return AIRLOG_OK;
}

airlog_status airlog_cli_measure(distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                 airlog_error *error) {
    if (job->settings->area) return print_area(job, points, count, out, error);
    if (job->settings->cross) return print_cross(job, points, count, out, error);
    if (job->along_m > 0) return print_along(job, points, count, out, error);
    return print_legs(job, points, count, out, error);
}
