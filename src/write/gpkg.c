#include <stdio.h>
#include <string.h>

#include <cpl_string.h>

#include "writer.h"

/* Datasets with several layers: GeoPackage above all, and the other databases that GDAL makes. Incidents are points,
 * regions the polygons of uncertainty, anchors the lines from the named place to the point, tracks the ways that
 * reports give, reports the table of what was read. */

#define ROWS_PER_COMMIT 65536u
#define STYLE_COLUMNS 12

enum part { PART_INCIDENTS, PART_REGIONS, PART_ANCHORS, PART_TRACKS, PARTS };

struct database {
    GDALDatasetH dataset;
    airlog_layer layer[PARTS];
    OGRLayerH reports;
    OGRFeatureH report;
    airlog_style_events events;
    bool transactions;
    bool open_transaction;
    unsigned rows; /* since the last commit */
};

static const char *const region_fields[] = {"id",       "report_id", "event",  "object", "time_start", "time_end",
                                            "radius_m", "bound_m",   "method", "anchor", "confidence", NULL};
static const char *const anchor_fields[] = {"id",        "report_id",  "event",       "time_start",  "anchor",
                                            "anchor_id", "distance_m", "bearing_deg", "bearing_ref", NULL};
static const char *const track_fields[] = {"id",         "report_id", "event",     "object",     "actor",
                                           "time_start", "time_end",  "speed_mps", "course_deg", NULL};

static const struct {
    const char *name;
    OGRwkbGeometryType geometry;
    const char *const *fields; /* NULL: all */
} parts[PARTS] = {
    [PART_INCIDENTS] = {"incidents", wkbPoint, NULL},
    [PART_REGIONS] = {"regions", wkbMultiPolygon, region_fields},
    [PART_ANCHORS] = {"anchors", wkbMultiLineString, anchor_fields},
    [PART_TRACKS] = {"tracks", wkbMultiLineString, track_fields},
};

/* ---- transactions --------------------------------------------------------------------------------- */

static airlog_status begin(struct database *base, airlog_error *error) {
    if (!base->transactions || base->open_transaction) return AIRLOG_OK;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRErr begun = GDALDatasetStartTransaction(base->dataset, FALSE);
    airlog_gdal_leave();
    if (begun != OGRERR_NONE) return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "no transaction can be begun");
    base->open_transaction = true;
    return AIRLOG_OK;
}

static airlog_status commit(struct database *base, airlog_error *error) {
    base->rows = 0;
    if (!base->open_transaction) return AIRLOG_OK;
    base->open_transaction = false;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRErr done = GDALDatasetCommitTransaction(base->dataset);
    airlog_gdal_leave();
    if (done == OGRERR_NONE && heard.failures == 0) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the last rows cannot be written");
}

/* ---- opening -------------------------------------------------------------------------------------- */

static airlog_status create_part(airlog_writer *writer, struct database *base, enum part part, airlog_error *error) {
    return airlog_layer_create(writer, base->dataset, parts[part].name, parts[part].geometry, parts[part].fields,
                               writer->format.layer, &base->layer[part], error);
}

static airlog_status create_reports(airlog_writer *writer, struct database *base, airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    char **options = airlog_format_options(writer->format.layer);
    base->reports = GDALDatasetCreateLayer(base->dataset, "reports", NULL, wkbNone, options);
    CSLDestroy(options);
    airlog_gdal_leave();
    if (!base->reports) {
        return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "%s cannot create the table 'reports'",
                                writer->format.name);
    }
    airlog_status status = airlog_report_columns_define(base->reports, error);
    if (status != AIRLOG_OK) return status;
    base->report = OGR_F_Create(OGR_L_GetLayerDefn(base->reports));
    return base->report ? AIRLOG_OK : airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a row");
}

static airlog_status open_database(airlog_writer *writer, airlog_error *error) {
    struct database *base = airlog_memory_take(1, sizeof *base);
    if (!base) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a writer");
    writer->state = base;
    const bool own_io = (writer->format.flags & AIRLOG_FORMAT_OWN_IO) != 0;
    const char *path = airlog_output_path(writer->output, NULL, !own_io, error);
    if (!path) return AIRLOG_E_MEMORY;
    airlog_status status = airlog_dataset_create(writer, NULL, path, &base->dataset, error);
    if (status == AIRLOG_OK) {
        base->transactions = GDALDatasetTestCapability(base->dataset, ODsCTransactions);
        status = begin(base, error);
    }
    for (int part = PART_INCIDENTS; part < PART_TRACKS && status == AIRLOG_OK; part++) {
        status = create_part(writer, base, (enum part)part, error);
    }
    return status == AIRLOG_OK ? create_reports(writer, base, error) : status;
}

/* ---- adding --------------------------------------------------------------------------------------- */

static airlog_status add_report(airlog_writer *writer, struct database *base, const airlog_report *report,
                                size_t incidents, airlog_error *error) {
    airlog_report_fill(base->report, report, incidents, &writer->scratch);
    OGR_F_SetFID(base->report, OGRNullFID);
    if (writer->scratch.failed) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a row");
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRErr wrote = OGR_L_CreateFeature(base->reports, base->report);
    airlog_gdal_leave();
    base->rows++;
    if (wrote == OGRERR_NONE && heard.failures == 0) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the report '%.*s' cannot be written",
                            (int)report->id.length, report->id.bytes ? report->id.bytes : "");
}

/* Takes the shape; nothing is done without one. Tracks are rare: their layer comes into being with the first. */
static airlog_status add_shape(airlog_writer *writer, struct database *base, enum part part,
                               const airlog_incident *incident, OGRGeometryH shape, airlog_error *error) {
    shape = airlog_layer_project(writer, shape);
    if (!shape) return AIRLOG_OK;
    airlog_status status = AIRLOG_OK;
    if (!base->layer[part].layer) status = create_part(writer, base, part, error);
    if (status != AIRLOG_OK) {
        OGR_G_DestroyGeometry(shape);
        return status;
    }
    base->rows++;
    return airlog_layer_add(writer, &base->layer[part], incident, shape, error);
}

static airlog_status add_incident(airlog_writer *writer, struct database *base, const airlog_incident *incident,
                                  airlog_error *error) {
    airlog_style_saw(&base->events, incident->event);
    base->rows++;
    OGRGeometryH point = airlog_layer_project(writer, airlog_shape_point(incident));
    airlog_status status = airlog_layer_add(writer, &base->layer[PART_INCIDENTS], incident, point, error);
    if (status == AIRLOG_OK) {
        status = add_shape(writer, base, PART_REGIONS, incident, airlog_shape_region(incident), error);
    }
    if (status == AIRLOG_OK) {
        status = add_shape(writer, base, PART_ANCHORS, incident, airlog_shape_anchor(incident), error);
    }
    if (status == AIRLOG_OK) {
        status = add_shape(writer, base, PART_TRACKS, incident, airlog_shape_track(incident), error);
    }
    return status;
}

static airlog_status add_database(airlog_writer *writer, const airlog_report *report, const airlog_incidents *incidents,
                                  airlog_error *error) {
    struct database *base = writer->state;
    airlog_status status = begin(base, error);
    if (status == AIRLOG_OK) status = add_report(writer, base, report, incidents->count, error);
    for (size_t i = 0; i < incidents->count && status == AIRLOG_OK; i++) {
        status = add_incident(writer, base, &incidents->items[i], error);
    }
    if (status == AIRLOG_OK && base->rows >= ROWS_PER_COMMIT) status = commit(base, error);
    return status;
}

/* ---- styles ----------------------------------------------------------------------------------------- */

/* The table that QGIS looks for in a GeoPackage; the names are its own. */
static const char *const style_columns[STYLE_COLUMNS] = {
    "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
    "styleName",       "styleQML",       "styleSLD",     "useAsDefault",
    "description",     "owner",          "ui",           "update_time"};
enum {
    STYLE_TABLE = 2,
    STYLE_GEOMETRY = 3,
    STYLE_NAME = 4,
    STYLE_QML = 5,
    STYLE_DEFAULT = 7,
    STYLE_ABOUT = 8,
    STYLE_TIME = 11
};

static OGRLayerH create_styles(struct database *base) {
    OGRLayerH layer = GDALDatasetCreateLayer(base->dataset, "layer_styles", NULL, wkbNone, NULL);
    for (int i = 0; i < STYLE_COLUMNS && layer; i++) {
        OGRFieldType type = i == STYLE_TIME ? OFTDateTime : i == STYLE_DEFAULT ? OFTInteger : OFTString;
        OGRFieldDefnH field = OGR_Fld_Create(style_columns[i], type);
        if (i == STYLE_DEFAULT) OGR_Fld_SetSubType(field, OFSTBoolean);
        if (OGR_L_CreateField(layer, field, FALSE) != OGRERR_NONE) layer = NULL;
        OGR_Fld_Destroy(field);
    }
    return layer;
}

static bool add_style(OGRLayerH layer, const char *table, const char *qml) {
    OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    for (int i = 0; i < STYLE_COLUMNS; i++) {
        if (i != STYLE_TIME && i != STYLE_DEFAULT) OGR_F_SetFieldString(row, i, ""); /* QGIS asks for = '' */
    }
    OGR_F_SetFieldString(row, STYLE_TABLE, table);
    OGR_F_SetFieldString(row, STYLE_GEOMETRY, "geom");
    OGR_F_SetFieldString(row, STYLE_NAME, table);
    OGR_F_SetFieldString(row, STYLE_QML, qml);
    OGR_F_SetFieldInteger(row, STYLE_DEFAULT, 1);
    OGR_F_SetFieldString(row, STYLE_ABOUT, "airlog");
    OGR_F_SetFieldDateTime(row, STYLE_TIME, 2000, 1, 1, 0, 0, 0, 100); /* not the clock's: equal files */
    bool ok = OGR_L_CreateFeature(layer, row) == OGRERR_NONE;
    OGR_F_Destroy(row);
    return ok;
}

static airlog_status write_styles(airlog_writer *writer, struct database *base, airlog_error *error) {
    if (!(writer->format.flags & AIRLOG_FORMAT_STYLES)) return AIRLOG_OK;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRLayerH layer = create_styles(base);
    bool ok = layer != NULL;
    for (int part = 0; part < PARTS && ok; part++) {
        if (!base->layer[part].layer) continue;
        writer->scratch.length = 0;
        if (!airlog_style_print(parts[part].name, &base->events, &writer->scratch)) continue;
        airlog_buffer_char(&writer->scratch, '\0');
        ok = !writer->scratch.failed && add_style(layer, parts[part].name, writer->scratch.bytes);
    }
    airlog_gdal_leave();
    if (ok && heard.failures == 0) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the styles cannot be written");
}

/* ---- closing ---------------------------------------------------------------------------------------- */

static void close_layers(struct database *base) {
    for (int part = 0; part < PARTS; part++) airlog_layer_close(&base->layer[part]);
    if (base->report) OGR_F_Destroy(base->report);
    base->report = NULL;
}

static airlog_status finish_database(airlog_writer *writer, airlog_error *error) {
    struct database *base = writer->state;
    airlog_status status = begin(base, error);
    if (status == AIRLOG_OK) status = write_styles(writer, base, error);
    if (status == AIRLOG_OK) status = commit(base, error);
    for (int part = 0; part < PARTS; part++) airlog_layer_note_cuts(writer, &base->layer[part]);
    close_layers(base);
    airlog_status closed = airlog_dataset_close(writer, &base->dataset, error);
    return status == AIRLOG_OK ? closed : status;
}

static void drop_database(airlog_writer *writer) {
    struct database *base = writer->state;
    if (!base) return;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    close_layers(base);
    if (base->dataset && base->open_transaction) GDALDatasetRollbackTransaction(base->dataset);
    if (base->dataset) GDALClose(base->dataset);
    airlog_gdal_leave();
    airlog_memory_give(base);
}

const airlog_family airlog_family_database = {open_database, add_database, finish_database, drop_database};
