/* SPDX-License-Identifier: MIT */
/*
 * Pinned regions: an array sorted by address, searched by halves.  Regions
 * that overlap may hide one another; then text is copied that need not be,
 * which is slower and never wrong.
 */
#include "doc/pins.h"

#include <string.h>

#include "base/limits.h"

enum { FIRST_ROOM = 16 };

struct dci_pin {
    struct dci_pin *next;
    void(DC_CALL *drop)(void *user);
    void *user;
};

void
dci_pins_init(struct dci_pins *pins, struct dci_arena *arena)
{
    memset(pins, 0, sizeof *pins);
    pins->arena = arena;
}

void
dci_pins_fini(struct dci_pins *pins)
{
    for (struct dci_pin *pin = pins->drops; pin; pin = pin->next)
        pin->drop(pin->user);
    dci_budget_free(
        pins->arena->budget, pins->regions, pins->room * sizeof *pins->regions);
    dci_pins_init(pins, pins->arena);
}

void
dci_pins_set_input(struct dci_pins *pins, const void *data, size_t len)
{
    pins->input.start = (uintptr_t)data;
    pins->input.len = len;
    pins->last = pins->input;
}

/* Number of regions that start at or before `start`. */
static uint32_t
count_before(const struct dci_pins *pins, uintptr_t start)
{
    uint32_t low = 0;
    uint32_t high = pins->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pins->regions[middle].start <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
dci_pins_search(struct dci_pins *pins, uintptr_t start, size_t len)
{
    const struct dci_region *hit = &pins->input;
    if (!dci_region_holds(hit, start, len)) {
        uint32_t before = count_before(pins, start);
        if (before == 0)
            return false;
        hit = &pins->regions[before - 1];
        if (!dci_region_holds(hit, start, len))
            return false;
    }
    pins->last = *hit;
    return true;
}

static bool
make_room(struct dci_pins *pins)
{
    if (pins->count < pins->room)
        return true;
    uint32_t room = pins->room ? pins->room * 2 : FIRST_ROOM;
    struct dci_region *regions = dci_budget_realloc(pins->arena->budget,
        pins->regions, pins->room * sizeof *regions, room * sizeof *regions);
    if (!regions)
        return false;
    pins->regions = regions;
    pins->room = room;
    return true;
}

static bool
add_region(struct dci_pins *pins, const struct dci_region *region)
{
    if (region->len == 0 || pins->count == DCI_LIMIT_PINS)
        return true;
    if (!make_room(pins))
        return false;
    uint32_t at = count_before(pins, region->start);
    memmove(pins->regions + at + 1, pins->regions + at,
        (pins->count - at) * sizeof *region);
    pins->regions[at] = *region;
    pins->count++;
    pins->last = *region;
    return true;
}

bool
dci_pins_add(struct dci_pins *pins, const struct dci_region *region,
    void(DC_CALL *drop)(void *user), void *user)
{
    struct dci_pin *pin = NULL;
    if (drop && !(pin = dci_arena_alloc(pins->arena, sizeof *pin)))
        goto fail;
    if (!add_region(pins, region))
        goto fail;
    if (pin) {
        *pin = (struct dci_pin){pins->drops, drop, user};
        pins->drops = pin;
    }
    return true;

fail:
    if (drop)
        drop(user);
    return false;
}
