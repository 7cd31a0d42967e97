#include "digits.h"

#include <math.h>
#include <string.h>

#define TENS(tens)                                                                                                     \
    tens "0" tens "1" tens "2" tens "3" tens "4" tens "5" tens "6" tens "7" tens "8" tens "9"
const char airlog_digit_pairs[201] = TENS("0") TENS("1") TENS("2") TENS("3") TENS("4") TENS("5") TENS("6") TENS("7")
    TENS("8") TENS("9");
#undef TENS

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

static size_t digits_of(uint64_t value) {
    size_t digits = 1;
    for (; value >= 10000; value /= 10000) digits += 4;
    return digits + (value >= 10) + (value >= 100) + (value >= 1000);
}

static size_t print_integer(char *out, uint64_t value) {
    size_t length = digits_of(value), at = length;
    for (; value >= 100; value /= 100) memcpy(out + (at -= 2), airlog_digit_pairs + 2 * (value % 100), 2);
    if (value >= 10) memcpy(out, airlog_digit_pairs + 2 * value, 2);
    else out[0] = (char)('0' + value);
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

/* The point and nine places, of which the zeros at the end do not count. */
static size_t print_fraction(char *out, uint64_t fraction, int decimals) {
    if (fraction == 0) return 0;
    uint32_t places = (uint32_t)(fraction * (uint64_t)power10[9 - decimals]);
    out[0] = '.';
    for (int at = 8; at >= 2; at -= 2, places /= 100) memcpy(out + at, airlog_digit_pairs + 2 * (places % 100), 2);
    out[1] = (char)('0' + places);
    size_t length = 10;
    while (out[length - 1] == '0') length--;
    return length;
}

#define WHOLE_LIMIT 9e15 /* about 2^53: up to here every whole number is a double */
#define TWO_TO_52 4503599627370496.0

/* Half to even, as nearbyint() does, without a call: a sum from 2^52 on has no places. */
static double round_even(double magnitude) {
    return magnitude < TWO_TO_52 ? (magnitude + TWO_TO_52) - TWO_TO_52 : magnitude;
}

size_t airlog_number_print(char out[32], double value, int decimals) {
    if (!isfinite(value)) {
        memcpy(out, "null", 4);
        return 4;
    }
    double magnitude = fabs(value);
    if (magnitude < WHOLE_LIMIT && magnitude == (double)(uint64_t)magnitude) {
        bool negative = value < 0;
        if (negative) out[0] = '-';
        return negative + print_integer(out + negative, (uint64_t)magnitude);
    }
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
    uint64_t scaled = magnitude < 9e15 ? (uint64_t)round_even(magnitude * power10[decimals]) : (uint64_t)magnitude * scale;
    /* a division by a constant is a multiplication: nine places are what lines have */
    uint64_t whole = decimals == 9 ? scaled / 1000000000 : scaled / scale;
    if (value < 0 && scaled != 0) out[length++] = '-';
    length += print_integer(out + length, whole);
    return length + print_fraction(out + length, scaled - whole * scale, decimals);
}
