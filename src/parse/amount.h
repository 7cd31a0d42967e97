/* What the readers of quantities share: a number or a range before it is a quantity, and the pair that repeats it. */
#ifndef AIRLOG_PARSE_AMOUNT_H
#define AIRLOG_PARSE_AMOUNT_H

#include "quantity.h"

typedef struct airlog_amount_reading {
    size_t end;
    airlog_number_reading low, high; /* the same when it is no range */
    bool range, between;
    bool repaired;
} airlog_amount_reading;

/* amount.c */
airlog_amount_reading airlog_single_amount(const airlog_number_reading *number);
/* The second end of a range that begins with `first`; its unit must follow. end == 0: none. */
airlog_amount_reading airlog_read_range(const airlog_parser *parser, const airlog_number_reading *first, bool between);
/* The number that was read at `at`, or the range that it begins, and its unit. */
airlog_amount_reading airlog_read_amount(const airlog_parser *parser, size_t at, const airlog_number_reading *first, airlog_unit_reading *unit);
/* The token after what joins the two ends of a range, 0 when there is none. */
size_t airlog_range_mark(const airlog_parser *parser, size_t at, bool between, bool *out_dash);
bool airlog_is_between(const airlog_parser *parser, size_t at);
/* "5-600 FEET" is 500 to 600, "2-0 miles" is 20 as spoken digit by digit. */
void airlog_repair_range(airlog_amount_reading *range, airlog_term unit);
/* "018 feet", "020msl": hundreds of feet, told by the leading zero of three digits. */
void airlog_read_hundreds(airlog_amount_reading *from, airlog_term unit);
void airlog_fill_amount(airlog_quantity *out, const airlog_amount_reading *from);

/* amount_pair.c: end is the token after the whole pair, 0 when there is none. */
typedef struct airlog_pair_reading {
    size_t end;
    airlog_amount_reading amount;
    airlog_unit_reading unit;
} airlog_pair_reading;

airlog_pair_reading airlog_read_pair(const airlog_parser *parser, size_t at, airlog_dimension dimension, airlog_term not_unit);
void airlog_keep_pair(airlog_quantity *out, const airlog_amount_reading *mine, double si, const airlog_pair_reading *pair);
/* "7,300 (24,000 ft)": the unit of the first number is the one that makes the pair agree, best ratio first. */
airlog_term airlog_infer_unit(const airlog_amount_reading *bare, const airlog_amount_reading *paired, double paired_si);
/* Whether a pair without brackets is the same amount ("60,000 feet, or around 12 miles" is an alternative). */
bool airlog_pair_is_near(const airlog_amount_reading *mine, double si, const airlog_pair_reading *pair);
size_t airlog_skip_hedges(const airlog_parser *parser, size_t at);

#endif
