#include "airlog/store.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <ogr_api.h>

#define SECONDS_PER_DAY 86400
/* To start with: a shapefile reserves the width in every row, and widens it when it must. */
#define SHAPEFILE_WIDTH 32

/* How the value of a field is held in its column. */
enum column_form { FORM_TEXT, FORM_REAL, FORM_REAL_TEXT, FORM_TIME, FORM_TIME_TEXT, FORM_DAY };

static OGRFieldType type_of(enum column_form form) {
    switch (form) {
    case FORM_REAL:
        return OFTReal;
    case FORM_TIME:
        return OFTDateTime;
    case FORM_DAY:
        return OFTDate;
    case FORM_TEXT:
    case FORM_REAL_TEXT:
    case FORM_TIME_TEXT:
        break;
    }
    return OFTString;
}

static enum column_form form_of(const airlog_field *field, unsigned flags) {
    switch (field->type) {
    case AIRLOG_FIELD_REAL:
        return (flags & AIRLOG_COLUMNS_REAL_TEXT) ? FORM_REAL_TEXT : FORM_REAL;
    case AIRLOG_FIELD_TIME:
        return (flags & AIRLOG_COLUMNS_TIME_TEXT) ? FORM_TIME_TEXT : FORM_TIME;
    case AIRLOG_FIELD_TEXT:
        break;
    }
    return FORM_TEXT;
}

/* Adds a column to the layer and makes sure that it is there under its own name: drivers that refuse, rename or
 * replace a field would otherwise shift or lose values without a word. */
static airlog_status create_field(OGRLayerH layer, const char *name, OGRFieldType type, int width, int *out_index,
                                  airlog_error *error) {
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    OGRFieldDefnH definition = OGR_Fld_Create(name, type);
    if (width > 0 && type == OFTString) OGR_Fld_SetWidth(definition, width);
    OGRErr made = OGR_L_CreateField(layer, definition, FALSE);
    OGR_Fld_Destroy(definition);
    airlog_gdal_leave();
    if (made != OGRERR_NONE)
        return airlog_gdal_fail(&heard, error, AIRLOG_E_OUTPUT, "the format takes no field '%s'", name);
    OGRFeatureDefnH table = OGR_L_GetLayerDefn(layer);
    int last = OGR_FD_GetFieldCount(table) - 1;
    *out_index = last;
    if (last < 0) return airlog_fail(error, AIRLOG_E_OUTPUT, "the format took no field '%s'", name);
    OGRFieldDefnH taken = OGR_FD_GetFieldDefn(table, last);
    if (strcmp(OGR_Fld_GetNameRef(taken), name) != 0) {
        return airlog_fail(error, AIRLOG_E_OUTPUT, "the format renames field '%s' to '%s'", name,
                           OGR_Fld_GetNameRef(taken));
    }
    if (OGR_Fld_GetType(taken) != type) {
        return airlog_fail(error, AIRLOG_E_OUTPUT, "the format holds field '%s' as %s instead of %s", name,
                           OGR_GetFieldTypeName(OGR_Fld_GetType(taken)), OGR_GetFieldTypeName(type));
    }
    return AIRLOG_OK;
}

static airlog_status add_column(OGRLayerH layer, const airlog_field *field, enum column_form form, int width,
                                const char *name, airlog_columns *out, airlog_error *error) {
    if (out->count == AIRLOG_COLUMNS_LIMIT) {
        return airlog_fail(error, AIRLOG_E_LIMIT, "more than %d columns", AIRLOG_COLUMNS_LIMIT);
    }
    airlog_column *column = &out->items[out->count];
    *column = (airlog_column){.field = field, .form = (uint8_t)form, .index = -1};
    snprintf(column->name, sizeof column->name, "%s", name);
    airlog_status status = create_field(layer, name, type_of(form), width, &column->index, error);
    if (status == AIRLOG_OK) out->count++;
    return status;
}

/* "time_start" -> "start_date", "time_end" -> "end_date": the day beside a time. */
static void day_name(const char *name, char out[32]) {
    const char *stem = strncmp(name, "time_", 5) == 0 ? name + 5 : name;
    snprintf(out, 32, "%.20s_date", stem);
}

static airlog_status define_field(OGRLayerH layer, const airlog_field *field, unsigned flags, airlog_columns *out,
                                  airlog_error *error) {
    const char *name = (flags & AIRLOG_COLUMNS_SHORT) ? field->short_name : field->name;
    const int width = (flags & AIRLOG_COLUMNS_SHORT) ? SHAPEFILE_WIDTH : 0;
    airlog_status status = add_column(layer, field, form_of(field, flags), width, name, out, error);
    if (status != AIRLOG_OK || field->type != AIRLOG_FIELD_TIME || !(flags & AIRLOG_COLUMNS_DAYS)) return status;
    char day[32];
    day_name(name, day);
    return add_column(layer, field, FORM_DAY, 0, day, out, error);
}

static const airlog_field *field_named(const char *name) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].name, name) == 0) return &fields[i];
    }
    return NULL;
}

airlog_status airlog_columns_define(void *layer, const char *const names[], unsigned flags, size_t text_limit,
                                    airlog_columns *out, airlog_error *error) {
    memset(out, 0, sizeof *out);
    out->text_limit = text_limit;
    airlog_status status = AIRLOG_OK;
    if (!names) {
        size_t count;
        const airlog_field *fields = airlog_fields(&count);
        for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
            status = define_field(layer, &fields[i], flags, out, error);
        }
        return status;
    }
    for (size_t i = 0; names[i] && status == AIRLOG_OK; i++) {
        const airlog_field *field = field_named(names[i]);
        if (!field) return airlog_fail(error, AIRLOG_E_ARGUMENT, "an incident has no field '%s'", names[i]);
        status = define_field(layer, field, flags, out, error);
    }
    return status;
}

void airlog_columns_find(void *layer, airlog_columns *out) {
    memset(out, 0, sizeof *out);
    OGRFeatureDefnH table = OGR_L_GetLayerDefn(layer);
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count && out->count < AIRLOG_COLUMNS_LIMIT; i++) {
        int index = OGR_FD_GetFieldIndex(table, fields[i].name);
        if (index < 0) index = OGR_FD_GetFieldIndex(table, fields[i].short_name);
        if (index < 0) continue;
        OGRFieldType type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(table, index));
        enum column_form form = FORM_TEXT;
        if (fields[i].type == AIRLOG_FIELD_REAL) form = type == OFTString ? FORM_REAL_TEXT : FORM_REAL;
        if (fields[i].type == AIRLOG_FIELD_TIME) form = type == OFTDateTime ? FORM_TIME : FORM_TIME_TEXT;
        airlog_column *column = &out->items[out->count++];
        *column = (airlog_column){.field = &fields[i], .index = index, .form = (uint8_t)form};
        snprintf(column->name, sizeof column->name, "%s", OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(table, index)));
    }
}

/* ---- filling ---------------------------------------------------------------------------------- */

/* OGR takes terminated strings; a NUL inside would cut the text, so it becomes a blank. */
static void set_text(OGRFeatureH feature, int index, airlog_text text, airlog_buffer *scratch) {
    if (text.length == 0) {
        OGR_F_SetFieldNull(feature, index);
        return;
    }
    scratch->length = 0;
    airlog_buffer_text(scratch, text);
    airlog_buffer_char(scratch, '\0');
    if (scratch->failed) { /* the writer finds `failed` after the row */
        OGR_F_SetFieldNull(feature, index);
        return;
    }
    if (memchr(text.bytes, '\0', text.length)) {
        for (size_t i = 0; i < text.length; i++) {
            if (scratch->bytes[i] == '\0') scratch->bytes[i] = ' ';
        }
    }
    OGR_F_SetFieldString(feature, index, scratch->bytes);
}

static void set_limited(OGRFeatureH feature, airlog_column *column, size_t limit, airlog_text text,
                        airlog_buffer *scratch) {
    if (limit > 0 && text.length > limit) {
        text.length = airlog_utf8_cut(text, limit);
        column->cut++;
    }
    set_text(feature, column->index, text, scratch);
}

static void set_time(OGRFeatureH feature, int index, airlog_time_s time, bool day_only) {
    int64_t days = time >= 0 ? time / SECONDS_PER_DAY : -((-time + SECONDS_PER_DAY - 1) / SECONDS_PER_DAY);
    int second = (int)(time - days * SECONDS_PER_DAY);
    airlog_date date = airlog_date_of_days(days);
    const int utc = 100;
    if (day_only) {
        OGR_F_SetFieldDateTimeEx(feature, index, date.year, date.month, date.day, 0, 0, 0, 0);
    } else {
        OGR_F_SetFieldDateTimeEx(feature, index, date.year, date.month, date.day, second / 3600, second / 60 % 60,
                                 (float)(second % 60), utc);
    }
}

static void set_time_column(OGRFeatureH feature, const airlog_column *column, airlog_time_s time,
                            airlog_buffer *scratch) {
    if (time == AIRLOG_NO_TIME) {
        OGR_F_SetFieldNull(feature, column->index);
    } else if (column->form == FORM_TIME_TEXT) {
        char text[32];
        size_t length = airlog_time_print(text, time, 0);
        set_text(feature, column->index, (airlog_text){text, length}, scratch);
    } else {
        set_time(feature, column->index, time, column->form == FORM_DAY);
    }
}

static void set_real_column(OGRFeatureH feature, const airlog_column *column, double value, airlog_buffer *scratch) {
    if (!isfinite(value)) {
        OGR_F_SetFieldNull(feature, column->index);
    } else if (column->form == FORM_REAL_TEXT) {
        char text[32];
        size_t length = airlog_number_print(text, value, 9);
        set_text(feature, column->index, (airlog_text){text, length}, scratch);
    } else {
        OGR_F_SetFieldDouble(feature, column->index, value);
    }
}

void airlog_columns_fill(airlog_columns *columns, const airlog_incident *incident, airlog_buffer *scratch,
                         void *feature) {
    for (size_t i = 0; i < columns->count; i++) {
        airlog_column *column = &columns->items[i];
        switch (column->field->type) {
        case AIRLOG_FIELD_TEXT:
            set_limited(feature, column, columns->text_limit, airlog_field_text(incident, column->field), scratch);
            break;
        case AIRLOG_FIELD_REAL:
            set_real_column(feature, column, airlog_field_real(incident, column->field), scratch);
            break;
        case AIRLOG_FIELD_TIME:
            set_time_column(feature, column, airlog_field_time(incident, column->field), scratch);
            break;
        }
    }
}

/* ---- reading back ------------------------------------------------------------------------------- */

static airlog_time_s read_time(OGRFeatureH feature, int index) {
    int year, month, day, hour, minute, zone;
    float second;
    if (!OGR_F_GetFieldAsDateTimeEx(feature, index, &year, &month, &day, &hour, &minute, &second, &zone)) {
        return AIRLOG_NO_TIME;
    }
    airlog_date date = {year, month, day};
    if (!airlog_date_valid(date)) return AIRLOG_NO_TIME;
    const int quarter_hours = zone > 1 ? zone - 100 : 0; /* 0 unknown and 1 local are UTC here: we wrote it */
    return airlog_date_days(date) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + (int)second - quarter_hours * 900;
}

static bool read_text(OGRFeatureH feature, const airlog_column *column, airlog_arena *memory, airlog_text *out) {
    *out = AIRLOG_NO_TEXT;
    const char *value = OGR_F_GetFieldAsString(feature, column->index);
    if (!value || value[0] == '\0') return true;
    *out = airlog_arena_copy(memory, airlog_text_of(value));
    return out->bytes != NULL;
}

static bool read_column(OGRFeatureH feature, const airlog_column *column, airlog_arena *memory, airlog_incident *out) {
    char *member = (char *)out + column->field->offset;
    airlog_text text;
    int32_t offset_s;
    switch (column->form) {
    case FORM_TEXT:
        if (!read_text(feature, column, memory, &text)) return false;
        memcpy(member, &text, sizeof text);
        break;
    case FORM_REAL: {
        double value = OGR_F_GetFieldAsDouble(feature, column->index);
        memcpy(member, &value, sizeof value);
        break;
    }
    case FORM_REAL_TEXT: {
        double value;
        text = airlog_text_of(OGR_F_GetFieldAsString(feature, column->index));
        if (airlog_number_read(text, &value)) memcpy(member, &value, sizeof value);
        break;
    }
    case FORM_TIME: {
        airlog_time_s time = read_time(feature, column->index);
        memcpy(member, &time, sizeof time);
        break;
    }
    case FORM_TIME_TEXT: {
        airlog_time_s time;
        text = airlog_text_of(OGR_F_GetFieldAsString(feature, column->index));
        if (airlog_time_read(text, &time, &offset_s)) memcpy(member, &time, sizeof time);
        break;
    }
    default:
        break;
    }
    return true;
}

/* The set of doubts that their names stand for. */
static airlog_doubts doubts_of(airlog_text names) {
    airlog_doubts found = 0;
    size_t start = 0;
    for (size_t i = 0; i <= names.length && names.length > 0; i++) {
        if (i < names.length && names.bytes[i] != ' ' && names.bytes[i] != ';' && names.bytes[i] != ',') continue;
        airlog_text name = {names.bytes + start, i - start};
        start = i + 1;
        for (int d = 0; d < AIRLOG_DOUBT_COUNT && name.length > 0; d++) {
            if (airlog_text_is(name, airlog_doubt_name((airlog_doubt)d))) found |= (airlog_doubts)1 << d;
        }
    }
    return found;
}

airlog_status airlog_columns_read(const airlog_columns *columns, void *feature, airlog_arena *memory,
                                  airlog_incident *out, airlog_error *error) {
    airlog_incident_clear(out);
    for (size_t i = 0; i < columns->count; i++) {
        const airlog_column *column = &columns->items[i];
        if (!OGR_F_IsFieldSetAndNotNull(feature, column->index)) continue;
        if (!read_column(feature, column, memory, out)) return airlog_arena_failed(memory, error);
    }
    out->doubt_set = doubts_of(out->doubts);
    return AIRLOG_OK;
}

/* ---- reports ------------------------------------------------------------------------------------ */

enum report_column {
    REPORT_ID,
    REPORT_SOURCE,
    REPORT_TITLE,
    REPORT_URL,
    REPORT_PUBLISHED,
    REPORT_PUBLISHED_BASIS,
    REPORT_PLACE,
    REPORT_ADMIN,
    REPORT_ZONE,
    REPORT_LINE,
    REPORT_OFFSET,
    REPORT_REPAIRED,
    REPORT_INCIDENTS,
    REPORT_TEXT,
    REPORT_COLUMNS
};

static const struct {
    const char *name;
    OGRFieldType type;
} report_table[REPORT_COLUMNS] = {
    [REPORT_ID] = {"id", OFTString},
    [REPORT_SOURCE] = {"source", OFTString},
    [REPORT_TITLE] = {"title", OFTString},
    [REPORT_URL] = {"url", OFTString},
    [REPORT_PUBLISHED] = {"published", OFTString},
    [REPORT_PUBLISHED_BASIS] = {"published_basis", OFTString},
    [REPORT_PLACE] = {"place", OFTString},
    [REPORT_ADMIN] = {"admin", OFTString},
    [REPORT_ZONE] = {"zone", OFTString},
    [REPORT_LINE] = {"line", OFTInteger64},
    [REPORT_OFFSET] = {"byte_offset", OFTInteger64},
    [REPORT_REPAIRED] = {"repaired", OFTInteger},
    [REPORT_INCIDENTS] = {"incidents", OFTInteger64},
    [REPORT_TEXT] = {"text", OFTString},
};

airlog_status airlog_report_columns_define(void *layer, airlog_error *error) {
    for (int i = 0; i < REPORT_COLUMNS; i++) {
        int index;
        airlog_status status = create_field(layer, report_table[i].name, report_table[i].type, 0, &index, error);
        if (status != AIRLOG_OK) return status;
        if (index != i) return airlog_fail(error, AIRLOG_E_OUTPUT, "the format adds fields of its own to 'reports'");
    }
    return AIRLOG_OK;
}

void airlog_report_fill(void *feature, const airlog_report *report, uint64_t incidents, airlog_buffer *scratch) {
    char day[32] = "";
    if (airlog_date_valid(report->published)) {
        snprintf(day, sizeof day, "%04d-%02d-%02d", (int)report->published.year, (int)report->published.month,
                 (int)report->published.day);
    }
    const airlog_text texts[REPORT_COLUMNS] = {
        [REPORT_ID] = report->id,
        [REPORT_SOURCE] = report->source,
        [REPORT_TITLE] = report->title,
        [REPORT_URL] = report->url,
        [REPORT_PUBLISHED] = airlog_text_of(day),
        [REPORT_PUBLISHED_BASIS] = airlog_text_of(airlog_basis_name(report->published_basis)),
        [REPORT_PLACE] = report->place,
        [REPORT_ADMIN] = report->admin,
        [REPORT_ZONE] = report->zone,
        [REPORT_TEXT] = report->text,
    };
    for (int i = 0; i < REPORT_COLUMNS; i++) {
        if (report_table[i].type == OFTString) set_text(feature, i, texts[i], scratch);
    }
    OGR_F_SetFieldInteger64(feature, REPORT_LINE, (GIntBig)report->line);
    OGR_F_SetFieldInteger64(feature, REPORT_OFFSET, (GIntBig)report->offset);
    OGR_F_SetFieldInteger(feature, REPORT_REPAIRED, report->repaired);
    OGR_F_SetFieldInteger64(feature, REPORT_INCIDENTS, (GIntBig)incidents);
}
