/* Whether two incidents are one event told twice: what both say must not differ, and must say enough. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "likeness.h"

#define CLOCK_SLACK_S 900      /* clocks of one event, told by two, lie no further apart */
#define PLACE_SLACK_M 5000.0   /* beyond what the two circles allow */
#define WIDE_M 150000.0        /* circles larger than this overlap with much */
#define HEIGHT_SHARE 0.15      /* of the greater height */

typedef struct scale {
    airlog_likeness *out;
    bool refused;
} scale;

__attribute__((format(printf, 3, 4))) static void add(scale *to, double score, const char *format, ...) {
    size_t length = strlen(to->out->reasons);
    if (length > 0 && length + 3 < sizeof to->out->reasons) {
        memcpy(to->out->reasons + length, "; ", 3);
        length += 2;
    }
    va_list values;
    va_start(values, format);
    (void)vsnprintf(to->out->reasons + length, sizeof to->out->reasons - length, format, values);
    va_end(values);
    to->out->score += score;
}

/* What both say and what cannot be of one event: nothing else counts. */
static void refuse(scale *to, const char *why) {
    to->refused = true;
    to->out->reasons[0] = '\0';
    add(to, 0, "%s", why);
    to->out->score = 0;
}

int64_t airlog_likeness_slack_s(const airlog_incident *incident) {
    static const struct {
        const char *name;
        int64_t seconds;
    } rows[] = {{"second", CLOCK_SLACK_S}, {"minute", CLOCK_SLACK_S}, {"hour", 3600}, {"part of day", 43200}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (airlog_text_is(incident->time_precision, rows[i].name)) return rows[i].seconds;
    }
    return 86400;
}

static void compare_times(const airlog_incident *a, const airlog_incident *b, scale *to) {
    if (a->time_start == AIRLOG_NO_TIME || b->time_start == AIRLOG_NO_TIME) return;
    int64_t apart = llabs(a->time_start - b->time_start);
    int64_t one = airlog_likeness_slack_s(a), other = airlog_likeness_slack_s(b), slack = one > other ? one : other;
    double near = 1 - 0.5 * (double)apart / (double)slack;
    if (apart > slack) refuse(to, "the times differ");
    else if (slack <= 3600) add(to, 0.3 * near, "same time (%lld min apart)", (long long)(apart / 60));
    else add(to, 0.1, "same day");
}

double airlog_likeness_apart_m(const airlog_incident *a, const airlog_incident *b) {
    return airlog_distance_on_sphere_m((airlog_lonlat){a->lon, a->lat}, (airlog_lonlat){b->lon, b->lat});
}

static double radius_of(const airlog_incident *incident) {
    return isnan(incident->radius_m) ? 0 : incident->radius_m;
}

double airlog_likeness_reach_m(const airlog_incident *a, const airlog_incident *b) {
    return radius_of(a) + radius_of(b) + PLACE_SLACK_M;
}

static void compare_places(const airlog_incident *a, const airlog_incident *b, scale *to) {
    if (isnan(a->lon) || isnan(b->lon) || isnan(a->lat) || isnan(b->lat)) return;
    double apart = airlog_likeness_apart_m(a, b), reach = airlog_likeness_reach_m(a, b);
    double weight = (reach > WIDE_M ? 0.2 : 0.4) * (1 - apart / reach);
    if (apart > reach) refuse(to, "the places lie apart");
    else add(to, weight, "places overlap (%.0f km apart, circles of %.0f and %.0f km)", apart / 1000,
             fmin(radius_of(a), radius_of(b)) / 1000, fmax(radius_of(a), radius_of(b)) / 1000);
}

/* Words of two incidents that say the same: "unidentified object" and "aircraft" say less than any other. */
static bool is_vague(airlog_text object) {
    return airlog_text_is(object, "unidentified object") || airlog_text_is(object, "aircraft") ||
           airlog_text_is(object, "military aircraft");
}

static void compare_objects(const airlog_incident *a, const airlog_incident *b, scale *to) {
    bool types = a->object_type.length && b->object_type.length;
    if (types && !airlog_text_equal(a->object_type, b->object_type)) {
        refuse(to, "the types differ");
    } else if (a->object.length && airlog_text_equal(a->object, b->object)) {
        add(to, 0.15, types ? "same type" : "same object");
    } else if (a->object.length && b->object.length && !is_vague(a->object) && !is_vague(b->object)) {
        refuse(to, "the objects differ");
    }
}

static void compare_counts(const airlog_incident *a, const airlog_incident *b, scale *to) {
    double low = fmax(a->count_min, b->count_min), high = fmin(a->count_max, b->count_max);
    if (isnan(a->count_min) || isnan(b->count_min) || isnan(a->count_max) || isnan(b->count_max)) return;
    if (low > high) refuse(to, "the counts differ");
    else add(to, 0.05, "same count");
}

static void compare_heights(const airlog_incident *a, const airlog_incident *b, scale *to) {
    if (isnan(a->altitude_min_m) || isnan(b->altitude_min_m)) return;
    if (fabs(a->altitude_min_m - b->altitude_min_m) <= HEIGHT_SHARE * fmax(a->altitude_min_m, b->altitude_min_m))
        add(to, 0.1, "same height");
}

airlog_likeness airlog_incident_likeness(const airlog_incident *a, const airlog_incident *b) {
    airlog_likeness out = {0, ""};
    scale to = {&out, false};
    compare_times(a, b, &to);
    if (!to.refused) compare_places(a, b, &to);
    if (!to.refused) compare_objects(a, b, &to);
    if (!to.refused) compare_counts(a, b, &to);
    if (to.refused) return out;
    if (a->actor.length && b->actor.length && !airlog_text_equal(a->actor, b->actor)) {
        refuse(&to, "the actors differ");
        return out;
    }
    if (a->actor.length && airlog_text_equal(a->actor, b->actor)) add(&to, 0.05, "same actor");
    if (a->event.length && airlog_text_equal(a->event, b->event)) add(&to, 0.1, "same event");
    compare_heights(a, b, &to);
    if (out.score > 1) out.score = 1;
    return out;
}
