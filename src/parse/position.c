/* The walk over the tokens that reads positions, and what every position shares. */
#include "position.h"
#include "words.h"

#include <string.h>

airlog_quantity *airlog_quantity_at(const airlog_place_reader *reader, size_t at) {
    if (at >= reader->parser->count || !reader->quantity_at[at]) return NULL;
    return &reader->parser->facts->quantities[reader->quantity_at[at] - 1];
}

/* ---- what stands before a position ---------------------------------------------------------------------- */

/* In one test, for few words tell a leg and nothing foretells which list they stand in. */
static bool any_leg(uint16_t word) {
    unsigned any = (unsigned)airlog_listed_in(word, AIRLOG_LIST_ENTERS) | (unsigned)airlog_listed_in(word, AIRLOG_LIST_CAME) |
                   (unsigned)airlog_listed_in(word, AIRLOG_LIST_LEAVES) | (unsigned)airlog_listed_in(word, AIRLOG_LIST_LEFT) |
                   (unsigned)airlog_listed_in(word, AIRLOG_LIST_ALONG);
    return any != 0;
}

static airlog_leg leg_of_word(const airlog_parser *parser, size_t at) {
    if (!any_leg(parser->listed[at])) return AIRLOG_LEG_NONE;
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_ENTERS)) return AIRLOG_LEG_ENTER;
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_CAME) && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_FROM) return AIRLOG_LEG_ENTER;
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_LEAVES)) return AIRLOG_LEG_LEAVE;
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_LEFT) && !airlog_parser_listed(parser, at + 1, AIRLOG_LIST_AFTER_LEFT) &&
        (at == 0 || airlog_parser_term(parser, at - 1) != AIRLOG_TERM_THE)) {
        return AIRLOG_LEG_LEAVE;
    }
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_ALONG)) return AIRLOG_LEG_ALONG;
    return AIRLOG_LEG_NONE;
}

static airlog_leg leg_before(const airlog_parser *parser, size_t first) {
    for (size_t back = 1; back <= 6 && back <= first; back++) {
        if (!airlog_parser_same_sentence(parser, first - back, first) || airlog_parser_mark(parser, first - back, ';')) break;
        airlog_leg leg = leg_of_word(parser, first - back);
        if (leg != AIRLOG_LEG_NONE) return leg;
    }
    return AIRLOG_LEG_NONE;
}

static bool is_gerund(const airlog_parser *parser, size_t at) {
    airlog_text word = airlog_parser_word(parser, at);
    return word.length > 4 && memcmp(word.bytes + word.length - 3, "ing", 3) == 0;
}

/* "did not cross", "without entering", "at no point": within the same clause. */
static bool is_negated(const airlog_parser *parser, size_t first) {
    for (size_t back = 1; back <= 8 && back <= first; back++) {
        size_t at = first - back;
        if (!airlog_parser_same_sentence(parser, at, first) || airlog_parser_mark(parser, at, ',') || airlog_parser_mark(parser, at, ';')) break;
        airlog_term term = airlog_parser_term(parser, at);
        if (airlog_parser_is(parser, at, "without") && !is_gerund(parser, at + 1)) continue; /* "without permission" */
        if (term == AIRLOG_TERM_NOT || airlog_parser_listed(parser, at, AIRLOG_LIST_OUTSIDE)) return true;
        if (is_gerund(parser, at + 1) && airlog_word_classes(parser, at) & AIRLOG_WORD_AVERTED) return true; /* "avoided entering" */
        if (term == AIRLOG_TERM_NO && airlog_parser_listed(parser, at + 1, AIRLOG_LIST_POINT_WORD)) return true;
        if (airlog_parser_listed(parser, at, AIRLOG_LIST_ONLY)) return false;
    }
    return false;
}

/* Whether the clause before `at` names something that flies. */
static bool clause_flies(const airlog_parser *parser, size_t at) {
    size_t begin = at;
    while (begin > 0 && at - begin < 24 && airlog_parser_same_sentence(parser, begin - 1, at)) begin--;
    airlog_span span = airlog_parser_span(parser, begin, at);
    return airlog_flies(airlog_text_part(parser->text, span));
}

/* "X, which is 38 miles north-east of Y", "The island sits 150 km east of Z", "an airport located 3 miles north of":
 * where a place is, not what happened there. `first` is the position with its hedge. */
static bool is_background(const airlog_parser *parser, size_t first) {
    size_t at = first;
    for (int steps = 0; steps < 4 && at > 0; steps++) {
        airlog_term before = airlog_parser_term(parser, at - 1);
        bool filler = before == AIRLOG_TERM_AT || before == AIRLOG_TERM_IN || before == AIRLOG_TERM_ON || before == AIRLOG_TERM_A ||
                      before == AIRLOG_TERM_JUST || before == AIRLOG_TERM_OF || airlog_parser_listed(parser, at - 1, AIRLOG_LIST_FILLER);
        if (!filler) break;
        at--;
    }
    if (at == 0 || !airlog_parser_same_sentence(parser, at - 1, first)) return false;
    if (airlog_parser_term(parser, at - 1) != AIRLOG_TERM_IS) {
        return airlog_parser_listed(parser, at - 1, AIRLOG_LIST_EXTENDS) ||
               (at >= 2 && airlog_parser_listed(parser, at - 2, AIRLOG_LIST_EXTENDS_OUT) && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_OUT);
    }
    if (airlog_parser_listed(parser, at - 1, AIRLOG_LIST_WAS)) return false;
    bool participle = airlog_parser_listed(parser, at - 1, AIRLOG_LIST_LOCATED);
    size_t verb = at - 1; /* "was last located", "is now located": a place does not move */
    while (participle && verb > 0 && airlog_parser_listed(parser, verb - 1, AIRLOG_LIST_AT_A_TIME)) verb--;
    bool opens = verb == 0 || !airlog_parser_same_sentence(parser, verb - 1, at); /* "LOCATED APPROXIMATELY 205 NM": of a message */
    if (participle && opens && airlog_is_capitals(parser, at - 1)) return false;
    if (participle && verb + 1 < at && verb > 0 && airlog_parser_term(parser, verb - 1) == AIRLOG_TERM_IS) return false;
    if (participle && verb > 0 && airlog_parser_listed(parser, verb - 1, AIRLOG_LIST_BEEN)) return false;
    if (at >= 2 && airlog_parser_term(parser, at - 2) == AIRLOG_TERM_WHICH) return true;
    return !clause_flies(parser, at - 1);
}

/* A token of a time, or a preposition or hedge before one. */
static bool is_of_time(const airlog_parser *parser, size_t at) {
    if (parser->taken[at] == AIRLOG_TAKEN_TIME) return true;
    airlog_term term = airlog_parser_term(parser, at);
    return term == AIRLOG_TERM_AT || term == AIRLOG_TERM_ON || airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE;
}

/* "near Lund, about 40 km east of Ystad": the distance tells where the place just named is, when that is a spot and no sea.
 * "Lund, 40 km from Ystad" at the head of a sentence too. */
static bool is_apposition(const airlog_parser *parser, const airlog_position_fact *fact, size_t first) {
    const airlog_facts *facts = parser->facts;
    bool measured = fact->kind == AIRLOG_POSITION_OFFSET || fact->kind == AIRLOG_POSITION_RING;
    if (!measured || first < 2 || airlog_is_capitals(parser, first)) return false;
    bool anaphora = fact->end_token >= 2 && airlog_parser_term(parser, fact->end_token - 2) == AIRLOG_TERM_THE &&
                    !(airlog_parser_token(parser, fact->end_token - 1)->flags & AIRLOG_TOKEN_CAPITAL);
    if (anaphora) return false; /* "..., about 9 km north of the airport": a place is not told by itself */
    bool comma = airlog_parser_mark(parser, first - 1, ',');
    bool dots = airlog_parser_mark(parser, first - 1, '.') && airlog_parser_token(parser, first - 1)->length == 3;
    if (!comma && !dots) return false;
    if (facts->position_count >= 2) {
        const airlog_position_fact *before = fact - 1;
        bool spot = before->reference.kind == AIRLOG_PLACE_ANY || before->reference.kind == AIRLOG_PLACE_CITY ||
                    before->reference.kind == AIRLOG_PLACE_AIRPORT || before->reference.kind == AIRLOG_PLACE_ISLAND ||
                    before->reference.kind == AIRLOG_PLACE_REEF;
        bool named = before->kind == AIRLOG_POSITION_NEAR || before->kind == AIRLOG_POSITION_OVER || before->kind == AIRLOG_POSITION_AT;
        size_t gap = before->end_token;
        while (gap + 1 < first && gap < before->end_token + 12u && is_of_time(parser, gap)) gap++;
        if (spot && named && gap + 1 == first && !before->reference.coast) return true;
    }
    bool goes_on = airlog_parser_mark(parser, fact->end_token, ',') && airlog_parser_same_sentence(parser, first, fact->end_token + 3u);
    if (fact->kind != AIRLOG_POSITION_RING || !(dots || goes_on)) return false;
    size_t name = first - 1;
    while (name > 0 && first - name < 8 && airlog_parser_same_sentence(parser, name - 1, first) && airlog_begins_name(parser, name - 1)) name--;
    return name + 1 < first && (name == 0 || !airlog_parser_same_sentence(parser, name - 1, first));
}

/* "sits 150 km east of A and about 200 km west of B": the second is said of the same place. */
static bool goes_on_with_background(const airlog_parser *parser, size_t first) {
    const airlog_facts *facts = parser->facts;
    if (facts->position_count < 2) return false;
    const airlog_position_fact *before = &facts->positions[facts->position_count - 2];
    if (before->role != AIRLOG_ROLE_BACKGROUND || before->end_token >= first || before->end_token + 3u < first) return false;
    for (size_t at = before->end_token; at < first; at++) {
        airlog_term term = airlog_parser_term(parser, at);
        if (!airlog_parser_mark(parser, at, ',') && term != AIRLOG_TERM_AND && term != AIRLOG_TERM_OR) return false;
    }
    return airlog_parser_same_sentence(parser, before->first_token, first);
}

/* ---- facts ---------------------------------------------------------------------------------------------------- */

airlog_position_fact *airlog_add_position(airlog_place_reader *reader, size_t first, size_t end, airlog_position_kind kind,
                                          const char *rule) {
    airlog_parser *parser = reader->parser;
    airlog_position_fact *fact = airlog_parser_position(parser);
    if (!fact) {
        reader->status = airlog_parser_failed(parser);
        return NULL;
    }
    fact->first_token = (uint32_t)first;
    fact->end_token = (uint32_t)end;
    fact->span = airlog_parser_span(parser, first, end);
    fact->sentence = airlog_parser_token(parser, first)->sentence;
    fact->kind = kind;
    fact->rule = rule;
    size_t hedged;
    bool approximate;
    airlog_read_hedge(parser, first, &hedged, &approximate);
    fact->leg = leg_before(parser, hedged);
    fact->negated = is_negated(parser, hedged);
    if (is_background(parser, hedged) || is_apposition(parser, fact, hedged) || goes_on_with_background(parser, hedged)) {
        fact->role = AIRLOG_ROLE_BACKGROUND;
        airlog_parser_note(parser, fact->span, rule, true, "says where a place is, not what happened there");
    }
    for (size_t i = first; i < end; i++) {
        if (parser->taken[i] == AIRLOG_TAKEN_FREE) parser->taken[i] = AIRLOG_TAKEN_POSITION;
    }
    return fact;
}

void airlog_set_direction(airlog_position_fact *fact, const airlog_direction_reading *direction) {
    fact->bearing_deg = direction->deg;
    fact->bearing_half_deg = direction->half_deg;
    fact->bearing_reference = direction->reference;
    fact->compass = direction->compass;
    if (direction->repaired) fact->doubts |= AIRLOG_DOUBT_BIT(DIRECTION_REPAIRED);
}

void airlog_set_distance(airlog_position_fact *fact, airlog_quantity *quantity) {
    quantity->role = AIRLOG_ROLE_OFFSET;
    fact->distance = *quantity;
    fact->doubts |= quantity->doubts;
}

static bool is_range_dash(const airlog_parser *parser, size_t at) {
    return airlog_parser_mark(parser, at, '-') || airlog_parser_term(parser, at) == AIRLOG_TERM_TO;
}

bool airlog_read_bare_distance(airlog_parser *parser, size_t at, airlog_quantity *out) {
    airlog_number_reading low = airlog_read_number(parser, at), high = low;
    if (!low.end || low.article || low.in_words) return false;
    if (is_range_dash(parser, low.end)) {
        airlog_number_reading second = airlog_read_number(parser, low.end + 1);
        if (second.end && !second.in_words && second.value > low.value) high = second;
    }
    *out = airlog_parser_no_quantity();
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)high.end;
    out->sentence = airlog_parser_token(parser, at)->sentence;
    out->span = airlog_parser_span(parser, at, high.end);
    out->dimension = AIRLOG_DIMENSION_DISTANCE;
    out->unit = AIRLOG_TERM_NAUTICAL_MILE;
    out->min = low.value;
    out->max = high.value;
    out->value = (low.value + high.value) / 2;
    out->precision = low.precision;
    out->doubts = AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    size_t first;
    bool approximate;
    out->hedge = airlog_read_hedge(parser, at, &first, &approximate);
    if (approximate) out->doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    airlog_quantity_finish(out, airlog_term_value(AIRLOG_TERM_NAUTICAL_MILE));
    return true;
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

static bool comes_first(const airlog_position_fact *a, const airlog_position_fact *b) {
    return a->span.start < b->span.start || (a->span.start == b->span.start && a->span.end < b->span.end);
}

static void merge(airlog_position_fact *to, const airlog_position_fact *a, size_t a_count, const airlog_position_fact *b, size_t b_count) {
    size_t i = 0, j = 0;
    while (i < a_count || j < b_count) {
        bool left = j == b_count || (i < a_count && !comes_first(&b[j], &a[i]));
        *to++ = left ? a[i++] : b[j++];
    }
}

/* Coordinates were read before: both lists are in order by themselves, near enough for a merge sort to be linear. */
static airlog_status sort_positions(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    size_t count = facts->position_count;
    bool sorted = true;
    for (size_t i = 1; i < count; i++) sorted = sorted && !comes_first(&facts->positions[i], &facts->positions[i - 1]);
    if (sorted) return AIRLOG_OK;
    airlog_position_fact *other = airlog_arena_take(parser->memory, count, sizeof *other), *from = facts->positions;
    if (!other) return airlog_parser_failed(parser);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t middle = at + width < count ? at + width : count, end = middle + width < count ? middle + width : count;
            merge(other + at, from + at, middle - at, from + middle, end - middle);
        }
        airlog_position_fact *swap = from;
        from = other;
        other = swap;
    }
    facts->positions = from;
    parser->position_room = count;
    return AIRLOG_OK;
}

/* ---- the walk ------------------------------------------------------------------------------------------------------ */

static size_t read_at_quantity(airlog_place_reader *reader, size_t at, airlog_quantity *quantity) {
    const airlog_parser *parser = reader->parser;
    if (quantity->dimension == AIRLOG_DIMENSION_ANGLE) { /* "155 degrees from X", "240° radial of X" */
        size_t end = airlog_read_fix(reader, at);
        if (!end) end = airlog_read_directed(reader, at);
        return end ? end : quantity->end_token;
    }
    bool han_before = at > 0 && (airlog_parser_token(parser, at - 1)->kind == AIRLOG_TOKEN_HAN || airlog_parser_mark(parser, at - 1, ')'));
    if (han_before && quantity->dimension == AIRLOG_DIMENSION_DISTANCE && quantity->role == AIRLOG_ROLE_UNKNOWN) {
        size_t end = airlog_read_han_measured(reader, at);
        if (end) return end;
    }
    size_t end = parser->facts->message == AIRLOG_MESSAGE_ASRS && quantity->dimension == AIRLOG_DIMENSION_DISTANCE
                     ? airlog_read_asrs_position(reader, at, quantity)
                     : 0;
    if (!end) end = airlog_read_measured(reader, at);
    return end > quantity->end_token ? end : quantity->end_token;
}

static size_t read_at_figure(airlog_place_reader *reader, size_t at) {
    size_t end = airlog_read_fix(reader, at);
    if (!end) end = airlog_read_directed(reader, at);
    return end ? end : airlog_read_terse(reader, at);
}

/* "JFK 240 radial 30 DME", "GON VOR radial", "LRP 15SW": a code, and what goes on with a figure. */
static bool may_be_fix(const airlog_parser *parser, size_t at, const airlog_token *token) {
    if (!(token->flags & AIRLOG_TOKEN_UPPER) || token->length > 4 || token->class_of != AIRLOG_TERM_CLASS_NONE) return false;
    const airlog_token *next = airlog_parser_token(parser, at + 1);
    return next->kind == AIRLOG_TOKEN_NUMBER || next->term == AIRLOG_TERM_RADIAL || airlog_parser_listed(parser, at + 1, AIRLOG_LIST_VOR);
}

static size_t read_at_word(airlog_place_reader *reader, size_t at, const airlog_token *token) {
    size_t end = may_be_fix(reader->parser, at, token) ? airlog_read_fix(reader, at) : 0;
    airlog_message message = reader->parser->facts->message;
    if (!end && message == AIRLOG_MESSAGE_PIREP) end = airlog_read_pirep_station(reader, at);
    if (!end && message == AIRLOG_MESSAGE_ASRS) end = airlog_read_asrs_locale(reader, at);
    if (end || !token->term) return end;
    if (token->class_of == AIRLOG_TERM_CLASS_COMPASS) end = airlog_read_directed(reader, at);
    if (end) return end;
    if (token->class_of == AIRLOG_TERM_CLASS_COMPASS || token->term == AIRLOG_TERM_FINAL || token->term == AIRLOG_TERM_RUNWAY)
        end = airlog_read_terse(reader, at);
    return end ? end : airlog_read_preposition(reader, at);
}

/* Most tokens begin no position: names, marks, and words that are taken. */
static size_t read_at(airlog_place_reader *reader, size_t at) {
    const airlog_token *token = &reader->parser->items[at];
    if (reader->quantity_at[at]) return read_at_quantity(reader, at, airlog_quantity_at(reader, at));
    if (reader->parser->taken[at] != AIRLOG_TAKEN_FREE) return 0;
    switch (token->kind) {
    case AIRLOG_TOKEN_WORD: return read_at_word(reader, at, token);
    case AIRLOG_TOKEN_NUMBER:
    case AIRLOG_TOKEN_IDENT: return read_at_figure(reader, at);
    case AIRLOG_TOKEN_HAN: return airlog_read_han_word(reader, at);
    default: return 0;
    }
}

static airlog_status index_quantities(airlog_place_reader *reader) {
    airlog_parser *parser = reader->parser;
    reader->quantity_at = airlog_arena_take(parser->memory, parser->count + 1, sizeof *reader->quantity_at);
    if (!reader->quantity_at) return airlog_arena_failed(parser->memory, parser->error);
    for (size_t i = 0; i < parser->facts->quantity_count; i++) {
        uint32_t first = parser->facts->quantities[i].first_token;
        reader->quantity_at[first] = (uint32_t)i + 1;
        parser->begins[first] |= AIRLOG_BEGINS_POSITION;
    }
    return AIRLOG_OK;
}

/* Facts of a sentence with "respectively" are items of one list. */
static void number_items(airlog_place_reader *reader, size_t first_fact) {
    airlog_parser *parser = reader->parser;
    airlog_facts *facts = parser->facts;
    size_t fact = first_fact, begin = first_fact;
    if (facts->position_count < first_fact + 2) return;
    for (size_t at = 0; at < parser->count && fact < facts->position_count; at++) {
        uint32_t sentence = airlog_parser_token(parser, at)->sentence;
        while (begin < facts->position_count && facts->positions[begin].sentence < sentence) begin++;
        if (airlog_parser_term(parser, at) != AIRLOG_TERM_RESPECTIVELY) continue;
        uint32_t items = 0;
        for (fact = begin; fact < facts->position_count && facts->positions[fact].sentence == sentence; fact++) items++;
        if (items < 2) continue;
        reader->groups++;
        for (fact = begin, items = 0; fact < facts->position_count && facts->positions[fact].sentence == sentence; fact++) {
            facts->positions[fact].group = reader->groups;
            facts->positions[fact].item = items++;
        }
        begin = fact;
    }
}

airlog_status airlog_parse_positions(airlog_parser *parser) {
    airlog_place_reader reader = {.parser = parser, .status = AIRLOG_OK};
    airlog_status status = index_quantities(&reader);
    size_t before = parser->facts->position_count;
    for (size_t at = 0; status == AIRLOG_OK;) {
        at = airlog_parser_next(parser, at, AIRLOG_BEGINS_POSITION);
        if (at == parser->count) break;
        size_t end = read_at(&reader, at);
        at = end > at ? end : at + 1;
        status = reader.status;
    }
    if (status != AIRLOG_OK) return status;
    number_items(&reader, before);
    return sort_positions(parser);
}
