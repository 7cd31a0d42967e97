/* A time that was read, written short:
 *   clock|day|span|after|period [date] [weekday] [relative] [HH:MM[:SS][-HH:MM]] [offset] [utc HH:MM] [conflict] [~] [odd] */
#ifndef TEST_DESCRIBE_TIME_H
#define TEST_DESCRIBE_TIME_H

#include <stdarg.h>
#include <stdio.h>

#include "airlog/parse.h"

typedef struct time_words {
    char text[256];
    size_t length;
} time_words;

static void add_time_words(time_words *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_time_words(time_words *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(to->text + to->length, sizeof to->text - to->length, format, arguments);
    va_end(arguments);
    if (length > 0) to->length += (size_t)length;
    if (to->length >= sizeof to->text) to->length = sizeof to->text - 1; /* cut: no expectation is so long */
}

static void add_clock_words(time_words *to, const char *before, int32_t clock_s) {
    add_time_words(to, "%s%02d:%02d", before, clock_s / 3600, clock_s / 60 % 60);
    if (clock_s % 60 != 0) add_time_words(to, ":%02d", clock_s % 60);
}

static void add_date_words(time_words *to, const char *before, airlog_date date) {
    if (date.year == 0 && date.month == 0 && date.day == 0) return;
    add_time_words(to, "%s%04d-%02d-%02d", before, date.year, date.month, date.day);
}

static time_words describe_time(const airlog_time_fact *fact) {
    static const char *const kinds[] = {"clock", "day", "span", "after", "period"};
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const relatives[] = {"", "today", "yesterday", "tomorrow", "day-before", "same-day", "past"};
    time_words out = {.length = 0};
    add_time_words(&out, "%s", kinds[fact->kind]);
    add_date_words(&out, " ", fact->date);
    add_date_words(&out, "..", fact->date_end);
    if (fact->weekday >= 0) add_time_words(&out, " %s", days[fact->weekday]);
    if (fact->weekday_end >= 0) add_time_words(&out, "..%s", days[fact->weekday_end]);
    if (fact->relative != AIRLOG_RELATIVE_NONE) add_time_words(&out, " %s", relatives[fact->relative]);
    if (fact->relative_end != AIRLOG_RELATIVE_NONE) add_time_words(&out, "..%s", relatives[fact->relative_end]);
    if (fact->clock_s >= 0) add_clock_words(&out, " ", fact->clock_s);
    if (fact->clock_end_s >= 0) add_clock_words(&out, fact->clock_s >= 0 ? "-" : " -", fact->clock_end_s);
    if (fact->zone_known) add_time_words(&out, " %+gh", fact->offset_s / 3600.0);
    else if (fact->zone_name.length > 0) add_time_words(&out, " %.*s", (int)fact->zone_name.length, fact->zone_name.bytes);
    else if (fact->zone_letter) add_time_words(&out, " %c", fact->zone_letter);
    if (fact->paired_utc_s >= 0) add_clock_words(&out, " utc ", fact->paired_utc_s);
    if (fact->pair == AIRLOG_PAIR_CONFLICT) add_time_words(&out, " conflict");
    if (fact->after.dimension == AIRLOG_DIMENSION_DURATION) add_time_words(&out, " %+gs", fact->after.value_si);
    if (fact->approximate) add_time_words(&out, " ~");
    if ((fact->doubts & AIRLOG_DOUBT_BIT(TIME_CONFLICT)) != 0) add_time_words(&out, " odd");
    return out;
}

#endif
