/* airlog locate: what its parts share. */
#ifndef AIRLOG_CLI_LOCATE_H
#define AIRLOG_CLI_LOCATE_H

#include "locator.h"

typedef struct reverse_options {
    const char *from; /* the place to measure from; NULL: the nearest of each kind */
    const char *unit; /* "NM", "km", "mi" */
    double unit_m;
    long points;       /* of the compass: 4, 8, 16; 0: degrees */
    bool nearest_only; /* lines of standard input, and one phrase for each */
    bool json;
} reverse_options;

/* The whole of --reverse: the phrases for the coordinate of the operands, a line each, the nearest place first; or one
 * phrase for each line of standard input. Each phrase is read back before it is offered: it means the place that it was
 * made from. The exit code. */
int airlog_cli_reverse(const cli_locator *locator, cli_operands operands, const reverse_options *options);

#endif
