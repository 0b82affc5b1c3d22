/* SPDX-License-Identifier: MIT */
/*
 * What the package document says of the book, under the names that pandoc and
 * our EPUB writer use.  EPUB 3 refines a statement by others that point at it,
 * EPUB 2 by attributes; both become members of a map.  What has no name of
 * its own stands in the list `epub-meta` as it was written.
 */
#include "read/epub_metadata.h"

/* Dublin Core elements that need no more than a list. */
static const struct {
    const char *name;
    const char *key;
    enum epub_form form;
} simple[] = {
    {"publisher", "publisher", EPUB_TEXT},
    {"description", "description", EPUB_TEXT},
    {"rights", "rights", EPUB_TEXT},
    {"source", "source", EPUB_STRING},
    {"type", "type", EPUB_STRING},
    {"format", "format", EPUB_STRING},
    {"relation", "relation", EPUB_STRING},
    {"coverage", "coverage", EPUB_STRING},
};

/* Statements in a meta that have a key of their own. */
static const struct {
    const char *name;
    const char *key;
} metas[] = {
    {"dcterms:modified", "modified"},
    {"rendition:layout", "rendition-layout"},
    {"rendition:flow", "rendition-flow"},
    {"rendition:orientation", "rendition-orientation"},
    {"rendition:spread", "rendition-spread"},
    {"rendition:viewport", "rendition-viewport"},
    {"calibre:title_sort", "title-sort"},
};

/* Titles. */

/* The main title: the one that says so, else the first. */
static const struct epub_statement *
main_title(const struct epub_book *book)
{
    const struct epub_statement *first = NULL;
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!epub_is_core(at, "title"))
            continue;
        if (dc_str_equal(epub_refinement(book, at, "title-type"), "main"))
            return at;
        first = first ? first : at;
    }
    return first;
}

static void
put_title_map(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const known[] = {"title-type", "file-as", NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    epub_put_member(book, (dc_str)DC_STR("text"), at->value, EPUB_TEXT);
    epub_put_member(book, (dc_str)DC_STR("type"),
        epub_refinement(book, at, "title-type"), EPUB_STRING);
    epub_put_member(book, (dc_str)DC_STR("file-as"),
        epub_either(at->file_as, epub_refinement(book, at, "file-as")),
        EPUB_STRING);
    epub_put_other_members(book, at, known);
    dc_close(book->job, DC_META_MAP);
}

/* Title and subtitle are texts; others are a list of their own. */
static void
put_titles(struct epub_book *book)
{
    const struct epub_statement *title = main_title(book);
    const struct epub_statement *subtitle = NULL;
    size_t others = 0;
    if (!title)
        return;
    epub_put_entry(book, "title", title->value, EPUB_TEXT);
    epub_put_entry(book, "title-sort",
        epub_either(title->file_as, epub_refinement(book, title, "file-as")),
        EPUB_STRING);
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (!epub_is_core(at, "title") || at == title)
            continue;
        if (!subtitle &&
            dc_str_equal(epub_refinement(book, at, "title-type"), "subtitle"))
            subtitle = at;
        else
            others++;
    }
    if (subtitle)
        epub_put_entry(book, "subtitle", subtitle->value, EPUB_TEXT);
    if (others == 0)
        return;
    epub_begin_list(book, "other-title");
    for (size_t i = 0; i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (epub_is_core(at, "title") && at != title && at != subtitle)
            put_title_map(book, at);
    }
    epub_end_list(book);
}

/* Languages, dates, and what is a list at most. */

/* One value, or a list if there are several. */
static void
put_values(struct epub_book *book, const char *name, const char *key,
    enum epub_form form)
{
    size_t count = epub_count_core(book, name);
    if (count == 0)
        return;
    epub_begin_entry(book, key);
    if (count > 1)
        dc_open(book->job, DC_META_LIST, DC_POS_NONE);
    for (size_t i = 0; i < book->statements.count; i++)
        if (epub_is_core(epub_statement_at(book, i), name))
            epub_put_meta_text(book, epub_statement_at(book, i)->value, form);
    if (count > 1)
        dc_close(book->job, DC_META_LIST);
    epub_end_entry(book);
}

static void
put_languages(struct epub_book *book)
{
    for (size_t i = 0; book->lang.len == 0 && i < book->statements.count; i++)
        if (epub_is_core(epub_statement_at(book, i), "language"))
            book->lang = epub_statement_at(book, i)->value;
    epub_put_entry(book, "lang", book->lang, EPUB_STRING);
    if (epub_count_core(book, "language") > 1)
        put_values(book, "language", "language", EPUB_STRING);
}

/* EPUB 2 has dates of several events; that of publication comes first. */
static void
put_dates(struct epub_book *book)
{
    dc_str date = {NULL, 0};
    for (size_t i = 0; i < book->statements.count; i++) {
        struct epub_statement *at = epub_statement_at(book, i);
        if (!epub_is_core(at, "date"))
            continue;
        bool is_modified = dc_str_equal(at->event, "modification");
        bool is_date = dc_str_equal(at->event, "publication") ||
            (date.len == 0 && !dc_str_equal(at->event, "creation"));
        if (is_modified)
            epub_put_entry(book, "modified", at->value, EPUB_STRING);
        else if (is_date)
            date = at->value;
        at->is_used = is_modified || is_date;
    }
    epub_put_entry(book, "date", date, EPUB_STRING);
}

/* The printed edition whose pages the book tells. */
static void
put_page_source(struct epub_book *book)
{
    dc_str source = epub_take_meta(book, "pageBreakSource");
    for (size_t i = 0; source.len == 0 && i < book->statements.count; i++) {
        const struct epub_statement *at = epub_statement_at(book, i);
        if (epub_is_core(at, "source") &&
            dc_str_equal(epub_refinement(book, at, "source-of"), "pagination"))
            source = at->value;
    }
    epub_put_entry(book, "page-source", source, EPUB_STRING);
}

void
epub_put_book_metadata(struct epub_book *book)
{
    epub_index_refinements(book);
    put_titles(book);
    epub_put_authors(book);
    epub_put_agents(book, "creator");
    epub_put_agents(book, "contributor");
    epub_put_identifiers(book);
    put_languages(book);
    put_dates(book);
    epub_put_subjects(book);
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
        put_values(book, simple[i].name, simple[i].key, simple[i].form);
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++)
        epub_put_entry(book, metas[i].key, epub_take_meta(book, metas[i].name),
            EPUB_STRING);
    epub_put_entry(
        book, "page-progression-direction", book->direction, EPUB_STRING);
    epub_put_entry(book, "epub-prefix", book->prefixes, EPUB_STRING);
    put_page_source(book);
    epub_put_series(book);
    epub_put_cover(book);
    epub_put_collections(book);
    epub_put_rest(book);
}
