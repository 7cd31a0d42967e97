#include "airlog/store.h"

#include <stdio.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>

/* A table row is one document. Spreadsheets need four kindnesses: their first row is the header even when every cell
 * is text, a date may be a serial number, OOXML writes characters that XML cannot hold as _x000D_, and a cell that
 * somebody has filled is one report however many blank lines are in it. */

#define ROWS_LOOKED_AT 20        /* for the suggestion which field holds the text */
#define SERIAL_DAY_OF_1970 25569 /* spreadsheets count days from 1899-12-30 */
#define SERIAL_DAY_FIRST 10000   /* 1927: smaller numbers are counts, not days */
#define SERIAL_DAY_LAST 80000    /* 2119 */

enum role { ROLE_TEXT, ROLE_DATE, ROLE_ID, ROLE_TITLE, ROLE_URL, ROLE_PLACE, ROLE_ADMIN, ROLES };

struct airlog_sheet {
    GDALDatasetH dataset;
    OGRLayerH layer;
    const airlog_ingest_options *options;
    char *path;
    const char *name; /* of the path, for the ids of rows */
    int field[ROLES]; /* -1 when there is none */
    bool spreadsheet;
    bool ooxml;
    bool ended;
    uint64_t row;
};

/* ---- opening ---------------------------------------------------------------------------------- */

static const struct {
    const char *option;
    const char *names[2]; /* tried in this order when the option is not given */
} roles[ROLES] = {
    [ROLE_TEXT] = {"--text-field", {"text", NULL}},    [ROLE_DATE] = {"--date-field", {"date", "published"}},
    [ROLE_ID] = {"--id-field", {"id", NULL}},          [ROLE_TITLE] = {"--title-field", {"title", NULL}},
    [ROLE_URL] = {"--url-field", {"url", NULL}},       [ROLE_PLACE] = {"--place-field", {"city", "place"}},
    [ROLE_ADMIN] = {"--admin-field", {"state", NULL}},
};

static const char *asked_for(const airlog_ingest_options *options, enum role role) {
    switch (role) {
    case ROLE_TEXT:
        return options->text_field;
    case ROLE_DATE:
        return options->date_field;
    case ROLE_ID:
        return options->id_field;
    case ROLE_TITLE:
        return options->title_field;
    case ROLE_URL:
        return options->url_field;
    case ROLE_PLACE:
        return options->place_field;
    case ROLE_ADMIN:
        return options->admin_field;
    case ROLES:
        break;
    }
    return NULL;
}

static void add_name(char *out, size_t capacity, const char *name) {
    size_t used = strlen(out);
    snprintf(out + used, capacity - used, "%s%s", used > 0 ? ", " : "", name);
    if (used + strlen(name) + 2 < capacity) return;
    out[used] = '\0'; /* a name that does not fit is not shown in part */
    if (used + 5 < capacity && (used < 3 || strcmp(out + used - 3, "...") != 0)) snprintf(out + used, 6, ", ...");
}

/* The field with the longest text in the first rows: what a person would point at. */
static int wordiest_field(OGRLayerH layer) {
    OGRFeatureDefnH table = OGR_L_GetLayerDefn(layer);
    int best = -1;
    size_t best_length = 0;
    OGR_L_ResetReading(layer);
    for (int row = 0; row < ROWS_LOOKED_AT; row++) {
        OGRFeatureH feature = OGR_L_GetNextFeature(layer);
        if (!feature) break;
        for (int i = 0; i < OGR_FD_GetFieldCount(table); i++) {
            if (OGR_Fld_GetType(OGR_FD_GetFieldDefn(table, i)) != OFTString) continue;
            size_t length = strlen(OGR_F_GetFieldAsString(feature, i));
            if (length <= best_length) continue;
            best = i;
            best_length = length;
        }
        OGR_F_Destroy(feature);
    }
    OGR_L_ResetReading(layer);
    return best;
}

static airlog_status no_such_field(OGRLayerH layer, const char *name, enum role role, airlog_error *error) {
    OGRFeatureDefnH table = OGR_L_GetLayerDefn(layer);
    char names[240] = "";
    for (int i = 0; i < OGR_FD_GetFieldCount(table); i++) {
        add_name(names, sizeof names, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(table, i)));
    }
    char hint[96] = "";
    int wordiest = role == ROLE_TEXT ? wordiest_field(layer) : -1;
    if (wordiest >= 0) {
        snprintf(hint, sizeof hint, "; try %s '%.60s'", roles[role].option,
                 OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(table, wordiest)));
    }
    return airlog_fail(error, AIRLOG_E_INPUT, "layer '%.60s' has no field '%.60s'; its fields are: %s%s",
                       OGR_L_GetName(layer), name, names[0] ? names : "none", hint);
}

/* A field that was asked for must be there; of those that were not, only the text must. */
static airlog_status find_fields(airlog_sheet *sheet, airlog_error *error) {
    OGRFeatureDefnH table = OGR_L_GetLayerDefn(sheet->layer);
    for (int role = 0; role < ROLES; role++) {
        const char *asked = asked_for(sheet->options, (enum role)role);
        sheet->field[role] = -1;
        if (asked) {
            sheet->field[role] = OGR_FD_GetFieldIndex(table, asked);
        } else {
            for (int i = 0; i < 2 && sheet->field[role] < 0 && roles[role].names[i]; i++) {
                sheet->field[role] = OGR_FD_GetFieldIndex(table, roles[role].names[i]);
            }
        }
        if (sheet->field[role] < 0 && (asked || role == ROLE_TEXT)) {
            return no_such_field(sheet->layer, asked ? asked : roles[role].names[0], (enum role)role, error);
        }
    }
    return AIRLOG_OK;
}

static airlog_status no_such_layer(GDALDatasetH dataset, const char *name, airlog_error *error) {
    char names[240] = "";
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); i++) {
        add_name(names, sizeof names, OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
    }
    if (!names[0]) return airlog_fail(error, AIRLOG_E_INPUT, "there is no table in it");
    return airlog_fail(error, AIRLOG_E_INPUT, "there is no layer '%.60s'; the layers are: %s", name, names);
}

static airlog_status open_layer(airlog_sheet *sheet, const char *layer, const char *const *settings,
                                airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    if (sheet->dataset) GDALClose(sheet->dataset);
    sheet->dataset =
        GDALOpenEx(sheet->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, NULL, settings, NULL);
    airlog_gdal_leave();
    if (!sheet->dataset) return airlog_gdal_fail(&heard, error, AIRLOG_E_INPUT, "GDAL cannot open it as a table");
    sheet->layer = layer ? GDALDatasetGetLayerByName(sheet->dataset, layer) : GDALDatasetGetLayer(sheet->dataset, 0);
    if (!sheet->layer) return no_such_layer(sheet->dataset, layer ? layer : "", error);
    return AIRLOG_OK;
}

static bool driver_is(GDALDatasetH dataset, const char *name) {
    GDALDriverH driver = GDALGetDatasetDriver(dataset);
    return driver && strcmp(GDALGetDescription(driver), name) == 0;
}

/* GDAL takes the first row of a sheet for data when every cell below is text too. When the fields that were asked for
 * are not there, the first row is tried as the header. */
static airlog_status open_with_header(airlog_sheet *sheet, const char *layer, airlog_error *error) {
    static const char *const csv_header[] = {"HEADERS=YES", NULL};
    if (driver_is(sheet->dataset, "CSV")) return open_layer(sheet, layer, csv_header, error);
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE");
    CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", "FORCE");
    CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", "FORCE");
    airlog_status status = open_layer(sheet, layer, NULL, error);
    if (status == AIRLOG_OK) OGR_L_GetLayerDefn(sheet->layer); /* sheets are read when first looked at */
    if (status == AIRLOG_OK) OGR_L_GetFeatureCount(sheet->layer, TRUE);
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", NULL);
    CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", NULL);
    CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", NULL);
    return status;
}

static airlog_status open_sheet(airlog_sheet *sheet, const char *layer, airlog_error *error) {
    airlog_status status = open_layer(sheet, layer, NULL, error);
    if (status != AIRLOG_OK) return status;
    sheet->ooxml = driver_is(sheet->dataset, "XLSX");
    sheet->spreadsheet = sheet->ooxml || driver_is(sheet->dataset, "ODS") || driver_is(sheet->dataset, "XLS");
    airlog_error without = {0};
    status = find_fields(sheet, &without);
    if (status != AIRLOG_OK && (sheet->spreadsheet || driver_is(sheet->dataset, "CSV"))) {
        status = open_with_header(sheet, layer, error);
        if (status == AIRLOG_OK) status = find_fields(sheet, error);
    } else if (status != AIRLOG_OK && error) {
        *error = without;
    }
    return status;
}

airlog_status airlog_sheet_open(const char *path, const char *layer, const airlog_ingest_options *options,
                                airlog_sheet **out, airlog_error *error) {
    *out = NULL;
    size_t length = strlen(path);
    airlog_sheet *sheet = airlog_memory_take(1, sizeof *sheet);
    if (!sheet) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to open '%.200s'", path);
    sheet->path = airlog_memory_take(length + 1, 1);
    if (!sheet->path) {
        airlog_sheet_close(sheet);
        return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to open '%.200s'", path);
    }
    memcpy(sheet->path, path, length + 1);
    const char *slash = strrchr(sheet->path, '/');
    sheet->name = slash ? slash + 1 : sheet->path;
    sheet->options = options;
    airlog_status status = open_sheet(sheet, layer, error);
    if (status != AIRLOG_OK) {
        airlog_error_at(error, path, 0, 0, 0);
        airlog_sheet_close(sheet);
        return status;
    }
    OGR_L_ResetReading(sheet->layer);
    *out = sheet;
    return AIRLOG_OK;
}

int64_t airlog_sheet_rows(const airlog_sheet *sheet) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    int64_t rows = OGR_L_GetFeatureCount(sheet->layer, FALSE);
    airlog_gdal_leave();
    return rows;
}

void airlog_sheet_close(airlog_sheet *sheet) {
    if (!sheet) return;
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    if (sheet->dataset) GDALClose(sheet->dataset);
    airlog_gdal_leave();
    airlog_memory_give(sheet->path);
    airlog_memory_give(sheet);
}

/* ---- rows --------------------------------------------------------------------------------------- */

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/* Reads _x000D_ at `at`: the code that it stands for, -1 when it is something else. */
static int escaped_code(airlog_text text, size_t at) {
    if (at + 7 > text.length || text.bytes[at] != '_' || text.bytes[at + 1] != 'x' || text.bytes[at + 6] != '_')
        return -1;
    int code = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_digit(text.bytes[i]);
        if (digit < 0) return -1;
        code = code * 16 + digit;
    }
    return code;
}

/* Undoes OOXML's escapes for control characters and the underscore, in place; the others are left as they are. */
static airlog_text undo_escapes(char *bytes, size_t length) {
    airlog_text text = {bytes, length};
    size_t out = 0;
    for (size_t i = 0; i < length; i++) {
        int code = bytes[i] == '_' ? escaped_code(text, i) : -1;
        if (code == '_' || (code > 0 && code < ' ')) {
            bytes[out++] = (char)code;
            i += 6;
        } else {
            bytes[out++] = bytes[i];
        }
    }
    bytes[out] = '\0';
    return (airlog_text){bytes, out};
}

/* A copy of a field's text; *out_ok false when there is no memory. */
static airlog_text take_text(const airlog_sheet *sheet, OGRFeatureH feature, enum role role, airlog_arena *memory,
                             bool *out_ok) {
    int index = sheet->field[role];
    if (index < 0 || !OGR_F_IsFieldSetAndNotNull(feature, index)) return AIRLOG_NO_TEXT;
    airlog_text text = airlog_text_trim(airlog_text_of(OGR_F_GetFieldAsString(feature, index)));
    if (text.length == 0) return AIRLOG_NO_TEXT;
    char *bytes = airlog_arena_take(memory, text.length + 1, 1);
    if (!bytes) {
        *out_ok = false;
        return AIRLOG_NO_TEXT;
    }
    memcpy(bytes, text.bytes, text.length);
    return sheet->ooxml ? undo_escapes(bytes, text.length) : (airlog_text){bytes, text.length};
}

static bool take_serial_day(double serial, airlog_date *out) {
    if (!(serial >= SERIAL_DAY_FIRST && serial <= SERIAL_DAY_LAST)) return false;
    *out = airlog_date_of_days((int64_t)serial - SERIAL_DAY_OF_1970);
    return true;
}

static bool take_date(const airlog_sheet *sheet, OGRFeatureH feature, airlog_date *out) {
    int index = sheet->field[ROLE_DATE];
    if (index < 0 || !OGR_F_IsFieldSetAndNotNull(feature, index)) return false;
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, index));
    if (type == OFTDate || type == OFTDateTime) {
        int hour, minute, second, zone;
        return OGR_F_GetFieldAsDateTime(feature, index, &out->year, &out->month, &out->day, &hour, &minute, &second,
                                        &zone) &&
               airlog_date_valid(*out);
    }
    airlog_text text = airlog_text_trim(airlog_text_of(OGR_F_GetFieldAsString(feature, index)));
    if (airlog_date_read(text, out) && airlog_date_valid(*out)) return true;
    double serial;
    return sheet->spreadsheet && airlog_number_read(text, &serial) && take_serial_day(serial, out);
}

static airlog_status take_row(const airlog_sheet *sheet, OGRFeatureH feature, airlog_arena *memory, airlog_report *out,
                              airlog_error *error) {
    bool ok = true;
    *out = (airlog_report){.line = sheet->row};
    out->text = take_text(sheet, feature, ROLE_TEXT, memory, &ok);
    out->id = take_text(sheet, feature, ROLE_ID, memory, &ok);
    out->title = take_text(sheet, feature, ROLE_TITLE, memory, &ok);
    out->url = take_text(sheet, feature, ROLE_URL, memory, &ok);
    out->place = take_text(sheet, feature, ROLE_PLACE, memory, &ok);
    out->admin = take_text(sheet, feature, ROLE_ADMIN, memory, &ok);
    out->source = airlog_arena_copy(memory, airlog_text_of(sheet->path));
    if (out->id.length == 0) {
        out->id = airlog_arena_print(memory, "%s:%llu", sheet->name, (unsigned long long)sheet->row);
    }
    if (!ok || !out->source.bytes || !out->id.bytes) return airlog_arena_failed(memory, error);
    airlog_date date = {0, 0, 0};
    if (take_date(sheet, feature, &date)) {
        out->published = date;
        out->published_basis = AIRLOG_BASIS_STATED;
    }
    return AIRLOG_OK;
}

/* Reads one row; false at the end of the table. */
static bool read_row(airlog_sheet *sheet, OGRFeatureH *out, airlog_status *out_status, airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    *out = sheet->ended ? NULL : OGR_L_GetNextFeature(sheet->layer);
    airlog_gdal_leave();
    *out_status = AIRLOG_OK;
    if (*out) {
        GIntBig fid = OGR_F_GetFID(*out);
        sheet->row = fid != OGRNullFID && fid > 0 ? (uint64_t)fid : sheet->row + 1;
        return true;
    }
    if (!sheet->ended && heard.failures > 0) {
        *out_status = airlog_gdal_fail(&heard, error, AIRLOG_E_INPUT, "the row after %llu cannot be read",
                                       (unsigned long long)sheet->row);
        airlog_error_at(error, sheet->path, sheet->row + 1, 0, 0);
    }
    sheet->ended = true;
    return false;
}

/* Makes one report of the parts that a page would have been split into; they lie in one text, in order. */
static void join_parts(airlog_reports *reports) {
    if (reports->count < 2) return;
    const airlog_text first = reports->items[0].text, last = reports->items[reports->count - 1].text;
    if (last.bytes < first.bytes) return;
    reports->items[0].text.length = (size_t)(last.bytes - first.bytes) + last.length;
    reports->count = 1;
}

static airlog_status reports_of_row(airlog_sheet *sheet, OGRFeatureH feature, airlog_arena *memory, airlog_reports *out,
                                    airlog_error *error) {
    airlog_report seed;
    airlog_status status = take_row(sheet, feature, memory, &seed, error);
    if (status != AIRLOG_OK || seed.text.length == 0) return status;
    size_t limit = sheet->options->report_limit_bytes;
    if (limit == 0) limit = AIRLOG_REPORT_LIMIT_DEFAULT;
    if (seed.text.length > limit) {
        return airlog_fail(error, AIRLOG_E_LIMIT, "the text has %zu bytes; the limit is %zu", seed.text.length, limit);
    }
    status = airlog_ingest_document(&seed, seed.text, sheet->options, memory, out, error);
    if (status == AIRLOG_OK && sheet->spreadsheet) join_parts(out);
    for (size_t i = 0; i < out->count; i++) out->items[i].line = sheet->row; /* not the line within the cell */
    return status;
}

airlog_status airlog_sheet_next(airlog_sheet *sheet, airlog_arena *memory, airlog_reports *out, airlog_error *error) {
    airlog_status status = AIRLOG_OK;
    OGRFeatureH feature;
    *out = (airlog_reports){NULL, 0};
    while (out->count == 0 && status == AIRLOG_OK) { /* a row without text is passed over */
        if (!read_row(sheet, &feature, &status, error)) return status;
        status = reports_of_row(sheet, feature, memory, out, error);
        OGR_F_Destroy(feature);
        if (status != AIRLOG_OK) airlog_error_at(error, sheet->path, sheet->row, 0, 0);
    }
    return status;
}
