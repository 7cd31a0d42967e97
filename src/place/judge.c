/* How well one place fits a reference: a sum of reasons, each of which is shown. One point is about a factor of three
 * in likelihood. */
#include "hearing.h"

#include <math.h>
#include <string.h>

#define MIDDLE_FIELD 100        /* importance of airports that airlines fly to */
#define HAMLET_MOST 1500        /* people */
#define SMALL_TOWN 105          /* importance: some 15,000 people */
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

/* The letters of U+00C0 to U+017F without their marks; '?' for those that have none. */
static const char bare_letters[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy??aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
                                   "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?"
                                   "?llnnnnnn???oooooo??rrrrrrsssssssstttt??uuuuuuuuuuuuwwyyyzzzzzz?";

/* Whether a plain letter can stand for one with a mark: "Jose" for "José", but not "Minster" for "Münster". Of other
 * scripts' letters nothing is known. */
static bool stands_for(char plain, const char *marked, size_t length) {
    const unsigned char *c = (const unsigned char *)marked;

    if (length != 2 || c[0] < 0xC3 || c[0] > 0xC5) return true;
    char bare = bare_letters[(size_t)(c[0] - 0xC3) * 64 + (c[1] & 0x3F)];
    return bare == '?' || bare == (plain | 0x20);
}

/* The class of an airport in its name, which is seldom said: "Naha International Airport" is "Naha Airport". */
static size_t class_of_airport(airlog_text name, size_t at) {
    static const char *const classes[] = {"International ", "Regional ", "Municipal ", "Domestic "};

    if (!at || name.bytes[at - 1] != ' ') return 0;
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        size_t length = strlen(classes[i]);
        if (name.length - at > length && memcmp(name.bytes + at, classes[i], length) == 0) return length;
    }
    return 0;
}

/* Whether a text is a place's own name as far as its plain letters go: "San Jose" and "San José". */
static bool is_own_name(airlog_text written, const airlog_place_entry *place) {
    airlog_text name = place->name;
    size_t i = 0, k = 0;

    while (i < written.length && k < name.length) {
        char c = written.bytes[i], d = name.bytes[k];
        if (((unsigned char)c | (unsigned char)d) < 0x80) {
            if ((c | 0x20) != (d | 0x20)) {
                size_t skipped = place->kind == AIRLOG_PLACE_AIRPORT ? class_of_airport(name, k) : 0;
                if (!skipped) return false;
                k += skipped;
                continue;
            }
            i++, k++;
            continue;
        }
        size_t a = character_length(written, i), b = character_length(name, k);
        if (a > 1 && b > 1 && (a != b || memcmp(written.bytes + i, name.bytes + k, a) != 0)) return false;
        if (a == 1 && !stands_for(c, name.bytes + k, b)) return false;
        if (b == 1 && !stands_for(d, written.bytes + i, a)) return false;
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

static double score_name(const airlog_hearing *h, const airlog_place_entry *place, uint32_t *why) {
    double score = h->match.dropped * SCORE_DROPPED;

    if (h->match.code)
        airlog_because(why, AIRLOG_REASON_CODE);
    else if (h->match.dropped)
        airlog_because(why, AIRLOG_REASON_DROPPED);
    else if (h->match.rewritten)
        airlog_because(why, AIRLOG_REASON_REWRITTEN);
    if (!h->match.code && is_own_name(h->written, place)) {
        airlog_because(why, AIRLOG_REASON_NAME);
        score += SCORE_NAME;
    }
    return score;
}

/* The report names countries or places, and this one is neither in nor near any of them. */
static bool is_stranger(const airlog_hearing *h, const airlog_hint_score *hint, double within) {
    const airlog_hints *hints = h->hints;

    return within < AIRLOG_SCORE_WITHIN / 2 && !hint->near && !hint->country && !hint->admin && !hint->again &&
           (hints->point_count || hints->country_count);
}

static bool is_settled(airlog_place_kind kind) {
    return kind == AIRLOG_PLACE_CITY || kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_PORT ||
           kind == AIRLOG_PLACE_AIRPORT || kind == AIRLOG_PLACE_HELIPORT || kind == AIRLOG_PLACE_BASE ||
           kind == AIRLOG_PLACE_NAVAID;
}

/* The text says in which country it was, and this place that few know is neither there nor near anything else that it
 * names: it only shares the name of one that the tables do not have. */
static bool is_namesake_abroad(const airlog_hearing *h, const airlog_place_entry *place, const airlog_hint_score *hint,
                               double within) {
    if (h->hints->terse || !is_settled(place->kind) || place->importance >= AIRLOG_WELL_KNOWN) return false;
    return hint->abroad && within < AIRLOG_SCORE_WITHIN / 2 && !hint->near && !hint->country && !hint->admin;
}

/* The words ask for an island, a river or the like. */
static bool asks_for_nature(const airlog_hearing *h) {
    return h->asked != AIRLOG_PLACE_NAVAID && airlog_kinds_apart(h->asked, AIRLOG_PLACE_HELIPORT);
}

/* "The Red River", "the Volga": towns, fields and beacons bear no article. */
static bool bears_no_article(const airlog_hearing *h, const airlog_place_entry *place, airlog_name_kind name_kind) {
    bool plain = h->asked == AIRLOG_PLACE_ANY || asks_for_nature(h);

    return h->definite && plain && is_settled(place->kind) && place->kind != AIRLOG_PLACE_ADMIN &&
           (place->importance < AIRLOG_WELL_KNOWN || name_kind == AIRLOG_NAME_OTHER);
}

/* A hamlet or a field that is called like an island, where an island is meant. Towns do bear such names, and hills have
 * given theirs to many. */
static bool is_called_like_it(const airlog_hearing *h, const airlog_place_entry *place, const airlog_hint_score *hint,
                              double within) {
    bool town = place->kind == AIRLOG_PLACE_CITY && place->population >= HAMLET_MOST;
    bool beside = hint->near || hint->admin || within >= AIRLOG_SCORE_WITHIN / 2;

    return !h->hints->terse && asks_for_nature(h) && h->asked != AIRLOG_PLACE_MOUNTAIN && is_settled(place->kind) &&
           place->importance < SMALL_TOWN && !town && !beside;
}

/* How well known a place is. The table rates islands, capes and reefs by their kind alone; a small one is known to
 * fewer. */
static double prominence(const airlog_place_entry *place) {
    if (place->kind != AIRLOG_PLACE_ISLAND && place->kind != AIRLOG_PLACE_CAPE && place->kind != AIRLOG_PLACE_REEF)
        return place->importance;
    return fmin(place->importance, 100 + 40 * log10(1 + place->extent_m / 1000));
}

static bool begins_well_known(const airlog_hearing *h, const uint32_t *rows, size_t count) {
    airlog_place_entry first;
    airlog_error ignored = {0}; /* damaged tables have failed before this */

    return count && airlog_gazetteer_entry(h->hints->tables, rows[0], &first, &ignored) == AIRLOG_OK &&
           first.importance >= AIRLOG_WELL_KNOWN;
}

/* A code that stands alone is that of a field that few know when no well known place has it for a code or a name:
 * "LIMA" is a field in Italy too. */
static bool is_code_alone(const airlog_hearing *h) {
    uint64_t key;
    const uint32_t *rows;
    size_t count = 0;
    airlog_error ignored = {0};

    if (!h->hints->alone || begins_well_known(h, h->match.rows, h->match.count)) return false;
    return airlog_key_of(h->written, &key, NULL, &ignored) == AIRLOG_OK &&
           airlog_gazetteer_find(h->hints->tables, key, &rows, &count, &ignored) == AIRLOG_OK &&
           !begins_well_known(h, rows, count);
}

/* In prose, some have the words only by chance, unless the report speaks for them: a field that is neither well known
 * nor called so, or served by a town of that name (the "Interstate" of an airport's name, three letters that are
 * somewhere a code); a district without its word; a small town by what it is called elsewhere. */
static bool by_chance(const airlog_hearing *h, const airlog_judged *one) {
    const airlog_place_entry *place = &one->place;

    if (h->hints->terse || h->asked == AIRLOG_PLACE_AIRPORT || place->importance >= AIRLOG_WELL_KNOWN) return false;
    if (place->kind == AIRLOG_PLACE_ADMIN) return one->name_kind == AIRLOG_NAME_DERIVED;
    if (place->kind == AIRLOG_PLACE_CITY)
        return one->name_kind == AIRLOG_NAME_OTHER && place->importance < SMALL_TOWN && !is_own_name(h->written, place);
    if (place->kind != AIRLOG_PLACE_AIRPORT && place->kind != AIRLOG_PLACE_HELIPORT) return false;
    if (h->match.code) return !is_code_alone(h);
    if (place->importance >= MIDDLE_FIELD && memchr(h->written.bytes, ' ', h->written.length)) return false;
    return one->name_kind == AIRLOG_NAME_DERIVED && !airlog_text_same(h->written, place->municipality) &&
           !is_own_name(h->written, place);
}

static double score_size(const airlog_hearing *h, const airlog_place_entry *place) {
    double score = SCORE_SIZE * prominence(place) / 255;

    if (place->kind == AIRLOG_PLACE_CITY) score += SCORE_PEOPLE * log10(fmax(place->population, 500) / PEOPLE_NEUTRAL);
    bool wanted = h->asked == AIRLOG_PLACE_AIRPORT || h->asked == AIRLOG_PLACE_ANY;
    if (place->kind == AIRLOG_PLACE_AIRPORT && wanted && !h->match.code) /* a code is as good for any field */
        score += SCORE_FIELD * (place->importance - FIELD_NEUTRAL) / FIELD_CLASS;
    return score;
}

/* False when the candidate cannot be what is meant. */
airlog_status airlog_judge(const airlog_hearing *h, airlog_judged *out, bool *out_possible) {
    const airlog_place_entry *place = &out->place;
    double within;

    *out_possible = false;
    out->why = 0;
    if (has_as_code(&h->match, place->row) && !is_own_name(h->written, place)) return AIRLOG_OK;
    if (bears_no_article(h, place, out->name_kind)) return AIRLOG_OK;
    out->score = score_name(h, place, &out->why) + airlog_kind_score(h, place, &out->why);
    out->contradicted = AIRLOG_CONTRADICTION_NONE;
    airlog_status status = airlog_qualifiers_score(h, place, &within, &out->contradicted, &out->why);
    if (status != AIRLOG_OK) return status;
    /* only a place's own name can stand against the text: writers do put Massawa into Yemen */
    if (out->contradicted == AIRLOG_CONTRADICTION_FAR) return AIRLOG_OK;
    if (out->contradicted && !(h->match.whole && is_own_name(h->written, place))) return AIRLOG_OK;
    airlog_hint_score hint = airlog_hints_weigh(h->hints, place, &h->step, h->match.first_token, h->match.end_token);
    bool stranger = is_stranger(h, &hint, within);
    if (!h->match.whole && airlog_kinds_apart(h->asked, place->kind) &&
        (place->kind != AIRLOG_PLACE_CITY || within < AIRLOG_SCORE_WITHIN / 2 || h->asked != AIRLOG_PLACE_ISLAND))
        return AIRLOG_OK;
    bool part = !h->match.whole && !h->match.off_it && !h->match.code;
    if (part && stranger && h->asked != place->kind) return AIRLOG_OK;
    if (is_namesake_abroad(h, place, &hint, within) || is_called_like_it(h, place, &hint, within)) return AIRLOG_OK;
    if (out->contradicted) airlog_because(&out->why, AIRLOG_REASON_OUTSIDE);
    if (hint.country) airlog_because(&out->why, AIRLOG_REASON_COUNTRY);
    if (hint.near) airlog_because(&out->why, AIRLOG_REASON_NEAR);
    if (hint.admin) airlog_because(&out->why, AIRLOG_REASON_ADMIN);
    if (place->importance >= AIRLOG_WELL_KNOWN) airlog_because(&out->why, AIRLOG_REASON_KNOWN);
    out->score += within + hint.score + score_size(h, place) + (out->contradicted ? SCORE_CONTRADICTED : 0);
    if (out->name_kind == AIRLOG_NAME_DERIVED) out->score += SCORE_DERIVED;
    if (out->name_kind == AIRLOG_NAME_OTHER) out->score += SCORE_OTHER;
    bool beside = within >= AIRLOG_SCORE_WITHIN / 2 || hint.near || hint.country || hint.admin;
    out->supported = within >= AIRLOG_SCORE_WITHIN / 2 || hint.near || hint.admin || h->match.code;
    *out_possible = beside || !by_chance(h, out);
    return AIRLOG_OK;
}
