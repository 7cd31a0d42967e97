/** @file curated.c  Seas, straits, islands and bases collected by hand, and other names of airports. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"

#define NAUTICAL_MILE_M 1852.0

static const struct feature_kind {
    const char *word;
    airlog_place_kind kind;
    uint8_t importance;
} feature_kinds[] = {
    {"ocean", AIRLOG_PLACE_SEA, 235},       {"sea", AIRLOG_PLACE_SEA, 230},
    {"gulf", AIRLOG_PLACE_SEA, 220},        {"bay", AIRLOG_PLACE_SEA, 210},
    {"sound", AIRLOG_PLACE_SEA, 200},       {"strait", AIRLOG_PLACE_STRAIT, 225},
    {"channel", AIRLOG_PLACE_STRAIT, 220},  {"canal", AIRLOG_PLACE_WATER, 210},
    {"lagoon", AIRLOG_PLACE_WATER, 190},    {"island", AIRLOG_PLACE_ISLAND, 200},
    {"islands", AIRLOG_PLACE_ISLAND, 205},  {"islets", AIRLOG_PLACE_ISLAND, 190},
    {"reef", AIRLOG_PLACE_REEF, 190},       {"shoal", AIRLOG_PLACE_REEF, 190},
    {"bank", AIRLOG_PLACE_REEF, 190},       {"cape", AIRLOG_PLACE_CAPE, 190},
    {"spit", AIRLOG_PLACE_CAPE, 185},       {"peninsula", AIRLOG_PLACE_REGION, 200},
    {"region", AIRLOG_PLACE_REGION, 180},   {"plant", AIRLOG_PLACE_REGION, 150},
    {"landmark", AIRLOG_PLACE_REGION, 150}, {"line", AIRLOG_PLACE_LINE, 190},
    {"adiz", AIRLOG_PLACE_AIRSPACE, 200},   {"navalbase", AIRLOG_PLACE_BASE, 120},
    {"airbase", AIRLOG_PLACE_BASE, 120},    {"testsite", AIRLOG_PLACE_BASE, 120},
    {"launchsite", AIRLOG_PLACE_BASE, 120}, {"port", AIRLOG_PLACE_PORT, 125},
    {"city", AIRLOG_PLACE_CITY, 110},       {"town", AIRLOG_PLACE_CITY, 90},
    {"village", AIRLOG_PLACE_CITY, 80},
};

/** "airlog:taiwan-strait": letters and digits of the name, '-' between; other bytes as they are. */
static void make_id(airlog_text name, char out[192]) {
    size_t length = (size_t)snprintf(out, 192, "airlog:");
    bool border = false;
    for (size_t i = 0; i < name.length && length + 2 < 192; i++) {
        unsigned char c = (unsigned char)name.bytes[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
            if (border) out[length++] = '-';
            border = false;
            out[length++] = (char)(upper ? c + ('a' - 'A') : c);
        } else {
            border = length > 7;
        }
    }
    out[length] = '\0';
}

/** The row of an id; a table that names a row that is not there is wrong. */
static uint32_t row_of(const airlog_compile_world *world, const airlog_compile_table *table, airlog_text id) {
    const airlog_table_place *places = AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places);
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_place, world->places); i++) {
        airlog_text each = {world->texts.bytes.bytes + places[i].id_offset, places[i].id_length};
        if (airlog_text_equal(each, id)) return (uint32_t)i;
    }
    airlog_compile_table_stop(table, "'ref' names no place");
}

static const struct feature_kind *kind_of(const airlog_compile_table *table, airlog_text word) {
    for (size_t i = 0; i < sizeof feature_kinds / sizeof *feature_kinds; i++)
        if (airlog_text_is(word, feature_kinds[i].word)) return &feature_kinds[i];
    airlog_compile_table_stop(table, "an unknown kind of feature");
}

static void add_all_names(airlog_compile_world *world, airlog_text name, airlog_text others, uint32_t row) {
    uint32_t rank = airlog_compile_place_rank(&AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[row]);
    airlog_text other;
    airlog_compile_name(&world->names, name, row, rank, AIRLOG_NAME_OWN);
    while (airlog_compile_part(&others, '|', &other))
        airlog_compile_name(&world->names, other, row, rank, AIRLOG_NAME_OWN);
}

void airlog_compile_curated(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "features_curated.csv", ',');
    int name = airlog_compile_table_column(table, "name");
    int kind = airlog_compile_table_column(table, "kind");
    int lat = airlog_compile_table_column(table, "lat");
    int lon = airlog_compile_table_column(table, "lon");
    int radius = airlog_compile_table_column(table, "radius_nm");
    int country = airlog_compile_table_column(table, "cc");
    int others = airlog_compile_table_column(table, "alt_names");
    int reference = airlog_compile_table_column(table, "ref");
    while (airlog_compile_table_next(table)) {
        char id[192];
        airlog_text own = airlog_compile_table_cell(table, name);
        airlog_text ref = airlog_compile_table_cell(table, reference);
        if (ref.length > 0) { /* other names of a place that another table gives */
            add_all_names(world, own, airlog_compile_table_cell(table, others), row_of(world, table, ref));
            continue;
        }
        const struct feature_kind *what = kind_of(table, airlog_compile_table_cell(table, kind));
        airlog_table_place place = airlog_compile_place(what->kind, airlog_compile_table_number(table, lon, NAN),
                                                        airlog_compile_table_number(table, lat, NAN));
        place.extent_m = (float)(airlog_compile_table_number(table, radius, NAN) * NAUTICAL_MILE_M);
        if (!(place.extent_m > 0)) airlog_compile_table_stop(table, "a radius is expected");
        place.importance = what->importance;
        airlog_compile_country(&place, airlog_compile_table_cell(table, country));
        (void)airlog_compile_settle(world, &place);
        make_id(own, id);
        uint32_t row = airlog_compile_place_add(world, place, id, own);
        add_all_names(world, own, airlog_compile_table_cell(table, others), row);
    }
    airlog_compile_table_close(table);
}
