/* SPDX-License-Identifier: MIT */
/*
 * What the package document says and nothing else here has a name for: the
 * list `epub-meta`.  A statement is a map of `property` (or, in EPUB 2,
 * `name`) and `text`, and of what refines it; a link one of `rel` and `href`;
 * what refines a statement that is no map one of `refinement`, `text` and
 * `refines`.  It is a list, since a name may stand several times.
 */
#include "read/epub_metadata.h"

#define KEY(text) (dc_str) DC_STR(text)

/* Elements of Dublin Core that are all put under names of their own. */
static const char *const core[] = {"title", "creator", "contributor",
    "identifier", "language", "subject", "publisher", "description", "rights",
    "source", "type", "format", "relation", "coverage"};

static bool
is_listed(dc_str name)
{
    for (size_t i = 0; i < sizeof core / sizeof *core; i++)
        if (dc_str_equal(name, core[i]))
            return true;
    return false;
}

static bool
is_left(const struct epub_statement *at)
{
    if (at->is_used || at->name.len == 0 || at->value.len == 0)
        return false;
    return at->is_meta || at->is_link || !is_listed(at->name);
}

/* What the refined statement, or item of the manifest, is called. */
static dc_str
name_of_refined(struct epub_book *book, dc_str id)
{
    const uint32_t *statement = epub_map_lookup(&book->statement_ids, id);
    const uint32_t *item = epub_map_lookup(&book->item_ids, id);
    if (statement)
        return epub_statement_at(book, *statement)->name;
    if (!item)
        return id;
    book->scratch.len = 0;
    epub_put_address(&book->scratch, epub_item_at(book, *item)->path);
    return epub_buf_str(&book->scratch);
}

/* A file of the book by the name of its medium, others as they are written. */
static void
put_href(struct epub_book *book, dc_str href)
{
    struct epub_address address;
    epub_book_resolve(book, book->opf, href, &address);
    if (address.where == EPUB_INSIDE) {
        book->scratch.len = 0;
        epub_put_address(&book->scratch, address.path);
        href = epub_buf_str(&book->scratch);
    }
    epub_put_member(book, KEY("href"), href, EPUB_STRING);
}

static void
put_link(struct epub_book *book, const struct epub_statement *at)
{
    epub_put_member(book, KEY("rel"), at->name, EPUB_STRING);
    put_href(book, at->value);
    epub_put_member(book, KEY("media-type"), at->scheme, EPUB_STRING);
    epub_put_member(book, KEY("properties"), at->properties, EPUB_STRING);
    epub_put_member(book, KEY("hreflang"), at->lang, EPUB_STRING);
}

/* An element that only DCMI terms have, or one more date. */
static void
put_element(struct epub_book *book, const struct epub_statement *at)
{
    struct epub_buf name = {0};
    epub_puts(&name, dc_str_equal(at->name, "date") ? "dc:" : "dcterms:");
    epub_put_str(&name, at->name);
    dc_str kept = epub_book_keep_buf(book, &name);
    epub_put_member(book, KEY("property"), kept, EPUB_STRING);
    epub_put_member(book, KEY("event"), at->event, EPUB_STRING);
}

static void
put_statement(struct epub_book *book, const struct epub_statement *at)
{
    static const char *const nothing[] = {NULL};
    dc_open(book->job, DC_META_MAP, DC_POS_NONE);
    if (at->is_link)
        put_link(book, at);
    else if (at->refines.len)
        epub_put_member(book, KEY("refinement"), at->name, EPUB_STRING);
    else if (!at->is_meta)
        put_element(book, at);
    else
        epub_put_member(book, at->is_old ? KEY("name") : KEY("property"),
            at->name, EPUB_STRING);
    if (!at->is_link)
        epub_put_member(book, KEY("text"), at->value, EPUB_STRING);
    if (at->refines.len)
        epub_put_member(book, KEY("refines"),
            name_of_refined(book, at->refines), EPUB_STRING);
    if (!at->is_link)
        epub_put_other_members(book, at, nothing);
    dc_close(book->job, DC_META_MAP);
}

/* Those that stand alone first: they take what refines them with them. */
void
epub_put_rest(struct epub_book *book)
{
    bool is_open = false;
    for (int refines = 0; refines < 2; refines++) {
        for (size_t i = 0; i < book->statements.count; i++) {
            const struct epub_statement *at = epub_statement_at(book, i);
            if (!is_left(at) || (at->refines.len > 0) != (refines > 0))
                continue;
            if (!is_open)
                epub_begin_list(book, "epub-meta");
            is_open = true;
            put_statement(book, at);
        }
    }
    if (is_open)
        epub_end_list(book);
}
