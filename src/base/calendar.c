#include <string.h>

#include "digits.h"

/* Days and dates of the proleptic Gregorian calendar, counted in 400-year cycles from 0000-03-01, so that
 * the leap day is the last of its year. */

#define DAYS_PER_CYCLE 146097
#define DAYS_TO_1970 719468 /* from 0000-03-01 to 1970-01-01 */

int64_t airlog_date_days(airlog_date date) {
    int64_t year = date.year - (date.month <= 2);
    int64_t cycle = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_cycle = year - cycle * 400;
    int64_t month_from_march = (date.month + 9) % 12;
    int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int64_t day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    return cycle * DAYS_PER_CYCLE + day_of_cycle - DAYS_TO_1970;
}

airlog_date airlog_date_of_days(int64_t days) {
    int64_t z = days + DAYS_TO_1970;
    int64_t cycle = (z >= 0 ? z : z - (DAYS_PER_CYCLE - 1)) / DAYS_PER_CYCLE;
    int64_t day_of_cycle = z - cycle * DAYS_PER_CYCLE;
    int64_t year_of_cycle =
        (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / (DAYS_PER_CYCLE - 1)) / 365;
    int64_t day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    airlog_date date = {(int32_t)(year_of_cycle + cycle * 400 + (month <= 2)), (int32_t)month,
                        (int32_t)(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
    return date;
}

bool airlog_date_valid(airlog_date date) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1) return false;
    bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
    return date.day <= days[date.month - 1] + (date.month == 2 && leap);
}

int airlog_date_weekday(airlog_date date) {
    int64_t from_monday = (airlog_date_days(date) + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(from_monday < 0 ? from_monday + 7 : from_monday);
}

/* Up to `most` digits at *at; their number, 0 when there are none. */
static int read_digits(airlog_text text, size_t *at, int most, int32_t *out) {
    int32_t value = 0;
    int digits = 0;
    while (digits < most && *at < text.length && text.bytes[*at] >= '0' && text.bytes[*at] <= '9') {
        value = value * 10 + (text.bytes[*at] - '0');
        ++*at;
        ++digits;
    }
    *out = value;
    return digits;
}

static bool read_mark(airlog_text text, size_t *at, char mark) {
    if (*at >= text.length || text.bytes[*at] != mark) return false;
    ++*at;
    return true;
}

static bool digit_at(airlog_text text, size_t at) {
    return at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

/* M/D/YYYY, the order of United States forms. */
static bool read_us_date(airlog_text text, airlog_date *out) {
    size_t at = 0;
    airlog_date date;
    if (!read_digits(text, &at, 2, &date.month) || !read_mark(text, &at, '/')) return false;
    if (!read_digits(text, &at, 2, &date.day) || !read_mark(text, &at, '/')) return false;
    if (read_digits(text, &at, 4, &date.year) != 4 || digit_at(text, at)) return false;
    if (!airlog_date_valid(date)) return false;
    *out = date;
    return true;
}

bool airlog_date_read(airlog_text text, airlog_date *out) {
    text = airlog_text_trim(text);
    size_t at = 0;
    airlog_date date;
    if (read_digits(text, &at, 4, &date.year) != 4) return read_us_date(text, out);
    char mark = at < text.length ? text.bytes[at] : '\0';
    bool compact = mark >= '0' && mark <= '9';
    if (!compact && mark != '-' && mark != '/') return false;
    if (!compact) at++;
    int month_digits = read_digits(text, &at, 2, &date.month);
    if (month_digits == 0 || (compact && month_digits != 2)) return false;
    if (!compact && !read_mark(text, &at, mark)) return false;
    int day_digits = read_digits(text, &at, 2, &date.day);
    if (day_digits == 0 || (compact && day_digits != 2) || digit_at(text, at)) return false;
    if (!airlog_date_valid(date)) return false;
    *out = date;
    return true;
}

static size_t put_two(char *out, int32_t value) {
    memcpy(out, airlog_digit_pairs + 2 * (value % 100), 2);
    return 2;
}

static size_t put_clock(char *out, int32_t seconds) {
    size_t length = put_two(out, seconds / 3600);
    out[length++] = ':';
    length += put_two(out + length, seconds / 60 % 60);
    out[length++] = ':';
    return length + put_two(out + length, seconds % 60);
}

static size_t put_offset(char *out, int32_t offset_s) {
    if (offset_s == 0) {
        out[0] = 'Z';
        return 1;
    }
    int32_t magnitude = offset_s < 0 ? -offset_s : offset_s;
    out[0] = offset_s < 0 ? '-' : '+';
    size_t length = 1 + put_two(out + 1, magnitude / 3600);
    out[length++] = ':';
    return length + put_two(out + length, magnitude / 60 % 60);
}

size_t airlog_date_print(char out[10], airlog_date date) {
    if (!airlog_date_valid(date)) return 0;
    put_two(out, date.year / 100);
    put_two(out + 2, date.year);
    out[4] = '-';
    put_two(out + 5, date.month);
    out[7] = '-';
    put_two(out + 8, date.day);
    return 10;
}

/* Years 0001 to 9999 in seconds since 1970: the range of ISO 8601's four digits. */
#define TIME_LEAST (-INT64_C(62135596800))
#define TIME_MOST INT64_C(253402300799)

size_t airlog_time_print(char out[32], airlog_time_s time, int32_t offset_s) {
    if (time < TIME_LEAST + 86400 || time > TIME_MOST - 86400) return 0;
    int64_t wall = time + offset_s;
    int64_t days = (wall >= 0 ? wall : wall - 86399) / 86400;
    airlog_date date = airlog_date_of_days(days);
    size_t length = airlog_date_print(out, date);
    out[length++] = 'T';
    length += put_clock(out + length, (int32_t)(wall - days * 86400));
    return length + put_offset(out + length, offset_s);
}

static bool read_offset(airlog_text text, size_t at, int32_t *out_offset_s) {
    *out_offset_s = 0;
    if (at == text.length) return true;
    char sign = text.bytes[at++];
    if (sign == 'Z' || sign == 'z') return at == text.length;
    int32_t hours, minutes = 0;
    if ((sign != '+' && sign != '-') || read_digits(text, &at, 2, &hours) != 2) return false;
    (void)read_mark(text, &at, ':');
    if (at < text.length && read_digits(text, &at, 2, &minutes) != 2) return false;
    if (at != text.length || hours > 15 || minutes > 59) return false;
    *out_offset_s = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
    return true;
}

bool airlog_time_read(airlog_text text, airlog_time_s *out_time, int32_t *out_offset_s) {
    text = airlog_text_trim(text);
    size_t at = 0;
    airlog_date date;
    int32_t hour, minute, second = 0, unused;
    if (read_digits(text, &at, 4, &date.year) != 4 || !read_mark(text, &at, '-')) return false;
    if (read_digits(text, &at, 2, &date.month) != 2 || !read_mark(text, &at, '-')) return false;
    if (read_digits(text, &at, 2, &date.day) != 2 || !airlog_date_valid(date)) return false;
    if (!read_mark(text, &at, 'T') && !read_mark(text, &at, ' ')) return false;
    if (read_digits(text, &at, 2, &hour) != 2 || !read_mark(text, &at, ':')) return false;
    if (read_digits(text, &at, 2, &minute) != 2 || hour > 24 || minute > 59) return false;
    if (read_mark(text, &at, ':') && (read_digits(text, &at, 2, &second) != 2 || second > 60)) return false;
    if (read_mark(text, &at, '.')) (void)read_digits(text, &at, 9, &unused); /* fractions are below our second */
    if (!read_offset(text, at, out_offset_s)) return false;
    *out_time = airlog_date_days(date) * 86400 + hour * 3600 + minute * 60 + second - *out_offset_s;
    return true;
}
