#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "writer.h"

/* An output is written in a folder of its own beside its final place, under its final names, so that side-car files
 * and what drivers write into files about their own name are right. At the end every file is moved. */

#define PATHS 8
#define FILES 24

enum kind { KIND_FILES, KIND_STREAM, KIND_DEVICE, KIND_VIRTUAL };

struct airlog_output {
    enum kind kind;
    bool overwrite;
    char *name;   /* as given */
    char *folder; /* absolute, of the final files; of a device: itself */
    char *work;   /* absolute, of the files while they are written; NULL when there is none */
    char *base;   /* file name with its extension */
    char *stem;   /* file name without its extension */
    char *paths[PATHS];
    size_t path_count;
    char *files[FILES];
    size_t file_count;
};

/* What a driver or a database leaves beside a file: stale ones of an overwritten file would be taken for the new
 * file's own. Appended to the name, or, of a shapefile, to the name without its extension. */
static const char *const beside_name[] = {"-wal", "-shm", "-journal", ".aux.xml"};
static const char *const beside_shapefile[] = {".qix", ".sbn", ".sbx", ".idm", ".ind", ".qpj"};

static char *join(const char *a, const char *b, const char *c) {
    size_t length = strlen(a) + strlen(b) + strlen(c) + 1;
    char *out = airlog_memory_take(length, 1);
    if (out) snprintf(out, length, "%s%s%s", a, b, c);
    return out;
}

static airlog_status no_memory(airlog_error *error) {
    return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the names of the output");
}

static airlog_status system_failed(airlog_error *error, const char *what, const char *path, int code) {
    char reason[128] = "";
    const char *text = strerror_r(code, reason, sizeof reason);
    return airlog_fail(error, AIRLOG_E_OUTPUT, "%s '%.200s': %s", what, path, text);
}

/* ---- opening ------------------------------------------------------------------------------------ */

static airlog_status split_name(airlog_output *output, airlog_error *error) {
    const char *slash = strrchr(output->name, '/');
    const char *base = slash ? slash + 1 : output->name;
    if (base[0] == '\0') return airlog_fail(error, AIRLOG_E_ARGUMENT, "it is a folder; name a file in it");
    char folder[PATH_MAX], absolute[PATH_MAX];
    int length = snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - output->name + 1) : 1,
                          slash ? output->name : ".");
    if (length < 0 || (size_t)length >= sizeof folder) return system_failed(error, "cannot use", folder, ENAMETOOLONG);
    if (!realpath(folder, absolute)) return system_failed(error, "cannot write into", folder, errno);
    output->folder = join(absolute, "", strcmp(absolute, "/") == 0 ? "" : "/");
    output->base = join(base, "", "");
    output->stem = join(base, "", "");
    if (!output->folder || !output->base || !output->stem) return no_memory(error);
    char *point = strrchr(output->stem, '.');
    if (point && point > output->stem) *point = '\0';
    return AIRLOG_OK;
}

static airlog_status make_work_folder(airlog_output *output, airlog_error *error) {
    char *work = join(output->folder, ".airlog-", "XXXXXX");
    if (!work) return no_memory(error);
    if (!mkdtemp(work)) {
        airlog_status status = system_failed(error, "cannot write into", output->folder, errno);
        airlog_memory_give(work);
        return status;
    }
    output->work = join(work, "/", "");
    airlog_memory_give(work);
    return output->work ? AIRLOG_OK : no_memory(error);
}

static airlog_status there_already(const char *path, airlog_error *error) {
    return airlog_fail(error, AIRLOG_E_OUTPUT, "'%.200s' is there already; --overwrite replaces it", path);
}

static airlog_status open_files(airlog_output *output, airlog_error *error) {
    struct stat found;
    bool there = stat(output->name, &found) == 0;
    if (there && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode)) {
        char absolute[PATH_MAX];
        output->kind = KIND_DEVICE;
        if (!realpath(output->name, absolute)) return system_failed(error, "cannot write to", output->name, errno);
        output->folder = join(absolute, "", "");
        return output->folder ? AIRLOG_OK : no_memory(error);
    }
    airlog_status status = split_name(output, error);
    if (status == AIRLOG_OK && there && !output->overwrite) return there_already(output->name, error);
    const bool geodatabase = there && S_ISDIR(found.st_mode) && strstr(output->name, ".gdb") != NULL;
    if (status == AIRLOG_OK && there && S_ISDIR(found.st_mode) && !geodatabase) {
        return airlog_fail(error, AIRLOG_E_OUTPUT, "it is a folder; name a file in it");
    }
    return status == AIRLOG_OK ? make_work_folder(output, error) : status;
}

static enum kind kind_of(const char *path) {
    if (strcmp(path, "-") == 0 || strcmp(path, "/vsistdout/") == 0 || strcmp(path, "/dev/stdout") == 0) {
        return KIND_STREAM;
    }
    return strncmp(path, "/vsi", 4) == 0 ? KIND_VIRTUAL : KIND_FILES;
}

airlog_status airlog_output_open(const char *path, bool overwrite, airlog_output **out, airlog_error *error) {
    *out = NULL;
    airlog_output *output = airlog_memory_take(1, sizeof *output);
    if (!output) return no_memory(error);
    output->kind = kind_of(path);
    output->overwrite = overwrite;
    output->name = join(path, "", "");
    airlog_status status = output->name ? AIRLOG_OK : no_memory(error);
    if (status == AIRLOG_OK && output->kind == KIND_VIRTUAL) {
        status = airlog_fail(error, AIRLOG_E_ARGUMENT, "GDAL's virtual files cannot be written safely; name a file");
    }
    if (status == AIRLOG_OK && output->kind == KIND_FILES) status = open_files(output, error);
    if (status != AIRLOG_OK) {
        airlog_output_close(output);
        return status;
    }
    *out = output;
    return AIRLOG_OK;
}

/* ---- names -------------------------------------------------------------------------------------- */

const char *airlog_output_name(const airlog_output *output) {
    return output->name;
}

const char *airlog_output_stem(const airlog_output *output) {
    return output->stem ? output->stem : "incidents";
}

bool airlog_output_is_stream(const airlog_output *output) {
    return output->kind != KIND_FILES;
}

const char *airlog_output_path(airlog_output *output, const char *suffix, bool for_gdal, airlog_error *error) {
    const char *prefix = for_gdal ? AIRLOG_DISK_PREFIX : "";
    char *path;
    if (output->path_count == PATHS) {
        airlog_fail(error, AIRLOG_E_LIMIT, "more than %d files in one output", PATHS);
        return NULL;
    }
    if (output->kind != KIND_FILES) {
        const bool device = output->kind == KIND_DEVICE;
        char *stream = join(device ? "/=" : "/-", device ? output->folder : "", "/incidents");
        path = stream && for_gdal ? join(prefix, stream, suffix ? suffix : "") : NULL;
        if (!for_gdal) path = join(device ? output->folder : "/-", "", "");
        airlog_memory_give(stream);
    } else {
        char *name = suffix ? join(output->stem, suffix, "") : join(output->base, "", "");
        path = name ? join(prefix, output->work, name) : NULL;
        airlog_memory_give(name);
    }
    if (path) {
        output->paths[output->path_count++] = path;
    } else {
        no_memory(error);
    }
    return path;
}

airlog_status airlog_output_rename(airlog_output *output, const char *suffix, airlog_error *error) {
    if (output->kind != KIND_FILES) return AIRLOG_OK;
    char *name = join(output->stem, suffix, "");
    char *from = name ? join(output->work, name, "") : NULL;
    char *to = join(output->work, output->base, "");
    airlog_status status = from && to ? AIRLOG_OK : no_memory(error);
    if (status == AIRLOG_OK && rename(from, to) != 0) status = system_failed(error, "cannot rename to", to, errno);
    airlog_memory_give(name);
    airlog_memory_give(from);
    airlog_memory_give(to);
    return status;
}

/* ---- finishing ------------------------------------------------------------------------------------ */

/* Removes a file, or a folder with the files in it: drivers make no deeper ones. */
static void remove_path(const char *path) {
    if (unlink(path) == 0) return;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        char *inner = join(path, "/", entry->d_name);
        if (inner && unlink(inner) != 0) remove_path(inner);
        airlog_memory_give(inner);
    }
    if (folder) closedir(folder);
    rmdir(path);
}

static airlog_status list_files(airlog_output *output, airlog_error *error) {
    DIR *folder = opendir(output->work);
    if (!folder) return system_failed(error, "cannot read", output->work, errno);
    airlog_status status = AIRLOG_OK;
    for (struct dirent *entry; status == AIRLOG_OK && (entry = readdir(folder)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (output->file_count == FILES) {
            status = airlog_fail(error, AIRLOG_E_LIMIT, "more than %d files in one output", FILES);
        } else {
            char *path = join(output->folder, entry->d_name, "");
            if (!path) status = no_memory(error);
            if (path) output->files[output->file_count++] = path;
        }
    }
    closedir(folder);
    return status;
}

/* The main file first, the others by name: readdir has no order. */
static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_files(airlog_output *output) {
    qsort(output->files, output->file_count, sizeof *output->files, by_name);
    for (size_t i = 1; i < output->file_count; i++) {
        const char *slash = strrchr(output->files[i], '/');
        if (strcmp(slash + 1, output->base) != 0) continue;
        char *main_file = output->files[i];
        memmove(output->files + 1, output->files, i * sizeof *output->files);
        output->files[0] = main_file;
    }
}

static void remove_beside(const airlog_output *output) {
    for (size_t i = 0; i < sizeof beside_name / sizeof *beside_name; i++) {
        char *path = join(output->folder, output->base, beside_name[i]);
        if (path) unlink(path);
        airlog_memory_give(path);
    }
    const char *extension = strrchr(output->base, '.');
    if (!extension || !airlog_text_is(airlog_text_of(extension), ".shp")) return;
    for (size_t i = 0; i < sizeof beside_shapefile / sizeof *beside_shapefile; i++) {
        char *path = join(output->folder, output->stem, beside_shapefile[i]);
        if (path) unlink(path);
        airlog_memory_give(path);
    }
}

static bool is_folder(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static airlog_status move_file(const airlog_output *output, const char *path, airlog_error *error) {
    const char *slash = strrchr(path, '/');
    char *from = join(output->work, slash + 1, "");
    if (!from) return no_memory(error);
    if (is_folder(path) != is_folder(from) || is_folder(path)) { /* rename() replaces files by files only */
        char *old = join(output->work, slash + 1, ".old");
        if (old && rename(path, old) == 0) remove_path(old);
        airlog_memory_give(old);
    }
    airlog_status status = AIRLOG_OK;
    if (rename(from, path) != 0) status = system_failed(error, "cannot give the output its name", path, errno);
    airlog_memory_give(from);
    return status;
}

airlog_status airlog_output_finish(airlog_output *output, airlog_error *error) {
    if (output->kind != KIND_FILES) return AIRLOG_OK;
    airlog_status status = list_files(output, error);
    if (status != AIRLOG_OK) return status;
    sort_files(output);
    struct stat found;
    for (size_t i = 0; i < output->file_count && !output->overwrite; i++) {
        if (stat(output->files[i], &found) == 0) return there_already(output->files[i], error);
    }
    if (output->overwrite) remove_beside(output);
    for (size_t i = output->file_count; i > 0; i--) { /* the main file last: when it is there, all is */
        status = move_file(output, output->files[i - 1], error);
        if (status == AIRLOG_OK) continue;
        for (size_t j = i; j < output->file_count; j++) remove_path(output->files[j]);
        return status;
    }
    return AIRLOG_OK;
}

const char *airlog_output_file(const airlog_output *output, size_t index) {
    return index < output->file_count ? output->files[index] : NULL;
}

void airlog_output_close(airlog_output *output) {
    if (!output) return;
    if (output->work) remove_path(output->work);
    for (size_t i = 0; i < output->path_count; i++) airlog_memory_give(output->paths[i]);
    for (size_t i = 0; i < output->file_count; i++) airlog_memory_give(output->files[i]);
    airlog_memory_give(output->name);
    airlog_memory_give(output->folder);
    airlog_memory_give(output->work);
    airlog_memory_give(output->base);
    airlog_memory_give(output->stem);
    airlog_memory_give(output);
}
