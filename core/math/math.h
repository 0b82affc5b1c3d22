/* SPDX-License-Identifier: MIT */
/*
 * The two directions, without a host: what the service offers and the tests
 * and fuzzers call.
 */
#ifndef MATH_H
#define MATH_H

#include "math/math_buf.h"

/*
 * Limits of one formula.  A tree of a formula takes some hundred times its
 * length; formulas of books have at most some thousand bytes.
 */
enum { MATH_TEX_BYTES = 262144, MATH_MATHML_BYTES = 4194304 };

struct math_fault {
    const char *why; /* static */
    size_t offset; /* in the input */
};

/* See docconv/ext/math.h. */
bool math_from_tex(dc_str tex, bool is_display, struct math_buf *mathml,
    struct math_fault *fault);

/*
 * The TeX of one <math> element: its annotation if `by_annotation` and it has
 * one, else from its elements.  False: there are no words for it.
 */
bool math_to_tex(dc_str mathml, bool by_annotation, struct math_buf *tex);

/*
 * One <math> element written anew: what of it is known and valid, with `tex`
 * as its annotation.  False: it is not understood.
 */
bool math_rewrite(dc_str mathml, dc_str tex, bool is_display,
    struct math_buf *out);

#endif
