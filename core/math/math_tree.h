/* SPDX-License-Identifier: MIT */
/*
 * A formula as a tree of MathML elements, which both directions build.  It
 * stands in memory of its own that ends with the call; failures are sticky:
 * a tree that ran out of memory swallows what comes, and the caller looks
 * once, at the end.  Nodes are numbers; 0 is none.  This folder is a module
 * of its own and, like a plugin, calls what its files share math_.
 */
#ifndef MATH_TREE_H
#define MATH_TREE_H

#include <stdbool.h>
#include <stdint.h>

#include "docconv/base.h"

enum math_element {
    MATH_NOTHING,
#define MATH_ELEMENT(id, name, content) MATH_##id,
#include "math/math_names.def"
    MATH_SCRIPT, /* base, sub and sup of TeX, not yet over or beside */
    MATH_ELEMENT_COUNT
};

enum math_attr {
    MATH_ATTR_NONE,
#define MATH_ATTR(id, name) MATH_ATTR_##id,
#include "math/math_names.def"
    MATH_ATTR_COUNT
};

/* What an element may hold; see math_names.def. */
enum math_content {
    MATH_CONTENT_EMPTY,
    MATH_CONTENT_ONE,
    MATH_CONTENT_TWO,
    MATH_CONTENT_THREE,
    MATH_CONTENT_TOKEN,
    MATH_CONTENT_ROW,
    MATH_CONTENT_LIST
};

/* TeX's classes of atoms, which decide about space. */
enum math_class {
    MATH_CLASS_NONE, /* a space: the atoms beside it do not see each other */
    MATH_CLASS_ORD,
    MATH_CLASS_OP,
    MATH_CLASS_BIN,
    MATH_CLASS_REL,
    MATH_CLASS_OPEN,
    MATH_CLASS_CLOSE,
    MATH_CLASS_PUNCT,
    MATH_CLASS_INNER
};

/* Where the scripts of an atom go. */
enum math_limits {
    MATH_LIMITS_BESIDE,
    MATH_LIMITS_MOVABLE, /* over and under in displayed formulas */
    MATH_LIMITS_OVER
};

/* math_node.flags */
enum {
    MATH_IS_FUNCTION = 1, /* "sin": takes an argument */
    MATH_IS_JOINING = 2, /* letters of one word in an upright font */
    MATH_IS_PRIME = 4, /* a superscript of primes alone, so far */
    MATH_IS_FENCE = 8, /* an operator that says its own form */
    MATH_IS_SPACED = 16, /* an operator that says its own space */
    MATH_IS_GROUPED = 32 /* in braces: more scripts are of the whole */
};

struct math_node {
    uint8_t element;
    uint8_t class;
    uint8_t limits;
    uint8_t flags;
    uint32_t first; /* child */
    uint32_t last;
    uint32_t next; /* sibling */
    uint32_t attrs; /* the first of them */
    uint32_t sub; /* of a MATH_SCRIPT, whose base is its child */
    uint32_t sup;
    uint32_t variant; /* of a letter, enum math_variant */
    dc_str text;
};

struct math_attribute {
    uint32_t name;
    uint32_t next;
    dc_str value;
};

struct math_tree {
    struct math_node *nodes;
    struct math_attribute *attrs;
    struct math_chunk *chunks; /* text */
    uint32_t count;
    uint32_t space;
    uint32_t attr_count;
    uint32_t attr_space;
    bool failed;
};

/* An empty tree, to be freed with math_tree_fini. */
void math_tree_init(struct math_tree *tree);
void math_tree_fini(struct math_tree *tree);

uint32_t math_node_new(struct math_tree *tree, enum math_element element);

/* A token of borrowed text. */
uint32_t math_token_new(
    struct math_tree *tree, enum math_element element, dc_str text);

/* Borrowed until the next node is made; of 0 a node that nobody reads. */
struct math_node *math_node_at(struct math_tree *tree, uint32_t node);

void math_append(struct math_tree *tree, uint32_t parent, uint32_t child);

void math_set(struct math_tree *tree, uint32_t node, enum math_attr name,
    const char *value);
void math_set_str(
    struct math_tree *tree, uint32_t node, enum math_attr name, dc_str value);

/* The attribute, or an empty string. */
dc_str math_attr_of(
    const struct math_tree *tree, uint32_t node, enum math_attr name);
bool math_attr_is(const struct math_tree *tree, uint32_t node,
    enum math_attr name, const char *value);

/* `len` bytes that live as long as the tree; NULL: out of memory. */
char *math_text_new(struct math_tree *tree, size_t len);

#endif
