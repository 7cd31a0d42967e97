/** @file countries.c  Countries: names in every language of the table, outlines of the base map. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"

#define NAMES_MAX 12
#define OWN_NAMES 11 /* then the demonym */

/** Area of a ring, in square degrees at the equator: good enough to put rings in order. */
static double ring_area(const airlog_compile_ring *ring) {
    double twice = 0;
    double lat = 0;
    for (size_t i = 0; i + 1 < ring->count; i++) {
        const airlog_lonlat *a = &ring->points[i];
        const airlog_lonlat *b = &ring->points[i + 1];
        twice += a->lon_deg * b->lat_deg - b->lon_deg * a->lat_deg;
        lat += a->lat_deg;
    }
    double middle = ring->count > 1 ? lat / (double)(ring->count - 1) : 0;
    return fabs(twice) / 2 * cos(middle * 3.14159265358979323846 / 180);
}

typedef struct sized_ring {
    const airlog_compile_ring *ring;
    double area;
    size_t order;
} sized_ring;

static int compare_rings(const void *left, const void *right) {
    const sized_ring *a = left;
    const sized_ring *b = right;
    if (a->area != b->area) return a->area > b->area ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/** The circle around the largest rings that together are four fifths of a country: what people mean by its name,
 * without possessions over the sea. False when the base map does not draw it. */
static bool circle_of(const airlog_compile_ring *rings, size_t count, const char code[2], airlog_compile_circle *out) {
    airlog_buffer sized = {0};
    airlog_buffer points = {0};
    double whole = 0;
    double taken = 0;
    for (size_t i = 0; i < count; i++) {
        if (memcmp(rings[i].code, code, 2) != 0) continue;
        sized_ring each = {&rings[i], ring_area(&rings[i]), i};
        airlog_compile_add(&sized, &each, sizeof each);
        whole += each.area;
    }
    sized_ring *items = AIRLOG_COMPILE_ITEMS(sized_ring, sized);
    size_t parts = AIRLOG_COMPILE_COUNT(sized_ring, sized);
    if (parts > 0) qsort(items, parts, sizeof *items, compare_rings);
    for (size_t i = 0; i < parts && taken < 0.8 * whole; i++) {
        airlog_compile_add(&points, items[i].ring->points, items[i].ring->count * sizeof(airlog_lonlat));
        taken += items[i].area;
    }
    size_t total = AIRLOG_COMPILE_COUNT(airlog_lonlat, points);
    if (total > 0) *out = airlog_compile_enclose(AIRLOG_COMPILE_ITEMS(airlog_lonlat, points), total);
    airlog_buffer_close(&sized);
    airlog_buffer_close(&points);
    return total > 0;
}

static bool circle_of_cities(const airlog_compile_world *world, const char code[2], airlog_compile_circle *out) {
    airlog_buffer points = {0};
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_place, world->places); i++) {
        const airlog_table_place *place = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[i];
        if (place->kind != AIRLOG_PLACE_CITY || memcmp(place->country, code, 2) != 0) continue;
        airlog_lonlat point = {place->lon * AIRLOG_TABLE_DEGREE, place->lat * AIRLOG_TABLE_DEGREE};
        airlog_compile_add(&points, &point, sizeof point);
    }
    size_t count = AIRLOG_COMPILE_COUNT(airlog_lonlat, points);
    if (count > 0) *out = airlog_compile_enclose(AIRLOG_COMPILE_ITEMS(airlog_lonlat, points), count);
    airlog_buffer_close(&points);
    return count > 0;
}

/** A parenthesis at the end ("Dominican (Dominica)", "Taipei (gov.)") explains and is not written in texts. */
static airlog_text without_remark(airlog_text name) {
    const char *open = name.length == 0 ? NULL : memchr(name.bytes, '(', name.length);
    if (open == NULL || open == name.bytes || name.bytes[name.length - 1] != ')') return name;
    return airlog_text_trim((airlog_text){name.bytes, (size_t)(open - name.bytes)});
}

static void add_name(airlog_compile_world *world, airlog_text name, uint32_t row, uint32_t rank,
                     airlog_name_kind kind) {
    name = without_remark(name);
    airlog_compile_name(&world->names, name, row, rank, kind);
    (void)airlog_compile_keys_add(&world->settled, airlog_compile_key(&world->names, name));
}

static uint32_t population_of(const airlog_compile_world *world, const char code[2]) {
    double sum = 0;
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_place, world->places); i++) {
        const airlog_table_place *place = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[i];
        if (place->kind == AIRLOG_PLACE_CITY && memcmp(place->country, code, 2) == 0) sum += place->population;
    }
    return sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
}

void airlog_compile_countries(airlog_compile_world *world) {
    static const char *const names[NAMES_MAX] = {"name_en", "name_zh-Hant", "name_zh-Hans", "name_ja",
                                                 "name_ko", "name_ru",      "name_uk",      "name_pl",
                                                 "name_de", "name_fr",      "name_es",      "demonym_en"};
    airlog_error error = {0};
    airlog_arena *memory = NULL;
    size_t ring_count = 0;
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error) != AIRLOG_OK)
        airlog_compile_stop("%s", error.message);
    airlog_compile_ring *rings = airlog_compile_rings(world->folder, memory, &ring_count);
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "countries.csv", ',');
    int code = airlog_compile_table_column(table, "iso2");
    int long_code = airlog_compile_table_column(table, "iso3");
    int aliases = airlog_compile_table_column(table, "aliases");
    while (airlog_compile_table_next(table)) {
        char id[32];
        airlog_text iso = airlog_compile_table_cell(table, code);
        airlog_compile_circle circle;
        if (iso.length != 2) airlog_compile_table_stop(table, "a country code is expected");
        if (!circle_of(rings, ring_count, iso.bytes, &circle) && !circle_of_cities(world, iso.bytes, &circle)) {
            world->skipped++;
            continue;
        }
        airlog_table_place place = airlog_compile_place(AIRLOG_PLACE_COUNTRY, circle.lon_deg, circle.lat_deg);
        airlog_compile_country(&place, iso);
        place.extent_m = (float)(circle.radius_m < 1000 ? 1000 : circle.radius_m);
        place.population = population_of(world, iso.bytes);
        place.importance = 250;
        snprintf(id, sizeof id, "country:%.2s", iso.bytes);
        uint32_t rank = airlog_compile_place_rank(&place);
        uint32_t row = airlog_compile_place_add(world, place, id, airlog_compile_table_cell(table, 3));
        for (size_t i = 0; i < NAMES_MAX; i++)
            add_name(world, airlog_compile_table_cell(table, airlog_compile_table_column(table, names[i])), row, rank,
                     i < OWN_NAMES ? AIRLOG_NAME_OWN : AIRLOG_NAME_OTHER);
        airlog_text rest = airlog_compile_table_cell(table, aliases);
        airlog_text alias;
        while (airlog_compile_part(&rest, '|', &alias)) add_name(world, alias, row, rank, AIRLOG_NAME_OTHER);
        airlog_compile_code_only(&world->names, iso, row, rank);
        airlog_compile_code_only(&world->names, airlog_compile_table_cell(table, long_code), row, rank);
    }
    airlog_compile_table_close(table);
    airlog_arena_close(memory);
}
