/* What the machine allows: reads a file and looks for one word with memmem, a line at a time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv) {
    struct stat status;
    int file = argc == 3 ? open(argv[1], O_RDONLY) : -1;
    if (file < 0 || fstat(file, &status) != 0 || status.st_size == 0) {
        fprintf(stderr, "usage: scan FILE WORD (a file that is not empty)\n");
        return 2;
    }
    size_t size = (size_t)status.st_size, lines = 0, hits = 0;
    const char *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0), *end = at + size;
    if (at == MAP_FAILED) return 1;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        hits += memmem(at, (size_t)(stop - at), argv[2], strlen(argv[2])) != NULL;
        lines++;
        at = stop + 1;
    }
    printf("%zu lines, %zu hits\n", lines, hits);
    return 0;
}
