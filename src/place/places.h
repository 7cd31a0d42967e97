/* What the files of the place stage share. */
#ifndef AIRLOG_PLACE_PLACES_H
#define AIRLOG_PLACE_PLACES_H

#include "airlog/place.h"
#include "tables_layout.h"

/* gazetteer.c: the row of a place as it stands in the tables, without its texts. NULL and a failure when it cannot be
 * read. */
const airlog_table_place *airlog_gazetteer_row(const airlog_tables *tables, uint32_t row, airlog_error *error);

/* gazetteer.c: has the first of several rows and their texts brought near while other things are done, for they lie far
 * apart in a large file. */
void airlog_gazetteer_foresee(const airlog_tables *tables, const uint32_t *rows, size_t count);

/* airspace.c: names of the zones, of the tables and of the user (NULL: none), that a placed position may lie in with the chance of each, "; " between. */
airlog_status airlog_airspace_of(const airlog_tables *tables, const airlog_outlines *zones,
                                 const airlog_position *position, airlog_arena *memory, airlog_text *out,
                                 airlog_error *error);

/* land.c: the edges of a band of a degree of latitude, of all countries; *out_first is the number of the first among
 * the edges of the tables. NULL and a failure when they cannot be read, NULL and *out_count 0 when there are none. */
const airlog_table_edge *airlog_land_edges(const airlog_tables *tables, uint32_t band, uint32_t *out_first,
                                           uint32_t *out_count, airlog_error *error);

/* pairs.c: compares a coordinate with an offset beside it, and puts two offsets that say one point together. */
airlog_status airlog_pairs_settle(const airlog_tokens *tokens, airlog_positions *positions, airlog_arena *memory,
                                  airlog_error *error);

/* land.c: the country of the land that a point lies on, by the base map; "" at sea. */
airlog_status airlog_land_country(const airlog_tables *tables, airlog_lonlat point, char out_code[3],
                                  airlog_error *error);
/* land.c: how far it is from a point inside (or near) a country to where its outline is left in a direction: where
 * "60 NM west of Guinea" begins. Waters narrower than strait_m do not end the land; nothing beyond limit_m is looked
 * at. 0 when it is not left there. */
airlog_status airlog_land_edge(const airlog_tables *tables, const char code[3], airlog_lonlat from, double bearing_deg,
                               double strait_m, double limit_m, double *out_distance_m, airlog_error *error);

#endif
