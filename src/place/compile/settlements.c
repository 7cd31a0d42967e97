/** @file settlements.c  Towns and villages that the table of cities does not have: a later edition's, and places of the
 *  United States that have a post office. */
#include <math.h>
#include <stdio.h>

#include "compile.h"

/** The middle of a postal area lies within this of its place, 95 times in 100: measured on 5,684 places of fewer than
 *  1,500 people that have one postal code and are in the table of cities too. */
#define POSTAL_EXTENT_M 8000.0

static void add_settlement(airlog_compile_world *world, airlog_table_place place, const char *id, airlog_text name) {
    place.flags = AIRLOG_TABLE_PLACE_EXTENT_DEFAULT;
    place.importance = airlog_compile_city_importance(AIRLOG_NO_TEXT, place.population);
    (void)airlog_compile_settle(world, &place);
    uint32_t row = airlog_compile_place_add(world, place, id, name);
    airlog_compile_name(&world->names, name, row, airlog_compile_place_rank(&place), AIRLOG_NAME_OWN);
    (void)airlog_compile_keys_add(&world->settled, airlog_compile_key(&world->names, name));
}

static void add_more_cities(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "places_more.tsv", '\t');
    int number = airlog_compile_table_column(table, "geonameid"), name = airlog_compile_table_column(table, "name");
    int lat = airlog_compile_table_column(table, "lat"), lon = airlog_compile_table_column(table, "lon");
    int country = airlog_compile_table_column(table, "cc"), admin = airlog_compile_table_column(table, "admin1");
    int people = airlog_compile_table_column(table, "population");
    while (airlog_compile_table_next(table)) {
        char id[64];
        airlog_text digits = airlog_compile_table_cell(table, number);
        airlog_table_place place = airlog_compile_place(AIRLOG_PLACE_CITY, airlog_compile_table_number(table, lon, NAN),
                                                        airlog_compile_table_number(table, lat, NAN));
        place.population = (uint32_t)airlog_compile_table_number(table, people, 0);
        place.extent_m = (float)airlog_compile_city_extent_m(place.population);
        airlog_compile_country(&place, airlog_compile_table_cell(table, country));
        place.admin = airlog_compile_admin(world, airlog_compile_table_cell(table, country),
                                           airlog_compile_table_cell(table, admin));
        snprintf(id, sizeof id, "geonames:%.*s", (int)digits.length, digits.bytes);
        add_settlement(world, place, id, airlog_compile_table_cell(table, name));
    }
    airlog_compile_table_close(table);
}

static void add_post_offices(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "post_offices.tsv", '\t');
    int code = airlog_compile_table_column(table, "zip"), name = airlog_compile_table_column(table, "name");
    int lat = airlog_compile_table_column(table, "lat"), lon = airlog_compile_table_column(table, "lon");
    int state = airlog_compile_table_column(table, "state");
    const airlog_text country = airlog_text_of("US");
    while (airlog_compile_table_next(table)) {
        char id[64];
        airlog_text digits = airlog_compile_table_cell(table, code);
        airlog_table_place place = airlog_compile_place(AIRLOG_PLACE_CITY, airlog_compile_table_number(table, lon, NAN),
                                                        airlog_compile_table_number(table, lat, NAN));
        place.extent_m = POSTAL_EXTENT_M;
        airlog_compile_country(&place, country);
        place.admin = airlog_compile_admin(world, country, airlog_compile_table_cell(table, state));
        snprintf(id, sizeof id, "zip:%.*s", (int)digits.length, digits.bytes);
        add_settlement(world, place, id, airlog_compile_table_cell(table, name));
    }
    airlog_compile_table_close(table);
}

void airlog_compile_settlements(airlog_compile_world *world) {
    add_more_cities(world);
    add_post_offices(world);
}
