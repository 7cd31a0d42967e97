#include "parser.h"


#include <string.h>

#define FACTS_FIRST_BYTES 1024u /* of room in a new list of facts */

const airlog_token airlog_no_token = {.kind = AIRLOG_TOKEN_MARK};

airlog_text airlog_parser_word(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    return (airlog_text){parser->text.bytes + token->start, token->length};
}

void airlog_parser_take(airlog_parser *parser, size_t first, size_t end, airlog_taken who) {
    for (size_t i = first; i < end && i < parser->count; i++) parser->taken[i] = (uint8_t)who;
}

airlog_span airlog_parser_span(const airlog_parser *parser, size_t first, size_t end) {
    if (first >= end || first >= parser->count) return (airlog_span){0, 0};
    const airlog_token *begin = airlog_parser_token(parser, first);
    const airlog_token *last = airlog_parser_token(parser, end <= parser->count ? end - 1 : parser->count - 1);
    return (airlog_span){begin->start, last->start + last->length};
}

/* One more item of a list of facts that grows in the arena. */
static void *more(airlog_parser *parser, void *list, size_t *count, size_t *room, size_t size) {
    char *items;
    memcpy(&items, list, sizeof items);
    if (*count >= AIRLOG_FACTS_LIMIT_DEFAULT) return NULL;
    if (*count == *room) {
        size_t first = FACTS_FIRST_BYTES / size, wanted = *room ? 2 * *room : first ? first : 1;
        items = airlog_arena_grow(parser->memory, items, *count, wanted, size);
        if (!items) return NULL;
        memcpy(list, &items, sizeof items);
        *room = wanted;
    }
    char *item = items + *count * size;
    memset(item, 0, size); /* the arena gives it as it was */
    (*count)++;
    return item;
}

static const airlog_quantity no_quantity = {.value = 0};

/* A quantity that says nothing: what is not known of it is NaN. */
airlog_quantity airlog_parser_no_quantity(void) {
    airlog_quantity out = no_quantity;
    out.paired_si = AIRLOG_UNKNOWN;
    return out;
}

airlog_quantity *airlog_parser_quantity(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    airlog_quantity *out =
        more(parser, &facts->quantities, &facts->quantity_count, &parser->quantity_room, sizeof *facts->quantities);
    if (out) out->paired_si = AIRLOG_UNKNOWN;
    return out;
}

void airlog_position_fact_clear(airlog_position_fact *out) {
    *out = (airlog_position_fact){.rule = ""};
    out->distance.paired_si = out->distance2.paired_si = AIRLOG_UNKNOWN;
    out->bearing_deg = out->bearing2_deg = out->bearing_half_deg = AIRLOG_UNKNOWN;
    out->reference.side_deg = out->reference2.side_deg = AIRLOG_UNKNOWN;
    out->precision_lon_deg = out->precision_lat_deg = out->radius_cell_m = AIRLOG_UNKNOWN;
}

airlog_position_fact *airlog_parser_position(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    airlog_position_fact *out =
        more(parser, &facts->positions, &facts->position_count, &parser->position_room, sizeof *facts->positions);
    if (out) airlog_position_fact_clear(out);
    return out;
}

airlog_time_fact *airlog_parser_time(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    airlog_time_fact *out = more(parser, &facts->times, &facts->time_count, &parser->time_room, sizeof *facts->times);
    if (!out) return NULL;
    out->weekday = out->weekday_end = -1;
    out->clock_s = out->clock_end_s = out->paired_utc_s = -1;
    out->after.paired_si = AIRLOG_UNKNOWN;
    out->rule = "";
    return out;
}

airlog_event_fact *airlog_parser_event(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    return more(parser, &facts->events, &facts->event_count, &parser->event_room, sizeof *facts->events);
}

airlog_object_fact *airlog_parser_object(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    airlog_object_fact *out = more(parser, &facts->objects, &facts->object_count, &parser->object_room, sizeof *facts->objects);
    if (out) out->count_min = out->count_max = AIRLOG_UNKNOWN;
    return out;
}

airlog_actor_fact *airlog_parser_actor(airlog_parser *parser) {
    airlog_facts *facts = parser->facts;
    return more(parser, &facts->actors, &facts->actor_count, &parser->actor_room, sizeof *facts->actors);
}

static bool is_at_limit(const airlog_facts *facts) {
    const size_t counts[] = {facts->quantity_count, facts->position_count, facts->time_count, facts->event_count,
                             facts->object_count,   facts->actor_count,    facts->note_count};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (counts[i] >= AIRLOG_FACTS_LIMIT_DEFAULT) return true;
    }
    return false;
}

airlog_status airlog_parser_failed(airlog_parser *parser) {
    if (is_at_limit(parser->facts)) {
        return airlog_fail(parser->error, AIRLOG_E_LIMIT, "a report holds more than %u facts of one class",
                           AIRLOG_FACTS_LIMIT_DEFAULT);
    }
    return airlog_arena_failed(parser->memory, parser->error);
}

void airlog_parser_note(airlog_parser *parser, airlog_span span, const char *rule, bool refused, const char *why) {
    airlog_facts *facts = parser->facts;
    if (!(parser->flags & AIRLOG_PARSE_NOTES)) return;
    airlog_note *note = more(parser, &facts->notes, &facts->note_count, &parser->note_room, sizeof *facts->notes);
    if (!note) return; /* notes are for people: without room for one more, the facts still stand */
    *note = (airlog_note){span, rule, refused, airlog_arena_copy(parser->memory, airlog_text_of(why))};
}

bool airlog_parser_in(const airlog_parser *parser, size_t index, const char *words) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind != AIRLOG_TOKEN_WORD || token->length > 24) return false;
    char wanted[28];
    size_t length = 0;
    wanted[length++] = ' ';
    for (size_t i = 0; i < token->length; i++) {
        char c = parser->text.bytes[token->start + i];
        if (c == '.' || c == '\'') continue;
        wanted[length++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    wanted[length++] = ' ';
    wanted[length] = '\0';
    return strstr(words, wanted) != NULL;
}
