/* SPDX-License-Identifier: MIT */
/*
 * Arithmetic on sizes that come from a document: each function says whether
 * the result fits, and only then writes it.
 */
#ifndef DCI_SIZE_H
#define DCI_SIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "docconv/base.h"

DC_MUST_USE static inline bool
dci_size_add(size_t a, size_t b, size_t *sum)
{
    if (b > SIZE_MAX - a)
        return false;
    *sum = a + b;
    return true;
}

DC_MUST_USE static inline bool
dci_size_mul(size_t a, size_t b, size_t *product)
{
    if (b != 0 && a > SIZE_MAX / b)
        return false;
    *product = a * b;
    return true;
}

#endif
