/* SPDX-License-Identifier: MIT */
/*
 * A pool: an array of 16-byte items that grows in chunks and is emptied
 * without giving its memory back.  Items are named by their index; an address
 * holds until the next add.
 */
#ifndef DCI_POOL_H
#define DCI_POOL_H

#include <stdbool.h>

#include "base/alloc.h"

enum {
    DCI_POOL_ITEM = 16,
    DCI_POOL_SHIFT = 16,
    DCI_POOL_CHUNK = 1 << DCI_POOL_SHIFT /* items of a full chunk */
};

struct dci_pool {
    void **chunks;
    uint32_t count;
    uint32_t capacity;
    uint32_t chunk_room; /* chunk pointers that fit at `chunks` */
    struct dci_budget *budget;
};

/* Takes no memory yet. */
void dci_pool_init(struct dci_pool *pool, struct dci_budget *budget);
void dci_pool_fini(struct dci_pool *pool);

/* Makes room for one more item; false when memory or numbers ran out. */
DC_MUST_USE bool dci_pool_grow(struct dci_pool *pool);

static inline void *
dci_pool_at(const struct dci_pool *pool, uint32_t index)
{
    char *chunk = pool->chunks[index >> DCI_POOL_SHIFT];
    return chunk + (size_t)(index & (DCI_POOL_CHUNK - 1)) * DCI_POOL_ITEM;
}

/* A new item, not zeroed, whose index is the old count; NULL on failure. */
static inline void *
dci_pool_add(struct dci_pool *pool)
{
    if (pool->count == pool->capacity && !dci_pool_grow(pool))
        return NULL;
    return dci_pool_at(pool, pool->count++);
}

#endif
