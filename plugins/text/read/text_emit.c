/* SPDX-License-Identifier: MIT */
/*
 * Builds the tree from the finished line table: one walk over the blocks, one
 * function for each role. Lists are the only thing that stays open from one
 * block to the next.
 */
#include "read/text_emit.h"

/* No-break spaces that keep a verse line's indent; deeper ones are cut. */
#define VERSE_INDENT_MAX 40

uint64_t
text_emit_pos(const struct text_emit *emit, uint64_t offset)
{
    if (emit->charset) {
        return emit->charset->input_pos(
            emit->job, emit->decoded, emit->input, offset);
    }
    return offset + emit->shift;
}

static uint64_t
pos_of(const struct text_emit *emit, uint32_t line)
{
    return text_emit_pos(emit, emit->doc->lines[line].offset);
}

static void
open_at(struct text_emit *emit, uint32_t kind, uint32_t line)
{
    dc_open(emit->job, kind, pos_of(emit, line));
}

static void
set_class(struct text_emit *emit, const char *name)
{
    dc_attr(emit->job, "class", dc_str_of(name));
}

static void
put_paragraph(struct text_emit *emit, struct text_chunk block)
{
    open_at(emit, DC_PARA, block.first);
    text_inline_put(emit, block.first, block.end, 0);
    dc_close(emit->job, DC_PARA);
}

static void
put_classed(struct text_emit *emit, struct text_chunk block, const char *name)
{
    open_at(emit, DC_PARA, block.first);
    set_class(emit, name);
    text_inline_put(emit, block.first, block.end, 0);
    dc_close(emit->job, DC_PARA);
}

static void
put_byline(struct text_emit *emit, struct text_chunk block)
{
    put_classed(emit, block, "byline");
}

static void
put_label(struct text_emit *emit, struct text_chunk block)
{
    put_classed(emit, block, "label");
}

static void
put_subtitle(struct text_emit *emit, struct text_chunk block)
{
    put_classed(emit, block, "subtitle");
}

static void
put_quote(struct text_emit *emit, struct text_chunk block)
{
    open_at(emit, DC_BLOCK_QUOTE, block.first);
    put_paragraph(emit, block);
    dc_close(emit->job, DC_BLOCK_QUOTE);
}

/* A figure that has only its caption: the text cannot show more. */
static void
put_illustration(struct text_emit *emit, struct text_chunk block)
{
    open_at(emit, DC_FIGURE, block.first);
    set_class(emit, "illustration");
    open_at(emit, DC_PLAIN, block.first);
    text_inline_put(emit, block.first, block.end, 0);
    dc_close(emit->job, DC_PLAIN);
    dc_close(emit->job, DC_FIGURE);
}

/* A line of the margin is no paragraph. */
static void
put_sidenote(struct text_emit *emit, struct text_chunk block)
{
    open_at(emit, DC_LINE_BLOCK, block.first);
    set_class(emit, "sidenote");
    open_at(emit, DC_LINE, block.first);
    text_inline_put(emit, block.first, block.end, 0);
    dc_close(emit->job, DC_LINE);
    dc_close(emit->job, DC_LINE_BLOCK);
}

static unsigned
smallest_indent(const struct text_doc *doc, struct text_chunk block)
{
    unsigned indent = UINT8_MAX;
    for (uint32_t i = block.first; i < block.end; i++) {
        indent = doc->lines[i].indent < indent ? doc->lines[i].indent : indent;
    }
    return indent;
}

static void
put_no_break_spaces(struct text_emit *emit, unsigned count)
{
    count = count > VERSE_INDENT_MAX ? VERSE_INDENT_MAX : count;
    for (unsigned i = 0; i < count; i++) {
        dc_text(emit->job, "\xC2\xA0", 2);
    }
}

static void
put_verse(struct text_emit *emit, struct text_chunk block)
{
    const struct text_doc *doc = emit->doc;
    unsigned indent = smallest_indent(doc, block);
    open_at(emit, DC_LINE_BLOCK, block.first);
    for (uint32_t i = block.first; i < block.end; i++) {
        open_at(emit, DC_LINE, i);
        put_no_break_spaces(emit, doc->lines[i].indent - indent);
        text_inline_put(emit, i, i + 1, 0);
        dc_close(emit->job, DC_LINE);
    }
    dc_close(emit->job, DC_LINE_BLOCK);
}

/* Bytes of the blanks before the line's first character. */
static size_t
indent_bytes(const struct text_doc *doc, const struct text_line *line)
{
    size_t bytes = 0;
    while (bytes < line->offset) {
        uint8_t c = doc->data[line->offset - bytes - 1];
        if (c != ' ' && c != '\t') {
            break;
        }
        bytes++;
    }
    return bytes;
}

static void
put_line_feeds(struct text_emit *emit, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        dc_text(emit->job, "\n", 1);
    }
}

static void
put_code(struct text_emit *emit, struct text_chunk block)
{
    const struct text_doc *doc = emit->doc;
    open_at(emit, DC_CODE_BLOCK, block.first);
    for (uint32_t i = block.first; i < block.end; i++) {
        const struct text_line *line = &doc->lines[i];
        size_t indent = indent_bytes(doc, line);
        if (i > block.first) {
            put_line_feeds(emit, line->gap + 1u);
        }
        dc_text(emit->job, (const char *)doc->data + line->offset - indent,
            line->len + indent);
    }
    dc_close(emit->job, DC_CODE_BLOCK);
}

/* A heading's lines; only where the text was wrapped they run together. */
static void
put_heading(struct text_emit *emit, struct text_chunk block)
{
    const struct text_doc *doc = emit->doc;
    open_at(emit, DC_HEADING, block.first);
    dc_set_int(emit->job, DC_F_LEVEL, doc->lines[block.first].level);
    for (uint32_t i = block.first; i < block.end; i++) {
        const struct text_line *line = &doc->lines[i];
        if (line->role == TEXT_UNDERLINE) {
            continue;
        }
        if (i > block.first && line->gap == 0 && line[-1].flags & TEXT_FORCED) {
            dc_text(emit->job, "\n", 1);
        } else if (i > block.first) {
            dc_leaf(emit->job, DC_LINE_BREAK, pos_of(emit, i));
        }
        text_inline_put(emit, i, i + 1, 0);
    }
    dc_close(emit->job, DC_HEADING);
}

static void
put_scene_break(struct text_emit *emit, struct text_chunk block)
{
    struct text_slice glyph = text_chunk_slice(emit->doc, block);
    open_at(emit, DC_SCENE_BREAK, block.first);
    dc_set_str(
        emit->job, DC_F_GLYPH, dc_str_slice((const char *)glyph.at, glyph.len));
    dc_close(emit->job, DC_SCENE_BREAK);
}

/* Notes were built where they are referred to. */
static void
put_nothing(struct text_emit *emit, struct text_chunk block)
{
    (void)emit;
    (void)block;
}

/* The Gutenberg header and footer keep their lines, as its own HTML does. */
static void
put_gutenberg(struct text_emit *emit, struct text_chunk block)
{
    if (!emit->doc->opts.drop_gutenberg) {
        put_verse(emit, block);
    }
}

static const struct text_marker no_marker;

static struct text_marker
marker_of(const struct text_doc *doc, uint32_t line)
{
    struct text_marker marker = no_marker;
    text_marker_read(text_line_slice(doc, &doc->lines[line]), &marker);
    return marker;
}

static int64_t
list_style(const struct text_number *number)
{
    switch (number->style) {
    case TEXT_NUMERAL_ROMAN:
        return number->lower ? DC_STYLE_LOWER_ROMAN : DC_STYLE_UPPER_ROMAN;
    case TEXT_NUMERAL_LETTER:
        return number->lower ? DC_STYLE_LOWER_ALPHA : DC_STYLE_UPPER_ALPHA;
    default:
        return DC_STYLE_DECIMAL;
    }
}

static uint32_t
list_kind(const struct text_marker *marker)
{
    return marker->bullet ? DC_BULLET_LIST : DC_ORDERED_LIST;
}

static void
close_list(struct text_emit *emit)
{
    dc_close(emit->job, DC_ITEM);
    dc_close(emit->job, list_kind(&emit->lists[--emit->list_depth]));
}

static void
open_list(
    struct text_emit *emit, uint32_t line, const struct text_marker *marker)
{
    open_at(emit, list_kind(marker), line);
    if (!marker->bullet) {
        set_class(emit, "marked");
        dc_set_int(emit->job, DC_F_START, marker->number.value);
        dc_set_int(emit->job, DC_F_STYLE, list_style(&marker->number));
        dc_set_int(emit->job, DC_F_DELIM, marker->delim);
    }
    emit->list_depth++;
}

/* The author's "1." or "(a)" as the first words of the item. */
static void
put_marker(struct text_emit *emit, uint32_t line, uint32_t skip)
{
    struct text_slice text = {
        emit->doc->data + emit->doc->lines[line].offset, skip};
    text = text_trim(text);
    open_at(emit, DC_SPAN, line);
    set_class(emit, "marker");
    dc_text(emit->job, (const char *)text.at, text.len);
    dc_close(emit->job, DC_SPAN);
    dc_text(emit->job, " ", 1);
}

static void
put_item(struct text_emit *emit, struct text_chunk block)
{
    const struct text_doc *doc = emit->doc;
    const struct text_line *line = &doc->lines[block.first];
    uint32_t kind = line->flags & TEXT_TIGHT ? DC_PLAIN : DC_PARA;
    struct text_marker marker = marker_of(doc, block.first);
    uint32_t skip = marker.skip;
    while (emit->list_depth > line->level) {
        close_list(emit);
    }
    /* An item that does not count on begins a list of its own. */
    if (emit->list_depth == line->level &&
        !text_marker_follows(&emit->lists[emit->list_depth - 1], &marker)) {
        close_list(emit);
    }
    if (emit->list_depth == line->level) {
        dc_close(emit->job, DC_ITEM);
    } else {
        open_list(emit, block.first, &marker);
    }
    emit->lists[emit->list_depth - 1] = marker;
    open_at(emit, DC_ITEM, block.first);
    uint32_t first = block.first;
    for (uint32_t i = block.first + 1; i <= block.end; i++) {
        if (i < block.end && doc->lines[i].gap == 0) {
            continue;
        }
        open_at(emit, kind, first);
        if (skip > 0 && !marker.bullet) {
            put_marker(emit, first, skip);
        }
        text_inline_put(emit, first, i, skip);
        dc_close(emit->job, kind);
        kind = DC_PARA;
        first = i;
        skip = 0;
    }
}

typedef void put_block(struct text_emit *emit, struct text_chunk block);

static put_block *const putters[TEXT_ROLE_COUNT] = {
    [TEXT_PARAGRAPH] = put_paragraph,
    [TEXT_VERSE] = put_verse,
    [TEXT_CODE] = put_code,
    [TEXT_LIST] = put_item,
    [TEXT_QUOTE] = put_quote,
    [TEXT_HEADING] = put_heading,
    [TEXT_UNDERLINE] = put_nothing,
    [TEXT_SCENE_BREAK] = put_scene_break,
    [TEXT_BYLINE] = put_byline,
    [TEXT_LABEL] = put_label,
    [TEXT_SUBTITLE] = put_subtitle,
    [TEXT_NOTE] = put_nothing,
    [TEXT_ILLUSTRATION] = put_illustration,
    [TEXT_SIDENOTE] = put_sidenote,
    [TEXT_GUTENBERG] = put_gutenberg,
};

/* Opens or closes the division around a Gutenberg header or footer. */
static void
mark_gutenberg(struct text_emit *emit, uint32_t line)
{
    const struct text_doc *doc = emit->doc;
    bool header = line == 0 && doc->body > 0;
    bool footer = line == doc->body_end && doc->body_end < doc->count;
    if (line == doc->body && doc->body > 0 && !doc->opts.drop_gutenberg) {
        dc_close(emit->job, DC_DIV);
    }
    if (!header && !footer) {
        return;
    }
    if (doc->opts.drop_gutenberg) {
        dc_report_at(emit->job, DC_DIAG_NOTE, "text-gutenberg",
            dc_str_of(header ? "Project Gutenberg header left out, as asked"
                             : "Project Gutenberg footer left out, as asked"),
            pos_of(emit, line));
        return;
    }
    open_at(emit, DC_DIV, line);
    set_class(emit, header ? "gutenberg-header" : "gutenberg-footer");
}

/* Opens the division around an article's tail, or closes it. */
static void
mark_tail(struct text_emit *emit, uint32_t line)
{
    const struct text_doc *doc = emit->doc;
    if (doc->tail == doc->count) {
        return;
    }
    if (line == doc->body_end) {
        dc_close(emit->job, DC_DIV);
    } else if (line == doc->tail) {
        open_at(emit, DC_DIV, line);
        set_class(emit, "tail");
    }
}

void
text_emit_body(struct text_emit *emit)
{
    const struct text_doc *doc = emit->doc;
    uint32_t i = 0;
    while (i < doc->count && dc_status(emit->job) == DC_OK) {
        const struct text_line *line = &doc->lines[i];
        struct text_chunk block = text_block_at(doc, i);
        if (line->role != TEXT_LIST || line->flags & TEXT_PAGE_BREAK) {
            while (emit->list_depth > 0) {
                close_list(emit);
            }
        }
        if (line->flags & TEXT_PAGE_BREAK) {
            dc_leaf(emit->job, DC_PAGE_BREAK, pos_of(emit, i));
        }
        mark_tail(emit, i);
        mark_gutenberg(emit, i);
        putters[line->role](emit, block);
        i = block.end;
    }
    while (emit->list_depth > 0) {
        close_list(emit);
    }
    if (doc->body_end == doc->count) {
        mark_tail(emit, doc->count);
    } else if (!doc->opts.drop_gutenberg) {
        dc_close(emit->job, DC_DIV);
    }
}
