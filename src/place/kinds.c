/* What kind of place is meant, and which kinds people call by each other's word. */
#include "hearing.h"

#define SCORE_KIND 2.5      /* the kind that the words ask for */
#define SCORE_KIND_NEAR 1.0 /* a kind that people call by that word too */
#define SCORE_KIND_OTHER -2.0

/* Kinds that people call by each other's word. */
static bool kinds_near(airlog_place_kind asked, airlog_place_kind kind) {
    switch (asked) {
    case AIRLOG_PLACE_PORT:
        return kind == AIRLOG_PLACE_CITY || kind == AIRLOG_PLACE_BASE;
    case AIRLOG_PLACE_AIRPORT:
        return kind == AIRLOG_PLACE_BASE || kind == AIRLOG_PLACE_HELIPORT || kind == AIRLOG_PLACE_NAVAID ||
               kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_NAVAID:
        return kind == AIRLOG_PLACE_AIRPORT;
    case AIRLOG_PLACE_BASE:
        return kind == AIRLOG_PLACE_AIRPORT || kind == AIRLOG_PLACE_PORT || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_CITY:
        return kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_PORT;
    case AIRLOG_PLACE_ISLAND:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_REEF ||
               kind == AIRLOG_PLACE_ADMIN;
    case AIRLOG_PLACE_REEF:
        return kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_SEA:
        return kind == AIRLOG_PLACE_WATER || kind == AIRLOG_PLACE_STRAIT || kind == AIRLOG_PLACE_REGION;
    case AIRLOG_PLACE_STRAIT:
        return kind == AIRLOG_PLACE_SEA || kind == AIRLOG_PLACE_WATER;
    case AIRLOG_PLACE_ADMIN:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_REGION:
        return kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_CAPE:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_COAST:
    case AIRLOG_PLACE_BORDER:
        return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_REGION ||
               kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_AIRSPACE:
        return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_REGION;
    default:
        return false;
    }
}

bool airlog_kinds_apart(airlog_place_kind asked, airlog_place_kind kind) {
    switch (asked) {
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_REEF:
    case AIRLOG_PLACE_CAPE:
    case AIRLOG_PLACE_SEA:
    case AIRLOG_PLACE_STRAIT:
    case AIRLOG_PLACE_WATER:
    case AIRLOG_PLACE_MOUNTAIN:
        return kind != asked && !kinds_near(asked, kind);
    case AIRLOG_PLACE_NAVAID:
        return kind != AIRLOG_PLACE_NAVAID && kind != AIRLOG_PLACE_AIRPORT && kind != AIRLOG_PLACE_BASE;
    default:
        return false;
    }
}

/* What a name without a kind means, everything else equal. */
static double kind_habit(airlog_place_kind kind, uint8_t importance, bool aviation) {
    switch (kind) {
    case AIRLOG_PLACE_AIRPORT:
    case AIRLOG_PLACE_BASE:
        if (!aviation) return importance >= AIRLOG_WELL_KNOWN ? 1.0 : -0.7; /* "Heathrow", but not any field's name */
        return 1.5;
    case AIRLOG_PLACE_NAVAID:
        return aviation ? 1.0 : -2;
    case AIRLOG_PLACE_HELIPORT:
        return aviation ? -1.5 : -3;
    case AIRLOG_PLACE_COUNTRY:
    case AIRLOG_PLACE_SEA:
    case AIRLOG_PLACE_STRAIT:
        return aviation ? -1 : 1;
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_CAPE:
    case AIRLOG_PLACE_REEF:
    case AIRLOG_PLACE_REGION:
        return aviation ? -0.5 : 0.7;
    case AIRLOG_PLACE_ADMIN:
        return -0.5;
    default:
        return 0;
    }
}

double airlog_kind_score(const airlog_hearing *h, const airlog_place_entry *place, uint32_t *why) {
    if (h->asked == AIRLOG_PLACE_ANY)
        return kind_habit(place->kind, place->importance, h->hints->terse || h->match.code);
    if (h->asked == place->kind) {
        airlog_because(why, AIRLOG_REASON_KIND);
        return SCORE_KIND;
    }
    if (kinds_near(h->asked, place->kind)) {
        airlog_because(why, AIRLOG_REASON_KIND_NEAR);
        return SCORE_KIND_NEAR;
    }
    airlog_because(why, AIRLOG_REASON_KIND_OTHER);
    return SCORE_KIND_OTHER;
}
