/** @file place.h  facts -> positions: where that is, and how sure. */
#ifndef AIRLOG_PLACE_H
#define AIRLOG_PLACE_H

#include "airlog/parse.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- gazetteer ------------------------------------------------------------------------------ */

/** One place of the gazetteer. Texts live as long as the tables. */
typedef struct airlog_place_entry {
    uint32_t row;                /**< its number in these tables */
    airlog_text id;              /**< stable: "geonames:1678228", "ourairports:KJFK", "navaid:JFK@US", "unlocode:TWKEL", "airlog:taiwan-strait" */
    airlog_text name;            /**< display name */
    airlog_place_kind kind;
    double lon_deg, lat_deg;
    double extent_m;             /**< radial: centre to furthest boundary point */
    bool extent_default;         /**< extent_m is the default of its kind */
    double population;           /**< 0 when unknown */
    double declination_deg;      /**< navaids: east positive; NaN elsewhere */
    double elevation_m;          /**< NaN when unknown */
    char country[3];             /**< ISO 3166-1 alpha-2, "" on the high seas */
    airlog_text admin;           /**< first-order admin name: "New York" */
    airlog_text admin_code;      /**< "NY", "03" */
    airlog_text zone;            /**< IANA zone, absent at sea */
    airlog_text municipality;    /**< airports: the city served */
    uint8_t importance;          /**< 0..255: airports by size, capes and seas as curated */
} airlog_place_entry;

/** Rows that a key (airlog_key_add()) names, best importance first (a place that bears the name only in a derived form,
 *  such as an airport without the word "airport", comes last); *out_count 0 when there are none. `out` points into the
 *  tables. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_gazetteer_find(const airlog_tables *tables, uint64_t key,
                                                               const uint32_t **out, size_t *out_count,
                                                               airlog_error *error);
/** How a place bears a name. */
typedef enum airlog_name_kind {
    AIRLOG_NAME_OWN,     /**< its name, in any language or common spelling */
    AIRLOG_NAME_OTHER,   /**< a former name, that of a part, a nickname, a demonym */
    AIRLOG_NAME_CODE,    /**< a code: ICAO, IATA, FAA, navaid, UN/LOCODE, ISO 3166, postal */
    AIRLOG_NAME_DERIVED  /**< with a part left off or put on by airlog: an airport without "airport" */
} airlog_name_kind;
/** How the places of a list bear the name that found it, an airlog_name_kind for each: `listed` points into a list that
 *  airlog_gazetteer_find() gave, with at least `count` elements from there. NULL when it does not, or when the tables
 *  are damaged. Example: `kinds = airlog_gazetteer_name_kinds(tables, rows, count)`. */
AIRLOG_API const uint8_t *airlog_gazetteer_name_kinds(const airlog_tables *tables, const uint32_t *listed,
                                                      size_t count);
/** Added to the key of a word (airlog_key_add(key, AIRLOG_GAZETTEER_CODE)), it finds only the places that have the word
 *  as a code: ICAO, IATA, FAA and navaid identifiers, UN/LOCODE, ISO 3166, postal codes of states. The plain key finds
 *  those too, among the names, but for ISO 3166 codes ("in", "no") and the former codes of airports. */
#define AIRLOG_GAZETTEER_CODE UINT64_C(0x636F6465)
/** Words in the longest name that begins with this folded word; 0 when none does. */
AIRLOG_API uint8_t airlog_gazetteer_reach(const airlog_tables *tables, uint64_t word_hash);
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_gazetteer_entry(const airlog_tables *tables, uint32_t row,
                                                                airlog_place_entry *out, airlog_error *error);
/** Number of places. */
AIRLOG_API uint32_t airlog_gazetteer_size(const airlog_tables *tables);
/** The row nearest to a point among the kinds of the set (bit 1<<kind; 0 all), within limit_m.
 *  *out_row UINT32_MAX when there is none. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_gazetteer_nearest(const airlog_tables *tables, airlog_lonlat point,
                                                                  uint32_t kinds, double limit_m, uint32_t *out_row,
                                                                  double *out_distance_m, airlog_error *error);

/* ---- steps ------------------------------------------------------------------------------------ */

/** Metres between two points of a sphere of the earth's mean radius, 0.5 % at most from those of the ellipsoid: for what
 *  asks only whether two points lie near each other. Example: from 0 N 0 E to 0 N 1 E 111,195 m. */
AIRLOG_API double airlog_distance_on_sphere_m(airlog_lonlat a, airlog_lonlat b);

/** WGS 84 geodesics; azimuths clockwise from true north in degrees. AIRLOG_E_LIBRARY without PROJ. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_geodesic_step(airlog_lonlat from, double bearing_deg, double distance_m,
                                                              airlog_lonlat *out, airlog_error *error);
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_geodesic_between(airlog_lonlat a, airlog_lonlat b,
                                                                 double *out_distance_m, double *out_bearing_deg,
                                                                 double *out_final_bearing_deg, airlog_error *error);
/** The middle of the geodesic from a to b; *out_half_m (may be NULL) half its length. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_geodesic_midpoint(airlog_lonlat a, airlog_lonlat b, airlog_lonlat *out,
                                                                  double *out_half_m, airlog_error *error);
/** Area (counter-clockwise positive) and perimeter of a ring whose edges are geodesics; it need not be closed. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_geodesic_area(const airlog_lonlat *ring, size_t count,
                                                              airlog_arena *memory, double *out_area_m2,
                                                              double *out_perimeter_m, airlog_error *error);
/** The same steps along a rhumb line, a line of constant bearing. AIRLOG_E_ARGUMENT when it runs into a pole. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_rhumb_step(airlog_lonlat from, double bearing_deg, double distance_m,
                                                           airlog_lonlat *out, airlog_error *error);
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_rhumb_between(airlog_lonlat a, airlog_lonlat b, double *out_distance_m,
                                                              double *out_bearing_deg, airlog_error *error);
/** Declination in degrees, east positive, by the magnetic model of the date (IGRF to 2015, WMM after). */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_declination(const airlog_tables *tables, airlog_lonlat point,
                                                            double height_m, double decimal_year,
                                                            double *out_declination_deg, airlog_error *error);

/** How far a point lies from the geodesic line through a and b, which goes on beyond both. *out_cross_m: right of the
 *  line positive; *out_along_m: from a to the foot, towards b positive; *out_foot: the nearest point of the line. The
 *  foot is found by steps after Baselga and Martinez-Llario, "Intersection and point-to-line solutions for geodesics on
 *  the ellipsoid", Stud. Geophys. Geod. 62 (2018) 353, to a hundredth of a millimetre. AIRLOG_E_ARGUMENT when a and b
 *  are the same point or opposite ones, or when the foot is not found (a point a quarter of the globe away). */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_geodesic_cross_track(airlog_lonlat a, airlog_lonlat b,
                                                                     airlog_lonlat point, double *out_cross_m,
                                                                     double *out_along_m, airlog_lonlat *out_foot,
                                                                     airlog_error *error);

/* ---- reference systems ------------------------------------------------------------------------ */

/** One side of a transformation, as PROJ describes it. */
typedef struct airlog_reference_system {
    char name[128];              /**< "TWD97 / TM2 zone 121" */
    bool geographic;             /**< longitude and latitude in degrees; else easting and northing, or x and y */
    char axis[2][32];            /**< names of the two axes, in the order that points are given: east or x first */
    char unit[32];               /**< "degree", "metre", "US survey foot" */
    double unit_m;               /**< metres in one; NaN for degrees */
    bool area_known;             /**< the four that follow hold: where it is meant to be used, degrees */
    double west_deg, south_deg, east_deg, north_deg;
} airlog_reference_system;

/** From one reference system to another, by PROJ. For one thread at a time. */
typedef struct airlog_transformation airlog_transformation;

/** Opens a transformation between two systems, each as PROJ names them: "EPSG:3826", "WGS 84 / UTM zone 51N",
 *  "+proj=utm +zone=51", WKT. NULL is WGS 84. Only geographic and projected systems of two dimensions are taken.
 *  AIRLOG_E_ARGUMENT when one of them is unknown; AIRLOG_E_LIBRARY without PROJ. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_transformation_open(const char *from, const char *to,
                                                                    airlog_transformation **out, airlog_error *error);
AIRLOG_API void airlog_transformation_close(airlog_transformation *transformation);
AIRLOG_API const airlog_reference_system *airlog_transformation_from(const airlog_transformation *transformation);
AIRLOG_API const airlog_reference_system *airlog_transformation_to(const airlog_transformation *transformation);
/** Transforms a point: longitude or easting first on both sides. A point that does not come back to where it was is
 *  refused, for projections give figures far from where they hold. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_transformation_apply(airlog_transformation *transformation,
                                                                     const double point[2], double out[2],
                                                                     airlog_error *error);
/** How the last point was transformed ("NAD27 to WGS 84 (4)"), NULL when PROJ does not say. *out_accuracy_m is NaN
 *  when unknown; *out_ballpark: no shift between the two datums is known here, so they were taken as equal. */
AIRLOG_API const char *airlog_transformation_method(airlog_transformation *transformation, double *out_accuracy_m,
                                                    bool *out_ballpark);

/* ---- positions --------------------------------------------------------------------------------- */

/** The uncertainty, itemised; metres. Formulas: Wieczorek, Guo and Hijmans 2004; Chapman and Wieczorek 2020. */
typedef struct airlog_budget {
    double extent_m;      /**< R: radial of the named place */
    double distance_m;    /**< p: half the precision of the distance */
    double bearing_m;     /**< what the heading half-angle adds at the distance */
    double datum_m, map_m, measurement_m;
    double coordinate_m;  /**< u_cp: precision of the coordinates */
    double heading_deg;   /**< the half-angle used */
    double usage_m;       /**< how far the 95 % radius reaches beyond the strict bound, 0 when it does not: reporters are
                               looser with winds and places than what they write allows, as measured */
} airlog_budget;

/** A place that was considered, for explain and for ambiguity. */
typedef struct airlog_candidate {
    airlog_place_entry place;
    double score;
    uint32_t reasons;      /**< a set; airlog_candidate_why() says it */
} airlog_candidate;

typedef struct airlog_position {
    const airlog_position_fact *fact;
    bool placed;              /**< lon, lat hold */
    airlog_lonlat point;
    double radius_m;          /**< 95 % radius, NaN unless placed */
    double bound_published_m; /**< the published method's bound */
    double bound_m;           /**< strict bound */
    airlog_budget budget;
    airlog_text method;       /**< "geodesic offset, compass word" ... */
    airlog_place_entry anchor; /**< id empty when there is none */
    airlog_place_entry anchor2;
    double distance_m;        /**< used, NaN when none */
    double bearing_deg;       /**< true bearing used, NaN when none */
    airlog_candidate *candidates; /**< ranked, first is the anchor; arena */
    size_t candidate_count;
    airlog_text airspace;     /**< zones that it may lie in, with the chance of each: "Taiwan ADIZ (97 %); ..." */
    airlog_text country;      /**< ISO code of the land the point lies on; empty at sea */
    airlog_text why_not;      /**< a sentence when not placed */
    airlog_doubts doubts;
    double apart_m;           /**< from the other statement of the same point; NaN when there is none */
    double spread_heading_deg; /**< the 95 % region of an offset: this many degrees to either side of the bearing, */
    double spread_distance_m;  /**< this far to either side of the distance, */
    double spread_extent_m;    /**< swept by this much; 0 when the region is a circle */
} airlog_position;

typedef struct airlog_positions {
    airlog_position *items;   /**< one for each fact->positions, same order */
    size_t count;
    airlog_position home;     /**< aviation messages none of whose positions is placed: the tower's airport or the
                                   header's city, with the radius that such messages need; its fact has kind NONE */
} airlog_positions;

/** What lies nearest to a point: of the base map's outlines, drawn for 1:50 million (good to some kilometres; islets are
 *  not on it), and of the lines of the airspace tables. Metres on the ellipsoid; NaN when there is none within the
 *  limit. */
typedef struct airlog_surroundings {
    double coast_m;
    double border_m;      /**< land border between two countries */
    airlog_text line;     /**< name of the nearest line: "Taiwan Strait median line ..."; empty */
    double line_m;
    double line_side_deg; /**< from the line to the point: which side of it the point lies on */
} airlog_surroundings;

/** Lines follow great circles, except along a parallel. Takes some tenths of a millisecond, so that it is done when it
 *  is asked for. AIRLOG_E_ARGUMENT when the point is none. Example: with limit_m 500000 the middle of the Taiwan Strait
 *  has a coast, and a line on one of its sides, and no border. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_surroundings_of(const airlog_tables *tables, airlog_lonlat point,
                                                                double limit_m, airlog_surroundings *out,
                                                                airlog_error *error);

typedef struct airlog_place_options {
    bool approximate;         /**< a representative point for rings and sectors */
    bool rhumb;               /**< step along rhumb lines */
    bool heading_published;   /**< the published half-angles instead of what reporters mean */
    const airlog_outlines *zones; /**< told beside the zones of the tables; may be NULL */
    double decimal_year;      /**< for the magnetic model; 0: of the report, else 2025 */
    bool alone;               /**< the text is one phrase, as at the prompt: in prose the code of a small field is chance */
    bool point_only;          /**< airspace and country are left empty: finding them takes most of the time */
} airlog_place_options;

AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_place(const airlog_facts *facts, const airlog_tables *tables,
                                                      const airlog_place_options *options, airlog_arena *memory,
                                                      airlog_positions *out, airlog_error *error);

#define AIRLOG_WHY_BYTES 512
/** Why a candidate has its score, written into `out`: "its own name; the kind asked for; well known". */
AIRLOG_API airlog_text airlog_candidate_why(const airlog_candidate *candidate, char out[AIRLOG_WHY_BYTES]);

/** Places an offset that differs from one placed before in its distance alone, without choosing its place again: what
 *  airlog_place() gives for a text that says nothing else. *out_placed is false, and *out is not set, where the distance
 *  could change more than the step: anchors that are areas, namesakes that fit equally well, and facts of another kind
 *  than AIRLOG_POSITION_OFFSET. `before` and `fact` must outlive *out. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_place_again(const airlog_position *before,
                                                            const airlog_position_fact *fact,
                                                            const airlog_tables *tables,
                                                            const airlog_place_options *options, airlog_arena *memory,
                                                            airlog_position *out, bool *out_placed,
                                                            airlog_error *error);

/** The uncertainty region as one ring (closed, counter-clockwise), lon unwrapped around the point:
 *  a circle, or an annular sector swept by the place's extent. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_region(const airlog_position *position, airlog_arena *memory,
                                                       airlog_lonlat **out, size_t *out_count, airlog_error *error);

#ifdef __cplusplus
}
#endif
#endif
