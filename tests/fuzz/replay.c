/* Runs a fuzzer without libFuzzer: replay [-n CHANGES] FILE-OR-FOLDER...
 *
 * Each file is run as it is, then CHANGES times with seeded changes, so that a build with any compiler and any
 * sanitizer does a little fuzzing of its own, the same at every run. No file found is a failure. */
#include "fuzz.h"

#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#define INPUT_LIMIT_BYTES 65536u

static uint64_t state = 1;

static uint32_t next_random(uint32_t below) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32) % below;
}

/* One change: a byte set, a piece dropped, a piece repeated, or the end cut. */
static size_t change(uint8_t *data, size_t size) {
    if (size < 2) return size;
    size_t at = next_random((uint32_t)size), length = 1 + next_random(8);
    if (length > size - at) length = size - at;
    switch (next_random(5)) {
    case 0:
        data[at] = (uint8_t)next_random(256);
        return size;
    case 1:
        memmove(data + at, data + at + length, size - at - length);
        return size - length;
    case 2:
        if (size + length > INPUT_LIMIT_BYTES) return size;
        memmove(data + at + length, data + at, size - at);
        return size + length;
    case 3:
        data[at] = (uint8_t) " .,()/-0123456789NESW\"{}\\\n"[next_random(26)];
        return size;
    default:
        return next_random(8) == 0 ? at + 1 : size;
    }
}

static const uint8_t *current;
static size_t current_size;

/* What was being run when the program was stopped, as a C string, so that it can be made a seed. */
static void show_current(void) {
    fputs("the input was: \"", stderr);
    for (size_t i = 0; i < current_size && i < 4096; i++) {
        if (current[i] >= ' ' && current[i] < 0x7f && current[i] != '"' && current[i] != '\\')
            fputc(current[i], stderr);
        else
            fprintf(stderr, "\\%03o", current[i]);
    }
    fputs("\"\n", stderr);
}

static void stopped(int number) {
    show_current();
    signal(number, SIG_DFL);
    raise(number);
}

/* Sanitizers have their own way to end a program. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

/* The fuzzer sees memory of exactly the input's length, so that a sanitizer sees a step beyond it. */
static void run_exactly(const uint8_t *data, size_t size) {
    uint8_t *exact = malloc(size > 0 ? size : 1);
    FUZZ_EXPECT(exact != NULL);
    memcpy(exact, data, size);
    current = exact;
    current_size = size;
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static void run_file(const char *path, long changes) {
    static uint8_t original[INPUT_LIMIT_BYTES], changed[INPUT_LIMIT_BYTES];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(1);
    }
    size_t size = fread(original, 1, sizeof original, file);
    fclose(file);
    run_exactly(original, size);
    for (long i = 0; i < changes; i++) {
        size_t length = size;
        memcpy(changed, original, size);
        for (uint32_t k = 1 + next_random(4); k > 0; k--) length = change(changed, length);
        run_exactly(changed, length);
    }
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static long run_path(const char *path, long changes) {
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)) {
        run_file(path, changes);
        return 1;
    }
    struct dirent **names = NULL;
    long files = 0;
    int count = scandir(path, &names, NULL, by_name);
    for (int i = 0; i < count; i++) {
        char inner[4096];
        if (names[i]->d_name[0] != '.') {
            snprintf(inner, sizeof inner, "%s/%s", path, names[i]->d_name);
            files += run_path(inner, changes);
        }
        free(names[i]);
    }
    free(names);
    return files;
}

int main(int argc, char **argv) {
    long changes = 0, files = 0;
    int first = 1;
    signal(SIGABRT, stopped);
    if (__sanitizer_set_death_callback) __sanitizer_set_death_callback(show_current);
    if (argc > 2 && strcmp(argv[1], "-n") == 0) {
        changes = strtol(argv[2], NULL, 10);
        first = 3;
    }
    for (int i = first; i < argc; i++) files += run_path(argv[i], changes);
    printf("%ld files, %ld changes of each\n", files, changes);
    return files > 0 ? 0 : 1;
}
