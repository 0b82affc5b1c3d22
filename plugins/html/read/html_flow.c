/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs: white space as CSS collapses it (CSS Text 3, 4.1), paragraphs
 * that open at their first text, and the inline elements in them.
 *
 * A blank is held back until text follows, and is then put outside of the
 * inline elements that begin or ended in between: "<b>a </b>b" is a space
 * behind the bold text.
 */
#include "read/html_reader.h"
#include "parse/html_token.h"

static void
open_inline(struct html_reader *reader, struct html_inline *at)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    dc_open(job, at->kind, html_pos(reader, at->node));
    if (at->kind == DC_LINK) {
        dc_str url = html_attr_of(dom, at->node, HTML_HREF);
        dc_set_str(job, DC_F_URL, html_url_at(reader, url));
        dc_set_str(job, DC_F_TITLE, html_attr_of(dom, at->node, HTML_TITLE));
    } else if (at->kind == DC_QUOTED) {
        dc_set_int(job, DC_F_QUOTE,
            reader->in_quote % 2 ? DC_QUOTE_DOUBLE : DC_QUOTE_SINGLE);
    }
    if (at->is_first)
        html_read_attrs(reader, at->node, at->class_name, !at->is_used);
    at->is_open = true;
    at->is_used = true;
}

/* Opens the inline elements around the text, if there is not too much of it. */
static void
open_inlines(struct html_reader *reader)
{
    for (size_t i = reader->inline_base; i < reader->inline_count; i++) {
        struct html_inline *at = &reader->inlines[i];
        if (at->is_open)
            continue;
        if (at->is_used && reader->reopened++ > reader->reopened_most) {
            html_lose(reader, HTML_LOST_FORMATTING, at->node);
            return;
        }
        open_inline(reader, at);
    }
}

static void
close_inlines(struct html_reader *reader)
{
    size_t end = reader->inline_base;
    while (end < reader->inline_count && reader->inlines[end].is_open)
        end++;
    while (end-- > reader->inline_base) {
        dc_close(reader->job, reader->inlines[end].kind);
        reader->inlines[end].is_open = false;
    }
}

/* The innermost inline element if it is code, else NULL. */
static struct html_inline *
top_code(const struct html_reader *reader)
{
    size_t count = reader->inline_count;
    struct html_inline *top = count > reader->inline_base
        ? &reader->inlines[count - 1] : NULL;
    return top && top->kind == DC_CODE ? top : NULL;
}

/* Code holds nothing but text: it ends before anything else. */
static void
close_code(struct html_reader *reader)
{
    struct html_inline *code = top_code(reader);
    if (!code || !code->is_open)
        return;
    /* A blank that stands in it stays in it. */
    if (reader->blank != HTML_NO_BLANK && reader->is_blank_code) {
        dc_text(reader->job, " ", 1);
        reader->blank = HTML_NO_BLANK;
    }
    dc_close(reader->job, DC_CODE);
    code->is_open = false;
}

static void
put_anchors(struct html_reader *reader)
{
    close_code(reader);
    size_t count = reader->anchor_count;
    reader->anchor_count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = reader->anchors[i];
        dc_open(reader->job, DC_SPAN, html_pos(reader, node));
        html_read_attrs(reader, node, NULL, true);
        dc_close(reader->job, DC_SPAN);
    }
}

void
html_flow_end_implied(struct html_reader *reader)
{
    html_flow_end(reader);
    if (!reader->has_implied)
        return;
    bool is_item = reader->holder == HTML_HOLDS_ITEMS;
    dc_close(reader->job, is_item ? DC_ITEM : DC_DEFINITION);
    reader->has_implied = false;
}

/* Opens what a list needs before it can hold a block. */
static void
open_implied(struct html_reader *reader, uint64_t pos)
{
    bool is_item = reader->holder == HTML_HOLDS_ITEMS;
    bool is_definition = reader->holder == HTML_HOLDS_DEFINITIONS;
    if (reader->has_implied || (!is_item && !is_definition))
        return;
    dc_open(reader->job, is_item ? DC_ITEM : DC_DEFINITION, pos);
    reader->has_implied = true;
}

/* Ends the page where a style asked for it, if there is something on it. */
static void
put_page_break(struct html_reader *reader)
{
    bool is_here = reader->wants_break && reader->has_content &&
        reader->holder == HTML_HOLDS_BLOCKS && !reader->note;
    reader->wants_break = false;
    reader->has_content = true;
    if (is_here)
        dc_leaf(reader->job, DC_PAGE_BREAK, DC_POS_NONE);
}

static void
open_paragraph(struct html_reader *reader)
{
    uint32_t node = reader->para_node;
    uint64_t pos = node ? html_pos(reader, node) : DC_POS_NONE;
    put_page_break(reader);
    open_implied(reader, pos);
    reader->para = reader->want;
    dc_open(reader->job, reader->para, pos);
    if (node) {
        const struct html_role *role = html_role_of(&reader->dom, node);
        html_read_attrs(reader, node, role->class_name, true);
    }
    reader->para_node = 0;
    reader->has_text = false;
    reader->blank = HTML_NO_BLANK;
}

static void
put_blank(struct html_reader *reader)
{
    enum html_blank blank = reader->blank;
    reader->blank = HTML_NO_BLANK;
    if (blank == HTML_NO_BLANK || !reader->has_text)
        return;
    if (blank == HTML_BLANK_BREAK) {
        close_code(reader);
        dc_leaf(reader->job, DC_LINE_BREAK, DC_POS_NONE);
        return;
    }
    bool is_line = blank == HTML_BLANK_LINE && !reader->code_depth;
    dc_text(reader->job, is_line ? "\n" : " ", 1);
}

/* True if an inline element is open that a blank may stand in front of. */
static bool
has_waiting(const struct html_reader *reader)
{
    size_t count = reader->inline_count;
    return count > reader->inline_base && !reader->inlines[count - 1].is_open;
}

/* Makes sure that text can follow. */
static void
open_text(struct html_reader *reader)
{
    if (!reader->para)
        open_paragraph(reader);
    if (reader->anchor_count)
        put_anchors(reader);
    bool is_inside = reader->is_blank_code && top_code(reader);
    if (reader->blank != HTML_NO_BLANK && !is_inside)
        put_blank(reader);
    if (has_waiting(reader))
        open_inlines(reader);
    if (reader->blank != HTML_NO_BLANK)
        put_blank(reader);
    reader->has_text = true;
}

void
html_flow_open(struct html_reader *reader)
{
    struct html_inline *code = top_code(reader);
    if (!code) {
        open_text(reader);
        return;
    }
    close_code(reader);
    reader->inline_count--;
    open_text(reader);
    reader->inline_count++;
}

bool
html_flow_can_open(const struct html_reader *reader)
{
    return reader->para != 0 || reader->holder == HTML_HOLDS_BLOCKS;
}

void
html_flow_end(struct html_reader *reader)
{
    if (reader->holder == HTML_HOLDS_INLINES) {
        if (reader->has_text)
            reader->blank = HTML_BLANK_BREAK;
        return;
    }
    if (!reader->para)
        return;
    close_inlines(reader);
    dc_close(reader->job, reader->para);
    reader->para = 0;
    reader->has_text = false;
    reader->blank = HTML_NO_BLANK;
}

void
html_flow_block(struct html_reader *reader, uint32_t node)
{
    html_flow_end(reader);
    put_page_break(reader);
    open_implied(reader, html_pos(reader, node));
}

void
html_flow_break(struct html_reader *reader, uint32_t node)
{
    if (!html_flow_can_open(reader))
        return;
    if (reader->blank != HTML_BLANK_BREAK)
        reader->blank = HTML_NO_BLANK; /* blanks at the end of a line */
    html_flow_open(reader);
    dc_leaf(reader->job, DC_LINE_BREAK, html_pos(reader, node));
    reader->blank = HTML_NO_BLANK;
    reader->has_text = false; /* blanks after it mean nothing */
}

void
html_flow_flush_anchors(struct html_reader *reader)
{
    if (reader->anchor_count == 0)
        return;
    html_flow_open(reader);
    html_flow_end(reader);
}

/* One piece of text that needs no change. */
static void
put_slice(struct html_reader *reader, const char *ptr, size_t len)
{
    open_text(reader);
    dc_text(reader->job, ptr, len);
}

void
html_flow_word(struct html_reader *reader, const char *text)
{
    put_slice(reader, text, strlen(text));
}

/* The blanks at `at`: what they come to; *at moves behind them. */
static enum html_blank
skip_blanks(const char **at, const char *end)
{
    enum html_blank blank = HTML_NO_BLANK;
    for (; *at < end && html_is_blank(**at); ++*at)
        if (**at == '\n')
            blank = HTML_BLANK_LINE;
        else if (blank == HTML_NO_BLANK)
            blank = HTML_BLANK_SPACE;
    return blank;
}

/*
 * Where the run of text ends that reads as it is: single blanks are part of
 * it, but for line ends in code.
 */
static const char *
end_of_run(const char *at, const char *end, bool is_code)
{
    for (;;) {
        while (at < end && !html_is_blank(*at))
            at++;
        bool is_single = end - at >= 2 &&
            (*at == ' ' || (*at == '\n' && !is_code)) &&
            !html_is_blank(at[1]);
        if (!is_single)
            return at;
        at++;
    }
}

static bool
is_blank_line(const char *from, const char *to)
{
    while (from < to && html_is_blank(*from))
        from++;
    return from == to;
}

/*
 * Text whose line ends and blanks are kept, by line breaks.  One is held back,
 * since the last of a block ends no line.
 */
static void
put_lines(struct html_reader *reader, dc_str text)
{
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end;) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        const char *to = line_end ? line_end : end;
        if (reader->para ? to > at : !is_blank_line(at, to))
            put_slice(reader, at, (size_t)(to - at));
        if (line_end && reader->para) {
            if (reader->blank == HTML_BLANK_BREAK)
                put_blank(reader);
            reader->has_text = true;
            reader->blank = HTML_BLANK_BREAK;
        }
        at = line_end ? line_end + 1 : end;
    }
}

void
html_flow_text(struct html_reader *reader, dc_str text)
{
    const char *at = text.ptr;
    const char *end = text.ptr + text.len;
    if (reader->holder == HTML_HOLDS_ROWS)
        return;
    if (reader->is_pre) {
        put_lines(reader, text);
        return;
    }
    while (at < end) {
        enum html_blank blank = skip_blanks(&at, end);
        if (blank > reader->blank && reader->has_text) {
            reader->is_blank_code =
                reader->code_depth && reader->blank == HTML_NO_BLANK;
            reader->blank = blank;
        }
        if (at == end)
            return;
        const char *to = end_of_run(at, end, reader->code_depth != 0);
        put_slice(reader, at, (size_t)(to - at));
        at = to;
    }
}

void
html_inline_push(struct html_reader *reader, uint32_t node, uint32_t kind,
    const char *class_name)
{
    if (!html_more(reader->job, (void **)&reader->inlines,
            &reader->inline_room, reader->inline_count,
            sizeof *reader->inlines))
        return;
    struct html_inline *at = &reader->inlines[reader->inline_count];
    close_code(reader);
    if (top_code(reader)) { /* code stays the innermost */
        at[0] = at[-1];
        at--;
    }
    reader->inline_count++;
    memset(at, 0, sizeof *at);
    at->node = node;
    at->kind = (uint8_t)kind;
    at->class_name = class_name;
    at->is_first = true;
}

/* An element with a name and without text: links lead there. */
static void
keep_anchor(struct html_reader *reader, const struct html_inline *at)
{
    if (at->is_used || !at->is_first ||
        html_id_of(&reader->dom, at->node).len == 0)
        return;
    if (reader->anchor_count == HTML_ANCHORS_MAX)
        html_flow_flush_anchors(reader);
    if (reader->anchor_count == HTML_ANCHORS_MAX)
        return;
    reader->anchors[reader->anchor_count++] = at->node;
    if (reader->para)
        put_anchors(reader);
}

void
html_inline_pop(struct html_reader *reader, size_t count)
{
    struct html_inline code = {0};
    struct html_inline *top = top_code(reader);
    bool has_code = top && reader->code_depth;
    close_code(reader);
    if (has_code) {
        code = *top;
        reader->inline_count--;
    }
    while (count-- && reader->inline_count > reader->inline_base) {
        struct html_inline at = reader->inlines[--reader->inline_count];
        if (at.is_open)
            dc_close(reader->job, at.kind);
        keep_anchor(reader, &at);
    }
    if (has_code)
        reader->inlines[reader->inline_count++] = code;
}
