/* SPDX-License-Identifier: MIT */
/*
 * A map from strings to numbers.  It is a crit-bit tree, so a lookup costs
 * the length of the string whatever strings a document holds, and there is
 * no hash to attack.
 */
#ifndef EPUB_MAP_H
#define EPUB_MAP_H

#include "docconv/base.h"

struct epub_map_leaf {
    const char *key;
    uint32_t len;
    uint32_t value;
};

struct epub_map_fork {
    uint32_t child[2]; /* fork number * 2, or leaf number * 2 + 1 */
    uint32_t byte; /* where the keys below differ first */
    uint32_t mask; /* the bit in which they do, in a 9-bit letter */
};

struct epub_map {
    struct epub_map_leaf *leaves;
    struct epub_map_fork *forks;
    uint32_t leaf_count;
    uint32_t cap; /* of both */
    uint32_t root;
};

void epub_map_fini(struct epub_map *map);

/* The value of `key`, or NULL.  Borrowed until the next insert. */
uint32_t *epub_map_lookup(const struct epub_map *map, dc_str key);

/*
 * Adds a key that is not there yet; it is borrowed and must outlive the map.
 * Returns 0 when memory ran out.
 */
int epub_map_insert(struct epub_map *map, dc_str key, uint32_t value);

#endif
