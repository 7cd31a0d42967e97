/** @file ingest.h  bytes -> reports: one article or message each, with its dateline.
 *
 * A source is a stream of documents; a document holds one or more reports. A reader is fed by a
 * callback, so that tests and standard input are the same thing, and its memory does not grow
 * with the input. */
#ifndef AIRLOG_INGEST_H
#define AIRLOG_INGEST_H

#include "airlog/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a value was come by. */
typedef enum airlog_basis { AIRLOG_BASIS_NONE, AIRLOG_BASIS_STATED, AIRLOG_BASIS_INFERRED } airlog_basis;
AIRLOG_API const char *airlog_basis_name(airlog_basis basis); /**< "", "stated", "inferred" */

/** One article or message. All texts are UTF-8 and live as long as the arena it was made in. */
typedef struct airlog_report {
    airlog_text id;     /**< the input's own id, or derived from content; never empty */
    airlog_text text;   /**< what is read; spans are offsets in it */
    airlog_text source; /**< file name, or "-" */
    airlog_text title;
    airlog_text url;
    airlog_date published;          /**< year 0 when unknown */
    airlog_basis published_basis;
    airlog_text place;              /**< dateline place ("TAIPEI", or --place), for choosing namesakes */
    airlog_text admin;              /**< state or province that came with it */
    airlog_text zone;               /**< IANA zone or "+08:00" from --timezone, else absent */
    uint64_t line;                  /**< where it begins in its source, 1-based */
    uint64_t offset;
    bool repaired;                  /**< bytes that were not UTF-8 were replaced by U+FFFD */
} airlog_report;

typedef struct airlog_reports {
    airlog_report *items;
    size_t count;
} airlog_reports;

typedef enum airlog_input_format {
    AIRLOG_INPUT_AUTO,
    AIRLOG_INPUT_TEXT,
    AIRLOG_INPUT_JSONL,
    AIRLOG_INPUT_HTML
} airlog_input_format;

/** What the caller knows about an input. Zeroed is the default. */
typedef struct airlog_ingest_options {
    airlog_input_format format;  /**< AUTO: a first byte '{' is JSON Lines; what begins as a page, or is named so, is HTML; else text */
    const char *text_field;      /**< NULL: "text" */
    const char *date_field;      /**< NULL: "date", then "published" */
    const char *id_field;        /**< NULL: "id" */
    const char *title_field;     /**< NULL: "title" */
    const char *url_field;       /**< NULL: "url" */
    const char *place_field;     /**< NULL: "city" then "place" */
    const char *admin_field;     /**< NULL: "state" */
    airlog_date date;            /**< --date: what the text lacks; wins over inference, not over fields */
    const char *place;           /**< --place */
    const char *zone;            /**< --timezone */
    size_t report_limit_bytes;   /**< 0: AIRLOG_REPORT_LIMIT_DEFAULT */
} airlog_ingest_options;

#define AIRLOG_REPORT_LIMIT_DEFAULT ((size_t)16 * 1024 * 1024)

/** Reads up to `capacity` bytes into `out`; *out_length 0 is the end. */
typedef struct airlog_byte_source {
    void *context;
    airlog_status (*read)(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error);
    const char *name; /**< for errors and for airlog_report.source */
} airlog_byte_source;

/** A reader over one byte source. Open, next until *out_count is 0, close. */
typedef struct airlog_reader airlog_reader;

AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_reader_open(airlog_byte_source source,
                                                            const airlog_ingest_options *options,
                                                            airlog_reader **out, airlog_error *error);
/** The reports of the next document: a line of JSON Lines, or the whole of a text. `out->count` 0
 *  with AIRLOG_OK is the end of the input. On AIRLOG_E_INPUT or AIRLOG_E_LIMIT the bad document is
 *  passed over (error says line and column) and the next call goes on with the one after it.
 *
 *  `interesting` may be NULL; otherwise it is asked about the raw bytes first, and a document it
 *  refuses is passed over cheaply (*out_passed counts such documents, may be NULL). */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_reader_next(airlog_reader *reader,
                                                            bool (*interesting)(airlog_text raw),
                                                            airlog_arena *memory, airlog_reports *out,
                                                            uint64_t *out_passed, airlog_error *error);
/** Bytes read so far, for progress. */
AIRLOG_API uint64_t airlog_reader_offset(const airlog_reader *reader);
AIRLOG_API void airlog_reader_close(airlog_reader *reader);

/** Splits one document into its reports (several articles on a page), strips captions' repetition,
 *  finds dateline, title and published date. `seed` carries what is already known (id, source,
 *  title, url, published) and is copied into each. The published date is stated by metadata or
 *  dateline, else inferred from the article's own dates. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_ingest_document(const airlog_report *seed, airlog_text document,
                                                                const airlog_ingest_options *options,
                                                                airlog_arena *memory, airlog_reports *out,
                                                                airlog_error *error);

/** Reads a page of HTML, however badly it is written: an article for each <article> with prose, else one for the
 *  page, each split further by airlog_ingest_document(). Menus, forms, captions and what else leads to other pages are
 *  left out; the day comes from the page's metadata (meta, linked data, <time>), then as in any text; title and address
 *  from the page, unless `seed` has them. Bytes that are UTF-8 are read as UTF-8, others in the encoding that the page
 *  names. AIRLOG_E_INPUT when nothing can be made of the bytes, AIRLOG_E_LIBRARY without libxml2. Example:
 *  @code
 *  airlog_report seed = {.source = airlog_text_of("page.html"), .line = 1};
 *  status = airlog_ingest_html(&seed, bytes, NULL, arena, &reports, &error);
 *  @endcode */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_ingest_html(const airlog_report *seed, airlog_text bytes,
                                                            const airlog_ingest_options *options,
                                                            airlog_arena *memory, airlog_reports *out,
                                                            airlog_error *error);

/* ---- zones that a user brings ------------------------------------------------------------------ */

/** The outline of a zone: a closed ring, its last corner the first. Longitudes run on across the antimeridian. */
typedef struct airlog_outline {
    airlog_text name;
    airlog_lonlat *points;
    size_t count;
    double west_deg, south_deg, east_deg, north_deg; /**< of its corners */
} airlog_outline;

typedef struct airlog_outlines {
    airlog_outline *items;
    size_t count;
} airlog_outlines;

/** Reads zones from GeoJSON (polygons without holes; the name is the property "name", else the id) or OpenAir (AC, AN,
 *  V, DP, DA, DB, DC; arcs become corners five degrees apart). Everything lives in the arena. AIRLOG_E_INPUT with what
 *  is wrong, and for OpenAir in which line. Example:
 *  @code
 *  status = airlog_outlines_read(bytes_of_the_file, arena, &zones, &error);
 *  options.zones = &zones;
 *  @endcode */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_outlines_read(airlog_text content, airlog_arena *memory,
                                                              airlog_outlines *out, airlog_error *error);

#ifdef __cplusplus
}
#endif
#endif
