/* The manual page of a command, in roff, from the table that --help is made of. The build writes them. */
#include "cli.h"

#include <ctype.h>
#include <string.h>

/* Text in which nothing is taken for a request: no line begins with a full stop or an apostrophe, hyphens stay ASCII.
 */
static void put(FILE *out, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        bool begins = i == 0 || text[i - 1] == '\n';
        if (begins && (text[i] == '.' || text[i] == '\'')) fputs("\\&", out);
        if (text[i] == '\\')
            fputs("\\e", out);
        else if (text[i] == '-')
            fputs("\\-", out);
        else
            fputc(text[i], out);
    }
}

static void put_string(FILE *out, const char *text) {
    put(out, text, strlen(text));
}

static void put_capitals(FILE *out, const char *text) {
    for (; *text; text++) fputc(toupper((unsigned char)*text), out);
}

static void heading(FILE *out, const char *name) {
    fprintf(out, ".TH AIRLOG%s", name ? "\\-" : "");
    if (name) put_capitals(out, name);
    fprintf(out, " 1 \"\" \"airlog %s\" \"airlog\"\n", AIRLOG_VERSION);
}

/* A line of `text` at a time through `each`. */
static void each_line(FILE *out, const char *text, void (*each)(FILE *, const char *, size_t)) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        each(out, text, length);
        text += length + (text[length] == '\n');
    }
}

static void put_example(FILE *out, const char *line, size_t length) {
    put(out, line, length);
    fputc('\n', out);
}

static void put_options(FILE *out, const cli_option *options) {
    for (const cli_option *option = options; option->name; option++) {
        fputs(".TP\n", out);
        for (;; option++) {
            fputs("\\fB", out);
            if (option->letter) fprintf(out, "\\-%c\\fR, \\fB", option->letter);
            fputs("\\-\\-", out);
            put_string(out, option->name);
            fputs("\\fR", out);
            if (option->help) break;
            fputs(", ", out);
        }
        if (option->value) {
            fputs(" \\fI", out);
            put_string(out, option->value);
            fputs("\\fR", out);
        }
        fputc('\n', out);
        put_string(out, option->help);
        fputs(".\n", out);
    }
}

static void put_common(FILE *out) {
    fputs(".SH FILES\n.TP\n\\fI$XDG_CONFIG_HOME/airlog/config\\fR\n"
          "Options that are given always, one a line: \\fBname = value\\fR. Below a line \\fB[command]\\fR they are of "
          "that command alone. ~/.config stands for the variable when it is not set.\n"
          ".SH ENVIRONMENT\n.TP\n\\fBAIRLOG_DATA\\fR\nThe compiled tables, or the folder that they are in.\n"
          ".TP\n\\fBNO_COLOR\\fR\nWhen it is set, nothing is coloured.\n"
          ".SH \"EXIT STATUS\"\n.TP\n0\nDone.\n.TP\n1\nAn input or output could not be used, or a phrase could not be "
          "placed.\n.TP\n2\nThe command line is wrong, or a question has no right answer.\n.TP\n3\nDone, but "
          "\\fB\\-\\-strict\\fR was given and something was guessed.\n",
          out);
}

void airlog_cli_manual(const cli_command *command, FILE *out) {
    heading(out, command->name);
    fprintf(out, ".SH NAME\nairlog\\-%s \\- ", command->name);
    put_string(out, command->line);
    fputs("\n.SH SYNOPSIS\n", out);
    for (const char *form = command->synopsis; *form;) {
        size_t length = strcspn(form, "\n");
        fprintf(out, "%s\\fBairlog %s\\fR ", form == command->synopsis ? "" : ".br\n", command->name);
        put(out, form, length);
        fputc('\n', out);
        form += length + (form[length] == '\n');
    }
    fputs(".SH DESCRIPTION\n", out);
    if (command->about) put_string(out, command->about);
    fputs("\n.SH OPTIONS\n", out);
    put_options(out, command->options);
    fputs(".SH EXAMPLES\n.EX\n", out);
    each_line(out, command->examples, put_example);
    fputs(".EE\n", out);
    put_common(out);
    fputs(".SH \"SEE ALSO\"\n.BR airlog (1)\n", out);
}

void airlog_cli_manual_of_all(FILE *out) {
    heading(out, NULL);
    fputs(
        ".SH NAME\nairlog \\- reads reports of incidents in the air, places them, and says how sure\n"
        ".SH SYNOPSIS\n\\fBairlog\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] ...\n.SH DESCRIPTION\n"
        "Reads what people write about incidents in the air, works out where, when and what, says how sure it is, and "
        "writes layers for maps. Each command has a page of its own; \\fBairlog\\fR \\fICOMMAND\\fR "
        "\\fB\\-\\-help\\fR shows the same in short.\n.SH COMMANDS\n",
        out);
    for (size_t i = 0; i < CLI_COMMANDS; i++) {
        fprintf(out, ".TP\n.BR airlog\\-%s (1)\n", airlog_cli_commands[i]->name);
        put_string(out, airlog_cli_commands[i]->line);
        fputc('\n', out);
    }
    put_common(out);
    fputs(".SH \"SEE ALSO\"\n", out);
    for (size_t i = 0; i < CLI_COMMANDS; i++)
        fprintf(out, ".BR airlog\\-%s (1)%s\n", airlog_cli_commands[i]->name, i + 1 < CLI_COMMANDS ? "," : "");
}
