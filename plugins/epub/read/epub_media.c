/* SPDX-License-Identifier: MIT */
/*
 * What else is in the archive: images, fonts, style sheets, sound.  They are
 * announced under their paths and come when somebody looks at them, fonts
 * without their veil.
 */
#include "read/epub_metadata.h"

/* An entry of the archive as the media bag asks for it; it outlives reading. */
struct medium {
    dc_job *job;
    const dc_archive_service *zip;
    dc_archive *archive;
    uint32_t entry;
    dc_str *loaded; /* where its content is, if it is there */
    enum epub_hiding hiding;
    struct epub_veil *veil;
};

static int32_t DC_CALL
bring_entry(void *user, dc_media *media)
{
    const struct medium *medium = user;
    const char *why = "";
    dc_str bytes = *medium->loaded;
    int32_t status = bytes.ptr
        ? DC_OK
        : medium->zip->content(medium->archive, medium->entry, &bytes, &why);
    if (status == DC_E_LIMIT) {
        dc_report_at(medium->job, DC_DIAG_ERROR, "epub-limit", dc_str_of(why),
            DC_POS_NONE);
        return dc_fail(medium->job, status);
    }
    if (status != DC_OK) {
        dc_report_at(medium->job, DC_DIAG_WARNING, "epub-damaged",
            dc_str_of(why), DC_POS_NONE);
        return status;
    }
    media->data = (const uint8_t *)bytes.ptr;
    media->len = bytes.len;
    if (medium->hiding != EPUB_HIDING_NONE)
        return epub_unveil(medium->job, medium->veil, medium->hiding, media);
    return DC_OK;
}

/* True for what is no medium: the book's own files, and its text. */
static bool
is_of_book(const struct epub_book *book, dc_str name)
{
    static const char meta[] = "META-INF/";
    return dc_str_equal(name, "mimetype") || epub_same(name, book->opf) ||
        (name.len >= sizeof meta - 1 &&
            memcmp(name.ptr, meta, sizeof meta - 1) == 0) ||
        name.ptr[name.len - 1] == '/';
}

static bool
is_text(const struct epub_book *book, dc_str name, dc_str type)
{
    const uint32_t *file = epub_map_lookup(&book->file_paths, name);
    if (dc_str_equal(type, "application/x-dtbncx+xml"))
        return true;
    if (!file)
        return dc_str_equal(type, "application/xhtml+xml");
    return epub_file_at(book, *file)->format != NULL;
}

static void
announce(struct epub_book *book, dc_str path, dc_str type,
    dc_media_source bring, void *user)
{
    struct epub_buf name = {0};
    epub_put_address(&name, path);
    dc_media media = {
        .struct_size = sizeof media, .name = epub_buf_str(&name), .mime = type};
    if (name.failed)
        dc_fail(book->job, DC_E_NOMEM);
    else
        book->job->host->media->announce(book->job, &media, bring, user);
    epub_buf_fini(&name);
}

static void
announce_entry(
    struct epub_book *book, const dc_archive_entry *entry, dc_str type)
{
    struct medium *medium = dc_alloc(book->job, sizeof *medium);
    if (!medium)
        return;
    *medium = (struct medium){book->job, book->zip, book->archive, entry->index,
        &book->loaded[entry->index], epub_book_hiding(book, entry->name),
        book->veil};
    announce(book, entry->name, type, bring_entry, medium);
}

static int32_t DC_CALL
bring_sheet(void *user, dc_media *media)
{
    const dc_str *bytes = user;
    media->data = (const uint8_t *)bytes->ptr;
    media->len = bytes->len;
    return DC_OK;
}

/* Style sheets that stand in content documents. */
static void
announce_sheets(struct epub_book *book)
{
    const struct epub_sheet *sheets = book->sheets.items;
    for (size_t i = 0; i < book->sheets.count; i++) {
        dc_str *bytes = dc_alloc(book->job, sizeof *bytes);
        if (!bytes)
            return;
        *bytes = sheets[i].bytes;
        announce(
            book, sheets[i].path, dc_str_of("text/css"), bring_sheet, bytes);
    }
}

/* Names the media that were veiled, so that a book can veil them again. */
static void
put_obfuscated(struct epub_book *book)
{
    const struct epub_hidden *hidden = book->hidden.items;
    bool is_open = false;
    for (size_t i = 0; i < book->hidden.count; i++) {
        enum epub_hiding hiding = hidden[i].hiding;
        dc_archive_entry entry = {.struct_size = sizeof entry};
        uint32_t index = hiding == EPUB_HIDING_OTHER
            ? EPUB_NOTHING
            : epub_book_find(book, hidden[i].path);
        if (index == EPUB_NOTHING ||
            !book->zip->at(book->archive, index, &entry))
            continue;
        if (!is_open)
            epub_begin_list(book, "epub-obfuscated");
        is_open = true;
        book->scratch.len = 0;
        epub_put_address(&book->scratch, entry.name);
        epub_put_meta_text(book, epub_buf_str(&book->scratch), EPUB_STRING);
    }
    if (is_open)
        epub_end_list(book);
}

void
epub_announce_media(struct epub_book *book)
{
    dc_archive_entry entry = {.struct_size = sizeof entry};
    for (uint32_t i = 0; book->zip->at(book->archive, i, &entry); i++) {
        if (entry.name.len == 0 || is_of_book(book, entry.name))
            continue;
        const uint32_t *item = epub_map_lookup(&book->item_paths, entry.name);
        dc_str type =
            item ? epub_item_at(book, *item)->type : dc_str_slice(NULL, 0);
        if (is_text(book, entry.name, type))
            continue;
        if (entry.is_encrypted ||
            epub_book_hiding(book, entry.name) == EPUB_HIDING_OTHER)
            epub_book_report(book, DC_DIAG_LOSS, "epub-encrypted",
                "a locked file was left out", entry.name);
        else
            announce_entry(book, &entry, type);
    }
    announce_sheets(book);
    put_obfuscated(book);
}
