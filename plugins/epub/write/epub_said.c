/* SPDX-License-Identifier: MIT */
/*
 * Statements of the source's package that have no name of their own: the list
 * `epub-meta`.  Those that may stand in this book are written again, with what
 * refines them; a property of EPUB 3 needs a prefix for that which is reserved
 * or which the source declared (`epub-prefix`).  All others are losses.
 */
#include "write/epub.h"

#include "base/epub_utf8.h"

void
epub_said_begin(struct epub *epub, struct epub_said *said)
{
    memset(said, 0, sizeof *said);
    said->values = epub_meta_values(epub, "epub-meta");
}

static dc_str
member(struct epub *epub, uint32_t map, const char *key)
{
    return epub_meta_value(epub, epub_meta_member(epub, map, key));
}

bool
epub_said_next(struct epub *epub, struct epub_said *said)
{
    uint32_t value;
    while ((value = epub_values_next(epub, &said->values))) {
        said->map = value;
        said->name = member(epub, value, "property");
        said->is_old = said->name.len == 0;
        if (said->is_old)
            said->name = member(epub, value, "name");
        said->text = member(epub, value, "text");
        said->is_link = said->name.len == 0;
        if (said->is_link) {
            said->name = member(epub, value, "rel");
            said->text = member(epub, value, "href");
        }
        if (said->name.len && said->text.len)
            return true;
    }
    return false;
}

/* Prefixes. */

static bool
begins(dc_str text, const char *with)
{
    size_t len = strlen(with);
    return text.len >= len && memcmp(text.ptr, with, len) == 0;
}

/* EPUB 3.3, appendix D.1.4: declared by nobody. */
static bool
is_reserved(dc_str prefix)
{
    static const char *const names[] = {"a11y", "dcterms", "marc", "media",
        "onix", "rendition", "schema", "xsd", "msv", "prism", "dc", "epub",
        "opf", "xml", "_"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dc_str_equal(prefix, names[i]))
            return true;
    return false;
}

/* The next "name: address" of a declaration, both empty after the last. */
static bool
next_prefix(dc_str *text, dc_str *name, dc_str *address)
{
    dc_str *words[] = {name, address};
    for (size_t i = 0; i < 2; i++) {
        size_t at = 0;
        while (at < text->len && text->ptr[at] == ' ')
            at++;
        *text = dc_str_slice(text->ptr + at, text->len - at);
        for (at = 0; at < text->len && text->ptr[at] != ' '; at++) {
        }
        *words[i] = dc_str_slice(text->ptr, at);
        *text = dc_str_slice(text->ptr + at, text->len - at);
    }
    return address->len > 0;
}

/* The name of a declaration that may be made here; else empty. */
static dc_str
declared_name(dc_str name, dc_str address)
{
    dc_str none = {NULL, 0};
    if (name.len < 2 || name.ptr[name.len - 1] != ':' ||
        !memchr(address.ptr, ':', address.len) ||
        begins(address, "http://purl.org/dc/elements/") ||
        begins(address, "http://idpf.org/epub/vocab/package/"))
        return none;
    name.len--;
    for (size_t i = 0; i < name.len; i++)
        if (!epub_is_letter(name.ptr[i]) &&
            !(i > 0 && (epub_is_digit(name.ptr[i]) || name.ptr[i] == '-')))
            return none;
    return is_reserved(name) ? none : name;
}

/* True if the source declared the prefix in a way that stands here too. */
static bool
is_declared(struct epub *epub, dc_str prefix)
{
    dc_str text = epub_meta_line(epub, "epub-prefix");
    dc_str name, address;
    while (next_prefix(&text, &name, &address)) {
        dc_str known = declared_name(name, address);
        if (known.len && known.len == prefix.len &&
            memcmp(known.ptr, prefix.ptr, prefix.len) == 0)
            return true;
    }
    return false;
}

void
epub_put_prefixes(struct epub *epub, struct epub_buf *buf)
{
    struct epub_buf all = {0};
    dc_str text = epub_meta_line(epub, "epub-prefix");
    dc_str name, address;
    while (!epub->is_epub2 && next_prefix(&text, &name, &address)) {
        if (declared_name(name, address).len == 0)
            continue;
        epub_puts(&all, all.len ? " " : "");
        epub_put_str(&all, name);
        epub_puts(&all, " ");
        epub_put_str(&all, address);
    }
    if (all.len)
        epub_put_attr(buf, "prefix", epub_buf_str(&all));
    epub_buf_done(epub, &all);
}

/* Statements. */

void
epub_put_relation(struct epub_buf *buf, dc_str relation, dc_str address)
{
    epub_puts(buf, "<link");
    epub_put_attr(buf, "rel", relation);
    epub_puts(buf, " href=\"");
    epub_url_put(buf, address);
    epub_puts(buf, "\"/>\n");
}

/* Said elsewhere: computed, or of what this book is not. */
static bool
is_ours(dc_str name)
{
    static const char *const names[] = {"cover", "calibre:series",
        "calibre:series_index", "calibre:title_sort", "dcterms:modified",
        "dcterms:conformsTo", "pageBreakSource", "fixed-layout",
        "original-resolution", "orientation-lock", "RegionMagnification",
        "zero-gutter", "zero-margin", "book-type", "primary-writing-mode"};
    static const char *const families[] = {
        "schema:access", "a11y:", "media:", "rendition:"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dc_str_equal(name, names[i]))
            return true;
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (begins(name, families[i]))
            return true;
    return false;
}

/* The terms of DCMI that are properties. */
static bool
is_dcmi_term(dc_str name)
{
    static const char *const names[] = {"abstract", "accessRights",
        "accrualMethod", "accrualPeriodicity", "accrualPolicy", "alternative",
        "audience", "available", "bibliographicCitation", "contributor",
        "coverage", "created", "creator", "date", "dateAccepted",
        "dateCopyrighted", "dateSubmitted", "description", "educationLevel",
        "extent", "format", "hasFormat", "hasPart", "hasVersion", "identifier",
        "instructionalMethod", "isFormatOf", "isPartOf", "isReferencedBy",
        "isReplacedBy", "isRequiredBy", "isVersionOf", "issued", "language",
        "license", "mediator", "medium", "provenance", "publisher",
        "references", "relation", "replaces", "requires", "rights",
        "rightsHolder", "source", "spatial", "subject", "tableOfContents",
        "temporal", "title", "type", "valid"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (dc_str_equal(name, names[i]))
            return true;
    return false;
}

/* "se:word-count": a prefix that may be used, and a name. */
static bool
is_property(struct epub *epub, dc_str name)
{
    const char *colon = memchr(name.ptr, ':', name.len);
    if (!colon)
        return false;
    dc_str prefix = {name.ptr, (size_t)(colon - name.ptr)};
    dc_str local = {colon + 1, name.len - prefix.len - 1};
    for (size_t i = 0; i < local.len; i++)
        if (!epub_is_letter(local.ptr[i]) && !epub_is_digit(local.ptr[i]) &&
            !memchr("-_.", local.ptr[i], 3))
            return false;
    if (dc_str_equal(prefix, "dcterms"))
        return is_dcmi_term(local);
    return local.len > 0 &&
        (dc_str_equal(prefix, "schema") || is_declared(epub, prefix));
}

/* What refines the statement, each member of its map of such a name. */
static void
put_refinements(struct epub *epub, struct epub_buf *buf,
    const struct epub_said *said, unsigned number)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t entry = walk->first(epub->job, said->map);
    for (; entry; entry = walk->sibling(epub->job, entry)) {
        dc_str name = dc_str_field(epub->job, entry, DC_F_KEY);
        if (!is_property(epub, name))
            continue;
        epub_puts(buf, "<meta refines=\"#said-");
        epub_put_uint(buf, number);
        epub_puts(buf, "\"");
        epub_put_attr(buf, "property", name);
        epub_puts(buf, ">");
        epub_put_text(
            buf, epub_meta_value(epub, walk->first(epub->job, entry)));
        epub_puts(buf, "</meta>\n");
    }
}

/* To the web: files of the source are not brought along for it. */
static bool
may_link(struct epub *epub, const struct epub_said *said)
{
    return said->is_link && !epub->is_epub2 && is_property(epub, said->name) &&
        epub_url_judge(said->text) == EPUB_URL_EXTERNAL;
}

static void
put_statement(struct epub *epub, struct epub_buf *buf,
    const struct epub_said *said, unsigned number)
{
    if (said->is_old || epub->is_epub2) {
        epub_puts(buf, "<meta");
        epub_put_attr(buf, "name", said->name);
        epub_put_attr(buf, "content", said->text);
        epub_puts(buf, "/>\n");
        return;
    }
    epub_puts(buf, "<meta");
    epub_put_attr(buf, "property", said->name);
    epub_puts(buf, " id=\"said-");
    epub_put_uint(buf, number);
    epub_puts(buf, "\">");
    epub_put_text(buf, said->text);
    epub_puts(buf, "</meta>\n");
    put_refinements(epub, buf, said, number);
}

void
epub_put_said(struct epub *epub, struct epub_buf *buf)
{
    struct epub_said said;
    unsigned number = 0;
    epub_said_begin(epub, &said);
    while (epub_said_next(epub, &said)) {
        if (is_ours(said.name))
            continue;
        if (may_link(epub, &said))
            epub_put_relation(buf, said.name, said.text);
        else if (!said.is_link &&
            (said.is_old || epub->is_epub2 || is_property(epub, said.name)))
            put_statement(epub, buf, &said, ++number);
        else
            epub_report_loss(epub, "epub-meta",
                "a statement of the source's package was left out", said.name,
                DC_POS_NONE);
    }
}
