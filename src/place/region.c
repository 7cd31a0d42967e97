/* The uncertainty region as a ring: a circle round the point, or for a distance at a bearing the annular sector
 * round the place, swept by what the place and the coordinates leave open. */
#include "airlog/place.h"

#include <math.h>

#define CIRCLE_POINTS 64
#define OUTER_POINTS 22
#define INNER_POINTS 14
#define CORNER_POINTS 6
/* A sector this wide closes on itself: its circle says the same in fewer words. */
#define SECTOR_WIDEST_DEG 120

typedef struct ring_builder {
    airlog_lonlat *points;
    size_t count, room;
    airlog_status status;
    airlog_error *error;
} ring_builder;

static void add(ring_builder *ring, airlog_lonlat point) {
    if (ring->count < ring->room) ring->points[ring->count++] = point;
}

static void add_step(ring_builder *ring, airlog_lonlat from, double bearing_deg, double distance_m) {
    airlog_lonlat to;

    if (ring->status != AIRLOG_OK) return;
    ring->status = airlog_geodesic_step(from, bearing_deg, distance_m, &to, ring->error);
    if (ring->status == AIRLOG_OK) add(ring, to);
}

/* Points on a circle from one bearing to another, both ends in. */
static void add_arc(ring_builder *ring, airlog_lonlat centre, double radius_m, double from_deg, double to_deg,
                    int points) {
    for (int i = 0; i < points; i++)
        add_step(ring, centre, from_deg + (to_deg - from_deg) * i / (points - 1), radius_m);
}

typedef struct sector {
    airlog_lonlat anchor;
    double bearing_deg, half_deg;
    double near_m, far_m; /* along the bearing, without the sweep */
    double sweep_m;
} sector;

static void add_corner(ring_builder *ring, const sector *s, double side_deg, double distance_m, double from_deg,
                       double to_deg) {
    airlog_lonlat corner;
    double back_deg, way_m, turn;

    if (ring->status != AIRLOG_OK || s->sweep_m <= 0) return;
    ring->status = airlog_geodesic_step(s->anchor, s->bearing_deg + side_deg, distance_m, &corner, ring->error);
    if (ring->status != AIRLOG_OK) return;
    ring->status = airlog_geodesic_between(s->anchor, corner, &way_m, NULL, &back_deg, ring->error);
    turn = way_m > 0 ? back_deg - (s->bearing_deg + side_deg) : 0; /* bearings turn on the way */
    if (ring->status == AIRLOG_OK)
        add_arc(ring, corner, s->sweep_m, s->bearing_deg + side_deg + turn + from_deg,
                s->bearing_deg + side_deg + turn + to_deg, CORNER_POINTS);
}

/* Counter-clockwise: out along the far arc against the clock, back along the near one. */
static void add_sector(ring_builder *ring, const sector *s) {
    double a = s->half_deg, b = s->bearing_deg;

    add_arc(ring, s->anchor, s->far_m + s->sweep_m, b + a, b - a, OUTER_POINTS);
    add_corner(ring, s, -a, s->far_m, -15, -90);
    if (s->near_m - s->sweep_m > 0) {
        add_corner(ring, s, -a, s->near_m, -90, -165);
        add_arc(ring, s->anchor, s->near_m - s->sweep_m, b - a, b + a, INNER_POINTS);
        add_corner(ring, s, a, s->near_m, 165, 90);
    } else if (s->sweep_m > 0) { /* it reaches the place itself */
        add_arc(ring, s->anchor, s->sweep_m, b - a - 90, b + a - 270, INNER_POINTS);
    } else {
        add(ring, s->anchor);
    }
    add_corner(ring, s, a, s->far_m, 90, 15);
}

/* Closes the ring, makes its longitudes run on across the antimeridian, and leads a ring round a pole over it. */
static void finish(ring_builder *ring, double centre_lon_deg) {
    airlog_lonlat *p = ring->points;

    if (!ring->count) return;
    p[0].lon_deg = centre_lon_deg + remainder(p[0].lon_deg - centre_lon_deg, 360);
    for (size_t i = 1; i < ring->count; i++)
        p[i].lon_deg = p[i - 1].lon_deg + remainder(p[i].lon_deg - p[i - 1].lon_deg, 360);
    double last_deg = p[ring->count - 1].lon_deg;
    double end_deg = last_deg + remainder(p[0].lon_deg - last_deg, 360);
    double round_deg = end_deg - p[0].lon_deg;
    if (fabs(round_deg) > 180) {
        double pole_deg = round_deg > 0 ? 90 : -90;
        add(ring, (airlog_lonlat){end_deg, p[0].lat_deg});
        add(ring, (airlog_lonlat){end_deg, pole_deg});
        add(ring, (airlog_lonlat){p[0].lon_deg, pole_deg});
    }
    add(ring, p[0]);
}

/* An offset that starts at the place itself, not at the edge of an area. */
static airlog_status is_sector(const airlog_position *position, bool *out, airlog_error *error) {
    airlog_lonlat anchor = {position->anchor.lon_deg, position->anchor.lat_deg};
    double way_m;

    *out = isfinite(position->bearing_deg) && isfinite(position->distance_m) && position->anchor.id.length &&
           position->spread_heading_deg > 0 && position->spread_heading_deg < SECTOR_WIDEST_DEG &&
           position->distance_m > 0;
    if (!*out) return AIRLOG_OK;
    airlog_status status = airlog_geodesic_between(anchor, position->point, &way_m, NULL, NULL, error);
    *out = status == AIRLOG_OK && fabs(way_m - position->distance_m) < 1000 + 0.02 * position->distance_m;
    return status;
}

airlog_status airlog_region(const airlog_position *position, airlog_arena *memory, airlog_lonlat **out,
                            size_t *out_count, airlog_error *error) {
    *out = NULL;
    *out_count = 0;
    if (!position->placed || !isfinite(position->radius_m)) return AIRLOG_OK;
    ring_builder ring = {.room = CIRCLE_POINTS + 40, .error = error};
    ring.points = airlog_arena_take(memory, ring.room, sizeof *ring.points);
    if (!ring.points) return airlog_arena_failed(memory, error);
    bool as_sector;
    ring.status = is_sector(position, &as_sector, error);
    if (as_sector) {
        sector s = {.anchor = {position->anchor.lon_deg, position->anchor.lat_deg},
                    .bearing_deg = position->bearing_deg,
                    .half_deg = position->spread_heading_deg,
                    .near_m = fmax(0, position->distance_m - position->spread_distance_m),
                    .far_m = position->distance_m + position->spread_distance_m,
                    .sweep_m = position->spread_extent_m};
        add_sector(&ring, &s);
    } else {
        for (int i = 0; i < CIRCLE_POINTS; i++)
            add_step(&ring, position->point, -360.0 * i / CIRCLE_POINTS, fmax(1, position->radius_m));
    }
    if (ring.status != AIRLOG_OK) return ring.status;
    finish(&ring, position->point.lon_deg);
    *out = ring.points;
    *out_count = ring.count;
    return AIRLOG_OK;
}
