/* SPDX-License-Identifier: MIT */
/*
 * Paths and addresses of files in a book (EPUB 3.3, section 4.2.5; RFC 3986,
 * section 2.1).  In the name of a medium blanks, controls and what would end
 * or change an address are escaped with percent signs; other letters are not.
 */
#include "base/epub_path.h"

#include "base/epub_utf8.h"
#include "docconv/sdk/sdk.h"

static int
hex_value(char c)
{
    if (epub_is_digit(c))
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
epub_put_decoded(struct epub_buf *buf, dc_str text)
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

bool
epub_is_away(dc_str href)
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

bool
epub_path_cut(struct epub_buf *path)
{
    if (path->len == 0)
        return false;
    while (path->len > 0 && path->data[path->len - 1] != '/')
        path->len--;
    if (path->len > 0)
        path->len--;
    return true;
}

bool
epub_path_add(struct epub_buf *path, dc_str text)
{
    bool leaks = false;
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '/')
            continue;
        dc_str part = {text.ptr + from, i - from};
        from = i + 1;
        if (dc_str_equal(part, ".."))
            leaks |= !epub_path_cut(path);
        if (part.len == 0 || dc_str_equal(part, ".") ||
            dc_str_equal(part, ".."))
            continue;
        if (path->len)
            epub_put(path, "/", 1);
        epub_put_str(path, part);
    }
    return leaks;
}
