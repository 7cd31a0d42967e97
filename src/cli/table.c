/* Prints a table for people. */
#include "table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_DEFAULT = 120, GAP = 2 };

/* Columns of the terminal; without one, as many as a README shows. */
static size_t screen_width(void) {
    struct winsize size;
    if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
        return size.ws_col;
    return WIDTH_DEFAULT;
}

/* Columns a character takes: none for marks that sit on others, two for Han, Kana, Hangul and full-width forms. */
static size_t character_width(uint32_t code) {
    if ((code >= 0x300 && code < 0x370) || code == 0x200B) return 0;
    bool wide = (code >= 0x1100 && code < 0x1160) || (code >= 0x2E80 && code < 0xD7B0) ||
                (code >= 0xF900 && code < 0xFB00) || (code >= 0xFF00 && code < 0xFF61);
    return wide ? 2 : 1;
}

static size_t text_width(airlog_text text) {
    size_t width = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t code;
        at += airlog_utf8_decode(text, at, &code);
        width += character_width(code);
    }
    return width;
}

/* Bytes of the text that fit into `width` columns. */
static size_t text_fit(airlog_text text, size_t width) {
    size_t used = 0, at = 0;
    while (at < text.length) {
        uint32_t code;
        size_t length = airlog_utf8_decode(text, at, &code);
        used += character_width(code);
        if (used > width) break;
        at += length;
    }
    return at;
}

void airlog_cli_table_cell(cli_table *table, airlog_text cell) {
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.bytes[i];
        airlog_buffer_char(&table->cells, (unsigned char)c < ' ' || c == 0x7F ? ' ' : c); /* no escape codes */
    }
    airlog_buffer_char(&table->cells, '\0');
    table->cell_count++;
}

static size_t column_count(const cli_table *table) {
    size_t count = 0;
    while (table->names[count]) count++;
    return count;
}

/* One row; its last cell is cut at the edge of the screen. */
static void print_row(const cli_table *table, const airlog_text *row, size_t columns, const size_t *widths) {
    size_t left = screen_width();
    for (size_t c = 0; c < columns; c++) {
        bool last = c + 1 == columns;
        size_t width = text_width(row[c]), pad = widths[c] > width ? widths[c] - width : 0;
        size_t bytes = last ? text_fit(row[c], left) : row[c].length;
        bool right = table->right & (1u << c);
        if (right) printf("%*s", (int)pad, "");
        fwrite(row[c].bytes, 1, bytes, stdout);
        if (!last) printf("%*s", (int)((right ? 0 : pad) + GAP), "");
        left = left > widths[c] + GAP ? left - widths[c] - GAP : 0;
    }
    fputc('\n', stdout);
}

static void read_row(const char **cell, airlog_text *row, size_t columns) {
    for (size_t c = 0; c < columns; c++) {
        row[c] = airlog_text_of(*cell);
        *cell += row[c].length + 1;
    }
}

bool airlog_cli_table_print(cli_table *table) {
    size_t columns = column_count(table), widths[TABLE_COLUMNS_MOST] = {0};
    airlog_text row[TABLE_COLUMNS_MOST], names[TABLE_COLUMNS_MOST];
    size_t rows = table->cell_count / columns;
    if (table->cells.failed || rows == 0) return !table->cells.failed;
    for (size_t c = 0; c < columns; c++) {
        names[c] = airlog_text_of(table->names[c]);
        widths[c] = text_width(names[c]);
    }
    const char *cell = table->cells.bytes;
    for (size_t r = 0; r < rows; r++) {
        read_row(&cell, row, columns);
        for (size_t c = 0; c < columns; c++) {
            size_t width = text_width(row[c]);
            if (width > widths[c]) widths[c] = width;
        }
    }
    bool colour = airlog_cli_colour(stdout);
    if (!table->begun) {
        if (colour) fputs("\033[1m", stdout);
        print_row(table, names, columns, widths);
        if (colour) fputs("\033[0m", stdout);
    }
    table->begun = true;
    cell = table->cells.bytes;
    for (size_t r = 0; r < rows; r++) {
        read_row(&cell, row, columns);
        print_row(table, row, columns, widths);
    }
    table->cells.length = table->cell_count = 0;
    return !ferror(stdout);
}

void airlog_cli_table_close(cli_table *table) {
    airlog_buffer_close(&table->cells);
}
