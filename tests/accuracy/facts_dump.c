/* Prints the facts of each report of a JSON Lines file ({"id", "text"} a line) as one JSON object a line, for
 * accuracy.py. Usage: facts_dump [FILE]   (standard input without one; $AIRLOG_DATA names the tables) */
#include "airlog/parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static airlog_status read_file(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error) {
    FILE *file = context;
    *out_length = fread(out, 1, capacity, file);
    return ferror(file) ? airlog_fail(error, AIRLOG_E_INPUT, "cannot be read") : AIRLOG_OK;
}

static void key(airlog_buffer *out, const char *name) {
    if (out->bytes[out->length - 1] != '{' && out->bytes[out->length - 1] != '[') airlog_buffer_char(out, ',');
    airlog_buffer_char(out, '"');
    airlog_buffer_string(out, name);
    airlog_buffer_string(out, "\":");
}

static void put_text(airlog_buffer *out, const char *name, airlog_text text) {
    key(out, name);
    airlog_buffer_json(out, text);
}

static void put_string(airlog_buffer *out, const char *name, const char *text) {
    put_text(out, name, airlog_text_of(text ? text : ""));
}

static void put_real(airlog_buffer *out, const char *name, double value) {
    key(out, name);
    airlog_buffer_number(out, value, 9);
}

static void next_item(airlog_buffer *out) {
    if (out->bytes[out->length - 1] != '[') airlog_buffer_char(out, ',');
    airlog_buffer_char(out, '{');
}

static void put_doubts(airlog_buffer *out, airlog_doubts doubts) {
    key(out, "doubts");
    airlog_buffer_char(out, '[');
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++) {
        if (!(doubts >> i & 1)) continue;
        if (out->bytes[out->length - 1] != '[') airlog_buffer_char(out, ',');
        airlog_buffer_json(out, airlog_text_of(airlog_doubt_name((airlog_doubt)i)));
    }
    airlog_buffer_char(out, ']');
}

static void put_quantity(airlog_buffer *out, airlog_text text, const airlog_quantity *quantity) {
    put_text(out, "text", airlog_text_part(text, quantity->span));
    put_real(out, "dimension", quantity->dimension);
    put_real(out, "role", quantity->role);
    put_real(out, "value", quantity->value);
    put_real(out, "min", quantity->min);
    put_real(out, "max", quantity->max);
    put_string(out, "unit", quantity->unit ? airlog_term_name(quantity->unit) : "");
    put_real(out, "si", quantity->value_si);
    put_real(out, "hedge", quantity->hedge);
    put_string(out, "datum", airlog_datum_name(quantity->datum));
    put_real(out, "paired", quantity->paired_si);
    put_real(out, "pair", quantity->pair);
    put_doubts(out, quantity->doubts);
}

static void put_reference(airlog_buffer *out, airlog_text text, const char *name, const airlog_reference *reference) {
    put_text(out, name, airlog_text_part(text, reference->span));
    if (reference->span.end == 0) return;
    key(out, "within");
    airlog_buffer_char(out, '[');
    for (int i = 0; i < reference->within_count; i++) {
        if (i > 0) airlog_buffer_char(out, ',');
        airlog_buffer_json(out, airlog_text_part(text, reference->within[i]));
    }
    airlog_buffer_char(out, ']');
    put_string(out, "place", airlog_place_kind_name(reference->kind));
    put_real(out, "code", reference->code);
    put_real(out, "anaphora", reference->anaphora);
    put_real(out, "coast", reference->coast);
}

static void put_position(airlog_buffer *out, airlog_text text, const airlog_position_fact *position) {
    put_text(out, "text", airlog_text_part(text, position->span));
    put_string(out, "kind", airlog_position_kind_name(position->kind));
    put_string(out, "rule", position->rule);
    put_real(out, "role", position->role);
    put_real(out, "negated", position->negated);
    put_real(out, "bearing", position->bearing_deg);
    put_string(out, "bearing_ref", airlog_bearing_reference_name(position->bearing_reference));
    put_real(out, "group", position->group);
    put_real(out, "item", position->item);
    put_reference(out, text, "ref", &position->reference);
    if (position->reference2.span.end) put_text(out, "ref2", airlog_text_part(text, position->reference2.span));
    if (position->distance.dimension != AIRLOG_DIMENSION_NONE) {
        key(out, "distance");
        airlog_buffer_char(out, '{');
        put_quantity(out, text, &position->distance);
        airlog_buffer_char(out, '}');
    }
    if (position->distance2.dimension != AIRLOG_DIMENSION_NONE) {
        put_real(out, "distance2_m", position->distance2.value_si);
        put_real(out, "bearing2", position->bearing2_deg);
    }
    if (position->point_count > 0) {
        put_real(out, "lon", position->points[0].lon_deg);
        put_real(out, "lat", position->points[0].lat_deg);
        put_real(out, "points", (double)position->point_count);
    }
    put_doubts(out, position->doubts);
}

static void put_time(airlog_buffer *out, airlog_text text, const airlog_time_fact *time) {
    put_text(out, "text", airlog_text_part(text, time->span));
    put_real(out, "kind", time->kind);
    put_real(out, "clock_s", time->clock_s);
    put_real(out, "clock_end_s", time->clock_end_s);
    put_real(out, "year", time->date.year);
    put_real(out, "month", time->date.month);
    put_real(out, "day", time->date.day);
    put_real(out, "weekday", time->weekday);
    put_string(out, "letter", (const char[2]){time->zone_letter, '\0'});
    if (time->zone_known) put_real(out, "offset_s", time->offset_s);
    put_real(out, "paired_utc_s", time->paired_utc_s);
}

static void put_facts(airlog_buffer *out, const airlog_report *report, const airlog_facts *facts) {
    airlog_buffer_char(out, '{');
    put_text(out, "id", report->id);
    put_string(out, "message", airlog_message_name(facts->message));
    put_text(out, "city", facts->header_city);
    put_text(out, "state", facts->header_state);
    put_real(out, "events", (double)facts->event_count);
    put_real(out, "objects", (double)facts->object_count);
    key(out, "positions");
    airlog_buffer_char(out, '[');
    for (size_t i = 0; i < facts->position_count; i++) {
        next_item(out);
        put_position(out, report->text, &facts->positions[i]);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
    key(out, "quantities");
    airlog_buffer_char(out, '[');
    for (size_t i = 0; i < facts->quantity_count; i++) {
        next_item(out);
        put_quantity(out, report->text, &facts->quantities[i]);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
    key(out, "times");
    airlog_buffer_char(out, '[');
    for (size_t i = 0; i < facts->time_count; i++) {
        next_item(out);
        put_time(out, report->text, &facts->times[i]);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_string(out, "]}\n");
}

static int complain(const airlog_error *error) {
    fprintf(stderr, "facts_dump: line %llu: %s\n", (unsigned long long)error->line, error->message);
    return EXIT_FAILURE;
}

int main(int argc, char **argv) {
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : stdin;
    airlog_error error = {0};
    airlog_reader *reader = NULL;
    airlog_arena *arena = NULL;
    airlog_tables *tables = NULL;
    airlog_buffer out = {0};
    airlog_reports reports = {0};
    if (!file) return perror(argv[1]), EXIT_FAILURE;
    airlog_ingest_options options = {.format = AIRLOG_INPUT_JSONL};
    airlog_byte_source source = {file, read_file, argc > 1 ? argv[1] : "-"};
    if (airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &tables, &error) != AIRLOG_OK) return complain(&error);
    if (airlog_arena_open(0, &arena, &error) != AIRLOG_OK) return complain(&error);
    if (airlog_reader_open(source, &options, &reader, &error) != AIRLOG_OK) return complain(&error);
    for (;;) {
        airlog_arena_reset(arena);
        if (airlog_reader_next(reader, NULL, arena, &reports, NULL, &error) != AIRLOG_OK) return complain(&error);
        if (reports.count == 0) break;
        for (size_t i = 0; i < reports.count; i++) {
            airlog_tokens tokens;
            airlog_facts facts;
            if (airlog_lex(&reports.items[i], arena, &tokens, &error) != AIRLOG_OK) return complain(&error);
            if (airlog_parse(&tokens, tables, 0, arena, &facts, &error) != AIRLOG_OK) return complain(&error);
            out.length = 0;
            put_facts(&out, &reports.items[i], &facts);
            fwrite(out.bytes, 1, out.length, stdout);
        }
    }
    airlog_buffer_close(&out);
    airlog_reader_close(reader);
    airlog_arena_close(arena);
    airlog_tables_close(tables);
    if (file != stdin) fclose(file);
    return EXIT_SUCCESS;
}
