/* The sentences of a report and which facts stand in each. Facts of a class stand in the order of the text, so one
 * cursor a class is enough. */
#include "sentence.h"

#include <string.h>

bool airlog_token_in(const airlog_assembly *a, size_t index, const char *words) {
    const airlog_tokens *tokens = a->facts->tokens;
    if (index >= tokens->count || tokens->items[index].kind != AIRLOG_TOKEN_WORD) return false;
    const airlog_token *token = &tokens->items[index];
    char wanted[28] = " ";
    if (token->length > 24) return false;
    for (size_t i = 0; i < token->length; i++) {
        char c = a->report->text.bytes[token->start + i];
        wanted[i + 1] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    wanted[token->length + 1] = ' ';
    wanted[token->length + 2] = '\0';
    return strstr(words, wanted) != NULL;
}

airlog_term airlog_token_term(const airlog_assembly *a, size_t index) {
    const airlog_tokens *tokens = a->facts->tokens;
    return index < tokens->count ? (airlog_term)tokens->items[index].term : AIRLOG_TERM_NONE;
}

/* Where the sentence of the i-th fact of a class is kept. */
typedef struct fact_class {
    const char *items;
    size_t count, size, sentence_offset, run_offset, cursor;
} fact_class;


static uint32_t sentence_of(const fact_class *class, size_t i) {
    uint32_t sentence;
    memcpy(&sentence, class->items + i * class->size + class->sentence_offset, sizeof sentence);
    return sentence;
}

static void take_run(fact_class *class, uint32_t number, airlog_sentence *out) {
    while (class->cursor < class->count && sentence_of(class, class->cursor) < number) class->cursor++;
    airlog_run run = {class->cursor, class->cursor};
    while (run.end < class->count && sentence_of(class, run.end) == number) run.end++;
    class->cursor = run.end;
    memcpy((char *)out + class->run_offset, &run, sizeof run);
}

static bool in_title(const airlog_report *report, uint32_t start) {
    uintptr_t title = (uintptr_t)report->title.bytes, text = (uintptr_t)report->text.bytes;
    if (!report->title.length || title < text || title - text >= report->text.length) return false;
    return start < title - text + report->title.length;
}

airlog_status airlog_sentences_of(const airlog_assembly *a, airlog_sentences *out) {
    const airlog_facts *f = a->facts;
    const airlog_tokens *tokens = f->tokens;
#define CLASS_OF(list, counter, run, type)                                                                             \
    {(const char *)f->list, f->counter, sizeof(type), offsetof(type, sentence), offsetof(airlog_sentence, run), 0}
    fact_class classes[] = {
        CLASS_OF(events, event_count, events, airlog_event_fact),
        CLASS_OF(objects, object_count, objects, airlog_object_fact),
        CLASS_OF(positions, position_count, positions, airlog_position_fact),
        CLASS_OF(times, time_count, times, airlog_time_fact),
        CLASS_OF(quantities, quantity_count, quantities, airlog_quantity),
        CLASS_OF(actors, actor_count, actors, airlog_actor_fact),
    };
#undef CLASS_OF
    *out = (airlog_sentences){NULL, 0};
    if (!tokens->count) return AIRLOG_OK;
    size_t most = (size_t)tokens->items[tokens->count - 1].sentence + 1;
    out->items = airlog_arena_take(a->memory, most, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(a->memory, a->error);
    uint32_t paragraph = 0;
    for (size_t i = 0; i < tokens->count;) {
        uint32_t number = tokens->items[i].sentence;
        airlog_sentence *sentence = &out->items[out->count++];
        sentence->tokens.first = i;
        sentence->headline = in_title(a->report, tokens->items[i].start);
        sentence->paragraph = paragraph;
        while (i < tokens->count && tokens->items[i].sentence == number) {
            if (tokens->items[i].kind == AIRLOG_TOKEN_PARAGRAPH) {
                paragraph++;
                if (i == sentence->tokens.first) sentence->paragraph = paragraph;
            }
            i++;
        }
        sentence->tokens.end = i;
        for (size_t c = 0; c < sizeof classes / sizeof *classes; c++) take_run(&classes[c], number, sentence);
    }
    return AIRLOG_OK;
}

double airlog_sentence_course(const airlog_assembly *a, const airlog_sentence *sentence) {
    for (size_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        airlog_term term = airlog_token_term(a, i);
        airlog_term_class kind = airlog_term_class_of(term);
        bool headed = kind == AIRLOG_TERM_CLASS_COMPASS && i > sentence->tokens.first &&
                      (airlog_token_in(a, i - 1, " headed heading flew drifting drifted ") ||
                       airlog_token_term(a, i + 1) == AIRLOG_TERM_BOUND);
        if (headed || kind == AIRLOG_TERM_CLASS_HEADING) return airlog_term_value(term);
    }
    return AIRLOG_UNKNOWN;
}
