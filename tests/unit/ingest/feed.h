/* A byte source over bytes in memory, handed out in pieces of a given size. */
#ifndef AIRLOG_TEST_FEED_H
#define AIRLOG_TEST_FEED_H

#include <string.h>

#include "airlog/ingest.h"

typedef struct feed {
    const char *bytes;
    size_t length, at, piece;
} feed;

static inline airlog_status feed_read(void *context, char *out, size_t capacity, size_t *out_length,
                                      airlog_error *error) {
    feed *f = context;
    (void)error;
    size_t n = f->length - f->at;
    if (n > f->piece) n = f->piece;
    if (n > capacity) n = capacity;
    memcpy(out, f->bytes + f->at, n);
    f->at += n;
    *out_length = n;
    return AIRLOG_OK;
}

#endif
