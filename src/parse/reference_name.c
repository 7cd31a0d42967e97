/* A name as a reference: the kind that its words ask for, whether it is a code, its coast. */
#include "reference.h"

_Static_assert(AIRLOG_PLACE_AIRPORT == 4 && AIRLOG_PLACE_COAST == 14 && AIRLOG_PLACE_MOUNTAIN == 20,
               "the values of PLACE terms in terms.def are airlog_place_kind");

static const airlog_reference no_reference = {.kind = AIRLOG_PLACE_ANY};

airlog_reference airlog_new_reference(void) {
    airlog_reference out = no_reference;
    out.side_deg = AIRLOG_UNKNOWN;
    return out;
}

void airlog_reference_add_within(const airlog_parser *parser, airlog_reference *out, size_t first, size_t end) {
    if (out->within_count < 3 && end > first) out->within[out->within_count++] = airlog_parser_span(parser, first, end);
}

void airlog_reference_set_head(const airlog_parser *parser, airlog_reference *out, size_t first, size_t end) {
    out->first_token = (uint32_t)first;
    out->end_token = (uint32_t)end;
    out->span = airlog_parser_span(parser, first, end);
}

void airlog_reference_mark_coast(airlog_reference *out, airlog_place_kind kind) {
    if (kind != AIRLOG_PLACE_COAST && kind != AIRLOG_PLACE_BORDER) return;
    out->coast = true;
    out->kind = kind;
}

/* The kind that the words of a name ask for: the last says it ("Hobart Aerodrome"), or the first of some ("Cape ..."). */
airlog_place_kind airlog_kind_of_run(const airlog_parser *parser, size_t first, size_t end) {
    airlog_place_kind kind = AIRLOG_PLACE_ANY;
    for (size_t i = first; i < end; i++) {
        if (airlog_parser_listed(parser, i, AIRLOG_LIST_INTERNATIONAL) && end - first > 1) kind = AIRLOG_PLACE_AIRPORT;
        if (!airlog_is_kind_word(parser, i)) continue;
        airlog_place_kind found = airlog_kind_at(parser, i);
        bool begins = i == first && end - first > 1;
        if (airlog_parser_listed(parser, i, AIRLOG_LIST_AIR_STATION)) return AIRLOG_PLACE_BASE;
        bool vague = found == AIRLOG_PLACE_PORT || found == AIRLOG_PLACE_CITY || found == AIRLOG_PLACE_AIRPORT || found == AIRLOG_PLACE_COUNTRY ||
                     found == AIRLOG_PLACE_CAPE || found == AIRLOG_PLACE_ADMIN;
        bool cape = airlog_parser_listed(parser, i, AIRLOG_LIST_CAPE);
        if (begins && vague && !cape) continue;
        if (end - first > 1 || found != AIRLOG_PLACE_ANY) kind = found;
        if (begins && airlog_parser_term(parser, i + 1) == AIRLOG_TERM_OF) return found;
    }
    return kind;
}

bool airlog_looks_like_code(const airlog_parser *parser, size_t first, size_t end, bool capitals) {
    if (end != first + 1) return false;
    if (airlog_is_disguised_ident(parser, first)) return true;
    if (!airlog_is_ident(parser, first)) return false;
    const airlog_token *token = airlog_parser_token(parser, first);
    if (!capitals || token->length == 3 || token->kind == AIRLOG_TOKEN_IDENT) return true;
    char initial = parser->text.bytes[token->start];
    return initial == 'K' || initial == 'P' || initial == 'C';
}

/* Kind words in small letters after a name: "Keelung port", "the Somali coast", "LEBEC fix". */
size_t airlog_read_trailing_kind(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t end = at;
    for (int words = 0; words < 3 && airlog_parser_same_sentence(parser, at - 1, end); words++) {
        bool side = airlog_is_side_word(parser, end) || airlog_parser_class(parser, end) == AIRLOG_TERM_CLASS_COMPASS;
        if (side && (airlog_is_kind_word(parser, end + 1) && airlog_kind_at(parser, end + 1) == AIRLOG_PLACE_COAST)) {
            if (airlog_parser_term(parser, end) != AIRLOG_TERM_CENTRAL) out->side_deg = airlog_term_value(airlog_parser_term(parser, end));
            end++;
            continue;
        }
        if (airlog_parser_listed(parser, end, AIRLOG_LIST_SOVEREIGN) && airlog_is_kind_word(parser, end + 1)) {
            end++;
            continue;
        }
        if (airlog_parser_listed(parser, end, AIRLOG_LIST_LAND)) { /* "Iranian land" is measured from its edge */
            airlog_reference_mark_coast(out, AIRLOG_PLACE_COAST);
            return end + 1;
        }
        if (!airlog_is_kind_word(parser, end) || airlog_is_clitic(parser, end)) break;
        airlog_place_kind kind = airlog_kind_at(parser, end);
        bool vague = kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_WATER;
        if (!vague || out->kind == AIRLOG_PLACE_ANY) out->kind = kind;
        airlog_reference_mark_coast(out, out->kind);
        bool joined = end == at && !out->coast && !vague && kind != AIRLOG_PLACE_AIRSPACE;
        if (joined) airlog_reference_set_head(parser, out, out->first_token, end + 1);
        end++;
    }
    return end;
}

/* In capitals "SOMALI COAST" is one run: the coast is no part of the name. */
static void strip_coast(const airlog_parser *parser, airlog_reference *out) {
    size_t last = out->end_token - 1u;
    if (last <= out->first_token || !airlog_parser_listed(parser, last, AIRLOG_LIST_COASTLINE)) return;
    airlog_reference_mark_coast(out, AIRLOG_PLACE_COAST);
    size_t end = last;
    airlog_term_class before = airlog_parser_class(parser, end - 1);
    if (end > out->first_token + 1u && (before == AIRLOG_TERM_CLASS_COMPASS || before == AIRLOG_TERM_CLASS_SIDE)) {
        end--;
        out->side_deg = airlog_term_value(airlog_parser_term(parser, end));
    }
    airlog_reference_set_head(parser, out, out->first_token, end);
}

/* Points of the compass alone are no name: "Northern entrance". */
static bool names_something(const airlog_parser *parser, size_t at, size_t end) {
    const airlog_token *first = airlog_parser_token(parser, at);
    if (end == at + 1 && first->length == 3 && (first->flags & AIRLOG_TOKEN_UPPER)) return true; /* "1 S FAR" */
    for (size_t i = at; i < end; i++) {
        airlog_term_class class_of = airlog_parser_class(parser, i);
        bool word = airlog_parser_token(parser, i)->kind != AIRLOG_TOKEN_MARK;
        if (word && class_of != AIRLOG_TERM_CLASS_SIDE && class_of != AIRLOG_TERM_CLASS_COMPASS && !airlog_is_side_word(parser, i)) return true;
    }
    return false;
}

size_t airlog_read_reference_name(const airlog_parser *parser, size_t at, airlog_reference *out) {
    bool capitals = airlog_is_capitals(parser, at);
    if (!airlog_starts_name(parser, at, capitals)) return 0;
    size_t end = airlog_is_disguised_ident(parser, at) ? at + 1 : airlog_name_end(parser, at, capitals);
    if (!names_something(parser, at, end)) return 0;
    if (end > at + 1 && airlog_parser_class(parser, at) == AIRLOG_TERM_CLASS_SIDE) { /* "Southern Luzon" */
        out->side_deg = airlog_term_value(airlog_parser_term(parser, at));
    }
    airlog_reference_set_head(parser, out, at, end);
    airlog_place_kind kind = airlog_kind_of_run(parser, at, end);
    if (kind != AIRLOG_PLACE_ANY && out->kind == AIRLOG_PLACE_ANY) out->kind = kind;
    out->code = airlog_looks_like_code(parser, at, end, capitals);
    strip_coast(parser, out);
    return airlog_read_trailing_kind(parser, end, out);
}
