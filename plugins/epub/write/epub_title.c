/* SPDX-License-Identifier: MIT */
/*
 * Title page and cover page.  A book gets a title page when its text does
 * not show the title itself: either it never did, or its title heading was
 * taken out for the page.  An article shows its headline and needs none.
 */
#include "write/epub.h"

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

static bool
is_title_moved(struct epub *epub)
{
    return epub->title_chapter != EPUB_NONE &&
        epub_chapter_at(epub, epub->title_chapter)->state == EPUB_CHAPTER_TITLE;
}

void
epub_plan_title_page(struct epub *epub)
{
    bool is_of_use = epub->title_is_given && !epub->title_is_shown &&
        epub_count_heading_chapters(epub) != 1;
    epub->has_title_page = is_title_moved(epub) ||
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

/* A line of the page, unless the lines from the text say it already. */
static void
put_line(struct epub *epub, const char *class_name, dc_str text)
{
    if (text.len == 0 ||
        (is_title_moved(epub) &&
            says(epub, &epub_chapter_at(epub, epub->title_chapter)->body.text,
                text)))
        return;
    epub_puts(&epub->page, "<p class=\"");
    epub_puts(&epub->page, class_name);
    epub_puts(&epub->page, "\">");
    epub_put_text(&epub->page, text);
    epub_puts(&epub->page, "</p>\n");
}

/* The heading that was taken out of the text, or the metadata's title. */
static void
put_main_title(struct epub *epub)
{
    if (is_title_moved(epub)) {
        struct epub_chapter *chapter =
            epub_chapter_at(epub, epub->title_chapter);
        epub_put_part(epub, chapter, &chapter->body);
        return;
    }
    epub_puts(&epub->page, "<h1>");
    epub_put_text(&epub->page, epub->title);
    epub_puts(&epub->page, "</h1>\n");
}

static void
put_values(struct epub *epub, const char *key, const char *class_name)
{
    struct epub_values values = epub_meta_values(epub, key);
    uint32_t value;
    while ((value = epub_values_next(epub, &values)))
        put_line(epub, class_name, epub_meta_value(epub, value));
}

/* The titles after the first one are parts of it. */
static void
put_subtitles(struct epub *epub)
{
    struct epub_values values = epub_meta_values(epub, "title");
    uint32_t value = epub_values_next(epub, &values);
    while (value && (value = epub_values_next(epub, &values)))
        put_line(epub, "subtitle", epub_meta_value(epub, value));
    put_line(epub, "subtitle", epub_meta_line(epub, "subtitle"));
}

void
epub_write_title_page(struct epub *epub)
{
    struct epub_buf *page = &epub->page;
    dc_str creator = epub_meta_line(epub, "creator");
    page->len = 0;
    epub_put_prolog(epub, page, epub->title, "../");
    epub_puts(page,
        epub->is_epub2
            ? "<body>\n<div class=\"titlepage\">\n"
            : "<body epub:type=\"frontmatter\">\n"
              "<section epub:type=\"titlepage\" class=\"titlepage\">\n");
    put_main_title(epub);
    put_subtitles(epub);
    put_values(epub, creator.len ? "creator" : "author", "author");
    put_values(epub, "publisher", "publisher");
    put_line(epub, "date", epub_meta_line(epub, "date"));
    epub_puts(page, epub->is_epub2 ? "</div>\n" : "</section>\n");
    epub_puts(page, "</body>\n</html>\n");
    epub_survey_page(epub, epub_buf_str(page));
    epub_add_text(epub, epub->title_page_name, page);
}
