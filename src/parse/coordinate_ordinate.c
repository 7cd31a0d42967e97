/* One ordinate in degrees, minutes and seconds, in any joining: 25 59 43 with marks, words, hyphens, colons, dots or
 * blanks, the hemisphere before or after it. */
#include "coordinate.h"

#include <math.h>
#include <string.h>

#define GROUPS_MAX 4

/* One number of an ordinate and what stands around it. */
typedef struct group {
    airlog_figure figure;
    char mark;  /* 'd' 'm' 's' after it, 0 none */
    char joint; /* before it: ' ' '-' ':' '.' 'd' (a mark), 0 for the first */
} group;

typedef struct body {
    group groups[GROUPS_MAX];
    int count;
    bool misspelt; /* the word "degrees" is damaged */
} body;

/* ---- axis words and hemispheres ---- */

static char axis_word(airlog_scan *scan) {
    int word = airlog_scan_word(scan, "latitude|lat|longitude|long|lon|lng");
    return word == 0 ? 0 : word <= 2 ? 'y' : 'x';
}

static char axis_of(char hemisphere) {
    if (hemisphere == 'N' || hemisphere == 'S') return 'y';
    return hemisphere == 'E' || hemisphere == 'W' ? 'x' : 0;
}

static char hemisphere_symbol(uint32_t symbol) {
    switch (symbol) {
    case AIRLOG_SYMBOL_NORTH: return 'N';
    case AIRLOG_SYMBOL_SOUTH: return 'S';
    case AIRLOG_SYMBOL_EAST: return 'E';
    case AIRLOG_SYMBOL_WEST: return 'W';
    default: return 0;
    }
}

static char hemisphere_letter(uint32_t symbol, bool *small) {
    *small = symbol == 'n' || symbol == 's' || symbol == 'e' || symbol == 'w';
    switch (symbol) {
    case 'N':
    case 'n': return 'N';
    case 'S':
    case 's': return 'S';
    case 'E':
    case 'e': return 'E';
    case 'W':
    case 'w': return 'W';
    default: return 0;
    }
}

/* A hemisphere at the cursor: a letter that no letter follows, a word, or its Han form. */
static char hemisphere_at(airlog_scan *scan, airlog_ordinate *out) {
    size_t length;
    uint32_t symbol = airlog_scan_look(scan, &length);
    char han = hemisphere_symbol(symbol);
    if (han != 0) {
        scan->at += length;
        return han;
    }
    bool small;
    char letter = hemisphere_letter(symbol, &small);
    if (letter == 0) return 0;
    airlog_scan step = {scan->text, scan->at + length};
    if (!airlog_scan_letter(&step)) {
        *scan = step;
        out->small = small;
        return letter;
    }
    int word = airlog_scan_word(scan, "north|south|east|west");
    out->worded = word != 0;
    return word == 0 ? 0 : "NSEW"[word - 1];
}

/* "lat. ", "Latitude:", "N", "N. ", "north " before the number. */
static void read_before(airlog_scan *scan, airlog_ordinate *out) {
    char axis = axis_word(scan);
    if (axis != 0) {
        out->axis = axis;
        out->keyword = true;
        airlog_scan_skip(scan, '.');
        airlog_scan_spaces(scan, 3);
        if (!airlog_scan_skip(scan, ':')) airlog_scan_skip(scan, '=');
        airlog_scan_spaces(scan, 3);
    }
    airlog_scan step = *scan;
    char hemisphere = hemisphere_at(&step, out);
    if (hemisphere == 0) return;
    bool dot = airlog_scan_skip(&step, '.') || airlog_scan_skip(&step, ':');
    size_t blanks = airlog_scan_spaces(&step, 2);
    airlog_scan sign = step;
    if (!airlog_scan_skip(&sign, '-')) airlog_scan_skip(&sign, '+');
    if (!airlog_scan_digit(&sign) || (out->small && !out->worded)) return;
    out->hemisphere = hemisphere;
    out->prefixed = true;
    out->glued = !dot && blanks == 0;
    *scan = step;
}

/* The hemisphere after the number, and the axis word after that. */
static void read_after(airlog_scan *scan, airlog_ordinate *out) {
    airlog_scan step = *scan;
    if (out->hemisphere == 0) {
        size_t blanks = airlog_scan_spaces(&step, 2);
        char hemisphere = hemisphere_at(&step, out);
        if (hemisphere != 0 && !(out->small && blanks > 0 && !out->marked)) {
            out->hemisphere = hemisphere;
            out->glued = blanks == 0;
            *scan = step;
        }
    }
    step = *scan;
    airlog_scan_skip(&step, '.');
    airlog_scan_spaces(&step, 2);
    char axis = out->keyword ? 0 : axis_word(&step);
    if (axis == 0) return;
    out->axis = axis;
    out->keyword = true;
    *scan = step;
    if (airlog_scan_skip(&step, '.')) *scan = step;
}

/* ---- marks ---- */

/* A damaged "degrees": its letters and no others. */
static bool misspelt_degrees(airlog_scan *scan) {
    airlog_scan step = *scan;
    int letters = 0, g = 0;
    size_t length;
    for (uint32_t c = airlog_scan_look(&step, &length); airlog_symbol_is_letter(c) && letters < 10;
         c = airlog_scan_look(&step, &length)) {
        uint32_t small = c >= 'A' && c <= 'Z' ? c + 32 : c;
        if (small > 'z' || strchr("degrs", (int)small) == NULL || (letters == 0 && small != 'd')) return false;
        g += small == 'g';
        ++letters;
        step.at += length;
    }
    if (letters < 6 || letters > 9 || g == 0) return false;
    *scan = step;
    return true;
}

/* The single letters that stand for marks, glued to the number: 50d4m17.698s. */
static char letter_mark(airlog_scan *scan, const body *read) {
    size_t length;
    uint32_t symbol = airlog_scan_look(scan, &length);
    char wanted = (symbol == 'd' || symbol == 'D') ? 'd' : symbol == 'm' ? 'm' : symbol == 's' ? 's' : 0;
    if (wanted == 0) return 0;
    char before = read->count > 1 ? read->groups[read->count - 2].mark : 0;
    if ((wanted == 'd') != (read->count == 1)) return 0;
    if ((wanted == 'm' && before != 'd') || (wanted == 's' && before != 'm')) return 0;
    airlog_scan step = {scan->text, scan->at + length};
    airlog_scan blank = step;
    airlog_scan_spaces(&blank, 1);
    bool small;
    bool hemisphere = hemisphere_letter(airlog_scan_peek(&blank), &small) != 0;
    bool number = airlog_scan_digit(&blank);
    if (wanted == 's' ? !hemisphere : !number && !hemisphere) return 0;
    if (airlog_scan_letter(&step) && !hemisphere) return 0;
    *scan = step;
    return wanted;
}

static char word_mark(airlog_scan *scan, body *read) {
    airlog_scan step = *scan;
    airlog_scan_spaces(&step, 1);
    int word = 0;
    if (read->count == 1) {
        word = airlog_scan_word(&step, "degrees|degree|degs|deg");
        if (word == 0 && misspelt_degrees(&step)) {
            read->misspelt = true;
            word = 1;
        }
        if (word != 0 && airlog_scan_peek(&step) == '.') airlog_scan_skip(&step, '.');
        if (word != 0) *scan = step;
        return word != 0 ? 'd' : 0;
    }
    if (read->groups[0].mark != 'd') return 0;
    if (read->count == 2) word = airlog_scan_word(&step, "minutes|minute|mins|min");
    char mark = word != 0 ? 'm' : 0;
    if (word == 0) word = airlog_scan_word(&step, "seconds|second|secs|sec");
    if (mark == 0 && word != 0) mark = 's';
    if (mark == 0) return 0;
    airlog_scan_skip(&step, '.');
    *scan = step;
    return mark;
}

/* The mark after the newest group. */
static char read_mark(airlog_scan *scan, body *read) {
    airlog_scan step = *scan;
    airlog_scan_spaces(&step, 1);
    char mark = 0;
    if (airlog_scan_skip(&step, AIRLOG_SYMBOL_DEGREE) || airlog_scan_skip(&step, '*')) mark = 'd';
    else if (airlog_scan_skip(&step, AIRLOG_SYMBOL_SECOND)) mark = 's';
    else if (airlog_scan_skip(&step, AIRLOG_SYMBOL_MINUTE))
        mark = airlog_scan_skip(&step, AIRLOG_SYMBOL_MINUTE) ? 's' : 'm';
    if (mark != 0) {
        *scan = step;
        return mark;
    }
    mark = word_mark(scan, read);
    return mark != 0 ? mark : letter_mark(scan, read);
}

/* ---- the body ---- */

/* 053.33.18.230: dots between whole numbers; how many there are, 0 when it is a plain decimal. */
static int count_dotted(airlog_scan scan) {
    int count = 0;
    airlog_figure figure;
    do {
        if (!airlog_scan_figure(&scan, AIRLOG_FIGURE_WHOLE, &figure) || figure.whole > 4) return 0;
        ++count;
    } while (count <= GROUPS_MAX && airlog_scan_skip(&scan, '.') && airlog_scan_digit(&scan));
    return count >= 3 && count <= GROUPS_MAX ? count : 0;
}

static void read_dotted(airlog_scan *scan, int count, body *read) {
    for (int i = 0; i < count; ++i) {
        if (i > 0) airlog_scan_skip(scan, '.');
        group *next = &read->groups[i];
        airlog_scan_figure(scan, AIRLOG_FIGURE_WHOLE, &next->figure);
        next->joint = i > 0 ? '.' : 0;
    }
    read->count = count;
    if (count == GROUPS_MAX) { /* the fourth is the fraction of the seconds */
        airlog_figure *seconds = &read->groups[2].figure, *fraction = &read->groups[3].figure;
        seconds->decimals = fraction->whole;
        seconds->value += fraction->value / pow(10, fraction->whole);
        read->count = 3;
    }
}

/* A decimal comma counts only where a mark or a hemisphere follows the number at once. */
static bool read_number(airlog_scan *scan, const body *read, airlog_figure *out) {
    airlog_scan comma = *scan;
    if (airlog_scan_figure(&comma, AIRLOG_FIGURE_COMMA, out) && out->decimals > 0) {
        airlog_scan after = comma;
        size_t blanks = airlog_scan_spaces(&after, 1);
        uint32_t next = airlog_scan_peek(&after);
        bool small, letter = blanks == 0 && hemisphere_letter(next, &small) != 0;
        bool mark = next == AIRLOG_SYMBOL_DEGREE || next == AIRLOG_SYMBOL_MINUTE || next == AIRLOG_SYMBOL_SECOND;
        if (mark || letter || (read->count > 0 && blanks > 0 && hemisphere_letter(next, &small) != 0)) {
            *scan = comma;
            return true;
        }
    }
    return airlog_scan_figure(scan, 0, out);
}

/* The joint before the next group, 0 when this ordinate ends here. */
static char read_joint(airlog_scan *scan, const body *read) {
    const group *last = &read->groups[read->count - 1];
    airlog_scan step = *scan;
    char joint;
    if (last->mark != 0) {
        size_t blanks = airlog_scan_spaces(&step, 3);
        if (blanks == 0 && !airlog_scan_skip(&step, '-')) airlog_scan_skip(&step, ',');
        joint = 'd';
    } else if (airlog_scan_skip(&step, ':')) {
        joint = ':';
    } else if (airlog_scan_skip(&step, '-')) {
        airlog_scan_spaces(&step, 1);
        joint = '-';
    } else if (airlog_scan_spaces(&step, 2) > 0) {
        joint = ' ';
    } else {
        return 0;
    }
    if (!airlog_scan_digit(&step)) return 0;
    *scan = step;
    return joint;
}

/* A second or third number may only be minutes or seconds. */
static bool fits(const body *read, const group *next) {
    const group *last = &read->groups[read->count - 1];
    if (next->mark == 'd') return false;
    if (last->mark == 'm' && next->mark == 'm') return false;
    if (last->mark == 's') return false;
    if (read->count > 1 && next->joint != read->groups[1].joint) /* 42 18-009: the hyphen is a decimal point */
        return read->groups[1].joint == ' ' && next->joint == '-' && next->figure.whole == 3;
    if (next->joint == 'd') return true;
    return next->figure.whole <= 2;
}

static bool read_group(airlog_scan *scan, body *read, int limit) {
    if (read->count >= limit || read->groups[read->count - 1].figure.decimals > 0) return false;
    airlog_scan step = *scan;
    group next = {0};
    next.joint = read_joint(&step, read);
    if (next.joint == 0 || !read_number(&step, read, &next.figure)) return false;
    body with = *read;
    with.groups[with.count++] = next;
    next.mark = read_mark(&step, &with);
    if (!fits(read, &next)) return false;
    read->groups[read->count++] = next;
    *scan = step;
    return true;
}

static bool read_body(airlog_scan *scan, int limit, body *read) {
    memset(read, 0, sizeof *read);
    int dotted = count_dotted(*scan);
    if (dotted > 0) {
        read_dotted(scan, dotted, read);
        return true;
    }
    if (!read_number(scan, read, &read->groups[0].figure)) return false;
    read->count = 1;
    read->groups[0].mark = read_mark(scan, read);
    while (read_group(scan, read, limit)) {
    }
    return true;
}

/* ---- the value ---- */

/* 2559' with the degree sign lost: the last two digits are minutes. */
static bool split_lost_degree(body *read, airlog_ordinate *out) {
    group *first = &read->groups[0];
    if (first->mark != 'm' || first->figure.whole < 3 || first->figure.whole > 5 || read->count > 2) return false;
    if (first->figure.value <= 90) return false;
    double degrees = floor(first->figure.value / 100);
    group minutes = *first;
    minutes.figure.value -= degrees * 100;
    minutes.figure.whole = 2;
    minutes.joint = 'd';
    first->figure = (airlog_figure){degrees, first->figure.whole - 2, 0};
    first->mark = 'd';
    if (read->count == 2) read->groups[2] = read->groups[1];
    read->groups[1] = minutes;
    ++read->count;
    out->doubts |= AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED);
    return true;
}

/* 42 18-009: three digits after the hyphen are thousandths of a minute. */
static void join_thousandths(body *read) {
    if (read->count != 3 || read->groups[2].joint != '-' || read->groups[1].joint != ' ') return;
    airlog_figure *minutes = &read->groups[1].figure;
    minutes->value += read->groups[2].figure.value / 1000;
    minutes->decimals = 3;
    read->count = 2;
}

/* 14.37.2 may be seconds or tenths of a minute. */
static void note_ambiguous(const body *read, airlog_ordinate *out) {
    if (read->count == 3 && read->groups[1].joint == '.' && read->groups[2].figure.whole == 1 &&
        read->groups[2].figure.decimals == 0)
        out->doubts |= AIRLOG_DOUBT_BIT(COORDINATE_AMBIGUOUS);
}

static const char *check_parts(const body *read) {
    static const char *const reasons[] = {"the minutes are 60 or more", "the seconds are 60 or more"};
    for (int i = 1; i < read->count; ++i) {
        const airlog_figure *figure = &read->groups[i].figure;
        if (figure->value < 60 || (figure->value == 60 && figure->decimals > 0)) continue; /* 60.0 is a rounded 59.99 */
        return reasons[i - 1];
    }
    return NULL;
}

/* The 's' mark may stand on the second number: 25 deg 30" has no minutes. */
static double unit_of(const body *read, int index) {
    static const double units[] = {1, 1.0 / 60, 1.0 / 3600};
    return read->groups[index].mark == 's' ? units[2] : units[index];
}

static void evaluate(body *read, airlog_ordinate *out) {
    if (read->misspelt) out->doubts |= AIRLOG_DOUBT_BIT(COORDINATE_REPAIRED);
    join_thousandths(read);
    note_ambiguous(read, out);
    if (out->reason == NULL) out->reason = check_parts(read);
    out->parts = read->count;
    out->joint = read->count > 1 ? read->groups[1].joint : 0;
    out->whole = read->groups[0].figure.whole;
    out->minute_digits = read->count > 1 ? read->groups[1].figure.whole : 0;
    for (int i = 0; i < read->count; ++i) {
        out->degrees += read->groups[i].figure.value * unit_of(read, i);
        out->marked = out->marked || (read->groups[i].mark != 0 && (i > 0 || read->groups[i].mark == 'd'));
    }
    const group *last = &read->groups[read->count - 1];
    out->decimals = last->figure.decimals;
    out->precision_deg = unit_of(read, read->count - 1) * pow(10, -out->decimals);
}

static void check_range(airlog_ordinate *out) {
    double limit = out->axis == 'y' ? 90 : 180;
    if (out->reason == NULL && out->axis != 0 && out->degrees > limit + 1e-12)
        out->reason = out->axis == 'y' ? "the latitude is beyond 90 degrees" : "the longitude is beyond 180 degrees";
    if (out->reason == NULL && out->degrees > 180 + 1e-12) out->reason = "the value is beyond 180 degrees";
}

static bool compact_shape(const body *read) {
    const group *first = &read->groups[0];
    return read->count == 1 && first->mark == 0 && first->figure.whole >= 4 && first->figure.whole <= 9;
}

bool airlog_ordinate_read(airlog_text text, size_t at, const airlog_ordinate *first, airlog_ordinate *out) {
    memset(out, 0, sizeof *out);
    airlog_scan scan = {text, at};
    read_before(&scan, out);
    if (airlog_scan_skip(&scan, '-')) out->sign = -1;
    else if (airlog_scan_skip(&scan, '+')) out->sign = 1;
    if (!airlog_scan_digit(&scan)) return false;
    body read;
    int limit = first != NULL && first->prefixed && first->joint == ' ' ? first->parts : 3;
    if (!read_body(&scan, limit, &read)) return false;
    if (read.groups[0].mark == 's' || (read.groups[0].mark == 'm' && !split_lost_degree(&read, out))) return false;
    out->marked = read.groups[0].mark == 'd';
    read_after(&scan, out);
    if (out->hemisphere != 0) {
        if (out->axis != 0 && out->axis != axis_of(out->hemisphere))
            out->reason = "the hemisphere does not belong to the axis that is named";
        out->axis = axis_of(out->hemisphere);
    }
    out->end = scan.at;
    if (compact_shape(&read)) {
        if (!airlog_ordinate_compact(read.groups[0].figure, out->axis, first, out)) return false;
    } else {
        evaluate(&read, out);
    }
    check_range(out);
    return true;
}
