/* What the head of an article says about itself. Works on bytes: it runs before the text has tokens. */
#include "dateline.h"

#include <string.h>

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static char at_or_nul(airlog_text text, size_t at) {
    return at < text.length ? text.bytes[at] : '\0';
}

static size_t word_end(airlog_text text, size_t at) {
    while (at < text.length && is_letter(text.bytes[at])) at++;
    return at;
}

/* True when the word is the first `least` letters or more of `name`, in any case. */
static bool abbreviates(airlog_text word, const char *name, size_t least) {
    if (word.length < least || word.length > strlen(name)) return false;
    for (size_t i = 0; i < word.length; i++) {
        if (lower(word.bytes[i]) != name[i]) return false;
    }
    return true;
}

/* 1..12, 0 when the word is no month: three letters, "Sept", or the whole name. */
static int month_of(airlog_text word) {
    static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
    for (int i = 0; i < 12; i++) {
        size_t whole = strlen(months[i]);
        if (abbreviates(word, months[i], 3) && (word.length <= 4 || word.length == whole)) return i + 1;
    }
    return 0;
}

static int weekday_of(airlog_text word) {
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    for (int i = 0; i < 7; i++) {
        if (abbreviates(word, days[i], strlen(days[i]))) return i;
    }
    return -1;
}

/* Reads up to `most` digits; returns how many there were, 0 when there are more. */
static size_t take_digits(airlog_text text, size_t at, size_t most, int *out) {
    size_t n = 0;
    int value = 0;
    while (is_digit(at_or_nul(text, at + n))) {
        if (n == most) return 0;
        value = value * 10 + (text.bytes[at + n] - '0');
        n++;
    }
    *out = value;
    return n;
}

static size_t pass_spaces(airlog_text text, size_t at) {
    while (at_or_nul(text, at) == ' ' || at_or_nul(text, at) == '\t') at++;
    return at;
}

static bool likely_year(int year) {
    return year >= 1900 && year <= 2100;
}

/* ", 2024" or " 2024" behind a day and month; leaves *at where it was when no year follows. */
static int take_year(airlog_text text, size_t *at) {
    size_t p = pass_spaces(text, *at);
    if (at_or_nul(text, p) == ',') p = pass_spaces(text, p + 1);
    int year = 0;
    if (take_digits(text, p, 4, &year) != 4 || !likely_year(year)) return 0;
    *at = p + 4;
    return year;
}

/* "Nov. 25, 2024": the month's name begins at `at`. */
static bool month_first(airlog_text text, size_t at, airlog_date *out, size_t *out_end) {
    size_t end = word_end(text, at);
    out->month = month_of((airlog_text){text.bytes + at, end - at});
    if (!out->month) return false;
    if (at_or_nul(text, end) == '.') end++;
    size_t p = pass_spaces(text, end);
    if (p == end) return false;
    int day = 0;
    size_t digits = take_digits(text, p, 2, &day);
    if (!digits || day < 1 || day > 31) return false;
    p += digits;
    if (is_letter(at_or_nul(text, p))) p = word_end(text, p); /* 25th */
    out->day = day;
    out->year = take_year(text, &p);
    *out_end = p;
    return true;
}

/* "25 November 2024", "25th of November" or "2024-11-25": a digit stands at `at`. */
static bool digits_first(airlog_text text, size_t at, airlog_date *out, size_t *out_end) {
    int number = 0;
    if (take_digits(text, at, 4, &number) == 4) {
        airlog_text iso = {text.bytes + at, text.length - at < 10 ? text.length - at : 10};
        *out_end = at + 10;
        return iso.length == 10 && iso.bytes[4] == '-' && iso.bytes[7] == '-' && likely_year(number) &&
               airlog_date_read(iso, out);
    }
    size_t digits = take_digits(text, at, 2, &number);
    if (!digits || number < 1 || number > 31) return false;
    size_t p = at + digits;
    if (is_letter(at_or_nul(text, p))) p = word_end(text, p);
    p = pass_spaces(text, p);
    size_t end = word_end(text, p);
    if (airlog_text_is((airlog_text){text.bytes + p, end - p}, "of")) {
        p = pass_spaces(text, end);
        end = word_end(text, p);
    }
    out->month = month_of((airlog_text){text.bytes + p, end - p});
    if (!out->month) return false;
    if (at_or_nul(text, end) == '.') end++;
    out->day = number;
    out->year = take_year(text, &end);
    *out_end = end;
    return true;
}

/* ---- days in Chinese and Japanese --------------------------------------------------------------- */

static bool stands(airlog_text text, size_t at, const char *word) {
    size_t length = strlen(word);
    return at + length <= text.length && memcmp(text.bytes + at, word, length) == 0;
}

/* Up to four digits of either width; *at moves behind them. */
static int wide_digits(airlog_text text, size_t *at, int *out_count) {
    int value = 0;
    *out_count = 0;
    while (*out_count < 5) {
        char c = at_or_nul(text, *at);
        int digit = -1;
        size_t step = 1;
        if (is_digit(c)) {
            digit = c - '0';
        } else if (*at + 3 <= text.length && memcmp(text.bytes + *at, "\xEF\xBC", 2) == 0 &&
                   (unsigned char)text.bytes[*at + 2] >= 0x90 && (unsigned char)text.bytes[*at + 2] <= 0x99) {
            digit = (unsigned char)text.bytes[*at + 2] - 0x90;
            step = 3;
        }
        if (digit < 0) break;
        value = value * 10 + digit;
        *at += step;
        ++*out_count;
    }
    return value;
}

/* "令和８年３月３１日", "2024年5月13日", "113年5月13日" (of the Republic of China). */
static bool han_day(airlog_text text, size_t at, airlog_date *out, size_t *out_end) {
    int digits, month_digits, day_digits;
    bool reiwa = stands(text, at, "令和");
    if (reiwa) at += strlen("令和");
    int year = wide_digits(text, &at, &digits);
    if (!digits || !stands(text, at, "年")) return false;
    at += strlen("年");
    int month = wide_digits(text, &at, &month_digits);
    if (!month_digits || !stands(text, at, "月")) return false;
    at += strlen("月");
    int day = wide_digits(text, &at, &day_digits);
    if (!day_digits || !stands(text, at, "日")) return false;
    *out_end = at + strlen("日");
    *out = (airlog_date){reiwa ? year + 2018 : digits == 3 ? year + 1911 : year, month, day};
    return (reiwa || digits >= 3) && likely_year(out->year) && airlog_date_valid(*out);
}

bool airlog_dateline_day(airlog_text text, size_t at, airlog_date *out, size_t *out_end) {
    *out = (airlog_date){0, 0, 0};
    char c = at_or_nul(text, at);
    if (((unsigned char)c >= 0x80 || is_digit(c)) && han_day(text, at, out, out_end)) return true;
    bool found = is_letter(c) ? month_first(text, at, out, out_end)
                 : is_digit(c) ? digits_first(text, at, out, out_end)
                               : false;
    if (!found) return false;
    airlog_date whole = *out;
    if (!whole.year) whole.year = 2000; /* a leap year: 29 February may be meant */
    return airlog_date_valid(whole);
}

/* ---- the dateline of an agency ------------------------------------------------------------------ */

/* The length of a dash at `at`: "-", "--", an en or em dash; 0 when there is none. */
static size_t dash_length(airlog_text text, size_t at) {
    if (at_or_nul(text, at) == '-') return at_or_nul(text, at + 1) == '-' ? 2 : 1;
    if (at + 3 <= text.length && (memcmp(text.bytes + at, "\xE2\x80\x93", 3) == 0 ||
                                  memcmp(text.bytes + at, "\xE2\x80\x94", 3) == 0))
        return 3;
    return 0;
}

/* Words of a name from `at` up to a mark; `upper` asks for capitals throughout. */
static size_t name_end(airlog_text text, size_t at, bool upper) {
    size_t end = at, letters = 0;
    for (size_t p = at; p < text.length && p - at < 40; p++) {
        char c = text.bytes[p];
        bool inner = c == ' ' || c == '.' || c == '\'' ||
                     (c == '-' && is_letter(at_or_nul(text, p + 1)) && p > at && is_letter(text.bytes[p - 1]));
        if (!is_letter(c) && !inner && (unsigned char)c < 0x80) break;
        if ((unsigned char)c >= 0x80 && dash_length(text, p)) break;
        if (upper && c >= 'a' && c <= 'z') return at;
        if (c != ' ') end = p + 1;
        letters += is_letter(c);
    }
    return letters >= 3 ? end : at;
}

airlog_dateline airlog_dateline_read(airlog_text line) {
    airlog_dateline found = {false, AIRLOG_NO_TEXT, AIRLOG_NO_TEXT, {0, 0, 0}};
    line = airlog_text_trim(line);
    if (line.length < 8 || line.bytes[0] < 'A' || line.bytes[0] > 'Z') return found;
    bool upper = true;
    size_t end = name_end(line, 0, true);
    if (!end) {
        upper = false;
        end = name_end(line, 0, false);
    }
    if (!end) return found;
    found.place = (airlog_text){line.bytes, end};
    bool agency = false;
    size_t p = pass_spaces(line, end);
    while (at_or_nul(line, p) == ',') {
        p = pass_spaces(line, p + 1);
        size_t day_end = 0;
        airlog_date day;
        if (airlog_dateline_day(line, p, &day, &day_end)) {
            found.date = day;
            p = pass_spaces(line, day_end);
            continue;
        }
        size_t name = name_end(line, p, false);
        if (name == p || found.admin.length) return found;
        found.admin = (airlog_text){line.bytes + p, name - p};
        p = pass_spaces(line, name);
    }
    if (at_or_nul(line, p) == '(') {
        const char *close = memchr(line.bytes + p, ')', line.length - p);
        if (!close || close - (line.bytes + p) > 40) return found;
        agency = true;
        p = pass_spaces(line, (size_t)(close - line.bytes) + 1);
    }
    /* A name in ordinary letters before a dash is prose unless a day or an agency stands between them. */
    found.found = dash_length(line, p) > 0 && (upper || found.date.month || agency);
    return found;
}

/* Letters that may stand beside the date of a release: a weekday, a zone, a.m. or p.m. */
static bool beside_date(airlog_text word) {
    static const char *const words[] = {"utc", "gmt", "am", "pm", "a", "m", "p", "z", "date", "published", "updated",
                                        "local", "time", "posted", "released", "issued", "at", "on", "release"};
    if (weekday_of(word) >= 0) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (airlog_text_is(word, words[i])) return true;
    }
    return false;
}

bool airlog_dateline_release(airlog_text line, airlog_date *out) {
    line = airlog_text_trim(line);
    bool found = false;
    if (line.length > 80) return false;
    for (size_t p = 0; p < line.length;) {
        size_t end = 0;
        airlog_date day;
        char c = line.bytes[p];
        bool start = is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80;
        if (!found && start && airlog_dateline_day(line, p, &day, &end) && day.year) {
            *out = day;
            found = true;
            p = end;
        } else if (is_letter(c)) {
            end = word_end(line, p);
            if (!beside_date((airlog_text){line.bytes + p, end - p})) return false;
            p = end;
        } else {
            if ((unsigned char)c >= 0x80) return false;
            p++;
        }
    }
    return found;
}

/* ---- the dates of the text itself ---------------------------------------------------------------- */

airlog_date airlog_dateline_latest(airlog_text text) {
    airlog_date latest = {0, 0, 0};
    for (size_t p = 0; p < text.length;) {
        char c = text.bytes[p];
        if (!is_letter(c) && !is_digit(c) && (unsigned char)c < 0xE0) {
            p++;
            continue;
        }
        airlog_date day;
        size_t end = 0;
        if (airlog_dateline_day(text, p, &day, &end) && day.year) {
            if (!latest.year || airlog_date_days(day) > airlog_date_days(latest)) latest = day;
            p = end;
            continue;
        }
        if ((unsigned char)c >= 0xE0) p++;
        while (p < text.length && (is_letter(text.bytes[p]) || is_digit(text.bytes[p]))) p++;
    }
    return latest;
}

static bool says(airlog_text word) {
    static const char *const verbs[] = {"said", "says", "reported", "reports", "announced", "announces", "told",
                                        "confirmed", "stated", "published", "warned", "tweeted", "disclosed"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (airlog_text_is(word, verbs[i])) return true;
    }
    return false;
}

int airlog_dateline_weekday(airlog_text text) {
    int weekday = -1, weekday_age = 99, verb_age = 99; /* words since the last of each */
    for (size_t p = 0; p < text.length;) {
        char c = text.bytes[p];
        if (!is_letter(c)) {
            if (c == '.' || c == '\n') weekday_age = verb_age = 99;
            p++;
            continue;
        }
        size_t end = word_end(text, p);
        airlog_text word = {text.bytes + p, end - p};
        p = end;
        weekday_age++;
        verb_age++;
        int day = word.length >= 6 ? weekday_of(word) : -1;
        if (day >= 0) {
            weekday = day;
            weekday_age = 0;
        } else if (says(word)) {
            verb_age = 0;
        } else {
            continue;
        }
        /* "on Monday reported" and "said in a statement on Monday", not "said the drone seen on Monday" */
        if (weekday_age <= 1 && verb_age == 0) return weekday;
        if (weekday_age == 0 && verb_age <= 2) return weekday;
    }
    return -1;
}

airlog_date airlog_dateline_year(airlog_date day, airlog_date near) {
    airlog_date best = day;
    int64_t least = INT64_MAX, target = airlog_date_days(near);
    for (int32_t year = near.year - 1; year <= near.year + 1; year++) {
        airlog_date candidate = {year, day.month, day.day};
        if (!airlog_date_valid(candidate)) continue;
        int64_t apart = airlog_date_days(candidate) - target;
        if (apart < 0) apart = -apart;
        if (apart < least) {
            least = apart;
            best = candidate;
        }
    }
    return best;
}
