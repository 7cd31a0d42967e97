/* airlog distance: between places, codes, coordinates or phrases: lengths, bearings, midpoint. */
#include "json.h"
#include "locator.h"
#include "table.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct distance_settings {
    const char *tables, *date;
    bool json, rhumb, quiet; /* quiet: the lengths alone */
} distance_settings;

#define AT(member) offsetof(distance_settings, member)

static const cli_option options[] = {
    {"json", 0, CLI_FLAG, NULL, AT(json), "one JSON object for each leg"},
    {"rhumb", 0, CLI_FLAG, NULL, AT(rhumb), "along a line of constant bearing, not the shortest"},
    {"date", 0, CLI_TEXT, "YYYY-MM-DD", AT(date), "day of the magnetic bearings; default: today"},
    {"tables", 0, CLI_TEXT, "FILE", AT(tables), "the compiled tables; default $AIRLOG_DATA"},
    {"quiet", 'q', CLI_FLAG, NULL, AT(quiet), "the lengths alone, on one line"},
    {0},
};

enum { POINTS_MOST = 1000 };

typedef struct waypoint {
    airlog_lonlat point;
    airlog_text name; /* as typed */
    double radius_m;  /* NaN for a coordinate */
} waypoint;

typedef struct leg {
    double metres, initial_deg, final_deg, magnetic_deg; /* magnetic: NaN when there is no model for it */
    airlog_lonlat middle;
} leg;

/* What all questions of one run share. The tables are opened when the first of them needs one. */
typedef struct distance_job {
    const distance_settings *settings;
    cli_locator locator;
    airlog_tables *tables;
    double decimal_year;
} distance_job;

/* ---- points ------------------------------------------------------------------------------- */

static bool plain_number(const char *word, double *out) {
    return airlog_number_read(airlog_text_of(word), out);
}

static airlog_status check_degrees(double lat_deg, double lon_deg, airlog_error *error) {
    if (fabs(lat_deg) > 90)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "latitude %g is impossible: it goes from -90 to 90", lat_deg);
    if (fabs(lon_deg) > 180)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "longitude %g is impossible: it goes from -180 to 180", lon_deg);
    return AIRLOG_OK;
}

/* "25.13 121.74" or "25.13, 121.74" in one operand: latitude and longitude. */
static airlog_status read_pair(airlog_text text, bool *out_found, airlog_lonlat *out, airlog_error *error) {
    size_t gap = 0;
    while (gap < text.length && text.bytes[gap] != ' ' && text.bytes[gap] != ',') gap++;
    size_t second = gap + (gap < text.length);
    airlog_text lat = {text.bytes, gap};
    airlog_text lon = airlog_text_trim((airlog_text){text.bytes + second, text.length - second});
    *out_found = airlog_number_read(lat, &out->lat_deg) && airlog_number_read(lon, &out->lon_deg);
    return *out_found ? check_degrees(out->lat_deg, out->lon_deg, error) : AIRLOG_OK;
}

/* A coordinate needs no tables, and opening them is most of the time that a short answer takes. */
static airlog_status read_point(distance_job *job, airlog_text text, waypoint *out, airlog_error *error) {
    *out = (waypoint){.name = text, .radius_m = AIRLOG_UNKNOWN};
    airlog_position_fact fact;
    airlog_error refusal = {0};
    bool digits = false, pair;
    airlog_status status = read_pair(text, &pair, &out->point, error);
    if (pair || status != AIRLOG_OK) return status;
    for (size_t i = 0; i < text.length; i++) digits = digits || isdigit((unsigned char)text.bytes[i]);
    if (digits && airlog_parse_coordinate(text, job->locator.memory, &fact, &refusal) == AIRLOG_OK &&
        fact.kind == AIRLOG_POSITION_COORDINATE) {
        out->point = fact.points[0];
        return AIRLOG_OK;
    }
    if (!job->tables) status = airlog_cli_tables(job->settings->tables, &job->tables, error);
    job->locator.tables = job->tables;
    airlog_position position;
    if (status == AIRLOG_OK) status = airlog_cli_locate_text(&job->locator, text, &position, error);
    if (status != AIRLOG_OK) return status;
    if (!position.placed)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' cannot be placed: %.*s", (int)text.length, text.bytes,
                           (int)position.why_not.length, position.why_not.bytes);
    out->point = position.point;
    out->radius_m = position.radius_m;
    if (position.fact && position.fact->kind == AIRLOG_POSITION_AT && position.anchor.name.length)
        out->name = position.anchor.name;
    return AIRLOG_OK;
}

/* "25.13 121.74 26.1 121.7": latitude and longitude in turn, when every operand is a number. */
static airlog_status read_numbers(cli_operands words, airlog_arena *memory, waypoint *out, size_t *out_count,
                                  airlog_error *error) {
    *out_count = 0;
    double value[2];
    for (int i = 0; i < words.count; i++)
        if (!plain_number(words.items[i], &value[0])) return AIRLOG_OK;
    if (words.count % 2 || words.count < 4)
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "numbers alone are latitude and longitude in turn, four or more; "
                           "there are %d",
                           words.count);
    for (int i = 0; i < words.count; i += 2) {
        plain_number(words.items[i], &value[0]);
        plain_number(words.items[i + 1], &value[1]);
        airlog_status status = check_degrees(value[0], value[1], error);
        if (status != AIRLOG_OK) return status;
        airlog_text name = airlog_arena_print(memory, "%s %s", words.items[i], words.items[i + 1]);
        out[(*out_count)++] = (waypoint){{value[1], value[0]}, name, AIRLOG_UNKNOWN};
    }
    return AIRLOG_OK;
}

static airlog_status read_points(distance_job *job, cli_operands words, waypoint *out, size_t *out_count,
                                 airlog_error *error) {
    airlog_status status = read_numbers(words, job->locator.memory, out, out_count, error);
    for (int i = 0; status == AIRLOG_OK && i < words.count && *out_count == (size_t)i; i++) {
        status = read_point(job, airlog_text_trim(airlog_text_of(words.items[i])), &out[i], error);
        if (status == AIRLOG_OK) ++*out_count;
    }
    return status;
}

/* ---- legs --------------------------------------------------------------------------------- */

/* Declination at the start, when there are tables to take it from. It is a help and never a reason to fail. */
static double magnetic_bearing(distance_job *job, airlog_lonlat at, double true_deg) {
    airlog_error ignored = {0};
    double east_deg;
    if (!job->tables && airlog_cli_tables(job->settings->tables, &job->tables, &ignored) != AIRLOG_OK)
        return AIRLOG_UNKNOWN;
    if (airlog_declination(job->tables, at, 0, job->decimal_year, &east_deg, &ignored) != AIRLOG_OK)
        return AIRLOG_UNKNOWN;
    return fmod(true_deg - east_deg + 720, 360);
}

/* The lengths and bearings; the midpoint and the magnetic bearing only when somebody will see them. */
static airlog_status measure(distance_job *job, airlog_lonlat a, airlog_lonlat b, leg *out, airlog_error *error) {
    bool rhumb = job->settings->rhumb, all = !job->settings->quiet;
    *out = (leg){.magnetic_deg = AIRLOG_UNKNOWN};
    airlog_status status = rhumb
                               ? airlog_rhumb_between(a, b, &out->metres, &out->initial_deg, error)
                               : airlog_geodesic_between(a, b, &out->metres, &out->initial_deg, &out->final_deg, error);
    if (status != AIRLOG_OK || !all) return status;
    if (rhumb) out->final_deg = out->initial_deg;
    status = rhumb ? airlog_rhumb_step(a, out->initial_deg, out->metres / 2, &out->middle, error)
                   : airlog_geodesic_midpoint(a, b, &out->middle, NULL, error);
    out->initial_deg = fmod(out->initial_deg + 360, 360);
    out->final_deg = fmod(out->final_deg + 360, 360);
    out->magnetic_deg = magnetic_bearing(job, a, out->initial_deg);
    return status;
}

static void print_metres(airlog_buffer *out, double metres) {
    int decimals = metres < 1852 ? 4 : metres < 1852000 ? 2 : 1;
    airlog_buffer_number(out, metres / 1000, decimals);
    airlog_buffer_string(out, " km   ");
    airlog_buffer_number(out, metres / 1852, decimals);
    airlog_buffer_string(out, " NM   ");
    airlog_buffer_number(out, metres / 1609.344, decimals);
    airlog_buffer_string(out, " mi");
}

static void print_leg(airlog_buffer *out, const leg *found) {
    print_metres(out, found->metres);
    airlog_buffer_print(out, "\n  bearing  %05.1f deg true", fmod(round(found->initial_deg * 10) / 10, 360));
    if (!isnan(found->magnetic_deg))
        airlog_buffer_print(out, ", %05.1f deg magnetic", fmod(round(found->magnetic_deg * 10) / 10, 360));
    airlog_buffer_print(out, "; arriving %05.1f deg true\n  midpoint ", fmod(round(found->final_deg * 10) / 10, 360));
    airlog_cli_print_point(out, found->middle);
    airlog_buffer_char(out, '\n');
}

static void print_leg_json(airlog_buffer *out, const waypoint *from, const waypoint *to, const leg *found) {
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "from", from->name);
    airlog_cli_member_number(out, "from_lon", from->point.lon_deg, 7);
    airlog_cli_member_number(out, "from_lat", from->point.lat_deg, 7);
    airlog_cli_member_text(out, "to", to->name);
    airlog_cli_member_number(out, "to_lon", to->point.lon_deg, 7);
    airlog_cli_member_number(out, "to_lat", to->point.lat_deg, 7);
    airlog_cli_member_number(out, "distance_m", found->metres, 3);
    airlog_cli_member_number(out, "distance_nm", found->metres / 1852, 6);
    airlog_cli_member_number(out, "distance_mi", found->metres / 1609.344, 6);
    airlog_cli_member_number(out, "bearing_deg", found->initial_deg, 7);
    airlog_cli_member_number(out, "bearing_magnetic_deg", found->magnetic_deg, 2);
    airlog_cli_member_number(out, "final_bearing_deg", found->final_deg, 7);
    airlog_cli_member_number(out, "midpoint_lon", found->middle.lon_deg, 7);
    airlog_cli_member_number(out, "midpoint_lat", found->middle.lat_deg, 7);
    airlog_buffer_string(out, "}\n");
}

static airlog_status print_legs(distance_job *job, const waypoint *points, size_t count, airlog_buffer *out,
                                airlog_error *error) {
    double total_m = 0;
    const distance_settings *settings = job->settings;
    for (size_t i = 0; i + 1 < count; i++) {
        leg found;
        airlog_status status = measure(job, points[i].point, points[i + 1].point, &found, error);
        if (status != AIRLOG_OK) return status;
        total_m += found.metres;
        if (settings->json) {
            print_leg_json(out, &points[i], &points[i + 1], &found);
            continue;
        }
        if (settings->quiet) continue;
        if (count > 2)
            airlog_buffer_print(out, "%.*s to %.*s\n", (int)points[i].name.length, points[i].name.bytes,
                                (int)points[i + 1].name.length, points[i + 1].name.bytes);
        print_leg(out, &found);
    }
    if (settings->json || (!settings->quiet && count == 2)) return AIRLOG_OK;
    if (!settings->quiet) airlog_buffer_string(out, "in all   ");
    print_metres(out, total_m);
    airlog_buffer_char(out, '\n');
    return AIRLOG_OK;
}

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
    airlog_status status = read_points(job, operands, points, &count, &error);
    if (status == AIRLOG_OK) status = print_legs(job, points, count, &out, &error);
    int code = status == AIRLOG_OK ? CLI_DONE : airlog_cli_fail(&error);
    if (!airlog_cli_print(&out)) code = CLI_FAILED;
    airlog_buffer_close(&out);
    return code;
}

/* Words of a line: parted by tabs or ';' when it has one, else by blanks. The line is cut up, so it is a copy. */
static int split_line(airlog_text line, char *words[], int most) {
    char *bytes = (char *)(uintptr_t)line.bytes;
    char mark = memchr(bytes, '\t', line.length) ? '\t' : memchr(bytes, ';', line.length) ? ';' : ' ';
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

static airlog_status distance_line(distance_job *job, airlog_text line, airlog_buffer *out, airlog_error *error) {
    char *words[POINTS_MOST];
    waypoint points[POINTS_MOST];
    size_t count;
    airlog_text copy = airlog_arena_copy(job->locator.memory, line);
    if (!copy.bytes) return airlog_arena_failed(job->locator.memory, error);
    cli_operands operands = {words, split_line(copy, words, POINTS_MOST)};
    if (operands.count < 2)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a line holds two places parted by a tab or ';', or four numbers");
    airlog_status status = read_points(job, operands, points, &count, error);
    return status == AIRLOG_OK ? print_legs(job, points, count, out, error) : status;
}

/* One line of answer for one of question, empty when there is none. */
static int distance_lines(distance_job *job) {
    cli_lines lines = {0};
    airlog_buffer out = {0};
    airlog_text line;
    airlog_status status = AIRLOG_OK;
    airlog_error failure = {0};
    int code = CLI_DONE;
    while (airlog_cli_line(&lines, &line, &status, &failure)) {
        airlog_error error = {0};
        airlog_arena_reset(job->locator.memory);
        if (distance_line(job, line, &out, &error) != AIRLOG_OK) {
            if (job->settings->json)
                airlog_cli_refusal(&out, line, error.message);
            else
                airlog_buffer_char(&out, '\n');
            airlog_error_at(&error, "-", lines.number, 0, 0);
            code = airlog_cli_fail(&error);
        }
        if (!airlog_cli_print(&out) || ferror(stdout)) break;
    }
    if (status != AIRLOG_OK) code = airlog_cli_fail(&failure);
    airlog_buffer_close(&out);
    airlog_cli_lines_close(&lines);
    return code;
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

static int distance(const cli_command *self, int argc, char **argv) {
    distance_settings settings = {0};
    cli_operands operands;
    int stop = airlog_cli_options(self, argc, argv, &settings, &operands);
    if (stop != CLI_GO_ON) return stop;
    bool lines = operands.count == 0 || (operands.count == 1 && strcmp(operands.items[0], "-") == 0);
    if (operands.count == 0 && isatty(STDIN_FILENO) == 1) return airlog_cli_misused(self, "no places");
    if (operands.count == 1 && !lines) return airlog_cli_misused(self, "two places are needed");
    distance_job job = {.settings = &settings, .locator = {.options = {.rhumb = settings.rhumb}, .whole = true}};
    if (lines && !settings.json) settings.quiet = true; /* a line for a line */
    airlog_error error = {0};
    airlog_status status = year_of(settings.date, &job.decimal_year, &error);
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
    .line = "between places or coordinates: distance, bearings, midpoint",
    .synopsis = "FROM TO [VIA...]\n-    (a pair a line, parted by a tab; or four numbers)",
    .about = "Each operand is a place, a code, a coordinate or a phrase in quotes; numbers alone are latitude and "
             "longitude in turn. The shortest way on the WGS 84 ellipsoid; bearings are of its two ends.",
    .options = options,
    .examples = "airlog distance TPE HKG\n"
                "airlog distance 25.13 121.74 26.1 121.7\n"
                "airlog distance Keelung '60 NM north of Keelung' Naha\n"
                "airlog distance --json - < pairs.tsv",
};
