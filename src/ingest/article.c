/* Where the articles of a page begin and end. */
#include "article.h"

#include "dateline.h"

#include <string.h>

#define HEADLINE_BYTES 200u /* longer lines are paragraphs */
#define PROSE_BYTES 80u     /* shorter lines are headlines, captions and labels */
#define HEAD_LINES 24       /* lines within which a headline is repeated */
#define BODY_LINES 64       /* lines within which the prose of an article begins */

airlog_text airlog_article_line(airlog_text page, size_t at, size_t *out_next) {
    const char *feed = memchr(page.bytes + at, '\n', page.length - at);
    size_t end = feed ? (size_t)(feed - page.bytes) : page.length;
    *out_next = feed ? end + 1 : end;
    return (airlog_text){page.bytes + at, end - at};
}

static bool blank(airlog_text line) {
    return airlog_text_trim(line).length == 0;
}

#define RULE_BYTES 3u

/* "______", "* * *": a line drawn between two articles. */
static bool rule_line(airlog_text line) {
    line = airlog_text_trim(line);
    size_t marks = 0;
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] == ' ') continue;
        if (!strchr("_-=*~#", line.bytes[i])) return false;
        marks++;
    }
    return marks >= RULE_BYTES;
}

/* Passes blank lines; *out_blank counts them, and a drawn line for two. */
static size_t pass_blank_lines(airlog_text page, size_t at, size_t *out_blank) {
    *out_blank = 0;
    while (at < page.length) {
        size_t next;
        airlog_text line = airlog_article_line(page, at, &next);
        bool drawn = rule_line(line);
        if (!drawn && !blank(line)) break;
        *out_blank += drawn ? 2 : 1;
        at = next;
    }
    return at;
}

/* A line that opens with a dateline: "TAIPEI, Nov. 25, 2024 (Agency) -". */
static bool opens_article(airlog_text page, size_t at) {
    size_t next;
    return at < page.length && airlog_dateline_read(airlog_article_line(page, at, &next)).found;
}

static bool ends_sentence(airlog_text line) {
    line = airlog_text_trim(line);
    if (line.length == 0) return false;
    char last = line.bytes[line.length - 1];
    return last == '.' || last == '!' || last == '"' || last == ')' ||
           (line.length >= 3 && (memcmp(line.bytes + line.length - 3, "\xE3\x80\x82", 3) == 0 ||
                                 memcmp(line.bytes + line.length - 3, "\xE2\x80\x9D", 3) == 0));
}

static bool prose(airlog_text line) {
    return line.length >= PROSE_BYTES && ends_sentence(line);
}

/* A line like a headline: short, several words, no full stop, nothing that looks like a label with a value. */
static bool headline(airlog_text line) {
    line = airlog_text_trim(line);
    if (line.length < 12 || line.length > HEADLINE_BYTES) return false;
    char first = line.bytes[0], last = line.bytes[line.length - 1];
    if (last == '.' || last == ';' || last == ',' || last == ':') return false;
    if (first >= 'a' && first <= 'z') return false;
    size_t words = 1;
    for (size_t i = 1; i + 1 < line.length; i++) words += line.bytes[i] == ' ' && line.bytes[i + 1] != ' ';
    return words >= 3;
}

/* True when there is prose among the next lines. */
static bool prose_soon(airlog_text page, size_t from) {
    for (int line = 0; line < BODY_LINES && from < page.length; line++) {
        size_t next;
        if (prose(airlog_article_line(page, from, &next))) return true;
        from = next;
    }
    return false;
}

/* The end of the article that begins at `from`: before the next gap that a headline follows, or any headline with a
 * dateline below it. */
static size_t article_end(airlog_text page, size_t from) {
    bool prose_before = false;
    size_t at = from;
    while (at < page.length) {
        size_t next, gap;
        airlog_text line = airlog_article_line(page, at, &next);
        prose_before = prose_before || prose(line);
        size_t end = at + line.length;
        size_t after = pass_blank_lines(page, next, &gap);
        at = after;
        if (gap < 1 || !prose_before || after >= page.length) continue;
        size_t below, gap_below;
        if (!headline(airlog_article_line(page, after, &below))) continue;
        size_t body = pass_blank_lines(page, below, &gap_below);
        if (opens_article(page, body)) return end;
        if (gap >= 2 && gap_below >= 1 && gap_below < gap && prose_soon(page, body)) return end;
    }
    return page.length;
}

/* A page may print an article's headline twice, with a picture between: the article begins with the last. */
static size_t last_headline(airlog_text article, airlog_text title) {
    size_t at = 0, found = 0;
    for (int line = 0; line < HEAD_LINES && at < article.length; line++) {
        size_t next;
        airlog_text text = airlog_article_line(article, at, &next);
        if (airlog_text_equal(airlog_text_trim(text), title)) found = at;
        at = next;
    }
    return found;
}

bool airlog_article_next(airlog_text page, size_t from, airlog_article *out) {
    size_t gap;
    size_t start = pass_blank_lines(page, from, &gap);
    if (start >= page.length) return false;
    size_t end = article_end(page, start);
    while (end > start && strchr(" \t\n", page.bytes[end - 1])) end--; /* a final line feed makes no other report */
    airlog_span whole = {(uint32_t)start, (uint32_t)end};
    *out = (airlog_article){whole, whole, {0, 0}};
    airlog_text article = {page.bytes + start, end - start};
    size_t next;
    airlog_text first = airlog_article_line(article, 0, &next);
    airlog_text title = airlog_text_trim(first);
    if (!headline(first) || blank((airlog_text){article.bytes + next, article.length - next})) return true;
    size_t again = last_headline(article, title);
    size_t line_next;
    airlog_text line = airlog_article_line(article, again, &line_next);
    airlog_text trimmed = airlog_text_trim(line);
    size_t title_at = start + (size_t)(trimmed.bytes - article.bytes);
    out->span.start = (uint32_t)(start + again);
    out->title = (airlog_span){(uint32_t)title_at, (uint32_t)(title_at + trimmed.length)};
    return true;
}
