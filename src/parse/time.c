/* The pass over a text that reads its times, and what it asks of a token before a reader is tried. */
#include "times.h"

/* These look at one or two tokens: nearly every number and preposition begins no time. */

static bool is_duration(airlog_term term) {
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_DURATION;
}

static bool is_part(airlog_term term) {
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_DAYPART && term != AIRLOG_TERM_AM && term != AIRLOG_TERM_PM;
}

/* What may stand behind the number of a time. */
static bool number_goes_on(const airlog_parser *parser, size_t next) {
    const airlog_token *token = airlog_parser_token(parser, next);
    airlog_term term = (airlog_term)token->term, after = airlog_parser_term(parser, next + 1);
    if (after == AIRLOG_TERM_STANDARD || after == AIRLOG_TERM_DAYLIGHT || after == AIRLOG_TERM_TIME) return true;
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_MONTH:
    case AIRLOG_TERM_CLASS_ZONE:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_DURATION: return true;
    case AIRLOG_TERM_CLASS_LENGTH:
    case AIRLOG_TERM_CLASS_SPEED:
    case AIRLOG_TERM_CLASS_COMPASS:
    case AIRLOG_TERM_CLASS_PLACE:
    case AIRLOG_TERM_CLASS_DATUM: return false;
    case AIRLOG_TERM_CLASS_NUMBER: return is_duration(airlog_parser_term(parser, next + 1));
    default: break;
    }
    switch (term) {
    case AIRLOG_TERM_LOCAL:
    case AIRLOG_TERM_OCLOCK:
    case AIRLOG_TERM_TO:
    case AIRLOG_TERM_UNTIL:
    case AIRLOG_TERM_AND:
    case AIRLOG_TERM_OF:
    case AIRLOG_TERM_A:
    case AIRLOG_TERM_IN: return true;
    default: break;
    }
    if (token->length <= 2) return true; /* p.m. in pieces, LT, ET, "th" */
    return (token->flags & AIRLOG_TOKEN_CAPITAL) != 0; /* "Moscow time", "UNIVERSAL TIME" */
}

/* Words before a clock that has neither colon nor zone. */
static bool clock_led(const airlog_parser *parser, size_t at) {
    for (size_t back = 1; back <= 2 && back <= at; ++back) {
        switch (airlog_parser_term(parser, at - back)) {
        case AIRLOG_TERM_AT:
        case AIRLOG_TERM_ABOUT:
        case AIRLOG_TERM_BY:
        case AIRLOG_TERM_FROM:
        case AIRLOG_TERM_SINCE:
        case AIRLOG_TERM_BETWEEN:
        case AIRLOG_TERM_UNTIL:
        case AIRLOG_TERM_BEFORE:
        case AIRLOG_TERM_AFTER:
        case AIRLOG_TERM_TO:
        case AIRLOG_TERM_AND:
        case AIRLOG_TERM_NEARLY:
        case AIRLOG_TERM_TIME:
        case AIRLOG_TERM_IN:
        case AIRLOG_TERM_OF:
        case AIRLOG_TERM_DURING:
        case AIRLOG_TERM_EARLY:
        case AIRLOG_TERM_LATE: return true;
        default: break;
        }
    }
    return false;
}

static bool number_may_begin(const airlog_parser *parser, size_t at, const airlog_token *token) {
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    if (token->digits >= 6) return true;
    if (next->kind == AIRLOG_TOKEN_HAN) return true;
    if (next->kind == AIRLOG_TOKEN_MARK && next->length > 0) {
        char c = parser->text.bytes[next->start];
        bool tied = (next->flags & AIRLOG_TOKEN_SPACE) == 0;
        const airlog_token *second = airlog_parser_token(parser, at + 2);
        bool number = second->kind == AIRLOG_TOKEN_NUMBER || second->kind == AIRLOG_TOKEN_IDENT;
        if (tied && number && (c == ':' || c == '/' || c == '.')) return true;
        if (c == '-' || (unsigned char)c >= 0x80) return number || second->kind == AIRLOG_TOKEN_WORD;
        if (c == '+') return true;
    } else if (next->kind == AIRLOG_TOKEN_WORD && number_goes_on(parser, at + 1)) {
        return true;
    }
    if (token->digits != 4 && token->decimals != 2) return false;
    if (clock_led(parser, at)) return true;
    return at > 0 && token->digits == 4 && parser->facts->message != AIRLOG_MESSAGE_PROSE; /* labels of forms */
}

/* 0845C, 1021Z, 18h27, 251021ZNOV24, 6p (of "6p.m."): digits first. */
static bool ident_may_begin(const airlog_parser *parser, const airlog_token *token) {
    const char *bytes = parser->text.bytes + token->start;
    return bytes[0] >= '0' && bytes[0] <= '9' && token->length <= 16 && token->length >= 2;
}

/* "Sept-Iles": a month that a hyphen joins to a name. */
static bool goes_on_as_name(const airlog_parser *parser, size_t at) {
    const airlog_token *next = airlog_parser_token(parser, at + 2);
    bool joined = airlog_parser_mark(parser, at + 1, '-') && airlog_parser_glued(parser, at + 1) && airlog_parser_glued(parser, at + 2);
    return joined && next->kind == AIRLOG_TOKEN_WORD && next->term == AIRLOG_TERM_NONE && (next->flags & AIRLOG_TOKEN_CAPITAL) != 0;
}

static bool word_may_begin(const airlog_parser *parser, size_t at, airlog_term term) {
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    airlog_term after = (airlog_term)next->term;
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_MONTH: return !goes_on_as_name(parser, at);
    case AIRLOG_TERM_CLASS_WEEKDAY: return true;
    case AIRLOG_TERM_CLASS_DAYPART: return is_part(term);
    case AIRLOG_TERM_CLASS_NUMBER:
        return is_duration(after) || airlog_term_class_of(after) == AIRLOG_TERM_CLASS_NUMBER || airlog_parser_mark(parser, at + 1, '-') ||
               after == AIRLOG_TERM_A || after == AIRLOG_TERM_AN || after == AIRLOG_TERM_AND ||
               ((term == AIRLOG_TERM_HALF || term == AIRLOG_TERM_QUARTER) && airlog_parser_in(parser, at + 1, " past to "));
    default: break;
    }
    switch (term) {
    case AIRLOG_TERM_TODAY:
    case AIRLOG_TERM_YESTERDAY:
    case AIRLOG_TERM_TOMORROW:
    case AIRLOG_TERM_TONIGHT:
    case AIRLOG_TERM_WEEKEND:
    case AIRLOG_TERM_LAST:
    case AIRLOG_TERM_PREVIOUS:
    case AIRLOG_TERM_NEXT:
    case AIRLOG_TERM_THIS:
    case AIRLOG_TERM_SAME:
    case AIRLOG_TERM_RECENT:
    case AIRLOG_TERM_EARLY:
    case AIRLOG_TERM_LATE:
    case AIRLOG_TERM_EARLIER:
    case AIRLOG_TERM_SINCE:
    case AIRLOG_TERM_DURING:
    case AIRLOG_TERM_UNTIL: return true;
    case AIRLOG_TERM_VAGUE: return is_duration(after);
    case AIRLOG_TERM_A:
    case AIRLOG_TERM_AN: return is_duration(after) || after == AIRLOG_TERM_HALF || after == AIRLOG_TERM_VAGUE;
    case AIRLOG_TERM_CENTRAL: return airlog_parser_mark(parser, at + 1, '-') || airlog_term_class_of(after) == AIRLOG_TERM_CLASS_MONTH || is_part(after);
    case AIRLOG_TERM_IN:
    case AIRLOG_TERM_OF:
    case AIRLOG_TERM_BY:
        if (next->kind == AIRLOG_TOKEN_NUMBER) return next->digits == 4;
        return airlog_term_class_of(after) == AIRLOG_TERM_CLASS_MONTH || after == AIRLOG_TERM_RECENT ||
               after == AIRLOG_TERM_EARLY || after == AIRLOG_TERM_LATE || after == AIRLOG_TERM_CENTRAL ||
               after == AIRLOG_TERM_LAST || (after == AIRLOG_TERM_THE && word_may_begin(parser, at + 1, after));
    case AIRLOG_TERM_THE:
        if (next->kind == AIRLOG_TOKEN_NUMBER) return next->digits <= 2;
        return is_part(after) || is_duration(after) || after == AIRLOG_TERM_LAST || after == AIRLOG_TERM_PREVIOUS ||
               after == AIRLOG_TERM_NEXT || after == AIRLOG_TERM_SAME || after == AIRLOG_TERM_EARLY || after == AIRLOG_TERM_LATE ||
               after == AIRLOG_TERM_WEEKEND || (after == AIRLOG_TERM_NONE && airlog_parser_in(parser, at + 1, " small wee "));
    case AIRLOG_TERM_WHICH: return is_duration(after) || is_part(after); /* that day, that morning */
    default: return false;
    }
}

/* The first reader that takes something; `at` moves behind it. */
static size_t read_at(airlog_parser *parser, size_t at, airlog_status *status) {
    const airlog_token *token = &parser->items[at];
    size_t end = 0;
    switch (token->kind) {
    case AIRLOG_TOKEN_NUMBER:
        if (!number_may_begin(parser, at, token)) return 0;
        end = airlog_read_message_time(parser, at, status);
        if (end == 0) end = airlog_read_han_time(parser, at, status);
        if (end == 0) end = airlog_read_relative(parser, at, status);
        return end != 0 ? end : airlog_read_moments(parser, at, status);
    case AIRLOG_TOKEN_IDENT:
        if (!ident_may_begin(parser, token)) return 0;
        end = airlog_read_message_time(parser, at, status);
        return end != 0 ? end : airlog_read_moments(parser, at, status);
    case AIRLOG_TOKEN_WORD:
        if (token->term == AIRLOG_TERM_NONE || !word_may_begin(parser, at, (airlog_term)token->term)) return 0;
        end = airlog_read_relative(parser, at, status);
        return end != 0 ? end : airlog_read_moments(parser, at, status);
    case AIRLOG_TOKEN_HAN: return airlog_read_han_time(parser, at, status);
    default: return 0;
    }
}

/* Facts of a header may have come before this pass. */
static void sort_facts(airlog_facts *facts) {
    for (size_t i = 1; i < facts->time_count; ++i) {
        airlog_time_fact moved = facts->times[i];
        size_t at = i;
        for (; at > 0 && facts->times[at - 1].span.start > moved.span.start && i - at < 64; --at)
            facts->times[at] = facts->times[at - 1];
        facts->times[at] = moved;
    }
}

airlog_status airlog_parse_times(airlog_parser *parser) {
    airlog_status status = AIRLOG_OK;
    for (size_t at = 0; status == AIRLOG_OK;) {
        at = airlog_parser_next(parser, at, AIRLOG_BEGINS_TIME);
        if (at == parser->count) break;
        size_t end = parser->taken[at] == AIRLOG_TAKEN_FREE ? read_at(parser, at, &status) : 0;
        at = end > at ? end : at + 1;
    }
    if (status == AIRLOG_OK) sort_facts(parser->facts);
    return status;
}
