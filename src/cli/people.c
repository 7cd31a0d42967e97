/* Values as people read them, and an incident as the row of a table. */
#include "table.h"

#include <math.h>
#include <string.h>

void airlog_cli_print_point(airlog_buffer *out, airlog_lonlat point) {
    const double values[2] = {point.lat_deg, point.lon_deg};
    for (int i = 0; i < 2; i++) {
        double scaled = round(fabs(values[i]) * 1e4); /* whole ten-thousandths: no "0.0000 W" */
        uint64_t whole = (uint64_t)scaled;
        char digits[] = {'.', '0', '0', '0', '0', ' ', "NSEW"[2 * i + (values[i] < 0 && whole > 0)]};
        for (uint64_t place = 4, rest = whole % 10000; place > 0; place--, rest /= 10)
            digits[place] = (char)('0' + rest % 10);
        if (i) airlog_buffer_char(out, ' ');
        airlog_buffer_number(out, (double)(whole / 10000), 0);
        airlog_buffer_add(out, digits, sizeof digits);
    }
}

/* "33,000 ft" */
static void print_thousands(airlog_buffer *out, double value, const char *unit) {
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%.0f", fabs(value));
    if (value <= -0.5) airlog_buffer_char(out, '-');
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) airlog_buffer_char(out, ',');
        airlog_buffer_char(out, digits[i]);
    }
    airlog_buffer_print(out, " %s", unit);
}

static double metres_in(const char *unit) {
    return strcmp(unit, "km") == 0 ? 1000 : strcmp(unit, "mi") == 0 ? 1609.344 : 1852;
}

void airlog_cli_print_length(airlog_buffer *out, double metres, const char *unit, bool estimate) {
    double value = metres / metres_in(unit);
    if (estimate && metres < 100) {
        airlog_buffer_print(out, "%.0f m", metres);
        return;
    }
    int decimals = 4;
    if (estimate) { /* two digits are all that an estimate has */
        decimals = value > 0 ? 1 - (int)floor(log10(value)) : 0;
        if (decimals < 0) decimals = 0;
    }
    char number[32];
    number[airlog_number_print(number, value, decimals > 4 ? 4 : decimals)] = '\0';
    airlog_buffer_print(out, "%s %s", number, unit);
}

cli_table airlog_cli_incident_table(void) {
    static const char *const names[] = {"time (UTC)", "event",    "object", "position",
                                        "+- 95 %",    "altitude", "from",   NULL};
    return (cli_table){.names = names, .right = 1u << 4 | 1u << 5};
}

static void cell_done(cli_table *table, airlog_buffer *cell) {
    if (cell->length == 0) airlog_buffer_char(cell, '-');
    airlog_cli_table_cell(table, (airlog_text){cell->bytes, cell->length});
    cell->length = 0;
}

/* As much of the instant as is known: a day has no hour. */
static void print_time(airlog_buffer *out, const airlog_incident *incident) {
    if (incident->time_start == AIRLOG_NO_TIME) return;
    char time[32];
    airlog_time_print(time, incident->time_start, 0);
    airlog_text precision = incident->time_precision;
    size_t length = airlog_text_is(precision, "second")  ? 19
                    : airlog_text_is(precision, "year")  ? 4
                    : airlog_text_is(precision, "month") ? 7
                    : airlog_text_is(precision, "day")   ? 10
                                                         : 16;
    for (size_t i = 0; i < length; i++) airlog_buffer_char(out, time[i] == 'T' ? ' ' : time[i]);
}

/* "1 balloon, China": the count when there is one, and whose it is. */
static void print_object(airlog_buffer *out, const airlog_incident *incident) {
    double least = incident->count_min, most = incident->count_max;
    if (!isnan(least)) airlog_buffer_print(out, "%.0f", least);
    if (!isnan(most) && most > least) airlog_buffer_print(out, "-%.0f", most);
    if (!isnan(most) && isnan(least)) airlog_buffer_print(out, "<=%.0f", most);
    if (out->length) airlog_buffer_string(out, least == 1 && !(most > 1) ? " " : " x ");
    airlog_buffer_text(out, incident->object.length ? incident->object : airlog_text_of("?"));
    if (incident->object_type.length)
        airlog_buffer_print(out, " %.*s", (int)incident->object_type.length, incident->object_type.bytes);
    if (incident->actor.length) airlog_buffer_print(out, ", %.*s", (int)incident->actor.length, incident->actor.bytes);
}

static void print_altitude(airlog_buffer *out, const airlog_incident *incident) {
    const double foot_m = 0.3048;
    double low = incident->altitude_min_m, high = incident->altitude_max_m;
    if (isnan(low) && isnan(high)) return;
    if (isnan(low)) low = high;
    print_thousands(out, low / foot_m, "ft");
    if (!isnan(high) && high - low > foot_m) {
        out->length -= strlen(" ft");
        airlog_buffer_char(out, '-');
        print_thousands(out, high / foot_m, "ft");
    }
    if (incident->altitude_datum.length)
        airlog_buffer_print(out, " %.*s", (int)incident->altitude_datum.length, incident->altitude_datum.bytes);
}

/* "000/60 NM Keelung Port" as controllers write it, or the place alone. */
static void print_place(airlog_buffer *out, const airlog_incident *incident) {
    if (!isnan(incident->distance_m) && incident->distance_m > 0) {
        if (!isnan(incident->bearing_deg)) airlog_buffer_print(out, "%03.0f/", incident->bearing_deg);
        airlog_buffer_number(out, incident->distance_m / 1852, 1);
        airlog_buffer_string(out, " NM ");
    }
    airlog_buffer_text(out, incident->anchor.length ? incident->anchor : incident->method);
}

void airlog_cli_table_incident(cli_table *table, const airlog_incident *incident) {
    airlog_buffer cell = {0};
    bool placed = !isnan(incident->lon) && !isnan(incident->lat);
    print_time(&cell, incident);
    cell_done(table, &cell);
    airlog_buffer_text(&cell, incident->event);
    cell_done(table, &cell);
    print_object(&cell, incident);
    cell_done(table, &cell);
    if (placed) airlog_cli_print_point(&cell, (airlog_lonlat){incident->lon, incident->lat});
    cell_done(table, &cell);
    if (placed && !isnan(incident->radius_m)) airlog_cli_print_length(&cell, incident->radius_m, "NM", true);
    cell_done(table, &cell);
    print_altitude(&cell, incident);
    cell_done(table, &cell);
    print_place(&cell, incident);
    cell_done(table, &cell);
    airlog_buffer_close(&cell);
}
