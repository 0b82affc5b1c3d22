/* SPDX-License-Identifier: MIT */
/*
 * When there is a title page.  A book gets a title page when its text does
 * not show the title itself: either it never did, or its title heading was
 * taken out for the page.  An article shows its headline and needs none.
 */
#include "write/epub_page.h"

/* Bytes of text and words in which one is looked for in the other. */
enum { COMPARED_MAX = 2000 };

size_t
epub_count_heading_chapters(struct epub *epub)
{
    size_t count = 0;
    for (size_t i = 0; i < epub->chapters.count; i++) {
        const struct epub_chapter *chapter = epub_chapter_at(epub, i);
        count += chapter->state == EPUB_CHAPTER_WRITTEN && chapter->has_heading;
    }
    return count;
}

bool
epub_title_is_moved(struct epub *epub)
{
    return epub->title_chapter != EPUB_NONE &&
        epub_chapter_at(epub, epub->title_chapter)->state == EPUB_CHAPTER_TITLE;
}

void
epub_plan_title_page(struct epub *epub)
{
    bool is_of_use = epub->title_is_given && !epub->title_is_shown &&
        epub_count_heading_chapters(epub) != 1;
    epub->has_title_page = epub_title_is_moved(epub) ||
        (!epub->refuses_title_page && (epub->wants_title_page || is_of_use));
    epub->has_contents_page = epub->wants_contents ||
        (epub->has_title_page && !epub->refuses_contents &&
            epub_count_heading_chapters(epub) > 1);
}

/* True if the text, whatever its case and markup, holds the words. */
static bool
says(struct epub *epub, const struct epub_buf *text, dc_str words)
{
    struct epub_buf hay = {0};
    struct epub_buf needle = {0};
    bool is_said = false;
    epub_put_slug(&hay, epub_buf_str(text), COMPARED_MAX);
    epub_put_slug(&needle, words, COMPARED_MAX);
    for (size_t i = 0; needle.len && i + needle.len <= hay.len; i++)
        is_said |= memcmp(hay.data + i, needle.data, needle.len) == 0;
    epub_buf_done(epub, &hay);
    epub_buf_done(epub, &needle);
    return is_said;
}

bool
epub_title_says(struct epub *epub, dc_str words)
{
    struct epub_chapter *chapter = epub_chapter_at(epub, epub->title_chapter);
    return says(epub, &chapter->body.text, words);
}

void
epub_title_put(struct epub *epub, struct epub_buf *out)
{
    struct epub_chapter *chapter = epub_chapter_at(epub, epub->title_chapter);
    epub->page.len = 0;
    epub_put_part(epub, chapter, &chapter->body);
    /* The template has a line end behind it. */
    size_t len = epub->page.len;
    len -= len && epub->page.data[len - 1] == '\n';
    epub_put(out, epub->page.data, len);
    out->failed |= epub->page.failed;
}

void
epub_title_put_places(struct epub *epub, struct epub_buf *out)
{
    static const char id[] = " id=\"";
    struct epub_chapter *chapter = epub_chapter_at(epub, epub->title_chapter);
    dc_str rest = epub_buf_str(&chapter->body.text);
    const char *at;
    epub_puts(out, "<div>");
    while (rest.len && (at = memmem(rest.ptr, rest.len, id, sizeof id - 1))) {
        const char *end = rest.ptr + rest.len;
        const char *start = at + sizeof id - 1;
        const char *quote = memchr(start, '"', (size_t)(end - start));
        if (!quote)
            break;
        epub_puts(out, "<span id=\"");
        epub_put(out, start, (size_t)(quote - start));
        epub_puts(out, "\"></span>");
        rest = dc_str_slice(quote, (size_t)(end - quote));
    }
    epub_puts(out, "</div>\n");
    epub_report_loss(epub, "epub-title-page",
        "the template of the title page does not show the heading that came "
        "from the text",
        epub->title, DC_POS_NONE);
}
