/* The labelled fields of an ASRS report: "Relative Position.Distance.Nautical Miles : 6". The label says what a bare number
 * is: its unit, its datum, and what it is measured from. */
#include "position.h"

enum { FIELDS_BACK = 48 }; /* tokens between the first field of the place and the last */

/* The token before a label's colon; 0 when none stands right before `at`. */
static size_t label_before(const airlog_parser *parser, size_t at) {
    bool labelled = at >= 2 && airlog_parser_mark(parser, at - 1, ':');
    return labelled && parser->facts->message == AIRLOG_MESSAGE_ASRS ? at - 2 : 0;
}

static size_t labelled_number(const airlog_parser *parser, size_t at, double *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_NUMBER) return 0;
    *out = token->value;
    return at + 1;
}

static void fill(const airlog_parser *parser, size_t at, double value, airlog_term unit, airlog_quantity *out) {
    *out = airlog_parser_no_quantity();
    out->unit = unit;
    out->value = out->min = out->max = value;
    out->precision = 1;
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)at + 1;
    out->sentence = airlog_parser_token(parser, at)->sentence;
    out->span = airlog_parser_span(parser, at, at + 1);
    airlog_quantity_finish(out, airlog_term_value(unit));
}

size_t airlog_read_asrs_quantity(const airlog_parser *parser, size_t at, airlog_quantity *out) {
    size_t label = label_before(parser, at);
    double value;
    if (label < 4 || !labelled_number(parser, at, &value)) return 0;
    if (airlog_parser_is(parser, label, "value") && airlog_parser_is(parser, label - 1, "single")) { /* Altitude.MSL.Single Value */
        bool msl = airlog_parser_is(parser, label - 3, "msl");
        if (!msl && !airlog_parser_is(parser, label - 3, "agl")) return 0;
        fill(parser, at, value, AIRLOG_TERM_FOOT, out);
        out->dimension = AIRLOG_DIMENSION_ALTITUDE;
        out->role = AIRLOG_ROLE_ALTITUDE;
        out->datum = msl ? AIRLOG_DATUM_MSL : AIRLOG_DATUM_AGL;
        return at + 1;
    }
    if (airlog_parser_term(parser, label) != AIRLOG_TERM_MILE || airlog_parser_term(parser, label - 1) != AIRLOG_TERM_NAUTICAL) return 0;
    if (!airlog_parser_is(parser, label - 3, "distance")) return 0;
    fill(parser, at, value, AIRLOG_TERM_NAUTICAL_MILE, out); /* Relative Position.Distance.Nautical Miles */
    out->dimension = AIRLOG_DIMENSION_DISTANCE;
    return at + 1;
}

/* The token of the value behind "... WORD :" within the fields before `at`; 0 when there is none. */
static size_t field_before(const airlog_parser *parser, size_t at, const char *word) {
    for (size_t back = 2; back <= FIELDS_BACK && back < at; back++) {
        if (airlog_parser_mark(parser, at - back + 1, ':') && airlog_parser_is(parser, at - back, word)) return at - back + 2;
    }
    return 0;
}

size_t airlog_read_asrs_position(airlog_place_reader *reader, size_t at, airlog_quantity *distance) {
    const airlog_parser *parser = reader->parser;
    size_t label = label_before(parser, at), airport = label ? field_before(parser, at, "airport") : 0;
    if (!airport || !airlog_is_ident(parser, airport)) return 0;
    size_t angle = field_before(parser, at, "radial");
    double radial;
    bool turned = angle > airport && labelled_number(parser, angle, &radial) && radial <= 360;
    airlog_position_kind kind = turned ? AIRLOG_POSITION_RADIAL : AIRLOG_POSITION_RING;
    airlog_position_fact *fact = airlog_add_position(reader, at, at + 1, kind, "ASRS fields");
    if (!fact) return 0;
    airlog_set_distance(fact, distance);
    fact->reference = (airlog_reference){.kind = AIRLOG_PLACE_AIRPORT, .code = true, .side_deg = AIRLOG_UNKNOWN};
    fact->reference.first_token = (uint32_t)airport;
    fact->reference.end_token = (uint32_t)airport + 1;
    fact->reference.span = airlog_parser_span(parser, airport, airport + 1);
    if (turned) {
        fact->bearing_deg = radial >= 360 ? radial - 360 : radial;
        fact->bearing_half_deg = 0.5;
        fact->bearing_reference = AIRLOG_BEARING_MAGNETIC;
    } else {
        fact->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
    }
    return at + 1;
}

/* "Locale Reference | DTW.Airport", "Locale Reference.Airport : DTW.Airport": the airport that the report is about. A centre
 * or an approach control in its place tells too large an area. */
size_t airlog_read_asrs_locale(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    bool ident = parser->facts->message == AIRLOG_MESSAGE_ASRS && at > 3 && airlog_is_ident(parser, at);
    bool airport = ident && airlog_parser_mark(parser, at + 1, '.') && airlog_parser_glued(parser, at + 2) &&
                   airlog_parser_term(parser, at + 2) == AIRLOG_TERM_AIRPORT;
    bool parted = airlog_parser_mark(parser, at - 1, '|') || airlog_parser_mark(parser, at - 1, ':');
    bool label = false;
    for (size_t back = 2; back <= 4; back++) label = label || airlog_parser_is(parser, at - back, "reference");
    if (!airport || !parted || !label || airlog_parser_is(parser, at, "ZZZ")) return 0; /* ZZZ: left out by the agency */
    airlog_position_fact *fact = airlog_add_position(reader, at, at + 3, AIRLOG_POSITION_NEAR, "ASRS locale");
    if (!fact) return 0;
    fact->reference = (airlog_reference){.kind = AIRLOG_PLACE_AIRPORT, .code = true, .side_deg = AIRLOG_UNKNOWN};
    fact->reference.first_token = (uint32_t)at;
    fact->reference.end_token = (uint32_t)at + 1;
    fact->reference.span = airlog_parser_span(parser, at, at + 1);
    return at + 3;
}
