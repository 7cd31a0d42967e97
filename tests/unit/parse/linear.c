/* What linear.py counts: one call of measured_work() for each piece and each of three lengths, each twice the one before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "airlog/parse.h"

static airlog_arena *arena;

/* Lexes and parses; counted by name from outside, so it is not made part of its caller. */
__attribute__((noinline)) int measured_work(const airlog_report *report);

int measured_work(const airlog_report *report) {
    airlog_tokens tokens;
    airlog_facts facts;
    airlog_error error = {0};
    airlog_status status = airlog_lex(report, arena, &tokens, &error);
    if (status == AIRLOG_OK) status = airlog_parse(&tokens, NULL, 0, arena, &facts, &error);
    return status == AIRLOG_OK || status == AIRLOG_E_LIMIT ? 0 : 1;
}

static int work_on(const char *piece, size_t length) {
    char *bytes = malloc(length);
    if (!bytes) return 1;
    size_t period = strlen(piece);
    for (size_t i = 0; i < length; i++) bytes[i] = piece[i % period];
    airlog_report report = {.text = {bytes, length}};
    airlog_arena_reset(arena);
    int failed = measured_work(&report);
    free(bytes);
    return failed;
}

int main(void) {
    static const char *const pieces[] = {
        "1", "1 ", "1,", "1.", "1,111,", "(", "((1 ", ")", "[", "north ", "N ", "north-", "NNE/", "60 NM ", "60 NM and ",
        "1 km (", "of ", "north of ", "Abc ", "Abc, ", "ABC ", "the the ", "city of ", "Abc's ", "near Abc and ", "-", "\"",
        ".", ". ", "a.", "A.B.", "\n", "\n\n", "FL1", "JFK240030-", "between Abc and ", "twenty ", "half a ",
        "two hundred and ", "'", "&deg;", "_x000D_", "\xE5\x9F\xBA", "1 1/2 ", "60 NM north of the ", "respectively ", "/",
        "not ", "at 5 ", "5 mi N, 1 mi W ", "0255Z, ", "6 a.m. to ", "from 6 a.m. 3 May ", "northern, ", "Abc's northern, ", "Tu-\n",
    };
    enum { LENGTH = 4000 };
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &arena, NULL) != AIRLOG_OK) return 1;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        for (size_t length = LENGTH; length <= 4 * LENGTH; length *= 2) {
            if (work_on(pieces[i], length)) return 1;
        }
        printf("%s%c", pieces[i], '\0');
    }
    airlog_arena_close(arena);
    return 0;
}
