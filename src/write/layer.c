#include <stdio.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_string.h>

#include "writer.h"

airlog_status airlog_dataset_create(airlog_writer *writer, const char *driver_name, const char *path, GDALDatasetH *out,
                                    airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    GDALDriverH driver = GDALGetDriverByName(driver_name ? driver_name : writer->format.name);
    char **options = driver_name ? NULL : airlog_format_options(writer->format.creation);
    *out = driver ? GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, options) : NULL;
    CSLDestroy(options);
    airlog_gdal_leave();
    if (*out) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "%s cannot create its file",
                            driver_name ? driver_name : writer->format.name);
}

/* GDAL's timestamp of a GeoPackage is the clock's unless told: the newest day in the data makes equal files of equal
 * reports. A clock that the user has set stays. */
static bool set_clock(airlog_time_s newest) {
    if (CPLGetConfigOption("OGR_CURRENT_DATE", NULL)) return false;
    char text[32], stamp[48];
    size_t length = airlog_time_print(text, newest == AIRLOG_NO_TIME ? 0 : newest, 0);
    snprintf(stamp, sizeof stamp, "%.*s.000Z", length > 0 ? (int)length - 1 : 0, text);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", stamp);
    return true;
}

airlog_status airlog_dataset_close(airlog_writer *writer, GDALDatasetH *dataset, airlog_error *error) {
    if (!*dataset) return AIRLOG_OK;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    bool clock_set = set_clock(writer->newest);
    GDALClose(*dataset);
    *dataset = NULL;
    if (clock_set) CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    airlog_gdal_leave();
    if (heard.failures == 0) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the output could not be written to its end");
}

airlog_status airlog_layer_create(airlog_writer *writer, GDALDatasetH dataset, const char *name,
                                  OGRwkbGeometryType geometry, const char *const fields[], const char *options,
                                  airlog_layer *out, airlog_error *error) {
    memset(out, 0, sizeof *out);
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    char **list = airlog_format_options(options);
    OGRSpatialReferenceH reference = geometry == wkbNone ? NULL : airlog_crs_reference(writer->crs);
    out->layer = GDALDatasetCreateLayer(dataset, name, reference, geometry, list);
    CSLDestroy(list);
    airlog_gdal_leave();
    if (!out->layer) {
        return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "%s cannot create the layer '%s'", writer->format.name,
                                name);
    }
    airlog_status status = airlog_columns_define(out->layer, fields, airlog_format_columns(&writer->format),
                                                 writer->format.text_limit, &out->columns, error);
    if (status != AIRLOG_OK) return status;
    out->feature = OGR_F_Create(OGR_L_GetLayerDefn(out->layer));
    return out->feature ? AIRLOG_OK : airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a row");
}

OGRGeometryH airlog_layer_project(airlog_writer *writer, OGRGeometryH geometry) {
    if (!geometry || airlog_crs_transform(writer->crs, geometry)) return geometry;
    writer->outside++;
    OGR_G_DestroyGeometry(geometry);
    return NULL;
}

airlog_status airlog_layer_add(airlog_writer *writer, airlog_layer *layer, const airlog_incident *incident,
                               OGRGeometryH geometry, airlog_error *error) {
    airlog_columns_fill(&layer->columns, incident, &writer->scratch, layer->feature);
    OGR_F_SetFID(layer->feature, OGRNullFID);
    OGR_F_SetGeometryDirectly(layer->feature, geometry);
    if (writer->scratch.failed) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a row");
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRErr wrote = OGR_L_CreateFeature(layer->layer, layer->feature);
    airlog_gdal_leave();
    if (wrote != OGRERR_NONE || heard.failures > 0) {
        return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the incident '%.*s' cannot be written",
                                (int)incident->id.length, incident->id.bytes ? incident->id.bytes : "");
    }
    if (heard.warnings > 0) airlog_writer_note(writer, "%s", heard.warning);
    layer->written++;
    return AIRLOG_OK;
}

void airlog_layer_close(airlog_layer *layer) {
    if (layer->feature) OGR_F_Destroy(layer->feature);
    layer->feature = NULL;
}

void airlog_layer_note_cuts(airlog_writer *writer, const airlog_layer *layer) {
    for (size_t i = 0; i < layer->columns.count; i++) {
        const airlog_column *column = &layer->columns.items[i];
        if (column->cut == 0) continue;
        airlog_writer_note(writer,
                           "%llu value%s of '%s' %s cut to %zu bytes, the most that %s holds; GPKG holds them whole",
                           (unsigned long long)column->cut, column->cut == 1 ? "" : "s", column->field->name,
                           column->cut == 1 ? "was" : "were", layer->columns.text_limit, writer->format.name);
    }
}
