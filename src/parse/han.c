/* Counts and modality in Chinese and Japanese. There are no word borders: words are looked for as they stand. */
#include "han.h"

#include <string.h>

#define COUNT_TOKENS 4u     /* between the noun and its number: "（Ｉｌ－３８）×" is read by the object */
#define SENTENCE_BYTES 1200u /* looked at on each side of an event */

static bool han(const airlog_parser *parser, size_t index) {
    return airlog_parser_token(parser, index)->kind == AIRLOG_TOKEN_HAN;
}

static bool is(const airlog_parser *parser, size_t index, const char *character) {
    airlog_text word = airlog_parser_word(parser, index);
    return word.length == strlen(character) && memcmp(word.bytes, character, word.length) == 0;
}

/* A counter of things in the air. */
static bool counter(const airlog_parser *parser, size_t index) {
    static const char *const counters[] = {"枚", "架", "機", "机", "顆", "颗", "個", "个", "発", "發"};
    for (size_t i = 0; han(parser, index) && i < sizeof counters / sizeof *counters; i++) {
        if (is(parser, index, counters[i])) return true;
    }
    return false;
}

/* NUMBER and counter at `at`: the token behind it, 0 when they do not stand there. */
static size_t read_count(const airlog_parser *parser, size_t at, airlog_amount *out) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_NUMBER || token->decimals || !counter(parser, at + 1)) return 0;
    *out = (airlog_amount){at, token->value, token->value, true};
    if (!is(parser, at + 2, "次")) return at + 2;
    out->min = AIRLOG_UNKNOWN; /* sorties */
    return at + 3;
}

bool airlog_han_count(const airlog_parser *parser, size_t noun, size_t end, airlog_amount *out, size_t *out_end) {
    size_t at = end;
    for (size_t passed = 0; passed < COUNT_TOKENS && airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_MARK; passed++) {
        if (!airlog_parser_mark(parser, at, '(') && !airlog_parser_mark(parser, at, ')') && !is(parser, at, "×")) break;
        at++;
    }
    *out_end = read_count(parser, at, out);
    if (*out_end) return true;
    for (size_t back = 2; back <= 4 && back <= noun; back++) { /* "3架中共無人機": the owner may stand between */
        size_t behind = read_count(parser, noun - back, out);
        if (!behind || behind > noun) continue;
        *out_end = end;
        return true;
    }
    return false;
}

static bool holds(airlog_text text, const char *const words[], size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (memmem(text.bytes, text.length, words[i], strlen(words[i]))) return true;
    }
    return false;
}

#define HOLDS(text, words) holds(text, words, sizeof(words) / sizeof *(words))

/* The bytes of the event's sentence before and behind it; `clause` cuts at the nearest comma. */
static airlog_text around(const airlog_parser *parser, const airlog_event_fact *event, bool before, bool clause) {
    size_t first = event->first_token, end = event->end_token;
    size_t from = before ? first : end, to = from;
    while (before ? from > 0 : to < parser->count) {
        size_t next = before ? from - 1 : to;
        const airlog_token *token = airlog_parser_token(parser, next);
        bool comma = token->kind == AIRLOG_TOKEN_MARK && token->hash == ',';
        if (token->sentence != event->sentence || (clause && comma) || (before ? first - next : next - end) > SENTENCE_BYTES / 3)
            break;
        if (before) from--;
        else to++;
    }
    return airlog_text_part(parser->text, airlog_parser_span(parser, from, to));
}

airlog_modality airlog_han_modality(const airlog_parser *parser, const airlog_event_fact *event) {
    static const char *const no[] = {"未", "沒有", "没有", "並無", "并无", "否認", "否认"};
    static const char *const not_done[] = {"なかった", "なし", "ていない", "ません", "せず"};
    static const char *const plans[] = {"預計", "预计", "將於", "将于", "計畫", "計劃", "予定", "擬"};
    static const char *const maybe[] = {"可能", "若", "如果", "恐將", "おそれ", "場合"};
    static const char *const drills[] = {"演習", "演习", "演訓", "操演", "演练", "訓練", "训练", "演練", "模擬", "模拟"};
    static const char *const history[] = {"去年", "歷年", "历年", "累計", "累计", "周年", "週年", "回数", "曾於", "以來"};
    static const char *const statistics[] = {"緊急発進実施状況", "緊急発進状況", "緊急発進回数", "年度の緊急発進"};
    if (HOLDS(parser->text, statistics)) return AIRLOG_MODALITY_PAST;
    airlog_text before = around(parser, event, true, true), behind = around(parser, event, false, true);
    if (HOLDS(before, no) || HOLDS(behind, not_done)) return AIRLOG_MODALITY_NEGATED;
    airlog_text all_before = around(parser, event, true, false), all_behind = around(parser, event, false, false);
    if (HOLDS(all_before, drills) || HOLDS(all_behind, drills)) return AIRLOG_MODALITY_EXERCISE;
    if (HOLDS(before, plans) || HOLDS(behind, plans)) return AIRLOG_MODALITY_PLANNED;
    if (HOLDS(before, maybe) || HOLDS(behind, maybe)) return AIRLOG_MODALITY_HYPOTHETICAL;
    if (HOLDS(all_before, history) || HOLDS(all_behind, history)) return AIRLOG_MODALITY_PAST;
    return AIRLOG_MODALITY_ACTUAL;
}
