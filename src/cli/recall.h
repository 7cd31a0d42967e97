/* Phrases of a stream that differ from an earlier one in their number alone. */
#ifndef AIRLOG_CLI_RECALL_H
#define AIRLOG_CLI_RECALL_H

#include "locator.h"

typedef struct cli_recall cli_recall;

airlog_status airlog_cli_recall_open(cli_recall **out, airlog_error *error);
void airlog_cli_recall_close(cli_recall *recall);
/* airlog_cli_locate_text() with the same result; *out may point into the memory of the locator and into that of
 * `recall`, until the next call. */
airlog_status airlog_cli_recall_or_locate(cli_recall *recall, const cli_locator *locator, airlog_text text,
                                          airlog_position *out, airlog_error *error);

#endif
