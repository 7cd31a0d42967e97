/* airlog-gis, loaded when a dataset is needed: linking it would cost every command the start of GDAL. */
#ifndef AIRLOG_CLI_GIS_H
#define AIRLOG_CLI_GIS_H

#include "airlog/write.h"

/* One typed pointer a function: gis.airlog_writer_open(...) calls as the header declares it. */
typedef struct cli_gis {
#define AIRLOG_GIS(function) __typeof__(function) *function;
#include "gis.def"
#undef AIRLOG_GIS
} cli_gis;

/* Loads the library, once; later calls give the same functions. */
airlog_status airlog_cli_gis(const cli_gis **out, airlog_error *error);

#endif
