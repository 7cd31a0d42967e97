/* Phrases of the open vocabularies in the text. */
#include "phrase.h"

#include <string.h>

#define PHRASE_LETTERS_CASE 3u /* so short a word is a name only in capitals: "US", "UK", "LEO" */
#define WORD_ROOM 64u

static bool wordlike(const airlog_token *token) {
    return token->kind == AIRLOG_TOKEN_WORD || token->kind == AIRLOG_TOKEN_IDENT || token->kind == AIRLOG_TOKEN_HAN ||
           (token->kind == AIRLOG_TOKEN_NUMBER && token->hash != 0);
}

static bool joins_words(const airlog_parser *parser, size_t index) {
    return airlog_parser_glued(parser, index) && (airlog_parser_mark(parser, index, '-') || airlog_parser_mark(parser, index, '/'));
}

/* The token that a phrase goes on with: behind a hyphen or slash without blanks, behind a line break, behind both. */
static size_t next_word(const airlog_parser *parser, size_t index) {
    size_t next = index;
    for (int marks = 0; marks < 2 && joins_words(parser, next); marks++) next++;
    if (airlog_parser_token(parser, next)->kind == AIRLOG_TOKEN_LINE) return next + 1;
    return next > index && !airlog_parser_glued(parser, next) ? index : next;
}

/* The hash of "16s" without its plural s, 0 when the token is nothing of the kind. */
static uint64_t singular_hash(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length < 2 || token->length > WORD_ROOM) return 0;
    const char *bytes = parser->text.bytes + token->start;
    char digit = bytes[token->length - 2];
    if (bytes[token->length - 1] != 's' || digit < '0' || digit > '9') return 0;
    char folded[WORD_ROOM];
    for (size_t i = 0; i + 1 < token->length; i++)
        folded[i] = bytes[i] >= 'A' && bytes[i] <= 'Z' ? (char)(bytes[i] + 32) : bytes[i];
    return airlog_hash(folded, token->length - 1);
}

static bool cased(const airlog_parser *parser, size_t first, size_t end, airlog_vocabulary_class kind) {
    if (kind != AIRLOG_VOCABULARY_ACTOR && kind != AIRLOG_VOCABULARY_REPORTER) return true;
    const airlog_token *token = airlog_parser_token(parser, first);
    if (end > first + 1 || token->length > PHRASE_LETTERS_CASE || token->kind == AIRLOG_TOKEN_HAN) return true;
    return (token->flags & (AIRLOG_TOKEN_UPPER | AIRLOG_TOKEN_ABBREVIATED)) != 0;
}

static void keep(const airlog_parser *parser, size_t first, size_t end, const airlog_vocabulary_slot *slot,
                 airlog_phrase found[AIRLOG_PHRASE_CLASSES]) {
    if (!cased(parser, first, end, (airlog_vocabulary_class)slot->kind)) return;
    found[slot->kind].end = end;
    found[slot->kind].slot = slot;
}

/* The class that may have the same words as another: what flies and what happens, who owns and who reports. */
static airlog_vocabulary_class neighbour(airlog_vocabulary_class kind) {
    switch (kind) {
    case AIRLOG_VOCABULARY_EVENT: return AIRLOG_VOCABULARY_OBJECT;
    case AIRLOG_VOCABULARY_OBJECT: return AIRLOG_VOCABULARY_EVENT;
    case AIRLOG_VOCABULARY_ACTOR: return AIRLOG_VOCABULARY_REPORTER;
    case AIRLOG_VOCABULARY_REPORTER: return AIRLOG_VOCABULARY_ACTOR;
    case AIRLOG_VOCABULARY_NONE: break;
    }
    return AIRLOG_VOCABULARY_NONE;
}

static void look_up(const airlog_parser *parser, size_t first, size_t end, uint64_t key,
                    airlog_phrase found[AIRLOG_PHRASE_CLASSES]) {
    const airlog_vocabulary_slot *slot = airlog_vocabulary_slot_of(&parser->vocabulary, key, AIRLOG_VOCABULARY_NONE);
    if (!slot) return;
    keep(parser, first, end, slot, found);
    slot = airlog_vocabulary_slot_of(&parser->vocabulary, key, neighbour((airlog_vocabulary_class)slot->kind));
    if (slot) keep(parser, first, end, slot, found);
}

/* The rows of what was found. */
static airlog_status take_entries(airlog_parser *parser, airlog_phrase found[AIRLOG_PHRASE_CLASSES]) {
    for (int kind = 0; kind < AIRLOG_PHRASE_CLASSES; kind++) {
        if (!found[kind].end) continue;
        airlog_status status = airlog_vocabulary_take(&parser->vocabulary, found[kind].slot, &found[kind].entry, parser->error);
        if (status != AIRLOG_OK) return status;
    }
    return AIRLOG_OK;
}

airlog_status airlog_phrase_scan(airlog_parser *parser, size_t index, airlog_phrase found[AIRLOG_PHRASE_CLASSES]) {
    unsigned lengths = index < parser->count ? parser->lengths[index] : 0;
    for (int kind = 0; kind < AIRLOG_PHRASE_CLASSES; kind++) found[kind].end = 0;
    uint64_t key = 0;
    size_t at = index;
    for (unsigned words = 1; words <= AIRLOG_VOCABULARY_WORDS_MOST && lengths >= AIRLOG_VOCABULARY_LENGTH(words); words++) {
        const airlog_token *token = airlog_parser_token(parser, at), *after = airlog_parser_token(parser, at + 1);
        bool any = (lengths & AIRLOG_VOCABULARY_LENGTH(words)) != 0;
        if (!wordlike(token)) break;
        uint64_t plain = airlog_key_add(key, token->hash);
        if (any) look_up(parser, index, at + 1, plain, found);
        uint64_t singular = any && token->kind == AIRLOG_TOKEN_IDENT ? singular_hash(parser, at) : 0;
        if (singular) look_up(parser, index, at + 1, airlog_key_add(key, singular), found);
        if (after->flags & AIRLOG_TOKEN_CLITIC) {
            plain = airlog_key_add(key, after->hash);
            if (any) look_up(parser, index, at + 2, plain, found);
            at++;
        }
        key = plain;
        at = next_word(parser, at + 1);
    }
    return take_entries(parser, found);
}

/* The flag that begins with `name` and goes on with `next` ('=' or the end of the word). */
static airlog_text find_flag(airlog_text flags, const char *name, bool value) {
    if (!flags.length) return AIRLOG_NO_TEXT;
    size_t length = strlen(name), at = 0;
    while (at < flags.length) {
        const char *blank = memchr(flags.bytes + at, ' ', flags.length - at);
        size_t end = blank ? (size_t)(blank - flags.bytes) : flags.length;
        airlog_text word = {flags.bytes + at, end - at};
        if (word.length >= length && memcmp(word.bytes, name, length) == 0) {
            if (!value && word.length == length) return word;
            if (value && word.length > length && word.bytes[length] == '=')
                return (airlog_text){word.bytes + length + 1, word.length - length - 1};
        }
        at = end + 1;
    }
    return AIRLOG_NO_TEXT;
}

bool airlog_phrase_flag(const airlog_vocabulary_entry *entry, const char *flag) {
    return find_flag(entry->flags, flag, false).length > 0;
}

airlog_text airlog_phrase_word(const airlog_vocabulary_entry *entry, const char *name) {
    return find_flag(entry->flags, name, true);
}

airlog_text airlog_phrase_value(airlog_parser *parser, const airlog_vocabulary_entry *entry, const char *name) {
    airlog_text value = find_flag(entry->flags, name, true);
    if (!value.length || !memchr(value.bytes, '_', value.length)) return value;
    airlog_text copy = airlog_arena_copy(parser->memory, value);
    if (!copy.bytes) return copy;
    char *bytes = airlog_arena_take(parser->memory, copy.length + 1, 1);
    if (!bytes) return AIRLOG_NO_TEXT;
    for (size_t i = 0; i < copy.length; i++) bytes[i] = copy.bytes[i] == '_' ? ' ' : copy.bytes[i];
    return (airlog_text){bytes, copy.length};
}
