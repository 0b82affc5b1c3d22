/* SPDX-License-Identifier: MIT */
/*
 * Writing TeX.  What is still to be written stands on a stack of items, each
 * a literal, a node, or the rest of a row; a node is replaced by the items
 * that it consists of.
 */
#ifndef MATH_TOTEX_H
#define MATH_TOTEX_H

#include "math/math_buf.h"
#include "math/math_symbol.h"
#include "math/math_tree.h"

/* math_item.flags */
enum {
    MATH_ITEM_ROW = 1, /* the node and its siblings to the right */
    MATH_ITEM_BARE = 2, /* braces are around it already */
    MATH_ITEM_BASE = 4, /* of scripts */
    MATH_ITEM_DISPLAY = 8, /* displayed, not in the line */
    MATH_ITEM_APPLIED = 16, /* a function: its argument follows */
    MATH_ITEM_FENCED = 32, /* a child of what stands in \left and \right */
    MATH_ITEM_PRIMES = 64, /* written as primes */
    MATH_ITEM_LINE = 128, /* a row of a table, and the rows below it */
    MATH_ITEM_CELL = 256 /* a cell, and the cells to its right */
};

struct math_item {
    const char *literal; /* or NULL, and: */
    uint32_t node;
    uint32_t flags;
};

struct math_totex {
    struct math_tree *tree;
    struct math_buf *out;
    struct math_item *items;
    size_t count;
    size_t space;
    bool after_word; /* the output ends with a control word */
    bool failed; /* no words for it, or out of memory */
};

/* Writes the tree of <math> as TeX; false: TeX has no words for it. */
bool math_totex(struct math_tree *tree, uint32_t math, struct math_buf *out);

/* For the files that share the work. */

/* Writes `text`, behind a space if a control word would swallow it. */
void math_put(struct math_totex *write, dc_str text);
void math_puts(struct math_totex *write, const char *text);

/* Puts items before what is to be written; they are given in order. */
void math_plan(
    struct math_totex *write, const struct math_item *items, size_t count);

const struct math_node *math_at(const struct math_totex *write, uint32_t node);

/* Tokens: mi, mn, mo, mtext, ms, mspace. */
void math_put_token(struct math_totex *write, const struct math_item *item);

/* The space that stands before functions by itself. */
bool math_is_thin_space(const struct math_totex *write, uint32_t node);

/* The one code point that a token is; 0: it is another or none. */
uint32_t math_token_code(const struct math_totex *write, uint32_t node);

/* The symbol of a delimiter; NULL: the node is none. */
const struct math_symbol *math_delimiter_of(
    const struct math_totex *write, uint32_t node);
void math_put_delimiter(
    struct math_totex *write, const struct math_symbol *symbol);

/* "\operatorname{arg\,max}"; false: the name is not so plain. */
bool math_put_operator(struct math_totex *write, dc_str text, bool is_starred);
void math_put_primes(struct math_totex *write, uint32_t node);

/* Plans for elements with children. */
void math_plan_script(struct math_totex *write, const struct math_item *item);
void math_plan_limits(struct math_totex *write, const struct math_item *item);
void math_plan_prescripts(
    struct math_totex *write, const struct math_item *item);
void math_plan_table(struct math_totex *write, const struct math_item *item);
void math_plan_line(struct math_totex *write, const struct math_item *item);
void math_plan_cell(struct math_totex *write, const struct math_item *item);

/* "pmatrix" or "cases" if the row is such a table in fences, else NULL. */
const char *math_fenced_environment(
    const struct math_totex *write, uint32_t row, uint32_t *table);
void math_plan_environment(
    struct math_totex *write, uint32_t table, const char *name);

#endif
