/* Most texts say nothing of the air, and most that do tell no incident. This look at the raw bytes, before anything is
 * decoded or cut, passes them over: something that flies and something that happened must stand in one sentence. */
#include "airlog/lex.h"

#include "phrases.h"
#include "terms.h"

enum { ABBREVIATION_BYTES = 24 };

static bool is_letter(unsigned char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_upper(unsigned char c) {
    return c >= 'A' && c <= 'Z';
}

static unsigned char byte_at(const scanner *scan, size_t at) {
    return at < scan->length ? scan->bytes[at] : '\0';
}

/* ---- sentences --------------------------------------------------------------------------------------- */

/* Only what surely ends a sentence for the lexer too ends one here: a full stop behind a word that is no abbreviation,
 * before a capital. */

/* Whether a word of small letters, no abbreviation, stands before the full stop. */
static bool word_before(const scanner *scan, size_t stop) {
    char word[ABBREVIATION_BYTES];
    size_t begin = stop;
    while (begin > 0 && stop - begin < sizeof word && is_letter(scan->bytes[begin - 1])) begin--;
    size_t length = stop - begin;
    if (length < 3 || length == sizeof word || begin == 0 || scan->bytes[begin - 1] != ' ') return false;
    for (size_t i = 0; i < length; i++) word[i] = (char)(scan->bytes[begin + i] | 0x20);
    unsigned kinds = airlog_stop_of_hash(airlog_hash(word, length)) & ~(unsigned)AIRLOG_STOP_STARTER;
    return !is_upper(scan->bytes[stop - 1]) && kinds == AIRLOG_STOP_NONE;
}

static bool capital_behind(const scanner *scan, size_t at) {
    if (byte_at(scan, at) == '\\' && byte_at(scan, at + 1) == '"') at++;
    if (byte_at(scan, at) == '"') at++;
    if (byte_at(scan, at) != ' ') return false;
    return is_upper(byte_at(scan, at + 1));
}

/* Whether a sentence ends with the byte at `at`. */
static bool ends_sentence(const scanner *scan, size_t at) {
    switch (scan->bytes[at]) {
    case '.': return capital_behind(scan, at + 1) && word_before(scan, at);
    case '\n': return byte_at(scan, at + 1) == '\n';
    case '\\': return byte_at(scan, at + 1) == 'n' && byte_at(scan, at + 2) == '\\' && byte_at(scan, at + 3) == 'n';
    case 0x82: return at >= 2 && scan->bytes[at - 1] == 0x80 && scan->bytes[at - 2] == 0xE3; /* U+3002 */
    default: return false;
    }
}

/* A sentence around something that flies. */
typedef struct sentence {
    size_t begin, end;
    bool tells; /* an event, or the capitals of a message */
} sentence;

static bool in_capitals(const scanner *scan, size_t begin, size_t end) {
    size_t upper = 0, letters = 0;
    for (size_t i = begin; i < end; i++) {
        upper += is_upper(scan->bytes[i]);
        letters += is_letter(scan->bytes[i]);
    }
    return 2 * upper > letters;
}

/* `from` is the end of the sentence looked at before: no byte is looked at more often than twice. */
static sentence sentence_around(const scanner *scan, size_t from, size_t at) {
    size_t begin = at, end = at;
    while (begin > from && !ends_sentence(scan, begin - 1)) begin--;
    while (end < scan->length && !ends_sentence(scan, end)) end++;
    scanner part = {scan->bytes, end};
    bool event = airlog_scan_next(&part, begin, SCAN_EVENT | SCAN_ALONE).kinds != 0;
    return (sentence){begin, end, event || in_capitals(scan, begin, end)};
}

enum { SAYING_BYTES = 80 }; /* "reported what they took for a small white" */

/* Whether somebody reports, right before it, what stands at `at`: in a bounded part of the sentence. */
static bool is_said(const scanner *scan, const sentence *near, size_t at) {
    size_t begin = at - near->begin > SAYING_BYTES ? at - SAYING_BYTES : near->begin;
    scanner part = {scan->bytes, at};
    return airlog_scan_next(&part, begin, SCAN_SAYING).kinds != 0;
}

/* ---- forms --------------------------------------------------------------------------------------------- */

static bool holds(const scanner *scan, const char *word) {
    return memmem(scan->bytes, scan->length, word, strlen(word)) != NULL;
}

/* "BOISE, ID:" heads a short report. */
static bool is_short_form(const scanner *scan) {
    for (size_t at = 0; at + 4 < scan->length; at++) {
        const unsigned char *bytes = scan->bytes + at;
        if (bytes[0] == ',' && bytes[1] == ' ' && is_upper(bytes[2]) && is_upper(bytes[3]) &&
            (bytes[4] == ':' || bytes[4] == '$' || bytes[4] == ' '))
            return true;
    }
    return false;
}

/* A form of an aviation authority is an incident though no verb says so. */
static bool is_form(const scanner *scan) {
    return holds(scan, "FAA") || holds(scan, "Summary:") || holds(scan, "MOR") || is_short_form(scan);
}

/* ---- the look ------------------------------------------------------------------------------------------ */

bool airlog_flies(airlog_text raw) {
    scanner scan = {(const unsigned char *)raw.bytes, raw.length};
    return airlog_scan_next(&scan, 0, SCAN_OBJECT | SCAN_ALONE).kinds != 0;
}

bool airlog_interesting(airlog_text raw) {
    scanner scan = {(const unsigned char *)raw.bytes, raw.length};
    sentence near = {0, 0, false};
    bool thing = false, noun = false;
    for (size_t at = 0; at < scan.length;) {
        scan_hit hit = airlog_scan_next(&scan, at, SCAN_THINGS);
        if (hit.kinds & SCAN_ALONE) return true;
        if (!hit.kinds) break;
        if (hit.start >= near.end) near = sentence_around(&scan, near.end, hit.start);
        if (hit.kinds & SCAN_OBJECT) thing = true;
        if (hit.kinds & SCAN_OBJECT && (near.tells || is_said(&scan, &near, hit.start))) return true;
        noun = noun || (hit.kinds & SCAN_NOUN && near.tells);
        if (thing && noun) return true;
        at = hit.next;
    }
    return thing && is_form(&scan);
}
