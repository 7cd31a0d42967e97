/* Reads the points of airlog distance: numbers, coordinates, places, codes, phrases. */
#include "distance.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

airlog_status airlog_cli_check_degrees(airlog_lonlat point, airlog_error *error) {
    if (!(fabs(point.lat_deg) <= 90))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "latitude %g is impossible: it goes from -90 to 90",
                           point.lat_deg);
    if (!(fabs(point.lon_deg) <= 180))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "longitude %g is impossible: it goes from -180 to 180",
                           point.lon_deg);
    return AIRLOG_OK;
}

static bool plain_number(const char *word, double *out) {
    return airlog_number_read(airlog_text_of(word), out);
}

/* "25,13" is a pair of whole degrees or one number with a decimal comma. */
static bool two_ways(airlog_text text, size_t comma) {
    bool joined = comma + 1 < text.length && text.bytes[comma] == ',' && isdigit((unsigned char)text.bytes[comma + 1]);
    return joined && !memchr(text.bytes, '.', text.length);
}

/* "25.13 121.74" or "25.13, 121.74" in one operand: latitude and longitude. */
static airlog_status read_pair(airlog_text text, bool *out_found, airlog_lonlat *out, airlog_error *error) {
    size_t gap = 0;
    while (gap < text.length && text.bytes[gap] != ' ' && text.bytes[gap] != ',') gap++;
    size_t second = gap + (gap < text.length);
    airlog_text lat = {text.bytes, gap};
    airlog_text lon = airlog_text_trim((airlog_text){text.bytes + second, text.length - second});
    *out_found = airlog_number_read(lat, &out->lat_deg) && airlog_number_read(lon, &out->lon_deg);
    if (!*out_found) return AIRLOG_OK;
    if (two_ways(text, gap))
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "'%.*s' can be read in two ways: write '%.*s.%.*s' for one number, '%.*s %.*s' for a pair",
                           (int)text.length, text.bytes, (int)lat.length, lat.bytes, (int)lon.length, lon.bytes,
                           (int)lat.length, lat.bytes, (int)lon.length, lon.bytes);
    return airlog_cli_check_degrees(*out, error);
}

static bool has_digit(airlog_text text) {
    for (size_t i = 0; i < text.length; i++)
        if (isdigit((unsigned char)text.bytes[i])) return true;
    return false;
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
    if (position.fact && position.fact->kind == AIRLOG_POSITION_AT && position.anchor.name.length)
        out->name = position.anchor.name;
    return AIRLOG_OK;
}

/* A coordinate needs no tables, and opening them is most of the time that a short answer takes. */
airlog_status airlog_cli_waypoint(distance_job *job, airlog_text text, waypoint *out, airlog_error *error) {
    *out = (waypoint){.name = text, .radius_m = AIRLOG_UNKNOWN};
    airlog_position_fact fact;
    bool pair;
    airlog_status status = read_pair(text, &pair, &out->point, error);
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
        out[(*out_count)++] = (waypoint){point, name, AIRLOG_UNKNOWN};
    }
    return AIRLOG_OK;
}

airlog_status airlog_cli_waypoints(distance_job *job, cli_operands words, waypoint *out, size_t *out_count,
                                   airlog_error *error) {
    airlog_status status = read_numbers(words, job->locator.memory, out, out_count, error);
    for (int i = 0; status == AIRLOG_OK && i < words.count && *out_count == (size_t)i; i++) {
        status = airlog_cli_waypoint(job, airlog_text_trim(airlog_text_of(words.items[i])), &out[i], error);
        if (status == AIRLOG_OK) ++*out_count;
    }
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
        out[i] = (waypoint){{value[2 * i + 1], value[2 * i]}, name, AIRLOG_UNKNOWN};
    }
    while (end < line.length && blank(line.bytes[end])) end++;
    return end == line.length;
}
