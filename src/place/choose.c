/* Which place a name means: all that bear it are airlog_judged, the best few kept and compared. */
#include "hearing.h"
#include "places.h"
#include "sphere.h"

#include <math.h>
#include <string.h>

#define SAME_PLACE_M 50000.0
#define METRES_A_DEGREE_MOST 111700.0
/* How far off its port a fairway buoy or a pilot station lies, off its town a light. */
#define OFF_IT_M 12000.0
#define SCORE_AMBIGUOUS 0.7   /* candidates that lie closer than this are equal */
#define SCORE_UNSUPPORTED 1.0 /* the same when nothing in the report but its country speaks for the first */

/* Why a candidate is liked or not, in the order in which it is said. */
static const char *const reason_texts[] = {
    [AIRLOG_REASON_CODE] = "the code",
    [AIRLOG_REASON_DROPPED] = "part of the words",
    [AIRLOG_REASON_REWRITTEN] = "another spelling",
    [AIRLOG_REASON_NAME] = "its own name",
    [AIRLOG_REASON_KIND] = "the kind asked for",
    [AIRLOG_REASON_KIND_NEAR] = "near to the kind asked for",
    [AIRLOG_REASON_KIND_OTHER] = "not the kind asked for",
    [AIRLOG_REASON_INSIDE] = "inside what is named beside it",
    [AIRLOG_REASON_BESIDE] = "near what is named beside it",
    [AIRLOG_REASON_OUTSIDE] = "outside the country named beside it",
    [AIRLOG_REASON_COUNTRY] = "a country that the report names",
    [AIRLOG_REASON_NEAR] = "near other places of the report",
    [AIRLOG_REASON_ADMIN] = "in the state of the header",
    [AIRLOG_REASON_KNOWN] = "well known",
    [AIRLOG_REASON_MESSAGE] = "the airport that the message is about",
};

void airlog_because(uint32_t *reasons, airlog_reason reason) {
    *reasons |= UINT32_C(1) << reason;
}

airlog_text airlog_candidate_why(const airlog_candidate *candidate, char out[AIRLOG_WHY_BYTES]) {
    size_t length = 0;

    for (size_t i = 0; i < AIRLOG_REASON_COUNT; i++) {
        size_t more = strlen(reason_texts[i]);
        if (!(candidate->reasons >> i & 1) || length + more + 2 > AIRLOG_WHY_BYTES) continue;
        memcpy(out + length, "; ", length ? 2 : 0);
        length += length ? 2 : 0;
        memcpy(out + length, reason_texts[i], more);
        length += more;
    }
    return (airlog_text){out, length};
}

airlog_lonlat airlog_entry_point(const airlog_place_entry *place) {
    return (airlog_lonlat){place->lon_deg, place->lat_deg};
}

/* Keeps the best few in order. */
static size_t keep(airlog_judged *best, size_t count, const airlog_judged *one) {
    size_t at = count;

    for (size_t i = 0; i < count; i++)
        if (best[i].place.row == one->place.row) return count;
    while (at > 0 && one->score > best[at - 1].score) at--;
    if (at >= AIRLOG_CANDIDATES_KEPT) return count;
    if (count == AIRLOG_CANDIDATES_KEPT) count--;
    memmove(&best[at + 1], &best[at], (count - at) * sizeof *best);
    best[at] = *one;
    return count + 1;
}

/* By their degrees alone: the way along the meridian and then the parallel is never the shorter one. */
static bool surely_within(const airlog_place_entry *a, const airlog_place_entry *b, double limit_m) {
    return (fabs(a->lat_deg - b->lat_deg) + fabs(a->lon_deg - b->lon_deg)) * METRES_A_DEGREE_MOST <= limit_m;
}

static airlog_status write_out(const airlog_hearing *h, const airlog_judged *best, size_t count, airlog_choice *out) {
    airlog_hints *hints = h->hints;

    out->items = airlog_arena_room(hints->memory, count, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(hints->memory, hints->error);
    out->count = count;
    out->margin = INFINITY;
    double equal = best[0].supported ? SCORE_AMBIGUOUS : SCORE_UNSUPPORTED;
    for (size_t i = 0; i < count; i++) {
        airlog_candidate *item = &out->items[i];
        item->place = best[i].place;
        if (h->match.off_it) item->place.extent_m += OFF_IT_M;
        item->score = best[i].score;
        item->reasons = best[i].why;
        double same_m = fmax(SAME_PLACE_M, best[0].place.extent_m);
        if (surely_within(&best[0].place, &best[i].place, same_m)) continue;
        double apart_m =
            airlog_sphere_distance_m(airlog_entry_point(&best[0].place), airlog_entry_point(&best[i].place));
        if (apart_m <= same_m) continue;
        out->doubts |= AIRLOG_DOUBT_BIT(NAMESAKES);
        out->margin = fmin(out->margin, best[0].score - best[i].score);
        if (best[0].score - best[i].score >= equal) continue;
        out->doubts |= AIRLOG_DOUBT_BIT(AMBIGUOUS);
        out->rival_m = fmax(out->rival_m, apart_m);
    }
    if (best[0].contradicted) out->doubts |= AIRLOG_DOUBT_BIT(QUALIFIER_CONFLICT);
    if (best[0].place.extent_default || h->match.off_it) out->doubts |= AIRLOG_DOUBT_BIT(EXTENT_DEFAULT);
    return AIRLOG_OK;
}

static airlog_status not_there(const airlog_hearing *h, airlog_choice *out) {
    airlog_text name = airlog_text_part(h->hints->facts->tokens->report->text, h->reference->span);
    const char *form = h->match.count ? "no \"%.*s\" of the gazetteer fits what the text says about it"
                                      : "\"%.*s\" is not in the gazetteer";

    out->doubts |= AIRLOG_DOUBT_BIT(NOT_IN_GAZETTEER);
    if (name.length > 200) name.length = airlog_utf8_cut(name, 200);
    airlog_buffer sentence = {0};
    airlog_buffer_print(&sentence, form, (int)name.length, name.bytes ? name.bytes : "");
    out->why_not = airlog_arena_copy(h->hints->memory, (airlog_text){sentence.bytes, sentence.length});
    airlog_buffer_close(&sentence);
    return out->why_not.bytes ? AIRLOG_OK : airlog_arena_failed(h->hints->memory, h->hints->error);
}

static bool is_word(const airlog_tokens *tokens, uint32_t index, const char *const words[], size_t count) {
    if (index >= tokens->count) return false;
    for (size_t i = 0; i < count; i++)
        if (tokens->items[index].hash == airlog_hash(words[i], strlen(words[i]))) return true;
    return false;
}

/* "US 221", "State Highway 138", "along U.S.": what has a number behind it is a road, and so is what one goes along
 * when it is no more than initials. */
static bool is_road(const airlog_hearing *h) {
    static const char *const roads[] = {"highway", "route", "road", "us", "interstate", "freeway"};
    static const char *const along[] = {"along", "via"};
    static const char *const article[] = {"the"};
    const airlog_tokens *tokens = h->hints->facts->tokens;
    uint32_t first = h->reference->first_token, end = h->reference->end_token;

    if (h->hints->terse || end <= first) return false;
    bool stop = end < tokens->count && tokens->items[end].kind == AIRLOG_TOKEN_MARK;
    bool initials = end == first + 1 && (stop || end == tokens->count);
    uint32_t behind = initials && stop ? end + 1 : end; /* the full stop of "U.S." */
    bool road = is_word(tokens, end - 1, roads, sizeof roads / sizeof *roads);
    if (first && is_word(tokens, first - 1, along, sizeof along / sizeof *along) && road && initials) return true;
    return road && behind < tokens->count && tokens->items[behind].kind == AIRLOG_TOKEN_NUMBER &&
           !(first && is_word(tokens, first - 1, article, 1));
}

static bool is_definite(const airlog_hearing *h) {
    static const char *const article[] = {"the"};
    uint32_t first = h->match.first_token;

    return !h->hints->terse && first && h->match.end_token >= h->reference->end_token &&
           is_word(h->hints->facts->tokens, first - 1, article, 1);
}

static airlog_status prepare(airlog_hearing *h) {
    const airlog_tokens *tokens = h->hints->facts->tokens;

    if (is_road(h)) return AIRLOG_OK;
    airlog_status status =
        airlog_match_reference(h->hints->tables, tokens, h->reference, h->asked, &h->match, h->hints->error);

    if (status != AIRLOG_OK || !h->match.count) return status;
    const airlog_token *first = &tokens->items[h->match.first_token], *last = &tokens->items[h->match.end_token - 1];
    h->written = airlog_text_part(tokens->report->text, (airlog_span){first->start, last->start + last->length});
    if (h->asked == AIRLOG_PLACE_ANY) h->asked = h->match.kind;
    h->definite = is_definite(h);
    if (h->match.count == 1 && h->match.whole && h->hints->terse) return AIRLOG_OK;
    if (h->match.code) return airlog_hints_for_code(h->hints, h->match.rows, h->match.count);
    status = airlog_hints_read(h->hints);
    return status;
}

/* The kinds of the names that lead to the rows of a match; NULL when they cannot be read. */
static const uint8_t *name_kinds(const airlog_hearing *h, size_t count) {
    return airlog_gazetteer_name_kinds(h->hints->tables, h->match.rows, count);
}

/* Magnetic or not, a step's bearing is known well enough to look where it leads. */
static airlog_hint_step step_of(const airlog_position_fact *fact) {
    airlog_hint_step step = {0};

    if (!fact || fact->kind != AIRLOG_POSITION_OFFSET || !isfinite(fact->bearing_deg)) return step;
    step.bearing_deg = fact->bearing_deg;
    step.distance_m = fact->distance.value_si;
    step.known = isfinite(step.distance_m);
    return step;
}

airlog_status airlog_choose(airlog_hints *hints, const airlog_reference *reference, airlog_place_kind asked,
                            const airlog_position_fact *fact, airlog_choice *out) {
    airlog_hearing h = {.hints = hints, .reference = reference, .step = step_of(fact)};
    airlog_judged best[AIRLOG_CANDIDATES_KEPT + 1], one;
    size_t kept = 0;

    *out = (airlog_choice){0};
    h.asked = reference->kind != AIRLOG_PLACE_ANY ? reference->kind : asked;
    airlog_status status = prepare(&h);
    if (status == AIRLOG_OK && h.match.count) status = airlog_qualifiers_read(&h);
    size_t count = h.match.count < AIRLOG_ROWS_MOST ? h.match.count : AIRLOG_ROWS_MOST;
    const uint8_t *kinds = count ? name_kinds(&h, count) : NULL;
    airlog_gazetteer_foresee(hints->tables, h.match.rows, count);
    for (size_t i = 0; status == AIRLOG_OK && i < count; i++) {
        bool possible;
        status = airlog_gazetteer_entry(hints->tables, h.match.rows[i], &one.place, hints->error);
        one.name_kind = kinds ? (airlog_name_kind)kinds[i] : AIRLOG_NAME_OTHER;
        if (status == AIRLOG_OK) status = airlog_judge(&h, &one, &possible);
        if (status == AIRLOG_OK && possible) kept = keep(best, kept, &one);
    }
    if (status != AIRLOG_OK) return status;
    out->side_deg = h.match.side_deg;
    out->extreme = h.match.extreme;
    return kept ? write_out(&h, best, kept, out) : not_there(&h, out);
}
