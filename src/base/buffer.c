#include "airlog/base.h"

#include <stdio.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD stands for damage */
#define CEILING_BYTES ((size_t)1 << 32)

/* Room for `more` bytes and a terminator; false and `failed` when there is none. */
static bool make_room(airlog_buffer *buffer, size_t more) {
    if (buffer->failed) return false;
    if (more >= CEILING_BYTES || buffer->length > CEILING_BYTES - more - 1) {
        buffer->failed = true;
        return false;
    }
    size_t need = buffer->length + more + 1;
    if (need <= buffer->capacity) return true;
    size_t capacity = buffer->capacity ? buffer->capacity * 2 : 256;
    while (capacity < need) capacity *= 2;
    char *bytes = airlog_memory_grow(buffer->bytes, capacity, 1);
    if (!bytes) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void airlog_buffer_close(airlog_buffer *buffer) {
    airlog_memory_give(buffer->bytes);
    *buffer = (airlog_buffer){0};
}

void airlog_buffer_add(airlog_buffer *buffer, const void *bytes, size_t length) {
    if (!make_room(buffer, length)) return;
    if (length > 0) memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void airlog_buffer_text(airlog_buffer *buffer, airlog_text text) {
    airlog_buffer_add(buffer, text.bytes, text.length);
}

void airlog_buffer_string(airlog_buffer *buffer, const char *terminated) {
    airlog_buffer_add(buffer, terminated, strlen(terminated));
}

void airlog_buffer_char(airlog_buffer *buffer, char c) {
    airlog_buffer_add(buffer, &c, 1);
}

void airlog_buffer_print(airlog_buffer *buffer, const char *format, ...) {
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    va_end(values);
    if (length >= 0 && make_room(buffer, (size_t)length)) {
        (void)vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void airlog_buffer_number(airlog_buffer *buffer, double value, int decimals) {
    char text[32];
    airlog_buffer_add(buffer, text, airlog_number_print(text, value, decimals));
}

/* Bytes from `at` that need no escape. */
static size_t plain_run(airlog_text text, size_t at) {
    size_t end = at;
    while (end < text.length) {
        unsigned char c = (unsigned char)text.bytes[end];
        if (c < 0x20 || c == '"' || c == '\\' || c >= 0x80) break;
        end++;
    }
    return end - at;
}

static void add_escape(airlog_buffer *buffer, unsigned char c) {
    static const char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': airlog_buffer_add(buffer, "\\\"", 2); return;
    case '\\': airlog_buffer_add(buffer, "\\\\", 2); return;
    case '\n': airlog_buffer_add(buffer, "\\n", 2); return;
    case '\r': airlog_buffer_add(buffer, "\\r", 2); return;
    case '\t': airlog_buffer_add(buffer, "\\t", 2); return;
    default: {
        char escape[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        airlog_buffer_add(buffer, escape, sizeof escape);
    }
    }
}

void airlog_buffer_json(airlog_buffer *buffer, airlog_text text) {
    airlog_buffer_char(buffer, '"');
    size_t at = 0;
    while (at < text.length) {
        size_t run = plain_run(text, at);
        airlog_buffer_add(buffer, text.bytes + at, run);
        at += run;
        if (at >= text.length) break;
        unsigned char c = (unsigned char)text.bytes[at];
        if (c == 0) { /* readers in C would end the text there */
            airlog_buffer_add(buffer, REPLACEMENT, sizeof REPLACEMENT - 1);
            at++;
            continue;
        }
        if (c < 0x80) {
            add_escape(buffer, c);
            at++;
            continue;
        }
        uint32_t code;
        size_t length = airlog_utf8_decode(text, at, &code);
        if (length == 1) {
            airlog_buffer_add(buffer, REPLACEMENT, sizeof REPLACEMENT - 1);
        } else {
            airlog_buffer_add(buffer, text.bytes + at, length);
        }
        at += length;
    }
    airlog_buffer_char(buffer, '"');
}
