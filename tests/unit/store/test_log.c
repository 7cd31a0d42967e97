/* The log: whole reports or nothing of them, each once, and the same incidents back. */
#include "airlog_test.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gdal.h>
#include <ogr_api.h>

#include "../gis/sample.h"
#include "airlog/store.h"

#define INCIDENTS_A_REPORT 3

static airlog_sample sample;

static airlog_log *open_log(const char *name, bool create) {
    airlog_error error = {0};
    airlog_log *log = NULL;
    if (airlog_log_open(name, create, &log, &error) != AIRLOG_OK) fail_msg("%s: %s", name, error.message);
    return log;
}

static void close_log(airlog_log *log) {
    airlog_error error = {0};
    if (airlog_log_close(log, &error) != AIRLOG_OK) fail_msg("%s", error.message);
}

/* Adds report number `number` with three incidents of its own. */
static airlog_status add(airlog_log *log, int number, bool *added, airlog_error *error) {
    static char id[32], ids[INCIDENTS_A_REPORT][40];
    airlog_incident incidents[INCIDENTS_A_REPORT];
    airlog_report report = sample.report;
    snprintf(id, sizeof id, "report '%d'", number);
    report.id = airlog_text_of(id);
    for (int i = 0; i < INCIDENTS_A_REPORT; i++) {
        incidents[i] = sample.incidents[i];
        snprintf(ids[i], sizeof ids[i], "%d-%d", number, i);
        incidents[i].id = airlog_text_of(ids[i]);
        incidents[i].report_id = report.id;
    }
    airlog_incidents all = {incidents, INCIDENTS_A_REPORT};
    return airlog_log_add(log, &report, &all, added, error);
}

static void add_range(airlog_log *log, int first, int last, bool expected) {
    for (int i = first; i < last; i++) {
        bool added;
        airlog_error error = {0};
        if (add(log, i, &added, &error) != AIRLOG_OK) fail_msg("%s", error.message);
        assert_int_equal(added, expected);
    }
}

/* Opened for writing, so that SQLite can take back what a killed process has begun. */
static long long ask(const char *name, const char *sql) {
    GDALDatasetH dataset = GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_UPDATE, NULL, NULL, NULL);
    assert_non_null(dataset);
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    assert_non_null(rows);
    OGRFeatureH row = OGR_L_GetNextFeature(rows);
    long long value = OGR_F_GetFieldAsInteger64(row, 0);
    OGR_F_Destroy(row);
    GDALDatasetReleaseResultSet(dataset, rows);
    GDALClose(dataset);
    return value;
}

/* No report without its incidents, no incident without its report, and a sound file. */
static void assert_whole(const char *name) {
    assert_int_equal(ask(name, "SELECT count(*) FROM incidents WHERE report_id NOT IN (SELECT id FROM reports)"), 0);
    assert_int_equal(ask(name, "SELECT count(*) FROM reports"),
                     ask(name, "SELECT count(*) FROM incidents") / INCIDENTS_A_REPORT);
    assert_int_equal(ask(name,
                         "SELECT count(*) FROM (SELECT report_id, count(*) AS n FROM incidents GROUP BY report_id) "
                         "WHERE n <> 3"),
                     0);
    assert_int_equal(ask(name, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    assert_int_equal(ask(name, "SELECT count(*) FROM rtree_incidents_geom"),
                     ask(name, "SELECT count(*) FROM incidents WHERE geom IS NOT NULL"));
}

/* ---- the tests ------------------------------------------------------------------------------------------ */

static void is_idempotent(void **state) {
    (void)state;
    airlog_log *log = open_log("twice.gpkg", true);
    add_range(log, 0, 20, true);
    add_range(log, 10, 20, false);
    close_log(log);
    log = open_log("twice.gpkg", true);
    add_range(log, 0, 20, false);
    add_range(log, 20, 25, true);
    close_log(log);
    assert_int_equal(ask("twice.gpkg", "SELECT count(*) FROM reports"), 25);
    assert_whole("twice.gpkg");
}

struct seen {
    int count;
    airlog_time_s last;
    bool found[INCIDENTS_A_REPORT];
};

static airlog_status see(void *context, const airlog_incident *incident, airlog_error *error) {
    (void)error;
    struct seen *seen = context;
    if (seen->count > 0 && incident->time_start != AIRLOG_NO_TIME) assert_true(incident->time_start >= seen->last);
    seen->last = incident->time_start;
    seen->count++;
    for (int s = 0; s < INCIDENTS_A_REPORT; s++) {
        char id[16];
        snprintf(id, sizeof id, "0-%d", s);
        if (!airlog_text_is(incident->id, id)) continue;
        seen->found[s] = true;
        size_t count;
        const airlog_field *fields = airlog_fields(&count);
        for (size_t i = 2; i < count; i++) {
            const airlog_incident *expected = &sample.incidents[s];
            double a = airlog_field_real(expected, &fields[i]), b = airlog_field_real(incident, &fields[i]);
            assert_true(
                airlog_text_equal(airlog_field_text(expected, &fields[i]), airlog_field_text(incident, &fields[i])));
            assert_true(a == b || (a != a && b != b));
            assert_true(airlog_field_time(expected, &fields[i]) == airlog_field_time(incident, &fields[i]));
        }
    }
    return AIRLOG_OK;
}

static void gives_back(void **state) {
    (void)state;
    airlog_log *log = open_log("back.gpkg", true);
    add_range(log, 0, 3, true);
    airlog_arena *arena;
    airlog_error error = {0};
    assert_int_equal(airlog_arena_open(1 << 20, &arena, &error), AIRLOG_OK);
    struct seen seen = {0};
    assert_int_equal(airlog_log_each(log, NULL, arena, see, &seen, &error), AIRLOG_OK);
    assert_int_equal(seen.count, 3 * INCIDENTS_A_REPORT);
    for (int i = 0; i < INCIDENTS_A_REPORT; i++) assert_true(seen.found[i]);
    seen = (struct seen){0};
    assert_int_equal(airlog_log_each(log, "lat > 20 -- a comment", arena, see, &seen, &error), AIRLOG_OK);
    assert_int_equal(seen.count, 3); /* the long one of each report lies at 26 N */
    seen = (struct seen){0};
    assert_int_equal(airlog_log_each(log, "no_such_field = 1", arena, see, &seen, &error), AIRLOG_E_ARGUMENT);
    assert_non_null(strstr(error.message, "no_such_field"));
    airlog_arena_close(arena);
    close_log(log);
}

/* A child that adds without end is killed at different instants. */
/* The same event from another report is kept and linked to the first, with the reasons; within one report nothing is. */
static void links_what_is_told_twice(void **state) {
    (void)state;
    static const char name[] = "linked.gpkg";
    airlog_log *log = open_log(name, true);
    static const char *const ids[] = {"first", "second", "third"};
    for (int i = 0; i < 3; i++) {
        airlog_report report = sample.report;
        airlog_incident incident;
        airlog_incident_clear(&incident);
        report.id = incident.report_id = incident.id = airlog_text_of(ids[i]);
        incident.object = airlog_text_of("UAS");
        incident.event = airlog_text_of("near miss");
        incident.time_start = 1700000000 + 120 * i;
        incident.time_precision = airlog_text_of("minute");
        incident.lon = i == 2 ? 12 : 10;
        incident.lat = 50;
        incident.radius_m = 4000;
        airlog_incidents one = {&incident, 1};
        airlog_error error = {0};
        bool added;
        if (airlog_log_add(log, &report, &one, &added, &error) != AIRLOG_OK) fail_msg("%s", error.message);
    }
    close_log(log);
    assert_int_equal(ask(name, "SELECT count(*) FROM incidents"), 3);
    assert_int_equal(ask(name, "SELECT count(*) FROM incidents WHERE id = 'second' AND duplicate_of = 'first' AND "
                               "duplicate_why LIKE 'same time (2 min apart); places overlap%'"),
                     1);
    assert_int_equal(ask(name, "SELECT count(*) FROM incidents WHERE duplicate_of IS NOT NULL"), 1);
}

static void survives_kill(void **state) {
    (void)state;
    if (getenv("AIRLOG_VALGRIND")) skip(); /* the children are what takes time here, and valgrind is silent in them */
    unlink("killed.gpkg");
    close_log(open_log("killed.gpkg", true));
    int first = 0;
    for (int round = 0; round < 4; round++) {
        int ready[2];
        assert_int_equal(pipe(ready), 0);
        pid_t child = fork();
        if (child == 0) {
            airlog_log *log;
            airlog_error error = {0};
            if (airlog_log_open("killed.gpkg", false, &log, &error) != AIRLOG_OK) _exit(1);
            for (int i = first;; i++) {
                bool added;
                if (add(log, i, &added, &error) != AIRLOG_OK) _exit(1);
                if (i == first + 1100 && write(ready[1], "x", 1) != 1) _exit(1); /* one commit is behind it */
            }
        }
        char byte;
        close(ready[1]);
        assert_int_equal(read(ready[0], &byte, 1), 1);
        close(ready[0]);
        usleep((useconds_t)(3000 + 41000 * round));
        kill(child, SIGKILL);
        int status;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status));
        assert_whole("killed.gpkg");
        int kept = (int)ask("killed.gpkg", "SELECT count(*) FROM reports");
        assert_true(kept >= first + 1000);
        assert_int_equal(kept % 1000, 0);
        first = kept;
    }
    airlog_log *log = open_log("killed.gpkg", false);
    add_range(log, 0, 5, false);
    add_range(log, first, first + 5, true);
    close_log(log);
    assert_whole("killed.gpkg");
}

static void full_disk(void **state) {
    (void)state;
    unlink("full.gpkg");
    airlog_log *log = open_log("full.gpkg", true);
    add_range(log, 0, 10, true);
    close_log(log);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, limited;
    getrlimit(RLIMIT_FSIZE, &before);
    limited = before;
    limited.rlim_cur = 400000;
    log = open_log("full.gpkg", false);
    setrlimit(RLIMIT_FSIZE, &limited);
    airlog_error error = {0};
    airlog_status status = AIRLOG_OK;
    for (int i = 10; i < 5000 && status == AIRLOG_OK; i++) {
        bool added;
        status = add(log, i, &added, &error);
    }
    airlog_error again = {0}, closing = {0};
    bool added;
    assert_int_equal(status, AIRLOG_E_OUTPUT);
    assert_string_equal(error.file, "full.gpkg");
    assert_int_equal(add(log, 6000, &added, &again), AIRLOG_E_OUTPUT);
    assert_int_equal(airlog_log_close(log, &closing), AIRLOG_E_OUTPUT);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_whole("full.gpkg");
    assert_int_equal(ask("full.gpkg", "SELECT count(*) FROM reports"), 10);
}

static void refuses_what_is_no_log(void **state) {
    (void)state;
    airlog_error error = {0};
    airlog_log *log;
    assert_int_equal(airlog_log_open("absent.gpkg", false, &log, &error), AIRLOG_E_INPUT);
    assert_non_null(strstr(error.message, "no such log"));
    assert_string_equal(error.file, "absent.gpkg");
    assert_int_not_equal(access("absent.gpkg", F_OK), 0);
    FILE *file = fopen("noise.gpkg", "wb");
    fputs("no GeoPackage", file);
    fclose(file);
    error = (airlog_error){0};
    assert_int_equal(airlog_log_open("noise.gpkg", true, &log, &error), AIRLOG_E_INPUT);
    error = (airlog_error){0};
    assert_int_equal(airlog_log_open("no/such/folder/a.gpkg", true, &log, &error), AIRLOG_E_OUTPUT);
    GDALDatasetH other = GDALCreate(GDALGetDriverByName("GPKG"), "other.gpkg", 0, 0, 0, GDT_Unknown, NULL);
    GDALDatasetCreateLayer(other, "incidents", NULL, wkbPoint, NULL);
    GDALClose(other);
    error = (airlog_error){0};
    assert_int_equal(airlog_log_open("other.gpkg", true, &log, &error), AIRLOG_E_INPUT);
    assert_non_null(strstr(error.message, "it is no log"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_idempotent),          cmocka_unit_test(gives_back),
        cmocka_unit_test(links_what_is_told_twice), cmocka_unit_test(survives_kill),          cmocka_unit_test(full_disk),
        cmocka_unit_test(refuses_what_is_no_log),
    };
    char folder[] = "store_log.XXXXXX";
    if (!mkdtemp(folder) || chdir(folder) != 0) return 1;
    GDALAllRegister();
    sample_make(&sample);
    int failed = cmocka_run_group_tests_name("store.log", tests, NULL, NULL);
    char command[64];
    snprintf(command, sizeof command, "rm -rf ./%s", folder);
    return chdir("..") == 0 && system(command) == 0 ? failed : 1;
}
