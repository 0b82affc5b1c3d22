/* SPDX-License-Identifier: MIT */
/*
 * The NCX: table of contents and page list for EPUB 2, and for EPUB 3 readers
 * that were made before it (ANSI/NISO Z39.86-2005, section 8; OPF 2.0.1,
 * section 2.4.1).
 */
#include "write/epub.h"

static void
put_meta(struct epub_buf *buf, const char *name, uint64_t number)
{
    epub_puts(buf, "<meta name=\"dtb:");
    epub_puts(buf, name);
    epub_puts(buf, "\" content=\"");
    epub_put_uint(buf, number);
    epub_puts(buf, "\"/>\n");
}

/* The largest label that is a number. */
static uint64_t
last_page_number(struct epub *epub)
{
    const struct epub_page *pages = epub->pages.items;
    uint64_t last = 0;
    for (size_t i = 0; i < epub->pages.count; i++) {
        uint64_t number = 0;
        dc_str label = pages[i].label;
        for (size_t k = 0; k < label.len && k < 9; k++) {
            if (label.ptr[k] < '0' || label.ptr[k] > '9')
                break;
            number = number * 10 + (uint64_t)(label.ptr[k] - '0');
        }
        last = number > last ? number : last;
    }
    return last;
}

static void
put_authors(struct epub *epub, struct epub_buf *buf)
{
    bool has_creator = epub_meta_line(epub, "creator").len > 0;
    struct epub_values values =
        epub_meta_values(epub, has_creator ? "creator" : "author");
    uint32_t value;
    while ((value = epub_values_next(epub, &values))) {
        dc_str name = epub_meta_value(epub, value);
        if (name.len == 0)
            continue;
        epub_puts(buf, "<docAuthor><text>");
        epub_put_text(buf, name);
        epub_puts(buf, "</text></docAuthor>\n");
    }
}

static void
put_head(struct epub *epub, struct epub_buf *buf)
{
    epub_puts(buf,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" "
        "version=\"2005-1\"");
    epub_put_attr(buf, "xml:lang", epub->language);
    epub_puts(buf, ">\n<head>\n<meta name=\"dtb:uid\"");
    epub_put_attr(buf, "content", epub->identifier);
    epub_puts(buf, "/>\n");
    put_meta(buf, "depth", epub_toc_deepest(epub));
    put_meta(buf, "totalPageCount", epub->pages.count);
    put_meta(buf, "maxPageNumber", last_page_number(epub));
    epub_puts(buf, "</head>\n<docTitle><text>");
    epub_put_text(buf, epub->title);
    epub_puts(buf, "</text></docTitle>\n");
    put_authors(epub, buf);
}

/* A point is open for those below it until its end is written. */
static void
put_point(struct epub_buf *buf, uint32_t number, dc_str label)
{
    epub_puts(buf, "<navPoint id=\"point-");
    epub_put_uint(buf, number);
    epub_puts(buf, "\" playOrder=\"");
    epub_put_uint(buf, number);
    epub_puts(buf, "\"><navLabel><text>");
    epub_put_text(buf, label);
    epub_puts(buf, "</text></navLabel><content src=\"");
}

static void
put_map(struct epub *epub, struct epub_buf *buf)
{
    struct epub_toc toc = {0};
    const struct epub_heading *heading;
    uint32_t open = 0;
    uint32_t number = 0;
    epub_puts(buf, "<navMap>\n");
    while (epub_toc_next(epub, &toc, &heading)) {
        for (; open >= toc.depth; open--)
            epub_puts(buf, "</navPoint>\n");
        open++;
        put_point(buf, ++number, heading->title);
        epub_put_heading_url(epub, buf, heading);
        epub_puts(buf, "\"/>\n");
    }
    for (; open > 0; open--)
        epub_puts(buf, "</navPoint>\n");
    if (number == 0) {
        put_point(buf, 1, epub->title);
        epub_put_str(buf, epub_first_text(epub)->name);
        epub_puts(buf, "\"/>\n</navPoint>\n");
    }
    epub_puts(buf, "</navMap>\n");
}

static void
put_page_list(struct epub *epub, struct epub_buf *buf)
{
    const struct epub_page *pages = epub->pages.items;
    if (epub->pages.count == 0)
        return;
    epub_puts(buf, "<pageList>\n<navLabel><text>");
    epub_puts(buf, epub_word(epub, EPUB_WORD_PAGES));
    epub_puts(buf, "</text></navLabel>\n");
    for (size_t i = 0; i < epub->pages.count; i++) {
        epub_puts(buf, "<pageTarget id=\"target-");
        epub_put_uint(buf, pages[i].number);
        epub_puts(buf, "\" type=\"normal\"><navLabel><text>");
        epub_put_text(buf, pages[i].label);
        epub_puts(buf, "</text></navLabel><content src=\"");
        epub_put_str(buf, epub_chapter_home(epub, pages[i].chapter)->name);
        epub_puts(buf, "#page-");
        epub_put_uint(buf, pages[i].number);
        epub_puts(buf, "\"/></pageTarget>\n");
    }
    epub_puts(buf, "</pageList>\n");
}

void
epub_write_ncx(struct epub *epub)
{
    struct epub_buf buf = {0};
    put_head(epub, &buf);
    put_map(epub, &buf);
    put_page_list(epub, &buf);
    epub_puts(&buf, "</ncx>\n");
    epub_add_text(epub, (dc_str)DC_STR("toc.ncx"), &buf);
}
