/* What kind of message a report is, and the fields of its header: the structure decides what a bare number means. */
#include "parser.h"

enum { HEAD = 400, HEADER_TOKENS = 24 };

const char *airlog_message_name(airlog_message message) {
    static const char *const names[] = {"prose", "FAA preliminary report", "NOTAM", "PIREP", "ASRS report", "NTSB report", "table"};
    return (unsigned)message < sizeof names / sizeof names[0] ? names[message] : "";
}

const char *airlog_datum_name(airlog_datum datum) {
    static const char *const names[] = {"", "MSL", "AGL", "FL", "SFC"};
    return (unsigned)datum < sizeof names / sizeof names[0] ? names[datum] : "";
}

const char *airlog_place_kind_name(airlog_place_kind kind) {
    static const char *const names[AIRLOG_PLACE_KIND_COUNT] = {
        "any",    "city",   "admin", "country", "airport", "heliport", "navaid", "port",     "island", "sea",   "strait",
        "cape",   "reef",   "base",  "coast",   "border",  "line",     "airspace", "region", "water",  "mountain"};
    return (unsigned)kind < AIRLOG_PLACE_KIND_COUNT ? names[kind] : "";
}

const char *airlog_bearing_reference_name(airlog_bearing_reference reference) {
    static const char *const names[] = {"", "compass word", "true", "magnetic"};
    return (unsigned)reference < sizeof names / sizeof names[0] ? names[reference] : "";
}

const char *airlog_position_kind_name(airlog_position_kind kind) {
    static const char *const names[AIRLOG_POSITION_KIND_COUNT] = {
        "none", "offset",  "orthogonal", "radial", "ring",  "sector", "at",         "near",   "over",    "in",
        "off",  "between", "midway",     "final",  "depth", "cross",  "coordinate", "circle", "polygon"};
    return (unsigned)kind < AIRLOG_POSITION_KIND_COUNT ? names[kind] : "";
}

static size_t find_mark(const airlog_parser *parser, size_t at, size_t end, char mark) {
    while (at < end && !airlog_parser_mark(parser, at, mark)) at++;
    return at;
}

static airlog_text text_of(const airlog_parser *parser, size_t first, size_t end) {
    return airlog_text_trim(airlog_text_part(parser->text, airlog_parser_span(parser, first, end)));
}

/* ---- FAA preliminary reports ----------------------------------------------------------------------------- */

/* "<TYPE> INFO FROM FAA OPS:" within the first tokens: the token after the colon, 0 when it is none. */
static size_t find_faa_head(const airlog_parser *parser) {
    for (size_t at = 0; at < HEADER_TOKENS; at++) {
        if (!airlog_parser_listed(parser, at, AIRLOG_LIST_FAA) || !airlog_parser_listed(parser, at + 1, AIRLOG_LIST_OPS)) continue;
        size_t colon = airlog_parser_mark(parser, at + 2, ':') || airlog_parser_mark(parser, at + 2, ';') || airlog_parser_mark(parser, at + 2, '.');
        return at + 2 + colon;
    }
    return 0;
}

/* "0845C": four digits and a letter of the US zones. */
static bool is_faa_time(const airlog_parser *parser, size_t at, char *out_letter, int32_t *out_clock_s) {
    const airlog_token *token = airlog_parser_token(parser, at);
    const char *bytes = parser->text.bytes + token->start;
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length != 5) return false;
    int digits[4];
    for (int i = 0; i < 4; i++) {
        if (bytes[i] < '0' || bytes[i] > '9') return false;
        digits[i] = bytes[i] - '0';
    }
    char letter = bytes[4];
    int hour = digits[0] * 10 + digits[1], minute = digits[2] * 10 + digits[3];
    if ((hour == 24 && minute > 0) || hour > 24 || minute > 59) return false;
    if (letter != 'E' && letter != 'C' && letter != 'M' && letter != 'P' && letter != 'A' && letter != 'H' && letter != 'L' && letter != 'Z') return false;
    *out_letter = letter;
    *out_clock_s = (hour % 24) * 3600 + minute * 60;
    return true;
}

/* "-2/11", "5-27-2020": month and day, maybe the year, before the time of a late report. */
static void read_late_date(const airlog_parser *parser, size_t first, size_t at, airlog_date *out) {
    int32_t parts[3] = {0, 0, 0};
    int count = 0;
    for (size_t i = first; i < at && count < 3; i++) {
        const airlog_token *token = airlog_parser_token(parser, i);
        if (token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0 && token->value < 10000) parts[count++] = (int32_t)token->value;
    }
    if (count < 2 || parts[0] < 1 || parts[0] > 12 || parts[1] < 1 || parts[1] > 31) return;
    int32_t year = count > 2 ? parts[2] : 0;
    *out = (airlog_date){year > 0 && year < 100 ? year + 2000 : year, parts[0], parts[1]};
}

static airlog_status add_faa_time(airlog_parser *parser, size_t first, size_t at) {
    char letter;
    int32_t clock;
    if (!is_faa_time(parser, at, &letter, &clock)) return AIRLOG_OK;
    airlog_time_fact *fact = airlog_parser_time(parser);
    if (!fact) return airlog_parser_failed(parser);
    fact->kind = AIRLOG_TIME_CLOCK;
    fact->first_token = (uint32_t)at;
    fact->end_token = (uint32_t)at + 1;
    fact->span = airlog_parser_span(parser, at, at + 1);
    fact->sentence = airlog_parser_token(parser, at)->sentence;
    fact->clock_s = clock;
    fact->precision_s = 60;
    fact->rule = "FAA header";
    read_late_date(parser, first, at, &fact->date);
    if (letter == 'Z') fact->zone_known = true;
    else fact->zone_letter = letter;
    airlog_parser_take(parser, at, at + 1, AIRLOG_TAKEN_TIME);
    return AIRLOG_OK;
}

/* The facility stands before "ADVISED"; the token of that word, or `limit`. */
static size_t find_advised(const airlog_parser *parser, size_t at, size_t limit) {
    while (at < limit && !airlog_parser_listed(parser, at, AIRLOG_LIST_ADVISED) && !airlog_parser_mark(parser, at, ',')) at++;
    return at;
}

static bool is_correction(const airlog_parser *parser, size_t end) {
    for (size_t at = 0; at < end; at++) {
        if (airlog_parser_listed(parser, at, AIRLOG_LIST_CORRECTION)) return true;
    }
    return false;
}

#define CORRECTION_TOKENS 80u /* the head of an article */

/* "(Recasts with ...)", "(This story corrects ...)": what agencies put before the first paragraph. */
static bool in_parenthesis(const airlog_parser *parser, size_t at) {
    if (!airlog_parser_mark(parser, at, '(')) return false;
    if (airlog_parser_listed(parser, at + 1, AIRLOG_LIST_RECASTS)) return true;
    if (!airlog_parser_is(parser, at + 1, "this")) return false;
    for (size_t i = at + 2; i < at + 12 && !airlog_parser_mark(parser, i, ')'); i++) {
        if (airlog_parser_listed(parser, i, AIRLOG_LIST_CORRECTS)) return true;
    }
    return false;
}

/* "CORRECTION: ...", "UPDATE 2-...", "This corrects the report of ...". */
static bool corrects(const airlog_parser *parser) {
    for (size_t at = 0; at < parser->count && at < CORRECTION_TOKENS; at++) {
        if (in_parenthesis(parser, at)) return true;
        bool first = at == 0 || airlog_parser_token(parser, at)->flags & AIRLOG_TOKEN_SENTENCE ||
                     airlog_parser_token(parser, at - 1)->kind >= AIRLOG_TOKEN_LINE;
        if (!first) continue;
        airlog_token_kind next = (airlog_token_kind)airlog_parser_token(parser, at + 1)->kind;
        bool label = airlog_parser_listed(parser, at, AIRLOG_LIST_CORRECTION) || airlog_parser_listed(parser, at, AIRLOG_LIST_RECASTS);
        bool mark = airlog_parser_mark(parser, at + 1, ':') || airlog_parser_mark(parser, at + 1, '-') || airlog_parser_mark(parser, at + 1, '(');
        bool numbered = next == AIRLOG_TOKEN_NUMBER && (airlog_parser_mark(parser, at + 2, '-') || airlog_parser_mark(parser, at + 2, ':'));
        if (label && (mark || numbered)) return true;
        if (airlog_parser_is(parser, at, "this") && (airlog_parser_is(parser, at + 1, "corrects") ||
                                                     airlog_parser_is(parser, at + 2, "corrects")))
            return true;
    }
    return false;
}

/* CITY, ST/CLASS/[LATE REPORT ...]TIME/FACILITY ADVISED */
static airlog_status read_faa(airlog_parser *parser, size_t at) {
    airlog_facts *facts = parser->facts;
    size_t limit = parser->count < at + 48 ? parser->count : at + 48;
    facts->message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
    facts->correction = is_correction(parser, at);
    size_t comma = find_mark(parser, at, limit, ','), slash = find_mark(parser, comma, limit, '/');
    size_t first_slash = find_mark(parser, at, limit, '/');
    bool place = comma < limit && slash < limit && slash - comma <= 5;
    if (!place && first_slash > at + 1 && first_slash < at + 6) { /* "WASHINGTON D.C./" */
        slash = first_slash;
        facts->header_city = text_of(parser, at, slash - 1);
        facts->header_state = text_of(parser, slash - 1, slash);
        airlog_parser_take(parser, at, slash, AIRLOG_TAKEN_FILTER);
    } else if (place) {
        facts->header_city = text_of(parser, at, comma);
        facts->header_state = text_of(parser, comma + 1, slash);
        airlog_parser_take(parser, at, slash, AIRLOG_TAKEN_FILTER);
    } else {
        slash = find_mark(parser, at, limit, '/');
    }
    size_t begin = find_mark(parser, slash + 1, limit, '/') + 1, time = slash + 1;
    char letter;
    int32_t clock;
    while (time < limit && !is_faa_time(parser, time, &letter, &clock)) time++;
    if (time >= limit) return AIRLOG_OK;
    airlog_parser_take(parser, slash, time, AIRLOG_TAKEN_FILTER);
    airlog_status status = add_faa_time(parser, begin < time ? begin : time, time);
    size_t facility = airlog_parser_mark(parser, time + 1, '/') ? time + 2 : time + 1, advised = find_advised(parser, facility, limit);
    if (advised < limit && advised > facility && advised - facility <= 8) {
        facts->header_facility = text_of(parser, facility, advised);
        airlog_parser_take(parser, facility, advised, AIRLOG_TAKEN_FILTER);
    }
    return status;
}

/* "Summary:" or an alert block tells the same event in other words: where it begins, or the number of tokens. */
static bool begins_repetition(const airlog_parser *parser, size_t at) {
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_SUMMARY) && airlog_parser_mark(parser, at + 1, ':')) return true;
    return airlog_parser_listed(parser, at, AIRLOG_LIST_MOR) && airlog_parser_listed(parser, at + 1, AIRLOG_LIST_ALERT);
}

/* The block's own figures would double the event: its numbers and words are not read. */
static void take_repetition(airlog_parser *parser) {
    for (size_t at = 0; at < parser->count; at++) {
        if (!begins_repetition(parser, at)) continue;
        airlog_parser_take(parser, at, parser->count, AIRLOG_TAKEN_FILTER);
        airlog_parser_note(parser, airlog_parser_span(parser, at, parser->count), "FAA report", true,
                           "a second block tells the same event in other words");
        return;
    }
}

/* "CITY, ST (CODE): ... 06/21/2021 1252Z": the short form, which tells no facility. */
static bool read_short_form(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    size_t comma = find_mark(parser, 0, 8, ','), colon = comma + 2;
    const airlog_token *state = airlog_parser_token(parser, comma + 1);
    if (comma == 0 || comma == 8 || !(state->flags & AIRLOG_TOKEN_UPPER) || state->length != 2) return false;
    if (airlog_parser_mark(parser, colon, '(')) colon += 3;
    if (!airlog_parser_mark(parser, colon, ':') && !airlog_parser_mark(parser, colon, '$')) return false;
    for (size_t at = 0; at < comma; at++) {
        const airlog_token *token = airlog_parser_token(parser, at);
        if (token->kind == AIRLOG_TOKEN_WORD && !(token->flags & AIRLOG_TOKEN_UPPER)) return false;
    }
    facts->message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
    facts->header_city = text_of(parser, 0, comma);
    facts->header_state = text_of(parser, comma + 1, comma + 2);
    airlog_parser_take(parser, 0, colon, AIRLOG_TAKEN_FILTER);
    return true;
}

/* ---- others ------------------------------------------------------------------------------------------------- */

/* "FDC 4/8833 ZNY", "GPS 01/045 (KZFW A0001/25)": the accountability and number of a domestic NOTAM. */
static bool is_domestic_number(const airlog_parser *parser) {
    const airlog_token *location = airlog_parser_token(parser, 0), *series = airlog_parser_token(parser, 1);
    bool code = (location->flags & AIRLOG_TOKEN_UPPER) && location->length == 3;
    bool number = airlog_parser_mark(parser, 2, '/') && airlog_parser_glued(parser, 2) && airlog_parser_glued(parser, 3);
    return code && number && series->kind == AIRLOG_TOKEN_NUMBER && series->digits <= 2 && airlog_parser_token(parser, 3)->digits >= 3 &&
           airlog_parser_capitals(parser, 0);
}

static bool is_notam(const airlog_parser *parser) {
    bool item = false, domestic = airlog_parser_mark(parser, 0, '!');
    for (size_t at = 0; at < 2 * HEADER_TOKENS; at++) {
        airlog_text word = airlog_parser_word(parser, at);
        if (airlog_text_equal(word, airlog_text_of("NOTAMN")) || airlog_text_equal(word, airlog_text_of("NOTAMR")) ||
            airlog_text_equal(word, airlog_text_of("NOTAMC")) ||
            (airlog_text_equal(word, airlog_text_of("NOTAM")) && airlog_parser_capitals(parser, at))) { /* news speaks of a NOTAM too */
            return true;
        }
        item = item || (airlog_parser_token(parser, at)->length == 1 && airlog_text_equal(word, airlog_text_of("Q")) && airlog_parser_mark(parser, at + 1, ')'));
    }
    return item || domestic || is_domestic_number(parser);
}

static bool is_pirep(const airlog_parser *parser) {
    bool ov = false, other = false;
    for (size_t at = 0; at < HEADER_TOKENS; at++) {
        if (!airlog_parser_mark(parser, at, '/')) continue;
        if (airlog_parser_listed(parser, at + 1, AIRLOG_LIST_OV)) ov = true;
        airlog_text word = airlog_parser_word(parser, at + 1);
        if (airlog_text_equal(word, airlog_text_of("TM")) || airlog_text_equal(word, airlog_text_of("TP")) || airlog_text_starts(word, "FL")) other = true;
    }
    return ov && (other || parser->count < 16);
}

static bool has_words(const airlog_parser *parser, const char *first, const char *second) {
    size_t limit = parser->count < HEAD ? parser->count : HEAD;
    for (size_t at = 0; at + 1 < limit; at++) {
        if (airlog_parser_is(parser, at, first) && airlog_parser_is(parser, at + 1, second)) return true;
    }
    return false;
}

airlog_status airlog_parse_message(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    size_t faa = find_faa_head(parser);
    facts->message = AIRLOG_MESSAGE_PROSE;
    if (faa) {
        airlog_status status = read_faa(parser, faa);
        if (status == AIRLOG_OK) take_repetition(parser);
        return status;
    }
    if (read_short_form(parser)) return AIRLOG_OK;
    if (is_notam(parser)) facts->message = AIRLOG_MESSAGE_NOTAM;
    else if (is_pirep(parser)) facts->message = AIRLOG_MESSAGE_PIREP;
    else if (has_words(parser, "miss", "distance") || airlog_parser_listed(parser, 0, AIRLOG_LIST_ACN)) facts->message = AIRLOG_MESSAGE_ASRS;
    else if (has_words(parser, "mor", "alert")) facts->message = AIRLOG_MESSAGE_FAA_PRELIMINARY;
    else if (has_words(parser, "history", "of") || has_words(parser, "accident", "number") || has_words(parser, "probable", "cause")) {
        facts->message = AIRLOG_MESSAGE_NTSB;
    }
    facts->correction = corrects(parser);
    return AIRLOG_OK;
}
