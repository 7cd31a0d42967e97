#include "terms.h"

#include <string.h>

typedef struct term_slot {
    uint64_t hash;
    uint16_t term;
    uint16_t exact; /* offset in term_pool of the only spelling that matches, 0: any case */
} term_slot;

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

airlog_term airlog_term_of_hash(uint64_t hash, const char *bytes, size_t length) {
    for (size_t at = hash & (TERM_SLOTS - 1); term_slots[at].term; at = (at + 1) & (TERM_SLOTS - 1)) {
        const term_slot *slot = &term_slots[at];
        if (slot->hash != hash) continue;
        const unsigned char *exact = term_pool + slot->exact;
        if (!slot->exact || (*exact == length && memcmp(exact + 1, bytes, length) == 0)) {
            return (airlog_term)slot->term;
        }
    }
    return AIRLOG_TERM_NONE;
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
