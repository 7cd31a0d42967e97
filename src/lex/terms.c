#include "terms.h"

#include <string.h>

typedef struct term_slot {
    uint32_t hash;  /* the upper half: the lower chose the slot */
    uint32_t means; /* TERM_MEANS() */
} term_slot;

/* The term of the spelling in any case, and the first of exact_terms that it may be; NONE and 0 when there are none. */
#define TERM_MEANS(term, exact) ((uint32_t)(term) | (uint32_t)(exact) << 16)

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

/* What the slot says if it is the one, else nothing: without a branch, for nothing foretells which. */
static uint32_t means_if(const term_slot *slot, uint32_t hash) {
    return slot->means & -(uint32_t)(slot->hash == hash);
}

airlog_term airlog_term_of_hash(uint64_t hash, const char *bytes, size_t length) {
    uint32_t means = means_if(&term_slots[AIRLOG_SLOT_FIRST(hash, TERM_SLOTS)], (uint32_t)(hash >> 32)) |
                     means_if(&term_slots[AIRLOG_SLOT_SECOND(hash, TERM_SLOTS)], (uint32_t)(hash >> 32));
    if (means >> 16 == 0) return (airlog_term)means;
    for (const exact_term *exact = &exact_terms[means >> 16]; exact->term; exact++) {
        const unsigned char *spelling = term_pool + exact->spelling;
        if (*spelling == length && memcmp(spelling + 1, bytes, length) == 0) return (airlog_term)exact->term;
    }
    return (airlog_term)(means & UINT16_MAX);
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
