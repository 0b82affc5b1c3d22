/* SPDX-License-Identifier: MIT */
/*
 * The table of the plain text writer: one row a kind.  Most inlines pass
 * their text on; a few need a sign, since without it the text would mean
 * something else (10^(2), ~~no~~).
 */
#include "write/text_out.h"

#define RULE_LINE "--------------------"
#define SCENE_LINE "* * *"
#define QUOTE_INDENT 4
#define DEFINITION_INDENT 4

static bool
is_tight_place(const struct text_out *out)
{
    const struct text_out_frame *parent = text_out_parent(out);
    return parent && parent->is_tight;
}

static void
leave_paragraph(struct text_out *out, struct text_out_frame *frame)
{
    bool is_tight = frame->kind == DC_PLAIN && is_tight_place(out);
    text_out_end_line(out);
    text_out_want_gap(out, is_tight ? 0 : 1);
}

/* A blank line parts blocks; who wants more says so before. */
static void
leave_block(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_end_line(out);
    text_out_want_gap(out, 1);
}

static bool
enter_heading(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_want_gap(out, 2);
    return true;
}

static bool
enter_literal(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    out->is_literal = true;
    return true;
}

static void
leave_line(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_force_line(out);
}

static void
leave_literal(struct text_out *out, struct text_out_frame *frame)
{
    leave_block(out, frame);
    out->is_literal = false;
}

static bool
enter_quote(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_indent(out, QUOTE_INDENT);
    return true;
}

static bool
enter_ordered_list(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t count = 0;
    uint32_t item = walk->first(out->job, frame->node);
    for (; item; item = walk->sibling(out->job, item))
        count++;
    int64_t start = dc_int_field(out->job, frame->node, DC_F_START);
    frame->number = start ? start : 1;
    frame->marker_width = text_out_marker_room(frame->number, count,
        dc_int_field(out->job, frame->node, DC_F_STYLE),
        dc_int_field(out->job, frame->node, DC_F_DELIM));
    return true;
}

/* A list in an item without paragraphs is followed by no blank line. */
static void
leave_list(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_end_line(out);
    if (is_tight_place(out))
        text_out_drop_gap(out);
    else
        text_out_want_gap(out, 1);
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
        memcpy(marker, text.ptr, text.len);
        marker[text.len] = '\0';
        out->marker_node = node;
        width = width > text.len ? width : text.len + 1;
    } else {
        text_out_marker(list->number,
            dc_int_field(out->job, list->node, DC_F_STYLE),
            dc_int_field(out->job, list->node, DC_F_DELIM), marker);
    }
    text_out_hang(out, marker, width);
}

static bool
enter_item(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    struct text_out_frame *list = text_out_parent(out);
    uint32_t child = walk->first(out->job, frame->node);
    frame->is_tight = !child || dc_kind(out->job, child) == DC_PLAIN;
    if (!list || list->kind != DC_ORDERED_LIST) {
        text_out_hang(out, "- ", 2);
        return true;
    }
    hang_item(out, list, frame->node);
    if (list->number < INT64_MAX)
        list->number++;
    return true;
}

/* An item without text still has its marker. */
static void
leave_item(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (out->marker.len)
        text_out_force_line(out);
}

static void
leave_term(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_end_line(out);
    text_out_drop_gap(out);
}

static bool
enter_definition(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t child = walk->first(out->job, frame->node);
    frame->is_tight = !child || dc_kind(out->job, child) == DC_PLAIN;
    text_out_indent(out, DEFINITION_INDENT);
    return true;
}

static bool
enter_rule(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_puts(out, RULE_LINE);
    return true;
}

static bool
enter_scene_break(struct text_out *out, struct text_out_frame *frame)
{
    dc_str glyph = dc_str_field(out->job, frame->node, DC_F_GLYPH);
    out->is_literal = true;
    if (glyph.len)
        text_out_put(out, glyph.ptr, glyph.len);
    else
        text_out_puts(out, SCENE_LINE);
    return true;
}

/* Between blocks a form feed on a line of its own; within text, nothing. */
static bool
enter_page_break(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    const struct text_out_frame *parent = text_out_parent(out);
    bool is_block = !parent || parent->kind == DC_DIV ||
        parent->kind == DC_BLOCK_QUOTE || parent->kind == DC_FIGURE;
    if (!is_block || text_out_in_cell(out))
        return false;
    out->is_literal = true;
    text_out_puts(out, "\f");
    leave_literal(out, frame);
    return false;
}

static bool
enter_raw(struct text_out *out, struct text_out_frame *frame)
{
    dc_report_at(out->job, DC_DIAG_LOSS, "text-raw",
        dc_str_of("raw markup is left out"),
        out->job->host->walk->pos(out->job, frame->node));
    return false;
}

static bool
enter_quoted(struct text_out *out, struct text_out_frame *frame)
{
    bool is_double =
        dc_int_field(out->job, frame->node, DC_F_QUOTE) == DC_QUOTE_DOUBLE;
    text_out_puts(out, is_double ? "\xE2\x80\x9C" : "\xE2\x80\x98");
    return true;
}

static void
leave_quoted(struct text_out *out, struct text_out_frame *frame)
{
    bool is_double =
        dc_int_field(out->job, frame->node, DC_F_QUOTE) == DC_QUOTE_DOUBLE;
    text_out_puts(out, is_double ? "\xE2\x80\x9D" : "\xE2\x80\x99");
}

static bool
enter_line_break(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_force_line(out);
    return true;
}

/* A cite mostly holds the text that stands for its citations. */
static bool
enter_cite(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t child = walk->first(out->job, frame->node);
    while (child && dc_kind(out->job, child) == DC_CITATION)
        child = walk->sibling(out->job, child);
    frame->has_text = child != 0;
    return true;
}

static void
put_cite_id(struct text_out *out, uint32_t citation)
{
    dc_str id = dc_str_field(out->job, citation, DC_F_CITE_ID);
    text_out_puts(out, "@");
    text_out_put(out, id.ptr, id.len);
}

/* Without that text: [prefix @id suffix]. */
static bool
enter_citation(struct text_out *out, struct text_out_frame *frame)
{
    const dc_walk *walk = out->job->host->walk;
    if (text_out_parent(out)->has_text)
        return false;
    uint32_t child = walk->first(out->job, frame->node);
    text_out_puts(out, "[");
    if (!child || dc_kind(out->job, child) != DC_CITE_PREFIX)
        put_cite_id(out, frame->node);
    return true;
}

static void
leave_citation(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (!text_out_parent(out)->has_text)
        text_out_puts(out, "]");
}

static void
leave_prefix(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    text_out_puts(out, " ");
    put_cite_id(out, text_out_parent(out)->node);
}

/* The address follows, but where it is the text or leads into the document. */
static void
leave_link(struct text_out *out, struct text_out_frame *frame)
{
    dc_str url = dc_str_field(out->job, frame->node, DC_F_URL);
    dc_str text = dc_plain_text(out->job, frame->node);
    if (url.len == 0 || url.ptr[0] == '#')
        return;
    if (url.len > 7 && memcmp(url.ptr, "mailto:", 7) == 0)
        url = dc_str_slice(url.ptr + 7, url.len - 7);
    if (text.len == url.len && memcmp(text.ptr, url.ptr, url.len) == 0)
        return;
    text_out_puts(out, text.len ? " (" : "(");
    text_out_put(out, url.ptr, url.len);
    text_out_puts(out, ")");
}

/* [description], or [address] where there is none. */
static bool
enter_image(struct text_out *out, struct text_out_frame *frame)
{
    dc_str url = dc_str_field(out->job, frame->node, DC_F_URL);
    text_out_puts(out, "[");
    if (dc_plain_text(out->job, frame->node).len == 0)
        text_out_put(out, url.ptr, url.len);
    return true;
}

/* A marker that was written in front of its item is not written again. */
static bool
enter_span(struct text_out *out, struct text_out_frame *frame)
{
    bool is_written = frame->node == out->marker_node;
    out->marker_node = 0;
    return !is_written;
}

static bool
enter_note(struct text_out *out, struct text_out_frame *frame)
{
    if (!text_out_grow(out, (void **)&out->notes, &out->notes_room,
            out->notes_count, sizeof(*out->notes)))
        return false;
    out->notes[out->notes_count++] = frame->node;
    ++out->note_refs;
    dc_str label = dc_attr_of(out->job, frame->node, "label");
    if (label.len) {
        text_out_put(out, label.ptr, label.len);
        return false;
    }
    text_out_puts(out, "[");
    text_out_put_number(out, out->note_refs);
    text_out_puts(out, "]");
    return false;
}

static bool
enter_short_caption(struct text_out *out, struct text_out_frame *frame)
{
    (void)out;
    (void)frame;
    return false;
}

/* What the writer knows is written so. */
#define KNOWN .is_known = true

const struct text_out_row text_out_rows[DC_KIND_COUNT] = {
    [DC_DOCUMENT] = {KNOWN},
    [DC_PLAIN] = {KNOWN, .leave = leave_paragraph},
    [DC_PARA] = {KNOWN, .leave = leave_paragraph},
    [DC_LINE_BLOCK] = {KNOWN, .enter = enter_literal, .leave = leave_literal},
    [DC_LINE] = {KNOWN, .leave = leave_line},
    [DC_CODE_BLOCK] = {KNOWN, .enter = enter_literal, .leave = leave_literal},
    [DC_RAW_BLOCK] = {KNOWN, .enter = enter_raw},
    [DC_BLOCK_QUOTE] = {KNOWN, .enter = enter_quote},
    [DC_ORDERED_LIST] = {KNOWN, .enter = enter_ordered_list,
        .leave = leave_list},
    [DC_BULLET_LIST] = {KNOWN, .leave = leave_list},
    [DC_ITEM] = {KNOWN, .enter = enter_item, .leave = leave_item},
    [DC_DEFINITION_LIST] = {KNOWN, .leave = leave_list},
    [DC_TERM] = {KNOWN, .leave = leave_term},
    [DC_DEFINITION] = {KNOWN, .enter = enter_definition},
    [DC_HEADING] = {KNOWN, .enter = enter_heading, .leave = leave_block},
    [DC_RULE] = {KNOWN, .enter = enter_rule, .leave = leave_block},
    [DC_TABLE] = {KNOWN, .enter = text_out_enter_table,
        .leave = text_out_leave_table},
    [DC_CAPTION] = {KNOWN, .leave = leave_block},
    [DC_SHORT_CAPTION] = {KNOWN, .enter = enter_short_caption,
        .loss = "the short form of a caption is left out"},
    [DC_COLUMN] = {KNOWN, .enter = text_out_enter_column},
    [DC_TABLE_HEAD] = {KNOWN, .enter = text_out_enter_section},
    [DC_TABLE_BODY] = {KNOWN, .enter = text_out_enter_section},
    [DC_TABLE_FOOT] = {KNOWN, .enter = text_out_enter_section},
    [DC_ROW] = {KNOWN, .enter = text_out_enter_row},
    [DC_CELL] = {KNOWN, .enter = text_out_enter_cell,
        .leave = text_out_leave_cell},
    [DC_FIGURE] = {KNOWN},
    [DC_DIV] = {KNOWN},
    [DC_PAGE_BREAK] = {KNOWN, .enter = enter_page_break},
    [DC_SCENE_BREAK] = {KNOWN, .enter = enter_scene_break,
        .leave = leave_literal},

    [DC_EMPH] = {KNOWN, .loss = "plain text does not show emphasis"},
    [DC_UNDERLINE] = {KNOWN, .loss = "plain text does not show underlines"},
    [DC_STRONG] = {KNOWN, .loss = "plain text does not show bold letters"},
    [DC_STRIKEOUT] = {KNOWN, .before = "~~", .after = "~~"},
    [DC_SUPERSCRIPT] = {KNOWN, .before = "^(", .after = ")"},
    [DC_SUBSCRIPT] = {KNOWN, .before = "_(", .after = ")"},
    [DC_SMALL_CAPS] = {KNOWN, .loss = "plain text does not show small caps"},
    [DC_QUOTED] = {KNOWN, .enter = enter_quoted, .leave = leave_quoted},
    [DC_CITE] = {KNOWN, .enter = enter_cite},
    [DC_CITATION] = {KNOWN, .enter = enter_citation, .leave = leave_citation},
    [DC_CITE_PREFIX] = {KNOWN, .leave = leave_prefix},
    [DC_CITE_SUFFIX] = {KNOWN, .before = " "},
    [DC_CODE] = {KNOWN},
    [DC_LINE_BREAK] = {KNOWN, .enter = enter_line_break},
    [DC_MATH] = {KNOWN, .before = "$", .after = "$"},
    [DC_RAW_INLINE] = {KNOWN, .enter = enter_raw},
    [DC_LINK] = {KNOWN, .leave = leave_link},
    [DC_IMAGE] = {KNOWN, .enter = enter_image, .after = "]",
        .loss = "plain text does not show images"},
    [DC_NOTE] = {KNOWN, .enter = enter_note},
    [DC_SPAN] = {KNOWN, .enter = enter_span},
};
