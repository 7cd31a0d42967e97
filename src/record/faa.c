/* An FAA preliminary report is one incident, whatever else it says: the structure decides which fact is which. */
#include <string.h>

#include "draft.h"

/* The first paragraph tells it; a block behind it ("Summary: ...") says it again in other words. */
static uint32_t main_end(const airlog_assembly *a) {
    const airlog_tokens *tokens = a->facts->tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].kind == AIRLOG_TOKEN_PARAGRAPH && tokens->items[i].start > 40) return tokens->items[i].start;
    }
    return (uint32_t)a->report->text.length;
}

/* ---- what ------------------------------------------------------------------------------------------------ */

static bool family(const airlog_object_fact *object, const char *name) {
    return airlog_text_is(object->family, name);
}

/* What was met: the first object that is not the one that reports; a drone before anything else. */
static const airlog_object_fact *met_object(const airlog_assembly *a) {
    const airlog_facts *facts = a->facts;
    const airlog_object_fact *first = NULL;
    for (size_t i = 0; i < facts->object_count; i++) {
        const airlog_object_fact *object = &facts->objects[i];
        if (object->other) continue;
        if (family(object, "uas")) return object;
        if (!first && (family(object, "balloon") || family(object, "unidentified") || family(object, "rocket")))
            first = object;
    }
    return first;
}

static void add_object(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_object_fact *object = met_object(a);
    draft->object_class = airlog_text_of("UAS"); /* the header says so: "UAS INCIDENT" */
    draft->object_group = airlog_text_of("uas");
    if (!object) {
        draft->doubts |= AIRLOG_DOUBT_BIT(UNSPECIFIC_OBJECT);
        return;
    }
    draft->object = object;
    draft->object_class = object->object;
    draft->object_group = object->family;
    draft->object_type = object->type;
    draft->count_min = object->count_min;
    draft->count_max = object->count_max;
}

#define NAME(name) {name, sizeof name - 1}

/* Events that a sighting can have led to; anything else leaves it a sighting. */
static bool outranks_sighting(airlog_text event) {
    static const airlog_text names[] = {NAME("collided"),  NAME("near miss"),      NAME("crashed"),           NAME("laser"),
                                        NAME("shot down"), NAME("evasive action"), NAME("GNSS interference"), NAME("bird strike")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (airlog_text_equal(event, names[i])) return true;
    }
    return false;
}

#undef NAME

static void add_event(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_facts *facts = a->facts;
    for (size_t i = 0; i < facts->event_count; i++) {
        const airlog_event_fact *event = &facts->events[i];
        if (event->modality == AIRLOG_MODALITY_NEGATED || event->modality == AIRLOG_MODALITY_HYPOTHETICAL) continue;
        if (airlog_event_flag(event, "passing")) continue; /* every drone that is seen passes */
        bool sighting = airlog_text_is(event->event, "drone sighting");
        if (!sighting && !outranks_sighting(event->event)) continue;
        int rank = airlog_event_rank(event);
        if (draft->event && rank <= draft->rank) continue;
        draft->event = event;
        draft->event_name = event->event;
        draft->event_cictt = event->cictt;
        draft->rank = rank;
    }
}

/* ---- when and where ----------------------------------------------------------------------------------------- */

static void add_time(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_facts *facts = a->facts;
    for (size_t i = 0; i < facts->time_count; i++) {
        const airlog_time_fact *time = &facts->times[i];
        if (time->kind != AIRLOG_TIME_CLOCK || time->clock_s < 0) continue;
        if (!draft->start || (time->zone_letter && !draft->start->zone_letter)) draft->start = time;
    }
}

/* The first clock in UTC: "Date/Time: Oct 1, 2019 - 2217Z" in the block behind. */
static const airlog_time_fact *utc_clock(const airlog_facts *facts) {
    for (size_t i = 0; i < facts->time_count; i++) {
        const airlog_time_fact *time = &facts->times[i];
        if (time->kind == AIRLOG_TIME_CLOCK && time->zone_known && time->offset_s == 0 && time->clock_s >= 0) return time;
    }
    return NULL;
}

/* It is the same instant; an hour that does not fit is kept. */
static void check_time(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_time_fact *utc = draft->start && draft->start->zone_letter ? utc_clock(a->facts) : NULL;
    if (!utc) return;
    airlog_when start = airlog_when_of(a, draft->start, NULL, NULL, AIRLOG_NO_TEXT);
    if (!start.known || !start.offset_known) return;
    int64_t apart = ((start.start - utc->clock_s) % 86400 + 86400) % 86400;
    if (apart > 900 && apart < 86400 - 900) draft->doubts |= AIRLOG_DOUBT_BIT(TIME_CONFLICT);
}

/* The best that the first paragraph says; only when it says nothing, the best of the rest. */
static void add_positions(const airlog_assembly *a, airlog_draft *draft, uint32_t end) {
    const airlog_facts *facts = a->facts;
    for (int pass = 0; pass < 2 && !draft->position_count; pass++) {
        for (size_t i = 0; i < facts->position_count && draft->position_count < AIRLOG_DRAFT_POSITIONS; i++) {
            const airlog_position_fact *position = &facts->positions[i];
            if ((position->span.start >= end) != (pass == 1) || !airlog_where_rank(position)) continue;
            draft->positions[draft->position_count++] = (uint32_t)i;
        }
    }
    draft->anchored = draft->position_count > 0;
}

static void add_altitude(const airlog_assembly *a, airlog_draft *draft, uint32_t end) {
    const airlog_facts *facts = a->facts;
    for (int pass = 0; pass < 2 && !draft->altitude_count; pass++) {
        for (size_t i = 0; i < facts->quantity_count; i++) {
            const airlog_quantity *quantity = &facts->quantities[i];
            if ((quantity->span.start >= end) != (pass == 1) || quantity->role != AIRLOG_ROLE_ALTITUDE) continue;
            draft->altitudes[draft->altitude_count++] = quantity;
            break;
        }
    }
}

/* "WHILE ESE BOUND", "NORTHBOUND": the course of the aircraft that reports. */
static void add_course(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_tokens *tokens = a->facts->tokens;
    for (size_t i = 0; i + 1 < tokens->count; i++) {
        airlog_term term = (airlog_term)tokens->items[i].term;
        if (term == AIRLOG_TERM_NONE) continue;
        airlog_term_class kind = airlog_term_class_of(term);
        bool bound = kind == AIRLOG_TERM_CLASS_COMPASS && tokens->items[i + 1].term == AIRLOG_TERM_BOUND;
        if (!bound && kind != AIRLOG_TERM_CLASS_HEADING) continue;
        draft->course_deg = airlog_term_value(term);
        return;
    }
}

airlog_status airlog_draft_faa(const airlog_assembly *a, airlog_drafts *out) {
    airlog_draft *draft = airlog_draft_add(a, out);
    if (!draft) return airlog_arena_failed(a->memory, a->error);
    uint32_t end = main_end(a);
    draft->span = (airlog_span){0, end};
    if (a->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY) draft->reporter = airlog_text_of("FAA");
    draft->anchored = draft->whole = true;
    draft->event_name = airlog_text_of("drone sighting"); /* what such a report is when it says no more */
    draft->event_cictt = airlog_text_of("OTHR");
    add_object(a, draft);
    add_event(a, draft);
    add_time(a, draft);
    check_time(a, draft);
    add_positions(a, draft, end);
    add_altitude(a, draft, end);
    add_course(a, draft);
    return AIRLOG_OK;
}
