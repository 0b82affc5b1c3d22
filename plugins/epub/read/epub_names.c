/* SPDX-License-Identifier: MIT */
/*
 * Files of the archive by their names.  What packed a book may have changed
 * them: a file system that keeps letters and their accents apart (NFD), one
 * that knows no case, a program that kept the escapes of an address.  Such a
 * name is forgiven with a warning, as long as no file has the one asked for.
 */
#include "read/epub_book.h"

#include <stdlib.h>

#include <utf8proc.h>

/* The name without escapes and case, its letters composed (NFC); kept. */
static dc_str
plain_name(struct epub_book *book, dc_str name)
{
    struct epub_buf decoded = {0};
    utf8proc_uint8_t *composed = NULL;
    epub_put_decoded(&decoded, name);
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)decoded.data,
        (utf8proc_ssize_t)decoded.len, &composed,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    dc_str kept = len > 0
        ? epub_book_keep(
              book, dc_str_slice((const char *)composed, (size_t)len))
        : epub_book_keep(book, epub_buf_str(&decoded));
    if (len == UTF8PROC_ERROR_NOMEM || decoded.failed)
        dc_fail(book->job, DC_E_NOMEM);
    free(composed);
    epub_buf_fini(&decoded);
    return kept;
}

static void
index_names(struct epub_book *book)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    for (uint32_t i = 0; book->zip->at(book->archive, i, &entry); i++) {
        dc_str name = plain_name(book, entry.name);
        if (name.len && !epub_map_lookup(&book->plain_names, name))
            epub_book_insert(book, &book->plain_names, name, entry.index);
    }
    book->has_plain_names = true;
}

/* Only names that are more than plain letters can be written otherwise. */
static bool
may_differ(dc_str path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] >= 0x80 ||
            memchr("% !#$&'()+,;=@[]{}^~", path.ptr[i], 20))
            return true;
    return false;
}

static void
report_once(
    struct epub_book *book, const char *rule, const char *what, dc_str path)
{
    if (epub_map_lookup(&book->reported, path))
        return;
    epub_book_report(book, DC_DIAG_WARNING, rule, what, path);
    path = epub_book_keep(book, path);
    if (path.len)
        epub_book_insert(book, &book->reported, path, 1);
}

uint32_t
epub_book_find(struct epub_book *book, dc_str path)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    if (path.len == 0)
        return EPUB_NOTHING;
    if (book->zip->lookup(book->archive, path, 0, &entry))
        return entry.index;
    if (book->zip->lookup(book->archive, path, 1, &entry)) {
        report_once(book, "epub-name-case",
            "a file is called otherwise in the archive; it was taken", path);
        return entry.index;
    }
    if (!may_differ(path))
        return EPUB_NOTHING;
    if (!book->has_plain_names)
        index_names(book);
    dc_str name = plain_name(book, path);
    const uint32_t *found =
        name.len ? epub_map_lookup(&book->plain_names, name) : NULL;
    if (found)
        report_once(book, "epub-name-form",
            "a file's name is written otherwise in the archive; it was taken",
            path);
    return found ? *found : EPUB_NOTHING;
}

uint32_t
epub_file_called(struct epub_book *book, dc_str path)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    const uint32_t *known = epub_map_lookup(&book->file_paths, path);
    if (known)
        return *known;
    uint32_t index = epub_book_find(book, path);
    if (index == EPUB_NOTHING || !book->zip->at(book->archive, index, &entry))
        return EPUB_NOTHING;
    known = epub_map_lookup(&book->file_paths, entry.name);
    return known ? *known : EPUB_NOTHING;
}

void
epub_report_missing(struct epub_book *book, const char *what, dc_str path)
{
    report_once(book, "epub-file-missing", what, path);
}
