/* SPDX-License-Identifier: MIT */
/*
 * Which heading of a member is that of its chapter: the one it begins with,
 * else its only highest one, if no more than a label stands before it.  That
 * one moves to the beginning.
 */
#include "bundle.h"

/* What may stand before a headline: labels, a date. */
enum { LABEL_MOST = 400 };

/* What is known of a member's headings while they are looked at. */
struct survey {
    uint32_t first; /* of all */
    uint32_t top; /* first of the highest */
    uint32_t top_count;
    size_t before_first; /* bytes of text before it */
    size_t before_top;
    bool is_leading; /* nothing but DIVs around the first */
};

static void
see_heading(struct bundle_chapter *chapter, struct survey *seen, uint32_t node,
    size_t len)
{
    int64_t level = dc_int_field(chapter->loaded, node, DC_F_LEVEL);
    if (!seen->first) {
        seen->first = node;
        seen->before_first = len;
    }
    if (!seen->top || level < chapter->highest) {
        seen->top = node;
        seen->top_count = 0;
        seen->before_top = len;
        chapter->highest = level;
    }
    if (level == chapter->highest)
        seen->top_count++;
}

/* Looks at one top-level block; *len is the text before it. */
static void
survey_block(struct bundle_chapter *chapter, struct survey *seen, uint32_t node,
    size_t *len, bool *is_start)
{
    dc_cursor cursor;
    dc_view view;
    uint32_t op;
    dc_walk_start(chapter->loaded, &cursor, &view, node);
    while ((op = dc_walk_next(chapter->loaded, &cursor, &view)) != DC_END) {
        if (view.kind == DC_TEXT)
            *len += view.text.len;
        if (op == DC_CLOSE || view.kind == DC_DIV)
            continue;
        if (view.kind == DC_HEADING) {
            if (*is_start)
                seen->is_leading = true;
            see_heading(chapter, seen, view.node, *len);
        }
        *is_start = false;
    }
}

void
bundle_find_title(struct bundle_chapter *chapter)
{
    const dc_walk *walk = chapter->loaded->host->walk;
    struct survey seen = {0};
    size_t len = 0;
    bool is_start = true;
    for (uint32_t node = walk->first(chapter->loaded, 0); node;
         node = walk->sibling(chapter->loaded, node)) {
        survey_block(chapter, &seen, node, &len, &is_start);
        chapter->is_book |=
            dc_attr_of(chapter->loaded, node, "data-file").len > 0;
    }
    /* A book's headings are all those of its own chapters. */
    if (chapter->is_book)
        return;
    chapter->is_title_first = seen.is_leading;
    if (seen.is_leading)
        chapter->title = seen.first;
    else if (seen.top_count == 1 && seen.before_top <= LABEL_MOST)
        chapter->title = seen.top;
    chapter->is_title_highest =
        chapter->title && chapter->title == seen.top && seen.top_count == 1;
}
