/* The place that a header's name means. */
#include "header.h"
#include "hints.h"
#include "places.h"

#include <string.h>

#define ROWS_MOST 256u   /* of one name */
#define AIRPORT_LEAST 50 /* importance: a field that is closed has no tower */
#define CITY_FIRST 100   /* importance: what a header names is a city, where it does not say what */

/* The states and territories that the FAA looks after. */
static bool in_faa_area(const airlog_table_place *place) {
    static const char countries[][3] = {"US", "PR", "VI", "GU", "AS", "MP"};

    for (size_t i = 0; i < sizeof countries / sizeof countries[0]; i++)
        if (memcmp(place->country, countries[i], 2) == 0) return true;
    return false;
}

static bool may_be(const airlog_header_want *want, const airlog_table_place *place) {
    if (want->faa && !in_faa_area(place)) return false;
    if (want->kind == AIRLOG_PLACE_ANY) return true;
    if (place->kind != want->kind) return false;
    return want->kind != AIRLOG_PLACE_AIRPORT || place->importance >= AIRPORT_LEAST;
}

static int rank_of(const airlog_header_want *want, const airlog_table_place *place) {
    bool first = want->kind == AIRLOG_PLACE_ANY && place->kind == AIRLOG_PLACE_CITY;

    return place->importance + (first ? CITY_FIRST : 0);
}

/* The last admin area that was compared with the header's, and how that went: namesakes in one state follow one
 * another often enough, and only for another one the texts of a row are read. */
typedef struct admin_memo {
    uint16_t admin;
    bool fits;
} admin_memo;

static airlog_status in_admin(const airlog_tables *tables, uint32_t row, uint16_t admin, const airlog_header_want *want,
                              admin_memo *memo, airlog_error *error) {
    airlog_place_entry place;
    airlog_status status = AIRLOG_OK;

    if (want->admin.length && admin != memo->admin) {
        status = airlog_gazetteer_entry(tables, row, &place, error);
        *memo = (admin_memo){admin, status == AIRLOG_OK && airlog_admin_fits(&place, want->admin)};
    }
    return status;
}

airlog_status airlog_header_row(const airlog_tables *tables, airlog_text name, const airlog_header_want *want,
                                airlog_place_entry *out, bool *out_found, airlog_error *error) {
    const uint32_t *rows;
    uint64_t key;
    size_t words, count = 0, chosen = 0;
    int best = -1;
    admin_memo memo = {0, false};

    *out_found = false;
    airlog_status status = airlog_key_of(name, &key, &words, error);
    if (status == AIRLOG_OK) status = airlog_gazetteer_find(tables, key, &rows, &count, error);
    for (size_t i = 0; status == AIRLOG_OK && i < count && i < ROWS_MOST; i++) {
        const airlog_table_place *place = airlog_gazetteer_row(tables, rows[i], error);
        if (!place) return AIRLOG_E_TABLE;
        if (rank_of(want, place) <= best || !may_be(want, place)) continue;
        status = in_admin(tables, rows[i], place->admin, want, &memo, error);
        if (want->admin.length && !memo.fits) continue;
        best = rank_of(want, place);
        chosen = i;
    }
    if (status != AIRLOG_OK || best < 0) return status;
    *out_found = true;
    return airlog_gazetteer_entry(tables, rows[chosen], out, error);
}
