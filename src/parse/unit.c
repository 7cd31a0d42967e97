/* Units: of length, of speed, of time, of angle, in every joining. */
#include "quantity.h"

static const airlog_unit_reading no_unit = {.end = 0};

static airlog_unit_reading unit_of(airlog_term term, size_t end) {
    airlog_unit_reading out = {.end = end, .unit = term, .si = airlog_term_value(term)};
    switch (airlog_term_class_of(term)) {
    case AIRLOG_TERM_CLASS_LENGTH: out.dimension = AIRLOG_DIMENSION_DISTANCE; return out;
    case AIRLOG_TERM_CLASS_SPEED: out.dimension = AIRLOG_DIMENSION_SPEED; return out;
    case AIRLOG_TERM_CLASS_DURATION: out.dimension = AIRLOG_DIMENSION_DURATION; return out;
    case AIRLOG_TERM_CLASS_ANGLE: out.dimension = AIRLOG_DIMENSION_ANGLE; return out;
    default: return no_unit;
    }
}

/* "per hour", "an hour", "/h": 'h', 'm' or 's', and the token after; 0 when it is no rate. */
static char read_rate(const airlog_parser *parser, size_t at, size_t *end) {
    airlog_term term = airlog_parser_term(parser, at);
    bool per = term == AIRLOG_TERM_PER || airlog_parser_mark(parser, at, '/') || term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN;
    if (!per) return 0;
    *end = at + 2;
    if (airlog_parser_listed(parser, at + 1, AIRLOG_LIST_HOUR)) return 'h';
    if (airlog_parser_listed(parser, at + 1, AIRLOG_LIST_MINUTE)) return 'm';
    if (airlog_parser_listed(parser, at + 1, AIRLOG_LIST_SECOND)) return 's';
    return 0;
}

static airlog_term speed_of(airlog_term length, char rate) {
    switch (length) {
    case AIRLOG_TERM_MILE: return rate == 'h' ? AIRLOG_TERM_MILE_PER_HOUR : AIRLOG_TERM_NONE;
    case AIRLOG_TERM_NAUTICAL_MILE: return rate == 'h' ? AIRLOG_TERM_KNOT : AIRLOG_TERM_NONE;
    case AIRLOG_TERM_KILOMETRE: return rate == 'h' ? AIRLOG_TERM_KILOMETRE_PER_HOUR : AIRLOG_TERM_NONE;
    case AIRLOG_TERM_METRE: return rate == 's' ? AIRLOG_TERM_METRE_PER_SECOND : AIRLOG_TERM_NONE;
    case AIRLOG_TERM_FOOT:
        if (rate == 'm') return AIRLOG_TERM_FOOT_PER_MINUTE;
        return rate == 's' ? AIRLOG_TERM_FOOT_PER_SECOND : AIRLOG_TERM_NONE;
    default: return AIRLOG_TERM_NONE;
    }
}

/* A length, or the speed that it begins: "miles", "miles per hour". A rate that is no speed is no unit at all. */
static airlog_unit_reading length_or_speed(const airlog_parser *parser, airlog_term length, size_t end) {
    size_t after = end;
    char rate = read_rate(parser, end, &after);
    if (rate) {
        airlog_term speed = speed_of(length, rate);
        return speed ? unit_of(speed, after) : no_unit;
    }
    uint64_t mark = airlog_parser_token(parser, end)->kind == AIRLOG_TOKEN_MARK ? airlog_parser_token(parser, end)->hash : 0;
    if (mark == 0xB2 || mark == 0xB3 || airlog_parser_listed(parser, end, AIRLOG_LIST_SQUARED)) return no_unit;
    return unit_of(length, end);
}

/* "nautical miles", "nautical-mile", "statute miles", "sea miles". */
static airlog_unit_reading two_words(const airlog_parser *parser, size_t at) {
    airlog_term first = airlog_parser_term(parser, at);
    bool nautical = first == AIRLOG_TERM_NAUTICAL || first == AIRLOG_TERM_NAUTICAL_MILE || airlog_parser_listed(parser, at, AIRLOG_LIST_SEA);
    bool manner = !first && (airlog_parser_listed(parser, at, AIRLOG_LIST_BY_ROAD) || airlog_parser_listed(parser, at, AIRLOG_LIST_MANNER));
    airlog_term after = manner && !nautical ? airlog_parser_term(parser, at + 1) : AIRLOG_TERM_NONE; /* "11 air miles", "5 road km" */
    if (after == AIRLOG_TERM_MILE || after == AIRLOG_TERM_KILOMETRE) return length_or_speed(parser, after, at + 2);
    if (!nautical && first != AIRLOG_TERM_STATUTE) return no_unit;
    size_t next = airlog_parser_mark(parser, at + 1, '-') ? at + 2 : at + 1;
    if (airlog_parser_term(parser, next) != AIRLOG_TERM_MILE) return no_unit;
    return length_or_speed(parser, nautical ? AIRLOG_TERM_NAUTICAL_MILE : AIRLOG_TERM_MILE, next + 1);
}

/* The letter m also means million, male, minute ...: what follows tells. */
static bool is_metre(const airlog_parser *parser, size_t at) {
    if (airlog_parser_token(parser, at)->length != 1) return true;
    return !airlog_parser_listed(parser, at + 1, AIRLOG_LIST_COUNTED);
}

static airlog_unit_reading read_angle(const airlog_parser *parser, size_t at) {
    if (airlog_parser_listed(parser, at + 1, AIRLOG_LIST_CELSIUS)) return no_unit;
    return unit_of(AIRLOG_TERM_DEGREE, at + 1);
}

/* 7,500' : feet, when the mark stands at the number and no digits follow as in coordinates. */
static airlog_unit_reading read_foot_mark(const airlog_parser *parser, size_t at) {
    const airlog_token *number = at ? airlog_parser_token(parser, at - 1) : NULL;
    if (!airlog_parser_mark(parser, at, '\'') || !number || number->kind != AIRLOG_TOKEN_NUMBER) return no_unit;
    bool digits = airlog_parser_token(parser, at + 1)->kind == AIRLOG_TOKEN_NUMBER && airlog_parser_glued(parser, at + 1);
    if (!airlog_parser_glued(parser, at) || number->value < 100 || digits || airlog_parser_mark(parser, at + 1, '\'')) return no_unit;
    size_t end = at + 1;
    if (airlog_parser_term(parser, end) == AIRLOG_TERM_FOOT) end++; /* 2000' FEET */
    return unit_of(AIRLOG_TERM_FOOT, end);
}

/* Units of Chinese and Japanese: one to four characters, longest first. */
static airlog_unit_reading read_han_unit(const airlog_parser *parser, size_t at) {
    const airlog_token *first = airlog_parser_token(parser, at);
    if (first->kind != AIRLOG_TOKEN_HAN) return no_unit;
    for (size_t count = 4; count > 0; count--) {
        const airlog_token *last = airlog_parser_token(parser, at + count - 1);
        if (last->kind != AIRLOG_TOKEN_HAN) continue;
        airlog_text word = {parser->text.bytes + first->start, last->start + last->length - first->start};
        airlog_term term = airlog_term_find(word);
        if (term) return unit_of(term, at + count);
    }
    return no_unit;
}

airlog_unit_reading airlog_read_unit(const airlog_parser *parser, size_t at) {
    bool hyphen = airlog_parser_mark(parser, at, '-') && airlog_parser_glued(parser, at) && airlog_parser_glued(parser, at + 1);
    size_t begin = hyphen ? at + 1 : at;
    airlog_unit_reading out = two_words(parser, begin);
    if (!out.end) {
        airlog_term term = airlog_parser_term(parser, begin);
        if (term == AIRLOG_TERM_CAPITAL_M && parser->facts->message == AIRLOG_MESSAGE_NOTAM) term = AIRLOG_TERM_METRE;
        switch (airlog_term_class_of(term)) {
        case AIRLOG_TERM_CLASS_LENGTH:
            out = term != AIRLOG_TERM_METRE || is_metre(parser, begin) ? length_or_speed(parser, term, begin + 1) : no_unit;
            break;
        case AIRLOG_TERM_CLASS_SPEED:
        case AIRLOG_TERM_CLASS_DURATION: out = unit_of(term, begin + 1); break;
        case AIRLOG_TERM_CLASS_ANGLE: out = read_angle(parser, begin); break;
        default: out = airlog_parser_token(parser, begin)->kind == AIRLOG_TOKEN_HAN ? read_han_unit(parser, begin)
                                                                                    : read_foot_mark(parser, begin);
        }
    }
    out.adjective = hyphen;
    return out;
}

/* ---- datums ----------------------------------------------------------------------------------------- */

/* "(mean) sea level", "ground level", "the ground", "the water" after "above" or "off". */
static size_t read_surface(const airlog_parser *parser, size_t at, airlog_datum *out) {
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_THE) at++;
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_MEAN)) at++;
    bool sea = airlog_parser_listed(parser, at, AIRLOG_LIST_SEA);
    bool ground = airlog_parser_listed(parser, at, AIRLOG_LIST_GROUND);
    bool field = airlog_parser_term(parser, at) == AIRLOG_TERM_AIRPORT && airlog_parser_listed(parser, at + 1, AIRLOG_LIST_ELEVATED);
    if (field) return *out = AIRLOG_DATUM_AGL, at + 2; /* "above the airport elevation", "above field level" */
    if (!sea && !ground) return 0;
    *out = sea ? AIRLOG_DATUM_MSL : AIRLOG_DATUM_AGL;
    return airlog_parser_term(parser, at + 1) == AIRLOG_TERM_LEVEL ? at + 2 : at + 1;
}

size_t airlog_read_datum(const airlog_parser *parser, size_t at, airlog_datum *out) {
    bool open = airlog_parser_mark(parser, at, '(');
    size_t begin = open ? at + 1 : at;
    airlog_term term = airlog_parser_term(parser, begin);
    if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_DATUM && term != AIRLOG_TERM_FL && term != AIRLOG_TERM_SFC) {
        *out = (airlog_datum)airlog_term_value(term);
        if (!open) return begin + 1;
        return airlog_parser_mark(parser, begin + 1, ')') ? begin + 2 : at;
    }
    if (open) return at;
    size_t end = 0;
    if (term == AIRLOG_TERM_ABOVE || term == AIRLOG_TERM_OFF) end = read_surface(parser, at + 1, out);
    else if (airlog_parser_listed(parser, at, AIRLOG_LIST_MEAN)) end = read_surface(parser, at, out);
    if (!end) return at;
    airlog_datum again;
    return airlog_read_datum(parser, end, &again); /* "above ground level (agl)" */
}

/* ---- hedges ------------------------------------------------------------------------------------------- */

static airlog_hedge stronger(airlog_hedge inner, airlog_hedge outer) {
    return outer == AIRLOG_HEDGE_ABOUT && inner != AIRLOG_HEDGE_NONE ? inner : outer;
}

/* "more than", "less than", "at least", "up to", "as close as", "no closer than" whose last word is before `at`. */
static size_t read_hedge_phrase(const airlog_parser *parser, size_t at, airlog_hedge *out) {
    airlog_term last = airlog_parser_term(parser, at - 1), before = at >= 2 ? airlog_parser_term(parser, at - 2) : AIRLOG_TERM_NONE;
    if (last == AIRLOG_TERM_THAN && at >= 2) {
        bool no = at >= 3 && (airlog_parser_term(parser, at - 3) == AIRLOG_TERM_NO || airlog_parser_term(parser, at - 3) == AIRLOG_TERM_NOT);
        if (before == AIRLOG_TERM_MORE) *out = no ? AIRLOG_HEDGE_UP_TO : AIRLOG_HEDGE_OVER;
        else if (before == AIRLOG_TERM_LESS) *out = no ? AIRLOG_HEDGE_OVER : AIRLOG_HEDGE_UP_TO;
        else if (airlog_parser_listed(parser, at - 2, AIRLOG_LIST_CLOSER)) *out = AIRLOG_HEDGE_CLOSEST;
        else if (airlog_parser_listed(parser, at - 2, AIRLOG_LIST_FURTHER_THAN)) *out = no ? AIRLOG_HEDGE_UP_TO : AIRLOG_HEDGE_OVER;
        else return at;
        return no ? at - 3 : at - 2;
    }
    if (last == AIRLOG_TERM_LEAST && at >= 2 && before == AIRLOG_TERM_AT) {
        *out = AIRLOG_HEDGE_OVER;
        return at - 2;
    }
    if (last == AIRLOG_TERM_TO && before == AIRLOG_TERM_UP) {
        *out = AIRLOG_HEDGE_UP_TO;
        return at - 2;
    }
    if (last == AIRLOG_TERM_OF && at >= 3 && airlog_parser_listed(parser, at - 2, AIRLOG_LIST_EXCESS)) {
        *out = AIRLOG_HEDGE_OVER;
        return at - 3;
    }
    if (last == AIRLOG_TERM_AS && at >= 3 && airlog_parser_listed(parser, at - 2, AIRLOG_LIST_AS_CLOSE)) {
        *out = AIRLOG_HEDGE_CLOSEST;
        return at - 3;
    }
    return at;
}

airlog_hedge airlog_read_hedge(const airlog_parser *parser, size_t at, size_t *out_first, bool *out_approximate) {
    airlog_hedge hedge = AIRLOG_HEDGE_NONE;
    size_t first = at;
    *out_approximate = false;
    for (int steps = 0; steps < 4 && at > 0; steps++) {
        airlog_term term = airlog_parser_term(parser, at - 1);
        airlog_hedge found = AIRLOG_HEDGE_NONE;
        size_t begin = at;
        if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE) {
            found = (airlog_hedge)airlog_term_value(term);
            begin = at - 1;
        } else if (airlog_parser_mark(parser, at - 1, '~') || airlog_parser_mark(parser, at - 1, (char)0xB1)) {
            found = AIRLOG_HEDGE_ABOUT;
            begin = at - 1;
        } else if (term == AIRLOG_TERM_JUST || ((term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN) && hedge != AIRLOG_HEDGE_NONE)) {
            begin = at - 1;
        } else {
            begin = read_hedge_phrase(parser, at, &found);
        }
        if (begin == at) break;
        if (found == AIRLOG_HEDGE_ABOUT || found == AIRLOG_HEDGE_NEARLY) *out_approximate = true;
        if (found != AIRLOG_HEDGE_NONE) hedge = stronger(hedge, found);
        at = first = begin;
    }
    *out_first = first;
    return hedge;
}
