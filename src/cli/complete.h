/* airlog complete: candidates for the shells. */
#ifndef AIRLOG_CLI_COMPLETE_H
#define AIRLOG_CLI_COMPLETE_H

#include "cli.h"

/* argv: the words behind "airlog" up to the one that is being typed, which may be "". */
int airlog_cli_complete(int argc, char **argv);

#endif
