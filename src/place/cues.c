/* Words that stand in one country only: its kinds of roads, places and offices. */
#include "hints.h"

#include <string.h>

/* One or two words, folded as names are, and the country that has such things. */
static const struct cue {
    const char *first, *second; /* second: NULL when the first says it */
    const char *country;
} cues[] = {
    {"interstate", NULL, "US"},     {"county", "seat", "US"},
    {"census", "designated", "US"}, {"unincorporated", "community", "US"},
    {"state", "route", "US"},       {"zip", "code", "US"},
    {"farm", "to", "US"}, /* ... market road */
    {"amtrak", NULL, "US"},         {"rural", "municipality", "CA"},
    {"parish", "seat", "US"},       {"shire", "of", "AU"},
    {"voivodeship", NULL, "PL"},    {"gmina", NULL, "PL"},
    {"powiat", NULL, "PL"},         {"panchayat", NULL, "IN"},
    {"taluk", NULL, "IN"},          {"taluka", NULL, "IN"},
    {"tehsil", NULL, "PK"},         {"upazila", NULL, "BD"},
    {"barangay", NULL, "PH"},       {"woreda", NULL, "ET"},
    {"kebele", NULL, "ET"},         {"landkreis", NULL, "DE"},
    {"kecamatan", NULL, "ID"},      {"tambon", NULL, "TH"},
    {"amphoe", NULL, "TH"},         {"aimag", NULL, "MN"},
};

static bool is_word(const airlog_tokens *tokens, uint32_t index, const char *word) {
    if (index >= tokens->count || tokens->items[index].kind != AIRLOG_TOKEN_WORD) return false;
    return tokens->items[index].hash == airlog_hash(word, strlen(word));
}

const char *airlog_cue_country(const airlog_tokens *tokens, uint32_t index) {
    const airlog_token *token = &tokens->items[index];

    if (token->kind != AIRLOG_TOKEN_WORD) return NULL;
    char letter = (char)(tokens->report->text.bytes[token->start] | 0x20);
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (cues[i].first[0] != letter || !is_word(tokens, index, cues[i].first)) continue;
        bool hyphen = cues[i].second && index + 1 < tokens->count && tokens->items[index + 1].kind == AIRLOG_TOKEN_MARK;
        if (!cues[i].second || is_word(tokens, index + (hyphen ? 2 : 1), cues[i].second)) return cues[i].country;
    }
    return NULL;
}
