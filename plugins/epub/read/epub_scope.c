/* SPDX-License-Identifier: MIT */
/*
 * The names of a content document in the whole: its identifiers, and where
 * its links and images lead.
 */
#include "read/epub_book.h"

dc_str DC_CALL
epub_scope_id(void *user, dc_str id)
{
    struct epub_book *book = user;
    struct epub_place *place = epub_find_place(book, book->file, id);
    return place ? epub_place_name(book, book->file, place) : id;
}

/* A link to a place of the book; one that is not there leads to its file. */
static dc_str
link_to(struct epub_book *book, uint32_t number, dc_str fragment, dc_str url)
{
    const struct epub_file *file = epub_file_at(book, number);
    dc_str name = file->name;
    if (fragment.len && file->format) {
        struct epub_place *place = epub_find_place(book, number, fragment);
        if (place)
            name = epub_place_name(book, number, place);
        else if (!epub_is_cfi(fragment))
            epub_book_report(book, DC_DIAG_WARNING, "epub-link-dangling",
                "a link to a place that is not there leads to its file", url);
    }
    book->scratch.len = 0;
    epub_put(&book->scratch, "#", 1);
    epub_put_str(&book->scratch, name);
    return epub_buf_str(&book->scratch);
}

/* The address of a medium. */
static dc_str
medium_at(struct epub_book *book, uint32_t kind,
    const struct epub_address *address, dc_str url)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    uint32_t index = epub_book_find(book, address->path);
    if (index == EPUB_NOTHING || !book->zip->at(book->archive, index, &entry)) {
        epub_report_missing(book,
            kind == DC_IMAGE ? "the book does not have an image that it shows"
                             : "the book does not have a file that it links to",
            url);
        entry.name = address->path;
    }
    book->scratch.len = 0;
    epub_put_address(&book->scratch, entry.name);
    return epub_buf_str(&book->scratch);
}

dc_str DC_CALL
epub_scope_url(void *user, uint32_t kind, dc_str url)
{
    struct epub_book *book = user;
    struct epub_address address;
    if (url.len == 0)
        return url;
    epub_book_resolve(
        book, epub_file_at(book, book->file)->path, url, &address);
    if (address.where == EPUB_AWAY)
        return url;
    if (address.leaks)
        epub_book_report(book, DC_DIAG_WARNING, "epub-address-leaks",
            "an address leads out of the book", url);
    if (kind == DC_LINK) {
        if (address.where == EPUB_HERE)
            return link_to(book, book->file, address.fragment, url);
        uint32_t file = epub_file_called(book, address.path);
        if (file != EPUB_NOTHING)
            return link_to(book, file, address.fragment, url);
    }
    return medium_at(book, kind, &address, url);
}
