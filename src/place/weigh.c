/* What the hints of a report say for a candidate: its country, what lies near it, and what where its step leads. */
#include "hints.h"
#include "places.h"
#include "sphere.h"

#include <math.h>
#include <string.h>

#define SCORE_ADMIN 3.0
#define SCORE_MENTION_NEAR 0.8 /* from here on a mention counts as lying near */
#define SCORE_MENTIONS_MOST 6.0
#define ABROAD_M 1000000.0  /* beyond a country's extent: no slip and no neighbour */
#define MENTION_ABROAD 0.1F /* what is left of an area's weight outside it, by its circle only */
/* Where the step from a candidate leads is known as well as distance and direction are. */
#define LANDING_SPREAD_M 3000.0
#define LANDING_SPREAD_SHARE 0.12
#define LANDING_TRUST 0.2
#define SAME_PLACE 0.99999997F /* cosine of 1.6 km: the name stands twice */
#define MENTION_FARTHEST 0.97F /* cosine: nothing is near beyond 1,560 km */

airlog_direction airlog_direction_of(airlog_lonlat point) {
    airlog_vector v = airlog_vector_of(point);

    return (airlog_direction){(float)v.x, (float)v.y, (float)v.z};
}

bool airlog_admin_fits(const airlog_place_entry *place, airlog_text admin) {
    return admin.length && (airlog_text_same(place->admin_code, admin) || airlog_text_same(place->admin, admin));
}

/* How much likelier the text's place lies here than anywhere, given that this name stands in the text. */
static float mention_ratio(const airlog_hints *hints, const airlog_mention *mention, airlog_direction d,
                           uint16_t admin) {
    float ratio = 1 - (float)AIRLOG_HINT_TRUST;

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

/* The same for where the step from the candidate leads: "Athens is 12 miles east of" it says that an Athens lies
 * there. */
static float landing_ratio(const airlog_hints *hints, const airlog_mention *mention, airlog_direction from,
                           airlog_direction d, double distance_m) {
    float ratio = 1 - (float)LANDING_TRUST;
    double spread = (LANDING_SPREAD_M + LANDING_SPREAD_SHARE * distance_m) / AIRLOG_SPHERE_M;

    for (uint32_t i = mention->first_point; i < mention->end_point; i++) {
        const airlog_mention_point *point = &hints->mention_points[i];
        float cosine = d.x * point->at.x + d.y * point->at.y + d.z * point->at.z;
        float itself = from.x * point->at.x + from.y * point->at.y + from.z * point->at.z;
        if (cosine < MENTION_FARTHEST || itself > SAME_PLACE || point->admin) continue;
        double beyond = fmax(0, sqrt(fmax(0, 2 - 2 * (double)cosine)) - (double)point->extent) / spread;
        double area = M_PI * (double)(point->extent * point->extent) / 2 + 2 * M_PI * spread * spread;
        double fall = 1 + beyond * beyond;
        ratio += (float)(LANDING_TRUST * (double)point->share * AIRLOG_HINT_INHABITED_M2 /
                         (AIRLOG_SPHERE_M * AIRLOG_SPHERE_M) / area / (fall * sqrt(fall)));
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
    airlog_direction d = airlog_direction_of((airlog_lonlat){place->lon_deg, place->lat_deg});
    airlog_direction landing =
        step->known ? airlog_direction_of(airlog_sphere_step((airlog_lonlat){place->lon_deg, place->lat_deg},
                                                             step->bearing_deg, step->distance_m))
                    : d;
    const airlog_table_place *row = airlog_gazetteer_row(hints->tables, place->row, hints->error);
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

static bool is_abroad(const airlog_hints *hints, const airlog_place_entry *place) {
    bool any = false;

    for (size_t i = 0; i < hints->country_count; i++) {
        const airlog_hint_country *country = &hints->countries[i];
        if (!country->scene) continue;
        any = true;
        if (airlog_sphere_distance_m((airlog_lonlat){place->lon_deg, place->lat_deg}, country->point) <
            country->extent_m + ABROAD_M)
            return false;
    }
    return any;
}

airlog_hint_score airlog_hints_weigh(const airlog_hints *hints, const airlog_place_entry *place,
                                     const airlog_hint_step *step, uint32_t first_token, uint32_t end_token) {
    airlog_hint_score out = {0};

    for (size_t i = 0; i < hints->country_count; i++)
        if (!memcmp(hints->countries[i].code, place->country, 2)) {
            out.score += hints->countries[i].weight;
            out.country = hints->countries[i].named || hints->countries[i].weight >= 1;
        }
    out.abroad = is_abroad(hints, place);
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
