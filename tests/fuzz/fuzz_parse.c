/* Any text through lex and parse: spans lie in the text, tokens follow each other, facts are in order. */
#include "fuzz.h"

#include <math.h>

static void check_tokens(const airlog_tokens *tokens, airlog_text text) {
    size_t end = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const airlog_token *token = &tokens->items[i];
        FUZZ_EXPECT(token->start >= end && token->length > 0);
        end = (size_t)token->start + token->length;
        FUZZ_EXPECT(end <= text.length);
        FUZZ_EXPECT(token->term < AIRLOG_TERM_COUNT);
    }
}

static void check_quantity(const airlog_quantity *quantity, airlog_text text) {
    fuzz_span(quantity->span, text);
    FUZZ_EXPECT(!isinf(quantity->value_si));
    FUZZ_EXPECT(!(quantity->min > quantity->max));
}

static void check_position(const airlog_position_fact *position, airlog_text text) {
    fuzz_span(position->span, text);
    fuzz_span(position->reference.span, text);
    fuzz_span(position->reference2.span, text);
    FUZZ_EXPECT(isnan(position->bearing_deg) || (position->bearing_deg >= 0.0 && position->bearing_deg < 360.0));
    FUZZ_EXPECT(position->reference.within_count <= 3);
    for (size_t i = 0; i < position->point_count; i++) {
        FUZZ_EXPECT(fabs(position->points[i].lat_deg) <= 90.0);
        FUZZ_EXPECT(fabs(position->points[i].lon_deg) <= 180.0);
    }
}

static void check_facts(const airlog_facts *facts, airlog_text text) {
    uint32_t last = 0;
    for (size_t i = 0; i < facts->quantity_count; i++) check_quantity(&facts->quantities[i], text);
    for (size_t i = 0; i < facts->position_count; i++) {
        check_position(&facts->positions[i], text);
        FUZZ_EXPECT(facts->positions[i].span.start >= last);
        last = facts->positions[i].span.start;
    }
    for (size_t i = 0; i < facts->time_count; i++) {
        fuzz_span(facts->times[i].span, text);
        FUZZ_EXPECT(facts->times[i].clock_s >= -1 && facts->times[i].clock_s <= 86400);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    airlog_arena *arena = fuzz_arena();
    airlog_report report = fuzz_report(data, size);
    airlog_tokens tokens;
    airlog_facts facts;
    airlog_error error = {0};
    airlog_status status = airlog_lex(&report, arena, &tokens, &error);
    fuzz_failure(status, &error);
    if (status != AIRLOG_OK) return 0;
    check_tokens(&tokens, report.text);
    status = airlog_parse(&tokens, NULL, AIRLOG_PARSE_NOTES, arena, &facts, &error);
    fuzz_failure(status, &error);
    if (status == AIRLOG_OK) check_facts(&facts, report.text);
    return 0;
}
