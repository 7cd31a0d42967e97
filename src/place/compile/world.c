/** @file world.c  What all makers of places share: rows, areas, zones, nearness. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"
#include "sphere.h"

#define SETTLE_LIMIT_M 500000.0

/* ---- points ------------------------------------------------------------------------------------- */

static size_t furthest(const airlog_lonlat *points, size_t count, airlog_lonlat from, double *out_m) {
    size_t best = 0;
    *out_m = 0;
    for (size_t i = 0; i < count; i++) {
        double distance = airlog_sphere_distance_m(from, points[i]);
        if (distance > *out_m) {
            *out_m = distance;
            best = i;
        }
    }
    return best;
}

/* Badoiu and Clarkson 2003: steps towards the furthest point, each shorter, end near the centre of the smallest
 * circle around the points. */
airlog_compile_circle airlog_compile_enclose(const airlog_lonlat *points, size_t count) {
    airlog_vector centre = airlog_vector_of(points[0]);
    airlog_compile_circle out = {points[0].lon_deg, points[0].lat_deg, INFINITY};
    for (int step = 1; step <= 200; step++) {
        airlog_lonlat at = airlog_vector_point(centre);
        double radius = 0;
        size_t far = furthest(points, count, at, &radius);
        if (radius < out.radius_m) out = (airlog_compile_circle){at.lon_deg, at.lat_deg, radius};
        airlog_vector towards = airlog_vector_add(airlog_vector_of(points[far]), -1, centre);
        centre = airlog_vector_add(centre, 1.0 / (step + 1), towards);
    }
    return out;
}

/* ---- rows --------------------------------------------------------------------------------------- */

airlog_table_place airlog_compile_place(airlog_place_kind kind, double lon_deg, double lat_deg) {
    if (!(lat_deg >= -90 && lat_deg <= 90 && lon_deg >= -180 && lon_deg <= 180))
        airlog_compile_stop("a place lies at %g %g", lat_deg, lon_deg);
    airlog_table_place place = {.kind = (uint8_t)kind};
    place.lon = (int32_t)lround(lon_deg / AIRLOG_TABLE_DEGREE);
    place.lat = (int32_t)lround(lat_deg / AIRLOG_TABLE_DEGREE);
    place.declination_deg = NAN;
    place.elevation_m = NAN;
    return place;
}

/** A text of at most 255 bytes, cut between characters. */
static airlog_table_text short_text(airlog_compile_texts *texts, airlog_text text) {
    text.length = airlog_utf8_cut(text, 255);
    return airlog_compile_text(texts, text);
}

uint32_t airlog_compile_place_add(airlog_compile_world *world, airlog_table_place place, const char *id,
                                  airlog_text name) {
    airlog_text id_text = airlog_text_of(id);
    if (!airlog_compile_keys_add(&world->ids, airlog_hash(id, id_text.length)))
        airlog_compile_stop("the id %s stands twice", id);
    airlog_table_text kept_id = short_text(&world->texts, id_text);
    airlog_table_text kept_name = short_text(&world->texts, name);
    place.id_offset = kept_id.offset;
    place.id_length = (uint8_t)kept_id.length;
    place.name_offset = kept_name.offset;
    place.name_length = (uint8_t)kept_name.length;
    uint32_t row = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_place, world->places);
    airlog_compile_add(&world->places, &place, sizeof place);
    return row;
}

void airlog_compile_country(airlog_table_place *place, airlog_text code) {
    if (code.length == 0) return;
    if (code.length != 2) airlog_compile_stop("'%.*s' is no country code", (int)code.length, code.bytes);
    memcpy(place->country, code.bytes, 2);
}

uint32_t airlog_compile_place_rank(const airlog_table_place *place) {
    return airlog_compile_rank(place->importance, place->population);
}

uint16_t airlog_compile_admin(const airlog_compile_world *world, airlog_text country, airlog_text code) {
    const airlog_table_text *codes = AIRLOG_COMPILE_ITEMS(airlog_table_text, world->admin_codes);
    char joined[16];
    int length =
        snprintf(joined, sizeof joined, "%.*s.%.*s", (int)country.length, country.bytes, (int)code.length, code.bytes);
    if (code.length == 0 || length < 0 || (size_t)length >= sizeof joined) return 0;
    size_t low = 1; /* the codes stand sorted; row 0 is none */
    size_t high = AIRLOG_COMPILE_COUNT(airlog_table_text, world->admin_codes);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(world->texts.bytes.bytes + codes[middle].offset, joined);
        if (order == 0) return (uint16_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

uint16_t airlog_compile_zone(airlog_compile_world *world, airlog_text zone) {
    airlog_table_text kept = airlog_compile_text(&world->texts, zone);
    size_t count = AIRLOG_COMPILE_COUNT(airlog_table_text, world->zones);
    for (size_t i = 0; i < count; i++) {
        airlog_table_text each = AIRLOG_COMPILE_ITEMS(airlog_table_text, world->zones)[i];
        if (each.offset == kept.offset && each.length == kept.length) return (uint16_t)i;
    }
    if (count > UINT16_MAX) airlog_compile_stop("there are too many zones");
    airlog_compile_add(&world->zones, &kept, sizeof kept);
    return (uint16_t)count;
}

/* ---- the nearest city --------------------------------------------------------------------------- */

/** Whether two points are further apart than `metres` by their degrees alone: most pairs are told without a sine. */
static bool far_apart(const airlog_compile_city *a, const airlog_table_place *b, double cos_least, double metres) {
    const double metres_a_unit = AIRLOG_SPHERE_M * AIRLOG_RADIAN * AIRLOG_TABLE_DEGREE;
    double north = fabs((double)a->lat - (double)b->lat) * metres_a_unit;
    double east = fabs((double)a->lon - (double)b->lon);
    if (east > 180 / AIRLOG_TABLE_DEGREE) east = 360 / AIRLOG_TABLE_DEGREE - east;
    /* A chord is at least 2 / pi of its arc, which covers the curve of a parallel over any width. */
    return north > metres || east * cos_least * metres_a_unit * 0.6366 > metres;
}

static const airlog_compile_city *nearest_in_band(const airlog_compile_world *world, int band,
                                                  const airlog_table_place *place, double *best_m) {
    const airlog_compile_city *found = NULL;
    const airlog_compile_city *cities = AIRLOG_COMPILE_ITEMS(airlog_compile_city, world->grid[band]);
    double cos_least = cos(fmin(fabs(place->lat * AIRLOG_TABLE_DEGREE) + 6, 90) * AIRLOG_RADIAN);
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_compile_city, world->grid[band]); i++) {
        const airlog_compile_city *city = &cities[i];
        if (memcmp(city->country, place->country, 2) != 0 || far_apart(city, place, cos_least, *best_m)) continue;
        double metres = airlog_sphere_distance_m(
            (airlog_lonlat){city->lon * AIRLOG_TABLE_DEGREE, city->lat * AIRLOG_TABLE_DEGREE},
            (airlog_lonlat){place->lon * AIRLOG_TABLE_DEGREE, place->lat * AIRLOG_TABLE_DEGREE});
        if (metres < *best_m) {
            *best_m = metres;
            found = city;
        }
    }
    return found;
}

static int band_of(int32_t lat) {
    int band = (int)floor(lat * AIRLOG_TABLE_DEGREE) + 90;
    return band > 179 ? 179 : band;
}

void airlog_compile_city_add(airlog_compile_world *world, uint32_t row) {
    const airlog_table_place *place = &AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places)[row];
    airlog_compile_city city = {
        place->lon, place->lat, {place->country[0], place->country[1]}, place->admin, place->zone};
    airlog_compile_add(&world->grid[band_of(place->lat)], &city, sizeof city);
}

bool airlog_compile_settle(airlog_compile_world *world, airlog_table_place *place) {
    if (place->country[0] == '\0') return false;
    int home = band_of(place->lat);
    double best_m = SETTLE_LIMIT_M;
    const airlog_compile_city *best = NULL;
    for (int step = 0; step <= 5 && (step - 1) * 111000.0 < best_m; step++) {
        for (int side = -1; side <= 1; side += 2) {
            int band = home + side * step;
            if (band < 0 || band > 179 || (step == 0 && side == 1)) continue;
            const airlog_compile_city *found = nearest_in_band(world, band, place, &best_m);
            if (found != NULL) best = found;
        }
    }
    if (best == NULL) return false;
    if (place->admin == 0) place->admin = best->admin;
    if (place->zone == 0) place->zone = best->zone;
    return true;
}

/* ---- writing ------------------------------------------------------------------------------------ */

static uint32_t cell_of(const airlog_table_place *place) {
    int lat = (int)floor(place->lat * AIRLOG_TABLE_DEGREE) + 90;
    int lon = (int)floor(place->lon * AIRLOG_TABLE_DEGREE) + 180;
    return (uint32_t)((lat > 179 ? 179 : lat) * 360 + (lon > 359 ? 359 : lon));
}

static void write_cells(const airlog_compile_world *world, airlog_compile_file *file) {
    enum { CELLS = 180 * 360 };
    size_t count = AIRLOG_COMPILE_COUNT(airlog_table_place, world->places);
    const airlog_table_place *places = AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places);
    uint32_t *starts = airlog_memory_take(CELLS + 1, sizeof *starts);
    uint32_t *rows = airlog_memory_take(count + 1, sizeof *rows);
    if (starts == NULL || rows == NULL) airlog_compile_stop("memory ran out");
    for (size_t i = 0; i < count; i++) starts[cell_of(&places[i]) + 1]++;
    for (size_t i = 0; i < CELLS; i++) starts[i + 1] += starts[i];
    for (size_t i = count; i > 0; i--) { /* counts each start down to its cell's beginning */
        uint32_t cell = cell_of(&places[i - 1]);
        rows[--starts[cell + 1]] = (uint32_t)(i - 1);
    }
    /* starts[cell + 1] is now the beginning of the cell: shift by one, the end is the number of places. */
    memmove(starts, starts + 1, CELLS * sizeof *starts);
    starts[CELLS] = (uint32_t)count;
    airlog_compile_section(file, AIRLOG_SECTION_CELLS, starts, (CELLS + 1) * sizeof *starts);
    airlog_compile_section(file, AIRLOG_SECTION_CELL_ROWS, rows, count * sizeof *rows);
    airlog_memory_give(starts);
    airlog_memory_give(rows);
}

/** Adds a copy of a collected text and a NUL; its length stays. */
static uint32_t copy_text(const airlog_compile_world *world, uint32_t offset, uint32_t length, airlog_buffer *to) {
    uint32_t at = (uint32_t)to->length;
    airlog_compile_add(to, world->texts.bytes.bytes + offset, length);
    airlog_compile_add(to, "", 1);
    if (to->length >= UINT32_MAX) airlog_compile_stop("there is more text than fits");
    return at;
}

/** Writes the texts of places, those of a place one behind the other. */
static void write_texts(airlog_compile_world *world, airlog_compile_file *file) {
    airlog_buffer texts = {0};
    airlog_table_place *places = AIRLOG_COMPILE_ITEMS(airlog_table_place, world->places);
    for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_place, world->places); i++) {
        airlog_table_place *place = &places[i];
        place->id_offset = copy_text(world, place->id_offset, place->id_length, &texts);
        place->name_offset = copy_text(world, place->name_offset, place->name_length, &texts);
        place->municipality_offset = copy_text(world, place->municipality_offset, place->municipality_length, &texts);
    }
    airlog_compile_section(file, AIRLOG_SECTION_TEXTS, texts.bytes, texts.length);
    airlog_buffer_close(&texts);
}

/** Moves the texts of areas and zones to the words, and writes these. */
static void write_words(airlog_compile_world *world, airlog_compile_file *file) {
    const airlog_buffer *const sections[] = {&world->admins, &world->zones}; /* both are made of texts alone */
    for (size_t s = 0; s < 2; s++) {
        airlog_table_text *texts = AIRLOG_COMPILE_ITEMS(airlog_table_text, *sections[s]);
        for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_text, *sections[s]); i++)
            texts[i] = airlog_compile_text(&world->words,
                                           (airlog_text){world->texts.bytes.bytes + texts[i].offset, texts[i].length});
    }
    airlog_compile_section(file, AIRLOG_SECTION_WORDS, world->words.bytes.bytes, world->words.bytes.length);
}

void airlog_compile_world_write(airlog_compile_world *world, airlog_compile_file *file) {
    write_texts(world, file);
    write_words(world, file);
    airlog_compile_section(file, AIRLOG_SECTION_PLACES, world->places.bytes, world->places.length);
    airlog_compile_section(file, AIRLOG_SECTION_ADMINS, world->admins.bytes, world->admins.length);
    airlog_compile_section(file, AIRLOG_SECTION_PLACE_ZONES, world->zones.bytes, world->zones.length);
    airlog_compile_names_write(&world->names, file);
    write_cells(world, file);
}

void airlog_compile_world_close(airlog_compile_world *world) {
    airlog_compile_texts_close(&world->texts);
    airlog_compile_texts_close(&world->words);
    airlog_compile_names_close(&world->names);
    airlog_buffer_close(&world->places);
    airlog_buffer_close(&world->admins);
    airlog_buffer_close(&world->admin_codes);
    airlog_buffer_close(&world->zones);
    airlog_compile_keys_close(&world->ids);
    airlog_compile_keys_close(&world->settled);
    airlog_compile_keys_close(&world->codes);
    for (int i = 0; i < 180; i++) airlog_buffer_close(&world->grid[i]);
}
