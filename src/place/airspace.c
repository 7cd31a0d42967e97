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

/* The outline of a zone, of the tables or of the user: a closed ring and the box around it. */
typedef struct ring {
    const airlog_table_point *stored; /* of the tables */
    const airlog_lonlat *given;       /* of the user */
    uint32_t count;
    double west_deg, south_deg, east_deg, north_deg;
} ring;

static airlog_lonlat corner(const ring *r, uint32_t i) {
    if (r->given) return r->given[i];
    return (airlog_lonlat){r->stored[i].lon * AIRLOG_TABLE_DEGREE, r->stored[i].lat * AIRLOG_TABLE_DEGREE};
}

/* Latitude of the edge at a longitude between its ends. */
static double edge_lat_deg(airlog_lonlat from, airlog_lonlat to, double lon_deg) {
    double lon1 = from.lon_deg * RADIAN, lon2 = to.lon_deg * RADIAN, lon = lon_deg * RADIAN;
    double across = sin(lon2 - lon1);

    if (from.lat_deg == to.lat_deg || fabs(across) < 1e-12) return from.lat_deg;
    return atan((tan(from.lat_deg * RADIAN) * sin(lon2 - lon) + tan(to.lat_deg * RADIAN) * sin(lon - lon1)) / across) /
           RADIAN;
}

static bool ring_holds(const ring *r, double lon_deg, double lat_deg) {
    bool inside = false;
    airlog_lonlat from = corner(r, 0);

    for (uint32_t i = 1; i < r->count; i++) {
        airlog_lonlat to = corner(r, i);
        if ((from.lon_deg > lon_deg) != (to.lon_deg > lon_deg) && edge_lat_deg(from, to, lon_deg) > lat_deg)
            inside = !inside;
        from = to;
    }
    return inside;
}

static ring ring_of_zone(const airlog_table_zone *zone, const airlog_table_point *points) {
    return (ring){points,
                  NULL,
                  zone->count,
                  zone->west * AIRLOG_TABLE_DEGREE,
                  zone->south * AIRLOG_TABLE_DEGREE,
                  zone->east * AIRLOG_TABLE_DEGREE,
                  zone->north * AIRLOG_TABLE_DEGREE};
}

static ring ring_of_outline(const airlog_outline *outline) {
    return (ring){NULL,
                  outline->points,
                  (uint32_t)outline->count,
                  outline->west_deg,
                  outline->south_deg,
                  outline->east_deg,
                  outline->north_deg};
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
        out->points[i] = airlog_sphere_step(position->point, axis_deg + atan2(off_m[1], off_m[0]) / RADIAN,
                                        hypot(off_m[0], off_m[1]));
    }
    out->drawn = true;
}

/* ---- zones -------------------------------------------------------------------------------------------- */

/* What is asked of each zone. */
typedef struct question {
    const airlog_position *position;
    double reach_deg, narrow_deg; /* how far it may be, of latitude and of longitude */
    spread where;
    airlog_arena *memory;
    airlog_error *error;
    airlog_text *names;
} question;

/* A zone across the antimeridian has longitudes that run on: the turn that brings the longitude among them or within
 * `spare_deg` of them; false when none does. */
static bool turn_into(const ring *r, double spare_deg, double *lon_deg) {
    double first_deg = *lon_deg;

    for (int turn = -1; turn <= 1; turn++) {
        *lon_deg = first_deg + 360 * turn;
        if (*lon_deg >= r->west_deg - spare_deg && *lon_deg <= r->east_deg + spare_deg) return true;
    }
    return false;
}

/* Whether the position may lie in a zone, by its box. */
static bool may_hold(const ring *r, const question *q) {
    /* a great circle bulges beyond the corners' latitudes, by less than this for the edges that there are */
    const double bulge_deg = 5;
    double lon_deg = q->position->point.lon_deg, lat_deg = q->position->point.lat_deg;

    if (lat_deg < r->south_deg - bulge_deg - q->reach_deg || lat_deg > r->north_deg + bulge_deg + q->reach_deg)
        return false;
    return turn_into(r, q->narrow_deg, &lon_deg);
}

static double share_inside(const ring *r, const spread *where) {
    int inside = 0;

    for (int i = 0; i < DRAWS; i++) {
        double lon_deg = where->points[i].lon_deg;
        inside += turn_into(r, 0, &lon_deg) && ring_holds(r, lon_deg, where->points[i].lat_deg);
    }
    return (double)inside / DRAWS;
}

/* Tells a zone that may hold the position. */
static airlog_status ask(question *q, const ring *r, airlog_text name) {
    airlog_text *names = q->names;

    if (!q->where.drawn) draw_points(q->position, &q->where);
    double share = share_inside(r, &q->where);
    if (share < SHARE_LEAST) return AIRLOG_OK;
    *names = airlog_arena_print(q->memory, "%.*s%s%.*s (%.0f %%)", (int)names->length,
                                names->length ? names->bytes : "", names->length ? "; " : "", (int)name.length,
                                name.bytes, 100 * share);
    return names->bytes ? AIRLOG_OK : airlog_arena_failed(q->memory, q->error);
}

static airlog_status ask_tables(question *q, const airlog_tables *tables) {
    uint64_t length;
    const airlog_table_zone *zone = airlog_tables_whole(tables, AIRLOG_SECTION_AIRSPACE, &length, q->error);
    airlog_status status = zone ? AIRLOG_OK : AIRLOG_E_TABLE;

    for (uint64_t i = 0; status == AIRLOG_OK && i < length / sizeof *zone; i++, zone++) {
        ring r = ring_of_zone(zone, NULL);
        if (!zone->area || !may_hold(&r, q)) continue;
        r.stored = airlog_tables_view(tables, AIRLOG_SECTION_AIRSPACE_POINTS, (uint64_t)zone->first * sizeof *r.stored,
                                      (uint64_t)zone->count * sizeof *r.stored, q->error);
        airlog_text name = {
            airlog_tables_view(tables, AIRLOG_SECTION_WORDS, zone->name.offset, zone->name.length, q->error),
            zone->name.length};
        status = r.stored && name.bytes ? ask(q, &r, name) : AIRLOG_E_TABLE;
    }
    return status;
}

airlog_status airlog_airspace_of(const airlog_tables *tables, const airlog_outlines *zones,
                                 const airlog_position *position, airlog_arena *memory, airlog_text *out,
                                 airlog_error *error) {
    double reach = reach_m(position);
    question q; /* not zeroed: the places in it are many */

    *out = AIRLOG_NO_TEXT;
    if (!(reach <= REACH_MOST_M)) return AIRLOG_OK;
    q.position = position;
    q.reach_deg = reach / (AIRLOG_SPHERE_M * RADIAN);
    q.narrow_deg = fmin(180, q.reach_deg / cos(fmin(89, fabs(position->point.lat_deg) + q.reach_deg) * RADIAN));
    q.where.drawn = false;
    q.memory = memory;
    q.error = error;
    q.names = out;
    airlog_status status = ask_tables(&q, tables);
    for (size_t i = 0; zones && i < zones->count && status == AIRLOG_OK; i++) {
        ring r = ring_of_outline(&zones->items[i]);
        if (may_hold(&r, &q)) status = ask(&q, &r, zones->items[i].name);
    }
    return status;
}
