/** @file parse.h  tokens -> facts: what the text says. No gazetteer, no clock, no guess about place.
 *
 * A fact is a plain struct with the span of the words it was read from. Facts of one class stand in
 * the order of their spans. */
#ifndef AIRLOG_PARSE_H
#define AIRLOG_PARSE_H

#include "airlog/lex.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- quantities --------------------------------------------------------------------------- */

typedef enum airlog_dimension {
    AIRLOG_DIMENSION_NONE,
    AIRLOG_DIMENSION_DISTANCE, /**< metres */
    AIRLOG_DIMENSION_ALTITUDE, /**< metres */
    AIRLOG_DIMENSION_SPEED,    /**< metres a second */
    AIRLOG_DIMENSION_DURATION, /**< seconds */
    AIRLOG_DIMENSION_ANGLE,    /**< degrees */
    AIRLOG_DIMENSION_PRESSURE, /**< pascal */
    AIRLOG_DIMENSION_MASS
} airlog_dimension;

typedef enum airlog_hedge {
    AIRLOG_HEDGE_NONE,
    AIRLOG_HEDGE_ABOUT,    /**< about, around, some, roughly, approximately, an estimated */
    AIRLOG_HEDGE_NEARLY,   /**< nearly, almost, just under: only downwards */
    AIRLOG_HEDGE_OVER,     /**< over, more than, at least: only upwards */
    AIRLOG_HEDGE_UP_TO,    /**< less than, within, up to: an upper bound */
    AIRLOG_HEDGE_CLOSEST   /**< as close as, no closer than */
} airlog_hedge;

typedef enum airlog_datum {
    AIRLOG_DATUM_UNKNOWN, AIRLOG_DATUM_MSL, AIRLOG_DATUM_AGL, AIRLOG_DATUM_FL, AIRLOG_DATUM_SURFACE
} airlog_datum;
AIRLOG_API const char *airlog_datum_name(airlog_datum datum); /**< "", "MSL", "AGL", "FL", "SFC" */

typedef enum airlog_pair { AIRLOG_PAIR_NONE, AIRLOG_PAIR_AGREES, AIRLOG_PAIR_CONFLICT } airlog_pair;

/** What the quantity is for: decides whether it can place or lift anything. */
typedef enum airlog_role {
    AIRLOG_ROLE_UNKNOWN,
    AIRLOG_ROLE_OFFSET,      /**< the distance of a position fact */
    AIRLOG_ROLE_ALTITUDE,    /**< height of the object or of the reporting aircraft */
    AIRLOG_ROLE_SPEED,
    AIRLOG_ROLE_DURATION,    /**< "two hours later", "for 12 minutes" */
    AIRLOG_ROLE_SEPARATION,  /**< between aircraft: never a position or an altitude */
    AIRLOG_ROLE_SIZE,        /**< size, length, range, width */
    AIRLOG_ROLE_BACKGROUND,  /**< geography, definitions, statistics */
    AIRLOG_ROLE_WEATHER      /**< visibility, cloud base */
} airlog_role;

typedef struct airlog_quantity {
    airlog_span span;        /**< number, unit, and the parenthesis that repeats it */
    uint32_t first_token, end_token;
    uint32_t sentence;
    airlog_dimension dimension;
    airlog_role role;
    airlog_hedge hedge;
    airlog_term unit;        /**< as written (primary) */
    double value;            /**< in the unit as written; the middle of a range */
    double min, max;         /**< of a range, in the unit as written; equal to value otherwise */
    double precision;        /**< full width of the last significant unit, in the unit as written */
    double value_si, min_si, max_si; /**< metres, metres a second, seconds, degrees, pascal */
    double precision_si;
    airlog_datum datum;
    double paired_si;        /**< the value in parentheses, NaN when there is none */
    airlog_term paired_unit;
    airlog_pair pair;
    airlog_doubts doubts;
} airlog_quantity;

/* ---- places named ------------------------------------------------------------------------- */

/** Kind that the words ask for: "port", "airport", "VOR", "island" ... */
typedef enum airlog_place_kind {
    AIRLOG_PLACE_ANY,
    AIRLOG_PLACE_CITY, AIRLOG_PLACE_ADMIN, AIRLOG_PLACE_COUNTRY, AIRLOG_PLACE_AIRPORT, AIRLOG_PLACE_HELIPORT,
    AIRLOG_PLACE_NAVAID, AIRLOG_PLACE_PORT, AIRLOG_PLACE_ISLAND, AIRLOG_PLACE_SEA, AIRLOG_PLACE_STRAIT,
    AIRLOG_PLACE_CAPE, AIRLOG_PLACE_REEF, AIRLOG_PLACE_BASE, AIRLOG_PLACE_COAST, AIRLOG_PLACE_BORDER,
    AIRLOG_PLACE_LINE, AIRLOG_PLACE_AIRSPACE, AIRLOG_PLACE_REGION, AIRLOG_PLACE_WATER, AIRLOG_PLACE_MOUNTAIN,
    AIRLOG_PLACE_KIND_COUNT
} airlog_place_kind;
AIRLOG_API const char *airlog_place_kind_name(airlog_place_kind kind); /**< "city", "port", ... */

/** A name as the text gives it. The head noun is the reference; the rest only choose among namesakes. */
typedef struct airlog_reference {
    airlog_span span;        /**< the head, longest reading: "Keelung port" */
    uint32_t first_token, end_token;
    airlog_span within[3];   /**< qualifiers, nearest first: "Taiwan" of "Taiwan's Keelung port", "N.Y." */
    uint8_t within_count;
    airlog_place_kind kind;  /**< asked for by the words, ANY when not */
    bool code;               /**< written as a code: JFK, RCMQ, MS08 */
    bool anaphora;           /**< "the airport", "the field", "the base" */
    bool coast;              /**< the coast, border or edge of it is meant, not its centre */
    double side_deg;         /**< "off the east coast of": 90; NaN when no side is named */
} airlog_reference;

typedef enum airlog_bearing_reference {
    AIRLOG_BEARING_NONE, AIRLOG_BEARING_COMPASS, AIRLOG_BEARING_TRUE, AIRLOG_BEARING_MAGNETIC
} airlog_bearing_reference;
AIRLOG_API const char *airlog_bearing_reference_name(airlog_bearing_reference reference);
                                              /**< "", "compass word", "true", "magnetic" */

typedef enum airlog_position_kind {
    AIRLOG_POSITION_NONE,
    AIRLOG_POSITION_OFFSET,     /**< distance, bearing, reference: 60 NM north of X */
    AIRLOG_POSITION_ORTHOGONAL, /**< two offsets at right angles: 5 mi N, 1 mi W of X */
    AIRLOG_POSITION_RADIAL,     /**< fix, radial, distance */
    AIRLOG_POSITION_RING,       /**< distance without direction */
    AIRLOG_POSITION_SECTOR,     /**< direction without distance */
    AIRLOG_POSITION_AT, AIRLOG_POSITION_NEAR, AIRLOG_POSITION_OVER, AIRLOG_POSITION_IN,
    AIRLOG_POSITION_OFF,        /**< off a coast, no distance */
    AIRLOG_POSITION_BETWEEN, AIRLOG_POSITION_MIDWAY,
    AIRLOG_POSITION_FINAL,      /**< on an n mile final to a runway of reference */
    AIRLOG_POSITION_DEPTH,      /**< distance inside a border */
    AIRLOG_POSITION_CROSS,      /**< crossing of a named line */
    AIRLOG_POSITION_COORDINATE, AIRLOG_POSITION_CIRCLE, AIRLOG_POSITION_POLYGON,
    AIRLOG_POSITION_KIND_COUNT
} airlog_position_kind;
AIRLOG_API const char *airlog_position_kind_name(airlog_position_kind kind); /**< "offset", "ring", ... */

/** Which part of a track, or which clause verb, the position belongs to. */
typedef enum airlog_leg { AIRLOG_LEG_NONE, AIRLOG_LEG_ENTER, AIRLOG_LEG_ALONG, AIRLOG_LEG_LEAVE } airlog_leg;

/** The rule of a place from which something was launched: where only a launch happened. */
#define AIRLOG_RULE_LAUNCH_SITE "launch site"

typedef struct airlog_position_fact {
    airlog_span span;
    uint32_t first_token, end_token;
    uint32_t sentence;
    airlog_position_kind kind;
    airlog_role role;          /**< BACKGROUND: never an incident's position */
    bool negated;              /**< "did not cross ..." */
    airlog_quantity distance;  /**< dimension NONE when there is none; CIRCLE: radius */
    double bearing_deg;        /**< [0, 360), from the reference; NaN when there is none */
    double bearing_half_deg;   /**< half-angle that the compass resolution leaves: 45, 22.5, 11.25, 5.6, 0.5 */
    airlog_bearing_reference bearing_reference;
    airlog_term compass;       /**< the compass word, NONE for degrees */
    airlog_quantity distance2; /**< ORTHOGONAL: the second leg */
    double bearing2_deg;
    airlog_reference reference;
    airlog_reference reference2; /**< BETWEEN, MIDWAY; span {0,0} otherwise */
    airlog_lonlat *points;     /**< COORDINATE 1, CIRCLE 1 (centre), POLYGON n; arena */
    size_t point_count;
    double precision_lon_deg, precision_lat_deg; /**< full unit of the last stated digit */
    double radius_cell_m;      /**< half diagonal of a grid cell; NaN unless a grid notation */
    const char *notation;      /**< "dms", "mgrs", ... for coordinates */
    airlog_leg leg;
    uint32_t group;            /**< facts of one list share a group > 0, `item` aligns "respectively" */
    uint32_t item;
    const char *rule;          /**< name of the rule that read it */
    airlog_doubts doubts;
} airlog_position_fact;

/* ---- times ---------------------------------------------------------------------------------- */

typedef enum airlog_time_kind {
    AIRLOG_TIME_CLOCK,     /**< has a clock time, with or without a date */
    AIRLOG_TIME_DAY,       /**< a date or weekday without a clock time */
    AIRLOG_TIME_SPAN,      /**< part of a day, or a window with two ends (second in *_end fields) */
    AIRLOG_TIME_AFTER,     /**< a duration after (or before: negative) another time of the report */
    AIRLOG_TIME_PERIOD     /**< month, year, "last year", "since April": background */
} airlog_time_kind;

typedef enum airlog_time_relative {
    AIRLOG_RELATIVE_NONE, AIRLOG_RELATIVE_TODAY, AIRLOG_RELATIVE_YESTERDAY, AIRLOG_RELATIVE_TOMORROW,
    AIRLOG_RELATIVE_DAY_BEFORE, AIRLOG_RELATIVE_SAME_DAY, AIRLOG_RELATIVE_PAST /* last year, earlier this month */
} airlog_time_relative;

typedef struct airlog_time_fact {
    airlog_span span;
    uint32_t first_token, end_token;
    uint32_t sentence;
    airlog_time_kind kind;
    airlog_date date;       /**< year 0 and month 0 where not written: {0,11,24} is 24 November */
    int weekday;            /**< 0 Monday .. 6 Sunday, -1 */
    airlog_time_relative relative;
    int32_t clock_s;        /**< seconds of the day, -1 */
    int32_t clock_end_s;    /**< end of a range, -1 */
    airlog_date date_end;
    int weekday_end;        /**< of a range that names its last day, -1 */
    airlog_time_relative relative_end;
    int32_t precision_s;    /**< 1, 60, 3600, 21600 (part of a day), 86400 ... */
    bool zone_known;        /**< offset_s holds (Z, GMT, +08:00, EST in prose) */
    int32_t offset_s;
    char zone_letter;       /**< FAA local zone letter E C M P A H L, 0; never the military alphabet */
    airlog_text zone_name;  /**< "Pacific daylight time", "local time"; absent */
    int32_t paired_utc_s;   /**< clock of the pair given in GMT/UTC, -1: "6:21 p.m. (1021 GMT)" */
    airlog_pair pair;       /**< filled when zone and pair are both written */
    airlog_quantity after;  /**< AFTER: the duration */
    bool approximate;
    uint32_t group, item;   /**< list alignment, as for positions */
    const char *rule;
    airlog_doubts doubts;
} airlog_time_fact;

/* ---- events, objects, actors ------------------------------------------------------------------ */

/** How a clause stands to the event it names. */
typedef enum airlog_modality {
    AIRLOG_MODALITY_ACTUAL,
    AIRLOG_MODALITY_NEGATED,      /**< did not enter */
    AIRLOG_MODALITY_PLANNED,      /**< will, plans to */
    AIRLOG_MODALITY_EXERCISE,     /**< in a drill */
    AIRLOG_MODALITY_HYPOTHETICAL, /**< could, would, if */
    AIRLOG_MODALITY_PAST          /**< last year, in 2019, anniversary: background of this report */
} airlog_modality;

/** Classes of the rows under data/vocabulary, compiled into the tables. */
typedef enum airlog_vocabulary_class {
    AIRLOG_VOCABULARY_NONE, AIRLOG_VOCABULARY_EVENT, AIRLOG_VOCABULARY_OBJECT, AIRLOG_VOCABULARY_ACTOR,
    AIRLOG_VOCABULARY_REPORTER
} airlog_vocabulary_class;

/** A row of an open vocabulary. Texts live in the tables. */
typedef struct airlog_vocabulary_entry {
    airlog_vocabulary_class kind;
    uint8_t words;        /**< length of the phrase that matched */
    airlog_text name;     /**< canonical name: first column of the file */
    airlog_text category; /**< second column: CICTT code, object group, ISO country ... */
    airlog_text flags;    /**< third column: words such as "weak" or "adjective", blank-separated */
} airlog_vocabulary_entry;

/** Looks a phrase key (airlog_key_add()) up. One phrase may stand in several classes: `kind` asks for one,
 *  NONE takes any. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_vocabulary_find(const airlog_tables *tables, uint64_t key,
                                                                airlog_vocabulary_class kind, bool *out_found,
                                                                airlog_vocabulary_entry *out, airlog_error *error);
/** The lengths of the phrases that begin with this folded word: bit n - 1 is set when there is one of n words, bit 7
 *  when there is one of eight or more; 0 when none begins with it. */
AIRLOG_API uint8_t airlog_vocabulary_lengths(const airlog_tables *tables, uint64_t word_hash);

typedef struct airlog_event_fact {
    airlog_span span;
    uint32_t first_token, end_token, sentence;
    airlog_text event;    /**< canonical name: "detected", "vanished" (lives in the tables) */
    airlog_text cictt;    /**< CICTT occurrence category, may be empty */
    airlog_text flags;    /**< of its row: "end rank=25" (tables) */
    airlog_modality modality;
} airlog_event_fact;

typedef struct airlog_object_fact {
    airlog_span span;
    uint32_t first_token, end_token, sentence;
    airlog_text object;   /**< class: "balloon", "UAS", "fighter aircraft" (tables) */
    airlog_text family;   /**< group of the class: "balloon", "uas", "aircraft", "missile" (tables) */
    airlog_text type;     /**< designator: "B737", "J-16"; empty */
    double count_min, count_max; /**< NaN when the text gives no number */
    airlog_text actor;    /**< canonical country from the adjective: "China"; empty */
    bool other;           /**< the reporting or affected aircraft, not the object of the incident */
    uint32_t group, item;
} airlog_object_fact;

typedef struct airlog_actor_fact {
    airlog_span span;
    uint32_t first_token, end_token, sentence;
    airlog_text name;     /**< canonical: "Taiwan's defence ministry" as written, or "China" */
    bool reporter;        /**< an authority that reports, not the one that flies */
    airlog_text category; /**< of a reporter: "military", "aviation", "government" or "police" */
    airlog_text zone;     /**< IANA zone in which the country's offices give times; absent when it has several */
} airlog_actor_fact;

/* ---- messages ----------------------------------------------------------------------------------- */

typedef enum airlog_message {
    AIRLOG_MESSAGE_PROSE, AIRLOG_MESSAGE_FAA_PRELIMINARY, AIRLOG_MESSAGE_NOTAM, AIRLOG_MESSAGE_PIREP,
    AIRLOG_MESSAGE_ASRS, AIRLOG_MESSAGE_NTSB, AIRLOG_MESSAGE_TABLE
} airlog_message;
AIRLOG_API const char *airlog_message_name(airlog_message message); /**< "prose", "FAA preliminary report" ... */

/** What a rule read or refused, for airlog explain. */
typedef struct airlog_note {
    airlog_span span;
    const char *rule;
    bool refused;
    airlog_text why;
} airlog_note;

/** AIRLOG_DEED_NEGATION and its like: one bit a class of deeds.def. */
enum {
#define AIRLOG_DEED(name, words) AIRLOG_DEED_INDEX_##name,
#include "airlog/deeds.def"
#undef AIRLOG_DEED
    AIRLOG_DEED_COUNT
};
enum {
#define AIRLOG_DEED(name, words) AIRLOG_DEED_##name = 1 << AIRLOG_DEED_INDEX_##name,
#include "airlog/deeds.def"
#undef AIRLOG_DEED
    AIRLOG_DEED_NONE = 0
};

typedef struct airlog_facts {
    const airlog_tokens *tokens;
    const uint32_t *deeds;             /**< what the word of each token tells was done: AIRLOG_DEED_ bits, one a token */
    airlog_message message;
    airlog_quantity *quantities;       size_t quantity_count;
    airlog_position_fact *positions;   size_t position_count;
    airlog_time_fact *times;           size_t time_count;
    airlog_event_fact *events;         size_t event_count;
    airlog_object_fact *objects;       size_t object_count;
    airlog_actor_fact *actors;         size_t actor_count;
    airlog_text header_city;           /**< FAA preliminary: city and state of the header */
    airlog_text header_state;
    airlog_text header_facility;       /**< "PHOENIX TRACON" */
    bool correction;                   /**< CORRECTION, FOLLOW UP, UPDATE, CLOSE-OUT */
    airlog_note *notes;                size_t note_count; /**< only with AIRLOG_PARSE_NOTES */
} airlog_facts;

enum { AIRLOG_PARSE_NOTES = 1 };

#define AIRLOG_FACTS_LIMIT_DEFAULT 100000u /**< facts of one class in one report */

/** Reads the facts of a report. `tables` gives the open vocabularies (events, objects, actors); NULL
 *  leaves those classes empty and reads quantities, positions and times only. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_parse(const airlog_tokens *tokens, const airlog_tables *tables,
                                                      unsigned flags, airlog_arena *memory, airlog_facts *out,
                                                      airlog_error *error);

/** Reads one quantity that is the whole text ("33,000ft", "FL330", "5 ft 3 in"), as at the prompt.
 *  AIRLOG_E_ARGUMENT with a sentence when it is not one. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_parse_quantity(airlog_text text, airlog_arena *memory,
                                                               airlog_quantity *out, airlog_error *error);
/** Reads one coordinate pair that is the whole text, in any notation of the catalogue. Impossible values
 *  (latitude 91, minutes 60) are AIRLOG_E_ARGUMENT with the reason. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_parse_coordinate(airlog_text text, airlog_arena *memory,
                                                                 airlog_position_fact *out, airlog_error *error);
/** Reads one latitude or longitude that is the whole text: degrees, negative to the south and west. *out_hemisphere is
 *  'N' 'S' 'E' 'W' or 0 when no letter is written. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_parse_ordinate(airlog_text text, double *out_deg, char *out_hemisphere,
                                                               airlog_error *error);
/** The fact that all of the text is the name of a place ("Frankfurt (Oder)", "基隆"), as at the prompt: kind AT, and the
 *  reference is every token. It says nothing of whether there is such a place. `tokens` must outlive the fact. */
AIRLOG_API airlog_position_fact airlog_parse_place_name(const airlog_tokens *tokens);
/** Writes a position in a notation: dd dm dms icao iso6709 mgrs utm georef gars maidenhead olc geohash geo-uri wkt
 *  geojson. `digits` are the decimals of the last unit, the digits of one axis of a grid, or the length of a code;
 *  a negative number takes what is usual for the notation. Every notation but wkt and geojson writes latitude first. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_coordinate_print(airlog_lonlat point, const char *notation, int digits,
                                                                 airlog_buffer *out, airlog_error *error);
/** The notations, one at a time from 0; NULL after the last. */
AIRLOG_API const char *airlog_coordinate_notation(size_t index);

#ifdef __cplusplus
}
#endif
#endif
