/** @file container.c  Writes the sections as one file with its checksums. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "compile.h"
#include "tables_file.h"

static void pad(airlog_buffer *buffer, size_t multiple) {
    static const char zeros[AIRLOG_TABLES_ALIGN];
    size_t over = buffer->length % multiple;
    if (over != 0) airlog_compile_add(buffer, zeros, multiple - over);
}

void airlog_compile_section(airlog_compile_file *file, const char name[8], const void *bytes, size_t length) {
    pad(&file->body, AIRLOG_TABLES_ALIGN);
    airlog_tables_section section = {.offset = file->body.length, .length = length};
    memcpy(section.name, name, sizeof section.name);
    airlog_compile_add(&file->directory, &section, sizeof section);
    airlog_compile_add(&file->body, bytes, length);
    if (AIRLOG_COMPILE_COUNT(airlog_tables_section, file->directory) > AIRLOG_TABLES_SECTIONS_MAX)
        airlog_compile_stop("there are more sections than the format allows");
}

/** Head, directory and block checksums; the checksum of the head itself is the last to be filled in. */
static airlog_buffer make_head(const airlog_compile_file *file, const char *text) {
    airlog_buffer out = {0};
    size_t blocks = (file->body.length + AIRLOG_TABLES_BLOCK - 1) / AIRLOG_TABLES_BLOCK;
    airlog_tables_head head = {
        .magic = {0},
        .version = AIRLOG_TABLES_VERSION,
        .order = AIRLOG_TABLES_ORDER,
        .section_count = (uint32_t)AIRLOG_COMPILE_COUNT(airlog_tables_section, file->directory),
        .block_count = (uint32_t)blocks,
    };
    memcpy(head.magic, AIRLOG_TABLES_MAGIC, sizeof head.magic);
    snprintf(head.text, sizeof head.text, "%s %08" PRIx32, text,
             (uint32_t)(airlog_hash(file->body.bytes, file->body.length) >> 32));
    airlog_compile_add(&out, &head, sizeof head);
    airlog_compile_add(&out, file->directory.bytes, file->directory.length);
    for (size_t i = 0; i < blocks; i++) {
        size_t start = i * AIRLOG_TABLES_BLOCK;
        size_t left = file->body.length - start;
        uint64_t sum = airlog_hash(file->body.bytes + start, left < AIRLOG_TABLES_BLOCK ? left : AIRLOG_TABLES_BLOCK);
        airlog_compile_add(&out, &sum, sizeof sum);
    }
    pad(&out, AIRLOG_TABLES_ALIGN);
    airlog_tables_head *written = AIRLOG_COMPILE_ITEMS(airlog_tables_head, out);
    written->body = out.length;
    written->size = out.length + file->body.length;
    size_t covered = offsetof(airlog_tables_head, version);
    written->checksum = airlog_hash(out.bytes + covered, out.length - covered);
    return out;
}

void airlog_compile_write(airlog_compile_file *file, const char *path, const char *text) {
    char other[1024];
    int length = snprintf(other, sizeof other, "%s.tmp", path);
    if (length < 0 || (size_t)length >= sizeof other) airlog_compile_stop("the path '%s' is too long", path);
    airlog_buffer head = make_head(file, text);
    FILE *out = fopen(other, "wb");
    if (out == NULL) airlog_compile_stop("%s cannot be written", other);
    bool done = fwrite(head.bytes, 1, head.length, out) == head.length &&
                fwrite(file->body.bytes, 1, file->body.length, out) == file->body.length;
    if (fclose(out) != 0 || !done) airlog_compile_stop("%s cannot be written whole", other);
    if (rename(other, path) != 0) airlog_compile_stop("%s cannot be renamed to %s", other, path);
    airlog_buffer_close(&head);
    airlog_buffer_close(&file->body);
    airlog_buffer_close(&file->directory);
}
