/* The noun phrase that an object stands in: where it begins and how many it speaks of. */
#include "count.h"

#include "words.h"

#define NOUN_PHRASE_TOKENS 9u /* from the number to the noun: "three small black Chinese-made ..." */

/* ---- the noun phrase before an object ------------------------------------------------------------- */

static bool colour(const airlog_parser *parser, size_t index) {
    return airlog_word_classes(parser, index) & AIRLOG_WORD_COLOUR;
}

/* "an 'unidentified object'": marks of quotation around the noun. */
static bool quotation(const airlog_parser *parser, size_t index) {
    return airlog_parser_mark(parser, index, '"') || airlog_parser_mark(parser, index, '\'');
}

/* "4 ROTOR UAS", "3 foot drone", "two-engine aircraft": a number of its parts, not of them. */
static bool counts_parts(const airlog_parser *parser, size_t index) {
    size_t next = airlog_parser_mark(parser, index + 1, '-') ? index + 2 : index + 1;
    return airlog_word_classes(parser, next) & AIRLOG_WORD_PART || airlog_parser_class(parser, next) == AIRLOG_TERM_CLASS_LENGTH;
}

/* "B-17", "PA-28": the figure of a designator. */
static bool of_designator(const airlog_parser *parser, size_t index) {
    if (index < 2 || !airlog_parser_mark(parser, index - 1, '-') || airlog_parser_token(parser, index)->flags & AIRLOG_TOKEN_SPACE) return false;
    const airlog_token *letters = airlog_parser_token(parser, index - 2);
    bool joined = !(airlog_parser_token(parser, index - 1)->flags & AIRLOG_TOKEN_SPACE);
    return joined && letters->kind == AIRLOG_TOKEN_WORD && letters->length <= 4 && letters->flags & AIRLOG_TOKEN_CAPITAL &&
           airlog_parser_class(parser, index - 2) != AIRLOG_TERM_CLASS_NUMBER;
}

/* A word that may stand between the number and the noun. */
static bool attribute(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (parser->taken[index] == AIRLOG_TAKEN_POSITION || parser->taken[index] == AIRLOG_TAKEN_TIME ||
        parser->taken[index] == AIRLOG_TAKEN_COORDINATE)
        return false;
    if (token->flags & AIRLOG_TOKEN_CLITIC) return true;
    if (airlog_parser_mark(parser, index, '-') || quotation(parser, index)) return true;
    airlog_term term = airlog_parser_term(parser, index);
    if (term == AIRLOG_TERM_AND || airlog_parser_mark(parser, index, '/'))
        return colour(parser, index - 1) && colour(parser, index + 1);
    if (airlog_parser_mark(parser, index, ',')) return colour(parser, index - 1);
    if (token->kind == AIRLOG_TOKEN_LINE) return true;
    if (token->kind == AIRLOG_TOKEN_NUMBER) return counts_parts(parser, index) || of_designator(parser, index);
    if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_LENGTH)
        return index > 0 && airlog_parser_token(parser, index - 1)->kind == AIRLOG_TOKEN_NUMBER;
    if (token->kind != AIRLOG_TOKEN_WORD && token->kind != AIRLOG_TOKEN_IDENT) return false;
    if (term == AIRLOG_TERM_JUST || term == AIRLOG_TERM_MOST || term == AIRLOG_TERM_CENTRAL ||
        term == AIRLOG_TERM_LEVEL || airlog_term_class_of(term) == AIRLOG_TERM_CLASS_SIDE)
        return true;
    if (airlog_term_class_of(term) == AIRLOG_TERM_CLASS_COMPASS) return token->flags & AIRLOG_TOKEN_CAPITAL;
    if (airlog_parser_is(parser, index, "second")) return true; /* also a duration */
    if (term == AIRLOG_TERM_REGION || term == AIRLOG_TERM_MIDWAY) return false;
    return term == AIRLOG_TERM_NONE || airlog_term_class_of(term) == AIRLOG_TERM_CLASS_ORDINAL ||
           airlog_term_class_of(term) == AIRLOG_TERM_CLASS_PLACE;
}

/* "People's Liberation Army (PLA) aircraft": the short form of what stands before it. */
static bool short_form(const airlog_parser *parser, size_t start, size_t floor) {
    if (start < floor + 4 || !airlog_parser_mark(parser, start - 1, ')') || !airlog_parser_mark(parser, start - 3, '(')) return false;
    return airlog_parser_token(parser, start - 2)->flags & AIRLOG_TOKEN_UPPER;
}

/* Words that end the phrase to the left although they are no terms: what is said and done. */
static bool verb(const airlog_parser *parser, size_t index) {
    return airlog_word_classes(parser, index) & AIRLOG_WORD_VERB;
}

/* First token of the phrase whose noun begins at `noun`: adjectives, names and possessives. */
size_t airlog_count_phrase(const airlog_parser *parser, size_t noun, size_t floor) {
    uint32_t sentence = airlog_parser_token(parser, noun)->sentence;
    size_t start = noun;
    while (start > floor && noun - start < NOUN_PHRASE_TOKENS) {
        if (short_form(parser, start, floor)) start -= 3;
        size_t before = start - 1;
        if (airlog_parser_token(parser, before)->sentence != sentence) break;
        if (!attribute(parser, before) || verb(parser, before)) break;
        start = before;
    }
    if (parser->facts->message == AIRLOG_MESSAGE_PIREP && start > 0 && start < noun && airlog_parser_mark(parser, start - 1, '/'))
        start++; /* the name of the field */
    while (start < noun && (airlog_parser_mark(parser, start, '-') || quotation(parser, start) || airlog_parser_token(parser, start)->kind == AIRLOG_TOKEN_LINE))
        start++;
    return start;
}

/* ---- how many -------------------------------------------------------------------------------------- */

/* "jet", not "jets" and not "aircraft": more than one are not told so. */
static bool is_singular(const airlog_parser *parser, size_t index) {
    airlog_text noun = airlog_parser_word(parser, index);
    return noun.length > 2 && noun.bytes[noun.length - 1] != 's' && noun.bytes[noun.length - 1] != 'S' &&
           !airlog_parser_is(parser, index, "aircraft");
}

/* "Falcon 9", "Falcon 900 jet": the figure of a name. */
static bool of_name(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    if (index == 0 || token->kind != AIRLOG_TOKEN_NUMBER || parser->capitals[index]) return false;
    if (token->value >= 100 && !is_singular(parser, index + 1)) return false;
    const airlog_token *name = airlog_parser_token(parser, index - 1);
    return name->kind == AIRLOG_TOKEN_WORD && name->flags & AIRLOG_TOKEN_CAPITAL && !(name->flags & AIRLOG_TOKEN_SENTENCE) &&
           !(name->flags & AIRLOG_TOKEN_UPPER) && !name->term && !parser->lengths[index - 1];
}

static bool is_number(const airlog_parser *parser, size_t index) {
    if (counts_parts(parser, index) || of_designator(parser, index) || of_name(parser, index)) return false;
    uint8_t taken = parser->taken[index];
    if (taken != AIRLOG_TAKEN_FREE && taken != AIRLOG_TAKEN_FILTER) return false;
    const airlog_token *token = airlog_parser_token(parser, index);
    if (token->kind == AIRLOG_TOKEN_NUMBER) return token->decimals == 0 && token->value < 100000;
    airlog_term term = (airlog_term)token->term;
    return airlog_term_class_of(term) == AIRLOG_TERM_CLASS_NUMBER && airlog_term_value(term) >= 1;
}

static double number_value(const airlog_parser *parser, size_t index) {
    const airlog_token *token = airlog_parser_token(parser, index);
    return token->kind == AIRLOG_TOKEN_NUMBER ? token->value : airlog_term_value((airlog_term)token->term);
}

/* Reads the number whose last token is `last` to the left: "twenty-five", "two dozen", "a hundred", "1,200". */
static double number_left(const airlog_parser *parser, size_t last, size_t *out_first) {
    double value = number_value(parser, last);
    *out_first = last;
    if (last < 1) return value;
    size_t before = last - 1;
    bool scale = value == 12 || value == 100 || value == 1000;
    if (scale && is_number(parser, before)) {
        *out_first = before;
        return value * number_value(parser, before);
    }
    if (scale && (airlog_parser_term(parser, before) == AIRLOG_TERM_A)) *out_first = before;
    if (value < 10 && last >= 2 && airlog_parser_mark(parser, before, '-') && is_number(parser, last - 2)) {
        double tens = number_value(parser, last - 2);
        bool words = airlog_parser_token(parser, last)->kind == AIRLOG_TOKEN_WORD;
        if (words && tens >= 20 && tens < 100) {
            *out_first = last - 2;
            return tens + value;
        }
    }
    return value;
}

/* "5-7", "two to four", "between 20 and 30", "two or three": the lower end, left of `first`; NaN when none. */
static double range_left(const airlog_parser *parser, size_t *first) {
    if (*first < 2) return AIRLOG_UNKNOWN;
    airlog_term joint = airlog_parser_term(parser, *first - 1);
    bool range = airlog_parser_mark(parser, *first - 1, '-') || joint == AIRLOG_TERM_TO || joint == AIRLOG_TERM_OR ||
                 (joint == AIRLOG_TERM_AND && *first >= 3 &&
                  airlog_parser_term(parser, *first - 3) == AIRLOG_TERM_BETWEEN);
    if (!range || !is_number(parser, *first - 2)) return AIRLOG_UNKNOWN;
    double low = number_left(parser, *first - 2, first);
    if (joint == AIRLOG_TERM_AND && *first > 0) --*first;
    return low;
}

/* "38 of the 42", "six of them": the part that is meant, left of a number. */
static void part_left(const airlog_parser *parser, airlog_amount *found) {
    size_t at = found->first;
    if (at >= 1 && airlog_parser_term(parser, at - 1) == AIRLOG_TERM_THE) at--;
    if (at < 2 || airlog_parser_term(parser, at - 1) != AIRLOG_TERM_OF) return;
    size_t number = at - 2;
    if (airlog_parser_is(parser, number, "out") && number >= 1) number--;
    if (!is_number(parser, number)) return;
    found->min = found->max = number_left(parser, number, &found->first);
}

/* "at least", "up to", "more than", "about" left of the number. */
static void hedge_left(const airlog_parser *parser, airlog_amount *found) {
    size_t at = found->first;
    if (at < 1) return;
    airlog_term near = airlog_parser_term(parser, at - 1);
    airlog_term far = at >= 2 ? airlog_parser_term(parser, at - 2) : AIRLOG_TERM_NONE;
    bool least = near == AIRLOG_TERM_LEAST || near == AIRLOG_TERM_OVER ||
                 (near == AIRLOG_TERM_THAN && far == AIRLOG_TERM_MORE);
    bool most = (near == AIRLOG_TERM_TO && far == AIRLOG_TERM_UP) || near == AIRLOG_TERM_UNDER ||
                (near == AIRLOG_TERM_THAN && far == AIRLOG_TERM_LESS) ||
                (near == AIRLOG_TERM_AS && airlog_parser_is(parser, at - 2, "many"));
    if (near == AIRLOG_TERM_THAN && far == AIRLOG_TERM_LESS && at >= 3 &&
        airlog_parser_term(parser, at - 3) == AIRLOG_TERM_NO) {
        most = false; /* no fewer than */
        least = true;
    }
    if (least) found->max = AIRLOG_UNKNOWN;
    if (most) found->min = AIRLOG_UNKNOWN;
    if (least || most) found->first -= at >= 2 ? 2 : 1;
    else if (airlog_term_class_of(near) == AIRLOG_TERM_CLASS_HEDGE) found->first--;
}

static airlog_amount number_amount(const airlog_parser *parser, size_t last) {
    airlog_amount found = {last, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, true};
    found.max = number_left(parser, last, &found.first);
    double low = range_left(parser, &found.first);
    found.min = low <= found.max ? low : found.max;
    part_left(parser, &found);
    hedge_left(parser, &found);
    return found;
}

/* "a pair of", "two groups of", "dozens of", "a swarm of": `of` is the token of the word "of". */
static bool group_amount(const airlog_parser *parser, size_t of, airlog_amount *found) {
    if (of < 1) return false;
    size_t word = of - 1;
    bool pair = airlog_word_classes(parser, word) & AIRLOG_WORD_PAIR;
    if (pair || airlog_word_classes(parser, word) & AIRLOG_WORD_GROUP) {
        double factor = pair ? 2 : AIRLOG_UNKNOWN, times = 1;
        found->first = word;
        if (word >= 1 && is_number(parser, word - 1)) times = number_left(parser, word - 1, &found->first);
        else if (word >= 1) found->first = word - 1;
        found->min = found->max = factor * times;
        if (airlog_parser_is(parser, word, "pairs") && times <= 1) found->max = AIRLOG_UNKNOWN;
        found->determined = true;
        return true;
    }
    if (airlog_parser_term(parser, word) == AIRLOG_TERM_VAGUE) {
        found->first = word;
        found->min = 2;
        found->max = AIRLOG_UNKNOWN;
        return true;
    }
    if (is_number(parser, word)) { /* "three of the balloons" */
        *found = number_amount(parser, word);
        return true;
    }
    return false;
}

static bool vague_amount(const airlog_parser *parser, size_t index, airlog_amount *found) {
    if (airlog_parser_term(parser, index) != AIRLOG_TERM_VAGUE) return false;
    *found = (airlog_amount){index, 2, AIRLOG_UNKNOWN, true};
    if (index >= 1 && airlog_parser_term(parser, index - 1) == AIRLOG_TERM_A) found->first--;
    return true;
}

/* "drones" but not "UAS": the word that ends the phrase. */
static bool plural(const airlog_parser *parser, size_t end) {
    airlog_text word = airlog_parser_word(parser, end - 1);
    return word.length > 3 && (word.bytes[word.length - 1] | 0x20) == 's' && !airlog_text_is(word, "uas") &&
           !airlog_text_is(word, "suas") && !airlog_text_is(word, "awacs");
}

/* True for nouns that do not tell one from many. */
static bool numberless(const airlog_parser *parser, size_t end) {
    return airlog_parser_in(parser, end - 1, " aircraft uas suas acft rotorcraft spacecraft ");
}

/* The words of number left of the phrase that begins at `start`, whose noun ends at `end`. */
static airlog_amount count_left(const airlog_parser *parser, size_t start, size_t end) {
    airlog_amount found = {start, AIRLOG_UNKNOWN, AIRLOG_UNKNOWN, false};
    if (start == 0 || airlog_parser_token(parser, start)->flags & AIRLOG_TOKEN_SENTENCE) return found;
    size_t before = start - 1;
    if (quotation(parser, before) && before > 0) before--;
    airlog_term term = airlog_parser_term(parser, before);
    if (is_number(parser, before)) return number_amount(parser, before);
    if (vague_amount(parser, before, &found)) return found;
    size_t of = term == AIRLOG_TERM_THE && before > 0 ? before - 1 : before;
    if (airlog_parser_term(parser, of) == AIRLOG_TERM_OF && group_amount(parser, of, &found)) return found;
    if (term == AIRLOG_TERM_A || term == AIRLOG_TERM_AN) return (airlog_amount){before, 1, 1, true};
    found.determined =
        term == AIRLOG_TERM_THE || term == AIRLOG_TERM_ITS || airlog_word_classes(parser, before) & AIRLOG_WORD_ONE;
    if (found.determined && !plural(parser, end) && !numberless(parser, end)) found.min = found.max = 1;
    return found;
}

/* One of a kind by its attributes: "the single balloon", "Taiwan's balloon", "a third balloon". */
static bool single(const airlog_parser *parser, size_t start, size_t noun) {
    for (size_t i = start; i < noun; i++) {
        if (airlog_word_classes(parser, i) & AIRLOG_WORD_SINGLE) return true;
        if (airlog_parser_token(parser, i)->flags & AIRLOG_TOKEN_CLITIC) return true;
        if (airlog_parser_class(parser, i) == AIRLOG_TERM_CLASS_ORDINAL) return true;
    }
    return false;
}

airlog_amount airlog_count_read(const airlog_parser *parser, size_t start, size_t noun, size_t end) {
    airlog_amount found = count_left(parser, start, end);
    bool known = found.min == found.min || found.max == found.max;
    if (!known && airlog_parser_is(parser, start, "both")) return (airlog_amount){start, 2, 2, true};
    if (!known && !plural(parser, end) && !numberless(parser, end) && single(parser, start, noun))
        found.min = found.max = 1;
    return found;
}
