/* Two ordinates that make a pair: which is the latitude, and whether what is written is enough to believe it. */
#include "coordinate.h"

#include <math.h>
#include <string.h>

/* Steps over what may stand between the two: blanks, one mark, "and"; reports the mark. */
static char separator(airlog_scan *scan, bool first_has_letter) {
    char mark = ' ';
    airlog_scan_spaces(scan, 4);
    size_t length;
    uint32_t symbol = airlog_scan_look(scan, &length);
    airlog_scan step = {scan->text, scan->at + length};
    switch (symbol) {
    case ',':
    case ';':
    case '/':
    case '|':
    case '&': mark = (char)symbol; break;
    case '-':
        if (!first_has_letter && airlog_scan_digit(&step)) return mark; /* a sign */
        mark = '-';
        break;
    case AIRLOG_SYMBOL_JUNK: mark = '-'; break;
    case AIRLOG_SYMBOL_TIMES: mark = 'x'; break;
    case 0xFF0C: mark = ','; break;
    default:
        if (airlog_scan_word(scan, "and|x|by") != 0) {
            mark = 'a';
            airlog_scan_spaces(scan, 4);
        }
        return mark;
    }
    *scan = step;
    airlog_scan_spaces(scan, 4);
    if (mark == ',' && airlog_scan_word(scan, "and") != 0) airlog_scan_spaces(scan, 4);
    if (mark == '-') airlog_scan_skip(scan, '-'); /* "--" */
    return mark;
}

/* A checksum digit after the letter of a compact ordinate: 4218N4/ */
static size_t after_checksum(airlog_text text, const airlog_ordinate *ordinate) {
    airlog_scan scan = {text, ordinate->end};
    if (!ordinate->compact || ordinate->prefixed || !airlog_scan_digit(&scan)) return ordinate->end;
    size_t length;
    airlog_scan_look(&scan, &length);
    scan.at += length;
    return airlog_scan_skip(&scan, '/') ? scan.at - 1 : ordinate->end;
}

/* 325515E0350549: the letter belongs to the longitude, the latitude has lost its own. */
static bool lost_letter(airlog_text text, size_t at, airlog_ordinate *a, airlog_ordinate *b) {
    airlog_scan scan = {text, at};
    airlog_figure lat, lon;
    if (!airlog_scan_figure(&scan, AIRLOG_FIGURE_WHOLE, &lat) || (lat.whole != 4 && lat.whole != 6)) return false;
    *a = (airlog_ordinate){.axis = 'y', .hemisphere = 'N', .glued = true, .end = scan.at};
    *b = (airlog_ordinate){.axis = 'x', .hemisphere = 'E', .prefixed = true, .glued = true};
    if (!airlog_scan_skip(&scan, 'E')) {
        if (!airlog_scan_skip(&scan, 'W')) return false;
        b->hemisphere = 'W';
    }
    if (!airlog_scan_figure(&scan, AIRLOG_FIGURE_WHOLE, &lon) || lon.whole != lat.whole + 1) return false;
    if (airlog_scan_letter(&scan)) return false;
    if (!airlog_ordinate_compact(lat, 'y', NULL, a) || !airlog_ordinate_compact(lon, 'x', NULL, b)) return false;
    a->doubts |= AIRLOG_DOUBT_BIT(HEMISPHERE_INFERRED);
    b->end = scan.at;
    return a->degrees <= 90 && b->degrees <= 180;
}

static bool precise(const airlog_ordinate *a, const airlog_ordinate *b, int sum) {
    return a->decimals >= 2 && b->decimals >= 2 && a->decimals + b->decimals >= sum;
}

/* Numbers alone, or with signs or degree signs: believed when the whole text is that, or a cue stands before. */
static bool believable_bare(const airlog_ordinate *a, const airlog_ordinate *b, unsigned mode, char mark) {
    bool named = a->keyword && b->keyword;
    if (named) return true;
    if (a->parts != b->parts || a->compact || b->compact) return false;
    if (mark == 'a' || mark == '-' || mark == 'x' || mark == '|' || mark == '&') return false;
    bool whole = (mode & AIRLOG_COORDINATE_WHOLE) != 0, cue = (mode & AIRLOG_COORDINATE_CUE) != 0;
    if (a->parts > 1) return (whole || cue) && a->joint == b->joint && (a->marked || a->sign != 0 || b->sign != 0);
    if (a->marked && b->marked) return precise(a, b, whole || cue ? 4 : 6);
    return whole ? precise(a, b, 4) : cue && precise(a, b, 5);
}

/* Hyphens, blanks and colons also join scores, ranges and clock times: minutes must be written in full or go on. */
static bool full_minutes(const airlog_ordinate *ordinate) {
    return ordinate->joint == 'd' || ordinate->compact || ordinate->minute_digits == 2 || ordinate->decimals > 0;
}

/* Both have a letter or a word. Short numbers also occur as "2 N 3 W of": they need something more. */
static bool believable_lettered(const airlog_ordinate *a, const airlog_ordinate *b, unsigned mode) {
    if ((mode & (AIRLOG_COORDINATE_WHOLE | AIRLOG_COORDINATE_CUE)) != 0 || (a->keyword && b->keyword)) return true;
    if (a->marked || b->marked) return true;
    if (a->small || b->small) return false;
    if (a->compact && b->compact) return true;
    if (a->prefixed != b->prefixed) return false;
    if (a->parts > 1 && b->parts > 1) return full_minutes(a) && full_minutes(b);
    if (a->parts > 1 || b->parts > 1) return false;
    if (a->decimals >= 2 && b->decimals >= 2) return true;
    if (!a->glued || !b->glued) return false;
    if (a->decimals >= 1 && b->decimals >= 1) return true;
    return a->whole == 2 && b->whole == 3 && a->decimals == 0 && b->decimals == 0;
}

/* A blank-separated triple that meets a double was entered one number too early: "at 12 15 04N, 041 44E". */
static bool same_shape(const airlog_ordinate *a, const airlog_ordinate *b) {
    return a->joint != ' ' || a->prefixed || a->parts == b->parts;
}

/* Only one letter: the other is inferred where the second is clearly an angle. */
static bool infer_hemisphere(airlog_ordinate *a, airlog_ordinate *b) {
    airlog_ordinate *bare = a->axis == 0 ? a : b, *known = a->axis == 0 ? b : a;
    if (bare->axis != 0 || known->axis == 0 || !(bare->marked || bare->keyword) || !known->marked) return false;
    bare->axis = known->axis == 'y' ? 'x' : 'y';
    if (bare->sign == 0) bare->doubts |= AIRLOG_DOUBT_BIT(HEMISPHERE_INFERRED);
    if (bare->axis == 'y' && bare->degrees > 90) bare->reason = "the latitude is beyond 90 degrees";
    return true;
}

static double signed_degrees(const airlog_ordinate *ordinate) {
    if (ordinate->hemisphere == 'S' || ordinate->hemisphere == 'W') return -ordinate->degrees;
    if (ordinate->hemisphere != 0) return ordinate->degrees;
    return ordinate->sign < 0 ? -ordinate->degrees : ordinate->degrees;
}

static const char *notation_of(const airlog_ordinate *lat, const airlog_ordinate *lon) {
    static const char *const names[] = {"dd", "dm", "dms"};
    if (lat->compact && lon->compact) return "icao";
    int parts = lat->parts > lon->parts ? lat->parts : lon->parts;
    return names[parts - 1];
}

/* 18.24S 22.45E may be degrees and minutes; not when the digits after the point could be no minutes. */
static bool two_readings(const airlog_ordinate *a, const airlog_ordinate *b) {
    if (a->parts != 1 || b->parts != 1 || a->marked || b->marked || a->decimals != 2 || b->decimals != 2) return false;
    if (a->hemisphere == 0 || b->hemisphere == 0) return false;
    return a->degrees - floor(a->degrees) < 0.595 && b->degrees - floor(b->degrees) < 0.595;
}

static airlog_reading accept(const airlog_ordinate *a, const airlog_ordinate *b, airlog_coordinate *out) {
    const airlog_ordinate *lat = a->axis == 'y' ? a : b, *lon = a->axis == 'y' ? b : a;
    airlog_coordinate_start(out, notation_of(lat, lon));
    if (lat->reason != NULL) return airlog_coordinate_refuse(out, b->end, lat->reason);
    if (lon->reason != NULL) return airlog_coordinate_refuse(out, b->end, lon->reason);
    out->point = (airlog_lonlat){signed_degrees(lon), signed_degrees(lat)};
    out->precision_lat_deg = lat->precision_deg;
    out->precision_lon_deg = lon->precision_deg;
    out->doubts = lat->doubts | lon->doubts;
    if ((lat->sign < 0 && lat->hemisphere != 0) || (lon->sign < 0 && lon->hemisphere != 0))
        out->doubts |= AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED); /* a sign and a letter: the letter decides */
    if (two_readings(a, b)) out->doubts |= AIRLOG_DOUBT_BIT(COORDINATE_AMBIGUOUS);
    out->end = b->end;
    return AIRLOG_READING_FOUND;
}

/* Latitude first is the rule for bare numbers; a first number beyond 90 can only be a longitude. */
static void order_bare(airlog_ordinate *a, airlog_ordinate *b) {
    bool swapped = a->degrees > 90 && b->degrees <= 90;
    a->axis = swapped ? 'x' : 'y';
    b->axis = swapped ? 'y' : 'x';
    if (swapped) a->doubts |= AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED);
    airlog_ordinate *lat = swapped ? b : a;
    if (lat->reason == NULL && lat->degrees > 90) lat->reason = "the latitude is beyond 90 degrees";
}

/* "50 deg ... east, 23 deg ... south": in words the latitude stands first, so two values that fit both axes were
 * probably exchanged. */
static bool exchanged(const airlog_ordinate *a, const airlog_ordinate *b) {
    return a->axis == 'x' && a->worded && b->worded && !a->prefixed && !a->keyword && a->degrees <= 90;
}

/* The radius in nautical miles that a NOTAM's Q line runs on after the longitude: 4038N07346W005. */
static void take_radius(airlog_text text, const airlog_ordinate *a, const airlog_ordinate *b, airlog_coordinate *out) {
    airlog_scan scan = {text, out->end};
    airlog_figure radius;
    if (!a->compact || !b->compact || b->prefixed || a->parts != 2 || b->parts != 2) return;
    if (!airlog_scan_figure(&scan, AIRLOG_FIGURE_WHOLE, &radius) || radius.whole != 3) return;
    if (airlog_scan_letter(&scan)) return;
    out->radius_m = radius.value * 1852;
    out->end = scan.at;
}

static airlog_reading judge(airlog_text text, airlog_ordinate *a, airlog_ordinate *b, unsigned mode, char mark,
                            airlog_coordinate *out) {
    if (a->hemisphere == 0 && b->hemisphere == 0) {
        if (!believable_bare(a, b, mode, mark)) return AIRLOG_READING_NONE;
        if (a->axis == 0 && b->axis == 0) order_bare(a, b);
        if (a->axis == b->axis) return airlog_coordinate_refuse(out, b->end, "both are named as the same axis");
        return accept(a, b, out);
    }
    if ((a->axis == 0 || b->axis == 0) && !infer_hemisphere(a, b)) return AIRLOG_READING_NONE;
    if (!same_shape(a, b) || (a->hemisphere != 0 && b->hemisphere != 0 && !believable_lettered(a, b, mode)))
        return AIRLOG_READING_NONE;
    if (a->axis == b->axis)
        return airlog_coordinate_refuse(out, b->end, a->axis == 'y' ? "both are latitudes" : "both are longitudes");
    if (exchanged(a, b))
        return airlog_coordinate_refuse(out, b->end, "the longitude stands first; they may have been exchanged");
    airlog_reading reading = accept(a, b, out);
    if (reading == AIRLOG_READING_FOUND) take_radius(text, a, b, out);
    return reading;
}

/* A third number after a bare pair makes it a list, not a pair. */
static bool runs_on(airlog_text text, const airlog_ordinate *a, const airlog_ordinate *b) {
    if (a->hemisphere != 0 || b->hemisphere != 0) return false;
    airlog_scan scan = {text, b->end};
    if (airlog_scan_letter(&scan) || airlog_scan_digit(&scan)) return true;
    if (!airlog_scan_skip(&scan, ',') && !airlog_scan_skip(&scan, '.')) return false;
    airlog_scan_spaces(&scan, 1);
    airlog_scan_skip(&scan, '-');
    return airlog_scan_digit(&scan);
}

airlog_reading airlog_coordinate_pair(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    airlog_ordinate a, b;
    if (lost_letter(text, at, &a, &b)) return accept(&a, &b, out);
    if (!airlog_ordinate_read(text, at, NULL, &a)) return AIRLOG_READING_NONE;
    airlog_scan scan = {text, after_checksum(text, &a)};
    char mark = separator(&scan, a.hemisphere != 0);
    if (scan.at == a.end && a.hemisphere == 0 && !a.marked) {
        airlog_scan sign = scan;
        if (!airlog_scan_skip(&sign, '-') && !airlog_scan_skip(&sign, '+')) return AIRLOG_READING_NONE;
    }
    if (!airlog_ordinate_read(text, scan.at, &a, &b)) return AIRLOG_READING_NONE;
    if (runs_on(text, &a, &b)) return AIRLOG_READING_NONE;
    b.end = after_checksum(text, &b);
    return judge(text, &a, &b, mode, mark, out);
}
