/* SPDX-License-Identifier: MIT */
/*
 * Notes across files: which references have one, the documents of the files
 * that the notes are in, and what is left of these files.
 */
#include "read/epub_notes.h"

#include <stdlib.h>

/* Notes that refer to notes in other files; deeper ones stay where they are. */
enum { NOTES_DEEP = 8 };

static const char note_key[] = "data-docconv-note";

static struct epub_reference *
reference_at(const struct epub_notes *notes, size_t number)
{
    return (struct epub_reference *)notes->references.items + number;
}

static struct epub_foreign_note *
note_at(const struct epub_notes *notes, size_t number)
{
    return (struct epub_foreign_note *)notes->notes.items + number;
}

/* Finding. */

static bool
has_blank(dc_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] <= ' ')
            return true;
    return text.len == 0;
}

/* "ch1.xhtml#ref4", where the file it leads to links back to; or "-". */
static void
put_address(struct epub_book *book, struct epub_buf *words,
    const struct epub_reference *at)
{
    dc_str path = epub_file_at(book, at->from)->path;
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    for (uint32_t i = 0; i < at->near_count; i++) {
        if (!epub_links_from(book, at->to, at->from, at->near[i]))
            continue;
        epub_put(words, path.ptr + from, path.len - from);
        epub_puts(words, "#");
        epub_put_str(words, at->near[i]);
        return;
    }
    epub_puts(words, "-");
}

static bool
is_mutual(struct epub_book *book, const struct epub_reference *at)
{
    for (uint32_t i = 0; i < at->near_count; i++)
        if (!has_blank(at->near[i]) &&
            epub_links_from(book, at->to, at->from, at->near[i]))
            return true;
    return false;
}

/* The reference in the words of the option foreign-notes. */
static void
put_reference(struct epub_book *book, struct epub_buf *words,
    const struct epub_reference *at)
{
    dc_str path = epub_file_at(book, at->from)->path;
    if (has_blank(at->id) || (!at->is_typed && !is_mutual(book, at)))
        return;
    epub_puts(words, at->is_typed ? "typed " : "marked ");
    epub_puts(words, at->mark.len ? "" : "-");
    epub_put_str(words, at->mark);
    epub_puts(words, " ");
    epub_put_str(words, at->id);
    epub_puts(words, " ");
    if (has_blank(path))
        epub_puts(words, "-");
    else
        put_address(book, words, at);
    epub_puts(words, "\n");
}

/* Takes down the notes that the file's document has for others. */
static void
list_notes(struct epub_book *book, uint32_t file)
{
    struct epub_notes *notes = book->notes;
    dc_job *loaded = notes->loaded[file];
    const dc_walk *walk = loaded->host->walk;
    for (uint32_t node = walk->first(loaded, 0); node;
         node = walk->sibling(loaded, node)) {
        dc_str id = dc_attr_of(loaded, node, note_key);
        uint32_t number = (uint32_t)notes->notes.count;
        struct epub_foreign_note *note =
            id.len ? epub_book_add(book, &notes->notes, sizeof *note) : NULL;
        if (!note)
            continue;
        note->file = file;
        note->node = node;
        note->id = id;
        dc_str key = epub_book_keep(book, epub_notes_key(book, &file, 1, id));
        epub_book_insert(book, &notes->note_keys, key, number);
    }
}

/* True if there is more in it than notes and headings. */
static bool
has_text_of_its_own(dc_job *loaded)
{
    const dc_walk *walk = loaded->host->walk;
    for (uint32_t node = walk->first(loaded, 0); node;
         node = walk->sibling(loaded, node)) {
        dc_cursor cursor;
        dc_view view;
        uint32_t op;
        if (dc_attr_of(loaded, node, note_key).len)
            continue;
        dc_walk_start(loaded, &cursor, &view, node);
        while ((op = dc_walk_next(loaded, &cursor, &view)) != DC_END) {
            if (op == DC_OPEN && view.kind == DC_HEADING)
                dc_walk_skip(loaded, &cursor);
            else if (view.kind == DC_TEXT || view.kind == DC_IMAGE ||
                view.kind == DC_PAGE_BREAK || view.kind == DC_TABLE)
                return true;
        }
    }
    return false;
}

/* Has the file read as far as it holds notes for others. */
static void
load_notes(struct epub_book *book, uint32_t file, const char *words)
{
    struct epub_notes *notes = book->notes;
    size_t count = notes->notes.count;
    notes->loaded[file] = epub_load_file(book, file, words);
    if (notes->loaded[file])
        list_notes(book, file);
    if (notes->notes.count == count) {
        book->sub->drop(book->job, notes->loaded[file]);
        notes->loaded[file] = NULL;
        epub_rest_file(book, file);
        return;
    }
    notes->is_used_up[file] = !has_text_of_its_own(notes->loaded[file]);
    notes->has_used_up |= notes->is_used_up[file];
    if (notes->is_used_up[file])
        epub_book_report(book, DC_DIAG_NOTE, "epub-notes",
            "a file held nothing but notes, which now stand where they are "
            "referred to",
            epub_file_at(book, file)->path);
}

/* Which note each reference has. */
static void
pair_references(struct epub_book *book)
{
    struct epub_notes *notes = book->notes;
    for (size_t i = 0; i < notes->references.count; i++) {
        struct epub_reference *at = reference_at(notes, i);
        const uint32_t *note = epub_map_lookup(
            &notes->note_keys, epub_notes_key(book, &at->to, 1, at->id));
        if (note && (at->is_typed || is_mutual(book, at)))
            at->note = *note;
    }
}

/* The identifiers of each file that others link to. */
static void
list_linked(struct epub_book *book)
{
    struct epub_notes *notes = book->notes;
    const struct epub_linked *linked = notes->linked.items;
    for (size_t i = 0; i < notes->linked.count; i++) {
        struct epub_buf *words = &notes->linked_ids[linked[i].to];
        if (has_blank(linked[i].id))
            continue;
        epub_put_str(words, linked[i].id);
        epub_puts(words, " ");
    }
    for (uint32_t i = 0; i < notes->file_count; i++)
        epub_put(&notes->linked_ids[i], "", 1);
}

static bool
make_room(struct epub_book *book)
{
    struct epub_notes *notes = book->notes;
    size_t count = book->files.count;
    notes->loaded = dc_alloc(book->job, count * sizeof *notes->loaded);
    notes->is_used_up = dc_alloc(book->job, count * sizeof *notes->is_used_up);
    notes->linked_ids = dc_alloc(book->job, count * sizeof *notes->linked_ids);
    if (!notes->loaded || !notes->is_used_up || !notes->linked_ids)
        return false;
    notes->file_count = (uint32_t)count;
    return true;
}

/* What was written into the files moved what stands behind it. */
static void
move_references(struct epub_book *book)
{
    const struct epub_patch *patches = book->patches.items;
    struct epub_notes *notes = book->notes;
    uint64_t more = 0;
    size_t next = 0;
    for (size_t i = 0; i < notes->references.count; i++) {
        struct epub_reference *at = reference_at(notes, i);
        if (i == 0 || reference_at(notes, i - 1)->from != at->from)
            more = 0;
        while (next < book->patches.count && patches[next].file < at->from)
            next++;
        for (; next < book->patches.count && patches[next].file == at->from &&
             patches[next].at <= at->pos;
             next++)
            if (patches[next].is_applied)
                more += patches[next].text.len - patches[next].len;
        at->pos += more;
    }
}

void
epub_find_notes(struct epub_book *book)
{
    struct epub_notes *notes = book->notes;
    if (!notes || !make_room(book))
        return;
    move_references(book);
    list_linked(book);
    struct epub_buf *words = calloc(notes->file_count, sizeof *words);
    for (size_t i = 0; words && i < notes->references.count; i++) {
        const struct epub_reference *at = reference_at(notes, i);
        put_reference(book, &words[at->to], at);
    }
    for (uint32_t i = 0; words && i < notes->file_count; i++) {
        epub_put(&words[i], "", 1);
        if (words[i].len > 1 && !words[i].failed)
            load_notes(book, i, words[i].data);
        epub_buf_fini(&words[i]);
    }
    if (!words)
        dc_fail(book->job, DC_E_NOMEM);
    free(words);
    pair_references(book);
}

const char *
epub_linked_ids(const struct epub_book *book, uint32_t file)
{
    const struct epub_notes *notes = book->notes;
    if (!notes || !notes->linked_ids || notes->linked_ids[file].len < 2)
        return NULL;
    return notes->linked_ids[file].data;
}

void
epub_free_notes(struct epub_book *book)
{
    struct epub_notes *notes = book->notes;
    if (!notes)
        return;
    for (uint32_t i = 0; i < notes->file_count; i++) {
        book->sub->drop(book->job, notes->loaded[i]);
        epub_buf_fini(&notes->linked_ids[i]);
    }
    epub_map_fini(&notes->links);
    epub_map_fini(&notes->pairs);
    epub_map_fini(&notes->note_keys);
    epub_buf_fini(&notes->key);
}

/* Reading. */

/* The reference of that file at `pos`, or NULL. */
static struct epub_reference *
find_reference(const struct epub_notes *notes, uint32_t file, uint64_t pos)
{
    size_t low = 0;
    size_t high = notes->references.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct epub_reference *at = reference_at(notes, middle);
        bool is_before = at->from < file || (at->from == file && at->pos < pos);
        low = is_before ? middle + 1 : low;
        high = is_before ? high : middle;
    }
    struct epub_reference *at = reference_at(notes, low);
    bool is_found =
        low < notes->references.count && at->from == file && at->pos == pos;
    return is_found ? at : NULL;
}

static void
put_id(struct epub_book *book, uint32_t file, dc_str id)
{
    struct epub_place *place = epub_find_place(book, file, id);
    if (place)
        dc_attr(book->job, "id", epub_place_name(book, file, place));
}

/* Other links than the note's own may lead to the reference. */
static void
put_own_id(struct epub_book *book, const struct epub_reference *at)
{
    uint32_t count = epub_links_to(book, at->from, at->own_id);
    if (at->own_id.len == 0 ||
        count <= epub_links_from(book, at->to, at->from, at->own_id))
        return;
    dc_open(book->job, DC_SPAN, DC_POS_NONE);
    put_id(book, at->from, at->own_id);
    dc_close(book->job, DC_SPAN);
}

static void
put_content(struct epub_book *book, struct epub_foreign_note *note)
{
    dc_job *loaded = book->notes->loaded[note->file];
    const dc_walk *walk = loaded->host->walk;
    note->is_taken = true;
    book->notes->depth++;
    for (uint32_t node = walk->first(loaded, note->node); node;
         node = walk->sibling(loaded, node))
        epub_copy_node(book, note->file, node);
    book->notes->depth--;
}

static void
put_note(struct epub_book *book, const struct epub_reference *at)
{
    struct epub_foreign_note *note = note_at(book->notes, at->note);
    put_own_id(book, at);
    dc_open(book->job, DC_NOTE, DC_POS_NONE);
    if (epub_links_to(book, note->file, note->id) > 1)
        put_id(book, note->file, note->id);
    put_content(book, note);
    dc_close(book->job, DC_NOTE);
}

/* A link to a file that is left out leads nowhere, but to its notes. */
static bool
leads_to_used_up(struct epub_book *book, dc_str url)
{
    struct epub_notes *notes = book->notes;
    struct epub_address address;
    if (!notes->has_used_up)
        return false;
    epub_book_resolve(
        book, epub_file_at(book, book->file)->path, url, &address);
    const uint32_t *file = address.where == EPUB_INSIDE
        ? epub_map_lookup(&book->file_paths, address.path)
        : NULL;
    return file && notes->is_used_up[*file] &&
        !epub_map_lookup(
            &notes->note_keys, epub_notes_key(book, file, 1, address.fragment));
}

int32_t
epub_link_fate(struct epub_book *book, dc_str url, uint64_t pos)
{
    struct epub_notes *notes = book->notes;
    if (!notes)
        return DC_SUB_KEPT;
    const struct epub_reference *at = find_reference(notes, book->file, pos);
    if (at && at->note != EPUB_NOTHING && notes->depth < NOTES_DEEP &&
        !note_at(notes, at->note)->is_taken) {
        put_note(book, at);
        return DC_SUB_REPLACED;
    }
    return leads_to_used_up(book, url) ? DC_SUB_UNWRAPPED : DC_SUB_KEPT;
}

int32_t DC_CALL
epub_scope_link(void *user, dc_str url, uint64_t pos)
{
    return epub_link_fate(user, url, pos);
}

bool
epub_is_used_up(const struct epub_book *book, uint32_t file)
{
    return book->notes && book->notes->is_used_up &&
        book->notes->is_used_up[file];
}

bool
epub_put_left_over(struct epub_book *book, uint32_t file)
{
    dc_job *loaded =
        book->notes && book->notes->loaded ? book->notes->loaded[file] : NULL;
    if (!loaded)
        return false;
    const dc_walk *walk = loaded->host->walk;
    for (uint32_t node = walk->first(loaded, 0); node;
         node = walk->sibling(loaded, node))
        if (dc_attr_of(loaded, node, note_key).len == 0)
            epub_copy_node(book, file, node);
    return true;
}

void
epub_put_left_notes(struct epub_book *book)
{
    const struct epub_notes *notes = book->notes;
    for (size_t i = 0; notes && i < notes->notes.count; i++) {
        struct epub_foreign_note *note = note_at(notes, i);
        if (note->is_taken)
            continue;
        dc_open(book->job, DC_DIV, DC_POS_NONE);
        put_id(book, note->file, note->id);
        dc_attr(book->job, "class", (dc_str)DC_STR("footnote"));
        put_content(book, note);
        dc_close(book->job, DC_DIV);
    }
}
