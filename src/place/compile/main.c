/** @file main.c  airlog-compile DATA OUTPUT: compiles the tables of a folder into one file. */
#include <stdio.h>
#include <string.h>

#include "compile.h"

/** The newest date of SOURCES.tsv, which dates the gazetteer. */
static void read_date(const char *folder, char out[16]) {
    airlog_compile_table *table = airlog_compile_table_open(folder, "SOURCES.tsv", '\t');
    int date = airlog_compile_table_column(table, "date");
    snprintf(out, 16, "undated");
    bool dated = false;
    while (airlog_compile_table_next(table)) {
        airlog_text cell = airlog_compile_table_cell(table, date);
        if (cell.length != 10) airlog_compile_table_stop(table, "a date is expected");
        if (dated && strncmp(cell.bytes, out, 10) <= 0) continue;
        snprintf(out, 16, "%.*s", (int)cell.length, cell.bytes);
        dated = true;
    }
    airlog_compile_table_close(table);
}

static void compile_places(airlog_compile_world *world, airlog_compile_file *file) {
    airlog_table_text none = {0, 0};
    airlog_compile_add(&world->zones, &none, sizeof none);
    airlog_compile_admins(world);
    airlog_compile_cities(world);
    airlog_compile_areas(world);
    airlog_compile_districts(world);
    airlog_compile_settlements(world);
    airlog_compile_countries(world);
    airlog_compile_navaids(world);
    airlog_compile_ports(world);
    airlog_compile_airports(world);
    airlog_compile_curated(world);
    airlog_compile_airspace(world, file);
    airlog_compile_land(world, file);
    airlog_compile_world_write(world, file);
}

int main(int count, char **arguments) {
    if (count != 3) {
        fputs("usage: airlog-compile DATA OUTPUT\n", stderr);
        return 2;
    }
    char date[16];
    char text[64];
    airlog_compile_file file = {0};
    airlog_compile_world world = {.folder = arguments[1]};
    read_date(arguments[1], date);
    snprintf(text, sizeof text, "airlog %s gazetteer %s", AIRLOG_COMPILE_VERSION, date);
    airlog_compile_vocabulary(arguments[1], &file);
    airlog_compile_zones(&file);
    airlog_compile_magnetic(arguments[1], &file);
    compile_places(&world, &file);
    airlog_compile_write(&file, arguments[2], text);
    airlog_compile_world_close(&world);
    return 0;
}
