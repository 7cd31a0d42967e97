/* Reading coordinates out of text: what the families share. All of it works on the bytes of the text and never
 * looks further than a bounded number of characters, so that a reading at every token stays linear. */
#ifndef AIRLOG_PARSE_COORDINATE_H
#define AIRLOG_PARSE_COORDINATE_H

#include "airlog/parse.h"

/* ---- characters (coordinate_scan.c) ---- */

/* The many spellings of one mark folded to one; ASCII stands for itself. */
enum {
    AIRLOG_SYMBOL_END = 0,
    AIRLOG_SYMBOL_DEGREE = 0x200000, /* degree signs */
    AIRLOG_SYMBOL_MINUTE,            /* ' and everything that is printed for it */
    AIRLOG_SYMBOL_SECOND,
    AIRLOG_SYMBOL_JUNK, /* what is left of a dash after bad transcoding */
    AIRLOG_SYMBOL_TIMES,
    AIRLOG_SYMBOL_NORTH, /* Han words of two characters, read as one */
    AIRLOG_SYMBOL_SOUTH,
    AIRLOG_SYMBOL_EAST,
    AIRLOG_SYMBOL_WEST
};

typedef struct airlog_scan {
    airlog_text text;
    size_t at;
} airlog_scan;

uint32_t airlog_scan_look(const airlog_scan *scan, size_t *out_length);
uint32_t airlog_scan_peek(const airlog_scan *scan);
bool airlog_scan_skip(airlog_scan *scan, uint32_t symbol);   /* steps over it when it is next */
size_t airlog_scan_spaces(airlog_scan *scan, size_t limit);  /* steps over at most `limit` blanks */
bool airlog_scan_digit(const airlog_scan *scan);
bool airlog_scan_letter(const airlog_scan *scan);
/* Steps over one of the words ("lat|latitude") in any case that ends at a border; index + 1, 0 when none. */
int airlog_scan_word(airlog_scan *scan, const char *words);
/* True when no letter or digit stands directly before `at`. */
bool airlog_scan_border(airlog_text text, size_t at);
bool airlog_symbol_is_letter(uint32_t symbol);
bool airlog_symbol_is_digit(uint32_t symbol);

typedef struct airlog_figure {
    double value;
    int whole;    /* digits before the point */
    int decimals; /* digits after it */
} airlog_figure;

enum { AIRLOG_FIGURE_WHOLE = 1, AIRLOG_FIGURE_COMMA = 2 };

/* Reads digits; without AIRLOG_FIGURE_WHOLE a decimal part too, with AIRLOG_FIGURE_COMMA also one after a comma. */
bool airlog_scan_figure(airlog_scan *scan, unsigned flags, airlog_figure *out);

/* ---- one reading ---- */

typedef enum airlog_reading { AIRLOG_READING_NONE, AIRLOG_READING_FOUND, AIRLOG_READING_REFUSED } airlog_reading;

enum {
    AIRLOG_COORDINATE_WHOLE = 1, /* the text is nothing but a coordinate: shapes that prose has other uses for count */
    AIRLOG_COORDINATE_CUE = 2,   /* a word such as "position" announces it */
    AIRLOG_COORDINATE_GRID = 4   /* a word such as "MGRS" or "locator" announces a grid reference */
};

typedef struct airlog_coordinate {
    airlog_lonlat point;
    double precision_lon_deg, precision_lat_deg;
    double cell_m;   /* half diagonal of a grid cell, NaN */
    double radius_m; /* a radius that is part of the spelling, NaN */
    const char *notation;
    airlog_doubts doubts;
    size_t end;         /* offset after it */
    const char *reason; /* of a refusal */
} airlog_coordinate;

void airlog_coordinate_start(airlog_coordinate *out, const char *notation);
airlog_reading airlog_coordinate_refuse(airlog_coordinate *out, size_t end, const char *reason);
/* Every family in turn at byte `at`. */
airlog_reading airlog_coordinate_read(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);

/* ---- one ordinate (coordinate_ordinate.c) ---- */

typedef struct airlog_ordinate {
    size_t end;
    char hemisphere; /* N S E W, 0 */
    char axis;       /* 'y' latitude, 'x' longitude, 0 unknown */
    bool prefixed;   /* the hemisphere stands first */
    bool worded;     /* "north", not "N" */
    bool keyword;    /* "latitude" is written */
    bool marked;     /* has a degree sign or word */
    bool compact;    /* digits run together: 5131N */
    bool glued;      /* no blank between the number and its letter */
    bool small;      /* the letter is in lower case */
    int sign;        /* of an explicit + or -, else 0 */
    int parts;       /* degrees; minutes; seconds */
    char joint;      /* what stands between the parts: ' ' '-' ':' '.' or 'd' for marks */
    int whole;       /* digits of the first part */
    int decimals;    /* of the last part */
    int minute_digits;
    double degrees;  /* magnitude */
    double precision_deg;
    airlog_doubts doubts;
    const char *reason; /* why the value is impossible, or NULL */
} airlog_ordinate;

/* `first` is the ordinate before it in the pair, or NULL. */
bool airlog_ordinate_read(airlog_text text, size_t at, const airlog_ordinate *first, airlog_ordinate *out);
/* Reads digits run together as degrees, minutes and seconds by their number; false when no reading fits. */
bool airlog_ordinate_compact(airlog_figure figure, char axis, const airlog_ordinate *first, airlog_ordinate *out);

/* ---- families ---- */

airlog_reading airlog_coordinate_pair(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_iso6709(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_arinc(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_uri(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_json(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_mgrs(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_utm(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);
airlog_reading airlog_coordinate_grid(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out);

/* ---- transverse Mercator and polar stereographic (coordinate_project.c) ---- */

typedef struct airlog_utm {
    int zone;    /* 1..60, 0 for the polar caps */
    bool north;
    double easting_m, northing_m; /* with the false offsets of UTM and UPS */
} airlog_utm;

int airlog_utm_zone(airlog_lonlat point); /* 0 beyond 84 N and 80 S */
airlog_utm airlog_utm_of(airlog_lonlat point);
airlog_utm airlog_utm_in(airlog_lonlat point, int zone, bool north);
airlog_lonlat airlog_utm_point(airlog_utm utm);
/* Letter of the 8 degree band. */
char airlog_utm_band(double lat_deg);

/* Degrees that `metres` of northing and easting are at a latitude; for precisions. */
void airlog_metres_as_degrees(double metres, double lat_deg, double *out_lon_deg, double *out_lat_deg);

#endif
