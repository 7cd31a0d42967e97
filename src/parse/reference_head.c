/* The head of a reference: the head noun is the place, the rest only choose among namesakes. */
#include "reference.h"

#include <math.h>

enum { REACH = 7 };

static bool is_article(airlog_term term) {
    return term == AIRLOG_TERM_THE || term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN || term == AIRLOG_TERM_ITS;
}

/* ---- what stands before the name ---------------------------------------------------------------------------- */

/* "Gulf of Aden", "STRAIT OF HORMUZ": the kind word is of the name. */
static bool is_kept_whole(const airlog_parser *parser, size_t at) {
    airlog_place_kind kind = airlog_is_kind_word(parser, at) ? airlog_kind_at(parser, at) : AIRLOG_PLACE_ANY;
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
        if (!airlog_is_kind_word(parser, i) && !centre) continue;
        if (airlog_is_kind_word(parser, i) && airlog_kind_at(parser, i) == AIRLOG_PLACE_ANY && !centre) continue;
        airlog_term joint = airlog_parser_term(parser, i + 1);
        bool entrance = joint == AIRLOG_TERM_TO && (airlog_parser_listed(parser, i, AIRLOG_LIST_ENTRANCE) ||
                                                    airlog_parser_listed(parser, i, AIRLOG_LIST_COASTLINE));
        bool coast = airlog_is_kind_word(parser, i) && (airlog_kind_at(parser, i) == AIRLOG_PLACE_COAST || airlog_kind_at(parser, i) == AIRLOG_PLACE_BORDER);
        bool near = joint == AIRLOG_TERM_NEAR || joint == AIRLOG_TERM_AT; /* "the Ukrainian border near X": named already */
        if (near && i > at && airlog_is_capital_word(parser, i - 1) && !airlog_is_capitals(parser, i - 1)) continue;
        bool joins = joint == AIRLOG_TERM_OF || entrance || (coast && (joint == AIRLOG_TERM_NEAR || joint == AIRLOG_TERM_AT || joint == AIRLOG_TERM_WITH));
        if (!joins) continue;
        if (airlog_is_capital_word(parser, i) && !coast && (is_kept_whole(parser, i) || !airlog_is_capitals(parser, i))) return 0;
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
        if (!airlog_is_capital_word(parser, i) || airlog_is_capitals(parser, i)) continue;
        size_t last = i + 1;
        while (last < end && airlog_is_capital_word(parser, last)) last++;
        airlog_reference_add_within(parser, out, i, last);
        i = last - 1;
    }
}

static size_t read_kind_of(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    size_t name = 0, kind_word = find_kind_of(parser, at, &name);
    if (!kind_word && !name) return 0;
    airlog_reference head = airlog_new_reference();
    size_t end = airlog_read_reference_head(parser, name, &head, depth + 1);
    if (!end || (head.anaphora && !head.coast && depth > 0)) return 0;
    double side = head.side_deg;
    read_adjectives(parser, at, kind_word, &head);
    bool special = airlog_is_kind_word(parser, kind_word) && !airlog_parser_listed(parser, kind_word, AIRLOG_LIST_POINT);
    airlog_place_kind kind = special ? airlog_kind_at(parser, kind_word) : AIRLOG_PLACE_ANY;
    bool spot = special && (kind == AIRLOG_PLACE_CITY || kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_PORT || kind == AIRLOG_PLACE_AIRPORT);
    if (spot) head.side_deg = AIRLOG_UNKNOWN; /* "the eastern island of X" tells where X is, not a part of it */
    if (special && kind != AIRLOG_PLACE_REGION && !head.coast) head.kind = kind;
    if (special) airlog_reference_mark_coast(&head, kind);
    if (isnan(head.side_deg)) head.side_deg = side;
    *out = head;
    return end;
}

/* "the airport", "the field", "the coast", "the destination airport": something named before. */
static size_t read_anaphora(const airlog_parser *parser, size_t at, bool article, airlog_reference *out) {
    size_t noun = at;
    for (size_t steps = 0; steps < 10 && !airlog_is_kind_word(parser, noun); steps++) {
        bool joint = airlog_parser_mark(parser, noun, ',') || airlog_parser_term(parser, noun) == AIRLOG_TERM_AND; /* "northern, and eastern" */
        if (joint && steps > 0 && (airlog_is_side_word(parser, noun + 1) || airlog_parser_term(parser, noun + 1) == AIRLOG_TERM_AND)) {
            noun++;
            continue;
        }
        bool adjective = airlog_is_side_word(parser, noun) || airlog_parser_class(parser, noun) == AIRLOG_TERM_CLASS_COMPASS ||
                         airlog_parser_listed(parser, noun, AIRLOG_LIST_WHICH_ONE) || airlog_parser_listed(parser, noun, AIRLOG_LIST_DESIGNED);
        if (!adjective) break;
        noun++;
    }
    bool thing = airlog_parser_listed(parser, noun, AIRLOG_LIST_SCENE);
    if (!airlog_is_kind_word(parser, noun) && !thing) return 0;
    bool bare = airlog_parser_listed(parser, noun, AIRLOG_LIST_BARE_ANAPHORA) && noun == at; /* "SOUTH OF FIELD", "off coast" */
    if (!article && !bare) return 0;
    airlog_reference_set_head(parser, out, noun, noun + 1);
    read_adjectives(parser, at, noun, out);
    out->anaphora = true;
    if (airlog_is_kind_word(parser, noun)) {
        out->kind = airlog_kind_at(parser, noun);
        airlog_reference_mark_coast(out, out->kind);
    }
    return noun + 1;
}

/* ---- possessives ------------------------------------------------------------------------------------------------ */

/* "Finland's capital, Helsinki" */
static size_t after_capital(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_CAPITAL) && airlog_parser_mark(parser, at + 1, ',') && airlog_is_name_word(parser, at + 2, false) ? at + 2 : at;
}

/* "Taiwan's Keelung port", "Taiwan's southern coast", "Heathrow's southern runway": `at` is the token after the 's. */
static size_t after_possessive(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    airlog_reference rest = airlog_new_reference();
    airlog_reference owner = *out;
    at = after_capital(parser, at);
    size_t end = depth < 2 ? airlog_read_reference_head(parser, at, &rest, depth + 1) : 0;
    if (end && !rest.anaphora) {
        if (!owner.anaphora) {
            if (rest.within_count < 3) rest.within[rest.within_count++] = owner.span;
        }
        *out = rest;
        return end;
    }
    airlog_direction_reading direction = airlog_read_direction(parser, at);
    bool part = direction.end && direction.compass && !direction.abbreviated && !direction.heading &&
                !airlog_is_kind_word(parser, direction.end) && !airlog_is_name_word(parser, direction.end, false) &&
                airlog_parser_class(parser, direction.end) != AIRLOG_TERM_CLASS_SIDE && !airlog_parser_mark(parser, direction.end, '-');
    if (part && airlog_parser_token(parser, direction.end)->kind != AIRLOG_TOKEN_HAN &&
        (airlog_parser_term(parser, direction.end) || airlog_parser_token(parser, direction.end)->kind != AIRLOG_TOKEN_WORD)) {
        out->side_deg = direction.deg; /* "to Taiwan's north", "in the country's south" */
        return direction.end;
    }
    size_t noun = at;
    airlog_reference side = airlog_new_reference();
    for (size_t steps = 0; steps < 10 && airlog_parser_same_sentence(parser, at, noun); steps++, noun++) {
        if (airlog_is_kind_word(parser, noun) || airlog_parser_listed(parser, noun, AIRLOG_LIST_RUNWAY_PART)) break;
        if (noun > at && airlog_parser_listed(parser, noun, AIRLOG_LIST_EXTREMITY)) { /* "Chile's southern tip" */
            read_adjectives(parser, at, noun, &side);
            out->side_deg = side.side_deg;
            return noun + 1;
        }
        bool adjective = airlog_is_side_word(parser, noun) || airlog_parser_class(parser, noun) == AIRLOG_TERM_CLASS_COMPASS ||
                         (airlog_parser_token(parser, noun)->kind == AIRLOG_TOKEN_WORD && !airlog_parser_term(parser, noun)) ||
                         airlog_parser_term(parser, noun) == AIRLOG_TERM_AND;
        bool comma = airlog_parser_mark(parser, noun, ',') && noun > at && airlog_is_side_word(parser, noun + 1);
        if (!adjective && !comma) return at;
    }
    bool runway = airlog_parser_listed(parser, noun, AIRLOG_LIST_RUNWAY_PART);
    if (!airlog_is_kind_word(parser, noun) && !runway) return at;
    read_adjectives(parser, at, noun, &side);
    if (!runway && airlog_is_capital_word(parser, noun) && airlog_kind_at(parser, noun) == AIRLOG_PLACE_AIRSPACE) {
        airlog_reference_set_head(parser, &rest, noun, noun + 1); /* "Taiwan's northern, central and eastern ADIZ" */
        rest.anaphora = false;
        rest.kind = AIRLOG_PLACE_AIRSPACE;
        rest.within[0] = owner.span;
        rest.within_count = 1;
        *out = rest;
        return noun + 1;
    }
    out->side_deg = side.side_deg;
    if (airlog_is_kind_word(parser, noun)) {
        airlog_place_kind kind = airlog_kind_at(parser, noun);
        if (kind != AIRLOG_PLACE_REGION && kind != AIRLOG_PLACE_WATER) out->kind = kind;
        airlog_reference_mark_coast(out, kind);
    } else if (airlog_parser_listed(parser, noun + 1, AIRLOG_LIST_CENTRELINE)) {
        noun++;
    }
    return noun + 1;
}

static size_t read_owner(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    size_t end = at;
    if (!airlog_is_clitic(parser, end)) {
        bool plural = airlog_parser_mark(parser, end, '\'') && airlog_parser_glued(parser, end);
        if (!plural) return end;
    }
    if (airlog_parser_listed(parser, out->first_token, AIRLOG_LIST_SAINT) && airlog_is_clitic(parser, end)) { /* St. John's harbour */
        airlog_reference_set_head(parser, out, out->first_token, end + 1);
        return airlog_read_trailing_kind(parser, end + 1, out);
    }
    size_t next = after_possessive(parser, end + 1, out, depth);
    if (next > end + 1) return next;
    if (airlog_is_clitic(parser, end) && !out->anaphora) { /* St. John's: the 's is of the name */
        airlog_reference_set_head(parser, out, out->first_token, end + 1);
        return end + 1;
    }
    return end;
}

/* "much larger Lake Malawi", "the regional capital Lublin": one or two words in small letters that a name follows. */
static bool is_plain_adjective(const airlog_parser *parser, size_t at) {
    if (airlog_is_capitals(parser, at)) return false;
    for (size_t words = 0; words < 3; words++, at++) {
        const airlog_token *token = airlog_parser_token(parser, at);
        if (words > 0 && airlog_is_capital_word(parser, at)) return airlog_is_name_word(parser, at, false);
        bool small = token->kind == AIRLOG_TOKEN_WORD && !(token->flags & (AIRLOG_TOKEN_CAPITAL | AIRLOG_TOKEN_CLITIC));
        if (!small || (token->term && !airlog_is_kind_word(parser, at)) || airlog_parser_listed(parser, at, AIRLOG_LIST_SAID)) return false;
        if (airlog_parser_listed(parser, at, AIRLOG_LIST_THEIRS)) return false;
        if (airlog_is_connector(parser, at) || (words > 0 && !(token->flags & AIRLOG_TOKEN_SPACE))) return false;
    }
    return false;
}

/* "the Taiwan-controlled Pratas Islands": who holds it is a qualifier. */
static size_t skip_holder(const airlog_parser *parser, size_t at) {
    bool joined = airlog_is_capital_word(parser, at) && airlog_parser_mark(parser, at + 1, '-') && airlog_parser_glued(parser, at + 1) && airlog_parser_glued(parser, at + 2);
    bool held = joined && airlog_parser_listed(parser, at + 2, AIRLOG_LIST_HELD);
    return held && airlog_is_name_word(parser, at + 3, false) ? at + 3 : at;
}

/* "the southwestern ADIZ": a zone that is called by its kind has its side for a name. */
static void keep_side_of_zone(const airlog_parser *parser, airlog_reference *out) {
    size_t noun = out->first_token;
    bool listed = noun > 1 && (airlog_parser_term(parser, noun - 2) == AIRLOG_TERM_AND || airlog_parser_mark(parser, noun - 2, ','));
    bool zone = out->end_token == noun + 1 && noun > 0 && !listed && airlog_is_kind_word(parser, noun) &&
                airlog_kind_at(parser, noun) == AIRLOG_PLACE_AIRSPACE;
    airlog_term_class before = zone ? airlog_parser_class(parser, noun - 1) : AIRLOG_TERM_CLASS_NONE;
    if (before != AIRLOG_TERM_CLASS_SIDE && before != AIRLOG_TERM_CLASS_COMPASS) return;
    airlog_reference_set_head(parser, out, noun - 1, noun + 1);
    out->side_deg = AIRLOG_UNKNOWN;
}

/* "the NDB", "the VOR": one that the text speaks of, not the code of an airport. */
static bool is_bare_navaid(const airlog_parser *parser, size_t at) {
    bool navaid = airlog_is_kind_word(parser, at) && airlog_kind_at(parser, at) == AIRLOG_PLACE_NAVAID;
    return navaid && !airlog_is_capitals(parser, at) && !airlog_is_capital_word(parser, at + 1);
}

size_t airlog_read_reference_head(const airlog_parser *parser, size_t at, airlog_reference *out, int depth) {
    bool article = is_article(airlog_parser_term(parser, at));
    size_t begin = article ? at + 1 : at;
    if (depth > 3) return 0;
    size_t runway = airlog_read_runway_end(parser, begin, out);
    if (runway) return runway;
    size_t held = skip_holder(parser, begin);
    if (held > begin) {
        size_t after = airlog_read_reference_head(parser, held, out, depth + 1);
        if (after) airlog_reference_add_within(parser, out, begin, begin + 1);
        return after;
    }
    size_t end = read_kind_of(parser, begin, out, depth);
    if (end) return end;
    if (article && airlog_is_capital_word(parser, at) && !airlog_is_capitals(parser, at) && airlog_is_name_word(parser, begin, false)) { /* The Oaks */
        end = airlog_read_reference_name(parser, begin, out);
        if (end) airlog_reference_set_head(parser, out, at, out->end_token);
        return end ? read_owner(parser, end, out, depth) : 0;
    }
    if (article && is_bare_navaid(parser, begin)) {
        end = read_anaphora(parser, begin, article, out);
        return end ? read_owner(parser, end, out, depth) : 0;
    }
    size_t name = begin;
    for (size_t steps = 0; steps < 4; steps++) { /* "northern Taiwan", "north-east Scotland", "mainland Russia", "downtown X" */
        airlog_direction_reading direction = airlog_read_direction(parser, name);
        bool adjective = !airlog_is_capital_word(parser, name) &&
                         (airlog_is_side_word(parser, name) || (direction.end && direction.compass && airlog_begins_name(parser, direction.end)) ||
                          airlog_parser_listed(parser, name, AIRLOG_LIST_BEFORE_NAME) ||
                          (airlog_is_kind_word(parser, name) && (airlog_begins_name(parser, name + 1) ||
                                                     (airlog_is_kind_word(parser, name + 1) && airlog_begins_name(parser, name + 2)))));
        if (!adjective && !is_plain_adjective(parser, name)) break;
        name = direction.end && direction.compass ? direction.end : name + 1;
    }
    if (airlog_parser_mark(parser, name, '(') && airlog_is_ident(parser, name + 1) && airlog_parser_mark(parser, name + 2, ')')) {
        airlog_reference after = airlog_new_reference(); /* "(TTT) MAVERICK VORTAC" */
        end = airlog_read_reference_name(parser, name + 3, &after);
        airlog_reference_set_head(parser, out, name + 1, name + 2);
        out->code = true;
        out->kind = after.kind;
        if (end) airlog_reference_add_within(parser, out, after.first_token, after.end_token);
        return end ? end : name + 3;
    }
    end = airlog_read_reference_name(parser, name, out);
    if (end) {
        if (name > begin) read_adjectives(parser, begin, name, out);
        keep_side_of_zone(parser, out);
        return read_owner(parser, end, out, depth);
    }
    end = read_anaphora(parser, begin, article, out);
    return end ? read_owner(parser, end, out, depth) : 0;
}
