/* What happened at sea, for who asks for every domain: a report of ships is one incident, at the first place that it
 * measures, named by the worst that was done. */
#include "sentence.h"

enum { PLACE_RANK = 42 }; /* of airlog_where_rank(): measured or named, no mere area */

/* Acts against ships, the worst first. */
typedef struct act {
    const char *event;
    unsigned deed;
    int rank;
} act;

static const act acts[] = {
    {"hijacked", AIRLOG_DEED_HIJACKED, 90}, {"attacked", AIRLOG_DEED_ATTACKED, 80},     {"boarded", AIRLOG_DEED_BOARDED, 70},
    {"robbed", AIRLOG_DEED_ROBBED, 60},     {"approached", AIRLOG_DEED_APPROACHED, 50},
};

static const act *worst_act(const airlog_assembly *a) {
    unsigned deeds = 0;
    for (size_t i = 0; i < a->facts->tokens->count; i++) deeds |= a->facts->deeds[i];
    for (size_t k = 0; k < sizeof acts / sizeof *acts; k++) {
        if (deeds & acts[k].deed) return &acts[k];
    }
    return NULL;
}

static void add_places(const airlog_assembly *a, airlog_draft *draft) {
    for (size_t i = 0; i < a->facts->position_count && draft->position_count < AIRLOG_DRAFT_POSITIONS; i++) {
        if (airlog_where_rank(&a->facts->positions[i]) < PLACE_RANK) continue;
        draft->positions[draft->position_count++] = (uint32_t)i;
    }
}

static void add_times(const airlog_assembly *a, airlog_draft *draft) {
    for (size_t i = 0; i < a->facts->time_count; i++) {
        const airlog_time_fact *time = &a->facts->times[i];
        bool clock = time->kind == AIRLOG_TIME_CLOCK && time->clock_s >= 0;
        if (clock && !draft->start) draft->start = time;
        if (time->kind == AIRLOG_TIME_DAY && !draft->day) draft->day = time;
    }
}

/* The sentence that the first place stands in; the whole report without a place. */
static airlog_span span_of(const airlog_assembly *a, const airlog_draft *draft) {
    airlog_span whole = {0, (uint32_t)a->report->text.length};
    if (!draft->position_count) return whole;
    const airlog_tokens *tokens = a->facts->tokens;
    uint32_t sentence = a->facts->positions[draft->positions[0]].sentence;
    airlog_span span = {UINT32_MAX, 0};
    for (size_t i = 0; i < tokens->count; i++) {
        const airlog_token *token = &tokens->items[i];
        if (token->sentence != sentence || token->kind >= AIRLOG_TOKEN_LINE) continue;
        if (token->start < span.start) span.start = token->start;
        span.end = token->start + token->length;
    }
    return span.end ? span : whole;
}

airlog_status airlog_draft_sea(const airlog_assembly *a, airlog_drafts *out) {
    const act *worst = worst_act(a);
    if (!worst) return AIRLOG_OK;
    airlog_draft *draft = airlog_draft_add(a, out);
    if (!draft) return airlog_arena_failed(a->memory, a->error);
    draft->event_name = airlog_text_of(worst->event);
    draft->rank = worst->rank;
    draft->object_class = airlog_text_of("ship");
    draft->object_group = airlog_text_of("ship");
    draft->anchored = draft->whole = true;
    add_places(a, draft);
    add_times(a, draft);
    draft->span = span_of(a, draft);
    return AIRLOG_OK;
}
