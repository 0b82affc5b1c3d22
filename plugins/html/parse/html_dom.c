/* SPDX-License-Identifier: MIT */
/*
 * The page's store: arrays that double, links by number, and text that stays
 * in the source where it can.
 */
#include "parse/html_dom.h"

#include <stdlib.h>
#include <string.h>

#include "parse/html_name.h"

/* A text this short is copied to make it grow; a longer one gets a sibling. */
#define COPIED_MAX 256

/* The array with room for `want` elements, or NULL with the status set. */
static void *
grown(struct html_dom *dom, void *array, size_t *room, size_t want, size_t size)
{
    size_t more = *room ? *room : 64;
    while (more < want)
        more += more / 2;
    if (more > UINT32_MAX)
        more = UINT32_MAX;
    if (more < want) {
        dom->status = DC_E_LIMIT;
        return NULL;
    }
    void *bigger = realloc(array, more * size);
    if (!bigger) {
        dom->status = DC_E_NOMEM;
        return NULL;
    }
    *room = more;
    return bigger;
}

bool
html_dom_init(struct html_dom *dom, const char *source, size_t len)
{
    memset(dom, 0, sizeof *dom);
    dom->source = source;
    dom->source_len = len;
    if (len >= UINT32_MAX) {
        dom->status = DC_E_LIMIT;
        return false;
    }
    if (!html_names_init(dom))
        return false;
    html_dom_new(dom, HTML_TYPE_DOCUMENT, 0); /* nobody */
    html_dom_new(dom, HTML_TYPE_DOCUMENT, 0);
    return dom->status == DC_OK;
}

void
html_dom_fini(struct html_dom *dom)
{
    html_names_fini(dom);
    free(dom->nodes);
    free(dom->attributes);
    free(dom->pool);
    memset(dom, 0, sizeof *dom);
}

uint32_t
html_dom_new(struct html_dom *dom, enum html_type type, uint32_t pos)
{
    if (dom->node_count == dom->node_room) {
        size_t room = dom->node_room;
        struct html_node *more = grown(dom, dom->nodes, &room,
            (size_t)dom->node_count + 1, sizeof *more);
        if (!more)
            return HTML_NOBODY;
        dom->nodes = more;
        dom->node_room = (uint32_t)room;
    }
    struct html_node fresh = {.type = (uint8_t)type, .pos = pos};
    dom->nodes[dom->node_count] = fresh;
    return dom->node_count++;
}

void
html_dom_insert(
    struct html_dom *dom, uint32_t parent, uint32_t next, uint32_t node)
{
    if (node == HTML_NOBODY)
        return;
    struct html_node *nodes = dom->nodes;
    struct html_node *at = &nodes[node];
    uint32_t first = nodes[parent].first;
    at->parent = parent;
    at->next = next;
    if (!first) {
        at->prev = node;
        nodes[parent].first = node;
        return;
    }
    if (!next) {
        at->prev = nodes[first].prev;
        nodes[at->prev].next = node;
        nodes[first].prev = node;
        return;
    }
    at->prev = nodes[next].prev;
    nodes[next].prev = node;
    if (next == first)
        nodes[parent].first = node;
    else
        nodes[at->prev].next = node;
}

void
html_dom_remove(struct html_dom *dom, uint32_t node)
{
    struct html_node *nodes = dom->nodes;
    struct html_node *at = &nodes[node];
    if (!at->parent)
        return;
    uint32_t first = nodes[at->parent].first;
    if (at->next)
        nodes[at->next].prev = at->prev;
    else
        nodes[first].prev = at->prev;
    if (node == first)
        nodes[at->parent].first = at->next;
    else
        nodes[at->prev].next = at->next;
    at->parent = 0;
    at->next = 0;
    at->prev = 0;
}

void
html_dom_move_children(struct html_dom *dom, uint32_t from, uint32_t to)
{
    uint32_t node;
    while ((node = dom->nodes[from].first) != 0) {
        html_dom_remove(dom, node);
        html_dom_insert(dom, to, 0, node);
    }
}

uint32_t
html_dom_after(const struct html_dom *dom, uint32_t node, uint32_t root)
{
    while (node != root && node) {
        if (dom->nodes[node].next)
            return dom->nodes[node].next;
        node = dom->nodes[node].parent;
    }
    return 0;
}

uint32_t
html_dom_following(const struct html_dom *dom, uint32_t node, uint32_t root)
{
    uint32_t first = dom->nodes[node].first;
    return first ? first : html_dom_after(dom, node, root);
}

/* The offset of `ptr` in the pool, or SIZE_MAX. */
static size_t
pool_offset(const struct html_dom *dom, const char *ptr)
{
    uintptr_t at = (uintptr_t)ptr - (uintptr_t)dom->pool;
    return at < dom->pool_len ? at : SIZE_MAX;
}

uint32_t
html_dom_child(const struct html_dom *dom, uint32_t parent, uint32_t name)
{
    uint32_t at = html_node(dom, parent)->first;
    while (at && !html_is_element(dom, at, name))
        at = html_node(dom, at)->next;
    return at;
}

void
html_dom_put(struct html_dom *dom, const char *ptr, size_t len)
{
    size_t inside = pool_offset(dom, ptr); /* the pool may move */
    if (len > dom->pool_room - dom->pool_len) {
        size_t room = dom->pool_room;
        char *more = grown(dom, dom->pool, &room, dom->pool_len + len, 1);
        if (!more)
            return;
        dom->pool = more;
        dom->pool_room = room;
        if (inside != SIZE_MAX)
            ptr = more + inside;
    }
    if (len)
        memcpy(dom->pool + dom->pool_len, ptr, len);
    dom->pool_len += len;
}

struct html_attribute *
html_dom_add_attribute(struct html_dom *dom)
{
    if (dom->attribute_count == dom->attribute_room) {
        size_t room = dom->attribute_room;
        struct html_attribute *more = grown(dom, dom->attributes, &room,
            (size_t)dom->attribute_count + 1, sizeof *more);
        if (!more)
            return NULL;
        dom->attributes = more;
        dom->attribute_room = (uint32_t)room;
    }
    struct html_attribute *fresh = &dom->attributes[dom->attribute_count++];
    memset(fresh, 0, sizeof *fresh);
    return fresh;
}

/* The offset of `text` in the source, or UINT32_MAX. */
static uint32_t
source_offset(const struct html_dom *dom, dc_str text)
{
    uintptr_t at = (uintptr_t)text.ptr - (uintptr_t)dom->source;
    return at < dom->source_len ? (uint32_t)at : UINT32_MAX;
}

/* Puts `text` into the pool as the text of `node`, or behind it. */
static void
extend_in_pool(struct html_dom *dom, uint32_t node, dc_str text)
{
    struct html_node *at = &dom->nodes[node];
    bool is_last = (at->flags & HTML_IN_POOL) != 0 &&
        (size_t)at->at + at->len == dom->pool_len;
    if (!is_last) {
        size_t start = dom->pool_len;
        dc_str old = html_text_of(dom, node);
        size_t inside = pool_offset(dom, text.ptr);
        html_dom_put(dom, old.ptr, old.len);
        if (inside != SIZE_MAX)
            text.ptr = dom->pool + inside;
        at->at = (uint32_t)start;
        at->flags |= HTML_IN_POOL;
    }
    html_dom_put(dom, text.ptr, text.len);
    at->len = (uint32_t)(dom->pool_len - at->at);
}

/* Adds to the text `node`; false: it must be a new node. */
static bool
extend_text(struct html_dom *dom, uint32_t node, dc_str text)
{
    struct html_node *at = &dom->nodes[node];
    bool in_pool = (at->flags & HTML_IN_POOL) != 0;
    uint32_t offset = source_offset(dom, text);
    if (!in_pool && offset != UINT32_MAX && at->at + at->len == offset) {
        at->len += (uint32_t)text.len;
        return true;
    }
    bool is_last = in_pool && (size_t)at->at + at->len == dom->pool_len;
    if (at->len > COPIED_MAX && !is_last)
        return false;
    if (offset != UINT32_MAX && text.len > COPIED_MAX)
        return false;
    extend_in_pool(dom, node, text);
    return true;
}

void
html_dom_add_text(
    struct html_dom *dom, uint32_t parent, uint32_t next, dc_str text)
{
    if (text.len == 0)
        return;
    uint32_t before = html_last_child(dom, parent);
    if (next)
        before = dom->nodes[parent].first == next ? 0 : dom->nodes[next].prev;
    if (before && dom->nodes[before].type == HTML_TYPE_TEXT &&
        extend_text(dom, before, text))
        return;
    uint32_t offset = source_offset(dom, text);
    uint32_t node = html_dom_new(dom, HTML_TYPE_TEXT, offset);
    if (!node)
        return;
    struct html_node *at = &dom->nodes[node];
    at->at = offset;
    at->len = (uint32_t)text.len;
    size_t inside = pool_offset(dom, text.ptr);
    if (inside != SIZE_MAX) {
        at->at = (uint32_t)inside;
        at->flags = HTML_IN_POOL;
    } else if (offset == UINT32_MAX) {
        at->at = (uint32_t)dom->pool_len;
        at->flags = HTML_IN_POOL;
        html_dom_put(dom, text.ptr, text.len);
        at->len = (uint32_t)(dom->pool_len - at->at);
    }
    html_dom_insert(dom, parent, next, node);
}

static dc_str
text_at(const struct html_dom *dom, unsigned flags, uint32_t at, uint32_t len)
{
    const char *base = flags & HTML_IN_POOL ? dom->pool : dom->source;
    dc_str text = {len ? base + at : "", len};
    return text;
}

dc_str
html_text_of(const struct html_dom *dom, uint32_t node)
{
    const struct html_node *at = &dom->nodes[node];
    return text_at(dom, at->flags, at->at, at->len);
}

dc_str
html_value_of(
    const struct html_dom *dom, const struct html_attribute *attribute)
{
    return text_at(dom, attribute->flags, attribute->at, attribute->len);
}

const struct html_attribute *
html_attribute_of(const struct html_dom *dom, uint32_t node, uint32_t name)
{
    const struct html_node *at = &dom->nodes[node];
    if (at->type != HTML_TYPE_ELEMENT)
        return NULL;
    for (uint32_t i = 0; i < at->len; i++)
        if (dom->attributes[at->at + i].name == name)
            return &dom->attributes[at->at + i];
    return NULL;
}

dc_str
html_attr_of(const struct html_dom *dom, uint32_t node, uint32_t name)
{
    const struct html_attribute *found = html_attribute_of(dom, node, name);
    dc_str none = {NULL, 0};
    return found ? html_value_of(dom, found) : none;
}
