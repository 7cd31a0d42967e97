/* Phrases of the vocabularies in raw bytes, before anything is decoded: in plain and in JSON-escaped text. */
#ifndef AIRLOG_LEX_PHRASES_H
#define AIRLOG_LEX_PHRASES_H

#include "airlog/lex.h"

#include "scan.h"

typedef struct scanner {
    const unsigned char *bytes;
    size_t length;
} scanner;

typedef struct scan_hit {
    size_t start;
    unsigned kinds; /* SCAN_..., 0: there is none */
    size_t next;    /* where to go on */
} scan_hit;

/* The next phrase at or behind `at`. Kinds are those of `wanted`: of SCAN_THINGS or of SCAN_EVENTS. What an escape or a full-width letter may hide is taken for SCAN_ALONE. */
scan_hit airlog_scan_next(const scanner *scan, size_t at, unsigned wanted);

#endif
