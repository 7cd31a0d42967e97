/* Passes whose files are still being written: a strong definition wins over each. To be removed with the last. */
#include "parser.h"

#define PENDING(name) \
    __attribute__((weak)) airlog_status name(airlog_parser *parser) { \
        (void)parser; \
        return AIRLOG_OK; \
    }

PENDING(airlog_parse_quantities)
PENDING(airlog_parse_positions)
PENDING(airlog_parse_objects)
PENDING(airlog_parse_events)
