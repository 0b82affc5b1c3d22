/* SPDX-License-Identifier: MIT */
/*
 * Blocks as XHTML.  A table says for each kind what opens and what closes
 * it, for EPUB 3 and EPUB 2; one loop walks the tree and keeps the closing
 * tags of open nodes on a stack of its own.  Tags come from the table and
 * text goes through an escape, so the result is well-formed; that it is
 * valid too follows from the content model of the tree (kinds.def) and from
 * the enter functions where XHTML wants more than that.
 */
#include "write/epub.h"
#include "write/epub_ruby.h"
#include "write/epub_endnotes.h"

#include <stdlib.h>

enum { FIRST_FRAMES = 64 };

struct element {
    dc_str open[2]; /* "<p"; by EPUB 3, EPUB 2; empty: writes nothing */
    dc_str close[2];
    const char *own_class;
    bool needs_child; /* XHTML 1.1 forbids it empty: then it is a div */
    void (*enter)(struct epub *epub, const dc_view *view);
    void (*leave)(struct epub *epub, struct epub_frame *frame);
};

static const uint32_t holds[DC_KIND_COUNT] = {
#define DC_KIND(name, number, text, is, holds) [number] = (holds),
#include "docconv/kinds.def"
#undef DC_KIND
};

/* The frames. */

struct epub_frame *
epub_top(struct epub *epub)
{
    return &epub->frames[epub->depth - 1];
}

struct epub_frame *
epub_parent(struct epub *epub)
{
    return epub->depth > 1 ? &epub->frames[epub->depth - 2] : NULL;
}

static struct epub_frame *
push_frame(struct epub *epub, const dc_view *view)
{
    if (epub->depth == epub->frame_cap) {
        size_t cap = epub->frame_cap ? epub->frame_cap * 2 : FIRST_FRAMES;
        void *frames = realloc(epub->frames, cap * sizeof *epub->frames);
        if (!frames) {
            epub_no_memory(epub);
            return NULL;
        }
        epub->frames = frames;
        epub->frame_cap = cap;
    }
    struct epub_frame *frame = &epub->frames[epub->depth++];
    memset(frame, 0, sizeof *frame);
    frame->node = view->node;
    frame->kind = view->kind;
    epub->inner += view->kind != DC_DIV;
    return frame;
}

static uint16_t
parent_kind(struct epub *epub)
{
    struct epub_frame *parent = epub_parent(epub);
    return parent ? parent->kind : DC_DOCUMENT;
}

/* Enter functions: the node is the top frame. */

static void
open_tag(struct epub *epub, const dc_view *view, dc_str open, const char *own)
{
    epub_put_str(&epub->out->text, open);
    epub_put_attrs(epub, view->node, own, 0);
    epub_put(&epub->out->text, ">", 1);
}

/* The sheets of a source know its elements, and no paragraphs in them. */
static bool
takes_bare_text(struct epub *epub, const struct epub_frame *parent)
{
    if (!epub_is_book_again(epub) || parent->bits & EPUB_BIT_BARE)
        return false;
    bool is_body = parent->kind == DC_DIV && parent->close.len == 0;
    if (is_body || parent->kind == DC_BLOCK_QUOTE)
        return !epub->is_epub2; /* XHTML 1.1 wants blocks in these */
    return parent->kind == DC_DIV || parent->kind == DC_ITEM ||
        parent->kind == DC_DEFINITION || parent->kind == DC_CELL;
}

/* Text right in an item or cell, else a paragraph. */
static void
enter_plain(struct epub *epub, const dc_view *view)
{
    struct epub_frame *parent = epub_parent(epub);
    uint16_t kind = parent_kind(epub);
    bool takes_text = kind == DC_ITEM || kind == DC_DEFINITION ||
        kind == DC_CELL || kind == DC_CAPTION || kind == DC_FIGURE;
    if ((takes_text && !(parent->bits & EPUB_BIT_HAS_CHILD)) ||
        (parent && takes_bare_text(epub, parent)))
        return;
    epub_top(epub)->close = (dc_str)DC_STR("</p>\n");
    open_tag(epub, view, (dc_str)DC_STR("<p"), "");
    if (kind == DC_NOTE)
        epub_put_back_link(epub, epub_parent(epub), true);
}

static void
enter_para(struct epub *epub, const dc_view *view)
{
    open_tag(epub, view, (dc_str)DC_STR("<p"), "");
    if (parent_kind(epub) == DC_NOTE)
        epub_put_back_link(epub, epub_parent(epub), true);
}

/*
 * The level of a heading's tag: the author's, where the contents of the source
 * gave it another.
 */
static int64_t
level_of(struct epub *epub, uint32_t node)
{
    int64_t level = dc_int_field(epub->job, node, DC_F_LEVEL);
    dc_str given = dc_attr_of(epub->job, node, "data-source-level");
    if (epub->has_files && given.len == 1)
        level = *given.ptr - '0';
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

static void
enter_heading(struct epub *epub, const dc_view *view)
{
    static const dc_str opens[] = {DC_STR("<h1"), DC_STR("<h2"), DC_STR("<h3"),
        DC_STR("<h4"), DC_STR("<h5"), DC_STR("<h6")};
    static const dc_str closes[] = {DC_STR("</h1>\n"), DC_STR("</h2>\n"),
        DC_STR("</h3>\n"), DC_STR("</h4>\n"), DC_STR("</h5>\n"),
        DC_STR("</h6>\n")};
    int64_t level = level_of(epub, view->node);
    epub_put_str(&epub->out->text, opens[level - 1]);
    dc_str fragment = epub_put_heading_id(epub, view->node);
    epub_put_attrs(epub, view->node, "", EPUB_SKIP_ID);
    epub_put(&epub->out->text, ">", 1);
    epub_top(epub)->close = closes[level - 1];
    if (epub->inner == 1)
        epub_note_heading(epub, view->node, fragment);
}

static void
enter_ordered_list(struct epub *epub, const dc_view *view)
{
    static const char types[] = {0, 0, '1', 'i', 'I', 'a', 'A'};
    struct epub_buf *out = &epub->out->text;
    int64_t start = 1;
    if (dc_has_field(epub->job, view->node, DC_F_START))
        start = dc_int_field(epub->job, view->node, DC_F_START);
    int64_t style = dc_int_field(epub->job, view->node, DC_F_STYLE);
    char type = style > 0 && style < (int64_t)sizeof types ? types[style] : 0;
    epub_puts(out, "<ol");
    if (!epub->is_epub2 && start != 1 && start >= 0 && start <= INT32_MAX) {
        epub_puts(out, " start=\"");
        epub_put_uint(out, (uint64_t)start);
        epub_puts(out, "\"");
    } else if (start != 1) {
        epub_report_loss(epub, "epub-list-start",
            "the numbering of a list begins at 1", dc_str_slice(NULL, 0),
            view->pos);
    }
    if (!epub->is_epub2 && type)
        epub_put_attr(out, "type", dc_str_slice(&type, 1));
    epub_put_attrs(epub, view->node, "", 0);
    epub_puts(out, ">\n");
}

/* A list is groups of terms and definitions; none may lack its half. */
static void
enter_term(struct epub *epub, const dc_view *view)
{
    epub_parent(epub)->bits |= EPUB_BIT_TERM;
    open_tag(epub, view, (dc_str)DC_STR("<dt"), "");
}

static void
enter_definition(struct epub *epub, const dc_view *view)
{
    struct epub_frame *list = epub_parent(epub);
    if (!(list->bits & EPUB_BIT_HAS_CHILD))
        epub_puts(&epub->out->text, "<dt></dt>\n");
    list->bits &= (uint16_t)~EPUB_BIT_TERM;
    open_tag(epub, view, (dc_str)DC_STR("<dd"), "");
}

static void
leave_definition_list(struct epub *epub, struct epub_frame *list)
{
    if (list->bits & EPUB_BIT_TERM)
        epub_puts(&epub->out->text, "<dd></dd>\n");
}

/* XHTML 1.1 wants a block in it. */
static void
leave_block_quote(struct epub *epub, struct epub_frame *frame)
{
    if (epub->is_epub2 && epub->out->text.len == frame->mark)
        epub_puts(&epub->out->text, "<p></p>\n");
}

/* An empty line of verse keeps its height. */
static void
leave_line(struct epub *epub, struct epub_frame *frame)
{
    if (epub->out->text.len == frame->mark)
        epub_puts(&epub->out->text, "<br/>");
}

static void
enter_raw(struct epub *epub, const dc_view *view)
{
    dc_str format = dc_str_field(epub->job, view->node, DC_F_FORMAT);
    epub_report_loss(epub, "epub-raw-dropped",
        "raw content that a book cannot hold was left out", format, view->pos);
    epub->skip = true;
}

static void
enter_short_caption(struct epub *epub, const dc_view *view)
{
    epub_report_loss(epub, "epub-short-caption",
        "the short form of a caption was left out",
        dc_plain_text(epub->job, view->node), view->pos);
    epub->skip = true;
}

static void
enter_quoted(struct epub *epub, const dc_view *view)
{
    bool is_double =
        dc_int_field(epub->job, view->node, DC_F_QUOTE) == DC_QUOTE_DOUBLE;
    /* An element of the source; its sheets may know it. */
    if (is_double && epub_is_book_again(epub) && !epub->alts) {
        open_tag(epub, view, (dc_str)DC_STR("<q"), "");
        epub_top(epub)->close = (dc_str)DC_STR("</q>");
        return;
    }
    const char *const *quotes = epub->quotes + (is_double ? 0 : 2);
    epub_puts(&epub->out->text, quotes[0]);
    epub_top(epub)->close = dc_str_of(quotes[1]);
}

static void
enter_span(struct epub *epub, const dc_view *view)
{
    dc_str key, value;
    if (!epub->job->host->walk->attr_at(epub->job, view->node, 0, &key, &value))
        return;
    if (epub_enter_ruby(epub, view) || epub_enter_phrase(epub, view))
        return;
    epub_top(epub)->close = (dc_str)DC_STR("</span>");
    open_tag(epub, view, (dc_str)DC_STR("<span"), "");
}

/* A citation shows its rendered text; if it has none, its data. */
static void
enter_citation(struct epub *epub, const dc_view *view)
{
    struct epub_frame *cite = epub_parent(epub);
    (void)view;
    if (cite->bits & EPUB_BIT_SHOWN) {
        epub->skip = true;
        return;
    }
    epub_puts(&epub->out->text, "[");
    epub_top(epub)->close = (dc_str)DC_STR("]");
}

static void
put_cite_id(struct epub *epub, struct epub_frame *citation)
{
    if (citation->bits & EPUB_BIT_SHOWN)
        return;
    citation->bits |= EPUB_BIT_SHOWN;
    epub_puts(&epub->out->text, "@");
    epub_put_text(&epub->out->text,
        dc_str_field(epub->job, citation->node, DC_F_CITE_ID));
}

static void
enter_cite_suffix(struct epub *epub, const dc_view *view)
{
    (void)view;
    put_cite_id(epub, epub_parent(epub));
    epub_puts(&epub->out->text, " ");
}

static void
leave_citation(struct epub *epub, struct epub_frame *frame)
{
    if (frame->close.len)
        put_cite_id(epub, frame);
}

static void
enter_cite(struct epub *epub, const dc_view *view)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t child = walk->first(epub->job, view->node);
    while (child && walk->kind(epub->job, child) == DC_CITATION)
        child = walk->sibling(epub->job, child);
    if (child)
        epub_top(epub)->bits |= EPUB_BIT_SHOWN;
    open_tag(epub, view, (dc_str)DC_STR("<span"), "citation");
}

#define BOTH(tag, end)                                                         \
    .open = {DC_STR("<" tag), DC_STR("<" tag)},                                \
    .close = {DC_STR("</" tag ">" end), DC_STR("</" tag ">" end)}
#define EITHER(tag3, tag2, end)                                                \
    .open = {DC_STR("<" tag3), DC_STR("<" tag2)},                              \
    .close = {DC_STR("</" tag3 ">" end), DC_STR("</" tag2 ">" end)}
#define CLOSE(tag, end)                                                        \
    .close = {DC_STR("</" tag ">" end), DC_STR("</" tag ">" end)}

static const struct element elements[DC_KIND_COUNT] = {
    [DC_PLAIN] = {.enter = enter_plain},
    [DC_PARA] = {CLOSE("p", "\n"), .enter = enter_para},
    [DC_LINE_BLOCK] = {BOTH("div", "\n"), .own_class = "verse"},
    [DC_LINE] = {BOTH("div", "\n"), .own_class = "line", .leave = leave_line},
    [DC_CODE_BLOCK] = {.open = {DC_STR("<pre"), DC_STR("<pre")},
        .close = {DC_STR("</code></pre>\n"), DC_STR("</code></pre>\n")}},
    [DC_RAW_BLOCK] = {.enter = enter_raw},
    [DC_BLOCK_QUOTE] = {BOTH("blockquote", "\n"), .needs_child = true,
        .leave = leave_block_quote},
    [DC_ORDERED_LIST] = {CLOSE("ol", "\n"), .needs_child = true,
        .enter = enter_ordered_list},
    [DC_BULLET_LIST] = {BOTH("ul", "\n"), .needs_child = true},
    [DC_ITEM] = {BOTH("li", "\n")},
    [DC_DEFINITION_LIST] = {BOTH("dl", "\n"), .needs_child = true,
        .leave = leave_definition_list},
    [DC_TERM] = {CLOSE("dt", "\n"), .enter = enter_term},
    [DC_DEFINITION] = {CLOSE("dd", "\n"), .enter = enter_definition},
    [DC_HEADING] = {.enter = enter_heading},
    [DC_TABLE] = {.enter = epub_enter_table, .leave = epub_leave_table},
    [DC_CAPTION] = {.enter = epub_enter_caption, .leave = epub_leave_caption},
    [DC_SHORT_CAPTION] = {.enter = enter_short_caption},
    [DC_TABLE_HEAD] = {.enter = epub_enter_rows},
    [DC_TABLE_BODY] = {.enter = epub_enter_rows},
    [DC_TABLE_FOOT] = {.enter = epub_enter_rows},
    [DC_ROW] = {CLOSE("tr", "\n"), .enter = epub_enter_row,
        .leave = epub_leave_row},
    [DC_CELL] = {.enter = epub_enter_cell},
    [DC_FIGURE] = {EITHER("figure", "div", "\n"), .own_class = "figure",
        .leave = epub_leave_figure},
    [DC_DIV] = {.enter = epub_enter_div},
    [DC_EMPH] = {BOTH("em", "")},
    [DC_UNDERLINE] = {EITHER("u", "span", ""), .own_class = "underline"},
    [DC_STRONG] = {BOTH("strong", "")},
    [DC_STRIKEOUT] = {BOTH("del", "")},
    [DC_SUPERSCRIPT] = {BOTH("sup", "")},
    [DC_SUBSCRIPT] = {BOTH("sub", "")},
    [DC_SMALL_CAPS] = {BOTH("span", ""), .own_class = "smallcaps"},
    [DC_QUOTED] = {.enter = enter_quoted},
    [DC_CITE] = {CLOSE("span", ""), .enter = enter_cite},
    [DC_CITATION] = {.enter = enter_citation, .leave = leave_citation},
    [DC_CITE_PREFIX] = {.close = {DC_STR(" "), DC_STR(" ")}},
    [DC_CITE_SUFFIX] = {.enter = enter_cite_suffix},
    [DC_CODE] = {BOTH("code", "")},
    [DC_MATH] = {.enter = epub_enter_math},
    [DC_RAW_INLINE] = {.enter = enter_raw},
    [DC_LINK] = {.enter = epub_enter_link, .leave = epub_leave_link},
    [DC_IMAGE] = {.enter = epub_enter_image, .leave = epub_leave_image},
    [DC_NOTE] = {.enter = epub_enter_note, .leave = epub_leave_note},
    [DC_SPAN] = {.enter = enter_span},
};

/* Behind the opening tags of these a line ends. */
static bool
ends_line(uint16_t kind)
{
    return kind == DC_BULLET_LIST || kind == DC_BLOCK_QUOTE ||
        kind == DC_DEFINITION_LIST || kind == DC_LINE_BLOCK ||
        kind == DC_FIGURE;
}

static void
enter_element(struct epub *epub, const dc_view *view, uint16_t kind)
{
    const struct element *element = &elements[kind];
    const char *own = element->own_class ? element->own_class : "";
    /* Its attributes are those of the body. */
    if (epub->depth == 1 && epub->has_files && epub_is_file(epub, view->node))
        return;
    epub_top(epub)->close = element->close[epub->is_epub2];
    if (element->enter) {
        element->enter(epub, view);
        return;
    }
    if (element->open[0].len == 0)
        return;
    if (!epub->is_epub2 &&
        (kind == DC_UNDERLINE ||
            (kind == DC_FIGURE && epub_is_book_again(epub))))
        own = "";
    open_tag(epub, view, element->open[epub->is_epub2], own);
    if (kind == DC_CODE_BLOCK)
        epub_puts(&epub->out->text, "<code>");
    else if (ends_line(kind))
        epub_puts(&epub->out->text, "\n");
}

/* Leaves. */

static void
put_rule(struct epub *epub, const dc_view *view)
{
    epub_puts(&epub->out->text, "<hr");
    epub_put_attrs(epub, view->node, "", 0);
    epub_puts(&epub->out->text, "/>\n");
}

static void
put_scene_break(struct epub *epub, const dc_view *view)
{
    struct epub_buf *out = &epub->out->text;
    dc_str glyph = dc_str_field(epub->job, view->node, DC_F_GLYPH);
    epub_puts(out, "<hr");
    epub_put_attrs(epub, view->node, "scene-break", EPUB_SKIP_TITLE);
    if (glyph.len)
        epub_put_attr(out, "title", glyph);
    epub_puts(out, "/>\n");
}

/* A leaf has no frame: what it stands in is the top one. */
static bool
is_among_inlines(struct epub *epub)
{
    uint16_t kind = epub->depth ? epub_top(epub)->kind : DC_DOCUMENT;
    return (holds[kind] & DC_G_INLINE) != 0;
}

/* A page of a printed edition begins: a mark with a name for the page list. */
static void
put_page_mark(struct epub *epub, const dc_view *view, dc_str label)
{
    struct epub_buf *out = &epub->out->text;
    const char *tag = is_among_inlines(epub) ? "span" : "div";
    struct epub_page *page = epub_grow(epub, &epub->pages, sizeof *page);
    if (!page)
        return;
    page->number = (uint32_t)epub->pages.count;
    page->chapter = epub_place_number(epub);
    page->label = label;
    epub_puts(out, "<");
    epub_puts(out, tag);
    epub_puts(out, " id=\"page-");
    epub_put_uint(out, page->number);
    epub_puts(out, "\"");
    if (!epub->is_epub2) {
        epub_puts(out, " epub:type=\"pagebreak\" role=\"doc-pagebreak\"");
        epub_put_attr(out, "aria-label", label);
    }
    epub_put_attrs(epub, view->node, "page",
        EPUB_SKIP_ID | EPUB_SKIP_TITLE | EPUB_SKIP_TYPE);
    epub_put_attr(out, "title", label);
    epub_puts(out, "></");
    epub_puts(out, tag);
    epub_puts(out, *tag == 's' ? ">" : ">\n");
}

/* Without a label it is a break in the layout, which lines have none of. */
static void
put_page_break(struct epub *epub, const dc_view *view)
{
    dc_str label =
        epub_keep_line(epub, dc_str_field(epub->job, view->node, DC_F_LABEL));
    if (label.len) {
        put_page_mark(epub, view, label);
    } else if (!is_among_inlines(epub)) {
        epub_puts(&epub->out->text, "<div");
        epub_put_attrs(epub, view->node, "page-break", 0);
        epub_puts(&epub->out->text, "></div>\n");
    }
}

static void
put_leaf(struct epub *epub, const dc_view *view)
{
    switch (view->kind) {
    case DC_LINE_BREAK:
        epub_puts(&epub->out->text, "<br/>\n");
        break;
    case DC_RULE:
        put_rule(epub, view);
        break;
    case DC_SCENE_BREAK:
        put_scene_break(epub, view);
        break;
    case DC_PAGE_BREAK:
        put_page_break(epub, view);
        break;
    default: /* COLUMN was read with its table */
        break;
    }
}

/* The walk. */

/* Content of an image becomes the value of its alt attribute. */
static void
step_in_alt(struct epub *epub, const dc_view *view)
{
    struct epub_buf *out = &epub->out->text;
    if (view->kind == DC_TEXT)
        epub_put_value(out, view->text);
    else if (view->op == DC_LEAF)
        epub_put(out, " ", 1);
    if (view->op != DC_OPEN || !push_frame(epub, view))
        return;
    if (view->kind == DC_QUOTED)
        enter_quoted(epub, view);
    if (view->kind != DC_NOTE && view->kind != DC_RAW_INLINE)
        return;
    epub_report_loss(epub, "epub-alt-note",
        "a note or raw content in the text of an image was left out",
        dc_str_slice(NULL, 0), view->pos);
    epub->skip = true;
}

static void
put_run(struct epub *epub, const dc_view *view)
{
    struct epub_buf *out = &epub->out->text;
    /* Verse keeps its spaces, so a line end in it must be one. */
    if (epub->depth && epub_top(epub)->kind == DC_LINE &&
        memchr(view->text.ptr, '\n', view->text.len))
        epub_put_value(out, view->text);
    else
        epub_put_text(out, view->text);
}

/* What stands between the parent's beginning and a new child. */
static void
before_child(struct epub *epub, const dc_view *view)
{
    if (epub->inner == 0)
        epub_split_before(epub, view->node);
    if (epub->depth == 0)
        return;
    struct epub_frame *parent = epub_top(epub);
    if (parent->kind == DC_NOTE && view->kind != DC_PARA &&
        view->kind != DC_PLAIN)
        epub_put_back_link(epub, parent, false);
}

/* Two texts in no element would be one. */
static void
note_child(struct epub_frame *parent, bool is_bare)
{
    parent->bits &= (uint16_t)~EPUB_BIT_BARE;
    parent->bits |= EPUB_BIT_HAS_CHILD;
    parent->bits |= is_bare ? EPUB_BIT_BARE : 0;
}

static void
enter(struct epub *epub, const dc_view *view)
{
    uint16_t kind = view->kind < DC_KIND_COUNT ? view->kind : DC_DIV;
    epub->kinds |= UINT64_C(1) << kind;
    if (epub->audit.is_on)
        epub_audit_node(epub, view);
    before_child(epub, view);
    /* Without memory there is no chapter to write into. */
    if (!epub->out || !push_frame(epub, view))
        return;
    if (elements[kind].needs_child &&
        !epub->job->host->walk->first(epub->job, view->node))
        kind = DC_DIV;
    enter_element(epub, view, kind);
    epub_top(epub)->mark = epub->out->text.len;
    struct epub_frame *parent = epub_parent(epub);
    /* A figure's caption is written behind its content. */
    if (!parent || (parent->kind == DC_FIGURE && kind == DC_CAPTION))
        return;
    note_child(parent, kind == DC_PLAIN && epub_top(epub)->close.len == 0);
}

static void
leave(struct epub *epub)
{
    struct epub_frame *frame = epub_top(epub);
    uint16_t kind = frame->kind;
    if (kind < DC_KIND_COUNT && elements[kind].leave &&
        (!epub->alts || frame->bits & EPUB_BIT_ALT))
        elements[kind].leave(epub, frame);
    epub_put_str(&epub->out->text, epub_top(epub)->close);
    epub->depth--;
    epub->inner -= kind != DC_DIV;
    if (epub->inner == 0 && kind != DC_DIV)
        epub_split_after(epub, kind);
}

static void
step(struct epub *epub, const dc_view *view)
{
    if (view->op == DC_CLOSE) {
        leave(epub);
    } else if (epub->alts) {
        step_in_alt(epub, view);
    } else if (view->kind == DC_TEXT) {
        put_run(epub, view);
    } else if (view->op == DC_OPEN) {
        enter(epub, view);
    } else {
        if (view->kind < DC_KIND_COUNT)
            epub->kinds |= UINT64_C(1) << view->kind;
        before_child(epub, view);
        if (!epub->out)
            return;
        put_leaf(epub, view);
        if (epub->depth && view->kind != DC_COLUMN)
            note_child(epub_top(epub), false);
        if (epub->inner == 0)
            epub_split_after(epub, view->kind);
    }
}

int32_t
epub_render_block(struct epub *epub, uint32_t node)
{
    dc_cursor cursor;
    dc_view view;
    epub->planned_heading = 0;
    epub->source.node = 0;
    if (epub_is_nav_page(epub, node)) {
        epub_split_at_nav_page(epub, node);
        return dc_fail(epub->job, DC_OK);
    }
    dc_walk_start(epub->job, &cursor, &view, node);
    while (dc_walk_next(epub->job, &cursor, &view) != DC_END) {
        step(epub, &view);
        if (epub->skip)
            dc_walk_skip(epub->job, &cursor);
        epub->skip = false;
        if (dc_fail(epub->job, DC_OK) != DC_OK)
            break;
    }
    return dc_fail(epub->job, DC_OK);
}

/* Splitting inside DIVs. */

void
epub_close_divs(struct epub *epub)
{
    for (size_t i = epub->depth; i-- > 0;)
        epub_put_str(&epub->out->text, epub->frames[i].close);
}

void
epub_reopen_divs(struct epub *epub)
{
    for (size_t i = 0; i < epub->depth; i++)
        if (epub->frames[i].close.len)
            epub_reopen_section(epub, &epub->frames[i]);
}
