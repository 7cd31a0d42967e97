/* Circles and polygons: "WI 1NM RADIUS 513210N 0001601W", "area bounded by lines joining ..., ... and ...". A polygon
 * has its points as published, without the first repeated at the end. */
#include "coordinate_area.h"

#include <math.h>
#include <string.h>

#define WINDOW 14     /* tokens looked at on either side for a radius */
#define GAP 9         /* tokens that may stand between two corners */
#define ARC_GAP 28    /* tokens of "line in clockwise direction on the arc of ..." */
#define ARC_STEP_DEG 6
#define CROSSING_MAX 100 /* corners up to which a ring is looked at for crossing itself */

static const double pi = 3.14159265358979323846;

/* ---- small steps ---- */

static bool one_of(const airlog_parser *parser, size_t index, const char *const *words) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind != AIRLOG_TOKEN_WORD) return false;
    airlog_text word = airlog_parser_word(parser, index);
    for (; *words != NULL; ++words) {
        if (airlog_text_is(word, *words)) return true;
    }
    return false;
}

static bool is_radius(const airlog_parser *parser, size_t index, bool *diameter) {
    static const char *const radius[] = {"radius", "rad", "radii", "raduis", NULL};
    static const char *const across[] = {"diameter", "dia", NULL};
    *diameter = one_of(parser, index, across);
    return *diameter || one_of(parser, index, radius);
}

/* "1NM", "2,000 yards", "500 nautical miles" at a token; `end` is after it. */
static bool length_at(const airlog_parser *parser, size_t index, airlog_quantity *out, size_t *end) {
    const airlog_token *number = airlog_parser_token(parser, index);
    if (number->kind != AIRLOG_TOKEN_NUMBER) return false;
    size_t at = index + 1;
    if (airlog_parser_mark(parser, at, '-')) ++at;
    airlog_term unit = airlog_parser_term(parser, at);
    if (airlog_text_is(airlog_parser_word(parser, at), "nautical")) {
        unit = AIRLOG_TERM_NAUTICAL_MILE;
        ++at;
    } else if (airlog_term_class_of(unit) != AIRLOG_TERM_CLASS_LENGTH) {
        return false;
    }
    double metres = airlog_term_value(unit);
    *end = at + 1;
    out->dimension = AIRLOG_DIMENSION_DISTANCE;
    out->unit = unit;
    out->value = out->min = out->max = number->value;
    out->precision = pow(10, -number->decimals);
    out->value_si = out->min_si = out->max_si = number->value * metres;
    out->precision_si = out->precision * metres;
    out->span = airlog_parser_span(parser, index, at + 1);
    out->first_token = (uint32_t)index;
    out->end_token = (uint32_t)(at + 1);
    out->sentence = number->sentence;
    out->paired_si = AIRLOG_UNKNOWN;
    return true;
}

static void halve(airlog_quantity *quantity) {
    quantity->value /= 2;
    quantity->min /= 2;
    quantity->max /= 2;
    quantity->precision /= 2;
    quantity->value_si /= 2;
    quantity->min_si /= 2;
    quantity->max_si /= 2;
    quantity->precision_si /= 2;
}

void airlog_coordinate_radius(airlog_quantity *out, double radius_m, bool nautical) {
    double unit = nautical ? 1852 : 1;
    *out = (airlog_quantity){.dimension = AIRLOG_DIMENSION_DISTANCE};
    out->unit = nautical ? AIRLOG_TERM_NAUTICAL_MILE : AIRLOG_TERM_METRE;
    out->value = out->min = out->max = radius_m / unit;
    out->value_si = out->min_si = out->max_si = radius_m;
    out->precision = 1;
    out->precision_si = unit;
    out->paired_si = AIRLOG_UNKNOWN;
}

/* ---- circles ---- */

/* Between a radius before and its centre only words like these stand. */
static bool may_stand_before_centre(const airlog_parser *parser, size_t index) {
    static const char *const words[] = {"of",  "on",  "at",   "in",    "a",        "the",      "is",       "with",
                                        "psn", "psns", "posn", "position", "point", "centered", "centred", "center",
                                        "centre", "around", "from", "coordinates", "coord", "latitude", "lat", NULL};
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind == AIRLOG_TOKEN_LINE) return true;
    if (token->kind == AIRLOG_TOKEN_MARK) return strchr(":,-(=", parser->text.bytes[token->start]) != NULL;
    return one_of(parser, index, words);
}

/* "270 NM RADIUS OF", "radius of 5 km centred on", "circle 2,000 yards in diameter, centred on", "WI 50NM OF". */
static bool radius_before(const airlog_parser *parser, size_t centre, size_t floor_token, airlog_quantity *out,
                          size_t *first) {
    bool diameter = false, seen_radius = false, seen_length = false;
    static const char *const within[] = {"wi", "within", "w/in", NULL};
    size_t end = 0;
    for (size_t at = centre; at > floor_token && centre - at < WINDOW; --at) {
        size_t index = at - 1;
        bool across;
        if (!seen_radius && is_radius(parser, index, &across)) {
            seen_radius = true;
            diameter = across;
        } else if (!seen_length && length_at(parser, index, out, &end)) {
            seen_length = true;
        } else if (seen_length && !seen_radius && !one_of(parser, index, within)) {
            static const char *const between[] = {"a", "an", "of", "is", NULL}; /* "a radius of 2 NM" */
            if (!one_of(parser, index, between) && !airlog_parser_mark(parser, index, ':')) return false;
            continue;
        } else if (seen_length && !seen_radius) {
            *first = index;
            return true;
        } else if (airlog_parser_class(parser, index) == AIRLOG_TERM_CLASS_LENGTH ||
                   airlog_parser_term(parser, index) == AIRLOG_TERM_NAUTICAL) {
            continue; /* the unit of a number that stands before it */
        } else if (!may_stand_before_centre(parser, index)) {
            return false;
        }
        *first = index;
        if (seen_radius && seen_length) {
            if (diameter) halve(out);
            return true;
        }
    }
    return false;
}

/* "RADIUS 500MTR", "RADIUS - 1NM", "with a radius of 3 km" after the centre, or the length first as Chinese has it. */
static bool radius_after(const airlog_parser *parser, size_t end, size_t ceiling, airlog_quantity *out, size_t *last) {
    static const char *const before[] = {"with", "a", "and", "in", "the", NULL};
    static const char *const after[] = {"of", "is", "about", NULL};
    bool diameter;
    size_t at = end;
    while (at < ceiling && at < end + 4 &&
           (one_of(parser, at, before) || airlog_parser_mark(parser, at, ',') || airlog_parser_mark(parser, at, '-') ||
            airlog_parser_mark(parser, at, '(')))
        ++at;
    if (!is_radius(parser, at, &diameter)) return false;
    ++at;
    for (size_t steps = 0; steps < 3; ++steps) {
        if (one_of(parser, at, after) || airlog_parser_mark(parser, at, ':') || airlog_parser_mark(parser, at, '-') ||
            airlog_parser_mark(parser, at, '='))
            ++at;
    }
    if (at >= ceiling || !length_at(parser, at, out, last)) return false;
    if (diameter) halve(out);
    return true;
}

/* Chinese and Japanese: "... as centre, 5.4 nautical miles as radius". */
static bool radius_han(const airlog_parser *parser, size_t end, size_t ceiling, airlog_quantity *out, size_t *last) {
    static const char radius[] = "\xE5\x8D\x8A\xE5\xBE\x84", radius_wide[] = "\xE5\x8D\x8A\xE5\xBE\x91";
    for (size_t at = end; at < ceiling && at < end + WINDOW; ++at) {
        size_t after;
        if (!length_at(parser, at, out, &after)) continue;
        for (size_t look = after; look < ceiling && look < after + 4; ++look) {
            size_t start = airlog_parser_token(parser, look)->start;
            if (start + 6 > parser->text.length) return false;
            const char *bytes = parser->text.bytes + start;
            if (memcmp(bytes, radius, 6) != 0 && memcmp(bytes, radius_wide, 6) != 0) continue;
            *last = look + 2;
            return true;
        }
        return false;
    }
    return false;
}

static void make_circle(airlog_parser *parser, airlog_position_fact *fact, const airlog_quantity *radius, size_t first,
                        size_t end) {
    fact->kind = AIRLOG_POSITION_CIRCLE;
    fact->distance = *radius;
    fact->first_token = (uint32_t)first;
    fact->end_token = (uint32_t)end;
    fact->span = airlog_parser_span(parser, first, end);
    fact->rule = "coordinate circle";
    airlog_parser_take(parser, first, end, AIRLOG_TAKEN_COORDINATE);
}

static void find_circles(airlog_parser *parser, size_t first_fact) {
    airlog_facts *facts = parser->facts;
    for (size_t i = first_fact; i < facts->position_count; ++i) {
        airlog_position_fact *fact = &facts->positions[i];
        if (fact->kind != AIRLOG_POSITION_COORDINATE) continue;
        size_t floor_token = i > first_fact ? facts->positions[i - 1].end_token : 0;
        bool more = i + 1 < facts->position_count;
        size_t ceiling = more ? facts->positions[i + 1].first_token : parser->count;
        airlog_quantity radius = {0};
        size_t first = fact->first_token, end = fact->end_token;
        if (radius_before(parser, first, floor_token, &radius, &first) ||
            radius_after(parser, end, ceiling, &radius, &end) || radius_han(parser, end, ceiling, &radius, &end))
            make_circle(parser, fact, &radius, first, end);
    }
}

/* ---- polygons ---- */

typedef enum gap { GAP_NONE, GAP_LIST, GAP_LINE, GAP_ARC_RIGHT, GAP_ARC_LEFT } gap;

static gap arc_between(const airlog_parser *parser, size_t first, size_t end) {
    static const char *const arc[] = {"arc", NULL};
    static const char *const left[] = {"counterclockwise", "anticlockwise", "anti", "counter", "ccw", NULL};
    bool found = false, turned = false;
    for (size_t at = first; at < end; ++at) {
        found = found || one_of(parser, at, arc);
        turned = turned || one_of(parser, at, left);
    }
    if (!found) return GAP_NONE;
    return turned ? GAP_ARC_LEFT : GAP_ARC_RIGHT;
}

/* What joins two coordinates: blanks and dashes draw a line, commas and "and" only list. */
static gap gap_between(const airlog_parser *parser, const airlog_position_fact *a, const airlog_position_fact *b) {
    static const char *const joins[] = {"to", "thence", "then", "back", "joining", NULL};
    static const char *const lists[] = {"and", "or", "point", "points", "origin", "beginning", NULL};
    size_t first = a->end_token, end = b->first_token;
    if (end < first || end - first > ARC_GAP) return GAP_NONE;
    gap kind = GAP_LINE;
    for (size_t at = first; at < end; ++at) {
        const airlog_token *token = airlog_parser_token(parser, at);
        bool mark = token->kind == AIRLOG_TOKEN_MARK;
        bool line = token->kind == AIRLOG_TOKEN_LINE || one_of(parser, at, joins);
        bool number = token->kind == AIRLOG_TOKEN_NUMBER && token->digits <= 2; /* "(1)", "2." */
        if (token->kind == AIRLOG_TOKEN_PARAGRAPH || end - first > GAP || (!mark && !line && !number &&
            !one_of(parser, at, lists)))
            return arc_between(parser, first, end);
        if (mark && parser->text.bytes[token->start] != '-' && token->length == 1) kind = GAP_LIST;
        if (one_of(parser, at, lists)) kind = GAP_LIST;
    }
    return kind;
}

static bool area_cue(const airlog_parser *parser, size_t first, size_t end) {
    static const char *const words[] = {"area",    "areas",  "bounded", "zone",       "zones",    "lines", "joining",
                                        "polygon", "box",    "wi",      "connecting", "connected", "limits", "within",
                                        "boundary", "bounds", "sector", "quadrilateral", "corners", NULL};
    size_t start = first > 16 ? first - 16 : 0;
    for (size_t at = start; at < first; ++at) {
        if (one_of(parser, at, words)) return true;
    }
    for (size_t at = end; at < end + 6; ++at) { /* "... connected lines" in Chinese stands after the list */
        const airlog_token *token = airlog_parser_token(parser, at);
        if (token->kind == AIRLOG_TOKEN_HAN && token->start + 6 <= parser->text.length &&
            (memcmp(parser->text.bytes + token->start, "\xE8\xBF\x9E\xE7\xBA\xBF", 6) == 0 ||
             memcmp(parser->text.bytes + token->start, "\xE9\x80\xA3\xE7\xB7\x9A", 6) == 0))
            return true;
    }
    return false;
}

static bool same_point(airlog_lonlat a, airlog_lonlat b) {
    return fabs(a.lon_deg - b.lon_deg) < 1e-9 && fabs(a.lat_deg - b.lat_deg) < 1e-9;
}

static double side_of(airlog_lonlat a, airlog_lonlat b, airlog_lonlat c) {
    return (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg);
}

static bool edges_cross(airlog_lonlat a, airlog_lonlat b, airlog_lonlat c, airlog_lonlat d) {
    return side_of(a, b, c) * side_of(a, b, d) < 0 && side_of(c, d, a) * side_of(c, d, b) < 0;
}

static bool crosses_itself(const airlog_lonlat *ring, size_t count) {
    if (count > CROSSING_MAX) return false;
    for (size_t i = 0; i < count; ++i) {
        for (size_t j = i + 2; j < count; ++j) {
            if (i == 0 && j == count - 1) continue;
            if (edges_cross(ring[i], ring[i + 1], ring[j], ring[(j + 1) % count])) return true;
        }
    }
    return false;
}

/* Bearing and angular distance on the sphere: arcs of a few miles need no more. */
static void polar_of(airlog_lonlat centre, airlog_lonlat point, double *bearing, double *angle) {
    double la = centre.lat_deg * pi / 180, lb = point.lat_deg * pi / 180, d = (point.lon_deg - centre.lon_deg) * pi / 180;
    double y = sin(d) * cos(lb), x = cos(la) * sin(lb) - sin(la) * cos(lb) * cos(d);
    *bearing = atan2(y, x);
    *angle = atan2(hypot(x, y), sin(la) * sin(lb) + cos(la) * cos(lb) * cos(d));
}

static airlog_lonlat point_at(airlog_lonlat centre, double bearing, double angle) {
    double la = centre.lat_deg * pi / 180;
    double lat = asin(sin(la) * cos(angle) + cos(la) * sin(angle) * cos(bearing));
    double lon = atan2(sin(bearing) * sin(angle) * cos(la), cos(angle) - sin(la) * sin(lat));
    return (airlog_lonlat){remainder(centre.lon_deg + lon * 180 / pi, 360), lat * 180 / pi};
}

typedef struct ring {
    airlog_lonlat *points;
    size_t count, room;
} ring;

static bool add_point(airlog_parser *parser, ring *to, airlog_lonlat point) {
    if (to->count == to->room) {
        size_t room = to->room * 2 + 16;
        airlog_lonlat *points = airlog_arena_grow(parser->memory, to->points, to->count, room, sizeof *points);
        if (points == NULL) return false;
        to->points = points;
        to->room = room;
    }
    to->points[to->count++] = point;
    return true;
}

/* Points on the arc from the newest point round `centre` to `end`, which is added too. */
static bool add_arc(airlog_parser *parser, ring *to, airlog_lonlat centre, airlog_lonlat end, bool left) {
    double from, until, radius_from, radius_until;
    polar_of(centre, to->points[to->count - 1], &from, &radius_from);
    polar_of(centre, end, &until, &radius_until);
    double turn = until - from;
    if (!left && turn <= 0) turn += 2 * pi;
    if (left && turn >= 0) turn -= 2 * pi;
    int steps = (int)ceil(fabs(turn) * 180 / pi / ARC_STEP_DEG);
    for (int i = 1; i < steps; ++i) {
        double part = (double)i / steps;
        if (!add_point(parser, to, point_at(centre, from + turn * part, radius_from + (radius_until - radius_from) * part)))
            return false;
    }
    return add_point(parser, to, end);
}

/* One run of coordinates: facts first..end-1 with the gaps before each but the first. */
typedef struct run {
    size_t first, end;
    bool drawn; /* every gap is a line */
    bool arcs;
} run;

static bool plain(const airlog_position_fact *fact) {
    return fact->kind == AIRLOG_POSITION_COORDINATE;
}

/* The centre of an arc may have been read as a circle. */
static bool arc_centre(const airlog_position_fact *fact) {
    return fact->kind == AIRLOG_POSITION_COORDINATE || fact->kind == AIRLOG_POSITION_CIRCLE;
}

static run find_run(const airlog_parser *parser, size_t first) {
    const airlog_facts *facts = parser->facts;
    run found = {first, first + 1, true, false};
    while (found.end < facts->position_count) {
        const airlog_position_fact *last = &facts->positions[found.end - 1], *next = &facts->positions[found.end];
        gap kind = gap_between(parser, last, next);
        bool arc = kind == GAP_ARC_LEFT || kind == GAP_ARC_RIGHT;
        if (arc) {
            bool closes = found.end + 1 < facts->position_count && arc_centre(next) &&
                          plain(&facts->positions[found.end + 1]) &&
                          gap_between(parser, next, &facts->positions[found.end + 1]) != GAP_NONE;
            if (!closes) break;
            found.arcs = true;
            found.end += 2;
            continue;
        }
        if (kind == GAP_NONE || !plain(next)) break;
        if (kind == GAP_LIST) found.drawn = false;
        ++found.end;
    }
    return found;
}

static bool build_ring(airlog_parser *parser, const run *found, ring *out) {
    airlog_position_fact *facts = parser->facts->positions;
    if (!add_point(parser, out, facts[found->first].points[0])) return false;
    for (size_t i = found->first + 1; i < found->end; ++i) {
        gap kind = gap_between(parser, &facts[i - 1], &facts[i]);
        bool arc = (kind == GAP_ARC_LEFT || kind == GAP_ARC_RIGHT) && i + 1 < found->end;
        bool added = arc ? add_arc(parser, out, facts[i].points[0], facts[i + 1].points[0], kind == GAP_ARC_LEFT)
                         : add_point(parser, out, facts[i].points[0]);
        if (!added) return false;
        i += arc;
    }
    return true;
}

static airlog_status make_polygon(airlog_parser *parser, const run *found, airlog_position_fact *into) {
    ring points = {0};
    if (!build_ring(parser, found, &points)) return airlog_arena_failed(parser->memory, parser->error);
    if (points.count > 3 && same_point(points.points[0], points.points[points.count - 1])) --points.count;
    airlog_position_fact *facts = parser->facts->positions;
    airlog_position_fact made = facts[found->first];
    for (size_t i = found->first; i < found->end; ++i) {
        made.doubts |= facts[i].doubts;
        made.precision_lon_deg = fmax(made.precision_lon_deg, facts[i].precision_lon_deg);
        made.precision_lat_deg = fmax(made.precision_lat_deg, facts[i].precision_lat_deg);
    }
    made.kind = AIRLOG_POSITION_POLYGON;
    made.points = points.points;
    made.point_count = points.count;
    made.end_token = facts[found->end - 1].end_token;
    made.span = airlog_parser_span(parser, made.first_token, made.end_token);
    made.rule = "coordinate polygon";
    airlog_parser_take(parser, made.first_token, made.end_token, AIRLOG_TAKEN_COORDINATE);
    if (crosses_itself(points.points, points.count)) {
        made.doubts |= AIRLOG_DOUBT_BIT(BOUNDARY_CROSSES);
        airlog_parser_note(parser, made.span, made.rule, false, "the boundary crosses itself; kept as published");
    }
    *into = made;
    return AIRLOG_OK;
}

static bool is_polygon(const airlog_parser *parser, const run *found) {
    const airlog_position_fact *facts = parser->facts->positions;
    size_t count = found->end - found->first;
    if (count < 3) return false;
    if (found->drawn || found->arcs) return true;
    if (count > 3 && same_point(facts[found->first].points[0], facts[found->end - 1].points[0])) return true;
    return area_cue(parser, facts[found->first].first_token, facts[found->end - 1].end_token);
}

/* Two or more in a list that is no boundary: aligned with other lists of the text. */
static void number_list(airlog_position_fact *facts, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        facts[i].group = facts[0].first_token + 1;
        facts[i].item = (uint32_t)i;
    }
}

airlog_status airlog_coordinate_areas(airlog_parser *parser, size_t first_fact) {
    find_circles(parser, first_fact);
    airlog_facts *facts = parser->facts;
    size_t kept = first_fact;
    for (size_t i = first_fact; i < facts->position_count;) {
        run found = {i, i + 1, false, false};
        if (plain(&facts->positions[i])) found = find_run(parser, i);
        size_t count = found.end - found.first;
        if (is_polygon(parser, &found)) {
            airlog_position_fact made;
            airlog_status status = make_polygon(parser, &found, &made);
            if (status != AIRLOG_OK) return status;
            facts->positions[kept++] = made;
        } else {
            if (count > 1) number_list(&facts->positions[found.first], count);
            memmove(&facts->positions[kept], &facts->positions[found.first], count * sizeof facts->positions[0]);
            kept += count;
        }
        i = found.end;
    }
    facts->position_count = kept;
    return AIRLOG_OK;
}
