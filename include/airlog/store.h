/** @file store.h  incidents -> log: datasets read row by row, and a log that keeps incidents.
 *
 * The tables that reports come from and the log are both GDAL datasets: a GeoPackage by default. */
#ifndef AIRLOG_STORE_H
#define AIRLOG_STORE_H

#include "airlog/record.h"

#ifdef __cplusplus
extern "C" {
#endif

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
 *  it is; *out_added tells. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_log_add(airlog_log *log, const airlog_report *report,
                                                        const airlog_incidents *incidents, bool *out_added,
                                                        airlog_error *error);
/** Calls `each` for the incidents that fit `where` (SQL, NULL all), oldest first. */
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
