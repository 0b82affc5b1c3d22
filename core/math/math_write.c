/* SPDX-License-Identifier: MIT */
/*
 * The tree as MathML.  Whether scripts go over and under or beside depends on
 * the style at their place, so it is known here only, where the style is
 * followed from the outside in.
 */
#include "math/math_write.h"

#include <stdlib.h>
#include <string.h>

static const char *const element_names[] = {
    [MATH_NOTHING] = "",
#define MATH_ELEMENT(id, name, content) [MATH_##id] = name,
#include "math/math_names.def"
};

static const char *const attr_names[] = {
    [MATH_ATTR_NONE] = "",
#define MATH_ATTR(id, name) [MATH_ATTR_##id] = name,
#include "math/math_names.def"
};

static void
put_escaped(struct math_buf *out, dc_str text)
{
    size_t start = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *escape = c == '&' ? "&amp;"
            : c == '<'                ? "&lt;"
            : c == '>'                ? "&gt;"
            : c == '"'                ? "&quot;"
            : c == '\r'               ? "&#13;"
                                      : NULL;
        if (!escape)
            continue;
        math_buf_add(out, (dc_str){text.ptr + start, i - start});
        math_buf_put(out, escape);
        start = i + 1;
    }
    math_buf_add(out, (dc_str){text.ptr + start, text.len - start});
}

/* What of the tree is being written. */
struct level {
    uint32_t node;
    uint32_t child; /* the next of its children */
    uint32_t index; /* of that child */
    bool is_display;
};

struct writer {
    struct math_tree *tree;
    struct math_buf *out;
    struct level *levels;
    size_t depth;
    size_t space;
};

/* Turns a MATH_SCRIPT into the element that it is at its place. */
static void
place_scripts(struct math_tree *tree, uint32_t node, bool is_display)
{
    struct math_node *at = math_node_at(tree, node);
    bool is_over = at->limits == MATH_LIMITS_OVER ||
        (at->limits == MATH_LIMITS_MOVABLE && is_display);
    uint32_t sub = at->sub, sup = at->sup;
    if (sub && sup)
        at->element = is_over ? MATH_MUNDEROVER : MATH_MSUBSUP;
    else if (sub)
        at->element = is_over ? MATH_MUNDER : MATH_MSUB;
    else
        at->element = is_over ? MATH_MOVER : MATH_MSUP;
    at->attrs = 0;
    math_append(tree, node, sub);
    math_append(tree, node, sup);
}

/* The style of a child: scripts and the parts of fractions are not displayed.
 */
static bool
child_is_display(const struct math_tree *tree, const struct level *level)
{
    dc_str said = math_attr_of(tree, level->node, MATH_ATTR_DISPLAYSTYLE);
    bool inherited = said.len > 0 ? *said.ptr == 't' : level->is_display;
    switch (tree->nodes[level->node].element) {
    case MATH_MFRAC:
        return false;
    case MATH_MSUB:
    case MATH_MSUP:
    case MATH_MSUBSUP:
    case MATH_MUNDER:
    case MATH_MOVER:
    case MATH_MUNDEROVER:
    case MATH_MROOT:
        return level->index == 0 && inherited;
    case MATH_MTABLE:
        return said.len > 0 && inherited;
    default:
        return inherited;
    }
}

static void
push(struct writer *writer, uint32_t node, bool is_display)
{
    if (writer->depth == writer->space) {
        size_t space = writer->space ? writer->space * 2 : 64;
        void *levels =
            reallocarray(writer->levels, space, sizeof(*writer->levels));
        if (!levels) {
            writer->out->failed = true;
            return;
        }
        writer->levels = levels;
        writer->space = space;
    }
    struct level *level = &writer->levels[writer->depth++];
    level->node = node;
    level->child = math_node_at(writer->tree, node)->first;
    level->index = 0;
    level->is_display = is_display;
}

/* Writes the start tag, the text of tokens, and remembers the rest. */
static void
open_element(struct writer *writer, uint32_t node, bool is_display)
{
    struct math_tree *tree = writer->tree;
    if (math_node_at(tree, node)->element == MATH_SCRIPT)
        place_scripts(tree, node, is_display);
    const struct math_node *at = math_node_at(tree, node);
    const char *name = element_names[at->element];
    math_buf_put(writer->out, "<");
    math_buf_put(writer->out, name);
    for (uint32_t i = at->attrs; i; i = tree->attrs[i].next) {
        math_buf_put(writer->out, " ");
        math_buf_put(writer->out, attr_names[tree->attrs[i].name]);
        math_buf_put(writer->out, "=\"");
        put_escaped(writer->out, tree->attrs[i].value);
        math_buf_put(writer->out, "\"");
    }
    if (at->element == MATH_MSPACE) {
        math_buf_put(writer->out, "/>");
        return;
    }
    math_buf_put(writer->out, ">");
    put_escaped(writer->out, at->text);
    push(writer, node, is_display);
}

static void
write_tree(struct writer *writer, uint32_t root, bool is_display)
{
    open_element(writer, root, is_display);
    while (writer->depth > 0 && !writer->out->failed) {
        struct level *level = &writer->levels[writer->depth - 1];
        const struct math_node *at = math_node_at(writer->tree, level->node);
        if (!level->child) {
            math_buf_put(writer->out, "</");
            math_buf_put(writer->out, element_names[at->element]);
            math_buf_put(writer->out, ">");
            writer->depth--;
            continue;
        }
        uint32_t child = level->child;
        bool is_shown_large = child_is_display(writer->tree, level);
        level->child = math_node_at(writer->tree, child)->next;
        level->index++;
        open_element(writer, child, is_shown_large);
    }
}

void
math_write(struct math_tree *tree, uint32_t math, bool is_display, dc_str tex,
    struct math_buf *out)
{
    struct writer writer = {tree, out, NULL, 0, 0};
    math_buf_put(
        out, "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"");
    math_buf_put(out, is_display ? "block" : "inline");
    math_buf_put(out, "\"><semantics>");
    write_tree(&writer, math_node_at(tree, math)->first, is_display);
    math_buf_put(out, "<annotation encoding=\"application/x-tex\">");
    put_escaped(out, tex);
    math_buf_put(out, "</annotation></semantics></math>");
    free(writer.levels);
}
