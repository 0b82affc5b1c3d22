/* SPDX-License-Identifier: MIT */
/*
 * Memory of the EPUB writer: growing arrays, strings that live as long as
 * the job, and parts, which are markup with places for links in it.
 */
#include "write/epub.h"

#include <stdlib.h>

enum { FIRST_ITEMS = 16, DETAIL_MAX = 80 };

int32_t
epub_no_memory(struct epub *epub)
{
    return dc_fail(epub->job, DC_E_NOMEM);
}

void *
epub_grow(struct epub *epub, struct epub_array *array, size_t size)
{
    if (array->count == array->cap) {
        size_t cap = array->cap ? array->cap * 2 : FIRST_ITEMS;
        void *items =
            cap > SIZE_MAX / size ? NULL : realloc(array->items, cap * size);
        if (!items) {
            epub_no_memory(epub);
            return NULL;
        }
        array->items = items;
        array->cap = cap;
    }
    char *item = (char *)array->items + array->count * size;
    array->count++;
    return memset(item, 0, size);
}

dc_str
epub_keep(struct epub *epub, dc_str text)
{
    char *copy = text.len ? dc_alloc(epub->job, text.len) : NULL;
    if (!copy)
        return dc_str_slice(NULL, 0);
    memcpy(copy, text.ptr, text.len);
    return dc_str_slice(copy, text.len);
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

dc_str
epub_keep_line(struct epub *epub, dc_str text)
{
    char *copy = text.len ? dc_alloc(epub->job, text.len) : NULL;
    size_t len = 0;
    if (!copy)
        return dc_str_slice(NULL, 0);
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.ptr[i]))
            copy[len++] = text.ptr[i];
        else if (len > 0 && copy[len - 1] != ' ')
            copy[len++] = ' ';
    }
    if (len > 0 && copy[len - 1] == ' ')
        len--;
    return dc_str_slice(copy, len);
}

dc_str
epub_keep_buf(struct epub *epub, struct epub_buf *buf)
{
    dc_str text = {NULL, 0};
    if (buf->failed)
        epub_no_memory(epub);
    else
        text = epub_keep(epub, epub_buf_str(buf));
    epub_buf_fini(buf);
    return text;
}

void
epub_buf_done(struct epub *epub, struct epub_buf *buf)
{
    if (buf->failed)
        epub_no_memory(epub);
    epub_buf_fini(buf);
}

void
epub_part_fini(struct epub_part *part)
{
    epub_buf_fini(&part->text);
    free(part->refs);
    memset(part, 0, sizeof *part);
}

static bool
reserve_refs(struct epub *epub, struct epub_part *part, size_t more)
{
    if (more <= part->ref_cap - part->ref_count)
        return true;
    size_t cap = part->ref_cap ? part->ref_cap * 2 : FIRST_ITEMS;
    while (cap < part->ref_count + more)
        cap *= 2;
    void *refs = cap > SIZE_MAX / sizeof *part->refs
        ? NULL
        : realloc(part->refs, cap * sizeof *part->refs);
    if (!refs) {
        epub_no_memory(epub);
        return false;
    }
    part->refs = refs;
    part->ref_cap = cap;
    return true;
}

struct epub_ref *
epub_part_add_ref(struct epub *epub, struct epub_part *part, uint64_t pos)
{
    if (!reserve_refs(epub, part, 1))
        return NULL;
    struct epub_ref *ref = &part->refs[part->ref_count++];
    memset(ref, 0, sizeof *ref);
    ref->at = part->text.len;
    ref->pos = pos;
    ref->target = EPUB_NONE;
    ref->image = EPUB_NONE;
    return ref;
}

void
epub_part_append(struct epub *epub, struct epub_part *to,
    struct epub_part *from, size_t skip)
{
    if (reserve_refs(epub, to, from->ref_count))
        for (size_t i = 0; i < from->ref_count; i++) {
            struct epub_ref ref = from->refs[i];
            ref.at = ref.at - skip + to->text.len;
            to->refs[to->ref_count++] = ref;
        }
    epub_put(&to->text, from->text.data + skip, from->text.len - skip);
    to->text.failed |= from->text.failed;
    epub_part_fini(from);
}

void
epub_report_loss(struct epub *epub, const char *rule, const char *what,
    dc_str detail, uint64_t pos)
{
    struct epub_buf message = {0};
    epub->has_losses = true;
    epub_puts(&message, what);
    if (detail.len) {
        size_t len = detail.len < DETAIL_MAX ? detail.len : DETAIL_MAX;
        while (len < detail.len && len > 0 &&
            ((unsigned char)detail.ptr[len] & 0xC0) == 0x80)
            len--;
        epub_puts(&message, ": ");
        epub_put(&message, detail.ptr, len);
        if (len < detail.len)
            epub_puts(&message, " ...");
    }
    dc_report_at(epub->job, DC_DIAG_LOSS, rule, epub_buf_str(&message), pos);
    epub_buf_fini(&message);
}
