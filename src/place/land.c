/* Land and its countries, by the outlines of the base map. */
#include "places.h"
#include "sphere.h"

#include <math.h>
#include <string.h>

#define BAND_COUNT 180
#define CROSSINGS_MOST 128

static uint32_t band_of(double lat_deg) {
    double band = floor(lat_deg) + BAND_COUNT / 2.0;

    return band < 0 ? 0 : band > BAND_COUNT - 1 ? BAND_COUNT - 1 : (uint32_t)band;
}

/* The parts of a band; NULL with *out_count 0 when it has none. */
static const airlog_table_part *band_parts(const airlog_tables *tables, uint32_t band, uint32_t *out_count,
                                           airlog_error *error) {
    const uint32_t *range =
        airlog_tables_view(tables, AIRLOG_SECTION_BANDS, band * sizeof *range, 2 * sizeof *range, error);

    *out_count = 0;
    if (!range || range[1] <= range[0]) return NULL;
    const airlog_table_part *parts =
        airlog_tables_view(tables, AIRLOG_SECTION_PARTS, (uint64_t)range[0] * sizeof *parts,
                           (uint64_t)(range[1] - range[0]) * sizeof *parts, error);
    *out_count = parts ? range[1] - range[0] : 0;
    return parts;
}

static const airlog_table_edge *part_edges(const airlog_tables *tables, const airlog_table_part *part,
                                           airlog_error *error) {
    const airlog_table_edge *edges;

    return airlog_tables_view(tables, AIRLOG_SECTION_EDGES, (uint64_t)part->first * sizeof *edges,
                              (uint64_t)part->count * sizeof *edges, error);
}

const airlog_table_edge *airlog_land_edges(const airlog_tables *tables, uint32_t band, uint32_t *out_first,
                                           uint32_t *out_count, airlog_error *error) {
    uint32_t parts;
    const airlog_table_part *part = band_parts(tables, band, &parts, error);

    *out_first = *out_count = 0;
    if (!part) return NULL;
    *out_first = part[0].first; /* the parts of a band stand one behind the other, and so do their edges */
    *out_count = part[parts - 1].first + part[parts - 1].count - part[0].first;
    return airlog_tables_view(tables, AIRLOG_SECTION_EDGES, (uint64_t)*out_first * sizeof(airlog_table_edge),
                              (uint64_t)*out_count * sizeof(airlog_table_edge), error);
}

/* Counts crossings of a ray to the east; whole numbers, so that a shared border belongs to one side. */
static bool part_holds(const airlog_table_edge *edge, uint32_t count, int32_t lon, int32_t lat) {
    bool inside = false;

    for (uint32_t i = 0; i < count; i++, edge++) {
        if ((edge->from.lat > lat) == (edge->to.lat > lat)) continue;
        double share = ((double)lat - edge->from.lat) / ((double)edge->to.lat - edge->from.lat);
        if (edge->from.lon + share * ((double)edge->to.lon - edge->from.lon) > lon) inside = !inside;
    }
    return inside;
}

static const airlog_table_country *country_row(const airlog_tables *tables, uint32_t row, airlog_error *error) {
    const airlog_table_country *country;

    return airlog_tables_view(tables, AIRLOG_SECTION_COUNTRIES, (uint64_t)row * sizeof *country, sizeof *country,
                              error);
}

/* The country of the part that holds a point, UINT32_MAX when none does. */
static uint32_t country_by_edges(const airlog_tables *tables, int32_t lon, int32_t lat, airlog_error *error) {
    uint32_t count;
    const airlog_table_part *part = band_parts(tables, band_of(lat * AIRLOG_TABLE_DEGREE), &count, error);

    for (uint32_t i = 0; part && i < count; i++, part++) {
        if (lon < part->west || lon > part->east) continue;
        const airlog_table_edge *edges = part_edges(tables, part, error);
        if (edges && part_holds(edges, part->count, lon, lat)) return part->country;
    }
    return UINT32_MAX;
}

/* What the cell of a point says: the country, UINT32_MAX for the sea; false when its edges have to be asked. */
static bool country_by_cell(const airlog_tables *tables, int32_t lon, int32_t lat, uint32_t *out_row,
                            airlog_error *error) {
    uint32_t row = (uint32_t)(((int64_t)lat + 900000000) / AIRLOG_TABLE_CELL_UNITS);
    uint32_t column = (uint32_t)(((int64_t)lon + 1800000000) / AIRLOG_TABLE_CELL_UNITS);
    const uint16_t *cell;

    *out_row = UINT32_MAX;
    if (row >= AIRLOG_TABLE_CELL_ROWS || column >= AIRLOG_TABLE_CELL_COLUMNS) return false;
    uint64_t at = (uint64_t)(row * AIRLOG_TABLE_CELL_COLUMNS + column) * sizeof *cell;
    cell = airlog_tables_view(tables, AIRLOG_SECTION_LAND_CELLS, at, sizeof *cell, error);
    if (cell && *cell == AIRLOG_TABLE_CELL_MIXED) return false;
    if (cell && *cell) *out_row = *cell - 1u;
    return true;
}

airlog_status airlog_land_country(const airlog_tables *tables, airlog_lonlat point, char out_code[3],
                                  airlog_error *error) {
    airlog_error own = {0};
    airlog_error *first = error ? error : &own;
    double lon_deg = fabs(point.lon_deg) <= 180 ? point.lon_deg : remainder(point.lon_deg, 360);
    int32_t lon = (int32_t)lround(lon_deg / AIRLOG_TABLE_DEGREE);
    int32_t lat = (int32_t)lround(point.lat_deg / AIRLOG_TABLE_DEGREE);
    uint32_t row;

    memset(out_code, 0, 3);
    if (!country_by_cell(tables, lon, lat, &row, first)) row = country_by_edges(tables, lon, lat, first);
    const airlog_table_country *country = row == UINT32_MAX ? NULL : country_row(tables, row, first);
    if (country) memcpy(out_code, country->code, 2);
    return first->status;
}

/* ---- the edge of a country in a direction -------------------------------------------------------- */

/* The part of a great circle from a point in a direction, up to a distance. */
typedef struct ray {
    airlog_vector from, ahead, left;         /* ahead: 90 degrees on; left: the pole of the circle */
    int32_t west, south, east, north; /* bounding box, 1e-7 degree; the whole width across the antimeridian */
    double crossings_m[CROSSINGS_MOST];
    size_t count;
} ray;

static int32_t fixed_degree(double degrees) {
    return (int32_t)lround(fmax(-180, fmin(180, degrees)) / AIRLOG_TABLE_DEGREE);
}

/* The box of the ray, with a degree to spare for what it does between the points that are looked at. */
static void set_box(ray *r, double limit_m) {
    double west = 180, east = -180, south = 90, north = -90, last = 0;

    for (int i = 0; i <= 16; i++) {
        double angle = limit_m / AIRLOG_SPHERE_M * i / 16, c = cos(angle), s = sin(angle);
        double lon = atan2(c * r->from.y + s * r->ahead.y, c * r->from.x + s * r->ahead.x) / AIRLOG_RADIAN;
        double lat = asin(c * r->from.z + s * r->ahead.z) / AIRLOG_RADIAN;
        if (i && fabs(lon - last) > 90) west = -180, east = 180; /* round a pole, or over the antimeridian */
        west = fmin(west, lon);
        east = fmax(east, lon);
        south = fmin(south, lat);
        north = fmax(north, lat);
        last = lon;
    }
    r->west = fixed_degree(west - 1);
    r->east = fixed_degree(east + 1);
    r->south = fixed_degree(fmax(-90, south - 1));
    r->north = fixed_degree(fmin(90, north + 1));
}

static ray ray_of(airlog_lonlat from, double bearing_deg, double limit_m) {
    double lon = from.lon_deg * AIRLOG_RADIAN, lat = from.lat_deg * AIRLOG_RADIAN;
    double bearing = bearing_deg * AIRLOG_RADIAN;
    airlog_vector north = {-sin(lat) * cos(lon), -sin(lat) * sin(lon), cos(lat)}, east = {-sin(lon), cos(lon), 0};
    double c = cos(bearing), s = sin(bearing);
    ray r = {.from = airlog_vector_of(from)};

    r.ahead = (airlog_vector){c * north.x + s * east.x, c * north.y + s * east.y, c * north.z + s * east.z};
    r.left = (airlog_vector){c * east.x - s * north.x, c * east.y - s * north.y, c * east.z - s * north.z};
    set_box(&r, limit_m);
    return r;
}

static airlog_vector vector_at(const airlog_table_point *p) {
    return airlog_vector_of((airlog_lonlat){p->lon * AIRLOG_TABLE_DEGREE, p->lat * AIRLOG_TABLE_DEGREE});
}

static bool beyond_box(const ray *r, const airlog_table_edge *e) {
    return (e->from.lon < r->west && e->to.lon < r->west) || (e->from.lon > r->east && e->to.lon > r->east) ||
           (e->from.lat < r->south && e->to.lat < r->south) || (e->from.lat > r->north && e->to.lat > r->north);
}

/* On the sphere: the outline is drawn to a kilometre, and the offset itself is stepped on the ellipsoid. */
static void cross_edges(ray *r, const airlog_table_edge *edge, uint32_t count) {
    for (uint32_t i = 0; i < count; i++, edge++) {
        if (beyond_box(r, edge)) continue;
        airlog_vector a = vector_at(&edge->from), b = vector_at(&edge->to);
        double side_a = airlog_vector_dot(a, r->left), side_b = airlog_vector_dot(b, r->left);
        if ((side_a > 0) == (side_b > 0)) continue;
        double share = side_a / (side_a - side_b);
        airlog_vector at = {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y), a.z + share * (b.z - a.z)};
        double ahead = airlog_vector_dot(at, r->ahead);
        if (ahead > 0 && r->count < CROSSINGS_MOST)
            r->crossings_m[r->count++] = AIRLOG_SPHERE_M * atan2(ahead, airlog_vector_dot(at, r->from));
    }
}

static void sort_crossings(ray *r) {
    size_t kept = 0;

    for (size_t i = 1; i < r->count; i++) {
        double one = r->crossings_m[i];
        size_t k = i;
        for (; k > 0 && r->crossings_m[k - 1] > one; k--) r->crossings_m[k] = r->crossings_m[k - 1];
        r->crossings_m[k] = one;
    }
    for (size_t i = 0; i < r->count; i++) /* an edge stands in every band that it crosses */
        if (!kept || r->crossings_m[i] - r->crossings_m[kept - 1] > 0.01) r->crossings_m[kept++] = r->crossings_m[i];
    r->count = kept;
}

/* Out over the land, over waters narrower than strait_m too, until the sea. */
static double last_exit_m(const ray *r, double strait_m) {
    size_t i = r->count % 2 ? 0 : 1; /* an even number: the start itself lies outside */

    if (!r->count || (i == 1 && r->crossings_m[0] > strait_m)) return 0;
    while (i + 2 < r->count && r->crossings_m[i + 1] - r->crossings_m[i] < strait_m) i += 2;
    return r->crossings_m[i];
}

static airlog_status find_country(const airlog_tables *tables, const char code[3], uint32_t *out_row,
                                  const airlog_table_country **out, airlog_error *error) {
    size_t count = (size_t)(airlog_tables_length(tables, AIRLOG_SECTION_COUNTRIES) / sizeof(airlog_table_country));

    *out = NULL;
    if (!count || !code[0]) return AIRLOG_OK;
    const airlog_table_country *all =
        airlog_tables_view(tables, AIRLOG_SECTION_COUNTRIES, 0, count * sizeof *all, error);
    if (!all) return AIRLOG_E_TABLE;
    for (size_t i = 0; i < count; i++)
        if (!memcmp(all[i].code, code, 2)) {
            *out_row = (uint32_t)i;
            *out = &all[i];
            break;
        }
    return AIRLOG_OK;
}

airlog_status airlog_land_edge(const airlog_tables *tables, const char code[3], airlog_lonlat from, double bearing_deg,
                               double strait_m, double limit_m, double *out_distance_m, airlog_error *error) {
    airlog_error own = {0};
    airlog_error *first = error ? error : &own;
    const airlog_table_country *country;
    uint32_t row = 0, count;
    ray r = ray_of(from, bearing_deg, limit_m);

    *out_distance_m = 0;
    airlog_status status = find_country(tables, code, &row, &country, first);
    if (status != AIRLOG_OK || !country) return status;
    uint32_t north = band_of(fmin(country->north, r.north) * AIRLOG_TABLE_DEGREE);
    for (uint32_t band = band_of(fmax(country->south, r.south) * AIRLOG_TABLE_DEGREE); band <= north; band++) {
        const airlog_table_part *part = band_parts(tables, band, &count, first);
        for (uint32_t i = 0; part && i < count; i++) {
            if (part[i].country != row || part[i].east < r.west || part[i].west > r.east) continue;
            const airlog_table_edge *edges = part_edges(tables, &part[i], first);
            if (edges) cross_edges(&r, edges, part[i].count);
        }
    }
    sort_crossings(&r);
    *out_distance_m = last_exit_m(&r, strait_m);
    return first->status;
}
