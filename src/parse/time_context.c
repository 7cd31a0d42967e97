/* What stands left of a time and says how it is meant: "by", "since", "about", "in the 24 hours before". */
#include "time_moment.h"

/* "24 hours before", "24-hour period starting at", "12 hours to": how long the window is, 0 when there is none. */
static double window_before(const airlog_parser *parser, size_t at) {
    for (size_t back = 1; back <= 4 && back < at; ++back) {
        size_t unit = at - back;
        if (airlog_parser_class(parser, unit) == AIRLOG_TERM_CLASS_DURATION) {
            size_t number = unit - 1;
            if (airlog_parser_mark(parser, number, '-') && number > 0) --number;
            const airlog_token *token = airlog_parser_token(parser, number);
            double unit_s = airlog_term_value(airlog_parser_term(parser, unit));
            if (token->kind != AIRLOG_TOKEN_NUMBER || token->value <= 0 || unit_s < 3600 || unit_s > AIRLOG_DAY_S) return 0;
            return token->value * unit_s <= 3 * AIRLOG_DAY_S ? token->value * unit_s : 0;
        }
        if (!airlog_parser_in(parser, unit, " before to until ending ended starting beginning from at period window through on the "))
            return 0;
    }
    return 0;
}

/* "the 24 hours to 6 a.m." tells the end of a window, "the 24 hours from 6 a.m." its start. */
static bool window_begins_at(const airlog_parser *parser, size_t at) {
    for (size_t back = 1; back <= 4 && back < at; ++back) {
        if (airlog_parser_in(parser, at - back, " starting beginning from ")) return true;
        if (airlog_parser_class(parser, at - back) == AIRLOG_TERM_CLASS_DURATION) return false;
    }
    return false;
}

airlog_time_context airlog_read_time_context(const airlog_parser *parser, size_t first) {
    airlog_time_context out = {0};
    size_t at = first;
    bool hedged = false;
    for (int i = 0; i < 4 && at > 0; ++i) {
        size_t word = at - 1;
        airlog_term term = airlog_parser_term(parser, word);
        if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE || term == AIRLOG_TERM_JUST ||
            term == AIRLOG_TERM_SHORTLY)
            out.approximate = hedged = true;
        else if (term == AIRLOG_TERM_AFTER) out.approximate = true;
        else if (term == AIRLOG_TERM_BEFORE) out.until = !out.approximate, out.approximate = true;
        else if (!airlog_parser_in(parser, word, " at the on in ")) break;
        at = word;
    }
    if (out.approximate && at < first && airlog_parser_in(parser, at, " shortly just soon ")) out.until = false;
    if (at == 0) return out;
    size_t word = at - 1;
    if (airlog_parser_in(parser, word, " between ")) out.between = true;
    if (airlog_parser_in(parser, word, " from ")) out.from = true;
    if (airlog_parser_in(parser, word, " by until till til through ")) out.until = true;
    if (airlog_parser_in(parser, word, " of ") && word > 0 && airlog_parser_in(parser, word - 1, " as ")) out.until = true;
    if (airlog_parser_in(parser, word, " since ")) out.since = true;
    out.window_s = window_before(parser, first);
    if (out.window_s > 0) {
        out.until = !window_begins_at(parser, first);
        out.approximate = hedged; /* the "before" of "the 24 hours before" */
    }
    return out;
}

/* The end of a window is given: its start follows. */
static void apply_window(airlog_time_fact *fact, const airlog_time_context *around) {
    int32_t whole_days = (int32_t)(around->window_s / AIRLOG_DAY_S);
    fact->kind = AIRLOG_TIME_SPAN;
    fact->rule = "time window";
    fact->clock_end_s = airlog_turn_of_day((int64_t)fact->clock_s + (around->until ? 0 : (int64_t)around->window_s));
    int32_t start = airlog_turn_of_day((int64_t)fact->clock_s - (around->until ? (int64_t)around->window_s : 0));
    int32_t days = whole_days + (airlog_turn_of_day((int64_t)around->window_s) > fact->clock_s ? 1 : 0);
    if (around->until) {
        fact->weekday_end = fact->weekday;
        fact->date_end = fact->date;
        fact->relative_end = fact->relative;
        if (fact->weekday >= 0) fact->weekday = (fact->weekday - days % 7 + 7) % 7;
        if (fact->date.year != 0) fact->date = airlog_date_of_days(airlog_date_days(fact->date) - days);
        else fact->date = (airlog_date){0};
        if (fact->relative == AIRLOG_RELATIVE_TODAY && days == 1) fact->relative = AIRLOG_RELATIVE_YESTERDAY;
    } else if (fact->weekday >= 0) {
        fact->weekday_end = (fact->weekday + whole_days) % 7;
    }
    fact->clock_s = start;
}

void airlog_apply_time_context(airlog_time_fact *fact, const airlog_time_context *around) {
    if (around->approximate) fact->approximate = true;
    if (around->window_s > 0 && fact->kind == AIRLOG_TIME_CLOCK) {
        apply_window(fact, around);
        return;
    }
    if (around->until && fact->kind == AIRLOG_TIME_CLOCK) {
        fact->kind = AIRLOG_TIME_SPAN;
        fact->clock_end_s = fact->clock_s;
        fact->clock_s = -1;
        fact->date_end = fact->date;
        fact->weekday_end = fact->weekday;
        fact->relative_end = fact->relative;
        fact->rule = "time until";
    }
    if (around->since) {
        fact->kind = fact->kind == AIRLOG_TIME_CLOCK ? AIRLOG_TIME_SPAN : AIRLOG_TIME_PERIOD;
        fact->rule = "time since";
    }
}
