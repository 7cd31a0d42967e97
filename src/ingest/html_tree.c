#include "html_tree.h"

#include <pthread.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#define NAME_BYTES 16u /* no element that matters has a longer name */

/* ---- the library --------------------------------------------------------------------------------- */

static struct {
    void (*init)(void);
    htmlDocPtr (*read)(const char *bytes, int length, const char *address, const char *encoding, int options);
    void (*free_page)(xmlDocPtr page);
} xml;
static airlog_error xml_error;
static pthread_once_t xml_once = PTHREAD_ONCE_INIT;

static void load(void) {
    static const char *const names[] = {"xmlInitParser", "htmlReadMemory", "xmlFreeDoc"};
    airlog_delayed found[3];
    if (airlog_delay_load(AIRLOG_XML_SONAME, names, found, 3, &xml_error) != AIRLOG_OK) return;
    memcpy(&xml.init, &found[0], sizeof found[0]);
    memcpy(&xml.read, &found[1], sizeof found[1]);
    memcpy(&xml.free_page, &found[2], sizeof found[2]);
    xml.init();
}

/* Bytes that are UTF-8 are read as such, whatever the page says of itself; others by what it says. */
airlog_status airlog_html_open(airlog_text bytes, xmlDoc **out, airlog_error *error) {
    *out = NULL;
    (void)pthread_once(&xml_once, load);
    if (!xml.init) return airlog_fail(error, AIRLOG_E_LIBRARY, "%s", xml_error.message);
    if (bytes.length > INT32_MAX) return airlog_fail(error, AIRLOG_E_LIMIT, "a page of 2 GiB or more cannot be read");
    bool utf8 = airlog_utf8_check(bytes) == bytes.length;
    *out = xml.read(bytes.bytes, (int)bytes.length, NULL, utf8 ? "UTF-8" : NULL,
                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                        HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT);
    if (!*out) return airlog_fail(error, AIRLOG_E_INPUT, "the page is no HTML that can be read");
    return AIRLOG_OK;
}

void airlog_html_close(xmlDoc *page) {
    if (page) xml.free_page(page);
}

/* ---- the tree -------------------------------------------------------------------------------------- */

const xmlNode *airlog_html_next(const xmlNode *node, const xmlNode *within, bool inside) {
    if (inside && node->type == XML_ELEMENT_NODE && node->children) return node->children;
    while (node != within && !node->next) node = node->parent;
    return node == within || !node ? NULL : node->next;
}

bool airlog_html_named(const xmlNode *node, const char *names) {
    if (node->type != XML_ELEMENT_NODE) return false;
    char wanted[NAME_BYTES + 3] = " ";
    size_t length = strlen((const char *)node->name);
    if (length > NAME_BYTES) return false;
    memcpy(wanted + 1, node->name, length);
    memcpy(wanted + 1 + length, " ", 2);
    return strstr(names, wanted) != NULL;
}

airlog_text airlog_html_value(const xmlNode *node, const char *attribute) {
    if (node->type != XML_ELEMENT_NODE) return AIRLOG_NO_TEXT;
    for (const xmlAttr *at = node->properties; at; at = at->next) {
        if (strcmp((const char *)at->name, attribute) != 0) continue;
        const xmlNode *value = at->children;
        return value && value->content ? airlog_text_of((const char *)value->content) : (airlog_text){"", 0};
    }
    return AIRLOG_NO_TEXT;
}
