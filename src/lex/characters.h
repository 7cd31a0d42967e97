/* What a character is to the lexer, and its plain form. */
#ifndef AIRLOG_LEX_CHARACTERS_H
#define AIRLOG_LEX_CHARACTERS_H

#include "airlog/base.h"

typedef enum character_kind {
    CHARACTER_MARK,
    CHARACTER_SPACE,
    CHARACTER_LINE,
    CHARACTER_LETTER,
    CHARACTER_DIGIT,
    CHARACTER_HAN,
    CHARACTER_FRACTION
} character_kind;

typedef struct character {
    character_kind kind;
    uint8_t length; /* bytes */
    bool upper;
    uint32_t plain; /* MARK: the character made plain; DIGIT: 0..9; LETTER of full width: its ASCII; else the code */
    double value;   /* FRACTION */
} character;

static inline bool character_is_ascii_letter(unsigned char c) {
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

static inline bool character_is_ascii_digit(unsigned char c) {
    return (unsigned)(c - '0') < 10u;
}

/* What a byte is to the walk over plain text: bits. Bytes beyond ASCII have ASCII_JOINS alone. */
enum {
    ASCII_LETTER = 1,
    ASCII_CAPITAL = 2,
    ASCII_DIGIT = 4,
    ASCII_MARK = 8, /* a mark that is a token of its own wherever it stands */
    ASCII_JOINS = 16, /* may belong to the letters before it: apostrophes, digits, the beginning of another character */
    ASCII_FIGURE = 32 /* may belong to the digits before it: letters, commas, full stops, beyond ASCII */
};
extern const uint8_t airlog_lex_ascii[256];

/* The character at `at`, which is below text.length. */
character airlog_lex_character(airlog_text text, size_t at);

/* The plain character of the HTML entity at `at` ('&'), 0 when it is none; ' ' for spaces. */
uint32_t airlog_lex_entity(airlog_text text, size_t at, size_t *out_length);

#endif
