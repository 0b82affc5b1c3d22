/* SPDX-License-Identifier: MIT */
/*
 * Addresses in a book (EPUB 3.3, section 4.2.5; WHATWG URL): relative to the
 * file they stand in, percent-encoded, never above the root of the archive.
 */
#include "read/epub_book.h"

#include "base/epub_utf8.h"

static int
hex_value(char c)
{
    if (epub_is_digit(c))
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Puts `text` with its percent escapes undone, but for %00. */
static void
put_decoded(struct epub_buf *buf, dc_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '%' && text.len - i > 2 && hex_value(text.ptr[i + 1]) >= 0 &&
            hex_value(text.ptr[i + 2]) >= 0) {
            int code =
                hex_value(text.ptr[i + 1]) * 16 + hex_value(text.ptr[i + 2]);
            if (code) {
                c = (char)code;
                i += 2;
            }
        }
        epub_put(buf, &c, 1);
    }
}

/* True for "scheme:" and "//host". */
static bool
is_away(dc_str href)
{
    size_t i = 0;
    if (href.len > 1 && href.ptr[0] == '/' && href.ptr[1] == '/')
        return true;
    if (href.len == 0 || !epub_is_letter(href.ptr[0]))
        return false;
    while (i < href.len &&
        (epub_is_letter(href.ptr[i]) || epub_is_digit(href.ptr[i]) ||
            memchr("+-.", href.ptr[i], 3)))
        i++;
    return i < href.len && href.ptr[i] == ':';
}

/* Cuts the last part and the slash before it; false: there is none. */
static bool
cut_part(struct epub_buf *path)
{
    if (path->len == 0)
        return false;
    while (path->len > 0 && path->data[path->len - 1] != '/')
        path->len--;
    if (path->len > 0)
        path->len--;
    return true;
}

/* Adds the parts of `text` to the folder in `path`; true: one led out. */
static bool
add_parts(struct epub_buf *path, dc_str text)
{
    bool leaks = false;
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '/')
            continue;
        dc_str part = {text.ptr + from, i - from};
        from = i + 1;
        if (dc_str_equal(part, ".."))
            leaks |= !cut_part(path);
        if (part.len == 0 || dc_str_equal(part, ".") ||
            dc_str_equal(part, ".."))
            continue;
        if (path->len)
            epub_put(path, "/", 1);
        epub_put_str(path, part);
    }
    return leaks;
}

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
    if (is_away(href))
        return;
    dc_str rest = until(href, '#');
    address->has_fragment = rest.len < href.len;
    book->fragment.len = book->path.len = book->key.len = 0;
    if (address->has_fragment)
        put_decoded(&book->fragment,
            dc_str_slice(href.ptr + rest.len + 1, href.len - rest.len - 1));
    address->fragment = epub_buf_str(&book->fragment);
    address->where = rest.len ? EPUB_INSIDE : EPUB_HERE;
    if (rest.len == 0) {
        epub_put_str(&book->path, base);
    } else {
        put_decoded(&book->key, until(rest, '?'));
        if (rest.ptr[0] != '/' && memchr(base.ptr, '/', base.len)) {
            epub_put_str(&book->path, base);
            cut_part(&book->path);
        }
        address->leaks = add_parts(&book->path, epub_buf_str(&book->key));
    }
    address->path = epub_buf_str(&book->path);
    if (book->path.failed || book->key.failed || book->fragment.failed)
        dc_fail(book->job, DC_E_NOMEM);
}

void
epub_put_address(struct epub_buf *buf, dc_str path)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c > 0x20 && c != 0x7F && !memchr("%#?:\"<>\\^`{|}", c, 13)) {
            epub_put(buf, path.ptr + i, 1);
            continue;
        }
        const char code[3] = {'%', hex[c >> 4], hex[c & 15]};
        epub_put(buf, code, sizeof code);
    }
}
