#include <math.h>
#include <stdio.h>
#include <string.h>

#include <cpl_vsi.h>

#include "writer.h"
#include "xml.h"

/* KML and KMZ, printed: GDAL's older driver gives placemarks neither a name nor a time, and the newer one takes a time
 * that grows with the square of the incidents. A placemark has a name, a time span for the slider, the quote, the
 * colour of its event, every field as typed data, and a point when it has a position. */

#define FLUSH_BYTES ((size_t)1 << 18)
#define NAME_BYTES 80 /* of the object, on the map and in the list of places */

struct kml {
    VSILFILE *file;
    airlog_buffer out;
};

/* ---- XML ---------------------------------------------------------------------------------------- */

static void print_element(airlog_buffer *out, const char *name, airlog_text text) {
    if (text.length == 0) return;
    airlog_buffer_print(out, "<%s>", name);
    airlog_xml_text(out, text);
    airlog_buffer_print(out, "</%s>", name);
}

static void print_head(airlog_buffer *out) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_buffer_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n"
                              "<Document id=\"airlog\"><name>incidents</name>\n"
                              "<Schema name=\"incidents\" id=\"incidents\">\n");
    for (size_t i = 0; i < count; i++) {
        airlog_buffer_print(out, "<SimpleField name=\"%s\" type=\"%s\"><displayName>", fields[i].name,
                            fields[i].type == AIRLOG_FIELD_REAL ? "double" : "string");
        airlog_xml_text(out, airlog_text_of(fields[i].label));
        airlog_buffer_string(out, "</displayName></SimpleField>\n");
    }
    airlog_buffer_string(out, "</Schema>\n");
}

static void print_time(airlog_buffer *out, const char *name, airlog_time_s time) {
    if (time == AIRLOG_NO_TIME) return;
    char text[32];
    size_t length = airlog_time_print(text, time, 0);
    print_element(out, name, (airlog_text){text, length});
}

static void print_fields(airlog_buffer *out, const airlog_incident *incident) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_buffer_string(out, "<ExtendedData><SchemaData schemaUrl=\"#incidents\">\n");
    for (size_t i = 0; i < count; i++) {
        char printed[32];
        airlog_text value = AIRLOG_NO_TEXT;
        if (fields[i].type == AIRLOG_FIELD_TEXT) {
            value = airlog_field_text(incident, &fields[i]);
        } else if (fields[i].type == AIRLOG_FIELD_REAL && isfinite(airlog_field_real(incident, &fields[i]))) {
            value = (airlog_text){printed, airlog_number_print(printed, airlog_field_real(incident, &fields[i]), 9)};
        } else if (fields[i].type == AIRLOG_FIELD_TIME && airlog_field_time(incident, &fields[i]) != AIRLOG_NO_TIME) {
            value = (airlog_text){printed, airlog_time_print(printed, airlog_field_time(incident, &fields[i]), 0)};
        }
        if (value.length == 0) continue; /* KML has no null: what is not there is unknown */
        airlog_buffer_print(out, "<SimpleData name=\"%s\">", fields[i].name);
        airlog_xml_text(out, value);
        airlog_buffer_string(out, "</SimpleData>\n");
    }
    airlog_buffer_string(out, "</SchemaData></ExtendedData>\n");
}

static void print_name(airlog_buffer *out, const airlog_incident *incident) {
    airlog_text object = incident->object_text.length ? incident->object_text : incident->object;
    object.length = airlog_utf8_cut(object, NAME_BYTES);
    airlog_buffer_string(out, "<name>");
    airlog_xml_text(out, incident->event);
    if (incident->event.length && object.length) airlog_buffer_string(out, ": ");
    airlog_xml_text(out, object);
    airlog_buffer_string(out, "</name>");
}

/* The order of the elements is the schema's. */
static void print_placemark(airlog_buffer *out, const airlog_incident *incident) {
    airlog_buffer_string(out, "<Placemark>");
    print_name(out, incident);
    print_element(out, "description", incident->quote);
    airlog_buffer_char(out, '\n');
    if (incident->time_start != AIRLOG_NO_TIME || incident->time_end != AIRLOG_NO_TIME) {
        airlog_buffer_string(out, "<TimeSpan>");
        print_time(out, "begin", incident->time_start);
        print_time(out, "end", incident->time_end);
        airlog_buffer_string(out, "</TimeSpan>\n");
    }
    int colour[3];
    airlog_style_colour(incident->event, colour);
    airlog_buffer_print(out, "<Style><IconStyle><color>ff%02x%02x%02x</color></IconStyle></Style>\n", colour[2] & 255,
                        colour[1] & 255, colour[0] & 255);
    print_fields(out, incident);
    if (isfinite(incident->lon) && isfinite(incident->lat)) {
        airlog_buffer_string(out, "<Point><coordinates>");
        airlog_buffer_number(out, incident->lon, 7);
        airlog_buffer_char(out, ',');
        airlog_buffer_number(out, incident->lat, 7);
        airlog_buffer_string(out, "</coordinates></Point>\n");
    }
    airlog_buffer_string(out, "</Placemark>\n");
}

/* ---- the file ------------------------------------------------------------------------------------- */

static airlog_status flush(struct kml *kml, airlog_error *error) {
    if (kml->out.failed) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for an incident");
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    size_t wrote = VSIFWriteL(kml->out.bytes, 1, kml->out.length, kml->file);
    airlog_gdal_leave();
    if (wrote < kml->out.length || heard.failures > 0) {
        return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the output cannot be written");
    }
    kml->out.length = 0;
    return AIRLOG_OK;
}

static VSILFILE *open_file(const airlog_writer *writer, const char *path) {
    if (strcmp(writer->format.name, "KML") == 0) return VSIFOpenL(path, "wb");
    char inside[4200]; /* a KMZ is an archive that holds doc.kml */
    int length = snprintf(inside, sizeof inside, "/vsizip/%s/doc.kml", path);
    return length > 0 && (size_t)length < sizeof inside ? VSIFOpenL(inside, "wb") : NULL;
}

static airlog_status open_kml(airlog_writer *writer, airlog_error *error) {
    struct kml *kml = airlog_memory_take(1, sizeof *kml);
    if (!kml) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a writer");
    writer->state = kml;
    const char *path = airlog_output_path(writer->output, NULL, true, error);
    if (!path) return AIRLOG_E_MEMORY;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    kml->file = open_file(writer, path);
    airlog_gdal_leave();
    if (!kml->file) return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the output cannot be opened");
    print_head(&kml->out);
    return AIRLOG_OK;
}

static airlog_status add_kml(airlog_writer *writer, const airlog_report *report, const airlog_incidents *incidents,
                             airlog_error *error) {
    (void)report;
    struct kml *kml = writer->state;
    for (size_t i = 0; i < incidents->count; i++) print_placemark(&kml->out, &incidents->items[i]);
    return kml->out.length >= FLUSH_BYTES || kml->out.failed ? flush(kml, error) : AIRLOG_OK;
}

static airlog_status finish_kml(airlog_writer *writer, airlog_error *error) {
    struct kml *kml = writer->state;
    airlog_buffer_string(&kml->out, "</Document>\n</kml>\n");
    airlog_status status = flush(kml, error);
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    int closed = VSIFCloseL(kml->file);
    kml->file = NULL;
    airlog_gdal_leave();
    if (status == AIRLOG_OK && (closed != 0 || heard.failures > 0)) {
        status = airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the output could not be written to its end");
    }
    return status;
}

static void drop_kml(airlog_writer *writer) {
    struct kml *kml = writer->state;
    if (!kml) return;
    airlog_gdal heard; /* the file is removed: what fails now does not matter */
    airlog_gdal_listen(&heard);
    if (kml->file) VSIFCloseL(kml->file);
    airlog_gdal_leave();
    airlog_buffer_close(&kml->out);
    airlog_memory_give(kml);
}

const airlog_family airlog_family_kml = {open_kml, add_kml, finish_kml, drop_kml};
