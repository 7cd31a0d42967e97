/** @file tables_layout.h  How the place sections of airlog.tables are laid out: one description for the program that
 * writes them (src/place/compile) and the files of this stage that read them.
 *
 * A section is read through airlog_tables_view() in small pieces: a view verifies the 16 KiB blocks that it touches,
 * so a view of one row costs a few nanoseconds and a view of a whole large section costs its size. Numbers are in
 * the byte order of the machine (the file says which and is refused elsewhere). Sections start at multiples of 64
 * bytes. A section name is exactly eight bytes.
 *
 * Degrees are stored as whole numbers of 1e-7 degree: exact to a centimetre, and any longitude fits an int32. */
#ifndef AIRLOG_PLACE_TABLES_LAYOUT_H
#define AIRLOG_PLACE_TABLES_LAYOUT_H

#include <stdint.h>

#define AIRLOG_TABLE_DEGREE 1e-7

/* ---- texts ------------------------------------------------------------------------------------ */

/** Bytes of the texts of places, each followed by a NUL that no length counts. */
#define AIRLOG_SECTION_TEXTS "PLCTEXTS"

/** Bytes of every other text of the sections below: few enough to be read whole. */
#define AIRLOG_SECTION_WORDS "PLCWORDS"

/** A text: its bytes stand at `offset` of AIRLOG_SECTION_WORDS. Length 0 is the absent text. */
typedef struct airlog_table_text {
    uint32_t offset;
    uint32_t length;
} airlog_table_text;

/* ---- places ----------------------------------------------------------------------------------- */

/** airlog_table_place[]: one row a place. */
#define AIRLOG_SECTION_PLACES "PLACES\0\0"

typedef struct airlog_table_place {
    /** In AIRLOG_SECTION_TEXTS, where the three stand one behind the other: one view of them does. */
    uint32_t id_offset, name_offset, municipality_offset;
    uint8_t id_length, name_length, municipality_length;
    uint8_t flags;    /**< AIRLOG_TABLE_PLACE_... */
    int32_t lon, lat; /**< 1e-7 degree */
    float extent_m;
    uint32_t population;
    float declination_deg; /**< NaN unless a navaid that has one */
    float elevation_m;     /**< NaN when unknown */
    uint16_t admin;        /**< row of AIRLOG_SECTION_ADMINS; 0 is none */
    uint16_t zone;         /**< row of AIRLOG_SECTION_PLACE_ZONES; 0 is none */
    char country[2];       /**< NUL bytes on the high seas */
    uint8_t kind;          /**< airlog_place_kind */
    uint8_t importance;
} airlog_table_place;
_Static_assert(sizeof(airlog_table_place) == 48, "the row of a place is written as it stands in memory");

#define AIRLOG_TABLE_PLACE_EXTENT_DEFAULT 1u

/** airlog_table_admin[]: first-order administrative areas; row 0 is the absent one. */
#define AIRLOG_SECTION_ADMINS "ADMINS\0\0"
typedef struct airlog_table_admin {
    airlog_table_text name, code;
} airlog_table_admin;

/** airlog_table_text[]: names of IANA zones; row 0 is the absent one. */
#define AIRLOG_SECTION_PLACE_ZONES "PLCZONES"

/* Names to places. Every folded name and code is a key (airlog_key_add()). Keys stand sorted; the bucket of a key is
 * its top AIRLOG_TABLE_BUCKET_BITS bits, and BUCKETS[b] .. BUCKETS[b + 1] are the places of its keys in KEYS. The rows
 * of KEYS[i] are ROWS[FIRST[i]] .. ROWS[FIRST[i + 1]], best importance first. */
#define AIRLOG_SECTION_BUCKETS "NAMBUCKT"   /**< uint32_t[2^bits + 1] */
#define AIRLOG_SECTION_KEYS "NAMEKEYS"      /**< uint64_t[keys] */
#define AIRLOG_SECTION_FIRST "NAMFIRST"     /**< uint32_t[keys + 1] */
#define AIRLOG_SECTION_ROWS "NAMEROWS"      /**< uint32_t[] */
#define AIRLOG_SECTION_ROW_KINDS "NAMEKIND" /**< uint8_t[]: airlog_name_kind of each of ROWS */
#define AIRLOG_TABLE_BUCKET_BITS 18

/** Words in the longest name that begins with a word: uint32_t[2^n], open addressing from the low bits of the word's
 *  hash, a slot is AIRLOG_TABLE_REACH(hash, words), 0 is free. */
#define AIRLOG_SECTION_REACH "NAMREACH"
#define AIRLOG_TABLE_REACH_WORDS 31u /**< longer names are not kept */
#define AIRLOG_TABLE_REACH(hash, words) (((uint32_t)((hash) >> 32) & ~31u) | (uint32_t)(words))

/* Places by cell of one degree: cell = (floor(lat) + 90) * 360 + floor(lon) + 180, each clamped to the last. The rows
 * of a cell are CELL_ROWS[CELLS[cell]] .. CELL_ROWS[CELLS[cell + 1]]. */
#define AIRLOG_SECTION_CELLS "PLCCELLS"     /**< uint32_t[64801] */
#define AIRLOG_SECTION_CELL_ROWS "CELLROWS" /**< uint32_t[places] */

/* ---- airspace --------------------------------------------------------------------------------- */

/** airlog_table_zone[]: ADIZ, FIR, lines. */
#define AIRLOG_SECTION_AIRSPACE "AIRSPACE"
/** airlog_table_point[]: their vertices. A polygon's ring is closed: its last vertex repeats its first. */
#define AIRLOG_SECTION_AIRSPACE_POINTS "AIRPOINT"

typedef struct airlog_table_point {
    int32_t lon, lat; /**< 1e-7 degree */
} airlog_table_point;

typedef struct airlog_table_zone {
    airlog_table_text id;     /**< "TW-ADIZ" */
    airlog_table_text name;   /**< "Taiwan ADIZ" */
    airlog_table_text kind;   /**< "adiz", "fir", "line", "adiz_line": the last two are lines, not areas */
    airlog_table_text status; /**< "two-sources", "one-source": how sure the outline is */
    uint32_t first, count;    /**< vertices in AIRLOG_SECTION_AIRSPACE_POINTS */
    uint32_t area;            /**< 1: a closed ring; 0: a line */
    uint32_t reserved;
    int32_t west, south, east, north; /**< bounding box, 1e-7 degree */
} airlog_table_zone;

/* ---- land ------------------------------------------------------------------------------------- */

/** airlog_table_country[]: one row a country or territory of the base map (Natural Earth 1:50 million). */
#define AIRLOG_SECTION_COUNTRIES "LANDCTRY"
typedef struct airlog_table_country {
    airlog_table_text name; /**< of the base map, English */
    char code[4];           /**< ISO 3166-1 alpha-2 and NULs; all NUL when the base map's area has none */
    uint32_t reserved;
    int32_t west, south, east, north; /**< bounding box, 1e-7 degree */
} airlog_table_country;

/* The outlines, cut into 180 bands of one degree of latitude: band = min(floor(lat) + 90, 179). The parts of band b are
 * PARTS[BANDS[b]] .. PARTS[BANDS[b + 1]], one for each country that has an edge in the band, in the order of the
 * countries. An edge that crosses several bands stands, whole, in each of them. To ask whether a point lies in a
 * country, count the edges of its part in the point's band that a ray to the east crosses: odd is inside (holes are
 * counted by the same rule; an edge counts when one end is > lat and the other is not). No ring crosses the
 * antimeridian. A point that lies in no country lies at sea (or in no land that the base map draws). */
#define AIRLOG_SECTION_BANDS "LANDBAND" /**< uint32_t[181] */
#define AIRLOG_SECTION_PARTS "LANDPART"
#define AIRLOG_SECTION_EDGES "LANDEDGE" /**< airlog_table_edge[] */
/** uint8_t[]: what each of the edges is. */
#define AIRLOG_SECTION_EDGE_KINDS "LANDKIND"
#define AIRLOG_TABLE_EDGE_COAST 0u
#define AIRLOG_TABLE_EDGE_BORDER 1u /**< between two countries: it stands in both */
#define AIRLOG_TABLE_EDGE_KINDS 2u
#define AIRLOG_TABLE_EDGE_CUT 255u  /**< where the map is cut: along the antimeridian and at the south pole */

/** uint16_t[360 * 720]: the country of each cell of half a degree that no edge touches, its row + 1; 0 is the sea,
 *  AIRLOG_TABLE_CELL_MIXED a cell that has edges. Cell = row * 720 + column from (-90, -180), rows of latitude. */
#define AIRLOG_SECTION_LAND_CELLS "LANDCELL"
#define AIRLOG_TABLE_CELL_MIXED UINT16_MAX
#define AIRLOG_TABLE_CELL_UNITS 5000000 /**< width of a cell, 1e-7 degree */
#define AIRLOG_TABLE_CELL_COLUMNS 720u
#define AIRLOG_TABLE_CELL_ROWS 360u

typedef struct airlog_table_part {
    uint32_t country;      /**< row of AIRLOG_SECTION_COUNTRIES */
    uint32_t first, count; /**< edges */
    int32_t west, east;    /**< bounding longitudes of those edges, 1e-7 degree */
} airlog_table_part;

typedef struct airlog_table_edge {
    airlog_table_point from, to;
} airlog_table_edge;

/* ---- magnetic models -------------------------------------------------------------------------- */

/** airlog_table_magnetic[]: spherical harmonic models in the order of their years, each valid in [from, to); together
 *  they have no gap. IGRF 12 gives one for each five years from 1900 to 2015, whose rates are the step to the next. */
#define AIRLOG_SECTION_MAGNETIC "MAGMODEL"
/** airlog_table_coefficient[]: n = 1..degree, and for each n m = 0..n. */
#define AIRLOG_SECTION_COEFFICIENTS "MAGCOEFF"

typedef struct airlog_table_magnetic {
    char name[16];                         /**< "IGRF12 2010", "WMM2020" and NULs */
    double from_year, to_year, epoch_year; /**< decimal years; the coefficients hold at epoch_year */
    uint32_t degree;                       /**< 8 to 13 */
    uint32_t first;                        /**< row of n = 1, m = 0 in AIRLOG_SECTION_COEFFICIENTS */
} airlog_table_magnetic;

/** Schmidt semi-normalised Gauss coefficients; nT and nT a year. */
typedef struct airlog_table_coefficient {
    double g, h, g_rate, h_rate;
} airlog_table_coefficient;

#endif
