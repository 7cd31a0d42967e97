/* Reads the points of airlog distance: numbers, coordinates, places, codes, phrases. */
#include "distance.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

static bool plain_number(const char *word, double *out) {
    return airlog_number_read(airlog_text_of(word), out);
}

static bool has_digit(airlog_text text) {
    for (size_t i = 0; i < text.length; i++)
        if (isdigit((unsigned char)text.bytes[i])) return true;
    return false;
}

/* What a name was taken for, when that is more than a matter of course. */
static void say_meaning(airlog_text text, const airlog_position *position) {
    airlog_doubts told = AIRLOG_DOUBT_BIT(AMBIGUOUS) | AIRLOG_DOUBT_BIT(AREA_CENTRE);
    airlog_buffer taken = {0};
    airlog_cli_print_place(&taken, &position->anchor);
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++)
        if (position->doubts & told & (airlog_doubts)1 << i)
            airlog_cli_say("'%.*s' is taken for %.*s: %s", (int)text.length, text.bytes, (int)taken.length, taken.bytes,
                           airlog_doubt_sentence((airlog_doubt)i));
    airlog_buffer_close(&taken);
}

static airlog_status read_place(distance_job *job, airlog_text text, waypoint *out, airlog_error *error) {
    airlog_position position;
    airlog_status status = AIRLOG_OK;
    if (!job->tables) status = airlog_cli_tables(job->settings->tables, &job->tables, error);
    job->locator.tables = job->tables;
    if (status == AIRLOG_OK) status = airlog_cli_locate_text(&job->locator, text, &position, error);
    if (status != AIRLOG_OK) return status;
    if (!position.placed)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' cannot be placed: %.*s", (int)text.length, text.bytes,
                           (int)position.why_not.length, position.why_not.bytes);
    out->point = position.point;
    out->radius_m = position.radius_m;
    out->doubts = position.doubts;
    if (!job->settings->quiet) say_meaning(text, &position);
    if (position.fact && position.fact->kind == AIRLOG_POSITION_AT && position.anchor.name.length)
        out->name = position.anchor.name;
    return AIRLOG_OK;
}

/* A coordinate needs no tables, and opening them is most of the time that a short answer takes. */
airlog_status airlog_cli_waypoint(distance_job *job, airlog_text text, waypoint *out, airlog_error *error) {
    *out = (waypoint){.name = text, .radius_m = AIRLOG_UNKNOWN};
    airlog_position_fact fact;
    bool pair;
    airlog_status status = airlog_cli_degrees(text, &pair, &out->point, error);
    if (pair || status != AIRLOG_OK) return status;
    if (has_digit(text) && airlog_parse_coordinate(text, job->locator.memory, &fact, NULL) == AIRLOG_OK &&
        fact.kind == AIRLOG_POSITION_COORDINATE) {
        out->point = fact.points[0];
        return AIRLOG_OK;
    }
    return read_place(job, text, out, error);
}

/* "25.13 121.74 26.1 121.7": latitude and longitude in turn, when every operand is a number. */
static airlog_status read_numbers(cli_operands words, airlog_arena *memory, waypoint *out, size_t *out_count,
                                  airlog_error *error) {
    *out_count = 0;
    airlog_lonlat point;
    for (int i = 0; i < words.count; i++)
        if (!plain_number(words.items[i], &point.lat_deg)) return AIRLOG_OK;
    if (words.count % 2 || words.count < 4)
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "numbers alone are latitude and longitude in turn, four or more; "
                           "there are %d",
                           words.count);
    for (int i = 0; i < words.count; i += 2) {
        plain_number(words.items[i], &point.lat_deg);
        plain_number(words.items[i + 1], &point.lon_deg);
        airlog_status status = airlog_cli_check_degrees(point, error);
        if (status != AIRLOG_OK) return status;
        airlog_text name = airlog_arena_print(memory, "%s %s", words.items[i], words.items[i + 1]);
        out[(*out_count)++] = (waypoint){.point = point, .name = name, .radius_m = AIRLOG_UNKNOWN};
    }
    return AIRLOG_OK;
}

/* "from" before the first place, "to" between two: words that people write and that name nothing here. */
static bool is_joiner(const char *word, bool first) {
    return strcmp(word, first ? "from" : "to") == 0;
}

airlog_status airlog_cli_waypoints(distance_job *job, cli_operands words, waypoint *out, size_t *out_count,
                                   airlog_error *error) {
    airlog_status status = read_numbers(words, job->locator.memory, out, out_count, error);
    if (*out_count) return status;
    for (int i = 0; status == AIRLOG_OK && i < words.count; i++) {
        if (i + 1 < words.count && is_joiner(words.items[i], i == 0)) continue;
        waypoint *point = &out[*out_count];
        status = airlog_cli_waypoint(job, airlog_text_trim(airlog_text_of(words.items[i])), point, error);
        if (status == AIRLOG_OK) ++*out_count;
    }
    if (status == AIRLOG_OK && *out_count < 2) status = airlog_fail(error, AIRLOG_E_ARGUMENT, "two places are needed");
    return status;
}

static bool blank(char c) {
    return c == ' ' || c == '\t';
}

bool airlog_cli_four_numbers(airlog_text line, waypoint out[2]) {
    double value[4];
    size_t begin[4], end = 0;
    for (int i = 0; i < 4; i++) {
        size_t at = end;
        while (at < line.length && blank(line.bytes[at])) at++;
        begin[i] = at;
        while (at < line.length && (unsigned char)line.bytes[at] > ' ') at++;
        end = at;
        if (!airlog_number_read((airlog_text){line.bytes + begin[i], end - begin[i]}, &value[i])) return false;
    }
    size_t from_end = begin[2];
    while (blank(line.bytes[from_end - 1])) from_end--;
    for (int i = 0; i < 2; i++) {
        size_t stop = i ? end : from_end;
        airlog_text name = {line.bytes + begin[2 * i], stop - begin[2 * i]};
        out[i] = (waypoint){.point = {value[2 * i + 1], value[2 * i]}, .name = name, .radius_m = AIRLOG_UNKNOWN};
    }
    while (end < line.length && blank(line.bytes[end])) end++;
    return end == line.length;
}
