/* The sentences of a report and which facts stand in each. */
#ifndef AIRLOG_RECORD_SENTENCE_H
#define AIRLOG_RECORD_SENTENCE_H

#include "draft.h"

/* A run of one class of facts: [first, end). */
typedef struct airlog_run {
    size_t first, end;
} airlog_run;

typedef struct airlog_sentence {
    airlog_run tokens, events, objects, positions, times, quantities, actors;
    uint32_t paragraph;
    bool headline;
} airlog_sentence;

typedef struct airlog_sentences {
    airlog_sentence *items;
    size_t count;
} airlog_sentences;

/* One walk over tokens and facts. */
airlog_status airlog_sentences_of(const airlog_assembly *a, airlog_sentences *out);

/* Whether the word at a token is one of several, each between blanks and in small letters. */
bool airlog_token_in(const airlog_assembly *a, size_t index, const char *words);
/* "headed east", "flying westward": degrees, NaN when the sentence says nothing. */
double airlog_sentence_course(const airlog_assembly *a, const airlog_sentence *sentence);
airlog_term airlog_token_term(const airlog_assembly *a, size_t index);

#endif
