/* What was done about it, as forms and releases say it in a clause of their own: evasive action, law enforcement. */
#include "sentence.h"

#include <string.h>

enum { CLAUSE_TOKENS = 10 }; /* so far from its subject a verb is looked for */

/* ---- words ------------------------------------------------------------------------------------------------ */

/* The first two letters of what a subject can be: nearly all words end here. */
static bool may_be_subject(const airlog_assembly *a, size_t index) {
    static const char heads[] = "ev av le la pd po pa sh fb ny tr ma co de dp 91 rc ";
    const airlog_token *token = &a->facts->tokens->items[index];
    if (token->length < 2 || token->length > 12) return false;
    const char *bytes = a->report->text.bytes + token->start;
    char first = (char)(bytes[0] | 0x20), second = (char)(bytes[1] | 0x20);
    for (const char *head = heads; *head; head += 3) {
        if ((head[0] | 0x20) == first && (head[1] | 0x20) == second) return true;
    }
    return false;
}

static bool is_negation(const airlog_assembly *a, size_t index) {
    airlog_term term = airlog_token_term(a, index);
    return term == AIRLOG_TERM_NO || term == AIRLOG_TERM_NOT || airlog_token_in(a, index, " without none never n0 didn't ");
}

/* "reported", "provided": what is known of it; "@" is how some forms are printed. */
static bool is_saying(const airlog_assembly *a, size_t index) {
    return airlog_token_in(a, index, " reported report provided given available advised stated received noted known unknown "
                                     "unkn ");
}

static bool is_act(const airlog_assembly *a, size_t index) {
    return airlog_token_in(a, index, " taken take took taking required necessary needed made executed performed notified contacted "
                                     "informed alerted ");
}

/* A mark that ends a clause. */
static bool is_border(const airlog_assembly *a, size_t index) {
    const airlog_token *token = &a->facts->tokens->items[index];
    if (token->kind == AIRLOG_TOKEN_PARAGRAPH || token->kind == AIRLOG_TOKEN_LINE) return true;
    if (token->kind != AIRLOG_TOKEN_MARK) return false;
    char mark = a->report->text.bytes[token->start];
    return mark == ',' || mark == ';' || mark == ':' || mark == '/' || mark == '.' || mark == '(' || mark == ')';
}

static bool same_clause(const airlog_assembly *a, size_t from, size_t index) {
    const airlog_token *items = a->facts->tokens->items;
    return index < a->facts->tokens->count && items[index].sentence == items[from].sentence && !is_border(a, index);
}

/* Whether something before the subject, back to the verb of another clause, takes it back. */
static bool negated_before(const airlog_assembly *a, size_t subject) {
    for (size_t back = 1; back <= CLAUSE_TOKENS && back <= subject && same_clause(a, subject, subject - back); back++) {
        if (is_negation(a, subject - back)) return true;
        if (is_act(a, subject - back)) return false;
    }
    return false;
}

/* ---- evasive action ----------------------------------------------------------------------------------------- */

/* "turned left to avoid": somebody who flies did something. */
static bool turned_away(const airlog_assembly *a, size_t avoid) {
    for (size_t back = 1; back <= 6 && back <= avoid && same_clause(a, avoid, avoid - back); back++) {
        if (is_negation(a, avoid - back)) return false;
        if (airlog_token_in(a, avoid - back, " turned turning turn climbed climbing climb descended descending descent dived dove "
                                             "banked banking swerved leveled levelled maneuvered manoeuvred maneuvering "
                                             "broke veered "))
            return true;
    }
    return false;
}

static const char *evasive_action(const airlog_assembly *a, size_t at) {
    if (airlog_token_in(a, at, " avoid avoiding evade ")) return turned_away(a, at) ? "taken" : NULL;
    if (!airlog_token_in(a, at, " evasive ")) return NULL;
    bool negated = negated_before(a, at);
    for (size_t i = at + 1; i <= at + CLAUSE_TOKENS && same_clause(a, at, i); i++) {
        if (is_negation(a, i)) negated = true;
        if (is_act(a, i)) return negated ? "not taken" : "taken";
        if (is_saying(a, i)) return negated ? "not reported" : "taken";
    }
    return negated ? "not taken" : "taken";
}

/* ---- law enforcement ----------------------------------------------------------------------------------------- */

static bool is_law(const airlog_assembly *a, size_t at) {
    if (airlog_token_in(a, at, " leo leos pd police sheriff sheriffs sheriff's sherriff dps fbi nypd lapd trooper troopers marshal marshall "
                               "constable deputy deputies rcmp "))
        return true;
    if (airlog_token_in(a, at, " law ")) return airlog_token_in(a, at + 1, " enforcement ");
    if (airlog_token_in(a, at, " patrol ")) return at > 0 && airlog_token_in(a, at - 1, " highway state ");
    const airlog_token *token = &a->facts->tokens->items[at];
    return token->kind == AIRLOG_TOKEN_NUMBER && token->length == 3 &&
           memcmp(a->report->text.bytes + token->start, "911", 3) == 0;
}

static bool was_told(const airlog_assembly *a, size_t at) {
    if (airlog_token_in(a, at, " notified contacted informed alerted called responded responding dispatched searching searched "
                               "assisting investigating investigated made "))
        return true;
    return airlog_token_in(a, at, " advised ") && airlog_token_in(a, at - 1, " was were been being ");
}

/* "notified the sheriff": the verb right before. */
static bool told_before(const airlog_assembly *a, size_t at) {
    for (size_t back = 1; back <= 4 && back <= at && same_clause(a, at, at - back); back++) {
        if (airlog_token_in(a, at - back, " notified contacted informed alerted called ")) return true;
    }
    return false;
}

static const char *law_enforcement(const airlog_assembly *a, size_t at) {
    if (!is_law(a, at)) return NULL;
    bool before = negated_before(a, at), negated = before, notice = false;
    for (size_t i = at + 1; i <= at + CLAUSE_TOKENS && same_clause(a, at, i); i++) {
        if (is_negation(a, i)) negated = true;
        if (airlog_token_in(a, i, " notification notifications information info notice ")) notice = true;
        if (was_told(a, i)) return negated ? "not notified" : "notified";
        if (!is_saying(a, i)) continue;
        if (!notice) return NULL; /* what the police reported themselves */
        return negated ? "not reported" : "notified";
    }
    if (told_before(a, at)) return before ? "not notified" : "notified";
    if (notice && before) return "not notified";
    return notice && negated ? "not reported" : NULL;
}

/* ---- the report ------------------------------------------------------------------------------------------------ */

/* What is said first counts, but that nothing is reported gives way to what is. */
static void keep(const char *found, airlog_text *out) {
    if (!found || (out->length && !airlog_text_is(*out, "not reported"))) return;
    *out = airlog_text_of(found);
}

enum { SENTENCES_BEHIND = 2 }; /* of prose, in which what was done about it is told */

void airlog_aftermath_fill(const airlog_assembly *a, const airlog_draft *draft, bool whole, airlog_incident *out) {
    const airlog_tokens *tokens = a->facts->tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        const airlog_token *token = &tokens->items[i];
        if (!whole && token->sentence < draft->first_sentence) continue;
        if (!whole && token->sentence > draft->last_sentence + SENTENCES_BEHIND) break;
        if (!may_be_subject(a, i)) continue;
        keep(evasive_action(a, i), &out->evasive_action);
        keep(law_enforcement(a, i), &out->law_enforcement);
    }
}
