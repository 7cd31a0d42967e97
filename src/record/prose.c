/* News and releases: clauses -> drafts. A clause is an event that happened, with what was in the air bound to it;
 * clauses that tell one thing are merged, lists become several, and what has no anchor of its own is dropped. */
#include <math.h>
#include <string.h>

#include "clause.h"

/* ---- what holds for the whole report ------------------------------------------------------------------------ */

/* Reports of ships use the same grammar of places: where ships outnumber what flies, nothing flew. */
#define MEASURED_RANK 42 /* of airlog_where_rank(): a distance or a named place, no mere area */
#define SHIPS_LEAST 2 /* one ship is where somebody saw it from */
#define FORCE_WEIGHT 3u /* aircraft of a country beside ships: a tally of both */

static bool about_ships(const airlog_assembly *a, size_t least) {
    const airlog_tokens *tokens = a->facts->tokens;
    size_t ships = 0, flying = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        if (tokens->items[i].kind != AIRLOG_TOKEN_WORD) continue;
        ships += airlog_token_in(a, i, " vessel vessels ship ships tanker tankers skiff skiffs boat boats speedboat "
                                       "speedboats pirates pirate barge tugboat tug trawler dhow crewmembers boarded "
                                       "master hull seafarers ");
    }
    static const char hull[] = "艦番号"; /* Japanese releases give it behind each ship */
    airlog_text rest = a->report->text;
    for (const char *at; (at = memmem(rest.bytes, rest.length, hull, sizeof hull - 1)) != NULL; ships++) {
        rest.length -= (size_t)(at - rest.bytes) + sizeof hull - 1;
        rest.bytes = at + sizeof hull - 1;
    }
    for (size_t i = 0; i < a->facts->object_count; i++) {
        const airlog_object_fact *object = &a->facts->objects[i];
        bool force = object->actor.length && airlog_text_is(object->family, "aircraft");
        flying += object->other ? 0 : force ? FORCE_WEIGHT : 1;
    }
    return ships >= least && ships > flying;
}

/* ---- accepting --------------------------------------------------------------------------------------------------- */

static bool is_family(const airlog_draft *draft, const char *family) {
    return airlog_text_is(draft->object_group, family);
}

/* Military aircraft, drones, balloons, missiles: what is news in the air by being there. */
static bool notable(const airlog_draft *draft) {
    if (is_family(draft, "helicopter")) return draft->actor.length > 0 && draft->object_type.length > 0;
    if (is_family(draft, "aircraft"))
        return !airlog_text_is(draft->object_class, "aircraft") && !airlog_text_is(draft->object_class, "airliner") &&
               !airlog_text_is(draft->object_class, "light aircraft") && !airlog_text_is(draft->object_class, "glider");
    return draft->object_group.length > 0;
}

static bool measured(const airlog_assembly *a, const airlog_draft *draft) {
    for (uint32_t i = 0; i < draft->position_count; i++) {
        if (airlog_where_rank(&a->facts->positions[draft->positions[i]]) >= MEASURED_RANK) return true;
    }
    return false;
}

/* "the ministry tracked 71 Chinese aircraft": of a country, and told by those who watch the sky. */
static bool watched(const airlog_draft *draft) {
    return draft->actor.length > 0 && draft->guarded && is_family(draft, "aircraft");
}

/* "A Russian military helicopter entered Finnish airspace": airliners do so every day. */
static bool trespass(const airlog_draft *draft) {
    if (!draft->actor.length || !draft->event || airlog_text_is(draft->object_class, "airliner")) return false;
    return airlog_text_is(draft->event->event, "entered") || airlog_text_is(draft->event->event, "violated");
}

/* "a Russian Il-20 flew off the peninsula": of a country and a type, and somewhere. */
static bool foreign_type(const airlog_draft *draft) {
    return draft->actor.length > 0 && draft->object_type.length > 0 && draft->position_count > 0;
}

/* "jets were sent up to intercept Russian planes": whose they are makes it one. */
static bool met_by_force(const airlog_draft *draft) {
    if (!draft->actor.length || !draft->event || draft->answer) return false;
    return airlog_text_is(draft->event_name, "intercepted") || airlog_text_is(draft->event_name, "scrambled");
}

/* What was there and is gone was lost, whatever it was; a movement is what may be done every day. */
static bool is_movement(const airlog_draft *draft) {
    bool lost = draft->event && airlog_text_is(draft->event->event, "vanished");
    return draft->rank < 60 && !draft->alone && !lost;
}

/* Sightings and movements are incidents only of what is notable; accidents and alarms are of anything. */
static bool accepted(const airlog_assembly *a, const airlog_draft *draft) {
    if (draft->absorbed || (!draft->object_group.length && !draft->alone)) return false;
    if (draft->weak) {
        bool told = measured(a, draft) || foreign_type(draft);
        return notable(draft) && told && (draft->start || draft->day || draft->altitude_count);
    }
    bool released = draft->event && airlog_text_is(draft->event->event, "launched") && is_family(draft, "balloon");
    if (released && !draft->actor.length && !draft->lost) return false; /* weather services and pupils do so every day */
    bool owned = draft->actor.length && measured(a, draft);
    if (is_movement(draft) && !notable(draft) && !owned && !watched(draft) && !trespass(draft) && !met_by_force(draft))
        return false;
    return draft->anchored || (draft->headline && draft->clauses >= 2);
}

/* Days from the event to the report; 0 when either is unknown. */
static int64_t age_days(const airlog_assembly *a, const airlog_draft *draft) {
    const airlog_time_fact *fact = draft->start ? draft->start : draft->day;
    if (!fact || !a->report->published.year) return 0;
    airlog_when when = airlog_when_of(a, fact, draft->day, NULL, AIRLOG_NO_TEXT);
    if (!when.known) return 0;
    return airlog_date_days(a->report->published) - airlog_date_days(when.date);
}

#define BACKGROUND_DAYS 45 /* older than this beside something newer is the past of the report */

/* A headline alone says nothing beside what the article tells of such things. */
static void drop_headlines(airlog_drafts *drafts) {
    size_t kept = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        const airlog_draft *draft = &drafts->items[i];
        bool told = false;
        for (size_t k = 0; draft->headline && draft->clauses == 1 && k < drafts->count && !told; k++)
            told = !drafts->items[k].headline && airlog_text_equal(drafts->items[k].object_group, draft->object_group);
        if (!told) drafts->items[kept++] = *draft;
    }
    drafts->count = kept;
}

static void drop_unaccepted(const airlog_assembly *a, airlog_drafts *drafts) {
    bool recent = false;
    size_t kept = 0;
    for (size_t i = 0; i < drafts->count; i++) {
        bool to_come = a->class_bit != AIRLOG_CLASS_PLANNED && age_days(a, &drafts->items[i]) < -1;
        if (!accepted(a, &drafts->items[i]) || to_come) continue;
        drafts->items[kept++] = drafts->items[i];
        recent = recent || age_days(a, &drafts->items[kept - 1]) <= BACKGROUND_DAYS;
    }
    drafts->count = kept;
    drop_headlines(drafts);
    for (size_t i = kept = 0; i < drafts->count; i++) {
        if (recent && age_days(a, &drafts->items[i]) > BACKGROUND_DAYS) continue;
        drafts->items[kept++] = drafts->items[i];
    }
    drafts->count = kept;
}

/* ---- who says so -------------------------------------------------------------------------------------------------- */

/* "Taiwan's defence ministry", "NORAD"; "defence ministry" leaves open whose. */
static bool says_whose(const airlog_actor_fact *actor) {
    char first = actor->name.length ? actor->name.bytes[0] : 'a';
    return first >= 'A' && first <= 'Z';
}

/* "I told the tower", "reported it to air traffic control": who was told says nothing. */
static bool is_told(const airlog_assembly *a, const airlog_actor_fact *actor) {
    size_t at = actor->first_token;
    if (at > 0 && airlog_token_term(a, at - 1) == AIRLOG_TERM_THE) at--;
    if (at == 0) return false;
    bool to = airlog_token_term(a, at - 1) == AIRLOG_TERM_TO && !(at > 1 && airlog_token_in(a, at - 2, " according "));
    return to || airlog_token_in(a, at - 1, " told notified informed alerted contacted asked called advised ");
}

/* "according to the coast guard", "the ministry said": right beside it. */
static bool speaks(const airlog_assembly *a, const airlog_actor_fact *actor) {
    size_t first = actor->first_token, end = actor->end_token;
    for (size_t back = 1; back <= 3 && back <= first; back++) {
        if (airlog_token_in(a, first - back, " according ")) return true;
    }
    for (size_t i = end; i < end + 6; i++) {
        if (airlog_token_in(a, i, " said says reported reports announced confirmed stated informed added ")) return true;
        if (airlog_token_term(a, i) == AIRLOG_TERM_AND || airlog_token_term(a, i) == AIRLOG_TERM_IS) return false;
    }
    return false;
}

/* "a People's Liberation Army helicopter": the words say whose it is, not who says so. */
static bool owns_object(const airlog_assembly *a, const airlog_actor_fact *actor, size_t *first) {
    const airlog_object_fact *objects = a->facts->objects;
    while (*first < a->facts->object_count && objects[*first].end_token <= actor->first_token) ++*first;
    return *first < a->facts->object_count && objects[*first].first_token < actor->end_token;
}

/* "the ministry" of one and "Taiwan's defence ministry" of another sentence are one office. */
static bool same_office(const airlog_actor_fact *whose, const airlog_actor_fact *plain) {
    airlog_text a = whose->name, b = plain->name;
    return a.length >= b.length && memcmp(a.bytes + a.length - b.length, b.bytes, b.length) == 0;
}

/* The authority before or in the sentences of the draft: one that says whose it is, that speaks, that stands near.
 * Who speaks in the draft itself gives way only to a fuller name of the same office. */
static void settle_reporter(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_actor_fact *best = NULL, *near = NULL;
    int most = 0;
    size_t object = 0;
    for (size_t i = 0; i < a->facts->actor_count; i++) {
        const airlog_actor_fact *actor = &a->facts->actors[i];
        if (!actor->reporter || actor->sentence > draft->last_sentence || owns_object(a, actor, &object)) continue;
        if (is_told(a, actor)) continue;
        bool inside = actor->sentence >= draft->first_sentence, speaking = speaks(a, actor);
        int score = 4 * says_whose(actor) + 2 * speaking + inside;
        if (inside && speaking && (!near || (says_whose(actor) && !says_whose(near)))) near = actor;
        if (best && score <= most) continue;
        best = actor;
        most = score;
    }
    if (near && best->sentence < draft->first_sentence && !same_office(best, near)) best = near;
    if (best) draft->reporter = best->name;
    if (best) draft->reporter_zone = best->zone;
    draft->guarded = best && airlog_text_is(best->category, "military");
}

/* ---- the walk -------------------------------------------------------------------------------------------------------- */

/* ---- clauses that tell two things ----------------------------------------------------------------------------------- */

#define BORDERS_TRIED 8u /* of one sentence: more are a list */

/* `items` is NULL where a report has no fact of the class: then the run is empty and nothing of it is looked at. */
static airlog_run cut_run(airlog_run *run, const void *items, size_t stride, size_t offset, size_t border) {
    airlog_run right = *run;
    for (; right.first < right.end; right.first++) {
        uint32_t first_token;
        memcpy(&first_token, (const char *)items + right.first * stride + offset, sizeof first_token);
        if (first_token >= border) break;
    }
    run->end = right.first;
    return right;
}

/* The two halves of a sentence at a token. */
static void cut(const airlog_assembly *a, size_t border, airlog_sentence *left, airlog_sentence *right) {
    const airlog_facts *f = a->facts;
    *right = *left;
    left->tokens.end = right->tokens.first = border;
#define CUT(run, type) right->run = cut_run(&left->run, f->run, sizeof(type), offsetof(type, first_token), border)
    CUT(events, airlog_event_fact);
    CUT(objects, airlog_object_fact);
    CUT(positions, airlog_position_fact);
    CUT(times, airlog_time_fact);
    CUT(quantities, airlog_quantity);
    CUT(actors, airlog_actor_fact);
#undef CUT
}

static bool tells_place(const airlog_assembly *a, const airlog_sentence *half) {
    bool event = false, place = false;
    for (size_t i = half->events.first; i < half->events.end; i++)
        event = event || (airlog_event_rank(&a->facts->events[i]) > 1 && !airlog_event_flag(&a->facts->events[i], "end"));
    for (size_t i = half->positions.first; i < half->positions.end; i++)
        place = place || airlog_where_rank(&a->facts->positions[i]) >= MEASURED_RANK;
    return event && place;
}

/* A subject before the event of a half: an object, or a number that stands for some. */
static bool has_subject(const airlog_assembly *a, const airlog_sentence *half) {
    size_t event = a->facts->events[half->events.first].first_token;
    if (half->objects.first < half->objects.end && a->facts->objects[half->objects.first].first_token < event) return true;
    for (size_t i = half->tokens.first; i < event; i++) {
        const airlog_token *token = &a->facts->tokens->items[i];
        if (token->kind == AIRLOG_TOKEN_NUMBER || airlog_term_class_of(airlog_token_term(a, i)) == AIRLOG_TERM_CLASS_NUMBER) return true;
    }
    return false;
}

/* "Three drones flew over Kiel, and up to 25 were seen 12 km north of Rostock": two clauses, each with its event, its
 * place and its subject; true when there are two. */
static bool two_clauses(const airlog_assembly *a, const airlog_sentence *sentence, airlog_sentence *left, airlog_sentence *right) {
    unsigned tried = 0;
    if (sentence->events.end - sentence->events.first < 2 || sentence->positions.end - sentence->positions.first < 2) return false;
    for (size_t i = sentence->tokens.first + 1; i + 1 < sentence->tokens.end && tried < BORDERS_TRIED; i++) {
        const airlog_token *token = &a->facts->tokens->items[i];
        char mark = token->kind == AIRLOG_TOKEN_MARK ? a->report->text.bytes[token->start] : ' ';
        bool border = mark == ';' || (mark == ',' && (airlog_token_term(a, i + 1) == AIRLOG_TERM_AND ||
                                                      airlog_token_term(a, i + 1) == AIRLOG_TERM_WHILE));
        if (!border) continue;
        tried++;
        *left = *sentence;
        cut(a, i + 1, left, right);
        if (tells_place(a, left) && tells_place(a, right) && has_subject(a, right)) return true;
    }
    return false;
}

static airlog_status read_sentence(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                                   airlog_story *story) {
    airlog_sentence left, right;
    if (!two_clauses(a, sentence, &left, &right)) return airlog_clause_read(a, sentence, number, story);
    airlog_status status = airlog_clause_read(a, &left, number, story);
    return status == AIRLOG_OK ? airlog_clause_read(a, &right, number, story) : status;
}

airlog_status airlog_draft_prose(const airlog_assembly *a, airlog_drafts *out) {
    bool any = a->options->any_domain;
    if (about_ships(a, any ? 1 : SHIPS_LEAST)) return any ? airlog_draft_sea(a, out) : AIRLOG_OK;
    if (!a->facts->event_count) return AIRLOG_OK;
    airlog_sentences sentences;
    airlog_status status = airlog_sentences_of(a, &sentences);
    airlog_story story = {.drafts = out};
    for (size_t i = 0; i < sentences.count && status == AIRLOG_OK; i++)
        status = read_sentence(a, &sentences.items[i], (uint32_t)i, &story);
    if (status != AIRLOG_OK) return status;
    for (size_t i = 0; i < out->count; i++) settle_reporter(a, &out->items[i]);
    drop_unaccepted(a, out);
    return AIRLOG_OK;
}
