/* A table for people: columns as wide as their content, a page at a time. */
#ifndef AIRLOG_CLI_TABLE_H
#define AIRLOG_CLI_TABLE_H

#include "cli.h"

enum { TABLE_COLUMNS_MOST = 12 };

typedef struct cli_table {
    const char *const *names; /* of the columns; NULL after the last */
    uint32_t right;           /* bit n: column n is set to the right */
    airlog_buffer cells;      /* each ended by a NUL */
    size_t cell_count;
    bool begun; /* the header was printed */
} cli_table;

/* Adds the next cell, row by row. */
void airlog_cli_table_cell(cli_table *table, airlog_text cell);
/* Prints the rows so far and forgets them; false when standard output takes no more. */
bool airlog_cli_table_print(cli_table *table);
void airlog_cli_table_close(cli_table *table);

/* A table of incidents, and the row of one. */
cli_table airlog_cli_incident_table(void);
void airlog_cli_table_incident(cli_table *table, const airlog_incident *incident);

/* "26.1530 N 121.7500 E" */
void airlog_cli_print_point(airlog_buffer *out, airlog_lonlat point);
/* A length for reading: two digits when it is an estimate. "NM" when unit is AIRLOG_TERM_NONE. */
void airlog_cli_print_length(airlog_buffer *out, double metres, const char *unit, bool estimate);

#endif
