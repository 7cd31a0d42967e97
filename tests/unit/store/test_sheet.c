/* Tables of reports: spreadsheets and CSV that the tests write themselves, with GDAL where it takes more than text. */
#include "airlog_test.h"

#include <unistd.h>

#include <gdal.h>
#include <ogr_api.h>

#include "airlog/store.h"

static airlog_arena *arena;

static const char *write_text(const char *name, const char *text) {
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return name;
}

/* A workbook with the sheet "Log": When (a date), Where, Story; every cell of Where and Story is text. */
static const char *write_workbook(const char *name, const char *driver_name, OGRFieldType when, const char *story) {
    GDALDriverH driver = GDALGetDriverByName(driver_name);
    if (!driver) skip();
    unlink(name);
    GDALDatasetH dataset = GDALCreate(driver, name, 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "Log", NULL, wkbNone, NULL);
    static const char *const names[] = {"When", "Where", "Story"};
    for (int i = 0; i < 3; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(names[i], i == 0 ? when : OFTString);
        OGR_L_CreateField(layer, field, TRUE);
        OGR_Fld_Destroy(field);
    }
    for (int row = 0; row < 3; row++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        if (when == OFTReal) {
            OGR_F_SetFieldDouble(feature, 0, 45620 + row); /* 2024-11-24 */
        } else {
            OGR_F_SetFieldDateTime(feature, 0, 2024, 11, 24 + row, 0, 0, 0, 0);
        }
        OGR_F_SetFieldString(feature, 1, "Keelung");
        if (row != 1) OGR_F_SetFieldString(feature, 2, story);
        assert_int_equal(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
        OGR_F_Destroy(feature);
    }
    GDALClose(dataset);
    return name;
}

static airlog_sheet *open_sheet(const char *name, const airlog_ingest_options *options) {
    airlog_error error = {0};
    airlog_sheet *sheet = NULL;
    if (airlog_sheet_open(name, NULL, options, &sheet, &error) != AIRLOG_OK) fail_msg("%s: %s", name, error.message);
    return sheet;
}

/* The first report of the next row; NULL at the end. */
static const airlog_report *next(airlog_sheet *sheet) {
    airlog_error error = {0};
    airlog_reports reports;
    airlog_arena_reset(arena);
    if (airlog_sheet_next(sheet, arena, &reports, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    return reports.count ? &reports.items[0] : NULL;
}

static void assert_day(airlog_date day, int year, int month, int of_month) {
    assert_int_equal(day.year, year);
    assert_int_equal(day.month, month);
    assert_int_equal(day.day, of_month);
}

/* ---- CSV ------------------------------------------------------------------------------------------- */

static void csv(void **state) {
    (void)state;
    write_text("sheet.csv",
               "id,date,title,url,city,state,text\n"
               "a-1,2024-11-24,Seen,http://x.example/1,Oslo,NO,\"A balloon, \"\"big\"\", was seen.\nIt rose.\"\n"
               "a-2,,,,,,\n"
               "a-3,not a day,,,,,A drone was seen.\n");
    airlog_ingest_options options = {0};
    airlog_sheet *sheet = open_sheet("sheet.csv", &options);
    assert_int_equal(airlog_sheet_rows(sheet) == 3 || airlog_sheet_rows(sheet) == -1, 1);
    const airlog_report *report = next(sheet);
    assert_text(report->id, "a-1");
    assert_text(report->title, "Seen");
    assert_text(report->url, "http://x.example/1");
    assert_text(report->place, "Oslo");
    assert_text(report->admin, "NO");
    assert_text(report->source, "sheet.csv");
    assert_text(report->text, "A balloon, \"big\", was seen.\nIt rose.");
    assert_day(report->published, 2024, 11, 24);
    assert_int_equal(report->published_basis, AIRLOG_BASIS_STATED);
    report = next(sheet); /* the row without text is passed over */
    assert_text(report->id, "a-3");
    assert_int_equal(report->published.year, 0);
    assert_null(next(sheet));
    assert_null(next(sheet));
    airlog_sheet_close(sheet);
}

static void csv_of_text_alone_has_a_header(void **state) {
    (void)state;
    write_text("plain.csv", "number,text\n1,\"A drone was seen.\"\n2,\"Another one was seen.\"\n");
    airlog_ingest_options options = {0};
    airlog_sheet *sheet = open_sheet("plain.csv", &options);
    const airlog_report *report = next(sheet);
    assert_text(report->text, "A drone was seen.");
    assert_text(report->id, "plain.csv:1");
    report = next(sheet);
    assert_text(report->id, "plain.csv:2");
    assert_null(next(sheet));
    airlog_sheet_close(sheet);
}

static void broken_utf8_is_repaired(void **state) {
    (void)state;
    write_text("latin.csv", "id,text\n1,Caf\xe9 was seen over by a drone.\n");
    airlog_ingest_options options = {0};
    airlog_sheet *sheet = open_sheet("latin.csv", &options);
    const airlog_report *report = next(sheet);
    assert_true(report->repaired);
    assert_int_equal(airlog_utf8_check(report->text), report->text.length);
    airlog_sheet_close(sheet);
}

static void long_row_is_passed_over(void **state) {
    (void)state;
    write_text("limit.csv", "id,text\n1,A text that is longer than the limit.\n2,Short.\n");
    airlog_ingest_options options = {.report_limit_bytes = 20};
    airlog_sheet *sheet = open_sheet("limit.csv", &options);
    airlog_error error = {0};
    airlog_reports reports;
    assert_int_equal(airlog_sheet_next(sheet, arena, &reports, &error), AIRLOG_E_LIMIT);
    assert_int_equal(error.line, 1);
    assert_string_equal(error.file, "limit.csv");
    assert_text(next(sheet)->text, "Short.");
    assert_null(next(sheet));
    airlog_sheet_close(sheet);
}

/* ---- workbooks --------------------------------------------------------------------------------------- */

static const airlog_ingest_options workbook = {.text_field = "Story", .date_field = "When", .place_field = "where"};

static void read_workbook(const char *name) {
    airlog_sheet *sheet = open_sheet(name, &workbook);
    const airlog_report *report = next(sheet);
    assert_text(report->text, "A drone was seen.");
    assert_text(report->place, "Keelung");
    assert_day(report->published, 2024, 11, 24);
    report = next(sheet);
    assert_day(report->published, 2024, 11, 26); /* the middle row has no story */
    assert_null(next(sheet));
    airlog_sheet_close(sheet);
}

static void workbooks(void **state) {
    (void)state;
    read_workbook(write_workbook("book.xlsx", "XLSX", OFTDate, "A drone was seen."));
    read_workbook(write_workbook("time.xlsx", "XLSX", OFTDateTime, "A drone was seen."));
    read_workbook(write_workbook("serial.xlsx", "XLSX", OFTReal, "A drone was seen."));
    read_workbook(write_workbook("book.ods", "ODS", OFTDate, "A drone was seen."));
}

/* A sheet of nothing but text: GDAL takes its header for data. */
static void workbook_of_text(void **state) {
    (void)state;
    GDALDriverH driver = GDALGetDriverByName("XLSX");
    if (!driver) skip();
    unlink("words.xlsx");
    GDALDatasetH dataset = GDALCreate(driver, "words.xlsx", 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "Log", NULL, wkbNone, NULL);
    OGRFieldDefnH field = OGR_Fld_Create("Story", OFTString);
    OGR_L_CreateField(layer, field, TRUE);
    OGR_Fld_Destroy(field);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, "A drone was seen.");
    assert_int_equal(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
    GDALClose(dataset);
    airlog_ingest_options options = {.text_field = "Story"};
    airlog_sheet *sheet = open_sheet("words.xlsx", &options);
    assert_text(next(sheet)->text, "A drone was seen.");
    assert_null(next(sheet));
    airlog_sheet_close(sheet);
}

static void escapes_of_workbooks(void **state) {
    (void)state;
    write_workbook("escapes.xlsx", "XLSX", OFTDate, "One._x000D_\nTwo _x005F_x0041_ _xZZZZ_ _x0041_");
    airlog_sheet *sheet = open_sheet("escapes.xlsx", &workbook);
    const airlog_report *report = next(sheet);
    assert_null(memchr(report->text.bytes, '\r', report->text.length) ? "a carriage return" : NULL);
    assert_text(report->text, "One.\nTwo _x0041_ _xZZZZ_ _x0041_");
    airlog_sheet_close(sheet);
}

/* What would be two articles on a page is one report in a cell, and its line is the row. */
static void a_cell_is_one_report(void **state) {
    (void)state;
    static const char story[] =
        "OSLO, NO/UAS INCIDENT/1910L/TOWER ADVISED THAT A DRONE WAS SEEN BY A PILOT AT 900 FEET.\n\n\nAlert for the "
        "Tower of Oslo\n\nThe pilot saw it pass below him and reported it to the tower at once, so he said.";
    write_workbook("parts.xlsx", "XLSX", OFTDate, story);
    airlog_error error = {0};
    airlog_reports reports;
    airlog_sheet *sheet = open_sheet("parts.xlsx", &workbook);
    assert_int_equal(airlog_sheet_next(sheet, arena, &reports, &error), AIRLOG_OK);
    assert_int_equal(reports.count, 1);
    assert_text(reports.items[0].text, story);
    assert_int_equal(reports.items[0].line, 2); /* 1 is the header */
    airlog_sheet_close(sheet);
    write_text("parts.csv",
               "id,text\n1,\"OSLO, NO/UAS INCIDENT/1910L/TOWER ADVISED THAT A DRONE WAS SEEN BY A PILOT AT 900 "
               "FEET.\n\n\nAlert "
               "for the Tower of Oslo\n\nThe pilot saw it pass below him and reported it to the tower at once, so he "
               "said.\"\n");
    airlog_ingest_options options = {0};
    sheet = open_sheet("parts.csv", &options);
    assert_int_equal(airlog_sheet_next(sheet, arena, &reports, &error), AIRLOG_OK);
    assert_int_equal(reports.count, 2); /* a page kept in a table is a page */
    airlog_sheet_close(sheet);
}

/* ---- errors -------------------------------------------------------------------------------------------- */

static void refuses(const char *name, const char *layer, const airlog_ingest_options *options, const char *word) {
    airlog_error error = {0};
    airlog_sheet *sheet;
    assert_int_equal(airlog_sheet_open(name, layer, options, &sheet, &error), AIRLOG_E_INPUT);
    assert_null(sheet);
    assert_string_equal(error.file, name);
    if (!strstr(error.message, word)) fail_msg("'%s' is not in: %s", word, error.message);
}

static void errors(void **state) {
    (void)state;
    static const airlog_ingest_options none = {0};
    airlog_ingest_options wrong_date = workbook;
    wrong_date.date_field = "Day";
    write_workbook("book.xlsx", "XLSX", OFTDate, "A drone was seen over the harbour.");
    refuses("book.xlsx", NULL, &none, "its fields are: When, Where, Story; try --text-field 'Story'");
    refuses("book.xlsx", NULL, &wrong_date, "has no field 'Day'");
    refuses("book.xlsx", "Sheet9", &workbook, "the layers are: Log");
    refuses("absent.xlsx", NULL, &none, "absent.xlsx");
    refuses(write_text("empty.csv", ""), NULL, &none, "");
    refuses(write_text("noise.xlsx", "\x01\x02\x03 no workbook"), NULL, &none, "cannot open");
    refuses(write_text("other.csv", "a,b\n1,2\n"), NULL, &none, "its fields are: a, b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv),
        cmocka_unit_test(csv_of_text_alone_has_a_header),
        cmocka_unit_test(broken_utf8_is_repaired),
        cmocka_unit_test(long_row_is_passed_over),
        cmocka_unit_test(workbooks),
        cmocka_unit_test(workbook_of_text),
        cmocka_unit_test(escapes_of_workbooks),
        cmocka_unit_test(a_cell_is_one_report),
        cmocka_unit_test(errors),
    };
    char folder[] = "store_sheet.XXXXXX";
    airlog_error error = {0};
    if (!mkdtemp(folder) || chdir(folder) != 0) return 1;
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &arena, &error) != AIRLOG_OK) return 1;
    GDALAllRegister();
    int failed = cmocka_run_group_tests_name("store.sheet", tests, NULL, NULL);
    airlog_arena_close(arena);
    char command[64];
    snprintf(command, sizeof command, "rm -rf ./%s", folder);
    return chdir("..") == 0 && system(command) == 0 ? failed : 1;
}
