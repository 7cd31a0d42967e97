/* Days: "Sunday", "Tuesday (Jan. 2)", "24 November 2024", "Oct 1, 2019", "04/21/2020", "yesterday", "Dec. 17-18". */
#include "times.h"

#include <string.h>

void airlog_day_start(airlog_day *out) {
    memset(out, 0, sizeof *out);
    out->weekday = out->weekday_end = -1;
}

bool airlog_is_year(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return airlog_plain_number(token, 4) && token->digits == 4 && token->value >= 1900 && token->value <= 2099;
}

/* "1" to "31", "1st", "24th"; 0 when it is no day. */
static size_t day_number(const airlog_parser *parser, size_t at, int *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (!airlog_plain_number(token, 2) || token->value < 1 || token->value > 31) return 0;
    *out = (int)token->value;
    if (airlog_parser_glued(parser, at + 1) && airlog_parser_in(parser, at + 1, " st nd rd th ")) return at + 2;
    return at + 1;
}

static bool is_month(const airlog_parser *parser, size_t at) {
    return airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_MONTH;
}

/* A number that belongs to what follows it: "Nov. 24 60 NM" has no year, "24 Nov 12 aircraft" neither. */
static bool counts_something(const airlog_parser *parser, size_t at) {
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    if (next->kind == AIRLOG_TOKEN_WORD) {
        switch (airlog_parser_class(parser, at + 1)) {
        case AIRLOG_TERM_CLASS_LENGTH:
        case AIRLOG_TERM_CLASS_SPEED:
        case AIRLOG_TERM_CLASS_DURATION:
        case AIRLOG_TERM_CLASS_DAYPART:
        case AIRLOG_TERM_CLASS_ZONE: return true;
        default: break;
        }
        return !airlog_parser_in(parser, at + 1, " at in on and when while near the a an about around from to by of ");
    }
    return next->kind == AIRLOG_TOKEN_MARK && (airlog_parser_mark(parser, at + 1, '%') || airlog_parser_mark(parser, at + 1, ':'));
}

/* The year after a day and month: ", 2024", "2024", "'24", two digits where nothing else fits. */
static size_t year_after(const airlog_parser *parser, size_t at, bool short_years, airlog_date *date) {
    size_t number = airlog_parser_mark(parser, at, ',') ? at + 1 : at;
    if (airlog_is_year(parser, number)) {
        bool of_thing = counts_something(parser, number) && airlog_parser_class(parser, number + 1) ==
                                                                AIRLOG_TERM_CLASS_LENGTH;
        if (of_thing) return at;
        date->year = (int32_t)airlog_parser_token(parser, number)->value;
        return number + 1;
    }
    const airlog_token *token = airlog_parser_token(parser, at);
    bool zero = parser->text.bytes[token->start] == '0'; /* no count begins with a nought */
    if (short_years && airlog_plain_number(token, 2) && token->digits == 2 && (zero || !counts_something(parser, at))) {
        date->year = 2000 + (int32_t)token->value;
        return at + 1;
    }
    return at;
}

/* "-18", "to 18", "and 18" after the first day: a run of days. */
static size_t day_range(const airlog_parser *parser, size_t at, int first, int *last) {
    if (!airlog_parser_mark(parser, at, '-')) return 0;
    size_t end = day_number(parser, at + 1, last);
    return end != 0 && *last > first && airlog_parser_token(parser, at + 1)->digits <= 2 ? end : 0;
}

/* "Nov. 24", "September 19, 2025", "Dec. 17-18" */
static size_t read_month_first(const airlog_parser *parser, size_t at, airlog_day *out) {
    if (!is_month(parser, at)) return 0;
    size_t number = at + 1;
    if (airlog_parser_mark(parser, number, '.')) ++number;
    if (airlog_parser_is(parser, number, "the")) ++number;
    int day, last = 0;
    size_t end = day_number(parser, number, &day);
    if (end == 0) return 0;
    const airlog_token *token = airlog_parser_token(parser, number);
    if (token->digits == 2 && airlog_parser_mark(parser, end, ':')) return 0; /* "in May 10:30" */
    out->date = (airlog_date){0, (int32_t)airlog_term_value(airlog_parser_term(parser, at)), day};
    size_t range = day_range(parser, end, day, &last);
    if (range != 0) {
        out->date_end = (airlog_date){0, out->date.month, last};
        end = range;
    }
    airlog_date year = {0};
    end = year_after(parser, end, false, &year);
    out->date.year = year.year;
    if (range != 0) out->date_end.year = year.year;
    return end;
}

/* "24 November", "16 Sep 09", "the 3rd of May", "7-8 September" */
static size_t read_day_first(const airlog_parser *parser, size_t at, airlog_day *out) {
    size_t number = airlog_parser_is(parser, at, "the") ? at + 1 : at;
    int day, last = 0;
    size_t end = day_number(parser, number, &day);
    if (end == 0) return 0;
    size_t range = day_range(parser, end, day, &last);
    size_t month = range != 0 ? range : end;
    bool hyphen = airlog_parser_mark(parser, month, '-') && airlog_parser_glued(parser, month + 1); /* 24-Nov-2024 */
    if (airlog_parser_is(parser, month, "of") || hyphen) ++month;
    if (!is_month(parser, month)) return 0;
    out->date = (airlog_date){0, (int32_t)airlog_term_value(airlog_parser_term(parser, month)), day};
    end = month + 1;
    if (airlog_parser_mark(parser, end, '.') && airlog_parser_token(parser, month)->length <= 4) ++end;
    if (hyphen && airlog_parser_mark(parser, end, '-')) ++end;
    end = year_after(parser, end, true, &out->date);
    if (range != 0) out->date_end = (airlog_date){out->date.year, out->date.month, last};
    return end;
}

/* "04/21/2020", "24.11.2024", "5-27-2020": the year last; "2024-11-24", "2019/10/01": the year first. */
static size_t read_numeric(const airlog_parser *parser, size_t at, airlog_day *out) {
    const airlog_token *part[3];
    for (size_t i = 0; i < 3; ++i) {
        part[i] = airlog_parser_token(parser, at + 2 * i);
        if (!airlog_plain_number(part[i], 4) || (i > 0 && !airlog_parser_glued(parser, at + 2 * i))) return 0;
    }
    char joint = 0;
    if (airlog_parser_mark(parser, at + 1, '/') && airlog_parser_mark(parser, at + 3, '/')) joint = '/';
    if (airlog_parser_mark(parser, at + 1, '-') && airlog_parser_mark(parser, at + 3, '-')) joint = '-';
    if (airlog_parser_mark(parser, at + 1, '.') && airlog_parser_mark(parser, at + 3, '.')) joint = '.';
    if (joint == 0 || !airlog_parser_glued(parser, at + 1) || !airlog_parser_glued(parser, at + 3)) return 0;
    const airlog_token *before = at > 0 ? airlog_parser_token(parser, at - 1) : NULL;
    bool tied = before != NULL && airlog_parser_glued(parser, at) && before->kind == AIRLOG_TOKEN_MARK && airlog_parser_mark(parser, at - 1, '-');
    bool runs_on = airlog_parser_mark(parser, at + 5, '-') && airlog_parser_glued(parser, at + 5) &&
                   airlog_parser_glued(parser, at + 6);
    if (tied || runs_on) return 0; /* the number of a document: I90-M-2019/10/01-0001 */
    int a = (int)part[0]->value, b = (int)part[1]->value, c = (int)part[2]->value;
    if (part[0]->digits == 4) {
        out->date = (airlog_date){a, b, c};
    } else if (part[2]->digits == 4 && part[0]->digits <= 2 && part[1]->digits <= 2) {
        bool day_first = joint == '.' || a > 12; /* with strokes the month is first in English unless it cannot be */
        out->date = day_first ? (airlog_date){c, b, a} : (airlog_date){c, a, b};
    } else {
        return 0;
    }
    return airlog_date_valid(out->date) && out->date.year >= 1900 && out->date.year < 2100 ? at + 5 : 0;
}

static size_t read_date(const airlog_parser *parser, size_t at, airlog_day *out) {
    size_t end = read_month_first(parser, at, out);
    if (end == 0) end = read_day_first(parser, at, out);
    if (end == 0) end = read_numeric(parser, at, out);
    if (end == 0) return 0;
    airlog_date check = out->date;
    if (check.year == 0) check.year = 2024; /* a leap year: 29 February is a day */
    return airlog_date_valid(check) ? end : 0;
}

/* ---- weekdays ---- */

/* "Sunday", "last Sunday", "Sunday's"; short names need a date or a clock beside them. */
static size_t read_weekday(const airlog_parser *parser, size_t at, airlog_day *out) {
    size_t word = at;
    if (airlog_parser_in(parser, at, " last this next ")) ++word;
    if (airlog_parser_class(parser, word) != AIRLOG_TERM_CLASS_WEEKDAY) return 0;
    const airlog_token *token = airlog_parser_token(parser, word);
    out->weekday = (int)airlog_term_value(airlog_parser_term(parser, word));
    out->short_name = token->length - ((token->flags & AIRLOG_TOKEN_ABBREVIATED) != 0) <= 5 && token->length < 6;
    size_t end = word + 1;
    if ((airlog_parser_token(parser, end)->flags & AIRLOG_TOKEN_CLITIC) != 0) ++end;
    return end;
}

/* ---- days named from another day ---- */

static size_t read_relative_day(const airlog_parser *parser, size_t at, airlog_day *out) {
    switch (airlog_parser_term(parser, at)) {
    case AIRLOG_TERM_TODAY: out->relative = AIRLOG_RELATIVE_TODAY; break;
    case AIRLOG_TERM_YESTERDAY: out->relative = AIRLOG_RELATIVE_YESTERDAY; break;
    case AIRLOG_TERM_TOMORROW: out->relative = AIRLOG_RELATIVE_TOMORROW; break;
    case AIRLOG_TERM_TONIGHT:
        out->relative = AIRLOG_RELATIVE_TODAY;
        out->part = true;
        out->part_from_s = 18 * 3600;
        out->part_until_s = 6 * 3600;
        break;
    default: break;
    }
    if (out->relative != AIRLOG_RELATIVE_NONE) {
        bool clitic = (airlog_parser_token(parser, at + 1)->flags & AIRLOG_TOKEN_CLITIC) != 0;
        return clitic ? at + 2 : at + 1;
    }
    size_t word = airlog_parser_in(parser, at, " the that ") ? at + 1 : at;
    if (airlog_parser_is(parser, word, "same") && airlog_parser_is(parser, word + 1, "day")) {
        out->relative = AIRLOG_RELATIVE_SAME_DAY;
        return word + 2;
    }
    if (word == at) return 0;
    if (airlog_parser_is(parser, at, "that") && airlog_parser_is(parser, word, "day")) {
        out->relative = AIRLOG_RELATIVE_SAME_DAY;
        return word + 1;
    }
    bool before = airlog_parser_term(parser, word) == AIRLOG_TERM_PREVIOUS && airlog_parser_is(parser, word + 1, "day");
    const airlog_token *next = airlog_parser_token(parser, word + 2);
    bool clock = airlog_parser_in(parser, word + 2, " at around about in ") &&
                 (airlog_parser_token(parser, word + 3)->kind == AIRLOG_TOKEN_NUMBER || airlog_parser_is(parser, word + 3, "the"));
    bool day_before = airlog_parser_is(parser, word, "day") && airlog_parser_is(parser, word + 1, "before") &&
                      (next->kind != AIRLOG_TOKEN_WORD || clock); /* not "the day before the landing" */
    if (!before && !day_before) return 0;
    out->relative = AIRLOG_RELATIVE_DAY_BEFORE;
    return word + 2;
}

/* ---- parts of a day ---- */

static bool part_hours(airlog_term term, bool early, bool late, airlog_day *out) {
    static const struct {
        airlog_term term;
        int from, until;
    } parts[] = {{AIRLOG_TERM_DAWN, 4, 7},       {AIRLOG_TERM_MORNING, 6, 12}, {AIRLOG_TERM_AFTERNOON, 12, 18},
                 {AIRLOG_TERM_DUSK, 17, 20},     {AIRLOG_TERM_EVENING, 18, 24}, {AIRLOG_TERM_NIGHT, 18, 6},
                 {AIRLOG_TERM_OVERNIGHT, 18, 6}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; ++i) {
        if (parts[i].term != term) continue;
        int from = parts[i].from, until = parts[i].until;
        if (term == AIRLOG_TERM_MORNING && early) from = 3, until = 9;
        else if (term == AIRLOG_TERM_MORNING && late) from = 9;
        else if (term == AIRLOG_TERM_EVENING && early) until = 21;
        else if (term == AIRLOG_TERM_NIGHT && late) from = 21;
        out->part = true;
        out->part_from_s = from * 3600;
        out->part_until_s = until * 3600;
        return true;
    }
    return false;
}

/* "the early hours of", "small hours" */
static size_t read_hours_of(const airlog_parser *parser, size_t at, airlog_day *out) {
    if (!airlog_parser_in(parser, at, " early small wee pre-dawn late ") || !airlog_parser_in(parser, at + 1, " hours ")) {
        if (!airlog_parser_is(parser, at, "early") || !airlog_parser_is(parser, at + 1, "morning") ||
            !airlog_parser_is(parser, at + 2, "hours"))
            return 0;
        ++at;
    }
    bool late = airlog_parser_is(parser, at, "late");
    out->part = true;
    out->part_from_s = late ? 21 * 3600 : 0;
    out->part_until_s = late ? 24 * 3600 : 6 * 3600;
    return at + 2;
}

size_t airlog_read_day_part(const airlog_parser *parser, size_t at, airlog_day *out) {
    size_t word = at;
    while (word < at + 2 && airlog_parser_in(parser, word, " the in on during ")) ++word;
    size_t end = read_hours_of(parser, word, out);
    if (end == 0) {
        bool early = airlog_parser_is(parser, word, "early"), late = airlog_parser_is(parser, word, "late");
        bool mid = airlog_parser_is(parser, word, "mid");
        if (early || late || mid) ++word;
        if (mid && airlog_parser_mark(parser, word, '-')) ++word;
        if (!part_hours(airlog_parser_term(parser, word), early, late, out)) return 0;
        end = word + 1;
    }
    if (airlog_parser_is(parser, end, "hours")) ++end;
    return end;
}

/* "early Friday", "late on Thursday" */
static size_t read_early(const airlog_parser *parser, size_t at, airlog_day *out) {
    bool early = airlog_parser_is(parser, at, "early"), late = airlog_parser_is(parser, at, "late");
    if (!early && !late) return 0;
    size_t day = airlog_parser_is(parser, at + 1, "on") ? at + 2 : at + 1;
    airlog_day named;
    airlog_day_start(&named);
    size_t end = read_weekday(parser, day, &named);
    if (end == 0) end = read_relative_day(parser, day, &named);
    if (end == 0) return 0;
    *out = named;
    out->short_name = false;
    if (out->part) return end;
    out->part = true;
    out->part_from_s = early ? 0 : 18 * 3600;
    out->part_until_s = early ? 9 * 3600 : 24 * 3600;
    return end;
}

/* "this morning", "last night" */
static size_t read_this_part(const airlog_parser *parser, size_t at, airlog_day *out) {
    bool this_one = airlog_parser_is(parser, at, "this"), last = airlog_parser_is(parser, at, "last");
    if (!this_one && !last) return 0;
    size_t end = airlog_read_day_part(parser, at + 1, out);
    if (end == 0) return 0;
    out->relative = this_one ? AIRLOG_RELATIVE_TODAY : AIRLOG_RELATIVE_YESTERDAY;
    return end;
}

/* ---- together ---- */

bool airlog_day_merge(airlog_day *day, const airlog_day *more) {
    bool day_date = day->date.day != 0, more_date = more->date.day != 0;
    if (day_date && more_date) return false;
    if (day->weekday >= 0 && more->weekday >= 0) return false;
    if (day->relative != AIRLOG_RELATIVE_NONE && more->relative != AIRLOG_RELATIVE_NONE) return false;
    if (day->part && more->part) return false;
    if (more_date) {
        day->date = more->date;
        day->date_end = more->date_end;
    }
    if (more->weekday >= 0) day->weekday = more->weekday;
    if (more->relative != AIRLOG_RELATIVE_NONE) day->relative = more->relative;
    if (more->part) {
        day->part = true;
        day->part_from_s = more->part_from_s;
        day->part_until_s = more->part_until_s;
    }
    if (!more->short_name && (more->weekday >= 0 || more_date || more->relative != AIRLOG_RELATIVE_NONE))
        day->short_name = false;
    return true;
}

static size_t read_one(const airlog_parser *parser, size_t at, airlog_day *out) {
    static size_t (*const readers[])(const airlog_parser *, size_t, airlog_day *) = {
        read_this_part, read_weekday, read_relative_day, read_early, read_date, airlog_read_day_part};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; ++i) {
        airlog_day_start(out);
        size_t end = readers[i](parser, at, out);
        if (end != 0) return end;
    }
    return 0;
}

/* What may join two namings of one day: ", ", " (" with its closing, "of", "on", "the". */
static size_t step_joint(const airlog_parser *parser, size_t at, bool *open) {
    *open = airlog_parser_mark(parser, at, '(');
    if (*open || airlog_parser_mark(parser, at, ',')) ++at;
    for (int i = 0; i < 3 && airlog_parser_in(parser, at, " of on the in "); ++i) ++at;
    return at;
}

size_t airlog_read_day(const airlog_parser *parser, size_t at, airlog_day *out) {
    airlog_token_kind kind = airlog_parser_token(parser, at)->kind;
    if (kind != AIRLOG_TOKEN_WORD && kind != AIRLOG_TOKEN_NUMBER) return 0;
    size_t end = read_one(parser, at, out);
    uint32_t sentence = airlog_parser_token(parser, at)->sentence;
    for (int i = 0; end != 0 && i < 4; ++i) {
        bool open;
        airlog_day more;
        size_t next = step_joint(parser, end, &open);
        if (airlog_parser_token(parser, next)->sentence != sentence) break;
        size_t after = read_one(parser, next, &more);
        if (after == 0 || (open && !airlog_parser_mark(parser, after, ')'))) break;
        airlog_day merged = *out;
        if (!airlog_day_merge(&merged, &more)) break;
        *out = merged;
        end = after + open;
    }
    return end;
}
