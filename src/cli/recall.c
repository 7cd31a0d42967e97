/* What earlier lines have taught: "60 NM north of Keelung port" and "35.5 NM north of Keelung port" differ in their
 * number alone, so that the second needs neither its words read nor its place chosen again. A phrase is kept when it is
 * met a second time, and only when placing it again from what is kept gives exactly what reading it gave. */
#include "recall.h"

#include <ctype.h>
#include <string.h>

enum { SLOT_COUNT = 4096, BUCKET = 4, KEPT_BYTES = 32 * 1024 * 1024, PHRASE_BYTES = 4096 };

typedef struct slot {
    uint64_t hash;    /* of what follows the number; 0: free */
    airlog_text rest; /* absent until it is kept */
    size_t unit_end;  /* where the unit ends in it */
    const airlog_position *position;
    bool never; /* it was tried, and reads otherwise */
} slot;

struct cli_recall {
    airlog_arena *arena; /* everything that the slots point to */
    size_t kept;         /* phrases in it */
    slot slots[SLOT_COUNT];
};

airlog_status airlog_cli_recall_open(cli_recall **out, airlog_error *error) {
    *out = airlog_memory_take(1, sizeof **out);
    if (!*out) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for earlier phrases");
    (*out)->arena = NULL;
    memset((*out)->slots, 0, sizeof(*out)->slots);
    (*out)->kept = 0;
    return airlog_arena_open(KEPT_BYTES, &(*out)->arena, error);
}

void airlog_cli_recall_close(cli_recall *recall) {
    if (!recall) return;
    airlog_arena_close(recall->arena);
    airlog_memory_give(recall);
}

/* Length of a plain number at the beginning of a text: "60", "35.5"; 0 when there is none. */
static size_t number_length(airlog_text text) {
    size_t at = 0, whole;
    while (at < text.length && isdigit((unsigned char)text.bytes[at])) at++;
    whole = at;
    if (whole == 0 || whole > 4 || (text.bytes[0] == '0' && whole > 1)) return 0;
    if (at + 1 < text.length && text.bytes[at] == '.' && isdigit((unsigned char)text.bytes[at + 1]))
        for (at++; at < text.length && isdigit((unsigned char)text.bytes[at]);) at++;
    return at < text.length && text.bytes[at] == ' ' ? at : 0;
}

/* The position of the phrase, from what is kept of one with another number. */
static airlog_status place_kept(const cli_locator *locator, const slot *kept, airlog_text text, size_t number,
                                airlog_position *out, bool *out_placed, airlog_error *error) {
    airlog_quantity distance;
    airlog_error ignored = {0};
    *out_placed = false;
    if (airlog_parse_quantity((airlog_text){text.bytes, number + kept->unit_end}, locator->memory, &distance,
                              &ignored) != AIRLOG_OK)
        return AIRLOG_OK;
    airlog_position_fact *fact = airlog_arena_take(locator->memory, 1, sizeof *fact);
    if (!fact) return airlog_arena_failed(locator->memory, error);
    *fact = *kept->position->fact;
    fact->distance.value = distance.value;
    fact->distance.min = distance.min;
    fact->distance.max = distance.max;
    fact->distance.precision = distance.precision;
    fact->distance.value_si = distance.value_si;
    fact->distance.min_si = distance.min_si;
    fact->distance.max_si = distance.max_si;
    fact->distance.precision_si = distance.precision_si;
    return airlog_place_again(kept->position, fact, locator->tables, &locator->options, locator->memory, out,
                              out_placed, error);
}

static bool same_position(const airlog_position *a, const airlog_position *b) {
    return a->placed == b->placed && a->point.lon_deg == b->point.lon_deg && a->point.lat_deg == b->point.lat_deg &&
           a->radius_m == b->radius_m && a->bound_m == b->bound_m && a->bound_published_m == b->bound_published_m &&
           a->distance_m == b->distance_m && a->bearing_deg == b->bearing_deg && a->doubts == b->doubts &&
           airlog_text_equal(a->method, b->method) && airlog_text_equal(a->airspace, b->airspace) &&
           airlog_text_equal(a->country, b->country);
}

/* Whether the distance of the fact is the number that the phrase begins with, and nothing else is said of it. */
static bool begins_with(const airlog_position_fact *fact, size_t number) {
    const airlog_quantity *distance = &fact->distance;
    return fact->kind == AIRLOG_POSITION_OFFSET && fact->span.start == 0 && distance->span.start == 0 &&
           distance->span.end > number && distance->hedge == AIRLOG_HEDGE_NONE && distance->pair == AIRLOG_PAIR_NONE &&
           distance->min == distance->max;
}

/* Reads the phrase once more into memory that stays, and keeps it when it can be placed again from there. */
static airlog_status keep(cli_recall *recall, const cli_locator *locator, slot *into, airlog_text text, size_t number,
                          const airlog_position *read, airlog_error *error) {
    into->never = true;
    if (!read->placed || !read->fact || !begins_with(read->fact, number)) return AIRLOG_OK;
    cli_locator lasting = *locator;
    lasting.memory = recall->arena;
    airlog_position *position = airlog_arena_take(recall->arena, 1, sizeof *position);
    airlog_text copy = airlog_arena_copy(recall->arena, text);
    if (!position || !copy.bytes) return AIRLOG_OK; /* what does not fit is not kept */
    airlog_error ignored = {0};
    if (airlog_cli_locate_text(&lasting, copy, position, &ignored) != AIRLOG_OK) return AIRLOG_OK;
    slot made = {into->hash,
                 {copy.bytes + number, copy.length - number},
                 read->fact->distance.span.end - number,
                 position,
                 false};
    airlog_position again;
    bool placed;
    airlog_status status = place_kept(locator, &made, text, number, &again, &placed, error);
    if (status != AIRLOG_OK || !placed || !same_position(&again, read)) return status;
    *into = made;
    recall->kept++;
    return AIRLOG_OK;
}

/* The slot of a phrase: its own, a free one, one that is of no use, or one by chance. */
static slot *find(cli_recall *recall, uint64_t hash, airlog_text rest) {
    slot *bucket = &recall->slots[(hash >> 1) % (SLOT_COUNT / BUCKET) * BUCKET], *spare = NULL;
    for (size_t i = 0; i < BUCKET; i++) {
        slot *at = &bucket[i];
        if (at->hash == hash && (!at->rest.bytes || airlog_text_equal(at->rest, rest))) return at;
        if (!at->rest.bytes && (!spare || at->hash == 0)) spare = at;
    }
    return spare ? spare : &bucket[(hash >> 40) % BUCKET];
}

airlog_status airlog_cli_recall_or_locate(cli_recall *recall, const cli_locator *locator, airlog_text text,
                                          airlog_position *out, airlog_error *error) {
    text = airlog_text_trim(text);
    size_t number = text.length <= PHRASE_BYTES ? number_length(text) : 0;
    if (!number) return airlog_cli_locate_text(locator, text, out, error);
    airlog_text rest = {text.bytes + number, text.length - number};
    uint64_t hash = airlog_hash(rest.bytes, rest.length) | 1;
    slot *at = find(recall, hash, rest);
    if (at->hash == hash && at->rest.bytes && airlog_text_equal(at->rest, rest)) {
        bool placed;
        airlog_status status = place_kept(locator, at, text, number, out, &placed, error);
        if (status != AIRLOG_OK || placed) return status;
    }
    airlog_status status = airlog_cli_locate_text(locator, text, out, error);
    if (status != AIRLOG_OK) return status;
    if (at->hash == hash)
        return at->rest.bytes || at->never ? status : keep(recall, locator, at, text, number, out, error);
    *at = (slot){.hash = hash};
    if (recall->kept < SLOT_COUNT) return status;
    airlog_arena_reset(recall->arena); /* the slots have changed often: begin again, with bounded memory */
    memset(recall->slots, 0, sizeof recall->slots);
    recall->kept = 0;
    return status;
}
