/* SPDX-License-Identifier: MIT */
/*
 * Counted memory: see alloc.h.
 */
#include <stdbool.h>

#include "base/alloc.h"

static bool
charge(struct dci_budget *budget, size_t size)
{
    if (!budget)
        return true;
    if (budget->max && size > budget->max - budget->used) {
        budget->status = DC_E_LIMIT;
        return false;
    }
    budget->used += size;
    return true;
}

static void
refund(struct dci_budget *budget, size_t size)
{
    if (budget)
        budget->used -= size;
}

/* Gives back what was charged for an allocation that the system refused. */
static void *
refuse(struct dci_budget *budget, size_t size)
{
    if (budget && budget->status == DC_OK)
        budget->status = DC_E_NOMEM;
    refund(budget, size);
    return NULL;
}

void *
dci_budget_alloc(struct dci_budget *budget, size_t size)
{
    if (!charge(budget, size))
        return NULL;
    void *ptr = dci_alloc(size);
    return ptr ? ptr : refuse(budget, size);
}

void *
dci_budget_realloc(
    struct dci_budget *budget, void *ptr, size_t old_size, size_t size)
{
    if (!charge(budget, size))
        return NULL;
    void *moved = dci_realloc(ptr, size);
    if (!moved)
        return refuse(budget, size);
    refund(budget, old_size);
    return moved;
}

void
dci_budget_free(struct dci_budget *budget, void *ptr, size_t size)
{
    if (!ptr)
        return;
    refund(budget, size);
    dci_free(ptr);
}
