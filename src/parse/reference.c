/* Names of places as the text gives them: the head noun is the reference, the rest only choose among namesakes. */
#include "place_words.h"

#include <math.h>

enum { NAME_LIMIT = 10, CAPITALS_LIMIT = 6, REACH = 7 };

_Static_assert(AIRLOG_PLACE_AIRPORT == 4 && AIRLOG_PLACE_COAST == 14 && AIRLOG_PLACE_MOUNTAIN == 20,
               "the values of PLACE terms in terms.def are airlog_place_kind");

static const airlog_reference no_reference = {.kind = AIRLOG_PLACE_ANY};

static airlog_reference new_reference(void) {
    airlog_reference out = no_reference;
    out.side_deg = AIRLOG_UNKNOWN;
    return out;
}

/* ---- kinds of words ---------------------------------------------------------------------------------- */

static bool is_capital(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_CAPITAL) != 0;
}

static bool is_clitic(const airlog_parser *parser, size_t at) {
    return (airlog_parser_token(parser, at)->flags & AIRLOG_TOKEN_CLITIC) != 0;
}

static bool is_kind(const airlog_parser *parser, size_t at) {
    return airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_PLACE;
}

static airlog_place_kind kind_at(const airlog_parser *parser, size_t at) {
    return (airlog_place_kind)airlog_term_value(airlog_parser_term(parser, at));
}

static bool is_article(airlog_term term) {
    return term == AIRLOG_TERM_THE || term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN || term == AIRLOG_TERM_ITS;
}

static bool is_side_word(const airlog_parser *parser, size_t at) {
    airlog_term term = airlog_parser_term(parser, at);
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_SIDE || term == AIRLOG_TERM_CENTRAL || term == AIRLOG_TERM_MOST;
}

bool airlog_is_capitals(const airlog_parser *parser, size_t at) {
    return airlog_parser_capitals(parser, at);
}

bool airlog_is_ident(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind == AIRLOG_TOKEN_IDENT) return token->length >= 3 && token->length <= 5;
    if (token->kind != AIRLOG_TOKEN_WORD || !(token->flags & AIRLOG_TOKEN_UPPER) || (token->flags & AIRLOG_TOKEN_ABBREVIATED)) return false;
    if (token->length < 3 || token->length > 4) return false;
    airlog_term_class class_of = airlog_parser_class(parser, at);
    return class_of == AIRLOG_TERM_CLASS_NONE;
}

/* Words that stand in capital texts after a name and are no part of it. */
static bool stops_capitals(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_STOPS_CAPITALS);
}

/* Whether a term forbids its word in the middle of a name. */
static bool is_foreign_to_names(airlog_term term) {
    if (!term) return false;
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_PLACE:
    case AIRLOG_TERM_CLASS_COMPASS:
    case AIRLOG_TERM_CLASS_SIDE:
    case AIRLOG_TERM_CLASS_NUMBER:
    case AIRLOG_TERM_CLASS_ORDINAL: return false;
    case AIRLOG_TERM_CLASS_WORD:
        return term != AIRLOG_TERM_CENTRAL && term != AIRLOG_TERM_MOST && term != AIRLOG_TERM_RUNWAY && term != AIRLOG_TERM_FLIGHT &&
               term != AIRLOG_TERM_CAPITAL_M && term != AIRLOG_TERM_MIDWAY;
    default: return true;
    }
}

/* "Summer Lake", "March Bay", "Christmas Island": a time word is of a name when a kind word follows. */
static bool time_word_in_name(const airlog_parser *parser, size_t at) {
    switch (airlog_parser_class(parser, at)) {
    case AIRLOG_TERM_CLASS_MONTH:
    case AIRLOG_TERM_CLASS_WEEKDAY:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_DURATION: return is_capital(parser, at + 1) && is_kind(parser, at + 1);
    default: return airlog_parser_listed(parser, at, AIRLOG_LIST_SEASON) && is_capital(parser, at + 1) && is_kind(parser, at + 1);
    }
}

static bool is_connector(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_CONNECTOR);
}

/* "Gulf of Aden", "Republic of Korea": words that take an "of" into the name. */
static bool takes_of(const airlog_parser *parser, size_t at) {
    if (is_kind(parser, at)) return is_capital(parser, at);
    return airlog_parser_listed(parser, at, AIRLOG_LIST_TAKES_OF);
}

static bool name_word(const airlog_parser *parser, size_t at, bool capitals) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (parser->taken[at < parser->count ? at : parser->count] != AIRLOG_TAKEN_FREE) return false;
    if (token->kind == AIRLOG_TOKEN_IDENT) return true;
    if (token->kind != AIRLOG_TOKEN_WORD || (token->flags & AIRLOG_TOKEN_CLITIC)) return false;
    if (!(token->flags & AIRLOG_TOKEN_CAPITAL)) return false;
    if (is_foreign_to_names((airlog_term)token->term) && !time_word_in_name(parser, at)) return false;
    return !capitals || !stops_capitals(parser, at);
}

/* After a direction an identifier may look like another word: "3 SW DAY", "10 SE JAN", "2 E SAT". */
static bool disguised_ident(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_WORD || token->length != 3 || !(token->flags & AIRLOG_TOKEN_UPPER) || at == 0) return false;
    uint8_t taken = parser->taken[at];
    if (taken != AIRLOG_TAKEN_FREE && taken != AIRLOG_TAKEN_TIME) return false;
    airlog_term before = airlog_parser_term(parser, at - 1);
    bool expected = airlog_term_class_of(before) == AIRLOG_TERM_CLASS_COMPASS || (before == AIRLOG_TERM_OF && !airlog_is_capitals(parser, at)) ||
                    (before == AIRLOG_TERM_OF && at > 1 && airlog_parser_class(parser, at - 2) == AIRLOG_TERM_CLASS_COMPASS);
    switch (airlog_parser_class(parser, at)) {
    case AIRLOG_TERM_CLASS_DURATION:
    case AIRLOG_TERM_CLASS_MONTH:
    case AIRLOG_TERM_CLASS_WEEKDAY:
    case AIRLOG_TERM_CLASS_DAYPART:
    case AIRLOG_TERM_CLASS_ZONE:
    case AIRLOG_TERM_CLASS_ORDINAL: return expected;
    case AIRLOG_TERM_CLASS_NONE: return expected && taken == AIRLOG_TAKEN_TIME;
    default: return false;
    }
}

/* "FLYING CLOUD ARPT", "CROSS CITY": a word that is no name elsewhere, told by the kind word that ends the run. */
static bool disguised_name(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool upper = token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_UPPER) && token->length >= 4;
    airlog_term term = (airlog_term)token->term;
    if (!upper || at == 0 || airlog_parser_class(parser, at - 1) != AIRLOG_TERM_CLASS_COMPASS) return false;
    if (term && term != AIRLOG_TERM_CROSSED && term != AIRLOG_TERM_LEVEL) return false;
    if (!term && !stops_capitals(parser, at)) return false;
    return is_kind(parser, at + 1) || (name_word(parser, at + 1, true) && is_kind(parser, at + 2));
}

static bool starts_name(const airlog_parser *parser, size_t at, bool capitals) {
    return name_word(parser, at, capitals) || disguised_ident(parser, at) || disguised_name(parser, at);
}

bool airlog_begins_name(const airlog_parser *parser, size_t at) {
    return starts_name(parser, at, airlog_is_capitals(parser, at));
}

/* ---- the run of a name ---------------------------------------------------------------------------------- */

/* What may stand between two words of a name; returns the token of the next word, 0 when the name ends. */
static size_t step_in_name(const airlog_parser *parser, size_t at, bool capitals) {
    size_t last = at - 1;
    if (!airlog_parser_same_sentence(parser, last, at)) return 0;
    if (name_word(parser, at, capitals)) return at;
    if (airlog_parser_mark(parser, at, '-') && airlog_parser_glued(parser, at) && airlog_parser_glued(parser, at + 1) &&
        airlog_parser_token(parser, at + 1)->kind == AIRLOG_TOKEN_WORD) {
        return at + 1;
    }
    if (airlog_parser_mark(parser, at, '/') && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_DME) return at + 1;
    airlog_message message = parser->facts->message;
    if (airlog_parser_mark(parser, at, '/') && (message == AIRLOG_MESSAGE_PIREP || message == AIRLOG_MESSAGE_NOTAM)) return 0; /* the next field */
    if ((airlog_parser_mark(parser, at, '/') || airlog_parser_mark(parser, at, '&')) && name_word(parser, at + 1, capitals)) return at + 1;
    if (airlog_parser_mark(parser, at, '.') && airlog_parser_token(parser, last)->length == 1 && name_word(parser, at + 1, capitals)) {
        return at + 1;
    }
    if (airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_LINE && name_word(parser, at + 1, capitals)) return at + 1;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_OF && takes_of(parser, last)) {
        size_t next = airlog_parser_term(parser, at + 1) == AIRLOG_TERM_THE ? at + 2 : at + 1;
        return name_word(parser, next, capitals) ? next : 0;
    }
    if (is_connector(parser, at)) {
        if (name_word(parser, at + 1, capitals)) return at + 1;
        if (is_connector(parser, at + 1) && name_word(parser, at + 2, capitals)) return at + 2;
    }
    return 0;
}

/* "Pier 5", "Runway 22": a number that ends a name, when no unit makes it a quantity. */
static bool number_in_name(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool plain = token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0 && token->digits <= 2 && parser->taken[at] == AIRLOG_TAKEN_FREE;
    return plain && (airlog_parser_term(parser, at - 1) == AIRLOG_TERM_RUNWAY || airlog_parser_listed(parser, at - 1, AIRLOG_LIST_NUMBERED_PLACE));
}

static size_t name_end(const airlog_parser *parser, size_t at, bool capitals) {
    size_t limit = at + (capitals ? CAPITALS_LIMIT : NAME_LIMIT), end = at + 1;
    for (unsigned words = 1; end < limit + 4 && words < (capitals ? CAPITALS_LIMIT : NAME_LIMIT); words++) {
        if (number_in_name(parser, end)) {
            end++;
            continue;
        }
        size_t next = step_in_name(parser, end, capitals);
        if (!next) break;
        end = next + 1;
    }
    return end;
}

/* ---- heads ------------------------------------------------------------------------------------------------- */

static void add_within(const airlog_parser *parser, airlog_reference *out, size_t first, size_t end) {
    if (out->within_count < 3 && end > first) out->within[out->within_count++] = airlog_parser_span(parser, first, end);
}

static void set_head(const airlog_parser *parser, airlog_reference *out, size_t first, size_t end) {
    out->first_token = (uint32_t)first;
    out->end_token = (uint32_t)end;
    out->span = airlog_parser_span(parser, first, end);
}

static void mark_coast(airlog_reference *out, airlog_place_kind kind) {
    if (kind != AIRLOG_PLACE_COAST && kind != AIRLOG_PLACE_BORDER) return;
    out->coast = true;
    out->kind = kind;
}

/* The kind that the words of a name ask for: the last says it ("Hobart Aerodrome"), or the first of some ("Cape ..."). */
static airlog_place_kind kind_of_run(const airlog_parser *parser, size_t first, size_t end) {
    airlog_place_kind kind = AIRLOG_PLACE_ANY;
    for (size_t i = first; i < end; i++) {
        if (airlog_parser_listed(parser, i, AIRLOG_LIST_INTERNATIONAL) && end - first > 1) kind = AIRLOG_PLACE_AIRPORT;
        if (!is_kind(parser, i)) continue;
        airlog_place_kind found = kind_at(parser, i);
        bool begins = i == first && end - first > 1;
        if (airlog_parser_listed(parser, i, AIRLOG_LIST_AIR_STATION)) return AIRLOG_PLACE_BASE;
        bool vague = found == AIRLOG_PLACE_PORT || found == AIRLOG_PLACE_CITY || found == AIRLOG_PLACE_AIRPORT || found == AIRLOG_PLACE_COUNTRY ||
                     found == AIRLOG_PLACE_CAPE || found == AIRLOG_PLACE_ADMIN;
        bool cape = airlog_parser_listed(parser, i, AIRLOG_LIST_CAPE);
        if (begins && vague && !cape) continue;
        if (end - first > 1 || found != AIRLOG_PLACE_ANY) kind = found;
        if (begins && airlog_parser_term(parser, i + 1) == AIRLOG_TERM_OF) return found;
    }
    return kind;
}

static bool looks_like_code(const airlog_parser *parser, size_t first, size_t end, bool capitals) {
    if (end != first + 1) return false;
    if (disguised_ident(parser, first)) return true;
    if (!airlog_is_ident(parser, first)) return false;
    const airlog_token *token = airlog_parser_token(parser, first);
    if (!capitals || token->length == 3 || token->kind == AIRLOG_TOKEN_IDENT) return true;
    char initial = parser->text.bytes[token->start];
    return initial == 'K' || initial == 'P' || initial == 'C';
}

/* "(MDW)" after a name: the code is the surest name of all, the words before it are kept beside it. */
static size_t take_code(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (!airlog_parser_mark(parser, at, '(') || !airlog_is_ident(parser, at + 1) || !airlog_parser_mark(parser, at + 2, ')')) return at;
    airlog_span name = out->span;
    set_head(parser, out, at + 1, at + 2);
    out->code = true;
    if (out->within_count == 3) out->within_count = 2;
    for (size_t i = out->within_count; i > 0; i--) out->within[i] = out->within[i - 1];
    out->within[0] = name;
    out->within_count++;
    return at + 3;
}

/* Kind words in small letters after a name: "Keelung port", "the Somali coast", "LEBEC fix". */
static size_t trailing_kind(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t end = at;
    for (int words = 0; words < 3 && airlog_parser_same_sentence(parser, at - 1, end); words++) {
        bool side = is_side_word(parser, end) || airlog_parser_class(parser, end) == AIRLOG_TERM_CLASS_COMPASS;
        if (side && (is_kind(parser, end + 1) && kind_at(parser, end + 1) == AIRLOG_PLACE_COAST)) {
            if (airlog_parser_term(parser, end) != AIRLOG_TERM_CENTRAL) out->side_deg = airlog_term_value(airlog_parser_term(parser, end));
            end++;
            continue;
        }
        if (airlog_parser_listed(parser, end, AIRLOG_LIST_SOVEREIGN) && is_kind(parser, end + 1)) {
            end++;
            continue;
        }
        if (airlog_parser_listed(parser, end, AIRLOG_LIST_LAND)) { /* "Iranian land" is measured from its edge */
            mark_coast(out, AIRLOG_PLACE_COAST);
            return end + 1;
        }
        if (!is_kind(parser, end) || is_clitic(parser, end)) break;
        airlog_place_kind kind = kind_at(parser, end);
        bool vague = kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_WATER;
        if (!vague || out->kind == AIRLOG_PLACE_ANY) out->kind = kind;
        mark_coast(out, out->kind);
        bool joined = end == at && !out->coast && !vague && kind != AIRLOG_PLACE_AIRSPACE;
        if (joined) set_head(parser, out, out->first_token, end + 1);
        end++;
    }
    return end;
}

/* In capitals "SOMALI COAST" is one run: the coast is no part of the name. */
static void strip_coast(const airlog_parser *parser, airlog_reference *out) {
    size_t last = out->end_token - 1u;
    if (last <= out->first_token || !airlog_parser_listed(parser, last, AIRLOG_LIST_COASTLINE)) return;
    mark_coast(out, AIRLOG_PLACE_COAST);
    size_t end = last;
    airlog_term_class before = airlog_parser_class(parser, end - 1);
    if (end > out->first_token + 1u && (before == AIRLOG_TERM_CLASS_COMPASS || before == AIRLOG_TERM_CLASS_SIDE)) {
        end--;
        out->side_deg = airlog_term_value(airlog_parser_term(parser, end));
    }
    set_head(parser, out, out->first_token, end);
}

/* Points of the compass alone are no name: "Northern entrance". */
static bool names_something(const airlog_parser *parser, size_t at, size_t end) {
    const airlog_token *first = airlog_parser_token(parser, at);
    if (end == at + 1 && first->length == 3 && (first->flags & AIRLOG_TOKEN_UPPER)) return true; /* "1 S FAR" */
    for (size_t i = at; i < end; i++) {
        airlog_term_class class_of = airlog_parser_class(parser, i);
        bool word = airlog_parser_token(parser, i)->kind != AIRLOG_TOKEN_MARK;
        if (word && class_of != AIRLOG_TERM_CLASS_SIDE && class_of != AIRLOG_TERM_CLASS_COMPASS && !is_side_word(parser, i)) return true;
    }
    return false;
}

static size_t read_name(const airlog_parser *parser, size_t at, airlog_reference *out) {
    bool capitals = airlog_is_capitals(parser, at);
    if (!starts_name(parser, at, capitals)) return 0;
    size_t end = disguised_ident(parser, at) ? at + 1 : name_end(parser, at, capitals);
    if (!names_something(parser, at, end)) return 0;
    if (end > at + 1 && airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_SIDE) { /* "Southern Luzon" */
        out->side_deg = airlog_term_value(airlog_parser_term(parser, at));
    }
    set_head(parser, out, at, end);
    airlog_place_kind kind = kind_of_run(parser, at, end);
    if (kind != AIRLOG_PLACE_ANY && out->kind == AIRLOG_PLACE_ANY) out->kind = kind;
    out->code = looks_like_code(parser, at, end, capitals);
    strip_coast(parser, out);
    return trailing_kind(parser, end, out);
}

/* ---- what stands before the name ---------------------------------------------------------------------------- */

/* "Gulf of Aden", "STRAIT OF HORMUZ": the kind word is of the name. */
static bool is_kept_whole(const airlog_parser *parser, size_t at) {
    airlog_place_kind kind = is_kind(parser, at) ? kind_at(parser, at) : AIRLOG_PLACE_ANY;
    return kind == AIRLOG_PLACE_SEA || kind == AIRLOG_PLACE_STRAIT || kind == AIRLOG_PLACE_CAPE || airlog_parser_listed(parser, at, AIRLOG_LIST_ISLE);
}

/* "the northern Taiwan city of Keelung", "the port of Douala", "the east coast of Somalia", "the coast near X":
 * a kind word, a preposition, a name. Returns the token of the kind word, 0 when there is none. */
static size_t find_kind_of(const airlog_parser *parser, size_t at, size_t *name) {
    for (size_t i = at; i < at + REACH; i++) {
        const airlog_token *token = airlog_parser_token(parser, i);
        if (token->kind != AIRLOG_TOKEN_WORD && !airlog_parser_mark(parser, i, '-')) return 0;
        airlog_term term = (airlog_term)token->term;
        if (!airlog_parser_same_sentence(parser, at, i) || (token->flags & AIRLOG_TOKEN_CLITIC)) return 0;
        bool plain = airlog_term_class_of(term) == AIRLOG_TERM_CLASS_WORD && term != AIRLOG_TERM_MOST && term != AIRLOG_TERM_CENTRAL;
        if (plain && !airlog_parser_listed(parser, i, AIRLOG_LIST_AND)) return 0;
        bool centre = airlog_parser_listed(parser, i, AIRLOG_LIST_PART);
        if (!is_kind(parser, i) && !centre) continue;
        if (is_kind(parser, i) && kind_at(parser, i) == AIRLOG_PLACE_ANY && !centre) continue;
        airlog_term joint = airlog_parser_term(parser, i + 1);
        bool entrance = joint == AIRLOG_TERM_TO && (airlog_parser_listed(parser, i, AIRLOG_LIST_ENTRANCE) ||
                                                    airlog_parser_listed(parser, i, AIRLOG_LIST_COASTLINE));
        bool coast = is_kind(parser, i) && (kind_at(parser, i) == AIRLOG_PLACE_COAST || kind_at(parser, i) == AIRLOG_PLACE_BORDER);
        bool joins = joint == AIRLOG_TERM_OF || entrance || (coast && (joint == AIRLOG_TERM_NEAR || joint == AIRLOG_TERM_AT || joint == AIRLOG_TERM_WITH));
        if (!joins) continue;
        if (is_capital(parser, i) && !coast && (is_kept_whole(parser, i) || !airlog_is_capitals(parser, i))) return 0;
        *name = i + 2;
        return i;
    }
    return 0;
}

/* Capitalised words among the adjectives are qualifiers; compass words tell the side. */
static void read_adjectives(const airlog_parser *parser, size_t at, size_t end, airlog_reference *out) {
    for (size_t i = at; i < end; i++) {
        airlog_term_class class_of = airlog_parser_class(parser, i);
        if (class_of == AIRLOG_TERM_CLASS_SIDE || class_of == AIRLOG_TERM_CLASS_COMPASS) {
            airlog_direction_reading direction = airlog_read_direction(parser, i);
            out->side_deg = direction.end ? direction.deg : airlog_term_value(airlog_parser_term(parser, i));
            if (direction.end > i + 1) i = direction.end - 1;
            continue;
        }
        if (!is_capital(parser, i) || airlog_is_capitals(parser, i)) continue;
        size_t last = i + 1;
        while (last < end && is_capital(parser, last)) last++;
        add_within(parser, out, i, last);
        i = last - 1;
    }
}

static size_t read_head(const airlog_parser *parser, size_t at, airlog_reference *out, int depth);

static size_t read_kind_of(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    size_t name = 0, kind_word = find_kind_of(parser, at, &name);
    if (!kind_word && !name) return 0;
    airlog_reference head = new_reference();
    size_t end = read_head(parser, name, &head, depth + 1);
    if (!end || (head.anaphora && !head.coast && depth > 0)) return 0;
    double side = head.side_deg;
    read_adjectives(parser, at, kind_word, &head);
    bool special = is_kind(parser, kind_word) && !airlog_parser_listed(parser, kind_word, AIRLOG_LIST_POINT);
    airlog_place_kind kind = special ? kind_at(parser, kind_word) : AIRLOG_PLACE_ANY;
    bool spot = special && (kind == AIRLOG_PLACE_CITY || kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_PORT || kind == AIRLOG_PLACE_AIRPORT);
    if (spot) head.side_deg = AIRLOG_UNKNOWN; /* "the eastern island of X" tells where X is, not a part of it */
    if (special && kind != AIRLOG_PLACE_REGION && !head.coast) head.kind = kind;
    if (special) mark_coast(&head, kind);
    if (isnan(head.side_deg)) head.side_deg = side;
    *out = head;
    return end;
}

/* "the airport", "the field", "the coast", "the destination airport": something named before. */
static size_t read_anaphora(const airlog_parser *parser, size_t at, bool article, airlog_reference *out) {
    size_t noun = at;
    for (size_t steps = 0; steps < 10 && !is_kind(parser, noun); steps++) {
        bool joint = airlog_parser_mark(parser, noun, ',') || airlog_parser_term(parser, noun) == AIRLOG_TERM_AND; /* "northern, and eastern" */
        if (joint && steps > 0 && (is_side_word(parser, noun + 1) || airlog_parser_term(parser, noun + 1) == AIRLOG_TERM_AND)) {
            noun++;
            continue;
        }
        bool adjective = is_side_word(parser, noun) || airlog_parser_class(parser, noun) == AIRLOG_TERM_CLASS_COMPASS ||
                         airlog_parser_listed(parser, noun, AIRLOG_LIST_WHICH_ONE);
        if (!adjective) break;
        noun++;
    }
    bool thing = airlog_parser_listed(parser, noun, AIRLOG_LIST_SCENE);
    if (!is_kind(parser, noun) && !thing) return 0;
    bool bare = airlog_parser_listed(parser, noun, AIRLOG_LIST_BARE_ANAPHORA) && noun == at; /* "SOUTH OF FIELD", "off coast" */
    if (!article && !bare) return 0;
    set_head(parser, out, noun, noun + 1);
    read_adjectives(parser, at, noun, out);
    out->anaphora = true;
    if (is_kind(parser, noun)) {
        out->kind = kind_at(parser, noun);
        mark_coast(out, out->kind);
    }
    return noun + 1;
}

/* ---- possessives ------------------------------------------------------------------------------------------------ */

/* "Finland's capital, Helsinki" */
static size_t after_capital(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_CAPITAL) && airlog_parser_mark(parser, at + 1, ',') && name_word(parser, at + 2, false) ? at + 2 : at;
}

/* "Taiwan's Keelung port", "Taiwan's southern coast", "Heathrow's southern runway": `at` is the token after the 's. */
static size_t after_possessive(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    airlog_reference rest = new_reference();
    airlog_reference owner = *out;
    at = after_capital(parser, at);
    size_t end = depth < 2 ? read_head(parser, at, &rest, depth + 1) : 0;
    if (end && !rest.anaphora) {
        if (!owner.anaphora) {
            if (rest.within_count < 3) rest.within[rest.within_count++] = owner.span;
        }
        *out = rest;
        return end;
    }
    airlog_direction_reading direction = airlog_read_direction(parser, at);
    bool part = direction.end && direction.compass && !direction.abbreviated && !direction.heading &&
                !is_kind(parser, direction.end) && !name_word(parser, direction.end, false) &&
                airlog_parser_class(parser, direction.end) != AIRLOG_TERM_CLASS_SIDE && !airlog_parser_mark(parser, direction.end, '-');
    if (part && airlog_parser_token(parser, direction.end)->kind != AIRLOG_TOKEN_HAN &&
        (airlog_parser_term(parser, direction.end) || airlog_parser_token(parser, direction.end)->kind != AIRLOG_TOKEN_WORD)) {
        out->side_deg = direction.deg; /* "to Taiwan's north", "in the country's south" */
        return direction.end;
    }
    size_t noun = at;
    airlog_reference side = new_reference();
    for (size_t steps = 0; steps < 6 && airlog_parser_same_sentence(parser, at, noun); steps++, noun++) {
        if (is_kind(parser, noun) || airlog_parser_listed(parser, noun, AIRLOG_LIST_RUNWAY_PART)) break;
        if (noun > at && airlog_parser_listed(parser, noun, AIRLOG_LIST_EXTREMITY)) { /* "Chile's southern tip" */
            read_adjectives(parser, at, noun, &side);
            out->side_deg = side.side_deg;
            return noun + 1;
        }
        bool adjective = is_side_word(parser, noun) || airlog_parser_class(parser, noun) == AIRLOG_TERM_CLASS_COMPASS ||
                         (airlog_parser_token(parser, noun)->kind == AIRLOG_TOKEN_WORD && !airlog_parser_term(parser, noun)) ||
                         airlog_parser_term(parser, noun) == AIRLOG_TERM_AND;
        if (!adjective) return at;
    }
    bool runway = airlog_parser_listed(parser, noun, AIRLOG_LIST_RUNWAY_PART);
    if (!is_kind(parser, noun) && !runway) return at;
    read_adjectives(parser, at, noun, &side);
    out->side_deg = side.side_deg;
    if (is_kind(parser, noun)) {
        airlog_place_kind kind = kind_at(parser, noun);
        if (kind != AIRLOG_PLACE_REGION && kind != AIRLOG_PLACE_WATER) out->kind = kind;
        mark_coast(out, kind);
    } else if (airlog_parser_listed(parser, noun + 1, AIRLOG_LIST_CENTRELINE)) {
        noun++;
    }
    return noun + 1;
}

static size_t read_owner(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    size_t end = at;
    if (!is_clitic(parser, end)) {
        bool plural = airlog_parser_mark(parser, end, '\'') && airlog_parser_glued(parser, end);
        if (!plural) return end;
    }
    if (airlog_parser_listed(parser, out->first_token, AIRLOG_LIST_SAINT) && is_clitic(parser, end)) { /* St. John's harbour */
        set_head(parser, out, out->first_token, end + 1);
        return trailing_kind(parser, end + 1, out);
    }
    size_t next = after_possessive(parser, end + 1, out, depth);
    if (next > end + 1) return next;
    if (is_clitic(parser, end) && !out->anaphora) { /* St. John's: the 's is of the name */
        set_head(parser, out, out->first_token, end + 1);
        return end + 1;
    }
    return end;
}

/* "much larger Lake Malawi", "the regional capital Lublin": one or two words in small letters that a name follows. */
static bool is_plain_adjective(const airlog_parser *parser, size_t at) {
    if (airlog_is_capitals(parser, at)) return false;
    for (size_t words = 0; words < 3; words++, at++) {
        const airlog_token *token = airlog_parser_token(parser, at);
        if (words > 0 && is_capital(parser, at)) return name_word(parser, at, false);
        bool small = token->kind == AIRLOG_TOKEN_WORD && !(token->flags & (AIRLOG_TOKEN_CAPITAL | AIRLOG_TOKEN_CLITIC));
        if (!small || (token->term && !is_kind(parser, at)) || airlog_parser_listed(parser, at, AIRLOG_LIST_SAID)) return false;
        if (is_connector(parser, at) || (words > 0 && !(token->flags & AIRLOG_TOKEN_SPACE))) return false;
    }
    return false;
}

/* "the Taiwan-controlled Pratas Islands": who holds it is a qualifier. */
static size_t skip_holder(const airlog_parser *parser, size_t at) {
    bool joined = is_capital(parser, at) && airlog_parser_mark(parser, at + 1, '-') && airlog_parser_glued(parser, at + 1) && airlog_parser_glued(parser, at + 2);
    bool held = joined && airlog_parser_listed(parser, at + 2, AIRLOG_LIST_HELD);
    return held && name_word(parser, at + 3, false) ? at + 3 : at;
}

/* "22", "31L", "27 left": the token after the number of a runway, `at` when there is none. */
static size_t after_runway_number(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    bool number = token->kind == AIRLOG_TOKEN_NUMBER && token->digits <= 2 && token->decimals == 0;
    bool sided = token->kind == AIRLOG_TOKEN_IDENT && token->length <= 3;
    if (!number && !sided) return at;
    size_t end = airlog_parser_listed(parser, at + 1, AIRLOG_LIST_RUNWAY_SIDE) ? at + 2 : at + 1;
    return airlog_parser_mark(parser, end, '/') && airlog_parser_glued(parser, end + 1) ? after_runway_number(parser, end + 1) : end;
}

/* "the departure end of runway 31", "the threshold of Runway 27 at X", "the runway 36 threshold", "the runway at X": the
 * airport of the runway, named or the one that the report is about. */
static size_t read_runway_end(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t next = at;
    if (airlog_parser_listed(parser, next, AIRLOG_LIST_RUNWAY_END_KIND)) next++;
    bool end_word = airlog_parser_listed(parser, next, AIRLOG_LIST_RUNWAY_END);
    if (end_word && airlog_parser_term(parser, next + 1) != AIRLOG_TERM_OF) return 0;
    if (end_word) next += airlog_parser_term(parser, next + 2) == AIRLOG_TERM_THE ? 3 : 2;
    else if (next > at) return 0;
    if (airlog_parser_term(parser, next) != AIRLOG_TERM_RUNWAY) return 0;
    size_t noun = next, number = after_runway_number(parser, next + 1), end = number;
    if (airlog_parser_listed(parser, end, AIRLOG_LIST_RUNWAY_END)) {
        end++;
        end_word = true;
    }
    airlog_term joint = airlog_parser_term(parser, end);
    bool joined = joint == AIRLOG_TERM_AT || (end_word && (joint == AIRLOG_TERM_OF || joint == AIRLOG_TERM_IN));
    size_t name = joined ? end + 1 : end;
    if (joined && airlog_parser_term(parser, name) == AIRLOG_TERM_THE) name++;
    bool follows = end_word && number > noun + 1 && airlog_is_capitals(parser, name); /* "END OF RUNWAY 22 LEWISBURG" */
    if ((joined || follows) && airlog_parser_same_sentence(parser, at, name) && airlog_begins_name(parser, name)) {
        size_t after = read_name(parser, name, out);
        if (after && out->kind == AIRLOG_PLACE_ANY) out->kind = AIRLOG_PLACE_AIRPORT;
        if (after) return after;
    }
    if (!end_word && number == noun + 1) return 0;
    set_head(parser, out, noun, number);
    out->kind = AIRLOG_PLACE_AIRPORT;
    out->anaphora = true;
    return end;
}

static size_t read_head(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    bool article = is_article(airlog_parser_term(parser, at));
    size_t begin = article ? at + 1 : at;
    if (depth > 3) return 0;
    size_t runway = read_runway_end(parser, begin, out);
    if (runway) return runway;
    size_t held = skip_holder(parser, begin);
    if (held > begin) {
        size_t after = read_head(parser, held, out, depth + 1);
        if (after) add_within(parser, out, begin, begin + 1);
        return after;
    }
    size_t end = read_kind_of(parser, begin, out, depth);
    if (end) return end;
    if (article && is_capital(parser, at) && !airlog_is_capitals(parser, at) && name_word(parser, begin, false)) { /* The Oaks */
        end = read_name(parser, begin, out);
        if (end) set_head(parser, out, at, out->end_token);
        return end ? read_owner(parser, end, out, depth) : 0;
    }
    size_t name = begin;
    for (size_t steps = 0; steps < 4; steps++) { /* "northern Taiwan", "north-east Scotland", "mainland Russia", "downtown X" */
        airlog_direction_reading direction = airlog_read_direction(parser, name);
        bool adjective = !is_capital(parser, name) &&
                         (is_side_word(parser, name) || (direction.end && direction.compass && airlog_begins_name(parser, direction.end)) ||
                          airlog_parser_listed(parser, name, AIRLOG_LIST_BEFORE_NAME) ||
                          (is_kind(parser, name) && (airlog_begins_name(parser, name + 1) ||
                                                     (is_kind(parser, name + 1) && airlog_begins_name(parser, name + 2)))));
        if (!adjective && !is_plain_adjective(parser, name)) break;
        name = direction.end && direction.compass ? direction.end : name + 1;
    }
    if (airlog_parser_mark(parser, name, '(') && airlog_is_ident(parser, name + 1) && airlog_parser_mark(parser, name + 2, ')')) {
        airlog_reference after = new_reference(); /* "(TTT) MAVERICK VORTAC" */
        end = read_name(parser, name + 3, &after);
        set_head(parser, out, name + 1, name + 2);
        out->code = true;
        out->kind = after.kind;
        if (end) add_within(parser, out, after.first_token, after.end_token);
        return end ? end : name + 3;
    }
    end = read_name(parser, name, out);
    if (end) {
        if (name > begin) read_adjectives(parser, begin, name, out);
        return read_owner(parser, end, out, depth);
    }
    end = read_anaphora(parser, begin, article, out);
    return end ? read_owner(parser, end, out, depth) : 0;
}

/* ---- qualifiers after the name ------------------------------------------------------------------------------------- */

static bool is_verb_after(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_SAID);
}

bool airlog_goes_on_as_list(const airlog_parser *parser, size_t at) {
    for (int names = 0; names < 6; names++) {
        if (airlog_parser_term(parser, at) == AIRLOG_TERM_THE) at++;
        if (!name_word(parser, at, false)) return false;
        at = name_end(parser, at, false);
        size_t joint = airlog_parser_mark(parser, at, ',') ? at + 1 : at;
        if (airlog_parser_term(parser, joint) == AIRLOG_TERM_AND) {
            size_t last = airlog_parser_term(parser, joint + 1) == AIRLOG_TERM_THE ? joint + 2 : joint + 1;
            return name_word(parser, last, false);
        }
        if (joint == at) return false;
        at = joint;
    }
    return false;
}

/* ", N.Y." ", Oman" ", New York": a capitalised run between commas or before a stop, not the subject of a new clause. */
static size_t comma_qualifier(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (!airlog_parser_mark(parser, at, ',') || !airlog_parser_same_sentence(parser, at, at + 1)) return at;
    bool capitals = airlog_is_capitals(parser, at + 1);
    size_t begin = at + 1;
    if (!capitals && is_side_word(parser, begin) && !is_capital(parser, begin)) begin++;
    if (!name_word(parser, begin, capitals) || airlog_parser_class(parser, begin) == AIRLOG_TERM_CLASS_COMPASS) return at;
    size_t end = name_end(parser, begin, capitals);
    if (capitals && end > begin + 3) return at;
    if (!capitals && airlog_goes_on_as_list(parser, begin)) return at;
    if (is_clitic(parser, end) || is_verb_after(parser, end)) return at;
    add_within(parser, out, begin, end);
    return end;
}

/* "in northern Taiwan", "in Incheon", "on Malaysia's west coast", "off Malaysia's west coast". */
static size_t phrase_qualifier(const airlog_parser *parser, size_t at, airlog_reference *out) {
    airlog_term term = airlog_parser_term(parser, at);
    if (term != AIRLOG_TERM_IN && term != AIRLOG_TERM_ON && term != AIRLOG_TERM_OFF) return at;
    size_t begin = at + 1;
    if (airlog_parser_term(parser, begin) == AIRLOG_TERM_THE) begin++;
    while (begin < at + 4 && !is_capital(parser, begin) && (is_side_word(parser, begin) || airlog_parser_class(parser, begin) == AIRLOG_TERM_CLASS_COMPASS)) begin++;
    bool capitals = airlog_is_capitals(parser, begin);
    if (capitals || !name_word(parser, begin, false)) return at;
    size_t end = name_end(parser, begin, false);
    if (term != AIRLOG_TERM_IN && !is_clitic(parser, end)) return at;
    add_within(parser, out, begin, end);
    return end;
}

static size_t bracket_qualifier(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (!airlog_parser_mark(parser, at, '(') || !name_word(parser, at + 1, false)) return at;
    size_t end = name_end(parser, at + 1, false);
    if (!airlog_parser_mark(parser, end, ')')) return at;
    add_within(parser, out, at + 1, end);
    return end + 1;
}

static size_t read_qualifiers(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t end = take_code(parser, at, out);
    if (out->anaphora) return end;
    for (int rounds = 0; rounds < 3; rounds++) {
        size_t next = comma_qualifier(parser, end, out);
        if (next == end) next = bracket_qualifier(parser, end, out);
        if (next == end && rounds == 0) next = phrase_qualifier(parser, end, out);
        if (next == end) break;
        end = next;
    }
    return end;
}

size_t airlog_read_reference(const airlog_parser *parser, size_t at, airlog_reference *out) {
    *out = new_reference();
    if (airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER) return 0; /* "AT 3,300 FEET" */
    size_t end = read_head(parser, at, out, 0);
    return end ? read_qualifiers(parser, end, out) : 0;
}

size_t airlog_read_reference_before(const airlog_parser *parser, size_t end, airlog_reference *out) {
    size_t first = end;
    *out = new_reference();
    while (first > 0 && end - first < NAME_LIMIT && airlog_parser_same_sentence(parser, first - 1, end)) {
        const airlog_token *token = airlog_parser_token(parser, first - 1);
        bool joint = first < end && (is_connector(parser, first - 1) || airlog_parser_term(parser, first - 1) == AIRLOG_TERM_OF ||
                                     (airlog_parser_mark(parser, first - 1, '-') && airlog_parser_glued(parser, first - 1)));
        bool word = token->kind == AIRLOG_TOKEN_WORD && (name_word(parser, first - 1, false) ||
                                                        (first < end && airlog_parser_mark(parser, first, '-')));
        if (!word && !joint) break;
        first--;
    }
    while (first < end && !name_word(parser, first, false)) first++;
    if (first == end) return 0;
    set_head(parser, out, first, end);
    out->kind = kind_of_run(parser, first, end);
    out->code = looks_like_code(parser, first, end, false);
    return first + 1;
}
