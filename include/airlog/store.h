/** @file store.h  incidents -> log: datasets read row by row, and a log that keeps incidents.
 *
 * The tables that reports come from and the log are both GDAL datasets: a GeoPackage by default. */
#ifndef AIRLOG_STORE_H
#define AIRLOG_STORE_H

#include "airlog/record.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what GDAL says ---------------------------------------------------------------------------- */

/** What GDAL said between airlog_gdal_listen() and airlog_gdal_leave(): it arrives here and is never printed. */
typedef struct airlog_gdal {
    char failure[320]; /**< the first failure */
    char warning[320]; /**< the first warning */
    unsigned failures, warnings;
} airlog_gdal;

/** Starts to listen on this thread; calls nest. Drivers are registered when they are not yet. */
AIRLOG_API void airlog_gdal_listen(airlog_gdal *heard);
AIRLOG_API void airlog_gdal_leave(void);
/** airlog_fail() with the first failure that was heard added after a colon. */
AIRLOG_API airlog_status airlog_gdal_fail(const airlog_gdal *heard, airlog_error *error, airlog_status status,
                                          const char *format, ...) AIRLOG_PRINTF(4, 5);

/* ---- columns ------------------------------------------------------------------------------------ */

/** How fields of fields.def become the columns of an OGR layer. `void *layer` is an OGRLayerH and `void *feature` an
 *  OGRFeatureH, so that this header needs none of GDAL's. */
enum {
    AIRLOG_COLUMNS_SHORT = 1,     /**< short names */
    AIRLOG_COLUMNS_TIME_TEXT = 2, /**< times as ISO 8601 text, for formats that lose the time of day or the zone */
    AIRLOG_COLUMNS_REAL_TEXT = 4, /**< numbers as text, for formats that turn an unknown number into zero */
    AIRLOG_COLUMNS_DAYS = 8       /**< a date column beside each time */
};

#define AIRLOG_COLUMNS_LIMIT 96

typedef struct airlog_column {
    const airlog_field *field;
    int index;    /**< of the OGR field */
    uint8_t form; /**< how the value is held: private to columns.c */
    uint64_t cut; /**< values that were cut to text_limit bytes */
    char name[32];
} airlog_column;

typedef struct airlog_columns {
    airlog_column items[AIRLOG_COLUMNS_LIMIT];
    size_t count;
    size_t text_limit; /**< bytes that a text may have, 0: any; longer ones are cut between characters */
} airlog_columns;

/** Creates a column for each of `names` (NULL after the last; names NULL: every field), checking that the format took
 *  each of them under its own name. AIRLOG_E_OUTPUT names the one that it did not take. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_columns_define(void *layer, const char *const names[], unsigned flags,
                                                               size_t text_limit, airlog_columns *out,
                                                               airlog_error *error);
/** Finds the columns that a layer has, by long or short name; a field without one stays unknown. */
AIRLOG_API void airlog_columns_find(void *layer, airlog_columns *out);
/** Sets every column of a feature: unknown becomes null. */
AIRLOG_API void airlog_columns_fill(airlog_columns *columns, const airlog_incident *incident, airlog_buffer *scratch,
                                    void *feature);
/** Reads a feature back; texts are copied into the arena. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_columns_read(const airlog_columns *columns, void *feature,
                                                             airlog_arena *memory, airlog_incident *out,
                                                             airlog_error *error);
/** The columns of a table of reports, and a row of it. `incidents`: how many were read from the report. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_report_columns_define(void *layer, airlog_error *error);
AIRLOG_API void airlog_report_fill(void *feature, const airlog_report *report, uint64_t incidents,
                                   airlog_buffer *scratch);

/* ---- tables of reports ------------------------------------------------------------------------ */

/** A table that GDAL opens (XLSX, CSV, ODS, a database), read one row, one document, at a time. */
typedef struct airlog_sheet airlog_sheet;

/** Field options as for JSON Lines. `layer` NULL: the first. AIRLOG_E_INPUT names the fields there are
 *  when text_field is not one of them. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_sheet_open(const char *path, const char *layer,
                                                           const airlog_ingest_options *options, airlog_sheet **out,
                                                           airlog_error *error);
/** Reports of the next row; out->count 0 with AIRLOG_OK is the end. A row without an id field is
 *  named "<file>:<row>". */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_sheet_next(airlog_sheet *sheet, airlog_arena *memory,
                                                           airlog_reports *out, airlog_error *error);
/** Rows in all, -1 when unknown. */
AIRLOG_API int64_t airlog_sheet_rows(const airlog_sheet *sheet);
AIRLOG_API void airlog_sheet_close(airlog_sheet *sheet);

/* ---- the log -------------------------------------------------------------------------------------- */

/** Incidents and reports kept in a GeoPackage (or any GDAL dataset that knows transactions). */
typedef struct airlog_log airlog_log;

AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_log_open(const char *name, bool create, airlog_log **out,
                                                         airlog_error *error);
/** Adds a report with its incidents: all of it or nothing. A report that is there already is left as
 *  it is; *out_added tells. Reports are committed in batches and at close. After a failure the batch is
 *  taken back and the log takes nothing more. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_log_add(airlog_log *log, const airlog_report *report,
                                                        const airlog_incidents *incidents, bool *out_added,
                                                        airlog_error *error);
/** Calls `each` for the incidents that fit `where` (SQL, NULL all), oldest first. `memory` is reset before each, so that
 *  a log of any size fits: copy what must live on into another arena. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_log_each(airlog_log *log, const char *where, airlog_arena *memory,
                                                         airlog_status (*each)(void *context,
                                                                               const airlog_incident *incident,
                                                                               airlog_error *error),
                                                         void *context, airlog_error *error);
/** Commits and closes. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_log_close(airlog_log *log, airlog_error *error);

#ifdef __cplusplus
}
#endif
#endif
