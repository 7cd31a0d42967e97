/* Where a sentence ends: full stops that belong to words, and those that do not. */
#ifndef AIRLOG_LEX_SENTENCES_H
#define AIRLOG_LEX_SENTENCES_H

#include "airlog/lex.h"

/* Whether the text after a full stop at `at` begins with a word that starts a sentence: "The", "It", "No". */
bool airlog_lex_starter(airlog_text text, size_t at);

/* Whether the text after a full stop at `at` goes on with a small letter, a digit or a compass point. */
bool airlog_lex_goes_on(airlog_text text, size_t at);

/* Whether the full stop (or ! or ?) that ends at `at` ends a sentence. `after` is the token before it, NULL none. */
bool airlog_lex_sentence_end(airlog_text text, size_t at, const airlog_token *after);

#endif
