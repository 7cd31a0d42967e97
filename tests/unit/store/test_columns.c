/* Fields as columns: what a format does not take is an error, and what GDAL says is heard and never printed. */
#include "airlog_test.h"

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>

#include "../gis/sample.h"
#include "airlog/store.h"

static airlog_sample sample;

static GDALDatasetH memory_dataset(void) {
    return GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
}

static void every_field_has_a_column(void **state) {
    (void)state;
    size_t fields;
    airlog_fields(&fields);
    for (unsigned flags = 0; flags < 16; flags++) {
        GDALDatasetH dataset = memory_dataset();
        OGRLayerH layer = GDALDatasetCreateLayer(dataset, "incidents", NULL, wkbNone, NULL);
        airlog_columns columns, found;
        airlog_error error = {0};
        assert_int_equal(airlog_columns_define(layer, NULL, flags, 0, &columns, &error), AIRLOG_OK);
        assert_int_equal(columns.count, fields + ((flags & AIRLOG_COLUMNS_DAYS) ? 2 : 0));
        airlog_columns_find(layer, &found);
        assert_int_equal(found.count, fields);
        GDALClose(dataset);
    }
}

/* Names of a shapefile: at most ten bytes, and apart whatever the case. */
static void short_names_are_apart(void **state) {
    (void)state;
    GDALDatasetH dataset = memory_dataset();
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "incidents", NULL, wkbNone, NULL);
    airlog_columns columns;
    airlog_error error = {0};
    assert_int_equal(
        airlog_columns_define(layer, NULL, AIRLOG_COLUMNS_SHORT | AIRLOG_COLUMNS_DAYS, 0, &columns, &error), AIRLOG_OK);
    for (size_t i = 0; i < columns.count; i++) {
        assert_in_range(strlen(columns.items[i].name), 1, 10);
        for (size_t j = 0; j < i; j++) {
            assert_false(
                airlog_text_same(airlog_text_of(columns.items[i].name), airlog_text_of(columns.items[j].name)));
        }
    }
    GDALClose(dataset);
}

static void fills_and_reads(void **state) {
    (void)state;
    airlog_arena *arena;
    airlog_error error = {0};
    assert_int_equal(airlog_arena_open(1 << 20, &arena, &error), AIRLOG_OK);
    for (unsigned flags = 0; flags < 8; flags++) {
        GDALDatasetH dataset = memory_dataset();
        OGRLayerH layer = GDALDatasetCreateLayer(dataset, "incidents", NULL, wkbNone, NULL);
        airlog_columns columns;
        airlog_buffer scratch = {0};
        assert_int_equal(airlog_columns_define(layer, NULL, flags, 0, &columns, &error), AIRLOG_OK);
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        for (int i = 0; i < SAMPLES; i++) { /* one feature for all: nothing of the last may stay */
            airlog_incident back;
            airlog_columns_fill(&columns, &sample.incidents[i], &scratch, feature);
            assert_int_equal(airlog_columns_read(&columns, feature, arena, &back, &error), AIRLOG_OK);
            airlog_buffer a = {0}, b = {0};
            airlog_incident_print(&sample.incidents[i], &a);
            airlog_incident_print(&back, &b);
            assert_int_equal(a.length, b.length);
            assert_memory_equal(a.bytes, b.bytes, a.length);
            airlog_buffer_close(&a);
            airlog_buffer_close(&b);
        }
        OGR_F_Destroy(feature);
        airlog_buffer_close(&scratch);
        GDALClose(dataset);
    }
    airlog_arena_close(arena);
}

static void times_before_1970(void **state) {
    (void)state;
    GDALDatasetH dataset = memory_dataset();
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "incidents", NULL, wkbNone, NULL);
    static const char *const names[] = {"time_start", NULL};
    airlog_columns columns;
    airlog_error error = {0};
    airlog_buffer scratch = {0};
    assert_int_equal(airlog_columns_define(layer, names, 0, 0, &columns, &error), AIRLOG_OK);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    airlog_incident incident;
    airlog_incident_clear(&incident);
    incident.time_start = -1; /* 1969-12-31T23:59:59Z */
    airlog_columns_fill(&columns, &incident, &scratch, feature);
    assert_string_equal(OGR_F_GetFieldAsString(feature, 0), "1969/12/31 23:59:59+00");
    incident.time_start = -86400;
    airlog_columns_fill(&columns, &incident, &scratch, feature);
    assert_string_equal(OGR_F_GetFieldAsString(feature, 0), "1969/12/31 00:00:00+00");
    OGR_F_Destroy(feature);
    airlog_buffer_close(&scratch);
    GDALClose(dataset);
}

/* A shapefile cuts names and turns a date-time into a date: both are refused by name, not left to happen. */
static void refused_columns(void **state) {
    (void)state;
    static const char *const long_name[] = {"published_basis", NULL}, *const time_of_day[] = {"time_start", NULL};
    GDALDriverH driver = GDALGetDriverByName("ESRI Shapefile");
    GDALDatasetH dataset = GDALCreate(driver, "/vsimem/a.shp", 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "a", NULL, wkbPoint, NULL);
    airlog_columns columns;
    airlog_error error = {0};
    assert_int_equal(airlog_columns_define(layer, long_name, 0, 0, &columns, &error), AIRLOG_E_OUTPUT);
    assert_non_null(strstr(error.message, "'published_basis'"));
    error = (airlog_error){0};
    assert_int_equal(airlog_columns_define(layer, time_of_day, 0, 0, &columns, &error), AIRLOG_E_OUTPUT);
    assert_non_null(strstr(error.message, "'time_start'"));
    GDALClose(dataset);
}

static void unknown_name(void **state) {
    (void)state;
    static const char *const names[] = {"id", "no_such", NULL};
    GDALDatasetH dataset = memory_dataset();
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "incidents", NULL, wkbNone, NULL);
    airlog_columns columns;
    airlog_error error = {0};
    assert_int_equal(airlog_columns_define(layer, names, 0, 0, &columns, &error), AIRLOG_E_ARGUMENT);
    GDALClose(dataset);
}

static void listens(void **state) {
    (void)state;
    airlog_gdal outer, inner;
    airlog_gdal_listen(&outer);
    CPLError(CE_Warning, CPLE_AppDefined, "a warning");
    airlog_gdal_listen(&inner);
    CPLError(CE_Failure, CPLE_AppDefined, "first\n");
    CPLError(CE_Failure, CPLE_AppDefined, "second");
    airlog_gdal_leave();
    airlog_gdal_leave();
    assert_int_equal(outer.failures, 0);
    assert_int_equal(outer.warnings, 1);
    assert_string_equal(outer.warning, "a warning");
    assert_int_equal(inner.failures, 2);
    assert_string_equal(inner.failure, "first");
    airlog_error error = {0};
    assert_int_equal(airlog_gdal_fail(&inner, &error, AIRLOG_E_OUTPUT, "layer %d", 3), AIRLOG_E_OUTPUT);
    assert_string_equal(error.message, "layer 3: first");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_a_column),
        cmocka_unit_test(short_names_are_apart),
        cmocka_unit_test(fills_and_reads),
        cmocka_unit_test(times_before_1970),
        cmocka_unit_test(refused_columns),
        cmocka_unit_test(unknown_name),
        cmocka_unit_test(listens),
    };
    GDALAllRegister();
    sample_make(&sample);
    return cmocka_run_group_tests_name("store.columns", tests, NULL, NULL);
}
