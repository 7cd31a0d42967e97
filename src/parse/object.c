/* What was in the air, how many, and whose; who says so. One walk finds every phrase of the open vocabularies:
 * objects, actors, reporters and events (whose modality event.c settles afterwards). */
#include "actor.h"
#include "han.h"
#include "phrase.h"
#include "words.h"

#include <string.h>

#define HEADER_TOKENS 60u

typedef struct walk {
    airlog_parser *parser;
    size_t noun;     /* token at which the noun of the last object begins */
    size_t header;   /* FAA: tokens before are the message's header */
    size_t narrator; /* FAA: tokens before name who reports */
    size_t place;    /* of facts->positions, the first that ends behind the walk */
} walk;

/* The designator behind a builder's name: "Cessna 172", "Boeing 737-800", "CESSNA C172". */
static size_t designator_end(const airlog_parser *parser, size_t at) {
    const airlog_token *token = airlog_parser_token(parser, at);
    if (!(token->flags & AIRLOG_TOKEN_SPACE)) return at;
    if (token->kind != AIRLOG_TOKEN_NUMBER && token->kind != AIRLOG_TOKEN_IDENT) return at;
    if (parser->taken[at] != AIRLOG_TAKEN_FREE && parser->taken[at] != AIRLOG_TAKEN_FILTER) return at;
    const airlog_token *second = airlog_parser_token(parser, at + 2);
    if (airlog_parser_mark(parser, at + 1, '-') && !(second->flags & AIRLOG_TOKEN_SPACE) &&
        (second->kind == AIRLOG_TOKEN_NUMBER || second->kind == AIRLOG_TOKEN_IDENT))
        return at + 3;
    return at + 1;
}

/* True when an object phrase goes on where the last one ended: "J-16 fighter jets", "Shahed-type drones". */
static bool goes_on(const airlog_parser *parser, const airlog_object_fact *last, size_t index) {
    size_t at = last->end_token;
    bool han = airlog_parser_token(parser, at - 1)->kind == AIRLOG_TOKEN_HAN;
    if (airlog_parser_mark(parser, at, '-') || (han && airlog_parser_mark(parser, at, '('))) at++; /* 哨戒機（Ｉｌ－３８） */
    if (at < index && airlog_parser_in(parser, at, " type style class model like made ")) at++;
    const airlog_facts *facts = parser->facts;
    const airlog_actor_fact *owner = facts->actor_count ? &facts->actors[facts->actor_count - 1] : NULL;
    if (owner && !owner->reporter && owner->first_token == at && owner->end_token <= index) at = owner->end_token; /* Tu-142 Russian aircraft */
    for (int i = 0; last->type.length && !parser->capitals[index] && i < 4 && at < index; i++, at++) { /* "Il-20M Coot-A reconnaissance plane" */
        const airlog_token *name = airlog_parser_token(parser, at);
        bool capital = name->kind == AIRLOG_TOKEN_WORD && name->flags & AIRLOG_TOKEN_CAPITAL;
        if (!capital && !airlog_parser_mark(parser, at, '-')) break;
    }
    return at == index && airlog_parser_token(parser, index)->sentence == last->sentence;
}

/* The end of the last event or other object before the noun: its phrase does not reach beyond. */
static size_t floor_of(const walk *w, const airlog_object_fact *object) {
    const airlog_facts *facts = w->parser->facts;
    size_t floor = 0;
    if (facts->event_count) floor = facts->events[facts->event_count - 1].end_token;
    if (object > facts->objects && (object - 1)->end_token > floor) floor = (object - 1)->end_token;
    return floor <= w->noun ? floor : 0;
}

/* "two Chinese and four Russian aircraft": what stands before the "and" shares the noun. */
static airlog_status share_noun(walk *w, airlog_object_fact *object) {
    airlog_parser *parser = w->parser;
    const airlog_facts *facts = parser->facts;
    for (size_t i = facts->actor_count; i > 0; i--) {
        const airlog_actor_fact *actor = &facts->actors[i - 1];
        size_t first = object->first_token;
        if (actor->first_token >= first) continue;
        bool joint = first > 0 && (airlog_parser_term(parser, first - 1) == AIRLOG_TERM_AND ||
                                   airlog_parser_mark(parser, first - 1, ','));
        if (!joint || actor->reporter || actor->end_token + 1 != first || !object->actor.length) break;
        airlog_amount count = airlog_count_read(parser, actor->first_token, actor->end_token, actor->end_token);
        if (!(count.min == count.max)) break;
        object->count_min += count.min;
        object->count_max += count.max;
        object->first_token = (uint32_t)count.first;
        object->span = airlog_parser_span(parser, object->first_token, object->end_token);
        object->actor = airlog_arena_print(parser->memory, "%.*s, %.*s", (int)actor->name.length, actor->name.bytes,
                                           (int)object->actor.length, object->actor.bytes);
        if (!object->actor.bytes) return airlog_arena_failed(parser->memory, parser->error);
    }
    return AIRLOG_OK;
}

/* The same in Chinese and Japanese, where the owner stands right before the noun, maybe with a particle. */
static void settle_han(walk *w, airlog_object_fact *object, size_t end) {
    airlog_parser *parser = w->parser;
    airlog_amount count = {w->noun, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, false};
    size_t behind = end;
    if (airlog_han_count(parser, w->noun, end, &count, &behind)) {
        object->count_min = count.min;
        object->count_max = count.max;
    }
    size_t first = count.first < w->noun ? count.first : w->noun;
    const airlog_actor_fact *actor =
        parser->facts->actor_count ? &parser->facts->actors[parser->facts->actor_count - 1] : NULL;
    if (actor && !actor->reporter && actor->end_token <= w->noun && actor->end_token + 1 >= w->noun) {
        object->actor = actor->name;
        if (actor->first_token < first) first = actor->first_token;
    }
    object->first_token = (uint32_t)first;
    object->end_token = (uint32_t)(behind > end ? behind : end);
    object->span = airlog_parser_span(parser, first, object->end_token);
    object->sentence = airlog_parser_token(parser, w->noun)->sentence;
}

/* "Ｙ－９情報収集機１機" and "のＹ－９が" are Japanese although the type is in Latin letters. */
static bool among_han(const airlog_parser *parser, size_t noun, size_t end) {
    bool before = noun > 0 && airlog_parser_token(parser, noun - 1)->kind == AIRLOG_TOKEN_HAN;
    return before || airlog_parser_token(parser, noun)->kind == AIRLOG_TOKEN_HAN ||
           airlog_parser_token(parser, end - 1)->kind == AIRLOG_TOKEN_HAN;
}

/* "two jets were scrambled": what is sent answers. */
static bool sent_behind(const airlog_parser *parser, size_t end) {
    size_t at = end;
    while (at < end + 4 && (airlog_parser_listed(parser, at, AIRLOG_LIST_AUXILIARY) ||
                            airlog_parser_term(parser, at) == AIRLOG_TERM_IS))
        at++;
    return at > end && airlog_word_classes(parser, at) & AIRLOG_WORD_SENDING;
}

/* Count, actor and extent of an object whose noun is [walk->noun, end). */
static void settle_object(walk *w, airlog_object_fact *object, size_t end) {
    airlog_parser *parser = w->parser;
    if (among_han(parser, w->noun, end)) {
        settle_han(w, object, end);
        return;
    }
    size_t start = airlog_count_phrase(parser, w->noun, floor_of(w, object));
    airlog_amount count = airlog_count_read(parser, start, w->noun, end);
    object->count_min = count.min;
    object->count_max = count.max;
    object->first_token = (uint32_t)(count.first < start ? count.first : start);
    object->end_token = (uint32_t)end;
    object->span = airlog_parser_span(parser, object->first_token, end);
    object->sentence = airlog_parser_token(parser, w->noun)->sentence;
    object->actor = airlog_actor_of(parser, start, w->noun, end);
    if (object->first_token > 0)
        object->other = airlog_word_classes(parser, object->first_token - 1) & AIRLOG_WORD_SENDING;
    if (w->narrator > 0 && w->noun < w->narrator) object->other = true;
    bool crewed = airlog_text_is(object->family, "aircraft") || airlog_text_is(object->family, "helicopter");
    if (crewed && sent_behind(parser, end)) object->other = true;
}

static airlog_status add_object(walk *w, size_t index, const airlog_phrase *phrase, const airlog_phrase *whose) {
    airlog_parser *parser = w->parser;
    airlog_facts *facts = parser->facts;
    airlog_text type = airlog_phrase_value(parser, &phrase->entry, "type");
    bool generic = airlog_phrase_flag(&phrase->entry, "generic");
    size_t end = phrase->end;
    if (airlog_phrase_flag(&phrase->entry, "maker")) {
        end = designator_end(parser, phrase->end);
        if (end > phrase->end) type = airlog_text_part(parser->text, airlog_parser_span(parser, phrase->end, end));
    }
    if (type.length && airlog_parser_listed(parser, end, AIRLOG_LIST_FIGHTER) &&
        !airlog_parser_listed(parser, end + 1, AIRLOG_LIST_FIGHTER_NOUN))
        end++; /* "eight J-16 fighters" */
    airlog_object_fact *last = facts->object_count ? &facts->objects[facts->object_count - 1] : NULL;
    if (last && goes_on(parser, last, index)) {
        if (!generic && !(last->type.length && type.length)) {
            last->object = phrase->entry.name;
            last->family = phrase->entry.category;
        }
        if (!last->type.length) last->type = type;
        if (airlog_parser_mark(parser, end, ')') && airlog_parser_token(parser, w->noun)->kind == AIRLOG_TOKEN_HAN) end++;
        settle_object(w, last, end);
        const airlog_actor_fact *owner = facts->actor_count ? &facts->actors[facts->actor_count - 1] : NULL;
        if (!last->actor.length && owner && !owner->reporter && owner->first_token > w->noun) last->actor = owner->name;
        return AIRLOG_OK;
    }
    airlog_object_fact *object = airlog_parser_object(parser);
    if (!object) return airlog_parser_failed(parser);
    object->object = phrase->entry.name;
    object->family = phrase->entry.category;
    object->type = type;
    w->noun = index;
    settle_object(w, object, end);
    if (!object->actor.length && whose->end) object->actor = whose->entry.name; /* "PLA aircraft" */
    /* In a report of drones, aircraft without more said of them are those that met one. */
    if (w->narrator > 0 && generic) object->other = true;
    return share_noun(w, object);
}

static airlog_status add_event(airlog_parser *parser, size_t index, const airlog_phrase *phrase) {
    airlog_event_fact *event = airlog_parser_event(parser);
    if (!event) return airlog_parser_failed(parser);
    event->first_token = (uint32_t)index;
    event->end_token = (uint32_t)phrase->end;
    event->span = airlog_parser_span(parser, index, phrase->end);
    event->sentence = airlog_parser_token(parser, index)->sentence;
    event->event = phrase->entry.name;
    event->cictt = phrase->entry.category;
    event->flags = phrase->entry.flags;
    event->modality = AIRLOG_MODALITY_ACTUAL;
    return AIRLOG_OK;
}

/* ---- the reporting aircraft of an FAA preliminary report ------------------------------------------ */

/* "/1455E/PHOENIX TRACON ADVISED CESSNA C172, PHX - PHX, REPORTED A UAS ...": who reports stands between the
 * header and the first verb of seeing. */
static void find_narrator(walk *w) {
    const airlog_parser *parser = w->parser;
    size_t count = parser->count, slashes = 0, colon = 0;
    for (size_t at = 0; at < count && at < HEADER_TOKENS; at++) {
        slashes += airlog_parser_mark(parser, at, '/');
        if (slashes == 3) w->header = at + 1;
        if (slashes == 3) break;
        if (!colon && airlog_parser_mark(parser, at, ':')) colon = at + 1;
    }
    if (!w->header) w->header = colon; /* the short form: "CITY, ST (CODE): C172, REPORTED ..." */
    w->narrator = w->header;
    for (size_t at = w->header; at < count && at < w->header + HEADER_TOKENS; at++) {
        if (!(airlog_word_classes(parser, at) & AIRLOG_WORD_SEEING)) continue;
        w->narrator = at;
        return;
    }
}

/* A designator of Doc 8643: up to four letters and digits, with a digit after a letter. */
static bool type_designator(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind != AIRLOG_TOKEN_IDENT || token->length < 2 || token->length > 4) return false;
    if (parser->taken[index] != AIRLOG_TAKEN_FREE && parser->taken[index] != AIRLOG_TAKEN_FILTER) return false;
    airlog_text word = airlog_parser_word(parser, index);
    return word.bytes[0] >= 'A' && word.bytes[0] <= 'Z';
}

static airlog_status add_narrator(walk *w, size_t index) {
    airlog_object_fact *object = airlog_parser_object(w->parser);
    if (!object) return airlog_parser_failed(w->parser);
    object->object = object->family = airlog_text_of("aircraft");
    object->type = airlog_parser_word(w->parser, index);
    object->first_token = (uint32_t)index;
    object->end_token = (uint32_t)index + 1;
    object->span = airlog_parser_span(w->parser, index, index + 1);
    object->sentence = airlog_parser_token(w->parser, index)->sentence;
    object->count_min = object->count_max = 1;
    object->other = true;
    return AIRLOG_OK;
}

/* "The Jets flew out of the blocks": a capital that neither the sentence nor its neighbours explain is a name. */
static bool proper_name(const airlog_parser *parser, size_t index, const airlog_phrase *phrase) {
    const airlog_token *token = airlog_parser_token(parser, index), *next = airlog_parser_token(parser, phrase->end);
    if (phrase->end != index + 1 || phrase->entry.flags.length || index == 0) return false;
    if (!(token->flags & AIRLOG_TOKEN_CAPITAL) || token->flags & (AIRLOG_TOKEN_UPPER | AIRLOG_TOKEN_SENTENCE))
        return false;
    const airlog_token *before = airlog_parser_token(parser, index - 1);
    bool plain_before = !(before->flags & AIRLOG_TOKEN_CAPITAL) || before->flags & AIRLOG_TOKEN_SENTENCE;
    return before->kind == AIRLOG_TOKEN_WORD && plain_before && next->kind == AIRLOG_TOKEN_WORD &&
           !(next->flags & AIRLOG_TOKEN_CAPITAL);
}

/* "the left wing", "OFF LEFT SIDE", "turned left": a side, where the vocabulary knows a verb. */
static bool is_side(const airlog_parser *parser, size_t index, const airlog_phrase *phrase) {
    if (phrase->end != index + 1 || !airlog_parser_listed(parser, index, AIRLOG_LIST_LEFT_RIGHT)) return false;
    if (!airlog_phrase_flag(&phrase->entry, "side")) return false;
    if (airlog_parser_listed(parser, index + 1, AIRLOG_LIST_SIDE_NOUN)) return true;
    if (index == 0) return true;
    airlog_term before = airlog_parser_term(parser, index - 1);
    return before == AIRLOG_TERM_THE || before == AIRLOG_TERM_A || before == AIRLOG_TERM_ITS || before == AIRLOG_TERM_TO ||
           before == AIRLOG_TERM_OF || before == AIRLOG_TERM_ON || airlog_parser_listed(parser, index - 1, AIRLOG_LIST_TURNED);
}

/* "closed Riga airport", "the airspace over Riga airport has been closed": a closure whose place the positions know. */
static bool closes_place(walk *w, size_t index) {
    const airlog_parser *parser = w->parser;
    const airlog_facts *facts = parser->facts;
    if (airlog_parser_term(parser, index) != AIRLOG_TERM_SHUT || airlog_parser_is(parser, index, "reopened")) return false;
    size_t verb = index;
    while (verb > 0 && index - verb < 4 && (airlog_parser_listed(parser, verb - 1, AIRLOG_LIST_AUXILIARY) ||
                                            airlog_parser_is(parser, verb - 1, "will") || airlog_parser_is(parser, verb - 1, "be")))
        verb--;
    while (w->place < facts->position_count && facts->positions[w->place].end_token + 6 < verb) w->place++;
    for (size_t i = w->place; i < facts->position_count && facts->positions[i].first_token <= index + 1; i++) {
        const airlog_position_fact *position = &facts->positions[i];
        bool before = position->end_token == verb, behind = position->first_token == index + 1;
        bool place = strcmp(position->rule, "closed place") == 0;
        bool above = before && verb < index && position->first_token > 0 &&
                     airlog_parser_is(parser, position->first_token - 1, "airspace");
        bool near = position->end_token <= verb && position->end_token + 6 >= verb;
        if (above || (place && (near || behind))) return true;
    }
    return false;
}

static airlog_status add_closure(airlog_parser *parser, size_t index) {
    airlog_phrase phrase = {.end = index + 1};
    phrase.entry.name = airlog_text_of("airspace closure");
    phrase.entry.category = airlog_text_of("ATM");
    phrase.entry.flags = airlog_text_of("rank=70");
    return add_event(parser, index, &phrase);
}

/* ---- the walk --------------------------------------------------------------------------------------- */

/* Adds what begins at the token; *next is behind it. Where several begin, the longest stands; an event that
 * begins with its object ("drone sighting") gives both. */
static airlog_status read_phrases(walk *w, size_t index, size_t *next) {
    airlog_parser *parser = w->parser;
    airlog_phrase found[AIRLOG_PHRASE_CLASSES];
    airlog_status status = airlog_phrase_scan(parser, index, found);
    if (status != AIRLOG_OK) return status;
    airlog_phrase *object = &found[AIRLOG_VOCABULARY_OBJECT], *event = &found[AIRLOG_VOCABULARY_EVENT];
    airlog_phrase *actor = &found[AIRLOG_VOCABULARY_ACTOR], *reporter = &found[AIRLOG_VOCABULARY_REPORTER];
    bool placed = parser->taken[index] == AIRLOG_TAKEN_POSITION;
    size_t names = actor->end > reporter->end ? actor->end : reporter->end;
    if (object->end && object->end >= names && !placed) {
        *next = object->end;
        if (airlog_phrase_flag(&object->entry, "not") || proper_name(parser, index, object)) return AIRLOG_OK;
        if (w->header == 0 || index >= w->header || event->end <= object->end) status = add_object(w, index, object, actor);
        if (status != AIRLOG_OK || event->end <= object->end) return status;
    }
    if (event->end && event->end > names) {
        *next = event->end;
        if (is_side(parser, index, event)) return AIRLOG_OK;
        return add_event(parser, index, event);
    }
    if (closes_place(w, index)) return add_closure(parser, index);
    if (!names || placed) return AIRLOG_OK;
    *next = names;
    if (reporter->end >= actor->end) return airlog_actor_reporter(parser, index, reporter);
    return airlog_actor_add(parser, index, actor);
}

airlog_status airlog_parse_objects(airlog_parser *parser) {
    if (!parser->tables) return AIRLOG_OK;
    walk w = {.parser = parser};
    if (parser->facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY) find_narrator(&w);
    bool narrated = false;
    for (size_t index = 0, next;; index = next) {
        index = airlog_parser_next(parser, index, AIRLOG_BEGINS_PHRASE);
        if (index == parser->count) break;
        size_t objects = parser->facts->object_count;
        uint8_t taken = parser->taken[index];
        bool free = taken != AIRLOG_TAKEN_TIME && taken != AIRLOG_TAKEN_COORDINATE;
        next = index + 1;
        airlog_status status = free && parser->lengths[index] ? read_phrases(&w, index, &next) : AIRLOG_OK;
        if (status != AIRLOG_OK) return status;
        bool zone = index >= w.header && index < w.narrator;
        narrated = narrated || (zone && parser->facts->object_count > objects);
        if (zone && !narrated && next == index + 1 && type_designator(parser, index)) {
            status = add_narrator(&w, index);
            narrated = true;
            if (status != AIRLOG_OK) return status;
        }
    }
    return AIRLOG_OK;
}
