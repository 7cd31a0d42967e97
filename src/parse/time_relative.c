/* Times named from others: "two hours later", "the previous 24 hours", "last year", "since April", "in 2019". */
#include "times.h"

#include <string.h>

typedef struct length {
    size_t end;
    double value;     /* in the unit */
    double half_unit; /* what the precision is: 1 of the unit, or less with decimals */
    airlog_term unit;
    bool halves;
} length;

/* "two", "24", "a", "half an", "one and a half"; 0 when there is no number. */
static size_t read_count(const airlog_parser *parser, size_t at, double *value) {
    const airlog_token *token = airlog_parser_token(parser, at);
    airlog_term term = airlog_parser_term(parser, at);
    size_t end = at + 1;
    if (token->kind == AIRLOG_TOKEN_NUMBER) {
        *value = token->value;
        const airlog_token *fraction = airlog_parser_token(parser, end);
        if (fraction->kind == AIRLOG_TOKEN_NUMBER && fraction->value > 0 && fraction->value < 1 && fraction->decimals == 0) {
            *value += fraction->value; /* 1 1/2 as one character */
            ++end;
        }
    } else if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_NUMBER) {
        *value = airlog_term_value(term);
        airlog_term unit = airlog_parser_term(parser, airlog_parser_mark(parser, end, '-') ? end + 1 : end);
        bool tens = *value >= 20 && *value < 100 && airlog_term_class_of(unit) == AIRLOG_TERM_CLASS_NUMBER &&
                    airlog_term_value(unit) < 10 && airlog_term_value(unit) >= 1;
        if (tens) {
            *value += airlog_term_value(unit);
            end += airlog_parser_mark(parser, end, '-') ? 2 : 1;
        }
    } else if (term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN) {
        *value = 1;
        if (airlog_parser_term(parser, end) == AIRLOG_TERM_HALF) *value = 0.5, ++end;
    } else {
        return 0;
    }
    if (airlog_parser_is(parser, end, "and") && airlog_parser_is(parser, end + 1, "a") &&
        airlog_parser_term(parser, end + 2) == AIRLOG_TERM_HALF) {
        *value += 0.5;
        end += 3;
    }
    if (airlog_parser_mark(parser, end, '-')) ++end;
    if (*value < 1 && airlog_parser_in(parser, end, " a an ")) ++end; /* half an hour */
    return end;
}

/* A number and a unit of time. */
static bool read_length(const airlog_parser *parser, size_t at, length *out) {
    size_t unit = read_count(parser, at, &out->value);
    if (unit == 0 || airlog_parser_class(parser, unit) != AIRLOG_TERM_CLASS_DURATION) return false;
    if (out->value <= 0 || out->value > 100000) return false;
    out->unit = airlog_parser_term(parser, unit);
    out->end = unit + 1;
    const airlog_token *token = airlog_parser_token(parser, at);
    out->half_unit = token->kind == AIRLOG_TOKEN_NUMBER && token->decimals > 0 ? 0.1 : out->value < 1 ? 0.5 : 1;
    if (airlog_parser_is(parser, out->end, "and") && airlog_parser_is(parser, out->end + 1, "a") &&
        airlog_parser_term(parser, out->end + 2) == AIRLOG_TERM_HALF) { /* an hour and a half */
        out->value += 0.5;
        out->half_unit = 0.5;
        out->end += 3;
    }
    return true;
}

static airlog_quantity duration(const airlog_parser *parser, size_t at, const length *read, double sign) {
    airlog_quantity out = airlog_parser_no_quantity();
    double unit = airlog_term_value(read->unit);
    out.dimension = AIRLOG_DIMENSION_DURATION;
    out.role = AIRLOG_ROLE_DURATION;
    out.unit = read->unit;
    out.value = out.min = out.max = sign * read->value;
    out.precision = read->half_unit;
    out.value_si = out.min_si = out.max_si = sign * read->value * unit;
    out.precision_si = read->half_unit * unit;
    out.span = airlog_parser_span(parser, at, read->end);
    out.first_token = (uint32_t)at;
    out.end_token = (uint32_t)read->end;
    out.sentence = airlog_parser_token(parser, at)->sentence;
    return out;
}

static bool hedged(const airlog_parser *parser, size_t at) {
    return at > 0 && airlog_parser_class(parser, at - 1) == AIRLOG_TERM_CLASS_HEDGE;
}

static size_t add(airlog_parser *parser, size_t first, size_t end, airlog_time_kind kind, const char *rule,
                  airlog_time_fact **out, airlog_status *status) {
    *out = airlog_time_add(parser, first, end, kind, rule);
    if (*out == NULL) *status = airlog_parser_failed(parser);
    return end;
}

static size_t add_past(airlog_parser *parser, size_t first, size_t end, airlog_status *status) {
    airlog_time_fact *fact;
    add(parser, first, end, AIRLOG_TIME_PERIOD, "time period", &fact, status);
    if (fact != NULL) fact->relative = AIRLOG_RELATIVE_PAST;
    return end;
}

/* ---- "two hours later" ---- */

/* +1 for "later", -1 for "earlier", 0 for neither. */
static int direction(const airlog_parser *parser, size_t at, size_t *end) {
    *end = at + 1;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_LATER) return 1;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_EARLIER) return -1;
    bool after = airlog_parser_term(parser, at) == AIRLOG_TERM_AFTER;
    bool before = airlog_parser_term(parser, at) == AIRLOG_TERM_BEFORE;
    if (!after && !before) return 0;
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    bool closed = next->length == 0 || next->kind == AIRLOG_TOKEN_MARK || next->kind == AIRLOG_TOKEN_PARAGRAPH;
    if (airlog_parser_in(parser, at + 1, " that then this ")) ++*end;
    else if (!closed && !(after && airlog_parser_in(parser, at + 1, " being its their it detection "))) return 0;
    return after ? 1 : -1;
}

static size_t read_after(airlog_parser *parser, size_t at, airlog_status *status) {
    length read;
    size_t end;
    if (!read_length(parser, at, &read)) return 0;
    int sign = direction(parser, read.end, &end);
    double seconds = read.value * airlog_term_value(read.unit);
    if (airlog_parser_term(parser, read.end) == AIRLOG_TERM_AGO) return add_past(parser, at, read.end + 1, status);
    if (sign == 0) return 0;
    if (seconds > 31 * 86400.0) return add_past(parser, at, end, status); /* "two years later" is another story */
    airlog_time_fact *fact;
    add(parser, at, end, AIRLOG_TIME_AFTER, "time after", &fact, status);
    if (fact == NULL) return end;
    fact->after = duration(parser, at, &read, sign);
    fact->approximate = hedged(parser, at);
    if (fact->approximate) fact->after.hedge = AIRLOG_HEDGE_ABOUT;
    fact->precision_s = (int32_t)fact->after.precision_si;
    return end;
}

/* "the next day", "the following morning" */
static size_t read_next_day(airlog_parser *parser, size_t at, airlog_status *status) {
    size_t word = airlog_parser_is(parser, at, "the") ? at + 1 : at;
    if (airlog_parser_term(parser, word) != AIRLOG_TERM_NEXT || word == at) return 0;
    if (!airlog_parser_in(parser, word + 1, " day morning afternoon evening night ")) return 0;
    airlog_time_fact *fact;
    size_t end = add(parser, at, word + 2, AIRLOG_TIME_AFTER, "time next day", &fact, status);
    if (fact == NULL) return end;
    length day = {.end = word + 2, .value = 1, .half_unit = 1, .unit = AIRLOG_TERM_DAY};
    fact->after = duration(parser, at, &day, 1);
    fact->precision_s = 86400;
    fact->approximate = true;
    return end;
}

/* ---- "the previous 24 hours" ---- */

static bool is_last(airlog_term term) {
    return term == AIRLOG_TERM_LAST || term == AIRLOG_TERM_PREVIOUS;
}

static size_t read_window(airlog_parser *parser, size_t at, airlog_status *status) {
    size_t word = airlog_parser_is(parser, at, "the") ? at + 1 : at;
    length read;
    if (!is_last(airlog_parser_term(parser, word)) || !read_length(parser, word + 1, &read)) return 0;
    double seconds = read.value * airlog_term_value(read.unit);
    if (seconds > 3 * 86400.0) return add_past(parser, at, read.end, status);
    airlog_time_fact *fact;
    size_t end = add(parser, at, read.end, AIRLOG_TIME_SPAN, "time window", &fact, status);
    if (fact == NULL) return end;
    fact->after = duration(parser, word + 1, &read, -1);
    fact->precision_s = (int32_t)seconds;
    fact->approximate = true;
    return end;
}

/* ---- "last year", "in recent weeks", "earlier this month" ---- */

static bool is_long(const airlog_parser *parser, size_t at) {
    switch (airlog_parser_term(parser, at)) {
    case AIRLOG_TERM_WEEK:
    case AIRLOG_TERM_FORTNIGHT:
    case AIRLOG_TERM_MONTH:
    case AIRLOG_TERM_YEAR:
    case AIRLOG_TERM_DECADE:
    case AIRLOG_TERM_WEEKEND:
    case AIRLOG_TERM_SUMMER: return true;
    default: return airlog_parser_in(parser, at, " winter spring autumn fall century quarter ");
    }
}

static size_t read_past(airlog_parser *parser, size_t at, airlog_status *status) {
    size_t word = at;
    if (airlog_parser_in(parser, word, " earlier later early late ")) ++word;
    if (airlog_parser_in(parser, word, " in over during the ")) ++word;
    if (airlog_parser_in(parser, word, " the ")) ++word;
    airlog_term term = airlog_parser_term(parser, word);
    bool recent = term == AIRLOG_TERM_RECENT;
    if (recent && airlog_parser_class(parser, word + 1) == AIRLOG_TERM_CLASS_DURATION)
        return add_past(parser, at, word + 2, status);
    if (term == AIRLOG_TERM_WEEKEND) return add_past(parser, at, word + 1, status);
    bool few = is_last(term) && airlog_parser_in(parser, word + 1, " few several couple ");
    size_t unit = word + 1 + few;
    if (few && airlog_parser_is(parser, unit, "of")) ++unit;
    if (few && airlog_parser_class(parser, unit) == AIRLOG_TERM_CLASS_DURATION) return add_past(parser, at, unit + 1, status);
    bool next = term == AIRLOG_TERM_NEXT;
    if ((!is_last(term) && term != AIRLOG_TERM_THIS && !next) || !is_long(parser, word + 1)) return 0;
    size_t end = word + 2;
    if ((airlog_parser_token(parser, end)->flags & AIRLOG_TOKEN_CLITIC) != 0) ++end;
    if (!next) return add_past(parser, at, end, status);
    airlog_time_fact *fact;
    return add(parser, at, end, AIRLOG_TIME_PERIOD, "time period", &fact, status);
}

/* "years ago", "several months ago" */
static size_t read_ago(airlog_parser *parser, size_t at, airlog_status *status) {
    size_t unit = airlog_parser_term(parser, at) == AIRLOG_TERM_VAGUE ? at + 1 : at;
    if (airlog_parser_is(parser, at, "a") && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_VAGUE) unit = at + 2;
    if (unit == at || airlog_parser_class(parser, unit) != AIRLOG_TERM_CLASS_DURATION) return 0;
    if (airlog_parser_term(parser, unit + 1) != AIRLOG_TERM_AGO) return 0;
    return add_past(parser, at, unit + 2, status);
}

/* ---- "in January", "since April 2023", "in 2019", "early 2024" ---- */

static bool opens_period(const airlog_parser *parser, size_t at) {
    return airlog_parser_in(parser, at, " in since during early late mid by until of from between and last through to ");
}

/* A year must not be the number of something: "in 2019 cases". */
static bool year_stands_alone(const airlog_parser *parser, size_t at) {
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    if ((next->flags & AIRLOG_TOKEN_CLITIC) != 0) return true;
    if (next->kind == AIRLOG_TOKEN_WORD) {
        airlog_term_class kind = airlog_parser_class(parser, at + 1);
        if (kind == AIRLOG_TERM_CLASS_LENGTH || kind == AIRLOG_TERM_CLASS_SPEED || kind == AIRLOG_TERM_CLASS_ZONE ||
            kind == AIRLOG_TERM_CLASS_DURATION || kind == AIRLOG_TERM_CLASS_DATUM)
            return false;
        return !airlog_parser_in(parser, at + 1, " hours hrs local people cases times ");
    }
    if (next->kind == AIRLOG_TOKEN_MARK) {
        char c = parser->text.bytes[next->start];
        const airlog_token *second = airlog_parser_token(parser, at + 2);
        bool tied = (c == '-' || c == '/' || c == ':' || c == '.') && second->kind == AIRLOG_TOKEN_NUMBER &&
                    (second->flags & AIRLOG_TOKEN_SPACE) == 0;
        return !tied && c != '%';
    }
    return next->kind != AIRLOG_TOKEN_NUMBER;
}

static size_t read_period(airlog_parser *parser, size_t at, airlog_status *status) {
    size_t word = at;
    if (airlog_parser_is(parser, word, "the")) return 0;
    while (word < at + 3 && opens_period(parser, word)) ++word;
    if (airlog_parser_is(parser, word, "-") || airlog_parser_mark(parser, word, '-')) ++word;
    bool led = word > at || (at > 0 && opens_period(parser, at - 1));
    airlog_date date = {0};
    size_t end = word;
    if (airlog_parser_class(parser, word) == AIRLOG_TERM_CLASS_MONTH) {
        const airlog_token *number = airlog_parser_token(parser, word + 1);
        date.month = (int32_t)airlog_term_value(airlog_parser_term(parser, word));
        bool day = number->kind == AIRLOG_TOKEN_NUMBER && number->digits <= 2;
        if (day) return 0; /* a date */
        ++end;
        if (airlog_parser_mark(parser, end, ',')) ++end;
        if (airlog_is_year(parser, end) && year_stands_alone(parser, end)) {
            date.year = (int32_t)airlog_parser_token(parser, end)->value;
            ++end;
            led = true;
        } else if (airlog_parser_mark(parser, end - 1, ',')) {
            --end;
        }
    } else if (airlog_is_year(parser, word) && year_stands_alone(parser, word) && led) {
        if (word > at && airlog_parser_in(parser, word - 1, " to and from between through of ") && word == at + 1 &&
            !airlog_parser_in(parser, at, " from between of "))
            return 0;
        date.year = (int32_t)airlog_parser_token(parser, word)->value;
        ++end;
    }
    if (end == word || !led) return 0;
    airlog_time_fact *fact;
    add(parser, word, end, AIRLOG_TIME_PERIOD, "time period", &fact, status);
    if (fact == NULL) return end;
    fact->date = date;
    fact->precision_s = date.month != 0 ? 2678400 : 31622400;
    return end;
}

size_t airlog_read_relative(airlog_parser *parser, size_t at, airlog_status *status) {
    static size_t (*const readers[])(airlog_parser *, size_t, airlog_status *) = {
        read_after, read_next_day, read_window, read_past, read_ago, read_period};
    if (airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_IDENT) return 0;
    if (airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER) {
        size_t end = read_after(parser, at, status);
        return end != 0 || *status != AIRLOG_OK || !airlog_is_year(parser, at) ? end : read_period(parser, at, status);
    }
    for (size_t i = 0; i < sizeof readers / sizeof readers[0] && *status == AIRLOG_OK; ++i) {
        size_t end = readers[i](parser, at, status);
        if (end != 0) return end;
    }
    return 0;
}
