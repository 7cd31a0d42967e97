/** @file districts.c  Counties, provinces and other second-order areas, as circles around their towns: GeoNames. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"

/* A district reaches farther than its outermost town, and one of few towns has an unknown shape. */
#define BEYOND_TOWNS 1.4
#define EXTENT_LEAST_M 20000.0
#define TOWNS_FEW 4
#define IMPORTANCE_MOST 90 /* less known than any town of its size */

typedef struct district_columns {
    int code, name, lat, lon, radius, towns, people, others, bare;
} district_columns;

/** The parts of "PH.03.G8": country and first-order area. */
static void split_code(const airlog_compile_table *table, airlog_text code, airlog_text *out_country,
                       airlog_text *out_admin) {
    const char *second = code.length > 4 ? memchr(code.bytes + 3, '.', code.length - 3) : NULL;
    if (second == NULL || code.bytes[2] != '.') airlog_compile_table_stop(table, "a code is expected");
    *out_country = (airlog_text){code.bytes, 2};
    *out_admin = (airlog_text){code.bytes + 3, (size_t)(second - code.bytes) - 3};
}

static airlog_table_place read_district(airlog_compile_world *world, const airlog_compile_table *table,
                                        const district_columns *at) {
    airlog_text country, admin;
    airlog_table_place place =
        airlog_compile_place(AIRLOG_PLACE_ADMIN, airlog_compile_table_number(table, at->lon, NAN),
                             airlog_compile_table_number(table, at->lat, NAN));
    double people = airlog_compile_table_number(table, at->people, 0);
    double reach_m = 1000 * airlog_compile_table_number(table, at->radius, NAN) * BEYOND_TOWNS;
    double importance = 12 * log10(people > 10 ? people : 10);
    split_code(table, airlog_compile_table_cell(table, at->code), &country, &admin);
    airlog_compile_country(&place, country);
    (void)airlog_compile_settle(world, &place);
    place.admin = airlog_compile_admin(world, country, admin);
    place.extent_m = (float)fmax(reach_m, EXTENT_LEAST_M);
    if (airlog_compile_table_number(table, at->towns, 0) < TOWNS_FEW) place.flags = AIRLOG_TABLE_PLACE_EXTENT_DEFAULT;
    place.population = (uint32_t)people;
    place.importance = (uint8_t)fmin(importance, IMPORTANCE_MOST);
    return place;
}

/** An id that a first-order area has ("admin:CN.01") never has a second point. */
static void add_district(airlog_compile_world *world, const airlog_compile_table *table, const district_columns *at) {
    char id[64];
    airlog_text code = airlog_compile_table_cell(table, at->code), name = airlog_compile_table_cell(table, at->name);
    airlog_text others = airlog_compile_table_cell(table, at->others),
                bare = airlog_compile_table_cell(table, at->bare);
    airlog_text other;
    airlog_table_place place = read_district(world, table, at);
    snprintf(id, sizeof id, "admin:%.*s", (int)code.length, code.bytes);
    uint32_t row = airlog_compile_place_add(world, place, id, name);
    uint32_t rank = airlog_compile_place_rank(&place);
    airlog_compile_name(&world->names, name, row, rank, AIRLOG_NAME_OWN);
    while (airlog_compile_part(&others, '|', &other))
        airlog_compile_name(&world->names, other, row, rank, AIRLOG_NAME_OWN);
    if (bare.length > 2) airlog_compile_name(&world->names, bare, row, rank, AIRLOG_NAME_DERIVED);
}

void airlog_compile_districts(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "districts.tsv", '\t');
    district_columns at = {
        .code = airlog_compile_table_column(table, "code"),
        .name = airlog_compile_table_column(table, "name"),
        .lat = airlog_compile_table_column(table, "lat"),
        .lon = airlog_compile_table_column(table, "lon"),
        .radius = airlog_compile_table_column(table, "radius_km"),
        .towns = airlog_compile_table_column(table, "towns"),
        .people = airlog_compile_table_column(table, "population"),
        .others = airlog_compile_table_column(table, "alt_names"),
        .bare = airlog_compile_table_column(table, "bare_name"),
    };
    while (airlog_compile_table_next(table)) add_district(world, table, &at);
    airlog_compile_table_close(table);
}
