/* Coordinates: every family in spellings of our own, running text, circles and areas, and what must be refused. */
#include "reading.h"

#include <math.h>

typedef struct good {
    const char *text;
    double lat, lon;
    const char *notation;
} good;

static const good spellings[] = {
    /* marks */
    {"48°51'24\"N 2°21'03\"E", 48 + 51 / 60.0 + 24 / 3600.0, 2 + 21 / 60.0 + 3 / 3600.0, "dms"},
    {"48° 51′ 24.5″ N, 2° 21′ 3.25″ E", 48 + 51 / 60.0 + 24.5 / 3600, 2 + 21 / 60.0 + 3.25 / 3600, "dms"},
    {"S33°51'54'' E151°12'36''", -(33 + 51 / 60.0 + 54 / 3600.0), 151 + 12 / 60.0 + 36 / 3600.0, "dms"},
    {"34º36.2´S 58º22.9´W", -(34 + 36.2 / 60), -(58 + 22.9 / 60), "dm"},
    {"(1259'30\"S 4512'00\"E)", -(12 + 59 / 60.0 + 30 / 3600.0), 45.2, "dms"},
    {"60°10'N 24°56'E", 60 + 10 / 60.0, 24 + 56 / 60.0, "dm"},
    {"64.1466° N, 21.9426° W", 64.1466, -21.9426, "dd"},
    {"35,6762° N 139,6503° E", 35.6762, 139.6503, "dd"},
    /* words */
    {"12 degrees 30 minutes south, 45 degrees 15 minutes east", -12.5, 45.25, "dm"},
    {"12deg 30min 36sec N 045deg 15min 00sec W", 12.51, -45.25, "dms"},
    {"latitude 10°30' N, longitude 66°54' W", 10.5, -66.9, "dm"},
    {"59°20' N latitude, 18°04' E longitude", 59 + 20 / 60.0, 18 + 4 / 60.0, "dm"},
    {"Lat: 59.33, Lon: 18.06", 59.33, 18.06, "dd"},
    {"lat. -12.05, long. -77.04", -12.05, -77.04, "dd"},
    {"9 DEGREES NORTH 061 DGEREES WEST", 9, -61, "dd"},
    /* hyphens, colons, dots, blanks */
    {"07-41N 118-22E", 7 + 41 / 60.0, 118 + 22 / 60.0, "dm"},
    {"07-41.5S - 118-22.25W", -(7 + 41.5 / 60), -(118 + 22.25 / 60), "dm"},
    {"07:41N – 118:22E", 7 + 41 / 60.0, 118 + 22 / 60.0, "dm"},
    {"07:41:30 S 118:22:15 W", -(7 + 41 / 60.0 + 30 / 3600.0), -(118 + 22 / 60.0 + 15 / 3600.0), "dms"},
    {"07-41-30N 118-22-15E", 7 + 41 / 60.0 + 30 / 3600.0, 118 + 22 / 60.0 + 15 / 3600.0, "dms"},
    {"07 41N, 118 22E", 7 + 41 / 60.0, 118 + 22 / 60.0, "dm"},
    {"07 41-025N 118 22-500E", 7 + 41.025 / 60, 118 + 22.5 / 60, "dm"},
    {"07.41.30N 118.22.15E", 7 + 41 / 60.0 + 30 / 3600.0, 118 + 22 / 60.0 + 15 / 3600.0, "dms"},
    {"N07 41 E118 22", 7 + 41 / 60.0, 118 + 22 / 60.0, "dm"},
    {"N 07 41 30 E 118 22 15", 7 + 41 / 60.0 + 30 / 3600.0, 118 + 22 / 60.0 + 15 / 3600.0, "dms"},
    {"23-10.5N/118-44.25E", 23 + 10.5 / 60, 118 + 44.25 / 60, "dm"},
    {"23-10.5N118-44.25E", 23 + 10.5 / 60, 118 + 44.25 / 60, "dm"},
    {"北緯24度30分 東経123度00分", 24.5, 123, "dm"},
    {"东经118°30′ 北纬24°15′", 24.25, 118.5, "dm"},
    {"E118.5 N24.25", 24.25, 118.5, "dd"},
    {"24.125N118.375E", 24.125, 118.375, "dd"},
    {"24.125, 118.375", 24.125, 118.375, "dd"},
    {"-24.1250,-118.3750", -24.125, -118.375, "dd"},
    /* aviation */
    {"491530N0163045E", 49 + 15 / 60.0 + 30 / 3600.0, 16 + 30 / 60.0 + 45 / 3600.0, "icao"},
    {"4915N 01630E", 49.25, 16.5, "icao"},
    {"N491530 E0163045", 49 + 15 / 60.0 + 30 / 3600.0, 16 + 30 / 60.0 + 45 / 3600.0, "icao"},
    {"491530.50N0163045.25E", 49 + 15 / 60.0 + 30.5 / 3600, 16 + 30 / 60.0 + 45.25 / 3600, "icao"},
    {"491530N 163045E", 49 + 15 / 60.0 + 30 / 3600.0, 16 + 30 / 60.0 + 45 / 3600.0, "icao"},
    {"491530E0163045", 49 + 15 / 60.0 + 30 / 3600.0, 16 + 30 / 60.0 + 45 / 3600.0, "icao"},
    {"4700N00000W", 47, 0, "icao"},
    {"61N020W", 61, -20, "dd"},
    {"6120N", 61, -20, "arinc424"},
    {"61N20", 61, -120, "arinc424"},
    {"N6120", 61.5, -20, "arinc424"},
    {"+4915+01630/", 49.25, 16.5, "iso6709"},
    {"-33.8670+151.2070/", -33.867, 151.207, "iso6709"},
    {"+491530.5-0163045.5/", 49 + 15 / 60.0 + 30.5 / 3600, -(16 + 30 / 60.0 + 45.5 / 3600), "iso6709"},
    /* machines */
    {"geo:49.2583,16.5125;u=150", 49.2583, 16.5125, "geo-uri"},
    {"https://example.org/maps?q=49.2583,-16.5125&z=9", 49.2583, -16.5125, "url"},
    {"https://example.org/#map=9/49.2583/16.5125", 49.2583, 16.5125, "url"},
    {"POINT (16.5125 49.2583)", 49.2583, 16.5125, "wkt"},
    {"POINT Z (16.5125 49.2583 300)", 49.2583, 16.5125, "wkt"},
    {"[16.5125, 49.2583]", 49.2583, 16.5125, "geojson"},
};

static airlog_status read_whole(const char *text, airlog_position_fact *out, airlog_error *error) {
    *error = (airlog_error){0};
    return airlog_parse_coordinate(airlog_text_of(text), arena, out, error);
}

static void every_spelling(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; ++i) {
        const good *want = &spellings[i];
        airlog_position_fact fact;
        airlog_error error;
        airlog_status status = read_whole(want->text, &fact, &error);
        if (status != AIRLOG_OK) fail_msg("%s: %s", want->text, error.message);
        if (fabs(fact.points[0].lat_deg - want->lat) > 1e-9 || fabs(fact.points[0].lon_deg - want->lon) > 1e-9)
            fail_msg("%s: %.9f %.9f", want->text, fact.points[0].lat_deg, fact.points[0].lon_deg);
        assert_string_equal(fact.notation, want->notation);
    }
}

/* Degrees, minutes and seconds in every joining, generated: thousands of pairs with known values. */
static void generated_spellings(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        int parts;
    } patterns[] = {
        {"%02d-%02dN %03d-%02dE", 2},           {"%02d:%02dN %03d:%02dE", 2},         {"%02d°%02d'N %03d°%02d'E", 2},
        {"N%02d %02d E%03d %02d", 2},           {"%02d%02dN%03d%02dE", 2},            {"%02d %02dN, %03d %02dE", 2},
        {"%02d deg %02d' N / %03d deg %02d' E", 2}, {"%02d°%02d′ north, %03d°%02d′ east", 2},
        {"%02d-%02d-%02dN %03d-%02d-%02dE", 3}, {"%02d%02d%02dN%03d%02d%02dE", 3},    {"%02d:%02d:%02d N %03d:%02d:%02d E", 3},
        {"%02d°%02d'%02d\"N %03d°%02d'%02d\"E", 3}, {"N%02d%02d%02d E%03d%02d%02d", 3}, {"%02d.%02d.%02dN %03d.%02d.%02dE", 3},
        {"N %02d %02d %02d E %03d %02d %02d", 3},
    };
    for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; ++p) {
        for (int step = 0; step < 300; ++step) {
            int lat[3] = {(step * 7) % 90, (step * 11) % 60, (step * 13) % 60};
            int lon[3] = {(step * 17) % 180, (step * 19) % 60, (step * 23) % 60};
            char text[96];
            if (patterns[p].parts == 2)
                snprintf(text, sizeof text, patterns[p].pattern, lat[0], lat[1], lon[0], lon[1]);
            else
                snprintf(text, sizeof text, patterns[p].pattern, lat[0], lat[1], lat[2], lon[0], lon[1], lon[2]);
            double unit = patterns[p].parts == 3 ? 1 : 0;
            double want_lat = lat[0] + lat[1] / 60.0 + unit * lat[2] / 3600.0;
            double want_lon = lon[0] + lon[1] / 60.0 + unit * lon[2] / 3600.0;
            airlog_arena_reset(arena);
            char sentence[160];
            snprintf(sentence, sizeof sentence, "The kite was last seen near %s by the crew.", text);
            airlog_facts facts = read_facts(sentence);
            if (facts.position_count == 0) fail_msg("%s is not read", sentence);
            const airlog_position_fact *fact = &facts.positions[0];
            if (fact->point_count != 1 || fabs(fact->points[0].lat_deg - want_lat) > 1e-9 ||
                fabs(fact->points[0].lon_deg - want_lon) > 1e-9)
                fail_msg("%s", sentence);
            double precision = patterns[p].parts == 3 ? 1 / 3600.0 : 1 / 60.0;
            assert_true(is_near(fact->precision_lat_deg, precision));
        }
    }
}

static void precision_follows_the_spelling(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double lat, lon;
    } cases[] = {{"49.25N 16.5125E", 0.01, 0.0001},
                 {"49-15N 016-30.25E", 1 / 60.0, 0.01 / 60},
                 {"491530.5N0163045.25E", 0.1 / 3600, 0.01 / 3600},
                 {"61N020W", 1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        airlog_position_fact fact;
        airlog_error error;
        assert_int_equal(read_whole(cases[i].text, &fact, &error), AIRLOG_OK);
        assert_true(is_near(fact.precision_lat_deg, cases[i].lat));
        assert_true(is_near(fact.precision_lon_deg, cases[i].lon));
    }
}

static void doubts_are_raised(void **state) {
    (void)state;
    static const struct {
        const char *text;
        airlog_doubts doubts;
    } cases[] = {
        {"49-15N 016-30E", 0},
        {"(1259'30\"S 4512'00\"E)", AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED)},
        {"491530N 163045E", AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED)},
        {"34.55N, -101.12W", AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED) | AIRLOG_DOUBT_BIT(COORDINATE_AMBIGUOUS)},
        {"18.24S 22.45E", AIRLOG_DOUBT_BIT(COORDINATE_AMBIGUOUS)},
        {"18.24S 22.65E", 0},
        {"325515E0350549", AIRLOG_DOUBT_BIT(HEMISPHERE_INFERRED)},
        {"9 DEGREES NORTH 061 DEGREES", AIRLOG_DOUBT_BIT(HEMISPHERE_INFERRED)},
        {"41°30'00\"N 72°45'00\"W / 41.5000°N 72.7500°W", 0},
        {"41°30'00\"N 72°45'00\"W / 41.6000°N 72.7500°W", AIRLOG_DOUBT_BIT(POSITION_CONFLICT)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        airlog_position_fact fact;
        airlog_error error;
        if (read_whole(cases[i].text, &fact, &error) != AIRLOG_OK) fail_msg("%s: %s", cases[i].text, error.message);
        if (fact.doubts != cases[i].doubts) fail_msg("%s: %llx", cases[i].text, (unsigned long long)fact.doubts);
    }
}

static void impossible_values_have_a_reason(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } cases[] = {
        {"91°00'N 10°00'E", "latitude"},    {"45°00'N 181°00'E", "longitude"},  {"45°61'N 010°00'E", "minutes"},
        {"45-10-75N 010-00-00E", "seconds"}, {"451060N0100000E", "seconds"},     {"45-10N 46-10S", "latitudes"},
        {"10-10E 20-20W", "longitudes"},    {"45°10'N", "one ordinate"},        {"12,12", "decimals"},
        {"12.25, 13.75, 14.25", "decimals"}, {"hello there", "not a coordinate"}, {"", "not a coordinate"},
        {"31NAA123", "even number"},        {"5Q32+62", "near"},                {"05 MAY 2023", ""},
        {"45°10'N 010°00'E and more", "more"}, {"50° 4' east, 23° 4' south", "exchanged"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        airlog_position_fact fact;
        airlog_error error;
        if (read_whole(cases[i].text, &fact, &error) != AIRLOG_E_ARGUMENT) fail_msg("%s is accepted", cases[i].text);
        if (strstr(error.message, cases[i].word) == NULL) fail_msg("%s: %s", cases[i].text, error.message);
    }
}

static void refusals_are_notes_in_running_text(void **state) {
    (void)state;
    airlog_facts facts = read_text(airlog_text_of("The wreck lies at 06-55N 183-34E, the crew said."), AIRLOG_PARSE_NOTES);
    bool found = false;
    for (size_t i = 0; i < facts.position_count; ++i) assert_int_equal(facts.positions[i].point_count, 0);
    for (size_t i = 0; i < facts.note_count; ++i)
        found = found || (facts.notes[i].refused && span_is(&facts, facts.notes[i].span, "06-55N 183-34E"));
    assert_true(found);
}

static size_t count_points(const airlog_facts *facts) {
    size_t count = 0;
    for (size_t i = 0; i < facts->position_count; ++i) count += facts->positions[i].point_count > 0;
    return count;
}

static void other_things_are_no_coordinates(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The pair finished 3:0 and 5-4-3 after 1200 on 121.5 and 123.075.",
        "Call 617-555-0142 or 202-555-0199 for more.",
        "It was 2 N 3 W of the mast and 5 mi N, 1 mi W of the pier.",
        "Between 10 and 20 people saw it, 12.5 and 13.75 percent of them at 10:15 and 10:45.",
        "A J-16, an H-6, an E-3 and an S-300 stood near W-122.",
        "On 2021-12-11 10:45:00 and on 03 MAR 12 the 10 SM visibility fell to 4 SM.",
        "FL240-270 and QNH1013 and A2992 were given at 1503Z for 4 W of the field.",
        "The scores were 12.12, 13.13 and 14.14 in 24.00 minutes.",
        "SECTORS N1 and S1 opened at 5 E and closed at 6.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; ++i) {
        airlog_facts facts = read_facts(texts[i]);
        if (count_points(&facts) != 0) fail_msg("%s", texts[i]);
    }
}

static void bare_pairs_need_a_cue(void **state) {
    (void)state;
    airlog_facts facts = read_facts("The position was given as 26.1530, 121.7504 by the tower.");
    assert_int_equal(count_points(&facts), 1);
    facts = read_facts("Shares rose by 26.1530, 121.7504 and then fell again without any reason.");
    assert_int_equal(count_points(&facts), 0);
}

static void grids_need_a_cue(void **state) {
    (void)state;
    airlog_facts facts = read_facts("The signal came from grid square PL06vd in the morning.");
    assert_int_equal(count_points(&facts), 1);
    assert_string_equal(facts.positions[0].notation, "maidenhead");
    facts = read_facts("The signal came from aircraft PL06vd in the morning.");
    assert_int_equal(count_points(&facts), 0);
    facts = read_facts("They met at 33UXP0500444998 before noon.");
    assert_int_equal(count_points(&facts), 1);
    assert_string_equal(facts.positions[0].notation, "mgrs");
}

static const airlog_position_fact *first_point(const airlog_facts *facts) {
    for (size_t i = 0; i < facts->position_count; ++i) {
        if (facts->positions[i].point_count > 0) return &facts->positions[i];
    }
    fail_msg("nothing was read");
    return NULL;
}

static void circles(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double radius_m;
    } cases[] = {
        {"UAS FLT WI 2NM RADIUS 491530N 0163045E", 3704},
        {"UAS FLT WI 0.5NM RADIUS: 491530N 0163045E (SOMEWHERE)", 926},
        {"PSN:N491530 E0163045 RADIUS - 3NM", 5556},
        {"PSN 491530N0163045E RADIUS 750MTR UP TO FL030", 750},
        {"WITHIN A 120 NM RADIUS OF 491530N/0163045E AT FL300", 222240},
        {"within a radius of 5 km centred on 49°15'30\"N 16°30'45\"E", 5000},
        {"a circle 3,000 yards in diameter, centered on 49°15'30\" N latitude, 16°30'45\" E longitude", 1371.6},
        {"Q) XXXX/QWULW/IV/BO/W/000/010/4915N01630E004", 7408},
        {"within 20 NM of 49-15N 016-30E", 37040},
        {"geo:49.2583,16.5125;u=150", 150},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        airlog_facts facts = read_facts(cases[i].text);
        const airlog_position_fact *fact = first_point(&facts);
        if (fact->kind != AIRLOG_POSITION_CIRCLE) fail_msg("%s is no circle", cases[i].text);
        if (!is_near(fact->distance.value_si, cases[i].radius_m)) fail_msg("%s: %g", cases[i].text, fact->distance.value_si);
        assert_true(fabs(fact->points[0].lat_deg - 49.25) < 0.02);
    }
}

static void polygons(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t corners;
    } cases[] = {
        {"AREA BOUNDED BY LINES JOINING 20-10.0N/110-10.0E, 20-20.0N/110-10.0E, 20-20.0N/110-20.0E AND 20-10.0N/110-20.0E.", 4},
        {"WI PSN 491530N 0163045E - 491630N 0163045E - 491630N 0163245E - 491530N 0163045E", 3},
        {"N20 10 E110 10 N20 20 E110 10 N20 20 E110 20", 3},
        {"20-10-00N 110-10-00E, 20-20-00N 110-10-00E, 20-20-00N 110-20-00E and 20-10-00N 110-10-00E", 3},
        {"在20-10N110-10E、20-20N110-10E、20-20N110-20E诸点连线范围内", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        airlog_facts facts = read_facts(cases[i].text);
        const airlog_position_fact *fact = first_point(&facts);
        if (fact->kind != AIRLOG_POSITION_POLYGON || fact->point_count != cases[i].corners)
            fail_msg("%s: %zu corners", cases[i].text, fact->point_count);
        assert_int_equal(count_points(&facts), 1);
        assert_true((fact->doubts & AIRLOG_DOUBT_BIT(BOUNDARY_CROSSES)) == 0);
    }
}

static void a_crossing_boundary_is_flagged(void **state) {
    (void)state;
    airlog_facts facts = read_facts("AREA BOUNDED BY 20-10N 110-10E, 20-20N 110-20E, 20-20N 110-10E AND 20-10N 110-20E.");
    assert_true((first_point(&facts)->doubts & AIRLOG_DOUBT_BIT(BOUNDARY_CROSSES)) != 0);
}

static void arcs_are_drawn(void **state) {
    (void)state;
    airlog_facts facts = read_facts("WI AREA 500000N 0100000E - ALONG THE CLOCKWISE ARC OF A CIRCLE OF 6NM RADIUS CENTRED ON "
                                    "495400N 0100000E - 494800N 0100000E - 500000N 0100000E");
    const airlog_position_fact *fact = first_point(&facts);
    assert_int_equal(fact->kind, AIRLOG_POSITION_POLYGON);
    assert_true(fact->point_count > 20);
    double east = 0;
    for (size_t i = 0; i < fact->point_count; ++i) east = fmax(east, fact->points[i].lon_deg);
    assert_true(east > 10.15 && east < 10.16); /* clockwise from the north goes round by the east */
}

static void points_in_a_list_are_numbered(void **state) {
    (void)state;
    airlog_facts facts = read_facts("They were seen at 20-10N 110-10E and 21-10N 111-10E respectively.");
    assert_int_equal(count_points(&facts), 2);
    assert_true(facts.positions[0].group != 0 && facts.positions[0].group == facts.positions[1].group);
    assert_int_equal(facts.positions[1].item, 1);
}

static void one_ordinate(void **state) {
    (void)state;
    double value;
    char hemisphere;
    airlog_error error = {0};
    assert_int_equal(airlog_parse_ordinate(airlog_text_of("12d30'36\"S"), &value, &hemisphere, &error), AIRLOG_OK);
    assert_true(is_near(value, -12.51));
    assert_int_equal(hemisphere, 'S');
    assert_int_equal(airlog_parse_ordinate(airlog_text_of("4:59:60.0"), &value, &hemisphere, &error), AIRLOG_OK);
    assert_true(is_near(value, 5));
    assert_int_equal(airlog_parse_ordinate(airlog_text_of("4:59:60"), &value, &hemisphere, &error), AIRLOG_E_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling),
        cmocka_unit_test(generated_spellings),
        cmocka_unit_test(precision_follows_the_spelling),
        cmocka_unit_test(doubts_are_raised),
        cmocka_unit_test(impossible_values_have_a_reason),
        cmocka_unit_test(refusals_are_notes_in_running_text),
        cmocka_unit_test(other_things_are_no_coordinates),
        cmocka_unit_test(bare_pairs_need_a_cue),
        cmocka_unit_test(grids_need_a_cue),
        cmocka_unit_test(circles),
        cmocka_unit_test(polygons),
        cmocka_unit_test(a_crossing_boundary_is_flagged),
        cmocka_unit_test(arcs_are_drawn),
        cmocka_unit_test(points_in_a_list_are_numbered),
        cmocka_unit_test(one_ordinate),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
