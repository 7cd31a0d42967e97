/* Attacks on ships: nothing in the air, a place for who asks for every domain. */
#include "with_all.h"

#include <math.h>

#include "airlog/record.h"

static airlog_incidents extract(const char *text, bool any) {
    airlog_report seed = {.line = 1};
    airlog_reports reports;
    airlog_incidents found;
    airlog_error error = {0};
    airlog_extract_options options = {.any_domain = any};
    assert_int_equal(airlog_ingest_document(&seed, airlog_text_of(text), NULL, memory, &reports, &error), AIRLOG_OK);
    assert_int_equal(reports.count, 1);
    assert_int_equal(airlog_extract(&reports.items[0], tables, &options, memory, &found, &error), AIRLOG_OK);
    return found;
}

static void expect(const char *text, const char *event, double lat, double lon) {
    assert_int_equal(extract(text, false).count, 0);
    airlog_incidents found = extract(text, true);
    if (found.count != 1) fail_msg("%zu incidents: %s", found.count, text);
    if (!airlog_text_is(found.items[0].event, event))
        fail_msg("%.*s is not %s", (int)found.items[0].event.length, found.items[0].event.bytes, event);
    assert_true(airlog_text_is(found.items[0].object, "ship"));
    if (isnan(lat)) return;
    assert_true(fabs(found.items[0].lat - lat) < 0.05 && fabs(found.items[0].lon - lon) < 0.05);
}

static void ships(void **state) {
    (void)state;
    expect("On 3 May 2014 at 0315 UTC two skiffs with armed men approached a tanker 12:30N - 044:10E. They fired at the bridge "
           "and were driven off.",
           "attacked", 12.5, 44.17);
    expect("Robbers boarded an anchored vessel at 01-12N 103-35E and stole ropes before they left in a boat.", "boarded", 1.2,
           103.58);
    expect("A tanker was followed by a boat for an hour.", "approached", NAN, NAN);
    assert_int_equal(extract("The ferry was late again, said its master.", true).count, 0);
}

static void the_air_stays(void **state) {
    (void)state;
    static const char text[] = "On 3 May 2014 a drone was seen 3 miles east of Leeds Bradford Airport.";
    airlog_incidents air = extract(text, false), any = extract(text, true);
    assert_int_equal(air.count, 1);
    assert_int_equal(any.count, 1);
    assert_true(airlog_text_equal(air.items[0].id, any.items[0].id));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ships), cmocka_unit_test(the_air_stays)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
