/* Reads the user's file of options: "name = value" lines, "[command]" before those of one command, '#' comments. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CONFIG_BYTES = 64 * 1024, PATH_BYTES = 4096 };

/* Where the XDG Base Directory Specification has it; false when there is no such place. */
static bool config_path(char out[PATH_BYTES]) {
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length = -1;
    if (folder && folder[0] == '/') /* a relative one is to be ignored, says the specification */
        length = snprintf(out, PATH_BYTES, "%s/airlog/config", folder);
    else if (home && home[0])
        length = snprintf(out, PATH_BYTES, "%s/.config/airlog/config", home);
    return length > 0 && length < PATH_BYTES;
}

/* The whole file, terminated; its length, 0 when there is none, -1 when it does not read. Values are handed out as
 * they stand in it, so that it stays. */
static ssize_t read_config(const char *path, char *out) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
    size_t length = 0;
    ssize_t got = 0;
    while (length < CONFIG_BYTES - 1 && (got = read(file, out + length, CONFIG_BYTES - 1 - length)) > 0)
        length += (size_t)got;
    close(file);
    out[length] = '\0';
    if (got == 0) return (ssize_t)length;
    if (got > 0) errno = EFBIG;
    return -1;
}

static char *trimmed(char *text) {
    while (*text == ' ' || *text == '\t') text++;
    size_t length = strlen(text);
    while (length && strchr(" \t\r", text[length - 1])) text[--length] = '\0';
    return text;
}

static const cli_option *option_named(const cli_command *command, const char *name) {
    for (const cli_option *option = command->options; option->name; option++)
        if (strcmp(option->name, name) == 0) return option;
    return NULL;
}

static int wrong(const char *path, int line, const char *what, const char *word) {
    airlog_cli_say("%s:%d: %s '%s'", path, line, what, word);
    return CLI_USAGE;
}

static bool is_option_of_any(const char *name) {
    for (size_t i = 0; i < CLI_COMMANDS; i++)
        if (option_named(airlog_cli_commands[i], name)) return true;
    return false;
}

static bool is_command(const char *name) {
    for (size_t i = 0; i < CLI_COMMANDS; i++)
        if (strcmp(airlog_cli_commands[i]->name, name) == 0) return true;
    return false;
}

/* One "name = value"; `mine`: it stands below the name of this command. */
static int set_line(const cli_command *command, char *text, bool mine, const char *path, int line,
                    int (*set)(const cli_command *, const cli_option *, char *, void *), void *settings) {
    char *equals = strchr(text, '=');
    char *value = equals ? trimmed(equals + 1) : text + strlen(text);
    if (equals) *equals = '\0';
    char *name = trimmed(text);
    const cli_option *option = option_named(command, name);
    if (!option && !mine && is_option_of_any(name)) return CLI_GO_ON;
    if (!option) return wrong(path, line, "there is no option", name);
    if (option->kind != CLI_FLAG)
        return *value ? set(command, option, value, settings) : wrong(path, line, "no value for", name);
    if (!*value || strcmp(value, "true") == 0) return set(command, option, value, settings);
    return strcmp(value, "false") == 0 ? CLI_GO_ON : wrong(path, line, "true or false is wanted, not", value);
}

int airlog_cli_config(const cli_command *command,
                      int (*set)(const cli_command *command, const cli_option *option, char *value, void *settings),
                      void *settings) {
    static char bytes[CONFIG_BYTES];
    char path[PATH_BYTES];
    if (!config_path(path)) return CLI_GO_ON;
    ssize_t length = read_config(path, bytes);
    if (length < 0) {
        airlog_cli_say("%s: cannot be read: %s", path, strerror(errno));
        return CLI_FAILED;
    }
    bool applies = true, mine = false;
    int stop = CLI_GO_ON, number = 1;
    for (char *line = bytes, *next; stop == CLI_GO_ON && *line; line = next, number++) {
        size_t end = strcspn(line, "\n");
        next = line + end + (line[end] == '\n');
        line[end] = '\0';
        char *text = trimmed(line);
        size_t last = strlen(text);
        if (!*text || *text == '#') continue;
        if (*text == '[' && text[last - 1] == ']') {
            text[last - 1] = '\0';
            const char *name = trimmed(text + 1);
            applies = mine = strcmp(name, command->name) == 0;
            if (!is_command(name)) stop = wrong(path, number, "there is no command", name);
        } else if (applies) {
            stop = set_line(command, text, mine, path, number, set, settings);
        }
    }
    return stop;
}
