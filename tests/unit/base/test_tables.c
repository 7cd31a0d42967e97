/* The container of the compiled tables: found, opened, checked; every kind of damage is an error. And the time zones
 * that are read from it. */
#include "airlog_test.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tables_file.h"

#define FIRST "FIRST\0\0\0"
#define SECOND "SECOND\0\0"
#define FIRST_LENGTH 100u
#define SECOND_LENGTH 40000u /* three blocks */

/* ---- a small file, written as the header describes and not by the program that writes the real one ----------------
 */

typedef struct image {
    uint8_t *bytes;
    size_t length;
} image;

static size_t round_up(size_t length) {
    return (length + AIRLOG_TABLES_ALIGN - 1) / AIRLOG_TABLES_ALIGN * AIRLOG_TABLES_ALIGN;
}

static void seal(image *file) {
    airlog_tables_head *head = (airlog_tables_head *)(void *)file->bytes;
    head->checksum = airlog_hash(file->bytes + offsetof(airlog_tables_head, version),
                                 (size_t)head->body - offsetof(airlog_tables_head, version));
}

static image make_image(void) {
    size_t second_at = round_up(FIRST_LENGTH);
    size_t body_length = second_at + SECOND_LENGTH;
    size_t blocks = (body_length + AIRLOG_TABLES_BLOCK - 1) / AIRLOG_TABLES_BLOCK;
    size_t body = round_up(sizeof(airlog_tables_head) + 2 * sizeof(airlog_tables_section) + blocks * 8);
    image file = {calloc(1, body + body_length), body + body_length};
    airlog_tables_head *head = (airlog_tables_head *)(void *)file.bytes;
    airlog_tables_section *sections = (airlog_tables_section *)(void *)(head + 1);
    uint64_t *sums = (uint64_t *)(void *)(sections + 2);
    assert_non_null(file.bytes);
    memcpy(head->magic, AIRLOG_TABLES_MAGIC, 8);
    head->version = AIRLOG_TABLES_VERSION;
    head->order = AIRLOG_TABLES_ORDER;
    head->size = file.length;
    head->body = body;
    head->section_count = 2;
    head->block_count = (uint32_t)blocks;
    memcpy(head->text, "test tables", 12);
    memcpy(sections[0].name, FIRST, 8);
    sections[0].length = FIRST_LENGTH;
    memcpy(sections[1].name, SECOND, 8);
    sections[1].offset = second_at;
    sections[1].length = SECOND_LENGTH;
    for (size_t i = 0; i < body_length; i++) file.bytes[body + i] = (uint8_t)(i * 7 + i / 256);
    for (size_t i = 0; i < blocks; i++) {
        size_t left = body_length - i * AIRLOG_TABLES_BLOCK;
        sums[i] = airlog_hash(file.bytes + body + i * AIRLOG_TABLES_BLOCK,
                              left < AIRLOG_TABLES_BLOCK ? left : AIRLOG_TABLES_BLOCK);
    }
    seal(&file);
    return file;
}

/* The folder of this run's files, and paths in it. */
static char folder[] = "/tmp/airlog-test-tables-XXXXXX";
static char path[128];

static void write_bytes(const void *bytes, size_t length) {
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    assert_int_equal(fclose(out), 0);
}

static airlog_tables *open_good(void) {
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    if (airlog_tables_open(path, NULL, &tables, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    return tables;
}

/* Opening `given` fails as a table, with a sentence that says what was wrong and one that says what would do. */
static void refused(const char *given, const char *environment, const char *what) {
    airlog_error error = {0};
    airlog_tables *tables = (airlog_tables *)(void *)&error;
    assert_int_equal(airlog_tables_open(given, environment, &tables, &error), AIRLOG_E_TABLE);
    assert_null(tables);
    if (strstr(error.message, what) == NULL) fail_msg("'%s' is not in: %s", what, error.message);
    assert_non_null(strstr(error.message, "./bootstrap run"));
    assert_non_null(strstr(error.message, "AIRLOG_DATA"));
}

static void test_reads_what_was_written(void **state) {
    (void)state;
    image file = make_image();
    size_t body = (size_t)((airlog_tables_head *)(void *)file.bytes)->body;
    write_bytes(file.bytes, file.length);
    airlog_tables *tables = open_good();
    airlog_error error = {0};
    assert_string_equal(airlog_tables_version(tables), "test tables");
    assert_string_equal(airlog_tables_path(tables), path);
    assert_int_equal(airlog_tables_length(tables, FIRST), FIRST_LENGTH);
    assert_int_equal(airlog_tables_length(tables, SECOND), SECOND_LENGTH);
    assert_int_equal(airlog_tables_length(tables, "NOTHING\0"), 0);
    const uint8_t *first = airlog_tables_view(tables, FIRST, 10, 20, &error);
    const uint8_t *second = airlog_tables_view(tables, SECOND, 0, SECOND_LENGTH, &error);
    assert_non_null(first);
    assert_non_null(second);
    assert_memory_equal(first, file.bytes + body + 10, 20);
    assert_memory_equal(second, file.bytes + body + round_up(FIRST_LENGTH), SECOND_LENGTH);
    assert_ptr_equal(airlog_tables_view(tables, FIRST, 10, 20, &error), first);
    assert_int_equal(airlog_tables_check(tables, &error), AIRLOG_OK);
    airlog_tables_close(tables);
    airlog_tables_close(NULL);
    free(file.bytes);
}

static void test_views_stay_in_their_section(void **state) {
    (void)state;
    static const uint64_t wrong[][2] = {{FIRST_LENGTH, 1},    {0, FIRST_LENGTH + 1}, {FIRST_LENGTH + 1, 0},
                                        {UINT64_MAX, 1},      {1, UINT64_MAX},       {UINT64_MAX, UINT64_MAX},
                                        {50, UINT64_MAX - 49}};
    image file = make_image();
    write_bytes(file.bytes, file.length);
    airlog_tables *tables = open_good();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        airlog_error error = {0};
        assert_null(airlog_tables_view(tables, FIRST, wrong[i][0], wrong[i][1], &error));
        assert_int_equal(error.status, AIRLOG_E_TABLE);
        assert_non_null(strstr(error.message, "FIRST"));
    }
    airlog_error error = {0};
    assert_non_null(airlog_tables_view(tables, FIRST, FIRST_LENGTH, 0, &error));
    assert_null(airlog_tables_view(tables, "NOTHING\0", 0, 0, &error));
    assert_non_null(strstr(error.message, "absent"));
    airlog_tables_close(tables);
    free(file.bytes);
}

/* Whether any of opening, checking and reading every byte says that the file is damaged. Checking and reading agree. */
static bool damage_is_seen(void) {
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    if (airlog_tables_open(path, NULL, &tables, &error) != AIRLOG_OK) return error.status == AIRLOG_E_TABLE;
    bool checked = airlog_tables_check(tables, &error) == AIRLOG_OK;
    bool read = airlog_tables_view(tables, FIRST, 0, FIRST_LENGTH, NULL) != NULL &&
                airlog_tables_view(tables, SECOND, 0, SECOND_LENGTH, NULL) != NULL;
    airlog_tables_close(tables);
    assert_true(read == checked);
    return !checked && error.status == AIRLOG_E_TABLE && strstr(error.message, "./bootstrap run") != NULL;
}

static void flip(int file, size_t at, uint8_t value) {
    assert_int_equal(pwrite(file, &value, 1, (off_t)at), 1);
}

static void test_every_flipped_byte_is_seen(void **state) {
    (void)state;
    image good = make_image();
    size_t body = (size_t)((airlog_tables_head *)(void *)good.bytes)->body;
    write_bytes(good.bytes, good.length);
    assert_false(damage_is_seen());
    int file = open(path, O_RDWR);
    assert_true(file >= 0);
    for (size_t at = 0; at < good.length; at += at < body + 256 ? 1 : 13) {
        flip(file, at, good.bytes[at] ^ (uint8_t)(1u << at % 8));
        if (!damage_is_seen()) fail_msg("byte %zu was flipped unseen", at);
        flip(file, at, good.bytes[at]);
    }
    assert_false(damage_is_seen());
    close(file);
    free(good.bytes);
}

static void test_cut_short_or_grown(void **state) {
    (void)state;
    image good = make_image();
    uint8_t *longer = calloc(1, good.length + 1);
    assert_non_null(longer);
    memcpy(longer, good.bytes, good.length);
    for (size_t length = 0; length < good.length; length += length < 400 ? 1 : 997) {
        write_bytes(good.bytes, length);
        refused(path, NULL, length < sizeof(airlog_tables_head) ? "too short" : "cut short");
    }
    write_bytes(longer, good.length + 1);
    refused(path, NULL, "cut short or have grown");
    free(longer);
    free(good.bytes);
}

static void test_other_files(void **state) {
    (void)state;
    image file = make_image();
    airlog_tables_head *head = (airlog_tables_head *)(void *)file.bytes;
    head->version = AIRLOG_TABLES_VERSION + 1;
    seal(&file);
    write_bytes(file.bytes, file.length);
    refused(path, NULL, "another version");
    head->order = 0x04030201u;
    write_bytes(file.bytes, file.length);
    refused(path, NULL, "byte order");
    memset(file.bytes, ' ', file.length);
    write_bytes(file.bytes, file.length);
    refused(path, NULL, "no file of compiled tables");
    free(file.bytes);
}

/* A head whose checksum is right and whose numbers are not: from a broken writer, not from damage. */
static void test_heads_that_contradict_themselves(void **state) {
    (void)state;
    for (int kind = 0; kind < 6; kind++) {
        image file = make_image();
        airlog_tables_head *head = (airlog_tables_head *)(void *)file.bytes;
        airlog_tables_section *sections = (airlog_tables_section *)(void *)(head + 1);
        if (kind == 0) head->block_count--;
        if (kind == 1) sections[1].length = file.length;
        if (kind == 2) sections[1].offset = UINT64_MAX - 63;
        if (kind == 3) sections[1].offset += 1;
        if (kind == 4) memset(head->text, 'x', sizeof head->text);
        if (kind == 5) head->section_count = 1000000;
        seal(&file);
        write_bytes(file.bytes, file.length);
        refused(path, NULL, kind == 5 ? "damaged" : "contradicts itself");
        free(file.bytes);
    }
}

static void test_where_it_is_looked_for(void **state) {
    (void)state;
    image file = make_image();
    char missing[160];
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    write_bytes(file.bytes, file.length);
    assert_int_equal(airlog_tables_open(NULL, folder, &tables, &error), AIRLOG_OK); /* the folder that holds it */
    assert_string_equal(airlog_tables_path(tables), path);
    airlog_tables_close(tables);
    assert_int_equal(airlog_tables_open(NULL, path, &tables, &error), AIRLOG_OK);
    airlog_tables_close(tables);
    assert_int_equal(airlog_tables_open(path, "/no/such/folder", &tables, &error), AIRLOG_OK); /* the path wins */
    airlog_tables_close(tables);
    snprintf(missing, sizeof missing, "%s/missing", folder);
    refused(missing, NULL, "not there");
    refused(NULL, missing, "not there");
    assert_int_equal(mkdir(missing, 0700), 0);
    refused(NULL, missing, "not there"); /* a folder without the file: never another file instead */
    char *endless = malloc(20000);
    assert_non_null(endless);
    memset(endless, 'x', 19999);
    endless[19999] = '\0';
    refused(endless, NULL, "longer than the system allows");
    free(endless);
    assert_int_equal(rmdir(missing), 0);
    free(file.bytes);
}

/* ---- threads ------------------------------------------------------------------------------------- */

static void *read_everywhere(void *argument) {
    const airlog_tables *tables = argument;
    uint64_t seed = 88172645463325252u;
    uintptr_t wrong = 0;
    for (int i = 0; i < 20000; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        uint64_t at = seed % (SECOND_LENGTH - 8);
        const uint8_t *bytes = airlog_tables_view(tables, SECOND, at, 8, NULL);
        uint64_t in_body = at + round_up(FIRST_LENGTH);
        wrong += bytes == NULL || bytes[0] != (uint8_t)(in_body * 7 + in_body / 256);
    }
    return (void *)wrong;
}

static void test_threads_share_one_handle(void **state) {
    (void)state;
    image file = make_image();
    write_bytes(file.bytes, file.length);
    for (int round = 0; round < 20; round++) {
        pthread_t threads[4];
        airlog_tables *tables = open_good();
        for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_everywhere, tables), 0);
        for (int i = 0; i < 4; i++) {
            void *wrong = NULL;
            assert_int_equal(pthread_join(threads[i], &wrong), 0);
            assert_null(wrong);
        }
        airlog_tables_close(tables);
    }
    free(file.bytes);
}

/* ---- the tables of the build ---------------------------------------------------------------------- */

static airlog_tables *open_built(void) {
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    if (airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &tables, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    return tables;
}

static double now_s(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void test_built_tables_open_at_once(void **state) {
    (void)state;
    double best = 1;
    for (int i = 0; i < 20; i++) {
        double start = now_s();
        airlog_tables *tables = open_built();
        double took = now_s() - start;
        if (took < best) best = took;
        airlog_tables_close(tables);
    }
    print_message("opening takes %.3f ms\n", best * 1e3);
    assert_true(best < 0.02); /* under valgrind too; a whole read would take far longer */
    airlog_error error = {0};
    airlog_tables *tables = open_built();
    assert_int_equal(airlog_tables_check(tables, &error), AIRLOG_OK);
    assert_non_null(strstr(airlog_tables_version(tables), "airlog "));
    assert_non_null(strstr(airlog_tables_version(tables), " gazetteer 20"));
    airlog_tables_close(tables);
}

/* Without a path and an environment the tables of the build are found from where the code lies. */
static void test_built_tables_are_found_beside_the_code(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    if (airlog_tables_open(NULL, NULL, &tables, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    assert_non_null(strstr(airlog_tables_path(tables), "/data/" AIRLOG_TABLES_FILE));
    airlog_tables_close(tables);
}

/* A copy of the built tables with one byte of every block flipped: no part of any section can be read. */
static void test_built_tables_damaged_in_every_block(void **state) {
    (void)state;
    airlog_tables *built = open_built();
    FILE *in = fopen(airlog_tables_path(built), "rb");
    assert_non_null(in);
    airlog_tables_close(built);
    struct stat status;
    assert_int_equal(fstat(fileno(in), &status), 0);
    size_t length = (size_t)status.st_size;
    uint8_t *bytes = malloc(length);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, length, in), length);
    fclose(in);
    const airlog_tables_head *head = (const airlog_tables_head *)(const void *)bytes;
    const airlog_tables_section *sections = (const airlog_tables_section *)(const void *)(head + 1);
    for (size_t block = 0; block < head->block_count; block++) {
        size_t start = (size_t)head->body + block * AIRLOG_TABLES_BLOCK;
        size_t left = length - start < AIRLOG_TABLES_BLOCK ? length - start : AIRLOG_TABLES_BLOCK;
        bytes[start + block * 31 % left] ^= (uint8_t)(1u << block % 8);
    }
    write_bytes(bytes, length);
    airlog_tables *tables = open_good();
    for (uint32_t i = 0; i < head->section_count; i++) {
        for (uint64_t at = 0; at < sections[i].length; at += 4096) {
            airlog_error error = {0};
            assert_null(airlog_tables_view(tables, sections[i].name, at, 1, &error));
            assert_int_equal(error.status, AIRLOG_E_TABLE);
            assert_string_equal(error.file, path);
        }
    }
    int32_t offset = 0;
    assert_false(airlog_zone_offset(tables, airlog_text_of("Asia/Taipei"), 0, &offset));
    airlog_tables_close(tables);
    free(bytes);
}

/* ---- time zones ------------------------------------------------------------------------------------ */

static airlog_time_s instant(const char *text) {
    airlog_time_s time = 0;
    int32_t offset = 0;
    if (!airlog_time_read(airlog_text_of(text), &time, &offset)) fail_msg("%s is no time", text);
    return time;
}

static void offset_is(const airlog_tables *tables, const char *zone, const char *utc, double hours) {
    int32_t offset = -1;
    if (!airlog_zone_offset(tables, airlog_text_of(zone), instant(utc), &offset)) fail_msg("%s is unknown", zone);
    if (offset != (int32_t)(hours * 3600)) fail_msg("%s at %s: %d s", zone, utc, offset);
}

static void test_offsets(void **state) {
    (void)state;
    airlog_tables *tables = open_built();
    offset_is(tables, "America/New_York", "2024-03-10T06:59:59Z", -5);
    offset_is(tables, "America/New_York", "2024-03-10T07:00:00Z", -4);
    offset_is(tables, "America/New_York", "2024-11-03T05:59:59Z", -4);
    offset_is(tables, "America/New_York", "2024-11-03T06:00:00Z", -5);
    offset_is(tables, "US/Eastern", "2024-07-01T00:00:00Z", -4);
    offset_is(tables, "Europe/London", "2024-03-31T00:59:59Z", 0);
    offset_is(tables, "Europe/London", "2024-03-31T01:00:00Z", 1);
    offset_is(tables, "Europe/London", "1970-01-01T00:00:00Z", 1);
    offset_is(tables, "Asia/Taipei", "2024-07-01T00:00:00Z", 8);
    offset_is(tables, "Asia/Taipei", "2024-01-01T00:00:00Z", 8);
    offset_is(tables, "Asia/Kolkata", "2024-07-01T00:00:00Z", 5.5);
    offset_is(tables, "Asia/Calcutta", "2024-07-01T00:00:00Z", 5.5);
    offset_is(tables, "Asia/Kathmandu", "2024-07-01T00:00:00Z", 5.75);
    offset_is(tables, "Australia/Lord_Howe", "2024-07-01T00:00:00Z", 10.5);
    offset_is(tables, "Australia/Lord_Howe", "2024-12-01T00:00:00Z", 11);
    offset_is(tables, "America/Phoenix", "2024-07-01T00:00:00Z", -7);
    offset_is(tables, "Europe/Moscow", "2012-07-01T00:00:00Z", 4);
    offset_is(tables, "Europe/Moscow", "2015-07-01T00:00:00Z", 3);
    offset_is(tables, "Pacific/Kiritimati", "2024-07-01T00:00:00Z", 14);
    offset_is(tables, "america/new_york", "2024-07-01T00:00:00Z", -4);
    offset_is(tables, "America/New_York", "2060-07-01T00:00:00Z", -4); /* the rules in force repeat */
    offset_is(tables, "America/New_York", "2061-01-15T00:00:00Z", -5);
    offset_is(tables, "Australia/Sydney", "2099-01-15T00:00:00Z", 11);
    airlog_tables_close(tables);
}

static void test_offsets_that_are_written(void **state) {
    (void)state;
    static const struct {
        const char *zone;
        int32_t offset_s;
    } good[] = {{"Z", 0},           {"UTC", 0},         {"gmt", 0},
                {"+08:00", 28800},  {"-03:30", -12600}, {"+0545", 20700},
                {"-05", -18000},    {"UTC+8:00", -1},   {"UTC+08:00", 28800},
                {"GMT-03", -10800}, {"+8", -1},         {"+08:0", -1},
                {"+08:60", -1},     {"+19:00", -1},     {"++800", -1},
                {"+08:00x", -1},    {"", -1},           {"08:00", -1},
                {"+", -1}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int32_t offset = -1;
        bool known = airlog_zone_offset(NULL, airlog_text_of(good[i].zone), 0, &offset);
        if (known != (good[i].offset_s != -1)) fail_msg("'%s' is %s", good[i].zone, known ? "read" : "not read");
        if (known) assert_int_equal(offset, good[i].offset_s);
    }
}

static void test_unknown_zones(void **state) {
    (void)state;
    static const char *const names[] = {
        "Mars/Olympus",
        "Asia",
        "Asia/Taipe",
        "Asia/Taipei ",
        "New York",
        "\xff\xfe",
        "A/very/long/name/that/is/longer/than/any/name/of/a/zone/can/ever/be/in/this/world"};
    airlog_tables *tables = open_built();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int32_t offset = 0;
        assert_false(airlog_zone_offset(tables, airlog_text_of(names[i]), 0, &offset));
    }
    airlog_tables_close(tables);
}

static void instant_is(const airlog_tables *tables, const char *zone, const char *wall, const char *utc,
                       bool ambiguous) {
    airlog_time_s found = 0;
    bool doubtful = !ambiguous;
    assert_true(airlog_zone_instant(tables, airlog_text_of(zone), instant(wall), &found, NULL, &doubtful));
    char text[32];
    (void)airlog_time_print(text, found, 0);
    if (found != instant(utc)) fail_msg("%s in %s is %s, not %s", wall, zone, text, utc);
    if (doubtful != ambiguous) fail_msg("%s in %s: doubt", wall, zone);
}

static void test_instants(void **state) {
    (void)state;
    airlog_tables *tables = open_built();
    instant_is(tables, "Asia/Taipei", "2024-11-24T18:21:00Z", "2024-11-24T10:21:00Z", false);
    instant_is(tables, "America/New_York", "2024-07-04T12:00:00Z", "2024-07-04T16:00:00Z", false);
    instant_is(tables, "America/New_York", "2024-01-04T12:00:00Z", "2024-01-04T17:00:00Z", false);
    /* 01:30 occurs twice: the first is meant. 02:30 does not occur: it goes forward to 03:30. */
    instant_is(tables, "America/New_York", "2024-11-03T01:30:00Z", "2024-11-03T05:30:00Z", true);
    instant_is(tables, "America/New_York", "2024-11-03T00:59:59Z", "2024-11-03T04:59:59Z", false);
    instant_is(tables, "America/New_York", "2024-11-03T02:00:00Z", "2024-11-03T07:00:00Z", false);
    instant_is(tables, "America/New_York", "2024-03-10T02:30:00Z", "2024-03-10T07:30:00Z", true);
    instant_is(tables, "America/New_York", "2024-03-10T01:59:59Z", "2024-03-10T06:59:59Z", false);
    instant_is(tables, "America/New_York", "2024-03-10T03:00:00Z", "2024-03-10T07:00:00Z", false);
    instant_is(tables, "Australia/Lord_Howe", "2024-04-07T01:45:00Z", "2024-04-06T14:45:00Z", true);
    instant_is(tables, "Europe/London", "2024-10-27T01:30:00Z", "2024-10-27T00:30:00Z", true);
    instant_is(tables, "Pacific/Apia", "2011-12-30T12:00:00Z", "2011-12-30T22:00:00Z", true); /* a day left out */
    instant_is(tables, "America/New_York", "2060-11-07T01:30:00Z", "2060-11-07T05:30:00Z", true);
    instant_is(tables, "+08:00", "2024-11-24T18:21:00Z", "2024-11-24T10:21:00Z", false);
    airlog_tables_close(tables);
}

/* What zone_offset says of the instant that zone_instant found leads back to the wall clock, but for skipped hours. */
static void test_instants_and_offsets_agree(void **state) {
    (void)state;
    static const char *const zones[] = {"America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Tehran",
                                        "America/St_Johns", "Pacific/Apia",  "Africa/Casablanca",   "Antarctica/Troll"};
    airlog_tables *tables = open_built();
    size_t skipped = 0;
    size_t count = 0;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        for (int64_t wall = -2200000000; wall < 4000000000; wall += 7013 * 89) {
            airlog_time_s utc = 0;
            int32_t offset = 0, settled = 1;
            bool ambiguous = false;
            assert_true(airlog_zone_instant(tables, airlog_text_of(zones[i]), wall, &utc, &settled, &ambiguous));
            assert_true(airlog_zone_offset(tables, airlog_text_of(zones[i]), utc, &offset));
            assert_int_equal(settled, offset);
            if (utc + offset != wall) assert_true(ambiguous);
            skipped += utc + offset != wall;
            count++;
        }
    }
    assert_true(count > 50000 && skipped < 50);
    airlog_tables_close(tables);
}

static int make_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL) return -1;
    snprintf(path, sizeof path, "%s/%s", folder, AIRLOG_TABLES_FILE);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_what_was_written),
        cmocka_unit_test(test_views_stay_in_their_section),
        cmocka_unit_test(test_every_flipped_byte_is_seen),
        cmocka_unit_test(test_cut_short_or_grown),
        cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_heads_that_contradict_themselves),
        cmocka_unit_test(test_where_it_is_looked_for),
        cmocka_unit_test(test_threads_share_one_handle),
        cmocka_unit_test(test_built_tables_open_at_once),
        cmocka_unit_test(test_built_tables_are_found_beside_the_code),
        cmocka_unit_test(test_built_tables_damaged_in_every_block),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_offsets_that_are_written),
        cmocka_unit_test(test_unknown_zones),
        cmocka_unit_test(test_instants),
        cmocka_unit_test(test_instants_and_offsets_agree),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
