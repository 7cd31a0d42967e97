#include "lists.h"

typedef struct list_slot {
    uint32_t hash; /* the upper half: the lower chose the slot */
    uint32_t word;
} list_slot;

#include "lists_table.h"

_Static_assert(AIRLOG_LIST_COUNT <= 64 * (int)(sizeof airlog_list_words[0] / sizeof airlog_list_words[0][0]), "more lists than bits");

uint16_t airlog_listed_word(uint64_t hash) {
    for (size_t at = hash & (LIST_SLOTS - 1); list_slots[at].word; at = (at + 1) & (LIST_SLOTS - 1)) {
        if (list_slots[at].hash == (uint32_t)(hash >> 32)) return (uint16_t)list_slots[at].word;
    }
    return 0;
}
