/* The rows of the gazetteer that the words of a reference name. */
#ifndef AIRLOG_PLACE_MATCH_H
#define AIRLOG_PLACE_MATCH_H

#include "airlog/place.h"

#define AIRLOG_MATCH_QUALIFIERS 3

typedef struct airlog_match {
    const uint32_t *rows;
    size_t count;
    uint32_t first_token, end_token; /* the words that are the name */
    airlog_place_kind kind;          /* asked for by words that were left off: "port", "island" */
    uint8_t dropped;                 /* words left off that say no kind and no side */
    bool whole;                      /* nothing was left off but grammar and sides: "the", "northern" */
    bool off_it;                     /* a light, a buoy or a rig that is called by the name */
    bool code;                       /* found as a code: ICAO, IATA, FAA, navaid */
    bool rewritten;                  /* found under another spelling of a word */
    const uint32_t *code_rows;       /* rows that have the one word as a code, when it was not written as one */
    size_t code_count;
    double side_deg;   /* of "northern X": the part of it that is meant; NaN for the whole */
    bool extreme;      /* "extreme northern" */
    uint32_t area_row; /* a country or admin area that was left off on the right; UINT32_MAX */
} airlog_match;

/* `asked`: the kind that the reference wants, ANY when it wants none. */
airlog_status airlog_match_reference(const airlog_tables *tables, const airlog_tokens *tokens,
                                     const airlog_reference *reference, airlog_place_kind asked, airlog_match *out,
                                     airlog_error *error);

/* The longest name within a part of the text; words may be left off on the left. */
airlog_status airlog_match_part(const airlog_tables *tables, const airlog_tokens *tokens, airlog_span part,
                                airlog_match *out, airlog_error *error);

/* The longest name that begins at a token; `out->end_token` is where it ends. */
airlog_status airlog_match_here(const airlog_tables *tables, const airlog_tokens *tokens, uint32_t first_token,
                                airlog_match *out, airlog_error *error);

#endif
