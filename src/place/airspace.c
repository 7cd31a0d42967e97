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

/* A zone across the antimeridian is stored with longitudes that run on. */
static bool zone_holds(const airlog_table_zone *zone, const airlog_table_point *ring, airlog_lonlat point) {
    for (int turn = -1; turn <= 1; turn++) {
        double lon_deg = point.lon_deg + 360 * turn;
        if (lon_deg >= zone->west * AIRLOG_TABLE_DEGREE && lon_deg <= zone->east * AIRLOG_TABLE_DEGREE &&
            ring_holds(ring, zone->count, lon_deg, point.lat_deg))
            return true;
    }
    return false;
}

static bool overlaps(const airlog_table_zone *zone, airlog_lonlat point) {
    /* a great circle bulges beyond the corners' latitudes, by less than this for the edges that there are */
    const double bulge_deg = 5;

    return point.lat_deg >= zone->south * AIRLOG_TABLE_DEGREE - bulge_deg &&
           point.lat_deg <= zone->north * AIRLOG_TABLE_DEGREE + bulge_deg;
}

airlog_status airlog_airspace_of(const airlog_tables *tables, airlog_lonlat point, airlog_arena *memory,
                                 airlog_text *out, airlog_error *error) {
    size_t zones = (size_t)(airlog_tables_length(tables, AIRLOG_SECTION_AIRSPACE) / sizeof(airlog_table_zone));
    airlog_text names = AIRLOG_NO_TEXT;

    *out = names;
    if (!zones) return AIRLOG_OK;
    const airlog_table_zone *zone = airlog_tables_view(tables, AIRLOG_SECTION_AIRSPACE, 0, zones * sizeof *zone, error);
    if (!zone) return AIRLOG_E_TABLE;
    for (size_t i = 0; i < zones; i++, zone++) {
        if (!zone->area || !overlaps(zone, point)) continue;
        const airlog_table_point *ring =
            airlog_tables_view(tables, AIRLOG_SECTION_AIRSPACE_POINTS, (uint64_t)zone->first * sizeof *ring,
                               (uint64_t)zone->count * sizeof *ring, error);
        const char *name =
            airlog_tables_view(tables, AIRLOG_SECTION_WORDS, zone->name.offset, zone->name.length, error);
        if (!ring || !name) return AIRLOG_E_TABLE;
        if (!zone_holds(zone, ring, point)) continue;
        airlog_text one = {name, zone->name.length};
        names = !names.length ? one
                              : airlog_arena_print(memory, "%.*s; %.*s", (int)names.length, names.bytes,
                                                   (int)one.length, one.bytes);
        if (!names.bytes) return airlog_arena_failed(memory, error);
    }
    *out = names;
    return AIRLOG_OK;
}
