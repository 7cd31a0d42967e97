/* Lists: n times, n places, n heights, n ends of n things. Lists of one length align by number, in one sentence and
 * in those that follow; a single value belongs to all; other lengths stay unaligned and are said to be. */
#include "clause.h"

#include <math.h>
#include <string.h>

#define LIST_MOST 16u

typedef struct list_facts {
    size_t clocks[LIST_MOST], places[LIST_MOST], heights[LIST_MOST];
    uint32_t clock_count, place_count, height_count;
} list_facts;

/* "altitudes of 2,000 m, 2,500 m and 3,000 m": a length that goes on with a list of heights. */
static bool goes_on(const airlog_assembly *a, const list_facts *lists, const airlog_quantity *quantity) {
    if (!lists->height_count || quantity->role != AIRLOG_ROLE_UNKNOWN) return false;
    const airlog_quantity *last = &a->facts->quantities[lists->heights[lists->height_count - 1]];
    return quantity->dimension == AIRLOG_DIMENSION_DISTANCE && quantity->first_token <= last->end_token + 2;
}

static void gather(const airlog_assembly *a, const airlog_sentence *sentence, size_t from, size_t until,
                   list_facts *out) {
    const airlog_facts *f = a->facts;
    memset(out, 0, sizeof *out);
    for (size_t i = sentence->times.first; i < sentence->times.end && out->clock_count < LIST_MOST; i++) {
        if (f->times[i].kind == AIRLOG_TIME_CLOCK && f->times[i].first_token >= from && f->times[i].first_token < until)
            out->clocks[out->clock_count++] = i;
    }
    for (size_t i = sentence->positions.first; i < sentence->positions.end && out->place_count < LIST_MOST; i++) {
        const airlog_position_fact *position = &f->positions[i];
        bool again = out->place_count && position->reference.anaphora; /* "at Riga airport ... near the airport" */
        if (!again && airlog_where_rank(position) >= 42 && position->first_token >= from && position->first_token < until)
            out->places[out->place_count++] = i;
    }
    for (size_t i = sentence->quantities.first; i < sentence->quantities.end && out->height_count < LIST_MOST; i++) {
        const airlog_quantity *quantity = &f->quantities[i];
        if (quantity->first_token < from || quantity->first_token >= until) continue;
        if (quantity->role == AIRLOG_ROLE_ALTITUDE || goes_on(a, out, quantity)) out->heights[out->height_count++] = i;
    }
}

static bool respectively(const airlog_assembly *a, const airlog_sentence *sentence) {
    for (size_t i = sentence->tokens.first; i < sentence->tokens.end; i++) {
        if (airlog_token_term(a, i) == AIRLOG_TERM_RESPECTIVELY || airlog_token_in(a, i, " respectively sequentially "))
            return true;
    }
    return false;
}

uint32_t airlog_list_ordinals(const airlog_assembly *a, const airlog_sentence *sentence) {
    uint32_t next = 1;
    for (size_t i = sentence->tokens.first; i + 1 < sentence->tokens.end; i++) {
        if (airlog_token_term(a, i) != AIRLOG_TERM_THE) continue;
        airlog_term term = airlog_token_term(a, i + 1);
        bool second = next == 2 && airlog_token_in(a, i + 1, " second other ");
        next += second || (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_ORDINAL && airlog_term_value(term) == next);
    }
    return next - 1;
}

/* Facts of one list: the parser numbered them, or nothing but commas and "and" stands between them. */
static bool listed_clocks(const airlog_assembly *a, const list_facts *lists) {
    const airlog_time_fact *times = a->facts->times;
    for (uint32_t i = 1; i < lists->clock_count; i++) {
        const airlog_time_fact *x = &times[lists->clocks[i - 1]], *y = &times[lists->clocks[i]];
        if (x->group && x->group == y->group) continue;
        if (y->first_token > x->end_token + 3) return false;
    }
    return lists->clock_count > 1;
}

static bool one_list(const airlog_assembly *a, const list_facts *lists) {
    const airlog_position_fact *places = a->facts->positions;
    for (uint32_t i = 1; i < lists->place_count; i++) {
        const airlog_position_fact *x = &places[lists->places[i - 1]], *y = &places[lists->places[i]];
        if (!x->group || x->group != y->group) return false;
    }
    return lists->place_count > 1;
}

/* "The balloons": more than one, by the last letter of the noun. */
static bool is_plural(const airlog_assembly *a, const airlog_object_fact *object) {
    airlog_text words = airlog_text_part(a->report->text, object->span);
    return words.length > 3 && (words.bytes[words.length - 1] | 0x20) == 's' && !airlog_text_is(object->object, "UAS");
}

/* The length of the list that the sentence tells, 1 when it is none. */
static uint32_t list_length(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_draft *draft,
                            const list_facts *lists) {
    if (draft->event && airlog_text_is(draft->event->cictt, "MAC")) return 1; /* all who met were there */
    bool said = respectively(a, sentence);
    uint32_t objects = draft->count_min == draft->count_max && draft->count_max > 1 && draft->count_max <= LIST_MOST
                           ? (uint32_t)draft->count_max
                           : 0;
    uint32_t ordinals = airlog_list_ordinals(a, sentence);
    bool told = ordinals > 1 && ordinals == lists->clock_count; /* "the first at 5:05 and the second at 5:15" */
    uint32_t clocks = told || listed_clocks(a, lists) ? lists->clock_count : 0;
    bool several = !objects && draft->object && is_plural(a, draft->object);
    uint32_t places = lists->place_count;
    if (places > 1 && places == lists->clock_count && (said || clocks == places || one_list(a, lists))) return places;
    if (clocks > 1 && (said || several || clocks == objects)) return clocks;
    if (places > 1 && (said || places == objects)) return places;
    return 1;
}

static void give_item(const list_facts *lists, uint32_t length, uint32_t item, const airlog_assembly *a,
                      airlog_draft *draft) {
    const airlog_facts *f = a->facts;
    if (lists->clock_count == length) draft->start = &f->times[lists->clocks[item]];
    if (lists->clock_count > 1 && lists->clock_count != length) draft->doubts |= AIRLOG_DOUBT_BIT(LIST_UNALIGNED);
    if (lists->place_count == length) {
        draft->position_count = 1;
        draft->positions[0] = (uint32_t)lists->places[item];
        draft->leaving[0] = false;
    } else if (lists->place_count > 1) {
        draft->doubts |= AIRLOG_DOUBT_BIT(LIST_UNALIGNED);
    }
    if (lists->height_count == length) {
        draft->altitude_count = 1;
        draft->altitudes[0] = &f->quantities[lists->heights[item]];
    } else if (lists->height_count > 1) {
        draft->doubts |= AIRLOG_DOUBT_BIT(LIST_UNALIGNED);
    }
}

/* "Four balloons were detected between 6 a.m. and 6 a.m." and then the four: the sum is no fifth thing. */
static void absorb_sum(const airlog_story *story, uint32_t length, airlog_drafts *items) {
    for (size_t i = 0; i < story->drafts->count; i++) {
        airlog_draft *sum = &story->drafts->items[i];
        if (sum->siblings || sum->absorbed || !airlog_text_equal(sum->object_group, items->items[0].object_group))
            continue;
        bool counted = sum->count_max == (double)length;
        bool placed = sum->position_count > 0 && items->items[0].position_count > 0;
        if (!counted || placed) continue;
        sum->absorbed = true;
        for (size_t k = 0; k < items->count; k++) {
            if (!items->items[k].actor.length) items->items[k].actor = sum->actor;
            if (!items->items[k].day) items->items[k].day = sum->day;
            if (items->items[k].position_count || !sum->position_count) continue;
            items->items[k].position_count = sum->position_count; /* where all of them were */
            memcpy(items->items[k].positions, sum->positions, sizeof sum->positions);
            memcpy(items->items[k].leaving, sum->leaving, sizeof sum->leaving);
        }
    }
}

airlog_status airlog_list_split(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *fresh,
                                airlog_story *story, airlog_drafts *out) {
    list_facts lists;
    size_t until = sentence->tokens.end;
    if (fresh->end) until = fresh->end->first_token;
    gather(a, sentence, sentence->tokens.first, until, &lists);
    uint32_t length = list_length(a, sentence, fresh, &lists);
    if (length > 1) story->siblings++;
    for (uint32_t item = 0; item < length; item++) {
        airlog_draft *draft = airlog_draft_add(a, out);
        if (!draft) return airlog_arena_failed(a->memory, a->error);
        *draft = *fresh;
        if (length == 1) break;
        draft->siblings = story->siblings;
        draft->item = item;
        draft->count_min = draft->count_max = 1;
        give_item(&lists, length, item, a, draft);
    }
    if (length > 1) absorb_sum(story, length, out);
    return AIRLOG_OK;
}

/* ---- sentences that go on with a list --------------------------------------------------------------------------- */

static uint32_t siblings_told(const airlog_story *story, size_t *out_first) {
    uint32_t count = 0;
    if (!story->begun) return 0;
    uint32_t siblings = story->drafts->items[story->last_draft].siblings;
    *out_first = 0;
    for (size_t i = 0; siblings && i < story->drafts->count; i++) {
        if (story->drafts->items[i].siblings != siblings) continue;
        if (count++ == 0) *out_first = i;
    }
    return count;
}

static size_t pass_lines(const airlog_assembly *a, const airlog_sentence *sentence) {
    size_t first = sentence->tokens.first;
    while (first < sentence->tokens.end && a->facts->tokens->items[first].kind >= AIRLOG_TOKEN_LINE) first++;
    return first;
}

static void give_end(const airlog_assembly *a, const list_facts *lists, uint32_t count, uint32_t item,
                     airlog_draft *draft) {
    if (lists->clock_count == count) draft->end = &a->facts->times[lists->clocks[item]];
    else if (lists->clock_count == 1) draft->end = &a->facts->times[lists->clocks[0]];
    bool place = lists->place_count == count && draft->position_count < AIRLOG_DRAFT_POSITIONS;
    if (!place) return;
    draft->leaving[draft->position_count] = draft->position_count > 0;
    draft->positions[draft->position_count++] = (uint32_t)lists->places[item];
}

airlog_status airlog_list_align(const airlog_assembly *a, const airlog_sentence *sentence, size_t from_token,
                                bool leaving, airlog_story *story, bool *out_used) {
    size_t first;
    uint32_t count = siblings_told(story, &first);
    *out_used = false;
    if (count < 2 || sentence->paragraph > story->last_paragraph + 1) return AIRLOG_OK;
    list_facts lists;
    gather(a, sentence, from_token, sentence->tokens.end, &lists);
    bool aligned = lists.clock_count == count || lists.place_count == count || lists.height_count == count;
    bool shared = lists.height_count == 1 && !lists.clock_count && !lists.place_count;
    bool all = leaving && lists.clock_count == 1 && !airlog_token_in(a, pass_lines(a, sentence), " it ");
    if (!aligned && !shared && !all) return AIRLOG_OK;
    double course_deg = airlog_sentence_course(a, sentence);
    for (uint32_t item = 0; item < count; item++) {
        airlog_draft *draft = &story->drafts->items[first + item];
        if (isnan(draft->course_deg)) draft->course_deg = course_deg;
        if (leaving) {
            give_end(a, &lists, count, item, draft);
        } else {
            if (lists.clock_count == count && !draft->start) draft->start = &a->facts->times[lists.clocks[item]];
            if (lists.place_count == count) {
                draft->position_count = 1;
                draft->positions[0] = (uint32_t)lists.places[item];
                draft->leaving[0] = false;
            }
        }
        size_t height = lists.height_count == count ? lists.heights[item] : lists.heights[0];
        if (lists.height_count == count || lists.height_count == 1) {
            draft->altitude_count = 1;
            draft->altitudes[0] = &a->facts->quantities[height];
        }
    }
    story->last_paragraph = sentence->paragraph;
    *out_used = true;
    return AIRLOG_OK;
}
