/* SPDX-License-Identifier: MIT */
/*
 * The series that the book belongs to, and its cover: what EPUB 3 and calibre,
 * EPUB 3 and EPUB 2 say in two ways.
 */
#include "read/epub_metadata.h"

void
epub_put_series(struct epub_book *book)
{
    struct epub_statement *series = NULL;
    for (size_t i = 0; i < book->statements.count; i++) {
        struct epub_statement *at = epub_statement_at(book, i);
        if (!at->is_meta || !dc_str_equal(at->name, "belongs-to-collection"))
            continue;
        bool is_series = dc_str_equal(
            epub_refinement(book, at, "collection-type"), "series");
        if (!series || is_series)
            series = at;
        if (is_series)
            break;
    }
    if (series)
        series->is_used = true;
    dc_str name = epub_take_meta(book, "calibre:series");
    dc_str position = epub_take_meta(book, "calibre:series_index");
    if (series) {
        name = series->value;
        position = epub_refinement(book, series, "group-position");
    }
    epub_put_entry(book, "belongs-to-collection", name, EPUB_STRING);
    epub_put_entry(book, "group-position", position, EPUB_STRING);
}

/* The item with the cover image, or NULL. */
static const struct epub_item *
cover_item(struct epub_book *book)
{
    dc_str id = epub_take_meta(book, "cover");
    for (size_t i = 0; i < book->items.count; i++)
        if (epub_has_word(epub_item_at(book, i)->properties, "cover-image"))
            return epub_item_at(book, i);
    const uint32_t *known =
        id.len ? epub_map_lookup(&book->item_ids, id) : NULL;
    return known ? epub_item_at(book, *known) : NULL;
}

void
epub_put_cover(struct epub_book *book)
{
    const struct epub_item *item = cover_item(book);
    struct epub_buf address = {0};
    if (!item || item->is_away || item->type.len < 6 ||
        memcmp(item->type.ptr, "image/", 6) != 0)
        return;
    if (epub_book_find(book, item->path) == EPUB_NOTHING) {
        epub_book_report(book, DC_DIAG_WARNING, "epub-file-missing",
            "the book does not have its cover image", item->path);
        return;
    }
    epub_put_address(&address, item->path);
    epub_put_entry(book, "cover-image", epub_buf_str(&address), EPUB_STRING);
    epub_buf_fini(&address);
}
