/* Finds units by their spellings. */
#include "units.h"
#include "cli.h"

#include <ctype.h>
#include <string.h>

static const cli_unit units[] = {
#define AIRLOG_UNIT(dimension, symbol, si, spellings) {CLI_DIMENSION_##dimension, symbol, si, spellings},
#include "units.def"
#undef AIRLOG_UNIT
};
enum { UNIT_COUNT = sizeof units / sizeof units[0] };

/* Words that people use for units and that mean several things: refused, never guessed. */
static const char *const traps[][2] = {
    {"M", "'M' may be metres or nautical miles: write m or NM"},
    {"MM", "'MM' may be millimetres or statute miles: write mm or mi"},
    {"Mm", "'Mm' may be millimetres or megametres: write mm or km"},
    {"k", "'k' may be kilometres or knots: write km or kt"},
    {"K", "'K' may be kilometres or knots: write km or kt"},
    {"ton", "'ton' may be 907, 1000 or 1016 kg: write short ton, tonne or long ton"},
    {"tons", "'tons' may be 907, 1000 or 1016 kg each: write short tons, tonnes or long tons"},
    {"MS", "'MS' may be milliseconds or metres a second: write ms or m/s"},
    {"nanometre", "nanometres are not converted here: nm is a nautical mile"},
    {"nanometres", "nanometres are not converted here: nm is a nautical mile"},
    {"nanometer", "nanometers are not converted here: nm is a nautical mile"},
    {"nanometers", "nanometers are not converted here: nm is a nautical mile"},
};

const char *airlog_cli_dimension_name(cli_dimension dimension) {
    static const char *const names[] = {"a length", "a speed", "a time", "an angle", "a pressure", "a mass"};
    return names[dimension];
}

static bool blank(char c) {
    return c == ' ' || c == '\t';
}

/* Whether a unit may end before the byte at `at`: not inside a word, and not before "/s" or "-1". */
static bool ends_word(airlog_text text, size_t at) {
    if (at >= text.length) return true;
    unsigned char c = (unsigned char)text.bytes[at];
    if (c == '-') return at + 1 < text.length && text.bytes[at + 1] == '>';
    if (c == '.') return at + 1 == text.length || blank(text.bytes[at + 1]);
    size_t after = at;
    while (after < text.length && blank(text.bytes[after])) after++;
    if (after < text.length && text.bytes[after] == '/') return false;
    return !isalpha(c) && c != '^' && c != '_' && c < 0x80;
}

/* Length of text that one spelling matches at `at`, 0 when it does not. */
static size_t spelling_match(airlog_text text, size_t at, const char *spelling, size_t length) {
    bool exact = length > 1 && spelling[0] == '=';
    size_t begin = at;
    for (size_t i = exact; i < length; i++) {
        char wanted = spelling[i];
        if (wanted == '/')
            while (at < text.length && blank(text.bytes[at])) at++;
        if (at >= text.length) return 0;
        char found = text.bytes[at];
        bool same = exact ? found == wanted : (char)tolower((unsigned char)found) == wanted;
        if (wanted == ' ' ? !blank(found) : !same) return 0;
        at++;
        if (wanted == ' ' || wanted == '/')
            while (at < text.length && blank(text.bytes[at])) at++;
    }
    /* A sign such as ' or the degree sign ends by itself; a word must not go on. */
    bool sign = !isalnum((unsigned char)spelling[length - 1]);
    return sign || ends_word(text, at) ? at - begin : 0;
}

const cli_unit *airlog_cli_unit_at(airlog_text text, size_t at, size_t *out_length) {
    const cli_unit *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        for (const char *spelling = units[i].spellings; *spelling;) {
            size_t length = strcspn(spelling, "|");
            size_t matched = spelling_match(text, at, spelling, length);
            if (matched > longest) {
                longest = matched;
                best = &units[i];
            }
            spelling += length + (spelling[length] == '|');
        }
    }
    *out_length = longest;
    return best;
}

const char *airlog_cli_unit_symbol(size_t index) {
    return index < UNIT_COUNT ? units[index].symbol : NULL;
}

const cli_unit *airlog_cli_unit_of(const char *symbol) {
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (strcmp(units[i].symbol, symbol) == 0) return &units[i];
    return NULL;
}

const char *airlog_cli_unit_trap(const char *typed) {
    for (size_t i = 0; i < sizeof traps / sizeof traps[0]; i++)
        if (strcmp(traps[i][0], typed) == 0) return traps[i][1];
    return NULL;
}

/* Nearest by edits over every spelling; a word of one or two letters is near nothing. */
airlog_text airlog_cli_unit_near(const char *typed) {
    airlog_text near = AIRLOG_NO_TEXT;
    if (strlen(typed) < 3) return near;
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        for (const char *spelling = units[i].spellings; *spelling;) {
            size_t length = strcspn(spelling, "|");
            char word[64];
            size_t from = spelling[0] == '=';
            if (length - from >= sizeof word) return near;
            memcpy(word, spelling + from, length - from);
            word[length - from] = '\0';
            const char *one = word;
            if (length - from >= 2 && !near.length && airlog_cli_nearest(typed, &one, 1, sizeof one))
                near = (airlog_text){spelling + from, length - from};
            spelling += length + (spelling[length] == '|');
        }
    }
    return near;
}
