/* Prints JSON by hand: the commands have small flat objects, and text that is escaped by the library. */
#include "json.h"

#include <string.h>

static void comma(airlog_buffer *out) {
    if (out->length && !strchr("{[\n", out->bytes[out->length - 1])) airlog_buffer_char(out, ',');
}

static void member(airlog_buffer *out, const char *name) {
    comma(out);
    airlog_buffer_char(out, '"');
    airlog_buffer_string(out, name);
    airlog_buffer_string(out, "\":");
}

void airlog_cli_member_number(airlog_buffer *out, const char *name, double value, int decimals) {
    member(out, name);
    airlog_buffer_number(out, value, decimals);
}

void airlog_cli_member_text(airlog_buffer *out, const char *name, airlog_text text) {
    member(out, name);
    if (text.length)
        airlog_buffer_json(out, text);
    else
        airlog_buffer_string(out, "null");
}

void airlog_cli_member_string(airlog_buffer *out, const char *name, const char *text) {
    airlog_cli_member_text(out, name, airlog_text_of(text ? text : ""));
}

void airlog_cli_member_bool(airlog_buffer *out, const char *name, bool value) {
    member(out, name);
    airlog_buffer_string(out, value ? "true" : "false");
}

void airlog_cli_member_doubts(airlog_buffer *out, airlog_doubts doubts) {
    airlog_cli_list(out, "doubts");
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++) {
        if (!(doubts & (airlog_doubts)1 << i)) continue;
        airlog_cli_item(out);
        airlog_buffer_json(out, airlog_text_of(airlog_doubt_name((airlog_doubt)i)));
    }
    airlog_buffer_char(out, ']');
}

void airlog_cli_member_lines(airlog_buffer *out, const char *name, airlog_text lines) {
    airlog_cli_list(out, name);
    for (size_t at = 0; at < lines.length;) {
        const char *end = memchr(lines.bytes + at, '\n', lines.length - at);
        size_t length = end ? (size_t)(end - lines.bytes) - at : lines.length - at;
        airlog_cli_item(out);
        airlog_buffer_json(out, (airlog_text){lines.bytes + at, length});
        at += length + 1;
    }
    airlog_buffer_char(out, ']');
}

void airlog_cli_refusal(airlog_buffer *out, airlog_text input, const char *why) {
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "input", input);
    airlog_cli_member_string(out, "error", why);
    airlog_buffer_string(out, "}\n");
}

void airlog_cli_list(airlog_buffer *out, const char *name) {
    member(out, name);
    airlog_buffer_char(out, '[');
}

void airlog_cli_item(airlog_buffer *out) {
    comma(out);
}
