/* Facts made by hand over a text that is really lexed: what the tests of choosing and placing stand on. */
#ifndef AIRLOG_PLACE_SCENE_H
#define AIRLOG_PLACE_SCENE_H

#include "airlog_test.h"

#include "airlog/place.h"

#include <math.h>

#define SCENE_FACTS 8

typedef struct scene {
    airlog_arena *memory;
    airlog_tables *tables;
    airlog_report report;
    airlog_tokens tokens;
    airlog_position_fact facts_made[SCENE_FACTS];
    airlog_facts facts;
    airlog_error error;
} scene;

static inline void scene_open(scene *s, const char *text) {
    *s = (scene){0};
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &s->memory, &s->error), AIRLOG_OK);
    if (airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &s->tables, &s->error) != AIRLOG_OK)
        fail_msg("%s", s->error.message);
    s->report.id = airlog_text_of("test");
    s->report.text = airlog_text_of(text);
    assert_int_equal(airlog_lex(&s->report, s->memory, &s->tokens, &s->error), AIRLOG_OK);
    s->facts = (airlog_facts){.tokens = &s->tokens, .positions = s->facts_made};
}

static inline void scene_close(scene *s) {
    airlog_tables_close(s->tables);
    airlog_arena_close(s->memory);
}

static inline airlog_span scene_span(const scene *s, const char *words) {
    const char *at = strstr(s->report.text.bytes, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - s->report.text.bytes);
    return (airlog_span){start, start + (uint32_t)strlen(words)};
}

static inline airlog_reference scene_reference(const scene *s, const char *words, airlog_place_kind kind) {
    airlog_reference reference = {.span = scene_span(s, words), .kind = kind, .side_deg = AIRLOG_UNKNOWN};
    bool begun = false;
    for (uint32_t i = 0; i < s->tokens.count; i++) {
        const airlog_token *token = &s->tokens.items[i];
        if (token->start < reference.span.start || token->start >= reference.span.end) continue;
        if (!begun) reference.first_token = i;
        begun = true;
        reference.end_token = i + 1;
    }
    assert_true(begun);
    return reference;
}

static inline void scene_within(const scene *s, airlog_reference *reference, const char *words) {
    reference->within[reference->within_count++] = scene_span(s, words);
}

static inline airlog_quantity scene_distance(double value, double unit_m) {
    double v = value * unit_m;
    return (airlog_quantity){.dimension = AIRLOG_DIMENSION_DISTANCE,
                             .value = value,
                             .min = value,
                             .max = value,
                             .precision = 1,
                             .value_si = v,
                             .min_si = v,
                             .max_si = v,
                             .precision_si = unit_m,
                             .paired_si = AIRLOG_UNKNOWN};
}

/* A fact about `words`; the caller fills in the rest. */
static inline airlog_position_fact *scene_fact(scene *s, airlog_position_kind kind, const char *words) {
    assert_true(s->facts.position_count < SCENE_FACTS);
    airlog_position_fact *fact = &s->facts_made[s->facts.position_count++];
    *fact = (airlog_position_fact){
        .kind = kind, .bearing_deg = AIRLOG_UNKNOWN, .bearing2_deg = AIRLOG_UNKNOWN, .radius_cell_m = AIRLOG_UNKNOWN};
    if (words) fact->reference = scene_reference(s, words, AIRLOG_PLACE_ANY);
    return fact;
}

static inline airlog_position_fact *scene_offset(scene *s, const char *words, double value, double unit_m,
                                                 double bearing_deg, double half_deg) {
    airlog_position_fact *fact = scene_fact(s, AIRLOG_POSITION_OFFSET, words);
    fact->distance = scene_distance(value, unit_m);
    fact->bearing_deg = bearing_deg;
    fact->bearing_half_deg = half_deg;
    fact->bearing_reference = AIRLOG_BEARING_COMPASS;
    return fact;
}

static inline airlog_position *scene_place(scene *s, const airlog_place_options *options) {
    airlog_positions positions;
    if (airlog_place(&s->facts, s->tables, options, s->memory, &positions, &s->error) != AIRLOG_OK)
        fail_msg("%s", s->error.message);
    assert_int_equal(positions.count, s->facts.position_count);
    return positions.items;
}

#define SCENE_NM 1852.0
#define SCENE_MILE 1609.344

#endif
