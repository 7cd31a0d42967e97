/* Quantities as people type them at the prompt: "33,000ft", "5 ft 3 in", "1 1/2 miles", "FL330", "Mach 0.82". */
#ifndef AIRLOG_CLI_QUANTITY_H
#define AIRLOG_CLI_QUANTITY_H

#include "units.h"

typedef struct cli_quantity {
    const cli_unit *unit; /* of its first part */
    double value;         /* in that unit, parts added up */
    double value_si;      /* for a Mach number: the number itself */
    double step_si;       /* one of the last digit written */
    const char *assumed;  /* what the reading takes for granted, NULL when nothing */
} cli_quantity;

/* Reads the quantity at *at and moves *at behind it. AIRLOG_E_ARGUMENT, with the byte column in the error, when what
 * stands there is none or can be read in two ways. */
airlog_status airlog_cli_quantity(airlog_text text, size_t *at, cli_quantity *out, airlog_error *error);
/* A range with its unit once, at the end: "400-500 ft", "5 to 6 NM". `out` is its lower end; false when it is none. */
bool airlog_cli_range(airlog_text text, size_t *at, cli_quantity *out, double *out_end_si);
/* The failure of a word that should be a unit: names the trap or the nearest spelling. */
airlog_status airlog_cli_not_a_unit(airlog_text text, size_t at, airlog_error *error);
/* Moves over blanks. */
size_t airlog_cli_skip(airlog_text text, size_t at);
/* Length of the word at `at`: up to a blank. */
size_t airlog_cli_word(airlog_text text, size_t at);

#endif
