/** @file airports.c  Airports, heliports and seaplane bases: OurAirports. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"

#define FEET_M 0.3048

/* What is known of a field by its size. The extent is the distance from the reference point to the furthest corner of
 * the field: runways of 3.5 to 4 km lie off-centre on large airports, one runway of 2 to 3 km makes a medium one and
 * one of about 1 km a small one. They are assumptions, marked as defaults. */
static const struct field_kind {
    const char *type;
    airlog_place_kind kind;
    double extent_m;
    uint8_t importance;
} field_kinds[] = {
    {"large_airport", AIRLOG_PLACE_AIRPORT, 3000, 180}, {"medium_airport", AIRLOG_PLACE_AIRPORT, 2000, 130},
    {"small_airport", AIRLOG_PLACE_AIRPORT, 1000, 60},  {"seaplane_base", AIRLOG_PLACE_AIRPORT, 1500, 50},
    {"heliport", AIRLOG_PLACE_HELIPORT, 200, 30},       {"closed", AIRLOG_PLACE_AIRPORT, 1000, 1},
};

/* Words at the end of a field's name that texts leave out, longest first: what kind of field it is, and then what kind
 * of airport. */
static const char *const facility_words[] = {"naval air station",
                                             "marine corps air station",
                                             "joint reserve base",
                                             "air force station",
                                             "air force base",
                                             "coast guard air station",
                                             "seaplane base",
                                             "army air field",
                                             "army airfield",
                                             "air reserve base",
                                             "air national guard base",
                                             "air terminal",
                                             "air station",
                                             "air base",
                                             "airport",
                                             "airfield",
                                             "airpark",
                                             "airbase",
                                             "aerodrome",
                                             "airstrip",
                                             "heliport",
                                             "helipad",
                                             "airport."};
static const char *const quality_words[] = {"international",    "intl",         "municipal", "regional",
                                            "executive",        "metropolitan", "memorial",  "domestic",
                                            "general aviation", "national",     "county"};

/** Names derived from others stand behind names that are written in the table. */
#define DERIVED_IMPORTANCE 8

typedef struct field_columns {
    int ident, type, name, lat, lon, elevation, country, region, municipality, icao, iata, gps, local, keywords;
} field_columns;

typedef struct field {
    airlog_compile_world *world;
    const airlog_compile_table *table;
    const field_columns *at;
    const struct field_kind *kind;
    uint32_t row, rank, derived_rank;
} field;

static bool ends_word(airlog_text name, const char *word, airlog_text *out) {
    airlog_text tail = airlog_text_of(word);
    if (name.length <= tail.length + 1 || name.bytes[name.length - tail.length - 1] != ' ') return false;
    if (!airlog_text_same((airlog_text){name.bytes + name.length - tail.length, tail.length}, tail)) return false;
    *out = airlog_text_trim((airlog_text){name.bytes, name.length - tail.length});
    return true;
}

static bool strip(airlog_text name, const char *const *words, size_t count, airlog_text *out) {
    for (size_t i = 0; i < count; i++)
        if (ends_word(name, words[i], out)) return true;
    return false;
}

/** Adds a name and the same with "airport" after it: people call every field that. */
static void add_derived(const field *self, airlog_text name) {
    char with[256];
    if (name.length < 3) return;
    airlog_compile_name(&self->world->names, name, self->row, self->derived_rank);
    int length = snprintf(with, sizeof with, "%.*s airport", (int)name.length, name.bytes);
    if (length > 0 && (size_t)length < sizeof with && self->kind->kind == AIRLOG_PLACE_AIRPORT)
        airlog_compile_name(&self->world->names, (airlog_text){with, (size_t)length}, self->row, self->rank);
}

static airlog_text without_parenthesis(airlog_text name) {
    const char *open = name.length == 0 ? NULL : memchr(name.bytes, '(', name.length);
    if (open == NULL || open == name.bytes) return name;
    return airlog_text_trim((airlog_text){name.bytes, (size_t)(open - name.bytes)});
}

/** "London Heathrow" of the city London is called "Heathrow". */
static void add_without_city(const field *self, airlog_text name) {
    airlog_text city = without_parenthesis(airlog_compile_table_cell(self->table, self->at->municipality));
    if (city.length == 0 || name.length < city.length + 5 || name.bytes[city.length] != ' ') return;
    if (!airlog_text_same((airlog_text){name.bytes, city.length}, city)) return;
    airlog_text rest = {name.bytes + city.length + 1, name.length - city.length - 1};
    bool taken = airlog_compile_keys_has(&self->world->settled, airlog_compile_key(&self->world->names, rest));
    if (!taken) add_derived(self, rest);
}

static void add_one_name(const field *self, airlog_text name) {
    airlog_text shorter;
    airlog_compile_name(&self->world->names, name, self->row, self->rank);
    if (self->kind->importance < 30 ||
        !strip(name, facility_words, sizeof facility_words / sizeof *facility_words, &shorter))
        return;
    add_derived(self, shorter);
    while (strip(shorter, quality_words, sizeof quality_words / sizeof *quality_words, &shorter))
        add_derived(self, shorter);
    if (self->kind->kind == AIRLOG_PLACE_AIRPORT) add_without_city(self, shorter);
}

/** The name, each side of a stroke in it, and the name without its parenthesis. */
static void add_names(const field *self) {
    airlog_text name = airlog_compile_table_cell(self->table, self->at->name);
    airlog_text plain = without_parenthesis(name);
    airlog_text part;
    add_one_name(self, name);
    if (plain.length != name.length) add_one_name(self, plain);
    if (memchr(plain.bytes, '/', plain.length) == NULL) return;
    while (airlog_compile_part(&plain, '/', &part))
        if (part.length >= 4) add_one_name(self, part);
}

static void add_codes(const field *self) {
    const int columns[] = {self->at->icao, self->at->iata, self->at->gps, self->at->local, self->at->ident};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        airlog_text code = airlog_compile_table_cell(self->table, columns[i]);
        if (code.length < 2 || memchr(code.bytes, '-', code.length) != NULL) continue;
        airlog_compile_code(&self->world->names, code, self->row, self->rank);
        (void)airlog_compile_keys_add(&self->world->codes, airlog_compile_key(&self->world->names, code));
    }
}

/** "Taichung airport" is every airport that serves Taichung, the largest first. */
static void add_city_airport(const field *self) {
    airlog_text cities = airlog_compile_table_cell(self->table, self->at->municipality);
    airlog_text city;
    char with[256];
    if (self->kind->kind != AIRLOG_PLACE_AIRPORT || self->kind->importance < 50) return;
    cities = without_parenthesis(cities);
    while (airlog_compile_part(&cities, '/', &city)) {
        int length = snprintf(with, sizeof with, "%.*s airport", (int)city.length, city.bytes);
        if (city.length >= 3 && length > 0 && (size_t)length < sizeof with)
            airlog_compile_name(&self->world->names, (airlog_text){with, (size_t)length}, self->row,
                                self->derived_rank);
    }
}

static bool letters_only(airlog_text code) {
    for (size_t i = 0; i < code.length; i++)
        if (code.bytes[i] < 'A' || code.bytes[i] > 'Z') return false;
    return code.length >= 2;
}

/** The area of "US-PA": the codes of both sources agree where they are letters; elsewhere the nearest city tells. */
static uint16_t admin_of(const airlog_compile_world *world, airlog_text country, airlog_text region) {
    if (region.length < 5 || region.bytes[2] != '-') return 0;
    airlog_text code = {region.bytes + 3, region.length - 3};
    return letters_only(code) ? airlog_compile_admin(world, country, code) : 0;
}

static const struct field_kind *kind_of(airlog_text type) {
    for (size_t i = 0; i < sizeof field_kinds / sizeof *field_kinds; i++)
        if (airlog_text_is(type, field_kinds[i].type)) return &field_kinds[i];
    return NULL;
}

static airlog_table_place make_place(const field *self) {
    const airlog_compile_table *table = self->table;
    const field_columns *at = self->at;
    airlog_table_place place = airlog_compile_place(self->kind->kind, airlog_compile_table_number(table, at->lon, NAN),
                                                    airlog_compile_table_number(table, at->lat, NAN));
    airlog_text country = airlog_compile_table_cell(table, at->country);
    airlog_text city = airlog_compile_table_cell(table, at->municipality);
    city.length = airlog_utf8_cut(city, 255);
    airlog_table_text kept = airlog_compile_text(&self->world->texts, city);
    place.municipality_offset = kept.offset;
    place.municipality_length = (uint8_t)kept.length;
    place.elevation_m = (float)(airlog_compile_table_number(table, at->elevation, NAN) * FEET_M);
    place.extent_m = (float)self->kind->extent_m;
    place.flags = AIRLOG_TABLE_PLACE_EXTENT_DEFAULT;
    place.importance = self->kind->importance;
    airlog_compile_country(&place, country);
    place.admin = admin_of(self->world, country, airlog_compile_table_cell(table, at->region));
    (void)airlog_compile_settle(self->world, &place);
    return place;
}

static void add_field(airlog_compile_world *world, const airlog_compile_table *table, const field_columns *at) {
    char id[64];
    field self = {.world = world, .table = table, .at = at};
    self.kind = kind_of(airlog_compile_table_cell(table, at->type));
    if (self.kind == NULL) return; /* balloonports */
    airlog_table_place place = make_place(&self);
    airlog_text ident = airlog_compile_table_cell(table, at->ident);
    snprintf(id, sizeof id, "ourairports:%.*s", (int)ident.length, ident.bytes);
    self.row = airlog_compile_place_add(world, place, id, airlog_compile_table_cell(table, at->name));
    self.rank = airlog_compile_place_rank(&place);
    self.derived_rank = airlog_compile_rank(
        place.importance < DERIVED_IMPORTANCE ? place.importance : DERIVED_IMPORTANCE, (uint32_t)place.importance * 4);
    add_names(&self);
    add_codes(&self);
    add_city_airport(&self);
}

/** Whether a keyword is a code of letters and digits, as old codes and those of cities are. */
static bool looks_like_code(airlog_text word) {
    if (word.length < 2 || word.length > 4) return false;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.bytes[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) return false;
    }
    return true;
}

/** Keywords are other names, old codes, and cities that the airport serves. A code that is in force elsewhere and a
 * name that is a city's stay with their owners. */
static void add_keywords(airlog_compile_world *world, const airlog_compile_table *table, const field_columns *at,
                         uint32_t row) {
    airlog_text rest = airlog_compile_table_cell(table, at->keywords);
    airlog_text word;
    const airlog_table_place *place = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[row];
    uint32_t rank = airlog_compile_place_rank(place);
    while (airlog_compile_part(&rest, ',', &word)) {
        uint64_t key = airlog_compile_key(&world->names, word);
        if (looks_like_code(word)) {
            if (!airlog_compile_keys_has(&world->codes, key)) airlog_compile_code_only(&world->names, word, row, rank);
        } else if (word.length >= 4 && !airlog_compile_keys_has(&world->settled, key)) {
            airlog_compile_name(&world->names, word, row, rank);
        }
    }
}

static field_columns columns_of(const airlog_compile_table *table) {
    return (field_columns){
        .ident = airlog_compile_table_column(table, "ident"),
        .type = airlog_compile_table_column(table, "type"),
        .name = airlog_compile_table_column(table, "name"),
        .lat = airlog_compile_table_column(table, "latitude_deg"),
        .lon = airlog_compile_table_column(table, "longitude_deg"),
        .elevation = airlog_compile_table_column(table, "elevation_ft"),
        .country = airlog_compile_table_column(table, "iso_country"),
        .region = airlog_compile_table_column(table, "iso_region"),
        .municipality = airlog_compile_table_column(table, "municipality"),
        .icao = airlog_compile_table_column(table, "icao_code"),
        .iata = airlog_compile_table_column(table, "iata_code"),
        .gps = airlog_compile_table_column(table, "gps_code"),
        .local = airlog_compile_table_column(table, "local_code"),
        .keywords = airlog_compile_table_column(table, "keywords"),
    };
}

void airlog_compile_airports(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "airports.csv", ',');
    field_columns at = columns_of(table);
    uint32_t first = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_place, world->places);
    while (airlog_compile_table_next(table)) add_field(world, table, &at);
    airlog_compile_table_close(table);
    table = airlog_compile_table_open(world->folder, "airports.csv", ',');
    uint32_t row = first;
    while (airlog_compile_table_next(table))
        if (kind_of(airlog_compile_table_cell(table, at.type)) != NULL) add_keywords(world, table, &at, row++);
    airlog_compile_table_close(table);
}
