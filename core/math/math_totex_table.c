/* SPDX-License-Identifier: MIT */
/*
 * Tables as TeX: the environment that makes the same table again, by its
 * alignment, its lines, and the fences around it.
 */
#include <string.h>

#include "math/math_totex.h"

enum { COLUMNS = 64 };

/* What a table looks like, in the words of the array environment. */
struct layout {
    char columns[COLUMNS]; /* l, c, r; the last one goes on */
    size_t count;
    bool is_plain; /* all in the center, no lines */
    bool is_left; /* all to the left, no lines */
    bool is_display;
    bool is_tight;
    bool is_stack;
};

static bool
next_word(dc_str *text, dc_str *word)
{
    while (text->len > 0 && *text->ptr == ' ') {
        text->ptr++;
        text->len--;
    }
    word->ptr = text->ptr;
    word->len = 0;
    while (text->len > 0 && *text->ptr != ' ') {
        text->ptr++;
        text->len--;
        word->len++;
    }
    return word->len > 0;
}

static uint32_t
first_cell(const struct math_totex *write, uint32_t table)
{
    uint32_t row = math_at(write, table)->first;
    return row ? math_at(write, row)->first : 0;
}

static bool
has_style(const struct math_totex *write, uint32_t node, const char *css)
{
    dc_str style = math_attr_of(write->tree, node, MATH_ATTR_STYLE);
    return style.len > 0 &&
        memmem(style.ptr, style.len, css, strlen(css)) != NULL;
}

/* Alignment by cell, as it is said where columnalign is not. */
static char
cell_align(const struct math_totex *write, uint32_t cell)
{
    if (math_attr_is(write->tree, cell, MATH_ATTR_COLUMNALIGN, "left") ||
        has_style(write, cell, "text-align: left"))
        return 'l';
    if (math_attr_is(write->tree, cell, MATH_ATTR_COLUMNALIGN, "right") ||
        has_style(write, cell, "text-align: right"))
        return 'r';
    return 'c';
}

static void
read_layout(
    const struct math_totex *write, uint32_t table, struct layout *layout)
{
    struct math_tree *tree = write->tree;
    dc_str aligns = math_attr_of(tree, table, MATH_ATTR_COLUMNALIGN);
    dc_str word;
    memset(layout, 0, sizeof(*layout));
    layout->is_display =
        math_attr_is(tree, table, MATH_ATTR_DISPLAYSTYLE, "true");
    dc_str spacing = math_attr_of(tree, table, MATH_ATTR_COLUMNSPACING);
    layout->is_stack = math_attr_is(tree, table, MATH_ATTR_ROWSPACING, "0.1em");
    uint32_t cell = first_cell(write, table);
    while (layout->count < COLUMNS && cell) {
        char align =
            next_word(&aligns, &word) ? *word.ptr : cell_align(write, cell);
        layout->columns[layout->count++] =
            align == 'l' || align == 'r' ? align : 'c';
        cell = math_at(write, cell)->next;
    }
    /* Later rows may be wider. */
    while (layout->count < COLUMNS && next_word(&aligns, &word))
        layout->columns[layout->count++] =
            *word.ptr == 'l' || *word.ptr == 'r' ? *word.ptr : 'c';
    bool has_lines = math_attr_of(tree, table, MATH_ATTR_COLUMNLINES).len > 0 ||
        math_attr_of(tree, table, MATH_ATTR_ROWLINES).len > 0 ||
        has_style(write, first_cell(write, table), "border-");
    layout->is_plain = layout->is_left = !has_lines;
    for (size_t i = 0; i < layout->count; i++) {
        layout->is_plain = layout->is_plain && layout->columns[i] == 'c';
        layout->is_left = layout->is_left && layout->columns[i] == 'l';
    }
    bool is_first_right = layout->count > 0 && layout->columns[0] == 'r';
    layout->is_tight = is_first_right && !has_lines &&
        (layout->count < 2 || layout->columns[1] == 'l') &&
        ((spacing.len > 2 && memcmp(spacing.ptr, "0em", 3) == 0) ||
            has_style(write, first_cell(write, table), "padding-right: 0"));
}

/* Environments by the code points of their fences. */
static const struct {
    uint32_t open, close; /* 0: none */
    bool is_left; /* the columns */
    bool is_display;
    const char *name;
} fenced[] = {
    {'(', ')', false, false, "pmatrix"},
    {'[', ']', false, false, "bmatrix"},
    {'{', '}', false, false, "Bmatrix"},
    {'|', '|', false, false, "vmatrix"},
    {0x2016, 0x2016, false, false, "Vmatrix"},
    {'{', 0, true, false, "cases"},
    {'{', 0, true, true, "dcases"},
    {0, '}', true, false, "rcases"},
    {0, '}', true, true, "drcases"},
};

const char *
math_fenced_environment(
    const struct math_totex *write, uint32_t row, uint32_t *table)
{
    uint32_t open = math_at(write, row)->first;
    uint32_t close = math_at(write, row)->last;
    bool is_bare = open && math_at(write, open)->element == MATH_MTABLE;
    *table = is_bare ? open : open ? math_at(write, open)->next : 0;
    if (!*table || math_at(write, *table)->element != MATH_MTABLE)
        return NULL;
    uint32_t after = math_at(write, *table)->next;
    if (after != 0 && after != close)
        return NULL;
    uint32_t open_code = is_bare ? 0 : math_token_code(write, open);
    uint32_t close_code = after ? math_token_code(write, after) : 0;
    struct layout layout;
    read_layout(write, *table, &layout);
    for (size_t i = 0; i < sizeof(fenced) / sizeof(*fenced); i++)
        if (fenced[i].open == open_code && fenced[i].close == close_code &&
            fenced[i].is_display == layout.is_display &&
            (fenced[i].is_left ? layout.is_left : layout.is_plain))
            return fenced[i].name;
    return NULL;
}

/* "[" and "*" behind "\\" would be read as what it takes. */
static bool
begins_with_bracket(const struct math_totex *write, uint32_t cell)
{
    uint32_t node = cell;
    while (node && math_at(write, node)->first)
        node = math_at(write, node)->first;
    uint32_t code = node ? math_token_code(write, node) : 0;
    return code == '[' || code == '*' || code == 0x2217;
}

/* Writes rows one by one: each is planned when it is reached. */
void
math_plan_line(struct math_totex *write, const struct math_item *item)
{
    uint32_t row = item->node;
    uint32_t display = item->flags & MATH_ITEM_DISPLAY;
    uint32_t cell = math_at(write, row)->first;
    if (cell && begins_with_bracket(write, cell))
        math_puts(write, "\\relax ");
    uint32_t next = math_at(write, row)->next;
    bool has_line = next && math_at(write, next)->first &&
        has_style(write, math_at(write, next)->first, "border-top");
    bool ends_with_line =
        !next && cell && has_style(write, cell, "border-bottom");
    struct math_item items[] = {
        {cell ? NULL : "", cell, MATH_ITEM_CELL | display},
        {next || ends_with_line ? " \\\\ " : "", 0, 0},
        {has_line || ends_with_line ? "\\hline " : "", 0, 0},
        {next ? NULL : "", next, MATH_ITEM_LINE | display}};
    math_plan(write, items, 4);
}

void
math_plan_cell(struct math_totex *write, const struct math_item *item)
{
    uint32_t display = item->flags & MATH_ITEM_DISPLAY;
    uint32_t first = math_at(write, item->node)->first;
    uint32_t next = math_at(write, item->node)->next;
    struct math_item items[] = {
        {first ? NULL : "", first, MATH_ITEM_ROW | display},
        {next ? " & " : "", 0, 0},
        {next ? NULL : "", next, MATH_ITEM_CELL | display}};
    math_plan(write, items, 3);
}

static bool
is_only_rows(const struct math_totex *write, uint32_t table)
{
    for (uint32_t row = math_at(write, table)->first; row;
         row = math_at(write, row)->next) {
        if (math_at(write, row)->element != MATH_MTR)
            return false;
        for (uint32_t cell = math_at(write, row)->first; cell;
             cell = math_at(write, cell)->next)
            if (math_at(write, cell)->element != MATH_MTD)
                return false;
    }
    return true;
}

static void
put_name(struct math_totex *write, const char *command, const char *name)
{
    math_puts(write, command);
    math_puts(write, "{");
    math_puts(write, name);
    math_puts(write, "}");
}

/* "{l|c}": the columns with the lines between them. */
static void
put_columns(
    struct math_totex *write, uint32_t table, const struct layout *layout)
{
    dc_str lines = math_attr_of(write->tree, table, MATH_ATTR_COLUMNLINES);
    dc_str word;
    uint32_t cell = first_cell(write, table);
    bool is_solid = false;
    math_puts(write, "{");
    if (has_style(write, cell, "border-left"))
        math_puts(write, "|");
    for (size_t i = 0; i < layout->count; i++) {
        math_put(write, (dc_str){layout->columns + i, 1});
        if (next_word(&lines, &word))
            is_solid = *word.ptr != 'n';
        bool is_last = i + 1 == layout->count;
        bool has_line =
            is_last ? cell && has_style(write, cell, "border-right") : is_solid;
        if (has_line)
            math_puts(write, "|");
        if (cell)
            cell = math_at(write, cell)->next;
    }
    math_puts(write, "}");
}

static const char *const ends[][2] = {{"Bmatrix", "\\end{Bmatrix}"},
    {"Vmatrix", "\\end{Vmatrix}"}, {"aligned", "\\end{aligned}"},
    {"array", "\\end{array}"}, {"bmatrix", "\\end{bmatrix}"},
    {"cases", "\\end{cases}"}, {"dcases", "\\end{dcases}"},
    {"drcases", "\\end{drcases}"}, {"eqnarray", "\\end{eqnarray}"},
    {"gathered", "\\end{gathered}"}, {"matrix", "\\end{matrix}"},
    {"pmatrix", "\\end{pmatrix}"}, {"rcases", "\\end{rcases}"},
    {"smallmatrix", "\\end{smallmatrix}"}, {"subarray", "\\end{subarray}"},
    {"vmatrix", "\\end{vmatrix}"}};

/* The rows, and what ends the environment. */
static void
plan_rows(
    struct math_totex *write, uint32_t table, const char *name, bool is_display)
{
    const char *end = "";
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
        if (strcmp(ends[i][0], name) == 0)
            end = ends[i][1];
    uint32_t cell = first_cell(write, table);
    uint32_t row = math_at(write, table)->first;
    if (cell && has_style(write, cell, "border-top"))
        math_puts(write, "\\hline ");
    struct math_item items[] = {
        {row ? NULL : "", row,
            MATH_ITEM_LINE | (is_display ? MATH_ITEM_DISPLAY : 0u)},
        {end, 0, 0}};
    math_plan(write, items, 2);
}

void
math_plan_environment(
    struct math_totex *write, uint32_t table, const char *name)
{
    if (!is_only_rows(write, table)) {
        write->failed = true;
        return;
    }
    put_name(write, "\\begin", name);
    plan_rows(write, table, name,
        math_attr_is(write->tree, table, MATH_ATTR_DISPLAYSTYLE, "true"));
}

void
math_plan_table(struct math_totex *write, const struct math_item *item)
{
    struct layout layout;
    uint32_t table = item->node;
    if (!is_only_rows(write, table)) {
        write->failed = true;
        return;
    }
    read_layout(write, table, &layout);
    bool is_equations = layout.is_display && layout.count == 3 &&
        memcmp(layout.columns, "rcl", 3) == 0;
    const char *name = "array";
    if (layout.is_stack)
        name = "subarray";
    else if (layout.is_tight)
        name = "aligned";
    else if (is_equations)
        name = "eqnarray";
    else if (layout.is_plain)
        name = layout.is_display ? "gathered" : "matrix";
    put_name(write, "\\begin", name);
    if (layout.is_stack || strcmp(name, "array") == 0)
        put_columns(write, table, &layout);
    plan_rows(write, table, name, layout.is_display);
}
