/** @file compile.h  The program that compiles data/ into airlog.tables: what its files share.
 *
 * It runs while the project is built. Whatever is wrong with the data stops it with a sentence, the file and the line:
 * a table is never compiled around a damaged row. The same data give the same bytes on every run. */
#ifndef AIRLOG_PLACE_COMPILE_H
#define AIRLOG_PLACE_COMPILE_H

#include "airlog/place.h"
#include "tables_layout.h"

/** Prints the sentence and ends the program with status 1. */
_Noreturn void airlog_compile_stop(const char *format, ...) AIRLOG_PRINTF(1, 2);

/* Arrays grow in an airlog_buffer. */
#define AIRLOG_COMPILE_ITEMS(type, buffer) ((type *)(void *)(buffer).bytes)
#define AIRLOG_COMPILE_COUNT(type, buffer) ((buffer).length / sizeof(type))
/** Adds bytes and stops when memory runs out. */
void airlog_compile_add(airlog_buffer *buffer, const void *bytes, size_t length);

/* ---- table.c: the tables of data/ --------------------------------------------------------------- */

typedef struct airlog_compile_table airlog_compile_table;

/** Opens folder/name, or folder/name.gz. The first line that begins with no '#' names the columns; ',' separates and
 *  quotes as in RFC 4180, '\t' separates and never quotes. */
airlog_compile_table *airlog_compile_table_open(const char *folder, const char *name, char separator);
bool airlog_compile_table_exists(const char *folder, const char *name);
void airlog_compile_table_close(airlog_compile_table *table);
/** The number of a column; stops when there is none. */
int airlog_compile_table_column(const airlog_compile_table *table, const char *name);
/** Goes to the next row; false at the end. A row of another number of cells stops. */
bool airlog_compile_table_next(airlog_compile_table *table);
airlog_text airlog_compile_table_cell(const airlog_compile_table *table, int column);
/** The number in a cell; `absent` when it is empty; stops when it is anything else. */
double airlog_compile_table_number(const airlog_compile_table *table, int column, double absent);
/** Stops with the file and line. */
_Noreturn void airlog_compile_table_stop(const airlog_compile_table *table, const char *what);
/** The whole of folder/name, or of folder/name.gz uncompressed. */
airlog_buffer airlog_compile_read(const char *folder, const char *name);

/** Takes the part before the next `mark` off *rest; false when nothing is left. Parts are trimmed. */
bool airlog_compile_part(airlog_text *rest, char mark, airlog_text *out);

/* ---- container.c: the file ---------------------------------------------------------------------- */

typedef struct airlog_compile_file {
    airlog_buffer directory; /**< airlog_tables_section[] */
    airlog_buffer body;
} airlog_compile_file;

void airlog_compile_section(airlog_compile_file *file, const char name[8], const void *bytes, size_t length);
/** Writes the file under another name and renames it; `text` and a checksum of the body are its version text. */
void airlog_compile_write(airlog_compile_file *file, const char *path, const char *text);

/* ---- texts.c: texts, each once ------------------------------------------------------------------ */

typedef struct airlog_compile_texts {
    airlog_buffer bytes;
    airlog_buffer slots; /**< airlog_table_text[], open addressing; length 0 is free */
    size_t count;
} airlog_compile_texts;

airlog_table_text airlog_compile_text(airlog_compile_texts *texts, airlog_text text);
void airlog_compile_texts_close(airlog_compile_texts *texts);

/* ---- names.c: names to rows --------------------------------------------------------------------- */

typedef struct airlog_compile_names {
    airlog_buffer pairs;  /**< name_pair[] */
    airlog_buffer heads;  /**< name_head[]: first word and number of words */
    airlog_buffer folded; /**< scratch */
} airlog_compile_names;

/** How a row stands among the rows of a name: lower comes first. */
uint32_t airlog_compile_rank(uint8_t importance, uint32_t population);
/** Adds a name to a row; names that fold to nothing or to too many words are passed over. */
void airlog_compile_name(airlog_compile_names *names, airlog_text name, uint32_t row, uint32_t rank,
                         airlog_name_kind kind);
/** Adds a code: found by itself, and under its code key (AIRLOG_GAZETTEER_CODE). */
void airlog_compile_code(airlog_compile_names *names, airlog_text code, uint32_t row, uint32_t rank);
/** Adds a code that is no name: found only under its code key. */
void airlog_compile_code_only(airlog_compile_names *names, airlog_text code, uint32_t row, uint32_t rank);
/** The key of a name, 0 when it folds to nothing. */
uint64_t airlog_compile_key(airlog_compile_names *names, airlog_text name);
/** Sorts and writes the sections of names. */
void airlog_compile_names_write(airlog_compile_names *names, airlog_compile_file *file);
void airlog_compile_names_close(airlog_compile_names *names);
/** Writes a reach table of (word hash, words) pairs; see AIRLOG_TABLE_REACH. */
void airlog_compile_reach(const airlog_buffer *heads, airlog_compile_file *file, const char section[8]);

/** The first word of a name, and how many words it has. */
typedef struct airlog_compile_head {
    uint64_t hash;
    uint64_t words;
} airlog_compile_head;

/* ---- keys.c: a set of keys ---------------------------------------------------------------------- */

typedef struct airlog_compile_keys {
    uint64_t *slots; /**< open addressing; 0 is free */
    size_t capacity, count;
} airlog_compile_keys;

/** Adds a key; false when it was there. */
bool airlog_compile_keys_add(airlog_compile_keys *keys, uint64_t key);
bool airlog_compile_keys_has(const airlog_compile_keys *keys, uint64_t key);
void airlog_compile_keys_close(airlog_compile_keys *keys);

/* ---- the gazetteer ------------------------------------------------------------------------------ */

/** What a place takes from the nearest city. */
typedef struct airlog_compile_city {
    int32_t lon, lat;
    char country[2];
    uint16_t admin, zone;
} airlog_compile_city;

/** Everything that the place tables are made of. */
typedef struct airlog_compile_world {
    const char *folder;
    airlog_compile_texts texts; /**< of places and areas, while they are collected */
    airlog_compile_texts words; /**< AIRLOG_SECTION_WORDS */
    airlog_compile_names names;
    airlog_buffer places;        /**< airlog_table_place[] */
    airlog_buffer admins;        /**< airlog_table_admin[] */
    airlog_buffer admin_codes;   /**< "US.PA" as airlog_table_text[], row for row with admins */
    airlog_buffer zones;         /**< airlog_table_text[] */
    airlog_compile_keys ids;     /**< hashes of the ids given */
    airlog_compile_keys settled; /**< keys that name a city, area or country: no derived name takes them */
    airlog_compile_keys codes;   /**< keys that are a code in force */
    airlog_buffer grid[180];     /**< airlog_compile_city[] by degree of latitude, to find the nearest */
    size_t skipped;              /**< rows that have no coordinates to stand on */
} airlog_compile_world;

/** A place with nothing known; `point` in degrees. */
airlog_table_place airlog_compile_place(airlog_place_kind kind, double lon_deg, double lat_deg);
/** Sets id, name and country, adds the row and returns its number. An id that stands already stops. */
uint32_t airlog_compile_place_add(airlog_compile_world *world, airlog_table_place place, const char *id,
                                  airlog_text name);
void airlog_compile_country(airlog_table_place *place, airlog_text code);
/** The row of the admin area "US.PA", 0 when there is none. */
uint16_t airlog_compile_admin(const airlog_compile_world *world, airlog_text country, airlog_text code);
uint16_t airlog_compile_zone(airlog_compile_world *world, airlog_text zone);
/** Lets a row be found as a city by airlog_compile_settle(). */
void airlog_compile_city_add(airlog_compile_world *world, uint32_t row);
/** Fills admin area and zone from the nearest city of the same country; false when none lies within 500 km. */
bool airlog_compile_settle(airlog_compile_world *world, airlog_table_place *place);
uint32_t airlog_compile_place_rank(const airlog_table_place *place);

/** A circle around points, close to the smallest. */
typedef struct airlog_compile_circle {
    double lon_deg, lat_deg, radius_m;
} airlog_compile_circle;
airlog_compile_circle airlog_compile_enclose(const airlog_lonlat *points, size_t count);

void airlog_compile_admins(airlog_compile_world *world); /**< first: names and codes of the areas */
void airlog_compile_cities(airlog_compile_world *world);
/** The built-up area of a city holds about 3,000 people a square kilometre, and its furthest edge lies about one and a
 * half times as far out as that of a round city would. Both are assumptions, so the extent is marked as a default. */
double airlog_compile_city_extent_m(double population);
/** People count in steps of ten; by GeoNames' feature code a capital is better known than its size says, a part of a
 * city less, and what was given up comes last. */
uint8_t airlog_compile_city_importance(airlog_text code, double population);
void airlog_compile_settlements(airlog_compile_world *world); /**< after districts: cities that take no part in areas */
void airlog_compile_areas(airlog_compile_world *world);       /**< places for admin areas, from their cities */
void airlog_compile_districts(airlog_compile_world *world);   /**< counties and provinces */
void airlog_compile_countries(airlog_compile_world *world);   /**< from the base map, else from their cities */
void airlog_compile_airports(airlog_compile_world *world);
void airlog_compile_navaids(airlog_compile_world *world);
void airlog_compile_ports(airlog_compile_world *world);
void airlog_compile_curated(airlog_compile_world *world); /**< last: it names rows of the others */
void airlog_compile_world_write(airlog_compile_world *world, airlog_compile_file *file);
void airlog_compile_world_close(airlog_compile_world *world);

/* ---- the other sections ------------------------------------------------------------------------- */

void airlog_compile_airspace(airlog_compile_world *world, airlog_compile_file *file);
void airlog_compile_land(airlog_compile_world *world, airlog_compile_file *file);
void airlog_compile_magnetic(const char *folder, airlog_compile_file *file);
void airlog_compile_vocabulary(const char *folder, airlog_compile_file *file);
void airlog_compile_zones(airlog_compile_file *file);

/** One ring of the base map. */
typedef struct airlog_compile_ring {
    char code[4];
    airlog_text name;
    airlog_lonlat *points; /**< closed */
    size_t count;
} airlog_compile_ring;
/** Reads the rings of the base map, in the order of their countries. `memory` owns everything. */
airlog_compile_ring *airlog_compile_rings(const char *folder, airlog_arena *memory, size_t *out_count);

#endif
