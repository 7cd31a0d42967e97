#include <math.h>

#include "writer.h"

/* Geometries are first laid out with longitudes that run on over 180 degrees, then cut into the worlds that they touch
 * and each piece is moved home: so no line ever crosses the whole map. */

#define SEGMENT_M 50000.0 /* a straight line in degrees leaves the geodesic by metres at this length */
#define SEGMENTS_MOST 200

/* ---- cutting ------------------------------------------------------------------------------------ */

static OGRGeometryH world_box(double west) {
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    const double corners[5][2] = {{west, -90}, {west + 360, -90}, {west + 360, 90}, {west, 90}, {west, -90}};
    for (int i = 0; i < 5; i++) OGR_G_AddPoint_2D(ring, corners[i][0], corners[i][1]);
    OGRGeometryH box = OGR_G_CreateGeometry(wkbPolygon);
    OGR_G_AddGeometryDirectly(box, ring);
    return box;
}

static void shift(OGRGeometryH geometry, double by_deg) {
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); i++) shift(OGR_G_GetGeometryRef(geometry, i), by_deg);
    if (OGR_G_GetGeometryCount(geometry) > 0) return;
    for (int i = 0; i < OGR_G_GetPointCount(geometry); i++) {
        OGR_G_SetPoint_2D(geometry, i, OGR_G_GetX(geometry, i) + by_deg, OGR_G_GetY(geometry, i));
    }
}

/* Adds the parts of `piece` that have the dimension wanted; takes it. */
static void collect(OGRGeometryH out, OGRGeometryH piece, OGRwkbGeometryType wanted) {
    if (OGR_G_GetGeometryType(piece) == wanted) {
        OGR_G_AddGeometryDirectly(out, piece);
        return;
    }
    for (int i = 0; i < OGR_G_GetGeometryCount(piece); i++) {
        OGRGeometryH part = OGR_G_GetGeometryRef(piece, i);
        if (OGR_G_GetGeometryType(part) == wanted) OGR_G_AddGeometry(out, part);
    }
    OGR_G_DestroyGeometry(piece);
}

/* What of `geometry` lies in one world, where that world is; NULL when nothing does. */
static OGRGeometryH part_in_world(OGRGeometryH geometry, double west) {
    OGRGeometryH box = world_box(west);
    OGRGeometryH part = OGR_G_Intersection(geometry, box);
    OGR_G_DestroyGeometry(box);
    if (part && OGR_G_IsEmpty(part)) {
        OGR_G_DestroyGeometry(part);
        return NULL;
    }
    return part;
}

/* A multi-geometry of the parts within -180..180; takes `geometry`. */
static OGRGeometryH cut_at_antimeridian(OGRGeometryH geometry, OGRwkbGeometryType single, OGRwkbGeometryType multi) {
    OGREnvelope bounds;
    OGR_G_GetEnvelope(geometry, &bounds);
    OGRGeometryH out = OGR_G_CreateGeometry(multi);
    if (bounds.MinX >= -180 && bounds.MaxX <= 180) {
        OGR_G_AddGeometryDirectly(out, geometry);
        return out;
    }
    int first = (int)floor((bounds.MinX + 180) / 360);
    int last = (int)floor((bounds.MaxX + 180) / 360);
    for (int world = first; world <= last; world++) {
        OGRGeometryH part = part_in_world(geometry, world * 360.0 - 180);
        if (!part) continue;
        shift(part, -360.0 * world);
        collect(out, part, single);
    }
    OGR_G_DestroyGeometry(geometry);
    if (OGR_G_GetGeometryCount(out) > 0) return out;
    OGR_G_DestroyGeometry(out);
    return NULL;
}

/* ---- shapes ------------------------------------------------------------------------------------- */

static bool is_placed(const airlog_incident *incident) {
    return isfinite(incident->lon) && isfinite(incident->lat);
}

OGRGeometryH airlog_shape_point(const airlog_incident *incident) {
    if (!is_placed(incident)) return NULL;
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, incident->lon, incident->lat);
    return point;
}

/* A ring around a pole ends a whole turn from where it began: it is closed along the edge of the map. */
static void close_over_pole(OGRGeometryH ring, const airlog_lonlat *first, const airlog_lonlat *last) {
    double pole = first->lat_deg < 0 ? -90 : 90;
    OGR_G_AddPoint_2D(ring, last->lon_deg, pole);
    OGR_G_AddPoint_2D(ring, first->lon_deg, pole);
    OGR_G_AddPoint_2D(ring, first->lon_deg, first->lat_deg);
}

OGRGeometryH airlog_shape_region(const airlog_incident *incident) {
    if (incident->region_count < 4) return NULL;
    const airlog_lonlat *first = &incident->region[0], *last = &incident->region[incident->region_count - 1];
    const bool over_pole = fabs(last->lon_deg - first->lon_deg) > 180;
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (size_t i = 0; i + 1 < incident->region_count; i++) {
        OGR_G_AddPoint_2D(ring, incident->region[i].lon_deg, incident->region[i].lat_deg);
    }
    if (over_pole) {
        OGR_G_AddPoint_2D(ring, last->lon_deg, last->lat_deg);
        close_over_pole(ring, first, last);
    } else { /* the first vertex again, bit by bit: a recomputed one is not the same */
        OGR_G_AddPoint_2D(ring, first->lon_deg, first->lat_deg);
    }
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    OGR_G_AddGeometryDirectly(polygon, ring);
    return cut_at_antimeridian(polygon, wkbPolygon, wkbMultiPolygon);
}

/* Adds a vertex on the side of the last one where the way is shorter. */
static void add_vertex(OGRGeometryH line, double lon_deg, double lat_deg) {
    int count = OGR_G_GetPointCount(line);
    if (count > 0) {
        double before = OGR_G_GetX(line, count - 1);
        lon_deg += 360.0 * round((before - lon_deg) / 360.0);
    }
    OGR_G_AddPoint_2D(line, lon_deg, lat_deg);
}

/* The vertices between two points of a geodesic; without PROJ the straight line remains. */
static void add_between(OGRGeometryH line, airlog_lonlat from, airlog_lonlat to) {
    double distance_m, bearing_deg, final_deg;
    if (airlog_geodesic_between(from, to, &distance_m, &bearing_deg, &final_deg, NULL) != AIRLOG_OK) return;
    double wanted = ceil(distance_m / SEGMENT_M);
    int segments = wanted > SEGMENTS_MOST ? SEGMENTS_MOST : (int)wanted;
    for (int i = 1; i < segments; i++) {
        airlog_lonlat vertex;
        if (airlog_geodesic_step(from, bearing_deg, distance_m * i / segments, &vertex, NULL) != AIRLOG_OK) return;
        add_vertex(line, vertex.lon_deg, vertex.lat_deg);
    }
}

static OGRGeometryH finish_line(OGRGeometryH line) {
    return cut_at_antimeridian(line, wkbLineString, wkbMultiLineString);
}

OGRGeometryH airlog_shape_anchor(const airlog_incident *incident) {
    if (!is_placed(incident) || !isfinite(incident->anchor_lon) || !isfinite(incident->anchor_lat)) return NULL;
    airlog_lonlat from = {incident->anchor_lon, incident->anchor_lat}, to = {incident->lon, incident->lat};
    if (fabs(from.lon_deg - to.lon_deg) < 1e-9 && fabs(from.lat_deg - to.lat_deg) < 1e-9) return NULL;
    OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
    add_vertex(line, from.lon_deg, from.lat_deg);
    add_between(line, from, to);
    add_vertex(line, to.lon_deg, to.lat_deg);
    return finish_line(line);
}

OGRGeometryH airlog_shape_track(const airlog_incident *incident) {
    if (incident->track_count < 2) return NULL;
    OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
    for (size_t i = 0; i < incident->track_count; i++) {
        airlog_lonlat here = incident->track[i].point;
        if (i > 0) add_between(line, incident->track[i - 1].point, here);
        add_vertex(line, here.lon_deg, here.lat_deg);
    }
    return finish_line(line);
}
