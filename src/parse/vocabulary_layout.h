/** @file vocabulary_layout.h  How the sections of open vocabularies are laid out; see src/place/tables_layout.h for the
 * manner. */
#ifndef AIRLOG_PARSE_VOCABULARY_LAYOUT_H
#define AIRLOG_PARSE_VOCABULARY_LAYOUT_H

#include <stdint.h>

/** airlog_vocabulary_slot[2^n]: open addressing from the low bits of the key; a phrase that stands in several classes
 * has a slot for each. */
#define AIRLOG_SECTION_VOCABULARY_SLOTS "VOCSLOTS"
/** airlog_vocabulary_row[]: one for each line of data/vocabulary. */
#define AIRLOG_SECTION_VOCABULARY_ROWS "VOCROWS\0"
/** The bytes of their texts, each followed by a NUL. */
#define AIRLOG_SECTION_VOCABULARY_TEXTS "VOCTEXTS"
/** Words in the longest phrase that begins with a word: uint32_t[2^n], open addressing from the low bits of the word's
 *  hash; a slot holds 27 high bits of the hash above 5 bits of words, 0 is free. */
#define AIRLOG_SECTION_VOCABULARY_REACH "VOCREACH"
#define AIRLOG_VOCABULARY_REACH_WORDS 31u

typedef struct airlog_vocabulary_slot {
    uint64_t key;
    uint32_t row;
    uint8_t kind; /**< airlog_vocabulary_class; 0 is a free slot */
    uint8_t words;
    uint16_t reserved;
} airlog_vocabulary_slot;

typedef struct airlog_vocabulary_row {
    uint32_t name_offset, category_offset, flags_offset; /**< in AIRLOG_SECTION_VOCABULARY_TEXTS */
    uint16_t name_length, category_length, flags_length, reserved;
} airlog_vocabulary_row;

#endif
