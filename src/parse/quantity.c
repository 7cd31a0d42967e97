/* Quantities: a number or a range with its unit, the pair in parentheses that repeats it, its datum and hedge. */
#include "quantity.h"

#include <math.h>
#include <string.h>

enum { LIST_LIMIT = 8 };

void airlog_quantity_finish(airlog_quantity *quantity, double si) {
    quantity->value_si = quantity->value * si;
    quantity->min_si = quantity->min * si;
    quantity->max_si = quantity->max * si;
    quantity->precision_si = quantity->precision * si;
}

/* ---- a number or a range -------------------------------------------------------------------------- */

typedef struct amount {
    size_t end;
    airlog_number_reading low, high; /* the same when it is no range */
    bool range, between;
    bool repaired;
} amount;

/* "5-600 FEET" is 500 to 600, "2-0 miles" is 20 as spoken digit by digit. */
static void repair_range(amount *range, airlog_term unit) {
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

static size_t range_mark(const airlog_parser *parser, size_t at, bool between, bool *out_dash) {
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

static bool is_between(const airlog_parser *parser, size_t at) {
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        airlog_term term = airlog_parser_term(parser, at - back);
        if (term == AIRLOG_TERM_BETWEEN) return true;
        bool hedge = airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE;
        if (!hedge && !airlog_parser_listed(parser, at - back, AIRLOG_LIST_BOTH)) return false;
    }
    return false;
}

/* The second end of a range that begins with `first`; its unit must follow. */
static amount read_range(const airlog_parser *parser, const airlog_number_reading *first, bool between) {
    amount out = {.end = 0};
    bool dash;
    size_t second = range_mark(parser, first->end, between, &dash);
    if (!second || first->article) return out;
    while (airlog_parser_class(parser, second) == AIRLOG_TERM_CLASS_HEDGE && second < first->end + 3) second++;
    airlog_number_reading high = airlog_read_number(parser, second);
    if (!high.end || high.article) return out;
    out = (amount){.end = high.end, .low = *first, .high = high, .range = true, .between = between};
    return out;
}

static amount single(const airlog_number_reading *number) {
    return (amount){.end = number->end, .low = *number, .high = *number, .repaired = number->repaired};
}

/* ---- units that are not written -------------------------------------------------------------------- */

static bool intervals_meet(double a_low, double a_high, double b_low, double b_high) {
    return a_low <= b_high && b_low <= a_high;
}

/* Whether two amounts can be the same quantity: each number stands for itself +- half a unit of its last digit. */
static bool agrees(const amount *a, double a_si, const amount *b, double b_si) {
    double a_low = (a->low.value - a->low.rounding / 2) * a_si, a_high = (a->low.value + a->low.rounding / 2) * a_si;
    double b_low = (b->low.value - b->low.rounding / 2) * b_si, b_high = (b->low.value + b->low.rounding / 2) * b_si;
    if (!intervals_meet(a_low, a_high, b_low, b_high)) return false;
    if (!a->range && !b->range) return true;
    a_low = (a->high.value - a->high.rounding / 2) * a_si, a_high = (a->high.value + a->high.rounding / 2) * a_si;
    b_low = (b->high.value - b->high.rounding / 2) * b_si, b_high = (b->high.value + b->high.rounding / 2) * b_si;
    return intervals_meet(a_low, a_high, b_low, b_high);
}

/* "7,300 (24,000 ft)": the unit of the first number is the one that makes the pair agree, best ratio first. */
static airlog_term infer_unit(const amount *bare, const amount *paired, double paired_si) {
    static const airlog_term lengths[] = {AIRLOG_TERM_METRE, AIRLOG_TERM_FOOT, AIRLOG_TERM_KILOMETRE, AIRLOG_TERM_NAUTICAL_MILE,
                                          AIRLOG_TERM_MILE};
    airlog_term best = AIRLOG_TERM_NONE;
    double best_error = 0.05;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        double si = airlog_term_value(lengths[i]);
        double error = fabs(log(bare->low.value * si / (paired->low.value * paired_si)));
        if (agrees(bare, si, paired, paired_si) && error < best_error && si != paired_si) {
            best = lengths[i];
            best_error = error;
        }
    }
    return best;
}

/* ---- pairs ---------------------------------------------------------------------------------------------- */

typedef struct pair_reading {
    size_t end; /* token after the whole pair, 0 none */
    amount amount;
    airlog_unit_reading unit;
} pair_reading;

static size_t skip_hedges(const airlog_parser *parser, size_t at) {
    for (size_t steps = 0; steps < 4; steps++, at++) {
        airlog_term term = airlog_parser_term(parser, at);
        bool skip = airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE || term == AIRLOG_TERM_OR || term == AIRLOG_TERM_JUST ||
                    term == AIRLOG_TERM_AN || airlog_parser_mark(parser, at, '~') || airlog_parser_mark(parser, at, '=') ||
                    airlog_parser_listed(parser, at, AIRLOG_LIST_THAT_IS);
        if (!skip) break;
    }
    return at;
}

static size_t pair_opening(const airlog_parser *parser, size_t at, char *close) {
    *close = 0;
    if (airlog_parser_mark(parser, at, '(')) *close = ')';
    else if (airlog_parser_mark(parser, at, '[')) *close = ']';
    if (*close) return at + 1;
    size_t next = airlog_parser_mark(parser, at, ',') || airlog_parser_mark(parser, at, '-') ? at + 1 : at;
    if (airlog_parser_term(parser, next) == AIRLOG_TERM_OR) return next + 1;
    return airlog_parser_mark(parser, at, '/') ? at + 1 : 0;
}

/* The closing bracket within a few tokens of figures and units: "(111 km; 69 miles)". */
static size_t find_closing(const airlog_parser *parser, size_t at, char close) {
    for (size_t steps = 0; steps < 8; steps++, at++) {
        if (airlog_parser_mark(parser, at, close)) return at + 1;
        const airlog_token *token = airlog_parser_token(parser, at);
        airlog_term_class class_of = airlog_parser_class(parser, at);
        bool figure = token->kind == AIRLOG_TOKEN_NUMBER || class_of == AIRLOG_TERM_CLASS_LENGTH ||
                      class_of == AIRLOG_TERM_CLASS_SPEED || class_of == AIRLOG_TERM_CLASS_HEDGE ||
                      class_of == AIRLOG_TERM_CLASS_DATUM || token->term == AIRLOG_TERM_NAUTICAL ||
                      token->term == AIRLOG_TERM_OR || token->term == AIRLOG_TERM_PER ||
                      airlog_parser_listed(parser, at, AIRLOG_LIST_IN_PAIR) ||
                      airlog_parser_mark(parser, at, ';') || airlog_parser_mark(parser, at, ',') ||
                      airlog_parser_mark(parser, at, '/') || airlog_parser_mark(parser, at, '-');
        if (!figure) return 0;
    }
    return 0;
}

/* The number that was read at `at`, or the range that it begins, and its unit. */
static amount read_amount(const airlog_parser *parser, size_t at, const airlog_number_reading *first, airlog_unit_reading *unit) {
    *unit = (airlog_unit_reading){.end = 0};
    if (!first->end) return (amount){.end = 0};
    amount range = read_range(parser, first, is_between(parser, at));
    if (range.end) {
        *unit = airlog_read_unit(parser, range.end);
        if (unit->end) {
            range.repaired = range.low.repaired || range.high.repaired;
            if (airlog_parser_mark(parser, first->end, '-')) repair_range(&range, unit->unit);
            return range;
        }
    }
    *unit = airlog_read_unit(parser, first->end);
    return single(first);
}

static pair_reading read_pair(const airlog_parser *parser, size_t at, airlog_dimension dimension, airlog_term not_unit) {
    pair_reading none = {.end = 0}, out = none;
    char close;
    size_t begin = pair_opening(parser, at, &close);
    if (!begin) return none;
    begin = skip_hedges(parser, begin);
    airlog_number_reading first = airlog_read_number(parser, begin);
    out.amount = read_amount(parser, begin, &first, &out.unit);
    if (!out.amount.end || !out.unit.end || out.unit.dimension != dimension || out.unit.adjective) return none;
    if (out.unit.unit == not_unit) return none; /* the same unit twice is two quantities */
    out.end = out.unit.end;
    airlog_datum datum;
    if (close) out.end = airlog_read_datum(parser, out.end, &datum);
    if (close) out.end = find_closing(parser, out.end, close);
    return out.end ? out : none;
}

static void keep_pair(airlog_quantity *out, const amount *mine, double si, const pair_reading *pair) {
    out->paired_si = pair->amount.low.value * pair->unit.si;
    if (pair->amount.range) out->paired_si = (pair->amount.low.value + pair->amount.high.value) / 2 * pair->unit.si;
    out->paired_unit = pair->unit.unit;
    out->pair = agrees(mine, si, &pair->amount, pair->unit.si) ? AIRLOG_PAIR_AGREES : AIRLOG_PAIR_CONFLICT;
    if (out->pair == AIRLOG_PAIR_CONFLICT) out->doubts |= AIRLOG_DOUBT_BIT(PAIR_CONFLICT);
}

/* A pair without brackets ("60,000 feet, or around 12 miles") is an alternative unless the figures are near. */
static bool is_same_without_brackets(const amount *mine, double si, const pair_reading *pair) {
    double ratio = mine->low.value * si / (pair->amount.low.value * pair->unit.si);
    return ratio > 0.85 && ratio < 1.18;
}

/* ---- one quantity ------------------------------------------------------------------------------------------ */

static void fill_amount(airlog_quantity *out, const amount *from) {
    out->min = from->low.value < from->high.value ? from->low.value : from->high.value;
    out->max = from->low.value < from->high.value ? from->high.value : from->low.value;
    out->value = from->range ? (out->min + out->max) / 2 : from->low.value;
    out->precision = from->low.precision;
    if (from->repaired) out->doubts |= AIRLOG_DOUBT_BIT(NUMBER_REPAIRED);
}

/* "018 feet", "020msl": hundreds of feet, told by the leading zero of three digits. */
static void read_hundreds(amount *from, airlog_term unit) {
    if (unit != AIRLOG_TERM_FOOT || !from->low.leading_zero || from->low.value == 0) return;
    from->low.value *= 100;
    from->low.precision = from->low.rounding = 100;
    if (!from->range || from->high.leading_zero) {
        from->high.value *= 100;
        from->high.precision = from->high.rounding = 100;
    }
    from->repaired = true;
}

/* "1,400 MSL": a height whose unit goes without saying. */
static size_t read_bare_height(airlog_parser *parser, size_t at, const amount *from, airlog_quantity *out) {
    airlog_datum datum = AIRLOG_DATUM_UNKNOWN;
    airlog_term_class class_of = airlog_parser_class(parser, from->end);
    if (class_of != AIRLOG_TERM_CLASS_DATUM || airlog_parser_term(parser, from->end) == AIRLOG_TERM_FL) return 0;
    size_t end = airlog_read_datum(parser, from->end, &datum);
    if (end == from->end || from->low.value < 1) return 0;
    amount height = *from;
    if (height.range) repair_range(&height, AIRLOG_TERM_FOOT);
    read_hundreds(&height, AIRLOG_TERM_FOOT);
    fill_amount(out, &height);
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
static size_t read_terse_height(airlog_parser *parser, size_t at, const amount *from, airlog_quantity *out) {
    const airlog_token *next = airlog_parser_token(parser, from->end);
    airlog_number_reading distance = next->kind == AIRLOG_TOKEN_NUMBER ? airlog_read_number(parser, from->end) : (airlog_number_reading){.end = 0};
    bool position = distance.end && distance.value < 200 && is_terse_compass(parser, distance.end);
    bool faa = parser->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY && at > 0 && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_AT;
    bool marked = airlog_parser_token(parser, at)->length > airlog_parser_token(parser, at)->digits;
    bool named = next->term == AIRLOG_TERM_NEAR || next->term == AIRLOG_TERM_OVER || marked;
    if (from->low.in_words || from->low.value < 100 || fmod(from->low.value, 50) != 0 || from->low.value > 60000) return 0;
    if (!position && !(faa && named && next->kind != AIRLOG_TOKEN_MARK)) return 0;
    fill_amount(out, from);
    out->unit = AIRLOG_TERM_FOOT;
    out->dimension = AIRLOG_DIMENSION_ALTITUDE;
    out->role = AIRLOG_ROLE_ALTITUDE;
    out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    airlog_quantity_finish(out, airlog_term_value(AIRLOG_TERM_FOOT));
    return from->end;
}

/* "294 (159 NM)": no unit, but a pair that has one. */
static size_t read_bare_pair(const airlog_parser *parser, const amount *from, airlog_quantity *out) {
    if (!airlog_parser_mark(parser, from->end, '(') || from->low.in_words || from->low.value <= 0) return 0;
    pair_reading pair = read_pair(parser, from->end, AIRLOG_DIMENSION_DISTANCE, AIRLOG_TERM_NONE);
    if (!pair.end || pair.amount.low.value <= 0) return 0;
    airlog_term unit = infer_unit(from, &pair.amount, pair.unit.si);
    if (!unit) return 0;
    fill_amount(out, from);
    out->unit = unit;
    out->dimension = AIRLOG_DIMENSION_DISTANCE;
    out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    keep_pair(out, from, airlog_term_value(unit), &pair);
    airlog_quantity_finish(out, airlog_term_value(unit));
    return pair.end;
}

/* "a mile and a half" */
static size_t read_late_half(const airlog_parser *parser, size_t at, amount *from) {
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
static size_t read_second_end(const airlog_parser *parser, size_t at, amount *from, const airlog_unit_reading *unit) {
    bool dash;
    size_t second = range_mark(parser, at, is_between(parser, at >= 2 ? at - 2 : 0), &dash);
    if (!second || from->range) return at;
    if (!dash && airlog_parser_term(parser, at) == AIRLOG_TERM_OR) return at;
    airlog_number_reading high = airlog_read_number(parser, skip_hedges(parser, second));
    if (!high.end || high.article) return at;
    airlog_unit_reading same = airlog_read_unit(parser, high.end);
    if (!same.end || same.unit != unit->unit) return at;
    if (airlog_parser_class(parser, same.end) == AIRLOG_TERM_CLASS_COMPASS && dash) return at;
    from->high = high;
    from->range = true;
    return same.end;
}

/* "5 m (8 km)": older texts and museums write m for miles; a pair that agrees with nothing else tells. */
static bool means_miles(const amount *from, const airlog_unit_reading *unit, const pair_reading *pair) {
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

static size_t finish_with_unit(airlog_parser *parser, amount *from, const airlog_unit_reading *written, airlog_quantity *out) {
    airlog_unit_reading mended = *written, *unit = &mended;
    size_t end = unit->end;
    bool length = unit->dimension == AIRLOG_DIMENSION_DISTANCE;
    if (length && is_unit_again(parser, end, unit->unit)) end += 3;
    if (length) {
        end = read_late_half(parser, end, from);
        end = read_second_end(parser, end, from, unit);
        read_hundreds(from, unit->unit);
        end = airlog_read_datum(parser, end, &out->datum);
    }
    pair_reading pair = read_pair(parser, end, unit->dimension, unit->unit);
    if (pair.end && !airlog_parser_mark(parser, end, '(') && !airlog_parser_mark(parser, end, '[') &&
        !is_same_without_brackets(from, unit->si, &pair)) {
        pair.end = 0;
    }
    if (pair.end && pair.unit.unit == unit->unit && unit->dimension != AIRLOG_DIMENSION_DISTANCE) pair.end = 0;
    if (pair.end && means_miles(from, unit, &pair)) {
        mended.unit = AIRLOG_TERM_MILE;
        mended.si = airlog_term_value(AIRLOG_TERM_MILE);
        out->doubts |= AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    }
    fill_amount(out, from);
    if (pair.end) {
        keep_pair(out, from, unit->si, &pair);
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
    amount from = read_amount(parser, at, &first, &unit);
    size_t end = 0;
    if (unit.end && from.low.article && unit.dimension == AIRLOG_DIMENSION_DISTANCE && unit.si < 1000) return 0; /* a foot */
    if (unit.end && from.low.article && unit.dimension != AIRLOG_DIMENSION_DISTANCE &&
        unit.dimension != AIRLOG_DIMENSION_DURATION) {
        return 0;
    }
    if (unit.end) {
        end = finish_with_unit(parser, &from, &unit, out);
    } else if (!first.article) {
        amount range = read_range(parser, &first, is_between(parser, at));
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

/* ---- flight levels --------------------------------------------------------------------------------------------- */

/* "FL330" -> 330; -1 when it is none. */
static double level_of_ident(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    const char *bytes = parser->text.bytes + token->start;
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length < 4 || token->length > 5) return -1;
    if ((bytes[0] | 0x20) != 'f' || (bytes[1] | 0x20) != 'l') return -1;
    double level = 0;
    return airlog_number_read((airlog_text){bytes + 2, token->length - 2}, &level) ? level : -1;
}

static double level_of_number(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool level = token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0 && token->digits >= 2 && token->digits <= 3;
    return level ? token->value : -1;
}

static double read_level(const airlog_parser *parser, size_t at, size_t *end) {
    *end = at + 1;
    double level = level_of_ident(parser, at);
    if (level >= 0) return level;
    bool words = airlog_parser_term(parser, at) == AIRLOG_TERM_FLIGHT && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_LEVEL;
    if (!words && airlog_parser_term(parser, at) != AIRLOG_TERM_FL) return -1;
    size_t number = words ? at + 2 : at + 1;
    *end = number + 1;
    return level_of_number(parser, number);
}

size_t airlog_read_flight_level(airlog_parser *parser, size_t at, airlog_quantity *out) {
    size_t end, high_end = 0;
    double low = read_level(parser, at, &end), high = low;
    if (low < 0) return 0;
    bool dash;
    size_t second = range_mark(parser, end, is_between(parser, at), &dash);
    if (second) {
        double level = read_level(parser, second, &high_end);
        if (level < 0) {
            level = level_of_number(parser, second);
            high_end = second + 1;
            bool unit = airlog_read_unit(parser, high_end).end != 0 && airlog_parser_glued(parser, second) == dash;
            if (unit && !dash) level = -1;
        }
        if (level < 0 && airlog_parser_term(parser, second) == AIRLOG_TERM_UNL) level = low;
        if (level >= 0) {
            high = level;
            end = high_end;
        }
    }
    *out = airlog_parser_no_quantity();
    out->min = low < high ? low : high;
    out->max = low < high ? high : low;
    out->value = (low + high) / 2;
    out->precision = 1;
    out->unit = AIRLOG_TERM_FL;
    out->dimension = AIRLOG_DIMENSION_ALTITUDE;
    out->role = AIRLOG_ROLE_ALTITUDE;
    out->datum = AIRLOG_DATUM_FL;
    airlog_quantity_finish(out, 100 * airlog_term_value(AIRLOG_TERM_FOOT));
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)end;
    out->sentence = airlog_parser_token(parser, at)->sentence;
    out->span = airlog_parser_span(parser, at, end);
    return end;
}

/* ---- lists that share a unit --------------------------------------------------------------------------------------- */

typedef struct number_list {
    size_t starts[LIST_LIMIT];
    airlog_number_reading numbers[LIST_LIMIT];
    size_t count;
    airlog_unit_reading unit;
} number_list;

static size_t list_joint(const airlog_parser *parser, size_t at, bool *out_and) {
    size_t next = at;
    if (airlog_parser_mark(parser, next, ',')) next++;
    bool joined = airlog_parser_term(parser, next) == AIRLOG_TERM_AND || airlog_parser_term(parser, next) == AIRLOG_TERM_OR;
    if (joined) next++;
    *out_and = joined;
    return next;
}

static bool comparable(double a, double b) {
    return a > 0 && b > 0 && a <= 20 * b && b <= 20 * a;
}

/* "60, 80 and 100 NM": bare numbers, an "and" before the last, which has the unit. */
static bool read_list(const airlog_parser *parser, size_t at, number_list *out) {
    bool joined = false;
    out->count = 0;
    for (size_t next = at; out->count < LIST_LIMIT;) {
        if (airlog_parser_token(parser, next)->kind != AIRLOG_TOKEN_NUMBER) return false;
        airlog_number_reading number = airlog_read_number(parser, next);
        if (!number.end || (out->count && !comparable(number.value, out->numbers[0].value))) return false;
        out->starts[out->count] = next;
        out->numbers[out->count++] = number;
        out->unit = airlog_read_unit(parser, number.end);
        if (out->unit.end) return joined && out->count > 1 && out->unit.dimension == AIRLOG_DIMENSION_DISTANCE;
        if (joined) return false;
        next = list_joint(parser, number.end, &joined);
        if (next == number.end) return false;
    }
    return false;
}

/* ---- the pass -------------------------------------------------------------------------------------------------------- */

static airlog_status keep(airlog_parser *parser, airlog_quantity *from) {
    size_t hedged;
    bool approximate;
    from->hedge = airlog_read_hedge(parser, from->first_token, &hedged, &approximate);
    if (approximate) from->doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    airlog_quantity *to = airlog_parser_quantity(parser);
    if (!to) return airlog_parser_failed(parser);
    *to = *from;
    airlog_parser_take(parser, from->first_token, from->end_token, AIRLOG_TAKEN_QUANTITY);
    if (from->pair == AIRLOG_PAIR_CONFLICT) {
        airlog_parser_note(parser, from->span, "pair", false, "the two figures do not agree within their rounding");
    }
    return AIRLOG_OK;
}

/* The members before the last of a list; the last is read as any quantity. */
static airlog_status keep_list(airlog_parser *parser, const number_list *list) {
    for (size_t i = 0; i + 1 < list->count; i++) {
        amount one = single(&list->numbers[i]);
        airlog_quantity item = airlog_parser_no_quantity();
        read_hundreds(&one, list->unit.unit);
        fill_amount(&item, &one);
        item.unit = list->unit.unit;
        item.dimension = AIRLOG_DIMENSION_DISTANCE;
        airlog_quantity_finish(&item, list->unit.si);
        item.first_token = (uint32_t)list->starts[i];
        item.end_token = (uint32_t)one.end;
        item.sentence = airlog_parser_token(parser, list->starts[i])->sentence;
        item.span = airlog_parser_span(parser, list->starts[i], one.end);
        airlog_status status = keep(parser, &item);
        if (status != AIRLOG_OK) return status;
    }
    return AIRLOG_OK;
}

/* "a UAS": an article is a number only before a unit or a word of number, as in "a mile", "a quarter", "a sea mile". */
static bool is_idle_article(const airlog_parser *parser, size_t at) {
    airlog_term term = airlog_parser_term(parser, at);
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    if ((term != AIRLOG_TERM_A && term != AIRLOG_TERM_AN) || next->kind != AIRLOG_TOKEN_WORD) return false;
    return next->class_of == AIRLOG_TERM_CLASS_NONE && !airlog_parser_listed(parser, at + 1, AIRLOG_LIST_SEA);
}

/* "Mach 5" */
static size_t read_mach(airlog_parser *parser, size_t at, airlog_quantity *out) {
    const airlog_token *number = airlog_parser_token(parser, at + 1);
    if (airlog_parser_term(parser, at) != AIRLOG_TERM_MACH || number->kind != AIRLOG_TOKEN_NUMBER) return 0;
    airlog_number_reading value = airlog_read_number(parser, at + 1);
    amount from = single(&value);
    *out = airlog_parser_no_quantity();
    fill_amount(out, &from);
    out->unit = AIRLOG_TERM_MACH;
    out->dimension = AIRLOG_DIMENSION_SPEED;
    airlog_quantity_finish(out, airlog_term_value(AIRLOG_TERM_MACH));
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)value.end;
    out->sentence = number->sentence;
    out->span = airlog_parser_span(parser, at, value.end);
    return value.end;
}

static size_t read_any(airlog_parser *parser, size_t at, airlog_quantity *out) {
    size_t end = airlog_read_flight_level(parser, at, out);
    if (!end) end = read_mach(parser, at, out);
    if (!end && parser->facts->message == AIRLOG_MESSAGE_ASRS) end = airlog_read_asrs_quantity(parser, at, out);
    return end ? end : airlog_read_quantity(parser, at, out);
}

static bool overlaps_taken(const airlog_parser *parser, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        if (parser->taken[i] == AIRLOG_TAKEN_COORDINATE || parser->taken[i] == AIRLOG_TAKEN_TIME) return true;
    }
    return false;
}

airlog_status airlog_parse_quantities(airlog_parser *parser) {
    for (size_t at = 0;;) {
        airlog_quantity quantity;
        number_list list;
        at = airlog_parser_next(parser, at, AIRLOG_BEGINS_QUANTITY);
        if (at == parser->count) break;
        if (parser->taken[at] != AIRLOG_TAKEN_FREE || is_idle_article(parser, at)) {
            at++;
            continue;
        }
        size_t end = read_any(parser, at, &quantity);
        if (end && !overlaps_taken(parser, at, end)) {
            airlog_status status = keep(parser, &quantity);
            if (status != AIRLOG_OK) return status;
            at = end;
        } else if (!end && read_list(parser, at, &list) && !overlaps_taken(parser, at, list.unit.end)) {
            airlog_status status = keep_list(parser, &list);
            if (status != AIRLOG_OK) return status;
            at = list.starts[list.count - 1];
        } else {
            at++;
        }
    }
    return airlog_parse_roles(parser);
}

/* ---- at the prompt ------------------------------------------------------------------------------------------------------ */

/* "5 ft 3 in": a smaller unit after a larger one adds to it. */
static size_t add_smaller(airlog_parser *parser, size_t at, airlog_quantity *sum) {
    airlog_quantity part;
    size_t end = airlog_read_quantity(parser, at, &part);
    if (!end || part.dimension != sum->dimension || sum->min != sum->max || part.min != part.max) return 0;
    double larger = airlog_term_value(sum->unit), smaller = airlog_term_value(part.unit);
    if (smaller >= larger || part.value * smaller >= larger) return 0;
    sum->value += part.value * smaller / larger;
    sum->min = sum->max = sum->value;
    sum->precision = part.precision * smaller / larger;
    airlog_quantity_finish(sum, larger);
    return end;
}

airlog_status airlog_parse_quantity(airlog_text text, airlog_arena *memory, airlog_quantity *out, airlog_error *error) {
    airlog_report report = {.text = text};
    airlog_tokens tokens;
    airlog_facts facts = {.tokens = &tokens};
    *out = airlog_parser_no_quantity();
    airlog_status status = airlog_lex(&report, memory, &tokens, error);
    if (status != AIRLOG_OK) return status;
    airlog_parser parser = {.tokens = &tokens, .text = text, .memory = memory, .facts = &facts, .error = error};
    status = airlog_parser_ready(&parser);
    if (status != AIRLOG_OK) return status;
    size_t begin = 0;
    while (begin < tokens.count && airlog_parser_class(&parser, begin) == AIRLOG_TERM_CLASS_HEDGE) begin++;
    size_t end = begin < tokens.count ? read_any(&parser, begin, out) : 0;
    while (end && end < tokens.count) {
        size_t next = add_smaller(&parser, end, out);
        if (!next) break;
        end = next;
    }
    if (!end || end < tokens.count) {
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' is not one quantity with a unit, such as 33,000 ft or FL330",
                           (int)(text.length < 80 ? text.length : 80), text.bytes);
    }
    bool approximate;
    size_t first;
    out->hedge = airlog_read_hedge(&parser, begin, &first, &approximate);
    if (approximate) out->doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    out->end_token = (uint32_t)end;
    out->span = airlog_parser_span(&parser, begin, end);
    return AIRLOG_OK;
}
