/* SPDX-License-Identifier: MIT */
/*
 * Tables: which of them are tables, the order of their parts, and columns.
 */
#include "read/html_reader.h"

/* Columns beyond are not counted: the standard's largest colspan. */
#define COLUMNS_MAX 1000
#define ROW_SPAN_MAX 65534
/* Cells that are added to the short rows of one table. */
#define FILL_MAX 4096

/* The places of a table's parts in the tree. */
enum part { CAPTION, COLUMNS, HEAD, BODIES, FOOT, PARTS };

static enum part
part_of(const struct html_dom *dom, uint32_t node)
{
    switch (html_node(dom, node)->name) {
    case HTML_CAPTION:
        return CAPTION;
    case HTML_COLGROUP:
    case HTML_COL:
        return COLUMNS;
    case HTML_THEAD:
        return HEAD;
    case HTML_TFOOT:
        return FOOT;
    default:
        return BODIES;
    }
}

static bool
is_cell(const struct html_dom *dom, uint32_t node)
{
    return html_is_element(dom, node, HTML_TD) ||
        html_is_element(dom, node, HTML_TH);
}

static bool
is_section(const struct html_dom *dom, uint32_t node)
{
    return html_is_element(dom, node, HTML_TBODY) ||
        html_is_element(dom, node, HTML_THEAD) ||
        html_is_element(dom, node, HTML_TFOOT);
}

/* The first child of `parent` from `node` on that is a section. */
static uint32_t
next_section(const struct html_dom *dom, uint32_t node)
{
    while (node && !is_section(dom, node))
        node = html_node(dom, node)->next;
    return node;
}

static uint32_t
next_row(const struct html_dom *dom, uint32_t node)
{
    while (node && !html_is_element(dom, node, HTML_TR))
        node = html_node(dom, node)->next;
    return node;
}

static uint32_t
next_cell(const struct html_dom *dom, uint32_t node)
{
    while (node && !is_cell(dom, node))
        node = html_node(dom, node)->next;
    return node;
}

/* How many cells there are, counted no further than two. */
static unsigned
count_cells(const struct html_dom *dom, uint32_t table)
{
    unsigned count = 0;
    uint32_t section = next_section(dom, html_node(dom, table)->first);
    for (; section && count < 2;
         section = next_section(dom, html_node(dom, section)->next)) {
        uint32_t row = next_row(dom, html_node(dom, section)->first);
        for (; row && count < 2;
             row = next_row(dom, html_node(dom, row)->next)) {
            uint32_t cell = next_cell(dom, html_node(dom, row)->first);
            for (; cell && count < 2;
                 cell = next_cell(dom, html_node(dom, cell)->next))
                count++;
        }
    }
    return count;
}

/* True if the table frames a part of the page rather than a value. */
static bool
is_frame(const struct html_dom *dom, uint32_t table)
{
    if (count_cells(dom, table) > 1)
        return false;
    for (uint32_t at = html_dom_following(dom, table, table); at;
         at = html_dom_following(dom, at, table)) {
        if (html_node(dom, at)->type != HTML_TYPE_ELEMENT)
            continue;
        switch (html_role_of(dom, at)->does) {
        case HTML_DOES_BLOCK:
        case HTML_DOES_DIV:
        case HTML_DOES_HEADING:
        case HTML_DOES_LIST:
        case HTML_DOES_TABLE:
        case HTML_DOES_FIGURE:
        case HTML_DOES_IMAGE:
            return true;
        default:
            break;
        }
    }
    uint32_t section = next_section(dom, html_node(dom, table)->first);
    return count_cells(dom, table) == 0 &&
        !(section && next_row(dom, html_node(dom, section)->first));
}

/* True if all cells of the row are headers, and there are some. */
static bool
is_head_row(const struct html_dom *dom, uint32_t row)
{
    uint32_t cell = next_cell(dom, html_node(dom, row)->first);
    if (!cell)
        return false;
    for (; cell; cell = next_cell(dom, html_node(dom, cell)->next))
        if (!html_is_element(dom, cell, HTML_TH))
            return false;
    return true;
}

/* A first row of headers is the head of a table that has none. */
static void
make_head(struct html_dom *dom, uint32_t table)
{
    uint32_t body = next_section(dom, html_node(dom, table)->first);
    if (!body || !html_is_element(dom, body, HTML_TBODY))
        return;
    uint32_t row = next_row(dom, html_node(dom, body)->first);
    if (!row || !is_head_row(dom, row) ||
        (!next_row(dom, html_node(dom, row)->next) &&
            !next_section(dom, html_node(dom, body)->next)))
        return;
    uint32_t head = html_dom_new(
        dom, HTML_TYPE_ELEMENT, html_node(dom, row)->pos);
    html_node(dom, head)->name = HTML_THEAD;
    html_dom_insert(dom, table, body, head);
    html_dom_remove(dom, row);
    html_dom_insert(dom, head, 0, row);
}

/* The first head and the first foot are that; all other sections bodies. */
static void
set_roles(struct html_dom *dom, uint32_t table)
{
    bool has_head = false;
    bool has_foot = false;
    bool is_first = true;
    uint32_t at = next_section(dom, html_node(dom, table)->first);
    for (; at; at = next_section(dom, html_node(dom, at)->next)) {
        struct html_node *node = html_node(dom, at);
        bool is_head = node->name == HTML_THEAD && !has_head;
        bool is_foot = node->name == HTML_TFOOT && !has_foot;
        node->role = is_head ? DC_TABLE_HEAD
            : is_foot ? DC_TABLE_FOOT : DC_TABLE_BODY;
        has_head |= is_head;
        has_foot |= is_foot;
        if (is_first)
            node->flags |= HTML_IS_FIRST;
        is_first = false;
    }
}

bool
html_arrange_table(struct html_reader *reader, uint32_t table)
{
    struct html_dom *dom = &reader->dom;
    dc_str role = html_attr_of(dom, table, HTML_ROLE);
    uint32_t parts[PARTS];
    if (html_str_is(role, "presentation") || html_str_is(role, "none") ||
        is_frame(dom, table))
        return false;
    for (int i = 0; i < PARTS; i++)
        parts[i] = html_dom_new(dom, HTML_TYPE_CONTENT, 0);
    uint32_t node;
    while ((node = html_node(dom, table)->first) != 0 &&
        dom->status == DC_OK) {
        enum part part = part_of(dom, node);
        html_dom_remove(dom, node);
        html_dom_insert(dom, parts[part], 0, node);
    }
    for (int i = 0; i < PARTS; i++)
        html_dom_move_children(dom, parts[i], table);
    make_head(dom, table);
    set_roles(dom, table);
    return dom->status == DC_OK;
}

/* How many rows a cell takes; 0 in the source is all that are left. */
static uint32_t
rows_of(const struct html_dom *dom, uint32_t cell, uint32_t left)
{
    dc_str text = html_attr_of(dom, cell, HTML_ROWSPAN);
    int64_t rows = html_number_of(text, 1, ROW_SPAN_MAX);
    if (rows == 0)
        return left;
    return rows > 0 ? (uint32_t)rows : 1;
}

static uint32_t
span_of(const struct html_dom *dom, uint32_t node, uint32_t name, int64_t most)
{
    int64_t span = html_number_of(html_attr_of(dom, node, name), 1, most);
    return span > 0 ? (uint32_t)span : 1;
}

/* Columns that are taken by cells of rows above: rows left, for each. */
struct grid {
    uint32_t left[COLUMNS_MAX];
    uint32_t count;
};

/* Returns how many columns are taken, by the row's cells or from above. */
static uint32_t
add_row(const struct html_dom *dom, struct grid *grid, uint32_t row)
{
    uint32_t taken = 0;
    uint32_t column = 0;
    uint32_t cell = next_cell(dom, html_node(dom, row)->first);
    for (; cell; cell = next_cell(dom, html_node(dom, cell)->next)) {
        uint32_t span = span_of(dom, cell, HTML_COLSPAN, COLUMNS_MAX);
        uint32_t rows = rows_of(dom, cell, ROW_SPAN_MAX);
        while (column < COLUMNS_MAX && grid->left[column])
            column++;
        for (; span && column < COLUMNS_MAX; span--)
            grid->left[column++] = rows;
    }
    for (uint32_t i = 0; i < COLUMNS_MAX && (i < grid->count || i < column);
         i++)
        if (grid->left[i]) {
            grid->left[i]--;
            taken++;
            if (grid->count <= i)
                grid->count = i + 1;
        }
    return taken;
}

/* Adds cells to a row that is shorter than others, as far as `budget` goes. */
static void
fill_row(struct html_dom *dom, uint32_t row, uint32_t missing,
    uint32_t *budget)
{
    for (; missing && *budget; missing--, --*budget) {
        uint32_t cell = html_dom_new(
            dom, HTML_TYPE_ELEMENT, html_node(dom, row)->pos);
        html_node(dom, cell)->name = HTML_TD;
        html_dom_insert(dom, row, 0, cell);
    }
}

/*
 * Lays the cells out; returns the number of columns.  If `columns` is not 0,
 * all rows are filled up to it.
 */
static uint32_t
lay_out(struct html_dom *dom, uint32_t table, uint32_t columns)
{
    struct grid grid = {.count = 0};
    uint32_t budget = FILL_MAX;
    uint32_t section = next_section(dom, html_node(dom, table)->first);
    for (; section;
         section = next_section(dom, html_node(dom, section)->next)) {
        memset(grid.left, 0, sizeof grid.left);
        uint32_t row = next_row(dom, html_node(dom, section)->first);
        for (; row; row = next_row(dom, html_node(dom, row)->next)) {
            uint32_t taken = add_row(dom, &grid, row);
            if (taken < columns)
                fill_row(dom, row, columns - taken, &budget);
        }
    }
    return grid.count;
}

/* Columns that an element of a column group says something of. */
static uint32_t
put_column(struct html_reader *reader, uint32_t node, uint32_t room)
{
    const struct html_dom *dom = &reader->dom;
    uint32_t span = span_of(dom, node, HTML_SPAN, COLUMNS_MAX);
    struct html_style style = html_style_of(reader, node);
    double width = style.values[HTML_CSS_WIDTH] / 10000.0;
    if (width <= 0)
        width = html_percent(html_attr_of(dom, node, HTML_WIDTH));
    int align = style.values[HTML_CSS_ALIGN];
    if (!align)
        align = html_align_of(html_attr_of(dom, node, HTML_ALIGN));
    uint32_t done = 0;
    for (; done < span && done < room; done++) {
        dc_open(reader->job, DC_COLUMN, html_pos(reader, node));
        if (align)
            dc_set_int(reader->job, DC_F_ALIGN, align);
        if (width > 0)
            reader->job->host->build->set_real(
                reader->job, DC_F_WIDTH, width);
        dc_close(reader->job, DC_COLUMN);
    }
    return done;
}

void
html_read_columns(struct html_reader *reader, uint32_t table)
{
    struct html_dom *dom = &reader->dom;
    uint32_t left = lay_out(dom, table, 0);
    lay_out(dom, table, left);
    uint32_t group = html_node(dom, table)->first;
    for (; group && left; group = html_node(dom, group)->next) {
        if (!html_is_element(dom, group, HTML_COLGROUP))
            continue;
        uint32_t column = html_node(dom, group)->first;
        if (!column)
            left -= put_column(reader, group, left);
        for (; column && left; column = html_node(dom, column)->next)
            if (html_is_element(dom, column, HTML_COL))
                left -= put_column(reader, column, left);
    }
    while (left--)
        dc_leaf(reader->job, DC_COLUMN, DC_POS_NONE);
}

void
html_read_cell_fields(
    struct html_reader *reader, uint32_t cell, uint32_t rows_left, int align)
{
    dc_job *job = reader->job;
    const struct html_dom *dom = &reader->dom;
    uint32_t rows = rows_of(dom, cell, rows_left);
    uint32_t columns = span_of(dom, cell, HTML_COLSPAN, COLUMNS_MAX);
    if (align)
        dc_set_int(job, DC_F_ALIGN, align);
    if (rows > 1)
        dc_set_int(job, DC_F_ROW_SPAN, rows);
    if (columns > 1)
        dc_set_int(job, DC_F_COL_SPAN, columns);
}

uint32_t
html_row_count(const struct html_dom *dom, uint32_t section)
{
    uint32_t count = 0;
    uint32_t row = next_row(dom, html_node(dom, section)->first);
    for (; row; row = next_row(dom, html_node(dom, row)->next))
        count++;
    return count;
}

/* Headers that each row of the section begins with. */
int64_t
html_head_columns(const struct html_dom *dom, uint32_t section)
{
    int64_t least = -1;
    uint32_t row = next_row(dom, html_node(dom, section)->first);
    for (; row && least != 0; row = next_row(dom, html_node(dom, row)->next)) {
        int64_t count = 0;
        uint32_t cell = next_cell(dom, html_node(dom, row)->first);
        for (; cell && html_is_element(dom, cell, HTML_TH);
             cell = next_cell(dom, html_node(dom, cell)->next))
            count += span_of(dom, cell, HTML_COLSPAN, COLUMNS_MAX);
        if (least < 0 || count < least)
            least = count;
    }
    return least > 0 ? least : 0;
}
