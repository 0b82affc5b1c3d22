/* SPDX-License-Identifier: MIT */
/*
 * The one place that memory of the core comes from.  A budget counts what a
 * document has taken and remembers why it was refused more, so that a failed
 * allocation deep in a call tells DC_E_LIMIT from DC_E_NOMEM.
 *
 * Tests replace these functions by their own to make the n-th call fail.
 */
#ifndef DCI_ALLOC_H
#define DCI_ALLOC_H

#include "docconv/base.h"

struct dci_budget {
    uint64_t used;
    uint64_t max; /* 0: no limit */
    int32_t status; /* DC_OK, else why an allocation was refused */
};

/* Memory of the process; NULL when there is none or size is 0. */
DC_MUST_USE void *dci_alloc(size_t size);
DC_MUST_USE void *dci_alloc_zeroed(size_t size);

/* Grows or moves `ptr`; on failure NULL, and `ptr` is still good. */
DC_MUST_USE void *dci_realloc(void *ptr, size_t size);
void dci_free(void *ptr);

/* The same, counted; `budget` may be NULL.  free wants the size back. */
DC_MUST_USE void *dci_budget_alloc(struct dci_budget *budget, size_t size);
DC_MUST_USE void *dci_budget_realloc(
    struct dci_budget *budget, void *ptr, size_t old_size, size_t size);
void dci_budget_free(struct dci_budget *budget, void *ptr, size_t size);

#endif
