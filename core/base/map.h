/* SPDX-License-Identifier: MIT */
/*
 * A hash map from strings to numbers that also hands its entries out in the
 * order of their keys.  Entries are numbered in the order they came and never
 * removed one by one.  Keys are borrowed and must outlive the map.
 */
#ifndef DCI_MAP_H
#define DCI_MAP_H

#include "base/alloc.h"
#include "base/hash.h"

struct dci_map_entry {
    dc_str key;
    uint64_t value; /* the owner's; 0 at first */
};

struct dci_map {
    struct dci_map_entry *entries; /* in the order they came */
    uint32_t *slots; /* 0: free, else entry number + 1 */
    uint32_t *order; /* entry numbers by key, see sorted */
    uint32_t count;
    uint32_t sorted; /* entries that `order` covers */
    size_t slot_count;
    struct dci_budget *budget;
    struct dci_hash_key key;
};

/* Takes no memory yet.  `budget` may be NULL and must outlive the map. */
void dci_map_init(struct dci_map *map, struct dci_budget *budget);
void dci_map_fini(struct dci_map *map);

/* Forgets all entries, keeps the memory. */
void dci_map_clear(struct dci_map *map);

/* The entry of `key`, or NULL.  Borrowed until the next insert. */
struct dci_map_entry *dci_map_lookup(const struct dci_map *map, dc_str key);

/*
 * The entry of `key`, made with value 0 if there is none; *is_new says which.
 * NULL when memory ran out.  Borrowed until the next insert.
 */
DC_MUST_USE struct dci_map_entry *dci_map_insert(
    struct dci_map *map, dc_str key, int *is_new);

/*
 * Entry number `index` in the order of the keys' bytes, or NULL past the
 * last.  Sorts when entries came since the last call: O(n log n).
 */
struct dci_map_entry *dci_map_sorted(struct dci_map *map, uint32_t index);

#endif
