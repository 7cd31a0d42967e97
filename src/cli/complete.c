/* airlog complete WORD...: what the last word could become, a candidate a line. The shells ask it, so that commands,
 * options, units and places are completed from the tables that they are read with. */
#include "complete.h"
#include "convert.h"
#include "gis.h"
#include "place_prefix.h"

#include <string.h>
#include <strings.h>

enum { PLACES_SHOWN = 30 };

static bool begins(const char *word, size_t length, const char *typed) {
    size_t count = strlen(typed);
    return count <= length && strncasecmp(word, typed, count) == 0;
}

static void offer(const char *word, const char *typed) {
    if (begins(word, strlen(word), typed)) puts(word);
}

/* Each of "a|b|c". */
static void offer_words(const char *words, const char *typed) {
    while (words && *words) {
        size_t length = strcspn(words, "|");
        if (begins(words, length, typed)) printf("%.*s\n", (int)length, words);
        words += length + (words[length] == '|');
    }
}

static void offer_options(const cli_command *command, const char *typed) {
    char name[80];
    for (const cli_option *option = command->options; option->name; option++) {
        snprintf(name, sizeof name, "--%s", option->name);
        offer(name, typed);
    }
    offer("--help", typed);
}

static void offer_units(const char *typed) {
    const char *word;
    for (size_t i = 0; (word = airlog_cli_unit_symbol(i)) != NULL; i++) offer(word, typed);
    for (size_t i = 0; (word = airlog_coordinate_notation(i)) != NULL; i++) offer(word, typed);
}

/* The formats that need no GDAL, and the extensions of the others are known to people: loading GDAL takes too long. */
static void offer_formats(const char *typed) {
    offer_words("JSONL|table|GeoJSON|GeoJSONSeq|GPKG|CSV|FlatGeobuf|ESRI Shapefile|KML|XLSX|SQLite", typed);
}

static void offer_places(const char *typed) {
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    uint32_t rows[PLACES_SHOWN];
    if (strlen(typed) < 2 || airlog_cli_tables(NULL, &tables, &error) != AIRLOG_OK) return;
    size_t count = airlog_cli_place_prefix(tables, airlog_text_of(typed), rows, PLACES_SHOWN);
    airlog_text before = AIRLOG_NO_TEXT;
    for (size_t i = 0; i < count; i++) {
        airlog_place_entry place;
        if (airlog_gazetteer_entry(tables, rows[i], &place, &error) != AIRLOG_OK) break;
        if (!airlog_text_equal(place.name, before)) printf("%.*s\n", (int)place.name.length, place.name.bytes);
        before = place.name;
    }
    airlog_tables_close(tables);
}

/* The option that the word before belongs to, NULL when it takes no value. */
static const cli_option *option_before(const cli_command *command, const char *word) {
    if (word[0] != '-') return NULL;
    for (const cli_option *option = command->options; option->name; option++) {
        bool is_long = word[1] == '-' && strcmp(word + 2, option->name) == 0;
        bool is_short = word[1] && word[1] == option->letter && !word[2];
        if (is_long || is_short) return option->kind == CLI_FLAG ? NULL : option;
    }
    return NULL;
}

/* A value of an option: nothing for files, which the shell completes itself. */
static void offer_value(const cli_option *option, const char *typed) {
    if (option->kind == CLI_WORD) offer_words(option->value, typed);
    if (option->kind != CLI_TEXT) return;
    if (strcmp(option->value, "UNIT") == 0) offer_units(typed);
    if (strcmp(option->value, "FORMAT") == 0) offer_formats(typed);
    if (strcmp(option->value, "PLACE") == 0 || strcmp(option->value, "POINT") == 0) offer_places(typed);
}

static void offer_operand(const cli_command *command, int place, const char *typed) {
    if (command->actions && place == 0) offer_words(command->actions, typed);
    if (command->operand == CLI_OPERAND_UNIT && place > 0) offer_units(typed);
    if (command->operand == CLI_OPERAND_PLACE && (!command->actions || place > 0)) offer_places(typed);
}

int airlog_cli_complete(int argc, char **argv) {
    const char *typed = argc > 0 ? argv[argc - 1] : "";
    if (argc < 2 || strcmp(argv[0], "help") == 0) {
        for (size_t i = 0; i < CLI_COMMANDS; i++) offer(airlog_cli_commands[i]->name, typed);
        if (argc < 2) offer_words("help|--help|--version", typed);
        return CLI_DONE;
    }
    for (size_t i = 0; i < CLI_COMMANDS; i++) {
        const cli_command *command = airlog_cli_commands[i];
        if (strcmp(command->name, argv[0]) != 0) continue;
        const cli_option *option = argc > 2 ? option_before(command, argv[argc - 2]) : NULL;
        if (option)
            offer_value(option, typed);
        else if (typed[0] == '-')
            offer_options(command, typed);
        else
            offer_operand(command, argc - 2, typed);
    }
    return CLI_DONE;
}
