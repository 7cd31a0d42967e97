/* One document -> its reports: articles, ids, headlines, places and days. */
#include "airlog/ingest.h"

#include <string.h>

#include "article.h"
#include "clean.h"
#include "dateline.h"

#define HEAD_BYTES 1600u /* a dateline and the reporting verb stand within the head of an article */
#define HEAD_PARAGRAPHS 10

const char *airlog_basis_name(airlog_basis basis) {
    switch (basis) {
    case AIRLOG_BASIS_STATED: return "stated";
    case AIRLOG_BASIS_INFERRED: return "inferred";
    case AIRLOG_BASIS_NONE: break;
    }
    return "";
}

static airlog_text head_of(airlog_text text) {
    return (airlog_text){text.bytes, airlog_utf8_cut(text, HEAD_BYTES)};
}

/* The dateline, or the date line of a release, among the first paragraphs. */
static airlog_dateline find_dateline(airlog_text text) {
    airlog_text head = head_of(text);
    size_t at = 0;
    for (int line = 0; line < HEAD_PARAGRAPHS && at < head.length; line++) {
        size_t next;
        airlog_text paragraph = airlog_article_line(head, at, &next);
        airlog_dateline found = airlog_dateline_read(paragraph);
        if (found.found) return found;
        airlog_date day;
        if (airlog_dateline_release(paragraph, &day)) return (airlog_dateline){.found = true, .date = day};
        at = next;
    }
    return (airlog_dateline){.found = false};
}

/* The day on which the article was published, from its own dates: the latest full date it names, or the first
 * weekday after it on which the article says that it was said. */
static airlog_date infer_day(airlog_text whole, airlog_text text) {
    airlog_date latest = airlog_dateline_latest(whole);
    int weekday = latest.year ? airlog_dateline_weekday(head_of(text)) : -1;
    if (weekday < 0) return latest;
    int later = (weekday - airlog_date_weekday(latest) + 7) % 7;
    return airlog_date_of_days(airlog_date_days(latest) + later);
}

/* Metadata first, then the dateline, then what the caller knows, then the article's own dates: also those of
 * the captions that are not read a second time. */
static void settle_day(airlog_report *report, airlog_text whole, const airlog_dateline *line, airlog_date supplied) {
    if (report->published.year) return;
    report->published_basis = AIRLOG_BASIS_STATED;
    if (line->date.month && line->date.year) {
        report->published = line->date;
        return;
    }
    airlog_date near = supplied.year ? supplied : airlog_dateline_latest(whole);
    if (line->date.month && near.year) {
        report->published = airlog_dateline_year(line->date, near);
        if (!supplied.year) report->published_basis = AIRLOG_BASIS_INFERRED; /* the year was not stated */
        return;
    }
    report->published = supplied;
    if (supplied.year) return;
    report->published = infer_day(whole, report->text);
    report->published_basis = report->published.year ? AIRLOG_BASIS_INFERRED : AIRLOG_BASIS_NONE;
}

static airlog_status settle_id(airlog_report *report, size_t number, airlog_arena *memory, airlog_error *error) {
    if (report->id.length == 0) {
        char id[16];
        airlog_hash_print(id, airlog_hash(report->text.bytes, report->text.length));
        report->id = airlog_arena_copy(memory, (airlog_text){id, sizeof id});
    } else if (number > 0) {
        report->id = airlog_arena_print(memory, "%.*s#%zu", (int)report->id.length, report->id.bytes, number + 1);
    }
    return report->id.bytes ? AIRLOG_OK : airlog_arena_failed(memory, error);
}

static airlog_status settle(airlog_report *report, airlog_text whole, size_t number, const airlog_ingest_options *options,
                            airlog_arena *memory, airlog_error *error) {
    airlog_dateline line = {.found = false};
    if (!report->published.year || !report->place.length) line = find_dateline(report->text);
    settle_day(report, whole, &line, options->date);
    if (!report->place.length && line.place.length) {
        report->place = line.place;
        if (!report->admin.length) report->admin = line.admin;
    }
    if (!report->place.length && options->place) report->place = airlog_text_of(options->place);
    if (!report->zone.length && options->zone) report->zone = airlog_text_of(options->zone);
    return settle_id(report, number, memory, error);
}

static size_t lines_before(const char *from, const char *to) {
    size_t lines = 0;
    while (from < to && (from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
        lines++;
        from++;
    }
    return lines;
}

static airlog_status add_article(const airlog_report *seed, airlog_text page, const airlog_article *article,
                                 const airlog_ingest_options *options, airlog_arena *memory, airlog_reports *out,
                                 airlog_error *error) {
    airlog_report *items = airlog_arena_grow(memory, out->items, out->count, out->count + 1, sizeof *items);
    if (!items) return airlog_arena_failed(memory, error);
    out->items = items;
    airlog_report *report = &items[out->count];
    *report = *seed;
    report->text = airlog_text_part(page, article->span);
    if (!report->title.length) report->title = airlog_text_part(page, article->title);
    report->offset += article->span.start;
    report->line += lines_before(page.bytes, page.bytes + article->span.start);
    airlog_status status = settle(report, airlog_text_part(page, article->whole), out->count, options, memory, error);
    if (status == AIRLOG_OK) out->count++;
    return status;
}

airlog_status airlog_ingest_document(const airlog_report *seed, airlog_text document,
                                     const airlog_ingest_options *options, airlog_arena *memory, airlog_reports *out,
                                     airlog_error *error) {
    static const airlog_ingest_options defaults = {0};
    if (!options) options = &defaults;
    *out = (airlog_reports){NULL, 0};
    airlog_report known = *seed;
    if (known.published.year && known.published_basis == AIRLOG_BASIS_NONE)
        known.published_basis = AIRLOG_BASIS_STATED;
    if (document.length >= UINT32_MAX)
        return airlog_fail(error, AIRLOG_E_LIMIT, "a document of 4 GiB or more cannot be read");
    if (document.length == 0) document = airlog_text_of(""); /* nothing stands nowhere: no offset may be added to it */
    airlog_text page;
    airlog_status status = airlog_clean_utf8(document, memory, &page, &known.repaired, error);
    if (status == AIRLOG_OK) status = airlog_clean_lines(page, memory, &page, error);
    if (status != AIRLOG_OK) return status;
    airlog_article article;
    size_t from = 0;
    while (airlog_article_next(page, from, &article)) {
        from = article.whole.end;
        status = add_article(&known, page, &article, options, memory, out, error);
        if (status != AIRLOG_OK) return status;
    }
    if (out->count > 0) return AIRLOG_OK;
    airlog_span all = {0, (uint32_t)page.length}; /* nothing but blanks is a report too */
    article = (airlog_article){all, all, {0, 0}};
    return add_article(&known, page, &article, options, memory, out, error);
}
