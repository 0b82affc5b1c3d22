/* SPDX-License-Identifier: MIT */
#ifndef MATH_SCAN_H
#define MATH_SCAN_H

#include "math/math_tree.h"

/* Levels of elements that are followed; formulas of books have a dozen. */
enum { MATH_SCAN_DEPTH = 512 };

/*
 * The <math> element that `xml` is, as a tree; 0: it holds an element or a
 * character reference that is not known, or is not well-formed.  What is
 * within <annotation-xml> is left out.
 */
uint32_t math_scan(struct math_tree *tree, dc_str xml);

#endif
