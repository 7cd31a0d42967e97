/* tests/cases/record: NAME.txt is a document, NAME.expected the incidents it gives, one JSON object a line. Every field
 * of every incident is expected: one that a line does not name must be unknown. Only the version of the gazetteer is
 * free; sizes of circles may move by half, a confidence by a tenth, zones in their percentages. A text between
 * asterisks is looked for inside the field. A first line {"options": {"date", "zone", "place", "class"}} gives what the
 * command line would. tests/cases/write.py prints such lines for a person to read beside the text. The failures of all
 * cases are shown. And: whatever allocation fails, extraction says so and leaks nothing. */
#include "with_tables.h"

#include <dirent.h>
#include <math.h>

#include <cjson/cJSON.h>

#include "airlog/record.h"

#define DEGREE_TOLERANCE 0.02
#define TOLERANCE 0.06
#define CIRCLE_SHARE 0.5
#define CONFIDENCE_TOLERANCE 0.1

enum { ALL_CLASSES = AIRLOG_CLASS_INCIDENT | AIRLOG_CLASS_PLANNED | AIRLOG_CLASS_EXERCISE };

static int failures;

static char *read_file(const char *name, const char *extension) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s%s", AIRLOG_CASES, name, extension);
    FILE *file = fopen(path, "rb");
    if (!file) fail_msg("cannot read %s", path);
    static char bytes[65536];
    size_t length = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    bytes[length] = '\0';
    return bytes;
}

static bool text_fits(const char *expected, const char *got) {
    size_t length = strlen(expected);
    if (length < 2 || expected[0] != '*') return strcmp(expected, got) == 0;
    char part[256];
    snprintf(part, sizeof part, "%.*s", (int)length - 2, expected + 1);
    return strstr(got, part) != NULL;
}

/* "Taipei FIR (96 %); Taiwan ADIZ (100 %)" without its percentages. */
static void without_percentages(const char *text, char out[512]) {
    size_t length = 0;
    for (; *text && length < 511; text++) {
        const char *end = *text == '(' ? strstr(text, " %)") : NULL;
        if (end && end - text < 5) text = end + 2;
        else out[length++] = *text;
    }
    out[length] = '\0';
}

static bool zones_fit(const char *expected, const char *got) {
    char a[512], b[512];
    without_percentages(expected, a);
    without_percentages(got, b);
    return strcmp(a, b) == 0;
}

/* How far a number may be from the one that is expected. */
static double tolerance_of(const char *field, double expected) {
    if (strcmp(field, "lon") == 0 || strcmp(field, "lat") == 0) return DEGREE_TOLERANCE;
    if (strcmp(field, "radius_m") == 0 || strcmp(field, "bound_m") == 0) return CIRCLE_SHARE * expected;
    return strcmp(field, "confidence") == 0 ? CONFIDENCE_TOLERANCE : TOLERANCE;
}

static bool fits(const char *field, const cJSON *expected, const cJSON *got) {
    if (!expected || cJSON_IsNull(expected)) return cJSON_IsNull(got);
    if (cJSON_IsString(expected) && cJSON_IsString(got) && strcmp(field, "airspace") == 0)
        return zones_fit(expected->valuestring, got->valuestring);
    if (cJSON_IsString(expected)) return cJSON_IsString(got) && text_fits(expected->valuestring, got->valuestring);
    return cJSON_IsNumber(got) &&
           fabs(expected->valuedouble - got->valuedouble) <= tolerance_of(field, expected->valuedouble);
}

static void show(const char *name, size_t index, const char *field, const cJSON *expected, const cJSON *got) {
    char *wanted = expected ? cJSON_PrintUnformatted(expected) : NULL, *found = got ? cJSON_PrintUnformatted(got) : NULL;
    fprintf(stderr, "%s, incident %zu: %s is %s, expected %s\n", name, index + 1, field, found ? found : "absent",
            wanted ? wanted : "null");
    cJSON_free(wanted);
    cJSON_free(found);
    failures++;
}

static void compare(const char *name, size_t index, const cJSON *expected, const airlog_incident *incident) {
    airlog_buffer line = {0};
    airlog_incident_print(incident, &line);
    cJSON *got = cJSON_ParseWithLength(line.bytes, line.length);
    assert_non_null(got);
    const cJSON *item;
    cJSON_ArrayForEach(item, got) {
        if (strcmp(item->string, "gazetteer") == 0) continue;
        const cJSON *wanted = cJSON_GetObjectItemCaseSensitive(expected, item->string);
        if (!fits(item->string, wanted, item)) show(name, index, item->string, wanted, item);
    }
    cJSON_ArrayForEach(item, expected) {
        if (!cJSON_GetObjectItemCaseSensitive(got, item->string)) show(name, index, item->string, item, NULL);
    }
    cJSON_Delete(got);
    airlog_buffer_close(&line);
}

typedef struct found {
    airlog_incident items[64];
    size_t count;
} found;

static void extract(const char *text, const airlog_ingest_options *options, unsigned classes, airlog_arena *memory,
                    found *out) {
    airlog_error error = {0};
    airlog_report seed = {.source = airlog_text_of("-"), .line = 1};
    airlog_reports reports;
    airlog_extract_options how = {.regions = true, .classes = classes};
    out->count = 0;
    assert_int_equal(airlog_ingest_document(&seed, airlog_text_of(text), options, memory, &reports, &error), AIRLOG_OK);
    for (size_t i = 0; i < reports.count; i++) {
        airlog_incidents got;
        airlog_status status = airlog_extract(&reports.items[i], tables, &how, memory, &got, &error);
        if (status != AIRLOG_OK) fail_msg("%s", error.message);
        for (size_t k = 0; k < got.count && out->count < 64; k++) out->items[out->count++] = got.items[k];
    }
}

static const char *option(const cJSON *line, const char *name) {
    const cJSON *value = cJSON_GetObjectItem(cJSON_GetObjectItem(line, "options"), name);
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

static void run_case(const char *name, airlog_arena *memory) {
    cJSON *lines[65];
    size_t count = 0;
    char *bytes = read_file(name, ".expected"), *rest = NULL;
    for (char *line = strtok_r(bytes, "\n", &rest); line && count < 65; line = strtok_r(NULL, "\n", &rest)) {
        lines[count] = cJSON_Parse(line);
        if (!lines[count]) fail_msg("%s.expected: line %zu is not JSON", name, count + 1);
        count++;
    }
    size_t first = count && cJSON_GetObjectItem(lines[0], "options") ? 1 : 0;
    airlog_ingest_options options = {0};
    if (first) {
        const char *date = option(lines[0], "date");
        if (date) assert_true(airlog_date_read(airlog_text_of(date), &options.date));
        options.zone = option(lines[0], "zone");
        options.place = option(lines[0], "place");
    }
    static found got;
    const char *class_name = first ? option(lines[0], "class") : NULL;
    unsigned classes = class_name && strcmp(class_name, "all") == 0 ? ALL_CLASSES : 0;
    extract(read_file(name, ".txt"), &options, classes, memory, &got);
    if (got.count != count - first) {
        fprintf(stderr, "%s: %zu incidents, expected %zu\n", name, got.count, count - first);
        failures++;
    }
    for (size_t i = first; i < count; i++) {
        if (i - first < got.count) compare(name, i - first, lines[i], &got.items[i - first]);
    }
    for (size_t i = 0; i < count; i++) cJSON_Delete(lines[i]);
}

static int is_text(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

static void cases(void **state) {
    (void)state;
    struct dirent **names;
    int count = scandir(AIRLOG_CASES, &names, is_text, alphasort);
    assert_true(count >= 60);
    airlog_arena *memory;
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, NULL), AIRLOG_OK);
    const char *only = getenv("AIRLOG_CASE");
    for (int i = 0; i < count; i++) {
        names[i]->d_name[strlen(names[i]->d_name) - 4] = '\0';
        if (!only || strcmp(only, names[i]->d_name) == 0) run_case(names[i]->d_name, memory);
        airlog_arena_reset(memory);
        free(names[i]);
    }
    free(names);
    airlog_arena_close(memory);
    assert_int_equal(failures, 0);
}

/* The day that a page implies and the day that the caller states give the same incident but for its basis. */
static void a_stated_day_changes_nothing_else(void **state) {
    (void)state;
    static const char text[] = "Harbour at Dusk\n\nThe harbour on March 3, 2023. (Agency)\n\nLatvia's coast guard on "
                               "Saturday reported that a balloon was detected at 6:30 a.m. (0430 GMT) on Friday 12 "
                               "nautical miles west of Liepaja.\n";
    airlog_arena *memory;
    assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, NULL), AIRLOG_OK);
    found *inferred = airlog_arena_take(memory, 1, sizeof *inferred), *stated = airlog_arena_take(memory, 1, sizeof *stated);
    airlog_ingest_options none = {0}, day = {.date = {2023, 3, 4}};
    extract(text, &none, 0, memory, inferred);
    extract(text, &day, 0, memory, stated);
    assert_int_equal(inferred->count, 1);
    assert_int_equal(stated->count, 1);
    assert_true(inferred->items[0].doubt_set & AIRLOG_DOUBT_BIT(DATE_INFERRED));
    assert_false(stated->items[0].doubt_set & AIRLOG_DOUBT_BIT(DATE_INFERRED));
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    for (size_t i = 0; i < count; i++) {
        const airlog_field *f = &fields[i];
        if (strcmp(f->name, "published_basis") == 0 || strcmp(f->name, "doubts") == 0 || strcmp(f->name, "time_basis") == 0)
            continue;
        double x = airlog_field_real(&inferred->items[0], f), y = airlog_field_real(&stated->items[0], f);
        bool same = ((isnan(x) && isnan(y)) || x == y) &&
                    airlog_field_time(&inferred->items[0], f) == airlog_field_time(&stated->items[0], f) &&
                    airlog_text_equal(airlog_field_text(&inferred->items[0], f), airlog_field_text(&stated->items[0], f));
        if (!same) fail_msg("%s differs", f->name);
    }
    airlog_arena_close(memory);
}

static void memory_may_fail_anywhere(void **state) {
    (void)state;
    static const char *const texts[] = {
        "PRELIM INFO FROM FAA OPS: BOISE, ID/UAS INCIDENT/1512M/BOISE ATCT ADVISED CESSNA C182, REPORTED A UAS WHILE N "
        "BOUND AT 4,100 FEET 6 S BOI. NO EVASIVE ACTION TAKEN. BOISE PD NOTIFIED.",
        "Two Chinese balloons were detected at 08:15 and 13:20 respectively on 5 February 2024 95 nautical miles "
        "northwest of Hualien at 25,000 feet, Taiwan's defence ministry said. They disappeared at 09:05 and 15:10 "
        "respectively."};
    for (size_t t = 0; t < 2; t++) {
        bool done = false;
        for (long n = 1; !done; n++) {
            airlog_arena *memory;
            airlog_error error = {0};
            airlog_incidents got;
            airlog_report report = {.id = airlog_text_of("x"), .text = airlog_text_of(texts[t]), .published = {2024, 2, 6},
                                    .published_basis = AIRLOG_BASIS_STATED};
            airlog_extract_options how = {.regions = true, .parse_flags = AIRLOG_PARSE_NOTES};
            assert_int_equal(airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &error), AIRLOG_OK);
            airlog_arena_fail_at(memory, n);
            airlog_status status = airlog_extract(&report, tables, &how, memory, &got, &error);
            if (status != AIRLOG_OK) {
                assert_true(status == AIRLOG_E_MEMORY || status == AIRLOG_E_LIMIT);
                assert_true(error.message[0] != '\0');
                assert_true(n < 100000);
            }
            done = status == AIRLOG_OK && n > 400;
            airlog_arena_close(memory);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(a_stated_day_changes_nothing_else),
        cmocka_unit_test(memory_may_fail_anywhere),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
