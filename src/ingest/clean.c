/* Text made fit to be read. Nothing is copied unless something is wrong with it. */
#include "clean.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

airlog_status airlog_clean_utf8(airlog_text text, airlog_arena *memory, airlog_text *out, bool *repaired,
                                airlog_error *error) {
    *out = text;
    size_t good = airlog_utf8_check(text);
    if (good == text.length) return AIRLOG_OK;
    *repaired = true;
    char *bytes = airlog_arena_take(memory, text.length * 3 + 1, 1);
    if (!bytes) return airlog_arena_failed(memory, error);
    size_t at = 0, length = 0;
    while (at < text.length) {
        memcpy(bytes + length, text.bytes + at, good);
        length += good;
        at += good;
        if (at >= text.length) break;
        memcpy(bytes + length, REPLACEMENT, 3);
        length += 3;
        at++;
        good = airlog_utf8_check((airlog_text){text.bytes + at, text.length - at});
    }
    *out = (airlog_text){bytes, length};
    return AIRLOG_OK;
}

static const char sheet_cr[] = "_x000D_";

/* The first byte that a line end other than LF begins with, `end` when there is none. */
static const char *find_return(const char *p, const char *end) {
    const char *cr = memchr(p, '\r', (size_t)(end - p));
    const char *stop = cr ? cr : end;
    if (!memchr(p, sheet_cr[0], (size_t)(stop - p))) return stop; /* nearly always, and quicker */
    const char *sheet = memmem(p, (size_t)(stop - p), sheet_cr, sizeof sheet_cr - 1);
    return sheet ? sheet : stop;
}

airlog_status airlog_clean_lines(airlog_text text, airlog_arena *memory, airlog_text *out, airlog_error *error) {
    *out = text;
    if (text.length == 0) return AIRLOG_OK; /* which may stand nowhere */
    const char *p = text.bytes, *end = p + text.length;
    if (find_return(p, end) == end) return AIRLOG_OK;
    char *bytes = airlog_arena_take(memory, text.length + 1, 1);
    if (!bytes) return airlog_arena_failed(memory, error);
    size_t length = 0;
    while (p < end) {
        const char *stop = find_return(p, end);
        memcpy(bytes + length, p, (size_t)(stop - p));
        length += (size_t)(stop - p);
        p = stop;
        if (p == end) break;
        p += *p == '_' ? sizeof sheet_cr - 1 : 1;
        if (*stop == '\r' && (p == end || *p != '\n')) bytes[length++] = '\n';
    }
    *out = (airlog_text){bytes, length};
    return AIRLOG_OK;
}
