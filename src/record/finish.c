/* A draft becomes an incident: every field from the facts that belong to it, doubts and conflicts in words. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "draft.h"

airlog_draft *airlog_draft_add(const airlog_assembly *a, airlog_drafts *drafts) {
    if (drafts->count == drafts->room) {
        size_t room = drafts->room ? 2 * drafts->room : 4;
        airlog_draft *items = airlog_arena_grow(a->memory, drafts->items, drafts->count, room, sizeof *items);
        if (!items) return NULL;
        drafts->items = items;
        drafts->room = room;
    }
    airlog_draft *draft = &drafts->items[drafts->count++];
    memset(draft, 0, sizeof *draft);
    draft->count_min = draft->count_max = draft->course_deg = AIRLOG_UNKNOWN;
    return draft;
}

void airlog_draft_conflict(airlog_draft *draft, airlog_text sentence) {
    if (draft->conflict_count < AIRLOG_DRAFT_CONFLICTS) draft->conflicts[draft->conflict_count++] = sentence;
}

/* Where the rest of the word that begins with `start` is in the flags; their length when there is none. */
static size_t behind(airlog_text flags, const char *start) {
    for (size_t at = 0; at < flags.length; at++) {
        size_t same = 0;
        while (start[same] && at + same < flags.length && flags.bytes[at + same] == start[same]) same++;
        if (!start[same]) return at + same;
        while (at < flags.length && flags.bytes[at] != ' ') at++;
    }
    return flags.length + 1;
}

bool airlog_event_flag(const airlog_event_fact *event, const char *flag) {
    size_t end = behind(event->flags, flag);
    return end == event->flags.length || (end < event->flags.length && event->flags.bytes[end] == ' ');
}

#define DEFAULT_RANK 20

int airlog_event_rank(const airlog_event_fact *event) {
    airlog_text flags = event->flags;
    size_t at = behind(flags, "rank=");
    if (at >= flags.length || flags.bytes[at] < '0' || flags.bytes[at] > '9') return DEFAULT_RANK;
    int rank = 0;
    for (; at < flags.length && rank < 1000 && flags.bytes[at] >= '0' && flags.bytes[at] <= '9'; at++)
        rank = 10 * rank + flags.bytes[at] - '0';
    return rank;
}

/* ---- when -------------------------------------------------------------------------------------------------- */

/* Texts of a fixed form are put together by hand: every incident has them, and printf would cost more than the rest. */
static size_t put(char *out, size_t length, size_t room, const void *bytes, size_t count) {
    if (count > room - length) count = room - length;
    memcpy(out + length, bytes, count);
    return length + count;
}

static size_t put_string(char *out, size_t length, size_t room, const char *string) {
    return put(out, length, room, string, strlen(string));
}

static airlog_status fill_basis(const airlog_assembly *a, const airlog_when *when, airlog_incident *out) {
    char text[96];
    size_t length = 0;
    const char *const parts[] = {"clock", "day", "zone"};
    const char *const bases[] = {when->clock_basis, when->day_basis, when->zone_basis};
    for (int i = 0; i < 3; i++) {
        if (!bases[i][0]) continue;
        if (length > 0) length = put_string(text, length, sizeof text, ", ");
        length = put_string(text, length, sizeof text, parts[i]);
        length = put_string(text, length, sizeof text, " ");
        length = put_string(text, length, sizeof text, bases[i]);
    }
    out->time_basis = airlog_arena_copy(a->memory, (airlog_text){text, length});
    return out->time_basis.bytes ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

static airlog_status fill_local(const airlog_assembly *a, const airlog_when *when, airlog_incident *out) {
    char text[40];
    size_t length = 0;
    if (when->known && when->offset_known) {
        length = airlog_time_print(text, when->start, when->offset_s);
    } else if (!when->known && when->clock_s >= 0) {
        length = (size_t)snprintf(text, sizeof text, "%02d:%02d", when->clock_s / 3600 % 24, when->clock_s / 60 % 60);
    }
    if (!length) return AIRLOG_OK;
    out->time_local = airlog_arena_copy(a->memory, (airlog_text){text, length});
    return out->time_local.bytes ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

static void fill_end(const airlog_assembly *a, const airlog_draft *draft, const airlog_when *start, airlog_text zone,
                     airlog_incident *out) {
    if (start->known && start->end != AIRLOG_NO_TIME) out->time_end = start->end;
    const airlog_time_fact *fact = draft->end ? draft->end : draft->after;
    if (!fact) return;
    const airlog_time_fact *day = draft->day ? draft->day : draft->start; /* "yesterday at 08:15 ... at 09:05" */
    airlog_when end = airlog_when_of(a, fact, day, start, zone);
    if (!end.known) return;
    if (start->known && end.start < start->start && fact->kind != AIRLOG_TIME_AFTER) {
        if (end.start + 86400 > start->start) end.start += 86400; /* it ended after midnight */
    }
    out->time_end = end.start;
    out->doubt_set |= end.doubts;
}

static airlog_status fill_when(const airlog_assembly *a, const airlog_draft *draft, airlog_incident *out) {
    const airlog_time_fact *fact = draft->start ? draft->start : draft->day;
    if (!fact) return AIRLOG_OK;
    airlog_text zone = airlog_where_zone(a, draft);
    airlog_when when = airlog_when_of(a, fact, draft->day, NULL, zone);
    out->doubt_set |= when.doubts;
    if (fact->pair == AIRLOG_PAIR_CONFLICT) out->doubt_set |= AIRLOG_DOUBT_BIT(TIME_CONFLICT);
    if (when.known) {
        out->time_start = when.start;
        out->time_precision = airlog_text_of(airlog_when_precision(when.precision_s));
    }
    out->time_zone = when.zone;
    fill_end(a, draft, &when, zone, out);
    airlog_status status = fill_local(a, &when, out);
    if (status == AIRLOG_OK) status = fill_basis(a, &when, out);
    return status;
}

/* ---- what can be ------------------------------------------------------------------------------------------------ */

/* A figure beyond these was misprinted or misread; the quote still shows it. */
#define ALTITUDE_MOST_M 1e7  /* warheads rise to some 6,000 km */
#define SPEED_MOST_MPS 1e5   /* meteors are seen at 72 km/s */
#define COUNT_MOST 1e6

static double believed(double value, double most, airlog_doubts *doubts) {
    if (!(fabs(value) > most)) return value;
    *doubts |= AIRLOG_DOUBT_BIT(IMPLAUSIBLE);
    return AIRLOG_UNKNOWN;
}

/* ---- how high, how fast -------------------------------------------------------------------------------------- */

static double rounded(double value, double per_unit) {
    return isfinite(value) ? round(value * per_unit) / per_unit : value;
}

static airlog_status keep_pair(const airlog_assembly *a, airlog_draft *draft, const airlog_quantity *quantity,
                               const char *what) {
    if (quantity->pair != AIRLOG_PAIR_CONFLICT) return AIRLOG_OK;
    draft->doubts |= AIRLOG_DOUBT_BIT(PAIR_CONFLICT);
    airlog_text sentence = airlog_arena_print(a->memory, "%s: %.0f m and %.0f m are given for one value; the first was kept",
                                              what, quantity->value_si, quantity->paired_si);
    if (!sentence.bytes) return airlog_arena_failed(a->memory, a->error);
    airlog_draft_conflict(draft, sentence);
    return AIRLOG_OK;
}

/* A value that its pair confirms comes first, then the first that is written. */
static airlog_status fill_altitude(const airlog_assembly *a, airlog_draft *draft, airlog_incident *out) {
    const airlog_quantity *best = NULL;
    for (uint32_t i = 0; i < draft->altitude_count; i++) {
        const airlog_quantity *quantity = draft->altitudes[i];
        if (!best || (quantity->pair == AIRLOG_PAIR_AGREES && best->pair != AIRLOG_PAIR_AGREES)) best = quantity;
    }
    if (!best) return AIRLOG_OK;
    double low = best->min_si, high = best->max_si;
    if (best->hedge == AIRLOG_HEDGE_OVER) high = AIRLOG_UNKNOWN;
    if (best->hedge == AIRLOG_HEDGE_UP_TO) low = AIRLOG_UNKNOWN;
    out->altitude_min_m = rounded(believed(low, ALTITUDE_MOST_M, &out->doubt_set), 1e3);
    out->altitude_max_m = rounded(believed(high, ALTITUDE_MOST_M, &out->doubt_set), 1e3);
    out->altitude_datum = airlog_text_of(airlog_datum_name(best->datum));
    out->doubt_set |= best->doubts;
    if (best->hedge == AIRLOG_HEDGE_ABOUT) out->doubt_set |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    return keep_pair(a, draft, best, "altitude");
}

/* ---- what ---------------------------------------------------------------------------------------------------- */

static airlog_text class_name(const airlog_assembly *a) {
    if (a->class_bit == AIRLOG_CLASS_PLANNED) return airlog_text_of("planned");
    if (a->class_bit == AIRLOG_CLASS_EXERCISE) return airlog_text_of("exercise");
    return airlog_text_of("incident");
}

static void fill_what(const airlog_assembly *a, const airlog_draft *draft, airlog_incident *out) {
    const airlog_report *report = a->report;
    out->report_id = report->id;
    out->source = report->source;
    out->title = report->title;
    out->url = report->url;
    out->published_basis = airlog_text_of(airlog_basis_name(report->published_basis));
    out->class_name = class_name(a);
    out->quote = airlog_text_trim(airlog_text_part(report->text, draft->span));
    out->span_start = (double)(out->quote.bytes - report->text.bytes);
    out->span_end = out->span_start + (double)out->quote.length;
    out->event = draft->event_name;
    out->event_cictt = draft->event_cictt;
    out->object = draft->object_class;
    out->object_type = draft->object_type;
    if (draft->object) out->object_text = airlog_text_trim(airlog_text_part(report->text, draft->object->span));
    out->count_min = believed(draft->count_min, COUNT_MOST, &out->doubt_set);
    out->count_max = believed(draft->count_max, COUNT_MOST, &out->doubt_set);
    out->actor = draft->actor;
    out->reporter = draft->reporter;
    out->course_deg = draft->course_deg;
    if (draft->speed) out->speed_mps = rounded(believed(draft->speed->value_si, SPEED_MOST_MPS, &out->doubt_set), 1e3);
    out->gazetteer = airlog_text_of(airlog_tables_version(a->tables));
}

static airlog_status fill_published(const airlog_assembly *a, airlog_incident *out) {
    airlog_date day = a->report->published;
    if (!day.year) return AIRLOG_OK;
    char text[10];
    out->published = airlog_arena_copy(a->memory, (airlog_text){text, airlog_date_print(text, day)});
    return out->published.bytes ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

/* ---- how sure -------------------------------------------------------------------------------------------------- */

/* The share of such incidents in which a careful reader finds no fault, fitted on labelled reports. */

/* What a doubt or a gap takes away. */
typedef struct loss {
    airlog_doubts doubts;
    double share;
} loss;

static double losses_of(const loss *rows, size_t count, airlog_doubts doubts) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (doubts & rows[i].doubts) sum += rows[i].share;
    }
    return sum;
}

static const loss losses[] = {
    {AIRLOG_DOUBT_BIT(AMBIGUOUS), 0.15},     {AIRLOG_DOUBT_BIT(PAIR_CONFLICT), 0.10},
    {AIRLOG_DOUBT_BIT(TIME_CONFLICT), 0.10}, {AIRLOG_DOUBT_BIT(POSITION_CONFLICT), 0.15},
    {AIRLOG_DOUBT_BIT(IMPLAUSIBLE), 0.20},   {AIRLOG_DOUBT_BIT(LIST_UNALIGNED), 0.10},
    {AIRLOG_DOUBT_BIT(COUNT_CONFLICT), 0.05},
};

/* A controller's report says each thing in its own field, and loses for each that is missing or guessed. */
static double sure_of_form(const airlog_draft *draft, const airlog_incident *incident) {
    static const loss gaps[] = {{AIRLOG_DOUBT_BIT(NOT_IN_GAZETTEER), 0.10},
                                {AIRLOG_DOUBT_BIT(ZONE_UNKNOWN), 0.05},
                                {AIRLOG_DOUBT_BIT(UNSPECIFIC_OBJECT), 0.05}};
    double sure = 0.96 - losses_of(gaps, sizeof gaps / sizeof *gaps, incident->doubt_set);
    if (incident->time_start == AIRLOG_NO_TIME) sure -= 0.10;
    if (!draft->position_count) sure -= 0.10;
    return sure;
}

/* In prose the faults are wrong bindings: a clause that measures the place, gives a height and says whose it was is bound
 * more surely than one that only names a place or a part of the day. That the day was inferred from the page counts
 * nothing: the page's own dates were right wherever they could be checked. */
static double sure_of_prose(const airlog_incident *incident) {
    bool placed = !isnan(incident->lat), measured = placed && !isnan(incident->distance_m) && !isnan(incident->bearing_deg);
    double sure = 0.77;
    if (measured) sure += 0.06;
    if (placed && !measured) sure -= 0.08;
    if (incident->actor.length) sure += 0.08;
    if (!isnan(incident->altitude_min_m)) sure += 0.04;
    if (incident->time_start == AIRLOG_NO_TIME || airlog_text_is(incident->time_precision, "part of day")) sure -= 0.08;
    if (isnan(incident->count_min) && isnan(incident->count_max)) sure -= 0.08;
    return sure;
}

static double confidence(const airlog_draft *draft, const airlog_incident *incident) {
    double sure = draft->whole ? sure_of_form(draft, incident) : sure_of_prose(incident);
    sure -= losses_of(losses, sizeof losses / sizeof *losses, incident->doubt_set);
    if (!draft->anchored) sure -= 0.20;
    return sure < 0.05 ? 0.05 : round(sure * 100) / 100;
}

#define LIST_TEXTS 40 /* more than there are doubts or conflicts */

/* The texts joined by "; ", in the arena; false without memory. */
static bool join(const airlog_assembly *a, const airlog_text *texts, size_t count, airlog_text *out) {
    size_t length = 0, at = 0;
    for (size_t i = 0; i < count; i++) length += texts[i].length + 2;
    if (!count) return true;
    char *bytes = airlog_arena_take(a->memory, length, 1);
    if (!bytes) return false;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) at = put(bytes, at, length, "; ", 2);
        at = put(bytes, at, length, texts[i].bytes, texts[i].length);
    }
    *out = (airlog_text){bytes, at};
    return true;
}

static airlog_status fill_doubts(const airlog_assembly *a, airlog_draft *draft, airlog_incident *out) {
    static_assert(AIRLOG_DOUBT_COUNT <= LIST_TEXTS && AIRLOG_DRAFT_CONFLICTS <= LIST_TEXTS, "a list has room for all");
    airlog_text names[LIST_TEXTS];
    size_t count = 0;
    out->doubt_set |= draft->doubts;
    if (a->report->repaired) out->doubt_set |= AIRLOG_DOUBT_BIT(TEXT_REPAIRED);
    if (a->facts->correction) out->doubt_set |= AIRLOG_DOUBT_BIT(CORRECTION);
    for (airlog_doubts left = out->doubt_set; left; left &= left - 1)
        names[count++] = airlog_text_of(airlog_doubt_name((airlog_doubt)__builtin_ctzll(left)));
    bool done = join(a, names, count, &out->doubts) && join(a, draft->conflicts, draft->conflict_count, &out->conflicts);
    return done ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

/* From the report, the words and the place among its incidents: not from what was inferred. */
static airlog_status fill_id(const airlog_assembly *a, size_t number, airlog_incident *out) {
    char key[512], id[16];
    const double numbers[] = {out->span_start, out->span_end};
    size_t length = put(key, 0, sizeof key, a->report->id.bytes, a->report->id.length);
    for (size_t i = 0; i < 2; i++) {
        char digits[32];
        length = put_string(key, length, sizeof key, "|");
        length = put(key, length, sizeof key, digits, airlog_number_print(digits, numbers[i], 0));
    }
    length = put_string(key, length, sizeof key, "|");
    length = put(key, length, sizeof key, out->event.bytes, out->event.length);
    length = put_string(key, length, sizeof key, "|");
    char digits[32];
    length = put(key, length, sizeof key, digits, airlog_number_print(digits, (double)number, 0));
    if (a->class_bit != AIRLOG_CLASS_INCIDENT) length = put(key, length, sizeof key, out->class_name.bytes, out->class_name.length);
    airlog_hash_print(id, airlog_hash(key, length));
    out->id = airlog_arena_copy(a->memory, (airlog_text){id, sizeof id});
    return out->id.bytes ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

/* The words of a controller: a go-around is one too, but says that it was made. */
static bool says_evasive(const airlog_assembly *a, const airlog_draft *draft) {
    if (!draft->event || !airlog_text_is(draft->event_name, "evasive action")) return false;
    airlog_text words = airlog_text_part(a->report->text, draft->event->span);
    return words.length >= 7 && airlog_text_is((airlog_text){words.bytes, 7}, "evasive");
}

airlog_status airlog_draft_finish(const airlog_assembly *a, airlog_draft *draft, size_t number, airlog_incident *out) {
    airlog_incident_clear(out);
    fill_what(a, draft, out);
    airlog_status status = fill_published(a, out);
    if (status == AIRLOG_OK) status = fill_when(a, draft, out);
    if (status == AIRLOG_OK) status = airlog_where_settle(a, draft, out);
    if (status == AIRLOG_OK) status = fill_altitude(a, draft, out);
    if (status == AIRLOG_OK) airlog_aftermath_fill(a, draft, draft->whole, out);
    if (draft->whole && says_evasive(a, draft) && !airlog_text_is(out->evasive_action, "taken")) { /* "EVASIVE ACTION AND LEO NOTIFICATION NOT REPORTED" */
        out->event = airlog_text_of("drone sighting");
        out->event_cictt = airlog_text_of("OTHR");
    }
    if (status == AIRLOG_OK) status = fill_doubts(a, draft, out);
    if (status == AIRLOG_OK) status = fill_id(a, number, out);
    out->confidence = confidence(draft, out);
    return status;
}
