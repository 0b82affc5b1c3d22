/* SPDX-License-Identifier: MIT */
/*
 * Entering and leaving elements: what each kind of element does (html_role.c)
 * is a row of two functions here.
 */
#include "read/html_block_read.h"
#include "parse/html_token.h"

/* Where blocks cannot be, they are flattened: text, parted by line breaks. */
static bool
is_flat(const struct html_reader *reader)
{
    return reader->holder == HTML_HOLDS_INLINES;
}

/* Opens a node for the level and says what it takes. */
static void
open_node(struct html_reader *reader, struct html_place *level, uint32_t kind,
    enum html_holder holder)
{
    dc_open(reader->job, kind, html_pos(reader, level->node));
    level->has_node = true;
    level->kind = (uint8_t)kind;
    reader->holder = holder;
    reader->has_implied = false;
}

static void
open_block(struct html_reader *reader, struct html_place *level, uint32_t kind,
    enum html_holder holder)
{
    html_flow_block(reader, level->node);
    level->has_implied = reader->has_implied;
    open_node(reader, level, kind, holder);
}

static void
close_node(struct html_reader *reader, struct html_place *level)
{
    html_flow_end_implied(reader);
    if (level->has_node)
        dc_close(reader->job, level->kind);
    reader->holder = (enum html_holder)level->holder;
    reader->has_implied = level->has_implied;
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

static bool
enter_inline(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    if (reader->note && html_is_back_link(reader, level->node))
        return false;
    return enter_span(reader, level, role);
}

static void
leave_inline(struct html_reader *reader, struct html_place *level)
{
    uint32_t name = html_node(&reader->dom, level->node)->name;
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
    bool is_node = role->does == HTML_DOES_DIV ||
        html_keeps_attrs(reader, level->node);
    if (!is_node || is_flat(reader) || reader->holder != HTML_HOLDS_BLOCKS) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    open_block(reader, level, DC_DIV, HTML_HOLDS_BLOCKS);
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

/* A node that holds inlines only: heading, term. */
static void
open_inlines(struct html_reader *reader, struct html_place *level,
    uint32_t kind)
{
    open_node(reader, level, kind, HTML_HOLDS_INLINES);
    reader->para = kind;
    reader->has_text = false;
    reader->blank = HTML_NO_BLANK;
}

static void
leave_inlines(struct html_reader *reader, struct html_place *level)
{
    if (!level->has_node) {
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
    if (is_flat(reader) || reader->holder == HTML_HOLDS_ROWS)
        return true;
    html_flow_block(reader, level->node);
    level->has_implied = reader->has_implied;
    open_inlines(reader, level, DC_HEADING);
    dc_set_int(reader->job, DC_F_LEVEL, role->kind);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

/* The style of numbers that a list's type names. */
static int64_t
list_style(dc_str type)
{
    if (type.len != 1)
        return DC_STYLE_DEFAULT;
    switch (*type.ptr) {
    case '1':
        return DC_STYLE_DECIMAL;
    case 'a':
        return DC_STYLE_LOWER_ALPHA;
    case 'A':
        return DC_STYLE_UPPER_ALPHA;
    case 'i':
        return DC_STYLE_LOWER_ROMAN;
    case 'I':
        return DC_STYLE_UPPER_ROMAN;
    default:
        return DC_STYLE_DEFAULT;
    }
}

/*
 * What stands in a list behind an item belongs to that item: authors write
 * nested lists so.
 */
static void
adopt_strays(struct html_dom *dom, uint32_t list)
{
    uint32_t item = 0;
    uint32_t next;
    for (uint32_t at = html_node(dom, list)->first; at; at = next) {
        next = html_node(dom, at)->next;
        if (html_is_element(dom, at, HTML_LI)) {
            item = at;
        } else if (item) {
            html_dom_remove(dom, at);
            html_dom_insert(dom, item, 0, at);
        }
    }
}

/* True if the element holds nothing but blanks. */
static bool
is_empty(const struct html_dom *dom, uint32_t node)
{
    for (uint32_t at = html_node(dom, node)->first; at;
         at = html_node(dom, at)->next) {
        if (html_node(dom, at)->type == HTML_TYPE_ELEMENT)
            return false;
        dc_str text = html_text_of(dom, at);
        for (size_t i = 0; i < text.len; i++)
            if (!html_is_blank(text.ptr[i]))
                return false;
    }
    return true;
}

static bool
enter_list(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    struct html_dom *dom = &reader->dom;
    html_flow_end(reader);
    if (is_flat(reader) || is_empty(dom, level->node)) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    adopt_strays(dom, level->node);
    open_block(reader, level, role->kind, HTML_HOLDS_ITEMS);
    if (role->kind == DC_ORDERED_LIST) {
        dc_str start = html_attr_of(dom, level->node, HTML_START);
        dc_set_int(reader->job, DC_F_START,
            html_number_of(start, 1, INT32_MAX));
        dc_set_int(reader->job, DC_F_STYLE,
            list_style(html_attr_of(dom, level->node, HTML_TYPE)));
    }
    bool is_reversed =
        html_attribute_of(dom, level->node, HTML_REVERSED) != NULL;
    html_read_attrs(
        reader, level->node, is_reversed ? "reversed" : NULL, true);
    return true;
}

static bool
enter_item(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (reader->holder != HTML_HOLDS_ITEMS) {
        html_flow_end(reader);
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_flow_end_implied(reader);
    level->has_implied = false;
    open_node(reader, level, DC_ITEM, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_definitions(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (is_flat(reader) || is_empty(&reader->dom, level->node)) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    open_block(reader, level, DC_DEFINITION_LIST, HTML_HOLDS_DEFINITIONS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_term(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (reader->holder != HTML_HOLDS_DEFINITIONS)
        return true;
    html_flow_end_implied(reader);
    level->has_implied = false;
    open_inlines(reader, level, DC_TERM);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_definition(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (reader->holder != HTML_HOLDS_DEFINITIONS) {
        html_flow_end(reader);
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_flow_end_implied(reader);
    level->has_implied = false;
    open_node(reader, level, DC_DEFINITION, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_holder(struct html_reader *reader, struct html_place *level,
    uint32_t kind)
{
    html_flow_end(reader);
    if (is_flat(reader) || reader->holder == HTML_HOLDS_ROWS) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    open_block(reader, level, kind, HTML_HOLDS_BLOCKS);
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

/* A caption of the figure or table that is the open node; else a paragraph. */
static bool
enter_caption_of(struct html_reader *reader, struct html_place *level,
    uint32_t kind)
{
    const struct html_place *above =
        reader->level_count ? &reader->levels[reader->level_count - 1] : NULL;
    html_flow_end(reader);
    if (!above || !above->has_node || above->kind != kind ||
        reader->has_implied) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    open_node(reader, level, DC_CAPTION, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_figcaption(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return enter_caption_of(reader, level, DC_FIGURE);
}

static bool
enter_pre(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (is_flat(reader) || reader->holder == HTML_HOLDS_ROWS) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_flow_block(reader, level->node);
    html_read_pre(reader, level->node);
    return false;
}

static bool
enter_rule(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (is_flat(reader) || reader->holder == HTML_HOLDS_ROWS)
        return false;
    html_flow_block(reader, level->node);
    html_read_rule(reader, level->node);
    return false;
}

static bool
enter_table(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (is_flat(reader) || reader->holder == HTML_HOLDS_ROWS ||
        !html_arrange_table(reader, level->node)) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    open_block(reader, level, DC_TABLE, HTML_HOLDS_ROWS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

/* The kind of the node that the level above opened, or DC_DOCUMENT. */
static uint32_t
kind_above(const struct html_reader *reader)
{
    const struct html_place *above =
        reader->level_count ? &reader->levels[reader->level_count - 1] : NULL;
    return above && above->has_node ? above->kind : DC_DOCUMENT;
}

static bool
pass(struct html_reader *reader, struct html_place *level)
{
    html_flow_end(reader);
    level->does = HTML_DOES_PASS;
    return true;
}

static bool
enter_caption(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return enter_caption_of(reader, level, DC_TABLE);
}

static bool
enter_section(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    if (kind_above(reader) != DC_TABLE)
        return pass(reader, level);
    const struct html_node *at = html_node(&reader->dom, level->node);
    uint32_t kind = at->role ? at->role : role->kind;
    if (at->flags & HTML_IS_FIRST)
        html_read_columns(reader, at->parent);
    open_node(reader, level, kind, HTML_HOLDS_ROWS);
    int64_t heads = kind == DC_TABLE_BODY
        ? html_head_columns(&reader->dom, level->node) : 0;
    if (heads)
        dc_set_int(reader->job, DC_F_HEAD_COLUMNS, heads);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_row(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    uint32_t above = kind_above(reader);
    if (above != DC_TABLE_HEAD && above != DC_TABLE_BODY &&
        above != DC_TABLE_FOOT)
        return pass(reader, level);
    open_node(reader, level, DC_ROW, HTML_HOLDS_ROWS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

static bool
enter_cell(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (kind_above(reader) != DC_ROW)
        return pass(reader, level);
    open_node(reader, level, DC_CELL, HTML_HOLDS_BLOCKS);
    html_read_cell_fields(reader, level->node);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

/* The columns are read once, with the first of their elements. */
static bool
enter_column(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)reader;
    (void)level;
    (void)role;
    return false;
}

static bool
enter_break(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_break(reader, level->node);
    return false;
}

static bool
enter_image(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (reader->holder != HTML_HOLDS_ROWS)
        html_read_image(reader, level->node);
    return false;
}

static bool
enter_input(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    const struct html_dom *dom = &reader->dom;
    dc_str type = html_attr_of(dom, level->node, HTML_TYPE);
    dc_str value = html_attr_of(dom, level->node, HTML_VALUE);
    (void)role;
    if (html_str_is(type, "checkbox") || html_str_is(type, "radio")) {
        bool is_on = html_attribute_of(dom, level->node, HTML_CHECKED) != NULL;
        html_flow_word(reader, is_on ? "\xE2\x98\x92" : "\xE2\x98\x90");
        reader->blank = HTML_BLANK_SPACE;
    } else if (!html_str_is(type, "hidden") && !html_str_is(type, "image")) {
        html_flow_text(reader, value);
    }
    return false;
}

static bool
enter_ruby_text(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)level;
    (void)role;
    html_flow_word(reader, "(");
    return true;
}

static void
leave_ruby_text(struct html_reader *reader, struct html_place *level)
{
    (void)level;
    html_flow_word(reader, ")");
}

/* Its content is read in the place where it stands. */
static void
leave_transparent(struct html_reader *reader, struct html_place *level)
{
    (void)reader;
    (void)level;
}

static bool
enter_math(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return reader->holder != HTML_HOLDS_ROWS &&
        !html_read_math(reader, level->node);
}

static bool
enter_media(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    uint32_t name = html_node(&reader->dom, level->node)->name;
    (void)role;
    html_lose(reader, HTML_LOST_EMBEDDED, level->node);
    /* What an iframe holds is markup for browsers that know none. */
    return name != HTML_IFRAME && name != HTML_NOFRAMES;
}

static bool
enter_script(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (reader->holder != HTML_HOLDS_ROWS &&
        html_is_math_script(&reader->dom, level->node))
        html_read_math(reader, level->node);
    else
        html_lose(reader, HTML_LOST_SCRIPTS, level->node);
    return false;
}

static bool
enter_nothing(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    const struct html_node *at = html_node(&reader->dom, level->node);
    (void)role;
    if (at->space == HTML_SPACE_SVG)
        html_lose(reader, HTML_LOST_DRAWINGS, level->node);
    else if (at->name == HTML_STYLE)
        html_lose(reader, HTML_LOST_STYLES, level->node);
    else if (at->name == HTML_TEMPLATE)
        html_lose(reader, HTML_LOST_TEMPLATES, level->node);
    return false;
}

/* What is done at the beginning and the end of an element. */
static const struct doing {
    bool (*enter)(struct html_reader *reader, struct html_place *level,
        const struct html_role *role);
    void (*leave)(struct html_reader *reader, struct html_place *level);
} doings[] = {
    [HTML_DOES_SPAN] = {enter_span, leave_inline},
    [HTML_DOES_INLINE] = {enter_inline, leave_inline},
    [HTML_DOES_CODE] = {enter_code, leave_code},
    [HTML_DOES_BLOCK] = {enter_div, close_node},
    [HTML_DOES_DIV] = {enter_div, close_node},
    [HTML_DOES_PASS] = {enter_pass, leave_pass},
    [HTML_DOES_PARA] = {enter_para, leave_para},
    [HTML_DOES_HEADING] = {enter_heading, leave_inlines},
    [HTML_DOES_LIST] = {enter_list, close_node},
    [HTML_DOES_ITEM] = {enter_item, close_node},
    [HTML_DOES_DEFINITIONS] = {enter_definitions, close_node},
    [HTML_DOES_TERM] = {enter_term, leave_inlines},
    [HTML_DOES_DEFINITION] = {enter_definition, close_node},
    [HTML_DOES_QUOTE] = {enter_quote, close_node},
    [HTML_DOES_PRE] = {enter_pre, leave_pass},
    [HTML_DOES_RULE] = {enter_rule, leave_pass},
    [HTML_DOES_TABLE] = {enter_table, close_node},
    [HTML_DOES_CAPTION] = {enter_caption, close_node},
    [HTML_DOES_SECTION] = {enter_section, close_node},
    [HTML_DOES_ROW] = {enter_row, close_node},
    [HTML_DOES_CELL] = {enter_cell, close_node},
    [HTML_DOES_COLUMN] = {enter_column, leave_pass},
    [HTML_DOES_FIGURE] = {enter_figure, close_node},
    [HTML_DOES_FIGCAPTION] = {enter_figcaption, close_node},
    [HTML_DOES_BREAK] = {enter_break, leave_pass},
    [HTML_DOES_IMAGE] = {enter_image, leave_pass},
    [HTML_DOES_INPUT] = {enter_input, leave_pass},
    [HTML_DOES_RUBY_TEXT] = {enter_ruby_text, leave_ruby_text},
    [HTML_DOES_MATH] = {enter_math, leave_transparent},
    [HTML_DOES_MEDIA] = {enter_media, leave_transparent},
    [HTML_DOES_SCRIPT] = {enter_script, leave_pass},
    [HTML_DOES_NOTHING] = {enter_nothing, leave_pass},
};

bool
html_enter_element(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    return doings[role->does].enter(reader, level, role);
}

void
html_leave_element(struct html_reader *reader)
{
    if (reader->level_count == 0)
        return;
    struct html_place level = reader->levels[--reader->level_count];
    doings[level.does].leave(reader, &level);
}
