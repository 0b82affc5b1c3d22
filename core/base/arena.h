/* SPDX-License-Identifier: MIT */
/*
 * An arena: memory that is taken piece by piece and given back all at once,
 * or back to a mark.  What a rewind leaves is used again without a call to
 * the system.  Pieces never move.
 */
#ifndef DCI_ARENA_H
#define DCI_ARENA_H

#include "base/alloc.h"

struct dci_arena_chunk;

struct dci_arena {
    char *at; /* where the next piece begins */
    char *limit; /* end of the current chunk */
    struct dci_arena_chunk *first;
    struct dci_arena_chunk *current;
    struct dci_arena_chunk *large; /* pieces with a chunk of their own */
    struct dci_budget *budget;
};

struct dci_arena_mark {
    char *at;
    struct dci_arena_chunk *current;
    struct dci_arena_chunk *large;
};

/* Takes no memory yet.  `budget` may be NULL and must outlive the arena. */
void dci_arena_init(struct dci_arena *arena, struct dci_budget *budget);
void dci_arena_fini(struct dci_arena *arena);

/* Memory aligned for any type, not zeroed; NULL when there is none. */
DC_MUST_USE void *dci_arena_alloc(struct dci_arena *arena, size_t size);

/* Room for `size` bytes of text, not aligned; copies lie one after another. */
DC_MUST_USE char *dci_arena_text(struct dci_arena *arena, size_t size);

/* A copy of [ptr, ptr + len); never NULL but for lack of memory. */
DC_MUST_USE char *dci_arena_copy(
    struct dci_arena *arena, const char *ptr, size_t len);

/* Rewinding to a mark gives back all that was taken after it. */
struct dci_arena_mark dci_arena_mark(const struct dci_arena *arena);
void dci_arena_rewind(
    struct dci_arena *arena, const struct dci_arena_mark *mark);

#endif
