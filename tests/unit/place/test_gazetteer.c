/* The gazetteer and the vocabularies as they are compiled: names, codes, scripts, ranks, nearness, and what is not
 * there. */
#include "with_tables.h"

#include <math.h>

#include "airlog/place.h"
#include "tables_layout.h"

static uint64_t key_of(const char *name, size_t *out_words) {
    airlog_error error = {0};
    uint64_t key = 0;
    if (airlog_key_of(airlog_text_of(name), &key, out_words, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    return key;
}

static size_t find_key(uint64_t key, const uint32_t **out) {
    airlog_error error = {0};
    size_t count = 0;
    if (airlog_gazetteer_find(tables, key, out, &count, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    assert_true((count == 0) == (*out == NULL));
    return count;
}

static size_t find(const char *name, const uint32_t **out) {
    return find_key(key_of(name, NULL), out);
}

static airlog_place_entry entry_of(uint32_t row) {
    airlog_error error = {0};
    airlog_place_entry entry;
    if (airlog_gazetteer_entry(tables, row, &entry, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    assert_int_equal(entry.row, row);
    return entry;
}

/* The entry of `id` among those that a name finds; fails when it is not there. *out_at is its place in the list. */
static airlog_place_entry found(const char *name, const char *id, size_t *out_at) {
    const uint32_t *rows = NULL;
    size_t count = find(name, &rows);
    for (size_t i = 0; i < count; i++) {
        airlog_place_entry entry = entry_of(rows[i]);
        if (!airlog_text_is(entry.id, id)) continue;
        if (out_at != NULL) *out_at = i;
        return entry;
    }
    fail_msg("'%s' does not find %s among %zu places", name, id, count);
    return (airlog_place_entry){0};
}

static airlog_place_entry first(const char *name, const char *id) {
    size_t at = 1;
    airlog_place_entry entry = found(name, id, &at);
    if (at != 0) fail_msg("'%s' finds %s as number %zu", name, id, at);
    return entry;
}

static void near_to(airlog_place_entry entry, double lat_deg, double lon_deg, double tolerance_deg) {
    if (fabs(entry.lat_deg - lat_deg) > tolerance_deg || fabs(entry.lon_deg - lon_deg) > tolerance_deg)
        fail_msg("%.*s lies at %.4f %.4f", (int)entry.id.length, entry.id.bytes, entry.lat_deg, entry.lon_deg);
}

/* ---- names ---------------------------------------------------------------------------------------- */

static void test_ports(void **state) {
    (void)state;
    airlog_place_entry port = first("Keelung port", "airlog:keelung-port");
    assert_int_equal(port.kind, AIRLOG_PLACE_PORT);
    near_to(port, 25.15, 121.745, 0.001);
    assert_string_equal(port.country, "TW");
    assert_text(port.zone, "Asia/Taipei");
    assert_false(port.extent_default);
    port = found("Port of Rotterdam", "unlocode:NLRTM", NULL);
    assert_int_equal(port.kind, AIRLOG_PLACE_PORT);
    assert_true(port.extent_default && port.extent_m > 0);
    (void)found("rotterdam harbour", "unlocode:NLRTM", NULL);
    (void)found("NLRTM", "unlocode:NLRTM", NULL);
}

static void test_codes_of_airports(void **state) {
    (void)state;
    airlog_place_entry kennedy = first("JFK", "ourairports:KJFK");
    assert_int_equal(kennedy.kind, AIRLOG_PLACE_AIRPORT);
    assert_text(kennedy.admin, "New York");
    assert_text(kennedy.admin_code, "NY");
    assert_text(kennedy.municipality, "New York");
    assert_text(kennedy.zone, "America/New_York");
    assert_string_equal(kennedy.country, "US");
    assert_true(fabs(kennedy.elevation_m - 13 * 0.3048) < 0.01);
    assert_true(isnan(kennedy.declination_deg));
    near_to(kennedy, 40.6394, -73.7793, 0.001);
    (void)first("kjfk", "ourairports:KJFK");
    (void)first("John F. Kennedy International Airport", "ourairports:KJFK");
    (void)found("Kennedy airport", "ourairports:KJFK", NULL);
    (void)first("LHR", "ourairports:EGLL");
    (void)first("00AA", "ourairports:00AA");
    airlog_place_entry heliport = found("PS19", "ourairports:PS19", NULL);
    assert_int_equal(heliport.kind, AIRLOG_PLACE_HELIPORT);
    assert_text(heliport.admin, "Pennsylvania");
}

static void test_names_of_airports(void **state) {
    (void)state;
    (void)first("Heathrow", "ourairports:EGLL");
    (void)first("London Heathrow", "ourairports:EGLL");
    (void)first("Ching Chuan Kang", "ourairports:RCMQ");
    (void)first("Teterboro Airport", "ourairports:KTEB");
    (void)found("Teterboro", "ourairports:KTEB", NULL);
    (void)first("Denver airport", "ourairports:KDEN");
    (void)found("Chicago O'Hare", "ourairports:KORD", NULL);
    (void)found("O'Hare", "ourairports:KORD", NULL);
    (void)found("Charlotte-Douglas", "ourairports:KCLT", NULL);
    (void)first("Langley AFB", "ourairports:KLFI");
    (void)first("Langley Air Force Base", "ourairports:KLFI");
    (void)first("NAS Fallon", "ourairports:KNFL");
    (void)first("Naval Air Station Fallon", "ourairports:KNFL");
    (void)found("Lossiemouth", "ourairports:EGQS", NULL);
}

/* A name that an airport bears only in part never stands before the city of that name. */
static void test_cities_before_their_airports(void **state) {
    (void)state;
    static const char *const cities[][2] = {{"Denver", "KDEN"}, {"Taichung", "RCMQ"}, {"Miami", "KMIA"}};
    for (size_t i = 0; i < sizeof cities / sizeof *cities; i++) {
        const uint32_t *rows = NULL;
        assert_true(find(cities[i][0], &rows) > 0);
        assert_int_equal(entry_of(rows[0]).kind, AIRLOG_PLACE_CITY);
        char id[32];
        snprintf(id, sizeof id, "ourairports:%s", cities[i][1]);
        (void)found(cities[i][0], id, NULL);
    }
}

static int kind_of(const char *name, const char *id) {
    const uint32_t *rows = NULL;
    size_t at = 0;
    (void)found(name, id, &at);
    assert_true(find(name, &rows) > at);
    const uint8_t *kinds = airlog_gazetteer_name_kinds(tables, &rows[at], 1);
    assert_non_null(kinds);
    return *kinds;
}

static void test_how_names_are_borne(void **state) {
    (void)state;
    assert_int_equal(kind_of("Denver", "geonames:5419384"), AIRLOG_NAME_OWN);
    assert_int_equal(kind_of("Denver", "ourairports:KDEN"), AIRLOG_NAME_DERIVED);
    assert_int_equal(kind_of("Denver airport", "ourairports:KAPA"), AIRLOG_NAME_DERIVED);
    assert_int_equal(kind_of("Denver International Airport", "ourairports:KDEN"), AIRLOG_NAME_OWN);
    assert_int_equal(kind_of("JFK", "ourairports:KJFK"), AIRLOG_NAME_OWN); /* collected by hand as its name too */
    assert_int_equal(kind_of("LHR", "ourairports:EGLL"), AIRLOG_NAME_CODE);
    assert_int_equal(kind_of("FL", "admin:US.FL"), AIRLOG_NAME_CODE);
    assert_int_equal(kind_of("Kiev", "geonames:703448"), AIRLOG_NAME_OTHER);
    assert_int_equal(kind_of("北京", "geonames:1816670"), AIRLOG_NAME_OWN);
    assert_int_equal(kind_of("British", "country:GB"), AIRLOG_NAME_OTHER);
    uint32_t elsewhere = 0;
    assert_null(airlog_gazetteer_name_kinds(tables, &elsewhere, 1));
    assert_null(airlog_gazetteer_name_kinds(tables, NULL, 1));
}

static void test_every_script(void **state) {
    (void)state;
    static const char *const names[][2] = {
        {"基隆", "geonames:1678228"},
        {"Keelung", "geonames:1678228"},
        {"Калининград", "geonames:554234"},
        {"КАЛИНИНГРАД", "geonames:554234"},
        {"キーウ", "geonames:703448"},
        {"Київ", "geonames:703448"},
        {"Kiev", "geonames:703448"},
        {"Kyiv", "geonames:703448"},
        {"서울", "geonames:1835848"},
        {"東京", "geonames:1850147"},
        {"北京", "geonames:1816670"},
        {"臺北", "geonames:1668341"},
        {"台北", "geonames:1668341"},
        {"Zürich", "geonames:2657896"},
        {"ZURICH", "geonames:2657896"},
        {"臺灣海峽", "airlog:taiwan-strait"},
        {"台湾海峡", "airlog:taiwan-strait"},
        {"日本", "country:JP"},
        {"Польша", "country:PL"},
        {"Côte d’Ivoire", "country:CI"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) (void)first(names[i][0], names[i][1]);
}

static void test_countries_and_areas(void **state) {
    (void)state;
    airlog_place_entry entry = first("Taiwan", "country:TW");
    assert_int_equal(entry.kind, AIRLOG_PLACE_COUNTRY);
    assert_true(entry.extent_m > 150e3 && entry.extent_m < 250e3);
    near_to(entry, 23.6, 121.1, 0.5);
    near_to(first("France", "country:FR"), 46.5, 2.2, 1.5); /* without Guiana */
    near_to(first("United States", "country:US"), 40, -96, 4);
    near_to(first("Russia", "country:RU"), 63, 100, 12);
    near_to(first("New Zealand", "country:NZ"), -41, 172.5, 2);
    (void)first("American", "country:US");
    (void)first("U.S.", "country:US");
    (void)first("Republic of Korea", "country:KR");
    (void)first("Bosnia and Herzegovina", "country:BA");
    (void)first("Bosnia & Herzegovina", "country:BA");
    (void)first("Cocos (Keeling) Islands", "country:CC");
    (void)first("Yemeni", "country:YE");
    (void)first("Hong Kong", "country:HK");
    entry = found("Georgia", "admin:US.GA", NULL);
    assert_int_equal(entry.kind, AIRLOG_PLACE_ADMIN);
    near_to(entry, 32.9, -83.3, 0.6);
    (void)first("Georgia", "country:GE");
    (void)first("New York", "geonames:5128581"); /* New York City before the state */
    (void)first("Washington", "geonames:4140963");
    (void)first("N.Y.", "admin:US.NY");
    (void)first("Fla.", "admin:US.FL");
    entry = first("Ontario", "admin:CA.08");
    assert_text(entry.admin_code, "ON");
}

static void test_possessives_in_names(void **state) {
    (void)state;
    (void)found("St. John's", "geonames:6324733", NULL);
    uint64_t words[] = {airlog_hash("st", 2), airlog_hash("john", 4), airlog_hash("s", 1)};
    uint64_t key = 0;
    for (size_t i = 0; i < 3; i++) key = airlog_key_add(key, words[i]);
    const uint32_t *rows = NULL;
    size_t count = find_key(key, &rows); /* as the tokens of a text give it: the 's stands for itself */
    bool there = false;
    for (size_t i = 0; i < count; i++) there = there || airlog_text_is(entry_of(rows[i]).id, "geonames:6324733");
    assert_true(there);
}

/* ---- codes ---------------------------------------------------------------------------------------- */

static size_t find_code(const char *code, const uint32_t **out) {
    return find_key(airlog_key_add(key_of(code, NULL), AIRLOG_GAZETTEER_CODE), out);
}

static bool code_finds(const char *code, const char *id) {
    const uint32_t *rows = NULL;
    size_t count = find_code(code, &rows);
    for (size_t i = 0; i < count; i++)
        if (airlog_text_is(entry_of(rows[i]).id, id)) return true;
    return false;
}

static void test_codes_apart_from_names(void **state) {
    (void)state;
    assert_true(code_finds("JFK", "ourairports:KJFK"));
    assert_true(code_finds("JFK", "navaid:JFK@US"));
    assert_true(code_finds("TWKEL", "unlocode:TWKEL"));
    assert_true(code_finds("NY", "admin:US.NY"));
    assert_true(code_finds("IN", "country:IN"));
    assert_true(code_finds("TWN", "country:TW"));
    const uint32_t *rows = NULL;
    assert_int_equal(find_code("Keelung", &rows), 0);
    assert_int_equal(find_code("Taiwan Strait", &rows), 0);
    size_t count = find("in", &rows); /* a word of every text is no name of a country */
    for (size_t i = 0; i < count; i++) assert_int_not_equal(entry_of(rows[i]).kind, AIRLOG_PLACE_COUNTRY);
}

static void test_navaids(void **state) {
    (void)state;
    airlog_place_entry navaid = found("JFK", "navaid:JFK@US", NULL);
    assert_int_equal(navaid.kind, AIRLOG_PLACE_NAVAID);
    assert_true(fabs(navaid.declination_deg - -12.001) < 1e-4); /* slaved, not the -13.182 of the place */
    (void)first("JFK VOR", "navaid:JFK@US");
    (void)first("Kennedy VOR", "navaid:JFK@US");
    (void)found("Los Angeles VORTAC", "navaid:LAX@US", NULL);
    airlog_place_entry beacon = found("1B", "navaid:1B@CA", NULL); /* has no slaved variation: an NDB */
    assert_true(fabs(beacon.declination_deg - -19.1) < 1e-4);
    assert_true(isnan(beacon.elevation_m));
}

/* ---- what is not there ---------------------------------------------------------------------------- */

static void test_unknown_names(void **state) {
    (void)state;
    static const char *const names[] = {"Zzyqxville",
                                        "Keelnug",
                                        "Taiwan Strat",
                                        "Port of Nowhere At All",
                                        "Keelung port port",
                                        "qqq vor",
                                        "基隆隆",
                                        "Heathrow Heathrow",
                                        ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const uint32_t *rows = NULL;
        size_t count = find(names[i], &rows);
        if (count != 0) {
            airlog_place_entry entry = entry_of(rows[0]);
            fail_msg("'%s' finds %.*s", names[i], (int)entry.id.length, entry.id.bytes);
        }
    }
}

static void test_random_keys_find_nothing(void **state) {
    (void)state;
    uint64_t key = 1;
    for (int i = 0; i < 2000000; i++) {
        const uint32_t *rows = NULL;
        key = key * 6364136223846793005u + 1442695040888963407u;
        assert_int_equal(find_key(key, &rows), 0);
    }
    static const uint64_t edges[] = {0, 1, UINT64_MAX, UINT64_MAX - 1, UINT64_C(1) << 63};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        const uint32_t *rows = NULL;
        assert_int_equal(find_key(edges[i], &rows), 0);
    }
}

static void test_rows_that_are_not_there(void **state) {
    (void)state;
    airlog_place_entry entry;
    static const uint32_t beyond[] = {0, 1, UINT32_MAX};
    for (size_t i = 1; i < 3; i++) {
        airlog_error error = {0};
        uint32_t row = i == 1 ? airlog_gazetteer_size(tables) : beyond[i];
        assert_int_equal(airlog_gazetteer_entry(tables, row, &entry, &error), AIRLOG_E_ARGUMENT);
        assert_int_equal(entry.id.length, 0);
    }
}

/* ---- reach ---------------------------------------------------------------------------------------- */

static uint8_t reach(const char *word) {
    return airlog_gazetteer_reach(tables, airlog_hash(word, strlen(word)));
}

static void test_reach(void **state) {
    (void)state;
    assert_true(reach("keelung") >= 2);
    assert_true(reach("taiwan") >= 2);
    assert_true(reach("john") >= 5); /* John F. Kennedy International Airport */
    assert_int_equal(reach("zzyqxville"), 0);
    assert_int_equal(reach("Keelung"), 0); /* words are folded first */
    size_t wrong = 0;
    for (uint64_t i = 0; i < 1000000; i++) {
        uint64_t word = airlog_hash(&i, sizeof i);
        wrong += airlog_gazetteer_reach(tables, word) != 0;
    }
    assert_true(wrong < 10);
}

/* ---- every row ------------------------------------------------------------------------------------ */

static void check_entry(airlog_place_entry entry) {
    bool good = entry.id.length > 0 && entry.name.length > 0 && entry.kind > AIRLOG_PLACE_ANY &&
                entry.kind < AIRLOG_PLACE_KIND_COUNT && fabs(entry.lat_deg) <= 90 && fabs(entry.lon_deg) <= 180 &&
                entry.extent_m > 0 && entry.extent_m < 6e6 && entry.population >= 0 &&
                (entry.kind == AIRLOG_PLACE_NAVAID || isnan(entry.declination_deg)) &&
                !(fabs(entry.declination_deg) > 180) && !(fabs(entry.elevation_m) > 9000) &&
                (strlen(entry.country) == 2 || entry.country[0] == '\0') &&
                airlog_utf8_check(entry.name) == entry.name.length &&
                airlog_utf8_check(entry.municipality) == entry.municipality.length;
    if (!good) fail_msg("the row of %.*s is damaged", (int)entry.id.length, entry.id.bytes);
}

/* Every row is whole, and its own name leads back to it with a reach that covers the name. */
static void test_every_row_is_found_by_its_name(void **state) {
    (void)state;
    uint32_t kinds[AIRLOG_PLACE_KIND_COUNT] = {0};
    uint32_t size = airlog_gazetteer_size(tables);
    size_t unnamed = 0;
    assert_true(size > 300000);
    for (uint32_t row = 0; row < size; row++) {
        airlog_place_entry entry = entry_of(row);
        check_entry(entry);
        kinds[entry.kind]++;
        airlog_error error = {0};
        airlog_buffer folded = {0};
        assert_int_equal(airlog_fold(entry.name, &folded, &error), AIRLOG_OK);
        const char *blank = folded.length == 0 ? NULL : memchr(folded.bytes, ' ', folded.length);
        size_t length = blank == NULL ? folded.length : (size_t)(blank - folded.bytes);
        uint8_t words = airlog_gazetteer_reach(tables, airlog_hash(folded.length == 0 ? "" : folded.bytes, length));
        uint64_t key = 0;
        size_t count = 0;
        assert_int_equal(airlog_key_of(entry.name, &key, &count, &error), AIRLOG_OK);
        airlog_buffer_close(&folded);
        const uint32_t *rows = NULL;
        size_t others = find_key(key, &rows);
        bool back = false;
        for (size_t i = 0; i < others && !back; i++) back = rows[i] == row;
        unnamed += !back || words < count;
    }
    for (int kind = 0; kind < AIRLOG_PLACE_KIND_COUNT; kind++)
        if (kinds[kind] > 0) print_message("kind %2d: %6u\n", kind, kinds[kind]);
    /* Names of more than 31 words, or of no letter, or cut at 255 bytes. */
    assert_true(unnamed < 20);
    assert_true(kinds[AIRLOG_PLACE_CITY] > 199000 && kinds[AIRLOG_PLACE_AIRPORT] > 60000);
    assert_true(kinds[AIRLOG_PLACE_NAVAID] > 11000 && kinds[AIRLOG_PLACE_COUNTRY] > 240);
}

/* Every feature that was collected by hand is found by its own name: the table of data/ is read here afresh. */
static void test_every_curated_feature(void **state) {
    (void)state;
    FILE *file = fopen(AIRLOG_TEST_DATA "/features_curated.csv", "rb");
    char line[4096];
    size_t count = 0;
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        char name[256];
        const char *start = line[0] == '"' ? line + 1 : line;
        const char *end = strchr(start, line[0] == '"' ? '"' : ',');
        assert_non_null(end);
        snprintf(name, sizeof name, "%.*s", (int)(end - start), start);
        const uint32_t *rows = NULL;
        size_t rows_count = find(name, &rows);
        bool there = false;
        for (size_t i = 0; i < rows_count && !there; i++) {
            airlog_place_entry entry = entry_of(rows[i]);
            there = (airlog_text_starts(entry.id, "airlog:") && airlog_text_is(entry.name, name)) ||
                    airlog_text_starts(entry.id, "ourairports:");
        }
        if (!there) fail_msg("'%s' is not found", name);
        count++;
    }
    fclose(file);
    assert_true(count >= 418);
}

/* ---- nearness ------------------------------------------------------------------------------------- */

static uint32_t nearest(double lat_deg, double lon_deg, uint32_t kinds, double limit_m, double *out_m) {
    airlog_error error = {0};
    uint32_t row = 0;
    airlog_lonlat point = {lon_deg, lat_deg};
    if (airlog_gazetteer_nearest(tables, point, kinds, limit_m, &row, out_m, &error) != AIRLOG_OK)
        fail_msg("%s", error.message);
    return row;
}

#define KIND(name) (1u << AIRLOG_PLACE_##name)

static void test_nearest(void **state) {
    (void)state;
    double metres = 0;
    assert_text(entry_of(nearest(40.64, -73.78, KIND(AIRPORT), 1e5, &metres)).id, "ourairports:KJFK");
    assert_true(metres < 200);
    assert_int_equal(nearest(0, -30, KIND(AIRPORT), 100000, &metres), UINT32_MAX); /* the middle of the Atlantic */
    assert_true(isnan(metres));
    uint32_t far = nearest(0, -30, KIND(AIRPORT), 2e7, &metres);
    assert_int_not_equal(far, UINT32_MAX);
    assert_true(metres > 500000 && metres < 1500000);
    assert_int_not_equal(nearest(90, 0, 0, 2e7, &metres), UINT32_MAX);
    assert_int_not_equal(nearest(-90, 0, KIND(PORT), 2.1e7, &metres), UINT32_MAX);
    assert_int_equal(nearest(40.64, -73.78, KIND(AIRPORT), 0, &metres), UINT32_MAX);
}

/* Distance on the sphere, by another formula than the library's. */
static double by_vectors(airlog_place_entry entry, double lat_deg, double lon_deg) {
    const double radians = 3.14159265358979323846 / 180;
    double a[3] = {cos(entry.lat_deg * radians) * cos(entry.lon_deg * radians),
                   cos(entry.lat_deg * radians) * sin(entry.lon_deg * radians), sin(entry.lat_deg * radians)};
    double b[3] = {cos(lat_deg * radians) * cos(lon_deg * radians), cos(lat_deg * radians) * sin(lon_deg * radians),
                   sin(lat_deg * radians)};
    double x = a[1] * b[2] - a[2] * b[1];
    double y = a[2] * b[0] - a[0] * b[2];
    double z = a[0] * b[1] - a[1] * b[0];
    return 6371008.8 * atan2(sqrt(x * x + y * y + z * z), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
}

/* The grid's answer is that of looking at every row, at random points and at the awkward ones. */
static void test_nearest_is_the_nearest(void **state) {
    (void)state;
    static const double awkward[][2] = {{90, 0},      {-90, 12},    {89.9, 179.9},  {-89.5, -179.9}, {0, 180},
                                        {0, -180},    {52, 180},    {-17, -179.99}, {60, 0},         {71.3, -156.8},
                                        {-40.5, 175}, {78.2, 15.6}, {84, -40},      {-75, 0}};
    uint32_t size = airlog_gazetteer_size(tables);
    airlog_place_entry *ports = calloc(size, sizeof *ports);
    size_t count = 0;
    assert_non_null(ports);
    for (uint32_t row = 0; row < size; row++) {
        ports[count] = entry_of(row);
        if (ports[count].kind == AIRLOG_PLACE_PORT) count++;
    }
    uint64_t seed = 42;
    for (size_t i = 0; i < 300; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double lat = (double)(seed >> 40) / 16777216.0 * 180 - 90;
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double lon = (double)(seed >> 40) / 16777216.0 * 360 - 180;
        if (i < sizeof awkward / sizeof *awkward) {
            lat = awkward[i][0];
            lon = awkward[i][1];
        }
        double best = INFINITY;
        for (size_t j = 0; j < count; j++) best = fmin(best, by_vectors(ports[j], lat, lon));
        double metres = 0;
        uint32_t row = nearest(lat, lon, KIND(PORT), 2.1e7, &metres);
        assert_int_not_equal(row, UINT32_MAX);
        if (fabs(metres - best) > 0.5) fail_msg("%f %f: %.1f, but %.1f is nearer", lat, lon, metres, best);
    }
    free(ports);
}

static void test_nearest_refuses_nonsense(void **state) {
    (void)state;
    static const double points[][3] = {{NAN, 0, 1}, {0, NAN, 1}, {91, 0, 1}, {0, 1000, 1}, {0, 0, -1}, {0, 0, NAN}};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        airlog_error error = {0};
        uint32_t row = 0;
        airlog_lonlat point = {points[i][1], points[i][0]};
        assert_int_equal(airlog_gazetteer_nearest(tables, point, 0, points[i][2], &row, NULL, &error),
                         AIRLOG_E_ARGUMENT);
        assert_int_equal(row, UINT32_MAX);
    }
}

/* ---- vocabularies --------------------------------------------------------------------------------- */

static void test_vocabularies(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_vocabulary_entry entry;
    bool there = false;
    assert_int_equal(
        airlog_vocabulary_find(tables, key_of("balloon", NULL), AIRLOG_VOCABULARY_OBJECT, &there, &entry, &error),
        AIRLOG_OK);
    assert_true(there);
    assert_int_equal(entry.kind, AIRLOG_VOCABULARY_OBJECT);
    assert_int_equal(entry.words, 1);
    assert_text(entry.name, "balloon");
    assert_int_equal(
        airlog_vocabulary_find(tables, key_of("balloon", NULL), AIRLOG_VOCABULARY_ACTOR, &there, &entry, &error),
        AIRLOG_OK);
    assert_false(there);
    assert_int_equal(
        airlog_vocabulary_find(tables, key_of("balloon", NULL), AIRLOG_VOCABULARY_NONE, &there, &entry, &error),
        AIRLOG_OK);
    assert_true(there);
    assert_true(airlog_vocabulary_lengths(tables, airlog_hash("balloon", 7)) & 1);
    assert_int_equal(airlog_vocabulary_lengths(tables, airlog_hash("zzyqx", 5)), 0);
    for (uint64_t i = 0; i < 1000000; i++) {
        assert_int_equal(
            airlog_vocabulary_find(tables, airlog_hash(&i, sizeof i), AIRLOG_VOCABULARY_NONE, &there, &entry, &error),
            AIRLOG_OK);
        assert_false(there);
    }
}

/* Every phrase of a vocabulary is found in its class with its number of words, and its first word tells that
 * there is one of that length. */
static void check_phrase(const char *phrase, airlog_vocabulary_class kind, const char *file) {
    airlog_error error = {0};
    airlog_buffer folded = {0};
    airlog_vocabulary_entry entry;
    bool there = false;
    size_t words = 0;
    uint64_t key = key_of(phrase, &words);
    assert_int_equal(airlog_vocabulary_find(tables, key, kind, &there, &entry, &error), AIRLOG_OK);
    if (!there || entry.words != words || entry.kind != kind) fail_msg("%s: '%s' is not found", file, phrase);
    assert_int_equal(airlog_fold(airlog_text_of(phrase), &folded, &error), AIRLOG_OK);
    const char *blank = memchr(folded.bytes, ' ', folded.length);
    size_t length = blank == NULL ? folded.length : (size_t)(blank - folded.bytes);
    assert_true(airlog_vocabulary_lengths(tables, airlog_hash(folded.bytes, length)) >> (words < 8 ? words - 1 : 7) & 1);
    airlog_buffer_close(&folded);
}

static void test_every_phrase(void **state) {
    (void)state;
    static const struct {
        const char *file;
        airlog_vocabulary_class kind;
    } files[] = {{AIRLOG_TEST_DATA "/vocabulary/event.tsv", AIRLOG_VOCABULARY_EVENT},
                 {AIRLOG_TEST_DATA "/vocabulary/object.tsv", AIRLOG_VOCABULARY_OBJECT},
                 {AIRLOG_TEST_DATA "/vocabulary/actor.tsv", AIRLOG_VOCABULARY_ACTOR},
                 {AIRLOG_TEST_DATA "/vocabulary/reporter.tsv", AIRLOG_VOCABULARY_REPORTER}};
    size_t phrases = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        static char line[65536];
        FILE *file = fopen(files[i].file, "rb");
        bool headed = false;
        assert_non_null(file);
        while (fgets(line, sizeof line, file) != NULL) {
            line[strcspn(line, "\r\n")] = '\0';
            if (line[0] == '#' || line[0] == '\0') continue;
            char *aliases = strrchr(line, '\t');
            assert_non_null(aliases);
            *aliases++ = '\0';
            line[strcspn(line, "\t")] = '\0';
            if (headed) {
                check_phrase(line, files[i].kind, files[i].file);
                phrases++;
                for (char *rest = aliases; *rest != '\0';) {
                    size_t length = strcspn(rest, "|");
                    char *next = rest[length] == '\0' ? rest + length : rest + length + 1;
                    rest[length] = '\0';
                    if (length > 0) check_phrase(rest, files[i].kind, files[i].file);
                    phrases++;
                    rest = next;
                }
            }
            headed = true;
        }
        fclose(file);
    }
    assert_true(phrases > 500);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ports),
        cmocka_unit_test(test_codes_of_airports),
        cmocka_unit_test(test_names_of_airports),
        cmocka_unit_test(test_cities_before_their_airports),
        cmocka_unit_test(test_how_names_are_borne),
        cmocka_unit_test(test_every_script),
        cmocka_unit_test(test_countries_and_areas),
        cmocka_unit_test(test_possessives_in_names),
        cmocka_unit_test(test_codes_apart_from_names),
        cmocka_unit_test(test_navaids),
        cmocka_unit_test(test_unknown_names),
        cmocka_unit_test(test_random_keys_find_nothing),
        cmocka_unit_test(test_rows_that_are_not_there),
        cmocka_unit_test(test_reach),
        cmocka_unit_test(test_every_row_is_found_by_its_name),
        cmocka_unit_test(test_every_curated_feature),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_nearest_is_the_nearest),
        cmocka_unit_test(test_nearest_refuses_nonsense),
        cmocka_unit_test(test_vocabularies),
        cmocka_unit_test(test_every_phrase),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
