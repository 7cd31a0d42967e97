/* Words of grammar that the rules of clauses and counts ask for, and that are no terms: a set of classes a word. */
#ifndef AIRLOG_PARSE_WORDS_H
#define AIRLOG_PARSE_WORDS_H

#include "airlog/base.h"

enum {
    AIRLOG_WORD_BORDER = 1u << 0, /**< begins another clause */
    AIRLOG_WORD_NEGATION = 1u << 1, /**< says that it was not so */
    AIRLOG_WORD_PLAN = 1u << 2, /**< says that it is to come */
    AIRLOG_WORD_SUPPOSITION = 1u << 3, /**< says that it might be */
    AIRLOG_WORD_SEEMING = 1u << 4, /**< "appeared to enter": it did */
    AIRLOG_WORD_DRILL = 1u << 5, /**< exercises */
    AIRLOG_WORD_SIMULATED = 1u << 6, /**< what is not real even in a drill */
    AIRLOG_WORD_HISTORY = 1u << 7, /**< the past, or what happens always */
    AIRLOG_WORD_PAST = 1u << 8, /**< "past" before a spell of time */
    AIRLOG_WORD_SPELL = 1u << 9, /**< "years", "incidents" behind it */
    AIRLOG_WORD_UNTRUE = 1u << 10, /**< takes the sentence back */
    AIRLOG_WORD_AVERTED = 1u << 11, /**< takes the event back behind it */
    AIRLOG_WORD_VERB = 1u << 12, /**< ends a noun phrase */
    AIRLOG_WORD_COLOUR = 1u << 13, /**< may be joined by "and" in one */
    AIRLOG_WORD_ONE = 1u << 14, /**< makes a noun determined */
    AIRLOG_WORD_SINGLE = 1u << 15, /**< one of a kind */
    AIRLOG_WORD_GROUP = 1u << 16, /**< "a swarm of" */
    AIRLOG_WORD_PAIR = 1u << 17, /**< "a pair of" */
    AIRLOG_WORD_SENDING = 1u << 18, /**< what is sent answers and is not what was met */
    AIRLOG_WORD_SEEING = 1u << 19, /**< who reports stands before it */
    AIRLOG_WORD_PART = 1u << 20, /**< of an aircraft: "4 rotor UAS" counts them */
};

/* The classes of a word in any case, apostrophes left out; 0 when it has none. */
uint32_t airlog_word_classes(airlog_text word);

#endif
