/* Choosing the place that a reference means, among all that share its name. */
#ifndef AIRLOG_PLACE_CHOOSE_H
#define AIRLOG_PLACE_CHOOSE_H

#include "airlog/place.h"

#define AIRLOG_HINTS_MOST 12
#define AIRLOG_HINT_COUNTRIES_MOST 12
#define AIRLOG_CANDIDATES_KEPT 5

/* Somewhere that the report is about: what lies near it is likelier. */
typedef struct airlog_hint {
    airlog_lonlat point;
    double reach_m; /* about as near as can be told apart */
    double weight;
} airlog_hint;

/* What a report says about where it is. Filled for one report, read for each of its references. */
typedef struct airlog_chooser {
    const airlog_facts *facts;
    const airlog_tables *tables;
    airlog_arena *memory;
    airlog_error *error;
    airlog_hint hints[AIRLOG_HINTS_MOST];
    size_t hint_count;
    struct airlog_hint_country {
        char code[2];
        double weight;
    } countries[AIRLOG_HINT_COUNTRIES_MOST];
    size_t country_count;
    airlog_text admin;      /* state or province of the header or dateline */
    bool read;              /* the text was searched for hints */
    bool terse;             /* an aviation message: codes, capitals, one country */
} airlog_chooser;

typedef struct airlog_choice {
    airlog_candidate *items; /* ranked; NULL when the name is not there */
    size_t count;
    airlog_doubts doubts;
    double rival_m;          /* AMBIGUOUS: how far the farthest equal candidate lies */
    double margin;           /* score of the first over the first that lies elsewhere */
    uint32_t first_token, end_token;
    airlog_text why_not;
} airlog_choice;

void airlog_chooser_start(airlog_chooser *chooser, const airlog_facts *facts, const airlog_tables *tables,
                          airlog_arena *memory, airlog_error *error);

/* Ranks the places that a reference can mean. `asked` is a kind that the position wants when the words ask for none
 * (a radial wants a navaid), ANY otherwise. */
airlog_status airlog_choose(airlog_chooser *chooser, const airlog_reference *reference, airlog_place_kind asked,
                            airlog_choice *out);

/* A place that was chosen, or a coordinate of the text, speaks for the others. */
void airlog_chooser_hint(airlog_chooser *chooser, airlog_lonlat point, double reach_m, double weight);

/* Metres on a sphere: to compare, not to measure. */
double airlog_rough_distance_m(airlog_lonlat a, airlog_lonlat b);

#endif
