/* SPDX-License-Identifier: MIT */
/*
 * Tables and figures.  Pandoc's table has one head and one foot; heads after
 * the first and feet before the last become bodies with a class that says so.
 * It has its columns stated; those that the rows need besides are filled in.
 */
#include "json_write.h"

#define EMPTY_ATTR "[\"\",[],[]]"

static uint32_t
sibling(struct json_write *write, uint32_t node)
{
    return write->job->host->walk->sibling(write->job, node);
}

/* The short captions behind the first one have no place. */
static void
report_short_captions(struct json_write *write, uint32_t node, uint32_t first)
{
    uint32_t caption = json_child_of_kind(write, node, DC_CAPTION);
    while (caption) {
        uint32_t more = json_child_of_kind(write, caption, DC_SHORT_CAPTION);
        while (more) {
            if (more != first)
                json_report_loss(write, more, "json-short-caption",
                    "a second short caption has no place in pandoc's types");
            more = json_sibling_of_kind(
                write, sibling(write, more), DC_SHORT_CAPTION);
        }
        caption =
            json_sibling_of_kind(write, sibling(write, caption), DC_CAPTION);
    }
}

/* The first short caption of any caption; 0 if there is none. */
static uint32_t
find_short_caption(struct json_write *write, uint32_t node)
{
    uint32_t caption = json_child_of_kind(write, node, DC_CAPTION);
    while (caption) {
        uint32_t found = json_child_of_kind(write, caption, DC_SHORT_CAPTION);
        if (found)
            return found;
        caption =
            json_sibling_of_kind(write, sibling(write, caption), DC_CAPTION);
    }
    return 0;
}

/* The blocks of a caption, without brackets: there may be several. */
static void
put_caption_blocks(struct json_write *write, uint32_t caption)
{
    bool is_wrapped = json_node_has_attr(write, caption);
    if (is_wrapped) {
        json_separate(write);
        json_open_wrapper(write, caption, DC_CAPTION);
    }
    json_then_children(write, caption, write->block_kinds);
    if (is_wrapped)
        json_then_text(write, "]]}");
}

static void
then_captions(struct json_write *write, uint32_t node)
{
    uint32_t caption = json_child_of_kind(write, node, DC_CAPTION);
    while (caption) {
        json_then_step(write, put_caption_blocks, caption);
        caption =
            json_sibling_of_kind(write, sibling(write, caption), DC_CAPTION);
    }
}

static void
put_caption(struct json_write *write, uint32_t node)
{
    uint32_t found = find_short_caption(write, node);
    report_short_captions(write, node, found);
    json_puts(write, "[");
    if (found)
        json_put_part(write, found);
    else
        json_puts(write, "null");
    json_then_text(write, ",[");
    then_captions(write, node);
    json_then_text(write, "]]");
}

void
json_put_cell(struct json_write *write, uint32_t node)
{
    int64_t rows = dc_int_field(write->job, node, DC_F_ROW_SPAN);
    int64_t columns = dc_int_field(write->job, node, DC_F_COL_SPAN);
    json_separate(write);
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",");
    json_put_choice(
        write, &json_aligns, dc_int_field(write->job, node, DC_F_ALIGN));
    json_puts(write, ",");
    json_put_number(write, rows > 0 ? rows : 1);
    json_puts(write, ",");
    json_put_number(write, columns > 0 ? columns : 1);
    json_puts(write, ",[");
    json_then_children(write, node, write->block_kinds);
    json_then_text(write, "]]");
}

void
json_put_row(struct json_write *write, uint32_t node)
{
    json_separate(write);
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",[");
    json_then_children(write, node, JSON_KIND(DC_CELL));
    json_then_text(write, "]]");
}

/* Head or foot: [Attr, rows]. */
static void
put_section(struct json_write *write, uint32_t node)
{
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",[");
    json_then_children(write, node, JSON_KIND(DC_ROW));
    json_then_text(write, "]]");
}

/* True for a head or foot that says nothing; pandoc would not keep it. */
static bool
is_bare(struct json_write *write, uint32_t section)
{
    return !json_node_has_attr(write, section) &&
        !write->job->host->walk->first(write->job, section);
}

/* The head, which is the first, or the foot, the last; 0 if there is none. */
static uint32_t
find_section(struct json_write *write, uint32_t table, uint32_t kind)
{
    uint32_t found = 0;
    uint32_t next = json_child_of_kind(write, table, kind);
    while (next && (kind == DC_TABLE_FOOT || !found)) {
        if (!is_bare(write, next))
            found = next;
        next = json_sibling_of_kind(write, sibling(write, next), kind);
    }
    return found;
}

static void
then_section(struct json_write *write, uint32_t table, uint32_t kind)
{
    uint32_t section = find_section(write, table, kind);
    if (section)
        json_then_step(write, put_section, section);
    else
        json_then_text(write, "[" EMPTY_ATTR ",[]]");
}

/* The first row from here on that is a head row, or that is none. */
static uint32_t
find_row(struct json_write *write, uint32_t row, bool is_head)
{
    while (
        row && (dc_int_field(write->job, row, DC_F_HEAD_ROW) != 0) != is_head)
        row = sibling(write, row);
    return row;
}

static void put_next_body(struct json_write *write, uint32_t row);

/*
 * [row head columns, head rows, rows] without brackets and [Attr,.  Rows of
 * the head that come behind others begin a further body.
 */
static void
put_rows(struct json_write *write, uint32_t first, int64_t head_columns)
{
    uint32_t row = find_row(write, first, false);
    uint32_t next = find_row(write, row, true);
    json_puts(write, ",");
    json_put_number(write, head_columns);
    json_puts(write, ",[");
    json_then_range(write, first, row, JSON_KIND(DC_ROW));
    json_then_text(write, "],[");
    json_then_range(write, row, next, JSON_KIND(DC_ROW));
    json_then_text(write, "]]");
    if (next)
        json_then_step(write, put_next_body, next);
}

static void
put_next_body(struct json_write *write, uint32_t row)
{
    json_separate(write);
    json_puts(write, "[" EMPTY_ATTR);
    put_rows(write, row, 0);
}

static void
put_body(struct json_write *write, uint32_t node)
{
    uint32_t kind = dc_kind(write->job, node);
    uint32_t first = write->job->host->walk->first(write->job, node);
    json_separate(write);
    json_puts(write, "[");
    if (kind == DC_TABLE_BODY) {
        json_put_node_attr(write, node, DC_DOCUMENT, NULL);
        put_rows(
            write, first, dc_int_field(write->job, node, DC_F_HEAD_COLUMNS));
        return;
    }
    json_put_node_attr(write, node, kind, NULL);
    json_puts(write, ",0,[],[");
    json_then_children(write, node, JSON_KIND(DC_ROW));
    json_then_text(write, "]]");
}

static void
then_bodies(struct json_write *write, uint32_t table)
{
    uint32_t head = find_section(write, table, DC_TABLE_HEAD);
    uint32_t foot = find_section(write, table, DC_TABLE_FOOT);
    uint32_t child = write->job->host->walk->first(write->job, table);
    for (; child; child = sibling(write, child)) {
        uint32_t kind = dc_kind(write->job, child);
        bool is_other = (kind == DC_TABLE_HEAD && child != head) ||
            (kind == DC_TABLE_FOOT && child != foot);
        if (kind == DC_TABLE_BODY || (is_other && !is_bare(write, child)))
            json_then_step(write, put_body, child);
    }
}

/* The columns that a row covers. */
static int64_t
row_width(struct json_write *write, uint32_t row)
{
    /* More than any table has; keeps the sum from overflowing. */
    const int64_t most = 10000;
    int64_t width = 0;
    uint32_t cell = json_child_of_kind(write, row, DC_CELL);
    for (; cell && width < most; cell = sibling(write, cell)) {
        int64_t span = dc_int_field(write->job, cell, DC_F_COL_SPAN);
        width += span < 1 ? 1 : span > most ? most : span;
    }
    return width;
}

static int64_t
table_width(struct json_write *write, uint32_t table)
{
    const dc_walk *walk = write->job->host->walk;
    int64_t width = 0;
    uint32_t section = walk->first(write->job, table);
    for (; section; section = sibling(write, section)) {
        uint32_t row = json_child_of_kind(write, section, DC_ROW);
        for (; row; row = sibling(write, row)) {
            int64_t covered = row_width(write, row);
            width = covered > width ? covered : width;
        }
    }
    return width;
}

static int64_t
count_columns(struct json_write *write, uint32_t table)
{
    int64_t count = 0;
    uint32_t column = json_child_of_kind(write, table, DC_COLUMN);
    while (column) {
        count++;
        column = json_sibling_of_kind(write, sibling(write, column), DC_COLUMN);
    }
    return count;
}

/* ColSpec: [alignment, width]; a width of 0 that was set is -0.0. */
static void
put_column(struct json_write *write, uint32_t column)
{
    double width =
        write->job->host->walk->real_field(write->job, column, DC_F_WIDTH);
    uint64_t bits;
    memcpy(&bits, &width, sizeof(bits));
    json_separate(write);
    json_puts(write, "[");
    json_put_choice(
        write, &json_aligns, dc_int_field(write->job, column, DC_F_ALIGN));
    if (bits == 0) {
        json_puts(write, ",{\"t\":\"ColWidthDefault\"}]");
        return;
    }
    json_puts(write, ",{\"t\":\"ColWidth\",\"c\":");
    json_put_real(write, width);
    json_puts(write, "}]");
}

static void
put_columns(struct json_write *write, uint32_t table, int64_t missing)
{
    uint32_t column = json_child_of_kind(write, table, DC_COLUMN);
    json_puts(write, ",[");
    while (column) {
        put_column(write, column);
        column = json_sibling_of_kind(write, sibling(write, column), DC_COLUMN);
    }
    for (; missing > 0; missing--) {
        json_separate(write);
        json_puts(
            write, "[{\"t\":\"AlignDefault\"},{\"t\":\"ColWidthDefault\"}]");
    }
    json_puts(write, "],");
}

/* Between the caption and the rows. */
static void
put_table_columns(struct json_write *write, uint32_t table)
{
    put_columns(
        write, table, table_width(write, table) - count_columns(write, table));
}

void
json_put_table(struct json_write *write, uint32_t node)
{
    int64_t count = count_columns(write, node);
    bool is_short = count < table_width(write, node);
    json_put_constructor(write, DC_TABLE);
    json_puts(write, "[");
    json_put_table_attr(write, node, is_short ? count : -1);
    json_puts(write, ",");
    json_then_step(write, put_caption, node);
    json_then_step(write, put_table_columns, node);
    then_section(write, node, DC_TABLE_HEAD);
    json_then_text(write, ",[");
    then_bodies(write, node);
    json_then_text(write, "],");
    then_section(write, node, DC_TABLE_FOOT);
    json_then_text(write, "]}");
}

/* Figures. */

/* The only child that is not a caption, if it is of `kind`. */
static uint32_t
lone_child(struct json_write *write, uint32_t node, uint32_t kind)
{
    uint32_t child = write->job->host->walk->first(write->job, node);
    uint32_t found = 0;
    for (; child; child = sibling(write, child)) {
        uint32_t child_kind = dc_kind(write->job, child);
        if (child_kind == DC_CAPTION)
            continue;
        if (found || child_kind != kind)
            return 0;
        found = child;
    }
    return found;
}

/* The text of the only caption, if it is one Plain without a short form. */
static bool
has_plain_caption(struct json_write *write, uint32_t figure, uint32_t *plain)
{
    uint32_t caption = json_child_of_kind(write, figure, DC_CAPTION);
    *plain = 0;
    if (!caption)
        return true;
    *plain = lone_child(write, caption, DC_PLAIN);
    return *plain && !json_node_has_attr(write, caption) &&
        !json_node_has_attr(write, *plain) &&
        !json_sibling_of_kind(write, sibling(write, caption), DC_CAPTION);
}

static bool
is_same_text(struct json_write *write, uint32_t image, uint32_t plain)
{
    dc_str described = dc_plain_text(write->job, image);
    return described.len == 0 ||
        (plain && json_is_same(described, dc_plain_text(write->job, plain)));
}

static void
end_marked_image(struct json_write *write, uint32_t image)
{
    json_puts(write, "],[");
    json_put_quoted(write, dc_str_field(write->job, image, DC_F_URL));
    json_puts(write, ",\"" JSON_FIGURE_PREFIX);
    json_put_escaped(write, dc_str_field(write->job, image, DC_F_TITLE));
    json_puts(write, "\"]]}]}");
}

/*
 * A figure as pandoc before 3 has it, a paragraph with nothing but an image,
 * which the caption describes.  False if it is not so simple.
 */
static bool
put_marked_image(struct json_write *write, uint32_t figure)
{
    uint32_t holder = lone_child(write, figure, DC_PLAIN);
    uint32_t image = holder ? lone_child(write, holder, DC_IMAGE) : 0;
    uint32_t plain;
    if (!image || json_node_has_attr(write, holder) ||
        !has_plain_caption(write, figure, &plain) ||
        !is_same_text(write, image, plain))
        return false;
    bool is_wrapped = json_node_has_attr(write, figure);
    json_separate(write);
    if (is_wrapped)
        json_open_wrapper(write, figure, DC_FIGURE);
    json_put_constructor(write, DC_PARA);
    json_puts(write, "[");
    json_put_constructor(write, DC_IMAGE);
    json_puts(write, "[");
    json_put_node_attr(write, image, DC_DOCUMENT, NULL);
    json_puts(write, ",[");
    if (plain)
        json_then_children(write, plain, write->inline_kinds);
    json_then_step(write, end_marked_image, image);
    if (is_wrapped)
        json_then_text(write, "]]}");
    return true;
}

/* The caption of a figure that is a Div. */
static void
put_div_caption(struct json_write *write, uint32_t figure)
{
    uint32_t caption = json_child_of_kind(write, figure, DC_CAPTION);
    uint32_t found = find_short_caption(write, figure);
    report_short_captions(write, figure, found);
    json_separate(write);
    json_open_wrapper(write, caption, DC_CAPTION);
    if (found) {
        json_put_constructor(write, DC_PLAIN);
        json_puts(write, "[");
        json_open_wrapper(write, found, DC_SHORT_CAPTION);
        json_then_children(write, found, write->inline_kinds);
        json_then_text(write, "]]}]}");
    }
    for (; caption; caption = json_sibling_of_kind(
                        write, sibling(write, caption), DC_CAPTION))
        json_then_children(write, caption, write->block_kinds);
    json_then_text(write, "]]}");
}

static void
put_div_figure(struct json_write *write, uint32_t node)
{
    json_separate(write);
    json_open_wrapper(write, node, DC_FIGURE);
    json_then_children(write, node, write->block_kinds);
    if (json_child_of_kind(write, node, DC_CAPTION))
        json_then_step(write, put_div_caption, node);
    json_then_text(write, "]]}");
}

void
json_put_figure(struct json_write *write, uint32_t node)
{
    if (!write->has_figures) {
        if (!put_marked_image(write, node))
            put_div_figure(write, node);
        return;
    }
    json_put_constructor(write, DC_FIGURE);
    json_puts(write, "[");
    json_put_node_attr(write, node, DC_DOCUMENT, NULL);
    json_puts(write, ",");
    json_then_step(write, put_caption, node);
    json_then_text(write, ",[");
    json_then_children(write, node, write->block_kinds);
    json_then_text(write, "]]}");
}
