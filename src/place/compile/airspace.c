/** @file airspace.c  Outlines of airspace, from GeoJSON. */
#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "compile.h"

static airlog_table_text property(airlog_compile_world *world, const cJSON *properties, const char *name) {
    const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, name));
    if (value == NULL) airlog_compile_stop("airspace.geojson: a feature has no '%s'", name);
    return airlog_compile_text(&world->words, airlog_text_of(value));
}

static int32_t degree(const cJSON *position, int index, double limit) {
    const cJSON *number = cJSON_GetArrayItem(position, index);
    double value = number != NULL && cJSON_IsNumber(number) ? number->valuedouble : NAN;
    if (!(fabs(value) <= limit)) airlog_compile_stop("airspace.geojson: a position is not in degrees");
    return (int32_t)lround(value / AIRLOG_TABLE_DEGREE);
}

/** Adds the vertices of a line or ring and their bounding box. */
static void add_points(airlog_table_zone *zone, const cJSON *positions, airlog_buffer *points) {
    const cJSON *position;
    zone->first = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_point, *points);
    zone->west = zone->south = INT32_MAX;
    zone->east = zone->north = INT32_MIN;
    cJSON_ArrayForEach(position, positions) {
        airlog_table_point point = {degree(position, 0, 180), degree(position, 1, 90)};
        airlog_compile_add(points, &point, sizeof point);
        zone->count++;
        if (point.lon < zone->west) zone->west = point.lon;
        if (point.lon > zone->east) zone->east = point.lon;
        if (point.lat < zone->south) zone->south = point.lat;
        if (point.lat > zone->north) zone->north = point.lat;
    }
    if (zone->count < 2) airlog_compile_stop("airspace.geojson: an outline has too few positions");
}

static void add_feature(airlog_compile_world *world, const cJSON *feature, airlog_buffer *zones,
                        airlog_buffer *points) {
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
    const cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry");
    const cJSON *positions = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(geometry, "type"));
    airlog_table_zone zone = {0};
    zone.id = property(world, properties, "id");
    zone.name = property(world, properties, "name");
    zone.kind = property(world, properties, "kind");
    zone.status = property(world, properties, "status");
    zone.area = type != NULL && strcmp(type, "Polygon") == 0;
    if (!zone.area && (type == NULL || strcmp(type, "LineString") != 0))
        airlog_compile_stop("airspace.geojson: only Polygon and LineString are read");
    if (zone.area && cJSON_GetArraySize(positions) != 1) airlog_compile_stop("airspace.geojson: a polygon has holes");
    add_points(&zone, zone.area ? cJSON_GetArrayItem(positions, 0) : positions, points);
    const airlog_table_point *all = AIRLOG_COMPILE_ITEMS(airlog_table_point, *points);
    const airlog_table_point *last = &all[zone.first + zone.count - 1];
    if (zone.area && (all[zone.first].lon != last->lon || all[zone.first].lat != last->lat))
        airlog_compile_stop("airspace.geojson: a ring is not closed");
    airlog_compile_add(zones, &zone, sizeof zone);
}

void airlog_compile_airspace(airlog_compile_world *world, airlog_compile_file *file) {
    airlog_buffer bytes = airlog_compile_read(world->folder, "airspace.geojson");
    airlog_buffer zones = {0};
    airlog_buffer points = {0};
    cJSON *whole = cJSON_ParseWithLength(bytes.bytes, bytes.length);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(whole, "features");
    const cJSON *feature;
    if (cJSON_GetArraySize(features) == 0) airlog_compile_stop("airspace.geojson has no features");
    cJSON_ArrayForEach(feature, features) add_feature(world, feature, &zones, &points);
    cJSON_Delete(whole);
    airlog_compile_section(file, AIRLOG_SECTION_AIRSPACE, zones.bytes, zones.length);
    airlog_compile_section(file, AIRLOG_SECTION_AIRSPACE_POINTS, points.bytes, points.length);
    airlog_buffer_close(&bytes);
    airlog_buffer_close(&zones);
    airlog_buffer_close(&points);
}
