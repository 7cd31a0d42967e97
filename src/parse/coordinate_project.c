/* UTM and UPS on WGS 84.
 *
 * Transverse Mercator after C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy
 * 85 (2011) 475: the Krueger series to sixth order in the third flattening (his equations 35 and 36), with the
 * conformal latitude by Newton's method. Polar stereographic after Snyder with the same conformal latitude. */
#include "coordinate.h"

#include <math.h>

#define SEMI_MAJOR_M 6378137.0
#define FLATTENING (1 / 298.257223563)
#define SCALE_UTM 0.9996
#define SCALE_UPS 0.994
#define ORDER 6

static const double pi = 3.14159265358979323846;

static double eccentricity(void) {
    return sqrt(FLATTENING * (2 - FLATTENING));
}

/* Polynomials in n, lowest power first, for each order 1..6. */
static double polynomial(const double *terms, int count, double n, int lowest) {
    double value = 0;
    for (int i = count - 1; i >= 0; --i) value = value * n + terms[i];
    return value * pow(n, lowest);
}

static void forward_series(double out[ORDER]) {
    static const double a1[] = {1.0 / 2, -2.0 / 3, 5.0 / 16, 41.0 / 180, -127.0 / 288, 7891.0 / 37800};
    static const double a2[] = {13.0 / 48, -3.0 / 5, 557.0 / 1440, 281.0 / 630, -1983433.0 / 1935360};
    static const double a3[] = {61.0 / 240, -103.0 / 140, 15061.0 / 26880, 167603.0 / 181440};
    static const double a4[] = {49561.0 / 161280, -179.0 / 168, 6601661.0 / 7257600};
    static const double a5[] = {34729.0 / 80640, -3418889.0 / 1995840};
    static const double a6[] = {212378941.0 / 319334400};
    static const double *const terms[ORDER] = {a1, a2, a3, a4, a5, a6};
    double n = FLATTENING / (2 - FLATTENING);
    for (int i = 0; i < ORDER; ++i) out[i] = polynomial(terms[i], ORDER - i, n, i + 1);
}

static void inverse_series(double out[ORDER]) {
    static const double b1[] = {1.0 / 2, -2.0 / 3, 37.0 / 96, -1.0 / 360, -81.0 / 512, 96199.0 / 604800};
    static const double b2[] = {1.0 / 48, 1.0 / 15, -437.0 / 1440, 46.0 / 105, -1118711.0 / 3870720};
    static const double b3[] = {17.0 / 480, -37.0 / 840, -209.0 / 4480, 5569.0 / 90720};
    static const double b4[] = {4397.0 / 161280, -11.0 / 504, -830251.0 / 7257600};
    static const double b5[] = {4583.0 / 161280, -108847.0 / 3991680};
    static const double b6[] = {20648693.0 / 638668800};
    static const double *const terms[ORDER] = {b1, b2, b3, b4, b5, b6};
    double n = FLATTENING / (2 - FLATTENING);
    for (int i = 0; i < ORDER; ++i) out[i] = polynomial(terms[i], ORDER - i, n, i + 1);
}

/* Radius of the sphere whose meridian is as long. */
static double rectifying_radius(void) {
    double n = FLATTENING / (2 - FLATTENING), n2 = n * n;
    return SEMI_MAJOR_M / (1 + n) * (1 + n2 * (1.0 / 4 + n2 * (1.0 / 64 + n2 / 256)));
}

/* Tangent of the conformal latitude from that of the geographic latitude. */
static double conformal(double tau) {
    double e = eccentricity(), tau1 = hypot(1, tau);
    double sigma = sinh(e * atanh(e * tau / tau1));
    return hypot(1, sigma) * tau - sigma * tau1;
}

static double geographic(double taup) {
    double e2m = (1 - FLATTENING) * (1 - FLATTENING);
    double e = eccentricity();
    double limit = 2 * sqrt(2.220446049250313e-16);
    if (fabs(taup) > 70 / sqrt(2.220446049250313e-16)) return taup * exp(e * atanh(e));
    double tau = fabs(taup) > 70 ? taup * exp(e * atanh(e)) : taup / e2m;
    for (int i = 0; i < 8; ++i) {
        double guess = conformal(tau);
        double step = (taup - guess) * (1 + e2m * tau * tau) / (e2m * hypot(1, tau) * hypot(1, guess));
        tau += step;
        if (fabs(step) < 1e-2 * limit * fmax(1, fabs(taup))) break;
    }
    return tau;
}

/* sin and cos of degrees, exact at the quadrants. */
static void sine_cosine(double degrees, double *sine, double *cosine) {
    double turn = remainder(degrees, 360);
    int quadrant = (int)lround(turn / 90);
    double rest = (turn - 90 * quadrant) * pi / 180;
    double s = sin(rest), c = cos(rest);
    switch (((quadrant % 4) + 4) % 4) {
    case 0: *sine = s; *cosine = c; break;
    case 1: *sine = c; *cosine = -s; break;
    case 2: *sine = -s; *cosine = -c; break;
    default: *sine = -c; *cosine = s; break;
    }
}

static double tangent(double lat_deg) {
    double s, c;
    sine_cosine(lat_deg, &s, &c);
    return c > 1e-18 ? s / c : (s < 0 ? -1 : 1) * 1e18;
}

static void mercator_forward(airlog_lonlat point, double central_deg, double *x, double *y) {
    double s, c, alpha[ORDER];
    sine_cosine(point.lon_deg - central_deg, &s, &c);
    double taup = conformal(tangent(point.lat_deg));
    double xi = atan2(taup, c), eta = asinh(s / hypot(taup, c));
    double north = xi, east = eta;
    forward_series(alpha);
    for (int j = 1; j <= ORDER; ++j) {
        north += alpha[j - 1] * sin(2 * j * xi) * cosh(2 * j * eta);
        east += alpha[j - 1] * cos(2 * j * xi) * sinh(2 * j * eta);
    }
    double radius = rectifying_radius() * SCALE_UTM;
    *x = radius * east;
    *y = radius * north;
}

static airlog_lonlat mercator_reverse(double x, double y, double central_deg) {
    double beta[ORDER], radius = rectifying_radius() * SCALE_UTM;
    double xi = y / radius, eta = x / radius, xip = xi, etap = eta;
    inverse_series(beta);
    for (int j = 1; j <= ORDER; ++j) {
        xip -= beta[j - 1] * sin(2 * j * xi) * cosh(2 * j * eta);
        etap -= beta[j - 1] * cos(2 * j * xi) * sinh(2 * j * eta);
    }
    double taup = sin(xip) / hypot(sinh(etap), cos(xip));
    double lon = central_deg + atan2(sinh(etap), cos(xip)) * 180 / pi;
    return (airlog_lonlat){remainder(lon, 360), atan(geographic(taup)) * 180 / pi};
}

static double polar_scale(void) {
    double e = eccentricity();
    return 2 * SCALE_UPS * SEMI_MAJOR_M / ((1 - FLATTENING) * exp(e * atanh(e)));
}

static void polar_forward(airlog_lonlat point, bool north, double *x, double *y) {
    double s, c, taup = conformal(tangent(north ? point.lat_deg : -point.lat_deg));
    double rho = hypot(1, taup);
    rho = (taup >= 0 ? 1 / (rho + taup) : rho - taup) * polar_scale();
    if (fabs(point.lat_deg) >= 90 && (point.lat_deg > 0) == north) rho = 0;
    sine_cosine(point.lon_deg, &s, &c);
    *x = rho * s;
    *y = north ? -rho * c : rho * c;
}

static airlog_lonlat polar_reverse(double x, double y, bool north) {
    double t = hypot(x, y) / polar_scale();
    double lat = t == 0 ? 90 : atan(geographic((1 / t - t) / 2)) * 180 / pi;
    double lon = t == 0 ? 0 : atan2(x, north ? -y : y) * 180 / pi;
    return (airlog_lonlat){lon, north ? lat : -lat};
}

/* ---- zones ---- */

char airlog_utm_band(double lat_deg) {
    int band = (int)floor((lat_deg + 80) / 8);
    return "CDEFGHJKLMNPQRSTUVWX"[band < 0 ? 0 : band > 19 ? 19 : band];
}

int airlog_utm_zone(airlog_lonlat point) {
    double lat = point.lat_deg, lon = remainder(point.lon_deg, 360);
    if (lat >= 84 || lat < -80) return 0;
    if (lon == 180) lon = -180;
    int zone = (int)floor((lon + 180) / 6) + 1;
    if (lat >= 56 && lat < 64 && zone == 31 && lon >= 3) return 32; /* south-west Norway */
    if (lat >= 72 && lon >= 0 && lon < 42) return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37; /* Svalbard */
    return zone;
}

airlog_utm airlog_utm_in(airlog_lonlat point, int zone, bool north) {
    airlog_utm utm = {zone, north, 0, 0};
    if (zone == 0) {
        polar_forward(point, north, &utm.easting_m, &utm.northing_m);
        utm.easting_m += 2000000;
        utm.northing_m += 2000000;
        return utm;
    }
    mercator_forward(point, zone * 6 - 183, &utm.easting_m, &utm.northing_m);
    utm.easting_m += 500000;
    if (!north) utm.northing_m += 10000000;
    return utm;
}

airlog_utm airlog_utm_of(airlog_lonlat point) {
    return airlog_utm_in(point, airlog_utm_zone(point), point.lat_deg >= 0);
}

airlog_lonlat airlog_utm_point(airlog_utm utm) {
    if (utm.zone == 0) return polar_reverse(utm.easting_m - 2000000, utm.northing_m - 2000000, utm.north);
    double northing = utm.northing_m - (utm.north ? 0 : 10000000);
    return mercator_reverse(utm.easting_m - 500000, northing, utm.zone * 6 - 183);
}

void airlog_metres_as_degrees(double metres, double lat_deg, double *out_lon_deg, double *out_lat_deg) {
    double s, c, e2 = FLATTENING * (2 - FLATTENING);
    sine_cosine(lat_deg, &s, &c);
    double w = 1 - e2 * s * s;
    double meridian = SEMI_MAJOR_M * (1 - e2) / (w * sqrt(w)), normal = SEMI_MAJOR_M / sqrt(w);
    *out_lat_deg = metres / meridian * 180 / pi;
    *out_lon_deg = c < 1e-6 ? 360 : fmin(360, metres / (normal * c) * 180 / pi);
}
