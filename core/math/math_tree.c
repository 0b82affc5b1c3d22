/* SPDX-License-Identifier: MIT */
/*
 * The tree of a formula: vectors of nodes and attributes, and chunks of text.
 */
#include "math/math_tree.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 1024, FIRST_SPACE = 64 };

struct math_chunk {
    struct math_chunk *next;
    size_t used;
    size_t space;
    char bytes[];
};

void
math_tree_init(struct math_tree *tree)
{
    memset(tree, 0, sizeof(*tree));
    /* Number 0 is none. */
    tree->nodes = calloc(FIRST_SPACE, sizeof(*tree->nodes));
    tree->attrs = calloc(FIRST_SPACE, sizeof(*tree->attrs));
    tree->failed = !tree->nodes || !tree->attrs;
    tree->space = FIRST_SPACE;
    tree->attr_space = FIRST_SPACE;
    tree->count = 1;
    tree->attr_count = 1;
}

void
math_tree_fini(struct math_tree *tree)
{
    while (tree->chunks) {
        struct math_chunk *next = tree->chunks->next;
        free(tree->chunks);
        tree->chunks = next;
    }
    free(tree->nodes);
    free(tree->attrs);
    memset(tree, 0, sizeof(*tree));
}

/* Room for one more of `count` items; false: out of memory. */
static bool
grow(struct math_tree *tree, void **items, uint32_t count, uint32_t *space,
    size_t size)
{
    if (tree->failed)
        return false;
    if (count < *space)
        return true;
    void *larger = *space > UINT32_MAX / 2
        ? NULL
        : reallocarray(*items, (size_t)*space * 2, size);
    if (!larger) {
        tree->failed = true;
        return false;
    }
    *items = larger;
    *space *= 2;
    return true;
}

uint32_t
math_node_new(struct math_tree *tree, enum math_element element)
{
    void *items = tree->nodes;
    if (!grow(tree, &items, tree->count, &tree->space, sizeof(*tree->nodes)))
        return 0;
    tree->nodes = items;
    struct math_node *node = &tree->nodes[tree->count];
    memset(node, 0, sizeof(*node));
    node->element = (uint8_t)element;
    node->class = MATH_CLASS_ORD;
    return tree->count++;
}

uint32_t
math_token_new(struct math_tree *tree, enum math_element element, dc_str text)
{
    uint32_t node = math_node_new(tree, element);
    if (node)
        tree->nodes[node].text = text;
    return node;
}

struct math_node *
math_node_at(struct math_tree *tree, uint32_t node)
{
    return &tree->nodes[node];
}

void
math_append(struct math_tree *tree, uint32_t parent, uint32_t child)
{
    if (!parent || !child)
        return;
    struct math_node *at = &tree->nodes[parent];
    if (at->last)
        tree->nodes[at->last].next = child;
    else
        at->first = child;
    at->last = child;
    tree->nodes[child].next = 0;
}

void
math_set_str(
    struct math_tree *tree, uint32_t node, enum math_attr name, dc_str value)
{
    void *items = tree->attrs;
    if (!node ||
        !grow(tree, &items, tree->attr_count, &tree->attr_space,
            sizeof(*tree->attrs)))
        return;
    tree->attrs = items;
    uint32_t *link = &tree->nodes[node].attrs;
    while (*link && tree->attrs[*link].name != (uint32_t)name)
        link = &tree->attrs[*link].next;
    if (!*link) {
        *link = tree->attr_count++;
        tree->attrs[*link].next = 0;
    }
    tree->attrs[*link].name = (uint32_t)name;
    tree->attrs[*link].value = value;
}

void
math_set(struct math_tree *tree, uint32_t node, enum math_attr name,
    const char *value)
{
    dc_str text = {value, strlen(value)};
    math_set_str(tree, node, name, text);
}

dc_str
math_attr_of(const struct math_tree *tree, uint32_t node, enum math_attr name)
{
    uint32_t at = tree->nodes[node].attrs;
    while (at && tree->attrs[at].name != (uint32_t)name)
        at = tree->attrs[at].next;
    dc_str none = {NULL, 0};
    return at ? tree->attrs[at].value : none;
}

bool
math_attr_is(const struct math_tree *tree, uint32_t node, enum math_attr name,
    const char *value)
{
    dc_str is = math_attr_of(tree, node, name);
    size_t len = strlen(value);
    return is.len == len && len > 0 && memcmp(is.ptr, value, len) == 0;
}

char *
math_text_new(struct math_tree *tree, size_t len)
{
    struct math_chunk *chunk = tree->chunks;
    if (tree->failed)
        return NULL;
    if (!chunk || chunk->space - chunk->used < len) {
        size_t space = len > CHUNK_SIZE ? len : CHUNK_SIZE;
        chunk = space > SIZE_MAX - sizeof(*chunk)
            ? NULL
            : malloc(sizeof(*chunk) + space);
        if (!chunk) {
            tree->failed = true;
            return NULL;
        }
        chunk->next = tree->chunks;
        chunk->used = 0;
        chunk->space = space;
        tree->chunks = chunk;
    }
    char *text = chunk->bytes + chunk->used;
    chunk->used += len;
    return text;
}
