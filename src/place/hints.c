#include "hints.h"
#include "match.h"
#include "tables_layout.h"

#include <math.h>
#include <string.h>

#define EARTH_RADIUS_M 6371008.8
#define RADIAN (M_PI / 180)
#define NAMES_READ_MOST 400
#define ROWS_OF_A_MENTION 32
#define TOGETHER_M 60000.0

/* What each kind of hint can add to a score. */
#define SCORE_ADMIN 3.0
#define SCORE_MENTION 1.6
#define MENTION_REACH_M 150000.0
#define COUNTRY_NAMED 1.5
#define COUNTRY_VOTE 0.7
#define COUNTRY_MOST 2.5

double airlog_rough_distance_m(airlog_lonlat a, airlog_lonlat b) {
    double dlat = (b.lat_deg - a.lat_deg) * RADIAN / 2, dlon = (b.lon_deg - a.lon_deg) * RADIAN / 2;
    double s = sin(dlat), t = sin(dlon);
    double h = s * s + cos(a.lat_deg * RADIAN) * cos(b.lat_deg * RADIAN) * t * t;

    return 2 * EARTH_RADIUS_M * asin(sqrt(fmin(1, h)));
}

bool airlog_admin_fits(const airlog_place_entry *place, airlog_text admin) {
    return admin.length && (airlog_text_same(place->admin_code, admin) || airlog_text_same(place->admin, admin));
}

void airlog_hints_start(airlog_hints *hints, const airlog_facts *facts, const airlog_tables *tables,
                        airlog_arena *memory, airlog_error *error) {
    hints->facts = facts;
    hints->tables = tables;
    hints->memory = memory;
    hints->error = error;
    hints->point_count = hints->country_count = hints->mention_count = hints->direction_count = 0;
    hints->directions = NULL;
    hints->admin = AIRLOG_NO_TEXT;
    hints->begun = hints->read = false;
    hints->terse = facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY;
}

void airlog_hints_point(airlog_hints *hints, airlog_lonlat point, double reach_m, double weight) {
    if (hints->point_count < AIRLOG_HINT_POINTS_MOST)
        hints->points[hints->point_count++] = (airlog_hint){point, reach_m, weight};
}

static void add_country(airlog_hints *hints, const char code[2], double weight, bool named) {
    if (!code[0]) return;
    for (size_t i = 0; i < hints->country_count; i++) {
        airlog_hint_country *country = &hints->countries[i];
        if (memcmp(country->code, code, 2)) continue;
        country->weight = fmin(COUNTRY_MOST, country->weight + weight / 2);
        country->named = country->named || named;
        return;
    }
    if (hints->country_count < AIRLOG_HINT_COUNTRIES_MOST) {
        airlog_hint_country *country = &hints->countries[hints->country_count++];
        *country = (airlog_hint_country){.named = named, .weight = weight};
        memcpy(country->code, code, 2);
    }
}

/* ---- header and dateline ---------------------------------------------------------------------------- */

static airlog_lonlat lonlat_of(const airlog_table_place *place) {
    return (airlog_lonlat){place->lon * AIRLOG_TABLE_DEGREE, place->lat * AIRLOG_TABLE_DEGREE};
}

static const airlog_table_place *row_of(const airlog_hints *hints, uint32_t row) {
    const airlog_table_place *place;

    return airlog_tables_view(hints->tables, AIRLOG_SECTION_PLACES, (uint64_t)row * sizeof *place, sizeof *place,
                              hints->error);
}

/* The last admin area that was compared with the header's, and how that went: namesakes in one state follow one
 * another often enough. */
typedef struct admin_memo {
    uint16_t admin;
    bool fits;
} admin_memo;

static airlog_status in_admin(airlog_hints *hints, uint32_t row, uint16_t admin, admin_memo *memo, bool *out) {
    airlog_status status = AIRLOG_OK;

    if (admin != memo->admin) {
        airlog_place_entry place;
        status = airlog_gazetteer_entry(hints->tables, row, &place, hints->error);
        *memo = (admin_memo){admin, status == AIRLOG_OK && airlog_admin_fits(&place, hints->admin)};
    }
    *out = memo->fits || !hints->admin.length;
    return status;
}

/* The best place of the header's name, in the state that came with it. */
static airlog_status best_of(airlog_hints *hints, uint64_t key, airlog_table_place *out, bool *out_found) {
    const uint32_t *rows;
    size_t count;
    int best = -1;
    admin_memo memo = {0, false};

    *out_found = false;
    airlog_status status = airlog_gazetteer_find(hints->tables, key, &rows, &count, hints->error);
    for (size_t i = 0; status == AIRLOG_OK && i < count && i < 256; i++) {
        const airlog_table_place *place = row_of(hints, rows[i]);
        bool fits;
        if (!place) return AIRLOG_E_TABLE;
        int score = place->importance + (place->kind == AIRLOG_PLACE_CITY ? 100 : 0);
        if (score <= best || (hints->terse && memcmp(place->country, "US", 2))) continue;
        status = in_admin(hints, rows[i], place->admin, &memo, &fits);
        if (status != AIRLOG_OK || !fits) continue;
        best = score;
        *out = *place;
        *out_found = true;
    }
    return status;
}

static airlog_status read_header(airlog_hints *hints) {
    const airlog_facts *facts = hints->facts;
    const airlog_report *report = facts->tokens->report;
    bool header = facts->header_city.length > 0;
    airlog_text city = header ? facts->header_city : report->place;
    airlog_table_place place;
    uint64_t key;
    size_t words;
    bool found;

    hints->admin = header ? facts->header_state : report->admin;
    if (!city.length) return AIRLOG_OK;
    airlog_status status = airlog_key_of(city, &key, &words, hints->error);
    if (status == AIRLOG_OK) status = best_of(hints, key, &place, &found);
    if (status != AIRLOG_OK || !found) return status;
    airlog_hints_point(hints, lonlat_of(&place), hints->terse ? 60000 : 400000, hints->terse ? 1.5 : 0.5);
    add_country(hints, place.country, hints->terse ? COUNTRY_MOST : 1, false);
    return AIRLOG_OK;
}

/* ---- names of the text -------------------------------------------------------------------------------- */

static airlog_direction direction_of(airlog_lonlat point) {
    double lon = point.lon_deg * RADIAN, lat = point.lat_deg * RADIAN;

    return (airlog_direction){(float)(cos(lat) * cos(lon)), (float)(cos(lat) * sin(lon)), (float)sin(lat)};
}

/* Each country that has a place of the name gets its share: places count by their size. */
static void vote(airlog_hints *hints, const airlog_table_place *const places[], size_t count) {
    double total = 0, weights[ROWS_OF_A_MENTION];

    for (size_t i = 0; i < count; i++) total += weights[i] = exp(places[i]->importance / 25.0);
    for (size_t i = 0; i < count; i++)
        if (weights[i] / total > 0.2) add_country(hints, places[i]->country, COUNTRY_VOTE * weights[i] / total, false);
}

static bool is_wide(const airlog_table_place *place) {
    return place->kind == AIRLOG_PLACE_SEA || place->kind == AIRLOG_PLACE_STRAIT || place->kind == AIRLOG_PLACE_REGION;
}

static airlog_status add_mention(airlog_hints *hints, const airlog_match *match) {
    const airlog_table_place *places[ROWS_OF_A_MENTION];
    airlog_mention mention = {match->first_token, match->end_token, (uint32_t)hints->direction_count, 0};
    size_t count = match->count < ROWS_OF_A_MENTION ? match->count : ROWS_OF_A_MENTION;

    for (size_t i = 0; i < count; i++)
        if (!(places[i] = row_of(hints, match->rows[i]))) return AIRLOG_E_TABLE;
    if (places[0]->kind == AIRLOG_PLACE_COUNTRY) {
        add_country(hints, places[0]->country, COUNTRY_NAMED, true);
        return AIRLOG_OK;
    }
    if (is_wide(places[0])) {
        airlog_hints_point(hints,
                           (airlog_lonlat){places[0]->lon * AIRLOG_TABLE_DEGREE, places[0]->lat * AIRLOG_TABLE_DEGREE},
                           fmax(200000, places[0]->extent_m), 0.7);
        return AIRLOG_OK;
    }
    for (size_t i = 0; i < count && hints->direction_count < AIRLOG_MENTION_POINTS_MOST; i++)
        hints->directions[hints->direction_count++] = direction_of(lonlat_of(places[i]));
    mention.end_point = (uint32_t)hints->direction_count;
    hints->mentions[hints->mention_count++] = mention;
    vote(hints, places, count);
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

static airlog_status read_names(airlog_hints *hints) {
    const airlog_tokens *tokens = hints->facts->tokens;
    size_t looked = 0;

    hints->directions = airlog_arena_take(hints->memory, AIRLOG_MENTION_POINTS_MOST, sizeof *hints->directions);
    if (!hints->directions) return airlog_arena_failed(hints->memory, hints->error);
    for (uint32_t i = 0; i < tokens->count && looked < NAMES_READ_MOST && hints->mention_count < AIRLOG_MENTIONS_MOST;
         i++) {
        airlog_match match;
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
        const airlog_table_place *place = row_of(hints, rows[i]);
        if (!place) return AIRLOG_E_TABLE;
        if (memcmp(place->country, "US", 2)) continue;
        if (any && airlog_rough_distance_m(home, lonlat_of(place)) > TOGETHER_M) return airlog_hints_read(hints);
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

/* ---- weighing -------------------------------------------------------------------------------------------- */

static float nearest_cosine(const airlog_hints *hints, const airlog_mention *mention, airlog_direction d) {
    float best = -1;

    for (uint32_t i = mention->first_point; i < mention->end_point; i++) {
        const airlog_direction *e = &hints->directions[i];
        float cosine = d.x * e->x + d.y * e->y + d.z * e->z;
        best = cosine > best ? cosine : best;
    }
    return best;
}

static double weigh_mentions(const airlog_hints *hints, const airlog_place_entry *place, uint32_t first_token,
                             uint32_t end_token) {
    airlog_direction d = direction_of((airlog_lonlat){place->lon_deg, place->lat_deg});
    double score = 0;

    for (size_t i = 0; i < hints->mention_count; i++) {
        const airlog_mention *mention = &hints->mentions[i];
        if (mention->first_token < end_token && first_token < mention->end_token) continue;
        double chord = sqrt(fmax(0, 2 - 2 * (double)nearest_cosine(hints, mention, d)));
        if (chord * EARTH_RADIUS_M < 6 * MENTION_REACH_M)
            score += SCORE_MENTION * exp(-chord * EARTH_RADIUS_M / MENTION_REACH_M);
    }
    return fmin(score, 4 * SCORE_MENTION);
}

airlog_hint_score airlog_hints_weigh(const airlog_hints *hints, const airlog_place_entry *place, uint32_t first_token,
                                     uint32_t end_token) {
    airlog_hint_score out = {0};

    for (size_t i = 0; i < hints->country_count; i++)
        if (!memcmp(hints->countries[i].code, place->country, 2)) {
            out.score += hints->countries[i].weight;
            out.country = hints->countries[i].named || hints->countries[i].weight >= 1;
        }
    for (size_t i = 0; i < hints->point_count; i++) {
        const airlog_hint *hint = &hints->points[i];
        double apart_m = airlog_rough_distance_m((airlog_lonlat){place->lon_deg, place->lat_deg}, hint->point);
        double cost = hint->weight * log2(1 + apart_m / hint->reach_m);
        out.score -= cost;
        out.near = out.near || cost < 2 * hint->weight; /* within three times the reach */
    }
    if (hints->mention_count) {
        double mentions = weigh_mentions(hints, place, first_token, end_token);
        out.score += mentions;
        out.near = out.near || mentions > SCORE_MENTION / 2;
    }
    out.admin = airlog_admin_fits(place, hints->admin);
    if (out.admin) out.score += SCORE_ADMIN;
    return out;
}
