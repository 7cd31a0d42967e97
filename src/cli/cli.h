/* What the commands share: the command itself as a table, its options, and how it speaks to people. */
#ifndef AIRLOG_CLI_CLI_H
#define AIRLOG_CLI_CLI_H

#include "airlog/airlog.h"

#include <stdio.h>

/* ---- exit codes --------------------------------------------------------------------------- */

enum {
    CLI_GO_ON = -1, /* no exit yet */
    CLI_DONE = 0,
    CLI_FAILED = 1, /* an input or output could not be used, or a phrase could not be placed */
    CLI_USAGE = 2,  /* the command line, or a question that has no right answer */
    CLI_DOUBTS = 3  /* done, but --strict and something was guessed */
};

/* ---- options ------------------------------------------------------------------------------ */

typedef enum cli_kind {
    CLI_FLAG,  /* bool */
    CLI_TEXT,  /* const char * */
    CLI_COUNT, /* long, not negative */
    CLI_WORD   /* const char *, one of the words of `value`, '|' between */
} cli_kind;

/* One row feeds parsing, --help, and whatever else lists options. A table ends with a row without a name. */
typedef struct cli_option {
    const char *name; /* without the dashes */
    char letter;      /* 0 when it has none */
    cli_kind kind;
    const char *value; /* how --help writes the value */
    size_t offset;     /* of its member in the command's settings */
    const char *help;  /* NULL: listed together with the option that follows */
} cli_option;

/* What the operands of a command are, for completion. */
typedef enum cli_operand { CLI_OPERAND_FILE, CLI_OPERAND_UNIT, CLI_OPERAND_PLACE } cli_operand;

/* One command. `line` is its line in the list of commands; `about` a paragraph below the synopsis. */
typedef struct cli_command {
    const char *name;
    int (*run)(const struct cli_command *self, int argc, char **argv);
    const char *line;
    const char *synopsis; /* what follows "airlog name"; one form a line */
    const char *about;
    const cli_option *options;
    const char *examples; /* one a line */
    const char *actions;  /* what the first operand may be, '|' between; NULL: it is an operand as the others */
    cli_operand operand;
} cli_command;

/* What is left of the command line after its options. */
typedef struct cli_operands {
    char **items;
    int count;
} cli_operands;

/* Reads the options into `settings`. Anything but CLI_GO_ON is the exit code: --help was printed, or the command
 * line is wrong and the reason was said. A number such as -33.9 is an operand. */
int airlog_cli_options(const cli_command *command, int argc, char **argv, void *settings, cli_operands *out);
/* Prints the help of one command. */
void airlog_cli_help(const cli_command *command, FILE *out);

/* The same as a page of the manual, and the page that lists the commands. */
void airlog_cli_manual(const cli_command *command, FILE *out);
void airlog_cli_manual_of_all(FILE *out);
/* The word of a list "a|b|c" nearest to what was typed, absent when none is near. */
airlog_text airlog_cli_nearest_of(const char *typed, const char *words);
/* Says that there is no such action, and which is near; returns CLI_USAGE. */
int airlog_cli_no_action(const cli_command *command, const char *typed);

/* The word of `count` words (every `stride` bytes a const char *) nearest to what was typed, NULL when none is near. */
const char *airlog_cli_nearest(const char *typed, const void *words, size_t count, size_t stride);

/* ---- the commands ------------------------------------------------------------------------- */

extern const cli_command airlog_cli_extract, airlog_cli_locate, airlog_cli_convert, airlog_cli_distance, airlog_cli_log,
    airlog_cli_study, airlog_cli_gazetteer, airlog_cli_explain;
/* All of them, in the order in which they are listed. */
enum { CLI_COMMANDS = 8 };
extern const cli_command *const airlog_cli_commands[CLI_COMMANDS];

/* ---- speaking ----------------------------------------------------------------------------- */

/* Whether the stream is a terminal that wants colour: NO_COLOR and TERM=dumb are respected. */
bool airlog_cli_colour(FILE *stream);
/* "airlog: ..." and a line feed on standard error. */
void airlog_cli_say(const char *format, ...) AIRLOG_PRINTF(1, 2);
/* Says "airlog: file:line:column: what was wrong" and returns the exit code that the status means. */
int airlog_cli_fail(const airlog_error *error);
/* Says how the command is used wrongly and where its help is; returns CLI_USAGE. */
int airlog_cli_misused(const cli_command *command, const char *format, ...) AIRLOG_PRINTF(2, 3);
/* Whether a person reads the stream: then results are tables and sentences, else JSON Lines. */
bool airlog_cli_for_people(FILE *stream);
enum { CLI_OUTPUT_BYTES = 64 * 1024 }; /* that standard output gathers, unless a person reads it */
/* Writes a buffer to standard output and empties it; false when nobody can read it. */
bool airlog_cli_print(airlog_buffer *buffer);
/* Flushes standard output: `code`, or CLI_FAILED when what was printed did not get out. */
int airlog_cli_finish(int code);
/* The time in seconds of a clock that only goes forward. */
double airlog_cli_clock_s(void);

/* ---- things that several commands open ---------------------------------------------------- */

/* Opens the tables at `path` (NULL: $AIRLOG_DATA, then where the build or the installation left them). */
airlog_status airlog_cli_tables(const char *path, airlog_tables **out, airlog_error *error);
/* The zones of a file of the user's, GeoJSON or OpenAir; none when path is NULL. */
#define CLI_AIRSPACE_LIMIT ((size_t)64 * 1000 * 1000)
airlog_status airlog_cli_airspace(const char *path, airlog_arena *memory, airlog_outlines *out, airlog_error *error);

/* Lines of standard input, one at a time, of any length that memory allows up to CLI_LINE_LIMIT. */
#define CLI_LINE_LIMIT ((size_t)16 * 1024 * 1024)
typedef struct cli_lines {
    char *bytes; /* zero it to start */
    size_t room, begin, end; /* what was read and not yet given out */
    bool finished;
    uint64_t number; /* of the line last read, from 1 */
} cli_lines;
/* The next line, valid until the one after it; false at the end. Before it waits for input, it flushes standard
 * output. A line that is too long or does not read sets *status and counts as the end. */
bool airlog_cli_line(cli_lines *lines, airlog_text *out, airlog_status *status, airlog_error *error);
void airlog_cli_lines_close(cli_lines *lines);

/* Adds the answer to one line to `out`, or prints it itself. */
typedef airlog_status (*cli_answer)(void *context, airlog_text line, airlog_buffer *out, airlog_error *error);
/* Answers each line of standard input; the exit code. A line without an answer gives an empty line, or with `json` an
 * object that says why, so that answers stay beside questions. `memory` is reset before each line. */
int airlog_cli_answer_lines(cli_answer answer, void *context, airlog_arena *memory, bool json);

/* All operands joined by blanks; give it back with airlog_buffer_close(). */
airlog_buffer airlog_cli_joined(cli_operands operands);

#endif
