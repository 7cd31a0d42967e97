/* Any bytes as JSON Lines, as text and as a page, fed in pieces of a size that the first byte gives: every report is UTF-8
 * with an id, a bad document is passed over, the end is reached. */
#include "fuzz.h"

#include <string.h>

typedef struct pieces {
    const uint8_t *data;
    size_t size, at, piece;
} pieces;

static airlog_status give(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error) {
    pieces *from = context;
    size_t length = from->size - from->at;
    (void)error;
    if (length > capacity) length = capacity;
    if (length > from->piece) length = from->piece;
    if (length > 0) memcpy(out, from->data + from->at, length);
    from->at += length;
    *out_length = length;
    return AIRLOG_OK;
}

static void check_report(const airlog_report *report) {
    FUZZ_EXPECT(report->id.length > 0);
    FUZZ_EXPECT(airlog_utf8_check(report->text) == report->text.length);
    FUZZ_EXPECT(airlog_utf8_check(report->title) == report->title.length);
    FUZZ_EXPECT(airlog_utf8_check(report->id) == report->id.length);
    FUZZ_EXPECT(report->published.year == 0 || airlog_date_valid(report->published));
}

static void read_all(const uint8_t *data, size_t size, size_t piece, airlog_input_format format) {
    pieces from = {data, size, 0, piece};
    airlog_byte_source source = {&from, give, "fuzz"};
    airlog_ingest_options options = {.format = format, .report_limit_bytes = 2048};
    airlog_reader *reader = NULL;
    airlog_error error = {0};
    FUZZ_EXPECT(airlog_reader_open(source, &options, &reader, &error) == AIRLOG_OK);
    uint64_t passed = 0;
    size_t calls = 0;
    bool refused = false;
    for (;;) {
        airlog_reports reports = {0};
        error = (airlog_error){0};
        airlog_status status = airlog_reader_next(reader, NULL, fuzz_arena(), &reports, &passed, &error);
        fuzz_failure(status, &error);
        refused = refused || status != AIRLOG_OK;
        FUZZ_EXPECT(++calls <= size + 2);
        if (status == AIRLOG_OK && reports.count == 0) break;
        for (size_t i = 0; status == AIRLOG_OK && i < reports.count; i++) check_report(&reports.items[i]);
    }
    /* An input that is refused as a whole (a binary) need not be read to its end. */
    FUZZ_EXPECT(refused ? airlog_reader_offset(reader) <= size : airlog_reader_offset(reader) == size);
    airlog_reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    size_t piece = data[0] % 61 + 1;
    read_all(data + 1, size - 1, piece, AIRLOG_INPUT_HTML);
    read_all(data + 1, size - 1, piece, AIRLOG_INPUT_AUTO);
    read_all(data + 1, size - 1, piece, AIRLOG_INPUT_JSONL);
    return 0;
}
