/** @file magnetic.c  Magnetic models: IGRF 12 to 2015, then the World Magnetic Models. */
#include <stdio.h>
#include <string.h>

#include "compile.h"

#define DEGREE_MAX 13
#define TERMS_MAX ((DEGREE_MAX + 1) * (DEGREE_MAX + 2) / 2 - 1)
#define IGRF_EPOCHS 24 /* 1900 to 2015 */

/** Where n and m stand when n begins with 1 and m with 0. */
static size_t term_of(const airlog_compile_table *table, double n, double m) {
    if (!(n >= 1 && n <= DEGREE_MAX && m >= 0 && m <= n)) airlog_compile_table_stop(table, "degree out of range");
    return (size_t)(n * (n + 1) / 2 + m) - 1;
}

static void add_model(airlog_buffer *models, airlog_buffer *coefficients, airlog_table_magnetic model,
                      const airlog_table_coefficient *terms) {
    size_t count = (size_t)(model.degree + 1) * (model.degree + 2) / 2 - 1;
    model.first = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_table_coefficient, *coefficients);
    airlog_compile_add(models, &model, sizeof model);
    airlog_compile_add(coefficients, terms, count * sizeof *terms);
}

/** One model for each five years; its rates lead to the next, so that between epochs it is the line that IGRF asks for.
 */
static void add_igrf(const char *folder, airlog_buffer *models, airlog_buffer *coefficients) {
    static const size_t TERMS = TERMS_MAX;
    airlog_compile_table *table = airlog_compile_table_open(folder, "igrf12.csv", ',');
    airlog_table_coefficient *all = airlog_memory_take(IGRF_EPOCHS * TERMS, sizeof *all);
    if (all == NULL) airlog_compile_stop("memory ran out");
    int kind = airlog_compile_table_column(table, "gh");
    int first = airlog_compile_table_column(table, "1900");
    if (airlog_compile_table_column(table, "2015") != first + IGRF_EPOCHS - 1)
        airlog_compile_table_stop(table, "the epochs are not 1900 to 2015");
    while (airlog_compile_table_next(table)) {
        size_t term = term_of(table, airlog_compile_table_number(table, kind + 1, -1),
                              airlog_compile_table_number(table, kind + 2, -1));
        bool g = airlog_text_is(airlog_compile_table_cell(table, kind), "g");
        for (int epoch = 0; epoch < IGRF_EPOCHS; epoch++) {
            double value = airlog_compile_table_number(table, first + epoch, 0);
            double rate = epoch == IGRF_EPOCHS - 1
                              ? airlog_compile_table_number(table, first + IGRF_EPOCHS, 0)
                              : (airlog_compile_table_number(table, first + epoch + 1, 0) - value) / 5;
            airlog_table_coefficient *each = &all[(size_t)epoch * TERMS + term];
            *(g ? &each->g : &each->h) = value;
            *(g ? &each->g_rate : &each->h_rate) = rate;
        }
    }
    for (int epoch = 0; epoch < IGRF_EPOCHS - 1; epoch++) { /* from 2015 on the World Magnetic Models serve */
        double year = 1900 + 5 * epoch;
        airlog_table_magnetic model = {
            .from_year = year, .to_year = year + 5, .epoch_year = year, .degree = DEGREE_MAX};
        snprintf(model.name, sizeof model.name, "IGRF12 %d", 1900 + 5 * epoch);
        add_model(models, coefficients, model, all + (size_t)epoch * TERMS);
    }
    airlog_memory_give(all);
    airlog_compile_table_close(table);
}

/** A World Magnetic Model, in force from one year to another. */
typedef struct wmm {
    const char *file, *name;
    double epoch, from, to;
} wmm;

/* The model of 2015 was replaced before its time: the pole had moved faster than foreseen. */
static const wmm wmms[] = {{"wmm2015.csv", "WMM2015", 2015, 2015, 2018.713},
                           {"wmm2015v2.csv", "WMM2015v2", 2015, 2018.713, 2020},
                           {"wmm2020.csv", "WMM2020", 2020, 2020, 2025},
                           {"wmm2025.csv", "WMM2025", 2025, 2025, 2030}};

static void add_wmm(const char *folder, const wmm *source, airlog_buffer *models, airlog_buffer *coefficients) {
    airlog_table_coefficient terms[TERMS_MAX] = {{0, 0, 0, 0}};
    airlog_compile_table *table = airlog_compile_table_open(folder, source->file, ',');
    int n = airlog_compile_table_column(table, "n");
    size_t count = 0;
    while (airlog_compile_table_next(table)) {
        size_t term =
            term_of(table, airlog_compile_table_number(table, n, -1), airlog_compile_table_number(table, n + 1, -1));
        terms[term] = (airlog_table_coefficient){
            airlog_compile_table_number(table, n + 2, 0), airlog_compile_table_number(table, n + 3, 0),
            airlog_compile_table_number(table, n + 4, 0), airlog_compile_table_number(table, n + 5, 0)};
        count++;
    }
    if (count != 90) airlog_compile_table_stop(table, "90 terms are expected");
    airlog_table_magnetic model = {
        .from_year = source->from, .to_year = source->to, .epoch_year = source->epoch, .degree = 12};
    snprintf(model.name, sizeof model.name, "%s", source->name);
    add_model(models, coefficients, model, terms);
    airlog_compile_table_close(table);
}

void airlog_compile_magnetic(const char *folder, airlog_compile_file *file) {
    airlog_buffer models = {0};
    airlog_buffer coefficients = {0};
    add_igrf(folder, &models, &coefficients);
    for (size_t i = 0; i < sizeof wmms / sizeof wmms[0]; i++) add_wmm(folder, &wmms[i], &models, &coefficients);
    airlog_compile_section(file, AIRLOG_SECTION_MAGNETIC, models.bytes, models.length);
    airlog_compile_section(file, AIRLOG_SECTION_COEFFICIENTS, coefficients.bytes, coefficients.length);
    airlog_buffer_close(&models);
    airlog_buffer_close(&coefficients);
}
