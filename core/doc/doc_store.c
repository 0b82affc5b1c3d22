/* SPDX-License-Identifier: MIT */
/*
 * Emptying a store, or taking back the last that was put into it.
 */
#include "doc/doc_store.h"

struct dci_store_mark
dci_store_mark(const struct dci_store *store)
{
    struct dci_store_mark mark = {
        store->nodes.count, store->props.count, dci_arena_mark(&store->arena)};
    return mark;
}

void
dci_store_rewind(struct dci_store *store, const struct dci_store_mark *mark)
{
    store->nodes.count = mark->nodes;
    store->props.count = mark->props;
    dci_arena_rewind(&store->arena, &mark->arena);
}
