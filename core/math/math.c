/* SPDX-License-Identifier: MIT */
/* From TeX to MathML, back, and MathML anew: check, read, write. */
#include "math/math.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "math/math_clean.h"
#include "math/math_parse.h"
#include "math/math_scan.h"
#include "math/math_symbol.h"
#include "math/math_totex.h"
#include "math/math_tree.h"
#include "math/math_write.h"

/* Says what is wrong and where; returns false. */
static bool
refuse(struct math_fault *fault, const char *why, size_t offset)
{
    fault->why = why;
    fault->offset = offset;
    return false;
}

bool
math_from_tex(dc_str tex, bool is_display, struct math_buf *mathml,
    struct math_fault *fault)
{
    size_t bad;
    if (tex.len > MATH_TEX_BYTES)
        return refuse(fault, "the formula is too long", MATH_TEX_BYTES);
    if (!math_utf8_is_xml(tex, &bad))
        return refuse(fault, "a character that XML has not", bad);
    /* Some tens of kilobytes: too much for the stack of a host. */
    struct math_parser *parser = malloc(sizeof(*parser));
    if (!parser)
        return refuse(fault, "out of memory", 0);
    uint32_t math = math_parse(parser, tex);
    bool is_done = math != 0;
    if (is_done) {
        math_write(&parser->tree, math, is_display, tex, mathml);
        if (mathml->failed || parser->tree.failed)
            is_done = refuse(fault, "out of memory", 0);
    } else {
        refuse(fault, parser->input.why, parser->input.token_pos);
    }
    math_tree_fini(&parser->tree);
    free(parser);
    return is_done;
}

/* The TeX that the formula is annotated with; 0: it is with none. */
static uint32_t
annotation_of(struct math_tree *tree, uint32_t math)
{
    static const char *const encodings[] = {"application/x-tex",
        "application/x-latex", "text/x-tex", "text/latex", "latex", "tex"};
    uint32_t only = math_node_at(tree, math)->first;
    if (!only || math_node_at(tree, only)->element != MATH_SEMANTICS)
        return 0;
    for (uint32_t i = math_node_at(tree, only)->first; i;
         i = math_node_at(tree, i)->next) {
        dc_str is = math_attr_of(tree, i, MATH_ATTR_ENCODING);
        if (math_node_at(tree, i)->element != MATH_ANNOTATION)
            continue;
        for (size_t j = 0; j < sizeof(encodings) / sizeof(*encodings); j++)
            if (is.len == strlen(encodings[j]) &&
                strncasecmp(is.ptr, encodings[j], is.len) == 0)
                return i;
    }
    return 0;
}

bool
math_to_tex(dc_str mathml, bool by_annotation, struct math_buf *tex)
{
    struct math_tree tree;
    size_t bad;
    if (mathml.len > MATH_MATHML_BYTES || !math_utf8_is_xml(mathml, &bad))
        return false;
    math_tree_init(&tree);
    uint32_t math = tree.failed ? 0 : math_scan(&tree, mathml);
    uint32_t annotation = math ? annotation_of(&tree, math) : 0;
    bool is_done = math != 0;
    if (annotation && by_annotation)
        math_buf_add(tex, math_node_at(&tree, annotation)->text);
    else if (is_done)
        is_done = math_totex(&tree, math, tex);
    math_tree_fini(&tree);
    return is_done && !tex->failed;
}

/* All that stands in <math> in one row, which is then its only child. */
static void
gather(struct math_tree *tree, uint32_t math)
{
    uint32_t first = math_node_at(tree, math)->first;
    if (first && !math_node_at(tree, first)->next)
        return;
    uint32_t row = math_node_new(tree, MATH_MROW);
    while (row && first) {
        uint32_t next = math_node_at(tree, first)->next;
        math_append(tree, row, first);
        first = next;
    }
    math_node_at(tree, math)->first = math_node_at(tree, math)->last = row;
}

bool
math_rewrite(dc_str mathml, dc_str tex, bool is_display, struct math_buf *out)
{
    struct math_tree tree;
    size_t bad;
    if (mathml.len > MATH_MATHML_BYTES || !math_utf8_is_xml(mathml, &bad) ||
        !math_utf8_is_xml(tex, &bad))
        return false;
    math_tree_init(&tree);
    uint32_t math = tree.failed ? 0 : math_scan(&tree, mathml);
    bool is_done = math && math_clean_tree(&tree, math);
    if (is_done) {
        gather(&tree, math);
        math_write(&tree, math, is_display, tex, out);
    }
    is_done = is_done && !tree.failed && !out->failed;
    math_tree_fini(&tree);
    return is_done;
}
