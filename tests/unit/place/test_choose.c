/* Which of several places a name means. */
#include "place/scene.h"

#include "choose.h"
#include "sphere.h"

typedef struct choice_case {
    const char *text;   /* the whole report */
    const char *words;  /* the reference in it */
    const char *within; /* a qualifier in it, NULL when there is none */
    airlog_place_kind kind;
    bool code;
    double lat_deg, lon_deg, within_km; /* where the right one lies */
} choice_case;

/* Texts are made up; the places are real. */
static const choice_case cases[] = {
    {"A balloon was seen 20 NM north of Keelung port.", "Keelung port", NULL, AIRLOG_PLACE_PORT, false, 25.14, 121.74,
     5},
    {"A balloon was seen 20 NM north of Keelung.", "Keelung", NULL, AIRLOG_PLACE_ANY, false, 25.13, 121.74, 5},
    {"空飄氣球在基隆北方30浬被發現", "基隆", NULL, AIRLOG_PLACE_ANY, false, 25.13, 121.74, 5},
    {"The pilot saw a drone 3 miles east of Heathrow.", "Heathrow", NULL, AIRLOG_PLACE_ANY, false, 51.47, -0.45, 5},
    {"A jet left the runway 2 miles west of Kadena.", "Kadena", NULL, AIRLOG_PLACE_ANY, false, 26.36, 127.77, 5},
    {"A Cessna struck a kite 4 miles south of Farmingdale, N.Y.", "Farmingdale", "N.Y", AIRLOG_PLACE_ANY, false, 40.73,
     -73.44, 10},
    {"A Cessna struck a kite 4 miles south of Farmingdale, New Jersey.", "Farmingdale", "New Jersey", AIRLOG_PLACE_ANY,
     false, 40.20, -74.17, 10},
    {"Traffic passed 6 NM south of JFK.", "JFK", NULL, AIRLOG_PLACE_ANY, true, 40.64, -73.78, 5},
    {"Traffic passed 6 NM south of RCMQ.", "RCMQ", NULL, AIRLOG_PLACE_ANY, true, 24.26, 120.62, 5},
    {"The aircraft turned back 40 km east of Matsu.", "Matsu", NULL, AIRLOG_PLACE_ANY, false, 26.15, 119.95, 30},
    {"The aircraft turned back 40 km east of Tsushima.", "Tsushima", NULL, AIRLOG_PLACE_ANY, false, 34.4, 129.33, 30},
    {"Two drones flew 50 km north of Dongsha.", "Dongsha", NULL, AIRLOG_PLACE_ANY, false, 20.70, 116.72, 20},
    {"The bomber turned 90 km south of Crete.", "Crete", NULL, AIRLOG_PLACE_ANY, false, 35.22, 24.90, 60},
    {"Самолёт замечен в 40 км к западу от Калининград", "Калининград", NULL, AIRLOG_PLACE_ANY, false, 54.7, 20.5, 15},
    {"キーウの北４０キロで無人機が墜落した", "キーウ", NULL, AIRLOG_PLACE_ANY, false, 50.45, 30.52, 15},
    {"The drone fell 5 miles west of Springfield, Mass.", "Springfield", "Mass.", AIRLOG_PLACE_ANY, false, 42.10,
     -72.59, 15},
    {"The drone fell 5 miles west of Springfield, Mo.", "Springfield", "Mo.", AIRLOG_PLACE_ANY, false, 37.21, -93.29,
     15},
    {"A kite hung 10 km north of Tripoli, Libya.", "Tripoli", "Libya", AIRLOG_PLACE_ANY, false, 32.88, 13.19, 20},
    {"A kite hung 10 km north of Tripoli in Lebanon.", "Tripoli", "Lebanon", AIRLOG_PLACE_ANY, false, 34.44, 35.84, 20},
    {"Lebanese radar lost the drone 10 km north of Tripoli near Batroun.", "Tripoli", NULL, AIRLOG_PLACE_ANY, false,
     34.44, 35.84, 20},
    {"The glider landed 8 miles south of Vancouver, near Camas and Battle Ground, Washington.", "Vancouver", NULL,
     AIRLOG_PLACE_ANY, false, 45.64, -122.66, 20},
    {"The pilot saw a drone 3 miles east of Heathrow Airport.", "Heathrow Airport", NULL, AIRLOG_PLACE_AIRPORT, false,
     51.47, -0.45, 5},
    {"Traffic passed 6 NM south of McGuire Field.", "McGuire Field", NULL, AIRLOG_PLACE_ANY, false, 40.02, -74.59, 5},
    {"Traffic passed 6 NM south of Meacham Airport.", "Meacham Airport", NULL, AIRLOG_PLACE_AIRPORT, false, 32.82,
     -97.36, 5},
    {"Traffic passed 6 NM south of Tulsa-Catoosa airport.", "Tulsa-Catoosa airport", NULL, AIRLOG_PLACE_AIRPORT, false,
     36.2, -95.9, 30},
    {"A jet landed 30 km south of Adelaide Airport.", "Adelaide Airport", NULL, AIRLOG_PLACE_AIRPORT, false, -34.94,
     138.53, 5},
    {"Two bombers crossed 10 km inside KADIZ.", "KADIZ", NULL, AIRLOG_PLACE_ANY, false, 36.0, 128.0, 5},
    {"Two bombers crossed 10 km inside JADIZ.", "JADIZ", NULL, AIRLOG_PLACE_ANY, false, 33.0, 135.0, 5},
    {"A drone fell 5 miles west of Troy in Pike County, and was found by deputies.", "Troy", NULL, AIRLOG_PLACE_ANY,
     false, 31.81, -85.97, 15},
    {"A drone fell 5 miles west of Mt. Pleasant, S.C.", "Mt. Pleasant", "S.C", AIRLOG_PLACE_ANY, false, 32.79, -79.86,
     15},
    {"A drone fell 5 miles west of Ft. Worth.", "Ft. Worth", NULL, AIRLOG_PLACE_ANY, false, 32.73, -97.32, 15},
    {"The jet landed 5 km south of Naha Airport.", "Naha Airport", NULL, AIRLOG_PLACE_AIRPORT, false, 26.2, 127.65, 10},
    {"A drone was seen 3 miles north of Biggin Hill.", "Biggin Hill", NULL, AIRLOG_PLACE_ANY, false, 51.32, 0.03, 10},
    {"A drone was seen 3 km west of Mount Gambier.", "Mount Gambier", NULL, AIRLOG_PLACE_ANY, false, -37.83, 140.78, 10},
    {"A dhow was seen 20 NM north of Berberra, Somalia.", "Berberra", "Somalia",
     AIRLOG_PLACE_ANY, false, 10.44, 45.01, 15},
    {"A dhow was seen 20 NM north of Mombasa fairway buoy.", "Mombasa fairway buoy", NULL, AIRLOG_PLACE_ANY, false, -4.05,
     39.67, 15},
    {"The frigate turned 20 NM west of Feodosiia in Crimea.", "Feodosiia", NULL, AIRLOG_PLACE_ANY, false, 45.03, 35.38,
     15},
    {"A jet passed 20 NM west of Point Prince of Wales and Cape Prince of Wales, Alaska.", "Cape Prince", NULL,
     AIRLOG_PLACE_CAPE, false, 65.63, -168.12, 15},
    {"A kite hung 3 miles north of Cambridge, above Interstate 93.", "Cambridge", NULL, AIRLOG_PLACE_ANY, false, 42.37,
     -71.11, 10},
    {"A kite hung 3 miles north of Cambridge.", "Cambridge", NULL, AIRLOG_PLACE_ANY, false, 52.2, 0.12, 10},
    {"The balloon burst 30 miles east of the port of Aden.", "port of Aden", NULL, AIRLOG_PLACE_PORT, false, 12.79,
     45.0, 15},
};

static airlog_choice choose(scene *s, const choice_case *c) {
    airlog_choice choice;
    airlog_hints hints;
    scene_open(s, c->text);
    airlog_reference reference = scene_reference(s, c->words, c->kind);
    reference.code = c->code;
    if (c->within) scene_within(s, &reference, c->within);
    airlog_hints_start(&hints, &s->facts, s->tables, s->memory, &s->error);
    if (airlog_choose(&hints, &reference, AIRLOG_PLACE_ANY, NULL, &choice) != AIRLOG_OK) fail_msg("%s", s->error.message);
    return choice;
}

static void the_right_one(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const choice_case *c = &cases[i];
        scene s;
        airlog_choice choice = choose(&s, c);
        double off_km = INFINITY;
        if (choice.count) {
            const airlog_place_entry *place = &choice.items[0].place;
            off_km = airlog_sphere_distance_m((airlog_lonlat){place->lon_deg, place->lat_deg},
                                              (airlog_lonlat){c->lon_deg, c->lat_deg}) /
                     1000;
        }
        if (off_km > c->within_km) {
            print_error("%s: %.*s is %.0f km off\n", c->text, choice.count ? (int)choice.items[0].place.id.length : 7,
                        choice.count ? choice.items[0].place.id.bytes : "nothing", off_km);
            wrong++;
        }
        scene_close(&s);
    }
    assert_int_equal(wrong, 0);
}

static void runners_up_are_kept_and_ranked(void **state) {
    (void)state;
    scene s;
    const choice_case c = {.text = "The drone fell 5 miles west of Springfield.", .words = "Springfield"};
    airlog_choice choice = choose(&s, &c);
    assert_true(choice.count > 2);
    for (size_t i = 0; i < choice.count; i++) {
        char why[AIRLOG_WHY_BYTES];
        assert_true(airlog_candidate_why(&choice.items[i], why).length > 0);
        if (i) assert_true(choice.items[i].score <= choice.items[i - 1].score);
    }
    assert_true(choice.doubts & AIRLOG_DOUBT_BIT(NAMESAKES));
    assert_true(choice.doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS));
    assert_true(choice.rival_m > 100000);
    scene_close(&s);
}

static void never_the_nearest_spelling(void **state) {
    (void)state;
    /* a name that is not there, one whose word for its kind forbids the town of that name, a part of a name, and a
     * word that happens to be a code */
    static const choice_case absent[] = {
        {.text = "A kite hung 10 km north of Keelungg.", .words = "Keelungg"},
        {.text = "A kite hung 10 km north of Cape Denver.", .words = "Cape Denver", .kind = AIRLOG_PLACE_CAPE},
        {.text = "A kite hung 10 km north of Boston Qqqq.", .words = "Boston Qqqq"},
        {.text = "A kite hung 10 km north of Tg.", .words = "Tg"},
    };
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        scene s;
        airlog_choice choice = choose(&s, &absent[i]);
        if (choice.count) fail_msg("%s: taken for %s", absent[i].words, choice.items[0].place.id.bytes);
        assert_true(choice.doubts & AIRLOG_DOUBT_BIT(NOT_IN_GAZETTEER));
        assert_true(choice.why_not.length > 0);
        scene_close(&s);
    }
}

static void a_wrong_country_is_a_doubt(void **state) {
    (void)state;
    scene s;
    const choice_case c = {.text = "A kite hung 10 km north of Massawa, Yemen.", .words = "Massawa", .within = "Yemen"};
    airlog_choice choice = choose(&s, &c);
    assert_true(choice.count > 0);
    assert_string_equal(choice.items[0].place.country, "ER");
    assert_true(choice.doubts & AIRLOG_DOUBT_BIT(QUALIFIER_CONFLICT));
    scene_close(&s);
}

/* The same ident in two states: the header's city decides. */
typedef struct refused_case {
    const char *text, *words;
} refused_case;

/* A town shares the name, and is not what is meant. */
static const refused_case refused[] = {
    {"The drone crossed 9 km east of the Wesel and was lost.", "Wesel"},
    {"A drone fell 5 km east of Nampa in Mozambique.", "Nampa"},
    {"A drone hung 2 miles south of US 30 for an hour.", "US"},
    {"Deputies saw a drone 2 miles south of State Highway 17 at noon.", "State Highway"},
};

static void what_only_shares_the_name(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        scene s;
        choice_case c = {.text = refused[i].text, .words = refused[i].words};
        airlog_choice choice = choose(&s, &c);
        if (choice.count) fail_msg("%s: %.*s", c.text, (int)choice.items[0].place.id.length, choice.items[0].place.id.bytes);
        assert_true(choice.doubts & AIRLOG_DOUBT_BIT(NOT_IN_GAZETTEER));
        scene_close(&s);
    }
}

/* "Eufaula is 50 miles east of" it says that an Eufaula lies there. */
static void where_the_step_leads(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "Eufaula is 50 miles east of Troy.");
    scene_offset(&s, "Troy", 50, 1609.344, 90, 45);
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    assert_true(fabs(p->anchor.lat_deg - 31.81) < 0.1 && fabs(p->anchor.lon_deg + 85.97) < 0.1);
    scene_close(&s);
}

static void the_header_decides(void **state) {
    (void)state;
    static const struct {
        const char *city, *state;
        double lat_deg, lon_deg;
    } rows[] = {{"COLUMBUS", "OH", 39.96, -83.0}, {"COLUMBUS", "GA", 32.46, -84.99}, {"COLUMBUS", "MS", 33.5, -88.43}};
    for (size_t i = 0; i < 3; i++) {
        scene s;
        airlog_choice choice;
        airlog_hints hints;
        scene_open(&s, "A DRONE 4 W COLUMBUS");
        airlog_reference reference = scene_reference(&s, "COLUMBUS", AIRLOG_PLACE_ANY);
        s.facts.message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
        s.facts.header_city = airlog_text_of(rows[i].city);
        s.facts.header_state = airlog_text_of(rows[i].state);
        airlog_hints_start(&hints, &s.facts, s.tables, s.memory, &s.error);
        assert_int_equal(airlog_choose(&hints, &reference, AIRLOG_PLACE_ANY, NULL, &choice), AIRLOG_OK);
        assert_true(choice.count > 0);
        assert_true(
            airlog_sphere_distance_m((airlog_lonlat){choice.items[0].place.lon_deg, choice.items[0].place.lat_deg},
                                     (airlog_lonlat){rows[i].lon_deg, rows[i].lat_deg}) < 30000);
        scene_close(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_one),
        cmocka_unit_test(runners_up_are_kept_and_ranked),
        cmocka_unit_test(never_the_nearest_spelling),
        cmocka_unit_test(a_wrong_country_is_a_doubt),
        cmocka_unit_test(what_only_shares_the_name),
        cmocka_unit_test(where_the_step_leads),
        cmocka_unit_test(the_header_decides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
