/* Written times -> instants: the day from the text or the report, the zone from the text, the pair or the place. */
#include <string.h>

#include "draft.h"

#define DAY_S 86400
#define YEAR_WINDOW_DAYS 183 /* a day without a year lies nearest to the day of the report */

const char *airlog_when_precision(int32_t precision_s) {
    if (precision_s <= 1) return "second";
    if (precision_s <= 60) return "minute";
    if (precision_s <= 3600) return "hour";
    if (precision_s < DAY_S) return "part of day";
    if (precision_s < 28 * DAY_S) return "day";
    if (precision_s < 360 * DAY_S) return "month";
    return "year";
}

/* ---- the day ------------------------------------------------------------------------------------------ */

static airlog_date days_later(airlog_date date, int64_t days) {
    return airlog_date_of_days(airlog_date_days(date) + days);
}

/* The year that puts a day nearest to the report, at most half a year after it. */
static airlog_date with_year(airlog_date day, airlog_date published) {
    airlog_date best = {published.year, day.month, day.day};
    int64_t target = airlog_date_days(published), least = INT64_MAX;
    for (int32_t year = published.year - 1; year <= published.year + 1; year++) {
        airlog_date candidate = {year, day.month, day.day};
        if (!airlog_date_valid(candidate)) continue;
        int64_t apart = airlog_date_days(candidate) - target;
        if (apart > YEAR_WINDOW_DAYS / 2) continue;
        if (apart < 0) apart = -apart;
        if (apart < least) {
            least = apart;
            best = candidate;
        }
    }
    return best;
}

typedef struct day_reading {
    airlog_date date;
    bool from_report; /* counted from the day of the report */
    bool written;     /* the text names a day at all */
    airlog_doubts doubts;
} day_reading;

static bool names_day(const airlog_time_fact *fact) {
    return fact && (fact->date.day || fact->weekday >= 0 || fact->relative == AIRLOG_RELATIVE_TODAY ||
                    fact->relative == AIRLOG_RELATIVE_YESTERDAY || fact->relative == AIRLOG_RELATIVE_TOMORROW ||
                    fact->relative == AIRLOG_RELATIVE_DAY_BEFORE);
}

/* "Sunday", "yesterday", "24 November": the day that a fact names, seen from the day of the report. */
static day_reading read_day(const airlog_time_fact *fact, airlog_date published, bool ahead) {
    day_reading day = {.written = true};
    if (fact->date.year && fact->date.month && fact->date.day) {
        day.date = fact->date;
        return day;
    }
    if (!published.year) return day;
    day.from_report = true;
    if (fact->date.month && fact->date.day) {
        day.date = with_year(fact->date, published);
        day.doubts = AIRLOG_DOUBT_BIT(YEAR_INFERRED);
    } else if (fact->weekday >= 0) {
        int back = (airlog_date_weekday(published) - fact->weekday + 7) % 7;
        day.date = days_later(published, ahead ? (7 - back) % 7 : -back); /* what is planned lies ahead */
    } else if (fact->date.day) { /* "the 9th", "昨(9)日" */
        day.date = (airlog_date){published.year, published.month, fact->date.day};
        if (!airlog_date_valid(day.date)) day.date = published;
        if (airlog_date_days(day.date) > airlog_date_days(published)) {
            airlog_date before = days_later((airlog_date){published.year, published.month, 1}, -1);
            day.date = (airlog_date){before.year, before.month, fact->date.day};
            if (!airlog_date_valid(day.date)) day.date = published;
        }
    } else {
        static const int shift[] = {[AIRLOG_RELATIVE_YESTERDAY] = -1, [AIRLOG_RELATIVE_TOMORROW] = 1,
                                    [AIRLOG_RELATIVE_DAY_BEFORE] = -1};
        int days = (size_t)fact->relative < sizeof shift / sizeof *shift ? shift[fact->relative] : 0;
        day.date = days_later(published, days);
    }
    return day;
}

#define SMALL_HOURS_S (9 * 3600)

static bool is_night(const airlog_time_fact *fact) {
    return fact->kind == AIRLOG_TIME_SPAN && fact->clock_end_s >= 0 && fact->clock_end_s < fact->clock_s;
}

/* "overnight", said of a day: the night that ended on it. "Monday night" begins on Monday, but a night that had not
 * begun when the report was written is the one before. */
static bool night_before(const airlog_report *report, const airlog_time_fact *fact, const airlog_time_fact *named,
                         airlog_date date) {
    bool hours = fact->precision_s > 0 && fact->precision_s <= 3600; /* "from 22:00 to 02:00" begins on its day */
    if (!is_night(fact) || (named && hours)) return false;
    if (named != fact) return true;
    bool stated = report->published_basis == AIRLOG_BASIS_STATED && report->published.year;
    return fact->weekday < 0 && fact->relative == AIRLOG_RELATIVE_NONE && stated &&
           airlog_date_days(date) >= airlog_date_days(report->published);
}

static void settle_day(const airlog_assembly *a, const airlog_time_fact *fact, const airlog_time_fact *other,
                       airlog_when *when) {
    const airlog_report *report = a->report;
    const airlog_time_fact *named = names_day(fact) ? fact : names_day(other) ? other : NULL;
    day_reading day = {.date = report->published, .from_report = true};
    if (named) day = read_day(named, report->published, a->class_bit == AIRLOG_CLASS_PLANNED);
    if (day.date.year && night_before(report, fact, named, day.date)) day.date = days_later(day.date, -1);
    /* "on the night of Monday ... at 2:19": behind midnight */
    bool small_hours = fact->kind == AIRLOG_TIME_CLOCK && fact->clock_s >= 0 && fact->clock_s < SMALL_HOURS_S;
    if (day.date.year && small_hours && named == other && named && is_night(named) &&
        !night_before(report, named, named, day.date))
        day.date = days_later(day.date, 1);
    when->date = day.date;
    when->doubts |= day.doubts;
    if (!day.date.year) {
        when->doubts |= AIRLOG_DOUBT_BIT(DATE_UNKNOWN);
        when->day_basis = "";
        return;
    }
    bool inferred = day.from_report && report->published_basis != AIRLOG_BASIS_STATED;
    if (inferred) when->doubts |= AIRLOG_DOUBT_BIT(DATE_INFERRED);
    when->day_basis = inferred ? "inferred" : "stated";
}

/* ---- the zone ----------------------------------------------------------------------------------------- */

/* FAA zone letters are local times of the United States with daylight saving; states decide the rest. */
typedef struct letter_zone {
    char letter;
    const char *state; /* NULL: any other */
    const char *zone;
} letter_zone;

static const letter_zone letter_zones[] = {
    {'M', "ARIZONA", "America/Phoenix"},      {'M', "AZ", "America/Phoenix"},
    {'P', "ARIZONA", "America/Phoenix"},      {'P', "AZ", "America/Phoenix"},
    {'L', "PUERTO RICO", "America/Puerto_Rico"}, {'L', "PR", "America/Puerto_Rico"},
    {'L', "HAWAII", "Pacific/Honolulu"},      {'L', "HI", "Pacific/Honolulu"},
    {'L', "ALASKA", "America/Anchorage"},     {'L', "AK", "America/Anchorage"},
    {'L', "GUAM", "Pacific/Guam"},            {'L', "GU", "Pacific/Guam"},
    {'A', "PUERTO RICO", "America/Puerto_Rico"}, {'A', "PR", "America/Puerto_Rico"},
    {'A', "VIRGIN ISLANDS", "America/St_Thomas"}, {'A', "VI", "America/St_Thomas"},
    {'E', NULL, "America/New_York"},          {'C', NULL, "America/Chicago"},
    {'M', NULL, "America/Denver"},            {'P', NULL, "America/Los_Angeles"},
    {'A', NULL, "America/Anchorage"},         {'H', NULL, "Pacific/Honolulu"},
};

static airlog_text zone_of_letter(const airlog_assembly *a, char letter) {
    for (size_t i = 0; i < sizeof letter_zones / sizeof *letter_zones; i++) {
        const letter_zone *row = &letter_zones[i];
        if (row->letter != letter) continue;
        if (!row->state || airlog_text_is(a->facts->header_state, row->state) ||
            airlog_text_is(a->report->admin, row->state))
            return airlog_text_of(row->zone);
    }
    return AIRLOG_NO_TEXT;
}

/* "+08:00", "-5", "UTC": an offset written out. */
static bool read_offset(airlog_text zone, int32_t *out_s) {
    if (airlog_text_is(zone, "UTC") || airlog_text_is(zone, "Z")) {
        *out_s = 0;
        return true;
    }
    if (zone.length < 2 || (zone.bytes[0] != '+' && zone.bytes[0] != '-')) return false;
    int32_t digits[4] = {0}, count = 0;
    for (size_t i = 1; i < zone.length; i++) {
        if (zone.bytes[i] == ':') continue;
        if (zone.bytes[i] < '0' || zone.bytes[i] > '9' || count == 4) return false;
        digits[count++] = zone.bytes[i] - '0';
    }
    int32_t hours = count == 1 || count == 3 ? digits[0] : digits[0] * 10 + digits[1];
    int32_t minutes = count == 4 ? digits[2] * 10 + digits[3] : count == 3 ? digits[1] * 10 + digits[2] : 0;
    *out_s = (hours * 60 + minutes) * 60 * (zone.bytes[0] == '-' ? -1 : 1);
    return count > 0 && hours <= 15 && minutes < 60;
}

/* The offset that a pair gives: local clock less its UTC, within -12 h .. +14 h, to the quarter of an hour. */
static int32_t offset_of_pair(int32_t local_s, int32_t utc_s) {
    int32_t offset = local_s - utc_s;
    while (offset > 14 * 3600) offset -= DAY_S;
    while (offset <= -12 * 3600) offset += DAY_S;
    int32_t quarter = offset >= 0 ? offset + 450 : offset - 450;
    return quarter / 900 * 900;
}

static int64_t wall_clock(const airlog_when *when, int32_t clock_s) {
    return airlog_date_days(when->date) * DAY_S + (clock_s >= 0 ? clock_s : 0);
}

static void use_offset(airlog_when *when, int32_t offset_s, const char *basis) {
    when->offset_known = true;
    when->offset_s = offset_s;
    when->zone_basis = basis;
}

/* The zone's offset on the day; false when the tables do not know the zone. */
static bool use_zone(const airlog_assembly *a, airlog_when *when, airlog_text zone, const char *basis) {
    airlog_time_s utc;
    int32_t offset;
    bool ambiguous = false;
    int64_t wall = wall_clock(when, when->clock_s);
    if (!zone.length || !when->date.year) return false;
    if (!airlog_zone_instant(a->tables, zone, wall, &utc, &offset, &ambiguous)) return false;
    if (ambiguous) when->doubts |= AIRLOG_DOUBT_BIT(TIME_AMBIGUOUS);
    use_offset(when, offset, basis);
    when->zone = zone;
    return true;
}

static airlog_text offset_name(const airlog_assembly *a, int32_t offset_s) {
    if (offset_s == 0) return airlog_text_of("UTC");
    int32_t minutes = (offset_s < 0 ? -offset_s : offset_s) / 60;
    return airlog_arena_print(a->memory, "%c%02d:%02d", offset_s < 0 ? '-' : '+', (int)(minutes / 60) % 100,
                              (int)(minutes % 60));
}

/* "Eastern time", "PT": the United States, but where the place lies in another country that says so too. */
static const char *american_zone(airlog_text first, airlog_text place_zone) {
    static const struct {
        const char *word, *letters, *zone;
    } zones[] = {{"eastern", "ET", "America/New_York"}, {"central", "CT", "America/Chicago"},
                 {"mountain", "MT", "America/Denver"},  {"pacific", "PT", "America/Los_Angeles"},
                 {"alaska", "", "America/Anchorage"},   {"hawaii", "", "Pacific/Honolulu"}};
    if (airlog_text_starts(place_zone, "Australia/")) return NULL;
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (airlog_text_equal(first, airlog_text_of(zones[i].letters)) || airlog_text_is(first, zones[i].word)) return zones[i].zone;
    }
    return NULL;
}

/* The zone that the text names: "Eastern time", "Sanaa time", "local time". */
static airlog_text zone_of_name(const airlog_assembly *a, airlog_text name, airlog_text place_zone) {
    airlog_text first = name;
    for (first.length = 0; first.length < name.length && name.bytes[first.length] != ' ';) first.length++;
    if (airlog_text_is(first, "local")) return place_zone;
    const char *american = american_zone(first, place_zone);
    if (american) return airlog_text_of(american);
    static const char time[] = " time";
    size_t tail = sizeof time - 1;
    if (name.length <= tail) return AIRLOG_NO_TEXT;
    airlog_text place = {name.bytes, name.length - tail};
    bool says_time = airlog_text_is((airlog_text){name.bytes + place.length, tail}, time);
    return says_time ? airlog_where_zone_of(a, place) : AIRLOG_NO_TEXT;
}

/* What the text says comes first, then the pair, then the caller, then the place. */
static void settle_zone(const airlog_assembly *a, const airlog_time_fact *fact, airlog_text place_zone,
                        airlog_when *when) {
    int32_t offset;
    if (fact->zone_known) {
        use_offset(when, fact->offset_s, "stated");
    } else if (fact->zone_letter) {
        if (!use_zone(a, when, zone_of_letter(a, fact->zone_letter), "stated")) use_zone(a, when, place_zone, "stated");
    } else if (fact->paired_utc_s >= 0 && fact->clock_s >= 0) {
        use_offset(when, offset_of_pair(fact->clock_s, fact->paired_utc_s), "stated");
    } else if (fact->zone_name.length && use_zone(a, when, zone_of_name(a, fact->zone_name, place_zone), "stated")) {
        return;
    } else if (a->report->zone.length && read_offset(a->report->zone, &offset)) {
        use_offset(when, offset, "stated");
    } else if (!use_zone(a, when, a->report->zone, "stated") && use_zone(a, when, place_zone, "inferred")) {
        when->doubts |= AIRLOG_DOUBT_BIT(ZONE_INFERRED);
    }
    if (!when->offset_known) {
        when->doubts |= AIRLOG_DOUBT_BIT(ZONE_UNKNOWN);
        when->zone_basis = "";
    } else if (!when->zone.length) {
        when->zone = offset_name(a, when->offset_s);
    }
}

/* ---- the instant ---------------------------------------------------------------------------------------- */

static void settle_end(const airlog_time_fact *fact, airlog_when *when) {
    bool clock = fact->clock_end_s >= 0;
    if (!clock && !(fact->date_end.year && fact->date_end.day) && fact->weekday_end < 0) return;
    airlog_when last = *when;
    if (fact->date_end.year && fact->date_end.day) {
        last.date = fact->date_end;
    } else if (fact->weekday_end >= 0) {
        int ahead = (fact->weekday_end - airlog_date_weekday(when->date) + 7) % 7;
        last.date = days_later(when->date, ahead);
    }
    last.clock_s = clock ? fact->clock_end_s : DAY_S - 1;
    airlog_time_s end = wall_clock(&last, last.clock_s) - when->offset_s;
    if (end <= when->start) end += DAY_S; /* a range over midnight */
    when->end = end;
}

static airlog_when after_of(const airlog_time_fact *fact, const airlog_when *base) {
    airlog_when when = *base;
    when.start += (airlog_time_s)(fact->after.value_si + (fact->after.value_si < 0 ? -0.5 : 0.5));
    when.end = AIRLOG_NO_TIME;
    when.clock_basis = "inferred";
    when.doubts = AIRLOG_DOUBT_BIT(TIME_INFERRED) | fact->doubts;
    if (fact->approximate || fact->after.hedge != AIRLOG_HEDGE_NONE) when.doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    return when;
}

airlog_when airlog_when_of(const airlog_assembly *a, const airlog_time_fact *fact, const airlog_time_fact *day,
                           const airlog_when *base, airlog_text zone) {
    airlog_when when = {.end = AIRLOG_NO_TIME, .clock_s = -1, .clock_basis = "", .day_basis = "", .zone_basis = ""};
    if (fact->kind == AIRLOG_TIME_AFTER) return base && base->known ? after_of(fact, base) : when;
    when.doubts = fact->doubts;
    when.clock_s = fact->clock_s;
    when.precision_s = fact->precision_s > 0 ? fact->precision_s : fact->clock_s >= 0 ? 60 : DAY_S;
    if (fact->clock_s >= 0) when.clock_basis = "stated";
    if (fact->approximate) when.doubts |= AIRLOG_DOUBT_BIT(APPROXIMATE);
    settle_day(a, fact, day, &when);
    settle_zone(a, fact, zone, &when);
    if (!when.date.year) return when;
    when.known = true;
    when.start = wall_clock(&when, when.clock_s) - (when.offset_known ? when.offset_s : 0);
    settle_end(fact, &when);
    return when;
}
