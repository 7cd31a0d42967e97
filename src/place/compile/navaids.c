/** @file navaids.c  Radio navigation aids and ports. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"

#define FEET_M 0.3048

/* A radial is counted from the north of the beacon itself, which was set to magnetic north when the beacon was last
 * aligned: its slaved variation. Where that is not given, the variation of the place stands for it. */
static const struct navaid_kind {
    const char *type;
    const char *spoken[2]; /**< what is said after the name */
    uint8_t pass;          /**< those of pass 0 take the plain id of an ident */
    uint8_t importance;
} navaid_kinds[] = {
    {"VORTAC", {"vortac", "vor"}, 0, 115}, {"VOR-DME", {"vor dme", "vor"}, 0, 112}, {"VOR", {"vor", NULL}, 0, 110},
    {"TACAN", {"tacan", NULL}, 1, 95},     {"DME", {"dme", NULL}, 1, 85},           {"NDB-DME", {"ndb", NULL}, 2, 65},
    {"NDB", {"ndb", NULL}, 2, 60},
};
#define PASSES 3

typedef struct navaid_columns {
    int ident, name, type, lat, lon, elevation, country, slaved, magnetic;
} navaid_columns;

static const struct navaid_kind *kind_of(const airlog_compile_table *table, airlog_text type) {
    for (size_t i = 0; i < sizeof navaid_kinds / sizeof *navaid_kinds; i++)
        if (airlog_text_is(type, navaid_kinds[i].type)) return &navaid_kinds[i];
    airlog_compile_table_stop(table, "an unknown type of navaid");
}

/** "navaid:JFK@US"; the next of the same ident adds its type, and then a number. */
static void make_id(const airlog_compile_world *world, airlog_text ident, airlog_text country, airlog_text type,
                    char out[64]) {
    int length =
        snprintf(out, 64, "navaid:%.*s@%.*s", (int)ident.length, ident.bytes, (int)country.length, country.bytes);
    int plain = length;
    for (int number = 1; airlog_compile_keys_has(&world->ids, airlog_hash(out, (size_t)length)); number++) {
        length = plain + snprintf(out + plain, 64 - (size_t)plain, "-%.*s", (int)type.length, type.bytes);
        if (number > 1) length += snprintf(out + length, 64 - (size_t)length, "-%d", number);
    }
}

static void add_spoken(airlog_compile_world *world, airlog_text name, const char *spoken, uint32_t row, uint32_t rank) {
    char with[256];
    int length = snprintf(with, sizeof with, "%.*s %s", (int)name.length, name.bytes, spoken);
    if (length > 0 && (size_t)length < sizeof with)
        airlog_compile_name(&world->names, (airlog_text){with, (size_t)length}, row, rank, AIRLOG_NAME_OWN);
}

static void add_navaid(airlog_compile_world *world, const airlog_compile_table *table, const navaid_columns *at,
                       const struct navaid_kind *kind) {
    char id[64];
    airlog_text ident = airlog_compile_table_cell(table, at->ident);
    airlog_text name = airlog_compile_table_cell(table, at->name);
    airlog_text country = airlog_compile_table_cell(table, at->country);
    airlog_table_place place =
        airlog_compile_place(AIRLOG_PLACE_NAVAID, airlog_compile_table_number(table, at->lon, NAN),
                             airlog_compile_table_number(table, at->lat, NAN));
    double magnetic = airlog_compile_table_number(table, at->magnetic, NAN);
    place.declination_deg = (float)airlog_compile_table_number(table, at->slaved, magnetic);
    place.elevation_m = (float)(airlog_compile_table_number(table, at->elevation, NAN) * FEET_M);
    place.extent_m = 100; /* an antenna; its coordinates are given to four places */
    place.flags = AIRLOG_TABLE_PLACE_EXTENT_DEFAULT;
    place.importance = kind->importance;
    airlog_compile_country(&place, country);
    (void)airlog_compile_settle(world, &place);
    make_id(world, ident, country, airlog_text_of(kind->type), id);
    uint32_t row = airlog_compile_place_add(world, place, id, name);
    uint32_t rank = airlog_compile_place_rank(&place);
    airlog_compile_code(&world->names, ident, row, rank);
    airlog_compile_name(&world->names, name, row, rank, AIRLOG_NAME_OWN);
    for (int i = 0; i < 2 && kind->spoken[i] != NULL; i++) {
        add_spoken(world, name, kind->spoken[i], row, rank);
        add_spoken(world, ident, kind->spoken[i], row, rank);
    }
}

void airlog_compile_navaids(airlog_compile_world *world) {
    for (uint8_t pass = 0; pass < PASSES; pass++) {
        airlog_compile_table *table = airlog_compile_table_open(world->folder, "navaids.csv", ',');
        navaid_columns at = {
            .ident = airlog_compile_table_column(table, "ident"),
            .name = airlog_compile_table_column(table, "name"),
            .type = airlog_compile_table_column(table, "type"),
            .lat = airlog_compile_table_column(table, "latitude_deg"),
            .lon = airlog_compile_table_column(table, "longitude_deg"),
            .elevation = airlog_compile_table_column(table, "elevation_ft"),
            .country = airlog_compile_table_column(table, "iso_country"),
            .slaved = airlog_compile_table_column(table, "slaved_variation_deg"),
            .magnetic = airlog_compile_table_column(table, "magnetic_variation_deg"),
        };
        while (airlog_compile_table_next(table)) {
            const struct navaid_kind *kind = kind_of(table, airlog_compile_table_cell(table, at.type));
            if (kind->pass == pass) add_navaid(world, table, &at, kind);
        }
        airlog_compile_table_close(table);
    }
}

/* ---- ports -------------------------------------------------------------------------------------- */

/* Basins, roads and anchorage of a commercial port spread over some kilometres, and many of the coordinates of the
 * table are whole minutes of arc. */
#define PORT_EXTENT_M 3000.0
#define PORT_IMPORTANCE 120

static void add_port_names(airlog_compile_world *world, airlog_text name, uint32_t row, uint32_t rank) {
    static const char *const forms[][2] = {{"", ""},      {"port of ", ""}, {"port ", ""},
                                           {"", " port"}, {"", " harbor"},  {"", " harbour"}};
    char with[256];
    const char *open = name.length == 0 ? NULL : memchr(name.bytes, '(', name.length);
    if (open != NULL && open != name.bytes)
        name = airlog_text_trim((airlog_text){name.bytes, (size_t)(open - name.bytes)});
    if (name.length < 2 || name.length > 200) return;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        int length = snprintf(with, sizeof with, "%s%.*s%s", forms[i][0], (int)name.length, name.bytes, forms[i][1]);
        airlog_compile_name(&world->names, (airlog_text){with, (size_t)length}, row, rank, AIRLOG_NAME_OWN);
    }
}

/** UN/LOCODE still files ports under the Netherlands Antilles, which are no more: their flag tells the country. */
static airlog_text port_country(const airlog_compile_table *table, int country, int flag) {
    airlog_text code = airlog_compile_table_cell(table, country);
    airlog_text remark = airlog_compile_table_cell(table, flag);
    if (!airlog_text_is(code, "AN") || !airlog_text_starts(remark, "nearest city is in ")) return code;
    return (airlog_text){remark.bytes + remark.length - 2, 2};
}

void airlog_compile_ports(airlog_compile_world *world) {
    airlog_compile_table *table = airlog_compile_table_open(world->folder, "ports_seaports.csv", ',');
    int code = airlog_compile_table_column(table, "unlocode");
    int name = airlog_compile_table_column(table, "name");
    int aliases = airlog_compile_table_column(table, "aliases");
    int lat = airlog_compile_table_column(table, "lat");
    int lon = airlog_compile_table_column(table, "lon");
    int country = airlog_compile_table_column(table, "cc");
    int flag = airlog_compile_table_column(table, "qa_flag");
    while (airlog_compile_table_next(table)) {
        char id[64];
        airlog_text locode = airlog_compile_table_cell(table, code);
        airlog_table_place place = airlog_compile_place(AIRLOG_PLACE_PORT, airlog_compile_table_number(table, lon, NAN),
                                                        airlog_compile_table_number(table, lat, NAN));
        place.extent_m = PORT_EXTENT_M;
        place.flags = AIRLOG_TABLE_PLACE_EXTENT_DEFAULT;
        place.importance = PORT_IMPORTANCE;
        airlog_compile_country(&place, port_country(table, country, flag));
        if (!airlog_compile_settle(world, &place)) {
            world->skipped++;
            continue;
        }
        snprintf(id, sizeof id, "unlocode:%.*s", (int)locode.length, locode.bytes);
        uint32_t row = airlog_compile_place_add(world, place, id, airlog_compile_table_cell(table, name));
        uint32_t rank = airlog_compile_place_rank(&place);
        airlog_text rest = airlog_compile_table_cell(table, aliases);
        airlog_text alias;
        add_port_names(world, airlog_compile_table_cell(table, name), row, rank);
        while (airlog_compile_part(&rest, '|', &alias)) add_port_names(world, alias, row, rank);
        airlog_compile_code(&world->names, locode, row, rank);
    }
    airlog_compile_table_close(table);
}
