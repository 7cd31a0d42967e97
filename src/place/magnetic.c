/* Declination by the spherical harmonic models of the tables (IGRF 12, WMM). */
#include "airlog/place.h"
#include "tables_layout.h"
#include "sphere.h"

#include <math.h>

#define DEGREE_MOST 13
#define EARTH_RADIUS_M 6371200.0 /* the reference radius of the models */
#define WGS84_A_M 6378137.0
#define WGS84_E2 (1 / 298.257223563 * (2 - 1 / 298.257223563))

/* Schmidt semi-normalised Legendre functions of the colatitude and their derivatives. */
typedef struct legendre {
    double p[DEGREE_MOST + 1][DEGREE_MOST + 1];
    double dp[DEGREE_MOST + 1][DEGREE_MOST + 1];
} legendre;

static void fill_legendre(double cosine, double sine, int degree, legendre *out) {
    out->p[0][0] = 1;
    out->dp[0][0] = 0;
    for (int n = 1; n <= degree; n++) {
        double f = n == 1 ? 1 : sqrt(1 - 1 / (2.0 * n));
        out->p[n][n] = f * sine * out->p[n - 1][n - 1];
        out->dp[n][n] = f * (sine * out->dp[n - 1][n - 1] + cosine * out->p[n - 1][n - 1]);
        for (int m = 0; m < n; m++) {
            double k = m <= n - 2 ? sqrt((double)((n - 1) * (n - 1) - m * m)) : 0, q = sqrt((double)(n * n - m * m));
            double p2 = m <= n - 2 ? out->p[n - 2][m] : 0, dp2 = m <= n - 2 ? out->dp[n - 2][m] : 0;
            out->p[n][m] = ((2 * n - 1) * cosine * out->p[n - 1][m] - k * p2) / q;
            out->dp[n][m] = ((2 * n - 1) * (cosine * out->dp[n - 1][m] - sine * out->p[n - 1][m]) - k * dp2) / q;
        }
    }
}

/* The field at a geocentric place: north, east, down in nT. */
static void field(const airlog_table_coefficient *c, int degree, double years, double radius_m, double cosine,
                  double sine, double lon_rad, double out[3]) {
    legendre l;
    double ratio = EARTH_RADIUS_M / radius_m, power = ratio * ratio, cos_m[DEGREE_MOST + 1], sin_m[DEGREE_MOST + 1];

    fill_legendre(cosine, sine, degree, &l);
    cos_m[0] = 1, sin_m[0] = 0;
    cos_m[1] = cos(lon_rad), sin_m[1] = sin(lon_rad);
    for (int m = 2; m <= degree; m++) {
        cos_m[m] = cos_m[m - 1] * cos_m[1] - sin_m[m - 1] * sin_m[1];
        sin_m[m] = sin_m[m - 1] * cos_m[1] + cos_m[m - 1] * sin_m[1];
    }
    out[0] = out[1] = out[2] = 0;
    for (int n = 1; n <= degree; n++) {
        power *= ratio;
        for (int m = 0; m <= n; m++, c++) {
            double g = c->g + years * c->g_rate, h = c->h + years * c->h_rate;
            double along = g * cos_m[m] + h * sin_m[m], across = g * sin_m[m] - h * cos_m[m];
            out[0] += power * along * l.dp[n][m];
            out[1] += power * m * across * l.p[n][m] / sine;
            out[2] -= power * (n + 1) * along * l.p[n][m];
        }
    }
}

static double declination(const airlog_table_coefficient *c, int degree, double years, airlog_lonlat point,
                          double height_m) {
    /* at a pole itself east and north mean nothing: the answer is that of 10 m beside it */
    double lat = fmax(-89.9999, fmin(89.9999, point.lat_deg)) * AIRLOG_RADIAN, s = sin(lat), north_down[3];
    double n = WGS84_A_M / sqrt(1 - WGS84_E2 * s * s);
    double across_m = (n + height_m) * cos(lat), along_m = (n * (1 - WGS84_E2) + height_m) * s;
    double radius_m = hypot(across_m, along_m), tilt = lat - atan2(along_m, across_m);

    field(c, degree, years, radius_m, along_m / radius_m, across_m / radius_m, point.lon_deg * AIRLOG_RADIAN,
          north_down);
    double north = north_down[0] * cos(tilt) + north_down[2] * sin(tilt);
    return atan2(north_down[1], north) / AIRLOG_RADIAN;
}

/* The model of a year: the first before its years, the last after them. */
static const airlog_table_magnetic *model_of(const airlog_tables *tables, double decimal_year, airlog_error *error) {
    uint64_t bytes = airlog_tables_length(tables, AIRLOG_SECTION_MAGNETIC);
    size_t count = (size_t)(bytes / sizeof(airlog_table_magnetic));
    const airlog_table_magnetic *models =
        airlog_tables_view(tables, AIRLOG_SECTION_MAGNETIC, 0, count * sizeof *models, error);

    if (!models || !count) return NULL;
    size_t i = 0;
    while (i + 1 < count && decimal_year >= models[i].to_year) i++;
    return &models[i];
}

airlog_status airlog_declination(const airlog_tables *tables, airlog_lonlat point, double height_m, double decimal_year,
                                 double *out_declination_deg, airlog_error *error) {
    if (!isfinite(point.lon_deg) || !isfinite(point.lat_deg) || fabs(point.lat_deg) > 90 || !isfinite(decimal_year))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "declination needs a point on earth and a year");
    const airlog_table_magnetic *model = model_of(tables, decimal_year, error);
    if (!model) return airlog_fail(error, AIRLOG_E_TABLE, "the tables hold no magnetic model");
    if (model->degree < 1 || model->degree > DEGREE_MOST)
        return airlog_fail(error, AIRLOG_E_TABLE, "a magnetic model of degree %u cannot be", (unsigned)model->degree);
    uint64_t terms = (uint64_t)model->degree * (model->degree + 3) / 2;
    const airlog_table_coefficient *c =
        airlog_tables_view(tables, AIRLOG_SECTION_COEFFICIENTS, model->first * sizeof *c, terms * sizeof *c, error);
    if (!c) return airlog_fail(error, AIRLOG_E_TABLE, "the tables hold no coefficients of the magnetic model");
    *out_declination_deg =
        declination(c, (int)model->degree, decimal_year - model->epoch_year, point, isfinite(height_m) ? height_m : 0);
    return AIRLOG_OK;
}
