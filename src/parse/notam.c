/* The items of a NOTAM are all said of its item E: when (B, C), how high (F, G) and, where E tells no area of its own,
 * the area of the Q line. Facts of the items join the sentence of the event that E tells. */
#include "quantity.h"

/* The token after "X)" when an item begins at the token; 0 otherwise. */
static size_t item_at(const airlog_parser *parser, size_t at, char letter) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_WORD || token->length != 1 || parser->text.bytes[token->start] != letter) return 0;
    return airlog_parser_mark(parser, at + 1, ')') ? at + 2 : 0;
}

/* The token after the letter of an item, from `at` on; 0 when it is not there. */
static size_t find_item(const airlog_parser *parser, size_t at, char letter) {
    for (; at < parser->count; at++) {
        size_t after = item_at(parser, at, letter);
        if (after) return after;
    }
    return 0;
}

static airlog_quantity *height_within(const airlog_parser *parser, size_t first, size_t end) {
    airlog_facts *facts = parser->facts;
    for (size_t i = 0; i < facts->quantity_count; i++) {
        airlog_quantity *quantity = &facts->quantities[i];
        if (quantity->first_token >= first && quantity->first_token < end && quantity->dimension == AIRLOG_DIMENSION_ALTITUDE)
            return quantity;
    }
    return NULL;
}

/* The quantities of F and G join a sentence of E: that of the event, or a later one where E itself tells quantities, for facts
 * stand in the order of their sentences. */
static void join_sentence(airlog_facts *facts, size_t f, uint32_t sentence) {
    for (size_t i = 0; i < facts->quantity_count; i++) {
        airlog_quantity *quantity = &facts->quantities[i];
        if (quantity->first_token >= f) quantity->sentence = sentence;
        else if (quantity->sentence > sentence) sentence = quantity->sentence;
    }
}

/* "F) GND G) FL200", "F) 2000FT AMSL G) FL100": one height from the lower to the upper limit. */
static void join_limits(const airlog_parser *parser, size_t f, size_t g, uint32_t sentence) {
    airlog_quantity *low = height_within(parser, f, g - 2), *high = height_within(parser, g, parser->count);
    airlog_quantity *both = high ? high : low;
    if (!both || both->value_si == 0) return;
    bool ground = airlog_parser_listed(parser, f, AIRLOG_LIST_GROUND_LIMIT);
    join_sentence(parser->facts, f, sentence);
    if (!high) return; /* no upper limit: UNL */
    if (!low && !ground) return;
    double si = both->value_si / both->value;
    both->min_si = low ? low->min_si : 0;
    both->min = both->min_si / si;
    both->value = (both->min + both->max) / 2;
    airlog_quantity_finish(both, si);
    if (low) low->role = AIRLOG_ROLE_BACKGROUND;
}

static bool is_area(const airlog_position_fact *fact) {
    return fact->kind == AIRLOG_POSITION_CIRCLE || fact->kind == AIRLOG_POSITION_POLYGON || fact->kind == AIRLOG_POSITION_COORDINATE;
}

/* The area of the Q line is that of the event, unless E tells it better. */
static void settle_area(airlog_facts *facts, size_t e, uint32_t sentence) {
    bool told = false;
    for (size_t i = 0; i < facts->position_count; i++) told = told || (facts->positions[i].first_token >= e && is_area(&facts->positions[i]));
    for (size_t i = 0; i < facts->position_count; i++) {
        airlog_position_fact *fact = &facts->positions[i];
        if (fact->first_token >= e || !is_area(fact)) continue;
        if (told) fact->role = AIRLOG_ROLE_BACKGROUND;
        else fact->sentence = sentence;
    }
}

airlog_status airlog_parse_notam(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    size_t e = facts->message == AIRLOG_MESSAGE_NOTAM ? find_item(parser, 0, 'E') : 0;
    if (!e) return AIRLOG_OK;
    const airlog_event_fact *event = NULL;
    for (size_t i = 0; i < facts->event_count && !event; i++) event = facts->events[i].first_token >= e ? &facts->events[i] : NULL;
    uint32_t sentence = event ? event->sentence : airlog_parser_token(parser, e)->sentence;
    for (size_t i = 0; i < facts->time_count; i++) {
        if (facts->times[i].first_token < e) facts->times[i].sentence = sentence;
    }
    settle_area(facts, e, sentence);
    size_t f = find_item(parser, e, 'F'), g = f ? find_item(parser, f, 'G') : 0;
    if (g) join_limits(parser, f, g, sentence);
    return AIRLOG_OK;
}
