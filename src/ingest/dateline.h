/* What the head of an article says about itself: place, day, and what its own dates say about the day. */
#ifndef AIRLOG_INGEST_DATELINE_H
#define AIRLOG_INGEST_DATELINE_H

#include "airlog/base.h"

typedef struct airlog_dateline {
    bool found;
    airlog_text place; /* "TAIPEI" */
    airlog_text admin; /* "Taiwan" */
    airlog_date date;  /* month and day 0 when it has none; year 0 when the year is not written */
} airlog_dateline;

/* Reads a written day at `at` (a word's first byte): "Nov. 25, 2024", "25 November 2024", "2024-11-25",
 * "Nov 25" (year 0). *out_end is behind it. */
bool airlog_dateline_day(airlog_text text, size_t at, airlog_date *out, size_t *out_end);

/* Reads "TAIPEI, Taiwan, Nov 25 (Agency) -" at the start of a line. */
airlog_dateline airlog_dateline_read(airlog_text line);

/* A line that is nothing but a full date, with a time or a zone: the day of a release. */
bool airlog_dateline_release(airlog_text line, airlog_date *out);

/* The latest full date that the text names; year 0 when there is none. */
airlog_date airlog_dateline_latest(airlog_text text);

/* The weekday (0 Monday .. 6) on which the article says that it was said: "on Monday reported",
 * "said on Monday", "told reporters Monday"; -1 when there is none. The first in the text counts. */
int airlog_dateline_weekday(airlog_text text);

/* The year for a day and month so that it lies nearest to `near`. */
airlog_date airlog_dateline_year(airlog_date day, airlog_date near);

#endif
