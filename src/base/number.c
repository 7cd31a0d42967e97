#include "airlog/base.h"

#include <math.h>
#include <string.h>

static const double power10[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define POWERS ((int)(sizeof power10 / sizeof power10[0]))

/* More digits than a double tells apart are passed over, but their places are counted. */
#define DIGITS_KEPT 18

typedef struct decimal {
    uint64_t digits;
    int kept;
    int places; /* value = digits * 10^-places */
    int seen;
} decimal;

static void add_digit(decimal *number, char c, bool after_point) {
    number->seen++;
    if (number->kept < DIGITS_KEPT) {
        number->digits = number->digits * 10 + (uint64_t)(c - '0');
        if (number->digits != 0) number->kept++;
        if (after_point) number->places++;
    } else if (!after_point) {
        number->places--;
    }
}

/* Exact for up to 15 digits and 22 places, where both operands are exact doubles and one division rounds
 * once; longer numbers are right to the last bit or one beside it. */
static double decimal_value(const decimal *number) {
    double value = (double)number->digits;
    int places = number->places;
    for (; places >= POWERS; places -= POWERS - 1) value /= power10[POWERS - 1];
    for (; places <= -POWERS; places += POWERS - 1) value *= power10[POWERS - 1];
    return places >= 0 ? value / power10[places] : value * power10[-places];
}

/* What most numbers are: up to 15 digits with a point among them, so that one division gives the exact value. */
static bool read_short(const char *bytes, size_t length, double *out) {
    uint64_t digits = 0;
    size_t point = length;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)(unsigned char)bytes[i] - '0';
        if (digit <= 9) {
            digits = digits * 10 + digit;
        } else {
            if (bytes[i] != '.' || point != length) return false;
            point = i;
        }
    }
    *out = (double)digits / power10[point < length ? length - 1 - point : 0];
    return point < length ? length > 1 : length > 0;
}

bool airlog_number_read(airlog_text text, double *out) {
    size_t at = 0;
    bool negative = false;
    if (at < text.length && (text.bytes[at] == '-' || text.bytes[at] == '+')) negative = text.bytes[at++] == '-';
    if (text.length - at <= 16) {
        double magnitude;
        if (!read_short(text.bytes + at, text.length - at, &magnitude)) return false;
        *out = negative ? -magnitude : magnitude;
        return true;
    }
    decimal number = {0};
    bool after_point = false;
    for (; at < text.length; at++) {
        char c = text.bytes[at];
        if (c == '.' && !after_point) {
            after_point = true;
        } else if (c >= '0' && c <= '9') {
            add_digit(&number, c, after_point);
        } else {
            return false;
        }
    }
    if (number.seen == 0) return false;
    double value = decimal_value(&number);
    *out = negative ? -value : value;
    return true;
}

static size_t print_integer(char *out, uint64_t value) {
    char reversed[20];
    size_t length = 0;
    do {
        reversed[length++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    for (size_t i = 0; i < length; i++) out[i] = reversed[length - 1 - i];
    return length;
}

/* A whole number too large for 64 bits: digits of the decimal expansion that a double can tell, then zeros.
 * Nothing in the field is this large; what matters is that the output stays a number. */
static size_t print_huge(char *out, double magnitude) {
    int exponent = 0;
    while (magnitude >= 1e15) {
        magnitude /= 10;
        exponent++;
    }
    size_t length = print_integer(out, (uint64_t)(magnitude + 0.5));
    if (exponent > 0) {
        out[length++] = 'e';
        length += print_integer(out + length, (uint64_t)exponent);
    }
    return length;
}

static size_t print_fraction(char *out, uint64_t fraction, int decimals) {
    while (decimals > 0 && fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    if (decimals == 0) return 0;
    out[0] = '.';
    for (int i = decimals; i > 0; i--) {
        out[i] = (char)('0' + fraction % 10);
        fraction /= 10;
    }
    return (size_t)decimals + 1;
}

size_t airlog_number_print(char out[32], double value, int decimals) {
    if (!isfinite(value)) {
        memcpy(out, "null", 4);
        return 4;
    }
    double magnitude = fabs(value);
    if (decimals < 0) decimals = 0;
    if (decimals > 9) decimals = 9;
    /* beyond 2^53 a double holds no further decimals: printing them would be noise */
    while (decimals > 0 && magnitude * power10[decimals] >= 9e15) decimals--;
    size_t length = 0;
    if (magnitude >= 9e18) {
        if (value < 0) out[length++] = '-';
        return length + print_huge(out + length, magnitude);
    }
    uint64_t scale = (uint64_t)power10[decimals];
    uint64_t scaled = magnitude < 9e15 ? (uint64_t)nearbyint(magnitude * power10[decimals]) : (uint64_t)magnitude * scale;
    if (value < 0 && scaled != 0) out[length++] = '-';
    length += print_integer(out + length, scaled / scale);
    return length + print_fraction(out + length, scaled % scale, decimals);
}
