/* Land and its countries, by the outlines of the base map. */
#include "places.h"
#include "tables_layout.h"

#include <math.h>
#include <string.h>

#define BAND_COUNT 180
#define RADIAN (M_PI / 180)
#define EARTH_RADIUS_M 6371008.8
#define CROSSINGS_MOST 128
/* Water narrower than this between two parts of a country does not end it. */
#define STRAIT_M 150000.0

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

airlog_status airlog_land_country(const airlog_tables *tables, airlog_lonlat point, char out_code[3],
                                  airlog_error *error) {
    airlog_error own = {0};
    airlog_error *first = error ? error : &own;
    int32_t lon = (int32_t)lround(remainder(point.lon_deg, 360) / AIRLOG_TABLE_DEGREE);
    int32_t lat = (int32_t)lround(point.lat_deg / AIRLOG_TABLE_DEGREE);
    uint32_t count;

    memset(out_code, 0, 3);
    if (!airlog_tables_length(tables, AIRLOG_SECTION_BANDS)) return AIRLOG_OK;
    const airlog_table_part *part = band_parts(tables, band_of(point.lat_deg), &count, first);
    for (uint32_t i = 0; part && i < count; i++, part++) {
        if (lon < part->west || lon > part->east) continue;
        const airlog_table_edge *edges = part_edges(tables, part, first);
        if (!edges || !part_holds(edges, part->count, lon, lat)) continue;
        const airlog_table_country *country = country_row(tables, part->country, first);
        if (country) memcpy(out_code, country->code, 2);
        break;
    }
    return first->status;
}

/* ---- the edge of a country in a direction -------------------------------------------------------- */

typedef struct ray {
    double sin_lat, cos_lat, lon_rad, bearing_rad;
    double crossings_m[CROSSINGS_MOST];
    size_t count;
} ray;

typedef struct polar {
    double turn_rad; /* from the ray's bearing, -pi .. pi */
    double distance_m;
} polar;

/* On the sphere: the outline is drawn to a kilometre, and the offset itself is stepped on the ellipsoid. */
static polar polar_of(const ray *r, const airlog_table_point *p) {
    double lat = p->lat * AIRLOG_TABLE_DEGREE * RADIAN, dlon = p->lon * AIRLOG_TABLE_DEGREE * RADIAN - r->lon_rad;
    double s = sin(lat), c = cos(lat), cd = cos(dlon);
    double east = c * sin(dlon), north = r->cos_lat * s - r->sin_lat * c * cd;

    return (polar){remainder(atan2(east, north) - r->bearing_rad, 2 * M_PI),
                   EARTH_RADIUS_M * atan2(hypot(east, north), r->sin_lat * s + r->cos_lat * c * cd)};
}

static void cross_edges(ray *r, const airlog_table_edge *edge, uint32_t count) {
    polar a, b = {0, 0};
    airlog_table_point last = {INT32_MAX, INT32_MAX};

    for (uint32_t i = 0; i < count; i++, edge++) {
        a = edge->from.lon == last.lon && edge->from.lat == last.lat ? b : polar_of(r, &edge->from);
        b = polar_of(r, &edge->to);
        last = edge->to;
        if ((a.turn_rad > 0) == (b.turn_rad > 0) || fabs(a.turn_rad - b.turn_rad) >= M_PI) continue;
        double share = a.turn_rad / (a.turn_rad - b.turn_rad);
        if (r->count < CROSSINGS_MOST)
            r->crossings_m[r->count++] = a.distance_m + share * (b.distance_m - a.distance_m);
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

/* Out over the land, over narrow waters too, until the sea. */
static double last_exit_m(const ray *r) {
    size_t i = r->count % 2 ? 0 : 1; /* an even number: the start itself lies outside */

    if (!r->count || (i == 1 && r->crossings_m[0] > STRAIT_M)) return 0;
    while (i + 2 < r->count && r->crossings_m[i + 1] - r->crossings_m[i] < STRAIT_M) i += 2;
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
                               double *out_distance_m, airlog_error *error) {
    airlog_error own = {0};
    airlog_error *first = error ? error : &own;
    const airlog_table_country *country;
    uint32_t row = 0, count;
    ray r = {.sin_lat = sin(from.lat_deg * RADIAN),
             .cos_lat = cos(from.lat_deg * RADIAN),
             .lon_rad = from.lon_deg * RADIAN,
             .bearing_rad = bearing_deg * RADIAN,
             .count = 0};

    *out_distance_m = 0;
    airlog_status status = find_country(tables, code, &row, &country, first);
    if (status != AIRLOG_OK || !country) return status;
    uint32_t north = band_of(country->north * AIRLOG_TABLE_DEGREE);
    for (uint32_t band = band_of(country->south * AIRLOG_TABLE_DEGREE); band <= north; band++) {
        const airlog_table_part *part = band_parts(tables, band, &count, first);
        for (uint32_t i = 0; part && i < count; i++) {
            if (part[i].country != row) continue;
            const airlog_table_edge *edges = part_edges(tables, &part[i], first);
            if (edges) cross_edges(&r, edges, part[i].count);
        }
    }
    sort_crossings(&r);
    *out_distance_m = last_exit_m(&r);
    return first->status;
}
