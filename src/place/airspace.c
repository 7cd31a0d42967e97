/* The zones that a position may lie in, and how likely. Edges follow great circles, except along a parallel: that is
 * how they are drawn up in the documents that define them. */
#include "places.h"
#include "sphere.h"

#include <math.h>

#define RADIAN AIRLOG_RADIAN
/* The chance of a zone is the share that lies in it of so many places, spread as the position's region says. */
#define DRAWS 256
#define SHARE_LEAST 0.05 /* what is less likely is not told */
/* Standard deviations that hold 95 in 100: to either side of a line, and around a point. */
#define ASIDE_95 1.96
#define AROUND_95 2.4477
/* Farther than so many times what holds 95 in 100 there is nothing. */
#define REACH 1.6
/* A position that may be anywhere in so wide a circle lies in no zone that is worth telling. */
#define REACH_MOST_M 2e6

/* Latitude of the edge at a longitude between its ends. */
static double edge_lat_deg(const airlog_table_point *from, const airlog_table_point *to, double lon_deg) {
    double lon1 = from->lon * AIRLOG_TABLE_DEGREE * RADIAN, lon2 = to->lon * AIRLOG_TABLE_DEGREE * RADIAN;
    double lat1 = from->lat * AIRLOG_TABLE_DEGREE * RADIAN, lat2 = to->lat * AIRLOG_TABLE_DEGREE * RADIAN;
    double lon = lon_deg * RADIAN;

    if (from->lat == to->lat) return lat1 / RADIAN;
    double across = sin(lon2 - lon1);
    if (fabs(across) < 1e-12) return lat1 / RADIAN;
    return atan((tan(lat1) * sin(lon2 - lon) + tan(lat2) * sin(lon - lon1)) / across) / RADIAN;
}

static bool ring_holds(const airlog_table_point *ring, uint32_t count, double lon_deg, double lat_deg) {
    bool inside = false;

    for (uint32_t i = 1; i < count; i++) {
        double west = ring[i - 1].lon * AIRLOG_TABLE_DEGREE, east = ring[i].lon * AIRLOG_TABLE_DEGREE;
        if ((west > lon_deg) != (east > lon_deg) && edge_lat_deg(&ring[i - 1], &ring[i], lon_deg) > lat_deg)
            inside = !inside;
    }
    return inside;
}

/* ---- where the position may be --------------------------------------------------------------------- */

typedef struct spread {
    airlog_lonlat points[DRAWS];
    bool drawn;
} spread;

/* Even sequences in four dimensions: multiples of the powers of the root of x^5 = x + 1 (Roberts 2018). */
static void next_draw(int index, double out[4]) {
    static const double steps[4] = {0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101};

    for (int k = 0; k < 4; k++) {
        double turns = 0.5 + (index + 1) * steps[k];
        out[k] = fmax(1e-9, turns - floor(turns));
    }
}

/* Adds to a displacement one that is normal in both directions. */
static void displace(double u, double v, double along_m, double across_m, double out[2]) {
    double r = sqrt(-2 * log(u));

    out[0] += along_m * r * cos(2 * M_PI * v);
    out[1] += across_m * r * sin(2 * M_PI * v);
}

static airlog_lonlat step_on_sphere(airlog_lonlat from, double bearing_deg, double metres) {
    double lat = from.lat_deg * RADIAN, angle = metres / AIRLOG_SPHERE_M, b = bearing_deg * RADIAN;
    double sine = sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(b);
    double lon = atan2(sin(b) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sine);

    return (airlog_lonlat){from.lon_deg + lon / RADIAN, asin(fmax(-1, fmin(1, sine))) / RADIAN};
}

/* A distance at a bearing is uncertain in both, and by the place it starts from; all else round its point. */
static bool is_sector(const airlog_position *position) {
    return isfinite(position->bearing_deg) && position->distance_m > 0 && position->spread_heading_deg > 0;
}

/* How far from its point a position may be. */
static double reach_m(const airlog_position *position) {
    if (!is_sector(position)) return REACH * position->radius_m;
    return REACH * (position->distance_m * position->spread_heading_deg * RADIAN + position->spread_distance_m +
                    position->spread_extent_m);
}

static void draw_points(const airlog_position *position, spread *out) {
    double d_m = position->distance_m;
    bool sector = is_sector(position);
    double axis_deg = sector ? position->bearing_deg : 0;

    for (int i = 0; i < DRAWS; i++) {
        double u[4], off_m[2] = {0, 0}, polar[2] = {0, 0};
        next_draw(i, u);
        if (sector) {
            displace(u[0], u[1], position->spread_distance_m / ASIDE_95,
                     position->spread_heading_deg * RADIAN / ASIDE_95, polar);
            off_m[0] = (d_m + polar[0]) * cos(polar[1]) - d_m;
            off_m[1] = (d_m + polar[0]) * sin(polar[1]);
            displace(u[2], u[3], position->spread_extent_m / AROUND_95, position->spread_extent_m / AROUND_95, off_m);
        } else {
            displace(u[0], u[1], position->radius_m / AROUND_95, position->radius_m / AROUND_95, off_m);
        }
        out->points[i] = step_on_sphere(position->point, axis_deg + atan2(off_m[1], off_m[0]) / RADIAN,
                                        hypot(off_m[0], off_m[1]));
    }
    out->drawn = true;
}

/* ---- zones -------------------------------------------------------------------------------------------- */

/* A zone across the antimeridian is stored with longitudes that run on: the turn that brings the longitude among them
 * or within `spare_deg` of them; false when none does. */
static bool turn_into(const airlog_table_zone *zone, double spare_deg, double *lon_deg) {
    double first_deg = *lon_deg;

    for (int turn = -1; turn <= 1; turn++) {
        *lon_deg = first_deg + 360 * turn;
        if (*lon_deg >= zone->west * AIRLOG_TABLE_DEGREE - spare_deg &&
            *lon_deg <= zone->east * AIRLOG_TABLE_DEGREE + spare_deg)
            return true;
    }
    return false;
}

/* Whether a position may lie in a zone, by its box. */
static bool may_hold(const airlog_table_zone *zone, const airlog_position *position) {
    /* a great circle bulges beyond the corners' latitudes, by less than this for the edges that there are */
    const double bulge_deg = 5;
    double lon_deg = position->point.lon_deg, lat_deg = position->point.lat_deg;
    double reach_deg = reach_m(position) / (AIRLOG_SPHERE_M * RADIAN);

    if (!zone->area || lat_deg < zone->south * AIRLOG_TABLE_DEGREE - bulge_deg - reach_deg ||
        lat_deg > zone->north * AIRLOG_TABLE_DEGREE + bulge_deg + reach_deg)
        return false;
    double narrow = cos(fmin(89, fabs(lat_deg) + reach_deg) * RADIAN);
    return turn_into(zone, fmin(180, reach_deg / narrow), &lon_deg);
}

static double share_inside(const airlog_table_zone *zone, const airlog_table_point *ring, const spread *where) {
    int inside = 0;

    for (int i = 0; i < DRAWS; i++) {
        double lon_deg = where->points[i].lon_deg;
        inside += turn_into(zone, 0, &lon_deg) && ring_holds(ring, zone->count, lon_deg, where->points[i].lat_deg);
    }
    return (double)inside / DRAWS;
}

static airlog_status add_zone(const airlog_tables *tables, const airlog_table_zone *zone, double share,
                              airlog_arena *memory, airlog_text *names, airlog_error *error) {
    const char *name = airlog_tables_view(tables, AIRLOG_SECTION_WORDS, zone->name.offset, zone->name.length, error);

    if (!name) return AIRLOG_E_TABLE;
    *names = airlog_arena_print(memory, "%.*s%s%.*s (%.0f %%)", (int)names->length, names->length ? names->bytes : "",
                                names->length ? "; " : "", (int)zone->name.length, name, 100 * share);
    return names->bytes ? AIRLOG_OK : airlog_arena_failed(memory, error);
}

airlog_status airlog_airspace_of(const airlog_tables *tables, const airlog_position *position, airlog_arena *memory,
                                 airlog_text *out, airlog_error *error) {
    uint64_t length;
    const airlog_table_zone *zone = airlog_tables_whole(tables, AIRLOG_SECTION_AIRSPACE, &length, error);
    spread where;
    airlog_status status = AIRLOG_OK;

    where.drawn = false;
    *out = AIRLOG_NO_TEXT;
    if (!zone) return AIRLOG_E_TABLE;
    if (!(reach_m(position) <= REACH_MOST_M)) return AIRLOG_OK;
    for (uint64_t i = 0; i < length / sizeof *zone && status == AIRLOG_OK; i++, zone++) {
        if (!may_hold(zone, position)) continue;
        const airlog_table_point *ring =
            airlog_tables_view(tables, AIRLOG_SECTION_AIRSPACE_POINTS, (uint64_t)zone->first * sizeof *ring,
                               (uint64_t)zone->count * sizeof *ring, error);
        if (!ring) return AIRLOG_E_TABLE;
        if (!where.drawn) draw_points(position, &where);
        double share = share_inside(zone, ring, &where);
        if (share >= SHARE_LEAST) status = add_zone(tables, zone, share, memory, out, error);
    }
    return status;
}
