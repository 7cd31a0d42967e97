/* Fitted by tests/accuracy/fit_radius.py on 1,798 reports with an offset in words and a known position: piracy reports
 * (IMB, ASAM), typhoon bulletins (PAGASA) and encyclopaedic sentences; quantile regression of log(error / radius) at
 * 0.97, the four sources weighted alike. Places off by more than 3 d + 50 km, where another place is meant, were left
 * out of the fit and are in the coverage; because of them the fitted widths (4.36 and 2.85 km at 1 km, 6.5 km for a
 * town) are taken up to a tenth wider, and a quarter for the town. What it found:
 *
 *  - errors grow more slowly than the distance: as d^0.65 for the four main winds, as d^0.80 for the winds between
 *    them. Who writes "southeast" may mean anything from east to south (95 % within 42 degrees); who writes "south" is
 *    nearer to it (28 to 42 degrees), and sixteen winds are no better than four at this level;
 *  - at short distances the place itself decides: 8 km for a town, a port or a cape;
 *  - an island or a region adds three quarters of its extent, even from its shore.
 *
 * Truth inside the circle, as tests/accuracy/place.py prints it: IMB 94 %, ASAM 95 %, PAGASA 98 %, encyclopaedia 91 %,
 * all 94.5 %. The published bound holds the truth in 80 % of the same reports, so no circle that holds 95 % can be
 * narrower than it. */
#include "radius.h"

#include "uncertainty.h"

#include <math.h>

#define KM 1000.0
#define RADIAN (M_PI / 180)

#define MAIN_WINDS 4.7 /* km at 1 km */
#define MAIN_POWER 0.646
#define BETWEEN_WINDS 3.15
#define BETWEEN_POWER 0.80
#define POINT_M 8000.0
#define POINT_EXTENT 0.05
#define AREA_M 3700.0
#define AREA_EXTENT 0.75

/* Degrees and ATC positions are read off instruments. No corpus of them gives true positions, so a bound stands in. */
static double instrument_radius_m(const airlog_radius_input *input, double heading_deg) {
    airlog_bound_input bound = {.kind = AIRLOG_BOUND_HEADING, .offset_m = input->distance_m, .growth = 1};

    bound.budget.extent_m = input->extent_m;
    bound.budget.distance_m = input->rounding_m;
    bound.budget.heading_deg = heading_deg;
    return airlog_bound_strict(&bound);
}

double airlog_radius_heading_deg(double half_angle_deg) {
    return fmin(half_angle_deg, 22.5);
}

airlog_radius airlog_radius_offset(const airlog_radius_input *input) {
    bool between = input->half_angle_deg < 45 && input->half_angle_deg > 15;
    double d_km = input->distance_m / KM;
    airlog_radius out;

    if (!input->compass || input->terse) {
        out.heading_deg = airlog_radius_heading_deg(input->half_angle_deg);
        out.distance_m = input->rounding_m;
        out.sweep_m = input->extent_m;
        out.radius_m = instrument_radius_m(input, out.heading_deg);
        return out;
    }
    double spread_m = between ? BETWEEN_WINDS * pow(d_km, BETWEEN_POWER) * KM : MAIN_WINDS * pow(d_km, MAIN_POWER) * KM;
    out.sweep_m = input->area ? AREA_M + AREA_EXTENT * input->extent_m : POINT_M + POINT_EXTENT * input->extent_m;
    out.radius_m = hypot(hypot(spread_m, out.sweep_m), input->rounding_m);
    /* the same spread as a sector: most of it lies across the direction */
    out.heading_deg = fmin(between ? 42 : 36, 2 * asin(fmin(1, spread_m / (2 * input->distance_m))) / RADIAN);
    out.distance_m = fmin(0.25 * input->distance_m, 0.5 * spread_m) + input->rounding_m;
    return out;
}
