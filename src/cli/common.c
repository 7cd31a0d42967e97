/* What several commands open or read: the tables, an airspace file, the operands as one text. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

airlog_status airlog_cli_tables(const char *path, airlog_tables **out, airlog_error *error) {
    return airlog_tables_open(path, getenv("AIRLOG_DATA"), out, error);
}

airlog_status airlog_cli_airspace(const char *path, airlog_arena *memory, airlog_outlines *out, airlog_error *error) {
    char piece[65536];
    airlog_buffer whole = {0};
    *out = (airlog_outlines){0};
    if (!path) return AIRLOG_OK;
    FILE *file = fopen(path, "rb");
    if (!file) {
        airlog_status status = airlog_fail(error, AIRLOG_E_INPUT, "--airspace: %s", strerror(errno));
        airlog_error_at(error, path, 0, 0, 0);
        return status;
    }
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0 && whole.length < CLI_AIRSPACE_LIMIT)
        airlog_buffer_add(&whole, piece, got);
    bool cut = ferror(file) || got > 0;
    fclose(file);
    airlog_status status =
        whole.failed ? airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the airspace")
        : cut        ? airlog_fail(error, AIRLOG_E_LIMIT, "--airspace: it cannot be read, or is longer than 64 MB")
                     : airlog_outlines_read((airlog_text){whole.bytes, whole.length}, memory, out, error);
    if (status != AIRLOG_OK && error->file[0] == '\0') airlog_error_at(error, path, error->line, error->column, 0);
    airlog_buffer_close(&whole);
    return status;
}

airlog_buffer airlog_cli_joined(cli_operands operands) {
    airlog_buffer joined = {0};
    for (int i = 0; i < operands.count; i++) {
        if (i) airlog_buffer_char(&joined, ' ');
        airlog_buffer_string(&joined, operands.items[i]);
    }
    return joined;
}
