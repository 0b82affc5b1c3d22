/* SPDX-License-Identifier: MIT */
/*
 * Pool: the first chunk starts small and doubles until it is full, so that a
 * short document takes a few kilobytes; all others are full from the start,
 * so that a long one is never copied.
 */
#include "doc/pool.h"

#include <string.h>

#include "base/limits.h"

enum { FIRST_ITEMS = 256, FIRST_CHUNKS = 16 };

void
dci_pool_init(struct dci_pool *pool, struct dci_budget *budget)
{
    memset(pool, 0, sizeof *pool);
    pool->budget = budget;
}

void
dci_pool_fini(struct dci_pool *pool)
{
    uint32_t left = pool->capacity;
    for (uint32_t i = 0; left > 0; i++) {
        uint32_t items = left < DCI_POOL_CHUNK ? left : DCI_POOL_CHUNK;
        dci_budget_free(
            pool->budget, pool->chunks[i], (size_t)items * DCI_POOL_ITEM);
        left -= items;
    }
    dci_budget_free(
        pool->budget, pool->chunks, pool->chunk_room * sizeof(void *));
    dci_pool_init(pool, pool->budget);
}

static bool
grow_chunk_list(struct dci_pool *pool)
{
    uint32_t room = pool->chunk_room ? pool->chunk_room * 2 : FIRST_CHUNKS;
    void **chunks = dci_budget_realloc(pool->budget, pool->chunks,
        pool->chunk_room * sizeof(void *), room * sizeof(void *));
    if (!chunks)
        return false;
    pool->chunks = chunks;
    pool->chunk_room = room;
    return true;
}

bool
dci_pool_grow(struct dci_pool *pool)
{
    uint32_t index = pool->capacity >> DCI_POOL_SHIFT;
    uint32_t items = pool->capacity & (DCI_POOL_CHUNK - 1);
    if (pool->capacity >= DCI_LIMIT_NODES) {
        pool->budget->status = DC_E_LIMIT;
        return false;
    }
    if (index == pool->chunk_room && !grow_chunk_list(pool))
        return false;

    uint32_t wanted = index > 0 ? DCI_POOL_CHUNK
        : items > 0             ? items * 2
                                : FIRST_ITEMS;
    void *chunk =
        dci_budget_realloc(pool->budget, items ? pool->chunks[index] : NULL,
            (size_t)items * DCI_POOL_ITEM, (size_t)wanted * DCI_POOL_ITEM);
    if (!chunk)
        return false;
    pool->chunks[index] = chunk;
    pool->capacity += wanted - items;
    return true;
}
