/* Reads a place at the prompt. Prose is read by the library as it is; what people type is often less than prose, so
 * that a coordinate alone, a name alone and names without capitals are tried too. */
#include "locator.h"

#include <math.h>
#include <string.h>

/* The position that the facts are about: the one read from most of the text. */
static const airlog_position_fact *main_fact(const airlog_facts *facts) {
    const airlog_position_fact *best = NULL;
    for (size_t i = 0; i < facts->position_count; i++) {
        const airlog_position_fact *fact = &facts->positions[i];
        if (fact->kind == AIRLOG_POSITION_NONE || fact->role == AIRLOG_ROLE_BACKGROUND || fact->negated) continue;
        if (!best || fact->span.end - fact->span.start > best->span.end - best->span.start) best = fact;
    }
    return best;
}

/* Where the words begin that say more than how high or how far: "at FL330 over X" begins at "over". */
static uint32_t begin_of(const airlog_facts *facts, airlog_text text) {
    uint32_t begin = 0;
    for (size_t i = 0; i < facts->quantity_count; i++) {
        airlog_span span = facts->quantities[i].span;
        airlog_text before = airlog_text_trim(airlog_text_part(text, (airlog_span){begin, span.start}));
        if (before.length == 0 || airlog_text_is(before, "at")) begin = span.end;
    }
    return begin;
}

/* Whether nothing but blanks, a height and closing punctuation is left before and behind the fact. */
static bool covers(const airlog_facts *facts, airlog_text text, airlog_span span) {
    uint32_t begin = begin_of(facts, text);
    if (begin > span.start) begin = 0; /* the quantity is a part of the position */
    airlog_text before = airlog_text_trim(airlog_text_part(text, (airlog_span){begin, span.start}));
    airlog_text behind = airlog_text_trim(airlog_text_part(text, (airlog_span){span.end, (uint32_t)text.length}));
    bool stop = behind.length == 1 && strchr(".,;!?)", behind.bytes[0]);
    return before.length == 0 && (behind.length == 0 || stop);
}

/* Whether a position read from a part of the text may stand for the whole. A measured one may ("a balloon was seen
 * 60 NM north of X"); a bare name may not, for any word can be a name. */
static bool stands_for(const airlog_facts *facts, airlog_text text, const airlog_position_fact *fact, bool whole) {
    bool measured = fact->distance.dimension != AIRLOG_DIMENSION_NONE || fact->point_count > 0;
    return (measured && !whole) || covers(facts, text, fact->span);
}

static airlog_status lex_phrase(const cli_locator *locator, airlog_text text, airlog_report *report,
                                airlog_tokens *tokens, airlog_error *error) {
    *report = (airlog_report){.id = airlog_text_of("-"), .text = text, .source = airlog_text_of("-"), .line = 1};
    return airlog_lex(report, locator->memory, tokens, error);
}

/* One reading of one text. AIRLOG_OK with *out_found false when it holds no position. */
static airlog_status read_phrase(const cli_locator *locator, airlog_text text, bool whole, bool *out_found,
                                 airlog_position *out, airlog_error *error) {
    *out_found = false;
    airlog_report report;
    airlog_tokens tokens;
    airlog_facts facts;
    airlog_positions positions;
    airlog_status status = lex_phrase(locator, text, &report, &tokens, error);
    if (status == AIRLOG_OK) status = airlog_parse(&tokens, locator->tables, 0, locator->memory, &facts, error);
    if (status != AIRLOG_OK) return status;
    const airlog_position_fact *fact = main_fact(&facts);
    if (!fact || !stands_for(&facts, text, fact, whole)) return AIRLOG_OK;
    status = airlog_place(&facts, locator->tables, &locator->options, locator->memory, &positions, error);
    if (status != AIRLOG_OK) return status;
    *out = positions.items[fact - facts.positions];
    *out_found = true;
    return AIRLOG_OK;
}

static airlog_status place_fact(const cli_locator *locator, const airlog_tokens *tokens, airlog_position_fact *fact,
                                airlog_position *out, airlog_error *error) {
    airlog_facts facts = {.tokens = tokens, .positions = fact, .position_count = 1};
    airlog_positions positions;
    airlog_status status = airlog_place(&facts, locator->tables, &locator->options, locator->memory, &positions, error);
    if (status == AIRLOG_OK) *out = positions.items[0];
    return status;
}

/* The text as nothing but a coordinate. */
static airlog_status read_coordinate(const cli_locator *locator, airlog_text text, bool *out_found,
                                     airlog_position *out, airlog_error *refusal, airlog_error *error) {
    *out_found = false;
    airlog_position_fact *fact = airlog_arena_take(locator->memory, 1, sizeof *fact);
    if (!fact) return airlog_arena_failed(locator->memory, error);
    if (airlog_parse_coordinate(text, locator->memory, fact, refusal) != AIRLOG_OK) return AIRLOG_OK;
    airlog_report report;
    airlog_tokens tokens;
    airlog_status status = lex_phrase(locator, text, &report, &tokens, error);
    if (status == AIRLOG_OK) status = place_fact(locator, &tokens, fact, out, error);
    *out_found = status == AIRLOG_OK;
    return status;
}

/* The text as nothing but a name, to the letter: "Frankfurt (Oder)", a name in a script without capitals. */
static airlog_status read_name(const cli_locator *locator, airlog_text text, bool *out_found, airlog_position *out,
                               airlog_error *error) {
    uint64_t key;
    const uint32_t *rows;
    size_t count = 0;
    airlog_report report;
    airlog_tokens tokens;
    *out_found = false;
    airlog_status status = airlog_key_of(text, &key, NULL, error);
    if (status == AIRLOG_OK) status = airlog_gazetteer_find(locator->tables, key, &rows, &count, error);
    if (status != AIRLOG_OK || count == 0) return status;
    airlog_position_fact *fact = airlog_arena_take(locator->memory, 1, sizeof *fact);
    if (!fact) return airlog_arena_failed(locator->memory, error);
    status = lex_phrase(locator, text, &report, &tokens, error);
    if (status != AIRLOG_OK) return status;
    *fact = airlog_parse_place_name(&tokens);
    status = place_fact(locator, &tokens, fact, out, error);
    *out_found = status == AIRLOG_OK && out->placed;
    return status;
}

/* "60 nm north of keelung port" as "60 nm north of Keelung Port": words of the grammar stay as they are. */
static airlog_text with_capitals(const cli_locator *locator, airlog_text text) {
    airlog_text copy = airlog_arena_copy(locator->memory, text);
    char *bytes = (char *)(uintptr_t)copy.bytes;
    for (size_t at = 0; bytes && at < copy.length;) {
        size_t end = at;
        while (end < copy.length && ((bytes[end] >= 'a' && bytes[end] <= 'z') || bytes[end] == '\'')) end++;
        airlog_text word = {bytes + at, end - at};
        bool begins = at == 0 || bytes[at - 1] == ' ' || bytes[at - 1] == ',' || bytes[at - 1] == '-';
        if (begins && word.length >= 3 && airlog_term_find(word) == AIRLOG_TERM_NONE) bytes[at] -= 'a' - 'A';
        at = end > at ? end : at + 1;
    }
    return copy;
}

static airlog_status not_a_place(airlog_text text, airlog_error *error) {
    size_t shown = airlog_utf8_cut(text, 80);
    return airlog_fail(error, AIRLOG_E_ARGUMENT,
                       "'%.*s%s' names no position: write a place, a code, a coordinate, or a phrase such as '60 NM "
                       "north of Keelung'",
                       (int)shown, text.bytes, shown < text.length ? "..." : "");
}

/* "north of", "from", "off": words that a phrase has and a coordinate never. Then the phrase is tried first. */
static bool has_preposition(airlog_text text) {
    static const char *const words[] = {" of ", " from ", " off ", " over ", " near "};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (memmem(text.bytes, text.length, words[i], strlen(words[i]))) return true;
    return false;
}

static bool has_digit(airlog_text text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9') return true;
    return false;
}

/* Brackets, and letters that are not ASCII: prose is parted there, a name is not. */
static bool may_be_whole_name(airlog_text text) {
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] >= 0x80 || text.bytes[i] == '(') return true;
    return false;
}

/* "BAE180010", "KLGA220015": the radial and distance from a fix that is known is a likelier meaning than a grid square. */
static bool may_be_radial(airlog_text text) {
    if (text.length < 9 || text.length > 11) return false;
    for (size_t i = 0; i < text.length; i++) {
        bool digit = text.bytes[i] >= '0' && text.bytes[i] <= '9', letter = text.bytes[i] >= 'A' && text.bytes[i] <= 'Z';
        if (i + 6 < text.length ? !letter : !digit) return false;
    }
    return true;
}

airlog_status airlog_cli_locate_text(const cli_locator *locator, airlog_text text, airlog_position *out,
                                     airlog_error *error) {
    bool found = false;
    airlog_status status = AIRLOG_OK;
    airlog_error refusal = {0}; /* why it is no coordinate: the best reason when it is nothing else either */
    text = airlog_text_trim(text);
    if (text.length == 0) return airlog_fail(error, AIRLOG_E_ARGUMENT, "nothing to locate");
    bool may_be_coordinate = has_digit(text), phrase_first = has_preposition(text);
    if (may_be_whole_name(text)) status = read_name(locator, text, &found, out, error);
    if (status == AIRLOG_OK && !found && phrase_first)
        status = read_phrase(locator, text, locator->whole, &found, out, error);
    if (status == AIRLOG_OK && !found && may_be_radial(text)) {
        status = read_phrase(locator, text, locator->whole, &found, out, error);
        found = found && out->placed;
    }
    if (status == AIRLOG_OK && !found && may_be_coordinate)
        status = read_coordinate(locator, text, &found, out, &refusal, error);
    if (status == AIRLOG_OK && !found && !phrase_first)
        status = read_phrase(locator, text, locator->whole, &found, out, error);
    /* A name alone is no position in prose; behind "at" it is. */
    airlog_text named = AIRLOG_NO_TEXT;
    if (status == AIRLOG_OK && !found) {
        named = airlog_arena_print(locator->memory, "at %.*s", (int)text.length, text.bytes);
        status = read_phrase(locator, named, true, &found, out, error);
    }
    if (status == AIRLOG_OK && !found)
        status = read_phrase(locator, with_capitals(locator, text), locator->whole, &found, out, error);
    if (status == AIRLOG_OK && !found)
        status = read_phrase(locator, with_capitals(locator, named), true, &found, out, error);
    if (status != AIRLOG_OK) return status;
    /* "1833443E" is a coordinate that cannot be, and no name that is missing. */
    bool one_word = !memchr(text.bytes, ' ', text.length);
    bool no_name = found && !out->placed && out->fact && out->fact->kind == AIRLOG_POSITION_AT && one_word;
    if (found && !(no_name && refusal.status)) return AIRLOG_OK;
    return refusal.status && !phrase_first ? airlog_fail(error, refusal.status, "%s", refusal.message)
                                           : not_a_place(text, error);
}

/* ---- for people --------------------------------------------------------------------------- */

const char *airlog_cli_unit_written(const airlog_position *position) {
    if (!position->fact || position->fact->distance.dimension != AIRLOG_DIMENSION_DISTANCE) return "NM";
    airlog_term unit = position->fact->distance.unit;
    double metres = unit ? airlog_term_value(unit) : 0;
    if (metres == 1609.344 || metres == 0.9144 || metres == 0.3048) return "mi";
    return metres == 1852 || metres == 0 ? "NM" : "km";
}

void airlog_cli_print_place(airlog_buffer *out, const airlog_place_entry *place) {
    airlog_buffer_text(out, place->name);
    if (place->admin.length && !airlog_text_equal(place->admin, place->name))
        airlog_buffer_print(out, ", %.*s", (int)place->admin.length, place->admin.bytes);
    if (place->country[0]) airlog_buffer_print(out, ", %s", place->country);
}

void airlog_cli_print_origin(airlog_buffer *out, const airlog_position *position) {
    if (position->anchor.name.length == 0) {
        airlog_buffer_text(out, position->method);
        return;
    }
    if (!isnan(position->distance_m) && position->distance_m > 0) {
        const char *unit = airlog_cli_unit_written(position);
        double metres = strcmp(unit, "km") == 0 ? 1000 : strcmp(unit, "mi") == 0 ? 1609.344 : 1852;
        airlog_buffer_number(out, position->distance_m / metres, 2);
        airlog_buffer_print(out, " %s ", unit);
        if (!isnan(position->bearing_deg)) airlog_buffer_print(out, "at %03.0f deg ", position->bearing_deg);
        airlog_buffer_string(out, "from ");
    }
    airlog_buffer_text(out, position->anchor.name);
    if (position->anchor2.name.length)
        airlog_buffer_print(out, " and %.*s", (int)position->anchor2.name.length, position->anchor2.name.bytes);
}
