/* Every token passes here once: the lists it stands in, how its sentence is written, and which passes something may begin
 * for. The passes then see only what concerns them. */
#include "parser.h"

#include <string.h>

enum {
    C = AIRLOG_BEGINS_COORDINATE,
    T = AIRLOG_BEGINS_TIME,
    Q = AIRLOG_BEGINS_QUANTITY,
    P = AIRLOG_BEGINS_POSITION,
    V = AIRLOG_BEGINS_PHRASE,
    N = 128 /* so common a word that it begins no phrase of the vocabularies */
};

static const uint8_t of_class[AIRLOG_TERM_CLASS_PLACE + 1] = {
    [AIRLOG_TERM_CLASS_COMPASS] = C | P, [AIRLOG_TERM_CLASS_NUMBER] = T | Q, [AIRLOG_TERM_CLASS_MONTH] = T,
    [AIRLOG_TERM_CLASS_WEEKDAY] = T,     [AIRLOG_TERM_CLASS_DAYPART] = T,
};

/* Words of grammar: prepositions begin positions, articles quantities and times. */
static const uint8_t of_term[AIRLOG_TERM_COUNT] = {
    [AIRLOG_TERM_A] = T | Q | N,       [AIRLOG_TERM_AN] = T | Q,      [AIRLOG_TERM_FL] = Q,          [AIRLOG_TERM_FLIGHT] = Q,
    [AIRLOG_TERM_MACH] = Q,        [AIRLOG_TERM_TODAY] = T,       [AIRLOG_TERM_YESTERDAY] = T,   [AIRLOG_TERM_TOMORROW] = T,
    [AIRLOG_TERM_TONIGHT] = T,     [AIRLOG_TERM_WEEKEND] = T,     [AIRLOG_TERM_LAST] = T,        [AIRLOG_TERM_PREVIOUS] = T,
    [AIRLOG_TERM_NEXT] = T,        [AIRLOG_TERM_THIS] = T,        [AIRLOG_TERM_SAME] = T,        [AIRLOG_TERM_RECENT] = T,
    [AIRLOG_TERM_EARLY] = T,       [AIRLOG_TERM_LATE] = T,        [AIRLOG_TERM_EARLIER] = T,     [AIRLOG_TERM_SINCE] = T,
    [AIRLOG_TERM_DURING] = T,      [AIRLOG_TERM_UNTIL] = T,       [AIRLOG_TERM_VAGUE] = T,       [AIRLOG_TERM_CENTRAL] = T,
    [AIRLOG_TERM_IN] = T | P | N,      [AIRLOG_TERM_OF] = T | N,          [AIRLOG_TERM_BY] = T,          [AIRLOG_TERM_THE] = T | N,
    [AIRLOG_TERM_WHICH] = T,       [AIRLOG_TERM_NEAR] = P,        [AIRLOG_TERM_CLOSE] = P,       [AIRLOG_TERM_SHUT] = P,        [AIRLOG_TERM_OVER] = P,
    [AIRLOG_TERM_OVERHEAD] = P,    [AIRLOG_TERM_ABOVE] = P,       [AIRLOG_TERM_INTO] = P,        [AIRLOG_TERM_INSIDE] = P,
    [AIRLOG_TERM_ACROSS] = P,      [AIRLOG_TERM_ENTERED] = P,     [AIRLOG_TERM_AT] = P | N,          [AIRLOG_TERM_OFF] = P,
    [AIRLOG_TERM_FROM] = P,        [AIRLOG_TERM_TOWARD] = P,      [AIRLOG_TERM_TO] = P | N,          [AIRLOG_TERM_CROSSED] = P,
    [AIRLOG_TERM_NEARING] = P,     [AIRLOG_TERM_WITHIN] = P,      [AIRLOG_TERM_BETWEEN] = P,     [AIRLOG_TERM_MIDWAY] = P,
    [AIRLOG_TERM_FINAL] = P,       [AIRLOG_TERM_RUNWAY] = P,
    [AIRLOG_TERM_NO] = N,
    [AIRLOG_TERM_ON] = N,
    [AIRLOG_TERM_AND] = N,
};

#define LETTER(c) (1u << ((c) & 31))

/* By the first letter of the words that announce a coordinate, the third: lat lon lng locator, geo gars grid, http,
 * point plus, zone, qth, maidenhead, olc. */
#define LETTER_NUMBER(c) ((c) & 31)
static const uint32_t third_letters[32] = {
    [LETTER_NUMBER('l')] = LETTER('t') | LETTER('n') | LETTER('g') | LETTER('c'),
    [LETTER_NUMBER('g')] = LETTER('o') | LETTER('r') | LETTER('i'),
    [LETTER_NUMBER('h')] = LETTER('t'), [LETTER_NUMBER('p')] = LETTER('i') | LETTER('u'),
    [LETTER_NUMBER('z')] = LETTER('n'), [LETTER_NUMBER('q')] = LETTER('h'),
    [LETTER_NUMBER('m')] = LETTER('i'), [LETTER_NUMBER('o')] = LETTER('c'),
};

/* Whether the word may announce a coordinate: the pass looks again at what only has a byte like those letters. */
static bool announces(airlog_text text, const airlog_token *token) {
    const char *bytes = text.bytes + token->start;
    uint32_t letters = third_letters[LETTER_NUMBER(bytes[0])];
    return (token->length >= 3) & (letters >> LETTER_NUMBER(bytes[token->length >= 3 ? 2 : 0]) & 1);
}

/* ---- words ------------------------------------------------------------------------------------------ */

/* What a word is follows no pattern that a processor could foretell, so what follows computes and hardly branches. */

/* Lengths of the phrases of the open vocabularies that may begin with the word: it may go on with its 's. */
static uint8_t lengths_of(const airlog_parser *parser, size_t index, const airlog_token *token) {
    uint8_t lengths = airlog_vocabulary_lengths_of(&parser->vocabulary, token->hash);
    const airlog_token *after = airlog_parser_token(parser, index + 1);
    if (after->flags & AIRLOG_TOKEN_CLITIC) lengths |= airlog_vocabulary_lengths_of(&parser->vocabulary, after->hash);
    return lengths;
}

static unsigned of_word(const airlog_parser *parser, const airlog_token *token) {
    unsigned bits = V | of_term[token->term] | of_class[token->class_of];
    unsigned code = (token->flags & AIRLOG_TOKEN_UPPER) && token->length <= 4 ? P : 0; /* may be a fix */
    unsigned coordinate = announces(parser->text, token) ? C : 0;
    bits &= bits & N ? ~(unsigned)(V | N) : ~0u;
    if (token->flags & AIRLOG_TOKEN_CLITIC) bits &= ~(unsigned)V;
    return bits | code | coordinate;
}

static unsigned of_other(const airlog_token *token) {
    switch (token->kind) {
    case AIRLOG_TOKEN_NUMBER: return C | T | Q | P;
    case AIRLOG_TOKEN_IDENT: return C | T | Q | P | V;
    case AIRLOG_TOKEN_HAN: return C | T | P | V;
    case AIRLOG_TOKEN_MARK: return token->hash == '+' || token->hash == '-' || token->hash == '[' ? C : 0;
    default: return 0;
    }
}

static void look_at(airlog_parser *parser, size_t index, const airlog_token *token) {
    bool word = token->kind == AIRLOG_TOKEN_WORD;
    unsigned bits = word ? of_word(parser, token) : of_other(token);
    uint16_t listed = token->kind <= AIRLOG_TOKEN_IDENT ? airlog_listed_word(token->hash) : 0;
    parser->listed[index] = word ? listed : 0; /* what a number or an identifier tells only the record asks for: "911" */
    parser->deeds[index] = token->flags & (AIRLOG_TOKEN_CLITIC | AIRLOG_TOKEN_ABBREVIATED) ? 0 : airlog_listed_deeds[listed];
    if (bits & V && parser->tables) {
        uint8_t lengths = parser->lengths[index] = lengths_of(parser, index, token);
        if (lengths == 0 && token->kind != AIRLOG_TOKEN_IDENT) bits &= ~(unsigned)V; /* an identifier may be a type */
    }
    parser->begins[index] = (uint8_t)bits;
}

/* ---- sentences -------------------------------------------------------------------------------------- */

/* Words tell how a sentence is written; units are small in any text. */
static void see_case(const airlog_token *token, size_t *upper, size_t *lower) {
    if (token->kind != AIRLOG_TOKEN_WORD) return;
    unsigned capitals = (token->flags & AIRLOG_TOKEN_UPPER) != 0, clitic = (token->flags & AIRLOG_TOKEN_CLITIC) != 0;
    unsigned unit = (token->class_of == AIRLOG_TERM_CLASS_LENGTH) | (token->class_of == AIRLOG_TERM_CLASS_DATUM);
    *upper += capitals; /* two letters at the least */
    *lower += (token->length >= 2) & ~(capitals | clitic | unit);
}

/* The words of one sentence from `first` on; returns the token after it. */
static size_t look_at_sentence(airlog_parser *parser, size_t first) {
    const airlog_token *items = parser->tokens->items;
    size_t count = parser->tokens->count, end = first, upper = 0, lower = 0;
    for (uint32_t sentence = items[first].sentence; end < count && items[end].sentence == sentence; end++) {
        see_case(&items[end], &upper, &lower);
        look_at(parser, end, &items[end]);
    }
    if (upper > 0 && 4 * lower <= upper) memset(parser->capitals + first, 1, end - first);
    return end;
}

static bool take_room(airlog_parser *parser, size_t count) {
    parser->listed = airlog_arena_room(parser->memory, count, sizeof *parser->listed);
    parser->deeds = airlog_arena_room(parser->memory, count, sizeof *parser->deeds);
    parser->taken = airlog_arena_take(parser->memory, count, 4 * sizeof *parser->taken);
    if (!parser->listed || !parser->deeds || !parser->taken) return false;
    parser->capitals = parser->taken + count;
    parser->begins = parser->taken + 2 * count;
    parser->lengths = parser->taken + 3 * count;
    return true;
}

airlog_status airlog_parser_ready(airlog_parser *parser) {
    parser->items = parser->tokens->items;
    parser->count = parser->tokens->count;
    size_t count = parser->tokens->count;
    airlog_status status = parser->tables ? airlog_vocabulary_open(parser->tables, &parser->vocabulary, parser->error) : AIRLOG_OK;
    if (status != AIRLOG_OK) return status;
    if (!take_room(parser, count + 1)) return airlog_arena_failed(parser->memory, parser->error);
    for (size_t at = 0; at < count;) at = look_at_sentence(parser, at);
    parser->facts->deeds = parser->deeds;
    return AIRLOG_OK;
}
