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

static const uint8_t of_class[] = {
    [AIRLOG_TERM_CLASS_COMPASS] = C | P, [AIRLOG_TERM_CLASS_NUMBER] = T | Q, [AIRLOG_TERM_CLASS_MONTH] = T,
    [AIRLOG_TERM_CLASS_WEEKDAY] = T,     [AIRLOG_TERM_CLASS_DAYPART] = T,    [AIRLOG_TERM_CLASS_PLACE] = 0,
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
    [AIRLOG_TERM_BETWEEN] = P,     [AIRLOG_TERM_MIDWAY] = P,      [AIRLOG_TERM_FINAL] = P,       [AIRLOG_TERM_RUNWAY] = P,
    [AIRLOG_TERM_NO] = N,
    [AIRLOG_TERM_ON] = N,
    [AIRLOG_TERM_AND] = N,
};

#define LETTER(c) (1u << ((c) - 'a'))

/* By the first letter of the words that announce a coordinate, the third: lat lon lng locator, geo gars grid, http,
 * point plus, zone, qth, maidenhead, olc. */
static const uint32_t third_letters[26] = {
    ['l' - 'a'] = LETTER('t') | LETTER('n') | LETTER('g') | LETTER('c'), ['g' - 'a'] = LETTER('o') | LETTER('r') | LETTER('i'),
    ['h' - 'a'] = LETTER('t'), ['p' - 'a'] = LETTER('i') | LETTER('u'),   ['z' - 'a'] = LETTER('n'),
    ['q' - 'a'] = LETTER('h'), ['m' - 'a'] = LETTER('i'),                 ['o' - 'a'] = LETTER('c'),
};

static bool announces(airlog_text text, const airlog_token *token) {
    const char *bytes = text.bytes + token->start;
    uint32_t first = (uint32_t)(bytes[0] | 0x20) - 'a';
    if (first > 25 || !third_letters[first] || token->length < 3) return false;
    uint32_t third = (uint32_t)(bytes[2] | 0x20) - 'a';
    return third < 26 && (third_letters[first] >> third & 1);
}

/* ---- words ------------------------------------------------------------------------------------------ */

/* Words in the longest phrase of the open vocabularies that may begin with the word: it may go on with its 's. */
static uint8_t reach_of(const airlog_parser *parser, size_t index, const airlog_token *token) {
    uint8_t reach = airlog_vocabulary_words(&parser->vocabulary, token->hash);
    const airlog_token *after = airlog_parser_token(parser, index + 1);
    if (!(after->flags & AIRLOG_TOKEN_CLITIC)) return reach;
    uint8_t possessive = airlog_vocabulary_words(&parser->vocabulary, after->hash);
    return possessive > reach ? possessive : reach;
}

static uint8_t of_word(const airlog_parser *parser, const airlog_token *token) {
    uint8_t bits = V;
    if (token->term) {
        bits |= of_term[token->term];
        if (token->class_of < sizeof of_class) bits |= of_class[token->class_of];
        if (bits & N) bits &= (uint8_t) ~(V | N);
    }
    if (token->flags & AIRLOG_TOKEN_CLITIC) bits &= (uint8_t)~V;
    if (announces(parser->text, token)) bits |= C;
    if ((token->flags & AIRLOG_TOKEN_UPPER) && token->length <= 4) bits |= P; /* a code may be a fix */
    return bits;
}

static uint8_t of_token(const airlog_parser *parser, const airlog_token *token) {
    switch (token->kind) {
    case AIRLOG_TOKEN_WORD: return of_word(parser, token);
    case AIRLOG_TOKEN_NUMBER: return C | T | Q | P;
    case AIRLOG_TOKEN_IDENT: return C | T | Q | P | V;
    case AIRLOG_TOKEN_HAN: return C | T | P | V;
    case AIRLOG_TOKEN_MARK: return token->hash == '+' || token->hash == '-' || token->hash == '[' ? C : 0;
    default: return 0;
    }
}

static void look_at(airlog_parser *parser, size_t index, const airlog_token *token) {
    uint8_t bits = of_token(parser, token);
    if (token->kind == AIRLOG_TOKEN_WORD) parser->listed[index] = airlog_listed_word(token->hash);
    if (bits & V && parser->tables) {
        uint8_t reach = parser->reach[index] = reach_of(parser, index, token);
        if (reach == 0 && token->kind != AIRLOG_TOKEN_IDENT) bits &= (uint8_t)~V; /* an identifier may be a type */
    }
    parser->begins[index] = bits;
}

/* ---- sentences -------------------------------------------------------------------------------------- */

/* A word that tells how a sentence is written: +1 capitals, -1 small letters, 0 neither. Units are small in any text. */
static int case_of(const airlog_token *token) {
    if (token->kind != AIRLOG_TOKEN_WORD || token->length < 2 || (token->flags & AIRLOG_TOKEN_CLITIC)) return 0;
    if (token->flags & AIRLOG_TOKEN_UPPER) return 1;
    return token->class_of == AIRLOG_TERM_CLASS_LENGTH || token->class_of == AIRLOG_TERM_CLASS_DATUM ? 0 : -1;
}

/* The words of one sentence from `first` on; returns the token after it. */
static size_t look_at_sentence(airlog_parser *parser, size_t first) {
    const airlog_token *items = parser->tokens->items;
    size_t count = parser->tokens->count, end = first, upper = 0, lower = 0;
    for (uint32_t sentence = items[first].sentence; end < count && items[end].sentence == sentence; end++) {
        int written = case_of(&items[end]);
        upper += written > 0;
        lower += written < 0;
        look_at(parser, end, &items[end]);
    }
    if (upper > 0 && 4 * lower <= upper) memset(parser->capitals + first, 1, end - first);
    return end;
}

static bool take_room(airlog_parser *parser, size_t count) {
    parser->listed = airlog_arena_take(parser->memory, count, sizeof *parser->listed);
    parser->taken = airlog_arena_take(parser->memory, count, 4 * sizeof *parser->taken);
    if (!parser->listed || !parser->taken) return false;
    parser->capitals = parser->taken + count;
    parser->begins = parser->taken + 2 * count;
    parser->reach = parser->taken + 3 * count;
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
    return AIRLOG_OK;
}
