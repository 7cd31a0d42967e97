/* Reads a quantity with the care that a prompt needs: what could mean two things is refused. */
#include "quantity.h"
#include "cli.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define LARGEST 1e60

enum { NUMBER_LONGEST = 40 }; /* digits of one number */

size_t airlog_cli_skip(airlog_text text, size_t at) {
    while (at < text.length && (text.bytes[at] == ' ' || text.bytes[at] == '\t')) at++;
    return at;
}

size_t airlog_cli_word(airlog_text text, size_t at) {
    size_t end = at;
    while (end < text.length && text.bytes[end] != ' ' && text.bytes[end] != '\t') end++;
    return end - at;
}

static char byte_at(airlog_text text, size_t at) {
    return at < text.length ? text.bytes[at] : '\0';
}

static bool digit_at(airlog_text text, size_t at) {
    return isdigit((unsigned char)byte_at(text, at)) != 0;
}

static size_t digits_at(airlog_text text, size_t at) {
    size_t end = at;
    while (digit_at(text, end)) end++;
    return end - at;
}

static bool string_at(airlog_text text, size_t at, const char *string) {
    size_t length = strlen(string);
    return at + length <= text.length && memcmp(text.bytes + at, string, length) == 0;
}

static airlog_status refuse(airlog_error *error, size_t at, airlog_status status) {
    airlog_error_at(error, "", 1, at + 1, at);
    if (error) error->column = at + 1;
    return status;
}

/* ---- numbers ------------------------------------------------------------------------------ */

typedef struct number {
    double value, step; /* step: one of its last digit */
    bool whole;         /* has no decimals, no fraction */
    bool found;
} number;

typedef struct digits {
    char bytes[NUMBER_LONGEST + 2];
    size_t length;
    int decimals;
} digits;

static bool digits_take(digits *taken, airlog_text text, size_t at, size_t count) {
    if (taken->length + count > NUMBER_LONGEST) return false;
    memcpy(taken->bytes + taken->length, text.bytes + at, count);
    taken->length += count;
    return true;
}

/* Length of a thousands mark at `at` that three digits follow, 0 when there is none. A blank marks thousands only
 * when it is one blank and the three digits are not the top of a fraction. */
static size_t thousands_mark(airlog_text text, size_t at) {
    static const char *const marks[] = {",", " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i]);
        if (!string_at(text, at, marks[i]) || digits_at(text, at + length) != 3) continue;
        if (byte_at(text, at + length + 3) == '/') continue;
        return length;
    }
    return 0;
}

/* Digits with thousands marks and decimals. */
static airlog_status plain_number(airlog_text text, size_t *at, digits *taken, airlog_error *error) {
    size_t begin = *at, here = *at;
    size_t run = digits_at(text, here);
    bool fits = digits_take(taken, text, here, run);
    here += run;
    bool may_group = run >= 1 && run <= 3 && text.bytes[begin] != '0';
    for (size_t mark; may_group && (mark = thousands_mark(text, here)) > 0;) {
        fits = fits && digits_take(taken, text, here + mark, 3);
        here += mark + 3;
    }
    if (byte_at(text, here) == '.' && (digit_at(text, here + 1) || run)) {
        size_t decimals = digits_at(text, here + 1);
        if (taken->length == 0) taken->bytes[taken->length++] = '0';
        if (fits && decimals) {
            taken->bytes[taken->length++] = '.';
            fits = digits_take(taken, text, here + 1, decimals);
        }
        taken->decimals = (int)decimals;
        here += 1 + decimals;
    }
    if (byte_at(text, here) == ',' && digit_at(text, here + 1))
        return refuse(error, begin,
                      airlog_fail(error, AIRLOG_E_ARGUMENT,
                                  "a comma marks thousands, so '%.*s' can be read in two ways: write a decimal point, "
                                  "or three digits after the comma",
                                  (int)airlog_cli_word(text, begin), text.bytes + begin));
    if (!fits)
        return refuse(error, begin,
                      airlog_fail(error, AIRLOG_E_ARGUMENT, "a number of more than %d digits", NUMBER_LONGEST));
    *at = here;
    return AIRLOG_OK;
}

/* "e3" and "E-7" directly behind the digits. */
static int exponent_at(airlog_text text, size_t *at) {
    size_t here = *at;
    if (byte_at(text, here) != 'e' && byte_at(text, here) != 'E') return 0;
    here++;
    bool negative = byte_at(text, here) == '-';
    if (negative || byte_at(text, here) == '+') here++;
    size_t count = digits_at(text, here);
    if (count == 0 || count > 3) return 0;
    int exponent = 0;
    for (size_t i = 0; i < count; i++) exponent = exponent * 10 + (text.bytes[here + i] - '0');
    *at = here + count;
    return negative ? -exponent : exponent;
}

static const struct {
    const char *sign;
    int top, bottom;
} fraction_signs[] = {{"\xC2\xBD", 1, 2},     {"\xC2\xBC", 1, 4},     {"\xC2\xBE", 3, 4},
                      {"\xE2\x85\x93", 1, 3}, {"\xE2\x85\x94", 2, 3}, {"\xE2\x85\x9B", 1, 8},
                      {"\xE2\x85\x9C", 3, 8}, {"\xE2\x85\x9D", 5, 8}, {"\xE2\x85\x9E", 7, 8}};

static int small_number(airlog_text text, size_t at, size_t count) {
    int value = 0;
    for (size_t i = 0; i < count; i++) value = value * 10 + (text.bytes[at + i] - '0');
    return value;
}

/* "1/2" or a fraction sign at `at`: its length, 0 when there is none. */
static size_t fraction_at(airlog_text text, size_t at, int *out_top, int *out_bottom) {
    for (size_t i = 0; i < sizeof fraction_signs / sizeof fraction_signs[0]; i++) {
        if (!string_at(text, at, fraction_signs[i].sign)) continue;
        *out_top = fraction_signs[i].top;
        *out_bottom = fraction_signs[i].bottom;
        return strlen(fraction_signs[i].sign);
    }
    size_t top = digits_at(text, at);
    if (top == 0 || top > 4 || byte_at(text, at + top) != '/') return 0;
    size_t bottom = digits_at(text, at + top + 1);
    if (bottom == 0 || bottom > 4 || small_number(text, at + top + 1, bottom) == 0) return 0;
    *out_top = small_number(text, at, top);
    *out_bottom = small_number(text, at + top + 1, bottom);
    return top + 1 + bottom;
}

/* The fraction that goes with a whole number: "1 1/2", "1-1/2", or a sign directly behind it. */
static void add_fraction(airlog_text text, size_t *at, number *out) {
    size_t gap = byte_at(text, *at) == ' ' || byte_at(text, *at) == '-' ? 1 : 0;
    int top, bottom;
    size_t length = fraction_at(text, *at + gap, &top, &bottom);
    if (!length || (!gap && digit_at(text, *at)) || top >= bottom) return;
    out->value += (double)top / bottom;
    out->step = 1.0 / (bottom * 10.0);
    out->whole = false;
    *at += gap + length;
}

static airlog_status unsigned_number(airlog_text text, size_t *at, number *out, airlog_error *error) {
    int top, bottom;
    size_t length = fraction_at(text, *at, &top, &bottom);
    if (length) {
        *out = (number){(double)top / bottom, 1.0 / (bottom * 10.0), false, true};
        *at += length;
        return AIRLOG_OK;
    }
    if (!digit_at(text, *at) && !(byte_at(text, *at) == '.' && digit_at(text, *at + 1))) return AIRLOG_OK;
    digits taken = {.length = 0};
    airlog_status status = plain_number(text, at, &taken, error);
    if (status != AIRLOG_OK) return status;
    double value;
    if (!airlog_number_read((airlog_text){taken.bytes, taken.length}, &value))
        return refuse(error, *at, airlog_fail(error, AIRLOG_E_ARGUMENT, "not a number"));
    double scale = pow(10, exponent_at(text, at));
    if (value * scale > LARGEST || (value > 0 && value * scale < 1 / LARGEST))
        return refuse(error, *at, airlog_fail(error, AIRLOG_E_ARGUMENT, "a number of more than 60 places"));
    *out = (number){value * scale, pow(10, -taken.decimals) * scale, taken.decimals == 0, true};
    if (out->whole) add_fraction(text, at, out);
    return AIRLOG_OK;
}

static airlog_status number_at(airlog_text text, size_t *at, number *out, airlog_error *error) {
    *out = (number){.found = false};
    size_t here = *at;
    bool minus = byte_at(text, here) == '-' || string_at(text, here, "\xE2\x88\x92");
    if (minus) here += byte_at(text, here) == '-' ? 1 : 3;
    if (!minus && byte_at(text, here) == '+') here++;
    airlog_status status = unsigned_number(text, &here, out, error);
    if (status != AIRLOG_OK || !out->found) return status;
    if (minus) out->value = -out->value;
    *at = here;
    return AIRLOG_OK;
}

/* ---- quantities --------------------------------------------------------------------------- */

/* The unit behind a number; a hyphen may join them: "33,000-foot". */
static const cli_unit *unit_behind(airlog_text text, size_t *at) {
    size_t here = airlog_cli_skip(text, *at);
    if (here == *at && byte_at(text, here) == '-' && isalpha((unsigned char)byte_at(text, here + 1))) here++;
    size_t length;
    const cli_unit *unit = airlog_cli_unit_at(text, here, &length);
    if (!unit) return NULL;
    here += length;
    if (byte_at(text, here) == '.') here++; /* "5 ft. 3 in." */
    *at = here;
    return unit;
}

airlog_status airlog_cli_not_a_unit(airlog_text text, size_t at, airlog_error *error) {
    size_t here = airlog_cli_skip(text, at);
    if (here == text.length)
        return refuse(error, at, airlog_fail(error, AIRLOG_E_ARGUMENT, "a number without a unit: add one, such as ft"));
    char typed[64];
    size_t length = airlog_cli_word(text, here);
    if (length >= sizeof typed) length = airlog_utf8_cut((airlog_text){text.bytes + here, length}, sizeof typed - 1);
    memcpy(typed, text.bytes + here, length);
    typed[length] = '\0';
    if (isdigit((unsigned char)typed[0]))
        return refuse(error, here,
                      airlog_fail(error, AIRLOG_E_ARGUMENT, "'%s' follows a number that has no unit", typed));
    const char *trap = airlog_cli_unit_trap(typed);
    airlog_text near = airlog_cli_unit_near(typed);
    airlog_status status;
    if (trap)
        status = airlog_fail(error, AIRLOG_E_ARGUMENT, "%s", trap);
    else if (near.length)
        status = airlog_fail(error, AIRLOG_E_ARGUMENT, "there is no unit '%s'; did you mean '%.*s'?", typed,
                             (int)near.length, near.bytes);
    else
        status = airlog_fail(error, AIRLOG_E_ARGUMENT, "there is no unit '%s'", typed);
    return refuse(error, here, status);
}

/* Speeds and levels as flight plans write them (ICAO Doc 4444, items 15a and b): a letter and a fixed number of digits.
 * N and S could begin a latitude, so that something must follow them. */
static bool flight_plan(airlog_text text, size_t *at, cli_quantity *out) {
    static const struct {
        char letter, follows;
        size_t digits;
        const char *symbol;
        double one; /* of the last digit, in that unit */
        const char *assumed;
    } forms[] = {
        {'M', 0, 3, "Mach", 0.01, "M and three digits are hundredths of a Mach number, as in flight plans"},
        {'N', 1, 4, "kt", 1, "N and four digits are knots, as in flight plans"},
        {'K', 0, 4, "km/h", 1, "K and four digits are kilometres an hour, as in flight plans"},
        {'F', 0, 3, "FL", 1, NULL},
        {'A', 0, 3, "ft", 100, "A and three digits are an altitude in hundreds of feet, as in flight plans"},
        {'S', 1, 4, "m", 10, "S and four digits are a level in tens of metres, as in flight plans"},
        {'M', 0, 4, "m", 10, "M and four digits are an altitude in tens of metres, as in flight plans"},
    };
    size_t count = digits_at(text, *at + 1), end = *at + 1 + count;
    bool ends = end == text.length || byte_at(text, end) == ' ' || byte_at(text, end) == '\t';
    for (size_t i = 0; ends && i < sizeof forms / sizeof forms[0]; i++) {
        if (byte_at(text, *at) != forms[i].letter || count != forms[i].digits) continue;
        if (forms[i].follows && airlog_cli_skip(text, end) == text.length) continue;
        out->unit = airlog_cli_unit_of(forms[i].symbol);
        double si = out->unit->si > 0 ? out->unit->si : 1;
        airlog_number_read((airlog_text){text.bytes + *at + 1, count}, &out->value);
        /* One division for what is less than one: 82 hundredths are 0.82. */
        out->value = forms[i].one < 1 ? out->value / round(1 / forms[i].one) : out->value * forms[i].one;
        out->value_si = out->value * si;
        out->step_si = forms[i].one * si;
        out->assumed = forms[i].assumed;
        *at = end;
        return true;
    }
    return false;
}

/* "FL330", "flight level 330", "Mach 0.82", "M.82": the unit stands first. */
static airlog_status unit_first(airlog_text text, size_t *at, cli_quantity *out, airlog_error *error) {
    static const struct {
        const char *word, *symbol;
    } words[] = {{"flight level", "FL"}, {"fl", "FL"}, {"mach", "Mach"}, {"m", "Mach"}};
    if (flight_plan(text, at, out)) return AIRLOG_OK;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i].word), here = *at + length;
        if (here > text.length || !airlog_text_is((airlog_text){text.bytes + *at, length}, words[i].word)) continue;
        here = airlog_cli_skip(text, here);
        number value;
        airlog_status status = number_at(text, &here, &value, error);
        if (status != AIRLOG_OK) return status;
        if (!value.found) continue;
        out->unit = airlog_cli_unit_of(words[i].symbol);
        double si = out->unit->si > 0 ? out->unit->si : 1;
        out->value = value.value;
        out->value_si = value.value * si;
        out->step_si = value.step * si;
        *at = here;
        return AIRLOG_OK;
    }
    return AIRLOG_OK;
}

/* Whether "3 in" may follow "5 ft": a whole number of one kind, then less than one of it in a unit that divides it. */
static bool continues(const cli_unit *before, bool before_whole, const cli_unit *unit, double value) {
    if (before->dimension != unit->dimension || before->si <= 0 || unit->si <= 0 || !before_whole) return false;
    double ratio = before->si / unit->si;
    return ratio > 1.5 && fabs(ratio - round(ratio)) < 1e-9 && value >= 0 && value < round(ratio);
}

/* 51 deg 28' 40", 1h30m: what else are feet, inches and metres are minutes and seconds there. */
static const cli_unit *sexagesimal(const cli_unit *first, const cli_unit *unit) {
    if (first->dimension == CLI_DIMENSION_TIME && strcmp(unit->symbol, "m") == 0) return airlog_cli_unit_of("min");
    if (first->dimension != CLI_DIMENSION_ANGLE) return unit;
    if (strcmp(unit->symbol, "ft") == 0 || strcmp(unit->symbol, "min") == 0) return airlog_cli_unit_of("arcmin");
    if (strcmp(unit->symbol, "in") == 0 || strcmp(unit->symbol, "s") == 0) return airlog_cli_unit_of("arcsec");
    return unit;
}

/* Further parts: "5 ft 3 in", "2 h 30 min". What does not continue the quantity is left where it stands. */
static airlog_status more_parts(airlog_text text, size_t *at, bool whole, cli_quantity *out, airlog_error *error) {
    const cli_unit *before = out->unit;
    double sign = out->value < 0 ? -1 : 1;
    for (;;) {
        const size_t begin = airlog_cli_skip(text, *at);
        size_t here = begin;
        number value;
        airlog_status status = digit_at(text, here) ? number_at(text, &here, &value, error) : AIRLOG_OK;
        if (status != AIRLOG_OK) return status;
        if (here == begin) return AIRLOG_OK;
        const cli_unit *unit = unit_behind(text, &here);
        if (!unit) return airlog_cli_not_a_unit(text, here, error);
        unit = sexagesimal(out->unit, unit);
        if (!continues(before, whole, unit, value.value))
            return refuse(error, begin,
                          airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' cannot follow '%.*s' in one quantity",
                                      (int)(here - begin), text.bytes + begin, (int)*at, text.bytes));
        out->value_si += sign * value.value * unit->si;
        out->value = out->value_si / out->unit->si;
        out->step_si = value.step * unit->si;
        before = unit;
        whole = value.whole;
        *at = here;
    }
}

static airlog_status check_flight_level(const cli_quantity *quantity, size_t at, airlog_error *error) {
    if (strcmp(quantity->unit->symbol, "FL") != 0) return AIRLOG_OK;
    bool good = quantity->value >= 0 && quantity->value <= 999 && quantity->value == floor(quantity->value);
    if (good) return AIRLOG_OK;
    return refuse(
        error, at,
        airlog_fail(error, AIRLOG_E_ARGUMENT, "a flight level is a whole number from 0 to 999 (hundreds of feet)"));
}

/* Length of what parts the ends of a range: a dash, "to", with or without blanks. */
static size_t range_mark(airlog_text text, size_t at) {
    static const char *const marks[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "to "};
    size_t here = airlog_cli_skip(text, at);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (string_at(text, here, marks[i]) && (marks[i][0] != 't' || here > at))
            return airlog_cli_skip(text, here + strlen(marks[i])) - at;
    return 0;
}

bool airlog_cli_range(airlog_text text, size_t *at, cli_quantity *out, double *out_end_si) {
    size_t here = airlog_cli_skip(text, *at);
    number first, last;
    if (number_at(text, &here, &first, NULL) != AIRLOG_OK || !first.found) return false;
    size_t mark = range_mark(text, here);
    here += mark;
    if (!mark || !digit_at(text, here) || number_at(text, &here, &last, NULL) != AIRLOG_OK) return false;
    const cli_unit *unit = unit_behind(text, &here);
    if (!unit || unit->si <= 0 || last.value <= first.value) return false;
    *out = (cli_quantity){.unit = unit,
                          .value = first.value,
                          .value_si = first.value * unit->si,
                          .step_si = fmin(first.step, last.step) * unit->si};
    *out_end_si = last.value * unit->si;
    *at = here;
    return true;
}

airlog_status airlog_cli_quantity(airlog_text text, size_t *at, cli_quantity *out, airlog_error *error) {
    *out = (cli_quantity){0};
    size_t begin = airlog_cli_skip(text, *at), here = begin;
    airlog_status status = unit_first(text, &here, out, error);
    bool whole = true;
    if (status == AIRLOG_OK && !out->unit) {
        number value;
        status = number_at(text, &here, &value, error);
        if (status != AIRLOG_OK) return status;
        if (!value.found)
            return refuse(error, begin,
                          airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' is not a number",
                                      (int)airlog_cli_word(text, begin), text.bytes + begin));
        size_t behind = here;
        out->unit = unit_behind(text, &here);
        if (!out->unit) return airlog_cli_not_a_unit(text, behind, error);
        double si = out->unit->si > 0 ? out->unit->si : 1;
        out->value = value.value;
        out->value_si = value.value * si;
        out->step_si = value.step * si;
        whole = value.whole;
        if (out->unit->si > 0) status = more_parts(text, &here, whole, out, error);
    }
    if (status == AIRLOG_OK) status = check_flight_level(out, begin, error);
    if (status != AIRLOG_OK) return status;
    if (strcmp(out->unit->symbol, "FL") == 0) out->assumed = "a flight level is an altitude at 1013.25 hPa";
    *at = here;
    return AIRLOG_OK;
}
