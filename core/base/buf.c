/* SPDX-License-Identifier: MIT */
/*
 * Growable byte buffer: doubles, up to its maximum.  One byte more than the
 * content is always allocated, for the NUL.
 */
#include "base/buf.h"

#include <string.h>

#include "base/alloc.h"
#include "base/size.h"

enum { SMALLEST = 64 };

void
dci_buf_init(struct dci_buf *buf, size_t max)
{
    memset(buf, 0, sizeof *buf);
    buf->max = max;
}

void
dci_buf_fini(struct dci_buf *buf)
{
    dci_free(buf->data);
    dci_buf_init(buf, buf->max);
}

void
dci_buf_clear(struct dci_buf *buf)
{
    buf->len = 0;
    buf->failed = 0;
    if (buf->data)
        buf->data[0] = '\0';
}

static char *
fail(struct dci_buf *buf, int status)
{
    buf->failed = status;
    return NULL;
}

char *
dci_buf_reserve(struct dci_buf *buf, size_t len)
{
    size_t need, with_nul, cap;
    if (buf->failed)
        return NULL;
    if (!dci_size_add(buf->len, len, &need) ||
        !dci_size_add(need, 1, &with_nul) || (buf->max && need > buf->max))
        return fail(buf, DC_E_LIMIT);
    if (with_nul <= buf->cap)
        return buf->data + buf->len;

    if (!dci_size_mul(buf->cap, 2, &cap) || cap < with_nul)
        cap = with_nul;
    if (cap < SMALLEST)
        cap = SMALLEST;
    char *data = dci_realloc(buf->data, cap);
    if (!data)
        return fail(buf, DC_E_NOMEM);
    buf->data = data;
    buf->cap = cap;
    return data + buf->len;
}

void
dci_buf_put(struct dci_buf *buf, const void *data, size_t len)
{
    char *end = dci_buf_reserve(buf, len);
    if (!end)
        return;
    if (len)
        memcpy(end, data, len);
    end[len] = '\0';
    buf->len += len;
}

void
dci_buf_puts(struct dci_buf *buf, const char *text)
{
    dci_buf_put(buf, text, strlen(text));
}

void
dci_buf_putc(struct dci_buf *buf, char c)
{
    dci_buf_put(buf, &c, 1);
}

void
dci_buf_put_str(struct dci_buf *buf, dc_str text)
{
    dci_buf_put(buf, text.ptr, text.len);
}

void
dci_buf_put_uint(struct dci_buf *buf, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    dci_buf_put(buf, digits + at, sizeof digits - at);
}

dc_str
dci_buf_str(const struct dci_buf *buf)
{
    dc_str text = {buf->data, buf->len};
    return text;
}
