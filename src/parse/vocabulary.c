/* Looks phrases up in the open vocabularies of the tables. */
#include "vocabulary.h"

airlog_status airlog_vocabulary_open(const airlog_tables *tables, airlog_vocabulary *out, airlog_error *error) {
    uint64_t heads, slots, rows;
    out->heads = airlog_tables_whole(tables, AIRLOG_SECTION_VOCABULARY_HEADS, &heads, error);
    if (out->heads) out->slots = airlog_tables_whole(tables, AIRLOG_SECTION_VOCABULARY_SLOTS, &slots, error);
    if (out->heads && out->slots) out->rows = airlog_tables_whole(tables, AIRLOG_SECTION_VOCABULARY_ROWS, &rows, error);
    if (out->heads && out->slots && out->rows)
        out->texts = airlog_tables_whole(tables, AIRLOG_SECTION_VOCABULARY_TEXTS, &out->text_length, error);
    if (!out->heads || !out->slots || !out->rows || !out->texts) return AIRLOG_E_TABLE;
    if (heads < sizeof *out->heads || slots < sizeof *out->slots)
        return airlog_fail(error, AIRLOG_E_TABLE, "the tables hold no vocabularies: rebuild them");
    out->head_slots = heads / sizeof *out->heads;
    out->slot_mask = slots / sizeof *out->slots - 1;
    out->row_count = rows / sizeof *out->rows;
    return AIRLOG_OK;
}

const airlog_vocabulary_slot *airlog_vocabulary_slot_of(const airlog_vocabulary *vocabulary, uint64_t key,
                                                        airlog_vocabulary_class kind) {
    for (uint64_t at = key & vocabulary->slot_mask;; at = (at + 1) & vocabulary->slot_mask) {
        const airlog_vocabulary_slot *slot = &vocabulary->slots[at];
        if (slot->kind == AIRLOG_VOCABULARY_NONE) return NULL;
        if (slot->key == key && (kind == AIRLOG_VOCABULARY_NONE || slot->kind == kind)) return slot;
    }
}

static bool take_text(const airlog_vocabulary *vocabulary, uint32_t offset, uint32_t length, airlog_text *out) {
    *out = AIRLOG_NO_TEXT;
    if (length == 0) return true;
    if (offset > vocabulary->text_length || length > vocabulary->text_length - offset) return false;
    *out = (airlog_text){vocabulary->texts + offset, length};
    return true;
}

airlog_status airlog_vocabulary_take(const airlog_vocabulary *vocabulary, const airlog_vocabulary_slot *slot,
                                     airlog_vocabulary_entry *out, airlog_error *error) {
    const airlog_vocabulary_row *row = &vocabulary->rows[slot->row];
    out->kind = (airlog_vocabulary_class)slot->kind;
    out->words = slot->words;
    bool taken = slot->row < vocabulary->row_count &&
                 take_text(vocabulary, row->name_offset, row->name_length, &out->name) &&
                 take_text(vocabulary, row->category_offset, row->category_length, &out->category) &&
                 take_text(vocabulary, row->flags_offset, row->flags_length, &out->flags);
    if (taken) return AIRLOG_OK;
    return airlog_fail(error, AIRLOG_E_TABLE, "a row of the vocabularies lies outside the tables: rebuild them");
}

airlog_status airlog_vocabulary_find(const airlog_tables *tables, uint64_t key, airlog_vocabulary_class kind,
                                     bool *out_found, airlog_vocabulary_entry *out, airlog_error *error) {
    airlog_vocabulary vocabulary;
    *out_found = false;
    airlog_status status = airlog_vocabulary_open(tables, &vocabulary, error);
    if (status != AIRLOG_OK) return status;
    const airlog_vocabulary_slot *slot = airlog_vocabulary_slot_of(&vocabulary, key, kind);
    *out_found = slot != NULL;
    return slot ? airlog_vocabulary_take(&vocabulary, slot, out, error) : AIRLOG_OK;
}

uint8_t airlog_vocabulary_lengths(const airlog_tables *tables, uint64_t word_hash) {
    airlog_vocabulary vocabulary;
    return airlog_vocabulary_open(tables, &vocabulary, NULL) == AIRLOG_OK ? airlog_vocabulary_lengths_of(&vocabulary, word_hash) : 0;
}
