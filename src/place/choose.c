/* Which place a name means. A candidate's score is a sum of reasons, each of which is shown; one point is about a
 * factor of three in likelihood. */
#include "choose.h"
#include "match.h"
#include "sphere.h"

#include <math.h>
#include <string.h>

#define ROWS_MOST 256
#define SAME_PLACE_M 50000.0
#define METRES_A_DEGREE_MOST 111700.0
#define WELL_KNOWN 160   /* importance of large airports, capitals and great cities */
#define MIDDLE_FIELD 100 /* and of airports that airlines fly to */
#define SMALL_TOWN 105   /* importance: some 15,000 people */
/* Farther from a country that is named beside it than this, beyond the country's own extent, is another place. */
#define OUTSIDE_M 300000.0

/* Reasons and what they weigh. */
#define SCORE_WITHIN 6.0    /* named beside it: "Taiwan's", "N.Y." */
#define SCORE_KIND 2.5      /* the kind that the words ask for */
#define SCORE_KIND_NEAR 1.0 /* a kind that people call by that word too */
#define SCORE_KIND_OTHER -2.0
#define SCORE_NAME 1.6          /* the name itself, not one of its other names */
#define SCORE_CONTRADICTED -5.0 /* outside the country that is named beside it */
#define SCORE_DROPPED -3.0      /* a word of the reference that the name does not have */
#define SCORE_OTHER -1.5        /* a former name, that of a part, one in another language */
#define SCORE_DERIVED -1.5      /* the name with a part left off: an airport's without "airport" */
#define SCORE_SIZE 4.0          /* the best known place over the least known */
#define SCORE_PEOPLE 0.8        /* a city that is ten times larger than its namesake; neutral at PEOPLE_NEUTRAL */
#define PEOPLE_NEUTRAL 20000.0
#define SCORE_FIELD 0.8     /* an airport a class larger than its namesake; neutral at FIELD_NEUTRAL */
#define FIELD_NEUTRAL 120.0 /* importance of airports between the small and the medium */
#define FIELD_CLASS 60.0
#define SCORE_AMBIGUOUS 0.7   /* candidates that lie closer than this are equal */
#define SCORE_UNSUPPORTED 1.0 /* the same when nothing in the report speaks for the first */

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

static void because(uint32_t *reasons, airlog_reason reason) {
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

typedef struct judged {
    airlog_place_entry place;
    double score;
    airlog_name_kind name_kind; /* how it bears the name that was read */
    bool contradicted;
    bool supported; /* by what is named beside it or elsewhere in the report, not by its size alone */
    uint32_t why;
} judged;

/* What was found for a reference, to judge each row by. */
typedef struct hearing {
    airlog_hints *hints;
    const airlog_reference *reference;
    airlog_place_kind asked;
    airlog_match match;
    airlog_text written; /* the words of the name as they stand in the text */
    airlog_text within[AIRLOG_MATCH_QUALIFIERS];
    airlog_match qualifiers[AIRLOG_MATCH_QUALIFIERS];
    size_t qualifier_count;
} hearing;

static airlog_lonlat point_of(const airlog_place_entry *place) {
    return (airlog_lonlat){place->lon_deg, place->lat_deg};
}

/* ---- kind ----------------------------------------------------------------------------------------- */

/* Kinds that people call by each other's word. */
static bool kinds_near(airlog_place_kind asked, airlog_place_kind kind) {
    switch (asked) {
    case AIRLOG_PLACE_PORT:
        return kind == AIRLOG_PLACE_CITY || kind == AIRLOG_PLACE_BASE;
    case AIRLOG_PLACE_AIRPORT:
        return kind == AIRLOG_PLACE_BASE || kind == AIRLOG_PLACE_HELIPORT || kind == AIRLOG_PLACE_NAVAID ||
               kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_NAVAID:
        return kind == AIRLOG_PLACE_AIRPORT;
    case AIRLOG_PLACE_BASE:
        return kind == AIRLOG_PLACE_AIRPORT || kind == AIRLOG_PLACE_PORT || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_CITY:
        return kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_PORT;
    case AIRLOG_PLACE_ISLAND:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_REEF ||
               kind == AIRLOG_PLACE_ADMIN;
    case AIRLOG_PLACE_REEF:
        return kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_SEA:
        return kind == AIRLOG_PLACE_WATER || kind == AIRLOG_PLACE_STRAIT || kind == AIRLOG_PLACE_REGION;
    case AIRLOG_PLACE_STRAIT:
        return kind == AIRLOG_PLACE_SEA || kind == AIRLOG_PLACE_WATER;
    case AIRLOG_PLACE_ADMIN:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_REGION:
        return kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_CAPE:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_COAST:
    case AIRLOG_PLACE_BORDER:
        return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_REGION ||
               kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_AIRSPACE:
        return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_REGION;
    default:
        return false;
    }
}

/* Things of nature do not lend their name to a city without its word: "Cape Murray" is no town of Murray. */
static bool kinds_apart(airlog_place_kind asked, airlog_place_kind kind) {
    switch (asked) {
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_REEF:
    case AIRLOG_PLACE_CAPE:
    case AIRLOG_PLACE_SEA:
    case AIRLOG_PLACE_STRAIT:
    case AIRLOG_PLACE_WATER:
    case AIRLOG_PLACE_MOUNTAIN:
        return kind != asked && !kinds_near(asked, kind);
    case AIRLOG_PLACE_NAVAID:
        return kind != AIRLOG_PLACE_NAVAID && kind != AIRLOG_PLACE_AIRPORT && kind != AIRLOG_PLACE_BASE;
    default:
        return false;
    }
}

/* What a name without a kind means, everything else equal. */
static double kind_habit(airlog_place_kind kind, uint8_t importance, bool aviation) {
    switch (kind) {
    case AIRLOG_PLACE_AIRPORT:
    case AIRLOG_PLACE_BASE:
        if (!aviation) return importance >= WELL_KNOWN ? 1.0 : -0.7; /* "Heathrow", but not any field's name */
        return 1.5;
    case AIRLOG_PLACE_NAVAID:
        return aviation ? 1.0 : -2;
    case AIRLOG_PLACE_HELIPORT:
        return aviation ? -1.5 : -3;
    case AIRLOG_PLACE_COUNTRY:
    case AIRLOG_PLACE_SEA:
    case AIRLOG_PLACE_STRAIT:
        return aviation ? -1 : 1;
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_CAPE:
    case AIRLOG_PLACE_REEF:
    case AIRLOG_PLACE_REGION:
        return aviation ? -0.5 : 0.7;
    case AIRLOG_PLACE_ADMIN:
        return -0.5;
    default:
        return 0;
    }
}

static double score_kind(const hearing *h, const airlog_place_entry *place, uint32_t *why) {
    if (h->asked == AIRLOG_PLACE_ANY)
        return kind_habit(place->kind, place->importance, h->hints->terse || h->match.code);
    if (h->asked == place->kind) {
        because(why, AIRLOG_REASON_KIND);
        return SCORE_KIND;
    }
    if (kinds_near(h->asked, place->kind)) {
        because(why, AIRLOG_REASON_KIND_NEAR);
        return SCORE_KIND_NEAR;
    }
    because(why, AIRLOG_REASON_KIND_OTHER);
    return SCORE_KIND_OTHER;
}

/* ---- name ------------------------------------------------------------------------------------------- */

/* Bytes of the character at `at`, by its first byte. */
static size_t character_length(airlog_text text, size_t at) {
    size_t end = at + 1;

    while (end < text.length && ((unsigned char)text.bytes[end] & 0xC0) == 0x80) end++;
    return end - at;
}

/* What is left of an island's or a port's name is one word for its kind: " Island". */
static bool is_kind_word(airlog_text rest, airlog_place_kind kind) {
    return kind != AIRLOG_PLACE_CITY && kind != AIRLOG_PLACE_ADMIN && rest.length > 3 && rest.bytes[0] == ' ' &&
           !memchr(rest.bytes + 1, ' ', rest.length - 1);
}

/* Whether a text is a place's own name as far as its plain letters go: "San Jose" and "San José". */
static bool is_own_name(airlog_text written, const airlog_place_entry *place) {
    airlog_text name = place->name;
    size_t i = 0, k = 0;

    while (i < written.length && k < name.length) {
        char c = written.bytes[i], d = name.bytes[k];
        if (((unsigned char)c | (unsigned char)d) < 0x80) {
            if ((c | 0x20) != (d | 0x20)) return false;
            i++, k++;
            continue;
        }
        size_t a = character_length(written, i), b = character_length(name, k);
        if (a > 1 && b > 1 && (a != b || memcmp(written.bytes + i, name.bytes + k, a) != 0)) return false;
        i += a;
        k += b;
    }
    if (i < written.length) return false;
    return k == name.length || is_kind_word((airlog_text){name.bytes + k, name.length - k}, place->kind);
}

static bool has_as_code(const airlog_match *match, uint32_t row) {
    for (size_t i = 0; i < match->code_count; i++)
        if (match->code_rows[i] == row) return true;
    return false;
}

static double score_name(const hearing *h, const airlog_place_entry *place, uint32_t *why) {
    double score = h->match.dropped * SCORE_DROPPED;

    if (h->match.code)
        because(why, AIRLOG_REASON_CODE);
    else if (h->match.dropped)
        because(why, AIRLOG_REASON_DROPPED);
    else if (h->match.rewritten)
        because(why, AIRLOG_REASON_REWRITTEN);
    if (!h->match.code && is_own_name(h->written, place)) {
        because(why, AIRLOG_REASON_NAME);
        score += SCORE_NAME;
    }
    return score;
}

/* ---- qualifiers --------------------------------------------------------------------------------------- */

/* "Calif." and "Fla." are letters of the name in order, from the first on. */
static bool abbreviates(airlog_text shorter, airlog_text whole) {
    size_t at = 0;

    if (!shorter.length || !whole.length || (shorter.bytes[0] | 0x20) != (whole.bytes[0] | 0x20)) return false;
    for (size_t i = 0; i < shorter.length; i++) {
        char c = shorter.bytes[i];
        if (c == '.' || c == ' ') continue;
        while (at < whole.length && (whole.bytes[at] | 0x20) != (c | 0x20)) at++;
        if (at++ >= whole.length) return false;
    }
    return true;
}

/* "N.Y." has the letters of NY. */
static bool same_letters(airlog_text dotted, airlog_text code) {
    size_t at = 0;

    for (size_t i = 0; i < dotted.length; i++) {
        if (dotted.bytes[i] == '.' || dotted.bytes[i] == ' ') continue;
        if (at >= code.length || (dotted.bytes[i] | 0x20) != (code.bytes[at] | 0x20)) return false;
        at++;
    }
    return at > 0 && at == code.length;
}

static airlog_status read_qualifiers(hearing *h) {
    const airlog_tokens *tokens = h->hints->facts->tokens;
    airlog_status status = AIRLOG_OK;

    for (size_t i = 0; i < h->reference->within_count && i < AIRLOG_MATCH_QUALIFIERS && status == AIRLOG_OK; i++) {
        h->within[i] = airlog_text_part(tokens->report->text, h->reference->within[i]);
        status =
            airlog_match_part(h->hints->tables, tokens, h->reference->within[i], &h->qualifiers[i], h->hints->error);
        h->qualifier_count++;
    }
    return status;
}

/* How much a candidate belongs to another place: 1 inside it, less with the distance from it. */
static double belongs(const airlog_place_entry *place, const airlog_place_entry *other) {
    bool compatriot = place->country[0] && memcmp(place->country, other->country, 2) == 0;

    if (other->kind == AIRLOG_PLACE_COUNTRY) return compatriot ? 1 : 0;
    if (other->kind == AIRLOG_PLACE_ADMIN && compatriot && airlog_text_equal(place->admin, other->admin)) return 1;
    double beyond_m = airlog_sphere_distance_m(point_of(place), point_of(other)) - fmax(30000, other->extent_m);
    return beyond_m <= 0 ? 1 : exp(-beyond_m / 120000);
}

/* Outside a country that is named beside it, and not at its border. */
static bool contradicts(const airlog_place_entry *place, const airlog_place_entry *other) {
    return other->kind == AIRLOG_PLACE_COUNTRY && memcmp(place->country, other->country, 2) != 0 &&
           airlog_sphere_distance_m(point_of(place), point_of(other)) > other->extent_m + OUTSIDE_M;
}

static airlog_status score_qualifier(const hearing *h, size_t index, const airlog_place_entry *place, double *out,
                                     bool *out_contradicts) {
    const airlog_match *match = &h->qualifiers[index];
    airlog_text text = h->within[index];
    bool dotted = memchr(text.bytes, '.', text.length) != NULL;
    bool fits = airlog_admin_fits(place, text) || same_letters(text, place->admin_code) ||
                (dotted && abbreviates(text, place->admin));

    *out = fits ? 1 : 0;
    for (size_t i = 0; i < match->count && i < ROWS_MOST && *out < 1; i++) {
        airlog_place_entry other;
        if (match->rows[i] == place->row) continue; /* "McDonald" does not lie in the McDonald Islands by itself */
        airlog_status status = airlog_gazetteer_entry(h->hints->tables, match->rows[i], &other, h->hints->error);
        if (status != AIRLOG_OK) return status;
        *out = fmax(*out, belongs(place, &other));
        if (!i && !fits && contradicts(place, &other)) *out_contradicts = true;
    }
    return AIRLOG_OK;
}

static airlog_status score_within(const hearing *h, const airlog_place_entry *place, double *out, bool *out_contradicts,
                                  uint32_t *why) {
    airlog_status status = AIRLOG_OK;

    *out = 0;
    for (size_t i = 0; i < h->qualifier_count && status == AIRLOG_OK; i++) {
        double one = 0;
        status = score_qualifier(h, i, place, &one, out_contradicts);
        if (one > 0.3) because(why, one > 0.99 ? AIRLOG_REASON_INSIDE : AIRLOG_REASON_BESIDE);
        *out += one * SCORE_WITHIN;
    }
    if (status == AIRLOG_OK && h->match.area_row != UINT32_MAX) {
        airlog_place_entry area;
        status = airlog_gazetteer_entry(h->hints->tables, h->match.area_row, &area, h->hints->error);
        if (status != AIRLOG_OK) return status;
        *out += belongs(place, &area) * SCORE_WITHIN;
        *out_contradicts = *out_contradicts || contradicts(place, &area);
    }
    return status;
}

/* ---- judging -------------------------------------------------------------------------------------------- */

/* The report names countries or places, and this one is neither in nor near any of them. */
static bool is_stranger(const hearing *h, const airlog_hint_score *hint, double within) {
    const airlog_hints *hints = h->hints;

    return within < SCORE_WITHIN / 2 && !hint->near && !hint->country && !hint->admin &&
           (hints->point_count || hints->country_count);
}

/* How well known a place is. The table rates islands, capes and reefs by their kind alone; a small one is known to
 * fewer. */
static double prominence(const airlog_place_entry *place) {
    if (place->kind != AIRLOG_PLACE_ISLAND && place->kind != AIRLOG_PLACE_CAPE && place->kind != AIRLOG_PLACE_REEF)
        return place->importance;
    return fmin(place->importance, 100 + 40 * log10(1 + place->extent_m / 1000));
}

/* In prose, some have the words only by chance, unless the report speaks for them: a field that is neither well known
 * nor called so, or served by a town of that name (the "Interstate" of an airport's name, three letters that are
 * somewhere a code); a district without its word; a small town by what it is called elsewhere. */
static bool by_chance(const hearing *h, const judged *one) {
    const airlog_place_entry *place = &one->place;

    if (h->hints->terse || h->asked == AIRLOG_PLACE_AIRPORT || place->importance >= WELL_KNOWN) return false;
    if (place->kind == AIRLOG_PLACE_ADMIN) return one->name_kind == AIRLOG_NAME_DERIVED;
    if (place->kind == AIRLOG_PLACE_CITY)
        return one->name_kind == AIRLOG_NAME_OTHER && place->importance < SMALL_TOWN && !is_own_name(h->written, place);
    if (place->kind != AIRLOG_PLACE_AIRPORT && place->kind != AIRLOG_PLACE_HELIPORT) return false;
    if (h->match.code) return true;
    if (place->importance >= MIDDLE_FIELD && memchr(h->written.bytes, ' ', h->written.length)) return false;
    return one->name_kind == AIRLOG_NAME_DERIVED && !airlog_text_same(h->written, place->municipality) &&
           !is_own_name(h->written, place);
}

static double score_size(const hearing *h, const airlog_place_entry *place) {
    double score = SCORE_SIZE * prominence(place) / 255;

    if (place->kind == AIRLOG_PLACE_CITY) score += SCORE_PEOPLE * log10(fmax(place->population, 500) / PEOPLE_NEUTRAL);
    bool wanted = h->asked == AIRLOG_PLACE_AIRPORT || h->asked == AIRLOG_PLACE_ANY;
    if (place->kind == AIRLOG_PLACE_AIRPORT && wanted && !h->match.code) /* a code is as good for any field */
        score += SCORE_FIELD * (place->importance - FIELD_NEUTRAL) / FIELD_CLASS;
    return score;
}

/* False when the candidate cannot be what is meant. */
static airlog_status judge(const hearing *h, judged *out, bool *out_possible) {
    const airlog_place_entry *place = &out->place;
    double within;

    *out_possible = false;
    out->why = 0;
    if (has_as_code(&h->match, place->row) && !is_own_name(h->written, place)) return AIRLOG_OK;
    out->score = score_name(h, place, &out->why) + score_kind(h, place, &out->why);
    out->contradicted = false;
    airlog_status status = score_within(h, place, &within, &out->contradicted, &out->why);
    if (status != AIRLOG_OK) return status;
    /* only a place's own name can stand against the text: writers do put Massawa into Yemen */
    if (out->contradicted && !(h->match.whole && is_own_name(h->written, place))) return AIRLOG_OK;
    airlog_hint_score hint = airlog_hints_weigh(h->hints, place, h->match.first_token, h->match.end_token);
    bool stranger = is_stranger(h, &hint, within);
    if (!h->match.whole && kinds_apart(h->asked, place->kind) &&
        (place->kind != AIRLOG_PLACE_CITY || within < SCORE_WITHIN / 2 || h->asked != AIRLOG_PLACE_ISLAND))
        return AIRLOG_OK;
    if (!h->match.whole && !h->match.code && stranger && h->asked != place->kind) return AIRLOG_OK;
    if (out->contradicted) because(&out->why, AIRLOG_REASON_OUTSIDE);
    if (hint.country) because(&out->why, AIRLOG_REASON_COUNTRY);
    if (hint.near) because(&out->why, AIRLOG_REASON_NEAR);
    if (hint.admin) because(&out->why, AIRLOG_REASON_ADMIN);
    if (place->importance >= WELL_KNOWN) because(&out->why, AIRLOG_REASON_KNOWN);
    out->score += within + hint.score + score_size(h, place) + (out->contradicted ? SCORE_CONTRADICTED : 0);
    if (out->name_kind == AIRLOG_NAME_DERIVED) out->score += SCORE_DERIVED;
    if (out->name_kind == AIRLOG_NAME_OTHER) out->score += SCORE_OTHER;
    bool beside = within >= SCORE_WITHIN / 2 || hint.near || hint.country || hint.admin;
    out->supported = beside || h->match.code;
    *out_possible = beside || !by_chance(h, out);
    return AIRLOG_OK;
}

/* Keeps the best few in order. */
static size_t keep(judged *best, size_t count, const judged *one) {
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

static airlog_status write_out(airlog_hints *hints, const judged *best, size_t count, airlog_choice *out) {
    out->items = airlog_arena_room(hints->memory, count, sizeof *out->items);
    if (!out->items) return airlog_arena_failed(hints->memory, hints->error);
    out->count = count;
    out->margin = INFINITY;
    double equal = best[0].supported ? SCORE_AMBIGUOUS : SCORE_UNSUPPORTED;
    for (size_t i = 0; i < count; i++) {
        airlog_candidate *item = &out->items[i];
        item->place = best[i].place;
        item->score = best[i].score;
        item->reasons = best[i].why;
        double same_m = fmax(SAME_PLACE_M, best[0].place.extent_m);
        if (surely_within(&best[0].place, &best[i].place, same_m)) continue;
        double apart_m = airlog_sphere_distance_m(point_of(&best[0].place), point_of(&best[i].place));
        if (apart_m <= same_m) continue;
        out->doubts |= AIRLOG_DOUBT_BIT(NAMESAKES);
        out->margin = fmin(out->margin, best[0].score - best[i].score);
        if (best[0].score - best[i].score >= equal) continue;
        out->doubts |= AIRLOG_DOUBT_BIT(AMBIGUOUS);
        out->rival_m = fmax(out->rival_m, apart_m);
    }
    if (best[0].contradicted) out->doubts |= AIRLOG_DOUBT_BIT(QUALIFIER_CONFLICT);
    if (best[0].place.extent_default) out->doubts |= AIRLOG_DOUBT_BIT(EXTENT_DEFAULT);
    return AIRLOG_OK;
}

static airlog_status not_there(const hearing *h, airlog_choice *out) {
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

static airlog_status prepare(hearing *h) {
    const airlog_tokens *tokens = h->hints->facts->tokens;
    airlog_status status =
        airlog_match_reference(h->hints->tables, tokens, h->reference, h->asked, &h->match, h->hints->error);

    if (status != AIRLOG_OK || !h->match.count) return status;
    const airlog_token *first = &tokens->items[h->match.first_token], *last = &tokens->items[h->match.end_token - 1];
    h->written = airlog_text_part(tokens->report->text, (airlog_span){first->start, last->start + last->length});
    if (h->asked == AIRLOG_PLACE_ANY) h->asked = h->match.kind;
    if (h->match.count == 1 && h->match.whole) return AIRLOG_OK;
    if (h->match.code) return airlog_hints_for_code(h->hints, h->match.rows, h->match.count);
    status = airlog_hints_read(h->hints);
    return status;
}

/* The kinds of the names that lead to the rows of a match; NULL when they cannot be read. */
static const uint8_t *name_kinds(const hearing *h, size_t count) {
    return airlog_gazetteer_name_kinds(h->hints->tables, h->match.rows, count);
}

airlog_status airlog_choose(airlog_hints *hints, const airlog_reference *reference, airlog_place_kind asked,
                            airlog_choice *out) {
    hearing h = {.hints = hints, .reference = reference};
    judged best[AIRLOG_CANDIDATES_KEPT + 1], one;
    size_t kept = 0;

    *out = (airlog_choice){0};
    h.asked = reference->kind != AIRLOG_PLACE_ANY ? reference->kind : asked;
    airlog_status status = prepare(&h);
    if (status == AIRLOG_OK && h.match.count) status = read_qualifiers(&h);
    size_t count = h.match.count < ROWS_MOST ? h.match.count : ROWS_MOST;
    const uint8_t *kinds = count ? name_kinds(&h, count) : NULL;
    for (size_t i = 0; status == AIRLOG_OK && i < count; i++) {
        bool possible;
        status = airlog_gazetteer_entry(hints->tables, h.match.rows[i], &one.place, hints->error);
        one.name_kind = kinds ? (airlog_name_kind)kinds[i] : AIRLOG_NAME_OTHER;
        if (status == AIRLOG_OK) status = judge(&h, &one, &possible);
        if (status == AIRLOG_OK && possible) kept = keep(best, kept, &one);
    }
    if (status != AIRLOG_OK) return status;
    out->side_deg = h.match.side_deg;
    out->extreme = h.match.extreme;
    return kept ? write_out(hints, best, kept, out) : not_there(&h, out);
}
