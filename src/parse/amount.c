/* A number or a range, before it is a quantity. */
#include "amount.h"

#include <math.h>

/* "5-600 FEET" is 500 to 600, "2-0 miles" is 20 as spoken digit by digit. */
void airlog_repair_range(airlog_amount_reading *range, airlog_term unit) {
    double low = range->low.value, high = range->high.value;
    if (high == 0 && range->high.digits == 1 && low >= 1 && low <= 9) {
        range->low.value = range->high.value = low * 10;
        range->range = false;
        range->repaired = true;
        return;
    }
    bool vertical = unit == AIRLOG_TERM_FOOT || unit == AIRLOG_TERM_METRE;
    if (!vertical || low < 1 || low >= 100 || high < 20 * low || range->low.digits > 2) return;
    double scaled = low;
    while (scaled * 10 < high) scaled *= 10;
    if (scaled < 100 || fmod(high, 100) != 0) return;
    range->low.value = scaled;
    range->repaired = true;
}

size_t airlog_range_mark(const airlog_parser *parser, size_t at, bool between, bool *out_dash) {
    airlog_term term = airlog_parser_term(parser, at);
    *out_dash = airlog_parser_mark(parser, at, '-');
    if (*out_dash) return at + 1;
    if (term == AIRLOG_TERM_TO || term == AIRLOG_TERM_OR) return at + 1;
    if (term == AIRLOG_TERM_AND && between) return at + 1;
    const airlog_token *token = airlog_parser_token(parser, at); /* 至, 到 */
    bool han = token->kind == AIRLOG_TOKEN_HAN && token->length == 3;
    const char *bytes = parser->text.bytes + token->start;
    if (han && (memcmp(bytes, "至", 3) == 0 || memcmp(bytes, "到", 3) == 0)) return at + 1;
    return 0;
}

bool airlog_is_between(const airlog_parser *parser, size_t at) {
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        airlog_term term = airlog_parser_term(parser, at - back);
        if (term == AIRLOG_TERM_BETWEEN) return true;
        bool hedge = airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE;
        if (!hedge && !airlog_parser_listed(parser, at - back, AIRLOG_LIST_BOTH)) return false;
    }
    return false;
}

/* The second end of a range that begins with `first`; its unit must follow. */
airlog_amount_reading airlog_read_range(const airlog_parser *parser, const airlog_number_reading *first, bool between) {
    airlog_amount_reading out = {.end = 0};
    bool dash;
    size_t second = airlog_range_mark(parser, first->end, between, &dash);
    if (!second || first->article) return out;
    while (airlog_parser_class(parser, second) == AIRLOG_TERM_CLASS_HEDGE && second < first->end + 3) second++;
    airlog_number_reading high = airlog_read_number(parser, second);
    if (!high.end || high.article) return out;
    out = (airlog_amount_reading){.end = high.end, .low = *first, .high = high, .range = true, .between = between};
    return out;
}

airlog_amount_reading airlog_single_amount(const airlog_number_reading *number) {
    return (airlog_amount_reading){.end = number->end, .low = *number, .high = *number, .repaired = number->repaired};
}

/* The number that was read at `at`, or the range that it begins, and its unit. */
airlog_amount_reading airlog_read_amount(const airlog_parser *parser, size_t at, const airlog_number_reading *first, airlog_unit_reading *unit) {
    *unit = (airlog_unit_reading){.end = 0};
    if (!first->end) return (airlog_amount_reading){.end = 0};
    airlog_amount_reading range = airlog_read_range(parser, first, airlog_is_between(parser, at));
    if (range.end) {
        *unit = airlog_read_unit(parser, range.end);
        if (unit->end) {
            range.repaired = range.low.repaired || range.high.repaired;
            if (airlog_parser_mark(parser, first->end, '-')) airlog_repair_range(&range, unit->unit);
            return range;
        }
    }
    *unit = airlog_read_unit(parser, first->end);
    return airlog_single_amount(first);
}

void airlog_fill_amount(airlog_quantity *out, const airlog_amount_reading *from) {
    out->min = from->low.value < from->high.value ? from->low.value : from->high.value;
    out->max = from->low.value < from->high.value ? from->high.value : from->low.value;
    out->value = from->range ? (out->min + out->max) / 2 : from->low.value;
    out->precision = from->low.precision;
    if (from->repaired) out->doubts |= AIRLOG_DOUBT_BIT(NUMBER_REPAIRED);
}

/* "018 feet", "020msl": hundreds of feet, told by the leading zero of three digits. */
void airlog_read_hundreds(airlog_amount_reading *from, airlog_term unit) {
    if (unit != AIRLOG_TERM_FOOT || !from->low.leading_zero || from->low.value == 0) return;
    from->low.value *= 100;
    from->low.precision = from->low.rounding = 100;
    if (!from->range || from->high.leading_zero) {
        from->high.value *= 100;
        from->high.precision = from->high.rounding = 100;
    }
    from->repaired = true;
}
