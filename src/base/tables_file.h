/** @file tables_file.h  The container of the compiled tables: what a reader checks and the compiler writes.
 *
 *     struct airlog_tables_head     magic, checksum, version, order, sizes, version text
 *     struct airlog_tables_section  [section_count]   the directory
 *     uint64_t                      [block_count]     checksum of each block of the body
 *     zeros up to a multiple of 64
 *     body                          sections, each at a multiple of 64, cut into blocks of 16 KiB
 *
 * Everything before the body is covered by one checksum that is verified when the file is opened; a block of the
 * body is verified when it is first touched. So opening costs microseconds and no damage goes unseen. */
#ifndef AIRLOG_BASE_TABLES_FILE_H
#define AIRLOG_BASE_TABLES_FILE_H

#include <stdint.h>

#define AIRLOG_TABLES_MAGIC "airlogTB"
#define AIRLOG_TABLES_ORDER 0x01020304u /**< reads 0x04030201 on a machine of the other byte order */
#define AIRLOG_TABLES_BLOCK 16384u
#define AIRLOG_TABLES_ALIGN 64u
#define AIRLOG_TABLES_SECTIONS_MAX 48u /**< keeps the index of sections sparse */

typedef struct airlog_tables_head {
    char magic[8];
    uint64_t checksum; /**< airlog_hash() of everything from `version` to the body */
    uint32_t version;  /**< AIRLOG_TABLES_VERSION */
    uint32_t order;    /**< AIRLOG_TABLES_ORDER */
    uint64_t size;     /**< of the whole file */
    uint64_t body;     /**< where the body begins */
    uint32_t section_count;
    uint32_t block_count;
    char text[80]; /**< version text, terminated */
} airlog_tables_head;
_Static_assert(sizeof(airlog_tables_head) == 128, "the head is written as it stands in memory");

typedef struct airlog_tables_section {
    char name[8];
    uint64_t offset; /**< from the beginning of the body */
    uint64_t length;
} airlog_tables_section;

#endif
