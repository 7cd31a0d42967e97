/* Clock times: "6:21 p.m.", "09:03", "9:24:05", "11.52", "1021 GMT", "18h27", "noon". */
#include "times.h"

#include <string.h>

static char byte_at(const airlog_parser *parser, size_t offset) {
    return offset < parser->text.length ? parser->text.bytes[offset] : 0;
}

/* Two digits at a byte, -1 when they are none. */
static int two_digits(const airlog_parser *parser, size_t offset) {
    char a = byte_at(parser, offset), b = byte_at(parser, offset + 1);
    return a >= '0' && a <= '9' && b >= '0' && b <= '9' ? (a - '0') * 10 + (b - '0') : -1;
}

static bool set_clock(airlog_clock *out, int hour, int minute, int second, int32_t precision_s) {
    if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0)) return false;
    out->seconds = hour * 3600 + minute * 60 + second;
    out->precision_s = precision_s;
    out->twelve_hour = hour >= 1 && hour <= 12;
    return true;
}

/* 'a', 'p' or 0 for "a.m.", "PM", "p m" and what the lexer left of "21p.m."; *at steps over it. */
static char read_half(const airlog_parser *parser, size_t *at) {
    airlog_term term = airlog_parser_term(parser, *at);
    if (term == AIRLOG_TERM_AM || term == AIRLOG_TERM_PM) {
        ++*at;
        return term == AIRLOG_TERM_AM ? 'a' : 'p';
    }
    char letter = (char)(byte_at(parser, airlog_parser_token(parser, *at)->start) | 32);
    bool single = airlog_parser_token(parser, *at)->length <= 2 && (letter == 'a' || letter == 'p') &&
                  airlog_parser_token(parser, *at)->kind == AIRLOG_TOKEN_WORD;
    size_t m = *at + 1;
    if (airlog_parser_mark(parser, m, '.') && airlog_parser_glued(parser, m)) ++m;
    if (!single || (byte_at(parser, airlog_parser_token(parser, m)->start) | 32) != 'm' ||
        airlog_parser_token(parser, m)->length > 2 || airlog_parser_token(parser, m)->kind != AIRLOG_TOKEN_WORD)
        return 0;
    *at = m + 1;
    return letter;
}

/* What the lexer keeps as one identifier: "21p" of "6:21p.m.". */
static char read_half_glued(const airlog_parser *parser, size_t *at, char letter) {
    size_t next = *at;
    letter = (char)(letter | 32);
    if (letter != 'a' && letter != 'p') return 0;
    if (airlog_parser_mark(parser, next, '.')) ++next;
    const airlog_token *m = airlog_parser_token(parser, next);
    if ((byte_at(parser, m->start) | 32) != 'm' || m->length > 2 || m->length == 0 ||
        (m->flags & AIRLOG_TOKEN_SPACE) != 0)
        return 0;
    *at = next + 1;
    return letter;
}

/* Puts the half of the day on the clock; "16.43 pm" says it twice and keeps the hour. */
static void apply_half(airlog_clock *clock, char half) {
    if (half == 0) return;
    int hour = clock->seconds / 3600;
    clock->half = true;
    clock->sure = true;
    clock->twelve_hour = false;
    if (hour > 12) {
        clock->doubts |= AIRLOG_DOUBT_BIT(TIME_CONFLICT);
        return;
    }
    if (hour == 12 && half == 'a') clock->seconds -= 12 * 3600;
    if (hour < 12 && half == 'p') clock->seconds += 12 * 3600;
}

/* "in the morning", "at night" in place of a.m. and p.m. */
static size_t read_half_words(const airlog_parser *parser, size_t at, airlog_clock *clock) {
    size_t part = at;
    if (airlog_parser_is(parser, at, "in") && airlog_parser_is(parser, at + 1, "the")) part = at + 2;
    else if (airlog_parser_is(parser, at, "at")) part = at + 1;
    else return at;
    char half = 0;
    switch (airlog_parser_term(parser, part)) {
    case AIRLOG_TERM_MORNING: half = 'a'; break;
    case AIRLOG_TERM_AFTERNOON:
    case AIRLOG_TERM_EVENING: half = 'p'; break;
    case AIRLOG_TERM_NIGHT: half = clock->seconds / 3600 >= 6 ? 'p' : 'a'; break;
    default: return at;
    }
    if (!clock->half) {
        bool late = clock->seconds >= 13 * 3600 && half == 'a'; /* "13:23 in the morning" */
        if (late) clock->doubts |= AIRLOG_DOUBT_BIT(TIME_CONFLICT);
        else if (clock->seconds < 13 * 3600) apply_half(clock, half);
        clock->sure = true;
    }
    return part + 1;
}

static size_t finish(const airlog_parser *parser, size_t end, airlog_clock *out) {
    if (!out->has_zone) {
        size_t after = airlog_read_zone(parser, end, &out->zone);
        if (after != 0) {
            out->has_zone = true;
            out->sure = true;
            end = after;
        }
    }
    size_t words = read_half_words(parser, end, out);
    if (words != end && !out->has_zone) {
        size_t after = airlog_read_zone(parser, words, &out->zone);
        out->has_zone = after != 0;
        if (after != 0) words = after;
    }
    return words;
}

/* A letter right behind the digits: "27Z" of "18:27Z", "21p" of "6:21p.m.". */
static bool read_tail_letter(const airlog_parser *parser, const airlog_token *token, size_t *end, airlog_clock *out) {
    char letter = byte_at(parser, token->start + 2);
    if (token->length != 3) return false;
    if (letter == 'Z' || letter == 'z') {
        out->has_zone = out->sure = true;
        out->zone = (airlog_zone_reading){.known = true, .utc = true};
        return true;
    }
    if (letter == 'h' || letter == 'H') return true;
    char half = read_half_glued(parser, end, letter);
    apply_half(out, half);
    return half != 0;
}

/* ":05" seconds after the minutes. */
static size_t read_seconds(const airlog_parser *parser, size_t at, int *second) {
    const airlog_token *token = airlog_parser_token(parser, at + 1);
    *second = -1;
    if (!airlog_parser_mark(parser, at, ':') || !airlog_parser_glued(parser, at) || !airlog_parser_glued(parser, at + 1)) return at;
    bool number = token->kind == AIRLOG_TOKEN_NUMBER && (token->digits == 2 || token->decimals > 0);
    bool ident = token->kind == AIRLOG_TOKEN_IDENT && token->length == 3;
    if (!number && !ident) return at;
    *second = two_digits(parser, token->start);
    return at + 2;
}

/* "09:03", "6:21 p.m.", "9:24:05", "14:43Z" */
static size_t read_colon(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *hour = airlog_parser_token(parser, at), *minute = airlog_parser_token(parser, at + 2);
    if (!airlog_plain_number(hour, 2) || !airlog_parser_mark(parser, at + 1, ':') || !airlog_parser_glued(parser, at + 1)) return 0;
    bool number = airlog_plain_number(minute, 2) && minute->digits == 2;
    bool ident = minute->kind == AIRLOG_TOKEN_IDENT && minute->length == 3 && two_digits(parser, minute->start) >= 0;
    if (!airlog_parser_glued(parser, at + 2) || (!number && !ident)) return 0;
    int second;
    size_t end = number ? read_seconds(parser, at + 3, &second) : at + 3;
    if (ident) second = -1;
    const airlog_token *last = airlog_parser_token(parser, end - 1);
    if (!set_clock(out, (int)hour->value, two_digits(parser, minute->start), second < 0 ? 0 : second,
                   second < 0 ? 60 : 1))
        return 0;
    out->sure = true;
    if (last->kind == AIRLOG_TOKEN_IDENT && !read_tail_letter(parser, last, &end, out)) return 0;
    if (last->kind == AIRLOG_TOKEN_NUMBER) apply_half(out, read_half(parser, &end));
    return finish(parser, end, out);
}

/* "03 h 14 min 32 s", "3 h 14 UTC": a clock behind "at", or with its zone; otherwise how long it took. */
static size_t read_hours_minutes(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *hour = airlog_parser_token(parser, at), *minute = airlog_parser_token(parser, at + 2);
    if (!airlog_plain_number(hour, 2) || !airlog_parser_is(parser, at + 1, "h") || !airlog_plain_number(minute, 2)) return 0;
    if (minute->digits != 2 || minute->value > 59) return 0;
    size_t end = at + 3;
    int second = -1;
    if (airlog_parser_is(parser, end, "min")) {
        const airlog_token *number = airlog_parser_token(parser, ++end);
        bool seconds = airlog_plain_number(number, 2) && number->value < 60 && airlog_parser_in(parser, end + 1, " s sec ");
        if (seconds) second = (int)number->value, end += 2;
    }
    if (!set_clock(out, (int)hour->value, (int)minute->value, second < 0 ? 0 : second, second < 0 ? 60 : 1)) return 0;
    size_t done = finish(parser, end, out);
    bool led = at > 0 && airlog_parser_in(parser, at - 1, " at until from around about since ");
    out->sure = led || out->has_zone;
    return out->sure ? done : 0;
}

/* "11.52", "4.23 am": only sure with a.m., p.m. or a zone. */
static size_t read_dotted(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_NUMBER || token->decimals != 2 || token->digits > 4 || token->digits < 3) return 0;
    int hour = (int)token->value, minute = two_digits(parser, token->start + token->length - 2);
    if (minute < 0 || !set_clock(out, hour, minute, 0, 60) || hour == 24) return 0;
    size_t end = at + 1;
    bool hours = airlog_parser_in(parser, end, " hrs h ") && token->digits == 4 && at > 0 &&
                 airlog_parser_in(parser, at - 1, " at about by before after until since from around approximately ");
    if (hours) { /* "shortly after 10.15 hrs" */
        out->sure = true;
        ++end;
    }
    apply_half(out, read_half(parser, &end));
    return finish(parser, end, out);
}

/* "6 p.m.", "6pm", "6p.m.", "5 o'clock in the morning" */
static size_t read_hour(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    size_t end = at + 1;
    char half = 0;
    bool ident = token->kind == AIRLOG_TOKEN_IDENT && (token->length == 2 || token->length == 3);
    int hour = airlog_plain_number(token, 2) ? (int)token->value : -1;
    if (ident) {
        char letter = byte_at(parser, token->start + token->length - 1);
        hour = token->length == 3 ? two_digits(parser, token->start) : byte_at(parser, token->start) - '0';
        half = read_half_glued(parser, &end, letter);
    } else if (airlog_plain_number(token, 2)) {
        half = read_half(parser, &end);
    }
    if (hour < 0 || !set_clock(out, hour, 0, 0, 3600)) return 0;
    if (half != 0) {
        apply_half(out, half);
        return finish(parser, end, out);
    }
    if (ident || !airlog_plain_number(token, 2)) return 0;
    if (airlog_parser_term(parser, end) == AIRLOG_TERM_OCLOCK) {
        size_t words = finish(parser, end + 1, out);
        return out->sure ? words : 0; /* alone it is where something is seen */
    }
    return 0;
}

/* "1021 GMT", "1820 Pacific daylight time", "1400 hours", "0027": what is around decides when no zone is written. */
static size_t read_four(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (!airlog_plain_number(token, 4) || token->digits != 4) return 0;
    int value = (int)token->value;
    if (!set_clock(out, value / 100, value % 100, 0, 60)) return 0;
    out->twelve_hour = false;
    size_t end = at + 1;
    if (airlog_parser_mark(parser, end, ':') && airlog_parser_glued(parser, end)) { /* "1854:42" */
        const airlog_token *second = airlog_parser_token(parser, end + 1);
        if (!airlog_plain_number(second, 2) || second->digits != 2 || second->value > 59) return 0;
        out->seconds += (int32_t)second->value;
        out->precision_s = 1;
        out->sure = true;
        end += 2;
    }
    size_t after = finish(parser, end, out);
    if (after == end && airlog_parser_in(parser, end, " hours hrs h ") &&
        !airlog_parser_in(parser, end + 1, " later ago earlier before of ")) {
        out->sure = true;
        after = end + 1;
    }
    char half = 0;
    if (after == end) half = read_half(parser, &after); /* "0630 a.m." */
    apply_half(out, half);
    return half != 0 ? finish(parser, after, out) : after;
}

/* "18h27", "1400h" */
static size_t read_h(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length < 4 || token->length > 5) return 0;
    size_t first = token->start, width = byte_at(parser, first + 1) == 'h' || byte_at(parser, first + 1) == 'H' ? 1 : 2;
    int hour = width == 2 ? two_digits(parser, first) : byte_at(parser, first) - '0';
    int minute = two_digits(parser, first + width + 1);
    if ((byte_at(parser, first + width) | 32) == 'h' && token->length == width + 3 && hour >= 0 && minute >= 0) {
        if (!set_clock(out, hour, minute, 0, 60)) return 0;
    } else if (token->length == 5 && (byte_at(parser, first + 4) | 32) == 'h') {
        if (two_digits(parser, first + 2) < 0 || hour < 0) return 0;
        if (!set_clock(out, hour, two_digits(parser, first + 2), 0, 60)) return 0;
    } else {
        return 0;
    }
    out->sure = true;
    return finish(parser, at + 1, out);
}

/* "half past nine", "quarter to six": the hour of the clock face. */
static size_t read_face(const airlog_parser *parser, size_t at, airlog_clock *out) {
    airlog_term part = airlog_parser_term(parser, at), hour = airlog_parser_term(parser, at + 2);
    if (part != AIRLOG_TERM_HALF && part != AIRLOG_TERM_QUARTER) return 0;
    bool past = airlog_parser_is(parser, at + 1, "past"), to = airlog_parser_is(parser, at + 1, "to") && part == AIRLOG_TERM_QUARTER;
    const airlog_token *number = airlog_parser_token(parser, at + 2);
    double value = airlog_term_class_of(hour) == AIRLOG_TERM_CLASS_NUMBER ? airlog_term_value(hour) : airlog_plain_number(number, 2) ? number->value : 0;
    if (!(past || to) || value < 1 || value > 12 || value != (int)value) return 0;
    int minutes = (int)value * 60 + (part == AIRLOG_TERM_HALF ? 30 : past ? 15 : -15);
    if (!set_clock(out, minutes / 60, minutes % 60, 0, 60)) return 0;
    out->twelve_hour = true;
    out->sure = true;
    size_t end = at + 3;
    apply_half(out, read_half(parser, &end));
    return finish(parser, end, out);
}

/* "noon", "midnight", "12 noon" */
static size_t read_named(const airlog_parser *parser, size_t at, airlog_clock *out) {
    size_t word = at;
    const airlog_token *token = airlog_parser_token(parser, at);
    if (airlog_plain_number(token, 2) && token->value == 12) ++word;
    airlog_term term = airlog_parser_term(parser, word);
    if (term != AIRLOG_TERM_NOON && term != AIRLOG_TERM_MIDNIGHT) return 0;
    set_clock(out, term == AIRLOG_TERM_NOON ? 12 : 0, 0, 0, 3600);
    out->sure = true;
    out->half = true;
    out->twelve_hour = false;
    return finish(parser, word + 1, out);
}

size_t airlog_read_clock(const airlog_parser *parser, size_t at, airlog_clock *out) {
    static size_t (*const readers[])(const airlog_parser *, size_t, airlog_clock *) = {
        read_colon, read_named, read_face, read_hour, read_dotted, read_four, read_h, airlog_read_digits_time, read_hours_minutes};
    airlog_token_kind kind = airlog_parser_token(parser, at)->kind;
    if (kind != AIRLOG_TOKEN_NUMBER && kind != AIRLOG_TOKEN_IDENT && kind != AIRLOG_TOKEN_WORD) return 0;
    size_t first = kind == AIRLOG_TOKEN_WORD ? 1 : 0, end_reader = kind == AIRLOG_TOKEN_WORD ? 3 : sizeof readers / sizeof *readers;
    for (size_t i = first; i < end_reader; ++i) {
        memset(out, 0, sizeof *out);
        size_t end = readers[i](parser, at, out);
        if (end != 0) return end;
    }
    return 0;
}

size_t airlog_read_bare_hour(const airlog_parser *parser, size_t at, airlog_clock *out) {
    memset(out, 0, sizeof *out);
    const airlog_token *token = airlog_parser_token(parser, at);
    if (!airlog_plain_number(token, 2) || token->value < 1 || token->value > 12) return 0;
    return set_clock(out, (int)token->value, 0, 0, 3600) ? at + 1 : 0;
}

void airlog_clock_borrow(airlog_clock *bare, const airlog_clock *from) {
    if (bare->half || !from->half || !bare->twelve_hour) return;
    apply_half(bare, from->seconds >= 12 * 3600 ? 'p' : 'a');
    bare->half = false;
}
