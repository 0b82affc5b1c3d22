/* SPDX-License-Identifier: MIT */
/*
 * Lines of the plain text writer.  A line begins when its first character
 * comes: then the blank lines that are due are written, the markers that are
 * due and the indent.  With --wrap=auto words go through text_out_fill.c;
 * otherwise text passes as it is.  The lines of a cell are recorded whole,
 * since how long they may be is not known before the table ends.
 */
#include "write/text_out.h"

size_t
text_out_margin(const struct text_out_flow *flow)
{
    return flow->indent < TEXT_OUT_INDENT_MAX ? flow->indent
                                              : TEXT_OUT_INDENT_MAX;
}

size_t
text_out_room(const struct text_out_flow *flow)
{
    size_t margin = text_out_margin(flow);
    size_t least =
        flow->columns < TEXT_OUT_WIDTH_MIN ? flow->columns : TEXT_OUT_WIDTH_MIN;
    return flow->columns > margin + least ? flow->columns - margin : least;
}

static bool
is_filled(const struct text_out *out)
{
    return out->flow->to && out->options.wrap == TEXT_OUT_WRAP_AUTO &&
        !out->is_literal;
}

/* Without the spaces at its end, for a line that has no text. */
static void
trim_marker(struct text_out_buffer *marker)
{
    while (marker->len && marker->ptr[marker->len - 1] == ' ')
        marker->len--;
}

/* Where the first line of the text at hand begins, after its marker. */
static void
put_margin(struct text_out *out, bool has_text)
{
    struct text_out_flow *flow = out->flow;
    size_t margin = text_out_margin(flow);
    size_t lead = flow->marker.len
        ? flow->marker_at < margin ? flow->marker_at : margin
        : margin + flow->first_indent;
    lead = has_text || flow->marker.len ? lead : 0;
    if (flow->to) {
        size_t column =
            lead + text_out_width(flow->marker.ptr, flow->marker.len);
        text_out_append_spaces(out, flow->to, lead);
        text_out_append(out, flow->to, flow->marker.ptr, flow->marker.len);
        text_out_fill_start(&flow->fill, flow->to, column, margin,
            margin + text_out_room(flow));
    } else {
        text_out_record_start(out, margin, lead, &flow->marker);
    }
    flow->marker.len = 0;
    flow->first_indent = 0;
}

static void
put_blank_lines(struct text_out *out)
{
    struct text_out_flow *flow = out->flow;
    for (; flow->gap && flow->has_lines; flow->gap--) {
        if (flow->to) {
            text_out_emit(out, flow->to, "\n", 1);
        } else {
            text_out_record_start(out, 0, 0, NULL);
            text_out_record_end(out);
        }
    }
    flow->gap = 0;
}

static void
begin_line(struct text_out *out, bool has_text)
{
    struct text_out_flow *flow = out->flow;
    if (flow->is_open)
        return;
    put_blank_lines(out);
    flow->has_lines = true;
    flow->is_open = true;
    if (!has_text)
        trim_marker(&flow->marker);
    put_margin(out, has_text);
}

static void
put_part(struct text_out *out, const char *ptr, size_t len)
{
    begin_line(out, true);
    if (out->flow->to)
        text_out_emit(out, out->flow->to, ptr, len);
    else
        text_out_record_put(out, ptr, len);
}

/* A run up to a soft break, which is a space or, if kept, the line's end. */
static void
pass(struct text_out *out, const char *ptr, size_t len)
{
    bool keeps_lines = out->options.wrap == TEXT_OUT_WRAP_KEEP &&
        !out->is_literal && out->flow->to;
    while (len) {
        const char *feed = memchr(ptr, '\n', len);
        size_t part = feed ? (size_t)(feed - ptr) : len;
        if (part)
            put_part(out, ptr, part);
        if (!feed)
            return;
        if (keeps_lines)
            text_out_end_line(out);
        else if (out->flow->is_open)
            put_part(out, " ", 1);
        ptr += part + 1;
        len -= part + 1;
    }
}

static bool
is_blank(const char *ptr, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (ptr[i] != ' ' && ptr[i] != '\n')
            return false;
    return true;
}

void
text_out_put(struct text_out *out, const char *ptr, size_t len)
{
    dc_str text = {ptr, len};
    text_out_rewrite(out, &text);
    if (text.len == 0)
        return;
    out->last = text.ptr[text.len - 1];
    if (out->in_heading)
        text_out_append(out, &out->heading, text.ptr, text.len);
    if (!is_filled(out)) {
        pass(out, text.ptr, text.len);
        return;
    }
    if (!out->flow->is_open && is_blank(text.ptr, text.len))
        return;
    begin_line(out, true);
    text_out_fill_put(out, &out->flow->fill, text.ptr, text.len);
}

void
text_out_puts(struct text_out *out, const char *text)
{
    text_out_put(out, text, strlen(text));
}

void
text_out_put_number(struct text_out *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof(digits);
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    text_out_put(out, digits + at, sizeof(digits) - at);
}

void
text_out_put_lines(struct text_out *out, const char *ptr, size_t len)
{
    while (len) {
        const char *feed = memchr(ptr, '\n', len);
        size_t part = feed ? (size_t)(feed - ptr) : len;
        text_out_put(out, ptr, part);
        if (!feed)
            return;
        text_out_force_line(out);
        ptr += part + 1;
        len -= part + 1;
    }
}

void
text_out_end_line(struct text_out *out)
{
    struct text_out_flow *flow = out->flow;
    if (!flow->is_open)
        return;
    if (is_filled(out))
        text_out_fill_end(out, &flow->fill);
    flow->is_open = false;
    if (flow->to)
        text_out_emit(out, flow->to, "\n", 1);
    else
        text_out_record_end(out);
}

void
text_out_force_line(struct text_out *out)
{
    begin_line(out, false);
    text_out_end_line(out);
}

void
text_out_want_gap(struct text_out *out, size_t lines)
{
    if (out->flow->gap < lines)
        out->flow->gap = lines;
}

void
text_out_drop_gap(struct text_out *out)
{
    out->flow->gap = 0;
}

void
text_out_indent(struct text_out *out, size_t width)
{
    out->flow->indent += width;
}

void
text_out_hang(
    struct text_out *out, const char *marker, size_t len, size_t width)
{
    struct text_out_flow *flow = out->flow;
    if (flow->marker.len == 0)
        flow->marker_at = flow->indent;
    text_out_append(out, &flow->marker, marker, len);
    size_t columns = text_out_width(marker, len);
    text_out_append_spaces(
        out, &flow->marker, width > columns ? width - columns : 0);
    text_out_indent(out, width);
}
