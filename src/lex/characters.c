#include "characters.h"

#include <string.h>

enum {
    _ = 0, /* blanks, lines, and marks that need a closer look: ! & ? @ _ ` */
    M = ASCII_MARK,
    C = ASCII_MARK | ASCII_FIGURE, /* comma */
    F = ASCII_FIGURE, /* full stop */
    Q = ASCII_MARK | ASCII_JOINS, /* apostrophe */
    D = ASCII_DIGIT | ASCII_JOINS,
    A = ASCII_LETTER | ASCII_CAPITAL | ASCII_FIGURE,
    a = ASCII_LETTER | ASCII_FIGURE,
    J = ASCII_JOINS | ASCII_FIGURE /* beyond ASCII */
};

const uint8_t airlog_lex_ascii[256] = {
    _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _,
    _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _,
    _, _, M, M, M, M, _, Q, M, M, M, M, C, M, F, M,
    D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, _,
    _, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    A, A, A, A, A, A, A, A, A, A, A, M, M, M, M, _,
    _, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a,
    a, a, a, a, a, a, a, a, a, a, a, M, M, M, M, _,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
    J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
};

static bool is_letter(uint32_t code) {
    if (code < 0x0250) return (code >= 0x00C0 && code != 0x00D7 && code != 0x00F7) || code == 0x00AA || code == 0x00BA;
    if (code < 0x2000) return code != 0x037E && code != 0x0387; /* Latin, Greek, Cyrillic ... up to punctuation */
    return (code >= 0x2C00 && code < 0x2E00) || (code >= 0xA640 && code < 0xAC00);
}

static bool is_upper(uint32_t code) {
    if (code < 0x00DF) return code >= 0x00C0;
    if (code >= 0x0100 && code < 0x0138) return (code & 1) == 0;
    if (code >= 0x0139 && code < 0x0149) return (code & 1) == 1;
    if (code >= 0x014A && code < 0x0178) return (code & 1) == 0;
    if (code >= 0x1E00 && code < 0x1F00) return (code & 1) == 0;
    return (code >= 0x0391 && code <= 0x03A9) || (code >= 0x0400 && code <= 0x042F);
}

static bool is_space(uint32_t code) {
    return code == 0x00A0 || (code >= 0x2000 && code <= 0x200F) || code == 0x202F || code == 0x205F || code == 0x3000 ||
           code == 0xFEFF || (code >= 0x202A && code <= 0x202E) || code == 0x2060 || code == 0x2063;
}

static bool is_han(uint32_t code) {
    return (code >= 0x3041 && code <= 0x30FF && code != 0x30FB) || (code >= 0x3105 && code <= 0x318E) ||
           (code >= 0x31F0 && code <= 0x31FF) || (code >= 0x3400 && code <= 0x9FFF) ||
           (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF66 && code <= 0xFF9D) || (code >= 0x20000 && code <= 0x3FFFF) || code == 0x3005 || code == 0x3007;
}

static uint32_t plain_of_dash_or_quote(uint32_t code) {
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE63 || code == 0x2796) return '-';
    if ((code >= 0x2018 && code <= 0x201B) || code == 0x2032 || code == 0x2035 || code == 0x00B4 || code == 0x02B9) {
        return '\'';
    }
    if ((code >= 0x201C && code <= 0x201F) || code == 0x2033 || code == 0x2036) return '"';
    if (code == 0x00B0 || code == 0x02DA || code == 0x2218 || code == 0x2070) return 0x00B0;
    return 0;
}

static uint32_t plain_of(uint32_t code) {
    uint32_t plain = plain_of_dash_or_quote(code);
    if (plain) return plain;
    switch (code) {
    case 0x00A2: case 0x00A3: case 0x00A5: case 0x20AC: case 0x20B9: case 0x20BD: case 0x20B1: return '$';
    case 0x00D7: return 'x';
    case 0x2044: case 0x2215: return '/';
    case 0x2026: return '.';
    case 0x3001: return ',';
    case 0x3002: return '.';
    case 0x3008: case 0x300A: case 0x300C: case 0x300E: case 0x3010: case 0x3014: return '(';
    case 0x3009: case 0x300B: case 0x300D: case 0x300F: case 0x3011: case 0x3015: return ')';
    case 0x301C: return '-';
    default: return code;
    }
}

static double fraction_of(uint32_t code) {
    switch (code) {
    case 0x00BC: return 0.25;
    case 0x00BD: return 0.5;
    case 0x00BE: return 0.75;
    case 0x2153: return 1.0 / 3;
    case 0x2154: return 2.0 / 3;
    case 0x2155: return 0.2;
    case 0x215B: return 0.125;
    case 0x215C: return 0.375;
    case 0x215D: return 0.625;
    case 0x215E: return 0.875;
    default: return 0;
    }
}

static character of_ascii(unsigned char c) {
    character out = {CHARACTER_MARK, 1, false, c, 0};
    if (character_is_ascii_letter(c)) {
        out.kind = CHARACTER_LETTER;
        out.upper = c < 'a';
    } else if (character_is_ascii_digit(c)) {
        out.kind = CHARACTER_DIGIT;
        out.plain = (uint32_t)(c - '0');
    } else if (c == '\n' || c == '\r' || c == '\f' || c == '\v') {
        out.kind = CHARACTER_LINE;
    } else if (c <= ' ' || c == 0x7F) {
        out.kind = CHARACTER_SPACE;
    } else if (c == '`') {
        out.plain = '\'';
    }
    return out;
}

static void classify(character *out, uint32_t code) {
    out->value = fraction_of(code);
    if (out->value > 0) out->kind = CHARACTER_FRACTION;
    else if (plain_of_dash_or_quote(code)) out->plain = plain_of_dash_or_quote(code); /* some are also letters */
    else if (is_han(code)) out->kind = CHARACTER_HAN;
    else if (is_space(code)) out->kind = CHARACTER_SPACE;
    else if (code == 0x0085 || code == 0x2028 || code == 0x2029) out->kind = CHARACTER_LINE;
    else if (is_letter(code)) {
        out->kind = CHARACTER_LETTER;
        out->upper = is_upper(code);
    } else {
        out->plain = plain_of(code);
    }
}

character airlog_lex_character(airlog_text text, size_t at) {
    unsigned char c = (unsigned char)text.bytes[at];
    if (c < 0x80) return of_ascii(c);
    uint32_t code;
    size_t length = airlog_utf8_decode(text, at, &code);
    if (code >= 0xFF01 && code <= 0xFF5E) { /* full-width forms of ASCII */
        character out = of_ascii((unsigned char)(code - 0xFF01 + 0x21));
        out.length = (uint8_t)length;
        return out;
    }
    character out = {CHARACTER_MARK, (uint8_t)length, false, code, 0};
    classify(&out, code);
    return out;
}

uint32_t airlog_lex_entity(airlog_text text, size_t at, size_t *out_length) {
    static const struct {
        const char *name;
        uint32_t plain;
    } entities[] = {{"&deg;", 0xB0},   {"&nbsp;", ' '},   {"&amp;", '&'},    {"&quot;", '"'},  {"&#39;", '\''},
                    {"&apos;", '\''},  {"&rsquo;", '\''}, {"&lsquo;", '\''}, {"&rdquo;", '"'}, {"&ldquo;", '"'},
                    {"&prime;", '\''}, {"&Prime;", '"'},  {"&ndash;", '-'},  {"&mdash;", '-'}, {"&minus;", '-'},
                    {"&lt;", '<'},     {"&gt;", '>'},     {"&plusmn;", 0xB1}, {"&#176;", 0xB0}, {"&frac12;", 0xBD}};
    airlog_text rest = {text.bytes + at, text.length - at};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        if (!airlog_text_starts(rest, entities[i].name)) continue;
        *out_length = strlen(entities[i].name);
        return entities[i].plain;
    }
    return 0;
}
