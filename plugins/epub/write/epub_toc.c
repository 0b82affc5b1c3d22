/* SPDX-License-Identifier: MIT */
/*
 * The table of contents, as the navigation document and the NCX both show
 * it: headings nested by level, down to the depth asked for.  A level that
 * is left out (h3 right below h1) is no level of the table.
 */
#include "write/epub.h"

/* Opens a heading below those that are of a higher level. */
static void
nest(struct epub_toc *toc, uint32_t level)
{
    while (toc->depth > 0 && toc->levels[toc->depth - 1] >= level)
        toc->depth--;
    toc->levels[toc->depth++] = level;
}

/* Nothing in other files stands below the title on a page of its own. */
static void
leave_title(struct epub *epub, struct epub_toc *toc, uint32_t chapter)
{
    if (toc->title_chapter == chapter + 1)
        return;
    if (toc->title_chapter)
        toc->depth = toc->above_title;
    toc->title_chapter = epub_is_title_file(epub, chapter) ? chapter + 1 : 0;
    toc->above_title = UINT32_MAX;
}

/* The depth of a heading of that chapter. */
static uint32_t
place(struct epub *epub, struct epub_toc *toc, uint32_t chapter, uint32_t level)
{
    leave_title(epub, toc, chapter);
    nest(toc, level);
    if (toc->title_chapter && toc->depth <= toc->above_title)
        toc->above_title = toc->depth - 1;
    return toc->depth;
}

bool
epub_toc_next(struct epub *epub, struct epub_toc *toc,
    const struct epub_heading **heading)
{
    const struct epub_heading *headings = epub->headings.items;
    while (toc->next < epub->headings.count) {
        *heading = &headings[toc->next++];
        if ((*heading)->is_hidden ||
            epub_chapter_home(epub, (*heading)->chapter)->state ==
                EPUB_CHAPTER_TITLE)
            continue;
        if (place(epub, toc, (*heading)->chapter, (*heading)->level) <=
            epub->toc_depth)
            return true;
    }
    return false;
}

uint32_t
epub_toc_deepest(struct epub *epub)
{
    struct epub_toc toc = {0};
    const struct epub_heading *heading;
    uint32_t deepest = 1;
    while (epub_toc_next(epub, &toc, &heading))
        deepest = toc.depth > deepest ? toc.depth : deepest;
    return deepest;
}

/* A chapter's first heading is where the file begins. */
void
epub_put_heading_url(
    struct epub *epub, struct epub_buf *buf, const struct epub_heading *heading)
{
    bool is_joined =
        epub_chapter_at(epub, heading->chapter)->state == EPUB_CHAPTER_JOINED;
    epub_put_str(buf, epub_chapter_home(epub, heading->chapter)->name);
    if (heading->is_first && !is_joined)
        return;
    epub_puts(buf, "#");
    epub_put_str(buf, heading->fragment);
}

const struct epub_chapter *
epub_first_text(struct epub *epub)
{
    size_t i = 0;
    while (epub_chapter_at(epub, i)->state != EPUB_CHAPTER_WRITTEN)
        i++;
    return epub_chapter_at(epub, i);
}
