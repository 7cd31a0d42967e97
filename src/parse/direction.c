/* Directions: 4, 8, 16 and 32 points in every joining, and degrees. */
#include "place_words.h"

#include <math.h>

static const airlog_direction_reading no_direction = {.end = 0};

static double turn(double deg) {
    deg = fmod(deg, 360);
    return deg < 0 ? deg + 360 : deg;
}

/* The signed turn from one direction to another, (-180, 180]. */
static double between(double from, double to) {
    double by = turn(to - from);
    return by > 180 ? by - 360 : by;
}

airlog_term airlog_compass_term(double deg) {
    for (int term = AIRLOG_TERM_NORTH; term <= AIRLOG_TERM_NORTH_BY_WEST; term++) {
        if (airlog_term_value((airlog_term)term) == deg) return (airlog_term)term;
    }
    return AIRLOG_TERM_NONE;
}

double airlog_compass_half(double deg) {
    if (fmod(deg, 90) == 0) return 45;
    if (fmod(deg, 45) == 0) return 22.5;
    return fmod(deg, 22.5) == 0 ? 11.25 : 5.625;
}

static bool is_compass(const airlog_parser *parser, size_t at) {
    return airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_COMPASS;
}

static bool is_abbreviated(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return token->length <= 4 && airlog_term_class_of((airlog_term)token->term) == AIRLOG_TERM_CLASS_COMPASS &&
           !airlog_parser_listed(parser, at, AIRLOG_LIST_EAST_WEST);
}

static double degrees_at(const airlog_parser *parser, size_t at) {
    return airlog_term_value(airlog_parser_term(parser, at));
}

/* North and west are northwest; north and northeast north-northeast. NaN when they do not go together. */
static double combine(double first, double second) {
    if (fmod(first, 90) != 0) return AIRLOG_UNKNOWN;
    double by = between(first, second);
    bool cardinal = fmod(second, 90) == 0;
    if (cardinal && fabs(by) == 90 && fmod(first, 180) == 0) return turn(first + by / 2);
    if (!cardinal && fmod(second, 45) == 0 && fabs(by) == 45) return turn(first + by / 2);
    return AIRLOG_UNKNOWN;
}

/* The token of the next compass word of the same direction: after a hyphen, a slash, or a blank when both words are
 * written out or both short. 0 when there is none. */
static size_t joined_word(const airlog_parser *parser, size_t at) {
    bool mark = airlog_parser_mark(parser, at + 1, '-') || airlog_parser_mark(parser, at + 1, '/');
    if (mark && is_compass(parser, at + 2)) return at + 2;
    if (!is_compass(parser, at + 1)) return 0;
    if (airlog_parser_token(parser, at + 1)->sentence != airlog_parser_token(parser, at)->sentence) return 0;
    return is_abbreviated(parser, at) == is_abbreviated(parser, at + 1) ? at + 1 : 0;
}

/* "north by east": a quarter point from the first towards the second. */
static size_t read_by(const airlog_parser *parser, size_t at, double first, double *deg) {
    if (airlog_parser_term(parser, at + 1) != AIRLOG_TERM_BY || !is_compass(parser, at + 2)) return 0;
    double second = degrees_at(parser, at + 2), by = between(first, second);
    if (fmod(second, 90) != 0 || fmod(first, 45) != 0 || by == 0 || fabs(by) > 90) return 0;
    *deg = turn(first + (by > 0 ? 11.25 : -11.25));
    return at + 3;
}

/* A compass word and those joined to it: returns the token after them. */
static size_t read_points(const airlog_parser *parser, size_t at, double *deg) {
    double first = degrees_at(parser, at);
    *deg = first;
    size_t end = read_by(parser, at, first, deg);
    if (end) return end;
    size_t second = joined_word(parser, at);
    if (!second) return at + 1;
    size_t third = joined_word(parser, second);
    if (third) { /* south-south-east: the last two first */
        double tail = combine(degrees_at(parser, second), degrees_at(parser, third));
        double whole = isnan(tail) ? AIRLOG_UNKNOWN : combine(first, tail);
        if (!isnan(whole)) {
            *deg = whole;
            return third + 1;
        }
    }
    double both = combine(first, degrees_at(parser, second));
    if (isnan(both)) return at + 1;
    *deg = both;
    end = read_by(parser, second, both, deg);
    return end ? end : second + 1;
}

static airlog_direction_reading of_points(const airlog_parser *parser, size_t at) {
    airlog_direction_reading out = {.reference = AIRLOG_BEARING_COMPASS};
    out.end = read_points(parser, at, &out.deg);
    out.half_deg = airlog_compass_half(out.deg);
    out.compass = airlog_compass_term(out.deg);
    out.abbreviated = is_abbreviated(parser, at);
    return out;
}

/* "350° true", "070 degrees magnetic", "335degs", "350 T" with a degree sign or word. */
static airlog_direction_reading of_degrees(const airlog_parser *parser, size_t at) {
    const airlog_token *number = airlog_parser_token(parser, at);
    if (number->kind != AIRLOG_TOKEN_NUMBER || number->value > 360 || number->decimals > 1) return no_direction;
    if (airlog_parser_class(parser, at + 1) != AIRLOG_TERM_CLASS_ANGLE) return no_direction;
    airlog_direction_reading out = {.end = at + 2, .deg = turn(number->value), .half_deg = 0.5, .reference = AIRLOG_BEARING_TRUE};
    airlog_term term = airlog_parser_term(parser, out.end);
    airlog_text word = airlog_parser_word(parser, out.end);
    if (term == AIRLOG_TERM_TRUE_NORTH || airlog_text_equal(word, airlog_text_of("T"))) {
        out.end++;
    } else if (term == AIRLOG_TERM_MAGNETIC || term == AIRLOG_TERM_CAPITAL_M) {
        out.reference = AIRLOG_BEARING_MAGNETIC;
        out.end++;
    }
    return out;
}

airlog_direction_reading airlog_read_direction(const airlog_parser *parser, size_t at) {
    airlog_term_class class_of = airlog_parser_class(parser, at);
    if (class_of == AIRLOG_TERM_CLASS_COMPASS) return of_points(parser, at);
    if (class_of == AIRLOG_TERM_CLASS_HEADING) {
        airlog_direction_reading out = {.end = at + 1, .deg = degrees_at(parser, at), .heading = true};
        out.reference = AIRLOG_BEARING_COMPASS;
        out.compass = airlog_compass_term(out.deg);
        out.half_deg = airlog_compass_half(out.deg);
        return out;
    }
    return of_degrees(parser, at);
}

/* ---- slips of one letter -------------------------------------------------------------------------------- */

static char small(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* One letter missing, extra, wrong, or two that changed places. */
static bool is_slip(airlog_text word, const char *right) {
    size_t length = 0, same = 0, tail = 0;
    while (right[length]) length++;
    size_t shorter = word.length < length ? word.length : length;
    if (word.length + 1 < length || word.length > length + 1) return false;
    while (same < shorter && small(word.bytes[same]) == right[same]) same++;
    while (tail < shorter - same && small(word.bytes[word.length - 1 - tail]) == right[length - 1 - tail]) tail++;
    if (word.length != length) return same + tail == shorter;
    if (same + tail + 1 == length) return true;
    return same + tail + 2 == length && small(word.bytes[same]) == right[same + 1] && small(word.bytes[same + 1]) == right[same];
}

airlog_direction_reading airlog_read_damaged_direction(const airlog_parser *parser, size_t at) {
    static const struct {
        const char *name;
        double deg;
    } names[] = {{"northeast", 45}, {"northwest", 315}, {"southeast", 135}, {"southwest", 225}, {"north", 0}, {"south", 180}};
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_WORD || token->term || token->length < 5) return no_direction;
    airlog_text word = airlog_parser_word(parser, at);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!is_slip(word, names[i].name)) continue;
        airlog_direction_reading out = {.end = at + 1, .deg = names[i].deg, .repaired = true};
        out.reference = AIRLOG_BEARING_COMPASS;
        out.compass = airlog_compass_term(out.deg);
        out.half_deg = airlog_compass_half(out.deg);
        return out;
    }
    return no_direction;
}
