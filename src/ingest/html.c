/* What a page says about itself, and the prose of its articles: what is there to lead to other pages is left out. */
#include "html.h"

#include <string.h>

#include "clean.h"
#include "dateline.h"
#include "html_tree.h"
#include "json.h"

#define PROSE_BYTES 80u   /* an article has a paragraph of so many bytes */
#define MENU_BYTES 200u   /* a longer paragraph is prose even if it is nearly all links */
#define MENU_SHARE 0.6    /* of the bytes of a paragraph, in links */
#define LABEL_BYTES 64u

/* ---- recognising a page --------------------------------------------------------------------------------- */

static bool begins_with(airlog_text bytes, size_t at, const char *words) {
    size_t length = strlen(words);
    return bytes.length - at >= length && airlog_text_same((airlog_text){bytes.bytes + at, length}, airlog_text_of(words));
}

/* Behind blanks, comments and processing instructions. */
static size_t pass_prologue(airlog_text bytes) {
    size_t at = 0;
    for (;;) {
        while (at < bytes.length && strchr(" \t\r\n\f", bytes.bytes[at]) && bytes.bytes[at]) at++;
        bool comment = begins_with(bytes, at, "<!--"), instruction = begins_with(bytes, at, "<?");
        if (!comment && !instruction) return at;
        const char *stop = comment ? "-->" : "?>";
        const char *end = memmem(bytes.bytes + at, bytes.length - at, stop, strlen(stop));
        if (!end) return bytes.length;
        at = (size_t)(end - bytes.bytes) + strlen(stop);
    }
}

bool airlog_html_begins(airlog_text bytes) {
    static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body"};
    size_t at = pass_prologue(bytes);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (begins_with(bytes, at, starts[i])) return true;
    }
    return false;
}

/* ---- what is not prose ------------------------------------------------------------------------------------ */

/* Elements of no text, and elements that lead elsewhere. */
static const char left_out[] = " script style noscript template head nav aside footer form button select option textarea svg math "
                               "iframe object embed canvas audio video figcaption dialog menu ";

/* What pages call the parts that lead elsewhere, as whole words of class and id. */
static const char side_labels[] = " nav navbar navigation menu breadcrumb breadcrumbs footer sidebar related share sharing social "
                                  "comment comments advert advertisement ad ads promo promotion newsletter subscribe "
                                  "subscription cookie cookies consent popup modal widget tags recommended recommendations "
                                  "caption credit skip pagination toolbar ";

static bool is_label_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool has_side_label(airlog_text names) {
    char wanted[LABEL_BYTES];
    for (size_t at = 0; at < names.length;) {
        size_t length = 0;
        wanted[length++] = ' ';
        while (at < names.length && is_label_byte(names.bytes[at]) && length < LABEL_BYTES - 2)
            wanted[length++] = (char)(names.bytes[at++] | 0x20);
        memcpy(wanted + length, " ", 2);
        if (length > 1 && strstr(side_labels, wanted)) return true;
        while (at < names.length && !is_label_byte(names.bytes[at])) at++;
    }
    return false;
}

static bool is_hidden(const xmlNode *node) {
    airlog_text style = airlog_html_value(node, "style");
    bool none = memmem(style.bytes ? style.bytes : "", style.length, "display:none", 12) ||
                memmem(style.bytes ? style.bytes : "", style.length, "display: none", 13);
    return none || airlog_html_value(node, "hidden").bytes || airlog_text_is(airlog_html_value(node, "aria-hidden"), "true");
}

static bool is_left_out(const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE) return node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE;
    if (airlog_html_named(node, " html body main article ")) return false; /* a theme names its layout there */
    return airlog_html_named(node, left_out) || is_hidden(node) || has_side_label(airlog_html_value(node, "class")) ||
           has_side_label(airlog_html_value(node, "id")) || has_side_label(airlog_html_value(node, "role"));
}

/* ---- prose -------------------------------------------------------------------------------------------------- */

static const char blocks[] = " p div section article main header blockquote pre ul ol li dl dt dd table thead tbody tr caption "
                             "figure h1 h2 h3 h4 h5 h6 hr address details summary body ";

/* A text in the making: paragraphs with an empty line between. */
typedef struct prose {
    airlog_buffer *out;
    size_t paragraph;  /* where the one under way begins */
    size_t links;      /* of its bytes, in links */
    bool blank;        /* one is owed before the next word */
    bool heading;      /* it is one */
    size_t longest;    /* paragraph */
} prose;

static bool is_menu(const prose *to, size_t length) {
    return !to->heading && length < MENU_BYTES && (double)to->links > MENU_SHARE * (double)length;
}

static void end_paragraph(prose *to) {
    size_t length = to->out->length - to->paragraph;
    if (length > 0 && is_menu(to, length)) {
        to->out->length = to->paragraph;
    } else if (length > 0) {
        if (length > to->longest) to->longest = length;
        airlog_buffer_add(to->out, "\n\n", 2);
    }
    to->paragraph = to->out->length;
    to->links = 0;
    to->blank = to->heading = false;
}

static void end_line(prose *to) {
    if (to->out->length > to->paragraph && to->out->bytes[to->out->length - 1] == '\n') {
        to->out->length--;
        end_paragraph(to); /* two breaks are how old pages end a paragraph */
        return;
    }
    if (to->out->length > to->paragraph) airlog_buffer_char(to->out, '\n');
    to->blank = false;
}

/* White space, also the no-break kind, is one blank. */
static size_t blank_length(airlog_text text, size_t at) {
    if (strchr(" \t\r\n\f\v", text.bytes[at]) && text.bytes[at]) return 1;
    return text.length - at >= 2 && memcmp(text.bytes + at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static void add_words(prose *to, airlog_text text, bool link) {
    size_t before = to->out->length;
    for (size_t at = 0; at < text.length;) {
        size_t blank = blank_length(text, at);
        if (blank) {
            to->blank = true;
            at += blank;
            continue;
        }
        size_t end = at;
        while (end < text.length && !blank_length(text, end)) end++;
        bool begun = to->out->length > to->paragraph && to->out->bytes[to->out->length - 1] != '\n';
        if (to->blank && begun) airlog_buffer_char(to->out, ' ');
        to->blank = false;
        airlog_buffer_add(to->out, text.bytes + at, end - at);
        at = end;
    }
    if (link) to->links += to->out->length - before;
}

static bool is_link(const xmlNode *node, const xmlNode *within) {
    for (; node && node != within; node = node->parent) {
        if (airlog_html_named(node, " a ")) return true;
    }
    return false;
}

static void enter(prose *to, const xmlNode *node, const xmlNode *within) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        airlog_text text = airlog_text_of((const char *)node->content);
        add_words(to, text, is_link(node, within));
    } else if (airlog_html_named(node, " br ")) {
        end_line(to);
    } else if (airlog_html_named(node, blocks)) {
        end_paragraph(to);
        to->heading = airlog_html_named(node, " h1 h2 h3 ");
    } else if (airlog_html_named(node, " td th ")) {
        to->blank = true;
    }
}

/* Ends the blocks that are left on the way from one node to the next. */
static void leave(prose *to, const xmlNode *from, const xmlNode *next, const xmlNode *within) {
    for (const xmlNode *node = from; node && node != within && (!next || node != next->parent); node = node->parent) {
        if (airlog_html_named(node, blocks)) end_paragraph(to);
    }
}

static airlog_status read_prose(const xmlNode *within, airlog_buffer *out, size_t *longest, airlog_error *error) {
    prose to = {.out = out, .paragraph = out->length};
    for (const xmlNode *node = within; node;) {
        bool passed = node != within && is_left_out(node);
        if (!passed && node != within) enter(&to, node, within);
        const xmlNode *next = airlog_html_next(node, within, !passed);
        if (!next || next->parent != node) leave(&to, node, next, within);
        node = next;
    }
    end_paragraph(&to);
    *longest = to.longest;
    return out->failed ? airlog_fail(error, AIRLOG_E_MEMORY, "no memory for the text of a page") : AIRLOG_OK;
}

/* ---- what the page says about itself ---------------------------------------------------------------------------- */

/* The names under which pages give the day of publication, the best first. */
static const char *const day_names[] = {"article:published_time", "datepublished", "og:published_time", "date",
                                        "pubdate",                "publishdate",   "publish-date",      "dc.date.issued",
                                        "dc.date",                "dcterms.issued", "dcterms.date",     "sailthru.date",
                                        "parsely-pub-date",       "citation_publication_date"};
enum { DAY_NAMES = sizeof day_names / sizeof *day_names };

typedef struct page_facts {
    airlog_date day;
    int day_rank; /* in day_names; the smaller the better */
    airlog_text title, url;
} page_facts;

/* "2024-11-25T10:00:00+08:00", "25 November 2024". */
static bool read_day(airlog_text value, airlog_date *out) {
    size_t end;
    value = airlog_text_trim(value);
    if (airlog_date_read(value, out)) return true;
    return value.length && airlog_dateline_day(value, 0, out, &end) && out->year;
}

static void keep_day(airlog_text name, airlog_text value, page_facts *out) {
    for (int i = 0; i < DAY_NAMES && i < out->day_rank; i++) {
        airlog_date day;
        if (!airlog_text_is(name, day_names[i]) || !read_day(value, &day)) continue;
        out->day = day;
        out->day_rank = i;
    }
}

static void keep_meta(const xmlNode *node, page_facts *out) {
    static const char *const keys[] = {"property", "name", "itemprop"};
    airlog_text content = airlog_html_value(node, "content");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        airlog_text name = airlog_html_value(node, keys[i]);
        if (!name.length) continue;
        keep_day(name, content, out);
        if (airlog_text_is(name, "og:title")) out->title = airlog_text_trim(content);
        if (airlog_text_is(name, "og:url") && !out->url.length) out->url = airlog_text_trim(content);
    }
}

/* <time datetime="2024-11-25">, with or without an itemprop that says what it is. */
static void keep_time(const xmlNode *node, page_facts *out) {
    airlog_text value = airlog_html_value(node, "datetime"), name = airlog_html_value(node, "itemprop");
    if (!value.length) value = airlog_html_value(node, "content");
    if (name.length) keep_day(name, value, out);
    else if (out->day_rank > DAY_NAMES && read_day(value, &out->day)) out->day_rank = DAY_NAMES;
}

/* "datePublished": "2024-11-25" in the linked data of a page: the first is the page's own. */
static void keep_linked(const xmlNode *node, page_facts *out) {
    static const char key[] = "\"datePublished\"";
    if (!airlog_text_is(airlog_html_value(node, "type"), "application/ld+json") || !node->children) return;
    airlog_text text = airlog_text_of((const char *)node->children->content);
    const char *at = text.bytes ? memmem(text.bytes, text.length, key, sizeof key - 1) : NULL;
    if (!at) return;
    at += sizeof key - 1;
    at += strspn(at, " \t\r\n:");
    if (*at++ == '"') keep_day(airlog_text_of("datePublished"), (airlog_text){at, strcspn(at, "\"")}, out);
}

static void keep_facts(const xmlNode *node, page_facts *out) {
    if (airlog_html_named(node, " meta ")) keep_meta(node, out);
    else if (airlog_html_named(node, " time span div ") && airlog_html_value(node, "datetime").length) keep_time(node, out);
    else if (airlog_html_named(node, " script ")) keep_linked(node, out);
    else if (airlog_html_named(node, " link ") && airlog_text_is(airlog_html_value(node, "rel"), "canonical"))
        out->url = airlog_text_trim(airlog_html_value(node, "href"));
    else if (airlog_html_named(node, " title ") && !out->title.length && node->children && node->children->content)
        out->title = airlog_text_trim(airlog_text_of((const char *)node->children->content));
}

static page_facts facts_of(const xmlNode *within) {
    page_facts facts = {.day_rank = DAY_NAMES + 1};
    for (const xmlNode *node = within; node; node = airlog_html_next(node, within, true)) keep_facts(node, &facts);
    return facts;
}

/* ---- articles ------------------------------------------------------------------------------------------------------ */

/* The heading of an article, in its text. */
static airlog_text heading_in(airlog_text text, const xmlNode *within) {
    for (const xmlNode *node = within; node; node = airlog_html_next(node, within, true)) {
        if (!airlog_html_named(node, " h1 h2 ")) continue;
        airlog_buffer words = {0};
        prose to = {.out = &words};
        for (const xmlNode *part = node; part; part = airlog_html_next(part, node, true)) {
            if (part->type == XML_TEXT_NODE) add_words(&to, airlog_text_of((const char *)part->content), false);
        }
        const char *at = words.length ? memmem(text.bytes, text.length, words.bytes, words.length) : NULL;
        airlog_text found = {at, at ? words.length : 0};
        airlog_buffer_close(&words);
        if (found.length) return found;
    }
    return AIRLOG_NO_TEXT;
}

/* What the articles of a page have in common. */
typedef struct page {
    const airlog_report *seed;
    const airlog_ingest_options *options;
    airlog_arena *memory;
    airlog_reports *out;
    airlog_error *error;
    page_facts facts;
    size_t articles;
} page;

static airlog_status keep(page *from, airlog_text value, airlog_text *out) {
    if (out->length || !value.length) return AIRLOG_OK;
    *out = airlog_arena_copy(from->memory, value);
    if (!out->bytes) return airlog_arena_failed(from->memory, from->error);
    bool repaired = false; /* the text of the report says whether it was */
    return airlog_clean_utf8(*out, from->memory, out, &repaired, from->error);
}

static airlog_status add_reports(page *from, const airlog_reports *found) {
    airlog_reports *out = from->out;
    airlog_report *items = airlog_arena_grow(from->memory, out->items, out->count, out->count + found->count, sizeof *items);
    if (!items) return airlog_arena_failed(from->memory, from->error);
    memcpy(items + out->count, found->items, found->count * sizeof *items);
    out->items = items;
    out->count += found->count;
    return AIRLOG_OK;
}

/* One article: its own day and headline come before those of the page. */
static airlog_status add_article(page *from, const xmlNode *within, airlog_text text) {
    page_facts own = facts_of(within);
    airlog_report seed = *from->seed;
    const page_facts *dated = own.day.year && from->articles > 1 ? &own : from->facts.day.year ? &from->facts : &own;
    if (!seed.published.year && dated->day.year) {
        seed.published = dated->day;
        seed.published_basis = AIRLOG_BASIS_STATED;
    }
    text = airlog_text_trim(text);
    text = airlog_arena_copy(from->memory, text);
    if (!text.bytes) return airlog_arena_failed(from->memory, from->error);
    airlog_status status = airlog_clean_utf8(text, from->memory, &text, &seed.repaired, from->error);
    if (status != AIRLOG_OK) return status;
    if (!seed.title.length) seed.title = heading_in(text, within);
    status = keep(from, from->articles == 1 ? from->facts.title : AIRLOG_NO_TEXT, &seed.title);
    if (status == AIRLOG_OK) status = keep(from, from->facts.url, &seed.url);
    airlog_reports found;
    if (status == AIRLOG_OK)
        status = airlog_ingest_document(&seed, text, from->options, from->memory, &found, from->error);
    return status == AIRLOG_OK ? add_reports(from, &found) : status;
}

static bool inside(const xmlNode *node, const char *names) {
    for (node = node->parent; node; node = node->parent) {
        if (airlog_html_named(node, names)) return true;
    }
    return false;
}

/* Reads an element as an article if it has the prose of one; *out_used says whether it had. */
static airlog_status try_article(page *from, const xmlNode *within, bool always, bool count_only, bool *out_used) {
    airlog_buffer text = {0};
    size_t longest;
    airlog_status status = read_prose(within, &text, &longest, from->error);
    *out_used = status == AIRLOG_OK && (always || longest >= PROSE_BYTES);
    if (*out_used && !count_only) status = add_article(from, within, (airlog_text){text.bytes ? text.bytes : "", text.length});
    airlog_buffer_close(&text);
    return status;
}

/* The outermost <article> elements with prose, not the cards that lead to others. */
static airlog_status each_article(page *from, const xmlNode *root, bool count_only) {
    airlog_status status = AIRLOG_OK;
    for (const xmlNode *node = root; node && status == AIRLOG_OK; node = airlog_html_next(node, root, true)) {
        if (!airlog_html_named(node, " article ") || inside(node, " article nav aside footer ")) continue;
        bool used;
        status = try_article(from, node, false, count_only, &used);
        if (count_only) from->articles += used;
    }
    return status;
}

static const xmlNode *main_part(const xmlNode *root) {
    for (const xmlNode *node = root; node; node = airlog_html_next(node, root, true)) {
        if (airlog_html_named(node, " main ") || airlog_text_is(airlog_html_value(node, "role"), "main")) return node;
    }
    return root;
}

static airlog_status read_page(page *from, const xmlNode *root) {
    from->facts = facts_of(root);
    airlog_status status = each_article(from, root, true);
    if (status != AIRLOG_OK) return status;
    if (from->articles) return each_article(from, root, false);
    from->articles = 1;
    const xmlNode *part = main_part(root);
    bool used;
    status = try_article(from, part, part == root, false, &used);
    return status == AIRLOG_OK && !used ? try_article(from, root, true, false, &used) : status;
}

airlog_status airlog_ingest_html(const airlog_report *seed, airlog_text bytes, const airlog_ingest_options *options,
                                 airlog_arena *memory, airlog_reports *out, airlog_error *error) {
    *out = (airlog_reports){NULL, 0};
    xmlDoc *tree;
    airlog_status status = airlog_html_open(bytes, &tree, error);
    if (status != AIRLOG_OK) return status;
    page from = {.seed = seed, .options = options, .memory = memory, .out = out, .error = error};
    const xmlNode *root = tree->children;
    while (root && root->type != XML_ELEMENT_NODE) root = root->next;
    if (root) status = read_page(&from, root);
    else status = airlog_ingest_document(seed, AIRLOG_NO_TEXT, options, memory, out, error);
    airlog_html_close(tree);
    return status;
}
