/* The open vocabularies of the tables, opened once a report: looking a phrase up is then a few loads. */
#ifndef AIRLOG_PARSE_VOCABULARY_H
#define AIRLOG_PARSE_VOCABULARY_H

#include "airlog/parse.h"
#include "vocabulary_layout.h"

/* Sections of the tables, whose memory they are. `reach` is NULL without tables. */
typedef struct airlog_vocabulary {
    const uint32_t *reach;
    const airlog_vocabulary_slot *slots;
    const airlog_vocabulary_row *rows;
    const char *texts;
    uint64_t reach_mask, slot_mask, row_count, text_length;
} airlog_vocabulary;

/* Takes the four sections; AIRLOG_E_TABLE when one is absent or damaged. */
airlog_status airlog_vocabulary_open(const airlog_tables *tables, airlog_vocabulary *out, airlog_error *error);

/* The slot of a phrase key, of one class or (NONE) of any; NULL when there is none. */
const airlog_vocabulary_slot *airlog_vocabulary_slot_of(const airlog_vocabulary *vocabulary, uint64_t key,
                                                        airlog_vocabulary_class kind);
airlog_status airlog_vocabulary_take(const airlog_vocabulary *vocabulary, const airlog_vocabulary_slot *slot,
                                     airlog_vocabulary_entry *out, airlog_error *error);

/* Words in the longest phrase that begins with the word: asked for every word of every text. */
static inline uint8_t airlog_vocabulary_words(const airlog_vocabulary *vocabulary, uint64_t word_hash) {
    uint32_t tag = (uint32_t)(word_hash >> 32) & ~AIRLOG_VOCABULARY_REACH_WORDS, reach = 0;
    const uint32_t *slots = vocabulary->reach;
    for (uint64_t at = word_hash & vocabulary->reach_mask; slots[at] != 0; at = (at + 1) & vocabulary->reach_mask) {
        uint32_t words = slots[at] & AIRLOG_VOCABULARY_REACH_WORDS;
        if ((slots[at] & ~AIRLOG_VOCABULARY_REACH_WORDS) == tag && words > reach) reach = words;
    }
    return (uint8_t)reach;
}

#endif
