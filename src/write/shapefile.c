#include <stdio.h>
#include <string.h>

#include "writer.h"

/* A shapefile holds one kind of geometry, names of ten characters, dates without a time and 254 bytes of text. So: one
 * file for each kind, short names from the table of fields with a table of them beside it, times as ISO 8601 text with
 * the day beside, and what was cut is said. An incident without a position is a row with a null shape. */

enum part { PART_POINTS, PART_REGIONS, PART_ANCHORS, PART_TRACKS, PARTS };

struct shapefile {
    GDALDatasetH dataset[PARTS];
    airlog_layer layer[PARTS];
};

static const struct {
    const char *suffix;
    OGRwkbGeometryType geometry;
} parts[PARTS] = {
    [PART_POINTS] = {"", wkbPoint},
    [PART_REGIONS] = {"_regions", wkbPolygon},
    [PART_ANCHORS] = {"_anchors", wkbLineString},
    [PART_TRACKS] = {"_tracks", wkbLineString},
};

static const char *const line_fields[] = {"id",          "event",       "object", "time_start", "time_end",
                                          "radius_m",    "bound_m",     "method", "anchor",     "distance_m",
                                          "bearing_deg", "bearing_ref", NULL};

static airlog_status open_part(airlog_writer *writer, struct shapefile *files, enum part part, airlog_error *error) {
    char suffix[40], name[256];
    snprintf(suffix, sizeof suffix, "%s.shp", parts[part].suffix);
    snprintf(name, sizeof name, "%.200s%s", airlog_output_stem(writer->output), parts[part].suffix);
    const char *path = airlog_output_path(writer->output, suffix, true, error);
    if (!path) return AIRLOG_E_MEMORY;
    airlog_status status = airlog_dataset_create(writer, NULL, path, &files->dataset[part], error);
    if (status != AIRLOG_OK) return status;
    return airlog_layer_create(writer, files->dataset[part], name, parts[part].geometry,
                               part == PART_POINTS ? NULL : line_fields, writer->format.layer, &files->layer[part],
                               error);
}

/* Extra files come into being with their first shape. */
static airlog_status add_shape(airlog_writer *writer, enum part part, const airlog_incident *incident,
                               OGRGeometryH shape, airlog_error *error) {
    struct shapefile *files = writer->state;
    airlog_status status = AIRLOG_OK;
    if (!files->dataset[part]) status = open_part(writer, files, part, error);
    if (status != AIRLOG_OK) {
        OGR_G_DestroyGeometry(shape);
        return status;
    }
    return airlog_layer_add(writer, &files->layer[part], incident, shape, error);
}

static airlog_status open_shapefile(airlog_writer *writer, airlog_error *error) {
    struct shapefile *files = airlog_memory_take(1, sizeof *files);
    if (!files) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a writer");
    writer->state = files;
    return open_part(writer, files, PART_POINTS, error);
}

static airlog_status add_incident(airlog_writer *writer, const airlog_incident *incident, airlog_error *error) {
    OGRGeometryH shapes[PARTS] = {[PART_POINTS] = airlog_shape_point(incident),
                                  [PART_REGIONS] = airlog_shape_region(incident),
                                  [PART_ANCHORS] = airlog_shape_anchor(incident),
                                  [PART_TRACKS] = airlog_shape_track(incident)};
    airlog_status status = AIRLOG_OK;
    for (int part = 0; part < PARTS; part++) {
        OGRGeometryH shape = airlog_layer_project(writer, shapes[part]);
        if (status == AIRLOG_OK && (shape || part == PART_POINTS)) {
            status = add_shape(writer, (enum part)part, incident, shape, error);
        } else if (shape) {
            OGR_G_DestroyGeometry(shape);
        }
    }
    return status;
}

static airlog_status add_shapefile(airlog_writer *writer, const airlog_report *report,
                                   const airlog_incidents *incidents, airlog_error *error) {
    (void)report;
    airlog_status status = AIRLOG_OK;
    for (size_t i = 0; i < incidents->count && status == AIRLOG_OK; i++) {
        status = add_incident(writer, &incidents->items[i], error);
    }
    return status;
}

/* ---- the table of names ---------------------------------------------------------------------------- */

/* A CSV cell; the labels hold no line ends. */
static void print_cell(airlog_buffer *out, const char *text, char after) {
    airlog_buffer_char(out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"') airlog_buffer_char(out, '"');
        airlog_buffer_char(out, *c);
    }
    airlog_buffer_char(out, '"');
    airlog_buffer_char(out, after);
}

static void print_names(const airlog_columns *columns, airlog_buffer *out) {
    airlog_buffer_string(out, "short_name,name,label,what\n");
    for (size_t i = 0; i < columns->count; i++) {
        const airlog_column *column = &columns->items[i];
        const bool day = strcmp(column->name, column->field->short_name) != 0;
        print_cell(out, column->name, ',');
        print_cell(out, column->field->name, ',');
        print_cell(out, column->field->label, ',');
        print_cell(out, day ? "its day in UTC, as a date" : column->field->what, '\n');
    }
}

static airlog_status write_names(airlog_writer *writer, const airlog_columns *columns, airlog_error *error) {
    const char *path = airlog_output_path(writer->output, ".fields.csv", false, error);
    if (!path) return AIRLOG_E_MEMORY;
    airlog_buffer out = {0};
    print_names(columns, &out);
    FILE *file = fopen(path, "wb");
    bool ok = file && !out.failed && fwrite(out.bytes, 1, out.length, file) == out.length;
    if (file && fclose(file) != 0) ok = false;
    airlog_buffer_close(&out);
    return ok ? AIRLOG_OK : airlog_fail(error, AIRLOG_E_OUTPUT, "the table of field names cannot be written");
}

static airlog_status finish_shapefile(airlog_writer *writer, airlog_error *error) {
    struct shapefile *files = writer->state;
    airlog_status status = write_names(writer, &files->layer[PART_POINTS].columns, error);
    for (int part = 0; part < PARTS; part++) {
        airlog_layer_note_cuts(writer, &files->layer[part]);
        airlog_layer_close(&files->layer[part]);
        airlog_status closed = airlog_dataset_close(writer, &files->dataset[part], error);
        if (status == AIRLOG_OK) status = closed;
    }
    return status;
}

static void drop_shapefile(airlog_writer *writer) {
    struct shapefile *files = writer->state;
    if (!files) return;
    airlog_gdal heard; /* the files are removed: what fails now does not matter */
    airlog_gdal_listen(&heard);
    for (int part = 0; part < PARTS; part++) {
        airlog_layer_close(&files->layer[part]);
        if (files->dataset[part]) GDALClose(files->dataset[part]);
    }
    airlog_gdal_leave();
    airlog_memory_give(files);
}

const airlog_family airlog_family_shapefile = {open_shapefile, add_shapefile, finish_shapefile, drop_shapefile};
