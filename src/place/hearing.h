/* What the files that weigh the namesakes of a reference share. */
#ifndef AIRLOG_PLACE_HEARING_H
#define AIRLOG_PLACE_HEARING_H

#include "choose.h"
#include "match.h"

#define AIRLOG_ROWS_MOST 256
/* Importance of large airports, capitals and great cities. */
#define AIRLOG_WELL_KNOWN 160
/* What lies in a place that is named beside it: "Taiwan's", "N.Y.". */
#define AIRLOG_SCORE_WITHIN 6.0

/* What was found for a reference, to judge each row by. */
typedef struct airlog_hearing {
    airlog_hints *hints;
    const airlog_reference *reference;
    airlog_place_kind asked;
    airlog_hint_step step;
    airlog_match match;
    airlog_text written; /* the words of the name as they stand in the text */
    bool definite;       /* in prose, "the" stands before them, and nothing behind that belongs to them */
    airlog_text within[AIRLOG_MATCH_QUALIFIERS];
    airlog_match qualifiers[AIRLOG_MATCH_QUALIFIERS];
    size_t qualifier_count;
} airlog_hearing;

/* How a candidate stands to what is named beside it. */
typedef enum airlog_contradiction {
    AIRLOG_CONTRADICTION_NONE,
    AIRLOG_CONTRADICTION_OUTSIDE, /* of a country, and not at its border */
    AIRLOG_CONTRADICTION_FAR      /* on another side of the world */
} airlog_contradiction;

typedef struct airlog_judged {
    airlog_place_entry place;
    double score;
    airlog_name_kind name_kind; /* how it bears the name that was read */
    airlog_contradiction contradicted;
    bool supported; /* by what is named beside it or elsewhere in the report, not by its size alone */
    uint32_t why;
} airlog_judged;

void airlog_because(uint32_t *reasons, airlog_reason reason);
airlog_lonlat airlog_entry_point(const airlog_place_entry *place);

/* kinds.c: what the kind of a candidate adds, given the one that the words ask for. */
double airlog_kind_score(const airlog_hearing *h, const airlog_place_entry *place, uint32_t *why);
/* Things of nature do not lend their name to a city without its word: "Cape Murray" is no town of Murray. */
bool airlog_kinds_apart(airlog_place_kind asked, airlog_place_kind kind);

/* qualifiers.c: what is named beside the reference. */
airlog_status airlog_qualifiers_read(airlog_hearing *h);
airlog_status airlog_qualifiers_score(const airlog_hearing *h, const airlog_place_entry *place, double *out,
                                      airlog_contradiction *out_contradicts, uint32_t *why);

/* judge.c: weighs one candidate, whose entry and name_kind are set. *out_possible is false when it cannot be what is
 * meant. */
airlog_status airlog_judge(const airlog_hearing *h, airlog_judged *out, bool *out_possible);

#endif
