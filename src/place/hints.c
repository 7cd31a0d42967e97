/* What a report says about where it is: header, dateline, coordinates, countries and names, read when a name is in doubt. */
#include "hints.h"
#include "header.h"
#include "match.h"
#include "places.h"
#include "sphere.h"

#include <math.h>
#include <string.h>

#define NAMES_READ_MOST 400
#define ROWS_OF_A_MENTION 32
#define TOGETHER_M 60000.0

/* What each way of naming a country adds to a score. */
#define COUNTRY_NAMED 1.5
#define COUNTRY_VOTE 0.7
#define COUNTRY_MOST 2.5

/* A name of the text speaks for what lies near a place that bears it. The spread of the text's place around it is a
 * Cauchy distribution in the plane, of this scale beyond the extent; or, as often, it has nothing to do with it. */
#define MENTION_SPREAD_M 40000.0
#define FIRST_ORDER_LEAST 91 /* importance: states and provinces, not the counties in them */

void airlog_hints_start(airlog_hints *hints, const airlog_facts *facts, const airlog_tables *tables,
                        airlog_arena *memory, airlog_error *error) {
    hints->facts = facts;
    hints->tables = tables;
    hints->memory = memory;
    hints->error = error;
    hints->point_count = hints->country_count = hints->mention_count = hints->mention_point_count = 0;
    hints->mention_points = NULL;
    hints->admin = AIRLOG_NO_TEXT;
    hints->begun = hints->read = hints->alone = false;
    hints->terse = facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY;
}

void airlog_hints_point(airlog_hints *hints, airlog_lonlat point, double reach_m, double weight) {
    if (hints->point_count < AIRLOG_HINT_POINTS_MOST)
        hints->points[hints->point_count++] = (airlog_hint){point, reach_m, weight};
}

/* The country's entry; NULL when there is no room for one more. */
static airlog_hint_country *add_country(airlog_hints *hints, const char code[2], double weight, bool named) {
    if (!code[0]) return NULL;
    for (size_t i = 0; i < hints->country_count; i++) {
        airlog_hint_country *country = &hints->countries[i];
        if (memcmp(country->code, code, 2)) continue;
        country->weight = fmin(COUNTRY_MOST, country->weight + weight / 2);
        country->named = country->named || named;
        return country;
    }
    if (hints->country_count == AIRLOG_HINT_COUNTRIES_MOST) return NULL;
    airlog_hint_country *country = &hints->countries[hints->country_count++];
    *country = (airlog_hint_country){.named = named, .weight = weight};
    memcpy(country->code, code, 2);
    return country;
}

/* ---- header and dateline ---------------------------------------------------------------------------- */

static airlog_lonlat lonlat_of(const airlog_table_place *place) {
    return (airlog_lonlat){place->lon * AIRLOG_TABLE_DEGREE, place->lat * AIRLOG_TABLE_DEGREE};
}

static airlog_status read_header(airlog_hints *hints) {
    const airlog_facts *facts = hints->facts;
    const airlog_report *report = facts->tokens->report;
    bool header = facts->header_city.length > 0;
    airlog_text city = header ? facts->header_city : report->place;
    airlog_place_entry place;
    bool found;

    hints->admin = header ? facts->header_state : report->admin;
    if (!city.length) return AIRLOG_OK;
    airlog_header_want want = {AIRLOG_PLACE_ANY, hints->admin, hints->terse};
    airlog_status status = airlog_header_row(hints->tables, city, &want, &place, &found, hints->error);
    if (status != AIRLOG_OK || !found) return status;
    airlog_hints_point(hints, (airlog_lonlat){place.lon_deg, place.lat_deg}, hints->terse ? 60000 : 400000,
                       hints->terse ? 1.5 : 0.5);
    add_country(hints, place.country, hints->terse ? COUNTRY_MOST : 1, false);
    return AIRLOG_OK;
}

/* ---- names of the text -------------------------------------------------------------------------------- */

/* Each place of the name gets its share by its size, and so does each country that has one. */
static void share_out(const airlog_table_place *const places[], size_t count, double *out) {
    double total = 0;

    for (size_t i = 0; i < count; i++) total += out[i] = exp(places[i]->importance / 25.0);
    for (size_t i = 0; i < count; i++) out[i] /= total;
}

static void vote(airlog_hints *hints, const airlog_table_place *const places[], const double *shares, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (shares[i] > 0.2) add_country(hints, places[i]->country, COUNTRY_VOTE * shares[i], false);
}

static airlog_mention_point mention_point(const airlog_table_place *place, double share) {
    double area_m2 =
        M_PI * (double)place->extent_m * place->extent_m / 2 + 2 * M_PI * MENTION_SPREAD_M * MENTION_SPREAD_M;

    return (airlog_mention_point){
        .at = airlog_direction_of(lonlat_of(place)),
        .extent = (float)(place->extent_m / AIRLOG_SPHERE_M),
        .steepness =
            (float)(AIRLOG_SPHERE_M / MENTION_SPREAD_M * AIRLOG_SPHERE_M / MENTION_SPREAD_M),
        .weight = (float)(AIRLOG_HINT_TRUST * share * AIRLOG_HINT_INHABITED_M2 / area_m2),
        .share = (float)share,
        .admin = place->kind == AIRLOG_PLACE_ADMIN && place->importance >= FIRST_ORDER_LEAST ? place->admin : 0};
}

static bool is_wide(const airlog_table_place *place) {
    return place->kind == AIRLOG_PLACE_SEA || place->kind == AIRLOG_PLACE_STRAIT || place->kind == AIRLOG_PLACE_REGION;
}

/* Whether a country is written by its own name. */
static bool is_spelt(const airlog_hints *hints, const airlog_match *match, const airlog_table_place *place) {
    const airlog_tokens *tokens = hints->facts->tokens;
    const airlog_token *first = &tokens->items[match->first_token], *last = &tokens->items[match->end_token - 1];
    airlog_text written =
        airlog_text_part(tokens->report->text, (airlog_span){first->start, last->start + last->length});
    airlog_place_entry entry;
    airlog_error own = {0};
    uint32_t row = match->rows[0];

    return place->kind == AIRLOG_PLACE_COUNTRY &&
           airlog_gazetteer_entry(hints->tables, row, &entry, &own) == AIRLOG_OK &&
           airlog_text_same(written, entry.name);
}

/* "in Oman", "off Oman", ", Oman", "OMAN: ..." say where; a demonym, a possessive or a bare name may say who. */
static bool is_scene(const airlog_hints *hints, const airlog_match *match, const airlog_table_place *place) {
    static const char *const before[] = {"in", "off"};
    const airlog_tokens *tokens = hints->facts->tokens;
    uint32_t first = match->first_token, end = match->end_token;
    bool possessive = end < tokens->count && tokens->items[end].flags & AIRLOG_TOKEN_CLITIC;

    if (possessive || !is_spelt(hints, match, place)) return false;
    if (!first) return end < tokens->count && tokens->items[end].kind == AIRLOG_TOKEN_MARK;
    const airlog_token *word = &tokens->items[first - 1];
    if (word->kind == AIRLOG_TOKEN_MARK) return word->hash == ',';
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (word->hash == airlog_hash(before[i], strlen(before[i]))) return true;
    return false;
}

static void set_scene(airlog_hint_country *country, const airlog_table_place *place) {
    country->scene = true;
    country->point = lonlat_of(place);
    country->extent_m = place->extent_m;
}

static airlog_status add_mention(airlog_hints *hints, const airlog_match *match) {
    const airlog_table_place *places[ROWS_OF_A_MENTION];
    double shares[ROWS_OF_A_MENTION];
    airlog_mention mention = {match->first_token, match->end_token, (uint32_t)hints->mention_point_count, 0};
    size_t count = match->count < ROWS_OF_A_MENTION ? match->count : ROWS_OF_A_MENTION;

    for (size_t i = 0; i < count; i++)
        if (!(places[i] = airlog_gazetteer_row(hints->tables, match->rows[i], hints->error))) return AIRLOG_E_TABLE;
    if (places[0]->kind == AIRLOG_PLACE_COUNTRY) {
        bool state = count > 1 && places[1]->kind == AIRLOG_PLACE_ADMIN; /* Georgia */
        airlog_hint_country *country =
            add_country(hints, places[0]->country, state ? COUNTRY_NAMED / 2 : COUNTRY_NAMED, !state);
        if (country && !state && is_scene(hints, match, places[0])) set_scene(country, places[0]);
        if (!state) return AIRLOG_OK;
    }
    if (is_wide(places[0])) {
        airlog_hints_point(hints,
                           (airlog_lonlat){places[0]->lon * AIRLOG_TABLE_DEGREE, places[0]->lat * AIRLOG_TABLE_DEGREE},
                           fmax(200000, places[0]->extent_m), 0.7);
        return AIRLOG_OK;
    }
    share_out(places, count, shares);
    for (size_t i = 0; i < count && hints->mention_point_count < AIRLOG_MENTION_POINTS_MOST; i++)
        hints->mention_points[hints->mention_point_count++] = mention_point(places[i], shares[i]);
    mention.end_point = (uint32_t)hints->mention_point_count;
    hints->mentions[hints->mention_count++] = mention;
    vote(hints, places, shares, count);
    return AIRLOG_OK;
}

static bool begins_name(const airlog_token *token) {
    if (token->kind == AIRLOG_TOKEN_HAN) return true;
    return token->kind == AIRLOG_TOKEN_WORD && token->flags & AIRLOG_TOKEN_CAPITAL &&
           !(token->flags & AIRLOG_TOKEN_CLITIC);
}

/* A month, a number or a compass point by itself is no name. */
static bool is_word_of_ours(const airlog_tokens *tokens, const airlog_match *match) {
    const airlog_token *token = &tokens->items[match->first_token];

    return match->end_token - match->first_token == 1 && (token->term != AIRLOG_TERM_NONE || token->length < 3);
}

/* A kind of road or place that one country has: whatever is not there is abroad. */
static void add_cue(airlog_hints *hints, const char *code) {
    airlog_hint_country *country = add_country(hints, code, COUNTRY_NAMED, true);

    if (!country || country->scene) return;
    country->scene = true;
    country->point = (airlog_lonlat){AIRLOG_UNKNOWN, AIRLOG_UNKNOWN};
}

static airlog_status read_names(airlog_hints *hints) {
    const airlog_tokens *tokens = hints->facts->tokens;
    size_t looked = 0;

    hints->mention_points = airlog_arena_take(hints->memory, AIRLOG_MENTION_POINTS_MOST, sizeof *hints->mention_points);
    if (!hints->mention_points) return airlog_arena_failed(hints->memory, hints->error);
    for (uint32_t i = 0; i < tokens->count && looked < NAMES_READ_MOST && hints->mention_count < AIRLOG_MENTIONS_MOST;
         i++) {
        airlog_match match;
        const char *cue = airlog_cue_country(tokens, i);
        if (cue) add_cue(hints, cue);
        if (!begins_name(&tokens->items[i])) continue;
        looked++;
        airlog_status status = airlog_match_here(hints->tables, tokens, i, &match, hints->error);
        if (status == AIRLOG_OK && match.count && !is_word_of_ours(tokens, &match)) status = add_mention(hints, &match);
        if (status != AIRLOG_OK) return status;
        if (match.count) i = match.end_token - 1;
    }
    return AIRLOG_OK;
}

/* What costs no look-up: coordinates of the report, and the country of an FAA message. */
static void read_cheap(airlog_hints *hints) {
    const airlog_facts *facts = hints->facts;

    if (hints->begun) return;
    hints->begun = true;
    for (size_t i = 0; i < facts->position_count; i++)
        if (facts->positions[i].kind == AIRLOG_POSITION_COORDINATE && facts->positions[i].point_count)
            airlog_hints_point(hints, facts->positions[i].points[0], 100000, 1.5);
    if (hints->terse) add_country(hints, "US", 2, false);
}

airlog_status airlog_hints_for_code(airlog_hints *hints, const uint32_t *rows, size_t count) {
    airlog_lonlat home = {0};
    bool any = false;

    read_cheap(hints);
    if (!hints->terse) return airlog_hints_read(hints);
    for (size_t i = 0; i < count; i++) {
        const airlog_table_place *place = airlog_gazetteer_row(hints->tables, rows[i], hints->error);
        if (!place) return AIRLOG_E_TABLE;
        if (memcmp(place->country, "US", 2)) continue;
        if (any && airlog_sphere_distance_m(home, lonlat_of(place)) > TOGETHER_M) return airlog_hints_read(hints);
        if (!any) home = lonlat_of(place);
        any = true;
    }
    return any ? AIRLOG_OK : airlog_hints_read(hints);
}

airlog_status airlog_hints_read(airlog_hints *hints) {
    if (hints->read) return AIRLOG_OK;
    read_cheap(hints);
    hints->read = true;
    airlog_status status = read_header(hints);
    return status == AIRLOG_OK && !hints->terse ? read_names(hints) : status;
}
