#include "airlog_test.h"

#include <math.h>

static void keeps_the_first_failure(void **state) {
    (void)state;
    airlog_error error = {0};
    assert_int_equal(airlog_fail(&error, AIRLOG_E_INPUT, "no field '%s'", "text"), AIRLOG_E_INPUT);
    assert_int_equal(airlog_fail(&error, AIRLOG_E_MEMORY, "later"), AIRLOG_E_INPUT);
    airlog_error_at(&error, "a.txt", 3, 7, 99);
    airlog_error_at(&error, "b.txt", 8, 8, 8);
    assert_string_equal(error.message, "no field 'text'");
    assert_string_equal(error.file, "a.txt");
    assert_int_equal(error.line, 3);
    assert_int_equal(airlog_fail(NULL, AIRLOG_E_LIMIT, "nobody listens"), AIRLOG_E_LIMIT);
}

static void cuts_a_long_message_between_characters(void **state) {
    (void)state;
    airlog_error error = {0};
    char longest[2000];
    for (size_t i = 0; i + 3 < sizeof longest; i += 3) memcpy(longest + i, "\xE6\xA9\x9F", 3);
    longest[1998] = '\0';
    airlog_fail(&error, AIRLOG_E_INPUT, "%s", longest);
    assert_int_equal(airlog_utf8_check(airlog_text_of(error.message)), strlen(error.message));
    assert_true(strlen(error.message) > 400);
}

static void checks_utf8(void **state) {
    (void)state;
    assert_int_equal(airlog_utf8_check(airlog_text_of("plain and \xE5\x9F\xBA\xE9\x9A\x86 \xF0\x9F\x8E\x88")), 21);
    const char *const damaged[] = {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE5\x9F", "\x80", "\xE0\x80\x80"};
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        assert_int_equal(airlog_utf8_check(airlog_text_of(damaged[i])), 0);
    }
    assert_int_equal(airlog_utf8_check(airlog_text_of("eight by\xFFtes")), 8);
    assert_int_equal(airlog_utf8_cut(airlog_text_of("ab\xE5\x9F\xBA"), 4), 2);
    assert_int_equal(airlog_utf8_cut(airlog_text_of("ab\xE5\x9F\xBA"), 5), 5);
}

static void arena_is_bounded_and_reused(void **state) {
    (void)state;
    airlog_arena *arena;
    airlog_error error = {0};
    assert_int_equal(airlog_arena_open(1 << 20, &arena, &error), AIRLOG_OK);
    for (int round = 0; round < 3; round++) {
        size_t taken = 0;
        unsigned char *memory;
        while ((memory = airlog_arena_take(arena, 1000, 1)) != NULL) {
            assert_int_equal(memory[999], 0);
            memset(memory, 0xAA, 1000);
            taken += 1000;
        }
        assert_in_range(taken, 900000, 1 << 20);
        error = (airlog_error){0};
        assert_int_equal(airlog_arena_failed(arena, &error), AIRLOG_E_LIMIT);
        airlog_arena_reset(arena);
    }
    assert_null(airlog_arena_take(arena, SIZE_MAX / 2, 8));
    airlog_arena_close(arena);
}

static void arena_grows_and_fails_on_demand(void **state) {
    (void)state;
    airlog_arena *arena;
    assert_int_equal(airlog_arena_open(0, &arena, NULL), AIRLOG_OK);
    int *numbers = NULL;
    size_t room = 0;
    for (size_t i = 0; i < 100000; i++) {
        if (i == room) {
            size_t wanted = room ? room * 2 : 4;
            numbers = airlog_arena_grow(arena, numbers, room, wanted, sizeof *numbers);
            assert_non_null(numbers);
            room = wanted;
            if (i % 3 == 0) assert_non_null(airlog_arena_take(arena, 1, 1)); /* no longer the newest block */
        }
        numbers[i] = (int)i;
    }
    for (size_t i = 0; i < 100000; i++) assert_int_equal(numbers[i], (int)i);
    airlog_arena_fail_at(arena, 2);
    assert_non_null(airlog_arena_take(arena, 1, 1));
    assert_null(airlog_arena_take(arena, 1, 1));
    airlog_error error = {0};
    assert_int_equal(airlog_arena_failed(arena, &error), AIRLOG_E_MEMORY);
    assert_text(airlog_arena_print(arena, "%d NM", 60), "60 NM");
    airlog_arena_close(arena);
}

static void reads_and_prints_numbers(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"12", 12}, {"-0.5", -0.5}, {".25", 0.25}, {"7.", 7}, {"0.1", 0.1}, {"123456789012345678901", 123456789012345678901.0},
                {"0.000000000000000000000000000001", 1e-30}, {"33000", 33000}};
    double value;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(airlog_number_read(airlog_text_of(good[i].text), &value));
        assert_true(fabs(value - good[i].value) <= fabs(good[i].value) * 1e-15);
    }
    const char *const bad[] = {"", ".", "-", "1,000", "1e3", "0x1", "nan", "inf", "1 ", "1.2.3", "--1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) assert_false(airlog_number_read(airlog_text_of(bad[i]), &value));

    static const struct {
        double value;
        int decimals;
        const char *text;
    } printed[] = {{10058.4, 3, "10058.4"}, {-0.00000001, 7, "0"}, {121.75, 7, "121.75"}, {0.1 + 0.2, 9, "0.3"},
                   {NAN, 3, "null"}, {INFINITY, 3, "null"}, {1e300, 3, NULL}, {5e15, 9, "5000000000000000"},
                   {-12.5, 0, "-12"}, {1e18, 2, "1000000000000000000"}};
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        char out[32];
        airlog_text text = {out, airlog_number_print(out, printed[i].value, printed[i].decimals)};
        assert_in_range(text.length, 1, 31);
        if (printed[i].text) assert_text(text, printed[i].text);
    }
}

static void dates_go_both_ways(void **state) {
    (void)state;
    for (int64_t days = -800000; days < 800000; days += 13) {
        airlog_date date = airlog_date_of_days(days);
        if (date.year >= 1) assert_true(airlog_date_valid(date));
        assert_int_equal(airlog_date_days(date), days);
    }
    assert_int_equal(airlog_date_weekday((airlog_date){2024, 11, 24}), 6);
    assert_int_equal(airlog_date_weekday((airlog_date){1969, 12, 31}), 2);
    assert_false(airlog_date_valid((airlog_date){2023, 2, 29}));
    assert_true(airlog_date_valid((airlog_date){2000, 2, 29}));
    assert_false(airlog_date_valid((airlog_date){1900, 2, 29}));
}

static void reads_dates_as_people_store_them(void **state) {
    (void)state;
    const char *const same[] = {"2019-10-05", "2019/10/05", "20191005", "10/5/2019", "2019-10-05T00:00", " 2019-10-05 "};
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        airlog_date date = {0};
        assert_true(airlog_date_read(airlog_text_of(same[i]), &date));
        assert_int_equal(date.year, 2019);
        assert_int_equal(date.month, 10);
        assert_int_equal(date.day, 5);
    }
    const char *const bad[] = {"", "2019-13-01", "2019-02-30", "Oct 5", "2019", "13/13/2019", "2019-1", "201910051",
                               "2019-05-0", "20190500"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        airlog_date date = {0};
        assert_false(airlog_date_read(airlog_text_of(bad[i]), &date));
        assert_int_equal(date.year, 0); /* nothing is left of what was refused */
    }
}

static void times_go_both_ways(void **state) {
    (void)state;
    char out[32];
    airlog_time_s time;
    int32_t offset_s;
    assert_true(airlog_time_read(airlog_text_of("2024-11-24T18:21:00+08:00"), &time, &offset_s));
    assert_int_equal(offset_s, 28800);
    assert_text(((airlog_text){out, airlog_time_print(out, time, 0)}), "2024-11-24T10:21:00Z");
    assert_text(((airlog_text){out, airlog_time_print(out, time, -12600)}), "2024-11-24T06:51:00-03:30");
    assert_true(airlog_time_read(airlog_text_of("1969-12-31 23:59"), &time, &offset_s));
    assert_int_equal(time, -60);
    assert_false(airlog_time_read(airlog_text_of("2024-11-24"), &time, &offset_s));
    assert_false(airlog_time_read(airlog_text_of("2024-11-24T25:00"), &time, &offset_s));
    assert_int_equal(airlog_time_print(out, AIRLOG_NO_TIME, 0), 0);
}

static void assert_folded(const char *text, const char *expected) {
    airlog_buffer out = {0};
    airlog_error error = {0};
    assert_int_equal(airlog_fold(airlog_text_of(text), &out, &error), AIRLOG_OK);
    assert_text(((airlog_text){out.bytes, out.length}), expected);
    airlog_buffer_close(&out);
}

static void folds_names(void **state) {
    (void)state;
    assert_folded("  Charlotte-Douglas  International ", "charlotte douglas international");
    assert_folded("St. John's", "st johns");
    assert_folded("C\xC3\xB4te d\xE2\x80\x99Ivoire", "cote divoire");
    assert_folded("Gda\xC5\x84sk \xC5\x81\xC3\xB3" "d\xC5\xBA Troms\xC3\xB8 Stra\xC3\x9F" "e", "gdansk lodz tromso strasse");
    assert_folded("\xE5\x9F\xBA\xE9\x9A\x86\xE6\xB8\xAF", "\xE5\x9F\xBA \xE9\x9A\x86 \xE6\xB8\xAF");
    assert_folded("\xEB\xB6\x80\xEC\x82\xB0", "\xEB\xB6\x80 \xEC\x82\xB0");
    assert_folded("\xEF\xBC\xAB\xEF\xBC\xAD", "km"); /* full-width */
    assert_folded("\xD0\x9A\xD0\xB0\xD0\xBB\xD0\xB8", "\xD0\xBA\xD0\xB0\xD0\xBB\xD0\xB8");
    assert_folded("", "");
    assert_folded("...", "");
}

static void keys_are_made_of_words(void **state) {
    (void)state;
    uint64_t key, same;
    size_t words;
    assert_int_equal(airlog_key_of(airlog_text_of("Keelung  PORT"), &key, &words, NULL), AIRLOG_OK);
    assert_int_equal(words, 2);
    same = airlog_key_add(airlog_key_add(0, airlog_hash("keelung", 7)), airlog_hash("port", 4));
    assert_true(key == same);
    assert_int_equal(airlog_key_of(airlog_text_of("port keelung"), &same, &words, NULL), AIRLOG_OK);
    assert_true(key != same);
}

static void escapes_json(void **state) {
    (void)state;
    airlog_buffer out = {0};
    airlog_buffer_json(&out, (airlog_text){"a\"b\\c\n\x01\xFF\xE5\x9F\xBA\0", 12});
    assert_text(((airlog_text){out.bytes, out.length}), "\"a\\\"b\\\\c\\n\\u0001\xEF\xBF\xBD\xE5\x9F\xBA\xEF\xBF\xBD\"");
    airlog_buffer_close(&out);
}

static void doubts_have_names(void **state) {
    (void)state;
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++) {
        assert_true(strlen(airlog_doubt_name((airlog_doubt)i)) > 3);
        assert_true(strlen(airlog_doubt_sentence((airlog_doubt)i)) > 10);
    }
    assert_string_equal(airlog_doubt_name(AIRLOG_DOUBT_INDEX_YEAR_INFERRED), "year_inferred");
}

static void a_missing_library_is_named(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_delayed found[1];
    const char *const names[] = {"nothing"};
    assert_int_equal(airlog_delay_load("libairlog-absent.so.9", names, found, 1, &error), AIRLOG_E_LIBRARY);
    assert_non_null(strstr(error.message, "libairlog-absent.so.9"));
    error = (airlog_error){0};
    assert_int_equal(airlog_delay_load("libm.so.6", names, found, 1, &error), AIRLOG_E_LIBRARY);
    assert_non_null(strstr(error.message, "nothing"));
}

/* Asked for by the two slots, every key is there once; a table that is not half full has room. */
static void gives_each_key_one_of_two_slots(void **state) {
    (void)state;
    enum { KEYS = 1500, SLOTS = 4096 };
    static uint64_t hashes[KEYS];
    static uint32_t slots[SLOTS];
    for (uint64_t i = 0; i < KEYS; i++) hashes[i] = airlog_hash(&i, sizeof i);
    assert_true(airlog_slots_place(hashes, KEYS, slots, SLOTS));
    size_t held = 0;
    for (size_t at = 0; at < SLOTS; at++) held += slots[at] != 0;
    assert_int_equal(held, KEYS);
    for (uint32_t i = 0; i < KEYS; i++) {
        uint32_t first = slots[AIRLOG_SLOT_FIRST(hashes[i], SLOTS)], second = slots[AIRLOG_SLOT_SECOND(hashes[i], SLOTS)];
        assert_true(first == i + 1 || second == i + 1);
    }
    assert_false(airlog_slots_place(hashes, 5, slots, 4));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_first_failure),
        cmocka_unit_test(cuts_a_long_message_between_characters),
        cmocka_unit_test(checks_utf8),
        cmocka_unit_test(arena_is_bounded_and_reused),
        cmocka_unit_test(arena_grows_and_fails_on_demand),
        cmocka_unit_test(reads_and_prints_numbers),
        cmocka_unit_test(dates_go_both_ways),
        cmocka_unit_test(reads_dates_as_people_store_them),
        cmocka_unit_test(times_go_both_ways),
        cmocka_unit_test(folds_names),
        cmocka_unit_test(keys_are_made_of_words),
        cmocka_unit_test(escapes_json),
        cmocka_unit_test(doubts_have_names),
        cmocka_unit_test(a_missing_library_is_named),
        cmocka_unit_test(gives_each_key_one_of_two_slots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
