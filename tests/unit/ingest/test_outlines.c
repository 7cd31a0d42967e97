/* Zones of the user: GeoJSON and OpenAir, sound and damaged. */
#include "airlog_test.h"

#include "airlog/ingest.h"

#include <math.h>

typedef struct reading {
    airlog_arena *memory;
    airlog_outlines zones;
    airlog_error error;
    airlog_status status;
} reading;

static reading read_zones(const char *content) {
    reading r = {0};
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &r.memory, &r.error), AIRLOG_OK);
    r.status = airlog_outlines_read(airlog_text_of(content), r.memory, &r.zones, &r.error);
    return r;
}

static void assert_zone(const airlog_outline *zone, const char *name, double west, double south, double east,
                        double north, double tolerance) {
    assert_int_equal(zone->name.length, strlen(name));
    assert_memory_equal(zone->name.bytes, name, strlen(name));
    assert_true(fabs(zone->west_deg - west) <= tolerance && fabs(zone->east_deg - east) <= tolerance);
    assert_true(fabs(zone->south_deg - south) <= tolerance && fabs(zone->north_deg - north) <= tolerance);
    assert_true(zone->points[0].lat_deg == zone->points[zone->count - 1].lat_deg);
}

static void geojson(void **state) {
    (void)state;
    reading r = read_zones(
        "{\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"Alpha\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[10,50],[12,50],[12,51],[10,50]]]}},"
        "{\"type\":\"Feature\",\"properties\":{},\"id\":\"B-1\",\"geometry\":{\"type\":\"MultiPolygon\","
        "\"coordinates\":[[[[179,-10],[-179,-10],[-179,-9],[179,-10]]],[[[0,0],[1,0],[1,1],[0,0]]]]}},"
        "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}");
    assert_int_equal(r.status, AIRLOG_OK);
    assert_int_equal(r.zones.count, 3);
    assert_zone(&r.zones.items[0], "Alpha", 10, 50, 12, 51, 0);
    assert_zone(&r.zones.items[1], "B-1", 179, -10, 181, -9, 1e-9); /* runs on across the antimeridian */
    assert_zone(&r.zones.items[2], "B-1", 0, 0, 1, 1, 0);
    airlog_arena_close(r.memory);
}

static void openair_corners(void **state) {
    (void)state;
    reading r = read_zones("* a comment\nAC D\nAN KAPPA 1 \nAL SFC\nAH 2500 ft\nDP 47:30:00 N 008:00:00 E\n"
                           "DP 47:30:00 N 008:30:00 E * a corner\nDP 47:00.0 N 008.5 E\nDP 47N 8E\n\n"
                           "AC R\r\nAN Lambda\r\nDP 10:00:00 S 179:30:00 W\r\nDP 11:00:00 S 179:30:00 E\r\n"
                           "DP 10:00:00 S 179:30:00 E\r\n");
    assert_int_equal(r.status, AIRLOG_OK);
    assert_int_equal(r.zones.count, 2);
    assert_zone(&r.zones.items[0], "KAPPA 1", 8, 47, 8.5, 47.5, 1e-9);
    assert_int_equal(r.zones.items[0].count, 5);
    assert_zone(&r.zones.items[1], "Lambda", -180.5, -11, -179.5, -10, 1e-9);
    airlog_arena_close(r.memory);
}

/* 60 NM are a degree of latitude to a third of a per cent. */
static void openair_arcs(void **state) {
    (void)state;
    reading r = read_zones("AC CTR\nAN circle\nV X=50:00:00 N 010:00:00 E\nDC 60\n"
                           "AC CTR\nAN half\nV X=0:00:00 N 010:00:00 E\nDA 60,270,90\n"
                           "AC CTR\nAN other half\nV X=0:00:00 N 010:00:00 E\nV D=-\nDA 60,270,90\n"
                           "AC CTR\nAN by ends\nV X=0:00:00 N 010:00:00 E\nV D=+\nDB 0:00 N 009:00 E,0:00 N 011:00 E\n");
    assert_int_equal(r.status, AIRLOG_OK);
    assert_int_equal(r.zones.count, 4);
    double width = 1 / cos(50 * M_PI / 180);
    assert_zone(&r.zones.items[0], "circle", 10 - width, 49, 10 + width, 51, 0.01);
    assert_zone(&r.zones.items[1], "half", 9, 0, 11, 1, 0.01);
    assert_zone(&r.zones.items[2], "other half", 9, -1, 11, 0, 0.01);
    assert_zone(&r.zones.items[3], "by ends", 9, 0, 11, 1, 0.01);
    airlog_arena_close(r.memory);
}

static void what_is_wrong_is_said(void **state) {
    (void)state;
    static const struct {
        const char *content, *said;
        uint64_t line;
    } rows[] = {
        {"", "no zone", 0},
        {"hello", "AC", 1},
        {"{\"type\":\"Point\"}", "neither", 0},
        {"{\"type\":\"FeatureCollection\",\"features\":[]}", "no zone", 0},
        {"{\"type\":\"FeatureCollection\",\"features\":", "neither", 0},
        {"AC R\nAN x\nDP 47 N\n", "DP", 3},
        {"AC R\nAN x\nDP 97:00 N 8:00 E\n", "DP", 3},
        {"AC R\nAN x\nDP 47:61 N 8:00 E\n", "DP", 3},
        {"AC R\nAN x\nV X=47 N 8 E\nDC -5\n", "DC", 4},
        {"AC R\nAN x\nDP 47 N 8 E\nDP 48 N 8 E\n", "three corners", 0},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,0]],"
         "[[1,1],[2,1],[2,2],[1,1]]]}}", "hole", 0},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,\"a\"],[9,9],[0,0]]]}}",
         "no point of the earth", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        reading r = read_zones(rows[i].content);
        assert_int_equal(r.status, AIRLOG_E_INPUT);
        if (!strstr(r.error.message, rows[i].said)) fail_msg("%s", r.error.message);
        assert_int_equal(r.error.line, rows[i].line);
        airlog_arena_close(r.memory);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(geojson),
        cmocka_unit_test(openair_corners),
        cmocka_unit_test(openair_arcs),
        cmocka_unit_test(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
