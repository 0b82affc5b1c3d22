/* SPDX-License-Identifier: MIT */
/*
 * The bytes of the files of the text.  Each is looked at twice: for what must
 * be known of all files before one is read, and to be read.  In between the
 * first of a book stay, and the others are inflated again, so that a book of
 * any length needs room for a few chapters.  A file with notes for others
 * stays open, since its document borrows from it (epub_notes.c).
 */
#include "read/epub_book.h"

#include <stdlib.h>

#include "base/epub_utf8.h"

enum {
    OPEN_MOST = 16 << 20, /* bytes that stay after the first look */
    PADDING = DC_INPUT_PADDING
};

/*
 * True if it is UTF-8 but for some bytes, fewer than it has letters beyond
 * ASCII: one damaged letter does not make the text one of another encoding.
 */
static bool
is_damaged_utf8(dc_str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    const unsigned char *end = at + bytes.len;
    size_t good = 0;
    size_t bad = 0;
    while (at < end) {
        struct epub_char c = epub_utf8_next(at, end);
        good += c.code >= 0x80 && c.code != EPUB_INVALID;
        bad += c.code == EPUB_INVALID;
        at += c.len;
    }
    return bad > 0 && good > bad;
}

/* UTF-16 becomes UTF-8 here, so that its tags can be looked through. */
static void
decode(struct epub_book *book, struct epub_file *file)
{
    static const char marks[2][2] = {{'\xFF', '\xFE'}, {'\xFE', '\xFF'}};
    dc_decoded decoded = {.struct_size = sizeof decoded};
    dc_str bytes = file->bytes;
    file->is_decoded = is_damaged_utf8(bytes);
    if (bytes.len < 2 ||
        (memcmp(bytes.ptr, marks[0], 2) != 0 &&
            memcmp(bytes.ptr, marks[1], 2) != 0))
        return;
    if (book->charset->decode(book->job, (const uint8_t *)bytes.ptr, bytes.len,
            dc_str_slice(NULL, 0), &decoded) != DC_OK)
        return;
    char *copy = dc_alloc(book->job, decoded.len + PADDING);
    if (!copy)
        return;
    if (decoded.len)
        memcpy(copy, decoded.text, decoded.len);
    file->bytes = dc_str_slice(copy, decoded.len);
    file->is_decoded = true;
    file->stays_open = true;
}

/* What the archive has of it is no longer needed. */
static void
drop_entry(struct epub_book *book, const struct epub_file *file)
{
    book->zip->drop(book->archive, file->entry);
    book->loaded[file->entry] = dc_str_slice(NULL, 0);
}

void
epub_open_file(struct epub_book *book, uint32_t number)
{
    struct epub_file *file = epub_file_at(book, number);
    if (file->bytes.ptr || !file->format)
        return;
    epub_book_load(book, file->entry, file->path, &file->bytes);
    if (!file->was_open)
        decode(book, file);
    file->was_open = true;
    file->len = file->bytes.len;
    book->open_bytes += file->len;
    if (file->patch_count)
        epub_write_patches(book, file);
    if (file->bytes.ptr != book->loaded[file->entry].ptr)
        drop_entry(book, file);
}

void
epub_close_file(struct epub_book *book, uint32_t number)
{
    struct epub_file *file = epub_file_at(book, number);
    if (!file->bytes.ptr || file->stays_open)
        return;
    book->open_bytes -= file->len;
    free(file->own);
    file->own = NULL;
    file->bytes = dc_str_slice(NULL, 0);
    drop_entry(book, file);
}

void
epub_rest_file(struct epub_book *book, uint32_t number)
{
    if (book->open_bytes > OPEN_MOST)
        epub_close_file(book, number);
}

void
epub_free_files(struct epub_book *book)
{
    for (size_t i = 0; i < book->files.count; i++)
        free(epub_file_at(book, i)->own);
}
