/* The facts that moments become: zones, pairs and weekdays settled. */
#include "time_moment.h"

airlog_time_fact *airlog_time_add(airlog_parser *parser, size_t first, size_t end, airlog_time_kind kind,
                                  const char *rule) {
    airlog_time_fact *fact = airlog_parser_time(parser);
    if (fact == NULL) return NULL;
    fact->span = airlog_parser_span(parser, first, end);
    fact->first_token = (uint32_t)first;
    fact->end_token = (uint32_t)end;
    fact->sentence = airlog_parser_token(parser, first)->sentence;
    fact->kind = kind;
    fact->rule = rule;
    airlog_parser_take(parser, first, end, AIRLOG_TAKEN_TIME);
    airlog_parser_note(parser, fact->span, rule, false, "");
    return fact;
}

/* The pair in GMT gives the zone, or is checked against the one that is written. */
static void settle_pair(airlog_time_fact *fact) {
    if (fact->paired_utc_s < 0 || fact->clock_s < 0) return;
    int32_t offset = airlog_turn_of_day((int64_t)fact->clock_s - fact->paired_utc_s);
    if (offset > AIRLOG_DAY_S / 2) offset -= AIRLOG_DAY_S;
    bool agrees = fact->zone_known ? airlog_turn_of_day((int64_t)fact->clock_s - fact->offset_s) == airlog_turn_of_day(fact->paired_utc_s)
                                   : offset % 900 == 0;
    fact->pair = agrees ? AIRLOG_PAIR_AGREES : AIRLOG_PAIR_CONFLICT;
    if (!agrees) fact->doubts |= AIRLOG_DOUBT_BIT(PAIR_CONFLICT);
    if (agrees && !fact->zone_known) {
        fact->zone_known = true;
        fact->offset_s = offset;
    }
}

/* The weekday is of the pair: a local clock that is a day ahead or behind shifts it. */
static void settle_weekday(const airlog_moment *of, airlog_time_fact *fact) {
    if (of->paired_weekday < 0 || of->day.weekday >= 0 || of->day.date.day != 0 || !fact->zone_known) return;
    int32_t local = fact->paired_utc_s + fact->offset_s;
    int shift = local >= AIRLOG_DAY_S ? 1 : local < 0 ? -1 : 0;
    fact->weekday = (of->paired_weekday + shift + 7) % 7;
}

void airlog_time_fill_zone(airlog_time_fact *fact, const airlog_clock *clock) {
    if (!clock->has_zone) return;
    fact->zone_known = clock->zone.known;
    fact->offset_s = clock->zone.offset_s;
    fact->zone_letter = clock->zone.letter;
    fact->zone_name = clock->zone.name;
}

static void fill_day(airlog_time_fact *fact, const airlog_moment *of) {
    fact->date = of->day.date;
    fact->date_end = of->day.date_end;
    fact->weekday = of->day.weekday;
    fact->relative = of->day.relative;
    if (of->has_clock && of->clock.date.day != 0 && of->day.date.day == 0) fact->date = of->clock.date;
    if (of->has_clock && of->clock.date.day != 0 && of->day.date.day == 0) return;
    if (!of->has_clock && of->day.part) {
        fact->clock_s = of->day.part_from_s;
        fact->clock_end_s = of->day.part_until_s;
    }
}

static airlog_time_kind kind_of(const airlog_moment *of) {
    if (of->has_clock) return AIRLOG_TIME_CLOCK;
    return of->day.part || of->day.date_end.day != 0 ? AIRLOG_TIME_SPAN : AIRLOG_TIME_DAY;
}

static int32_t precision_of(const airlog_moment *of) {
    if (of->has_clock) return of->clock.precision_s;
    if (!of->day.part) return AIRLOG_DAY_S;
    int32_t width = of->day.part_until_s - of->day.part_from_s;
    return width > 0 ? width : width + AIRLOG_DAY_S;
}

static const char *rule_of(const airlog_moment *of) {
    return of->has_clock ? "time clock" : of->day.part ? "time of day" : "time day";
}

airlog_time_fact *airlog_add_moment(airlog_parser *parser, const airlog_moment *of) {
    airlog_time_fact *fact = airlog_time_add(parser, of->first, of->end, kind_of(of), rule_of(of));
    if (fact == NULL) return NULL;
    fill_day(fact, of);
    fact->precision_s = precision_of(of);
    fact->approximate = !of->has_clock && of->day.part;
    if (of->has_clock) {
        fact->clock_s = of->clock.seconds;
        fact->doubts = of->clock.doubts;
        airlog_time_fill_zone(fact, &of->clock);
        fact->paired_utc_s = of->paired_utc_s;
        settle_pair(fact);
        settle_weekday(of, fact);
    }
    return fact;
}
