/* Times that are one run of digits and letters: 1503Z, 281253Z, 251021ZNOV24, 2110121506, 2024-11-24T10:21:00Z. */
#include "times.h"

#include <string.h>

static bool digits_at(airlog_text text, size_t at, int count, int *out) {
    *out = 0;
    for (int i = 0; i < count; ++i) {
        if (at + (size_t)i >= text.length) return false;
        char c = text.bytes[at + (size_t)i];
        if (c < '0' || c > '9') return false;
        *out = *out * 10 + (c - '0');
    }
    return true;
}

static bool set_time(airlog_clock *out, int hour, int minute, int second, int32_t precision_s) {
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute > 0)) return false;
    out->seconds = hour * 3600 + minute * 60 + second;
    out->precision_s = precision_s;
    return true;
}

/* The zones of the military alphabet; J is local. False for a letter that is none. */
static bool military_zone(char letter, airlog_zone_reading *out) {
    static const char east[] = "ABCDEFGHIKLM", west[] = "NOPQRSTUVWXY";
    memset(out, 0, sizeof *out);
    letter = (char)(letter & ~32);
    const char *found = letter == 0 ? NULL : strchr(east, letter);
    if (letter == 'Z') {
        *out = (airlog_zone_reading){.known = true, .utc = true};
    } else if (found != NULL) {
        *out = (airlog_zone_reading){.known = true, .offset_s = (int32_t)(found - east + 1) * 3600};
    } else if (letter != 0 && (found = strchr(west, letter)) != NULL) {
        *out = (airlog_zone_reading){.known = true, .offset_s = -(int32_t)(found - west + 1) * 3600};
    } else {
        return letter == 'J';
    }
    return true;
}

static int month_of(airlog_text word) {
    airlog_term term = airlog_term_find(word);
    if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_MONTH) return (int)airlog_term_value(term);
    if (airlog_text_is(word, "may")) return 5;
    return airlog_text_is(word, "mar") ? 3 : 0;
}

/* "NOV24", "jul04", "DEC2023" at a byte of one identifier that ends at `end`. */
static bool month_year(airlog_text text, size_t at, size_t end, airlog_date *out) {
    if (end < at + 3) return false;
    out->month = month_of((airlog_text){text.bytes + at, 3});
    if (out->month == 0) return false;
    int year = 0;
    size_t digits = end - at - 3;
    if (digits == 0) return true;
    if ((digits != 2 && digits != 4) || !digits_at(text, at + 3, (int)digits, &year)) return false;
    out->year = digits == 2 ? 2000 + year : year;
    return out->year >= 1900 && out->year <= 2099;
}

/* "NOV 24" as words of their own after the group. */
static size_t month_year_words(const airlog_parser *parser, size_t at, airlog_date *out) {
    int month = month_of(airlog_parser_word(parser, at));
    if (month == 0 || airlog_parser_token(parser, at)->kind != AIRLOG_TOKEN_WORD) return at;
    out->month = month;
    const airlog_token *year = airlog_parser_token(parser, at + 1);
    bool number = year->kind == AIRLOG_TOKEN_NUMBER && year->decimals == 0;
    if (number && (year->digits == 2 || (year->digits == 4 && year->value >= 1900 && year->value <= 2099))) {
        out->year = (int32_t)year->value + (year->digits == 2 ? 2000 : 0);
        return at + 2;
    }
    return at + 1;
}

/* DDHHMM or DDHHMMSS with its letter, then perhaps the month. */
static size_t read_group(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    airlog_text text = parser->text;
    size_t first = token->start, end = first + token->length, digits = 0;
    while (first + digits < end && text.bytes[first + digits] >= '0' && text.bytes[first + digits] <= '9') ++digits;
    if ((digits != 6 && digits != 8) || first + digits >= end) return 0;
    int day, hour, minute, second = 0;
    digits_at(text, first, 2, &day);
    digits_at(text, first + 2, 2, &hour);
    digits_at(text, first + 4, 2, &minute);
    if (digits == 8) digits_at(text, first + 6, 2, &second);
    char letter = text.bytes[first + digits];
    if (day < 1 || day > 31 || !military_zone(letter, &out->zone)) return 0;
    if (!set_time(out, hour, minute, second, digits == 8 ? 1 : 60)) return 0;
    out->date = (airlog_date){0, 0, day};
    out->has_zone = out->sure = true;
    size_t rest = first + digits + 1;
    if (rest < end) return month_year(text, rest, end, &out->date) ? at + 1 : 0;
    size_t after = month_year_words(parser, at + 1, &out->date);
    if (after == at + 1 && (letter != 'Z' && letter != 'z')) return 0; /* 513210N is no time */
    return after;
}

/* "1503Z"; in an FAA report other letters are read by airlog_parse_time_faa(). */
static size_t read_zulu(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    int hour, minute;
    if (token->length != 5 || (parser->text.bytes[token->start + 4] | 32) != 'z') return 0;
    if (!digits_at(parser->text, token->start, 2, &hour) || !digits_at(parser->text, token->start + 2, 2, &minute)) return 0;
    if (!set_time(out, hour, minute, 0, 60)) return 0;
    out->has_zone = out->sure = true;
    out->zone = (airlog_zone_reading){.known = true, .utc = true};
    return at + 1;
}

/* "232200 UTC": day, hour and minute before the word. */
static size_t read_day_group(const airlog_parser *parser, size_t at, airlog_clock *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_NUMBER || token->digits != 6 || token->length != 6) return 0;
    if (airlog_parser_term(parser, at + 1) != AIRLOG_TERM_UTC) return 0;
    int day, hour, minute;
    digits_at(parser->text, token->start, 2, &day);
    digits_at(parser->text, token->start + 2, 2, &hour);
    digits_at(parser->text, token->start + 4, 2, &minute);
    if (day < 1 || day > 31 || !set_time(out, hour, minute, 0, 60)) return 0;
    out->date = (airlog_date){0, 0, day};
    out->has_zone = out->sure = true;
    out->zone = (airlog_zone_reading){.known = true, .utc = true};
    return month_year_words(parser, at + 2, &out->date);
}

size_t airlog_read_digits_time(const airlog_parser *parser, size_t at, airlog_clock *out) {
    if (airlog_parser_token(parser, at)->kind != AIRLOG_TOKEN_IDENT) return read_day_group(parser, at, out);
    size_t end = read_zulu(parser, at, out);
    return end != 0 ? end : read_group(parser, at, out);
}

/* ---- ISO 8601 ---- */

/* The zone of an ISO time; false when what stands there is no end of a time. */
static size_t iso_zone(airlog_text text, size_t at, airlog_clock *out) {
    if (at >= text.length) return at;
    char c = text.bytes[at];
    int hour, minute = 0;
    if (c == 'Z' || c == 'z') {
        out->has_zone = true;
        out->zone = (airlog_zone_reading){.known = true, .utc = true};
        return at + 1;
    }
    if ((c != '+' && c != '-') || !digits_at(text, at + 1, 2, &hour)) return at;
    size_t end = at + 3;
    size_t minutes = end < text.length && text.bytes[end] == ':' ? end + 1 : end;
    if (digits_at(text, minutes, 2, &minute)) end = minutes + 2;
    if (hour > 14 || minute > 59) return at;
    out->has_zone = true;
    out->zone.known = true;
    out->zone.offset_s = (c == '+' ? 1 : -1) * (hour * 3600 + minute * 60);
    out->zone.utc = out->zone.offset_s == 0;
    return end;
}

size_t airlog_read_iso(const airlog_parser *parser, size_t at, airlog_clock *out) {
    memset(out, 0, sizeof *out);
    const airlog_token *token = airlog_parser_token(parser, at);
    airlog_text text = parser->text;
    size_t start = token->start;
    int year, month, day, hour, minute, second = 0;
    if (token->kind != AIRLOG_TOKEN_NUMBER || token->digits != 4 || start + 16 > text.length) return 0;
    if (text.bytes[start + 4] != '-' || text.bytes[start + 7] != '-' || text.bytes[start + 13] != ':') return 0;
    char joint = text.bytes[start + 10];
    if (joint != 'T' && joint != 't' && joint != ' ') return 0;
    if (!digits_at(text, start, 4, &year) || !digits_at(text, start + 5, 2, &month) ||
        !digits_at(text, start + 8, 2, &day) || !digits_at(text, start + 11, 2, &hour) ||
        !digits_at(text, start + 14, 2, &minute))
        return 0;
    out->date = (airlog_date){year, month, day};
    size_t end = start + 16;
    bool seconds = end + 3 <= text.length && text.bytes[end] == ':' && digits_at(text, end + 1, 2, &second);
    if (seconds) end += 3;
    if (seconds && end < text.length && text.bytes[end] == '.') {
        for (++end; end < text.length && text.bytes[end] >= '0' && text.bytes[end] <= '9';) ++end;
    }
    if (!airlog_date_valid(out->date) || year < 1900 || year > 2099) return 0;
    if (!set_time(out, hour, minute, seconds ? second : 0, seconds ? 1 : 60)) return 0;
    end = iso_zone(text, end, out);
    out->sure = true;
    while (at < parser->count && airlog_parser_token(parser, at)->start < end) ++at;
    return at;
}

/* ---- NOTAM ---- */

size_t airlog_read_notam_time(const airlog_parser *parser, size_t at, airlog_clock *out) {
    memset(out, 0, sizeof *out);
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->length < 10 || token->length > 13) return 0;
    bool ident = token->kind == AIRLOG_TOKEN_IDENT && token->length > 10;
    if (!ident && (token->kind != AIRLOG_TOKEN_NUMBER || token->digits != 10 || token->length != 10)) return 0;
    int part[5];
    for (size_t i = 0; i < 5; ++i) {
        if (!digits_at(parser->text, token->start + 2 * i, 2, &part[i])) return 0;
    }
    out->date = (airlog_date){2000 + part[0], part[1], part[2]};
    if (!airlog_date_valid(out->date) || !set_time(out, part[3], part[4], 0, 60)) return 0;
    out->has_zone = true;
    out->zone = (airlog_zone_reading){.known = true, .utc = true};
    size_t end = at + 1;
    const airlog_token *next = airlog_parser_token(parser, end);
    if (next->length == 3 && (next->flags & AIRLOG_TOKEN_SPACE) == 0 && airlog_parser_is(parser, end, "EST")) {
        out->doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE); /* estimated */
        out->sure = true;
        ++end;
    }
    return end;
}
