#include <string.h>

#include "writer.h"
#include "xml.h"

/* QGIS styles, printed: markers by event, regions as translucent fields, anchors as dashed lines, labels with a halo,
 * the labels of fields.def as aliases. */

static const struct {
    const char *event, *marker;
    int red, green, blue;
} looks[] = {
#define AIRLOG_STYLE(event, marker, red, green, blue) {event, marker, red, green, blue},
#include "styles.def"
#undef AIRLOG_STYLE
};

/* Colours for events without a row of their own: told apart by people who confuse red and green. */
static const int palette[][3] = {{0, 114, 178},  {213, 94, 0},  {0, 158, 115}, {204, 121, 167},
                                 {86, 180, 233}, {230, 159, 0}, {120, 94, 240}};

#define LABEL_EXPRESSION "coalesce(\"object_text\", \"object\", \"event\")"

void airlog_style_saw(airlog_style_events *events, airlog_text event) {
    const size_t most = sizeof events->names / sizeof *events->names;
    if (event.length == 0 || event.length >= sizeof *events->names) return;
    for (size_t i = 0; i < events->count; i++) {
        if (airlog_text_equal(event, airlog_text_of(events->names[i]))) return;
    }
    if (events->count == most) return; /* the rest falls into the category of all others */
    memcpy(events->names[events->count], event.bytes, event.length);
    events->names[events->count][event.length] = '\0';
    events->count++;
}

/* ---- XML ---------------------------------------------------------------------------------------- */

static void print_option(airlog_buffer *out, const char *name, const char *value) {
    airlog_buffer_string(out, "<Option type=\"QString\" name=\"");
    airlog_buffer_string(out, name);
    airlog_buffer_string(out, "\" value=\"");
    airlog_xml_attribute(out, value);
    airlog_buffer_string(out, "\"/>");
}

static void begin_symbol(airlog_buffer *out, const char *type, size_t name, const char *class_name) {
    airlog_buffer_print(out,
                        "<symbol type=\"%s\" name=\"%zu\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">"
                        "<layer class=\"%s\" enabled=\"1\" pass=\"0\" locked=\"0\"><Option type=\"Map\">",
                        type, name, class_name);
}

static void end_symbol(airlog_buffer *out) {
    airlog_buffer_string(out, "</Option></layer></symbol>\n");
}

/* ---- the parts of a style ------------------------------------------------------------------------- */

/* The marker of an event; its colour in out[]. */
static const char *look_of(airlog_text event, int out[3]) {
    const char *marker = "circle";
    uint64_t hash = airlog_hash(event.bytes, event.length);
    memcpy(out, palette[hash % (sizeof palette / sizeof *palette)], 3 * sizeof *out);
    if (event.length == 0) out[0] = out[1] = out[2] = 110;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (!airlog_text_equal(event, airlog_text_of(looks[i].event))) continue;
        marker = looks[i].marker;
        out[0] = looks[i].red;
        out[1] = looks[i].green;
        out[2] = looks[i].blue;
    }
    return marker;
}

void airlog_style_colour(airlog_text event, int out[3]) {
    look_of(event, out);
}

static void print_marker(airlog_buffer *out, size_t name, const char *event) {
    int colour[3];
    const char *marker = look_of(airlog_text_of(event), colour);
    begin_symbol(out, "marker", name, "SimpleMarker");
    print_option(out, "name", marker);
    airlog_buffer_print(out, "<Option type=\"QString\" name=\"color\" value=\"%d,%d,%d,255\"/>", colour[0], colour[1],
                        colour[2]);
    print_option(out, "outline_color", "255,255,255,255");
    print_option(out, "outline_width", "0.3");
    print_option(out, "size", "3.4");
    end_symbol(out);
}

static void print_categories(airlog_buffer *out, const airlog_style_events *events) {
    airlog_buffer_string(out, "<renderer-v2 type=\"categorizedSymbol\" attr=\"event\" symbollevels=\"0\" "
                              "enableorderby=\"0\" forceraster=\"0\">\n<categories>\n");
    for (size_t i = 0; i <= events->count; i++) {
        const char *event = i < events->count ? events->names[i] : "";
        airlog_buffer_string(out, "<category render=\"true\" value=\"");
        airlog_xml_attribute(out, event);
        airlog_buffer_string(out, "\" label=\"");
        airlog_xml_attribute(out, event[0] ? event : "other");
        airlog_buffer_print(out, "\" symbol=\"%zu\"/>\n", i);
    }
    airlog_buffer_string(out, "</categories>\n<symbols>\n");
    for (size_t i = 0; i <= events->count; i++) print_marker(out, i, i < events->count ? events->names[i] : "");
    airlog_buffer_string(out, "</symbols>\n</renderer-v2>\n");
}

static void begin_single(airlog_buffer *out) {
    airlog_buffer_string(out, "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" "
                              "forceraster=\"0\">\n<symbols>\n");
}

static void end_single(airlog_buffer *out) {
    airlog_buffer_string(out, "</symbols>\n</renderer-v2>\n");
}

static void print_region_symbol(airlog_buffer *out) {
    begin_single(out);
    begin_symbol(out, "fill", 0, "SimpleFill");
    print_option(out, "color", "31,120,180,28");
    print_option(out, "outline_color", "31,120,180,160");
    print_option(out, "outline_style", "dash");
    print_option(out, "outline_width", "0.3");
    print_option(out, "style", "solid");
    end_symbol(out);
    end_single(out);
}

static void print_line_symbol(airlog_buffer *out, const char *colour, const char *style, const char *width) {
    begin_single(out);
    begin_symbol(out, "line", 0, "SimpleLine");
    print_option(out, "line_color", colour);
    print_option(out, "line_style", style);
    print_option(out, "line_width", width);
    end_symbol(out);
    end_single(out);
}

static void print_labels(airlog_buffer *out, const char *expression) {
    airlog_buffer_string(out,
                         "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style isExpression=\"1\" "
                         "fontSize=\"8\" fontSizeUnit=\"Point\" textColor=\"40,40,40,255\" fieldName=\"");
    airlog_xml_attribute(out, expression);
    airlog_buffer_string(out, "\"><text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" "
                              "bufferColor=\"255,255,255,220\" bufferOpacity=\"1\"/></text-style><text-format/>"
                              "<placement placement=\"6\" dist=\"2\" distUnits=\"MM\"/>"
                              "<rendering obstacle=\"1\" limitNumLabels=\"0\"/></settings></labeling>\n");
}

static void print_aliases(airlog_buffer *out) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_buffer_string(out, "<aliases>\n");
    for (size_t i = 0; i < count; i++) {
        airlog_buffer_print(out, "<alias field=\"%s\" index=\"%zu\" name=\"", fields[i].name, i + 1); /* 0 is the fid */
        airlog_xml_attribute(out, fields[i].label);
        airlog_buffer_string(out, "\"/>\n");
    }
    airlog_buffer_string(out, "</aliases>\n");
}

static void print_map_tip(airlog_buffer *out) {
    airlog_buffer_string(out, "<mapTip>");
    airlog_xml_attribute(out, "<b>[% \"event\" %]</b> [% coalesce(\"object_text\", \"object\", '') %]<br>"
                       "[% coalesce(\"time_start\", '') %] &plusmn; [% round(\"radius_m\" / 1000) %] km<br>"
                       "<i>[% \"quote\" %]</i><br>[% coalesce(\"doubts\", '') %]");
    airlog_buffer_string(out, "</mapTip>\n<previewExpression>");
    airlog_xml_attribute(out, "coalesce(\"event\", '') || ' ' || coalesce(\"object\", '')");
    airlog_buffer_string(out, "</previewExpression>\n");
}

/* ---- whole styles ----------------------------------------------------------------------------------- */

bool airlog_style_print(const char *layer, const airlog_style_events *events, airlog_buffer *out) {
    const bool points = strcmp(layer, "incidents") == 0;
    airlog_buffer_print(out,
                        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                        "<qgis version=\"3.22.0\" labelsEnabled=\"%d\" "
                        "styleCategories=\"Symbology|Labeling|Fields|MapTips\">\n",
                        points);
    if (points) {
        print_categories(out, events);
        print_labels(out, LABEL_EXPRESSION);
        print_aliases(out);
        print_map_tip(out);
    } else if (strcmp(layer, "regions") == 0) {
        print_region_symbol(out);
    } else if (strcmp(layer, "anchors") == 0) {
        print_line_symbol(out, "110,110,110,200", "dash", "0.26");
    } else if (strcmp(layer, "tracks") == 0) {
        print_line_symbol(out, "84,39,143,220", "solid", "0.5");
    } else {
        return false;
    }
    airlog_buffer_string(out, "</qgis>\n");
    return true;
}
