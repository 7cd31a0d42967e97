/* Zones that a user brings, as GeoJSON or OpenAir. */
#include "outlines.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#define CORNERS_LEAST 4 /* of a ring that is closed */

/* ---- the list --------------------------------------------------------------------------------- */

static bool out_of_memory(airlog_outline_list *list) {
    (void)airlog_arena_failed(list->memory, list->error);
    return false;
}

bool airlog_outline_add(airlog_outline_list *list, airlog_text name) {
    airlog_outlines *out = list->out;
    if (out->count == list->room) {
        size_t room = list->room ? 2 * list->room : 16;
        airlog_outline *items = airlog_arena_grow(list->memory, out->items, out->count, room, sizeof *items);
        if (!items) return out_of_memory(list);
        out->items = items;
        list->room = room;
    }
    airlog_text copy = airlog_arena_copy(list->memory, airlog_text_trim(name));
    if (!copy.bytes) return out_of_memory(list);
    out->items[out->count++] = (airlog_outline){.name = copy};
    list->point_room = 0;
    return true;
}

bool airlog_outline_point(airlog_outline_list *list, airlog_lonlat point) {
    airlog_outline *outline = &list->out->items[list->out->count - 1];
    if (!(fabs(point.lat_deg) <= 90 && fabs(point.lon_deg) <= 540)) {
        (void)airlog_fail(list->error, AIRLOG_E_INPUT, "a corner of '%.*s' lies at no point of the earth",
                          (int)outline->name.length, outline->name.bytes);
        return false;
    }
    if (outline->count == list->point_room) {
        size_t room = list->point_room ? 2 * list->point_room : 64;
        airlog_lonlat *points =
            airlog_arena_grow(list->memory, outline->points, outline->count, room, sizeof *points);
        if (!points) return out_of_memory(list);
        outline->points = points;
        list->point_room = room;
    }
    if (outline->count > 0) {
        double before_deg = outline->points[outline->count - 1].lon_deg;
        point.lon_deg = before_deg + remainder(point.lon_deg - before_deg, 360);
    }
    outline->points[outline->count++] = point;
    return true;
}

static void set_box(airlog_outline *outline) {
    outline->west_deg = outline->south_deg = INFINITY;
    outline->east_deg = outline->north_deg = -INFINITY;
    for (size_t i = 0; i < outline->count; i++) {
        outline->west_deg = fmin(outline->west_deg, outline->points[i].lon_deg);
        outline->east_deg = fmax(outline->east_deg, outline->points[i].lon_deg);
        outline->south_deg = fmin(outline->south_deg, outline->points[i].lat_deg);
        outline->north_deg = fmax(outline->north_deg, outline->points[i].lat_deg);
    }
}

/* Closes the rings that are not, and refuses what is none. */
static airlog_status finish(airlog_outline_list *list) {
    size_t count = list->out->count;
    if (count == 0) return airlog_fail(list->error, AIRLOG_E_INPUT, "there is no zone in it: polygons are read");
    for (size_t i = 0; i < count; i++) {
        airlog_outline *outline = &list->out->items[i];
        airlog_lonlat first = outline->count ? outline->points[0] : (airlog_lonlat){0, 0};
        airlog_lonlat last = outline->count ? outline->points[outline->count - 1] : first;
        bool open = fabs(first.lon_deg - last.lon_deg) > 1e-9 || fabs(first.lat_deg - last.lat_deg) > 1e-9;
        if (open) {
            airlog_lonlat *points =
                airlog_arena_grow(list->memory, outline->points, outline->count, outline->count + 1, sizeof *points);
            if (!points) return airlog_arena_failed(list->memory, list->error);
            outline->points = points;
            outline->points[outline->count++] = first;
        }
        set_box(outline);
        if (outline->count < CORNERS_LEAST)
            return airlog_fail(list->error, AIRLOG_E_INPUT, "the zone '%.*s' has fewer than three corners",
                               (int)outline->name.length, outline->name.bytes);
    }
    return AIRLOG_OK;
}

/* ---- GeoJSON ---------------------------------------------------------------------------------- */

static airlog_text name_of(const cJSON *feature) {
    static const char *const keys[] = {"name", "Name", "NAME", "id", "title"};
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *value = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, keys[i]));
        if (value && value[0]) return airlog_text_of(value);
    }
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(feature, "id"));
    return airlog_text_of(id && id[0] ? id : "zone");
}

/* The outer ring. What lies in a hole lies in the zone's region all the same: such a zone is refused. */
static bool read_polygon(const cJSON *rings, airlog_text name, airlog_outline_list *list) {
    const cJSON *position;
    if (cJSON_GetArraySize(rings) != 1) {
        (void)airlog_fail(list->error, AIRLOG_E_INPUT, "the polygon '%.*s' has %s", (int)name.length, name.bytes,
                          cJSON_GetArraySize(rings) > 1 ? "a hole, and zones with holes are not read" : "no ring");
        return false;
    }
    if (!airlog_outline_add(list, name)) return false;
    cJSON_ArrayForEach(position, cJSON_GetArrayItem(rings, 0)) {
        const cJSON *lon = cJSON_GetArrayItem(position, 0), *lat = cJSON_GetArrayItem(position, 1);
        airlog_lonlat point = {cJSON_IsNumber(lon) ? lon->valuedouble : AIRLOG_UNKNOWN,
                               cJSON_IsNumber(lat) ? lat->valuedouble : AIRLOG_UNKNOWN};
        if (!airlog_outline_point(list, point)) return false;
    }
    return true;
}

/* Lines and points are passed over: they hold nothing. */
static bool read_feature(const cJSON *feature, airlog_outline_list *list) {
    const cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry"), *each;
    const cJSON *coordinates = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(geometry, "type"));
    airlog_text name = name_of(feature);
    if (type && strcmp(type, "Polygon") == 0) return read_polygon(coordinates, name, list);
    if (!type || strcmp(type, "MultiPolygon") != 0) return true;
    cJSON_ArrayForEach(each, coordinates) if (!read_polygon(each, name, list)) return false;
    return true;
}

static airlog_status read_geojson(airlog_text content, airlog_outline_list *list) {
    cJSON *whole = cJSON_ParseWithLength(content.bytes, content.length);
    const cJSON *features = cJSON_GetObjectItemCaseSensitive(whole, "features"), *feature;
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(whole, "type"));
    airlog_status status = AIRLOG_OK;
    if (whole && type && strcmp(type, "Feature") == 0)
        status = read_feature(whole, list) ? AIRLOG_OK : list->error->status;
    else if (!cJSON_IsArray(features))
        status = airlog_fail(list->error, AIRLOG_E_INPUT, "it is neither GeoJSON (a FeatureCollection) nor OpenAir");
    else
        cJSON_ArrayForEach(feature, features) {
            if (status == AIRLOG_OK && !read_feature(feature, list)) status = list->error->status;
        }
    cJSON_Delete(whole);
    return status;
}

airlog_status airlog_outlines_read(airlog_text content, airlog_arena *memory, airlog_outlines *out,
                                   airlog_error *error) {
    airlog_error own = {0};
    airlog_outline_list list = {.memory = memory, .error = error ? error : &own, .out = out};
    airlog_text text = airlog_text_trim(content);
    *out = (airlog_outlines){0};
    airlog_status status = text.length && text.bytes[0] == '{' ? read_geojson(text, &list)
                                                               : airlog_outlines_openair(text, &list);
    return status == AIRLOG_OK ? finish(&list) : status;
}
