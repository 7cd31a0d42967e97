/* The explanation as one JSON object a report: every fact with its span and its words. */
#include "explain.h"
#include "json.h"

#include <math.h>

static void open_fact(const explained *all, airlog_span span, airlog_buffer *out) {
    airlog_cli_item(out);
    airlog_buffer_char(out, '{');
    airlog_cli_member_number(out, "start", span.start, 0);
    airlog_cli_member_number(out, "end", span.end, 0);
    airlog_cli_member_text(out, "words", airlog_text_part(all->report->text, span));
}

static void print_quantity(const explained *all, const airlog_quantity *quantity, airlog_buffer *out) {
    static const char *const dimensions[] = {"",         "distance", "altitude", "speed",
                                             "duration", "angle",    "pressure", "mass"};
    static const char *const roles[] = {"",           "offset", "altitude",   "speed",  "duration",
                                        "separation", "size",   "background", "weather"};
    static const char *const pairs[] = {"", "agrees", "conflict"};
    static const char *const hedges[] = {"", "about", "nearly", "over", "up to", "closest"};
    open_fact(all, quantity->span, out);
    airlog_cli_member_string(out, "dimension", dimensions[quantity->dimension]);
    airlog_cli_member_string(out, "role", roles[quantity->role]);
    airlog_cli_member_string(out, "hedge", hedges[quantity->hedge]);
    airlog_cli_member_string(out, "unit", quantity->unit ? airlog_term_name(quantity->unit) : "");
    airlog_cli_member_number(out, "value", quantity->value, 6);
    airlog_cli_member_number(out, "min", quantity->min, 6);
    airlog_cli_member_number(out, "max", quantity->max, 6);
    airlog_cli_member_number(out, "precision", quantity->precision, 6);
    airlog_cli_member_number(out, "value_si", quantity->value_si, 6);
    airlog_cli_member_string(out, "datum", airlog_datum_name(quantity->datum));
    airlog_cli_member_number(out, "paired_si", quantity->pair ? quantity->paired_si : AIRLOG_UNKNOWN, 6);
    airlog_cli_member_string(out, "pair", pairs[quantity->pair]);
    airlog_cli_member_doubts(out, quantity->doubts);
    airlog_buffer_char(out, '}');
}

static void print_reference(const explained *all, const char *name, const airlog_reference *reference,
                            airlog_buffer *out) {
    airlog_text text = all->report->text;
    airlog_cli_member_text(out, name, airlog_text_part(text, reference->span));
    if (reference->span.end == 0) return;
    airlog_cli_list(out, "within");
    for (int i = 0; i < reference->within_count; i++) {
        airlog_cli_item(out);
        airlog_buffer_json(out, airlog_text_part(text, reference->within[i]));
    }
    airlog_buffer_char(out, ']');
    airlog_cli_member_string(out, "place_kind", reference->kind ? airlog_place_kind_name(reference->kind) : "");
    airlog_cli_member_bool(out, "code", reference->code);
    airlog_cli_member_bool(out, "anaphora", reference->anaphora);
}

static void print_candidates(const airlog_position *position, airlog_buffer *out) {
    char why[AIRLOG_WHY_BYTES];
    airlog_cli_list(out, "candidates");
    for (size_t i = 0; i < position->candidate_count; i++) {
        const airlog_candidate *candidate = &position->candidates[i];
        airlog_cli_item(out);
        airlog_buffer_char(out, '{');
        airlog_cli_member_text(out, "id", candidate->place.id);
        airlog_cli_member_text(out, "name", candidate->place.name);
        airlog_cli_member_number(out, "lon", candidate->place.lon_deg, 6);
        airlog_cli_member_number(out, "lat", candidate->place.lat_deg, 6);
        airlog_cli_member_number(out, "score", candidate->score, 3);
        airlog_cli_member_text(out, "why", airlog_candidate_why(candidate, why));
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
}

static void print_placed(const airlog_position *position, airlog_buffer *out) {
    bool placed = position->placed;
    airlog_cli_member_bool(out, "placed", placed);
    airlog_cli_member_number(out, "lon", placed ? position->point.lon_deg : AIRLOG_UNKNOWN, 7);
    airlog_cli_member_number(out, "lat", placed ? position->point.lat_deg : AIRLOG_UNKNOWN, 7);
    airlog_cli_member_number(out, "radius_m", placed ? position->radius_m : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "bound_m", placed ? position->bound_m : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_text(out, "method", position->method);
    airlog_cli_member_text(out, "anchor", position->anchor.name);
    airlog_cli_member_text(out, "anchor_id", position->anchor.id);
    airlog_cli_member_text(out, "why_not", position->why_not);
    print_candidates(position, out);
}

static void print_position(const explained *all, size_t index, airlog_buffer *out) {
    const airlog_position_fact *fact = &all->facts->positions[index];
    open_fact(all, fact->span, out);
    airlog_cli_member_string(out, "kind", airlog_position_kind_name(fact->kind));
    airlog_cli_member_string(out, "rule", fact->rule);
    airlog_cli_member_bool(out, "background", fact->role == AIRLOG_ROLE_BACKGROUND);
    airlog_cli_member_bool(out, "negated", fact->negated);
    bool distance = fact->distance.dimension != AIRLOG_DIMENSION_NONE;
    airlog_cli_member_number(out, "distance_m", distance ? fact->distance.value_si : AIRLOG_UNKNOWN, 3);
    airlog_cli_member_string(out, "distance_unit", distance ? airlog_term_name(fact->distance.unit) : "");
    airlog_cli_member_number(out, "bearing_deg", fact->bearing_deg, 3);
    airlog_cli_member_number(out, "bearing_half_deg", fact->bearing_half_deg, 3);
    airlog_cli_member_string(out, "bearing_ref", airlog_bearing_reference_name(fact->bearing_reference));
    print_reference(all, "reference", &fact->reference, out);
    if (fact->reference2.span.end)
        airlog_cli_member_text(out, "reference2", airlog_text_part(all->report->text, fact->reference2.span));
    airlog_cli_member_string(out, "notation", fact->notation);
    airlog_cli_list(out, "points");
    for (size_t i = 0; i < fact->point_count; i++) {
        airlog_cli_item(out);
        airlog_buffer_char(out, '[');
        airlog_buffer_number(out, fact->points[i].lon_deg, 7);
        airlog_buffer_char(out, ',');
        airlog_buffer_number(out, fact->points[i].lat_deg, 7);
        airlog_buffer_char(out, ']');
    }
    airlog_buffer_char(out, ']');
    airlog_cli_member_number(out, "group", fact->group, 0);
    airlog_cli_member_number(out, "item", fact->item, 0);
    if (index < all->positions->count) print_placed(&all->positions->items[index], out);
    airlog_doubts placed = index < all->positions->count ? all->positions->items[index].doubts : 0;
    airlog_cli_member_doubts(out, fact->doubts | placed);
    airlog_buffer_char(out, '}');
}

static void print_time(const explained *all, const airlog_time_fact *fact, airlog_buffer *out) {
    static const char *const kinds[] = {"clock", "day", "span", "after", "period"};
    static const char *const pairs[] = {"", "agrees", "conflict"};
    open_fact(all, fact->span, out);
    airlog_cli_member_string(out, "kind", kinds[fact->kind]);
    airlog_cli_member_string(out, "rule", fact->rule);
    airlog_cli_member_number(out, "year", fact->date.year ? fact->date.year : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "month", fact->date.month ? fact->date.month : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "day", fact->date.day ? fact->date.day : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "weekday", fact->weekday >= 0 ? fact->weekday : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "clock_s", fact->clock_s >= 0 ? fact->clock_s : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "clock_end_s", fact->clock_end_s >= 0 ? fact->clock_end_s : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "precision_s", fact->precision_s, 0);
    airlog_cli_member_number(out, "offset_s", fact->zone_known ? fact->offset_s : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_number(out, "paired_utc_s", fact->paired_utc_s >= 0 ? fact->paired_utc_s : AIRLOG_UNKNOWN, 0);
    airlog_cli_member_string(out, "pair", pairs[fact->pair]);
    airlog_cli_member_doubts(out, fact->doubts);
    airlog_buffer_char(out, '}');
}

static void print_words(const explained *all, airlog_buffer *out) {
    static const char *const modalities[] = {"actual", "negated", "planned", "exercise", "hypothetical", "past"};
    const airlog_facts *facts = all->facts;
    airlog_cli_list(out, "events");
    for (size_t i = 0; i < facts->event_count; i++) {
        open_fact(all, facts->events[i].span, out);
        airlog_cli_member_text(out, "event", facts->events[i].event);
        airlog_cli_member_text(out, "cictt", facts->events[i].cictt);
        airlog_cli_member_string(out, "modality", modalities[facts->events[i].modality]);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
    airlog_cli_list(out, "objects");
    for (size_t i = 0; i < facts->object_count; i++) {
        const airlog_object_fact *fact = &facts->objects[i];
        open_fact(all, fact->span, out);
        airlog_cli_member_text(out, "object", fact->object);
        airlog_cli_member_text(out, "type", fact->type);
        airlog_cli_member_number(out, "count_min", fact->count_min, 0);
        airlog_cli_member_number(out, "count_max", fact->count_max, 0);
        airlog_cli_member_text(out, "actor", fact->actor);
        airlog_cli_member_bool(out, "other", fact->other);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
    airlog_cli_list(out, "actors");
    for (size_t i = 0; i < facts->actor_count; i++) {
        open_fact(all, facts->actors[i].span, out);
        airlog_cli_member_text(out, "name", facts->actors[i].name);
        airlog_cli_member_bool(out, "reporter", facts->actors[i].reporter);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
}

static void print_notes(const explained *all, airlog_buffer *out) {
    airlog_cli_list(out, "notes");
    for (size_t i = 0; i < all->facts->note_count; i++) {
        const airlog_note *note = &all->facts->notes[i];
        open_fact(all, note->span, out);
        airlog_cli_member_string(out, "rule", note->rule);
        airlog_cli_member_bool(out, "refused", note->refused);
        airlog_cli_member_text(out, "why", note->why);
        airlog_buffer_char(out, '}');
    }
    airlog_buffer_char(out, ']');
}

static void print_incidents(const explained *all, airlog_buffer *out) {
    airlog_cli_list(out, "incidents");
    for (size_t i = 0; i < all->incidents->count; i++) {
        airlog_cli_item(out);
        airlog_incident_print(&all->incidents->items[i], out);
        out->length--; /* its line feed */
    }
    airlog_buffer_char(out, ']');
}

void airlog_cli_explain_json(const explained *all, airlog_buffer *out) {
    const airlog_report *report = all->report;
    const airlog_facts *facts = all->facts;
    char published[16] = "";
    if (report->published.year)
        snprintf(published, sizeof published, "%04d-%02d-%02d", report->published.year % 10000,
                 report->published.month % 100, report->published.day % 100);
    airlog_buffer_char(out, '{');
    airlog_cli_member_text(out, "id", report->id);
    airlog_cli_member_text(out, "source", report->source);
    airlog_cli_member_text(out, "title", report->title);
    airlog_cli_member_string(out, "published", published);
    airlog_cli_member_string(out, "published_basis", airlog_basis_name(report->published_basis));
    airlog_cli_member_string(out, "message", airlog_message_name(facts->message));
    airlog_cli_member_text(out, "text", report->text);
    airlog_cli_list(out, "quantities");
    for (size_t i = 0; i < facts->quantity_count; i++) print_quantity(all, &facts->quantities[i], out);
    airlog_buffer_char(out, ']');
    airlog_cli_list(out, "positions");
    for (size_t i = 0; i < facts->position_count; i++) print_position(all, i, out);
    airlog_buffer_char(out, ']');
    airlog_cli_list(out, "times");
    for (size_t i = 0; i < facts->time_count; i++) print_time(all, &facts->times[i], out);
    airlog_buffer_char(out, ']');
    print_words(all, out);
    print_notes(all, out);
    print_incidents(all, out);
    airlog_buffer_string(out, "}\n");
}
