/* Reads JSON Lines of reports (id, text, and city and state where there are) from standard input and prints what was
 * placed, one position a line, tabs between: what fit_radius.py and place.py measure by. */
#include "airlog/place.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_text(airlog_text text) {
    putchar('\t');
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        putchar(c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

/* What the stage takes for an area: the kinds that have an edge, from 25 km on. */
static int is_area(const airlog_place_entry *place) {
    static const uint32_t kinds =
        UINT32_C(1) << AIRLOG_PLACE_COUNTRY | UINT32_C(1) << AIRLOG_PLACE_ADMIN | UINT32_C(1) << AIRLOG_PLACE_SEA |
        UINT32_C(1) << AIRLOG_PLACE_REGION | UINT32_C(1) << AIRLOG_PLACE_ISLAND | UINT32_C(1) << AIRLOG_PLACE_STRAIT |
        UINT32_C(1) << AIRLOG_PLACE_WATER | UINT32_C(1) << AIRLOG_PLACE_AIRSPACE;
    return place->extent_m > 25000 && kinds >> place->kind & 1;
}

static void print_position(const char *id, const airlog_position *p, airlog_text text) {
    const airlog_position_fact *fact = p->fact;
    char why[AIRLOG_WHY_BYTES];

    printf("%s\t%s\t%d\t%d\t%.6f\t%.6f\t%.0f\t%.0f\t%.0f", id, airlog_position_kind_name(fact->kind), (int)fact->role,
           p->placed, p->point.lat_deg, p->point.lon_deg, p->radius_m, p->bound_published_m, p->bound_m);
    printf("\t%.0f\t%.2f\t%.2f\t%.0f\t%d\t%d", p->distance_m, p->bearing_deg, fact->bearing_half_deg,
           p->budget.extent_m, (int)p->anchor.kind, (p->doubts & AIRLOG_DOUBT_BIT(AMBIGUOUS)) != 0);
    print_text(p->anchor.id);
    print_text(airlog_text_part(text, fact->reference.span));
    print_text(p->why_not);
    printf("\t%zu", p->candidate_count);
    printf("\t%d", is_area(&p->anchor));
    printf("\t%d", fact->distance.unit == AIRLOG_TERM_KILOMETRE && !isfinite(fact->distance.paired_si));
    printf("\t%.2f", p->candidate_count > 1 ? p->candidates[0].score - p->candidates[1].score : INFINITY);
    print_text(p->candidate_count ? airlog_candidate_why(&p->candidates[0], why) : AIRLOG_NO_TEXT);
    putchar('\n');
}

static airlog_status place_line(const char *line, const airlog_tables *tables, airlog_arena *memory,
                                airlog_error *error) {
    cJSON *row = cJSON_Parse(line);
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, "id"));
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, "text"));
    const char *city = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, "city"));
    const char *state = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, "state"));
    airlog_tokens tokens;
    airlog_facts facts;
    airlog_positions positions = {0};
    airlog_status status = AIRLOG_OK;

    if (id && text) {
        airlog_report report = {.id = airlog_text_of(id), .text = airlog_text_of(text)};
        report.place = airlog_text_of(city ? city : "");
        report.admin = airlog_text_of(state ? state : "");
        status = airlog_lex(&report, memory, &tokens, error);
        if (status == AIRLOG_OK) status = airlog_parse(&tokens, tables, 0, memory, &facts, error);
        if (status == AIRLOG_OK) status = airlog_place(&facts, tables, NULL, memory, &positions, error);
        for (size_t i = 0; i < positions.count; i++) print_position(id, &positions.items[i], report.text);
    }
    cJSON_Delete(row);
    airlog_arena_reset(memory);
    return status;
}

int main(void) {
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    airlog_arena *memory = NULL;
    char *line = NULL;
    size_t room = 0;

    airlog_status status = airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &tables, &error);
    if (status == AIRLOG_OK) status = airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error);
    while (status == AIRLOG_OK && getline(&line, &room, stdin) > 0) status = place_line(line, tables, memory, &error);
    free(line);
    airlog_arena_close(memory);
    airlog_tables_close(tables);
    if (status != AIRLOG_OK) fprintf(stderr, "place-rows: %s\n", error.message);
    return status != AIRLOG_OK;
}
