/* The zones that a point lies in. Edges follow great circles, except along a parallel: that is how they are drawn
 * up in the documents that define them. */
#include "places.h"

#include <math.h>

#define RADIAN (M_PI / 180)

/* Latitude of the edge at a longitude between its ends. */
static double edge_lat_deg(const airlog_table_point *from, const airlog_table_point *to, double lon_deg) {
    double lon1 = from->lon * AIRLOG_TABLE_DEGREE * RADIAN, lon2 = to->lon * AIRLOG_TABLE_DEGREE * RADIAN;
    double lat1 = from->lat * AIRLOG_TABLE_DEGREE * RADIAN, lat2 = to->lat * AIRLOG_TABLE_DEGREE * RADIAN;
    double lon = lon_deg * RADIAN;

    if (from->lat == to->lat) return lat1 / RADIAN;
    double across = sin(lon2 - lon1);
    if (fabs(across) < 1e-12) return lat1 / RADIAN;
    return atan((tan(lat1) * sin(lon2 - lon) + tan(lat2) * sin(lon - lon1)) / across) / RADIAN;
}

static bool ring_holds(const airlog_table_point *ring, uint32_t count, double lon_deg, double lat_deg) {
    bool inside = false;

    for (uint32_t i = 1; i < count; i++) {
        double west = ring[i - 1].lon * AIRLOG_TABLE_DEGREE, east = ring[i].lon * AIRLOG_TABLE_DEGREE;
        if ((west > lon_deg) != (east > lon_deg) && edge_lat_deg(&ring[i - 1], &ring[i], lon_deg) > lat_deg)
            inside = !inside;
    }
    return inside;
}

/* A zone across the antimeridian is stored with longitudes that run on: the turn that brings the point's among them.
 * False when none does, or when the point lies too far to the north or south. */
static bool turn_of(const airlog_table_zone *zone, airlog_lonlat point, double *out_lon_deg) {
    /* a great circle bulges beyond the corners' latitudes, by less than this for the edges that there are */
    const double bulge_deg = 5;

    if (point.lat_deg < zone->south * AIRLOG_TABLE_DEGREE - bulge_deg ||
        point.lat_deg > zone->north * AIRLOG_TABLE_DEGREE + bulge_deg)
        return false;
    for (int turn = -1; turn <= 1; turn++) {
        *out_lon_deg = point.lon_deg + 360 * turn;
        if (*out_lon_deg >= zone->west * AIRLOG_TABLE_DEGREE && *out_lon_deg <= zone->east * AIRLOG_TABLE_DEGREE)
            return true;
    }
    return false;
}

/* Whether a zone holds a point. */
static airlog_status zone_holds(const airlog_tables *tables, const airlog_table_zone *zone, airlog_lonlat point,
                                bool *out, airlog_error *error) {
    double lon_deg;

    *out = false;
    if (!zone->area || !turn_of(zone, point, &lon_deg)) return AIRLOG_OK;
    const airlog_table_point *ring =
        airlog_tables_view(tables, AIRLOG_SECTION_AIRSPACE_POINTS, (uint64_t)zone->first * sizeof *ring,
                           (uint64_t)zone->count * sizeof *ring, error);
    *out = ring && ring_holds(ring, zone->count, lon_deg, point.lat_deg);
    return ring ? AIRLOG_OK : AIRLOG_E_TABLE;
}

airlog_status airlog_airspace_of(const airlog_tables *tables, airlog_lonlat point, airlog_arena *memory,
                                 airlog_text *out, airlog_error *error) {
    uint64_t length;
    const airlog_table_zone *zone = airlog_tables_whole(tables, AIRLOG_SECTION_AIRSPACE, &length, error);

    *out = AIRLOG_NO_TEXT;
    if (!zone) return AIRLOG_E_TABLE;
    for (uint64_t i = 0; i < length / sizeof *zone; i++, zone++) {
        bool holds;
        airlog_status status = zone_holds(tables, zone, point, &holds, error);
        if (status != AIRLOG_OK) return status;
        if (!holds) continue;
        const char *name =
            airlog_tables_view(tables, AIRLOG_SECTION_WORDS, zone->name.offset, zone->name.length, error);
        if (!name) return AIRLOG_E_TABLE;
        *out = airlog_arena_print(memory, "%.*s%s%.*s", (int)out->length, out->length ? out->bytes : "",
                                  out->length ? "; " : "", (int)zone->name.length, name);
        if (!out->bytes) return airlog_arena_failed(memory, error);
    }
    return AIRLOG_OK;
}
