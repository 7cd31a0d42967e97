/* airlog explain: what every stage made of one report. */
#ifndef AIRLOG_CLI_EXPLAIN_H
#define AIRLOG_CLI_EXPLAIN_H

#include "cli.h"

typedef struct explained {
    const airlog_report *report;
    const airlog_facts *facts;
    const airlog_positions *positions;
    const airlog_incidents *incidents;
    const airlog_tables *tables;
} explained;

void airlog_cli_explain_text(const explained *all, airlog_buffer *out);
void airlog_cli_explain_json(const explained *all, airlog_buffer *out);

/* One fact of any class in the order of the text, with what was read there. */
typedef struct explain_mark {
    airlog_span span;
    char mark;         /* what is drawn under the words: '^' read, '~' refused */
    const char *label; /* arena */
} explain_mark;

/* Every fact and every refusal, by the place in the text. NULL without memory. */
explain_mark *airlog_cli_explain_marks(const explained *all, airlog_arena *memory, size_t *out_count);

#endif
