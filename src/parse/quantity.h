/* What the readers of numbers and units share. All of them look at a bounded number of tokens. */
#ifndef AIRLOG_PARSE_QUANTITY_H
#define AIRLOG_PARSE_QUANTITY_H

#include "parser.h"

/* One number as written: 33,000  .25  1 1/2  twenty-five  half a. end == 0: none. */
typedef struct airlog_number_reading {
    size_t end;       /* token after it */
    double value;
    double precision; /* full width of the last significant unit */
    double rounding;  /* unit of the last non-zero digit: what a rounding interval is made of */
    bool repaired;    /* damage was read by a rule */
    bool in_words;
    bool article;     /* "a" for one: needs a unit */
    bool leading_zero;
    unsigned digits;
} airlog_number_reading;

airlog_number_reading airlog_read_number(const airlog_parser *parser, size_t at);

/* One unit. end == 0: none. */
typedef struct airlog_unit_reading {
    size_t end;
    airlog_term unit; /* LENGTH, SPEED, DURATION or ANGLE term */
    airlog_dimension dimension;
    double si;        /* of one */
    bool adjective;   /* joined by a hyphen: "12-mile" */
} airlog_unit_reading;

airlog_unit_reading airlog_read_unit(const airlog_parser *parser, size_t at);

/* A number or range with its unit and what is in parentheses after it. end == 0: none. Reads nothing to the left. */
size_t airlog_read_quantity(airlog_parser *parser, size_t at, airlog_quantity *out);

/* "FL330", "FL 190", "flight level 330", "FL240-270"; 0 when none. */
size_t airlog_read_flight_level(airlog_parser *parser, size_t at, airlog_quantity *out);

/* "Mach 5"; 0 when none. */
size_t airlog_read_mach(airlog_parser *parser, size_t at, airlog_quantity *out);

/* asrs.c: a number whose label tells its unit; 0 when there is no such label. */
size_t airlog_read_asrs_quantity(const airlog_parser *parser, size_t at, airlog_quantity *out);

/* The datum written from `at` on ("MSL", "above ground level (agl)"); returns the token after it, `at` when none. */
size_t airlog_read_datum(const airlog_parser *parser, size_t at, airlog_datum *out);

/* The hedge written to the left of `at`; *out_first is the first token of it, `at` when there is none. */
airlog_hedge airlog_read_hedge(const airlog_parser *parser, size_t at, size_t *out_first, bool *out_approximate);

/* Fills what follows from value, min, max, precision and unit. */
void airlog_quantity_finish(airlog_quantity *quantity, double si);

/* filter.c: what each quantity is for. Runs before positions. */
airlog_status airlog_parse_roles(airlog_parser *parser);

#endif
