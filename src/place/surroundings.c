/* How far it is from a point to the nearest coast, border and named line. */
#include "places.h"
#include "sphere.h"

#include <math.h>

#define METRES_A_DEGREE (AIRLOG_SPHERE_M * AIRLOG_RADIAN)
/* The sphere is up to this much off the ellipsoid, so that what looks nearest on it may not be by as much. */
#define SPHERE_MARGIN 1.006

/* The nearest edge so far, for each kind. */
typedef struct search {
    const airlog_tables *tables;
    airlog_error *error;
    airlog_lonlat point;
    airlog_vector at;
    double widest_cos; /* cosine of the latitude, the smallest within the limit: a degree of longitude is no shorter */
    double nearest_m[AIRLOG_TABLE_EDGE_KINDS];
    airlog_vector foot[AIRLOG_TABLE_EDGE_KINDS];
} search;

static airlog_lonlat lonlat_of(const airlog_table_point *point) {
    return (airlog_lonlat){point->lon * AIRLOG_TABLE_DEGREE, point->lat * AIRLOG_TABLE_DEGREE};
}

/* Whether an edge lies farther than limit_m by its degrees alone. */
static bool is_beyond(const search *s, airlog_lonlat a, airlog_lonlat b, double limit_m) {
    double limit_deg = limit_m / METRES_A_DEGREE;
    double north_deg = fmin(a.lat_deg, b.lat_deg) - s->point.lat_deg;
    double south_deg = s->point.lat_deg - fmax(a.lat_deg, b.lat_deg);

    if (north_deg > limit_deg || south_deg > limit_deg) return true;
    double middle_deg = (a.lon_deg + b.lon_deg) / 2, half_deg = fabs(a.lon_deg - b.lon_deg) / 2;
    double across_deg = fabs(remainder(middle_deg - s->point.lon_deg, 360)) - half_deg;
    /* a chord is at least 2 / pi of its arc, which covers the curve of a parallel over any width */
    return across_deg * s->widest_cos * 0.6366 > limit_deg;
}

/* The foot on an edge that is drawn straight in degrees: on pieces of it that are as good as arcs. */
static airlog_vector foot_on_straight(airlog_lonlat a, airlog_lonlat b, airlog_vector at) {
    int pieces = 1 + (int)fmax(fabs(a.lon_deg - b.lon_deg), fabs(a.lat_deg - b.lat_deg));
    airlog_vector best = airlog_vector_of(a), from = best;
    double best_angle = airlog_vector_angle(at, best);

    for (int i = 1; i <= pieces; i++) {
        double share = (double)i / pieces;
        airlog_vector to = airlog_vector_of((airlog_lonlat){a.lon_deg + share * (b.lon_deg - a.lon_deg),
                                                            a.lat_deg + share * (b.lat_deg - a.lat_deg)});
        airlog_vector foot = airlog_vector_foot(from, to, at);
        double angle = airlog_vector_angle(at, foot);
        if (angle < best_angle) {
            best_angle = angle;
            best = foot;
        }
        from = to;
    }
    return best;
}

static void look_at_edge(search *s, const airlog_table_edge *edge, uint8_t kind) {
    airlog_lonlat a = lonlat_of(&edge->from), b = lonlat_of(&edge->to);

    if (kind >= AIRLOG_TABLE_EDGE_KINDS || is_beyond(s, a, b, s->nearest_m[kind])) return;
    airlog_vector foot = foot_on_straight(a, b, s->at);
    double apart_m = airlog_vector_angle(s->at, foot) * AIRLOG_SPHERE_M;
    if (apart_m >= s->nearest_m[kind]) return;
    s->nearest_m[kind] = apart_m;
    s->foot[kind] = foot;
}

static airlog_status look_at_band(search *s, int band) {
    uint32_t first, count;

    if (band < 0 || band > 179) return AIRLOG_OK;
    const airlog_table_edge *edges = airlog_land_edges(s->tables, (uint32_t)band, &first, &count, s->error);
    if (!count) return s->error->status;
    const uint8_t *kinds = airlog_tables_view(s->tables, AIRLOG_SECTION_EDGE_KINDS, first, count, s->error);
    if (!edges || !kinds) return AIRLOG_E_TABLE;
    for (uint32_t i = 0; i < count; i++) look_at_edge(s, &edges[i], kinds[i]);
    return AIRLOG_OK;
}

/* Bands of a degree of latitude, from the point's outward until none can hold anything nearer. */
static airlog_status look_around(search *s) {
    int home = (int)floor(s->point.lat_deg) + 90;
    airlog_status status = AIRLOG_OK;

    for (int away = 0; away < 180 && status == AIRLOG_OK; away++) {
        double farthest_m = fmax(s->nearest_m[AIRLOG_TABLE_EDGE_COAST], s->nearest_m[AIRLOG_TABLE_EDGE_BORDER]);
        if ((away - 1) * METRES_A_DEGREE > farthest_m) break;
        status = look_at_band(s, home + away);
        if (status == AIRLOG_OK && away) status = look_at_band(s, home - away);
    }
    return status;
}

/* On the ellipsoid, to the foot that the sphere gave. */
static airlog_status measure(const search *s, airlog_vector foot, double near_m, double limit_m, double *out_m,
                             double *out_bearing_deg) {
    double distance_m, bearing_deg;

    if (near_m >= limit_m * SPHERE_MARGIN) return AIRLOG_OK;
    airlog_status status =
        airlog_geodesic_between(airlog_vector_point(foot), s->point, &distance_m, &bearing_deg, NULL, s->error);
    if (status != AIRLOG_OK || distance_m > limit_m) return status;
    *out_m = distance_m;
    if (out_bearing_deg) *out_bearing_deg = bearing_deg;
    return AIRLOG_OK;
}

/* Lines follow great circles, except along a parallel. */
static airlog_vector foot_on_line(airlog_lonlat a, airlog_lonlat b, airlog_vector at) {
    if (a.lat_deg == b.lat_deg) return foot_on_straight(a, b, at);
    return airlog_vector_foot(airlog_vector_of(a), airlog_vector_of(b), at);
}

/* The nearest line of the airspace tables. */
static airlog_status look_at_lines(const search *s, double limit_m, airlog_surroundings *out) {
    uint64_t length, word_bytes;
    double nearest_m = limit_m * SPHERE_MARGIN;
    const airlog_table_zone *zones = airlog_tables_whole(s->tables, AIRLOG_SECTION_AIRSPACE, &length, s->error);
    const char *words = airlog_tables_whole(s->tables, AIRLOG_SECTION_WORDS, &word_bytes, s->error);
    airlog_vector nearest = s->at;
    airlog_text name = AIRLOG_NO_TEXT;

    if (!zones || !words) return AIRLOG_E_TABLE;
    for (uint64_t i = 0; i < length / sizeof *zones; i++) {
        const airlog_table_zone *zone = &zones[i];
        if (zone->area || zone->name.offset + (uint64_t)zone->name.length > word_bytes) continue;
        const airlog_table_point *points =
            airlog_tables_view(s->tables, AIRLOG_SECTION_AIRSPACE_POINTS, (uint64_t)zone->first * sizeof *points,
                               (uint64_t)zone->count * sizeof *points, s->error);
        if (!points) return AIRLOG_E_TABLE;
        for (uint32_t k = 1; k < zone->count; k++) {
            airlog_vector foot = foot_on_line(lonlat_of(&points[k - 1]), lonlat_of(&points[k]), s->at);
            double apart_m = airlog_vector_angle(s->at, foot) * AIRLOG_SPHERE_M;
            if (apart_m >= nearest_m) continue;
            nearest_m = apart_m;
            nearest = foot;
            name = (airlog_text){words + zone->name.offset, zone->name.length};
        }
    }
    if (!name.length) return AIRLOG_OK;
    airlog_status status = measure(s, nearest, nearest_m, limit_m, &out->line_m, &out->line_side_deg);
    if (isfinite(out->line_m)) out->line = name;
    return status;
}

airlog_status airlog_surroundings_of(const airlog_tables *tables, airlog_lonlat point, double limit_m,
                                     airlog_surroundings *out, airlog_error *error) {
    airlog_error own = {0};
    search s = {.tables = tables, .error = error ? error : &own, .point = point};

    *out = (airlog_surroundings){AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, AIRLOG_NO_TEXT, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN};
    if (!isfinite(point.lon_deg) || !(fabs(point.lat_deg) <= 90) || !(limit_m >= 0))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "surroundings are asked for at no point of the earth");
    s.at = airlog_vector_of(point);
    s.widest_cos = cos(fmin(90, fabs(point.lat_deg) + limit_m / METRES_A_DEGREE) * AIRLOG_RADIAN);
    for (size_t kind = 0; kind < AIRLOG_TABLE_EDGE_KINDS; kind++) s.nearest_m[kind] = limit_m * SPHERE_MARGIN;
    airlog_status status = look_around(&s);
    if (status == AIRLOG_OK)
        status = measure(&s, s.foot[AIRLOG_TABLE_EDGE_COAST], s.nearest_m[AIRLOG_TABLE_EDGE_COAST], limit_m,
                         &out->coast_m, NULL);
    if (status == AIRLOG_OK)
        status = measure(&s, s.foot[AIRLOG_TABLE_EDGE_BORDER], s.nearest_m[AIRLOG_TABLE_EDGE_BORDER], limit_m,
                         &out->border_m, NULL);
    return status == AIRLOG_OK ? look_at_lines(&s, limit_m, out) : status;
}
