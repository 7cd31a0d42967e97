/* Every format that airlog writes, read back by GDAL: every incident, every field, every geometry. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include <gdal.h>
#include <ogr_api.h>

#include "airlog/write.h"
#include "sample.h"

enum {
    NO_SHAPES = 1,
    SHORT_NAMES = 2,
    UNPLACED_APART = 4,
    LINE_ENDS_LOST = 8,    /* written, but GDAL drops them when it reads */
    LINE_ENDS_ESCAPED = 16 /* GDAL reads what it has written as \n in two characters */
};

struct format {
    const char *file;
    const char *name;   /* NULL: by the extension */
    const char *driver; /* that reads it */
    unsigned flags;
    size_t text_limit;
};

static const struct format formats[] = {
    {"out.gpkg", NULL, "GPKG", 0, 0},
    {"out.geojson", NULL, "GeoJSON", 0, 0},
    {"out.json", NULL, "GeoJSON", 0, 0},
    {"out.geojsonl", NULL, "GeoJSONSeq", 0, 0},
    {"out.geojsons", NULL, "GeoJSONSeq", 0, 0},
    {"out.shp", NULL, "ESRI Shapefile", SHORT_NAMES, 254},
    {"out.fgb", NULL, "FlatGeobuf", UNPLACED_APART, 0},
    {"out.sqlite", NULL, "SQLite", 0, 0},
    {"out.gdb", NULL, "OpenFileGDB", 0, 0},
    {"out.csv", NULL, "CSV", 0, 0},
    {"out.tsv", NULL, "CSV", 0, 0},
    {"out.xlsx", NULL, "XLSX", NO_SHAPES, 0},
    {"out.ods", NULL, "ODS", NO_SHAPES, 0},
    {"out.kml", NULL, NULL, 0, 0},
    {"out.kmz", NULL, NULL, 0, 0},
    {"out.gml", NULL, "GML", 0, 0},
    {"out.gpx", NULL, "GPX", UNPLACED_APART | LINE_ENDS_LOST, 0},
    {"out.jml", NULL, "JML", 0, 0},
    {"out.mapml", NULL, "MapML", 0, 0},
    {"out.tab", NULL, "MapInfo File", 0, 254},
    {"out.mif", NULL, "MapInfo File", LINE_ENDS_ESCAPED, 254},
};

static airlog_sample sample;
static char folder[64];

static void path_of(const char *name, char out[256]) {
    snprintf(out, 256, "%s/%s", folder, name);
}

static void write_sample(const struct format *format, const char *crs) {
    char path[256];
    path_of(format->file, path);
    airlog_error error = {0};
    airlog_write_options options = {.format = format->name, .overwrite = true, .crs = crs};
    airlog_writer *writer = NULL;
    airlog_incidents all = {sample.incidents, SAMPLES};
    airlog_status status = airlog_writer_open(path, &options, &writer, &error);
    if (status == AIRLOG_OK) status = airlog_writer_add(writer, &sample.report, &all, &error);
    if (status == AIRLOG_OK) status = airlog_writer_finish(writer, &error);
    if (status != AIRLOG_OK) fail_msg("%s: %s", format->file, error.message);
    airlog_writer_close(writer);
}

/* ---- comparing ---------------------------------------------------------------------------------- */

static int index_of(OGRFeatureH feature, const struct format *format, const airlog_field *field) {
    const char *name = (format->flags & SHORT_NAMES) ? field->short_name : field->name;
    char other[80];
    int index = OGR_F_GetFieldIndex(feature, name);
    snprintf(other, sizeof other, "ogr_%s", name); /* as GPX and GeoRSS give it back */
    if (index < 0) index = OGR_F_GetFieldIndex(feature, other);
    if (index < 0) fail_msg("%s has no field '%s'", format->file, name);
    return index;
}

/* What GDAL makes of a text's line ends when it reads the format. */
static airlog_text as_read(airlog_text text, unsigned flags, char out[2048]) {
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] != '\n' || !(flags & (LINE_ENDS_LOST | LINE_ENDS_ESCAPED))) {
            out[length++] = text.bytes[i];
        } else if (flags & LINE_ENDS_ESCAPED) {
            out[length++] = '\\';
            out[length++] = 'n';
        }
    }
    return (airlog_text){out, length};
}

static void check_text(OGRFeatureH feature, int index, airlog_text expected, const struct format *format,
                       const char *name) {
    if (format->text_limit && expected.length > format->text_limit) {
        expected.length = airlog_utf8_cut(expected, format->text_limit);
    }
    char changed[2048];
    expected = as_read(expected, format->flags, changed);
    const char *found = OGR_F_IsFieldSetAndNotNull(feature, index) ? OGR_F_GetFieldAsString(feature, index) : "";
    if (!airlog_text_equal(airlog_text_of(found), expected)) {
        fail_msg("%s, %s: '%s' instead of '%.*s'", format->file, name, found, (int)expected.length, expected.bytes);
    }
}

static void check_real(OGRFeatureH feature, int index, double expected, const struct format *format, const char *name) {
    const bool there = OGR_F_IsFieldSetAndNotNull(feature, index) && OGR_F_GetFieldAsString(feature, index)[0];
    if (!isfinite(expected)) {
        if (there)
            fail_msg("%s, %s: %s instead of nothing", format->file, name, OGR_F_GetFieldAsString(feature, index));
        return;
    }
    if (!there) fail_msg("%s, %s: nothing instead of %.17g", format->file, name, expected);
    double found = OGR_F_GetFieldAsDouble(feature, index);
    if (fabs(found - expected) > 1e-9 * fmax(1, fabs(expected))) {
        fail_msg("%s, %s: %.17g instead of %.17g", format->file, name, found, expected);
    }
}

static void check_time(OGRFeatureH feature, int index, airlog_time_s expected, const struct format *format,
                       const char *name) {
    const bool there = OGR_F_IsFieldSetAndNotNull(feature, index) && OGR_F_GetFieldAsString(feature, index)[0];
    if (there != (expected != AIRLOG_NO_TIME)) fail_msg("%s, %s: %s", format->file, name, there ? "a time" : "no time");
    if (!there) return;
    char iso[32];
    iso[airlog_time_print(iso, expected, 0)] = '\0';
    char found[32];
    if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, index)) == OFTString) {
        snprintf(found, sizeof found, "%s", OGR_F_GetFieldAsString(feature, index));
    } else {
        int y, m, d, hour, minute, second, zone;
        OGR_F_GetFieldAsDateTime(feature, index, &y, &m, &d, &hour, &minute, &second, &zone);
        if (zone != 100 && zone != 0) fail_msg("%s, %s: zone %d", format->file, name, zone);
        snprintf(found, sizeof found, "%04d-%02d-%02dT%02d:%02d:%02dZ", y, m, d, hour, minute, second);
    }
    assert_string_equal(found, iso);
}

static void check_point(OGRFeatureH feature, const airlog_incident *expected, const struct format *format) {
    OGRGeometryH point = OGR_F_GetGeometryRef(feature);
    const bool placed = isfinite(expected->lon);
    if (format->flags & NO_SHAPES) return;
    if (!placed) {
        if (point && !OGR_G_IsEmpty(point)) fail_msg("%s: a point from nowhere", format->file);
        return;
    }
    if (!point) fail_msg("%s: no point", format->file);
    assert_int_equal(wkbFlatten(OGR_G_GetGeometryType(point)), wkbPoint);
    assert_true(fabs(OGR_G_GetX(point, 0) - expected->lon) < 1e-6);
    assert_true(fabs(OGR_G_GetY(point, 0) - expected->lat) < 1e-6);
}

static const airlog_incident *incident_of(OGRFeatureH feature, const struct format *format) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    const char *id = OGR_F_GetFieldAsString(feature, index_of(feature, format, &fields[0]));
    for (int i = 0; i < SAMPLES; i++) {
        if (airlog_text_is(sample.incidents[i].id, id)) return &sample.incidents[i];
    }
    fail_msg("%s: unknown id '%s'", format->file, id);
    return NULL;
}

static void check_feature(OGRFeatureH feature, const struct format *format, bool seen[SAMPLES]) {
    const airlog_incident *expected = incident_of(feature, format);
    assert_false(seen[expected - sample.incidents]);
    seen[expected - sample.incidents] = true;
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count; i++) {
        int index = index_of(feature, format, &fields[i]);
        switch (fields[i].type) {
        case AIRLOG_FIELD_TEXT:
            check_text(feature, index, airlog_field_text(expected, &fields[i]), format, fields[i].name);
            break;
        case AIRLOG_FIELD_REAL:
            check_real(feature, index, airlog_field_real(expected, &fields[i]), format, fields[i].name);
            break;
        case AIRLOG_FIELD_TIME:
            check_time(feature, index, airlog_field_time(expected, &fields[i]), format, fields[i].name);
            break;
        }
    }
    check_point(feature, expected, format);
}

static GDALDatasetH open_file(const char *name, const char *driver) {
    char path[256];
    path_of(name, path);
    const char *const drivers[] = {driver, NULL};
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, driver ? drivers : NULL, NULL, NULL);
    if (!dataset) fail_msg("%s does not open", name);
    return dataset;
}

static void check_file(const char *file, const struct format *format, bool seen[SAMPLES]) {
    GDALDatasetH dataset = open_file(file, format->driver);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    for (OGRFeatureH feature; (feature = OGR_L_GetNextFeature(layer)) != NULL;) {
        check_feature(feature, format, seen);
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
}

/* ---- the tests ------------------------------------------------------------------------------------ */

static bool is_here(const char *name) {
    return !name || GDALGetDriverByName(name);
}

static void round_trip(void **state) {
    const struct format *format = *state;
    if (!is_here(format->driver)) {
        print_message("GDAL has no driver %s here\n", format->driver);
        skip();
    }
    bool seen[SAMPLES] = {false};
    write_sample(format, NULL);
    check_file(format->file, format, seen);
    assert_int_equal(seen[SAMPLE_EMPTY], !(format->flags & UNPLACED_APART));
    if (format->flags & UNPLACED_APART) {
        struct format csv = {"out_unplaced.csv", NULL, "CSV", NO_SHAPES, 0};
        check_file(csv.file, &csv, seen);
    }
    for (int i = 0; i < SAMPLES; i++) assert_true(seen[i]);
}

static void ogrinfo_opens(void **state) {
    const struct format *format = *state;
    if (system("ogrinfo --version > /dev/null 2>&1") != 0) {
        print_message("ogrinfo is not here\n");
        skip();
    }
    if (!is_here(format->driver)) skip();
    write_sample(format, NULL);
    char command[400];
    snprintf(command, sizeof command, "ogrinfo -ro -so -al %s/%s > %s/info.txt 2>&1", folder, format->file, folder);
    if (system(command) != 0) fail_msg("ogrinfo cannot open %s", format->file);
}

int main(void) {
    static struct CMUnitTest tests[64];
    static char names[64][64];
    size_t count = 0;
    snprintf(folder, sizeof folder, "gis_roundtrip.XXXXXX");
    if (!mkdtemp(folder)) return 1;
    GDALAllRegister();
    sample_make(&sample);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        snprintf(names[count], sizeof names[count], "round trip of %s", formats[i].file);
        tests[count] = (struct CMUnitTest){names[count], round_trip, NULL, NULL, (void *)(uintptr_t)&formats[i]};
        count++;
        snprintf(names[count], sizeof names[count], "ogrinfo opens %s", formats[i].file);
        tests[count] = (struct CMUnitTest){names[count], ogrinfo_opens, NULL, NULL, (void *)(uintptr_t)&formats[i]};
        count++;
    }
    int failed = _cmocka_run_group_tests("gis.roundtrip", tests, count, NULL, NULL);
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    if (failed == 0 && system(command) != 0) return 1;
    return failed;
}
