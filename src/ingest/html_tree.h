/* A page of HTML as a tree, however it is written: libxml2 repairs what is not closed, nested or encoded right. It is
 * loaded by the first page, so that who reads no HTML does not pay for it. */
#ifndef AIRLOG_INGEST_HTML_TREE_H
#define AIRLOG_INGEST_HTML_TREE_H

#include <libxml/tree.h>

#include "airlog/base.h"

/* *out is closed with airlog_html_close(); AIRLOG_E_INPUT when nothing can be made of the bytes. */
airlog_status airlog_html_open(airlog_text bytes, xmlDoc **out, airlog_error *error);
void airlog_html_close(xmlDoc *page);

/* The next node in the order of the text, the end of `within` is NULL. `inside` false passes over what is in `node`. */
const xmlNode *airlog_html_next(const xmlNode *node, const xmlNode *within, bool inside);

/* Whether an element has one of the names, each between blanks: " p div ". */
bool airlog_html_named(const xmlNode *node, const char *names);
/* The value of an attribute, absent without one; it lives as long as the page. */
airlog_text airlog_html_value(const xmlNode *node, const char *attribute);

#endif
