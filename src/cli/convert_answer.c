/* Answers a question to airlog convert, with the digits that the input deserves. */
#include "convert.h"

#include <math.h>
#include <string.h>

/* Units that an answer without a target shows, the most useful first. */
static const char *const useful[][6] = {
    [CLI_DIMENSION_LENGTH] = {"km", "NM", "mi", "m", "ft"},
    [CLI_DIMENSION_SPEED] = {"kt", "km/h", "m/s", "mph", "ft/min"},
    [CLI_DIMENSION_TIME] = {"h", "min", "s"},
    [CLI_DIMENSION_ANGLE] = {"deg", "arcmin", "rad", "mil"},
    [CLI_DIMENSION_PRESSURE] = {"hPa", "inHg", "mmHg"},
    [CLI_DIMENSION_MASS] = {"kg", "lb", "t"},
};

typedef struct answer {
    double value, step; /* in the unit asked for */
    const char *assumed[3];
    size_t assumed_count;
} answer;

static void assume(answer *out, const char *sentence) {
    for (size_t i = 0; i < out->assumed_count; i++)
        if (strcmp(out->assumed[i], sentence) == 0) return;
    if (out->assumed_count < 3) out->assumed[out->assumed_count++] = sentence;
}

/* Metres a second in one Mach, at the altitude of the question. */
static airlog_status sound_of(const convert_question *question, answer *out, double *out_mps, airlog_error *error) {
    if (!question->has_altitude)
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "a Mach number is a speed only at an altitude: add one, such as 'at FL350'");
    if (!airlog_cli_sound_mps(question->altitude_m, out_mps))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "the standard atmosphere is known from -5 to 47 km, not at %.0f m",
                           question->altitude_m);
    assume(out, "speed of sound of the ICAO standard atmosphere");
    return AIRLOG_OK;
}

/* A pressure and the altitude at which the standard atmosphere has it. */
static airlog_status pressure_altitude(double value_si, cli_dimension to, answer *out, airlog_error *error) {
    bool well = to == CLI_DIMENSION_LENGTH ? airlog_cli_pressure_altitude_m(value_si, &out->value)
                                           : airlog_cli_pressure_pa(value_si, &out->value);
    if (!well) return airlog_fail(error, AIRLOG_E_ARGUMENT, "the standard atmosphere is known from -5 to 47 km only");
    assume(out, "pressure altitude in the ICAO standard atmosphere");
    return AIRLOG_OK;
}

/* What a step of the input becomes, by the slope of the pressure there. */
static double pressure_slope(double value_si, cli_dimension to) {
    double here, there;
    if (to == CLI_DIMENSION_LENGTH) {
        if (!airlog_cli_pressure_altitude_m(value_si, &here) || !airlog_cli_pressure_altitude_m(value_si - 1, &there))
            return 1;
    } else if (!airlog_cli_pressure_pa(value_si, &here) || !airlog_cli_pressure_pa(value_si + 1, &there)) {
        return 1;
    }
    return fabs(there - here);
}

static airlog_status convert_to(const convert_question *question, const cli_unit *to, answer *out,
                                airlog_error *error) {
    const cli_quantity *from = &question->from;
    *out = (answer){.value = from->value_si, .step = from->step_si};
    if (from->assumed) assume(out, from->assumed);
    airlog_status status = AIRLOG_OK;
    double sound = 1;
    if ((from->unit->si <= 0) != (to->si <= 0)) status = sound_of(question, out, &sound, error);
    if (status != AIRLOG_OK) return status;
    cli_dimension a = from->unit->dimension, b = to->dimension;
    bool heights = (a == CLI_DIMENSION_PRESSURE && b == CLI_DIMENSION_LENGTH) ||
                   (a == CLI_DIMENSION_LENGTH && b == CLI_DIMENSION_PRESSURE);
    if (heights) {
        out->step *= pressure_slope(from->value_si, b);
        status = pressure_altitude(from->value_si, b, out, error);
    } else if (a != b) {
        status = airlog_fail(
            error, AIRLOG_E_ARGUMENT, "%s cannot be converted to %s: '%s' and '%s' measure different things",
            airlog_cli_dimension_name(a), airlog_cli_dimension_name(b), from->unit->symbol, to->symbol);
        if (error && !error->column) error->column = question->to_at + 1;
    }
    if (status != AIRLOG_OK) return status;
    double factor = (from->unit->si <= 0 ? sound : 1) / (to->si > 0 ? to->si : from->unit->si > 0 ? sound : 1);
    if (to->si > 0 && from->unit->si > 0) {
        out->value /= to->si; /* one division: 500 kt in km/h stays 926 */
        out->step /= to->si;
    } else {
        out->value *= factor;
        out->step *= factor;
    }
    return AIRLOG_OK;
}

/* Decimals so that rounding adds at most a hundredth of the input's last digit, and five digits at least. */
static int deserved_decimals(double value, double step) {
    int by_step = step > 0 ? (int)ceil(-log10(step) + 2 - 1e-9) : 0;
    bool nothing = fabs(value) < step * 1e-6; /* what is left of a difference that is zero */
    int by_digits = nothing ? 0 : 4 - (int)floor(log10(fabs(value)));
    int decimals = by_step > by_digits ? by_step : by_digits;
    return decimals < 0 ? 0 : decimals > 15 ? 15 : decimals;
}

static void trim_zeros(char *number) {
    if (!strchr(number, '.') || strchr(number, 'e')) return;
    size_t length = strlen(number);
    while (number[length - 1] == '0') number[--length] = '\0';
    if (number[length - 1] == '.') number[--length] = '\0';
    if (strcmp(number, "-0") == 0) memcpy(number, "0", 2);
}

/* As many digits as were asked for, and never "1.01e+04" for 10100. */
static void print_significant(char out[64], double value, int digits) {
    double magnitude = fabs(value);
    if (magnitude != 0 && (magnitude < 1e-9 || magnitude >= 1e15)) {
        snprintf(out, 64, "%.*g", digits, value);
        return;
    }
    int decimals = magnitude == 0 ? 0 : digits - 1 - (int)floor(log10(magnitude));
    double step = pow(10, -decimals);
    if (decimals < 0) value = round(value / step) * step;
    snprintf(out, 64, "%.*f", decimals < 0 ? 0 : decimals, value);
}

static void print_number(char out[64], const answer *given, const convert_settings *settings) {
    double value = given->value == 0 ? 0 : given->value; /* no "-0" */
    if (settings->exact)
        snprintf(out, 64, "%.15g", value);
    else if (settings->digits > 0)
        print_significant(out, value, settings->digits > 17 ? 17 : (int)settings->digits);
    else if (fabs(value) < 1e15)
        snprintf(out, 64, "%.*f", deserved_decimals(value, given->step), value);
    else
        snprintf(out, 64, "%.15g", value);
    trim_zeros(out);
}

/* `end` is that of a range, NULL without one. */
static void print_answer(airlog_text text, const cli_unit *unit, const answer *given, const answer *end,
                         const convert_settings *settings, airlog_buffer *out) {
    char number[64], last[64];
    bool level = strcmp(unit->symbol, "FL") == 0;
    print_number(number, given, settings);
    if (end) print_number(last, end, settings);
    if (!settings->json) {
        const char *prefix = level ? "FL" : "", *blank = level ? "" : " ", *symbol = level ? "" : unit->symbol;
        airlog_buffer_print(out, "%s%s", prefix, number);
        if (end) airlog_buffer_print(out, " to %s%s", prefix, last);
        airlog_buffer_print(out, "%s%s\n", blank, symbol);
        return;
    }
    airlog_buffer_string(out, "{\"input\":");
    airlog_buffer_json(out, text);
    airlog_buffer_print(out, ",\"value\":%s", number);
    if (end) airlog_buffer_print(out, ",\"value_end\":%s", last);
    airlog_buffer_string(out, ",\"unit\":");
    airlog_buffer_json(out, airlog_text_of(unit->symbol));
    airlog_buffer_string(out, ",\"assumed\":[");
    for (size_t i = 0; i < given->assumed_count; i++) {
        if (i) airlog_buffer_char(out, ',');
        airlog_buffer_json(out, airlog_text_of(given->assumed[i]));
    }
    airlog_buffer_string(out, "]}\n");
}

/* A flight level is a number of hundreds of feet: "FL330.2" is none. */
static airlog_status check_level(const cli_unit *to, answer *given, airlog_error *error) {
    if (strcmp(to->symbol, "FL") != 0) return AIRLOG_OK;
    double level = round(given->value);
    if (level < 0 || level > 999)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "flight levels go from 0 to 999 (99,900 ft)");
    if (fabs(level - given->value) > 1e-6) assume(given, "rounded to the nearest flight level");
    assume(given, "a flight level is an altitude at 1013.25 hPa");
    given->value = level;
    return AIRLOG_OK;
}

static airlog_status answer_of(const convert_question *question, const cli_unit *to, answer *out, airlog_error *error) {
    airlog_status status = convert_to(question, to, out, error);
    return status == AIRLOG_OK ? check_level(to, out, error) : status;
}

static airlog_status answer_one(airlog_text text, const convert_question *question, const cli_unit *to,
                                const convert_settings *settings, convert_reply *out, airlog_error *error) {
    answer given, end;
    convert_question upper = *question;
    upper.from.value_si = question->end_si;
    airlog_status status = answer_of(question, to, &given, error);
    if (status == AIRLOG_OK && question->range) status = answer_of(&upper, to, &end, error);
    if (status != AIRLOG_OK) return status;
    bool falls = question->range && end.value < given.value; /* pressures fall as altitudes rise */
    print_answer(text, to, falls ? &end : &given, question->range ? (falls ? &given : &end) : NULL, settings,
                 &out->answer);
    out->assumed.length = 0; /* the same for every unit */
    for (size_t i = 0; i < given.assumed_count; i++) airlog_buffer_print(&out->assumed, "%s\n", given.assumed[i]);
    return AIRLOG_OK;
}

airlog_status airlog_cli_answer(airlog_text text, const convert_question *question, const convert_settings *settings,
                                convert_reply *out, airlog_error *error) {
    if (question->to) return answer_one(text, question, question->to, settings, out, error);
    const char *const *symbols = useful[question->from.unit->dimension];
    for (size_t i = 0; i < 6 && symbols[i]; i++) {
        const cli_unit *to = airlog_cli_unit_of(symbols[i]);
        if (to == question->from.unit) continue;
        airlog_status status = answer_one(text, question, to, settings, out, error);
        if (status != AIRLOG_OK) return status;
    }
    return AIRLOG_OK;
}
