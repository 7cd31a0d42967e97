/* Options that are given always: $XDG_CONFIG_HOME/airlog/config. */
#ifndef AIRLOG_CLI_CONFIG_H
#define AIRLOG_CLI_CONFIG_H

#include "cli.h"

/* Calls `set` for each option of the command that the file names, in order. CLI_GO_ON when all is well, also when there
 * is no file; else what `set` returned, or CLI_USAGE after a sentence about the line that is wrong. */
int airlog_cli_config(const cli_command *command,
                      int (*set)(const cli_command *command, const cli_option *option, char *value, void *settings),
                      void *settings);

#endif
