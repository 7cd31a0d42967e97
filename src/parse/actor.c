/* Whose an object is, and who reports. */
#include "actor.h"

/* 日本海, 朝鮮半島: the name goes on and is of a place; 中国海軍, 日本海上自衛隊 are its navies. */
static bool goes_on_as_place(const airlog_parser *parser, size_t at) {
    static const char *const places[] = {"海峡", "海峽", "半島", "半岛", "湾", "灣"};
    static const char *const forces[] = {"海上", "海軍", "海军", "海警", "海自", "海監", "海监", "海兵"};
    const airlog_token *token = airlog_parser_token(parser, at);
    if (token->kind != AIRLOG_TOKEN_HAN) return false;
    airlog_text rest = {parser->text.bytes + token->start, parser->text.length - token->start};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (airlog_text_starts(rest, places[i])) return true;
    }
    for (size_t i = 0; i < sizeof forces / sizeof *forces; i++) {
        if (airlog_text_starts(rest, forces[i])) return false;
    }
    return airlog_text_starts(rest, "海");
}

airlog_status airlog_actor_add(airlog_parser *parser, size_t index, const airlog_phrase *phrase) {
    /* "in Moscow", "to Beijing": the town, not its government */
    if (airlog_phrase_flag(&phrase->entry, "capital") && index > 0 &&
        airlog_parser_in(parser, index - 1, " in at near to from over around outside north south east west of the "))
        return AIRLOG_OK;
    if (goes_on_as_place(parser, phrase->end)) return AIRLOG_OK;
    if (airlog_parser_in(parser, phrase->end, " airways airlines airline ")) return AIRLOG_OK; /* a carrier */
    airlog_actor_fact *actor = airlog_parser_actor(parser);
    if (!actor) return airlog_parser_failed(parser);
    actor->first_token = (uint32_t)index;
    actor->end_token = (uint32_t)phrase->end;
    actor->span = airlog_parser_span(parser, index, phrase->end);
    actor->sentence = airlog_parser_token(parser, index)->sentence;
    actor->name = phrase->entry.name;
    actor->zone = airlog_phrase_word(&phrase->entry, "zone");
    return AIRLOG_OK;
}

static const airlog_actor_fact *last_actor(const airlog_parser *parser) {
    const airlog_facts *facts = parser->facts;
    return facts->actor_count ? &facts->actors[facts->actor_count - 1] : NULL;
}

/* Passes the 's of a possessive and a break of the line. */
static size_t pass_clitic(const airlog_parser *parser, size_t at) {
    while (airlog_parser_token(parser, at)->flags & AIRLOG_TOKEN_CLITIC ||
           airlog_parser_token(parser, at)->kind == AIRLOG_TOKEN_LINE)
        at++;
    return at;
}

airlog_status airlog_actor_reporter(airlog_parser *parser, size_t index, const airlog_phrase *phrase) {
    const airlog_actor_fact *before = last_actor(parser);
    bool office = airlog_phrase_flag(&phrase->entry, "office");
    bool owned = office && before && !before->reporter && pass_clitic(parser, before->end_token) == index;
    bool shared = owned && parser->facts->actor_count > 1 && before->first_token > 0 &&
                  airlog_parser_term(parser, before->first_token - 1) == AIRLOG_TERM_AND &&
                  before[-1].end_token + 1 == before->first_token; /* "South Korean and Japanese officials" */
    if (shared) owned = false;
    airlog_text country = owned ? before->name : AIRLOG_NO_TEXT;
    airlog_actor_fact *actor = airlog_parser_actor(parser);
    if (!actor) return airlog_parser_failed(parser);
    before = parser->facts->actor_count > 1 ? actor - 1 : NULL;
    size_t first = owned ? before->first_token : index;
    actor->first_token = (uint32_t)first;
    actor->end_token = (uint32_t)phrase->end;
    actor->span = airlog_parser_span(parser, first, phrase->end);
    actor->sentence = airlog_parser_token(parser, index)->sentence;
    actor->reporter = true;
    actor->name = phrase->entry.name;
    actor->category = phrase->entry.category;
    actor->zone = owned ? before->zone : airlog_phrase_word(&phrase->entry, "zone");
    if (country.length) {
        actor->name = airlog_arena_print(parser->memory, "%.*s's %.*s", (int)country.length, country.bytes,
                                         (int)phrase->entry.name.length, phrase->entry.name.bytes);
        if (!actor->name.bytes) return airlog_arena_failed(parser->memory, parser->error);
    }
    return AIRLOG_OK;
}

airlog_text airlog_actor_of(airlog_parser *parser, size_t start, size_t noun, size_t end) {
    const airlog_facts *facts = parser->facts;
    for (size_t i = facts->actor_count; i > 0; i--) {
        const airlog_actor_fact *actor = &facts->actors[i - 1];
        if (actor->first_token < start) break;
        if (!actor->reporter && actor->end_token <= noun) return actor->name;
    }
    size_t at = end;
    if (airlog_parser_is(parser, at, "belonging") && airlog_parser_term(parser, at + 1) == AIRLOG_TERM_TO) at += 2;
    else if (airlog_parser_term(parser, at) == AIRLOG_TERM_OF || airlog_parser_term(parser, at) == AIRLOG_TERM_FROM) at++;
    else return AIRLOG_NO_TEXT;
    if (airlog_parser_term(parser, at) == AIRLOG_TERM_THE) at++;
    airlog_phrase found[AIRLOG_PHRASE_CLASSES];
    airlog_error none = {0};
    airlog_error *kept = parser->error;
    parser->error = &none; /* what fails here fails again when the walk comes to it */
    airlog_status status = airlog_phrase_scan(parser, at, found);
    parser->error = kept;
    if (status != AIRLOG_OK || !found[AIRLOG_VOCABULARY_ACTOR].end) return AIRLOG_NO_TEXT;
    return found[AIRLOG_VOCABULARY_ACTOR].entry.name;
}
