/* Choosing the place that a reference means, among all that share its name. */
#ifndef AIRLOG_PLACE_CHOOSE_H
#define AIRLOG_PLACE_CHOOSE_H

#include "hints.h"

#define AIRLOG_CANDIDATES_KEPT 8

typedef struct airlog_choice {
    airlog_candidate *items; /* ranked; NULL when the name is not there */
    size_t count;
    airlog_doubts doubts;
    double rival_m;  /* AMBIGUOUS: how far the farthest equal candidate lies */
    double margin;   /* score of the first over the first that lies elsewhere */
    double side_deg; /* of "northern X": the part of the place that is meant; NaN for the whole */
    bool extreme;    /* "extreme northern X" */
    airlog_text why_not;
} airlog_choice;

/* Ranks the places that a reference can mean. `asked` is a kind that the position wants when the words ask for none
 * (a radial wants a navaid), ANY otherwise. */
airlog_status airlog_choose(airlog_hints *hints, const airlog_reference *reference, airlog_place_kind asked,
                            airlog_choice *out);

#endif
