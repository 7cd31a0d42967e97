/* What of a sentence belongs to its event: places, days and hours, quantities, objects and whose they are. */
#include "clause_parts.h"

#include <math.h>
#include <string.h>

bool airlog_clause_says(const airlog_assembly *a, size_t index) {
    return airlog_token_in(a, index,
                           " said says reported reports announced announces told confirmed stated warned "
                           "tweeted disclosed published ");
}

bool airlog_clause_day_of_saying(const airlog_assembly *a, const airlog_time_fact *time) {
    size_t before = time->first_token;
    if (before > 0 &&
        (airlog_token_term(a, before - 1) == AIRLOG_TERM_ON || airlog_token_term(a, before - 1) == AIRLOG_TERM_AT))
        before--;
    if (before > 0 && airlog_clause_says(a, before - 1)) return true;
    return airlog_clause_says(a, time->end_token);
}

bool airlog_clause_day_of_dateline(const airlog_assembly *a, const airlog_time_fact *time) {
    airlog_date day = time->date, published = a->report->published;
    if (day.month != published.month || day.day != published.day || !day.month) return false;
    const airlog_tokens *tokens = a->facts->tokens;
    for (size_t i = time->end_token; i < tokens->count && i < time->end_token + 6; i++) {
        const airlog_token *token = &tokens->items[i];
        char c = a->report->text.bytes[token->start];
        if (token->kind == AIRLOG_TOKEN_MARK && (c == '-' || (unsigned char)c == 0xE2)) return true;
        if (token->kind == AIRLOG_TOKEN_LINE || token->kind == AIRLOG_TOKEN_PARAGRAPH) return true;
    }
    return false;
}

static bool is_civil(const airlog_object_fact *object) {
    return airlog_text_is(object->object, "light aircraft") || airlog_text_is(object->object, "airliner") ||
           airlog_text_is(object->object, "aircraft") || airlog_text_is(object->object, "glider");
}

#define ACCIDENT_RANK 60 /* events from here on are no movements */

/* "lost GPS over Grozny and crashed 3 km from Aktau": right behind another event, it is where that one was, when the
 * main event has a place of its own. */
static bool of_another(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *main,
                       const airlog_position_fact *position) {
    if (position->first_token > main->first_token) return false;
    bool own = false;
    size_t positions = sentence->positions.end - sentence->positions.first;
    size_t from =
        positions > AIRLOG_CLAUSE_WINDOW ? sentence->positions.end - AIRLOG_CLAUSE_WINDOW : sentence->positions.first;
    for (size_t i = from; i < sentence->positions.end; i++)
        own = own || (a->facts->positions[i].first_token >= main->end_token &&
                      airlog_where_rank(&a->facts->positions[i]) >= 42);
    size_t last = sentence->events.first + AIRLOG_CLAUSE_WINDOW < sentence->events.end
                      ? sentence->events.first + AIRLOG_CLAUSE_WINDOW
                      : sentence->events.end;
    for (size_t i = sentence->events.first; own && i < last; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        bool right_before = event->end_token <= position->first_token && event->end_token + 2 >= position->first_token;
        if (event != main && right_before && airlog_event_rank(event) >= ACCIDENT_RANK) return true;
    }
    return false;
}

/* "the command (NORAD) in Colorado detected": where who says so sits. */
static bool is_seat(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_position_fact *position,
                    const airlog_event_fact *event) {
    if (position->kind != AIRLOG_POSITION_IN || position->end_token > event->first_token) return false;
    for (size_t i = sentence->actors.first; i < sentence->actors.end; i++) {
        const airlog_actor_fact *actor = &a->facts->actors[i];
        if (!actor->reporter || actor->end_token > position->first_token ||
            actor->end_token + 1u < position->first_token)
            continue;
        bool bracket = actor->end_token < position->first_token;
        if (!bracket || a->report->text.bytes[a->facts->tokens->items[actor->end_token].start] == ')') return true;
    }
    return false;
}

void airlog_clause_bind_positions(const airlog_assembly *a, const airlog_sentence *sentence, size_t border,
                                  airlog_draft *draft) {
    for (size_t i = sentence->positions.first; i < sentence->positions.end; i++) {
        const airlog_position_fact *position = &a->facts->positions[i];
        int rank = airlog_where_rank(position);
        if (!rank || draft->position_count == AIRLOG_DRAFT_POSITIONS) continue;
        if (is_seat(a, sentence, position, draft->event)) continue;
        bool site = strcmp(position->rule, AIRLOG_RULE_LAUNCH_SITE) == 0;
        if (site && !airlog_text_is(draft->event->event, "launched")) continue;
        if (of_another(a, sentence, draft->event, position)) continue;
        draft->leaving[draft->position_count] =
            position->first_token >= border || (position->leg == AIRLOG_LEG_LEAVE && draft->position_count > 0);
        draft->positions[draft->position_count++] = (uint32_t)i;
        if (rank >= 40) draft->anchored = true;
    }
}

#define ENTERED_RANK 54

void airlog_clause_went_in(const airlog_assembly *a, airlog_draft *draft) {
    for (uint32_t i = 0; i < draft->position_count; i++) {
        if (a->facts->positions[draft->positions[i]].kind != AIRLOG_POSITION_DEPTH) continue;
        draft->event_name = airlog_text_of("entered");
        draft->event_cictt = airlog_text_of("SEC");
        draft->rank = ENTERED_RANK;
        draft->weak = false;
    }
}

/* How many tokens lie between a time and the event; a day of saying comes last. */
static size_t distance_to(const airlog_assembly *a, const airlog_time_fact *time, const airlog_event_fact *event) {
    size_t apart = time->first_token >= event->end_token ? time->first_token - event->end_token
                                                         : event->first_token - time->first_token;
    return apart + (airlog_clause_day_of_saying(a, time) ? 10000 : 0);
}

/* "on several evenings in December, prosecutors said on Monday": the month dates it, if only loosely. */
static bool dated_by_month(const airlog_assembly *a, const airlog_time_fact *time) {
    const airlog_time_fact *first = a->facts->times, *end = first + a->facts->time_count;
    for (const airlog_time_fact *x = time;
         x > first && x + AIRLOG_CLAUSE_WINDOW > time && x[-1].sentence == time->sentence; x--) {
        if (x[-1].kind == AIRLOG_TIME_PERIOD && x[-1].date.month) return true;
    }
    return time + 1 < end && time[1].sentence == time->sentence && time[1].kind == AIRLOG_TIME_PERIOD &&
           time[1].date.month;
}

static void bind_day(const airlog_assembly *a, const airlog_time_fact *time, airlog_draft *draft) {
    if (airlog_clause_day_of_saying(a, time) && dated_by_month(a, time)) return;
    bool names_day = time->date.day || time->weekday >= 0 || time->relative != AIRLOG_RELATIVE_NONE;
    if (!names_day || airlog_clause_day_of_dateline(a, time))
        return; /* "the previous 24 hours": a window of reporting */
    if (draft->day && distance_to(a, draft->day, draft->event) <= distance_to(a, time, draft->event)) return;
    draft->day = time;
    if (!airlog_clause_day_of_saying(a, time)) draft->anchored = true;
}

static void bind_time(const airlog_assembly *a, const airlog_time_fact *time, size_t border, airlog_draft *draft) {
    bool ended = time->first_token >= border;
    bool clock = time->kind == AIRLOG_TIME_CLOCK || (time->kind == AIRLOG_TIME_SPAN && time->clock_s >= 0);
    if (clock && airlog_clause_day_of_saying(a, time)) return;
    if (clock) {
        const airlog_time_fact **slot = ended ? &draft->end : &draft->start;
        bool nearer = *slot && distance_to(a, time, draft->event) < distance_to(a, *slot, draft->event);
        if (!*slot || (!ended && nearer)) *slot = time;
        draft->anchored = true;
    } else if (time->kind == AIRLOG_TIME_DAY || time->kind == AIRLOG_TIME_SPAN) {
        bind_day(a, time, draft);
    } else if (time->kind == AIRLOG_TIME_AFTER && !draft->after) {
        draft->after = time;
    }
}

void airlog_clause_bind_times(const airlog_assembly *a, const airlog_sentence *sentence, size_t border,
                              airlog_draft *draft) {
    for (size_t i = sentence->times.first; i < sentence->times.end; i++)
        bind_time(a, &a->facts->times[i], border, draft);
}

void airlog_clause_bind_quantities(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft) {
    for (size_t i = sentence->quantities.first; i < sentence->quantities.end; i++) {
        const airlog_quantity *quantity = &a->facts->quantities[i];
        if (quantity->role == AIRLOG_ROLE_ALTITUDE && draft->altitude_count < AIRLOG_DRAFT_ALTITUDES) {
            draft->altitudes[draft->altitude_count++] = quantity;
            draft->anchored = true;
        }
        if (quantity->role == AIRLOG_ROLE_SPEED && !draft->speed) draft->speed = quantity;
    }
}

static airlog_status add_type(const airlog_assembly *a, airlog_text type, airlog_draft *draft) {
    if (!type.length) return AIRLOG_OK;
    if (!draft->object_type.length) {
        draft->object_type = type;
        return AIRLOG_OK;
    }
    draft->object_type = airlog_arena_print(a->memory, "%.*s, %.*s", (int)draft->object_type.length,
                                            draft->object_type.bytes, (int)type.length, type.bytes);
    return draft->object_type.bytes ? AIRLOG_OK : airlog_arena_failed(a->memory, a->error);
}

/* The types of the parts: the whole is counted already. */
static airlog_status bind_parts(const airlog_assembly *a, const airlog_sentence *sentence,
                                const airlog_object_fact *part, airlog_draft *draft) {
    const airlog_object_fact *end = a->facts->objects + sentence->objects.end;
    airlog_status status = AIRLOG_OK;
    for (; part < end && airlog_clause_is_part(a, sentence, part) && status == AIRLOG_OK; part++)
        status = add_type(a, part->type, draft);
    return status;
}

airlog_status airlog_clause_bind_types(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft) {
    const airlog_object_fact *last = draft->object, *end = a->facts->objects + sentence->objects.end;
    if (last + 1 < end && airlog_clause_is_part(a, sentence, last + 1)) return bind_parts(a, sentence, last + 1, draft);
    for (const airlog_object_fact *object = last + 1; object < end && airlog_clause_joined(a, last, object);
         last = object++) {
        airlog_status status = add_type(a, object->type, draft);
        if (status != AIRLOG_OK) return status;
        draft->count_min += object->count_min;
        draft->count_max += object->count_max;
        if (!airlog_text_equal(object->object, draft->object_class))
            draft->object_class =
                airlog_text_of(is_civil(object) || is_civil(draft->object) ? "aircraft" : "military aircraft");
    }
    return AIRLOG_OK;
}

/* "North Korea fired a missile", "launched by Russia": who does it owns it. */
static airlog_text doer_of(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event) {
    airlog_text name = AIRLOG_NO_TEXT;
    bool by = airlog_token_term(a, event->end_token) == AIRLOG_TERM_BY;
    for (size_t i = sentence->actors.first; i < sentence->actors.end; i++) {
        const airlog_actor_fact *actor = &a->facts->actors[i];
        bool before = actor->end_token <= event->first_token && actor->end_token + 3 >= event->first_token;
        bool behind = actor->first_token > event->end_token && actor->first_token <= event->end_token + 2;
        if (by ? behind : before && !airlog_clause_is_passive(a, event)) name = actor->name;
    }
    return name;
}

airlog_text airlog_clause_doer(const airlog_assembly *a, const airlog_sentence *sentence) {
    airlog_text name = AIRLOG_NO_TEXT;
    for (size_t i = sentence->events.first;
         i < sentence->events.end && i < sentence->events.first + AIRLOG_CLAUSE_WINDOW && !name.length; i++) {
        const airlog_event_fact *event = &a->facts->events[i];
        if (airlog_text_is(event->event, "launched")) name = doer_of(a, sentence, event);
    }
    return name;
}

/* "27 aircraft sorties": one airframe may have flown several. */
static bool counts_sorties(const airlog_assembly *a, const airlog_object_fact *object) {
    return airlog_token_in(a, object->end_token, " sortie sorties ");
}

void airlog_clause_bind_object(const airlog_assembly *a, const airlog_object_fact *object, airlog_draft *draft) {
    if (!object) return;
    draft->object = object;
    draft->object_class = object->object;
    draft->object_group = object->family;
    draft->object_type = object->type;
    draft->actor = object->actor;
    draft->count_min = counts_sorties(a, object) ? AIRLOG_UNKNOWN : object->count_min;
    draft->count_max = object->count_max;
}

void airlog_clause_bind_nothing(airlog_draft *draft) {
    draft->object = NULL;
    draft->object_class = draft->object_group = draft->object_type = draft->actor = AIRLOG_NO_TEXT;
    draft->count_min = draft->count_max = AIRLOG_UNKNOWN;
    draft->answer = false;
}

void airlog_clause_bind_designator(const airlog_assembly *a, const airlog_event_fact *event, airlog_draft *draft) {
    const airlog_tokens *tokens = a->facts->tokens;
    bool told = false;
    for (size_t i = 0; i < a->facts->object_count && !told; i++) told = airlog_clause_is_crewed(&a->facts->objects[i]);
    if (!told || !airlog_text_is(event->event, "crashed") || event->first_token < 1) return;
    size_t end = event->first_token, first = end - 1;
    const airlog_token *last = &tokens->items[first];
    char initial = a->report->text.bytes[last->start];
    if (last->kind != AIRLOG_TOKEN_IDENT && last->kind != AIRLOG_TOKEN_NUMBER) return;
    bool hyphen = first >= 2 && tokens->items[first - 1].kind == AIRLOG_TOKEN_MARK &&
                  a->report->text.bytes[tokens->items[first - 1].start] == '-' &&
                  tokens->items[first - 2].flags & AIRLOG_TOKEN_CAPITAL;
    if (hyphen)
        first -= 2;
    else if (last->kind != AIRLOG_TOKEN_IDENT || initial < 'A' || initial > 'Z')
        return;
    airlog_span span = {tokens->items[first].start, tokens->items[end - 1].start + tokens->items[end - 1].length};
    draft->object_class = draft->object_group = airlog_text_of("aircraft");
    draft->object_type = airlog_text_part(a->report->text, span);
    draft->count_min = draft->count_max = 1;
}

double airlog_clause_number(const airlog_assembly *a, size_t index) {
    if (index >= a->facts->tokens->count) return AIRLOG_UNKNOWN;
    const airlog_token *token = &a->facts->tokens->items[index];
    if (token->kind == AIRLOG_TOKEN_NUMBER && token->decimals == 0) return token->value;
    airlog_term term = airlog_token_term(a, index);
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_NUMBER ? airlog_term_value(term) : AIRLOG_UNKNOWN;
}

void airlog_clause_bind_part(const airlog_assembly *a, const airlog_sentence *sentence, airlog_draft *draft) {
    for (size_t i = sentence->tokens.first; i + 2 < draft->event->first_token && !draft->object; i++) {
        bool of_them =
            airlog_token_term(a, i + 1) == AIRLOG_TERM_OF && airlog_token_in(a, i + 2, " them these those which ");
        if (of_them && airlog_clause_number(a, i) >= 1)
            draft->count_min = draft->count_max = airlog_clause_number(a, i);
    }
}

void airlog_clause_bind_number(const airlog_assembly *a, const airlog_event_fact *event, airlog_draft *draft) {
    if (!draft->object || draft->object->end_token > event->first_token) return;
    size_t at = event->first_token;
    while (at > draft->object->end_token && (airlog_token_term(a, at - 1) == AIRLOG_TERM_IS ||
                                             airlog_token_in(a, at - 1, " were was been have had has also all ")))
        at--;
    bool which = at > 1 && airlog_token_term(a, at - 2) == AIRLOG_TERM_WHICH; /* "of which five crossed the line" */
    bool passively =
        (at < event->first_token || airlog_clause_begins_passive(a, event)) && airlog_event_flag(event, "takes");
    if ((!which && !passively) || at <= draft->object->end_token || !(airlog_clause_number(a, at - 1) >= 1)) return;
    draft->count_min = draft->count_max = airlog_clause_number(a, at - 1);
}

void airlog_clause_inherit_actor(const airlog_assembly *a, airlog_draft *draft) {
    const airlog_object_fact *part = draft->object;
    if (!part || draft->actor.length) return;
    bool of_them = false;
    for (size_t i = part->first_token; i + 1 < part->end_token && !of_them; i++)
        of_them = airlog_token_term(a, i) == AIRLOG_TERM_OF && airlog_token_in(a, i + 1, " the them these those ");
    for (const airlog_object_fact *told = part; of_them && told > a->facts->objects; told--) {
        if (told[-1].sentence + 2 < part->sentence) return;
        if (!told[-1].actor.length || !airlog_text_equal(told[-1].family, part->family)) continue;
        draft->actor = told[-1].actor;
        return;
    }
}

#define SCRAMBLE_RANK 30

void airlog_clause_bind_event(const airlog_assembly *a, const airlog_sentence *sentence, const airlog_event_fact *event,
                              const airlog_object_fact *object, airlog_draft *draft) {
    draft->event = event;
    draft->event_name = event->event;
    draft->event_cictt = event->cictt;
    draft->rank = airlog_clause_rank(a, sentence, event);
    bool moved = airlog_clause_only_moved(a, sentence, event);
    if (moved) draft->event_name = airlog_text_of("flew"), draft->event_cictt = airlog_text_of("OTHR");
    if (airlog_text_is(event->event, "reported")) draft->event_name = airlog_text_of("spotted");
    if (airlog_text_is(event->event, "launched") && airlog_clause_is_crewed(object)) {
        draft->event_name = airlog_text_of("scrambled");
        draft->rank = SCRAMBLE_RANK;
    }
    bool struck = airlog_text_is(event->event, "collided") && !airlog_clause_is_passive(a, event) &&
                  !airlog_clause_names_two(a, sentence, event);
    if (struck && airlog_token_in(a, event->first_token, " struck strikes hit impacted ")) {
        bool weapon = object && (airlog_text_is(object->family, "uas") || airlog_text_is(object->family, "missile") ||
                                 airlog_text_is(object->family, "rocket"));
        draft->event_name = airlog_text_of(weapon ? "attacked" : "crashed"); /* what it struck stood on the ground */
        draft->event_cictt = airlog_text_of(weapon ? "SEC" : "OTHR");
    }
    draft->answer =
        object && (object->other || airlog_text_is(draft->event_name, "scrambled")) && airlog_clause_is_crewed(object);
    draft->weak = airlog_event_flag(event, "weak") || moved;
    draft->lost = airlog_text_is(event->event, "vanished");
    draft->alone = airlog_event_flag(event, "alone");
}

/* The mark that closes what the sentence before opened. */
static bool closes_before(const airlog_assembly *a, size_t index) {
    const airlog_token *token = &a->facts->tokens->items[index];
    char c = a->report->text.bytes[token->start];
    return token->kind == AIRLOG_TOKEN_MARK && (c == ')' || c == ']');
}

airlog_span airlog_clause_span_of(const airlog_assembly *a, const airlog_sentence *sentence) {
    const airlog_tokens *tokens = a->facts->tokens;
    size_t first = sentence->tokens.first, end = sentence->tokens.end;
    while (first < end && (tokens->items[first].kind >= AIRLOG_TOKEN_LINE || closes_before(a, first))) first++;
    while (end > first && tokens->items[end - 1].kind >= AIRLOG_TOKEN_LINE) end--;
    if (first == end) return (airlog_span){0, 0};
    return (airlog_span){tokens->items[first].start, tokens->items[end - 1].start + tokens->items[end - 1].length};
}

bool airlog_clause_names_day(const airlog_time_fact *time) {
    return time && (time->date.day || time->weekday >= 0 || time->relative != AIRLOG_RELATIVE_NONE);
}
