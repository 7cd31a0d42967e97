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

char *airlog_buffer_room(airlog_buffer *buffer, size_t more) {
    return make_room(buffer, more) ? buffer->bytes + buffer->length : NULL;
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

/* ---- JSON strings ------------------------------------------------------------------------------- */

#define PIECE_BYTES 8192u /* of a long text at a time, so that room for the worst case is no burden */

/* Whether one of eight bytes is a control, a quote, a backslash or no ASCII. A borrow from a lower byte can only follow
 * a byte that is one of them. */
static bool any_special(uint64_t eight) {
    const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    uint64_t control = eight - ones * 0x20, quote = (eight ^ ones * '"') - ones, slash = (eight ^ ones * '\\') - ones;
    return ((eight | control | quote | slash) & high) != 0;
}

static bool is_special(unsigned char c) {
    return c < 0x20 || c == '"' || c == '\\' || c >= 0x80;
}

typedef int8_t sixteen __attribute__((vector_size(16)));

/* The same of sixteen: as signed numbers, controls and what is not ASCII are all below the blank. */
static bool any_special_of_16(const char *bytes) {
    sixteen block;
    uint64_t half[2];
    memcpy(&block, bytes, sizeof block);
    block = (block < 0x20) | (block == '"') | (block == '\\');
    memcpy(half, &block, sizeof half);
    return (half[0] | half[1]) != 0;
}

/* A whole text of four to seven bytes, by its first four and its last; false when one of them needs an escape. */
static bool put_few(char *out, airlog_text text) {
    uint32_t first, last;
    memcpy(&first, text.bytes, sizeof first);
    memcpy(&last, text.bytes + text.length - sizeof last, sizeof last);
    memcpy(out, &first, sizeof first);
    memcpy(out + text.length - sizeof last, &last, sizeof last);
    return !any_special(first | (uint64_t)last << 32);
}

/* Copies the bytes from `at` that need no escape; returns where they end. */
static size_t put_plain(char *out, airlog_text text, size_t at) {
    size_t start = at;
    for (; text.length - at >= 16 && !any_special_of_16(text.bytes + at); at += 16) memcpy(out + (at - start), text.bytes + at, 16);
    for (; text.length - at >= 8; at += 8) {
        uint64_t eight;
        memcpy(&eight, text.bytes + at, sizeof eight);
        if (any_special(eight)) break;
        memcpy(out + (at - start), &eight, sizeof eight);
    }
    if (text.length - at < 8 && text.length - start >= 8) { /* the last eight, some of them again */
        uint64_t eight;
        memcpy(&eight, text.bytes + text.length - 8, sizeof eight);
        if (!any_special(eight)) {
            memcpy(out + (text.length - 8 - start), &eight, sizeof eight);
            return text.length;
        }
    }
    if (at == 0 && text.length >= 4 && text.length < 8 && put_few(out, text)) return text.length;
    for (; at < text.length && !is_special((unsigned char)text.bytes[at]); at++) out[at - start] = text.bytes[at];
    return at;
}

static char *put_bytes(char *out, const char *bytes, size_t length) {
    memcpy(out, bytes, length);
    return out + length;
}

static char *put_escape(char *out, unsigned char c) {
    static const char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': return put_bytes(out, "\\\"", 2);
    case '\\': return put_bytes(out, "\\\\", 2);
    case '\n': return put_bytes(out, "\\n", 2);
    case '\r': return put_bytes(out, "\\r", 2);
    case '\t': return put_bytes(out, "\\t", 2);
    case 0: return put_bytes(out, REPLACEMENT, sizeof REPLACEMENT - 1); /* readers in C would end the text there */
    default: {
        char escape[6] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        return put_bytes(out, escape, sizeof escape);
    }
    }
}

/* What stands between the quotes. */
static char *put_content(char *out, airlog_text text) {
    size_t at = 0;
    for (;;) {
        size_t end = put_plain(out, text, at);
        out += end - at;
        if (end >= text.length) return out;
        at = end;
        unsigned char c = (unsigned char)text.bytes[at];
        uint32_t code;
        size_t length = c < 0x80 ? 1 : airlog_utf8_decode(text, at, &code);
        if (c < 0x80) out = put_escape(out, c);
        else if (length == 1) out = put_bytes(out, REPLACEMENT, sizeof REPLACEMENT - 1);
        else out = put_bytes(out, text.bytes + at, length);
        at += length;
    }
}

size_t airlog_json_print(char *out, airlog_text text) {
    char *end = out;
    *end++ = '"';
    if (text.length > 0) end = put_content(end, text);
    *end++ = '"';
    return (size_t)(end - out);
}

void airlog_buffer_json(airlog_buffer *buffer, airlog_text text) {
    airlog_buffer_char(buffer, '"');
    while (text.length > 0) {
        size_t length = airlog_utf8_cut(text, PIECE_BYTES);
        if (length == 0) length = PIECE_BYTES; /* nothing but damage */
        char *at = airlog_buffer_room(buffer, AIRLOG_JSON_ROOM(length));
        if (!at) return;
        buffer->length += (size_t)(put_content(at, (airlog_text){text.bytes, length}) - at);
        text.bytes += length;
        text.length -= length;
    }
    airlog_buffer_char(buffer, '"');
}
