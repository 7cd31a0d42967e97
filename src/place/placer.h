/* What the files that make positions of facts share: the job, and what each of them does of it. */
#ifndef AIRLOG_PLACE_PLACER_H
#define AIRLOG_PLACE_PLACER_H

#include "choose.h"
#include "places.h"
#include "uncertainty.h"

/* One report's facts on their way to positions. */
typedef struct airlog_placer {
    const airlog_facts *facts;
    const airlog_tables *tables;
    const airlog_place_options *options;
    airlog_arena *memory;
    airlog_error *error;
    airlog_hints hints;
    airlog_choice *choices;  /* of each fact's reference */
    airlog_choice *choices2; /* of its second reference */
    double decimal_year;
    double finest_deg; /* finest compass resolution of the text */
} airlog_placer;

/* ---- place.c ---- */

/* Leaves a position without a point, and says why. */
void airlog_position_refuse(airlog_position *position, const char *why);
airlog_lonlat airlog_anchor_point(const airlog_position *position);
/* The budget, the strict and the published bound of a position. published_deg is the angle of the latter. */
void airlog_position_bounds(airlog_position *position, const airlog_bound_input *input, double published_deg);

/* ---- anchor.c: the place that a position starts from ---- */

/* Chooses the places of all references of the report; the names in doubt once more beside those that are not. */
airlog_status airlog_anchors_choose(airlog_placer *p);
/* The anchor of a position; *out_taken is false when there is none, with the reason in the position. */
airlog_status airlog_anchor_take(airlog_placer *p, size_t index, airlog_position *position, bool *out_taken);
/* Whether a place of a kind can be what a word for a kind means. */
bool airlog_kind_serves(airlog_place_kind asked, airlog_place_kind kind);

/* ---- area.c: places that have an edge ---- */

bool airlog_area_is(const airlog_place_entry *place);
/* The part of a place that is meant: its centre, or of "northern X" a point towards that side. */
airlog_status airlog_area_part(airlog_placer *p, const airlog_position *position, const airlog_choice *choice,
                               airlog_lonlat *out, double *out_extent_m);
/* Where an offset starts: 0 for a place's centre, or how far the edge of land lies in that direction. */
airlog_status airlog_area_edge(airlog_placer *p, airlog_position *position, airlog_lonlat from, double bearing_deg,
                               double *out_edge_m);
/* Whether a position's place is too wide for its distance to say anything. */
bool airlog_area_too_wide(const airlog_position *position, double extent_m);

/* ---- offset.c: a distance and a direction from a place ---- */

airlog_status airlog_offset_place(airlog_placer *p, airlog_position *position, const airlog_choice *choice);
/* Two legs at right angles. */
airlog_status airlog_offset_orthogonal(airlog_placer *p, airlog_position *position);
/* The distance that a phrase stands for: the middle of what it leaves open. */
double airlog_offset_distance(const airlog_quantity *q, double *out_half_m);
/* One step, as the options say. */
airlog_status airlog_offset_step(airlog_placer *p, airlog_lonlat from, double bearing_deg, double distance_m,
                                 airlog_lonlat *out);
/* Half the angle that a direction leaves open: as it is published, and as the options ask for it. */
double airlog_offset_published_deg(const airlog_placer *p, const airlog_position_fact *fact);
double airlog_offset_half_deg(const airlog_placer *p, const airlog_position_fact *fact);

/* ---- vague.c: a distance without a direction, and the other way round ---- */

airlog_status airlog_vague_ring(airlog_placer *p, airlog_position *position);
airlog_status airlog_vague_sector(airlog_placer *p, airlog_position *position);
/* Off a coast, on the side that is named. */
airlog_status airlog_vague_offshore(airlog_placer *p, airlog_position *position);

/* ---- named.c: at, near, over, in, between ---- */

airlog_status airlog_named_place(airlog_placer *p, size_t index, airlog_position *position);
airlog_status airlog_named_final(airlog_placer *p, size_t index, airlog_position *position);
airlog_status airlog_named_between(airlog_placer *p, size_t index, airlog_position *position, bool midway);

/* ---- coordinate.c: coordinates as written ---- */

airlog_status airlog_coordinate_place(airlog_position *position);
airlog_status airlog_coordinate_circle(airlog_position *position);
airlog_status airlog_coordinate_polygon(airlog_placer *p, airlog_position *position);

#endif
