/* Answers airlog convert for a coordinate: any notation that the library reads, to any that it writes. */
#include "convert.h"
#include "degrees.h"
#include "json.h"

#include <math.h>
#include <string.h>

/* Notations whose last unit can be given decimals: units in a degree, most decimals that mean anything. */
static const struct {
    const char *name;
    double per_degree;
    int most;
} decimal_notations[] = {{"dd", 1, 8},      {"dm", 60, 6}, {"dms", 3600, 4}, {"iso6709", 1, 8},
                         {"geo-uri", 1, 8}, {"wkt", 1, 8}, {"geojson", 1, 8}};

/* The notations that are shown when none is asked for. */
static const char *const usual[] = {"dd", "dm", "dms"};

int airlog_cli_notation_digits(const char *notation, double precision_deg, const convert_settings *settings) {
    if (settings->digits > 0) return settings->digits > 15 ? 15 : (int)settings->digits;
    for (size_t i = 0; i < sizeof decimal_notations / sizeof decimal_notations[0]; i++) {
        if (strcmp(notation, decimal_notations[i].name) != 0) continue;
        int most = decimal_notations[i].most;
        if (settings->exact || !(precision_deg > 0)) return most;
        int digits = (int)ceil(1 - log10(precision_deg * decimal_notations[i].per_degree) - 1e-9);
        return digits < 0 ? 0 : digits > most ? most : digits;
    }
    return -1;
}

static const char *find_notation(airlog_text name) {
    const char *notation;
    for (size_t i = 0; (notation = airlog_coordinate_notation(i)) != NULL; i++)
        if (airlog_text_is(name, notation)) return notation;
    return NULL;
}

/* The last word, when it names a notation, and the text without it and without "to". */
static const char *take_target(airlog_text *text) {
    size_t at = text->length;
    while (at > 0 && text->bytes[at - 1] != ' ' && text->bytes[at - 1] != '\t') at--;
    const char *found = find_notation((airlog_text){text->bytes + at, text->length - at});
    if (!found) return NULL;
    *text = airlog_text_trim((airlog_text){text->bytes, at});
    static const char *const joiners[] = {" to", " in", " as", " into", " ->"};
    for (size_t i = 0; i < sizeof joiners / sizeof joiners[0]; i++) {
        size_t length = strlen(joiners[i]);
        if (text->length <= length) continue;
        if (!airlog_text_is((airlog_text){text->bytes + text->length - length, length}, joiners[i])) continue;
        text->length -= length;
        break;
    }
    *text = airlog_text_trim(*text);
    return found;
}

bool airlog_cli_is_notation(const char *to) {
    return to && find_notation(airlog_text_of(to)) && strcmp(to, "dm") != 0;
}

static const char *near_notation(const char *typed) {
    const char *names[32];
    size_t count = 0;
    while (count < 32 && (names[count] = airlog_coordinate_notation(count)) != NULL) count++;
    return airlog_cli_nearest(typed, names, count, sizeof names[0]);
}

airlog_status airlog_cli_take_notation(airlog_text *text, const convert_settings *settings, const char **out,
                                       airlog_error *error) {
    *out = settings->to ? find_notation(airlog_text_of(settings->to)) : take_target(text);
    if (!settings->to || *out) return AIRLOG_OK;
    const char *near = near_notation(settings->to);
    if (near)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--to: '%s' is neither a unit nor a notation; did you mean '%s'?",
                           settings->to, near);
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "--to: '%s' is neither a unit nor a notation", settings->to);
}

airlog_status airlog_cli_read_coordinate(airlog_text text, airlog_arena *memory, airlog_position_fact *out,
                                         airlog_error *error) {
    airlog_status status = airlog_parse_coordinate(text, memory, out, error);
    if (status != AIRLOG_OK) return status;
    if (out->point_count == 1) return AIRLOG_OK; /* that of a circle is its centre */
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "an area has no single coordinate to convert");
}

static double last_place(airlog_text number) {
    const char *point = memchr(number.bytes, '.', number.length);
    return point ? pow(10, -(double)strspn(point + 1, "0123456789")) : 1;
}

/* Two numbers are a coordinate when a notation is asked for; in prose they would be nothing. */
static airlog_status read_numbers(airlog_text text, airlog_arena *memory, bool *out_found, airlog_position_fact *out,
                                  airlog_error *error) {
    airlog_text copy = airlog_arena_copy(memory, text); /* ends with a zero byte */
    airlog_lonlat *point = airlog_arena_take(memory, 1, sizeof *point);
    if (!copy.bytes || !point) return airlog_arena_failed(memory, error);
    airlog_status status = airlog_cli_degrees(copy, out_found, point, error);
    if (status != AIRLOG_OK || !*out_found) return status;
    size_t gap = strcspn(copy.bytes, " ,");
    double precision_deg = fmin(last_place((airlog_text){copy.bytes, gap}),
                                last_place((airlog_text){copy.bytes + gap, copy.length - gap}));
    *out = (airlog_position_fact){.kind = AIRLOG_POSITION_COORDINATE,
                                  .points = point,
                                  .point_count = 1,
                                  .notation = "dd",
                                  .precision_lat_deg = precision_deg,
                                  .precision_lon_deg = precision_deg};
    return AIRLOG_OK;
}

static airlog_status print_one(const char *notation, const airlog_position_fact *fact, airlog_text text,
                               const convert_settings *settings, airlog_buffer *out, airlog_error *error) {
    double lat_deg = fact->precision_lat_deg, lon_deg = fact->precision_lon_deg;
    double precision_deg = lat_deg < lon_deg ? lat_deg : lon_deg;
    airlog_buffer value = {0};
    int digits = airlog_cli_notation_digits(notation, precision_deg, settings);
    airlog_status status = airlog_coordinate_print(fact->points[0], notation, digits, &value, error);
    airlog_text printed = {value.bytes, value.length};
    if (status == AIRLOG_OK && !settings->json) {
        airlog_buffer_text(out, printed);
        airlog_buffer_char(out, '\n');
    } else if (status == AIRLOG_OK) {
        airlog_buffer_char(out, '{');
        airlog_cli_member_text(out, "input", text);
        airlog_cli_member_string(out, "read_as", fact->notation);
        airlog_cli_member_string(out, "notation", notation);
        airlog_cli_member_text(out, "value", printed);
        airlog_cli_member_number(out, "lon", fact->points[0].lon_deg, 8);
        airlog_cli_member_number(out, "lat", fact->points[0].lat_deg, 8);
        airlog_cli_member_number(out, "precision_deg", precision_deg, 9);
        airlog_cli_member_doubts(out, fact->doubts);
        airlog_buffer_string(out, "}\n");
    }
    airlog_buffer_close(&value);
    return status;
}

void airlog_cli_add_doubts(airlog_doubts doubts, airlog_buffer *out) {
    airlog_doubts always = AIRLOG_DOUBT_BIT(DATUM_ASSUMED); /* true of every coordinate that people type */
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++)
        if (doubts & ~always & (airlog_doubts)1 << i)
            airlog_buffer_print(out, "%s\n", airlog_doubt_sentence((airlog_doubt)i));
}

airlog_status airlog_cli_answer_coordinate(airlog_text text, const convert_settings *settings, airlog_arena *memory,
                                           convert_reply *out, airlog_error *error) {
    airlog_text asked = text;
    const char *to;
    airlog_position_fact fact = {0};
    airlog_status status = airlog_cli_take_notation(&text, settings, &to, error);
    bool numbers = false;
    if (status == AIRLOG_OK && to) status = read_numbers(text, memory, &numbers, &fact, error);
    if (status == AIRLOG_OK && !numbers) status = airlog_cli_read_coordinate(text, memory, &fact, error);
    if (status != AIRLOG_OK) return status;
    size_t count = to ? 1 : sizeof usual / sizeof usual[0];
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++)
        status = print_one(to ? to : usual[i], &fact, asked, settings, &out->answer, error);
    if (status == AIRLOG_OK) airlog_cli_add_doubts(fact.doubts, &out->assumed);
    return status;
}
