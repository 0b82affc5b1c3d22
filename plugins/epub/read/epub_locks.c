/* SPDX-License-Identifier: MIT */
/*
 * Whose lock is on a book (DRM): by what the program that locked it left in
 * META-INF.  A mark alone locks nothing, since books are sold with them; what
 * is locked is refused, and called by the mark.
 */
#include "read/epub_book.h"

enum { LOOK = 1024 }; /* bytes in which ciphertext shows itself */

static const struct {
    const char *path;
    const char *word; /* in the file; NULL: its being there is enough */
    const char *name;
} marks[] = {
    {"META-INF/license.lcpl", NULL, "Readium LCP"},
    {"META-INF/sinf.xml", NULL, "Apple FairPlay"},
    {"META-INF/encryption.xml", "readium.org/2014/01/lcp", "Readium LCP"},
    {"META-INF/encryption.xml", "itunes.apple.com", "Apple FairPlay"},
    {"META-INF/rights.xml", "<kdrm", "Kobo"},
    {"META-INF/rights.xml", "kobo", "Kobo"},
    {"META-INF/rights.xml", "barnesandnoble", "Barnes & Noble"},
    {"META-INF/rights.xml", "ns.adobe.com/adept", "Adobe ADEPT"},
    {"META-INF/encryption.xml", "ns.adobe.com/adept", "Adobe ADEPT"},
};

static bool
is_marked(struct epub_book *book, const char *path, const char *word)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    dc_str bytes = {NULL, 0};
    const char *why = "";
    if (!book->zip->lookup(book->archive, dc_str_of(path), 0, &entry))
        return false;
    if (!word)
        return true;
    if (!book->loaded[entry.index].ptr)
        book->zip->content(
            book->archive, entry.index, &book->loaded[entry.index], &why);
    bytes = book->loaded[entry.index];
    return bytes.len && memmem(bytes.ptr, bytes.len, word, strlen(word));
}

void
epub_find_lock(struct epub_book *book)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!is_marked(book, marks[i].path, marks[i].word))
            continue;
        book->protection = marks[i].name;
        return;
    }
}

/* Control characters that no text has: Kobo lists no file that it locks. */
static bool
is_ciphertext(const struct epub_file *file)
{
    size_t len = file->bytes.len < LOOK ? file->bytes.len : LOOK;
    for (size_t i = 0; !file->is_decoded && i < len; i++)
        if ((unsigned char)file->bytes.ptr[i] < '\t')
            return true;
    return false;
}

bool
epub_is_locked(struct epub_book *book, uint32_t number)
{
    const struct epub_file *file = epub_file_at(book, number);
    if (epub_book_hiding(book, file->path) != EPUB_HIDING_NONE)
        return true;
    if (!book->protection || !file->format)
        return false;
    epub_open_file(book, number);
    bool is_locked = is_ciphertext(file);
    epub_rest_file(book, number);
    return is_locked;
}

int32_t
epub_refuse_locked(struct epub_book *book)
{
    struct epub_buf text = {0};
    epub_puts(&text, "the book is locked by ");
    epub_puts(&text, book->protection ? book->protection : "a program");
    epub_puts(&text, " (DRM); only what unlocks it can read it");
    if (!text.failed)
        dc_report_at(book->job, DC_DIAG_ERROR, "epub-encrypted",
            epub_buf_str(&text), DC_POS_NONE);
    epub_buf_fini(&text);
    return dc_fail(book->job, DC_E_ENCRYPTED);
}
