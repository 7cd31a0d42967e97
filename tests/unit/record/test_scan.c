/* The scan that passes texts over unread never loses an incident: on every case, and on every report beside the
 * project, what it refuses gives nothing when it is read whole, and what it takes it takes in JSON too. */
#include "with_all.h"

#include <dirent.h>

#include "airlog/record.h"

static size_t read_count, refused_count;

/* Every stage, without the scan in front. */
static size_t incidents_of(const airlog_report *report) {
    airlog_error error = {0};
    airlog_extract_options options = {0};
    airlog_tokens tokens;
    airlog_facts facts;
    airlog_positions positions;
    airlog_incidents found;
    airlog_status status = airlog_lex(report, memory, &tokens, &error);
    if (status == AIRLOG_OK) status = airlog_parse(&tokens, tables, 0, memory, &facts, &error);
    if (status == AIRLOG_OK) status = airlog_place(&facts, tables, &options.place, memory, &positions, &error);
    if (status == AIRLOG_OK) status = airlog_record(&facts, &positions, tables, &options, memory, &found, &error);
    if (status != AIRLOG_OK) fail_msg("%s", error.message);
    return found.count;
}

static void check(const airlog_report *report, airlog_text raw) {
    read_count++;
    if (airlog_interesting(report->text)) {
        if (!airlog_interesting(raw)) fail_msg("passed over as it is written: %.*s", (int)raw.length, raw.bytes);
        return;
    }
    refused_count++;
    if (incidents_of(report))
        fail_msg("passed over: %.*s", (int)(report->text.length < 2000 ? report->text.length : 2000), report->text.bytes);
}

static airlog_text read_whole(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return AIRLOG_NO_TEXT;
    static char bytes[1 << 23];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return (airlog_text){bytes, length};
}

/* The articles of one document. `raw` is how it stands in its file. */
static void check_document(airlog_text text, airlog_text raw) {
    airlog_report seed = {.source = airlog_text_of("-"), .line = 1};
    airlog_reports reports;
    airlog_error error = {0};
    assert_int_equal(airlog_ingest_document(&seed, text, NULL, memory, &reports, &error), AIRLOG_OK);
    for (size_t i = 0; i < reports.count; i++) check(&reports.items[i], raw);
    airlog_arena_reset(memory);
}

typedef struct bytes_left {
    airlog_text text;
} bytes_left;

static airlog_status read_left(void *context, char *out, size_t capacity, size_t *out_length, airlog_error *error) {
    (void)error;
    bytes_left *from = context;
    *out_length = capacity < from->text.length ? capacity : from->text.length;
    memcpy(out, from->text.bytes, *out_length);
    from->text.bytes += *out_length;
    from->text.length -= *out_length;
    return AIRLOG_OK;
}

static void check_lines(airlog_text whole) {
    for (size_t at = 0; at < whole.length;) {
        const char *feed = memchr(whole.bytes + at, '\n', whole.length - at);
        size_t length = feed ? (size_t)(feed - whole.bytes) - at : whole.length - at;
        airlog_text line = {whole.bytes + at, length};
        at += length + 1;
        airlog_reader *reader;
        bytes_left left = {line};
        airlog_byte_source source = {&left, read_left, "-"};
        airlog_reports reports;
        airlog_error error = {0};
        assert_int_equal(airlog_reader_open(source, NULL, &reader, &error), AIRLOG_OK);
        if (airlog_reader_next(reader, NULL, memory, &reports, NULL, &error) == AIRLOG_OK)
            for (size_t i = 0; i < reports.count; i++) check(&reports.items[i], line);
        airlog_reader_close(reader);
        airlog_arena_reset(memory);
    }
}

static bool ends_with(const char *name, const char *extension) {
    size_t length = strlen(name), tail = strlen(extension);
    return length > tail && strcmp(name + length - tail, extension) == 0;
}

static size_t check_folder(const char *folder) {
    struct dirent **names;
    int count = scandir(folder, &names, NULL, alphasort);
    size_t checked = 0;
    for (int i = 0; i < count; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        bool lines = ends_with(path, ".jsonl"), text = ends_with(path, ".txt");
        airlog_text whole = lines || text ? read_whole(path) : AIRLOG_NO_TEXT;
        if (lines) check_lines(whole);
        if (text) check_document(whole, whole);
        checked += lines || text;
        free(names[i]);
    }
    if (count >= 0) free(names);
    return checked;
}

static void cases_are_not_lost(void **state) {
    (void)state;
    assert_true(check_folder(AIRLOG_CASES) >= 60);
    (void)check_folder(AIRLOG_EXAMPLES);
}

static void reports_beside_the_project_are_not_lost(void **state) {
    (void)state;
    if (!check_folder(AIRLOG_SHARED "/corpora")) {
        print_message("skipped: %s/corpora is not there\n", AIRLOG_SHARED);
        skip();
    }
    (void)check_folder(AIRLOG_SHARED "/seeds");
    print_message("%zu reports, %zu passed over, none with an incident\n", read_count, refused_count);
    assert_true(refused_count > 0);
}

/* Where sentences border: what stands in one, and what in two. */
static void sentences_decide(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool interesting;
    } rows[] = {
        {"Shops sell drones for 300 pounds.", false},
        {"A drone was seen over the port.", true},
        {"The firm makes drones. The ferry crashed into a bridge.", false},
        {"The firm makes drones\n\nThe ferry crashed into a bridge.", false},
        {"The firm makes drones\\n\\nThe ferry crashed into a bridge.", false},
        {"The firm makes drones; one crashed into a bridge.", true},
        {"The drones of Capt. Hale crashed.", true},
        {"The drone, No. Seven, crashed.", true},
        {"A spokesman of the U.S. Navy said that a drone of Acme Corp. Ltd. Sales had crashed.", true},
        {"The airline bought aircraft. \"The object crashed,\" she said.", true}, /* the object is what flies */
        {"The object crashed.", false},
        {"GPS jamming was reported.", true},
        {"FAA: drone at 3 miles", true},
        {"DRONE 3 MILES N OF THE FIELD", true},
        {"BOISE, ID: a drone at 3 miles", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (airlog_interesting(airlog_text_of(rows[i].text)) != rows[i].interesting) fail_msg("%s", rows[i].text);
    }
}

/* Sentences that never end and things that never do anything: the work grows with the length alone. */
static void long_texts_end(void **state) {
    (void)state;
    static const char *const parts[] = {"drone. Drone ", "drone ", "\\n", "object. Then ", "drone, Xx. "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        airlog_buffer text = {0};
        while (text.length < 4000000) airlog_buffer_string(&text, parts[i]);
        assert_false(airlog_interesting((airlog_text){text.bytes, text.length}));
        airlog_buffer_close(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_decide),
        cmocka_unit_test(long_texts_end),
        cmocka_unit_test(cases_are_not_lost),
        cmocka_unit_test(reports_beside_the_project_are_not_lost),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
