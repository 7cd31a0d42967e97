/* One pass over the bytes. Most bytes are ASCII letters and blanks: those never leave this file. */
#include "characters.h"
#include "sentences.h"
#include "terms.h"

#include <string.h>

enum { SHORT_LINE = 48, WORD_ROOM = 128 };

typedef struct lexer {
    airlog_text text;
    airlog_arena *memory;
    airlog_error *error;
    airlog_token *items;
    size_t count, room;
    size_t at;
    size_t line_start;
    uint32_t sentence;
    uint8_t pending; /* flags of the next token */
    airlog_buffer folded; /* of words beyond ASCII */
} lexer;

/* ---- tokens ---------------------------------------------------------------------------------- */

static airlog_token *add(lexer *lex, airlog_token_kind kind, size_t start, size_t length) {
    if (lex->count == lex->room) {
        size_t room = lex->room + lex->room / 2;
        airlog_token *items = airlog_arena_grow(lex->memory, lex->items, lex->count, room, sizeof *items);
        if (!items) return NULL;
        lex->items = items;
        lex->room = room;
    }
    airlog_token *token = &lex->items[lex->count++];
    *token = (airlog_token){.start = (uint32_t)start, .length = (uint32_t)length, .kind = (uint8_t)kind};
    token->flags = lex->pending;
    token->sentence = lex->sentence;
    lex->pending = 0;
    return token;
}

static const airlog_token *last(const lexer *lex) {
    return lex->count ? &lex->items[lex->count - 1] : NULL;
}

static void end_sentence(lexer *lex) {
    if (lex->pending & AIRLOG_TOKEN_SENTENCE) return;
    lex->sentence++;
    lex->pending |= AIRLOG_TOKEN_SENTENCE;
}

static airlog_status out_of_memory(lexer *lex) {
    return airlog_arena_failed(lex->memory, lex->error);
}

/* ---- words ------------------------------------------------------------------------------------ */

/* What was seen while a word was walked over. */
typedef struct word_shape {
    size_t end;
    bool ascii;
    bool capital;
    unsigned letters, uppers;
} word_shape;

static size_t apostrophe_at(airlog_text text, size_t at) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c == '\'') return 1;
    if (c < 0x80) return 0;
    character mark = airlog_lex_character(text, at);
    return mark.kind == CHARACTER_MARK && mark.plain == '\'' ? mark.length : 0;
}

static bool is_letter_at(airlog_text text, size_t at) {
    return at < text.length && airlog_lex_character(text, at).kind == CHARACTER_LETTER;
}

/* The 's that is cut from "Taiwan's": an s after the apostrophe and no letter after it. */
static bool is_clitic(airlog_text text, size_t after_apostrophe) {
    if (after_apostrophe >= text.length || (text.bytes[after_apostrophe] | 0x20) != 's') return false;
    size_t next = after_apostrophe + 1;
    return next >= text.length || (!is_letter_at(text, next) && !character_is_ascii_digit((unsigned char)text.bytes[next]));
}

static void see_letter(word_shape *shape, bool upper) {
    if (shape->letters++ == 0) shape->capital = upper;
    shape->uppers += upper;
}

static word_shape walk_word(airlog_text text, size_t at) {
    word_shape shape = {at, true, false, 0, 0};
    while (at < text.length) {
        unsigned char c = (unsigned char)text.bytes[at];
        if (character_is_ascii_letter(c)) {
            see_letter(&shape, c < 'a');
            shape.end = ++at;
            continue;
        }
        if (c < 0x80 && c != '\'') break;
        size_t apostrophe = apostrophe_at(text, at);
        if (apostrophe) {
            if (is_clitic(text, at + apostrophe) || !is_letter_at(text, at + apostrophe)) break;
            if (apostrophe > 1) shape.ascii = false;
            at += apostrophe;
            continue;
        }
        character next = airlog_lex_character(text, at);
        if (next.kind != CHARACTER_LETTER) break;
        shape.ascii = false;
        see_letter(&shape, next.upper);
        shape.end = at += next.length;
    }
    return shape;
}

/* "U.P." "N.Y" "p.m.": single letters with full stops between them. Returns the end, `at` when it is none. */
static size_t walk_dotted(airlog_text text, size_t at) {
    size_t end = at, letters = 0;
    while (end < text.length && character_is_ascii_letter((unsigned char)text.bytes[end])) {
        size_t next = end + 1;
        bool dot = next < text.length && text.bytes[next] == '.';
        if (!dot && next < text.length && is_letter_at(text, next)) return letters >= 2 ? end : at;
        letters++;
        end = next + dot;
        if (!dot) break;
    }
    return letters >= 2 && end > at + 2 ? end : at;
}

static airlog_status hash_beyond_ascii(lexer *lex, airlog_text word, uint64_t *out) {
    lex->folded.length = 0;
    airlog_status status = airlog_fold(word, &lex->folded, lex->error);
    if (status == AIRLOG_OK) *out = airlog_hash(lex->folded.bytes, lex->folded.length);
    return status;
}

/* The hash of the folded word; `plain` is what airlog_fold() makes of ASCII. */
static airlog_status hash_of(lexer *lex, size_t start, size_t end, bool ascii, uint64_t *out) {
    airlog_text word = {lex->text.bytes + start, end - start};
    if (!ascii || word.length > WORD_ROOM) return hash_beyond_ascii(lex, word, out);
    char plain[WORD_ROOM];
    size_t length = 0;
    for (size_t i = 0; i < word.length; i++) {
        unsigned char c = (unsigned char)word.bytes[i];
        if (character_is_ascii_letter(c)) plain[length++] = (char)(c | 0x20);
        else if (character_is_ascii_digit(c)) plain[length++] = (char)c;
    }
    *out = airlog_hash(plain, length);
    return AIRLOG_OK;
}

static void set_term(airlog_token *token, airlog_term term) {
    token->term = (uint16_t)term;
    token->class_of = airlog_term_classes[term];
}

static void set_case(airlog_token *token, const word_shape *shape) {
    if (shape->capital) token->flags |= AIRLOG_TOKEN_CAPITAL;
    if (shape->letters >= 2 && shape->uppers == shape->letters) token->flags |= AIRLOG_TOKEN_UPPER;
}

static airlog_status add_clitic(lexer *lex, size_t word_start, size_t at, bool ascii) {
    size_t apostrophe = apostrophe_at(lex->text, at);
    if (!apostrophe || !is_clitic(lex->text, at + apostrophe)) return AIRLOG_OK;
    size_t end = at + apostrophe + 1;
    airlog_token *token = add(lex, AIRLOG_TOKEN_WORD, at, end - at);
    if (!token) return out_of_memory(lex);
    token->flags |= AIRLOG_TOKEN_CLITIC;
    lex->at = end;
    return hash_of(lex, word_start, end, ascii && apostrophe == 1, &token->hash);
}

/* "U.P." is a name though "up" is a word; "p.m." "n.m." "N.W." are what they are without full stops. */
static airlog_term term_of_dotted(airlog_term term) {
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_LENGTH:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_ZONE:
    case AIRLOG_TERM_CLASS_COMPASS:
    case AIRLOG_TERM_CLASS_DATUM: return term;
    default: return AIRLOG_TERM_NONE;
    }
}

static airlog_status add_dotted(lexer *lex, size_t end) {
    size_t start = lex->at;
    airlog_token *token = add(lex, AIRLOG_TOKEN_WORD, start, end - start);
    if (!token) return out_of_memory(lex);
    token->flags |= AIRLOG_TOKEN_ABBREVIATED;
    if (lex->text.bytes[start] < 'a') token->flags |= AIRLOG_TOKEN_CAPITAL | AIRLOG_TOKEN_UPPER;
    airlog_status status = hash_of(lex, start, end, true, &token->hash);
    set_term(token, term_of_dotted(airlog_term_of_hash(token->hash, lex->text.bytes + start, end - start)));
    lex->at = end;
    bool stop = lex->text.bytes[end - 1] == '.';
    if (stop && airlog_lex_starter(lex->text, end)) end_sentence(lex);
    return status;
}

/* "3,000 ft. A second drone": behind a number it is a unit, and no "Ft. Worth". */
static bool counts(const lexer *lex) {
    return lex->count >= 2 && lex->items[lex->count - 2].kind == AIRLOG_TOKEN_NUMBER;
}

/* A full stop that belongs to the word just added is swallowed by it. */
static void take_full_stop(lexer *lex, airlog_token *token, bool ascii) {
    if (!ascii || token->length > 7 || lex->at >= lex->text.length || lex->text.bytes[lex->at] != '.') return;
    unsigned kinds = airlog_stop_of_hash(token->hash) & ~(unsigned)AIRLOG_STOP_STARTER;
    if (kinds == AIRLOG_STOP_NONE) return;
    size_t next = lex->at + 1;
    bool unit = airlog_term_class_of((airlog_term)token->term) == AIRLOG_TERM_CLASS_LENGTH && counts(lex);
    bool open = (kinds & AIRLOG_STOP_OPEN) != 0 && !unit, middle = (kinds & AIRLOG_STOP_MIDDLE) != 0;
    if (next >= lex->text.length && !open) return;
    if (!open && middle && airlog_lex_starter(lex->text, next)) return;
    if (!open && !middle && !airlog_lex_goes_on(lex->text, next)) return;
    token->length++;
    token->flags |= AIRLOG_TOKEN_ABBREVIATED;
    lex->at = next;
}

static bool cuts_digits(airlog_term term, size_t length) {
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_LENGTH && length >= 4;
}

/* The ASCII letters that some bytes begin with, made small, in two numbers as airlog_hash_short() takes them. */
typedef struct small_word {
    uint64_t low, high;
    size_t length; /* LETTERS_MOST: so many or more, and the numbers hold nothing */
    bool upper;    /* as written, all of them are capitals */
} small_word;

enum { LETTERS_MOST = 16 };

#define ONES UINT64_C(0x0101010101010101)

static uint64_t block_of(const unsigned char *bytes) {
    uint64_t block;
    memcpy(&block, bytes, sizeof block);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    block = __builtin_bswap64(block);
#endif
    return block;
}

/* The high bit of each byte that is no ASCII letter. */
static uint64_t others_of(uint64_t block) {
    uint64_t seven = (block | 0x20 * ONES) & ~(0x80 * ONES); /* so that no sum runs over into the next byte */
    return ~((seven + (0x80 - 'a') * ONES) & ~(seven + (0x80 - 'z' - 1) * ONES) & ~block) & 0x80 * ONES;
}

/* How long a word is follows no pattern: both numbers are worked out whatever there is in them, without a branch. */
static small_word make_small(const unsigned char *bytes, size_t room) {
    unsigned char end[LETTERS_MOST] = {0};
    if (room < LETTERS_MOST) bytes = memcpy(end, bytes, room);
    uint64_t low = block_of(bytes), high = block_of(bytes + 8), low_others = others_of(low), high_others = others_of(high);
    if (!(low_others | high_others)) return (small_word){0, 0, LETTERS_MOST, false};
    uint64_t others = low_others ? low_others : high_others, mask = (others & (~others + 1)) / 0x80 - 1;
    uint64_t low_mask = low_others ? mask : ~UINT64_C(0), high_mask = low_others ? 0 : mask;
    low &= low_mask;
    high &= high_mask;
    size_t length = (low_others ? 0u : 8u) + (size_t)__builtin_ctzll(others) / 8;
    bool upper = ((low | high) & 0x20 * ONES) == 0;
    return (small_word){low | (0x20 * ONES & low_mask), high | (0x20 * ONES & high_mask), length, upper};
}

/* A word of ASCII letters that nothing else belongs to but a full stop, which most are. False: take a closer look. */
static bool lex_plain_word(lexer *lex, airlog_status *status) {
    size_t start = lex->at, left = lex->text.length - start;
    const unsigned char *bytes = (const unsigned char *)lex->text.bytes + start;
    small_word word = make_small(bytes, left);
    if (word.length == LETTERS_MOST) return false;
    unsigned char next = word.length < left ? bytes[word.length] : ' ';
    if (airlog_lex_ascii[next] & ASCII_JOINS || (next == '.' && word.length == 1)) return false;
    airlog_token *token = add(lex, AIRLOG_TOKEN_WORD, start, word.length);
    *status = token ? AIRLOG_OK : out_of_memory(lex);
    if (!token) return true;
    token->hash = airlog_hash_short(word.low, word.high, word.length);
    set_term(token, airlog_term_of_hash(token->hash, (const char *)bytes, word.length));
    token->flags |= bytes[0] < 'a' ? AIRLOG_TOKEN_CAPITAL : 0;
    token->flags |= word.length >= 2 && word.upper ? AIRLOG_TOKEN_UPPER : 0;
    lex->at = start + word.length;
    if (next == '.') take_full_stop(lex, token, true);
    return true;
}

static airlog_status lex_word(lexer *lex) {
    size_t start = lex->at, dotted = walk_dotted(lex->text, start);
    if (dotted > start) return add_dotted(lex, dotted);
    word_shape shape = walk_word(lex->text, start);
    airlog_token *token = add(lex, AIRLOG_TOKEN_WORD, start, shape.end - start);
    if (!token) return out_of_memory(lex);
    airlog_status status = hash_of(lex, start, shape.end, shape.ascii, &token->hash);
    if (status != AIRLOG_OK) return status;
    const char *bytes = lex->text.bytes + start;
    set_term(token, airlog_term_of_hash(token->hash, bytes, token->length));
    set_case(token, &shape);
    lex->at = shape.end;
    bool digit = lex->at < lex->text.length && character_is_ascii_digit((unsigned char)lex->text.bytes[lex->at]);
    if (digit && !cuts_digits((airlog_term)token->term, token->length)) { /* FL330, MS08, JFK240030 */
        size_t end = lex->at;
        while (end < lex->text.length && (character_is_ascii_digit((unsigned char)lex->text.bytes[end]) ||
                                          character_is_ascii_letter((unsigned char)lex->text.bytes[end]))) {
            end++;
        }
        token->kind = AIRLOG_TOKEN_IDENT;
        set_term(token, AIRLOG_TERM_NONE);
        token->length = (uint32_t)(end - start);
        lex->at = end;
        return hash_of(lex, start, end, shape.ascii, &token->hash);
    }
    take_full_stop(lex, token, shape.ascii);
    if (lex->at < lex->text.length && lex->at == shape.end) return add_clitic(lex, start, lex->at, shape.ascii);
    return AIRLOG_OK;
}

/* ---- numbers ----------------------------------------------------------------------------------- */

typedef struct number_shape {
    size_t end;
    double value;
    unsigned digits, decimals;
    bool marked; /* thousands marks or a decimal point */
    bool ascii;
} number_shape;

typedef struct digit_run {
    size_t end;
    unsigned digits;
} digit_run;

static void push_digit(number_shape *shape, unsigned digit) {
    shape->value = shape->value * 10 + digit;
    shape->digits++;
}

static digit_run walk_digits(airlog_text text, size_t at) {
    digit_run run = {at, 0};
    while (run.end < text.length) {
        unsigned char c = (unsigned char)text.bytes[run.end];
        if (c < 0x80 && !character_is_ascii_digit(c)) break;
        if (c < 0x80) {
            run.end++;
            run.digits++;
            continue;
        }
        character next = airlog_lex_character(text, run.end);
        if (next.kind != CHARACTER_DIGIT) break;
        run.end += next.length;
        run.digits++;
    }
    return run;
}

static void read_digits(number_shape *shape, airlog_text text, size_t end) {
    while (shape->end < end) {
        unsigned char c = (unsigned char)text.bytes[shape->end];
        if (c < 0x80) {
            push_digit(shape, (unsigned)(c - '0'));
            shape->end++;
            continue;
        }
        character next = airlog_lex_character(text, shape->end);
        push_digit(shape, next.plain);
        if (next.length > 1) shape->ascii = false;
        shape->end += next.length;
    }
}

/* The length of a thousands mark at `at` that exactly three digits follow, 0 when there is none. */
static size_t thousands_mark(airlog_text text, size_t at) {
    if (at >= text.length || !(airlog_lex_ascii[(unsigned char)text.bytes[at]] & ASCII_FIGURE) ||
        airlog_lex_ascii[(unsigned char)text.bytes[at]] & ASCII_LETTER)
        return 0;
    character mark = airlog_lex_character(text, at);
    bool thin = mark.kind == CHARACTER_SPACE && mark.length > 1 && mark.plain != 0x3000;
    if (!thin && !(mark.kind == CHARACTER_MARK && mark.plain == ',' && mark.length != 2)) return 0;
    if (mark.plain == ',' && mark.length == 3 && text.bytes[at] == (char)0xE3) return 0; /* the enumeration comma */
    digit_run group = walk_digits(text, at + mark.length);
    return group.digits == 3 ? mark.length : 0;
}

/* A point and digits that no second point follows: 24.11.2024 and 650.650.6500 are not decimals. */
static bool decimal_follows(airlog_text text, size_t at) {
    if (at >= text.length || ((unsigned char)text.bytes[at] < 0x80 && text.bytes[at] != '.')) return false;
    character point = airlog_lex_character(text, at);
    if (point.kind != CHARACTER_MARK || point.plain != '.' || (point.length == 3 && text.bytes[at] == (char)0xE2)) return false;
    digit_run run = walk_digits(text, at + point.length);
    if (run.digits == 0) return false;
    if (run.end >= text.length || text.bytes[run.end] != '.') return true;
    return walk_digits(text, run.end + 1).digits == 0;
}

static double scale_down(double value, unsigned decimals) {
    double power = 1;
    for (unsigned i = 0; i < decimals && i < 300; i++) power *= 10;
    return value / power;
}

static number_shape walk_number(airlog_text text, size_t at, bool part_of_date) {
    number_shape shape = {at, 0, 0, 0, false, true};
    digit_run whole = walk_digits(text, at);
    read_digits(&shape, text, whole.end);
    if (whole.digits > 0 && whole.digits <= 3) {
        for (size_t mark; (mark = thousands_mark(text, shape.end)) != 0;) {
            shape.end += mark;
            shape.marked = true;
            read_digits(&shape, text, walk_digits(text, shape.end).end);
        }
    }
    if (!part_of_date && decimal_follows(text, shape.end)) {
        shape.end += airlog_lex_character(text, shape.end).length;
        unsigned before = shape.digits;
        read_digits(&shape, text, walk_digits(text, shape.end).end);
        shape.decimals = shape.digits - before;
        shape.marked = true;
        shape.value = scale_down(shape.value, shape.decimals);
    }
    return shape;
}

/* Letters that follow a number directly and are a word of their own. */
static bool is_suffix(airlog_text letters) {
    airlog_term term = airlog_term_find(letters);
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_LENGTH:
    case AIRLOG_TERM_CLASS_SPEED:
    case AIRLOG_TERM_CLASS_DATUM: return letters.length >= 2 || letters.bytes[0] == 'm';
    case AIRLOG_TERM_CLASS_DURATION:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_ZONE:
    case AIRLOG_TERM_CLASS_ANGLE:
    case AIRLOG_TERM_CLASS_COMPASS:
    case AIRLOG_TERM_CLASS_MONTH: return letters.length >= 2;
    default:
        return airlog_text_is(letters, "th") || airlog_text_is(letters, "st") || airlog_text_is(letters, "nd") ||
               airlog_text_is(letters, "rd") || airlog_text_equal(letters, airlog_text_of("LT")); /* local time */
    }
}

/* The end of a run of letters and digits that begins with the number: the whole is an identifier, or returns
 * `at` when the number stands alone and its letters are the next token. */
static size_t walk_ident(airlog_text text, size_t at) {
    size_t letters = at;
    while (letters < text.length && character_is_ascii_letter((unsigned char)text.bytes[letters])) letters++;
    if (letters == at) return at;
    bool digits_follow = letters < text.length && character_is_ascii_digit((unsigned char)text.bytes[letters]);
    airlog_text run = {text.bytes + at, letters - at};
    if (!digits_follow && (is_suffix(run) || run.length > 5 || is_letter_at(text, letters))) return at;
    if (digits_follow && cuts_digits(airlog_term_find(run), run.length)) return at;
    if (digits_follow && run.length > 1 && is_suffix(run) && run.bytes[0] >= 'a') return at; /* 6km20 */
    size_t end = letters;
    while (end < text.length && (character_is_ascii_digit((unsigned char)text.bytes[end]) ||
                                 character_is_ascii_letter((unsigned char)text.bytes[end]))) {
        end++;
    }
    return end;
}

static airlog_status add_ident(lexer *lex, size_t end) {
    size_t start = lex->at;
    airlog_token *token = add(lex, AIRLOG_TOKEN_IDENT, start, end - start);
    if (!token) return out_of_memory(lex);
    lex->at = end;
    return hash_of(lex, start, end, true, &token->hash);
}

/* The 11 and the 2024 of 24.11.2024: a full stop and a number stand right before. */
static bool follows_dotted_number(const lexer *lex) {
    if (lex->count < 2 || lex->pending & AIRLOG_TOKEN_SPACE) return false;
    const airlog_token *stop = &lex->items[lex->count - 1], *number = stop - 1;
    return stop->kind == AIRLOG_TOKEN_MARK && stop->hash == '.' && number->kind == AIRLOG_TOKEN_NUMBER &&
           number->start + number->length == stop->start && stop->start + stop->length == lex->at;
}

enum { PLAIN_DIGITS = 15 }; /* so many a double holds */

/* ASCII digits that nothing else belongs to. False: take a closer look. */
static bool lex_plain_number(lexer *lex, airlog_status *status) {
    size_t start = lex->at, left = lex->text.length - start, length = 0;
    const char *bytes = lex->text.bytes + start;
    uint64_t value = 0;
    for (; length < left && character_is_ascii_digit((unsigned char)bytes[length]); length++) {
        if (length == PLAIN_DIGITS) return false;
        value = value * 10 + (uint64_t)(bytes[length] - '0');
    }
    if (length == 0 || (length < left && airlog_lex_ascii[(unsigned char)bytes[length]] & ASCII_FIGURE)) return false;
    airlog_token *token = add(lex, AIRLOG_TOKEN_NUMBER, start, length);
    *status = token ? AIRLOG_OK : out_of_memory(lex);
    if (!token) return true;
    token->value = (double)value;
    token->digits = (uint8_t)length;
    token->hash = airlog_hash(bytes, length);
    lex->at = start + length;
    return true;
}

static airlog_status lex_number(lexer *lex) {
    airlog_status plain;
    if (lex_plain_number(lex, &plain)) return plain;
    size_t start = lex->at;
    number_shape shape = walk_number(lex->text, start, follows_dotted_number(lex));
    if (!shape.marked && shape.ascii && shape.digits <= 32) {
        size_t end = walk_ident(lex->text, shape.end);
        if (end > shape.end) return add_ident(lex, end);
    }
    airlog_token *token = add(lex, AIRLOG_TOKEN_NUMBER, start, shape.end - start);
    if (!token) return out_of_memory(lex);
    token->value = shape.value;
    token->decimals = (uint8_t)(shape.decimals > 255 ? 255 : shape.decimals);
    token->digits = (uint8_t)(shape.digits > 255 ? 255 : shape.digits);
    lex->at = shape.end;
    if (shape.marked) return AIRLOG_OK;
    return hash_of(lex, start, shape.end, shape.ascii, &token->hash);
}

/* ---- lines and marks ------------------------------------------------------------------------------ */

static const char excel_line[] = "_x000D_";

static bool is_excel_line(airlog_text text, size_t at) {
    size_t length = sizeof excel_line - 1;
    return at + length <= text.length && memcmp(text.bytes + at, excel_line, length) == 0;
}

/* Length of what counts as one line break at `at`, 0 when it is none. */
static size_t line_break(airlog_text text, size_t at) {
    if (at >= text.length) return 0;
    unsigned char c = (unsigned char)text.bytes[at];
    if (c == '\r') return at + 1 < text.length && text.bytes[at + 1] == '\n' ? 2 : 1;
    if (c == '\n' || c == '\f' || c == '\v') return 1;
    if (c == '_' && is_excel_line(text, at)) return sizeof excel_line - 1;
    if (c < 0x80) return 0;
    character next = airlog_lex_character(text, at);
    return next.kind == CHARACTER_LINE ? next.length : 0;
}

/* "Tu-" at the end of a line: the word goes on in the next. */
static bool breaks_word(const lexer *lex, size_t next) {
    const airlog_token *before = last(lex);
    bool hyphen = before && before->kind == AIRLOG_TOKEN_MARK && before->hash == '-' && !(before->flags & AIRLOG_TOKEN_SPACE);
    if (!hyphen || next >= lex->text.length) return false;
    character first = airlog_lex_character(lex->text, next);
    return first.kind == CHARACTER_LETTER || first.kind == CHARACTER_DIGIT;
}

/* A line break inside running text is a blank: the line is long, or the next goes on in small letters. */
static bool wraps(const lexer *lex, bool is_short, size_t next) {
    const airlog_token *before = last(lex);
    if (!before || next >= lex->text.length || (lex->pending & AIRLOG_TOKEN_SENTENCE)) return false;
    if (before->kind == AIRLOG_TOKEN_MARK && before->hash == ':') return false;
    character first = airlog_lex_character(lex->text, next);
    if (first.kind == CHARACTER_LETTER && !first.upper) return true;
    return !is_short && (first.kind == CHARACTER_LETTER || first.kind == CHARACTER_DIGIT);
}

static airlog_status lex_line(lexer *lex) {
    size_t start = lex->at, breaks = 0, at = start;
    bool is_short = start - lex->line_start < SHORT_LINE;
    for (size_t length; at < lex->text.length;) {
        character next = airlog_lex_character(lex->text, at);
        length = line_break(lex->text, at);
        bool excel = length == sizeof excel_line - 1;
        if (length) breaks += !excel || breaks == 0;
        else if (next.kind == CHARACTER_SPACE) length = next.length;
        else break;
        at += length;
    }
    bool broken = breaks < 2 && breaks_word(lex, at);
    if (broken || (breaks < 2 && wraps(lex, is_short, at))) {
        if (!broken) lex->pending |= AIRLOG_TOKEN_SPACE;
        lex->at = lex->line_start = at;
        return AIRLOG_OK;
    }
    airlog_token *token = add(lex, breaks >= 2 ? AIRLOG_TOKEN_PARAGRAPH : AIRLOG_TOKEN_LINE, start, at - start);
    if (!token) return out_of_memory(lex);
    if (breaks >= 2 || is_short) end_sentence(lex);
    lex->pending |= AIRLOG_TOKEN_SPACE;
    lex->at = lex->line_start = at;
    return AIRLOG_OK;
}

static bool ends_sentence(const lexer *lex, uint32_t plain, size_t at) {
    if (plain != '.' && plain != '!' && plain != '?') return false;
    return airlog_lex_sentence_end(lex->text, at, last(lex));
}

static airlog_status add_mark(lexer *lex, uint32_t plain, size_t length) {
    size_t start = lex->at;
    bool cjk = length == 3 && lex->text.bytes[start] == (char)0xE3;
    bool ends = cjk ? plain == '.' : ends_sentence(lex, plain, start + length);
    airlog_token *token = add(lex, AIRLOG_TOKEN_MARK, start, length);
    if (!token) return out_of_memory(lex);
    token->hash = plain;
    if (plain == 0xB0) set_term(token, AIRLOG_TERM_DEGREE);
    else if (plain == '@') set_term(token, AIRLOG_TERM_AT);
    lex->at = start + length;
    if (ends) end_sentence(lex);
    return AIRLOG_OK;
}

static airlog_status add_plain_mark(lexer *lex, unsigned char plain) {
    airlog_token *token = add(lex, AIRLOG_TOKEN_MARK, lex->at, 1);
    if (!token) return out_of_memory(lex);
    token->hash = plain;
    lex->at++;
    return AIRLOG_OK;
}

static airlog_status add_fraction(lexer *lex, const character *fraction) {
    airlog_token *token = add(lex, AIRLOG_TOKEN_NUMBER, lex->at, fraction->length);
    if (!token) return out_of_memory(lex);
    token->value = fraction->value;
    token->decimals = 2;
    token->digits = 2;
    lex->at += fraction->length;
    return AIRLOG_OK;
}

static airlog_status add_han(lexer *lex, const character *han) {
    size_t start = lex->at;
    airlog_token *token = add(lex, AIRLOG_TOKEN_HAN, start, han->length);
    if (!token) return out_of_memory(lex);
    lex->at += han->length;
    const char *bytes = lex->text.bytes + start;
    bool folds_to_itself = han->plain < 0xF900 || han->plain >= 0x20000;
    if (!folds_to_itself) return hash_beyond_ascii(lex, (airlog_text){bytes, han->length}, &token->hash);
    token->hash = airlog_hash(bytes, han->length);
    set_term(token, airlog_term_of_hash(token->hash, bytes, han->length));
    return AIRLOG_OK;
}

/* ---- the walk ----------------------------------------------------------------------------------------- */

static bool begins_decimal(const lexer *lex) {
    if (lex->text.bytes[lex->at] != '.') return false;
    if (lex->at + 1 >= lex->text.length || !character_is_ascii_digit((unsigned char)lex->text.bytes[lex->at + 1])) return false;
    if (lex->at >= 2 && lex->text.bytes[lex->at - 1] == '.' && lex->text.bytes[lex->at - 2] == '.') return false; /* 520 MI...840 KM */
    const airlog_token *before = last(lex);
    bool glued = before && !(lex->pending & AIRLOG_TOKEN_SPACE) && before->start + before->length == lex->at;
    if (follows_dotted_number(lex)) return false; /* "4..12": the second stop belongs to no number */
    return (!glued || before->kind == AIRLOG_TOKEN_MARK) && decimal_follows(lex->text, lex->at);
}

static airlog_status lex_mark(lexer *lex, const character *mark) {
    if (begins_decimal(lex)) return lex_number(lex);
    if (mark->plain == '&') {
        size_t length = 0;
        uint32_t plain = airlog_lex_entity(lex->text, lex->at, &length);
        if (plain == ' ') {
            lex->pending |= AIRLOG_TOKEN_SPACE;
            lex->at += length;
            return AIRLOG_OK;
        }
        if (plain == 0xBD) return add_fraction(lex, &(character){CHARACTER_FRACTION, (uint8_t)length, false, 0, 0.5});
        if (plain) return add_mark(lex, plain, length);
    }
    return add_mark(lex, mark->plain, mark->length);
}

static airlog_status lex_character(lexer *lex) {
    if (line_break(lex->text, lex->at)) return lex_line(lex);
    character next = airlog_lex_character(lex->text, lex->at);
    switch (next.kind) {
    case CHARACTER_LETTER: return lex_word(lex); /* beyond ASCII */
    case CHARACTER_DIGIT: return lex_number(lex);
    case CHARACTER_HAN: return add_han(lex, &next);
    case CHARACTER_FRACTION: return add_fraction(lex, &next);
    case CHARACTER_MARK: return lex_mark(lex, &next);
    default:
        lex->pending |= AIRLOG_TOKEN_SPACE;
        lex->at += next.length;
        return AIRLOG_OK;
    }
}

airlog_status airlog_lex(const airlog_report *report, airlog_arena *memory, airlog_tokens *out, airlog_error *error) {
    lexer lex = {.text = report->text, .memory = memory, .error = error, .pending = AIRLOG_TOKEN_SENTENCE};
    *out = (airlog_tokens){report, NULL, 0};
    if (report->text.length > UINT32_MAX) {
        return airlog_fail(error, AIRLOG_E_LIMIT, "a report is longer than 4 GiB: split it");
    }
    lex.room = report->text.length / 5 + 16;
    lex.items = airlog_arena_room(memory, lex.room, sizeof *lex.items);
    airlog_status status = lex.items ? AIRLOG_OK : out_of_memory(&lex);
    while (status == AIRLOG_OK && lex.at < lex.text.length) {
        bool blank = lex.text.bytes[lex.at] == ' ';
        lex.at += blank;
        lex.pending |= blank ? AIRLOG_TOKEN_SPACE : 0;
        if (lex.at == lex.text.length) break;
        unsigned char c = (unsigned char)lex.text.bytes[lex.at];
        uint8_t bits = airlog_lex_ascii[c];
        if (bits & ASCII_LETTER) {
            if (!lex_plain_word(&lex, &status)) status = lex_word(&lex);
        } else if (bits & ASCII_DIGIT) {
            status = lex_number(&lex);
        } else if (bits & ASCII_MARK) {
            status = add_plain_mark(&lex, c);
        } else if (c != ' ') {
            status = lex_character(&lex);
        }
    }
    airlog_buffer_close(&lex.folded);
    if (status != AIRLOG_OK) return status;
    out->items = lex.items;
    out->count = lex.count;
    return AIRLOG_OK;
}
