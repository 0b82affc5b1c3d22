/* SPDX-License-Identifier: MIT */
/*
 * Blocks but for headings and tables: what their tags are where a row of the
 * table (html_rows.c) cannot say it.
 */
#include "write/html_write.h"

bool
html_enter_plain(struct html_write *write, struct html_frame *frame)
{
    html_start_if_attrs(write, frame, "div");
    return true;
}

/* In an item the last text stays on the line of the end tag. */
void
html_leave_plain(struct html_write *write, struct html_frame *frame)
{
    const struct html_frame *parent = html_parent(write);
    bool in_item = parent && parent->kind < DC_KIND_COUNT &&
        html_rows[parent->kind].layout == HTML_ITEM;
    if (frame->element) {
        html_puts(write, "</div>");
        frame->element = NULL;
    }
    if (!in_item || parent->child)
        html_puts(write, "\n");
}

/* Programs drop a paragraph without anything in it; the author did not. */
void
html_leave_para(struct html_write *write, struct html_frame *frame)
{
    if (frame->begun == write->bytes)
        html_puts(write, "<span></span>");
}

bool
html_enter_line(struct html_write *write, struct html_frame *frame)
{
    html_start_if_attrs(write, frame, "span");
    return true;
}

void
html_leave_line(struct html_write *write, struct html_frame *frame)
{
    if (frame->element)
        html_puts(write, "</span>");
    frame->element = NULL;
    html_puts(write, html_parent(write)->child ? "<br>\n" : "\n");
}

bool
html_enter_code_block(struct html_write *write, struct html_frame *frame)
{
    html_start_tag(write, frame->node, frame->element, NULL);
    html_puts(write, "<code>");
    return true;
}

void
html_leave_code_block(struct html_write *write, struct html_frame *frame)
{
    /* A line end before the end tag is none to those who read it. */
    dc_str text = dc_plain_text(write->job, frame->node);
    if (text.len && text.ptr[text.len - 1] == '\n')
        html_puts(write, "\n");
    html_puts(write, "</code>");
}

/* HTML has no word for the signs around numbers, but for a reader of ours. */
static void
put_delim(struct html_write *write, const struct html_frame *frame)
{
    int64_t delim = dc_int_field(write->job, frame->node, DC_F_DELIM);
    if (delim == DC_DELIM_ONE_PAREN || delim == DC_DELIM_TWO_PARENS)
        html_put_own_data(write, frame->node, "docconv-delim",
            dc_str_of(delim == DC_DELIM_ONE_PAREN ? "one-paren"
                                                  : "two-parens"));
}

static void
put_start(struct html_write *write, const struct html_frame *frame)
{
    int64_t start = dc_int_field(write->job, frame->node, DC_F_START);
    if (start == 1 || !dc_has_field(write->job, frame->node, DC_F_START))
        return;
    html_puts(write, start < 0 ? " start=\"-" : " start=\"");
    html_put_number(write, start < 0 ? 0 - (uint64_t)start : (uint64_t)start);
    html_puts(write, "\"");
}

bool
html_enter_ordered_list(struct html_write *write, struct html_frame *frame)
{
    static const char *const types[] = {
        [DC_STYLE_DECIMAL] = "1",
        [DC_STYLE_LOWER_ROMAN] = "i",
        [DC_STYLE_UPPER_ROMAN] = "I",
        [DC_STYLE_LOWER_ALPHA] = "a",
        [DC_STYLE_UPPER_ALPHA] = "A",
    };
    int64_t style = dc_int_field(write->job, frame->node, DC_F_STYLE);
    html_start(write, frame->node, frame->element,
        style == DC_STYLE_EXAMPLE ? "example" : NULL);
    put_start(write, frame);
    if (style >= DC_STYLE_DECIMAL && style <= DC_STYLE_UPPER_ALPHA)
        html_put_attr(write, "type", dc_str_of(types[style]));
    put_delim(write, frame);
    /* The items begin with their markers. */
    if (dc_str_equal(dc_attr_of(write->job, frame->node, "class"), "marked"))
        html_puts(write, " style=\"list-style-type: none\"");
    html_puts(write, ">");
    return true;
}

/* In <dl> each group is <dt>s, then <dd>s; both must be there. */
void
html_leave_term(struct html_write *write, struct html_frame *frame)
{
    if (html_parent(write)->child)
        return;
    html_puts(write, "</dt>\n<dd></dd>\n");
    frame->element = NULL;
}

bool
html_enter_definition(struct html_write *write, struct html_frame *frame)
{
    uint32_t before = html_parent(write)->kind_before;
    if (before != DC_TERM && before != DC_DEFINITION)
        html_puts(write, "<dt></dt>\n");
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

bool
html_enter_figure(struct html_write *write, struct html_frame *frame)
{
    html_count_captions(write, frame);
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

/* Several captions share one element: a table or figure may have only one. */
bool
html_enter_caption(struct html_write *write, struct html_frame *frame)
{
    struct html_frame *parent = html_parent(write);
    bool is_figure = parent->kind == DC_FIGURE;
    bool is_demoted = !is_figure && write->in_table_caption;
    frame->element = is_demoted ? "div" : is_figure ? "figcaption" : "caption";
    if (parent->captions_done++ == 0 || is_demoted)
        html_start_tag(write, frame->node, frame->element, NULL);
    write->in_table_caption += !is_figure;
    return true;
}

void
html_leave_caption(struct html_write *write, struct html_frame *frame)
{
    const struct html_frame *parent = html_parent(write);
    if (parent->captions_done < parent->captions) {
        html_puts(write, "\n");
        frame->element = NULL;
    }
    write->in_table_caption -= parent->kind != DC_FIGURE;
}

bool
html_enter_short_caption(struct html_write *write, struct html_frame *frame)
{
    html_report_loss(write, frame, "html-short-caption",
        "the short form of a caption is left out");
    return false;
}

bool
html_enter_page_break(struct html_write *write, struct html_frame *frame)
{
    bool is_block = html_is_in_blocks(write);
    dc_str label = dc_str_field(write->job, frame->node, DC_F_LABEL);
    const char *element = is_block ? "div" : "span";
    html_start(write, frame->node, element, "page-break");
    html_puts(write, " role=\"doc-pagebreak\"");
    if (label.len)
        html_put_attr(write, "aria-label", label);
    html_puts(write, is_block ? "></div>\n" : "></span>");
    frame->element = NULL;
    return false;
}

/* The author's own line, where there is one. */
bool
html_enter_scene_break(struct html_write *write, struct html_frame *frame)
{
    dc_str glyph = dc_str_field(write->job, frame->node, DC_F_GLYPH);
    if (glyph.len == 0)
        return html_enter_void(write, frame);
    frame->element = "p";
    html_start(write, frame->node, "p", html_rows[frame->kind].class_name);
    html_puts(write, " role=\"separator\">");
    html_put_text(write, glyph);
    return false;
}
