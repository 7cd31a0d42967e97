/* Which of the positions of an incident is its position, and what the others say. */
#include <math.h>
#include <string.h>

#include "draft.h"

int airlog_where_rank(const airlog_position_fact *fact) {
    if (fact->role == AIRLOG_ROLE_BACKGROUND || fact->role == AIRLOG_ROLE_SEPARATION || fact->negated) return 0;
    switch (fact->kind) {
    case AIRLOG_POSITION_COORDINATE: return 100;
    case AIRLOG_POSITION_CIRCLE: return 95;
    case AIRLOG_POSITION_POLYGON: return 90;
    case AIRLOG_POSITION_RADIAL: return 85;
    case AIRLOG_POSITION_OFFSET:
    case AIRLOG_POSITION_ORTHOGONAL: return 80;
    case AIRLOG_POSITION_FINAL: return 70;
    case AIRLOG_POSITION_MIDWAY: return 60;
    case AIRLOG_POSITION_AT:
    case AIRLOG_POSITION_OVER: return 55;
    case AIRLOG_POSITION_NEAR: return 50;
    case AIRLOG_POSITION_DEPTH:
    case AIRLOG_POSITION_BETWEEN: return 45;
    case AIRLOG_POSITION_RING: return 42;
    case AIRLOG_POSITION_IN: return 40;
    case AIRLOG_POSITION_CROSS:
    case AIRLOG_POSITION_OFF: return 35;
    case AIRLOG_POSITION_SECTOR: return 25;
    case AIRLOG_POSITION_NONE:
    case AIRLOG_POSITION_KIND_COUNT: break;
    }
    return 0;
}

airlog_text airlog_where_zone_of(const airlog_assembly *a, airlog_text place) {
    uint64_t key;
    size_t words, count = 0;
    const uint32_t *rows;
    airlog_place_entry entry;
    airlog_error none = {0};
    if (!place.length || airlog_key_of(place, &key, &words, &none) != AIRLOG_OK ||
        airlog_gazetteer_find(a->tables, key, &rows, &count, &none) != AIRLOG_OK || count == 0 ||
        airlog_gazetteer_entry(a->tables, rows[0], &entry, &none) != AIRLOG_OK)
        return AIRLOG_NO_TEXT; /* damaged tables have failed before this */
    return entry.zone;
}

/* "over Syria": the one zone of a country, which the vocabulary of actors knows. */
static airlog_text country_zone(const airlog_assembly *a, uint32_t position) {
    static const char word[] = "zone=";
    uint64_t key;
    size_t words;
    bool found = false;
    airlog_vocabulary_entry entry;
    airlog_error none = {0};
    airlog_text name = a->positions->items[position].anchor.name;
    if (!name.length || airlog_key_of(name, &key, &words, &none) != AIRLOG_OK ||
        airlog_vocabulary_find(a->tables, key, AIRLOG_VOCABULARY_ACTOR, &found, &entry, &none) != AIRLOG_OK || !found)
        return AIRLOG_NO_TEXT;
    const char *at = memmem(entry.flags.bytes, entry.flags.length, word, sizeof word - 1);
    if (!at) return AIRLOG_NO_TEXT;
    at += sizeof word - 1;
    size_t room = (size_t)(entry.flags.bytes + entry.flags.length - at), length = 0;
    while (length < room && at[length] != ' ') length++;
    return (airlog_text){at, length};
}

airlog_text airlog_where_zone(const airlog_assembly *a, const airlog_draft *draft) {
    bool local = draft->start && draft->start->zone_name.length; /* "local time" is that of the place */
    if (draft->guarded && draft->reporter_zone.length && !local) return draft->reporter_zone; /* a ministry has its own clock */
    for (uint32_t i = 0; i < draft->position_count; i++) {
        const airlog_position *position = &a->positions->items[draft->positions[i]];
        bool site = strcmp(position->fact->rule, AIRLOG_RULE_LAUNCH_SITE) == 0 && draft->reporter_zone.length;
        if (position->anchor.zone.length && !site) return position->anchor.zone;
    }
    airlog_text zone = airlog_where_zone_of(a, a->report->place); /* of the dateline */
    for (uint32_t i = 0; i < draft->position_count && !zone.length; i++) zone = country_zone(a, draft->positions[i]);
    if (!zone.length) zone = draft->reporter_zone;
    for (size_t i = 0; i < a->positions->count && !zone.length; i++) {
        const airlog_position *position = &a->positions->items[i];
        if (position->fact && position->fact->role != AIRLOG_ROLE_BACKGROUND) zone = position->anchor.zone;
    }
    return zone;
}

#define LARGE_AREA_M 100e3

/* A position that is placed to some use beats one that says more but has no point; a spot beats a country. */
static int score(const airlog_assembly *a, const airlog_draft *draft, uint32_t i) {
    const airlog_position *position = &a->positions->items[draft->positions[i]];
    int rank = airlog_where_rank(&a->facts->positions[draft->positions[i]]);
    bool telling = rank >= 40;
    if (draft->leaving[i]) rank -= 60; /* where it began stands for it, unless only the end is told */
    if (position->placed && telling) rank += position->anchor.extent_m > LARGE_AREA_M ? 130 : 200;
    return rank;
}

static uint32_t choose(const airlog_assembly *a, const airlog_draft *draft) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < draft->position_count; i++) {
        if (score(a, draft, i) > score(a, draft, best)) best = i;
    }
    return best;
}

/* How far off the other may be before the two contradict each other. */
static double tolerance(const airlog_position *a, const airlog_position *b) {
    return (a->bound_m > 0 ? a->bound_m : 0) + (b->bound_m > 0 ? b->bound_m : 0) + 1000;
}

/* A runway that an aircraft was on final to says no distance: ten miles out it was still on final. */
static bool on_final(const airlog_position_fact *fact) {
    return fact->kind == AIRLOG_POSITION_FINAL && fact->distance.dimension == AIRLOG_DIMENSION_NONE;
}

static airlog_status compare(const airlog_assembly *a, airlog_draft *draft, uint32_t chosen) {
    const airlog_position *primary = &a->positions->items[draft->positions[chosen]];
    for (uint32_t i = 0; i < draft->position_count; i++) {
        const airlog_position *other = &a->positions->items[draft->positions[i]];
        if (i == chosen || draft->leaving[i] != draft->leaving[chosen] || !other->placed || !primary->placed) continue;
        if (other->fact->leg != primary->fact->leg) continue; /* parts of a track are meant to lie apart */
        bool area = airlog_where_rank(other->fact) < 50 || other->anchor.extent_m > LARGE_AREA_M;
        bool anchor = other->anchor.id.length && airlog_text_equal(other->anchor.id, primary->anchor.id);
        if (anchor && airlog_where_rank(other->fact) < airlog_where_rank(primary->fact)) continue; /* "15 km from the airport" */
        if (on_final(other->fact) || on_final(primary->fact)) continue;
        bool listed = other->fact->group && other->fact->group == primary->fact->group;
        if (area || listed) continue; /* its centre says nothing against a place in it */
        double apart, bearing, back;
        airlog_status status =
            airlog_geodesic_between(primary->point, other->point, &apart, &bearing, &back, a->error);
        if (status != AIRLOG_OK) return status;
        if (apart <= tolerance(primary, other)) continue;
        airlog_text words = airlog_text_part(a->report->text, other->fact->span);
        airlog_text sentence =
            airlog_arena_print(a->memory, "position: '%.*s' lies %.0f km from the one that was kept",
                               (int)words.length, words.bytes, apart / 1000);
        if (!sentence.bytes) return airlog_arena_failed(a->memory, a->error);
        airlog_draft_conflict(draft, sentence);
        draft->doubts |= AIRLOG_DOUBT_BIT(POSITION_CONFLICT);
    }
    return AIRLOG_OK;
}

/* UCDP's where_prec by the radius; 7 is water or air far from land. */
static double where_prec(const airlog_position *position) {
    double km = position->radius_m / 1000;
    if (km <= 5) return 1;
    if (km <= 25) return 2;
    if (!position->country.length) return 7;
    if (km <= 75) return 3;
    if (km <= 250) return 4;
    if (km <= 500) return 5;
    return 6;
}

static double geo_precision(const airlog_position *position) {
    double km = position->radius_m / 1000;
    return km <= 5 ? 1 : km <= 50 ? 2 : 3;
}

static double rounded(double value, double unit) {
    return isfinite(value) ? round(value / unit) * unit : value;
}

/* To 1e-7 degree, of which the quotient and not the product is the nearest double to what is printed. */
static double rounded_deg(double value) {
    return isfinite(value) ? round(value * 1e7) / 1e7 : value;
}

static double rounded_m(double value) {
    return isfinite(value) ? round(value * 1e3) / 1e3 : value;
}

static void fill_anchor(const airlog_position *position, airlog_incident *out) {
    const airlog_place_entry *anchor = &position->anchor;
    if (!anchor->id.length) return;
    out->anchor = anchor->name;
    out->anchor_id = anchor->id;
    out->anchor_lon = rounded_deg(anchor->lon_deg);
    out->anchor_lat = rounded_deg(anchor->lat_deg);
}

static void fill(const airlog_position *position, airlog_incident *out) {
    const airlog_position_fact *fact = position->fact;
    fill_anchor(position, out);
    bool written = fact->distance.dimension != AIRLOG_DIMENSION_NONE && fact->kind != AIRLOG_POSITION_CIRCLE &&
                   fact->kind != AIRLOG_POSITION_NONE;
    if (isfinite(position->distance_m)) out->distance_m = rounded_m(position->distance_m);
    if (written && (!position->placed || !isfinite(out->distance_m)))
        out->distance_m = rounded_m(fact->distance.value_si);
    if (isfinite(position->bearing_deg)) out->bearing_deg = rounded_m(position->bearing_deg);
    if (isfinite(out->bearing_deg) || isfinite(fact->bearing_deg))
        out->bearing_ref = airlog_text_of(airlog_bearing_reference_name(fact->bearing_reference));
    out->airspace = position->airspace;
    out->country = position->country;
    out->budget = position->budget;
    out->doubt_set |= position->doubts | fact->doubts | fact->distance.doubts;
    if (position->method.length) out->method = position->method;
    if (!position->placed) {
        if (!out->method.length && position->why_not.length) out->method = position->why_not;
        return;
    }
    out->lon = rounded_deg(position->point.lon_deg);
    out->lat = rounded_deg(position->point.lat_deg);
    out->radius_m = rounded(position->radius_m, 1);
    out->bound_m = rounded(position->bound_m, 1);
    out->where_prec = where_prec(position);
    out->geo_precision = geo_precision(position);
}

/* ---- tracks ---------------------------------------------------------------------------------------------- */

static bool on_track(const airlog_assembly *a, const airlog_draft *draft, uint32_t i, uint32_t chosen) {
    const airlog_position *position = &a->positions->items[draft->positions[i]];
    return position->placed && (i == chosen || draft->leaving[i] != draft->leaving[chosen] ||
                                position->fact->leg != AIRLOG_LEG_NONE);
}

/* Two or more places that it passed, in the order of the text, but the end last. */
static airlog_status fill_track(const airlog_assembly *a, const airlog_draft *draft, uint32_t chosen,
                                airlog_incident *out) {
    airlog_track_point points[AIRLOG_DRAFT_POSITIONS];
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < draft->position_count; i++) {
            if (draft->leaving[i] != (pass == 1) || !on_track(a, draft, i, chosen)) continue;
            points[count++] = (airlog_track_point){a->positions->items[draft->positions[i]].point,
                                                   pass == 1 ? out->time_end
                                                   : i == chosen ? out->time_start
                                                                 : AIRLOG_NO_TIME};
        }
    }
    if (count < 2) return AIRLOG_OK;
    out->track = airlog_arena_take(a->memory, count, sizeof *out->track);
    if (!out->track) return airlog_arena_failed(a->memory, a->error);
    memcpy(out->track, points, count * sizeof *points);
    out->track_count = count;
    return AIRLOG_OK;
}

/* Nothing that the message says of its place could be placed: where it is filed stands for that. */
static airlog_status settle_home(const airlog_assembly *a, airlog_incident *out) {
    const airlog_position *home = &a->positions->home;
    fill(home, out);
    if (!a->options->regions) return AIRLOG_OK;
    return airlog_region(home, a->memory, &out->region, &out->region_count, a->error);
}

airlog_status airlog_where_settle(const airlog_assembly *a, airlog_draft *draft, airlog_incident *out) {
    if (!draft->position_count) return a->positions->home.placed ? settle_home(a, out) : AIRLOG_OK;
    uint32_t chosen = choose(a, draft);
    const airlog_position *position = &a->positions->items[draft->positions[chosen]];
    if (!position->placed && a->positions->home.placed) {
        out->doubt_set |= position->doubts;
        return settle_home(a, out);
    }
    fill(position, out);
    airlog_status status = compare(a, draft, chosen);
    if (status == AIRLOG_OK) status = fill_track(a, draft, chosen, out);
    if (status == AIRLOG_OK && a->options->regions)
        status = airlog_region(position, a->memory, &out->region, &out->region_count, a->error);
    return status;
}
