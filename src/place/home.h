/* Where a message itself says it is from. */
#ifndef AIRLOG_PLACE_HOME_H
#define AIRLOG_PLACE_HOME_H

#include "hints.h"

typedef struct airlog_home_source {
    const airlog_facts *facts;
    const airlog_tables *tables;
    airlog_error *error;
} airlog_home_source;

/* The airport that the message means by "the airport" or "on final": where the flight is bound when that lies in the
 * header's state, else the tower's own, else the best known of the header's city. */
airlog_status airlog_home_airport(const airlog_home_source *source, airlog_place_entry *out, bool *out_found);
/* What stands for a message without any position: the tower's airport, else the header's city. */
airlog_status airlog_home_place(const airlog_home_source *source, airlog_place_entry *out, bool *out_found);

#endif
