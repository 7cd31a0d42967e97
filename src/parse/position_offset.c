/* A distance that is written with its unit, and what follows it: direction and reference, a coast, a border. */
#include "position.h"

#include <math.h>

enum { LIST_LIMIT = 8 };

/* ---- what may stand between distance and direction ------------------------------------------------------ */

/* "(by road)", "(map distance)", "by road", "away", "or so", "out". */
static size_t skip_manner(const airlog_parser *parser, size_t at) {
    for (int rounds = 0; rounds < 3; rounds++) {
        if (airlog_parser_mark(parser, at, '(') &&
            airlog_parser_listed(parser, at + 1, AIRLOG_LIST_MANNER)) {
            size_t close = at + 2;
            while (close < at + 8 && !airlog_parser_mark(parser, close, ')')) close++;
            if (!airlog_parser_mark(parser, close, ')')) return at;
            at = close + 1;
        } else if (airlog_parser_mark(parser, at, ',') && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_BY &&
                   airlog_parser_listed(parser, at + 2, AIRLOG_LIST_BY_ROAD) && airlog_parser_mark(parser, at + 3, ',')) {
            at += 4;
        } else if (airlog_parser_term(parser, at) == AIRLOG_TERM_BY &&
                   airlog_parser_listed(parser, at + 1, AIRLOG_LIST_BY_ROAD)) {
            at += 2;
        } else if (airlog_parser_term(parser, at) == AIRLOG_TERM_AWAY && airlog_parser_class(parser, at + 1) != AIRLOG_TERM_CLASS_NONE) {
            at++;
        } else if (airlog_parser_term(parser, at) == AIRLOG_TERM_OUT && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_TO) {
            at++;
        } else if (airlog_parser_listed(parser, at, AIRLOG_LIST_FURTHER)) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

typedef struct offset_direction {
    airlog_direction_reading direction;
    size_t end;  /* after the direction; 0 none */
    bool due;
} offset_direction;

/* "N to NE": the middle, with room for both. */
static void widen_direction(const airlog_parser *parser, airlog_direction_reading *direction) {
    if (!direction->end || !direction->compass || airlog_parser_term(parser, direction->end) != AIRLOG_TERM_TO) return;
    airlog_direction_reading other = airlog_read_direction(parser, direction->end + 1);
    double by = other.end && other.compass ? fmod(other.deg - direction->deg + 540, 360) - 180 : 180;
    if (fabs(by) > 90 || by == 0) return;
    direction->deg = fmod(direction->deg + by / 2 + 360, 360);
    direction->half_deg += fabs(by) / 2;
    direction->compass = airlog_compass_term(direction->deg);
    direction->end = other.end;
}

/* "to the north", "due east", "just NW", "on a bearing of 155 degrees", ", bearing 350° true". */
static offset_direction read_offset_direction(const airlog_parser *parser, size_t at) {
    offset_direction out = {.end = 0};
    if (airlog_parser_mark(parser, at, ',') && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_BEARING) at++;
    if (airlog_parser_mark(parser, at, ',') && airlog_parser_class(parser, at + 1) == AIRLOG_TERM_CLASS_COMPASS) at++;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_ON || airlog_parser_term(parser, at) == AIRLOG_TERM_TO ||
        airlog_parser_term(parser, at) == AIRLOG_TERM_AT || airlog_parser_term(parser, at) == AIRLOG_TERM_IN) {
        at++;
    }
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_THE || airlog_parser_term(parser, at) == AIRLOG_TERM_A) at++;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_BEARING) at += airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF ? 2 : 1;
    while (airlog_parser_term(parser, at) == AIRLOG_TERM_JUST || airlog_parser_term(parser, at) == AIRLOG_TERM_DUE) {
        out.due = out.due || airlog_parser_term(parser, at) == AIRLOG_TERM_DUE;
        at++;
    }
    out.direction = airlog_read_direction(parser, at);
    if (!out.direction.end) out.direction = airlog_read_damaged_direction(parser, at);
    if (out.direction.end && out.due) out.direction.half_deg = 5;
    widen_direction(parser, &out.direction);
    out.end = out.direction.end;
    if (out.end && airlog_parser_listed(parser, out.end, AIRLOG_LIST_SIDE)) out.end++;
    bool stop = out.end && out.direction.abbreviated && airlog_parser_mark(parser, out.end, '.') && airlog_parser_glued(parser, out.end);
    if (stop && airlog_parser_same_sentence(parser, out.end, out.end + 1)) out.end++; /* "2 mi. W. of" */
    return out;
}

/* "of", "from", "off", "off of", "away from", "from the": returns the token of the reference, 0 when none is said. */
static size_t read_preposition_of(const airlog_parser *parser, size_t at) {
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_AWAY) at++;
    airlog_term term = airlog_parser_term(parser, at);
    if (term != AIRLOG_TERM_OF && term != AIRLOG_TERM_FROM && term != AIRLOG_TERM_OFF) return 0;
    return airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF ? at + 2 : at + 1;
}

/* ---- offsets ------------------------------------------------------------------------------------------------ */

/* Several distances that share direction and reference: "105, 160 and 159 NM southwest of X". */
typedef struct shared_list {
    airlog_quantity *items[LIST_LIMIT];
    size_t count;
    size_t end; /* token after the last */
} shared_list;

static bool places(const airlog_quantity *quantity) {
    return quantity && quantity->dimension == AIRLOG_DIMENSION_DISTANCE &&
           (quantity->role == AIRLOG_ROLE_UNKNOWN || quantity->role == AIRLOG_ROLE_OFFSET);
}

static size_t list_joint(const airlog_parser *parser, size_t at) {
    size_t next = at;
    if (airlog_parser_mark(parser, next, ',')) next++;
    airlog_term term = airlog_parser_term(parser, next);
    if (term == AIRLOG_TERM_AND || term == AIRLOG_TERM_OR) next++;
    if (next == at) return at; /* "150 m some 3 km to the east" is no list */
    while (airlog_parser_class(parser, next) == AIRLOG_TERM_CLASS_HEDGE && next < at + 5) next++;
    return next;
}

static shared_list read_shared(const airlog_place_reader *reader, size_t at) {
    shared_list list = {.count = 0};
    for (size_t next = at; list.count < LIST_LIMIT;) {
        airlog_quantity *quantity = airlog_quantity_at(reader, next);
        if (!places(quantity)) break;
        list.items[list.count++] = quantity;
        list.end = quantity->end_token;
        next = list_joint(reader->parser, list.end);
        if (next == list.end || !airlog_parser_same_sentence(reader->parser, at, next)) break;
    }
    return list;
}

static void share(airlog_place_reader *reader, const shared_list *list, size_t item, airlog_position_fact *fact) {
    if (list->count < 2) return;
    if (item == 0) reader->groups++;
    fact->group = reader->groups;
    fact->item = (uint32_t)item;
}

static airlog_position_fact *add_item(airlog_place_reader *reader, const shared_list *list, size_t item, size_t end, airlog_position_kind kind,
                                      const char *rule) {
    airlog_quantity *quantity = list->items[item];
    airlog_position_fact *fact = airlog_add_position(reader, quantity->first_token, end, kind, rule);
    if (!fact) return NULL;
    airlog_set_distance(fact, quantity);
    share(reader, list, item, fact);
    return fact;
}

static size_t add_offsets(airlog_place_reader *reader, const shared_list *list, size_t end, const airlog_direction_reading *direction,
                          const airlog_reference *reference, const char *rule) {
    for (size_t i = 0; i < list->count; i++) {
        airlog_position_fact *fact = add_item(reader, list, i, end, AIRLOG_POSITION_OFFSET, rule);
        if (!fact) return 0;
        airlog_set_direction(fact, direction);
        fact->reference = *reference;
        if (reference->anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    }
    return end;
}

/* Without "of" a reference must be a code, or the phrase terse: "2NM ESE Heathrow", "6 MILES EAST KAGC". */
static size_t read_terse_reference(const airlog_parser *parser, const airlog_direction_reading *direction, size_t at, airlog_reference *out) {
    bool open = airlog_parser_mark(parser, at, '(');
    if (!airlog_parser_same_sentence(parser, at - 1, at) || (!open && !airlog_begins_name(parser, at))) return 0;
    if (!direction->abbreviated && !airlog_is_ident(parser, at) && !airlog_is_capitals(parser, at)) return 0;
    return airlog_read_reference(parser, at, out);
}

/* "5 mi N, 1 mi W of X": the second leg, at right angles to the first. */
static size_t read_second_leg(airlog_place_reader *reader, size_t at, const offset_direction *first, airlog_quantity **leg,
                              offset_direction *second) {
    const airlog_parser *parser = reader->parser;
    size_t next = at;
    if (airlog_parser_mark(parser, next, ',') || airlog_parser_mark(parser, next, ';')) next++;
    if (airlog_parser_term(parser, next) == AIRLOG_TERM_AND || airlog_parser_mark(parser, next, '&')) next++;
    if (next == at) return 0;
    *leg = airlog_quantity_at(reader, next);
    if (!places(*leg)) return 0;
    *second = read_offset_direction(parser, (*leg)->end_token);
    if (!second->end || !second->direction.compass || !first->direction.compass) return 0;
    double by = fabs(fmod(second->direction.deg - first->direction.deg + 540, 360) - 180);
    return by == 90 ? second->end : 0;
}

static size_t add_orthogonal(airlog_place_reader *reader, const shared_list *list, const offset_direction *first, airlog_quantity *leg,
                             const offset_direction *second, const airlog_reference *reference, size_t end) {
    airlog_position_fact *fact = add_item(reader, list, 0, end, AIRLOG_POSITION_ORTHOGONAL, "orthogonal");
    if (!fact) return 0;
    airlog_set_direction(fact, &first->direction);
    leg->role = AIRLOG_ROLE_OFFSET;
    fact->distance2 = *leg;
    fact->bearing2_deg = second->direction.deg;
    fact->reference = *reference;
    return end;
}

/* The name that stands before the distance: "Castle Hayne, 4.5mi NE of", "Ellensburg (1 km N of)", "Oenpelli Airport, W 7 km". */
static size_t name_before(const airlog_parser *parser, size_t first, airlog_reference *out) {
    size_t hedged;
    bool approximate;
    airlog_read_hedge(parser, first, &hedged, &approximate);
    if (hedged == 0) return 0;
    bool joint = airlog_parser_mark(parser, hedged - 1, ',') || airlog_parser_mark(parser, hedged - 1, '(');
    if (!joint) return 0;
    return airlog_read_reference_before(parser, hedged - 1, out);
}

/* Nothing that could be a reference follows: the end, or punctuation. */
static bool ends_here(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->length == 0 || !airlog_parser_same_sentence(parser, at, at - 1)) return true;
    return token->kind == AIRLOG_TOKEN_MARK || token->kind == AIRLOG_TOKEN_LINE || token->kind == AIRLOG_TOKEN_PARAGRAPH;
}

static size_t read_museum(airlog_place_reader *reader, const shared_list *list, const offset_direction *direction, size_t at) {
    const airlog_parser *parser = reader->parser;
    size_t end = airlog_parser_term(parser, at) == AIRLOG_TERM_OF ? at + 1 : at;
    airlog_reference reference;
    if (!ends_here(parser, end) || !name_before(parser, list->items[0]->first_token, &reference)) return 0;
    return add_offsets(reader, list, end, &direction->direction, &reference, "offset after the name");
}

/* A distance and a direction from nothing that is named. */
static size_t read_unresolved(airlog_place_reader *reader, const shared_list *list, const offset_direction *direction, size_t end) {
    const airlog_parser *parser = reader->parser;
    size_t first = list->items[0]->first_token;
    bool travelled = first > 0 && airlog_parser_listed(parser, first - 1, AIRLOG_LIST_TRAVELLED);
    if (travelled || airlog_parser_term(parser, end) == AIRLOG_TERM_TO || airlog_parser_listed(parser, end, AIRLOG_LIST_BEFORE)) {
        airlog_parser_note(reader->parser, list->items[0]->span, "offset", true, "a distance flown, measured from nothing named");
        return 0;
    }
    airlog_reference nowhere = {.kind = AIRLOG_PLACE_ANY, .anaphora = true, .side_deg = AIRLOG_UNKNOWN};
    return add_offsets(reader, list, end, &direction->direction, &nowhere, "offset from nothing named");
}

static size_t add_rings(airlog_place_reader *reader, const shared_list *list, size_t end, const airlog_reference *reference) {
    for (size_t i = 0; i < list->count; i++) {
        airlog_position_fact *fact = add_item(reader, list, i, end, AIRLOG_POSITION_RING, "ring");
        if (!fact) return 0;
        fact->reference = *reference;
        fact->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
        if (reference->anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    }
    return end;
}

/* "350NM West Coast of India": the point of the compass is the coast's. */
static size_t read_coast_ring(airlog_place_reader *reader, const shared_list *list, size_t at) {
    airlog_reference reference;
    size_t end = airlog_read_reference(reader->parser, at, &reference);
    return end && reference.coast ? add_rings(reader, list, end, &reference) : 0;
}

static size_t read_offset(airlog_place_reader *reader, const shared_list *list) {
    const airlog_parser *parser = reader->parser;
    size_t at = skip_manner(parser, list->end);
    offset_direction direction = read_offset_direction(parser, at), second = {.end = 0};
    if (!direction.end || !airlog_parser_same_sentence(parser, list->end - 1, direction.end - 1)) return 0;
    if (airlog_parser_listed(parser, direction.end, AIRLOG_LIST_COASTLINE)) return read_coast_ring(reader, list, at);
    size_t tail = skip_manner(parser, direction.end);
    airlog_quantity *leg = NULL;
    size_t second_end = list->count == 1 ? read_second_leg(reader, tail, &direction, &leg, &second) : 0;
    size_t after = second_end ? second_end : tail, name = read_preposition_of(parser, after), end = 0;
    airlog_reference reference;
    if (name && airlog_parser_same_sentence(parser, name - 1, name)) end = airlog_read_reference(parser, name, &reference);
    if (!end && !name) end = read_terse_reference(parser, &direction.direction, after, &reference);
    if (second_end && !end) {
        if (ends_here(parser, after) && name_before(parser, list->items[0]->first_token, &reference)) end = after;
        else second_end = 0;
    }
    if (second_end) return add_orthogonal(reader, list, &direction, leg, &second, &reference, end);
    if (end) return add_offsets(reader, list, end, &direction.direction, &reference, "offset");
    end = read_museum(reader, list, &direction, tail);
    if (end) return end;
    if (name && !ends_here(parser, name)) return 0; /* "north of" something that is no place */
    return read_unresolved(reader, list, &direction, name ? name : tail);
}

/* ---- rings, depths --------------------------------------------------------------------------------------------- */

static bool is_out_to_sea(const airlog_parser *parser, size_t at) {
    return airlog_parser_term(parser, at) == AIRLOG_TERM_OFFSHORE || (airlog_parser_term(parser, at) == AIRLOG_TERM_OFF && airlog_parser_listed(parser, at + 1, AIRLOG_LIST_SHORE));
}

/* The preposition of a ring, and the token of its reference; 0 when there is none. */
static size_t ring_preposition(const airlog_parser *parser, const airlog_quantity *quantity, size_t at) {
    while (airlog_parser_term(parser, at) == AIRLOG_TERM_JUST || airlog_parser_term(parser, at) == AIRLOG_TERM_AWAY) at++;
    airlog_term term = airlog_parser_term(parser, at), next = airlog_parser_term(parser, at + 1);
    if (term == AIRLOG_TERM_OUT) {
        if (next == AIRLOG_TERM_OVER || next == AIRLOG_TERM_FROM) return at + 2;
        if (next == AIRLOG_TERM_TO && airlog_parser_listed(parser, at + 2, AIRLOG_LIST_SEA)) {
            return airlog_parser_term(parser, at + 3) == AIRLOG_TERM_FROM || airlog_parser_term(parser, at + 3) == AIRLOG_TERM_OFF ? at + 4 : 0;
        }
        return airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF ? at + 2 : 0;
    }
    if (term == AIRLOG_TERM_FROM) return at + 1;
    if (term == AIRLOG_TERM_OFF) return next == AIRLOG_TERM_OF ? at + 2 : at + 1;
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_SHORT) && next == AIRLOG_TERM_OF) return at + 2;
    if (term == AIRLOG_TERM_OUTSIDE) return at + 1;
    if (term == AIRLOG_TERM_OF && (quantity->hedge == AIRLOG_HEDGE_UP_TO || airlog_begins_name(parser, at + 1) ||
                                   airlog_parser_term(parser, at + 1) == AIRLOG_TERM_THE)) {
        return at + 1;
    }
    return 0;
}

static size_t read_ring(airlog_place_reader *reader, const shared_list *list) {
    const airlog_parser *parser = reader->parser;
    const airlog_quantity *quantity = list->items[list->count - 1];
    size_t at = skip_manner(parser, list->end);
    airlog_reference reference;
    if (is_out_to_sea(parser, at)) {
        size_t sea = airlog_parser_term(parser, at) == AIRLOG_TERM_OFFSHORE ? at + 1 : at + 2, name = read_preposition_of(parser, sea);
        size_t end = airlog_read_reference(parser, name ? name : sea, &reference);
        if (end && (name || !reference.anaphora)) {
            reference.coast = true;
            return add_rings(reader, list, end, &reference);
        }
        reference = (airlog_reference){.kind = AIRLOG_PLACE_COAST, .anaphora = true, .coast = true, .side_deg = AIRLOG_UNKNOWN};
        return add_rings(reader, list, sea, &reference);
    }
    size_t name = ring_preposition(parser, quantity, at);
    if (!name || !airlog_parser_same_sentence(parser, at - 1, name)) return 0;
    size_t end = airlog_read_reference(parser, name, &reference);
    bool nowhere = reference.anaphora && reference.kind == AIRLOG_PLACE_ANY && !airlog_parser_listed(parser, reference.first_token, AIRLOG_LIST_RUNWAY_PART) &&
                   !airlog_parser_listed(parser, reference.first_token, AIRLOG_LIST_RUNWAY_END);
    if (!end || nowhere) return 0; /* from a target, a ship, a site: nothing that is placed */
    bool of_only = airlog_parser_term(parser, name - 1) == AIRLOG_TERM_OF && name - 1 == at;
    if (airlog_parser_mark(parser, end, '(') && airlog_parser_listed(parser, end + 1, AIRLOG_LIST_TERRITORIAL)) {
        airlog_parser_note(reader->parser, quantity->span, "ring", true, "the definition of a zone");
        return 0;
    }
    bool nautical = quantity->unit == AIRLOG_TERM_NAUTICAL_MILE && !reference.anaphora; /* "13.6nm of X": an f was lost */
    if (of_only && !reference.coast && !nautical && quantity->hedge != AIRLOG_HEDGE_UP_TO) return 0;
    return add_rings(reader, list, end, &reference);
}

/* "violated Turkish airspace to a depth of 2 km": the zone was named in the same sentence. */
static void take_zone_before(const airlog_parser *parser, size_t first, airlog_reference *out) {
    const airlog_facts *facts = parser->facts;
    if (facts->position_count == 0) return;
    const airlog_position_fact *before = &facts->positions[facts->position_count - 1];
    if (before->kind == AIRLOG_POSITION_IN && airlog_parser_same_sentence(parser, before->first_token, first)) *out = before->reference;
}

static size_t read_depth(airlog_place_reader *reader, const shared_list *list) {
    const airlog_parser *parser = reader->parser;
    size_t at = list->end;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_DEEP) at++;
    airlog_term term = airlog_parser_term(parser, at);
    airlog_reference reference = {.kind = AIRLOG_PLACE_AIRSPACE, .anaphora = true, .side_deg = AIRLOG_UNKNOWN};
    size_t end = 0;
    if (term == AIRLOG_TERM_INTO || term == AIRLOG_TERM_INSIDE || (at > list->end && term == AIRLOG_TERM_IN)) {
        end = airlog_read_reference(parser, at + 1, &reference);
        if (!end) return 0;
    } else {
        size_t hedged, first = list->items[0]->first_token;
        bool approximate;
        airlog_read_hedge(parser, first, &hedged, &approximate);
        bool before = hedged >= 2 && airlog_parser_term(parser, hedged - 1) == AIRLOG_TERM_OF && airlog_parser_listed(parser, hedged - 2, AIRLOG_LIST_DEPTH);
        bool of_water = before && hedged >= 4 && airlog_parser_term(parser, hedged - 4) == AIRLOG_TERM_AT; /* "lay at a depth of 27 m" */
        if (of_water && list->items[0]->value_si < 1000) return 0;
        bool after = airlog_parser_listed(parser, list->end, AIRLOG_LIST_DEPTH);
        if (!before && !after) return 0;
        end = after ? list->end + 1 : list->end;
        take_zone_before(parser, first, &reference);
    }
    for (size_t i = 0; i < list->count; i++) {
        airlog_position_fact *fact = add_item(reader, list, i, end, AIRLOG_POSITION_DEPTH, "depth beyond a border");
        if (!fact) return 0;
        fact->reference = reference;
        if (reference.anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    }
    return end;
}

/* "WI AN AREA DEFINED AS .5NM RADIUS OF ATL": within that distance of a named place. */
static size_t read_radius(airlog_place_reader *reader, airlog_quantity *quantity) {
    const airlog_parser *parser = reader->parser;
    size_t at = quantity->end_token;
    airlog_reference reference;
    if (quantity->dimension != AIRLOG_DIMENSION_DISTANCE || !airlog_parser_listed(parser, at, AIRLOG_LIST_RADIUS)) return 0;
    bool of = airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF || airlog_parser_listed(parser, at + 1, AIRLOG_LIST_AROUND) ||
              airlog_parser_term(parser, at + 1) == AIRLOG_TERM_FROM;
    if (of && airlog_begins_fix(parser, at + 2)) return 0; /* the fix is read by itself */
    size_t end = of ? airlog_read_reference(parser, at + 2, &reference) : 0;
    if (!end || reference.anaphora) return 0;
    quantity->hedge = AIRLOG_HEDGE_UP_TO;
    shared_list one = {.items = {quantity}, .count = 1, .end = at};
    return add_rings(reader, &one, end, &reference);
}

/* "got close to the 24 nautical mile mark of X's zone": about that distance from its edge. */
static size_t read_mark(airlog_place_reader *reader, airlog_quantity *quantity) {
    const airlog_parser *parser = reader->parser;
    size_t at = quantity->end_token, first = quantity->first_token;
    bool mark = airlog_parser_listed(parser, at, AIRLOG_LIST_MARK) && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_OF;
    bool reached = false;
    for (size_t back = 1; back <= 4 && back <= first; back++) reached = reached || airlog_parser_listed(parser, first - back, AIRLOG_LIST_REACHED);
    airlog_reference reference;
    size_t end = mark && reached ? airlog_read_reference(parser, at + 2, &reference) : 0;
    if (!end || reference.anaphora) return 0;
    reference.coast = true;
    quantity->hedge = AIRLOG_HEDGE_ABOUT;
    shared_list one = {.items = {quantity}, .count = 1, .end = at};
    return add_rings(reader, &one, end, &reference);
}

size_t airlog_read_measured(airlog_place_reader *reader, size_t at) {
    airlog_quantity *quantity = airlog_quantity_at(reader, at);
    if (quantity->role == AIRLOG_ROLE_BACKGROUND && quantity->dimension == AIRLOG_DIMENSION_DISTANCE) return read_mark(reader, quantity);
    if (quantity->role == AIRLOG_ROLE_SIZE) return read_radius(reader, quantity);
    if (!places(quantity)) return 0;
    shared_list list = read_shared(reader, at), one = {.items = {quantity}, .count = 1, .end = quantity->end_token};
    size_t end = airlog_read_final(reader, quantity->end_token, at);
    if (!end && list.count > 1) end = read_offset(reader, &list);
    if (!end && list.count > 1) end = read_ring(reader, &list);
    if (!end && list.count > 1) end = read_depth(reader, &list);
    if (!end) end = read_offset(reader, &one);
    if (!end) end = read_ring(reader, &one);
    if (!end) end = read_depth(reader, &one);
    if (!end) airlog_parser_note(reader->parser, quantity->span, "position", true, "a distance with neither direction nor reference");
    return end;
}
