/* SPDX-License-Identifier: MIT */
/*
 * DIVs and SPANs that are elements of their own: pandoc and our reader of HTML
 * call them by their first class, "section" or "abbr".  They become these
 * elements again, which style sheets and reading systems know, in EPUB 3 and
 * where XHTML allows them; else they stay what they are, with the class.
 */
#include "write/epub.h"

enum { FRAMES_MAX = 200 }; /* below more open nodes all stay DIVs */

struct element {
    const char *name;
    dc_str open;
    dc_str close;
};

#define ELEMENT(name, end)                                                     \
    {                                                                          \
        name, DC_STR("<" name), DC_STR("</" name ">" end)                      \
    }

static const struct element sections[] = {
    ELEMENT("section", "\n"),
    ELEMENT("article", "\n"),
    ELEMENT("aside", "\n"),
    ELEMENT("header", "\n"),
    ELEMENT("footer", "\n"),
    ELEMENT("hgroup", "\n"),
};

static const struct element phrases[] = {
    ELEMENT("abbr", ""),
    ELEMENT("mark", ""),
    ELEMENT("small", ""),
};

/* The row whose name is the node's first class, or NULL. */
static const struct element *
row_of(
    struct epub *epub, uint32_t node, const struct element *rows, size_t count)
{
    dc_str name = dc_attr_of(epub->job, node, "class");
    size_t len = 0;
    while (len < name.len && name.ptr[len] != ' ')
        len++;
    for (size_t i = 0; i < count; i++)
        if (dc_str_equal(dc_str_slice(name.ptr, len), rows[i].name))
            return &rows[i];
    return NULL;
}

/* Of what stands around it; header and footer hold none of their kind. */
static bool
may_stand_in(const struct epub_frame *frame, bool is_header)
{
    static const uint64_t holders = UINT64_C(1) << DC_DIV |
        UINT64_C(1) << DC_BLOCK_QUOTE | UINT64_C(1) << DC_ITEM |
        UINT64_C(1) << DC_BULLET_LIST | UINT64_C(1) << DC_ORDERED_LIST;
    if (!(holders >> frame->kind & 1))
        return false;
    return !is_header ||
        (frame->close.ptr != sections[3].close.ptr &&
            frame->close.ptr != sections[4].close.ptr);
}

static bool
may_stand_here(struct epub *epub, const struct element *row)
{
    bool is_header = row == &sections[3] || row == &sections[4];
    if (epub->depth > FRAMES_MAX)
        return false;
    for (size_t i = 0; i + 1 < epub->depth; i++)
        if (!may_stand_in(&epub->frames[i], is_header))
            return false;
    return true;
}

/* A heading and paragraphs, which is all that <hgroup> holds. */
static bool
is_heading_group(struct epub *epub, uint32_t node)
{
    const dc_walk *walk = epub->job->host->walk;
    unsigned headings = 0;
    uint32_t at = walk->first(epub->job, node);
    for (; at; at = walk->sibling(epub->job, at)) {
        uint32_t kind = walk->kind(epub->job, at);
        headings += kind == DC_HEADING;
        if (kind != DC_HEADING && kind != DC_PARA)
            return false;
    }
    return headings == 1;
}

/* The element that the DIV is, if it may be one here; or NULL. */
static const struct element *
choose_section(struct epub *epub, uint32_t node, bool is_section)
{
    size_t count = sizeof sections / sizeof sections[0];
    const struct element *row = row_of(epub, node, sections, count);
    if (!row && is_section)
        row = &sections[0];
    if (!row || epub->is_epub2 || !may_stand_here(epub, row) ||
        (row == &sections[5] && !is_heading_group(epub, node)))
        return NULL;
    return row;
}

unsigned
epub_open_section(struct epub *epub, const dc_view *view, bool is_section)
{
    size_t count = sizeof sections / sizeof sections[0];
    const struct element *row = choose_section(epub, view->node, is_section);
    epub_put_str(&epub->out->text, row ? row->open : (dc_str)DC_STR("<div"));
    epub_top(epub)->close = row ? row->close : (dc_str)DC_STR("</div>\n");
    return row && row == row_of(epub, view->node, sections, count)
        ? EPUB_SKIP_FIRST_CLASS
        : 0;
}

void
epub_reopen_section(struct epub *epub, const struct epub_frame *frame)
{
    struct epub_buf *out = &epub->out->text;
    size_t count = sizeof sections / sizeof sections[0];
    const struct element *row = row_of(epub, frame->node, sections, count);
    bool is_named = row && row->close.ptr == frame->close.ptr;
    epub_puts(out, "<");
    /* Of "</div>\n". */
    epub_put(out, frame->close.ptr + 2, frame->close.len - 4);
    epub_put_attrs(epub, frame->node, "",
        EPUB_SKIP_ID | (is_named ? EPUB_SKIP_FIRST_CLASS : 0u));
    epub_puts(out, ">\n");
}

bool
epub_enter_phrase(struct epub *epub, const dc_view *view)
{
    size_t count = sizeof phrases / sizeof phrases[0];
    const struct element *row = row_of(epub, view->node, phrases, count);
    if (!row || epub->is_epub2)
        return false;
    epub_put_str(&epub->out->text, row->open);
    epub_put_attrs(epub, view->node, "", EPUB_SKIP_FIRST_CLASS);
    epub_puts(&epub->out->text, ">");
    epub_top(epub)->close = row->close;
    return true;
}
