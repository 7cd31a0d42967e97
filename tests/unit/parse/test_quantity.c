/* Numbers, units, ranges, pairs, datums, damage, and what a quantity is for. */
#include "reading.h"

typedef struct quantity_case {
    const char *text;
    double min, max; /* in the unit as written */
    airlog_term unit;
} quantity_case;

static airlog_quantity prompt(const char *text) {
    airlog_quantity out;
    airlog_error error = {0};
    if (airlog_parse_quantity(airlog_text_of(text), arena, &out, &error) != AIRLOG_OK) fail_msg("'%s': %s", text, error.message);
    return out;
}

static void reads_every_spelling(void **state) {
    (void)state;
    static const quantity_case cases[] = {
        {"33,000ft", 33000, 33000, AIRLOG_TERM_FOOT},
        {"1.5-nm", 1.5, 1.5, AIRLOG_TERM_NAUTICAL_MILE},
        {"60 nautical miles", 60, 60, AIRLOG_TERM_NAUTICAL_MILE},
        {"200-nautical-mile", 200, 200, AIRLOG_TERM_NAUTICAL_MILE},
        {"12 statute miles", 12, 12, AIRLOG_TERM_MILE},
        {".25 miles", .25, .25, AIRLOG_TERM_MILE},
        {"1/2 mile", .5, .5, AIRLOG_TERM_MILE},
        {"1 1/2 miles", 1.5, 1.5, AIRLOG_TERM_MILE},
        {"1-1/2 miles", 1.5, 1.5, AIRLOG_TERM_MILE},
        {"3\xC2\xBD km", 3.5, 3.5, AIRLOG_TERM_KILOMETRE},
        {"half a mile", .5, .5, AIRLOG_TERM_MILE},
        {"one-half mile", .5, .5, AIRLOG_TERM_MILE},
        {"half-mile", .5, .5, AIRLOG_TERM_MILE},
        {"a quarter of a mile", .25, .25, AIRLOG_TERM_MILE},
        {"three quarters of a mile", .75, .75, AIRLOG_TERM_MILE},
        {"two and a half miles", 2.5, 2.5, AIRLOG_TERM_MILE},
        {"a mile and a half", 1.5, 1.5, AIRLOG_TERM_MILE},
        {"a nautical mile", 1, 1, AIRLOG_TERM_NAUTICAL_MILE},
        {"twenty-five kilometres", 25, 25, AIRLOG_TERM_KILOMETRE},
        {"two hundred and fifty metres", 250, 250, AIRLOG_TERM_METRE},
        {"thirty-three thousand feet", 33000, 33000, AIRLOG_TERM_FOOT},
        {"a dozen miles", 12, 12, AIRLOG_TERM_MILE},
        {"two dozen miles", 24, 24, AIRLOG_TERM_MILE},
        {"2.5 thousand feet", 2500, 2500, AIRLOG_TERM_FOOT},
        {"80-100 miles", 80, 100, AIRLOG_TERM_MILE},
        {"4 to 5 miles", 4, 5, AIRLOG_TERM_MILE},
        {"500 feet to 1,000 feet", 500, 1000, AIRLOG_TERM_FOOT},
        {"1-1 1/2 feet", 1, 1.5, AIRLOG_TERM_FOOT},
        {"5-600 feet", 500, 600, AIRLOG_TERM_FOOT},
        {"2-0 miles", 20, 20, AIRLOG_TERM_MILE},
        {"018 feet", 1800, 1800, AIRLOG_TERM_FOOT},
        {"020msl", 2000, 2000, AIRLOG_TERM_FOOT},
        {"7;400 MSL", 7400, 7400, AIRLOG_TERM_FOOT},
        {"10, 000 feet", 10000, 10000, AIRLOG_TERM_FOOT},
        {"7,500'", 7500, 7500, AIRLOG_TERM_FOOT},
        {"2000' FEET", 2000, 2000, AIRLOG_TERM_FOOT},
        {"FL330", 330, 330, AIRLOG_TERM_FL},
        {"FL 190", 190, 190, AIRLOG_TERM_FL},
        {"flight level 330", 330, 330, AIRLOG_TERM_FL},
        {"FL240-270", 240, 270, AIRLOG_TERM_FL},
        {"\xEF\xBC\x98\xEF\xBC\x90\xEF\xBD\x8B\xEF\xBD\x8D", 80, 80, AIRLOG_TERM_KILOMETRE},
        {"106\xE6\xB5\xAC", 106, 106, AIRLOG_TERM_LI_NAUTICAL},
        {"60 miles per hour", 60, 60, AIRLOG_TERM_MILE_PER_HOUR},
        {"800 kilometres an hour", 800, 800, AIRLOG_TERM_KILOMETRE_PER_HOUR},
        {"290km/h", 290, 290, AIRLOG_TERM_KILOMETRE_PER_HOUR},
        {"12kts", 12, 12, AIRLOG_TERM_KNOT},
        {"600 feet per minute", 600, 600, AIRLOG_TERM_FOOT_PER_MINUTE},
        {"Mach 5", 5, 5, AIRLOG_TERM_MACH},
        {"3 cables", 3, 3, AIRLOG_TERM_CABLE},
        {"2,000 yards", 2000, 2000, AIRLOG_TERM_YARD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_quantity got = prompt(cases[i].text);
        if (!is_near(got.min, cases[i].min) || !is_near(got.max, cases[i].max) || got.unit != cases[i].unit) {
            fail_msg("'%s' is %g..%g %s", cases[i].text, got.min, got.max, airlog_term_name(got.unit));
        }
    }
}

static void converts(void **state) {
    (void)state;
    assert_true(is_near(prompt("33,000 ft").value_si, 10058.4));
    assert_true(is_near(prompt("FL330").value_si, 10058.4));
    assert_true(is_near(prompt("60 nm").value_si, 111120));
    assert_true(is_near(prompt("60 NMI").value_si, 111120));
    assert_true(is_near(prompt("69 miles").value_si, 69 * 1609.344));
    assert_true(is_near(prompt("100 knots").value_si, 51.4444444444444444));
    assert_true(is_near(prompt("5 feet 3 inches").value_si, 63 * 0.0254));
    assert_int_equal(prompt("2,500 feet agl").datum, AIRLOG_DATUM_AGL);
    assert_int_equal(prompt("12,800 ft mean sea level (msl)").datum, AIRLOG_DATUM_MSL);
    assert_int_equal(prompt("300 ft above ground level (agl)").datum, AIRLOG_DATUM_AGL);
    assert_int_equal(prompt("about 213 metres (700 feet) above the water").datum, AIRLOG_DATUM_AGL);
    assert_int_equal(prompt("FL330").datum, AIRLOG_DATUM_FL);
}

static void refuses_what_is_no_quantity(void **state) {
    (void)state;
    static const char *const texts[] = {"", "33,000", "feet", "60 nautical miles north", "12 square miles", "$5m", "5 m people",
                                        "32 degrees Celsius", "several miles", "10 km2x", "a foot"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        airlog_quantity out;
        airlog_error error = {0};
        if (airlog_parse_quantity(airlog_text_of(texts[i]), arena, &out, &error) == AIRLOG_OK) {
            fail_msg("'%s' was read as %g %s", texts[i], out.value, airlog_term_name(out.unit));
        }
        assert_int_equal(error.status, AIRLOG_E_ARGUMENT);
        assert_true(strlen(error.message) > 0);
    }
}

static void checks_pairs(void **state) {
    (void)state;
    static const struct {
        const char *text;
        airlog_pair pair;
    } cases[] = {
        {"60 nautical miles (111 km)", AIRLOG_PAIR_AGREES},   {"111 kilometers (69 miles)", AIRLOG_PAIR_AGREES},
        {"33,000 ft (10,000 meters)", AIRLOG_PAIR_AGREES},    {"12,000 ft (3,600 m)", AIRLOG_PAIR_AGREES},
        {"0.6 miles (1 km)", AIRLOG_PAIR_AGREES},             {"41 nautical miles (75.93 kilometers)", AIRLOG_PAIR_AGREES},
        {"3,700 meters (21,000 feet)", AIRLOG_PAIR_CONFLICT}, {"10 miles (100 km)", AIRLOG_PAIR_CONFLICT},
        {"20 km [12 miles]", AIRLOG_PAIR_AGREES},             {"10 km, or about 6 miles", AIRLOG_PAIR_AGREES},
        {"120 to 190 miles (200 to 300 km)", AIRLOG_PAIR_AGREES},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_quantity got = prompt(cases[i].text);
        if (got.pair != cases[i].pair) fail_msg("'%s' gives pair %d", cases[i].text, got.pair);
        assert_int_equal((got.doubts & AIRLOG_DOUBT_BIT(PAIR_CONFLICT)) != 0, cases[i].pair == AIRLOG_PAIR_CONFLICT);
    }
    airlog_facts facts = read_facts("It reached 60,000 feet, or around 2 miles, before it fell.");
    assert_int_equal(facts.quantities[0].pair, AIRLOG_PAIR_NONE); /* without brackets, far apart: an alternative */
}

static void infers_missing_units(void **state) {
    (void)state;
    airlog_facts facts = read_facts("They flew at 7,300 (24,000 ft) and 100 (54 NM) west of Bergen.");
    assert_int_equal(facts.quantity_count, 2);
    assert_int_equal(facts.quantities[0].unit, AIRLOG_TERM_METRE);
    assert_int_equal(facts.quantities[1].unit, AIRLOG_TERM_KILOMETRE);
    assert_true(facts.quantities[0].doubts & AIRLOG_DOUBT_BIT(UNIT_INFERRED));
    facts = read_facts("Signals came from 60, 80 and 100 NM east of Malta.");
    assert_int_equal(facts.quantity_count, 3);
    for (size_t i = 0; i < 3; i++) assert_int_equal(facts.quantities[i].unit, AIRLOG_TERM_NAUTICAL_MILE);
}

static void keeps_hedges(void **state) {
    (void)state;
    static const struct {
        const char *text;
        airlog_hedge hedge;
    } cases[] = {{"about 60 NM", AIRLOG_HEDGE_ABOUT},      {"nearly 60 NM", AIRLOG_HEDGE_NEARLY},
                 {"more than 60 NM", AIRLOG_HEDGE_OVER},   {"at least 60 NM", AIRLOG_HEDGE_OVER},
                 {"less than 60 NM", AIRLOG_HEDGE_UP_TO},  {"within about 60 NM", AIRLOG_HEDGE_UP_TO},
                 {"up to 60 NM", AIRLOG_HEDGE_UP_TO},      {"as close as 60 NM", AIRLOG_HEDGE_CLOSEST},
                 {"no closer than 60 NM", AIRLOG_HEDGE_CLOSEST}, {"no more than 60 NM", AIRLOG_HEDGE_UP_TO},
                 {"an estimated 60 NM", AIRLOG_HEDGE_ABOUT},     {"60 NM", AIRLOG_HEDGE_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_facts facts = read_facts(cases[i].text);
        assert_int_equal(facts.quantity_count, 1);
        if (facts.quantities[0].hedge != cases[i].hedge) fail_msg("'%s': hedge %d", cases[i].text, facts.quantities[0].hedge);
    }
}

static void knows_what_it_is_for(void **state) {
    (void)state;
    static const struct {
        const char *text;
        airlog_role role;
    } cases[] = {
        {"The drone passed 50 feet below the aircraft.", AIRLOG_ROLE_SEPARATION},
        {"A UAS 200 FEET OFF THE LEFT SIDE WAS SEEN.", AIRLOG_ROLE_SEPARATION},
        {"REPORTED A UAS 300 FEET FROM THE 9 O'CLOCK POSITION", AIRLOG_ROLE_SEPARATION},
        {"It came within 10 metres of the wing.", AIRLOG_ROLE_SEPARATION},
        {"The two were only 30 metres apart.", AIRLOG_ROLE_SEPARATION},
        {"A UAS 60 FEET RIGHT OF ACFT WHILE N BOUND", AIRLOG_ROLE_SEPARATION},
        {"A UAS OFF THE RIGHT WING APPROX 80 YARDS WHILE DESCENDING", AIRLOG_ROLE_SEPARATION},
        {"The crew report passing 4600ft in the descent.", AIRLOG_ROLE_ALTITUDE},
        {"A 3 foot diameter balloon drifted by.", AIRLOG_ROLE_SIZE},
        {"a mast 79 ft tall", AIRLOG_ROLE_SIZE},
        {"a 12-mile-long slick", AIRLOG_ROLE_SIZE},
        {"a missile with a range of 450 kilometers", AIRLOG_ROLE_SIZE},
        {"It sank in 47 feet of water.", AIRLOG_ROLE_SIZE},
        {"with 3 miles visibility in haze", AIRLOG_ROLE_WEATHER},
        {"broken clouds at 400 ft", AIRLOG_ROLE_WEATHER},
        {"The jet flew about 310 miles and landed.", AIRLOG_ROLE_BACKGROUND},
        {"over the next 30 nautical miles", AIRLOG_ROLE_BACKGROUND},
        {"a 10 km run", AIRLOG_ROLE_BACKGROUND},
        {"a 200-nautical-mile exclusive economic zone", AIRLOG_ROLE_BACKGROUND},
        {"an airport at an elevation of 508 ft", AIRLOG_ROLE_BACKGROUND},
        {"It hovered at 400 feet.", AIRLOG_ROLE_ALTITUDE},
        {"at an altitude of 33,000 feet", AIRLOG_ROLE_ALTITUDE},
        {"flying at 6,000m", AIRLOG_ROLE_ALTITUDE},
        {"it reached an altitude of 60 kilometres", AIRLOG_ROLE_ALTITUDE},
        {"about 3,000 feet in the air", AIRLOG_ROLE_ALTITUDE},
        {"at 500 feet above the airport", AIRLOG_ROLE_ALTITUDE},
        {"at a speed of 180 mph", AIRLOG_ROLE_SPEED},
        {"it stayed for 12 minutes", AIRLOG_ROLE_DURATION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_facts facts = read_facts(cases[i].text);
        if (facts.quantity_count < 1) fail_msg("'%s' gives no quantity", cases[i].text);
        if (facts.quantities[0].role != cases[i].role) fail_msg("'%s': role %d", cases[i].text, facts.quantities[0].role);
        for (size_t k = 0; k < facts.position_count; k++) {
            assert_int_not_equal(facts.positions[k].kind, AIRLOG_POSITION_OFFSET);
            assert_int_not_equal(facts.positions[k].kind, AIRLOG_POSITION_RING);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_spelling), cmocka_unit_test(converts),
        cmocka_unit_test(refuses_what_is_no_quantity), cmocka_unit_test(checks_pairs),
        cmocka_unit_test(infers_missing_units), cmocka_unit_test(keeps_hedges),
        cmocka_unit_test(knows_what_it_is_for),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
