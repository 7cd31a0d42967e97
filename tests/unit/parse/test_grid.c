/* Grid systems against published values and against GeoConvert, and every notation written and read again. */
#include "reading.h"

#include <math.h>
#include <stdlib.h>

static void write_in(airlog_lonlat point, const char *notation, int digits, char out[96]) {
    airlog_buffer buffer = {0};
    airlog_error error = {0};
    if (airlog_coordinate_print(point, notation, digits, &buffer, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    assert_true(buffer.length < 96);
    memcpy(out, buffer.bytes, buffer.length);
    out[buffer.length] = 0;
    airlog_buffer_close(&buffer);
}

/* Sources: manual page of GeoConvert(1); GeographicLib's tests; the Open Location Code test data; ARRL (W1AW); the
 * examples of the Maidenhead, GEOREF and geohash articles. */
static void published_values(void **state) {
    (void)state;
    static const struct {
        double lat, lon;
        const char *notation;
        int digits;
        const char *text;
    } cases[] = {
        {33.33424, 44.40363, "mgrs", 2, "38SMB4488"},
        {33.3, 44.4, "utm", 2, "38N 444140.54 3684706.36"},
        {57.64911, 10.40744, "georef", 5, "NKLN2444638946"},
        {57.64911, 10.40744, "gars", 2, "381NH45"},
        {57.64911, 10.40744, "geohash", 11, "u4pruydqqvj"},
        {42.605, -5.603, "geohash", 5, "ezs42"},
        {51.07, -1.79, "georef", 2, "MKPG1204"},
        {41.714775, -72.727260, "maidenhead", 6, "FN31pr"},
        {48.14666, 11.60833, "maidenhead", 6, "JN58td"},
        {-34.91, -56.21166, "maidenhead", 6, "GF15vc"},
        {38.92, -77.065, "maidenhead", 6, "FM18lw"},
        {-41.28333, 174.745, "maidenhead", 6, "RE78ir"},
        {20.3700625, 2.7821875, "olc", 10, "7FG49QCJ+2V"},
        {47.0000625, 8.0000625, "olc", 10, "8FVC2222+22"},
        {-41.2730625, 174.7859375, "olc", 10, "4VCPPQGP+Q9"},
        {90, 1, "olc", 10, "CFX3X2X2+X2"},
        {0, 0, "gars", 2, "361HN37"},
        {60, 4, "mgrs", 0, "32VKM"},   /* south-west Norway */
        {78, 10, "mgrs", 0, "33XUG"},  /* Svalbard */
        {-90, 0, "mgrs", 0, "BAN"},
        {90, 0, "mgrs", 0, "ZAH"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        char text[96];
        write_in((airlog_lonlat){cases[i].lon, cases[i].lat}, cases[i].notation, cases[i].digits, text);
        if (strcmp(text, cases[i].text) != 0) fail_msg("%s, not %s", text, cases[i].text);
    }
}

static uint64_t random_state = 0x9E3779B97F4A7C15u;

static double random_part(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (double)(random_state >> 11) / 9007199254740992.0;
}

static airlog_lonlat random_point(int i) {
    airlog_lonlat point = {random_part() * 360 - 180, random_part() * 180 - 90};
    if (i % 4 == 1) point.lat_deg = (84 + random_part() * 6);
    if (i % 4 == 2) point.lat_deg = -(80 + random_part() * 10);
    return point;
}

static double apart_m(airlog_lonlat a, airlog_lonlat b) {
    double east = remainder(a.lon_deg - b.lon_deg, 360) * cos(a.lat_deg * 3.14159265358979 / 180);
    return hypot(a.lat_deg - b.lat_deg, east) * 111320;
}

/* What is written is read as the same point, within half a unit of the last digit or half a cell. */
static void round_trips(void **state) {
    (void)state;
    static const struct {
        const char *notation;
        int digits;
        double metres;
    } forms[] = {{"dd", 6, 0.1},   {"dm", 4, 0.2},       {"dms", 2, 0.3},  {"icao", 0, 25},   {"icao", 2, 0.3},
                 {"iso6709", 6, 0.1}, {"utm", 2, 0.02},  {"mgrs", 5, 0.8}, {"mgrs", 3, 75},   {"georef", 4, 14},
                 {"gars", 2, 6600}, {"maidenhead", 8, 700}, {"olc", 11, 3}, {"geohash", 9, 4}, {"geo-uri", 6, 0.1},
                 {"wkt", 6, 0.1}};
    for (size_t f = 0; f < sizeof forms / sizeof forms[0]; ++f) {
        for (int i = 0; i < 400; ++i) {
            airlog_lonlat point = random_point(i);
            char text[96], again[128];
            write_in(point, forms[f].notation, forms[f].digits, text);
            bool named = strcmp(forms[f].notation, "geohash") == 0;
            snprintf(again, sizeof again, "%s%s", named ? "geohash " : "", text);
            airlog_position_fact fact;
            airlog_error error = {0};
            if (airlog_parse_coordinate(airlog_text_of(again), arena, &fact, &error) != AIRLOG_OK)
                fail_msg("%s: %s", again, error.message);
            if (apart_m(point, fact.points[0]) > forms[f].metres)
                fail_msg("%s: %g m apart", again, apart_m(point, fact.points[0]));
        }
    }
}

static void cells_have_a_radius(void **state) {
    (void)state;
    airlog_position_fact fact;
    airlog_error error = {0};
    assert_int_equal(airlog_parse_coordinate(airlog_text_of("33UXP0500444998"), arena, &fact, &error), AIRLOG_OK);
    assert_true(fabs(fact.radius_cell_m - 0.7071) < 1e-3);
    assert_int_equal(airlog_parse_coordinate(airlog_text_of("33UXP04"), arena, &fact, &error), AIRLOG_OK);
    assert_true(fabs(fact.radius_cell_m - 7071) < 1);
}

static void bad_requests(void **state) {
    (void)state;
    airlog_buffer buffer = {0};
    airlog_error error = {0};
    assert_int_equal(airlog_coordinate_print((airlog_lonlat){0, 91}, "dd", 2, &buffer, &error), AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(airlog_coordinate_print((airlog_lonlat){NAN, 1}, "dd", 2, &buffer, &error), AIRLOG_E_ARGUMENT);
    error = (airlog_error){0};
    assert_int_equal(airlog_coordinate_print((airlog_lonlat){1, 1}, "furlongs", 2, &buffer, &error), AIRLOG_E_ARGUMENT);
    assert_non_null(strstr(error.message, "mgrs"));
    airlog_buffer_close(&buffer);
}

/* Rounding never writes sixty minutes or seconds, nor a sign on zero. */
static void rounding_carries(void **state) {
    (void)state;
    char text[96];
    write_in((airlog_lonlat){-0.00000001, 59.99999999}, "dms", 1, text);
    assert_string_equal(text, "60°00'00.0\"N 000°00'00.0\"E");
    write_in((airlog_lonlat){10.9999999, -0.9999999}, "dm", 3, text);
    assert_string_equal(text, "01°00.000'S 011°00.000'E");
}

/* ---- GeoConvert ---- */

#define POINTS 10000

static FILE *run_geoconvert(const char *options) {
    char command[96];
    snprintf(command, sizeof command, "GeoConvert %s < geoconvert_points.txt 2>/dev/null", options);
    return popen(command, "r");
}

static void agrees_with_geoconvert(void **state) {
    (void)state;
    if (system("command -v GeoConvert >/dev/null 2>&1") != 0) {
        print_message("GeoConvert is not installed: not compared\n");
        skip();
    }
    static airlog_lonlat points[POINTS];
    FILE *file = fopen("geoconvert_points.txt", "w");
    assert_non_null(file);
    for (int i = 0; i < POINTS; ++i) {
        points[i] = random_point(i);
        points[i].lon_deg = round(points[i].lon_deg * 1e9) / 1e9;
        points[i].lat_deg = round(points[i].lat_deg * 1e9) / 1e9;
        fprintf(file, "%.9f %.9f\n", points[i].lat_deg, points[i].lon_deg);
    }
    fclose(file);
    FILE *mgrs = run_geoconvert("-m"), *utm = run_geoconvert("-u -p 2");
    assert_non_null(mgrs);
    assert_non_null(utm);
    char wanted[96], text[96], zone[8];
    double east, north;
    for (int i = 0; i < POINTS; ++i) {
        assert_int_equal(fscanf(mgrs, "%95s", wanted), 1);
        write_in(points[i], "mgrs", 5, text);
        if (strcmp(text, wanted) != 0) fail_msg("%.9f %.9f: %s, not %s", points[i].lat_deg, points[i].lon_deg, text, wanted);
        airlog_position_fact fact;
        airlog_error error = {0};
        airlog_arena_reset(arena);
        if (airlog_parse_coordinate(airlog_text_of(wanted), arena, &fact, &error) != AIRLOG_OK) fail_msg("%s", error.message);
        assert_true(apart_m(fact.points[0], points[i]) < 0.75);
        assert_int_equal(fscanf(utm, "%7s %lf %lf", zone, &east, &north), 3);
        write_in(points[i], "utm", 3, text);
        double my_east, my_north;
        const char *numbers = strchr(text, ' ') + (text[0] == 'U' ? 3 : 1); /* after "38N " or "UPS N " */
        assert_int_equal(sscanf(numbers, "%lf %lf", &my_east, &my_north), 2);
        if (fabs(my_east - east) > 0.0061 || fabs(my_north - north) > 0.0061) fail_msg("%s, not %s %.2f %.2f", text, zone, east, north);
    }
    pclose(mgrs);
    pclose(utm);
    remove("geoconvert_points.txt");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values), cmocka_unit_test(round_trips),      cmocka_unit_test(cells_have_a_radius),
        cmocka_unit_test(bad_requests),     cmocka_unit_test(rounding_carries), cmocka_unit_test(agrees_with_geoconvert),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
