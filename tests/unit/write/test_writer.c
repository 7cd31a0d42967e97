/* What a writer leaves behind: whole outputs under their final names, or nothing and a sentence that says why. */
#include "airlog_test.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cpl_minixml.h>

#include "../gis/sample.h"
#include "writer.h"

static char folder[64];
static airlog_sample sample;

static const char *const every_file[] = {"a.gpkg", "a.geojson", "a.geojsonl", "a.jsonl", "a.shp", "a.fgb",
                                         "a.csv",  "a.xlsx",    "a.ods",      "a.kml",   "a.gml", "a.sqlite",
                                         "a.gdb",  "a.jml",     "a.tab",      "a.gpx",   "a.sql", "a.mapml"};
#define FILES (sizeof every_file / sizeof *every_file)

/* GDAL's driver of file geodatabases compares wide characters 32 bytes at a time, past the end of what it has: valgrind
 * says so each time. */
static bool is_noisy(const char *name) {
    return getenv("AIRLOG_VALGRIND") && strstr(name, ".gdb");
}

static char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* Names in the folder, hidden ones too. */
static int count_files(void) {
    int count = 0;
    DIR *files = opendir(folder);
    for (struct dirent *entry; (entry = readdir(files)) != NULL;) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(files);
    return count;
}

static void empty_folder(void) {
    char command[256];
    snprintf(command, sizeof command, "rm -rf ./%s && mkdir ./%s", folder, folder);
    assert_int_equal(system(command), 0);
}

static int setup(void **state) {
    (void)state;
    empty_folder();
    return 0;
}

static airlog_status write_times(const char *path, const airlog_write_options *options, int times, char notices[2048],
                                 airlog_error *error) {
    airlog_writer *writer;
    airlog_incidents all = {sample.incidents, SAMPLES};
    airlog_status status = airlog_writer_open(path, options, &writer, error);
    for (int i = 0; i < times && status == AIRLOG_OK; i++)
        status = airlog_writer_add(writer, &sample.report, &all, error);
    if (status == AIRLOG_OK) status = airlog_writer_finish(writer, error);
    if (notices) notices[0] = '\0';
    const char *notice;
    for (size_t i = 0; notices && writer && (notice = airlog_writer_notice(writer, i)) != NULL; i++) {
        size_t used = strlen(notices);
        snprintf(notices + used, 2048 - used, "%s\n", notice);
    }
    airlog_writer_close(writer);
    return status;
}

static airlog_status write_once(const char *path, const char *format, airlog_error *error) {
    airlog_write_options options = {.format = format};
    return write_times(path, &options, 1, NULL, error);
}

/* ---- names and formats ---------------------------------------------------------------------------- */

static void formats_by_extension(void **state) {
    (void)state;
    assert_string_equal(airlog_write_format_of("x/y.gpkg"), "GPKG");
    assert_string_equal(airlog_write_format_of("Y.SHP"), "ESRI Shapefile");
    assert_string_equal(airlog_write_format_of("a.b/c.geojson"), "GeoJSON");
    assert_string_equal(airlog_write_format_of("a.json"), "GeoJSON");
    assert_string_equal(airlog_write_format_of("a.jsonl"), "JSONL");
    assert_string_equal(airlog_write_format_of("a.geojsonl"), "GeoJSONSeq");
    assert_null(airlog_write_format_of("gpkg"));
    assert_null(airlog_write_format_of("a.gpkg/b"));
    assert_null(airlog_write_format_of("-"));
    assert_null(airlog_write_format_of(".gpkg")); /* a hidden file without an extension */
}

static void formats_by_name(void **state) {
    (void)state;
    static const char *const names[] = {"gpkg", "GeoPackage", "Shapefile", "shp", "esri shapefile", "geojsonseq",
                                        ".fgb", "Excel",      "csv",       "tsv", "NDJSON"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        airlog_format format;
        airlog_error error = {0};
        assert_int_equal(airlog_format_find(names[i], "out.xyz", &format, &error), AIRLOG_OK);
    }
}

static void refuses(const char *path, const char *format, airlog_status expected, const char *word) {
    airlog_error error = {0};
    assert_int_equal(write_once(path, format, &error), expected);
    if (!strstr(error.message, word)) fail_msg("'%s' is not in: %s", word, error.message);
    assert_int_equal(count_files(), 0);
}

static void refused_formats(void **state) {
    (void)state;
    refuses(path_of("a.xyz"), NULL, AIRLOG_E_ARGUMENT, "--format");
    refuses(path_of("a.gpkg"), "NoSuch", AIRLOG_E_ARGUMENT, "GeoJSON");
    refuses(path_of("a.dxf"), NULL, AIRLOG_E_ARGUMENT, "GPKG");
    refuses(path_of("a.mvt"), NULL, AIRLOG_E_ARGUMENT, "tiles");
    refuses("-", "GPKG", AIRLOG_E_ARGUMENT, "pipe");
    refuses(folder, "GPKG", AIRLOG_E_OUTPUT, "there already");
    refuses("no/such/folder/a.gpkg", NULL, AIRLOG_E_OUTPUT, "no/such/folder");
    refuses("/vsimem/a.gpkg", NULL, AIRLOG_E_ARGUMENT, "virtual");
}

static void folder_is_no_output(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_write_options options = {.format = "GPKG", .overwrite = true};
    assert_int_equal(write_times(folder, &options, 1, NULL, &error), AIRLOG_E_OUTPUT);
    struct stat found;
    assert_int_equal(stat(folder, &found), 0);
    assert_true(S_ISDIR(found.st_mode));
}

static void count_format(void *context, const char *name, const char *extensions, const char *long_name) {
    assert_true(name[0] && long_name[0] && !strchr(extensions, '|'));
    ++*(int *)context;
}

static void lists_formats(void **state) {
    (void)state;
    int count = 0;
    airlog_write_formats(count_format, &count);
    assert_true(count >= 10);
}

/* ---- final names ------------------------------------------------------------------------------------ */

static void existing_output_stays(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        if (is_noisy(every_file[i])) continue;
        empty_folder();
        FILE *file = fopen(path_of(every_file[i]), "wb");
        fputs("mine", file);
        fclose(file);
        airlog_error error = {0};
        assert_int_equal(write_once(path_of(every_file[i]), NULL, &error), AIRLOG_E_OUTPUT);
        assert_non_null(strstr(error.message, "--overwrite"));
        assert_string_equal(error.file, path_of(every_file[i]));
        struct stat found;
        assert_int_equal(stat(path_of(every_file[i]), &found), 0);
        assert_int_equal(found.st_size, 4);
        assert_int_equal(count_files(), 1);
        airlog_write_options options = {.overwrite = true};
        error = (airlog_error){0};
        if (write_times(path_of(every_file[i]), &options, 1, NULL, &error))
            fail_msg("%s: %s", every_file[i], error.message);
        if (write_times(path_of(every_file[i]), &options, 1, NULL, &error))
            fail_msg("%s: %s", every_file[i], error.message);
        assert_int_equal(stat(path_of(every_file[i]), &found), 0);
        assert_true(found.st_size > 4);
    }
}

/* A side file of a shapefile that is there stops it too, and nothing is written over. */
static void side_file_stays(void **state) {
    (void)state;
    FILE *file = fopen(path_of("a.dbf"), "wb");
    fputs("mine", file);
    fclose(file);
    airlog_error error = {0};
    assert_int_equal(write_once(path_of("a.shp"), NULL, &error), AIRLOG_E_OUTPUT);
    assert_int_equal(count_files(), 1);
}

static void unfinished_leaves_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        if (is_noisy(every_file[i])) continue;
        airlog_writer *writer;
        airlog_error error = {0};
        airlog_incidents all = {sample.incidents, SAMPLES};
        assert_int_equal(airlog_writer_open(path_of(every_file[i]), NULL, &writer, &error), AIRLOG_OK);
        assert_int_equal(airlog_writer_add(writer, &sample.report, &all, &error), AIRLOG_OK);
        struct stat found;
        assert_int_not_equal(stat(path_of(every_file[i]), &found), 0); /* not yet under its name */
        assert_null(airlog_writer_file(writer, 0));
        airlog_writer_close(writer);
        assert_int_equal(count_files(), 0);
    }
}

/* A file size limit stands for the full disk: both make write() fail. */
static void fill_disk(const char *name, rlim_t limit_bytes) {
    struct rlimit before, limited;
    getrlimit(RLIMIT_FSIZE, &before);
    limited = before;
    limited.rlim_cur = limit_bytes;
    airlog_error error = {0};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limited), 0);
    airlog_status status = write_times(path_of(name), NULL, 60, NULL, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    if (status != AIRLOG_E_OUTPUT) fail_msg("%s: status %d %s", name, (int)status, error.message);
    if (count_files() != 0) fail_msg("%s left something", name);
    assert_string_equal(error.file, path_of(name));
}

static void full_disk(void **state) {
    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < FILES; i++) {
        if (!is_noisy(every_file[i])) fill_disk(every_file[i], 20000);
    }
    fill_disk("a.gpkg", 400000); /* not at the first table but in the middle, and at the end */
    fill_disk("a.shp", 300000);
    fill_disk("a.geojson", 2000000);
}

static void names_its_files(void **state) {
    (void)state;
    airlog_writer *writer;
    airlog_error error = {0};
    airlog_incidents all = {sample.incidents, SAMPLES};
    assert_int_equal(airlog_writer_open(path_of("a.shp"), NULL, &writer, &error), AIRLOG_OK);
    assert_int_equal(airlog_writer_add(writer, &sample.report, &all, &error), AIRLOG_OK);
    assert_int_equal(airlog_writer_finish(writer, &error), AIRLOG_OK);
    const char *first = airlog_writer_file(writer, 0);
    assert_non_null(first);
    assert_string_equal(strrchr(first, '/'), "/a.shp");
    int files = 0;
    while (airlog_writer_file(writer, (size_t)files)) {
        assert_int_equal(access(airlog_writer_file(writer, (size_t)files), R_OK), 0);
        files++;
    }
    airlog_writer_close(writer);
    assert_int_equal(files, count_files());
    assert_int_equal(access(path_of("a.cpg"), R_OK), 0);
    assert_int_equal(access(path_of("a.fields.csv"), R_OK), 0);
    assert_int_equal(access(path_of("a_regions.shp"), R_OK), 0);
    assert_int_equal(access(path_of("a_anchors.shp"), R_OK), 0);
}

static char *read_file(const char *path, size_t *out_length) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = calloc(1, 4 << 20);
    *out_length = fread(bytes, 1, (4 << 20) - 1, file);
    fclose(file);
    return bytes;
}

static void same_reports_same_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < FILES; i++) {
        if (strstr(every_file[i], ".gdb") || strstr(every_file[i], ".ods") || strstr(every_file[i], ".xlsx") ||
            strstr(every_file[i], ".shp")) {
            continue; /* folders, and zip archives and headers that carry the hour */
        }
        airlog_error error = {0};
        airlog_write_options options = {.overwrite = true};
        size_t lengths[2];
        char *bytes[2];
        for (int run = 0; run < 2; run++) {
            assert_int_equal(write_times(path_of(every_file[i]), &options, 1, NULL, &error), AIRLOG_OK);
            bytes[run] = read_file(path_of(every_file[i]), &lengths[run]);
            if (run == 0 && strstr(every_file[i], ".gpkg")) usleep(1100000); /* past the second */
        }
        if (lengths[0] != lengths[1] || memcmp(bytes[0], bytes[1], lengths[0]) != 0)
            fail_msg("%s differs", every_file[i]);
        free(bytes[0]);
        free(bytes[1]);
    }
}

/* ---- streams ------------------------------------------------------------------------------------------ */

static void to_standard_output(void **state) {
    (void)state;
    static const struct {
        const char *format, *begins, *holds;
    } streams[] = {{"JSONL", "{\"id\"", "n-markup"},
                   {"GeoJSONSeq", "{\"type\":\"Feature\"", "n-markup"},
                   {"GeoJSON", "{\"type\":\"FeatureCollection\"", "]}"},
                   {"CSV", "WKT,id", "n-markup"},
                   {"KML", "<?xml", "</kml>"}};
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        fflush(stdout);
        int kept = dup(STDOUT_FILENO);
        int file = open(path_of("stdout"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(file, STDOUT_FILENO);
        airlog_error error = {0};
        airlog_status status = write_once("-", streams[i].format, &error);
        dup2(kept, STDOUT_FILENO);
        close(file);
        close(kept);
        if (status != AIRLOG_OK) fail_msg("%s: %s", streams[i].format, error.message);
        size_t length;
        char *bytes = read_file(path_of("stdout"), &length);
        if (strncmp(bytes, streams[i].begins, strlen(streams[i].begins)) != 0) fail_msg("%.60s", bytes);
        assert_non_null(strstr(bytes, streams[i].holds));
        free(bytes);
        assert_int_equal(count_files(), 1);
    }
}

static void to_a_full_device(void **state) {
    (void)state;
    if (access("/dev/full", W_OK) != 0) skip();
    static const char *const names[] = {"JSONL", "GeoJSON", "GeoJSONSeq", "CSV", "KML"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        airlog_error error = {0};
        assert_int_equal(write_once("/dev/full", names[i], &error), AIRLOG_E_OUTPUT);
        assert_string_equal(error.file, "/dev/full");
        error = (airlog_error){0};
        assert_int_equal(write_once("/dev/null", names[i], &error), AIRLOG_OK);
    }
}

/* ---- what is said ------------------------------------------------------------------------------------- */

static void notices(void **state) {
    (void)state;
    char said[2048];
    airlog_error error = {0};
    airlog_write_options options = {.overwrite = true};
    assert_int_equal(write_times(path_of("a.shp"), &options, 1, said, &error), AIRLOG_OK);
    assert_non_null(strstr(said, "1 value of 'quote' was cut to 254 bytes"));
    assert_int_equal(write_times(path_of("a.gpkg"), &options, 1, said, &error), AIRLOG_OK);
    assert_string_equal(said, "");
    assert_int_equal(write_times(path_of("a.fgb"), &options, 1, said, &error), AIRLOG_OK);
    assert_non_null(strstr(said, "a_unplaced.csv"));
    options.crs = "+proj=gnom +lat_0=90 +datum=WGS84";
    assert_int_equal(write_times(path_of("a.gpkg"), &options, 1, said, &error), AIRLOG_OK);
    assert_non_null(strstr(said, "outside the area of the CRS"));
}

static void only_wgs84(void **state) {
    (void)state;
    static const char *const names[] = {"a.geojson", "a.geojsonl", "a.jsonl", "a.kml", "a.gpx", "a.xlsx"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        airlog_write_options options = {.crs = "EPSG:3857"};
        airlog_error error = {0};
        assert_int_equal(write_times(path_of(names[i]), &options, 1, NULL, &error), AIRLOG_E_ARGUMENT);
        assert_non_null(strstr(error.message, "always WGS 84"));
        options.crs = "EPSG:4326";
        error = (airlog_error){0};
        assert_int_equal(write_times(path_of(names[i]), &options, 1, NULL, &error), AIRLOG_OK);
    }
}

static void table_of_short_names(void **state) {
    (void)state;
    airlog_error error = {0};
    assert_int_equal(write_once(path_of("a.shp"), NULL, &error), AIRLOG_OK);
    size_t length;
    char *names = read_file(path_of("a.fields.csv"), &length);
    assert_non_null(strstr(names, "\"bearing\",\"bearing_deg\","));
    assert_non_null(strstr(names, "\"start_date\",\"time_start\","));
    free(names);
}

/* A driver that airlog does not know and that drops what has no position: the loss is a failure. */
static void counts_what_is_kept(void **state) {
    (void)state;
    if (!GDALGetDriverByName("FlatGeobuf")) skip();
    airlog_error error = {0};
    airlog_writer *writer = airlog_memory_take(1, sizeof *writer);
    writer->format = (airlog_format){"FlatGeobuf", "fgb", AIRLOG_FAMILY_GENERIC, AIRLOG_FORMAT_COUNT, 0, "", "", NULL};
    writer->family = &airlog_family_generic;
    writer->opened = true;
    assert_int_equal(airlog_crs_open(NULL, &writer->crs, &error), AIRLOG_OK);
    assert_int_equal(airlog_output_open(path_of("a.fgb"), false, &writer->output, &error), AIRLOG_OK);
    airlog_disk_install();
    airlog_incidents all = {sample.incidents, SAMPLES};
    assert_int_equal(writer->family->open(writer, &error), AIRLOG_OK);
    assert_int_equal(airlog_writer_add(writer, &sample.report, &all, &error), AIRLOG_OK);
    assert_int_equal(airlog_writer_finish(writer, &error), AIRLOG_E_OUTPUT);
    assert_non_null(strstr(error.message, "kept 5 of 6"));
    airlog_writer_close(writer);
    assert_int_equal(count_files(), 0);
}

/* ---- styles ------------------------------------------------------------------------------------------- */

static void styles_are_xml(void **state) {
    (void)state;
    static const char *const layers[] = {"incidents", "regions", "anchors", "tracks"};
    airlog_style_events events = {.count = 0};
    airlog_style_saw(&events, airlog_text_of("detected"));
    airlog_style_saw(&events, airlog_text_of("detected"));
    airlog_style_saw(&events, airlog_text_of("a <new> & \"odd\" one"));
    airlog_style_saw(&events, AIRLOG_NO_TEXT);
    assert_int_equal(events.count, 2);
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        airlog_buffer qml = {0};
        assert_true(airlog_style_print(layers[i], &events, &qml));
        airlog_buffer_char(&qml, '\0');
        CPLXMLNode *root = CPLParseXMLString(qml.bytes);
        assert_non_null(root);
        assert_non_null(CPLGetXMLNode(root, "=qgis.renderer-v2"));
        if (i == 0) {
            CPLXMLNode *categories = CPLGetXMLNode(root, "=qgis.renderer-v2.categories");
            int count = 0;
            for (CPLXMLNode *child = categories->psChild; child; child = child->psNext) count++;
            assert_int_equal(count, 3); /* two and all others */
        }
        CPLDestroyXMLNode(root);
        airlog_buffer_close(&qml);
    }
    airlog_buffer none = {0};
    assert_false(airlog_style_print("reports", &events, &none));
    airlog_buffer_close(&none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(formats_by_extension, setup),
        cmocka_unit_test_setup(formats_by_name, setup),
        cmocka_unit_test_setup(refused_formats, setup),
        cmocka_unit_test_setup(folder_is_no_output, setup),
        cmocka_unit_test_setup(lists_formats, setup),
        cmocka_unit_test_setup(existing_output_stays, setup),
        cmocka_unit_test_setup(side_file_stays, setup),
        cmocka_unit_test_setup(unfinished_leaves_nothing, setup),
        cmocka_unit_test_setup(full_disk, setup),
        cmocka_unit_test_setup(names_its_files, setup),
        cmocka_unit_test_setup(same_reports_same_bytes, setup),
        cmocka_unit_test_setup(to_standard_output, setup),
        cmocka_unit_test_setup(to_a_full_device, setup),
        cmocka_unit_test_setup(notices, setup),
        cmocka_unit_test_setup(only_wgs84, setup),
        cmocka_unit_test_setup(table_of_short_names, setup),
        cmocka_unit_test_setup(counts_what_is_kept, setup),
        cmocka_unit_test_setup(styles_are_xml, setup),
    };
    snprintf(folder, sizeof folder, "write_writer.%d", (int)getpid());
    sample_make(&sample);
    int failed = cmocka_run_group_tests_name("write.writer", tests, NULL, NULL);
    empty_folder();
    rmdir(folder);
    return failed;
}
