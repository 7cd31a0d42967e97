/* What the readers of directions, references and positions share. All of them look at a bounded number of tokens. */
#ifndef AIRLOG_PARSE_PLACE_WORDS_H
#define AIRLOG_PARSE_PLACE_WORDS_H

#include "parser.h"

/* A direction as written: "north-northeast", "NE", "due east", "350° true". end == 0: none. */
typedef struct airlog_direction_reading {
    size_t end;
    double deg, half_deg;
    airlog_bearing_reference reference;
    airlog_term compass;   /* NONE for degrees */
    bool abbreviated;      /* NE, not northeast */
    bool heading;          /* northeastward */
    bool repaired;
} airlog_direction_reading;

airlog_direction_reading airlog_read_direction(const airlog_parser *parser, size_t at);

/* The same with one letter slip mended ("nothwest"): only where a direction must stand. */
airlog_direction_reading airlog_read_damaged_direction(const airlog_parser *parser, size_t at);

/* The compass term of a value in degrees, NONE when it is no point of the compass. */
airlog_term airlog_compass_term(double deg);
/* 45 for N, 22.5 for NE, 11.25 for NNE, 5.625 for N by E. */
double airlog_compass_half(double deg);

/* A named place with what qualifies it, from `at` on. Returns the token after it, 0 when there is none. */
size_t airlog_read_reference(const airlog_parser *parser, size_t at, airlog_reference *out);

/* The run of name words that ends before `end` in the same clause: "Castle Hayne, 4.5mi NE of". 0 when there is none. */
size_t airlog_read_reference_before(const airlog_parser *parser, size_t end, airlog_reference *out);

/* Whether names parted by commas and a last "and" follow: "Wisconsin, Lake Michigan and X" is a list, no qualifier. */
bool airlog_goes_on_as_list(const airlog_parser *parser, size_t at);

/* An identifier of an airport or navaid: three or four capitals, or capitals with digits. */
bool airlog_is_ident(const airlog_parser *parser, size_t at);

/* Whether the words around `at` are all written in capitals. */
bool airlog_is_capitals(const airlog_parser *parser, size_t at);

/* Whether a name can begin here. */
bool airlog_begins_name(const airlog_parser *parser, size_t at);

#endif
