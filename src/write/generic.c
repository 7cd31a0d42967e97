#include <stdio.h>
#include <string.h>

#include <cpl_string.h>

#include "writer.h"

/* One layer of points with every field, by any driver. Two promises: a driver that drops incidents without a position
 * gets only the placed ones and a CSV beside it takes the others; and what a driver that nobody has tried here has
 * written is counted, because drivers drop features without an error. */

struct generic {
    GDALDatasetH dataset, unplaced_dataset;
    airlog_layer layer, unplaced;
    const char *path;
};

static const airlog_format *unplaced_format(void) {
    static const airlog_format csv = {"CSV", "csv", AIRLOG_FAMILY_GENERIC, AIRLOG_FORMAT_TIME_TEXT, 0, "", "", NULL};
    return &csv;
}

static airlog_status open_generic(airlog_writer *writer, airlog_error *error) {
    struct generic *state = airlog_memory_take(1, sizeof *state);
    if (!state) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a writer");
    writer->state = state;
    const bool as_csv = (writer->format.flags & AIRLOG_FORMAT_AS_CSV) != 0;
    state->path = airlog_output_path(writer->output, as_csv ? ".csv" : NULL, true, error);
    if (!state->path) return AIRLOG_E_MEMORY;
    airlog_status status = airlog_dataset_create(writer, NULL, state->path, &state->dataset, error);
    if (status != AIRLOG_OK) return status;
    const bool table = (writer->format.flags & AIRLOG_FORMAT_TABLE) != 0;
    char options[160];
    snprintf(options, sizeof options, "%s", writer->format.layer);
    char *types = strstr(options, "|CREATE_CSVT=YES"); /* a second file cannot go down a pipe */
    if (types && airlog_output_is_stream(writer->output)) *types = '\0';
    return airlog_layer_create(writer, state->dataset, "incidents", table ? wkbNone : wkbPoint, NULL, options,
                               &state->layer, error);
}

/* The layer for what the format cannot hold, as another format would write it. */
static airlog_status open_unplaced(airlog_writer *writer, struct generic *state, airlog_error *error) {
    if (airlog_output_is_stream(writer->output)) {
        return airlog_fail(error, AIRLOG_E_OUTPUT,
                           "%s cannot hold an incident without a position, and a pipe has no second file; GeoJSONSeq "
                           "and CSV can",
                           writer->format.name);
    }
    const char *path = airlog_output_path(writer->output, "_unplaced.csv", true, error);
    if (!path) return AIRLOG_E_MEMORY;
    airlog_status status = airlog_dataset_create(writer, "CSV", path, &state->unplaced_dataset, error);
    if (status != AIRLOG_OK) return status;
    airlog_format own = writer->format;
    writer->format = *unplaced_format();
    status =
        airlog_layer_create(writer, state->unplaced_dataset, "unplaced", wkbNone, NULL, "", &state->unplaced, error);
    writer->format = own;
    return status;
}

static airlog_status add_unplaced(airlog_writer *writer, struct generic *state, const airlog_incident *incident,
                                  airlog_error *error) {
    airlog_status status = AIRLOG_OK;
    if (!state->unplaced_dataset) status = open_unplaced(writer, state, error);
    return status == AIRLOG_OK ? airlog_layer_add(writer, &state->unplaced, incident, NULL, error) : status;
}

static airlog_status add_generic(airlog_writer *writer, const airlog_report *report, const airlog_incidents *incidents,
                                 airlog_error *error) {
    (void)report;
    struct generic *state = writer->state;
    airlog_status status = AIRLOG_OK;
    const bool table = (writer->format.flags & AIRLOG_FORMAT_TABLE) != 0;
    for (size_t i = 0; i < incidents->count && status == AIRLOG_OK; i++) {
        const airlog_incident *incident = &incidents->items[i];
        OGRGeometryH point = table ? NULL : airlog_layer_project(writer, airlog_shape_point(incident));
        if (!point && (writer->format.flags & AIRLOG_FORMAT_PLACED_ONLY)) {
            status = add_unplaced(writer, state, incident, error);
        } else {
            status = airlog_layer_add(writer, &state->layer, incident, point, error);
        }
    }
    return status;
}

/* Opens what was written and counts. */
static airlog_status check_count(airlog_writer *writer, const struct generic *state, airlog_error *error) {
    if (!(writer->format.flags & AIRLOG_FORMAT_COUNT)) return AIRLOG_OK;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    GDALDatasetH dataset = GDALOpenEx(state->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    OGRLayerH layer = dataset ? GDALDatasetGetLayer(dataset, 0) : NULL;
    GIntBig count = layer ? OGR_L_GetFeatureCount(layer, TRUE) : state->layer.written == 0 ? 0 : -1;
    if (dataset) GDALClose(dataset);
    airlog_gdal_leave();
    if (count == (GIntBig)state->layer.written) return AIRLOG_OK;
    return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "%s kept %lld of %llu incidents; GPKG and GeoJSON keep all",
                            writer->format.name, count < 0 ? 0LL : (long long)count,
                            (unsigned long long)state->layer.written);
}

static airlog_status finish_generic(airlog_writer *writer, airlog_error *error) {
    struct generic *state = writer->state;
    airlog_layer_note_cuts(writer, &state->layer);
    airlog_layer_close(&state->layer);
    airlog_layer_close(&state->unplaced);
    if (state->unplaced.written > 0) {
        airlog_writer_note(writer, "%s holds no incident without a position: %llu %s in %s_unplaced.csv",
                           writer->format.name, (unsigned long long)state->unplaced.written,
                           state->unplaced.written == 1 ? "is" : "are", airlog_output_stem(writer->output));
    }
    airlog_status status = airlog_dataset_close(writer, &state->dataset, error);
    airlog_status closed = airlog_dataset_close(writer, &state->unplaced_dataset, error);
    if (status == AIRLOG_OK) status = closed;
    if (status == AIRLOG_OK) status = check_count(writer, state, error);
    if (status == AIRLOG_OK && (writer->format.flags & AIRLOG_FORMAT_AS_CSV)) {
        status = airlog_output_rename(writer->output, ".csv", error);
    }
    return status;
}

static void drop_generic(airlog_writer *writer) {
    struct generic *state = writer->state;
    if (!state) return;
    airlog_layer_close(&state->layer);
    airlog_layer_close(&state->unplaced);
    airlog_gdal heard; /* the files are removed: what fails now does not matter */
    airlog_gdal_listen(&heard);
    if (state->dataset) GDALClose(state->dataset);
    if (state->unplaced_dataset) GDALClose(state->unplaced_dataset);
    airlog_gdal_leave();
    airlog_memory_give(state);
}

const airlog_family airlog_family_generic = {open_generic, add_generic, finish_generic, drop_generic};
