/* The fields of a pilot's report: "UA /OV DAL/TM 2204/FL015/TP B737/RM UAS OFF LEFT WING". /OV is where, /TP is who reports,
 * and what flies in /RM was met, whether or not a verb says so. */
#include "position.h"

/* Whether the field that the token stands in has this name. */
static bool in_field(const airlog_parser *parser, size_t at, const char *name) {
    for (; at > 0; at--) {
        if (airlog_parser_mark(parser, at - 1, '/') && airlog_parser_token(parser, at)->length == 2) return airlog_parser_is(parser, at, name);
    }
    return false;
}

static bool is_station(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool upper = token->kind == AIRLOG_TOKEN_IDENT || (token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_UPPER));
    return upper && token->length >= 3 && token->length <= 5;
}

static airlog_reference station(const airlog_parser *parser, size_t at) {
    airlog_reference out = {.code = true, .side_deg = AIRLOG_UNKNOWN};
    out.first_token = (uint32_t)at;
    out.end_token = (uint32_t)at + 1;
    out.span = airlog_parser_span(parser, at, at + 1);
    return out;
}

size_t airlog_read_pirep_station(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    bool field = at >= 2 && airlog_parser_is(parser, at - 1, "OV") && airlog_parser_mark(parser, at - 2, '/');
    if (parser->facts->message != AIRLOG_MESSAGE_PIREP || !field || !is_station(parser, at)) return 0;
    bool route = airlog_parser_mark(parser, at + 1, '-') && is_station(parser, at + 2);
    size_t end = route ? at + 3 : at + 1;
    if (end < parser->count && !airlog_parser_mark(parser, end, '/')) return 0;
    airlog_position_kind kind = route ? AIRLOG_POSITION_BETWEEN : AIRLOG_POSITION_AT;
    airlog_position_fact *fact = airlog_add_position(reader, at, end, kind, route ? "route of a PIREP" : "station of a PIREP");
    if (!fact) return 0;
    fact->reference = station(parser, at);
    if (route) fact->reference2 = station(parser, at + 2);
    return end;
}

/* What the remark tells of needs no verb: "/RM UAS 300 BLO ACFT". */
static airlog_status tell_sighting(airlog_parser *parser, const airlog_object_fact *object) {
    for (size_t i = 0; i < parser->facts->event_count; i++) {
        if (in_field(parser, parser->facts->events[i].first_token, "RM")) return AIRLOG_OK;
    }
    airlog_event_fact *event = airlog_parser_event(parser);
    if (!event) return airlog_parser_failed(parser);
    event->span = object->span;
    event->first_token = object->first_token;
    event->end_token = object->end_token;
    event->sentence = object->sentence;
    event->event = airlog_text_of("spotted");
    event->cictt = airlog_text_of("OTHR");
    event->flags = airlog_text_of("takes rank=34");
    event->modality = AIRLOG_MODALITY_ACTUAL;
    return AIRLOG_OK;
}

airlog_status airlog_parse_pirep(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    const airlog_object_fact *met = NULL;
    if (facts->message != AIRLOG_MESSAGE_PIREP) return AIRLOG_OK;
    for (size_t i = 0; i < facts->object_count; i++) {
        airlog_object_fact *object = &facts->objects[i];
        bool remark = in_field(parser, object->end_token - 1u, "RM"), named = !airlog_text_is(object->object, "aircraft");
        if (remark && named && !met) met = object;
        else if (!remark || met) object->other = true;
    }
    return met ? tell_sighting(parser, met) : AIRLOG_OK;
}
