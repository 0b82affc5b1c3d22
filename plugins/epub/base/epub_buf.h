/* SPDX-License-Identifier: MIT */
/*
 * Growable text buffer of the EPUB writer, with the escapes of XML.  Its
 * first failure sticks; later puts do nothing.
 */
#ifndef EPUB_BUF_H
#define EPUB_BUF_H

#include <stdbool.h>
#include <string.h>

#include "docconv/base.h"

struct epub_buf {
    char *data;
    size_t len;
    size_t cap;
    bool failed; /* memory ran out */
};

void epub_buf_fini(struct epub_buf *buf);

/* Makes room for `len` more bytes; false after a failure. */
bool epub_buf_grow(struct epub_buf *buf, size_t len);

static inline void
epub_put(struct epub_buf *buf, const char *data, size_t len)
{
    if (len > buf->cap - buf->len && !epub_buf_grow(buf, len))
        return;
    if (len)
        memcpy(buf->data + buf->len, data, len);
    buf->len += len;
}

static inline void
epub_puts(struct epub_buf *buf, const char *text)
{
    epub_put(buf, text, strlen(text));
}

static inline void
epub_put_str(struct epub_buf *buf, dc_str text)
{
    epub_put(buf, text.ptr, text.len);
}

void epub_put_uint(struct epub_buf *buf, uint64_t number);

/* Text as character data. */
void epub_put_text(struct epub_buf *buf, dc_str text);

/*
 * Text as the value of an attribute between double quotes.  What is not
 * UTF-8, or no character of XML, becomes U+FFFD; line ends and tabs become
 * spaces, as an XML parser would make them.
 */
void epub_put_value(struct epub_buf *buf, dc_str text);

/* ` name="value"` */
void epub_put_attr(struct epub_buf *buf, const char *name, dc_str value);

static inline dc_str
epub_buf_str(const struct epub_buf *buf)
{
    dc_str text = {buf->data, buf->len};
    return text;
}

#endif
