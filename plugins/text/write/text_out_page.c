/* SPDX-License-Identifier: MIT */
/*
 * What the writer has done: bytes that grow, and the page, which is written
 * when it is long enough, or at the end where contents go before it.  Line
 * ends become what --eol asks for only here.
 */
#include "write/text_out.h"

/* The page is written in pieces of about this many bytes. */
#define PAGE_SIZE ((size_t)64 * 1024)

void *
text_out_alloc(struct text_out *out, size_t size)
{
    void *memory = dc_alloc(out->job, size);
    out->has_failed = out->has_failed || !memory;
    return memory;
}

bool
text_out_grow(
    struct text_out *out, void **array, size_t *room, size_t used, size_t size)
{
    if (used < *room)
        return true;
    size_t want = *room ? *room * 2 : 16;
    void *bigger = want <= SIZE_MAX / size ? text_out_alloc(out, want * size)
                                           : text_out_alloc(out, SIZE_MAX);
    if (!bigger)
        return false;
    if (used)
        memcpy(bigger, *array, used * size);
    *array = bigger;
    *room = want;
    return true;
}

bool
text_out_append(struct text_out *out, struct text_out_buffer *buffer,
    const char *ptr, size_t len)
{
    if (len > buffer->room - buffer->len) {
        bool fits = len < SIZE_MAX / 4 && buffer->len < SIZE_MAX / 4;
        size_t want = fits ? (buffer->len + len) * 2 : SIZE_MAX;
        char *bigger = text_out_alloc(out, want);
        if (!bigger)
            return false;
        if (buffer->len)
            memcpy(bigger, buffer->ptr, buffer->len);
        buffer->ptr = bigger;
        buffer->room = want;
    }
    if (len)
        memcpy(buffer->ptr + buffer->len, ptr, len);
    buffer->len += len;
    return true;
}

void
text_out_append_spaces(
    struct text_out *out, struct text_out_buffer *buffer, size_t count)
{
    static const char spaces[] =
        "                                                                ";
    while (count) {
        size_t part = count < sizeof(spaces) - 1 ? count : sizeof(spaces) - 1;
        text_out_append(out, buffer, spaces, part);
        count -= part;
    }
}

static void
write_lines(struct text_out *out, const char *ptr, size_t len)
{
    if (!out->options.is_crlf) {
        dc_write(out->job, ptr, len);
        return;
    }
    while (len) {
        const char *feed = memchr(ptr, '\n', len);
        size_t part = feed ? (size_t)(feed - ptr) : len;
        dc_write(out->job, ptr, part);
        if (!feed)
            return;
        dc_write(out->job, "\r\n", 2);
        ptr += part + 1;
        len -= part + 1;
    }
}

void
text_out_write_page(struct text_out *out)
{
    write_lines(out, out->page.ptr, out->page.len);
    out->page.len = 0;
}

void
text_out_emit(struct text_out *out, struct text_out_buffer *to, const char *ptr,
    size_t len)
{
    bool is_held = to != &out->page || out->options.toc_depth;
    if (!is_held && len >= PAGE_SIZE) {
        text_out_write_page(out);
        write_lines(out, ptr, len);
        return;
    }
    text_out_append(out, to, ptr, len);
    if (!is_held && to->len >= PAGE_SIZE)
        text_out_write_page(out);
}

/* A title is out already, and what follows it begins with blank lines. */
void
text_out_finish(struct text_out *out)
{
    bool has_contents = out->contents.len != 0;
    if (has_contents && out->has_title)
        write_lines(out, "\n\n", 2);
    write_lines(out, out->contents.ptr, out->contents.len);
    if (has_contents && !out->has_title && out->page.len)
        write_lines(out, "\n\n", 2);
    text_out_write_page(out);
}
