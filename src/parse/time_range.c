/* Moments make ranges ("from ... to ...") and lists ("at ..., ... and ... on Tuesday"). */
#include "time_moment.h"

#define LIST_MAX 32

/* ---- ranges ---- */

static void share_day(airlog_moment *from, airlog_moment *to) {
    if (!from->has_day && airlog_names_day(&to->day)) {
        bool part = from->day.part;
        from->day = to->day;
        from->day.part = part;
        from->has_day = true;
        if (from->has_clock && to->has_clock && from->clock.seconds > to->clock.seconds && to->day.weekday >= 0 &&
            to->day.date.day == 0)
            from->day.weekday = (to->day.weekday + 6) % 7; /* over midnight: the day is of the end */
    }
    if (from->has_clock && to->has_clock) {
        if (!from->clock.has_zone && to->clock.has_zone) {
            from->clock.has_zone = true;
            from->clock.zone = to->clock.zone;
        }
        if (from->clock.date.day != 0 && from->clock.date.month == 0) { /* "FROM 232200 UTC TO 291000 UTC JUL" */
            from->clock.date.month = to->clock.date.month;
            from->clock.date.year = to->clock.date.year;
        }
    }
    if (to->paired_range && from->paired_utc_s < 0) from->paired_utc_s = to->paired_utc_s;
}

static airlog_status add_range(airlog_parser *parser, airlog_moment *from, airlog_moment *to, const airlog_time_context *around) {
    if (from->has_clock && to->has_clock && !from->clock.half && to->clock.half && from->clock.twelve_hour &&
        from->clock.seconds + AIRLOG_DAY_S / 2 <= to->clock.seconds)
        from->clock.seconds += AIRLOG_DAY_S / 2; /* "9:35 to 11:50 p.m." */
    share_day(from, to);
    from->end = to->end;
    airlog_time_fact *fact = airlog_add_moment(parser, from);
    if (fact == NULL) return airlog_parser_failed(parser);
    fact->kind = AIRLOG_TIME_SPAN;
    fact->rule = "time range";
    fact->approximate = around->approximate;
    if (to->has_clock) fact->clock_end_s = to->clock.seconds;
    else if (!to->day.part) fact->clock_end_s = -1;
    else fact->clock_end_s = to->day.part_until_s;
    fact->doubts |= to->clock.doubts;
    airlog_date last = to->clock.date.day != 0 ? to->clock.date : to->day.date;
    if (last.day != 0) fact->date_end = last;
    if (fact->date.day != 0 && fact->date.month == 0) fact->date.month = last.month;
    if (fact->date.month != 0 && fact->date.year == 0) fact->date.year = last.year;
    fact->weekday_end = to->day.weekday;
    fact->relative_end = to->day.relative;
    return AIRLOG_OK;
}

/* "to", "until", a dash, "and" after "between": then the second end. */
static size_t read_range_end(const airlog_parser *parser, const airlog_moment *from, const airlog_time_context *around, airlog_moment *to) {
    size_t at = from->end;
    if (airlog_parser_mark(parser, at, ',')) ++at;
    if (around->between && airlog_parser_is(parser, at, "and")) ++at;
    else if (airlog_joins_time_range(parser, at)) ++at;
    else return 0;
    while (airlog_parser_in(parser, at, " at about around on the approximately ")) ++at;
    size_t end = airlog_read_moment(parser, at, to);
    if (end == 0 || from->has_clock != to->has_clock) return 0;
    return end;
}

/* "6 to 6 a.m. Sunday to Monday, Dec. 17-18": the days make a range of their own. */
static size_t read_day_range(const airlog_parser *parser, size_t end, airlog_moment *from, airlog_moment *to) {
    airlog_day last;
    if (from->has_day || !airlog_names_day(&to->day) || !airlog_joins_time_range(parser, end) || airlog_read_day(parser, end + 1, &last) == 0) return end;
    if (last.weekday < 0 && last.date.day == 0) return end;
    from->day = to->day;
    from->has_day = true;
    if (last.date_end.day != 0 && from->day.date.day == 0) {
        from->day.date = last.date;
        last.date = last.date_end;
        last.date_end = (airlog_date){0};
    }
    to->day = last;
    to->end = airlog_read_day(parser, end + 1, &last);
    return to->end;
}

/* "6 to 9 p.m.", "between 6 and 9 p.m.": the first hour has no mark of its own. */
static size_t read_bare_range(const airlog_parser *parser, size_t at, airlog_moment *from, airlog_moment *to, airlog_time_context *around) {
    airlog_moment_start(from, at);
    size_t end = airlog_read_bare_hour(parser, at, &from->clock);
    if (end == 0) return 0;
    *around = airlog_read_time_context(parser, at);
    bool and_joint = around->between && airlog_parser_is(parser, end, "and");
    if (!and_joint && !airlog_joins_time_range(parser, end)) return 0;
    airlog_clock probe;
    if (airlog_read_clock(parser, end + 1, &probe) == 0 || !probe.half) return 0;
    size_t after = airlog_read_moment(parser, end + 1, to);
    if (after == 0 || !to->has_clock) return 0;
    airlog_clock borrowed = from->clock;
    airlog_clock_borrow(&borrowed, &probe);
    if (borrowed.seconds <= to->clock.seconds || to->clock.seconds < AIRLOG_DAY_S / 2) from->clock = borrowed;
    from->clock.half = true;
    from->has_clock = true;
    from->end = end;
    return after;
}

/* ---- lists ---- */

/* Between items of a list: a comma, "and", or both, then perhaps "at". */
static size_t step_comma(const airlog_parser *parser, size_t at) {
    size_t next = at;
    if (airlog_parser_mark(parser, next, ',') || airlog_parser_mark(parser, next, ';')) ++next;
    if (airlog_parser_in(parser, next, " and or ") || airlog_parser_mark(parser, next, '&')) ++next;
    if (next == at) return 0;
    while (airlog_parser_in(parser, next, " at again then ")) ++next;
    return next;
}

static size_t read_list(const airlog_parser *parser, airlog_moment items[LIST_MAX]) {
    size_t count = 1;
    while (count < LIST_MAX) {
        size_t next = step_comma(parser, items[count - 1].end);
        if (next == 0 || airlog_parser_token(parser, next)->sentence != airlog_parser_token(parser, items[0].first)->sentence)
            break;
        airlog_clock probe;
        const airlog_token *before = airlog_parser_token(parser, items[count - 1].first), *token = airlog_parser_token(parser, next);
        bool alike = before->digits == 4 && token->digits == 4 && (token->value < 1900 || token->value > 2099);
        size_t end = airlog_read_fitting_clock(parser, next, alike, &probe); /* "0255 LT, 2315" */
        if (end == 0) break;
        if (airlog_read_moment(parser, next, &items[count]) == 0) {
            airlog_moment_start(&items[count], next);
            items[count].clock = probe;
            items[count].has_clock = true;
            items[count].end = end;
        }
        if (!items[count].has_clock) break;
        ++count;
    }
    return count;
}

/* "... respectively yesterday": the day after the list is of all. */
static size_t read_respectively(const airlog_parser *parser, size_t end, airlog_day *out) {
    airlog_day_start(out);
    size_t at = end;
    if (airlog_parser_mark(parser, at, ',')) ++at;
    if (airlog_parser_term(parser, at) != AIRLOG_TERM_RESPECTIVELY) return 0;
    ++at;
    if (airlog_parser_mark(parser, at, ',')) ++at;
    while (airlog_parser_in(parser, at, " on the ")) ++at;
    airlog_day day;
    size_t after = airlog_read_day(parser, at, &day);
    if (after == 0 || !airlog_names_day(&day)) return 0;
    *out = day;
    return after;
}

static airlog_status add_list(airlog_parser *parser, airlog_moment *items, size_t count, size_t *end) {
    airlog_day day;
    size_t after = read_respectively(parser, items[count - 1].end, &day);
    if (after == 0 && count > 1 && airlog_names_day(&items[count - 1].day)) day = items[count - 1].day;
    airlog_time_context around = airlog_read_time_context(parser, items[0].first);
    *end = after != 0 ? after : items[count - 1].end;
    if (after != 0) airlog_parser_take(parser, items[0].first, after, AIRLOG_TAKEN_TIME);
    for (size_t i = count; i-- > 0;) { /* an item without a day has that of the next one */
        if (airlog_names_day(&items[i].day)) day = items[i].day;
        else if (airlog_names_day(&day)) items[i].day = day;
        items[i].has_day = items[i].has_day || airlog_names_day(&items[i].day);
    }
    for (size_t i = 0; i < count; ++i) {
        airlog_time_fact *fact = airlog_add_moment(parser, &items[i]);
        if (fact == NULL) return airlog_parser_failed(parser);
        if (count == 1) airlog_apply_time_context(fact, &around);
        else fact->approximate = around.approximate;
        if (count == 1) continue;
        fact->group = (uint32_t)items[0].first + 1;
        fact->item = (uint32_t)i;
    }
    return AIRLOG_OK;
}

/* ---- a range, a list, or one ---- */

/* "morning" in "its morning update" is no time; "in the morning", "at dawn", "overnight" are. */
static bool part_stands_alone(const airlog_parser *parser, size_t at) {
    airlog_term term = airlog_parser_term(parser, at);
    if (term == AIRLOG_TERM_OVERNIGHT) return true;
    if (airlog_parser_in(parser, at, " in early small wee during late ")) return true;
    if (airlog_parser_is(parser, at, "the")) ++at;
    if (at == 0) return false;
    return airlog_parser_in(parser, at - 1, " in at the during by until before after since around that from one ") &&
           !airlog_parser_in(parser, at + 1, " update briefing session flight patrol shift report vision sky skies ");
}

size_t airlog_read_moments(airlog_parser *parser, size_t at, airlog_status *status) {
    airlog_moment items[LIST_MAX], last;
    airlog_time_context around;
    bool number = airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER;
    size_t bare = number ? read_bare_range(parser, at, &items[0], &last, &around) : 0;
    if (bare != 0) {
        bare = read_day_range(parser, bare, &items[0], &last);
        *status = add_range(parser, &items[0], &last, &around);
        return bare;
    }
    size_t end = airlog_read_moment(parser, at, &items[0]);
    if (end == 0) return 0;
    if (!items[0].has_clock && items[0].day.short_name) return 0;
    if (!items[0].has_clock && !airlog_names_day(&items[0].day) && !part_stands_alone(parser, at)) return 0;
    around = airlog_read_time_context(parser, at);
    size_t range = read_range_end(parser, &items[0], &around, &last);
    if (range != 0) {
        range = read_day_range(parser, range, &items[0], &last);
        *status = add_range(parser, &items[0], &last, &around);
        return range;
    }
    size_t count = items[0].has_clock ? read_list(parser, items) : 1;
    *status = add_list(parser, items, count, &end);
    return end;
}
