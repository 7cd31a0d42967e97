/* What several commands open or read: the tables, lines of standard input, the operands as one text. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINES_READ = 64 * 1024 }; /* bytes that are asked for at once */

airlog_status airlog_cli_tables(const char *path, airlog_tables **out, airlog_error *error) {
    return airlog_tables_open(path, getenv("AIRLOG_DATA"), out, error);
}

airlog_status airlog_cli_airspace(const char *path, airlog_arena *memory, airlog_outlines *out, airlog_error *error) {
    char piece[65536];
    airlog_buffer whole = {0};
    *out = (airlog_outlines){0};
    if (!path) return AIRLOG_OK;
    FILE *file = fopen(path, "rb");
    if (!file) {
        airlog_status status = airlog_fail(error, AIRLOG_E_INPUT, "--airspace: %s", strerror(errno));
        airlog_error_at(error, path, 0, 0, 0);
        return status;
    }
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0 && whole.length < CLI_AIRSPACE_LIMIT)
        airlog_buffer_add(&whole, piece, got);
    bool cut = ferror(file) || got > 0;
    fclose(file);
    airlog_status status =
        whole.failed ? airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the airspace")
        : cut        ? airlog_fail(error, AIRLOG_E_LIMIT, "--airspace: it cannot be read, or is longer than 64 MB")
                     : airlog_outlines_read((airlog_text){whole.bytes, whole.length}, memory, out, error);
    if (status != AIRLOG_OK && error->file[0] == '\0') airlog_error_at(error, path, error->line, error->column, 0);
    airlog_buffer_close(&whole);
    return status;
}

static bool lines_fail(airlog_status *status, airlog_error *error, uint64_t line, airlog_status why, const char *what) {
    *status = airlog_fail(error, why, "%s", what);
    airlog_error_at(error, "-", line, 0, 0);
    return false;
}

/* Room behind what is there, with one byte to spare for a terminator. */
static bool lines_room(cli_lines *lines) {
    size_t held = lines->end - lines->begin;
    if (lines->begin > 0 && held > 0) memmove(lines->bytes, lines->bytes + lines->begin, held);
    lines->begin = 0;
    lines->end = held;
    if (lines->room - held > LINES_READ) return true;
    size_t room = held + held / 2 + 2 * LINES_READ;
    char *bytes = airlog_memory_grow(lines->bytes, room, 1);
    if (!bytes) return false;
    lines->bytes = bytes;
    lines->room = room;
    return true;
}

/* More bytes. Whoever writes to us may wait for our answers before writing on, so that they go out first. */
static bool lines_read(cli_lines *lines, airlog_status *status, airlog_error *error) {
    if (!lines_room(lines)) return lines_fail(status, error, lines->number, AIRLOG_E_MEMORY, "no memory for this line");
    fflush(stdout);
    ssize_t got;
    do got = read(STDIN_FILENO, lines->bytes + lines->end, lines->room - lines->end - 1);
    while (got < 0 && errno == EINTR);
    if (got < 0) return lines_fail(status, error, lines->number, AIRLOG_E_INPUT, strerror(errno));
    lines->finished = got == 0;
    lines->end += (size_t)got;
    return true;
}

bool airlog_cli_line(cli_lines *lines, airlog_text *out, airlog_status *status, airlog_error *error) {
    size_t seen = 0; /* bytes in which there is no line feed */
    *status = AIRLOG_OK;
    lines->number++;
    for (;;) {
        size_t held = lines->end - lines->begin;
        const char *from = lines->bytes + lines->begin,
                   *feed = held > seen ? memchr(from + seen, '\n', held - seen) : NULL;
        if (!feed && held >= CLI_LINE_LIMIT)
            return lines_fail(status, error, lines->number, AIRLOG_E_LIMIT, "a line of more than 16 MB is no phrase");
        if (feed || (lines->finished && held)) {
            size_t length = feed ? (size_t)(feed - from) : held;
            lines->begin += length + (feed != NULL);
            while (length && from[length - 1] == '\r') length--;
            *out = (airlog_text){from, length};
            return true;
        }
        if (lines->finished) return false;
        seen = held;
        if (!lines_read(lines, status, error)) return false;
    }
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
