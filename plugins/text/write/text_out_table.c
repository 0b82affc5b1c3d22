/* SPDX-License-Identifier: MIT */
/*
 * Tables: what they hold.  Each cell is a flow of its own whose lines are
 * kept until the table ends.  Tables in cells are drawn into those lines;
 * below TEXT_OUT_TABLES_MAX they are text, cells parted by " | " and rows by
 * " / ".
 */
#include "write/text_out_table.h"

/* Of the room, what each further column is thought to need. */
#define COLUMN_GUESS 10

static struct text_out_table *
innermost(const struct text_out *out)
{
    return out->tables[out->table_depth - 1];
}

static bool
is_too_deep(const struct text_out *out)
{
    return out->table_depth > TEXT_OUT_TABLES_MAX;
}

/* Everything of the last table but its memory. */
static void
reset_table(struct text_out_table *table)
{
    struct text_out_table fresh = {
        .flow = table->flow,
        .text = table->text,
        .records = table->records,
        .records_room = table->records_room,
        .cells = table->cells,
        .cells_room = table->cells_room,
        .columns = table->columns,
        .columns_room = table->columns_room,
        .rows = table->rows,
        .rows_room = table->rows_room,
        .filled = table->filled,
        .drawn = table->drawn,
        .drawn_room = table->drawn_room,
        .line = table->line,
        .fill = table->fill,
        .cell = TEXT_OUT_NO_CELL,
    };
    fresh.text.len = 0;
    fresh.filled.len = 0;
    *table = fresh;
}

static bool
add_column(struct text_out *out, struct text_out_table *table)
{
    if (!text_out_grow(out, (void **)&table->columns, &table->columns_room,
            table->columns_used, sizeof(*table->columns)))
        return false;
    struct text_out_column fresh = {0};
    table->columns[table->columns_used++] = fresh;
    return true;
}

/* Cells of the first row: what a table in one of them may take depends. */
static size_t
count_columns(struct text_out *out, uint32_t table)
{
    const dc_walk *walk = out->job->host->walk;
    uint32_t section = walk->first(out->job, table);
    size_t count = 0;
    for (; section && !count; section = walk->sibling(out->job, section)) {
        uint32_t row = walk->first(out->job, section);
        if (!row || dc_kind(out->job, row) != DC_ROW)
            continue;
        uint32_t cell = walk->first(out->job, row);
        for (; cell && count < TEXT_OUT_COLUMNS_MAX;
             cell = walk->sibling(out->job, cell))
            count++;
    }
    return count ? count : 1;
}

bool
text_out_enter_table(struct text_out *out, struct text_out_frame *frame)
{
    out->table_depth++;
    if (is_too_deep(out))
        return true;
    struct text_out_table **table = &out->tables[out->table_depth - 1];
    if (!*table)
        *table = text_out_alloc(out, sizeof(**table));
    if (!*table)
        return false;
    reset_table(*table);
    (*table)->outer = out->flow;
    (*table)->expected = count_columns(out, frame->node);
    text_out_want_gap(out, 1);
    return true;
}

bool
text_out_enter_column(struct text_out *out, struct text_out_frame *frame)
{
    if (is_too_deep(out))
        return false;
    struct text_out_table *table = innermost(out);
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
    if (is_too_deep(out))
        return true;
    innermost(out)->in_head = frame->kind == DC_TABLE_HEAD;
    innermost(out)->begins_section = true;
    return true;
}

bool
text_out_enter_row(struct text_out *out, struct text_out_frame *frame)
{
    if (is_too_deep(out)) {
        if (text_out_parent(out)->number++ > 0)
            text_out_puts(out, " / ");
        return true;
    }
    struct text_out_table *table = innermost(out);
    if (!text_out_grow(out, (void **)&table->rows, &table->rows_room,
            table->rows_used, sizeof(*table->rows)))
        return false;
    struct text_out_table_row row = {.first = table->cells_used};
    row.is_head = table->in_head ||
        dc_int_field(out->job, frame->node, DC_F_HEAD_ROW) != 0;
    row.begins_section = table->begins_section;
    table->rows[table->rows_used++] = row;
    table->begins_section = false;
    table->column = 0;
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
    struct text_out_cell *cell, uint32_t node)
{
    size_t row = table->rows_used - 1;
    size_t at = table->column;
    while (at < table->columns_used && table->columns[at].busy_until > row)
        at++;
    bool has_spans = at < TEXT_OUT_COLUMNS_MAX;
    int64_t col_span = dc_int_field(out->job, node, DC_F_COL_SPAN);
    int64_t row_span = dc_int_field(out->job, node, DC_F_ROW_SPAN);
    cell->row = row;
    cell->column = at;
    cell->col_span = clamp(col_span, has_spans ? TEXT_OUT_COLUMNS_MAX - at : 1);
    cell->row_span = clamp(row_span, has_spans ? SIZE_MAX / 2 : 1);
    for (size_t i = 0; i < cell->col_span; i++, at++) {
        bool is_new = at == table->columns_used;
        if (is_new && !add_column(out, table))
            return false;
        /* A cell never covers what another covers already. */
        if (i > 0 && table->columns[at].busy_until > row) {
            cell->col_span = i;
            break;
        }
        table->columns[at].busy_until = row + cell->row_span;
    }
    table->column = at;
    table->columns[cell->column].has_cell = true;
    return true;
}

/* The flow of a cell: what a table in it may take is a guess. */
static void
start_flow(struct text_out *out, struct text_out_table *table)
{
    struct text_out_flow fresh = {
        .marker = table->flow.marker, .fill = table->flow.fill};
    size_t columns = table->outer->columns;
    size_t share = columns / table->expected;
    size_t others = (table->expected - 1) * COLUMN_GUESS;
    fresh.columns =
        columns > others && columns - others > share ? columns - others : share;
    fresh.marker.len = 0;
    table->flow = fresh;
    table->was_literal = out->is_literal;
    out->is_literal = false;
    out->flow = &table->flow;
}

bool
text_out_enter_cell(struct text_out *out, struct text_out_frame *frame)
{
    if (is_too_deep(out)) {
        if (text_out_parent(out)->number++ > 0)
            text_out_puts(out, " | ");
        return true;
    }
    struct text_out_table *table = innermost(out);
    if (!text_out_grow(out, (void **)&table->cells, &table->cells_room,
            table->cells_used, sizeof(*table->cells)))
        return false;
    struct text_out_cell cell = {.first = table->records_used};
    if (!place_cell(out, table, &cell, frame->node))
        return false;
    cell.align = dc_int_field(out->job, frame->node, DC_F_ALIGN);
    if (cell.align == DC_ALIGN_DEFAULT)
        cell.align = table->columns[cell.column].align;
    table->cell = table->cells_used++;
    table->cells[table->cell] = cell;
    start_flow(out, table);
    return true;
}

void
text_out_leave_cell(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (is_too_deep(out))
        return;
    struct text_out_table *table = innermost(out);
    if (table->cell == TEXT_OUT_NO_CELL)
        return;
    text_out_end_line(out);
    struct text_out_cell *cell = &table->cells[table->cell];
    cell->count = table->records_used - cell->first;
    table->cell = TEXT_OUT_NO_CELL;
    out->flow = table->outer;
    out->is_literal = table->was_literal;
}

/* The table whose cell the flow is. */
static struct text_out_table *
recorder(const struct text_out *out)
{
    size_t depth = out->table_depth;
    if (depth > TEXT_OUT_TABLES_MAX)
        depth = TEXT_OUT_TABLES_MAX;
    while (depth > 1 && &out->tables[depth - 1]->flow != out->flow)
        depth--;
    return out->tables[depth - 1];
}

void
text_out_record_start(struct text_out *out, size_t hang, size_t lead,
    const struct text_out_buffer *marker)
{
    struct text_out_table *table = recorder(out);
    if (!text_out_grow(out, (void **)&table->records, &table->records_room,
            table->records_used, sizeof(*table->records)))
        return;
    struct text_out_record record = {
        .start = table->text.len, .hang = hang, .is_literal = out->is_literal};
    text_out_append_spaces(out, &table->text, lead);
    if (marker)
        text_out_append(out, &table->text, marker->ptr, marker->len);
    record.head = table->text.len - record.start;
    table->records[table->records_used++] = record;
}

/* Blanks in a row are one, tabs are blanks: columns must be counted. */
void
text_out_record_put(struct text_out *out, const char *ptr, size_t len)
{
    struct text_out_table *table = recorder(out);
    if (out->has_failed || table->records_used == 0)
        return;
    struct text_out_record *record = &table->records[table->records_used - 1];
    size_t body = record->start + record->head;
    for (size_t at = 0; at < len && !out->has_failed;) {
        size_t part = at;
        while (part < len && ptr[part] != ' ' && ptr[part] != '\t')
            part++;
        text_out_append(out, &table->text, ptr + at, part - at);
        at = part;
        if (at == len)
            return;
        bool is_due = record->is_literal ||
            (table->text.len > body &&
                table->text.ptr[table->text.len - 1] != ' ');
        size_t blanks = ptr[at] == '\t' && record->is_literal ? 4 : 1;
        text_out_append_spaces(out, &table->text, is_due ? blanks : 0);
        at++;
    }
}

void
text_out_record_end(struct text_out *out)
{
    struct text_out_table *table = recorder(out);
    if (out->has_failed || table->records_used == 0)
        return;
    struct text_out_record *record = &table->records[table->records_used - 1];
    while (table->text.len > record->start &&
        table->text.ptr[table->text.len - 1] == ' ')
        table->text.len--;
    record->len = table->text.len - record->start;
    record->head = record->head < record->len ? record->head : record->len;
}

/* Columns in which no cell begins take no room: they are left out. */
static void
drop_columns(struct text_out_table *table)
{
    size_t kept = 0;
    for (size_t i = 0; i < table->columns_used; i++) {
        table->columns[i].busy_until = kept;
        kept += table->columns[i].has_cell;
    }
    for (size_t i = 0; i < table->cells_used; i++) {
        struct text_out_cell *cell = &table->cells[i];
        size_t end = cell->column + cell->col_span;
        size_t to =
            end < table->columns_used ? table->columns[end].busy_until : kept;
        cell->column = table->columns[cell->column].busy_until;
        cell->col_span = to - cell->column;
        if (cell->row_span > table->rows_used - cell->row)
            cell->row_span = table->rows_used - cell->row;
    }
    size_t used = 0;
    for (size_t i = 0; i < table->columns_used; i++)
        if (table->columns[i].has_cell)
            table->columns[used++] = table->columns[i];
    table->columns_used = used;
}

void
text_out_leave_table(struct text_out *out, struct text_out_frame *frame)
{
    (void)frame;
    if (is_too_deep(out)) {
        out->table_depth--;
        return;
    }
    struct text_out_table *table = innermost(out);
    out->table_depth--;
    if (!table || out->has_failed)
        return;
    bool was_literal = out->is_literal;
    drop_columns(table);
    if (text_out_table_fit(out, table, text_out_room(out->flow)))
        text_out_table_draw(out, table);
    else
        text_out_table_list(out, table);
    out->is_literal = was_literal;
    text_out_end_line(out);
    text_out_want_gap(out, 1);
}
