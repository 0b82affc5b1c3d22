/* SPDX-License-Identifier: MIT */
#ifndef MATH_CLEAN_H
#define MATH_CLEAN_H

#include "math/math_tree.h"

/*
 * Makes a scanned formula one that is valid wherever it is put: annotations
 * and alternatives go, attributes that are not known or have no known value
 * go.  False: its elements stand where they may not.
 */
bool math_clean_tree(struct math_tree *tree, uint32_t math);

#endif
