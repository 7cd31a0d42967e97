/* Times of FAA reports: four digits and the letter of a local zone (E C M P A H L), which is not the military alphabet,
 * with a date in American order before them. */
#include "times.h"

#include <string.h>

static bool zone_letter(char letter, airlog_time_fact *out) {
    if (letter == 'Z') {
        out->zone_known = true;
        return true;
    }
    if (letter == 0 || strchr("ECMPAHL", letter) == NULL) return false;
    out->zone_letter = letter;
    return true;
}

/* "0845C", "845C"; "1937 E" is two tokens. */
static size_t clock_and_letter(const airlog_parser *parser, size_t at, airlog_time_fact *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    const char *bytes = parser->text.bytes + token->start;
    size_t digits = 0, end = at + 1;
    while (digits < token->length && bytes[digits] >= '0' && bytes[digits] <= '9') ++digits;
    char letter = 0;
    if (token->kind == AIRLOG_TOKEN_IDENT && digits + 1 == token->length) {
        letter = (char)(bytes[digits] & ~32);
    } else if (airlog_plain_number(token, 4) && digits == token->length) {
        const airlog_token *next = airlog_parser_token(parser, at + 1);
        if (next->length != 1 || next->kind != AIRLOG_TOKEN_WORD) return 0;
        letter = parser->text.bytes[next->start];
        ++end;
    }
    if (digits != 4 && digits != 3) return 0;
    int value = 0;
    for (size_t i = 0; i < digits; ++i) value = value * 10 + (bytes[i] - '0');
    if (value % 100 > 59 || value > 2400 || !zone_letter(letter, out)) return 0;
    out->clock_s = value / 100 * 3600 + value % 100 * 60;
    return end;
}

/* "2/11", "12-5", "5-27-2020", "04/21/2020", "12/5/19": month, day, year. */
static size_t american_date(const airlog_parser *parser, size_t at, airlog_date *out) {
    const airlog_token *month = airlog_parser_token(parser, at), *day = airlog_parser_token(parser, at + 2);
    char joint = airlog_parser_mark(parser, at + 1, '/') ? '/' : airlog_parser_mark(parser, at + 1, '-') ? '-' : 0;
    if (joint == 0 || !airlog_plain_number(month, 2) || !airlog_plain_number(day, 2)) return 0;
    *out = (airlog_date){0, (int32_t)month->value, (int32_t)day->value};
    size_t end = at + 3;
    const airlog_token *year = airlog_parser_token(parser, at + 4);
    bool tied = (airlog_parser_token(parser, at + 3)->flags & AIRLOG_TOKEN_SPACE) == 0;
    if (tied && airlog_parser_mark(parser, at + 3, joint) && airlog_plain_number(year, 4) && (year->digits == 4 || year->digits == 2)) {
        out->year = (int32_t)year->value + (year->digits == 2 ? 2000 : 0);
        end = at + 5;
    }
    airlog_date check = *out;
    if (check.year == 0) check.year = 2024;
    return airlog_date_valid(check) ? end : 0;
}

size_t airlog_parse_time_faa(const airlog_parser *parser, size_t at, airlog_time_fact *out) {
    memset(out, 0, sizeof *out);
    out->weekday = out->weekday_end = -1;
    out->clock_s = out->clock_end_s = out->paired_utc_s = -1;
    out->after = airlog_parser_no_quantity();
    out->kind = AIRLOG_TIME_CLOCK;
    out->precision_s = 60;
    out->rule = "time FAA";
    size_t clock = american_date(parser, at, &out->date);
    if (clock == 0) return clock_and_letter(parser, at, out);
    if (airlog_parser_mark(parser, clock, '-') || airlog_parser_mark(parser, clock, ',')) ++clock;
    if (airlog_parser_is(parser, clock, "at")) ++clock;
    return clock_and_letter(parser, clock, out);
}
