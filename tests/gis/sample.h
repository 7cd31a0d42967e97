/* Incidents for the tests of everything that writes: each field set, each unset, zero, Unicode, long, number-like. */
#ifndef AIRLOG_TESTS_SAMPLE_H
#define AIRLOG_TESTS_SAMPLE_H

#include <stdio.h>
#include <string.h>

#include "airlog/record.h"

enum {
    SAMPLE_FULL,    /* every field set, a region over the antimeridian, a track */
    SAMPLE_EMPTY,   /* an id and nothing else: no position either */
    SAMPLE_LONG,    /* texts of many bytes whose 254th is within a character */
    SAMPLE_ZERO,    /* every number zero, at 0 N 0 E */
    SAMPLE_NUMBERS, /* texts that look like numbers, dates and booleans */
    SAMPLE_MARKUP,  /* quotes, angle brackets, commas, tabs, line ends */
    SAMPLES
};

#define SAMPLE_TIME ((airlog_time_s)1732443660) /* 2024-11-24T10:21:00Z */

typedef struct airlog_sample {
    airlog_incident incidents[SAMPLES];
    airlog_lonlat region[9];
    airlog_track_point track[3];
    char texts[SAMPLES][96][1024];
    airlog_report report;
} airlog_sample;

static inline void sample_set_text(airlog_incident *incident, const airlog_field *field, const char *text) {
    airlog_text value = airlog_text_of(text);
    memcpy((char *)incident + field->offset, &value, sizeof value);
}

static inline void sample_set_real(airlog_incident *incident, const airlog_field *field, double value) {
    memcpy((char *)incident + field->offset, &value, sizeof value);
}

static inline void sample_set_time(airlog_incident *incident, const airlog_field *field, airlog_time_s time) {
    memcpy((char *)incident + field->offset, &time, sizeof time);
}

static inline void sample_text(char out[1024], int sample, size_t field, const char *name) {
    static const char *const numbers[] = {"007", "1e5", "true", "2024-01-02", "-0", "12:30", "1,234", "=1+1", "NaN"};
    switch (sample) {
    case SAMPLE_FULL:
        snprintf(out, 1024, "%s: na\xc3\xafve \xe9\xa3\x9b\xe6\xa9\x9f \xf0\x9f\x9b\xa9 %zu", name, field);
        break;
    case SAMPLE_LONG: /* 253 bytes, then characters of three */
        memset(out, 'a' + (int)(field % 26), 253);
        for (int i = 0; i < 250; i++) memcpy(out + 253 + 3 * i, "\xe9\xa3\x9b", 3);
        out[1003] = '\0';
        break;
    case SAMPLE_NUMBERS:
        snprintf(out, 1024, "%s", numbers[field % (sizeof numbers / sizeof *numbers)]);
        break;
    case SAMPLE_MARKUP:
        snprintf(out, 1024, "%zu \"quoted\", <b>&amp; 'it'; a\tb\nsecond line \\ %% {x} |", field);
        break;
    default:
        out[0] = '\0';
    }
}

static inline void sample_fill(airlog_sample *all, int sample) {
    airlog_incident *incident = &all->incidents[sample];
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_incident_clear(incident);
    for (size_t i = 0; i < count && sample != SAMPLE_EMPTY; i++) {
        if (fields[i].type == AIRLOG_FIELD_REAL) {
            sample_set_real(incident, &fields[i],
                            sample == SAMPLE_ZERO ? 0.0 : (double)(i + 1) * 1234.5678125 / 7 - 500);
        } else if (fields[i].type == AIRLOG_FIELD_TIME) {
            sample_set_time(incident, &fields[i], SAMPLE_TIME + (airlog_time_s)i * 86461 - sample * 31536000);
        } else {
            sample_text(all->texts[sample][i], sample, i, fields[i].name);
            sample_set_text(incident, &fields[i], all->texts[sample][i]);
        }
    }
}

/* Ids that sort out of the order of writing, and positions. */
static inline void sample_place(airlog_sample *all) {
    static const char *const ids[SAMPLES] = {"s-full", "r-empty", "q-long", "p-zero", "o-numbers", "n-markup"};
    static const airlog_lonlat points[SAMPLES] = {{179.75, -16.5},           {0, 0},      {121.75, 26.1529753}, {0, 0},
                                                  {-73.7781391, 40.6413111}, {10.5, 59.9}};
    for (int i = 0; i < SAMPLES; i++) {
        airlog_incident *incident = &all->incidents[i];
        incident->id = airlog_text_of(ids[i]);
        incident->report_id = airlog_text_of("report-1");
        if (i == SAMPLE_EMPTY) continue;
        incident->lon = points[i].lon_deg;
        incident->lat = points[i].lat_deg;
        incident->anchor_lon = points[i].lon_deg - 0.5;
        incident->anchor_lat = points[i].lat_deg + 0.25;
    }
    all->incidents[SAMPLE_FULL].anchor_lon = -179.5; /* on the other side */
}

static inline void sample_make(airlog_sample *all) {
    memset(all, 0, sizeof *all);
    for (int i = 0; i < SAMPLES; i++) sample_fill(all, i);
    sample_place(all);
    static const double ring[9][2] = {{1, 0},     {.7, .7}, {0, 1},    {-.7, .7}, {-1, 0},
                                      {-.7, -.7}, {0, -1},  {.7, -.7}, {1, 0}};
    airlog_incident *full = &all->incidents[SAMPLE_FULL];
    for (int i = 0; i < 9; i++) {
        all->region[i] = (airlog_lonlat){full->lon + ring[i][0], full->lat + ring[i][1]};
    }
    full->region = all->region;
    full->region_count = 9;
    static const double way[3][2] = {{179.75, -16.5}, {-179.75, -16.0}, {-179.0, -15.0}};
    for (int i = 0; i < 3; i++) all->track[i].point = (airlog_lonlat){way[i][0], way[i][1]};
    full->track = all->track;
    full->track_count = 3;
    all->report = (airlog_report){.id = airlog_text_of("report-1"),
                                  .text = airlog_text_of("A balloon was seen.\nIt's \"gone\"."),
                                  .source = airlog_text_of("reports/one.txt"),
                                  .title = airlog_text_of("A balloon"),
                                  .published = {2024, 11, 25},
                                  .published_basis = AIRLOG_BASIS_STATED,
                                  .line = 3,
                                  .offset = 120};
}

#endif
