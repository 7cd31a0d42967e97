/* Compact forms of aviation: 510530N0011000E and its kin, ISO 6709, ARINC 424 five-character points. */
#include "coordinate.h"

#include <math.h>
#include <string.h>

/* ---- digits run together ---- */

/* How many of the whole digits are degrees; 0 when the length has no reading. */
static int degree_digits(int whole, char axis, const airlog_ordinate *first, airlog_doubts *doubts) {
    if (axis == 'y') return whole == 4 || whole == 6 || whole == 8 ? 2 : 0;
    if (whole == 5 || whole == 7 || whole == 9) return 3;
    bool pair = first != NULL && first->compact && first->whole == whole;
    if ((whole == 4 || whole == 6) && pair) { /* the leading zero of the longitude was left out */
        *doubts |= AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED);
        return 2;
    }
    return 0;
}

bool airlog_ordinate_compact(airlog_figure figure, char axis, const airlog_ordinate *first, airlog_ordinate *out) {
    if (axis == 0) return false;
    int degrees = degree_digits(figure.whole, axis, first, &out->doubts);
    if (degrees == 0) return false;
    int rest = figure.whole - degrees; /* 2: minutes, 4: seconds too, 6: hundredths of a second too */
    if (rest == 6) {
        if (figure.decimals > 0) return false;
        figure.value /= 100;
        figure.decimals = 2;
        rest = 4;
    }
    double scale = rest == 2 ? 100 : 10000;
    double whole = floor(figure.value / scale);
    double tail = figure.value - whole * scale;
    double minutes = rest == 2 ? tail : floor(tail / 100);
    double seconds = rest == 2 ? 0 : tail - minutes * 100;
    out->compact = true;
    out->parts = rest == 2 ? 2 : 3;
    out->whole = figure.whole;
    out->decimals = figure.decimals;
    out->degrees = whole + minutes / 60 + seconds / 3600;
    out->precision_deg = pow(10, -figure.decimals) / (rest == 2 ? 60 : 3600);
    if (minutes >= 60) out->reason = "the minutes are 60 or more";
    if (seconds >= 60) out->reason = "the seconds are 60 or more";
    return true;
}

/* ---- ISO 6709: +DDMM.M+DDDMM.M/ ---- */

/* One signed number; the digits of its whole part say what it holds. */
static bool iso_part(airlog_scan *scan, int degree_width, airlog_ordinate *out) {
    memset(out, 0, sizeof *out);
    out->sign = 1;
    if (airlog_scan_skip(scan, '-')) out->sign = -1;
    else if (!airlog_scan_skip(scan, '+')) return false;
    airlog_figure figure;
    if (!airlog_scan_figure(scan, 0, &figure)) return false;
    int rest = figure.whole - degree_width;
    if (rest != 0 && rest != 2 && rest != 4) return false;
    out->axis = degree_width == 2 ? 'y' : 'x';
    out->whole = figure.whole;
    if (rest != 0) return airlog_ordinate_compact(figure, out->axis, NULL, out);
    out->parts = 1;
    out->decimals = figure.decimals;
    out->degrees = figure.value;
    out->precision_deg = pow(10, -figure.decimals);
    return true;
}

/* Height, reference system and the closing stroke; true when the stroke is there. */
static bool iso_tail(airlog_scan *scan) {
    airlog_scan step = *scan;
    airlog_figure height;
    if (airlog_scan_skip(&step, '+') || airlog_scan_skip(&step, '-')) {
        if (!airlog_scan_figure(&step, 0, &height)) return false;
    }
    static const char crs[] = "CRS";
    size_t length = step.text.length - step.at;
    if (length >= 3 && memcmp(step.text.bytes + step.at, crs, 3) == 0) {
        for (int i = 0; i < 32 && airlog_scan_peek(&step) > ' ' && airlog_scan_peek(&step) != '/'; ++i) {
            size_t width;
            airlog_scan_look(&step, &width);
            step.at += width;
        }
    }
    if (!airlog_scan_skip(&step, '/')) return false;
    *scan = step;
    return true;
}

static const char *out_of_range(const airlog_ordinate *lat, const airlog_ordinate *lon) {
    if (lat->reason != NULL) return lat->reason;
    if (lon->reason != NULL) return lon->reason;
    if (lat->degrees > 90) return "the latitude is beyond 90 degrees";
    return lon->degrees > 180 ? "the longitude is beyond 180 degrees" : NULL;
}

airlog_reading airlog_coordinate_iso6709(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    airlog_scan scan = {text, at};
    airlog_ordinate lat, lon;
    if (!iso_part(&scan, 2, &lat) || !iso_part(&scan, 3, &lon)) return AIRLOG_READING_NONE;
    if ((lat.whole - 2) != (lon.whole - 3)) return AIRLOG_READING_NONE;
    bool closed = iso_tail(&scan);
    bool plain = (mode & (AIRLOG_COORDINATE_WHOLE | AIRLOG_COORDINATE_CUE)) != 0;
    if (!closed && !plain) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "iso6709");
    out->end = scan.at;
    const char *reason = out_of_range(&lat, &lon);
    if (reason != NULL) return airlog_coordinate_refuse(out, scan.at, reason);
    out->point = (airlog_lonlat){lon.sign * lon.degrees, lat.sign * lat.degrees};
    out->precision_lon_deg = lon.precision_deg;
    out->precision_lat_deg = lat.precision_deg;
    return AIRLOG_READING_FOUND;
}

/* ---- ARINC 424 points: 5275N 75N70 N5050 ---- */

/* The letter names the quadrant: N is north-west, E north-east, S south-east, W south-west. */
static bool quadrant(uint32_t letter, double *lat_sign, double *lon_sign) {
    *lat_sign = letter == 'N' || letter == 'E' ? 1 : -1;
    *lon_sign = letter == 'E' || letter == 'S' ? 1 : -1;
    return letter == 'N' || letter == 'E' || letter == 'S' || letter == 'W';
}

airlog_reading airlog_coordinate_arinc(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    if ((mode & AIRLOG_COORDINATE_WHOLE) == 0) return AIRLOG_READING_NONE;
    airlog_scan scan = {text, at};
    uint32_t letters = 0;
    int digits[4], count = 0, letter_at = -1;
    for (int i = 0; i < 5; ++i) {
        size_t width;
        uint32_t symbol = airlog_scan_look(&scan, &width);
        if (airlog_symbol_is_digit(symbol) && count < 4) {
            digits[count++] = (int)(symbol - '0');
        } else {
            if (letter_at >= 0) return AIRLOG_READING_NONE;
            letters = symbol;
            letter_at = i;
        }
        scan.at += width;
    }
    double lat_sign, lon_sign;
    if (letter_at < 0 || !quadrant(letters, &lat_sign, &lon_sign)) return AIRLOG_READING_NONE;
    if (letter_at != 0 && letter_at != 2 && letter_at != 4) return AIRLOG_READING_NONE;
    airlog_scan rest = scan;
    airlog_scan_spaces(&rest, 4);
    if (airlog_scan_peek(&rest) != AIRLOG_SYMBOL_END) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "arinc424");
    double lat = digits[0] * 10 + digits[1], lon = digits[2] * 10 + digits[3];
    if (letter_at == 0) lat += 0.5; /* N5050: half a degree */
    if (letter_at == 2) lon += 100; /* 75N70: 100 degrees left out */
    if (lat > 90) return airlog_coordinate_refuse(out, scan.at, "the latitude is beyond 90 degrees");
    if (lon > 180) return airlog_coordinate_refuse(out, scan.at, "the longitude is beyond 180 degrees");
    out->point = (airlog_lonlat){lon_sign * lon, lat_sign * lat};
    out->precision_lon_deg = 1;
    out->precision_lat_deg = letter_at == 0 ? 0.5 : 1;
    out->end = scan.at;
    return AIRLOG_READING_FOUND;
}
