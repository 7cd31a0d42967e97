/* Damaged coordinates and times: whatever the bytes, nothing breaks and nothing out of range comes out. The loop is
 * seeded, so that a failure can be run again; AIRLOG_NOISE_ROUNDS makes it longer. */
#include "reading.h"

#include <math.h>
#include <stdlib.h>

static uint64_t state_of_noise = 0x2545F4914F6CDD1Du;

static uint32_t noise(uint32_t below) {
    state_of_noise ^= state_of_noise << 13;
    state_of_noise ^= state_of_noise >> 7;
    state_of_noise ^= state_of_noise << 17;
    return (uint32_t)(state_of_noise >> 33) % below;
}

static const char *const seeds[] = {
    "48°51'24\"N 2°21'03\"E", "491530N0163045E", "4915N01630E005", "N07 41 E118 22", "07-41.5S - 118-22.25W", "24.125, -118.375",
    "latitude 10°30' N, longitude 66°54' W", "12deg 30min 36sec N 045deg 15min 00sec W", "+4915+01630/", "-33.867+151.207+10CRSWGS_84/",
    "geo:49.25,16.51;u=150", "https://x.org/#map=9/49.25/16.51", "https://x.org/?q=49.25,16.51", "POINT (16.51 49.25)",
    "[16.51, 49.25]", "33UXP0500444998", "33U XP 05004 44998", "33N 375059 2893233", "ZAG0963945331", "GEOREF WHBM4509",
    "GARS 604KS44", "locator PL06vd", "7QR35Q32+62", "geohash wswsf3p", "北緯24度30分 東経123度00分", "N053.33.18.230 E000.10.55.873",
    "WI 2NM RADIUS 491530N 0163045E", "AREA BOUNDED BY 20-10N 110-10E, 20-20N 110-10E, 20-20N 110-20E AND 20-10N 110-20E",
    "500000N 0100000E - CLOCKWISE ARC OF A CIRCLE CENTRED ON 495400N 0100000E - 494800N 0100000E", "UPS N 2009640 1945331",
    "at 6:21 p.m. (1021 GMT) on Sunday", "from 6 to 9 p.m. Tuesday (Jan. 2)", "251021ZNOV24", "2403011200-2403021800EST",
    "2024-11-24T10:21:00+08:00", "about 1820 Pacific daylight time", "FROM 232200 UTC TO 291000 UTC JUL", "昨(9)日15時41分至今日6時止",
    "令和8年5月3日（日）午後4時頃", "some two hours later", "over the previous 24 hours", "04/21/2020 1820Z", "16 Sep 09 at 1400 UTC",
    "between 11 p.m. Moscow time on September 8 and 7 a.m. on September 9 (8:00 p.m. - 4:00 a.m. GMT)", "in the 24 hours before 6 a.m. Friday",
    "at 8:27 a.m., 2:53 p.m., and 6:41 p.m. respectively yesterday", "UTC+14", "99:99 p.m.", "1 1/2 hours later",
};

static const char *const pieces[] = {"N", "S", "E", "W", "°", "'", "\"", "-", ":", ".", ",", " ", "/", "(", ")", "+", "0", "9", "60", "180",
                                     "181", "91", "\xC2", "\xFF", "\xE5", "deg", "Z", "a.m.", "to", "and", "\n", "T", "GMT", "x", "99999999999",
                                     "１２", "度", "時", "日", "NOV", "respectively", "\xEF\xBC\x8D"};

enum { ROOM = 400 };

/* A seed or two with bytes changed, cut out, doubled, and pieces put in. */
static size_t damaged(char out[ROOM]) {
    size_t length = 0;
    for (uint32_t i = 0, count = 1 + noise(3); i < count; ++i) {
        const char *seed = seeds[noise(sizeof seeds / sizeof seeds[0])];
        size_t size = strlen(seed);
        if (length + size + 1 > ROOM / 2) break;
        memcpy(out + length, seed, size);
        length += size;
        if (noise(3) != 0) out[length++] = " ,/-;\n"[noise(6)];
    }
    for (uint32_t i = 0, count = noise(6); i < count && length > 2; ++i) {
        size_t at = noise((uint32_t)length);
        const char *piece = pieces[noise(sizeof pieces / sizeof pieces[0])];
        size_t size = strlen(piece);
        switch (noise(4)) {
        case 0: out[at] = (char)noise(256); break;
        case 1:
            memmove(out + at, out + at + 1, length - at - 1);
            --length;
            break;
        default:
            if (length + size >= ROOM) break;
            memmove(out + at + size, out + at, length - at);
            memcpy(out + at, piece, size);
            length += size;
        }
    }
    return length;
}

static size_t random_bytes(char out[ROOM]) {
    size_t length = noise(ROOM);
    bool ascii = noise(2) == 0;
    for (size_t i = 0; i < length; ++i) out[i] = (char)(ascii ? 32 + noise(95) : noise(256));
    return length;
}

/* ---- what must hold ---- */

static bool in_range(airlog_lonlat point) {
    return fabs(point.lat_deg) <= 90 + 1e-9 && fabs(point.lon_deg) <= 180 + 1e-6;
}

static void check_position(const airlog_position_fact *fact, airlog_text text) {
    assert_true(fact->span.start <= fact->span.end && fact->span.end <= text.length);
    for (size_t i = 0; i < fact->point_count; ++i) {
        if (!in_range(fact->points[i])) fail_msg("%.*s: %g %g", (int)text.length, text.bytes, fact->points[i].lat_deg, fact->points[i].lon_deg);
    }
    if (fact->point_count == 0) return;
    assert_true(fact->precision_lat_deg > 0 && fact->precision_lon_deg > 0);
    assert_non_null(fact->notation);
    if (fact->kind == AIRLOG_POSITION_POLYGON) assert_true(fact->point_count >= 2);
    else assert_int_equal(fact->point_count, 1);
}

static bool date_in_range(airlog_date date) {
    return (date.year == 0 || (date.year >= 1900 && date.year <= 2200)) && date.month >= 0 && date.month <= 12 && date.day >= 0 &&
           date.day <= 31;
}

static void check_time(const airlog_time_fact *fact, airlog_text text) {
    bool right = fact->span.start <= fact->span.end && fact->span.end <= text.length && date_in_range(fact->date) &&
                 date_in_range(fact->date_end) && fact->clock_s >= -1 && fact->clock_s <= 86400 && fact->clock_end_s >= -1 &&
                 fact->clock_end_s <= 86400 && fact->weekday >= -1 && fact->weekday <= 6 && fact->weekday_end >= -1 &&
                 fact->weekday_end <= 6 && fact->paired_utc_s >= -1 && fact->paired_utc_s <= 86400 &&
                 abs(fact->offset_s) <= 15 * 3600 && fact->precision_s >= 0;
    if (!right) fail_msg("%.*s: date %d-%d-%d clock %d-%d", (int)text.length, text.bytes, fact->date.year, fact->date.month,
                         fact->date.day, fact->clock_s, fact->clock_end_s);
    if (fact->kind == AIRLOG_TIME_CLOCK) assert_true(fact->clock_s >= 0);
    if (fact->kind == AIRLOG_TIME_AFTER) assert_true(isfinite(fact->after.value_si));
}

static void check_text(airlog_text text) {
    airlog_arena_reset(arena);
    airlog_facts facts = read_text(text, AIRLOG_PARSE_NOTES);
    for (size_t i = 0; i < facts.position_count; ++i) check_position(&facts.positions[i], text);
    for (size_t i = 0; i < facts.time_count; ++i) {
        check_time(&facts.times[i], text);
        if (i > 0) assert_true(facts.times[i - 1].span.start <= facts.times[i].span.start);
    }
    airlog_position_fact fact;
    airlog_error error = {0};
    if (airlog_parse_coordinate(text, arena, &fact, &error) == AIRLOG_OK) check_position(&fact, text);
    else assert_true(error.message[0] != 0);
    double ordinate;
    char hemisphere;
    error = (airlog_error){0};
    if (airlog_parse_ordinate(text, &ordinate, &hemisphere, &error) == AIRLOG_OK) assert_true(fabs(ordinate) <= 180 + 1e-9);
}

static long rounds(void) {
    const char *wanted = getenv("AIRLOG_NOISE_ROUNDS");
    long count = wanted != NULL ? strtol(wanted, NULL, 10) : 0;
    return count > 0 ? count : 20000;
}

/* Each text in memory of its own size, so that a reading past its end is seen. */
static void check_copy(const char *bytes, size_t length) {
    char *copy = airlog_memory_take(length > 0 ? length : 1, 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    check_text((airlog_text){copy, length});
    airlog_memory_give(copy);
}

static void damaged_spellings(void **state) {
    (void)state;
    char text[ROOM];
    for (long i = 0, count = rounds(); i < count; ++i) check_copy(text, damaged(text));
}

static void random_texts(void **state) {
    (void)state;
    char text[ROOM];
    for (long i = 0, count = rounds() / 4; i < count; ++i) check_copy(text, random_bytes(text));
}

static void every_cut_of_every_seed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; ++i) {
        size_t length = strlen(seeds[i]);
        for (size_t cut = 0; cut <= length; ++cut) {
            check_copy(seeds[i], cut);
            check_copy(seeds[i] + cut, length - cut);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_cut_of_every_seed), cmocka_unit_test(damaged_spellings),
                                       cmocka_unit_test(random_texts)};
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
