/* SPDX-License-Identifier: MIT */
/*
 * Layout: pieces of text become lines.
 *
 * A nest indents the lines that begin within it.  One without content leaves
 * no trace, so it counts from its first piece on (nest_live).  The last line
 * end of a nest, and of the whole, is only written where the line is not
 * ended already; so each line end waits for what comes next.  Cells that stand
 * side by side are written row by row; they wait too.
 */
#include "template/template.h"

bool
template_grow(dc_job *job, void **array, size_t *room, size_t used, size_t size)
{
    if (used < *room)
        return true;
    size_t want = *room ? *room * 2 : 64;
    void *bigger = want <= SIZE_MAX / size ? dc_alloc(job, want * size) : NULL;
    if (!bigger)
        return false;
    if (used)
        memcpy(bigger, *array, used * size);
    *array = bigger;
    *room = want;
    return true;
}

bool
template_pieces_add(dc_job *job, struct template_pieces *pieces,
    const struct template_piece *piece)
{
    if (!TEMPLATE_GROW(job, pieces, pieces->count))
        return false;
    pieces->items[pieces->count++] = *piece;
    return true;
}

static void
put_bytes(struct template_layout *layout, dc_str text)
{
    if (text.len > TEMPLATE_OUTPUT_MAX - layout->len) {
        dc_fail(layout->job, DC_E_LIMIT);
        return;
    }
    if (text.len > layout->room - layout->len) {
        size_t want = layout->room ? layout->room * 2 : 4096;
        while (want - layout->len < text.len)
            want *= 2;
        char *bigger = dc_alloc(layout->job, want);
        if (!bigger)
            return;
        if (layout->len)
            memcpy(bigger, layout->data, layout->len);
        layout->data = bigger;
        layout->room = want;
    }
    if (text.len)
        memcpy(layout->data + layout->len, text.ptr, text.len);
    layout->len += text.len;
}

static void
put_spaces(struct template_layout *layout, size_t count)
{
    static const char spaces[] = "                                ";
    while (count) {
        size_t part = count < sizeof(spaces) - 1 ? count : sizeof(spaces) - 1;
        put_bytes(layout, dc_str_slice(spaces, part));
        count -= part;
    }
}

static void
put_line_end(struct template_layout *layout)
{
    put_bytes(layout, dc_str_of("\n"));
    layout->column = 0;
    layout->at_newline = true;
}

/* Text on the line at hand, indented where it begins one. */
static void
put_on_line(
    struct template_layout *layout, dc_str text, size_t width, size_t indent)
{
    if (layout->column == 0) {
        put_spaces(layout, indent);
        layout->column = indent;
    }
    put_bytes(layout, text);
    layout->column += width;
    layout->at_newline = false;
}

/* The next line of a cell; false behind the last. */
static bool
next_cell_line(dc_str *rest, dc_str *line)
{
    if (rest->len == 0)
        return false;
    const char *end = memchr(rest->ptr, '\n', rest->len);
    *line =
        dc_str_slice(rest->ptr, end ? (size_t)(end - rest->ptr) : rest->len);
    size_t skip = line->len + (end != NULL);
    rest->ptr += skip;
    rest->len -= skip;
    return true;
}

static size_t
cell_height(const struct template_piece *cell)
{
    if (cell->kind == TEMPLATE_PIECE_FILL)
        return 1;
    dc_str rest = cell->text;
    dc_str line;
    size_t height = 0;
    while (next_cell_line(&rest, &line))
        height++;
    return height;
}

/* Writes one row of cells; each knows in `text` where its next line begins. */
static void
put_row(struct template_layout *layout, size_t indent)
{
    size_t target = 0;
    size_t written = 0;
    for (size_t i = 0; i < layout->cells.count; i++) {
        struct template_piece *cell = &layout->cells.items[i];
        dc_str line = cell->text;
        size_t before = 0;
        bool is_cell = cell->kind == TEMPLATE_PIECE_CELL;
        if (is_cell && !next_cell_line(&cell->text, &line))
            line.len = 0;
        size_t width = template_text_width(line);
        size_t spare = cell->width > width ? cell->width - width : 0;
        if (is_cell && line.len)
            before = cell->side == TEMPLATE_RIGHT ? spare
                : cell->side == TEMPLATE_CENTER   ? spare / 2
                                                  : 0;
        size_t pad = target > written ? target - written : 0;
        target += cell->width;
        if (pad + before + line.len == 0)
            continue;
        put_on_line(layout, dc_str_slice(NULL, 0), 0, indent);
        put_spaces(layout, pad + before);
        put_bytes(layout, line);
        layout->column += pad + before + width;
        written += pad + before + width;
    }
}

static void
put_cells(struct template_layout *layout)
{
    size_t height = 0;
    for (size_t i = 0; i < layout->cells.count; i++) {
        size_t own = cell_height(&layout->cells.items[i]);
        height = own > height ? own : height;
    }
    size_t indent =
        layout->column > layout->indent ? layout->column : layout->indent;
    for (size_t row = 0; row < height; row++) {
        if (row && !layout->at_newline)
            put_line_end(layout);
        put_row(layout, indent);
    }
    layout->cells.count = 0;
}

void
template_layout_flush(struct template_layout *layout)
{
    if (layout->cells.count)
        put_cells(layout);
    if (layout->has_newline)
        put_line_end(layout);
    else if (layout->has_space && layout->column > 0)
        put_on_line(layout, dc_str_of(" "), 1, 0);
    layout->has_newline = false;
    layout->has_space = false;
}

/* The nests that were opened have content from now on. */
static void
enter_nests(struct template_layout *layout)
{
    if (layout->nest_live == layout->nest_count)
        return;
    template_layout_flush(layout);
    while (layout->nest_live < layout->nest_count)
        layout->indent += layout->nests[layout->nest_live++];
}

/* The end of a text: what waits and can be left out is. */
static void
end_text(struct template_layout *layout)
{
    bool is_ended = layout->has_newline;
    layout->has_newline = false;
    layout->has_space = false;
    template_layout_flush(layout);
    if (is_ended && !layout->at_newline)
        put_line_end(layout);
}

static void
leave_nest(struct template_layout *layout)
{
    if (layout->nest_live == layout->nest_count) {
        end_text(layout);
        layout->indent -= layout->nests[--layout->nest_live];
    }
    layout->nest_count--;
}

static void
put_newline(struct template_layout *layout)
{
    enter_nests(layout);
    layout->has_space = false;
    template_layout_flush(layout);
    layout->has_newline = true;
}

void
template_layout_put(
    struct template_layout *layout, const struct template_piece *piece)
{
    switch (piece->kind) {
    case TEMPLATE_PIECE_TEXT:
        if (piece->text.len == 0)
            return;
        enter_nests(layout);
        template_layout_flush(layout);
        put_on_line(layout, piece->text, piece->width, layout->indent);
        return;
    case TEMPLATE_PIECE_NEWLINE:
        put_newline(layout);
        return;
    case TEMPLATE_PIECE_SPACE:
        enter_nests(layout);
        if (layout->has_newline)
            return;
        if (layout->cells.count)
            put_cells(layout);
        layout->has_space = true;
        return;
    case TEMPLATE_PIECE_CELL:
    case TEMPLATE_PIECE_FILL:
        enter_nests(layout);
        if (layout->has_newline || layout->has_space)
            template_layout_flush(layout);
        template_pieces_add(layout->job, &layout->cells, piece);
        return;
    case TEMPLATE_PIECE_NEST:
        layout->nests[layout->nest_count++] = piece->width;
        return;
    case TEMPLATE_PIECE_UNNEST:
        leave_nest(layout);
        return;
    }
}

void
template_layout_finish(struct template_layout *layout)
{
    end_text(layout);
}
