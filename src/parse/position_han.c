/* Positions in Chinese and Japanese, as ministries of defence write them: a name, a direction of one to three characters, a
 * distance ("基隆西南106浬", "五島列島（長崎県）の北西約80km"); distances from a name ("距離基隆64浬"); and the few words
 * that follow a name: off, over, near, between. */
#include "position.h"

#include <string.h>

enum { NAME_LIMIT = 12 };

static bool is_han(const airlog_parser *parser, size_t at) {
    return airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_HAN;
}

/* Whether one of the characters of `set` stands at `at`. */
static bool is_one_of(const airlog_parser *parser, size_t at, const char *set) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_HAN) return false;
    for (size_t i = 0; set[i]; i += token->length) {
        if (strncmp(set + i, parser->text.bytes + token->start, token->length) == 0) return true;
        if ((unsigned char)set[i] < 0xE0 || token->length != 3) return false; /* sets hold characters of three bytes */
    }
    return false;
}

static bool is_text(const airlog_parser *parser, size_t at, const char *text) {
    size_t length = strlen(text), start = airlog_parser_token(parser, at)->start;
    return is_han(parser, at) && start + length <= parser->text.length && memcmp(parser->text.bytes + start, text, length) == 0;
}

/* ---- directions --------------------------------------------------------------------------------------------- */

static double cardinal(const airlog_parser *parser, size_t at) {
    if (is_one_of(parser, at, "北")) return 0;
    if (is_one_of(parser, at, "東东")) return 90;
    if (is_one_of(parser, at, "南")) return 180;
    return is_one_of(parser, at, "西") ? 270 : -1;
}

/* Two cardinals at right angles, in either order; -1 when they are not. */
static double pair_of(double a, double b) {
    double low = a < b ? a : b, high = a < b ? b : a;
    if (low < 0) return -1;
    if (high - low == 90) return low + 45;
    return low == 0 && high == 270 ? 315 : -1;
}

/* 北北西: a cardinal before an intercardinal that holds it. */
static double triple_of(double first, double pair) {
    if (first < 0 || pair < 0) return -1;
    double by = pair - first;
    if (by > 180) by -= 360;
    if (by != 45 && by != -45) return -1;
    double deg = first + by / 2;
    return deg < 0 ? deg + 360 : deg;
}

/* The direction whose last character is before `end`; *out_first is its first token. */
static bool read_direction_before(const airlog_parser *parser, size_t end, size_t *out_first, airlog_direction_reading *out) {
    double last = end >= 1 ? cardinal(parser, end - 1) : -1, middle = end >= 2 ? cardinal(parser, end - 2) : -1;
    double first = end >= 3 ? cardinal(parser, end - 3) : -1, pair = pair_of(middle, last), triple = triple_of(first, pair);
    bool name_before = end >= 4 && is_han(parser, end - 4);
    if (last < 0) return false;
    double deg = last;
    *out_first = end - 1;
    if (triple >= 0 && (name_before || (end >= 4 && airlog_parser_mark(parser, end - 4, ')')))) {
        deg = triple;
        *out_first = end - 3;
    } else if (pair >= 0 && end >= 3 && (is_han(parser, end - 3) || airlog_parser_mark(parser, end - 3, ')'))) {
        bool one_character = is_han(parser, end - 3) && (end < 4 || !is_han(parser, end - 4)) && !is_one_of(parser, end - 3, "の");
        deg = one_character ? last : pair; /* 台東南方 is south of 台東 */
        *out_first = one_character ? end - 1 : end - 2;
    }
    *out = (airlog_direction_reading){.end = end, .deg = deg, .half_deg = airlog_compass_half(deg), .reference = AIRLOG_BEARING_COMPASS};
    out->compass = airlog_compass_term(deg);
    return true;
}

/* 西方北方 is a slip for 西北方. */
static bool read_slip(const airlog_parser *parser, size_t end, size_t *out_first, airlog_direction_reading *out) {
    if (end < 4 || !is_one_of(parser, end - 1, "方") || !is_one_of(parser, end - 3, "方")) return false;
    double deg = pair_of(cardinal(parser, end - 4), cardinal(parser, end - 2));
    if (deg < 0) return false;
    *out_first = end - 4;
    *out = (airlog_direction_reading){.end = end, .deg = deg, .half_deg = airlog_compass_half(deg), .repaired = true};
    out->reference = AIRLOG_BEARING_COMPASS;
    out->compass = airlog_compass_term(deg);
    return true;
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

/* Characters that stand before names in these texts and are of none. */
static bool bounds_name(const airlog_parser *parser, size_t at) {
    if (!is_han(parser, at) || parser->taken[at] == AIRLOG_TAKEN_QUANTITY || parser->taken[at] == AIRLOG_TAKEN_TIME) return true;
    bool counts = at > 0 && airlog_parser_token(parser, at - 1)->kind == AIRLOG_TOKEN_NUMBER;
    if (counts && is_one_of(parser, at, "時时分日月年号號")) return true;
    return is_one_of(parser, at, "在於于位距離离從从至到的我被向由與和及並并了經经入過过越近は") ||
           is_one_of(parser, at, "がをにでへともの次波架機机艘枚並分達达约約為为是位將将續续再往抵");
}

/* The name that ends before `end`: "五島列島（長崎県）" with what stands in parentheses as a qualifier. */
static bool read_name_before(const airlog_parser *parser, size_t end, airlog_reference *out) {
    *out = (airlog_reference){.kind = AIRLOG_PLACE_ANY, .side_deg = AIRLOG_UNKNOWN};
    if (end > 0 && airlog_parser_mark(parser, end - 1, ')')) {
        size_t open = end - 1;
        while (open > 0 && end - open < 10 && !airlog_parser_mark(parser, open, '(')) open--;
        if (!airlog_parser_mark(parser, open, '(')) return false;
        out->within[out->within_count++] = airlog_parser_span(parser, open + 1, end - 1);
        end = open;
    }
    size_t first = end;
    while (first > 0 && end - first < NAME_LIMIT && !bounds_name(parser, first - 1)) first--;
    if (first == end) return false;
    if (first > 0 && first + 1 < end && is_one_of(parser, first, "び") && is_one_of(parser, first - 1, "及")) first++;
    for (size_t i = first + 1; i + 2 < end; i++) { /* 長崎県男女群島, 北海道礼文島: the prefecture is a qualifier */
        bool prefecture = is_one_of(parser, i, "県縣") || (i == first + 2 && is_text(parser, first, "北海道"));
        if (!prefecture || out->within_count > 0) continue;
        out->within[out->within_count++] = airlog_parser_span(parser, first, i + 1);
        first = i + 1;
    }
    out->first_token = (uint32_t)first;
    out->end_token = (uint32_t)end;
    out->span = airlog_parser_span(parser, first, end);
    if (first > 1 && airlog_parser_token(parser, first - 1)->hash == 0x30FB && is_han(parser, first - 2)) { /* ・ joins group and island */
        size_t group = first - 1;
        while (group > 0 && first - group < NAME_LIMIT && !bounds_name(parser, group - 1)) group--;
        if (out->within_count < 3) out->within[out->within_count++] = airlog_parser_span(parser, group, first - 1);
    }
    if (is_one_of(parser, end - 1, "島岛") || is_text(parser, end >= 2 ? end - 2 : 0, "列島")) out->kind = AIRLOG_PLACE_ISLAND;
    if (is_one_of(parser, end - 1, "港")) out->kind = AIRLOG_PLACE_PORT;
    if (is_one_of(parser, end - 1, "海")) out->kind = AIRLOG_PLACE_SEA;
    return true;
}

/* The name that begins at `at`: up to a particle, a direction before a figure, a hedge or a mark. */
static size_t read_name_after(const airlog_parser *parser, size_t at, airlog_reference *out) {
    size_t end = at;
    while (end < at + NAME_LIMIT && is_han(parser, end) && !is_one_of(parser, end, "約约以最の之處处近僅仅")) end++;
    if (end == at) return 0;
    *out = (airlog_reference){.kind = AIRLOG_PLACE_ANY, .side_deg = AIRLOG_UNKNOWN};
    out->first_token = (uint32_t)at;
    out->end_token = (uint32_t)end;
    out->span = airlog_parser_span(parser, at, end);
    size_t close = end;
    if (airlog_parser_mark(parser, end, '(')) {
        while (close < end + 8 && !airlog_parser_mark(parser, close, ')')) close++;
        if (!airlog_parser_mark(parser, close, ')')) return end;
        out->within[out->within_count++] = airlog_parser_span(parser, end + 1, close);
        return close + 1;
    }
    return end;
}

/* ---- a distance, and what stands before it ------------------------------------------------------------------------ */

/* 約, およそ, 大約, 近 before the figure. */
static size_t skip_hedge_before(const airlog_parser *parser, size_t at, bool *approximate) {
    size_t end = at;
    *approximate = true;
    if (end >= 3 && is_text(parser, end - 3, "およそ")) return end - 3;
    if (end >= 1 && is_one_of(parser, end - 1, "約约近")) {
        end--;
        return end >= 1 && is_one_of(parser, end - 1, "大") ? end - 1 : end;
    }
    *approximate = false;
    return end;
}

/* Between direction and distance: 方, 方向, 側, の沖合, 外海. */
static size_t skip_suffix_before(const airlog_parser *parser, size_t at) {
    static const char *const suffixes[] = {"の沖合", "沖合", "方向", "外海", "方位", "方", "側", "侧", "沖", "の"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t count = strlen(suffixes[i]) / 3;
        if (at >= count && is_text(parser, at - count, suffixes[i])) return at - count;
    }
    return at;
}

static size_t finish(airlog_place_reader *reader, size_t at, airlog_quantity *quantity, const airlog_direction_reading *direction,
                     const airlog_reference *reference, bool approximate, size_t end) {
    airlog_position_kind kind = direction ? AIRLOG_POSITION_OFFSET : AIRLOG_POSITION_RING;
    airlog_position_fact *fact = airlog_add_position(reader, at, end, kind, direction ? "name, direction, distance" : "distance from a name");
    if (!fact) return 0;
    if (approximate) {
        quantity->hedge = AIRLOG_HEDGE_ABOUT;
        quantity->doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    }
    if (direction) airlog_set_direction(fact, direction);
    else fact->doubts |= AIRLOG_DOUBT_BIT(NO_DIRECTION);
    airlog_set_distance(fact, quantity);
    fact->reference = *reference;
    return end;
}

/* 距 or 距離 before the name: the distance is from it. Returns the token of the name, 0 when there is none. */
static size_t find_distance_word(const airlog_parser *parser, size_t at) {
    for (size_t back = 1; back <= NAME_LIMIT + 10 && back <= at; back++) {
        size_t word = at - back;
        if (is_one_of(parser, word, "距")) return is_one_of(parser, word + 1, "離离") ? word + 2 : word + 1;
        if (airlog_parser_mark(parser, word, ',') || airlog_parser_mark(parser, word, '.')) return 0;
    }
    return 0;
}

/* 最遠113浬、最近64浬: the farthest and the nearest of one flight are one range. */
static void widen_ring(airlog_place_reader *reader, airlog_quantity *quantity) {
    const airlog_parser *parser = reader->parser;
    size_t next = quantity->end_token;
    if (!airlog_parser_mark(parser, next, ',') || !is_one_of(parser, next + 1, "最") || !is_one_of(parser, next + 2, "近遠远")) return;
    airlog_quantity *other = airlog_quantity_at(reader, next + 3);
    if (!other || other->unit != quantity->unit) return;
    other->role = AIRLOG_ROLE_OFFSET;
    if (other->min < quantity->min) quantity->min = other->min;
    if (other->max > quantity->max) quantity->max = other->max;
    quantity->value = (quantity->min + quantity->max) / 2;
    airlog_quantity_finish(quantity, airlog_term_value(quantity->unit));
}

static size_t read_from_name(airlog_place_reader *reader, airlog_quantity *quantity, size_t at, size_t stop, bool approximate) {
    const airlog_parser *parser = reader->parser;
    size_t name = find_distance_word(parser, at);
    airlog_reference reference;
    if (!name || name >= stop) return 0;
    size_t end = read_name_after(parser, name, &reference);
    if (!end || end > stop) return 0;
    airlog_direction_reading direction;
    size_t first = stop;
    bool towards = is_one_of(parser, end, "以") && read_direction_before(parser, stop, &first, &direction) && first > end;
    if (!towards) widen_ring(reader, quantity);
    return finish(reader, name, quantity, towards ? &direction : NULL, &reference, approximate, quantity->end_token);
}

/* A distance in a text of Han characters: what stands before it places it. */
size_t airlog_read_han_measured(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    airlog_quantity *quantity = airlog_quantity_at(reader, at);
    bool approximate;
    size_t stop = skip_hedge_before(parser, at, &approximate), first = stop;
    if (stop == 0 || !(is_han(parser, stop - 1) || airlog_parser_mark(parser, stop - 1, ')'))) return 0;
    size_t end = read_from_name(reader, quantity, at, stop, approximate);
    if (end) return end;
    airlog_direction_reading direction;
    airlog_reference reference;
    size_t suffix = skip_suffix_before(parser, stop);
    bool found = read_slip(parser, stop, &first, &direction) || read_direction_before(parser, suffix, &first, &direction);
    if (!found) return 0;
    size_t name = first > 0 && is_one_of(parser, first - 1, "のノ之") ? first - 1 : first;
    if (!read_name_before(parser, name, &reference)) return 0;
    return finish(reader, reference.first_token, quantity, &direction, &reference, approximate, quantity->end_token);
}

/* ---- words after a name --------------------------------------------------------------------------------------------- */

static size_t add_named(airlog_place_reader *reader, size_t end, airlog_position_kind kind, const airlog_reference *reference, const char *rule) {
    airlog_position_fact *fact = airlog_add_position(reader, reference->first_token, end, kind, rule);
    if (!fact) return 0;
    fact->reference = *reference;
    return end;
}

/* AとBの間, AとBとの間, A與B之間 */
static size_t read_between(airlog_place_reader *reader, size_t at, size_t end) {
    const airlog_parser *parser = reader->parser;
    size_t name = at;
    while (name > 0 && is_one_of(parser, name - 1, "のとの之")) name--;
    airlog_reference second, first;
    if (!read_name_before(parser, name, &second) || second.first_token == 0) return 0;
    if (!is_one_of(parser, second.first_token - 1, "と與与和") || !read_name_before(parser, second.first_token - 1, &first)) return 0;
    size_t done = add_named(reader, end, AIRLOG_POSITION_BETWEEN, &first, "between");
    if (done) parser->facts->positions[parser->facts->position_count - 1].reference2 = second;
    return done;
}

typedef struct han_word {
    const char *word;
    airlog_position_kind kind;
} han_word;

/* Where the name of a zone ends: before its side (西南方, 東部) or the breadth of it (24浬). */
static size_t zone_name_end(const airlog_parser *parser, size_t at, airlog_position_kind kind, airlog_direction_reading *direction) {
    size_t end = at, first;
    while (end > 0 && parser->taken[end - 1] == AIRLOG_TAKEN_QUANTITY) end--;
    if (kind != AIRLOG_POSITION_IN) return end;
    size_t suffix = end > 0 && is_one_of(parser, end - 1, "部方") ? end - 1 : end;
    return read_direction_before(parser, suffix, &first, direction) ? first : end;
}

/* 海峽中線, 空域, 接続水域: lines and zones, with the words before them as the name. */
static size_t read_zone(airlog_place_reader *reader, size_t at) {
    static const han_word zones[] = {{"海峽中線", AIRLOG_POSITION_CROSS}, {"海峡中线", AIRLOG_POSITION_CROSS}, {"空域", AIRLOG_POSITION_IN},
                                     {"防空識別區", AIRLOG_POSITION_IN},  {"防空識別圏", AIRLOG_POSITION_IN},  {"鄰接區", AIRLOG_POSITION_NEAR},     {"接続水域", AIRLOG_POSITION_IN},
                                     {"應變區", AIRLOG_POSITION_IN},      {"应变区", AIRLOG_POSITION_IN}};
    const airlog_parser *parser = reader->parser;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (!is_text(parser, at, zones[i].word)) continue;
        size_t end = at + strlen(zones[i].word) / 3;
        airlog_reference reference;
        airlog_direction_reading direction = {.end = 0};
        size_t name = zone_name_end(parser, at, zones[i].kind, &direction);
        bool named = zones[i].kind != AIRLOG_POSITION_CROSS && read_name_before(parser, name, &reference);
        if (!named) {
            reference = (airlog_reference){.anaphora = zones[i].kind == AIRLOG_POSITION_IN, .side_deg = AIRLOG_UNKNOWN};
            reference.first_token = (uint32_t)at;
            reference.end_token = (uint32_t)end;
            reference.span = airlog_parser_span(parser, at, end);
        }
        reference.kind = zones[i].kind == AIRLOG_POSITION_CROSS ? AIRLOG_PLACE_LINE : AIRLOG_PLACE_AIRSPACE;
        if (direction.end) reference.side_deg = direction.deg;
        bool sector = direction.end && named && is_one_of(parser, at - 1, "方");
        if (!sector) return add_named(reader, end, zones[i].kind, &reference, "zone");
        reference.kind = AIRLOG_PLACE_ANY;
        reference.side_deg = AIRLOG_UNKNOWN;
        if (!add_named(reader, end, AIRLOG_POSITION_SECTOR, &reference, "zone towards a side")) return 0;
        airlog_set_direction(&parser->facts->positions[parser->facts->position_count - 1], &direction);
        return end;
    }
    return 0;
}

/* 沖ノ島北西領海上空, 男女群島領海上空: the air over the territorial sea of an island, or towards a side of it. */
static size_t read_over_territorial_sea(airlog_place_reader *reader, size_t at) {
    const airlog_parser *parser = reader->parser;
    airlog_direction_reading direction;
    airlog_reference reference;
    if (at == 0 || !is_text(parser, at, "領海上空")) return 0;
    size_t suffix = is_one_of(parser, at - 1, "方部沖") ? at - 1 : at, first;
    bool sided = read_direction_before(parser, suffix, &first, &direction) && first > 0 && read_name_before(parser, first, &reference);
    if (!sided && !read_name_before(parser, is_one_of(parser, at - 1, "沖") ? at - 1 : at, &reference)) return 0;
    airlog_position_kind kind = sided ? AIRLOG_POSITION_SECTOR : AIRLOG_POSITION_NEAR;
    size_t end = add_named(reader, at + 4, kind, &reference, "over the territorial sea");
    if (end && sided) airlog_set_direction(&parser->facts->positions[parser->facts->position_count - 1], &direction);
    return end;
}

/* At a Han character that is no name: 沖, 上空, 附近, の間 and the names of zones. */
size_t airlog_read_han_word(airlog_place_reader *reader, size_t at) {
    static const han_word words[] = {{"上空", AIRLOG_POSITION_OVER}, {"附近", AIRLOG_POSITION_NEAR}, {"周辺", AIRLOG_POSITION_NEAR},
                                     {"周邊", AIRLOG_POSITION_NEAR}, {"沖まで", AIRLOG_POSITION_OFF}, {"沖から", AIRLOG_POSITION_OFF},
                                     {"沖を", AIRLOG_POSITION_OFF},  {"沖の", AIRLOG_POSITION_OFF},  {"沖で", AIRLOG_POSITION_OFF},
                                     {"沖に", AIRLOG_POSITION_OFF}};
    const airlog_parser *parser = reader->parser;
    if (is_one_of(parser, at, "間间")) return read_between(reader, at, at + 1);
    size_t zone = read_over_territorial_sea(reader, at);
    if (!zone) zone = read_zone(reader, at);
    if (zone) return zone;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        airlog_reference reference;
        if (!is_text(parser, at, words[i].word) || !read_name_before(parser, at, &reference)) continue;
        if (is_text(parser, reference.first_token, "領海上空")) continue; /* whose is not said */
        size_t end = at + (words[i].kind == AIRLOG_POSITION_OFF ? 1 : strlen(words[i].word) / 3);
        return add_named(reader, end, words[i].kind, &reference, "word after a name");
    }
    return 0;
}
