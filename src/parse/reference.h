/* What the readers of references share: words that make names, names, and the heads that they stand in. All of them look
 * at a bounded number of tokens; readers return the token after what they read, 0 when there is nothing. */
#ifndef AIRLOG_PARSE_REFERENCE_H
#define AIRLOG_PARSE_REFERENCE_H

#include "place_words.h"

enum { AIRLOG_NAME_LIMIT = 10 };

static inline bool airlog_is_capital_word(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_CAPITAL) != 0;
}

static inline bool airlog_is_clitic(const airlog_parser *parser, size_t at) {
    return (airlog_parser_token(parser, at)->flags & AIRLOG_TOKEN_CLITIC) != 0;
}

static inline bool airlog_is_kind_word(const airlog_parser *parser, size_t at) {
    return airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_PLACE;
}

static inline airlog_place_kind airlog_kind_at(const airlog_parser *parser, size_t at) {
    return (airlog_place_kind)airlog_term_value(airlog_parser_term(parser, at));
}

/* reference_words.c */
bool airlog_is_side_word(const airlog_parser *parser, size_t at);
/* "de", "of the" and the like, inside a name. */
bool airlog_is_connector(const airlog_parser *parser, size_t at);
/* After a direction an identifier may look like another word: "3 SW DAY", "10 SE JAN", "2 E SAT". */
bool airlog_is_disguised_ident(const airlog_parser *parser, size_t at);
bool airlog_is_name_word(const airlog_parser *parser, size_t at, bool capitals);
bool airlog_starts_name(const airlog_parser *parser, size_t at, bool capitals);
/* The token after the name that begins at `at`. */
size_t airlog_name_end(const airlog_parser *parser, size_t at, bool capitals);

/* reference_name.c */
airlog_reference airlog_new_reference(void);
void airlog_reference_add_within(const airlog_parser *parser, airlog_reference *out, size_t first, size_t end);
void airlog_reference_set_head(const airlog_parser *parser, airlog_reference *out, size_t first, size_t end);
void airlog_reference_mark_coast(airlog_reference *out, airlog_place_kind kind);
airlog_place_kind airlog_kind_of_run(const airlog_parser *parser, size_t first, size_t end);
bool airlog_looks_like_code(const airlog_parser *parser, size_t first, size_t end, bool capitals);
/* Kind words in small letters after a name: "Keelung port", "the Somali coast". `at` when there are none. */
size_t airlog_read_trailing_kind(const airlog_parser *parser, size_t at, airlog_reference *out);
size_t airlog_read_reference_name(const airlog_parser *parser, size_t at, airlog_reference *out);

/* reference_head.c: a name with its kind words, adjectives and possessives, or a word for something named before. */
size_t airlog_read_reference_head(const airlog_parser *parser, size_t at, airlog_reference *out, int depth);

/* reference_runway.c: "the departure end of runway 31", "the runway at X": the airport, named or spoken of before. */
size_t airlog_read_runway_end(const airlog_parser *parser, size_t at, airlog_reference *out);

#endif
