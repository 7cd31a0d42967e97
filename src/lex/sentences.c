#include "sentences.h"

#include "characters.h"
#include "terms.h"

static size_t skip_blanks(airlog_text text, size_t at) {
    while (at < text.length) {
        if (text.bytes[at] == ' ') {
            at++;
            continue;
        }
        if (airlog_lex_ascii[(unsigned char)text.bytes[at]] & ASCII_LETTER) break;
        character next = airlog_lex_character(text, at);
        if (next.kind != CHARACTER_SPACE && next.kind != CHARACTER_LINE && next.plain != '"' && next.plain != '(' &&
            next.plain != '\'') {
            break;
        }
        at += next.length;
    }
    return at;
}

bool airlog_lex_starter(airlog_text text, size_t at) {
    char word[16];
    size_t length = 0;
    at = skip_blanks(text, at);
    if (at >= text.length) return true;
    unsigned char first = (unsigned char)text.bytes[at];
    if (!character_is_ascii_letter(first) || first >= 'a') return false;
    for (; at < text.length && character_is_ascii_letter((unsigned char)text.bytes[at]); at++) {
        if (length == sizeof word) return false;
        word[length++] = (char)(text.bytes[at] | 0x20);
    }
    if (length == 1 && at < text.length && text.bytes[at] == '.') return false; /* an initial */
    return (airlog_stop_of_hash(airlog_hash(word, length)) & AIRLOG_STOP_STARTER) != 0;
}

bool airlog_lex_goes_on(airlog_text text, size_t at) {
    at = skip_blanks(text, at);
    if (at >= text.length) return false;
    character next = airlog_lex_character(text, at);
    if (next.kind == CHARACTER_DIGIT || (next.kind == CHARACTER_LETTER && !next.upper)) return true;
    size_t end = at;
    while (end < text.length && character_is_ascii_letter((unsigned char)text.bytes[end])) end++;
    airlog_text word = {text.bytes + at, end - at};
    airlog_term_class class_of = airlog_term_class_of(airlog_term_find(word));
    return next.kind == CHARACTER_LETTER && (class_of == AIRLOG_TERM_CLASS_COMPASS || class_of == AIRLOG_TERM_CLASS_DATUM);
}

static bool is_initial(airlog_text text, const airlog_token *token) {
    return token && token->kind == AIRLOG_TOKEN_WORD && token->length == 1 && (token->flags & AIRLOG_TOKEN_CAPITAL) != 0 &&
           (text.bytes[token->start] | 0x20) != 'i';
}

bool airlog_lex_sentence_end(airlog_text text, size_t at, const airlog_token *after) {
    if (at >= text.length) return true;
    character next = airlog_lex_character(text, at);
    if (next.kind == CHARACTER_LETTER) { /* "LAX.NO EVASIVE" is two sentences, "example.com" one word */
        bool word = after && after->length >= 2 && (after->kind == AIRLOG_TOKEN_WORD || after->kind == AIRLOG_TOKEN_IDENT);
        return next.upper && word;
    }
    if (next.kind == CHARACTER_DIGIT) return false;
    if (next.kind == CHARACTER_MARK && next.plain != '"' && next.plain != ')' && next.plain != '\'') return false;
    if (next.kind == CHARACTER_MARK) at += next.length;
    size_t begin = skip_blanks(text, at);
    if (begin >= text.length) return true;
    next = airlog_lex_character(text, begin);
    if (next.kind == CHARACTER_LETTER && !next.upper) return false;
    if (is_initial(text, after)) return airlog_lex_starter(text, begin);
    return true;
}
