/* Latitude and longitude as two numbers and nothing else. */
#ifndef AIRLOG_CLI_DEGREES_H
#define AIRLOG_CLI_DEGREES_H

#include "cli.h"

/* "25.13 121.74", "25.13, 121.74", "-33 151": latitude first. *out_found is false when it is not two numbers; two that
 * can be no latitude and longitude, or that could be one number with a decimal comma, are AIRLOG_E_ARGUMENT. */
airlog_status airlog_cli_degrees(airlog_text text, bool *out_found, airlog_lonlat *out, airlog_error *error);
/* Whether latitude and longitude can be. */
airlog_status airlog_cli_check_degrees(airlog_lonlat point, airlog_error *error);

#endif
