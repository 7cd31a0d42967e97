/* The open vocabularies of the tables, opened once a report: looking a phrase up is then a few loads. */
#ifndef AIRLOG_PARSE_VOCABULARY_H
#define AIRLOG_PARSE_VOCABULARY_H

#include "airlog/parse.h"
#include "vocabulary_layout.h"

/* Sections of the tables, whose memory they are. `heads` is NULL without tables. */
typedef struct airlog_vocabulary {
    const uint32_t *heads;
    const airlog_vocabulary_slot *slots;
    const airlog_vocabulary_row *rows;
    const char *texts;
    uint64_t head_slots, slot_mask, row_count, text_length;
} airlog_vocabulary;

/* Takes the four sections; AIRLOG_E_TABLE when one is absent or damaged. */
airlog_status airlog_vocabulary_open(const airlog_tables *tables, airlog_vocabulary *out, airlog_error *error);

/* The slot of a phrase key, of one class or (NONE) of any; NULL when there is none. */
const airlog_vocabulary_slot *airlog_vocabulary_slot_of(const airlog_vocabulary *vocabulary, uint64_t key,
                                                        airlog_vocabulary_class kind);
airlog_status airlog_vocabulary_take(const airlog_vocabulary *vocabulary, const airlog_vocabulary_slot *slot,
                                     airlog_vocabulary_entry *out, airlog_error *error);

/* The numbers of words in phrases that begin with the word, one bit each: AIRLOG_VOCABULARY_LENGTH(). Asked for every
 * word of every text. */
static inline uint8_t airlog_vocabulary_lengths_of(const airlog_vocabulary *vocabulary, uint64_t word_hash) {
    uint32_t first = vocabulary->heads[AIRLOG_SLOT_FIRST(word_hash, vocabulary->head_slots)];
    uint32_t second = vocabulary->heads[AIRLOG_SLOT_SECOND(word_hash, vocabulary->head_slots)];
    uint32_t tag = AIRLOG_VOCABULARY_TAG(word_hash);
    first &= -(uint32_t)((first & ~AIRLOG_VOCABULARY_LENGTHS) == tag);
    second &= -(uint32_t)((second & ~AIRLOG_VOCABULARY_LENGTHS) == tag);
    return (uint8_t)((first | second) & AIRLOG_VOCABULARY_LENGTHS);
}

#endif
