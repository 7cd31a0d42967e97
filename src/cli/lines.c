/* Lines of standard input, and an answer for each. */
#include "json.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { LINES_READ = 64 * 1024 }; /* bytes that are asked for at once */

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

int airlog_cli_answer_lines(cli_answer answer, void *context, airlog_arena *memory, bool json) {
    cli_lines lines = {0};
    airlog_buffer out = {0};
    airlog_text line;
    airlog_status status;
    airlog_error failure = {0};
    int code = CLI_DONE;
    while (airlog_cli_line(&lines, &line, &status, &failure)) {
        airlog_error error = {0};
        airlog_arena_reset(memory);
        if (answer(context, line, &out, &error) != AIRLOG_OK) {
            out.length = 0;
            if (json)
                airlog_cli_refusal(&out, line, error.message);
            else
                airlog_buffer_char(&out, '\n');
            error.line = 0; /* of the question: it is the input's that helps */
            airlog_error_at(&error, "-", lines.number, error.column, 0);
            code = airlog_cli_fail(&error);
        }
        if (!airlog_cli_print(&out) || ferror(stdout)) break;
    }
    if (status != AIRLOG_OK) code = airlog_cli_fail(&failure);
    airlog_buffer_close(&out);
    airlog_cli_lines_close(&lines);
    return code;
}
