/* The pass over a text that reads its quantities, lists that share a unit, and one quantity at the prompt. */
#include "amount.h"

enum { LIST_LIMIT = 8 };

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
    if (at > 0 && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_RUNWAY) return false; /* "runway 18 and 150 ft left" */
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
        airlog_amount_reading one = airlog_single_amount(&list->numbers[i]);
        airlog_quantity item = airlog_parser_no_quantity();
        airlog_read_hundreds(&one, list->unit.unit);
        airlog_fill_amount(&item, &one);
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

static size_t read_any(airlog_parser *parser, size_t at, airlog_quantity *out) {
    size_t end = airlog_read_flight_level(parser, at, out);
    if (!end) end = airlog_read_mach(parser, at, out);
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
