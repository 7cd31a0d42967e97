#include <stdio.h>
#include <string.h>

#include <cpl_string.h>

#include "writer.h"

#define STREAM AIRLOG_FORMAT_STREAM
#define WGS84 AIRLOG_FORMAT_WGS84
#define TIME_TEXT AIRLOG_FORMAT_TIME_TEXT
#define REAL_TEXT AIRLOG_FORMAT_REAL_TEXT
#define DAYS AIRLOG_FORMAT_DAYS
#define SHORT AIRLOG_FORMAT_SHORT
#define PLACED_ONLY AIRLOG_FORMAT_PLACED_ONLY
#define TABLE AIRLOG_FORMAT_TABLE
#define OWN_IO AIRLOG_FORMAT_OWN_IO
#define NO_DRIVER AIRLOG_FORMAT_NO_DRIVER
#define STYLES AIRLOG_FORMAT_STYLES
#define AS_CSV AIRLOG_FORMAT_AS_CSV

static const airlog_format formats[] = {
#define AIRLOG_FORMAT(name, extensions, family, flags, text_limit, creation, layer, refusal)                           \
    {name, extensions, AIRLOG_FAMILY_##family, flags, text_limit, creation, layer, refusal},
#include "formats.def"
#undef AIRLOG_FORMAT
};

#define FORMAT_COUNT (sizeof formats / sizeof *formats)

/* ---- by name ------------------------------------------------------------------------------------ */

/* Names that people use for a driver. */
static const struct {
    const char *alias, *name;
} aliases[] = {
    {"Shapefile", "ESRI Shapefile"},
    {"GeoPackage", "GPKG"},
    {"NDJSON", "JSONL"},
    {"JSON Lines", "JSONL"},
    {"GeoJSONL", "GeoJSONSeq"},
    {"GeoJSON sequence", "GeoJSONSeq"},
    {"FGB", "FlatGeobuf"},
    {"MapInfo", "MapInfo File"},
    {"Excel", "XLSX"},
    {"LIBKML", "KML"},
};

static bool has_extension(const airlog_format *format, airlog_text extension) {
    airlog_text list = airlog_text_of(format->extensions);
    size_t start = 0;
    for (size_t i = 0; i <= list.length && extension.length > 0; i++) {
        if (i < list.length && list.bytes[i] != '|') continue;
        if (airlog_text_same((airlog_text){list.bytes + start, i - start}, extension)) return true;
        start = i + 1;
    }
    return false;
}

static const airlog_format *format_of_extension(airlog_text extension) {
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (has_extension(&formats[i], extension)) return &formats[i];
    }
    return NULL;
}

/* The part of the file name after its last point. */
static airlog_text extension_of(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *point = strrchr(name, '.');
    return point && point > name ? airlog_text_of(point + 1) : AIRLOG_NO_TEXT;
}

static const airlog_format *format_named(airlog_text name) {
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (airlog_text_same(name, airlog_text_of(aliases[i].alias))) name = airlog_text_of(aliases[i].name);
    }
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (airlog_text_same(name, airlog_text_of(formats[i].name))) return &formats[i];
    }
    if (name.length > 0 && name.bytes[0] == '.') name = (airlog_text){name.bytes + 1, name.length - 1};
    return format_of_extension(name);
}

const char *airlog_write_format_of(const char *path) {
    const airlog_format *format = format_of_extension(extension_of(path));
    return format ? format->name : NULL;
}

/* ---- what GDAL can do here ------------------------------------------------------------------------ */

static bool can_create(GDALDriverH driver) {
    const char *vector = GDALGetMetadataItem(driver, GDAL_DCAP_VECTOR, NULL);
    const char *create = GDALGetMetadataItem(driver, GDAL_DCAP_CREATE, NULL);
    return vector && create && strcmp(vector, "YES") == 0 && strcmp(create, "YES") == 0;
}

static bool is_here(const airlog_format *format) {
    if (format->family == AIRLOG_FAMILY_REFUSED) return false;
    if (format->flags & AIRLOG_FORMAT_NO_DRIVER) return true;
    GDALDriverH driver = GDALGetDriverByName(format->name);
    return driver && can_create(driver);
}

/* Of the formats that have no driver of their name. */
static const char *long_name_of(const airlog_format *format) {
    return format->family == AIRLOG_FAMILY_KML ? "Keyhole Markup Language, zipped"
                                               : "JSON Lines, one flat object a line";
}

void airlog_write_formats(void (*each)(void *context, const char *name, const char *extensions, const char *long_name),
                          void *context) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (!is_here(&formats[i])) continue;
        GDALDriverH driver = GDALGetDriverByName(formats[i].name);
        const char *long_name = driver ? GDALGetMetadataItem(driver, GDAL_DMD_LONGNAME, NULL) : NULL;
        char extensions[64];
        snprintf(extensions, sizeof extensions, "%s", formats[i].extensions);
        for (char *c = extensions; *c; c++) {
            if (*c == '|') *c = ' ';
        }
        each(context, formats[i].name, extensions, long_name ? long_name : long_name_of(&formats[i]));
    }
    airlog_gdal_leave();
}

/* ---- finding ---------------------------------------------------------------------------------------- */

static airlog_status unknown_format(const char *name, const char *path, airlog_error *error) {
    char names[300] = "";
    size_t used = 0;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (!is_here(&formats[i]) || (i > 0 && strcmp(formats[i].name, formats[i - 1].name) == 0)) continue;
        int wrote = snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", formats[i].name);
        if (wrote < 0 || (size_t)wrote >= sizeof names - used) break;
        used += (size_t)wrote;
    }
    if (name) return airlog_fail(error, AIRLOG_E_ARGUMENT, "unknown format '%.60s'; there are: %s", name, names);
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "no format has the extension of '%.100s'; name one with --format: %s",
                       path, names);
}

/* A driver that the table does not know. */
static bool format_of_driver(const char *name, airlog_format *out) {
    GDALDriverH driver = GDALGetDriverByName(name);
    if (!driver || !can_create(driver)) return false;
    const char *types = GDALGetMetadataItem(driver, GDAL_DMD_CREATIONFIELDDATATYPES, NULL);
    unsigned flags = AIRLOG_FORMAT_COUNT | (types && strstr(types, "DateTime") ? 0 : AIRLOG_FORMAT_TIME_TEXT);
    *out = (airlog_format){GDALGetDescription(driver), "", AIRLOG_FAMILY_GENERIC, flags, 0, "", "", NULL};
    return true;
}

static airlog_status find(const char *name, const char *path, airlog_format *out, airlog_error *error) {
    const airlog_format *format = NULL;
    airlog_text extension = extension_of(path);
    if (name) {
        format = format_named(airlog_text_of(name));
    } else {
        format = format_of_extension(extension);
    }
    if (!format && name && format_of_driver(name, out)) return AIRLOG_OK;
    if (!format) return unknown_format(name, path, error);
    for (size_t i = 0; i < FORMAT_COUNT; i++) { /* CSV stands there twice: with commas and with tabs */
        if (strcmp(formats[i].name, format->name) == 0 && has_extension(&formats[i], extension)) format = &formats[i];
    }
    if (format->refusal) {
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "%s cannot hold incidents: %s", format->name, format->refusal);
    }
    if (!is_here(format)) {
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "GDAL cannot write %s here; GPKG and GeoJSON are always there",
                           format->name);
    }
    *out = *format;
    return AIRLOG_OK;
}

airlog_status airlog_format_find(const char *name, const char *path, airlog_format *out, airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    airlog_status status = find(name, path, out, error);
    airlog_gdal_leave();
    return status;
}

char **airlog_format_options(const char *options) {
    return CSLTokenizeString2(options, "|", 0);
}

unsigned airlog_format_columns(const airlog_format *format) {
    unsigned flags = 0;
    if (format->flags & AIRLOG_FORMAT_SHORT) flags |= AIRLOG_COLUMNS_SHORT;
    if (format->flags & AIRLOG_FORMAT_TIME_TEXT) flags |= AIRLOG_COLUMNS_TIME_TEXT;
    if (format->flags & AIRLOG_FORMAT_REAL_TEXT) flags |= AIRLOG_COLUMNS_REAL_TEXT;
    if (format->flags & AIRLOG_FORMAT_DAYS) flags |= AIRLOG_COLUMNS_DAYS;
    return flags;
}
