/* How text is cut, what the words are, where sentences end. */
#include "with_memory.h"

#include "airlog/lex.h"

static airlog_tokens lex_text(airlog_text text) {
    airlog_report *report = airlog_arena_take(memory, 1, sizeof *report);
    airlog_tokens tokens;
    report->text = text;
    assert_int_equal(airlog_lex(report, memory, &tokens, NULL), AIRLOG_OK);
    return tokens;
}

static airlog_tokens lex(const char *text) {
    return lex_text(airlog_text_of(text));
}

/* Writes tokens as "kind:text kind:text", kinds W N I M H L P, with sentences parted by " | ". */
static const char *show(const char *text) {
    static char out[4096];
    static const char kinds[] = "WNIMHLP";
    airlog_tokens tokens = lex(text);
    size_t length = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const airlog_token *token = &tokens.items[i];
        const char *gap = i == 0 ? "" : (token->flags & AIRLOG_TOKEN_SENTENCE) ? " | " : " ";
        bool line = token->kind == AIRLOG_TOKEN_LINE || token->kind == AIRLOG_TOKEN_PARAGRAPH;
        length += (size_t)snprintf(out + length, sizeof out - length, "%s%c%s%.*s", gap, kinds[token->kind], line ? "" : ":",
                                   line ? 0 : (int)token->length, text + token->start);
    }
    return out;
}

static void cuts_words_and_numbers(void **state) {
    (void)state;
    assert_string_equal(show("A drone, 60 NM off."), "W:A W:drone M:, N:60 W:NM W:off M:.");
    assert_string_equal(show("53NM 1.5-nm 33,000ft"), "N:53 W:NM N:1.5 M:- W:nm N:33,000 W:ft");
    assert_string_equal(show("5131N 0845C 2R4 1E FL330 MS08"), "I:5131N I:0845C I:2R4 I:1E I:FL330 I:MS08");
    assert_string_equal(show("2,000 FEET12 N BOS"), "N:2,000 W:FEET N:12 W:N W:BOS");
    assert_string_equal(show("13NW 020msl 4SM 24th 5pm"), "N:13 W:NW N:020 W:msl N:4 W:SM N:24 W:th N:5 W:pm");
    assert_string_equal(show(".25 N .5 MILE"), "N:.25 W:N N:.5 W:MILE");
    assert_string_equal(show("24.11.2024 1.2.3"), "N:24 M:. N:11 M:. N:2024 N:1 M:. N:2 M:. N:3");
    assert_string_equal(show("1,5000 12,34"), "N:1 M:, N:5000 N:12 M:, N:34");
    assert_string_equal(show("1,234,567.5"), "N:1,234,567.5");
    assert_string_equal(show("O'CLOCK d'Ivoire Oslo's"), "W:O'CLOCK W:d'Ivoire W:Oslo W:'s");
    assert_string_equal(show("JFK240030 SBJ090/010"), "I:JFK240030 I:SBJ090 M:/ N:010");
}

static void knows_abbreviations(void **state) {
    (void)state;
    assert_string_equal(show("near St. Louis, N.Y. on Nov. 5 at 6 p.m. local"),
                        "W:near W:St. W:Louis M:, W:N.Y. W:on W:Nov. N:5 W:at N:6 W:p.m. W:local");
    assert_string_equal(show("4 km. s. of X"), "N:4 W:km. W:s. W:of W:X");
    assert_string_equal(show("It flew 4 km. Pilots saw it."), "W:It W:flew N:4 W:km M:. | W:Pilots W:saw W:it M:.");
    assert_string_equal(show("east of the U.P. in May"), "W:east W:of W:the W:U.P. W:in W:May");
    assert_string_equal(show("at 9 p.m. The jet left"), "W:at N:9 W:p.m. | W:The W:jet W:left");
    assert_string_equal(show("John F. Kennedy airport"), "W:John W:F M:. W:Kennedy W:airport");
}

static void ends_sentences(void **state) {
    (void)state;
    assert_string_equal(show("OVER ABC. NO ACTION"), "W:OVER W:ABC M:. | W:NO W:ACTION");
    assert_string_equal(show("8 W LAX.NO ACTION"), "N:8 W:W W:LAX M:. | W:NO W:ACTION");
    assert_string_equal(show("15 MILES W. NO ACTION"), "N:15 W:MILES W:W M:. | W:NO W:ACTION");
    assert_string_equal(show("\"Go!\" he said. Then"), "M:\" W:Go M:! M:\" W:he W:said M:. | W:Then");
    assert_string_equal(show("one\n\ntwo"), "W:one P | W:two");
    assert_string_equal(show("one_x000D_\n_x000D_\ntwo"), "W:one P | W:two");
    assert_string_equal(show("price 3.5 up. 4 left"), "W:price N:3.5 W:up M:. | N:4 W:left");
    assert_string_equal(show("this line is long enough to have been wrapped by\na machine"),
                        "W:this W:line W:is W:long W:enough W:to W:have W:been W:wrapped W:by W:a W:machine");
}

/* The promise of lex.h: the hash of a word token is airlog_hash() of what airlog_fold() makes of it. */
static void hashes_the_folded_word(void **state) {
    (void)state;
    static const char *const words[] = {"Keelung",  "O'Hare", "N.Y.",  "St.",   "D\xC3\xBCsseldorf", "MS08", "5131N",
                                        "d\xE2\x80\x99Ivoire", "\xE5\x9F\xBA", "\xE3\x82\xAC", "U.S.", "approx.",
                                        "\xEF\xBD\x8B\xEF\xBD\x8D", "Tr\xC3\xB8ndelag", "supercalifragilisticexpialidocious", "747"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        airlog_buffer folded = {0};
        assert_int_equal(airlog_fold(airlog_text_of(words[i]), &folded, NULL), AIRLOG_OK);
        airlog_tokens tokens = lex(words[i]);
        assert_int_equal(tokens.count, 1);
        assert_true(tokens.items[0].hash == airlog_hash(folded.bytes, folded.length));
        airlog_buffer_close(&folded);
    }
    airlog_tokens tokens = lex("Oslo's x");
    assert_true(tokens.items[0].hash == airlog_hash("oslo", 4));
    assert_true(tokens.items[1].flags & AIRLOG_TOKEN_CLITIC);
    assert_true(tokens.items[1].hash == airlog_hash("oslos", 5));
    airlog_tokens curly = lex("Oslo\xE2\x80\x99s x");
    assert_int_equal(curly.count, 3);
    assert_true(curly.items[1].hash == airlog_hash("oslos", 5));
}

static void reads_values(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
        unsigned digits, decimals;
    } cases[] = {{"33,000", 33000, 5, 0}, {".25", 0.25, 2, 2},  {"7.50", 7.5, 3, 2}, {"018", 18, 3, 0},
                 {"\xC2\xBD", 0.5, 2, 2}, {"\xEF\xBC\x98\xEF\xBC\x90", 80, 2, 0}, {"1\xE2\x80\xAF" "500", 1500, 4, 0},
                 {"0.1", 0.1, 2, 1},      {"123456789.125", 123456789.125, 12, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_tokens tokens = lex(cases[i].text);
        assert_int_equal(tokens.count, 1);
        assert_int_equal(tokens.items[0].kind, AIRLOG_TOKEN_NUMBER);
        assert_true(tokens.items[0].value == cases[i].value);
        assert_int_equal(tokens.items[0].digits, cases[i].digits);
        assert_int_equal(tokens.items[0].decimals, cases[i].decimals);
    }
}

static void knows_terms(void **state) {
    (void)state;
    assert_int_equal(airlog_term_find(airlog_text_of("Miles")), AIRLOG_TERM_MILE);
    assert_int_equal(airlog_term_find(airlog_text_of("nm")), AIRLOG_TERM_NAUTICAL_MILE);
    assert_int_equal(airlog_term_find(airlog_text_of("m")), AIRLOG_TERM_METRE);
    assert_int_equal(airlog_term_find(airlog_text_of("M")), AIRLOG_TERM_CAPITAL_M);
    assert_int_equal(airlog_term_find(airlog_text_of("ca")), AIRLOG_TERM_ABOUT);
    assert_int_equal(airlog_term_find(airlog_text_of("CA")), AIRLOG_TERM_NONE);
    assert_int_equal(airlog_term_find(airlog_text_of("approx.")), AIRLOG_TERM_ABOUT);
    assert_int_equal(airlog_term_find(airlog_text_of("\xE6\xB5\xAC")), AIRLOG_TERM_LI_NAUTICAL);
    assert_int_equal(airlog_term_find(airlog_text_of("zebra")), AIRLOG_TERM_NONE);
    assert_string_equal(airlog_term_name(AIRLOG_TERM_NAUTICAL_MILE), "nautical mile");
    assert_int_equal(airlog_term_class_of(AIRLOG_TERM_NORTHEAST), AIRLOG_TERM_CLASS_COMPASS);
    assert_true(airlog_term_value(AIRLOG_TERM_NORTH_NORTHWEST) == 337.5);
    for (int term = 1; term < AIRLOG_TERM_COUNT; term++) {
        assert_true(strlen(airlog_term_name((airlog_term)term)) > 0);
        assert_int_not_equal(airlog_term_class_of((airlog_term)term), AIRLOG_TERM_CLASS_NONE);
    }
}

static void makes_marks_plain(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint64_t plain;
    } cases[] = {{"\xE2\x80\x93", '-'}, {"\xE2\x80\x99", '\''}, {"&deg;", 0xB0}, {"\xC2\xB0", 0xB0}, {"\xEF\xBC\x8C", ','},
                 {"\xE3\x80\x82", '.'}, {"\xE2\x82\xAC", '$'},  {"&quot;", '"'},  {"\xE2\x80\xB2", '\''}, {"\xEF\xBC\x88", '('}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        airlog_tokens tokens = lex(cases[i].text);
        assert_int_equal(tokens.count, 1);
        assert_int_equal(tokens.items[0].kind, AIRLOG_TOKEN_MARK);
        assert_true(tokens.items[0].hash == cases[i].plain);
    }
}

/* Any bytes: tokens are in order, do not overlap, and what stands between them is blank. */
static void covers_any_bytes(void **state) {
    (void)state;
    char bytes[300];
    uint32_t seed = 12345;
    for (int round = 0; round < 3000; round++) {
        size_t length = 1 + (size_t)(round % (int)sizeof bytes);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            static const char likely[] = "aB3.,-' \n\"/()&_x\xC3\xA9\xE5\x9F\xBA\xEF\xBC\x91";
            bytes[i] = round % 3 ? likely[(seed >> 16) % (sizeof likely - 1)] : (char)(seed >> 24);
        }
        airlog_arena_reset(memory);
        airlog_tokens tokens = lex_text((airlog_text){bytes, length});
        uint32_t at = 0, sentence = 0;
        for (size_t i = 0; i < tokens.count; i++) {
            const airlog_token *token = &tokens.items[i];
            assert_true(token->start >= at && token->length > 0);
            at = token->start + token->length;
            assert_true(at <= length);
            assert_true(token->sentence >= sentence);
            sentence = token->sentence;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_words_and_numbers), cmocka_unit_test(knows_abbreviations), cmocka_unit_test(ends_sentences),
        cmocka_unit_test(hashes_the_folded_word), cmocka_unit_test(reads_values),        cmocka_unit_test(knows_terms),
        cmocka_unit_test(makes_marks_plain),      cmocka_unit_test(covers_any_bytes),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
