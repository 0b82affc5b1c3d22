/* SPDX-License-Identifier: MIT */
/*
 * Growable text buffer with the escapes of XML 1.0.  Character data is copied
 * in runs: a table says which bytes end a run, and on prose that is one in
 * thousands.
 */
#include "base/epub_buf.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/epub_utf8.h"

enum { SMALLEST = 256 };

void
epub_buf_fini(struct epub_buf *buf)
{
    free(buf->data);
    memset(buf, 0, sizeof *buf);
}

bool
epub_buf_grow(struct epub_buf *buf, size_t len)
{
    if (buf->failed)
        return false;
    if (len <= buf->cap - buf->len)
        return true;
    buf->failed = true;
    if (len > SIZE_MAX / 2 - buf->len)
        return false;
    size_t cap = buf->cap ? buf->cap : SMALLEST;
    while (cap < buf->len + len)
        cap *= 2;
    char *data = realloc(buf->data, cap);
    if (!data)
        return false;
    buf->data = data;
    buf->cap = cap;
    buf->failed = false;
    return true;
}

void
epub_put_uint(struct epub_buf *buf, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    epub_put(buf, digits + at, sizeof digits - at);
}

/* What a byte of character data is written as; others stand for themselves. */
static const dc_str escapes[256] = {
    ['&'] = DC_STR("&amp;"),
    ['<'] = DC_STR("&lt;"),
    ['>'] = DC_STR("&gt;"),
    /* A parser would read a bare one as a line feed. */
    ['\r'] = DC_STR("&#13;"),
};

/* 1 for the bytes that have an escape: one cache line instead of many. */
static const uint8_t is_escaped[256] = {
    ['&'] = 1, ['<'] = 1, ['>'] = 1, ['\r'] = 1};

void
epub_put_text(struct epub_buf *buf, dc_str text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    const unsigned char *end = at + text.len;
    while (at < end) {
        const unsigned char *run = at;
        while (at < end && !is_escaped[*at])
            at++;
        epub_put(buf, (const char *)run, (size_t)(at - run));
        if (at < end)
            epub_put_str(buf, escapes[*at++]);
    }
}

static void
put_value_char(struct epub_buf *buf, unsigned char c)
{
    if (c == '"')
        epub_puts(buf, "&quot;");
    else if (c == '\t' || c == '\n' || c == '\r')
        epub_puts(buf, " ");
    else if (c < 0x20)
        epub_puts(buf, EPUB_REPLACEMENT);
    else if (is_escaped[c])
        epub_put_str(buf, escapes[c]);
    else
        epub_put(buf, (const char *)&c, 1);
}

void
epub_put_value(struct epub_buf *buf, dc_str text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    const unsigned char *end = at + text.len;
    while (at < end) {
        if (*at < 0x80) {
            put_value_char(buf, *at++);
            continue;
        }
        struct epub_char c = epub_utf8_next(at, end);
        if (epub_is_xml_char(c.code))
            epub_put(buf, (const char *)at, c.len);
        else
            epub_puts(buf, EPUB_REPLACEMENT);
        at += c.len;
    }
}

void
epub_put_attr(struct epub_buf *buf, const char *name, dc_str value)
{
    epub_puts(buf, " ");
    epub_puts(buf, name);
    epub_puts(buf, "=\"");
    epub_put_value(buf, value);
    epub_puts(buf, "\"");
}
