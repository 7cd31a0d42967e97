/* Words that make names of places, and the run of a name. */
#include "reference.h"

enum { CAPITALS_LIMIT = 6 };

/* ---- kinds of words ---------------------------------------------------------------------------------------- */

bool airlog_is_side_word(const airlog_parser *parser, size_t at) {
    airlog_term term = airlog_parser_term(parser, at);
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_SIDE || term == AIRLOG_TERM_CENTRAL || term == AIRLOG_TERM_MOST;
}

bool airlog_is_capitals(const airlog_parser *parser, size_t at) {
    return airlog_parser_capitals(parser, at);
}

bool airlog_is_ident(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind == AIRLOG_TOKEN_IDENT) return token->length >= 3 && token->length <= 5;
    if (token->kind != AIRLOG_TOKEN_WORD || !(token->flags & AIRLOG_TOKEN_UPPER) || (token->flags & AIRLOG_TOKEN_ABBREVIATED)) return false;
    if (token->length < 3 || token->length > 4) return false;
    airlog_term_class class_of = airlog_parser_class(parser, at);
    return class_of == AIRLOG_TERM_CLASS_NONE;
}

/* Words that stand in capital texts after a name and are no part of it. */
static bool stops_capitals(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_STOPS_CAPITALS);
}

/* Whether a term forbids its word in the middle of a name. */
static bool is_foreign_to_names(airlog_term term) {
    if (!term) return false;
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_PLACE:
    case AIRLOG_TERM_CLASS_COMPASS:
    case AIRLOG_TERM_CLASS_SIDE:
    case AIRLOG_TERM_CLASS_NUMBER:
    case AIRLOG_TERM_CLASS_ORDINAL: return false;
    case AIRLOG_TERM_CLASS_WORD:
        return term != AIRLOG_TERM_CENTRAL && term != AIRLOG_TERM_MOST && term != AIRLOG_TERM_RUNWAY && term != AIRLOG_TERM_FLIGHT &&
               term != AIRLOG_TERM_CAPITAL_M && term != AIRLOG_TERM_MIDWAY;
    default: return true;
    }
}

/* "Summer Lake", "March Bay", "Christmas Island": a time word is of a name when a kind word follows. */
static bool time_word_in_name(const airlog_parser *parser, size_t at) {
    switch (airlog_parser_class(parser, at)) {
    case AIRLOG_TERM_CLASS_MONTH:
    case AIRLOG_TERM_CLASS_WEEKDAY:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_DURATION: return airlog_is_capital_word(parser, at + 1) && airlog_is_kind_word(parser, at + 1);
    default: return airlog_parser_listed(parser, at, AIRLOG_LIST_SEASON) && airlog_is_capital_word(parser, at + 1) && airlog_is_kind_word(parser, at + 1);
    }
}

bool airlog_is_connector(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_CONNECTOR);
}

/* "Gulf of Aden", "Republic of Korea": words that take an "of" into the name. */
static bool takes_of(const airlog_parser *parser, size_t at) {
    if (airlog_is_kind_word(parser, at)) return airlog_is_capital_word(parser, at);
    return airlog_parser_listed(parser, at, AIRLOG_LIST_TAKES_OF);
}

/* "RW27L", "RWY09": a runway and no name. */
static bool is_runway_code(const airlog_parser *parser, const airlog_token *token) {
    airlog_text word = {parser->text.bytes + token->start, token->length};
    size_t letters = airlog_text_starts(word, "RWY") ? 3 : airlog_text_starts(word, "RW") ? 2 : 0;
    if (!letters || word.length < letters + 2 || word.length > letters + 3) return false;
    return word.bytes[letters] >= '0' && word.bytes[letters] <= '3' && word.bytes[letters + 1] >= '0' && word.bytes[letters + 1] <= '9';
}

/* "Ft. Worth", "FT LAUDERDALE": a fort, and no feet, where a name follows and no number stands before. */
static bool is_fort(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at), *next = airlog_parser_token(parser, at + 1);
    if (!(token->flags & AIRLOG_TOKEN_CAPITAL) || !airlog_parser_listed(parser, at, AIRLOG_LIST_FT)) return false;
    bool counted = at > 0 && (airlog_parser_token(parser, at - 1)->kind == AIRLOG_TOKEN_NUMBER ||
                              airlog_parser_class(parser, at - 1) == AIRLOG_TERM_CLASS_NUMBER);
    return !counted && next->kind == AIRLOG_TOKEN_WORD && (next->flags & AIRLOG_TOKEN_CAPITAL) && !next->term;
}

/* "1405L": a clock and its zone. */
static bool is_clock_code(const airlog_parser *parser, const airlog_token *token) {
    const char *bytes = parser->text.bytes + token->start;
    bool clock = token->length == 5 && !(bytes[4] >= '0' && bytes[4] <= '9');
    for (size_t i = 0; clock && i < 4; i++) clock = bytes[i] >= '0' && bytes[i] <= '9';
    return clock;
}

bool airlog_is_name_word(const airlog_parser *parser, size_t at, bool capitals) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (parser->taken[at < parser->count ? at : parser->count] != AIRLOG_TAKEN_FREE) return false;
    if (token->kind == AIRLOG_TOKEN_IDENT) return !is_runway_code(parser, token) && !is_clock_code(parser, token);
    if (token->kind != AIRLOG_TOKEN_WORD || (token->flags & AIRLOG_TOKEN_CLITIC)) return false;
    if (!(token->flags & AIRLOG_TOKEN_CAPITAL) || airlog_parser_listed(parser, at, AIRLOG_LIST_ROAD_SHORT)) return false;
    if (is_foreign_to_names((airlog_term)token->term) && !time_word_in_name(parser, at) && !is_fort(parser, at)) return false;
    return !capitals || !stops_capitals(parser, at);
}

/* After a direction an identifier may look like another word: "3 SW DAY", "10 SE JAN", "2 E SAT". */
bool airlog_is_disguised_ident(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_WORD || token->length != 3 || !(token->flags & AIRLOG_TOKEN_UPPER) || at == 0) return false;
    uint8_t taken = parser->taken[at];
    if (taken != AIRLOG_TAKEN_FREE && taken != AIRLOG_TAKEN_TIME) return false;
    airlog_term before = airlog_parser_term(parser, at - 1);
    bool expected = airlog_term_class_of(before) == AIRLOG_TERM_CLASS_COMPASS || (before == AIRLOG_TERM_OF && !airlog_is_capitals(parser, at)) ||
                    (before == AIRLOG_TERM_OF && at > 1 && airlog_parser_class(parser, at - 2) == AIRLOG_TERM_CLASS_COMPASS);
    switch (airlog_parser_class(parser, at)) {
    case AIRLOG_TERM_CLASS_DURATION:
    case AIRLOG_TERM_CLASS_MONTH:
    case AIRLOG_TERM_CLASS_WEEKDAY:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_ZONE:
    case AIRLOG_TERM_CLASS_ORDINAL: return expected;
    case AIRLOG_TERM_CLASS_NONE: return expected && taken == AIRLOG_TAKEN_TIME;
    default: return false;
    }
}

/* "FLYING CLOUD ARPT", "CROSS CITY": a word that is no name elsewhere, told by the kind word that ends the run. */
static bool disguised_name(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool upper = token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_UPPER) && token->length >= 4;
    airlog_term term = (airlog_term)token->term;
    if (!upper || at == 0 || airlog_parser_class(parser, at - 1) != AIRLOG_TERM_CLASS_COMPASS) return false;
    if (term && term != AIRLOG_TERM_CROSSED && term != AIRLOG_TERM_LEVEL) return false;
    if (!term && !stops_capitals(parser, at)) return false;
    return airlog_is_kind_word(parser, at + 1) || (airlog_is_name_word(parser, at + 1, true) && airlog_is_kind_word(parser, at + 2));
}

bool airlog_starts_name(const airlog_parser *parser, size_t at, bool capitals) {
    return airlog_is_name_word(parser, at, capitals) || airlog_is_disguised_ident(parser, at) || disguised_name(parser, at);
}

bool airlog_begins_name(const airlog_parser *parser, size_t at) {
    return airlog_starts_name(parser, at, airlog_is_capitals(parser, at));
}

/* ---- the run of a name ---------------------------------------------------------------------------------- */

/* What may stand between two words of a name; returns the token of the next word, 0 when the name ends. */
static size_t step_in_name(const airlog_parser *parser, size_t at, bool capitals) {
    size_t last = at - 1;
    if (!airlog_parser_same_sentence(parser, last, at)) return 0;
    if (airlog_is_name_word(parser, at, capitals)) return at;
    if (airlog_parser_mark(parser, at, '-') && airlog_parser_glued(parser, at) && airlog_parser_glued(parser, at + 1) &&
        airlog_parser_token(parser, at + 1)->kind == AIRLOG_TOKEN_WORD) {
        return at + 1;
    }
    if (airlog_parser_mark(parser, at, '/') && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_DME) return at + 1;
    airlog_message message = parser->facts->message;
    if (airlog_parser_mark(parser, at, '/') && (message == AIRLOG_MESSAGE_PIREP || message == AIRLOG_MESSAGE_NOTAM)) return 0; /* the next field */
    if ((airlog_parser_mark(parser, at, '/') || airlog_parser_mark(parser, at, '&')) && airlog_is_name_word(parser, at + 1, capitals)) return at + 1;
    if (airlog_parser_mark(parser, at, '.') && airlog_parser_token(parser, last)->length == 1 && airlog_is_name_word(parser, at + 1, capitals)) {
        return at + 1;
    }
    bool line = airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_LINE && airlog_parser_same_sentence(parser, last, at + 1);
    if (line && airlog_is_name_word(parser, at + 1, capitals)) return at + 1;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_OF && takes_of(parser, last)) {
        size_t next = airlog_parser_term(parser, at + 1) == AIRLOG_TERM_THE ? at + 2 : at + 1;
        return airlog_is_name_word(parser, next, capitals) ? next : 0;
    }
    if (airlog_is_connector(parser, at)) {
        if (airlog_is_name_word(parser, at + 1, capitals)) return at + 1;
        if (airlog_is_connector(parser, at + 1) && airlog_is_name_word(parser, at + 2, capitals)) return at + 2;
    }
    return 0;
}

/* "Pier 5", "Runway 22": a number that ends a name, when no unit makes it a quantity. */
static bool number_in_name(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool plain = token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0 && token->digits <= 2 && parser->taken[at] == AIRLOG_TAKEN_FREE;
    return plain && (airlog_parser_term(parser, at - 1) == AIRLOG_TERM_RUNWAY || airlog_parser_listed(parser, at - 1, AIRLOG_LIST_NUMBERED_PLACE));
}

size_t airlog_name_end(const airlog_parser *parser, size_t at, bool capitals) {
    size_t limit = at + (capitals ? CAPITALS_LIMIT : AIRLOG_NAME_LIMIT), end = at + 1;
    for (unsigned words = 1; end < limit + 4 && words < (capitals ? CAPITALS_LIMIT : AIRLOG_NAME_LIMIT); words++) {
        if (number_in_name(parser, end)) {
            end++;
            continue;
        }
        size_t next = step_in_name(parser, end, capitals);
        if (!next) break;
        end = next + 1;
    }
    return end;
}
