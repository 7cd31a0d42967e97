#include "terms.h"

#include <string.h>

typedef struct term_slot {
    uint32_t hash; /* the upper half: the lower chose the slot */
    uint16_t term; /* of the spelling in any case, NONE when it has none */
    uint16_t exact; /* first of exact_terms, 0: none */
} term_slot;

/* A spelling that matches only as it is written; those of one word follow one another, NONE behind the last. */
typedef struct exact_term {
    uint16_t term, spelling; /* offset in term_pool */
} exact_term;

typedef struct stop_slot {
    uint64_t hash;
    unsigned kinds; /* 0: free */
} stop_slot;

#include "terms_table.h"

static const double term_values[AIRLOG_TERM_COUNT] = {
    0,
#define AIRLOG_TERM(name, class_name, value, words) value,
#include "airlog/terms.def"
#undef AIRLOG_TERM
};

const uint8_t airlog_term_classes[AIRLOG_TERM_COUNT] = {
    AIRLOG_TERM_CLASS_NONE,
#define AIRLOG_TERM(name, class_name, value, words) AIRLOG_TERM_CLASS_##class_name,
#include "airlog/terms.def"
#undef AIRLOG_TERM
};

airlog_term_class airlog_term_class_of(airlog_term term) {
    return (unsigned)term < AIRLOG_TERM_COUNT ? (airlog_term_class)airlog_term_classes[term] : AIRLOG_TERM_CLASS_NONE;
}

double airlog_term_value(airlog_term term) {
    return (unsigned)term < AIRLOG_TERM_COUNT ? term_values[term] : 0;
}

const char *airlog_term_name(airlog_term term) {
    return (unsigned)term < AIRLOG_TERM_COUNT ? term_names[term] : "";
}

/* What the slot says if it is the one, else that there is no term: without a branch, for nothing foretells which. */
static term_slot slot_if(const term_slot *slot, uint32_t hash) {
    uint16_t all = (uint16_t) - (unsigned)(slot->hash == hash);
    return (term_slot){hash, slot->term & all, slot->exact & all};
}

airlog_term airlog_term_of_hash(uint64_t hash, const char *bytes, size_t length) {
    term_slot first = slot_if(&term_slots[AIRLOG_SLOT_FIRST(hash, TERM_SLOTS)], (uint32_t)(hash >> 32));
    term_slot second = slot_if(&term_slots[AIRLOG_SLOT_SECOND(hash, TERM_SLOTS)], (uint32_t)(hash >> 32));
    for (const exact_term *exact = &exact_terms[first.exact | second.exact]; exact->term; exact++) {
        const unsigned char *spelling = term_pool + exact->spelling;
        if (*spelling == length && memcmp(spelling + 1, bytes, length) == 0) return (airlog_term)exact->term;
    }
    return (airlog_term)(first.term | second.term);
}

airlog_term airlog_term_find(airlog_text word) {
    char folded[64];
    size_t length = 0;
    if (word.length == 0 || word.length > sizeof folded) return AIRLOG_TERM_NONE;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.bytes[i];
        if (c == '.' || c == '\'') continue;
        folded[length++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return airlog_term_of_hash(airlog_hash(folded, length), word.bytes, word.length);
}

unsigned airlog_stop_of_hash(uint64_t hash) {
    for (size_t at = hash & (STOP_SLOTS - 1); stop_slots[at].kinds; at = (at + 1) & (STOP_SLOTS - 1)) {
        if (stop_slots[at].hash == hash) return stop_slots[at].kinds;
    }
    return AIRLOG_STOP_NONE;
}
