/* Characters of coordinates: the hundred ways in which print and bad copies spell a few marks. */
#include "coordinate.h"

#include <string.h>

static uint32_t fold_ascii(unsigned char c) {
    switch (c) {
    case '\'':
    case '`': return AIRLOG_SYMBOL_MINUTE;
    case '"': return AIRLOG_SYMBOL_SECOND;
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v': return ' ';
    case 0: return 0x7f;
    default: return c;
    }
}

static uint32_t fold_latin(uint32_t code) {
    switch (code) {
    case 0x00B0: /* degree */
    case 0x00BA: /* masculine ordinal */
    case 0x02DA: /* ring above */ return AIRLOG_SYMBOL_DEGREE;
    case 0x00B4: /* acute */
    case 0x02B9:
    case 0x02BC:
    case 0x02CA:
    case 0x02CB: return AIRLOG_SYMBOL_MINUTE;
    case 0x02BA:
    case 0x02DD:
    case 0x02EE: return AIRLOG_SYMBOL_SECOND;
    case 0x00BF: /* inverted question mark */
    case 0x0096: /* dashes of Windows-1252 taken for Latin-1 */
    case 0x0097: return AIRLOG_SYMBOL_JUNK;
    case 0x00A0: return ' ';
    case 0x00B7: return '.';
    case 0x00AD: return '-';
    case 0x00D7: return AIRLOG_SYMBOL_TIMES;
    case 0x0421: return 'N'; /* Cyrillic S, Yu, V, Z: the Russian cardinal letters */
    case 0x042E: return 'S';
    case 0x0412: return 'E';
    case 0x0417: return 'W';
    default: return code;
    }
}

static uint32_t fold_punctuation(uint32_t code) {
    if ((code >= 0x2010 && code <= 0x2015) || code == 0x2212) return '-';
    if ((code >= 0x2000 && code <= 0x200B) || code == 0x202F || code == 0x205F || code == 0x2060 || code == 0x2063)
        return ' ';
    switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x2035: return AIRLOG_SYMBOL_MINUTE;
    case 0x201C:
    case 0x201D:
    case 0x201F:
    case 0x2033:
    case 0x2036: return AIRLOG_SYMBOL_SECOND;
    case 0x2070:
    case 0x2218: return AIRLOG_SYMBOL_DEGREE;
    case 0x2064:
    case 0x2795: return '+';
    case 0x2796: return '-';
    default: return code;
    }
}

static uint32_t fold_wide(uint32_t code) {
    switch (code) {
    case 0x3000:
    case 0xFEFF: return ' ';
    case 0x3001: return ',';
    case 0x309C:
    case 0x5EA6: return AIRLOG_SYMBOL_DEGREE;
    case 0x5206: return AIRLOG_SYMBOL_MINUTE;
    case 0x79D2: return AIRLOG_SYMBOL_SECOND;
    case 0xFE63:
    case 0xFF70: return '-';
    case 0xFFFD: return AIRLOG_SYMBOL_JUNK;
    default: break;
    }
    if (code >= 0xFF01 && code <= 0xFF5E) return fold_ascii((unsigned char)(code - 0xFEE0));
    return code;
}

/* "north latitude" and the like, two Han characters. */
static uint32_t fold_han_pair(const airlog_scan *scan, uint32_t code, size_t *length) {
    uint32_t symbol;
    switch (code) {
    case 0x5317: symbol = AIRLOG_SYMBOL_NORTH; break;
    case 0x5357: symbol = AIRLOG_SYMBOL_SOUTH; break;
    case 0x6771:
    case 0x4E1C: symbol = AIRLOG_SYMBOL_EAST; break;
    case 0x897F: symbol = AIRLOG_SYMBOL_WEST; break;
    default: return code;
    }
    if (scan->at + *length >= scan->text.length) return code;
    uint32_t next;
    size_t more = airlog_utf8_decode(scan->text, scan->at + *length, &next);
    bool parallel = next == 0x7DEF || next == 0x7EAC;
    bool meridian = next == 0x7D4C || next == 0x7D93 || next == 0x7ECF;
    bool upright = symbol == AIRLOG_SYMBOL_NORTH || symbol == AIRLOG_SYMBOL_SOUTH;
    if (!(upright ? parallel : meridian)) return code;
    *length += more;
    return symbol;
}

uint32_t airlog_scan_look(const airlog_scan *scan, size_t *out_length) {
    *out_length = 0;
    if (scan->at >= scan->text.length) return AIRLOG_SYMBOL_END;
    *out_length = 1;
    unsigned char c = (unsigned char)scan->text.bytes[scan->at];
    if (c < 0x80) return fold_ascii(c);
    uint32_t code;
    *out_length = airlog_utf8_decode(scan->text, scan->at, &code);
    if (code < 0x500) return fold_latin(code);
    if (code >= 0x2000 && code < 0x2800) return fold_punctuation(code);
    uint32_t pair = fold_han_pair(scan, code, out_length);
    return pair == code ? fold_wide(code) : pair;
}

uint32_t airlog_scan_peek(const airlog_scan *scan) {
    size_t length;
    return airlog_scan_look(scan, &length);
}

bool airlog_scan_skip(airlog_scan *scan, uint32_t symbol) {
    size_t length;
    if (airlog_scan_look(scan, &length) != symbol || length == 0) return false;
    scan->at += length;
    return true;
}

size_t airlog_scan_spaces(airlog_scan *scan, size_t limit) {
    size_t count = 0;
    while (count < limit && airlog_scan_skip(scan, ' ')) ++count;
    return count;
}

bool airlog_symbol_is_digit(uint32_t symbol) {
    return symbol >= '0' && symbol <= '9';
}

bool airlog_symbol_is_letter(uint32_t symbol) {
    return (symbol >= 'A' && symbol <= 'Z') || (symbol >= 'a' && symbol <= 'z') ||
           (symbol >= 0xC0 && symbol < 0x2000 && symbol != 0xD7 && symbol != 0xF7);
}

bool airlog_scan_digit(const airlog_scan *scan) {
    return airlog_symbol_is_digit(airlog_scan_peek(scan));
}

bool airlog_scan_letter(const airlog_scan *scan) {
    return airlog_symbol_is_letter(airlog_scan_peek(scan));
}

static size_t word_length(const airlog_scan *scan, const char *word, size_t letters) {
    airlog_scan step = *scan;
    for (size_t i = 0; i < letters; ++i) {
        size_t length;
        uint32_t symbol = airlog_scan_look(&step, &length);
        if (symbol >= 'A' && symbol <= 'Z') symbol += 'a' - 'A';
        if (symbol != (unsigned char)word[i]) return 0;
        step.at += length;
    }
    return airlog_scan_letter(&step) ? 0 : step.at - scan->at;
}

int airlog_scan_word(airlog_scan *scan, const char *words) {
    int index = 1;
    for (const char *word = words; *word != 0; ++index) {
        size_t letters = strcspn(word, "|");
        size_t length = word_length(scan, word, letters);
        if (length > 0) {
            scan->at += length;
            return index;
        }
        word += letters;
        if (*word == '|') ++word;
    }
    return 0;
}

bool airlog_scan_border(airlog_text text, size_t at) {
    if (at == 0 || at > text.length) return at == 0;
    unsigned char c = (unsigned char)text.bytes[at - 1];
    if (c < 0x80) return !airlog_symbol_is_letter(c) && !airlog_symbol_is_digit(c);
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.bytes[start] & 0xC0) == 0x80) --start;
    airlog_scan scan = {text, start};
    uint32_t symbol = airlog_scan_peek(&scan);
    return !airlog_symbol_is_letter(symbol) && !airlog_symbol_is_digit(symbol);
}

/* Digits at the cursor added to `value`; at most 17 are kept, the count is of all. */
static int take_digits(airlog_scan *scan, double *value, double *scale) {
    int count = 0;
    size_t length;
    for (uint32_t symbol = airlog_scan_look(scan, &length); airlog_symbol_is_digit(symbol) && count < 40;
         symbol = airlog_scan_look(scan, &length)) {
        scan->at += length;
        ++count;
        if (*scale >= 1e17) continue;
        *value = *value * 10 + (double)(symbol - '0');
        *scale *= 10;
    }
    return count;
}

bool airlog_scan_figure(airlog_scan *scan, unsigned flags, airlog_figure *out) {
    double value = 0, scale = 1;
    *out = (airlog_figure){0};
    out->whole = take_digits(scan, &value, &scale);
    if (out->whole == 0 || out->whole > 15) return false;
    out->value = value;
    if ((flags & AIRLOG_FIGURE_WHOLE) != 0) return true;
    airlog_scan point = *scan;
    bool fraction = airlog_scan_skip(&point, '.');
    if (!fraction && (flags & AIRLOG_FIGURE_COMMA) != 0) fraction = airlog_scan_skip(&point, ',');
    if (!fraction || !airlog_scan_digit(&point)) return true;
    double whole_scale = scale;
    out->decimals = take_digits(&point, &value, &scale);
    out->value = value / (scale / whole_scale);
    *scan = point;
    return true;
}
