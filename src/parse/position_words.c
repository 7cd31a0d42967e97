/* Positions told by a word: a direction without a distance, near, over, in, at, off, between, across a line. */
#include "position.h"

#include <math.h>

static bool can_place(const airlog_quantity *quantity) {
    return quantity && quantity->dimension == AIRLOG_DIMENSION_DISTANCE && quantity->role == AIRLOG_ROLE_UNKNOWN;
}

static airlog_position_fact *add_named(airlog_place_reader *reader, size_t first, size_t end, airlog_position_kind kind, const char *rule,
                                       const airlog_reference *reference) {
    airlog_position_fact *fact = airlog_add_position(reader, first, end, kind, rule);
    if (!fact) return NULL;
    fact->reference = *reference;
    if (reference->anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    return fact;
}

/* ---- directions ------------------------------------------------------------------------------------------------ */

/* Something named before that a direction can be from: not a border of talk ("officials north of the border"). */
static bool is_sector_reference(const airlog_reference *reference) {
    if (!reference->anaphora) return reference->kind != AIRLOG_PLACE_LINE || reference->end_token > reference->first_token + 1;
    switch (reference->kind) {
    case AIRLOG_PLACE_AIRPORT:
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_CITY:
    case AIRLOG_PLACE_BASE:
    case AIRLOG_PLACE_PORT:
    case AIRLOG_PLACE_REEF: return true;
    default: return false;
    }
}

/* The distance after a reference: "NW of Keelung 60 NM", "bearing 155 degrees from X at 12 NM". */
static airlog_quantity *distance_after(const airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    if (airlog_parser_mark(parser, at, ',')) at++;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_AT) at++;
    airlog_quantity *quantity = airlog_quantity_at(reader, at);
    if (!can_place(quantity)) return NULL;
    airlog_term next = airlog_parser_term(parser, quantity->end_token);
    airlog_direction_reading own = airlog_read_direction(parser, quantity->end_token);
    return own.end || next == AIRLOG_TERM_FROM || next == AIRLOG_TERM_OFF || next == AIRLOG_TERM_OF || next == AIRLOG_TERM_TO ? NULL : quantity;
}

static size_t add_directed(airlog_place_reader *reader, size_t at, size_t end, const airlog_direction_reading *direction,
                           const airlog_reference *reference, airlog_quantity *distance) {
    airlog_position_kind kind = distance ? AIRLOG_POSITION_OFFSET : AIRLOG_POSITION_SECTOR;
    airlog_position_fact *fact = add_named(reader, at, end, kind, distance ? "offset, direction first" : "sector", reference);
    if (!fact) return 0;
    airlog_set_direction(fact, direction);
    if (distance) airlog_set_distance(fact, distance);
    else fact->doubts |= AIRLOG_DOUBT_BIT(NO_DISTANCE);
    if (!distance && at > 0 && airlog_parser_mark(reader->parser, at - 1, '(')) fact->role = AIRLOG_ROLE_BACKGROUND;
    return end;
}

/* "in the northeast of Australia" is inside it. */
static bool is_part_of(const airlog_parser *parser, size_t at) {
    if (at < 2 || airlog_parser_term(parser, at - 1) != AIRLOG_TERM_THE) return at >= 1 && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_MOST;
    airlog_term term = airlog_parser_term(parser, at - 2);
    return term == AIRLOG_TERM_IN || term == AIRLOG_TERM_ON || term == AIRLOG_TERM_OVER;
}

static size_t read_part_of(airlog_place_reader *reader, size_t at, size_t end, const airlog_direction_reading *direction,
                           airlog_reference *reference) {
    reference->side_deg = direction->deg;
    return add_named(reader, at, end, AIRLOG_POSITION_IN, "part of a place", reference) ? end : 0;
}

static size_t preposition_of(const airlog_parser *parser, size_t at) {
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_AWAY) at++;
    airlog_term term = airlog_parser_term(parser, at);
    if (term != AIRLOG_TERM_OF && term != AIRLOG_TERM_FROM && term != AIRLOG_TERM_OFF) return 0;
    return airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF ? at + 2 : at + 1;
}

static size_t name_before(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (at == 0 || !(airlog_parser_mark(parser, at - 1, ',') || airlog_parser_mark(parser, at - 1, '('))) return 0;
    return airlog_read_reference_before(parser, at - 1, out);
}

static bool ends_here(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    return token->length == 0 || !airlog_parser_same_sentence(parser, at - 1, at) || (token->kind == AIRLOG_TOKEN_MARK && token->hash != '-') ||
           token->kind == AIRLOG_TOKEN_LINE;
}

/* "Oenpelli Airport, W 7 km", "335degs, 3.2NM of North Breakwater": the distance follows the direction. */
static size_t read_distance_last(airlog_place_reader *reader, size_t at, const airlog_direction_reading *direction) {
    const airlog_parser *parser = reader->parser;
    size_t next = airlog_parser_mark(parser, direction->end, ',') && !direction->compass ? direction->end + 1 : direction->end;
    while (airlog_parser_class(parser, next) == AIRLOG_TERM_CLASS_HEDGE) next++;
    airlog_quantity *quantity = airlog_quantity_at(reader, next);
    airlog_reference reference;
    if (!can_place(quantity)) return 0;
    size_t name = preposition_of(parser, quantity->end_token), end = 0;
    if (name) end = airlog_read_reference(parser, name, &reference);
    if (end) return add_directed(reader, at, end, direction, &reference, quantity);
    if (!ends_here(parser, quantity->end_token) || !name_before(parser, at, &reference)) return 0;
    return add_directed(reader, at, quantity->end_token, direction, &reference, quantity);
}

size_t airlog_read_directed(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    airlog_direction_reading direction = airlog_read_direction(parser, at);
    airlog_reference reference;
    if (!direction.end || direction.heading || airlog_parser_term(parser, direction.end) == AIRLOG_TERM_BOUND) return 0;
    size_t end = read_distance_last(reader, at, &direction);
    if (end) return end;
    size_t name = preposition_of(parser, direction.end);
    if (!name) return 0;
    end = airlog_parser_same_sentence(parser, at, name) ? airlog_read_reference(parser, name, &reference) : 0;
    if (!end) {
        if (!direction.compass || !ends_here(parser, name) || !name_before(parser, at, &reference)) return 0;
        return add_directed(reader, at, name, &direction, &reference, NULL);
    }
    airlog_quantity *quantity = distance_after(reader, end);
    if (quantity) return add_directed(reader, at, quantity->end_token, &direction, &reference, quantity);
    if (!direction.compass) {
        if (at == 0 || airlog_parser_term(parser, at - 1) != AIRLOG_TERM_BEARING || reference.anaphora) return 0;
    }
    if (direction.abbreviated && direction.end == at + 1 && airlog_parser_token(parser, at)->length == 1 && reference.anaphora) return 0;
    if (!is_sector_reference(&reference)) return 0;
    if (is_part_of(parser, at)) return read_part_of(reader, at, end, &direction, &reference);
    return add_directed(reader, at, end, &direction, &reference, NULL);
}

/* ---- between --------------------------------------------------------------------------------------------------------- */

static size_t read_between(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    bool midway = airlog_parser_term(parser, at) == AIRLOG_TERM_MIDWAY;
    size_t next = at + 1;
    if (midway) {
        if (airlog_parser_term(parser, next) != AIRLOG_TERM_BETWEEN) return 0;
        next++;
    }
    airlog_reference first, second;
    size_t end = airlog_read_reference(parser, next, &first);
    if (!end || first.anaphora || airlog_parser_term(parser, end) != AIRLOG_TERM_AND) return 0;
    end = airlog_read_reference(parser, end + 1, &second);
    if (!end || second.anaphora) return 0;
    airlog_position_kind kind = midway ? AIRLOG_POSITION_MIDWAY : AIRLOG_POSITION_BETWEEN;
    airlog_position_fact *fact = add_named(reader, at, end, kind, midway ? "midway" : "between", &first);
    if (!fact) return 0;
    if (first.within_count == 0 && second.kind == AIRLOG_PLACE_ISLAND && first.kind == AIRLOG_PLACE_ANY) fact->reference.kind = second.kind;
    fact->reference2 = second;
    return end;
}

/* ---- prepositions ------------------------------------------------------------------------------------------------------ */

typedef struct preposition {
    airlog_position_kind kind;
    size_t name; /* token where the reference begins */
    bool loose;  /* something named before will do: near the airport */
    bool strict; /* in capitals only a code or a kind word: "IN FRONT" is no place */
} preposition;

static preposition read_near(const airlog_parser *parser, size_t at) {
    size_t name = at + 1;
    airlog_term next = airlog_parser_term(parser, name);
    if (next == AIRLOG_TERM_OF || (next == AIRLOG_TERM_TO && airlog_parser_listed(parser, at, AIRLOG_LIST_PROXIMITY))) name++;
    return (preposition){.kind = AIRLOG_POSITION_NEAR, .name = name, .loose = true};
}

static preposition read_preposition_word(const airlog_parser *parser, size_t at) {
    preposition none = {.kind = AIRLOG_POSITION_NONE};
    switch (airlog_parser_term(parser, at)) {
    case AIRLOG_TERM_NEAR: return read_near(parser, at);
    case AIRLOG_TERM_CLOSE:
        if (airlog_parser_term(parser, at + 1) != AIRLOG_TERM_TO) return none;
        return (preposition){.kind = AIRLOG_POSITION_NEAR, .name = at + 2, .loose = true};
    case AIRLOG_TERM_OVER:
    case AIRLOG_TERM_OVERHEAD:
    case AIRLOG_TERM_ABOVE: return (preposition){.kind = AIRLOG_POSITION_OVER, .name = at + 1, .loose = true};
    case AIRLOG_TERM_IN:
    case AIRLOG_TERM_INTO:
    case AIRLOG_TERM_INSIDE:
    case AIRLOG_TERM_WITHIN:
    case AIRLOG_TERM_ENTERED:
    case AIRLOG_TERM_ACROSS: return (preposition){.kind = AIRLOG_POSITION_IN, .name = at + 1, .strict = true};
    case AIRLOG_TERM_AT: return (preposition){.kind = AIRLOG_POSITION_AT, .name = at + 1, .strict = true};
    case AIRLOG_TERM_OFF:
        return (preposition){.kind = AIRLOG_POSITION_OFF, .name = airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF ? at + 2 : at + 1,
                             .loose = true, .strict = true};
    case AIRLOG_TERM_FROM:
    case AIRLOG_TERM_TOWARD: return (preposition){.kind = AIRLOG_POSITION_NONE, .name = at + 1};
    case AIRLOG_TERM_TO: return (preposition){.kind = AIRLOG_POSITION_SECTOR, .name = at + 1, .loose = true};
    case AIRLOG_TERM_CROSSED: return (preposition){.kind = AIRLOG_POSITION_CROSS, .name = at + 1, .loose = true};
    default: return none;
    }
}

static bool is_loose_enough(const preposition *word, const airlog_reference *reference) {
    if (!reference->anaphora) return true;
    if (word->kind == AIRLOG_POSITION_IN) return reference->kind == AIRLOG_PLACE_AIRSPACE; /* "entered the airspace" */
    if (!word->loose) return false;
    if (word->kind == AIRLOG_POSITION_OFF) return reference->coast;
    if (word->kind == AIRLOG_POSITION_CROSS) {
        return reference->kind == AIRLOG_PLACE_LINE || reference->kind == AIRLOG_PLACE_BORDER || reference->kind == AIRLOG_PLACE_ISLAND ||
               reference->kind == AIRLOG_PLACE_STRAIT || reference->kind == AIRLOG_PLACE_COAST;
    }
    return is_sector_reference(reference) || reference->kind == AIRLOG_PLACE_BORDER;
}

static bool is_strict_enough(const airlog_parser *parser, const preposition *word, const airlog_reference *reference) {
    if (!word->strict || reference->anaphora) return true;
    if (!airlog_is_capitals(parser, reference->first_token)) return true;
    if (word->kind == AIRLOG_POSITION_OFF) return reference->coast;
    bool named = reference->kind != AIRLOG_PLACE_ANY && reference->kind != AIRLOG_PLACE_REGION && reference->kind != AIRLOG_PLACE_AIRSPACE;
    return named && !airlog_parser_listed(parser, reference->first_token, AIRLOG_LIST_NO_PLACE);
}

/* "the Echo mine site", "Hunter stadium": a thing that bears the name of a place. */
static bool names_facility(const airlog_parser *parser, size_t end, const airlog_reference *reference) {
    const airlog_token *noun = airlog_parser_token(parser, end);
    bool small = noun->kind == AIRLOG_TOKEN_WORD && !(noun->flags & (AIRLOG_TOKEN_CAPITAL | AIRLOG_TOKEN_CLITIC));
    bool bare = reference->kind == AIRLOG_PLACE_ANY && !reference->anaphora && reference->end_token == end;
    bool adjective = !noun->term && airlog_parser_listed(parser, end + 1, AIRLOG_LIST_FACILITY); /* nuclear plant */
    return small && bare && (adjective || airlog_parser_listed(parser, end, AIRLOG_LIST_FACILITY));
}

/* "to Taiwan's north": a sector; "to Taiwan" alone is no position. */
static size_t read_owned_side(airlog_place_reader *reader, size_t at, size_t end, const airlog_reference *reference) {
    const airlog_parser *parser = reader->parser;
    if (!end || isnan(reference->side_deg) || reference->coast) return 0;
    if (airlog_parser_class(parser, end - 1) != AIRLOG_TERM_CLASS_COMPASS) return 0;
    if (!(airlog_parser_token(parser, reference->end_token)->flags & AIRLOG_TOKEN_CLITIC)) return 0;
    double deg = reference->side_deg;
    airlog_direction_reading direction = {.end = end, .deg = deg, .half_deg = airlog_compass_half(deg), .reference = AIRLOG_BEARING_COMPASS};
    direction.compass = airlog_compass_term(deg);
    airlog_reference plain = *reference;
    plain.side_deg = AIRLOG_UNKNOWN;
    return add_directed(reader, at, end, &direction, &plain, NULL);
}

/* "over Wisconsin, Lake Michigan and the Upper Peninsula": one fact each. */
static size_t read_more_places(airlog_place_reader *reader, airlog_position_kind kind, size_t end) {
    const airlog_parser *parser = reader->parser;
    size_t first = parser->facts->position_count - 1, count = 1;
    for (; count < 16; count++) {
        size_t next = airlog_parser_mark(parser, end, ',') ? end + 1 : end;
        if (airlog_parser_term(parser, next) == AIRLOG_TERM_AND) next++;
        else if (next == end || !airlog_goes_on_as_list(parser, next)) break;
        airlog_reference reference;
        size_t name = airlog_parser_term(parser, next) == AIRLOG_TERM_THE ? next + 1 : next;
        if (!airlog_begins_name(parser, name) || !airlog_parser_same_sentence(parser, end - 1, next)) break;
        size_t after = airlog_read_reference(parser, next, &reference);
        if (!after || reference.anaphora || airlog_parser_listed(parser, after, AIRLOG_LIST_SAYS)) break;
        if (!add_named(reader, next, after, kind, "list of places", &reference)) return end;
        end = after;
    }
    if (count == 1) return end;
    reader->groups++;
    for (size_t i = 0; i < count && first + i < parser->facts->position_count; i++) {
        parser->facts->positions[first + i].group = reader->groups;
        parser->facts->positions[first + i].item = (uint32_t)i;
    }
    return end;
}

/* "IN WARNING AREA W-122": a zone by its designator. */
static size_t read_designated_area(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    size_t next = at + 1;
    while (next < at + 4 && airlog_parser_listed(parser, next, AIRLOG_LIST_AREA_KIND)) next++;
    const airlog_token *letter = airlog_parser_token(parser, next), *number = airlog_parser_token(parser, next + 2);
    bool designator = letter->kind == AIRLOG_TOKEN_WORD && letter->length == 1 && (letter->flags & AIRLOG_TOKEN_CAPITAL) &&
                      airlog_parser_mark(parser, next + 1, '-') && (number->kind == AIRLOG_TOKEN_NUMBER || number->kind == AIRLOG_TOKEN_IDENT);
    if (next == at + 1 || !designator) return 0;
    airlog_reference reference = {.kind = AIRLOG_PLACE_AIRSPACE, .code = true, .side_deg = AIRLOG_UNKNOWN};
    reference.first_token = (uint32_t)next;
    reference.end_token = (uint32_t)next + 3;
    reference.span = airlog_parser_span(parser, next, next + 3);
    return add_named(reader, at, next + 3, AIRLOG_POSITION_IN, "designated area", &reference) ? next + 3 : 0;
}

/* "from Riga in Latvia", "to Oslo": where it came from or went, not where it was. */
static size_t pass_over(airlog_place_reader *reader, size_t at, size_t end) {
    airlog_parser_note(reader->parser, airlog_parser_span(reader->parser, at, end), "preposition", true, "an origin or a destination");
    return end;
}

/* "shortly after it took off from Madrid", "while taking off from Madrid"; not "took off from Madrid at nine". */
static bool is_taking_off(const airlog_parser *parser, size_t from) {
    if (from < 2 || airlog_parser_term(parser, from - 1) != AIRLOG_TERM_OFF || !airlog_parser_listed(parser, from - 2, AIRLOG_LIST_TOOK)) return false;
    if (airlog_parser_is(parser, from - 2, "taking")) return true;
    for (size_t back = 3; back <= 6 && back <= from; back++) {
        if (airlog_parser_term(parser, from - back) == AIRLOG_TERM_AFTER) return true;
    }
    return false;
}

static size_t add_phase(airlog_place_reader *reader, size_t at, size_t end, airlog_reference *reference) {
    if (reference->kind == AIRLOG_PLACE_ANY) reference->kind = AIRLOG_PLACE_AIRPORT;
    return add_named(reader, at, end, AIRLOG_POSITION_NEAR, "phase of flight", reference) ? end : 0;
}

/* "on approach to Madrid", "after takeoff from Madrid": near its airport. */
static size_t read_flight_phase(airlog_place_reader *reader, size_t at, size_t end, airlog_reference *reference) {
    const airlog_parser *parser = reader->parser;
    if (!end || reference->anaphora || at == 0) return 0;
    bool phase = airlog_parser_listed(parser, at - 1, AIRLOG_LIST_FLIGHT_PHASE);
    return phase || is_taking_off(parser, at) ? add_phase(reader, at, end, reference) : 0;
}

/* "the A320 approaching Madrid", "a crew departing Madrid": who flies to airports is near one; bombers approach countries. */
static size_t read_nearing(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    airlog_reference reference;
    if (airlog_is_capitals(parser, at) || airlog_parser_term(parser, at + 1) == AIRLOG_TERM_RUNWAY) return 0;
    size_t end = airlog_read_reference(parser, at + 1, &reference);
    if (!end || reference.anaphora || (reference.kind != AIRLOG_PLACE_ANY && reference.kind != AIRLOG_PLACE_AIRPORT)) return 0;
    bool civil = reference.kind == AIRLOG_PLACE_AIRPORT || reference.code;
    for (size_t back = 1; back <= 12 && back <= at && !civil && airlog_parser_same_sentence(parser, at - back, at); back++)
        civil = airlog_parser_listed(parser, at - back, AIRLOG_LIST_FLIGHT_CREW) ||
                airlog_parser_token(parser, at - back)->kind == AIRLOG_TOKEN_IDENT; /* A320 */
    return civil ? add_phase(reader, at, end, &reference) : 0;
}

static bool is_field(const airlog_reference *reference) {
    return !reference->anaphora && (reference->kind == AIRLOG_PLACE_AIRPORT || reference->kind == AIRLOG_PLACE_BASE);
}

/* "Aalborg airport in northern Denmark was closed": where the name of the field ends. */
static size_t before_region(const airlog_parser *parser, size_t end) {
    for (size_t back = 2; back <= 6 && back < end && airlog_parser_same_sentence(parser, end - back, end); back++) {
        bool in = airlog_parser_term(parser, end - back) == AIRLOG_TERM_IN;
        if (in && airlog_parser_listed(parser, end - back - 1, AIRLOG_LIST_FIELD_NOUN)) return end - back;
    }
    return end;
}

/* "Riga airport was closed", "closing Riga airport": it happened there. */
static size_t read_closed_place(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    size_t end = at;
    for (int i = 0; i < 4 && end > 0 && airlog_parser_listed(parser, end - 1, AIRLOG_LIST_AUXILIARY); i++) end--;
    end = before_region(parser, end);
    bool field = end > 1 && airlog_parser_listed(parser, end - 1, AIRLOG_LIST_FIELD_NOUN);
    airlog_reference reference;
    bool runway = end > 2 && airlog_parser_term(parser, end - 1) == AIRLOG_TERM_RUNWAY &&
                  (airlog_parser_token(parser, end - 2)->flags & AIRLOG_TOKEN_CLITIC);
    size_t owner = runway ? airlog_read_reference_before(parser, end - 2, &reference) : 0; /* "Gatwick's runway was shut" */
    if (owner && parser->taken[owner - 1] == AIRLOG_TAKEN_FREE) {
        if (reference.kind == AIRLOG_PLACE_ANY) reference.kind = AIRLOG_PLACE_AIRPORT;
        return add_named(reader, owner - 1, end, AIRLOG_POSITION_AT, "closed place", &reference) ? at + 1 : 0;
    }
    size_t first = airlog_read_reference_before(parser, field ? end - 1 : end, &reference);
    bool named = first && !airlog_parser_listed(parser, first - 1, AIRLOG_LIST_FIELD_NOUN); /* "Airport Closed" names none */
    bool free = named && parser->taken[first - 1] == AIRLOG_TAKEN_FREE;
    if (free && airlog_read_reference(parser, first - 1, &reference) == end && is_field(&reference))
        return add_named(reader, first - 1, end, AIRLOG_POSITION_AT, "closed place", &reference) ? at + 1 : 0;
    end = airlog_read_reference(parser, at + 1, &reference);
    if (!end || !is_field(&reference) || airlog_parser_listed(parser, at + 1, AIRLOG_LIST_FIELD_NOUN)) return 0;
    return add_named(reader, at + 1, end, AIRLOG_POSITION_AT, "closed place", &reference) ? end : 0;
}

/* "fired from the Pyongyang area", "launched from near Yeysk": where a launch happened is its place. */
static size_t read_launch_site(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    bool launch = false;
    for (size_t back = 1; back <= 4 && back <= at && !launch && airlog_parser_same_sentence(parser, at - back, at); back++)
        launch = airlog_parser_listed(parser, at - back, AIRLOG_LIST_LAUNCH);
    if (!launch) return 0;
    size_t name = at + 1;
    while (name < at + 5 && airlog_parser_listed(parser, name, AIRLOG_LIST_AREA_AROUND)) name++;
    airlog_reference reference;
    size_t end = airlog_read_reference(parser, name, &reference);
    if (!end || reference.anaphora) return 0;
    bool near = name > at + 1;
    airlog_position_kind kind = near ? AIRLOG_POSITION_NEAR : AIRLOG_POSITION_IN;
    return add_named(reader, at, end, kind, AIRLOG_RULE_LAUNCH_SITE, &reference) ? end : 0;
}

/* "at a Russian patrol plane", "in a Red Sea update": the name only describes the noun behind it. */
static bool describes_noun(const airlog_parser *parser, size_t name, size_t end, const airlog_reference *reference) {
    airlog_term article = airlog_parser_term(parser, name);
    if ((article != AIRLOG_TERM_A && article != AIRLOG_TERM_AN) || reference->anaphora || reference->code) return false;
    const airlog_token *noun = airlog_parser_token(parser, end);
    bool word = noun->kind == AIRLOG_TOKEN_WORD || noun->kind == AIRLOG_TOKEN_IDENT;
    bool open = reference->kind == AIRLOG_PLACE_ANY || reference->kind == AIRLOG_PLACE_COUNTRY || reference->kind == AIRLOG_PLACE_SEA;
    return open && word && !noun->term && airlog_parser_same_sentence(parser, name, end);
}

/* "flights were diverted from Riga airport": what sent them away happened there. */
static size_t read_diverted_from(airlog_place_reader *reader, size_t at, size_t end, const airlog_reference *reference) {
    if (!end || at == 0 || !airlog_parser_is(reader->parser, at - 1, "diverted") || !is_field(reference)) return 0;
    return add_named(reader, at, end, AIRLOG_POSITION_AT, "closed place", reference) ? end : 0;
}

size_t airlog_read_preposition(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    airlog_term term = airlog_parser_term(parser, at);
    if (term == AIRLOG_TERM_SHUT || (term == AIRLOG_TERM_CLOSE && at > 0 && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_TO))
        return read_closed_place(reader, at);
    if (term == AIRLOG_TERM_IN || term == AIRLOG_TERM_INSIDE || term == AIRLOG_TERM_ENTERED) {
        size_t area = read_designated_area(reader, at);
        if (area) return area;
    }
    if (term == AIRLOG_TERM_BETWEEN || term == AIRLOG_TERM_MIDWAY) return read_between(reader, at);
    if (term == AIRLOG_TERM_NEARING) return read_nearing(reader, at);
    preposition word = read_preposition_word(parser, at);
    if (!word.name || !airlog_parser_same_sentence(parser, at, word.name)) return 0;
    if (airlog_begins_fix(parser, word.name)) return 0;
    if (word.kind == AIRLOG_POSITION_OFF && at > 0 && airlog_parser_token(parser, at)->length == 3 && airlog_parser_listed(parser, at - 1, AIRLOG_LIST_TOOK)) {
        return 0;
    }
    if (word.kind == AIRLOG_POSITION_OVER && at > 0 &&
        airlog_parser_listed(parser, at - 1, AIRLOG_LIST_CONTEST_OVER)) {
        return 0;
    }
    airlog_reference reference;
    size_t end = airlog_read_reference(parser, word.name, &reference);
    if (term == AIRLOG_TERM_TO || term == AIRLOG_TERM_FROM) {
        size_t phase = read_flight_phase(reader, at, end, &reference);
        if (phase) return phase;
        size_t site = term == AIRLOG_TERM_FROM ? read_launch_site(reader, at) : 0;
        if (!site && term == AIRLOG_TERM_FROM) site = read_diverted_from(reader, at, end, &reference);
        if (site) return site;
    }
    if (word.kind == AIRLOG_POSITION_SECTOR) {
        size_t owned = read_owned_side(reader, at, end, &reference);
        return owned || !end || reference.anaphora ? owned : pass_over(reader, at, end);
    }
    if (word.kind == AIRLOG_POSITION_NONE) return end && !reference.anaphora ? pass_over(reader, at, end) : 0;
    if (end && reference.first_token > 0 && airlog_parser_listed(parser, reference.first_token - 1, AIRLOG_LIST_CODE_NAME)) return 0;
    if (end && describes_noun(parser, word.name, end, &reference)) return 0;
    if (!end || !is_loose_enough(&word, &reference) || !is_strict_enough(parser, &word, &reference)) return 0;
    if (term == AIRLOG_TERM_WITHIN && reference.kind != AIRLOG_PLACE_AIRSPACE) return 0; /* "within the park" */
    if (word.kind == AIRLOG_POSITION_OFF && !reference.coast && reference.code) return 0;
    if (names_facility(parser, end, &reference)) return 0;
    if (at > 0 && airlog_parser_listed(parser, at - 1, AIRLOG_LIST_BASED)) return pass_over(reader, at, end); /* its home */
    airlog_position_fact *fact = add_named(reader, at, end, word.kind, "preposition", &reference);
    if (!fact) return 0;
    if (term == AIRLOG_TERM_ENTERED) fact->leg = AIRLOG_LEG_ENTER;
    return read_more_places(reader, word.kind, end);
}
