#include "airlog/base.h"

#include <pthread.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>

/* ICU's functions carry its version in their names: the header renames them, and so do these strings. */
#define QUOTED(name) #name
#define FUNCTION_NAME(name) QUOTED(name)
#define ICU_SONAME "libicuuc.so." U_ICU_VERSION_SHORT

typedef struct icu_calls {
    __typeof__(&u_charType) char_type;
    __typeof__(&u_strFoldCase) fold_case;
    __typeof__(&unorm2_getNFKDInstance) nfkd_instance;
    __typeof__(&unorm2_getDecomposition) decomposition;
    const UNormalizer2 *nfkd;
} icu_calls;

/* Filled once a process and constant from then on. */
static icu_calls icu;
static airlog_error icu_error;
static pthread_once_t icu_once = PTHREAD_ONCE_INIT;

static void load_icu(void) {
    static const char *const names[] = {FUNCTION_NAME(u_charType), FUNCTION_NAME(u_strFoldCase),
                                        FUNCTION_NAME(unorm2_getNFKDInstance),
                                        FUNCTION_NAME(unorm2_getDecomposition)};
    airlog_delayed found[4];
    if (airlog_delay_load(ICU_SONAME, names, found, 4, &icu_error) != AIRLOG_OK) return;
    memcpy(&icu.char_type, &found[0], sizeof found[0]);
    memcpy(&icu.fold_case, &found[1], sizeof found[1]);
    memcpy(&icu.nfkd_instance, &found[2], sizeof found[2]);
    memcpy(&icu.decomposition, &found[3], sizeof found[3]);
    UErrorCode code = U_ZERO_ERROR;
    icu.nfkd = icu.nfkd_instance(&code);
    if (U_FAILURE(code)) airlog_fail(&icu_error, AIRLOG_E_LIBRARY, "ICU has no data for normalization");
}

/* The text folded so far, and whether a border is owed before the next letter. */
typedef struct folding {
    airlog_buffer *out;
    size_t begin;
    bool border;
} folding;

static void add_letters(folding *state, const char *bytes, size_t length) {
    if (state->border && state->out->length > state->begin) airlog_buffer_char(state->out, ' ');
    state->border = false;
    airlog_buffer_add(state->out, bytes, length);
}

static void fold_ascii(folding *state, char c) {
    if (c >= 'A' && c <= 'Z') c = (char)(c + ('a' - 'A'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        add_letters(state, &c, 1);
    } else if (c != '\'' && c != '.' && c != '`') {
        state->border = true;
    }
}

/* Written without spaces: every character is a word of its own, and none is decomposed (Hangul would fall
 * into its letters, Kana would lose its voicing). Half-width forms are left to NFKD. */
static bool is_word_by_itself(uint32_t code) {
    return (code >= 0x3041 && code <= 0x30FF && code != 0x30FB) || (code >= 0x3400 && code <= 0x9FFF) ||
           (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF) || code == 0x3005;
}

/* Apostrophes and their look-alikes in names: dropped, as the ASCII one is. */
static bool is_apostrophe(uint32_t code) {
    return code == 0x2018 || code == 0x2019 || code == 0x02BB || code == 0x02BC || code == 0x00B4 || code == 0x02B9;
}

/* Letters that have no decomposition, and what people without them type. */
static const char *plain_letters(uint32_t code) {
    switch (code) {
    case 0x00E6: return "ae";
    case 0x00F0: case 0x0111: return "d";
    case 0x00F8: return "o";
    case 0x00FE: return "th";
    case 0x0127: return "h";
    case 0x0131: return "i";
    case 0x0142: return "l";
    case 0x0153: return "oe";
    case 0x0259: return "a";
    default: return NULL;
    }
}

static size_t encode_utf8(uint32_t code, char out[4]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | (code >> 6));
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | (code >> 12));
        out[1] = (char)(0x80 | ((code >> 6) & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (code >> 18));
    out[1] = (char)(0x80 | ((code >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((code >> 6) & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

static bool is_letter(int8_t type) {
    return type == U_UPPERCASE_LETTER || type == U_LOWERCASE_LETTER || type == U_TITLECASE_LETTER ||
           type == U_MODIFIER_LETTER || type == U_OTHER_LETTER || type == U_DECIMAL_DIGIT_NUMBER ||
           type == U_LETTER_NUMBER || type == U_OTHER_NUMBER;
}

/* One character of the decomposed and case-folded form. */
static void add_folded(folding *state, uint32_t code) {
    if (code < 0x80) {
        fold_ascii(state, (char)code);
        return;
    }
    int8_t type = icu.char_type((UChar32)code);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK) return;
    char bytes[4];
    const char *plain = plain_letters(code);
    if (plain) {
        add_letters(state, plain, strlen(plain));
    } else if (is_word_by_itself(code)) { /* full-width and compatibility forms arrive here */
        state->border = true;
        add_letters(state, bytes, encode_utf8(code, bytes));
        state->border = true;
    } else if (is_letter(type)) {
        add_letters(state, bytes, encode_utf8(code, bytes));
    } else if (!is_apostrophe(code)) {
        state->border = true;
    }
}

static void fold_character(folding *state, uint32_t code) {
    UChar decomposed[32], folded[96];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = icu.decomposition(icu.nfkd, (UChar32)code, decomposed, 32, &status);
    if (length < 0 || U_FAILURE(status)) {
        length = 0;
        U16_APPEND_UNSAFE(decomposed, length, code);
    }
    status = U_ZERO_ERROR;
    int32_t count = icu.fold_case(folded, 96, decomposed, length, U_FOLD_CASE_DEFAULT, &status);
    if (U_FAILURE(status)) return;
    for (int32_t at = 0; at < count;) {
        uint32_t each = folded[at++];
        if (U16_IS_LEAD(each) && at < count) each = (uint32_t)U16_GET_SUPPLEMENTARY(each, folded[at++]);
        add_folded(state, each);
    }
}

static airlog_status fold_beyond_ascii(folding *state, uint32_t code, airlog_error *error) {
    char bytes[4];
    if (is_apostrophe(code)) return AIRLOG_OK;
    if (is_word_by_itself(code)) {
        state->border = true;
        add_letters(state, bytes, encode_utf8(code, bytes));
        state->border = true;
        return AIRLOG_OK;
    }
    if ((code >= 0x2010 && code <= 0x2027) || (code >= 0x3000 && code <= 0x3003)) { /* dashes, quotes, CJK stops */
        state->border = true;
        return AIRLOG_OK;
    }
    pthread_once(&icu_once, load_icu);
    if (icu_error.status != AIRLOG_OK) return airlog_fail(error, icu_error.status, "%s", icu_error.message);
    fold_character(state, code);
    return AIRLOG_OK;
}

airlog_status airlog_fold(airlog_text text, airlog_buffer *out, airlog_error *error) {
    folding state = {out, out->length, false};
    for (size_t at = 0; at < text.length;) {
        unsigned char c = (unsigned char)text.bytes[at];
        if (c < 0x80) {
            fold_ascii(&state, (char)c);
            at++;
            continue;
        }
        uint32_t code;
        at += airlog_utf8_decode(text, at, &code);
        airlog_status status = fold_beyond_ascii(&state, code, error);
        if (status != AIRLOG_OK) return status;
    }
    return out->failed ? airlog_fail(error, AIRLOG_E_MEMORY, "no memory to fold a name") : AIRLOG_OK;
}

/* Adds the words of folded text, which one space joins. */
static uint64_t key_of_folded(const char *bytes, size_t length, size_t *out_words) {
    uint64_t key = 0;
    size_t words = 0, begin = 0;
    for (size_t at = 0; at <= length; at++) {
        if (at < length && bytes[at] != ' ') continue;
        if (at > begin) {
            key = airlog_key_add(key, airlog_hash(bytes + begin, at - begin));
            words++;
        }
        begin = at + 1;
    }
    *out_words = words;
    return key;
}

airlog_status airlog_key_of(airlog_text text, uint64_t *out_key, size_t *out_words, airlog_error *error) {
    airlog_buffer folded = {0};
    size_t words = 0;
    airlog_status status = airlog_fold(text, &folded, error);
    *out_key = status == AIRLOG_OK && folded.bytes ? key_of_folded(folded.bytes, folded.length, &words) : 0;
    if (out_words) *out_words = words;
    airlog_buffer_close(&folded);
    return status;
}
