/* Looking the closed vocabularies up by the hash that every word token has anyway. */
#ifndef AIRLOG_LEX_TERMS_H
#define AIRLOG_LEX_TERMS_H

#include "airlog/lex.h"

/* `bytes` are the word as written, for the few spellings for which case matters. */
airlog_term airlog_term_of_hash(uint64_t hash, const char *bytes, size_t length);

#endif
