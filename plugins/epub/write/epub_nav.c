/* SPDX-License-Identifier: MIT */
/*
 * The navigation document (EPUB 3.3, section 7): table of contents, list of
 * the pages of a printed edition, landmarks.
 */
#include "write/epub.h"

static void
put_link(
    struct epub *epub, struct epub_buf *buf, const struct epub_heading *heading)
{
    epub_puts(buf, "<li><a href=\"");
    epub_put_heading_url(epub, buf, heading);
    epub_puts(buf, "\">");
    if (heading->markup.len)
        epub_put_str(buf, heading->markup);
    else
        epub_put_text(buf, heading->title);
    epub_puts(buf, "</a>");
}

/* Lists in lists: an item stays open for the list below it. */
static void
put_entries(struct epub *epub, struct epub_buf *buf)
{
    struct epub_toc toc = {0};
    const struct epub_heading *heading;
    uint32_t open = 0;
    while (epub_toc_next(epub, &toc, &heading)) {
        if (toc.depth > open) {
            epub_puts(buf, open ? "\n<ol>\n" : "<ol>\n");
            open++;
        } else {
            epub_puts(buf, "</li>\n");
            for (; open > toc.depth; open--)
                epub_puts(buf, "</ol>\n</li>\n");
        }
        put_link(epub, buf, heading);
    }
    for (; open > 0; open--)
        epub_puts(buf, "</li>\n</ol>\n");
}

static void
put_only_entry(struct epub *epub, struct epub_buf *buf)
{
    epub_puts(buf, "<ol>\n<li><a href=\"");
    epub_put_str(buf, epub_first_text(epub)->name);
    epub_puts(buf, "\">");
    epub_put_text(buf, epub->title);
    epub_puts(buf, "</a></li>\n</ol>\n");
}

static void
put_toc(struct epub *epub, struct epub_buf *buf)
{
    struct epub_toc toc = {0};
    const struct epub_heading *heading;
    epub_puts(buf,
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" "
        "aria-labelledby=\"toc-title\">\n<h1 id=\"toc-title\">");
    epub_puts(buf, epub_word(epub, EPUB_WORD_CONTENTS));
    epub_puts(buf, "</h1>\n");
    if (epub_toc_next(epub, &toc, &heading))
        put_entries(epub, buf);
    else
        put_only_entry(epub, buf);
    epub_puts(buf, "</nav>\n");
}

static void
put_page_list(struct epub *epub, struct epub_buf *buf)
{
    const struct epub_page *pages = epub->pages.items;
    if (epub->pages.count == 0)
        return;
    epub_puts(buf,
        "<nav epub:type=\"page-list\" role=\"doc-pagelist\" "
        "hidden=\"hidden\">\n<ol>\n");
    for (size_t i = 0; i < epub->pages.count; i++) {
        epub_puts(buf, "<li><a href=\"");
        epub_put_str(buf, epub_chapter_home(epub, pages[i].chapter)->name);
        epub_puts(buf, "#page-");
        epub_put_uint(buf, pages[i].number);
        epub_puts(buf, "\">");
        epub_put_text(buf, pages[i].label);
        epub_puts(buf, "</a></li>\n");
    }
    epub_puts(buf, "</ol>\n</nav>\n");
}

static void
put_landmark(struct epub_buf *buf, const struct epub_landmark *landmark)
{
    epub_puts(buf, "<li><a epub:type=\"");
    epub_puts(buf, landmark->type);
    epub_puts(buf, "\" href=\"");
    epub_put_str(buf, landmark->name);
    if (landmark->fragment.len) {
        epub_puts(buf, "#");
        epub_put_str(buf, landmark->fragment);
    }
    epub_puts(
        buf, landmark->is_english ? "\" xml:lang=\"en\" lang=\"en\">" : "\">");
    epub_put_text(buf, landmark->label);
    epub_puts(buf, "</a></li>\n");
}

static void
put_landmarks(struct epub *epub, struct epub_buf *buf)
{
    struct epub_landmark landmark;
    size_t number = 0;
    epub_puts(buf, "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    while (epub_landmark_next(epub, &number, &landmark))
        put_landmark(buf, &landmark);
    epub_puts(buf, "</ol>\n</nav>\n");
}

void
epub_write_nav(struct epub *epub)
{
    struct epub_buf buf = {0};
    epub_put_prolog(epub, &buf, epub->title, "");
    epub_puts(&buf, "<body epub:type=\"frontmatter\" class=\"contents\">\n");
    put_toc(epub, &buf);
    put_landmarks(epub, &buf);
    put_page_list(epub, &buf);
    epub_puts(&buf, "</body>\n</html>\n");
    epub_add_text(epub, (dc_str)DC_STR("nav.xhtml"), &buf);
}
