/* SPDX-License-Identifier: MIT */
/*
 * Copying a member's tree: all of it, field by field, but for the levels of
 * headings, identifiers and addresses, which are those of the whole.
 */
#include "bundle.h"

enum { LEVEL_MOST = 6 };

/* One chapter heading; the others stay below it, as far apart as they were. */
static int64_t
shift_level(const struct bundle_chapter *chapter, uint32_t node, int64_t level)
{
    bool is_title = node == chapter->title;
    int64_t below = level - chapter->highest;
    if (is_title)
        return chapter->level;
    if (!chapter->is_title_highest)
        below++;
    level = chapter->level + below;
    return level < LEVEL_MOST ? level : LEVEL_MOST;
}

static void
copy_field(struct bundle_chapter *chapter, const dc_view *view, uint32_t field)
{
    dc_job *job = chapter->bundle->job;
    dc_job *from = chapter->loaded;
    if (!dc_has_field(from, view->node, field))
        return;
    bool is_named = view->kind == DC_LINK || view->kind == DC_IMAGE;
    if (field == DC_F_URL && is_named) {
        dc_str url = dc_str_field(from, view->node, field);
        dc_set_str(job, field,
            view->kind == DC_LINK ? bundle_link(chapter, url)
                                  : bundle_image(chapter, url));
    } else if (field == DC_F_LEVEL) {
        int64_t level = dc_int_field(from, view->node, field);
        dc_set_int(job, field, shift_level(chapter, view->node, level));
    } else {
        dc_copy_field(job, from, view->node, field);
    }
}

/* The key that an attribute has in the whole; "" for none. */
static dc_str
key_of(dc_str key)
{
    /* Sheets and sounds are those of the book that the member was. */
    static const char *const dropped[] = {
        "data-styles", "data-overlay", "data-properties"};
    for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
        if (dc_str_equal(key, dropped[i]))
            return dc_str_slice(NULL, 0);
    return dc_str_equal(key, "data-file") ? dc_str_of("data-member") : key;
}

/* "books/holmes/imprint.xhtml" for a file of "books/holmes.epub". */
static dc_str
name_file(struct bundle_chapter *chapter, dc_str path)
{
    struct bundle *bundle = chapter->bundle;
    dc_str name = bundle_short_name(bundle, chapter->member->member.name);
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    return bundle_join(bundle, bundle_without_extension(name), "/",
        dc_str_slice(path.ptr + from, path.len - from));
}

/* What the attribute's value is in the whole. */
static dc_str
value_of(struct bundle_chapter *chapter, const dc_view *view, dc_str key,
    dc_str value)
{
    if (view->kind == DC_IMAGE && dc_str_equal(key, "poster"))
        return bundle_image(chapter, value);
    if (dc_str_equal(key, "id") && value.len)
        return bundle_id(chapter->bundle, chapter->member, value);
    if (chapter->is_book && dc_str_equal(key, "data-file"))
        return name_file(chapter, value);
    return value;
}

static void
copy_attributes(struct bundle_chapter *chapter, const dc_view *view)
{
    const dc_walk *walk = chapter->loaded->host->walk;
    dc_job *job = chapter->bundle->job;
    dc_str key;
    dc_str value;
    for (uint32_t i = 0;
         walk->attr_at(chapter->loaded, view->node, i, &key, &value); i++) {
        dc_str own = chapter->is_book ? key_of(key) : key;
        if (own.len)
            job->host->build->attr(
                job, own, value_of(chapter, view, key, value));
    }
}

static void
open_copy(struct bundle_chapter *chapter, const dc_view *view)
{
    dc_open(chapter->bundle->job, view->kind, DC_POS_NONE);
    for (uint32_t field = 1; field < DC_F_COUNT; field++)
        copy_field(chapter, view, field);
    copy_attributes(chapter, view);
}

void
bundle_copy(struct bundle_chapter *chapter, uint32_t node)
{
    dc_job *job = chapter->bundle->job;
    dc_job *from = chapter->loaded;
    dc_cursor cursor;
    dc_view view;
    uint32_t op;
    dc_walk_start(from, &cursor, &view, node);
    while ((op = dc_walk_next(from, &cursor, &view)) != DC_END) {
        bool is_moved = !chapter->is_title_first && node != chapter->title &&
            view.node == chapter->title;
        if (op == DC_OPEN && is_moved) {
            dc_walk_skip(from, &cursor);
            dc_walk_next(from, &cursor, &view);
        } else if (view.kind == DC_TEXT) {
            job->host->build->text(
                job, view.text.ptr, view.text.len, view.flags);
        } else if (op == DC_CLOSE) {
            dc_close(job, view.kind);
        } else {
            open_copy(chapter, &view);
            if (op == DC_LEAF)
                dc_close(job, view.kind);
        }
    }
}
