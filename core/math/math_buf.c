/* SPDX-License-Identifier: MIT */
#include "math/math_buf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void
math_buf_fini(struct math_buf *buf)
{
    free(buf->data);
    memset(buf, 0, sizeof(*buf));
}

void
math_buf_add(struct math_buf *buf, dc_str text)
{
    if (buf->failed || text.len == 0)
        return;
    if (text.len > buf->space - buf->len) {
        size_t space = buf->space ? buf->space : 256;
        while (space - buf->len < text.len && space <= SIZE_MAX / 4)
            space *= 2;
        char *data =
            space - buf->len < text.len ? NULL : realloc(buf->data, space);
        if (!data) {
            buf->failed = true;
            return;
        }
        buf->data = data;
        buf->space = space;
    }
    memcpy(buf->data + buf->len, text.ptr, text.len);
    buf->len += text.len;
}

void
math_buf_put(struct math_buf *buf, const char *text)
{
    dc_str slice = {text, strlen(text)};
    math_buf_add(buf, slice);
}
