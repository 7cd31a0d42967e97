/* Answers airlog convert for a coordinate of one reference system that is asked for in another. */
#include "convert.h"
#include "json.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define DEGREE_M 111320.0 /* metres in a degree of latitude, for digits only */

/* What was read: longitude or easting first, and how finely it was written. */
typedef struct crs_point {
    double at[2];
    double precision_m;
    const char *read_as;
} crs_point;

/* ---- what is read ------------------------------------------------------------------------- */

/* "307563.12", "307563mE": a number, perhaps with its unit and letter. *out_letter is E, W, N, S or 0. */
static bool figure(airlog_text word, double *out, char *out_letter) {
    *out_letter = 0;
    char last = word.length ? (char)toupper((unsigned char)word.bytes[word.length - 1]) : 0;
    if (last && strchr("EWNS", last)) {
        *out_letter = last;
        word.length--;
    }
    if (word.length && word.bytes[word.length - 1] == 'm') word.length--;
    return airlog_number_read(word, out);
}

static double last_digit(airlog_text number) {
    const char *point = memchr(number.bytes, '.', number.length);
    if (!point) return 1;
    int decimals = 0;
    for (size_t i = (size_t)(point - number.bytes) + 1; i < number.length && isdigit((unsigned char)number.bytes[i]);
         i++)
        decimals++;
    return pow(10, -decimals);
}

/* "307563.12 2782546.34", with a comma or letters where people write them; northing first when its letter says so. */
static airlog_status read_figures(airlog_text text, const airlog_reference_system *system, crs_point *out,
                                  airlog_error *error) {
    size_t gap = 0;
    while (gap < text.length && !strchr(" \t,;", text.bytes[gap])) gap++;
    airlog_text first = {text.bytes, gap}, second = {text.bytes + gap, text.length - gap};
    while (second.length && strchr(" \t,;", second.bytes[0]))
        second = (airlog_text){second.bytes + 1, second.length - 1};
    second = airlog_text_trim(second);
    char letter[2] = {0};
    bool well = figure(first, &out->at[0], &letter[0]) && figure(second, &out->at[1], &letter[1]);
    bool swapped = well && (letter[0] == 'N' || letter[0] == 'S');
    bool degrees = well && fabs(out->at[0]) <= 180 && fabs(out->at[1]) <= 180; /* nobody measures there in metres */
    if (degrees)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' looks like degrees, and %s has %s and %s in %s",
                           (int)text.length, text.bytes, system->name, system->axis[0], system->axis[1], system->unit);
    bool pair = (letter[0] == 0 && letter[1] == 0) || (letter[0] == 'E' && letter[1] == 'N') ||
                (letter[0] == 'N' && letter[1] == 'E');
    if (!well || !pair)
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "'%.*s' is no point of %s: write two numbers, %s and %s in %s, such as 307563.12 2782546.34",
                           (int)text.length, text.bytes, system->name, system->axis[0], system->axis[1], system->unit);
    if (swapped) {
        double northing = out->at[0];
        out->at[0] = out->at[1];
        out->at[1] = northing;
    }
    out->precision_m = fmin(last_digit(first), last_digit(second)) * system->unit_m;
    out->read_as = "figures";
    return AIRLOG_OK;
}

static airlog_status read_degrees(airlog_text text, airlog_arena *memory, crs_point *out, airlog_doubts *out_doubts,
                                  airlog_error *error) {
    airlog_position_fact fact = {0};
    airlog_status status = airlog_cli_read_coordinate(text, memory, &fact, error);
    if (status != AIRLOG_OK) return status;
    out->at[0] = fact.points[0].lon_deg;
    out->at[1] = fact.points[0].lat_deg;
    out->precision_m = fmin(fact.precision_lat_deg, fact.precision_lon_deg) * DEGREE_M;
    out->read_as = fact.notation;
    *out_doubts = fact.doubts;
    return AIRLOG_OK;
}

/* ---- what is said of it ------------------------------------------------------------------- */

static bool is_inside(const airlog_reference_system *system, double lon_deg, double lat_deg) {
    if (!system->area_known) return true;
    double width = system->east_deg - system->west_deg, from_west = lon_deg - system->west_deg;
    if (width < 0) width += 360; /* across the date line */
    if (from_west < 0) from_west += 360;
    return lat_deg >= system->south_deg && lat_deg <= system->north_deg && from_west <= width;
}

static void say_order(const airlog_reference_system *system, const char *what, airlog_buffer *out) {
    if (system->geographic)
        airlog_buffer_print(out, "%s latitude and longitude of %s\n", what, system->name);
    else
        airlog_buffer_print(out, "%s %s and %s in %s of %s\n", what, system->axis[0], system->axis[1], system->unit,
                            system->name);
}

/* The steps of a transformation without those that only swap axes: that order is said. */
static void print_steps(const char *method, airlog_buffer *out) {
    size_t begun = out->length;
    for (const char *at = method; *at;) {
        const char *end = strstr(at, " + ");
        size_t length = end ? (size_t)(end - at) : strlen(at);
        bool swap = strncmp(at, "axis order change", 17) == 0;
        if (!swap && out->length > begun) airlog_buffer_string(out, ", ");
        if (!swap) airlog_buffer_add(out, at, length);
        at += length + (end ? 3 : 0);
    }
}

static void say_method(airlog_transformation *used, airlog_buffer *out) {
    double accuracy_m;
    bool ballpark;
    const char *method = airlog_transformation_method(used, &accuracy_m, &ballpark);
    if (ballpark)
        airlog_buffer_string(out,
                             "no shift between the two datums is known here, so they are taken as equal: the answer "
                             "may be hundreds of metres off\n");
    if (ballpark || !method || !(accuracy_m > 0)) return;
    print_steps(method, out);
    airlog_buffer_print(out, ": good to %g m\n", accuracy_m);
}

static void say_assumed(convert_job *job, const crs_point *from, const double to[2], airlog_doubts doubts,
                        airlog_buffer *out) {
    const airlog_reference_system *systems[2] = {airlog_transformation_from(job->transformation),
                                                 airlog_transformation_to(job->transformation)};
    const double *points[2] = {from->at, to};
    say_order(systems[0], "it is", out);
    say_order(systems[1], "the answer is", out);
    say_method(job->transformation, out);
    for (int i = 0; i < 2; i++)
        for (int other = 0; other < 2; other++)
            if (systems[i]->geographic && !is_inside(systems[other], points[i][0], points[i][1])) {
                airlog_buffer_print(out, "the point is outside the area that %s is meant for\n", systems[other]->name);
                i = other = 2;
            }
    airlog_cli_add_doubts(doubts, out);
}

/* ---- the answer --------------------------------------------------------------------------- */

static int decimals_for(double precision_m, double unit_m, const convert_settings *settings) {
    if (settings->exact) return 4;
    if (settings->digits > 0) return settings->digits > 9 ? 9 : (int)settings->digits;
    int decimals = (int)ceil(1 - log10(precision_m / unit_m) - 1e-9); /* a tenth of what was written */
    return decimals < 0 ? 0 : decimals > 4 ? 4 : decimals;
}

/* Notations that are made on WGS 84 alone. The others write the degrees of any datum. */
static airlog_status check_notation(const char *notation, const airlog_reference_system *to, airlog_error *error) {
    static const char *const of_wgs84[] = {"mgrs",   "utm",  "olc",        "geo-uri", "geojson",
                                           "georef", "gars", "maidenhead", "geohash"};
    if (!to->geographic)
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "'%s' writes latitude and longitude, and %s has %s and %s: leave the notation out", notation,
                           to->name, to->axis[0], to->axis[1]);
    for (size_t i = 0; i < sizeof of_wgs84 / sizeof of_wgs84[0]; i++)
        if (strcmp(notation, of_wgs84[i]) == 0 && strncmp(to->name, "WGS 84", 6) != 0)
            return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%s' is a notation of WGS 84, not of %s", notation, to->name);
    return AIRLOG_OK;
}

static airlog_status print_value(const crs_point *from, const double to[2], const char *notation,
                                 const airlog_reference_system *system, const convert_settings *settings,
                                 airlog_buffer *out, airlog_error *error) {
    if (!system->geographic) {
        int decimals = decimals_for(from->precision_m, system->unit_m, settings);
        airlog_buffer_print(out, "%.*f %.*f", decimals, to[0], decimals, to[1]);
        return AIRLOG_OK;
    }
    int digits = airlog_cli_notation_digits(notation, from->precision_m / DEGREE_M, settings);
    return airlog_coordinate_print((airlog_lonlat){to[0], to[1]}, notation, digits, out, error);
}

static void print_json(airlog_text asked, const crs_point *from, const double to[2], const char *notation,
                       airlog_text value, const convert_job *job, convert_reply *out) {
    const airlog_reference_system *source = airlog_transformation_from(job->transformation),
                                  *target = airlog_transformation_to(job->transformation);
    airlog_buffer *json = &out->answer;
    airlog_buffer_char(json, '{');
    airlog_cli_member_text(json, "input", asked);
    airlog_cli_member_string(json, "read_as", from->read_as);
    airlog_cli_member_string(json, "from_crs", source->name);
    airlog_cli_member_string(json, "crs", target->name);
    airlog_cli_member_string(json, "notation", target->geographic ? notation : "figures");
    airlog_cli_member_text(json, "value", value);
    airlog_cli_member_number(json, target->geographic ? "lon" : "x", to[0], target->geographic ? 8 : 4);
    airlog_cli_member_number(json, target->geographic ? "lat" : "y", to[1], target->geographic ? 8 : 4);
    airlog_cli_member_string(json, "unit", target->unit);
    airlog_cli_member_lines(json, "assumed", (airlog_text){out->assumed.bytes, out->assumed.length});
    airlog_buffer_string(json, "}\n");
}

airlog_status airlog_cli_answer_crs(airlog_text text, convert_job *job, convert_reply *out, airlog_error *error) {
    const convert_settings *settings = job->settings;
    airlog_text asked = text;
    const char *notation;
    airlog_status status = airlog_cli_take_notation(&text, settings, &notation, error);
    if (status == AIRLOG_OK && !job->transformation)
        status = airlog_transformation_open(settings->from_crs, settings->crs, &job->transformation, error);
    if (status != AIRLOG_OK) return status;
    const airlog_reference_system *from = airlog_transformation_from(job->transformation),
                                  *to = airlog_transformation_to(job->transformation);
    if (notation) status = check_notation(notation, to, error);
    crs_point point = {.precision_m = 1};
    airlog_doubts doubts = 0;
    double moved[2];
    if (status == AIRLOG_OK)
        status = from->geographic ? read_degrees(text, job->memory, &point, &doubts, error)
                                  : read_figures(text, from, &point, error);
    if (status == AIRLOG_OK) status = airlog_transformation_apply(job->transformation, point.at, moved, error);
    if (!notation) notation = "dd";
    airlog_buffer value = {0};
    if (status == AIRLOG_OK) status = print_value(&point, moved, notation, to, settings, &value, error);
    if (status == AIRLOG_OK) {
        airlog_text printed = {value.bytes, value.length};
        say_assumed(job, &point, moved, doubts, &out->assumed);
        if (settings->json) {
            print_json(asked, &point, moved, notation, printed, job, out);
        } else {
            airlog_buffer_text(&out->answer, printed);
            airlog_buffer_char(&out->answer, '\n');
        }
    }
    airlog_buffer_close(&value);
    return status;
}
