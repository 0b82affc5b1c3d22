/* SPDX-License-Identifier: MIT */
/*
 * Environments: a frame collects a cell; "&" and "\\" put it into the table.
 * How columns are aligned is said by the attributes of MathML 3 and by CSS,
 * since MathML Core has left the former to the latter.
 */
#include "math/math_parse.h"

#include <stdlib.h>
#include <string.h>

enum {
    DISPLAY = 1,
    TIGHT = 2,
    SPEC = 4,
    COUNT = 8,
    SMALL = 16,
    PLAIN = 32,
    COLUMNS = 128 /* of an array's argument */
};

/* math_node.variant of a row of a table. */
enum { LINE_ABOVE = 1, LINE_BELOW = 2 };

struct math_environment {
    const char *name;
    const char *columns;
    const char *open;
    const char *close;
    unsigned flags;
};

static const struct math_environment environments[] = {
#define MATH_ENVIRONMENT(name, columns, open, close, flags)                    \
    {name, columns, open, close, flags},
#include "math/math_environments.def"
#undef MATH_ENVIRONMENT
};

static const struct math_environment *
environment_named(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof(environments) / sizeof(*environments); i++)
        if (strlen(environments[i].name) == len &&
            memcmp(environments[i].name, name, len) == 0)
            return &environments[i];
    return NULL;
}

/*
 * The columns of "{l|c*{2}{r}@{}}" as letters and bars.  What stands between
 * columns is left out; a paragraph is a column to the left.
 */
static bool
read_columns(struct math_parser *parser, dc_str spec, dc_str *columns)
{
    char *text = math_text_new(&parser->tree, COLUMNS);
    size_t len = 0, depth = 0;
    for (size_t i = 0; text && i < spec.len; i++) {
        char c = spec.ptr[i];
        if (c == '{')
            depth++;
        else if (c == '}' && depth-- == 0)
            return math_fail(parser, "odd columns of an array");
        if (depth > 0 || c == '}')
            continue;
        if (c == '*')
            return math_fail(parser, "repeated columns of an array");
        if (c == 'p' || c == 'm' || c == 'b' || c == 'X')
            c = 'l';
        if (c != 'l' && c != 'c' && c != 'r' && c != '|')
            continue;
        if (len == COLUMNS)
            return math_fail(parser, "too many columns of an array");
        text[len++] = c;
    }
    columns->ptr = text;
    columns->len = len;
    return true;
}

static void
open_line(struct math_parser *parser)
{
    struct math_frame *frame = math_top(parser);
    frame->line = math_node_new(&parser->tree, MATH_MTR);
    math_node_at(&parser->tree, frame->line)->variant = 0;
}

/* The font and the first space of a cell are those of the environment. */
static void
open_cell(struct math_parser *parser)
{
    struct math_frame *frame = math_top(parser);
    bool is_first = !math_node_at(&parser->tree, frame->line)->first;
    frame->row = math_node_new(&parser->tree, MATH_MROW);
    frame->infix = NULL;
    frame->family = frame[-1].family;
    frame->is_bold = frame[-1].is_bold;
    frame->is_first_ord = (frame->environment->flags & TIGHT) && !is_first;
}

static bool
open_table(struct math_parser *parser, enum math_frame_kind kind,
    const struct math_environment *environment, dc_str columns)
{
    struct math_frame *frame = math_push(parser, kind);
    if (!frame)
        return false;
    frame->environment = environment;
    frame->columns = columns;
    frame->node = math_node_new(&parser->tree, MATH_MTABLE);
    open_line(parser);
    open_cell(parser);
    return true;
}

/* "t" in "\begin{aligned}[t]" */
static bool
is_position(dc_str raw)
{
    return raw.len == 1 && strchr("tbc", *raw.ptr);
}

/* "2ex" in "\\[2ex]" */
static bool
is_distance(dc_str raw)
{
    return raw.len > 2 && raw.len < 32 && strchr("+-.0123456789 ", *raw.ptr) &&
        raw.ptr[raw.len - 1] >= 'a';
}

bool
math_begin(struct math_parser *parser)
{
    struct math_input *input = &parser->input;
    dc_str name, ignored, spec;
    if (!math_input_group(input, &name))
        return false;
    const struct math_environment *environment =
        environment_named(name.ptr, name.len);
    if (!environment)
        return math_fail(parser, "unknown environment");
    dc_str columns = {environment->columns, strlen(environment->columns)};
    bool is_starred_matrix =
        name.len > 7 && memcmp(name.ptr + name.len - 7, "matrix*", 7) == 0;
    bool takes_position = environment->flags & (SPEC | DISPLAY);
    if (is_starred_matrix && math_input_brackets(input, &spec)) {
        if (!read_columns(parser, spec, &columns))
            return false;
    } else if (takes_position) {
        math_input_brackets_if(input, &ignored, is_position);
    }
    if (input->why)
        return false;
    if ((environment->flags & COUNT) && !math_input_group(input, &ignored))
        return false;
    if ((environment->flags & SPEC) &&
        (!math_input_group(input, &spec) ||
            !read_columns(parser, spec, &columns)))
        return false;
    return open_table(parser, MATH_FRAME_CELL, environment, columns);
}

/* \substack{..} and the environments that plain TeX has as commands. */
bool
math_open_substack(struct math_parser *parser, const char *name)
{
    const struct math_environment *environment =
        environment_named(name, strlen(name));
    dc_str columns = {environment->columns, strlen(environment->columns)};
    if (!math_input_take(&parser->input, '{'))
        return math_fail(parser, "missing {");
    return open_table(parser, MATH_FRAME_SUBSTACK, environment, columns);
}

/* Puts the cell that was being read into its line. */
static void
close_cell(struct math_parser *parser)
{
    struct math_tree *tree = &parser->tree;
    uint32_t cell = math_node_new(tree, MATH_MTD);
    uint32_t line = math_top(parser)->line;
    uint32_t node = math_close_row(parser);
    parser->depth++; /* the frame stays */
    bool is_row = math_node_at(tree, node)->element == MATH_MROW &&
        math_node_at(tree, node)->class == MATH_CLASS_ORD;
    if (!is_row) {
        math_append(tree, cell, node);
    } else {
        math_node_at(tree, cell)->first = math_node_at(tree, node)->first;
        math_node_at(tree, cell)->last = math_node_at(tree, node)->last;
    }
    math_append(tree, line, cell);
}

static bool
in_table(struct math_parser *parser)
{
    if (!math_in_row(parser))
        return false;
    math_close_switches(parser);
    return math_top(parser)->kind == MATH_FRAME_CELL ||
        math_top(parser)->kind == MATH_FRAME_SUBSTACK;
}

bool
math_next_cell(struct math_parser *parser)
{
    if (!in_table(parser))
        return math_fail(parser, "& outside a table");
    close_cell(parser);
    open_cell(parser);
    return true;
}

bool
math_next_line(struct math_parser *parser)
{
    dc_str distance;
    struct math_input *input = &parser->input;
    math_input_take(input, '*');
    math_input_brackets_if(input, &distance, is_distance);
    if (input->why)
        return false;
    if (!in_table(parser)) {
        /* In a formula of one line LaTeX makes nothing of it. */
        uint32_t node = math_space(parser, "");
        math_node_at(&parser->tree, node)->attrs = 0;
        math_set(&parser->tree, node, MATH_ATTR_LINEBREAK, "newline");
        if (!math_in_row(parser))
            return math_fail(parser, "a line ends within an argument");
        math_deliver(parser, node);
        return true;
    }
    close_cell(parser);
    math_append(&parser->tree, math_top(parser)->node, math_top(parser)->line);
    open_line(parser);
    open_cell(parser);
    return true;
}

/* A line above the row that begins. */
bool
math_rule(struct math_parser *parser)
{
    struct math_tree *tree = &parser->tree;
    if (!in_table(parser) ||
        math_node_at(tree, math_top(parser)->line)->first ||
        math_node_at(tree, math_top(parser)->row)->first)
        return math_fail(parser, "a line that is not between rows");
    math_node_at(tree, math_top(parser)->line)->variant = LINE_ABOVE;
    return true;
}

/* How the columns of a table are set. */
struct layout {
    const struct math_environment *environment;
    dc_str columns;
    uint32_t count; /* of the widest row */
};

/* The letter of a column, and whether a bar is before it or after it. */
static char
column_of(const struct layout *layout, uint32_t column, bool *bar_before,
    bool *bar_after)
{
    dc_str spec = layout->columns;
    uint32_t letters = 0;
    *bar_before = *bar_after = false;
    for (size_t i = 0; i < spec.len; i++)
        letters += spec.ptr[i] != '|';
    if (letters == 0)
        return 'c';
    bool is_array = layout->environment->flags & SPEC;
    if (is_array && column >= letters)
        return 'c';
    uint32_t wanted = column % letters, at = 0;
    size_t i = 0;
    while (spec.ptr[i] == '|' || at++ < wanted)
        i++;
    *bar_before = i > 0 && spec.ptr[i - 1] == '|' && column == 0;
    *bar_after = i + 1 < spec.len && spec.ptr[i + 1] == '|';
    return spec.ptr[i];
}

/* Copies `text` to `out` + *len. */
static void
add(char *out, size_t *len, const char *text)
{
    size_t part = strlen(text);
    memcpy(out + *len, text, part);
    *len += part;
}

/* The style of a cell in `column` of a row with these lines. */
static void
style_cell(struct math_tree *tree, uint32_t cell, const struct layout *layout,
    uint32_t column, uint32_t lines)
{
    char css[256];
    size_t len = 0;
    bool before, after;
    char align = column_of(layout, column, &before, &after);
    bool is_tight = layout->environment->flags & TIGHT;
    if (align == 'l')
        add(css, &len, "text-align: left; ");
    if (align == 'r')
        add(css, &len, "text-align: right; ");
    if (is_tight)
        add(css, &len,
            align == 'l' ? "padding-left: 0; " : "padding-right: 0; ");
    if (before)
        add(css, &len, "border-left: thin solid; ");
    if (after)
        add(css, &len, "border-right: thin solid; ");
    if (lines & LINE_ABOVE)
        add(css, &len, "border-top: thin solid; ");
    if (lines & LINE_BELOW)
        add(css, &len, "border-bottom: thin solid; ");
    if (len == 0)
        return;
    len -= 2;
    char *text = math_text_new(tree, len);
    if (!text)
        return;
    memcpy(text, css, len);
    dc_str value = {text, len};
    math_set_str(tree, cell, MATH_ATTR_STYLE, value);
}

static uint32_t
count_columns(struct math_tree *tree, uint32_t table)
{
    uint32_t most = 0;
    for (uint32_t row = math_node_at(tree, table)->first; row;
         row = math_node_at(tree, row)->next) {
        uint32_t count = 0;
        for (uint32_t cell = math_node_at(tree, row)->first; cell;
             cell = math_node_at(tree, cell)->next)
            count++;
        most = count > most ? count : most;
    }
    return most;
}

/* columnalign and columnspacing: a word a column. */
static void
set_columns(struct math_tree *tree, uint32_t table, const struct layout *layout)
{
    size_t len = 0;
    bool is_plain = true, before, after;
    char *text = math_text_new(tree, (size_t)layout->count * 7 + 1);
    for (uint32_t i = 0; text && i < layout->count; i++) {
        char align = column_of(layout, i, &before, &after);
        is_plain = is_plain && align == 'c';
        add(text, &len,
            align == 'l'       ? "left "
                : align == 'r' ? "right "
                               : "center ");
    }
    dc_str value = {text, len > 0 ? len - 1 : 0};
    if (!is_plain)
        math_set_str(tree, table, MATH_ATTR_COLUMNALIGN, value);
    if (!(layout->environment->flags & TIGHT) || layout->count < 2)
        return;
    len = 0;
    text = math_text_new(tree, (size_t)layout->count * 4);
    for (uint32_t i = 0; text && i + 1 < layout->count; i++)
        add(text, &len, i % 2 ? "2em " : "0em ");
    value = (dc_str){text, len > 0 ? len - 1 : 0};
    math_set_str(tree, table, MATH_ATTR_COLUMNSPACING, value);
}

/* rowlines and columnlines, for lines within the table. */
static void
set_lines(struct math_tree *tree, uint32_t table, const struct layout *layout)
{
    size_t len = 0, rows = 0;
    bool any = false, before, after;
    for (uint32_t row = math_node_at(tree, table)->first; row;
         row = math_node_at(tree, row)->next)
        rows++;
    char *text = math_text_new(tree, (rows + layout->count) * 6 + 1);
    if (!text || rows == 0)
        return;
    uint32_t row = math_node_at(tree, math_node_at(tree, table)->first)->next;
    for (; row; row = math_node_at(tree, row)->next) {
        bool is_line = math_node_at(tree, row)->variant & LINE_ABOVE;
        any = any || is_line;
        add(text, &len, is_line ? "solid " : "none ");
    }
    if (any)
        math_set_str(tree, table, MATH_ATTR_ROWLINES, (dc_str){text, len - 1});
    char *second = text + len;
    len = 0;
    any = false;
    for (uint32_t i = 0; i + 1 < layout->count; i++) {
        column_of(layout, i, &before, &after);
        any = any || after;
        add(second, &len, after ? "solid " : "none ");
    }
    if (any)
        math_set_str(
            tree, table, MATH_ATTR_COLUMNLINES, (dc_str){second, len - 1});
}

static void
style_table(struct math_tree *tree, uint32_t table, const struct layout *layout)
{
    set_columns(tree, table, layout);
    set_lines(tree, table, layout);
    if (layout->environment->flags & DISPLAY)
        math_set(tree, table, MATH_ATTR_DISPLAYSTYLE, "true");
    if (strcmp(layout->environment->name, "subarray") == 0)
        math_set(tree, table, MATH_ATTR_ROWSPACING, "0.1em");
    for (uint32_t row = math_node_at(tree, table)->first; row;
         row = math_node_at(tree, row)->next) {
        uint32_t lines = math_node_at(tree, row)->variant;
        uint32_t column = 0;
        for (uint32_t cell = math_node_at(tree, row)->first; cell;
             cell = math_node_at(tree, cell)->next)
            style_cell(tree, cell, layout, column++, lines);
    }
}

static uint32_t
delimiter(struct math_parser *parser, const char *text, const char *form)
{
    if (!*text)
        return 0;
    dc_str slice = {text, strlen(text)};
    uint32_t node = math_token_new(&parser->tree, MATH_MO, slice);
    math_set(&parser->tree, node, MATH_ATTR_FORM, form);
    math_set(&parser->tree, node, MATH_ATTR_STRETCHY, "true");
    return node;
}

/* Ends the last row; one that is empty was no row. */
static void
close_table(struct math_parser *parser)
{
    struct math_tree *tree = &parser->tree;
    struct math_frame *frame = math_top(parser);
    uint32_t table = frame->node, line = frame->line;
    bool is_empty = !math_node_at(tree, line)->first &&
        !math_node_at(tree, frame->row)->first && !frame->infix;
    uint32_t last = math_node_at(tree, table)->last;
    if (is_empty && last) {
        if (math_node_at(tree, line)->variant & LINE_ABOVE)
            math_node_at(tree, last)->variant |= LINE_BELOW;
        return;
    }
    close_cell(parser);
    math_append(tree, table, line);
}

/* The finished table, between the delimiters of its environment. */
static uint32_t
finish_table(struct math_parser *parser, const struct math_frame *frame)
{
    struct math_tree *tree = &parser->tree;
    const struct math_environment *environment = frame->environment;
    uint32_t table = frame->node;
    struct layout layout = {
        environment, frame->columns, count_columns(tree, table)};
    uint32_t first = math_node_at(tree, table)->first;
    bool is_single =
        math_node_at(tree, table)->last == first && layout.count == 1;
    if (is_single && (environment->flags & PLAIN)) {
        /* The cell's content as a row of its own. */
        uint32_t cell = math_node_at(tree, first)->first;
        math_node_at(tree, cell)->element = MATH_MROW;
        bool is_one = math_node_at(tree, cell)->first &&
            math_node_at(tree, cell)->first == math_node_at(tree, cell)->last;
        return is_one ? math_node_at(tree, cell)->first : cell;
    }
    style_table(tree, table, &layout);
    math_node_at(tree, table)->class = MATH_CLASS_INNER;
    if (environment->flags & SMALL) {
        uint32_t style = math_node_new(tree, MATH_MSTYLE);
        math_set(tree, style, MATH_ATTR_SCRIPTLEVEL, "1");
        math_append(tree, style, table);
        return style;
    }
    if (!*environment->open && !*environment->close)
        return table;
    return math_fenced(parser, delimiter(parser, environment->open, "prefix"),
        table, delimiter(parser, environment->close, "postfix"));
}

bool
math_end(struct math_parser *parser)
{
    dc_str name;
    if (!in_table(parser) || math_top(parser)->kind != MATH_FRAME_CELL)
        return math_fail(parser, "\\end without \\begin");
    if (!math_input_group(&parser->input, &name))
        return false;
    const char *begun = math_top(parser)->environment->name;
    if (strlen(begun) != name.len || memcmp(begun, name.ptr, name.len) != 0)
        return math_fail(parser, "\\begin ended by another \\end");
    close_table(parser);
    struct math_frame frame = *math_top(parser);
    parser->depth--;
    math_deliver(parser, finish_table(parser, &frame));
    return true;
}

bool
math_close_substack(struct math_parser *parser)
{
    close_table(parser);
    struct math_frame frame = *math_top(parser);
    parser->depth--;
    math_deliver(parser, finish_table(parser, &frame));
    return true;
}
