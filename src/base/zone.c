/** @file zone.c  Offsets of time zones, from the compiled tables: no time zone library at run time. */
#include <string.h>

#include "airlog/base.h"
#include "zone_layout.h"

#define NAME_LONGEST 63u

/** The transitions of one zone; count is at least 1. */
typedef struct transitions {
    const int64_t *times;
    const int32_t *offsets;
    uint32_t count;
    int64_t fixed_times[1];
    int32_t fixed_offsets[1];
} transitions;

static bool fixed(transitions *out, int32_t offset_s) {
    out->fixed_times[0] = INT64_MIN;
    out->fixed_offsets[0] = offset_s;
    out->times = out->fixed_times;
    out->offsets = out->fixed_offsets;
    out->count = 1;
    return true;
}

static bool two_digits(const char *bytes, int32_t *out) {
    if (bytes[0] < '0' || bytes[0] > '9' || bytes[1] < '0' || bytes[1] > '9') return false;
    *out = (bytes[0] - '0') * 10 + (bytes[1] - '0');
    return true;
}

/** Reads "+08:00", "-0330", "+08", and the same after "UTC" or "GMT"; "UTC", "GMT" and "Z" alone. */
static bool read_offset(airlog_text zone, int32_t *out_s) {
    *out_s = 0;
    if (airlog_text_is(zone, "z")) return true;
    airlog_text head = {zone.bytes, zone.length < 3 ? zone.length : 3};
    if (airlog_text_is(head, "utc") || airlog_text_is(head, "gmt")) {
        zone.bytes += 3;
        zone.length -= 3;
        if (zone.length == 0) return true;
    }
    if (zone.length < 3 || (zone.bytes[0] != '+' && zone.bytes[0] != '-')) return false;
    int32_t hours = 0;
    int32_t minutes = 0;
    if (!two_digits(zone.bytes + 1, &hours)) return false;
    bool colon = zone.length == 6 && zone.bytes[3] == ':';
    if (zone.length != 3 && zone.length != 5 && !colon) return false;
    if (zone.length > 3 && !two_digits(zone.bytes + (colon ? 4 : 3), &minutes)) return false;
    if (hours > 18 || minutes > 59) return false;
    *out_s = (hours * 3600 + minutes * 60) * (zone.bytes[0] == '-' ? -1 : 1);
    return true;
}

static bool hash_name(airlog_text zone, uint64_t *out) {
    char lower[NAME_LONGEST];
    if (zone.length == 0 || zone.length > NAME_LONGEST) return false;
    for (size_t i = 0; i < zone.length; i++) {
        char c = zone.bytes[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    *out = airlog_hash(lower, zone.length);
    return true;
}

/* The whole section is viewed at once: it has no more than a few blocks, and a view a step would cost more. */
static const airlog_zone_row *find_row(const airlog_tables *tables, uint64_t name) {
    uint64_t length = airlog_tables_length(tables, AIRLOG_SECTION_ZONES);
    const airlog_zone_row *rows = airlog_tables_view(tables, AIRLOG_SECTION_ZONES, 0, length, NULL);
    uint64_t low = 0;
    uint64_t high = rows == NULL ? 0 : length / sizeof *rows;
    while (low < high) {
        uint64_t middle = (low + high) / 2;
        const airlog_zone_row *row = &rows[middle];
        if (row->name == name) return row;
        if (row->name < name)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool find_zone(const airlog_tables *tables, airlog_text zone, transitions *out) {
    int32_t offset_s = 0;
    uint64_t name = 0;
    if (read_offset(zone, &offset_s)) return fixed(out, offset_s);
    if (tables == NULL || !hash_name(zone, &name)) return false;
    const airlog_zone_row *row = find_row(tables, name);
    if (row == NULL || row->count == 0) return false;
    out->count = row->count;
    out->times = airlog_tables_view(tables, AIRLOG_SECTION_ZONE_TIMES, row->first * sizeof(int64_t),
                                    row->count * sizeof(int64_t), NULL);
    out->offsets = airlog_tables_view(tables, AIRLOG_SECTION_ZONE_OFFSETS, row->first * sizeof(int32_t),
                                      row->count * sizeof(int32_t), NULL);
    return out->times != NULL && out->offsets != NULL;
}

/** The last transition at or before an instant that lies before AIRLOG_ZONE_END. */
static uint32_t transition_at(const transitions *zone, airlog_time_s utc) {
    uint32_t low = 0;
    uint32_t high = zone->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (zone->times[middle] <= utc)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/** How far an instant must be moved back to lie within the transitions. */
static int64_t cycles_beyond(int64_t time_s) {
    if (time_s < AIRLOG_ZONE_END) return 0;
    return ((time_s - AIRLOG_ZONE_END) / AIRLOG_ZONE_CYCLE + 1) * AIRLOG_ZONE_CYCLE;
}

static int32_t offset_at(const transitions *zone, airlog_time_s utc) {
    return zone->offsets[transition_at(zone, utc - cycles_beyond(utc))];
}

bool airlog_zone_offset(const airlog_tables *tables, airlog_text zone, airlog_time_s utc, int32_t *out_offset_s) {
    transitions found;
    if (!find_zone(tables, zone, &found)) return false;
    *out_offset_s = offset_at(&found, utc);
    return true;
}

/* A wall-clock time w stands for every instant u with u + offset(u) = w. Offsets are within a day, so the transitions
 * near w decide: the earliest u is taken, and a w that was skipped goes forward by what the clock was put forward. */
bool airlog_zone_instant(const airlog_tables *tables, airlog_text zone, int64_t wall_s, airlog_time_s *out_utc,
                         int32_t *out_offset_s, bool *out_ambiguous) {
    transitions found;
    if (!find_zone(tables, zone, &found)) return false;
    int64_t moved = cycles_beyond(wall_s - 86400);
    int64_t wall = wall_s - moved;
    uint32_t first = transition_at(&found, wall - 86400);
    uint32_t last = transition_at(&found, wall + 86400);
    int matches = 0;
    *out_utc = wall_s - found.offsets[first];
    for (uint32_t i = first; i <= last; i++) {
        int64_t instant = wall - found.offsets[i];
        bool begun = i == first || instant >= found.times[i];
        bool ended = i + 1 < found.count && instant >= found.times[i + 1];
        if (begun && !ended && matches++ == 0) *out_utc = instant + moved;
        bool skipped = i > first && instant < found.times[i] && wall - found.offsets[i - 1] >= found.times[i];
        if (matches == 0 && skipped) *out_utc = wall - found.offsets[i - 1] + moved;
    }
    if (out_ambiguous != NULL) *out_ambiguous = matches != 1;
    if (out_offset_s != NULL) *out_offset_s = offset_at(&found, *out_utc);
    return true;
}
