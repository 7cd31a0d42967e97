/* The whole way for one report. */
#include "airlog/record.h"

airlog_status airlog_extract(const airlog_report *report, const airlog_tables *tables,
                             const airlog_extract_options *options, airlog_arena *memory, airlog_incidents *out,
                             airlog_error *error) {
    static const airlog_extract_options defaults = {0};
    if (!options) options = &defaults;
    *out = (airlog_incidents){NULL, 0};
    /* The same scan that passes documents over unread: what it refuses gives nothing by any way in. */
    if (!options->any_domain && !airlog_interesting(report->text)) return AIRLOG_OK;
    airlog_tokens *tokens = airlog_arena_take(memory, 1, sizeof *tokens);
    airlog_facts *facts = airlog_arena_take(memory, 1, sizeof *facts);
    if (!tokens || !facts) return airlog_arena_failed(memory, error);
    airlog_positions positions = {0};
    airlog_status status = airlog_lex(report, memory, tokens, error);
    if (status == AIRLOG_OK) status = airlog_parse(tokens, tables, options->parse_flags, memory, facts, error);
    if (status == AIRLOG_OK && !facts->object_count && !facts->event_count && !options->any_domain) return AIRLOG_OK;
    if (status == AIRLOG_OK) status = airlog_place(facts, tables, &options->place, memory, &positions, error);
    if (status == AIRLOG_OK) status = airlog_record(facts, &positions, tables, options, memory, out, error);
    return status;
}
