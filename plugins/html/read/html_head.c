/* SPDX-License-Identifier: MIT */
/*
 * Metadata: what the head of a page states (HTML standard, 4.2; Open Graph;
 * Dublin Core in HTML).  Of several names for one entry the first of the table
 * wins, whatever their order in the page.
 */
#include "read/html_reader.h"
#include "parse/html_token.h"

enum { TITLE_MAX = 4096, META_ELEMENTS_MAX = 4096 };

/* Names of <meta> and the entry they are. */
static const struct {
    const char *name;
    const char *key;
} known[] = {
    {"dc.title", "title"}, {"dcterms.title", "title"},
    {"og:title", "title"}, {"twitter:title", "title"},
    {"dcterms.creator", "author"}, {"dc.creator", "author"},
    {"author", "author"}, {"article:author", "author"},
    {"dcterms.date", "date"}, {"dc.date", "date"},
    {"dcterms.created", "date"}, {"article:published_time", "date"},
    {"date", "date"}, {"pubdate", "date"}, {"datepublished", "date"},
    {"description", "description"}, {"dc.description", "description"},
    {"dcterms.description", "description"},
    {"og:description", "description"},
    {"keywords", "keywords"}, {"dc.subject", "keywords"},
    {"dcterms.publisher", "publisher"}, {"dc.publisher", "publisher"},
    {"og:site_name", "publisher"},
    {"dcterms.rights", "rights"}, {"dc.rights", "rights"},
    {"copyright", "rights"}, {"generator", "generator"},
};

enum { KNOWN = sizeof known / sizeof known[0] };

/* The content of the first <meta> of each name. */
struct found {
    dc_str content[KNOWN];
};

static void
note_meta(const struct html_dom *dom, uint32_t node, struct found *found)
{
    dc_str name = html_attr_of(dom, node, HTML_NAME);
    dc_str property = html_attr_of(dom, node, HTML_PROPERTY);
    dc_str content = html_attr_of(dom, node, HTML_CONTENT);
    if (content.len == 0)
        return;
    for (size_t i = 0; i < KNOWN; i++)
        if (found->content[i].len == 0 &&
            (html_str_is(name, known[i].name) ||
                html_str_is(property, known[i].name)))
            found->content[i] = content;
}

static dc_str
trimmed(dc_str text)
{
    while (text.len && html_is_blank(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    while (text.len && html_is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

static void
put_text(struct html_reader *reader, const char *key, dc_str text)
{
    const dc_build *build = reader->job->host->build;
    text = trimmed(text);
    if (text.len == 0)
        return;
    build->meta_open(
        reader->job, dc_str_of(key), DC_ORIGIN_DOCUMENT, 100);
    dc_open(reader->job, DC_META_INLINES, DC_POS_NONE);
    dc_text(reader->job, text.ptr, text.len);
    dc_close(reader->job, DC_META_INLINES);
    build->meta_close(reader->job);
}

/* Keywords are a list, parted by commas. */
static void
put_list(struct html_reader *reader, const char *key, dc_str text)
{
    const dc_build *build = reader->job->host->build;
    const char *end = text.ptr + text.len;
    build->meta_open(
        reader->job, dc_str_of(key), DC_ORIGIN_DOCUMENT, 100);
    dc_open(reader->job, DC_META_LIST, DC_POS_NONE);
    for (const char *at = text.ptr; at < end;) {
        const char *to = memchr(at, ',', (size_t)(end - at));
        to = to ? to : end;
        dc_str word = trimmed(dc_str_slice(at, (size_t)(to - at)));
        if (word.len) {
            dc_open(reader->job, DC_META_STRING, DC_POS_NONE);
            dc_text(reader->job, word.ptr, word.len);
            dc_close(reader->job, DC_META_STRING);
        }
        at = to + (to < end);
    }
    dc_close(reader->job, DC_META_LIST);
    build->meta_close(reader->job);
}

/* The first of the names of `key` that the page has. */
static void
put_found(struct html_reader *reader, const char *key,
    const struct found *found)
{
    for (size_t i = 0; i < KNOWN; i++) {
        if (strcmp(known[i].key, key) != 0 || found->content[i].len == 0)
            continue;
        if (strcmp(key, "keywords") == 0)
            put_list(reader, key, found->content[i]);
        else
            put_text(reader, key, found->content[i]);
        return;
    }
}

static void
put_language(struct html_reader *reader, uint32_t root)
{
    const struct html_dom *dom = &reader->dom;
    dc_str lang = html_attr_of(dom, root, HTML_LANG);
    if (lang.len == 0)
        lang = html_attr_of(dom, root, HTML_XML_LANG);
    lang = trimmed(lang);
    if (lang.len)
        dc_meta_put(reader->job, "lang", lang, DC_ORIGIN_DOCUMENT, 100);
    dc_str dir = trimmed(html_attr_of(dom, root, HTML_DIR));
    if (dir.len)
        dc_meta_put(reader->job, "dir", dir, DC_ORIGIN_DOCUMENT, 100);
}

static uint32_t
child_of(const struct html_dom *dom, uint32_t parent, uint32_t name)
{
    uint32_t at = html_node(dom, parent)->first;
    while (at && !html_is_element(dom, at, name))
        at = html_node(dom, at)->next;
    return at;
}

void
html_read_head(struct html_reader *reader)
{
    static const char *const keys[] = {"title", "author", "date",
        "description", "keywords", "publisher", "rights", "generator"};
    const struct html_dom *dom = &reader->dom;
    uint32_t root = child_of(dom, HTML_ROOT, HTML_HTML);
    uint32_t head = root ? child_of(dom, root, HTML_HEAD) : 0;
    struct found found = {0};
    dc_str title = {NULL, 0};
    unsigned count = 0;
    if (!head)
        return;
    for (uint32_t at = html_node(dom, head)->first; at;
         at = html_node(dom, at)->next) {
        if (html_is_element(dom, at, HTML_META) &&
            count++ < META_ELEMENTS_MAX)
            note_meta(dom, at, &found);
        else if (html_is_element(dom, at, HTML_TITLE) && title.len == 0)
            title = html_plain_text(reader, at, TITLE_MAX);
    }
    put_language(reader, root);
    put_text(reader, "title", title);
    for (size_t i = title.len ? 1 : 0; i < sizeof keys / sizeof keys[0]; i++)
        put_found(reader, keys[i], &found);
}
