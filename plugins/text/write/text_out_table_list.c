/* SPDX-License-Identifier: MIT */
/*
 * A table that cannot fit, written cell by cell: a block for each row, a
 * line for each cell that has text, behind the head of its column:
 *
 *     Title: Moby-Dick
 *     Year: 1851
 */
#include "write/text_out_table.h"

#define INDENT 2

/* A longer head is no label. */
#define LABEL_MAX 60

/* Notes for each column the last head above that is its own. */
static void
take_heads(struct text_out_table *table, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (table->cells[i].col_span == 1)
            table->columns[table->cells[i].column].owner = i;
}

static void
hang_label(struct text_out *out, struct text_out_table *table, size_t column)
{
    size_t head = table->columns[column].owner;
    if (head == TEXT_OUT_NO_CELL || table->cells[head].count != 1)
        return;
    const struct text_out_record *record =
        &table->records[table->cells[head].first];
    const char *ptr = table->text.ptr + record->start;
    size_t width = text_out_width(ptr, record->len);
    if (width == 0 || width > LABEL_MAX)
        return;
    table->line.len = 0;
    text_out_append(out, &table->line, ptr, record->len);
    text_out_append(out, &table->line, ": ", 2);
    text_out_hang(out, table->line.ptr, table->line.len, INDENT);
}

static void
list_cell(struct text_out *out, struct text_out_table *table,
    const struct text_out_cell *cell, bool has_label)
{
    size_t indent = out->flow->indent;
    if (cell->count == 0)
        return;
    if (has_label)
        hang_label(out, table, cell->column);
    for (size_t i = 0; i < cell->count; i++) {
        const struct text_out_record *record = &table->records[cell->first + i];
        const char *ptr = table->text.ptr + record->start;
        size_t inner = out->flow->indent;
        out->is_literal = record->is_literal;
        if (record->head)
            text_out_hang(out, ptr, record->head, record->hang);
        text_out_put(out, ptr + record->head, record->len - record->head);
        text_out_force_line(out);
        out->flow->indent = inner;
    }
    out->is_literal = false;
    out->flow->indent = indent;
}

void
text_out_table_list(struct text_out *out, struct text_out_table *table)
{
    out->is_literal = false;
    for (size_t i = 0; i < table->columns_used; i++)
        table->columns[i].owner = TEXT_OUT_NO_CELL;
    for (size_t row = 0; row < table->rows_used && !out->has_failed; row++) {
        bool is_head = table->rows[row].is_head;
        size_t first = table->rows[row].first;
        size_t end = row + 1 < table->rows_used ? table->rows[row + 1].first
                                                : table->cells_used;
        for (size_t i = first; i < end; i++)
            list_cell(out, table, &table->cells[i], !is_head);
        if (is_head)
            take_heads(table, first, end);
        text_out_want_gap(out, 1);
    }
}
