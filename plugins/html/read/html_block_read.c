/* SPDX-License-Identifier: MIT */
/*
 * Entering and leaving elements: what each kind of element does (html_role.c)
 * is a row of two functions here.
 */
#include "read/html_block_read.h"
#include "parse/html_token.h"

bool
html_is_flat(const struct html_reader *reader)
{
    return reader->holder == HTML_HOLDS_INLINES;
}

void
html_open_node(struct html_reader *reader, struct html_place *level,
    uint32_t kind, enum html_holder holder)
{
    dc_open(reader->job, kind, html_pos(reader, level->node));
    level->has_node = true;
    level->kind = (uint8_t)kind;
    reader->holder = holder;
    reader->has_implied = false;
}

void
html_open_block(struct html_reader *reader, struct html_place *level,
    uint32_t kind, enum html_holder holder)
{
    html_flow_block(reader, level->node);
    level->has_implied = reader->has_implied;
    html_open_node(reader, level, kind, holder);
}

void
html_close_node(struct html_reader *reader, struct html_place *level)
{
    html_flow_end_implied(reader);
    if (level->has_node)
        dc_close(reader->job, level->kind);
    reader->holder = (enum html_holder)level->holder;
    reader->has_implied = level->has_implied;
}

uint32_t
html_kind_above(const struct html_reader *reader)
{
    const struct html_place *above =
        reader->level_count ? &reader->levels[reader->level_count - 1] : NULL;
    return above && above->has_node ? above->kind : DC_DOCUMENT;
}

bool
html_pass(struct html_reader *reader, struct html_place *level)
{
    html_flow_end(reader);
    level->does = HTML_DOES_PASS;
    return true;
}

static bool
enter_span(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    if (html_is_page_break(&reader->dom, level->node)) {
        html_read_page_break(reader, level->node);
        return false;
    }
    html_read_inline(reader, level->node, level, role);
    return true;
}

/* True if an inline element that holds nothing is kept: it may be styled. */
static bool
keeps_empty(const struct html_reader *reader, const struct html_place *level)
{
    if (html_node(&reader->dom, level->node)->first || !level->inlines ||
        reader->code_depth || !html_flow_can_open(reader))
        return false;
    uint8_t kind = reader->inlines[reader->inline_count - 1].kind;
    bool has_para = reader->para || reader->para_node;
    return kind == DC_LINK || (kind != DC_SPAN && has_para);
}

static bool
enter_inline(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    static const struct html_role variable = {
        HTML_DOES_INLINE, DC_SPAN, "variable"};
    if (reader->note && html_is_back_link(reader, level->node))
        return false;
    if (reader->joined) {
        level->inlines = reader->joined;
        reader->joined = 0;
        return true;
    }
    if (reader->code_depth &&
        html_is_element(&reader->dom, level->node, HTML_VAR))
        role = &variable;
    if (!enter_span(reader, level, role))
        return false;
    if (role->kind != DC_SPAN && keeps_empty(reader, level))
        html_flow_open(reader);
    return true;
}

/* An element that says nothing but how its text looks. */
static bool
is_bare(const struct html_dom *dom, uint32_t node)
{
    const struct html_node *at = html_node(dom, node);
    const struct html_role *role = html_role_of(dom, node);
    return at->type == HTML_TYPE_ELEMENT && at->len == 0 && at->flags == 0 &&
        role->does == HTML_DOES_INLINE && role->kind != DC_SPAN &&
        role->kind != DC_LINK && role->kind != DC_QUOTED &&
        at->name != HTML_CITE && at->name != HTML_DFN && at->name != HTML_VAR;
}

/* True if the next element goes on where this one ends: <b>a</b><b>b</b>. */
static bool
is_joined(const struct html_reader *reader, uint32_t node)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t next = html_node(dom, node)->next;
    return next && reader->sheets.selectors_count == 0 &&
        reader->blank == HTML_NO_BLANK && is_bare(dom, node) &&
        is_bare(dom, next) && html_node(dom, next)->first &&
        html_role_of(dom, node)->kind == html_role_of(dom, next)->kind;
}

static void
leave_inline(struct html_reader *reader, struct html_place *level)
{
    uint32_t name = html_node(&reader->dom, level->node)->name;
    if (level->does == HTML_DOES_INLINE && is_joined(reader, level->node)) {
        reader->joined = level->inlines;
        return;
    }
    html_inline_pop(reader, level->inlines);
    reader->in_link -= name == HTML_A && reader->in_link;
    reader->in_quote -= name == HTML_Q && reader->in_quote;
}

static bool
enter_code(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    if (reader->code_depth++ == 0)
        html_inline_push(reader, level->node, DC_CODE, role->class_name);
    return true;
}

static void
leave_code(struct html_reader *reader, struct html_place *level)
{
    (void)level;
    if (--reader->code_depth == 0)
        html_inline_pop(reader, 1);
}

static bool
enter_pass(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)level;
    (void)role;
    html_flow_end(reader);
    return true;
}

static void
leave_pass(struct html_reader *reader, struct html_place *level)
{
    (void)level;
    html_flow_end(reader);
}

static bool
enter_div(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    if (html_is_page_break(&reader->dom, level->node)) {
        html_read_page_break(reader, level->node);
        return false;
    }
    html_flow_end(reader);
    bool is_node =
        role->does == HTML_DOES_DIV || html_keeps_attrs(reader, level->node);
    if (!is_node || html_is_flat(reader) ||
        reader->holder != HTML_HOLDS_BLOCKS) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_open_block(reader, level, DC_DIV, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, role->class_name, true);
    return true;
}

static bool
enter_para(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    reader->want = DC_PARA;
    reader->para_node = level->node;
    return true;
}

static void
leave_para(struct html_reader *reader, struct html_place *level)
{
    html_flow_end(reader);
    reader->want = DC_PLAIN;
    if (reader->para_node == level->node &&
        html_id_of(&reader->dom, level->node).len &&
        reader->anchor_count < HTML_ANCHORS_MAX)
        reader->anchors[reader->anchor_count++] = level->node;
    reader->para_node = 0;
}

void
html_open_inlines(
    struct html_reader *reader, struct html_place *level, uint32_t kind)
{
    html_open_node(reader, level, kind, HTML_HOLDS_INLINES);
    reader->para = kind;
    reader->has_text = false;
    reader->blank = HTML_NO_BLANK;
}

void
html_leave_inlines(struct html_reader *reader, struct html_place *level)
{
    if (!level->has_node) {
        html_inline_pop(reader, level->inlines);
        html_flow_end(reader);
        return;
    }
    reader->holder = (enum html_holder)level->holder;
    reader->has_implied = level->has_implied;
    html_flow_end(reader); /* closes the node too */
}

static bool
enter_heading(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    html_flow_end(reader);
    if (html_is_flat(reader) || reader->holder == HTML_HOLDS_ROWS)
        return true;
    html_flow_block(reader, level->node);
    level->has_implied = reader->has_implied;
    html_open_inlines(reader, level, DC_HEADING);
    /* What our writer says of a level that HTML forbids there. */
    dc_str meant =
        html_attr_of(&reader->dom, level->node, HTML_DATA_DOCCONV_LEVEL);
    dc_set_int(
        reader->job, DC_F_LEVEL, html_number_of(meant, role->kind, 9));
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_holder(
    struct html_reader *reader, struct html_place *level, uint32_t kind)
{
    html_flow_end(reader);
    if (html_is_flat(reader) || reader->holder == HTML_HOLDS_ROWS) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_open_block(reader, level, kind, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_quote(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return enter_holder(reader, level, DC_BLOCK_QUOTE);
}

static bool
enter_figure(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return enter_holder(reader, level, DC_FIGURE);
}

bool
html_begin_caption_of(
    struct html_reader *reader, struct html_place *level, uint32_t kind)
{
    const struct html_place *above =
        reader->level_count ? &reader->levels[reader->level_count - 1] : NULL;
    html_flow_end(reader);
    if (!above || !above->has_node || above->kind != kind ||
        reader->has_implied) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_open_node(reader, level, DC_CAPTION, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_figcaption(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return html_begin_caption_of(reader, level, DC_FIGURE);
}

/* What is done at the beginning and the end of an element. */
static const struct doing {
    html_enter_function *enter;
    html_leave_function *leave;
} doings[] = {
    [HTML_DOES_SPAN] = {enter_span, leave_inline},
    [HTML_DOES_INLINE] = {enter_inline, leave_inline},
    [HTML_DOES_CODE] = {enter_code, leave_code},
    [HTML_DOES_BLOCK] = {enter_div, html_close_node},
    [HTML_DOES_DIV] = {enter_div, html_close_node},
    [HTML_DOES_PASS] = {enter_pass, leave_pass},
    [HTML_DOES_PARA] = {enter_para, leave_para},
    [HTML_DOES_HEADING] = {enter_heading, html_leave_inlines},
    [HTML_DOES_LIST] = {html_begin_list, html_close_node},
    [HTML_DOES_ITEM] = {html_begin_item, html_close_node},
    [HTML_DOES_DEFINITIONS] = {html_begin_definitions, html_close_node},
    [HTML_DOES_TERM] = {html_begin_term, html_leave_inlines},
    [HTML_DOES_DEFINITION] = {html_begin_definition, html_close_node},
    [HTML_DOES_QUOTE] = {enter_quote, html_close_node},
    [HTML_DOES_PRE] = {html_begin_pre, leave_pass},
    [HTML_DOES_RULE] = {html_begin_rule, leave_pass},
    [HTML_DOES_TABLE] = {html_begin_table, html_close_node},
    [HTML_DOES_CAPTION] = {html_begin_caption, html_close_node},
    [HTML_DOES_SECTION] = {html_begin_section, html_close_node},
    [HTML_DOES_ROW] = {html_begin_row, html_close_node},
    [HTML_DOES_CELL] = {html_begin_cell, html_close_node},
    [HTML_DOES_COLUMN] = {html_begin_column, leave_pass},
    [HTML_DOES_FIGURE] = {enter_figure, html_close_node},
    [HTML_DOES_FIGCAPTION] = {enter_figcaption, html_close_node},
    [HTML_DOES_BREAK] = {html_begin_break, leave_pass},
    [HTML_DOES_IMAGE] = {html_begin_image, leave_pass},
    [HTML_DOES_INPUT] = {html_begin_input, leave_pass},
    [HTML_DOES_RUBY_TEXT] = {html_begin_ruby_text, html_end_ruby_text},
    [HTML_DOES_MATH] = {html_begin_math, html_end_transparent},
    [HTML_DOES_MEDIA] = {html_begin_media, html_end_transparent},
    [HTML_DOES_PLAYER] = {html_begin_player, html_end_transparent},
    [HTML_DOES_SCRIPT] = {html_begin_script, leave_pass},
    [HTML_DOES_DRAWING] = {html_begin_drawing, leave_pass},
    [HTML_DOES_NOTHING] = {html_begin_nothing, leave_pass},
};

/* Blocks whose looks are those of the text in them. */
static bool
has_looks(const struct html_dom *dom, uint32_t node)
{
    switch (html_node(dom, node)->name) {
    case HTML_P:
    case HTML_DIV:
    case HTML_CENTER:
    case HTML_LI:
    case HTML_DD:
    case HTML_TD:
    case HTML_TR:
    case HTML_TBODY:
        return true;
    default:
        return false;
    }
}

/* A block that a style makes part of the line. */
static bool
is_made_inline(const struct html_dom *dom, const struct html_place *level)
{
    return level->style.values[HTML_CSS_DISPLAY] == HTML_CSS_INLINE &&
        (html_is_element(dom, level->node, HTML_DIV) ||
            html_is_element(dom, level->node, HTML_P));
}

/* An inline element that a style makes a line of its own, or lines. */
static bool
is_made_block(const struct html_place *level)
{
    return level->style.values[HTML_CSS_DISPLAY] == HTML_CSS_BLOCK &&
        (level->does == HTML_DOES_SPAN || level->does == HTML_DOES_INLINE ||
            level->does == HTML_DOES_CODE);
}

static void
break_line(struct html_reader *reader)
{
    if (reader->has_text)
        reader->blank = HTML_BLANK_BREAK;
}

/* A page ends before the next block; pages do not end within tables. */
static void
want_break(struct html_reader *reader, uint16_t value)
{
    if (value != HTML_CSS_PAGE || reader->holder != HTML_HOLDS_BLOCKS)
        return;
    for (size_t i = 0; i < reader->level_count; i++)
        if (reader->levels[i].does == HTML_DOES_TABLE)
            return;
    reader->wants_break = true;
}

bool
html_enter_element(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    static const struct html_role span = {HTML_DOES_SPAN, DC_SPAN, NULL};
    const struct html_dom *dom = &reader->dom;
    const uint16_t *values = level->style.values;
    want_break(reader, values[HTML_CSS_BREAK_BEFORE]);
    if (is_made_inline(dom, level)) {
        role = &span;
        level->does = HTML_DOES_SPAN;
    }
    if (is_made_block(level))
        break_line(reader);
    if (!doings[role->does].enter(reader, level, role))
        return false;
    if (values[HTML_CSS_WHITE_SPACE])
        reader->is_pre = values[HTML_CSS_WHITE_SPACE] == HTML_CSS_PRE;
    if (level->does == HTML_DOES_HEADING ||
        html_is_element(dom, level->node, HTML_TH))
        level->looks |= HTML_LOOKS_BOLD;
    level->has_attrs =
        level->does != HTML_DOES_SPAN && level->does != HTML_DOES_INLINE;
    if (level->has_attrs && has_looks(dom, level->node))
        html_push_looks(reader, level);
    return true;
}

void
html_leave_element(struct html_reader *reader)
{
    if (reader->level_count == 0)
        return;
    struct html_place level = reader->levels[--reader->level_count];
    if (level.has_attrs && level.inlines && level.does != HTML_DOES_TERM) {
        html_inline_pop(reader, level.inlines);
        level.inlines = 0;
    }
    doings[level.does].leave(reader, &level);
    if (is_made_block(&level))
        break_line(reader);
    reader->is_pre = level.was_pre;
    want_break(reader, level.style.values[HTML_CSS_BREAK_AFTER]);
}
