#include "xml.h"

/* One character as XML writes it; NULL when it stands for itself. */
static const char *escape_of(char c, bool attribute) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\t':
    case '\n': return NULL;
    default: return (unsigned char)c < ' ' ? "\xEF\xBF\xBD" : NULL;
    }
}

static void print(airlog_buffer *out, airlog_text text, bool attribute) {
    for (size_t i = 0; i < text.length; i++) {
        const char *escape = escape_of(text.bytes[i], attribute);
        if (escape) {
            airlog_buffer_string(out, escape);
        } else {
            airlog_buffer_char(out, text.bytes[i]);
        }
    }
}

void airlog_xml_text(airlog_buffer *out, airlog_text text) {
    print(out, text, false);
}

void airlog_xml_attribute(airlog_buffer *out, const char *text) {
    print(out, airlog_text_of(text), true);
}
