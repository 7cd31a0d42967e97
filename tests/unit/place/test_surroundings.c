/* Coasts, borders, lines and zones around a point. */
#include "with_tables.h"

#include "places.h"

#include <math.h>

#define LIMIT_M 1000000.0

static airlog_surroundings around(double lon_deg, double lat_deg, double limit_m) {
    airlog_error error = {0};
    airlog_surroundings out;
    if (airlog_surroundings_of(tables, (airlog_lonlat){lon_deg, lat_deg}, limit_m, &out, &error) != AIRLOG_OK)
        fail_msg("%s", error.message);
    return out;
}

static void assert_between(double value, double low, double high) {
    if (!(value >= low && value <= high)) fail_msg("%g where %g to %g is right", value, low, high);
}

/* By maps and by parallels and meridians that are borders. */
static void coasts_and_borders(void **state) {
    (void)state;
    airlog_surroundings paris = around(2.35, 48.86, LIMIT_M);
    assert_between(paris.coast_m, 140e3, 165e3);  /* the Channel at Dieppe */
    assert_between(paris.border_m, 170e3, 215e3); /* Belgium */
    airlog_surroundings plains = around(-110, 48.9, LIMIT_M);
    assert_between(plains.border_m, 10e3, 11.3e3); /* the 49th parallel, not the arc over it */
    assert_true(plains.coast_m > 700e3);
    airlog_surroundings gulf = around(0, 0, LIMIT_M);
    assert_between(gulf.coast_m, 500e3, 590e3);
    assert_true(around(-140, 0, 300e3).coast_m != around(-140, 0, 300e3).coast_m); /* none: NaN */
}

/* The map is cut along the antimeridian; that is no coast, and distances reach across. */
static void across_the_antimeridian(void **state) {
    (void)state;
    assert_true(around(180, 67.5, LIMIT_M).coast_m > 80e3);
    assert_true(around(-179.99, 67.5, LIMIT_M).coast_m > 80e3);
    double west_m = around(179.999, -40, 2e6).coast_m, east_m = around(-179.999, -40, 2e6).coast_m;
    assert_true(fabs(west_m - east_m) < 400);
}

/* The nearest of everything must be no farther than any corner of the map: the search leaves nothing out. */
static void nothing_is_nearer(void **state) {
    (void)state;
    uint64_t seed = 41;
    for (int i = 0; i < 60; i++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        airlog_lonlat point = {(double)(seed >> 40) / 16777216 * 360 - 180,
                               (double)(seed >> 16 & 0xFFFFFF) / 16777216 * 170 - 85};
        double corner_m = INFINITY;
        for (uint32_t band = 0; band < 180; band++) {
            uint32_t first, count;
            const airlog_table_edge *edges = airlog_land_edges(tables, band, &first, &count, NULL);
            const uint8_t *kinds = airlog_tables_view(tables, AIRLOG_SECTION_EDGE_KINDS, first, count, NULL);
            for (uint32_t k = 0; k < count; k++) {
                if (kinds[k] != AIRLOG_TABLE_EDGE_COAST) continue;
                double lat = edges[k].from.lat * AIRLOG_TABLE_DEGREE * M_PI / 180, lat0 = point.lat_deg * M_PI / 180;
                double turn = (edges[k].from.lon * AIRLOG_TABLE_DEGREE - point.lon_deg) * M_PI / 180;
                double h = pow(sin((lat - lat0) / 2), 2) + cos(lat) * cos(lat0) * pow(sin(turn / 2), 2);
                corner_m = fmin(corner_m, 2 * 6371008.8 * asin(sqrt(fmin(1, h))));
            }
        }
        double found_m = around(point.lon_deg, point.lat_deg, 2e7).coast_m;
        assert_true(found_m <= corner_m * 1.006 + 1);
        assert_true(found_m >= corner_m * 0.99 - 60000); /* the longest edge of a coast has its corners so far apart */
    }
}

static void lines_and_their_sides(void **state) {
    (void)state;
    airlog_surroundings west = around(119.0, 24.6, LIMIT_M), east = around(121.0, 24.6, LIMIT_M);
    assert_non_null(strstr(west.line.bytes, "Taiwan Strait median line"));
    assert_between(west.line_m, 30e3, 90e3);
    assert_between(west.line_side_deg, 270, 360); /* the line runs to the north-east */
    assert_between(east.line_side_deg, 90, 180);
    assert_int_equal(around(-30, 40, LIMIT_M).line.length, 0);
    assert_true(isnan(around(-30, 40, LIMIT_M).line_m));
}

static void nonsense_is_refused(void **state) {
    (void)state;
    airlog_surroundings out;
    airlog_error error = {0};
    assert_int_equal(airlog_surroundings_of(tables, (airlog_lonlat){0, 91}, 1, &out, &error), AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(airlog_surroundings_of(tables, (airlog_lonlat){0, 0}, -1, &out, &error), AIRLOG_E_ARGUMENT);
}

/* ---- zones ------------------------------------------------------------------------------------ */

static void zones_of(const airlog_position *position, char out[256]) {
    airlog_error error = {0};
    airlog_arena *memory;
    airlog_text text;
    assert_int_equal(airlog_arena_open(0, &memory, &error), AIRLOG_OK);
    assert_int_equal(airlog_airspace_of(tables, NULL, position, memory, &text, &error), AIRLOG_OK);
    snprintf(out, 256, "%.*s", (int)text.length, text.length ? text.bytes : "");
    airlog_arena_close(memory);
}

/* The share that is printed behind a zone, 0 when it is not named. */
static double share_of(const airlog_position *position, const char *zone) {
    char text[256];
    double share;
    zones_of(position, text);
    const char *at = strstr(text, zone);
    if (!at) return 0;
    at = strchr(at, '(') + 1;
    assert_true(airlog_number_read((airlog_text){at, strcspn(at, " ")}, &share));
    return share;
}

/* Across a straight edge the chance is that of a normal distribution. */
static void chances_at_an_edge(void **state) {
    (void)state;
    static const double rows[][2] = {{-60e3, 100}, {-20e3, 89}, {0, 50}, {10e3, 27}, {20e3, 11}, {40e3, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        airlog_position position = {.placed = true, .point = {123, 25.5}, .radius_m = 40e3,
                                    .distance_m = AIRLOG_UNKNOWN, .bearing_deg = AIRLOG_UNKNOWN};
        position.point.lon_deg += rows[i][0] / (111320 * cos(25.5 * M_PI / 180)); /* the zone ends at 123 E */
        assert_true(fabs(share_of(&position, "Taiwan ADIZ") - rows[i][1]) <= 2);
    }
}

/* A sector lies across its direction: towards the edge of the zone it reaches less far than along it. */
static void chances_of_a_sector(void **state) {
    (void)state;
    airlog_position north = {.placed = true, .point = {122.7, 25.5}, .radius_m = 60e3, .distance_m = 100e3,
                             .bearing_deg = 0, .spread_heading_deg = 30, .spread_distance_m = 10e3,
                             .spread_extent_m = 1e3};
    airlog_position east = north;
    east.bearing_deg = 90;
    assert_between(share_of(&north, "Taiwan ADIZ"), 70, 90);
    assert_true(share_of(&east, "Taiwan ADIZ") >= 99);
}

/* A zone of the user is told behind those of the tables. */
static void zones_of_the_user(void **state) {
    (void)state;
    airlog_lonlat corners[] = {{122, 25}, {123.5, 25}, {123.5, 26}, {122, 26}, {122, 25}};
    airlog_outline outline = {airlog_text_of("Box 7"), corners, 5, 122, 25, 123.5, 26};
    airlog_outlines zones = {&outline, 1};
    airlog_position position = {.placed = true, .point = {122.7, 25.5}, .radius_m = 5e3,
                                .distance_m = AIRLOG_UNKNOWN, .bearing_deg = AIRLOG_UNKNOWN};
    airlog_error error = {0};
    airlog_arena *memory;
    airlog_text text;
    assert_int_equal(airlog_arena_open(0, &memory, &error), AIRLOG_OK);
    assert_int_equal(airlog_airspace_of(tables, &zones, &position, memory, &text, &error), AIRLOG_OK);
    assert_non_null(strstr(text.bytes, "Taiwan ADIZ (100 %)"));
    assert_non_null(strstr(text.bytes, "; Box 7 (100 %)"));
    position.point.lon_deg = 121; /* 100 km to the west */
    assert_int_equal(airlog_airspace_of(tables, &zones, &position, memory, &text, &error), AIRLOG_OK);
    assert_null(strstr(text.bytes, "Box 7"));
    airlog_arena_close(memory);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coasts_and_borders),    cmocka_unit_test(across_the_antimeridian),
        cmocka_unit_test(nothing_is_nearer),     cmocka_unit_test(lines_and_their_sides),
        cmocka_unit_test(nonsense_is_refused),   cmocka_unit_test(chances_at_an_edge),
        cmocka_unit_test(chances_of_a_sector),   cmocka_unit_test(zones_of_the_user),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
