/* What the readers of positions share. Each tries one form at a token and returns the token after what it read, 0 when
 * the form is not there. */
#ifndef AIRLOG_PARSE_POSITION_H
#define AIRLOG_PARSE_POSITION_H

#include "place_words.h"
#include "quantity.h"

typedef struct airlog_place_reader {
    airlog_parser *parser;
    uint32_t *quantity_at; /* by token: 1 + index of the quantity that begins there */
    uint32_t groups;       /* lists so far */
    airlog_status status;
} airlog_place_reader;

/* The quantity that begins at a token, NULL when none does. */
airlog_quantity *airlog_quantity_at(const airlog_place_reader *reader, size_t at);

/* A new position fact over tokens [first, end), its leg, negation and background told by what stands before it. NULL at
 * the limit: reader->status says why. */
airlog_position_fact *airlog_add_position(airlog_place_reader *reader, size_t first, size_t end, airlog_position_kind kind,
                                          const char *rule);
void airlog_set_direction(airlog_position_fact *fact, const airlog_direction_reading *direction);
void airlog_set_distance(airlog_position_fact *fact, airlog_quantity *quantity);
/* A distance whose unit goes without saying: nautical miles. False when there is no number at `at`. */
bool airlog_read_bare_distance(airlog_parser *parser, size_t at, airlog_quantity *out);

/* position_offset.c: at a quantity that may place something. */
size_t airlog_read_measured(airlog_place_reader *reader, size_t at);
/* position_terse.c: bare numbers, fixes with radials, finals. */
size_t airlog_read_terse(airlog_place_reader *reader, size_t at);
size_t airlog_read_fix(airlog_place_reader *reader, size_t at);
/* Whether a fix with its radial begins here: "AT the RDU 160 radial" is not at RDU. */
bool airlog_begins_fix(const airlog_parser *parser, size_t at);
size_t airlog_read_final(airlog_place_reader *reader, size_t at, size_t quantity_at);
/* pirep.c: the station or the route of the field /OV, when it has no distance. */
size_t airlog_read_pirep_station(airlog_place_reader *reader, size_t at);
/* asrs.c: a labelled distance from a labelled airport. */
size_t airlog_read_asrs_locale(airlog_place_reader *reader, size_t at);
size_t airlog_read_asrs_position(airlog_place_reader *reader, size_t at, airlog_quantity *distance);
/* position_han.c: Chinese and Japanese. */
size_t airlog_read_han_measured(airlog_place_reader *reader, size_t at);
size_t airlog_read_han_word(airlog_place_reader *reader, size_t at);
/* position_words.c: directions without distance, and prepositions. */
size_t airlog_read_directed(airlog_place_reader *reader, size_t at);
size_t airlog_read_preposition(airlog_place_reader *reader, size_t at);

#endif
