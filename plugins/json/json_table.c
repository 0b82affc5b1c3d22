/* SPDX-License-Identifier: MIT */
/*
 * Tables: those of pandoc-types 1.21 and later, with heads, bodies, spans and
 * attributes, and the plain ones before it.  The two are told apart by their
 * shape, so that the version need not be known.
 */
#include "json_read.h"

/* Cell: [Attr, alignment, row span, column span, blocks]. */
static void
read_cell(struct json_read *read, struct json_value value)
{
    struct json_value parts[5];
    struct json_attr attr;
    int64_t align;
    int64_t rows;
    int64_t columns;
    if (!json_read_tuple(read, value, parts, 5) ||
        !json_read_attr(read, parts[0], &attr) ||
        !json_read_choice(read, parts[1], &json_aligns, &align) ||
        !json_read_int(read, parts[2], &rows) ||
        !json_read_int(read, parts[3], &columns))
        return;
    json_open(read, DC_CELL, value, &attr);
    if (align)
        dc_set_int(read->job, DC_F_ALIGN, align);
    /* 1 is what a span that was never set means. */
    if (rows > 1)
        dc_set_int(read->job, DC_F_ROW_SPAN, rows);
    if (columns > 1)
        dc_set_int(read->job, DC_F_COL_SPAN, columns);
    json_put_list(read, parts[4], json_block, DC_CELL);
}

/* Row: [Attr, cells]. */
static void
open_row(struct json_read *read, struct json_value value, bool is_head)
{
    struct json_value parts[2];
    struct json_attr attr;
    if (!json_read_tuple(read, value, parts, 2) ||
        !json_read_attr(read, parts[0], &attr))
        return;
    json_open(read, DC_ROW, value, &attr);
    if (is_head)
        dc_set_int(read->job, DC_F_HEAD_ROW, 1);
    json_put_list(read, parts[1], read_cell, DC_ROW);
}

static void
read_row(struct json_read *read, struct json_value value)
{
    open_row(read, value, false);
}

static void
read_head_row(struct json_read *read, struct json_value value)
{
    open_row(read, value, true);
}

/*
 * TableHead and TableFoot: [Attr, rows].  One that says nothing is not there:
 * pandoc has them always.
 */
static void
read_section(struct json_read *read, struct json_value value, uint32_t kind)
{
    struct json_value parts[2];
    struct json_value row;
    struct json_attr attr;
    if (!json_read_tuple(read, value, parts, 2) ||
        !json_read_attr(read, parts[0], &attr) ||
        !json_is_array(read, parts[1]))
        return;
    struct json_value cursor = json_inside(parts[1]);
    struct json_value classes = json_inside(attr.classes);
    if (!json_next(&read->unit, &cursor, &row) &&
        !json_next(&read->unit, &classes, &row) && !json_has_more(read, &attr))
        return;
    json_open(read, kind, value, &attr);
    json_put_list(read, parts[1], read_row, kind);
}

static void
read_head(struct json_read *read, struct json_value value)
{
    read_section(read, value, DC_TABLE_HEAD);
}

static void
read_foot(struct json_read *read, struct json_value value)
{
    read_section(read, value, DC_TABLE_FOOT);
}

/* TableBody: [Attr, row head columns, head rows, rows]. */
static void
read_body(struct json_read *read, struct json_value value)
{
    struct json_value parts[4];
    struct json_attr attr;
    int64_t head_columns;
    if (!json_read_tuple(read, value, parts, 4) ||
        !json_read_attr(read, parts[0], &attr) ||
        !json_read_int(read, parts[1], &head_columns))
        return;
    /* A second head or foot, which pandoc's tables cannot have. */
    uint32_t own = json_word_lookup(json_own_class(read, &attr));
    bool is_other = own == DC_TABLE_HEAD || own == DC_TABLE_FOOT;
    uint32_t kind = is_other ? own : DC_TABLE_BODY;
    attr.skips_class = is_other;
    json_open(read, kind, value, &attr);
    if (head_columns)
        dc_set_int(read->job, DC_F_HEAD_COLUMNS, head_columns);
    json_put_list(read, parts[3], read_row, kind);
    json_put_list(read, parts[2], read_head_row, DC_DOCUMENT);
}

/*
 * {"t": "ColWidthDefault"} or {"t": "ColWidth", "c": number}.  A width that
 * is stated as 0 becomes -0.0: it is 0 to all who read it, and yet set.
 */
static bool
read_width(struct json_read *read, struct json_value value, double *width)
{
    struct json_node node;
    *width = 0;
    if (!json_read_node(read, value, &node))
        return false;
    if (dc_str_equal(node.tag, "ColWidthDefault"))
        return true;
    if (!dc_str_equal(node.tag, "ColWidth") || !node.has_content) {
        json_fail(read, value, "expected ColWidth or ColWidthDefault");
        return false;
    }
    if (!json_read_real(read, node.content, width))
        return false;
    if (*width == 0)
        *width = -0.0;
    return true;
}

static void
put_width(struct json_read *read, double width)
{
    uint64_t bits;
    memcpy(&bits, &width, sizeof(bits));
    if (bits && !read->has_failed)
        read->job->host->build->set_real(read->job, DC_F_WIDTH, width);
}

/* The columns' own attributes stand among those of the table. */
struct columns {
    struct json_value pairs;
    int64_t number;
};

/* "docconv-column-2-lang" of column 2 is "lang"; empty if it is another's. */
static dc_str
column_key(dc_str key, int64_t number)
{
    static const dc_str prefix = DC_STR(JSON_COLUMN_KEY);
    char digits[JSON_REAL_MAX];
    size_t len = json_format_int(number, digits);
    if (!json_starts_with(key, prefix) || key.len < prefix.len + len + 1 ||
        memcmp(key.ptr + prefix.len, digits, len) != 0 ||
        key.ptr[prefix.len + len] != '-')
        return dc_str_slice(NULL, 0);
    size_t skipped = prefix.len + len + 1;
    return dc_str_slice(key.ptr + skipped, key.len - skipped);
}

/*
 * They stand in the order of the columns, so what belongs to a column is
 * next, if there is any.
 */
static void
put_column_attrs(struct json_read *read, struct columns *columns)
{
    struct json_value cursor = columns->pairs;
    struct json_value pair;
    struct json_value parts[2];
    dc_str key;
    dc_str value;
    while (json_next(&read->unit, &cursor, &pair) &&
        json_read_tuple(read, pair, parts, 2) &&
        json_read_str(read, parts[0], &read->key, &key)) {
        dc_str own = column_key(key, columns->number);
        if (!own.len || !json_read_str(read, parts[1], &read->text, &value))
            return;
        read->job->host->build->attr(read->job, own, value);
        columns->pairs = cursor;
    }
}

/* ColSpec: [alignment, width]. */
static void
read_column(
    struct json_read *read, struct json_value value, struct columns *columns)
{
    struct json_value parts[2];
    int64_t align;
    double width;
    if (!json_read_tuple(read, value, parts, 2) ||
        !json_read_choice(read, parts[0], &json_aligns, &align) ||
        !read_width(read, parts[1], &width))
        return;
    json_open(read, DC_COLUMN, value, NULL);
    if (align)
        dc_set_int(read->job, DC_F_ALIGN, align);
    put_width(read, width);
    if (!read->has_failed)
        put_column_attrs(read, columns);
    json_close(read, DC_COLUMN);
}

/* Moves past the pairs that are not of columns. */
static void
find_column_attrs(struct json_read *read, struct columns *columns)
{
    static const dc_str prefix = DC_STR(JSON_COLUMN_KEY);
    struct json_value cursor = columns->pairs;
    struct json_value pair;
    struct json_value parts[2];
    while (json_next(&read->unit, &cursor, &pair) &&
        json_read_tuple(read, pair, parts, 2) &&
        !json_starts_with(json_raw(&read->unit, parts[0]), prefix))
        columns->pairs = cursor;
}

/* How many of the columns are in the tree; those behind were filled in. */
static int64_t
columns_there(struct json_read *read, const struct json_attr *attr)
{
    static const dc_str key = DC_STR(JSON_COLUMNS_KEY);
    dc_str stated = json_own_value(read, attr, key);
    int64_t count;
    for (size_t i = 0; i < stated.len; i++)
        if (stated.ptr[i] < '0' || stated.ptr[i] > '9')
            return INT64_MAX;
    return stated.len && json_parse_int(stated, &count) ? count : INT64_MAX;
}

/* The table as a whole, whose columns come behind its caption. */
static void
read_columns(struct json_read *read, struct json_value value)
{
    struct json_value content;
    struct json_value parts[6];
    struct json_value column;
    struct json_attr attr;
    if (!json_is_tagged(read, value, json_constructor(DC_TABLE), &content) ||
        !json_read_tuple(read, content, parts, 6) ||
        !json_read_attr(read, parts[0], &attr) ||
        !json_is_array(read, parts[2]))
        return;
    struct columns columns = {json_inside(attr.pairs), 1};
    find_column_attrs(read, &columns);
    int64_t there = columns_there(read, &attr);
    struct json_value cursor = json_inside(parts[2]);
    for (; columns.number <= there && !read->has_failed &&
         json_next(&read->unit, &cursor, &column);
         columns.number++)
        read_column(read, column, &columns);
}

/* c is [Attr, Caption, ColSpecs, TableHead, TableBodies, TableFoot]. */
static void
read_table(struct json_read *read, const struct json_node *node)
{
    struct json_value parts[6];
    struct json_attr attr;
    if (!json_read_parts(read, node, parts, 6) ||
        !json_read_attr(read, parts[0], &attr))
        return;
    attr.skips_columns = true;
    json_open(read, DC_TABLE, node->self, &attr);
    json_put_end(read, DC_TABLE);
    json_put_value(read, parts[5], read_foot);
    json_put_list(read, parts[4], read_body, DC_DOCUMENT);
    json_put_value(read, parts[3], read_head);
    json_put_value(read, node->self, read_columns);
    json_put_value(read, parts[1], json_caption);
}

/* Before 1.21: cells are blocks, rows are cells, and there are no spans. */

static void
read_old_cell(struct json_read *read, struct json_value value)
{
    json_open(read, DC_CELL, value, NULL);
    json_put_list(read, value, json_block, DC_CELL);
}

static void
read_old_row(struct json_read *read, struct json_value value)
{
    json_open(read, DC_ROW, value, NULL);
    json_put_list(read, value, read_old_cell, DC_ROW);
}

static void
read_old_body(struct json_read *read, struct json_value value)
{
    json_open(read, DC_TABLE_BODY, value, NULL);
    json_put_list(read, value, read_old_row, DC_TABLE_BODY);
}

/* The cells of the head; all empty means that there is none. */
static void
read_old_head(struct json_read *read, struct json_value value)
{
    struct json_value cell;
    struct json_value block;
    bool has_block = false;
    if (!json_is_array(read, value))
        return;
    struct json_value cursor = json_inside(value);
    while (json_next(&read->unit, &cursor, &cell)) {
        struct json_value inside = json_inside(cell);
        has_block = has_block || json_next(&read->unit, &inside, &block);
        if (!json_is_array(read, cell))
            return;
    }
    if (!has_block)
        return;
    json_open(read, DC_TABLE_HEAD, value, NULL);
    json_put_end(read, DC_TABLE_HEAD);
    json_put_value(read, value, read_old_row);
}

static void
read_old_caption(struct json_read *read, struct json_value value)
{
    struct json_value cursor = json_inside(value);
    struct json_value element;
    if (!json_next(&read->unit, &cursor, &element))
        return;
    json_open(read, DC_CAPTION, value, NULL);
    json_put_end(read, DC_CAPTION);
    json_open(read, DC_PLAIN, value, NULL);
    json_put_list(read, value, json_inline, DC_PLAIN);
}

/* The columns of c: alignments in one list, widths in another. */
static void
read_old_columns(struct json_read *read, struct json_value value)
{
    struct json_value content;
    struct json_value parts[5];
    struct json_value element;
    struct json_value width_element;
    if (!json_is_tagged(read, value, json_constructor(DC_TABLE), &content) ||
        !json_read_tuple(read, content, parts, 5) ||
        !json_is_array(read, parts[1]) || !json_is_array(read, parts[2]))
        return;
    struct json_value aligns = json_inside(parts[1]);
    struct json_value widths = json_inside(parts[2]);
    while (json_next(&read->unit, &aligns, &element)) {
        int64_t align;
        double width = 0;
        if (!json_read_choice(read, element, &json_aligns, &align))
            return;
        if (json_next(&read->unit, &widths, &width_element) &&
            !json_read_real(read, width_element, &width))
            return;
        json_open(read, DC_COLUMN, element, NULL);
        if (align)
            dc_set_int(read->job, DC_F_ALIGN, align);
        if (width != 0)
            put_width(read, width);
        json_close(read, DC_COLUMN);
    }
}

/* c is [caption, alignments, widths, head cells, rows]. */
static void
read_old_table(struct json_read *read, const struct json_node *node)
{
    struct json_value parts[5];
    if (!json_read_parts(read, node, parts, 5) ||
        !json_is_array(read, parts[0]))
        return;
    json_open(read, DC_TABLE, node->self, NULL);
    json_put_end(read, DC_TABLE);
    json_put_value(read, parts[4], read_old_body);
    json_put_value(read, parts[3], read_old_head);
    json_put_value(read, node->self, read_old_columns);
    json_put_value(read, parts[0], read_old_caption);
}

void
json_table(struct json_read *read, const struct json_node *node, uint32_t kind)
{
    struct json_value first;
    struct json_value inside;
    struct json_value part;
    (void)kind;
    if (!node->has_content || !json_is_array(read, node->content)) {
        json_fail(read, node->self, "expected the key \"c\"");
        return;
    }
    /* Old tables begin with a list of inlines, new ones with an id. */
    struct json_value cursor = json_inside(node->content);
    bool is_new = json_next(&read->unit, &cursor, &first) &&
        json_first(&read->unit, first) == '[' &&
        (inside = json_inside(first), json_next(&read->unit, &inside, &part)) &&
        json_first(&read->unit, part) == '"';
    if (is_new)
        read_table(read, node);
    else
        read_old_table(read, node);
}
