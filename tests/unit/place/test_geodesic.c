/* Steps on the ellipsoid: against stated values and, where they are installed, GeographicLib's tools. */
#include "airlog_test.h"

#include "airlog/place.h"

#include <math.h>
#include <unistd.h>

typedef struct step_case {
    airlog_lonlat from;
    double bearing_deg, distance_m;
    airlog_lonlat expected;
} step_case;

/* Made with GeodSolve -p 4. */
static const step_case geodesic_cases[] = {
    {{121.74, 25.13}, 0, 111120, {121.740000000, 26.133047469}},
    {{121.74, 25.13}, 225, 185200, {120.453631086, 23.942169411}},
    {{121.74, 25.13}, 315, 124084, {120.864243048, 25.919424723}},
    {{17.93, 59.65}, 270, 80000, {16.511482879, 59.642328835}}, /* a rhumb line would keep the latitude */
    {{139.78, 35.55}, 292.5, 64820, {139.117709241, 35.771751545}},
    {{-0.45, 51.47}, 112.5, 5556, {-0.376158905, 51.450866148}},
    {{174.80, -41.30}, 180, 500000, {174.8, -45.800308423}},
    {{-21.94, 64.13}, 45, 1000000, {-3.587319792, 69.534985620}},
    {{179.5, 0}, 90, 300000, {-177.805054148, 0}},
    {{-73.78, 40.64}, 228, 55560, {-74.265675597, 40.304180792}},
    {{151.18, -33.95}, 157.5, 231500, {152.160833937, -35.874008486}},
    {{30, 89.5}, 10, 111120, {-169.803097346, 89.490096843}},
};

static void steps_as_stated(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof geodesic_cases / sizeof geodesic_cases[0]; i++) {
        const step_case *c = &geodesic_cases[i];
        airlog_error error = {0};
        airlog_lonlat point;
        double distance_m, bearing_deg;
        assert_int_equal(airlog_geodesic_step(c->from, c->bearing_deg, c->distance_m, &point, &error), AIRLOG_OK);
        assert_true(fabs(point.lat_deg - c->expected.lat_deg) < 1e-9);
        assert_true(fabs(remainder(point.lon_deg - c->expected.lon_deg, 360)) < 1e-9);
        assert_int_equal(airlog_geodesic_between(c->from, point, &distance_m, &bearing_deg, NULL, &error), AIRLOG_OK);
        assert_true(fabs(distance_m - c->distance_m) < 1e-6);
        assert_true(fabs(remainder(bearing_deg - c->bearing_deg, 360)) < 1e-6);
        assert_true(bearing_deg >= 0 && bearing_deg < 360);
    }
}

static void refuses_what_is_no_point(void **state) {
    (void)state;
    airlog_lonlat out;
    airlog_error error = {0};
    assert_int_equal(airlog_geodesic_step((airlog_lonlat){0, 91}, 0, 1, &out, &error), AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(airlog_geodesic_step((airlog_lonlat){0, 0}, AIRLOG_UNKNOWN, 1, &out, &error), AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(
        airlog_geodesic_between((airlog_lonlat){0, 0}, (airlog_lonlat){AIRLOG_UNKNOWN, 0}, NULL, NULL, NULL, &error),
        AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(airlog_rhumb_step((airlog_lonlat){0, 80}, 0, 2e6, &out, &error), AIRLOG_E_ARGUMENT);
    assert_non_null(strstr(error.message, "pole"));
}

static void middle_lies_half_way(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_lonlat a = {179, 50}, b = {-160, 40}, middle;
    double half_m, to_a_m, to_b_m;
    assert_int_equal(airlog_geodesic_midpoint(a, b, &middle, &half_m, &error), AIRLOG_OK);
    assert_int_equal(airlog_geodesic_between(middle, a, &to_a_m, NULL, NULL, &error), AIRLOG_OK);
    assert_int_equal(airlog_geodesic_between(middle, b, &to_b_m, NULL, NULL, &error), AIRLOG_OK);
    assert_true(fabs(to_a_m - half_m) < 1e-6 && fabs(to_b_m - half_m) < 1e-6);
}

static void area_of_an_octant(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_arena *memory;
    const airlog_lonlat ring[] = {{0, 0}, {90, 0}, {0, 90}};
    double area_m2, perimeter_m;
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error), AIRLOG_OK);
    assert_int_equal(airlog_geodesic_area(ring, 3, memory, &area_m2, &perimeter_m, &error), AIRLOG_OK);
    assert_true(fabs(area_m2 - 510065621724089.0 / 8) < 1e3); /* an eighth of the ellipsoid's surface */
    assert_true(fabs(perimeter_m - (6378137.0 * M_PI / 2 + 2 * 10001965.729)) < 1e-2);
    airlog_arena_close(memory);
}

static void rhumb_lines_as_stated(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_lonlat point;
    double distance_m, bearing_deg;
    assert_int_equal(airlog_rhumb_step((airlog_lonlat){17, 59}, 90, 80000, &point, &error), AIRLOG_OK);
    assert_true(fabs(point.lat_deg - 59) < 1e-11 && fabs(point.lon_deg - 18.39190227284) < 1e-10);
    assert_int_equal(airlog_rhumb_step((airlog_lonlat){179, -10}, 45, 5000000, &point, &error), AIRLOG_OK);
    assert_true(fabs(point.lat_deg - 21.96277969595) < 1e-10 && fabs(point.lon_deg + 148.63767009756) < 1e-10);
    assert_int_equal(
        airlog_rhumb_between((airlog_lonlat){17, 59}, (airlog_lonlat){18, 59}, &distance_m, &bearing_deg, &error),
        AIRLOG_OK);
    assert_true(fabs(distance_m - 57475.299496) < 1e-5 && fabs(bearing_deg - 90) < 1e-10);
}

/* ---- against GeographicLib's own program ------------------------------------------------------ */

#define RANDOM_CASES 10000

typedef struct random_case {
    airlog_lonlat from;
    double bearing_deg, distance_m;
    airlog_lonlat to;
} random_case;

static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static double uniform(uint64_t *seed, double low, double high) {
    return low + (high - low) * ((double)(next_random(seed) >> 11) / 9007199254740992.0);
}

/* One case in ten near or on a pole, one in ten astride the antimeridian, one in ten short. */
static random_case make_case(uint64_t *seed, size_t index, double longest_m) {
    random_case c = {{uniform(seed, -180, 180), asin(uniform(seed, -1, 1)) * 180 / M_PI},
                     uniform(seed, 0, 360),
                     uniform(seed, 1, longest_m),
                     {0, 0}};

    if (index % 10 == 3) c.from.lat_deg = copysign(90 - (index % 20 == 3 ? 0 : uniform(seed, 0, 1e-3)), c.from.lat_deg);
    if (index % 10 == 5) c.from.lon_deg = copysign(180 - uniform(seed, 0, 1e-3), c.from.lon_deg);
    if (index % 10 == 7) c.distance_m = uniform(seed, 0.001, 5000);
    return c;
}

static bool next_number(FILE *in, double *out) {
    char word[64];
    size_t length = 0;
    int c = fgetc(in);

    while (c == ' ' || c == '\n') c = fgetc(in);
    for (; c != EOF && c != ' ' && c != '\n' && length + 1 < sizeof word; c = fgetc(in)) word[length++] = (char)c;
    return airlog_number_read((airlog_text){word, length}, out);
}

static bool tool_present(const char *name) {
    char command[64];

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", name);
    return system(command) == 0;
}

/* Starts `tool` on the file's lines; the caller reads the answers. */
static FILE *start_tool(const char *tool, const char *path) {
    char command[128];

    snprintf(command, sizeof command, "%s < %s", tool, path);
    return popen(command, "r");
}

static void against_tool(const char *name, const char *tool, double longest_m,
                         airlog_status (*step)(airlog_lonlat, double, double, airlog_lonlat *, airlog_error *)) {
    if (!tool_present(name)) {
        print_message("%s is not installed: comparison skipped\n", name);
        skip();
    }
    char path[] = "/tmp/airlog_geodesic_XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    uint64_t seed = 20240229;
    random_case *cases = calloc(RANDOM_CASES, sizeof *cases);
    assert_non_null(cases);
    for (size_t i = 0; i < RANDOM_CASES; i++) {
        cases[i] = make_case(&seed, i, longest_m);
        fprintf(file, "%.17g %.17g %.17g %.17g\n", cases[i].from.lat_deg, cases[i].from.lon_deg, cases[i].bearing_deg,
                cases[i].distance_m);
    }
    fclose(file);
    FILE *answers = start_tool(tool, path);
    assert_non_null(answers);
    double worst = 0;
    for (size_t i = 0; i < RANDOM_CASES; i++) {
        airlog_error error = {0};
        airlog_lonlat expected, point;
        double last;
        assert_true(next_number(answers, &expected.lat_deg));
        assert_true(next_number(answers, &expected.lon_deg));
        assert_true(next_number(answers, &last));
        assert_int_equal(step(cases[i].from, cases[i].bearing_deg, cases[i].distance_m, &point, &error), AIRLOG_OK);
        worst = fmax(worst, fabs(point.lat_deg - expected.lat_deg));
        worst = fmax(worst, fabs(remainder(point.lon_deg - expected.lon_deg, 360)));
    }
    pclose(answers);
    remove(path);
    free(cases);
    print_message("%s: worst difference %.2g degrees in %d cases\n", name, worst, RANDOM_CASES);
    assert_true(worst < 1e-9);
}

static void agrees_with_geodsolve(void **state) {
    (void)state;
    against_tool("GeodSolve", "GeodSolve -p 9", 2e7, airlog_geodesic_step);
}

static void inverse_agrees_with_geodsolve(void **state) {
    (void)state;
    if (!tool_present("GeodSolve")) {
        print_message("GeodSolve is not installed: comparison skipped\n");
        skip();
    }
    char path[] = "/tmp/airlog_geodesic_XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    uint64_t seed = 19580101;
    random_case *cases = calloc(RANDOM_CASES, sizeof *cases);
    assert_non_null(cases);
    for (size_t i = 0; i < RANDOM_CASES; i++) {
        cases[i] = make_case(&seed, i, 2e7);
        cases[i].to = make_case(&seed, i + 4, 2e7).from;
        fprintf(file, "%.17g %.17g %.17g %.17g\n", cases[i].from.lat_deg, cases[i].from.lon_deg, cases[i].to.lat_deg,
                cases[i].to.lon_deg);
    }
    fclose(file);
    FILE *answers = start_tool("GeodSolve -i -p 9", path);
    assert_non_null(answers);
    double worst_deg = 0, worst_m = 0;
    for (size_t i = 0; i < RANDOM_CASES; i++) {
        airlog_error error = {0};
        double expected[3], distance_m, first_deg, last_deg;
        for (size_t k = 0; k < 3; k++) assert_true(next_number(answers, &expected[k]));
        assert_int_equal(
            airlog_geodesic_between(cases[i].from, cases[i].to, &distance_m, &first_deg, &last_deg, &error), AIRLOG_OK);
        worst_m = fmax(worst_m, fabs(distance_m - expected[2]));
        worst_deg = fmax(worst_deg, fabs(remainder(first_deg - expected[0], 360)));
        worst_deg = fmax(worst_deg, fabs(remainder(last_deg - expected[1], 360)));
    }
    pclose(answers);
    remove(path);
    free(cases);
    print_message("GeodSolve -i: worst difference %.2g degrees, %.2g m\n", worst_deg, worst_m);
    assert_true(worst_deg < 1e-9);
    assert_true(worst_m < 1e-6);
}

static void rhumb_agrees_with_rhumbsolve(void **state) {
    (void)state;
    if (!tool_present("RhumbSolve")) {
        print_message("RhumbSolve is not installed: comparison skipped\n");
        skip();
    }
    char path[] = "/tmp/airlog_rhumb_XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    uint64_t seed = 1569;
    random_case *cases = calloc(RANDOM_CASES, sizeof *cases);
    assert_non_null(cases);
    for (size_t i = 0; i < RANDOM_CASES; i++) {
        cases[i] = make_case(&seed, i, 3e6);
        cases[i].from.lat_deg = uniform(&seed, -60, 60);
        fprintf(file, "%.17g %.17g %.17g %.17g\n", cases[i].from.lat_deg, cases[i].from.lon_deg, cases[i].bearing_deg,
                cases[i].distance_m);
    }
    fclose(file);
    FILE *answers = start_tool("RhumbSolve -p 9", path);
    assert_non_null(answers);
    double worst = 0, worst_back_m = 0;
    for (size_t i = 0; i < RANDOM_CASES; i++) {
        airlog_error error = {0};
        airlog_lonlat expected, point;
        double area, distance_m, bearing_deg;
        assert_true(next_number(answers, &expected.lat_deg) && next_number(answers, &expected.lon_deg));
        assert_true(next_number(answers, &area));
        assert_int_equal(airlog_rhumb_step(cases[i].from, cases[i].bearing_deg, cases[i].distance_m, &point, &error),
                         AIRLOG_OK);
        worst = fmax(worst, fabs(point.lat_deg - expected.lat_deg));
        worst = fmax(worst, fabs(remainder(point.lon_deg - expected.lon_deg, 360)));
        assert_int_equal(airlog_rhumb_between(cases[i].from, point, &distance_m, &bearing_deg, &error), AIRLOG_OK);
        worst_back_m = fmax(worst_back_m, fabs(distance_m - cases[i].distance_m));
    }
    pclose(answers);
    remove(path);
    free(cases);
    print_message("RhumbSolve: worst difference %.2g degrees; back again %.2g m\n", worst, worst_back_m);
    assert_true(worst < 1e-9);
    assert_true(worst_back_m < 1e-5);
}

/* The foot is on the line, the line to the point stands at a right angle there, and no place near it is nearer. */
static void foot_of_a_point(void **state) {
    (void)state;
    static const struct {
        airlog_lonlat a, b, point;
        bool right;
    } cases[] = {
        {{0, 50}, {10, 50}, {5, 51}, false},   {{0, 50}, {10, 50}, {5, 49}, true},
        {{0, 50}, {10, 50}, {12, 50}, false},  {{121, 25}, {140, 36}, {121.7, 25.2}, true},
        {{170, -40}, {-170, -42}, {179, -30}, false}, {{-73.8, 40.6}, {-0.5, 51.5}, {-30, 20}, true},
        {{0, 0}, {0.001, 0.001}, {0.5, 0.1}, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_error error = {0};
        airlog_lonlat foot, other;
        double cross_m, along_m, bearing_deg, line_deg, to_point_deg, metres;
        assert_int_equal(airlog_geodesic_cross_track(cases[i].a, cases[i].b, cases[i].point, &cross_m, &along_m, &foot,
                                                     &error), AIRLOG_OK);
        assert_int_equal(cross_m > 0, cases[i].right);
        assert_int_equal(airlog_geodesic_between(cases[i].a, cases[i].b, NULL, &bearing_deg, NULL, &error), AIRLOG_OK);
        assert_int_equal(airlog_geodesic_step(cases[i].a, bearing_deg, along_m, &other, &error), AIRLOG_OK);
        assert_int_equal(airlog_geodesic_between(foot, other, &metres, NULL, NULL, &error), AIRLOG_OK);
        assert_true(metres < 1e-3);
        assert_int_equal(airlog_geodesic_between(foot, cases[i].point, &metres, &to_point_deg, NULL, &error), AIRLOG_OK);
        assert_true(fabs(metres - fabs(cross_m)) < 1e-6);
        assert_int_equal(airlog_geodesic_step(cases[i].a, bearing_deg, along_m + 50000, &other, &error), AIRLOG_OK);
        assert_int_equal(airlog_geodesic_between(foot, other, NULL, &line_deg, NULL, &error), AIRLOG_OK);
        assert_true(fabs(fabs(remainder(to_point_deg - line_deg, 360)) - 90) < 1e-6);
        for (int side = -1; side <= 1; side += 2) {
            assert_int_equal(airlog_geodesic_step(cases[i].a, bearing_deg, along_m + side * 1000.0, &other, &error),
                             AIRLOG_OK);
            assert_int_equal(airlog_geodesic_between(other, cases[i].point, &metres, NULL, NULL, &error), AIRLOG_OK);
            assert_true(metres > fabs(cross_m));
        }
    }
    airlog_error error = {0};
    airlog_lonlat foot;
    double cross_m, along_m;
    assert_int_equal(airlog_geodesic_cross_track((airlog_lonlat){1, 1}, (airlog_lonlat){1, 1}, (airlog_lonlat){0, 0},
                                                 &cross_m, &along_m, &foot, &error), AIRLOG_E_ARGUMENT);
}

/* EPSG Guidance Note 7-2: Pseudo-Mercator, there and back; what has no place is refused. */
static void reference_systems(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_transformation *there = NULL;
    const double point[2] = {-100.333333333333, 24.3817869444444};
    double out[2];
    assert_int_equal(airlog_transformation_open(NULL, "EPSG:3857", &there, &error), AIRLOG_OK);
    assert_true(airlog_transformation_from(there)->geographic);
    assert_false(airlog_transformation_to(there)->geographic);
    assert_string_equal(airlog_transformation_to(there)->unit, "metre");
    assert_int_equal(airlog_transformation_apply(there, point, out, &error), AIRLOG_OK);
    assert_true(fabs(out[0] + 11169055.58) < 0.01 && fabs(out[1] - 2800000.00) < 0.01);
    assert_int_equal(airlog_transformation_apply(there, (double[]){0, 90}, out, &error), AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(airlog_transformation_apply(there, (double[]){0, 91}, out, &error), AIRLOG_E_ARGUMENT);
    airlog_transformation_close(there);
    error = (airlog_error){0};
    assert_int_equal(airlog_transformation_open("nonsense", NULL, &there, &error), AIRLOG_E_ARGUMENT);
    assert_null(there);
    error = (airlog_error){0};
    assert_int_equal(airlog_transformation_open("EPSG:4978", NULL, &there, &error), AIRLOG_E_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_as_stated),
        cmocka_unit_test(foot_of_a_point),
        cmocka_unit_test(reference_systems),
        cmocka_unit_test(refuses_what_is_no_point),
        cmocka_unit_test(middle_lies_half_way),
        cmocka_unit_test(area_of_an_octant),
        cmocka_unit_test(rhumb_lines_as_stated),
        cmocka_unit_test(agrees_with_geodsolve),
        cmocka_unit_test(inverse_agrees_with_geodsolve),
        cmocka_unit_test(rhumb_agrees_with_rhumbsolve),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
