/* SPDX-License-Identifier: MIT */
/*
 * Entering lists and definition lists.
 */
#include "read/html_block_read.h"
#include "parse/html_token.h"

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

/* What our writer says of the signs around a list's numbers. */
static int64_t
list_delim(dc_str word)
{
    return html_str_is(word, "one-paren") ? DC_DELIM_ONE_PAREN
        : html_str_is(word, "two-parens") ? DC_DELIM_TWO_PARENS
                                          : DC_DELIM_DEFAULT;
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

static bool
is_blank_text(const struct html_dom *dom, uint32_t node)
{
    dc_str text = html_text_of(dom, node);
    for (size_t i = 0; i < text.len; i++)
        if (!html_is_blank(text.ptr[i]))
            return false;
    return true;
}

/* True if the element holds nothing but blanks. */
static bool
is_empty(const struct html_dom *dom, uint32_t node)
{
    for (uint32_t at = html_node(dom, node)->first; at;
         at = html_node(dom, at)->next)
        if (html_node(dom, at)->type == HTML_TYPE_ELEMENT ||
            !is_blank_text(dom, at))
            return false;
    return true;
}

bool
html_begin_list(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    struct html_dom *dom = &reader->dom;
    html_flow_end(reader);
    if (html_is_flat(reader) || is_empty(dom, level->node)) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    adopt_strays(dom, level->node);
    html_open_block(reader, level, role->kind, HTML_HOLDS_ITEMS);
    if (role->kind == DC_ORDERED_LIST) {
        dc_str start = html_attr_of(dom, level->node, HTML_START);
        dc_set_int(
            reader->job, DC_F_START, html_number_of(start, 1, INT32_MAX));
        int64_t style = list_style(html_attr_of(dom, level->node, HTML_TYPE));
        if (level->style.values[HTML_CSS_LIST])
            style = level->style.values[HTML_CSS_LIST];
        dc_set_int(reader->job, DC_F_STYLE, style);
        dc_set_int(reader->job, DC_F_DELIM,
            list_delim(
                html_attr_of(dom, level->node, HTML_DATA_DOCCONV_DELIM)));
    }
    bool is_reversed =
        html_attribute_of(dom, level->node, HTML_REVERSED) != NULL;
    html_read_attrs(reader, level->node, is_reversed ? "reversed" : NULL, true);
    return true;
}

bool
html_begin_item(struct html_reader *reader, struct html_place *level,
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
    html_open_node(reader, level, DC_ITEM, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

/* The element after `node`, with nothing but blanks between; else 0. */
static uint32_t
next_element(const struct html_dom *dom, uint32_t node)
{
    do
        node = html_node(dom, node)->next;
    while (node && html_node(dom, node)->type != HTML_TYPE_ELEMENT &&
        is_blank_text(dom, node));
    return node;
}

/*
 * Terms that share a definition become one, parted by line breaks: the tree
 * has one term for the definitions that follow it.
 */
static void
join_terms(struct html_dom *dom, uint32_t list)
{
    uint32_t at = html_node(dom, list)->first;
    while (at) {
        uint32_t end = at;
        while (end && html_is_element(dom, end, HTML_DT))
            end = next_element(dom, end);
        bool is_shared = end && end != at && html_is_element(dom, end, HTML_DD);
        for (uint32_t next = html_node(dom, at)->next; is_shared && next != end;
             next = html_node(dom, at)->next) {
            html_dom_remove(dom, next);
            html_dom_insert(dom, at, 0, next);
        }
        at = end == at ? html_node(dom, at)->next : end;
    }
}

/* Groups of terms and definitions may stand in a <div> each. */
static void
join_all_terms(struct html_dom *dom, uint32_t list)
{
    join_terms(dom, list);
    for (uint32_t at = html_node(dom, list)->first; at;
         at = html_node(dom, at)->next)
        if (html_is_element(dom, at, HTML_DIV))
            join_terms(dom, at);
}

bool
html_begin_definitions(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (html_is_flat(reader) || is_empty(&reader->dom, level->node)) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    join_all_terms(&reader->dom, level->node);
    html_open_block(reader, level, DC_DEFINITION_LIST, HTML_HOLDS_DEFINITIONS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

bool
html_begin_term(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (reader->holder != HTML_HOLDS_DEFINITIONS) {
        if (html_keeps_attrs(reader, level->node)) {
            html_push_inline(reader, level, DC_SPAN, NULL);
        }
        return true;
    }
    html_flow_end_implied(reader);
    level->has_implied = false;
    html_open_inlines(reader, level, DC_TERM);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

bool
html_begin_definition(struct html_reader *reader, struct html_place *level,
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
    html_open_node(reader, level, DC_DEFINITION, HTML_HOLDS_BLOCKS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}
