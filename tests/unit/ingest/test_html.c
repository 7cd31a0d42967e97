/* Pages -> reports: what is prose, what the page says of itself, and pages that no one would write. */
#include "with_memory.h"

#include "airlog/ingest.h"
#include "html.h"

static airlog_reports read_bytes(const char *bytes, size_t length) {
    airlog_report seed = {.source = airlog_text_of("page.html"), .line = 1};
    airlog_reports out;
    airlog_error error = {0};
    airlog_status status = airlog_ingest_html(&seed, (airlog_text){bytes, length}, NULL, memory, &out, &error);
    if (status != AIRLOG_OK) fail_msg("%s", error.message);
    return out;
}

static airlog_reports read_page(const char *page) {
    return read_bytes(page, strlen(page));
}

static void expect_text(airlog_text text, const char *expected) {
    if (text.length != strlen(expected) || memcmp(text.bytes, expected, text.length) != 0)
        fail_msg("'%.*s' is not '%s'", (int)text.length, text.bytes, expected);
}

static void expect_day(const airlog_report *report, int year, int month, int day, airlog_basis basis) {
    assert_int_equal(report->published.year, year);
    assert_int_equal(report->published.month, month);
    assert_int_equal(report->published.day, day);
    assert_int_equal(report->published_basis, basis);
}

static bool holds(airlog_text text, const char *words) {
    return memmem(text.bytes, text.length, words, strlen(words)) != NULL;
}

#define FIRST "The coast guard said a balloon was seen twelve nautical miles north of the lighthouse on Monday."
#define SECOND "It was lost from sight about two hours later, and nobody has claimed it so far, she said."

static void prose_and_facts(void **state) {
    (void)state;
    airlog_reports r = read_page(
        "<!DOCTYPE html><html><head><title>Balloon | Harbour News</title><style>p{color:red}</style>"
        "<meta property='article:published_time' content='2023-03-07T09:10:00+08:00'>"
        "<meta property='og:title' content='Balloon off the lighthouse today'>"
        "<link rel=canonical href='https://news.example/1'></head><body class='has-sidebar nav-open'>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
        "<div id=cookie-banner>We use cookies to make your stay with us better than it ever was before this.</div>"
        "<main><h1>Balloon seen <em>off</em> the lighthouse</h1><p>" FIRST "</p><figure><img src=x>"
        "<figcaption>The lighthouse on 1 May 2011</figcaption></figure><script>var p='<p>no</p>';</script>"
        "<p>It was lost from sight about <b>two</b>&nbsp;hours\n later, and nobody has claimed it so far, she&#32;said.</p>"
        "<p><a href=2>Read more about balloons</a></p><div class='related-posts related'><p>A drone crashed into a "
        "tower in the city on Sunday, and nobody was hurt in the fall, said the police there.</p></div></main>"
        "<footer>Copyright</footer></body></html>");
    assert_int_equal(r.count, 1);
    expect_text(r.items[0].text, "Balloon seen off the lighthouse\n\n" FIRST "\n\n" SECOND);
    expect_text(r.items[0].title, "Balloon seen off the lighthouse");
    assert_ptr_equal(r.items[0].title.bytes, r.items[0].text.bytes); /* the headline is part of the text */
    expect_text(r.items[0].url, "https://news.example/1");
    expect_day(&r.items[0], 2023, 3, 7, AIRLOG_BASIS_STATED);
}

static void several_articles(void **state) {
    (void)state;
    airlog_reports r = read_page(
        "<html><body><article><header><h2>A balloon over the port</h2><time datetime=2023-03-07>7 March</time></header>"
        "<p>" FIRST "</p></article><article><h2>Another day of rain here</h2><time datetime='2023-03-05'></time><p>" SECOND
        "</p></article><aside><article><p>" SECOND "</p></article></aside><article class=card><h3>Short</h3></article>");
    assert_int_equal(r.count, 2);
    expect_text(r.items[0].title, "A balloon over the port");
    expect_day(&r.items[0], 2023, 3, 7, AIRLOG_BASIS_STATED);
    expect_day(&r.items[1], 2023, 3, 5, AIRLOG_BASIS_STATED);
    assert_true(holds(r.items[1].text, SECOND));
}

/* The day: linked data, microdata, old names, and what is no day. The best name wins, wherever it stands. */
static void days_of_pages(void **state) {
    (void)state;
    static const struct {
        const char *head;
        int day; /* of March 2023; 0: none */
    } rows[] = {
        {"<script type='application/ld+json'>{\"@type\": \"NewsArticle\",\"datePublished\" : \"2023-03-02\"}</script>", 2},
        {"<meta name=DC.date content=2023-03-03>", 3},
        {"<meta name=pubdate content='4 March 2023'>", 4},
        {"<meta name=date content=2023-03-01><meta property=article:published_time content=2023-03-05>", 5},
        {"<meta property=article:published_time content=2023-03-05><meta name=date content=2023-03-01>", 5},
        {"<meta name=date content=yesterday><meta name=date content='March 6, 2023'>", 6},
        {"<meta name=date content>", 0},
        {"<meta name=revised content=2023-03-05>", 0},
        {"<script type='application/ld+json'>{\"datePublished\":</script>", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        airlog_buffer page = {0};
        airlog_buffer_print(&page, "<html><head>%s</head><body><p>%s</p></body></html>", rows[i].head, FIRST);
        airlog_reports r = read_bytes(page.bytes, page.length);
        assert_int_equal(r.count, 1);
        if (r.items[0].published.day != rows[i].day) fail_msg("%s: %d", rows[i].head, r.items[0].published.day);
        airlog_buffer_close(&page);
    }
}

static void old_and_broken(void **state) {
    (void)state;
    static const struct {
        const char *page, *text;
    } rows[] = {
        {"<p>One<p>Two<br>lines<br><br>Three", "One\n\nTwo\nlines\n\nThree"},
        {"<b>Bold <i>both</b> rest</i> tail", "Bold both rest tail"},
        {"<div>Text<div>inner</span></p></div>after</table>", "Text\n\ninner\n\nafter"},
        {"<table><tr><td>06:10<td>balloon<tr><td>07:20<td>drone</table>", "06:10 balloon\n\n07:20 drone"},
        {"a &lt; b &amp; c &eacute; &#x98DB; &bogus; &", "a < b & c \xC3\xA9 \xE9\xA3\x9B &bogus; &"},
        {"<p title=\"unclosed>Text</p><p>more", ""},
        {"<!-- a <p>comment</p> --><p>Seen</p><!-- unclosed <p>x</p>", "Seen"},
        {"<p hidden>a</p><p style='display: none'>b</p><p aria-hidden=true>c</p>d", "d"},
        {"<p>dr<b>on</b>e</p>", "drone"},
        {"plain words", "plain words"},
        {"<html>", ""},
        {"<html><head><title>t</title></head><frameset></frameset></html>", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        airlog_reports r = read_page(rows[i].page);
        if (r.count != 1) fail_msg("%s: %zu reports", rows[i].page, r.count);
        expect_text(r.items[0].text, rows[i].text);
    }
}

static void encodings(void **state) {
    (void)state;
    expect_text(read_page("<meta charset=big5><p>\xAE\xF0\xB2y</p>").items[0].text, "\xE6\xB0\xA3\xE7\x90\x83");
    expect_text(read_page("<meta charset=iso-8859-1><p>\xE6\xB0\xA3</p>").items[0].text, "\xE6\xB0\xA3"); /* it is UTF-8 */
    expect_text(read_page("<p>caf\xE9</p>").items[0].text, "caf\xC3\xA9");
}

/* However deep and however long, a page ends; nothing is read past its end. */
static void absurd_pages(void **state) {
    (void)state;
    static const char *const parts[] = {"<div>", "<p>a ", "<b>", "<table><tr><td>", "&amp;", "<a href=x>y</a>", "</p>",
                                        "<article>", "<br>", "<![CDATA[", "<script>", "<!--"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        airlog_buffer page = {0};
        while (page.length < 300000) airlog_buffer_string(&page, parts[i]);
        airlog_report seed = {.line = 1};
        airlog_reports out;
        airlog_error error = {0};
        airlog_status status =
            airlog_ingest_html(&seed, (airlog_text){page.bytes, page.length}, NULL, memory, &out, &error);
        assert_true(status == AIRLOG_OK || error.message[0]);
        airlog_arena_reset(memory);
        airlog_buffer_close(&page);
    }
    static const char text[] = "<html><p class=\"a\">x &amp; y<!-- z --></p><article><time datetime=\"2023-03-07\">";
    for (size_t length = 0; length < sizeof text; length++) {
        char *exact = airlog_memory_take(length ? length : 1, 1);
        assert_non_null(exact);
        memcpy(exact, text, length);
        airlog_report seed = {.line = 1};
        airlog_reports out;
        airlog_error error = {0};
        airlog_status status = airlog_ingest_html(&seed, (airlog_text){exact, length}, NULL, memory, &out, &error);
        assert_true(status == AIRLOG_OK || error.message[0]);
        airlog_memory_give(exact);
    }
}

static void pages_are_recognised(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        bool page;
    } rows[] = {
        {"<!DOCTYPE html>", true}, {" \n<HTML lang=en>", true}, {"<?xml version='1.0'?><!-- c --><html>", true},
        {"<body>", true},          {"<p>a</p>", false},         {"{\"text\":\"<html>\"}", false},
        {"A text of <html>", false}, {"", false},               {"<!-- never ends", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (airlog_html_begins(airlog_text_of(rows[i].bytes)) != rows[i].page) fail_msg("%s", rows[i].bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prose_and_facts), cmocka_unit_test(several_articles), cmocka_unit_test(days_of_pages),
        cmocka_unit_test(old_and_broken),  cmocka_unit_test(encodings),        cmocka_unit_test(absurd_pages),
        cmocka_unit_test(pages_are_recognised),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
