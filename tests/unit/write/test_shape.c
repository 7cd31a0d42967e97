/* Geometries at the edges of the map: the antimeridian, the poles, coordinate systems. */
#include "airlog_test.h"

#include <math.h>

#include "writer.h"

#define CIRCLE 73

static airlog_lonlat ring[CIRCLE];

/* An incident at a point with a region around it, as the place stage gives it: longitudes run on. */
static airlog_incident circle(double lon_deg, double lat_deg, double radius_deg) {
    airlog_incident incident;
    airlog_incident_clear(&incident);
    incident.lon = lon_deg;
    incident.lat = lat_deg;
    for (int i = 0; i < CIRCLE; i++) {
        double turn = 2 * M_PI * (i % (CIRCLE - 1)) / (CIRCLE - 1);
        ring[i] = (airlog_lonlat){lon_deg + radius_deg * cos(turn), lat_deg + radius_deg * sin(turn)};
    }
    incident.region = ring;
    incident.region_count = CIRCLE;
    return incident;
}

static void assert_on_the_map(OGRGeometryH geometry) {
    OGREnvelope bounds;
    OGR_G_GetEnvelope(geometry, &bounds);
    assert_true(bounds.MinX >= -180 && bounds.MaxX <= 180 && bounds.MinY >= -90 && bounds.MaxY <= 90);
}

static void plain_region(void **state) {
    (void)state;
    airlog_incident incident = circle(121, 25, 0.5);
    OGRGeometryH region = airlog_shape_region(&incident);
    assert_non_null(region);
    assert_int_equal(OGR_G_GetGeometryType(region), wkbMultiPolygon);
    assert_int_equal(OGR_G_GetGeometryCount(region), 1);
    OGRGeometryH edge = OGR_G_GetGeometryRef(OGR_G_GetGeometryRef(region, 0), 0);
    assert_int_equal(OGR_G_GetPointCount(edge), CIRCLE);
    assert_true(OGR_G_GetX(edge, 0) == OGR_G_GetX(edge, CIRCLE - 1)); /* to the last bit */
    assert_true(OGR_G_IsValid(region));
    OGR_G_DestroyGeometry(region);
}

/* Two halves that together have the area of the whole, wherever the longitudes ran on. */
static void region_over_antimeridian(void **state) {
    (void)state;
    static const double centres[] = {179.9, -179.9, 180, -180, 539.9};
    for (size_t i = 0; i < sizeof centres / sizeof *centres; i++) {
        airlog_incident whole = circle(0, -17, 0.5);
        OGRGeometryH expected = airlog_shape_region(&whole);
        airlog_incident incident = circle(centres[i], -17, 0.5);
        OGRGeometryH region = airlog_shape_region(&incident);
        assert_non_null(region);
        assert_int_equal(OGR_G_GetGeometryCount(region), 2);
        assert_on_the_map(region);
        assert_true(OGR_G_IsValid(region));
        assert_true(fabs(OGR_G_Area(region) - OGR_G_Area(expected)) < 1e-9);
        OGR_G_DestroyGeometry(region);
        OGR_G_DestroyGeometry(expected);
    }
}

static void region_over_pole(void **state) {
    (void)state;
    for (int side = -1; side <= 1; side += 2) {
        airlog_incident incident;
        airlog_incident_clear(&incident);
        incident.lon = 30;
        incident.lat = side * 89;
        for (int i = 0; i < CIRCLE; i++) ring[i] = (airlog_lonlat){30 - 180 + side * i * 5.0, side * 85};
        incident.region = ring;
        incident.region_count = CIRCLE;
        OGRGeometryH region = airlog_shape_region(&incident);
        assert_non_null(region);
        assert_on_the_map(region);
        OGREnvelope bounds;
        OGR_G_GetEnvelope(region, &bounds);
        assert_true(side > 0 ? bounds.MaxY == 90 : bounds.MinY == -90);
        assert_true(fabs(OGR_G_Area(region) - 360 * 5) < 1e-6); /* all longitudes, the last five degrees */
        OGR_G_DestroyGeometry(region);
    }
}

static void no_region(void **state) {
    (void)state;
    airlog_incident incident;
    airlog_incident_clear(&incident);
    assert_null(airlog_shape_region(&incident));
    assert_null(airlog_shape_point(&incident));
    assert_null(airlog_shape_anchor(&incident));
    assert_null(airlog_shape_track(&incident));
    incident.lon = incident.anchor_lon = 5;
    incident.lat = incident.anchor_lat = 6;
    assert_null(airlog_shape_anchor(&incident)); /* at the anchor: no line of no length */
}

static void anchor_line(void **state) {
    (void)state;
    airlog_incident incident;
    airlog_incident_clear(&incident);
    incident.lon = -179.5;
    incident.lat = 52;
    incident.anchor_lon = 178;
    incident.anchor_lat = 51;
    OGRGeometryH line = airlog_shape_anchor(&incident);
    assert_non_null(line);
    assert_int_equal(OGR_G_GetGeometryType(line), wkbMultiLineString);
    assert_int_equal(OGR_G_GetGeometryCount(line), 2);
    assert_on_the_map(line);
    double length = OGR_G_Length(OGR_G_GetGeometryRef(line, 0)) + OGR_G_Length(OGR_G_GetGeometryRef(line, 1));
    assert_true(length > 2.6 && length < 2.8); /* 2.5 degrees east and 1 north, not round the world */
    OGR_G_DestroyGeometry(line);
    incident.lon = 40;
    incident.anchor_lon = -40; /* far: bends to the north, as geodesics do */
    line = airlog_shape_anchor(&incident);
    OGREnvelope bounds;
    OGR_G_GetEnvelope(line, &bounds);
    assert_true(bounds.MaxY > 58);
    OGR_G_DestroyGeometry(line);
}

static void track_line(void **state) {
    (void)state;
    airlog_track_point track[3] = {{{179, 0}, 0}, {{-179, 0}, 0}, {{-178, 1}, 0}};
    airlog_incident incident;
    airlog_incident_clear(&incident);
    incident.track = track;
    incident.track_count = 3;
    OGRGeometryH line = airlog_shape_track(&incident);
    assert_int_equal(OGR_G_GetGeometryCount(line), 2);
    assert_on_the_map(line);
    OGR_G_DestroyGeometry(line);
}

/* ---- coordinate systems ------------------------------------------------------------------------- */

static void transforms(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_crs *crs;
    assert_int_equal(airlog_crs_open("EPSG:3857", &crs, &error), AIRLOG_OK);
    assert_false(airlog_crs_is_wgs84(crs));
    airlog_incident incident = circle(121, 25, 0.5);
    OGRGeometryH point = airlog_shape_point(&incident);
    assert_true(airlog_crs_transform(crs, point));
    assert_true(fabs(OGR_G_GetX(point, 0) - 13469658.39) < 0.01); /* a = 6378137: x = a * 121 degrees */
    assert_true(fabs(OGR_G_GetY(point, 0) - 2875744.62) < 0.01);
    OGR_G_DestroyGeometry(point);
    airlog_crs_close(crs);
}

static void longitude_stays_first(void **state) {
    (void)state;
    static const char *const names[] = {NULL, "EPSG:4326", "OGC:CRS84", "WGS84"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        airlog_error error = {0};
        airlog_crs *crs;
        assert_int_equal(airlog_crs_open(names[i], &crs, &error), AIRLOG_OK);
        airlog_incident incident = circle(121, 25, 0.5);
        OGRGeometryH point = airlog_shape_point(&incident);
        assert_true(airlog_crs_transform(crs, point));
        assert_true(fabs(OGR_G_GetX(point, 0) - 121) < 1e-9);
        OGR_G_DestroyGeometry(point);
        airlog_crs_close(crs);
    }
}

static void unknown_crs(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_crs *crs;
    assert_int_equal(airlog_crs_open("EPSG:99999999", &crs, &error), AIRLOG_E_ARGUMENT);
    assert_null(crs);
    assert_non_null(strstr(error.message, "EPSG:99999999"));
}

static void outside_a_crs(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_crs *crs;
    assert_int_equal(airlog_crs_open("+proj=gnom +lat_0=90 +datum=WGS84", &crs, &error), AIRLOG_OK);
    airlog_incident incident = circle(10, -60, 1); /* the southern half has no image in a northern gnomonic map */
    OGRGeometryH point = airlog_shape_point(&incident);
    assert_false(airlog_crs_transform(crs, point));
    OGR_G_DestroyGeometry(point);
    airlog_crs_close(crs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_region),     cmocka_unit_test(region_over_antimeridian),
        cmocka_unit_test(region_over_pole), cmocka_unit_test(no_region),
        cmocka_unit_test(anchor_line),      cmocka_unit_test(track_line),
        cmocka_unit_test(transforms),       cmocka_unit_test(longitude_stays_first),
        cmocka_unit_test(unknown_crs),      cmocka_unit_test(outside_a_crs),
    };
    return cmocka_run_group_tests_name("write.shape", tests, NULL, NULL);
}
