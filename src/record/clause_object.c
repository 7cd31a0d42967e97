/* What an event happened to: the object that its sentence names, or one that was told before. */
#include "clause_parts.h"

#include <math.h>
#include <string.h>

bool airlog_clause_comma_at(const airlog_assembly *a, size_t index) {
    const airlog_token *token = &a->facts->tokens->items[index];
    return token->kind == AIRLOG_TOKEN_MARK && a->report->text.bytes[token->start] == ',';
}

bool airlog_clause_is_crewed(const airlog_object_fact *object) {
    return object && (airlog_text_is(object->family, "aircraft") || airlog_text_is(object->family, "helicopter"));
}

bool airlog_clause_begins_passive(const airlog_assembly *a, const airlog_event_fact *event) {
    return airlog_token_term(a, event->first_token) == AIRLOG_TERM_IS || airlog_token_in(a, event->first_token, " been ");
}

bool airlog_clause_is_passive(const airlog_assembly *a, const airlog_event_fact *event) {
    if (airlog_clause_begins_passive(a, event)) return true;
    for (size_t back = 1; back <= 3 && back <= event->first_token; back++) {
        size_t at = event->first_token - back;
        if (airlog_token_term(a, at) == AIRLOG_TERM_IS || airlog_token_in(a, at, " been being be get got gets "))
            return true;
        if (airlog_token_in(a, at, " had has have having ")) return false;
    }
    return false;
}

bool airlog_clause_joined(const airlog_assembly *a, const airlog_object_fact *x, const airlog_object_fact *y) {
    if (!x->type.length || !y->type.length || !airlog_text_equal(x->family, y->family)) return false;
    if (y->first_token > x->end_token + 3) return false;
    for (size_t t = x->end_token; t < y->first_token; t++) {
        const airlog_token *token = &a->facts->tokens->items[t];
        bool comma = token->kind == AIRLOG_TOKEN_MARK && a->report->text.bytes[token->start] == ',';
        if (!comma && airlog_token_term(a, t) != AIRLOG_TERM_AND) return false;
    }
    return true;
}

bool airlog_clause_is_part(const airlog_assembly *a, const airlog_sentence *sentence,
                           const airlog_object_fact *object) {
    const airlog_object_fact *first = &a->facts->objects[sentence->objects.first], *whole = object;
    while (whole > first && whole + AIRLOG_CLAUSE_WINDOW > object && airlog_clause_joined(a, whole - 1, whole)) whole--;
    if (whole-- == first || !airlog_text_equal(whole->family, object->family)) return false;
    size_t at = whole->end_token;
    if (at >= whole[1].first_token || !(whole->count_max > whole[1].count_max)) return false;
    if (airlog_clause_comma_at(a, at)) at++;
    if (airlog_token_in(a, at, " including namely comprising "))
        at++;
    else if (at == whole->end_token)
        return false;
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

bool airlog_clause_is_meeting(const airlog_event_fact *event) {
    return airlog_event_flag(event, "weak") || airlog_text_is(event->event, "near miss") ||
           airlog_text_is(event->event, "collided") || airlog_text_is(event->event, "evasive action");
}

/* "intercepted them", "shot down both": the things told before, behind a verb that takes them. */
static bool takes_pronoun(const airlog_assembly *a, const airlog_event_fact *event) {
    return airlog_event_flag(event, "takes") && airlog_token_in(a, event->end_token, " it them ") &&
           !airlog_clause_is_passive(a, event);
}

const airlog_object_fact *airlog_clause_object(const airlog_assembly *a, const airlog_sentence *sentence,
                                               const airlog_event_fact *event) {
    if (airlog_event_flag(event, "pronoun") || takes_pronoun(a, event))
        return NULL; /* "shot it down": what was told before */
    const airlog_object_fact *before = NULL, *after = NULL, *answer = NULL,
                             *met = airlog_clause_is_meeting(event) ? crewless(a, sentence) : NULL;
    if (met) return met;
    for (size_t i = sentence->objects.first; i < sentence->objects.end; i++) {
        const airlog_object_fact *object = &a->facts->objects[i];
        if (object->other && !answer) answer = object; /* jets that were sent: only when nothing else is named */
        if (object->other || airlog_clause_is_part(a, sentence, object) || (before && in_company(a, object))) continue;
        if (object->first_token > event->first_token) {
            if (!after) after = object;
        } else if (!before || !airlog_clause_joined(a, object - 1, object)) {
            before = object; /* of a list the first */
        }
    }
    bool takes = airlog_event_flag(event, "takes") && !airlog_clause_is_passive(a, event);
    if (takes && after) return after;
    if (before) return before;
    return after && bound_behind(a, event, after) ? after : answer;
}

int airlog_clause_one_of_them(const airlog_assembly *a, const airlog_sentence *sentence,
                              const airlog_event_fact *event) {
    size_t first = sentence->tokens.first;
    while (first < sentence->tokens.end && a->facts->tokens->items[first].kind >= AIRLOG_TOKEN_LINE) first++;
    if (airlog_token_term(a, first) != AIRLOG_TERM_THE) return 0;
    airlog_term term = airlog_token_term(a, first + 1);
    int number = airlog_term_class_of(term) == AIRLOG_TERM_CLASS_ORDINAL ? (int)airlog_term_value(term) : 0;
    if (airlog_token_in(a, first + 1, " second ")) number = 2; /* also a duration */
    bool verb = event->first_token >= first + 2 && event->first_token <= first + 4;
    return verb && number > 0 && number < 100 ? number : 0;
}

bool airlog_clause_refers_back(const airlog_assembly *a, const airlog_sentence *sentence,
                               const airlog_event_fact *event) {
    if (airlog_event_flag(event, "pronoun") || takes_pronoun(a, event)) return true;
    for (size_t i = sentence->tokens.first; i < event->first_token; i++) {
        bool ordinal = airlog_token_term(a, i) == AIRLOG_TERM_THE && airlog_clause_one_of_them(a, sentence, event);
        if (ordinal ||
            airlog_token_in(a, i, " it they them both all each one it's its their these those object objects craft "))
            return true;
    }
    return false;
}

int airlog_clause_ordinal(const airlog_assembly *a, const airlog_object_fact *object) {
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

bool airlog_clause_unnamed_object(const airlog_assembly *a, const airlog_sentence *sentence,
                                  const airlog_event_fact *event) {
    for (size_t i = sentence->tokens.first + 1; i < sentence->tokens.end; i++) {
        if (!airlog_token_in(a, i, " object objects ") || i > event->end_token + 4) continue;
        if (i + 6 < event->first_token) continue;
        return true;
    }
    return false;
}

static bool says_anything(const airlog_assembly *a, const airlog_sentence *sentence) {
    for (size_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        if (airlog_clause_says(a, i)) return true;
    }
    return false;
}

bool airlog_clause_pluperfect(const airlog_assembly *a, const airlog_sentence *sentence,
                              const airlog_event_fact *event) {
    if (!airlog_text_is(event->event, "launched") && !airlog_text_is(event->event, "flew")) return false;
    for (size_t back = 1; back <= 3 && back <= event->first_token; back++) {
        if (airlog_token_in(a, event->first_token - back, " had ")) return !says_anything(a, sentence);
    }
    return false;
}
