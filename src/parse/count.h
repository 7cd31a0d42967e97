/* The noun phrase that an object stands in: where it begins and how many it speaks of. */
#ifndef AIRLOG_PARSE_COUNT_H
#define AIRLOG_PARSE_COUNT_H

#include "parser.h"

typedef struct airlog_amount {
    size_t first;    /* token at which the words of number begin */
    double min, max; /* NaN where nothing is said: "at least three" has no max, "up to 25" no min */
    bool determined; /* "the", "its", "another" */
} airlog_amount;

/* First token of the phrase whose noun begins at `noun`: adjectives, names and possessives, without the number.
 * Tokens before `floor` belong to something else: a verb or another object. */
size_t airlog_count_phrase(const airlog_parser *parser, size_t noun, size_t floor);

/* How many: `start` from airlog_count_phrase(), the noun is [noun, end). */
airlog_amount airlog_count_read(const airlog_parser *parser, size_t start, size_t noun, size_t end);

#endif
