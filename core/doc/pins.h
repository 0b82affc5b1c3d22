/* SPDX-License-Identifier: MIT */
/*
 * Pinned regions: memory that the document may point into instead of copying
 * from it.  The input is one of them.
 */
#ifndef DCI_PINS_H
#define DCI_PINS_H

#include <stdbool.h>

#include "base/arena.h"

/* [start, start + len) as numbers: the pointers compared may be unrelated. */
struct dci_region {
    uintptr_t start;
    size_t len;
};

struct dci_pin;

struct dci_pins {
    struct dci_region last; /* where the last hit was */
    struct dci_region input; /* empty while none is set */
    struct dci_region *regions; /* by start */
    uint32_t count;
    uint32_t room;
    struct dci_pin *drops; /* what is to be called at the end */
    struct dci_arena *arena;
};

/* `arena` must outlive the pins. */
void dci_pins_init(struct dci_pins *pins, struct dci_arena *arena);

/* Calls every drop. */
void dci_pins_fini(struct dci_pins *pins);

void dci_pins_set_input(struct dci_pins *pins, const void *data, size_t len);

/* Pins a region; when that fails `drop` has been called already. */
DC_MUST_USE bool dci_pins_add(struct dci_pins *pins,
    const struct dci_region *region, void(DC_CALL *drop)(void *user),
    void *user);

/* The slow part of hold: looks through all regions. */
bool dci_pins_search(struct dci_pins *pins, uintptr_t start, size_t len);

static inline bool
dci_region_holds(const struct dci_region *region, uintptr_t start, size_t len)
{
    uintptr_t offset = start - region->start;
    return offset <= region->len && len <= region->len - offset;
}

/* True if [ptr, ptr + len) lies within one region. */
static inline bool
dci_pins_hold(struct dci_pins *pins, const void *ptr, size_t len)
{
    uintptr_t start = (uintptr_t)ptr;
    return dci_region_holds(&pins->last, start, len) ||
        dci_pins_search(pins, start, len);
}

#endif
