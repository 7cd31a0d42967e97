/* How controllers write: bare numbers ("2 ESE MSP"), fixes with radial and distance ("JFK240030"), finals. */
#include "position.h"

#include <math.h>

#define RUNWAY_HALF_DEG 5.0 /* the number is rounded to tens of degrees */

static bool is_letter(char c) {
    return (unsigned)((c | 0x20) - 'a') < 26u;
}

static bool is_digit(char c) {
    return (unsigned)(c - '0') < 10u;
}

static double digits_value(const char *bytes, size_t length) {
    double value = 0;
    for (size_t i = 0; i < length; i++) value = value * 10 + (bytes[i] - '0');
    return value;
}

/* A distance in nautical miles that the form implies: nothing is guessed. */
static airlog_quantity miles(const airlog_parser *parser, size_t at, size_t end, double value, double precision) {
    airlog_quantity out = airlog_parser_no_quantity();
    out.first_token = (uint32_t)at;
    out.end_token = (uint32_t)end;
    out.span = airlog_parser_span(parser, at, end);
    out.sentence = airlog_parser_token(parser, at)->sentence;
    out.dimension = AIRLOG_DIMENSION_DISTANCE;
    out.unit = AIRLOG_TERM_NAUTICAL_MILE;
    out.value = out.min = out.max = value;
    out.precision = precision;
    airlog_quantity_finish(&out, airlog_term_value(AIRLOG_TERM_NAUTICAL_MILE));
    return out;
}

/* ---- fix, radial, distance ---------------------------------------------------------------------------------- */

static airlog_direction_reading radial_of(double deg) {
    return (airlog_direction_reading){.deg = deg >= 360 ? deg - 360 : deg, .half_deg = 0.5, .reference = AIRLOG_BEARING_MAGNETIC};
}

static void join_track(airlog_place_reader *reader, size_t at);

static size_t add_radial(airlog_place_reader *reader, size_t first, size_t end, const airlog_reference *reference, double radial,
                         airlog_quantity *distance) {
    airlog_direction_reading direction = radial_of(radial);
    airlog_position_fact *fact = airlog_add_position(reader, first, end, AIRLOG_POSITION_RADIAL, "fix, radial, distance");
    if (!fact) return 0;
    airlog_set_direction(fact, &direction);
    airlog_set_distance(fact, distance);
    fact->reference = *reference;
    join_track(reader, first);
    return end;
}

static airlog_reference code_reference(const airlog_parser *parser, size_t at, size_t letters) {
    const airlog_token *token = airlog_parser_token(parser, at);
    airlog_reference out = {.kind = AIRLOG_PLACE_NAVAID, .code = true, .side_deg = AIRLOG_UNKNOWN};
    out.first_token = (uint32_t)at;
    out.end_token = (uint32_t)at + 1;
    out.span = (airlog_span){token->start, token->start + (uint32_t)letters};
    return out;
}

/* Letters of a fix, 2 to 5, then `digits` digits that are the rest of the token: the number of letters, 0 otherwise. */
static size_t fix_letters(const airlog_parser *parser, size_t at, size_t digits) {
    const airlog_token *token = airlog_parser_token(parser, at);
    const char *bytes = parser->text.bytes + token->start;
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length < digits + 2 || token->length > digits + 5) return 0;
    size_t letters = token->length - digits;
    for (size_t i = 0; i < token->length; i++) {
        if (i < letters ? !(bytes[i] >= 'A' && bytes[i] <= 'Z') : !is_digit(bytes[i])) return 0;
    }
    return letters;
}

/* "KSTL090030-KMKC045015": a line from one to the other. */
static void join_track(airlog_place_reader *reader, size_t at) {
    airlog_facts *facts = reader->parser->facts;
    size_t count = facts->position_count;
    if (count < 2 || at < 2) return;
    airlog_position_fact *now = &facts->positions[count - 1], *before = &facts->positions[count - 2];
    bool joint = airlog_parser_mark(reader->parser, at - 1, '-') || airlog_parser_term(reader->parser, at - 1) == AIRLOG_TERM_TO;
    if (!joint || before->kind != AIRLOG_POSITION_RADIAL || before->end_token + 1u != at) return;
    if (!before->group) {
        before->group = ++reader->groups;
        before->leg = AIRLOG_LEG_ALONG;
    }
    now->group = before->group;
    now->item = before->item + 1;
    now->leg = AIRLOG_LEG_ALONG;
}

/* "JFK240030" */
static size_t read_nine(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    size_t letters = fix_letters(parser, at, 6);
    if (!letters) return 0;
    const char *digits = parser->text.bytes + airlog_parser_token(parser, at)->start + letters;
    double radial = digits_value(digits, 3);
    airlog_quantity distance = miles(parser, at, at + 1, digits_value(digits + 3, 3), 1);
    airlog_reference reference = code_reference(parser, at, letters);
    return radial <= 360 ? add_radial(reader, at, at + 1, &reference, radial, &distance) : 0;
}

/* "SBJ090/010" */
static size_t read_slashed(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    size_t letters = fix_letters(parser, at, 3);
    const airlog_token *number = airlog_parser_token(parser, at + 2);
    if (!letters || !airlog_parser_mark(parser, at + 1, '/') || number->kind != AIRLOG_TOKEN_NUMBER || number->digits > 3) return 0;
    double radial = digits_value(parser->text.bytes + airlog_parser_token(parser, at)->start + letters, 3);
    airlog_quantity distance = miles(parser, at + 2, at + 3, number->value, 1);
    airlog_reference reference = code_reference(parser, at, letters);
    return radial <= 360 ? add_radial(reader, at, at + 3, &reference, radial, &distance) : 0;
}

/* "GON 270010" */
static size_t read_spaced(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    const airlog_token *number = airlog_parser_token(parser, at + 1), *fix = airlog_parser_token(parser, at);
    if (!airlog_is_ident(parser, at) || fix->kind != AIRLOG_TOKEN_WORD || number->kind != AIRLOG_TOKEN_NUMBER || number->digits != 6) return 0;
    if (number->decimals || number->length != 6) return 0;
    const char *digits = parser->text.bytes + number->start;
    double radial = digits_value(digits, 3), far = digits_value(digits + 3, 3);
    if (radial > 360 || far > 400) return 0;
    airlog_quantity distance = miles(parser, at + 1, at + 2, far, 1);
    airlog_reference reference = code_reference(parser, at, fix->length);
    return add_radial(reader, at, at + 2, &reference, radial, &distance);
}

/* The distance after a radial: "at 30 DME", "30 NM", ", 4SM". Returns the token after it. */
static size_t radial_distance(airlog_place_reader *reader, size_t at, airlog_quantity *out) {
    airlog_parser *parser = reader->parser;
    if (airlog_parser_mark(parser, at, ',')) at++;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_AND) at++;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_AT) at++;
    while (airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_HEDGE) at++;
    const airlog_quantity *quantity = airlog_quantity_at(reader, at);
    if (quantity && quantity->dimension == AIRLOG_DIMENSION_DISTANCE) {
        *out = *quantity;
        airlog_quantity_at(reader, at)->role = AIRLOG_ROLE_OFFSET;
        return airlog_parser_term(parser, quantity->end_token) == AIRLOG_TERM_DME ? quantity->end_token + 1 : quantity->end_token;
    }
    if (airlog_parser_token(parser, at)->kind != AIRLOG_TOKEN_NUMBER || !airlog_read_bare_distance(parser, at, out)) return 0;
    if (airlog_parser_term(parser, out->end_token) == AIRLOG_TERM_DME) {
        out->doubts &= ~AIRLOG_DOUBT_BIT(UNIT_INFERRED);
        return out->end_token + 1;
    }
    return out->end_token;
}

/* "240 radial", "240° radial", "radial 240": the token after it, 0 when there is none. */
static size_t read_radial_word(const airlog_parser *parser, size_t at, double *out) {
    bool first = airlog_parser_term(parser, at) == AIRLOG_TERM_RADIAL;
    const airlog_token *number = airlog_parser_token(parser, first ? at + 1 : at);
    if (number->kind != AIRLOG_TOKEN_NUMBER || number->decimals || number->digits > 3 || number->value > 360) return 0;
    *out = number->value;
    size_t end = (first ? at + 2 : at + 1);
    if (airlog_parser_class(parser, end) == AIRLOG_TERM_CLASS_ANGLE) end++;
    if (first) return end;
    if (airlog_parser_mark(parser, end, '-')) end++;
    return airlog_parser_term(parser, end) == AIRLOG_TERM_RADIAL ? end + 1 : 0;
}

/* "JFK 240 radial 30 DME" */
static size_t read_fix_radial(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    double radial = 0;
    if (!airlog_is_ident(parser, at)) return 0;
    size_t next = at + 1;
    if (airlog_parser_listed(parser, next, AIRLOG_LIST_VOR)) next++;
    size_t end = read_radial_word(parser, next, &radial);
    airlog_quantity distance;
    if (end) end = radial_distance(reader, end, &distance);
    if (!end) return 0;
    airlog_reference reference = code_reference(parser, at, airlog_parser_token(parser, at)->length);
    return add_radial(reader, at, end, &reference, radial, &distance);
}

/* "240 radial of JFK at 30 DME" */
static size_t read_radial_of(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    double radial = 0;
    size_t end = read_radial_word(parser, at, &radial);
    if (!end) return 0;
    airlog_term term = airlog_parser_term(parser, end);
    if (term != AIRLOG_TERM_OF && term != AIRLOG_TERM_FROM && term != AIRLOG_TERM_OFF) return 0;
    airlog_reference reference;
    airlog_quantity distance;
    end = airlog_read_reference(parser, end + 1, &reference);
    if (end) end = radial_distance(reader, end, &distance);
    if (!end) return 0;
    if (reference.kind == AIRLOG_PLACE_ANY) reference.kind = AIRLOG_PLACE_NAVAID;
    return add_radial(reader, at, end, &reference, radial, &distance);
}

/* "LRP 15SW" in a pilot's report: the identifier first. */
static size_t read_ident_first(airlog_place_reader *reader, size_t at) {
    airlog_parser *parser = reader->parser;
    airlog_quantity distance;
    if (parser->facts->message != AIRLOG_MESSAGE_PIREP || !airlog_is_ident(parser, at)) return 0;
    if (airlog_parser_token(parser, at + 1)->kind != AIRLOG_TOKEN_NUMBER || !airlog_read_bare_distance(parser, at + 1, &distance)) return 0;
    airlog_direction_reading direction = airlog_read_direction(parser, distance.end_token);
    if (!direction.end || !direction.abbreviated || airlog_begins_name(parser, direction.end)) return 0;
    airlog_position_fact *fact = airlog_add_position(reader, at, direction.end, AIRLOG_POSITION_OFFSET, "identifier, distance, direction");
    if (!fact) return 0;
    airlog_set_direction(fact, &direction);
    airlog_set_distance(fact, &distance);
    fact->reference = code_reference(parser, at, airlog_parser_token(parser, at)->length);
    fact->reference.kind = AIRLOG_PLACE_ANY;
    return direction.end;
}

bool airlog_begins_fix(const airlog_parser *parser, size_t at) {
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_THE) at++;
    double radial;
    if (fix_letters(parser, at, 6) || (fix_letters(parser, at, 3) && airlog_parser_mark(parser, at + 1, '/'))) return true;
    size_t next = airlog_parser_listed(parser, at + 1, AIRLOG_LIST_VOR) ? at + 2 : at + 1;
    return airlog_is_ident(parser, at) && read_radial_word(parser, next, &radial);
}

size_t airlog_read_fix(airlog_place_reader *reader, size_t at) {
    const airlog_token *token = airlog_parser_token(reader->parser, at);
    if (token->kind == AIRLOG_TOKEN_NUMBER) return read_radial_of(reader, at);
    size_t end = read_nine(reader, at);
    if (!end) end = read_slashed(reader, at);
    if (!end && token->length <= 4) end = read_spaced(reader, at);
    if (!end && token->length <= 5) end = read_ident_first(reader, at);
    return end ? end : (token->length <= 5 ? read_fix_radial(reader, at) : 0);
}

/* ---- finals -------------------------------------------------------------------------------------------------------- */

static bool is_runway_number(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind == AIRLOG_TOKEN_NUMBER) return token->digits <= 2 && token->decimals == 0;
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length > 3) return false;
    char last = parser->text.bytes[token->start + token->length - 1];
    return is_digit(parser->text.bytes[token->start]) && is_letter(last);
}

/* "for runway 22 Left", "RWY 4R", "RWY17": the token after it, `at` when there is none. */
static size_t read_runway(const airlog_parser *parser, size_t at) {
    size_t next = at;
    while (next < at + 3 && airlog_parser_listed(parser, next, AIRLOG_LIST_TO_RUNWAY)) next++;
    if (airlog_parser_term(parser, next) != AIRLOG_TERM_RUNWAY) {
        const airlog_token *token = airlog_parser_token(parser, next);
        airlog_text word = airlog_parser_word(parser, next);
        bool joined = token->kind == AIRLOG_TOKEN_IDENT && word.length <= 6 && (airlog_text_starts(word, "RW") || airlog_text_starts(word, "rwy"));
        return joined ? next + 1 : at;
    }
    next++;
    if (!is_runway_number(parser, next)) return next;
    next++;
    if (airlog_parser_listed(parser, next, AIRLOG_LIST_RUNWAY_SIDE)) next++;
    if (airlog_parser_mark(parser, next, '/') && is_runway_number(parser, next + 1)) next += 2;
    return next;
}

/* The airport of a runway: said after it, else the one that the report is about. */
static size_t runway_reference(const airlog_parser *parser, size_t first, size_t end, airlog_reference *out) {
    size_t at = end;
    airlog_term term = airlog_parser_term(parser, at);
    bool joined = term == AIRLOG_TERM_AT || term == AIRLOG_TERM_TO || term == AIRLOG_TERM_OF || airlog_parser_listed(parser, at, AIRLOG_LIST_FOR_INTO);
    if (joined) at++;
    if (airlog_parser_same_sentence(parser, first, at) && airlog_begins_name(parser, at) && (joined || airlog_is_ident(parser, at))) {
        size_t after = airlog_read_reference(parser, at, out);
        if (after && !out->anaphora) {
            if (out->kind == AIRLOG_PLACE_ANY) out->kind = AIRLOG_PLACE_AIRPORT;
            return after;
        }
    }
    *out = (airlog_reference){.kind = AIRLOG_PLACE_AIRPORT, .anaphora = true, .side_deg = AIRLOG_UNKNOWN};
    out->first_token = (uint32_t)first;
    out->end_token = (uint32_t)end;
    out->span = airlog_parser_span(parser, first, end);
    return end;
}

/* From where a final approach comes: the reciprocal of the runway's number, which is tens of magnetic degrees. NaN
 * when the tokens name no runway. */
static double approach_bearing(const airlog_parser *parser, size_t first, size_t end) {
    for (size_t at = first; at < end; at++) {
        airlog_text word = airlog_parser_word(parser, at);
        size_t begin = 0, digits = 0;
        while (begin < word.length && is_letter(word.bytes[begin])) begin++;
        while (begin + digits < word.length && is_digit(word.bytes[begin + digits])) digits++;
        if (digits == 0 || digits > 2) continue;
        double number = digits_value(word.bytes + begin, digits);
        if (number >= 1 && number <= 36) return fmod(number * 10 + 180, 360);
    }
    return AIRLOG_UNKNOWN;
}

size_t airlog_read_final(airlog_place_reader *reader, size_t at, size_t quantity_at) {
    airlog_parser *parser = reader->parser;
    airlog_quantity *quantity = airlog_quantity_at(reader, quantity_at);
    size_t next = at;
    if (quantity && airlog_parser_mark(parser, next, '-')) next++;
    if (airlog_parser_listed(parser, next, AIRLOG_LIST_ON_FINAL)) next++;
    if (airlog_parser_listed(parser, next, AIRLOG_LIST_FINAL_ADJECTIVE)) next++;
    if (airlog_parser_mark(parser, next, '-') && airlog_parser_term(parser, next + 1) == AIRLOG_TERM_IN) next += 2;
    bool touchdown = airlog_parser_listed(parser, at, AIRLOG_LIST_BEFORE) && airlog_parser_listed(parser, at + 1, AIRLOG_LIST_TOUCHDOWN);
    bool lands = quantity && airlog_parser_term(parser, at) == AIRLOG_TERM_TO && airlog_parser_is(parser, at + 1, "land") &&
                 read_runway(parser, at + 2) > at + 2; /* "at 4nm to land on RW27L" */
    touchdown = touchdown || lands;
    bool final = airlog_parser_term(parser, next) == AIRLOG_TERM_FINAL || (quantity && airlog_parser_listed(parser, next, AIRLOG_LIST_APPROACH) &&
                  !airlog_parser_listed(parser, next + 1, AIRLOG_LIST_RUNWAY_END));
    if (!final && !(touchdown && quantity)) return 0;
    size_t end = touchdown ? at + 2 : next + 1, runway = touchdown && !lands ? end : read_runway(parser, end);
    if (!quantity && runway == end) {
        while (airlog_parser_listed(parser, end, AIRLOG_LIST_APPROACH_FOR)) end++;
        if (!airlog_is_ident(parser, end) || !airlog_begins_name(parser, end)) return 0;
        runway = end; /* "SHORT FINAL MRY" */
    }
    airlog_reference reference;
    double bearing_deg = approach_bearing(parser, end, runway);
    end = runway_reference(parser, end, runway, &reference);
    airlog_position_fact *fact = airlog_add_position(reader, quantity ? quantity_at : at, end, AIRLOG_POSITION_FINAL, "final");
    if (!fact) return 0;
    if (quantity) airlog_set_distance(fact, quantity);
    fact->reference = reference;
    if (isfinite(bearing_deg)) {
        fact->bearing_deg = bearing_deg;
        fact->bearing_half_deg = RUNWAY_HALF_DEG;
        fact->bearing_reference = AIRLOG_BEARING_MAGNETIC;
    }
    if (reference.anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    return end;
}

/* ---- bare numbers ------------------------------------------------------------------------------------------------------ */

/* "1E AFW", "12N OF": digits and a point of the compass in one word. */
static bool split_glued(const airlog_parser *parser, size_t at, airlog_quantity *distance, airlog_direction_reading *direction) {
    const airlog_token *token = airlog_parser_token(parser, at);
    const char *bytes = parser->text.bytes + token->start;
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length < 2 || token->length > 4) return false;
    size_t digits = 0;
    while (digits < token->length && is_digit(bytes[digits])) digits++;
    if (digits == 0 || digits + 1 != token->length) return false;
    airlog_term term = airlog_term_find((airlog_text){bytes + digits, 1});
    if (airlog_term_class_of(term) != AIRLOG_TERM_CLASS_COMPASS) return false;
    *distance = miles(parser, at, at + 1, digits_value(bytes, digits), 1);
    distance->doubts = AIRLOG_DOUBT_BIT(UNIT_INFERRED);
    double deg = airlog_term_value(term);
    *direction = (airlog_direction_reading){.end = at + 1, .deg = deg, .half_deg = airlog_compass_half(deg), .compass = term, .abbreviated = true};
    direction->reference = AIRLOG_BEARING_COMPASS;
    return true;
}

/* Whether the words around speak in bare numbers: a controller's message, or capitals throughout. */
static bool is_terse_text(const airlog_parser *parser, size_t at) {
    airlog_message message = parser->facts->message;
    bool known = message == AIRLOG_MESSAGE_FAA_PRELIMINARY || message == AIRLOG_MESSAGE_PIREP || message == AIRLOG_MESSAGE_NOTAM;
    return known || airlog_is_capitals(parser, at);
}

static bool read_bare(airlog_parser *parser, size_t at, airlog_quantity *distance, airlog_direction_reading *direction) {
    if (split_glued(parser, at, distance, direction)) return true;
    if (!airlog_read_bare_distance(parser, at, distance) || distance->value <= 0 || distance->max > 999) return false;
    *direction = airlog_read_direction(parser, distance->end_token);
    if (!direction->end || direction->heading || direction->reference != AIRLOG_BEARING_COMPASS) return false;
    return airlog_parser_term(parser, direction->end) != AIRLOG_TERM_BOUND;
}

static bool is_numbered_thing(const airlog_parser *parser, size_t at) {
    if (at == 0) return false;
    return airlog_parser_term(parser, at - 1) == AIRLOG_TERM_RUNWAY ||
           airlog_parser_listed(parser, at - 1, AIRLOG_LIST_NUMBERED_WAY);
}

/* The reference of a terse position; 0 when there is none. */
static size_t terse_reference(const airlog_parser *parser, size_t at, bool terse, airlog_reference *out) {
    airlog_term term = airlog_parser_term(parser, at);
    size_t name = term == AIRLOG_TERM_OF || term == AIRLOG_TERM_FROM || term == AIRLOG_TERM_OFF ? at + 1 : at;
    if (!airlog_parser_same_sentence(parser, at - 1, name)) return 0;
    bool named = airlog_begins_name(parser, name) || airlog_parser_mark(parser, name, '(') || name > at ||
                 airlog_parser_term(parser, name) == AIRLOG_TERM_THE || airlog_parser_term(parser, name) == AIRLOG_TERM_RUNWAY;
    if (!named || (!terse && !airlog_is_ident(parser, name))) return 0;
    if (airlog_parser_term(parser, name) == AIRLOG_TERM_RUNWAY) return runway_reference(parser, name, read_runway(parser, name), out);
    return airlog_read_reference(parser, name, out);
}

static size_t add_bare(airlog_place_reader *reader, size_t at, size_t end, airlog_quantity *distance, const airlog_direction_reading *direction,
                       const airlog_reference *reference, const char *rule) {
    airlog_position_kind kind = direction ? AIRLOG_POSITION_OFFSET : AIRLOG_POSITION_RING;
    airlog_position_fact *fact = airlog_add_position(reader, at, end, kind, rule);
    if (!fact) return 0;
    if (direction) airlog_set_direction(fact, direction);
    else fact->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
    airlog_set_distance(fact, distance);
    fact->reference = *reference;
    if (reference->anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    return end;
}

/* "10 WGON": the direction is glued to the identifier. */
static bool split_ident(const airlog_parser *parser, size_t at, airlog_direction_reading *direction, airlog_reference *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_WORD || !(token->flags & AIRLOG_TOKEN_UPPER) || token->length < 4 || token->length > 6) return false;
    size_t points = token->length - 3u;
    airlog_term term = airlog_term_find((airlog_text){parser->text.bytes + token->start, points});
    if (airlog_term_class_of(term) != AIRLOG_TERM_CLASS_COMPASS) return false;
    double deg = airlog_term_value(term);
    *direction = (airlog_direction_reading){.end = at + 1, .deg = deg, .half_deg = airlog_compass_half(deg), .compass = term, .repaired = true};
    direction->reference = AIRLOG_BEARING_COMPASS;
    *out = code_reference(parser, at, 3);
    out->span = (airlog_span){token->start + (uint32_t)points, token->start + token->length};
    out->kind = AIRLOG_PLACE_ANY;
    return true;
}

/* What stands before says that a position follows: a height, "at", a hedge, or nothing. */
static bool expects_position(const airlog_parser *parser, size_t at) {
    if (at == 0 || !airlog_parser_same_sentence(parser, at - 1, at)) return true;
    if (parser->taken[at - 1] == AIRLOG_TAKEN_QUANTITY) return true;
    airlog_term term = airlog_parser_term(parser, at - 1);
    return term == AIRLOG_TERM_AT || term == AIRLOG_TERM_WHILE || airlog_term_class_of(term) == AIRLOG_TERM_CLASS_HEDGE ||
           airlog_parser_mark(parser, at - 1, ',') || airlog_parser_listed(parser, at - 1, AIRLOG_LIST_ALTITUDE_BEFORE) || airlog_parser_mark(parser, at - 1, '/');
}

/* No reference is named: the place that the message is about stands for it. */
static size_t read_without_reference(airlog_place_reader *reader, size_t at, airlog_quantity *distance, const airlog_direction_reading *direction) {
    const airlog_parser *parser = reader->parser;
    airlog_message message = parser->facts->message;
    bool whole = at == 0 && direction->end == parser->count;
    bool message_has_place = message == AIRLOG_MESSAGE_FAA_PRELIMINARY || message == AIRLOG_MESSAGE_PIREP || airlog_is_capitals(parser, at);
    if (!whole && !(message_has_place && expects_position(parser, at))) return 0;
    airlog_reference reference = {.kind = AIRLOG_PLACE_ANY, .anaphora = true, .side_deg = AIRLOG_UNKNOWN};
    return add_bare(reader, at, direction->end, distance, direction, &reference, "terse offset from nothing named");
}

/* "1,000 FEET 4.3 OPF": distance and identifier, the direction is lost. */
static size_t read_ring(airlog_place_reader *reader, size_t at, airlog_quantity *distance) {
    airlog_parser *parser = reader->parser;
    airlog_reference reference;
    if (!airlog_read_bare_distance(parser, at, distance) || distance->value <= 0 || distance->max > 250) return 0;
    size_t name = distance->end_token;
    bool height = at > 0 && parser->taken[at - 1] == AIRLOG_TAKEN_QUANTITY;
    if (!height || !airlog_is_ident(parser, name) || !airlog_begins_name(parser, name) || !airlog_parser_same_sentence(parser, at, name)) return 0;
    size_t end = airlog_read_reference(parser, name, &reference);
    return end ? add_bare(reader, at, end, distance, NULL, &reference, "terse ring") : 0;
}

static size_t read_number(airlog_place_reader *reader, size_t at) {
    airlog_parser *parser = reader->parser;
    airlog_quantity distance;
    airlog_direction_reading direction;
    airlog_reference reference;
    bool terse = is_terse_text(parser, at);
    if (is_numbered_thing(parser, at)) return 0;
    if (read_bare(parser, at, &distance, &direction)) {
        size_t end = terse_reference(parser, direction.end, terse, &reference);
        if (end) return add_bare(reader, at, end, &distance, &direction, &reference, "terse offset");
        return terse ? read_without_reference(reader, at, &distance, &direction) : 0;
    }
    if (!terse) return 0;
    if (airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER && airlog_read_bare_distance(parser, at, &distance) &&
        expects_position(parser, at) && split_ident(parser, distance.end_token, &direction, &reference) &&
        (parser->facts->message == AIRLOG_MESSAGE_PIREP || direction.end == parser->count)) {
        return add_bare(reader, at, direction.end, &distance, &direction, &reference, "terse offset, direction joined to the identifier");
    }
    return read_ring(reader, at, &distance);
}

/* "900 FEET SW CNO": no distance. */
static size_t read_terse_sector(airlog_place_reader *reader, size_t at) {
    airlog_parser *parser = reader->parser;
    airlog_direction_reading direction = airlog_read_direction(parser, at);
    bool height = at > 0 && parser->taken[at - 1] == AIRLOG_TAKEN_QUANTITY && airlog_parser_same_sentence(parser, at - 1, at);
    if (!direction.end || !direction.abbreviated || !height || !is_terse_text(parser, at)) return 0;
    if (airlog_parser_term(parser, direction.end) == AIRLOG_TERM_BOUND || !airlog_begins_name(parser, direction.end)) return 0;
    airlog_reference reference;
    size_t end = airlog_read_reference(parser, direction.end, &reference);
    if (!end) return 0;
    airlog_position_fact *fact = airlog_add_position(reader, at, end, AIRLOG_POSITION_SECTOR, "terse sector");
    if (!fact) return 0;
    airlog_set_direction(fact, &direction);
    fact->reference = reference;
    fact->doubts |= AIRLOG_DOUBT_BIT(NO_DISTANCE);
    return end;
}

/* "ON UPWIND RUNWAY 26L": near the airport of the runway. */
static size_t read_at_runway(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    size_t end = read_runway(parser, at);
    if (parser->facts->message != AIRLOG_MESSAGE_FAA_PRELIMINARY || end < at + 2) return 0;
    airlog_reference reference;
    end = runway_reference(parser, at, end, &reference);
    airlog_position_fact *fact = airlog_add_position(reader, at, end, AIRLOG_POSITION_NEAR, "at a runway");
    if (!fact) return 0;
    fact->reference = reference;
    if (reference.anaphora) fact->doubts |= AIRLOG_DOUBT_BIT(ANAPHORA);
    return end;
}

size_t airlog_read_terse(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind == AIRLOG_TOKEN_NUMBER || token->kind == AIRLOG_TOKEN_IDENT) return read_number(reader, at);
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_FINAL) return airlog_read_final(reader, at, parser->count);
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_RUNWAY) return read_at_runway(reader, at);
    return airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_COMPASS ? read_terse_sector(reader, at) : 0;
}
