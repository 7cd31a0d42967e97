/** @file vocabulary.c  Looks phrases up in the open vocabularies of the tables. */
#include <string.h>

#include "airlog/parse.h"
#include "vocabulary_layout.h"

#define REACH_WORDS 31u

static bool take_text(const airlog_tables *tables, uint32_t offset, uint32_t length, airlog_text *out,
                      airlog_error *error) {
    *out = AIRLOG_NO_TEXT;
    if (length == 0) return true;
    out->bytes = airlog_tables_view(tables, AIRLOG_SECTION_VOCABULARY_TEXTS, offset, length, error);
    out->length = length;
    return out->bytes != NULL;
}

static airlog_status take_row(const airlog_tables *tables, const airlog_vocabulary_slot *slot,
                              airlog_vocabulary_entry *out, airlog_error *error) {
    const airlog_vocabulary_row *row = airlog_tables_view(tables, AIRLOG_SECTION_VOCABULARY_ROWS,
                                                          (uint64_t)slot->row * sizeof *row, sizeof *row, error);
    out->kind = (airlog_vocabulary_class)slot->kind;
    out->words = slot->words;
    bool taken = row != NULL && take_text(tables, row->name_offset, row->name_length, &out->name, error) &&
                 take_text(tables, row->category_offset, row->category_length, &out->category, error) &&
                 take_text(tables, row->flags_offset, row->flags_length, &out->flags, error);
    return taken ? AIRLOG_OK : AIRLOG_E_TABLE;
}

/* The slots are viewed whole, as those of airlog_vocabulary_reach() are: a few blocks, asked for all the time. */
airlog_status airlog_vocabulary_find(const airlog_tables *tables, uint64_t key, airlog_vocabulary_class kind,
                                     bool *out_found, airlog_vocabulary_entry *out, airlog_error *error) {
    uint64_t length;
    const airlog_vocabulary_slot *slots = airlog_tables_whole(tables, AIRLOG_SECTION_VOCABULARY_SLOTS, &length, error);
    uint64_t mask = length / sizeof *slots - 1;
    *out_found = false;
    if (slots == NULL || length == 0) return AIRLOG_E_TABLE;
    for (uint64_t at = key & mask; slots[at].kind != AIRLOG_VOCABULARY_NONE; at = (at + 1) & mask) {
        if (slots[at].key != key || (kind != AIRLOG_VOCABULARY_NONE && slots[at].kind != kind)) continue;
        *out_found = true;
        return take_row(tables, &slots[at], out, error);
    }
    return AIRLOG_OK;
}

/* Asked for every word of every text: the section is a few blocks, so one view of the whole is cheaper than one a slot.
 */
uint8_t airlog_vocabulary_reach(const airlog_tables *tables, uint64_t word_hash) {
    uint64_t length;
    const uint32_t *slots = airlog_tables_whole(tables, AIRLOG_SECTION_VOCABULARY_REACH, &length, NULL);
    if (slots == NULL || length == 0) return 0;
    uint64_t mask = length / sizeof *slots - 1;
    uint32_t tag = (uint32_t)(word_hash >> 32) & ~REACH_WORDS;
    uint32_t reach = 0;
    for (uint64_t at = word_hash & mask; slots[at] != 0; at = (at + 1) & mask)
        if ((slots[at] & ~REACH_WORDS) == tag && (slots[at] & REACH_WORDS) > reach) reach = slots[at] & REACH_WORDS;
    return (uint8_t)reach;
}
