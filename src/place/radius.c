#include "radius.h"

#include <math.h>

#define RADIAN (M_PI / 180)

double airlog_radius_heading_deg(double half_angle_deg) {
    if (half_angle_deg > 22.5) return 22.5;
    return half_angle_deg;
}

double airlog_radius_extent_m(airlog_place_kind place, double extent_m) {
    (void)place;
    return extent_m;
}

double airlog_radius_distance_m(const airlog_radius_input *input) {
    return hypot(input->rounding_m, 0.2 * input->distance_m);
}

double airlog_radius_offset(const airlog_radius_input *input) {
    double across_m = input->distance_m * 2 * sin(airlog_radius_heading_deg(input->half_angle_deg) * RADIAN / 2);
    double along_m = airlog_radius_distance_m(input);

    return hypot(across_m, along_m) + airlog_radius_extent_m(input->place, input->extent_m) + 3000;
}
