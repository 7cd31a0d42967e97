/** @file table.c  Reads the tables of data/: comma or tab separated, gzipped or not. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "compile.h"

#define COLUMNS_MAX 64

struct airlog_compile_table {
    char path[512];
    char separator;
    airlog_buffer bytes;
    size_t at;   /**< beginning of the next line */
    size_t line; /**< number of the row's first line */
    size_t next_line;
    int columns;
    airlog_text names[COLUMNS_MAX];
    airlog_text cells[COLUMNS_MAX];
};

_Noreturn void airlog_compile_stop(const char *format, ...) {
    va_list values;
    va_start(values, format);
    fputs("airlog-compile: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
    exit(1);
}

_Noreturn void airlog_compile_table_stop(const airlog_compile_table *table, const char *what) {
    airlog_compile_stop("%s:%zu: %s", table->path, table->line, what);
}

void airlog_compile_add(airlog_buffer *buffer, const void *bytes, size_t length) {
    airlog_buffer_add(buffer, bytes, length);
    if (buffer->failed) airlog_compile_stop("memory ran out");
}

/** Finds folder/name or folder/name.gz. */
static bool find(const char *folder, const char *name, char *out, size_t size) {
    static const char *const endings[] = {"", ".gz"};
    for (size_t i = 0; i < 2; i++) {
        int length = snprintf(out, size, "%s/%s%s", folder, name, endings[i]);
        if (length > 0 && (size_t)length < size && access(out, R_OK) == 0) return true;
    }
    return false;
}

bool airlog_compile_table_exists(const char *folder, const char *name) {
    char path[512];
    return find(folder, name, path, sizeof path);
}

airlog_buffer airlog_compile_read(const char *folder, const char *name) {
    char path[512];
    char piece[65536];
    airlog_buffer whole = {0};
    if (!find(folder, name, path, sizeof path)) airlog_compile_stop("%s/%s is not there", folder, name);
    gzFile file = gzopen(path, "rb"); /* reads plain files too */
    if (file == NULL) airlog_compile_stop("%s cannot be opened", path);
    for (;;) {
        int got = gzread(file, piece, sizeof piece);
        if (got < 0) airlog_compile_stop("%s is damaged", path);
        if (got == 0) break;
        airlog_compile_add(&whole, piece, (size_t)got);
    }
    if (gzclose(file) != Z_OK) airlog_compile_stop("%s is cut short", path);
    airlog_text text = {whole.bytes, whole.length};
    size_t bad = airlog_utf8_check(text);
    if (bad != text.length) airlog_compile_stop("%s: byte %zu is not UTF-8", path, bad);
    return whole;
}

/** Reads a quoted cell at `from`, unquoting it where it stands; returns where it ends. */
static size_t read_quoted(airlog_compile_table *table, size_t from, airlog_text *out) {
    char *bytes = table->bytes.bytes;
    size_t to = from + 1;
    size_t read = from + 1;
    out->bytes = bytes + to;
    for (;; read++) {
        if (read >= table->bytes.length) airlog_compile_table_stop(table, "a quoted cell does not end");
        if (bytes[read] == '"') {
            if (read + 1 >= table->bytes.length || bytes[read + 1] != '"') break;
            read++;
        }
        if (bytes[read] == '\n') table->next_line++;
        bytes[to++] = bytes[read];
    }
    out->length = (size_t)(bytes + to - out->bytes);
    return read + 1;
}

static size_t read_cell(airlog_compile_table *table, size_t from, airlog_text *out) {
    const char *bytes = table->bytes.bytes;
    if (table->separator == ',' && from < table->bytes.length && bytes[from] == '"')
        return read_quoted(table, from, out);
    size_t to = from;
    while (to < table->bytes.length && bytes[to] != table->separator && bytes[to] != '\n') to++;
    size_t end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    *out = (airlog_text){bytes + from, end - from};
    return to;
}

/** Reads one row into cells; returns how many, 0 at the end of the file. */
static int read_row(airlog_compile_table *table) {
    int count = 0;
    size_t at = table->at;
    table->line = table->next_line;
    if (at >= table->bytes.length) return 0;
    for (;;) {
        if (count == COLUMNS_MAX) airlog_compile_table_stop(table, "has too many cells");
        at = read_cell(table, at, &table->cells[count++]);
        if (at >= table->bytes.length || table->bytes.bytes[at] != table->separator) break;
        at++;
    }
    if (at < table->bytes.length && table->bytes.bytes[at] == '\r') at++;
    if (at < table->bytes.length && table->bytes.bytes[at] != '\n')
        airlog_compile_table_stop(table, "has text after a quoted cell");
    table->at = at + 1;
    table->next_line++;
    return count;
}

static bool at_comment(const airlog_compile_table *table) {
    return table->at < table->bytes.length && table->bytes.bytes[table->at] == '#';
}

static void pass_comment(airlog_compile_table *table) {
    while (table->at < table->bytes.length && table->bytes.bytes[table->at] != '\n') table->at++;
    table->at++;
    table->next_line++;
}

airlog_compile_table *airlog_compile_table_open(const char *folder, const char *name, char separator) {
    airlog_compile_table *table = airlog_memory_take(1, sizeof *table);
    if (table == NULL) airlog_compile_stop("memory ran out");
    snprintf(table->path, sizeof table->path, "%s/%s", folder, name);
    table->separator = separator;
    table->bytes = airlog_compile_read(folder, name);
    table->next_line = 1;
    while (at_comment(table)) pass_comment(table);
    table->columns = read_row(table);
    if (table->columns == 0) airlog_compile_table_stop(table, "has no column names");
    memcpy(table->names, table->cells, sizeof table->names);
    return table;
}

void airlog_compile_table_close(airlog_compile_table *table) {
    airlog_buffer_close(&table->bytes);
    airlog_memory_give(table);
}

int airlog_compile_table_column(const airlog_compile_table *table, const char *name) {
    for (int i = 0; i < table->columns; i++)
        if (airlog_text_is(table->names[i], name)) return i;
    airlog_compile_stop("%s has no column '%s'", table->path, name);
}

bool airlog_compile_table_next(airlog_compile_table *table) {
    while (at_comment(table) || (table->at < table->bytes.length && table->bytes.bytes[table->at] == '\n'))
        pass_comment(table);
    int count = read_row(table);
    if (count != 0 && count != table->columns) airlog_compile_table_stop(table, "has another number of cells");
    return count != 0;
}

airlog_text airlog_compile_table_cell(const airlog_compile_table *table, int column) {
    return table->cells[column];
}

double airlog_compile_table_number(const airlog_compile_table *table, int column, double absent) {
    double value = 0;
    if (table->cells[column].length == 0) return absent;
    if (!airlog_number_read(table->cells[column], &value)) airlog_compile_table_stop(table, "a number is expected");
    return value;
}

bool airlog_compile_part(airlog_text *rest, char mark, airlog_text *out) {
    if (rest->length == 0) return false;
    const char *end = memchr(rest->bytes, mark, rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->bytes);
    *out = airlog_text_trim((airlog_text){rest->bytes, length});
    size_t passed = end == NULL ? length : length + 1;
    rest->bytes += passed;
    rest->length -= passed;
    return true;
}
