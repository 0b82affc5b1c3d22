/* SPDX-License-Identifier: MIT */
/*
 * Changes to the text of content documents before they are read: what the
 * package says of places within a file is written into the file, so that the
 * reader of its format finds it there.
 */
#include "read/epub_book.h"

#include <stdlib.h>

enum { PADDING = DC_INPUT_PADDING };

void
epub_patch_file(
    struct epub_book *book, uint32_t file, size_t at, size_t len, dc_str text)
{
    uint32_t order = (uint32_t)book->patches.count;
    struct epub_patch *patch =
        epub_book_add(book, &book->patches, sizeof *patch);
    if (patch)
        *patch = (struct epub_patch){file, order, at, len, text, false};
}

static int
compare(const void *left, const void *right)
{
    const struct epub_patch *a = left;
    const struct epub_patch *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

/* Which of `count` patches of a file, in their order, will be written. */
static void
settle(struct epub_book *book, size_t first, size_t count)
{
    struct epub_patch *patches =
        (struct epub_patch *)book->patches.items + first;
    struct epub_file *file = epub_file_at(book, patches->file);
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        if (patches[i].at < done || patches[i].at > file->len)
            continue;
        patches[i].is_applied = true;
        done = patches[i].at + patches[i].len;
    }
    file->first_patch = first;
    file->patch_count = count;
    if (file->bytes.ptr)
        epub_write_patches(book, file);
}

void
epub_settle_patches(struct epub_book *book)
{
    struct epub_patch *patches = book->patches.items;
    size_t count = book->patches.count;
    if (count)
        qsort(patches, count, sizeof *patches, compare);
    for (size_t from = 0, to = 0; from < count; from = to) {
        while (to < count && patches[to].file == patches[from].file)
            to++;
        settle(book, from, to - from);
    }
}

void
epub_write_patches(struct epub_book *book, struct epub_file *file)
{
    const struct epub_patch *patches =
        (const struct epub_patch *)book->patches.items + file->first_patch;
    static const char padding[PADDING];
    struct epub_buf text = {0};
    size_t done = 0;
    for (size_t i = 0; i < file->patch_count; i++) {
        if (!patches[i].is_applied)
            continue;
        epub_put(&text, file->bytes.ptr + done, patches[i].at - done);
        epub_put_str(&text, patches[i].text);
        done = patches[i].at + patches[i].len;
    }
    epub_put(&text, file->bytes.ptr + done, file->bytes.len - done);
    size_t len = text.len;
    epub_put(&text, padding, sizeof padding);
    if (text.failed) {
        epub_buf_fini(&text);
        dc_fail(book->job, DC_E_NOMEM);
        return;
    }
    file->own = text.data;
    file->bytes = dc_str_slice(text.data, len);
}
