/* SPDX-License-Identifier: MIT */
/*
 * The spine: which files are the text, in which order, and the reading of
 * each by the reader of its format.  Every file is a div at the top of the
 * document, with its name as identifier and its path in data-file.
 */
#include "read/epub_book.h"

enum {
    FALLBACKS_MAX = 32, /* items in a chain; honest ones have two */
    PADDING = DC_INPUT_PADDING
};

/* What may stand in a spine, and the format it is read as; NULL: an image. */
static const struct {
    const char *type;
    const char *format;
} types[] = {
    {"application/xhtml+xml", "html"},
    {"text/html", "html"},
    {"text/x-oeb1-document", "html"},
    {"application/x-dtbook+xml", "html"},
    {"image/svg+xml", NULL},
    {"image/jpeg", NULL},
    {"image/png", NULL},
    {"image/gif", NULL},
    {"image/webp", NULL},
    {"text/plain", "text"},
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

/* The item, or what stands in for one that is not read; or NULL. */
static struct epub_item *
readable_item(struct epub_book *book, struct epub_item *item)
{
    struct epub_item *at = item;
    for (int i = 0; i < FALLBACKS_MAX; i++) {
        const uint32_t *next = NULL;
        if (row_of(at->type) >= 0)
            return at;
        if (at->fallback.len)
            next = epub_map_lookup(&book->item_ids, at->fallback);
        if (!next)
            break;
        at = epub_item_at(book, *next);
    }
    guess_type(item);
    return row_of(item->type) >= 0 ? item : NULL;
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
    struct epub_item *named = epub_item_at(book, *known);
    struct epub_item *item = readable_item(book, named);
    if (!item) {
        epub_book_report(book, DC_DIAG_LOSS, "epub-spine-type",
            "a part of the text of a type that is not read was left out",
            named->path);
        return NULL;
    }
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
    file->entry = item->entry;
    file->properties = ref->properties;
    file->is_aside = ref->is_aside;
    file->overlay = overlay_of(book, item);
    item->file = number;
    epub_book_insert(book, &book->file_paths, file->path, number);
    if (!epub_map_lookup(&book->file_paths, spelled))
        epub_book_insert(book, &book->file_paths, spelled, number);
}

static bool
is_image(const struct epub_file *file)
{
    return !types[row_of(file->type)].format;
}

/* UTF-16 becomes UTF-8 here, so that its tags can be looked through. */
static void
decode(struct epub_book *book, struct epub_file *file)
{
    static const char marks[2][2] = {{'\xFF', '\xFE'}, {'\xFE', '\xFF'}};
    dc_decoded decoded = {.struct_size = sizeof decoded};
    dc_str bytes = file->bytes;
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
}

static void
load_file(struct epub_book *book, uint32_t number)
{
    struct epub_file *file = epub_file_at(book, number);
    if (is_image(file))
        return;
    epub_book_load(book, file->entry, file->path, &file->bytes);
    decode(book, file);
    epub_scan_file(book, number);
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
    for (uint32_t i = 0; i < book->files.count; i++) {
        struct epub_file *file = epub_file_at(book, i);
        if (epub_book_hiding(book, file->path) != EPUB_HIDING_NONE)
            return epub_refuse_locked(book);
        load_file(book, i);
        if (dc_tick(book->job) != DC_OK || dc_status(book->job) != DC_OK)
            return dc_status(book->job);
    }
    if (book->files.count == 0) {
        dc_report(book->job, DC_DIAG_ERROR, "epub-spine",
            "no EPUB book: nothing of its text is there");
        return dc_fail(book->job, DC_E_FORMAT);
    }
    epub_name_files(book);
    return dc_status(book->job);
}

/* Reading. */

static void
put_attr(struct epub_book *book, const char *key, dc_str value)
{
    if (value.len)
        dc_attr(book->job, key, value);
}

/* An attribute with the name of a medium. */
static void
put_medium(struct epub_book *book, const char *key, dc_str path)
{
    book->scratch.len = 0;
    epub_put_address(&book->scratch, path);
    put_attr(book, key, epub_buf_str(&book->scratch));
}

static void
put_attrs(struct epub_book *book, const struct epub_file *file)
{
    put_attr(book, "id", file->name);
    put_attr(book, "class", file->body_class);
    if (!epub_same(file->lang, book->lang))
        put_attr(book, "lang", file->lang);
    put_attr(
        book, "epub:type", file->body_type.len ? file->body_type : file->role);
    put_attr(book, "data-file", file->path);
    if (file->is_aside)
        put_attr(book, "data-linear", (dc_str)DC_STR("no"));
    put_attr(book, "data-properties", file->properties);
    if (!file->has_heading)
        put_attr(book, "data-title", file->title);
    put_attr(book, "data-styles", file->styles);
    put_medium(book, "data-overlay", file->overlay);
}

static void
put_page(struct epub_book *book, dc_str label)
{
    if (label.len == 0)
        return;
    dc_open(book->job, DC_PAGE_BREAK, DC_POS_NONE);
    dc_set_str(book->job, DC_F_LABEL, label);
    dc_close(book->job, DC_PAGE_BREAK);
}

static void
read_image(struct epub_book *book, const struct epub_file *file)
{
    struct epub_buf address = {0};
    epub_put_address(&address, file->path);
    dc_open(book->job, DC_PARA, DC_POS_NONE);
    dc_open(book->job, DC_IMAGE, DC_POS_NONE);
    dc_set_str(book->job, DC_F_URL, epub_buf_str(&address));
    dc_text(book->job, file->title.ptr, file->title.len);
    dc_close(book->job, DC_IMAGE);
    dc_close(book->job, DC_PARA);
    epub_buf_fini(&address);
}

static void
read_part(struct epub_book *book, const struct epub_file *file)
{
    static const char *const utf8[] = {"input-encoding", "utf-8", NULL};
    const dc_sub_part part = {
        .struct_size = sizeof part,
        .format = types[row_of(file->type)].format,
        .data = (const uint8_t *)file->bytes.ptr,
        .len = file->bytes.len,
        .name = file->path,
        .options = file->is_decoded ? utf8 : NULL,
    };
    const dc_sub_scope scope = {
        sizeof scope, 0, book, epub_scope_id, epub_scope_url};
    if (file->bytes.len == 0)
        return;
    if (book->sub->read(book->job, &part, &scope) != DC_OK &&
        dc_status(book->job) == DC_OK)
        epub_book_report(book, DC_DIAG_LOSS, "epub-file-failed",
            "a file of the text was not read to its end", file->path);
}

void
epub_read_spine(struct epub_book *book)
{
    for (uint32_t i = 0; i < book->files.count; i++) {
        const struct epub_file *file = epub_file_at(book, i);
        book->file = i;
        dc_open(book->job, DC_DIV, DC_POS_NONE);
        put_attrs(book, file);
        if (!file->has_page_breaks)
            put_page(book, file->page);
        if (is_image(file))
            read_image(book, file);
        else
            read_part(book, file);
        dc_close(book->job, DC_DIV);
        if (dc_status(book->job) != DC_OK)
            return;
    }
}
