/* Pages of HTML -> their articles. */
#ifndef AIRLOG_INGEST_HTML_H
#define AIRLOG_INGEST_HTML_H

#include "airlog/ingest.h"

/* Whether the first bytes begin as a page does: a document type, <html>, <head> or <body>, behind blanks and comments. */
bool airlog_html_begins(airlog_text bytes);

#endif
