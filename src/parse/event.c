/* How the clause stands to each event that was found: it happened, it did not, it will, it might, it was a drill,
 * or it is the past of this report. */
#include "parser.h"

#define CLAUSE_TOKENS 14u /* how far back the words of a clause may stand from its verb */

/* A word or mark that begins another clause. */
static bool clause_border(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind == AIRLOG_TOKEN_PARAGRAPH) return true;
    if (token->kind == AIRLOG_TOKEN_MARK)
        return airlog_parser_mark(parser, index, ',') || airlog_parser_mark(parser, index, ';') ||
               airlog_parser_mark(parser, index, ':') || airlog_parser_mark(parser, index, '.') ||
               airlog_parser_mark(parser, index, '(') || airlog_parser_mark(parser, index, ')');
    airlog_term term = airlog_parser_term(parser, index);
    if (term == AIRLOG_TERM_WHICH || term == AIRLOG_TERM_WHILE) return true;
    return airlog_parser_in(parser, index, " when after before but as because although though since until where "
                                           "said says reported advised confirmed ");
}

static bool negation(const airlog_parser *parser, size_t index) {
    airlog_term term = airlog_parser_term(parser, index);
    if (term == AIRLOG_TERM_NO || term == AIRLOG_TERM_NOT) return true;
    return airlog_parser_in(parser, index, " without never denied denies neither nor failed false didnt wasnt werent "
                                           "hasnt havent hadnt doesnt dont isnt arent wouldnt couldnt avoided ");
}

static bool plan(const airlog_parser *parser, size_t index) {
    return airlog_parser_in(parser, index, " will plans planned planning scheduled expected expects intends upcoming "
                                           "due shall schedule anticipated forthcoming prepares preparing tomorrow ");
}

static bool supposition(const airlog_parser *parser, size_t index) {
    return airlog_parser_in(parser, index, " could would may might if should can must potential potentially hypothetical "
                                           "whether unless risk risks threat threatened threatens fear fears fearing "
                                           "capable able ability prohibited banned illegal allowed permitted rules "
                                           "authorised authorized unlikely impossible possibility suppose imagine "
                                           "avoid prevent preventing against deter ");
}

/* Verbs behind which "to enter" still says that it did. */
static bool seeming(const airlog_parser *parser, size_t index) {
    return airlog_parser_in(parser, index, " appeared appears seemed seems seen observed found believed managed "
                                           "continued began started forced caused went thought understood proceeded "
                                           "scrambled known reported suspected presumed ");
}

static bool drill(const airlog_parser *parser, size_t index) {
    return airlog_parser_in(parser, index, " exercise exercises drill drills simulated simulation simulating mock "
                                           "rehearsal rehearsals wargame wargames wargaming livefire ");
}

static bool simulated(const airlog_parser *parser, size_t index) {
    return airlog_parser_in(parser, index, " simulated simulation simulating mock rehearsal ");
}

static bool history(const airlog_parser *parser, size_t index) {
    if (airlog_parser_in(parser, index, " previously historically anniversary ago regularly often frequently routinely "
                                        "repeatedly sometimes usually annually yearly decade decades century occasionally "
                                        "typically increasingly "))
        return true;
    if (airlog_parser_in(parser, index, " past previous recent ") && index > 0 && index + 1 < parser->tokens->count &&
        airlog_parser_in(parser, index + 1, " year years month months week weeks decade decades incident incidents "
                                            "days occasions incursions sightings "))
        return !airlog_parser_in(parser, index + 1, " days ") || airlog_parser_is(parser, index, "recent");
    return false;
}

typedef struct sentence_signs {
    uint32_t sentence;
    bool drill, simulated, history, untrue;
} sentence_signs;

/* What the sentence of an event says about all of it. */
static void read_signs(const airlog_parser *parser, size_t index, sentence_signs *signs) {
    uint32_t sentence = airlog_parser_token(parser, index)->sentence;
    if (signs->sentence == sentence) return;
    *signs = (sentence_signs){.sentence = sentence};
    size_t first = index;
    while (first > 0 && airlog_parser_token(parser, first - 1)->sentence == sentence) first--;
    for (size_t i = first; i < parser->tokens->count && airlog_parser_token(parser, i)->sentence == sentence; i++) {
        if (airlog_parser_token(parser, i)->kind != AIRLOG_TOKEN_WORD) continue;
        signs->drill = signs->drill || drill(parser, i);
        signs->simulated = signs->simulated || simulated(parser, i);
        signs->history = signs->history || history(parser, i);
        signs->untrue = signs->untrue || airlog_parser_in(parser, i, " false untrue hoax unfounded mistaken mistakenly ");
    }
}

/* What an exercise does itself; what is detected during one is real. */
static bool act_of_drill(airlog_text event) {
    static const char *const acts[] = {"shot down", "attacked", "launched", "intercepted", "crashed", "landed", "flew"};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (airlog_text_is(event, acts[i])) return true;
    }
    return false;
}

/* True when a period of the past, and no day or hour, dates the sentence. */
static bool dated_past(const airlog_parser *parser, const airlog_event_fact *event, size_t *first_time) {
    const airlog_facts *facts = parser->facts;
    while (*first_time < facts->time_count && facts->times[*first_time].sentence < event->sentence) ++*first_time;
    bool past = false;
    for (size_t i = *first_time; i < facts->time_count && facts->times[i].sentence == event->sentence; i++) {
        const airlog_time_fact *time = &facts->times[i];
        if (time->kind == AIRLOG_TIME_CLOCK || (time->kind == AIRLOG_TIME_DAY && time->relative != AIRLOG_RELATIVE_PAST))
            return false;
        past = past || time->kind == AIRLOG_TIME_PERIOD || time->relative == AIRLOG_RELATIVE_PAST;
    }
    return past;
}

/* "EVASIVE ACTION NOT TAKEN", "collision was avoided": what stands behind the words. */
static bool negated_behind(const airlog_parser *parser, const airlog_event_fact *event) {
    for (size_t i = event->end_token; i < event->end_token + 3; i++) {
        if (airlog_parser_token(parser, i)->sentence != event->sentence || clause_border(parser, i)) return false;
        if (airlog_parser_term(parser, i) == AIRLOG_TERM_NOT || airlog_parser_in(parser, i, " avoided averted "))
            return true;
    }
    return false;
}

static airlog_modality modality_of(const airlog_parser *parser, const airlog_event_fact *event,
                                   const sentence_signs *signs) {
    size_t first = event->first_token;
    bool infinitive = first > 0 && airlog_parser_term(parser, first - 1) == AIRLOG_TERM_TO;
    bool seems = false;
    airlog_modality modality = AIRLOG_MODALITY_ACTUAL;
    for (size_t back = 1; back <= CLAUSE_TOKENS && back <= first; back++) {
        size_t at = first - back;
        if (airlog_parser_token(parser, at)->sentence != event->sentence) break;
        seems = seems || seeming(parser, at);
        if (clause_border(parser, at)) break;
        if (negation(parser, at)) return AIRLOG_MODALITY_NEGATED;
        if (modality != AIRLOG_MODALITY_ACTUAL) continue;
        if (plan(parser, at)) modality = AIRLOG_MODALITY_PLANNED;
        else if (supposition(parser, at)) modality = AIRLOG_MODALITY_HYPOTHETICAL;
    }
    if (modality == AIRLOG_MODALITY_ACTUAL && infinitive && !seems) modality = AIRLOG_MODALITY_HYPOTHETICAL;
    if (signs->untrue || negated_behind(parser, event)) return AIRLOG_MODALITY_NEGATED;
    if (signs->simulated || (signs->drill && act_of_drill(event->event))) return AIRLOG_MODALITY_EXERCISE;
    return modality;
}

airlog_status airlog_parse_events(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    sentence_signs signs = {.sentence = UINT32_MAX};
    size_t first_time = 0;
    for (size_t i = 0; i < facts->event_count; i++) {
        airlog_event_fact *event = &facts->events[i];
        read_signs(parser, event->first_token, &signs);
        event->modality = modality_of(parser, event, &signs);
        if (event->modality != AIRLOG_MODALITY_ACTUAL) continue;
        if (signs.history || dated_past(parser, event, &first_time)) event->modality = AIRLOG_MODALITY_PAST;
    }
    return AIRLOG_OK;
}
