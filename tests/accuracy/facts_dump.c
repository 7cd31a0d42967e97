/* Reads JSON Lines {"id", "text"} and prints the facts of each text as JSON Lines: what the accuracy harness compares. */
#include <stdio.h>
#include <string.h>

#include "airlog/parse.h"
#include "describe_time.h"

typedef struct dump {
    airlog_arena *arena;
    airlog_buffer out;
    airlog_text text;
} dump;

static void key(dump *to, const char *name) {
    if (to->out.length && to->out.bytes[to->out.length - 1] != '{' && to->out.bytes[to->out.length - 1] != '[') {
        airlog_buffer_char(&to->out, ',');
    }
    airlog_buffer_char(&to->out, '"');
    airlog_buffer_string(&to->out, name);
    airlog_buffer_string(&to->out, "\":");
}

static void text(dump *to, const char *name, airlog_text value) {
    key(to, name);
    airlog_buffer_json(&to->out, value);
}

static void number(dump *to, const char *name, double value) {
    key(to, name);
    airlog_buffer_number(&to->out, value, 9);
}

static void begin(dump *to) {
    if (to->out.bytes[to->out.length - 1] == '}') airlog_buffer_char(&to->out, ',');
    airlog_buffer_char(&to->out, '{');
}

static void doubts(dump *to, airlog_doubts set) {
    key(to, "doubts");
    airlog_buffer_char(&to->out, '"');
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++) {
        if (!(set >> i & 1)) continue;
        airlog_buffer_string(&to->out, airlog_doubt_name((airlog_doubt)i));
        airlog_buffer_char(&to->out, ' ');
    }
    airlog_buffer_char(&to->out, '"');
}

static void quantity(dump *to, const airlog_quantity *from) {
    static const char *const dimensions[] = {"none", "distance", "altitude", "speed", "duration", "angle", "pressure", "mass"};
    static const char *const roles[] = {"unknown", "offset", "altitude", "speed", "duration", "separation", "size", "background", "weather"};
    static const char *const hedges[] = {"", "about", "nearly", "over", "up_to", "closest"};
    static const char *const pairs[] = {"none", "agrees", "conflict"};
    text(to, "dimension", airlog_text_of(dimensions[from->dimension]));
    text(to, "role", airlog_text_of(roles[from->role]));
    text(to, "hedge", airlog_text_of(hedges[from->hedge]));
    text(to, "unit", airlog_text_of(airlog_term_name(from->unit)));
    number(to, "value", from->value);
    number(to, "min", from->min);
    number(to, "max", from->max);
    number(to, "si", from->value_si);
    text(to, "datum", airlog_text_of(airlog_datum_name(from->datum)));
    number(to, "paired_si", from->paired_si);
    text(to, "paired_unit", airlog_text_of(airlog_term_name(from->paired_unit)));
    text(to, "pair", airlog_text_of(pairs[from->pair]));
    text(to, "span", airlog_text_part(to->text, from->span));
    doubts(to, from->doubts);
}

static void reference(dump *to, const char *name, const airlog_reference *from) {
    key(to, name);
    airlog_buffer_char(&to->out, '{');
    text(to, "text", airlog_text_part(to->text, from->span));
    text(to, "kind", airlog_text_of(airlog_place_kind_name(from->kind)));
    for (size_t i = 0; i < from->within_count; i++) {
        static const char *const names[] = {"within", "within2", "within3"};
        text(to, names[i], airlog_text_part(to->text, from->within[i]));
    }
    number(to, "code", from->code);
    number(to, "anaphora", from->anaphora);
    number(to, "coast", from->coast);
    number(to, "side", from->side_deg);
    airlog_buffer_char(&to->out, '}');
}

static void position(dump *to, const airlog_position_fact *from) {
    begin(to);
    text(to, "kind", airlog_text_of(airlog_position_kind_name(from->kind)));
    text(to, "rule", airlog_text_of(from->rule));
    number(to, "background", from->role == AIRLOG_ROLE_BACKGROUND);
    number(to, "negated", from->negated);
    key(to, "distance");
    airlog_buffer_char(&to->out, '{');
    if (from->distance.dimension != AIRLOG_DIMENSION_NONE) quantity(to, &from->distance);
    airlog_buffer_char(&to->out, '}');
    number(to, "bearing", from->bearing_deg);
    text(to, "bearing_ref", airlog_text_of(airlog_bearing_reference_name(from->bearing_reference)));
    number(to, "distance2", from->distance2.dimension ? from->distance2.value : AIRLOG_UNKNOWN);
    number(to, "bearing2", from->bearing2_deg);
    reference(to, "reference", &from->reference);
    if (from->reference2.span.end) reference(to, "reference2", &from->reference2);
    key(to, "points");
    airlog_buffer_char(&to->out, '[');
    for (size_t i = 0; i < from->point_count; i++) {
        if (i) airlog_buffer_char(&to->out, ',');
        airlog_buffer_char(&to->out, '[');
        airlog_buffer_number(&to->out, from->points[i].lon_deg, 7);
        airlog_buffer_char(&to->out, ',');
        airlog_buffer_number(&to->out, from->points[i].lat_deg, 7);
        airlog_buffer_char(&to->out, ']');
    }
    airlog_buffer_char(&to->out, ']');
    number(to, "leg", from->leg);
    number(to, "group", from->group);
    number(to, "item", from->item);
    number(to, "start", from->span.start);
    text(to, "span", airlog_text_part(to->text, from->span));
    doubts(to, from->doubts);
    airlog_buffer_char(&to->out, '}');
}

static void time_fact(dump *to, const airlog_time_fact *from) {
    char letter[2] = {from->zone_letter, '\0'};
    begin(to);
    number(to, "kind", from->kind);
    number(to, "clock_s", from->clock_s);
    text(to, "zone_letter", airlog_text_of(letter));
    text(to, "words", airlog_text_of(describe_time(from).text));
    text(to, "span", airlog_text_part(to->text, from->span));
    airlog_buffer_char(&to->out, '}');
}

static void print_facts(dump *to, airlog_text id, const airlog_facts *facts) {
    to->out.length = 0;
    airlog_buffer_char(&to->out, '{');
    text(to, "id", id);
    text(to, "message", airlog_text_of(airlog_message_name(facts->message)));
    text(to, "city", facts->header_city);
    text(to, "state", facts->header_state);
    text(to, "facility", facts->header_facility);
    number(to, "correction", facts->correction);
    key(to, "quantities");
    airlog_buffer_char(&to->out, '[');
    for (size_t i = 0; i < facts->quantity_count; i++) {
        begin(to);
        quantity(to, &facts->quantities[i]);
        airlog_buffer_char(&to->out, '}');
    }
    airlog_buffer_char(&to->out, ']');
    key(to, "positions");
    airlog_buffer_char(&to->out, '[');
    for (size_t i = 0; i < facts->position_count; i++) position(to, &facts->positions[i]);
    airlog_buffer_char(&to->out, ']');
    key(to, "times");
    airlog_buffer_char(&to->out, '[');
    for (size_t i = 0; i < facts->time_count; i++) time_fact(to, &facts->times[i]);
    airlog_buffer_char(&to->out, ']');
    key(to, "notes");
    airlog_buffer_char(&to->out, '[');
    for (size_t i = 0; i < facts->note_count; i++) {
        begin(to);
        text(to, "rule", airlog_text_of(facts->notes[i].rule));
        number(to, "refused", facts->notes[i].refused);
        text(to, "why", facts->notes[i].why);
        text(to, "span", airlog_text_part(to->text, facts->notes[i].span));
        airlog_buffer_char(&to->out, '}');
    }
    airlog_buffer_string(&to->out, "]}\n");
}

static airlog_status dump_report(dump *to, const airlog_report *report, airlog_error *error) {
    airlog_tokens tokens;
    airlog_facts facts;
    to->text = report->text;
    airlog_status status = airlog_lex(report, to->arena, &tokens, error);
    if (status == AIRLOG_OK) status = airlog_parse(&tokens, NULL, AIRLOG_PARSE_NOTES, to->arena, &facts, error);
    if (status != AIRLOG_OK) return status;
    print_facts(to, report->id, &facts);
    fwrite(to->out.bytes, 1, to->out.length, stdout);
    return AIRLOG_OK;
}

/* One line on standard input: an id, a tab, a JSON-free text in which \n and \\ are escaped by the harness. */
static size_t unescape(char *line, size_t length) {
    size_t to = 0;
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\\' && i + 1 < length) line[to++] = line[++i] == 'n' ? '\n' : line[i] == 'r' ? '\r' : line[i];
        else line[to++] = line[i];
    }
    return to;
}

int main(void) {
    static char line[1 << 24];
    airlog_error error = {0};
    dump to = {.arena = NULL};
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &to.arena, &error) != AIRLOG_OK) return 1;
    airlog_status status = AIRLOG_OK;
    while (status == AIRLOG_OK && fgets(line, sizeof line, stdin)) {
        size_t length = strcspn(line, "\n"), tab = strcspn(line, "\t");
        if (tab >= length) continue;
        airlog_report report = {.id = {line, tab}};
        report.text = (airlog_text){line + tab + 1, unescape(line + tab + 1, length - tab - 1)};
        airlog_arena_reset(to.arena);
        status = dump_report(&to, &report, &error);
    }
    if (status != AIRLOG_OK) fprintf(stderr, "facts_dump: %s\n", error.message);
    airlog_buffer_close(&to.out);
    airlog_arena_close(to.arena);
    return status == AIRLOG_OK ? 0 : 1;
}
