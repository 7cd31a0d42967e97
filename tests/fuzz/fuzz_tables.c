/* A damaged file of tables: never a crash, never a wrong answer.
 *
 * The first byte chooses. Even: the rest is the file itself, with its checksum of the head made right when it is
 * long enough, so that the checks behind it are reached. Odd: the rest is a list of changes (three bytes of place,
 * one to add) to a copy of the tables of the build, and every answer of the copy must be that of the sound tables or
 * an error. */
#include "fuzz.h"
#include "tables_file.h"

#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Sections are read through these, of any name. */
static const char *const phrases[] = {"keelung", "heathrow airport", "john f kennedy", "taiwan strait", "no such name"};

typedef struct copy {
    int file;
    char path[64];
    uint64_t size;
} copy;

static copy open_copy(const char *name) {
    copy made = {0};
    made.file = memfd_create(name, 0);
    FUZZ_EXPECT(made.file >= 0);
    snprintf(made.path, sizeof made.path, "/proc/self/fd/%d", made.file);
    return made;
}

static void write_at(const copy *to, const void *bytes, size_t length, uint64_t at) {
    FUZZ_EXPECT(pwrite(to->file, bytes, length, (off_t)at) == (ssize_t)length);
}

/* Asks for what every stage asks of tables. */
static void look_up(const airlog_tables *damaged, const airlog_tables *sound) {
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        const uint32_t *rows = NULL, *sound_rows = NULL;
        uint64_t key = 0;
        size_t words = 0, count = 0, sound_count = 0;
        airlog_error error = {0}, other = {0};
        FUZZ_EXPECT(airlog_key_of(airlog_text_of(phrases[i]), &key, &words, &error) == AIRLOG_OK);
        airlog_status status = airlog_gazetteer_find(damaged, key, &rows, &count, &error);
        fuzz_failure(status, &error);
        if (status != AIRLOG_OK || sound == NULL) continue;
        FUZZ_EXPECT(airlog_gazetteer_find(sound, key, &sound_rows, &sound_count, &other) == AIRLOG_OK);
        FUZZ_EXPECT(count == sound_count);
        for (size_t k = 0; k < count; k++) {
            airlog_place_entry entry = {0}, sound_entry = {0};
            FUZZ_EXPECT(rows[k] == sound_rows[k]);
            error = (airlog_error){0};
            status = airlog_gazetteer_entry(damaged, rows[k], &entry, &error);
            fuzz_failure(status, &error);
            if (status != AIRLOG_OK) continue;
            FUZZ_EXPECT(airlog_gazetteer_entry(sound, rows[k], &sound_entry, &other) == AIRLOG_OK);
            FUZZ_EXPECT(airlog_text_equal(entry.id, sound_entry.id) && airlog_text_equal(entry.name, sound_entry.name));
        }
    }
    int32_t offset_s = 0;
    (void)airlog_zone_offset(damaged, airlog_text_of("Asia/Taipei"), 1732443660, &offset_s);
}

static void try_file(const uint8_t *data, size_t size) {
    static copy file;
    if (file.path[0] == '\0') file = open_copy("airlog-fuzz-file");
    FUZZ_EXPECT(ftruncate(file.file, 0) == 0);
    if (size > 0) write_at(&file, data, size, 0);
    size_t from = offsetof(airlog_tables_head, version);
    airlog_tables_head head;
    if (size >= sizeof head) {
        memcpy(&head, data, sizeof head);
        if (head.body >= sizeof head && head.body <= size) {
            uint64_t checksum = airlog_hash(data + from, (size_t)head.body - from);
            write_at(&file, &checksum, sizeof checksum, offsetof(airlog_tables_head, checksum));
        }
    }
    airlog_tables *tables = NULL;
    airlog_error error = {0};
    airlog_status status = airlog_tables_open(file.path, NULL, &tables, &error);
    fuzz_failure(status, &error);
    if (status == AIRLOG_OK) look_up(tables, NULL);
    airlog_tables_close(tables);
}

static copy copy_of_tables(const char *path) {
    copy made = open_copy("airlog-fuzz-copy");
    FILE *from = fopen(path, "rb");
    char part[65536];
    size_t length;
    FUZZ_EXPECT(from != NULL);
    while ((length = fread(part, 1, sizeof part, from)) > 0) {
        write_at(&made, part, length, made.size);
        made.size += length;
    }
    fclose(from);
    return made;
}

/* Changes are spread over the whole file; the head and directory, small and vital, get every fourth. */
static uint64_t place_of(const uint8_t *change, uint64_t size) {
    uint64_t at = (uint64_t)change[0] << 16 | (uint64_t)change[1] << 8 | change[2];
    return at % 4 == 0 ? (at / 4) % 4096 : at * (size / 0x1000000 + 1) % size;
}

static void try_changes(const uint8_t *data, size_t size) {
    static copy file;
    if (file.path[0] == '\0') file = copy_of_tables(airlog_tables_path(fuzz_tables()));
    uint64_t places[16];
    uint8_t before[16];
    size_t count = 0;
    for (; count < 16 && size >= 4; count++, data += 4, size -= 4) {
        places[count] = place_of(data, file.size);
        FUZZ_EXPECT(pread(file.file, &before[count], 1, (off_t)places[count]) == 1);
        uint8_t after = (uint8_t)(before[count] + data[3]);
        write_at(&file, &after, 1, places[count]);
    }
    airlog_tables *tables = NULL;
    airlog_error error = {0};
    airlog_status status = airlog_tables_open(file.path, NULL, &tables, &error);
    fuzz_failure(status, &error);
    if (status == AIRLOG_OK) look_up(tables, fuzz_tables());
    airlog_tables_close(tables);
    while (count-- > 0) write_at(&file, &before[count], 1, places[count]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    if (data[0] % 2 == 0)
        try_file(data + 1, size - 1);
    else
        try_changes(data + 1, size - 1);
    return 0;
}
