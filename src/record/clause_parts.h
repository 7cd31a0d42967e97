/* What the parts of reading a sentence share: its events, what they happened to, and what is bound to them. */
#ifndef AIRLOG_RECORD_CLAUSE_PARTS_H
#define AIRLOG_RECORD_CLAUSE_PARTS_H

#include "clause.h"

#define AIRLOG_CLAUSE_WINDOW 16 /* so far reach the lists and neighbours that are looked at: reading stays linear */

typedef struct airlog_chosen_events {
    const airlog_event_fact *main; /* NULL: nothing happened */
    const airlog_event_fact *end;  /* what ended it, behind the main event */
} airlog_chosen_events;

/* ---- clause_event.c: which of the events of a sentence it tells ---- */

/* Two that met: both are named, or one sentence counts them, or the other is called a flight. */
bool airlog_clause_names_two(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event);
/* "came within 12 miles of Bornholm", "flew within the zone": a movement, where nothing is named that it met. */
bool airlog_clause_only_moved(const airlog_assembly *a, const airlog_sentence *sentence,
                              const airlog_event_fact *event);
/* The rank of the event here: lower where it only moved. */
int airlog_clause_rank(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event);
/* The event of the highest rank that happened, and what ended it. */
airlog_chosen_events airlog_clause_choose(const airlog_assembly *a, const airlog_sentence *sentence);
/* The token at which the clause of the end event begins: behind the last "and", "before", "then" or comma before
 * it; the sentence's end when nothing ended in it. */
size_t airlog_clause_end(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_chosen_events *chosen);

/* ---- clause_object.c: what an event happened to ---- */

/* Whether a token is a comma. */
bool airlog_clause_comma_at(const airlog_assembly *a, size_t index);
/* Whether it is an aircraft or helicopter. */
bool airlog_clause_is_crewed(const airlog_object_fact *object);
/* "was seen" as one event; "was" right before it too. */
bool airlog_clause_begins_passive(const airlog_assembly *a, const airlog_event_fact *event);
bool airlog_clause_is_passive(const airlog_assembly *a, const airlog_event_fact *event);
/* Nothing but commas and "and" between two objects of one family: a list of types. */
bool airlog_clause_joined(const airlog_assembly *a, const airlog_object_fact *x, const airlog_object_fact *y);
/* "12 aircraft, including four bombers and a tanker", "two aircraft, a fighter and a tanker, flew": parts of what
 * stands before. */
bool airlog_clause_is_part(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_object_fact *object);
/* Events between two in the air; in a sentence of a drone and a light aircraft, also that one passed. */
bool airlog_clause_is_meeting(const airlog_event_fact *event);
/* The object that the event is about: behind a verb that takes one, else before it, else the nearest. */
const airlog_object_fact *airlog_clause_object(const airlog_assembly *a, const airlog_sentence *sentence,
                                               const airlog_event_fact *event);
/* "The first was spotted at 9:41 ...": one of those that were told together; 0 when the clause names none. */
int airlog_clause_one_of_them(const airlog_assembly *a, const airlog_sentence *sentence,
                              const airlog_event_fact *event);
/* "It then vanished", "both left": the clause goes on with what was told before. */
bool airlog_clause_refers_back(const airlog_assembly *a, const airlog_sentence *sentence,
                               const airlog_event_fact *event);
/* "a second balloon", "another drone": something new although it is of the same kind. */
int airlog_clause_ordinal(const airlog_assembly *a, const airlog_object_fact *object);
/* "The object entered the airspace": a thing that nobody has named yet; true when the clause has it as its noun. */
bool airlog_clause_unnamed_object(const airlog_assembly *a, const airlog_sentence *sentence,
                                  const airlog_event_fact *event);
/* "The missile had been launched from the east.": what came before the story, unless somebody is quoted. */
bool airlog_clause_pluperfect(const airlog_assembly *a, const airlog_sentence *sentence,
                              const airlog_event_fact *event);

/* ---- clause_bind.c: places, times, quantities and objects of a sentence that belong to its event ---- */

/* "said", "reported": the word at a token. */
bool airlog_clause_says(const airlog_assembly *a, size_t index);
/* "on Monday reported", "said on Monday": the day of saying, not of what is said. */
bool airlog_clause_day_of_saying(const airlog_assembly *a, const airlog_time_fact *time);
/* "RIGA, May 20, 2021 (Agency) - ": the day of the report, in front of its first sentence. */
bool airlog_clause_day_of_dateline(const airlog_assembly *a, const airlog_time_fact *time);
/* What stands from token `border` on is where it ended. */
void airlog_clause_bind_positions(const airlog_assembly *a, const airlog_sentence *sentence, size_t border,
                                  airlog_draft *draft);
/* "flew 700 metres into Lithuanian airspace": a depth is reached by who entered. */
void airlog_clause_went_in(const airlog_assembly *a, airlog_draft *draft);
void airlog_clause_bind_times(const airlog_assembly *a, const airlog_sentence *sentence, size_t border,
                              airlog_draft *draft);
void airlog_clause_bind_quantities(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft);
/* Other types in the list that the object begins: "eight J-16 fighters, two Y-8 and one KJ-500". */
airlog_status airlog_clause_bind_types(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft);
/* Who launched or fired it; absent when nobody is named. */
airlog_text airlog_clause_doer(const airlog_assembly *a, const airlog_sentence *sentence);
void airlog_clause_bind_object(const airlog_assembly *a, const airlog_object_fact *object, airlog_draft *draft);
/* Takes the object off the draft. */
void airlog_clause_bind_nothing(airlog_draft *draft);
/* "an RV-6A crashed": a designator that no vocabulary has, in a report that speaks of an aircraft. */
void airlog_clause_bind_designator(const airlog_assembly *a, const airlog_event_fact *event, airlog_draft *draft);
/* The whole number at a token, NaN when there is none. */
double airlog_clause_number(const airlog_assembly *a, size_t index);
/* "Ten of them crossed the line": so many of those that were told. */
void airlog_clause_bind_part(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft);
/* "launched 165 drones, of which 69 were shot down": a number alone counts those that the event is about. */
void airlog_clause_bind_number(const airlog_assembly *a, const airlog_event_fact *event, airlog_draft *draft);
/* "60 of the planes": whose the planes are that were told of before. */
void airlog_clause_inherit_actor(const airlog_assembly *a, airlog_draft *draft);
/* "reported a drone" saw it; "jets were launched" sent them up to meet something. */
void airlog_clause_bind_event(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event,
                              const airlog_object_fact *object, airlog_draft *draft);
/* The sentence without the line feeds around it. */
airlog_span airlog_clause_span_of(const airlog_assembly *a, const airlog_sentence *sentence);
/* Whether a time says on which day. */
bool airlog_clause_names_day(const airlog_time_fact *time);

#endif
