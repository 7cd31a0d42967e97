#include "airlog/store.h"

#include <stdio.h>
#include <string.h>

#include <cpl_error.h>
#include <gdal.h>

/* Keeps the first message of a kind, without the line feed that some drivers end theirs with. */
static void keep_first(char *out, size_t capacity, const char *message) {
    if (out[0] != '\0') return;
    size_t length = airlog_utf8_cut(airlog_text_of(message), capacity - 1);
    while (length > 0 && (message[length - 1] == '\n' || message[length - 1] == ' ')) length--;
    memcpy(out, message, length);
    out[length] = '\0';
}

static void CPL_STDCALL hear(CPLErr level, CPLErrorNum number, const char *message) {
    (void)number;
    airlog_gdal *heard = CPLGetErrorHandlerUserData();
    if (level == CE_Failure || level == CE_Fatal) {
        heard->failures++;
        keep_first(heard->failure, sizeof heard->failure, message);
    } else if (level == CE_Warning) {
        heard->warnings++;
        keep_first(heard->warning, sizeof heard->warning, message);
    }
}

void airlog_gdal_listen(airlog_gdal *heard) {
    memset(heard, 0, sizeof *heard);
    CPLPushErrorHandlerEx(hear, heard);
    CPLSetCurrentErrorHandlerCatchDebug(FALSE);
    if (GDALGetDriverCount() == 0) GDALAllRegister();
}

void airlog_gdal_leave(void) {
    CPLPopErrorHandler();
    CPLErrorReset();
}

airlog_status airlog_gdal_fail(const airlog_gdal *heard, airlog_error *error, airlog_status status, const char *format,
                               ...) {
    char text[sizeof((airlog_error *)0)->message];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    if (heard->failure[0] == '\0') return airlog_fail(error, status, "%s", text);
    return airlog_fail(error, status, "%s: %s", text, heard->failure);
}
