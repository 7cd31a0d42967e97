#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include "writer.h"

/* Most of GDAL's drivers do not look whether a write succeeded, so that a full disk leaves a short file and no error.
 * This file system passes everything on to the C library and reports what fails as an error of GDAL's, which the
 * writer's listener hears. Paths are AIRLOG_DISK_PREFIX followed by an absolute path. Drivers look at extensions, so
 * streams have names too: "/-/x.csv" is standard output, "/=/dev/tty/x.csv" the device. */

#define DISK_BUFFER ((size_t)1 << 16)

struct disk_file {
    FILE *file;
    char *buffer; /* of the file: setvbuf() makes none itself */
    bool failed;  /* said once a file */
    bool writing; /* ISO C asks for a seek between writing and reading */
    bool stream;
};

static void say_failed(struct disk_file *file, const char *what) {
    if (file->failed) return;
    file->failed = true;
    char reason[128] = "";
    const char *text = strerror_r(errno, reason, sizeof reason);
    CPLError(CE_Failure, CPLE_FileIO, "%s failed: %s", what, text);
}

static bool is_stream(const char *path) {
    return path[0] == '/' && (path[1] == '-' || path[1] == '=') && (path[2] == '/' || path[2] == '\0');
}

static FILE *open_stream(const char *path) {
    if (path[1] == '-') {
        int descriptor = dup(STDOUT_FILENO);
        return descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    }
    char device[PATH_MAX];
    const char *end = strrchr(path, '/');
    snprintf(device, sizeof device, "%.*s", (int)(end - path - 2), path + 2);
    return fopen(device, "wb");
}

static void *disk_open(void *data, const char *path, const char *access) {
    (void)data;
    struct disk_file *file = airlog_memory_take(1, sizeof *file);
    if (!file) return NULL;
    file->stream = is_stream(path);
    if (file->stream && access[0] == 'r') {
        airlog_memory_give(file);
        return NULL;
    }
    file->file = file->stream ? open_stream(path) : fopen(path, access);
    if (!file->file) {
        if (access[0] != 'r') say_failed(file, "opening the file");
        airlog_memory_give(file);
        return NULL;
    }
    file->buffer = airlog_memory_take(DISK_BUFFER, 1);
    if (file->buffer) setvbuf(file->file, file->buffer, _IOFBF, DISK_BUFFER);
    return file;
}

static vsi_l_offset disk_tell(void *handle) {
    struct disk_file *file = handle;
    off_t at = ftello(file->file);
    return at < 0 ? 0 : (vsi_l_offset)at;
}

static int disk_seek(void *handle, vsi_l_offset offset, int whence) {
    struct disk_file *file = handle;
    file->writing = false;
    return fseeko(file->file, (off_t)offset, whence);
}

static size_t disk_read(void *handle, void *buffer, size_t size, size_t count) {
    struct disk_file *file = handle;
    if (file->writing && fseeko(file->file, 0, SEEK_CUR) != 0) say_failed(file, "writing");
    file->writing = false;
    return size == 0 ? 0 : fread(buffer, size, count, file->file);
}

static int disk_eof(void *handle) {
    struct disk_file *file = handle;
    return feof(file->file) != 0;
}

static size_t disk_write(void *handle, const void *buffer, size_t size, size_t count) {
    struct disk_file *file = handle;
    if (size == 0 || count == 0) return count;
    if (!file->writing && !file->stream && fseeko(file->file, 0, SEEK_CUR) != 0) say_failed(file, "seeking");
    file->writing = true;
    size_t wrote = fwrite(buffer, size, count, file->file);
    if (wrote < count) say_failed(file, "writing");
    return wrote;
}

static int disk_flush(void *handle) {
    struct disk_file *file = handle;
    if (fflush(file->file) == 0) return 0;
    say_failed(file, "writing");
    return -1;
}

static int disk_truncate(void *handle, vsi_l_offset size) {
    struct disk_file *file = handle;
    if (fflush(file->file) == 0 && ftruncate(fileno(file->file), (off_t)size) == 0) return 0;
    say_failed(file, "cutting the file to its length");
    return -1;
}

static int disk_close(void *handle) {
    struct disk_file *file = handle;
    int result = fclose(file->file);
    if (result != 0) say_failed(file, "writing");
    airlog_memory_give(file->buffer);
    airlog_memory_give(file);
    return result;
}

/* The folder of a stream is there, the stream itself is not until it is opened. */
static int stat_stream(const char *path, VSIStatBufL *out) {
    const char *last = strrchr(path, '/');
    if (strchr(last, '.')) return -1;
    memset(out, 0, sizeof *out);
    out->st_mode = S_IFDIR | 0700;
    return 0;
}

static int disk_stat(void *data, const char *path, VSIStatBufL *out, int flags) {
    (void)data;
    (void)flags;
    if (is_stream(path)) return stat_stream(path, out);
    return stat64(path, out);
}

static int disk_unlink(void *data, const char *path) {
    (void)data;
    return unlink(path);
}

static int disk_rename(void *data, const char *from, const char *to) {
    (void)data;
    const size_t prefix = strlen(AIRLOG_DISK_PREFIX); /* GDAL strips it from the first name only */
    return rename(from, strncmp(to, AIRLOG_DISK_PREFIX, prefix) == 0 ? to + prefix : to);
}

static int disk_mkdir(void *data, const char *path, long mode) {
    (void)data;
    return mkdir(path, (mode_t)mode);
}

static int disk_rmdir(void *data, const char *path) {
    (void)data;
    return rmdir(path);
}

static char **disk_read_dir(void *data, const char *path, int limit) {
    (void)data;
    return VSIReadDirEx(path, limit);
}

static bool is_installed(void) {
    char **prefixes = VSIGetFileSystemsPrefixes();
    bool found = CSLFindString(prefixes, AIRLOG_DISK_PREFIX) >= 0;
    CSLDestroy(prefixes);
    return found;
}

void airlog_disk_install(void) {
    if (is_installed()) return;
    VSIFilesystemPluginCallbacksStruct *calls = VSIAllocFilesystemPluginCallbacksStruct();
    calls->open = disk_open;
    calls->tell = disk_tell;
    calls->seek = disk_seek;
    calls->read = disk_read;
    calls->eof = disk_eof;
    calls->write = disk_write;
    calls->flush = disk_flush;
    calls->truncate = disk_truncate;
    calls->close = disk_close;
    calls->stat = disk_stat;
    calls->unlink = disk_unlink;
    calls->rename = disk_rename;
    calls->mkdir = disk_mkdir;
    calls->rmdir = disk_rmdir;
    calls->read_dir = disk_read_dir;
    VSIInstallPluginHandler(AIRLOG_DISK_PREFIX, calls);
    VSIFreeFilesystemPluginCallbacksStruct(calls);
}

/* GDAL's list of file systems has no lock. The loader runs this before any thread can use the library; later calls
 * find it there, unless the program has shut GDAL down in between. */
__attribute__((constructor)) static void install_first(void) {
    airlog_disk_install();
}
