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

/* Words at the end of a field's name that say what kind of field it is, longer ones before those that they end with.
 * Texts leave them out, shorten them, and put those of naval and marine stations first: "NAS Oceana". */
static const struct facility {
    const char *word, *other; /**< another spelling, NULL when there is none */
    bool leads;               /**< both spellings stand before a name too */
} facilities[] = {
    {"marine corps air station", "MCAS", true},
    {"coast guard air station", "CGAS", false},
    {"naval air station", "NAS", true},
    {"air national guard base", "ANGB", false},
    {"joint reserve base", "JRB", false},
    {"air reserve base", "ARB", false},
    {"air force station", "AFS", false},
    {"air force base", "AFB", false},
    {"army air field", "AAF", false},
    {"army airfield", "AAF", false},
    {"seaplane base", NULL, false},
    {"air terminal", NULL, false},
    {"air station", NULL, false},
    {"air base", "AB", false},
    {"airbase", "air base", false},
    {"AFB", "Air Force Base", false},
    {"MCAS", "Marine Corps Air Station", true},
    {"NAS", "Naval Air Station", true},
    {"AAF", "Army Airfield", false},
    {"airport", NULL, false},
    {"airport.", NULL, false},
    {"airfield", NULL, false},
    {"airpark", NULL, false},
    {"aerodrome", NULL, false},
    {"airstrip", NULL, false},
    {"heliport", NULL, false},
    {"helipad", NULL, false},
    {"field", NULL, false},
};
/** What kind of airport it is, and how controllers shorten that. */
static const struct quality {
    const char *word, *shorter;
} qualities[] = {
    {"international", "intl"},  {"municipal", "muni"}, {"regional", "rgnl"}, {"metropolitan", "metro"},
    {"executive", "exec"},      {"memorial", "mem"},   {"intl", NULL},       {"domestic", NULL},
    {"general aviation", NULL}, {"national", "natl"},  {"county", "co"},
};
/** Services that stand before the name of a field: "RAF Lossiemouth". */
static const char *const leading_words[] = {"RAF",
                                            "RNAS",
                                            "MCAS",
                                            "NAS",
                                            "Naval Air Station",
                                            "Royal Naval Air Station",
                                            "Marine Corps Air Station",
                                            "Joint Base",
                                            "Naval Station"};

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
    uint32_t row;
    uint32_t rank, near_rank, derived_rank; /**< of names as written, almost as written, and with a part left off */
} field;

static bool ends_word(airlog_text name, const char *word, airlog_text *out) {
    airlog_text tail = airlog_text_of(word);
    if (name.length <= tail.length + 1 || name.bytes[name.length - tail.length - 1] != ' ') return false;
    if (!airlog_text_same((airlog_text){name.bytes + name.length - tail.length, tail.length}, tail)) return false;
    *out = airlog_text_trim((airlog_text){name.bytes, name.length - tail.length});
    return true;
}

static const struct facility *strip_facility(airlog_text name, airlog_text *out) {
    for (size_t i = 0; i < sizeof facilities / sizeof *facilities; i++)
        if (ends_word(name, facilities[i].word, out)) return &facilities[i];
    return NULL;
}

static const struct quality *strip_quality(airlog_text name, airlog_text *out) {
    for (size_t i = 0; i < sizeof qualities / sizeof *qualities; i++)
        if (ends_word(name, qualities[i].word, out)) return &qualities[i];
    return NULL;
}

static bool strip_leading(airlog_text name, airlog_text *out) {
    for (size_t i = 0; i < sizeof leading_words / sizeof *leading_words; i++) {
        airlog_text word = airlog_text_of(leading_words[i]);
        if (name.length < word.length + 4 || name.bytes[word.length] != ' ') continue;
        if (!airlog_text_same((airlog_text){name.bytes, word.length}, word)) continue;
        *out = airlog_text_trim((airlog_text){name.bytes + word.length, name.length - word.length});
        return true;
    }
    return false;
}

static void add_joined(const field *self, airlog_text before, airlog_text after, uint32_t rank, airlog_name_kind kind) {
    char with[256];
    int length =
        snprintf(with, sizeof with, "%.*s %.*s", (int)before.length, before.bytes, (int)after.length, after.bytes);
    if (length > 0 && (size_t)length < sizeof with)
        airlog_compile_name(&self->world->names, (airlog_text){with, (size_t)length}, self->row, rank, kind);
}

/** Adds a name and the same with "airport" after it: people call every field that, and it is the name of a large one. */
static void add_derived(const field *self, airlog_text name) {
    if (name.length < 3) return;
    airlog_compile_name(&self->world->names, name, self->row, self->derived_rank, AIRLOG_NAME_DERIVED);
    if (self->kind->kind == AIRLOG_PLACE_AIRPORT)
        add_joined(self, name, airlog_text_of("airport"), self->near_rank,
                   self->kind->importance > 100 ? AIRLOG_NAME_OWN : AIRLOG_NAME_OTHER);
}

/** "Oceana Naval Air Station" is "Oceana NAS", "NAS Oceana" and "Naval Air Station Oceana" too. */
static void add_other_spellings(const field *self, const struct facility *facility, airlog_text name) {
    if (facility->other == NULL) return;
    add_joined(self, name, airlog_text_of(facility->other), self->rank, AIRLOG_NAME_OWN);
    if (!facility->leads) return;
    add_joined(self, airlog_text_of(facility->other), name, self->rank, AIRLOG_NAME_OWN);
    add_joined(self, airlog_text_of(facility->word), name, self->rank, AIRLOG_NAME_OWN);
}

static airlog_text without_parenthesis(airlog_text name) {
    const char *open = name.length == 0 ? NULL : memchr(name.bytes, '(', name.length);
    if (open == NULL || open == name.bytes) return name;
    return airlog_text_trim((airlog_text){name.bytes, (size_t)(open - name.bytes)});
}

/** "London Heathrow" of the city London is called "Heathrow". */
static void add_without_city(const field *self, airlog_text name) {
    airlog_text city = without_parenthesis(airlog_compile_table_cell(self->table, self->at->municipality));
    if (city.length == 0 || name.length < city.length + 5) return;
    if (name.bytes[city.length] != ' ' && name.bytes[city.length] != '-') return;
    if (!airlog_text_same((airlog_text){name.bytes, city.length}, city)) return;
    airlog_text rest = {name.bytes + city.length + 1, name.length - city.length - 1};
    bool taken = airlog_compile_keys_has(&self->world->settled, airlog_compile_key(&self->world->names, rest));
    if (!taken) {
        add_derived(self, rest);
    } else if (self->kind->importance > 100) { /* a town has the name, but not with "airport" after it */
        add_joined(self, rest, airlog_text_of("airport"), self->near_rank, AIRLOG_NAME_OWN);
    }
}

/** "Orlando Sanford International Airport" is "Orlando Sanford Intl" and "Orlando Sanford Intl airport" too. */
static void add_shortened(const field *self, airlog_text name, const struct quality *quality) {
    char with[256];
    if (quality->shorter == NULL) return;
    int length = snprintf(with, sizeof with, "%.*s %s", (int)name.length, name.bytes, quality->shorter);
    if (length > 0 && (size_t)length < sizeof with) add_derived(self, (airlog_text){with, (size_t)length});
}

static void add_one_name(const field *self, airlog_text name) {
    airlog_text shorter;
    bool airport = self->kind->kind == AIRLOG_PLACE_AIRPORT;
    airlog_compile_name(&self->world->names, name, self->row, self->rank, AIRLOG_NAME_OWN);
    if (self->kind->importance < 30) return;
    if (strip_leading(name, &shorter)) add_derived(self, shorter);
    const struct facility *facility = strip_facility(name, &shorter);
    if (airport && (facility == NULL || facility->other == NULL) && !ends_word(name, "airport", &shorter))
        add_joined(self, name, airlog_text_of("airport"), self->rank, AIRLOG_NAME_DERIVED);
    if (facility == NULL) return;
    add_other_spellings(self, facility, shorter);
    for (const struct quality *quality = NULL;; add_shortened(self, shorter, quality)) {
        add_derived(self, shorter);
        if (airport) add_without_city(self, shorter);
        quality = strip_quality(shorter, &shorter);
        if (quality == NULL) return;
    }
}

/** Whether the text at `at` begins with what parts two names of one field, and its length: a stroke, a dash between
 * blanks, a hyphen after a facility ("X Airport-Y Field"), "at". */
static size_t parting_at(airlog_text name, size_t at) {
    static const char *const marks[] = {"/", " - ", " at ", " @ "};
    airlog_text rest = {name.bytes + at, name.length - at};
    airlog_text ignored;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (airlog_text_starts(rest, marks[i])) return strlen(marks[i]);
    bool hyphen = rest.bytes[0] == '-';
    return hyphen && strip_facility((airlog_text){name.bytes, at}, &ignored) != NULL ? 1 : 0;
}

static void add_part(const field *self, airlog_text part) {
    part = airlog_text_trim(without_parenthesis(airlog_text_trim(part)));
    if (part.length >= 4) add_one_name(self, part);
}

/** The name, each of the names that it is put together from, and each without a parenthesis and a leading "The". */
static void add_names(const field *self) {
    airlog_text name = airlog_compile_table_cell(self->table, self->at->name);
    size_t from = 0;
    add_one_name(self, name);
    if (airlog_text_starts(name, "The ")) name = (airlog_text){name.bytes + 4, name.length - 4};
    for (size_t at = 1; at < name.length; at++) {
        size_t length = parting_at(name, at);
        if (length == 0) continue;
        add_part(self, (airlog_text){name.bytes + from, at - from});
        from = at + length;
        at = from;
    }
    if (from < name.length) add_part(self, (airlog_text){name.bytes + from, name.length - from});
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
    airlog_text cities = without_parenthesis(airlog_compile_table_cell(self->table, self->at->municipality));
    airlog_text city;
    if (self->kind->kind != AIRLOG_PLACE_AIRPORT || self->kind->importance < 50) return;
    while (airlog_compile_part(&cities, '/', &city))
        if (city.length >= 3)
            add_joined(self, city, airlog_text_of("airport"), self->derived_rank, AIRLOG_NAME_DERIVED);
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

/** A field that airlines or air traffic services have a code for is better known than one that only its state lists. */
static int well_known(const field *self) {
    if (self->kind->importance < 50 || self->kind->importance > 100) return 0;
    bool iata = airlog_compile_table_cell(self->table, self->at->iata).length > 0;
    bool icao = airlog_compile_table_cell(self->table, self->at->icao).length > 0;
    return (iata ? 12 : 0) + (icao ? 6 : 0);
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
    place.importance = (uint8_t)(self->kind->importance + well_known(self));
    airlog_compile_country(&place, country);
    place.admin = admin_of(self->world, country, airlog_compile_table_cell(table, at->region));
    (void)airlog_compile_settle(self->world, &place);
    return place;
}

/** Balloonports, and rows that OurAirports keeps as copies of others. */
static bool passed_over(const airlog_compile_table *table, const field_columns *at, const struct field_kind *kind) {
    return kind == NULL || airlog_text_starts(airlog_compile_table_cell(table, at->name), "[Duplicate]");
}

static void add_field(airlog_compile_world *world, const airlog_compile_table *table, const field_columns *at) {
    char id[64];
    field self = {.world = world, .table = table, .at = at};
    self.kind = kind_of(airlog_compile_table_cell(table, at->type));
    if (passed_over(table, at, self.kind)) return;
    airlog_table_place place = make_place(&self);
    airlog_text ident = airlog_compile_table_cell(table, at->ident);
    snprintf(id, sizeof id, "ourairports:%.*s", (int)ident.length, ident.bytes);
    self.row = airlog_compile_place_add(world, place, id, airlog_compile_table_cell(table, at->name));
    self.rank = airlog_compile_place_rank(&place);
    self.near_rank = airlog_compile_rank((uint8_t)(place.importance > 5 ? place.importance - 5 : 0), 0);
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
            airlog_compile_name(&world->names, word, row, rank, AIRLOG_NAME_OTHER);
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
        if (!passed_over(table, &at, kind_of(airlog_compile_table_cell(table, at.type))))
            add_keywords(world, table, &at, row++);
    airlog_compile_table_close(table);
}
