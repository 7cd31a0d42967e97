/* The layers of a GeoPackage and the files of a shapefile: kinds, counts, contents, coordinate systems, styles. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "airlog/write.h"
#include "sample.h"

#define PLACED (SAMPLES - 1)

static airlog_sample sample;
static char folder[64];

static char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_as(const char *name, const char *crs, bool with_track) {
    airlog_error error = {0};
    airlog_write_options options = {.overwrite = true, .crs = crs};
    airlog_writer *writer = NULL;
    airlog_incident items[SAMPLES];
    memcpy(items, sample.incidents, sizeof items);
    if (!with_track) items[SAMPLE_FULL].track_count = 0;
    airlog_incidents all = {items, SAMPLES}, none = {NULL, 0};
    airlog_report silent = sample.report; /* a report that tells of nothing is kept as one */
    silent.id = airlog_text_of("report-2");
    airlog_status status = airlog_writer_open(path_of(name), &options, &writer, &error);
    if (status == AIRLOG_OK) status = airlog_writer_add(writer, &sample.report, &all, &error);
    if (status == AIRLOG_OK) status = airlog_writer_add(writer, &silent, &none, &error);
    if (status == AIRLOG_OK) status = airlog_writer_finish(writer, &error);
    if (status != AIRLOG_OK) fail_msg("%s: %s", name, error.message);
    airlog_writer_close(writer);
}

static GDALDatasetH open_file(const char *name) {
    GDALDatasetH dataset = GDALOpenEx(path_of(name), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    return dataset;
}

static OGRLayerH layer_of(GDALDatasetH dataset, const char *name, OGRwkbGeometryType type, int count) {
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, name);
    if (!layer) fail_msg("no layer %s", name);
    assert_int_equal(OGR_L_GetGeomType(layer), type);
    assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), count);
    return layer;
}

static OGRFeatureH feature_of(OGRLayerH layer, const char *id) {
    char filter[64];
    snprintf(filter, sizeof filter, "id = '%s'", id);
    OGR_L_SetAttributeFilter(layer, filter);
    OGR_L_ResetReading(layer);
    OGRFeatureH feature = OGR_L_GetNextFeature(layer);
    assert_non_null(feature);
    return feature;
}

static void all_layers(const char *name, int listed) {
    write_as(name, NULL, true);
    GDALDatasetH dataset = open_file(name);
    assert_int_equal(GDALDatasetGetLayerCount(dataset), listed);
    layer_of(dataset, "incidents", wkbPoint, SAMPLES);
    layer_of(dataset, "regions", wkbMultiPolygon, 1);
    layer_of(dataset, "anchors", wkbMultiLineString, PLACED);
    layer_of(dataset, "tracks", wkbMultiLineString, 1);
    OGRLayerH reports = layer_of(dataset, "reports", wkbNone, 2);
    OGRFeatureH report = feature_of(reports, "report-1");
    assert_string_equal(OGR_F_GetFieldAsString(report, OGR_F_GetFieldIndex(report, "text")),
                        "A balloon was seen.\nIt's \"gone\".");
    assert_string_equal(OGR_F_GetFieldAsString(report, OGR_F_GetFieldIndex(report, "published")), "2024-11-25");
    assert_int_equal(OGR_F_GetFieldAsInteger(report, OGR_F_GetFieldIndex(report, "incidents")), SAMPLES);
    OGR_F_Destroy(report);
    report = feature_of(reports, "report-2");
    assert_int_equal(OGR_F_GetFieldAsInteger(report, OGR_F_GetFieldIndex(report, "incidents")), 0);
    OGR_F_Destroy(report);
    GDALClose(dataset);
}

static void databases(void **state) {
    (void)state;
    all_layers("all.gpkg", 6);   /* with the styles */
    all_layers("all.sqlite", 4); /* GDAL lists only tables with geometries, and finds the others by name */
    if (GDALGetDriverByName("OpenFileGDB")) all_layers("all.gdb", 5);
}

/* Geometries lie where they should: the region over the antimeridian in two parts, the lines not round the world. */
static void shapes(void **state) {
    (void)state;
    write_as("shapes.gpkg", NULL, true);
    GDALDatasetH dataset = open_file("shapes.gpkg");
    static const char *const layers[] = {"regions", "anchors", "tracks"};
    for (int i = 0; i < 3; i++) {
        OGRFeatureH feature = feature_of(GDALDatasetGetLayerByName(dataset, layers[i]), "s-full");
        OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
        OGREnvelope bounds;
        OGR_G_GetEnvelope(shape, &bounds);
        assert_int_equal(OGR_G_GetGeometryCount(shape), 2);
        assert_true(bounds.MinX >= -180 && bounds.MaxX <= 180);
        assert_true(OGR_G_IsValid(shape));
        assert_true(i > 0 || fabs(OGR_G_Area(shape) - 2.8) < 1e-9); /* the octagon's */
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
}

static void without_tracks(void **state) {
    (void)state;
    write_as("none.gpkg", NULL, false);
    GDALDatasetH dataset = open_file("none.gpkg");
    assert_null(GDALDatasetGetLayerByName(dataset, "tracks"));
    GDALClose(dataset);
}

static void reprojected(void **state) {
    (void)state;
    static const char *const names[] = {"web.gpkg", "web.shp", "web.fgb", "web.gml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_as(names[i], "EPSG:3857", true);
        GDALDatasetH dataset = open_file(names[i]);
        OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
        OGRSpatialReferenceH crs = OGR_L_GetSpatialRef(layer);
        assert_non_null(crs);
        assert_true(OSRIsProjected(crs));
        OGRFeatureH feature = feature_of(layer, "q-long");
        OGRGeometryH point = OGR_F_GetGeometryRef(feature);
        assert_true(fabs(OGR_G_GetX(point, 0) - 6378137.0 * 121.75 * M_PI / 180) < 0.01);
        int lon = OGR_F_GetFieldIndex(feature, "lon");
        assert_true(fabs(OGR_F_GetFieldAsDouble(feature, lon) - 121.75) < 1e-9); /* the fields stay in degrees */
        OGR_F_Destroy(feature);
        GDALClose(dataset);
    }
}

static void shapefile_parts(void **state) {
    (void)state;
    write_as("parts.shp", NULL, true);
    static const struct {
        const char *file;
        OGRwkbGeometryType type;
        int count;
    } parts[] = {{"parts.shp", wkbPoint, SAMPLES},
                 {"parts_regions.shp", wkbPolygon, 1},
                 {"parts_anchors.shp", wkbLineString, PLACED},
                 {"parts_tracks.shp", wkbLineString, 1}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        GDALDatasetH dataset = open_file(parts[i].file);
        OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
        assert_int_equal(OGR_L_GetGeomType(layer), parts[i].type);
        assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), parts[i].count);
        GDALClose(dataset);
    }
    GDALDatasetH dataset = open_file("parts.shp"); /* the day beside the time */
    OGRFeatureH feature = feature_of(GDALDatasetGetLayer(dataset, 0), "s-full");
    char iso[32];
    iso[airlog_time_print(iso, sample.incidents[SAMPLE_FULL].time_start, 0)] = '\0';
    assert_string_equal(OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "time_start")), iso);
    char day[16];
    snprintf(day, sizeof day, "%.4s/%.2s/%.2s", iso, iso + 5, iso + 8);
    assert_string_equal(OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "start_date")), day);
    OGR_F_Destroy(feature);
    GDALClose(dataset);
}

static void styled(void **state) {
    (void)state;
    write_as("styled.gpkg", NULL, true);
    GDALDatasetH dataset = open_file("styled.gpkg");
    OGRLayerH styles = layer_of(dataset, "layer_styles", wkbNone, 4);
    for (OGRFeatureH row; (row = OGR_L_GetNextFeature(styles)) != NULL;) {
        const char *table = OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, "f_table_name"));
        assert_non_null(GDALDatasetGetLayerByName(dataset, table));
        assert_string_equal(OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, "f_geometry_column")), "geom");
        assert_int_equal(OGR_F_GetFieldAsInteger(row, OGR_F_GetFieldIndex(row, "useAsDefault")), 1);
        assert_non_null(strstr(OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, "styleQML")), "<renderer-v2"));
        OGR_F_Destroy(row);
    }
    GDALClose(dataset);
}

/* SQL for PostGIS: tables of one's own are never dropped, and every layer is there. */
static void sql_for_postgis(void **state) {
    (void)state;
    if (!GDALGetDriverByName("PGDUMP")) skip();
    write_as("dump.sql", NULL, true);
    FILE *file = fopen(path_of("dump.sql"), "rb");
    assert_non_null(file);
    static char text[1 << 18];
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_null(strstr(text, "DROP TABLE"));
    static const char *const names[] = {"incidents", "regions", "anchors", "tracks", "reports"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char create[80];
        snprintf(create, sizeof create, "CREATE TABLE \"public\".\"%s\"", names[i]);
        assert_non_null(strstr(text, create));
    }
    assert_non_null(strstr(text, "COMMIT;"));
    assert_non_null(strstr(text, "n-markup"));
}

/* Two of the rules of RFC 7946 and the promise that no key is ever missing. */
static void geojson_rules(void **state) {
    (void)state;
    write_as("rules.geojson", NULL, true);
    FILE *file = fopen(path_of("rules.geojson"), "rb");
    assert_non_null(file);
    static char text[1 << 17];
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_null(strstr(text, "\"crs\""));
    assert_non_null(strstr(text, "\"coordinates\":[121.75,26.1529753]")); /* seven places, longitude first */
    size_t count, features = 0;
    const airlog_field *fields = airlog_fields(&count);
    for (const char *at = text; (at = strstr(at, "\"Feature\"")) != NULL; at++) features++;
    assert_int_equal(features, SAMPLES);
    for (size_t i = 0; i < count; i++) {
        char key[64];
        size_t found = 0;
        snprintf(key, sizeof key, "\"%s\":", fields[i].name);
        for (const char *at = text; (at = strstr(at, key)) != NULL; at++) found++;
        assert_true(found >= SAMPLES);
    }
}

/* With an argument: writes the sample there, for the test that opens it in QGIS. */
int main(int count, char **arguments) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(databases),     cmocka_unit_test(shapes),          cmocka_unit_test(without_tracks),
        cmocka_unit_test(reprojected),   cmocka_unit_test(shapefile_parts), cmocka_unit_test(styled),
        cmocka_unit_test(geojson_rules), cmocka_unit_test(sql_for_postgis),
    };
    sample_make(&sample);
    if (count > 1) {
        airlog_error error = {0};
        airlog_writer *writer = NULL;
        airlog_incidents all = {sample.incidents, SAMPLES};
        airlog_status status = airlog_writer_open(arguments[1], NULL, &writer, &error);
        if (status == AIRLOG_OK) status = airlog_writer_add(writer, &sample.report, &all, &error);
        if (status == AIRLOG_OK) status = airlog_writer_finish(writer, &error);
        airlog_writer_close(writer);
        return status == AIRLOG_OK ? 0 : 1;
    }
    snprintf(folder, sizeof folder, "gis_layers.XXXXXX");
    if (!mkdtemp(folder)) return 1;
    GDALAllRegister();
    int failed = cmocka_run_group_tests_name("gis.layers", tests, NULL, NULL);
    char command[100];
    snprintf(command, sizeof command, "rm -rf ./%s", folder);
    if (failed == 0 && system(command) != 0) return 1;
    return failed;
}
