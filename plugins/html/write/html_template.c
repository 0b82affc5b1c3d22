/* SPDX-License-Identifier: MIT */
/*
 * The values of a page's template, by pandoc's names.  All metadata is among
 * them, of any shape: text as HTML, lists, maps, booleans.  Beside it stand
 * plain forms for attributes (title and author for <head>), what options said,
 * and last the user's variables, which win over all.
 */
#include "write/html_page.h"

/* Metadata that <meta> can say with the names of Dublin Core. */
static const char *const dcterms[] = {
    "contributor",
    "coverage",
    "format",
    "identifier",
    "publisher",
    "relation",
    "rights",
    "source",
    "subject",
    "type",
};

/* What our template says of it beside html_meta_place and dcterms. */
static const char *const said[] = {
    "abstract",
    "abstract-title",
    "author",
    "date",
    "description",
    "document-css",
    "include-after",
    "include-before",
    "keywords",
    "lang",
    "subtitle",
    "title",
};

static bool
is_among(dc_str key, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (dc_str_equal(key, names[i]))
            return true;
    return false;
}

#define IS_AMONG(key, names)                                                   \
    is_among((key), (names), sizeof(names) / sizeof(*(names)))

static uint32_t
meta_of(struct html_write *write, const char *key)
{
    return write->job->host->walk->meta(write->job, dc_str_of(key));
}

/* Text with what has a meaning in HTML escaped, also within quotes. */
static dc_str
escaped(struct html_write *write, dc_str text)
{
    struct html_spool made = {NULL, NULL, 0};
    struct html_spool *outer = write->spool;
    write->spool = &made;
    html_put_value(write, text);
    write->spool = outer;
    return html_gather(write, &made);
}

/* An address as it stands in an attribute. */
static dc_str
address(struct html_write *write, dc_str url)
{
    struct html_spool made = {NULL, NULL, 0};
    struct html_spool *outer = write->spool;
    write->spool = &made;
    html_put_address(write, url);
    write->spool = outer;
    return html_gather(write, &made);
}

static dc_str
plain(struct html_write *write, uint32_t node)
{
    return escaped(write, dc_plain_text(write->job, node));
}

static void
put_text(struct html_page *page, const char *key, dc_str text)
{
    page->service->put_string(page->values, dc_str_of(key), text);
}

/* Metadata as it is. */

/* What templates put into an h1 or a p, where no block may stand. */
static const char *const lines[] = {
    "abstract-title",
    "author",
    "date",
    "subtitle",
    "title",
};

/* The words of blocks on one line, with the markup within paragraphs. */
static void
put_line(struct html_write *write, uint32_t block)
{
    const dc_walk *walk = write->job->host->walk;
    for (; block; block = walk->sibling(write->job, block)) {
        uint32_t kind = dc_kind(write->job, block);
        if (kind == DC_RAW_BLOCK)
            html_walk(write, block);
        else if (kind != DC_PARA && kind != DC_PLAIN)
            html_put_text(write, dc_plain_text(write->job, block));
        else
            for (uint32_t child = walk->first(write->job, block); child;
                 child = walk->sibling(write->job, child))
                html_walk(write, child);
        if (walk->sibling(write->job, block))
            html_puts(write, " ");
    }
}

/* A value of text as HTML: what the body would have. */
static dc_str
rendered(struct html_write *write, dc_str key, uint32_t node)
{
    uint32_t kind = dc_kind(write->job, node);
    const dc_walk *walk = write->job->host->walk;
    struct html_spool made = {NULL, NULL, 0};
    struct html_spool *outer = write->spool;
    write->spool = &made;
    bool is_line = IS_AMONG(key, lines);
    write->in_values = true;
    write->in_line = is_line || kind == DC_META_INLINES;
    if (kind == DC_META_STRING)
        html_put_text(write, dc_plain_text(write->job, node));
    else if (kind == DC_META_BLOCKS && is_line)
        put_line(write, walk->first(write->job, node));
    else
        for (uint32_t child = walk->first(write->job, node); child;
             child = walk->sibling(write->job, child))
            html_walk(write, child);
    html_raw_leave(write, 0);
    write->in_line = false;
    write->in_values = false;
    write->spool = outer;
    return html_gather(write, &made);
}

static void
report_unsaid(struct html_write *write, dc_str key)
{
    static const char text[] = "the page does not say the metadata ";
    char message[200];
    size_t len = sizeof(text) - 1;
    size_t part = key.len < 100 ? key.len : 100;
    memcpy(message, text, len);
    memcpy(message + len, key.ptr, part);
    dc_report_at(write->job, DC_DIAG_LOSS, "html-metadata",
        dc_str_slice(message, len + part), DC_POS_NONE);
}

/* The entry that is being put, and where a page has it. */
struct entry {
    dc_str name;
    enum html_meta_place place;
};

static void
put_text_leaf(struct html_write *write, struct html_page *page,
    const struct entry *entry, dc_str key, const dc_view *view)
{
    dc_str text = dc_plain_text(write->job, view->node);
    if (!html_meta_fits(entry->place, text)) {
        report_unsaid(write, entry->name);
        return;
    }
    if (entry->place == HTML_META_TEXT)
        text = rendered(write, key, view->node);
    else if (entry->place == HTML_META_ADDRESS)
        text = address(write, text);
    else if (entry->place != HTML_META_STYLE)
        text = escaped(write, text);
    page->service->put_string(page->values, key, text);
}

static void
put_leaf(struct html_write *write, struct html_page *page,
    const struct entry *entry, dc_str key, const dc_view *view)
{
    if (view->kind == DC_META_BOOL)
        page->service->put_bool(page->values, key,
            dc_int_field(write->job, view->node, DC_F_TRUE) != 0);
    else
        put_text_leaf(write, page, entry, key, view);
}

static bool
is_text(uint32_t kind)
{
    return kind == DC_META_STRING || kind == DC_META_INLINES ||
        kind == DC_META_BLOCKS;
}

/* One top-level entry with all that is in it. */
static void
put_entry(struct html_write *write, struct html_page *page, uint32_t node)
{
    const dc_template_service *service = page->service;
    dc_str name = dc_str_field(write->job, node, DC_F_KEY);
    struct entry entry = {name, html_meta_place(write, name)};
    dc_cursor cursor;
    dc_view view;
    dc_str key = {NULL, 0};
    dc_walk_start(write->job, &cursor, &view, node);
    while (dc_walk_next(write->job, &cursor, &view) != DC_END) {
        bool opens = view.op == DC_OPEN;
        if (opens && view.kind == DC_META_ENTRY) {
            key = dc_str_field(write->job, view.node, DC_F_KEY);
        } else if (view.kind == DC_META_BOOL && view.op != DC_CLOSE) {
            put_leaf(write, page, &entry, key, &view);
        } else if (opens && is_text(view.kind)) {
            put_leaf(write, page, &entry, key, &view);
            dc_walk_skip(write->job, &cursor);
        } else if (opens && view.kind == DC_META_MAP) {
            service->open_map(page->values, key);
        } else if (opens && view.kind == DC_META_LIST) {
            service->open_list(page->values, key);
        } else if (view.op == DC_CLOSE &&
            (view.kind == DC_META_MAP || view.kind == DC_META_LIST)) {
            service->close(page->values);
        }
    }
}

static void
put_metadata(struct html_write *write, struct html_page *page)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t entry;
    for (uint32_t i = 0; (entry = walk->meta_at(write->job, i)) != 0; i++) {
        dc_str key = dc_str_field(write->job, entry, DC_F_KEY);
        /* What is no language tag would make the page invalid. */
        if (!dc_str_equal(key, "lang"))
            put_entry(write, page, entry);
        if (page->is_default && !IS_AMONG(key, said) &&
            !IS_AMONG(key, dcterms) &&
            html_meta_place(write, key) == HTML_META_TEXT)
            report_unsaid(write, key);
    }
}

/* Plain forms for <head>. */

/* The texts of a value, as a list: itself, its items, or their names. */
static void
put_texts(struct html_write *write, struct html_page *page, const char *key,
    uint32_t node)
{
    dc_cursor cursor;
    dc_view view;
    page->service->open_list(page->values, dc_str_of(key));
    bool is_wanted = true;
    if (node)
        dc_walk_start(write->job, &cursor, &view, node);
    while (node && dc_walk_next(write->job, &cursor, &view) != DC_END) {
        if (view.op == DC_OPEN && view.kind == DC_META_ENTRY) {
            dc_str field = dc_str_field(write->job, view.node, DC_F_KEY);
            is_wanted =
                dc_str_equal(field, "name") || dc_str_equal(field, "text");
        } else if (view.kind == DC_META_ENTRY) {
            is_wanted = true;
        } else if (view.op == DC_OPEN && is_text(view.kind)) {
            if (is_wanted)
                page->service->put_string(page->values, dc_str_slice(NULL, 0),
                    plain(write, view.node));
            dc_walk_skip(write->job, &cursor);
        }
    }
    page->service->close(page->values);
}

static void
put_dcterms(struct html_write *write, struct html_page *page)
{
    const dc_template_service *service = page->service;
    service->open_list(page->values, dc_str_of("dcterms"));
    for (size_t i = 0; i < sizeof(dcterms) / sizeof(*dcterms); i++) {
        uint32_t node = meta_of(write, dcterms[i]);
        if (!node)
            continue;
        service->open_map(page->values, dc_str_slice(NULL, 0));
        put_text(page, "name", dc_str_of(dcterms[i]));
        put_texts(write, page, "content", node);
        service->close(page->values);
    }
    service->close(page->values);
}

static void
put_language(struct html_write *write, struct html_page *page)
{
    uint32_t node = meta_of(write, "lang");
    dc_str tag = node ? dc_plain_text(write->job, node) : dc_str_slice(NULL, 0);
    bool is_rtl = false;
    if (tag.len && html_check_language(tag, &is_rtl))
        put_text(page, "lang", escaped(write, tag));
    else if (tag.len)
        dc_report(write->job, DC_DIAG_WARNING, "html-language",
            "the metadata lang is no language tag and is left out");
    if (is_rtl && !meta_of(write, "dir"))
        put_text(page, "dir", dc_str_of("rtl"));
}

static void
put_plain_forms(struct html_write *write, struct html_page *page)
{
    put_texts(write, page, "author-meta", meta_of(write, "author"));
    put_texts(write, page, "keywords-meta", meta_of(write, "keywords"));
    uint32_t date = meta_of(write, "date");
    if (date)
        put_text(page, "date-meta",
            html_iso_date(write, dc_plain_text(write->job, date)));
    uint32_t description = meta_of(write, "description");
    if (description)
        put_text(page, "description-meta", plain(write, description));
}

/* Options. */

/* The files of an option as variables; they join those of metadata. */
static void
put_files(struct html_write *write, struct html_page *page, const char *option,
    const char *key)
{
    dc_job *job = write->job;
    dc_input file;
    uint32_t count = dc_option_count(job, option);
    uint32_t node = meta_of(write, key);
    if (count && node &&
        html_meta_place(write, dc_str_of(key)) == HTML_META_TEXT)
        page->service->add_variable(page->values, dc_str_of(key),
            rendered(write, dc_str_of(key), node));
    for (uint32_t i = 0; i < count; i++)
        if (dc_option_file(job, option, i, &file))
            page->service->add_variable(page->values, dc_str_of(key),
                dc_str_slice((const char *)file.data, (size_t)file.len));
}

/* The address of a style sheet of --css. */
static dc_str
style_address(struct html_write *write, uint32_t index)
{
    struct html_spool made = {NULL, NULL, 0};
    struct html_spool *outer = write->spool;
    write->spool = &made;
    bool is_embedded =
        write->options.embeds && html_embed_style(write, index);
    write->spool = outer;
    return is_embedded
        ? html_gather(write, &made)
        : address(write, dc_option_str_at(write->job, "css", index));
}

static void
put_styles(struct html_write *write, struct html_page *page)
{
    uint32_t count = dc_option_count(write->job, "css");
    for (uint32_t i = 0; i < count; i++)
        page->service->add_variable(page->values, dc_str_of("css"),
            style_address(write, i));
    if (count == 0 && !meta_of(write, "css"))
        page->service->put_bool(page->values, dc_str_of("document-css"), 1);
}

/* What the scripts that show TeX need in <head>. */
static void
put_math(struct html_write *write, struct html_page *page)
{
    static const char *const mathjax[] = {
        "<script defer src=\"", "\"></script>", NULL};
    static const char *const katex[] = {"<link rel=\"stylesheet\" href=\"",
        "katex.min.css\">\n<script defer src=\"",
        "katex.min.js\"></script>\n<script>\n"
        "document.addEventListener(\"DOMContentLoaded\", () => {\n"
        "  for (const span of document.querySelectorAll(\".math\"))\n"
        "    katex.render(span.textContent.slice(2, -2), span, {\n"
        "      displayMode: span.classList.contains(\"display\"),\n"
        "      throwOnError: false\n    });\n});\n</script>",
        NULL};
    dc_str url = dc_option_str(write->job, "katex");
    const char *const *parts = katex;
    if (url.len == 0) {
        url = dc_option_str(write->job, "mathjax");
        parts = mathjax;
    }
    if (url.len == 0)
        return;
    struct html_spool made = {NULL, NULL, 0};
    struct html_spool *outer = write->spool;
    write->spool = &made;
    for (; *parts; parts++) {
        html_puts(write, *parts);
        if (!parts[1])
            break;
        html_put_value(write, url);
        if (parts[0] != mathjax[0] && url.ptr[url.len - 1] != '/')
            html_puts(write, "/");
    }
    write->spool = outer;
    put_text(page, "math", html_gather(write, &made));
}

/* True if the user set the variable `name`; *text is what to. */
static bool
has_variable(struct html_write *write, const char *name, dc_str *text)
{
    size_t len = strlen(name);
    uint32_t count = dc_option_count(write->job, "variable");
    for (uint32_t i = 0; i < count; i++) {
        dc_str given = dc_option_str_at(write->job, "variable", i);
        if (given.len <= len || memcmp(given.ptr, name, len) != 0 ||
            (given.ptr[len] != '=' && given.ptr[len] != ':'))
            continue;
        *text = dc_str_slice(given.ptr + len + 1, given.len - len - 1);
        return true;
    }
    return false;
}

void
html_put_values(struct html_write *write, struct html_page *page)
{
    dc_job *job = write->job;
    put_metadata(write, page);
    put_plain_forms(write, page);
    put_language(write, page);
    put_dcterms(write, page);
    put_math(write, page);
    put_text(page, "idprefix", escaped(write, write->options.id_prefix));
    /* The one word of ours that would be seen; others have their own. */
    dc_str lang = dc_meta_text(job, "lang");
    bool is_english = lang.len >= 2 && memcmp(lang.ptr, "en", 2) == 0;
    if (!meta_of(write, "abstract-title") && (lang.len == 0 || is_english))
        put_text(page, "abstract-title", dc_str_of("Abstract"));
    if (write->options.has_q_tags)
        page->service->put_bool(page->values, dc_str_of("quotes"), 1);
    dc_str prefix = dc_option_str(job, "title-prefix");
    if (prefix.len)
        put_text(page, "title-prefix", escaped(write, prefix));
    put_styles(write, page);
    put_files(write, page, "include-in-header", "header-includes");
    put_files(write, page, "include-before-body", "include-before");
    put_files(write, page, "include-after-body", "include-after");
    for (uint32_t i = 0; i < dc_option_count(job, "variable"); i++)
        page->service->put_variable(
            page->values, dc_option_str_at(job, "variable", i));
}

/* The title. */

/* The name of the source without its extension. */
static dc_str
source_title(struct html_write *write)
{
    dc_str name = write->job->host->job->source_name(write->job);
    for (size_t i = name.len; i > 1; i--)
        if (name.ptr[i - 1] == '.')
            return dc_str_slice(name.ptr, i - 1);
    return name.len ? name : dc_str_of("Untitled");
}

static void
put_page_title(struct html_write *write, struct html_page *page)
{
    uint32_t title = meta_of(write, "title");
    dc_str given;
    if (meta_of(write, "pagetitle") || has_variable(write, "pagetitle", &given))
        return;
    if (has_variable(write, "title", &given)) {
        put_text(page, "pagetitle", given);
        return;
    }
    if (title && dc_plain_text(write->job, title).len) {
        put_text(page, "pagetitle", plain(write, title));
        return;
    }
    put_text(page, "pagetitle",
        escaped(
            write, page->has_heading ? page->heading : source_title(write)));
    dc_report(write->job, DC_DIAG_NOTE, "html-title",
        page->has_heading
            ? "no title is given; the first heading is the page's"
            : "no title and no heading; the page has the source's name");
}

/* True if the text says itself who wrote it and when. */
static bool
is_guess(struct html_write *write, const char *key)
{
    const dc_walk *walk = write->job->host->walk;
    uint32_t entry;
    for (uint32_t i = 0; (entry = walk->meta_at(write->job, i)) != 0; i++)
        if (dc_str_equal(dc_str_field(write->job, entry, DC_F_KEY), key))
            return dc_int_field(write->job, entry, DC_F_ORIGIN) ==
                DC_ORIGIN_GUESS;
    return true;
}

bool
html_has_title(struct html_write *write)
{
    uint32_t title = meta_of(write, "title");
    dc_str given;
    return (title && dc_plain_text(write->job, title).len) ||
        has_variable(write, "title", &given);
}

/*
 * A page that begins with its title as a heading needs no second one, and no
 * lines about what was found in the text itself.
 */
static void
put_title_block(struct html_write *write, struct html_page *page)
{
    static const char *const below[] = {"subtitle", "author", "date"};
    uint32_t title = meta_of(write, "title");
    dc_str text =
        title ? dc_plain_text(write->job, title) : dc_str_slice(NULL, 0);
    bool is_shown = page->has_heading && text.len == page->heading.len &&
        text.len && memcmp(text.ptr, page->heading.ptr, text.len) == 0;
    bool has_lines = false;
    dc_str given;
    for (size_t i = 0; i < sizeof(below) / sizeof(*below); i++)
        has_lines = has_lines || has_variable(write, below[i], &given) ||
            (meta_of(write, below[i]) &&
                !(is_shown && is_guess(write, below[i])));
    bool has_title = html_has_title(write) &&
        (!is_shown || has_variable(write, "title", &given));
    page->service->put_bool(
        page->values, dc_str_of("title-is-heading"), !has_title);
    page->service->put_bool(page->values, dc_str_of("has-title-block"),
        has_title || has_lines || meta_of(write, "abstract"));
}

void
html_put_late_values(struct html_write *write, struct html_page *page)
{
    put_page_title(write, page);
    put_title_block(write, page);
    dc_str toc = html_gather(write, &write->toc);
    if (!write->options.has_toc || toc.len == 0)
        return;
    page->service->put_bool(page->values, dc_str_of("toc"), 1);
    put_text(page, "table-of-contents", toc);
}
