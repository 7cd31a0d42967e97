/** @file airlog.h  The library airlog: reads reports of incidents in the air and places them.
 *
 * The stages, in order: ingest.h lex.h parse.h place.h record.h. What needs GDAL (store.h, study.h,
 * write.h) is the library airlog-gis and is included by its own headers. */
#ifndef AIRLOG_AIRLOG_H
#define AIRLOG_AIRLOG_H

#include "airlog/record.h"

#define AIRLOG_VERSION "0.1.0"

#endif
