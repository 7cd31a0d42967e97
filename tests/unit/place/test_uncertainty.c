/* The bounds: worked examples of the literature to their last printed digit, and random draws against the strict one.
 */
#include "airlog_test.h"

#include "uncertainty.h"

#include <math.h>

#define MILE 1609.344
#define CLARKE_AXIS_M 6378206.4
#define CLARKE_FLATTENING (1 / 294.978698213898)
#define SECOND (1.0 / 3600)

static double wgs84(double lat_deg, double q_deg) {
    return airlog_bound_coordinate(lat_deg, q_deg, AIRLOG_WGS84_AXIS_M, AIRLOG_WGS84_FLATTENING);
}

static double clarke(double lat_deg, double q_deg) {
    return airlog_bound_coordinate(lat_deg, q_deg, CLARKE_AXIS_M, CLARKE_FLATTENING);
}

/* True when `value` prints as `expected` when rounded to `step`, its last printed digit. */
static void assert_prints(double value, double expected, double step) {
    if (!(fabs(value - expected) <= step * 0.5000001)) fail_msg("%.6f where %.6f is printed", value, expected);
}

/* ---- worked examples: Georeferencing Quick Reference Guide (Zermoglio et al. 2020), Georeferencing Calculator
 *      manual, Wieczorek et al. 2004 ---- */

static void coordinates_only(void **state) {
    (void)state;
    airlog_bound_input in = {.kind = AIRLOG_BOUND_COORDINATES};
    double north_m, east_m;

    in.budget.datum_m = 79;
    in.budget.coordinate_m = wgs84(35 + 22.0 / 60 + 24 * SECOND, SECOND);
    assert_prints(airlog_bound_published(&in), 118.837, 0.001);

    in.budget = (airlog_budget){.map_m = 12.192, .coordinate_m = clarke(35.37, 0.01)};
    assert_prints(airlog_bound_published(&in), 1446.325, 0.001);

    airlog_bound_degrees(10.27, 0.01, AIRLOG_WGS84_AXIS_M, AIRLOG_WGS84_FLATTENING, &north_m, &east_m);
    assert_prints(north_m, 1106.1, 0.1);
    assert_prints(east_m, 1095.5, 0.1);
    assert_prints(wgs84(10.27, 0.01), 1556.8, 0.1);

    airlog_bound_degrees(10.0, 0.5, AIRLOG_WGS84_AXIS_M, AIRLOG_WGS84_FLATTENING, &north_m, &east_m);
    assert_prints(north_m / 1000, 55.3, 0.1);
    assert_prints(east_m / 1000, 54.8, 0.1);
    assert_prints(wgs84(10.0, 0.5) / 1000, 77.87, 0.01);
}

static void named_place(void **state) {
    (void)state;
    airlog_bound_input in = {.kind = AIRLOG_BOUND_PLACE};

    in.budget =
        (airlog_budget){.extent_m = 3000, .datum_m = 79, .coordinate_m = wgs84(35 + 22.0 / 60 + 24 * SECOND, SECOND)};
    assert_prints(airlog_bound_published(&in) / 1000, 3.119, 0.001);

    in.budget = (airlog_budget){.extent_m = 3000, .coordinate_m = wgs84(35.3733333, SECOND)};
    assert_prints(airlog_bound_published(&in), 3039.8366, 0.0001);
}

static void distance_and_path(void **state) {
    (void)state;
    airlog_bound_input in = {.kind = AIRLOG_BOUND_DISTANCE, .offset_m = 5 * MILE};

    in.budget = (airlog_budget){.extent_m = 2 * MILE, .distance_m = 0.5 * MILE, .coordinate_m = clarke(35.373, 0.001)};
    assert_prints(airlog_bound_published(&in) / MILE, 7.589, 0.001);

    in = (airlog_bound_input){.kind = AIRLOG_BOUND_PATH};
    in.budget = (airlog_budget){.extent_m = 2 * MILE,
                                .distance_m = 0.5 * MILE,
                                .measurement_m = 0.03107 * MILE,
                                .map_m = 50.8,
                                .coordinate_m = wgs84(35 + 26.1 / 60, 0.1 / 60)};
    assert_prints(airlog_bound_published(&in) / MILE, 2.711, 0.001);
}

static void orthogonal(void **state) {
    (void)state;
    airlog_bound_input in = {.kind = AIRLOG_BOUND_ORTHOGONAL};

    in.budget = (airlog_budget){.extent_m = 2 * MILE,
                                .distance_m = 0.5 * MILE,
                                .datum_m = 79,
                                .coordinate_m = wgs84(35 + 25.0 / 60 + 4 * SECOND, SECOND)};
    assert_prints(airlog_bound_published(&in) / MILE, 2.781, 0.001);

    in.budget = (airlog_budget){.distance_m = 500};
    assert_prints(airlog_bound_published(&in) / 1000, 0.707, 0.001);
}

static void distance_at_heading(void **state) {
    (void)state;
    airlog_bound_input in = {.kind = AIRLOG_BOUND_HEADING, .offset_m = 10 * MILE};

    in.budget = (airlog_budget){.extent_m = 2 * MILE,
                                .distance_m = 5 * MILE,
                                .datum_m = 79,
                                .coordinate_m = wgs84(35.3733, SECOND),
                                .heading_deg = 45};
    assert_prints(airlog_bound_published(&in) / MILE, 12.254, 0.001);
    in.budget.datum_m = 3045;
    assert_prints(airlog_bound_published(&in), 22208, 1);

    in.budget = (airlog_budget){.extent_m = 2 * MILE,
                                .distance_m = 5 * MILE,
                                .measurement_m = 0.007 * MILE,
                                .map_m = 12.192,
                                .coordinate_m = clarke(35.4058, SECOND),
                                .heading_deg = 11.25};
    assert_prints(airlog_bound_published(&in) / MILE, 7.491, 0.001);

    in.budget = (airlog_budget){.heading_deg = 22.5};
    in.offset_m = 10000;
    assert_prints(airlog_bound_published(&in) / 1000, 3.9018, 0.0001);
    in.offset_m = 9000;
    assert_prints(airlog_bound_published(&in) / 1000, 3.512, 0.001);
}

static void precision_of_distances(void **state) {
    (void)state;
    static const double rows[][3] = {{10, 1, 0.5},        {15, 1, 0.5},        {33, 1, 0.5},        {7, 1, 0.5},
                                     {100, 100, 5},       {140, 10, 5},        {200, 100, 5},       {1000, 1000, 50},
                                     {2.5, 0.1, 0.25},    {3.25, 0.01, 0.125}, {3.75, 0.01, 0.125}, {4.1, 0.1, 0.05},
                                     {84.62, 0.01, 0.005}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(fabs(airlog_bound_precision(rows[i][0], rows[i][1]) - rows[i][2]) < 1e-12);
}

/* ---- the strict bound against draws ------------------------------------------------------------ */

static double uniform(uint64_t *seed, double low, double high) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return low + (high - low) * ((double)(*seed >> 11) / 9007199254740992.0);
}

static airlog_lonlat step(airlog_lonlat from, double bearing_deg, double distance_m) {
    airlog_lonlat to;
    assert_int_equal(airlog_geodesic_step(from, bearing_deg, distance_m, &to, NULL), AIRLOG_OK);
    return to;
}

static airlog_lonlat anywhere_within(uint64_t *seed, airlog_lonlat centre, double radius_m) {
    /* a draw in two lies on the rim, where bounds break */
    double r = uniform(seed, 0, 1) < 0.5 ? radius_m : uniform(seed, 0, radius_m);

    return radius_m > 0 ? step(centre, uniform(seed, 0, 360), r) : centre;
}

static double either_end(uint64_t *seed, double limit) {
    return uniform(seed, 0, 1) < 0.5 ? (uniform(seed, 0, 1) < 0.5 ? limit : -limit) : uniform(seed, -limit, limit);
}

typedef struct scene {
    airlog_bound_input in;
    airlog_lonlat anchor; /* stated centre of the place */
    double bearing_deg;
    double q_deg;
    airlog_lonlat point; /* what the bound is centred on */
    airlog_lonlat other; /* BETWEEN */
} scene;

static airlog_lonlat coordinate_draw(uint64_t *seed, airlog_lonlat stated, double q_deg) {
    airlog_lonlat out = {stated.lon_deg + either_end(seed, q_deg), stated.lat_deg + either_end(seed, q_deg)};

    out.lat_deg = fmax(-90, fmin(90, out.lat_deg));
    return out;
}

static void make_budget(uint64_t *seed, scene *s) {
    airlog_budget *b = &s->in.budget;

    b->extent_m = uniform(seed, 0, 20000);
    b->distance_m = uniform(seed, 0, 0.3) * s->in.offset_m;
    b->datum_m = uniform(seed, 0, 200);
    b->map_m = uniform(seed, 0, 100);
    b->measurement_m = uniform(seed, 0, 100);
    b->heading_deg = uniform(seed, 0, 60);
    s->q_deg = uniform(seed, 0, 0.05);
    b->coordinate_m = wgs84(s->anchor.lat_deg, s->q_deg);
    s->in.strict_coordinate_m =
        airlog_bound_coordinate_strict(s->anchor.lat_deg, s->q_deg, AIRLOG_WGS84_AXIS_M, AIRLOG_WGS84_FLATTENING);
}

static scene make_scene(uint64_t *seed, airlog_bound_kind kind) {
    scene s = {.in = {.kind = kind, .offset_m = uniform(seed, 1000, 800000), .growth = 1},
               .anchor = {uniform(seed, -180, 180), uniform(seed, -80, 80)},
               .bearing_deg = uniform(seed, 0, 360)};
    double cone_m;

    make_budget(seed, &s);
    double loose_m = s.in.budget.extent_m + s.in.budget.datum_m + s.in.budget.map_m + s.in.budget.measurement_m +
                     s.in.strict_coordinate_m;
    s.point = s.anchor;
    if (kind == AIRLOG_BOUND_HEADING) {
        s.point = step(s.anchor, s.bearing_deg, s.in.offset_m);
        s.in.growth = airlog_bound_growth(s.anchor.lat_deg, s.bearing_deg, s.in.offset_m, loose_m);
    } else if (kind == AIRLOG_BOUND_ORTHOGONAL) {
        s.in.offset_m = uniform(seed, 1000, 60000);
        s.in.budget.distance_m = uniform(seed, 0, 5000);
        airlog_lonlat corner = step(s.anchor, 0, s.in.offset_m);
        s.point = step(corner, 90, s.in.offset_m);
        s.in.growth = airlog_bound_growth(s.anchor.lat_deg, 45, s.in.offset_m * sqrt(2), loose_m);
    } else if (kind == AIRLOG_BOUND_HEADING_ONLY) {
        s.in.reach_m = uniform(seed, 1000, 500000);
        s.point = step(s.anchor, s.bearing_deg, airlog_bound_cone(s.in.reach_m, s.in.budget.heading_deg, &cone_m));
        s.in.growth = airlog_bound_growth(s.anchor.lat_deg, s.bearing_deg, s.in.reach_m, loose_m);
    } else if (kind == AIRLOG_BOUND_BETWEEN) {
        s.other = step(s.anchor, s.bearing_deg, s.in.offset_m);
        assert_int_equal(airlog_geodesic_midpoint(s.anchor, s.other, &s.point, &s.in.reach_m, NULL), AIRLOG_OK);
    } else if (kind == AIRLOG_BOUND_NEAR || kind == AIRLOG_BOUND_CELL || kind == AIRLOG_BOUND_PATH) {
        s.in.reach_m = uniform(seed, 0, 10000);
    }
    return s;
}

/* A true position that obeys every input of the scene at its worst or anywhere below. */
static airlog_lonlat draw(uint64_t *seed, const scene *s) {
    const airlog_budget *b = &s->in.budget;
    airlog_lonlat start = coordinate_draw(seed, s->anchor, s->q_deg);
    double d, turn = either_end(seed, b->heading_deg);

    start = anywhere_within(seed, start, b->datum_m + b->map_m + b->measurement_m);
    if (s->in.kind != AIRLOG_BOUND_COORDINATES) start = anywhere_within(seed, start, b->extent_m);
    switch (s->in.kind) {
    case AIRLOG_BOUND_HEADING:
        d = s->in.offset_m + either_end(seed, b->distance_m);
        return step(start, s->bearing_deg + turn, d);
    case AIRLOG_BOUND_ORTHOGONAL:
        start = step(start, 0, s->in.offset_m + either_end(seed, b->distance_m));
        return step(start, 90, s->in.offset_m + either_end(seed, b->distance_m));
    case AIRLOG_BOUND_HEADING_ONLY:
        return step(start, s->bearing_deg + turn, uniform(seed, 0, s->in.reach_m));
    case AIRLOG_BOUND_DISTANCE:
        return step(start, uniform(seed, 0, 360), s->in.offset_m + either_end(seed, b->distance_m));
    case AIRLOG_BOUND_PATH:
        return anywhere_within(seed, start, b->distance_m);
    case AIRLOG_BOUND_BETWEEN: {
        double way_m, bearing_deg;
        airlog_lonlat on;
        assert_int_equal(airlog_geodesic_between(s->anchor, s->other, &way_m, &bearing_deg, NULL, NULL), AIRLOG_OK);
        on = step(s->anchor, bearing_deg, uniform(seed, 0, way_m));
        on = coordinate_draw(seed, on, s->q_deg / 2); /* half: the cell may be wider at the line's other end */
        on = anywhere_within(seed, on, b->datum_m + b->map_m + b->measurement_m);
        return anywhere_within(seed, on, b->extent_m);
    }
    case AIRLOG_BOUND_NEAR:
    case AIRLOG_BOUND_CELL:
        return anywhere_within(seed, start, s->in.reach_m);
    case AIRLOG_BOUND_COORDINATES:
    case AIRLOG_BOUND_PLACE:
    case AIRLOG_BOUND_KIND_COUNT:
        break;
    }
    return start;
}

static long draws_asked_for(void) {
    const char *asked = getenv("AIRLOG_TEST_DRAWS");
    double value;

    return asked && airlog_number_read(airlog_text_of(asked), &value) && value >= 1 ? (long)value : 100000;
}

static void nothing_escapes_the_strict_bound(void **state) {
    (void)state;
    long draws = draws_asked_for();

    for (int kind = 0; kind < AIRLOG_BOUND_KIND_COUNT; kind++) {
        uint64_t seed = 77 + (uint64_t)kind;
        long outside = 0;
        double tightest = 0;
        for (long i = 0; i < draws / 20; i++) {
            scene s = make_scene(&seed, (airlog_bound_kind)kind);
            double bound_m = airlog_bound_strict(&s.in);
            for (int k = 0; k < 20; k++) {
                double off_m;
                airlog_lonlat at = draw(&seed, &s);
                assert_int_equal(airlog_geodesic_between(s.point, at, &off_m, NULL, NULL, NULL), AIRLOG_OK);
                outside += off_m > bound_m * (1 + 1e-9) + 1e-6;
                tightest = fmax(tightest, off_m / bound_m);
            }
        }
        print_message("kind %d: %ld of %ld draws outside, nearest to the bound %.4f\n", kind, outside, draws, tightest);
        assert_int_equal(outside, 0);
        assert_true(tightest > 0.7); /* a bound that nothing comes near would be no bound */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coordinates_only),
        cmocka_unit_test(named_place),
        cmocka_unit_test(distance_and_path),
        cmocka_unit_test(orthogonal),
        cmocka_unit_test(distance_at_heading),
        cmocka_unit_test(precision_of_distances),
        cmocka_unit_test(nothing_escapes_the_strict_bound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
