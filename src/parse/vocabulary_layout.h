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
/** The words that phrases begin with: uint32_t[2^n], two slots a word (airlog_slots_place()). A slot holds 24 high bits
 *  of the word's hash above one bit for each number of words in a phrase: AIRLOG_VOCABULARY_LENGTH(1) for one; 0 is free.
 *  A word that is not in the table may be taken for one that is, once in many millions, and then costs one look-up that
 *  finds nothing. */
#define AIRLOG_SECTION_VOCABULARY_HEADS "VOCHEADS"
#define AIRLOG_VOCABULARY_WORDS_MOST 31u  /**< of a phrase; a Han character is a word */
#define AIRLOG_VOCABULARY_LENGTHS_MOST 8u /**< phrases of so many words and of more share a bit */
#define AIRLOG_VOCABULARY_LENGTH(words)                                                                                \
    (1u << ((words) < AIRLOG_VOCABULARY_LENGTHS_MOST ? (words)-1 : AIRLOG_VOCABULARY_LENGTHS_MOST - 1))
#define AIRLOG_VOCABULARY_LENGTHS 0xFFu
#define AIRLOG_VOCABULARY_TAG(hash) ((uint32_t)((hash) >> 32) & ~AIRLOG_VOCABULARY_LENGTHS)

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
