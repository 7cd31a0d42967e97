/* Facts to positions. Expected points are steps of GeodSolve from the place that the gazetteer gives. */
#include "place/scene.h"

static airlog_lonlat step_from(const airlog_place_entry *place, double bearing_deg, double distance_m) {
    airlog_lonlat out;
    assert_int_equal(
        airlog_geodesic_step((airlog_lonlat){place->lon_deg, place->lat_deg}, bearing_deg, distance_m, &out, NULL),
        AIRLOG_OK);
    return out;
}

static double apart_m(airlog_lonlat a, airlog_lonlat b) {
    double out;
    assert_int_equal(airlog_geodesic_between(a, b, &out, NULL, NULL, NULL), AIRLOG_OK);
    return out;
}

static void offset_from_a_port(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "A balloon was tracked 60 NM north of Keelung port at dawn.");
    airlog_position_fact *fact = scene_offset(&s, "Keelung port", 60, SCENE_NM, 0, 45);
    fact->reference.kind = AIRLOG_PLACE_PORT;
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    assert_true(fabs(p->point.lat_deg - 26.14) < 0.03 && fabs(p->point.lon_deg - 121.74) < 0.02);
    assert_true(apart_m(p->point, step_from(&p->anchor, 0, 60 * SCENE_NM)) < 0.01);
    assert_true(fabs(p->distance_m - 111120) < 1e-6 && p->bearing_deg == 0);
    assert_true(p->radius_m > 10000 && p->radius_m < p->distance_m); /* what reporters leave open at 60 NM */
    assert_true(p->bound_m > 0 && p->budget.distance_m > 0);
    assert_true(p->budget.usage_m == fmax(0, p->radius_m - p->bound_m)); /* nothing beyond the bound without its name */
    assert_non_null(strstr(p->method.bytes, "geodesic offset"));
    assert_non_null(strstr(p->method.bytes, "heading angle as reporters use it"));
    assert_true(p->candidate_count > 0);
    assert_text(p->country, ""); /* at sea */
    scene_close(&s);
}

static void bounds_follow_the_heading_model(void **state) {
    (void)state;
    scene s;
    airlog_place_options published = {.heading_published = true};
    scene_open(&s, "A balloon was tracked 60 NM north of Keelung.");
    scene_offset(&s, "Keelung", 60, SCENE_NM, 0, 45);
    airlog_position used = scene_place(&s, NULL)[0], wide = scene_place(&s, &published)[0];
    assert_true(wide.budget.heading_deg == 45 && used.budget.heading_deg < 45);
    assert_true(wide.bound_m > used.bound_m);
    assert_true(wide.bound_published_m == used.bound_published_m);
    /* 2 d sin(a / 2) */
    assert_true(fabs(wide.budget.bearing_m - 2 * 111120 * sin(22.5 * M_PI / 180)) < 1);
    scene_close(&s);
}

/* A finer point anywhere in the text makes the coarse ones as fine. */
static void finest_point_of_the_text(void **state) {
    (void)state;
    scene s;
    airlog_place_options published = {.heading_published = true};
    scene_open(&s, "One was 60 NM north of Keelung, one 40 NM NNE of Hualien.");
    scene_offset(&s, "Keelung", 60, SCENE_NM, 0, 45);
    scene_offset(&s, "Hualien", 40, SCENE_NM, 22.5, 11.25);
    airlog_position *p = scene_place(&s, &published);
    assert_true(p[0].budget.heading_deg == 11.25 && p[1].budget.heading_deg == 11.25);
    scene_close(&s);
}

static void rhumb_on_request(void **state) {
    (void)state;
    scene s;
    airlog_place_options rhumb = {.rhumb = true};
    scene_open(&s, "A balloon was tracked 60 NM east of Keelung.");
    scene_offset(&s, "Keelung", 60, SCENE_NM, 90, 45);
    airlog_position straight = scene_place(&s, NULL)[0], along = scene_place(&s, &rhumb)[0];
    assert_true(fabs(along.point.lat_deg - along.anchor.lat_deg) < 1e-9);
    double off_m = apart_m(straight.point, along.point);
    assert_true(off_m > 400 && off_m < 500); /* at 60 NM due east in this latitude */
    assert_non_null(strstr(along.method.bytes, "rhumb"));
    scene_close(&s);
}

/* A VOR radial is magnetic, by the declination of the navaid itself. */
static void radial_is_magnetic(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "TRAFFIC ON THE JFK 240 RADIAL AT 30 DME");
    airlog_position_fact *fact = scene_fact(&s, AIRLOG_POSITION_RADIAL, "JFK");
    fact->reference.code = true;
    fact->bearing_deg = 240;
    fact->bearing_half_deg = 1;
    fact->bearing_reference = AIRLOG_BEARING_MAGNETIC;
    fact->distance = scene_distance(30, SCENE_NM);
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    assert_int_equal(p->anchor.kind, AIRLOG_PLACE_NAVAID);
    assert_true(isfinite(p->anchor.declination_deg));
    assert_true(fabs(p->bearing_deg - (240 + p->anchor.declination_deg)) < 1e-9);
    double as_true_m = apart_m(p->point, step_from(&p->anchor, 240, 30 * SCENE_NM));
    assert_true(as_true_m > 11000 && as_true_m < 12500);
    assert_false(p->doubts & AIRLOG_DOUBT_BIT(MAGNETIC_UNCORRECTED));
    assert_non_null(strstr(p->method.bytes, "declination of the navaid"));
    scene_close(&s);
}

/* In "SBJ090010" the fix is a part of the word. */
static void a_fix_within_a_word(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "TRAFFIC OVER SBJ090010 AT 5000");
    airlog_position_fact *fact = scene_fact(&s, AIRLOG_POSITION_RADIAL, "SBJ");
    fact->reference.code = true;
    fact->reference.kind = AIRLOG_PLACE_NAVAID;
    fact->bearing_deg = 90;
    fact->bearing_half_deg = 1;
    fact->bearing_reference = AIRLOG_BEARING_MAGNETIC;
    fact->distance = scene_distance(10, SCENE_NM);
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    assert_text(p->anchor.name, "Solberg");
    scene_close(&s);
}

/* A magnetic bearing from an airport takes the magnetic model of the date. */
static void magnetic_by_the_model(void **state) {
    (void)state;
    scene s;
    airlog_place_options of_1990 = {.decimal_year = 1990.5}, of_2024 = {.decimal_year = 2024.5};
    scene_open(&s, "The helicopter was on a bearing of 100 magnetic from Anchorage airport at 20 NM");
    airlog_position_fact *fact = scene_fact(&s, AIRLOG_POSITION_RADIAL, "Anchorage airport");
    fact->reference.kind = AIRLOG_PLACE_AIRPORT;
    fact->bearing_deg = 100;
    fact->bearing_half_deg = 1;
    fact->bearing_reference = AIRLOG_BEARING_MAGNETIC;
    fact->distance = scene_distance(20, SCENE_NM);
    airlog_position then = scene_place(&s, &of_1990)[0], now = scene_place(&s, &of_2024)[0];
    assert_true(then.placed && now.placed);
    assert_true(then.bearing_deg - 100 > 20 && now.bearing_deg - 100 > 12);
    assert_true(then.bearing_deg - now.bearing_deg > 3); /* the pole has wandered */
    assert_non_null(strstr(now.method.bytes, "magnetic model"));
    scene_close(&s);
}

static void rings_and_sectors_have_no_point(void **state) {
    (void)state;
    scene s;
    airlog_place_options approximate = {.approximate = true};
    scene_open(&s, "It came as close as 31 NM from Hualien, then flew southeast of Hualien.");
    airlog_position_fact *ring = scene_fact(&s, AIRLOG_POSITION_RING, "Hualien");
    ring->distance = scene_distance(31, SCENE_NM);
    airlog_position_fact *sector = scene_fact(&s, AIRLOG_POSITION_SECTOR, "Hualien");
    sector->bearing_deg = 135;
    sector->bearing_half_deg = 22.5;
    sector->bearing_reference = AIRLOG_BEARING_COMPASS;
    airlog_position *p = scene_place(&s, NULL);
    assert_false(p[0].placed || p[1].placed);
    assert_true(p[0].doubts & AIRLOG_DOUBT_BIT(NO_DIRECTION));
    assert_true(p[1].doubts & AIRLOG_DOUBT_BIT(NO_DISTANCE));
    assert_true(p[0].why_not.length && p[1].why_not.length);
    assert_true(p[0].anchor.id.length > 0 && isnan(p[0].radius_m));
    p = scene_place(&s, &approximate);
    assert_true(p[0].placed && p[1].placed);
    assert_true(p[0].doubts & AIRLOG_DOUBT_BIT(REPRESENTATIVE_POINT));
    assert_true(p[0].radius_m > 31 * SCENE_NM); /* the whole ring */
    assert_true(p[1].point.lat_deg < p[1].anchor.lat_deg && p[1].point.lon_deg > p[1].anchor.lon_deg);
    scene_close(&s);
}

static void two_legs_at_right_angles(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "The wreck lay 5 miles north and 3 miles west of Dodoma.");
    airlog_position_fact *fact = scene_fact(&s, AIRLOG_POSITION_ORTHOGONAL, "Dodoma");
    fact->distance = scene_distance(5, SCENE_MILE);
    fact->distance2 = scene_distance(3, SCENE_MILE);
    fact->bearing_deg = 0;
    fact->bearing2_deg = 270;
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    assert_true(fabs(p->distance_m - hypot(5, 3) * SCENE_MILE) < 20);
    assert_true(p->bearing_deg > 328 && p->bearing_deg < 330);
    scene_close(&s);
}

static void between_two_places(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "The drone flew midway between Valletta and Tunis.");
    airlog_position_fact *fact = scene_fact(&s, AIRLOG_POSITION_MIDWAY, "Valletta");
    fact->reference2 = scene_reference(&s, "Tunis", AIRLOG_PLACE_ANY);
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    assert_string_equal(p->anchor.country, "MT");
    assert_string_equal(p->anchor2.country, "TN");
    assert_true(p->point.lon_deg > 12 && p->point.lon_deg < 12.8 && p->point.lat_deg > 36 && p->point.lat_deg < 36.8);
    scene_close(&s);
}

static void the_airport_is_the_one_named_before(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "A drone hung over Bristol Airport. Another was 3 miles east of the airport.");
    scene_fact(&s, AIRLOG_POSITION_OVER, "Bristol Airport")->reference.kind = AIRLOG_PLACE_AIRPORT;
    airlog_position_fact *second = scene_offset(&s, "the airport", 3, SCENE_MILE, 90, 45);
    second->reference.anaphora = true;
    second->reference.kind = AIRLOG_PLACE_AIRPORT;
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p[1].placed);
    assert_int_equal(p[0].anchor.row, p[1].anchor.row);
    assert_true(p[1].doubts & AIRLOG_DOUBT_BIT(ANAPHORA));
    scene_close(&s);
}

/* A message of a tower: its runway, and not that of the airport which is named behind it. */
static void the_runway_is_the_towers(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "OBSERVED A UAS ON FINAL RUNWAY 27, 9 N BROWN FIELD AIRPORT.");
    s.facts.message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
    s.facts.header_city = airlog_text_of("SAN DIEGO");
    s.facts.header_state = airlog_text_of("CA");
    s.facts.header_facility = airlog_text_of("SAN DIEGO ATCT");
    airlog_position_fact *runway = scene_fact(&s, AIRLOG_POSITION_FINAL, "RUNWAY 27");
    runway->reference.anaphora = true;
    runway->reference.kind = AIRLOG_PLACE_AIRPORT;
    scene_offset(&s, "BROWN FIELD AIRPORT", 9, SCENE_NM, 0, 45)->reference.kind = AIRLOG_PLACE_AIRPORT;
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p[0].placed && p[1].placed);
    assert_true(airlog_text_is(p[0].anchor.id, "ourairports:KSAN"));
    assert_true(airlog_text_is(p[1].anchor.id, "ourairports:KSDM"));
    scene_close(&s);
}

static void a_name_that_is_not_there(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "It fell 10 km north of Keelungg.");
    scene_offset(&s, "Keelungg", 10, 1000, 0, 45);
    airlog_position *p = scene_place(&s, NULL);
    assert_false(p->placed);
    assert_true(isnan(p->point.lon_deg) && isnan(p->radius_m));
    assert_true(p->doubts & AIRLOG_DOUBT_BIT(NOT_IN_GAZETTEER));
    assert_non_null(strstr(p->why_not.bytes, "Keelungg"));
    scene_close(&s);
}

static airlog_position_fact *coordinate(scene *s, airlog_lonlat *point, double q_deg) {
    airlog_position_fact *fact = scene_fact(s, AIRLOG_POSITION_COORDINATE, NULL);
    fact->points = point;
    fact->point_count = 1;
    fact->precision_lon_deg = fact->precision_lat_deg = q_deg;
    fact->notation = "dms";
    return fact;
}

static void coordinates_with_their_precision(void **state) {
    (void)state;
    scene s;
    airlog_lonlat point = {-119 - 4.0 / 3600, 35 + 22.0 / 60 + 24.0 / 3600};
    scene_open(&s, "35 22 24 N 119 00 04 W");
    coordinate(&s, &point, 1.0 / 3600);
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed && p->point.lon_deg == point.lon_deg);
    assert_true(fabs(p->bound_published_m - 39.837) < 0.001); /* the published example without its datum term */
    assert_true(p->radius_m > 0 && p->radius_m < p->bound_published_m);
    assert_true(p->doubts & AIRLOG_DOUBT_BIT(DATUM_ASSUMED));
    assert_text(p->country, "US");
    scene_close(&s);
}

/* A coordinate chooses among namesakes, and one that does not fit the offset beside it is a conflict. */
/* Two offsets of one point: it lies between them, nearer to the surer one, and each is told how far they are apart. */
static void two_offsets_of_one_point(void **state) {
    (void)state;
    for (int again = 0; again <= 1; again++) {
        scene s;
        scene_open(&s, again ? "The object fell 40 km west of Tripoli or 47 km west of Batroun."
                             : "The object fell 40 km west of Tripoli and 47 km west of Batroun.");
        scene_offset(&s, "Tripoli", 40, 1000, 270, 45)->span = scene_span(&s, "40 km west of Tripoli");
        scene_offset(&s, "Batroun", 47, 1000, 315, 45)->span = scene_span(&s, "47 km west of Batroun");
        airlog_position *p = scene_place(&s, NULL);
        assert_true(p[0].placed && p[1].placed);
        assert_int_equal(strstr(p[0].method.bytes, "combined") != NULL, again);
        assert_int_equal(isfinite(p[0].apart_m), again);
        assert_int_equal(p[0].point.lat_deg == p[1].point.lat_deg, again);
        if (again) assert_true(p[0].radius_m < 40000 && p[0].bound_m > p[0].apart_m / 2);
        scene_close(&s);
    }
}

static void coordinate_beside_an_offset(void **state) {
    (void)state;
    for (int off = 0; off <= 1; off++) {
        scene s;
        airlog_lonlat point = {off ? 40.0 : 35.85, off ? 34.6 : 34.60};
        scene_open(&s, "At 34.60N 035.85E, 10 NM north of Tripoli, radar contact was lost.");
        coordinate(&s, &point, 0.01);
        scene_offset(&s, "Tripoli", 10, SCENE_NM, 0, 45);
        airlog_position *p = scene_place(&s, NULL);
        assert_true(p[0].placed && p[1].placed);
        assert_string_equal(p[1].anchor.country, "LB");
        assert_int_equal((p[0].doubts & AIRLOG_DOUBT_BIT(POSITION_CONFLICT)) != 0, off);
        assert_int_equal((p[1].doubts & AIRLOG_DOUBT_BIT(POSITION_CONFLICT)) != 0, off);
        scene_close(&s);
    }
}

/* "West of Guinea" begins where Guinea ends. */
static void a_country_begins_at_its_edge(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "The vessel was 60 NM west of Portugal when the drone struck.");
    scene_offset(&s, "Portugal", 60, SCENE_NM, 270, 45);
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed);
    /* the coast lies near 8.9 W there, and 60 NM are 1.3 degrees */
    assert_true(p->point.lon_deg < -9.8 && p->point.lon_deg > -11);
    assert_non_null(strstr(p->method.bytes, "from the edge"));
    assert_false(p->doubts & AIRLOG_DOUBT_BIT(AREA_CENTRE));
    scene_close(&s);
}

static void country_and_airspace_of_a_point(void **state) {
    (void)state;
    static const struct {
        airlog_lonlat point;
        const char *country, *zone;
    } rows[] = {
        {{2.35, 48.86}, "FR", ""},
        {{-98.2, 39.0}, "US", ""},
        {{28.2, -29.6}, "LS", ""},
        {{-30, 40}, "", ""},
        {{121.5, 24.5}, "TW", "Taiwan ADIZ"},
        {{122.5, 25.5}, "", "Taiwan ADIZ"},
        {{178.0, -18.0}, "FJ", ""},
        {{-175, 67}, "RU", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        scene s;
        airlog_lonlat point = rows[i].point;
        scene_open(&s, "at the position");
        coordinate(&s, &point, 0.01);
        airlog_position *p = scene_place(&s, NULL);
        assert_text(p->country, rows[i].country);
        if (rows[i].zone[0]) assert_non_null(strstr(p->airspace.bytes, rows[i].zone));
        scene_close(&s);
    }
}

/* "In western X": a point towards that side, and a circle that still holds the half. */
static void a_side_moves_the_point(void **state) {
    (void)state;
    scene s;
    scene_open(&s, "A drone was lost in western Sumatra and another in Sumatra.");
    airlog_position_fact *west = scene_fact(&s, AIRLOG_POSITION_IN, "Sumatra");
    west->reference.side_deg = 270;
    airlog_position *p = scene_place(&s, NULL);
    assert_true(p->placed && p->anchor.kind == AIRLOG_PLACE_ISLAND);
    double off_m = apart_m(p->point, (airlog_lonlat){p->anchor.lon_deg, p->anchor.lat_deg});
    assert_true(fabs(off_m - 0.5 * p->anchor.extent_m) < 0.01 * p->anchor.extent_m);
    assert_true(p->point.lon_deg < p->anchor.lon_deg);
    assert_true(fabs(p->radius_m - 0.9 * p->anchor.extent_m) < 1);
    scene_close(&s);
}

/* Another step from a place that was chosen before: the same as placing it anew, and nothing for what has no step. */
static void again_from_the_same_place(void **state) {
    (void)state;
    scene s;
    airlog_position again;
    bool placed;
    scene_open(&s, "Balloons were tracked 60 NM north of Keelung port and 40 NM east of Keelung port.");
    scene_offset(&s, "Keelung port", 60, SCENE_NM, 0, 45);
    const airlog_position_fact *other = scene_offset(&s, "Keelung port", 40, SCENE_NM, 90, 45);
    airlog_position *both = scene_place(&s, NULL);
    assert_true(both[0].placed && both[1].placed);
    assert_int_equal(airlog_place_again(&both[0], other, s.tables, NULL, s.memory, &again, &placed, &s.error), AIRLOG_OK);
    assert_true(placed && again.placed && again.fact == other);
    assert_true(apart_m(again.point, both[1].point) < 0.01);
    assert_true(fabs(again.radius_m - both[1].radius_m) < 1e-6 && fabs(again.bound_m - both[1].bound_m) < 1e-6);
    assert_true(airlog_text_equal(again.anchor.id, both[0].anchor.id));
    airlog_position_fact ring = *other;
    ring.kind = AIRLOG_POSITION_RING;
    assert_int_equal(airlog_place_again(&both[0], &ring, s.tables, NULL, s.memory, &again, &placed, &s.error), AIRLOG_OK);
    assert_false(placed);
    both[0].doubts |= AIRLOG_DOUBT_BIT(AMBIGUOUS); /* chosen anew, another place might be taken */
    assert_int_equal(airlog_place_again(&both[0], other, s.tables, NULL, s.memory, &again, &placed, &s.error), AIRLOG_OK);
    assert_false(placed);
    scene_close(&s);
}

/* Every allocation that fails is the memory status, and nothing else happens. */
static void memory_runs_out(void **state) {
    (void)state;
    scene s;
    airlog_positions positions;
    long n = 1;
    scene_open(&s, "A balloon was tracked 60 NM north of Tripoli near Batroun and 30 NM west of Springfield.");
    scene_offset(&s, "Tripoli", 60, SCENE_NM, 0, 45);
    scene_offset(&s, "Springfield", 30, SCENE_NM, 270, 45);
    for (; n < 100; n++) {
        airlog_error error = {0};
        airlog_arena_fail_at(s.memory, n);
        airlog_status status = airlog_place(&s.facts, s.tables, NULL, s.memory, &positions, &error);
        airlog_arena_fail_at(s.memory, 0);
        if (status == AIRLOG_OK) break;
        assert_true(status == AIRLOG_E_MEMORY || status == AIRLOG_E_LIMIT);
        assert_true(error.message[0] != 0);
        assert_int_equal(positions.count, 0);
    }
    assert_true(n > 5 && n < 100);
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offset_from_a_port),
        cmocka_unit_test(bounds_follow_the_heading_model),
        cmocka_unit_test(finest_point_of_the_text),
        cmocka_unit_test(rhumb_on_request),
        cmocka_unit_test(radial_is_magnetic),
        cmocka_unit_test(a_fix_within_a_word),
        cmocka_unit_test(magnetic_by_the_model),
        cmocka_unit_test(rings_and_sectors_have_no_point),
        cmocka_unit_test(two_legs_at_right_angles),
        cmocka_unit_test(between_two_places),
        cmocka_unit_test(the_airport_is_the_one_named_before),
        cmocka_unit_test(the_runway_is_the_towers),
        cmocka_unit_test(a_name_that_is_not_there),
        cmocka_unit_test(coordinates_with_their_precision),
        cmocka_unit_test(two_offsets_of_one_point),
        cmocka_unit_test(coordinate_beside_an_offset),
        cmocka_unit_test(a_country_begins_at_its_edge),
        cmocka_unit_test(country_and_airspace_of_a_point),
        cmocka_unit_test(a_side_moves_the_point),
        cmocka_unit_test(again_from_the_same_place),
        cmocka_unit_test(memory_runs_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
