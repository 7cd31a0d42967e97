/* Circles and polygons made of the coordinates of a text. */
#ifndef AIRLOG_PARSE_COORDINATE_AREA_H
#define AIRLOG_PARSE_COORDINATE_AREA_H

#include "coordinate.h"
#include "parser.h"

/* Writes a reading into a fact. */
void airlog_coordinate_fill(airlog_position_fact *fact, const airlog_coordinate *read);
/* A radius as the distance of a fact; `nautical` when it was written in nautical miles, else metres. */
void airlog_coordinate_radius(airlog_quantity *out, double radius_m, bool nautical);
/* Looks at the coordinate facts from `first_fact` on: radii beside them make circles, runs of them polygons. */
airlog_status airlog_coordinate_areas(airlog_parser *parser, size_t first_fact);

#endif
