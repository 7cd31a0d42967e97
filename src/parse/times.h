/* Reading times: what its files share. Readers look at a bounded number of tokens from `at` on, take nothing and
 * return the token after what they read, 0 when there is nothing. */
#ifndef AIRLOG_PARSE_TIME_H
#define AIRLOG_PARSE_TIME_H

#include "parser.h"

#define AIRLOG_DAY_S 86400
#define AIRLOG_ZONE_SHARED 99999 /* value of a zone term that several zones share */

typedef struct airlog_zone_reading {
    bool known;
    bool utc;      /* written as UTC, GMT, Z: the clock of a pair */
    int32_t offset_s;
    char letter;   /* FAA letter of a local zone */
    airlog_text name;
} airlog_zone_reading;

typedef struct airlog_clock {
    int32_t seconds;     /* of the day */
    int32_t precision_s;
    bool half;           /* a.m. or p.m. is written */
    bool twelve_hour;    /* hour 1..12 that an a.m. or p.m. of a later clock may complete */
    bool sure;           /* could be nothing else; otherwise the words around it decide */
    bool has_zone;
    airlog_zone_reading zone;
    airlog_date date;    /* of date-time groups */
    airlog_doubts doubts;
} airlog_clock;

typedef struct airlog_day {
    airlog_date date, date_end;
    int weekday, weekday_end; /* -1 */
    airlog_time_relative relative;
    bool short_name; /* only "Sat", which may be another word */
    bool part;       /* a part of the day is named */
    int32_t part_from_s, part_until_s;
} airlog_day;

/* Digits and nothing else, at most so many. */
static inline bool airlog_plain_number(const airlog_token *token, unsigned digits_max) {
    return token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0 && token->digits >= 1 && token->digits <= digits_max &&
           token->length == token->digits;
}

/* The second of the day of any number of seconds. */
static inline int32_t airlog_turn_of_day(int64_t seconds) {
    int64_t rest = seconds % AIRLOG_DAY_S;
    return (int32_t)(rest < 0 ? rest + AIRLOG_DAY_S : rest);
}

static inline bool airlog_names_day(const airlog_day *day) {
    return day->weekday >= 0 || day->date.day != 0 || day->relative != AIRLOG_RELATIVE_NONE;
}

/* time_zone.c: what stands after a clock: "GMT", "local time", "Pacific daylight time", "(UTC+8)". */
size_t airlog_read_zone(const airlog_parser *parser, size_t at, airlog_zone_reading *out);

/* time_clock.c */
size_t airlog_read_clock(const airlog_parser *parser, size_t at, airlog_clock *out);
/* A number that can only be the hour of a range: "6" of "6 to 9 p.m." */
size_t airlog_read_bare_hour(const airlog_parser *parser, size_t at, airlog_clock *out);
/* Puts a.m. or p.m. of another clock on a bare hour. */
void airlog_clock_borrow(airlog_clock *bare, const airlog_clock *from);

/* time_digits.c: forms that are one run of digits and letters. */
size_t airlog_read_digits_time(const airlog_parser *parser, size_t at, airlog_clock *out);
size_t airlog_read_iso(const airlog_parser *parser, size_t at, airlog_clock *out);
/* YYMMDDHHMM of a NOTAM. */
size_t airlog_read_notam_time(const airlog_parser *parser, size_t at, airlog_clock *out);

/* time_day.c: "Sunday", "Tuesday (Jan. 2)", "24 November 2024", "yesterday", "Wednesday night". */
size_t airlog_read_day(const airlog_parser *parser, size_t at, airlog_day *out);
void airlog_day_start(airlog_day *out);
/* Adds what `more` says to `day`; false when they cannot be the same day. */
bool airlog_day_merge(airlog_day *day, const airlog_day *more);
/* A year 1900..2099 written with four digits. */
bool airlog_is_year(const airlog_parser *parser, size_t at);
/* "morning", "early hours of", "overnight": a part of a day. */
size_t airlog_read_day_part(const airlog_parser *parser, size_t at, airlog_day *out);

/* time_relative.c: "two hours later", "the previous 24 hours", "last year", "since April". Appends the fact. */
size_t airlog_read_relative(airlog_parser *parser, size_t at, airlog_status *status);

/* time_han.c: Chinese and Japanese. Appends the fact. */
size_t airlog_read_han_time(airlog_parser *parser, size_t at, airlog_status *status);

/* time_range.c: moments, their ranges and lists. Appends the facts. */
size_t airlog_read_moments(airlog_parser *parser, size_t at, airlog_status *status);

/* time_message.c: what only the form of a message makes a time. Appends the fact. */
size_t airlog_read_message_time(airlog_parser *parser, size_t at, airlog_status *status);

/* time_fact.c */
void airlog_time_fill_zone(airlog_time_fact *fact, const airlog_clock *clock);
airlog_time_fact *airlog_time_add(airlog_parser *parser, size_t first, size_t end, airlog_time_kind kind,
                                  const char *rule);

/* time_faa.c: an FAA date and time at a token: "0845C", "2/11 1937E", "5-27-2020 1656E", "04/21/2020 1820Z". Fills the
 * fact but for its tokens and span. Returns the token after it, 0 when there is none. */
size_t airlog_parse_time_faa(const airlog_parser *parser, size_t at, airlog_time_fact *out);

#endif
