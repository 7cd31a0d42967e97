/* What Chinese and Japanese releases say about an object and an event: counts with their counters, owners,
 * and how the clause stands. */
#ifndef AIRLOG_PARSE_HAN_H
#define AIRLOG_PARSE_HAN_H

#include "count.h"

/* "氣球1枚", "3架無人機", "哨戒機×２機", "共機8架次": the count beside a noun [noun, end); *out_end is behind it.
 * Sorties are at most so many airframes. False when there is none. */
bool airlog_han_count(const airlog_parser *parser, size_t noun, size_t end, airlog_amount *out, size_t *out_end);

/* How the clause around [first, end) of a sentence stands to its event. */
airlog_modality airlog_han_modality(const airlog_parser *parser, const airlog_event_fact *event);

#endif
