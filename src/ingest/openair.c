/* Zones as OpenAir: a record a line, its kind in the first two letters. Read are AC and AN (a zone begins, its name), V
 * (centre and direction), DP (a corner), DA and DB (an arc), DC (a circle). Heights and drawing styles are passed
 * over.
 *
 * Arcs are drawn on a sphere of the earth's mean radius: within 0.3 % of their radius. */
#include "outlines.h"

#include <math.h>
#include <string.h>

#define SPHERE_NM (6371008.8 / 1852)
#define RADIAN (3.14159265358979323846 / 180)
#define ARC_STEP_DEG 5.0

typedef struct openair {
    airlog_outline_list *list;
    uint64_t line;
    airlog_lonlat centre;
    bool counter_clockwise, begun, named;
} openair;

static airlog_status refuse(const openair *file, const char *what) {
    airlog_status status = airlog_fail(file->list->error, AIRLOG_E_INPUT, "OpenAir: %s", what);
    airlog_error_at(file->list->error, "", file->line, 1, 0);
    return status;
}

/* ---- words ------------------------------------------------------------------------------------ */

/* Takes the text before the next of two marks off *rest. */
static airlog_text take_until(airlog_text *rest, char mark, char other) {
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != mark && rest->bytes[end] != other) end++;
    airlog_text out = {rest->bytes, end};
    size_t taken = end < rest->length ? end + 1 : end;
    *rest = (airlog_text){rest->bytes + taken, rest->length - taken};
    return airlog_text_trim(out);
}

/* "39:06:36", "39:06.6" or "39.11" up to its hemisphere, which is taken too. */
static bool take_angle(airlog_text *rest, const char *positive, const char *negative, double *out) {
    size_t end = 0;
    while (end < rest->length && rest->bytes[end] != positive[0] && rest->bytes[end] != negative[0] &&
           rest->bytes[end] != positive[1] && rest->bytes[end] != negative[1])
        end++;
    if (end == rest->length) return false;
    airlog_text digits = airlog_text_trim((airlog_text){rest->bytes, end});
    bool minus = rest->bytes[end] == negative[0] || rest->bytes[end] == negative[1];
    double unit = 1, sum = 0, part;
    for (; digits.length > 0 && unit < 7200; unit *= 60) {
        if (!airlog_number_read(take_until(&digits, ':', ':'), &part) || part < 0 || (unit > 1 && part >= 60))
            return false;
        sum += part / unit;
    }
    *rest = (airlog_text){rest->bytes + end + 1, rest->length - end - 1};
    *out = minus ? -sum : sum;
    return unit > 1 && digits.length == 0;
}

static bool take_point(airlog_text *rest, airlog_lonlat *out) {
    if (!take_angle(rest, "Nn", "Ss", &out->lat_deg) || !take_angle(rest, "Ee", "Ww", &out->lon_deg)) return false;
    return fabs(out->lat_deg) <= 90 && fabs(out->lon_deg) <= 180;
}

/* ---- arcs ------------------------------------------------------------------------------------- */

static airlog_lonlat step(airlog_lonlat from, double bearing_deg, double nm) {
    double lat = from.lat_deg * RADIAN, angle = nm / SPHERE_NM, b = bearing_deg * RADIAN;
    double sine = sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(b);
    double lon = atan2(sin(b) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sine);
    return (airlog_lonlat){from.lon_deg + lon / RADIAN, asin(fmax(-1, fmin(1, sine))) / RADIAN};
}

static void polar(airlog_lonlat from, airlog_lonlat to, double *out_bearing_deg, double *out_nm) {
    double a = from.lat_deg * RADIAN, b = to.lat_deg * RADIAN, turn = (to.lon_deg - from.lon_deg) * RADIAN;
    double y = sin(turn) * cos(b), x = cos(a) * sin(b) - sin(a) * cos(b) * cos(turn);
    *out_bearing_deg = atan2(y, x) / RADIAN;
    *out_nm = SPHERE_NM * atan2(hypot(x, y), sin(a) * sin(b) + cos(a) * cos(b) * cos(turn));
}

/* From one bearing to another the way that V D= tells, both ends in. */
static bool add_arc(openair *file, double radius_nm, double from_deg, double to_deg) {
    double turn_deg = fmod(to_deg - from_deg, 360);
    if (turn_deg < 0) turn_deg += 360;
    if (file->counter_clockwise) turn_deg -= 360;
    int steps = 1 + (int)(fabs(turn_deg) / ARC_STEP_DEG);
    for (int i = 0; i <= steps; i++)
        if (!airlog_outline_point(file->list, step(file->centre, from_deg + turn_deg * i / steps, radius_nm)))
            return false;
    return true;
}

static bool read_radius(airlog_text text, double *out) {
    return airlog_number_read(text, out) && *out > 0 && *out < 5400;
}

static airlog_status read_circle(openair *file, airlog_text rest) {
    double radius_nm;
    if (!read_radius(airlog_text_trim(rest), &radius_nm)) return refuse(file, "DC wants a radius in nautical miles");
    for (double bearing_deg = 0; bearing_deg < 360; bearing_deg += ARC_STEP_DEG)
        if (!airlog_outline_point(file->list, step(file->centre, bearing_deg, radius_nm)))
            return file->list->error->status;
    return AIRLOG_OK;
}

static airlog_status read_angles(openair *file, airlog_text rest) {
    double radius_nm, from_deg, to_deg;
    bool read = read_radius(take_until(&rest, ',', ','), &radius_nm) &&
                airlog_number_read(take_until(&rest, ',', ','), &from_deg) &&
                airlog_number_read(airlog_text_trim(rest), &to_deg);
    if (!read) return refuse(file, "DA wants a radius and two angles");
    return add_arc(file, radius_nm, from_deg, to_deg) ? AIRLOG_OK : file->list->error->status;
}

static airlog_status read_ends(openair *file, airlog_text rest) {
    airlog_lonlat from, to;
    double from_deg, to_deg, radius_nm, other_nm;
    airlog_text first = take_until(&rest, ',', ',');
    if (!take_point(&first, &from) || !take_point(&rest, &to)) return refuse(file, "DB wants two points");
    polar(file->centre, from, &from_deg, &radius_nm);
    polar(file->centre, to, &to_deg, &other_nm);
    return add_arc(file, radius_nm, from_deg, to_deg) ? AIRLOG_OK : file->list->error->status;
}

/* ---- records ---------------------------------------------------------------------------------- */

static airlog_status begin_zone(openair *file, airlog_text kind) {
    file->begun = true;
    file->named = file->counter_clockwise = false;
    return airlog_outline_add(file->list, kind) ? AIRLOG_OK : file->list->error->status;
}

static airlog_status name_zone(openair *file, airlog_text name) {
    airlog_outlines *out = file->list->out;
    airlog_text copy = airlog_arena_copy(file->list->memory, airlog_text_trim(name));
    if (!copy.bytes) return airlog_arena_failed(file->list->memory, file->list->error);
    out->items[out->count - 1].name = copy;
    return AIRLOG_OK;
}

static airlog_status set_variable(openair *file, airlog_text rest) {
    airlog_text name = take_until(&rest, '=', '=');
    if (airlog_text_is(name, "D")) {
        file->counter_clockwise = memchr(rest.bytes, '-', rest.length) != NULL;
        return AIRLOG_OK;
    }
    if (!airlog_text_is(name, "X")) return AIRLOG_OK;
    return take_point(&rest, &file->centre) ? AIRLOG_OK : refuse(file, "V X= wants a point");
}

static airlog_status read_corner(openair *file, airlog_text rest) {
    airlog_lonlat point;
    if (!take_point(&rest, &point)) return refuse(file, "DP wants a point such as 39:06:36 N 121:34:36 W");
    return airlog_outline_point(file->list, point) ? AIRLOG_OK : file->list->error->status;
}

static airlog_status read_record(openair *file, airlog_text line) {
    airlog_text rest = line, kind = take_until(&rest, ' ', '\t');
    if (airlog_text_is(kind, "AC")) return begin_zone(file, rest);
    if (!file->begun) return refuse(file, "a zone begins with AC (and GeoJSON with a brace)");
    if (airlog_text_is(kind, "AN")) return name_zone(file, rest);
    if (airlog_text_is(kind, "V")) return set_variable(file, rest);
    if (airlog_text_is(kind, "DP")) return read_corner(file, rest);
    if (airlog_text_is(kind, "DA")) return read_angles(file, rest);
    if (airlog_text_is(kind, "DB")) return read_ends(file, rest);
    if (airlog_text_is(kind, "DC")) return read_circle(file, rest);
    return AIRLOG_OK;
}

airlog_status airlog_outlines_openair(airlog_text content, airlog_outline_list *list) {
    openair file = {.list = list};
    airlog_status status = AIRLOG_OK;
    while (content.length > 0 && status == AIRLOG_OK) {
        airlog_text whole = take_until(&content, '\n', '\n');
        airlog_text line = airlog_text_trim(take_until(&whole, '*', '*')); /* a comment */
        file.line++;
        if (line.length > 0) status = read_record(&file, line);
    }
    return status;
}
