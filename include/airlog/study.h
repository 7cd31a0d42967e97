/** @file study.h  incidents -> findings: what they add up to. */
#ifndef AIRLOG_STUDY_H
#define AIRLOG_STUDY_H

#include "airlog/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One line of a tally. */
typedef struct airlog_tally_row {
    airlog_text value;  /**< of the field counted; empty is unknown */
    uint64_t incidents;
    uint64_t placed;    /**< of them, with a position */
    airlog_time_s first, last;
} airlog_tally_row;

typedef struct airlog_tally {
    airlog_tally_row *items;
    size_t count;
} airlog_tally;

/** Counts incidents by a field of fields.def, or by "year", "month", "day" of time_start; most first. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_study_tally(airlog_log *log, const char *field, const char *where,
                                                            airlog_arena *memory, airlog_tally *out,
                                                            airlog_error *error);

#ifdef __cplusplus
}
#endif
#endif
