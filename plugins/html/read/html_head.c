/* SPDX-License-Identifier: MIT */
/*
 * Metadata: what a page states about itself in <meta> (HTML standard, 4.2;
 * Open Graph; Dublin Core in HTML; the citation_ names of Highwire Press), in
 * JSON-LD, in <title> and in its text.  Of several statements for one entry
 * that of the lowest rank is taken, whatever their order in the page.
 */
#include "parse/html_token.h"
#include "read/html_facts.h"

enum { TITLE_MAX = 4096, META_ELEMENTS_MAX = 4096, NAME_MAX = 256 };

/* Names of <meta> and the entry they are, the best first. */
static const struct known {
    const char *name;
    const char *key;
    int rank;
} known[] = {
    {"citation_title", "title", 100},
    {"dcterms.title", "title", 101},
    {"dc.title", "title", 102},
    {"og:title", "title", 103},
    {"twitter:title", "title", HTML_RANK_LATE},
    {"citation_author", "author", 100},
    {"dcterms.creator", "author", 101},
    {"dc.creator", "author", 102},
    {"author", "author", 103},
    {"article:author_name", "author", 104},
    {"article:author", "author", 105},
    {"citation_publication_date", "date", 100},
    {"citation_date", "date", 101},
    {"dcterms.date", "date", 102},
    {"dc.date", "date", 103},
    {"dcterms.created", "date", 104},
    {"article:published_time", "date", 105},
    {"date", "date", 106},
    {"pubdate", "date", 107},
    {"datepublished", "date", 108},
    {"description", "description", 100},
    {"dc.description", "description", 101},
    {"dcterms.description", "description", 102},
    {"og:description", "description", 103},
    {"twitter:description", "description", HTML_RANK_LATE},
    {"keywords", "keywords", 100},
    {"dc.subject", "keywords", 101},
    {"citation_publisher", "publisher", 100},
    {"dcterms.publisher", "publisher", 101},
    {"dc.publisher", "publisher", 102},
    {"og:site_name", "publisher", 103},
    {"dcterms.rights", "rights", 100},
    {"dc.rights", "rights", 101},
    {"copyright", "rights", 102},
    {"generator", "generator", 100},
    {"citation_language", "lang", 200},
    {"dc.language", "lang", 201},
    {"dcterms.language", "lang", 202},
    {"content-language", "lang", 203},
};

/* The entries in the order they are set, and what becomes of their text. */
static const struct entry {
    const char *key;
    enum { TEXT, NAMES, WORDS, STRING } form;
} entries[] = {
    {"lang", STRING},
    {"title", TEXT},
    {"author", NAMES},
    {"date", TEXT},
    {"description", TEXT},
    {"keywords", WORDS},
    {"publisher", TEXT},
    {"rights", TEXT},
    {"source", STRING},
    {"generator", TEXT},
};

void
html_fact_add(struct html_facts *facts, const char *key, int rank, dc_str text)
{
    text = html_trimmed(text);
    if (text.len && facts->count < HTML_FACTS_MAX)
        facts->facts[facts->count++] = (struct html_fact){key, rank, text};
}

/* The fact of the lowest rank, the first of those; NULL: there is none. */
static const struct html_fact *
best_of(const struct html_facts *facts, const char *key)
{
    const struct html_fact *best = NULL;
    for (size_t i = 0; i < facts->count; i++)
        if (strcmp(facts->facts[i].key, key) == 0 &&
            (!best || facts->facts[i].rank < best->rank))
            best = &facts->facts[i];
    return best;
}

static void
add_meta(const struct html_dom *dom, uint32_t node, struct html_facts *facts)
{
    dc_str name = html_attr_of(dom, node, HTML_NAME);
    if (name.len == 0)
        name = html_attr_of(dom, node, HTML_PROPERTY);
    if (name.len == 0)
        name = html_attr_of(dom, node, HTML_HTTP_EQUIV);
    dc_str content = html_attr_of(dom, node, HTML_CONTENT);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (html_str_is(name, known[i].name))
            html_fact_add(facts, known[i].key, known[i].rank, content);
}

/* Blanks and punctuation that part a title from the name of its site. */
static const char *const dividers[] = {" | ", " - ", " \xE2\x80\x93 ",
    " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xC2\xB7 ", " / "};

static bool
ends_with(dc_str text, dc_str end)
{
    return text.len > end.len &&
        memcmp(text.ptr + text.len - end.len, end.ptr, end.len) == 0;
}

/* The title without the name of the site at its end. */
static dc_str
without_site(dc_str title, const struct html_facts *facts)
{
    const struct html_fact *site = best_of(facts, "publisher");
    if (!site || !ends_with(title, site->text))
        return title;
    dc_str rest = {title.ptr, title.len - site->text.len};
    for (size_t i = 0; i < sizeof dividers / sizeof dividers[0]; i++)
        if (ends_with(rest, dc_str_of(dividers[i]))) {
            rest.len -= strlen(dividers[i]);
            return html_trimmed(rest);
        }
    return title;
}

static void
put_inlines(struct html_reader *reader, dc_str text)
{
    dc_open(reader->job, DC_META_INLINES, DC_POS_NONE);
    dc_text(reader->job, text.ptr, text.len);
    dc_close(reader->job, DC_META_INLINES);
}

/* Keywords are parted by commas. */
static void
put_words(struct html_reader *reader, dc_str text)
{
    const char *end = text.ptr + text.len;
    dc_open(reader->job, DC_META_LIST, DC_POS_NONE);
    for (const char *at = text.ptr; at < end;) {
        const char *to = memchr(at, ',', (size_t)(end - at));
        to = to ? to : end;
        dc_str word = html_trimmed(dc_str_slice(at, (size_t)(to - at)));
        if (word.len) {
            dc_open(reader->job, DC_META_STRING, DC_POS_NONE);
            dc_text(reader->job, word.ptr, word.len);
            dc_close(reader->job, DC_META_STRING);
        }
        at = to + (to < end);
    }
    dc_close(reader->job, DC_META_LIST);
}

/* True if the fact is a further one of the entry that `best` is. */
static bool
is_beside(const struct html_fact *fact, const struct html_fact *best)
{
    return fact->rank == best->rank && strcmp(fact->key, best->key) == 0;
}

/* One name, or a list of the names that stand beside each other. */
static void
put_names(struct html_reader *reader, const struct html_facts *facts,
    const struct html_fact *best)
{
    size_t count = 0;
    for (size_t i = 0; i < facts->count; i++)
        count += is_beside(&facts->facts[i], best);
    if (count == 1) {
        put_inlines(reader, best->text);
        return;
    }
    dc_open(reader->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < facts->count; i++)
        if (is_beside(&facts->facts[i], best))
            put_inlines(reader, facts->facts[i].text);
    dc_close(reader->job, DC_META_LIST);
}

static void
put_entry(struct html_reader *reader, const struct html_facts *facts,
    const struct entry *entry)
{
    const dc_build *build = reader->job->host->build;
    const struct html_fact *best = best_of(facts, entry->key);
    if (!best)
        return;
    if (entry->form == STRING) {
        dc_meta_put(
            reader->job, entry->key, best->text, DC_ORIGIN_DOCUMENT, 100);
        return;
    }
    build->meta_open(
        reader->job, dc_str_of(entry->key), DC_ORIGIN_DOCUMENT, 100);
    if (entry->form == NAMES)
        put_names(reader, facts, best);
    else if (entry->form == WORDS)
        put_words(reader, best->text);
    else
        put_inlines(reader, best->text);
    build->meta_close(reader->job);
}

static void
add_root(struct html_reader *reader, uint32_t root, struct html_facts *facts)
{
    const struct html_dom *dom = &reader->dom;
    html_fact_add(facts, "lang", 0, html_attr_of(dom, root, HTML_LANG));
    html_fact_add(facts, "lang", 1, html_attr_of(dom, root, HTML_XML_LANG));
    dc_str dir = html_trimmed(html_attr_of(dom, root, HTML_DIR));
    if (dir.len)
        dc_meta_put(reader->job, "dir", dir, DC_ORIGIN_DOCUMENT, 100);
}

/* What elements of the text say: who wrote it, and when. */
static void
add_of_text(struct html_reader *reader, uint32_t node, struct html_facts *facts)
{
    struct html_dom *dom = &reader->dom;
    if (html_has_word(dom, node, HTML_REL, "author") ||
        html_has_word(dom, node, HTML_ITEMPROP, "author"))
        html_fact_add(facts, "author", HTML_RANK_BODY + (int)facts->count,
            html_plain_text(reader, node, NAME_MAX));
    if (!html_is_element(dom, node, HTML_TIME))
        return;
    uint32_t pubdate = html_dom_name(dom, "pubdate", 7, false);
    if (html_attribute_of(dom, node, pubdate) ||
        html_has_word(dom, node, HTML_ITEMPROP, "datePublished"))
        html_fact_add(facts, "date", HTML_RANK_BODY,
            html_attr_of(dom, node, HTML_DATETIME));
}

static void
add_element(struct html_reader *reader, uint32_t node, struct html_facts *facts)
{
    const struct html_dom *dom = &reader->dom;
    const struct html_node *at = html_node(dom, node);
    if (at->space != HTML_SPACE_HTML)
        return;
    if (at->name == HTML_META)
        add_meta(dom, node, facts);
    else if (at->name == HTML_LINK &&
        html_has_word(dom, node, HTML_REL, "canonical"))
        html_fact_add(facts, "source", HTML_RANK_META,
            html_attr_of(dom, node, HTML_HREF));
    else if (at->name == HTML_SCRIPT &&
        html_str_is(html_attr_of(dom, node, HTML_TYPE), "application/ld+json"))
        html_read_linked(reader, node, facts);
    else if (at->len)
        add_of_text(reader, node, facts);
}

void
html_read_head(struct html_reader *reader)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t root = html_dom_child(dom, HTML_ROOT, HTML_HTML);
    uint32_t head = root ? html_dom_child(dom, root, HTML_HEAD) : 0;
    uint32_t title = head ? html_dom_child(dom, head, HTML_TITLE) : 0;
    struct html_facts facts = {.count = 0};
    if (!root)
        return;
    if (title)
        facts.title = html_plain_text(reader, title, TITLE_MAX);
    add_root(reader, root, &facts);
    for (uint32_t at = root; at; at = html_dom_following(dom, at, root))
        if (html_node(dom, at)->type == HTML_TYPE_ELEMENT)
            add_element(reader, at, &facts);
    html_fact_add(&facts, "title", HTML_RANK_TITLE,
        without_site(html_trimmed(facts.title), &facts));
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
        put_entry(reader, &facts, &entries[i]);
}
