/* One sentence of prose -> a draft. */
#include "clause.h"

#include <math.h>
#include <string.h>

/* ---- what may be bound ---------------------------------------------------------------------------------------- */

static bool says(const airlog_assembly *a, size_t index) {
    return airlog_token_in(a, index, " said says reported reports announced announces told confirmed stated warned "
                                     "tweeted disclosed published ");
}

/* "on Monday reported", "said on Monday": the day of saying, not of what is said. */
static bool day_of_saying(const airlog_assembly *a, const airlog_time_fact *time) {
    size_t before = time->first_token;
    if (before > 0 && (airlog_token_term(a, before - 1) == AIRLOG_TERM_ON ||
                       airlog_token_term(a, before - 1) == AIRLOG_TERM_AT))
        before--;
    if (before > 0 && says(a, before - 1)) return true;
    return says(a, time->end_token);
}

/* "RIGA, May 20, 2021 (Agency) - ": the day of the report, in front of its first sentence. */
static bool day_of_dateline(const airlog_assembly *a, const airlog_time_fact *time) {
    airlog_date day = time->date, published = a->report->published;
    if (day.month != published.month || day.day != published.day || !day.month) return false;
    const airlog_tokens *tokens = a->facts->tokens;
    for (size_t i = time->end_token; i < tokens->count && i < time->end_token + 6; i++) {
        const airlog_token *token = &tokens->items[i];
        char c = a->report->text.bytes[token->start];
        if (token->kind == AIRLOG_TOKEN_MARK && (c == '-' || (unsigned char)c == 0xE2)) return true;
        if (token->kind == AIRLOG_TOKEN_LINE || token->kind == AIRLOG_TOKEN_PARAGRAPH) return true;
    }
    return false;
}

static bool comma_at(const airlog_assembly *a, size_t index) {
    const airlog_token *token = &a->facts->tokens->items[index];
    return token->kind == AIRLOG_TOKEN_MARK && a->report->text.bytes[token->start] == ',';
}

static bool is_crewed(const airlog_object_fact *object) {
    return object && (airlog_text_is(object->family, "aircraft") || airlog_text_is(object->family, "helicopter"));
}

static bool is_civil(const airlog_object_fact *object) {
    return airlog_text_is(object->object, "light aircraft") || airlog_text_is(object->object, "airliner") ||
           airlog_text_is(object->object, "aircraft") || airlog_text_is(object->object, "glider");
}

/* What is shot at: anything without a crew, and what belongs to a force. */
static bool is_target(const airlog_object_fact *object) {
    if (!is_crewed(object)) return true;
    if (airlog_text_is(object->object, "light aircraft") || airlog_text_is(object->object, "airliner")) return false;
    return object->actor.length || !(airlog_text_is(object->object, "aircraft") || airlog_text_is(object->object, "helicopter"));
}

/* Two that met: both are named, or one sentence counts them, or the other is called a flight. */
static bool names_two(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    if (sentence->objects.end - sentence->objects.first > 1) return true;
    if (sentence->objects.first == sentence->objects.end) return false;
    if (a->facts->objects[sentence->objects.first].count_min >= 2) return true;
    for (size_t i = event->end_token; i < sentence->tokens.end && i < event->end_token + 14; i++) {
        if (airlog_token_in(a, i, " flight cockpit plane's jet's aircraft's ")) return true;
    }
    return false;
}

/* "came within 12 miles of Bornholm", "flew within the zone": a movement, where nothing is named that it met. */
static bool only_moved(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    if (!airlog_event_flag(event, "close")) return false;
    bool inside = airlog_token_term(a, event->end_token - 1) == AIRLOG_TERM_WITHIN &&
                  airlog_token_term(a, event->end_token) == AIRLOG_TERM_THE;
    return inside || !names_two(a, sentence, event);
}

#define MOVED_RANK 5 /* of the event "flew" */

static int rank_of(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    return only_moved(a, sentence, event) ? MOVED_RANK : airlog_event_rank(event);
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
    bool company = event->first_token > 0 && comma_at(a, event->first_token - 1) &&
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

/* ---- the object of an event -------------------------------------------------------------------------------------- */

static bool begins_passive(const airlog_assembly *a, const airlog_event_fact *event) {
    return airlog_token_term(a, event->first_token) == AIRLOG_TERM_IS || airlog_token_in(a, event->first_token, " was were been ");
}

static bool passive(const airlog_assembly *a, const airlog_event_fact *event) {
    if (begins_passive(a, event)) return true;
    for (size_t back = 1; back <= 3 && back <= event->first_token; back++) {
        size_t at = event->first_token - back;
        if (airlog_token_term(a, at) == AIRLOG_TERM_IS || airlog_token_in(a, at, " been being be get got gets "))
            return true;
        if (airlog_token_in(a, at, " had has have having ")) return false;
    }
    return false;
}

/* Nothing but commas and "and" between two objects of one family: a list of types. */
static bool joined(const airlog_assembly *a, const airlog_object_fact *x, const airlog_object_fact *y) {
    if (!x->type.length || !y->type.length || !airlog_text_equal(x->family, y->family)) return false;
    if (y->first_token > x->end_token + 3) return false;
    for (size_t t = x->end_token; t < y->first_token; t++) {
        const airlog_token *token = &a->facts->tokens->items[t];
        bool comma = token->kind == AIRLOG_TOKEN_MARK && a->report->text.bytes[token->start] == ',';
        if (!comma && airlog_token_term(a, t) != AIRLOG_TERM_AND) return false;
    }
    return true;
}

#define LIST_WINDOW 16 /* so far reach the lists and neighbours that are looked at: reading stays linear */

/* "12 aircraft, including four bombers and a tanker", "two aircraft, a fighter and a tanker, flew": parts of what
 * stands before. */
static bool is_part(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_object_fact *object) {
    const airlog_object_fact *first = &a->facts->objects[sentence->objects.first], *whole = object;
    while (whole > first && whole + LIST_WINDOW > object && joined(a, whole - 1, whole)) whole--;
    if (whole-- == first || !airlog_text_equal(whole->family, object->family)) return false;
    size_t at = whole->end_token;
    if (at >= whole[1].first_token || !(whole->count_max > whole[1].count_max)) return false;
    if (comma_at(a, at)) at++;
    if (airlog_token_in(a, at, " including namely comprising ")) at++;
    else if (at == whole->end_token) return false;
    return at == whole[1].first_token;
}

/* "two bombers, escorted by four fighters, flew": who went with them. */
static bool in_company(const airlog_assembly *a, const airlog_object_fact *object) {
    return object->first_token >= 2 && airlog_token_term(a, object->first_token - 1) == AIRLOG_TERM_BY &&
           airlog_token_in(a, object->first_token - 2, " escorted accompanied ");
}

/* Of what met in the air, the one that had no crew: the other is who reports. */
static const airlog_object_fact *crewless(const airlog_assembly *a, const airlog_sentence *sentence) {
    const airlog_object_fact *found = NULL;
    for (size_t i = sentence->objects.first; i < sentence->objects.end && !found; i++) {
        const airlog_object_fact *object = &a->facts->objects[i];
        if (airlog_text_is(object->family, "uas") || airlog_text_is(object->family, "balloon")) found = object;
    }
    return found;
}

/* "the crash of a drone", "violated by two jets": what stands behind a verb that takes nothing is bound to it only
 * closely. */
static bool bound_behind(const airlog_assembly *a, const airlog_event_fact *event, const airlog_object_fact *object) {
    if (airlog_event_flag(event, "alone") || airlog_event_flag(event, "takes")) return true;
    if (airlog_text_is(event->cictt, "ATM")) return true;
    airlog_term link = object->first_token > 0 ? airlog_token_term(a, object->first_token - 1) : AIRLOG_TERM_NONE;
    bool linked = link == AIRLOG_TERM_OF || link == AIRLOG_TERM_BY || link == AIRLOG_TERM_WITH ||
                  airlog_token_in(a, object->first_token - 1, " involving when after as because ");
    for (size_t i = event->end_token; !linked && i < object->first_token && i < event->end_token + 8; i++)
        linked = airlog_token_in(a, i, " involving "); /* "between", "with" may begin a place */
    return linked || object->first_token <= event->end_token + 1;
}

/* Events between two in the air; in a sentence of a drone and a light aircraft, also that one passed. */
static bool is_meeting(const airlog_event_fact *event) {
    return airlog_event_flag(event, "weak") || airlog_text_is(event->event, "near miss") || airlog_text_is(event->event, "collided") ||
           airlog_text_is(event->event, "evasive action");
}

/* "intercepted them", "shot down both": the things told before, behind a verb that takes them. */
static bool takes_pronoun(const airlog_assembly *a, const airlog_event_fact *event) {
    return airlog_event_flag(event, "takes") && airlog_token_in(a, event->end_token, " it them ") && !passive(a, event);
}

/* The object that the event is about: behind a verb that takes one, else before it, else the nearest. */
static const airlog_object_fact *object_of(const airlog_assembly *a, const airlog_sentence *sentence,
                                           const airlog_event_fact *event) {
    if (airlog_event_flag(event, "pronoun") || takes_pronoun(a, event)) return NULL; /* "shot it down": what was told before */
    const airlog_object_fact *before = NULL, *after = NULL, *answer = NULL, *met = is_meeting(event) ? crewless(a, sentence) : NULL;
    if (met) return met;
    for (size_t i = sentence->objects.first; i < sentence->objects.end; i++) {
        const airlog_object_fact *object = &a->facts->objects[i];
        if (object->other && !answer) answer = object; /* jets that were sent: only when nothing else is named */
        if (object->other || is_part(a, sentence, object) || (before && in_company(a, object))) continue;
        if (object->first_token > event->first_token) {
            if (!after) after = object;
        } else if (!before || !joined(a, object - 1, object)) {
            before = object; /* of a list the first */
        }
    }
    bool takes = airlog_event_flag(event, "takes") && !passive(a, event);
    if (takes && after) return after;
    if (before) return before;
    return after && bound_behind(a, event, after) ? after : answer;
}

/* "The first was spotted at 9:41 ...": one of those that were told together; 0 when the clause names none. */
static int one_of_them(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    size_t first = sentence->tokens.first;
    while (first < sentence->tokens.end && a->facts->tokens->items[first].kind >= AIRLOG_TOKEN_LINE) first++;
    if (airlog_token_term(a, first) != AIRLOG_TERM_THE) return 0;
    airlog_term term = airlog_token_term(a, first + 1);
    int number = airlog_term_class_of(term) == AIRLOG_TERM_CLASS_ORDINAL ? (int)airlog_term_value(term) : 0;
    if (airlog_token_in(a, first + 1, " second ")) number = 2; /* also a duration */
    bool verb = event->first_token >= first + 2 && event->first_token <= first + 4;
    return verb && number > 0 && number < 100 ? number : 0;
}

/* "It then vanished", "both left": the clause goes on with what was told before. */
static bool refers_back(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    if (airlog_event_flag(event, "pronoun") || takes_pronoun(a, event)) return true;
    for (size_t i = sentence->tokens.first; i < event->first_token; i++) {
        bool ordinal = airlog_token_term(a, i) == AIRLOG_TERM_THE && one_of_them(a, sentence, event);
        if (ordinal || airlog_token_in(a, i, " it they them both all each one it's its their these those object objects craft "))
            return true;
    }
    return false;
}

/* "a second balloon", "another drone": something new although it is of the same kind. */
static int ordinal_of(const airlog_assembly *a, const airlog_object_fact *object) {
    if (!object) return 0;
    size_t first = object->first_token > 2 ? object->first_token - 2 : 0;
    for (size_t i = first; i < object->end_token; i++) {
        airlog_term term = airlog_token_term(a, i);
        if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_ORDINAL) return (int)airlog_term_value(term);
        if (airlog_token_in(a, i, " second ")) return 2;
        if (airlog_token_in(a, i, " another further additional separate ")) return -1;
    }
    return 0;
}

/* "The object entered the airspace": a thing that nobody has named yet; true when the clause has it as its noun. */
static bool unnamed_object(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    for (size_t i = sentence->tokens.first + 1; i < sentence->tokens.end; i++) {
        if (!airlog_token_in(a, i, " object objects ") || i > event->end_token + 4) continue;
        if (i + 6 < event->first_token) continue;
        return true;
    }
    return false;
}

static bool says_anything(const airlog_assembly *a, const airlog_sentence *sentence) {
    for (size_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        if (says(a, i)) return true;
    }
    return false;
}

/* "The missile had been launched from the east.": what came before the story, unless somebody is quoted. */
static bool pluperfect(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    if (!airlog_text_is(event->event, "launched") && !airlog_text_is(event->event, "flew")) return false;
    for (size_t back = 1; back <= 3 && back <= event->first_token; back++) {
        if (airlog_token_in(a, event->first_token - back, " had ")) return !says_anything(a, sentence);
    }
    return false;
}

/* ---- choosing the events of a sentence -------------------------------------------------------------------------------- */

typedef struct chosen_events {
    const airlog_event_fact *main; /* NULL: nothing happened */
    const airlog_event_fact *end;  /* what ended it, behind the main event */
} chosen_events;

/* "reported a drone at 3,500 feet": who reports a thing without a crew, and nothing that it did, saw it. */
static const airlog_event_fact *sighting_reported(const airlog_assembly *a, const airlog_sentence *sentence) {
    for (size_t i = sentence->events.first; i < sentence->events.end; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (!usable_event(a, sentence, event) || !airlog_text_is(event->event, "reported")) continue;
        for (size_t k = sentence->objects.first; k < sentence->objects.end; k++) {
            const airlog_object_fact *object = &a->facts->objects[k];
            bool crew = !airlog_text_is(object->family, "uas") && !airlog_text_is(object->family, "balloon") &&
                        !airlog_text_is(object->family, "unidentified");
            bool passively = passive(a, event) && object->end_token <= event->first_token && object->end_token + 4 >= event->first_token;
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
    return at >= 2 && airlog_token_in(a, at - 1, " them these those ") && airlog_token_term(a, at - 2) == AIRLOG_TERM_OF;
}

static chosen_events choose_events(const airlog_assembly *a, const airlog_sentence *sentence) {
    chosen_events chosen = {NULL, NULL};
    for (size_t i = sentence->events.first; i < sentence->events.end; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (!usable_event(a, sentence, event) || named_behind(a, sentence, i) || long_before(a, event)) continue;
        bool ends = airlog_event_flag(event, "end"), main_ends = chosen.main && airlog_event_flag(chosen.main, "end");
        bool higher = !chosen.main || rank_of(a, sentence, event) > rank_of(a, sentence, chosen.main);
        if (chosen.main && circumstance(a, event) != circumstance(a, chosen.main)) higher = circumstance(a, chosen.main);
        if (chosen.main && of_a_part(a, event)) higher = false;
        if (chosen.main && ends != main_ends) higher = main_ends; /* an end is the main event only alone */
        if (airlog_text_is(event->event, "attacked") && circumstance(a, event)) higher = false; /* where it flew astray */
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

/* The token at which the clause of the end event begins: behind the last "and", "before", "then" or comma before
 * it; the sentence's end when nothing ended in it. */
static size_t end_clause(const airlog_assembly *a, const airlog_sentence *sentence, const chosen_events *chosen) {
    if (!chosen->end) return chosen->main && airlog_event_flag(chosen->main, "end") ? sentence->tokens.first
                                                                                   : sentence->tokens.end;
    for (size_t i = chosen->end->first_token; i > chosen->main->end_token; i--) {
        if (airlog_token_term(a, i - 1) == AIRLOG_TERM_AND || airlog_token_in(a, i - 1, " before then until but later "))
            return i - 1;
        bool han = a->facts->tokens->items[chosen->end->first_token].kind == AIRLOG_TOKEN_HAN;
        if (han && a->facts->tokens->items[i - 1].kind == AIRLOG_TOKEN_MARK) return i - 1; /* ，並於下午2時消失 */
    }
    return chosen->end->first_token;
}

/* ---- binding --------------------------------------------------------------------------------------------------------- */

#define ACCIDENT_RANK 60 /* events from here on are no movements */

/* "lost GPS over Grozny and crashed 3 km from Aktau": right behind another event, it is where that one was, when the
 * main event has a place of its own. */
static bool of_another(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *main,
                       const airlog_position_fact *position) {
    if (position->first_token > main->first_token) return false;
    bool own = false;
    size_t positions = sentence->positions.end - sentence->positions.first;
    size_t from = positions > LIST_WINDOW ? sentence->positions.end - LIST_WINDOW : sentence->positions.first;
    for (size_t i = from; i < sentence->positions.end; i++)
        own = own || (a->facts->positions[i].first_token >= main->end_token && airlog_where_rank(&a->facts->positions[i]) >= 42);
    size_t last = sentence->events.first + LIST_WINDOW < sentence->events.end ? sentence->events.first + LIST_WINDOW : sentence->events.end;
    for (size_t i = sentence->events.first; own && i < last; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        bool right_before = event->end_token <= position->first_token && event->end_token + 2 >= position->first_token;
        if (event != main && right_before && airlog_event_rank(event) >= ACCIDENT_RANK) return true;
    }
    return false;
}

/* "the command (NORAD) in Colorado detected": where who says so sits. */
static bool is_seat(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_position_fact *position,
                    const airlog_event_fact *event) {
    if (position->kind != AIRLOG_POSITION_IN || position->end_token > event->first_token) return false;
    for (size_t i = sentence->actors.first; i < sentence->actors.end; i++) {
        const airlog_actor_fact *actor = &a->facts->actors[i];
        if (!actor->reporter || actor->end_token > position->first_token || actor->end_token + 1u < position->first_token) continue;
        bool bracket = actor->end_token < position->first_token;
        if (!bracket || a->report->text.bytes[a->facts->tokens->items[actor->end_token].start] == ')') return true;
    }
    return false;
}

static void bind_positions(const airlog_assembly *a, const airlog_sentence *sentence, size_t border,
                           airlog_draft *draft) {
    for (size_t i = sentence->positions.first; i < sentence->positions.end; i++) {
        const airlog_position_fact *position = &a->facts->positions[i];
        int rank = airlog_where_rank(position);
        if (!rank || draft->position_count == AIRLOG_DRAFT_POSITIONS) continue;
        if (is_seat(a, sentence, position, draft->event)) continue;
        bool site = strcmp(position->rule, AIRLOG_RULE_LAUNCH_SITE) == 0;
        if (site && !airlog_text_is(draft->event->event, "launched")) continue;
        if (of_another(a, sentence, draft->event, position)) continue;
        draft->leaving[draft->position_count] =
            position->first_token >= border || (position->leg == AIRLOG_LEG_LEAVE && draft->position_count > 0);
        draft->positions[draft->position_count++] = (uint32_t)i;
        if (rank >= 40) draft->anchored = true;
    }
}

#define ENTERED_RANK 54

/* "flew 700 metres into Lithuanian airspace": a depth is reached by who entered. */
static void went_in(const airlog_assembly *a, airlog_draft *draft) {
    for (uint32_t i = 0; i < draft->position_count; i++) {
        if (a->facts->positions[draft->positions[i]].kind != AIRLOG_POSITION_DEPTH) continue;
        draft->event_name = airlog_text_of("entered");
        draft->event_cictt = airlog_text_of("SEC");
        draft->rank = ENTERED_RANK;
        draft->weak = false;
    }
}

/* How many tokens lie between a time and the event; a day of saying comes last. */
static size_t distance_to(const airlog_assembly *a, const airlog_time_fact *time, const airlog_event_fact *event) {
    size_t apart = time->first_token >= event->end_token ? time->first_token - event->end_token
                                                         : event->first_token - time->first_token;
    return apart + (day_of_saying(a, time) ? 10000 : 0);
}

/* "on several evenings in December, prosecutors said on Monday": the month dates it, if only loosely. */
static bool dated_by_month(const airlog_assembly *a, const airlog_time_fact *time) {
    const airlog_time_fact *first = a->facts->times, *end = first + a->facts->time_count;
    for (const airlog_time_fact *x = time; x > first && x + LIST_WINDOW > time && x[-1].sentence == time->sentence; x--) {
        if (x[-1].kind == AIRLOG_TIME_PERIOD && x[-1].date.month) return true;
    }
    return time + 1 < end && time[1].sentence == time->sentence && time[1].kind == AIRLOG_TIME_PERIOD && time[1].date.month;
}

static void bind_day(const airlog_assembly *a, const airlog_time_fact *time, airlog_draft *draft) {
    if (day_of_saying(a, time) && dated_by_month(a, time)) return;
    bool names_day = time->date.day || time->weekday >= 0 || time->relative != AIRLOG_RELATIVE_NONE;
    if (!names_day || day_of_dateline(a, time)) return; /* "the previous 24 hours": a window of reporting */
    if (draft->day && distance_to(a, draft->day, draft->event) <= distance_to(a, time, draft->event)) return;
    draft->day = time;
    if (!day_of_saying(a, time)) draft->anchored = true;
}

static void bind_time(const airlog_assembly *a, const airlog_time_fact *time, size_t border, airlog_draft *draft) {
    bool ended = time->first_token >= border;
    bool clock = time->kind == AIRLOG_TIME_CLOCK || (time->kind == AIRLOG_TIME_SPAN && time->clock_s >= 0);
    if (clock && day_of_saying(a, time)) return;
    if (clock) {
        const airlog_time_fact **slot = ended ? &draft->end : &draft->start;
        bool nearer = *slot && distance_to(a, time, draft->event) < distance_to(a, *slot, draft->event);
        if (!*slot || (!ended && nearer)) *slot = time;
        draft->anchored = true;
    } else if (time->kind == AIRLOG_TIME_DAY || time->kind == AIRLOG_TIME_SPAN) {
        bind_day(a, time, draft);
    } else if (time->kind == AIRLOG_TIME_AFTER && !draft->after) {
        draft->after = time;
    }
}

static void bind_times(const airlog_assembly *a, const airlog_sentence *sentence, size_t border, airlog_draft *draft) {
    for (size_t i = sentence->times.first; i < sentence->times.end; i++)
        bind_time(a, &a->facts->times[i], border, draft);
}

static void bind_quantities(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft) {
    for (size_t i = sentence->quantities.first; i < sentence->quantities.end; i++) {
        const airlog_quantity *quantity = &a->facts->quantities[i];
        if (quantity->role == AIRLOG_ROLE_ALTITUDE && draft->altitude_count < AIRLOG_DRAFT_ALTITUDES) {
            draft->altitudes[draft->altitude_count++] = quantity;
            draft->anchored = true;
        }
        if (quantity->role == AIRLOG_ROLE_SPEED && !draft->speed) draft->speed = quantity;
    }
}

static airlog_status add_type(const airlog_assembly *a, airlog_text type, airlog_draft *draft) {
    if (!type.length) return AIRLOG_OK;
    if (!draft->object_type.length) {
        draft->object_type = type;
        return AIRLOG_OK;
    }
    draft->object_type = airlog_arena_print(a->memory, "%.*s, %.*s", (int)draft->object_type.length,
                                            draft->object_type.bytes, (int)type.length, type.bytes);
    return draft->object_type.bytes ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

/* The types of the parts: the whole is counted already. */
static airlog_status bind_parts(const airlog_assembly *a, const airlog_sentence *sentence,
                                const airlog_object_fact *part, airlog_draft *draft) {
    const airlog_object_fact *end = a->facts->objects + sentence->objects.end;
    airlog_status status = AIRLOG_OK;
    for (; part < end && is_part(a, sentence, part) && status == AIRLOG_OK; part++) status = add_type(a, part->type, draft);
    return status;
}

/* Other types in the list that the object begins: "eight J-16 fighters, two Y-8 and one KJ-500". */
static airlog_status bind_types(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft) {
    const airlog_object_fact *last = draft->object, *end = a->facts->objects + sentence->objects.end;
    if (last + 1 < end && is_part(a, sentence, last + 1)) return bind_parts(a, sentence, last + 1, draft);
    for (const airlog_object_fact *object = last + 1; object < end && joined(a, last, object); last = object++) {
        airlog_status status = add_type(a, object->type, draft);
        if (status != AIRLOG_OK) return status;
        draft->count_min += object->count_min;
        draft->count_max += object->count_max;
        if (!airlog_text_equal(object->object, draft->object_class))
            draft->object_class = airlog_text_of(is_civil(object) || is_civil(draft->object) ? "aircraft" : "military aircraft");
    }
    return AIRLOG_OK;
}

/* "North Korea fired a missile", "launched by Russia": who does it owns it. */
static airlog_text doer_of(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    airlog_text name = AIRLOG_NO_TEXT;
    bool by = airlog_token_term(a, event->end_token) == AIRLOG_TERM_BY;
    for (size_t i = sentence->actors.first; i < sentence->actors.end; i++) {
        const airlog_actor_fact *actor = &a->facts->actors[i];
        bool before = actor->end_token <= event->first_token && actor->end_token + 3 >= event->first_token;
        bool behind = actor->first_token > event->end_token && actor->first_token <= event->end_token + 2;
        if (by ? behind : before && !passive(a, event)) name = actor->name;
    }
    return name;
}

static airlog_text doer(const airlog_assembly *a, const airlog_sentence *sentence) {
    airlog_text name = AIRLOG_NO_TEXT;
    for (size_t i = sentence->events.first; i < sentence->events.end && i < sentence->events.first + LIST_WINDOW && !name.length; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (airlog_text_is(event->event, "launched")) name = doer_of(a, sentence, event);
    }
    return name;
}

/* "27 aircraft sorties": one airframe may have flown several. */
static bool counts_sorties(const airlog_assembly *a, const airlog_object_fact *object) {
    return airlog_token_in(a, object->end_token, " sortie sorties ");
}

static void bind_object(const airlog_assembly *a, const airlog_object_fact *object, airlog_draft *draft) {
    if (!object) return;
    draft->object = object;
    draft->object_class = object->object;
    draft->object_group = object->family;
    draft->object_type = object->type;
    draft->actor = object->actor;
    draft->count_min = counts_sorties(a, object) ? AIRLOG_UNKNOWN : object->count_min;
    draft->count_max = object->count_max;
}

static void bind_nothing(airlog_draft *draft) {
    draft->object = NULL;
    draft->object_class = draft->object_group = draft->object_type = draft->actor = AIRLOG_NO_TEXT;
    draft->count_min = draft->count_max = AIRLOG_UNKNOWN;
    draft->answer = false;
}

/* "an RV-6A crashed": a designator that no vocabulary has, in a report that speaks of an aircraft. */
static void bind_designator(const airlog_assembly *a, const airlog_event_fact *event, airlog_draft *draft) {
    const airlog_tokens *tokens = a->facts->tokens;
    bool told = false;
    for (size_t i = 0; i < a->facts->object_count && !told; i++) told = is_crewed(&a->facts->objects[i]);
    if (!told || !airlog_text_is(event->event, "crashed") || event->first_token < 1) return;
    size_t end = event->first_token, first = end - 1;
    const airlog_token *last = &tokens->items[first];
    char initial = a->report->text.bytes[last->start];
    if (last->kind != AIRLOG_TOKEN_IDENT && last->kind != AIRLOG_TOKEN_NUMBER) return;
    bool hyphen = first >= 2 && tokens->items[first - 1].kind == AIRLOG_TOKEN_MARK &&
                  a->report->text.bytes[tokens->items[first - 1].start] == '-' &&
                  tokens->items[first - 2].flags & AIRLOG_TOKEN_CAPITAL;
    if (hyphen) first -= 2;
    else if (last->kind != AIRLOG_TOKEN_IDENT || initial < 'A' || initial > 'Z') return;
    airlog_span span = {tokens->items[first].start, tokens->items[end - 1].start + tokens->items[end - 1].length};
    draft->object_class = draft->object_group = airlog_text_of("aircraft");
    draft->object_type = airlog_text_part(a->report->text, span);
    draft->count_min = draft->count_max = 1;
}

static double number_at(const airlog_assembly *a, size_t index) {
    if (index >= a->facts->tokens->count) return AIRLOG_UNKNOWN;
    const airlog_token *token = &a->facts->tokens->items[index];
    if (token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0) return token->value;
    airlog_term term = airlog_token_term(a, index);
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_NUMBER ? airlog_term_value(term) : AIRLOG_UNKNOWN;
}

/* "Ten of them crossed the line": so many of those that were told. */
static void bind_part(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft) {
    for (size_t i = sentence->tokens.first; i + 2 < draft->event->first_token && !draft->object; i++) {
        bool of_them = airlog_token_term(a, i + 1) == AIRLOG_TERM_OF && airlog_token_in(a, i + 2, " them these those which ");
        if (of_them && number_at(a, i) >= 1) draft->count_min = draft->count_max = number_at(a, i);
    }
}

/* "launched 165 drones, of which 69 were shot down": a number alone counts those that the event is about. */
static void bind_number(const airlog_assembly *a, const airlog_event_fact *event, airlog_draft *draft) {
    if (!draft->object || draft->object->end_token > event->first_token) return;
    size_t at = event->first_token;
    while (at > draft->object->end_token && (airlog_token_term(a, at - 1) == AIRLOG_TERM_IS ||
                                             airlog_token_in(a, at - 1, " were was been have had has also all ")))
        at--;
    bool which = at > 1 && airlog_token_term(a, at - 2) == AIRLOG_TERM_WHICH; /* "of which five crossed the line" */
    bool passively = (at < event->first_token || begins_passive(a, event)) && airlog_event_flag(event, "takes");
    if ((!which && !passively) || at <= draft->object->end_token || !(number_at(a, at - 1) >= 1)) return;
    draft->count_min = draft->count_max = number_at(a, at - 1);
}

/* "60 of the planes": whose the planes are that were told of before. */
static void inherit_actor(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_object_fact *part = draft->object;
    if (!part || draft->actor.length) return;
    bool of_them = false;
    for (size_t i = part->first_token; i + 1 < part->end_token && !of_them; i++)
        of_them = airlog_token_term(a, i) == AIRLOG_TERM_OF && airlog_token_in(a, i + 1, " the them these those ");
    for (const airlog_object_fact *told = part; of_them && told > a->facts->objects; told--) {
        if (told[-1].sentence + 2 < part->sentence) return;
        if (!told[-1].actor.length || !airlog_text_equal(told[-1].family, part->family)) continue;
        draft->actor = told[-1].actor;
        return;
    }
}

#define SCRAMBLE_RANK 30

/* "reported a drone" saw it; "jets were launched" sent them up to meet something. */
static void bind_event(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event,
                       const airlog_object_fact *object, airlog_draft *draft) {
    draft->event = event;
    draft->event_name = event->event;
    draft->event_cictt = event->cictt;
    draft->rank = rank_of(a, sentence, event);
    bool moved = only_moved(a, sentence, event);
    if (moved) draft->event_name = airlog_text_of("flew"), draft->event_cictt = airlog_text_of("OTHR");
    if (airlog_text_is(event->event, "reported")) draft->event_name = airlog_text_of("spotted");
    if (airlog_text_is(event->event, "launched") && is_crewed(object)) {
        draft->event_name = airlog_text_of("scrambled");
        draft->rank = SCRAMBLE_RANK;
    }
    bool struck = airlog_text_is(event->event, "collided") && !passive(a, event) && !names_two(a, sentence, event);
    if (struck && airlog_token_in(a, event->first_token, " struck strikes hit impacted ")) {
        bool weapon = object && (airlog_text_is(object->family, "uas") || airlog_text_is(object->family, "missile") ||
                                 airlog_text_is(object->family, "rocket"));
        draft->event_name = airlog_text_of(weapon ? "attacked" : "crashed"); /* what it struck stood on the ground */
        draft->event_cictt = airlog_text_of(weapon ? "SEC" : "OTHR");
    }
    draft->answer = object && (object->other || airlog_text_is(draft->event_name, "scrambled")) && is_crewed(object);
    draft->weak = airlog_event_flag(event, "weak") || moved;
    draft->lost = airlog_text_is(event->event, "vanished");
    draft->alone = airlog_event_flag(event, "alone");
}

/* The mark that closes what the sentence before opened. */
static bool closes_before(const airlog_assembly *a, size_t index) {
    const airlog_token *token = &a->facts->tokens->items[index];
    char c = a->report->text.bytes[token->start];
    return token->kind == AIRLOG_TOKEN_MARK && (c == ')' || c == ']');
}

static airlog_span span_of(const airlog_assembly *a, const airlog_sentence *sentence) {
    const airlog_tokens *tokens = a->facts->tokens;
    size_t first = sentence->tokens.first, end = sentence->tokens.end;
    while (first < end && (tokens->items[first].kind >= AIRLOG_TOKEN_LINE || closes_before(a, first))) first++;
    while (end > first && tokens->items[end - 1].kind >= AIRLOG_TOKEN_LINE) end--;
    if (first == end) return (airlog_span){0, 0};
    return (airlog_span){tokens->items[first].start, tokens->items[end - 1].start + tokens->items[end - 1].length};
}

/* ---- going on ---------------------------------------------------------------------------------------------------------- */

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

static bool names_day(const airlog_time_fact *time) {
    return time && (time->date.day || time->weekday >= 0 || time->relative != AIRLOG_RELATIVE_NONE);
}

/* "A second drone was seen at 21:45": on the day of the first. */
static void inherit_day(const airlog_assembly *a, const airlog_story *story, airlog_draft *fresh) {
    if (!story->begun || fresh->day || !fresh->start || names_day(fresh->start)) return;
    const airlog_draft *last = &story->drafts->items[story->last_draft];
    const airlog_time_fact *day = last->day ? last->day : names_day(last->start) ? last->start : NULL;
    if (day && !day_of_saying(a, day)) fresh->day = day;
}

/* "December 1, 2004, Lees Summit, Mo.": a line that begins with a day heads what follows. */
static void read_heading(const airlog_assembly *a, const airlog_sentence *sentence, airlog_story *story) {
    if (sentence->paragraph != story->day_paragraph) story->day = NULL;
    story->day_paragraph = sentence->paragraph;
    for (size_t i = sentence->times.first; i < sentence->times.end; i++) {
        const airlog_time_fact *time = &a->facts->times[i];
        bool day = (time->kind == AIRLOG_TIME_DAY && time->relative != AIRLOG_RELATIVE_PAST) || time->kind == AIRLOG_TIME_CLOCK;
        if (day && names_day(time) && !day_of_saying(a, time) && !day_of_dateline(a, time)) story->day = time;
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
    if (fresh->day || names_day(fresh->start)) return;
    if (fresh->start) fresh->day = near ? story->heading : story->day;
    else if (near && !is_day_of_report(a, story->heading)) fresh->day = story->heading;
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
    airlog_text sentence = airlog_arena_print(a->memory, "time: '%.*s' was corrected in the report", (int)before.length, before.bytes);
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
static bool borrow_number(const airlog_assembly *a, const airlog_draft *fresh, const airlog_story *story, airlog_draft *out) {
    size_t at = fresh->event->first_token;
    while (at > 0 && (airlog_token_term(a, at - 1) == AIRLOG_TERM_IS || airlog_token_in(a, at - 1, " were was been have had also ")))
        at--;
    bool aux = at < fresh->event->first_token || begins_passive(a, fresh->event);
    if (!aux || at == 0 || !fresh->position_count || !(number_at(a, at - 1) >= 1)) return false;
    *out = *fresh;
    borrow_object(story, out);
    out->object = NULL; /* its words give another number */
    out->count_min = out->count_max = number_at(a, at - 1);
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
    if (!one.day) one.day = sum->day ? sum->day : names_day(sum->start) ? sum->start : NULL;
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
    int one = list ? 0 : one_of_them(a, sentence, fresh->event);
    if (one) return read_one_of_them(a, sentence, one, fresh, story);
    borrow_object(story, &listed);
    airlog_status status = AIRLOG_OK;
    if ((fresh->day || names_day(fresh->start)) && fresh->position_count) { /* another day, another place: it goes on elsewhere */
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

/* ---- the sentence ---------------------------------------------------------------------------------------------------------- */

static airlog_status build(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                           const chosen_events *chosen, const airlog_object_fact *object, airlog_draft *fresh) {
    *fresh = (airlog_draft){.count_min = AIRLOG_UNKNOWN, .count_max = AIRLOG_UNKNOWN, .course_deg = AIRLOG_UNKNOWN};
    size_t border = end_clause(a, sentence, chosen);
    fresh->first_sentence = fresh->last_sentence = number;
    fresh->clauses = 1;
    fresh->headline = sentence->headline;
    fresh->span = span_of(a, sentence);
    bind_event(a, sentence, chosen->main, object, fresh);
    if (chosen->end && airlog_text_is(chosen->end->event, "vanished")) fresh->lost = true;
    bind_object(a, object, fresh);
    bind_number(a, chosen->main, fresh);
    bind_part(a, sentence, fresh);
    inherit_actor(a, fresh);
    if (!fresh->actor.length && !fresh->answer) fresh->actor = doer(a, sentence);
    if (!object && fresh->alone && airlog_text_is(chosen->main->event, "drone sighting")) {
        fresh->object_class = airlog_text_of("UAS");
        fresh->object_group = airlog_text_of("uas");
    }
    bool starts = airlog_event_flag(chosen->main, "end") && object; /* told from its end: its times begin it */
    bind_positions(a, sentence, starts ? sentence->tokens.end : border, fresh);
    if (airlog_text_is(fresh->event_name, "flew")) went_in(a, fresh);
    if (!airlog_event_flag(chosen->main, "found")) bind_times(a, sentence, starts ? sentence->tokens.end : border, fresh);
    bind_quantities(a, sentence, fresh);
    fresh->course_deg = airlog_sentence_course(a, sentence);
    return object ? bind_types(a, sentence, fresh) : AIRLOG_OK;
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
        if (is_crewed(object) || object->other) continue;
        bool is = false;
        for (size_t back = 1; back <= 3 && back <= object->first_token; back++)
            is = is || airlog_token_term(a, object->first_token - back) == AIRLOG_TERM_IS ||
                 airlog_token_in(a, object->first_token - back, " was be been identified looked like ");
        if (!is) continue;
        bind_object(a, object, &story->seen);
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
    fresh.span = span_of(a, sentence);
    bind_quantities(a, sentence, &fresh);
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
    if (!object || fresh->answer || fresh->alone || is_meeting(fresh->event)) return AIRLOG_OK;
    airlog_status status = AIRLOG_OK;
    size_t told = story->last_draft;
    for (int step = -1; step <= 1 && status == AIRLOG_OK; step += 2) {
        const airlog_object_fact *next = companion(a, sentence, object, step);
        if (!next) continue;
        airlog_draft another = *fresh;
        bind_object(a, next, &another);
        if (!another.actor.length) another.actor = fresh->actor;
        another.altitude_count = 0;
        status = keep_fresh(a, sentence, &another, 0, story);
    }
    story->last_draft = told;
    return status;
}

airlog_status airlog_clause_read(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                                 airlog_story *story) {
    chosen_events chosen = choose_events(a, sentence);
    bool used = false;
    size_t border = end_clause(a, sentence, &chosen);
    bool ends = chosen.end || (chosen.main && airlog_event_flag(chosen.main, "end"));
    airlog_status status = airlog_list_align(a, sentence, ends ? border : sentence->tokens.first, ends, story, &used);
    if (status != AIRLOG_OK || used) return status;
    read_heading(a, sentence, story);
    status = name_seen(a, sentence, number, story, &used);
    if (status != AIRLOG_OK || used) return status;
    if (!chosen.main) return add_attributes(a, sentence, number, story);
    const airlog_object_fact *object = object_of(a, sentence, chosen.main);
    airlog_draft fresh;
    status = build(a, sentence, number, &chosen, object, &fresh);
    if (status != AIRLOG_OK) return status;
    bool observer = is_seeing(&fresh) && is_crewed(object) && !object->actor.length; /* who saw it */
    bool unnamed = (!object || observer) && !fresh.alone && !story->begun && unnamed_object(a, sentence, chosen.main);
    if (unnamed) bind_nothing(&fresh), object = NULL;
    if (!object && !unnamed) bind_designator(a, chosen.main, &fresh);
    if (is_seeing(&fresh) && !unnamed && (!object || observer)) {
        story->seen = fresh;
        story->saw = true;
    }
    if (unnamed) {
        fresh.object_class = airlog_text_of("unidentified object");
        fresh.object_group = airlog_text_of("unidentified");
    }
    if (story->begun && pluperfect(a, sentence, chosen.main)) fresh.rank = 2;
    airlog_draft numbered;
    if (!object && !unnamed && story->begun && borrow_number(a, &fresh, story, &numbered))
        return keep_fresh(a, sentence, &numbered, -1, story);
    if (!object && !fresh.alone && !unnamed && !fresh.object_group.length)
        return refers_back(a, sentence, chosen.main) ? read_pronoun(a, sentence, &fresh, story) : AIRLOG_OK;
    if (fresh.answer && story->begun && !fresh.position_count) return go_on(sentence, &fresh, story);
    airlog_drafts items = {0};
    status = airlog_list_split(a, sentence, &fresh, story, &items);
    int ordinal = items.count > 1 ? -1 : ordinal_of(a, object);
    for (size_t i = 0; i < items.count && status == AIRLOG_OK; i++)
        status = keep_fresh(a, sentence, &items.items[i], ordinal, story);
    if (status != AIRLOG_OK || items.count > 1) return status;
    return keep_companions(a, sentence, object, &fresh, story);
}
