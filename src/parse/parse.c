#include "parser.h"

static airlog_status run_passes(airlog_parser *parser) {
    airlog_status (*const passes[])(airlog_parser *) = {
        airlog_parse_message,
        airlog_parse_coordinates,
        airlog_parse_times,
        airlog_parse_quantities,
        airlog_parse_positions,
        airlog_parse_objects,
        airlog_parse_events,
        airlog_parse_pirep,
        airlog_parse_notam,
    };
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        airlog_status status = passes[i](parser);
        if (status != AIRLOG_OK) return status;
    }
    return AIRLOG_OK;
}

airlog_status airlog_parse(const airlog_tokens *tokens, const airlog_tables *tables, unsigned flags, airlog_arena *memory,
                           airlog_facts *out, airlog_error *error) {
    *out = (airlog_facts){.tokens = tokens};
    airlog_parser parser = {.tokens = tokens, .text = tokens->report->text, .tables = tables, .memory = memory,
                            .facts = out,     .flags = flags,               .error = error};
    airlog_status status = airlog_parser_ready(&parser);
    return status == AIRLOG_OK ? run_passes(&parser) : status;
}

airlog_position_fact airlog_parse_place_name(const airlog_tokens *tokens) {
    airlog_position_fact out;
    airlog_position_fact_clear(&out);
    out.kind = AIRLOG_POSITION_AT;
    out.rule = "name";
    out.span.end = (uint32_t)tokens->report->text.length;
    out.end_token = (uint32_t)tokens->count;
    out.reference.kind = AIRLOG_PLACE_ANY;
    out.reference.span = out.span;
    out.reference.end_token = out.end_token;
    return out;
}
