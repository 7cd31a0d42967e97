/* The place that each position of a report starts from. */
#include "home.h"
#include "placer.h"

#include <math.h>

#define CONFIDENT_MARGIN 3.0
/* Namesakes that fit equally well and lie no farther apart than this give one wide circle; farther ones give none. */
#define RIVALS_MOST_M 500000.0

static bool has_reference(const airlog_reference *reference) {
    return reference->span.end > reference->span.start;
}

/* The kind that a position wants of its place when the words ask for none. */
static airlog_place_kind wanted_kind(const airlog_position_fact *fact) {
    if (fact->kind == AIRLOG_POSITION_RADIAL) return AIRLOG_PLACE_NAVAID;
    if (fact->kind == AIRLOG_POSITION_FINAL) return AIRLOG_PLACE_AIRPORT;
    return AIRLOG_PLACE_ANY;
}

bool airlog_kind_serves(airlog_place_kind asked, airlog_place_kind kind) {
    return asked == AIRLOG_PLACE_ANY || asked == kind || (asked == AIRLOG_PLACE_AIRPORT && kind == AIRLOG_PLACE_BASE) ||
           (asked == AIRLOG_PLACE_BASE && kind == AIRLOG_PLACE_AIRPORT);
}

/* Takes the choice of another position for a word such as "the airport", if its kind can be meant; false when not. */
static bool take_over(const airlog_placer *p, airlog_place_kind kind, size_t other, airlog_choice *out) {
    if (!p->choices[other].count || !airlog_kind_serves(kind, p->choices[other].items[0].place.kind)) return false;
    *out = p->choices[other];
    out->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    return true;
}

/* "The airport" is the one named before. */
static bool follow_back(const airlog_placer *p, size_t index, airlog_choice *out) {
    airlog_place_kind kind = p->facts->positions[index].reference.kind;

    for (size_t back = index; back > 0; back--)
        if (take_over(p, kind, back - 1, out)) return true;
    *out = (airlog_choice){.doubts = AIRLOG_DOUBT_BIT(ANAPHORA)};
    out->why_not = airlog_text_of("the reference is a word for a place that the text does not name");
    return false;
}

/* Else the one named next. */
static void follow_next(const airlog_placer *p, size_t index, airlog_choice *out) {
    airlog_place_kind kind = p->facts->positions[index].reference.kind;

    for (size_t next = index + 1; next < p->facts->position_count; next++)
        if (take_over(p, kind, next, out)) return;
}

static bool same_reference(const airlog_reference *a, const airlog_reference *b) {
    return a->first_token == b->first_token && a->end_token == b->end_token && a->span.start == b->span.start;
}

static airlog_status choose_one(airlog_placer *p, size_t index, airlog_choice *out) {
    const airlog_position_fact *fact = &p->facts->positions[index];

    if (index && same_reference(&fact->reference, &fact[-1].reference) && fact[-1].kind == fact->kind) {
        *out = p->choices[index - 1];
        return AIRLOG_OK;
    }
    return airlog_choose(&p->hints, &fact->reference, wanted_kind(fact), fact, out);
}

static void hint_confident(airlog_placer *p, const airlog_choice *choice) {
    const airlog_place_entry *place;

    if (!choice->count || choice->margin < CONFIDENT_MARGIN) return;
    place = &choice->items[0].place;
    airlog_hints_point(&p->hints, (airlog_lonlat){place->lon_deg, place->lat_deg}, fmax(300000, place->extent_m), 0.6);
}

static airlog_status choose_all(airlog_placer *p) {
    size_t count = p->facts->position_count;
    airlog_status status = AIRLOG_OK;

    p->choices = airlog_arena_take(p->memory, count, sizeof *p->choices);
    p->choices2 = airlog_arena_take(p->memory, count, sizeof *p->choices2);
    if (!p->choices || !p->choices2) return airlog_arena_failed(p->memory, p->error);
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
        const airlog_position_fact *fact = &p->facts->positions[i];
        if (has_reference(&fact->reference) && !fact->reference.anaphora) status = choose_one(p, i, &p->choices[i]);
        if (status == AIRLOG_OK && has_reference(&fact->reference2))
            status = airlog_choose(&p->hints, &fact->reference2, AIRLOG_PLACE_ANY, NULL, &p->choices2[i]);
    }
    return status;
}

/* Names that were in doubt are weighed again beside those that were not. */
static airlog_status choose_again(airlog_placer *p) {
    size_t count = p->facts->position_count, before = p->hints.point_count;
    airlog_status status = AIRLOG_OK;

    for (size_t i = 0; i < count; i++) {
        bool repeated = i && same_reference(&p->facts->positions[i].reference, &p->facts->positions[i - 1].reference);
        if (!repeated) hint_confident(p, &p->choices[i]);
        hint_confident(p, &p->choices2[i]);
    }
    if (p->hints.point_count == before) return AIRLOG_OK;
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
        const airlog_position_fact *fact = &p->facts->positions[i];
        if (p->choices[i].count > 1 && p->choices[i].margin < CONFIDENT_MARGIN)
            status = choose_one(p, i, &p->choices[i]);
        if (status == AIRLOG_OK && p->choices2[i].count > 1 && p->choices2[i].margin < CONFIDENT_MARGIN)
            status = airlog_choose(&p->hints, &fact->reference2, AIRLOG_PLACE_ANY, NULL, &p->choices2[i]);
    }
    return status;
}

/* "The airport" of a message that names none is the one it is about. */
static airlog_status follow_home(airlog_placer *p, const airlog_position_fact *fact, airlog_choice *choice) {
    const airlog_home_source source = {p->facts, p->tables, p->error};
    airlog_place_entry place;
    bool found;

    if (choice->count || !p->hints.terse) return AIRLOG_OK;
    if (fact->kind != AIRLOG_POSITION_FINAL && !airlog_kind_serves(fact->reference.kind, AIRLOG_PLACE_AIRPORT))
        return AIRLOG_OK;
    airlog_status status = airlog_home_airport(&source, &place, &found);
    if (status != AIRLOG_OK || !found) return status;
    choice->items = airlog_arena_take(p->memory, 1, sizeof *choice->items);
    if (!choice->items) return airlog_arena_failed(p->memory, p->error);
    choice->items[0] = (airlog_candidate){.place = place, .reasons = UINT32_C(1) << AIRLOG_REASON_MESSAGE};
    choice->count = 1;
    if (place.extent_default) choice->doubts |= AIRLOG_DOUBT_BIT(EXTENT_DEFAULT);
    return AIRLOG_OK;
}

/* A runway is the reporting tower's before it is that of an airport named behind it. */
static airlog_status follow(airlog_placer *p, size_t index, airlog_choice *choice) {
    const airlog_position_fact *fact = &p->facts->positions[index];
    airlog_status status = AIRLOG_OK;

    if (follow_back(p, index, choice)) return AIRLOG_OK;
    if (fact->kind == AIRLOG_POSITION_FINAL) status = follow_home(p, fact, choice);
    if (status == AIRLOG_OK && !choice->count) follow_next(p, index, choice);
    return status == AIRLOG_OK ? follow_home(p, fact, choice) : status;
}

/* Several places far apart fit equally well: whichever an offset started from would more often than not be the wrong
 * one. (Aviation messages are checked against the place that they are filed under.) */
static bool is_toss_up(const airlog_placer *p, const airlog_position_fact *fact, const airlog_choice *choice) {
    return choice->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS) && choice->rival_m > RIVALS_MOST_M && !p->hints.terse &&
           !p->options->approximate && fact->distance.dimension != AIRLOG_DIMENSION_NONE;
}

airlog_status airlog_anchor_take(airlog_placer *p, size_t index, airlog_position *position, bool *out_taken) {
    const airlog_position_fact *fact = position->fact;
    airlog_choice *choice = &p->choices[index];
    airlog_status status = AIRLOG_OK;

    *out_taken = false;
    if (fact->reference.anaphora) {
        status = follow(p, index, choice);
    } else if (!has_reference(&fact->reference)) {
        airlog_position_refuse(position, "the text does not say from where");
        return AIRLOG_OK;
    }
    if (status != AIRLOG_OK) return status;
    position->doubts |= choice->doubts;
    if (!choice->count) {
        position->why_not = choice->why_not;
        return AIRLOG_OK;
    }
    position->anchor = choice->items[0].place;
    position->candidates = choice->items;
    position->candidate_count = choice->count;
    if (is_toss_up(p, fact, choice)) {
        airlog_position_refuse(position,
                               "several places far apart bear the name, and nothing in the text says which is meant");
        return AIRLOG_OK;
    }
    *out_taken = true;
    return AIRLOG_OK;
}

airlog_status airlog_anchors_choose(airlog_placer *p) {
    airlog_status status = choose_all(p);

    return status == AIRLOG_OK && !p->hints.terse ? choose_again(p) : status;
}
