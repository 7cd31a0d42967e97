/* Positions written in the notations that coordinate*.c reads. */
#include "coordinate.h"

#include <math.h>
#include <string.h>

typedef void printer(airlog_lonlat, int, airlog_buffer *);

/* ---- degrees, minutes, seconds ---- */

static double power10(int digits) {
    double value = 1;
    for (int i = 0; i < digits; ++i) value *= 10;
    return value;
}

/* A number with a fixed width before the point and fixed decimals after it: no blanks, no locale. */
static void fixed(airlog_buffer *out, double value, int width, int decimals) {
    double scaled = floor(value * power10(decimals) + 0.5);
    double whole = floor(scaled / power10(decimals));
    airlog_buffer_print(out, "%0*.0f", width, whole);
    if (decimals > 0) airlog_buffer_print(out, ".%0*.0f", decimals, scaled - whole * power10(decimals));
}

/* Degrees rounded in their last unit and cut in parts, so that no part comes out as 60. */
typedef struct parts {
    double degrees, minutes, seconds;
    bool negative;
} parts;

static parts cut(double value, int count, int decimals) {
    static const double units[] = {1, 60, 3600};
    double scale = power10(decimals), last = floor(fabs(value) * units[count - 1] * scale + 0.5) / scale;
    parts out = {0, 0, 0, value < 0 && last > 0};
    if (count == 1) {
        out.degrees = last;
    } else if (count == 2) {
        out.degrees = floor(last / 60 + 1e-12);
        out.minutes = fabs(last - out.degrees * 60);
    } else {
        double minutes = floor(last / 60 + 1e-12);
        out.seconds = fabs(last - minutes * 60);
        out.degrees = floor(minutes / 60 + 1e-12);
        out.minutes = minutes - out.degrees * 60;
    }
    return out;
}

static char letter_of(const parts *of, bool latitude) {
    return latitude ? (of->negative ? 'S' : 'N') : of->negative ? 'W' : 'E';
}

static void signed_number(airlog_buffer *out, double value, int decimals) {
    parts read = cut(value, 1, decimals);
    if (read.negative) airlog_buffer_char(out, '-');
    fixed(out, read.degrees, 1, decimals);
}

static void print_dd(airlog_lonlat point, int digits, airlog_buffer *out) {
    signed_number(out, point.lat_deg, digits < 0 ? 5 : digits);
    airlog_buffer_string(out, ", ");
    signed_number(out, point.lon_deg, digits < 0 ? 5 : digits);
}

static void ordinate_dm(airlog_buffer *out, double value, bool latitude, int digits) {
    parts read = cut(value, 2, digits);
    airlog_buffer_print(out, "%0*.0f\xC2\xB0", latitude ? 2 : 3, read.degrees);
    fixed(out, read.minutes, 2, digits);
    airlog_buffer_print(out, "'%c", letter_of(&read, latitude));
}

static void print_dm(airlog_lonlat point, int digits, airlog_buffer *out) {
    ordinate_dm(out, point.lat_deg, true, digits < 0 ? 3 : digits);
    airlog_buffer_char(out, ' ');
    ordinate_dm(out, point.lon_deg, false, digits < 0 ? 3 : digits);
}

static void ordinate_dms(airlog_buffer *out, double value, bool latitude, int digits) {
    parts read = cut(value, 3, digits);
    airlog_buffer_print(out, "%0*.0f\xC2\xB0%02.0f'", latitude ? 2 : 3, read.degrees, read.minutes);
    fixed(out, read.seconds, 2, digits);
    airlog_buffer_print(out, "\"%c", letter_of(&read, latitude));
}

static void print_dms(airlog_lonlat point, int digits, airlog_buffer *out) {
    ordinate_dms(out, point.lat_deg, true, digits < 0 ? 1 : digits);
    airlog_buffer_char(out, ' ');
    ordinate_dms(out, point.lon_deg, false, digits < 0 ? 1 : digits);
}

static void ordinate_icao(airlog_buffer *out, double value, bool latitude, int digits) {
    parts read = cut(value, 3, digits);
    airlog_buffer_print(out, "%0*.0f%02.0f", latitude ? 2 : 3, read.degrees, read.minutes);
    fixed(out, read.seconds, 2, digits);
    airlog_buffer_char(out, letter_of(&read, latitude));
}

static void print_icao(airlog_lonlat point, int digits, airlog_buffer *out) {
    ordinate_icao(out, point.lat_deg, true, digits < 0 ? 0 : digits);
    ordinate_icao(out, point.lon_deg, false, digits < 0 ? 0 : digits);
}

static void print_iso6709(airlog_lonlat point, int digits, airlog_buffer *out) {
    int decimals = digits < 0 ? 5 : digits;
    parts lat = cut(point.lat_deg, 1, decimals), lon = cut(point.lon_deg, 1, decimals);
    airlog_buffer_char(out, lat.negative ? '-' : '+');
    fixed(out, lat.degrees, 2, decimals);
    airlog_buffer_char(out, lon.negative ? '-' : '+');
    fixed(out, lon.degrees, 3, decimals);
    airlog_buffer_char(out, '/');
}

static void print_geo_uri(airlog_lonlat point, int digits, airlog_buffer *out) {
    airlog_buffer_string(out, "geo:");
    signed_number(out, point.lat_deg, digits < 0 ? 5 : digits);
    airlog_buffer_char(out, ',');
    signed_number(out, point.lon_deg, digits < 0 ? 5 : digits);
}

static void print_wkt(airlog_lonlat point, int digits, airlog_buffer *out) {
    airlog_buffer_string(out, "POINT (");
    signed_number(out, point.lon_deg, digits < 0 ? 5 : digits);
    airlog_buffer_char(out, ' ');
    signed_number(out, point.lat_deg, digits < 0 ? 5 : digits);
    airlog_buffer_char(out, ')');
}

static void print_geojson(airlog_lonlat point, int digits, airlog_buffer *out) {
    airlog_buffer_string(out, "{\"type\":\"Point\",\"coordinates\":[");
    signed_number(out, point.lon_deg, digits < 0 ? 5 : digits);
    airlog_buffer_char(out, ',');
    signed_number(out, point.lat_deg, digits < 0 ? 5 : digits);
    airlog_buffer_string(out, "]}");
}

/* ---- UTM, MGRS ---- */

static void print_utm(airlog_lonlat point, int digits, airlog_buffer *out) {
    airlog_utm utm = airlog_utm_of(point);
    int decimals = digits < 0 ? 0 : digits;
    if (utm.zone > 0) airlog_buffer_print(out, "%d%c ", utm.zone, utm.north ? 'N' : 'S');
    else airlog_buffer_string(out, utm.north ? "UPS N " : "UPS S ");
    fixed(out, utm.easting_m, 1, decimals);
    airlog_buffer_char(out, ' ');
    fixed(out, utm.northing_m, 1, decimals);
}

static void mgrs_letters(const airlog_utm *utm, double lat_deg, char letters[3]) {
    static const char *const columns[] = {"ABCDEFGH", "JKLMNPQR", "STUVWXYZ"};
    static const char rows[] = "ABCDEFGHJKLMNPQRSTUV";
    static const char *const polar[] = {"JKLPQRSTUXYZ", "ABCFGHJKLPQR", "RSTUXYZ", "ABCFGHJ"};
    int x = (int)floor(utm->easting_m / 100000), y = (int)floor(utm->northing_m / 100000);
    if (utm->zone > 0) {
        letters[0] = airlog_utm_band(lat_deg);
        letters[1] = columns[(utm->zone - 1) % 3][x - 1];
        letters[2] = rows[(y + (utm->zone % 2 == 0 ? 5 : 0)) % 20];
        return;
    }
    int cap = (utm->north ? 2 : 0) + (x >= 20 ? 1 : 0), lowest = utm->north ? 13 : 8;
    letters[0] = "ABYZ"[cap];
    letters[1] = polar[cap][x - (x >= 20 ? 20 : lowest)];
    letters[2] = (utm->north ? "ABCDEFGHJKLMNP" : "ABCDEFGHJKLMNPQRSTUVWXYZ")[y - lowest];
}

static void print_mgrs(airlog_lonlat point, int digits, airlog_buffer *out) {
    airlog_utm utm = airlog_utm_of(point);
    if (digits < 0 || digits > 5) digits = 5;
    if (utm.zone > 0 && utm.north == false && utm.northing_m >= 10000000) utm.northing_m = 10000000 - 1e-6;
    char letters[3];
    mgrs_letters(&utm, point.lat_deg, letters);
    if (utm.zone > 0) airlog_buffer_print(out, "%02d", utm.zone);
    airlog_buffer_print(out, "%c%c%c", letters[0], letters[1], letters[2]);
    if (digits == 0) return;
    double cell = power10(5 - digits);
    double east = floor(fmod(utm.easting_m, 100000) / cell), north = floor(fmod(utm.northing_m, 100000) / cell);
    airlog_buffer_print(out, "%0*.0f%0*.0f", digits, east, digits, north);
}

/* ---- grids of latitude and longitude ---- */

/* The pole and the date line belong to the last cell. */
static double inside(double value, double low, double high) {
    double top = high - 1e-9;
    return (value < low ? low : value > top ? top : value) - low;
}

static void print_georef(airlog_lonlat point, int digits, airlog_buffer *out) {
    static const char tiles[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    double lon = inside(point.lon_deg, -180, 180), lat = inside(point.lat_deg, -90, 90);
    if (digits < 0 || digits > 5) digits = 4;
    if (digits == 1) digits = 2;
    int x = (int)lon, y = (int)lat;
    airlog_buffer_print(out, "%c%c%c%c", tiles[x / 15], tiles[y / 15], tiles[x % 15], tiles[y % 15]);
    if (digits == 0) return;
    double scale = 60 * power10(digits - 2);
    airlog_buffer_print(out, "%0*.0f%0*.0f", digits, floor((lon - x) * scale + 1e-9), digits,
                        floor((lat - y) * scale + 1e-9));
}

static void print_gars(airlog_lonlat point, int digits, airlog_buffer *out) {
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    int x = (int)(inside(point.lon_deg, -180, 180) * 12 + 1e-9), y = (int)(inside(point.lat_deg, -90, 90) * 12 + 1e-9);
    int row = y / 6;
    airlog_buffer_print(out, "%03d%c%c", x / 6 + 1, letters[row / 24], letters[row % 24]);
    if (digits < 0 || digits > 2) digits = 2;
    if (digits >= 1) airlog_buffer_print(out, "%d", (1 - y % 6 / 3) * 2 + x % 6 / 3 + 1);
    if (digits == 2) airlog_buffer_print(out, "%d", (2 - y % 3) * 3 + x % 3 + 1);
}

static void print_maidenhead(airlog_lonlat point, int digits, airlog_buffer *out) {
    double lon = inside(point.lon_deg, -180, 180) / 360, lat = inside(point.lat_deg, -90, 90) / 180;
    if (digits < 2 || digits > 10) digits = 6;
    for (int pair = 0; pair < digits / 2; ++pair) {
        int divisions = pair == 0 ? 18 : pair % 2 == 1 ? 10 : 24;
        char base = pair == 0 ? 'A' : pair % 2 == 1 ? '0' : 'a';
        lon *= divisions;
        lat *= divisions;
        int x = (int)(lon + 1e-9), y = (int)(lat + 1e-9);
        if (x >= divisions) x = divisions - 1;
        if (y >= divisions) y = divisions - 1;
        airlog_buffer_char(out, (char)(base + x));
        airlog_buffer_char(out, (char)(base + y));
        lon -= x;
        lat -= y;
    }
}

static void print_olc(airlog_lonlat point, int digits, airlog_buffer *out) {
    static const char letters[] = "23456789CFGHJMPQRVWX";
    if (digits < 8 || digits > 15) digits = 10;
    if (digits == 9) digits = 10;
    /* Whole cells of the finest grid, so that no rounding moves a digit. */
    double lat = floor(inside(point.lat_deg, -90, 90) * 8000 * 3125 + 1e-3);
    double lon = floor(inside(point.lon_deg, -180, 180) * 8000 * 1024 + 1e-3);
    char code[16];
    for (int i = 14; i >= 10; --i) {
        code[i] = letters[(int)fmod(lat, 5) * 4 + (int)fmod(lon, 4)];
        lat = floor(lat / 5);
        lon = floor(lon / 4);
    }
    for (int i = 9; i >= 0; i -= 2) {
        code[i] = letters[(int)fmod(lon, 20)];
        code[i - 1] = letters[(int)fmod(lat, 20)];
        lon = floor(lon / 20);
        lat = floor(lat / 20);
    }
    airlog_buffer_add(out, code, 8);
    airlog_buffer_char(out, '+');
    airlog_buffer_add(out, code + 8, (size_t)digits - 8);
}

static void print_geohash(airlog_lonlat point, int digits, airlog_buffer *out) {
    double low[2] = {-180, -90}, size[2] = {360, 180}, value[2] = {point.lon_deg, point.lat_deg};
    if (digits < 1 || digits > 12) digits = 9;
    int axis = 0;
    for (int i = 0; i < digits; ++i) {
        int code = 0;
        for (int bit = 16; bit > 0; bit >>= 1) {
            size[axis] /= 2;
            if (value[axis] >= low[axis] + size[axis]) {
                low[axis] += size[axis];
                code |= bit;
            }
            axis = 1 - axis;
        }
        airlog_buffer_char(out, "0123456789bcdefghjkmnpqrstuvwxyz"[code]);
    }
}

/* ---- by name ---- */

static const struct {
    const char *name;
    printer *print;
} notations[] = {{"dd", print_dd},           {"dm", print_dm},         {"dms", print_dms},
                 {"icao", print_icao},       {"iso6709", print_iso6709}, {"mgrs", print_mgrs},
                 {"utm", print_utm},         {"georef", print_georef}, {"gars", print_gars},
                 {"maidenhead", print_maidenhead}, {"olc", print_olc}, {"geohash", print_geohash},
                 {"geo-uri", print_geo_uri}, {"wkt", print_wkt},       {"geojson", print_geojson}};

#define NOTATIONS (sizeof notations / sizeof notations[0])

const char *airlog_coordinate_notation(size_t index) {
    return index < NOTATIONS ? notations[index].name : NULL;
}

airlog_status airlog_coordinate_print(airlog_lonlat point, const char *notation, int digits, airlog_buffer *out,
                                      airlog_error *error) {
    if (!(fabs(point.lat_deg) <= 90) || !(fabs(point.lon_deg) <= 180))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a latitude is within 90 degrees and a longitude within 180");
    if (digits > 12) return airlog_fail(error, AIRLOG_E_ARGUMENT, "at most 12 digits are written, not %d", digits);
    for (size_t i = 0; i < NOTATIONS; ++i) {
        if (strcmp(notations[i].name, notation) != 0) continue;
        notations[i].print(point, digits, out);
        return out->failed ? airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a coordinate") : AIRLOG_OK;
    }
    return airlog_fail(error, AIRLOG_E_ARGUMENT,
                       "there is no notation '%s'; one of dd dm dms icao iso6709 mgrs utm georef gars maidenhead olc "
                       "geohash geo-uri wkt geojson would do", notation);
}
