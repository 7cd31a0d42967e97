/* Pairs: the same amount in another unit, most often in parentheses. */
#include "amount.h"

#include <math.h>

/* ---- units that are not written -------------------------------------------------------------------- */

static bool intervals_meet(double a_low, double a_high, double b_low, double b_high) {
    return a_low <= b_high && b_low <= a_high;
}

/* Whether two amounts can be the same quantity: each number stands for itself +- half a unit of its last digit. */
static bool agrees(const airlog_amount_reading *a, double a_si, const airlog_amount_reading *b, double b_si) {
    double a_low = (a->low.value - a->low.rounding / 2) * a_si, a_high = (a->low.value + a->low.rounding / 2) * a_si;
    double b_low = (b->low.value - b->low.rounding / 2) * b_si, b_high = (b->low.value + b->low.rounding / 2) * b_si;
    if (!intervals_meet(a_low, a_high, b_low, b_high)) return false;
    if (!a->range && !b->range) return true;
    a_low = (a->high.value - a->high.rounding / 2) * a_si, a_high = (a->high.value + a->high.rounding / 2) * a_si;
    b_low = (b->high.value - b->high.rounding / 2) * b_si, b_high = (b->high.value + b->high.rounding / 2) * b_si;
    return intervals_meet(a_low, a_high, b_low, b_high);
}

/* "7,300 (24,000 ft)": the unit of the first number is the one that makes the pair agree, best ratio first. */
airlog_term airlog_infer_unit(const airlog_amount_reading *bare, const airlog_amount_reading *paired, double paired_si) {
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

size_t airlog_skip_hedges(const airlog_parser *parser, size_t at) {
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
    bool dots = airlog_parser_mark(parser, at, '.') && airlog_parser_mark(parser, at + 1, '.') && airlog_parser_mark(parser, at + 2, '.');
    if (dots && airlog_parser_glued(parser, at + 3)) return at + 3; /* "520 MI...840 KM" */
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

airlog_pair_reading airlog_read_pair(const airlog_parser *parser, size_t at, airlog_dimension dimension, airlog_term not_unit) {
    airlog_pair_reading none = {.end = 0}, out = none;
    char close;
    size_t begin = pair_opening(parser, at, &close);
    if (!begin) return none;
    begin = airlog_skip_hedges(parser, begin);
    airlog_number_reading first = airlog_read_number(parser, begin);
    out.amount = airlog_read_amount(parser, begin, &first, &out.unit);
    if (!out.amount.end || !out.unit.end || out.unit.dimension != dimension || out.unit.adjective) return none;
    if (out.unit.unit == not_unit) return none; /* the same unit twice is two quantities */
    out.end = out.unit.end;
    airlog_datum datum;
    if (close) out.end = airlog_read_datum(parser, out.end, &datum);
    if (close) out.end = find_closing(parser, out.end, close);
    return out.end ? out : none;
}

void airlog_keep_pair(airlog_quantity *out, const airlog_amount_reading *mine, double si, const airlog_pair_reading *pair) {
    out->paired_si = pair->amount.low.value * pair->unit.si;
    if (pair->amount.range) out->paired_si = (pair->amount.low.value + pair->amount.high.value) / 2 * pair->unit.si;
    out->paired_unit = pair->unit.unit;
    out->pair = agrees(mine, si, &pair->amount, pair->unit.si) ? AIRLOG_PAIR_AGREES : AIRLOG_PAIR_CONFLICT;
    if (out->pair == AIRLOG_PAIR_CONFLICT) out->doubts |= AIRLOG_DOUBT_BIT(PAIR_CONFLICT);
}

/* A pair without brackets ("60,000 feet, or around 12 miles") is an alternative unless the figures are near. */
bool airlog_pair_is_near(const airlog_amount_reading *mine, double si, const airlog_pair_reading *pair) {
    double ratio = mine->low.value * si / (pair->amount.low.value * pair->unit.si);
    return ratio > 0.85 && ratio < 1.18;
}
