/* Options: one table a command feeds getopt_long() and --help. */
#include "cli.h"
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MOST = 48, CODE_LONG = 256, CODE_HELP = CODE_LONG + OPTIONS_MOST };

static size_t options_count(const cli_option *options) {
    size_t count = 0;
    while (options[count].name) count++;
    return count;
}

/* The table in the forms that getopt_long() wants. Its codes are CODE_LONG + row for every option. */
static void options_translate(const cli_option *options, size_t count, struct option *out_long, char *out_short) {
    size_t length = 0;
    out_short[length++] = '-'; /* operands are handed over in their order, as code 1 */
    out_short[length++] = ':';
    for (size_t i = 0; i < count; i++) {
        int argument = options[i].kind == CLI_FLAG ? no_argument : required_argument;
        out_long[i] = (struct option){options[i].name, argument, NULL, CODE_LONG + (int)i};
        if (!options[i].letter) continue;
        out_short[length++] = options[i].letter;
        if (argument == required_argument) out_short[length++] = ':';
    }
    out_short[length++] = 'h';
    out_short[length] = '\0';
    out_long[count] = (struct option){"help", no_argument, NULL, CODE_HELP};
    out_long[count + 1] = (struct option){NULL, 0, NULL, 0};
}

static bool word_among(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; length && *at;) {
        size_t next = strcspn(at, "|");
        if (next == length && memcmp(at, word, length) == 0) return true;
        at += next + (at[next] == '|');
    }
    return false;
}

static bool count_read(const char *typed, long *out) {
    if (!isdigit((unsigned char)typed[0])) return false;
    char *end;
    errno = 0;
    *out = strtol(typed, &end, 10);
    return errno == 0 && *end == '\0';
}

static int option_set(const cli_command *command, const cli_option *option, char *typed, void *settings) {
    char *member = (char *)settings + option->offset;
    long count = 0;
    switch (option->kind) {
    case CLI_FLAG:
        memcpy(member, &(bool){true}, sizeof(bool));
        return CLI_GO_ON;
    case CLI_COUNT:
        if (!count_read(typed, &count))
            return airlog_cli_misused(command, "--%s takes a whole number, not '%s'", option->name, typed);
        memcpy(member, &count, sizeof count);
        return CLI_GO_ON;
    case CLI_WORD:
        if (!word_among(option->value, typed) && airlog_cli_nearest_of(typed, option->value).length) {
            airlog_text near = airlog_cli_nearest_of(typed, option->value);
            return airlog_cli_misused(command, "--%s takes one of %s, not '%s' (did you mean '%.*s'?)", option->name,
                                      option->value, typed, (int)near.length, near.bytes);
        }
        if (!word_among(option->value, typed))
            return airlog_cli_misused(command, "--%s takes one of %s, not '%s'", option->name, option->value, typed);
        break;
    case CLI_TEXT:
        break;
    }
    memcpy(member, &typed, sizeof typed);
    return CLI_GO_ON;
}

static int option_unknown(const cli_command *command, const char *typed) {
    if (typed[0] != '-' || typed[1] != '-')
        return airlog_cli_misused(command, "there is no option '-%c'", optopt ? optopt : typed[1]);
    char name[64];
    size_t length = strcspn(typed + 2, "=");
    if (length >= sizeof name) length = sizeof name - 1;
    memcpy(name, typed + 2, length);
    name[length] = '\0';
    const char *near = airlog_cli_nearest(name, command->options, options_count(command->options), sizeof(cli_option));
    if (near) return airlog_cli_misused(command, "there is no option '--%s' (did you mean '--%s'?)", name, near);
    return airlog_cli_misused(command, "there is no option '--%s'", name);
}

/* "-33.9" is a latitude, not a cluster of options. */
static bool looks_like_number(const char *word) {
    if (word[0] != '-') return false;
    word += word[1] == '.' ? 2 : 1;
    return isdigit((unsigned char)word[0]) != 0;
}

/* The row that a code of getopt_long() means, NULL when it is none. */
static const cli_option *option_of(const cli_option *options, size_t count, int code) {
    if (code >= CODE_LONG && code < CODE_LONG + (int)count) return &options[code - CODE_LONG];
    for (size_t i = 0; i < count; i++)
        if (code > 1 && options[i].letter == code) return &options[i];
    return NULL;
}

/* The next option or operand: a code of getopt_long(), 1 for an operand (in optarg), -1 at the end. */
static int next_code(int argc, char **argv, const char *letters, const struct option *longs, bool *in_cluster) {
    if (!*in_cluster && optind < argc && looks_like_number(argv[optind])) {
        optarg = argv[optind++];
        return 1;
    }
    int before = optind;
    int code = getopt_long(argc, argv, letters, longs, NULL);
    *in_cluster = optind == before; /* "-qf": it stays on the word until its last letter */
    return code;
}

int airlog_cli_options(const cli_command *command, int argc, char **argv, void *settings, cli_operands *out) {
    struct option longs[OPTIONS_MOST + 2];
    char letters[2 * OPTIONS_MOST + 4];
    size_t count = options_count(command->options);
    options_translate(command->options, count, longs, letters);
    *out = (cli_operands){argv + 1, 0};
    int stop = airlog_cli_config(command, option_set, settings);
    if (stop != CLI_GO_ON) return stop;
    opterr = 0;
    optind = 1;
    bool in_cluster = false;
    for (int code; (code = next_code(argc, argv, letters, longs, &in_cluster)) != -1;) {
        if (code == 1) {
            out->items[out->count++] = optarg; /* never past the word that was just read */
            continue;
        }
        if (code == 'h' || code == CODE_HELP) {
            airlog_cli_help(command, stdout);
            return CLI_DONE;
        }
        const char *word = argv[optind > 1 ? optind - 1 : 1];
        if (code == ':') return airlog_cli_misused(command, "'%s' needs a value", word);
        const cli_option *option = option_of(command->options, count, code);
        if (!option) return option_unknown(command, in_cluster ? argv[optind] : word);
        stop = option_set(command, option, optarg, settings);
        if (stop != CLI_GO_ON) return stop;
    }
    while (optind < argc) out->items[out->count++] = argv[optind++];
    return CLI_GO_ON;
}

/* ---- actions ------------------------------------------------------------------------------ */

int airlog_cli_no_action(const cli_command *command, const char *typed) {
    airlog_text near = airlog_cli_nearest_of(typed, command->actions);
    char list[128] = "";
    size_t length = 0;
    for (const char *at = command->actions; *at && length < sizeof list - 4; at++) {
        list[length++] = *at == '|' ? ',' : *at;
        if (*at == '|') list[length++] = ' ';
    }
    if (near.length)
        return airlog_cli_misused(command, "there is no action '%s' (did you mean '%.*s'?)", typed, (int)near.length,
                                  near.bytes);
    return airlog_cli_misused(command, "there is no action '%s': %s", typed, list);
}

/* ---- help --------------------------------------------------------------------------------- */

enum { HELP_COLUMN = 28, HELP_WIDTH = 80 };

static void heading(FILE *out, const char *word) {
    bool colour = airlog_cli_colour(out);
    fprintf(out, "\n%s%s%s\n", colour ? "\033[1m" : "", word, colour ? "\033[0m" : "");
}

/* Words of a text from `column` on, broken before HELP_WIDTH. */
static void wrapped(FILE *out, const char *text, int indent, int column) {
    while (*text) {
        int length = (int)strcspn(text, " ");
        if (column + length > HELP_WIDTH && column > indent) {
            fprintf(out, "\n%*s", indent, "");
            column = indent;
        }
        fprintf(out, "%.*s", length, text);
        column += length + 1;
        text += length;
        if (*text) {
            text++;
            if (column + (int)strcspn(text, " ") <= HELP_WIDTH) fputc(' ', out);
        }
    }
    fputc('\n', out);
}

/* "  -o, --output OUT"; options that share a line are joined: "--text-field, --date-field NAME". */
static int option_names(FILE *out, const cli_option *option, const cli_option **last) {
    int column = option->letter ? fprintf(out, "  -%c, ", option->letter) : fprintf(out, "      ");
    for (;; option++) {
        const char *more = option->help ? "" : ",";
        if (column > 6 && column + (int)strlen(option->name) + 3 > HELP_WIDTH) {
            fputs("\n      ", out);
            column = 6;
        }
        column += fprintf(out, "--%s%s", option->name, more);
        if (option->help) break;
        fputc(' ', out);
        column++;
    }
    if (option->value) column += fprintf(out, " %s", option->value);
    *last = option;
    return column;
}

void airlog_cli_help(const cli_command *command, FILE *out) {
    fprintf(out, "airlog %s: %s\n\n", command->name, command->line);
    for (const char *form = command->synopsis; *form;) {
        int length = (int)strcspn(form, "\n");
        fprintf(out, "  airlog %s %.*s\n", command->name, length, form);
        form += length + (form[length] == '\n');
    }
    if (command->about) {
        fputc('\n', out);
        wrapped(out, command->about, 0, 0);
    }
    heading(out, "Options");
    for (const cli_option *option = command->options; option->name; option++) {
        int column = option_names(out, option, &option);
        if (column + 1 >= HELP_COLUMN) {
            fputc('\n', out);
            column = 0;
        }
        fprintf(out, "%*s", HELP_COLUMN - column, "");
        wrapped(out, option->help, HELP_COLUMN, HELP_COLUMN);
    }
    heading(out, "Examples");
    for (const char *line = command->examples; *line;) {
        int length = (int)strcspn(line, "\n");
        fprintf(out, "  $ %.*s\n", length, line);
        line += length + (line[length] == '\n');
    }
}
