/** @file gazetteer.c  Reads the place sections of the tables: names to rows, rows to entries, the nearest row. */
#include <math.h>
#include <string.h>

#include "airlog/place.h"
#include "tables_layout.h"

#define EARTH_M 6371008.8
#define RADIANS (3.14159265358979323846 / 180.0)

/* ---- names -------------------------------------------------------------------------------------- */

/** The keys of the bucket that `key` belongs to: KEYS[*out_from] .. KEYS[*out_to]. */
static bool find_bucket(const airlog_tables *tables, uint64_t key, uint32_t *out_from, uint32_t *out_to,
                        airlog_error *error) {
    uint64_t bucket = key >> (64 - AIRLOG_TABLE_BUCKET_BITS);
    const uint32_t *ends =
        airlog_tables_view(tables, AIRLOG_SECTION_BUCKETS, bucket * sizeof *ends, 2 * sizeof *ends, error);
    if (ends == NULL) return false;
    *out_from = ends[0];
    *out_to = ends[1];
    return true;
}

airlog_status airlog_gazetteer_find(const airlog_tables *tables, uint64_t key, const uint32_t **out, size_t *out_count,
                                    airlog_error *error) {
    uint32_t from = 0;
    uint32_t to = 0;
    *out = NULL;
    *out_count = 0;
    if (!find_bucket(tables, key, &from, &to, error)) return AIRLOG_E_TABLE;
    if (to <= from) return AIRLOG_OK;
    const uint64_t *keys = airlog_tables_view(tables, AIRLOG_SECTION_KEYS, from * sizeof *keys,
                                              (uint64_t)(to - from) * sizeof *keys, error);
    if (keys == NULL) return AIRLOG_E_TABLE;
    uint32_t at = 0;
    while (at < to - from && keys[at] != key) at++;
    if (at == to - from) return AIRLOG_OK;
    const uint32_t *ends =
        airlog_tables_view(tables, AIRLOG_SECTION_FIRST, (uint64_t)(from + at) * sizeof *ends, 2 * sizeof *ends, error);
    if (ends == NULL) return AIRLOG_E_TABLE;
    const uint32_t *rows = airlog_tables_view(tables, AIRLOG_SECTION_ROWS, (uint64_t)ends[0] * sizeof *rows,
                                              (uint64_t)(ends[1] - ends[0]) * sizeof *rows, error);
    if (rows == NULL) return AIRLOG_E_TABLE;
    *out = rows;
    *out_count = ends[1] - ends[0];
    return AIRLOG_OK;
}

airlog_name_kind airlog_gazetteer_name_kind(const airlog_tables *tables, const uint32_t *listed) {
    const uint32_t *rows = airlog_tables_view(tables, AIRLOG_SECTION_ROWS, 0, 0, NULL);
    uint64_t count = airlog_tables_length(tables, AIRLOG_SECTION_ROWS) / sizeof *rows;
    if (rows == NULL || listed < rows || listed >= rows + count) return AIRLOG_NAME_OTHER;
    const uint8_t *kind = airlog_tables_view(tables, AIRLOG_SECTION_ROW_KINDS, (uint64_t)(listed - rows), 1, NULL);
    return kind == NULL ? AIRLOG_NAME_OTHER : (airlog_name_kind)*kind;
}

/* Slots hold 27 bits of the hash: a word that is not in the table may be taken for one that is, once in many millions,
 * and then costs one look-up that finds nothing. */
uint8_t airlog_gazetteer_reach(const airlog_tables *tables, uint64_t word_hash) {
    uint64_t mask = airlog_tables_length(tables, AIRLOG_SECTION_REACH) / sizeof(uint32_t) - 1;
    uint32_t tag = AIRLOG_TABLE_REACH(word_hash, 0);
    uint32_t reach = 0;
    for (uint64_t at = word_hash & mask;; at = (at + 1) & mask) {
        const uint32_t *slot = airlog_tables_view(tables, AIRLOG_SECTION_REACH, at * sizeof *slot, sizeof *slot, NULL);
        if (slot == NULL || *slot == 0) return (uint8_t)reach;
        uint32_t words = *slot & AIRLOG_TABLE_REACH_WORDS;
        if ((*slot & ~AIRLOG_TABLE_REACH_WORDS) == tag && words > reach) reach = words;
    }
}

/* ---- rows --------------------------------------------------------------------------------------- */

uint32_t airlog_gazetteer_size(const airlog_tables *tables) {
    return (uint32_t)(airlog_tables_length(tables, AIRLOG_SECTION_PLACES) / sizeof(airlog_table_place));
}

static const airlog_table_place *view_row(const airlog_tables *tables, uint32_t row, airlog_error *error) {
    return airlog_tables_view(tables, AIRLOG_SECTION_PLACES, (uint64_t)row * sizeof(airlog_table_place),
                              sizeof(airlog_table_place), error);
}

static bool take_text(const airlog_tables *tables, uint32_t offset, uint32_t length, airlog_text *out,
                      airlog_error *error) {
    *out = AIRLOG_NO_TEXT;
    if (length == 0) return true;
    out->bytes = airlog_tables_view(tables, AIRLOG_SECTION_TEXTS, offset, length, error);
    out->length = length;
    return out->bytes != NULL;
}

static bool take_admin(const airlog_tables *tables, uint16_t number, airlog_place_entry *out, airlog_error *error) {
    if (number == 0) return true;
    const airlog_table_admin *admin =
        airlog_tables_view(tables, AIRLOG_SECTION_ADMINS, number * sizeof *admin, sizeof *admin, error);
    return admin != NULL && take_text(tables, admin->name.offset, admin->name.length, &out->admin, error) &&
           take_text(tables, admin->code.offset, admin->code.length, &out->admin_code, error);
}

static bool take_zone(const airlog_tables *tables, uint16_t number, airlog_place_entry *out, airlog_error *error) {
    if (number == 0) return true;
    const airlog_table_text *zone =
        airlog_tables_view(tables, AIRLOG_SECTION_PLACE_ZONES, number * sizeof *zone, sizeof *zone, error);
    return zone != NULL && take_text(tables, zone->offset, zone->length, &out->zone, error);
}

static bool take_texts(const airlog_tables *tables, const airlog_table_place *place, airlog_place_entry *out,
                       airlog_error *error) {
    return take_text(tables, place->id_offset, place->id_length, &out->id, error) &&
           take_text(tables, place->name_offset, place->name_length, &out->name, error) &&
           take_text(tables, place->municipality_offset, place->municipality_length, &out->municipality, error) &&
           take_admin(tables, place->admin, out, error) && take_zone(tables, place->zone, out, error);
}

airlog_status airlog_gazetteer_entry(const airlog_tables *tables, uint32_t row, airlog_place_entry *out,
                                     airlog_error *error) {
    *out = (airlog_place_entry){.row = row};
    if (row >= airlog_gazetteer_size(tables))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "the gazetteer has no row %u", row);
    const airlog_table_place *place = view_row(tables, row, error);
    if (place == NULL || !take_texts(tables, place, out, error)) return AIRLOG_E_TABLE;
    out->kind = (airlog_place_kind)place->kind;
    out->lon_deg = place->lon * AIRLOG_TABLE_DEGREE;
    out->lat_deg = place->lat * AIRLOG_TABLE_DEGREE;
    out->extent_m = (double)place->extent_m;
    out->extent_default = (place->flags & AIRLOG_TABLE_PLACE_EXTENT_DEFAULT) != 0;
    out->population = place->population;
    out->declination_deg = (double)place->declination_deg;
    out->elevation_m = (double)place->elevation_m;
    memcpy(out->country, place->country, sizeof place->country);
    out->importance = place->importance;
    return AIRLOG_OK;
}

/* ---- the nearest row ---------------------------------------------------------------------------- */

/* Distances here are on a sphere of the earth's mean radius: up to 0.5 % off the geodesic, which decides nothing
 * between places that lie so close to each other. */
typedef struct search {
    const airlog_tables *tables;
    airlog_lonlat point;
    double cos_lat;
    uint32_t kinds;
    uint32_t row;
    double distance_m;
    airlog_error *error;
} search;

static double sphere_distance(const search *self, double lon_deg, double lat_deg) {
    double across = sin((lon_deg - self->point.lon_deg) * RADIANS / 2);
    double along = sin((lat_deg - self->point.lat_deg) * RADIANS / 2);
    double square = along * along + self->cos_lat * cos(lat_deg * RADIANS) * across * across;
    return 2 * EARTH_M * asin(sqrt(square < 1 ? square : 1));
}

static bool search_cell(search *self, int lat_cell, int lon_cell) {
    uint64_t cell = (uint64_t)(lat_cell * 360 + lon_cell);
    const uint32_t *ends =
        airlog_tables_view(self->tables, AIRLOG_SECTION_CELLS, cell * sizeof *ends, 2 * sizeof *ends, self->error);
    if (ends == NULL) return false;
    const uint32_t *rows = airlog_tables_view(self->tables, AIRLOG_SECTION_CELL_ROWS, (uint64_t)ends[0] * sizeof *rows,
                                              (uint64_t)(ends[1] - ends[0]) * sizeof *rows, self->error);
    if (rows == NULL) return false;
    for (uint32_t i = 0; i < ends[1] - ends[0]; i++) {
        const airlog_table_place *place = view_row(self->tables, rows[i], self->error);
        if (place == NULL) return false;
        if (self->kinds != 0 && (self->kinds >> place->kind & 1) == 0) continue;
        double metres = sphere_distance(self, place->lon * AIRLOG_TABLE_DEGREE, place->lat * AIRLOG_TABLE_DEGREE);
        if (metres > self->distance_m || (metres >= self->distance_m && rows[i] > self->row)) continue;
        self->distance_m = metres;
        self->row = rows[i];
    }
    return true;
}

/** Half the width in longitude of the circle of `radius` degrees around the point; 180 when it holds a pole. */
static double half_width(double lat_deg, double radius_deg) {
    if (fabs(lat_deg) + radius_deg >= 90) return 180;
    double sine = sin(radius_deg * RADIANS) / cos(lat_deg * RADIANS);
    return sine >= 1 ? 180 : asin(sine) / RADIANS;
}

static bool search_circle(search *self, double radius_deg) {
    int south = (int)floor(fmax(self->point.lat_deg - radius_deg, -90)) + 90;
    int north = (int)floor(fmin(self->point.lat_deg + radius_deg, 90)) + 90;
    double half = half_width(self->point.lat_deg, radius_deg);
    int west = half >= 179 ? 0 : (int)floor(self->point.lon_deg - half) + 180;
    int east = half >= 179 ? 359 : (int)floor(self->point.lon_deg + half) + 180;
    for (int lat = south; lat <= (north > 179 ? 179 : north); lat++)
        for (int lon = west; lon <= east; lon++)
            if (!search_cell(self, lat, ((lon % 360) + 360) % 360)) return false;
    return true;
}

/* The circle doubles until the best place lies within it, so no cell is searched much too often. */
airlog_status airlog_gazetteer_nearest(const airlog_tables *tables, airlog_lonlat point, uint32_t kinds, double limit_m,
                                       uint32_t *out_row, double *out_distance_m, airlog_error *error) {
    *out_row = UINT32_MAX;
    if (out_distance_m != NULL) *out_distance_m = AIRLOG_UNKNOWN;
    if (!(fabs(point.lon_deg) <= 360 && fabs(point.lat_deg) <= 90 && limit_m >= 0))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "the nearest place is asked for at no point of the earth");
    search self = {tables, point, cos(point.lat_deg * RADIANS), kinds, UINT32_MAX, limit_m, error};
    double metres_per_degree = EARTH_M * RADIANS;
    double limit_deg = fmin(limit_m / metres_per_degree, 180);
    for (double radius_deg = fmin(0.25, limit_deg);; radius_deg = fmin(radius_deg * 2, limit_deg)) {
        if (!search_circle(&self, radius_deg)) return AIRLOG_E_TABLE;
        bool found = self.row != UINT32_MAX && self.distance_m <= radius_deg * metres_per_degree;
        if (found || radius_deg >= limit_deg) break;
    }
    *out_row = self.row;
    if (out_distance_m != NULL && self.row != UINT32_MAX) *out_distance_m = self.distance_m;
    return AIRLOG_OK;
}
