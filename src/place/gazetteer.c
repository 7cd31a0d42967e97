/** @file gazetteer.c  Reads the place sections of the tables: names to rows, rows to entries, the nearest row. */
#include <math.h>
#include <string.h>

#include "places.h"
#include "sphere.h"

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

const uint8_t *airlog_gazetteer_name_kinds(const airlog_tables *tables, const uint32_t *listed, size_t count) {
    uint64_t length;
    const uint32_t *rows = airlog_tables_view(tables, AIRLOG_SECTION_ROWS, 0, 0, NULL);
    length = airlog_tables_length(tables, AIRLOG_SECTION_ROWS) / sizeof *rows;
    if (rows == NULL || listed < rows || listed > rows + length) return NULL;
    return airlog_tables_view(tables, AIRLOG_SECTION_ROW_KINDS, (uint64_t)(listed - rows), count, NULL);
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

const airlog_table_place *airlog_gazetteer_row(const airlog_tables *tables, uint32_t row, airlog_error *error) {
    return airlog_tables_view(tables, AIRLOG_SECTION_PLACES, (uint64_t)row * sizeof(airlog_table_place),
                              sizeof(airlog_table_place), error);
}

#define FORESEEN_MOST 16

/* Nothing of what is read here is used but to say where to look: that a block is sound is checked when it is read. */
void airlog_gazetteer_foresee(const airlog_tables *tables, const uint32_t *rows, size_t count) {
    const airlog_table_place *places = airlog_tables_view(tables, AIRLOG_SECTION_PLACES, 0, 0, NULL);
    const char *texts = airlog_tables_view(tables, AIRLOG_SECTION_TEXTS, 0, 0, NULL);
    uint64_t length = airlog_tables_length(tables, AIRLOG_SECTION_TEXTS);
    uint32_t size = airlog_gazetteer_size(tables);
    if (places == NULL || texts == NULL || count < 2) return;
    if (count > FORESEEN_MOST) count = FORESEEN_MOST;
    for (size_t i = 0; i < count; i++)
        if (rows[i] < size) __builtin_prefetch(&places[rows[i]]);
    for (size_t i = 0; i < count; i++)
        if (rows[i] < size && places[rows[i]].id_offset < length) __builtin_prefetch(texts + places[rows[i]].id_offset);
}

/** A run of texts of the tables. */
typedef struct text_run {
    const char *bytes;
    uint64_t length;
    bool sound; /**< every text that was asked for lay in it */
} text_run;

static airlog_text text_at(text_run *run, uint64_t offset, uint64_t length) {
    if (length == 0) return AIRLOG_NO_TEXT;
    if (offset > run->length || length > run->length - offset) {
        run->sound = false;
        return AIRLOG_NO_TEXT;
    }
    return (airlog_text){run->bytes + offset, length};
}

static bool damaged(const airlog_tables *tables, airlog_error *error) {
    (void)airlog_fail(error, AIRLOG_E_TABLE, "a place of the tables contradicts itself; rebuild them");
    airlog_error_at(error, airlog_tables_path(tables), 0, 0, 0);
    return false;
}

/* The texts of a place stand one behind the other. */
static bool take_texts(const airlog_tables *tables, const airlog_table_place *place, airlog_place_entry *out,
                       airlog_error *error) {
    uint32_t first = place->id_offset;
    uint32_t length = place->municipality_offset + place->municipality_length - first;
    text_run run = {airlog_tables_view(tables, AIRLOG_SECTION_TEXTS, first, length, error), length, true};
    if (run.bytes == NULL) return false;
    out->id = text_at(&run, 0, place->id_length);
    out->name = text_at(&run, place->name_offset - first, place->name_length);
    out->municipality = text_at(&run, place->municipality_offset - first, place->municipality_length);
    return run.sound || damaged(tables, error);
}

static bool take_area(const airlog_tables *tables, const airlog_table_place *place, airlog_place_entry *out,
                      airlog_error *error) {
    uint64_t admin_bytes, zone_bytes;
    text_run run = {.sound = true};
    run.bytes = airlog_tables_whole(tables, AIRLOG_SECTION_WORDS, &run.length, error);
    const airlog_table_admin *admins = airlog_tables_whole(tables, AIRLOG_SECTION_ADMINS, &admin_bytes, error);
    const airlog_table_text *zones = airlog_tables_whole(tables, AIRLOG_SECTION_PLACE_ZONES, &zone_bytes, error);
    if (run.bytes == NULL || admins == NULL || zones == NULL) return false;
    if (place->admin >= admin_bytes / sizeof *admins || place->zone >= zone_bytes / sizeof *zones)
        return damaged(tables, error);
    const airlog_table_admin *admin = &admins[place->admin];
    out->admin = text_at(&run, admin->name.offset, admin->name.length);
    out->admin_code = text_at(&run, admin->code.offset, admin->code.length);
    out->zone = text_at(&run, zones[place->zone].offset, zones[place->zone].length);
    return run.sound || damaged(tables, error);
}

airlog_status airlog_gazetteer_entry(const airlog_tables *tables, uint32_t row, airlog_place_entry *out,
                                     airlog_error *error) {
    out->row = row;
    if (row >= airlog_gazetteer_size(tables)) {
        *out = (airlog_place_entry){.row = row};
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "the gazetteer has no row %u", row);
    }
    const airlog_table_place *place = airlog_gazetteer_row(tables, row, error);
    if (place == NULL || !take_texts(tables, place, out, error) || !take_area(tables, place, out, error)) {
        *out = (airlog_place_entry){.row = row};
        return AIRLOG_E_TABLE;
    }
    out->kind = (airlog_place_kind)place->kind;
    out->lon_deg = place->lon * AIRLOG_TABLE_DEGREE;
    out->lat_deg = place->lat * AIRLOG_TABLE_DEGREE;
    out->extent_m = (double)place->extent_m;
    out->extent_default = (place->flags & AIRLOG_TABLE_PLACE_EXTENT_DEFAULT) != 0;
    out->population = place->population;
    out->declination_deg = (double)place->declination_deg;
    out->elevation_m = (double)place->elevation_m;
    memcpy(out->country, place->country, sizeof place->country);
    out->country[2] = '\0';
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
    double across = sin((lon_deg - self->point.lon_deg) * AIRLOG_RADIAN / 2);
    double along = sin((lat_deg - self->point.lat_deg) * AIRLOG_RADIAN / 2);
    double square = along * along + self->cos_lat * cos(lat_deg * AIRLOG_RADIAN) * across * across;
    return 2 * AIRLOG_SPHERE_M * asin(sqrt(square < 1 ? square : 1));
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
        const airlog_table_place *place = airlog_gazetteer_row(self->tables, rows[i], self->error);
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
    double sine = sin(radius_deg * AIRLOG_RADIAN) / cos(lat_deg * AIRLOG_RADIAN);
    return sine >= 1 ? 180 : asin(sine) / AIRLOG_RADIAN;
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
    search self = {tables, point, cos(point.lat_deg * AIRLOG_RADIAN), kinds, UINT32_MAX, limit_m, error};
    double metres_per_degree = AIRLOG_SPHERE_M * AIRLOG_RADIAN;
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
