/* Looks through the names of the gazetteer: its index is by whole names. */
#include "place_prefix.h"

#include <math.h>

enum { PREFIX_MOST = 200 };

/* How well known a place is: its importance, then the size of its population. */
static double fame(const airlog_place_entry *place) {
    return place->importance + (place->population > 0 ? 10 * log10(place->population) : 0);
}

size_t airlog_cli_place_prefix(const airlog_tables *tables, airlog_text prefix, uint32_t *out, size_t room) {
    double known[PREFIX_MOST];
    size_t count = 0;
    airlog_error error = {0};
    if (room > PREFIX_MOST) room = PREFIX_MOST;
    uint32_t size = airlog_gazetteer_size(tables);
    for (uint32_t row = 0; row < size; row++) {
        airlog_place_entry place;
        if (airlog_gazetteer_entry(tables, row, &place, &error) != AIRLOG_OK) break;
        if (place.name.length < prefix.length) continue;
        if (!airlog_text_same((airlog_text){place.name.bytes, prefix.length}, prefix)) continue;
        double score = fame(&place);
        if (count == room && score <= known[count - 1]) continue;
        size_t at = count < room ? count++ : count - 1;
        for (; at > 0 && known[at - 1] < score; at--) {
            known[at] = known[at - 1];
            out[at] = out[at - 1];
        }
        known[at] = score;
        out[at] = row;
    }
    return count;
}
