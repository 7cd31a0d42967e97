/** @file land.c  The base map: outlines of countries, cut into bands of latitude. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"

#define BANDS 180

/* ---- reading ------------------------------------------------------------------------------------ */

static bool read_point(airlog_text text, airlog_lonlat *out) {
    airlog_text lon;
    if (!airlog_compile_part(&text, ',', &lon)) return false;
    if (!airlog_number_read(lon, &out->lon_deg) || !airlog_number_read(text, &out->lat_deg)) return false;
    return fabs(out->lon_deg) <= 180 && fabs(out->lat_deg) <= 90;
}

static void read_ring(const airlog_compile_table *table, airlog_text points, airlog_arena *memory,
                      airlog_compile_ring *out) {
    airlog_text rest = points;
    airlog_text part;
    size_t count = 0;
    while (airlog_compile_part(&rest, ' ', &part)) count++;
    out->points = airlog_arena_take(memory, count + 1, sizeof *out->points);
    if (out->points == NULL) airlog_compile_stop("memory ran out");
    while (airlog_compile_part(&points, ' ', &part))
        if (!read_point(part, &out->points[out->count++])) airlog_compile_table_stop(table, "a ring is damaged");
    const airlog_lonlat *last = &out->points[out->count - 1];
    if (count < 4 || last->lon_deg != out->points[0].lon_deg || last->lat_deg != out->points[0].lat_deg)
        airlog_compile_table_stop(table, "a ring is not closed");
}

airlog_compile_ring *airlog_compile_rings(const char *folder, airlog_arena *memory, size_t *out_count) {
    airlog_compile_table *table = airlog_compile_table_open(folder, "basemap.tsv", '\t');
    int code = airlog_compile_table_column(table, "code");
    int name = airlog_compile_table_column(table, "name");
    int points = airlog_compile_table_column(table, "ring");
    airlog_compile_ring *rings = NULL;
    size_t capacity = 0;
    *out_count = 0;
    while (airlog_compile_table_next(table)) {
        if (*out_count == capacity) {
            rings = airlog_arena_grow(memory, rings, capacity, capacity * 2 + 256, sizeof *rings);
            capacity = capacity * 2 + 256;
            if (rings == NULL) airlog_compile_stop("memory ran out");
        }
        airlog_compile_ring *ring = &rings[(*out_count)++];
        *ring = (airlog_compile_ring){.name = airlog_arena_copy(memory, airlog_compile_table_cell(table, name))};
        airlog_text iso = airlog_compile_table_cell(table, code);
        if (iso.length != 0 && iso.length != 2) airlog_compile_table_stop(table, "a country code is expected");
        if (iso.length == 2) memcpy(ring->code, iso.bytes, 2);
        read_ring(table, airlog_compile_table_cell(table, points), memory, ring);
    }
    airlog_compile_table_close(table);
    return rings;
}

/* ---- bands -------------------------------------------------------------------------------------- */

typedef struct land {
    airlog_buffer countries;    /**< airlog_table_country[] */
    airlog_buffer edges[BANDS]; /**< airlog_table_edge[] of the countries so far */
    airlog_buffer parts[BANDS]; /**< airlog_table_part[]; first counts within the band until written */
} land;

static int32_t to_units(double degrees) {
    return (int32_t)lround(degrees / AIRLOG_TABLE_DEGREE);
}

static int band_of(int32_t lat) {
    int band = (int)floor(lat * AIRLOG_TABLE_DEGREE) + 90;
    return band > BANDS - 1 ? BANDS - 1 : band;
}

static int32_t lower(int32_t a, int32_t b) {
    return a < b ? a : b;
}

static int32_t higher(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static void add_to_band(land *all, int band, uint32_t country, airlog_table_edge edge) {
    airlog_buffer *parts = &all->parts[band];
    size_t count = AIRLOG_COMPILE_COUNT(airlog_table_part, *parts);
    airlog_table_part *part = count == 0 ? NULL : &AIRLOG_COMPILE_ITEMS(airlog_table_part, *parts)[count - 1];
    if (part == NULL || part->country != country) {
        airlog_table_part fresh = {country, (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_edge, all->edges[band]), 0,
                                   INT32_MAX, INT32_MIN};
        airlog_compile_add(parts, &fresh, sizeof fresh);
        part = &AIRLOG_COMPILE_ITEMS(airlog_table_part, *parts)[count];
    }
    part->count++;
    part->west = lower(part->west, lower(edge.from.lon, edge.to.lon));
    part->east = higher(part->east, higher(edge.from.lon, edge.to.lon));
    airlog_compile_add(&all->edges[band], &edge, sizeof edge);
}

static void add_edge(land *all, uint32_t country, airlog_lonlat from, airlog_lonlat to) {
    airlog_table_edge edge = {{to_units(from.lon_deg), to_units(from.lat_deg)},
                              {to_units(to.lon_deg), to_units(to.lat_deg)}};
    int last = band_of(higher(edge.from.lat, edge.to.lat));
    for (int band = band_of(lower(edge.from.lat, edge.to.lat)); band <= last; band++)
        add_to_band(all, band, country, edge);
}

static void add_ring(land *all, airlog_compile_world *world, const airlog_compile_ring *ring, bool fresh) {
    if (fresh) {
        airlog_table_country country = {.name = airlog_compile_text(&world->words, ring->name),
                                        .west = INT32_MAX,
                                        .south = INT32_MAX,
                                        .east = INT32_MIN,
                                        .north = INT32_MIN};
        memcpy(country.code, ring->code, sizeof country.code);
        airlog_compile_add(&all->countries, &country, sizeof country);
    }
    uint32_t number = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_country, all->countries) - 1;
    airlog_table_country *country = &AIRLOG_COMPILE_ITEMS(airlog_table_country, all->countries)[number];
    for (size_t i = 0; i + 1 < ring->count; i++) {
        int32_t lon = to_units(ring->points[i].lon_deg);
        int32_t lat = to_units(ring->points[i].lat_deg);
        country->west = lower(country->west, lon);
        country->east = higher(country->east, lon);
        country->south = lower(country->south, lat);
        country->north = higher(country->north, lat);
        if (fabs(ring->points[i].lon_deg - ring->points[i + 1].lon_deg) > 180 && ring->points[i].lat_deg > -60)
            airlog_compile_stop("basemap.tsv: an outline of %s crosses the antimeridian", ring->name.bytes);
        add_edge(all, number, ring->points[i], ring->points[i + 1]);
    }
}

/** An edge without its direction, and where it stands in its band. */
typedef struct edge_ends {
    airlog_table_point low, high;
    size_t index;
} edge_ends;

static int compare_points(airlog_table_point a, airlog_table_point b) {
    if (a.lon != b.lon) return a.lon < b.lon ? -1 : 1;
    return a.lat < b.lat ? -1 : a.lat > b.lat;
}

static int compare_ends(const void *left, const void *right) {
    const edge_ends *a = left, *b = right;
    int order = compare_points(a->low, b->low);
    return order != 0 ? order : compare_points(a->high, b->high);
}

static bool is_cut(const airlog_table_edge *edge) {
    bool side = edge->from.lon == edge->to.lon && (edge->from.lon == 1800000000 || edge->from.lon == -1800000000);
    return side || (edge->from.lat <= -899000000 && edge->to.lat <= -899000000);
}

/** Adds the kinds of the edges of a band: what two countries share is a border. */
static void add_kinds(const airlog_buffer *edges, airlog_buffer *kinds) {
    size_t count = AIRLOG_COMPILE_COUNT(airlog_table_edge, *edges);
    const airlog_table_edge *items = AIRLOG_COMPILE_ITEMS(airlog_table_edge, *edges);
    size_t before = kinds->length;
    edge_ends *ends = airlog_memory_take(count + 1, sizeof *ends);
    if (ends == NULL) airlog_compile_stop("memory ran out");
    for (size_t i = 0; i < count; i++) {
        bool turned = compare_points(items[i].from, items[i].to) > 0;
        ends[i] = (edge_ends){turned ? items[i].to : items[i].from, turned ? items[i].from : items[i].to, i};
        uint8_t kind = is_cut(&items[i]) ? AIRLOG_TABLE_EDGE_CUT : AIRLOG_TABLE_EDGE_COAST;
        airlog_compile_add(kinds, &kind, 1);
    }
    qsort(ends, count, sizeof *ends, compare_ends);
    uint8_t *kind = AIRLOG_COMPILE_ITEMS(uint8_t, *kinds) + before;
    for (size_t i = 1; i < count; i++) {
        if (compare_ends(&ends[i - 1], &ends[i]) != 0 || is_cut(&items[ends[i].index])) continue;
        kind[ends[i - 1].index] = kind[ends[i].index] = AIRLOG_TABLE_EDGE_BORDER;
    }
    airlog_memory_give(ends);
}

static void write_bands(land *all, airlog_compile_file *file) {
    airlog_buffer edges = {0};
    airlog_buffer kinds = {0};
    airlog_buffer parts = {0};
    uint32_t starts[BANDS + 1] = {0};
    for (int band = 0; band < BANDS; band++) {
        uint32_t before = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_edge, edges);
        size_t count = AIRLOG_COMPILE_COUNT(airlog_table_part, all->parts[band]);
        for (size_t i = 0; i < count; i++) {
            airlog_table_part part = AIRLOG_COMPILE_ITEMS(airlog_table_part, all->parts[band])[i];
            part.first += before;
            airlog_compile_add(&parts, &part, sizeof part);
        }
        airlog_compile_add(&edges, all->edges[band].bytes, all->edges[band].length);
        add_kinds(&all->edges[band], &kinds);
        starts[band + 1] = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_part, parts);
        airlog_buffer_close(&all->edges[band]);
        airlog_buffer_close(&all->parts[band]);
    }
    airlog_compile_section(file, AIRLOG_SECTION_BANDS, starts, sizeof starts);
    airlog_compile_section(file, AIRLOG_SECTION_PARTS, parts.bytes, parts.length);
    airlog_compile_section(file, AIRLOG_SECTION_EDGES, edges.bytes, edges.length);
    airlog_compile_section(file, AIRLOG_SECTION_EDGE_KINDS, kinds.bytes, kinds.length);
    airlog_buffer_close(&kinds);
    airlog_buffer_close(&edges);
    airlog_buffer_close(&parts);
}

/* ---- cells -------------------------------------------------------------------------------------- */

static uint32_t cell_row(int64_t lat) {
    int64_t row = (lat + 900000000) / AIRLOG_TABLE_CELL_UNITS;
    return row < AIRLOG_TABLE_CELL_ROWS ? (uint32_t)row : AIRLOG_TABLE_CELL_ROWS - 1;
}

static uint32_t cell_column(int64_t lon) {
    int64_t column = (lon + 1800000000) / AIRLOG_TABLE_CELL_UNITS;
    return column < AIRLOG_TABLE_CELL_COLUMNS ? (uint32_t)column : AIRLOG_TABLE_CELL_COLUMNS - 1;
}

/** Marks the cells of an edge's box: more than it touches where it is long and slanted, which costs a little time. */
static void mark_edge(const airlog_table_edge *edge, uint16_t *cells) {
    uint32_t north = cell_row(higher(edge->from.lat, edge->to.lat));
    uint32_t east = cell_column(higher(edge->from.lon, edge->to.lon));
    for (uint32_t row = cell_row(lower(edge->from.lat, edge->to.lat)); row <= north; row++)
        for (uint32_t column = cell_column(lower(edge->from.lon, edge->to.lon)); column <= east; column++)
            cells[row * AIRLOG_TABLE_CELL_COLUMNS + column] = AIRLOG_TABLE_CELL_MIXED;
}

/** Fills the cells of a row that no edge touches, by the crossings of a line through their middle: along it the country
 *  can change only in a cell that is marked. */
static void fill_row(const land *all, uint32_t row, uint16_t *cells) {
    int64_t lat = (int64_t)row * AIRLOG_TABLE_CELL_UNITS - 900000000 + AIRLOG_TABLE_CELL_UNITS / 2;
    int band = band_of((int32_t)lat);
    const airlog_table_part *parts = AIRLOG_COMPILE_ITEMS(airlog_table_part, all->parts[band]);
    const airlog_table_edge *edges = AIRLOG_COMPILE_ITEMS(airlog_table_edge, all->edges[band]);
    for (size_t p = 0; p < AIRLOG_COMPILE_COUNT(airlog_table_part, all->parts[band]); p++) {
        bool flips[AIRLOG_TABLE_CELL_COLUMNS] = {false}; /* an odd number of crossings in the column */
        for (uint32_t i = 0; i < parts[p].count; i++) {
            const airlog_table_edge *edge = &edges[parts[p].first + i];
            if ((edge->from.lat > lat) == (edge->to.lat > lat)) continue;
            double share = ((double)lat - edge->from.lat) / ((double)edge->to.lat - edge->from.lat);
            double lon = edge->from.lon + share * ((double)edge->to.lon - edge->from.lon);
            flips[cell_column((int64_t)floor(lon))] ^= true;
        }
        bool inside = false;
        for (uint32_t column = AIRLOG_TABLE_CELL_COLUMNS; column-- > 0;) { /* the ray of a point goes east */
            uint16_t *cell = &cells[row * AIRLOG_TABLE_CELL_COLUMNS + column];
            if (inside && *cell == 0) *cell = (uint16_t)(parts[p].country + 1);
            inside ^= flips[column];
        }
    }
}

static void write_cells(const land *all, airlog_compile_file *file) {
    size_t count = (size_t)AIRLOG_TABLE_CELL_ROWS * AIRLOG_TABLE_CELL_COLUMNS;
    uint16_t *cells = airlog_memory_take(count, sizeof *cells);
    if (cells == NULL) airlog_compile_stop("memory ran out");
    for (int band = 0; band < BANDS; band++)
        for (size_t i = 0; i < AIRLOG_COMPILE_COUNT(airlog_table_edge, all->edges[band]); i++)
            mark_edge(&AIRLOG_COMPILE_ITEMS(airlog_table_edge, all->edges[band])[i], cells);
    for (uint32_t row = 0; row < AIRLOG_TABLE_CELL_ROWS; row++) fill_row(all, row, cells);
    airlog_compile_section(file, AIRLOG_SECTION_LAND_CELLS, cells, count * sizeof *cells);
    airlog_memory_give(cells);
}

void airlog_compile_land(airlog_compile_world *world, airlog_compile_file *file) {
    airlog_error error = {0};
    airlog_arena *memory = NULL;
    size_t count = 0;
    land all = {0};
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error) != AIRLOG_OK)
        airlog_compile_stop("%s", error.message);
    airlog_compile_ring *rings = airlog_compile_rings(world->folder, memory, &count);
    for (size_t i = 0; i < count; i++)
        add_ring(&all, world, &rings[i], i == 0 || !airlog_text_equal(rings[i].name, rings[i - 1].name));
    airlog_compile_section(file, AIRLOG_SECTION_COUNTRIES, all.countries.bytes, all.countries.length);
    write_cells(&all, file);
    write_bands(&all, file);
    airlog_buffer_close(&all.countries);
    airlog_arena_close(memory);
}
