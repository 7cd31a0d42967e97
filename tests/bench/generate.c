/* Writes text to measure with: generate news|news-text|reports BYTES [SEED].
 *
 *   news       JSON Lines of articles without an incident in the air; one in six speaks of flights and aircraft
 *   news-text  the same articles as plain text, one after another
 *   reports    JSON Lines of short reports of drones in the telegraphic form that aviation authorities use
 *
 * The words, the templates and the made-up names are the project's own. The same seed gives the same bytes; the
 * output is written as it is made, so that a gigabyte costs no memory. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static uint64_t state = 88172645463325252u;

static uint32_t below(uint32_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) * limit >> 32);
}

/* Small numbers are common, large ones rare: how words are spread in a text. */
static uint32_t skewed(uint32_t limit) {
    uint32_t a = below(limit), b = below(limit);
    return a < b ? a : b;
}

/* ---- a text that grows --------------------------------------------------------------------------- */

typedef struct text {
    char bytes[65536];
    size_t length;
} text;

static void add(text *to, const char *words) {
    size_t length = strlen(words);
    if (to->length + length > sizeof to->bytes) return;
    memcpy(to->bytes + to->length, words, length);
    to->length += length;
}

__attribute__((format(printf, 2, 3))) static void print(text *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(to->bytes + to->length, sizeof to->bytes - to->length, format, arguments);
    va_end(arguments);
    if (length > 0 && to->length + (size_t)length < sizeof to->bytes) to->length += (size_t)length;
}

/* ---- words ---------------------------------------------------------------------------------------- */

static const char *const nouns[] = {
    "government", "budget",   "council",  "market",    "school",     "company",  "report",    "season",     "committee",
    "player",     "river",    "festival", "price",     "court",      "teacher",  "harvest",   "museum",     "factory",
    "union",      "bridge",   "election", "hospital",  "investor",   "district", "programme", "customer",   "library",
    "orchestra",  "coach",    "forecast", "agreement", "proposal",   "worker",   "village",   "storm",      "novel",
    "study",      "farmer",   "tenant",   "judge",     "reform",     "contract", "team",      "garden",     "minister",
    "engineer",   "campaign", "pension",  "debate",    "exhibition", "loan",     "station",   "tournament", "household",
    "ferry",      "vaccine",  "tax",      "strike",    "song",       "harbour",  "merger",    "recipe"};
static const char *const verbs[] = {"approved",  "rejected", "announced",  "reviewed",  "opened",
                                    "delayed",   "praised",  "criticised", "supported", "cancelled",
                                    "described", "improved", "questioned", "finished",  "expected",
                                    "changed",   "welcomed", "postponed",  "funded",    "replaced"};
static const char *const qualities[] = {"new",           "local",    "national", "public", "annual",
                                        "former",        "small",    "popular",  "recent", "expensive",
                                        "independent",   "joint",    "rural",    "modest", "late",
                                        "controversial", "regional", "private",  "early",  "unusual"};
static const char *const links[] = {"after",     "before",  "because of",    "despite",  "during",     "in spite of",
                                    "thanks to", "without", "together with", "ahead of", "as part of", "instead of"};
static const char *const syllables[] = {"bar", "len", "mor", "tan", "vel", "ros", "kin", "dal", "her", "nov",
                                        "sta", "gri", "pol", "mar", "ten", "wes", "hol", "der", "lin", "cas"};
static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

#define PICK(list) (list)[skewed(COUNT(list))]

static void add_name(text *to) {
    size_t at = to->length;
    for (uint32_t i = 2 + below(2); i > 0; i--) add(to, syllables[below(COUNT(syllables))]);
    if (to->length > at) to->bytes[at] = (char)(to->bytes[at] - 'a' + 'A');
}

/* ---- news ------------------------------------------------------------------------------------------ */

static void add_filler(text *to) {
    add(to, " ");
    add(to, PICK(links));
    add(to, " ");
    print(to, "the %s %s", PICK(qualities), PICK(nouns));
}

static void add_sentence(text *to) {
    switch (below(7)) {
    case 0:
        print(to, "The %s %s %s the %s", PICK(qualities), PICK(nouns), PICK(verbs), PICK(nouns));
        break;
    case 1:
        add_name(to);
        add(to, " ");
        add_name(to);
        print(to, ", who leads the %s, said the %s had %s the %s on %s", PICK(nouns), PICK(nouns), PICK(verbs),
              PICK(nouns), days[below(7)]);
        break;
    case 2:
        print(to, "About %u per cent of the %ss %s the %s", 1 + below(98), PICK(nouns), PICK(verbs), PICK(nouns));
        break;
    case 3:
        print(to, "In %s %u the %s %s %u,%03u %ss", months[below(12)], 1995 + below(30), PICK(nouns), PICK(verbs),
              1 + below(90), below(1000), PICK(nouns));
        break;
    case 4:
        print(to, "\"We never %s the %s,\" the %s of ", PICK(verbs), PICK(nouns), PICK(nouns));
        add_name(to);
        add(to, " said");
        break;
    case 5:
        print(to, "The %s lies %u kilometres from ", PICK(nouns), 2 + below(80));
        add_name(to);
        print(to, " and %s a %s %s", PICK(verbs), PICK(qualities), PICK(nouns));
        break;
    default:
        print(to, "At %u:%02u the %s %s, and the %s %s", 1 + below(12), below(60), PICK(nouns), PICK(verbs),
              PICK(nouns), PICK(verbs));
        break;
    }
    for (uint32_t i = below(3); i > 0; i--) add_filler(to);
    add(to, ". ");
}

/* What has wings in it and is no incident. */
static void add_travel_sentence(text *to) {
    switch (below(6)) {
    case 0:
        add(to, "The minister flew to ");
        add_name(to);
        print(to, " on %s for talks about the %s", days[below(7)], PICK(nouns));
        break;
    case 1:
        print(to, "The airline sold %u new aircraft and %s the %s", 2 + below(40), PICK(verbs), PICK(nouns));
        break;
    case 2:
        print(to, "Passengers on the flight praised the %s and the %s", PICK(nouns), PICK(nouns));
        break;
    case 3:
        print(to, "A %s balloon festival is planned for %s, organisers said", PICK(qualities), months[below(12)]);
        break;
    case 4:
        print(to, "Shops sell drones for %u pounds %s the %s", 50 + below(900), PICK(links), PICK(nouns));
        break;
    default:
        print(to, "The airport opened a %s terminal %s the %s", PICK(qualities), PICK(links), PICK(nouns));
        break;
    }
    add(to, ". ");
}

static void make_article(text *to) {
    bool travel = below(6) == 0;
    to->length = 0;
    for (uint32_t paragraph = 3 + below(6); paragraph > 0; paragraph--) {
        for (uint32_t sentence = 2 + below(4); sentence > 0; sentence--) {
            if (travel && below(3) == 0)
                add_travel_sentence(to);
            else
                add_sentence(to);
        }
        to->length--;
        add(to, "\n\n");
    }
    to->length -= 2;
}

/* ---- reports ----------------------------------------------------------------------------------------- */

typedef struct field {
    const char *city, *state, *state_name, *code;
    char zone;
} field;

static const field fields[] = {{"BOISE", "ID", "IDAHO", "BOI", 'M'},       {"TULSA", "OK", "OKLAHOMA", "TUL", 'C'},
                               {"PORTLAND", "ME", "MAINE", "PWM", 'E'},    {"FRESNO", "CA", "CALIFORNIA", "FAT", 'P'},
                               {"OMAHA", "NE", "NEBRASKA", "OMA", 'C'},    {"SPOKANE", "WA", "WASHINGTON", "GEG", 'P'},
                               {"ALBANY", "NY", "NEW YORK", "ALB", 'E'},   {"TUCSON", "AZ", "ARIZONA", "TUS", 'M'},
                               {"SAVANNAH", "GA", "GEORGIA", "SAV", 'E'},  {"DULUTH", "MN", "MINNESOTA", "DLH", 'C'},
                               {"BILLINGS", "MT", "MONTANA", "BIL", 'M'},  {"EL PASO", "TX", "TEXAS", "ELP", 'M'},
                               {"SYRACUSE", "NY", "NEW YORK", "SYR", 'E'}, {"KNOXVILLE", "TN", "TENNESSEE", "TYS", 'E'},
                               {"WICHITA", "KS", "KANSAS", "ICT", 'C'},    {"MADISON", "WI", "WISCONSIN", "MSN", 'C'}};
static const char *const craft[] = {"CESSNA C172",  "CIRRUS SR22", "B737", "A320",          "PIPER P28A",
                                    "EMBRAER E75L", "BEECH BE36",  "HELO", "CANADAIR CRJ9", "DIAMOND DA40"};
static const char *const points[] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                     "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
static const char *const colours[] = {"", "WHITE ", "BLACK ", "SILVER ", "RED AND WHITE ", "SMALL ", "LARGE "};
static const char *const sides[] = {"BELOW ACFT", "ABOVE ACFT", "OFF THE RIGHT WING", "OFF THE LEFT SIDE"};
static const char *const endings[] = {"NO EVASIVE ACTION TAKEN.", "NO EVASIVE ACTION REPORTED.",
                                      "PILOT TURNED TO AVOID THE UAS."};

static void make_report(text *to, const field *at, uint32_t clock) {
    const char *facility = below(2) ? "ATCT" : "TRACON";
    to->length = 0;
    print(to, "PRELIM INFO FROM FAA OPS: %s, %s/UAS INCIDENT/%02u%02u%c/%s %s ADVISED %s, REPORTED A %sUAS ", at->city,
          at->state, clock / 60, clock % 60, at->zone, at->city, facility, craft[below(COUNT(craft))],
          colours[below(COUNT(colours))]);
    if (below(2)) print(to, "%u FEET %s ", 50 * (1 + below(20)), sides[below(COUNT(sides))]);
    print(to, "WHILE %s BOUND AT %u,%u00 FEET ", points[below(16)], 1 + below(9), below(10));
    if (below(8) == 0)
        print(to, "ON %u MILE FINAL RUNWAY %02u. ", 1 + below(6), 1 + below(36));
    else
        print(to, "%u %s %s. ", 1 + below(20), points[below(16)], below(3) ? at->code : at->city);
    print(to, "%s %s %s NOTIFIED.", endings[below(COUNT(endings))], at->city, below(2) ? "PD" : "COUNTY SHERIFF");
}

/* ---- output -------------------------------------------------------------------------------------------- */

static uint64_t put_json_text(const text *from) {
    char line[2 * sizeof from->bytes];
    size_t length = 0;
    for (size_t i = 0; i < from->length; i++) {
        char c = from->bytes[i];
        if (c == '"' || c == '\n') line[length++] = '\\';
        line[length++] = c == '\n' ? 'n' : c;
    }
    fwrite(line, 1, length, stdout);
    return length;
}

static uint64_t put_news(uint64_t number, bool json) {
    static text article;
    uint64_t length = 0;
    make_article(&article);
    if (!json) {
        fwrite(article.bytes, 1, article.length, stdout);
        return article.length + (uint64_t)printf("\n\n");
    }
    length += (uint64_t)printf("{\"id\": \"news-%06" PRIu64 "\", \"date\": \"2024-%02u-%02u\", \"text\": \"", number,
                               1 + below(12), 1 + below(28));
    length += put_json_text(&article);
    return length + (uint64_t)printf("\"}\n");
}

static uint64_t put_report(uint64_t number) {
    static text report;
    const field *at = &fields[below(COUNT(fields))];
    uint32_t clock = below(1440);
    uint64_t length = (uint64_t)printf("{\"id\": \"report-%06" PRIu64 "\", \"text\": \"", number);
    make_report(&report, at, clock);
    length += put_json_text(&report);
    return length +
           (uint64_t)printf("\", \"date\": \"2024-%02u-%02uT%02u:%02u\", \"city\": \"%s\", \"state\": \"%s\"}\n",
                            1 + below(12), 1 + below(28), clock / 60, clock % 60, at->city, at->state_name);
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: generate news|news-text|reports BYTES [SEED]\n");
        return 2;
    }
    uint64_t limit = strtoull(argv[2], NULL, 10), written = 0;
    if (argc > 3) state += strtoull(argv[3], NULL, 10) * 0x9e3779b97f4a7c15u;
    for (uint64_t number = 1; written < limit && !ferror(stdout); number++) {
        if (strcmp(argv[1], "reports") == 0)
            written += put_report(number);
        else
            written += put_news(number, strcmp(argv[1], "news") == 0);
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
