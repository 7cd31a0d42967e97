/* The ICAO standard atmosphere: speed of sound and pressure by altitude, for Mach numbers and pressure altitudes. */
#include "units.h"

#include <math.h>

/* Layers of Doc 7488: base (geopotential metres), temperature there (K), lapse (K a metre). */
static const struct layer {
    double base_m, kelvin, lapse;
} layers[] = {{0, 288.15, -0.0065}, {11000, 216.65, 0}, {20000, 216.65, 0.001}, {32000, 228.65, 0.0028}};
enum { LAYER_COUNT = sizeof layers / sizeof layers[0] };

static const double top_m = 47000, bottom_m = -5000;
static const double sea_pa = 101325, gas = 287.05287, gravity = 9.80665, gamma_air = 1.4;

/* Pressure ratio and temperature after rising `rise_m` from the base of a layer. */
static double layer_ratio(const struct layer *layer, double rise_m) {
    if (layer->lapse == 0) return exp(-gravity * rise_m / (gas * layer->kelvin));
    double warm = 1 + layer->lapse * rise_m / layer->kelvin;
    return pow(warm, -gravity / (layer->lapse * gas));
}

static int layer_of(double altitude_m) {
    int at = 0;
    while (at + 1 < LAYER_COUNT && altitude_m >= layers[at + 1].base_m) at++;
    return at;
}

bool airlog_cli_sound_mps(double altitude_m, double *out_mps) {
    if (!(altitude_m >= bottom_m && altitude_m <= top_m)) return false;
    const struct layer *layer = &layers[layer_of(altitude_m)];
    *out_mps = sqrt(gamma_air * gas * (layer->kelvin + layer->lapse * (altitude_m - layer->base_m)));
    return true;
}

bool airlog_cli_pressure_pa(double altitude_m, double *out_pa) {
    if (!(altitude_m >= bottom_m && altitude_m <= top_m)) return false;
    int at = layer_of(altitude_m);
    double pressure = sea_pa;
    for (int i = 0; i < at; i++) pressure *= layer_ratio(&layers[i], layers[i + 1].base_m - layers[i].base_m);
    *out_pa = pressure * layer_ratio(&layers[at], altitude_m - layers[at].base_m);
    return true;
}

/* The pressure falls with every metre, so halving the interval finds the altitude to the last bit. */
bool airlog_cli_pressure_altitude_m(double pressure_pa, double *out_m) {
    double low = bottom_m, high = top_m, at_low, at_high;
    airlog_cli_pressure_pa(low, &at_low);
    airlog_cli_pressure_pa(high, &at_high);
    if (!(pressure_pa <= at_low && pressure_pa >= at_high)) return false;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2, pressure;
        airlog_cli_pressure_pa(middle, &pressure);
        if (pressure > pressure_pa)
            low = middle;
        else
            high = middle;
    }
    *out_m = (low + high) / 2;
    return true;
}
