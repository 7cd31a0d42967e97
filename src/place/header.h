/* The place that a header's name means: one way for what it hints at and for what stands in for a message. */
#ifndef AIRLOG_PLACE_HEADER_H
#define AIRLOG_PLACE_HEADER_H

#include "airlog/place.h"

/* What a row must be. */
typedef struct airlog_header_want {
    airlog_place_kind kind; /* ANY: a city before everything else */
    airlog_text admin;      /* in the state that the header gives; absent: anywhere */
    bool faa;               /* in the states and territories that the FAA looks after */
} airlog_header_want;

/* The best known row of a name that is what is wanted. */
airlog_status airlog_header_row(const airlog_tables *tables, airlog_text name, const airlog_header_want *want,
                                airlog_place_entry *out, bool *out_found, airlog_error *error);

#endif
