/* SPDX-License-Identifier: MIT */
/* From TeX to MathML: check, read, write. */
#include "math/math.h"

#include <stdlib.h>

#include "math/math_parse.h"
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
