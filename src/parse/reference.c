/* Names of places as the text gives them, with the qualifiers that follow. */
#include "reference.h"

/* "(MDW)" after a name: the code is the surest name of all, the words before it are kept beside it. */
static size_t take_code(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (!airlog_parser_mark(parser, at, '(') || !airlog_is_ident(parser, at + 1) || !airlog_parser_mark(parser, at + 2, ')')) return at;
    if (out->anaphora && out->kind != AIRLOG_PLACE_AIRPORT) return at; /* "from the coast (IMB)" */
    airlog_span name = out->span;
    airlog_reference_set_head(parser, out, at + 1, at + 2);
    out->code = true;
    out->anaphora = false; /* "the airport (KPAO)" */
    if (out->within_count == 3) out->within_count = 2;
    for (size_t i = out->within_count; i > 0; i--) out->within[i] = out->within[i - 1];
    out->within[0] = name;
    out->within_count++;
    return at + 3;
}

/* "South Korea's air defense identification zone (KADIZ)": what the zone is called. */
static size_t take_zone(const airlog_parser *parser, size_t at, airlog_reference *out) {
    bool zone = out->kind == AIRLOG_PLACE_AIRSPACE && airlog_parser_mark(parser, at, '(') && airlog_parser_mark(parser, at + 2, ')');
    const airlog_token *name = airlog_parser_token(parser, at + 1);
    bool named = name->length > 4 && (name->flags & AIRLOG_TOKEN_UPPER) && airlog_is_kind_word(parser, at + 1) &&
                 airlog_kind_at(parser, at + 1) == AIRLOG_PLACE_AIRSPACE;
    if (!zone || !named) return at;
    airlog_reference_set_head(parser, out, at + 1, at + 2);
    out->anaphora = false;
    return at + 3;
}

static bool is_verb_after(const airlog_parser *parser, size_t at) {
    return airlog_parser_listed(parser, at, AIRLOG_LIST_SAID);
}

bool airlog_goes_on_as_list(const airlog_parser *parser, size_t at) {
    for (int names = 0; names < 6; names++) {
        if (airlog_parser_term(parser, at) == AIRLOG_TERM_THE) at++;
        if (!airlog_is_name_word(parser, at, false)) return false;
        at = airlog_name_end(parser, at, false);
        size_t joint = airlog_parser_mark(parser, at, ',') ? at + 1 : at;
        if (airlog_parser_term(parser, joint) == AIRLOG_TERM_AND) {
            size_t last = airlog_parser_term(parser, joint + 1) == AIRLOG_TERM_THE ? joint + 2 : joint + 1;
            return airlog_is_name_word(parser, last, false);
        }
        if (joint == at) return false;
        at = joint;
    }
    return false;
}

/* ", N.Y." ", Oman" ", New York": a capitalised run between commas or before a stop, not the subject of a new clause. */
static size_t comma_qualifier(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (!airlog_parser_mark(parser, at, ',') || !airlog_parser_same_sentence(parser, at, at + 1)) return at;
    bool capitals = airlog_is_capitals(parser, at + 1);
    size_t begin = at + 1;
    if (!capitals && airlog_is_side_word(parser, begin) && !airlog_is_capital_word(parser, begin)) begin++;
    if (!airlog_is_name_word(parser, begin, capitals) || airlog_parser_class(parser, begin) == AIRLOG_TERM_CLASS_COMPASS) return at;
    size_t end = airlog_name_end(parser, begin, capitals);
    if (capitals && end > begin + 3) return at;
    if (!capitals && airlog_goes_on_as_list(parser, begin)) return at;
    if (airlog_is_clitic(parser, end) || is_verb_after(parser, end)) return at;
    airlog_reference_add_within(parser, out, begin, end);
    return end;
}

/* "in northern Taiwan", "in Incheon", "on Malaysia's west coast", "off Malaysia's west coast". */
static size_t phrase_qualifier(const airlog_parser *parser, size_t at, airlog_reference *out) {
    airlog_term term = airlog_parser_term(parser, at);
    if (term != AIRLOG_TERM_IN && term != AIRLOG_TERM_ON && term != AIRLOG_TERM_OFF) return at;
    size_t begin = at + 1;
    if (airlog_parser_term(parser, begin) == AIRLOG_TERM_THE) begin++;
    while (begin < at + 4 && !airlog_is_capital_word(parser, begin) && (airlog_is_side_word(parser, begin) || airlog_parser_class(parser, begin) == AIRLOG_TERM_CLASS_COMPASS)) begin++;
    bool capitals = airlog_is_capitals(parser, begin);
    if (capitals || !airlog_is_name_word(parser, begin, false)) return at;
    size_t end = airlog_name_end(parser, begin, false);
    if (term != AIRLOG_TERM_IN && !airlog_is_clitic(parser, end)) return at;
    airlog_place_kind kind = airlog_kind_of_run(parser, begin, end);
    bool water = kind == AIRLOG_PLACE_SEA || kind == AIRLOG_PLACE_STRAIT || kind == AIRLOG_PLACE_WATER;
    if (water && out->kind == AIRLOG_PLACE_AIRSPACE) return at; /* "Finnish airspace in the Gulf of Finland" is two places */
    airlog_reference_add_within(parser, out, begin, end);
    return end;
}

static size_t bracket_qualifier(const airlog_parser *parser, size_t at, airlog_reference *out) {
    if (!airlog_parser_mark(parser, at, '(') || !airlog_is_name_word(parser, at + 1, false)) return at;
    size_t end = airlog_name_end(parser, at + 1, false);
    if (!airlog_parser_mark(parser, end, ')')) return at;
    airlog_reference_add_within(parser, out, at + 1, end);
    return end + 1;
}

static size_t read_qualifiers(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t end = take_code(parser, at, out);
    if (end == at) end = take_zone(parser, at, out);
    if (out->anaphora) return end;
    for (int rounds = 0; rounds < 3; rounds++) {
        size_t next = comma_qualifier(parser, end, out);
        if (next == end) next = bracket_qualifier(parser, end, out);
        if (next == end && rounds == 0) next = phrase_qualifier(parser, end, out);
        if (next == end) break;
        end = next;
    }
    return end;
}

/* "the North Korean capital, Pyongyang": the name that the words before it describe. */
static size_t read_named_capital(const airlog_parser *parser, size_t end, airlog_reference *out) {
    bool described = end > out->first_token + 1u && airlog_parser_listed(parser, end - 1, AIRLOG_LIST_CAPITAL) && !out->anaphora;
    if (!described || !airlog_parser_mark(parser, end, ',') || !airlog_is_name_word(parser, end + 1, false)) return end;
    airlog_reference name = airlog_new_reference();
    size_t after = airlog_read_reference_name(parser, end + 1, &name);
    if (!after) return end;
    airlog_reference_add_within(parser, &name, out->first_token, end - 1);
    *out = name;
    return after;
}

size_t airlog_read_reference(const airlog_parser *parser, size_t at, airlog_reference *out) {
    *out = airlog_new_reference();
    if (airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_NUMBER) return 0; /* "AT 3,300 FEET" */
    size_t end = airlog_read_reference_head(parser, at, out, 0);
    airlog_term first = airlog_parser_term(parser, at); /* "in their Typhoon", "from an A320": one of many, or of theirs */
    bool article = first == AIRLOG_TERM_THE, owned = first == AIRLOG_TERM_ITS || first == AIRLOG_TERM_A || first == AIRLOG_TERM_AN;
    bool bare = end && !out->anaphora && out->kind == AIRLOG_PLACE_ANY, one = bare && out->end_token == out->first_token + 1u;
    bool craft = one && article && airlog_parser_listed(parser, out->first_token, AIRLOG_LIST_CRAFT); /* "of the UAV" */
    if (craft || (bare && owned)) return 0;
    if (end) end = read_named_capital(parser, end, out);
    return end ? read_qualifiers(parser, end, out) : 0;
}

size_t airlog_read_reference_before(const airlog_parser *parser, size_t end, airlog_reference *out) {
    size_t first = end;
    *out = airlog_new_reference();
    while (first > 0 && end - first < AIRLOG_NAME_LIMIT && airlog_parser_same_sentence(parser, first - 1, end)) {
        const airlog_token *token = airlog_parser_token(parser, first - 1);
        bool joint = first < end && (airlog_is_connector(parser, first - 1) || airlog_parser_term(parser, first - 1) == AIRLOG_TERM_OF ||
                                     (airlog_parser_mark(parser, first - 1, '-') && airlog_parser_glued(parser, first - 1)));
        bool word = token->kind == AIRLOG_TOKEN_WORD && (airlog_is_name_word(parser, first - 1, false) ||
                                                        (first < end && airlog_parser_mark(parser, first, '-')));
        if (!word && !joint) break;
        first--;
    }
    while (first < end && !airlog_is_name_word(parser, first, false)) first++;
    if (first == end) return 0;
    airlog_reference_set_head(parser, out, first, end);
    out->kind = airlog_kind_of_run(parser, first, end);
    out->code = airlog_looks_like_code(parser, first, end, false);
    return first + 1;
}
