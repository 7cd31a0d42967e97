/* The word lists that rules ask for: every word token knows the lists it stands in, so that asking costs one load. */
#ifndef AIRLOG_PARSE_LISTS_H
#define AIRLOG_PARSE_LISTS_H

#include "airlog/base.h"

typedef enum airlog_list {
#define AIRLOG_LIST(name, words) AIRLOG_LIST_##name,
#include "lists.def"
#undef AIRLOG_LIST
    AIRLOG_LIST_COUNT
} airlog_list;

/* The number of a folded word by its hash, 0 when it stands in no list and no class. */
uint16_t airlog_listed_word(uint64_t hash);
/* For each number, one bit a list, one bit a class of words.def, and one bit a class of deeds.def. */
extern const uint64_t airlog_list_words[][4];
extern const uint32_t airlog_listed_classes[];
extern const uint32_t airlog_listed_deeds[];

/* Whether the word of that number stands in a list. */
static inline bool airlog_listed_in(uint16_t word, airlog_list list) {
    return (airlog_list_words[word][(unsigned)list / 64] >> (unsigned)list % 64 & 1) != 0;
}

#endif
