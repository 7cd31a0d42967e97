/* How the command speaks: errors, results, colour. */
#include "cli.h"

#include <errno.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool airlog_cli_colour(FILE *stream) {
    const char *off = getenv("NO_COLOR");
    if (off && *off) return false;
    const char *terminal = getenv("TERM");
    if (terminal && strcmp(terminal, "dumb") == 0) return false;
    return airlog_cli_for_people(stream);
}

bool airlog_cli_for_people(FILE *stream) {
    return isatty(fileno(stream)) == 1;
}

static void say_prefix(void) {
    fputs(airlog_cli_colour(stderr) ? "\033[1mairlog:\033[0m " : "airlog: ", stderr);
}

/* What the user sees on standard error comes after what went to standard output before it. */
void airlog_cli_say(const char *format, ...) {
    fflush(stdout);
    say_prefix();
    va_list list;
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
}

int airlog_cli_fail(const airlog_error *error) {
    fflush(stdout);
    say_prefix();
    if (error->file[0]) {
        fprintf(stderr, "%s:", error->file);
        if (error->line) fprintf(stderr, "%llu:", (unsigned long long)error->line);
        if (error->line && error->column) fprintf(stderr, "%llu:", (unsigned long long)error->column);
        fputc(' ', stderr);
    }
    fprintf(stderr, "%s\n", error->message[0] ? error->message : airlog_status_name(error->status));
    return error->status == AIRLOG_E_ARGUMENT ? CLI_USAGE : CLI_FAILED;
}

int airlog_cli_misused(const cli_command *command, const char *format, ...) {
    fflush(stdout);
    say_prefix();
    va_list list;
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fprintf(stderr, "; see 'airlog %s --help'\n", command->name);
    return CLI_USAGE;
}

bool airlog_cli_print(airlog_buffer *buffer) {
    /* What goes out at once ends with a line, so that whoever is stopped leaves no half of one. */
    if (__fpending(stdout) + buffer->length > CLI_OUTPUT_BYTES) fflush(stdout);
    size_t written = fwrite(buffer->bytes ? buffer->bytes : "", 1, buffer->length, stdout);
    bool well = written == buffer->length && !buffer->failed;
    buffer->length = 0;
    return well;
}

int airlog_cli_finish(int code) {
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed) return code;
    /* A reader that went away has seen what it wanted: no complaint. */
    if (errno != EPIPE) airlog_cli_say("standard output: cannot write: %s", strerror(errno));
    return CLI_FAILED;
}

double airlog_cli_clock_s(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
