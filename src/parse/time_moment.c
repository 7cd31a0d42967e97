/* A moment: a clock, a day, or both, in any order, with the same instant in parentheses. */
#include "time_moment.h"

#include <string.h>

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

size_t airlog_read_fitting_clock(const airlog_parser *parser, size_t at, bool dated, airlog_clock *out) {
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

bool airlog_joins_time_range(const airlog_parser *parser, size_t at) {
    return airlog_parser_mark(parser, at, '-') || airlog_parser_in(parser, at, " to until till through thru til ");
}

/* "(1021 GMT)", "(2050 GMT Tuesday)", "(8:00 p.m. - 4:00 a.m. GMT)", "/ 1021 UTC" */
static size_t read_pair(const airlog_parser *parser, size_t at, airlog_moment *of) {
    bool open = airlog_parser_mark(parser, at, '(') || airlog_parser_mark(parser, at, '[');
    bool stroke = airlog_parser_mark(parser, at, '/') || airlog_parser_is(parser, at, "or");
    if (!open && !stroke) return 0;
    airlog_clock inner, last;
    size_t from = at + 1;
    while (airlog_parser_in(parser, from, " at or about around i.e. ie ")) ++from;
    size_t end = airlog_read_clock(parser, from, &inner);
    bool range = false;
    if (end != 0 && airlog_joins_time_range(parser, end)) {
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
static size_t step_joint(const airlog_parser *parser, size_t at, const airlog_moment *of) {
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

static size_t read_item(const airlog_parser *parser, size_t at, bool first, airlog_moment *of) {
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
    if (of->has_clock && of->has_day && !of->clock.has_zone) { /* "6 a.m. 12 March (UTC+8)", "10:30 on Tuesday, local time" */
        end = airlog_read_zone(parser, at, &of->clock.zone);
        of->clock.has_zone = end != 0;
        return end;
    }
    if (of->has_clock) return 0;
    end = airlog_read_fitting_clock(parser, at, of->has_day && of->day.date.day != 0, &clock);
    if (end == 0) return 0;
    of->has_clock = true;
    of->clock = clock;
    return end;
}

void airlog_moment_start(airlog_moment *out, size_t at) {
    memset(out, 0, sizeof *out);
    airlog_day_start(&out->day);
    out->first = at;
    out->paired_utc_s = -1;
    out->paired_weekday = -1;
}

/* "6:30 on Tuesday evening": the part of the day completes the clock. */
static void complete_half(airlog_moment *of) {
    if (!of->has_clock || !of->day.part || of->clock.half || !of->clock.twelve_hour) return;
    if (of->day.part_from_s >= AIRLOG_DAY_S / 2 && of->clock.seconds < AIRLOG_DAY_S / 2) of->clock.seconds += AIRLOG_DAY_S / 2;
}

/* In tables the clock has the line below the date: "30 Jun 20", "1434". */
static size_t read_next_line(const airlog_parser *parser, size_t at, airlog_moment *of) {
    const airlog_token *number = airlog_parser_token(parser, at + 1), *after = airlog_parser_token(parser, at + 2);
    bool dated = of->has_day && !of->has_clock && of->day.date.year != 0 && of->day.date.day != 0 && of->day.date_end.day == 0;
    if (!dated || airlog_parser_token(parser, at)->kind != AIRLOG_TOKEN_LINE || number->digits != 4) return at;
    if (after->length > 0 && after->kind != AIRLOG_TOKEN_LINE && after->kind != AIRLOG_TOKEN_PARAGRAPH) return at;
    airlog_clock clock;
    size_t end = airlog_read_clock(parser, at + 1, &clock);
    if (end != at + 2) return at;
    of->clock = clock;
    of->has_clock = true;
    return end;
}

size_t airlog_read_moment(const airlog_parser *parser, size_t at, airlog_moment *out) {
    airlog_moment_start(out, at);
    uint32_t sentence = airlog_parser_token(parser, at)->sentence;
    size_t next = at;
    for (int i = 0; i < 6; ++i) {
        if (airlog_parser_token(parser, next)->sentence != sentence) break;
        size_t end = read_item(parser, next, i == 0, out);
        if (end == 0) break;
        out->end = end;
        next = step_joint(parser, end, out);
    }
    if (out->end != 0) out->end = read_next_line(parser, out->end, out);
    complete_half(out);
    return out->end;
}
