#include "lists.h"

typedef struct list_slot {
    uint32_t hash; /* the upper half: the lower chose the slot */
    uint32_t word;
} list_slot;

#include "lists_table.h"

_Static_assert(AIRLOG_LIST_COUNT <= 64 * (int)(sizeof airlog_list_words[0] / sizeof airlog_list_words[0][0]), "more lists than bits");

/* The word of the slot if it is the one, else 0: without a branch, for nothing foretells which it will be. */
static uint32_t word_if(const list_slot *slot, uint32_t hash) {
    return slot->word & -(uint32_t)(slot->hash == hash);
}

uint16_t airlog_listed_word(uint64_t hash) {
    const list_slot *first = &list_slots[AIRLOG_SLOT_FIRST(hash, LIST_SLOTS)];
    const list_slot *second = &list_slots[AIRLOG_SLOT_SECOND(hash, LIST_SLOTS)];
    return (uint16_t)(word_if(first, (uint32_t)(hash >> 32)) | word_if(second, (uint32_t)(hash >> 32)));
}
