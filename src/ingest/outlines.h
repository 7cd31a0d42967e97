/* A list of outlines that grows, and the two formats that fill it. */
#ifndef AIRLOG_INGEST_OUTLINES_H
#define AIRLOG_INGEST_OUTLINES_H

#include "airlog/ingest.h"

typedef struct airlog_outline_list {
    airlog_arena *memory;
    airlog_error *error;
    airlog_outlines *out;
    size_t room, point_room; /* of the list, and of its last outline */
} airlog_outline_list;

/* outlines.c: another outline, and another corner of the last one; false with a failure in `error`. The longitudes of
 * a ring are made to run on across the antimeridian. */
bool airlog_outline_add(airlog_outline_list *list, airlog_text name);
bool airlog_outline_point(airlog_outline_list *list, airlog_lonlat point);

/* openair.c */
airlog_status airlog_outlines_openair(airlog_text content, airlog_outline_list *list);

#endif
