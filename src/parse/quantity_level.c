/* Flight levels and Mach numbers: the unit stands before the number. */
#include "amount.h"

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
    size_t second = airlog_range_mark(parser, end, airlog_is_between(parser, at), &dash);
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

/* "Mach 5" */
size_t airlog_read_mach(airlog_parser *parser, size_t at, airlog_quantity *out) {
    const airlog_token *number = airlog_parser_token(parser, at + 1);
    if (airlog_parser_term(parser, at) != AIRLOG_TERM_MACH || number->kind != AIRLOG_TOKEN_NUMBER) return 0;
    airlog_number_reading value = airlog_read_number(parser, at + 1);
    airlog_amount_reading from = airlog_single_amount(&value);
    *out = airlog_parser_no_quantity();
    airlog_fill_amount(out, &from);
    out->unit = AIRLOG_TERM_MACH;
    out->dimension = AIRLOG_DIMENSION_SPEED;
    airlog_quantity_finish(out, airlog_term_value(AIRLOG_TERM_MACH));
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)value.end;
    out->sentence = number->sentence;
    out->span = airlog_parser_span(parser, at, value.end);
    return value.end;
}
