/* SPDX-License-Identifier: MIT */
/*
 * The table of contents, as the navigation document and the NCX both show
 * it: headings nested by level, down to the depth asked for.  A level that
 * is left out (h3 right below h1) is no level of the table.
 */
#include "write/epub.h"

/* How deep a heading lies when those before it are given. */
static uint32_t
nest(struct epub_toc *toc, uint32_t level)
{
    while (toc->depth > 0 && toc->levels[toc->depth - 1] >= level)
        toc->depth--;
    toc->levels[toc->depth++] = level;
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
        if (nest(toc, (*heading)->level) <= epub->toc_depth)
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
