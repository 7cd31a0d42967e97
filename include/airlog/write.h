/** @file write.h  incidents -> layers: what others can open.
 *
 * A dataset is written under a temporary name and takes its final name when it is closed without a
 * failure, so that no half-written output is ever left under it. */
#ifndef AIRLOG_WRITE_H
#define AIRLOG_WRITE_H

#include "airlog/study.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct airlog_writer airlog_writer;

typedef struct airlog_write_options {
    const char *format;    /**< GDAL driver name or airlog's: "GPKG", "GeoJSON", "ESRI Shapefile"...; NULL: by extension */
    const char *crs;       /**< "EPSG:3857" ...; NULL: WGS 84 longitude, latitude */
    bool overwrite;        /**< else an output that exists is AIRLOG_E_OUTPUT */
    bool append;
} airlog_write_options;

/** The format that an extension means, NULL when none; e.g. ".gpkg" -> "GPKG". */
AIRLOG_API const char *airlog_write_format_of(const char *path);
/** Formats that can be written here, one call of `each` per format. */
AIRLOG_API void airlog_write_formats(void (*each)(void *context, const char *name, const char *extensions,
                                                  const char *long_name), void *context);

/** Opens an output: a file, or a device or "-" (standard output) for the formats that can be streamed. The folder must
 *  be there. AIRLOG_E_ARGUMENT: an unknown format, or one that cannot hold incidents (the message says which can), or a
 *  CRS that is unknown or that the format does not take; AIRLOG_E_OUTPUT: what is there already, or cannot be written. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_writer_open(const char *path, const airlog_write_options *options,
                                                            airlog_writer **out, airlog_error *error);
/** Adds a report and its incidents. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_writer_add(airlog_writer *writer, const airlog_report *report,
                                                           const airlog_incidents *incidents, airlog_error *error);
/** Notices for the user, each a sentence ("3 quotes were cut to 254 bytes"), valid until close. */
AIRLOG_API const char *airlog_writer_notice(const airlog_writer *writer, size_t index);
/** The files that were written, NULL after the last; valid until close. Call after finish. */
AIRLOG_API const char *airlog_writer_file(const airlog_writer *writer, size_t index);
/** Flushes and gives the output its final name. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_writer_finish(airlog_writer *writer, airlog_error *error);
/** Frees; an output that was not finished is removed. */
AIRLOG_API void airlog_writer_close(airlog_writer *writer);

#ifdef __cplusplus
}
#endif
#endif
