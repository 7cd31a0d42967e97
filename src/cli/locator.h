/* Turns what a person types for a place into a position: a coordinate, a phrase, a name or a code. */
#ifndef AIRLOG_CLI_LOCATOR_H
#define AIRLOG_CLI_LOCATOR_H

#include "cli.h"

typedef struct cli_locator {
    const airlog_tables *tables;
    airlog_place_options options;
    airlog_arena *memory; /* holds everything that a position points to */
    bool whole;           /* the text must be a place from its first word to its last */
} cli_locator;

/* The position that the text means. AIRLOG_E_ARGUMENT with a sentence when it names none; a place that is named but
 * cannot be settled is AIRLOG_OK with out->placed false and the reason in out->why_not. */
airlog_status airlog_cli_locate_text(const cli_locator *locator, airlog_text text, airlog_position *out,
                                     airlog_error *error);

/* "60 NM at 000 deg from Keelung port", "Keelung port", "coordinate": what the position was found from. */
void airlog_cli_print_origin(airlog_buffer *out, const airlog_position *position);
/* "Springfield, Illinois, US" */
void airlog_cli_print_place(airlog_buffer *out, const airlog_place_entry *place);
/* The unit in which the distance was written: "NM", "km", "mi"; "NM" when there is none. */
const char *airlog_cli_unit_written(const airlog_position *position);

#endif
