/* The uncertainty region: a closed ring, counter-clockwise, that holds what the position leaves open. */
#include "airlog_test.h"

#include "airlog/place.h"

#include <math.h>

static airlog_lonlat step(airlog_lonlat from, double bearing_deg, double distance_m) {
    airlog_lonlat to;
    assert_int_equal(airlog_geodesic_step(from, bearing_deg, distance_m, &to, NULL), AIRLOG_OK);
    return to;
}

static airlog_position circle_at(double lon_deg, double lat_deg, double radius_m) {
    return (airlog_position){.placed = true,
                             .point = {lon_deg, lat_deg},
                             .radius_m = radius_m,
                             .distance_m = AIRLOG_UNKNOWN,
                             .bearing_deg = AIRLOG_UNKNOWN};
}

static airlog_position sector_at(double lon_deg, double lat_deg, double bearing_deg, double distance_m, double half_deg,
                                 double half_m, double extent_m) {
    airlog_position p = {.placed = true, .radius_m = 1, .distance_m = distance_m, .bearing_deg = bearing_deg};
    p.anchor.id = airlog_text_of("test");
    p.anchor.lon_deg = lon_deg;
    p.anchor.lat_deg = lat_deg;
    p.point = step((airlog_lonlat){lon_deg, lat_deg}, bearing_deg, distance_m);
    p.spread_heading_deg = half_deg;
    p.spread_distance_m = half_m;
    p.spread_extent_m = extent_m;
    return p;
}

static double uniform(uint64_t *seed, double low, double high) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return low + (high - low) * ((double)(*seed >> 11) / 9007199254740992.0);
}

static bool inside(const airlog_lonlat *ring, size_t count, airlog_lonlat point) {
    bool in = false;
    /* the ring's longitudes run on: the point is tried on each turn */
    for (int turn = -1; turn <= 1; turn++) {
        double lon = point.lon_deg + 360 * turn;
        bool here = false;
        for (size_t i = 1; i < count; i++) {
            airlog_lonlat a = ring[i - 1], b = ring[i];
            if ((a.lat_deg > point.lat_deg) == (b.lat_deg > point.lat_deg)) continue;
            double share = (point.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
            if (a.lon_deg + share * (b.lon_deg - a.lon_deg) > lon) here = !here;
        }
        in = in || here;
    }
    return in;
}

static double flat_area(const airlog_lonlat *ring, size_t count) {
    double twice = 0;
    for (size_t i = 1; i < count; i++)
        twice += ring[i - 1].lon_deg * ring[i].lat_deg - ring[i].lon_deg * ring[i - 1].lat_deg;
    return twice / 2;
}

static size_t check_ring(const airlog_position *position, airlog_arena *memory, airlog_lonlat **out) {
    airlog_error error = {0};
    size_t count;
    if (airlog_region(position, memory, out, &count, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    assert_true(count >= 40 && count <= 110);
    assert_true((*out)[0].lon_deg == (*out)[count - 1].lon_deg && (*out)[0].lat_deg == (*out)[count - 1].lat_deg);
    assert_true(flat_area(*out, count) > 0);
    for (size_t i = 0; i < count; i++) {
        assert_true(fabs((*out)[i].lat_deg) <= 90);
        assert_true(fabs((*out)[i].lon_deg - position->point.lon_deg) <= 540);
    }
    return count;
}

static airlog_arena *open_arena(void) {
    airlog_arena *memory;
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, NULL), AIRLOG_OK);
    return memory;
}

static void circles(void **state) {
    (void)state;
    static const double rows[][3] = {
        {121.7, 25.1, 30000}, {179.9, -17, 100000}, {-179.99, 60, 300000}, {10, 89.5, 200000}, {-70, -89.9, 300000},
    };
    airlog_arena *memory = open_arena();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        airlog_position p = circle_at(rows[i][0], rows[i][1], rows[i][2]);
        airlog_lonlat *ring;
        uint64_t seed = 5 + i;
        size_t count = check_ring(&p, memory, &ring);
        for (int k = 0; k < 2000; k++) {
            double bearing_deg = uniform(&seed, 0, 360);
            assert_true(inside(ring, count, step(p.point, bearing_deg, uniform(&seed, 0, 0.97) * p.radius_m)));
            assert_false(inside(ring, count, step(p.point, bearing_deg, uniform(&seed, 1.03, 1.5) * p.radius_m)));
        }
    }
    airlog_arena_close(memory);
}

/* Whatever obeys the position's distance, bearing and place lies inside; what is far from it does not. */
static void sectors(void **state) {
    (void)state;
    static const double rows[][7] = {
        /* lon, lat, bearing, distance, half angle, half width, extent */
        {121.74, 25.13, 0, 111120, 22.5, 5000, 9000}, {121.74, 25.13, 315, 200000, 11.25, 10000, 3000},
        {179.5, 10, 90, 150000, 22.5, 8000, 5000},    {-179.8, -40, 270, 90000, 45, 3000, 1000},
        {30, 78, 200, 300000, 22.5, 20000, 10000},    {10, 50, 135, 4000, 22.5, 500, 9000},
        {-73.78, 40.64, 228, 55560, 1, 926, 100},
    };
    airlog_arena *memory = open_arena();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const double *r = rows[i];
        airlog_position p = sector_at(r[0], r[1], r[2], r[3], r[4], r[5], r[6]);
        airlog_lonlat *ring, anchor = {r[0], r[1]};
        uint64_t seed = 11 + i;
        size_t count = check_ring(&p, memory, &ring);
        assert_true(inside(ring, count, p.point));
        for (int k = 0; k < 3000; k++) {
            airlog_lonlat at = step(anchor, uniform(&seed, 0, 360), uniform(&seed, 0, 0.95) * r[6]);
            at = step(at, r[2] + uniform(&seed, -0.95, 0.95) * r[4], r[3] + uniform(&seed, -0.95, 0.95) * r[5]);
            if (!inside(ring, count, at)) fail_msg("row %zu, draw %d: %.6f %.6f", i, k, at.lat_deg, at.lon_deg);
        }
        double far_m = r[3] + r[5] + r[6];
        assert_false(inside(ring, count, step(anchor, r[2], 1.05 * far_m)));
        assert_false(inside(ring, count, step(anchor, r[2] + 180, 1.05 * far_m)));
    }
    airlog_arena_close(memory);
}

static void nothing_without_a_point(void **state) {
    (void)state;
    airlog_arena *memory = open_arena();
    airlog_position p = {.placed = false};
    airlog_lonlat *ring;
    size_t count = 7;
    assert_int_equal(airlog_region(&p, memory, &ring, &count, NULL), AIRLOG_OK);
    assert_null(ring);
    assert_int_equal(count, 0);
    airlog_arena_close(memory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(circles),
        cmocka_unit_test(sectors),
        cmocka_unit_test(nothing_without_a_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
