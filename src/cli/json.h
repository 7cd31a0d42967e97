/* Members of a JSON object, one after the other. */
#ifndef AIRLOG_CLI_JSON_H
#define AIRLOG_CLI_JSON_H

#include "cli.h"

void airlog_cli_member_number(airlog_buffer *out, const char *name, double value, int decimals); /* NaN: null */
void airlog_cli_member_text(airlog_buffer *out, const char *name, airlog_text text);             /* empty: null */
void airlog_cli_member_string(airlog_buffer *out, const char *name, const char *text);           /* "": null */
void airlog_cli_member_bool(airlog_buffer *out, const char *name, bool value);
void airlog_cli_member_doubts(airlog_buffer *out, airlog_doubts doubts); /* "doubts": their names */
/* A list of strings: each line of the text, without its line feed, is one. */
void airlog_cli_member_lines(airlog_buffer *out, const char *name, airlog_text lines);
/* The answer to a question that has none: {"input":...,"error":...} and a line feed. */
void airlog_cli_refusal(airlog_buffer *out, airlog_text input, const char *why);
/* A list: airlog_cli_item() before each element. */
void airlog_cli_list(airlog_buffer *out, const char *name);
void airlog_cli_item(airlog_buffer *out);

#endif
