/* Where the articles of a page begin and end. */
#ifndef AIRLOG_INGEST_ARTICLE_H
#define AIRLOG_INGEST_ARTICLE_H

#include "airlog/base.h"

typedef struct airlog_article {
    airlog_span whole; /* in the page */
    airlog_span span;  /* of it, what is read: from the last repetition of its headline */
    airlog_span title; /* empty when it has none */
} airlog_article;

/* Finds the article that begins at or after `from`; false when only blanks are left. A page is cut where two or
 * more blank lines, more than stand behind the next line, come before a line like a headline, if there is prose
 * on both sides. */
bool airlog_article_next(airlog_text page, size_t from, airlog_article *out);

/* The line at `at`, without its line feed; *out_next is behind the line feed. */
airlog_text airlog_article_line(airlog_text page, size_t at, size_t *out_next);

#endif
