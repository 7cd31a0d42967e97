/* Longest match first; then what kind of thing it is tried off and on; then spellings of single words. Never the
 * nearest spelling. */
#include "match.h"

#include <math.h>
#include <string.h>

#define WORDS_MOST 12
#define CODE_LONGEST 8

typedef struct name_word {
    uint64_t hash;
    uint32_t token;
    airlog_place_kind kind; /* of a generic word: port, island */
    bool generic;           /* says what kind of thing it is, or which side of it */
    bool thing;             /* a kind of thing: what it stands beside is the name of one */
    double side_deg;        /* of "northern", "southeast"; NaN of other words */
    bool extreme;           /* "far", "extreme" */
    bool proper;            /* may be part of a name */
    bool joined;            /* by a hyphen to the word before */
} name_word;

typedef struct name_words {
    const airlog_tables *tables;
    const airlog_tokens *tokens;
    airlog_error *error;
    name_word items[WORDS_MOST];
    size_t count;
} name_words;

/* ---- words -------------------------------------------------------------------------------------- */

static name_word word_of(const airlog_token *token, uint32_t index) {
    airlog_term term = (airlog_term)token->term;
    airlog_term_class term_class = term == AIRLOG_TERM_NONE ? AIRLOG_TERM_CLASS_NONE : airlog_term_class_of(term);
    name_word word = {.hash = token->hash, .token = index, .side_deg = AIRLOG_UNKNOWN};

    if (term_class == AIRLOG_TERM_CLASS_PLACE) {
        word.generic = word.thing = true;
        word.kind = (airlog_place_kind)airlog_term_value(term);
    } else if (term_class == AIRLOG_TERM_CLASS_SIDE || term_class == AIRLOG_TERM_CLASS_COMPASS ||
               term_class == AIRLOG_TERM_CLASS_WORD || term_class == AIRLOG_TERM_CLASS_HEDGE) {
        word.generic = true;
        if (term_class == AIRLOG_TERM_CLASS_SIDE || term_class == AIRLOG_TERM_CLASS_COMPASS)
            word.side_deg = airlog_term_value(term);
        word.extreme = term == AIRLOG_TERM_MOST;
    }
    word.proper = !word.generic && (token->flags & (AIRLOG_TOKEN_CAPITAL | AIRLOG_TOKEN_UPPER) ||
                                    token->kind == AIRLOG_TOKEN_HAN || token->kind == AIRLOG_TOKEN_IDENT);
    return word;
}

static bool is_break(const airlog_token *token) {
    return token->kind == AIRLOG_TOKEN_MARK || token->kind == AIRLOG_TOKEN_LINE ||
           token->kind == AIRLOG_TOKEN_PARAGRAPH;
}

/* Starts `words` with those of the tokens from `first` on. */
static void read_words(const airlog_tables *tables, const airlog_tokens *tokens, uint32_t first, uint32_t end,
                       airlog_error *error, name_words *words) {
    bool hyphen = false;

    words->tables = tables;
    words->tokens = tokens;
    words->error = error;
    words->count = 0;
    for (uint32_t i = first; i < end && i < words->tokens->count && words->count < WORDS_MOST; i++) {
        const airlog_token *token = &words->tokens->items[i];
        bool apart = token->flags & AIRLOG_TOKEN_SPACE;
        if (is_break(token)) {
            hyphen = token->kind == AIRLOG_TOKEN_MARK && token->hash == '-' && !apart;
            continue;
        }
        if (token->flags & AIRLOG_TOKEN_CLITIC) { /* its hash is that of the word with it: "St. John's" */
            if (words->count) words->items[words->count - 1].hash = token->hash;
            continue;
        }
        words->items[words->count] = word_of(token, i);
        words->items[words->count++].joined = hyphen && !apart;
        hyphen = false;
    }
}

static uint64_t key_of(const name_words *words, size_t first, size_t end) {
    uint64_t key = 0;

    for (size_t i = first; i < end; i++) key = airlog_key_add(key, words->items[i].hash);
    return key;
}

static uint64_t hash_word(const char *word) {
    return airlog_hash(word, strlen(word));
}

static airlog_status find(const name_words *words, uint64_t key, airlog_match *out) {
    return airlog_gazetteer_find(words->tables, key, &out->rows, &out->count, words->error);
}

static void set_tokens(const name_words *words, size_t first, size_t end, airlog_match *out) {
    out->first_token = words->items[first].token;
    out->end_token = words->items[end - 1].token + 1;
}

/* ---- codes ---------------------------------------------------------------------------------------- */

static airlog_status find_code(const name_words *words, size_t index, airlog_match *out) {
    uint64_t key = airlog_key_add(airlog_key_add(0, words->items[index].hash), AIRLOG_GAZETTEER_CODE);
    airlog_status status = find(words, key, out);

    if (status == AIRLOG_OK && out->count) {
        out->code = out->whole = true;
        set_tokens(words, index, index + 1, out);
    }
    return status;
}

/* A name of one word that was not written as a code may be one by chance: "Aur" the island and AUR the airport. */
static airlog_status find_chance_codes(const name_words *words, size_t first, size_t end, airlog_match *out) {
    const airlog_token *token = &words->tokens->items[words->items[first].token];
    airlog_match codes = {0};

    if (end - first != 1 || token->flags & AIRLOG_TOKEN_UPPER || token->length > 5) return AIRLOG_OK;
    airlog_status status = find_code(words, first, &codes);
    out->code_rows = codes.rows;
    out->code_count = codes.count;
    return status;
}

/* ---- longest first ---------------------------------------------------------------------------------- */

/* The area that the words left off on the right name: the "Somalia" of "Mogadishu Somalia". */
static airlog_status find_area(const name_words *words, size_t first, airlog_match *out) {
    airlog_match area = {0};
    airlog_place_entry place;

    airlog_status status = find(words, key_of(words, first, words->count), &area);
    if (status != AIRLOG_OK || !area.count) return status;
    status = airlog_gazetteer_entry(words->tables, area.rows[0], &place, words->error);
    if (status == AIRLOG_OK && (place.kind == AIRLOG_PLACE_COUNTRY || place.kind == AIRLOG_PLACE_ADMIN))
        out->area_row = area.rows[0];
    return status;
}

/* "Mombasa Pilot Station": what lies off a port and is called by it. */
static bool is_approach(const name_word *word) {
    static const char *const words[] = {"pilot", "signal", "station", "entrance", "mole"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (word->hash == hash_word(words[i])) return true;
    return false;
}

/* What was left off on either side of the name. A part of a proper name may not be left off: the "Boca" of "Boca
 * Monos" is another place. */
static bool may_leave_off(const name_words *words, size_t first, size_t end, bool loose, airlog_match *out) {
    out->kind = AIRLOG_PLACE_ANY;
    out->dropped = 0;
    out->whole = true;
    out->off_it = false;
    if (words->items[first].joined || (end < words->count && words->items[end].joined)) return false;
    for (size_t i = 0; i < words->count; i++) {
        const name_word *word = &words->items[i];
        if (i >= first && i < end) continue;
        if (word->generic) {
            if (word->kind != AIRLOG_PLACE_ANY) out->kind = word->kind;
            out->whole = out->whole && !word->thing;
            out->off_it = out->off_it || (word->thing && word->kind == AIRLOG_PLACE_ANY);
            continue;
        }
        out->whole = false;
        if (i >= end && is_approach(word)) {
            out->off_it = true;
            continue;
        }
        out->dropped++;
        if (!loose && word->proper && out->area_row == UINT32_MAX && (end - first < 2 || i < first)) return false;
    }
    return loose || out->dropped <= 2;
}

/* "Extreme Northern Luzon": which part of the place is meant. */
static void note_side(const name_words *words, size_t first, airlog_match *out) {
    out->side_deg = first ? words->items[first - 1].side_deg : AIRLOG_UNKNOWN;
    out->extreme = first > 1 && words->items[first - 2].extreme;
}

static bool all_generic(const name_words *words, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        if (!words->items[i].generic) return false;
    return true;
}

static airlog_status find_longest(const name_words *words, bool loose, airlog_match *out) {
    for (size_t length = words->count; length > 0; length--) {
        for (size_t k = 0; k + length <= words->count; k++) {
            size_t first = loose ? words->count - length - k : k; /* the head of "Occidental Mindoro" stands last */
            size_t end = first + length;
            airlog_status status = AIRLOG_OK;
            out->area_row = UINT32_MAX;
            if ((length < words->count || length == 1) && all_generic(words, first, end)) continue;
            if (end < words->count && first == 0 && words->items[end].proper) status = find_area(words, end, out);
            if (status == AIRLOG_OK && !may_leave_off(words, first, end, loose, out)) continue;
            if (status == AIRLOG_OK) status = find(words, key_of(words, first, end), out);
            if (status != AIRLOG_OK) return status;
            if (!out->count) continue;
            if (out->area_row != UINT32_MAX) out->dropped = 0;
            set_tokens(words, first, end, out);
            note_side(words, first, out);
            return find_chance_codes(words, first, end, out);
        }
    }
    return AIRLOG_OK;
}

/* ---- other spellings ---------------------------------------------------------------------------------- */

/* Spellings of words that names are written with. */
static const char *const spellings[][2] = {
    {"ft", "fort"},          {"fort", "ft"},        {"mt", "mount"},       {"mount", "mt"},
    {"st", "saint"},         {"saint", "st"},       {"pt", "point"},       {"pt", "port"},
    {"is", "island"},        {"is", "islands"},     {"isl", "island"},     {"intl", "international"},
    {"arpt", "airport"},     {"apt", "airport"},    {"muni", "municipal"}, {"rgnl", "regional"},
    {"co", "county"},        {"tg", "tanjung"},     {"tj", "tanjung"},     {"tanjong", "tanjung"},
    {"pulo", "pulau"},       {"pul", "pulau"},      {"p", "pulau"},        {"ras", "raas"},
    {"island", "islands"},   {"islands", "island"}, {"isle", "island"},    {"ko", "koh"},
    {"jabal", "jebel"},      {"harbor", "harbour"}, {"harbour", "harbor"}, {"lt", "light"},
    {"lighthouse", "light"}, {"el", "al"},          {"al", "el"},
};

/* Looks for the whole name with another word in the place of one. */
static airlog_status find_with(name_words *words, size_t index, uint64_t hash, airlog_match *out) {
    uint64_t written = words->items[index].hash;

    words->items[index].hash = hash;
    airlog_status status = find(words, key_of(words, 0, words->count), out);
    words->items[index].hash = written;
    if (status != AIRLOG_OK || !out->count) return status;
    out->rewritten = out->whole = true;
    set_tokens(words, 0, words->count, out);
    return AIRLOG_OK;
}

static airlog_status find_rewritten(name_words *words, airlog_match *out) {
    for (size_t i = 0; i < words->count; i++) {
        uint64_t written = words->items[i].hash;
        const airlog_token *token = &words->tokens->items[words->items[i].token];
        char first = (char)(words->tokens->report->text.bytes[token->start] | 0x20);
        for (size_t k = 0; k < sizeof spellings / sizeof spellings[0]; k++) {
            if (spellings[k][0][0] != first || hash_word(spellings[k][0]) != written) continue;
            airlog_status status = find_with(words, i, hash_word(spellings[k][1]), out);
            if (status != AIRLOG_OK || out->count) return status;
        }
    }
    return AIRLOG_OK;
}

/* Ends of words that are spelt in more than one way where another script is written in Latin letters. */
static const char *const endings[][2] = {
    {"ia", "iya"}, {"iya", "ia"}, {"iia", "iya"}, {"iia", "ia"}, {"ia", "iia"}, {"iy", "y"}, {"y", "iy"}, {"yy", "iy"},
};

#define WORD_BYTES_MOST 40

/* A plain word in small letters; false when it is not plain. */
static bool small_letters(airlog_text word, char out[WORD_BYTES_MOST + 4]) {
    if (word.length > WORD_BYTES_MOST) return false;
    for (size_t i = 0; i < word.length; i++) {
        out[i] = (char)(word.bytes[i] | 0x20);
        if (out[i] < 'a' || out[i] > 'z') return false;
    }
    return true;
}

static bool is_vowel(char c) {
    return memchr("aeiouy", c, 6) != NULL;
}

/* The hash of a plain word with single consonants for the double ones between its vowels ("Bossaso"); 0 when it has
 * none. */
static uint64_t undoubled(airlog_text word) {
    char folded[WORD_BYTES_MOST + 4];
    size_t kept = 1;

    if (word.length < 5 || !small_letters(word, folded)) return 0;
    for (size_t i = 1; i < word.length; i++) {
        bool doubled = folded[i] == folded[kept - 1] && kept > 1 && is_vowel(folded[kept - 2]) &&
                       !is_vowel(folded[i]) && i + 1 < word.length && is_vowel(folded[i + 1]);
        if (!doubled) folded[kept++] = folded[i];
    }
    return kept < word.length ? airlog_hash(folded, kept) : 0;
}

/* The hash of a plain word with another ending; 0 when it has not the one, or is not plain. */
static uint64_t respelt(airlog_text word, const char *ending, const char *instead) {
    char folded[WORD_BYTES_MOST + 4];
    size_t end = strlen(ending), other = strlen(instead);

    if (word.length < end + 3 || !small_letters(word, folded)) return 0;
    if (memcmp(folded + word.length - end, ending, end) != 0) return 0;
    memcpy(folded + word.length - end, instead, other);
    return airlog_hash(folded, word.length - end + other);
}

static airlog_status find_respelt(name_words *words, airlog_match *out) {
    for (size_t i = 0; i < words->count; i++) {
        const airlog_token *token = &words->tokens->items[words->items[i].token];
        airlog_text text =
            airlog_text_part(words->tokens->report->text, (airlog_span){token->start, token->start + token->length});
        size_t ways = sizeof endings / sizeof endings[0];
        for (size_t k = 0; words->items[i].proper && k <= ways; k++) {
            uint64_t hash = k < ways ? respelt(text, endings[k][0], endings[k][1]) : undoubled(text);
            airlog_status status = hash ? find_with(words, i, hash, out) : AIRLOG_OK;
            if (status != AIRLOG_OK || out->count) return status;
        }
    }
    return AIRLOG_OK;
}

/* The kind word tried on: 基隆 is 基隆市, "Aldabra" is "Aldabra Island". */
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

static airlog_status find_suffixed(const name_words *words, airlog_place_kind asked, airlog_match *out) {
    uint64_t bare = key_of(words, 0, words->count);

    for (size_t k = 0; k < sizeof suffixes / sizeof suffixes[0]; k++) {
        if (asked != AIRLOG_PLACE_ANY && suffixes[k].kind != asked) continue;
        airlog_status status = find(words, airlog_key_add(bare, hash_word(suffixes[k].word)), out);
        if (status != AIRLOG_OK) return status;
        if (!out->count) continue;
        out->whole = true;
        set_tokens(words, 0, words->count, out);
        return AIRLOG_OK;
    }
    return AIRLOG_OK;
}

static airlog_status find_named_word(const name_words *words, airlog_match *out) {
    airlog_status status = find(words, key_of(words, 0, 1), out);

    out->whole = true;
    set_tokens(words, 0, 1, out);
    return status;
}

/* "Phoenix-Mesa airport" is the airport of one of the two. */
static airlog_status find_half(name_words *words, airlog_match *out) {
    name_words half = *words;
    size_t joint = 1;

    while (joint < words->count && !words->items[joint].joined) joint++;
    if (joint >= words->count) return AIRLOG_OK;
    half.items[joint].joined = false;
    for (size_t turn = 0; turn < 2; turn++) {
        /* without the words of the first town, then without those of the second */
        name_words one = half;
        size_t from = turn ? joint + 1 : joint, into = turn ? joint : 0;
        if (from > half.count) break;
        memmove(&one.items[into], &half.items[from], (half.count - from) * sizeof one.items[0]);
        one.count = half.count - (from - into);
        airlog_status status = find_longest(&one, false, out);
        if (status != AIRLOG_OK || out->count) {
            out->dropped = 1;
            return status;
        }
    }
    return AIRLOG_OK;
}

/* ---- the three uses ----------------------------------------------------------------------------------- */

static const airlog_match nothing = {.area_row = UINT32_MAX, .side_deg = AIRLOG_UNKNOWN};

static bool is_written_small(const airlog_token *token) {
    return !(token->flags & AIRLOG_TOKEN_UPPER);
}

static bool is_name_word(const airlog_token *token) {
    return token->kind == AIRLOG_TOKEN_WORD && token->flags & AIRLOG_TOKEN_CAPITAL &&
           !(token->flags & AIRLOG_TOKEN_CLITIC);
}

/* "St" or "Pt" by itself is what is left of a name. */
static bool is_bare_abbreviation(const name_words *words, const airlog_reference *reference) {
    const airlog_token *token = &words->tokens->items[words->items[0].token];

    return words->count == 1 && !reference->code && token->kind == AIRLOG_TOKEN_WORD && token->length <= 2 &&
           is_written_small(token);
}

static uint32_t token_at(const airlog_tokens *tokens, uint32_t byte);

/* "Japan's ADIZ", "Taiwan's northern and eastern ADIZ": whose it is, and the word. */
static airlog_status find_owned_zone(const airlog_tokens *tokens, const airlog_reference *reference,
                                     const name_words *zone, airlog_match *out) {
    for (size_t i = 0; i < reference->within_count && !out->count; i++) {
        airlog_span owner = reference->within[i];
        name_words words;
        read_words(zone->tables, tokens, token_at(tokens, owner.start), token_at(tokens, owner.end), zone->error,
                   &words);
        if (!words.count || words.count == WORDS_MOST) continue;
        words.items[words.count++] = zone->items[zone->count - 1];
        airlog_status status = find(&words, key_of(&words, 0, words.count), out);
        if (status != AIRLOG_OK) return status;
        set_tokens(&words, words.count - 1, words.count, out);
        out->whole = out->count > 0;
    }
    return AIRLOG_OK;
}

/* A reference may end before its name does: at the hyphen of "Bandar-e-Jask", at the full stop of "Tg. Piai". */
static uint32_t end_of_name(const airlog_tokens *tokens, const airlog_reference *reference) {
    uint32_t end = reference->end_token;
    const airlog_token *items = tokens->items;
    /* "12 S SEA. NO ..." is a sentence's end, whatever the next word looks like */
    bool brief = end > reference->first_token && items[end - 1].length <= 3 && is_name_word(&items[end - 1]) &&
                 is_written_small(&items[end - 1]);

    if (brief && end + 1 < tokens->count && items[end].kind == AIRLOG_TOKEN_MARK && items[end].hash == '.' &&
        !(items[end].flags & AIRLOG_TOKEN_SPACE) && is_name_word(&items[end + 1]))
        end += 2;
    while (end + 1 < tokens->count && items[end].kind == AIRLOG_TOKEN_MARK && items[end].hash == '-' &&
           !(items[end].flags & AIRLOG_TOKEN_SPACE) && items[end + 1].kind == AIRLOG_TOKEN_WORD &&
           !(items[end + 1].flags & AIRLOG_TOKEN_SPACE))
        end += 2;
    return end;
}

/* "JFK240030" begins with the code of its fix: that part of the token alone is looked up. */
static void keep_code(const airlog_tokens *tokens, const airlog_reference *reference, name_words *words) {
    const airlog_token *token = &tokens->items[words->items[0].token];
    size_t length = reference->span.end - reference->span.start;
    char code[CODE_LONGEST];

    if (!reference->code || reference->span.start != token->start || length >= token->length || length > sizeof code)
        return;
    for (size_t i = 0; i < length; i++) code[i] = (char)(tokens->report->text.bytes[token->start + i] | 0x20);
    words->items[0].hash = airlog_hash(code, length);
}

/* A name may go on behind the reference: "Cape Prince" of "Cape Prince of Wales". */
static airlog_status find_beyond(const name_words *words, const airlog_reference *reference, airlog_match *out) {
    const airlog_tokens *tokens = words->tokens;
    airlog_match longer = nothing;

    if (reference->end_token + 1u >= tokens->count || tokens->items[reference->end_token].term != AIRLOG_TERM_OF ||
        !is_name_word(&tokens->items[reference->end_token + 1u]))
        return AIRLOG_OK;
    airlog_status status = airlog_match_here(words->tables, tokens, reference->first_token, &longer, words->error);
    if (status != AIRLOG_OK || !longer.count || longer.end_token <= reference->end_token + 1u) return status;
    *out = longer;
    out->whole = true;
    return AIRLOG_OK;
}

airlog_status airlog_match_reference(const airlog_tables *tables, const airlog_tokens *tokens,
                                     const airlog_reference *reference, airlog_place_kind asked, airlog_match *out,
                                     airlog_error *error) {
    name_words words;
    airlog_status status = AIRLOG_OK;

    *out = nothing;
    read_words(tables, tokens, reference->first_token, end_of_name(tokens, reference), error, &words);
    if (!words.count || is_bare_abbreviation(&words, reference)) return AIRLOG_OK;
    keep_code(tokens, reference, &words);
    if (reference->code)
        for (size_t i = 0; i < words.count && !out->count && status == AIRLOG_OK; i++)
            status = find_code(&words, i, out);
    bool zone = words.items[words.count - 1].kind == AIRLOG_PLACE_AIRSPACE,
         sided = words.count == 2 && words.items[0].generic;
    if (words.count == 1 && zone && status == AIRLOG_OK) status = find_owned_zone(tokens, reference, &words, out);
    if (status == AIRLOG_OK && !out->count) status = find_beyond(&words, reference, out);
    if (status == AIRLOG_OK && !out->count) status = find_longest(&words, false, out);
    if (status == AIRLOG_OK && sided && zone && (!out->count || out->dropped))
        status = find_owned_zone(tokens, reference, &words, out);
    if (status != AIRLOG_OK || out->code || (out->count && out->whole && !out->dropped)) return status;
    airlog_match other = nothing;
    status = find_rewritten(&words, &other);
    if (status == AIRLOG_OK && !other.count && !out->count) status = find_respelt(&words, &other);
    if (status == AIRLOG_OK && !other.count && !out->count) status = find_suffixed(&words, asked, &other);
    if (other.count) *out = other;
    if (status == AIRLOG_OK && !out->count && asked == AIRLOG_PLACE_AIRPORT) status = find_half(&words, out);
    /* "SEA" is a word for a kind of place, and Seattle; "ADIZ" is never an airport */
    bool upper = tokens->items[words.items[0].token].flags & AIRLOG_TOKEN_UPPER &&
                 words.items[0].kind != AIRLOG_PLACE_AIRSPACE;
    if (status == AIRLOG_OK && !out->count && words.count == 1 && upper) status = find_code(&words, 0, out);
    if (status == AIRLOG_OK && !out->count && words.count == 1 && zone)
        status = find_named_word(&words, out); /* "KADIZ" is a word for an airspace, and the name of one */
    return status;
}

/* The first token that begins at or after a byte. */
static uint32_t token_at(const airlog_tokens *tokens, uint32_t byte) {
    size_t low = 0, high = tokens->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->items[middle].start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

airlog_status airlog_match_part(const airlog_tables *tables, const airlog_tokens *tokens, airlog_span part,
                                airlog_match *out, airlog_error *error) {
    name_words words;

    *out = nothing;
    read_words(tables, tokens, token_at(tokens, part.start), token_at(tokens, part.end), error, &words);
    return words.count ? find_longest(&words, true, out) : AIRLOG_OK;
}

airlog_status airlog_match_here(const airlog_tables *tables, const airlog_tokens *tokens, uint32_t first_token,
                                airlog_match *out, airlog_error *error) {
    uint32_t reach = airlog_gazetteer_reach(tables, tokens->items[first_token].hash);
    uint32_t end = first_token;
    uint64_t key = 0;

    *out = nothing;
    for (uint32_t taken = 0; end < tokens->count && taken < reach && taken < 6; end++, taken++) {
        const airlog_token *token = &tokens->items[end];
        airlog_match found = nothing;
        if (is_break(token) || token->flags & AIRLOG_TOKEN_CLITIC) break;
        key = airlog_key_add(key, token->hash);
        airlog_status status = airlog_gazetteer_find(tables, key, &found.rows, &found.count, error);
        if (status != AIRLOG_OK) return status;
        if (!found.count) continue;
        *out = found;
        out->first_token = first_token;
        out->end_token = end + 1;
    }
    return AIRLOG_OK;
}
