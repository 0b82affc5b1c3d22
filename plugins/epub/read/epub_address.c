/* SPDX-License-Identifier: MIT */
/*
 * Addresses in a book (EPUB 3.3, section 4.2.5; WHATWG URL): relative to the
 * file they stand in, percent-encoded, never above the root of the archive.
 */
#include "read/epub_book.h"

#include "base/epub_path.h"

static dc_str
until(dc_str text, char mark)
{
    const char *at = text.len ? memchr(text.ptr, mark, text.len) : NULL;
    return at ? dc_str_slice(text.ptr, (size_t)(at - text.ptr)) : text;
}

void
epub_book_resolve(struct epub_book *book, dc_str base, dc_str href,
    struct epub_address *address)
{
    href = epub_trim(href);
    *address = (struct epub_address){.where = EPUB_AWAY};
    if (epub_is_away(href))
        return;
    dc_str rest = until(href, '#');
    address->has_fragment = rest.len < href.len;
    book->fragment.len = book->path.len = book->key.len = 0;
    if (address->has_fragment)
        epub_put_decoded(&book->fragment,
            dc_str_slice(href.ptr + rest.len + 1, href.len - rest.len - 1));
    address->fragment = epub_buf_str(&book->fragment);
    address->where = rest.len ? EPUB_INSIDE : EPUB_HERE;
    if (rest.len == 0) {
        epub_put_str(&book->path, base);
    } else {
        epub_put_decoded(&book->key, until(rest, '?'));
        if (rest.ptr[0] != '/' && memchr(base.ptr, '/', base.len)) {
            epub_put_str(&book->path, base);
            epub_path_cut(&book->path);
        }
        address->leaks = epub_path_add(&book->path, epub_buf_str(&book->key));
    }
    address->path = epub_buf_str(&book->path);
    if (book->path.failed || book->key.failed || book->fragment.failed)
        dc_fail(book->job, DC_E_NOMEM);
}

dc_str
epub_file_name(dc_str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    return dc_str_slice(path.ptr + from, path.len - from);
}
