/* SPDX-License-Identifier: MIT */
/*
 * Tables.  The tree may hold sections in any order and rows without cells;
 * XHTML wants head, bodies and foot, each with rows, each row with cells.
 * For a cell's alignment the columns are counted with the spans of the rows
 * above.
 */
#include "write/epub.h"

#include <stdlib.h>

/* Columns that alignment is kept for, and the widest span HTML knows. */
enum { COLUMNS_MAX = 1000, ROW_SPAN_MAX = 65534 };

struct epub_table {
    struct epub_table *outer;
    bool is_open; /* it has rows, so there is a <table> */
    bool has_body; /* rows in a body, which XHTML 1.1 wants */
    bool has_section; /* one was written */
    uint16_t section; /* kind of the open one */
    bool is_head_row;
    uint32_t head_columns;
    uint32_t column; /* of the next cell */
    uint32_t columns;
    uint8_t *align;
    uint32_t *busy; /* rows that a cell above still covers */
};

bool
epub_table_is_open(struct epub *epub)
{
    return epub->table && epub->table->is_open;
}

/* Counts columns and finds out whether there are rows. */
static void
scan(struct epub *epub, struct epub_table *table, uint32_t node)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t child = walk->first(epub->job, node);
    for (; child; child = walk->sibling(epub->job, child)) {
        uint32_t kind = walk->kind(epub->job, child);
        if (kind == DC_COLUMN)
            table->columns += table->columns < COLUMNS_MAX;
        else if (kind != DC_CAPTION && walk->first(epub->job, child)) {
            table->is_open = true;
            table->has_body |= kind == DC_TABLE_BODY;
        }
    }
}

static void
read_columns(struct epub *epub, struct epub_table *table, uint32_t node)
{
    const dc_walk *walk = epub->job->host->walk;
    uint32_t column = 0;
    uint32_t child = walk->first(epub->job, node);
    for (; child && column < table->columns;
         child = walk->sibling(epub->job, child))
        if (walk->kind(epub->job, child) == DC_COLUMN)
            table->align[column++] =
                (uint8_t)dc_int_field(epub->job, child, DC_F_ALIGN);
}

static struct epub_table *
new_table(struct epub *epub, uint32_t node)
{
    struct epub_table *table = calloc(1, sizeof *table);
    if (!table)
        return NULL;
    scan(epub, table, node);
    table->align = calloc(table->columns + 1, sizeof *table->align);
    table->busy = calloc(table->columns + 1, sizeof *table->busy);
    if (table->align && table->busy) {
        read_columns(epub, table, node);
        return table;
    }
    free(table->align);
    free(table->busy);
    free(table);
    return NULL;
}

static void
drop_table(struct epub *epub)
{
    struct epub_table *table = epub->table;
    epub->table = table->outer;
    free(table->align);
    free(table->busy);
    free(table);
}

void
epub_drop_tables(struct epub *epub)
{
    while (epub->table)
        drop_table(epub);
}

void
epub_enter_table(struct epub *epub, const dc_view *view)
{
    struct epub_table *table = new_table(epub, view->node);
    if (!table) {
        epub_no_memory(epub);
        epub->skip = true;
        return;
    }
    table->outer = epub->table;
    epub->table = table;
    epub_top(epub)->bits |= EPUB_BIT_SIDE;
    epub_puts(&epub->out->text, table->is_open ? "<table" : "<div");
    epub_put_attrs(epub, view->node, table->is_open ? "" : "table", 0);
    epub_puts(&epub->out->text, ">\n");
    if (!table->is_open)
        epub_top(epub)->close = (dc_str)DC_STR("</div>\n");
}

void
epub_leave_table(struct epub *epub, struct epub_frame *frame)
{
    if (!(frame->bits & EPUB_BIT_SIDE))
        return;
    if (epub->table->is_open)
        epub_puts(&epub->out->text, "</table>\n");
    drop_table(epub);
    epub_put_side(epub, frame, "<div class=\"caption\">", "</div>\n");
}

/* A head comes first, a foot last; whatever is elsewhere is a body. */
static dc_str
section_close(struct epub *epub, const dc_view *view)
{
    struct epub_table *table = epub->table;
    bool is_last = !epub->job->host->walk->sibling(epub->job, view->node);
    if (view->kind == DC_TABLE_HEAD && !table->has_section &&
        (table->has_body || !epub->is_epub2))
        return (dc_str)DC_STR("</thead>\n");
    if (view->kind == DC_TABLE_FOOT && is_last && !epub->is_epub2)
        return (dc_str)DC_STR("</tfoot>\n");
    return (dc_str)DC_STR("</tbody>\n");
}

void
epub_enter_rows(struct epub *epub, const dc_view *view)
{
    struct epub_table *table = epub->table;
    if (!epub->job->host->walk->first(epub->job, view->node))
        return;
    int64_t heads = dc_int_field(epub->job, view->node, DC_F_HEAD_COLUMNS);
    dc_str close = section_close(epub, view);
    table->section = view->kind;
    table->has_section = true;
    table->head_columns = heads < 0 ? 0
        : heads > COLUMNS_MAX       ? COLUMNS_MAX
                                    : (uint32_t)heads;
    memset(table->busy, 0, table->columns * sizeof *table->busy);
    epub_top(epub)->close = close;
    epub_puts(&epub->out->text, "<");
    epub_put(&epub->out->text, close.ptr + 2, 5);
    epub_put_attrs(epub, view->node,
        view->kind == DC_TABLE_FOOT && epub->is_epub2 ? "foot" : "", 0);
    epub_puts(&epub->out->text, ">\n");
}

static void
skip_busy(struct epub_table *table)
{
    while (table->column < table->columns && table->busy[table->column])
        table->column++;
}

void
epub_enter_row(struct epub *epub, const dc_view *view)
{
    struct epub_table *table = epub->table;
    table->column = 0;
    table->is_head_row = table->section == DC_TABLE_HEAD ||
        dc_int_field(epub->job, view->node, DC_F_HEAD_ROW) != 0;
    skip_busy(table);
    epub_puts(&epub->out->text, "<tr");
    epub_put_attrs(epub, view->node, "", 0);
    epub_puts(&epub->out->text, ">");
    if (!epub->job->host->walk->first(epub->job, view->node))
        epub_puts(&epub->out->text, "<td></td>");
}

void
epub_leave_row(struct epub *epub, struct epub_frame *frame)
{
    struct epub_table *table = epub->table;
    (void)frame;
    for (uint32_t i = 0; i < table->columns; i++)
        table->busy[i] -= table->busy[i] > 0;
}

static uint32_t
span(struct epub *epub, uint32_t node, uint32_t field, uint32_t most)
{
    int64_t number = dc_int_field(epub->job, node, field);
    return number < 1 ? 1 : number > most ? most : (uint32_t)number;
}

/* Takes the columns of a cell and moves to the next free one. */
static void
take_columns(struct epub_table *table, uint32_t rows, uint32_t columns)
{
    for (; columns > 0 && table->column < table->columns; columns--)
        table->busy[table->column++] = rows;
    table->column += columns;
    skip_busy(table);
}

static const char *
cell_class(struct epub *epub, uint32_t node)
{
    static const char *const classes[] = {"", "left", "right", "center"};
    struct epub_table *table = epub->table;
    int64_t align = dc_int_field(epub->job, node, DC_F_ALIGN);
    if (align == DC_ALIGN_DEFAULT && table->column < table->columns)
        align = table->align[table->column];
    return align < 0 || align > DC_ALIGN_CENTER ? "" : classes[align];
}

static void
put_span(struct epub_buf *out, const char *name, uint32_t number)
{
    if (number == 1)
        return;
    epub_puts(out, name);
    epub_put_uint(out, number);
    epub_puts(out, "\"");
}

void
epub_enter_cell(struct epub *epub, const dc_view *view)
{
    struct epub_table *table = epub->table;
    struct epub_buf *out = &epub->out->text;
    bool is_row_head = table->column < table->head_columns;
    bool is_head = table->is_head_row || is_row_head;
    uint32_t rows = span(epub, view->node, DC_F_ROW_SPAN, ROW_SPAN_MAX);
    uint32_t columns = span(epub, view->node, DC_F_COL_SPAN, COLUMNS_MAX);
    epub_puts(out, is_head ? "<th" : "<td");
    if (is_head)
        epub_puts(
            out, table->is_head_row ? " scope=\"col\"" : " scope=\"row\"");
    put_span(out, " rowspan=\"", rows);
    put_span(out, " colspan=\"", columns);
    epub_put_attrs(epub, view->node, cell_class(epub, view->node), 0);
    epub_puts(out, ">");
    epub_top(epub)->close =
        is_head ? (dc_str)DC_STR("</th>") : (dc_str)DC_STR("</td>");
    take_columns(table, rows, columns);
}
