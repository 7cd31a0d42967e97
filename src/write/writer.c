#include <stdio.h>
#include <string.h>

#include "writer.h"

/* ---- notices ---------------------------------------------------------------------------------- */

void airlog_writer_note(airlog_writer *writer, const char *format, ...) {
    if (writer->notice_count == AIRLOG_NOTICES) return;
    char *notice = writer->notices[writer->notice_count];
    va_list list;
    va_start(list, format);
    vsnprintf(notice, AIRLOG_NOTICE_BYTES, format, list);
    va_end(list);
    for (size_t i = 0; i < writer->notice_count; i++) { /* each once */
        if (strcmp(writer->notices[i], notice) == 0) return;
    }
    writer->notice_count++;
}

const char *airlog_writer_notice(const airlog_writer *writer, size_t index) {
    return index < writer->notice_count ? writer->notices[index] : NULL;
}

const char *airlog_writer_file(const airlog_writer *writer, size_t index) {
    return writer->finished ? airlog_output_file(writer->output, index) : NULL;
}

/* ---- opening ------------------------------------------------------------------------------------ */

static const airlog_family *family_of(const airlog_format *format) {
    switch (format->family) {
    case AIRLOG_FAMILY_LINES:
        return &airlog_family_lines;
    case AIRLOG_FAMILY_DATABASE:
        return &airlog_family_database;
    case AIRLOG_FAMILY_SHAPEFILE:
        return &airlog_family_shapefile;
    case AIRLOG_FAMILY_KML:
        return &airlog_family_kml;
    case AIRLOG_FAMILY_GENERIC:
    case AIRLOG_FAMILY_REFUSED:
        break;
    }
    return &airlog_family_generic;
}

static airlog_status check_crs(airlog_writer *writer, const char *name, airlog_error *error) {
    if (!name && (writer->format.flags & AIRLOG_FORMAT_NO_DRIVER)) return AIRLOG_OK; /* PROJ's database takes 10 ms */
    airlog_status status = airlog_crs_open(name, &writer->crs, error);
    if (status != AIRLOG_OK || airlog_crs_is_wgs84(writer->crs)) return status;
    if (writer->format.flags & (AIRLOG_FORMAT_WGS84 | AIRLOG_FORMAT_TABLE)) {
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "%s is always WGS 84 longitude and latitude, not %.60s; GPKG, FlatGeobuf or ESRI Shapefile "
                           "take any CRS",
                           writer->format.name, name);
    }
    return AIRLOG_OK;
}

static airlog_status open_writer(airlog_writer *writer, const char *path, const airlog_write_options *options,
                                 airlog_error *error) {
    airlog_status status = airlog_format_find(options->format, path, &writer->format, error);
    if (status == AIRLOG_OK && options->append) {
        status = airlog_fail(error, AIRLOG_E_ARGUMENT,
                             "an output is not appended to; a log keeps incidents from several runs");
    }
    if (status == AIRLOG_OK) status = check_crs(writer, options->crs, error);
    if (status == AIRLOG_OK) status = airlog_output_open(path, options->overwrite, &writer->output, error);
    if (status != AIRLOG_OK) return status;
    if (airlog_output_is_stream(writer->output) && !(writer->format.flags & AIRLOG_FORMAT_STREAM)) {
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "%s cannot be written to a pipe; GeoJSONSeq, JSONL and CSV can, or name a file",
                           writer->format.name);
    }
    airlog_disk_install();
    writer->family = family_of(&writer->format);
    writer->opened = true;
    return writer->family->open(writer, error);
}

airlog_status airlog_writer_open(const char *path, const airlog_write_options *options, airlog_writer **out,
                                 airlog_error *error) {
    static const airlog_write_options defaults = {0};
    *out = NULL;
    airlog_writer *writer = airlog_memory_take(1, sizeof *writer);
    if (!writer) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a writer");
    writer->newest = AIRLOG_NO_TIME;
    airlog_status status = open_writer(writer, path, options ? options : &defaults, error);
    if (status != AIRLOG_OK) {
        airlog_error_at(error, path, 0, 0, 0);
        airlog_writer_close(writer);
        return status;
    }
    *out = writer;
    return AIRLOG_OK;
}

/* ---- adding ------------------------------------------------------------------------------------- */

static void see_time(airlog_writer *writer, airlog_time_s time) {
    if (time != AIRLOG_NO_TIME && (writer->newest == AIRLOG_NO_TIME || time > writer->newest)) writer->newest = time;
}

airlog_status airlog_writer_add(airlog_writer *writer, const airlog_report *report, const airlog_incidents *incidents,
                                airlog_error *error) {
    if (airlog_date_valid(report->published)) see_time(writer, airlog_date_days(report->published) * 86400);
    for (size_t i = 0; i < incidents->count; i++) see_time(writer, incidents->items[i].time_start);
    airlog_status status = writer->family->add(writer, report, incidents, error);
    if (status != AIRLOG_OK) airlog_error_at(error, airlog_output_name(writer->output), 0, 0, 0);
    return status;
}

/* ---- finishing ------------------------------------------------------------------------------------ */

airlog_status airlog_writer_finish(airlog_writer *writer, airlog_error *error) {
    airlog_status status = writer->family->finish(writer, error);
    if (status == AIRLOG_OK) status = airlog_output_finish(writer->output, error);
    if (status != AIRLOG_OK) {
        airlog_error_at(error, airlog_output_name(writer->output), 0, 0, 0);
        return status;
    }
    if (writer->outside > 0) {
        airlog_writer_note(writer, "%llu geometr%s outside the area of the CRS and left out; lon and lat hold them",
                           (unsigned long long)writer->outside, writer->outside == 1 ? "y was" : "ies were");
    }
    writer->finished = true;
    return AIRLOG_OK;
}

void airlog_writer_close(airlog_writer *writer) {
    if (!writer) return;
    if (writer->opened) writer->family->drop(writer);
    airlog_output_close(writer->output);
    airlog_crs_close(writer->crs);
    airlog_buffer_close(&writer->scratch);
    airlog_memory_give(writer);
}
