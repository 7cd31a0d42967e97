/* Looking the closed vocabularies and the meaning of full stops up by the hash that every word token has anyway. */
#ifndef AIRLOG_LEX_TERMS_H
#define AIRLOG_LEX_TERMS_H

#include "airlog/lex.h"

/* `bytes` are the word as written, for the few spellings for which case matters. */
airlog_term airlog_term_of_hash(uint64_t hash, const char *bytes, size_t length);

/* By term: its airlog_term_class. */
extern const uint8_t airlog_term_classes[AIRLOG_TERM_COUNT];

/* What a full stop behind a word means (stops.def). */
enum {
#define AIRLOG_STOP(kind, words) AIRLOG_STOP_BIT_##kind,
#include "stops.def"
#undef AIRLOG_STOP
    AIRLOG_STOP_KINDS
};

enum {
#define AIRLOG_STOP(kind, words) AIRLOG_STOP_##kind = 1u << AIRLOG_STOP_BIT_##kind,
#include "stops.def"
#undef AIRLOG_STOP
    AIRLOG_STOP_NONE = 0
};

/* AIRLOG_STOP_OPEN and its like of a folded word by its hash. */
unsigned airlog_stop_of_hash(uint64_t hash);

#endif
