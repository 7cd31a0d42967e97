/* Reads a question to airlog convert: quantity, target, altitude. */
#include "convert.h"

#include <string.h>

/* Length of the word that joins quantity and target, 0 when there is none. "in" before nothing is the inch. */
static size_t joiner_at(airlog_text text, size_t at) {
    static const char *const words[] = {"to", "into", "in", "as", "->", "=>", "=", "\xE2\x86\x92"};
    size_t length = airlog_cli_word(text, at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t word = strlen(words[i]);
        bool sign = words[i][0] == '-' || words[i][0] == '=' || (unsigned char)words[i][0] > 0x7F;
        if (sign ? length < word : length != word) continue;
        if (!airlog_text_is((airlog_text){text.bytes + at, word}, words[i])) continue;
        size_t behind = airlog_cli_skip(text, at + word);
        return behind < text.length ? word : 0;
    }
    return 0;
}

/* "at FL350", "@ 35,000 ft". */
static airlog_status altitude_at(airlog_text text, size_t *at, convert_question *out, airlog_error *error) {
    size_t here = airlog_cli_skip(text, *at);
    size_t length = airlog_cli_word(text, here);
    bool sign = length && text.bytes[here] == '@';
    if (!sign && !airlog_text_is((airlog_text){text.bytes + here, length}, "at")) return AIRLOG_OK;
    here += sign ? 1 : 2;
    cli_quantity altitude;
    airlog_status status = airlog_cli_quantity(text, &here, &altitude, error);
    if (status != AIRLOG_OK) return status;
    if (altitude.unit->dimension != CLI_DIMENSION_LENGTH)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "an altitude should follow 'at', such as FL350");
    out->has_altitude = true;
    out->altitude_m = altitude.value_si;
    *at = here;
    return AIRLOG_OK;
}

static airlog_status target_at(airlog_text text, size_t *at, convert_question *out, airlog_error *error) {
    size_t here = airlog_cli_skip(text, *at);
    if (here == text.length) return AIRLOG_OK;
    here = airlog_cli_skip(text, here + joiner_at(text, here));
    size_t length;
    out->to = airlog_cli_unit_at(text, here, &length);
    if (!out->to && airlog_text_is((airlog_text){text.bytes + here, text.length - here}, "to"))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a unit should follow 'to'");
    if (!out->to) return airlog_cli_not_a_unit(text, here, error);
    out->to_at = here;
    *at = here + length;
    if (*at < text.length && text.bytes[*at] == '.') ++*at;
    return AIRLOG_OK;
}

static airlog_status target_of(const char *word, convert_question *out, airlog_error *error) {
    airlog_text text = airlog_text_of(word);
    size_t length;
    out->to = airlog_cli_unit_at(text, 0, &length);
    if (out->to && length == text.length) return AIRLOG_OK;
    airlog_error inner = {0};
    (void)airlog_cli_not_a_unit(text, 0, &inner);
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "--to: %s", inner.message);
}

airlog_status airlog_cli_question(airlog_text text, const char *to, convert_question *out, airlog_error *error) {
    *out = (convert_question){0};
    size_t at = 0;
    airlog_status status = AIRLOG_OK;
    out->range = airlog_cli_range(text, &at, &out->from, &out->end_si);
    if (!out->range) status = airlog_cli_quantity(text, &at, &out->from, error);
    if (status == AIRLOG_OK) status = altitude_at(text, &at, out, error);
    if (status == AIRLOG_OK) status = to ? target_of(to, out, error) : target_at(text, &at, out, error);
    if (status == AIRLOG_OK && !out->has_altitude) status = altitude_at(text, &at, out, error);
    if (status != AIRLOG_OK) return status;
    at = airlog_cli_skip(text, at);
    if (at == text.length) return AIRLOG_OK;
    status = airlog_fail(error, AIRLOG_E_ARGUMENT, "'%.*s' is left over: one quantity and one unit are asked for",
                         (int)(text.length - at), text.bytes + at);
    if (error && !error->column) error->column = at + 1;
    return status;
}
