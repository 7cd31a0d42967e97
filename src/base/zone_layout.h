/** @file zone_layout.h  How the sections of time zones are laid out; see src/place/tables_layout.h for the manner. */
#ifndef AIRLOG_BASE_ZONE_LAYOUT_H
#define AIRLOG_BASE_ZONE_LAYOUT_H

#include <stdint.h>

/** airlog_zone_row[], by ascending name: the airlog_hash() of the IANA name in lower case. */
#define AIRLOG_SECTION_ZONES "ZONES\0\0\0"
/** int64_t[]: instants (UTC) at which an offset begins. The first of a zone is INT64_MIN. */
#define AIRLOG_SECTION_ZONE_TIMES "ZONETIME"
/** int32_t[]: the offsets, seconds east, that begin at them. */
#define AIRLOG_SECTION_ZONE_OFFSETS "ZONEOFFS"

/** The transitions stop before this instant (2050-01-01); later ones are read 28 years earlier, as often as needed:
 *  the rules in force then repeat with the weekdays of the Gregorian calendar. */
#define AIRLOG_ZONE_END INT64_C(2524608000)
#define AIRLOG_ZONE_CYCLE (INT64_C(10227) * 86400)

typedef struct airlog_zone_row {
    uint64_t name;
    uint32_t first, count; /**< in both sections; aliases share them */
} airlog_zone_row;

#endif
