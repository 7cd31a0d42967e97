/* Where a sentence ends: full stops that belong to words, and those that do not. */
#ifndef AIRLOG_LEX_SENTENCES_H
#define AIRLOG_LEX_SENTENCES_H

#include "airlog/lex.h"

typedef enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_OPEN, /* a name follows: St. Mt. Dr. approx. : never the end of a sentence */
    ABBREVIATION_MIDDLE, /* Nov. Dept. : the end when the next word begins a sentence */
    ABBREVIATION_UNIT /* km. ft. N. : the end unless the text goes on in small letters, digits or compass points */
} abbreviation;

/* `word` is folded: lower case, without full stops. */
abbreviation airlog_lex_abbreviation(const char *word, size_t length);

/* Whether the text after a full stop at `at` begins with a word that starts a sentence: "The", "It", "No". */
bool airlog_lex_starter(airlog_text text, size_t at);

/* Whether the text after a full stop at `at` goes on with a small letter, a digit or a compass point. */
bool airlog_lex_goes_on(airlog_text text, size_t at);

/* Whether the full stop (or ! or ?) that ends at `at` ends a sentence. `after` is the token before it, NULL none. */
bool airlog_lex_sentence_end(airlog_text text, size_t at, const airlog_token *after);

#endif
