/* Any bytes as a line of an incident: refused with a reason, or printed to a line that stays what it is. */
#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    airlog_arena *arena = fuzz_arena();
    airlog_incident incident, back;
    airlog_error error = {0};
    airlog_status status = airlog_incident_read(fuzz_text(data, size), arena, &incident, &error);
    fuzz_failure(status, &error);
    if (status != AIRLOG_OK) return 0;
    airlog_buffer first = {0}, second = {0};
    airlog_incident_print(&incident, &first);
    FUZZ_EXPECT(!first.failed && first.length > 1 && first.bytes[first.length - 1] == '\n');
    FUZZ_EXPECT(airlog_utf8_check((airlog_text){first.bytes, first.length}) == first.length);
    status = airlog_incident_read((airlog_text){first.bytes, first.length - 1}, arena, &back, &error);
    FUZZ_EXPECT(status == AIRLOG_OK);
    airlog_incident_print(&back, &second);
    FUZZ_EXPECT(first.length == second.length && memcmp(first.bytes, second.bytes, first.length) == 0);
    airlog_buffer_close(&first);
    airlog_buffer_close(&second);
    return 0;
}
