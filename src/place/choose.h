/* Choosing the place that a reference means, among all that share its name. */
#ifndef AIRLOG_PLACE_CHOOSE_H
#define AIRLOG_PLACE_CHOOSE_H

#include "hints.h"

#define AIRLOG_CANDIDATES_KEPT 8

/* Bits of airlog_candidate.reasons. */
typedef enum airlog_reason {
    AIRLOG_REASON_CODE,
    AIRLOG_REASON_DROPPED,
    AIRLOG_REASON_REWRITTEN,
    AIRLOG_REASON_NAME,
    AIRLOG_REASON_KIND,
    AIRLOG_REASON_KIND_NEAR,
    AIRLOG_REASON_KIND_OTHER,
    AIRLOG_REASON_INSIDE,
    AIRLOG_REASON_BESIDE,
    AIRLOG_REASON_OUTSIDE,
    AIRLOG_REASON_COUNTRY,
    AIRLOG_REASON_NEAR,
    AIRLOG_REASON_ADMIN,
    AIRLOG_REASON_KNOWN,
    AIRLOG_REASON_MESSAGE,
    AIRLOG_REASON_COUNT
} airlog_reason;

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
 * (a radial wants a navaid), ANY otherwise; `fact` the position that starts there, NULL when none does. */
airlog_status airlog_choose(airlog_hints *hints, const airlog_reference *reference, airlog_place_kind asked,
                            const airlog_position_fact *fact, airlog_choice *out);

#endif
