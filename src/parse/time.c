/* Times in running text. A moment is a clock, a day, or both, in any order, with the same instant in parentheses;
 * moments make ranges ("from ... to ...") and lists ("at ..., ... and ... on Tuesday"). */
#include "times.h"

#include <math.h>
#include <string.h>

#define LIST_MAX 32

typedef struct moment {
    size_t first, end;
    bool has_clock, has_day;
    airlog_clock clock;
    airlog_day day;
    int32_t paired_utc_s; /* -1 */
    int paired_weekday;   /* day of the pair, -1 */
    bool paired_range;    /* the parenthesis holds a range: its first clock belongs to the first moment */
} moment;

/* What stands to the left and says how the time is meant. */
typedef struct context {
    bool approximate, between, from;
    bool until; /* "by", "as of", "until", "before": only the end is known */
    bool since;
    double window_s; /* "in the 24 hours before", "in the 24-hour period starting at" */
} context;

static bool names_day(const airlog_day *day) {
    return day->weekday >= 0 || day->date.day != 0 || day->relative != AIRLOG_RELATIVE_NONE;
}

/* ---- a number that may be a clock ---- */

/* What may follow a clock that has neither colon nor zone: nothing that it could count. */
static bool clock_may_end(const airlog_parser *parser, size_t at) {
    const airlog_token *next = airlog_parser_token(parser, at);
    if (next->length == 0 || next->kind == AIRLOG_TOKEN_PARAGRAPH || next->kind == AIRLOG_TOKEN_LINE) return true;
    if (next->kind == AIRLOG_TOKEN_MARK) {
        char c = parser->text.bytes[next->start];
        bool number = airlog_parser_token(parser, at + 1)->kind == AIRLOG_TOKEN_NUMBER &&
                      (airlog_parser_token(parser, at + 1)->flags & AIRLOG_TOKEN_SPACE) == 0;
        return strchr(".,;()", c) != NULL && c != 0 && !(number && c != '(');
    }
    if (airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_WEEKDAY) return true;
    return airlog_parser_in(parser, at, " on in the when while as and until to by but with near over a an it after before "
                                        "local at that two three four five several today yesterday from ");
}

static bool clock_preposition(const airlog_parser *parser, size_t at) {
    return airlog_parser_in(parser, at, " at by until till from since between and to about around approximately about "
                                        "nearly roughly before after time times ");
}

/* Four digits alone are also years, heights and numbers of flights; a decimal is a decimal. */
static bool bare_clock_fits(const airlog_parser *parser, size_t at, size_t end, const airlog_clock *clock, bool dated) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (!clock_may_end(parser, end)) return false;
    size_t left = at;
    bool hedged = false;
    while (left > 0 && airlog_parser_class(parser, left - 1) == AIRLOG_TERM_CLASS_HEDGE) {
        --left;
        hedged = true;
    }
    bool at_word = left > 0 && airlog_parser_is(parser, left - 1, "at");
    bool preposition = at_word || (at > 0 && clock_preposition(parser, at - 1));
    if (token->decimals > 0) return at_word || (dated && preposition);
    if (dated) return true;
    airlog_day day;
    bool zero = parser->text.bytes[token->start] == '0';
    bool on_day = airlog_parser_is(parser, end, "on") && airlog_read_day(parser, end + 1, &day) != 0 && day.date.day != 0;
    if (on_day && zero) return true;
    if (token->value >= 1900 && token->value <= 2099 && !at_word) return false;
    bool uneven = clock->seconds / 60 % 50 != 0 && (int)token->value % 50 != 0;
    return (preposition || hedged) && (zero || (uneven && (at_word || hedged)));
}

/* A clock position ("his 5:30", "5:30 300 feet below") or a part of something longer. */
static bool is_clock_position(const airlog_parser *parser, size_t end) {
    bool number = airlog_parser_token(parser, end)->kind == AIRLOG_TOKEN_NUMBER;
    return (number && airlog_parser_class(parser, end + 1) == AIRLOG_TERM_CLASS_LENGTH) ||
           airlog_parser_in(parser, end, " position o'clock oclock ");
}

static size_t read_fitting_clock(const airlog_parser *parser, size_t at, bool dated, airlog_clock *out) {
    size_t end = airlog_read_iso(parser, at, out);
    if (end != 0) return end;
    end = airlog_read_clock(parser, at, out);
    if (end == 0) return 0;
    if (!out->sure && !bare_clock_fits(parser, at, end, out, dated)) return 0;
    bool position = is_clock_position(parser, end) || (at > 0 && airlog_parser_in(parser, at - 1, " position o'clock "));
    if (out->sure && !out->half && !out->has_zone && position) return 0;
    return end;
}

/* ---- the same instant in parentheses ---- */

static bool joins_range(const airlog_parser *parser, size_t at) {
    return airlog_parser_mark(parser, at, '-') || airlog_parser_in(parser, at, " to until till through thru til ");
}

/* "(1021 GMT)", "(2050 GMT Tuesday)", "(8:00 p.m. - 4:00 a.m. GMT)", "/ 1021 UTC" */
static size_t read_pair(const airlog_parser *parser, size_t at, moment *of) {
    bool open = airlog_parser_mark(parser, at, '(') || airlog_parser_mark(parser, at, '[');
    bool stroke = airlog_parser_mark(parser, at, '/') || airlog_parser_is(parser, at, "or");
    if (!open && !stroke) return 0;
    airlog_clock inner, last;
    size_t from = at + 1;
    while (airlog_parser_in(parser, from, " at or about around i.e. ie ")) ++from;
    size_t end = airlog_read_clock(parser, from, &inner);
    bool range = false;
    if (end != 0 && joins_range(parser, end)) {
        size_t after = airlog_read_clock(parser, end + 1, &last);
        if (after != 0) {
            range = true;
            end = after;
            if (!inner.has_zone && last.has_zone) {
                inner.has_zone = true;
                inner.zone = last.zone;
            }
        }
    }
    if (end == 0 || !inner.has_zone) return 0;
    airlog_day day;
    airlog_day_start(&day);
    size_t on = airlog_parser_is(parser, end, "on") ? end + 1 : end;
    size_t dated = open ? airlog_read_day(parser, on, &day) : 0;
    if (dated != 0) end = dated;
    if (open && !airlog_parser_mark(parser, end, ')') && !airlog_parser_mark(parser, end, ']')) return 0;
    if (open) ++end;
    if (inner.zone.utc) {
        of->paired_utc_s = inner.seconds;
        of->paired_weekday = day.weekday;
        of->paired_range = range;
        return end;
    }
    if (!of->clock.has_zone || !of->clock.zone.utc) return open ? end : 0; /* a third zone says nothing new */
    of->paired_utc_s = of->clock.seconds;
    of->paired_weekday = -1;
    of->clock = inner;
    return end;
}

/* ---- a moment ---- */

/* Joins clock and day: blanks, a comma, "on", "at", "in the", a dash before a clock with its zone. */
static size_t step_joint(const airlog_parser *parser, size_t at, const moment *of) {
    size_t next = at;
    if (airlog_parser_mark(parser, next, ',')) ++next;
    if (airlog_parser_mark(parser, next, '-') && of->has_day && !of->has_clock) ++next;
    for (int i = 0; i < 4; ++i) {
        if (!airlog_parser_in(parser, next, " on at in the of around about approximately late just "))
            break;
        ++next;
    }
    return next;
}

static size_t read_item(const airlog_parser *parser, size_t at, bool first, moment *of) {
    if (of->has_clock && of->paired_utc_s < 0) {
        size_t pair = read_pair(parser, at, of);
        if (pair != 0) return pair;
    }
    airlog_clock clock;
    if (!of->has_clock) {
        size_t iso = airlog_read_iso(parser, at, &clock);
        if (iso != 0) {
            of->has_clock = true;
            of->clock = clock;
            return iso;
        }
    }
    airlog_day day;
    size_t end = airlog_read_day(parser, at, &day);
    if (end != 0) {
        airlog_day merged = of->day;
        if (!airlog_day_merge(&merged, &day)) return 0;
        if (first) merged.short_name = day.short_name;
        of->day = merged;
        of->has_day = true;
        return end;
    }
    if (of->has_clock) return 0;
    end = read_fitting_clock(parser, at, of->has_day && of->day.date.day != 0, &clock);
    if (end == 0) return 0;
    of->has_clock = true;
    of->clock = clock;
    return end;
}

static void start_moment(moment *out, size_t at) {
    memset(out, 0, sizeof *out);
    airlog_day_start(&out->day);
    out->first = at;
    out->paired_utc_s = -1;
    out->paired_weekday = -1;
}

/* "6:30 on Tuesday evening": the part of the day completes the clock. */
static void complete_half(moment *of) {
    if (!of->has_clock || !of->day.part || of->clock.half || !of->clock.twelve_hour) return;
    if (of->day.part_from_s >= AIRLOG_DAY_S / 2 && of->clock.seconds < AIRLOG_DAY_S / 2) of->clock.seconds += AIRLOG_DAY_S / 2;
}

static size_t read_moment(const airlog_parser *parser, size_t at, moment *out) {
    start_moment(out, at);
    uint32_t sentence = airlog_parser_token(parser, at)->sentence;
    size_t next = at;
    for (int i = 0; i < 6; ++i) {
        if (airlog_parser_token(parser, next)->sentence != sentence) break;
        size_t end = read_item(parser, next, i == 0, out);
        if (end == 0) break;
        out->end = end;
        next = step_joint(parser, end, out);
    }
    complete_half(out);
    return out->end;
}

/* ---- left of it ---- */

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

static context read_context(const airlog_parser *parser, size_t first) {
    context out = {0};
    size_t at = first;
    for (int i = 0; i < 4 && at > 0; ++i) {
        size_t word = at - 1;
        airlog_term term = airlog_parser_term(parser, word);
        if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE || term == AIRLOG_TERM_JUST ||
            term == AIRLOG_TERM_SHORTLY)
            out.approximate = true;
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
    if (out.window_s > 0) out.until = !window_begins_at(parser, first);
    return out;
}

/* ---- facts ---- */

airlog_time_fact *airlog_time_add(airlog_parser *parser, size_t first, size_t end, airlog_time_kind kind,
                                  const char *rule) {
    airlog_time_fact *fact = airlog_parser_time(parser);
    if (fact == NULL) return NULL;
    fact->span = airlog_parser_span(parser, first, end);
    fact->first_token = (uint32_t)first;
    fact->end_token = (uint32_t)end;
    fact->sentence = airlog_parser_token(parser, first)->sentence;
    fact->kind = kind;
    fact->rule = rule;
    airlog_parser_take(parser, first, end, AIRLOG_TAKEN_TIME);
    airlog_parser_note(parser, fact->span, rule, false, "");
    return fact;
}

static int32_t turn(int64_t seconds) {
    int64_t rest = seconds % AIRLOG_DAY_S;
    return (int32_t)(rest < 0 ? rest + AIRLOG_DAY_S : rest);
}

/* The pair in GMT gives the zone, or is checked against the one that is written. */
static void settle_pair(airlog_time_fact *fact) {
    if (fact->paired_utc_s < 0 || fact->clock_s < 0) return;
    int32_t offset = turn((int64_t)fact->clock_s - fact->paired_utc_s);
    if (offset > AIRLOG_DAY_S / 2) offset -= AIRLOG_DAY_S;
    bool agrees = fact->zone_known ? turn((int64_t)fact->clock_s - fact->offset_s) == turn(fact->paired_utc_s)
                                   : offset % 900 == 0;
    fact->pair = agrees ? AIRLOG_PAIR_AGREES : AIRLOG_PAIR_CONFLICT;
    if (!agrees) fact->doubts |= AIRLOG_DOUBT_BIT(PAIR_CONFLICT);
    if (agrees && !fact->zone_known) {
        fact->zone_known = true;
        fact->offset_s = offset;
    }
}

/* The weekday is of the pair: a local clock that is a day ahead or behind shifts it. */
static void settle_weekday(const moment *of, airlog_time_fact *fact) {
    if (of->paired_weekday < 0 || of->day.weekday >= 0 || of->day.date.day != 0 || !fact->zone_known) return;
    int32_t local = fact->paired_utc_s + fact->offset_s;
    int shift = local >= AIRLOG_DAY_S ? 1 : local < 0 ? -1 : 0;
    fact->weekday = (of->paired_weekday + shift + 7) % 7;
}

static void fill_zone(airlog_time_fact *fact, const airlog_clock *clock) {
    if (!clock->has_zone) return;
    fact->zone_known = clock->zone.known;
    fact->offset_s = clock->zone.offset_s;
    fact->zone_letter = clock->zone.letter;
    fact->zone_name = clock->zone.name;
}

static void fill_day(airlog_time_fact *fact, const moment *of) {
    fact->date = of->day.date;
    fact->date_end = of->day.date_end;
    fact->weekday = of->day.weekday;
    fact->relative = of->day.relative;
    if (of->has_clock && of->clock.date.day != 0 && of->day.date.day == 0) fact->date = of->clock.date;
    if (of->has_clock && of->clock.date.day != 0 && of->day.date.day == 0) return;
    if (!of->has_clock && of->day.part) {
        fact->clock_s = of->day.part_from_s;
        fact->clock_end_s = of->day.part_until_s;
    }
}

static airlog_time_kind kind_of(const moment *of) {
    if (of->has_clock) return AIRLOG_TIME_CLOCK;
    return of->day.part || of->day.date_end.day != 0 ? AIRLOG_TIME_SPAN : AIRLOG_TIME_DAY;
}

static int32_t precision_of(const moment *of) {
    if (of->has_clock) return of->clock.precision_s;
    if (!of->day.part) return AIRLOG_DAY_S;
    int32_t width = of->day.part_until_s - of->day.part_from_s;
    return width > 0 ? width : width + AIRLOG_DAY_S;
}

static const char *rule_of(const moment *of) {
    return of->has_clock ? "time clock" : of->day.part ? "time of day" : "time day";
}

/* The end of a window is given: its start follows. */
static void apply_window(airlog_time_fact *fact, const context *around) {
    int32_t whole_days = (int32_t)(around->window_s / AIRLOG_DAY_S);
    fact->kind = AIRLOG_TIME_SPAN;
    fact->rule = "time window";
    fact->clock_end_s = turn((int64_t)fact->clock_s + (around->until ? 0 : (int64_t)around->window_s));
    int32_t start = turn((int64_t)fact->clock_s - (around->until ? (int64_t)around->window_s : 0));
    int32_t days = whole_days + (turn((int64_t)around->window_s) > fact->clock_s ? 1 : 0);
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

static void apply_context(airlog_time_fact *fact, const context *around) {
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

static airlog_time_fact *add_moment(airlog_parser *parser, const moment *of) {
    airlog_time_fact *fact = airlog_time_add(parser, of->first, of->end, kind_of(of), rule_of(of));
    if (fact == NULL) return NULL;
    fill_day(fact, of);
    fact->precision_s = precision_of(of);
    fact->approximate = !of->has_clock && of->day.part;
    if (of->has_clock) {
        fact->clock_s = of->clock.seconds;
        fact->doubts = of->clock.doubts;
        fill_zone(fact, &of->clock);
        fact->paired_utc_s = of->paired_utc_s;
        settle_pair(fact);
        settle_weekday(of, fact);
    }
    return fact;
}

/* ---- ranges ---- */

static void share_day(moment *from, moment *to) {
    if (!from->has_day && names_day(&to->day)) {
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

static airlog_status add_range(airlog_parser *parser, moment *from, moment *to, const context *around) {
    if (from->has_clock && to->has_clock && !from->clock.half && to->clock.half && from->clock.twelve_hour &&
        from->clock.seconds + AIRLOG_DAY_S / 2 <= to->clock.seconds)
        from->clock.seconds += AIRLOG_DAY_S / 2; /* "9:35 to 11:50 p.m." */
    share_day(from, to);
    from->end = to->end;
    airlog_time_fact *fact = add_moment(parser, from);
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
static size_t read_range_end(const airlog_parser *parser, const moment *from, const context *around, moment *to) {
    size_t at = from->end;
    if (airlog_parser_mark(parser, at, ',')) ++at;
    if (around->between && airlog_parser_is(parser, at, "and")) ++at;
    else if (joins_range(parser, at)) ++at;
    else return 0;
    while (airlog_parser_in(parser, at, " at about around on the approximately ")) ++at;
    size_t end = read_moment(parser, at, to);
    if (end == 0 || from->has_clock != to->has_clock) return 0;
    return end;
}

/* "6 to 6 a.m. Sunday to Monday, Dec. 17-18": the days make a range of their own. */
static size_t read_day_range(const airlog_parser *parser, size_t end, moment *from, moment *to) {
    airlog_day last;
    if (from->has_day || !names_day(&to->day) || !joins_range(parser, end) || airlog_read_day(parser, end + 1, &last) == 0) return end;
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
static size_t read_bare_range(const airlog_parser *parser, size_t at, moment *from, moment *to, context *around) {
    start_moment(from, at);
    size_t end = airlog_read_bare_hour(parser, at, &from->clock);
    if (end == 0) return 0;
    *around = read_context(parser, at);
    bool and_joint = around->between && airlog_parser_is(parser, end, "and");
    if (!and_joint && !joins_range(parser, end)) return 0;
    airlog_clock probe;
    if (airlog_read_clock(parser, end + 1, &probe) == 0 || !probe.half) return 0;
    size_t after = read_moment(parser, end + 1, to);
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

static size_t read_list(const airlog_parser *parser, moment items[LIST_MAX]) {
    size_t count = 1;
    while (count < LIST_MAX) {
        size_t next = step_comma(parser, items[count - 1].end);
        if (next == 0 || airlog_parser_token(parser, next)->sentence != airlog_parser_token(parser, items[0].first)->sentence)
            break;
        airlog_clock probe;
        if (read_fitting_clock(parser, next, false, &probe) == 0) break;
        if (read_moment(parser, next, &items[count]) == 0 || !items[count].has_clock) break;
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
    if (after == 0 || !names_day(&day)) return 0;
    *out = day;
    return after;
}

static airlog_status add_list(airlog_parser *parser, moment *items, size_t count, size_t *end) {
    airlog_day day;
    size_t after = read_respectively(parser, items[count - 1].end, &day);
    if (after == 0 && count > 1 && names_day(&items[count - 1].day)) day = items[count - 1].day;
    context around = read_context(parser, items[0].first);
    *end = after != 0 ? after : items[count - 1].end;
    if (after != 0) airlog_parser_take(parser, items[0].first, after, AIRLOG_TAKEN_TIME);
    for (size_t i = count; i-- > 0;) { /* an item without a day has that of the next one */
        if (names_day(&items[i].day)) day = items[i].day;
        else if (names_day(&day)) items[i].day = day;
        items[i].has_day = items[i].has_day || names_day(&items[i].day);
    }
    for (size_t i = 0; i < count; ++i) {
        airlog_time_fact *fact = add_moment(parser, &items[i]);
        if (fact == NULL) return airlog_parser_failed(parser);
        if (count == 1) apply_context(fact, &around);
        else fact->approximate = around.approximate;
        if (count == 1) continue;
        fact->group = (uint32_t)items[0].first + 1;
        fact->item = (uint32_t)i;
    }
    return AIRLOG_OK;
}

/* ---- messages ---- */

static airlog_status add_clock(airlog_parser *parser, size_t first, size_t end, const airlog_clock *clock, const char *rule) {
    airlog_time_fact *fact = airlog_time_add(parser, first, end, AIRLOG_TIME_CLOCK, rule);
    if (fact == NULL) return airlog_parser_failed(parser);
    fact->clock_s = clock->seconds;
    fact->precision_s = clock->precision_s;
    fact->date = clock->date;
    fact->doubts = clock->doubts;
    fill_zone(fact, clock);
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

/* ---- the pass ---- */

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

static size_t read_moments(airlog_parser *parser, size_t at, airlog_status *status) {
    moment items[LIST_MAX], last;
    context around;
    bool number = airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER;
    size_t bare = number ? read_bare_range(parser, at, &items[0], &last, &around) : 0;
    if (bare != 0) {
        bare = read_day_range(parser, bare, &items[0], &last);
        *status = add_range(parser, &items[0], &last, &around);
        return bare;
    }
    size_t end = read_moment(parser, at, &items[0]);
    if (end == 0) return 0;
    if (!items[0].has_clock && items[0].day.short_name) return 0;
    if (!items[0].has_clock && !names_day(&items[0].day) && !part_stands_alone(parser, at)) return 0;
    around = read_context(parser, at);
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

static bool word_may_begin(const airlog_parser *parser, size_t at, airlog_term term) {
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    airlog_term after = (airlog_term)next->term;
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_MONTH:
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
        end = read_notam(parser, at, status);
        if (end == 0) end = read_faa(parser, at, status);
        if (end == 0) end = read_pirep(parser, at, status);
        if (end == 0) end = read_asrs(parser, at, status);
        if (end == 0) end = airlog_read_han_time(parser, at, status);
        if (end == 0) end = airlog_read_relative(parser, at, status);
        return end != 0 ? end : read_moments(parser, at, status);
    case AIRLOG_TOKEN_IDENT:
        if (!ident_may_begin(parser, token)) return 0;
        end = read_notam(parser, at, status);
        if (end == 0) end = read_faa(parser, at, status);
        return end != 0 ? end : read_moments(parser, at, status);
    case AIRLOG_TOKEN_WORD:
        if (token->term == AIRLOG_TERM_NONE || !word_may_begin(parser, at, (airlog_term)token->term)) return 0;
        end = airlog_read_relative(parser, at, status);
        return end != 0 ? end : read_moments(parser, at, status);
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
