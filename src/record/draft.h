/* What the files of this stage share: an incident in the making, and how its parts are settled. */
#ifndef AIRLOG_RECORD_DRAFT_H
#define AIRLOG_RECORD_DRAFT_H

#include "airlog/record.h"

#define AIRLOG_DRAFT_POSITIONS 8
#define AIRLOG_DRAFT_ALTITUDES 4
#define AIRLOG_DRAFT_CONFLICTS 4

/* A report under assembly. */
typedef struct airlog_assembly {
    const airlog_facts *facts;
    const airlog_report *report;
    const airlog_positions *positions;
    const airlog_tables *tables;
    const airlog_extract_options *options;
    unsigned class_bit; /* of the incidents under assembly: events of another class say nothing */
    airlog_arena *memory;
    airlog_error *error;
} airlog_assembly;

/* An instant worked out of a written time. */
typedef struct airlog_when {
    bool known;             /* `start` holds */
    airlog_time_s start;
    airlog_time_s end;      /* AIRLOG_NO_TIME when it has none */
    airlog_date date;       /* local day; year 0 when unknown */
    int32_t clock_s;        /* local, -1 without */
    bool offset_known;
    int32_t offset_s;
    airlog_text zone;       /* name for the field time_zone */
    int32_t precision_s;
    const char *clock_basis, *day_basis, *zone_basis; /* "stated", "inferred" or "" */
    airlog_doubts doubts;
} airlog_when;

/* An incident in the making: which facts belong to it. */
typedef struct airlog_draft {
    const airlog_event_fact *event; /* the highest in rank */
    airlog_text event_name, event_cictt; /* what it is called: mostly as `event` is */
    int rank;
    bool weak, alone;
    const airlog_object_fact *object;
    airlog_text object_class, object_group, object_type, actor;
    double count_min, count_max;
    airlog_text reporter, reporter_zone; /* the zone in which the reporter's country gives times */
    bool guarded;      /* the reporter guards an airspace */
    uint32_t positions[AIRLOG_DRAFT_POSITIONS]; /* of facts->positions */
    bool leaving[AIRLOG_DRAFT_POSITIONS];       /* where it ended, not where it began */
    uint32_t position_count;
    const airlog_time_fact *start, *end, *after, *day;
    const airlog_quantity *altitudes[AIRLOG_DRAFT_ALTITUDES];
    uint32_t altitude_count;
    const airlog_quantity *speed;
    double course_deg;
    airlog_span span;
    uint32_t first_sentence, last_sentence;
    uint32_t clauses;  /* how many were merged into it */
    bool lost;         /* somebody lost sight of it */
    bool answer;       /* its object is what was sent up, not what it was sent for */
    bool anchored;     /* an hour or day, a place or a height of its own */
    bool headline;     /* the headline tells it too */
    bool whole;        /* the report tells nothing else */
    bool absorbed;     /* a sum of what a list then told one by one */
    uint32_t siblings; /* drafts of one list share a number > 0 */
    uint32_t item;
    airlog_doubts doubts;
    airlog_text conflicts[AIRLOG_DRAFT_CONFLICTS];
    uint32_t conflict_count;
} airlog_draft;

typedef struct airlog_drafts {
    airlog_draft *items;
    size_t count, room;
} airlog_drafts;

/* A new draft in which nothing is known; NULL without memory. */
airlog_draft *airlog_draft_add(const airlog_assembly *a, airlog_drafts *drafts);
/* Keeps a contradiction; what is past the room is dropped, the doubt is set by the caller. */
void airlog_draft_conflict(airlog_draft *draft, airlog_text sentence);

/* prose.c, faa.c, sea.c: the drafts of a report. */
airlog_status airlog_draft_prose(const airlog_assembly *a, airlog_drafts *out);
airlog_status airlog_draft_faa(const airlog_assembly *a, airlog_drafts *out);
airlog_status airlog_draft_sea(const airlog_assembly *a, airlog_drafts *out);

/* when.c: the instant of a time fact. `day` is a fact that dates it (may be NULL), `base` the instant that an
 * "after" counts from (may be NULL), `zone` the IANA zone of the place (may be empty). */
airlog_when airlog_when_of(const airlog_assembly *a, const airlog_time_fact *fact, const airlog_time_fact *day,
                           const airlog_when *base, airlog_text zone);
/* "minute", "day" ... of a precision in seconds. */
const char *airlog_when_precision(int32_t precision_s);

/* where.c: the zone of a place by its name; of the places of a draft; the position that it is given, the others compared with it. */
airlog_text airlog_where_zone_of(const airlog_assembly *a, airlog_text place);
airlog_text airlog_where_zone(const airlog_assembly *a, const airlog_draft *draft);
/* How much a kind of position says, 0 for what never places an incident. */
int airlog_where_rank(const airlog_position_fact *fact);
airlog_status airlog_where_settle(const airlog_assembly *a, airlog_draft *draft, airlog_incident *out);

/* aftermath.c: evasive action and law enforcement, from the whole report or from the sentences of the draft. */
void airlog_aftermath_fill(const airlog_assembly *a, const airlog_draft *draft, bool whole, airlog_incident *out);

/* finish.c: a draft becomes an incident. */
airlog_status airlog_draft_finish(const airlog_assembly *a, airlog_draft *draft, size_t number, airlog_incident *out);

/* The number behind "rank=" of an event's flags; true when the flags hold a word. */
int airlog_event_rank(const airlog_event_fact *event);
bool airlog_event_flag(const airlog_event_fact *event, const char *flag);

#endif
