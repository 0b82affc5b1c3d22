/* SPDX-License-Identifier: MIT */
/*
 * The spine: which files are the text, in which order, and what stands in for
 * those of types that are not read.
 */
#include "read/epub_book.h"

/* Items in a chain; honest ones have two. */
enum { FALLBACKS_MAX = 32 };

/* What may stand in a spine, and the format it is read as; NULL: an image. */
static const struct {
    const char *type;
    const char *format;
} types[] = {
    {"application/xhtml+xml", "html"},
    {"text/html", "html"},
    {"text/x-oeb1-document", "html"},
    {"application/x-dtbook+xml", "html"},
    {"text/plain", "text"},
    {"image/svg+xml", NULL},
    {"image/jpeg", NULL},
    {"image/png", NULL},
    {"image/gif", NULL},
    {"image/webp", NULL},
};

/* The row of that type; -1: nothing that is read. */
static int
row_of(dc_str type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (epub_same_letters(type, types[i].type))
            return (int)i;
    return -1;
}

/* The format it is read as; NULL: it is no text. */
static const char *
format_of(dc_str type)
{
    int row = row_of(type);
    return row >= 0 ? types[row].format : NULL;
}

static bool
ends_with(dc_str path, const char *ending)
{
    size_t len = strlen(ending);
    return path.len > len &&
        epub_same_letters(dc_str_slice(path.ptr + path.len - len, len), ending);
}

/* An item of no known type is what its name says. */
static void
guess_type(struct epub_item *item)
{
    static const char *const endings[] = {".xhtml", ".html", ".htm", ".xht"};
    if (row_of(item->type) >= 0)
        return;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_with(item->path, endings[i]))
            item->type = dc_str_of(types[0].type);
}

/*
 * The first text among the item and what stands in for it; else the first
 * image, else the item as it is.
 */
static struct epub_item *
choose_item(struct epub_book *book, struct epub_item *item)
{
    struct epub_item *image = NULL;
    struct epub_item *at = item;
    int steps = 0;
    while (at && steps++ < FALLBACKS_MAX) {
        const uint32_t *next = NULL;
        if (format_of(at->type))
            return at;
        if (!image && row_of(at->type) >= 0)
            image = at;
        if (at->fallback.len)
            next = epub_map_lookup(&book->item_ids, at->fallback);
        at = next ? epub_item_at(book, *next) : NULL;
    }
    if (at)
        epub_book_report(book, DC_DIAG_WARNING, "epub-fallback",
            "fallbacks of a part of the text lead to no end", item->path);
    guess_type(item);
    return image && !format_of(item->type) ? image : item;
}

/* Finds what a place in the spine leads to; NULL: reported. */
static struct epub_item *
find_item(struct epub_book *book, const struct epub_itemref *ref)
{
    const uint32_t *known = epub_map_lookup(&book->item_ids, ref->idref);
    if (!known) {
        epub_book_report(book, DC_DIAG_WARNING, "epub-spine-item",
            "the spine names an item that the manifest does not have",
            ref->idref);
        return NULL;
    }
    struct epub_item *item = choose_item(book, epub_item_at(book, *known));
    if (item->is_away) {
        epub_book_report(book, DC_DIAG_LOSS, "epub-spine-remote",
            "a part of the text that is not in the book was left out",
            item->path);
        return NULL;
    }
    item->entry = epub_book_find(book, item->path);
    if (item->entry == EPUB_NOTHING)
        epub_book_report(book, DC_DIAG_WARNING, "epub-file-missing",
            "the book does not have a file of its text", item->path);
    return item->entry == EPUB_NOTHING ? NULL : item;
}

/* The path of the item's media overlay, or empty. */
static dc_str
overlay_of(struct epub_book *book, const struct epub_item *item)
{
    const dc_str none = {NULL, 0};
    const uint32_t *known = item->overlay.len
        ? epub_map_lookup(&book->item_ids, item->overlay)
        : NULL;
    dc_archive_entry entry = {.struct_size = sizeof entry};
    if (item->overlay.len == 0)
        return none;
    dc_str path = known ? epub_item_at(book, *known)->path : item->overlay;
    uint32_t index = known ? epub_book_find(book, path) : EPUB_NOTHING;
    if (index != EPUB_NOTHING && book->zip->at(book->archive, index, &entry))
        return epub_book_keep(book, entry.name);
    epub_report_missing(
        book, "the book does not have a media overlay of its text", path);
    return none;
}

/* The image that the text stands in for, if the text does not show it. */
static dc_str
picture_of(struct epub_book *book, const struct epub_itemref *ref,
    const struct epub_item *text)
{
    const dc_str none = {NULL, 0};
    const uint32_t *known = epub_map_lookup(&book->item_ids, ref->idref);
    const struct epub_item *image = known ? epub_item_at(book, *known) : text;
    dc_archive_entry entry = {.struct_size = sizeof entry};
    dc_str bytes;
    if (image == text || image->is_away || row_of(image->type) < 0 ||
        !format_of(text->type))
        return none;
    uint32_t index = epub_book_find(book, image->path);
    if (index == EPUB_NOTHING || !book->zip->at(book->archive, index, &entry))
        return none;
    dc_str name = epub_file_name(entry.name);
    epub_book_load(book, text->entry, text->path, &bytes);
    return bytes.len && memmem(bytes.ptr, bytes.len, name.ptr, name.len)
        ? none
        : epub_book_keep(book, entry.name);
}

/* Those of its place in the spine, and "nav" for the navigation document. */
static dc_str
properties_of(struct epub_book *book, const struct epub_itemref *ref,
    const struct epub_item *item)
{
    struct epub_buf words = {0};
    if (!epub_has_word(item->properties, "nav") ||
        epub_has_word(ref->properties, "nav"))
        return ref->properties;
    epub_put_str(&words, ref->properties);
    epub_puts(&words, words.len ? " nav" : "nav");
    return epub_book_keep_buf(book, &words);
}

static void
plan_file(struct epub_book *book, const struct epub_itemref *ref)
{
    struct epub_item *item = find_item(book, ref);
    uint32_t number = (uint32_t)book->files.count;
    dc_archive_entry entry = {.struct_size = sizeof entry};
    if (!item || !book->zip->at(book->archive, item->entry, &entry))
        return;
    dc_str spelled = item->path;
    item->path = epub_book_keep(book, entry.name);
    if (epub_map_lookup(&book->file_paths, item->path)) {
        epub_book_report(book, DC_DIAG_WARNING, "epub-spine-twice",
            "a file stands in the spine twice; it was read once", item->path);
        return;
    }
    struct epub_file *file = epub_book_add(book, &book->files, sizeof *file);
    if (!file)
        return;
    file->path = item->path;
    file->type = item->type;
    file->format = format_of(item->type);
    file->picture = picture_of(book, ref, item);
    file->entry = item->entry;
    file->properties = properties_of(book, ref, item);
    file->is_aside = ref->is_aside;
    file->overlay = overlay_of(book, item);
    file->entries = file->first_mark = file->last_mark = EPUB_NOTHING;
    item->file = number;
    epub_book_insert(book, &book->file_paths, file->path, number);
    if (!epub_map_lookup(&book->file_paths, spelled))
        epub_book_insert(book, &book->file_paths, spelled, number);
}

int32_t
epub_plan_spine(struct epub_book *book)
{
    const struct epub_itemref *refs = book->itemrefs.items;
    for (size_t i = 0; i < book->itemrefs.count; i++) {
        plan_file(book, &refs[i]);
        if (dc_status(book->job) != DC_OK)
            return dc_status(book->job);
    }
    for (uint32_t i = 0; i < book->files.count; i++)
        if (epub_is_locked(book, i))
            return epub_refuse_locked(book);
    if (book->files.count == 0) {
        dc_report(book->job, DC_DIAG_ERROR, "epub-spine",
            "no EPUB book: nothing of its text is there");
        return dc_fail(book->job, DC_E_FORMAT);
    }
    return dc_status(book->job);
}

int32_t
epub_scan_spine(struct epub_book *book)
{
    for (uint32_t i = 0; i < book->files.count; i++) {
        if (epub_file_at(book, i)->format) {
            epub_open_file(book, i);
            epub_scan_file(book, i);
            epub_find_headings(book, i);
        }
        epub_place_pages(book, i);
        epub_rest_file(book, i);
        if (dc_tick(book->job) != DC_OK || dc_status(book->job) != DC_OK)
            return dc_status(book->job);
    }
    epub_name_files(book);
    return dc_status(book->job);
}
