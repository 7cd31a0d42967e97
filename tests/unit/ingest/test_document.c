/* Documents -> reports: articles, headlines, places and days. */
#include "with_memory.h"

#include "airlog/ingest.h"
#include "dateline.h"

static airlog_reports split(const char *document, const airlog_report *seed, const airlog_ingest_options *options) {
    airlog_report none = {0};
    airlog_reports out;
    airlog_error error = {0};
    assert_int_equal(
        airlog_ingest_document(seed ? seed : &none, airlog_text_of(document), options, memory, &out, &error),
        AIRLOG_OK);
    return out;
}

static void expect_text(airlog_text text, const char *expected) {
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
}

static void expect_day(airlog_date date, int year, int month, int day) {
    assert_int_equal(date.year, year);
    assert_int_equal(date.month, month);
    assert_int_equal(date.day, day);
}

static const char two_articles[] =
    "Ministers Meet in Harbour Town to Talk\n"
    "\n"
    "A harbour seen at dusk on May 2, 2022.\n"
    "\n"
    "Ministers of the four states met in the harbour town to talk about fish, a long paragraph of prose here.\n"
    "\n"
    "They talked until midnight and agreed on nothing, said people who had been in the room with them all.\n"
    "\n\n\n"
    "Drone Seen Above the Lighthouse\n"
    "\n"
    "The lighthouse, photographed on May 7, 2022. (Agency)\n"
    "AD\n"
    "\n"
    "Drone Seen Above the Lighthouse\n"
    "\n"
    "The coast guard on Tuesday reported that a drone had hovered above the lighthouse for most of the night.\n";

static void a_page_of_two(void **state) {
    (void)state;
    airlog_reports r = split(two_articles, NULL, NULL);
    assert_int_equal(r.count, 2);
    expect_text(r.items[0].title, "Ministers Meet in Harbour Town to Talk");
    expect_text(r.items[1].title, "Drone Seen Above the Lighthouse");
    assert_true(airlog_text_starts(r.items[1].text, "Drone Seen Above the Lighthouse\n\nThe coast guard"));
    assert_int_equal(r.items[1].line, 15);
    /* the repeated head with its caption is dropped; its date, a Saturday, still counts: the next Tuesday */
    assert_int_equal(r.items[1].published_basis, AIRLOG_BASIS_INFERRED);
    expect_day(r.items[1].published, 2022, 5, 10);
    assert_int_equal(r.items[0].published_basis, AIRLOG_BASIS_INFERRED);
    expect_day(r.items[0].published, 2022, 5, 2);
    assert_false(airlog_text_equal(r.items[0].id, r.items[1].id));
}

static void paragraphs_are_no_articles(void **state) {
    (void)state;
    airlog_reports r = split("A first paragraph of some length that is certainly longer than eighty bytes, and ends.\n"
                             "\n\n"
                             "What happened next that day\n"
                             "\n\n"
                             "A second paragraph of some length that is certainly longer than eighty bytes, and ends.\n",
                             NULL, NULL);
    assert_int_equal(r.count, 1);
    r = split("INFO: A LINE OF A MESSAGE THAT IS LONGER THAN EIGHTY BYTES SO THAT IT COUNTS AS PROSE HERE. \n\n\n"
              "ALERT ABOUT SOMETHING FOR XYZ\n Number: 1\n Type: unauthorised activity\n\nSummary: SOMETHING THAT IS "
              "SAID AGAIN IN OTHER WORDS, LONGER THAN EIGHTY BYTES BECAUSE THEY ALWAYS ARE.\n",
              NULL, NULL);
    assert_int_equal(r.count, 1);
}

static void datelines(void **state) {
    (void)state;
    airlog_dateline d = airlog_dateline_read(airlog_text_of("RIGA, Latvia, March 3, 2021 (Agency) - A balloon"));
    assert_true(d.found);
    expect_text(d.place, "RIGA");
    expect_text(d.admin, "Latvia");
    expect_day(d.date, 2021, 3, 3);
    d = airlog_dateline_read(airlog_text_of("NEW YORK \xE2\x80\x94 A balloon"));
    assert_true(d.found);
    expect_text(d.place, "NEW YORK");
    d = airlog_dateline_read(airlog_text_of("Riga, 3 Mar (Agency) -- A balloon"));
    assert_true(d.found);
    expect_day(d.date, 0, 3, 3);
    assert_false(airlog_dateline_read(airlog_text_of("A well-known balloon was seen")).found);
    assert_false(airlog_dateline_read(airlog_text_of("Riga, a port - the largest - saw a balloon")).found);
    assert_false(airlog_dateline_read(airlog_text_of("PRELIM INFO: RIGA, LV/UAS/1400C/ADVISED - X")).found);
    airlog_date day;
    assert_true(airlog_dateline_release(airlog_text_of("Mar. 3, 2021, 09:00 (UTC+8)"), &day));
    expect_day(day, 2021, 3, 3);
    assert_true(airlog_dateline_release(airlog_text_of("令和３年３月４日"), &day));
    expect_day(day, 2021, 3, 4);
    assert_true(airlog_dateline_release(airlog_text_of(" 110年3月5日 "), &day));
    expect_day(day, 2021, 3, 5);
    assert_true(airlog_dateline_release(airlog_text_of("2021年12月6日"), &day));
    expect_day(day, 2021, 12, 6);
    assert_false(airlog_dateline_release(airlog_text_of("令和３年３月４日の気球"), &day));
    assert_false(airlog_dateline_release(airlog_text_of("2021年13月6日"), &day));
    assert_false(airlog_dateline_release(airlog_text_of("Mar. 3, 2021, the day of the balloon"), &day));
}

static void the_day_of_publication(void **state) {
    (void)state;
    const char *text = "VARNA, June 9 (Agency) - A balloon drifted over the port, the coast guard said. It was seen on "
                       "June 8, 2020.\n";
    airlog_reports r = split(text, NULL, NULL);
    expect_day(r.items[0].published, 2020, 6, 9);
    assert_int_equal(r.items[0].published_basis, AIRLOG_BASIS_INFERRED);
    expect_text(r.items[0].place, "VARNA");
    airlog_ingest_options options = {.date = {2019, 6, 20}, .place = "SOFIA", .zone = "Europe/Sofia"};
    r = split(text, NULL, &options);
    expect_day(r.items[0].published, 2019, 6, 9);
    assert_int_equal(r.items[0].published_basis, AIRLOG_BASIS_STATED);
    expect_text(r.items[0].place, "VARNA");
    expect_text(r.items[0].zone, "Europe/Sofia");
    r = split("A balloon drifted over the port.", NULL, &options);
    expect_day(r.items[0].published, 2019, 6, 20);
    expect_text(r.items[0].place, "SOFIA");
    airlog_report seed = {.published = {2018, 1, 2}, .id = airlog_text_of("n1")};
    r = split(text, &seed, &options);
    expect_day(r.items[0].published, 2018, 1, 2);
    expect_text(r.items[0].id, "n1");
    /* 8 June 2020 was a Monday: the first Wednesday on or after it */
    r = split("The coast guard on Wednesday said a balloon was seen on June 8, 2020.\n", NULL, NULL);
    expect_day(r.items[0].published, 2020, 6, 10);
    r = split("The coast guard said on Monday that a balloon was seen on 8 June 2020.\n", NULL, NULL);
    expect_day(r.items[0].published, 2020, 6, 8);
    r = split("A balloon was seen.\n", NULL, NULL);
    assert_int_equal(r.items[0].published_basis, AIRLOG_BASIS_NONE);
}

static void ids_follow_the_text(void **state) {
    (void)state;
    airlog_reports a = split("Same text.", NULL, NULL), b = split("Same text.", NULL, NULL);
    airlog_reports c = split("Other text.", NULL, NULL);
    assert_int_equal(a.items[0].id.length, 16);
    assert_true(airlog_text_equal(a.items[0].id, b.items[0].id));
    assert_false(airlog_text_equal(a.items[0].id, c.items[0].id));
    airlog_report seed = {.id = airlog_text_of("page")};
    airlog_reports two = split(two_articles, &seed, NULL);
    expect_text(two.items[0].id, "page");
    expect_text(two.items[1].id, "page#2");
}

static void sheet_returns_are_dropped(void **state) {
    (void)state;
    airlog_reports r = split("ONE_x000D_\nTWO\r\nTHREE_x000D_", NULL, NULL);
    expect_text(r.items[0].text, "ONE\nTWO\nTHREE");
    r = split("   \n", NULL, NULL);
    assert_int_equal(r.count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_of_two),         cmocka_unit_test(paragraphs_are_no_articles),
        cmocka_unit_test(datelines),             cmocka_unit_test(the_day_of_publication),
        cmocka_unit_test(ids_follow_the_text),   cmocka_unit_test(sheet_returns_are_dropped),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
