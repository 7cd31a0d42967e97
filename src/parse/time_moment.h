/* What the readers of moments share. A moment is a clock, a day, or both, in any order, with the same instant in
 * parentheses. */
#ifndef AIRLOG_PARSE_TIME_MOMENT_H
#define AIRLOG_PARSE_TIME_MOMENT_H

#include "times.h"

typedef struct airlog_moment {
    size_t first, end;
    bool has_clock, has_day;
    airlog_clock clock;
    airlog_day day;
    int32_t paired_utc_s; /* -1 */
    int paired_weekday;   /* day of the pair, -1 */
    bool paired_range;    /* the parenthesis holds a range: its first clock belongs to the first moment */
} airlog_moment;

/* What stands to the left and says how the time is meant. */
typedef struct airlog_time_context {
    bool approximate, between, from;
    bool until; /* "by", "as of", "until", "before": only the end is known */
    bool since;
    double window_s; /* "in the 24 hours before", "in the 24-hour period starting at" */
} airlog_time_context;

/* time_moment.c */
void airlog_moment_start(airlog_moment *out, size_t at);
size_t airlog_read_moment(const airlog_parser *parser, size_t at, airlog_moment *out);
/* A clock, when the words around it let the number be one. */
size_t airlog_read_fitting_clock(const airlog_parser *parser, size_t at, bool dated, airlog_clock *out);
bool airlog_joins_time_range(const airlog_parser *parser, size_t at);

/* time_context.c */
airlog_time_context airlog_read_time_context(const airlog_parser *parser, size_t first);
void airlog_apply_time_context(airlog_time_fact *fact, const airlog_time_context *around);

/* time_fact.c: appends the fact of a moment. NULL at the limit. */
airlog_time_fact *airlog_add_moment(airlog_parser *parser, const airlog_moment *of);

#endif
