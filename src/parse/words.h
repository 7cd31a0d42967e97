/* Classes of words of grammar that the rules of clauses and counts ask for (words.def). */
#ifndef AIRLOG_PARSE_WORDS_H
#define AIRLOG_PARSE_WORDS_H

#include "parser.h"

enum {
#define AIRLOG_WORDS(name, words) AIRLOG_WORD_BIT_##name,
#include "words.def"
#undef AIRLOG_WORDS
    AIRLOG_WORD_CLASS_COUNT
};

/* AIRLOG_WORD_VERB and its like: one bit a class. */
enum {
#define AIRLOG_WORDS(name, words) AIRLOG_WORD_##name = 1u << AIRLOG_WORD_BIT_##name,
#include "words.def"
#undef AIRLOG_WORDS
};

/* The classes of the word at a token, 0 when it has none. */
static inline uint32_t airlog_word_classes(const airlog_parser *parser, size_t index) {
    if (index >= parser->count) return 0;
    return parser->items[index].flags & AIRLOG_TOKEN_CLITIC ? 0 : airlog_listed_classes[parser->listed[index]];
}

#endif
