/* What is named beside a reference: "Taiwan's", "N.Y.", "in northern Japan". */
#include "hearing.h"
#include "sphere.h"

#include <math.h>
#include <string.h>

/* Farther from a country that is named beside it than this, beyond the country's own extent, is another place. */
#define OUTSIDE_M 300000.0
/* No slip of the writer puts a place this far from what is named beside it. */
#define FAR_OUTSIDE_M 1500000.0

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

airlog_status airlog_qualifiers_read(airlog_hearing *h) {
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
    double beyond_m =
        airlog_sphere_distance_m(airlog_entry_point(place), airlog_entry_point(other)) - fmax(30000, other->extent_m);
    return beyond_m <= 0 ? 1 : exp(-beyond_m / 120000);
}

static double beyond_m(const airlog_place_entry *place, const airlog_place_entry *other) {
    return airlog_sphere_distance_m(airlog_entry_point(place), airlog_entry_point(other)) - other->extent_m;
}

/* Outside a country that is named beside it, and not at its border. */
static airlog_contradiction contradicts(const airlog_place_entry *place, const airlog_place_entry *other) {
    if (other->kind != AIRLOG_PLACE_COUNTRY || memcmp(place->country, other->country, 2) == 0)
        return AIRLOG_CONTRADICTION_NONE;
    double away_m = beyond_m(place, other);
    if (away_m > FAR_OUTSIDE_M) return AIRLOG_CONTRADICTION_FAR;
    return away_m > OUTSIDE_M ? AIRLOG_CONTRADICTION_OUTSIDE : AIRLOG_CONTRADICTION_NONE;
}

static void contradict(airlog_contradiction *all, airlog_contradiction one) {
    if (one > *all) *all = one;
}

/* Kinds whose names mean a part of the world, and seldom anything else. */
static bool is_wide(airlog_place_kind kind) {
    return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_REGION ||
           kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_SEA;
}

static airlog_status score_qualifier(const airlog_hearing *h, size_t index, const airlog_place_entry *place,
                                     double *out, airlog_contradiction *out_contradicts) {
    const airlog_match *match = &h->qualifiers[index];
    airlog_text text = h->within[index];
    bool dotted = memchr(text.bytes, '.', text.length) != NULL;
    bool fits = airlog_admin_fits(place, text) || same_letters(text, place->admin_code) ||
                (dotted && abbreviates(text, place->admin));

    double nearest_m = INFINITY;
    bool is_area = false;
    *out = fits ? 1 : 0;
    for (size_t i = 0; i < match->count && i < AIRLOG_ROWS_MOST && *out < 1; i++) {
        airlog_place_entry other;
        if (match->rows[i] == place->row) continue; /* "McDonald" does not lie in the McDonald Islands by itself */
        airlog_status status = airlog_gazetteer_entry(h->hints->tables, match->rows[i], &other, h->hints->error);
        if (status != AIRLOG_OK) return status;
        *out = fmax(*out, belongs(place, &other));
        is_area = is_area || (!i && is_wide(other.kind));
        nearest_m = fmin(nearest_m, beyond_m(place, &other));
        if (!i && !fits) contradict(out_contradicts, contradicts(place, &other));
    }
    if (is_area && *out < 0.01 && nearest_m > FAR_OUTSIDE_M)
        contradict(out_contradicts, AIRLOG_CONTRADICTION_FAR);
    return AIRLOG_OK;
}

airlog_status airlog_qualifiers_score(const airlog_hearing *h, const airlog_place_entry *place, double *out,
                                      airlog_contradiction *out_contradicts, uint32_t *why) {
    airlog_status status = AIRLOG_OK;

    *out = 0;
    for (size_t i = 0; i < h->qualifier_count && status == AIRLOG_OK; i++) {
        double one = 0;
        status = score_qualifier(h, i, place, &one, out_contradicts);
        if (one > 0.3) airlog_because(why, one > 0.99 ? AIRLOG_REASON_INSIDE : AIRLOG_REASON_BESIDE);
        *out += one * AIRLOG_SCORE_WITHIN;
    }
    if (status == AIRLOG_OK && h->match.area_row != UINT32_MAX) {
        airlog_place_entry area;
        status = airlog_gazetteer_entry(h->hints->tables, h->match.area_row, &area, h->hints->error);
        if (status != AIRLOG_OK) return status;
        *out += belongs(place, &area) * AIRLOG_SCORE_WITHIN;
        contradict(out_contradicts, contradicts(place, &area));
    }
    return status;
}
