/* What names the zone of a clock. Only offsets that the words fix are taken for known; the others keep their name. */
#include "times.h"

#include <string.h>

static bool is_open(const airlog_parser *parser, size_t at) {
    return airlog_parser_mark(parser, at, '(') || airlog_parser_mark(parser, at, '[');
}

static bool is_close(const airlog_parser *parser, size_t at) {
    return airlog_parser_mark(parser, at, ')') || airlog_parser_mark(parser, at, ']');
}

static void name_zone(const airlog_parser *parser, size_t first, size_t end, airlog_zone_reading *out) {
    out->name = airlog_text_part(parser->text, airlog_parser_span(parser, first, end));
}

static void fix_zone(airlog_zone_reading *out, int32_t offset_s) {
    out->known = true;
    out->offset_s = offset_s;
}

/* "+8", "+08:00", "+0800", "-5" after UTC, GMT or the clock itself. */
static size_t read_offset(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    bool plus = airlog_parser_mark(parser, at, '+'), minus = airlog_parser_mark(parser, at, '-');
    const airlog_token *number = airlog_parser_token(parser, at + 1);
    if ((!plus && !minus) || number->kind != AIRLOG_TOKEN_NUMBER || number->decimals > 2 ||
        (number->flags & AIRLOG_TOKEN_SPACE) != 0)
        return 0;
    int value = (int)number->value, hours = value, minutes = 0;
    size_t end = at + 2;
    if (number->digits == 4 && number->decimals == 0) {
        hours = value / 100;
        minutes = value % 100;
    } else if (number->decimals > 0) {
        minutes = (int)((number->value - value) * 60 + 0.5); /* UTC+5.5 */
    } else if (number->digits > 2) {
        return 0;
    }
    const airlog_token *after = airlog_parser_token(parser, end + 1);
    if (number->digits <= 2 && airlog_parser_mark(parser, end, ':') && after->kind == AIRLOG_TOKEN_NUMBER &&
        after->digits == 2) {
        minutes = (int)after->value;
        end += 2;
    }
    if (hours > 14 || minutes > 59) return 0;
    fix_zone(out, (plus ? 1 : -1) * (hours * 3600 + minutes * 60));
    return end;
}

/* The words "[standard|daylight|summer] time" from `at`; 0 when "time" is not among them. */
static size_t read_time_words(const airlog_parser *parser, size_t at, bool *summer) {
    airlog_term term = airlog_parser_term(parser, at);
    *summer = term == AIRLOG_TERM_DAYLIGHT || term == AIRLOG_TERM_SUMMER;
    if (term == AIRLOG_TERM_STANDARD || *summer) ++at;
    if (airlog_parser_in(parser, at, " saving savings ")) ++at;
    return airlog_parser_is(parser, at, "time") ? at + 1 : 0;
}

/* "Pacific daylight time", "central standard time": the United States, but for a central time without "daylight",
 * which Australia has too. */
static size_t read_american(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    static const struct {
        const char *words;
        int hours;
    } zones[] = {{" eastern ", -5}, {" central ", -6}, {" mountain ", -7}, {" pacific ", -8}, {" alaska alaskan ", -9},
                 {" hawaii hawaiian ", -10}, {" atlantic ", -4}};
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; ++i) {
        if (!airlog_parser_in(parser, at, zones[i].words)) continue;
        bool summer;
        size_t end = read_time_words(parser, at + 1, &summer);
        if (end == 0) return 0;
        name_zone(parser, at, end, out);
        bool plain = end == at + 2; /* "Pacific time": the season decides */
        if (!plain) fix_zone(out, (zones[i].hours + (summer ? 1 : 0)) * 3600);
        if (airlog_parser_term(parser, at + 1) == AIRLOG_TERM_SUMMER) out->known = false; /* Australia */
        return end;
    }
    return 0;
}

/* Zones that are called after a city or country and have no summer time. */
static bool fixed_place(airlog_text word, int32_t *offset_s) {
    static const struct {
        const char *name;
        int minutes;
    } places[] = {{"moscow", 180},    {"beijing", 480},  {"taipei", 480},   {"taiwan", 480},   {"china", 480},
                  {"tokyo", 540},     {"japan", 540},    {"seoul", 540},    {"korea", 540},    {"korean", 540},
                  {"manila", 480},    {"philippine", 480}, {"singapore", 480}, {"bangkok", 420}, {"hanoi", 420},
                  {"jakarta", 420},   {"delhi", 330},    {"india", 330},    {"indian", 330},   {"islamabad", 300},
                  {"pakistan", 300},  {"dubai", 240},    {"gulf", 240},     {"tehran", 210},   {"iran", 210},
                  {"baghdad", 180},   {"riyadh", 180},   {"istanbul", 180}, {"ankara", 180},   {"turkish", 180},
                  {"minsk", 180},     {"nairobi", 180},  {"malaysia", 480}, {"malaysian", 480}, {"vietnam", 420},
                  {"thailand", 420},  {"japanese", 540}, {"chinese", 480},  {"nepal", 345}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; ++i) {
        if (!airlog_text_is(word, places[i].name)) continue;
        *offset_s = places[i].minutes * 60;
        return true;
    }
    return false;
}

/* "Moscow time", "Japan Standard Time", "Hong Kong time", "Central European Summer Time": one to three capitals. */
static size_t read_named(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    size_t end = at;
    while (end < at + 3 && airlog_parser_token(parser, end)->kind == AIRLOG_TOKEN_WORD &&
           (airlog_parser_token(parser, end)->flags & AIRLOG_TOKEN_CAPITAL) != 0 &&
           airlog_parser_term(parser, end) != AIRLOG_TERM_STANDARD &&
           airlog_parser_term(parser, end) != AIRLOG_TERM_SUMMER &&
           airlog_parser_term(parser, end) != AIRLOG_TERM_DAYLIGHT &&
           airlog_parser_term(parser, end) != AIRLOG_TERM_TIME)
        ++end;
    bool summer;
    size_t after = end > at ? read_time_words(parser, end, &summer) : 0;
    if (after == 0) return 0;
    name_zone(parser, at, after, out);
    int32_t offset;
    if (end == at + 1 && !summer && fixed_place(airlog_parser_word(parser, at), &offset)) fix_zone(out, offset);
    if (end == at + 2 && airlog_parser_is(parser, at, "hong") && !summer) fix_zone(out, 28800);
    bool european = airlog_parser_is(parser, end - 1, "european");
    if (european && airlog_parser_is(parser, at, "central")) fix_zone(out, summer ? 7200 : 3600);
    if (european && airlog_parser_is(parser, at, "eastern")) fix_zone(out, summer ? 10800 : 7200);
    if (end == at + 1 && airlog_parser_is(parser, at, "british") && summer) fix_zone(out, 3600);
    if (airlog_parser_is(parser, at, "greenwich")) {
        fix_zone(out, 0);
        out->utc = true;
    }
    return after;
}

/* "Greenwich Mean Time", "Coordinated Universal Time" */
static size_t read_universal(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    size_t end = at;
    if (airlog_parser_is(parser, at, "greenwich") && airlog_parser_is(parser, at + 1, "mean")) end = at + 2;
    else if (airlog_parser_is(parser, at, "universal")) end = at + 1;
    else if (airlog_parser_is(parser, at, "coordinated") && airlog_parser_is(parser, at + 1, "universal")) end = at + 2;
    if (end == at || !airlog_parser_is(parser, end, "time")) return 0;
    fix_zone(out, 0);
    out->utc = true;
    return end + 1;
}

static size_t read_local(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    size_t end = 0;
    const airlog_token *token = airlog_parser_token(parser, at);
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_LOCAL) {
        end = at + 1;
        if (airlog_parser_in(parser, end, " standard daylight ")) ++end;
        if (airlog_parser_in(parser, end, " time times ")) ++end;
    } else if (airlog_parser_in(parser, at, " lt lcl lmt ") && (token->flags & AIRLOG_TOKEN_UPPER) != 0) {
        end = at + 1;
    }
    if (end != 0) name_zone(parser, at, end, out);
    return end;
}

static size_t read_letters(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    airlog_term term = airlog_parser_term(parser, at);
    const airlog_token *token = airlog_parser_token(parser, at);
    if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_ZONE) {
        size_t end = at + 1;
        out->utc = term == AIRLOG_TERM_UTC;
        int32_t offset = (int32_t)airlog_term_value(term);
        if (offset != AIRLOG_ZONE_SHARED) fix_zone(out, offset);
        if (out->utc) {
            size_t shifted = read_offset(parser, end, out);
            if (shifted != 0) {
                end = shifted;
                out->utc = out->offset_s == 0;
            }
        }
        if (airlog_parser_is(parser, end, "time")) ++end;
        name_zone(parser, at, end, out);
        return end;
    }
    if (airlog_parser_in(parser, at, " et ct mt pt ") && (token->flags & AIRLOG_TOKEN_UPPER) != 0) {
        name_zone(parser, at, at + 1, out); /* the season decides */
        return at + 1;
    }
    return 0;
}

static size_t read_plain(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    size_t end = read_letters(parser, at, out);
    if (end == 0) end = read_local(parser, at, out);
    if (end == 0) end = read_american(parser, at, out);
    if (end == 0) end = read_universal(parser, at, out);
    if (end == 0) end = read_named(parser, at, out);
    return end;
}

size_t airlog_read_zone(const airlog_parser *parser, size_t at, airlog_zone_reading *out) {
    memset(out, 0, sizeof *out);
    if (airlog_parser_in(parser, at, " hours hrs h ") && !airlog_parser_in(parser, at + 1, " later ago earlier before "))
        ++at;
    bool open = is_open(parser, at);
    size_t end = read_plain(parser, at + open, out);
    if (end == 0) return 0;
    if (open) return is_close(parser, end) ? end + 1 : 0;
    airlog_zone_reading again; /* "Central Standard Time (CST)" */
    memset(&again, 0, sizeof again);
    if (is_open(parser, end)) {
        size_t after = read_letters(parser, end + 1, &again);
        if (after != 0 && is_close(parser, after) && !again.utc) end = after + 1;
    }
    if (again.known && !again.utc && !out->known) fix_zone(out, again.offset_s);
    return end;
}
