/* Objects with their counts and owners, reporters, and how a clause stands to its event. Needs the tables. */
#include "with_all.h"

#include <math.h>

#include "airlog/parse.h"
#include "words.h"

static const airlog_facts *read_text(const char *text) {
    airlog_error error = {0};
    airlog_report *report = airlog_arena_take(memory, 1, sizeof *report);
    airlog_tokens *tokens = airlog_arena_take(memory, 1, sizeof *tokens);
    airlog_facts *facts = airlog_arena_take(memory, 1, sizeof *facts);
    assert_true(report && tokens && facts);
    report->text = airlog_text_of(text);
    if (airlog_lex(report, memory, tokens, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    if (airlog_parse(tokens, tables, 0, memory, facts, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    return facts;
}

typedef struct count_row {
    const char *text;
    double min, max; /* -1: unknown */
    const char *object, *type, *actor;
} count_row;

static const count_row counts[] = {
    {"A balloon was seen.", 1, 1, "balloon", "", ""},
    {"An unidentified object was seen.", 1, 1, "unidentified object", "", ""},
    {"One Chinese surveillance balloon was seen.", 1, 1, "balloon", "", "China"},
    {"Balloons were seen.", -1, -1, "balloon", "", ""},
    {"The balloon was seen.", 1, 1, "balloon", "", ""},
    {"The drones were seen.", -1, -1, "UAS", "", ""},
    {"Three drones were seen.", 3, 3, "UAS", "", ""},
    {"Twenty-five drones were seen.", 25, 25, "UAS", "", ""},
    {"Two dozen drones were seen.", 24, 24, "UAS", "", ""},
    {"A hundred drones were seen.", 100, 100, "UAS", "", ""},
    {"1,200 drones were seen.", 1200, 1200, "UAS", "", ""},
    {"At least three small black drones were seen.", 3, -1, "UAS", "", ""},
    {"Up to 25 drones were seen.", -1, 25, "UAS", "", ""},
    {"More than 40 drones were seen.", 40, -1, "UAS", "", ""},
    {"Fewer than 10 drones were seen.", -1, 10, "UAS", "", ""},
    {"No fewer than 10 drones were seen.", 10, -1, "UAS", "", ""},
    {"As many as 12 drones were seen.", -1, 12, "UAS", "", ""},
    {"About 20 drones were seen.", 20, 20, "UAS", "", ""},
    {"Between 20 and 30 drones were seen.", 20, 30, "UAS", "", ""},
    {"REPORTED 5-7 WHITE UAS.", 5, 7, "UAS", "", ""},
    {"Two or three large drones were seen.", 2, 3, "UAS", "", ""},
    {"A pair of Russian Su-27 fighter jets were seen.", 2, 2, "fighter aircraft", "Su-27", "Russia"},
    {"Two pairs of bombers were seen.", 4, 4, "bomber", "", ""},
    {"38 of the 42 Shahed-type attack drones were shot down.", 38, 38, "UAS", "Shahed-136", ""},
    {"Three of the balloons were seen.", 3, 3, "balloon", "", ""},
    {"Dozens of drones were seen.", 2, -1, "UAS", "", ""},
    {"Several drones were seen.", 2, -1, "UAS", "", ""},
    {"A swarm of drones was seen.", -1, -1, "UAS", "", ""},
    {"A WHITE 4 ROTOR UAS WAS SEEN.", 1, 1, "UAS", "", ""},
    {"A 3 foot drone was seen.", 1, 1, "UAS", "", ""},
    {"Two light aircraft were seen.", 2, 2, "light aircraft", "", ""},
    {"Both helicopters were seen.", 2, 2, "helicopter", "", ""},
    {"A second drone was seen.", 1, 1, "UAS", "", ""},
    {"Eight J-16s were seen.", 8, 8, "fighter aircraft", "J-16", ""},
    {"Two Chinese and four Russian military aircraft were seen.", 6, 6, "military aircraft", "", "China, Russia"},
    {"Three PLA aircraft were seen.", 3, 3, "military aircraft", "", "China"},
    {"A balloon belonging to China was seen.", 1, 1, "balloon", "", "China"},
    {"Two bombers from Russia were seen.", 2, 2, "bomber", "", "Russia"},
    {"A Cessna 172 was seen.", 1, 1, "light aircraft", "172", ""},
    {"A Boeing 737-800 was seen.", 1, 1, "airliner", "737-800", ""},
    {"An MQ-9 Reaper drone was seen.", 1, 1, "UAS", "MQ-9", ""},
    {"A U.S. drone was seen.", 1, 1, "UAS", "", "United States"},
};

static bool same(double value, double expected) {
    return expected < 0 ? isnan(value) : value == expected;
}

static void how_many_and_whose(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const count_row *row = &counts[i];
        const airlog_facts *facts = read_text(row->text);
        if (!facts->object_count) fail_msg("no object in: %s", row->text);
        const airlog_object_fact *object = &facts->objects[0];
        bool good = same(object->count_min, row->min) && same(object->count_max, row->max) &&
                    airlog_text_is(object->object, row->object) && airlog_text_is(object->type, row->type) &&
                    airlog_text_is(object->actor, row->actor);
        if (!good)
            fail_msg("%s: %g..%g %.*s '%.*s' of '%.*s'", row->text, object->count_min, object->count_max,
                     (int)object->object.length, object->object.bytes, (int)object->type.length, object->type.bytes,
                     (int)object->actor.length, object->actor.bytes);
    }
}

static void what_does_not_fly(void **state) {
    (void)state;
    const char *const texts[] = {"An aircraft carrier sailed.", "He bought a plane ticket.", "Rocket-propelled grenades.",
                                 "The Jets flew home.", "A trial balloon was floated.", "It told us of a jet ski."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (read_text(texts[i])->object_count) fail_msg("an object in: %s", texts[i]);
    }
}

static void jets_that_are_sent_are_the_others(void **state) {
    (void)state;
    const airlog_facts *facts = read_text("Japan sent two helicopters after two bombers were seen.");
    assert_int_equal(facts->object_count, 2);
    assert_true(facts->objects[0].other);
    assert_false(facts->objects[1].other);
    facts = read_text("PRELIM INFO FROM FAA OPS: BOISE, ID/UAS INCIDENT/1512M/BOISE ATCT ADVISED B738, REPORTED A UAS BELOW "
                      "ACFT AT 4,100 FEET.");
    size_t met = 0;
    for (size_t i = 0; i < facts->object_count; i++) met += !facts->objects[i].other;
    assert_int_equal(met, 1);
}

static void who_reports(void **state) {
    (void)state;
    static const struct {
        const char *text, *reporter;
    } rows[] = {
        {"Taiwan's defense ministry said so.", "Taiwan's defence ministry"},
        {"The Chinese Foreign Ministry said so.", "China's foreign ministry"},
        {"Latvia's coast guard said so.", "Latvia's coast guard"},
        {"The FAA said so.", "FAA"},
        {"NORAD said so.", "NORAD"},
        {"The U.S. Air Force said so.", "United States's air force"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const airlog_facts *facts = read_text(rows[i].text);
        bool found = false;
        for (size_t k = 0; k < facts->actor_count; k++)
            found = found || (facts->actors[k].reporter && airlog_text_is(facts->actors[k].name, rows[i].reporter));
        if (!found) fail_msg("no reporter in: %s", rows[i].text);
    }
}

static void how_the_clause_stands(void **state) {
    (void)state;
    static const struct {
        const char *text;
        airlog_modality modality;
    } rows[] = {
        {"A balloon was detected on Monday.", AIRLOG_MODALITY_ACTUAL},
        {"The ministry said that a balloon had been detected.", AIRLOG_MODALITY_ACTUAL},
        {"Jets were scrambled to intercept it.", AIRLOG_MODALITY_ACTUAL},
        {"The drone appeared to cross the border.", AIRLOG_MODALITY_ACTUAL},
        {"Nobody was hurt when the drone crashed.", AIRLOG_MODALITY_ACTUAL},
        {"No drone was detected.", AIRLOG_MODALITY_NEGATED},
        {"The drone did not enter the zone.", AIRLOG_MODALITY_NEGATED},
        {"It left without crossing the island.", AIRLOG_MODALITY_NEGATED},
        {"EVASIVE ACTION NOT TAKEN.", AIRLOG_MODALITY_NEGATED},
        {"NO EVASIVE ACTION WAS TAKEN.", AIRLOG_MODALITY_NEGATED},
        {"The report that a drone crashed was false.", AIRLOG_MODALITY_NEGATED},
        {"Japan will launch a rocket.", AIRLOG_MODALITY_PLANNED},
        {"The rocket is expected to crash into the sea.", AIRLOG_MODALITY_PLANNED},
        {"A drone could crash.", AIRLOG_MODALITY_HYPOTHETICAL},
        {"If a drone crashed it would be a pity.", AIRLOG_MODALITY_HYPOTHETICAL},
        {"He ordered the army to shoot down drones.", AIRLOG_MODALITY_HYPOTHETICAL},
        {"They asked whether a drone crashed.", AIRLOG_MODALITY_HYPOTHETICAL},
        {"In a drill, jets shot down a drone.", AIRLOG_MODALITY_EXERCISE},
        {"A simulated drone was detected.", AIRLOG_MODALITY_EXERCISE},
        {"A drone was detected during the exercise.", AIRLOG_MODALITY_ACTUAL},
        {"A jet crashed last year.", AIRLOG_MODALITY_PAST},
        {"Drones have often been detected here.", AIRLOG_MODALITY_PAST},
        {"Forty years ago a jet crashed.", AIRLOG_MODALITY_PAST},
        {"Drones were detected in recent months.", AIRLOG_MODALITY_PAST},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const airlog_facts *facts = read_text(rows[i].text);
        const airlog_event_fact *event = NULL;
        for (size_t k = 0; k < facts->event_count; k++) {
            if (!strstr(facts->events[k].flags.bytes, "weak")) event = event ? event : &facts->events[k];
        }
        if (!event && facts->event_count) event = &facts->events[0];
        if (!event) fail_msg("no event in: %s", rows[i].text);
        if (event->modality != rows[i].modality)
            fail_msg("%s: modality %d, expected %d", rows[i].text, (int)event->modality, (int)rows[i].modality);
    }
}

/* The classes of the first word of a text. */
static uint32_t classes_of(const char *text) {
    airlog_report report = {.text = airlog_text_of(text)};
    airlog_tokens tokens;
    airlog_facts facts = {.tokens = &tokens};
    airlog_error error = {0};
    assert_int_equal(airlog_lex(&report, memory, &tokens, &error), AIRLOG_OK);
    airlog_parser parser = {.tokens = &tokens, .text = report.text, .memory = memory, .facts = &facts, .error = &error};
    assert_int_equal(airlog_parser_ready(&parser), AIRLOG_OK);
    return airlog_word_classes(&parser, 0);
}

static void words_are_found_in_any_case(void **state) {
    (void)state;
    assert_true(classes_of("ZOOM") == 0);
    assert_true(classes_of("Without") & AIRLOG_WORD_NEGATION);
    assert_true(classes_of("didn't") & AIRLOG_WORD_NEGATION);
    assert_true(classes_of("didn\xE2\x80\x99t") & AIRLOG_WORD_NEGATION);
    assert_true(classes_of("an") & AIRLOG_WORD_ONE);
    assert_true(classes_of("yellow") & AIRLOG_WORD_COLOUR);
    assert_true(classes_of("would") & AIRLOG_WORD_SUPPOSITION);
    assert_true(classes_of("abcdefghijklmnopqrstuvwxyz") == 0);
    assert_true(classes_of("") == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_many_and_whose),
        cmocka_unit_test(what_does_not_fly),
        cmocka_unit_test(jets_that_are_sent_are_the_others),
        cmocka_unit_test(who_reports),
        cmocka_unit_test(how_the_clause_stands),
        cmocka_unit_test(words_are_found_in_any_case),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
