/* Latitude and longitude as two numbers and nothing else. */
#include "degrees.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

airlog_status airlog_cli_check_degrees(airlog_lonlat point, airlog_error *error) {
    if (!(fabs(point.lat_deg) <= 90))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "latitude %g is impossible: it goes from -90 to 90",
                           point.lat_deg);
    if (!(fabs(point.lon_deg) <= 180))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "longitude %g is impossible: it goes from -180 to 180",
                           point.lon_deg);
    return AIRLOG_OK;
}

/* "25,13" is a pair of whole degrees or one number with a decimal comma. */
static bool two_ways(airlog_text text, size_t comma) {
    bool joined = comma + 1 < text.length && text.bytes[comma] == ',' && isdigit((unsigned char)text.bytes[comma + 1]);
    return joined && !memchr(text.bytes, '.', text.length);
}

airlog_status airlog_cli_degrees(airlog_text text, bool *out_found, airlog_lonlat *out, airlog_error *error) {
    size_t gap = 0;
    while (gap < text.length && text.bytes[gap] != ' ' && text.bytes[gap] != ',') gap++;
    size_t second = gap + (gap < text.length);
    airlog_text lat = {text.bytes, gap};
    airlog_text lon = airlog_text_trim((airlog_text){text.bytes + second, text.length - second});
    *out_found = airlog_number_read(lat, &out->lat_deg) && airlog_number_read(lon, &out->lon_deg);
    if (!*out_found) return AIRLOG_OK;
    if (two_ways(text, gap))
        return airlog_fail(error, AIRLOG_E_ARGUMENT,
                           "'%.*s' can be read in two ways: write '%.*s.%.*s' for one number, '%.*s %.*s' for a pair",
                           (int)text.length, text.bytes, (int)lat.length, lat.bytes, (int)lon.length, lon.bytes,
                           (int)lat.length, lat.bytes, (int)lon.length, lon.bytes);
    return airlog_cli_check_degrees(*out, error);
}
