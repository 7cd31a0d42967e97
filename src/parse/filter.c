/* What a quantity is for. These filters run before positions, so that the distance between two aircraft, the size of a
 * drone or the range of a missile never places anything. Each looks at a few tokens on either side. */
#include "place_words.h"
#include "quantity.h"

#include <math.h>
#include <string.h>

typedef struct context {
    const airlog_parser *parser;
    const airlog_quantity *quantity;
    size_t left;  /* first token of the quantity with its hedge */
    size_t right; /* token after it */
    bool vertical_unit; /* feet or metres: can be a height */
    bool small;         /* under a nautical mile */
} context;

static bool left_is(const context *at, size_t back, airlog_list list) {
    return at->left >= back && airlog_parser_listed(at->parser, at->left - back, list);
}

static bool right_is(const context *at, size_t ahead, airlog_list list) {
    return airlog_parser_listed(at->parser, at->right + ahead, list);
}

static airlog_term right_term(const context *at, size_t ahead) {
    return airlog_parser_term(at->parser, at->right + ahead);
}

static airlog_term left_term(const context *at, size_t back) {
    return at->left >= back ? airlog_parser_term(at->parser, at->left - back) : AIRLOG_TERM_NONE;
}

/* One of `words` within `reach` tokens to the left in the same sentence. */
static bool near_left(const context *at, size_t reach, airlog_list list) {
    for (size_t back = 1; back <= reach && back <= at->left; back++) {
        if (airlog_parser_token(at->parser, at->left - back)->sentence != at->quantity->sentence) return false;
        if (left_is(at, back, list)) return true;
    }
    return false;
}

static bool near_right(const context *at, size_t reach, airlog_list list) {
    for (size_t ahead = 0; ahead < reach; ahead++) {
        if (airlog_parser_token(at->parser, at->right + ahead)->sentence != at->quantity->sentence) return false;
        if (right_is(at, ahead, list)) return true;
    }
    return false;
}

static size_t skip_article(const context *at, size_t ahead) {
    airlog_term term = right_term(at, ahead);
    bool article = term == AIRLOG_TERM_THE || term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN || term == AIRLOG_TERM_ITS ||
                   right_is(at, ahead, AIRLOG_LIST_DEMONSTRATIVE);
    return article ? ahead + 1 : ahead;
}

static bool direction_follows(const context *at);

static bool is_oclock(const airlog_parser *parser, size_t at) {
    if (airlog_parser_listed(parser, at, AIRLOG_LIST_OCLOCK) || airlog_parser_listed(parser, at, AIRLOG_LIST_OCLOCK)) return true;
    size_t next = airlog_parser_mark(parser, at + 1, '\'') ? at + 2 : at + 1;
    return airlog_parser_listed(parser, at, AIRLOG_LIST_O) && airlog_parser_listed(parser, next, AIRLOG_LIST_CLOCK);
}

static bool oclock_after(const context *at, size_t ahead, size_t reach) {
    for (size_t i = ahead; i < ahead + reach; i++) {
        if (is_oclock(at->parser, at->right + i)) return true;
    }
    return false;
}

static bool is_visibility(const context *at) {
    if (near_left(at, 3, AIRLOG_LIST_VISIBILITY) || right_is(at, 0, AIRLOG_LIST_HAZE)) return true;
    if (near_left(at, 4, AIRLOG_LIST_CLOUD)) return true;
    if (right_is(at, 0, AIRLOG_LIST_CEILING)) return true;
    if (right_is(at, 0, AIRLOG_LIST_WIND) || near_left(at, 3, AIRLOG_LIST_GUST)) return true;
    return right_term(at, 0) == AIRLOG_TERM_OF && near_right(at, 3, AIRLOG_LIST_PRECIPITATION);
}

static bool is_joined_size(const context *at) {
    size_t word = airlog_parser_mark(at->parser, at->right, '-') ? 1 : 0;
    return word && right_is(at, word, AIRLOG_LIST_JOINED_SIZE);
}

/* "3 FOOT DIAMETER UAS", "2,100 foot paved runway": the singular before a noun. */
static bool is_singular_before_noun(const context *at) {
    const airlog_quantity *quantity = at->quantity;
    const airlog_parser *parser = at->parser;
    const airlog_token *noun = airlog_parser_token(parser, at->right);
    if (quantity->unit != AIRLOG_TERM_FOOT && quantity->unit != AIRLOG_TERM_METRE) return false;
    if (!airlog_parser_listed(parser, quantity->end_token - 1, AIRLOG_LIST_SINGULAR_UNIT) || quantity->value == 1) return false;
    if (airlog_parser_listed(parser, quantity->end_token - 1, AIRLOG_LIST_FT) && !right_is(at, 0, AIRLOG_LIST_TALL_THING)) return false;
    return noun->kind == AIRLOG_TOKEN_WORD && (!noun->term || right_is(at, 0, AIRLOG_LIST_BROAD)) && !right_is(at, 0, AIRLOG_LIST_CONJUNCTION);
}

static bool is_size(const context *at) {
    if (is_joined_size(at) || is_singular_before_noun(at)) return true;
    if (right_is(at, 0, AIRLOG_LIST_SIZE)) return true;
    if (right_is(at, 0, AIRLOG_LIST_DEEP) && right_term(at, 1) != AIRLOG_TERM_INTO && right_term(at, 1) != AIRLOG_TERM_INSIDE) return true;
    if (right_term(at, 0) == AIRLOG_TERM_IN && near_right(at, 3, AIRLOG_LIST_EXTENT)) return true;
    if (right_is(at, 0, AIRLOG_LIST_HIGH)) {
        const airlog_token *noun = airlog_parser_token(at->parser, at->right + 1);
        bool flying = near_left(at, 4, AIRLOG_LIST_FLYING);
        return !flying || (noun->kind == AIRLOG_TOKEN_WORD && !noun->term);
    }
    if (right_term(at, 0) == AIRLOG_TERM_OF && near_right(at, 3, AIRLOG_LIST_WATER)) return true;
    bool joined = left_term(at, 1) == AIRLOG_TERM_OF || left_term(at, 1) == AIRLOG_TERM_IS || left_term(at, 1) == AIRLOG_TERM_UP ||
                  left_term(at, 1) == AIRLOG_TERM_TO || (at->left > 0 && airlog_parser_mark(at->parser, at->left - 1, ':'));
    return left_is(at, 1, AIRLOG_LIST_EXTENT_OF) || (joined && left_is(at, 2, AIRLOG_LIST_EXTENT_OF)) || right_is(at, 0, AIRLOG_LIST_RANGE);
}

static bool is_craft_after(const context *at, size_t ahead) {
    ahead = skip_article(at, ahead);
    if (right_is(at, ahead, AIRLOG_LIST_CRAFT_OR_SIDE)) return true;
    if (right_is(at, ahead, AIRLOG_LIST_PORT) && right_is(at, ahead + 1, AIRLOG_LIST_SHIP_SIDE)) return true;
    const airlog_token *name = airlog_parser_token(at->parser, at->right + ahead); /* the RC-135 */
    bool designator = (name->flags & AIRLOG_TOKEN_CAPITAL) && airlog_parser_mark(at->parser, at->right + ahead + 1, '-') &&
                      airlog_parser_token(at->parser, at->right + ahead + 2)->kind == AIRLOG_TOKEN_NUMBER;
    if (designator) return true;
    return right_is(at, ahead + 1, AIRLOG_LIST_CRAFT_NOUN) && !right_is(at, ahead, AIRLOG_LIST_AIRPORT);
}

/* "above" of an aircraft, not of a place: "500 feet above the airport" is a height. */
static bool is_vertical_separation(const context *at) {
    airlog_term term = right_term(at, 0);
    bool word = term == AIRLOG_TERM_ABOVE || term == AIRLOG_TERM_BELOW || term == AIRLOG_TERM_UNDER || right_is(at, 0, AIRLOG_LIST_HIGHER);
    if (!word) return false;
    size_t next = skip_article(at, 1);
    if (term != AIRLOG_TERM_ABOVE) return true;
    bool place = airlog_parser_class(at->parser, at->right + next) == AIRLOG_TERM_CLASS_PLACE;
    bool said_of_craft = is_craft_after(at, 1);
    bool name = next == 1 && airlog_begins_name(at->parser, at->right + 1) && !airlog_is_capitals(at->parser, at->right + 1);
    if (name && !said_of_craft) return false; /* "1,000 ft above Hunter stadium" */
    return said_of_craft || !(next > 1 && (place || !right_is(at, next, AIRLOG_LIST_CRAFT)));
}

/* "50 FEET AT THE 3 O'CLOCK", "2 o'clock and about three miles". */
static bool is_by_clock(const context *at) {
    airlog_term term = right_term(at, 0);
    bool fixed = term == AIRLOG_TERM_AT || term == AIRLOG_TERM_FROM || term == AIRLOG_TERM_OFF || term == AIRLOG_TERM_OF ||
                 term == AIRLOG_TERM_OUT;
    fixed = fixed || term == AIRLOG_TERM_ABOVE || term == AIRLOG_TERM_BELOW;
    bool height = left_term(at, 1) == AIRLOG_TERM_AT && at->vertical_unit && at->quantity->value_si > 290; /* AT 3,000 FEET AT THE ... */
    if (fixed && oclock_after(at, 1, 3)) return !height;
    if (airlog_parser_token(at->parser, at->right)->kind == AIRLOG_TOKEN_NUMBER && is_oclock(at->parser, at->right + 1)) {
        return true;
    }
    bool clock = false;
    for (size_t back = 1; back <= 4 && back <= at->left; back++) clock = clock || is_oclock(at->parser, at->left - back);
    return clock && !near_left(at, 4, AIRLOG_LIST_POSITION);
}

/* Words that part two aircraft: off, away, from, behind, in front. */
static bool is_apart(const context *at) {
    airlog_term term = right_term(at, 0), next = right_term(at, 1);
    if (right_is(at, 0, AIRLOG_LIST_APART)) return true;
    if (term == AIRLOG_TERM_OFF && is_craft_after(at, 1)) return true;
    if (term == AIRLOG_TERM_IN && right_is(at, 1, AIRLOG_LIST_FRONT)) return true;
    if (term == AIRLOG_TERM_TO && near_right(at, 4, AIRLOG_LIST_LEFT_RIGHT)) return true;
    if (at->small && right_is(at, 0, AIRLOG_LIST_LEFT_RIGHT) && (next == AIRLOG_TERM_OF || right_is(at, 1, AIRLOG_LIST_SHIP_SIDE)))
        return true; /* "50 FEET RIGHT OF ACFT" */
    bool from = term == AIRLOG_TERM_OF || term == AIRLOG_TERM_AWAY || term == AIRLOG_TERM_FROM;
    if (from && at->small && is_craft_after(at, 1)) return true;
    if (term == AIRLOG_TERM_AWAY && at->small) {
        bool ends = airlog_parser_token(at->parser, at->right + 1)->sentence != at->quantity->sentence;
        return next != AIRLOG_TERM_FROM || ends || is_craft_after(at, 2);
    }
    if (term != AIRLOG_TERM_FROM || !at->vertical_unit) return false;
    return next == AIRLOG_TERM_BELOW || next == AIRLOG_TERM_ABOVE || right_is(at, skip_article(at, 1), AIRLOG_LIST_SIDES);
}

static bool is_above_or_below(const context *at) {
    if (!at->vertical_unit) return false;
    if (is_vertical_separation(at)) return true;
    bool joined = right_term(at, 0) == AIRLOG_TERM_AND || right_is(at, 0, AIRLOG_LIST_SLIGHTLY);
    return joined && (right_term(at, 1) == AIRLOG_TERM_BELOW || right_term(at, 1) == AIRLOG_TERM_ABOVE);
}

/* "150 m north of the UAV" */
static bool is_aside_of_craft(const context *at) {
    size_t of = 0;
    while (of < 4 && airlog_parser_class(at->parser, at->right + of) == AIRLOG_TERM_CLASS_COMPASS) of++;
    bool runway = right_term(at, of + 2) == AIRLOG_TERM_RUNWAY; /* "S OF LANDING RUNWAY 36R" */
    return at->small && of > 0 && right_term(at, of) == AIRLOG_TERM_OF && is_craft_after(at, of + 1) && !runway;
}

/* "OFF THE RIGHT WING APPROX 100 YARDS": beside the aircraft, and no height that a terse report may go on with. */
static bool is_after_side(const context *at) {
    bool near = at->quantity->value_si <= 155 || (at->quantity->unit == AIRLOG_TERM_YARD && at->small);
    return at->vertical_unit && near && left_is(at, 1, AIRLOG_LIST_SHIP_SIDE) && !direction_follows(at);
}

/* "ABOVE AIRCRAFT ABOUT 400-700 FEET" */
static bool is_after_craft(const context *at) {
    if (!at->vertical_unit || !left_is(at, 1, AIRLOG_LIST_CRAFT) || at->left < 2) return false;
    airlog_term term = left_term(at, 2);
    return term == AIRLOG_TERM_ABOVE || term == AIRLOG_TERM_BELOW || term == AIRLOG_TERM_UNDER || term == AIRLOG_TERM_OVER || term == AIRLOG_TERM_FROM;
}

static bool is_separation(const context *at) {
    if (is_after_craft(at) || is_after_side(at) || is_aside_of_craft(at)) return true;
    if (is_above_or_below(at) || is_apart(at) || is_by_clock(at)) return true;
    airlog_term term = right_term(at, 0);
    bool close = at->quantity->hedge == AIRLOG_HEDGE_UP_TO || at->quantity->hedge == AIRLOG_HEDGE_CLOSEST;
    bool bound = close && at->small && !near_left(at, 6, AIRLOG_LIST_LIMIT_OF_HEIGHT);
    bool touching = bound && at->vertical_unit && at->quantity->value_si <= 100 && near_right(at, 14, AIRLOG_LIST_CRAFT_NOUN);
    bool of_one = bound && at->vertical_unit && term == AIRLOG_TERM_OF &&
                  (right_term(at, 1) == AIRLOG_TERM_A || right_term(at, 1) == AIRLOG_TERM_AN);
    if (of_one) return true; /* "within 150 metres of a frigate" */
    if (touching) return true; /* "within 3 metres of a fisheries bureau aircraft" */
    if (bound && (term != AIRLOG_TERM_OF || is_craft_after(at, 1)) && term != AIRLOG_TERM_FROM && !direction_follows(at)) return true;
    bool miss = left_is(at, 1, AIRLOG_LIST_DISTANCE) && left_is(at, 2, AIRLOG_LIST_MISS);
    return miss || near_left(at, 3, AIRLOG_LIST_SEPARATION) || right_is(at, 0, AIRLOG_LIST_SPACING);
}

static bool direction_follows(const context *at) {
    airlog_term_class class_of = airlog_parser_class(at->parser, at->right);
    airlog_term term = right_term(at, 0);
    return class_of == AIRLOG_TERM_CLASS_COMPASS || class_of == AIRLOG_TERM_CLASS_HEADING || term == AIRLOG_TERM_OFF ||
           term == AIRLOG_TERM_FROM || term == AIRLOG_TERM_AWAY || term == AIRLOG_TERM_DUE || term == AIRLOG_TERM_INTO ||
           term == AIRLOG_TERM_DEEP || term == AIRLOG_TERM_INSIDE || term == AIRLOG_TERM_OUT || term == AIRLOG_TERM_OFFSHORE ||
           (term == AIRLOG_TERM_TO && (airlog_parser_class(at->parser, at->right + 2) == AIRLOG_TERM_CLASS_COMPASS ||
                                       airlog_parser_class(at->parser, at->right + 1) == AIRLOG_TERM_CLASS_COMPASS));
}

/* "2 km and 1.5 km into": what follows the last of a list is said of all. */
static context at_end_of_list(const context *at) {
    context last = *at;
    const airlog_facts *facts = at->parser->facts;
    const airlog_quantity *next = at->quantity + 1, *end = facts->quantities + facts->quantity_count;
    for (int steps = 0; steps < 4 && next < end && next->first_token <= last.right + 3; steps++, next++) {
        airlog_term joint = airlog_parser_term(at->parser, last.right);
        bool joined = joint == AIRLOG_TERM_AND || joint == AIRLOG_TERM_OR || airlog_parser_mark(at->parser, last.right, ',');
        if (!joined || next->dimension != at->quantity->dimension) break;
        last.right = next->end_token;
    }
    return last;
}

static bool is_flight_distance(const context *here) {
    context list = at_end_of_list(here);
    const context *at = &list;
    if (direction_follows(at) && right_term(at, 0) != AIRLOG_TERM_DEEP) return false;
    if (right_term(at, 0) == AIRLOG_TERM_DEEP) return false;
    if (at->quantity->hedge == AIRLOG_HEDGE_UP_TO && right_term(at, 0) == AIRLOG_TERM_OF) return false; /* "flown within a mile of" */
    if (near_left(at, 1, AIRLOG_LIST_TRAVELLED)) return true;
    if (near_left(at, 4, AIRLOG_LIST_COVERED) &&
        (near_left(at, 3, AIRLOG_LIST_DISTANCE_FOR) || left_is(at, 1, AIRLOG_LIST_OF))) {
        return true;
    }
    return left_is(at, 1, AIRLOG_LIST_NEXT_LAST) || left_is(at, 1, AIRLOG_LIST_AFTER) || left_is(at, 1, AIRLOG_LIST_FOR);
}

/* "12-nautical-mile territorial zone", "200-mile EEZ", "stretches 150 miles from". */
static bool is_definition(const context *at) {
    if (right_is(at, 0, AIRLOG_LIST_ZONE)) return true;
    return near_left(at, 2, AIRLOG_LIST_STRETCHES);
}

static bool is_sport_or_road(const context *at) {
    if (right_is(at, 0, AIRLOG_LIST_SPORT)) {
        return true;
    }
    if (right_is(at, 0, AIRLOG_LIST_RUNNING) && right_is(at, 1, AIRLOG_LIST_RACE)) return true;
    if (near_left(at, 3, AIRLOG_LIST_SCORED) && near_left(at, 2, AIRLOG_LIST_FROM)) return true;
    if (airlog_parser_mark(at->parser, at->right, '-') && near_right(at, 4, AIRLOG_LIST_EQUIVALENT)) return true;
    bool of = right_term(at, 0) == AIRLOG_TERM_OF;
    const airlog_token *noun = airlog_parser_token(at->parser, at->right + 1);
    return of && right_is(at, 1, AIRLOG_LIST_ROAD) &&
           !(right_term(at, 1) == AIRLOG_TERM_THE && !(at->vertical_unit && near_right(at, 5, AIRLOG_LIST_RUNWAY_LENGTH))) &&
           noun->length > 0;
}

/* "12-mile diversion": an adjective; "1.5-nm NW of" is not, for a direction follows. */
static bool is_adjective(const context *at) {
    const airlog_parser *parser = at->parser;
    size_t unit = at->quantity->end_token;
    bool hyphen = false;
    for (size_t i = at->quantity->first_token + 1; i + 1 < unit; i++) {
        bool mark = airlog_parser_mark(parser, i, '-') && airlog_parser_class(parser, i + 1) != AIRLOG_TERM_CLASS_NUMBER &&
                    airlog_parser_token(parser, i + 1)->kind != AIRLOG_TOKEN_NUMBER;
        hyphen = hyphen || mark;
    }
    const airlog_token *noun = airlog_parser_token(parser, at->right);
    bool word = noun->kind == AIRLOG_TOKEN_WORD && (!noun->term || airlog_parser_class(parser, at->right) == AIRLOG_TERM_CLASS_PLACE);
    return hyphen && word && (noun->flags & AIRLOG_TOKEN_SPACE) != 0 && !right_is(at, 0, AIRLOG_LIST_CARDINAL) &&
           !(noun->flags & AIRLOG_TOKEN_UPPER);
}

static bool is_depth_or_elevation(const context *at) {
    return near_left(at, 3, AIRLOG_LIST_ELEVATION) || right_is(at, 0, AIRLOG_LIST_PEAK);
}

/* ---- heights ------------------------------------------------------------------------------------------- */

static bool is_height_word_left(const context *at) {
    return near_left(at, 5, AIRLOG_LIST_CLIMBING);
}

static bool is_height(const context *at) {
    const airlog_quantity *quantity = at->quantity;
    bool kilometre = quantity->unit == AIRLOG_TERM_KILOMETRE;
    bool word = near_left(at, 4, AIRLOG_LIST_HEIGHT);
    if (!at->vertical_unit) return kilometre && (word || right_is(at, 0, AIRLOG_LIST_ALTITUDE)) && !direction_follows(at);
    if (right_is(at, 0, AIRLOG_LIST_ALTITUDE_AFTER) || word) return true;
    if (right_term(at, 0) == AIRLOG_TERM_IN && right_is(at, 2, AIRLOG_LIST_AIR)) return true;
    if (right_term(at, 0) == AIRLOG_TERM_ABOVE) return true;
    if ((quantity->doubts & AIRLOG_DOUBT_BIT(NUMBER_REPAIRED)) && quantity->unit == AIRLOG_TERM_FOOT && quantity->precision == 100) return true;
    if (direction_follows(at) && quantity->value_si < 1000 && quantity->unit != AIRLOG_TERM_FOOT) return false;
    airlog_term left = left_term(at, 1);
    if (right_term(at, 0) == AIRLOG_TERM_IN && right_is(at, skip_article(at, 1), AIRLOG_LIST_HEIGHT_PHASE)) return true;
    if (left == AIRLOG_TERM_AT || is_height_word_left(at)) return true;
    bool high = quantity->unit == AIRLOG_TERM_FOOT && quantity->min >= 3000; /* "was between 60,000 and 65,000 feet" */
    if (left == AIRLOG_TERM_BETWEEN && (left_term(at, 2) == AIRLOG_TERM_AT || high)) return true;
    /* "passing 3,200 ft": no direction goes with so many feet */
    return left_is(at, 1, AIRLOG_LIST_PASSING) && quantity->unit == AIRLOG_TERM_FOOT && quantity->value >= 1000 && !direction_follows(at);
}

/* In these messages feet that are nothing else are a height. */
static bool is_height_by_message(const context *at) {
    airlog_message message = at->parser->facts->message;
    bool terse = message == AIRLOG_MESSAGE_FAA_PRELIMINARY || message == AIRLOG_MESSAGE_ASRS || message == AIRLOG_MESSAGE_PIREP;
    const airlog_token *unit = airlog_parser_token(at->parser, at->quantity->end_token - 1);
    bool capitals = (unit->flags & AIRLOG_TOKEN_UPPER) != 0;
    return (terse || capitals) && at->quantity->unit == AIRLOG_TERM_FOOT && at->quantity->value >= 50;
}

/* 高度約3萬呎; feet in these texts are heights. 射程1000公里 is a range. */
static airlog_role role_in_han(const context *at) {
    bool height = at->quantity->unit == AIRLOG_TERM_LI_FOOT;
    for (size_t back = 1; back <= 8 && back + 1 <= at->left; back++) {
        const airlog_token *token = airlog_parser_token(at->parser, at->left - back - 1);
        if (token->kind != AIRLOG_TOKEN_HAN || token->start + 6 > at->parser->text.length) continue;
        const char *bytes = at->parser->text.bytes + token->start;
        if (memcmp(bytes, "高度", 6) == 0) height = true;
        if (memcmp(bytes, "射程", 6) == 0) return AIRLOG_ROLE_SIZE;
    }
    return height ? AIRLOG_ROLE_ALTITUDE : AIRLOG_ROLE_UNKNOWN;
}

/* "IVO Barking 6000ft |", "8 SW of SFO, 2500-3000 ft": hundreds of feet that stand by themselves. */
static bool is_height_alone(const context *at) {
    const airlog_token *next = airlog_parser_token(at->parser, at->right);
    bool ends = next->kind == AIRLOG_TOKEN_MARK || next->kind == AIRLOG_TOKEN_LINE || next->sentence != at->quantity->sentence;
    bool round = at->quantity->min >= 400 && fmod(at->quantity->min, 100) < 1;
    if (at->quantity->unit != AIRLOG_TERM_FOOT || !round || !ends || at->left == 0) return false;
    const airlog_token *before = airlog_parser_token(at->parser, at->left - 1);
    bool line = before->kind == AIRLOG_TOKEN_LINE || before->kind == AIRLOG_TOKEN_PARAGRAPH;
    return before->kind == AIRLOG_TOKEN_MARK || line || ((before->flags & AIRLOG_TOKEN_CAPITAL) && !before->term);
}

static airlog_role role_of_distance(const context *at, const char **why) {
    *why = "";
    bool han = at->left > 0 && airlog_parser_token(at->parser, at->left - 1)->kind == AIRLOG_TOKEN_HAN;
    if (han) return role_in_han(at);
    if (is_visibility(at)) return *why = "weather", AIRLOG_ROLE_WEATHER;
    if (is_size(at)) return *why = "a size or a range", AIRLOG_ROLE_SIZE;
    if (is_separation(at)) return *why = "the separation of two aircraft", AIRLOG_ROLE_SEPARATION;
    if (is_definition(at)) return *why = "the definition of a zone", AIRLOG_ROLE_BACKGROUND;
    if (is_depth_or_elevation(at)) return *why = "the elevation of the ground", AIRLOG_ROLE_BACKGROUND;
    if (is_height(at)) return AIRLOG_ROLE_ALTITUDE;
    if (is_flight_distance(at)) return *why = "a distance flown", AIRLOG_ROLE_BACKGROUND;
    if (is_sport_or_road(at) || is_adjective(at)) return *why = "a length", AIRLOG_ROLE_BACKGROUND;
    if (is_height_by_message(at) || is_height_alone(at)) return AIRLOG_ROLE_ALTITUDE;
    return AIRLOG_ROLE_UNKNOWN;
}

static void raise(const airlog_parser *parser, airlog_quantity *quantity) {
    quantity->dimension = AIRLOG_DIMENSION_ALTITUDE;
    quantity->role = AIRLOG_ROLE_ALTITUDE;
    bool aviation = parser->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY || parser->facts->message == AIRLOG_MESSAGE_ASRS;
    if (aviation && quantity->datum == AIRLOG_DATUM_UNKNOWN) quantity->datum = AIRLOG_DATUM_MSL;
}

static airlog_role role_of(airlog_parser *parser, airlog_quantity *quantity, const context *at, const char **why) {
    *why = "";
    switch (quantity->dimension) {
    case AIRLOG_DIMENSION_SPEED:
        if (right_is(at, 0, AIRLOG_LIST_BREEZE) || near_left(at, 3, AIRLOG_LIST_GUST)) {
            return *why = "the wind", AIRLOG_ROLE_WEATHER;
        }
        return AIRLOG_ROLE_SPEED;
    case AIRLOG_DIMENSION_DURATION: return AIRLOG_ROLE_DURATION;
    case AIRLOG_DIMENSION_ALTITUDE:
        if (is_visibility(at)) return *why = "weather", AIRLOG_ROLE_WEATHER;
        if (is_depth_or_elevation(at)) return *why = "the elevation of the ground", AIRLOG_ROLE_BACKGROUND;
        return AIRLOG_ROLE_ALTITUDE;
    case AIRLOG_DIMENSION_DISTANCE: (void)parser; return role_of_distance(at, why);
    default: return AIRLOG_ROLE_UNKNOWN;
    }
}

airlog_status airlog_parse_roles(airlog_parser *parser) {
    for (size_t i = 0; i < parser->facts->quantity_count; i++) {
        airlog_quantity *quantity = &parser->facts->quantities[i];
        context at = {.parser = parser, .quantity = quantity, .right = quantity->end_token};
        bool approximate;
        const char *why;
        airlog_read_hedge(parser, quantity->first_token, &at.left, &approximate);
        at.vertical_unit = quantity->unit == AIRLOG_TERM_FOOT || quantity->unit == AIRLOG_TERM_METRE || quantity->unit == AIRLOG_TERM_YARD ||
                           quantity->unit == AIRLOG_TERM_LI_FOOT || quantity->unit == AIRLOG_TERM_LI_METRE;
        at.small = quantity->value_si < 2000;
        airlog_role role = role_of(parser, quantity, &at, &why);
        if (role != AIRLOG_ROLE_UNKNOWN) quantity->role = role;
        if (role == AIRLOG_ROLE_ALTITUDE) raise(parser, quantity);
        if (*why) airlog_parser_note(parser, quantity->span, "filter", true, why);
    }
    return AIRLOG_OK;
}
