/* How the clause stands to each event that was found: it happened, it did not, it will, it might, it was a drill,
 * or it is the past of this report. */
#include "han.h"
#include "words.h"

#define CLAUSE_TOKENS 14u /* how far back the words of a clause may stand from its verb */

/* The sentence under reading: the classes of its words, and what they say about all of it. */
typedef struct sentence_view {
    uint32_t sentence;
    size_t first, end; /* tokens */
    const airlog_parser *parser;
    bool drill, simulated, history, untrue;
} sentence_view;

static uint32_t classes_at(const sentence_view *view, size_t index) {
    return index >= view->first && index < view->end ? airlog_word_classes(view->parser, index) : 0;
}

/* "in recent years", "previous incidents": the past; "the past 24 hours" and "three days" are not. */
static bool past_spell(const sentence_view *view, size_t index) {
    return classes_at(view, index) & AIRLOG_WORD_PAST && classes_at(view, index + 1) & AIRLOG_WORD_SPELL;
}

/* Looks at the sentence of an event, unless it is under reading already. */
static void look(const airlog_parser *parser, size_t index, sentence_view *view) {
    uint32_t sentence = airlog_parser_token(parser, index)->sentence, all = 0;
    if (view->sentence == sentence) return;
    view->sentence = sentence;
    view->first = index;
    while (view->first > 0 && parser->items[view->first - 1].sentence == sentence) view->first--;
    for (view->end = view->first; view->end < parser->count && parser->items[view->end].sentence == sentence; view->end++)
        all |= airlog_word_classes(parser, view->end);
    view->drill = all & AIRLOG_WORD_DRILL;
    view->simulated = all & AIRLOG_WORD_SIMULATED;
    view->history = all & AIRLOG_WORD_HISTORY;
    view->untrue = all & AIRLOG_WORD_UNTRUE;
    for (size_t i = view->first; all & AIRLOG_WORD_PAST && i < view->end; i++)
        view->history = view->history || past_spell(view, i);
}

/* A word or mark that begins another clause. */
static bool clause_border(const airlog_parser *parser, const sentence_view *view, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind == AIRLOG_TOKEN_PARAGRAPH) return true;
    if (token->kind == AIRLOG_TOKEN_MARK) {
        char c = token->length ? parser->text.bytes[token->start] : ',';
        return c == ',' || c == ';' || c == ':' || c == '.' || c == '(' || c == ')';
    }
    airlog_term term = (airlog_term)token->term;
    return term == AIRLOG_TERM_WHICH || term == AIRLOG_TERM_WHILE || classes_at(view, index) & AIRLOG_WORD_BORDER;
}

static bool negation(const airlog_parser *parser, const sentence_view *view, size_t index) {
    airlog_term term = airlog_parser_term(parser, index);
    bool too_late = term == AIRLOG_TERM_LATE && index > 0 && airlog_parser_is(parser, index - 1, "too");
    return too_late || term == AIRLOG_TERM_NO || term == AIRLOG_TERM_NOT || classes_at(view, index) & AIRLOG_WORD_NEGATION;
}

/* What an exercise does itself; what is detected during one is real. */
static bool act_of_drill(airlog_text event) {
    static const char *const acts[] = {"shot down", "attacked", "launched", "intercepted", "crashed", "landed", "flew"};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (airlog_text_is(event, acts[i])) return true;
    }
    return false;
}

static size_t tokens_apart(const airlog_event_fact *event, const airlog_time_fact *time) {
    return time->first_token >= event->end_token ? time->first_token - event->end_token
                                                 : event->first_token - time->first_token;
}

/* "which was shot down over Hamm in 1943, went on display on Friday": a year before the report, closer than any day. */
static bool year_gone(const airlog_parser *parser, const airlog_event_fact *event, size_t first_time) {
    const airlog_facts *facts = parser->facts;
    const airlog_time_fact *nearest = NULL;
    int32_t now = facts->tokens->report->published.year;
    for (size_t i = first_time; i < facts->time_count && facts->times[i].sentence == event->sentence; i++) {
        const airlog_time_fact *time = &facts->times[i];
        if (!nearest || tokens_apart(event, time) < tokens_apart(event, nearest)) nearest = time;
    }
    return nearest && nearest->kind == AIRLOG_TIME_PERIOD && nearest->date.year && now && nearest->date.year < now - 1;
}

/* True when a period of the past, and no day or hour, dates the sentence. */
static bool dated_past(const airlog_parser *parser, const airlog_event_fact *event, size_t *first_time) {
    const airlog_facts *facts = parser->facts;
    while (*first_time < facts->time_count && facts->times[*first_time].sentence < event->sentence) ++*first_time;
    bool past = year_gone(parser, event, *first_time);
    if (past) return true;
    for (size_t i = *first_time; i < facts->time_count && facts->times[i].sentence == event->sentence; i++) {
        const airlog_time_fact *time = &facts->times[i];
        if (time->kind == AIRLOG_TIME_CLOCK || (time->kind == AIRLOG_TIME_DAY && time->relative != AIRLOG_RELATIVE_PAST))
            return false;
        past = past || time->kind == AIRLOG_TIME_PERIOD || time->relative == AIRLOG_RELATIVE_PAST;
    }
    return past;
}

/* "EVASIVE ACTION NOT TAKEN", "collision was avoided": what stands behind the words. */
static bool negated_behind(const airlog_parser *parser, const sentence_view *view, const airlog_event_fact *event) {
    for (size_t i = event->end_token; i < event->end_token + 3 && i < view->end; i++) {
        if (clause_border(parser, view, i)) return false;
        bool without = airlog_parser_is(parser, i, "without"); /* "entered it without a plan": it did enter */
        bool not = airlog_parser_term(parser, i) == AIRLOG_TERM_NOT && !without;
        if (not || classes_at(view, i) & AIRLOG_WORD_AVERTED) return true;
    }
    return false;
}

/* "3 May": a month, however it is written elsewhere. */
static bool month_of_day(const airlog_parser *parser, size_t index) {
    if (airlog_term_class_of(airlog_parser_term(parser, index)) != AIRLOG_TERM_CLASS_MONTH) return false;
    bool before = index > 0 && airlog_parser_token(parser, index - 1)->kind == AIRLOG_TOKEN_NUMBER;
    return before || airlog_parser_token(parser, index + 1)->kind == AIRLOG_TOKEN_NUMBER;
}

/* "denied reports that a drone was shot down": the clause hangs on what takes it back. */
static bool denied_before(const airlog_parser *parser, const sentence_view *view, size_t index) {
    if (!airlog_parser_is(parser, index, "that")) return false;
    for (size_t back = 1; back <= 5 && back <= index - view->first; back++) {
        if (airlog_parser_listed(parser, index - back, AIRLOG_LIST_DENIAL)) return true;
    }
    return false;
}

/* "before they enter the airspace": as open as the clause that it hangs on. */
static bool hangs_on(const airlog_parser *parser, size_t index) {
    return airlog_parser_is(parser, index, "before") || airlog_parser_is(parser, index, "until");
}

/* "fragments of the drone may have fallen": where the event is a noun, its verb stands behind. */
static bool doubted_behind(const airlog_parser *parser, const sentence_view *view, const airlog_event_fact *event) {
    if (!airlog_text_is(event->event, "debris found")) return false;
    for (size_t i = event->end_token; i < event->end_token + CLAUSE_TOKENS && i < view->end; i++) {
        if (clause_border(parser, view, i)) return false;
        if (classes_at(view, i) & (AIRLOG_WORD_SUPPOSITION | AIRLOG_WORD_PLAN)) return true;
        if (classes_at(view, i) & AIRLOG_WORD_VERB) return false;
    }
    return false;
}

#define STATISTIC_LEAST 10 /* so many sightings are no one event */

/* "1,500 laser strikes were reported": counted by the year. */
static bool counted(const airlog_parser *parser, const airlog_event_fact *event) {
    const airlog_token *number = airlog_parser_token(parser, event->first_token - 1);
    if (event->first_token == 0 || number->kind != AIRLOG_TOKEN_NUMBER || number->value < STATISTIC_LEAST) return false;
    const airlog_facts *facts = parser->facts;
    size_t low = 0, high = facts->object_count; /* the first object that ends behind the event's beginning */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (facts->objects[middle].end_token <= event->first_token) low = middle + 1;
        else high = middle;
    }
    if (low > 0 && facts->objects[low - 1].end_token == event->first_token) return false; /* "a Boeing 737 hit a flock of birds" */
    airlog_text word = airlog_parser_word(parser, event->end_token - 1);
    return word.length > 4 && (word.bytes[word.length - 1] | 0x20) == 's';
}

/* Most words of a clause: neither border nor negation, nothing open. In one test, for nothing foretells the single ones. */
static bool says_nothing(const airlog_token *token, uint32_t classes) {
    const uint32_t telling = AIRLOG_WORD_SEEMING | AIRLOG_WORD_BORDER | AIRLOG_WORD_NEGATION | AIRLOG_WORD_PLAN | AIRLOG_WORD_SUPPOSITION;
    return !(((classes & telling) != 0) | (token->kind >= AIRLOG_TOKEN_MARK) | (token->term == AIRLOG_TERM_NO) |
             (token->term == AIRLOG_TERM_NOT) | (token->term == AIRLOG_TERM_LATE) | (token->term == AIRLOG_TERM_WHICH) | (token->term == AIRLOG_TERM_WHILE));
}

static airlog_modality modality_of(const airlog_parser *parser, const sentence_view *view,
                                   const airlog_event_fact *event) {
    size_t first = event->first_token;
    bool passive = first > 1 && airlog_parser_is(parser, first - 1, "be");
    bool infinitive = first > 1 && airlog_parser_term(parser, first - (passive ? 2 : 1)) == AIRLOG_TERM_TO;
    bool seems = false, outside = false;
    airlog_modality modality = AIRLOG_MODALITY_ACTUAL;
    for (size_t back = 1; back <= CLAUSE_TOKENS && back <= first - view->first; back++) {
        size_t at = first - back;
        const airlog_token *token = &parser->items[at];
        uint32_t classes = airlog_word_classes(parser, at);
        if (says_nothing(token, classes)) continue;
        seems = seems || classes & AIRLOG_WORD_SEEMING;
        if (clause_border(parser, view, at)) {
            if (!outside && denied_before(parser, view, at)) return AIRLOG_MODALITY_NEGATED;
            if (!outside && !hangs_on(parser, at)) break;
            if (outside && !airlog_parser_mark(parser, at, ',')) break;
            outside = true;
        }
        if (!outside && negation(parser, view, at)) return AIRLOG_MODALITY_NEGATED;
        if (modality != AIRLOG_MODALITY_ACTUAL) continue;
        if (classes & AIRLOG_WORD_PLAN) modality = AIRLOG_MODALITY_PLANNED;
        else if (classes & AIRLOG_WORD_SUPPOSITION && !month_of_day(parser, at)) modality = AIRLOG_MODALITY_HYPOTHETICAL;
    }
    if (modality == AIRLOG_MODALITY_ACTUAL && infinitive && !seems) modality = AIRLOG_MODALITY_HYPOTHETICAL;
    if (doubted_behind(parser, view, event)) modality = AIRLOG_MODALITY_HYPOTHETICAL;
    if (view->untrue || negated_behind(parser, view, event)) return AIRLOG_MODALITY_NEGATED;
    if (view->simulated || (view->drill && act_of_drill(event->event))) return AIRLOG_MODALITY_EXERCISE;
    return modality;
}

/* "would detect, track and intercept": verbs of one list stand as the first does. */
static bool listed_behind(const airlog_parser *parser, const airlog_event_fact *first, const airlog_event_fact *event) {
    if (first->sentence != event->sentence || first->end_token + 4 < event->first_token) return false;
    bool joined = false;
    for (size_t i = first->end_token; i < event->first_token; i++) {
        airlog_term term = airlog_parser_term(parser, i);
        bool joint = airlog_parser_mark(parser, i, ',') || term == AIRLOG_TERM_AND || term == AIRLOG_TERM_OR;
        bool verb = airlog_parser_token(parser, i)->kind == AIRLOG_TOKEN_WORD && term == AIRLOG_TERM_NONE &&
                    i > first->end_token && !(airlog_word_classes(parser, i) & AIRLOG_WORD_BORDER);
        if (!joint && !verb) return false;
        joined = joined || joint;
    }
    return joined;
}

airlog_status airlog_parse_events(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    sentence_view view = {.sentence = UINT32_MAX, .parser = parser};
    size_t first_time = 0;
    for (size_t i = 0; i < facts->event_count; i++) {
        airlog_event_fact *event = &facts->events[i];
        look(parser, event->first_token, &view);
        bool han = airlog_parser_token(parser, event->first_token)->kind == AIRLOG_TOKEN_HAN;
        event->modality = han ? airlog_han_modality(parser, event) : modality_of(parser, &view, event);
        bool behind_open = i > 0 && (event[-1].modality == AIRLOG_MODALITY_PLANNED || event[-1].modality == AIRLOG_MODALITY_HYPOTHETICAL);
        if (event->modality == AIRLOG_MODALITY_ACTUAL && behind_open && listed_behind(parser, event - 1, event))
            event->modality = event[-1].modality;
        bool open = event->modality == AIRLOG_MODALITY_PLANNED || event->modality == AIRLOG_MODALITY_HYPOTHETICAL;
        if (open && facts->message == AIRLOG_MESSAGE_NOTAM) event->modality = AIRLOG_MODALITY_ACTUAL; /* "may be": holds from B to C */
        if (event->modality != AIRLOG_MODALITY_ACTUAL) continue;
        if (view.history || counted(parser, event) || dated_past(parser, event, &first_time)) event->modality = AIRLOG_MODALITY_PAST;
    }
    return AIRLOG_OK;
}
