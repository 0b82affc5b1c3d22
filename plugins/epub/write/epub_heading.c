/* SPDX-License-Identifier: MIT */
/*
 * Headings as the contents show them: with the emphasis, the languages and the
 * quotation marks of the heading, without its notes and links; images are
 * their text.  A heading of the class "unlisted" is not shown, one with
 * `toc-title` under that title.
 */
#include "write/epub.h"

/* Markup that a short line keeps; all other kinds show their content. */
static const char *const tags[DC_KIND_COUNT] = {
    [DC_EMPH] = "em",
    [DC_STRONG] = "strong",
    [DC_SUPERSCRIPT] = "sup",
    [DC_SUBSCRIPT] = "sub",
    [DC_CODE] = "code",
    [DC_SPAN] = "span",
};

static void
put_open(struct epub *epub, struct epub_buf *buf, const dc_view *view)
{
    dc_str lang = dc_attr_of(epub->job, view->node, "lang");
    epub_puts(buf, "<");
    epub_puts(buf, tags[view->kind]);
    if (epub_is_language(lang)) {
        epub_put_attr(buf, "xml:lang", lang);
        epub_put_attr(buf, "lang", lang);
    }
    epub_puts(buf, ">");
}

static void
put_quote(struct epub *epub, struct epub_buf *buf, uint32_t node, bool is_end)
{
    bool is_double =
        dc_int_field(epub->job, node, DC_F_QUOTE) == DC_QUOTE_DOUBLE;
    epub_puts(buf, epub->quotes[(is_double ? 0 : 2) + is_end]);
}

/* Writes what the view opens or closes; false if its content is left out. */
static bool
put_step(struct epub *epub, struct epub_buf *buf, const dc_view *view)
{
    bool is_close = view->op == DC_CLOSE;
    if (view->kind == DC_TEXT)
        epub_put_text(buf, view->text);
    else if (view->op == DC_LEAF)
        epub_puts(buf, " ");
    else if (view->kind == DC_NOTE || view->kind == DC_RAW_INLINE)
        return is_close;
    else if (view->kind == DC_QUOTED)
        put_quote(epub, buf, view->node, is_close);
    else if (view->kind >= DC_KIND_COUNT || !tags[view->kind])
        return true;
    else if (is_close) {
        epub_puts(buf, "</");
        epub_puts(buf, tags[view->kind]);
        epub_puts(buf, ">");
    } else {
        put_open(epub, buf, view);
    }
    return true;
}

dc_str
epub_heading_markup(struct epub *epub, uint32_t node)
{
    struct epub_buf buf = {0};
    dc_cursor cursor;
    dc_view view;
    dc_walk_start(epub->job, &cursor, &view, node);
    while (dc_walk_next(epub->job, &cursor, &view) != DC_END)
        if (view.node != node && !put_step(epub, &buf, &view))
            dc_walk_skip(epub->job, &cursor);
    return epub_keep_buf(epub, &buf);
}

bool
epub_heading_is_listed(struct epub *epub, uint32_t node)
{
    return !dc_has_word(dc_attr_of(epub->job, node, "class"), "unlisted");
}

dc_str
epub_heading_short(struct epub *epub, uint32_t node)
{
    dc_str title = dc_attr_of(epub->job, node, "toc-title");
    if (title.len == 0)
        title = dc_attr_of(epub->job, node, "data-toc-title");
    return epub_keep_line(epub, title);
}
