/* Times: each text with what is read of it, written short as describe_time.h says. */
#include "describe_time.h"
#include "reading.h"

typedef struct wanted {
    const char *text;
    const char *facts; /* joined by "; " */
} wanted;

static void check_all(const wanted *cases, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        airlog_arena_reset(arena);
        airlog_facts facts = read_facts(cases[i].text);
        char got[2048] = "";
        size_t length = 0;
        for (size_t k = 0; k < facts.time_count; ++k) {
            time_words one = describe_time(&facts.times[k]);
            length += (size_t)snprintf(got + length, sizeof got - length, "%s%s", k > 0 ? "; " : "", one.text);
            assert_true(length < sizeof got - sizeof one.text);
        }
        if (strcmp(got, cases[i].facts) != 0) fail_msg("%s\n    read:   %s\n    wanted: %s", cases[i].text, got, cases[i].facts);
    }
}

#define CHECK(cases) check_all(cases, sizeof cases / sizeof cases[0])

static void clocks(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"The kite rose at 7:05 p.m. over the bay.", "clock 19:05"},
        {"The kite rose at 7:05 a.m. over the bay.", "clock 07:05"},
        {"It rose at 7 p.m. and fell.", "clock 19:00"},
        {"It rose at 7pm and fell.", "clock 19:00"},
        {"It rose at 7:05PM and fell.", "clock 19:05"},
        {"It rose at 7:05p.m. and fell.", "clock 19:05"},
        {"It rose at 7p.m. and fell.", "clock 19:00"},
        {"It rose at 12:10 a.m. and fell.", "clock 00:10"},
        {"It rose at 12:10 p.m. and fell.", "clock 12:10"},
        {"It rose at 19:05 and fell.", "clock 19:05"},
        {"It rose at 19:05:42 and fell.", "clock 19:05:42"},
        {"It rose at 19.05, they said.", "clock 19:05"},
        {"It rose at 7.05 pm, they said.", "clock 19:05"},
        {"It rose at 19h05 by the tower.", "clock 19:05"},
        {"It rose at 1905 hours and fell.", "clock 19:05"},
        {"It rose at 0705 on the beach.", "clock 07:05"},
        {"It was lost about 1837; nobody saw it.", "clock 18:37 ~"},
        {"It was lost at 1937:12, the record shows.", "clock 19:37:12"},
        {"It rose at noon and fell at midnight.", "clock 12:00; clock 00:00"},
        {"It rose at half past nine in the evening.", "clock 21:30"},
        {"It fell at quarter to six.", "clock 05:45"},
        {"It fell shortly after 10.15 hrs.", "clock 10:15 ~"},
        {"It was seen at 0310LT off the coast.", "clock 03:10 LT"},
        {"It rose at 5 o'clock in the afternoon.", "clock 17:00"},
        {"It rose at 5:15 in the morning.", "clock 05:15"},
        {"It rose at 19:20 in the morning.", "clock 19:20 odd"},
        {"It rose at 17.20 pm, they said.", "clock 17:20 odd"},
        {"It rose shortly after 5 p.m. and fell just before 6 p.m.", "clock 17:00 ~; clock 18:00 ~"},
        {"It rose around 19:05.", "clock 19:05 ~"},
        {"It vanished at 03 h 14 min 32 s UTC.", "clock 03:14:32 +0h"},
        {"It vanished at 3 h 14 over the sea.", "clock 03:14"},
        {"It flew for 3 h 14 min over the sea.", ""},
        {"Near Sept-Iles it was seen.", ""},
        {"30 Jun 20\n1434\nA glider\nA drone", "clock 2020-06-30 14:34"},
        {"30 Jun 20\n1434 ft", "day 2020-06-30"},
    };
    CHECK(cases);
}

static void zones(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"It rose at 1905 GMT.", "clock 19:05 +0h"},
        {"It rose at 1905Z and fell.", "clock 19:05 +0h"},
        {"It rose at 19:05Z and fell.", "clock 19:05 +0h"},
        {"It rose at 19:05:30Z and fell.", "clock 19:05:30 +0h"},
        {"It rose at 1905 UTC and fell at 1940 ZULU.", "clock 19:05 +0h; clock 19:40 +0h"},
        {"It rose at 19:05 (UTC+8) and fell.", "clock 19:05 +8h"},
        {"It rose at 19:05 UTC+05:30 and fell.", "clock 19:05 +5.5h"},
        {"It rose at 7:05 AM (CET) and fell.", "clock 07:05 +1h"},
        {"It rose at 7:05 a.m. EST and fell.", "clock 07:05 -5h"},
        {"It rose at 7:05 a.m. CST and fell.", "clock 07:05 CST"},
        {"It rose at 7:05 a.m. ET and fell.", "clock 07:05 ET"},
        {"It rose at 19:05 local time and fell.", "clock 19:05 local time"},
        {"It rose at 1905 LT and fell.", "clock 19:05 LT"},
        {"It rose about 1905 mountain daylight time.", "clock 19:05 -6h ~"},
        {"It rose about 1905 Eastern Standard Time.", "clock 19:05 -5h ~"},
        {"It rose about 1905 eastern time.", "clock 19:05 eastern time ~"},
        {"It rose at 7 p.m. Moscow time.", "clock 19:00 +3h"},
        {"It rose at 7 p.m. Taipei time.", "clock 19:00 +8h"},
        {"It rose at 7 p.m. Japan Standard Time (JST).", "clock 19:00 +9h"},
        {"It rose at 7 p.m. Central European Summer Time.", "clock 19:00 +2h"},
        {"It rose at 7 p.m. Kyiv time.", "clock 19:00 Kyiv time"},
        {"It rose at 19:05 KST and 19:06 JST.", "clock 19:05 +9h; clock 19:06 +9h"},
    };
    CHECK(cases);
}

static void pairs(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"It was seen at 7:05 p.m. (1105 GMT) on Friday.", "clock Fri 19:05 +8h utc 11:05"},
        {"It was seen at 7:05 p.m. local time (1105 UTC).", "clock 19:05 +8h utc 11:05"},
        {"It was seen at 19:05:30 (16:05:30 GMT).", "clock 19:05:30 +3h utc 16:05:30"},
        {"It was seen at 1105 GMT (7:05 p.m. local time).", "clock 19:05 +8h utc 11:05"},
        {"It was seen at 7:05 p.m. Moscow time (1605 GMT).", "clock 19:05 +3h utc 16:05"},
        {"It was seen at 7:05 p.m. Moscow time (1505 GMT).", "clock 19:05 +3h utc 15:05 conflict"},
        {"It was seen at 7:05 p.m. (1117 GMT).", "clock 19:05 utc 11:17 conflict"},
        {"It was seen at around 6:50 a.m. (2150 GMT Thursday).", "clock Fri 06:50 +9h utc 21:50 ~"},
        {"It was seen at 8:30 p.m. (0030 GMT).", "clock 20:30 -4h utc 00:30"},
    };
    CHECK(cases);
}

static void days(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"It was seen on Friday.", "day Fri"},
        {"It was seen on Friday (Jan. 5).", "day 0000-01-05 Fri"},
        {"It was seen on Friday, 5 January 2024.", "day 2024-01-05 Fri"},
        {"It was seen on January 5, 2024, by all.", "day 2024-01-05"},
        {"It was seen on 5 January 2024 by all.", "day 2024-01-05"},
        {"It was seen on the 5th of January.", "day 0000-01-05"},
        {"It was seen on 05 Jan 09 by all.", "day 2009-01-05"},
        {"It was seen on 2024-01-05.", "day 2024-01-05"},
        {"It was seen on 01/25/2024.", "day 2024-01-25"},
        {"It was seen on 25/01/2024.", "day 2024-01-25"},
        {"It was seen on 25.01.2024.", "day 2024-01-25"},
        {"It was seen yesterday, not today.", "day yesterday; day today"},
        {"It was seen the previous day.", "day day-before"},
        {"It was seen later the same day.", "day same-day"},
        {"It was seen on Jan. 5-6.", "span 0000-01-05..0000-01-06"},
        {"It was seen on Friday night.", "span Fri 18:00-06:00 ~"},
        {"It was seen this morning.", "span today 06:00-12:00 ~"},
        {"It was seen in the early hours of 9 August.", "span 0000-08-09 00:00-06:00 ~"},
        {"It was seen on the night of 7-8 September.", "span 0000-09-07..0000-09-08 18:00-06:00 ~"},
        {"It was seen overnight on Friday.", "span Fri 18:00-06:00 ~"},
        {"It was seen early Friday.", "span Fri 00:00-09:00 ~"},
        {"In its morning update the office said nothing.", ""},
        {"It may sit on the march to the sun.", ""},
    };
    CHECK(cases);
}

static void clocks_with_days(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"It was seen at 19:05 on Friday.", "clock Fri 19:05"},
        {"On Friday at 19:05 it was seen.", "clock Fri 19:05"},
        {"It was seen at 7:05 on Friday evening.", "clock Fri 19:05"},
        {"It was seen on 3 Jan at 1503Z.", "clock 0000-01-03 15:03 +0h"},
        {"It was seen on 16 Sep 09 at 1400 UTC.", "clock 2009-09-16 14:00 +0h"},
        {"It was seen at 23:50 yesterday.", "clock yesterday 23:50"},
        {"It was seen at 10:30 on Friday, local time.", "clock Fri 10:30 local time"},
        {"It was seen at 4 p.m. on 6 May (CET).", "clock 0000-05-06 16:00 +1h"},
        {"The day before at 18:25 it had come.", "clock day-before 18:25"},
        {"The day before the landing at 18:25 it had come.", "clock 18:25"},
        {"Date/Time: Oct 1, 2019 - 2217Z", "clock 2019-10-01 22:17 +0h"},
        {"Date: 04/21/2020 1820Z", "clock 2020-04-21 18:20 +0h"},
        {"Date & Time: 01/14/2016, 0045 UTC", "clock 2016-01-14 00:45 +0h"},
        {"It was seen at 2024-11-24T10:21:00Z.", "clock 2024-11-24 10:21 +0h"},
        {"It was seen at 2024-11-24T18:21+08:00.", "clock 2024-11-24 18:21 +8h"},
        {"Nov. 24, 2024, 09:00(UTC+8)", "clock 2024-11-24 09:00 +8h"},
    };
    CHECK(cases);
}

static void lists_and_ranges(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"They were seen at 09:03 and 14:43 respectively yesterday.", "clock yesterday 09:03; clock yesterday 14:43"},
        {"They left at 23:43 yesterday and 00:43 today.", "clock yesterday 23:43; clock today 00:43"},
        {"At 8:27 a.m., 2:53 p.m. and 6:41 p.m. on Friday (Jan. 5) it came.",
         "clock 0000-01-05 Fri 08:27; clock 0000-01-05 Fri 14:53; clock 0000-01-05 Fri 18:41"},
        {"It stayed from 6 a.m. Tuesday to 6 a.m. Wednesday.", "span Tue..Wed 06:00-06:00"},
        {"It stayed between 11:53 a.m. and 12:10 p.m. above us.", "span 11:53-12:10"},
        {"It stayed from 6 to 9 p.m. above us.", "span 18:00-21:00"},
        {"From 6 a.m. 3 March to 6 a.m. 4 March (UTC+8) ten came.", "span 0000-03-03..0000-03-04 06:00-06:00 +8h"},
        {"It stayed from 10 to 2 p.m. above us.", "span 10:00-14:00"},
        {"It stayed from 0908 to 0917 GMT.", "span 09:08-09:17 +0h"},
        {"It stayed from 22:15 (1915 GMT) on Saturday until 4:40 am on Sunday.", "span Sat..Sun 22:15-04:40 +3h utc 19:15"},
        {"It stayed between 11 p.m. on May 8 and 7 a.m. on May 9.", "span 0000-05-08..0000-05-09 23:00-07:00"},
        {"In the 24 hours before 6 a.m. Friday ten came.", "span Thu..Fri 06:00-06:00"},
        {"In the 24-hour period starting at 6 a.m. Tuesday ten came.", "span Tue..Wed 06:00-06:00"},
        {"As of 6 a.m. Thursday ten had come.", "span Thu..Thu -06:00"},
        {"By 5 p.m. ten had come.", "span -17:00"},
        {"Over the previous 24 hours ten came.", "span -86400s ~"},
        {"FROM 232200 UTC TO 291000 UTC JUL", "span 0000-07-23..0000-07-29 22:00-10:00 +0h"},
    };
    CHECK(cases);
}

static void lists_share_a_group(void **state) {
    (void)state;
    airlog_facts facts = read_facts("They were seen at 09:03 and 14:43 respectively yesterday.");
    assert_int_equal(facts.time_count, 2);
    assert_true(facts.times[0].group != 0 && facts.times[0].group == facts.times[1].group);
    assert_int_equal(facts.times[0].item, 0);
    assert_int_equal(facts.times[1].item, 1);
}

static void groups_of_digits(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"SEEN 251021ZNOV24 BY ALL", "clock 2024-11-25 10:21 +0h"},
        {"SEEN 250600Z NOV 24 BY ALL", "clock 2024-11-25 06:00 +0h"},
        {"SEEN 031732Bjul04 BY ALL", "clock 2004-07-03 17:32 +2h"},
        {"LOWW 251020Z AUTO 24012KT", "clock 0000-00-25 10:20 +0h"},
        {"B) 2403011200 C) 2403021800", "span 2024-03-01..2024-03-02 12:00-18:00 +0h"},
        {"WI 5 NM 2403011200-2403021800EST", "span 2024-03-01..2024-03-02 12:00-18:00 +0h ~"},
        {"UA /OV ABC090025 /TM 1835 /FL095", "clock 18:35 +0h"},
        {"GRID 513210N 0001601W AND 4915N01630E", ""},
        {"CALL 6175550142 AT ONCE", ""},
    };
    CHECK(cases);
}

static void relative_times(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"It was gone two hours later.", "after +7200s"},
        {"It was gone some two hours later.", "after +7200s ~"},
        {"It was gone about 20 minutes later.", "after +1200s ~"},
        {"It was gone half an hour later.", "after +1800s"},
        {"It was gone an hour and a half later.", "after +5400s"},
        {"It had come 15 minutes earlier.", "after -900s"},
        {"It came back the next day.", "after +86400s ~"},
        {"It came last year, two years ago and in recent weeks.", "period past; period past; period past"},
        {"It had not come since April.", "period 0000-04-00"},
        {"It came in January 2023 and in 2019.", "period 2023-01-00; period 2019-00-00"},
        {"It came earlier this month.", "period past"},
        {"It stayed for 12 minutes and climbed for 39 seconds.", ""},
        {"They stood ten seconds apart, 20 minutes of arc wide.", ""},
    };
    CHECK(cases);
}

static void other_numbers(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"Flight 1503 was at 2000 feet.", ""},
        {"It was level at 7000 MSL and at 1150 ft, heading 1503.", ""},
        {"It was at his 2 o'clock, then at the 3 o'clock position.", ""},
        {"Traffic at 5:30 300 feet below, clock position 5:30.", ""},
        {"The match ended 3:0 after 10:1 chances.", ""},
        {"It cost $1,905 and 12.50 euros per 1500 pieces.", ""},
        {"The number is 2019/10/01-0001 for I90-M-2019/10/01-0001.", ""},
        {"The 2020 rules and the 1903 Act.", ""},
        {"On runway 18 at 1/2 mile, 3/4 of the way, 12-18 inches.", ""},
    };
    CHECK(cases);
}

static void chinese_and_japanese(void **state) {
    (void)state;
    static const wanted cases[] = {
        {"昨(9)日15時41分", "clock 0000-00-09 yesterday 15:41"},
        {"昨日上午11時20分", "clock yesterday 11:20"},
        {"下午3時5分", "clock 15:05"},
        {"昨天中午12時45分", "clock yesterday 12:45"},
        {"上午7時35分至下午1時10分", "span 07:35-13:10"},
        {"令和8年5月3日（日）午後4時頃", "clock 2026-05-03 Sun 16:00 ~"},
        {"115年8月11日", "day 2026-08-11"},
        {"日本時間3日午前6時頃", "clock 0000-00-03 06:00 +9h ~"},
        {"4日7時頃(中国時間)", "clock 0000-00-04 07:00 +8h ~"},
        {"北京时间5日9时", "clock 0000-00-05 09:00 +8h"},
        {"分別於4日11時05分及13時43分", "clock 0000-00-04 11:05; clock 0000-00-04 13:43"},
        {"飛行24時間、5回", ""},
    };
    CHECK(cases);
}

static void spans_cover_the_words(void **state) {
    (void)state;
    airlog_facts facts = read_facts("It was seen at 7:05 p.m. (1105 GMT) on Friday 60 miles off.");
    assert_int_equal(facts.time_count, 1);
    assert_true(span_is(&facts, facts.times[0].span, "7:05 p.m. (1105 GMT) on Friday"));
    assert_int_equal(facts.times[0].precision_s, 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks),           cmocka_unit_test(zones),
        cmocka_unit_test(pairs),            cmocka_unit_test(days),
        cmocka_unit_test(clocks_with_days), cmocka_unit_test(lists_and_ranges),
        cmocka_unit_test(lists_share_a_group), cmocka_unit_test(groups_of_digits),
        cmocka_unit_test(relative_times),   cmocka_unit_test(other_numbers),
        cmocka_unit_test(chinese_and_japanese), cmocka_unit_test(spans_cover_the_words),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
