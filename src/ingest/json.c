/* One object of JSON Lines. A flat object, which is nearly every line, is read by hand in one pass; whatever
 * that reader does not know (nesting, escapes in a name, damage) goes to cJSON, which decides. */
#include "json.h"

#include <string.h>

#include <cjson/cJSON.h>

typedef struct scan {
    const char *at, *end;
    airlog_arena *memory;
    bool *repaired;
    bool memory_failed;
} scan;

static void pass_blanks(scan *s) {
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r' || *s->at == '\n')) s->at++;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* The code of the four digits at p, -1 when they are not. */
static int32_t hex_code(const char *p, const char *end) {
    if (end - p < 4) return -1;
    int32_t code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(p[i]);
        if (digit < 0) return -1;
        code = code * 16 + digit;
    }
    return code;
}

static char *put_utf8(char *out, uint32_t code) {
    if (code < 0x80) {
        *out++ = (char)code;
    } else if (code < 0x800) {
        *out++ = (char)(0xC0 | code >> 6);
        *out++ = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        *out++ = (char)(0xE0 | code >> 12);
        *out++ = (char)(0x80 | (code >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code & 0x3F));
    } else {
        *out++ = (char)(0xF0 | code >> 18);
        *out++ = (char)(0x80 | (code >> 12 & 0x3F));
        *out++ = (char)(0x80 | (code >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code & 0x3F));
    }
    return out;
}

/* Decodes \uXXXX, of which `p` is behind the 'u', with its second surrogate; NULL when it is damaged. */
static const char *decode_unicode(scan *s, const char *p, const char *end, char **out) {
    int32_t code = hex_code(p, end);
    if (code < 0) return NULL;
    p += 4;
    if (code >= 0xD800 && code < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') {
        int32_t low = hex_code(p + 2, end);
        if (low >= 0xDC00 && low < 0xE000) {
            *out = put_utf8(*out, (uint32_t)(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)));
            return p + 6;
        }
    }
    if (code == 0 || (code >= 0xD800 && code < 0xE000)) {
        code = 0xFFFD;
        *s->repaired = true;
    }
    *out = put_utf8(*out, (uint32_t)code);
    return p;
}

static char escaped_char(char c) {
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    case '"':
    case '\\':
    case '/': return c;
    default: return 0;
    }
}

/* The text of a string with escapes, in the arena. No escape is shorter than what it stands for. */
static bool decode(scan *s, airlog_text raw, airlog_text *out) {
    char *bytes = airlog_arena_take(s->memory, raw.length + 1, 1);
    if (!bytes) {
        s->memory_failed = true;
        return false;
    }
    char *to = bytes;
    const char *p = raw.bytes, *end = raw.bytes + raw.length;
    while (p < end) {
        const char *slash = memchr(p, '\\', (size_t)(end - p));
        size_t plain = (size_t)((slash ? slash : end) - p);
        memcpy(to, p, plain);
        to += plain;
        p += plain;
        if (!slash) break;
        if (p + 1 >= end) return false;
        if (p[1] == 'u') {
            p = decode_unicode(s, p + 2, end, &to);
            if (!p) return false;
            continue;
        }
        char c = escaped_char(p[1]);
        if (!c) return false;
        *to++ = c;
        p += 2;
    }
    *out = (airlog_text){bytes, (size_t)(to - bytes)};
    return true;
}

/* A string whose opening quote is next: its bytes between the quotes. */
static bool take_string(scan *s, airlog_text *raw, bool *escaped) {
    if (s->at >= s->end || *s->at != '"') return false;
    const char *start = ++s->at, *from = start;
    *escaped = false;
    for (;;) {
        const char *quote = memchr(from, '"', (size_t)(s->end - from));
        if (!quote) return false;
        const char *slash = memchr(from, '\\', (size_t)(quote - from));
        if (!slash) {
            *raw = (airlog_text){start, (size_t)(quote - start)};
            s->at = quote + 1;
            return true;
        }
        *escaped = true;
        from = slash + 2; /* the byte behind a backslash ends nothing */
        if (from >= s->end) return false;
    }
}

static bool take_number(scan *s, airlog_text *raw) {
    const char *start = s->at;
    while (s->at < s->end && (*s->at == '-' || *s->at == '+' || *s->at == '.' || *s->at == 'e' || *s->at == 'E' ||
                              (*s->at >= '0' && *s->at <= '9')))
        s->at++;
    *raw = (airlog_text){start, (size_t)(s->at - start)};
    return raw->length > 0 && (*start == '-' || (*start >= '0' && *start <= '9'));
}

static bool take_word(scan *s, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(s->end - s->at) < length || memcmp(s->at, word, length) != 0) return false;
    s->at += length;
    return true;
}

/* A value that is not nested. `wanted` NULL: passed over. */
static bool take_value(scan *s, airlog_json_value *wanted) {
    airlog_json_value value = {AIRLOG_JSON_ABSENT, AIRLOG_NO_TEXT};
    if (s->at >= s->end) return false;
    if (*s->at == '"') {
        bool escaped = false;
        if (!take_string(s, &value.text, &escaped)) return false;
        value.kind = AIRLOG_JSON_STRING;
        if (wanted && escaped && !decode(s, value.text, &value.text)) return false;
    } else if (take_word(s, "null")) {
        value.kind = AIRLOG_JSON_ABSENT;
    } else if (take_word(s, "true") || take_word(s, "false")) {
        value.kind = AIRLOG_JSON_OTHER;
    } else {
        if (!take_number(s, &value.text)) return false;
        value.kind = AIRLOG_JSON_NUMBER;
    }
    if (wanted && wanted->kind == AIRLOG_JSON_ABSENT) *wanted = value;
    return true;
}

static airlog_json_value *find_wanted(airlog_text key, const char *const names[], size_t count,
                                      airlog_json_value out[]) {
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !key.length || names[i][0] != key.bytes[0]) continue;
        if (strlen(names[i]) == key.length && memcmp(names[i], key.bytes, key.length) == 0) return &out[i];
    }
    return NULL;
}

/* True when the whole line is a flat object that was read. */
static bool read_flat(scan *s, const char *const names[], size_t count, airlog_json_value out[]) {
    pass_blanks(s);
    if (!take_word(s, "{")) return false;
    pass_blanks(s);
    if (s->at < s->end && *s->at == '}') {
        s->at++;
    } else {
        for (;;) {
            airlog_text key;
            bool escaped;
            pass_blanks(s);
            if (!take_string(s, &key, &escaped) || escaped) return false;
            pass_blanks(s);
            if (!take_word(s, ":")) return false;
            pass_blanks(s);
            if (!take_value(s, find_wanted(key, names, count, out))) return false;
            pass_blanks(s);
            if (take_word(s, ",")) continue;
            if (take_word(s, "}")) break;
            return false;
        }
    }
    pass_blanks(s);
    return s->at == s->end;
}

static airlog_status keep_item(const cJSON *item, airlog_arena *memory, airlog_json_value *out, airlog_error *error) {
    if (cJSON_IsNull(item)) return AIRLOG_OK;
    out->kind = AIRLOG_JSON_OTHER;
    if (cJSON_IsString(item)) {
        out->kind = AIRLOG_JSON_STRING;
        out->text = airlog_arena_copy(memory, airlog_text_of(item->valuestring));
    } else if (cJSON_IsNumber(item)) {
        char number[32];
        size_t length = airlog_number_print(number, item->valuedouble, 9);
        out->kind = AIRLOG_JSON_NUMBER;
        out->text = airlog_arena_copy(memory, (airlog_text){number, length});
    } else {
        return AIRLOG_OK;
    }
    return out->text.bytes ? AIRLOG_OK : airlog_arena_failed(memory, error);
}

/* True when nothing but blanks stands from `at` to the end of the line. */
static bool only_blanks(const char *at, airlog_text line) {
    scan s = {.at = at, .end = line.bytes + line.length};
    pass_blanks(&s);
    return s.at == s.end;
}

static airlog_status read_tree(airlog_text line, const char *const names[], size_t count, airlog_arena *memory,
                               airlog_json_value out[], uint64_t *column, airlog_error *error) {
    const char *stopped = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(line.bytes, line.length, &stopped, 0);
    if (!root || !cJSON_IsObject(root) || !only_blanks(stopped, line)) {
        bool object = root && cJSON_IsObject(root);
        *column = (stopped && (!root || object) ? (uint64_t)(stopped - line.bytes) : 0) + 1;
        cJSON_Delete(root);
        return airlog_fail(error, AIRLOG_E_INPUT,
                           root ? "the line is not one JSON object; JSON Lines has one object a line"
                                : "the line is not valid JSON; JSON Lines has one whole object a line");
    }
    airlog_status status = AIRLOG_OK;
    for (size_t i = 0; i < count && status == AIRLOG_OK; i++) {
        const cJSON *item = names[i] ? cJSON_GetObjectItemCaseSensitive(root, names[i]) : NULL;
        if (item) status = keep_item(item, memory, &out[i], error);
    }
    cJSON_Delete(root);
    return status;
}

airlog_status airlog_json_members(airlog_text line, const char *const names[], size_t count, airlog_arena *memory,
                                  airlog_json_value out[], bool *repaired, uint64_t *column, airlog_error *error) {
    memset(out, 0, count * sizeof *out);
    scan s = {line.bytes, line.bytes + line.length, memory, repaired, false};
    if (read_flat(&s, names, count, out)) return AIRLOG_OK;
    if (s.memory_failed) return airlog_arena_failed(memory, error);
    memset(out, 0, count * sizeof *out);
    return read_tree(line, names, count, memory, out, column, error);
}

void airlog_json_names(airlog_text line, char *out, size_t capacity) {
    size_t length = 0;
    out[0] = '\0';
    cJSON *root = cJSON_ParseWithLength(line.bytes, line.length);
    const cJSON *item;
    cJSON_ArrayForEach(item, root) {
        if (!item->string) break; /* an array */
        size_t name = strlen(item->string);
        if (length + name + 6 > capacity) {
            memcpy(out + length, " ...", 5);
            break;
        }
        if (length) {
            memcpy(out + length, ", ", 2);
            length += 2;
        }
        memcpy(out + length, item->string, name);
        length += name;
        out[length] = '\0';
    }
    cJSON_Delete(root);
}
