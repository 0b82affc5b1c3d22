/* SPDX-License-Identifier: MIT */
/*
 * Tables.  HTML demands of spans what a tree need not keep: that no cells
 * overlap, that no row span leaves its section, that in every row and every
 * column some cell begins.  So each table is measured first:
 *
 * 1. Cells are laid into columns, spans cut where another cell is in the way
 *    or the section ends.  A column in which no cell begins is struck out.
 * 2. While writing, the same placing runs again; a column span then counts
 *    the columns that were not struck out.  A row without cells gets one.
 *
 * A table in the caption of a table, which HTML forbids, is written as divs.
 */
#include "write/html_write.h"

struct column {
    uint64_t busy_until; /* the first row that no cell from above covers */
    uint32_t rank;       /* begun columns before this one; 1 or 0 before that */
};

struct column_spec {
    int64_t align;
    double width;
};

struct html_table {
    struct column *columns;
    size_t columns_room;
    size_t columns_used;
    struct column_spec *specs;
    size_t specs_room;
    size_t specs_used;
    size_t width;         /* columns that are not struck out */
    size_t shortest;      /* columns covered by the shortest row */
    bool has_widths;
    uint32_t sections;    /* written so far; of them: */
    uint32_t heads;
    uint32_t feet;        /* yet to come */
    uint64_t row;         /* of all sections, in their order */
    uint64_t section_end; /* the first row of the next section */
    size_t column;        /* the next to look at in the row */
    int64_t head_columns;
    bool is_head_row;
};

struct place {
    size_t column;
    size_t col_span;
    uint64_t row_span;
};

static uint32_t
first_of(struct html_write *write, uint32_t node)
{
    return write->job->host->walk->first(write->job, node);
}

static uint32_t
next_of(struct html_write *write, uint32_t node)
{
    return write->job->host->walk->sibling(write->job, node);
}

static bool
is_section(uint32_t kind)
{
    return kind == DC_TABLE_HEAD || kind == DC_TABLE_BODY ||
        kind == DC_TABLE_FOOT;
}

static size_t
clamp(int64_t value, size_t max)
{
    if (value < 1)
        return 1;
    return (uint64_t)value < max ? (size_t)value : max;
}

static bool
add_column(struct html_write *write, struct html_table *table)
{
    if (!html_grow(write, (void **)&table->columns, &table->columns_room,
            table->columns_used, sizeof(*table->columns)))
        return false;
    struct column fresh = {0};
    table->columns[table->columns_used++] = fresh;
    return true;
}

static void
start_section(
    struct html_write *write, struct html_table *table, uint32_t section)
{
    table->section_end = table->row;
    for (uint32_t row = first_of(write, section); row;
         row = next_of(write, row))
        table->section_end++;
}

/* The first column from `at` on that no cell from above covers. */
static size_t
free_column(const struct html_table *table, size_t at)
{
    while (at < table->columns_used &&
        table->columns[at].busy_until > table->row)
        at++;
    return at;
}

/*
 * Finds the place of the next cell of the row and marks it.  Cell 0 is the
 * one that a row without cells gets.
 */
static bool
place_cell(struct html_write *write, struct html_table *table, uint32_t cell,
    struct place *place)
{
    int64_t col_span =
        cell ? dc_int_field(write->job, cell, DC_F_COL_SPAN) : 1;
    int64_t row_span =
        cell ? dc_int_field(write->job, cell, DC_F_ROW_SPAN) : 1;
    size_t at = free_column(table, table->column);
    uint64_t rows_left = table->section_end - table->row;
    bool has_spans = at < HTML_COLUMNS_MAX;
    size_t max_rows = rows_left < HTML_ROW_SPAN_MAX
        ? (size_t)rows_left : HTML_ROW_SPAN_MAX;
    size_t want = clamp(col_span, has_spans ? HTML_COLUMNS_MAX - at : 1);
    place->column = at;
    place->row_span = clamp(row_span, has_spans ? max_rows : 1);
    place->col_span = 0;
    while (place->col_span < want) {
        if (at == table->columns_used && !add_column(write, table))
            return false;
        if (table->columns[at].busy_until > table->row)
            break;
        table->columns[at++].busy_until = table->row + place->row_span;
        place->col_span++;
    }
    table->column = at;
    return true;
}

static void
end_row(struct html_table *table)
{
    table->row++;
    table->column = 0;
}

static void
measure_section(
    struct html_write *write, struct html_table *table, uint32_t section)
{
    struct place place;
    start_section(write, table, section);
    for (uint32_t row = first_of(write, section); row;
         row = next_of(write, row)) {
        uint32_t cell = first_of(write, row);
        do {
            if (place_cell(write, table, cell, &place))
                table->columns[place.column].rank = 1;
            cell = cell ? next_of(write, cell) : 0;
        } while (cell);
        size_t covered = free_column(table, table->column);
        if (covered < table->shortest)
            table->shortest = covered;
        end_row(table);
    }
}

/*
 * From "a cell begins here" to "so many columns before this one"; and back to
 * the first row, for writing.
 */
static void
rank_columns(struct html_table *table)
{
    uint32_t count = 0;
    for (size_t i = 0; i < table->columns_used; i++) {
        uint32_t begins = table->columns[i].rank;
        table->columns[i].rank = count;
        table->columns[i].busy_until = 0;
        count += begins;
    }
    table->width = count;
    table->row = 0;
}

static size_t
rank_at(const struct html_table *table, size_t column)
{
    return column < table->columns_used ? table->columns[column].rank
                                        : table->width;
}

static void
add_spec(struct html_write *write, struct html_table *table, uint32_t node)
{
    if (!html_grow(write, (void **)&table->specs, &table->specs_room,
            table->specs_used, sizeof(*table->specs)))
        return;
    struct column_spec *spec = &table->specs[table->specs_used++];
    spec->align = dc_int_field(write->job, node, DC_F_ALIGN);
    spec->width = write->job->host->walk->real_field(
        write->job, node, DC_F_WIDTH);
    if (spec->width > 0 && spec->width <= 1)
        table->has_widths = true;
}

static void
measure(struct html_write *write, struct html_table *table, uint32_t node)
{
    table->shortest = SIZE_MAX;
    for (uint32_t child = first_of(write, node); child;
         child = next_of(write, child)) {
        uint32_t kind = dc_kind(write->job, child);
        if (is_section(kind))
            measure_section(write, table, child);
        if (kind == DC_COLUMN)
            add_spec(write, table, child);
        if (kind == DC_TABLE_FOOT && first_of(write, child))
            table->feet++;
    }
    rank_columns(table);
}

static struct html_table *
current(const struct html_write *write)
{
    return write->tables[write->table_depth - 1];
}

/* A clean table for this nesting, with the arrays of the one before it. */
static struct html_table *
push_table(struct html_write *write)
{
    size_t depth = write->table_depth;
    if (!html_grow(write, (void **)&write->tables, &write->table_room,
            depth, sizeof(struct html_table *)))
        return NULL;
    if (!write->tables[depth])
        write->tables[depth] = html_alloc(write, sizeof(struct html_table));
    struct html_table *table = write->tables[depth];
    if (!table)
        return NULL;
    struct html_table fresh = {
        .columns = table->columns,
        .columns_room = table->columns_room,
        .specs = table->specs,
        .specs_room = table->specs_room,
    };
    *table = fresh;
    write->table_depth++;
    return table;
}

/*
 * Widths as percent with two places.  Declared columns must all be covered by
 * every row, so the widths of a ragged table are not written.
 */
static void
put_columns(struct html_write *write, const struct html_table *table)
{
    bool fits = table->width == table->specs_used &&
        table->columns_used == table->width &&
        table->shortest >= table->width;
    if (!table->has_widths || !fits)
        return;
    html_puts(write, "<colgroup>\n");
    for (size_t i = 0; i < table->specs_used; i++) {
        double width = table->specs[i].width;
        if (!(width > 0 && width <= 1)) {
            html_puts(write, "<col>\n");
            continue;
        }
        uint64_t share = (uint64_t)(width * 10000 + 0.5);
        html_puts(write, "<col style=\"width: ");
        html_put_number(write, share / 100);
        if (share % 100) {
            html_puts(write, share % 100 < 10 ? ".0" : ".");
            html_put_number(write, share % 100);
        }
        html_puts(write, "%\">\n");
    }
    html_puts(write, "</colgroup>\n");
}

void
html_count_captions(struct html_write *write, struct html_frame *frame)
{
    for (uint32_t child = frame->first; child; child = next_of(write, child))
        if (dc_kind(write->job, child) == DC_CAPTION)
            frame->captions++;
}

bool
html_enter_table(struct html_write *write, struct html_frame *frame)
{
    struct html_table *table = push_table(write);
    if (!table)
        return false;
    if (write->in_table_caption) {
        frame->element = "div";
        html_start_tag(write, frame->node, frame->element, "table");
        return true;
    }
    html_count_captions(write, frame);
    measure(write, table, frame->node);
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

void
html_leave_table(struct html_write *write, struct html_frame *frame)
{
    (void)frame;
    if (write->table_depth)
        write->table_depth--;
}

/* The columns are written when the first section comes: behind the caption. */
bool
html_enter_section(struct html_write *write, struct html_frame *frame)
{
    struct html_table *table = current(write);
    frame->element = NULL;
    if (frame->first == 0)
        return false;
    if (write->in_table_caption)
        return true;
    if (table->sections++ == 0)
        put_columns(write, table);
    frame->element = "tbody";
    if (frame->kind == DC_TABLE_HEAD && table->heads++ == 0)
        frame->element = "thead";
    if (frame->kind == DC_TABLE_FOOT && --table->feet == 0)
        frame->element = "tfoot";
    start_section(write, table, frame->node);
    table->head_columns =
        dc_int_field(write->job, frame->node, DC_F_HEAD_COLUMNS);
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

bool
html_enter_row(struct html_write *write, struct html_frame *frame)
{
    struct html_table *table = current(write);
    if (write->in_table_caption) {
        frame->element = "div";
        html_start_tag(write, frame->node, frame->element, "row");
        return true;
    }
    table->is_head_row = html_parent(write)->kind == DC_TABLE_HEAD ||
        dc_int_field(write->job, frame->node, DC_F_HEAD_ROW) != 0;
    html_start_tag(write, frame->node, frame->element, NULL);
    return true;
}

/* A row without cells gets one: some cell must begin in every row. */
void
html_leave_row(struct html_write *write, struct html_frame *frame)
{
    struct html_table *table = current(write);
    if (write->in_table_caption)
        return;
    struct place place;
    if (frame->first == 0 && place_cell(write, table, 0, &place))
        html_puts(write, "<td></td>\n");
    end_row(table);
}

static void
put_align(struct html_write *write, const struct html_table *table,
    uint32_t cell, size_t column)
{
    static const char *const words[] = {NULL, "left", "right", "center"};
    int64_t align = dc_int_field(write->job, cell, DC_F_ALIGN);
    if (align == DC_ALIGN_DEFAULT && column < table->specs_used)
        align = table->specs[column].align;
    if (align <= DC_ALIGN_DEFAULT || align > DC_ALIGN_CENTER)
        return;
    html_puts(write, " style=\"text-align: ");
    html_puts(write, words[align]);
    html_puts(write, "\"");
}

bool
html_enter_cell(struct html_write *write, struct html_frame *frame)
{
    struct html_table *table = current(write);
    struct place place;
    if (write->in_table_caption) {
        frame->element = "div";
        html_start_tag(write, frame->node, frame->element, "cell");
        return true;
    }
    if (!place_cell(write, table, frame->node, &place))
        return false;
    bool in_head_column = table->head_columns > 0 &&
        place.column < (uint64_t)table->head_columns;
    bool is_head = table->is_head_row || in_head_column;
    size_t col_span = rank_at(table, place.column + place.col_span) -
        rank_at(table, place.column);
    frame->element = is_head ? "th" : "td";
    write->in_head_cell += is_head;
    html_start(write, frame->node, frame->element, NULL);
    if (col_span > 1)
        html_put_number_attr(write, "colspan", col_span);
    if (place.row_span > 1)
        html_put_number_attr(write, "rowspan", place.row_span);
    if (is_head && !table->is_head_row)
        html_puts(write, " scope=\"row\"");
    put_align(write, table, frame->node, place.column);
    html_puts(write, ">");
    return true;
}

void
html_leave_cell(struct html_write *write, struct html_frame *frame)
{
    if (frame->element && strcmp(frame->element, "th") == 0)
        write->in_head_cell--;
}
