/* SPDX-License-Identifier: MIT */
/*
 * The list of active formatting elements and the adoption agency algorithm
 * (HTML standard, 13.2.4.3 and 13.2.6.4.7).
 *
 * Two limits that the standard has not: the list is bounded, and so is the
 * number of elements that are reopened in all.  Without them a page of
 * "<b id=1><b id=2>..." and many "<p>" grows with the square of its size.
 */
#include <string.h>

#include "parse/html_build.h"

/* A tag whose attributes are many is never taken for another one's like. */
enum { COMPARED_MAX = 16 };

/* Rounds of the adoption agency's loops, by the standard. */
enum { OUTER_ROUNDS = 8, INNER_ROUNDS = 3 };

static bool
is_same_attribute(const struct html_dom *dom, uint32_t node,
    const struct html_attribute *wanted)
{
    const struct html_attribute *other =
        html_attribute_of(dom, node, wanted->name);
    if (!other || other->len != wanted->len)
        return false;
    return memcmp(html_value_of(dom, other).ptr,
        html_value_of(dom, wanted).ptr, wanted->len) == 0;
}

/* True if both are the same tag with the same attributes. */
static bool
is_alike(const struct html_dom *dom, uint32_t a, uint32_t b)
{
    const struct html_node *first = html_node(dom, a);
    const struct html_node *second = html_node(dom, b);
    if (first->name != second->name || first->len != second->len ||
        first->len > COMPARED_MAX)
        return false;
    for (uint32_t i = 0; i < first->len; i++)
        if (!is_same_attribute(dom, b, &dom->attributes[first->at + i]))
            return false;
    return true;
}

static void
remove_at(struct html_build *build, uint32_t place)
{
    uint32_t *at = &build->formatting[place];
    size_t left = build->formatting_count - place - 1;
    memmove(at, at + 1, left * sizeof *at);
    build->formatting_count--;
}

static void
insert_at(struct html_build *build, uint32_t place, uint32_t node)
{
    if (build->formatting_count == HTML_FORMATTING_MAX) {
        remove_at(build, 0);
        build->dom->formatting_lost++;
        place -= place > 0;
    }
    uint32_t *at = &build->formatting[place];
    size_t left = build->formatting_count - place;
    memmove(at + 1, at, left * sizeof *at);
    *at = node;
    build->formatting_count++;
}

void
html_add_formatting(struct html_build *build, uint32_t node)
{
    uint32_t earliest = 0;
    unsigned alike = 0;
    for (uint32_t i = build->formatting_count; i-- > 0;) {
        if (!build->formatting[i])
            break;
        if (!is_alike(build->dom, node, build->formatting[i]))
            continue;
        earliest = i;
        alike++;
    }
    if (alike >= 3)
        remove_at(build, earliest);
    insert_at(build, build->formatting_count, node);
}

void
html_add_marker(struct html_build *build)
{
    insert_at(build, build->formatting_count, 0);
}

void
html_clear_formatting(struct html_build *build)
{
    while (build->formatting_count)
        if (!build->formatting[--build->formatting_count])
            return;
}

static int32_t
place_of(const struct html_build *build, uint32_t node)
{
    for (uint32_t i = build->formatting_count; i-- > 0;)
        if (build->formatting[i] == node)
            return (int32_t)i;
    return -1;
}

void
html_remove_formatting(struct html_build *build, uint32_t node)
{
    int32_t place = place_of(build, node);
    if (place >= 0)
        remove_at(build, (uint32_t)place);
}

uint32_t
html_last_formatting(const struct html_build *build, uint32_t name)
{
    for (uint32_t i = build->formatting_count; i-- > 0;) {
        uint32_t node = build->formatting[i];
        if (!node || html_node(build->dom, node)->name == name)
            return node;
    }
    return 0;
}

/* An element like `node`, without children; attributes are shared. */
static uint32_t
copy_of(struct html_build *build, uint32_t node)
{
    uint32_t copy = html_dom_new(
        build->dom, HTML_TYPE_ELEMENT, html_node(build->dom, node)->pos);
    if (!copy)
        return 0;
    build->reopened++;
    struct html_node *made = html_node(build->dom, copy);
    const struct html_node *model = html_node(build->dom, node);
    made->name = model->name;
    made->at = model->at;
    made->len = model->len;
    return copy;
}

void
html_reconstruct(struct html_build *build)
{
    uint32_t count = build->formatting_count;
    uint32_t first = count;
    while (first && build->formatting[first - 1] &&
        html_open_place(build, build->formatting[first - 1]) < 0)
        first--;
    for (uint32_t i = first; i < count; i++) {
        if (build->open_count >= HTML_DEPTH_MAX ||
            build->reopened > build->reopened_most) {
            build->dom->formatting_lost++;
            return;
        }
        uint32_t copy = copy_of(build, build->formatting[i]);
        if (!copy)
            return;
        struct html_spot spot = html_spot_for(build, html_current(build));
        html_dom_insert(build->dom, spot.parent, spot.next, copy);
        html_push(build, copy);
        build->formatting[i] = copy;
    }
}

/* The open element that the agency moves, by its place; -1 if none. */
static int32_t
furthest_block(const struct html_build *build, int32_t formatting)
{
    for (uint32_t i = (uint32_t)formatting + 1; i < build->open_count; i++)
        if (html_is_special(build, build->open[i]))
            return (int32_t)i;
    return -1;
}

/* What the inner loop carries. */
struct adoption {
    uint32_t formatting;
    uint32_t block;
    uint32_t last;
    int32_t bookmark; /* in the list; the new element goes there */
};

/* One node between the block and the formatting element, at `place`. */
static void
adopt_between(struct html_build *build, struct adoption *work, int32_t place,
    unsigned round)
{
    uint32_t node = build->open[place];
    int32_t listed = place_of(build, node);
    if (round > INNER_ROUNDS && listed >= 0) {
        remove_at(build, (uint32_t)listed);
        if (listed < work->bookmark)
            work->bookmark--;
        listed = -1;
    }
    if (listed < 0) {
        html_remove_open(build, node);
        return;
    }
    uint32_t copy = copy_of(build, node);
    if (!copy)
        return;
    build->formatting[listed] = copy;
    build->open[place] = copy;
    if (work->last == work->block)
        work->bookmark = listed + 1;
    html_dom_remove(build->dom, work->last);
    html_dom_insert(build->dom, copy, 0, work->last);
    work->last = copy;
}

/* Moves the block out of the formatting element, which it gets a copy of. */
static void
adopt_block(struct html_build *build, struct adoption *work, int32_t block_at)
{
    struct html_dom *dom = build->dom;
    int32_t formatting_at = html_open_place(build, work->formatting);
    uint32_t ancestor = build->open[formatting_at - 1];
    unsigned round = 1;
    for (int32_t i = block_at - 1; i > formatting_at; i--)
        adopt_between(build, work, i, round++);

    html_dom_remove(dom, work->last);
    struct html_spot spot = html_spot_for(build, ancestor);
    html_dom_insert(dom, spot.parent, spot.next, work->last);

    uint32_t copy = copy_of(build, work->formatting);
    if (!copy)
        return;
    uint32_t holder = html_holder(dom, work->block);
    html_dom_move_children(dom, holder, copy);
    html_dom_insert(dom, holder, 0, copy);

    int32_t listed = place_of(build, work->formatting);
    remove_at(build, (uint32_t)listed);
    int32_t bookmark = work->bookmark - (listed < work->bookmark);
    insert_at(build, (uint32_t)bookmark, copy);

    html_remove_open(build, work->formatting);
    int32_t below = html_open_place(build, work->block);
    html_push(build, copy);
    for (uint32_t i = build->open_count - 1; i > (uint32_t)below + 1; i--)
        build->open[i] = build->open[i - 1];
    build->open[below + 1] = copy;
}

bool
html_adopt(struct html_build *build, uint32_t name)
{
    uint32_t current = html_current(build);
    if (html_current_is(build, name) && place_of(build, current) < 0) {
        html_pop(build);
        return true;
    }
    for (unsigned round = 0; round < OUTER_ROUNDS; round++) {
        struct adoption work = {html_last_formatting(build, name), 0, 0, 0};
        if (!work.formatting)
            return round != 0;
        int32_t place = html_open_place(build, work.formatting);
        if (place < 0) {
            html_remove_formatting(build, work.formatting);
            return true;
        }
        if (!html_node_in_scope(build, work.formatting))
            return true;
        int32_t block_at = furthest_block(build, place);
        if (block_at < 0) {
            html_pop_through(build, work.formatting);
            html_remove_formatting(build, work.formatting);
            return true;
        }
        work.block = build->open[block_at];
        work.last = work.block;
        work.bookmark = place_of(build, work.formatting);
        if (place == 0 || build->dom->status != DC_OK)
            return true;
        adopt_block(build, &work, block_at);
    }
    return true;
}
