/** @file fuzz.h  What the fuzzers share.
 *
 * A fuzzer is a file with LLVMFuzzerTestOneInput(). With clang's libFuzzer it is a fuzzer; linked with
 * replay.c it is a plain program that runs files and seeded changes of them, with any compiler. */
#ifndef AIRLOG_FUZZ_H
#define AIRLOG_FUZZ_H

#include "airlog/record.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A promise of the library: what breaks it is a bug, and is shown as one. */
#define FUZZ_EXPECT(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                    \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#define FUZZ_ARENA_LIMIT_BYTES ((size_t)128 * 1024 * 1024)

/** One arena for all inputs, empty at each call. */
static inline airlog_arena *fuzz_arena(void) {
    static airlog_arena *arena;
    airlog_error error = {0};
    if (arena == NULL) FUZZ_EXPECT(airlog_arena_open(FUZZ_ARENA_LIMIT_BYTES, &arena, &error) == AIRLOG_OK);
    airlog_arena_reset(arena);
    return arena;
}

/** The tables of the build; a fuzzer without them would prove nothing, so it ends. */
static inline const airlog_tables *fuzz_tables(void) {
    static airlog_tables *tables;
    airlog_error error = {0};
    if (tables == NULL && airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &tables, &error) != AIRLOG_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(1);
    }
    return tables;
}

static inline airlog_text fuzz_text(const uint8_t *data, size_t size) {
    return (airlog_text){(const char *)data, size};
}

/** A report whose text is the input with what is not UTF-8 cut off, as ingest would hand it on. */
static inline airlog_report fuzz_report(const uint8_t *data, size_t size) {
    airlog_report report = {0};
    report.id = airlog_text_of("fuzz");
    report.source = airlog_text_of("-");
    report.text = fuzz_text(data, size);
    report.text.length = airlog_utf8_check(report.text);
    report.published = (airlog_date){2024, 11, 25};
    report.published_basis = AIRLOG_BASIS_STATED;
    report.line = 1;
    return report;
}

static inline void fuzz_span(airlog_span span, airlog_text text) {
    FUZZ_EXPECT(span.start <= span.end && span.end <= text.length);
}

/** A failure has a status, a message, and is none of the caller's making. */
static inline void fuzz_failure(airlog_status status, const airlog_error *error) {
    FUZZ_EXPECT(error->status == status);
    FUZZ_EXPECT(status == AIRLOG_OK || error->message[0] != '\0');
}

#endif
