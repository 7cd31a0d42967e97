#include "airlog/base.h"

#include <stdio.h>
#include <string.h>

airlog_status airlog_fail(airlog_error *error, airlog_status status, const char *format, ...) {
    if (!error) return status;
    if (error->status != AIRLOG_OK) return error->status; /* the first cause is the one that helps */
    error->status = status;
    va_list values;
    va_start(values, format);
    int length = vsnprintf(error->message, sizeof error->message, format, values);
    va_end(values);
    if (length >= (int)sizeof error->message) {
        airlog_text whole = {error->message, sizeof error->message - 1};
        error->message[airlog_utf8_check(whole)] = '\0';
    }
    return status;
}

void airlog_error_at(airlog_error *error, const char *file, uint64_t line, uint64_t column, uint64_t offset) {
    if (!error || error->status == AIRLOG_OK) return;
    if (file && error->file[0] == '\0') {
        size_t length = airlog_utf8_cut(airlog_text_of(file), sizeof error->file - 1);
        memcpy(error->file, file, length);
        error->file[length] = '\0';
    }
    if (error->line == 0 && line != 0) {
        error->line = line;
        error->column = column;
        error->offset = offset;
    }
}

const char *airlog_status_name(airlog_status status) {
    switch (status) {
    case AIRLOG_OK: return "done";
    case AIRLOG_E_ARGUMENT: return "argument";
    case AIRLOG_E_INPUT: return "input";
    case AIRLOG_E_OUTPUT: return "output";
    case AIRLOG_E_MEMORY: return "memory";
    case AIRLOG_E_LIMIT: return "limit";
    case AIRLOG_E_TABLE: return "tables";
    case AIRLOG_E_LIBRARY: return "library";
    }
    return "unknown";
}
