/* Which incident a correction or follow-up is about: one part may differ, for that is what was corrected; the others
 * must agree. And the window of the last incidents, in which extraction looks for it. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "likeness.h"

#define DAYS_APART_S (36 * 3600) /* a corrected hour or day lies no further off */
#define CORRECTED_M 500e3        /* nor a corrected place */
#define AGREE_LEAST 3
#define DIFFER_MOST 1

bool airlog_incident_corrects(const airlog_incident *incident) {
    static const char word[] = "correction";
    return incident->doubts.length && memmem(incident->doubts.bytes, incident->doubts.length, word, sizeof word - 1);
}

/* What settles most pairs, at once: the times or the places lie farther off than any correction moves them, so that
 * they are not one event told twice either. */
static bool is_long_apart(airlog_time_s a, airlog_time_s b) {
    return a != AIRLOG_NO_TIME && b != AIRLOG_NO_TIME && llabs(a - b) > DAYS_APART_S;
}

static bool are_placed(const airlog_incident *a, const airlog_incident *b) {
    return !isnan(a->lon) && !isnan(b->lon) && !isnan(a->lat) && !isnan(b->lat);
}

static bool is_far_apart(const airlog_incident *a, const airlog_incident *b) {
    return are_placed(a, b) && airlog_likeness_apart_m(a, b) > CORRECTED_M + airlog_likeness_reach_m(a, b);
}

/* ---- what agrees and what differs ---------------------------------------------------------------------------- */

typedef struct balance {
    int agree, differ;
    bool anchored; /* time or place agree */
    char same[128], other[128];
} balance;

__attribute__((format(printf, 2, 3))) static void note(char list[128], const char *format, ...) {
    size_t length = strlen(list);
    if (length > 0 && length + 3 < 128) {
        memcpy(list + length, ", ", 3);
        length += 2;
    }
    va_list values;
    va_start(values, format);
    (void)vsnprintf(list + length, 128 - length, format, values);
    va_end(values);
}

static void weigh(balance *of, bool known, bool same, const char *name) {
    if (!known) return;
    of->agree += same;
    of->differ += !same;
    note(same ? of->same : of->other, "%s", name);
}

static void weigh_time(const airlog_incident *a, const airlog_incident *b, balance *of) {
    if (a->time_start == AIRLOG_NO_TIME || b->time_start == AIRLOG_NO_TIME) return;
    int64_t apart = llabs(a->time_start - b->time_start);
    int64_t x = airlog_likeness_slack_s(a), y = airlog_likeness_slack_s(b);
    bool same = apart <= (x > y ? x : y);
    if (same) of->anchored = true;
    weigh(of, true, same, "time");
}

static void weigh_place(const airlog_incident *a, const airlog_incident *b, balance *of) {
    if (!are_placed(a, b)) return;
    double apart = airlog_likeness_apart_m(a, b), reach = airlog_likeness_reach_m(a, b);
    if (apart <= reach) of->anchored = true;
    weigh(of, true, apart <= reach, "place");
}

static void weigh_text(airlog_text a, airlog_text b, const char *name, balance *of) {
    weigh(of, a.length && b.length, airlog_text_equal(a, b), name);
}

static void weigh_counts(const airlog_incident *a, const airlog_incident *b, balance *of) {
    bool known = !isnan(a->count_min) && !isnan(b->count_min) && !isnan(a->count_max) && !isnan(b->count_max);
    weigh(of, known, fmax(a->count_min, b->count_min) <= fmin(a->count_max, b->count_max), "number");
}

static void weigh_heights(const airlog_incident *a, const airlog_incident *b, balance *of) {
    bool known = !isnan(a->altitude_min_m) && !isnan(b->altitude_min_m);
    weigh(of, known, fabs(a->altitude_min_m - b->altitude_min_m) < 1, "height");
}

airlog_likeness airlog_incident_correction(const airlog_incident *fresh, const airlog_incident *old) {
    if (is_long_apart(fresh->time_start, old->time_start) || is_far_apart(fresh, old)) return (airlog_likeness){0, ""};
    airlog_likeness out = airlog_incident_likeness(fresh, old);
    if (out.score >= AIRLOG_LIKENESS_SAME) return out;
    balance of = {0};
    weigh_time(fresh, old, &of);
    weigh_place(fresh, old, &of);
    weigh_text(fresh->object, old->object, "object", &of);
    weigh_text(fresh->object_type, old->object_type, "type", &of);
    weigh_text(fresh->event, old->event, "event", &of);
    weigh_text(fresh->actor, old->actor, "actor", &of);
    weigh_counts(fresh, old, &of);
    weigh_heights(fresh, old, &of);
    out = (airlog_likeness){0, ""};
    bool fits = of.anchored && of.agree >= AGREE_LEAST && of.differ <= DIFFER_MOST;
    if (!fits) return out;
    out.score = fmin(1, AIRLOG_LIKENESS_SAME + 0.05 * (of.agree - AGREE_LEAST));
    (void)snprintf(out.reasons, sizeof out.reasons, "corrects it: same %.100s%s%.100s%s", of.same,
                   of.differ ? "; the " : "", of.other, of.differ ? " differs" : "");
    return out;
}

/* ---- the last incidents ----------------------------------------------------------------------------------------- */

enum { SLOT_BYTES = 320, TEXTS = 8 };

/* What a comparison looks at, and no more: a stream writes one for each of its incidents. */
#define KEPT_TEXTS(KEPT)                                                                                               \
    KEPT(id) KEPT(report_id) KEPT(duplicate_of) KEPT(object) KEPT(object_type) KEPT(event) KEPT(actor) KEPT(time_precision)
#define KEPT_REALS(KEPT) KEPT(lon) KEPT(lat) KEPT(radius_m) KEPT(count_min) KEPT(count_max) KEPT(altitude_min_m)

typedef struct slot {
#define KEPT(name) double name;
    KEPT_REALS(KEPT)
#undef KEPT
    uint16_t lengths[TEXTS];
    char bytes[SLOT_BYTES]; /* of the texts, one behind the other */
} slot;

struct airlog_recent {
    slot *slots;
    airlog_time_s *starts; /* of each, by itself: nearly all lie too far back to look at the rest */
    size_t room, next, count;
};

airlog_status airlog_recent_open(size_t most, airlog_recent **out, airlog_error *error) {
    airlog_recent *recent = airlog_memory_take(1, sizeof *recent);
    if (recent) recent->slots = airlog_memory_take(most, sizeof *recent->slots);
    if (recent) recent->starts = airlog_memory_take(most, sizeof *recent->starts);
    if (!recent || !recent->slots || !recent->starts) {
        airlog_recent_close(recent);
        *out = NULL;
        return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the last %zu incidents", most);
    }
    recent->room = most;
    *out = recent;
    return AIRLOG_OK;
}

void airlog_recent_close(airlog_recent *recent) {
    if (!recent) return;
    airlog_memory_give(recent->slots);
    airlog_memory_give(recent->starts);
    airlog_memory_give(recent);
}

/* A text that has no room is left out: it cannot agree then. */
static uint16_t keep_text(slot *in, size_t used, airlog_text text) {
    if (text.length > SLOT_BYTES - used) return 0;
    if (text.length) memcpy(in->bytes + used, text.bytes, text.length);
    return (uint16_t)text.length;
}

static void keep(airlog_recent *recent, const airlog_incident *incident) {
    slot *in = &recent->slots[recent->next];
    size_t used = 0, text = 0;
    recent->starts[recent->next] = incident->time_start;
    recent->next = (recent->next + 1) % recent->room;
    if (recent->count < recent->room) recent->count++;
#define KEPT(name) in->name = incident->name;
    KEPT_REALS(KEPT)
#undef KEPT
#define KEPT(name) used += in->lengths[text++] = keep_text(in, used, incident->name);
    KEPT_TEXTS(KEPT)
#undef KEPT
}

/* The incident of a slot, as far as it was kept. */
static void tell(const airlog_recent *recent, size_t number, airlog_incident *out) {
    const slot *in = &recent->slots[number];
    size_t used = 0, text = 0;
    airlog_incident_clear(out);
    out->time_start = recent->starts[number];
#define KEPT(name) out->name = in->name;
    KEPT_REALS(KEPT)
#undef KEPT
#define KEPT(name)                                                                                                     \
    out->name = (airlog_text){in->bytes + used, in->lengths[text]};                                                    \
    used += in->lengths[text++];
    KEPT_TEXTS(KEPT)
#undef KEPT
}

static airlog_status link(const airlog_recent *recent, airlog_arena *memory, airlog_incident *incident,
                          airlog_error *error) {
    airlog_likeness best = {0, ""};
    airlog_incident old, found = {.id = AIRLOG_NO_TEXT};
    for (size_t i = 0; i < recent->count; i++) {
        if (is_long_apart(incident->time_start, recent->starts[i])) continue;
        tell(recent, i, &old);
        if (airlog_text_equal(old.report_id, incident->report_id)) continue;
        airlog_likeness likeness = airlog_incident_correction(incident, &old);
        if (likeness.score < AIRLOG_LIKENESS_SAME || likeness.score <= best.score) continue;
        best = likeness;
        found = old;
    }
    if (best.score <= 0) return AIRLOG_OK;
    incident->duplicate_of = airlog_arena_copy(memory, found.duplicate_of.length ? found.duplicate_of : found.id);
    incident->duplicate_why = airlog_arena_copy(memory, airlog_text_of(best.reasons));
    bool ok = incident->duplicate_of.bytes && incident->duplicate_why.bytes;
    return ok ? AIRLOG_OK : airlog_arena_failed(memory, error);
}

airlog_status airlog_recent_link(airlog_recent *recent, airlog_arena *memory, airlog_incidents *incidents,
                                 airlog_error *error) {
    for (size_t i = 0; i < incidents->count; i++) {
        airlog_incident *incident = &incidents->items[i];
        bool open = airlog_incident_corrects(incident) && !incident->duplicate_of.length;
        airlog_status status = open ? link(recent, memory, incident, error) : AIRLOG_OK;
        if (status != AIRLOG_OK) return status;
        keep(recent, incident);
    }
    return AIRLOG_OK;
}
