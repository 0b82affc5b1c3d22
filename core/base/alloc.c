/* SPDX-License-Identifier: MIT */
/*
 * Memory of the process.  Nothing else in core/base and core/doc calls the
 * C library's allocator.
 */
#include "base/alloc.h"

#include <stdlib.h>

void *
dci_alloc(size_t size)
{
    return size ? malloc(size) : NULL;
}

void *
dci_alloc_zeroed(size_t size)
{
    return size ? calloc(1, size) : NULL;
}

void *
dci_realloc(void *ptr, size_t size)
{
    return size ? realloc(ptr, size) : NULL;
}

void
dci_free(void *ptr)
{
    free(ptr);
}
