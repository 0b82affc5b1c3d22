/* SPDX-License-Identifier: MIT */
/*
 * Headings: blank lines around, capitals or a line below by style, numbers,
 * and the contents, which are made of what the headings put.
 */
#include "write/text_out.h"

#define CONTENTS_INDENT 2

/* Blank lines before and behind headings, by style and level. */
struct spacing {
    uint8_t before;
    uint8_t behind;
};

static struct spacing
spacing_of(const struct text_out *out, int64_t level)
{
    static const struct spacing plain = {2, 1};
    static const struct spacing press = {1, 1};
    static const struct spacing chapter = {4, 2};
    if (out->options.style == TEXT_OUT_PRESS)
        return press;
    if (out->options.style == TEXT_OUT_GUTENBERG && level <= 1)
        return chapter;
    return plain;
}

static int64_t
level_of(struct text_out *out, const struct text_out_frame *frame)
{
    int64_t level = dc_int_field(out->job, frame->node, DC_F_LEVEL);
    if (level < 1)
        return 1;
    return level < TEXT_OUT_LEVELS ? level : TEXT_OUT_LEVELS;
}

static bool
has_class(struct text_out *out, uint32_t node, const char *name)
{
    dc_str key, value;
    const dc_walk *walk = out->job->host->walk;
    for (uint32_t i = 0; walk->attr_at(out->job, node, i, &key, &value); i++)
        if (dc_str_equal(key, "class") && dc_str_equal(value, name))
            return true;
    return false;
}

/* "2.1 ", counted on; a level that was passed over counts as 0. */
static void
put_heading_number(struct text_out *out, int64_t level)
{
    out->numbers[level - 1]++;
    for (int64_t i = level; i < TEXT_OUT_LEVELS; i++)
        out->numbers[i] = 0;
    for (int64_t i = 0; i < level; i++) {
        if (i)
            text_out_puts(out, ".");
        text_out_put_number(out, out->numbers[i]);
    }
    text_out_puts(out, " ");
}

static void
put_form_feed(struct text_out *out)
{
    bool was_literal = out->is_literal;
    text_out_drop_gap(out);
    out->is_literal = true;
    text_out_puts(out, "\f");
    text_out_end_line(out);
    out->is_literal = was_literal;
}

bool
text_out_enter_heading(struct text_out *out, struct text_out_frame *frame)
{
    int64_t level = level_of(out, frame);
    bool is_outer = text_out_is_outline(out);
    if (is_outer && out->options.notes_at == TEXT_OUT_SECTION_END) {
        text_out_render_notes(out);
        text_out_flush_notes(out);
    }
    if (is_outer && out->options.has_form_feeds && level == 1 &&
        out->body.has_lines)
        put_form_feed(out);
    else
        text_out_want_gap(out, spacing_of(out, level).before);
    out->in_heading = is_outer;
    out->heading.len = 0;
    if (out->options.heading == TEXT_OUT_CAPITALS)
        out->capitals++;
    if (is_outer && out->options.has_numbers &&
        !has_class(out, frame->node, "unnumbered"))
        put_heading_number(out, level);
    return true;
}

/* As wide as the heading, though no wider than lines are. */
static void
underline(struct text_out *out, int64_t level, dc_str heading)
{
    size_t width = text_out_width(heading.ptr, heading.len);
    size_t most = out->options.columns - (out->options.columns ? 1 : 0);
    const char *sign = level == 1 ? "=" : level == 2 ? "-" : "~";
    bool was_literal = out->is_literal;
    out->is_literal = true;
    for (size_t i = 0; i < width && i <= most; i++)
        text_out_puts(out, sign);
    text_out_end_line(out);
    out->is_literal = was_literal;
}

/* A line of the contents. */
static void
add_contents(struct text_out *out, int64_t level)
{
    struct text_out_buffer *contents = &out->contents;
    text_out_append_spaces(
        out, contents, (size_t)(level - 1) * CONTENTS_INDENT);
    for (size_t i = 0; i < out->heading.len; i++)
        if (out->heading.ptr[i] == '\n')
            out->heading.ptr[i] = ' ';
    text_out_append(out, contents, out->heading.ptr, out->heading.len);
    text_out_append(out, contents, "\n", 1);
}

void
text_out_leave_heading(struct text_out *out, struct text_out_frame *frame)
{
    int64_t level = level_of(out, frame);
    dc_str heading = dc_str_slice(out->heading.ptr, out->heading.len);
    bool is_outer = out->in_heading;
    out->in_heading = false;
    text_out_end_line(out);
    if (out->options.heading == TEXT_OUT_CAPITALS)
        out->capitals--;
    if (is_outer && out->options.heading == TEXT_OUT_UNDERLINE && level <= 3)
        underline(out, level, heading);
    if (is_outer && heading.len && (size_t)level <= out->options.toc_depth)
        add_contents(out, level);
    text_out_want_gap(out, spacing_of(out, level).behind);
}
