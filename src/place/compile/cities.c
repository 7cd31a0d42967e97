/** @file cities.c  Cities and admin areas: GeoNames. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"

/* ---- names of admin areas ----------------------------------------------------------------------- */

typedef struct area {
    char joined[16]; /**< "US.PA" */
    airlog_table_admin admin;
} area;

static int compare_areas(const void *left, const void *right) {
    return strcmp(((const area *)left)->joined, ((const area *)right)->joined);
}

void airlog_compile_admins(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "admin1.csv", ',');
    int code = airlog_compile_table_column(table, "code");
    int name = airlog_compile_table_column(table, "name");
    airlog_buffer areas = {0};
    area each = {0};
    airlog_compile_add(&areas, &each, sizeof each); /* row 0: none; the empty code sorts first */
    while (airlog_compile_table_next(table)) {
        airlog_text joined = airlog_compile_table_cell(table, code);
        if (joined.length < 4 || joined.length >= sizeof each.joined || joined.bytes[2] != '.')
            airlog_compile_table_stop(table, "a code is expected");
        each = (area){0};
        memcpy(each.joined, joined.bytes, joined.length);
        each.admin.name = airlog_compile_text(&world->texts, airlog_compile_table_cell(table, name));
        each.admin.code = airlog_compile_text(&world->texts, (airlog_text){joined.bytes + 3, joined.length - 3});
        airlog_compile_add(&areas, &each, sizeof each);
    }
    airlog_compile_table_close(table);
    size_t count = AIRLOG_COMPILE_COUNT(area, areas);
    area *items = AIRLOG_COMPILE_ITEMS(area, areas);
    if (count > UINT16_MAX) airlog_compile_stop("there are too many admin areas");
    qsort(items, count, sizeof *items, compare_areas);
    for (size_t i = 0; i < count; i++) {
        airlog_table_text joined = airlog_compile_text(&world->texts, airlog_text_of(items[i].joined));
        airlog_compile_add(&world->admins, &items[i].admin, sizeof items[i].admin);
        airlog_compile_add(&world->admin_codes, &joined, sizeof joined);
    }
    airlog_buffer_close(&areas);
}

/* ---- cities ------------------------------------------------------------------------------------- */

double airlog_compile_city_extent_m(double population) {
    if (population <= 0) return 2000;
    double radius = 1.5 * 1000 * sqrt(population / (3000 * 3.14159265358979323846));
    return radius < 800 ? 800 : radius > 40000 ? 40000 : radius;
}

uint8_t airlog_compile_city_importance(airlog_text code, double population) {
    double base = 25 * log10(population > 10 ? population : 10);
    if (airlog_text_is(code, "PPLC")) base += 30;
    if (airlog_text_is(code, "PPLX")) base -= 15;
    if (airlog_text_is(code, "PPLQ") || airlog_text_is(code, "PPLH") || airlog_text_is(code, "PPLW") ||
        airlog_text_is(code, "PPLCH"))
        base = 5;
    return (uint8_t)(base < 1 ? 1 : base > 220 ? 220 : base);
}

typedef struct city_columns {
    int id, name, ascii, lat, lon, code, country, admin, population, zone, others;
} city_columns;

/** "New York City" is called "New York". */
static airlog_text without_city(airlog_text name) {
    static const char end[] = " City";
    size_t length = sizeof end - 1;
    bool ends = name.length > length && memcmp(name.bytes + name.length - length, end, length) == 0;
    return ends ? (airlog_text){name.bytes, name.length - length} : name;
}

static bool is_latin(airlog_text name) {
    for (size_t i = 0; i < name.length; i++)
        if ((unsigned char)name.bytes[i] >= 0xCE) return false;
    return true;
}

/** Other names in Latin letters are former ones, those of parts and those of other languages: a place whose own name it
 *  is comes first, unless it is much smaller. In another script the other name is the name. */
static uint32_t other_rank(const airlog_table_place *place, airlog_text other) {
    if (!is_latin(other)) return airlog_compile_place_rank(place);
    return airlog_compile_rank((uint8_t)(place->importance > 20 ? place->importance - 20 : 0), place->population);
}

/** "臺北市" is written "臺北", "台北市" and "台北": the word for a city or county is left out, and the first character
 * has a common variant. */
static void add_han_names(airlog_compile_world *world, airlog_text name, uint32_t row, uint32_t rank) {
    static const char *const ends[] = {"\u5E02", "\u7E23", "\u53BF", "\u93AE", "\u9547"};
    static const char *const tai[] = {"\u81FA", "\u53F0"};
    char other[64];
    if (name.length % 3 != 0 || name.length < 6 || name.length > 30 || (unsigned char)name.bytes[0] < 0xE4) return;
    for (size_t i = 0; name.length >= 9 && i < sizeof ends / sizeof *ends; i++) {
        if (memcmp(name.bytes + name.length - 3, ends[i], 3) != 0) continue;
        airlog_text shorter = {name.bytes, name.length - 3};
        airlog_compile_name(&world->names, shorter, row, rank, AIRLOG_NAME_OWN);
        add_han_names(world, shorter, row, rank);
    }
    for (size_t i = 0; i < 2; i++) {
        if (memcmp(name.bytes, tai[i], 3) != 0) continue;
        memcpy(other, name.bytes, name.length);
        memcpy(other, tai[1 - i], 3);
        airlog_compile_name(&world->names, (airlog_text){other, name.length}, row, rank, AIRLOG_NAME_OWN);
    }
}

static void add_city_names(airlog_compile_world *world, const airlog_compile_table *table, const city_columns *at,
                           uint32_t row, const airlog_table_place *place) {
    airlog_text others = airlog_compile_table_cell(table, at->others);
    airlog_text name = airlog_compile_table_cell(table, at->name);
    airlog_text other;
    uint32_t rank = airlog_compile_place_rank(place);
    airlog_compile_name(&world->names, name, row, rank, AIRLOG_NAME_OWN);
    (void)airlog_compile_keys_add(&world->settled, airlog_compile_key(&world->names, name));
    airlog_compile_name(&world->names, airlog_compile_table_cell(table, at->ascii), row, rank, AIRLOG_NAME_OWN);
    while (airlog_compile_part(&others, '|', &other)) {
        if (other.length < 2) continue; /* a letter is no name of a city in any text */
        bool own = airlog_text_equal(without_city(name), other);
        airlog_compile_name(&world->names, other, row, own ? rank : other_rank(place, other),
                            own || !is_latin(other) ? AIRLOG_NAME_OWN : AIRLOG_NAME_OTHER);
        add_han_names(world, other, row, rank);
        (void)airlog_compile_keys_add(&world->settled, airlog_compile_key(&world->names, other));
    }
}

static void add_city(airlog_compile_world *world, const airlog_compile_table *table, const city_columns *at) {
    char id[64];
    airlog_text number = airlog_compile_table_cell(table, at->id);
    airlog_text country = airlog_compile_table_cell(table, at->country);
    airlog_table_place place = airlog_compile_place(AIRLOG_PLACE_CITY, airlog_compile_table_number(table, at->lon, NAN),
                                                    airlog_compile_table_number(table, at->lat, NAN));
    double population = airlog_compile_table_number(table, at->population, 0);
    place.population = (uint32_t)population;
    place.extent_m = (float)airlog_compile_city_extent_m(population);
    place.flags = AIRLOG_TABLE_PLACE_EXTENT_DEFAULT;
    place.importance = airlog_compile_city_importance(airlog_compile_table_cell(table, at->code), population);
    place.admin = airlog_compile_admin(world, country, airlog_compile_table_cell(table, at->admin));
    place.zone = airlog_compile_zone(world, airlog_compile_table_cell(table, at->zone));
    airlog_compile_country(&place, country);
    snprintf(id, sizeof id, "geonames:%.*s", (int)number.length, number.bytes);
    uint32_t row = airlog_compile_place_add(world, place, id, airlog_compile_table_cell(table, at->name));
    airlog_compile_city_add(world, row);
    add_city_names(world, table, at, row, &place);
}

void airlog_compile_cities(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "places.tsv", '\t');
    city_columns at = {
        .id = airlog_compile_table_column(table, "geonameid"),
        .name = airlog_compile_table_column(table, "name"),
        .ascii = airlog_compile_table_column(table, "ascii"),
        .lat = airlog_compile_table_column(table, "lat"),
        .lon = airlog_compile_table_column(table, "lon"),
        .code = airlog_compile_table_column(table, "fcode"),
        .country = airlog_compile_table_column(table, "cc"),
        .admin = airlog_compile_table_column(table, "admin1"),
        .population = airlog_compile_table_column(table, "population"),
        .zone = airlog_compile_table_column(table, "tz"),
        .others = airlog_compile_table_column(table, "alt_names"),
    };
    while (airlog_compile_table_next(table)) add_city(world, table, &at);
    airlog_compile_table_close(table);
}

/* ---- admin areas as places ---------------------------------------------------------------------- */

typedef struct member {
    uint16_t admin;
    airlog_lonlat point;
    uint32_t row;
} member;

static int compare_members(const void *left, const void *right) {
    const member *a = left;
    const member *b = right;
    if (a->admin != b->admin) return a->admin < b->admin ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static member *cities_by_area(const airlog_compile_world *world, size_t *out_count) {
    airlog_buffer members = {0};
    size_t count = AIRLOG_COMPILE_COUNT(airlog_table_place, world->places);
    for (size_t i = 0; i < count; i++) {
        const airlog_table_place *place = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[i];
        member each = {place->admin, {place->lon * AIRLOG_TABLE_DEGREE, place->lat * AIRLOG_TABLE_DEGREE}, (uint32_t)i};
        if (place->admin != 0) airlog_compile_add(&members, &each, sizeof each);
    }
    *out_count = AIRLOG_COMPILE_COUNT(member, members);
    qsort(members.bytes, *out_count, sizeof(member), compare_members);
    return AIRLOG_COMPILE_ITEMS(member, members);
}

/** Other names of admin areas: columns code ("US.PA") and names, separated by '|'. A name of up to three capitals is
 *  the postal code. */
static void add_area_names(airlog_compile_world *world, const uint32_t *row_of_admin) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "admin_names.tsv", '\t');
    int code = airlog_compile_table_column(table, "code");
    int postal = airlog_compile_table_column(table, "postal");
    int names = airlog_compile_table_column(table, "names");
    while (airlog_compile_table_next(table)) {
        airlog_text joined = airlog_compile_table_cell(table, code);
        airlog_text short_code = airlog_compile_table_cell(table, postal);
        airlog_text rest = airlog_compile_table_cell(table, names);
        airlog_text name;
        if (joined.length < 4) airlog_compile_table_stop(table, "a code is expected");
        uint16_t admin = airlog_compile_admin(world, (airlog_text){joined.bytes, 2},
                                              (airlog_text){joined.bytes + 3, joined.length - 3});
        if (admin == 0 || row_of_admin[admin] == UINT32_MAX) airlog_compile_table_stop(table, "no such area");
        uint32_t row = row_of_admin[admin];
        uint32_t rank = airlog_compile_place_rank(&AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[row]);
        while (airlog_compile_part(&rest, '|', &name))
            airlog_compile_name(&world->names, name, row, rank, AIRLOG_NAME_OWN);
        if (short_code.length == 0) continue;
        airlog_compile_code(&world->names, short_code, row, rank);
        AIRLOG_COMPILE_ITEMS(airlog_table_admin, world->admins)
        [admin].code = airlog_compile_text(&world->texts, short_code);
    }
    airlog_compile_table_close(table);
}

static airlog_text kept_text(const airlog_compile_world *world, airlog_table_text text) {
    return (airlog_text){world->texts.bytes.bytes + text.offset, text.length};
}

/** An area that is called like its own great city ("New York") stands behind that city, which is meant more often. */
static uint8_t area_importance(airlog_compile_world *world, const member *members, size_t count, airlog_text name,
                               double population) {
    uint8_t importance = population > 1e6 ? 170 : population > 1e5 ? 150 : 130;
    uint64_t key = airlog_compile_key(&world->names, name);
    for (size_t i = 0; i < count; i++) {
        const airlog_table_place *city = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[members[i].row];
        airlog_text own = {world->texts.bytes.bytes + city->name_offset, city->name_length};
        if (city->population * 10.0 < population || city->importance > importance) continue; /* a hamlet */
        if (airlog_compile_key(&world->names, without_city(own)) == key) importance = (uint8_t)(city->importance - 1);
    }
    return importance;
}

/** Adds the area of members[0 .. count): the circle around its cities. */
static uint32_t add_area(airlog_compile_world *world, const member *members, size_t count) {
    char id[64];
    airlog_lonlat *points = airlog_memory_take(count, sizeof *points);
    if (points == NULL) airlog_compile_stop("memory ran out");
    double population = 0;
    for (size_t i = 0; i < count; i++) {
        points[i] = members[i].point;
        population += AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[members[i].row].population;
    }
    airlog_compile_circle circle = airlog_compile_enclose(points, count);
    airlog_memory_give(points);
    const airlog_table_place *city = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[members[0].row];
    airlog_table_place place = airlog_compile_place(AIRLOG_PLACE_ADMIN, circle.lon_deg, circle.lat_deg);
    memcpy(place.country, city->country, 2);
    place.admin = members[0].admin;
    place.extent_m = (float)(circle.radius_m < 5000 ? 5000 : circle.radius_m);
    place.population = (uint32_t)population;
    (void)airlog_compile_settle(world, &place);
    airlog_text joined =
        kept_text(world, AIRLOG_COMPILE_ITEMS(airlog_table_text, world->admin_codes)[members[0].admin]);
    airlog_text name = kept_text(world, AIRLOG_COMPILE_ITEMS(airlog_table_admin, world->admins)[members[0].admin].name);
    snprintf(id, sizeof id, "admin:%.*s", (int)joined.length, joined.bytes);
    char copy[256];
    int length = snprintf(copy, sizeof copy, "%.*s", (int)name.length, name.bytes); /* the texts may move */
    airlog_text kept = {copy, (size_t)length < sizeof copy ? (size_t)length : sizeof copy - 1};
    place.importance = area_importance(world, members, count, kept, population);
    uint32_t row = airlog_compile_place_add(world, place, id, kept);
    airlog_compile_name(&world->names, kept, row, airlog_compile_place_rank(&place), AIRLOG_NAME_OWN);
    (void)airlog_compile_keys_add(&world->settled, airlog_compile_key(&world->names, kept));
    return row;
}

void airlog_compile_areas(airlog_compile_world *world) {
    size_t count = 0;
    member *members = cities_by_area(world, &count);
    size_t admins = AIRLOG_COMPILE_COUNT(airlog_table_admin, world->admins);
    uint32_t *row_of_admin = airlog_memory_take(admins, sizeof *row_of_admin);
    if (row_of_admin == NULL) airlog_compile_stop("memory ran out");
    for (size_t i = 0; i < admins; i++) row_of_admin[i] = UINT32_MAX;
    for (size_t from = 0; from < count;) {
        size_t to = from;
        while (to < count && members[to].admin == members[from].admin) to++;
        row_of_admin[members[from].admin] = add_area(world, members + from, to - from);
        from = to;
    }
    add_area_names(world, row_of_admin);
    airlog_memory_give(row_of_admin);
    airlog_memory_give(members);
}
