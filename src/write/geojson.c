#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "writer.h"

/* JSON Lines, GeoJSON (RFC 7946) and GeoJSON sequences: the line that airlog prints for an incident is the `properties`
 * of its feature, so that names, numbers and nulls are the same in all three and no key is ever missing. OGR would
 * write about 20,000 such features a second; this writes at the speed of JSON Lines. */

#define FLUSH_BYTES ((size_t)1 << 18)
#define COORDINATE_DECIMALS 7 /* a centimetre */

enum shape { SHAPE_LINES, SHAPE_COLLECTION, SHAPE_SEQUENCE, SHAPE_RECORDS /* RFC 8142, with record separators */ };

struct lines {
    FILE *file;
    enum shape shape;
    airlog_buffer out;
    uint64_t written;
};

static airlog_status write_failed(airlog_error *error) {
    char reason[128] = "";
    const char *text = strerror_r(errno, reason, sizeof reason);
    return airlog_fail(error, AIRLOG_E_OUTPUT, "writing failed: %s", text);
}

static airlog_status flush(struct lines *lines, airlog_error *error) {
    if (lines->out.failed) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for an incident");
    size_t wrote = fwrite(lines->out.bytes, 1, lines->out.length, lines->file);
    if (wrote < lines->out.length) return write_failed(error);
    lines->out.length = 0;
    return AIRLOG_OK;
}

static bool ends_with(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

static enum shape shape_of(const airlog_writer *writer) {
    if (strcmp(writer->format.name, "JSONL") == 0) return SHAPE_LINES;
    if (strcmp(writer->format.name, "GeoJSON") == 0) return SHAPE_COLLECTION;
    return ends_with(airlog_output_name(writer->output), ".geojsons") ? SHAPE_RECORDS : SHAPE_SEQUENCE;
}

static airlog_status open_lines(airlog_writer *writer, airlog_error *error) {
    struct lines *lines = airlog_memory_take(1, sizeof *lines);
    if (!lines) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a writer");
    writer->state = lines;
    lines->shape = shape_of(writer);
    const char *path = airlog_output_path(writer->output, NULL, false, error);
    if (!path) return AIRLOG_E_MEMORY;
    if (strcmp(path, "/-") == 0) {
        int descriptor = dup(STDOUT_FILENO);
        lines->file = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    } else {
        lines->file = fopen(path, "wb");
    }
    if (!lines->file) return write_failed(error);
    if (lines->shape == SHAPE_COLLECTION) {
        airlog_buffer_string(&lines->out, "{\"type\":\"FeatureCollection\",\"name\":\"incidents\",\"features\":[\n");
    }
    return AIRLOG_OK;
}

static void print_point(airlog_buffer *out, const airlog_incident *incident) {
    if (!isfinite(incident->lon) || !isfinite(incident->lat)) {
        airlog_buffer_string(out, "null");
        return;
    }
    airlog_buffer_string(out, "{\"type\":\"Point\",\"coordinates\":[");
    airlog_buffer_number(out, incident->lon, COORDINATE_DECIMALS);
    airlog_buffer_char(out, ',');
    airlog_buffer_number(out, incident->lat, COORDINATE_DECIMALS);
    airlog_buffer_string(out, "]}");
}

static void print_feature(struct lines *lines, const airlog_incident *incident) {
    airlog_buffer *out = &lines->out;
    if (lines->shape == SHAPE_COLLECTION && lines->written > 0) airlog_buffer_string(out, ",\n");
    if (lines->shape == SHAPE_RECORDS) airlog_buffer_char(out, '\x1e');
    airlog_buffer_string(out, "{\"type\":\"Feature\",\"properties\":");
    airlog_incident_print(incident, out);
    if (!out->failed) out->length--; /* its line feed */
    airlog_buffer_string(out, ",\"geometry\":");
    print_point(out, incident);
    airlog_buffer_string(out, lines->shape == SHAPE_COLLECTION ? "}" : "}\n");
}

static airlog_status add_lines(airlog_writer *writer, const airlog_report *report, const airlog_incidents *incidents,
                               airlog_error *error) {
    (void)report;
    struct lines *lines = writer->state;
    for (size_t i = 0; i < incidents->count; i++) {
        if (lines->shape == SHAPE_LINES) {
            airlog_incident_print(&incidents->items[i], &lines->out);
        } else {
            print_feature(lines, &incidents->items[i]);
        }
        lines->written++;
    }
    const bool now = lines->out.length >= FLUSH_BYTES || airlog_output_is_stream(writer->output);
    airlog_status status = now || lines->out.failed ? flush(lines, error) : AIRLOG_OK;
    if (status == AIRLOG_OK && airlog_output_is_stream(writer->output) && fflush(lines->file) != 0) {
        status = write_failed(error);
    }
    return status;
}

static airlog_status finish_lines(airlog_writer *writer, airlog_error *error) {
    struct lines *lines = writer->state;
    if (lines->shape == SHAPE_COLLECTION) airlog_buffer_string(&lines->out, "\n]}\n");
    airlog_status status = flush(lines, error);
    FILE *file = lines->file;
    lines->file = NULL;
    if (fclose(file) != 0 && status == AIRLOG_OK) status = write_failed(error);
    return status;
}

static void drop_lines(airlog_writer *writer) {
    struct lines *lines = writer->state;
    if (!lines) return;
    if (lines->file) fclose(lines->file);
    airlog_buffer_close(&lines->out);
    airlog_memory_give(lines);
}

const airlog_family airlog_family_lines = {open_lines, add_lines, finish_lines, drop_lines};
