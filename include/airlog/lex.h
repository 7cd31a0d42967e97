/** @file lex.h  reports -> tokens: what is written.
 *
 * A token is an offset and a length: the text is never copied. Words of the closed vocabularies
 * (units, compass points, months, number words, hedges ...: include/airlog/terms.def) carry their term;
 * every word carries the hash of its folded form, so that names and open vocabularies are looked
 * up without building strings. */
#ifndef AIRLOG_LEX_H
#define AIRLOG_LEX_H

#include "airlog/ingest.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum airlog_token_kind {
    AIRLOG_TOKEN_WORD,   /**< letters, with inner apostrophes: "Taiwan's" is "Taiwan" + "'s" */
    AIRLOG_TOKEN_NUMBER, /**< digits with thousands marks and a decimal part: 33,000  .25  7.5 */
    AIRLOG_TOKEN_IDENT,  /**< letters and digits mixed: MS08, FL330, 5131N, JFK240030, 0845C */
    AIRLOG_TOKEN_MARK,   /**< one punctuation or symbol character */
    AIRLOG_TOKEN_HAN,    /**< one Han, Kana or Hangul character */
    AIRLOG_TOKEN_LINE,   /**< a line break (a single one) */
    AIRLOG_TOKEN_PARAGRAPH /**< two or more line breaks with only blanks between */
} airlog_token_kind;

enum {
    AIRLOG_TOKEN_SPACE = 1,     /**< white space stands before it */
    AIRLOG_TOKEN_CAPITAL = 2,   /**< begins with an upper-case letter */
    AIRLOG_TOKEN_UPPER = 4,     /**< every letter is upper case (two or more) */
    AIRLOG_TOKEN_SENTENCE = 8,  /**< first token of a sentence */
    AIRLOG_TOKEN_CLITIC = 16,   /**< the 's of a possessive */
    AIRLOG_TOKEN_ABBREVIATED = 32 /**< a full stop belongs to the word: "St." "N.Y." "approx." */
};

/** Closed vocabulary: AIRLOG_TERM_NONE or one of include/airlog/terms.def, grouped by class. */
typedef enum airlog_term {
    AIRLOG_TERM_NONE = 0,
#define AIRLOG_TERM(name, class_name, value, words) AIRLOG_TERM_##name,
#include "airlog/terms.def"
#undef AIRLOG_TERM
    AIRLOG_TERM_COUNT
} airlog_term;

typedef enum airlog_term_class {
    AIRLOG_TERM_CLASS_NONE = 0,
    AIRLOG_TERM_CLASS_LENGTH,   /**< value: metres in one */
    AIRLOG_TERM_CLASS_SPEED,    /**< value: metres a second in one */
    AIRLOG_TERM_CLASS_DURATION, /**< value: seconds in one */
    AIRLOG_TERM_CLASS_COMPASS,  /**< value: degrees */
    AIRLOG_TERM_CLASS_NUMBER,   /**< value: the number ("seven", "half", "dozen", "thousand") */
    AIRLOG_TERM_CLASS_ORDINAL,
    AIRLOG_TERM_CLASS_MONTH,    /**< value: 1..12 */
    AIRLOG_TERM_CLASS_WEEKDAY,  /**< value: 0 Monday .. 6 */
    AIRLOG_TERM_CLASS_DAYPART,  /**< am, pm, noon, midnight, morning, overnight */
    AIRLOG_TERM_CLASS_ZONE,     /**< value: offset in seconds where fixed (GMT, UTC, Z, EST) */
    AIRLOG_TERM_CLASS_HEDGE,    /**< about, nearly, over, within ... */
    AIRLOG_TERM_CLASS_DATUM,    /**< MSL, AGL, AMSL, QNH, FL */
    AIRLOG_TERM_CLASS_ANGLE,    /**< degrees, minutes as angle */
    AIRLOG_TERM_CLASS_WORD,     /**< grammar words the parser names: of, from, off, to, and, between */
    AIRLOG_TERM_CLASS_SIDE,     /**< northern, eastern ...: qualifies a name; value: degrees */
    AIRLOG_TERM_CLASS_HEADING,  /**< northward, eastbound ...; value: degrees */
    AIRLOG_TERM_CLASS_PLACE     /**< kinds of place: city, port, VOR ...; value: airlog_place_kind of parse.h */
} airlog_term_class;

AIRLOG_API airlog_term_class airlog_term_class_of(airlog_term term);
AIRLOG_API double airlog_term_value(airlog_term term);
AIRLOG_API const char *airlog_term_name(airlog_term term); /**< canonical spelling: "nautical mile" */
/** The term of a word in any case, AIRLOG_TERM_NONE when it has none. "N" and "n" differ by case:
 *  terms.def marks the spellings for which case matters. */
AIRLOG_API airlog_term airlog_term_find(airlog_text word);

/** How text is cut:
 *  - A number directly followed by letters is two tokens when the letters are a unit, a datum, a zone, a part of
 *    a day, a duration or a compass point of two or more letters ("53NM", "2000MSL", "0352GMT", "13NW", "5pm"; "24th"
 *    is 24 + "th"), or when the number has a decimal point or thousands marks; otherwise it is one IDENT
 *    ("5131N", "0845C", "2R4", "1E"). Letters followed by digits are one IDENT ("FL330"), but "FEET12" is cut.
 *  - Dotted abbreviations are one WORD with their full stops ("U.P.", "N.Y.", "p.m."), and so is a known
 *    abbreviation with its full stop ("St.", "approx.", "Nov."): ABBREVIATED.
 *  - The hash of the clitic 's is that of the whole word with it: "Taiwan" has that of "taiwan", its 's of "taiwans".
 *  - A vulgar fraction is a NUMBER of its own (value 0.5). Full-width digits and letters are read as ASCII.
 *  - The hash of a MARK is its character made plain: every dash is '-', every apostrophe or prime is \', every double
 *    quote or double prime '"', full-width and CJK punctuation the ASCII sibling, every currency sign '$', a degree
 *    sign 0xB0.
 *  - HTML entities are one MARK (or white space); "_x000D_" is a line break. */
typedef struct airlog_token {
    uint32_t start;  /**< byte offset in report->text */
    uint32_t length;
    uint8_t kind;    /**< airlog_token_kind */
    uint8_t flags;
    uint16_t term;   /**< airlog_term */
    uint32_t sentence; /**< running number of its sentence */
    uint8_t decimals;  /**< NUMBER: digits after the point */
    uint8_t digits;    /**< NUMBER: digits in all (at most 255) */
    uint8_t class_of;  /**< airlog_term_class of the term */
    uint64_t hash;     /**< WORD, IDENT, HAN, NUMBER of plain digits: of the folded form; MARK: its plain character */
    double value;      /**< NUMBER: its value */
} airlog_token;

typedef struct airlog_tokens {
    const airlog_report *report;
    airlog_token *items;
    size_t count;
} airlog_tokens;

/** False when the raw bytes cannot hold an incident in the air: no sentence has a word for something that flies and
 *  one for something that happened. Runs at memory speed; works on JSON-escaped text too; never false for a text
 *  that the stages behind it would give an incident for. Example: false for "Shops sell drones.". */
AIRLOG_API bool airlog_interesting(airlog_text raw);
/** Whether the raw bytes name anything that flies, or an event that implies it. */
AIRLOG_API bool airlog_flies(airlog_text raw);

/** Tokens of a report, in one pass. AIRLOG_E_LIMIT when the text is longer than 4 GiB. */
AIRLOG_API AIRLOG_MUST_USE airlog_status airlog_lex(const airlog_report *report, airlog_arena *memory,
                                                    airlog_tokens *out, airlog_error *error);

#ifdef __cplusplus
}
#endif
#endif
