/* Numbers as they stand in print: digits with marks, fractions, words, and known damage. */
#include "quantity.h"

#include <math.h>
#include <string.h>

static const airlog_number_reading no_number = {.end = 0};

static double power_of_ten(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) power *= 10;
    for (int i = 0; i > exponent; i--) power /= 10;
    return power;
}

/* 33,000 -> 1000; 84.6 -> 0.1; 15 -> 1. */
static double last_unit(double value, unsigned decimals) {
    if (decimals > 0) return power_of_ten(-(int)decimals);
    if (!(value >= 10 && value < 1e19)) return 1;
    uint64_t whole = (uint64_t)value, unit = 1;
    if ((double)whole != value) return 1;
    for (; whole % 10 == 0 && unit < UINT64_C(1000000000000000); whole /= 10) unit *= 10;
    return (double)unit;
}

/* Halves and quarters are rounder than their digits say. */
static double precision_of(double value, unsigned decimals) {
    double fraction = value - floor(value);
    if (decimals <= 2 && fraction == 0.5) return 0.5;
    if (decimals == 2 && (fraction == 0.25 || fraction == 0.75)) return 0.25;
    return last_unit(value, decimals);
}

static bool is_number(const airlog_parser *parser, size_t at) {
    return airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER;
}

static bool is_whole(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0 && token->digits > 0;
}

/* n/d at `at`, 0 when it is none: "1/2" "3/4" but not "3/28". */
static double read_fraction(const airlog_parser *parser, size_t at, size_t *end) {
    if (!is_whole(parser, at) || !airlog_parser_mark(parser, at + 1, '/') || !is_whole(parser, at + 2)) return 0;
    if (!airlog_parser_glued(parser, at + 1) || !airlog_parser_glued(parser, at + 2)) return 0;
    double above = airlog_parser_token(parser, at)->value, below = airlog_parser_token(parser, at + 2)->value;
    bool common = below == 2 || below == 3 || below == 4 || below == 5 || below == 8 || below == 10 || below == 16;
    if (!common || above < 1 || above >= below) return 0;
    *end = at + 3;
    return above / below;
}

static bool is_vulgar(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return token->kind == AIRLOG_TOKEN_NUMBER && token->value > 0 && token->value < 1 && token->digits == 2 &&
           token->decimals == 2 && (unsigned char)parser->text.bytes[token->start] >= 0x80;
}

/* A fraction after a whole number: "1 1/2", "1-1/2", "3½", "2 and a half". */
static double fraction_after(const airlog_parser *parser, size_t at, size_t *end) {
    if (is_vulgar(parser, at)) {
        *end = at + 1;
        return airlog_parser_token(parser, at)->value;
    }
    double fraction = read_fraction(parser, at, end);
    if (fraction > 0) return fraction;
    if (airlog_parser_mark(parser, at, '-') && airlog_parser_glued(parser, at) && airlog_parser_glued(parser, at + 1)) {
        return read_fraction(parser, at + 1, end);
    }
    if (airlog_parser_term(parser, at) != AIRLOG_TERM_AND) return 0;
    bool article = airlog_parser_term(parser, at + 1) == AIRLOG_TERM_A || airlog_parser_term(parser, at + 1) == AIRLOG_TERM_ONE;
    airlog_term part = airlog_parser_term(parser, at + 2);
    if (!article || (part != AIRLOG_TERM_HALF && part != AIRLOG_TERM_QUARTER)) return 0;
    *end = at + 3;
    return airlog_term_value(part);
}

static bool leads_to_unit(const airlog_parser *parser, size_t at) {
    airlog_term_class next = airlog_parser_class(parser, at);
    return next == AIRLOG_TERM_CLASS_LENGTH || next == AIRLOG_TERM_CLASS_DATUM;
}

/* "10, 000 FEET", "7;400 MSL": a thousands mark with a blank after it, or a semicolon for a comma. */
static size_t damaged_thousands(const airlog_parser *parser, size_t at) {
    const airlog_token *group = airlog_parser_token(parser, at + 2);
    if (airlog_parser_token(parser, at)->digits > 3 || !is_whole(parser, at + 2) || group->digits != 3) return 0;
    bool comma = airlog_parser_mark(parser, at + 1, ','), semicolon = airlog_parser_mark(parser, at + 1, ';');
    if (!airlog_parser_glued(parser, at + 1)) return 0;
    if (semicolon && airlog_parser_glued(parser, at + 2)) {
        return leads_to_unit(parser, at + 3) || parser->facts->message == AIRLOG_MESSAGE_ASRS ? at + 3 : 0;
    }
    if (!comma || airlog_parser_glued(parser, at + 2)) return 0;
    bool faa = parser->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY;
    bool goes_on = leads_to_unit(parser, at + 3) || airlog_parser_mark(parser, at + 3, '-');
    return goes_on && (group->value == 0 || faa) ? at + 3 : 0;
}

/* "3,00 FEET": the digits of a group are too few. What was meant is not known: the digits are read as they stand. */
static size_t short_group(const airlog_parser *parser, size_t at) {
    const airlog_token *group = airlog_parser_token(parser, at + 2);
    if (!airlog_parser_mark(parser, at + 1, ',') || !is_whole(parser, at + 2) || group->digits != 2) return 0;
    if (!airlog_parser_glued(parser, at + 1) || !airlog_parser_glued(parser, at + 2) || airlog_parser_token(parser, at)->digits > 2) return 0;
    return airlog_parser_term(parser, at + 3) == AIRLOG_TERM_FOOT ? at + 3 : 0;
}

/* "2,2NM": a comma for the point, where a unit of distance follows directly. */
static size_t decimal_comma(const airlog_parser *parser, size_t at) {
    const airlog_token *part = airlog_parser_token(parser, at + 2);
    airlog_term unit = airlog_parser_term(parser, at + 3);
    bool far = airlog_term_class_of(unit) == AIRLOG_TERM_CLASS_LENGTH && airlog_term_value(unit) >= 1000;
    if (!airlog_parser_mark(parser, at + 1, ',') || !is_whole(parser, at + 2) || part->digits > 2 || !far) return 0;
    bool glued = airlog_parser_glued(parser, at + 1) && airlog_parser_glued(parser, at + 2);
    return glued && airlog_parser_token(parser, at)->digits <= 3 ? at + 3 : 0;
}

static double multiplier(const airlog_parser *parser, size_t at) {
    airlog_term term = airlog_parser_term(parser, at);
    bool scale = term == AIRLOG_TERM_HUNDRED || term == AIRLOG_TERM_THOUSAND || term == AIRLOG_TERM_MILLION ||
                 term == AIRLOG_TERM_BILLION || term == AIRLOG_TERM_DOZEN;
    return scale ? airlog_term_value(term) : 0;
}

static airlog_number_reading with_fraction(airlog_number_reading out, double fraction) {
    out.value += fraction;
    out.precision = out.rounding = fraction == 0.5 ? 0.5 : 0.25;
    return out;
}

static double han_multiplier(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_HAN || token->length != 3) return 0;
    const char *bytes = parser->text.bytes + token->start;
    if (memcmp(bytes, "萬", 3) == 0 || memcmp(bytes, "万", 3) == 0) return 10000;
    if (memcmp(bytes, "千", 3) == 0) return 1000;
    return memcmp(bytes, "百", 3) == 0 ? 100 : 0;
}

/* 3萬, 2万1千, 4萬8000, 3.1萬: the token after them, `end` when there are none. */
static size_t add_han(const airlog_parser *parser, size_t end, airlog_number_reading *out) {
    double scale = han_multiplier(parser, end);
    if (scale == 0) return end;
    out->value *= scale;
    out->precision *= scale;
    out->rounding *= scale;
    end++;
    while (is_whole(parser, end) && airlog_parser_glued(parser, end)) {
        double value = airlog_parser_token(parser, end)->value, next = han_multiplier(parser, end + 1);
        double part = value * (next > 0 ? next : 1);
        if (part >= scale) break;
        out->value += part;
        out->precision = out->rounding = last_unit(out->value, 0);
        end += next > 0 ? 2 : 1;
        if (next == 0) break;
        scale = next;
    }
    return end;
}

static airlog_number_reading read_digits(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    airlog_number_reading out = no_number;
    out.digits = token->digits;
    out.leading_zero = token->digits == 3 && token->decimals == 0 && parser->text.bytes[token->start] == '0';
    double fraction = read_fraction(parser, at, &out.end);
    if (fraction > 0 || is_vulgar(parser, at)) {
        if (fraction <= 0) out.end = at + 1;
        out.value = 0;
        return with_fraction(out, fraction > 0 ? fraction : token->value);
    }
    out.value = token->value;
    out.end = at + 1;
    out.rounding = last_unit(out.value, token->decimals);
    out.precision = token->decimals > 0 ? precision_of(out.value, token->decimals) : out.rounding;
    size_t han = add_han(parser, out.end, &out);
    if (han > out.end) {
        out.end = han;
        out.leading_zero = false;
        return out;
    }
    if (token->decimals > 0) {
        double scale = multiplier(parser, out.end);
        if (scale > 0) {
            out.value *= scale;
            out.precision *= scale;
            out.rounding *= scale;
            out.end++;
        }
        return out;
    }
    size_t comma = decimal_comma(parser, at);
    if (comma) {
        const airlog_token *part = airlog_parser_token(parser, at + 2);
        out.value += part->value * power_of_ten(-(int)part->digits);
        out.precision = out.rounding = power_of_ten(-(int)part->digits);
        out.end = comma;
        out.repaired = true;
        return out;
    }
    size_t end = damaged_thousands(parser, at), cut = end ? 0 : short_group(parser, at);
    if (end || cut) {
        out.value = out.value * (end ? 1000 : 100) + airlog_parser_token(parser, at + 2)->value;
        out.end = end ? end : cut;
        out.repaired = true;
        out.leading_zero = false;
        out.precision = out.rounding = last_unit(out.value, 0);
        return out;
    }
    fraction = token->digits <= 3 ? fraction_after(parser, out.end, &end) : 0;
    if (fraction > 0) {
        out.end = end;
        return with_fraction(out, fraction);
    }
    double scale = multiplier(parser, out.end);
    if (scale > 0) {
        out.value *= scale;
        out.precision = out.rounding = last_unit(out.value, 0);
        out.end++;
    }
    return out;
}

/* ---- words --------------------------------------------------------------------------------------- */

/* A number in words as it grows: "two hundred and twenty-five". */
typedef struct word_sum {
    double total, current;
    bool any;
} word_sum;

static bool add_word(word_sum *sum, double value) {
    double tail = fmod(sum->current, 100);
    if (value == 12 && sum->any && sum->current == 12) return false;
    if (value == 100) {
        if (sum->current >= 100) return false;
        sum->current = (sum->current > 0 ? sum->current : 1) * 100;
    } else if (value >= 1000) {
        if (sum->any && sum->current == 0) return false;
        sum->total += (sum->current > 0 ? sum->current : 1) * value;
        sum->current = 0;
    } else if (value < 10 && tail >= 20 && fmod(tail, 10) == 0) {
        sum->current += value;
    } else if (tail == 0 && value < 100) {
        sum->current += value;
    } else {
        return false;
    }
    sum->any = true;
    return true;
}

static bool is_number_word(const airlog_parser *parser, size_t at) {
    airlog_term term = airlog_parser_term(parser, at);
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_NUMBER && term != AIRLOG_TERM_HALF && term != AIRLOG_TERM_QUARTER;
}

/* Between two number words: a hyphen ("twenty-five"), or "and" after hundred and thousand. */
static size_t step_between_words(const airlog_parser *parser, size_t at, double before) {
    if (airlog_parser_mark(parser, at, '-') && airlog_parser_glued(parser, at)) return at + 1;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_AND && before >= 100) return at + 1;
    return at;
}

static size_t read_word_sum(const airlog_parser *parser, size_t at, word_sum *sum) {
    size_t end = at;
    double before = 0;
    for (int words = 0; words < 10; words++) {
        size_t next = words ? step_between_words(parser, end, before) : end;
        if (!is_number_word(parser, next)) break;
        double value = airlog_term_value(airlog_parser_term(parser, next));
        if (airlog_parser_term(parser, next) == AIRLOG_TERM_DOZEN) {
            sum->current = (sum->current > 0 ? sum->current : 1) * 12;
            sum->any = true;
        } else if (!add_word(sum, value)) {
            break;
        }
        before = value;
        end = next + 1;
    }
    return end;
}

/* The words after "half" and "quarter" that belong to them: "half a", "quarter of a", "half of an". */
static size_t skip_part_article(const airlog_parser *parser, size_t at) {
    size_t next = at;
    if (airlog_parser_mark(parser, next, '-') && airlog_parser_glued(parser, next)) return at; /* half-mile: the unit follows */
    if (airlog_parser_term(parser, next) == AIRLOG_TERM_OF) next++;
    airlog_term article = airlog_parser_term(parser, next);
    return article == AIRLOG_TERM_A || article == AIRLOG_TERM_AN ? next + 1 : at;
}

/* "half a", "one-half", "a quarter of a", "three quarters of a". `count` halves or quarters, whose word is at `at`. */
static airlog_number_reading read_part(const airlog_parser *parser, size_t at, double count) {
    airlog_term part = airlog_parser_term(parser, at);
    airlog_number_reading out = no_number;
    if (part != AIRLOG_TERM_HALF && part != AIRLOG_TERM_QUARTER) return out;
    out.value = count * airlog_term_value(part);
    out.precision = out.rounding = part == AIRLOG_TERM_HALF ? 0.5 : 0.25;
    out.end = skip_part_article(parser, at + 1);
    out.in_words = true;
    if (airlog_parser_term(parser, out.end) == AIRLOG_TERM_DOZEN) {
        out.value *= 12;
        out.precision = out.rounding = 1;
        out.end++;
    }
    return out;
}

static airlog_number_reading read_words(const airlog_parser *parser, size_t at) {
    airlog_term first = airlog_parser_term(parser, at);
    bool article = first == AIRLOG_TERM_A || first == AIRLOG_TERM_AN;
    size_t begin = article ? at + 1 : at;
    airlog_number_reading out = read_part(parser, begin, 1);
    if (out.end) return out;
    word_sum sum = {0, 0, false};
    size_t end = begin;
    if (!article || multiplier(parser, begin) > 0) end = read_word_sum(parser, begin, &sum);
    if (end == begin) {
        if (!article) return no_number;
        return (airlog_number_reading){.end = begin, .value = 1, .precision = 1, .rounding = 1, .in_words = true, .article = true};
    }
    double value = sum.total + sum.current;
    size_t joined = airlog_parser_mark(parser, end, '-') && airlog_parser_glued(parser, end) ? end + 1 : end;
    airlog_number_reading part = value < 10 ? read_part(parser, joined, value) : no_number; /* one-half, three quarters */
    if (part.end) return part;
    out = (airlog_number_reading){.end = end, .value = value, .in_words = true};
    out.precision = out.rounding = last_unit(value, 0);
    size_t after = 0;
    double fraction = fraction_after(parser, end, &after);
    if (fraction <= 0) return out;
    out.end = after;
    return with_fraction(out, fraction);
}

airlog_number_reading airlog_read_number(const airlog_parser *parser, size_t at) {
    if (is_number(parser, at)) return read_digits(parser, at);
    if (airlog_parser_token(parser, at)->kind != AIRLOG_TOKEN_WORD) return no_number;
    return read_words(parser, at);
}
