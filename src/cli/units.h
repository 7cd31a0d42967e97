/* Units of the prompt: units.def and how its spellings are found. */
#ifndef AIRLOG_CLI_UNITS_H
#define AIRLOG_CLI_UNITS_H

#include "airlog/base.h"

typedef enum cli_dimension {
    CLI_DIMENSION_LENGTH,
    CLI_DIMENSION_SPEED,
    CLI_DIMENSION_TIME,
    CLI_DIMENSION_ANGLE,
    CLI_DIMENSION_PRESSURE,
    CLI_DIMENSION_MASS
} cli_dimension;

typedef struct cli_unit {
    cli_dimension dimension;
    const char *symbol;
    double si; /* 0 for Mach: the speed of sound needs an altitude */
    const char *spellings;
} cli_unit;

/* "a length", "a speed": how a sentence names a dimension. */
const char *airlog_cli_dimension_name(cli_dimension dimension);
/* The unit with the longest spelling that begins at `at` and ends with a whole word; NULL when there is none. */
const cli_unit *airlog_cli_unit_at(airlog_text text, size_t at, size_t *out_length);
/* The symbols of all units, one at a time from 0; NULL after the last. */
const char *airlog_cli_unit_symbol(size_t index);
/* The unit with this symbol; it must exist. */
const cli_unit *airlog_cli_unit_of(const char *symbol);
/* The spelling nearest to a word that is none, and a sentence when the word is a trap; NULL when there is none. */
airlog_text airlog_cli_unit_near(const char *typed);
const char *airlog_cli_unit_trap(const char *typed);

/* ICAO standard atmosphere (Doc 7488), below 47 km. False outside it. */
bool airlog_cli_sound_mps(double altitude_m, double *out_mps);
bool airlog_cli_pressure_pa(double altitude_m, double *out_pa);
bool airlog_cli_pressure_altitude_m(double pressure_pa, double *out_m);

#endif
