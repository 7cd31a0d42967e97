/* airlog convert: units, altitudes, speeds, coordinates. Starts in two milliseconds: no tables, no PROJ, no ICU. */
#include "convert.h"
#include "degrees.h"
#include "json.h"

#include <string.h>
#include <unistd.h>

static const cli_option options[] = {
    {"to", 't', CLI_TEXT, "UNIT", offsetof(convert_settings, to), "what to convert to, for every quantity"},
    {"digits", 'd', CLI_COUNT, "N", offsetof(convert_settings, digits), "answer with N significant digits"},
    {"crs", 0, CLI_TEXT, "CRS", offsetof(convert_settings, crs), NULL},
    {"from-crs", 0, CLI_TEXT, "CRS", offsetof(convert_settings, from_crs),
     "reference system of the answer, and of the coordinate: any that PROJ knows; default WGS 84"},
    {"exact", 0, CLI_FLAG, NULL, offsetof(convert_settings, exact), "answer with every digit that is certain"},
    {"json", 0, CLI_FLAG, NULL, offsetof(convert_settings, json), "one JSON object for each answer"},
    {"quiet", 'q', CLI_FLAG, NULL, offsetof(convert_settings, quiet), "do not say what was assumed"},
    {0},
};

/* The place of the mistake: the question again, with carets under the word. */
static void point_at(airlog_text text, uint64_t column) {
    if (column == 0 || column > text.length || memchr(text.bytes, '\n', text.length)) return;
    size_t at = (size_t)column - 1, length = airlog_cli_word(text, at), blanks = 0;
    for (size_t i = 0; i < at; i++) blanks += ((unsigned char)text.bytes[i] & 0xC0) != 0x80; /* characters */
    fprintf(stderr, "  %.*s\n  %*s", (int)text.length, text.bytes, (int)blanks, "");
    for (size_t i = 0; i < (length ? length : 1); i++)
        if (i == 0 || ((unsigned char)text.bytes[at + i] & 0xC0) != 0x80) fputc('^', stderr);
    fputc('\n', stderr);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Does it look like what only coordinates are: a hemisphere behind a digit, or numbers with a comma and no words? Then
 * the reason why it is no coordinate is the better explanation. */
static bool looks_like_coordinate(airlog_text text) {
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < text.length; i++) {
        char next = i + 1 < text.length ? text.bytes[i + 1] : ' ';
        char after = i + 2 < text.length ? text.bytes[i + 2] : ' ';
        if (is_digit(text.bytes[i]) && next && strchr("NSEW", next) && !is_letter(after)) return true;
        digits += is_digit(text.bytes[i]);
        letters += is_letter(text.bytes[i]);
    }
    bool word = text.length > 3 && airlog_text_is((airlog_text){text.bytes, 3}, "lat");
    return word || (digits >= 4 && letters == 0 && memchr(text.bytes, ',', text.length));
}

/* A quantity, and when it is none a coordinate. */
static airlog_status answer(airlog_text text, convert_job *job, convert_reply *out, airlog_error *error) {
    const convert_settings *settings = job->settings;
    airlog_error as_quantity = {0}, as_coordinate = {0};
    if (text.length == 0) return airlog_fail(error, AIRLOG_E_ARGUMENT, "nothing to convert");
    out->answer.length = out->assumed.length = 0;
    if (settings->crs || settings->from_crs) return airlog_cli_answer_crs(text, job, out, error);
    if (airlog_cli_is_notation(settings->to))
        return airlog_cli_answer_coordinate(text, settings, job->memory, out, error);
    /* What looks like a coordinate is tried as one first: saying why it is no quantity takes longer than the answer. */
    bool looks = looks_like_coordinate(text);
    if (looks && airlog_cli_answer_coordinate(text, settings, job->memory, out, &as_coordinate) == AIRLOG_OK)
        return AIRLOG_OK;
    convert_question question;
    airlog_status status = airlog_cli_question(text, settings->to, &question, &as_quantity);
    if (status == AIRLOG_OK) return airlog_cli_answer(text, &question, settings, out, error);
    if (!looks && airlog_cli_answer_coordinate(text, settings, job->memory, out, &as_coordinate) == AIRLOG_OK)
        return AIRLOG_OK;
    bool numbers;
    airlog_lonlat point;
    if (!looks && airlog_cli_degrees(text, &numbers, &point, error) == AIRLOG_OK && numbers)
        return airlog_fail(
            error, AIRLOG_E_ARGUMENT,
            "two numbers: add a unit for a quantity, or a notation for a latitude and longitude, such as "
            "'%.*s dms'",
            (int)text.length, text.bytes);
    if (error && (looks || !numbers)) *error = looks ? as_coordinate : as_quantity;
    return AIRLOG_E_ARGUMENT;
}

/* The answer, then what it rests on: JSON has that within. False when standard output takes no more. */
static bool give(convert_reply *reply, const convert_settings *settings) {
    bool well = airlog_cli_print(&reply->answer) && !ferror(stdout);
    if (settings->json || settings->quiet) return well;
    for (size_t at = 0; at < reply->assumed.length;) {
        const char *line = reply->assumed.bytes + at;
        size_t length = strcspn(line, "\n");
        airlog_cli_say("assumed: %.*s", (int)length, line);
        at += length + 1;
    }
    return well;
}

static void close_reply(convert_reply *reply) {
    airlog_buffer_close(&reply->answer);
    airlog_buffer_close(&reply->assumed);
}

static int convert_operands(convert_job *job, cli_operands operands) {
    airlog_buffer text = airlog_cli_joined(operands);
    convert_reply reply = {0};
    airlog_text asked = airlog_text_trim((airlog_text){text.bytes, text.length});
    airlog_error error = {0};
    int code = CLI_DONE;
    if (answer(asked, job, &reply, &error) != AIRLOG_OK) {
        uint64_t column = error.column;
        error.line = error.column = 0;
        code = airlog_cli_fail(&error);
        point_at(asked, column);
    } else if (!give(&reply, job->settings)) {
        code = CLI_FAILED;
    }
    close_reply(&reply);
    airlog_buffer_close(&text);
    return code;
}

typedef struct convert_lines_job {
    convert_job *job;
    convert_reply reply;
} convert_lines_job;

/* Prints by itself: what the answer rests on follows it on standard error. */
static airlog_status convert_line(void *context, airlog_text line, airlog_buffer *out, airlog_error *error) {
    convert_lines_job *lines = context;
    (void)out;
    airlog_status status = answer(airlog_text_trim(line), lines->job, &lines->reply, error);
    if (status == AIRLOG_OK) give(&lines->reply, lines->job->settings);
    return status;
}

static int convert_lines(convert_job *job) {
    convert_lines_job lines = {.job = job};
    int code = airlog_cli_answer_lines(convert_line, &lines, job->memory, job->settings->json);
    close_reply(&lines.reply);
    return code;
}

static int convert(const cli_command *self, int argc, char **argv) {
    convert_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    bool from_input = operands.count == 1 && strcmp(operands.items[0], "-") == 0;
    if (operands.count == 0 && isatty(STDIN_FILENO)) return airlog_cli_misused(self, "nothing to convert");
    airlog_error error = {0};
    convert_job job = {.settings = &settings};
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &job.memory, &error) != AIRLOG_OK) return airlog_cli_fail(&error);
    int code = operands.count == 0 || from_input ? convert_lines(&job) : convert_operands(&job, operands);
    airlog_transformation_close(job.transformation);
    airlog_arena_close(job.memory);
    return code;
}

const cli_command airlog_cli_convert = {
    .name = "convert",
    .run = convert,
    .line = "units, altitudes, speeds, coordinates between notations",
    .synopsis = "QUANTITY [[to] UNIT] [at ALTITUDE]\nCOORDINATE [[to] NOTATION] [--crs CRS]\n-    (a question a line)",
    .about = "Lengths, speeds, times, angles, pressures and masses as people type them. nm is a nautical mile, mile a "
             "statute mile. What could mean two things is refused, with the reason.",
    .options = options,
    .examples = "airlog convert 33,000 ft m\n"
                "airlog convert 60 NM to km\n"
                "airlog convert 5 ft 3 in cm\n"
                "airlog convert FL330 ft\n"
                "airlog convert Mach 0.82 kt at FL350\n"
                "airlog convert 5126N00036W dd\n"
                "airlog convert --crs EPSG:3826 25.15N 121.75E",
    .operand = CLI_OPERAND_UNIT,
};
