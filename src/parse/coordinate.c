/* Coordinates in running text: where one may begin, what announces it, and the facts that come of it. */
#include "coordinate.h"
#include "coordinate_area.h"
#include "parser.h"

#include <math.h>
#include <string.h>

void airlog_coordinate_start(airlog_coordinate *out, const char *notation) {
    memset(out, 0, sizeof *out);
    out->notation = notation;
    out->cell_m = AIRLOG_UNKNOWN;
    out->radius_m = AIRLOG_UNKNOWN;
}

airlog_reading airlog_coordinate_refuse(airlog_coordinate *out, size_t end, const char *reason) {
    out->reason = reason;
    out->end = end;
    return AIRLOG_READING_REFUSED;
}

/* ---- families ---- */

typedef airlog_reading family(airlog_text, size_t, unsigned, airlog_coordinate *);

/* The first family that finds something; a refusal is kept unless another finds. */
static airlog_reading first_of(family *const *families, airlog_text text, size_t at, unsigned mode,
                               airlog_coordinate *out) {
    airlog_reading best = AIRLOG_READING_NONE;
    for (; *families != NULL; ++families) {
        airlog_coordinate read;
        airlog_coordinate_start(&read, "");
        airlog_reading reading = (*families)(text, at, mode, &read);
        if (reading > best || reading == AIRLOG_READING_FOUND) {
            if (best != AIRLOG_READING_NONE && reading == AIRLOG_READING_REFUSED) continue;
            best = reading;
            *out = read;
        }
        if (reading == AIRLOG_READING_FOUND) return reading;
    }
    return best;
}

airlog_reading airlog_coordinate_read(airlog_text text, size_t at, unsigned mode, airlog_coordinate *out) {
    static family *const number_first[] = {airlog_coordinate_arinc, airlog_coordinate_pair, airlog_coordinate_mgrs,
                                           airlog_coordinate_utm,   airlog_coordinate_grid, NULL};
    static family *const sign_first[] = {airlog_coordinate_iso6709, airlog_coordinate_pair, NULL};
    static family *const letter_first[] = {airlog_coordinate_uri,  airlog_coordinate_arinc, airlog_coordinate_pair,
                                           airlog_coordinate_mgrs, airlog_coordinate_utm,   airlog_coordinate_grid,
                                           NULL};
    static family *const bracket_first[] = {airlog_coordinate_json, NULL};
    airlog_scan scan = {text, at};
    uint32_t symbol = airlog_scan_peek(&scan);
    airlog_coordinate_start(out, "");
    if (airlog_symbol_is_digit(symbol)) return first_of(number_first, text, at, mode, out);
    if (symbol == '+' || symbol == '-') return first_of(sign_first, text, at, mode, out);
    if (symbol == '[' || symbol == '{') return first_of(bracket_first, text, at, mode, out);
    return first_of(letter_first, text, at, mode, out);
}

/* ---- the same place written twice ---- */

/* After one pair: "/ 42.22814 N 83.54242 W" or the same in parentheses. True when it names the same place or claims
 * to; then `out` ends after it. */
static void read_again(airlog_text text, airlog_coordinate *out) {
    airlog_scan scan = {text, out->end};
    airlog_scan_spaces(&scan, 2);
    bool open = airlog_scan_skip(&scan, '(');
    if (!open && !airlog_scan_skip(&scan, '/') && !airlog_scan_skip(&scan, '=')) return;
    airlog_scan_spaces(&scan, 2);
    airlog_coordinate again;
    unsigned mode = AIRLOG_COORDINATE_CUE | AIRLOG_COORDINATE_GRID;
    if (airlog_coordinate_read(text, scan.at, mode, &again) != AIRLOG_READING_FOUND) return;
    if (again.notation == out->notation || strcmp(again.notation, out->notation) == 0) return;
    double unit_lat = fmax(out->precision_lat_deg, again.precision_lat_deg);
    double unit_lon = fmax(out->precision_lon_deg, again.precision_lon_deg);
    double lat = fabs(again.point.lat_deg - out->point.lat_deg), lon = fabs(again.point.lon_deg - out->point.lon_deg);
    if (lat > 1 || lon > 1) return; /* another place */
    if (lat > unit_lat * 1.001 || lon > unit_lon * 1.001) out->doubts |= AIRLOG_DOUBT_BIT(POSITION_CONFLICT);
    scan.at = again.end;
    if (open) {
        airlog_scan_spaces(&scan, 1);
        airlog_scan_skip(&scan, ')');
    }
    out->end = scan.at;
}

/* ---- running text ---- */

/* What the few words before a token announce. */
static unsigned cues_before(const airlog_parser *parser, size_t index) {
    unsigned mode = 0;
    uint32_t sentence = airlog_parser_token(parser, index)->sentence;
    for (size_t back = 1; back <= 7 && back <= index; ++back) {
        const airlog_token *token = airlog_parser_token(parser, index - back);
        if (token->sentence != sentence) break;
        if (token->kind != AIRLOG_TOKEN_WORD) continue;
        if (airlog_parser_listed(parser, index - back, AIRLOG_LIST_COORDINATE_CUE)) mode |= AIRLOG_COORDINATE_CUE;
        if (airlog_parser_listed(parser, index - back, AIRLOG_LIST_GRID_CUE)) mode |= AIRLOG_COORDINATE_GRID;
    }
    return mode;
}

/* ---- where one may begin ---- */

/* These look at a few bytes and tokens only: nearly every number of a report is something else. */

static char byte_at(airlog_text text, size_t at) {
    return at < text.length ? text.bytes[at] : 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_hemisphere(char c) {
    return c == 'N' || c == 'S' || c == 'E' || c == 'W' || c == 'n' || c == 's' || c == 'e' || c == 'w';
}

/* After a hemisphere letter the second ordinate must follow: a number, a letter before one, or a word between. */
static bool second_may_follow(airlog_text text, size_t at) {
    for (int i = 0; i < 8; ++i, ++at) {
        char c = byte_at(text, at);
        if (is_digit(c) || (unsigned char)c >= 0x80 || c == '+') return true;
        if (c == 'l' || c == 'L' || c == 'x') return true;                                        /* longitude, x */
        if (c == 'a' || c == 'A') return (byte_at(text, at + 1) | 32) == 'n';                         /* and */
        if (c == 'b' || c == 'B') return (byte_at(text, at + 1) | 32) == 'y';
        if (is_hemisphere(c) && !is_letter(byte_at(text, at + 1))) return true;                       /* E113 */
        if (is_letter(c) || c == 0 || c == '(' || c == ')' || c == ':') return false;
    }
    return true;
}

/* A spelled-out hemisphere: "north", "South". */
static bool is_hemisphere_word(airlog_text text, size_t at) {
    airlog_scan scan = {text, at};
    return airlog_scan_word(&scan, "north|south|east|west") != 0;
}

/* The first character behind the figures and joints of an ordinate decides. */
static bool ordinate_may_begin(airlog_text text, size_t at, bool decimals) {
    size_t end = at;
    for (; end < at + 28; ++end) {
        char c = byte_at(text, end);
        if (is_digit(c) || c == ' ' || c == '.' || c == ',' || c == ':' || c == '-' || c == '\'' || c == '"') continue;
        if ((unsigned char)c >= 0x80) return true;
        if (is_hemisphere(c) && !is_letter(byte_at(text, end + 1))) return second_may_follow(text, end + 1);
        if (is_hemisphere(c) && is_hemisphere_word(text, end)) return true;
        if ((c == 'd' || c == 'D') && end > at) return !is_letter(byte_at(text, end + 1)) || (byte_at(text, end + 1) | 32) == 'e' || (byte_at(text, end + 1) | 32) == 'r';
        if (c == 'l' || c == '*') return true;
        break;
    }
    return decimals;
}

/* 51R UJ 7506 9323, 51RUJ7506093233, 51R 375059 2893233 */
static bool grid_may_begin(airlog_text text, const airlog_token *token) {
    const char *bytes = text.bytes + token->start;
    size_t digits = is_digit(bytes[0]) ? (token->length > 1 && is_digit(bytes[1]) ? 2 : 1) : 0;
    if (digits == 0 || token->length <= digits || !is_letter(bytes[digits])) return false;
    if (token->length >= digits + 3 + 4) return is_letter(bytes[digits + 1]) && is_letter(bytes[digits + 2]);
    if (token->length != digits + 1 && token->length != digits + 3) return false;
    char next = byte_at(text, token->start + token->length + 1);
    return byte_at(text, token->start + token->length) == ' ' && (is_digit(next) || (next >= 'A' && next <= 'Z'));
}

static bool ident_may_begin(airlog_text text, const airlog_token *token) {
    const char *bytes = text.bytes + token->start;
    if (token->length > 32) return false;
    if (token->length == 8 && byte_at(text, token->start + 8) == '+') return true; /* a plus code */
    if (is_digit(bytes[0])) return grid_may_begin(text, token) || ordinate_may_begin(text, token->start, false);
    return is_hemisphere(bytes[0]) && token->length > 1 && is_digit(bytes[1]);
}

static bool is_hemisphere_term(const airlog_token *token) {
    return token->term == AIRLOG_TERM_NORTH || token->term == AIRLOG_TERM_SOUTH || token->term == AIRLOG_TERM_EAST ||
           token->term == AIRLOG_TERM_WEST;
}

/* "N 40", "North: 40" */
static bool prefix_may_begin(airlog_text text, const airlog_token *token) {
    size_t end = token->start + token->length;
    if (token->length == 1 && text.bytes[token->start] >= 'a') return false;
    for (int i = 0; i < 3 && (byte_at(text, end) == ' ' || byte_at(text, end) == '.' || byte_at(text, end) == ':'); ++i) ++end;
    if (byte_at(text, end) == '-' || byte_at(text, end) == '+') ++end;
    return is_digit(byte_at(text, end)) || (unsigned char)byte_at(text, end) >= 0xEF;
}

/* Words that can begin a coordinate, with what has to follow them. */
static bool word_may_begin(airlog_text text, const airlog_token *token) {
    static const struct {
        const char *word;
        uint32_t length;
    } openers[] = {{"lat", 3},   {"lon", 3},  {"lng", 3}, {"geo", 3},     {"http", 4}, {"point", 5},      {"zone", 4},
                   {"gars", 4},  {"qth", 3},  {"grid", 4}, {"locator", 7}, {"plus", 4}, {"maidenhead", 10}, {"olc", 3}};
    if (is_hemisphere_term(token)) return prefix_may_begin(text, token);
    const char *bytes = text.bytes + token->start;
    if (token->length < 3 || token->length > 14) return false;
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; ++i) {
        if ((bytes[0] | 32) != openers[i].word[0] || (bytes[2] | 32) != openers[i].word[2]) continue;
        if (token->length < openers[i].length) continue;
        airlog_text start = {bytes, openers[i].length};
        if (airlog_text_same(start, (airlog_text){openers[i].word, openers[i].length})) return true;
    }
    return false;
}

/* Han words of a hemisphere: their first character. */
static bool han_may_begin(airlog_text text, size_t at) {
    static const char *const letters[] = {"\xE5\x8C\x97", "\xE5\x8D\x97", "\xE6\x9D\xB1", "\xE4\xB8\x9C", "\xE8\xA5\xBF"};
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; ++i) {
        if (text.length - at >= 6 && memcmp(text.bytes + at, letters[i], 3) == 0) return true;
    }
    return false;
}

/* "+40.2-075.0/" has a second sign close by; "-33.86, 151.21" decimals; "[" stands after "coordinates". */
static bool mark_may_begin(const airlog_parser *parser, size_t index, char c) {
    const airlog_token *next = airlog_parser_token(parser, index + 1);
    if (c == '[') return index > 0 && airlog_parser_mark(parser, index - 1, ':');
    if (next->kind != AIRLOG_TOKEN_NUMBER || (next->flags & AIRLOG_TOKEN_SPACE) != 0) return false;
    if (next->decimals >= 2) return true;
    char after = byte_at(parser->text, next->start + next->length);
    return after == '+' || after == '-';
}

static bool may_begin(const airlog_parser *parser, size_t index, const airlog_token *token) {
    airlog_text text = parser->text;
    switch (token->kind) {
    case AIRLOG_TOKEN_NUMBER: return ordinate_may_begin(text, token->start, token->decimals >= 2);
    case AIRLOG_TOKEN_IDENT: return ident_may_begin(text, token);
    case AIRLOG_TOKEN_WORD: return word_may_begin(text, token);
    case AIRLOG_TOKEN_MARK: {
        char c = text.bytes[token->start];
        return (c == '+' || c == '-' || c == '[') && mark_may_begin(parser, index, c);
    }
    case AIRLOG_TOKEN_HAN: return han_may_begin(text, token->start);
    default: return false;
    }
}

static airlog_status add_fact(airlog_parser *parser, size_t first, size_t end, const airlog_coordinate *read) {
    airlog_position_fact *fact = airlog_parser_position(parser);
    if (fact == NULL) return airlog_parser_failed(parser);
    fact->points = airlog_arena_take(parser->memory, 1, sizeof *fact->points);
    if (fact->points == NULL) return airlog_arena_failed(parser->memory, parser->error);
    fact->points[0] = read->point;
    fact->point_count = 1;
    fact->span = airlog_parser_span(parser, first, end);
    fact->first_token = (uint32_t)first;
    fact->end_token = (uint32_t)end;
    fact->sentence = airlog_parser_token(parser, first)->sentence;
    airlog_coordinate_fill(fact, read);
    airlog_parser_take(parser, first, end, AIRLOG_TAKEN_COORDINATE);
    airlog_parser_note(parser, fact->span, fact->rule, false, "");
    return AIRLOG_OK;
}

void airlog_coordinate_fill(airlog_position_fact *fact, const airlog_coordinate *read) {
    fact->kind = AIRLOG_POSITION_COORDINATE;
    fact->precision_lon_deg = read->precision_lon_deg;
    fact->precision_lat_deg = read->precision_lat_deg;
    fact->radius_cell_m = read->cell_m;
    fact->notation = read->notation;
    fact->rule = "coordinate";
    fact->doubts = read->doubts;
    if (isnan(read->radius_m)) return;
    fact->kind = AIRLOG_POSITION_CIRCLE;
    airlog_coordinate_radius(&fact->distance, read->radius_m, strcmp(read->notation, "icao") == 0);
}

static size_t token_after(const airlog_parser *parser, size_t index, size_t offset) {
    while (index < parser->count && parser->items[index].start < offset) ++index;
    return index;
}

/* Tries a reading at one token; `next` is where to go on. */
static airlog_status try_at(airlog_parser *parser, size_t index, size_t *next) {
    const airlog_token *token = airlog_parser_token(parser, index);
    *next = index + 1;
    if (!airlog_scan_border(parser->text, token->start)) return AIRLOG_OK;
    unsigned mode = cues_before(parser, index);
    airlog_coordinate read;
    airlog_reading reading = airlog_coordinate_read(parser->text, token->start, mode, &read);
    if (reading == AIRLOG_READING_NONE) return AIRLOG_OK;
    size_t end = token_after(parser, index + 1, read.end);
    *next = end;
    if (reading == AIRLOG_READING_REFUSED) {
        airlog_parser_note(parser, airlog_parser_span(parser, index, end), "coordinate", true, read.reason);
        airlog_parser_take(parser, index, end, AIRLOG_TAKEN_COORDINATE);
        return AIRLOG_OK;
    }
    read_again(parser->text, &read);
    end = token_after(parser, index + 1, read.end);
    *next = end;
    return add_fact(parser, index, end, &read);
}

/* ---- a whole text ---- */

/* Brackets and full stops around it say nothing. */
static airlog_text strip(airlog_text text) {
    text = airlog_text_trim(text);
    if (text.length > 1 && text.bytes[0] == '[' && text.bytes[text.length - 1] == ']') return text;
    if (text.length > 1 && text.bytes[0] == '{' && text.bytes[text.length - 1] == '}') return text;
    while (text.length > 0 && memchr("([/<{", text.bytes[0], 5) != NULL) {
        text = airlog_text_trim((airlog_text){text.bytes + 1, text.length - 1});
    }
    return text;
}

static bool only_closing(airlog_text text, size_t at) {
    for (; at < text.length; ++at) {
        if (strchr(" \t\r\n)]/>}.,;", text.bytes[at]) == NULL || text.bytes[at] == 0) return false;
    }
    return true;
}

/* "MGRS 51R...", "position: ..." before it. */
static size_t skip_announcement(airlog_text text, unsigned *mode) {
    airlog_scan scan = {text, 0};
    for (int i = 0; i < 3; ++i) {
        airlog_scan step = scan;
        if (airlog_scan_word(&step, "mgrs|utm|ups|usng") != 0) *mode |= AIRLOG_COORDINATE_GRID;
        else if (airlog_scan_word(&step, "coordinates|coordinate|coords|position|posn|psn|pos|location|gps|at|wkt") != 0)
            *mode |= AIRLOG_COORDINATE_CUE;
        else break;
        airlog_scan_spaces(&step, 4);
        if (!airlog_scan_skip(&step, ':')) airlog_scan_skip(&step, '=');
        airlog_scan_spaces(&step, 4);
        scan = step;
    }
    return scan.at;
}

/* The whole text as one coordinate; the announcement before it is passed over. */
static airlog_reading read_whole(airlog_text text, size_t *at, airlog_coordinate *out) {
    unsigned mode = AIRLOG_COORDINATE_WHOLE;
    *at = skip_announcement(text, &mode);
    airlog_reading reading = airlog_coordinate_read(text, *at, mode, out);
    if (reading == AIRLOG_READING_FOUND) read_again(text, out);
    return reading;
}

/* Why nothing was read: the sentence that helps most. */
static const char *why_not(airlog_text text, size_t at) {
    airlog_ordinate a, b;
    if (!airlog_ordinate_read(text, at, NULL, &a))
        return "this is not a coordinate: write it like 26.153, 121.750 or 26°09'11\"N 121°45'00\"E";
    if (a.reason != NULL) return a.reason;
    airlog_scan scan = {text, a.end};
    while (airlog_scan_peek(&scan) == ' ' || airlog_scan_peek(&scan) == ',') ++scan.at;
    if (only_closing(text, scan.at)) return "this is one ordinate; a position needs a latitude and a longitude";
    if (!airlog_ordinate_read(text, scan.at, &a, &b)) return "after the first ordinate there is no second one";
    if (b.reason != NULL) return b.reason;
    if (a.hemisphere == 0 && b.hemisphere == 0)
        return "two numbers without hemispheres need at least two decimals each, and nothing after them";
    return "the two ordinates do not make a pair";
}

airlog_status airlog_parse_coordinate(airlog_text text, airlog_arena *memory, airlog_position_fact *out,
                                      airlog_error *error) {
    text = strip(text);
    size_t at;
    airlog_coordinate read;
    airlog_reading reading = read_whole(text, &at, &read);
    int shown = (int)(text.length < 80 ? text.length : airlog_utf8_cut(text, 80));
    const char *bytes = text.length > 0 ? text.bytes : "";
    if (reading == AIRLOG_READING_REFUSED)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s': %s", shown, bytes, read.reason);
    if (reading == AIRLOG_READING_NONE)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s': %s", shown, bytes, why_not(text, at));
    if (!only_closing(text, read.end))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s': there is more after the coordinate", shown, bytes);
    airlog_position_fact_clear(out);
    out->points = airlog_arena_take(memory, 1, sizeof *out->points);
    if (out->points == NULL) return airlog_arena_failed(memory, error);
    out->points[0] = read.point;
    out->point_count = 1;
    out->span.end = (uint32_t)text.length;
    airlog_coordinate_fill(out, &read);
    return AIRLOG_OK;
}

airlog_status airlog_parse_ordinate(airlog_text text, double *out_deg, char *out_hemisphere, airlog_error *error) {
    text = strip(text);
    int shown = (int)(text.length < 80 ? text.length : airlog_utf8_cut(text, 80));
    const char *bytes = text.length > 0 ? text.bytes : "";
    airlog_ordinate read;
    if (!airlog_ordinate_read(text, 0, NULL, &read) || !only_closing(text, read.end))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' is no latitude or longitude", shown, bytes);
    if (read.reason != NULL) return airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s': %s", shown, bytes, read.reason);
    bool negative = read.hemisphere == 'S' || read.hemisphere == 'W' || (read.hemisphere == 0 && read.sign < 0);
    *out_deg = negative ? -read.degrees : read.degrees;
    *out_hemisphere = read.hemisphere;
    return AIRLOG_OK;
}

/* ---- the pass ---- */

#define WHOLE_MAX 200

/* A short text that is nothing but a coordinate is read as at the prompt. The codes of four to eight letters and
 * digits are left out: they may as well name an aircraft or a place. */
static bool is_whole(const airlog_parser *parser, airlog_coordinate *out) {
    if (parser->text.length > WHOLE_MAX || parser->count == 0) return false;
    size_t at;
    airlog_text text = strip(parser->text);
    if (read_whole(text, &at, out) != AIRLOG_READING_FOUND || !only_closing(text, out->end)) return false;
    static const char *const codes[] = {"maidenhead", "gars", "georef"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; ++i) {
        if (at == 0 && strcmp(out->notation, codes[i]) == 0 && text.length < 9) return false;
    }
    size_t letters = strcmp(out->notation, "georef") == 0 ? 4 : strcmp(out->notation, "mgrs") == 0 ? 3 : 0;
    double radial = 0; /* KLGA220015 and BAE180010 are radials from an airport and a navaid */
    bool fix = at == 0 && letters > 0 && text.length == letters + 6 && airlog_number_read((airlog_text){text.bytes + letters, 3}, &radial);
    return !fix || radial > 360;
}

airlog_status airlog_parse_coordinates(airlog_parser *parser) {
    size_t first_fact = parser->facts->position_count;
    airlog_coordinate whole;
    if (is_whole(parser, &whole)) return add_fact(parser, 0, parser->count, &whole);
    for (size_t index = 0;;) {
        index = airlog_parser_next(parser, index, AIRLOG_BEGINS_COORDINATE);
        if (index == parser->count) break;
        const airlog_token *token = &parser->items[index];
        size_t next = index + 1;
        if (parser->taken[index] == AIRLOG_TAKEN_FREE && may_begin(parser, index, token)) {
            airlog_status status = try_at(parser, index, &next);
            if (status != AIRLOG_OK) return status;
        }
        index = next;
    }
    if (parser->facts->position_count == first_fact) return AIRLOG_OK;
    return airlog_coordinate_areas(parser, first_fact);
}
