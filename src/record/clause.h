/* One sentence of prose: its event, what is bound to it, and whether it goes on with something told before. */
#ifndef AIRLOG_RECORD_CLAUSE_H
#define AIRLOG_RECORD_CLAUSE_H

#include "sentence.h"

/* What was told so far. */
typedef struct airlog_story {
    airlog_drafts *drafts;
    uint32_t siblings;        /* running number of lists */
    uint32_t last_paragraph;  /* of the last sentence that added something */
    size_t last_draft;        /* that it was added to */
    bool begun;
    size_t sum;              /* the draft whose parts "the first", "the second" are */
    airlog_draft seen;       /* "I saw something ahead": what is named in a sentence behind */
    bool saw;
    const airlog_time_fact *heading; /* the day of the entry that the line above heads */
    uint32_t heading_paragraph;
    const airlog_time_fact *day; /* named last in this paragraph */
    uint32_t day_paragraph;
} airlog_story;

airlog_status airlog_clause_read(const airlog_assembly *a, const airlog_sentence *sentence, uint32_t number,
                                 airlog_story *story);

/* merge.c: whether a draft may tell the same thing as a new one, and the new one's facts put into it. */
airlog_status airlog_merge_fits(const airlog_assembly *a, const airlog_draft *old, const airlog_draft *fresh,
                                bool *out_fits);
void airlog_merge_into(airlog_draft *old, const airlog_draft *fresh);

/* list.c: "at 09:03 and 14:43, 60 and 80 km north of X": splits a draft of a list into its items. The texts that
 * follow align with them by number. */
airlog_status airlog_list_split(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *fresh,
                                airlog_story *story, airlog_drafts *out);
/* How many of "the first ... the second ..." a sentence tells; 0 when none. */
uint32_t airlog_list_ordinals(const airlog_assembly *a, const airlog_sentence *sentence);
/* A sentence without an event of its own that gives heights, places or ends to a list told before. */
airlog_status airlog_list_align(const airlog_assembly *a, const airlog_sentence *sentence, size_t from_token,
                                bool leaving, airlog_story *story, bool *out_used);

#endif
