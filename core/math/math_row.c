/* SPDX-License-Identifier: MIT */
/*
 * A finished row: letters of one word become one identifier, and the atoms
 * get what space MathML's operator dictionary would not give them (TeXbook,
 * chapter 18).
 */
#include "math/math_parse.h"

/* Between a function's name and its argument; so it is read aloud, too. */
static const dc_str apply_function = DC_STR("\xE2\x81\xA1");

/*
 * The thin space that TeX has before a function.  It is written with a digit
 * more than that of "\,", so that the way back can leave it out.
 */
static const char thin_before_function[] = "0.16667em";

static bool
is_same_word(const struct math_node *a, const struct math_node *b)
{
    return a->element == MATH_MI && b->element == MATH_MI &&
        (a->flags & MATH_IS_JOINING) && (b->flags & MATH_IS_JOINING) &&
        a->variant == b->variant;
}

/* The letters of a word as they are shown side by side. */
static dc_str
word_text(struct math_tree *tree, uint32_t first, uint32_t end)
{
    size_t count = 0;
    for (uint32_t i = first; i != end; i = math_node_at(tree, i)->next)
        count++;
    char *text = math_text_new(tree, count * 4);
    size_t len = 0;
    for (uint32_t i = first; text && i != end;
         i = math_node_at(tree, i)->next) {
        const struct math_node *at = math_node_at(tree, i);
        size_t used;
        uint32_t code = math_utf8_decode(at->text.ptr, at->text.len, &used);
        if (at->variant == MATH_VARIANT_ITALIC)
            code = math_variant_apply(MATH_VARIANT_ITALIC, code);
        len += math_utf8_encode(code, text + len);
    }
    dc_str word = {text, len};
    return word;
}

static void
join_words(struct math_tree *tree, uint32_t row)
{
    for (uint32_t i = math_node_at(tree, row)->first; i;
         i = math_node_at(tree, i)->next) {
        uint32_t end = math_node_at(tree, i)->next;
        uint32_t last = i;
        while (end &&
            is_same_word(math_node_at(tree, i), math_node_at(tree, end))) {
            last = end;
            end = math_node_at(tree, end)->next;
        }
        if (last == i)
            continue;
        dc_str word = word_text(tree, i, end);
        struct math_node *at = math_node_at(tree, i);
        at->text = word;
        at->attrs = 0;
        at->next = end;
        /* "\mathrm{sin}" is the function, too. */
        if (at->variant == MATH_VARIANT_UPRIGHT &&
            math_is_function(word, NULL)) {
            at->flags = MATH_IS_FUNCTION;
            at->class = MATH_CLASS_OP;
        }
        if (math_node_at(tree, row)->last == last)
            math_node_at(tree, row)->last = i;
    }
}

/* The operator at the heart of an atom; 0: it is none. */
static uint32_t
core_operator(struct math_tree *tree, uint32_t node)
{
    while (math_node_at(tree, node)->element == MATH_SCRIPT)
        node = math_node_at(tree, node)->first;
    return math_node_at(tree, node)->element == MATH_MO ? node : 0;
}

/* A binary operator that has nothing to its left joins nothing. */
static bool
is_unary_after(enum math_class left)
{
    return left == MATH_CLASS_OP || left == MATH_CLASS_BIN ||
        left == MATH_CLASS_REL || left == MATH_CLASS_OPEN ||
        left == MATH_CLASS_PUNCT;
}

/* Settles an atom by what is to its left; `is_first` in its row. */
static void
settle(struct math_tree *tree, uint32_t node, enum math_class left,
    bool is_first, bool is_first_ord)
{
    uint32_t core = core_operator(tree, node);
    struct math_node *at = math_node_at(tree, node);
    if (!core)
        return;
    bool is_unary =
        is_unary_after(left) || (left == MATH_CLASS_NONE && !is_first_ord);
    uint8_t flags = math_node_at(tree, core)->flags;
    if (flags & MATH_IS_FENCE) {
        at->class = is_unary ? MATH_CLASS_OPEN : MATH_CLASS_CLOSE;
        math_set(tree, core, MATH_ATTR_FORM, is_unary ? "prefix" : "postfix");
        return;
    }
    /* All alone it needs no space, whatever its form. */
    if (at->class != MATH_CLASS_BIN || (is_first && !at->next))
        return;
    if (is_unary)
        at->class = MATH_CLASS_ORD;
    if (flags & MATH_IS_SPACED)
        return;
    if (is_unary)
        math_set(tree, core, MATH_ATTR_FORM, "prefix");
    else if (is_first)
        math_set(tree, core, MATH_ATTR_FORM, "infix");
}

/* Puts `node` behind `left`, or first in the row if that is 0. */
static void
insert(struct math_tree *tree, uint32_t row, uint32_t left, uint32_t node)
{
    if (!left || !node)
        return;
    struct math_node *at = math_node_at(tree, left);
    math_node_at(tree, node)->next = at->next;
    at->next = node;
    if (math_node_at(tree, row)->last == left)
        math_node_at(tree, row)->last = node;
}

/* What goes between a function and the atom to its right. */
static void
apply(struct math_tree *tree, uint32_t row, uint32_t left, uint32_t right)
{
    enum math_class class = math_node_at(tree, right)->class;
    bool is_close_up = class == MATH_CLASS_OPEN || class == MATH_CLASS_NONE;
    if (class != MATH_CLASS_ORD && class != MATH_CLASS_OP &&
        class != MATH_CLASS_INNER && !is_close_up)
        return;
    uint32_t node = math_token_new(tree, MATH_MO, apply_function);
    if (!is_close_up)
        math_set(tree, node, MATH_ATTR_RSPACE, "0.1667em");
    insert(tree, row, left, node);
}

/* A thin space before a function, behind anything that ends something. */
static void
space_function(
    struct math_tree *tree, uint32_t row, uint32_t left, enum math_class class)
{
    if (class != MATH_CLASS_ORD && class != MATH_CLASS_CLOSE &&
        class != MATH_CLASS_INNER)
        return;
    uint32_t node = math_node_new(tree, MATH_MSPACE);
    math_set(tree, node, MATH_ATTR_WIDTH, thin_before_function);
    insert(tree, row, left, node);
}

void
math_finish_row(struct math_tree *tree, uint32_t row, bool is_first_ord)
{
    uint32_t left = 0;
    enum math_class class = MATH_CLASS_NONE;
    bool is_left_function = false;
    join_words(tree, row);
    for (uint32_t i = math_node_at(tree, row)->first; i;
         i = math_node_at(tree, i)->next) {
        bool is_function = math_node_at(tree, i)->flags & MATH_IS_FUNCTION;
        settle(tree, i, class, left == 0, is_first_ord);
        if (is_left_function)
            apply(tree, row, left, i);
        else if (is_function && left)
            space_function(tree, row, left, class);
        left = i;
        is_left_function = is_function;
        /* A space is looked through, as TeX does. */
        if (math_node_at(tree, i)->element != MATH_MSPACE)
            class = math_node_at(tree, i)->class;
    }
}
