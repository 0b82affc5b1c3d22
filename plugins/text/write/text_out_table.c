/* SPDX-License-Identifier: MIT */
/*
 * Tables in plain text:
 *
 *     Name         Year
 *     ----------  -----
 *     Moby-Dick    1851
 *
 * The text of all cells is collected, one line a cell; when the table ends,
 * columns get the width of their widest cell (up to TEXT_OUT_CELL_MAX) and
 * the rows are written.  A table within a cell becomes part of that cell's
 * text, its cells parted by " | " and its rows by " / ".
 */
#include "write/text_out.h"

#define NO_CELL SIZE_MAX

struct cell {
    size_t row;
    size_t column;
    size_t col_span;
    size_t start; /* of its text, in the table's */
    size_t len;
    size_t width;
    int64_t align;
};

struct column {
    size_t busy_until; /* the first row that no cell from above covers */
    size_t width;
    int64_t align;
    bool has_cell;
};

struct text_out_table {
    struct text_out_buffer text;
    struct cell *cells;
    size_t cells_used;
    size_t cells_room;
    struct column *columns;
    size_t columns_used;
    size_t columns_room;
    size_t specs; /* COLUMN nodes seen */
    size_t rows; /* begun */
    size_t head_rows; /* of them, rows of the first heads */
    size_t column; /* the next to look at in the row */
    size_t cell; /* the open one, or NO_CELL */
    bool in_head;
    bool has_space; /* due before the next letter of the cell */
};

bool
text_out_in_cell(const struct text_out *out)
{
    return out->table && out->table->cell != NO_CELL;
}

void
text_out_put_cell(struct text_out *out, const char *ptr, size_t len)
{
    struct text_out_table *table = out->table;
    struct cell *cell = &table->cells[table->cell];
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && ptr[end] != '\n' && ptr[end] != ' ')
            end++;
        if (end > at) {
            if (table->has_space && table->text.len > cell->start)
                text_out_append(out, &table->text, " ", 1);
            text_out_append(out, &table->text, ptr + at, end - at);
            table->has_space = false;
        }
        if (end < len) {
            table->has_space = true;
            end++;
        }
        at = end;
    }
}

static struct text_out_table *
new_table(struct text_out *out)
{
    struct text_out_table *table = text_out_alloc(out, sizeof(*table));
    if (table)
        table->cell = NO_CELL;
    return table;
}

/* Everything of the last table but its memory. */
static void
reset_table(struct text_out_table *table)
{
    struct text_out_table fresh = {
        .text = table->text,
        .cells = table->cells,
        .cells_room = table->cells_room,
        .columns = table->columns,
        .columns_room = table->columns_room,
        .cell = NO_CELL,
    };
    fresh.text.len = 0;
    *table = fresh;
}

static bool
add_column(struct text_out *out, struct text_out_table *table)
{
    if (!text_out_grow(out, (void **)&table->columns, &table->columns_room,
            table->columns_used, sizeof(*table->columns)))
        return false;
    struct column fresh = {0};
    table->columns[table->columns_used++] = fresh;
    return true;
}

bool
text_out_enter_table(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (out->tables++ > 0)
        return true;
    if (!out->table)
        out->table = new_table(out);
    if (!out->table)
        return false;
    reset_table(out->table);
    return true;
}

bool
text_out_enter_column(struct text_out *out, struct text_out_frame *frame)
{
    struct text_out_table *table = out->table;
    if (out->tables > 1)
        return false;
    size_t number = table->specs++;
    if (number == table->columns_used && !add_column(out, table))
        return false;
    table->columns[number].align =
        dc_int_field(out->job, frame->node, DC_F_ALIGN);
    return false;
}

bool
text_out_enter_section(struct text_out *out, struct text_out_frame *frame)
{
    if (out->tables == 1)
        out->table->in_head = frame->kind == DC_TABLE_HEAD;
    return true;
}

bool
text_out_enter_row(struct text_out *out, struct text_out_frame *frame)
{
    struct text_out_table *table = out->table;
    (void)frame;
    if (out->tables > 1) {
        if (text_out_parent(out)->number++ > 0)
            text_out_puts(out, " / ");
        return true;
    }
    table->rows++;
    table->column = 0;
    if (table->in_head && table->head_rows + 1 == table->rows)
        table->head_rows++;
    return true;
}

static size_t
clamp(int64_t value, size_t max)
{
    if (value < 1)
        return 1;
    return (uint64_t)value < max ? (size_t)value : max;
}

/* Finds the place of a cell, around the row spans from above. */
static bool
place_cell(struct text_out *out, struct text_out_table *table,
    struct cell *cell, uint32_t node)
{
    size_t row = table->rows - 1;
    size_t at = table->column;
    while (at < table->columns_used && table->columns[at].busy_until > row)
        at++;
    bool has_spans = at < TEXT_OUT_COLUMNS_MAX;
    int64_t col_span = dc_int_field(out->job, node, DC_F_COL_SPAN);
    int64_t row_span = dc_int_field(out->job, node, DC_F_ROW_SPAN);
    cell->row = row;
    cell->column = at;
    cell->col_span = clamp(col_span, has_spans ? TEXT_OUT_COLUMNS_MAX - at : 1);
    size_t rows = clamp(row_span, has_spans ? SIZE_MAX / 2 : 1);
    for (size_t i = 0; i < cell->col_span; i++, at++) {
        if (at == table->columns_used && !add_column(out, table))
            return false;
        table->columns[at].busy_until = row + rows;
    }
    table->column = at;
    table->columns[cell->column].has_cell = true;
    return true;
}

bool
text_out_enter_cell(struct text_out *out, struct text_out_frame *frame)
{
    struct text_out_table *table = out->table;
    if (out->tables > 1) {
        if (text_out_parent(out)->number++ > 0)
            text_out_puts(out, " | ");
        return true;
    }
    if (!text_out_grow(out, (void **)&table->cells, &table->cells_room,
            table->cells_used, sizeof(*table->cells)))
        return false;
    struct cell fresh = {.start = table->text.len};
    if (!place_cell(out, table, &fresh, frame->node))
        return false;
    fresh.align = dc_int_field(out->job, frame->node, DC_F_ALIGN);
    if (fresh.align == DC_ALIGN_DEFAULT)
        fresh.align = table->columns[fresh.column].align;
    table->cell = table->cells_used++;
    table->cells[table->cell] = fresh;
    table->has_space = false;
    return true;
}

void
text_out_leave_cell(struct text_out *out, struct text_out_frame *frame)
{
    struct text_out_table *table = out->table;
    (void)frame;
    if (out->tables > 1 || table->cell == NO_CELL)
        return;
    struct cell *cell = &table->cells[table->cell];
    struct column *column = &table->columns[cell->column];
    cell->len = table->text.len - cell->start;
    cell->width = text_out_width(table->text.ptr + cell->start, cell->len);
    table->cell = NO_CELL;
    if (cell->col_span == 1 && cell->width > column->width)
        column->width =
            cell->width < TEXT_OUT_CELL_MAX ? cell->width : TEXT_OUT_CELL_MAX;
}

static void
put_repeated(struct text_out *out, char c, size_t count)
{
    char run[TEXT_OUT_CELL_MAX];
    memset(run, c, sizeof(run));
    while (count) {
        size_t part = count < sizeof(run) ? count : sizeof(run);
        text_out_put(out, run, part);
        count -= part;
    }
}

/* Columns between the start of `from` and the start of `to`. */
static size_t
distance(const struct text_out_table *table, size_t from, size_t to)
{
    size_t columns = 0;
    for (; from < to; from++)
        if (table->columns[from].has_cell)
            columns += table->columns[from].width + 2;
    return columns;
}

/* The cell's text and, unless it ends the row, the padding behind it. */
static void
put_cell(struct text_out *out, const struct text_out_table *table,
    const struct cell *cell, bool is_last)
{
    size_t room = distance(table, cell->column, cell->column + cell->col_span);
    size_t width = room > 2 ? room - 2 : 0;
    size_t pad = width > cell->width ? width - cell->width : 0;
    size_t before = cell->align == DC_ALIGN_RIGHT ? pad
        : cell->align == DC_ALIGN_CENTER          ? pad / 2
                                                  : 0;
    put_repeated(out, ' ', before);
    text_out_put(out, table->text.ptr + cell->start, cell->len);
    if (!is_last)
        put_repeated(out, ' ', pad - before + 2);
}

static void
put_rule(struct text_out *out, const struct text_out_table *table)
{
    bool is_first = true;
    for (size_t i = 0; i < table->columns_used; i++) {
        if (!table->columns[i].has_cell)
            continue;
        put_repeated(out, ' ', is_first ? 0 : 2);
        put_repeated(
            out, '-', table->columns[i].width ? table->columns[i].width : 1);
        is_first = false;
    }
    text_out_end_line(out);
}

/* Trailing cells without text, which would only leave blanks, are skipped. */
static size_t
last_with_text(const struct text_out_table *table, size_t first, size_t end)
{
    while (end > first && table->cells[end - 1].len == 0)
        end--;
    return end;
}

/* A row without text is no line: a blank one would part the table. */
static void
put_row(struct text_out *out, const struct text_out_table *table, size_t first,
    size_t end)
{
    size_t column = 0;
    end = last_with_text(table, first, end);
    for (size_t i = first; i < end; i++) {
        const struct cell *cell = &table->cells[i];
        put_repeated(out, ' ', distance(table, column, cell->column));
        put_cell(out, table, cell, i + 1 == end);
        column = cell->column + cell->col_span;
    }
    text_out_end_line(out);
}

static void
put_rows(struct text_out *out, const struct text_out_table *table)
{
    size_t next = 0;
    for (size_t row = 0; row < table->rows; row++) {
        size_t first = next;
        while (next < table->cells_used && table->cells[next].row == row)
            next++;
        put_row(out, table, first, next);
        if (row + 1 == table->head_rows)
            put_rule(out, table);
    }
}

void
text_out_leave_table(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (--out->tables > 0 || !out->table)
        return;
    out->is_literal = true;
    put_rows(out, out->table);
    out->is_literal = false;
    text_out_end_line(out);
    text_out_want_gap(out, 1);
}
