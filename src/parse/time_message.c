/* Times that the form of a message gives: NOTAM, PIREP, ASRS, FAA. */
#include "times.h"

static airlog_status add_clock(airlog_parser *parser, size_t first, size_t end, const airlog_clock *clock, const char *rule) {
    airlog_time_fact *fact = airlog_time_add(parser, first, end, AIRLOG_TIME_CLOCK, rule);
    if (fact == NULL) return airlog_parser_failed(parser);
    fact->clock_s = clock->seconds;
    fact->precision_s = clock->precision_s;
    fact->date = clock->date;
    fact->doubts = clock->doubts;
    airlog_time_fill_zone(fact, clock);
    fact->approximate = (clock->doubts & AIRLOG_DOUBT_BIT(APPROXIMATE)) != 0;
    return AIRLOG_OK;
}

/* "2110121506-2110121800", "B) 2110121506 C) 2110121800"; a number of ten digits is a time only in a NOTAM, as one of
 * two, or marked as estimated. */
static size_t read_notam(airlog_parser *parser, size_t at, airlog_status *status) {
    airlog_clock from, to;
    size_t end = airlog_read_notam_time(parser, at, &from);
    if (end == 0) return 0;
    size_t second = end;
    if (airlog_parser_mark(parser, second, '-')) ++second;
    else if (airlog_parser_is(parser, second, "C") && airlog_parser_mark(parser, second + 1, ')')) second += 2;
    size_t last = second != end ? airlog_read_notam_time(parser, second, &to) : 0;
    bool item = at >= 2 && airlog_parser_mark(parser, at - 1, ')') && airlog_parser_in(parser, at - 2, " b c ");
    bool alone = parser->count <= 2;
    if (last == 0 && !item && !from.sure && !alone && parser->facts->message != AIRLOG_MESSAGE_NOTAM) return 0;
    *status = add_clock(parser, at, last != 0 ? last : end, &from, "time NOTAM");
    if (*status == AIRLOG_OK && last != 0) {
        airlog_time_fact *fact = &parser->facts->times[parser->facts->time_count - 1];
        fact->kind = AIRLOG_TIME_SPAN;
        fact->date_end = to.date;
        fact->clock_end_s = to.seconds;
        fact->doubts |= to.doubts;
        fact->approximate = fact->approximate || (to.doubts & AIRLOG_DOUBT_BIT(APPROXIMATE)) != 0;
    }
    return last != 0 ? last : end;
}

/* "/TM 1835" of a PIREP. */
static size_t read_pirep(airlog_parser *parser, size_t at, airlog_status *status) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (at < 2 || token->digits != 4 || token->length != 4 || !airlog_parser_is(parser, at - 1, "TM") ||
        !airlog_parser_mark(parser, at - 2, '/'))
        return 0;
    int hour = (int)token->value / 100, minute = (int)token->value % 100;
    if (hour > 23 || minute > 59) return 0;
    airlog_clock clock = {.seconds = hour * 3600 + minute * 60, .precision_s = 60, .has_zone = true};
    clock.zone = (airlog_zone_reading){.known = true, .utc = true};
    *status = add_clock(parser, at, at + 1, &clock, "time PIREP");
    return at + 1;
}

/* ASRS: "Date | 201606" and "Local Time Of Day | 1201-1800". */
static size_t read_asrs(airlog_parser *parser, size_t at, airlog_status *status) {
    const airlog_token *token = airlog_parser_token(parser, at), *last = airlog_parser_token(parser, at + 2);
    size_t label = at;
    while (label > 0 && label + 3 > at && airlog_parser_token(parser, label - 1)->kind != AIRLOG_TOKEN_WORD) --label;
    if (label == 0) return 0;
    if (token->digits == 6 && token->length == 6 && airlog_parser_is(parser, label - 1, "date")) {
        int year = (int)token->value / 100, month = (int)token->value % 100;
        if (year < 1900 || year > 2099 || month < 1 || month > 12) return 0;
        airlog_time_fact *fact = airlog_time_add(parser, at, at + 1, AIRLOG_TIME_DAY, "time ASRS");
        if (fact == NULL) *status = airlog_parser_failed(parser);
        else fact->date = (airlog_date){year, month, 0}, fact->precision_s = 2678400;
        return at + 1;
    }
    bool bucket = token->digits == 4 && token->length == 4 && airlog_parser_mark(parser, at + 1, '-') && last->digits == 4;
    if (!bucket || !airlog_parser_is(parser, label - 1, "day") || token->value > 2400 || last->value > 2400) return 0;
    airlog_time_fact *fact = airlog_time_add(parser, at, at + 3, AIRLOG_TIME_SPAN, "time ASRS");
    if (fact == NULL) {
        *status = airlog_parser_failed(parser);
        return at + 3;
    }
    fact->clock_s = (int)token->value / 100 * 3600 + (int)token->value % 100 * 60;
    fact->clock_end_s = (int)last->value / 100 * 3600 + (int)last->value % 100 * 60;
    fact->precision_s = 21600;
    return at + 3;
}

static size_t read_faa(airlog_parser *parser, size_t at, airlog_status *status) {
    if (parser->facts->message != AIRLOG_MESSAGE_FAA_PRELIMINARY) return 0;
    airlog_time_fact read;
    size_t end = airlog_parse_time_faa(parser, at, &read);
    if (end == 0) return 0;
    airlog_time_fact *fact = airlog_time_add(parser, at, end, read.kind, read.rule);
    if (fact == NULL) {
        *status = airlog_parser_failed(parser);
        return end;
    }
    read.span = fact->span;
    read.first_token = fact->first_token;
    read.end_token = fact->end_token;
    read.sentence = fact->sentence;
    *fact = read;
    return end;
}

size_t airlog_read_message_time(airlog_parser *parser, size_t at, airlog_status *status) {
    size_t end = read_notam(parser, at, status);
    if (end == 0) end = read_faa(parser, at, status);
    if (end != 0 || airlog_parser_token(parser, at)->kind != AIRLOG_TOKEN_NUMBER) return end;
    end = read_pirep(parser, at, status);
    return end != 0 ? end : read_asrs(parser, at, status);
}
