/** @file base.h  What every stage stands on: status and error, text, arena, numbers, calendar, folding.
 *
 * Nothing here knows what a report is. No function prints, exits, aborts, reads the environment
 * or depends on the locale. Every function is safe to call from several threads at once on
 * different objects. */
#ifndef AIRLOG_BASE_H
#define AIRLOG_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define AIRLOG_API __attribute__((visibility("default")))
#define AIRLOG_MUST_USE __attribute__((warn_unused_result))
#define AIRLOG_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define AIRLOG_API
#define AIRLOG_MUST_USE
#define AIRLOG_PRINTF(string, first)
#endif

/* ---- status and error ------------------------------------------------------------------- */

/** What a function that can fail returns. Text that cannot be understood is never a failure. */
typedef enum airlog_status {
    AIRLOG_OK = 0,
    AIRLOG_E_ARGUMENT, /**< the caller asked for something that makes no sense */
    AIRLOG_E_INPUT,    /**< an input cannot be read or is not what it claims to be */
    AIRLOG_E_OUTPUT,   /**< an output cannot be written */
    AIRLOG_E_MEMORY,   /**< the system gave no memory */
    AIRLOG_E_LIMIT,    /**< a named limit was passed */
    AIRLOG_E_TABLE,    /**< the compiled tables are missing, damaged or of another version */
    AIRLOG_E_LIBRARY   /**< a library that is loaded when needed is not there */
} airlog_status;

/** The first cause of a failure. Caller-owned; start it with `airlog_error error = {0};`. */
typedef struct airlog_error {
    airlog_status status;
    char message[480]; /**< one sentence: what was wrong and what would do */
    char file[256];    /**< the file concerned, or "" */
    uint64_t line;     /**< 1-based, 0 when unknown */
    uint64_t column;   /**< 1-based byte column, 0 when unknown */
    uint64_t offset;   /**< byte offset in the file, when line is known */
} airlog_error;

/** Records a failure if `error` holds none yet, and returns the status now held.
 *  `error` may be NULL. Example: `return airlog_fail(error, AIRLOG_E_INPUT, "no field '%s'", name);` */
AIRLOG_API airlog_status airlog_fail(airlog_error *error, airlog_status status, const char *format, ...)
    AIRLOG_PRINTF(3, 4);
/** Adds the file and place to a failure that has none. */
AIRLOG_API void airlog_error_at(airlog_error *error, const char *file, uint64_t line, uint64_t column,
                                uint64_t offset);
/** "input", "output", ...: one word for a status. */
AIRLOG_API const char *airlog_status_name(airlog_status status);

/* ---- text --------------------------------------------------------------------------------- */

/** Bytes that belong to somebody else; not terminated. {NULL, 0} is the absent text. */
typedef struct airlog_text {
    const char *bytes;
    size_t length;
} airlog_text;

/** A part of a report's text: byte offsets, end exclusive. {0, 0} is no span. */
typedef struct airlog_span {
    uint32_t start;
    uint32_t end;
} airlog_span;

#define AIRLOG_NO_TEXT ((airlog_text){NULL, 0})

AIRLOG_API airlog_text airlog_text_of(const char *terminated);
AIRLOG_API airlog_text airlog_text_part(airlog_text whole, airlog_span span);
AIRLOG_API airlog_text airlog_text_trim(airlog_text text);
AIRLOG_API bool airlog_text_equal(airlog_text a, airlog_text b);
/** Equality without regard to ASCII case. */
AIRLOG_API bool airlog_text_same(airlog_text a, airlog_text b);
/** airlog_text_same() against a terminated string. */
AIRLOG_API bool airlog_text_is(airlog_text a, const char *terminated);
AIRLOG_API bool airlog_text_starts(airlog_text text, const char *prefix);
/** Offset of the first byte that breaks UTF-8 (RFC 3629), or text.length when all is well. */
AIRLOG_API size_t airlog_utf8_check(airlog_text text);
/** Largest length <= limit that does not cut a UTF-8 character. */
AIRLOG_API size_t airlog_utf8_cut(airlog_text text, size_t limit);
/** Decodes the character at `at` (< length); returns its length in bytes, 1 and U+FFFD on damage. */
AIRLOG_API size_t airlog_utf8_decode(airlog_text text, size_t at, uint32_t *out_code);

/* ---- arena -------------------------------------------------------------------------------- */

/** Memory for one report: bounded, given back all at once. */
typedef struct airlog_arena airlog_arena;

#define AIRLOG_ARENA_LIMIT_DEFAULT ((size_t)256 * 1024 * 1024)

/** Opens an arena that will never hold more than limit_bytes. Close it with airlog_arena_close(). */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_arena_open(size_t limit_bytes, airlog_arena **out,
                                                           airlog_error *error);
AIRLOG_API void airlog_arena_close(airlog_arena *arena);
/** Forgets everything in it and keeps its memory for the next report. */
AIRLOG_API void airlog_arena_reset(airlog_arena *arena);
/** Zeroed memory for `count` things of `size` bytes, aligned for any type; NULL at the limit or
 *  when the system has none: then `return airlog_arena_failed(arena, error);`. */
AIRLOG_API void *airlog_arena_take(airlog_arena *arena, size_t count, size_t size);
/** The same without the zeros, for what is written in full before it is read. */
AIRLOG_API void *airlog_arena_room(airlog_arena *arena, size_t count, size_t size);
/** Grows the newest or any earlier block: returns memory of new_count things with the first
 *  old_count copied (in place when it is the newest block) and the others as airlog_arena_room() gives them, NULL as
 *  airlog_arena_take(). */
AIRLOG_API void *airlog_arena_grow(airlog_arena *arena, void *old, size_t old_count, size_t new_count, size_t size);
/** A copy of the text, terminated by a NUL that its length does not count. */
AIRLOG_API airlog_text airlog_arena_copy(airlog_arena *arena, airlog_text text);
AIRLOG_API airlog_text airlog_arena_print(airlog_arena *arena, const char *format, ...) AIRLOG_PRINTF(2, 3);
/** The failure that made airlog_arena_take() return NULL. */
AIRLOG_API airlog_status airlog_arena_failed(const airlog_arena *arena, airlog_error *error);
/** For tests: the n-th take from now fails (1 is the next), 0 switches it off. */
AIRLOG_API void airlog_arena_fail_at(airlog_arena *arena, long n);

/** Memory outside an arena, for the few things that are opened and closed. */
AIRLOG_API void *airlog_memory_take(size_t count, size_t size);
AIRLOG_API void *airlog_memory_grow(void *old, size_t count, size_t size);
AIRLOG_API void airlog_memory_give(void *memory);

/* ---- buffer ------------------------------------------------------------------------------- */

/** A growing run of bytes with a ceiling; zero it to start, give it back with airlog_buffer_close(). */
typedef struct airlog_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
    bool failed; /**< memory ran out: what was added since is not there */
} airlog_buffer;

AIRLOG_API void airlog_buffer_close(airlog_buffer *buffer);
AIRLOG_API void airlog_buffer_add(airlog_buffer *buffer, const void *bytes, size_t length);
AIRLOG_API void airlog_buffer_text(airlog_buffer *buffer, airlog_text text);
AIRLOG_API void airlog_buffer_string(airlog_buffer *buffer, const char *terminated);
AIRLOG_API void airlog_buffer_char(airlog_buffer *buffer, char c);
AIRLOG_API void airlog_buffer_print(airlog_buffer *buffer, const char *format, ...) AIRLOG_PRINTF(2, 3);
/** Up to `decimals` (0..9) places, trailing zeros dropped; NaN gives `null`. Locale-free. */
AIRLOG_API void airlog_buffer_number(airlog_buffer *buffer, double value, int decimals);
/** A JSON string with its quotes; invalid UTF-8 and NUL become U+FFFD. */
AIRLOG_API void airlog_buffer_json(airlog_buffer *buffer, airlog_text text);
/** Room for `more` bytes behind the content, for who writes them by hand and moves `length` on; NULL and `failed`
 *  when memory ran out. Example:
 *  @code
 *  char *at = airlog_buffer_room(&line, 32);
 *  if (at) line.length += airlog_number_print(at, value, 3);
 *  @endcode */
AIRLOG_API char *airlog_buffer_room(airlog_buffer *buffer, size_t more);
/** Writes as airlog_buffer_json() into `out`, which has room for AIRLOG_JSON_ROOM(text.length) bytes; returns the
 *  length. */
AIRLOG_API size_t airlog_json_print(char *out, airlog_text text);
#define AIRLOG_JSON_ROOM(length) (6 * (length) + 2) /**< every byte escaped, and the quotes */

/* ---- numbers ------------------------------------------------------------------------------ */

#define AIRLOG_UNKNOWN (__builtin_nan(""))

/** Reads a plain decimal number ("12", "-0.5", ".25", "1e3" not) that is the whole text. Locale-free.
 *  False when the text is anything else. */
AIRLOG_API bool airlog_number_read(airlog_text text, double *out);
/** Writes as airlog_buffer_number() into out[32]; returns the length. */
AIRLOG_API size_t airlog_number_print(char out[32], double value, int decimals);

/** A point of the earth: WGS 84, degrees. */
typedef struct airlog_lonlat {
    double lon_deg, lat_deg;
} airlog_lonlat;

/* ---- calendar ----------------------------------------------------------------------------- */

/** An instant: seconds since 1970-01-01T00:00:00Z, no leap seconds. */
typedef int64_t airlog_time_s;
#define AIRLOG_NO_TIME INT64_MIN

/** A day of the Gregorian calendar. year 0 is an unknown date. */
typedef struct airlog_date {
    int32_t year;
    int32_t month; /**< 1..12 */
    int32_t day;   /**< 1..31 */
} airlog_date;

AIRLOG_API int64_t airlog_date_days(airlog_date date);            /**< days since 1970-01-01 */
AIRLOG_API airlog_date airlog_date_of_days(int64_t days);
AIRLOG_API bool airlog_date_valid(airlog_date date);
AIRLOG_API int airlog_date_weekday(airlog_date date);             /**< 0 Monday .. 6 Sunday */
/** Reads YYYY-MM-DD (a time after it is passed over), YYYY/MM/DD, YYYYMMDD and US M/D/YYYY. */
AIRLOG_API bool airlog_date_read(airlog_text text, airlog_date *out);
/** Writes YYYY-MM-DD into out[10], not terminated; returns 10, or 0 when there is no such day. */
AIRLOG_API size_t airlog_date_print(char out[10], airlog_date date);
/** "2024-11-24T10:21:00Z"; with offset_s != 0 "2024-11-24T18:21:00+08:00". out[32]; returns length. */
AIRLOG_API size_t airlog_time_print(char out[32], airlog_time_s time, int32_t offset_s);
/** Reads what airlog_time_print() writes (seconds and zone may be missing; no zone means UTC). */
AIRLOG_API bool airlog_time_read(airlog_text text, airlog_time_s *out_time, int32_t *out_offset_s);

/* ---- folding and hashing ------------------------------------------------------------------ */

/** Folds text for comparing names: NFKD, marks dropped, case folded, apostrophes and full stops
 *  dropped, every other punctuation a word border; words are joined by one space, and each Han,
 *  Kana or Hangul character is a word. ASCII needs no library; the rest loads ICU.
 *  Example: "Côte d'Ivoire" -> "cote divoire", "Charlotte-Douglas" -> "charlotte douglas",
 *  "St. John's" -> "st johns", "臺北" -> "臺 北". */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_fold(airlog_text text, airlog_buffer *out, airlog_error *error);
/** 64-bit hash of bytes, the same on every machine and run: XXH3 from 17 bytes on, airlog_hash_short() of fewer, as most
 *  words have. */
AIRLOG_API uint64_t airlog_hash(const void *bytes, size_t length);
/** The hash of up to 16 bytes that stand in two numbers already, the first byte lowest and zeros behind the last. */
AIRLOG_API uint64_t airlog_hash_short(uint64_t low, uint64_t high, size_t length);
/** A hash as 16 hexadecimal digits, not terminated: how ids are written. */
AIRLOG_API void airlog_hash_print(char out[16], uint64_t hash);
/** The key of a phrase: start with 0 and add the hash of each folded word in order. The key of a
 *  one-word phrase is airlog_key_add(0, airlog_hash(word)). Tables of names and vocabularies are
 *  looked up by this key, so that no phrase is ever joined into a string. */
AIRLOG_API uint64_t airlog_key_add(uint64_t key, uint64_t word_hash);
/** The key of a whole text: airlog_fold() and airlog_key_add() over its words. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_key_of(airlog_text text, uint64_t *out_key, size_t *out_words,
                                                       airlog_error *error);

/** A set of keys that does not change is kept in a table of 2^n slots in which each key has two: it stands in one or the
 *  other, so that asking for it takes two loads and no loop, and nothing for a processor to foretell. A slot holds
 *  enough of the hash (its upper half) to know its key by. */
#define AIRLOG_SLOT_FIRST(hash, size) ((size_t)(hash) & ((size_t)(size)-1))
#define AIRLOG_SLOT_SECOND(hash, size) ((size_t)((hash) >> 24) & ((size_t)(size)-1))
/** Places `count` keys with different hashes: slots[i] becomes the number of a key, from 1 on, or 0 where it is free.
 *  False when they do not fit: then try twice the size. */
AIRLOG_API bool airlog_slots_place(const uint64_t *hashes, size_t count, uint32_t *slots, size_t size);

/* ---- libraries loaded when needed --------------------------------------------------------- */

/** A function found in a delayed library; convert it with memcpy, never by a cast of the object. */
typedef void (*airlog_delayed)(void);

/** Loads the shared library `soname`, for the life of the process, and finds `count` functions in it. Loading PROJ
 *  or ICU costs more than most commands take, so the first call that needs one loads it. Safe to call from several
 *  threads; keep the result. AIRLOG_E_LIBRARY names what is missing. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_delay_load(const char *soname, const char *const names[],
                                                           airlog_delayed out[], size_t count, airlog_error *error);

/* ---- doubts ------------------------------------------------------------------------------- */

/** Every guess is a flag with a sentence: the list is doubts.def. */
typedef enum airlog_doubt {
#define AIRLOG_DOUBT(name, shown, sentence) AIRLOG_DOUBT_INDEX_##name,
#include "airlog/doubts.def"
#undef AIRLOG_DOUBT
    AIRLOG_DOUBT_COUNT
} airlog_doubt;

/** A set of doubts, one bit each: AIRLOG_DOUBT_BIT(YEAR_INFERRED). */
typedef uint64_t airlog_doubts;
#define AIRLOG_DOUBT_BIT(name) ((airlog_doubts)1 << AIRLOG_DOUBT_INDEX_##name)

AIRLOG_API const char *airlog_doubt_name(airlog_doubt doubt);     /**< "year_inferred" */
AIRLOG_API const char *airlog_doubt_sentence(airlog_doubt doubt);

/* ---- tables ------------------------------------------------------------------------------- */

/** The compiled tables (gazetteer, vocabularies, time zones, airspace, magnetic models): one
 *  memory-mapped, read-only file, safe to share between threads. Sections are named; each stage
 *  knows the layout of its own. Every block is checked against its checksum when first touched,
 *  so that damage is AIRLOG_E_TABLE and never an empty result. */
typedef struct airlog_tables airlog_tables;

#define AIRLOG_TABLES_VERSION 3u
#define AIRLOG_TABLES_FILE "airlog.tables"

/** Opens the tables at `path`, or when path is NULL the first of: $AIRLOG_DATA (a file or a folder
 *  that holds airlog.tables) as given in `environment` (may be NULL), beside the library's build
 *  folder, the install prefix. Costs under a millisecond. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_tables_open(const char *path, const char *environment,
                                                            airlog_tables **out, airlog_error *error);
AIRLOG_API void airlog_tables_close(airlog_tables *tables);
/** The version text written by the build: "airlog 0.1 gazetteer 2026-11-21 a1b2c3d4". */
AIRLOG_API const char *airlog_tables_version(const airlog_tables *tables);
/** The path that was opened. */
AIRLOG_API const char *airlog_tables_path(const airlog_tables *tables);
/** Reads every block: AIRLOG_E_TABLE on the first that is damaged. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_tables_check(const airlog_tables *tables, airlog_error *error);
/** A checked view of `length` bytes at `offset` of a section; NULL and a failure in `error` when the
 *  section is absent, too short, or damaged. The pointer lives as long as the tables. */
AIRLOG_API const void *airlog_tables_view(const airlog_tables *tables, const char section[8], uint64_t offset,
                                          uint64_t length, airlog_error *error);
/** The whole of a section, checked at the first call; cheaper than a view for small ones that are read all the time.
 *  NULL and a failure when it is absent or damaged. */
AIRLOG_API const void *airlog_tables_whole(const airlog_tables *tables, const char section[8], uint64_t *out_length,
                                           airlog_error *error);
/** Length of a section in bytes, 0 when absent. */
AIRLOG_API uint64_t airlog_tables_length(const airlog_tables *tables, const char section[8]);

/** The offset from UTC, in seconds east, of the IANA zone ("Asia/Taipei") at an instant.
 *  False when the zone is unknown or the tables are damaged. */
AIRLOG_API bool airlog_zone_offset(const airlog_tables *tables, airlog_text zone, airlog_time_s utc,
                                   int32_t *out_offset_s);
/** The instant of a local wall-clock time (seconds since 1970-01-01T00:00 of the wall clock).
 *  An hour that occurs twice takes the first; one that does not occur moves forward; both set
 *  *out_ambiguous. *out_offset_s, in seconds east, is the offset at that instant. Both may be NULL. */
AIRLOG_API bool airlog_zone_instant(const airlog_tables *tables, airlog_text zone, int64_t wall_s,
                                    airlog_time_s *out_utc, int32_t *out_offset_s, bool *out_ambiguous);

#ifdef __cplusplus
}
#endif
#endif
