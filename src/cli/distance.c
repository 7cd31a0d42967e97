/* airlog distance: between places, codes, coordinates or phrases: lengths, bearings, midpoint, areas. */
#include "distance.h"
#include "json.h"
#include "quantity.h"

#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define AT(member) offsetof(distance_settings, member)

static const cli_option options[] = {
    {"rhumb", 0, CLI_FLAG, NULL, AT(rhumb), "along a line of constant bearing, not the shortest"},
    {"along", 0, CLI_TEXT, "LENGTH", AT(along), "the points along the way, one every LENGTH: 50NM, '10 km'"},
    {"cross", 0, CLI_TEXT, "POINT", AT(cross), "how far POINT is from the line through the two places"},
    {"area", 0, CLI_FLAG, NULL, AT(area), "area and perimeter of the polygon with these corners"},
    {"format", 'f', CLI_WORD, "text|json|csv", AT(format), "csv: a row for each leg, with a heading"},
    {"json", 0, CLI_FLAG, NULL, AT(json), "one JSON object for each leg"},
    {"date", 0, CLI_TEXT, "YYYY-MM-DD", AT(date), "day of the magnetic bearings; default: today"},
    {"tables", 0, CLI_TEXT, "FILE", AT(tables), "the compiled tables; default $AIRLOG_DATA"},
    {"quiet", 'q', CLI_FLAG, NULL, AT(quiet), "the lengths alone, on one line"},
    {0},
};

enum { POINTS_MOST = 1000 }; /* of one line */

/* ---- running ------------------------------------------------------------------------------ */

static int distance_operands(distance_job *job, cli_operands operands) {
    waypoint *points = airlog_arena_take(job->locator.memory, (size_t)operands.count, sizeof *points);
    airlog_error error = {0};
    airlog_buffer out = {0};
    size_t count;
    if (!points) {
        airlog_arena_failed(job->locator.memory, &error);
        return airlog_cli_fail(&error);
    }
    if (job->csv) airlog_buffer_string(&out, airlog_cli_distance_columns(job));
    airlog_status status = airlog_cli_waypoints(job, operands, points, &count, &error);
    if (status == AIRLOG_OK) status = airlog_cli_measure(job, points, count, &out, &error);
    if (status != AIRLOG_OK) out.length = 0;
    int code = status == AIRLOG_OK ? CLI_DONE : airlog_cli_fail(&error);
    if (!airlog_cli_print(&out)) code = CLI_FAILED;
    airlog_buffer_close(&out);
    return code;
}

/* What parts the words of a line: a tab, a semicolon, a comma where four numbers have three of them and no blank. */
static char mark_of(airlog_text line) {
    int commas = 0;
    for (size_t i = 0; i < line.length; i++) commas += line.bytes[i] == ',';
    if (memchr(line.bytes, '\t', line.length)) return '\t';
    if (memchr(line.bytes, ';', line.length)) return ';';
    return commas == 3 && !memchr(line.bytes, ' ', line.length) ? ',' : ' ';
}

/* Words of a line. It is cut up, so it is a copy. */
static int split_line(airlog_text line, char *words[], int most) {
    char *bytes = (char *)(uintptr_t)line.bytes;
    char mark = mark_of(line);
    int count = 0;
    for (size_t at = 0; at < line.length && count < most;) {
        while (at < line.length && (bytes[at] == mark || bytes[at] == ' ')) at++;
        if (at == line.length) break;
        words[count++] = bytes + at;
        while (at < line.length && bytes[at] != mark) at++;
        bytes[at] = '\0';
        if (at < line.length) at++;
    }
    return count;
}

static airlog_status distance_line(void *context, airlog_text line, airlog_buffer *out, airlog_error *error) {
    distance_job *job = context;
    char *words[POINTS_MOST];
    waypoint points[POINTS_MOST];
    size_t count;
    if (airlog_cli_four_numbers(line, points)) {
        airlog_status status = airlog_cli_check_degrees(points[0].point, error);
        if (status == AIRLOG_OK) status = airlog_cli_check_degrees(points[1].point, error);
        return status == AIRLOG_OK ? airlog_cli_measure(job, points, 2, out, error) : status;
    }
    airlog_text copy = airlog_arena_copy(job->locator.memory, line);
    if (!copy.bytes) return airlog_arena_failed(job->locator.memory, error);
    cli_operands operands = {words, split_line(copy, words, POINTS_MOST)};
    if (operands.count < 2)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a line holds two places parted by a tab or ';', or four numbers");
    airlog_status status = airlog_cli_waypoints(job, operands, points, &count, error);
    return status == AIRLOG_OK ? airlog_cli_measure(job, points, count, out, error) : status;
}

/* One line of answer for one of question, empty when there is none. */
static int distance_lines(distance_job *job) {
    airlog_buffer heading = {0};
    int code = CLI_DONE;
    if (job->csv) airlog_buffer_string(&heading, airlog_cli_distance_columns(job));
    if (job->csv && !airlog_cli_print(&heading)) code = CLI_FAILED;
    airlog_buffer_close(&heading);
    return code == CLI_DONE ? airlog_cli_answer_lines(distance_line, job, job->locator.memory, job->json) : code;
}

/* The year with its fraction, of --date or of today. */
static airlog_status year_of(const char *date, double *out_year, airlog_error *error) {
    airlog_date day = airlog_date_of_days((int64_t)time(NULL) / 86400);
    if (date && !airlog_date_read(airlog_text_of(date), &day))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--date: '%s' is no day; write YYYY-MM-DD", date);
    int64_t begin = airlog_date_days((airlog_date){day.year, 1, 1});
    *out_year = day.year + (double)(airlog_date_days(day) - begin) / 365.25;
    return AIRLOG_OK;
}

/* --along 50NM, --along '10 km' */
static airlog_status length_of(const char *typed, double *out_m, airlog_error *error) {
    if (!typed) return AIRLOG_OK;
    cli_quantity length;
    size_t at = 0;
    airlog_error inner = {0};
    airlog_text text = airlog_text_of(typed);
    airlog_status status = airlog_cli_quantity(text, &at, &length, &inner);
    if (status != AIRLOG_OK) return airlog_fail(error, status, "--along: %s", inner.message);
    if (airlog_cli_skip(text, at) < text.length || length.unit->dimension != CLI_DIMENSION_LENGTH ||
        !(length.value_si > 0))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--along: '%s' is no length; write one such as 50NM", typed);
    *out_m = length.value_si;
    return AIRLOG_OK;
}

static int check_settings(const cli_command *self, const distance_settings *settings) {
    int asked = (settings->along != NULL) + (settings->cross != NULL) + settings->area;
    if (asked > 1) return airlog_cli_misused(self, "--along, --cross and --area exclude each other");
    if (settings->rhumb && (settings->cross || settings->area))
        return airlog_cli_misused(self, "--cross and --area are of shortest lines, and not of rhumb lines");
    return CLI_GO_ON;
}

/* 'from Taipei to Tokyo' in one operand, which is cut up. */
static bool part_at_to(cli_operands *operands, char *ends[2]) {
    char *to = strstr(operands->items[0], " to ");
    if (!to || to == operands->items[0]) return false;
    *to = '\0';
    ends[0] = operands->items[0] + (strncmp(operands->items[0], "from ", 5) == 0 ? 5 : 0);
    ends[1] = to + 4;
    *operands = (cli_operands){ends, 2};
    return true;
}

static int distance(const cli_command *self, int argc, char **argv) {
    distance_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop == CLI_GO_ON) stop = check_settings(self, &settings);
    if (stop != CLI_GO_ON) return stop;
    bool lines = operands.count == 0 || (operands.count == 1 && strcmp(operands.items[0], "-") == 0);
    if (operands.count == 0 && isatty(STDIN_FILENO) == 1) return airlog_cli_misused(self, "no places");
    char *ends[2];
    if (operands.count == 1 && !lines && !part_at_to(&operands, ends))
        return airlog_cli_misused(self, "two places are needed");
    distance_job job = {.settings = &settings, .locator = {.options = {.rhumb = settings.rhumb, .alone = true}, .whole = true}};
    job.json = settings.json || (settings.format && strcmp(settings.format, "json") == 0);
    job.csv = !job.json && settings.format && strcmp(settings.format, "csv") == 0;
    if (lines) settings.quiet = true; /* a line for a line */
    airlog_error error = {0};
    airlog_status status = year_of(settings.date, &job.decimal_year, &error);
    if (status == AIRLOG_OK) status = length_of(settings.along, &job.along_m, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &job.locator.memory, &error);
    int code;
    if (status != AIRLOG_OK)
        code = airlog_cli_fail(&error);
    else
        code = lines ? distance_lines(&job) : distance_operands(&job, operands);
    airlog_arena_close(job.locator.memory);
    airlog_tables_close(job.tables);
    return code;
}

const cli_command airlog_cli_distance = {
    .name = "distance",
    .run = distance,
    .line = "between places or coordinates: distance, bearings, area",
    .synopsis = "FROM TO [VIA...]\n-    (a pair a line, parted by a tab; or four numbers)",
    .about = "Each operand is a place, a code, a coordinate or a phrase in quotes; numbers alone are latitude and "
             "longitude in turn. The shortest way on the WGS 84 ellipsoid; bearings are of its two ends.",
    .options = options,
    .examples = "airlog distance TPE HKG\n"
                "airlog distance 25.13 121.74 26.1 121.7\n"
                "airlog distance Keelung '60 NM north of Keelung' Naha\n"
                "airlog distance --along 100NM KJFK EGLL\n"
                "airlog distance --cross 'Keelung port' RCTP RJTT\n"
                "airlog distance --area 25N,121E 26N,121E 26N,122E\n"
                "airlog distance -f csv - < pairs.tsv",
    .operand = CLI_OPERAND_PLACE,
};
