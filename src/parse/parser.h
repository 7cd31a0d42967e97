/* What the rules of the parse stage share: the tokens under reading, what was taken, and how facts are added. */
#ifndef AIRLOG_PARSE_PARSER_H
#define AIRLOG_PARSE_PARSER_H

#include "airlog/parse.h"

#include <string.h>

#include "lists.h"
#include "vocabulary.h"

/* Who has read a token. A later rule does not read it as something else. */
typedef enum airlog_taken {
    AIRLOG_TAKEN_FREE = 0,
    AIRLOG_TAKEN_COORDINATE,
    AIRLOG_TAKEN_TIME,
    AIRLOG_TAKEN_QUANTITY,
    AIRLOG_TAKEN_POSITION,
    AIRLOG_TAKEN_FILTER /* separation, sizes, money, sport ...: not for placing */
} airlog_taken;

/* The passes that something may begin at a token for: told by its kind and term alone, so that a pass steps over all
 * others. What the tokens around it say is the pass's own to ask. */
enum {
    AIRLOG_BEGINS_COORDINATE = 1,
    AIRLOG_BEGINS_TIME = 2,
    AIRLOG_BEGINS_QUANTITY = 4,
    AIRLOG_BEGINS_POSITION = 8,
    AIRLOG_BEGINS_PHRASE = 16 /* of the open vocabularies */
};

typedef struct airlog_parser {
    const airlog_token *items; /* those of `tokens` */
    size_t count;
    const airlog_tokens *tokens;
    airlog_text text; /* of the report */
    const airlog_tables *tables; /* may be NULL */
    airlog_vocabulary vocabulary; /* of the tables */
    airlog_arena *memory;
    airlog_facts *facts;
    uint8_t *taken; /* airlog_taken, one a token */
    uint16_t *listed; /* airlog_listed_word(), one a token */
    uint32_t *deeds; /* facts->deeds */
    uint8_t *capitals; /* whether its sentence is written in capitals, one a token */
    uint8_t *begins; /* AIRLOG_BEGINS_ bits, one a token */
    uint8_t *lengths; /* of the phrases of the open vocabularies that may begin here, airlog_vocabulary_lengths(), one a token */
    unsigned flags;
    airlog_error *error;
    size_t quantity_room, position_room, time_room, event_room, object_room, actor_room, note_room;
} airlog_parser;

/* The passes, in this order. Each walks the tokens once and appends facts in the order of their spans. */
airlog_status airlog_parse_message(airlog_parser *parser);     /* message.c: what kind of message; its header fields */
airlog_status airlog_parse_coordinates(airlog_parser *parser); /* coordinate.c */
airlog_status airlog_parse_times(airlog_parser *parser);       /* time.c */
airlog_status airlog_parse_quantities(airlog_parser *parser);  /* quantity_pass.c */
airlog_status airlog_parse_positions(airlog_parser *parser);   /* position.c */
airlog_status airlog_parse_objects(airlog_parser *parser);     /* object.c: objects, actors */
airlog_status airlog_parse_events(airlog_parser *parser);      /* event.c: events and their modality */
airlog_status airlog_parse_pirep(airlog_parser *parser);       /* pirep.c: who reports, and what the remark tells */
airlog_status airlog_parse_notam(airlog_parser *parser);       /* notam.c: what the items of a NOTAM say of each other */

/* parser.c: room for one more fact; NULL at the limit or without memory, then return
 * airlog_parser_failed(parser). The new fact is zeroed, with NaN in its real members that mean "unknown". */
airlog_quantity *airlog_parser_quantity(airlog_parser *parser);
airlog_position_fact *airlog_parser_position(airlog_parser *parser);
/* The same for one that is in no list. */
void airlog_position_fact_clear(airlog_position_fact *out);
airlog_time_fact *airlog_parser_time(airlog_parser *parser);
airlog_event_fact *airlog_parser_event(airlog_parser *parser);
airlog_object_fact *airlog_parser_object(airlog_parser *parser);
airlog_actor_fact *airlog_parser_actor(airlog_parser *parser);
airlog_status airlog_parser_failed(airlog_parser *parser);

/* A quantity that says nothing, as in a new fact. */
airlog_quantity airlog_parser_no_quantity(void);

/* Records what a rule read or refused, when notes are asked for; `why` is copied. */
void airlog_parser_note(airlog_parser *parser, airlog_span span, const char *rule, bool refused, const char *why);

/* Small steps over tokens, inline because every rule is made of them. Index past the end gives a MARK token of
 * length 0. */
extern const airlog_token airlog_no_token;

static inline const airlog_token *airlog_parser_token(const airlog_parser *parser, size_t index) {
    return index < parser->count ? &parser->items[index] : &airlog_no_token;
}

static inline bool airlog_parser_mark(const airlog_parser *parser, size_t index, char mark) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->hash != (uint64_t)(unsigned char)mark) return false; /* first: it is what a processor can foretell */
    return token->kind == AIRLOG_TOKEN_MARK && token->length > 0;
}

static inline airlog_term airlog_parser_term(const airlog_parser *parser, size_t index) {
    return (airlog_term)airlog_parser_token(parser, index)->term;
}

static inline airlog_term_class airlog_parser_class(const airlog_parser *parser, size_t index) {
    return (airlog_term_class)airlog_parser_token(parser, index)->class_of;
}

/* Whether the word stands in a list of lists.def. */
static inline bool airlog_parser_listed(const airlog_parser *parser, size_t index, airlog_list list) {
    return index < parser->count && airlog_listed_in(parser->listed[index], list);
}

/* Whether the words of the sentence are written in capitals. */
static inline bool airlog_parser_capitals(const airlog_parser *parser, size_t index) {
    return index < parser->count && (parser->capitals[index] != 0);
}

/* Whether the token follows the one before it without a blank. */
static inline bool airlog_parser_glued(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    return token->length > 0 && (token->flags & AIRLOG_TOKEN_SPACE) == 0;
}

static inline bool airlog_parser_same_sentence(const airlog_parser *parser, size_t a, size_t b) {
    return airlog_parser_token(parser, a)->sentence == airlog_parser_token(parser, b)->sentence;
}

/* The first token from `at` on at which something of a pass may begin; the number of tokens when there is none. */
static inline size_t airlog_parser_next(const airlog_parser *parser, size_t at, uint8_t pass) {
    uint64_t eight, passes = pass * UINT64_C(0x0101010101010101);
    for (; at + 8 <= parser->count; at += 8) {
        memcpy(&eight, parser->begins + at, 8);
        if (eight & passes) break;
    }
    while (at < parser->count && !(parser->begins[at] & pass)) at++;
    return at;
}

/* Readies a parser for its tokens: what each was taken for, the lists it stands in, and what may begin there. */
airlog_status airlog_parser_ready(airlog_parser *parser);
/* The word in any case: for words that are no terms. Slower than a list. */
static inline bool airlog_parser_is(const airlog_parser *parser, size_t index, const char *word) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->length != strlen(word) || token->kind != AIRLOG_TOKEN_WORD) return false;
    return airlog_text_is((airlog_text){parser->text.bytes + token->start, token->length}, word);
}
/* One of several words, each between blanks and in small letters without full stops: " below above ". */
bool airlog_parser_in(const airlog_parser *parser, size_t index, const char *words);
airlog_text airlog_parser_word(const airlog_parser *parser, size_t index);
void airlog_parser_take(airlog_parser *parser, size_t first, size_t end, airlog_taken who);
airlog_span airlog_parser_span(const airlog_parser *parser, size_t first, size_t end);

#endif
