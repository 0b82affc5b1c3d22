/* SPDX-License-Identifier: MIT */
/*
 * Crit-bit tree (D. J. Bernstein, "Crit-bit trees").  A key is read as 9-bit
 * letters: a byte has the ninth bit set, and behind the last byte stand
 * zeros; so one key may be the beginning of another.
 *
 * A fork's branches hold the keys that agree up to its bit; forks further
 * down test later bits.  The tree is never deeper than a key has bits.
 */
#include "base/epub_map.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAP = 64 };

static unsigned
letter(dc_str key, size_t at)
{
    return at < key.len ? 0x100u | (unsigned char)key.ptr[at] : 0;
}

static uint32_t
branch(const struct epub_map_fork *fork, dc_str key)
{
    return fork->child[(letter(key, fork->byte) & fork->mask) != 0];
}

static dc_str
key_of(const struct epub_map_leaf *leaf)
{
    return (dc_str){leaf->key, leaf->len};
}

/* The leaf that `key` would be found in: it agrees in all tested bits. */
static struct epub_map_leaf *
nearest(const struct epub_map *map, dc_str key)
{
    uint32_t at = map->root;
    while (!(at & 1))
        at = branch(&map->forks[at >> 1], key);
    return &map->leaves[at >> 1];
}

void
epub_map_fini(struct epub_map *map)
{
    free(map->leaves);
    free(map->forks);
    memset(map, 0, sizeof *map);
}

uint32_t *
epub_map_lookup(const struct epub_map *map, dc_str key)
{
    if (map->leaf_count == 0)
        return NULL;
    struct epub_map_leaf *leaf = nearest(map, key);
    if (leaf->len != key.len ||
        (key.len && memcmp(leaf->key, key.ptr, key.len) != 0))
        return NULL;
    return &leaf->value;
}

static int
grow(struct epub_map *map)
{
    if (map->leaf_count < map->cap)
        return 1;
    if (map->cap > UINT32_MAX / 4)
        return 0;
    uint32_t cap = map->cap ? map->cap * 2 : FIRST_CAP;
    void *leaves = realloc(map->leaves, cap * sizeof *map->leaves);
    if (!leaves)
        return 0;
    map->leaves = leaves;
    void *forks = realloc(map->forks, cap * sizeof *map->forks);
    if (!forks)
        return 0;
    map->forks = forks;
    map->cap = cap;
    return 1;
}

/* Where two different keys differ first. */
static struct epub_map_fork
first_difference(dc_str a, dc_str b)
{
    struct epub_map_fork fork = {{0, 0}, 0, 0x100};
    size_t at = 0;
    while (letter(a, at) == letter(b, at))
        at++;
    unsigned bits = letter(a, at) ^ letter(b, at);
    while (!(bits & fork.mask))
        fork.mask >>= 1;
    fork.byte = (uint32_t)at;
    return fork;
}

/* 1 if `fork` tests a bit before that of `other`. */
static int
is_before(const struct epub_map_fork *fork, const struct epub_map_fork *other)
{
    if (fork->byte != other->byte)
        return fork->byte < other->byte;
    return fork->mask > other->mask;
}

int
epub_map_insert(struct epub_map *map, dc_str key, uint32_t value)
{
    if (key.len >= UINT32_MAX || !grow(map))
        return 0;
    uint32_t number = map->leaf_count;
    map->leaves[number] =
        (struct epub_map_leaf){key.ptr, (uint32_t)key.len, value};
    if (number == 0) {
        map->root = 1;
        map->leaf_count = 1;
        return 1;
    }

    struct epub_map_fork fork =
        first_difference(key, key_of(nearest(map, key)));
    uint32_t *link = &map->root;
    while (!(*link & 1) && is_before(&map->forks[*link >> 1], &fork)) {
        struct epub_map_fork *above = &map->forks[*link >> 1];
        link = &above->child[(letter(key, above->byte) & above->mask) != 0];
    }
    int side = (letter(key, fork.byte) & fork.mask) != 0;
    fork.child[side] = number * 2 + 1;
    fork.child[!side] = *link;
    map->forks[number - 1] = fork;
    *link = (number - 1) * 2;
    map->leaf_count++;
    return 1;
}
