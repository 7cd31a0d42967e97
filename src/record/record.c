/* facts and positions -> incidents: the drafts of the kind of message, finished one by one. */
#include "draft.h"

airlog_status airlog_record(const airlog_facts *facts, const airlog_positions *positions, const airlog_tables *tables,
                            const airlog_extract_options *options, airlog_arena *memory, airlog_incidents *out,
                            airlog_error *error) {
    static const airlog_extract_options defaults = {0};
    *out = (airlog_incidents){NULL, 0};
    airlog_assembly a = {facts,  facts->tokens->report,       positions, tables,
                         options ? options : &defaults, memory, error};
    airlog_drafts drafts = {0};
    airlog_status status = facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY ? airlog_draft_faa(&a, &drafts)
                                                                            : airlog_draft_prose(&a, &drafts);
    if (status != AIRLOG_OK || drafts.count == 0) return status;
    out->items = airlog_arena_take(memory, drafts.count, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(memory, error);
    for (size_t i = 0; i < drafts.count; i++) {
        status = airlog_draft_finish(&a, &drafts.items[i], i, &out->items[i]);
        if (status != AIRLOG_OK) {
            out->count = 0;
            return status;
        }
        out->count = i + 1;
    }
    return AIRLOG_OK;
}
