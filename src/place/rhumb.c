/* Steps along rhumb lines of WGS 84: constant azimuth, by the isometric latitude and the meridian distance.
 *
 * psi, the isometric latitude, makes a rhumb line straight; m, the meridian distance, measures it. With
 * h = difference of m / difference of psi, the line's length is h * hypot(dlon, dpsi). */
#include "airlog/place.h"
#include "sphere.h"

#include <math.h>

#define WGS84_A_M 6378137.0
#define WGS84_F (1 / 298.257223563)
#define E2 (WGS84_F * (2 - WGS84_F))
#define N3 (WGS84_F / (2 - WGS84_F)) /* third flattening */

/* Below this difference of latitude the two differences are integrated, so that no digits cancel. */
#define NEAR_RAD 0.02

/* Radius of the circle that is as long as a meridian ellipse: a / (1 + n) * (1 + n^2/4 + n^4/64 + n^6/256). */
static double rectifying_radius_m(void) {
    double n2 = N3 * N3;

    return WGS84_A_M / (1 + N3) * (1 + n2 * (1.0 / 4 + n2 * (1.0 / 64 + n2 / 256)));
}

/* sum of c[k] sin(2 (k + 1) angle), by Clenshaw */
static double sine_series(double angle_rad, const double c[6]) {
    double x = 2 * cos(2 * angle_rad), b1 = 0, b2 = 0;

    for (int k = 5; k >= 0; k--) {
        double b0 = x * b1 - b2 + c[k];
        b2 = b1;
        b1 = b0;
    }
    return b1 * sin(2 * angle_rad);
}

/* Rectifying latitude and back: Helmert's series to n^6 (Karney 2011, "Transverse Mercator with an accuracy of a
 * few nanometers", and Bessel 1825). */
static double rectifying(double lat_rad) {
    const double n = N3, n2 = n * n, n3 = n2 * n, n4 = n2 * n2, n5 = n4 * n, n6 = n3 * n3;
    const double c[6] = {-3.0 / 2 * n + 9.0 / 16 * n3 - 3.0 / 32 * n5,
                         15.0 / 16 * n2 - 15.0 / 32 * n4 + 135.0 / 2048 * n6,
                         -35.0 / 48 * n3 + 105.0 / 256 * n5,
                         315.0 / 512 * n4 - 189.0 / 512 * n6,
                         -693.0 / 1280 * n5,
                         1001.0 / 2048 * n6};

    return lat_rad + sine_series(lat_rad, c);
}

static double from_rectifying(double mu_rad) {
    const double n = N3, n2 = n * n, n3 = n2 * n, n4 = n2 * n2, n5 = n4 * n, n6 = n3 * n3;
    const double c[6] = {3.0 / 2 * n - 27.0 / 32 * n3 + 269.0 / 512 * n5,
                         21.0 / 16 * n2 - 55.0 / 32 * n4 + 6759.0 / 4096 * n6,
                         151.0 / 96 * n3 - 417.0 / 128 * n5,
                         1097.0 / 512 * n4 - 15543.0 / 2560 * n6,
                         8011.0 / 2560 * n5,
                         293393.0 / 61440 * n6};

    return mu_rad + sine_series(mu_rad, c);
}

static double isometric(double lat_rad) {
    double e = sqrt(E2), s = sin(lat_rad);

    return asinh(tan(lat_rad)) - e * atanh(e * s);
}

/* dm/dphi and dpsi/dphi */
static void rates(double lat_rad, double *out_meridian_m, double *out_isometric) {
    double s = sin(lat_rad), w2 = 1 - E2 * s * s;

    *out_meridian_m = WGS84_A_M * (1 - E2) / (w2 * sqrt(w2));
    *out_isometric = (1 - E2) / (w2 * cos(lat_rad));
}

/* Metres of rhumb line for a radian of longitude or isometric latitude between two latitudes. */
static double scale_m(double lat1_rad, double lat2_rad) {
    static const double node[3] = {0.2386191860831969, 0.6612093864662645, 0.9324695142031521};
    static const double weight[3] = {0.4679139345726910, 0.3607615730481386, 0.1713244923791704};
    double middle = (lat1_rad + lat2_rad) / 2, half = (lat2_rad - lat1_rad) / 2, m = 0, psi = 0;

    if (fabs(half) > NEAR_RAD / 2)
        return rectifying_radius_m() * (rectifying(lat2_rad) - rectifying(lat1_rad)) /
               (isometric(lat2_rad) - isometric(lat1_rad));
    for (int i = 0; i < 6; i++) { /* Gauss and Legendre on six points; the common factor `half` cancels */
        double dm, dpsi;
        rates(middle + (i & 1 ? half : -half) * node[i / 2], &dm, &dpsi);
        m += weight[i / 2] * dm;
        psi += weight[i / 2] * dpsi;
    }
    return m / psi;
}

static double isometric_difference(double lat1_rad, double lat2_rad) {
    if (fabs(lat2_rad - lat1_rad) > NEAR_RAD) return isometric(lat2_rad) - isometric(lat1_rad);
    /* m is well behaved everywhere, so its difference over the scale keeps all digits */
    return rectifying_radius_m() * (rectifying(lat2_rad) - rectifying(lat1_rad)) / scale_m(lat1_rad, lat2_rad);
}

static bool point_valid(airlog_lonlat point) {
    return isfinite(point.lon_deg) && isfinite(point.lat_deg) && fabs(point.lat_deg) <= 90;
}

airlog_status airlog_rhumb_step(airlog_lonlat from, double bearing_deg, double distance_m, airlog_lonlat *out,
                                airlog_error *error) {
    if (!point_valid(from) || !isfinite(bearing_deg) || !isfinite(distance_m))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a rhumb line needs a point, a bearing and a distance");
    double lat1 = from.lat_deg * AIRLOG_RADIAN;
    double mu2 = rectifying(lat1) + distance_m * cos(bearing_deg * AIRLOG_RADIAN) / rectifying_radius_m();
    if (fabs(mu2) >= M_PI / 2)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a rhumb line of %.0f m on %.1f degrees runs into the pole",
                           distance_m, bearing_deg);
    double lat2 = from_rectifying(mu2);
    double lon = from.lon_deg + distance_m * sin(bearing_deg * AIRLOG_RADIAN) / scale_m(lat1, lat2) / AIRLOG_RADIAN;
    out->lat_deg = lat2 / AIRLOG_RADIAN;
    out->lon_deg = remainder(lon, 360);
    return AIRLOG_OK;
}

airlog_status airlog_rhumb_between(airlog_lonlat a, airlog_lonlat b, double *out_distance_m, double *out_bearing_deg,
                                   airlog_error *error) {
    if (!point_valid(a) || !point_valid(b) || fabs(a.lat_deg) == 90 || fabs(b.lat_deg) == 90)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "a rhumb line needs two points that are not the poles");
    double lat1 = a.lat_deg * AIRLOG_RADIAN, lat2 = b.lat_deg * AIRLOG_RADIAN;
    double dlon = remainder(b.lon_deg - a.lon_deg, 360) * AIRLOG_RADIAN;
    double dpsi = isometric_difference(lat1, lat2);
    double bearing_deg = atan2(dlon, dpsi) / AIRLOG_RADIAN;
    if (out_distance_m) *out_distance_m = hypot(dlon, dpsi) * scale_m(lat1, lat2);
    if (out_bearing_deg) *out_bearing_deg = bearing_deg < 0 ? bearing_deg + 360 : bearing_deg;
    return AIRLOG_OK;
}
