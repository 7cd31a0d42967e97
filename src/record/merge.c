/* Whether two drafts tell the same thing. They do unless something that both say differs. */
#include <math.h>
#include <stdlib.h>

#include "clause.h"

#define SAME_CLOCK_S 1200     /* clocks of one event, told twice, lie no further apart */
#define SAME_PLACE_M 10000.0  /* beyond what the two bounds allow */

static bool objects_fit(const airlog_draft *old, const airlog_draft *fresh) {
    if (!old->object_group.length || !fresh->object_group.length || old->answer || fresh->answer) return true;
    bool unnamed = airlog_text_is(old->object_group, "unidentified") ||
                   airlog_text_is(fresh->object_group, "unidentified") ||
                   airlog_text_is(old->object_class, "aircraft") || airlog_text_is(fresh->object_class, "aircraft");
    if (!unnamed && !airlog_text_equal(old->object_group, fresh->object_group)) return false;
    bool types = old->object_type.length && fresh->object_type.length;
    if (types && !airlog_text_equal(old->object_type, fresh->object_type)) return false;
    return !old->actor.length || !fresh->actor.length || airlog_text_equal(old->actor, fresh->actor);
}

/* A clause without a day and a place of its own tells a detail of what was told. */
static bool detail(const airlog_draft *old, const airlog_draft *fresh) {
    return !fresh->day && !fresh->position_count && fresh->first_sentence > old->last_sentence &&
           fresh->first_sentence <= old->last_sentence + 3 && !old->siblings &&
           (!fresh->start || (!fresh->start->date.day && fresh->start->weekday < 0));
}

/* "three balloons" and "one of them" are not one; "at least three" and "five" may be. */
static bool counts_fit(const airlog_draft *old, const airlog_draft *fresh) {
    if (old->answer || fresh->answer) return true;
    if (detail(old, fresh) && !old->start && fresh->count_max < old->count_min) return true;
    double low = fmax(old->count_min, fresh->count_min), high = fmin(old->count_max, fresh->count_max);
    return isnan(low) || isnan(high) || low <= high;
}

/* "on Sunday afternoon", "around 2:55 p.m.": the part of the day holds the clock. */
static bool part_holds(const airlog_time_fact *part, const airlog_time_fact *clock) {
    if (part->kind != AIRLOG_TIME_SPAN || clock->kind != AIRLOG_TIME_CLOCK || part->clock_s < 0 || part->clock_end_s <= part->clock_s)
        return false;
    bool dated = clock->date.day || clock->relative != AIRLOG_RELATIVE_NONE;
    bool day = clock->weekday < 0 || part->weekday < 0 || clock->weekday == part->weekday;
    return !dated && day && clock->clock_s >= part->clock_s - SAME_CLOCK_S && clock->clock_s <= part->clock_end_s;
}

static bool times_fit(const airlog_assembly *a, const airlog_draft *old, const airlog_draft *fresh) {
    const airlog_time_fact *x = old->start ? old->start : old->day, *y = fresh->start ? fresh->start : fresh->day;
    if (!x || !y || (fresh->event && airlog_event_flag(fresh->event, "end"))) return true;
    if (old->start && old->start->kind == AIRLOG_TIME_SPAN && detail(old, fresh)) return true;
    if (old->start && fresh->start && part_holds(old->start, fresh->start)) return true;
    airlog_when first = airlog_when_of(a, x, old->day, NULL, airlog_where_zone(a, old));
    const airlog_time_fact *day = fresh->day ? fresh->day : detail(old, fresh) ? (old->day ? old->day : old->start) : NULL;
    airlog_when second = airlog_when_of(a, y, day, NULL, airlog_where_zone(a, fresh));
    if (old->start && fresh->start && first.clock_s >= 0 && second.clock_s >= 0) {
        int64_t apart = first.known && second.known ? first.start - second.start : first.clock_s - second.clock_s;
        return llabs(apart) <= SAME_CLOCK_S || (first.end != AIRLOG_NO_TIME && second.start >= first.start &&
                                                second.start <= first.end);
    }
    if (!old->anchored || !fresh->anchored || !first.known || !second.known) return true;
    /* a day of saying is up to two days behind the event */
    return llabs(airlog_date_days(first.date) - airlog_date_days(second.date)) <= 2;
}

static const airlog_position *measured(const airlog_assembly *a, const airlog_draft *draft) {
    for (uint32_t i = 0; i < draft->position_count; i++) {
        const airlog_position *position = &a->positions->items[draft->positions[i]];
        if (!draft->leaving[i] && position->placed && airlog_where_rank(position->fact) >= 70) return position;
    }
    return NULL;
}

airlog_status airlog_merge_fits(const airlog_assembly *a, const airlog_draft *old, const airlog_draft *fresh,
                                bool *out_fits) {
    *out_fits = false;
    if (old->siblings && old->siblings == fresh->siblings) return AIRLOG_OK;
    if (!objects_fit(old, fresh) || !counts_fit(old, fresh) || !times_fit(a, old, fresh)) return AIRLOG_OK;
    const airlog_position *x = measured(a, old), *y = measured(a, fresh);
    *out_fits = true;
    if (!x || !y || (fresh->event && airlog_event_flag(fresh->event, "end"))) return AIRLOG_OK;
    double apart, bearing, back;
    airlog_status status = airlog_geodesic_between(x->point, y->point, &apart, &bearing, &back, a->error);
    *out_fits = status == AIRLOG_OK && apart <= x->bound_m + y->bound_m + SAME_PLACE_M;
    return status;
}

static void merge_positions(airlog_draft *old, const airlog_draft *fresh) {
    bool end = fresh->event && airlog_event_flag(fresh->event, "end");
    for (uint32_t i = 0; i < fresh->position_count && old->position_count < AIRLOG_DRAFT_POSITIONS; i++) {
        old->leaving[old->position_count] = fresh->leaving[i] || (end && old->position_count > 0);
        old->positions[old->position_count++] = fresh->positions[i];
    }
}

static void merge_times(airlog_draft *old, const airlog_draft *fresh) {
    bool end = fresh->event && airlog_event_flag(fresh->event, "end");
    const airlog_time_fact *start = fresh->start;
    if (end && start && old->start && !old->end && old->start->kind == AIRLOG_TIME_CLOCK) {
        old->end = start;
        start = NULL;
    }
    bool part = old->start && start && old->start->kind == AIRLOG_TIME_SPAN && start->kind == AIRLOG_TIME_CLOCK;
    bool exact = start && (!old->start || part);
    if (part && !old->day) old->day = old->start; /* "Friday morning" dates "8:34 a.m." */
    if (exact) old->start = start;
    if (!old->end) old->end = fresh->end;
    if (!old->after) old->after = fresh->after;
    /* the day beside the clock dates it; a day of saying gives way to a day of the event */
    if (fresh->day && (!old->day || exact)) old->day = fresh->day;
}

static void merge_what(airlog_draft *old, const airlog_draft *fresh) {
    bool end = fresh->event && airlog_event_flag(fresh->event, "end");
    if (fresh->event && (!old->event || (fresh->rank > old->rank && !end))) {
        old->event = fresh->event;
        old->event_name = fresh->event_name;
        old->event_cictt = fresh->event_cictt;
        old->rank = fresh->rank;
        old->weak = fresh->weak;
        if (fresh->count_max < old->count_min) { /* ten of the fourteen crossed the line: what it is called counts */
            old->count_min = fresh->count_min;
            old->count_max = fresh->count_max;
        }
    }
    old->lost = old->lost || fresh->lost;
    old->alone = old->alone || fresh->alone;
    if (fresh->answer && !old->answer) return; /* what was sent up is no second object */
    bool vague = !old->object_group.length || old->answer || airlog_text_is(old->object_group, "unidentified") ||
                 (airlog_text_is(old->object_class, "aircraft") && !airlog_text_is(fresh->object_class, "aircraft"));
    if (fresh->object && (vague || !old->object)) {
        bool other = old->answer || !airlog_text_equal(old->object_group, fresh->object_group);
        if (old->answer || (other && isfinite(fresh->count_max))) old->count_min = old->count_max = AIRLOG_UNKNOWN;
        if (old->answer) old->object_type = old->actor = AIRLOG_NO_TEXT;
        old->object = fresh->object;
        old->object_class = fresh->object_class;
        old->object_group = fresh->object_group;
        old->answer = fresh->answer;
    }
    if (!old->object_type.length) old->object_type = fresh->object_type;
    if (!old->actor.length) old->actor = fresh->actor;
    if (isnan(old->count_min)) old->count_min = fresh->count_min;
    if (isnan(old->count_max)) old->count_max = fresh->count_max;
}

/* The quote is the sentence that says most: the one with the place, else the one with the hour. */
static int telling(const airlog_draft *draft) {
    return (draft->position_count > 0 ? 4 : 0) + (draft->start ? 2 : 0) + (draft->altitude_count > 0 ? 1 : 0);
}

void airlog_merge_into(airlog_draft *old, const airlog_draft *fresh) {
    if (telling(fresh) > telling(old) || (old->headline && !fresh->headline && old->clauses == 1)) {
        old->span = fresh->span;
        bool same = airlog_text_equal(old->object_class, fresh->object_class) && !fresh->answer;
        if (fresh->object && same) old->object = fresh->object;
    }
    merge_what(old, fresh);
    merge_positions(old, fresh);
    merge_times(old, fresh);
    for (uint32_t i = 0; i < fresh->altitude_count && old->altitude_count < AIRLOG_DRAFT_ALTITUDES; i++)
        old->altitudes[old->altitude_count++] = fresh->altitudes[i];
    if (!old->speed) old->speed = fresh->speed;
    if (isnan(old->course_deg)) old->course_deg = fresh->course_deg;
    old->headline = old->headline || fresh->headline;
    old->anchored = old->anchored || fresh->anchored;
    if (fresh->last_sentence > old->last_sentence) old->last_sentence = fresh->last_sentence;
    old->clauses += fresh->clauses;
    old->doubts |= fresh->doubts;
}
