/* SPDX-License-Identifier: MIT */
/*
 * Arena: a list of chunks that a rewind keeps for later use.  A piece that
 * is large beside a chunk gets a chunk of its own in a second list, which a
 * rewind frees: so kept memory does not grow with each odd size that came by.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/size.h"

enum {
    CHUNK_FIRST = 4 << 10, /* a small document needs no more */
    CHUNK_NEXT = 64 << 10,
    LARGE = CHUNK_FIRST / 2,
    ALIGNMENT = alignof(max_align_t)
};

struct dci_arena_chunk {
    struct dci_arena_chunk *next;
    size_t size; /* of the whole chunk, this header included */
    alignas(max_align_t) char data[];
};

void
dci_arena_init(struct dci_arena *arena, struct dci_budget *budget)
{
    memset(arena, 0, sizeof *arena);
    arena->budget = budget;
}

static void
free_chunks(struct dci_arena *arena, struct dci_arena_chunk *chunk,
    const struct dci_arena_chunk *end)
{
    while (chunk != end) {
        struct dci_arena_chunk *next = chunk->next;
        dci_budget_free(arena->budget, chunk, chunk->size);
        chunk = next;
    }
}

void
dci_arena_fini(struct dci_arena *arena)
{
    free_chunks(arena, arena->first, NULL);
    free_chunks(arena, arena->large, NULL);
    dci_arena_init(arena, arena->budget);
}

static void *
alloc_large(struct dci_arena *arena, size_t size)
{
    size_t whole;
    if (!dci_size_add(size, sizeof(struct dci_arena_chunk), &whole)) {
        if (arena->budget)
            arena->budget->status = DC_E_LIMIT;
        return NULL;
    }
    struct dci_arena_chunk *chunk = dci_budget_alloc(arena->budget, whole);
    if (!chunk)
        return NULL;
    chunk->size = whole;
    chunk->next = arena->large;
    arena->large = chunk;
    return chunk->data;
}

static void
enter_chunk(struct dci_arena *arena, struct dci_arena_chunk *chunk)
{
    arena->current = chunk;
    arena->at = chunk->data;
    arena->limit = (char *)chunk + chunk->size;
}

/* Goes to the next chunk: one that a rewind left, or a new one. */
static bool
next_chunk(struct dci_arena *arena)
{
    struct dci_arena_chunk **link =
        arena->current ? &arena->current->next : &arena->first;
    if (!*link) {
        size_t size = arena->current ? CHUNK_NEXT : CHUNK_FIRST;
        struct dci_arena_chunk *chunk = dci_budget_alloc(arena->budget, size);
        if (!chunk)
            return false;
        chunk->size = size;
        chunk->next = NULL;
        *link = chunk;
    }
    enter_chunk(arena, *link);
    return true;
}

char *
dci_arena_text(struct dci_arena *arena, size_t size)
{
    if (size > (size_t)(arena->limit - arena->at)) {
        if (size > LARGE)
            return alloc_large(arena, size);
        if (!next_chunk(arena))
            return NULL;
    } else if (!arena->at && !next_chunk(arena)) {
        return NULL;
    }
    char *text = arena->at;
    arena->at += size;
    return text;
}

void *
dci_arena_alloc(struct dci_arena *arena, size_t size)
{
    size_t gap = (size_t)(-(uintptr_t)arena->at & (ALIGNMENT - 1));
    if (size > LARGE)
        return alloc_large(arena, size);
    if (gap > (size_t)(arena->limit - arena->at))
        gap = (size_t)(arena->limit - arena->at);
    if (arena->at)
        arena->at += gap;
    return dci_arena_text(arena, size);
}

char *
dci_arena_copy(struct dci_arena *arena, const char *ptr, size_t len)
{
    char *copy = dci_arena_text(arena, len);
    if (copy && len)
        memcpy(copy, ptr, len);
    return copy;
}

struct dci_arena_mark
dci_arena_mark(const struct dci_arena *arena)
{
    struct dci_arena_mark mark = {arena->at, arena->current, arena->large};
    return mark;
}

void
dci_arena_rewind(struct dci_arena *arena, const struct dci_arena_mark *mark)
{
    free_chunks(arena, arena->large, mark->large);
    arena->large = mark->large;
    if (mark->current) {
        enter_chunk(arena, mark->current);
        arena->at = mark->at;
    } else {
        /* Before the first chunk: the next piece enters it again. */
        arena->current = NULL;
        arena->at = arena->limit = NULL;
    }
}
