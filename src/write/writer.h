/* What the parts of a writer share: the format, the files under their temporary names, the families. */
#ifndef AIRLOG_WRITE_WRITER_H
#define AIRLOG_WRITE_WRITER_H

#include "airlog/write.h"

#include <gdal.h>
#include <ogr_api.h>

/* ---- formats ---------------------------------------------------------------------------------- */

typedef enum airlog_write_family {
    AIRLOG_FAMILY_LINES,     /* geojson.c */
    AIRLOG_FAMILY_DATABASE,  /* gpkg.c */
    AIRLOG_FAMILY_SHAPEFILE, /* shapefile.c */
    AIRLOG_FAMILY_KML,       /* kml.c */
    AIRLOG_FAMILY_GENERIC,   /* generic.c */
    AIRLOG_FAMILY_REFUSED
} airlog_write_family;

enum {
    AIRLOG_FORMAT_STREAM = 1,       /* can be written to a pipe */
    AIRLOG_FORMAT_WGS84 = 2,        /* has no other CRS */
    AIRLOG_FORMAT_TIME_TEXT = 4,    /* loses the time of day or the zone otherwise */
    AIRLOG_FORMAT_REAL_TEXT = 8,    /* turns an unknown number into zero otherwise */
    AIRLOG_FORMAT_DAYS = 16,        /* a day beside each time */
    AIRLOG_FORMAT_SHORT = 32,       /* names of ten characters */
    AIRLOG_FORMAT_PLACED_ONLY = 64, /* drops what has no geometry: that goes into a second file */
    AIRLOG_FORMAT_TABLE = 128,      /* has no geometries; lon and lat are fields */
    AIRLOG_FORMAT_OWN_IO = 256,     /* reads and writes files itself and reports what fails */
    AIRLOG_FORMAT_COUNT = 512,      /* an unknown driver: what it has kept is counted */
    AIRLOG_FORMAT_NO_DRIVER = 1024, /* written without GDAL */
    AIRLOG_FORMAT_STYLES = 2048,    /* opens styled in QGIS */
    AIRLOG_FORMAT_AS_CSV = 4096     /* the driver makes a folder of a name that does not end in .csv */
};

typedef struct airlog_format {
    const char *name;
    const char *extensions; /* separated by '|' */
    airlog_write_family family;
    unsigned flags;
    size_t text_limit;
    const char *creation;
    const char *layer;
    const char *refusal;
} airlog_format;

/* The format asked for by name, or by the extension of path. AIRLOG_E_ARGUMENT says which there are. */
airlog_status airlog_format_find(const char *name, const char *path, airlog_format *out, airlog_error *error);
/* A list of options for GDAL; free with CSLDestroy(). */
char **airlog_format_options(const char *options);
unsigned airlog_format_columns(const airlog_format *format); /* flags for airlog_columns_define() */

/* ---- coordinates and geometries ----------------------------------------------------------------- */

typedef struct airlog_crs airlog_crs;
/* NULL is WGS 84. The only place where axis order is decided: always longitude or easting first. */
airlog_status airlog_crs_open(const char *name, airlog_crs **out, airlog_error *error);
void airlog_crs_close(airlog_crs *crs);
bool airlog_crs_is_wgs84(const airlog_crs *crs);
OGRSpatialReferenceH airlog_crs_reference(const airlog_crs *crs);
/* Transforms in place; false when a coordinate has no image there. */
bool airlog_crs_transform(const airlog_crs *crs, OGRGeometryH geometry);

/* Geometries of an incident in WGS 84, cut at the antimeridian; NULL when it has none. The caller owns them. */
OGRGeometryH airlog_shape_point(const airlog_incident *incident);
OGRGeometryH airlog_shape_region(const airlog_incident *incident); /* multipolygon */
OGRGeometryH airlog_shape_anchor(const airlog_incident *incident); /* multilinestring along the geodesic */
OGRGeometryH airlog_shape_track(const airlog_incident *incident);  /* multilinestring */

/* ---- the writer --------------------------------------------------------------------------------- */

#define AIRLOG_NOTICES 24
#define AIRLOG_NOTICE_BYTES 320

typedef struct airlog_family {
    airlog_status (*open)(airlog_writer *writer, airlog_error *error);
    airlog_status (*add)(airlog_writer *writer, const airlog_report *report, const airlog_incidents *incidents,
                         airlog_error *error);
    airlog_status (*finish)(airlog_writer *writer, airlog_error *error); /* closes what it opened */
    void (*drop)(airlog_writer *writer); /* closes what it opened, whatever becomes of it */
} airlog_family;

extern const airlog_family airlog_family_lines, airlog_family_database, airlog_family_shapefile, airlog_family_kml,
    airlog_family_generic;

typedef struct airlog_output airlog_output; /* output.c: final names and temporary ones */

struct airlog_writer {
    airlog_format format;
    const airlog_family *family;
    void *state; /* of the family */
    airlog_output *output;
    airlog_crs *crs; /* NULL for formats without a driver */
    airlog_buffer scratch;
    char notices[AIRLOG_NOTICES][AIRLOG_NOTICE_BYTES];
    size_t notice_count;
    airlog_time_s newest; /* of the times and days written: for outputs that carry a date of their own */
    uint64_t outside;     /* geometries without an image in the CRS */
    bool opened, finished;
};

void airlog_writer_note(airlog_writer *writer, const char *format, ...) AIRLOG_PRINTF(2, 3);

/* ---- output: files take their names last ---------------------------------------------------------- */

/* Where an output goes: a regular file (written in a folder beside it), a stream, or a name only GDAL understands. */
airlog_status airlog_output_open(const char *path, bool overwrite, airlog_output **out, airlog_error *error);
/* The path to write `<stem><suffix>` to; suffix NULL: the output itself. `for_gdal`: through the file system that
 * reports failed writes. Valid until close; NULL and a failure when there is no memory. */
const char *airlog_output_path(airlog_output *output, const char *suffix, bool for_gdal, airlog_error *error);
const char *airlog_output_name(const airlog_output *output); /* as given */
const char *airlog_output_stem(const airlog_output *output); /* file name without folder and extension */
bool airlog_output_is_stream(const airlog_output *output);
/* Renames what was written to `<stem><suffix>` to the output's own name: for drivers that insist on an extension. */
airlog_status airlog_output_rename(airlog_output *output, const char *suffix, airlog_error *error);
/* Gives every file its final name. */
airlog_status airlog_output_finish(airlog_output *output, airlog_error *error);
const char *airlog_output_file(const airlog_output *output, size_t index);
void airlog_output_close(airlog_output *output);

/* Files of GDAL's drivers whose failed writes are failures: many drivers do not look. disk.c */
#define AIRLOG_DISK_PREFIX "/vsiairlog"
void airlog_disk_install(void);

/* ---- a layer that is being written ------------------------------------------------------------------ */

typedef struct airlog_layer {
    OGRLayerH layer;
    OGRFeatureH feature; /* one for all rows */
    airlog_columns columns;
    uint64_t written;
} airlog_layer;

airlog_status airlog_layer_create(airlog_writer *writer, GDALDatasetH dataset, const char *name,
                                  OGRwkbGeometryType geometry, const char *const fields[], const char *options,
                                  airlog_layer *out, airlog_error *error);
/* The geometry in the writer's CRS, in place; one without an image there is counted and destroyed: NULL, as for NULL.
 */
OGRGeometryH airlog_layer_project(airlog_writer *writer, OGRGeometryH geometry);
/* Adds an incident; takes `geometry` (in the writer's CRS, may be NULL). */
airlog_status airlog_layer_add(airlog_writer *writer, airlog_layer *layer, const airlog_incident *incident,
                               OGRGeometryH geometry, airlog_error *error);
void airlog_layer_close(airlog_layer *layer);
/* A notice for each column in which texts were cut. */
void airlog_layer_note_cuts(airlog_writer *writer, const airlog_layer *layer);
/* Creates a dataset at `path` by the format's driver, or the driver named. */
airlog_status airlog_dataset_create(airlog_writer *writer, const char *driver, const char *path, GDALDatasetH *out,
                                    airlog_error *error);
/* Closes a dataset; what fails while it is closed is a failure. */
airlog_status airlog_dataset_close(airlog_writer *writer, GDALDatasetH *dataset, airlog_error *error);

/* ---- styles --------------------------------------------------------------------------------------------- */

/* Event names that were seen, for the categories of the style. */
typedef struct airlog_style_events {
    char names[48][40];
    size_t count;
} airlog_style_events;

void airlog_style_saw(airlog_style_events *events, airlog_text event);
/* Red, green and blue of an event's marker. */
void airlog_style_colour(airlog_text event, int out[3]);
/* QML of a layer by its name ("incidents", "regions", "anchors", "tracks"); false when it has none. */
bool airlog_style_print(const char *layer, const airlog_style_events *events, airlog_buffer *out);

#endif
