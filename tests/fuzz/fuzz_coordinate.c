/* Any text as a coordinate and as a quantity at the prompt: a value in its range, or a reason. */
#include "fuzz.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    airlog_text text = fuzz_text(data, size);
    airlog_arena *arena = fuzz_arena();
    airlog_position_fact fact = {0};
    airlog_error error = {0};
    text.length = airlog_utf8_check(text);
    airlog_status status = airlog_parse_coordinate(text, arena, &fact, &error);
    fuzz_failure(status, &error);
    if (status == AIRLOG_OK) {
        FUZZ_EXPECT(fact.point_count > 0 && fact.points != NULL);
        for (size_t i = 0; i < fact.point_count; i++) {
            FUZZ_EXPECT(fabs(fact.points[i].lat_deg) <= 90.0);
            FUZZ_EXPECT(fabs(fact.points[i].lon_deg) <= 180.0);
        }
        FUZZ_EXPECT(fact.notation != NULL);
    }

    airlog_quantity quantity = {0};
    error = (airlog_error){0};
    status = airlog_parse_quantity(text, arena, &quantity, &error);
    fuzz_failure(status, &error);
    if (status == AIRLOG_OK) {
        FUZZ_EXPECT(quantity.dimension != AIRLOG_DIMENSION_NONE);
        FUZZ_EXPECT(isfinite(quantity.value_si));
    }
    return 0;
}
