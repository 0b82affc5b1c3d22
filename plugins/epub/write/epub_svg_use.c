/* SPDX-License-Identifier: MIT */
/*
 * Drawings that are larger than they look: a use shows a part again, the part
 * has uses in it, and ten lines become a billion shapes.  What a drawing
 * amounts to is found without building it: in each round every use counts for
 * what its target came to in the round before.  Uses nested deeper than the
 * rounds, or in a circle, never come to rest.
 */
#include "write/epub_svg.h"

#include <stdlib.h>

enum {
    ROUNDS = 12,
    /* Shapes, beyond which a reading system has nothing to gain. */
    SHAPES_MAX = 2000000
};

static uint64_t
weight(const uint64_t *sums, const struct epub_svg_node *nodes, uint32_t number)
{
    return sums[nodes[number].end] - sums[number];
}

/* Sums of all elements before each one; true if they are as before. */
static bool
sum_up(const struct epub_svg_node *nodes, size_t count, const uint64_t *before,
    uint64_t *sums)
{
    sums[0] = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t more = 1;
        if (nodes[i].uses != EPUB_NONE)
            more += weight(before, nodes, nodes[i].uses);
        sums[i + 1] = sums[i] + more;
    }
    return memcmp(before, sums, (count + 1) * sizeof *sums) == 0;
}

bool
epub_svg_is_finite(struct epub_svg *svg)
{
    const struct epub_svg_node *nodes = svg->nodes.items;
    size_t count = svg->nodes.count;
    uint64_t *sums = calloc(2 * (count + 1), sizeof *sums);
    bool is_at_rest = false;
    if (!sums) {
        epub_no_memory(svg->epub);
        return false;
    }
    uint64_t *now = sums;
    uint64_t *next = sums + count + 1;
    for (int i = 0; i < ROUNDS && !is_at_rest; i++) {
        is_at_rest = sum_up(nodes, count, now, next);
        uint64_t *last = now;
        now = next;
        next = last;
        /* So no sum comes near the limit of its type. */
        if (now[count] > SHAPES_MAX + count)
            break;
    }
    is_at_rest &= now[count] <= SHAPES_MAX + count;
    free(sums);
    return is_at_rest;
}
