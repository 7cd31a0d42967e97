/* Which place a name means. A candidate's score is a sum of reasons, each of which is shown; the scale is such that
 * one point is about a factor of three in likelihood. */
#include "choose.h"

#include <math.h>
#include <string.h>

#define WORDS_MOST 12
#define ROWS_MOST 256
#define SAME_PLACE_M 50000.0
#define EARTH_RADIUS_M 6371008.8
#define RADIAN (M_PI / 180)

/* Reasons and what they weigh. */
#define SCORE_WITHIN 6.0       /* named beside it: "Taiwan's", "N.Y." */
#define SCORE_ADMIN 2.5        /* of the header or dateline */
#define SCORE_KIND 2.5         /* the kind that the words ask for */
#define SCORE_KIND_NEAR 1.0    /* a kind that people call by that word too */
#define SCORE_KIND_OTHER -2.0
#define SCORE_DROPPED -3.0     /* a word of the reference that the name does not have */
#define SCORE_AMBIGUOUS 0.7    /* candidates that lie closer than this are equal */

typedef struct name_word {
    uint64_t hash;
    uint32_t token;
    airlog_place_kind kind; /* of a generic word: port, island */
    bool generic;           /* says what kind of thing it is, or which side of it */
    bool proper;            /* may be part of a name */
} name_word;

typedef struct name_words {
    name_word items[WORDS_MOST];
    size_t count;
} name_words;

/* ---- rough distance ----------------------------------------------------------------------------- */

double airlog_rough_distance_m(airlog_lonlat a, airlog_lonlat b)
{
    double dlat = (b.lat_deg - a.lat_deg) * RADIAN / 2, dlon = (b.lon_deg - a.lon_deg) * RADIAN / 2;
    double s = sin(dlat), t = sin(dlon);
    double h = s * s + cos(a.lat_deg * RADIAN) * cos(b.lat_deg * RADIAN) * t * t;

    return 2 * EARTH_RADIUS_M * asin(sqrt(fmin(1, h)));
}

static airlog_lonlat point_of(const airlog_place_entry *place)
{
    return (airlog_lonlat){place->lon_deg, place->lat_deg};
}

/* ---- words of a reference ------------------------------------------------------------------------- */

static name_word word_of(const airlog_token *token, uint32_t index)
{
    airlog_term term = (airlog_term)token->term;
    airlog_term_class term_class = term == AIRLOG_TERM_NONE ? AIRLOG_TERM_CLASS_NONE : airlog_term_class_of(term);
    name_word word = {.hash = token->hash, .token = index};

    if (term_class == AIRLOG_TERM_CLASS_PLACE) {
        word.generic = true;
        word.kind = (airlog_place_kind)airlog_term_value(term);
    } else if (term_class == AIRLOG_TERM_CLASS_SIDE || term_class == AIRLOG_TERM_CLASS_COMPASS ||
               term_class == AIRLOG_TERM_CLASS_WORD || term_class == AIRLOG_TERM_CLASS_HEDGE) {
        word.generic = true;
    }
    word.proper = !word.generic && (token->flags & (AIRLOG_TOKEN_CAPITAL | AIRLOG_TOKEN_UPPER) ||
                                    token->kind == AIRLOG_TOKEN_HAN || token->kind == AIRLOG_TOKEN_IDENT);
    return word;
}

static void read_words(const airlog_chooser *chooser, uint32_t first, uint32_t end, name_words *out)
{
    const airlog_tokens *tokens = chooser->facts->tokens;

    out->count = 0;
    for (uint32_t i = first; i < end && i < tokens->count && out->count < WORDS_MOST; i++) {
        const airlog_token *token = &tokens->items[i];
        if (token->kind == AIRLOG_TOKEN_MARK || token->kind == AIRLOG_TOKEN_LINE ||
            token->kind == AIRLOG_TOKEN_PARAGRAPH)
            continue;
        if (token->flags & AIRLOG_TOKEN_CLITIC) { /* its hash is that of the word with it: "St. John's" */
            if (out->count)
                out->items[out->count - 1].hash = token->hash;
            continue;
        }
        out->items[out->count++] = word_of(token, i);
    }
}

static uint64_t key_of(const name_words *words, size_t first, size_t end)
{
    uint64_t key = 0;

    for (size_t i = first; i < end; i++)
        key = airlog_key_add(key, words->items[i].hash);
    return key;
}

/* ---- candidates ------------------------------------------------------------------------------------ */

/* Where the rows of a name were found, and what the reference had beside it. */
typedef struct finding {
    const uint32_t *rows;
    size_t count;
    size_t first, end;       /* words of the reference that are the name */
    airlog_place_kind kind;  /* asked for by words left off */
    int dropped;             /* words left off that are no kind of place and no side */
    bool code;
    bool rewritten;          /* found under another spelling of a word */
} finding;

static airlog_status find_key(airlog_chooser *chooser, uint64_t key, finding *out)
{
    return airlog_gazetteer_find(chooser->tables, key, &out->rows, &out->count, chooser->error);
}

static uint64_t hash_word(const char *word)
{
    return airlog_hash(word, strlen(word));
}

static airlog_status find_code(airlog_chooser *chooser, const name_words *words, size_t index, finding *out)
{
    uint64_t key = airlog_key_add(airlog_key_add(0, words->items[index].hash), AIRLOG_GAZETTEER_CODE);
    airlog_status status = find_key(chooser, key, out);

    out->code = out->count > 0;
    out->first = index;
    out->end = index + 1;
    return status;
}

/* What was left off on either side of the name. A part of a proper name may not be left off: the "Boca" of "Boca
 * Monos" is another place. */
static bool may_leave_off(const name_words *words, size_t first, size_t end, finding *out)
{
    out->kind = AIRLOG_PLACE_ANY;
    out->dropped = 0;
    for (size_t i = 0; i < words->count; i++) {
        const name_word *word = &words->items[i];
        if (i >= first && i < end)
            continue;
        if (word->generic) {
            if (word->kind != AIRLOG_PLACE_ANY)
                out->kind = word->kind;
            continue;
        }
        out->dropped++;
        if (word->proper && (end - first < 2 || i < first))
            return false;
    }
    return out->dropped <= 2;
}

/* The longest run of the reference's words that is a name: shrinking from the right, then from the left. */
static airlog_status find_longest(airlog_chooser *chooser, const name_words *words, finding *out)
{
    for (size_t length = words->count; length > 0; length--) {
        for (size_t first = 0; first + length <= words->count; first++) {
            size_t end = first + length;
            bool all_generic = true;
            for (size_t i = first; i < end; i++)
                all_generic = all_generic && words->items[i].generic;
            if ((all_generic && length < words->count) || !may_leave_off(words, first, end, out))
                continue;
            airlog_status status = find_key(chooser, key_of(words, first, end), out);
            out->first = first;
            out->end = end;
            if (status != AIRLOG_OK || out->count)
                return status;
        }
    }
    return AIRLOG_OK;
}

/* Spellings of words that names are written with, each way. */
static const char *const spellings[][2] = {
    {"ft", "fort"},     {"mt", "mount"},        {"st", "saint"},      {"pt", "point"},
    {"pt", "port"},     {"is", "island"},       {"is", "islands"},    {"isl", "island"},
    {"intl", "international"}, {"arpt", "airport"}, {"apt", "airport"}, {"muni", "municipal"},
    {"rgnl", "regional"}, {"co", "county"},     {"tg", "tanjung"},    {"tj", "tanjung"},
    {"tanjong", "tanjung"}, {"pulau", "pulo"},  {"pul", "pulau"},     {"p", "pulau"},
    {"ras", "raas"},    {"island", "islands"},  {"islands", "island"}, {"isle", "island"},
    {"ko", "koh"},      {"jabal", "jebel"},     {"jazirat", "jazireh"}, {"saint", "st"},
    {"harbor", "harbour"}, {"harbour", "harbor"}, {"afb", "base"},    {"lt", "light"},
    {"lighthouse", "light"}, {"el", "al"},      {"fort", "ft"},       {"mount", "mt"},
};

static airlog_status find_rewritten(airlog_chooser *chooser, name_words *words, finding *out)
{
    for (size_t i = 0; i < words->count; i++) {
        uint64_t written = words->items[i].hash;
        for (size_t k = 0; k < sizeof spellings / sizeof spellings[0]; k++) {
            if (hash_word(spellings[k][0]) != written)
                continue;
            words->items[i].hash = hash_word(spellings[k][1]);
            out->kind = AIRLOG_PLACE_ANY;
            out->dropped = 0;
            airlog_status status = find_key(chooser, key_of(words, 0, words->count), out);
            words->items[i].hash = written;
            out->first = 0;
            out->end = words->count;
            out->rewritten = out->count > 0;
            if (status != AIRLOG_OK || out->count)
                return status;
        }
    }
    return AIRLOG_OK;
}

/* The kind word tried on: "Kuala Terengganu" for an airport is "Kuala Terengganu Airport"; 基隆 is 基隆市. */
static const struct {
    airlog_place_kind kind;
    const char *word;
} suffixes[] = {
    {AIRLOG_PLACE_ISLAND, "island"}, {AIRLOG_PLACE_ISLAND, "islands"}, {AIRLOG_PLACE_AIRPORT, "airport"},
    {AIRLOG_PLACE_PORT, "port"},     {AIRLOG_PLACE_BASE, "base"},      {AIRLOG_PLACE_NAVAID, "vor"},
    {AIRLOG_PLACE_CITY, "city"},     {AIRLOG_PLACE_CITY, "市"},        {AIRLOG_PLACE_ISLAND, "島"},
    {AIRLOG_PLACE_ISLAND, "岛"},     {AIRLOG_PLACE_ADMIN, "縣"},       {AIRLOG_PLACE_ADMIN, "県"},
    {AIRLOG_PLACE_PORT, "港"},       {AIRLOG_PLACE_ADMIN, "省"},
};

static airlog_status find_suffixed(airlog_chooser *chooser, const name_words *words, airlog_place_kind asked,
                                   finding *out)
{
    uint64_t bare = key_of(words, 0, words->count);

    for (size_t k = 0; k < sizeof suffixes / sizeof suffixes[0]; k++) {
        if (asked != AIRLOG_PLACE_ANY && suffixes[k].kind != asked)
            continue;
        airlog_status status = find_key(chooser, airlog_key_add(bare, hash_word(suffixes[k].word)), out);
        out->first = 0;
        out->end = words->count;
        if (status != AIRLOG_OK || out->count)
            return status;
    }
    return AIRLOG_OK;
}

static airlog_status find_name(airlog_chooser *chooser, const airlog_reference *reference, name_words *words,
                               airlog_place_kind asked, finding *out)
{
    airlog_status status = AIRLOG_OK;

    *out = (finding){0};
    if (reference->code)
        for (size_t i = 0; i < words->count && !out->count && status == AIRLOG_OK; i++)
            status = find_code(chooser, words, i, out);
    if (status == AIRLOG_OK && !out->count)
        status = find_longest(chooser, words, out);
    if (status == AIRLOG_OK && (!out->count || out->end - out->first < words->count)) {
        finding whole = {0};
        status = find_rewritten(chooser, words, &whole);
        if (status == AIRLOG_OK && !whole.count && !out->count)
            status = find_suffixed(chooser, words, asked, &whole);
        if (whole.count)
            *out = whole;
    }
    return status;
}

/* ---- hints of the report --------------------------------------------------------------------------- */

void airlog_chooser_hint(airlog_chooser *chooser, airlog_lonlat point, double reach_m, double weight)
{
    if (chooser->hint_count < AIRLOG_HINTS_MOST)
        chooser->hints[chooser->hint_count++] = (airlog_hint){point, reach_m, weight};
}

static void hint_country(airlog_chooser *chooser, const char code[2], double weight)
{
    for (size_t i = 0; i < chooser->country_count; i++)
        if (!memcmp(chooser->countries[i].code, code, 2)) {
            chooser->countries[i].weight = fmin(2.5, chooser->countries[i].weight + weight / 2);
            return;
        }
    if (chooser->country_count < AIRLOG_HINT_COUNTRIES_MOST) {
        memcpy(chooser->countries[chooser->country_count].code, code, 2);
        chooser->countries[chooser->country_count++].weight = weight;
    }
}

static bool admin_fits(const airlog_place_entry *place, airlog_text admin)
{
    return admin.length && (airlog_text_same(place->admin_code, admin) || airlog_text_same(place->admin, admin));
}

/* The place of the header or dateline: the best of its name in the state that came with it. */
static airlog_status hint_header(airlog_chooser *chooser)
{
    const airlog_facts *facts = chooser->facts;
    const airlog_report *report = facts->tokens->report;
    bool header = facts->header_city.length > 0;
    airlog_text city = header ? facts->header_city : report->place;
    const uint32_t *rows;
    size_t count, words;
    uint64_t key;

    chooser->admin = header ? facts->header_state : report->admin;
    if (!city.length)
        return AIRLOG_OK;
    airlog_status status = airlog_key_of(city, &key, &words, chooser->error);
    if (status == AIRLOG_OK)
        status = airlog_gazetteer_find(chooser->tables, key, &rows, &count, chooser->error);
    airlog_place_entry best = {0}, place;
    double best_score = -INFINITY;
    for (size_t i = 0; status == AIRLOG_OK && i < count && i < ROWS_MOST; i++) {
        status = airlog_gazetteer_entry(chooser->tables, rows[i], &place, chooser->error);
        double score = place.importance / 64.0 + (admin_fits(&place, chooser->admin) ? 10 : 0) +
                       (place.kind == AIRLOG_PLACE_CITY ? 3 : 0);
        if (status == AIRLOG_OK && score > best_score) {
            best_score = score;
            best = place;
        }
    }
    if (status == AIRLOG_OK && best_score > -INFINITY && (!chooser->admin.length || admin_fits(&best, chooser->admin))) {
        airlog_chooser_hint(chooser, point_of(&best), chooser->terse ? 60000 : 400000, chooser->terse ? 1.5 : 0.5);
        hint_country(chooser, best.country, chooser->terse ? 3 : 1);
    }
    return status;
}

static bool speaks_for_where(const airlog_place_entry *place)
{
    return place->kind == AIRLOG_PLACE_COUNTRY || place->kind == AIRLOG_PLACE_SEA ||
           place->kind == AIRLOG_PLACE_STRAIT || place->kind == AIRLOG_PLACE_REGION;
}

static airlog_status hint_row(airlog_chooser *chooser, uint32_t row)
{
    airlog_place_entry place;
    airlog_status status = airlog_gazetteer_entry(chooser->tables, row, &place, chooser->error);

    if (status != AIRLOG_OK || !speaks_for_where(&place))
        return status;
    if (place.kind == AIRLOG_PLACE_COUNTRY)
        hint_country(chooser, place.country, 1.5);
    else
        airlog_chooser_hint(chooser, point_of(&place), fmax(200000, place.extent_m), 0.7);
    return AIRLOG_OK;
}

/* Countries and seas that the text names anywhere. */
static airlog_status hint_text(airlog_chooser *chooser)
{
    const airlog_tokens *tokens = chooser->facts->tokens;
    airlog_status status = AIRLOG_OK;
    size_t looked = 0;

    for (size_t i = 0; i < tokens->count && looked < 400 && status == AIRLOG_OK; i++) {
        const airlog_token *token = &tokens->items[i];
        bool name = token->kind == AIRLOG_TOKEN_HAN ||
                    (token->kind == AIRLOG_TOKEN_WORD && (token->flags & AIRLOG_TOKEN_CAPITAL) &&
                     !(token->flags & AIRLOG_TOKEN_CLITIC));
        uint8_t reach = name ? airlog_gazetteer_reach(chooser->tables, token->hash) : 0;
        uint64_t key = 0;
        const uint32_t *rows, *found = NULL;
        size_t count, end = i;
        looked += name;
        for (size_t k = i; k < tokens->count && k < i + reach && k < i + 5; k++) {
            if (tokens->items[k].kind != AIRLOG_TOKEN_WORD && tokens->items[k].kind != AIRLOG_TOKEN_HAN)
                break;
            if (tokens->items[k].flags & AIRLOG_TOKEN_CLITIC)
                break;
            key = airlog_key_add(key, tokens->items[k].hash);
            status = airlog_gazetteer_find(chooser->tables, key, &rows, &count, chooser->error);
            if (status != AIRLOG_OK)
                return status;
            if (count) {
                found = rows;
                end = k;
            }
        }
        if (found)
            status = hint_row(chooser, found[0]);
        i = end > i ? end : i;
    }
    return status;
}

/* Everything that needs look-ups waits until a name has namesakes. */
static airlog_status read_hints(airlog_chooser *chooser)
{
    if (chooser->read)
        return AIRLOG_OK;
    chooser->read = true;
    if (chooser->terse)
        hint_country(chooser, "US", 2);
    airlog_status status = hint_header(chooser);
    if (status == AIRLOG_OK && !chooser->terse)
        status = hint_text(chooser);
    const airlog_facts *facts = chooser->facts;
    for (size_t i = 0; i < facts->position_count; i++)
        if (facts->positions[i].kind == AIRLOG_POSITION_COORDINATE && facts->positions[i].point_count)
            airlog_chooser_hint(chooser, facts->positions[i].points[0], 100000, 1.5);
    return status;
}

void airlog_chooser_start(airlog_chooser *chooser, const airlog_facts *facts, const airlog_tables *tables,
                          airlog_arena *memory, airlog_error *error)
{
    *chooser = (airlog_chooser){.facts = facts, .tables = tables, .memory = memory, .error = error};
    chooser->terse = facts->message == AIRLOG_MESSAGE_FAA_PRELIMINARY;
}

/* ---- scoring ----------------------------------------------------------------------------------------- */

/* A sentence of reasons, built while scoring and kept for the candidates that are shown. */
typedef struct reasons {
    char text[160];
    size_t length;
} reasons;

static void because(reasons *why, const char *reason)
{
    size_t length = strlen(reason);

    if (why->length + length + 2 > sizeof why->text)
        return;
    if (why->length) {
        memcpy(why->text + why->length, "; ", 2);
        why->length += 2;
    }
    memcpy(why->text + why->length, reason, length);
    why->length += length;
}

/* Kinds that people call by each other's word. */
static bool kinds_near(airlog_place_kind asked, airlog_place_kind kind)
{
    switch (asked) {
    case AIRLOG_PLACE_PORT:
        return kind == AIRLOG_PLACE_CITY || kind == AIRLOG_PLACE_BASE;
    case AIRLOG_PLACE_AIRPORT:
        return kind == AIRLOG_PLACE_BASE || kind == AIRLOG_PLACE_HELIPORT || kind == AIRLOG_PLACE_NAVAID;
    case AIRLOG_PLACE_BASE:
        return kind == AIRLOG_PLACE_AIRPORT || kind == AIRLOG_PLACE_PORT;
    case AIRLOG_PLACE_ISLAND:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_REEF ||
               kind == AIRLOG_PLACE_ADMIN;
    case AIRLOG_PLACE_REEF:
        return kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_SEA:
        return kind == AIRLOG_PLACE_WATER || kind == AIRLOG_PLACE_STRAIT || kind == AIRLOG_PLACE_REGION;
    case AIRLOG_PLACE_STRAIT:
        return kind == AIRLOG_PLACE_SEA || kind == AIRLOG_PLACE_WATER;
    case AIRLOG_PLACE_ADMIN:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_REGION:
        return kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_ISLAND || kind == AIRLOG_PLACE_CITY;
    case AIRLOG_PLACE_CAPE:
        return kind == AIRLOG_PLACE_REGION || kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_COAST:
    case AIRLOG_PLACE_BORDER:
        return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_ADMIN || kind == AIRLOG_PLACE_REGION ||
               kind == AIRLOG_PLACE_ISLAND;
    case AIRLOG_PLACE_AIRSPACE:
        return kind == AIRLOG_PLACE_COUNTRY || kind == AIRLOG_PLACE_REGION;
    default:
        return false;
    }
}

/* What a name without a kind means, everything else equal. */
static double kind_habit(airlog_place_kind kind, bool terse, bool code)
{
    switch (kind) {
    case AIRLOG_PLACE_AIRPORT:
    case AIRLOG_PLACE_BASE:
        return terse || code ? 1.5 : -0.7;
    case AIRLOG_PLACE_NAVAID:
        return terse || code ? 1.0 : -2;
    case AIRLOG_PLACE_HELIPORT:
        return terse ? -1.5 : -3;
    case AIRLOG_PLACE_COUNTRY:
    case AIRLOG_PLACE_SEA:
    case AIRLOG_PLACE_STRAIT:
        return terse ? -1 : 1;
    case AIRLOG_PLACE_ISLAND:
    case AIRLOG_PLACE_CAPE:
    case AIRLOG_PLACE_REEF:
    case AIRLOG_PLACE_REGION:
        return terse ? -0.5 : 0.7;
    case AIRLOG_PLACE_ADMIN:
        return -0.5;
    default:
        return 0;
    }
}

static double score_kind(const airlog_chooser *chooser, airlog_place_kind asked, const finding *found,
                         const airlog_place_entry *place, reasons *why)
{
    if (asked == AIRLOG_PLACE_ANY)
        return kind_habit(place->kind, chooser->terse, found->code);
    if (asked == place->kind) {
        because(why, "the kind asked for");
        return SCORE_KIND;
    }
    if (kinds_near(asked, place->kind)) {
        because(why, "near to the kind asked for");
        return SCORE_KIND_NEAR;
    }
    because(why, "not the kind asked for");
    return SCORE_KIND_OTHER;
}

/* "N.Y." is the code of New York; "Calif." and "Fla." are its letters in order, from the first on. */
static bool abbreviates(airlog_text shorter, airlog_text whole)
{
    size_t at = 0;

    if (!shorter.length || !whole.length || (shorter.bytes[0] | 0x20) != (whole.bytes[0] | 0x20))
        return false;
    for (size_t i = 0; i < shorter.length; i++) {
        char c = shorter.bytes[i];
        if (c == '.' || c == ' ')
            continue;
        while (at < whole.length && (whole.bytes[at] | 0x20) != (c | 0x20))
            at++;
        if (at++ >= whole.length)
            return false;
    }
    return true;
}

static bool same_letters(airlog_text dotted, airlog_text code)
{
    size_t at = 0;

    for (size_t i = 0; i < dotted.length; i++) {
        if (dotted.bytes[i] == '.' || dotted.bytes[i] == ' ')
            continue;
        if (at >= code.length || (dotted.bytes[i] | 0x20) != (code.bytes[at] | 0x20))
            return false;
        at++;
    }
    return at > 0 && at == code.length;
}

/* A qualifier as it was looked up: the places of that name, to compare candidates with. */
typedef struct qualifier {
    airlog_text text;
    const uint32_t *rows;
    size_t count;
    bool dotted;
} qualifier;

static airlog_status read_qualifiers(airlog_chooser *chooser, const airlog_reference *reference, qualifier out[3],
                                     size_t *out_count)
{
    airlog_text text = chooser->facts->tokens->report->text;
    airlog_status status = AIRLOG_OK;
    size_t words;
    uint64_t key;

    *out_count = 0;
    for (size_t i = 0; i < reference->within_count && i < 3 && status == AIRLOG_OK; i++) {
        qualifier *q = &out[(*out_count)++];
        *q = (qualifier){.text = airlog_text_part(text, reference->within[i])};
        q->dotted = memchr(q->text.bytes, '.', q->text.length) != NULL;
        status = airlog_key_of(q->text, &key, &words, chooser->error);
        if (status == AIRLOG_OK)
            status = airlog_gazetteer_find(chooser->tables, key, &q->rows, &q->count, chooser->error);
    }
    return status;
}

/* How a candidate stands to one place of the qualifier's name: 2 inside it, 1 near it. */
static int stands_to(const airlog_place_entry *place, const airlog_place_entry *other)
{
    if (other->kind == AIRLOG_PLACE_COUNTRY)
        return memcmp(place->country, other->country, 2) == 0 ? 2 : 0;
    if (memcmp(place->country, other->country, 2) == 0 && other->kind == AIRLOG_PLACE_ADMIN &&
        airlog_text_equal(place->admin, other->admin))
        return 2;
    double apart_m = airlog_rough_distance_m(point_of(place), point_of(other));
    return apart_m < fmax(60000, other->extent_m) ? 2 : apart_m < fmax(250000, 2 * other->extent_m) ? 1 : 0;
}

static airlog_status score_within(airlog_chooser *chooser, const qualifier *qualifiers, size_t count,
                                  const airlog_place_entry *place, double *out, reasons *why)
{
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        const qualifier *q = &qualifiers[i];
        int best = 0;
        if (admin_fits(place, q->text) || same_letters(q->text, place->admin_code) ||
            (q->dotted && abbreviates(q->text, place->admin)))
            best = 2;
        for (size_t k = 0; k < q->count && k < 16 && best < 2; k++) {
            airlog_place_entry other;
            airlog_status status = airlog_gazetteer_entry(chooser->tables, q->rows[k], &other, chooser->error);
            if (status != AIRLOG_OK)
                return status;
            int stands = stands_to(place, &other);
            best = stands > best ? stands : best;
        }
        if (best)
            because(why, best == 2 ? "inside what is named beside it" : "near what is named beside it");
        *out += best * SCORE_WITHIN / 2;
    }
    return AIRLOG_OK;
}

static double score_hints(const airlog_chooser *chooser, const airlog_place_entry *place, reasons *why)
{
    double score = 0, nearest = 0;

    for (size_t i = 0; i < chooser->country_count; i++)
        if (!memcmp(chooser->countries[i].code, place->country, 2)) {
            because(why, "a country that the report names");
            score += chooser->countries[i].weight;
            break;
        }
    for (size_t i = 0; i < chooser->hint_count; i++) {
        const airlog_hint *hint = &chooser->hints[i];
        double apart_m = airlog_rough_distance_m(point_of(place), hint->point);
        double cost = hint->weight * log2(1 + apart_m / hint->reach_m);
        score -= cost;
        nearest += cost < hint->weight;
    }
    if (nearest > 0)
        because(why, "near other places of the report");
    if (admin_fits(place, chooser->admin)) {
        because(why, "in the state of the header");
        score += SCORE_ADMIN;
    }
    return score;
}

static double score_size(const airlog_place_entry *place, reasons *why)
{
    if (place->importance >= 160)
        because(why, "well known");
    return place->importance / 255.0 * 4;
}

typedef struct judged {
    airlog_place_entry place;
    double score;
    reasons why;
} judged;

static airlog_status judge(airlog_chooser *chooser, airlog_place_kind asked, const finding *found,
                           const qualifier *qualifiers, size_t qualifier_count, judged *out)
{
    double within;

    out->why.length = 0;
    if (found->code)
        because(&out->why, "the code");
    else if (found->dropped)
        because(&out->why, "part of the words");
    else if (found->rewritten)
        because(&out->why, "another spelling");
    out->score = found->dropped * SCORE_DROPPED;
    out->score += score_kind(chooser, asked, found, &out->place, &out->why);
    airlog_status status = score_within(chooser, qualifiers, qualifier_count, &out->place, &within, &out->why);
    out->score += within + score_hints(chooser, &out->place, &out->why) + score_size(&out->place, &out->why);
    return status;
}

/* Keeps the best few in order. */
static size_t keep(judged *best, size_t count, const judged *one)
{
    size_t at = count;

    while (at > 0 && one->score > best[at - 1].score)
        at--;
    if (at >= AIRLOG_CANDIDATES_KEPT)
        return count;
    if (count == AIRLOG_CANDIDATES_KEPT)
        count--;
    for (size_t i = count; i > at; i--)
        best[i] = best[i - 1];
    best[at] = *one;
    return count + 1;
}

/* A place that stands in several sources counts once. */
static bool is_double(const judged *best, size_t count, const judged *one)
{
    for (size_t i = 0; i < count; i++)
        if (best[i].place.row == one->place.row)
            return true;
    return false;
}

static airlog_status write_out(airlog_chooser *chooser, const judged *best, size_t count, size_t considered,
                               airlog_choice *out)
{
    (void)considered;
    out->items = airlog_arena_take(chooser->memory, count, sizeof *out->items);
    if (!out->items)
        return airlog_arena_failed(chooser->memory, chooser->error);
    out->count = count;
    out->margin = INFINITY;
    for (size_t i = 0; i < count; i++) {
        airlog_candidate *item = &out->items[i];
        item->place = best[i].place;
        item->score = best[i].score;
        item->why = airlog_arena_copy(chooser->memory, (airlog_text){best[i].why.text, best[i].why.length});
        if (!item->why.bytes)
            return airlog_arena_failed(chooser->memory, chooser->error);
        double apart_m = airlog_rough_distance_m(point_of(&best[0].place), point_of(&best[i].place));
        if (apart_m <= fmax(SAME_PLACE_M, best[0].place.extent_m))
            continue;
        out->doubts |= AIRLOG_DOUBT_BIT(NAMESAKES);
        out->margin = fmin(out->margin, best[0].score - best[i].score);
        if (best[0].score - best[i].score < SCORE_AMBIGUOUS) {
            out->doubts |= AIRLOG_DOUBT_BIT(AMBIGUOUS);
            out->rival_m = fmax(out->rival_m, apart_m);
        }
    }
    if (best[0].place.extent_default)
        out->doubts |= AIRLOG_DOUBT_BIT(EXTENT_DEFAULT);
    return AIRLOG_OK;
}

static airlog_status not_there(airlog_chooser *chooser, const airlog_reference *reference, airlog_choice *out)
{
    airlog_text name = airlog_text_part(chooser->facts->tokens->report->text, reference->span);

    out->doubts |= AIRLOG_DOUBT_BIT(NOT_IN_GAZETTEER);
    out->why_not = airlog_arena_print(chooser->memory, "\"%.*s\" is not in the gazetteer", (int)name.length,
                                      name.bytes ? name.bytes : "");
    return out->why_not.bytes ? AIRLOG_OK : airlog_arena_failed(chooser->memory, chooser->error);
}

airlog_status airlog_choose(airlog_chooser *chooser, const airlog_reference *reference, airlog_place_kind asked,
                            airlog_choice *out)
{
    name_words words;
    finding found;
    qualifier qualifiers[3];
    judged best[AIRLOG_CANDIDATES_KEPT], one;
    size_t qualifier_count = 0, kept = 0;

    *out = (airlog_choice){.margin = 0, .first_token = reference->first_token, .end_token = reference->end_token};
    asked = reference->kind != AIRLOG_PLACE_ANY ? reference->kind : asked;
    read_words(chooser, reference->first_token, reference->end_token, &words);
    airlog_status status = words.count ? find_name(chooser, reference, &words, asked, &found) : AIRLOG_OK;
    if (status != AIRLOG_OK)
        return status;
    if (!words.count || !found.count)
        return not_there(chooser, reference, out);
    if (asked == AIRLOG_PLACE_ANY)
        asked = found.kind;
    if (found.count > 1) {
        status = read_hints(chooser);
        if (status == AIRLOG_OK)
            status = read_qualifiers(chooser, reference, qualifiers, &qualifier_count);
    }
    for (size_t i = 0; status == AIRLOG_OK && i < found.count && i < ROWS_MOST; i++) {
        status = airlog_gazetteer_entry(chooser->tables, found.rows[i], &one.place, chooser->error);
        if (status == AIRLOG_OK)
            status = judge(chooser, asked, &found, qualifiers, qualifier_count, &one);
        if (status == AIRLOG_OK && !is_double(best, kept, &one))
            kept = keep(best, kept, &one);
    }
    return status == AIRLOG_OK ? write_out(chooser, best, kept, found.count, out) : status;
}
