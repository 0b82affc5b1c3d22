/* SPDX-License-Identifier: MIT */
/* The stack of what is to be written, rows, and elements with children. */
#include "math/math_totex.h"

#include <stdlib.h>
#include <string.h>

const struct math_node *
math_at(const struct math_totex *write, uint32_t node)
{
    return &write->tree->nodes[node];
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* True if `text` ends with a control word, which takes letters and spaces. */
static bool
ends_with_word(dc_str text)
{
    size_t i = text.len;
    while (i > 0 && is_letter(text.ptr[i - 1]))
        i--;
    return i > 0 && i < text.len && text.ptr[i - 1] == '\\';
}

void
math_put(struct math_totex *write, dc_str text)
{
    if (text.len == 0)
        return;
    if (write->after_word && is_letter(*text.ptr))
        math_buf_add(write->out, (dc_str){" ", 1});
    math_buf_add(write->out, text);
    write->after_word = ends_with_word(text);
}

void
math_puts(struct math_totex *write, const char *text)
{
    math_put(write, (dc_str){text, strlen(text)});
}

void
math_plan(struct math_totex *write, const struct math_item *items, size_t count)
{
    if (write->space - write->count < count) {
        size_t space = (write->space + count) * 2;
        void *larger = reallocarray(write->items, space, sizeof(*write->items));
        if (!larger) {
            write->failed = true;
            return;
        }
        write->items = larger;
        write->space = space;
    }
    for (size_t i = count; i-- > 0;)
        write->items[write->count++] = items[i];
}

static bool
is_apply(const struct math_totex *write, uint32_t node)
{
    return math_at(write, node)->element == MATH_MO &&
        math_token_code(write, node) == 0x2061;
}

/* A function behind spaces of its own: those go without saying. */
static bool
is_before_function(const struct math_totex *write, uint32_t node)
{
    return math_is_thin_space(write, node) && math_at(write, node)->next;
}

/* The first of a row's children is next, then what is to its right. */
static void
plan_row(struct math_totex *write, const struct math_item *item)
{
    uint32_t node = item->node;
    uint32_t flags = item->flags & ~(uint32_t)MATH_ITEM_ROW;
    bool is_spaced = is_before_function(write, node);
    if (is_spaced)
        node = math_at(write, node)->next;
    uint32_t next = math_at(write, node)->next;
    uint32_t own = flags;
    if (is_spaced || (next && is_apply(write, next)))
        own |= MATH_ITEM_APPLIED;
    struct math_item items[] = {
        {NULL, node, own}, {NULL, next, flags | MATH_ITEM_ROW}};
    math_plan(write, items, next ? 2 : 1);
}

/* What is within a node that counts as a row of its own. */
static void
plan_children(struct math_totex *write, uint32_t node, uint32_t flags)
{
    uint32_t first = math_at(write, node)->first;
    struct math_item item = {NULL, first, flags | MATH_ITEM_ROW};
    if (first)
        math_plan(write, &item, 1);
}

/* `open` the children of the node as a row, `close` */
static void
plan_wrapped(struct math_totex *write, const struct math_item *item,
    const char *open, const char *close)
{
    uint32_t first = math_at(write, item->node)->first;
    uint32_t display = item->flags & MATH_ITEM_DISPLAY;
    struct math_item items[] = {{open, 0, 0},
        {first ? NULL : "", first, display | MATH_ITEM_ROW}, {close, 0, 0}};
    math_plan(write, items, 3);
}

/* Fences. */

static bool
is_fence(const struct math_totex *write, uint32_t node, const char *not_form)
{
    return node && math_delimiter_of(write, node) &&
        !math_attr_is(write->tree, node, MATH_ATTR_STRETCHY, "false") &&
        math_attr_of(write->tree, node, MATH_ATTR_MINSIZE).len == 0 &&
        !math_attr_is(write->tree, node, MATH_ATTR_FORM, not_form) &&
        !math_attr_is(write->tree, node, MATH_ATTR_FORM, "infix");
}

/* Says itself that it stretches: no partner is needed to believe it. */
static bool
is_sure_fence(const struct math_totex *write, uint32_t node, const char *form)
{
    return math_attr_is(write->tree, node, MATH_ATTR_STRETCHY, "true") &&
        math_attr_is(write->tree, node, MATH_ATTR_FORM, form);
}

/* "\left( .. \right)", if the row is that; false: it is not. */
static bool
plan_fenced(struct math_totex *write, const struct math_item *item)
{
    const struct math_node *row = math_at(write, item->node);
    uint32_t open = row->first, close = row->last;
    bool opens = is_fence(write, open, "postfix");
    bool closes = close != open && is_fence(write, close, "prefix");
    if (!(opens && closes) &&
        !(opens && is_sure_fence(write, open, "prefix")) &&
        !(closes && is_sure_fence(write, close, "postfix"))) {
        /* A row of one fence that closes nothing: "\left.\right)". */
        closes = open == close && is_fence(write, close, "prefix") &&
            is_sure_fence(write, close, "postfix");
        if (!closes)
            return false;
        opens = false;
    }
    if (opens && !is_sure_fence(write, open, "prefix") && !closes)
        return false;
    uint32_t table;
    const char *name = math_fenced_environment(write, item->node, &table);
    if (name) {
        math_plan_environment(write, table, name);
        return true;
    }
    math_puts(write, "\\left");
    if (opens)
        math_put_delimiter(write, math_delimiter_of(write, open));
    else
        math_puts(write, ".");
    uint32_t first = opens ? math_at(write, open)->next : open;
    /* The row is cut before its last child, which is written here. */
    uint32_t last = open;
    for (uint32_t i = first; i && i != close; i = math_at(write, i)->next)
        last = i;
    bool is_empty = closes ? first == close : !first;
    if (closes && last != close)
        write->tree->nodes[last].next = 0;
    struct math_item items[] = {{is_empty ? "" : NULL, first,
                                    (item->flags & MATH_ITEM_DISPLAY) |
                                        MATH_ITEM_ROW | MATH_ITEM_FENCED},
        {"\\right", 0, 0}, {closes ? NULL : ".", close, MATH_ITEM_FENCED}};
    math_plan(write, items, 3);
    return true;
}

/* "\binom{n}{k}", if the row is that; false: it is not. */
static bool
plan_binomial(struct math_totex *write, const struct math_item *item)
{
    const struct math_node *row = math_at(write, item->node);
    uint32_t open = row->first, close = row->last;
    uint32_t middle = open ? math_at(write, open)->next : 0;
    if (!middle || math_at(write, middle)->next != close ||
        math_at(write, middle)->element != MATH_MFRAC ||
        !math_attr_is(write->tree, middle, MATH_ATTR_LINETHICKNESS, "0") ||
        math_token_code(write, open) != '(' ||
        math_token_code(write, close) != ')' ||
        !is_fence(write, open, "postfix") || !is_fence(write, close, "prefix"))
        return false;
    uint32_t above = math_at(write, middle)->first;
    struct math_item items[] = {{"\\binom{", 0, 0},
        {NULL, above, MATH_ITEM_BARE}, {"}{", 0, 0},
        {NULL, math_at(write, above)->next, MATH_ITEM_BARE}, {"}", 0, 0}};
    math_plan(write, items, 5);
    return true;
}

static void
plan_mrow(struct math_totex *write, const struct math_item *item)
{
    const struct math_node *at = math_at(write, item->node);
    if (!at->first) {
        math_puts(write, item->flags & MATH_ITEM_BARE ? "" : "{}");
        return;
    }
    if (plan_binomial(write, item) || plan_fenced(write, item))
        return;
    if (at->first == at->last) {
        struct math_item only = {NULL, at->first, item->flags};
        math_plan(write, &only, 1);
    } else if (item->flags & MATH_ITEM_BARE) {
        plan_children(write, item->node, item->flags & MATH_ITEM_DISPLAY);
    } else {
        plan_wrapped(write, item, "{", "}");
    }
}

static void
plan_fraction(struct math_totex *write, const struct math_item *item)
{
    uint32_t above = math_at(write, item->node)->first;
    uint32_t below = math_at(write, above)->next;
    dc_str line =
        math_attr_of(write->tree, item->node, MATH_ATTR_LINETHICKNESS);
    bool has_line = line.len == 0 || *line.ptr != '0';
    bool is_slanted =
        math_attr_is(write->tree, item->node, MATH_ATTR_BEVELLED, "true");
    struct math_item items[] = {{!has_line           ? "{"
                                        : is_slanted ? "\\sfrac{"
                                                     : "\\frac{",
                                    0, 0},
        {NULL, above, MATH_ITEM_BARE}, {has_line ? "}{" : "\\atop ", 0, 0},
        {NULL, below, MATH_ITEM_BARE}, {"}", 0, 0}};
    math_plan(write, items, 5);
}

static void
plan_root(struct math_totex *write, const struct math_item *item)
{
    uint32_t base = math_at(write, item->node)->first;
    uint32_t index = math_at(write, base)->next;
    uint8_t element = math_at(write, index)->element;
    bool is_plain = element == MATH_MI || element == MATH_MN;
    struct math_item items[] = {{is_plain ? "\\sqrt[" : "\\sqrt[{", 0, 0},
        {NULL, index, MATH_ITEM_BARE}, {is_plain ? "]{" : "}]{", 0, 0},
        {NULL, base, MATH_ITEM_BARE | (item->flags & MATH_ITEM_DISPLAY)},
        {"}", 0, 0}};
    math_plan(write, items, 5);
}

/* \dfrac or \tfrac, if the style is that of one fraction alone. */
static bool
plan_styled_fraction(struct math_totex *write, uint32_t node, bool is_display)
{
    uint32_t child = math_at(write, node)->first;
    if (!child || math_at(write, child)->next ||
        math_at(write, child)->element != MATH_MFRAC ||
        math_at(write, child)->attrs ||
        !math_attr_is(write->tree, node, MATH_ATTR_SCRIPTLEVEL, "0"))
        return false;
    uint32_t above = math_at(write, child)->first;
    struct math_item items[] = {{is_display ? "\\dfrac{" : "\\tfrac{", 0, 0},
        {NULL, above, MATH_ITEM_BARE}, {"}{", 0, 0},
        {NULL, math_at(write, above)->next, MATH_ITEM_BARE}, {"}", 0, 0}};
    math_plan(write, items, 5);
    return true;
}

static void
plan_style(struct math_totex *write, const struct math_item *item)
{
    struct math_tree *tree = write->tree;
    uint32_t node = item->node, child = math_at(write, node)->first;
    dc_str color = math_attr_of(tree, node, MATH_ATTR_MATHCOLOR);
    dc_str display = math_attr_of(tree, node, MATH_ATTR_DISPLAYSTYLE);
    dc_str level = math_attr_of(tree, node, MATH_ATTR_SCRIPTLEVEL);
    if (color.len > 0) {
        math_puts(write, "\\textcolor{");
        math_put(write, color);
        plan_wrapped(write, item, "}{", "}");
        return;
    }
    bool is_table = child && math_at(write, child)->element == MATH_MTABLE;
    if (display.len == 0 && is_table &&
        math_attr_is(tree, node, MATH_ATTR_SCRIPTLEVEL, "1")) {
        math_plan_environment(write, child, "smallmatrix");
        return;
    }
    if (display.len == 0) {
        plan_wrapped(write, item, "{", "}");
        return;
    }
    bool is_display = *display.ptr == 't';
    if (plan_styled_fraction(write, node, is_display))
        return;
    const char *open = is_display ? "{\\displaystyle " : "{\\textstyle ";
    if (!is_display && level.len > 0 && *level.ptr != '0')
        open = *level.ptr == '1' ? "{\\scriptstyle " : "{\\scriptscriptstyle ";
    struct math_item inner = *item;
    inner.flags = is_display ? MATH_ITEM_DISPLAY : 0;
    plan_wrapped(write, &inner, open, "}");
}

static void
plan_enclosed(struct math_totex *write, const struct math_item *item)
{
    static const struct {
        const char *notation;
        const char *tex;
    } notations[] = {{"box", "\\boxed{"}, {"roundedbox", "\\boxed{"},
        {"updiagonalstrike", "\\cancel{"}, {"downdiagonalstrike", "\\bcancel{"},
        {"updiagonalstrike downdiagonalstrike", "\\xcancel{"},
        {"horizontalstrike", "\\sout{"}, {"top", "\\overline{"},
        {"bottom", "\\underline{"}, {"radical", "\\sqrt{"}};
    for (size_t i = 0; i < sizeof(notations) / sizeof(*notations); i++)
        if (math_attr_is(write->tree, item->node, MATH_ATTR_NOTATION,
                notations[i].notation)) {
            plan_wrapped(write, item, notations[i].tex, "}");
            return;
        }
    write->failed = true;
}

/* Phantoms and what has no height; other padding is air. */
static void
plan_padded(struct math_totex *write, const struct math_item *item)
{
    struct math_tree *tree = write->tree;
    uint32_t child = math_at(write, item->node)->first;
    bool has_phantom = child && !math_at(write, child)->next &&
        math_at(write, child)->element == MATH_MPHANTOM;
    bool is_narrow = math_attr_is(tree, item->node, MATH_ATTR_WIDTH, "0");
    bool is_flat = math_attr_is(tree, item->node, MATH_ATTR_HEIGHT, "0") &&
        math_attr_is(tree, item->node, MATH_ATTR_DEPTH, "0");
    struct math_item inner = *item;
    if (has_phantom && (is_narrow || is_flat)) {
        inner.node = child;
        plan_wrapped(
            write, &inner, is_narrow ? "\\vphantom{" : "\\hphantom{", "}");
    } else if (is_flat) {
        plan_wrapped(write, item, "\\smash{", "}");
    } else {
        plan_wrapped(write, item, "{", "}");
    }
}

/* A fence of mfenced, at the end of the row; none if it is empty. */
static void
append_fence(
    struct math_tree *tree, uint32_t row, dc_str text, const char *form)
{
    if (text.len == 0)
        return;
    uint32_t node = math_token_new(tree, MATH_MO, text);
    math_set(tree, node, MATH_ATTR_FORM, form);
    math_set(tree, node, MATH_ATTR_STRETCHY, "true");
    math_append(tree, row, node);
}

/* mfenced: "\left( a, b \right)" */
static void
plan_mfenced(struct math_totex *write, const struct math_item *item)
{
    struct math_tree *tree = write->tree;
    dc_str open = math_attr_of(tree, item->node, MATH_ATTR_OPEN);
    dc_str close = math_attr_of(tree, item->node, MATH_ATTR_CLOSE);
    dc_str separators = math_attr_of(tree, item->node, MATH_ATTR_SEPARATORS);
    open = open.ptr ? open : (dc_str)DC_STR("(");
    close = close.ptr ? close : (dc_str)DC_STR(")");
    if (!separators.ptr)
        separators = (dc_str)DC_STR(",");
    /* Made a row with operators, which is then written as any. */
    uint32_t row = math_node_new(tree, MATH_MROW);
    uint32_t child = math_at(write, item->node)->first;
    append_fence(tree, row, open, "prefix");
    for (size_t i = 0; child; i++) {
        uint32_t next = math_at(write, child)->next;
        math_append(tree, row, child);
        size_t at = i < separators.len ? i : separators.len - 1;
        if (next && separators.len > 0)
            math_append(tree, row,
                math_token_new(
                    tree, MATH_MO, (dc_str){separators.ptr + at, 1}));
        child = next;
    }
    append_fence(tree, row, close, "postfix");
    struct math_item item_of_row = {NULL, row, item->flags};
    math_plan(write, &item_of_row, 1);
}

/* The child that is meant to be seen: of semantics and of maction. */
static void
plan_first(struct math_totex *write, const struct math_item *item)
{
    struct math_item first = {
        NULL, math_at(write, item->node)->first, item->flags};
    if (first.node)
        math_plan(write, &first, 1);
}

static void
plan_square_root(struct math_totex *write, const struct math_item *item)
{
    plan_wrapped(write, item, "\\sqrt{", "}");
}

static void
plan_phantom(struct math_totex *write, const struct math_item *item)
{
    plan_wrapped(write, item, "\\phantom{", "}");
}

static void
plan_nothing(struct math_totex *write, const struct math_item *item)
{
    (void)write, (void)item;
}

typedef void (*planner)(struct math_totex *write, const struct math_item *item);

static const planner planners[MATH_ELEMENT_COUNT] = {
    [MATH_MROW] = plan_mrow,
    [MATH_MI] = math_put_token,
    [MATH_MN] = math_put_token,
    [MATH_MO] = math_put_token,
    [MATH_MTEXT] = math_put_token,
    [MATH_MS] = math_put_token,
    [MATH_MSPACE] = math_put_token,
    [MATH_MFRAC] = plan_fraction,
    [MATH_MSQRT] = plan_square_root,
    [MATH_MROOT] = plan_root,
    [MATH_MSTYLE] = plan_style,
    [MATH_MERROR] = plan_mrow,
    [MATH_MPADDED] = plan_padded,
    [MATH_MPHANTOM] = plan_phantom,
    [MATH_MFENCED] = plan_mfenced,
    [MATH_MENCLOSE] = plan_enclosed,
    [MATH_MSUB] = math_plan_script,
    [MATH_MSUP] = math_plan_script,
    [MATH_MSUBSUP] = math_plan_script,
    [MATH_MUNDER] = math_plan_limits,
    [MATH_MOVER] = math_plan_limits,
    [MATH_MUNDEROVER] = math_plan_limits,
    [MATH_MMULTISCRIPTS] = math_plan_prescripts,
    [MATH_MPRESCRIPTS] = plan_nothing,
    [MATH_NONE] = plan_nothing,
    [MATH_MTABLE] = math_plan_table,
    [MATH_MACTION] = plan_first,
    [MATH_SEMANTICS] = plan_first,
    [MATH_ANNOTATION] = plan_nothing,
    [MATH_ANNOTATION_XML] = plan_nothing,
};

/* What braces are needed for: the base of scripts must be one atom. */
static bool
needs_braces(const struct math_totex *write, const struct math_item *item)
{
    uint8_t element = math_at(write, item->node)->element;
    return (item->flags & MATH_ITEM_BASE) &&
        (element == MATH_MSUB || element == MATH_MSUP ||
            element == MATH_MSUBSUP || element == MATH_MMULTISCRIPTS ||
            element == MATH_MSPACE ||
            ((element == MATH_MUNDER || element == MATH_MOVER ||
                 element == MATH_MUNDEROVER) &&
                !math_attr_of(write->tree, item->node, MATH_ATTR_ACCENT).len &&
                !math_attr_of(write->tree, item->node, MATH_ATTR_ACCENTUNDER)
                     .len));
}

static void
write_item(struct math_totex *write, const struct math_item *item)
{
    if (item->literal) {
        math_puts(write, item->literal);
        return;
    }
    if (item->flags & MATH_ITEM_ROW) {
        plan_row(write, item);
        return;
    }
    if (item->flags & MATH_ITEM_LINE) {
        math_plan_line(write, item);
        return;
    }
    if (item->flags & MATH_ITEM_CELL) {
        math_plan_cell(write, item);
        return;
    }
    if (item->flags & MATH_ITEM_PRIMES) {
        math_put_primes(write, item->node);
        return;
    }
    if (needs_braces(write, item)) {
        struct math_item inner = *item;
        inner.flags &= ~(uint32_t)MATH_ITEM_BASE;
        struct math_item items[] = {{"{", 0, 0}, inner, {"}", 0, 0}};
        math_plan(write, items, 3);
        return;
    }
    planner plan = planners[math_at(write, item->node)->element];
    if (plan)
        plan(write, item);
    else
        write->failed = true;
}

bool
math_totex(struct math_tree *tree, uint32_t math, struct math_buf *out)
{
    struct math_totex write = {.tree = tree, .out = out};
    bool is_display = math_attr_is(tree, math, MATH_ATTR_DISPLAY, "block") ||
        math_attr_is(tree, math, MATH_ATTR_DISPLAYSTYLE, "true");
    uint32_t flags = is_display ? MATH_ITEM_DISPLAY : 0;
    uint32_t first = math_at(&write, math)->first;
    bool is_only = first && !math_at(&write, first)->next;
    struct math_item whole = {
        NULL, first, flags | (is_only ? MATH_ITEM_BARE : MATH_ITEM_ROW)};
    if (first)
        math_plan(&write, &whole, 1);
    while (write.count > 0 && !write.failed && !out->failed && !tree->failed) {
        struct math_item item = write.items[--write.count];
        write_item(&write, &item);
    }
    free(write.items);
    return !write.failed && !out->failed && !tree->failed;
}
