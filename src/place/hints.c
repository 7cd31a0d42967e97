#include "hints.h"
#include "header.h"
#include "match.h"
#include "sphere.h"
#include "tables_layout.h"

#include <math.h>
#include <string.h>

#define NAMES_READ_MOST 400
#define ROWS_OF_A_MENTION 32
#define TOGETHER_M 60000.0

/* What each kind of hint can add to a score. */
#define SCORE_ADMIN 3.0
#define SCORE_MENTION_NEAR 0.8 /* from here on a mention counts as lying near */
#define SCORE_MENTIONS_MOST 6.0
#define COUNTRY_NAMED 1.5
#define COUNTRY_VOTE 0.7
#define COUNTRY_MOST 2.5

/* A name of the text speaks for what lies near a place that bears it. The spread of the text's place around it is a
 * Cauchy distribution in the plane, of this scale beyond the extent; or, as often, it has nothing to do with it. */
#define MENTION_SPREAD_M 40000.0
#define MENTION_TRUST 0.2
#define INHABITED_M2 4e13      /* over which a place that has nothing to do with it may lie */
#define FIRST_ORDER_LEAST 91   /* importance: states and provinces, not the counties in them */
#define MENTION_ABROAD 0.1F    /* what is left of an area's weight outside it, by its circle only */
/* The same for where the step from a candidate leads, which is known as well as distance and direction are. */
#define LANDING_SPREAD_M 3000.0
#define LANDING_SPREAD_SHARE 0.12
#define LANDING_TRUST 0.2
#define SAME_PLACE 0.99999997F /* cosine of 1.6 km: the name stands twice */
#define MENTION_FARTHEST 0.97F /* cosine: nothing is near beyond 1,560 km */

bool airlog_admin_fits(const airlog_place_entry *place, airlog_text admin) {
    return admin.length && (airlog_text_same(place->admin_code, admin) || airlog_text_same(place->admin, admin));
}

void airlog_hints_start(airlog_hints *hints, const airlog_facts *facts, const airlog_tables *tables,
                        airlog_arena *memory, airlog_error *error) {
    hints->facts = facts;
    hints->tables = tables;
    hints->memory = memory;
    hints->error = error;
    hints->point_count = hints->country_count = hints->mention_count = hints->mention_point_count = 0;
    hints->mention_points = NULL;
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

static airlog_direction direction_of(airlog_lonlat point) {
    double lon = point.lon_deg * AIRLOG_RADIAN, lat = point.lat_deg * AIRLOG_RADIAN;

    return (airlog_direction){(float)(cos(lat) * cos(lon)), (float)(cos(lat) * sin(lon)), (float)sin(lat)};
}

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
        .at = direction_of(lonlat_of(place)),
        .extent = (float)(place->extent_m / AIRLOG_SPHERE_M),
        .steepness = (float)(AIRLOG_SPHERE_M / MENTION_SPREAD_M * AIRLOG_SPHERE_M / MENTION_SPREAD_M),
        .weight = (float)(MENTION_TRUST * share * INHABITED_M2 / area_m2),
        .share = (float)share,
        .admin = place->kind == AIRLOG_PLACE_ADMIN && place->importance >= FIRST_ORDER_LEAST ? place->admin : 0};
}

static bool is_wide(const airlog_table_place *place) {
    return place->kind == AIRLOG_PLACE_SEA || place->kind == AIRLOG_PLACE_STRAIT || place->kind == AIRLOG_PLACE_REGION;
}

static airlog_status add_mention(airlog_hints *hints, const airlog_match *match) {
    const airlog_table_place *places[ROWS_OF_A_MENTION];
    double shares[ROWS_OF_A_MENTION];
    airlog_mention mention = {match->first_token, match->end_token, (uint32_t)hints->mention_point_count, 0};
    size_t count = match->count < ROWS_OF_A_MENTION ? match->count : ROWS_OF_A_MENTION;

    for (size_t i = 0; i < count; i++)
        if (!(places[i] = row_of(hints, match->rows[i]))) return AIRLOG_E_TABLE;
    if (places[0]->kind == AIRLOG_PLACE_COUNTRY) {
        bool state = count > 1 && places[1]->kind == AIRLOG_PLACE_ADMIN; /* Georgia */
        add_country(hints, places[0]->country, state ? COUNTRY_NAMED / 2 : COUNTRY_NAMED, !state);
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

static airlog_status read_names(airlog_hints *hints) {
    const airlog_tokens *tokens = hints->facts->tokens;
    size_t looked = 0;

    hints->mention_points = airlog_arena_take(hints->memory, AIRLOG_MENTION_POINTS_MOST, sizeof *hints->mention_points);
    if (!hints->mention_points) return airlog_arena_failed(hints->memory, hints->error);
    for (uint32_t i = 0; i < tokens->count && looked < NAMES_READ_MOST && hints->mention_count < AIRLOG_MENTIONS_MOST;
         i++) {
        airlog_match match;
        const char *cue = airlog_cue_country(tokens, i);
        if (cue) add_country(hints, cue, COUNTRY_NAMED, true);
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

/* ---- weighing -------------------------------------------------------------------------------------------- */

/* How much likelier the text's place lies here than anywhere, given that this name stands in the text. */
static float mention_ratio(const airlog_hints *hints, const airlog_mention *mention, airlog_direction d,
                           uint16_t admin) {
    float ratio = 1 - (float)MENTION_TRUST;

    for (uint32_t i = mention->first_point; i < mention->end_point; i++) {
        const airlog_mention_point *point = &hints->mention_points[i];
        float cosine = d.x * point->at.x + d.y * point->at.y + d.z * point->at.z;
        if (cosine < MENTION_FARTHEST) continue;
        bool inside = point->admin && point->admin == admin;
        float beyond = inside ? 0 : fmaxf(0, sqrtf(fmaxf(0, 2 - 2 * cosine)) - point->extent);
        float fall = 1 + beyond * beyond * point->steepness;
        ratio += point->weight / (fall * sqrtf(fall)) * (point->admin && !inside ? MENTION_ABROAD : 1);
    }
    return ratio;
}

/* Where a step leads on a sphere. */
static airlog_direction landing_of(const airlog_place_entry *place, const airlog_hint_step *step) {
    double lat = place->lat_deg * RADIAN, bearing = step->bearing_deg * RADIAN, way = step->distance_m / EARTH_RADIUS_M;
    double s = sin(lat) * cos(way) + cos(lat) * sin(way) * cos(bearing);
    double east = atan2(sin(bearing) * sin(way) * cos(lat), cos(way) - sin(lat) * s);

    return direction_of((airlog_lonlat){place->lon_deg + east / RADIAN, asin(s) / RADIAN});
}

/* The same for where the step from the candidate leads: "Athens is 12 miles east of" it says that an Athens lies
 * there. */
static float landing_ratio(const airlog_hints *hints, const airlog_mention *mention, airlog_direction from,
                           airlog_direction d, double distance_m) {
    float ratio = 1 - (float)LANDING_TRUST;
    double spread = (LANDING_SPREAD_M + LANDING_SPREAD_SHARE * distance_m) / EARTH_RADIUS_M;

    for (uint32_t i = mention->first_point; i < mention->end_point; i++) {
        const airlog_mention_point *point = &hints->mention_points[i];
        float cosine = d.x * point->at.x + d.y * point->at.y + d.z * point->at.z;
        float itself = from.x * point->at.x + from.y * point->at.y + from.z * point->at.z;
        if (cosine < MENTION_FARTHEST || itself > SAME_PLACE || point->admin) continue;
        double beyond = fmax(0, sqrt(fmax(0, 2 - 2 * (double)cosine)) - (double)point->extent) / spread;
        double area = M_PI * (double)(point->extent * point->extent) / 2 + 2 * M_PI * spread * spread;
        double fall = 1 + beyond * beyond;
        ratio += (float)(LANDING_TRUST * (double)point->share * INHABITED_M2 / (EARTH_RADIUS_M * EARTH_RADIUS_M) /
                         area / (fall * sqrt(fall)));
    }
    return ratio;
}

/* A name that stands twice says no more for any place that bears it. */
static bool says_the_same(const airlog_hints *hints, const airlog_mention *mention, uint32_t first_token,
                          uint32_t end_token) {
    const airlog_token *tokens = hints->facts->tokens->items;

    if (mention->end_token - mention->first_token != end_token - first_token) return false;
    for (uint32_t i = 0; i < end_token - first_token; i++)
        if (tokens[mention->first_token + i].hash != tokens[first_token + i].hash) return false;
    return true;
}

static double weigh_mentions(const airlog_hints *hints, const airlog_place_entry *place, const airlog_hint_step *step,
                             uint32_t first_token, uint32_t end_token, bool *out_again) {
    airlog_direction d = direction_of((airlog_lonlat){place->lon_deg, place->lat_deg});
    airlog_direction landing = step->known ? landing_of(place, step) : d;
    const airlog_table_place *row = row_of(hints, place->row);
    double score = 0;

    for (size_t i = 0; i < hints->mention_count; i++) {
        const airlog_mention *mention = &hints->mentions[i];
        if (mention->first_token < end_token && first_token < mention->end_token) continue;
        if (says_the_same(hints, mention, first_token, end_token)) {
            *out_again = true;
            continue;
        }
        float ratio = mention_ratio(hints, mention, d, row ? row->admin : 0);
        if (step->known) ratio = fmaxf(ratio, landing_ratio(hints, mention, d, landing, step->distance_m));
        score += log((double)ratio) / log(3);
    }
    return fmin(score, SCORE_MENTIONS_MOST);
}

airlog_hint_score airlog_hints_weigh(const airlog_hints *hints, const airlog_place_entry *place,
                                     const airlog_hint_step *step, uint32_t first_token, uint32_t end_token) {
    airlog_hint_score out = {0};

    for (size_t i = 0; i < hints->country_count; i++)
        if (!memcmp(hints->countries[i].code, place->country, 2)) {
            out.score += hints->countries[i].weight;
            out.country = hints->countries[i].named || hints->countries[i].weight >= 1;
        }
    for (size_t i = 0; i < hints->point_count; i++) {
        const airlog_hint *hint = &hints->points[i];
        double apart_m = airlog_sphere_distance_m((airlog_lonlat){place->lon_deg, place->lat_deg}, hint->point);
        double cost = hint->weight * log2(1 + apart_m / hint->reach_m);
        out.score -= cost;
        out.near = out.near || cost < 2 * hint->weight; /* within three times the reach */
    }
    if (hints->mention_count) {
        double mentions = weigh_mentions(hints, place, step, first_token, end_token, &out.again);
        out.score += mentions;
        out.near = out.near || mentions > SCORE_MENTION_NEAR;
    }
    out.admin = airlog_admin_fits(place, hints->admin);
    if (out.admin) out.score += SCORE_ADMIN;
    return out;
}
