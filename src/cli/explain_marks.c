/* What stands under the words: a mark with a label for each fact and each refusal. */
#include "explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct marks {
    explain_mark *items;
    size_t count;
    airlog_arena *memory;
    airlog_buffer label;
} marks;

static void add(marks *to, airlog_span span, char mark) {
    airlog_text label = airlog_arena_copy(to->memory, (airlog_text){to->label.bytes, to->label.length});
    to->items[to->count++] = (explain_mark){span, mark, label.bytes ? label.bytes : ""};
    to->label.length = 0;
}

static const char *dimension_name(airlog_dimension dimension) {
    static const char *const names[] = {"number",   "distance", "altitude", "speed",
                                        "duration", "angle",    "pressure", "mass"};
    return names[dimension];
}

static const char *role_name(airlog_role role) {
    static const char *const names[] = {"",           "of a position", "height",     "speed",  "duration",
                                        "separation", "size",          "background", "weather"};
    return names[role];
}

static void print_si(airlog_buffer *out, const airlog_quantity *quantity) {
    static const char *const units[] = {"", "m", "m", "m/s", "s", "deg", "Pa", "kg"};
    airlog_buffer_number(out, quantity->value_si, 1);
    airlog_buffer_print(out, " %s", units[quantity->dimension]);
    if (quantity->min_si < quantity->max_si) {
        airlog_buffer_string(out, " (");
        airlog_buffer_number(out, quantity->min_si, 1);
        airlog_buffer_string(out, " to ");
        airlog_buffer_number(out, quantity->max_si, 1);
        airlog_buffer_char(out, ')');
    }
}

static void add_doubts(airlog_buffer *out, airlog_doubts doubts) {
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++)
        if (doubts & (airlog_doubts)1 << i) airlog_buffer_print(out, " !%s", airlog_doubt_name((airlog_doubt)i));
}

static void add_quantities(marks *to, const airlog_facts *facts) {
    for (size_t i = 0; i < facts->quantity_count; i++) {
        const airlog_quantity *quantity = &facts->quantities[i];
        airlog_buffer_print(&to->label, "%s ", dimension_name(quantity->dimension));
        print_si(&to->label, quantity);
        if (role_name(quantity->role)[0]) airlog_buffer_print(&to->label, ", %s", role_name(quantity->role));
        if (quantity->pair == AIRLOG_PAIR_AGREES) airlog_buffer_string(&to->label, ", pair agrees");
        if (quantity->pair == AIRLOG_PAIR_CONFLICT) airlog_buffer_string(&to->label, ", pair conflicts");
        add_doubts(&to->label, quantity->doubts);
        add(to, quantity->span, '^');
    }
}

static void add_positions(marks *to, const airlog_facts *facts) {
    for (size_t i = 0; i < facts->position_count; i++) {
        const airlog_position_fact *fact = &facts->positions[i];
        airlog_buffer_print(&to->label, "position %zu: %s", i + 1, airlog_position_kind_name(fact->kind));
        if (fact->notation) airlog_buffer_print(&to->label, " (%s)", fact->notation);
        if (!isnan(fact->bearing_deg)) airlog_buffer_print(&to->label, " %05.1f deg", fact->bearing_deg);
        if (fact->negated) airlog_buffer_string(&to->label, ", negated");
        if (fact->role == AIRLOG_ROLE_BACKGROUND) airlog_buffer_string(&to->label, ", background");
        if (fact->rule) airlog_buffer_print(&to->label, " [%s]", fact->rule);
        add_doubts(&to->label, fact->doubts);
        add(to, fact->span, '^');
    }
}

static void print_clock(airlog_buffer *out, int32_t clock_s) {
    if (clock_s >= 0) airlog_buffer_print(out, " %02d:%02d", clock_s / 3600, clock_s / 60 % 60);
}

static void print_date(airlog_buffer *out, airlog_date date) {
    if (date.year) airlog_buffer_print(out, " %04d", date.year);
    if (date.month) airlog_buffer_print(out, "%s%02d", date.year ? "-" : " month ", date.month);
    if (date.day) airlog_buffer_print(out, "%s%02d", date.month ? "-" : " day ", date.day);
}

static void add_times(marks *to, const airlog_facts *facts) {
    static const char *const kinds[] = {"clock", "day", "span", "after", "period"};
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    for (size_t i = 0; i < facts->time_count; i++) {
        const airlog_time_fact *fact = &facts->times[i];
        airlog_buffer_print(&to->label, "time: %s", kinds[fact->kind]);
        print_date(&to->label, fact->date);
        if (fact->weekday >= 0 && fact->weekday < 7) airlog_buffer_print(&to->label, " %s", days[fact->weekday]);
        print_clock(&to->label, fact->clock_s);
        print_clock(&to->label, fact->clock_end_s);
        if (fact->zone_known)
            airlog_buffer_print(&to->label, " %+03d:%02d", fact->offset_s / 3600, abs(fact->offset_s) / 60 % 60);
        if (fact->paired_utc_s >= 0) {
            airlog_buffer_string(&to->label, " =");
            print_clock(&to->label, fact->paired_utc_s);
            airlog_buffer_char(&to->label, 'Z');
        }
        if (fact->rule) airlog_buffer_print(&to->label, " [%s]", fact->rule);
        add_doubts(&to->label, fact->doubts);
        add(to, fact->span, '^');
    }
}

static void add_words(marks *to, const airlog_facts *facts) {
    static const char *const modalities[] = {"", ", negated", ", planned", ", exercise", ", hypothetical", ", past"};
    for (size_t i = 0; i < facts->event_count; i++) {
        const airlog_event_fact *fact = &facts->events[i];
        airlog_buffer_print(&to->label, "event: %.*s%s", (int)fact->event.length, fact->event.bytes,
                            modalities[fact->modality]);
        add(to, fact->span, '^');
    }
    for (size_t i = 0; i < facts->object_count; i++) {
        const airlog_object_fact *fact = &facts->objects[i];
        airlog_buffer_string(&to->label, "object: ");
        if (!isnan(fact->count_min)) airlog_buffer_print(&to->label, "%g ", fact->count_min);
        airlog_buffer_text(&to->label, fact->object);
        if (fact->type.length) airlog_buffer_print(&to->label, " %.*s", (int)fact->type.length, fact->type.bytes);
        if (fact->actor.length) airlog_buffer_print(&to->label, " of %.*s", (int)fact->actor.length, fact->actor.bytes);
        if (fact->other) airlog_buffer_string(&to->label, ", another aircraft");
        add(to, fact->span, '^');
    }
    for (size_t i = 0; i < facts->actor_count; i++) {
        const airlog_actor_fact *fact = &facts->actors[i];
        airlog_buffer_print(&to->label, "%s: %.*s", fact->reporter ? "reporter" : "actor", (int)fact->name.length,
                            fact->name.bytes);
        add(to, fact->span, '^');
    }
}

/* What a rule refused. What it read is there as a fact already. */
static void add_notes(marks *to, const airlog_facts *facts) {
    for (size_t i = 0; i < facts->note_count; i++) {
        const airlog_note *note = &facts->notes[i];
        if (!note->refused) continue;
        airlog_buffer_print(&to->label, "refused: %.*s [%s]", (int)note->why.length, note->why.bytes, note->rule);
        add(to, note->span, '~');
    }
}

static int by_place(const void *a, const void *b) {
    const explain_mark *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
    return strcmp(x->label, y->label);
}

explain_mark *airlog_cli_explain_marks(const explained *all, airlog_arena *memory, size_t *out_count) {
    const airlog_facts *facts = all->facts;
    size_t room = facts->quantity_count + facts->position_count + facts->time_count + facts->event_count +
                  facts->object_count + facts->actor_count + facts->note_count;
    marks found = {.memory = memory, .items = airlog_arena_take(memory, room + 1, sizeof *found.items)};
    if (!found.items) return NULL;
    add_quantities(&found, facts);
    add_positions(&found, facts);
    add_times(&found, facts);
    add_words(&found, facts);
    add_notes(&found, facts);
    airlog_buffer_close(&found.label);
    qsort(found.items, found.count, sizeof *found.items, by_place);
    *out_count = found.count;
    return found.items;
}
