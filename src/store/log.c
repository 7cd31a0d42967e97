#include "airlog/store.h"

#include <stdio.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* The log is a GeoPackage with the point layer `incidents` and the table `reports`. A report and its incidents are
 * always within one transaction, so that whatever kills the process, SQLite's journal takes back the whole batch. */

#define REPORTS_PER_COMMIT 1000

struct airlog_log {
    char *name;
    GDALDatasetH dataset;
    OGRLayerH incidents, reports;
    airlog_columns columns;
    airlog_buffer scratch;
    airlog_arena *memory; /* of the incidents that a new one is compared with */
    unsigned pending; /* reports since the last commit */
    bool failed;
};

/* ---- creating ------------------------------------------------------------------------------------ */

static airlog_status run_sql(GDALDatasetH dataset, const char *sql, airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (rows) GDALDatasetReleaseResultSet(dataset, rows);
    airlog_gdal_leave();
    if (heard.failures == 0) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the log cannot be written");
}

static airlog_status create_incidents(GDALDatasetH dataset, airlog_error *error) {
    static const char *const options[] = {"GEOMETRY_NAME=geom", "SPATIAL_INDEX=NO", NULL};
    OGRSpatialReferenceH wgs84 = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(wgs84, 4326);
    OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "incidents", wgs84, wkbPoint, (char **)(uintptr_t)options);
    OSRRelease(wgs84);
    if (!layer) return airlog_fail(error, AIRLOG_E_OUTPUT, "the table 'incidents' cannot be created");
    airlog_columns columns;
    return airlog_columns_define(layer, NULL, 0, 0, &columns, error);
}

static airlog_status create_reports(GDALDatasetH dataset, airlog_error *error) {
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "reports", NULL, wkbNone, NULL);
    if (!layer) return airlog_fail(error, AIRLOG_E_OUTPUT, "the table 'reports' cannot be created");
    return airlog_report_columns_define(layer, error);
}

/* The spatial index is made while the table is empty: its triggers then keep it right whatever happens, while one that
 * is built when the dataset is closed is missing after a crash. */
static airlog_status create_indices(GDALDatasetH dataset, airlog_error *error) {
    static const char *const statements[] = {
        "SELECT CreateSpatialIndex('incidents', 'geom')",
        "CREATE UNIQUE INDEX reports_id ON reports(id)",
        "CREATE INDEX incidents_id ON incidents(id)",
        "CREATE INDEX incidents_report_id ON incidents(report_id)",
        "CREATE INDEX incidents_time_start ON incidents(time_start)",
    };
    airlog_status status = AIRLOG_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && status == AIRLOG_OK; i++) {
        status = run_sql(dataset, statements[i], error);
    }
    return status;
}

static airlog_status fill_new(const char *path, airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    GDALDatasetH dataset = driver ? GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
    airlog_status status = AIRLOG_OK;
    if (!dataset) status = airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the log cannot be created");
    if (status == AIRLOG_OK) status = create_incidents(dataset, error);
    if (status == AIRLOG_OK) status = create_reports(dataset, error);
    if (status == AIRLOG_OK) GDALFlushCache(dataset); /* writes the tables that OGR has put off */
    if (status == AIRLOG_OK) status = create_indices(dataset, error);
    if (dataset) GDALClose(dataset);
    airlog_gdal_leave();
    if (status == AIRLOG_OK && heard.failures > 0) {
        status = airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the log cannot be created");
    }
    return status;
}

/* Makes the log under another name first: a file under its own name is always a whole one. */
static airlog_status create_log(const char *name, airlog_error *error) {
    size_t length = strlen(name);
    char *path = airlog_memory_take(length + 32, 1);
    if (!path) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to create the log");
    snprintf(path, length + 32, "%s.new.gpkg", name);
    VSIUnlink(path);
    airlog_status status = fill_new(path, error);
    if (status == AIRLOG_OK && VSIRename(path, name) != 0) {
        status = airlog_fail(error, AIRLOG_E_OUTPUT, "the log cannot be given its name");
    }
    if (status != AIRLOG_OK) VSIUnlink(path);
    airlog_memory_give(path);
    return status;
}

/* ---- opening -------------------------------------------------------------------------------------- */

static bool has_column(const airlog_columns *columns, const char *name) {
    for (size_t i = 0; i < columns->count; i++) {
        if (strcmp(columns->items[i].field->name, name) == 0) return true;
    }
    return false;
}

/* A log of an older version lacks the fields that have come since: they are added, empty. */
static airlog_status complete_columns(airlog_log *log, airlog_error *error) {
    size_t count, missing = 0;
    const airlog_field *fields = airlog_fields(&count);
    if (!has_column(&log->columns, "id") || !has_column(&log->columns, "report_id")) {
        return airlog_fail(error, AIRLOG_E_INPUT, "the table 'incidents' has %zu of the %zu fields of an incident",
                           log->columns.count, count);
    }
    const char *names[AIRLOG_COLUMNS_LIMIT + 1] = {NULL};
    for (size_t i = 0; i < count && missing < AIRLOG_COLUMNS_LIMIT; i++) {
        if (!has_column(&log->columns, fields[i].name)) names[missing++] = fields[i].name;
    }
    if (missing == 0) return AIRLOG_OK;
    airlog_columns added;
    airlog_status status = airlog_columns_define(log->incidents, names, 0, 0, &added, error);
    if (status == AIRLOG_OK) airlog_columns_find(log->incidents, &log->columns);
    return status;
}

static airlog_status open_tables(airlog_log *log, airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    log->dataset = GDALOpenEx(log->name, GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
    if (log->dataset) {
        log->incidents = GDALDatasetGetLayerByName(log->dataset, "incidents");
        log->reports = GDALDatasetGetLayerByName(log->dataset, "reports");
    }
    airlog_gdal_leave();
    if (!log->dataset) return airlog_gdal_fail(&heard, error, AIRLOG_E_INPUT, "the log cannot be opened");
    if (!log->incidents || !log->reports) {
        return airlog_fail(error, AIRLOG_E_INPUT,
                           "it is no log: the tables 'incidents' and 'reports' are not both there");
    }
    airlog_columns_find(log->incidents, &log->columns);
    return complete_columns(log, error);
}

static void give_back(airlog_log *log) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    if (log->dataset) GDALClose(log->dataset);
    airlog_gdal_leave();
    airlog_buffer_close(&log->scratch);
    airlog_arena_close(log->memory);
    airlog_memory_give(log->name);
    airlog_memory_give(log);
}

airlog_status airlog_log_open(const char *name, bool create, airlog_log **out, airlog_error *error) {
    *out = NULL;
    airlog_log *log = airlog_memory_take(1, sizeof *log);
    size_t length = strlen(name) + 1;
    if (log) log->name = airlog_memory_take(length, 1);
    if (!log || !log->name) {
        airlog_memory_give(log);
        return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to open the log");
    }
    memcpy(log->name, name, length);
    VSIStatBufL found;
    airlog_status status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &log->memory, error);
    if (status == AIRLOG_OK && VSIStatL(name, &found) != 0) {
        status = create ? create_log(name, error) : airlog_fail(error, AIRLOG_E_INPUT, "there is no such log");
    }
    if (status == AIRLOG_OK) status = open_tables(log, error);
    if (status != AIRLOG_OK) {
        airlog_error_at(error, name, 0, 0, 0);
        give_back(log);
        return status;
    }
    *out = log;
    return AIRLOG_OK;
}

/* ---- adding --------------------------------------------------------------------------------------- */

/* "id = '...'" with quotes doubled. */
static bool has_report(airlog_log *log, airlog_text id) {
    log->scratch.length = 0;
    airlog_buffer_string(&log->scratch, "id = '");
    for (size_t i = 0; i < id.length; i++) {
        if (id.bytes[i] == '\'') airlog_buffer_char(&log->scratch, '\'');
        airlog_buffer_char(&log->scratch, id.bytes[i] ? id.bytes[i] : ' ');
    }
    airlog_buffer_add(&log->scratch, "'", 2);
    if (log->scratch.failed) return false;
    OGR_L_SetAttributeFilter(log->reports, log->scratch.bytes);
    OGR_L_ResetReading(log->reports);
    OGRFeatureH feature = OGR_L_GetNextFeature(log->reports);
    OGR_L_SetAttributeFilter(log->reports, NULL);
    if (feature) OGR_F_Destroy(feature);
    return feature != NULL;
}

static bool add_report(airlog_log *log, const airlog_report *report, size_t incidents) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(log->reports));
    airlog_report_fill(feature, report, incidents, &log->scratch);
    bool ok = OGR_L_CreateFeature(log->reports, feature) == OGRERR_NONE;
    OGR_F_Destroy(feature);
    return ok;
}

static bool add_incident(airlog_log *log, const airlog_incident *incident) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(log->incidents));
    airlog_columns_fill(&log->columns, incident, &log->scratch, feature);
    if (incident->lon == incident->lon && incident->lat == incident->lat) { /* not NaN */
        OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
        OGR_G_SetPoint_2D(point, 0, incident->lon, incident->lat);
        OGR_F_SetGeometryDirectly(feature, point);
    }
    bool ok = OGR_L_CreateFeature(log->incidents, feature) == OGRERR_NONE;
    OGR_F_Destroy(feature);
    return ok;
}

/* ---- one event told twice -------------------------------------------------------------------------- */

#define WINDOW_S 86400 /* what begins further apart is never compared */

/* The incidents of the log that began about then. */
static OGRLayerH ask_neighbours(airlog_log *log, airlog_time_s time) {
    char from[32], to[32];
    from[airlog_time_print(from, time - WINDOW_S, 0)] = '\0';
    to[airlog_time_print(to, time + WINDOW_S + 1, 0)] = '\0';
    log->scratch.length = 0;
    airlog_buffer_print(&log->scratch, "SELECT * FROM incidents WHERE time_start BETWEEN '%s' AND '%s' ORDER BY fid", from, to);
    return log->scratch.failed ? NULL : GDALDatasetExecuteSQL(log->dataset, log->scratch.bytes, NULL, NULL);
}

/* Marks an incident that the log has from another report, with the reasons. The first that was told stands for all. */
static bool link_duplicate(airlog_log *log, const airlog_report *report, airlog_incident *incident) {
    if (incident->time_start == AIRLOG_NO_TIME || incident->duplicate_of.length) return true;
    OGRLayerH rows = ask_neighbours(log, incident->time_start);
    if (!rows) return !log->scratch.failed;
    airlog_columns columns;
    airlog_columns_find(rows, &columns);
    airlog_likeness best = {0, ""};
    bool corrects = airlog_incident_corrects(incident);
    airlog_status status = AIRLOG_OK;
    airlog_error ignored = {0};
    for (OGRFeatureH feature; status == AIRLOG_OK && (feature = OGR_L_GetNextFeature(rows)) != NULL;) {
        airlog_incident other;
        status = airlog_columns_read(&columns, feature, log->memory, &other, &ignored);
        OGR_F_Destroy(feature);
        if (status != AIRLOG_OK || airlog_text_equal(other.report_id, report->id)) continue;
        airlog_likeness likeness = corrects ? airlog_incident_correction(incident, &other)
                                            : airlog_incident_likeness(incident, &other);
        if (likeness.score < AIRLOG_LIKENESS_SAME || likeness.score <= best.score) continue;
        best = likeness;
        incident->duplicate_of = other.duplicate_of.length ? other.duplicate_of : other.id;
    }
    GDALDatasetReleaseResultSet(log->dataset, rows);
    if (incident->duplicate_of.length) incident->duplicate_why = airlog_arena_copy(log->memory, airlog_text_of(best.reasons));
    return status == AIRLOG_OK;
}

static bool add_linked(airlog_log *log, const airlog_report *report, const airlog_incident *incident) {
    airlog_incident linked = *incident;
    bool ok = link_duplicate(log, report, &linked) && add_incident(log, &linked);
    airlog_arena_reset(log->memory);
    return ok;
}

static bool add_all(airlog_log *log, const airlog_report *report, const airlog_incidents *incidents, bool *out_added) {
    if (log->pending == 0 && GDALDatasetStartTransaction(log->dataset, FALSE) != OGRERR_NONE) return false;
    log->pending++;
    if (has_report(log, report->id)) return true;
    if (!add_report(log, report, incidents->count)) return false;
    for (size_t i = 0; i < incidents->count; i++) {
        if (!add_linked(log, report, &incidents->items[i])) return false;
    }
    if (log->scratch.failed) return false;
    *out_added = true;
    return true;
}

static bool commit(airlog_log *log) {
    if (log->pending == 0) return true;
    log->pending = 0;
    return GDALDatasetCommitTransaction(log->dataset) == OGRERR_NONE;
}

static airlog_status take_back(airlog_log *log, const airlog_gdal *heard, airlog_error *error) {
    unsigned lost = log->pending;
    if (lost > 0) GDALDatasetRollbackTransaction(log->dataset);
    log->pending = 0;
    log->failed = true;
    airlog_status status = log->scratch.failed ? airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a row of the log")
                                               : airlog_gdal_fail(heard, error, AIRLOG_E_OUTPUT,
                                                                  "the last %u reports could not be kept", lost);
    airlog_error_at(error, log->name, 0, 0, 0);
    return status;
}

airlog_status airlog_log_add(airlog_log *log, const airlog_report *report, const airlog_incidents *incidents,
                             bool *out_added, airlog_error *error) {
    bool added = false;
    if (out_added) *out_added = false;
    if (log->failed) return airlog_fail(error, AIRLOG_E_OUTPUT, "the log has failed before and takes nothing more");
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    airlog_status status = AIRLOG_OK;
    if (!add_all(log, report, incidents, &added)) status = take_back(log, &heard, error);
    if (status == AIRLOG_OK && log->pending >= REPORTS_PER_COMMIT && !commit(log)) {
        status = take_back(log, &heard, error);
    }
    airlog_gdal_leave();
    if (status == AIRLOG_OK && out_added) *out_added = added;
    return status;
}

airlog_status airlog_log_close(airlog_log *log, airlog_error *error) {
    if (!log) return AIRLOG_OK;
    airlog_status status = AIRLOG_OK;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    if (log->failed) status = airlog_fail(error, AIRLOG_E_OUTPUT, "the log has failed before");
    if (status == AIRLOG_OK && !commit(log)) status = take_back(log, &heard, error);
    GDALClose(log->dataset);
    log->dataset = NULL;
    airlog_gdal_leave();
    if (status == AIRLOG_OK && heard.failures > 0) {
        status = airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the log could not be closed");
        airlog_error_at(error, log->name, 0, 0, 0);
    }
    give_back(log);
    return status;
}

/* ---- reading -------------------------------------------------------------------------------------- */

typedef airlog_status each_function(void *context, const airlog_incident *incident, airlog_error *error);

static airlog_status give_each(OGRLayerH rows, airlog_arena *memory, each_function *each, void *context,
                               airlog_error *error) {
    airlog_columns columns;
    airlog_columns_find(rows, &columns);
    airlog_status status = AIRLOG_OK;
    for (OGRFeatureH feature; status == AIRLOG_OK && (feature = OGR_L_GetNextFeature(rows)) != NULL;) {
        airlog_incident incident;
        airlog_arena_reset(memory);
        status = airlog_columns_read(&columns, feature, memory, &incident, error);
        OGR_F_Destroy(feature);
        if (status == AIRLOG_OK) status = each(context, &incident, error);
    }
    return status;
}

airlog_status airlog_log_each(airlog_log *log, const char *where, airlog_arena *memory, each_function *each,
                              void *context, airlog_error *error) {
    log->scratch.length = 0;
    airlog_buffer_string(&log->scratch, "SELECT * FROM incidents");
    if (where) airlog_buffer_print(&log->scratch, " WHERE (%s\n)", where);
    airlog_buffer_string(&log->scratch, " ORDER BY time_start IS NULL, time_start, fid");
    airlog_buffer_char(&log->scratch, '\0');
    if (log->scratch.failed) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a query");
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    airlog_status status = AIRLOG_OK;
    OGRLayerH rows = GDALDatasetExecuteSQL(log->dataset, log->scratch.bytes, NULL, NULL);
    if (rows) {
        status = give_each(rows, memory, each, context, error);
        GDALDatasetReleaseResultSet(log->dataset, rows);
    }
    airlog_gdal_leave();
    if (status == AIRLOG_OK && heard.failures > 0) {
        status = where ? airlog_gdal_fail(&heard, error, AIRLOG_E_ARGUMENT, "'%.100s' cannot be asked", where)
                       : airlog_gdal_fail(&heard, error, AIRLOG_E_INPUT, "the log cannot be read");
        airlog_error_at(error, log->name, 0, 0, 0);
    }
    return status;
}
