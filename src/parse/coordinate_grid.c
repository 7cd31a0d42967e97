/* Grids of latitude and longitude: GEOREF, GARS, Maidenhead, Open Location Codes, geohash. */
#include "coordinate.h"

#include <math.h>
#include <string.h>

#define REFERENCE_MAX 24

/* The letters, digits and plus sign at the cursor. */
typedef struct reference {
    char text[REFERENCE_MAX + 1];
    int length;
} reference;

static bool read_reference(airlog_scan *scan, reference *out) {
    out->length = 0;
    size_t width;
    for (uint32_t c = airlog_scan_look(scan, &width); out->length <= REFERENCE_MAX;
         c = airlog_scan_look(scan, &width)) {
        bool plus = c == '+' && out->length >= 2 && memchr(out->text, '+', (size_t)out->length) == NULL;
        if (!airlog_symbol_is_digit(c) && !(c < 0x80 && airlog_symbol_is_letter(c)) && !plus) break;
        if (out->length == REFERENCE_MAX) return false;
        out->text[out->length++] = (char)c;
        scan->at += width;
    }
    out->text[out->length] = 0;
    return out->length > 0;
}

static int index_of(const char *letters, char c) {
    const char *found = c == 0 ? NULL : strchr(letters, c);
    return found == NULL ? -1 : (int)(found - letters);
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* The middle of a cell whose south-west corner is given. */
static airlog_reading cell(double lon, double lat, double width, double height, size_t end, airlog_coordinate *out) {
    out->point = (airlog_lonlat){lon + width / 2, lat + height / 2};
    out->precision_lon_deg = width;
    out->precision_lat_deg = height;
    double lon_deg, lat_deg;
    airlog_metres_as_degrees(1, out->point.lat_deg, &lon_deg, &lat_deg);
    out->cell_m = hypot(width / lon_deg, height / lat_deg) / 2;
    out->end = end;
    return AIRLOG_READING_FOUND;
}

/* ---- GEOREF ---- */

static airlog_reading georef(const reference *in, size_t end, airlog_coordinate *out) {
    static const char tiles[] = "ABCDEFGHJKLMNPQRSTUVWXYZ", degrees[] = "ABCDEFGHJKLMNPQ";
    if (in->length < 4 || in->length > 14) return AIRLOG_READING_NONE;
    int x = index_of(tiles, upper(in->text[0])), y = index_of("ABCDEFGHJKLM", upper(in->text[1]));
    int dx = index_of(degrees, upper(in->text[2])), dy = index_of(degrees, upper(in->text[3]));
    int count = in->length - 4;
    for (int i = 4; i < in->length; ++i) {
        if (!digit(in->text[i])) return AIRLOG_READING_NONE;
    }
    if (x < 0 || y < 0 || dx < 0 || dy < 0) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "georef");
    if (count % 2 != 0) return airlog_coordinate_refuse(out, end, "a GEOREF has an even number of digits");
    if (count == 2) return airlog_coordinate_refuse(out, end, "a GEOREF gives minutes with two digits each");
    double lon = x * 15.0 - 180 + dx, lat = y * 15.0 - 90 + dy, size = 1;
    double minutes[2] = {0, 0};
    for (int axis = 0; axis < 2; ++axis) {
        for (int i = 0; i < count / 2; ++i) minutes[axis] = minutes[axis] * 10 + (in->text[4 + axis * count / 2 + i] - '0');
    }
    if (count > 0) size = pow(10, 2 - count / 2) / 60;
    if (minutes[0] * size >= 1 || minutes[1] * size >= 1)
        return airlog_coordinate_refuse(out, end, "the minutes are 60 or more");
    return cell(lon + minutes[0] * size, lat + minutes[1] * size, size, size, end, out);
}

/* ---- GARS ---- */

static airlog_reading gars(const reference *in, size_t end, airlog_coordinate *out) {
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    if (in->length < 5 || in->length > 7 || !digit(in->text[0]) || !digit(in->text[1]) || !digit(in->text[2]))
        return AIRLOG_READING_NONE;
    int band = (in->text[0] - '0') * 100 + (in->text[1] - '0') * 10 + (in->text[2] - '0');
    int high = index_of(letters, upper(in->text[3])), low = index_of(letters, upper(in->text[4]));
    if (high < 0 || low < 0) return AIRLOG_READING_NONE;
    int quadrant = in->length > 5 ? in->text[5] - '0' : 0, key = in->length > 6 ? in->text[6] - '0' : 0;
    if (in->length > 5 && (quadrant < 1 || quadrant > 4)) return AIRLOG_READING_NONE;
    if (in->length > 6 && (key < 1 || key > 9)) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "gars");
    int row = high * 24 + low;
    if (band < 1 || band > 720) return airlog_coordinate_refuse(out, end, "a GARS column is between 001 and 720");
    if (row > 359) return airlog_coordinate_refuse(out, end, "a GARS row is between AA and QZ");
    double lon = (band - 1) * 0.5 - 180, lat = row * 0.5 - 90, size = 0.5;
    if (quadrant > 0) {
        size = 0.25;
        lon += (quadrant - 1) % 2 * size;
        lat += quadrant <= 2 ? size : 0;
    }
    if (key > 0) {
        size /= 3;
        lon += (key - 1) % 3 * size;
        lat += (2 - (key - 1) / 3) * size;
    }
    return cell(lon, lat, size, size, end, out);
}

/* ---- Maidenhead ---- */

static airlog_reading maidenhead(const reference *in, size_t end, airlog_coordinate *out) {
    if (in->length < 4 || in->length > 10 || in->length % 2 != 0) return AIRLOG_READING_NONE;
    double lon = -180, lat = -90, width = 360, height = 180;
    for (int i = 0; i < in->length; i += 2) {
        int divisions = i == 0 ? 18 : i % 4 == 2 ? 10 : 24;
        int step[2];
        for (int axis = 0; axis < 2; ++axis) {
            char c = in->text[i + axis];
            step[axis] = divisions == 10 ? (digit(c) ? c - '0' : -1) : (digit(c) ? -1 : upper(c) - 'A');
            if (step[axis] < 0 || step[axis] >= divisions) return AIRLOG_READING_NONE;
        }
        width /= divisions;
        height /= divisions;
        lon += step[0] * width;
        lat += step[1] * height;
    }
    airlog_coordinate_start(out, "maidenhead");
    return cell(lon, lat, width, height, end, out);
}

/* ---- Open Location Codes ---- */

static const char plus_letters[] = "23456789CFGHJMPQRVWX";

/* Ten digits in pairs of 20 by 20, then cells of 4 columns and 5 rows. */
static airlog_reading plus_cell(const char *digits, int count, size_t end, airlog_coordinate *out) {
    double lon = -180, lat = -90, width = 400, height = 400;
    for (int i = 0; i < count; ++i) {
        int value = index_of(plus_letters, digits[i]);
        if (i < 10) {
            double size = (i % 2 == 0 ? height : width) / 20;
            if (i % 2 == 0) lat += value * size;
            else lon += value * size;
            if (i % 2 == 0) height = size;
            else width = size;
        } else {
            width /= 4;
            height /= 5;
            lon += value % 4 * width;
            lat += value / 4 * height;
        }
    }
    if (lat + height > 90 + 1e-9 || lon + width > 180 + 1e-9)
        return airlog_coordinate_refuse(out, end, "the code lies beyond the poles or the date line");
    return cell(lon, lat, width, height, end, out);
}

static airlog_reading plus_code(const reference *in, size_t end, unsigned mode, airlog_coordinate *out) {
    const char *plus = memchr(in->text, '+', (size_t)in->length);
    if (plus == NULL) return AIRLOG_READING_NONE;
    int before = (int)(plus - in->text), after = in->length - before - 1, count = 0;
    char digits[16];
    if (before > 8 || before % 2 != 0 || after == 1 || after > 7) return AIRLOG_READING_NONE;
    bool padded = false;
    for (int i = 0; i < in->length; ++i) {
        char c = upper(in->text[i]);
        if (c == '+') continue;
        if (c == '0' && i >= 2 && i < 8) padded = true;
        else if (padded || index_of(plus_letters, c) < 0) return AIRLOG_READING_NONE;
        else digits[count++] = c;
    }
    bool known = (mode & (AIRLOG_COORDINATE_WHOLE | AIRLOG_COORDINATE_GRID)) != 0;
    if (!known && (before < 8 || after < 2)) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "olc");
    if (before < 8) return airlog_coordinate_refuse(out, end, "a short plus code needs the place that it is near to");
    if (padded && (count % 2 != 0 || after > 0)) return AIRLOG_READING_NONE;
    return plus_cell(digits, count, end, out);
}

/* ---- geohash ---- */

static airlog_reading geohash(const reference *in, size_t end, airlog_coordinate *out) {
    if (in->length > 12) return AIRLOG_READING_NONE;
    double low[2] = {-180, -90}, size[2] = {360, 180};
    int axis = 0;
    for (int i = 0; i < in->length; ++i) {
        char c = in->text[i];
        int value = index_of("0123456789bcdefghjkmnpqrstuvwxyz", c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
        if (value < 0) return AIRLOG_READING_NONE;
        for (int bit = 16; bit > 0; bit >>= 1) {
            size[axis] /= 2;
            if ((value & bit) != 0) low[axis] += size[axis];
            axis = 1 - axis;
        }
    }
    airlog_coordinate_start(out, "geohash");
    return cell(low[0], low[1], size[0], size[1], end, out);
}

/* ---- by name and by shape ---- */

enum { GRID_ANY, GRID_GEOREF, GRID_GARS, GRID_MAIDENHEAD, GRID_OLC, GRID_GEOHASH };

/* "GEOREF", "grid locator:", "plus code": which grid the words ask for. */
static int named_grid(airlog_scan *scan) {
    static const struct {
        const char *words;
        int grid;
    } names[] = {{"georef", GRID_GEOREF},        {"gars", GRID_GARS},
                 {"maidenhead|locator|qth|grid", GRID_MAIDENHEAD}, {"geohash", GRID_GEOHASH},
                 {"plus|pluscode|olc", GRID_OLC}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; ++i) {
        airlog_scan step = *scan;
        if (airlog_scan_word(&step, names[i].words) == 0) continue;
        for (int k = 0; k < 3; ++k) {
            airlog_scan_spaces(&step, 2);
            airlog_scan_skip(&step, k == 0 ? '-' : ':');
            airlog_scan_word(&step, "code|reference|ref|square|locator|grid|is");
        }
        airlog_scan_skip(&step, '=');
        airlog_scan_spaces(&step, 2);
        *scan = step;
        return names[i].grid;
    }
    return GRID_ANY;
}

static airlog_reading read_as(int grid, const reference *in, size_t end, unsigned mode, airlog_coordinate *out) {
    switch (grid) {
    case GRID_GEOREF: return georef(in, end, out);
    case GRID_GARS: return gars(in, end, out);
    case GRID_MAIDENHEAD: return maidenhead(in, end, out);
    case GRID_OLC: return plus_code(in, end, mode, out);
    case GRID_GEOHASH: return geohash(in, end, out);
    default: break;
    }
    airlog_reading reading = plus_code(in, end, mode, out);
    if (reading != AIRLOG_READING_NONE || (mode & AIRLOG_COORDINATE_WHOLE) == 0) return reading;
    if (in->length >= 6) reading = gars(in, end, out);
    if (reading == AIRLOG_READING_NONE && in->length >= 8) reading = georef(in, end, out);
    return reading == AIRLOG_READING_NONE ? maidenhead(in, end, out) : reading;
}

airlog_reading airlog_coordinate_grid(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    airlog_scan scan = {text, at};
    int grid = named_grid(&scan);
    reference read;
    if (!read_reference(&scan, &read)) return AIRLOG_READING_NONE;
    if (grid == GRID_ANY && memchr(read.text, '+', (size_t)read.length) == NULL &&
        (mode & AIRLOG_COORDINATE_WHOLE) == 0)
        return AIRLOG_READING_NONE;
    if (grid == GRID_MAIDENHEAD && (read.length < 4 || !digit(read.text[2]))) return AIRLOG_READING_NONE;
    return read_as(grid, &read, scan.at, grid == GRID_ANY ? mode : mode | AIRLOG_COORDINATE_GRID, out);
}
