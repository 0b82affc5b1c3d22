/* SPDX-License-Identifier: MIT */
/*
 * Hash map: open addressing with linear probing over a table of entry
 * numbers, at most half full; the entries lie beside it in one array.
 * Sorting is a heap sort of entry numbers: no memory, no bad case.
 */
#include "base/map.h"

#include <stdbool.h>
#include <string.h>

#include "base/size.h"

enum { SMALLEST = 16 };

/* Slots of the largest map: entry numbers are 32 bits. */
#define LARGEST ((size_t)1 << 31)

void
dci_map_init(struct dci_map *map, struct dci_budget *budget)
{
    memset(map, 0, sizeof *map);
    map->budget = budget;
    map->key = dci_hash_key();
}

/* Bytes for a table of `slots`: entries, slots and order in one piece. */
static size_t
table_size(size_t slots)
{
    size_t per_entry = sizeof(struct dci_map_entry) + sizeof(uint32_t);
    return slots / 2 * per_entry + slots * sizeof(uint32_t);
}

void
dci_map_fini(struct dci_map *map)
{
    dci_budget_free(map->budget, map->entries, table_size(map->slot_count));
    dci_map_init(map, map->budget);
}

void
dci_map_clear(struct dci_map *map)
{
    if (map->count)
        memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    map->count = 0;
    map->sorted = 0;
}

static bool
is_equal(dc_str a, dc_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The slot that holds `key`, or the free one where it belongs. */
static uint32_t *
find_slot(const struct dci_map *map, dc_str key)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)dci_hash(&map->key, key.ptr, key.len) & mask;
    for (;; at = (at + 1) & mask) {
        uint32_t number = map->slots[at];
        if (number == 0 || is_equal(map->entries[number - 1].key, key))
            return &map->slots[at];
    }
}

struct dci_map_entry *
dci_map_lookup(const struct dci_map *map, dc_str key)
{
    if (!map->count)
        return NULL;
    uint32_t number = *find_slot(map, key);
    return number ? &map->entries[number - 1] : NULL;
}

/* Moves everything into a table twice as large. */
static bool
grow(struct dci_map *map)
{
    size_t slots = map->slot_count ? map->slot_count * 2 : SMALLEST;
    if (slots > LARGEST) {
        if (map->budget)
            map->budget->status = DC_E_LIMIT;
        return false;
    }
    void *table = dci_budget_alloc(map->budget, table_size(slots));
    if (!table)
        return false;

    struct dci_map old = *map;
    map->slot_count = slots;
    map->entries = table;
    map->order = (uint32_t *)(void *)(map->entries + slots / 2);
    map->slots = map->order + slots / 2;
    map->sorted = 0;
    memset(map->slots, 0, slots * sizeof *map->slots);
    for (uint32_t i = 0; i < map->count; i++) {
        map->entries[i] = old.entries[i];
        *find_slot(map, map->entries[i].key) = i + 1;
    }
    dci_budget_free(map->budget, old.entries, table_size(old.slot_count));
    return true;
}

struct dci_map_entry *
dci_map_insert(struct dci_map *map, dc_str key, int *is_new)
{
    struct dci_map_entry *entry = dci_map_lookup(map, key);
    *is_new = !entry;
    if (entry)
        return entry;
    bool is_full = !map->entries || map->count == map->slot_count / 2;
    if (is_full && !grow(map))
        return NULL;
    uint32_t *slot = find_slot(map, key);
    entry = &map->entries[map->count++];
    *slot = map->count;
    entry->key = key;
    entry->value = 0;
    return entry;
}

static int
compare(const struct dci_map *map, uint32_t a, uint32_t b)
{
    dc_str x = map->entries[a].key;
    dc_str y = map->entries[b].key;
    size_t len = x.len < y.len ? x.len : y.len;
    int order = len ? memcmp(x.ptr, y.ptr, len) : 0;
    return order ? order : (x.len > y.len) - (x.len < y.len);
}

/* Lets order[root] sink to its place in a heap of `count`. */
static void
sink(const struct dci_map *map, uint32_t root, uint32_t count)
{
    uint32_t *order = map->order;
    uint32_t number = order[root];
    while (root < count / 2) {
        uint32_t child = 2 * root + 1;
        if (child + 1 < count &&
            compare(map, order[child], order[child + 1]) < 0)
            child++;
        if (compare(map, number, order[child]) >= 0)
            break;
        order[root] = order[child];
        root = child;
    }
    order[root] = number;
}

static void
sort(struct dci_map *map)
{
    for (uint32_t i = 0; i < map->count; i++)
        map->order[i] = i;
    for (uint32_t i = map->count / 2; i-- > 0;)
        sink(map, i, map->count);
    for (uint32_t end = map->count; end-- > 1;) {
        uint32_t largest = map->order[0];
        map->order[0] = map->order[end];
        map->order[end] = largest;
        sink(map, 0, end);
    }
    map->sorted = map->count;
}

struct dci_map_entry *
dci_map_sorted(struct dci_map *map, uint32_t index)
{
    if (index >= map->count)
        return NULL;
    if (map->sorted != map->count)
        sort(map);
    return &map->entries[map->order[index]];
}
