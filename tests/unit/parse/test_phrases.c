/* Phrases made of every unit, direction, form, joining and spelling of the number, with known answers. */
#include "reading.h"

#include <stdlib.h>

typedef struct spelled {
    const char *text;
    double low, high;
} spelled;

static const spelled numbers[] = {
    {"60", 60, 60},          {"7", 7, 7},           {"1,120", 1120, 1120},   {"4.5", 4.5, 4.5},     {".25", .25, .25},
    {"seven", 7, 7},         {"sixty", 60, 60},     {"twenty-five", 25, 25}, {"80-100", 80, 100},   {"4 to 5", 4, 5},
    {"about 30", 30, 30},    {"some 12", 12, 12},   {"nearly 40", 40, 40},   {"more than 20", 20, 20}, {"two and a half", 2.5, 2.5},
    {"1 1/2", 1.5, 1.5},     {"an estimated 15", 15, 15}, {"a dozen", 12, 12}, {"between 20 and 30", 20, 30}, {"approx. 9", 9, 9},
};

static const struct {
    const char *text;
    airlog_term unit;
} units[] = {
    {" NM", AIRLOG_TERM_NAUTICAL_MILE},  {" nm", AIRLOG_TERM_NAUTICAL_MILE},   {" nautical miles", AIRLOG_TERM_NAUTICAL_MILE},
    {" nmi", AIRLOG_TERM_NAUTICAL_MILE}, {" nautical mile", AIRLOG_TERM_NAUTICAL_MILE}, {" miles", AIRLOG_TERM_MILE},
    {" mi", AIRLOG_TERM_MILE},           {" statute miles", AIRLOG_TERM_MILE}, {" km", AIRLOG_TERM_KILOMETRE},
    {" air miles", AIRLOG_TERM_MILE},      {" road km", AIRLOG_TERM_KILOMETRE}, {" kilometres", AIRLOG_TERM_KILOMETRE}, {" kms", AIRLOG_TERM_KILOMETRE},   {" kilometers", AIRLOG_TERM_KILOMETRE},
};

static const struct {
    const char *text;
    double deg;
} directions[] = {
    {"north", 0},           {"N", 0},           {"northeast", 45},        {"north-east", 45},  {"north east", 45},  {"NE", 45},
    {"East", 90},           {"south-southeast", 157.5}, {"SSE", 157.5},   {"south", 180},      {"SW", 225},         {"southwest", 225},
    {"west-southwest", 247.5}, {"West", 270},   {"W-NW", 292.5},          {"WNW", 292.5},      {"nw", 315},         {"north/northwest", 337.5},
    {"NNW", 337.5},         {"east by south", 101.25}, {"due north", 0},  {"to the east", 90}, {"to the north-west", 315},
};

static const struct {
    const char *text, *head;
} places[] = {
    {"Bergen", "Bergen"},          {"the port of Gdansk", "Gdansk"}, {"Cape Wrath", "Cape Wrath"},   {"Norway's Bodo port", "Bodo port"},
    {"Las Palmas", "Las Palmas"},  {"the city of Oulu", "Oulu"},     {"Rio de Janeiro", "Rio de Janeiro"},
    {"the Faroe Islands", "Faroe Islands"},
};

/* "NUMBER UNIT DIRECTION of PLACE" with what may stand around it. */
static const struct {
    const char *before, *of, *after;
} frames[] = {
    {"", " of ", ""},
    {"A drone was detected ", " of ", " on Monday."},
    {"The jet, flying at 9,000 feet, was ", " from ", ", the ministry said."},
    {"It vanished ", " off ", " and was not found."},
};

static unsigned long tried;

static void check_offset(const char *text, const spelled *number, airlog_term unit, double deg, const char *head) {
    airlog_arena_reset(arena);
    airlog_facts facts = read_facts(text);
    const airlog_position_fact *got = NULL;
    for (size_t i = 0; i < facts.position_count && !got; i++) {
        if (facts.positions[i].kind == AIRLOG_POSITION_OFFSET) got = &facts.positions[i];
    }
    tried++;
    if (!got) fail_msg("'%s' gives no offset", text);
    if (!is_near(got->distance.min, number->low) || !is_near(got->distance.max, number->high)) fail_msg("'%s': %g", text, got->distance.value);
    if (got->distance.unit != unit) fail_msg("'%s': unit %s", text, airlog_term_name(got->distance.unit));
    if (!is_near(got->bearing_deg, deg)) fail_msg("'%s': bearing %g", text, got->bearing_deg);
    if (!span_is(&facts, got->reference.span, head)) fail_msg("'%s': another reference", text);
}

/* Every number with every unit; every direction with every place; every frame with each. */
static void reads_every_combination(void **state) {
    (void)state;
    char text[400];
    enum { NUMBERS = sizeof numbers / sizeof numbers[0], UNITS = sizeof units / sizeof units[0] };
    enum { DIRECTIONS = sizeof directions / sizeof directions[0], PLACES = sizeof places / sizeof places[0] };
    for (size_t n = 0; n < NUMBERS; n++) {
        for (size_t u = 0; u < UNITS; u++) {
            for (size_t d = 0; d < DIRECTIONS; d++) {
                size_t p = (n + u + d) % PLACES, f = (n * 7 + u * 3 + d) % 4;
                snprintf(text, sizeof text, "%s%s%s %s%s%s%s", frames[f].before, numbers[n].text, units[u].text, directions[d].text,
                         frames[f].of, places[p].text, frames[f].after);
                check_offset(text, &numbers[n], units[u].unit, directions[d].deg, places[p].head);
            }
        }
    }
    for (size_t d = 0; d < DIRECTIONS; d++) {
        for (size_t p = 0; p < PLACES; p++) {
            for (size_t f = 0; f < 4; f++) {
                snprintf(text, sizeof text, "%s45 km (28 miles) %s%s%s%s", frames[f].before, directions[d].text, frames[f].of,
                         places[p].text, frames[f].after);
                check_offset(text, &(spelled){"", 45, 45}, AIRLOG_TERM_KILOMETRE, directions[d].deg, places[p].head);
            }
        }
    }
    assert_true(tried > 6000);
}

/* Controllers' shorthand: heights, bare numbers, all sixteen points, identifiers and names. */
static void reads_every_shorthand(void **state) {
    (void)state;
    static const char *const heights[] = {"AT 3,300 FEET ", "AT 500 FEET, ", "FL200 ", "AT 020MSL ", "AT 1,500 MSL ", "2,500-2,800 FEET ",
                                          "SFC-3,000 FEET ", "7,500' ", "AT 10, 000 FEET ", "SAME ALTITUDE "};
    static const spelled bare[] = {{"2", 2, 2}, {"14", 14, 14}, {"1.5", 1.5, 1.5}, {".5", .5, .5}, {"3-5", 3, 5}, {"1/2", .5, .5}};
    static const char *const points[] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
    static const char *const names[] = {"MSP", "KSAT", "T82", "ATLANTA", "WEST PALM BEACH", "DAY", "PHOENIX VORTAC"};
    static const char *const tails[] = {".", ". NO EVASIVE ACTION TAKEN.", " WHILE HEADING SOUTH.", ", LEO NOTIFIED."};
    char text[300];
    for (size_t h = 0; h < sizeof heights / sizeof heights[0]; h++) {
        for (size_t b = 0; b < sizeof bare / sizeof bare[0]; b++) {
            for (size_t p = 0; p < 16; p++) {
                size_t n = (h + b + p) % 7, t = (h + 2 * b + p) % 4;
                snprintf(text, sizeof text, "REPORTED A UAS WHILE W BOUND %s%s %s %s%s%s", heights[h], bare[b].text, points[p],
                         p % 3 ? "" : "OF ", names[n], tails[t]);
                check_offset(text, &bare[b], AIRLOG_TERM_NAUTICAL_MILE, 22.5 * (double)p, names[n]);
            }
        }
    }
}

/* Fixes: letters, radials, distances, in every joining. */
static void reads_every_fix(void **state) {
    (void)state;
    char text[120];
    for (int radial = 1; radial <= 360; radial += 7) {
        for (int distance = 1; distance < 200; distance += 23) {
            static const char *const forms[] = {"%s%03d%03d", "%s %03d%03d", "%s%03d/%03d", "%s %d radial %d DME", "%s %d\xC2\xB0 radial at %d NM"};
            for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
                snprintf(text, sizeof text, forms[f], "ABC", radial, distance);
#pragma GCC diagnostic pop
                airlog_arena_reset(arena);
                airlog_facts facts = read_facts(text);
                if (facts.position_count != 1 || facts.positions[0].kind != AIRLOG_POSITION_RADIAL) fail_msg("'%s' is no fix", text);
                assert_true(is_near(facts.positions[0].bearing_deg, radial % 360));
                assert_true(is_near(facts.positions[0].distance.value, distance));
                assert_true(span_is(&facts, facts.positions[0].reference.span, "ABC"));
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_combination),
        cmocka_unit_test(reads_every_shorthand),
        cmocka_unit_test(reads_every_fix),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
