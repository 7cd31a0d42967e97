/* What was done about it, as forms and releases say it in a clause of their own: evasive action, law enforcement. */
#include "sentence.h"

#include <string.h>

enum { CLAUSE_TOKENS = 10 }; /* so far from its subject a verb is looked for */

/* ---- words ------------------------------------------------------------------------------------------------ */

/* What a word is to these clauses. */
enum {
    NEGATION = 1 << 0,
    SAYING = 1 << 1, /* what is known of it */
    ACT = 1 << 2,
    TURN = 1 << 3,
    AVOID = 1 << 4,
    EVASIVE = 1 << 5,
    LAW = 1 << 6,
    LAW_FIRST = 1 << 7, /* of two words */
    LAW_SECOND = 1 << 8,
    PATROL = 1 << 9,
    PATROL_FIRST = 1 << 10,
    TOLD = 1 << 11,
    TELL = 1 << 12, /* right before whom they told */
    ADVISED = 1 << 13,
    BEING = 1 << 14,
    NOTICE = 1 << 15,
};

typedef struct word {
    const char *name;
    uint16_t length, classes;
} word;

#define W(name, classes) {name, sizeof name - 1, classes}

static const word words_a[] = {W("advised", SAYING | ADVISED), W("alerted", ACT | TOLD | TELL), W("assisting", TOLD),
    W("available", SAYING), W("avoid", AVOID), W("avoiding", AVOID), {NULL, 0, 0}};
static const word words_b[] = {W("banked", TURN), W("banking", TURN), W("been", BEING), W("being", BEING),
    W("broke", TURN), {NULL, 0, 0}};
static const word words_c[] = {W("called", TOLD | TELL), W("climb", TURN), W("climbed", TURN), W("climbing", TURN),
    W("constable", LAW), W("contacted", ACT | TOLD | TELL), {NULL, 0, 0}};
static const word words_d[] = {W("deputies", LAW), W("deputy", LAW), W("descended", TURN), W("descending", TURN),
    W("descent", TURN), W("didn't", NEGATION), W("dispatched", TOLD), W("dived", TURN), W("dove", TURN),
    W("dps", LAW), {NULL, 0, 0}};
static const word words_e[] = {W("enforcement", LAW_SECOND), W("evade", AVOID), W("evasive", EVASIVE),
    W("executed", ACT), {NULL, 0, 0}};
static const word words_f[] = {W("fbi", LAW), {NULL, 0, 0}};
static const word words_g[] = {W("given", SAYING), {NULL, 0, 0}};
static const word words_h[] = {W("highway", PATROL_FIRST), {NULL, 0, 0}};
static const word words_i[] = {W("info", NOTICE), W("information", NOTICE), W("informed", ACT | TOLD | TELL),
    W("investigated", TOLD), W("investigating", TOLD), {NULL, 0, 0}};
static const word words_k[] = {W("known", SAYING), {NULL, 0, 0}};
static const word words_l[] = {W("lapd", LAW), W("law", LAW_FIRST), W("leo", LAW), W("leos", LAW), W("leveled", TURN),
    W("levelled", TURN), {NULL, 0, 0}};
static const word words_m[] = {W("made", ACT | TOLD), W("maneuvered", TURN), W("maneuvering", TURN),
    W("manoeuvred", TURN), W("marshal", LAW), W("marshall", LAW), {NULL, 0, 0}};
static const word words_n[] = {W("n0", NEGATION), W("necessary", ACT), W("needed", ACT), W("never", NEGATION),
    W("none", NEGATION), W("noted", SAYING), W("notice", NOTICE), W("notification", NOTICE),
    W("notifications", NOTICE), W("notified", ACT | TOLD | TELL), W("nypd", LAW), {NULL, 0, 0}};
static const word words_p[] = {W("patrol", PATROL), W("pd", LAW), W("performed", ACT), W("police", LAW),
    W("provided", SAYING), {NULL, 0, 0}};
static const word words_r[] = {W("rcmp", LAW), W("received", SAYING), W("report", SAYING), W("reported", SAYING),
    W("required", ACT), W("responded", TOLD), W("responding", TOLD), {NULL, 0, 0}};
static const word words_s[] = {W("searched", TOLD), W("searching", TOLD), W("sheriff", LAW), W("sheriff's", LAW),
    W("sheriffs", LAW), W("sherriff", LAW), W("state", PATROL_FIRST), W("stated", SAYING), W("swerved", TURN),
    {NULL, 0, 0}};
static const word words_t[] = {W("take", ACT), W("taken", ACT), W("taking", ACT), W("took", ACT), W("trooper", LAW),
    W("troopers", LAW), W("turn", TURN), W("turned", TURN), W("turning", TURN), {NULL, 0, 0}};
static const word words_u[] = {W("unkn", SAYING), W("unknown", SAYING), {NULL, 0, 0}};
static const word words_v[] = {W("veered", TURN), {NULL, 0, 0}};
static const word words_w[] = {W("was", BEING), W("were", BEING), W("without", NEGATION), {NULL, 0, 0}};
static const word *const words_by_letter[26] = {
    ['a' - 'a'] = words_a, ['b' - 'a'] = words_b, ['c' - 'a'] = words_c, ['d' - 'a'] = words_d, ['e' - 'a'] = words_e,
    ['f' - 'a'] = words_f, ['g' - 'a'] = words_g, ['h' - 'a'] = words_h, ['i' - 'a'] = words_i, ['k' - 'a'] = words_k,
    ['l' - 'a'] = words_l, ['m' - 'a'] = words_m, ['n' - 'a'] = words_n, ['p' - 'a'] = words_p, ['r' - 'a'] = words_r,
    ['s' - 'a'] = words_s, ['t' - 'a'] = words_t, ['u' - 'a'] = words_u, ['v' - 'a'] = words_v, ['w' - 'a'] = words_w,
};
#undef W

static bool is_word(const char *bytes, const word *known) {
    for (size_t i = 1; i < known->length; i++) {
        if ((bytes[i] | 0x20) != (known->name[i] | 0x20)) return false;
    }
    return true; /* the list is of the first letter */
}

static unsigned classes_at(const airlog_assembly *a, size_t index) {
    if (index >= a->facts->tokens->count) return 0;
    const airlog_token *token = &a->facts->tokens->items[index];
    if (token->term == AIRLOG_TERM_NO || token->term == AIRLOG_TERM_NOT) return NEGATION;
    const char *bytes = a->report->text.bytes + token->start;
    unsigned letter = (unsigned char)(bytes[0] | 0x20) - (unsigned)'a';
    if (token->kind > AIRLOG_TOKEN_IDENT || letter >= 26 || !words_by_letter[letter]) return 0;
    for (const word *known = words_by_letter[letter]; known->name; known++) {
        if (known->length == token->length && is_word(bytes, known)) return known->classes;
    }
    return 0;
}

static bool is(const airlog_assembly *a, size_t index, unsigned classes) {
    return (classes_at(a, index) & classes) != 0;
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
        unsigned classes = classes_at(a, subject - back);
        if (classes & NEGATION) return true;
        if (classes & ACT) return false;
    }
    return false;
}

/* ---- evasive action ----------------------------------------------------------------------------------------- */

/* "turned left to avoid": somebody who flies did something. */
static bool turned_away(const airlog_assembly *a, size_t avoid) {
    for (size_t back = 1; back <= 6 && back <= avoid && same_clause(a, avoid, avoid - back); back++) {
        unsigned classes = classes_at(a, avoid - back);
        if (classes & NEGATION) return false;
        if (classes & TURN) return true;
    }
    return false;
}

static const char *evasive_action(const airlog_assembly *a, size_t at) {
    bool negated = negated_before(a, at);
    for (size_t i = at + 1; i <= at + CLAUSE_TOKENS && same_clause(a, at, i); i++) {
        unsigned classes = classes_at(a, i);
        if (classes & NEGATION) negated = true;
        if (classes & ACT) return negated ? "not taken" : "taken";
        if (classes & SAYING) return negated ? "not reported" : "taken";
    }
    return negated ? "not taken" : "taken";
}

/* ---- law enforcement ----------------------------------------------------------------------------------------- */

static bool is_law(const airlog_assembly *a, size_t at, unsigned classes) {
    if (classes & LAW_FIRST) return is(a, at + 1, LAW_SECOND);
    if (classes & PATROL) return at > 0 && is(a, at - 1, PATROL_FIRST);
    return (classes & LAW) != 0;
}

/* "911" */
static bool is_emergency_number(const airlog_assembly *a, size_t at) {
    const airlog_token *token = &a->facts->tokens->items[at];
    return token->kind == AIRLOG_TOKEN_NUMBER && token->length == 3 &&
           memcmp(a->report->text.bytes + token->start, "911", 3) == 0;
}

/* "notified the sheriff": the verb right before. */
static bool told_before(const airlog_assembly *a, size_t at) {
    for (size_t back = 1; back <= 4 && back <= at && same_clause(a, at, at - back); back++) {
        if (is(a, at - back, TELL)) return true;
    }
    return false;
}

static const char *law_enforcement(const airlog_assembly *a, size_t at) {
    bool before = negated_before(a, at), negated = before, notice = false;
    for (size_t i = at + 1; i <= at + CLAUSE_TOKENS && same_clause(a, at, i); i++) {
        unsigned classes = classes_at(a, i);
        if (classes & NEGATION) negated = true;
        if (classes & NOTICE) notice = true;
        bool told = classes & TOLD || (classes & ADVISED && is(a, i - 1, BEING));
        if (told) return negated ? "not notified" : "notified";
        if (!(classes & SAYING)) continue;
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
        unsigned classes = classes_at(a, i);
        if (classes & EVASIVE) keep(evasive_action(a, i), &out->evasive_action);
        if (classes & AVOID && turned_away(a, i)) keep("taken", &out->evasive_action);
        if (is_law(a, i, classes) || is_emergency_number(a, i)) keep(law_enforcement(a, i), &out->law_enforcement);
    }
}
