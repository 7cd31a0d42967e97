/* The command airlog: finds the command that was asked for and runs it. */
#include "cli.h"
#include "complete.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

const cli_command *const airlog_cli_commands[CLI_COMMANDS] = {
    &airlog_cli_extract, &airlog_cli_locate, &airlog_cli_convert,   &airlog_cli_distance,
    &airlog_cli_log,     &airlog_cli_study,  &airlog_cli_gazetteer, &airlog_cli_explain,
};

static void print_commands(FILE *out) {
    fputs("airlog: reads reports of incidents in the air, places them, and says how sure\n\n"
          "  airlog COMMAND [OPTIONS] ...\n\nCommands\n",
          out);
    for (size_t i = 0; i < CLI_COMMANDS; i++)
        fprintf(out, "  %-10s %s\n", airlog_cli_commands[i]->name, airlog_cli_commands[i]->line);
    fputs("\n'airlog COMMAND --help' shows its options and examples; 'airlog --version' the versions in use.\n", out);
}

/* Versions of the program and of the tables that it would use; without tables it says so and still is no failure. */
static int print_version(void) {
    printf("airlog %s\n", AIRLOG_VERSION);
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    if (airlog_cli_tables(NULL, &tables, &error) == AIRLOG_OK)
        printf("tables %s\n  %s\n", airlog_tables_version(tables), airlog_tables_path(tables));
    else
        printf("tables: %s\n", error.message);
    airlog_tables_close(tables);
    return CLI_DONE;
}

static int unknown_command(const char *typed) {
    const char *names[CLI_COMMANDS];
    for (size_t i = 0; i < CLI_COMMANDS; i++) names[i] = airlog_cli_commands[i]->name;
    const char *near = airlog_cli_nearest(typed, names, CLI_COMMANDS, sizeof names[0]);
    if (near)
        airlog_cli_say("there is no command '%s'; did you mean '%s'?", typed, near);
    else
        airlog_cli_say("there is no command '%s'; 'airlog --help' lists them", typed);
    return CLI_USAGE;
}

/* A standard stream that was closed would give its number to the next file opened, which would then be written to
 * by mistake. Its place is taken by something that fails when it is used. */
static void guard_streams(void) {
    for (int stream = 0; stream <= 2; stream++)
        if (fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
            int held = open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
            (void)held; /* the lowest free number is the one that was closed */
        }
}

static const cli_command *find_command(const char *name) {
    for (size_t i = 0; i < CLI_COMMANDS; i++)
        if (strcmp(name, airlog_cli_commands[i]->name) == 0) return airlog_cli_commands[i];
    return NULL;
}

/* "airlog help [COMMAND]" is "airlog [COMMAND] --help". */
static int help(const char *name) {
    const cli_command *command = name ? find_command(name) : NULL;
    if (name && !command) return unknown_command(name);
    if (command)
        airlog_cli_help(command, stdout);
    else
        print_commands(stdout);
    return CLI_DONE;
}

/* "airlog manual [COMMAND]": the page in roff. The build asks for it. */
static int manual(const char *name) {
    const cli_command *command = name ? find_command(name) : NULL;
    if (name && !command) return unknown_command(name);
    if (command)
        airlog_cli_manual(command, stdout);
    else
        airlog_cli_manual_of_all(stdout);
    return CLI_DONE;
}

static int run(int argc, char **argv) {
    if (argc < 2) {
        print_commands(stderr);
        return CLI_USAGE;
    }
    const char *first = argv[1];
    if (strcmp(first, "help") == 0) return help(argc > 2 ? argv[2] : NULL);
    if (strcmp(first, "manual") == 0) return manual(argc > 2 ? argv[2] : NULL);
    if (strcmp(first, "complete") == 0) return airlog_cli_complete(argc - 2, argv + 2);
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) return help(NULL);
    if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) return print_version();
    const cli_command *command = find_command(first);
    return command ? command->run(command, argc - 1, argv + 1) : unknown_command(first);
}

int main(int argc, char **argv) {
    static char buffer[CLI_OUTPUT_BYTES];
    guard_streams();
    if (!airlog_cli_for_people(stdout)) setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    signal(SIGPIPE, SIG_DFL); /* whoever started us may have it ignored: a reader that went away ends the work */
    return airlog_cli_finish(run(argc, argv));
}
