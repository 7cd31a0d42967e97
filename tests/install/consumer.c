/* What somebody else's program does: opens the installed tables and reads one report. */
#include <airlog/airlog.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    airlog_error error = {0};
    airlog_tables *tables = NULL;
    airlog_arena *arena = NULL;
    airlog_incidents found = {0};
    airlog_extract_options options = {0};
    airlog_report report = {
        .id = airlog_text_of("1"),
        .text = airlog_text_of(
            "A drone was seen at 1,500 feet 4 nautical miles north of Cork Airport at 1410 GMT on 3 May 2023."),
        .source = airlog_text_of("-"),
        .published = {2023, 5, 3},
        .published_basis = AIRLOG_BASIS_STATED};
    if (airlog_tables_open(NULL, getenv("AIRLOG_DATA"), &tables, &error) != AIRLOG_OK ||
        airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &arena, &error) != AIRLOG_OK ||
        airlog_extract(&report, tables, &options, arena, &found, &error) != AIRLOG_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    printf("tables %s\n", airlog_tables_path(tables));
    for (size_t i = 0; i < found.count; i++) printf("%.3f %.3f\n", found.items[i].lon, found.items[i].lat);
    airlog_arena_close(arena);
    airlog_tables_close(tables);
    return 0;
}
