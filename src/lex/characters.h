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

/* The character at `at`, which is below text.length. */
character airlog_lex_character(airlog_text text, size_t at);

/* The plain character of the HTML entity at `at` ('&'), 0 when it is none; ' ' for spaces. */
uint32_t airlog_lex_entity(airlog_text text, size_t at, size_t *out_length);

#endif
