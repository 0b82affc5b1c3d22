/* SPDX-License-Identifier: MIT */
/*
 * A table that is being read or drawn; between the files text_out_table*.c.
 *
 * text_out_table.c collects the lines of all cells as records, unfilled.
 * When the table ends, text_out_table_fit.c gives columns their widths and
 * fills the records; text_out_table_draw.c draws the rows.  What cannot be
 * made to fit is written cell by cell by text_out_table_list.c.
 */
#ifndef DOCCONV_PLUGIN_TEXT_OUT_TABLE_H
#define DOCCONV_PLUGIN_TEXT_OUT_TABLE_H

#include "write/text_out.h"

#define TEXT_OUT_NO_CELL SIZE_MAX

/* A line of a cell as the flow made it, before it is filled. */
struct text_out_record {
    size_t start; /* in the table's text */
    size_t len;
    size_t head; /* bytes of indent and markers it begins with */
    size_t hang; /* indent of what follows its first line */
    bool is_literal;
};

/* A line of a cell as it is drawn; its bytes are in `filled`. */
struct text_out_drawn {
    size_t start;
    size_t len;
    size_t width;
    bool is_literal;
};

struct text_out_cell {
    size_t row;
    size_t column;
    size_t col_span;
    size_t row_span;
    size_t first; /* record; later, drawn line */
    size_t count;
    size_t widest; /* its natural width, its longest word */
    size_t least;
    int64_t align;
};

struct text_out_column {
    size_t busy_until; /* the first row that no cell from above covers */
    size_t widest;
    size_t least;
    size_t width;
    int64_t align;
    bool has_cell; /* one begins here */
    size_t owner; /* the cell that covers it, or NO_CELL, while drawing */
    size_t above; /* and in the row before */
};

struct text_out_table_row {
    size_t first; /* cell */
    size_t height;
    size_t top; /* lines above it */
    bool is_head;
    bool begins_section;
};

struct text_out_table {
    struct text_out_flow flow;
    struct text_out_flow *outer;
    struct text_out_buffer text;
    struct text_out_record *records;
    size_t records_used;
    size_t records_room;
    struct text_out_cell *cells;
    size_t cells_used;
    size_t cells_room;
    struct text_out_column *columns;
    size_t columns_used;
    size_t columns_room;
    struct text_out_table_row *rows;
    size_t rows_used;
    size_t rows_room;
    struct text_out_buffer filled;
    struct text_out_drawn *drawn;
    size_t drawn_used;
    size_t drawn_room;
    struct text_out_buffer line;
    struct text_out_fill fill;
    size_t specs; /* COLUMN nodes seen */
    size_t expected; /* columns, by the first row */
    size_t column; /* the next to look at in the row */
    size_t cell; /* the open one, or NO_CELL */
    bool in_head;
    bool begins_section;
    bool was_literal; /* the text around the cell */
    bool has_long_rows; /* of several lines */
};

/* Gives columns their widths; false: the table cannot be `width` wide. */
bool text_out_table_fit(
    struct text_out *out, struct text_out_table *table, size_t width);
/* Columns of a cell over `span` columns from `column`, with what is between. */
size_t text_out_table_span(const struct text_out *out,
    const struct text_out_table *table, size_t column, size_t span);
/* Blanks or lines between two columns, and at each side. */
size_t text_out_table_gap(const struct text_out *out);
size_t text_out_table_side(const struct text_out *out);

void text_out_table_draw(struct text_out *out, struct text_out_table *table);
void text_out_table_list(struct text_out *out, struct text_out_table *table);

#endif
