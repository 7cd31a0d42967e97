/* facts and positions -> incidents: the drafts of the kind of message, finished one by one. */
#include "draft.h"

#define UPPER_BYTES 400u
#define UPPER_SHARE 0.85 /* of the letters of a message that is written in capitals */

static bool in_capitals(airlog_text text) {
    size_t upper = 0, letters = 0;
    for (size_t i = 0; i < text.length && i < UPPER_BYTES; i++) {
        char c = text.bytes[i];
        letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        upper += c >= 'A' && c <= 'Z';
    }
    return letters >= 20 && (double)upper >= UPPER_SHARE * (double)letters;
}

/* A controller's report without the header of a preliminary report: a message in capitals, or the block
 * "Summary:" of one, that speaks of a drone. It is one incident too. */
static bool controllers_report(const airlog_facts *facts) {
    airlog_text text = airlog_text_trim(facts->tokens->report->text);
    if (facts->message == AIRLOG_MESSAGE_NOTAM || facts->message == AIRLOG_MESSAGE_PIREP) return false;
    if (!in_capitals(text) && !airlog_text_starts(text, "Summary:")) return false;
    for (size_t i = 0; i < facts->object_count; i++) {
        const airlog_object_fact *object = &facts->objects[i];
        if (!object->other && airlog_text_is(object->family, "uas")) return true;
    }
    return false;
}

/* The incidents of one class, behind those that are there. */
static airlog_status record_class(const airlog_assembly *a, airlog_incidents *out) {
    airlog_drafts drafts = {0};
    bool one = a->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY || controllers_report(a->facts);
    if (one && a->class_bit != AIRLOG_CLASS_INCIDENT) return AIRLOG_OK; /* it reports what happened */
    airlog_status status = one ? airlog_draft_faa(a, &drafts) : airlog_draft_prose(a, &drafts);
    if (status != AIRLOG_OK || drafts.count == 0) return status;
    out->items = airlog_arena_grow(a->memory, out->items, out->count, out->count + drafts.count, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(a->memory, a->error);
    for (size_t i = 0; i < drafts.count && status == AIRLOG_OK; i++) {
        status = airlog_draft_finish(a, &drafts.items[i], i, &out->items[out->count]);
        if (status == AIRLOG_OK) out->count++;
    }
    return status;
}

airlog_status airlog_record(const airlog_facts *facts, const airlog_positions *positions, const airlog_tables *tables,
                            const airlog_extract_options *options, airlog_arena *memory, airlog_incidents *out,
                            airlog_error *error) {
    static const airlog_extract_options defaults = {0};
    *out = (airlog_incidents){NULL, 0};
    airlog_assembly a = {.facts = facts,
                         .report = facts->tokens->report,
                         .positions = positions,
                         .tables = tables,
                         .options = options ? options : &defaults,
                         .memory = memory,
                         .error = error};
    unsigned classes = a.options->classes ? a.options->classes : AIRLOG_CLASS_INCIDENT;
    airlog_status status = AIRLOG_OK;
    for (unsigned bit = AIRLOG_CLASS_INCIDENT; bit <= AIRLOG_CLASS_EXERCISE && status == AIRLOG_OK; bit <<= 1) {
        a.class_bit = bit;
        if (classes & bit) status = record_class(&a, out);
    }
    if (status != AIRLOG_OK) out->count = 0;
    return status;
}
