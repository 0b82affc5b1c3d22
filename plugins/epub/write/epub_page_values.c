/* SPDX-License-Identifier: MIT */
/*
 * What the template of a page can name: all metadata as it is, of any shape;
 * over it plain forms of what pages show (title; subtitle, author, publisher
 * and identifier as lists); and the words around them in the book's language.
 * All text is escaped.
 */
#include "write/epub_page.h"

static dc_str
escaped(struct epub *epub, dc_str text)
{
    struct epub_buf buf = {0};
    epub_put_value(&buf, text);
    return epub_keep_buf(epub, &buf);
}

static void
put_text(struct epub_page_job *page, const char *key, dc_str text)
{
    page->service->put_string(
        page->values, dc_str_of(key), escaped(page->epub, text));
}

/* An item of the list that is open, unless the heading says it. */
static void
put_item(struct epub_page_job *page, dc_str text)
{
    if (text.len && !(page->has_heading && epub_title_says(page->epub, text)))
        put_text(page, "", text);
}

static void
put_list(struct epub_page_job *page, const char *key, const char *from)
{
    struct epub *epub = page->epub;
    struct epub_values values = epub_meta_values(epub, from);
    uint32_t value;
    page->service->open_list(page->values, dc_str_of(key));
    while ((value = epub_values_next(epub, &values)))
        put_item(page, epub_meta_value(epub, value));
    page->service->close(page->values);
}

/* The titles after the first one are parts of it. */
static void
put_subtitles(struct epub_page_job *page)
{
    struct epub *epub = page->epub;
    struct epub_values values = epub_meta_values(epub, "title");
    uint32_t value = epub_values_next(epub, &values);
    page->service->open_list(page->values, dc_str_of("subtitle"));
    while (value && (value = epub_values_next(epub, &values)))
        put_item(page, epub_meta_value(epub, value));
    put_item(page, epub_meta_line(epub, "subtitle"));
    page->service->close(page->values);
}

/* "ISBN 978-3-16-148410-0"; what is no UUID says it without a scheme. */
static void
put_identifiers(struct epub_page_job *page)
{
    struct epub *epub = page->epub;
    struct epub_values values = epub_meta_values(epub, "identifier");
    uint32_t value;
    page->service->open_list(page->values, dc_str_of("identifier"));
    while ((value = epub_values_next(epub, &values))) {
        struct epub_buf line = {0};
        dc_str text = epub_meta_value(epub, value);
        dc_str scheme =
            epub_meta_value(epub, epub_meta_member(epub, value, "scheme"));
        if (text.len > 4 && memcmp(text.ptr, "urn:", 4) == 0)
            continue;
        epub_put_str(&line, scheme);
        epub_puts(&line, scheme.len ? " " : "");
        epub_put_str(&line, text);
        put_item(page, epub_keep_buf(epub, &line));
    }
    page->service->close(page->values);
}

static void
put_words(struct epub_page_job *page)
{
    static const struct {
        const char *key;
        enum epub_word word;
    } words[] = {
        {"contents", EPUB_WORD_CONTENTS},
        {"publisher", EPUB_WORD_PUBLISHER},
        {"date", EPUB_WORD_DATE},
        {"source", EPUB_WORD_SOURCE},
    };
    page->service->open_map(page->values, dc_str_of("word"));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        page->service->put_string(page->values, dc_str_of(words[i].key),
            dc_str_of(epub_word(page->epub, words[i].word)));
    page->service->close(page->values);
}

/* Metadata as it is. */

static bool
is_text(uint32_t kind)
{
    return kind == DC_META_STRING || kind == DC_META_INLINES ||
        kind == DC_META_BLOCKS;
}

static void
put_entry(struct epub_page_job *page, uint32_t node)
{
    const dc_template_service *service = page->service;
    dc_job *job = page->epub->job;
    dc_cursor cursor;
    dc_view view;
    dc_str key = {NULL, 0};
    dc_walk_start(job, &cursor, &view, node);
    while (dc_walk_next(job, &cursor, &view) != DC_END) {
        bool opens = view.op != DC_CLOSE;
        if (opens && view.kind == DC_META_ENTRY) {
            key = dc_str_field(job, view.node, DC_F_KEY);
        } else if (opens && view.kind == DC_META_BOOL) {
            service->put_bool(page->values, key,
                dc_int_field(job, view.node, DC_F_TRUE) != 0);
        } else if (opens && is_text(view.kind)) {
            dc_str line =
                epub_keep_line(page->epub, dc_plain_text(job, view.node));
            service->put_string(page->values, key, escaped(page->epub, line));
            dc_walk_skip(job, &cursor);
        } else if (opens && view.kind == DC_META_MAP) {
            service->open_map(page->values, key);
        } else if (opens && view.kind == DC_META_LIST) {
            service->open_list(page->values, key);
        } else if (view.kind == DC_META_MAP || view.kind == DC_META_LIST) {
            service->close(page->values);
        }
    }
}

void
epub_page_put_values(struct epub_page_job *page)
{
    struct epub *epub = page->epub;
    const dc_walk *walk = epub->job->host->walk;
    bool has_creators = epub_meta_line(epub, "creator").len > 0;
    dc_str date = epub_meta_line(epub, "date");
    uint32_t entry;
    for (uint32_t i = 0; (entry = walk->meta_at(epub->job, i)) != 0; i++)
        put_entry(page, entry);
    put_text(page, "title", epub->title);
    put_subtitles(page);
    put_list(page, "author", has_creators ? "creator" : "author");
    put_list(page, "publisher", "publisher");
    put_identifiers(page);
    put_text(page, "lang", epub->language);
    put_words(page);
    if (page->has_heading) {
        page->service->put_string(
            page->values, dc_str_of("heading"), dc_str_of(EPUB_PAGE_HEADING));
        if (epub_title_says(epub, date))
            put_text(page, "date", dc_str_slice(NULL, 0));
    }
}
