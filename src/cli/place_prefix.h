/* Places whose name begins with what was typed: for completion and for looking around. */
#ifndef AIRLOG_CLI_PLACE_PREFIX_H
#define AIRLOG_CLI_PLACE_PREFIX_H

#include "cli.h"

/* Rows of the gazetteer, the best known first; at most `room`. Every name is looked at: tens of milliseconds. */
size_t airlog_cli_place_prefix(const airlog_tables *tables, airlog_text prefix, uint32_t *out, size_t room);

#endif
