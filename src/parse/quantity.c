/* One quantity: an amount with its unit, the pair that repeats it, its datum. */
#include "amount.h"

#include <math.h>

void airlog_quantity_finish(airlog_quantity *quantity, double si) {
    quantity->value_si = quantity->value * si;
    quantity->min_si = quantity->min * si;
    quantity->max_si = quantity->max * si;
    quantity->precision_si = quantity->precision * si;
}

/* "1,400 MSL": a height whose unit goes without saying. */
static size_t read_bare_height(airlog_parser *parser, size_t at, const airlog_amount_reading *from, airlog_quantity *out) {
    airlog_datum datum = AIRLOG_DATUM_UNKNOWN;
    airlog_term_class class_of = airlog_parser_class(parser, from->end);
    if (class_of != AIRLOG_TERM_CLASS_DATUM || airlog_parser_term(parser, from->end) == AIRLOG_TERM_FL) return 0;
    size_t end = airlog_read_datum(parser, from->end, &datum);
    if (end == from->end || from->low.value < 1) return 0;
    airlog_amount_reading height = *from;
    if (height.range) airlog_repair_range(&height, AIRLOG_TERM_FOOT);
    airlog_read_hundreds(&height, AIRLOG_TERM_FOOT);
    airlog_fill_amount(out, &height);
    out->unit = AIRLOG_TERM_FOOT;
    out->dimension = AIRLOG_DIMENSION_ALTITUDE;
    out->role = AIRLOG_ROLE_ALTITUDE;
    out->datum = datum;
    out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    airlog_quantity_finish(out, airlog_term_value(AIRLOG_TERM_FOOT));
    out->first_token = (uint32_t)at;
    return end;
}

static bool is_terse_compass(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_COMPASS && token->length <= 3;
}

/* "1,500 4 N TEB": a height in feet, for a terse position follows; so does "AT 4,300" in such a report. */
static size_t read_terse_height(airlog_parser *parser, size_t at, const airlog_amount_reading *from, airlog_quantity *out) {
    const airlog_token *next = airlog_parser_token(parser, from->end);
    airlog_number_reading distance = next->kind == AIRLOG_TOKEN_NUMBER ? airlog_read_number(parser, from->end) : (airlog_number_reading){.end = 0};
    bool position = distance.end && distance.value < 200 && is_terse_compass(parser, distance.end);
    bool faa = parser->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY && at > 0 && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_AT;
    bool marked = airlog_parser_token(parser, at)->length > airlog_parser_token(parser, at)->digits;
    bool named = next->term == AIRLOG_TERM_NEAR || next->term == AIRLOG_TERM_OVER || marked;
    if (from->low.in_words || from->low.value < 100 || fmod(from->low.value, 50) != 0 || from->low.value > 60000) return 0;
    if (!position && !(faa && named && next->kind != AIRLOG_TOKEN_MARK)) return 0;
    airlog_fill_amount(out, from);
    out->unit = AIRLOG_TERM_FOOT;
    out->dimension = AIRLOG_DIMENSION_ALTITUDE;
    out->role = AIRLOG_ROLE_ALTITUDE;
    out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    airlog_quantity_finish(out, airlog_term_value(AIRLOG_TERM_FOOT));
    return from->end;
}

/* "294 (159 NM)": no unit, but a pair that has one. */
static size_t read_bare_pair(const airlog_parser *parser, const airlog_amount_reading *from, airlog_quantity *out) {
    if (!airlog_parser_mark(parser, from->end, '(') || from->low.in_words || from->low.value <= 0) return 0;
    airlog_pair_reading pair = airlog_read_pair(parser, from->end, AIRLOG_DIMENSION_DISTANCE, AIRLOG_TERM_NONE);
    if (!pair.end || pair.amount.low.value <= 0) return 0;
    airlog_term unit = airlog_infer_unit(from, &pair.amount, pair.unit.si);
    if (!unit) return 0;
    airlog_fill_amount(out, from);
    out->unit = unit;
    out->dimension = AIRLOG_DIMENSION_DISTANCE;
    out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    airlog_keep_pair(out, from, airlog_term_value(unit), &pair);
    airlog_quantity_finish(out, airlog_term_value(unit));
    return pair.end;
}

/* "a mile and a half" */
static size_t read_late_half(const airlog_parser *parser, size_t at, airlog_amount_reading *from) {
    airlog_term part = airlog_parser_term(parser, at + 2);
    bool late = from->low.value >= 1 && !from->range && airlog_parser_term(parser, at) == AIRLOG_TERM_AND &&
                airlog_parser_term(parser, at + 1) == AIRLOG_TERM_A && (part == AIRLOG_TERM_HALF || part == AIRLOG_TERM_QUARTER);
    if (!late) return at;
    from->low.value += airlog_term_value(part);
    from->low.precision = from->low.rounding = airlog_term_value(part);
    from->high = from->low;
    return at + 3;
}

/* "500 FEET TO 1,000 FEET", "5km - 10km": a range whose first end has its own unit. */
static size_t read_second_end(const airlog_parser *parser, size_t at, airlog_amount_reading *from, const airlog_unit_reading *unit) {
    bool dash;
    size_t second = airlog_range_mark(parser, at, airlog_is_between(parser, at >= 2 ? at - 2 : 0), &dash);
    if (!second || from->range) return at;
    if (!dash && airlog_parser_term(parser, at) == AIRLOG_TERM_OR) return at;
    airlog_number_reading high = airlog_read_number(parser, airlog_skip_hedges(parser, second));
    if (!high.end || high.article) return at;
    airlog_unit_reading same = airlog_read_unit(parser, high.end);
    if (!same.end || same.unit != unit->unit) return at;
    if (airlog_parser_class(parser, same.end) == AIRLOG_TERM_CLASS_COMPASS && dash) return at;
    from->high = high;
    from->range = true;
    return same.end;
}

/* "5 m (8 km)": older texts and museums write m for miles; a pair that agrees with nothing else tells. */
static bool means_miles(const airlog_amount_reading *from, const airlog_unit_reading *unit, const airlog_pair_reading *pair) {
    if (unit->unit != AIRLOG_TERM_METRE || pair->unit.unit != AIRLOG_TERM_KILOMETRE || from->low.value <= 0) return false;
    double ratio = pair->amount.low.value * pair->unit.si / (from->low.value * airlog_term_value(AIRLOG_TERM_MILE));
    return ratio > 0.8 && ratio < 1.25;
}

/* "28 nautical miles (nm) west": the abbreviation that the text goes on with. */
static bool is_unit_again(const airlog_parser *parser, size_t at, airlog_term unit) {
    return airlog_parser_mark(parser, at, '(') && airlog_parser_term(parser, at + 1) == unit && airlog_parser_mark(parser, at + 2, ')');
}

static airlog_dimension dimension_with(airlog_dimension dimension, airlog_datum datum) {
    return datum != AIRLOG_DATUM_UNKNOWN && dimension == AIRLOG_DIMENSION_DISTANCE ? AIRLOG_DIMENSION_ALTITUDE : dimension;
}

static size_t finish_with_unit(airlog_parser *parser, airlog_amount_reading *from, const airlog_unit_reading *written, airlog_quantity *out) {
    airlog_unit_reading mended = *written, *unit = &mended;
    size_t end = unit->end;
    bool length = unit->dimension == AIRLOG_DIMENSION_DISTANCE;
    if (length && is_unit_again(parser, end, unit->unit)) end += 3;
    if (length) {
        end = read_late_half(parser, end, from);
        end = read_second_end(parser, end, from, unit);
        airlog_read_hundreds(from, unit->unit);
        end = airlog_read_datum(parser, end, &out->datum);
    }
    airlog_pair_reading pair = airlog_read_pair(parser, end, unit->dimension, unit->unit);
    if (pair.end && !airlog_parser_mark(parser, end, '(') && !airlog_parser_mark(parser, end, '[') &&
        !airlog_pair_is_near(from, unit->si, &pair)) {
        pair.end = 0;
    }
    if (pair.end && pair.unit.unit == unit->unit && unit->dimension != AIRLOG_DIMENSION_DISTANCE) pair.end = 0;
    if (pair.end && means_miles(from, unit, &pair)) {
        mended.unit = AIRLOG_TERM_MILE;
        mended.si = airlog_term_value(AIRLOG_TERM_MILE);
        out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    }
    airlog_fill_amount(out, from);
    if (pair.end) {
        airlog_keep_pair(out, from, unit->si, &pair);
        end = pair.end;
        if (length && out->datum == AIRLOG_DATUM_UNKNOWN) end = airlog_read_datum(parser, end, &out->datum);
    }
    out->unit = unit->unit;
    out->dimension = dimension_with(unit->dimension, out->datum);
    if (out->datum != AIRLOG_DATUM_UNKNOWN && length) out->role = AIRLOG_ROLE_ALTITUDE;
    airlog_quantity_finish(out, unit->si);
    return end;
}

/* A number that is no amount: money, the name of a runway. */
static bool is_no_amount(const airlog_parser *parser, size_t at) {
    if (at == 0) return false;
    return airlog_parser_mark(parser, at - 1, '$') || airlog_parser_term(parser, at - 1) == AIRLOG_TERM_RUNWAY;
}

size_t airlog_read_quantity(airlog_parser *parser, size_t at, airlog_quantity *out) {
    if (is_no_amount(parser, at)) return 0;
    airlog_number_reading first = airlog_read_number(parser, at);
    if (!first.end) return 0;
    *out = airlog_parser_no_quantity();
    airlog_unit_reading unit;
    airlog_amount_reading from = airlog_read_amount(parser, at, &first, &unit);
    size_t end = 0;
    if (unit.end && from.low.article && unit.dimension == AIRLOG_DIMENSION_DISTANCE && unit.si < 1000) return 0; /* a foot */
    if (unit.end && from.low.article && unit.dimension != AIRLOG_DIMENSION_DISTANCE &&
        unit.dimension != AIRLOG_DIMENSION_DURATION) {
        return 0;
    }
    if (unit.end) {
        end = finish_with_unit(parser, &from, &unit, out);
    } else if (!first.article) {
        airlog_amount_reading range = airlog_read_range(parser, &first, airlog_is_between(parser, at));
        if (range.end) end = read_bare_height(parser, at, &range, out);
        if (!end) end = read_bare_height(parser, at, &from, out);
        if (!end) end = read_bare_pair(parser, &from, out);
        if (!end) end = read_terse_height(parser, at, &from, out);
    }
    if (!end) return 0;
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)end;
    out->sentence = airlog_parser_token(parser, at)->sentence;
    out->span = airlog_parser_span(parser, at, end);
    return end;
}
