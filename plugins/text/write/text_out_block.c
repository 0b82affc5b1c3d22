/* SPDX-License-Identifier: MIT */
/* Blocks but lists, headings and tables. */
#include "write/text_out.h"

#define RULE_LINE "--------------------"
#define SCENE_LINE "* * *"
#define SCENE_LINE_GUTENBERG "*       *       *       *       *"
#define QUOTE_INDENT 4
#define PARAGRAPH_INDENT 4

/* A blank line parts blocks; who wants more says so before. */
void
text_out_leave_block(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_end_line(out);
    text_out_want_gap(out, 1);
}

/* Paragraphs of running text, not of an item or a cell. */
static bool
is_running(const struct text_out *out)
{
    const struct text_out_frame *parent = text_out_parent(out);
    return !parent || parent->kind == DC_DIV;
}

bool
text_out_enter_paragraph(struct text_out *out, struct text_out_frame *frame)
{
    bool has_indent = out->options.para == TEXT_OUT_INDENT;
    if (has_indent && frame->kind == DC_PARA && is_running(out))
        out->flow->first_indent = PARAGRAPH_INDENT;
    return true;
}

void
text_out_leave_paragraph(struct text_out *out, struct text_out_frame *frame)
{
    const struct text_out_frame *parent = text_out_parent(out);
    bool is_tight = frame->kind == DC_PLAIN && parent && parent->is_tight;
    bool is_close = out->options.para != TEXT_OUT_BLANK;
    bool is_line = is_close && frame->kind == DC_PARA && is_running(out);
    text_out_end_line(out);
    out->flow->first_indent = 0;
    text_out_want_gap(out, is_tight || is_line ? 0 : 1);
}

bool
text_out_enter_literal(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (out->options.para != TEXT_OUT_BLANK)
        text_out_want_gap(out, 1);
    out->is_literal = true;
    return true;
}

void
text_out_leave_line(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_force_line(out);
}

void
text_out_leave_literal(struct text_out *out, struct text_out_frame *frame)
{
    text_out_leave_block(out, frame);
    out->is_literal = false;
}

bool
text_out_enter_quote(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (out->options.para != TEXT_OUT_BLANK)
        text_out_want_gap(out, 1);
    text_out_indent(out, QUOTE_INDENT);
    return true;
}

bool
text_out_enter_rule(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_want_gap(out, 1);
    text_out_puts(out, RULE_LINE);
    return true;
}

bool
text_out_enter_scene_break(struct text_out *out, struct text_out_frame *frame)
{
    dc_str glyph = dc_str_field(out->job, frame->node, DC_F_GLYPH);
    bool is_gutenberg = out->options.style == TEXT_OUT_GUTENBERG;
    text_out_want_gap(out, 1);
    out->is_literal = true;
    if (glyph.len)
        text_out_put(out, glyph.ptr, glyph.len);
    else
        text_out_puts(out, is_gutenberg ? SCENE_LINE_GUTENBERG : SCENE_LINE);
    return true;
}

/*
 * Between blocks a form feed on a line of its own; within text and cells it
 * would break a line that the page does not end.
 */
bool
text_out_enter_page_break(struct text_out *out, struct text_out_frame *frame)
{
    const struct text_out_frame *parent = text_out_parent(out);
    bool is_block = !parent || parent->kind == DC_DIV ||
        parent->kind == DC_BLOCK_QUOTE || parent->kind == DC_FIGURE;
    if (!is_block || !out->flow->to) {
        text_out_lose(out, frame, "page breaks within text are left out");
        return false;
    }
    out->is_literal = true;
    text_out_puts(out, "\f");
    text_out_leave_literal(out, frame);
    return false;
}

bool
text_out_enter_raw(struct text_out *out, struct text_out_frame *frame)
{
    dc_report_at(out->job, DC_DIAG_LOSS, "text-raw",
        dc_str_of("raw markup is left out"),
        out->job->host->walk->pos(out->job, frame->node));
    return false;
}

/* The one image of a figure, if there is but one. */
static uint32_t
only_image(struct text_out *out, uint32_t figure)
{
    const dc_walk *walk = out->job->host->walk;
    for (uint32_t block = walk->first(out->job, figure); block;
         block = walk->sibling(out->job, block)) {
        uint32_t inner = walk->first(out->job, block);
        bool is_text = dc_kind(out->job, block) == DC_PLAIN ||
            dc_kind(out->job, block) == DC_PARA;
        if (is_text && inner && dc_kind(out->job, inner) == DC_IMAGE)
            return inner;
    }
    return 0;
}

/* A caption of text alone: no note or link would go with it. */
static bool
is_bare(struct text_out *out, uint32_t caption)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t block = walk->first(out->job, caption);
    if (!block || walk->sibling(out->job, block))
        return false;
    uint32_t node = walk->first(out->job, block);
    for (; node; node = walk->sibling(out->job, node))
        if (dc_kind(out->job, node) != DC_TEXT)
            return false;
    return true;
}

/* What an image's description says already is not said twice. */
bool
text_out_enter_caption(struct text_out *out, struct text_out_frame *frame)
{
    const struct text_out_frame *parent = text_out_parent(out);
    uint32_t image =
        parent && parent->kind == DC_FIGURE ? only_image(out, parent->node) : 0;
    if (!image || !is_bare(out, frame->node))
        return true;
    dc_str alt = dc_plain_text(out->job, image);
    dc_str text = dc_plain_text(out->job, frame->node);
    return alt.len != text.len || alt.len == 0 ||
        memcmp(alt.ptr, text.ptr, alt.len) != 0;
}

bool
text_out_skip(struct text_out *out, struct text_out_frame *frame)
{
    (void)out;
    (void)frame;
    return false;
}
