/* Declination against the test values that are published with the models. */
#include "with_tables.h"

#include "airlog/place.h"

#include <math.h>

static double declination(double lat_deg, double lon_deg, double height_km, double year) {
    airlog_error error = {0};
    double out;
    if (airlog_declination(tables, (airlog_lonlat){lon_deg, lat_deg}, height_km * 1000, year, &out, &error) !=
        AIRLOG_OK)
        fail_msg("%s", error.message);
    return out;
}

/* Takes the number before the next tab or line end off *line. */
static double next_number(char **line) {
    size_t length = strcspn(*line, "\t\r\n");
    double value;
    if (!airlog_number_read((airlog_text){*line, length}, &value)) fail_msg("no number in \"%s\"", *line);
    *line += length + ((*line)[length] != 0);
    return value;
}

static void published_values(void **state) {
    (void)state;
    FILE *file = fopen(AIRLOG_TEST_VALUES, "r");
    char line[256];
    size_t rows = 0;
    double worst = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        char *rest = line;
        if (line[0] == '#') continue;
        double year = next_number(&rest), height_km = next_number(&rest);
        double lat_deg = next_number(&rest), lon_deg = next_number(&rest), expected = next_number(&rest);
        double got = declination(lat_deg, lon_deg, height_km, year);
        worst = fmax(worst, fabs(remainder(got - expected, 360)));
        rows++;
    }
    fclose(file);
    print_message("%zu values, worst difference %.4f degrees\n", rows, worst);
    assert_true(rows == 212);
    assert_true(worst <= 0.0101); /* their stated tolerance: a hundredth of a degree */
}

/* Older dates are the International Geomagnetic Reference Field's: London and New York as they were. */
static void older_dates(void **state) {
    (void)state;
    assert_true(fabs(declination(51.5, -0.1, 0, 1960.5) - -7.7) < 0.6);
    assert_true(fabs(declination(40.7, -74.0, 0, 1985.5) - -12.9) < 0.6);
    /* from one model to the next nothing jumps */
    for (double year = 1905; year <= 2010; year += 5) {
        double before = declination(45, 10, 0, year - 1e-6), after = declination(45, 10, 0, year);
        assert_true(fabs(before - after) < 1e-4);
    }
}

/* At the poles there is an answer, and an impossible point is refused. */
static void edges(void **state) {
    (void)state;
    airlog_error error = {0};
    double out;
    assert_true(isfinite(declination(90, 0, 0, 2025)));
    assert_true(isfinite(declination(-90, 0, 0, 2025)));
    assert_true(isfinite(declination(0, 0, 0, 1800)));
    assert_int_equal(airlog_declination(tables, (airlog_lonlat){0, 91}, 0, 2025, &out, &error), AIRLOG_E_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values),
        cmocka_unit_test(older_dates),
        cmocka_unit_test(edges),
    };

    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
