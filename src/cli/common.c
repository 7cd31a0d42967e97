/* What several commands open or read: the tables, lines of standard input, the operands as one text. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

airlog_status airlog_cli_tables(const char *path, airlog_tables **out, airlog_error *error) {
    return airlog_tables_open(path, getenv("AIRLOG_DATA"), out, error);
}

/* Room for one more piece of the line. */
static bool lines_grow(cli_lines *lines, size_t needed) {
    if (needed <= lines->room) return true;
    size_t room = lines->room ? lines->room * 2 : 4096;
    char *bytes = airlog_memory_grow(lines->bytes, room, 1);
    if (!bytes) return false;
    lines->bytes = bytes;
    lines->room = room;
    return true;
}

static bool lines_fail(airlog_status *status, airlog_error *error, uint64_t line, airlog_status why, const char *what) {
    *status = airlog_fail(error, why, "%s", what);
    airlog_error_at(error, "-", line, 0, 0);
    return false;
}

bool airlog_cli_line(cli_lines *lines, airlog_text *out, airlog_status *status, airlog_error *error) {
    size_t length = 0;
    *status = AIRLOG_OK;
    lines->number++;
    for (int c; (c = getc_unlocked(stdin)) != EOF;) {
        if (!lines_grow(lines, length + 2)) /* one byte stays free behind the line */
            return lines_fail(status, error, lines->number, AIRLOG_E_MEMORY, "no memory for this line");
        if (length >= CLI_LINE_LIMIT)
            return lines_fail(status, error, lines->number, AIRLOG_E_LIMIT, "a line of more than 16 MB is no phrase");
        lines->bytes[length++] = (char)c;
        if (c == '\n') break;
    }
    if (ferror(stdin)) return lines_fail(status, error, lines->number, AIRLOG_E_INPUT, strerror(errno));
    if (!length) return false;
    while (length && (lines->bytes[length - 1] == '\n' || lines->bytes[length - 1] == '\r')) length--;
    *out = (airlog_text){lines->bytes, length};
    return true;
}

void airlog_cli_lines_close(cli_lines *lines) {
    airlog_memory_give(lines->bytes);
    *lines = (cli_lines){0};
}

airlog_buffer airlog_cli_joined(cli_operands operands) {
    airlog_buffer joined = {0};
    for (int i = 0; i < operands.count; i++) {
        if (i) airlog_buffer_char(&joined, ' ');
        airlog_buffer_string(&joined, operands.items[i]);
    }
    return joined;
}
