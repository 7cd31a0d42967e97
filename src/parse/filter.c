/* What a quantity is for. These filters run before positions, so that the distance between two aircraft, the size of a
 * drone or the range of a missile never places anything. Each looks at a few tokens on either side. */
#include "quantity.h"

#define SIDE_WORDS " left right nose wing side starboard tail wingtip bow stern quarter front "
#define CRAFT_WORDS                                                                                                       \
    " acft aircraft airplane aeroplane plane planes helicopter helo jet jets him her them us it me his my our their each " \
    "another drone drones uas uav balloon object cockpit nose wing wingtip windscreen windshield tail landing rotor "       \
    "vessel vessels ship ships skiff skiffs boat boats bow stern fuselage pilot traffic self one "

typedef struct context {
    const airlog_parser *parser;
    const airlog_quantity *quantity;
    size_t left;  /* first token of the quantity with its hedge */
    size_t right; /* token after it */
    bool vertical_unit; /* feet or metres: can be a height */
    bool small;         /* under a nautical mile */
} context;

static bool left_is(const context *at, size_t back, const char *words) {
    return at->left >= back && airlog_parser_in(at->parser, at->left - back, words);
}

static bool right_is(const context *at, size_t ahead, const char *words) {
    return airlog_parser_in(at->parser, at->right + ahead, words);
}

static airlog_term right_term(const context *at, size_t ahead) {
    return airlog_parser_term(at->parser, at->right + ahead);
}

static airlog_term left_term(const context *at, size_t back) {
    return at->left >= back ? airlog_parser_term(at->parser, at->left - back) : AIRLOG_TERM_NONE;
}

/* One of `words` within `reach` tokens to the left in the same sentence. */
static bool near_left(const context *at, size_t reach, const char *words) {
    for (size_t back = 1; back <= reach && back <= at->left; back++) {
        if (airlog_parser_token(at->parser, at->left - back)->sentence != at->quantity->sentence) return false;
        if (left_is(at, back, words)) return true;
    }
    return false;
}

static bool near_right(const context *at, size_t reach, const char *words) {
    for (size_t ahead = 0; ahead < reach; ahead++) {
        if (airlog_parser_token(at->parser, at->right + ahead)->sentence != at->quantity->sentence) return false;
        if (right_is(at, ahead, words)) return true;
    }
    return false;
}

static size_t skip_article(const context *at, size_t ahead) {
    airlog_term term = right_term(at, ahead);
    bool article = term == AIRLOG_TERM_THE || term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN || term == AIRLOG_TERM_ITS ||
                   right_is(at, ahead, " this that my ");
    return article ? ahead + 1 : ahead;
}

static bool direction_follows(const context *at);

static bool is_oclock(const airlog_parser *parser, size_t at) {
    if (airlog_parser_is(parser, at, "o'clock") || airlog_parser_is(parser, at, "oclock")) return true;
    size_t next = airlog_parser_mark(parser, at + 1, '\'') ? at + 2 : at + 1;
    return airlog_parser_is(parser, at, "o") && airlog_parser_is(parser, next, "clock");
}

static bool oclock_after(const context *at, size_t ahead, size_t reach) {
    for (size_t i = ahead; i < ahead + reach; i++) {
        if (is_oclock(at->parser, at->right + i)) return true;
    }
    return false;
}

static bool is_visibility(const context *at) {
    if (near_left(at, 3, " visibility vis rvr visibilities ") || right_is(at, 0, " visibility visual haze fog mist ")) return true;
    if (near_left(at, 4, " ceiling ceilings overcast clouds cloud broken scattered bases ")) return true;
    if (right_is(at, 0, " overcast broken scattered ceiling ceilings ")) return true;
    if (right_is(at, 0, " wind winds gusts crosswind headwind tailwind ") || near_left(at, 3, " wind winds gusts gusting gust ")) return true;
    return right_term(at, 0) == AIRLOG_TERM_OF && near_right(at, 3, " ice rain snow fog visibility ");
}

static bool is_joined_size(const context *at) {
    size_t word = airlog_parser_mark(at->parser, at->right, '-') ? 1 : 0;
    return word && right_is(at, word, " long wide tall high deep thick range diameter radius ");
}

/* "3 FOOT DIAMETER UAS", "2,100 foot paved runway": the singular before a noun. */
static bool is_singular_before_noun(const context *at) {
    const airlog_quantity *quantity = at->quantity;
    const airlog_parser *parser = at->parser;
    const airlog_token *noun = airlog_parser_token(parser, at->right);
    if (quantity->unit != AIRLOG_TERM_FOOT && quantity->unit != AIRLOG_TERM_METRE) return false;
    if (!airlog_parser_in(parser, quantity->end_token - 1, " foot metre meter ft ") || quantity->value == 1) return false;
    if (airlog_parser_in(parser, quantity->end_token - 1, " ft ") && !right_is(at, 0, " diameter wingspan tall pole tower ")) return false;
    return noun->kind == AIRLOG_TOKEN_WORD && (!noun->term || right_is(at, 0, " square wide long ")) && !right_is(at, 0, " when if but ");
}

static bool is_size(const context *at) {
    if (is_joined_size(at) || is_singular_before_noun(at)) return true;
    if (right_is(at, 0, " long wide tall thick wingspan diameter across length width round ")) return true;
    if (right_is(at, 0, " deep ") && right_term(at, 1) != AIRLOG_TERM_INTO && right_term(at, 1) != AIRLOG_TERM_INSIDE) return true;
    if (right_term(at, 0) == AIRLOG_TERM_IN && near_right(at, 3, " diameter length width size height circumference ")) return true;
    if (right_is(at, 0, " high ")) {
        const airlog_token *noun = airlog_parser_token(at->parser, at->right + 1);
        bool flying = near_left(at, 4, " flying flew hovering hovered altitude at ");
        return !flying || (noun->kind == AIRLOG_TOKEN_WORD && !noun->term);
    }
    if (right_term(at, 0) == AIRLOG_TERM_OF && near_right(at, 3, " water ")) return true;
    static const char extents[] = " range radius diameter length width wingspan size measuring ranges ";
    bool joined = left_term(at, 1) == AIRLOG_TERM_OF || left_term(at, 1) == AIRLOG_TERM_IS || left_term(at, 1) == AIRLOG_TERM_UP ||
                  left_term(at, 1) == AIRLOG_TERM_TO || (at->left > 0 && airlog_parser_mark(at->parser, at->left - 1, ':'));
    return left_is(at, 1, extents) || (joined && left_is(at, 2, extents)) || right_is(at, 0, " range radius ");
}

static bool is_craft_after(const context *at, size_t ahead) {
    ahead = skip_article(at, ahead);
    if (right_is(at, ahead, CRAFT_WORDS SIDE_WORDS)) return true;
    if (right_is(at, ahead, " port ") && right_is(at, ahead + 1, " side bow quarter wing beam ")) return true;
    return right_is(at, ahead + 1, " aircraft plane jet airplane helicopter drone uas ") && !right_is(at, ahead, " airport ");
}

/* "above" of an aircraft, not of a place: "500 feet above the airport" is a height. */
static bool is_vertical_separation(const context *at) {
    airlog_term term = right_term(at, 0);
    bool word = term == AIRLOG_TERM_ABOVE || term == AIRLOG_TERM_BELOW || term == AIRLOG_TERM_UNDER || right_is(at, 0, " lower higher ");
    if (!word) return false;
    size_t next = skip_article(at, 1);
    if (term != AIRLOG_TERM_ABOVE) return true;
    bool place = airlog_parser_class(at->parser, at->right + next) == AIRLOG_TERM_CLASS_PLACE;
    bool said_of_craft = is_craft_after(at, 1);
    return said_of_craft || !(next > 1 && (place || !right_is(at, next, CRAFT_WORDS)));
}

/* "50 FEET AT THE 3 O'CLOCK", "2 o'clock and about three miles". */
static bool is_by_clock(const context *at) {
    airlog_term term = right_term(at, 0);
    bool fixed = term == AIRLOG_TERM_AT || term == AIRLOG_TERM_FROM || term == AIRLOG_TERM_OFF || term == AIRLOG_TERM_OF ||
                 term == AIRLOG_TERM_OUT;
    bool height = left_term(at, 1) == AIRLOG_TERM_AT && at->vertical_unit && at->quantity->value_si > 290; /* AT 3,000 FEET AT THE ... */
    if (fixed && oclock_after(at, 1, 3)) return !height;
    if (airlog_parser_token(at->parser, at->right)->kind == AIRLOG_TOKEN_NUMBER && is_oclock(at->parser, at->right + 1)) {
        return true;
    }
    bool clock = false;
    for (size_t back = 1; back <= 4 && back <= at->left; back++) clock = clock || is_oclock(at->parser, at->left - back);
    return clock && !near_left(at, 4, " position posn while ");
}

/* Words that part two aircraft: off, away, from, behind, in front. */
static bool is_apart(const context *at) {
    airlog_term term = right_term(at, 0), next = right_term(at, 1);
    if (right_is(at, 0, " apart laterally lateral horizontally horizontal vertically vertical behind ahead beneath offset ")) return true;
    if (term == AIRLOG_TERM_OFF && is_craft_after(at, 1)) return true;
    if (term == AIRLOG_TERM_IN && right_is(at, 1, " front ")) return true;
    if (term == AIRLOG_TERM_TO && near_right(at, 4, " left right ")) return true;
    bool from = term == AIRLOG_TERM_OF || term == AIRLOG_TERM_AWAY || term == AIRLOG_TERM_FROM;
    if (from && at->small && is_craft_after(at, 1)) return true;
    if (term == AIRLOG_TERM_AWAY && at->small) {
        bool ends = airlog_parser_token(at->parser, at->right + 1)->sentence != at->quantity->sentence;
        return next != AIRLOG_TERM_FROM || ends || is_craft_after(at, 2);
    }
    if (term != AIRLOG_TERM_FROM || !at->vertical_unit) return false;
    return next == AIRLOG_TERM_BELOW || next == AIRLOG_TERM_ABOVE || right_is(at, skip_article(at, 1), SIDE_WORDS);
}

static bool is_above_or_below(const context *at) {
    if (!at->vertical_unit) return false;
    if (is_vertical_separation(at)) return true;
    bool joined = right_term(at, 0) == AIRLOG_TERM_AND || right_is(at, 0, " slightly directly ");
    return joined && (right_term(at, 1) == AIRLOG_TERM_BELOW || right_term(at, 1) == AIRLOG_TERM_ABOVE);
}

/* "ABOVE AIRCRAFT ABOUT 400-700 FEET" */
static bool is_after_craft(const context *at) {
    if (!at->vertical_unit || !left_is(at, 1, CRAFT_WORDS) || at->left < 2) return false;
    airlog_term term = left_term(at, 2);
    return term == AIRLOG_TERM_ABOVE || term == AIRLOG_TERM_BELOW || term == AIRLOG_TERM_UNDER || term == AIRLOG_TERM_OVER || term == AIRLOG_TERM_FROM;
}

static bool is_separation(const context *at) {
    if (is_after_craft(at)) return true;
    if (is_above_or_below(at) || is_apart(at) || is_by_clock(at)) return true;
    airlog_term term = right_term(at, 0);
    bool close = at->quantity->hedge == AIRLOG_HEDGE_UP_TO || at->quantity->hedge == AIRLOG_HEDGE_CLOSEST;
    bool bound = close && at->small && !near_left(at, 6, " altitude below up height sfc surface ");
    if (bound && (term != AIRLOG_TERM_OF || is_craft_after(at, 1)) && term != AIRLOG_TERM_FROM && !direction_follows(at)) return true;
    return near_left(at, 3, " separation miss spacing ") || right_is(at, 0, " separation spacing ");
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
    if (near_left(at, 1, " flew flown travelled traveled covered drove walked sailed drifted travels flies flying ")) return true;
    if (near_left(at, 4, " travelled traveled travels flew flown covered covering ") &&
        (near_left(at, 3, " distance for ") || left_is(at, 1, " of "))) {
        return true;
    }
    return left_is(at, 1, " next last ") || left_is(at, 1, " after ") || left_is(at, 1, " for ");
}

/* "12-nautical-mile territorial zone", "200-mile EEZ", "stretches 150 miles from". */
static bool is_definition(const context *at) {
    if (right_is(at, 0, " exclusive economic territorial contiguous eez limit limits zone mark boundary buffer ring radius ")) return true;
    return near_left(at, 2, " stretches stretching stretched extends extending extended reaches spans spanning ");
}

static bool is_sport_or_road(const context *at) {
    if (right_is(at, 0, " run race races contest event events relay marathon swim walk walks hike ride freestyle medley hurdles sprint "
                        "drive diversion closure detour stretch journey trip ")) {
        return true;
    }
    if (right_is(at, 0, " running ") && right_is(at, 1, " event race ")) return true;
    if (near_left(at, 3, " scored scores shot kick penalty ") && near_left(at, 2, " from ")) return true;
    if (airlog_parser_mark(at->parser, at->right, '-') && near_right(at, 4, " equivalent ")) return true;
    bool of = right_term(at, 0) == AIRLOG_TERM_OF;
    const airlog_token *noun = airlog_parser_token(at->parser, at->right + 1);
    return of && right_is(at, 1, " road roads track highway pipeline coastline fence trail cable usable runway railway shoreline border land "
                                 "forest fuel wire rope altitude debris the ") &&
           !(right_term(at, 1) == AIRLOG_TERM_THE && !near_right(at, 5, " runway usable remaining ")) && noun->length > 0;
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
    return hyphen && word && (noun->flags & AIRLOG_TOKEN_SPACE) != 0 && !right_is(at, 0, " north south east west ") &&
           !(noun->flags & AIRLOG_TOKEN_UPPER);
}

static bool is_depth_or_elevation(const context *at) {
    return near_left(at, 3, " elevation elevations elev ") || right_is(at, 0, " elevation peak mountain ");
}

/* ---- heights ------------------------------------------------------------------------------------------- */

static bool is_height_word_left(const context *at) {
    return near_left(at, 5, " altitude altitudes height heights alt climb climbed climbing climbs descend descended descending "
                            "descends level cruising cruise flying flew hovering hovered maintaining through fl indicating altimeter "
                            "apogee ascended rose altidude ");
}

static bool is_height(const context *at) {
    const airlog_quantity *quantity = at->quantity;
    bool kilometre = quantity->unit == AIRLOG_TERM_KILOMETRE;
    bool word = near_left(at, 4, " altitude altitudes height heights apogee ");
    if (!at->vertical_unit) return kilometre && (word || right_is(at, 0, " altitude ")) && !direction_follows(at);
    if (right_is(at, 0, " altitude altitudes up ") || word) return true;
    if (right_term(at, 0) == AIRLOG_TERM_IN && right_is(at, 2, " air sky ")) return true;
    if (right_term(at, 0) == AIRLOG_TERM_ABOVE) return true;
    if ((quantity->doubts & AIRLOG_DOUBT_BIT(NUMBER_REPAIRED)) && quantity->unit == AIRLOG_TERM_FOOT && quantity->precision == 100) return true;
    if (direction_follows(at) && quantity->value_si < 1000 && quantity->unit != AIRLOG_TERM_FOOT) return false;
    airlog_term left = left_term(at, 1);
    if (left == AIRLOG_TERM_AT || is_height_word_left(at)) return true;
    if (left == AIRLOG_TERM_BETWEEN && left_term(at, 2) == AIRLOG_TERM_AT) return true;
    return false;
}

/* In these messages feet that are nothing else are a height. */
static bool is_height_by_message(const context *at) {
    airlog_message message = at->parser->facts->message;
    bool terse = message == AIRLOG_MESSAGE_FAA_PRELIMINARY || message == AIRLOG_MESSAGE_ASRS || message == AIRLOG_MESSAGE_PIREP;
    const airlog_token *unit = airlog_parser_token(at->parser, at->quantity->end_token - 1);
    bool capitals = (unit->flags & AIRLOG_TOKEN_UPPER) != 0;
    return (terse || capitals) && at->quantity->unit == AIRLOG_TERM_FOOT && at->quantity->value >= 50;
}

static airlog_role role_of_distance(const context *at, const char **why) {
    *why = "";
    if (is_visibility(at)) return *why = "weather", AIRLOG_ROLE_WEATHER;
    if (is_size(at)) return *why = "a size or a range", AIRLOG_ROLE_SIZE;
    if (is_separation(at)) return *why = "the separation of two aircraft", AIRLOG_ROLE_SEPARATION;
    if (is_definition(at)) return *why = "the definition of a zone", AIRLOG_ROLE_BACKGROUND;
    if (is_depth_or_elevation(at)) return *why = "the elevation of the ground", AIRLOG_ROLE_BACKGROUND;
    if (is_height(at)) return AIRLOG_ROLE_ALTITUDE;
    if (is_flight_distance(at)) return *why = "a distance flown", AIRLOG_ROLE_BACKGROUND;
    if (is_sport_or_road(at) || is_adjective(at)) return *why = "a length", AIRLOG_ROLE_BACKGROUND;
    if (is_height_by_message(at)) return AIRLOG_ROLE_ALTITUDE;
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
        if (right_is(at, 0, " wind winds gusts breeze ") || near_left(at, 3, " wind winds gusts gusting gust ")) {
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
