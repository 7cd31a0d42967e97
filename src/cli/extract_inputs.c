/* The inputs of airlog extract: files, folders, tables, databases, standard input. */
#include "extract.h"

#include <errno.h>
#include <fts.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Tables are read by GDAL; everything else is text or JSON Lines. */
static bool is_sheet(const char *path, const extract_settings *settings) {
    static const char *const extensions[] = {".xlsx",   ".xls", ".ods", ".csv",     ".tsv", ".gpkg",   ".db",
                                             ".sqlite", ".dbf", ".shp", ".parquet", ".fgb", ".geojson"};
    static const char *const databases[] = {"PG:", "MYSQL:", "GPKG:", "CSV:", "XLSX:", "ODS:", "SQLITE:"};
    if (settings->input_format) return strcmp(settings->input_format, "table") == 0;
    for (size_t i = 0; i < sizeof databases / sizeof databases[0]; i++)
        if (strncasecmp(path, databases[i], strlen(databases[i])) == 0) return true;
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        size_t tail = strlen(extensions[i]);
        if (length > tail && strcasecmp(path + length - tail, extensions[i]) == 0) return true;
    }
    return false;
}

static airlog_status add_input(extract_inputs *inputs, extract_input input, airlog_error *error) {
    if (inputs->count == inputs->room) {
        size_t room = inputs->room ? inputs->room * 2 : 16;
        extract_input *items = airlog_memory_grow(inputs->items, room, sizeof *items);
        if (!items) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the list of inputs");
        inputs->items = items;
        inputs->room = room;
    }
    size_t length = strlen(input.path) + 1;
    char *path = airlog_memory_take(length, 1);
    if (!path) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the list of inputs");
    memcpy(path, input.path, length);
    input.path = path;
    inputs->items[inputs->count++] = input;
    return AIRLOG_OK;
}

/* A path that cannot be used is said and passed over: the other inputs are still read. */
static airlog_status pass_over(extract_inputs *inputs, const char *path) {
    airlog_error failure = {0};
    airlog_fail(&failure, AIRLOG_E_INPUT, "cannot be read: %s", strerror(errno));
    airlog_error_at(&failure, path, 0, 0, 0);
    airlog_cli_fail(&failure);
    inputs->failed++;
    return AIRLOG_OK;
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* One thing found on the walk. Hidden files of a folder are passed over, links are followed, circles are not. */
static airlog_status add_found(extract_inputs *inputs, FTS *walk, FTSENT *found, const extract_settings *settings,
                               airlog_error *error) {
    bool hidden = found->fts_level > 0 && found->fts_name[0] == '.';
    if (hidden) {
        fts_set(walk, found, FTS_SKIP);
        return AIRLOG_OK;
    }
    uint64_t bytes = found->fts_statp && S_ISREG(found->fts_statp->st_mode) ? (uint64_t)found->fts_statp->st_size : 0;
    switch (found->fts_info) {
    case FTS_D:
    case FTS_DP:
        return AIRLOG_OK;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
    case FTS_SLNONE:
    case FTS_DC:
        errno = found->fts_info == FTS_DC ? ELOOP : found->fts_errno ? found->fts_errno : ENOENT;
        return pass_over(inputs, found->fts_path);
    default:
        return add_input(inputs, (extract_input){found->fts_path, is_sheet(found->fts_path, settings), bytes}, error);
    }
}

static airlog_status add_path(extract_inputs *inputs, char *path, const extract_settings *settings,
                              airlog_error *error) {
    bool standard = strcmp(path, "-") == 0, sheet = !standard && is_sheet(path, settings);
    if (standard || (sheet && strchr(path, ':') && access(path, F_OK) != 0))
        return add_input(inputs, (extract_input){path, sheet, 0}, error);
    char *roots[] = {path, NULL};
    FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    if (!walk) return pass_over(inputs, path);
    airlog_status status = AIRLOG_OK;
    for (FTSENT *found; status == AIRLOG_OK && (found = fts_read(walk)) != NULL;)
        status = add_found(inputs, walk, found, settings, error);
    fts_close(walk);
    return status;
}

airlog_status airlog_cli_inputs(cli_operands operands, const extract_settings *settings, extract_inputs *out,
                                airlog_error *error) {
    *out = (extract_inputs){0};
    airlog_status status = AIRLOG_OK;
    for (int i = 0; i < operands.count && status == AIRLOG_OK; i++)
        status = add_path(out, operands.items[i], settings, error);
    return status;
}

void airlog_cli_inputs_close(extract_inputs *inputs) {
    for (size_t i = 0; i < inputs->count; i++) airlog_memory_give((void *)(uintptr_t)inputs->items[i].path);
    airlog_memory_give(inputs->items);
}
