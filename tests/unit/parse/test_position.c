/* Positions in every order, references with what qualifies them, and what is no position. */
#include "reading.h"

#include <math.h>

typedef struct position_case {
    const char *text;
    airlog_position_kind kind;
    double distance; /* as written, 0 none */
    double bearing;  /* NaN none */
    const char *reference;
} position_case;

#define NONE AIRLOG_UNKNOWN

static void check(const position_case *wanted) {
    airlog_facts facts = read_facts(wanted->text);
    if (facts.position_count < 1) fail_msg("'%s' gives no position", wanted->text);
    const airlog_position_fact *got = &facts.positions[0];
    if (got->kind != wanted->kind) fail_msg("'%s' is %s", wanted->text, airlog_position_kind_name(got->kind));
    bool distance = wanted->distance > 0 ? is_near(got->distance.value, wanted->distance) : got->distance.dimension == AIRLOG_DIMENSION_NONE;
    if (!distance) fail_msg("'%s': distance %g", wanted->text, got->distance.value);
    bool bearing = isnan(wanted->bearing) ? isnan(got->bearing_deg) : is_near(got->bearing_deg, wanted->bearing);
    if (!bearing) fail_msg("'%s': bearing %g", wanted->text, got->bearing_deg);
    if (!span_is(&facts, got->reference.span, wanted->reference)) {
        airlog_text reference = airlog_text_part(facts.tokens->report->text, got->reference.span);
        fail_msg("'%s': reference '%.*s'", wanted->text, (int)reference.length, reference.bytes);
    }
}

static void reads_reports_of_pilots(void **state) {
    (void)state;
    static const position_case cases[] = {
        {"UA /OV ABC/TM 1210/FL050/TP C208/RM SMOOTH", AIRLOG_POSITION_AT, 0, NONE, "ABC"},
        {"UUA /OV SAT/TM 1210/FL050/TP C208/RM BIRD STRIKE", AIRLOG_POSITION_AT, 0, NONE, "SAT"},
        {"UA /OV ABC-XYZ/TM 1210/FL050/TP C208/RM SMOOTH", AIRLOG_POSITION_BETWEEN, 0, NONE, "ABC"},
        {"UA /OV ABC 090025/TM 1210/FL050/TP C208/RM SMOOTH", AIRLOG_POSITION_RADIAL, 25, 90, "ABC"},
        {"UA /OV 12 SW ABC/TM 1210/FL050/TP C208/RM SMOOTH", AIRLOG_POSITION_OFFSET, 12, 225, "ABC"},
        {"UA /OV ABC 12SW/TM 1210/FL050/TP C208/RM SMOOTH", AIRLOG_POSITION_OFFSET, 12, 225, "ABC"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) check(&cases[i]);
}

static void reads_zones(void **state) {
    (void)state;
    static const position_case cases[] = {
        {"Two jets entered the southwestern ADIZ.", AIRLOG_POSITION_IN, 0, NONE, "southwestern ADIZ"},
        {"Two jets entered Norway's southern ADIZ.", AIRLOG_POSITION_IN, 0, NONE, "southern ADIZ"},
        {"Two jets entered Norway's northern, central and southern ADIZ.", AIRLOG_POSITION_IN, 0, NONE, "ADIZ"},
        {"Two jets entered Norway's ADIZ.", AIRLOG_POSITION_IN, 0, NONE, "ADIZ"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) check(&cases[i]);
}

static void reads_prose(void **state) {
    (void)state;
    static const position_case cases[] = {
        {"A drone was seen 60 nautical miles north of Bergen.", AIRLOG_POSITION_OFFSET, 60, 0, "Bergen"},
        {"about 40 km to the south-west of the port of Gdansk", AIRLOG_POSITION_OFFSET, 40, 225, "Gdansk"},
        {"35 miles due east of Cape Wrath", AIRLOG_POSITION_OFFSET, 35, 90, "Cape Wrath"},
        {"12 miles (19 km) north-northeast from Port Stanley", AIRLOG_POSITION_OFFSET, 12, 22.5, "Port Stanley"},
        {"7 NM east/southeast of Hvar", AIRLOG_POSITION_OFFSET, 7, 112.5, "Hvar"},
        {"20 km nothwest of Oulu", AIRLOG_POSITION_OFFSET, 20, 315, "Oulu"},
        {"5 km north by east of Visby", AIRLOG_POSITION_OFFSET, 5, 11.25, "Visby"},
        {"60 NM, bearing 350\xC2\xB0 true from Muscat", AIRLOG_POSITION_OFFSET, 60, 350, "Muscat"},
        {"on a bearing of 155 degrees from Valletta at 12 NM", AIRLOG_POSITION_OFFSET, 12, 155, "Valletta"},
        {"NW of Reykjavik 60 NM", AIRLOG_POSITION_OFFSET, 60, 315, "Reykjavik"},
        {"Alta Airport, W 7 km", AIRLOG_POSITION_OFFSET, 7, 270, "Alta Airport"},
        {"Kiruna, 3 km N of", AIRLOG_POSITION_OFFSET, 3, 0, "Kiruna"},
        {"Kiruna (3 km N of)", AIRLOG_POSITION_OFFSET, 3, 0, "Kiruna"},
        {"Las Palmas, 30 Km NE", AIRLOG_POSITION_OFFSET, 30, 45, "Las Palmas"},
        {"5 mi N, 1 mi W of Eureka", AIRLOG_POSITION_ORTHOGONAL, 5, 0, "Eureka"},
        {"335degs, 3.2NM of North Breakwater", AIRLOG_POSITION_OFFSET, 3.2, 335, "North Breakwater"},
        {"14 miles off Rattray Head", AIRLOG_POSITION_RING, 14, NONE, "Rattray Head"},
        {"50 nm off the Omani coast", AIRLOG_POSITION_RING, 50, NONE, "Omani"},
        {"as close as 31 miles from Crete", AIRLOG_POSITION_RING, 31, NONE, "Crete"},
        {"within 24 nautical miles of Japan's coast", AIRLOG_POSITION_RING, 24, NONE, "Japan"},
        {"15 miles offshore", AIRLOG_POSITION_RING, 15, NONE, ""},
        {"northeast of the Faroe Islands", AIRLOG_POSITION_SECTOR, 0, 45, "Faroe Islands"},
        {"It was seen to Malta's north on Monday.", AIRLOG_POSITION_SECTOR, 0, 0, "Malta"},
        {"near the town of Tartu", AIRLOG_POSITION_NEAR, 0, NONE, "Tartu"},
        {"in the vicinity of Lublin", AIRLOG_POSITION_NEAR, 0, NONE, "Lublin"},
        {"The crew of an A320 approaching Cork saw a drone", AIRLOG_POSITION_NEAR, 0, NONE, "Cork"},
        {"A pilot departing Cork saw a drone", AIRLOG_POSITION_NEAR, 0, NONE, "Cork"},
        {"It crashed minutes after it took off from Cork", AIRLOG_POSITION_NEAR, 0, NONE, "Cork"},
        {"5 miles west of Ft. Lauderdale", AIRLOG_POSITION_OFFSET, 5, 270, "Ft. Lauderdale"},
        {"Two aircraft were tracked within the Alaska ADIZ", AIRLOG_POSITION_IN, 0, NONE, "Alaska ADIZ"},
        {"over Lake Ladoga", AIRLOG_POSITION_OVER, 0, NONE, "Lake Ladoga"},
        {"off the Kola Peninsula", AIRLOG_POSITION_OFF, 0, NONE, "Kola Peninsula"},
        {"in the northeast of Latvia", AIRLOG_POSITION_IN, 0, NONE, "Latvia"},
        {"between Gotland and Oland", AIRLOG_POSITION_BETWEEN, 0, NONE, "Gotland"},
        {"midway between Cyprus and Rhodes", AIRLOG_POSITION_MIDWAY, 0, NONE, "Cyprus"},
        {"The missile flew 2 kilometers deep into the territory of Romania", AIRLOG_POSITION_DEPTH, 2, NONE, "Romania"},
        {"It crossed the median line of the Formosa Strait", AIRLOG_POSITION_CROSS, 0, NONE, "Formosa Strait"},
        {"at 7 miles in the final runway 24", AIRLOG_POSITION_FINAL, 7, 60, "runway 24"},
        {"about 2.4 miles southeast of the departure end of runway 13", AIRLOG_POSITION_OFFSET, 2.4, 135, "runway 13"},
        {"about 1,500 feet east of the end of runway 9 at Skagen Airport", AIRLOG_POSITION_OFFSET, 1500, 90, "Skagen Airport"},
        {"800 m short of the threshold of Runway 21 at Narvik", AIRLOG_POSITION_RING, 800, NONE, "Narvik"},
        {"3.1 nm from the runway threshold", AIRLOG_POSITION_RING, 3.1, NONE, "runway"},
        {"The drone was flown within half a mile of the runway at Bergen", AIRLOG_POSITION_RING, 0.5, NONE, "Bergen"},
        {"The glider fell from around 120 m some 4 km to the west of Arosa.", AIRLOG_POSITION_OFFSET, 4, 270, "Arosa"},
        {"about 31 nautical miles (nm) west of Cedar Key, Florida", AIRLOG_POSITION_OFFSET, 31, 270, "Cedar Key"},
        {"45 miles off Portugal's southern tip", AIRLOG_POSITION_RING, 45, NONE, "Portugal"},
        {"4 miles south of Highway 12", AIRLOG_POSITION_OFFSET, 4, 180, "Highway 12"},
        {"5 m (8 km) NW of the town of Alta", AIRLOG_POSITION_OFFSET, 5, 315, "Alta"},
        {"ca 11 air miles SSE of Kirkenes", AIRLOG_POSITION_OFFSET, 11, 157.5, "Kirkenes"},
        {"5 road km west of Mora", AIRLOG_POSITION_OFFSET, 5, 270, "Mora"},
        {"0.5 mi. N. & 2 mi. W. of Mora", AIRLOG_POSITION_ORTHOGONAL, .5, 0, "Mora"},
        {"5 mi. W., 3 mi. N. Mora", AIRLOG_POSITION_ORTHOGONAL, 5, 270, "Mora"},
        {"It fell near the Norwegian capital, Oslo, at night.", AIRLOG_POSITION_NEAR, 0, NONE, "Oslo"},
        {"A drone was last located 90 km southwest of Alta.", AIRLOG_POSITION_OFFSET, 90, 225, "Alta"},
        {"The jet was approaching Alta airport when a drone appeared.", AIRLOG_POSITION_NEAR, 0, NONE, "Alta airport"},
        {"As it approached ENAT, a drone appeared.", AIRLOG_POSITION_NEAR, 0, NONE, "ENAT"},
        {"At 4.5nm from the threshold, an object appeared.", AIRLOG_POSITION_RING, 4.5, NONE, "threshold"},
        {"approximately 7 nautical miles from the midpoint of Runway 24", AIRLOG_POSITION_RING, 7, NONE, "Runway 24"},
        {"The pilot was descending at 4nm to land on RW27L.", AIRLOG_POSITION_FINAL, 4, 90, "on RW27L"},
        {"between the settlements of Vardo and Berlevag", AIRLOG_POSITION_BETWEEN, 0, NONE, "Vardo"},
        {"It overflew the bay of Grand lac Nord at noon.", AIRLOG_POSITION_IN, 0, NONE, "Grand lac Nord"},
        {"in the neighbouring exclave of Vardo", AIRLOG_POSITION_IN, 0, NONE, "Vardo"},
        {"two miles west-southwest of the airport (KABC), a drone passed", AIRLOG_POSITION_OFFSET, 2, 247.5, "KABC"},
        {"Alta's runway was shut just after 21:00.", AIRLOG_POSITION_AT, 0, NONE, "Alta"},
        {"ABOUT 520 MI...840 KM SW OF BERGEN NORWAY\nMAXIMUM SUSTAINED WINDS...155 MPH", AIRLOG_POSITION_OFFSET, 520, 225, "BERGEN NORWAY"},
        {"It fell about 250 km from the Norwegian border near Mora.", AIRLOG_POSITION_RING, 250, NONE, "Norwegian"},
        {"Two jets entered Norway's air defense identification zone (NADIZ).", AIRLOG_POSITION_IN, 0, NONE, "Norway"},
        {"Two jets entered South Korea's air defense identification zone (KADIZ).", AIRLOG_POSITION_IN, 0, NONE, "KADIZ"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) check(&cases[i]);
}

static void reads_shorthand(void **state) {
    (void)state;
    static const position_case cases[] = {
        {"WHILE W BOUND AT 3,300 FEET 2 ESE MSP. NO", AIRLOG_POSITION_OFFSET, 2, 112.5, "MSP"},
        {"AT FL200 55 NE DEN", AIRLOG_POSITION_OFFSET, 55, 45, "DEN"},
        {"2,000 FEET12 N BOS", AIRLOG_POSITION_OFFSET, 12, 0, "BOS"},
        {"1,700 FEET 1E AFW", AIRLOG_POSITION_OFFSET, 1, 90, "AFW"},
        {"400 FEET 1 W WEST PALM BEACH", AIRLOG_POSITION_OFFSET, 1, 270, "WEST PALM BEACH"},
        {"400 FEET .25 N ARB", AIRLOG_POSITION_OFFSET, .25, 0, "ARB"},
        {"1,500 4 N TEB", AIRLOG_POSITION_OFFSET, 4, 0, "TEB"},
        {"7 SE OF THE RENO VORTAC (FMG)", AIRLOG_POSITION_OFFSET, 7, 135, "FMG"},
        {"4.9 NNE (TTT) MAVERICK VORTAC", AIRLOG_POSITION_OFFSET, 4.9, 22.5, "TTT"},
        {"AT 3,500 FEET 7 NW DAY. NO", AIRLOG_POSITION_OFFSET, 7, 315, "DAY"},
        {"1,000 FEET 4.3 OPF", AIRLOG_POSITION_RING, 4.3, NONE, "OPF"},
        {"900 FEET SW CNO", AIRLOG_POSITION_SECTOR, 0, 225, "CNO"},
        {"7,000 FEET VCNTY LAS", AIRLOG_POSITION_NEAR, 0, NONE, "LAS"},
        {"400 FEET .5 MILE FINAL RUNWAY 23", AIRLOG_POSITION_FINAL, .5, 50, "RUNWAY 23"},
        {"ON 5 MILE FINAL FOR RUNWAY 21L AT PDK", AIRLOG_POSITION_FINAL, 5, 30, "PDK"},
        {"JFK240030", AIRLOG_POSITION_RADIAL, 30, 240, "JFK"},
        {"GON 270010", AIRLOG_POSITION_RADIAL, 10, 270, "GON"},
        {"SBJ090/010", AIRLOG_POSITION_RADIAL, 10, 90, "SBJ"},
        {"JFK 240 radial 30 DME", AIRLOG_POSITION_RADIAL, 30, 240, "JFK"},
        {"on the 240\xC2\xB0 radial of JFK at 30 DME", AIRLOG_POSITION_RADIAL, 30, 240, "JFK"},
        {"at the RDU 160 radial at 3 miles", AIRLOG_POSITION_RADIAL, 3, 160, "RDU"},
        {"/OV 10 WGON /TM 1835 /FL310", AIRLOG_POSITION_OFFSET, 10, 270, "GON"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) check(&cases[i]);
    airlog_facts facts = read_facts("AT 3,300 FEET 2 ESE MSP");
    assert_int_equal(facts.positions[0].distance.unit, AIRLOG_TERM_NAUTICAL_MILE);
    assert_true(facts.positions[0].doubts & AIRLOG_DOUBT_BIT(UNIT_INFERRED));
    facts = read_facts("JFK240030");
    assert_int_equal(facts.positions[0].bearing_reference, AIRLOG_BEARING_MAGNETIC);
}

static void reads_chinese_and_japanese(void **state) {
    (void)state;
    static const position_case cases[] = {
        {"今日在花蓮東北45浬偵獲", AIRLOG_POSITION_OFFSET, 45, 45, "花蓮"},
        {"位於恆春西南方約90浬，高度約3萬呎", AIRLOG_POSITION_OFFSET, 90, 225, "恆春"},
        {"距離馬祖約30浬", AIRLOG_POSITION_RING, 30, NONE, "馬祖"},
        {"距蘭嶼以東55公里", AIRLOG_POSITION_OFFSET, 55, 90, "蘭嶼"},
        {"対馬（長崎県）の北北西約６０ｋｍの海域", AIRLOG_POSITION_OFFSET, 60, 337.5, "対馬"},
        {"奄美大島の南東およそ120キロ", AIRLOG_POSITION_OFFSET, 120, 135, "奄美大島"},
        {"大隅諸島・屋久島の西約40キロ", AIRLOG_POSITION_OFFSET, 40, 270, "屋久島"},
        {"対馬と壱岐の間を通過", AIRLOG_POSITION_BETWEEN, 0, NONE, "対馬"},
        {"石川県沖まで飛行後", AIRLOG_POSITION_OFF, 0, NONE, "石川県"},
        {"逾越海峽中線", AIRLOG_POSITION_CROSS, 0, NONE, "海峽中線"},
        {"青森県久六島沖を飛行", AIRLOG_POSITION_OFF, 0, NONE, "久六島"},
        {"青森県久六島西方領海上空を侵犯", AIRLOG_POSITION_SECTOR, 0, 270, "久六島"},
        {"青森県久六島領海上空を侵犯", AIRLOG_POSITION_NEAR, 0, NONE, "久六島"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) check(&cases[i]);
    static const struct {
        const char *text;
        double feet;
    } heights[] = {{"高度約3萬呎", 30000}, {"高度2万1千呎", 21000}, {"高度4萬8000呎", 48000}, {"高度31000呎", 31000}, {"高度3.1萬呎", 31000}};
    for (size_t i = 0; i < sizeof heights / sizeof heights[0]; i++) {
        airlog_facts facts = read_facts(heights[i].text);
        assert_int_equal(facts.quantity_count, 1);
        assert_int_equal(facts.quantities[0].role, AIRLOG_ROLE_ALTITUDE);
        assert_true(is_near(facts.quantities[0].value_si, heights[i].feet * 0.3048));
    }
}

static void binds_references(void **state) {
    (void)state;
    static const struct {
        const char *text, *head, *within;
        airlog_place_kind kind;
    } cases[] = {
        {"60 NM north of Norway's Bodo port", "Bodo port", "Norway", AIRLOG_PLACE_PORT},
        {"60 NM north of the northern Norway city of Bodo", "Bodo", "Norway", AIRLOG_PLACE_CITY},
        {"4 miles northwest of Utica, N.Y.", "Utica", "N.Y.", AIRLOG_PLACE_ANY},
        {"20 km east of Split in southern Croatia", "Split", "Croatia", AIRLOG_PLACE_ANY},
        {"50 km east of Finland's capital Helsinki", "Helsinki", "Finland", AIRLOG_PLACE_ANY},
        {"5 km north of Lviv (Lviv Oblast)", "Lviv", "Lviv Oblast", AIRLOG_PLACE_ANY},
        {"9 km south of Bodo Airport (BOO)", "BOO", "Bodo Airport", AIRLOG_PLACE_AIRPORT},
        {"3 km west of St. John's harbour", "St. John's harbour", "", AIRLOG_PLACE_PORT},
        {"3 km west of the Gulf of Riga", "Gulf of Riga", "", AIRLOG_PLACE_SEA},
        {"3 km west of Saint-Malo", "Saint-Malo", "", AIRLOG_PLACE_ANY},
        {"3 km west of Rio de la Plata", "Rio de la Plata", "", AIRLOG_PLACE_ANY},
        {"3 km west of John F. Kennedy Airport", "John F. Kennedy Airport", "", AIRLOG_PLACE_AIRPORT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_facts facts = read_facts(cases[i].text);
        assert_int_equal(facts.position_count, 1);
        const airlog_reference *got = &facts.positions[0].reference;
        if (!span_is(&facts, got->span, cases[i].head)) fail_msg("'%s': another head", cases[i].text);
        if (*cases[i].within && !span_is(&facts, got->within[0], cases[i].within)) fail_msg("'%s': another qualifier", cases[i].text);
        if (!*cases[i].within && got->within_count) fail_msg("'%s': a qualifier", cases[i].text);
        if (got->kind != cases[i].kind) fail_msg("'%s': kind %s", cases[i].text, airlog_place_kind_name(got->kind));
    }
    airlog_facts facts = read_facts("It was 3 miles south of the airport.");
    assert_true(facts.positions[0].reference.anaphora);
    assert_int_equal(facts.positions[0].reference.kind, AIRLOG_PLACE_AIRPORT);
    facts = read_facts("It was 12 miles off the western coast of Crete.");
    assert_true(facts.positions[0].reference.coast);
    assert_true(facts.positions[0].reference.side_deg == 270);
}

static void shares_lists(void **state) {
    (void)state;
    airlog_facts facts = read_facts("Three were found 100 km (54 NM), 200 km (108 NM) and 300 km (162 NM) west of Brest.");
    assert_int_equal(facts.position_count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(facts.positions[i].kind, AIRLOG_POSITION_OFFSET);
        assert_true(is_near(facts.positions[i].distance.value, 100.0 * (i + 1)));
        assert_int_equal(facts.positions[i].group, 1);
        assert_int_equal(facts.positions[i].item, i);
        assert_true(span_is(&facts, facts.positions[i].reference.span, "Brest"));
    }
    facts = read_facts("They were 10 km west of Brest, 20 km north of Lorient and 30 km south of Vannes, respectively.");
    assert_int_equal(facts.position_count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(facts.positions[i].group > 0);
        assert_int_equal(facts.positions[i].item, i);
    }
    facts = read_facts("It passed over Kent, Sussex and the Isle of Wight.");
    assert_int_equal(facts.position_count, 3);
    assert_true(span_is(&facts, facts.positions[2].reference.span, "Isle of Wight"));
}

static void tells_legs_and_negation(void **state) {
    (void)state;
    airlog_facts facts = read_facts("It entered the zone from north of Gotland and exited it from east of Oland.");
    const airlog_position_fact *last = &facts.positions[facts.position_count - 1];
    assert_int_equal(last->leg, AIRLOG_LEG_LEAVE);
    assert_int_equal((last - 1)->leg, AIRLOG_LEG_ENTER);
    facts = read_facts("The jets did not enter Danish airspace.");
    assert_int_equal(facts.position_count, 1);
    assert_true(facts.positions[0].negated);
    facts = read_facts("It flew on without crossing Iceland.");
    assert_true(facts.position_count > 0 && facts.positions[0].negated);
}

static void keeps_background_apart(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Visby, which is about 50 km east of Vastervik, has a port.", "The island sits roughly 150 kilometres east of Kyushu.",
        "The reef is located 124 nautical miles off Palawan.",        "Kalmar is about 40 kilometers northwest of Torsas.",
        "The island sits 150 km east of Kyushu and about 200 km west of Guam.",
        "Located 90 km north of Arba Minch, the town has a church.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        airlog_facts facts = read_facts(texts[i]);
        if (facts.position_count == 0) fail_msg("'%s' gives nothing", texts[i]);
        for (size_t k = 0; k < facts.position_count; k++) {
            if (facts.positions[k].role != AIRLOG_ROLE_BACKGROUND) fail_msg("'%s' is no background", texts[i]);
        }
    }
    airlog_facts facts = read_facts("LOCATED APPROXIMATELY 205 NM EAST-SOUTHEAST OF BERGEN.");
    assert_int_equal(facts.positions[0].role, AIRLOG_ROLE_UNKNOWN);
    facts = read_facts("Two jets flew over Scarborough Shoal at around 9 a.m. on Thursday, some 120 nautical miles west of Luzon.");
    assert_int_equal(facts.position_count, 2);
    assert_int_equal(facts.positions[1].role, AIRLOG_ROLE_BACKGROUND);
    facts = read_facts("The balloon was located 124 nautical miles off Palawan.");
    assert_int_equal(facts.positions[0].role, AIRLOG_ROLE_OFFSET - AIRLOG_ROLE_OFFSET);
}

static void gives_no_position(void **state) {
    (void)state;
    static const char *const texts[] = {
        "support stood north of 60%",         "well north of $2 billion",       "west of the year",
        "60 miles per hour",                  "officials north and south of the border", "South32 Ltd and West Ham",
        "A320 B737 10H 5W W6 3N FL180 J-10",  "five to ten degrees off the port side",   "on a course of 257 degrees",
        "the Eastern European Time zone",     "2 miles of clear ice",           "scored from 30 metres",
        "GATE 9 E IS SHUT AND RUNWAY 5 N",    "$5m east of nothing",
        "They launched in their Typhoon jets.", "It arrived at the Echo mine site.",
        "A drone hovered above Hunter stadium.", "It turned about 150 m north of the UAV.",
        "It flew an approach to RW09L.",      "10 miles from land",
        "The aircraft was 3 metres from its BRP Datu.", "It came to rest 1,200 ft past runway 18 and 150 ft left.",
        "A drone passed 65ft from an A320.",  "It lay in the sea at a depth of 27 m.",
        "Ca. 14 km SSW of Hwy. 41",           "A drone flew above the Ringhals nuclear plant.",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        airlog_facts facts = read_facts(texts[i]);
        if (facts.position_count) fail_msg("'%s' gives %s", texts[i], airlog_position_kind_name(facts.positions[0].kind));
    }
}

static void reads_the_header(void **state) {
    (void)state;
    airlog_facts facts = read_facts("PRELIM INFO FROM FAA OPS: ELMIRA, NY/UAS INCIDENT/LATE REPORT-2/11 1937E/ELMIRA ATCT ADVISED, "
                                    "C172, REPORTED A UAS 100 FEET BELOW WHILE W BOUND AT 2,000 FEET 8 N ELM. NO EVASIVE ACTION. "
                                    "Summary: a drone 9 miles south of ITH");
    assert_int_equal(facts.message, AIRLOG_MESSAGE_FAA_PRELIMINARY);
    assert_true(airlog_text_is(facts.header_city, "ELMIRA"));
    assert_true(airlog_text_is(facts.header_state, "NY"));
    assert_true(airlog_text_is(facts.header_facility, "ELMIRA ATCT"));
    assert_int_equal(facts.time_count, 1);
    assert_int_equal(facts.times[0].clock_s, 19 * 3600 + 37 * 60);
    assert_int_equal(facts.times[0].zone_letter, 'E');
    assert_int_equal(facts.times[0].date.month, 2);
    assert_int_equal(facts.times[0].date.day, 11);
    assert_int_equal(facts.position_count, 1); /* the summary tells the same event again */
    assert_true(span_is(&facts, facts.positions[0].reference.span, "ELM"));
    assert_false(facts.correction);
    assert_true(read_facts("CORRECTION (TIME) INFO FROM FAA OPS: ELMIRA, NY/UAS INCIDENT/1937E/ELMIRA ATCT ADVISED").correction);
}

/* The items of a NOTAM are said of its item E. */
static void joins_the_items_of_a_notam(void **state) {
    (void)state;
    airlog_facts facts = read_facts("C1234/23 NOTAMN\nQ) ENOR/QRTCA/IV/BO/W/010/095/6940N01855E010\nA) ENOR B) 2306010700 C) 2306011900\n"
                                    "E) TEMPO DANGER AREA WI 5NM RADIUS OF 694100N0185600E.\nF) 1000FT AMSL G) FL095");
    assert_int_equal(facts.message, AIRLOG_MESSAGE_NOTAM);
    assert_int_equal(facts.time_count, 1);
    assert_int_equal(facts.times[0].clock_s, 7 * 3600);
    assert_int_equal(facts.times[0].clock_end_s, 19 * 3600);
    assert_int_equal(facts.position_count, 2);
    const airlog_position_fact *area = &facts.positions[1];
    assert_int_equal(facts.positions[0].role, AIRLOG_ROLE_BACKGROUND); /* E tells the area better than the Q line */
    assert_int_equal(area->kind, AIRLOG_POSITION_CIRCLE);
    assert_true(is_near(area->distance.value_si, 5 * 1852.0));
    assert_int_equal(facts.times[0].sentence, area->sentence);
    const airlog_quantity *limits = &facts.quantities[facts.quantity_count - 1];
    assert_int_equal(limits->sentence, area->sentence);
    assert_true(is_near(limits->min_si, 304.8));
    assert_true(is_near(limits->max_si, 2895.6));
    facts = read_facts("D0042/23 NOTAMN\nQ) EFIN/QXXXX/IV/NBO/E/000/999/6020N02455E050\nA) EFIN B) 2311200600 C) 2311240600\n"
                       "E) GPS SIGNAL MAY BE UNRELIABLE.\nF) SFC G) UNL");
    assert_int_equal(facts.position_count, 1);
    assert_int_equal(facts.positions[0].role, AIRLOG_ROLE_UNKNOWN);
    assert_int_equal(facts.positions[0].sentence, facts.times[0].sentence);
    assert_int_equal(read_facts("The closure was told in a NOTAM on Friday, 9 km north of Alta.").message, AIRLOG_MESSAGE_PROSE);
}

/* The labels of an ASRS report say what a bare number is. */
static void reads_the_fields_of_asrs(void **state) {
    (void)state;
    airlog_facts facts = read_facts("ACN: 1234567\nTime / Day\nDate : 201705\nLocal Time Of Day : 1201-1800\nPlace\n"
                                    "Locale Reference.Airport : BDL.Airport\nState Reference : CT\n"
                                    "Relative Position.Angle.Radial : 240\nRelative Position.Distance.Nautical Miles : 8\n"
                                    "Altitude.MSL.Single Value : 2600\n");
    assert_int_equal(facts.message, AIRLOG_MESSAGE_ASRS);
    assert_int_equal(facts.position_count, 2);
    assert_int_equal(facts.positions[0].kind, AIRLOG_POSITION_NEAR);
    assert_true(span_is(&facts, facts.positions[0].reference.span, "BDL"));
    assert_int_equal(facts.positions[1].kind, AIRLOG_POSITION_RADIAL);
    assert_true(is_near(facts.positions[1].distance.value_si, 8 * 1852.0));
    assert_true(is_near(facts.positions[1].bearing_deg, 240));
    assert_int_equal(facts.positions[1].bearing_reference, AIRLOG_BEARING_MAGNETIC);
    assert_true(span_is(&facts, facts.positions[1].reference.span, "BDL"));
    assert_int_equal(facts.quantity_count, 2);
    assert_int_equal(facts.quantities[1].role, AIRLOG_ROLE_ALTITUDE);
    assert_int_equal(facts.quantities[1].datum, AIRLOG_DATUM_MSL);
    assert_true(is_near(facts.quantities[1].value_si, 2600 * 0.3048));
    facts = read_facts("ACN | 1234567 |\nPlace | |\nLocale Reference | ABC.Airport |\nNarrative:\nOn final I saw it.");
    assert_int_equal(facts.position_count, 1);
    assert_true(span_is(&facts, facts.positions[0].reference.span, "ABC"));
    facts = read_facts("ACN | 1234567 |\nPlace | |\nLocale Reference | ZZZ.Airport |\nNarrative:\nOn final I saw it.");
    assert_int_equal(facts.position_count, 0);
}

static void notes_what_was_refused(void **state) {
    (void)state;
    airlog_facts facts = read_text(airlog_text_of("It passed 50 feet below the jet over the next 30 miles."), AIRLOG_PARSE_NOTES);
    assert_true(facts.note_count >= 2);
    for (size_t i = 0; i < facts.note_count; i++) assert_true(facts.notes[i].why.length > 0);
    assert_int_equal(read_facts("It passed 50 feet below the jet.").note_count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_prose),
        cmocka_unit_test(reads_reports_of_pilots),
        cmocka_unit_test(reads_zones),          cmocka_unit_test(reads_shorthand),        cmocka_unit_test(binds_references),
        cmocka_unit_test(reads_chinese_and_japanese),
        cmocka_unit_test(shares_lists),         cmocka_unit_test(tells_legs_and_negation), cmocka_unit_test(keeps_background_apart),
        cmocka_unit_test(gives_no_position),    cmocka_unit_test(reads_the_header),       cmocka_unit_test(notes_what_was_refused),
        cmocka_unit_test(joins_the_items_of_a_notam), cmocka_unit_test(reads_the_fields_of_asrs),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
