/* SPDX-License-Identifier: MIT */
#ifndef MATH_WRITE_H
#define MATH_WRITE_H

#include "math/math_buf.h"
#include "math/math_tree.h"

/*
 * Writes the <math> element `math` as XML, with `tex` as its annotation.
 * Scripts find their place on the way.
 */
void math_write(struct math_tree *tree, uint32_t math, bool is_display,
    dc_str tex, struct math_buf *out);

#endif
