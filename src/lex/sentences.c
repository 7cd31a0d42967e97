#include "sentences.h"

#include "characters.h"

#include <string.h>

/* Looks for " word " in a list whose words stand between blanks. */
static bool is_listed(const char *list, const char *word, size_t length) {
    char wanted[20];
    if (length == 0 || length + 3 > sizeof wanted) return false;
    wanted[0] = ' ';
    memcpy(wanted + 1, word, length);
    wanted[length + 1] = ' ';
    wanted[length + 2] = '\0';
    return strstr(list, wanted) != NULL;
}

abbreviation airlog_lex_abbreviation(const char *word, size_t length) {
    static const char open[] = " st ste mt ft pt dr mr mrs ms prof gen lt col capt cmdr cdr sgt maj adm gov sen rep hon "
                               "nos approx aprox apprx cf vs univ fig est gt ca tg tk tj kg brig pres rev supt det ";
    static const char middle[] = " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
                                 "dept jr sr no alt lat long lon etc pos posn ave blvd ";
    static const char unit[] = " mi km kms nm nmi kt kts m ft yd yds hr hrs min mins sec secs n s e w ne nw se sw nne nnw sse "
                               "ssw ene ese wnw wsw deg degs rd hwy inc ltd co corp bros rwy intl ";
    if (is_listed(open, word, length)) return ABBREVIATION_OPEN;
    if (is_listed(middle, word, length)) return ABBREVIATION_MIDDLE;
    return is_listed(unit, word, length) ? ABBREVIATION_UNIT : ABBREVIATION_NONE;
}

static size_t skip_blanks(airlog_text text, size_t at) {
    while (at < text.length) {
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
    static const char starters[] = " the it a an in on at he she they we this that these those but however no and as his her its "
                                   "their there when while after before since for from by according two three four five six "
                                   "both such other another officials police evasive leo faa local one some all if ";
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
    return is_listed(starters, word, length);
}

bool airlog_lex_goes_on(airlog_text text, size_t at) {
    at = skip_blanks(text, at);
    if (at >= text.length) return false;
    character next = airlog_lex_character(text, at);
    if (next.kind == CHARACTER_DIGIT || (next.kind == CHARACTER_LETTER && !next.upper)) return true;
    size_t end = at;
    while (end < text.length && character_is_ascii_letter((unsigned char)text.bytes[end])) end++;
    airlog_text word = {text.bytes + at, end - at};
    return next.kind == CHARACTER_LETTER && airlog_term_class_of(airlog_term_find(word)) == AIRLOG_TERM_CLASS_COMPASS;
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
