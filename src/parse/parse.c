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
