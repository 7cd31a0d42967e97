/* Chinese and Japanese times as ministries write them: yesterday (9th) 15 o'clock 41, year, month and day, morning and
 * afternoon before the hour, eras of Reiwa and of the Republic of China. */
#include "times.h"

#include <string.h>

typedef struct han_moment {
    size_t end;
    airlog_date date;
    int weekday;
    airlog_time_relative relative;
    int32_t clock_s; /* -1 */
    int32_t precision_s;
    int half;        /* index in the words of half_of(), 0 none */
    bool approximate;
    bool zoned;
    int32_t offset_s;
} han_moment;

/* Which of the words "a|b|c" stands at a token: its index from 1 and, in *end, the token after it. */
static int word_at(const airlog_parser *parser, size_t at, const char *words, size_t *end) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->length == 0) return 0;
    const char *bytes = parser->text.bytes + token->start;
    size_t left = parser->text.length - token->start;
    int index = 1;
    for (const char *word = words; *word != 0; ++index) {
        size_t length = strcspn(word, "|");
        if (length <= left && memcmp(bytes, word, length) == 0) {
            *end = at;
            while (*end < parser->count && airlog_parser_token(parser, *end)->start < token->start + length) ++*end;
            return index;
        }
        word += length + (word[length] == '|');
    }
    return 0;
}

static bool skip_word(const airlog_parser *parser, size_t *at, const char *words) {
    size_t end;
    if (word_at(parser, *at, words, &end) == 0) return false;
    *at = end;
    return true;
}

/* A whole number of at most `digits` digits; -1 when there is none. */
static int number_at(const airlog_parser *parser, size_t at, unsigned digits) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_NUMBER || token->decimals > 0 || token->digits > digits || token->digits == 0) return -1;
    return token->value < 10000 ? (int)token->value : -1;
}

/* ---- days ---- */

/* Year of an era or of our own: Reiwa 8, Republic 115, 2026. */
static bool read_year(const airlog_parser *parser, size_t *at, han_moment *out) {
    size_t next = *at;
    int era = word_at(parser, next, "令和|民國|民国", &next);
    int year = number_at(parser, next, 4);
    if (year <= 0 || !(next + 1 < parser->count)) return false;
    ++next;
    if (!skip_word(parser, &next, "年")) return false;
    if (era == 1) year += 2018;
    else if (era > 1 || (year >= 100 && year < 200)) year += 1911;
    if (year < 1900 || year > 2099) return false;
    out->date.year = year;
    *at = next;
    return true;
}

static bool read_month_day(const airlog_parser *parser, size_t *at, han_moment *out) {
    int number = number_at(parser, *at, 2);
    size_t next = *at + 1;
    if (number <= 0) return false;
    if (out->date.month == 0 && number <= 12 && skip_word(parser, &next, "月")) {
        int day = number_at(parser, next, 2);
        size_t after = next + 1;
        if (day < 1 || day > 31 || !skip_word(parser, &after, "日|號|号")) return false;
        out->date.month = number;
        out->date.day = day;
        *at = after;
        return true;
    }
    if (out->date.day != 0 || number > 31 || !skip_word(parser, &next, "日|號|号")) return false;
    out->date.day = number;
    *at = next;
    return true;
}

/* Yesterday, today; the day of the month may stand inside in parentheses. */
static bool read_named_day(const airlog_parser *parser, size_t *at, han_moment *out) {
    static const airlog_time_relative days[] = {AIRLOG_RELATIVE_YESTERDAY, AIRLOG_RELATIVE_TODAY,
                                                AIRLOG_RELATIVE_TOMORROW,  AIRLOG_RELATIVE_SAME_DAY,
                                                AIRLOG_RELATIVE_SAME_DAY,  AIRLOG_RELATIVE_SAME_DAY};
    size_t next;
    int which = word_at(parser, *at, "昨|今|明|同|當|当", &next);
    if (which == 0 || out->relative != AIRLOG_RELATIVE_NONE) return false;
    airlog_date date = out->date;
    bool open = airlog_parser_mark(parser, next, '(');
    if (open) {
        int day = number_at(parser, next + 1, 2);
        if (day < 1 || day > 31 || !airlog_parser_mark(parser, next + 2, ')')) return false;
        date.day = day;
        next += 3;
    }
    size_t end;
    if (word_at(parser, next, "晚|晨|夜", &end) == 0 && !skip_word(parser, &next, "日|天")) return false;
    out->relative = days[which - 1];
    out->date = date;
    *at = next;
    return true;
}

/* "(Friday)" in one character, or written out. */
static bool read_weekday(const airlog_parser *parser, size_t *at, han_moment *out) {
    static const char *const letters[] = {"月|火|水|木|金|土|日", "一|二|三|四|五|六|日|天"};
    size_t next = *at;
    bool open = airlog_parser_mark(parser, next, '(');
    if (open) ++next;
    bool named = skip_word(parser, &next, "星期|週|周");
    if (out->weekday >= 0 || (!open && !named)) return false;
    size_t end = next;
    int day = named ? 0 : word_at(parser, next, letters[0], &end);
    if (day == 0) day = word_at(parser, next, letters[1], &end);
    if (day == 0) return false;
    skip_word(parser, &end, "曜日|曜");
    if (open && !airlog_parser_mark(parser, end, ')')) return false;
    out->weekday = day > 7 ? 6 : day - 1;
    *at = end + open;
    return true;
}

/* ---- clocks ---- */

static const char half_words[] = "上午|午前|凌晨|清晨|早上|早晨|中午|正午|下午|午後|晚間|晚上|傍晚|夜間|夜里|夜裡|晚|晨|夜";

/* -1 before noon, 0 around noon, 1 after noon. */
static int half_of(int word) {
    return word <= 6 || word == 18 ? -1 : word <= 8 ? 0 : 1;
}

static int32_t with_half(int hour, int word) {
    if (word == 0) return hour;
    int half = half_of(word);
    if (half < 0) return hour == 12 ? 0 : hour;
    if (half == 0) return hour < 5 ? hour + 12 : hour;
    return hour < 12 ? hour + 12 : hour;
}

static bool read_clock(const airlog_parser *parser, size_t *at, han_moment *out) {
    if (out->clock_s >= 0) return false;
    size_t next = *at + 1;
    int hour = number_at(parser, *at, 4), minute = 0;
    if (hour < 0) return false;
    size_t end;
    bool bare = airlog_parser_token(parser, *at)->digits == 4 && (out->date.day != 0 || out->relative != AIRLOG_RELATIVE_NONE) &&
                word_at(parser, next, "以降|頃|ごろ|、|，|から|に|～", &end) != 0; /* 0730 as forces write it */
    if (!bare && !skip_word(parser, &next, "時|时|點|点")) return false;
    if (word_at(parser, next, "間|间", &end) != 0) return false; /* hours, not an hour */
    int32_t precision = 3600;
    if (airlog_parser_token(parser, *at)->digits >= 3) { /* 0800 */
        minute = hour % 100;
        hour /= 100;
        precision = 60;
    }
    int read = number_at(parser, next, 2);
    size_t after = next + 1;
    if (read >= 0 && skip_word(parser, &after, "分")) {
        minute = read;
        next = after;
        precision = 60;
    } else if (skip_word(parser, &next, "半")) {
        minute = 30;
        precision = 60;
    }
    hour = with_half(hour, out->half);
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return false;
    out->clock_s = hour * 3600 + minute * 60;
    out->precision_s = precision;
    *at = next;
    return true;
}

/* 日本時間, 北京时间, (中国時間): before the day or after the clock. */
static bool read_zone(const airlog_parser *parser, size_t *at, han_moment *out) {
    static const char words[] = "北京時間|北京时间|中国時間|中國時間|中国时间|台北時間|台北时间|臺北時間|臺灣時間|台湾時間|香港時間|香港时间|"
                                "日本時間|日本时间|韓国時間|韓國時間|韩国时间|首爾時間|世界時|世界时|莫斯科時間|莫斯科时间|モスクワ時間";
    enum { CHINA = 12, EAST = 18, UNIVERSAL = 20 };
    size_t next = *at, end;
    bool open = airlog_parser_mark(parser, next, '(');
    int word = out->zoned ? 0 : word_at(parser, next + open, words, &end);
    if (word == 0 || (open && !airlog_parser_mark(parser, end, ')'))) return false;
    out->zoned = true;
    out->offset_s = 3600 * (word <= CHINA ? 8 : word <= EAST ? 9 : word <= UNIVERSAL ? 0 : 3);
    *at = end + open;
    return true;
}

static han_moment read_moment(const airlog_parser *parser, size_t at) {
    han_moment out = {.weekday = -1, .clock_s = -1};
    size_t next = at;
    for (int i = 0; i < 8; ++i) {
        size_t before = next;
        bool year = out.date.year == 0 && out.date.day == 0 && read_year(parser, &next, &out);
        if (!year && !read_named_day(parser, &next, &out) && !read_month_day(parser, &next, &out) &&
            !read_clock(parser, &next, &out) && !read_weekday(parser, &next, &out) && !read_zone(parser, &next, &out)) {
            size_t after;
            int half = out.half == 0 && out.clock_s < 0 ? word_at(parser, next, half_words, &after) : 0;
            if (half == 0) break;
            out.half = half;
            next = after;
        }
        if (skip_word(parser, &next, "頃|顷|ごろ|許|许|左右")) out.approximate = true;
        if (next == before) break;
        out.end = next;
        if (airlog_parser_token(parser, next)->kind == AIRLOG_TOKEN_PARAGRAPH) break;
    }
    return out;
}

static bool has_day(const han_moment *of) {
    return of->date.day != 0 || of->relative != AIRLOG_RELATIVE_NONE;
}

/* ---- facts ---- */

static void fill(airlog_time_fact *fact, const han_moment *of) {
    fact->date = of->date;
    fact->weekday = of->weekday;
    fact->relative = of->relative;
    fact->approximate = of->approximate;
    fact->clock_s = of->clock_s;
    fact->zone_known = of->zoned;
    fact->offset_s = of->offset_s;
    fact->precision_s = of->clock_s >= 0 ? of->precision_s : AIRLOG_DAY_S;
    if (of->clock_s >= 0 || of->half == 0) return;
    int half = half_of(of->half);
    bool night = of->half >= 11 && half > 0;
    fact->kind = AIRLOG_TIME_SPAN;
    fact->clock_s = half < 0 ? 0 : half == 0 ? 11 * 3600 : night ? 18 * 3600 : 12 * 3600;
    fact->clock_end_s = half < 0 ? 12 * 3600 : half == 0 ? 13 * 3600 : 24 * 3600;
    fact->precision_s = fact->clock_end_s - fact->clock_s;
    fact->approximate = true;
}

static void fill_end(airlog_time_fact *fact, const han_moment *until) {
    fact->kind = AIRLOG_TIME_SPAN;
    fact->rule = "time Han range";
    fact->clock_end_s = until->clock_s >= 0 ? until->clock_s : until->half != 0 ? AIRLOG_DAY_S : -1;
    fact->date_end = until->date;
    fact->relative_end = until->relative;
    fact->weekday_end = until->weekday;
    fact->approximate = fact->approximate || until->approximate;
}

/* The end of a range takes the half of the day from the start only when it names none and would run backwards. */
static han_moment read_until(const airlog_parser *parser, const han_moment *from) {
    han_moment none = {.end = 0};
    size_t joint = from->end;
    if (!skip_word(parser, &joint, "至|到|から|～|〜|~|－|-|—")) return none;
    han_moment until = read_moment(parser, joint);
    bool clocks = from->clock_s >= 0 && until.clock_s >= 0, halves = from->half != 0 && until.half != 0;
    if (until.end == 0 || !(clocks || halves || (has_day(from) && has_day(&until)))) return none;
    size_t end;
    if (word_at(parser, until.end, "止|まで|間|间", &end) != 0) until.end = end;
    if (word_at(parser, until.end, "にかけて", &end) != 0) until.end = end;
    return until;
}

/* 4日11時05分及13時43分: a clock without a day has that of the clock before it in the sentence. */
static void inherit_day(const airlog_parser *parser, han_moment *of, airlog_time_fact *own) {
    airlog_time_fact *before = own > parser->facts->times ? own - 1 : NULL;
    if (!before || before->kind != AIRLOG_TIME_CLOCK || before->sentence != own->sentence) return;
    if (airlog_parser_token(parser, before->first_token)->kind != AIRLOG_TOKEN_HAN && before->end_token > 0 &&
        airlog_parser_token(parser, before->end_token - 1)->kind != AIRLOG_TOKEN_HAN)
        return;
    of->date = before->date;
    of->weekday = before->weekday;
    of->relative = before->relative;
    size_t end;
    if (word_at(parser, before->end_token, "及|與|与|和|、", &end) == 0 || end != own->first_token) return;
    if (before->group == 0) before->group = before->first_token + 1;
    own->group = before->group;
    own->item = before->item + 1;
}

size_t airlog_read_han_time(airlog_parser *parser, size_t at, airlog_status *status) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind == AIRLOG_TOKEN_NUMBER) {
        const airlog_token *next = airlog_parser_token(parser, at + 1);
        if (next->kind != AIRLOG_TOKEN_HAN || token->digits > 4) return 0;
    } else if (token->kind != AIRLOG_TOKEN_HAN) {
        return 0;
    }
    han_moment from = read_moment(parser, at);
    if (from.end == 0 || (from.clock_s < 0 && !has_day(&from))) return 0;
    if (from.clock_s < 0 && from.date.month == 0 && from.relative == AIRLOG_RELATIVE_NONE && from.weekday < 0 && from.half == 0)
        return 0; /* a bare "26th" could as well be a count of days */
    han_moment until = read_until(parser, &from);
    size_t end = until.end != 0 ? until.end : from.end;
    airlog_time_kind kind = from.clock_s >= 0 ? AIRLOG_TIME_CLOCK : AIRLOG_TIME_DAY;
    airlog_time_fact *fact = airlog_time_add(parser, at, end, kind, "time Han");
    if (fact == NULL) {
        *status = airlog_parser_failed(parser);
        return end;
    }
    if (from.clock_s >= 0 && !has_day(&from)) inherit_day(parser, &from, fact);
    fill(fact, &from);
    if (until.end != 0) fill_end(fact, &until);
    return end;
}
