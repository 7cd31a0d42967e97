/* Byte source -> documents. One buffer, as long as the longest line so far and never longer than the limit. */
#include "airlog/ingest.h"

#include <string.h>

#include "clean.h"
#include "html.h"
#include "json.h"

#define READ_BYTES ((size_t)1024 * 1024)
#define NAMES_BYTES 240u
#define FORMAT_BYTES 1024u /* a page says within them that it is one */

enum { TEXT, DATE, PUBLISHED, ID, TITLE, URL, CITY, PLACE, ADMIN, MEMBERS };

struct airlog_reader {
    airlog_byte_source source;
    airlog_ingest_options options;
    const char *names[MEMBERS];
    size_t limit;
    char *buffer;
    size_t capacity, start, end; /* bytes [start, end) are read and not yet used */
    size_t searched;             /* of them, bytes known to hold no line feed */
    uint64_t offset;             /* of `start` in the source */
    uint64_t line;               /* of `start`, 1-based */
    airlog_input_format format;  /* AUTO until the first bytes are seen */
    bool source_ended, begun, done;
};

static void name_members(airlog_reader *reader) {
    const airlog_ingest_options *o = &reader->options;
    reader->names[TEXT] = o->text_field ? o->text_field : "text";
    reader->names[DATE] = o->date_field ? o->date_field : "date";
    reader->names[PUBLISHED] = o->date_field ? NULL : "published";
    reader->names[ID] = o->id_field ? o->id_field : "id";
    reader->names[TITLE] = o->title_field ? o->title_field : "title";
    reader->names[URL] = o->url_field ? o->url_field : "url";
    reader->names[CITY] = o->place_field ? o->place_field : "city";
    reader->names[PLACE] = o->place_field ? NULL : "place";
    reader->names[ADMIN] = o->admin_field ? o->admin_field : "state";
}

airlog_status airlog_reader_open(airlog_byte_source source, const airlog_ingest_options *options,
                                 airlog_reader **out, airlog_error *error) {
    *out = NULL;
    airlog_reader *reader = airlog_memory_take(1, sizeof *reader);
    if (!reader) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a reader");
    reader->buffer = airlog_memory_take(READ_BYTES, 1);
    if (!reader->buffer) {
        airlog_memory_give(reader);
        return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a reader's buffer");
    }
    reader->source = source;
    if (!reader->source.name) reader->source.name = "-";
    if (options) reader->options = *options;
    reader->limit = reader->options.report_limit_bytes ? reader->options.report_limit_bytes
                                                       : AIRLOG_REPORT_LIMIT_DEFAULT;
    reader->capacity = READ_BYTES;
    reader->line = 1;
    reader->format = reader->options.format;
    name_members(reader);
    *out = reader;
    return AIRLOG_OK;
}

void airlog_reader_close(airlog_reader *reader) {
    if (!reader) return;
    airlog_memory_give(reader->buffer);
    airlog_memory_give(reader);
}

uint64_t airlog_reader_offset(const airlog_reader *reader) {
    return reader->offset;
}

/* ---- bytes --------------------------------------------------------------------------------------- */

static airlog_status fail_at(const airlog_reader *reader, airlog_error *error, airlog_status status,
                             uint64_t column) {
    airlog_error_at(error, reader->source.name, reader->line, column, reader->offset + (column ? column - 1 : 0));
    return status;
}

/* Makes room behind the bytes held: moves them to the front, then grows. */
static bool make_room(airlog_reader *reader) {
    size_t held = reader->end - reader->start;
    if (reader->start > 0 && (held < reader->capacity / 2 || reader->end == reader->capacity)) {
        memmove(reader->buffer, reader->buffer + reader->start, held);
        reader->start = 0;
        reader->end = held;
    }
    if (reader->end < reader->capacity) return true;
    char *grown = airlog_memory_grow(reader->buffer, reader->capacity * 2, 1);
    if (!grown) return false;
    reader->buffer = grown;
    reader->capacity *= 2;
    return true;
}

static airlog_status fill(airlog_reader *reader, airlog_error *error) {
    if (!make_room(reader)) {
        reader->done = true;
        return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to read a document of more than %zu bytes",
                           reader->capacity);
    }
    size_t got = 0;
    airlog_status status = reader->source.read(reader->source.context, reader->buffer + reader->end,
                                               reader->capacity - reader->end, &got, error);
    if (status != AIRLOG_OK) {
        reader->done = true; /* a source that failed once has no next document */
        airlog_error_at(error, reader->source.name, 0, 0, 0);
        return status;
    }
    reader->end += got;
    if (got == 0) reader->source_ended = true;
    return AIRLOG_OK;
}

static void use(airlog_reader *reader, size_t bytes) {
    reader->start += bytes;
    reader->offset += bytes;
    reader->searched = 0;
}

static airlog_text held(const airlog_reader *reader) {
    return (airlog_text){reader->buffer + reader->start, reader->end - reader->start};
}

/* Passes over the rest of a line that is too long to be held. */
static airlog_status pass_line(airlog_reader *reader, airlog_error *error) {
    for (;;) {
        airlog_text bytes = held(reader);
        const char *feed = memchr(bytes.bytes, '\n', bytes.length);
        if (feed) {
            use(reader, (size_t)(feed - bytes.bytes) + 1);
            reader->line++;
            return AIRLOG_OK;
        }
        use(reader, bytes.length);
        if (reader->source_ended) return AIRLOG_OK;
        airlog_status status = fill(reader, error);
        if (status != AIRLOG_OK) return status;
    }
}

static airlog_status fail_limit(airlog_reader *reader, const char *what, airlog_error *error) {
    airlog_fail(error, AIRLOG_E_LIMIT, "%s is longer than the limit of %zu bytes for one report", what,
                reader->limit);
    return fail_at(reader, error, AIRLOG_E_LIMIT, 1);
}

/* ---- lines ---------------------------------------------------------------------------------------- */

/* The next line with its line feed; *out_line.bytes NULL at the end. */
static airlog_status next_line(airlog_reader *reader, airlog_text *out_line, airlog_error *error) {
    *out_line = AIRLOG_NO_TEXT;
    for (;;) {
        airlog_text bytes = held(reader);
        const char *feed = memchr(bytes.bytes + reader->searched, '\n', bytes.length - reader->searched);
        size_t length = feed ? (size_t)(feed - bytes.bytes) + 1 : bytes.length;
        if (length > reader->limit + 1) {
            airlog_status limit = fail_limit(reader, "the line", error);
            airlog_status passed = pass_line(reader, NULL);
            if (passed != AIRLOG_OK) reader->done = true;
            return limit;
        }
        if (feed || reader->source_ended) {
            if (length > 0) *out_line = (airlog_text){bytes.bytes, length};
            return AIRLOG_OK;
        }
        reader->searched = bytes.length;
        airlog_status status = fill(reader, error);
        if (status != AIRLOG_OK) return status;
    }
}

static airlog_status fail_binary(airlog_reader *reader, airlog_text bytes, airlog_error *error) {
    const char *nul = memchr(bytes.bytes, '\0', bytes.length);
    airlog_fail(error, AIRLOG_E_INPUT,
                "a NUL byte: this is binary or UTF-16, not text; convert it to UTF-8 text or JSON Lines first");
    const char *line = nul;
    while (line > bytes.bytes && line[-1] != '\n') line--;
    uint64_t lines = 0;
    for (const char *p = bytes.bytes; p < line; p++) lines += *p == '\n';
    airlog_error_at(error, reader->source.name, reader->line + lines, (uint64_t)(nul - line) + 1,
                    reader->offset + (uint64_t)(nul - bytes.bytes));
    return AIRLOG_E_INPUT;
}

static airlog_status fail_members(airlog_reader *reader, airlog_text line, const airlog_json_value *text,
                                  airlog_error *error) {
    if (text->kind == AIRLOG_JSON_NUMBER || text->kind == AIRLOG_JSON_OTHER) {
        airlog_fail(error, AIRLOG_E_INPUT, "the field '%s' is not a string; name the field that holds the text",
                    reader->names[TEXT]);
    } else {
        char names[NAMES_BYTES];
        airlog_json_names(line, names, sizeof names);
        airlog_fail(error, AIRLOG_E_INPUT, "no field '%s' with a text; the fields that are there: %s",
                    reader->names[TEXT], names[0] ? names : "none");
    }
    return fail_at(reader, error, AIRLOG_E_INPUT, 1);
}

static airlog_text string_of(const airlog_json_value *value, const airlog_json_value *other) {
    if (value->kind != AIRLOG_JSON_STRING && value->kind != AIRLOG_JSON_NUMBER && other) value = other;
    return value->kind == AIRLOG_JSON_STRING || value->kind == AIRLOG_JSON_NUMBER ? value->text : AIRLOG_NO_TEXT;
}

static void seed_from(const airlog_json_value values[MEMBERS], airlog_report *seed) {
    seed->id = airlog_text_trim(string_of(&values[ID], NULL));
    seed->title = airlog_text_trim(string_of(&values[TITLE], NULL));
    seed->url = airlog_text_trim(string_of(&values[URL], NULL));
    seed->place = airlog_text_trim(string_of(&values[CITY], &values[PLACE]));
    seed->admin = airlog_text_trim(string_of(&values[ADMIN], NULL));
    airlog_text day = airlog_text_trim(string_of(&values[DATE], &values[PUBLISHED]));
    if (day.length && airlog_date_read(day, &seed->published)) seed->published_basis = AIRLOG_BASIS_STATED;
}

/* One line -> its reports. The line is copied once: the texts of a report outlive the reader's buffer. */
static airlog_status read_object(airlog_reader *reader, airlog_text raw, airlog_arena *memory, airlog_reports *out,
                                 airlog_error *error) {
    if (memchr(raw.bytes, '\0', raw.length)) return fail_binary(reader, raw, error);
    airlog_report seed = {.line = reader->line, .offset = reader->offset};
    airlog_text line = airlog_arena_copy(memory, raw);
    if (!line.bytes) return airlog_arena_failed(memory, error);
    airlog_status status = airlog_clean_utf8(line, memory, &line, &seed.repaired, error);
    if (status != AIRLOG_OK) return status;
    airlog_json_value values[MEMBERS];
    uint64_t column = 1;
    status = airlog_json_members(line, reader->names, MEMBERS, memory, values, &seed.repaired, &column, error);
    if (status == AIRLOG_E_INPUT) return fail_at(reader, error, status, column);
    if (status != AIRLOG_OK) return status;
    if (values[TEXT].kind != AIRLOG_JSON_STRING) return fail_members(reader, line, &values[TEXT], error);
    seed_from(values, &seed);
    seed.source = airlog_arena_copy(memory, airlog_text_of(reader->source.name));
    if (!seed.source.bytes) return airlog_arena_failed(memory, error);
    return airlog_ingest_document(&seed, values[TEXT].text, &reader->options, memory, out, error);
}

static airlog_status next_object(airlog_reader *reader, bool (*interesting)(airlog_text), airlog_arena *memory,
                                 airlog_reports *out, uint64_t *out_passed, airlog_error *error) {
    for (;;) {
        airlog_text line;
        airlog_status status = next_line(reader, &line, error);
        if (status != AIRLOG_OK) return status;
        if (!line.bytes) {
            reader->done = true;
            return AIRLOG_OK;
        }
        airlog_text object = line;
        while (object.length && (object.bytes[object.length - 1] == '\n' || object.bytes[object.length - 1] == '\r'))
            object.length--;
        bool first = !reader->begun; /* always read whole, so that a wrong field name does not go unseen */
        bool empty = object.length == 0 || airlog_text_trim(object).length == 0;
        bool wanted = !empty && (first || !interesting || interesting(object));
        if (!empty) reader->begun = true;
        if (wanted) status = read_object(reader, object, memory, out, error);
        use(reader, line.length);
        reader->line++;
        if (wanted && first && status == AIRLOG_OK && interesting && !interesting(object)) {
            *out = (airlog_reports){NULL, 0};
            wanted = false;
        }
        if (wanted) return status;
        if (!empty && out_passed) ++*out_passed;
    }
}

/* ---- texts ------------------------------------------------------------------------------------------ */

static airlog_status next_text(airlog_reader *reader, bool (*interesting)(airlog_text), airlog_arena *memory,
                               airlog_reports *out, uint64_t *out_passed, airlog_error *error) {
    while (!reader->source_ended && reader->end - reader->start <= reader->limit) {
        airlog_status status = fill(reader, error);
        if (status != AIRLOG_OK) return status;
    }
    reader->done = true;
    airlog_text bytes = held(reader);
    if (bytes.length > reader->limit) return fail_limit(reader, "the text", error);
    if (memchr(bytes.bytes, '\0', bytes.length)) return fail_binary(reader, bytes, error);
    airlog_report seed = {.line = reader->line, .offset = reader->offset};
    use(reader, bytes.length);
    if (airlog_text_trim(bytes).length == 0) {
        airlog_fail(error, AIRLOG_E_INPUT, "the input holds nothing but white space; give a text or JSON Lines");
        airlog_error_at(error, reader->source.name, 1, 1, 0);
        return AIRLOG_E_INPUT;
    }
    bool html = reader->format == AIRLOG_INPUT_HTML; /* entities and tags hide words from the scan */
    if (!html && interesting && !interesting(bytes)) {
        if (out_passed) ++*out_passed;
        return AIRLOG_OK;
    }
    seed.source = airlog_arena_copy(memory, airlog_text_of(reader->source.name));
    if (!seed.source.bytes) return airlog_arena_failed(memory, error);
    if (html) return airlog_ingest_html(&seed, bytes, &reader->options, memory, out, error);
    airlog_text text = airlog_arena_copy(memory, bytes);
    if (!text.bytes) return airlog_arena_failed(memory, error);
    return airlog_ingest_document(&seed, text, &reader->options, memory, out, error);
}

/* ---- the beginning ------------------------------------------------------------------------------------ */

static void pass_bom(airlog_reader *reader) {
    airlog_text bytes = held(reader);
    if (bytes.length >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0) use(reader, 3);
}

static bool is_named_page(const char *name) {
    static const char *const extensions[] = {".html", ".htm", ".xhtml"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        size_t tail = strlen(extensions[i]);
        if (length > tail && airlog_text_is((airlog_text){name + length - tail, tail}, extensions[i])) return true;
    }
    return false;
}

static airlog_input_format format_of(const airlog_reader *reader, airlog_text bytes, size_t blanks) {
    if (blanks < bytes.length && bytes.bytes[blanks] == '{') return AIRLOG_INPUT_JSONL;
    return is_named_page(reader->source.name) || airlog_html_begins(bytes) ? AIRLOG_INPUT_HTML : AIRLOG_INPUT_TEXT;
}

/* Reads the first bytes and settles the format by the first that is not blank. */
static airlog_status begin(airlog_reader *reader, airlog_error *error) {
    size_t blanks = 0;
    for (;;) {
        airlog_text bytes = held(reader);
        if (reader->offset == 0) pass_bom(reader);
        bytes = held(reader);
        while (blanks < bytes.length && strchr(" \t\r\n", bytes.bytes[blanks]) && bytes.bytes[blanks]) blanks++;
        size_t enough = blanks < bytes.length && bytes.bytes[blanks] == '<' ? FORMAT_BYTES : 3;
        if ((blanks < bytes.length && bytes.length >= enough) || reader->source_ended || bytes.length > reader->limit)
            break;
        airlog_status status = fill(reader, error);
        if (status != AIRLOG_OK) return status;
    }
    airlog_text bytes = held(reader);
    if (bytes.length == 0) {
        reader->done = true;
        airlog_fail(error, AIRLOG_E_INPUT, "the input is empty; give a text or JSON Lines");
        airlog_error_at(error, reader->source.name, 1, 1, 0);
        return AIRLOG_E_INPUT;
    }
    if (reader->format == AIRLOG_INPUT_AUTO) reader->format = format_of(reader, bytes, blanks);
    return AIRLOG_OK;
}

airlog_status airlog_reader_next(airlog_reader *reader, bool (*interesting)(airlog_text raw), airlog_arena *memory,
                                 airlog_reports *out, uint64_t *out_passed, airlog_error *error) {
    *out = (airlog_reports){NULL, 0};
    if (reader->done) return AIRLOG_OK;
    if (reader->offset == 0 && !reader->begun && reader->end == 0) {
        airlog_status status = begin(reader, error);
        if (status != AIRLOG_OK) return status;
    }
    if (reader->format == AIRLOG_INPUT_JSONL)
        return next_object(reader, interesting, memory, out, out_passed, error);
    return next_text(reader, interesting, memory, out, out_passed, error);
}
