/* Which of the events of a sentence it tells, and what of them is no event of its own. */
#include "clause_parts.h"

#include <string.h>

/* What is shot at: anything without a crew, and what belongs to a force. */
static bool is_target(const airlog_object_fact *object) {
    if (!airlog_clause_is_crewed(object)) return true;
    if (airlog_text_is(object->object, "light aircraft") || airlog_text_is(object->object, "airliner")) return false;
    return object->actor.length ||
           !(airlog_text_is(object->object, "aircraft") || airlog_text_is(object->object, "helicopter"));
}

bool airlog_clause_names_two(const airlog_assembly *a, const airlog_sentence *sentence,
                             const airlog_event_fact *event) {
    if (sentence->objects.end - sentence->objects.first > 1) return true;
    if (sentence->objects.first == sentence->objects.end) return false;
    if (a->facts->objects[sentence->objects.first].count_min >= 2) return true;
    for (size_t i = event->end_token; i < sentence->tokens.end && i < event->end_token + 14; i++) {
        if (airlog_token_in(a, i, " flight cockpit plane's jet's aircraft's ")) return true;
    }
    return false;
}

bool airlog_clause_only_moved(const airlog_assembly *a, const airlog_sentence *sentence,
                              const airlog_event_fact *event) {
    if (!airlog_event_flag(event, "close")) return false;
    bool inside = airlog_token_term(a, event->end_token - 1) == AIRLOG_TERM_WITHIN &&
                  airlog_token_term(a, event->end_token) == AIRLOG_TERM_THE;
    return inside || !airlog_clause_names_two(a, sentence, event);
}

#define MOVED_RANK 5 /* of the event "flew" */

int airlog_clause_rank(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    return airlog_clause_only_moved(a, sentence, event) ? MOVED_RANK : airlog_event_rank(event);
}

/* An event as the class under assembly asks for it. */
static bool of_class(const airlog_assembly *a, const airlog_event_fact *event) {
    if (a->class_bit == AIRLOG_CLASS_PLANNED) return event->modality == AIRLOG_MODALITY_PLANNED;
    if (a->class_bit == AIRLOG_CLASS_EXERCISE) return event->modality == AIRLOG_MODALITY_EXERCISE;
    return event->modality == AIRLOG_MODALITY_ACTUAL;
}

/* It happened, and to what it can happen to: "destroyed" is said of what was shot at. */
static bool usable_event(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    if (!of_class(a, event)) return false;
    bool company = event->first_token > 0 && airlog_clause_comma_at(a, event->first_token - 1) &&
                   airlog_token_in(a, event->first_token, " escorted accompanied ");
    if (company) return false; /* "two bombers, escorted by four fighters, flew" */
    if (!airlog_event_flag(event, "target") || sentence->objects.first == sentence->objects.end) return true;
    for (size_t i = sentence->objects.first; i < sentence->objects.end; i++) {
        if (is_target(&a->facts->objects[i])) return true;
    }
    return false;
}

/* "during a Russian attack on Ukraine", "after the shootdown of a balloon": what went on beside or before. */
static bool circumstance(const airlog_assembly *a, const airlog_event_fact *event) {
    for (size_t back = 1; back <= 4 && back <= event->first_token; back++) {
        size_t at = event->first_token - back;
        if (airlog_token_in(a, at, " during amid amidst following despite since context prompted ")) return true;
        if (a->facts->tokens->items[at].kind != AIRLOG_TOKEN_WORD || airlog_token_term(a, at) == AIRLOG_TERM_IS) break;
    }
    return false;
}

/* "three days after it shot down a drone": the past of what is told. */
static bool long_before(const airlog_assembly *a, const airlog_event_fact *event) {
    for (size_t back = 1; back <= 4 && back < event->first_token; back++) {
        size_t at = event->first_token - back;
        if (airlog_token_term(a, at) == AIRLOG_TERM_AFTER)
            return airlog_token_in(a, at - 1, " day days week weeks month months year years ");
    }
    return false;
}

/* "reported a drone at 3,500 feet": who reports a thing without a crew, and nothing that it did, saw it. */
static const airlog_event_fact *sighting_reported(const airlog_assembly *a, const airlog_sentence *sentence) {
    for (size_t i = sentence->events.first; i < sentence->events.end; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (!usable_event(a, sentence, event) || !airlog_text_is(event->event, "reported")) continue;
        for (size_t k = sentence->objects.first; k < sentence->objects.end; k++) {
            const airlog_object_fact *object = &a->facts->objects[k];
            bool crew = !airlog_text_is(object->family, "uas") && !airlog_text_is(object->family, "balloon") &&
                        !airlog_text_is(object->family, "unidentified");
            bool passively = airlog_clause_is_passive(a, event) && object->end_token <= event->first_token &&
                             object->end_token + 4 >= event->first_token;
            if (!crew && (object->first_token == event->end_token || passively)) return event;
        }
    }
    return NULL;
}

/* "hit by a green laser": the noun behind says what it was. */
static bool named_behind(const airlog_assembly *a, const airlog_sentence *sentence, size_t index) {
    const airlog_event_fact *event = &a->facts->events[index];
    if (index + 1 >= sentence->events.end || !airlog_text_is(event->event, "collided")) return false;
    return airlog_event_flag(event + 1, "alone") && event[1].first_token <= event->end_token + 2;
}

/* "and several of them came down": said of a part, it names not what all of them did. */
static bool of_a_part(const airlog_assembly *a, const airlog_event_fact *event) {
    size_t at = event->first_token;
    return at >= 2 && airlog_token_in(a, at - 1, " them these those ") &&
           airlog_token_term(a, at - 2) == AIRLOG_TERM_OF;
}

airlog_chosen_events airlog_clause_choose(const airlog_assembly *a, const airlog_sentence *sentence) {
    airlog_chosen_events chosen = {NULL, NULL};
    for (size_t i = sentence->events.first; i < sentence->events.end; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (!usable_event(a, sentence, event) || named_behind(a, sentence, i) || long_before(a, event)) continue;
        bool ends = airlog_event_flag(event, "end"), main_ends = chosen.main && airlog_event_flag(chosen.main, "end");
        bool higher =
            !chosen.main || airlog_clause_rank(a, sentence, event) > airlog_clause_rank(a, sentence, chosen.main);
        if (chosen.main && circumstance(a, event) != circumstance(a, chosen.main))
            higher = circumstance(a, chosen.main);
        if (chosen.main && of_a_part(a, event)) higher = false;
        if (chosen.main && ends != main_ends) higher = main_ends; /* an end is the main event only alone */
        if (airlog_text_is(event->event, "attacked") && circumstance(a, event))
            higher = false; /* where it flew astray */
        if (higher && airlog_event_rank(event) > 1) {
            if (main_ends && !ends && !chosen.end) chosen.end = NULL;
            chosen.main = event;
        }
    }
    bool gone = chosen.main && airlog_event_flag(chosen.main, "end") && airlog_event_flag(chosen.main, "weak");
    const airlog_event_fact *sighting = !chosen.main || gone ? sighting_reported(a, sentence) : NULL;
    if (sighting) chosen.main = sighting; /* "reports a drone ... left toward the sea" */
    for (size_t i = sentence->events.first; chosen.main && i < sentence->events.end; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (usable_event(a, sentence, event) && event != chosen.main && airlog_event_flag(event, "end") &&
            event->first_token > chosen.main->first_token && !airlog_event_flag(chosen.main, "end"))
            chosen.end = event;
    }
    return chosen;
}

size_t airlog_clause_end(const airlog_assembly *a, const airlog_sentence *sentence,
                         const airlog_chosen_events *chosen) {
    if (!chosen->end)
        return chosen->main && airlog_event_flag(chosen->main, "end") ? sentence->tokens.first : sentence->tokens.end;
    for (size_t i = chosen->end->first_token; i > chosen->main->end_token; i--) {
        if (airlog_token_term(a, i - 1) == AIRLOG_TERM_AND ||
            airlog_token_in(a, i - 1, " before then until but later "))
            return i - 1;
        bool han = a->facts->tokens->items[chosen->end->first_token].kind == AIRLOG_TOKEN_HAN;
        if (han && a->facts->tokens->items[i - 1].kind == AIRLOG_TOKEN_MARK) return i - 1; /* ，並於下午2時消失 */
    }
    return chosen->end->first_token;
}
