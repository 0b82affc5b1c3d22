/* SPDX-License-Identifier: MIT */
/*
 * Entering tables and their parts, once html_table_read.c has brought them
 * into order.
 */
#include "read/html_block_read.h"

bool
html_begin_table(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    html_flow_end(reader);
    if (html_is_flat(reader) || reader->holder == HTML_HOLDS_ROWS ||
        !html_arrange_table(reader, level->node)) {
        level->does = HTML_DOES_PASS;
        return true;
    }
    html_open_block(reader, level, DC_TABLE, HTML_HOLDS_ROWS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

bool
html_begin_caption(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    return html_begin_caption_of(reader, level, DC_TABLE);
}

bool
html_begin_section(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    if (html_kind_above(reader) != DC_TABLE)
        return html_pass(reader, level);
    const struct html_node *at = html_node(&reader->dom, level->node);
    uint32_t kind = at->role ? at->role : role->kind;
    if (at->flags & HTML_IS_FIRST)
        html_read_columns(reader, at->parent);
    html_open_node(reader, level, kind, HTML_HOLDS_ROWS);
    int64_t heads = kind == DC_TABLE_BODY
        ? html_head_columns(&reader->dom, level->node)
        : 0;
    level->rows_left = html_row_count(&reader->dom, level->node);
    if (heads)
        dc_set_int(reader->job, DC_F_HEAD_COLUMNS, heads);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

bool
html_begin_row(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    uint32_t above = html_kind_above(reader);
    if (above != DC_TABLE_HEAD && above != DC_TABLE_BODY &&
        above != DC_TABLE_FOOT)
        return html_pass(reader, level);
    level->rows_left = reader->levels[reader->level_count - 1].rows_left--;
    html_open_node(reader, level, DC_ROW, HTML_HOLDS_ROWS);
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

/* The alignment of a cell, its row or its section; 0: none is stated. */
static int
cell_align(const struct html_reader *reader, const struct html_place *cell)
{
    const struct html_place *at = cell;
    for (size_t i = reader->level_count; at->does != HTML_DOES_TABLE && i;
         at = &reader->levels[--i]) {
        int align = at->style.values[HTML_CSS_ALIGN];
        if (!align)
            align =
                html_align_of(html_attr_of(&reader->dom, at->node, HTML_ALIGN));
        if (align)
            return align;
    }
    return DC_ALIGN_DEFAULT;
}

bool
html_begin_cell(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)role;
    if (html_kind_above(reader) != DC_ROW)
        return html_pass(reader, level);
    html_open_node(reader, level, DC_CELL, HTML_HOLDS_BLOCKS);
    html_read_cell_fields(reader, level->node,
        reader->levels[reader->level_count - 1].rows_left,
        cell_align(reader, level));
    html_read_attrs(reader, level->node, NULL, true);
    return true;
}

/* The columns are read once, with the first of their elements. */
bool
html_begin_column(struct html_reader *reader, struct html_place *level,
    const struct html_role *role)
{
    (void)reader;
    (void)level;
    (void)role;
    return false;
}
