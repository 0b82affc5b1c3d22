/* SPDX-License-Identifier: MIT */
/*
 * Copying from the document of a file into the book's: field by field, with
 * the identifiers and addresses that they have in the whole, and with notes in
 * the place of references as in files that are read directly.
 */
#include "read/epub_notes.h"

struct copying {
    struct epub_book *book;
    dc_job *from;
    uint32_t bare_link; /* a link that goes without what it holds, or 0 */
};

/* A drawing of the file, which has a name in its document alone. */
static dc_str
take_drawing(struct copying *copying, dc_str url)
{
    struct epub_book *book = copying->book;
    dc_job *from = copying->from;
    dc_media media = {.struct_size = sizeof media};
    struct epub_buf name = {0};
    if (!from->host->media->lookup(from, url, &media))
        return dc_str_slice(NULL, 0);
    epub_put_address(&name, epub_file_at(book, book->file)->path);
    epub_puts(&name, ".");
    epub_put_str(&name, url);
    media.name = epub_book_keep_buf(book, &name);
    book->job->host->media->add(book->job, &media);
    return media.name;
}

/* Its address in the whole. */
static dc_str
place_url(struct copying *copying, const dc_view *view)
{
    dc_str url = dc_str_field(copying->from, view->node, DC_F_URL);
    dc_str name = view->kind == DC_IMAGE ? take_drawing(copying, url)
                                         : dc_str_slice(NULL, 0);
    return name.len ? name : epub_scope_url(copying->book, view->kind, url);
}

static void
copy_field(struct copying *copying, const dc_view *view, uint32_t field)
{
    dc_job *job = copying->book->job;
    if (field != DC_F_URL)
        dc_copy_field(job, copying->from, view->node, field);
    else if (dc_has_field(copying->from, view->node, field))
        dc_set_str(job, field, place_url(copying, view));
}

static void
copy_attributes(struct copying *copying, const dc_view *view)
{
    dc_job *from = copying->from;
    dc_job *job = copying->book->job;
    dc_str key, value;
    for (uint32_t i = 0;
         from->host->walk->attr_at(from, view->node, i, &key, &value); i++) {
        if (dc_str_equal(key, "id"))
            value = epub_scope_id(copying->book, value);
        else if (dc_str_equal(key, "poster") && view->kind == DC_IMAGE)
            value = epub_scope_url(copying->book, DC_IMAGE, value);
        job->host->build->attr(job, key, value);
    }
}

/* True if the node was opened, or will be left like one. */
static bool
open_copy(struct copying *copying, const dc_view *view)
{
    struct epub_book *book = copying->book;
    int32_t fate = DC_SUB_KEPT;
    if (view->kind == DC_LINK)
        fate = epub_link_fate(
            book, dc_str_field(copying->from, view->node, DC_F_URL), view->pos);
    if (fate == DC_SUB_REPLACED)
        return false;
    if (fate == DC_SUB_UNWRAPPED) {
        copying->bare_link = view->node;
        return true;
    }
    dc_open(book->job, view->kind, DC_POS_NONE);
    for (uint32_t field = 1; field < DC_F_COUNT; field++)
        copy_field(copying, view, field);
    copy_attributes(copying, view);
    return true;
}

static void
copy_node(struct copying *copying, uint32_t node)
{
    dc_job *job = copying->book->job;
    dc_job *from = copying->from;
    dc_cursor cursor;
    dc_view view;
    uint32_t op;
    dc_walk_start(from, &cursor, &view, node);
    while ((op = dc_walk_next(from, &cursor, &view)) != DC_END) {
        bool is_bare = copying->bare_link && view.node == copying->bare_link;
        if (view.kind == DC_TEXT) {
            job->host->build->text(
                job, view.text.ptr, view.text.len, view.flags);
        } else if (op == DC_CLOSE) {
            if (!is_bare)
                dc_close(job, view.kind);
        } else if (!open_copy(copying, &view)) {
            if (op == DC_OPEN) {
                dc_walk_skip(from, &cursor);
                dc_walk_next(from, &cursor, &view);
            }
        } else if (op == DC_LEAF) {
            dc_close(job, view.kind);
        }
    }
}

void
epub_copy_node(struct epub_book *book, uint32_t file, uint32_t node)
{
    struct copying copying = {.book = book, .from = book->notes->loaded[file]};
    uint32_t outer = book->file;
    book->file = file;
    copy_node(&copying, node);
    book->file = outer;
}
