/* SPDX-License-Identifier: MIT */
/*
 * Lists.  Markers hang: "- one", "iv. four", or what the author wrote before
 * an item.  The bullets of a level are its character of --bullets.
 */
#include "write/text_out.h"

#define DEFINITION_INDENT 4

/* More digits are no number of an item. */
#define VALUE_DIGITS 9

static bool
is_tight_place(const struct text_out *out)
{
    const struct text_out_frame *parent = text_out_parent(out);
    return parent && parent->is_tight;
}

/* Paragraphs may stand close; a list does not. */
static void
part_from_text(struct text_out *out)
{
    if (out->options.para != TEXT_OUT_BLANK && !is_tight_place(out))
        text_out_want_gap(out, 1);
}

bool
text_out_enter_bullets(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    part_from_text(out);
    out->bullet_depth++;
    return true;
}

/* The number that an item of HTML says it has, or `number`. */
static int64_t
number_of(struct text_out *out, uint32_t item, int64_t number)
{
    dc_str value = dc_attr_of(out->job, item, "value");
    int64_t said = 0;
    if (value.len == 0 || value.len > VALUE_DIGITS)
        return number;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return number;
        said = said * 10 + (value.ptr[i] - '0');
    }
    return said;
}

/* The room for the markers of all items: runs of numbers, one by one. */
static size_t
measure_markers(struct text_out *out, uint32_t list, int64_t start)
{
    const dc_walk *walk = out->job->host->walk;
    int64_t style = dc_int_field(out->job, list, DC_F_STYLE);
    int64_t delim = dc_int_field(out->job, list, DC_F_DELIM);
    size_t widest = 0;
    uint32_t item = walk->first(out->job, list);
    while (item) {
        uint32_t count = 1;
        start = number_of(out, item, start);
        item = walk->sibling(out->job, item);
        for (; item && number_of(out, item, -1) < 0; count++)
            item = walk->sibling(out->job, item);
        size_t room = text_out_marker_room(start, count, style, delim);
        widest = room > widest ? room : widest;
    }
    return widest;
}

bool
text_out_enter_ordered(struct text_out *out, struct text_out_frame *frame)
{
    part_from_text(out);
    bool has_start = dc_has_field(out->job, frame->node, DC_F_START);
    frame->number =
        has_start ? dc_int_field(out->job, frame->node, DC_F_START) : 1;
    frame->marker_width = measure_markers(out, frame->node, frame->number);
    return true;
}

/* A list in an item without paragraphs is followed by no blank line. */
void
text_out_leave_list(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_end_line(out);
    if (is_tight_place(out))
        text_out_drop_gap(out);
    else
        text_out_want_gap(out, 1);
}

void
text_out_leave_bullets(struct text_out *out, struct text_out_frame *frame)
{
    out->bullet_depth--;
    text_out_leave_list(out, frame);
}

/* The span with the author's marker that a marked list's item begins with. */
static uint32_t
marker_node(struct text_out *out, uint32_t list, uint32_t item)
{
    const dc_walk *walk = out->job->host->walk;
    if (!dc_str_equal(dc_attr_of(out->job, list, "class"), "marked"))
        return 0;
    uint32_t block = walk->first(out->job, item);
    uint32_t node = block ? walk->first(out->job, block) : 0;
    bool is_marker = node && dc_kind(out->job, node) == DC_SPAN &&
        dc_str_equal(dc_attr_of(out->job, node, "class"), "marker");
    return is_marker ? node : 0;
}

/* The item's marker: the author's, or its number. */
static void
hang_item(struct text_out *out, struct text_out_frame *list, uint32_t item)
{
    char marker[TEXT_OUT_MARKER_MAX];
    size_t width = list->marker_width;
    uint32_t node = marker_node(out, list->node, item);
    dc_str text = node ? dc_plain_text(out->job, node) : (dc_str){NULL, 0};
    if (text.len && text.len < sizeof(marker)) {
        size_t columns = text_out_width(text.ptr, text.len);
        out->marker_node = node;
        width = width > columns ? width : columns + 1;
        text_out_hang(out, text.ptr, text.len, width);
        return;
    }
    size_t len = text_out_marker(list->number,
        dc_int_field(out->job, list->node, DC_F_STYLE),
        dc_int_field(out->job, list->node, DC_F_DELIM), marker);
    text_out_hang(out, marker, len, width);
}

/* The bullet of this level; deeper levels begin again with the first. */
static void
hang_bullet(struct text_out *out)
{
    dc_str bullets = out->options.bullets;
    size_t count = text_out_width(bullets.ptr, bullets.len);
    size_t wanted = count ? (out->bullet_depth - 1) % count : 0;
    size_t at = 0;
    size_t part = 0;
    int32_t code;
    for (size_t i = 0; i <= wanted && at + part < bullets.len; i++) {
        at += part;
        part = text_out_decode(bullets.ptr + at, bullets.len - at, &code);
    }
    if (part == 0) {
        bullets = dc_str_of("-");
        part = 1;
    }
    size_t columns = text_out_width(bullets.ptr + at, part);
    text_out_hang(out, bullets.ptr + at, part, columns + 1);
}

bool
text_out_enter_item(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    struct text_out_frame *list = text_out_parent(out);
    uint32_t child = walk->first(out->job, frame->node);
    frame->is_tight = !child || dc_kind(out->job, child) == DC_PLAIN;
    if (!list || list->kind != DC_ORDERED_LIST) {
        hang_bullet(out);
        return true;
    }
    list->number = number_of(out, frame->node, list->number);
    hang_item(out, list, frame->node);
    if (list->number < INT64_MAX)
        list->number++;
    return true;
}

/* An item without text still has its marker. */
void
text_out_leave_item(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (out->flow->marker.len)
        text_out_force_line(out);
}

void
text_out_leave_term(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_end_line(out);
    text_out_drop_gap(out);
}

bool
text_out_enter_definition(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t child = walk->first(out->job, frame->node);
    frame->is_tight = !child || dc_kind(out->job, child) == DC_PLAIN;
    text_out_indent(out, DEFINITION_INDENT);
    return true;
}
