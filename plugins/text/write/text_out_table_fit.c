/* SPDX-License-Identifier: MIT */
/*
 * Widths of a table's columns.  If every cell fits on its lines as it is,
 * columns are as wide as their widest cell.  Else the room is shared: narrow
 * columns keep their width, wide ones are cut to one common width, and none
 * is narrower than its longest word.
 */
#include "write/text_out_table.h"

/* So many times too wide may be a table without heads: its cells would mean
 * nothing but beside each other. */
#define OVERHANG 2

size_t
text_out_table_gap(const struct text_out *out)
{
    return out->options.grid == TEXT_OUT_OPEN ? 2 : 3;
}

size_t
text_out_table_side(const struct text_out *out)
{
    return out->options.grid == TEXT_OUT_OPEN ? 0 : 2;
}

size_t
text_out_table_span(const struct text_out *out,
    const struct text_out_table *table, size_t column, size_t span)
{
    size_t width = 0;
    for (size_t i = column; i < column + span; i++)
        width += table->columns[i].width +
            (i > column ? text_out_table_gap(out) : 0);
    return width;
}

static void
measure_record(struct text_out *out, struct text_out_table *table,
    const struct text_out_record *record, struct text_out_fill *fill)
{
    const char *text = table->text.ptr + record->start;
    size_t head = text_out_width(text, record->head);
    if (record->is_literal) {
        size_t width = text_out_width(text, record->len);
        fill->widest_line =
            width > fill->widest_line ? width : fill->widest_line;
        fill->widest_word =
            width > fill->widest_word ? width : fill->widest_word;
        return;
    }
    text_out_fill_start(fill, NULL, head, record->hang, SIZE_MAX);
    text_out_fill_put(
        out, fill, text + record->head, record->len - record->head);
    text_out_fill_end(out, fill);
    if (fill->widest_word < head)
        fill->widest_word = head;
}

static void
measure_cell(struct text_out *out, struct text_out_table *table,
    struct text_out_cell *cell)
{
    struct text_out_fill *fill = &table->fill;
    fill->widest_line = 0;
    fill->widest_word = 0;
    for (size_t i = 0; i < cell->count; i++)
        measure_record(out, table, &table->records[cell->first + i], fill);
    cell->widest = fill->widest_line;
    cell->least = fill->widest_word;
    if (cell->col_span != 1)
        return;
    struct text_out_column *column = &table->columns[cell->column];
    if (cell->widest > column->widest)
        column->widest = cell->widest;
    if (cell->least > column->least)
        column->least = cell->least;
}

/* What a cell over several columns needs more is shared out among them. */
static void
widen(struct text_out *out, struct text_out_table *table,
    const struct text_out_cell *cell)
{
    size_t between = (cell->col_span - 1) * text_out_table_gap(out);
    size_t widest = between;
    size_t least = between;
    struct text_out_column *columns = table->columns + cell->column;
    for (size_t i = 0; i < cell->col_span; i++) {
        widest += columns[i].widest;
        least += columns[i].least;
    }
    size_t more = cell->widest > widest ? cell->widest - widest : 0;
    size_t need = cell->least > least ? cell->least - least : 0;
    for (size_t i = 0; i < cell->col_span && (more || need); i++) {
        size_t left = cell->col_span - i;
        columns[i].widest += more / left;
        columns[i].least += need / left;
        more -= more / left;
        need -= need / left;
    }
}

static size_t
sum_at(const struct text_out_table *table, size_t level)
{
    size_t sum = 0;
    for (size_t i = 0; i < table->columns_used; i++) {
        const struct text_out_column *column = &table->columns[i];
        size_t width = column->widest < level ? column->widest : level;
        sum += width > column->least ? width : column->least;
    }
    return sum;
}

/* The highest common width at which the table fits. */
static void
share_room(struct text_out_table *table, size_t room)
{
    size_t low = 0;
    size_t high = room;
    while (low < high) {
        size_t middle = high - (high - low) / 2;
        if (sum_at(table, middle) <= room)
            low = middle;
        else
            high = middle - 1;
    }
    size_t spare = room - sum_at(table, low);
    for (size_t i = 0; i < table->columns_used; i++) {
        struct text_out_column *column = &table->columns[i];
        size_t width = column->widest < low ? column->widest : low;
        column->width = width > column->least ? width : column->least;
        if (spare && column->width < column->widest) {
            column->width++;
            spare--;
        }
    }
}

/* Text in `filled` from `start` on, as lines of the cell. */
static void
add_drawn(struct text_out *out, struct text_out_table *table, size_t start,
    bool is_literal)
{
    size_t at = start;
    while (at <= table->filled.len) {
        if (!text_out_grow(out, (void **)&table->drawn, &table->drawn_room,
                table->drawn_used, sizeof(*table->drawn)))
            return;
        const char *ptr = table->filled.ptr ? table->filled.ptr + at : "";
        size_t rest = table->filled.len - at;
        const char *feed = rest ? memchr(ptr, '\n', rest) : NULL;
        size_t len = feed ? (size_t)(feed - ptr) : rest;
        struct text_out_drawn line = {
            at, len, text_out_width(ptr, len), is_literal};
        table->drawn[table->drawn_used++] = line;
        at += len + 1;
    }
}

static void
fill_cell(struct text_out *out, struct text_out_table *table,
    struct text_out_cell *cell)
{
    size_t width =
        text_out_table_span(out, table, cell->column, cell->col_span);
    size_t first = table->drawn_used;
    for (size_t i = 0; i < cell->count; i++) {
        const struct text_out_record *record = &table->records[cell->first + i];
        const char *text = table->text.ptr + record->start;
        size_t start = table->filled.len;
        bool is_whole = record->is_literal || cell->widest <= width;
        size_t head = is_whole ? record->len : record->head;
        text_out_append(out, &table->filled, text, head);
        if (!is_whole) {
            text_out_fill_start(&table->fill, &table->filled,
                text_out_width(text, head), record->hang, width);
            text_out_fill_put(
                out, &table->fill, text + head, record->len - head);
            text_out_fill_end(out, &table->fill);
        }
        add_drawn(out, table, start, record->is_literal);
    }
    cell->first = first;
    cell->count = table->drawn_used - first;
}

/* Whether cells could be named by the heads of their columns. */
static bool
has_heads(const struct text_out_table *table)
{
    for (size_t i = 0; i < table->cells_used; i++) {
        const struct text_out_cell *cell = &table->cells[i];
        if (table->rows[cell->row].is_head && cell->col_span == 1)
            return true;
    }
    return false;
}

bool
text_out_table_fit(
    struct text_out *out, struct text_out_table *table, size_t width)
{
    size_t count = table->columns_used;
    size_t between = count ? (count - 1) * text_out_table_gap(out) : 0;
    between += 2 * text_out_table_side(out);
    for (size_t i = 0; i < table->cells_used; i++)
        measure_cell(out, table, &table->cells[i]);
    for (size_t i = 0; i < table->cells_used; i++)
        if (table->cells[i].col_span > 1)
            widen(out, table, &table->cells[i]);
    size_t need = between + sum_at(table, 0);
    if (need > width && need <= width * OVERHANG && !has_heads(table))
        width = need;
    if (width < between || sum_at(table, 0) > width - between)
        return false;
    share_room(table, width - between);
    for (size_t i = 0; i < table->cells_used; i++)
        fill_cell(out, table, &table->cells[i]);
    return true;
}
