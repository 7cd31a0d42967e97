/* One sentence of prose -> a draft, or more of one that was told before. */
#include "clause_parts.h"

#include <math.h>
#include <string.h>

static void remember(airlog_story *story, size_t draft, const airlog_sentence *sentence) {
    story->begun = true;
    story->last_draft = draft;
    story->last_paragraph = sentence->paragraph;
}

#define STORY_PARAGRAPHS 2u /* a pronoun reaches so far back */

/* A clause without an object of its own: about what was told last, if it is told at once. */
static airlog_status go_on(const airlog_sentence *sentence, const airlog_draft *fresh, airlog_story *story) {
    if (!story->begun || sentence->paragraph > story->last_paragraph + STORY_PARAGRAPHS) return AIRLOG_OK;
    airlog_draft *old = &story->drafts->items[story->last_draft];
    airlog_merge_into(old, fresh);
    remember(story, story->last_draft, sentence);
    return AIRLOG_OK;
}

/* A draft of this report that tells the same, newest first; count when there is none. */
static airlog_status find_same(const airlog_assembly *a, const airlog_draft *fresh, const airlog_story *story,
                               size_t *out_index) {
    *out_index = story->drafts->count;
    for (size_t i = story->drafts->count; i > 0; i--) {
        bool fits = false;
        airlog_status status = airlog_merge_fits(a, &story->drafts->items[i - 1], fresh, &fits);
        if (status != AIRLOG_OK) return status;
        if (!fits) continue;
        *out_index = i - 1;
        return AIRLOG_OK;
    }
    return AIRLOG_OK;
}

/* "A second drone was seen at 21:45": on the day of the first. */
static void inherit_day(const airlog_assembly *a, const airlog_story *story, airlog_draft *fresh) {
    if (!story->begun || fresh->day || !fresh->start || airlog_clause_names_day(fresh->start)) return;
    const airlog_draft *last = &story->drafts->items[story->last_draft];
    const airlog_time_fact *day = last->day ? last->day : airlog_clause_names_day(last->start) ? last->start : NULL;
    if (day && !airlog_clause_day_of_saying(a, day)) fresh->day = day;
}

/* "December 1, 2004, Lees Summit, Mo.": a line that begins with a day heads what follows. */
static void read_heading(const airlog_assembly *a, const airlog_sentence *sentence, airlog_story *story) {
    if (sentence->paragraph != story->day_paragraph) story->day = NULL;
    story->day_paragraph = sentence->paragraph;
    for (size_t i = sentence->times.first; i < sentence->times.end; i++) {
        const airlog_time_fact *time = &a->facts->times[i];
        bool day = (time->kind == AIRLOG_TIME_DAY && time->relative != AIRLOG_RELATIVE_PAST) ||
                   time->kind == AIRLOG_TIME_CLOCK;
        if (day && airlog_clause_names_day(time) && !airlog_clause_day_of_saying(a, time) &&
            !airlog_clause_day_of_dateline(a, time))
            story->day = time;
    }
    if (sentence->times.first == sentence->times.end || sentence->events.first < sentence->events.end) return;
    const airlog_time_fact *time = &a->facts->times[sentence->times.first];
    size_t first = sentence->tokens.first;
    while (first < sentence->tokens.end && a->facts->tokens->items[first].kind >= AIRLOG_TOKEN_LINE) first++;
    bool day = (time->kind == AIRLOG_TIME_DAY || time->kind == AIRLOG_TIME_CLOCK) && time->date.month && time->date.day;
    bool label = airlog_token_in(a, first, " date ") && time->first_token < first + 10; /* "Date & Time (UTC): ..." */
    if (!day || (time->first_token != first && !label)) return;
    airlog_time_fact labelled = *time;
    for (size_t i = first; i < time->first_token && !time->zone_known; i++) {
        if (airlog_token_in(a, i, " utc ") || airlog_token_term(a, i) == AIRLOG_TERM_UTC) labelled.zone_known = true;
    }
    airlog_time_fact *kept = airlog_arena_take(a->memory, 1, sizeof *kept);
    if (!kept) return; /* what fails here fails again */
    *kept = labelled;
    story->heading = kept;
    story->heading_paragraph = sentence->paragraph;
}

enum { HEADING_PARAGRAPHS = 2 };

static bool is_day_of_report(const airlog_assembly *a, const airlog_time_fact *time) {
    return time->date.month == a->report->published.month && time->date.day == a->report->published.day;
}

/* A clock is of the day above it; a clause without a clock is so only if that is not the day of publishing. */
static void take_heading(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_story *story,
                         airlog_draft *fresh) {
    bool near = story->heading && sentence->paragraph <= story->heading_paragraph + HEADING_PARAGRAPHS;
    bool labelled = near && story->heading->clock_s >= 0;
    if (labelled && !fresh->start && !fresh->day) fresh->start = story->heading;
    if (fresh->day || airlog_clause_names_day(fresh->start)) return;
    if (fresh->start)
        fresh->day = near ? story->heading : story->day;
    else if (near && !is_day_of_report(a, story->heading))
        fresh->day = story->heading;
}

/* "Correction: the balloon was seen at 3:15 p.m.": what it says replaces what was said. */
static bool is_correcting(const airlog_assembly *a, const airlog_sentence *sentence) {
    size_t first = sentence->tokens.first;
    while (first < sentence->tokens.end && a->facts->tokens->items[first].kind >= AIRLOG_TOKEN_LINE) first++;
    return !sentence->headline && airlog_token_in(a, first, " correction corrected corrects clarification ");
}

static airlog_status replace_by(const airlog_assembly *a, const airlog_draft *fresh, airlog_draft *old) {
    airlog_draft kept = *old;
    bool clock = fresh->start && kept.start && fresh->start != kept.start;
    bool place = fresh->position_count && kept.position_count;
    airlog_merge_into(old, fresh);
    if (clock) old->start = fresh->start;
    for (uint32_t i = 0; place && i < fresh->position_count; i++) {
        old->positions[i] = fresh->positions[i];
        old->leaving[i] = fresh->leaving[i];
    }
    if (place) old->position_count = fresh->position_count;
    old->doubts |= AIRLOG_DOUBT_BIT(CORRECTION);
    if (!clock) return AIRLOG_OK;
    airlog_text before = airlog_text_part(a->report->text, kept.start->span);
    airlog_text sentence =
        airlog_arena_print(a->memory, "time: '%.*s' was corrected in the report", (int)before.length, before.bytes);
    if (!sentence.bytes) return airlog_arena_failed(a->memory, a->error);
    airlog_draft_conflict(old, sentence);
    return AIRLOG_OK;
}

static airlog_status keep_fresh(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_draft *fresh,
                                int ordinal, airlog_story *story) {
    size_t index = story->drafts->count;
    airlog_status status = AIRLOG_OK;
    airlog_draft dated = *fresh;
    take_heading(a, sentence, story, &dated);
    inherit_day(a, story, &dated);
    if (ordinal == 0) status = find_same(a, fresh, story, &index);
    if (status != AIRLOG_OK) return status;
    bool correcting = story->begun && is_correcting(a, sentence);
    if (correcting && index == story->drafts->count) index = story->last_draft;
    if (correcting) {
        status = replace_by(a, &dated, &story->drafts->items[index]);
        if (status != AIRLOG_OK) return status;
    } else if (index < story->drafts->count) {
        airlog_merge_into(&story->drafts->items[index], &dated);
    } else {
        airlog_draft *added = airlog_draft_add(a, story->drafts);
        if (!added) return airlog_arena_failed(a->memory, a->error);
        *added = dated;
        index = story->drafts->count - 1;
    }
    remember(story, index, sentence);
    return AIRLOG_OK;
}

/* "They crossed the line at 9:05, 1:40 and 5:25": the things that were told last. */
static void borrow_object(const airlog_story *story, airlog_draft *fresh) {
    const airlog_draft *last = &story->drafts->items[story->last_draft];
    fresh->object = last->object;
    fresh->object_class = last->object_class;
    fresh->object_group = last->object_group;
    fresh->object_type = last->object_type;
    fresh->actor = last->actor;
    fresh->count_min = last->count_min;
    fresh->count_max = last->count_max;
}

/* "up to 25 were seen 12 km north of Rostock": a number alone, of what was told before, and somewhere else. */
static bool borrow_number(const airlog_assembly *a, const airlog_draft *fresh, const airlog_story *story,
                          airlog_draft *out) {
    size_t at = fresh->event->first_token;
    while (at > 0 && (airlog_token_term(a, at - 1) == AIRLOG_TERM_IS ||
                      airlog_token_in(a, at - 1, " were was been have had also ")))
        at--;
    bool aux = at < fresh->event->first_token || airlog_clause_begins_passive(a, fresh->event);
    if (!aux || at == 0 || !fresh->position_count || !(airlog_clause_number(a, at - 1) >= 1)) return false;
    *out = *fresh;
    borrow_object(story, out);
    out->object = NULL; /* its words give another number */
    out->count_min = out->count_max = airlog_clause_number(a, at - 1);
    airlog_term near = at > 1 ? airlog_token_term(a, at - 2) : AIRLOG_TERM_NONE;
    bool up_to = near == AIRLOG_TERM_TO && at > 2 && airlog_token_term(a, at - 3) == AIRLOG_TERM_UP;
    if (up_to) out->count_min = AIRLOG_UNKNOWN;
    if (near == AIRLOG_TERM_LEAST || near == AIRLOG_TERM_OVER) out->count_max = AIRLOG_UNKNOWN;
    return true;
}

/* Each of them is told by itself: what was said of all holds for it. */
static airlog_status read_one_of_them(const airlog_assembly *a, const airlog_sentence *sentence, int number,
                                      const airlog_draft *fresh, airlog_story *story) {
    if (number == 1 || story->sum >= story->drafts->count) story->sum = story->last_draft;
    airlog_draft *sum = &story->drafts->items[story->sum];
    if (!(sum->count_max >= number) || sum->siblings) return AIRLOG_OK;
    airlog_draft one = *fresh;
    borrow_object(story, &one);
    one.object_class = sum->object_class;
    one.object_group = sum->object_group;
    one.actor = sum->actor;
    one.object = sum->object;
    one.count_min = one.count_max = 1;
    if (!one.day) one.day = sum->day ? sum->day : airlog_clause_names_day(sum->start) ? sum->start : NULL;
    if (sum->rank > one.rank) {
        one.event = sum->event;
        one.event_name = sum->event_name;
        one.event_cictt = sum->event_cictt;
        one.rank = sum->rank;
        one.weak = sum->weak;
    }
    sum->absorbed = true;
    return keep_fresh(a, sentence, &one, -1, story);
}

/* A clause without an object of its own: a list of what was told, or more about it. */
static airlog_status read_pronoun(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_draft *fresh,
                                  airlog_story *story) {
    if (!story->begun || sentence->paragraph > story->last_paragraph + STORY_PARAGRAPHS) return AIRLOG_OK;
    airlog_draft listed = *fresh;
    airlog_drafts items = {0};
    bool list = airlog_list_ordinals(a, sentence) > 1; /* "the first at 5:05 and the second at 5:15" */
    int one = list ? 0 : airlog_clause_one_of_them(a, sentence, fresh->event);
    if (one) return read_one_of_them(a, sentence, one, fresh, story);
    borrow_object(story, &listed);
    airlog_status status = AIRLOG_OK;
    if ((fresh->day || airlog_clause_names_day(fresh->start)) &&
        fresh->position_count) { /* another day, another place: it goes on elsewhere */
        bool fits = false;
        status = airlog_merge_fits(a, &story->drafts->items[story->last_draft], &listed, &fits);
        if (status != AIRLOG_OK) return status;
        if (!fits) return keep_fresh(a, sentence, &listed, -1, story);
    }
    if (!story->drafts->items[story->last_draft].siblings)
        status = airlog_list_split(a, sentence, &listed, story, &items);
    if (status != AIRLOG_OK || items.count < 2) return status == AIRLOG_OK ? go_on(sentence, fresh, story) : status;
    for (size_t i = 0; i < items.count && status == AIRLOG_OK; i++)
        status = keep_fresh(a, sentence, &items.items[i], -1, story);
    return status;
}

static airlog_status build(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                           const airlog_chosen_events *chosen, const airlog_object_fact *object, airlog_draft *fresh) {
    *fresh = (airlog_draft){.count_min = AIRLOG_UNKNOWN, .count_max = AIRLOG_UNKNOWN, .course_deg = AIRLOG_UNKNOWN};
    size_t border = airlog_clause_end(a, sentence, chosen);
    fresh->first_sentence = fresh->last_sentence = number;
    fresh->clauses = 1;
    fresh->headline = sentence->headline;
    fresh->span = airlog_clause_span_of(a, sentence);
    airlog_clause_bind_event(a, sentence, chosen->main, object, fresh);
    if (chosen->end && airlog_text_is(chosen->end->event, "vanished")) fresh->lost = true;
    airlog_clause_bind_object(a, object, fresh);
    airlog_clause_bind_number(a, chosen->main, fresh);
    airlog_clause_bind_part(a, sentence, fresh);
    airlog_clause_inherit_actor(a, fresh);
    if (!fresh->actor.length && !fresh->answer) fresh->actor = airlog_clause_doer(a, sentence);
    if (!object && fresh->alone && airlog_text_is(chosen->main->event, "drone sighting")) {
        fresh->object_class = airlog_text_of("UAS");
        fresh->object_group = airlog_text_of("uas");
    }
    bool starts = airlog_event_flag(chosen->main, "end") && object; /* told from its end: its times begin it */
    airlog_clause_bind_positions(a, sentence, starts ? sentence->tokens.end : border, fresh);
    if (airlog_text_is(fresh->event_name, "flew")) airlog_clause_went_in(a, fresh);
    if (!airlog_event_flag(chosen->main, "found"))
        airlog_clause_bind_times(a, sentence, starts ? sentence->tokens.end : border, fresh);
    airlog_clause_bind_quantities(a, sentence, fresh);
    fresh->course_deg = airlog_sentence_course(a, sentence);
    return object ? airlog_clause_bind_types(a, sentence, fresh) : AIRLOG_OK;
}

/* Sensed without saying by what: "spotted an object", "saw what looked like a bird". */
static bool is_seeing(const airlog_draft *fresh) {
    return airlog_text_is(fresh->event_name, "spotted") || airlog_text_is(fresh->event_name, "detected");
}

/* "It was actually a drone": what was seen before, named now. */
static airlog_status name_seen(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                               airlog_story *story, bool *out_named) {
    *out_named = false;
    if (!story->saw || story->seen.last_sentence + 2 < number) return AIRLOG_OK;
    for (size_t i = sentence->objects.first; i < sentence->objects.end; i++) {
        const airlog_object_fact *object = &a->facts->objects[i];
        if (airlog_clause_is_crewed(object) || object->other) continue;
        bool is = false;
        for (size_t back = 1; back <= 3 && back <= object->first_token; back++)
            is = is || airlog_token_term(a, object->first_token - back) == AIRLOG_TERM_IS ||
                 airlog_token_in(a, object->first_token - back, " was be been identified looked like ");
        if (!is) continue;
        airlog_clause_bind_object(a, object, &story->seen);
        story->seen.last_sentence = number;
        story->saw = false;
        *out_named = true;
        return keep_fresh(a, sentence, &story->seen, 0, story);
    }
    return AIRLOG_OK;
}

/* "It reached an altitude of 60 km.": no event of its own, but more about what was told. */
static airlog_status add_attributes(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                                    airlog_story *story) {
    if (sentence->headline || sentence->events.first < sentence->events.end) return AIRLOG_OK;
    size_t first = sentence->tokens.first;
    while (first < sentence->tokens.end && a->facts->tokens->items[first].kind >= AIRLOG_TOKEN_LINE) first++;
    bool object = sentence->objects.first < sentence->objects.end;
    if (!object && !airlog_token_in(a, first, " it its they their both all ")) return AIRLOG_OK;
    airlog_draft fresh = {.count_min = AIRLOG_UNKNOWN, .count_max = AIRLOG_UNKNOWN, .course_deg = AIRLOG_UNKNOWN};
    fresh.first_sentence = fresh.last_sentence = number;
    fresh.span = airlog_clause_span_of(a, sentence);
    airlog_clause_bind_quantities(a, sentence, &fresh);
    if (!fresh.altitude_count && !fresh.speed) return AIRLOG_OK;
    return go_on(sentence, &fresh, story);
}

/* "four drones and a missile": the next of a list, of another kind. */
static const airlog_object_fact *companion(const airlog_assembly *a, const airlog_sentence *sentence,
                                           const airlog_object_fact *object, int step) {
    size_t index = (size_t)(object - a->facts->objects) + (size_t)step;
    if (index < sentence->objects.first || index >= sentence->objects.end) return NULL;
    const airlog_object_fact *next = &a->facts->objects[index];
    const airlog_object_fact *x = step > 0 ? object : next, *y = step > 0 ? next : object;
    if (next->other || airlog_text_equal(next->family, object->family) || y->first_token < x->end_token) return NULL;
    bool joined_by = y->first_token > x->end_token;
    for (size_t t = x->end_token; t < y->first_token && joined_by; t++) {
        const airlog_token *token = &a->facts->tokens->items[t];
        bool comma = token->kind == AIRLOG_TOKEN_MARK && a->report->text.bytes[token->start] == ',';
        joined_by = comma || airlog_token_term(a, t) == AIRLOG_TERM_AND;
    }
    return joined_by ? next : NULL;
}

/* The same happened to each of them, but those who met were there together. */
static airlog_status keep_companions(const airlog_assembly *a, const airlog_sentence *sentence,
                                     const airlog_object_fact *object, const airlog_draft *fresh, airlog_story *story) {
    if (!object || fresh->answer || fresh->alone || airlog_clause_is_meeting(fresh->event)) return AIRLOG_OK;
    airlog_status status = AIRLOG_OK;
    size_t told = story->last_draft;
    for (int step = -1; step <= 1 && status == AIRLOG_OK; step += 2) {
        const airlog_object_fact *next = companion(a, sentence, object, step);
        if (!next) continue;
        airlog_draft another = *fresh;
        airlog_clause_bind_object(a, next, &another);
        if (!another.actor.length) another.actor = fresh->actor;
        another.altitude_count = 0;
        status = keep_fresh(a, sentence, &another, 0, story);
    }
    story->last_draft = told;
    return status;
}

airlog_status airlog_clause_read(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                                 airlog_story *story) {
    airlog_chosen_events chosen = airlog_clause_choose(a, sentence);
    bool used = false;
    size_t border = airlog_clause_end(a, sentence, &chosen);
    bool ends = chosen.end || (chosen.main && airlog_event_flag(chosen.main, "end"));
    airlog_status status = airlog_list_align(a, sentence, ends ? border : sentence->tokens.first, ends, story, &used);
    if (status != AIRLOG_OK || used) return status;
    read_heading(a, sentence, story);
    status = name_seen(a, sentence, number, story, &used);
    if (status != AIRLOG_OK || used) return status;
    if (!chosen.main) return add_attributes(a, sentence, number, story);
    const airlog_object_fact *object = airlog_clause_object(a, sentence, chosen.main);
    airlog_draft fresh;
    status = build(a, sentence, number, &chosen, object, &fresh);
    if (status != AIRLOG_OK) return status;
    bool observer = is_seeing(&fresh) && airlog_clause_is_crewed(object) && !object->actor.length; /* who saw it */
    bool unnamed = (!object || observer) && !fresh.alone && !story->begun &&
                   airlog_clause_unnamed_object(a, sentence, chosen.main);
    if (unnamed) airlog_clause_bind_nothing(&fresh), object = NULL;
    if (!object && !unnamed) airlog_clause_bind_designator(a, chosen.main, &fresh);
    if (is_seeing(&fresh) && !unnamed && (!object || observer)) {
        story->seen = fresh;
        story->saw = true;
    }
    if (unnamed) {
        fresh.object_class = airlog_text_of("unidentified object");
        fresh.object_group = airlog_text_of("unidentified");
    }
    if (story->begun && airlog_clause_pluperfect(a, sentence, chosen.main)) fresh.rank = 2;
    airlog_draft numbered;
    if (!object && !unnamed && story->begun && borrow_number(a, &fresh, story, &numbered))
        return keep_fresh(a, sentence, &numbered, -1, story);
    if (!object && !fresh.alone && !unnamed && !fresh.object_group.length)
        return airlog_clause_refers_back(a, sentence, chosen.main) ? read_pronoun(a, sentence, &fresh, story)
                                                                   : AIRLOG_OK;
    if (fresh.answer && story->begun && !fresh.position_count) return go_on(sentence, &fresh, story);
    airlog_drafts items = {0};
    status = airlog_list_split(a, sentence, &fresh, story, &items);
    int ordinal = items.count > 1 ? -1 : airlog_clause_ordinal(a, object);
    for (size_t i = 0; i < items.count && status == AIRLOG_OK; i++)
        status = keep_fresh(a, sentence, &items.items[i], ordinal, story);
    if (status != AIRLOG_OK || items.count > 1) return status;
    return keep_companions(a, sentence, object, &fresh, story);
}
