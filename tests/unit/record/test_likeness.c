/* Articles about one event are one incident, with the reasons; articles about others are not. */
#include "with_all.h"

#include "airlog/record.h"

static const char *const pairs[][2] = {
    {"Balloon off the north coast\n\nTAIPEI, March 5, 2024 - A Chinese balloon was detected at 6:21 p.m. (1021 GMT) on Monday 60 "
     "nautical miles north of Keelung port at 20,000 feet, Taiwan's defence ministry said.",
     "KEELUNG, 5 March 2024 - Taiwan's defence ministry reported on Tuesday that one Chinese balloon had been spotted at "
     "18:25 local time on Monday 110 km north of Keelung at about 6,000 metres. It later vanished."},
    {"GENEVA, 8 July 2023 - A drone nearly hit an airliner 3 km east of Geneva Airport at 14:10 local time on Saturday, the "
     "police said. The airliner landed safely.",
     "Near miss in the east\n\nGENEVA, July 9, 2023 - An airliner narrowly missed a drone near Geneva Airport on Saturday at 2:15 "
     "p.m. local time, officials said."},
    {"VILNIUS, 12 October 2023 - Two MiG-31 fighters crossed the border 40 km south of Vilnius at 09:30 local time on Thursday, "
     "Lithuania's defence ministry said.",
     "VILNIUS, 13 October 2023 - Lithuania's defence ministry said two MiG-31 aircraft violated its airspace on Thursday at 9:35 "
     "a.m. local time 35 km south of Vilnius."},
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static airlog_incident extract(const char *text) {
    airlog_report seed = {.line = 1};
    airlog_reports reports;
    airlog_incidents found;
    airlog_error error = {0};
    assert_int_equal(airlog_ingest_document(&seed, airlog_text_of(text), NULL, memory, &reports, &error), AIRLOG_OK);
    assert_int_equal(airlog_extract(&reports.items[0], tables, NULL, memory, &found, &error), AIRLOG_OK);
    if (found.count != 1) fail_msg("%zu incidents: %s", found.count, text);
    return found.items[0];
}

static void pairs_are_one(void **state) {
    (void)state;
    for (int i = 0; i < PAIRS; i++) {
        airlog_incident first = extract(pairs[i][0]), second = extract(pairs[i][1]);
        airlog_likeness there = airlog_incident_likeness(&first, &second), back = airlog_incident_likeness(&second, &first);
        if (there.score < AIRLOG_LIKENESS_SAME) fail_msg("pair %d: %.2f: %s", i, there.score, there.reasons);
        assert_true(there.score == back.score);
        assert_string_equal(there.reasons, back.reasons);
        assert_non_null(strstr(there.reasons, "same time ("));
        assert_non_null(strstr(there.reasons, "places overlap ("));
        assert_non_null(strstr(there.reasons, "same "));
    }
}

static void others_are_not(void **state) {
    (void)state;
    for (int i = 0; i < PAIRS; i++) {
        for (int k = 0; k < PAIRS; k++) {
            if (k == i) continue;
            airlog_incident first = extract(pairs[i][0]), second = extract(pairs[k][1]);
            airlog_likeness likeness = airlog_incident_likeness(&first, &second);
            assert_true(likeness.score == 0 && strstr(likeness.reasons, "differ"));
        }
    }
}

/* A correction may change one thing; two are another event, and a report that corrects nothing may change none. */
static void a_correction_may_differ_once(void **state) {
    (void)state;
    static const char told[] = "TALLINN, Sept 2, 2024 (Agency) - A Russian helicopter violated Estonia's airspace near Vaindloo island "
                               "at 3:10 p.m. on Monday, the defence forces said.";
    static const struct {
        const char *head, *place, *clock, *differs; /* NULL: it is another event */
    } rows[] = {
        {"CORRECTION: It was seen near Osmussaar\n\n", "Osmussaar", "3:10", "the place differs"},
        {"UPDATE 2-Helicopter in Estonia's airspace\n\n", "Vaindloo", "3:10", ""},
        {"(Corrects the hour in paragraph 1)\n\n", "Vaindloo", "5:10", "the time differs"},
        {"This corrects the report of Monday.\n\n", "Vaindloo", "5:10", "the time differs"},
        {"CORRECTION: It was seen near Osmussaar\n\n", "Osmussaar", "5:10", NULL},
        {"Another helicopter was seen\n\n", "Osmussaar", "3:10", NULL},
    };
    airlog_incident first = extract(told);
    assert_false(airlog_incident_corrects(&first));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        snprintf(text, sizeof text, "%sTALLINN, Sept 3, 2024 (Agency) - A Russian helicopter violated Estonia's airspace near %s island at "
                 "%s p.m. on Monday, the defence forces said.", rows[i].head, rows[i].place, rows[i].clock);
        airlog_incident second = extract(text);
        airlog_recent *recent;
        airlog_error error = {0};
        assert_int_equal(airlog_recent_open(2, &recent, &error), AIRLOG_OK);
        airlog_incidents one = {&first, 1}, other = {&second, 1};
        assert_int_equal(airlog_recent_link(recent, memory, &one, &error), AIRLOG_OK);
        assert_int_equal(airlog_recent_link(recent, memory, &other, &error), AIRLOG_OK);
        airlog_recent_close(recent);
        if (!rows[i].differs) {
            assert_int_equal(second.duplicate_of.length, 0);
            continue;
        }
        assert_true(airlog_incident_corrects(&second));
        assert_true(airlog_text_equal(second.duplicate_of, first.id));
        assert_non_null(memmem(second.duplicate_why.bytes, second.duplicate_why.length, rows[i].differs, strlen(rows[i].differs)));
    }
}

/* One thing that differs is enough. */
static void one_difference_is_enough(void **state) {
    (void)state;
    airlog_incident first = extract(pairs[0][0]), second = extract(pairs[0][1]), other = second;
    other.time_start += 3600;
    assert_string_equal(airlog_incident_likeness(&first, &other).reasons, "the times differ");
    other = second;
    other.lat += 3;
    assert_string_equal(airlog_incident_likeness(&first, &other).reasons, "the places lie apart");
    other = second;
    other.object = airlog_text_of("UAS");
    assert_string_equal(airlog_incident_likeness(&first, &other).reasons, "the objects differ");
    other = second;
    other.count_min = other.count_max = 4;
    assert_string_equal(airlog_incident_likeness(&first, &other).reasons, "the counts differ");
    other = second;
    other.actor = airlog_text_of("Japan");
    assert_string_equal(airlog_incident_likeness(&first, &other).reasons, "the actors differ");
    airlog_incident nothing;
    airlog_incident_clear(&nothing);
    assert_true(airlog_incident_likeness(&nothing, &nothing).score < AIRLOG_LIKENESS_SAME);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pairs_are_one), cmocka_unit_test(others_are_not), cmocka_unit_test(a_correction_may_differ_once),
                                       cmocka_unit_test(one_difference_is_enough)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
