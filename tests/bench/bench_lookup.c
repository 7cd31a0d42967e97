/* Prints how fast the tables answer: opening them, names, codes, reach, rows, nearness, vocabularies, zones.
 *
 *     bench_lookup TABLES [--quick]     one line a measure: name, number a second (or the time it takes) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "airlog/place.h"

#define KEYS 200000u
#define SECONDS 0.5

typedef struct bench {
    airlog_tables *tables;
    uint64_t keys[KEYS];  /* of names that are there, in no order */
    uint64_t words[KEYS]; /* hashes of single words, there or not */
    double seconds;       /* that a measure takes */
    uint64_t sum;         /* what the answers add up to, so that none is left out */
} bench;

static double now_s(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void stop_on(airlog_status status, const airlog_error *error) {
    if (status == AIRLOG_OK) return;
    fprintf(stderr, "bench_lookup: %s\n", error->message);
    exit(1);
}

static uint64_t next_random(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void find_known(bench *self, uint64_t at) {
    const uint32_t *rows = NULL;
    size_t count = 0;
    stop_on(airlog_gazetteer_find(self->tables, self->keys[at % KEYS], &rows, &count, NULL), NULL);
    self->sum += count == 0 ? 0 : rows[0];
}

static void find_unknown(bench *self, uint64_t at) {
    const uint32_t *rows = NULL;
    size_t count = 0;
    stop_on(airlog_gazetteer_find(self->tables, at * UINT64_C(0x9E3779B97F4A7C15), &rows, &count, NULL), NULL);
    self->sum += count;
}

static void reach(bench *self, uint64_t at) {
    self->sum += airlog_gazetteer_reach(self->tables, self->words[at % KEYS]);
}

static void read_entry(bench *self, uint64_t at) {
    airlog_place_entry entry;
    uint32_t row = (uint32_t)(self->keys[at % KEYS] % airlog_gazetteer_size(self->tables));
    stop_on(airlog_gazetteer_entry(self->tables, row, &entry, NULL), NULL);
    self->sum += entry.name.length;
}

static void nearest_city(bench *self, uint64_t at) {
    uint64_t seed = self->keys[at % KEYS] | 1;
    airlog_lonlat point = {(double)(next_random(&seed) % 3600) / 10 - 180,
                           (double)(next_random(&seed) % 1400) / 10 - 70};
    uint32_t row = 0;
    double metres = 0;
    stop_on(airlog_gazetteer_nearest(self->tables, point, 1u << AIRLOG_PLACE_CITY, 2e5, &row, &metres, NULL), NULL);
    self->sum += row;
}

static void vocabulary(bench *self, uint64_t at) {
    airlog_vocabulary_entry entry;
    bool there = false;
    uint64_t key = airlog_key_add(0, self->words[at % KEYS]);
    stop_on(airlog_vocabulary_find(self->tables, key, AIRLOG_VOCABULARY_NONE, &there, &entry, NULL), NULL);
    self->sum += there;
}

static void vocabulary_lengths(bench *self, uint64_t at) {
    self->sum += airlog_vocabulary_lengths(self->tables, self->words[at % KEYS]);
}

static void zone(bench *self, uint64_t at) {
    static const char *const names[] = {"Asia/Taipei", "America/New_York", "Europe/London", "+08:00"};
    int32_t offset = 0;
    (void)airlog_zone_offset(self->tables, airlog_text_of(names[at % 4]), (airlog_time_s)(at * 1000003 % 2000000000),
                             &offset);
    self->sum += (uint64_t)offset;
}

static void measure(bench *self, const char *name, void (*once)(bench *, uint64_t)) {
    for (uint64_t i = 0; i < KEYS; i++) once(self, i); /* the blocks are checked, as in a run that is under way */
    uint64_t count = 0;
    double start = now_s();
    double took = 0;
    while (took < self->seconds) {
        for (int i = 0; i < 10000; i++) once(self, count++);
        took = now_s() - start;
    }
    printf("%-28s %12.0f a second\n", name, (double)count / took);
}

static void measure_opening(bench *self, const char *path) {
    double best = 1e9;
    for (int i = 0; i < 50; i++) {
        airlog_error error = {0};
        double start = now_s();
        stop_on(airlog_tables_open(path, NULL, &self->tables, &error), &error);
        double took = now_s() - start;
        if (took < best) best = took;
        if (i + 1 < 50) airlog_tables_close(self->tables);
    }
    printf("%-28s %12.1f microseconds\n", "open", best * 1e6);
    double start = now_s();
    airlog_error error = {0};
    stop_on(airlog_tables_check(self->tables, &error), &error);
    printf("%-28s %12.1f milliseconds\n", "check every block", (now_s() - start) * 1e3);
}

static void choose_keys(bench *self) {
    uint64_t seed = 88172645463325252u;
    for (size_t i = 0; i < KEYS; i++) {
        airlog_error error = {0};
        airlog_place_entry entry;
        airlog_buffer folded = {0};
        uint32_t row = (uint32_t)(next_random(&seed) % airlog_gazetteer_size(self->tables));
        stop_on(airlog_gazetteer_entry(self->tables, row, &entry, &error), &error);
        stop_on(airlog_key_of(entry.name, &self->keys[i], NULL, &error), &error);
        stop_on(airlog_fold(entry.name, &folded, &error), &error);
        size_t length = folded.length == 0 ? 0 : strcspn(folded.bytes, " ");
        self->words[i] = airlog_hash(folded.length == 0 ? "" : folded.bytes, length) + i % 2; /* half are there */
        airlog_buffer_close(&folded);
    }
}

int main(int count, char **arguments) {
    static bench self;
    bool quick = count == 3 && strcmp(arguments[2], "--quick") == 0;
    if (count != 2 && !quick) {
        fputs("usage: bench_lookup TABLES [--quick]\n", stderr);
        return 2;
    }
    self.seconds = quick ? SECONDS / 50 : SECONDS;
    measure_opening(&self, arguments[1]);
    choose_keys(&self);
    measure(&self, "names that are there", find_known);
    measure(&self, "names that are not", find_unknown);
    measure(&self, "reach of a word", reach);
    measure(&self, "entry of a row", read_entry);
    measure(&self, "nearest city", nearest_city);
    measure(&self, "vocabulary", vocabulary);
    measure(&self, "vocabulary lengths", vocabulary_lengths);
    measure(&self, "zone offset", zone);
    printf("%-28s %12llu\n", "places", (unsigned long long)airlog_gazetteer_size(self.tables));
    airlog_tables_close(self.tables);
    return self.sum == 0;
}
