/* The ends of runways as references. */
#include "reference.h"

/* "22", "31L", "27 left": the token after the number of a runway, `at` when there is none. */
static size_t after_runway_number(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool number = token->kind == AIRLOG_TOKEN_NUMBER && token->digits <= 2 && token->decimals == 0;
    bool sided = token->kind == AIRLOG_TOKEN_IDENT && token->length <= 3;
    if (!number && !sided) return at;
    size_t end = airlog_parser_listed(parser, at + 1, AIRLOG_LIST_RUNWAY_SIDE) ? at + 2 : at + 1;
    return airlog_parser_mark(parser, end, '/') && airlog_parser_glued(parser, end + 1) ? after_runway_number(parser, end + 1) : end;
}

/* "the departure end of runway 31", "the threshold of Runway 27 at X", "the runway 36 threshold", "the runway at X": the
 * airport of the runway, named or the one that the report is about. */
size_t airlog_read_runway_end(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t next = at;
    if (airlog_parser_listed(parser, next, AIRLOG_LIST_RUNWAY_END_KIND)) next++;
    bool end_word = airlog_parser_listed(parser, next, AIRLOG_LIST_RUNWAY_END);
    if (end_word && airlog_parser_term(parser, next + 1) != AIRLOG_TERM_OF) return 0;
    if (end_word) next += airlog_parser_term(parser, next + 2) == AIRLOG_TERM_THE ? 3 : 2;
    else if (next > at) return 0;
    if (airlog_parser_term(parser, next) != AIRLOG_TERM_RUNWAY) return 0;
    size_t noun = next, number = after_runway_number(parser, next + 1), end = number;
    if (airlog_parser_listed(parser, end, AIRLOG_LIST_RUNWAY_END)) {
        end++;
        end_word = true;
    }
    airlog_term joint = airlog_parser_term(parser, end);
    bool joined = joint == AIRLOG_TERM_AT || (end_word && (joint == AIRLOG_TERM_OF || joint == AIRLOG_TERM_IN));
    size_t name = joined ? end + 1 : end;
    if (joined && airlog_parser_term(parser, name) == AIRLOG_TERM_THE) name++;
    bool follows = end_word && number > noun + 1 && airlog_is_capitals(parser, name); /* "END OF RUNWAY 22 LEWISBURG" */
    if ((joined || follows) && airlog_parser_same_sentence(parser, at, name) && airlog_begins_name(parser, name)) {
        size_t after = airlog_read_reference_name(parser, name, out);
        if (after && out->kind == AIRLOG_PLACE_ANY) out->kind = AIRLOG_PLACE_AIRPORT;
        if (after) return after;
    }
    if (!end_word && number == noun + 1) return 0;
    airlog_reference_set_head(parser, out, noun, number);
    out->kind = AIRLOG_PLACE_AIRPORT;
    out->anaphora = true;
    return end;
}
