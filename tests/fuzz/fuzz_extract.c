/* Any text the whole way: the quick scan never passes over a text that holds an incident, an incident is within
 * its ranges, its line of JSON is read back to the same line, and the same text gives the same lines. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

static void check_incident(const airlog_incident *incident, const airlog_report *report) {
    FUZZ_EXPECT(incident->id.length > 0);
    FUZZ_EXPECT(isnan(incident->lon) == isnan(incident->lat));
    FUZZ_EXPECT(isnan(incident->lat) || fabs(incident->lat) <= 90.0);
    FUZZ_EXPECT(isnan(incident->lon) || fabs(incident->lon) <= 180.0);
    FUZZ_EXPECT(isnan(incident->radius_m) || incident->radius_m >= 0.0);
    FUZZ_EXPECT(!(incident->altitude_min_m > incident->altitude_max_m));
    FUZZ_EXPECT(!(incident->count_min > incident->count_max));
    FUZZ_EXPECT(incident->span_start <= incident->span_end && incident->span_end <= (double)report->text.length);
}

static void check_line(const airlog_incident *incident, airlog_arena *arena) {
    airlog_buffer first = {0}, second = {0};
    airlog_incident back;
    airlog_error error = {0};
    airlog_incident_print(incident, &first);
    FUZZ_EXPECT(!first.failed && first.length > 2 && first.bytes[first.length - 1] == '\n');
    airlog_status status = airlog_incident_read((airlog_text){first.bytes, first.length - 1}, arena, &back, &error);
    FUZZ_EXPECT(status == AIRLOG_OK);
    airlog_incident_print(&back, &second);
    FUZZ_EXPECT(first.length == second.length && memcmp(first.bytes, second.bytes, first.length) == 0);
    airlog_buffer_close(&first);
    airlog_buffer_close(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    airlog_arena *arena = fuzz_arena();
    airlog_report report = fuzz_report(data, size);
    airlog_extract_options options = {.regions = true};
    airlog_incidents incidents = {0}, again = {0};
    airlog_error error = {0};
    airlog_status status = airlog_extract(&report, fuzz_tables(), &options, arena, &incidents, &error);
    fuzz_failure(status, &error);
    if (status != AIRLOG_OK) return 0;
    FUZZ_EXPECT(incidents.count == 0 || airlog_interesting(report.text));
    for (size_t i = 0; i < incidents.count; i++) {
        check_incident(&incidents.items[i], &report);
        check_line(&incidents.items[i], arena);
    }
    FUZZ_EXPECT(airlog_extract(&report, fuzz_tables(), &options, arena, &again, &error) == AIRLOG_OK);
    FUZZ_EXPECT(again.count == incidents.count);
    for (size_t i = 0; i < again.count; i++) FUZZ_EXPECT(airlog_text_equal(again.items[i].id, incidents.items[i].id));
    return 0;
}
