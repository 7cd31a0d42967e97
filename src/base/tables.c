/** @file tables.c  The compiled tables: found, mapped, and checked block by block when touched.
 *
 * The file is mapped read-only and shared, so threads and processes share its pages. `seen` says which blocks have
 * matched their checksum; two threads that check the same block at once both store the same answer. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "airlog/base.h"
#include "tables_file.h"

#define INDEX_SLOTS 256u /* five times the sections that there may be: most are found at the first slot */
#define REMEDY "rebuild with ./bootstrap run or set AIRLOG_DATA"

typedef struct section_index {
    uint64_t name;
    uint64_t offset, length;
} section_index;

struct airlog_tables {
    const uint8_t *map;
    uint64_t size;
    const uint8_t *body;
    const airlog_tables_head *head;
    const airlog_tables_section *sections;
    const uint64_t *sums;
    _Atomic uint8_t *seen;  /**< one a block; changes under a const handle by design */
    _Atomic uint8_t *whole; /**< one a slot of the index: every block of the section has been seen */
    section_index index[INDEX_SLOTS]; /**< open addressing; name 0 is free */
    char path[PATH_MAX];
};

/* ---- finding the file --------------------------------------------------------------------------- */

static bool is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_file(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/** Joins folder and tail into out[PATH_MAX]; false when they do not fit. */
static bool join(const char *folder, size_t folder_length, const char *tail, char *out) {
    size_t tail_length = strlen(tail);
    if (folder_length + tail_length + 2 > PATH_MAX) return false;
    memcpy(out, folder, folder_length);
    out[folder_length] = '/';
    memcpy(out + folder_length + 1, tail, tail_length + 1);
    return true;
}

/** A path that the caller gave: the file itself, or the folder that holds it. */
static bool take_given(const char *given, char *out) {
    if (is_folder(given)) return join(given, strlen(given), AIRLOG_TABLES_FILE, out);
    size_t length = strlen(given);
    if (length + 1 > PATH_MAX) return false;
    memcpy(out, given, length + 1);
    return true;
}

/** The file that this code was loaded from: the shared library, or the program that it is linked into. */
static bool own_file(char *out) {
    static const char inside = 0;
    Dl_info info;
    if (dladdr(&inside, &info) != 0 && info.dli_fname != NULL && strchr(info.dli_fname, '/') != NULL &&
        realpath(info.dli_fname, out) != NULL)
        return true;
    return realpath("/proc/self/exe", out) != NULL; /* a program that was started without a path */
}

/** Looks beside the library: `data/` of the build folder and `share/airlog/` of the prefix, in the folder of the
 *  library and up to four above it (tests lie deeper than the library, and a library may lie in lib/<machine>/). */
static bool beside_library(char *out) {
    static const char *const tails[] = {"data/" AIRLOG_TABLES_FILE, "share/airlog/" AIRLOG_TABLES_FILE};
    char own[PATH_MAX];
    if (!own_file(own)) return false;
    size_t length = strlen(own);
    for (int level = 0; level < 5; level++) {
        while (length > 0 && own[length - 1] != '/') length--;
        if (length == 0) return false;
        length--;
        for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
            if (join(own, length, tails[i], out) && is_file(out)) return true;
    }
    return false;
}

static airlog_status locate(const char *path, const char *environment, char *out, airlog_error *error) {
    const char *given = path != NULL ? path : environment;
    if (given != NULL && given[0] != '\0') {
        if (take_given(given, out)) return AIRLOG_OK;
        return airlog_fail(error, AIRLOG_E_TABLE, "the path of the tables is longer than the system allows; " REMEDY);
    }
    if (beside_library(out)) return AIRLOG_OK;
#ifdef AIRLOG_INSTALL_DATADIR
    if (join(AIRLOG_INSTALL_DATADIR, strlen(AIRLOG_INSTALL_DATADIR), AIRLOG_TABLES_FILE, out) && is_file(out))
        return AIRLOG_OK;
#endif
    return airlog_fail(error, AIRLOG_E_TABLE,
                       "no " AIRLOG_TABLES_FILE " beside the library or in the install "
                       "prefix; " REMEDY);
}

/* ---- opening ------------------------------------------------------------------------------------ */

static airlog_status refuse(airlog_error *error, const char *path, const char *what) {
    airlog_status status = airlog_fail(error, AIRLOG_E_TABLE, "%s; " REMEDY, what);
    airlog_error_at(error, path, 0, 0, 0);
    return status;
}

static airlog_status map_file(airlog_tables *tables, airlog_error *error) {
    int file = open(tables->path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return refuse(error, tables->path,
                      errno == ENOENT || errno == ENOTDIR ? "the tables are not there" : "the tables cannot be read");
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < (off_t)sizeof(airlog_tables_head)) {
        close(file);
        return refuse(error, tables->path, "this is no file of compiled tables: it is too short");
    }
    tables->size = (uint64_t)status.st_size;
    void *map = mmap(NULL, tables->size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (map == MAP_FAILED) return refuse(error, tables->path, "the tables cannot be mapped into memory");
    tables->map = map;
    return AIRLOG_OK;
}

/** The size that the parts before the body have by the counts of the head, 0 when the counts are absurd. */
static uint64_t head_length(const airlog_tables_head *head) {
    if (head->section_count > AIRLOG_TABLES_SECTIONS_MAX) return 0;
    return sizeof *head + head->section_count * sizeof(airlog_tables_section) + head->block_count * sizeof(uint64_t);
}

static airlog_status check_head(airlog_tables *tables, airlog_error *error) {
    const airlog_tables_head *head = tables->head;
    const char *path = tables->path;
    if (memcmp(head->magic, AIRLOG_TABLES_MAGIC, sizeof head->magic) != 0)
        return refuse(error, path, "this is no file of compiled tables");
    if (head->order != AIRLOG_TABLES_ORDER)
        return refuse(error, path, "the tables were compiled for a machine of another byte order, or are damaged");
    if (head->version != AIRLOG_TABLES_VERSION)
        return refuse(error, path, "the tables are of another version of airlog");
    if (head->size != tables->size) return refuse(error, path, "the tables are cut short or have grown");
    uint64_t length = head_length(head);
    uint64_t covered = offsetof(airlog_tables_head, version);
    if (length == 0 || length > head->body || head->body > head->size ||
        head->checksum != airlog_hash(tables->map + covered, (size_t)(head->body - covered)))
        return refuse(error, path, "the head of the tables is damaged");
    uint64_t blocks = (head->size - head->body + AIRLOG_TABLES_BLOCK - 1) / AIRLOG_TABLES_BLOCK;
    if (blocks != head->block_count || memchr(head->text, 0, sizeof head->text) == NULL)
        return refuse(error, path, "the head of the tables contradicts itself");
    return AIRLOG_OK;
}

static uint64_t name_of(const char section[8]) {
    uint64_t name;
    memcpy(&name, section, sizeof name);
    return name;
}

static uint32_t slot_of(uint64_t name) {
    return (uint32_t)((name * UINT64_C(0x9E3779B97F4A7C15)) >> 56);
}

static airlog_status index_sections(airlog_tables *tables, airlog_error *error) {
    uint64_t body_length = tables->size - tables->head->body;
    for (uint32_t i = 0; i < tables->head->section_count; i++) {
        const airlog_tables_section *section = &tables->sections[i];
        if (section->offset > body_length || section->length > body_length - section->offset ||
            section->offset % AIRLOG_TABLES_ALIGN != 0)
            return refuse(error, tables->path, "the directory of the tables contradicts itself");
        uint32_t slot = slot_of(name_of(section->name));
        while (tables->index[slot].name != 0) slot = (slot + 1) % INDEX_SLOTS;
        tables->index[slot].name = name_of(section->name);
        tables->index[slot].offset = section->offset;
        tables->index[slot].length = section->length;
    }
    return AIRLOG_OK;
}

static airlog_status open_at_path(airlog_tables *tables, airlog_error *error) {
    airlog_status status = map_file(tables, error);
    if (status != AIRLOG_OK) return status;
    tables->head = (const airlog_tables_head *)(const void *)tables->map;
    status = check_head(tables, error);
    if (status != AIRLOG_OK) return status;
    tables->body = tables->map + tables->head->body;
    tables->sections = (const airlog_tables_section *)(const void *)(tables->head + 1);
    tables->sums = (const uint64_t *)(const void *)(tables->sections + tables->head->section_count);
    tables->seen = airlog_memory_take(tables->head->block_count + 1 + INDEX_SLOTS, sizeof *tables->seen);
    if (tables->seen == NULL) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to open the tables");
    tables->whole = tables->seen + tables->head->block_count + 1;
    return index_sections(tables, error);
}

airlog_status airlog_tables_open(const char *path, const char *environment, airlog_tables **out, airlog_error *error) {
    *out = NULL;
    airlog_tables *tables = airlog_memory_take(1, sizeof *tables);
    if (tables == NULL) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory to open the tables");
    airlog_status status = locate(path, environment, tables->path, error);
    if (status == AIRLOG_OK) status = open_at_path(tables, error);
    if (status != AIRLOG_OK) {
        airlog_tables_close(tables);
        return status;
    }
    *out = tables;
    return AIRLOG_OK;
}

void airlog_tables_close(airlog_tables *tables) {
    if (tables == NULL) return;
    if (tables->map != NULL) munmap((void *)(uintptr_t)tables->map, tables->size);
    airlog_memory_give(tables->seen);
    airlog_memory_give(tables);
}

const char *airlog_tables_version(const airlog_tables *tables) {
    return tables->head->text;
}

const char *airlog_tables_path(const airlog_tables *tables) {
    return tables->path;
}

/* ---- reading ------------------------------------------------------------------------------------ */

static bool check_block(const airlog_tables *tables, uint64_t block) {
    uint64_t start = block * AIRLOG_TABLES_BLOCK;
    uint64_t left = tables->size - tables->head->body - start;
    uint64_t length = left < AIRLOG_TABLES_BLOCK ? left : AIRLOG_TABLES_BLOCK;
    if (airlog_hash(tables->body + start, (size_t)length) != tables->sums[block]) return false;
    atomic_store_explicit(&tables->seen[block], 1, memory_order_relaxed);
    return true;
}

static airlog_status damaged(const airlog_tables *tables, uint64_t block, airlog_error *error) {
    airlog_status status =
        airlog_fail(error, AIRLOG_E_TABLE, "the tables are damaged in block %llu; " REMEDY, (unsigned long long)block);
    airlog_error_at(error, tables->path, 0, 0, tables->head->body + block * AIRLOG_TABLES_BLOCK);
    return status;
}

airlog_status airlog_tables_check(const airlog_tables *tables, airlog_error *error) {
    for (uint64_t block = 0; block < tables->head->block_count; block++)
        if (!check_block(tables, block)) return damaged(tables, block, error);
    return AIRLOG_OK;
}

static const void *absent(const airlog_tables *tables, const char section[8], const char *what, airlog_error *error) {
    (void)airlog_fail(error, AIRLOG_E_TABLE, "the tables' section %.8s is %s; " REMEDY, section, what);
    airlog_error_at(error, tables->path, 0, 0, 0);
    return NULL;
}

/** The slot of a section; its name is 0 when the section is absent. */
static uint32_t find_section(const airlog_tables *tables, const char section[8]) {
    uint64_t name = name_of(section);
    uint32_t slot = slot_of(name);
    while (tables->index[slot].name != name && tables->index[slot].name != 0) slot = (slot + 1) % INDEX_SLOTS;
    return slot;
}

static bool is_set(const _Atomic uint8_t *flag) {
    return atomic_load_explicit(flag, memory_order_relaxed) != 0;
}

/** The cases that airlog_tables_view() does not answer at once; apart from it, so that it saves no registers. */
static __attribute__((noinline)) const void *view_slowly(const airlog_tables *tables, const char section[8],
                                                         uint64_t offset, uint64_t length, airlog_error *error) {
    uint32_t slot = find_section(tables, section);
    const section_index *found = &tables->index[slot];
    if (found->name == 0) return absent(tables, section, "absent", error);
    if (offset > found->length || length > found->length - offset)
        return absent(tables, section, "too short", error);
    uint64_t start = found->offset + offset;
    if (length == 0) return tables->body + start;
    uint64_t last = (start + length - 1) / AIRLOG_TABLES_BLOCK;
    for (uint64_t block = start / AIRLOG_TABLES_BLOCK; block <= last; block++) {
        if (is_set(&tables->seen[block]) || check_block(tables, block)) continue;
        (void)damaged(tables, block, error);
        return NULL;
    }
    if (length == found->length) atomic_store_explicit(&tables->whole[slot], 1, memory_order_relaxed);
    return tables->body + start;
}

/* At once, in some twenty instructions: a part of a section that was viewed whole before, and a few bytes of a block
 * that has been seen. */
const void *airlog_tables_view(const airlog_tables *tables, const char section[8], uint64_t offset, uint64_t length,
                               airlog_error *error) {
    uint32_t slot = find_section(tables, section);
    const section_index *found = &tables->index[slot];
    uint64_t start = found->offset + offset;
    uint64_t in_block = start % AIRLOG_TABLES_BLOCK;
    if (offset < found->length && length <= found->length - offset &&
        (is_set(&tables->whole[slot]) ||
         (length <= AIRLOG_TABLES_BLOCK - in_block && is_set(&tables->seen[start / AIRLOG_TABLES_BLOCK]))))
        return tables->body + start;
    return view_slowly(tables, section, offset, length, error);
}

const void *airlog_tables_whole(const airlog_tables *tables, const char section[8], uint64_t *out_length,
                                airlog_error *error) {
    uint32_t slot = find_section(tables, section);
    *out_length = tables->index[slot].length;
    if (is_set(&tables->whole[slot])) return tables->body + tables->index[slot].offset;
    return view_slowly(tables, section, 0, *out_length, error);
}

uint64_t airlog_tables_length(const airlog_tables *tables, const char section[8]) {
    return tables->index[find_section(tables, section)].length; /* a free slot has length 0 */
}
