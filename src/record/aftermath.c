/* What was done about it, as forms and releases say it in a clause of their own: evasive action, law enforcement. */
#include "sentence.h"

enum { CLAUSE_TOKENS = 10 }; /* so far from its subject a verb is looked for */

static unsigned deeds_at(const airlog_assembly *a, size_t index) {
    return index < a->facts->tokens->count ? a->facts->deeds[index] : 0;
}

static bool is(const airlog_assembly *a, size_t index, unsigned deeds) {
    return (deeds_at(a, index) & deeds) != 0;
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

/* "too late to take any", "no time to take": what was not done. */
static bool too_late(const airlog_assembly *a, size_t act) {
    if (act < 3 || airlog_token_term(a, act - 1) != AIRLOG_TERM_TO) return false;
    bool late = airlog_token_term(a, act - 2) == AIRLOG_TERM_LATE && airlog_token_in(a, act - 3, " too ");
    return late || (airlog_token_in(a, act - 2, " time chance ") && airlog_token_term(a, act - 3) == AIRLOG_TERM_NO);
}

/* Whether something before the subject, back to the verb of another clause, takes it back. */
static bool negated_before(const airlog_assembly *a, size_t subject) {
    for (size_t back = 1; back <= CLAUSE_TOKENS && back <= subject && same_clause(a, subject, subject - back); back++) {
        unsigned deeds = deeds_at(a, subject - back);
        if (deeds & AIRLOG_DEED_NEGATION) return true;
        if (deeds & AIRLOG_DEED_ACT) return too_late(a, subject - back);
    }
    return false;
}

/* ---- evasive action ----------------------------------------------------------------------------------------- */

/* "turned left to avoid": somebody who flies did something. */
static bool turned_away(const airlog_assembly *a, size_t avoid) {
    for (size_t back = 1; back <= 6 && back <= avoid && same_clause(a, avoid, avoid - back); back++) {
        unsigned deeds = deeds_at(a, avoid - back);
        if (deeds & AIRLOG_DEED_NEGATION) return false;
        if (deeds & AIRLOG_DEED_TURN) return true;
    }
    return false;
}

static const char *evasive_action(const airlog_assembly *a, size_t at) {
    bool negated = negated_before(a, at);
    for (size_t i = at + 1; i <= at + CLAUSE_TOKENS && same_clause(a, at, i); i++) {
        unsigned deeds = deeds_at(a, i);
        if (deeds & AIRLOG_DEED_NEGATION) negated = true;
        if (deeds & AIRLOG_DEED_ACT) return negated ? "not taken" : "taken";
        if (deeds & AIRLOG_DEED_SAYING) return negated ? "not reported" : "taken";
    }
    return negated ? "not taken" : "taken";
}

/* ---- law enforcement ----------------------------------------------------------------------------------------- */

static bool is_law(const airlog_assembly *a, size_t at, unsigned deeds) {
    if (deeds & AIRLOG_DEED_LAW_FIRST) return is(a, at + 1, AIRLOG_DEED_LAW_SECOND);
    if (deeds & AIRLOG_DEED_PATROL) return at > 0 && is(a, at - 1, AIRLOG_DEED_PATROL_FIRST);
    return (deeds & (AIRLOG_DEED_LAW | AIRLOG_DEED_EMERGENCY)) != 0;
}

/* "notified the sheriff": the verb right before. */
static bool told_before(const airlog_assembly *a, size_t at) {
    for (size_t back = 1; back <= 4 && back <= at && same_clause(a, at, at - back); back++) {
        if (is(a, at - back, AIRLOG_DEED_TELL)) return true;
    }
    return false;
}

static const char *law_enforcement(const airlog_assembly *a, size_t at) {
    bool before = negated_before(a, at), negated = before, notice = false;
    for (size_t i = at + 1; i <= at + CLAUSE_TOKENS && same_clause(a, at, i); i++) {
        unsigned deeds = deeds_at(a, i);
        if (deeds & AIRLOG_DEED_NEGATION) negated = true;
        if (deeds & AIRLOG_DEED_NOTICE) notice = true;
        bool told = deeds & AIRLOG_DEED_TOLD || (deeds & AIRLOG_DEED_ADVISED && is(a, i - 1, AIRLOG_DEED_BEING));
        if (told) return negated ? "not notified" : "notified";
        if (!(deeds & AIRLOG_DEED_SAYING)) continue;
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

#define SUBJECTS                                                                                                       \
    (AIRLOG_DEED_EVASIVE | AIRLOG_DEED_AVOID | AIRLOG_DEED_LAW | AIRLOG_DEED_LAW_FIRST | AIRLOG_DEED_PATROL | AIRLOG_DEED_EMERGENCY)

void airlog_aftermath_fill(const airlog_assembly *a, const airlog_draft *draft, bool whole, airlog_incident *out) {
    const airlog_tokens *tokens = a->facts->tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        unsigned deeds = deeds_at(a, i);
        if (!(deeds & SUBJECTS)) continue;
        uint32_t sentence = tokens->items[i].sentence;
        if (!whole && sentence < draft->first_sentence) continue;
        if (!whole && sentence > draft->last_sentence + SENTENCES_BEHIND) break;
        if (deeds & AIRLOG_DEED_EVASIVE) keep(evasive_action(a, i), &out->evasive_action);
        if (deeds & AIRLOG_DEED_AVOID && turned_away(a, i)) keep("taken", &out->evasive_action);
        if (is_law(a, i, deeds)) keep(law_enforcement(a, i), &out->law_enforcement);
    }
}
