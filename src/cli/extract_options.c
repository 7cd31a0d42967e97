/* The options of airlog extract, and the settings in the form that the library takes. */
#include "extract.h"

#include <string.h>

#define AT(member) offsetof(extract_settings, member)

const cli_option airlog_cli_extract_options[] = {
    {"output", 'o', CLI_TEXT, "OUT", AT(output),
     "file or database; without it, a table on a terminal and JSON Lines to a pipe"},
    {"format", 'f', CLI_TEXT, "FORMAT", AT(format),
     "JSONL, table, or any vector format of GDAL; default: by the extension"},
    {"crs", 0, CLI_TEXT, "CRS", AT(crs), "reproject, such as EPSG:3857; default WGS 84"},
    {"overwrite", 0, CLI_FLAG, NULL, AT(overwrite), NULL},
    {"append", 0, CLI_FLAG, NULL, AT(append), "replace an output that exists, or add to it"},
    {"text-field", 0, CLI_TEXT, "NAME", AT(text_field), NULL},
    {"date-field", 0, CLI_TEXT, "NAME", AT(date_field), NULL},
    {"id-field", 0, CLI_TEXT, "NAME", AT(id_field), NULL},
    {"title-field", 0, CLI_TEXT, "NAME", AT(title_field), NULL},
    {"url-field", 0, CLI_TEXT, "NAME", AT(url_field), NULL},
    {"place-field", 0, CLI_TEXT, "NAME", AT(place_field), NULL},
    {"admin-field", 0, CLI_TEXT, "NAME", AT(admin_field),
     "columns of a table, or keys of JSON Lines (text, date, id ... unless told)"},
    {"layer", 0, CLI_TEXT, "NAME", AT(layer), "layer or sheet of a table; default: the first"},
    {"input-format", 0, CLI_WORD, "text|html|jsonl|table", AT(input_format),
     "what the inputs are; default: by what they hold"},
    {"date", 0, CLI_TEXT, "YYYY-MM-DD", AT(date), NULL},
    {"place", 0, CLI_TEXT, "NAME", AT(place), NULL},
    {"timezone", 0, CLI_TEXT, "ZONE", AT(timezone), "dateline that the texts lack: day, place, Asia/Taipei or +08:00"},
    {"domain", 0, CLI_WORD, "air|any", AT(domain), "any: events at sea and on land too"},
    {"class", 0, CLI_TEXT, "LIST", AT(classes),
     "incident, planned, exercise (several with commas) or all; default: what happened, incident"},
    {"approximate", 0, CLI_FLAG, NULL, AT(approximate),
     "a representative point where a text gives only a distance or a direction"},
    {"airspace", 0, CLI_TEXT, "FILE", AT(airspace), "zones of your own, GeoJSON or OpenAir, told beside the others"},
    {"threads", 'j', CLI_COUNT, "N", AT(threads), "extract in N threads; the order stays"},
    {"tables", 0, CLI_TEXT, "FILE", AT(tables), "the compiled tables; default $AIRLOG_DATA"},
    {"strict", 0, CLI_FLAG, NULL, AT(strict), "exit 3 when anything had to be guessed"},
    {"quiet", 'q', CLI_FLAG, NULL, AT(quiet), NULL},
    {"progress", 0, CLI_FLAG, NULL, AT(progress), "say nothing but errors; show progress even when not on a terminal"},
    {0},
};

/* "Asia/Taipei", "+08:00", "UTC": a typing error is found before a million reports are read with it. */
static airlog_status check_zone(const extract_job *job, const char *zone, airlog_error *error) {
    int32_t offset_s;
    airlog_time_s time;
    if (airlog_zone_offset(job->tables, airlog_text_of(zone), 0, &offset_s)) return AIRLOG_OK;
    char stamp[64];
    int length = snprintf(stamp, sizeof stamp, "2000-01-01T00:00:00%s", zone);
    if (length < (int)sizeof stamp && airlog_time_read(airlog_text_of(stamp), &time, &offset_s)) return AIRLOG_OK;
    return airlog_fail(error, AIRLOG_E_ARGUMENT, "--timezone: '%s' is no zone; write one such as Asia/Taipei or +08:00",
                       zone);
}

/* "planned,exercise": the bits of the classes. */
static airlog_status read_classes(const char *list, unsigned *out, airlog_error *error) {
    static const struct {
        const char *name;
        unsigned bits;
    } rows[] = {{"incident", AIRLOG_CLASS_INCIDENT},
                {"planned", AIRLOG_CLASS_PLANNED},
                {"exercise", AIRLOG_CLASS_EXERCISE},
                {"all", AIRLOG_CLASS_INCIDENT | AIRLOG_CLASS_PLANNED | AIRLOG_CLASS_EXERCISE}};
    for (const char *at = list; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        size_t length = strcspn(at, ","), i = 0;
        while (i < sizeof rows / sizeof *rows && (strlen(rows[i].name) != length || strncmp(at, rows[i].name, length) != 0)) i++;
        if (i == sizeof rows / sizeof *rows)
            return airlog_fail(error, AIRLOG_E_ARGUMENT, "--class: '%.*s' is none; write incident, planned, exercise or all",
                               (int)length, at);
        *out |= rows[i].bits;
    }
    return AIRLOG_OK;
}

airlog_status airlog_cli_extract_prepare(const extract_settings *settings, extract_job *job, airlog_error *error) {
    airlog_ingest_options *ingest = &job->ingest;
    *ingest = (airlog_ingest_options){
        .text_field = settings->text_field,
        .date_field = settings->date_field,
        .id_field = settings->id_field,
        .title_field = settings->title_field,
        .url_field = settings->url_field,
        .place_field = settings->place_field,
        .admin_field = settings->admin_field,
        .place = settings->place,
        .zone = settings->timezone,
    };
    if (settings->input_format && strcmp(settings->input_format, "text") == 0) ingest->format = AIRLOG_INPUT_TEXT;
    if (settings->input_format && strcmp(settings->input_format, "jsonl") == 0) ingest->format = AIRLOG_INPUT_JSONL;
    if (settings->input_format && strcmp(settings->input_format, "html") == 0) ingest->format = AIRLOG_INPUT_HTML;
    if (settings->date && !airlog_date_read(airlog_text_of(settings->date), &ingest->date))
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--date: '%s' is no day; write YYYY-MM-DD", settings->date);
    if (settings->threads > EXTRACT_THREADS_MOST)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--threads: at most %d", EXTRACT_THREADS_MOST);
    if (settings->overwrite && settings->append)
        return airlog_fail(error, AIRLOG_E_ARGUMENT, "--overwrite and --append exclude each other");
    job->extract.place.approximate = settings->approximate;
    job->extract.place.zones = settings->airspace ? &job->zones : NULL;
    job->extract.any_domain = settings->domain && strcmp(settings->domain, "any") == 0;
    airlog_status status = read_classes(settings->classes, &job->extract.classes, error);
    if (status != AIRLOG_OK) return status;
    return settings->timezone ? check_zone(job, settings->timezone, error) : AIRLOG_OK;
}
