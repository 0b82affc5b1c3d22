/* SPDX-License-Identifier: MIT */
/*
 * Draws a table line by line.  At any time each column knows the cell that
 * covers it; a cell over several rows goes on through the rules between them.
 *
 *     Name         Year      +-----------+------+      ┌───────────┬──────┐
 *     ---------  ------      | Name      | Year |      │ Name      │ Year │
 *     Moby-Dick    1851      +===========+======+      ╞═══════════╪══════╡
 *
 * Rows of several lines are parted by blank lines, or by rules in a grid.
 */
#include "write/text_out_table.h"

enum rule { RULE_NONE, RULE_BLANK, RULE_LIGHT, RULE_HEAVY };

/* Where lines meet, by the sides they come from. */
enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static const char *const box_light[16] = {" ", "│", "│", "│", "─", "┘", "┐",
    "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
static const char *const box_heavy[16] = {" ", "│", "│", "│", "═", "╛", "╕",
    "╡", "═", "╘", "╒", "╞", "═", "╧", "╤", "╪"};

static bool
is_grid(const struct text_out *out)
{
    return out->options.grid != TEXT_OUT_OPEN;
}

static const char *
joint(const struct text_out *out, unsigned sides, enum rule rule)
{
    bool is_heavy = rule == RULE_HEAVY;
    if (out->options.grid == TEXT_OUT_BOX)
        return (is_heavy ? box_heavy : box_light)[sides];
    if (sides == 0)
        return " ";
    if ((sides & (LEFT | RIGHT)) == 0)
        return "|";
    return sides & (UP | DOWN) ? "+" : is_heavy ? "=" : "-";
}

static void
add(struct text_out *out, struct text_out_table *table, const char *text,
    size_t count)
{
    for (; count; count--)
        text_out_append(out, &table->line, text, strlen(text));
}

static void
end_drawn_line(struct text_out *out, struct text_out_table *table)
{
    struct text_out_buffer *line = &table->line;
    while (line->len && line->ptr[line->len - 1] == ' ')
        line->len--;
    text_out_put(out, line->ptr, line->len);
    text_out_force_line(out);
    line->len = 0;
}

/* Line `number` of the cell, in its width. */
static void
add_cell(struct text_out *out, struct text_out_table *table,
    const struct text_out_cell *cell, size_t number)
{
    size_t width =
        text_out_table_span(out, table, cell->column, cell->col_span);
    if (number >= cell->count) {
        text_out_append_spaces(out, &table->line, width);
        return;
    }
    const struct text_out_drawn *drawn = &table->drawn[cell->first + number];
    size_t pad = width > drawn->width ? width - drawn->width : 0;
    size_t before = cell->align == DC_ALIGN_RIGHT ? pad
        : cell->align == DC_ALIGN_CENTER          ? pad / 2
                                                  : 0;
    before = drawn->is_literal ? 0 : before;
    text_out_append_spaces(out, &table->line, before);
    text_out_append(
        out, &table->line, table->filled.ptr + drawn->start, drawn->len);
    text_out_append_spaces(out, &table->line, pad - before);
}

static bool
goes_on(const struct text_out_table *table, size_t column)
{
    const struct text_out_column *at = &table->columns[column];
    return at->owner != TEXT_OUT_NO_CELL && at->owner == at->above;
}

/* A column's part of a rule; `line` is the number of lines above. */
static size_t
add_part(struct text_out *out, struct text_out_table *table, size_t column,
    enum rule rule, size_t line)
{
    const struct text_out_column *at = &table->columns[column];
    if (goes_on(table, column)) {
        const struct text_out_cell *cell = &table->cells[at->owner];
        add_cell(out, table, cell, line - table->rows[cell->row].top);
        return cell->col_span;
    }
    const char *sign = rule == RULE_BLANK ? " "
        : is_grid(out)                    ? joint(out, LEFT | RIGHT, rule)
                                          : "-";
    size_t width = at->width || is_grid(out) ? at->width : 1;
    add(out, table, sign, width);
    return 1;
}

/* Whether two columns that are neighbours belong to different cells. */
static bool
is_parted(const struct text_out_table *table, size_t column, bool is_above)
{
    size_t count = table->columns_used;
    if (column == 0 || column == count)
        return true;
    const struct text_out_column *at = &table->columns[column];
    size_t cell = is_above ? at->above : at->owner;
    size_t other = is_above ? at[-1].above : at[-1].owner;
    return cell != other || cell == TEXT_OUT_NO_CELL;
}

static bool
is_ruled(const struct text_out_table *table, size_t column)
{
    return column < table->columns_used && !goes_on(table, column);
}

/* The joint before a column of a rule, with the blanks or lines around. */
static void
add_joint(struct text_out *out, struct text_out_table *table, size_t column,
    enum rule rule, unsigned sides)
{
    bool is_first = column == 0;
    bool is_last = column == table->columns_used;
    if (!is_grid(out)) {
        const char *sign = sides == (UP | DOWN) ? " " : "-";
        add(out, table, sign, is_first || is_last ? 0 : 2);
        return;
    }
    bool has_left = !is_first && is_ruled(table, column - 1);
    bool has_right = is_ruled(table, column);
    unsigned meets = (has_left ? LEFT : 0u) | (has_right ? RIGHT : 0u);
    meets |= sides & UP && is_parted(table, column, true) ? UP : 0u;
    meets |= sides & DOWN && is_parted(table, column, false) ? DOWN : 0u;
    if (!is_first)
        add(out, table, joint(out, has_left ? LEFT | RIGHT : 0, rule), 1);
    add(out, table, joint(out, meets, rule), 1);
    if (!is_last)
        add(out, table, joint(out, has_right ? LEFT | RIGHT : 0, rule), 1);
}

/* A rule; `sides` says where there are rows. */
static void
draw_rule(struct text_out *out, struct text_out_table *table, enum rule rule,
    unsigned sides, size_t line)
{
    for (size_t column = 0; column < table->columns_used;) {
        add_joint(out, table, column, rule, sides);
        column += add_part(out, table, column, rule, line);
    }
    add_joint(out, table, table->columns_used, rule, sides);
    end_drawn_line(out, table);
}

static void
draw_row_line(struct text_out *out, struct text_out_table *table, size_t line)
{
    bool is_box = out->options.grid == TEXT_OUT_BOX;
    const char *wall = !is_grid(out) ? "" : is_box ? "│" : "|";
    for (size_t column = 0; column < table->columns_used;) {
        size_t owner = table->columns[column].owner;
        text_out_append_spaces(out, &table->line,
            column == 0        ? 0
                : is_grid(out) ? 1
                               : 2);
        add(out, table, wall, 1);
        text_out_append_spaces(out, &table->line, is_grid(out) ? 1 : 0);
        if (owner == TEXT_OUT_NO_CELL) {
            text_out_append_spaces(
                out, &table->line, table->columns[column].width);
            column++;
            continue;
        }
        const struct text_out_cell *cell = &table->cells[owner];
        add_cell(out, table, cell, line - table->rows[cell->row].top);
        column += cell->col_span;
    }
    text_out_append_spaces(out, &table->line, is_grid(out) ? 1 : 0);
    add(out, table, wall, 1);
    end_drawn_line(out, table);
}

/* What stands between a row and the one before it. */
static enum rule
rule_above(
    const struct text_out *out, const struct text_out_table *table, size_t row)
{
    const struct text_out_table_row *at = &table->rows[row];
    if (row == 0)
        return is_grid(out) || table->has_long_rows ? RULE_LIGHT : RULE_NONE;
    bool has_bare_head = row == 1 && at[-1].is_head && at[-1].height == 0;
    if (has_bare_head)
        return RULE_NONE;
    if (at[-1].is_head && !at->is_head)
        return is_grid(out) ? RULE_HEAVY : RULE_LIGHT;
    if (at->begins_section)
        return RULE_LIGHT;
    bool is_empty = at->height == 0;
    if (!table->has_long_rows || is_empty)
        return RULE_NONE;
    return is_grid(out) ? RULE_LIGHT : RULE_BLANK;
}

static enum rule
rule_below(const struct text_out *out, const struct text_out_table *table)
{
    bool ends_in_head = table->rows[table->rows_used - 1].is_head;
    bool has_rule = is_grid(out) || table->has_long_rows || ends_in_head;
    return has_rule ? RULE_LIGHT : RULE_NONE;
}

/* The cells of a row take their columns; those from above may have ended. */
static void
take_columns(struct text_out_table *table, size_t row)
{
    size_t end = row + 1 < table->rows_used ? table->rows[row + 1].first
                                            : table->cells_used;
    for (size_t i = 0; i < table->columns_used; i++) {
        struct text_out_column *column = &table->columns[i];
        column->above = column->owner;
        if (column->owner == TEXT_OUT_NO_CELL)
            continue;
        const struct text_out_cell *cell = &table->cells[column->owner];
        if (cell->row + cell->row_span <= row)
            column->owner = TEXT_OUT_NO_CELL;
    }
    for (size_t i = table->rows[row].first; i < end; i++)
        for (size_t k = 0; k < table->cells[i].col_span; k++)
            table->columns[table->cells[i].column + k].owner = i;
}

/* A cell over several rows lengthens the last of them. */
static void
stretch(const struct text_out *out, struct text_out_table *table,
    const struct text_out_cell *cell)
{
    size_t height = 0;
    size_t end = cell->row + cell->row_span;
    for (size_t row = cell->row; row < end; row++) {
        height += table->rows[row].height;
        if (row > cell->row)
            height += rule_above(out, table, row) != RULE_NONE;
    }
    if (cell->count > height)
        table->rows[end - 1].height += cell->count - height;
}

/* A row without text is no line, but in a grid; a head without it never. */
static void
measure_rows(const struct text_out *out, struct text_out_table *table)
{
    for (size_t i = 0; i < table->cells_used; i++) {
        const struct text_out_cell *cell = &table->cells[i];
        struct text_out_table_row *row = &table->rows[cell->row];
        if (cell->row_span == 1 && cell->count > row->height)
            row->height = cell->count;
    }
    for (size_t i = 0; i < table->rows_used; i++) {
        struct text_out_table_row *row = &table->rows[i];
        if (is_grid(out) && row->height == 0 && !row->is_head)
            row->height = 1;
        table->has_long_rows = table->has_long_rows || row->height > 1;
    }
    for (size_t i = 0; i < table->cells_used; i++)
        if (table->cells[i].row_span > 1)
            stretch(out, table, &table->cells[i]);
}

void
text_out_table_draw(struct text_out *out, struct text_out_table *table)
{
    size_t line = 0;
    if (table->rows_used == 0 || table->columns_used == 0)
        return;
    measure_rows(out, table);
    out->is_literal = true;
    for (size_t i = 0; i < table->columns_used; i++)
        table->columns[i].owner = TEXT_OUT_NO_CELL;
    for (size_t row = 0; row < table->rows_used && !out->has_failed; row++) {
        enum rule rule = rule_above(out, table, row);
        take_columns(table, row);
        if (rule != RULE_NONE)
            draw_rule(out, table, rule, row ? UP | DOWN : DOWN, line++);
        table->rows[row].top = line;
        for (size_t i = 0; i < table->rows[row].height; i++)
            draw_row_line(out, table, line++);
    }
    for (size_t i = 0; i < table->columns_used; i++) {
        table->columns[i].above = table->columns[i].owner;
        table->columns[i].owner = TEXT_OUT_NO_CELL;
    }
    enum rule rule = rule_below(out, table);
    if (rule != RULE_NONE)
        draw_rule(out, table, rule, UP, line);
}
