/* Coordinates inside addresses and machine notations: geo: (RFC 5870), map links, WKT, GeoJSON. */
#include "coordinate.h"

#include <math.h>
#include <string.h>

#define URL_MAX 1024

/* A signed decimal number; ASCII only, as these notations are. */
static bool number(airlog_scan *scan, double *value, int *decimals) {
    double sign = 1;
    if (airlog_scan_skip(scan, '-')) sign = -1;
    else airlog_scan_skip(scan, '+');
    airlog_figure figure;
    if (!airlog_scan_figure(scan, 0, &figure)) return false;
    *value = sign * figure.value;
    *decimals = figure.decimals;
    return true;
}

static airlog_reading finish(airlog_coordinate *out, size_t end, double lat, int lat_decimals, double lon,
                             int lon_decimals) {
    if (fabs(lat) > 90) return airlog_coordinate_refuse(out, end, "the latitude is beyond 90 degrees");
    if (fabs(lon) > 180) return airlog_coordinate_refuse(out, end, "the longitude is beyond 180 degrees");
    out->point = (airlog_lonlat){lon, lat};
    out->precision_lat_deg = pow(10, -lat_decimals);
    out->precision_lon_deg = pow(10, -lon_decimals);
    out->end = end;
    return AIRLOG_READING_FOUND;
}

/* Two numbers with `between` in the middle; "%2C" is a comma. */
static bool two(airlog_scan *scan, char between, double value[2], int decimals[2]) {
    airlog_scan step = *scan;
    if (!number(&step, &value[0], &decimals[0])) return false;
    if (between == ' ') {
        if (airlog_scan_spaces(&step, 3) == 0) return false;
    } else if (!airlog_scan_skip(&step, (uint32_t)between)) {
        if (between != ',' || !airlog_scan_skip(&step, '%') || !airlog_scan_skip(&step, '2')) return false;
        if (!airlog_scan_skip(&step, 'C') && !airlog_scan_skip(&step, 'c')) return false;
    }
    if (between != '/') airlog_scan_spaces(&step, 2);
    if (!number(&step, &value[1], &decimals[1])) return false;
    *scan = step;
    return true;
}

static bool starts(airlog_text text, size_t at, const char *word) {
    size_t length = strlen(word);
    return text.length - at >= length && memcmp(text.bytes + at, word, length) == 0;
}

/* ---- geo: ---- */

static airlog_reading geo_uri(airlog_text text, size_t at, airlog_coordinate *out) {
    airlog_scan scan = {text, at + 4};
    double value[2];
    int decimals[2];
    if (!two(&scan, ',', value, decimals)) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "geo-uri");
    double height;
    int unused;
    airlog_scan step = scan;
    if (airlog_scan_skip(&step, ',') && number(&step, &height, &unused)) scan = step;
    for (int i = 0; i < 4; ++i) {
        step = scan;
        if (!airlog_scan_skip(&step, ';') && !airlog_scan_skip(&step, '?')) break;
        airlog_figure figure;
        if (starts(text, step.at, "u=")) {
            step.at += 2;
            if (!airlog_scan_figure(&step, 0, &figure)) break;
            out->radius_m = figure.value;
        } else {
            while (airlog_scan_letter(&step) || airlog_scan_digit(&step) || airlog_scan_peek(&step) == '=') ++step.at;
        }
        scan = step;
    }
    return finish(out, scan.at, value[0], decimals[0], value[1], decimals[1]);
}

/* ---- map links ---- */

static size_t url_end(airlog_text text, size_t at) {
    size_t end = at;
    while (end < text.length && end - at < URL_MAX) {
        unsigned char c = (unsigned char)text.bytes[end];
        if (c <= ' ' || c == '"' || c == '<' || c == '>' || c >= 0x80) break;
        ++end;
    }
    return end;
}

/* #map=10/26.15/121.75 and @26.15,121.75 and ?q=26.15,121.75 at one place of the address. */
static bool url_pair(airlog_scan *scan, double value[2], int decimals[2]) {
    static const char *const keys[] = {"q=", "ll=", "query=", "center=", "sll=", "cp=", "destination=", "daddr=", "loc:"};
    size_t at = scan->at;
    char before = at > 0 ? scan->text.bytes[at - 1] : 0;
    if (before == '@') return two(scan, ',', value, decimals);
    if (starts(scan->text, at, "map=")) {
        double zoom;
        int unused;
        scan->at += 4;
        return number(scan, &zoom, &unused) && airlog_scan_skip(scan, '/') && two(scan, '/', value, decimals);
    }
    if (before != '?' && before != '&' && before != '=') return false;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; ++i) {
        if (!starts(scan->text, at, keys[i])) continue;
        scan->at += strlen(keys[i]);
        return two(scan, ',', value, decimals);
    }
    if (!starts(scan->text, at, "mlat=")) return false;
    scan->at += 5;
    if (!number(scan, &value[0], &decimals[0]) || !starts(scan->text, scan->at, "&mlon=")) return false;
    scan->at += 6;
    return number(scan, &value[1], &decimals[1]);
}

static airlog_reading map_link(airlog_text text, size_t at, airlog_coordinate *out) {
    airlog_text address = {text.bytes, url_end(text, at)};
    for (size_t i = at; i < address.length; ++i) {
        char c = address.bytes[i];
        if (c != '@' && c != '?' && c != '&' && c != '#') continue;
        airlog_scan scan = {address, i + 1};
        double value[2];
        int decimals[2];
        if (!url_pair(&scan, value, decimals) || decimals[0] == 0 || decimals[1] == 0) continue;
        airlog_coordinate_start(out, "url");
        return finish(out, address.length, value[0], decimals[0], value[1], decimals[1]);
    }
    return AIRLOG_READING_NONE;
}

/* ---- WKT ---- */

static airlog_reading well_known(airlog_text text, size_t at, airlog_coordinate *out) {
    airlog_scan scan = {text, at};
    if (airlog_scan_word(&scan, "point") == 0) return AIRLOG_READING_NONE;
    airlog_scan_spaces(&scan, 1);
    bool high = airlog_scan_word(&scan, "z|m|zm") != 0;
    airlog_scan_spaces(&scan, 1);
    if (!airlog_scan_skip(&scan, '(')) return AIRLOG_READING_NONE;
    airlog_scan_spaces(&scan, 2);
    double value[2], height;
    int decimals[2], unused;
    if (!two(&scan, ' ', value, decimals)) return AIRLOG_READING_NONE;
    for (int i = 0; i < 2; ++i) {
        airlog_scan step = scan;
        if (airlog_scan_spaces(&step, 2) > 0 && number(&step, &height, &unused)) scan = step;
        else if (high && i == 0) return AIRLOG_READING_NONE;
    }
    airlog_scan_spaces(&scan, 2);
    if (!airlog_scan_skip(&scan, ')')) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "wkt");
    return finish(out, scan.at, value[1], decimals[1], value[0], decimals[0]);
}

airlog_reading airlog_coordinate_uri(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    (void)mode;
    if (starts(text, at, "geo:")) return geo_uri(text, at, out);
    if (starts(text, at, "http://") || starts(text, at, "https://")) return map_link(text, at, out);
    return well_known(text, at, out);
}

/* ---- GeoJSON ---- */

/* True when `"coordinates":` stands directly before. */
static bool announced(airlog_text text, size_t at) {
    static const char key[] = "\"coordinates\"";
    size_t end = at;
    while (end > 0 && at - end < 8 && (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == ':')) --end;
    return end < at && end >= sizeof key - 1 && starts(text, end - (sizeof key - 1), key);
}

/* The position of a GeoJSON point that is the whole text, {"type":"Point","coordinates":[...]}: where its bracket is,
 * text.length when it is something else. */
static size_t point_bracket(airlog_text text, size_t at) {
    bool is_point = false;
    for (size_t i = at; i < text.length && i - at < URL_MAX; ++i) {
        is_point = is_point || starts(text, i, "\"Point\"");
        if (text.bytes[i] == '[') return is_point && announced(text, i) ? i : text.length;
    }
    return text.length;
}

airlog_reading airlog_coordinate_json(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    airlog_scan scan = {text, at};
    bool object = (mode & AIRLOG_COORDINATE_WHOLE) != 0 && starts(text, at, "{");
    if (object) scan.at = point_bracket(text, at);
    if (!airlog_scan_skip(&scan, '[')) return AIRLOG_READING_NONE;
    if ((mode & AIRLOG_COORDINATE_WHOLE) == 0 && !announced(text, at)) return AIRLOG_READING_NONE;
    airlog_scan_spaces(&scan, 4);
    double value[2], height;
    int decimals[2], unused;
    if (!two(&scan, ',', value, decimals)) return AIRLOG_READING_NONE;
    airlog_scan step = scan;
    if (airlog_scan_skip(&step, ',')) {
        airlog_scan_spaces(&step, 4);
        if (number(&step, &height, &unused)) scan = step;
    }
    airlog_scan_spaces(&scan, 4);
    if (!airlog_scan_skip(&scan, ']')) return AIRLOG_READING_NONE;
    if (object) {
        airlog_scan_spaces(&scan, 4);
        if (!airlog_scan_skip(&scan, '}')) return AIRLOG_READING_NONE;
    }
    airlog_coordinate_start(out, "geojson");
    if (fabs(value[1]) > 90)
        return airlog_coordinate_refuse(out, scan.at, "in GeoJSON the longitude stands first, and this latitude is beyond 90");
    return finish(out, scan.at, value[1], decimals[1], value[0], decimals[0]);
}
