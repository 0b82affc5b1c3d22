/* SPDX-License-Identifier: MIT */
/*
 * The blocks of pandoc's types, but tables (json_table.c) and figures
 * (json_figure.c).
 */
#include "json_read.h"

/* Plain, and Para, which before pandoc 3 may also mean a figure. */
static void
read_paragraph(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value image;
    if (kind == DC_PARA && !read->has_figures && node->has_content &&
        json_is_marked_image(read, node->content, &image))
        json_read_marked_image(read, node->self, image);
    else
        json_list_node(read, node, kind, json_inline);
}

static void
read_quote(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_list_node(read, node, kind, json_block);
}

static void
read_line(struct json_read *read, struct json_value value)
{
    json_open_list(read, value, json_inline, DC_LINE);
}

static void
read_lines(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_list_node(read, node, kind, read_line);
}

static void
read_item(struct json_read *read, struct json_value value)
{
    json_open_list(read, value, json_block, DC_ITEM);
}

static void
read_bullet_list(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_list_node(read, node, kind, read_item);
}

/* c is [[start, style, delimiter], items]. */
static void
read_ordered_list(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    struct json_value attrs[3];
    int64_t start;
    int64_t style;
    int64_t delim;
    if (!json_read_parts(read, node, parts, 2) ||
        !json_read_tuple(read, parts[0], attrs, 3) ||
        !json_read_int(read, attrs[0], &start) ||
        !json_read_choice(read, attrs[1], &json_styles, &style) ||
        !json_read_choice(read, attrs[2], &json_delims, &delim))
        return;
    json_open(read, kind, node->self, NULL);
    dc_set_int(read->job, DC_F_START, start);
    dc_set_int(read->job, DC_F_STYLE, style);
    dc_set_int(read->job, DC_F_DELIM, delim);
    json_put_list(read, parts[1], read_item, kind);
}

static void
read_definition(struct json_read *read, struct json_value value)
{
    json_open_list(read, value, json_block, DC_DEFINITION);
}

/* True for what stands where our definitions have no term before them. */
static bool
is_no_term(struct json_read *read, struct json_value list)
{
    static const dc_str span = DC_STR("Span");
    static const dc_str own = DC_STR("no-term");
    struct json_value element;
    struct json_value content;
    struct json_value parts[2];
    struct json_attr attr;
    return json_lone_element(read, list, &element) &&
        json_is_tagged(read, element, span, &content) &&
        json_read_tuple(read, content, parts, 2) &&
        json_read_attr(read, parts[0], &attr) &&
        json_is_same(json_own_class(read, &attr), own);
}

/* [term, definitions] */
static void
read_definition_pair(struct json_read *read, struct json_value value)
{
    struct json_value parts[2];
    if (!json_read_tuple(read, value, parts, 2))
        return;
    json_put_list(read, parts[1], read_definition, DC_DOCUMENT);
    if (!is_no_term(read, parts[0]))
        json_put_node(read, parts[0], json_inline, DC_TERM);
}

static void
read_definition_list(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    json_list_node(read, node, kind, read_definition_pair);
}

/* c is [level, Attr, inlines]. */
static void
read_heading(
    struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[3];
    struct json_attr attr;
    int64_t level;
    if (!json_read_parts(read, node, parts, 3) ||
        !json_read_int(read, parts[0], &level) ||
        !json_read_attr(read, parts[1], &attr))
        return;
    json_open(read, kind, node->self, &attr);
    dc_set_int(read->job, DC_F_LEVEL, level);
    json_put_list(read, parts[2], json_inline, kind);
}

static void
read_div(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value parts[2];
    struct json_attr attr;
    if (!json_read_parts(read, node, parts, 2) ||
        !json_read_attr(read, parts[0], &attr) ||
        json_read_wrapped(read, node, &attr, parts[1], DC_G_BLOCK))
        return;
    json_open(read, kind, node->self, &attr);
    json_put_list(read, parts[1], json_block, kind);
}

static json_reader *const readers[DC_KIND_COUNT] = {
    [DC_PLAIN] = read_paragraph,
    [DC_PARA] = read_paragraph,
    [DC_LINE_BLOCK] = read_lines,
    [DC_CODE_BLOCK] = json_text_node,
    [DC_RAW_BLOCK] = json_raw_node,
    [DC_BLOCK_QUOTE] = read_quote,
    [DC_ORDERED_LIST] = read_ordered_list,
    [DC_BULLET_LIST] = read_bullet_list,
    [DC_DEFINITION_LIST] = read_definition_list,
    [DC_HEADING] = read_heading,
    [DC_RULE] = json_leaf_node,
    [DC_TABLE] = json_table,
    [DC_FIGURE] = json_figure,
    [DC_DIV] = read_div,
};

void
json_block(struct json_read *read, struct json_value value)
{
    struct json_node node;
    if (!json_read_node(read, value, &node))
        return;
    uint32_t kind = json_constructor_lookup(node.tag);
    if (readers[kind])
        readers[kind](read, &node, kind);
    /* Pandoc before 3 has a block that is nothing. */
    else if (!dc_str_equal(node.tag, "Null"))
        json_fail(read, value, "expected a block");
}
