/* The explanation for people: the text with carets under the words, then positions and incidents. */
#include "explain.h"
#include "locator.h"
#include "table.h"

#include <math.h>
#include <string.h>

enum { LINE_WIDTH = 100, CANDIDATES_SHOWN = 5 };

/* Columns from `start` to `end` of one line, counting characters and not bytes. */
static size_t columns(airlog_text text, size_t start, size_t end) {
    size_t count = 0;
    for (size_t at = start; at < end; at++) count += ((unsigned char)text.bytes[at] & 0xC0) != 0x80;
    return count;
}

static void repeat(airlog_buffer *out, char c, size_t count) {
    while (count--) airlog_buffer_char(out, c);
}

/* The end of the line of print that begins at `start`: a line break of the text, or the last blank that fits. */
static size_t line_end(airlog_text text, size_t start) {
    size_t blank = 0, width = 0, at = start;
    for (; at < text.length && text.bytes[at] != '\n'; at++) {
        if (((unsigned char)text.bytes[at] & 0xC0) == 0x80) continue;
        if (++width > LINE_WIDTH) return blank > start ? blank : at;
        if (text.bytes[at] == ' ') blank = at;
    }
    return at;
}

static void print_marks(const explain_mark *marks, size_t count, airlog_text text, size_t start, size_t end,
                        airlog_buffer *out) {
    for (size_t i = 0; i < count; i++) {
        size_t to = marks[i].span.end < end ? marks[i].span.end : end;
        repeat(out, ' ', 2 + columns(text, start, marks[i].span.start));
        repeat(out, marks[i].mark, columns(text, marks[i].span.start, to));
        if (marks[i].span.end > end) airlog_buffer_string(out, ">"); /* it goes on in the next line */
        airlog_buffer_print(out, " %s\n", marks[i].label);
    }
}

/* The lines of the text that have facts, with their marks; the others are passed over with one "...". */
static void print_marked_text(const explain_mark *marks, size_t count, airlog_text text, airlog_buffer *out) {
    bool passed = false;
    size_t next = 0;
    for (size_t start = 0; start < text.length;) {
        size_t end = line_end(text, start), first = next;
        while (next < count && marks[next].span.start < (end > start ? end : start + 1)) next++;
        if (next > first) {
            if (passed) airlog_buffer_string(out, "  ...\n");
            airlog_buffer_print(out, "  %.*s\n", (int)(end - start), text.bytes + start);
            print_marks(marks + first, next - first, text, start, end, out);
        }
        passed = next == first && (passed || airlog_text_trim((airlog_text){text.bytes + start, end - start}).length);
        start = end;
        while (start < text.length && (text.bytes[start] == '\n' || text.bytes[start] == ' ')) start++;
    }
}

static void print_head(const explained *all, airlog_buffer *out) {
    const airlog_report *report = all->report;
    airlog_buffer_print(out, "report %.*s", (int)report->id.length, report->id.bytes);
    if (report->source.length)
        airlog_buffer_print(out, " of %.*s, line %llu", (int)report->source.length, report->source.bytes,
                            (unsigned long long)report->line);
    airlog_buffer_print(out, ": %s", airlog_message_name(all->facts->message));
    if (report->published.year)
        airlog_buffer_print(out, ", published %04d-%02d-%02d (%s)", report->published.year, report->published.month,
                            report->published.day, airlog_basis_name(report->published_basis));
    if (report->place.length)
        airlog_buffer_print(out, ", dateline %.*s", (int)report->place.length, report->place.bytes);
    airlog_buffer_char(out, '\n');
    bool in_text = report->title.length <= report->text.length && /* most titles are the first line of the text */
                   airlog_text_equal(report->title, (airlog_text){report->text.bytes, report->title.length});
    if (report->title.length && !in_text)
        airlog_buffer_print(out, "  %.*s\n", (int)report->title.length, report->title.bytes);
}

static void print_doubts(airlog_doubts doubts, airlog_buffer *out) {
    for (int i = 0; i < AIRLOG_DOUBT_COUNT; i++)
        if (doubts & (airlog_doubts)1 << i)
            airlog_buffer_print(out, "    ! %s\n", airlog_doubt_sentence((airlog_doubt)i));
}

static void print_candidates(const airlog_position *position, airlog_buffer *out) {
    char reasons[AIRLOG_WHY_BYTES];
    for (size_t i = 0; i < position->candidate_count && i < CANDIDATES_SHOWN; i++) {
        const airlog_candidate *candidate = &position->candidates[i];
        airlog_buffer_print(out, "    %s %.2f  ", i == 0 ? ">" : " ", candidate->score);
        airlog_cli_print_place(out, &candidate->place);
        airlog_text why = airlog_candidate_why(candidate, reasons);
        airlog_buffer_print(out, " (%s, %.*s): %.*s\n", airlog_place_kind_name(candidate->place.kind),
                            (int)candidate->place.id.length, candidate->place.id.bytes, (int)why.length, why.bytes);
    }
    if (position->candidate_count > CANDIDATES_SHOWN)
        airlog_buffer_print(out, "      and %zu more\n", position->candidate_count - CANDIDATES_SHOWN);
}

static void print_budget(const airlog_position *position, airlog_buffer *out) {
    const airlog_budget *budget = &position->budget;
    const struct {
        const char *name;
        double metres;
    } items[] = {{"extent of the place", budget->extent_m},
                 {"distance", budget->distance_m},
                 {"bearing", budget->bearing_m},
                 {"datum", budget->datum_m},
                 {"map", budget->map_m},
                 {"measurement", budget->measurement_m},
                 {"coordinate precision", budget->coordinate_m}};
    airlog_buffer_string(out, "    budget:");
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
        if (items[i].metres > 0) airlog_buffer_print(out, " %s %.0f m;", items[i].name, items[i].metres);
    airlog_buffer_print(out, " strict bound %.0f m", position->bound_m);
    if (budget->usage_m > 0) airlog_buffer_print(out, "; usage beyond it %.0f m", budget->usage_m);
    airlog_buffer_char(out, '\n');
}

static void print_positions(const explained *all, airlog_buffer *out) {
    if (all->positions->count) airlog_buffer_string(out, "\npositions\n");
    for (size_t i = 0; i < all->positions->count; i++) {
        const airlog_position *position = &all->positions->items[i];
        airlog_buffer_print(out, "  %zu  ", i + 1);
        if (position->placed) {
            airlog_cli_print_point(out, position->point);
            airlog_buffer_string(out, "   +- ");
            airlog_cli_print_length(out, position->radius_m, airlog_cli_unit_written(position), true);
            airlog_buffer_string(out, " (95 %)   ");
            airlog_cli_print_origin(out, position);
            if (position->anchor.name.length) /* else the method is the origin */
                airlog_buffer_print(out, "   %.*s", (int)position->method.length, position->method.bytes);
            airlog_buffer_char(out, '\n');
            print_budget(position, out);
        } else {
            airlog_buffer_print(out, "not placed: %.*s\n", (int)position->why_not.length, position->why_not.bytes);
        }
        print_candidates(position, out);
        print_doubts(position->doubts, out);
    }
}

static void print_field(const airlog_incident *incident, const airlog_field *field, airlog_buffer *out) {
    airlog_text text = AIRLOG_NO_TEXT;
    char value[32];
    if (field->type == AIRLOG_FIELD_TEXT) text = airlog_field_text(incident, field);
    if (field->type == AIRLOG_FIELD_REAL && !isnan(airlog_field_real(incident, field)))
        text = (airlog_text){value, airlog_number_print(value, airlog_field_real(incident, field), 6)};
    if (field->type == AIRLOG_FIELD_TIME && airlog_field_time(incident, field) != AIRLOG_NO_TIME)
        text = (airlog_text){value, airlog_time_print(value, airlog_field_time(incident, field), 0)};
    if (!text.length) return;
    airlog_buffer_print(out, "    %-16s ", field->name);
    for (size_t i = 0; i < text.length; i++)
        airlog_buffer_char(out, (unsigned char)text.bytes[i] < ' ' ? ' ' : text.bytes[i]);
    airlog_buffer_char(out, '\n');
}

static void print_incidents(const explained *all, airlog_buffer *out) {
    size_t count;
    const airlog_field *fields = airlog_fields(&count);
    airlog_buffer_print(out, "\n%zu incident%s\n", all->incidents->count, all->incidents->count == 1 ? "" : "s");
    for (size_t i = 0; i < all->incidents->count; i++) {
        airlog_buffer_print(out, "  %zu\n", i + 1);
        for (size_t f = 0; f < count; f++) print_field(&all->incidents->items[i], &fields[f], out);
    }
}

void airlog_cli_explain_text(const explained *all, airlog_buffer *out) {
    airlog_arena *memory;
    airlog_error ignored = {0};
    print_head(all, out);
    airlog_buffer_char(out, '\n');
    if (airlog_arena_open(AIRLOG_ARENA_LIMIT_DEFAULT, &memory, &ignored) == AIRLOG_OK) {
        size_t count = 0;
        explain_mark *marks = airlog_cli_explain_marks(all, memory, &count);
        if (marks) print_marked_text(marks, count, all->report->text, out);
        airlog_arena_close(memory);
    }
    print_positions(all, out);
    print_incidents(all, out);
}
