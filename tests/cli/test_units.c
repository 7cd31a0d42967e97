/* The units of the prompt: they agree with the units that texts are read with, and the standard atmosphere with the
 * published values. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "airlog/lex.h"
#include "units.h"

static const struct {
    const char *symbol, *spellings;
    cli_dimension dimension;
    double si;
} rows[] = {
#define AIRLOG_UNIT(dimension, symbol, si, spellings) {symbol, spellings, CLI_DIMENSION_##dimension, si},
#include "units.def"
#undef AIRLOG_UNIT
};
enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

static bool class_fits(airlog_term_class class, cli_dimension dimension) {
    return (class == AIRLOG_TERM_CLASS_LENGTH && dimension == CLI_DIMENSION_LENGTH) ||
           (class == AIRLOG_TERM_CLASS_SPEED && dimension == CLI_DIMENSION_SPEED) ||
           (class == AIRLOG_TERM_CLASS_DURATION && dimension == CLI_DIMENSION_TIME);
}

/* Calls `each` for every spelling of every unit. */
static void each_spelling(void (*each)(size_t row, airlog_text spelling)) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        for (const char *at = rows[i].spellings; *at;) {
            size_t length = strcspn(at, "|"), exact = *at == '=';
            each(i, (airlog_text){at + exact, length - exact});
            at += length + (at[length] == '|');
        }
}

static void finds_itself(size_t row, airlog_text spelling) {
    size_t length;
    const cli_unit *unit = airlog_cli_unit_at(spelling, 0, &length);
    if (!unit || length != spelling.length || strcmp(unit->symbol, rows[row].symbol) != 0)
        fail_msg("'%.*s' is read as %s, not as %s", (int)spelling.length, spelling.bytes, unit ? unit->symbol : "nothing",
                 rows[row].symbol);
}

static void test_every_spelling_finds_its_unit(void **state) {
    (void)state;
    each_spelling(finds_itself);
}

static unsigned shared; /* spellings that both tables have */

static void agrees(size_t row, airlog_text spelling) {
    airlog_term term = airlog_term_find(spelling);
    if (!class_fits(airlog_term_class_of(term), rows[row].dimension) || rows[row].si <= 0) return;
    shared++;
    double ratio = airlog_term_value(term) / rows[row].si;
    if (fabs(ratio - 1) > 1e-12)
        fail_msg("'%.*s' is %.15g in reports and %.15g at the prompt", (int)spelling.length, spelling.bytes,
                 airlog_term_value(term), rows[row].si);
}

static void test_units_agree_with_those_of_reports(void **state) {
    (void)state;
    shared = 0;
    each_spelling(agrees);
    assert_true(shared >= 40);
}

/* ICAO Doc 7488/3, table 1: geopotential altitude, pressure, speed of sound. */
static void test_standard_atmosphere(void **state) {
    (void)state;
    static const struct {
        double altitude_m, pressure_pa, sound_mps;
    } published[] = {{0, 101325, 340.294},   {1000, 89874.6, 336.434}, {5000, 54019.9, 320.529}, {11000, 22632.0, 295.069},
                     {20000, 5474.88, 295.069}, {32000, 868.014, 303.131}};
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        double pressure, sound, altitude;
        assert_true(airlog_cli_pressure_pa(published[i].altitude_m, &pressure));
        assert_true(airlog_cli_sound_mps(published[i].altitude_m, &sound));
        assert_true(fabs(pressure / published[i].pressure_pa - 1) < 1e-5);
        assert_true(fabs(sound - published[i].sound_mps) < 0.002);
        assert_true(airlog_cli_pressure_altitude_m(pressure, &altitude));
        assert_true(fabs(altitude - published[i].altitude_m) < 1e-6);
    }
    double nothing;
    assert_false(airlog_cli_sound_mps(60000, &nothing));
    assert_false(airlog_cli_pressure_altitude_m(-1, &nothing));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_spelling_finds_its_unit),
        cmocka_unit_test(test_units_agree_with_those_of_reports),
        cmocka_unit_test(test_standard_atmosphere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
