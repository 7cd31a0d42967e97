/* What kind of message a report is, and what its header says. The structure decides what a bare number means. */
#include "times.h"

#define HEADER_TOKENS_MOST 120u /* a header that is longer than this is not one */

/* ---- FAA preliminary reports -------------------------------------------------------------------- */

/* "... INFO FROM FAA OPS: CITY, ST/CLASS/[LATE REPORT] 0845C/FACILITY ADVISED". Index of OPS, 0 when absent. */
static size_t faa_ops(const airlog_parser *parser) {
    for (size_t i = 0; i + 2 < parser->tokens->count; i++) {
        if (airlog_parser_is(parser, i, "from") && airlog_parser_is(parser, i + 1, "faa") &&
            airlog_parser_is(parser, i + 2, "ops"))
            return i + 2;
    }
    return 0;
}

/* Index of the first `mark` in [at, end), end when there is none. */
static size_t find_mark(const airlog_parser *parser, size_t at, size_t end, char mark) {
    while (at < end && !airlog_parser_mark(parser, at, mark)) at++;
    return at;
}

static airlog_text between(const airlog_parser *parser, size_t first, size_t end) {
    return airlog_text_trim(airlog_text_part(parser->text, airlog_parser_span(parser, first, end)));
}

/* Words before OPS tell a report from what amends one. */
static bool amends(const airlog_parser *parser, size_t ops) {
    size_t from = ops > 8 ? ops - 8 : 0;
    for (size_t i = from; i < ops; i++) {
        if (airlog_parser_in(parser, i, " correction corrected follow followup update updated close closeout amended "))
            return true;
    }
    return false;
}

/* The clock of the header with its zone letter, the date of a late report before it. */
static airlog_status header_time(airlog_parser *parser, size_t first, size_t end) {
    for (size_t at = first; at < end; at++) {
        airlog_time_fact read;
        size_t after = airlog_parse_time_faa(parser, at, &read);
        if (after == 0 || after > end + 1) continue;
        airlog_time_fact *fact = airlog_parser_time(parser);
        if (!fact) return airlog_parser_failed(parser);
        *fact = read;
        fact->span = airlog_parser_span(parser, at, after);
        fact->first_token = (uint32_t)at;
        fact->end_token = (uint32_t)after;
        fact->sentence = airlog_parser_token(parser, at)->sentence;
        airlog_parser_take(parser, at, after, AIRLOG_TAKEN_TIME);
        return AIRLOG_OK;
    }
    return AIRLOG_OK;
}

/* The facility that reported: up to ADVISED or what else it did. */
static size_t facility_end(const airlog_parser *parser, size_t at, size_t end) {
    while (at < end && !airlog_parser_in(parser, at, " advised reported reports observed received ")) at++;
    return at;
}

static airlog_status faa_header(airlog_parser *parser, size_t ops) {
    airlog_facts *facts = parser->facts;
    facts->message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
    facts->correction = amends(parser, ops);
    size_t end = ops + HEADER_TOKENS_MOST;
    if (end > parser->tokens->count) end = parser->tokens->count;
    size_t city = ops + 1;
    while (city < end && (airlog_parser_mark(parser, city, ':') || airlog_parser_mark(parser, city, '-'))) city++;
    size_t comma = find_mark(parser, city, end, ',');
    size_t state_end = find_mark(parser, comma, end, '/');
    if (state_end == end || comma - city > 8 || state_end - comma > 4) return AIRLOG_OK;
    facts->header_city = between(parser, city, comma);
    facts->header_state = between(parser, comma + 1, state_end);
    size_t class_end = find_mark(parser, state_end + 1, end, '/');
    airlog_status status = header_time(parser, class_end, end < class_end + 16 ? end : class_end + 16);
    if (status != AIRLOG_OK) return status;
    size_t clock_end = facts->time_count > 0 ? facts->times[facts->time_count - 1].end_token : class_end;
    size_t facility = find_mark(parser, clock_end, end, '/');
    facility = facility < end ? facility + 1 : clock_end;
    facts->header_facility = between(parser, facility, facility_end(parser, facility, end));
    return AIRLOG_OK;
}

/* "UAS MOR Alert for I90": the same event in the words of the facility; the only block of some records. */
static bool mor_alert(airlog_parser *parser) {
    for (size_t i = 0; i + 3 < parser->tokens->count; i++) {
        if (!airlog_parser_is(parser, i, "mor") || !airlog_parser_is(parser, i + 1, "alert")) continue;
        size_t facility = airlog_parser_is(parser, i + 2, "for") ? i + 3 : i + 2;
        parser->facts->message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
        parser->facts->header_facility = airlog_parser_word(parser, facility);
        return true;
    }
    return false;
}

/* ---- other messages --------------------------------------------------------------------------------- */

/* The first line tells these: "A1912/15 NOTAMN", "!ATL 03/296 ...", "Q) ...", "UA /OV ...". */
static airlog_message message_of_marks(const airlog_parser *parser) {
    size_t end = parser->tokens->count < HEADER_TOKENS_MOST ? parser->tokens->count : HEADER_TOKENS_MOST;
    for (size_t i = 0; i < end; i++) {
        if (airlog_parser_in(parser, i, " notamn notamr notamc ")) return AIRLOG_MESSAGE_NOTAM;
        if (airlog_parser_is(parser, i, "q") && airlog_parser_mark(parser, i + 1, ')')) return AIRLOG_MESSAGE_NOTAM;
        if (airlog_parser_mark(parser, i, '/') && airlog_parser_is(parser, i + 1, "ov")) return AIRLOG_MESSAGE_PIREP;
        if (airlog_parser_is(parser, i, "acn") && airlog_parser_mark(parser, i + 1, ':')) return AIRLOG_MESSAGE_ASRS;
        if (airlog_parser_is(parser, i, "ntsb")) return AIRLOG_MESSAGE_NTSB;
    }
    bool bang = airlog_parser_mark(parser, 0, '!') && airlog_parser_token(parser, 1)->flags & AIRLOG_TOKEN_UPPER;
    return bang ? AIRLOG_MESSAGE_NOTAM : AIRLOG_MESSAGE_PROSE;
}

airlog_status airlog_parse_message(airlog_parser *parser) {
    size_t ops = faa_ops(parser);
    if (ops > 0) return faa_header(parser, ops);
    if (!mor_alert(parser)) parser->facts->message = message_of_marks(parser);
    return AIRLOG_OK;
}

const char *airlog_message_name(airlog_message message) {
    switch (message) {
    case AIRLOG_MESSAGE_PROSE: return "prose";
    case AIRLOG_MESSAGE_FAA_PRELIMINARY: return "FAA preliminary report";
    case AIRLOG_MESSAGE_NOTAM: return "NOTAM";
    case AIRLOG_MESSAGE_PIREP: return "PIREP";
    case AIRLOG_MESSAGE_ASRS: return "ASRS report";
    case AIRLOG_MESSAGE_NTSB: return "NTSB report";
    case AIRLOG_MESSAGE_TABLE: return "table";
    }
    return "prose";
}
