#include "airlog/base.h"

#include <string.h>

airlog_text airlog_text_of(const char *terminated) {
    airlog_text text = {terminated, terminated ? strlen(terminated) : 0};
    return text;
}

airlog_text airlog_text_part(airlog_text whole, airlog_span span) {
    if (span.start >= span.end || span.end > whole.length) return (airlog_text){whole.bytes, 0};
    return (airlog_text){whole.bytes + span.start, span.end - span.start};
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

airlog_text airlog_text_trim(airlog_text text) {
    while (text.length > 0 && is_blank(text.bytes[0])) {
        text.bytes++;
        text.length--;
    }
    while (text.length > 0 && is_blank(text.bytes[text.length - 1])) text.length--;
    return text;
}

bool airlog_text_equal(airlog_text a, airlog_text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static unsigned char lower(char c) {
    unsigned char byte = (unsigned char)c;
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

bool airlog_text_same(airlog_text a, airlog_text b) {
    if (a.length != b.length) return false;
    for (size_t i = 0; i < a.length; i++) {
        if (lower(a.bytes[i]) != lower(b.bytes[i])) return false;
    }
    return true;
}

bool airlog_text_is(airlog_text a, const char *terminated) {
    size_t i = 0;
    while (i < a.length && terminated[i] != '\0' && lower(a.bytes[i]) == lower(terminated[i])) i++;
    return i == a.length && terminated[i] == '\0';
}

bool airlog_text_starts(airlog_text text, const char *prefix) {
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.bytes, prefix, length) == 0;
}

/* Length of the well-formed UTF-8 character at `at`, 0 when there is none. Bounds of the second byte
 * as in table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing above U+10FFFF. */
static size_t character_length(airlog_text text, size_t at) {
    const unsigned char *p = (const unsigned char *)text.bytes + at;
    size_t left = text.length - at;
    if (p[0] < 0x80) return 1;
    size_t need;
    unsigned char low = 0x80, high = 0xBF;
    if (p[0] >= 0xC2 && p[0] <= 0xDF) {
        need = 2;
    } else if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        need = 3;
        if (p[0] == 0xE0) low = 0xA0;
        if (p[0] == 0xED) high = 0x9F;
    } else if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        need = 4;
        if (p[0] == 0xF0) low = 0x90;
        if (p[0] == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (left < need || p[1] < low || p[1] > high) return 0;
    for (size_t i = 2; i < need; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
    }
    return need;
}

/* The end of the whole blocks of ASCII, the common case. */
static size_t ascii_end(airlog_text text) {
    size_t at = 0;
    for (uint64_t block[4]; text.length - at >= sizeof block; at += sizeof block) {
        memcpy(block, text.bytes + at, sizeof block);
        if ((block[0] | block[1] | block[2] | block[3]) & UINT64_C(0x8080808080808080)) break;
    }
    return at;
}

size_t airlog_utf8_check(airlog_text text) {
    size_t at = ascii_end(text);
    while (at < text.length) {
        uint64_t eight; /* ASCII is the common case: eight bytes a step */
        if (text.length - at >= sizeof eight) {
            memcpy(&eight, text.bytes + at, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        size_t length = character_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return text.length;
}

size_t airlog_utf8_cut(airlog_text text, size_t limit) {
    if (text.length <= limit) return text.length;
    size_t cut = limit;
    while (cut > 0 && ((unsigned char)text.bytes[cut] & 0xC0) == 0x80) cut--;
    return cut;
}

size_t airlog_utf8_decode(airlog_text text, size_t at, uint32_t *out_code) {
    const unsigned char *p = (const unsigned char *)text.bytes + at;
    size_t length = character_length(text, at);
    switch (length) {
    case 1: *out_code = p[0]; return 1;
    case 2: *out_code = ((uint32_t)(p[0] & 0x1F) << 6) | (uint32_t)(p[1] & 0x3F); return 2;
    case 3:
        *out_code = ((uint32_t)(p[0] & 0x0F) << 12) | ((uint32_t)(p[1] & 0x3F) << 6) | (uint32_t)(p[2] & 0x3F);
        return 3;
    case 4:
        *out_code = ((uint32_t)(p[0] & 0x07) << 18) | ((uint32_t)(p[1] & 0x3F) << 12) |
                    ((uint32_t)(p[2] & 0x3F) << 6) | (uint32_t)(p[3] & 0x3F);
        return 4;
    default: *out_code = 0xFFFD; return 1;
    }
}
