/* What a report says about where it is: read once for a report, weighed for each candidate. */
#ifndef AIRLOG_PLACE_HINTS_H
#define AIRLOG_PLACE_HINTS_H

#include "airlog/place.h"

#define AIRLOG_HINT_TRUST 0.2         /* how often a name of the text has to do with where it is */
#define AIRLOG_HINT_INHABITED_M2 4e13 /* over which a place that has nothing to do with it may lie */

#define AIRLOG_HINT_POINTS_MOST 12
#define AIRLOG_HINT_COUNTRIES_MOST 16
#define AIRLOG_MENTIONS_MOST 24
#define AIRLOG_MENTION_POINTS_MOST 512

/* Somewhere that the report is about: what lies near it is likelier. */
typedef struct airlog_hint {
    airlog_lonlat point;
    double reach_m; /* nearer than this is all the same */
    double weight;
} airlog_hint;

typedef struct airlog_hint_country {
    char code[2];
    bool named; /* by its own name or demonym */
    bool scene; /* named as where it was: "in Oman", "OMAN:"; not for who did it */
    double weight;
    airlog_lonlat point; /* of a scene */
    double extent_m;
} airlog_hint_country;

/* A point as a direction in space: how far two are apart takes three multiplications. */
typedef struct airlog_direction {
    float x, y, z;
} airlog_direction;

airlog_direction airlog_direction_of(airlog_lonlat point);

/* A place that a mention may mean: where it is, how wide, and how likely what lies beside it is what the text is
 * about, against a place anywhere. */
typedef struct airlog_mention_point {
    airlog_direction at;
    float extent;    /* earth radii */
    float steepness; /* (earth radius / spread)^2 */
    float weight;    /* likelihood ratio at the place itself */
    float share;     /* of the name's places, by their size */
    uint16_t admin;  /* of a first-order area: what lies in it lies at no distance; 0 else */
} airlog_mention_point;

/* A name that the text mentions, with everything that bears it: of two names that belong together some namesakes lie
 * near each other. */
typedef struct airlog_mention {
    uint32_t first_token, end_token;
    uint32_t first_point, end_point;
} airlog_mention;

typedef struct airlog_hints {
    const airlog_facts *facts;
    const airlog_tables *tables;
    airlog_arena *memory;
    airlog_error *error;
    airlog_hint points[AIRLOG_HINT_POINTS_MOST];
    size_t point_count;
    airlog_hint_country countries[AIRLOG_HINT_COUNTRIES_MOST];
    size_t country_count;
    airlog_mention mentions[AIRLOG_MENTIONS_MOST];
    size_t mention_count;
    airlog_mention_point *mention_points;
    size_t mention_point_count;
    airlog_text admin; /* state or province of the header or dateline */
    bool begun, read;
    bool terse; /* an aviation message: codes, capitals, one country */
    bool alone; /* the text is one phrase: no word has its meaning by chance */
} airlog_hints;

void airlog_hints_start(airlog_hints *hints, const airlog_facts *facts, const airlog_tables *tables,
                        airlog_arena *memory, airlog_error *error);
/* Reads header, dateline, coordinates and names of the report, once. Everything here waits until a name has
 * namesakes. */
airlog_status airlog_hints_read(airlog_hints *hints);
/* The same for the rows of a code. An FAA message whose code is borne by one place of the United States needs no more:
 * header and names are not looked up. */
airlog_status airlog_hints_for_code(airlog_hints *hints, const uint32_t *rows, size_t count);
/* A place that was chosen speaks for the others. */
void airlog_hints_point(airlog_hints *hints, airlog_lonlat point, double reach_m, double weight);

/* What the hints say for a candidate of the reference whose tokens are given. */
/* The step that leads from a candidate to what the text is about. */
typedef struct airlog_hint_step {
    bool known;
    double bearing_deg, distance_m;
} airlog_hint_step;

typedef struct airlog_hint_score {
    double score;
    bool country; /* the report names its country, or names that are found there */
    bool near;    /* it or where its step leads lies near another name of the report, or where the report comes from */
    bool admin;   /* it lies in the header's state */
    bool again;   /* the name stands elsewhere in the text too */
    bool abroad;  /* the text says in which country it was, and this is far from all that it names so */
} airlog_hint_score;

airlog_hint_score airlog_hints_weigh(const airlog_hints *hints, const airlog_place_entry *place,
                                     const airlog_hint_step *step, uint32_t first_token, uint32_t end_token);

/* cues.c: the country of a word that stands in one country only, NULL when it says none. */
const char *airlog_cue_country(const airlog_tokens *tokens, uint32_t index);

/* "NY" or "New York" is the candidate's admin area. */
bool airlog_admin_fits(const airlog_place_entry *place, airlog_text admin);

#endif
