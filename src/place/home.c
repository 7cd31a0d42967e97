/* Where a message itself says it is from: the airport of the tower that reports, where the flight was bound, the
 * city of the header or of the table's row. It serves a message that names an airport only as "the airport", and one
 * that gives no position at all. */
#include "home.h"
#include "header.h"

#include <string.h>

#define NAME_BYTES_MOST 96u

/* The best known row of a name with a suffix. */
static airlog_status best_row(const airlog_home_source *source, airlog_text name, const char *suffix,
                              airlog_place_kind kind, airlog_text admin, airlog_place_entry *out, bool *out_found) {
    char bytes[NAME_BYTES_MOST];
    size_t suffix_length = strlen(suffix);
    airlog_header_want want = {kind, admin, source->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY};

    *out_found = false;
    if (name.length == 0 || name.length + suffix_length > sizeof bytes) return AIRLOG_OK;
    memcpy(bytes, name.bytes, name.length);
    memcpy(bytes + name.length, suffix, suffix_length);
    airlog_text whole = {bytes, name.length + suffix_length};
    return airlog_header_row(source->tables, whole, &want, out, out_found, source->error);
}

/* A name as it stands, then each part of it between slashes: "CHICAGO/AURORA". */
static airlog_status best_of_parts(const airlog_home_source *source, airlog_text name, const char *suffix,
                                   airlog_place_kind kind, airlog_text admin, airlog_place_entry *out,
                                   bool *out_found) {
    airlog_status status = best_row(source, name, suffix, kind, admin, out, out_found);
    size_t end = name.length;
    while (status == AIRLOG_OK && !*out_found && end > 0) {
        size_t start = end;
        while (start > 0 && name.bytes[start - 1] != '/') start--;
        if (start == 0 && end == name.length) break;
        airlog_text part = airlog_text_trim((airlog_text){name.bytes + start, end - start});
        status = best_row(source, part, suffix, kind, admin, out, out_found);
        end = start > 0 ? start - 1 : 0;
    }
    return status;
}

/* The name of a tower without the word for a tower; absent when the facility is none: a center or an approach
 * control looks after a whole region. */
static airlog_text tower_name(airlog_text facility) {
    static const char *const words[] = {" ATCT", " TOWER", " TWR", " LOCAL CONTROL"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]);
        if (facility.length <= length) continue;
        size_t cut = facility.length - length;
        if (airlog_text_is((airlog_text){facility.bytes + cut, length}, words[i]))
            return airlog_text_trim((airlog_text){facility.bytes, cut});
    }
    bool code = facility.length >= 3 && facility.length <= 4 && !memchr(facility.bytes, ' ', facility.length);
    return code ? facility : AIRLOG_NO_TEXT;
}

static bool is_code(const airlog_token *token) {
    return token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_UPPER) && token->length >= 3 &&
           token->length <= 4;
}

/* "LAN - ORD": where the flight that reports was bound. */
static airlog_text destination(const airlog_facts *facts) {
    const airlog_tokens *tokens = facts->tokens;
    airlog_text text = tokens->report->text;
    for (size_t i = 0; i + 2 < tokens->count; i++) {
        const airlog_token *at = &tokens->items[i];
        if (at[1].kind != AIRLOG_TOKEN_MARK || text.bytes[at[1].start] != '-') continue;
        if (is_code(&at[0]) && is_code(&at[2])) return (airlog_text){text.bytes + at[2].start, at[2].length};
    }
    return AIRLOG_NO_TEXT;
}

static airlog_text city_of(const airlog_facts *facts) {
    return facts->header_city.length ? facts->header_city : facts->tokens->report->place;
}

static airlog_text admin_of(const airlog_facts *facts) {
    return facts->header_city.length ? facts->header_state : facts->tokens->report->admin;
}

static airlog_status tower_airport(const airlog_home_source *source, airlog_place_entry *out, bool *out_found) {
    airlog_text tower = tower_name(source->facts->header_facility);
    airlog_text admin = admin_of(source->facts);
    airlog_status status = best_row(source, tower, " airport", AIRLOG_PLACE_AIRPORT, admin, out, out_found);
    if (status == AIRLOG_OK && !*out_found)
        status = best_row(source, tower, "", AIRLOG_PLACE_AIRPORT, admin, out, out_found);
    return status;
}

airlog_status airlog_home_airport(const airlog_home_source *source, airlog_place_entry *out, bool *out_found) {
    airlog_text admin = admin_of(source->facts);
    airlog_status status =
        best_row(source, destination(source->facts), "", AIRLOG_PLACE_AIRPORT, admin, out, out_found);
    if (status == AIRLOG_OK && !*out_found) status = tower_airport(source, out, out_found);
    if (status == AIRLOG_OK && !*out_found)
        status = best_of_parts(source, city_of(source->facts), " airport", AIRLOG_PLACE_AIRPORT, admin, out, out_found);
    return status;
}

airlog_status airlog_home_place(const airlog_home_source *source, airlog_place_entry *out, bool *out_found) {
    airlog_text admin = admin_of(source->facts);
    airlog_status status = tower_airport(source, out, out_found);
    if (status == AIRLOG_OK && !*out_found)
        status = best_of_parts(source, city_of(source->facts), "", AIRLOG_PLACE_CITY, admin, out, out_found);
    if (status == AIRLOG_OK && !*out_found)
        status = best_of_parts(source, city_of(source->facts), " airport", AIRLOG_PLACE_AIRPORT, admin, out, out_found);
    return status;
}
