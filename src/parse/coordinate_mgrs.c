/* UTM, UPS and MGRS references. The squares and their letters follow NGA.STND.0037 (2014). */
#include "coordinate.h"

#include <math.h>
#include <string.h>

/* ---- MGRS ---- */

typedef struct mgrs {
    int zone;      /* 0: polar */
    char band;     /* C..X, A B Y Z in the polar caps */
    char column, row;
    int digits;    /* on each axis */
    double easting, northing; /* within the square */
} mgrs;

static int letter_index(const char *letters, char letter) {
    const char *found = letter == 0 ? NULL : strchr(letters, letter);
    return found == NULL ? -1 : (int)(found - letters);
}

/* "03 MAR 12" and "13JUN2024" look the same up to the digits. */
static bool spells_month(char a, char b, char c) {
    static const char months[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    for (int i = 0; i < 36; i += 3) {
        if (a == months[i] && b == months[i + 1] && c == months[i + 2]) return true;
    }
    return false;
}

static char take_capital(airlog_scan *scan, bool any_case) {
    size_t length;
    uint32_t symbol = airlog_scan_look(scan, &length);
    if (any_case && symbol >= 'a' && symbol <= 'z') symbol -= 32;
    if (symbol < 'A' || symbol > 'Z') return 0;
    scan->at += length;
    return (char)symbol;
}

static bool read_square(airlog_scan *scan, bool any_case, mgrs *out) {
    airlog_figure zone = {0};
    if (airlog_scan_digit(scan) && (!airlog_scan_figure(scan, AIRLOG_FIGURE_WHOLE, &zone) || zone.whole > 2)) return false;
    if (zone.whole > 0 && (zone.value < 1 || zone.value > 60)) return false;
    out->zone = (int)zone.value;
    if (zone.whole > 0) airlog_scan_spaces(scan, 1);
    out->band = take_capital(scan, any_case);
    if (letter_index(zone.whole > 0 ? "CDEFGHJKLMNPQRSTUVWX" : "ABYZ", out->band) < 0) return false;
    airlog_scan_spaces(scan, 1);
    out->column = take_capital(scan, any_case);
    out->row = take_capital(scan, any_case);
    return out->row != 0;
}

/* The digits, in one run or two of the same length; -1 when their number is odd, -2 when there are too many. */
static int read_metres(airlog_scan *scan, mgrs *out, bool *spaced) {
    airlog_scan step = *scan;
    airlog_figure first = {0}, second = {0};
    *spaced = airlog_scan_spaces(&step, 1) > 0;
    if (!airlog_scan_figure(&step, AIRLOG_FIGURE_WHOLE, &first)) {
        return 0;
    }
    airlog_scan next = step;
    if (airlog_scan_spaces(&next, 1) > 0 && airlog_scan_figure(&next, AIRLOG_FIGURE_WHOLE, &second) &&
        second.whole == first.whole && first.whole <= 5 && !airlog_scan_letter(&next)) {
        *scan = next;
        out->digits = first.whole;
        out->easting = first.value;
        out->northing = second.value;
        return 2 * first.whole;
    }
    *scan = step;
    if (first.whole > 10) return -2;
    if (first.whole % 2 != 0) return -1;
    double scale = pow(10, first.whole / 2);
    out->digits = first.whole / 2;
    out->easting = floor(first.value / scale);
    out->northing = first.value - out->easting * scale;
    return first.whole;
}

/* Corner of the 100 km square in a polar cap. */
static const char *polar_corner(const mgrs *in, airlog_utm *out) {
    static const char *const columns[] = {"JKLPQRSTUXYZ", "ABCFGHJKLPQR", "RSTUXYZ", "ABCFGHJ"};
    int cap = letter_index("ABYZ", in->band);
    if (cap < 0) return "there is no such polar cap";
    out->north = cap >= 2;
    bool east = cap % 2 == 1;
    int column = letter_index(columns[cap], in->column);
    int row = letter_index(out->north ? "ABCDEFGHJKLMNP" : "ABCDEFGHJKLMNPQRSTUVWXYZ", in->row);
    if (column < 0 || row < 0) return "there is no such square in the polar cap";
    int lowest = out->north ? 13 : 8;
    out->easting_m = (column + (east ? 20 : lowest)) * 100000.0;
    out->northing_m = (row + lowest) * 100000.0;
    return NULL;
}

/* Corner of the 100 km square in a zone: row letters repeat every 2000 km, the band tells which. */
static const char *zone_corner(const mgrs *in, airlog_utm *out) {
    static const char *const columns[] = {"ABCDEFGH", "JKLMNPQR", "STUVWXYZ"};
    int column = letter_index(columns[(in->zone - 1) % 3], in->column);
    int row = letter_index("ABCDEFGHJKLMNPQRSTUV", in->row);
    if (column < 0 || row < 0) return "there is no such 100 km square in this zone";
    int band = letter_index("CDEFGHJKLMNPQRSTUVWX", in->band);
    double south = band * 8.0 - 80, height = band == 19 ? 12 : 8;
    out->north = band >= 10;
    out->easting_m = (column + 1) * 100000.0;
    double within = ((row + (in->zone % 2 == 0 ? 15 : 0)) % 20) * 100000.0;
    airlog_lonlat middle = {in->zone * 6 - 183, south + height / 2};
    double wanted = airlog_utm_in(middle, in->zone, out->north).northing_m;
    out->northing_m = within + 2000000.0 * round((wanted - within - 50000) / 2000000.0);
    airlog_utm centre = *out;
    centre.zone = in->zone;
    centre.easting_m += 50000;
    centre.northing_m += 50000;
    double lat = airlog_utm_point(centre).lat_deg;
    if (lat < south - 1 || lat > south + height + 1) return "the 100 km square is not in that latitude band";
    return NULL;
}

static void finish_cell(airlog_coordinate *out, double cell_m) {
    out->cell_m = cell_m * sqrt(0.5);
    airlog_metres_as_degrees(cell_m, out->point.lat_deg, &out->precision_lon_deg, &out->precision_lat_deg);
}

static bool enough(int count, bool spaced, const mgrs *in, unsigned mode) {
    if ((mode & AIRLOG_COORDINATE_WHOLE) != 0) return count > 0 || (mode & AIRLOG_COORDINATE_GRID) != 0 || !spaced;
    if ((mode & AIRLOG_COORDINATE_GRID) != 0) return count >= 2;
    return count >= 8 && in->zone > 0;
}

airlog_reading airlog_coordinate_mgrs(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    airlog_scan scan = {text, at};
    mgrs read = {0};
    if (!read_square(&scan, (mode & AIRLOG_COORDINATE_WHOLE) != 0, &read)) return AIRLOG_READING_NONE;
    bool spaced;
    int count = read_metres(&scan, &read, &spaced);
    if (airlog_scan_letter(&scan) || airlog_scan_digit(&scan)) return AIRLOG_READING_NONE;
    if (airlog_scan_peek(&scan) == '+') return AIRLOG_READING_NONE; /* 6VWP2232+C5 is an open location code */
    if (count < (read.zone > 0 ? 8 : 6) && spells_month(read.band, read.column, read.row)) return AIRLOG_READING_NONE;
    bool known = (mode & (AIRLOG_COORDINATE_GRID | AIRLOG_COORDINATE_WHOLE)) != 0;
    if (count < 0 && !known) return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "mgrs");
    if (count == -1) return airlog_coordinate_refuse(out, scan.at, "a grid reference has an even number of digits");
    if (count == -2) return airlog_coordinate_refuse(out, scan.at, "a grid reference has at most ten digits");
    if (!enough(count, spaced, &read, mode)) return AIRLOG_READING_NONE;
    airlog_utm utm = {read.zone, false, 0, 0};
    const char *reason = read.zone == 0 ? polar_corner(&read, &utm) : zone_corner(&read, &utm);
    if (reason != NULL) return airlog_coordinate_refuse(out, scan.at, reason);
    double cell = pow(10, 5 - read.digits);
    utm.easting_m += (read.easting + 0.5) * cell;
    utm.northing_m += (read.northing + 0.5) * cell;
    out->point = airlog_utm_point(utm);
    out->end = scan.at;
    finish_cell(out, cell);
    return AIRLOG_READING_FOUND;
}

/* ---- UTM ---- */

typedef struct metres {
    airlog_figure figure;
    char letter; /* E or N written with it */
    bool unit;   /* "m" written with it */
} metres;

/* 375059, 375059mE, 375059 m E, E375059 */
static bool read_axis(airlog_scan *scan, char letter, metres *out) {
    memset(out, 0, sizeof *out);
    airlog_scan step = *scan;
    if (airlog_scan_skip(&step, (uint32_t)letter)) {
        out->letter = letter;
        if (!airlog_scan_skip(&step, ':')) airlog_scan_skip(&step, '=');
        airlog_scan_spaces(&step, 1);
    }
    if (!airlog_scan_figure(&step, 0, &out->figure)) return false;
    *scan = step;
    airlog_scan_spaces(&step, 1);
    if (airlog_scan_skip(&step, 'm')) out->unit = true;
    airlog_scan_spaces(&step, out->unit ? 1 : 0);
    bool after = out->letter == 0 && airlog_scan_skip(&step, (uint32_t)letter);
    if (after) out->letter = letter;
    if ((!out->unit && !after) || airlog_scan_letter(&step)) {
        out->unit = false;
        if (after) out->letter = 0;
        return true;
    }
    *scan = step;
    return true;
}

/* Which hemisphere a letter after the zone means. N and S are hemispheres as geodesists write them; S is also a band
 * of the north, taken so where the axes carry letters as on a map sheet and the northing fits it. */
static bool hemisphere_of(char letter, const metres *north, airlog_utm *utm, airlog_doubts *doubts) {
    if (letter == 0) {
        *doubts |= AIRLOG_DOUBT_BIT(HEMISPHERE_INFERRED);
        utm->north = true;
        return true;
    }
    int band = letter_index("CDEFGHJKLMNPQRSTUVWX", letter);
    if (band < 0) return false;
    utm->north = band >= 10;
    if (letter != 'S') return true;
    bool fits = north->figure.value >= 3540000 && north->figure.value <= 4430000;
    utm->north = fits && north->letter != 0;
    if (fits) *doubts |= AIRLOG_DOUBT_BIT(COORDINATE_AMBIGUOUS);
    return true;
}

static bool read_zone(airlog_scan *scan, airlog_utm *utm, char *letter, bool *named) {
    *named = airlog_scan_word(scan, "zone") != 0;
    if (*named) airlog_scan_spaces(scan, 2);
    airlog_figure zone;
    if (!airlog_scan_figure(scan, AIRLOG_FIGURE_WHOLE, &zone) || zone.whole > 2) return false;
    utm->zone = (int)zone.value;
    airlog_scan step = *scan;
    airlog_scan_spaces(&step, 1);
    *letter = take_capital(&step, true);
    if (*letter != 0 && !airlog_scan_letter(&step)) {
        *scan = step;
    } else {
        airlog_scan word = *scan;
        airlog_scan_spaces(&word, 1);
        int which = airlog_scan_word(&word, "north|south");
        *letter = which == 1 ? 'N' : which == 2 ? 'S' : 0;
        if (which != 0) *scan = word;
        if (which == 0 && !*named) return false;
    }
    airlog_scan_skip(scan, ',');
    return airlog_scan_spaces(scan, 2) > 0 && utm->zone >= 1 && utm->zone <= 60;
}

/* "N 2009640 1945331" after the word UPS. */
static bool read_cap(airlog_scan *scan, unsigned mode, airlog_utm *utm) {
    if ((mode & AIRLOG_COORDINATE_GRID) == 0) return false;
    if (airlog_scan_skip(scan, 'N') || airlog_scan_skip(scan, 'n')) utm->north = true;
    else if (!airlog_scan_skip(scan, 'S') && !airlog_scan_skip(scan, 's')) return false;
    return airlog_scan_spaces(scan, 2) > 0;
}

static airlog_reading finish_cap(airlog_utm *utm, const metres *east, const metres *north, size_t end,
                                 airlog_coordinate *out) {
    utm->easting_m = east->figure.value;
    utm->northing_m = north->figure.value;
    bool near = fabs(utm->easting_m - 2000000) < 1300000 && fabs(utm->northing_m - 2000000) < 1300000;
    if (!near) return airlog_coordinate_refuse(out, end, "this is outside the polar cap");
    out->point = airlog_utm_point(*utm);
    out->notation = "ups";
    out->end = end;
    int decimals = east->figure.decimals < north->figure.decimals ? east->figure.decimals : north->figure.decimals;
    airlog_metres_as_degrees(pow(10, -decimals), out->point.lat_deg, &out->precision_lon_deg, &out->precision_lat_deg);
    return AIRLOG_READING_FOUND;
}

static const char *check_utm(const airlog_utm *utm, airlog_lonlat point) {
    if (utm->easting_m < 100000 || utm->easting_m >= 900000) return "the easting is not between 100 and 900 km";
    if (utm->northing_m < 0 || utm->northing_m > 10000000) return "the northing is beyond 10,000 km";
    if (point.lat_deg > 84.6 || point.lat_deg < -80.6) return "the northing is beyond the limits of UTM";
    return NULL;
}

airlog_reading airlog_coordinate_utm(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    airlog_scan scan = {text, at};
    airlog_utm utm = {0};
    char letter = 0;
    bool named = false;
    metres east, north;
    bool cap = read_cap(&scan, mode, &utm);
    if (!cap && !read_zone(&scan, &utm, &letter, &named)) return AIRLOG_READING_NONE;
    if (!read_axis(&scan, 'E', &east)) return AIRLOG_READING_NONE;
    bool comma = airlog_scan_skip(&scan, ',');
    if (airlog_scan_spaces(&scan, 3) == 0 && !comma) return AIRLOG_READING_NONE;
    if (!read_axis(&scan, 'N', &north) || airlog_scan_letter(&scan)) return AIRLOG_READING_NONE;
    if (cap) {
        if (east.figure.whole != 7 && north.figure.whole != 7) return AIRLOG_READING_NONE;
        airlog_coordinate_start(out, "ups");
        return finish_cap(&utm, &east, &north, scan.at, out);
    }
    bool known = named || (mode & (AIRLOG_COORDINATE_GRID | AIRLOG_COORDINATE_WHOLE)) != 0 ||
                 (east.letter != 0 && north.letter != 0);
    bool sure = known || north.figure.whole == 7;
    int fewest = known ? 1 : 4; /* a northing of few digits is near the equator */
    if (east.figure.whole != 6 || north.figure.whole > 8 || north.figure.whole < fewest || !sure)
        return AIRLOG_READING_NONE;
    airlog_coordinate_start(out, "utm");
    if (!hemisphere_of(letter, &north, &utm, &out->doubts)) return AIRLOG_READING_NONE;
    utm.easting_m = east.figure.value;
    utm.northing_m = north.figure.value;
    out->point = airlog_utm_point(utm);
    const char *reason = check_utm(&utm, out->point);
    if (reason != NULL) return airlog_coordinate_refuse(out, scan.at, reason);
    out->end = scan.at;
    int decimals = east.figure.decimals < north.figure.decimals ? east.figure.decimals : north.figure.decimals;
    airlog_metres_as_degrees(pow(10, -decimals), out->point.lat_deg, &out->precision_lon_deg, &out->precision_lat_deg);
    return AIRLOG_READING_FOUND;
}
