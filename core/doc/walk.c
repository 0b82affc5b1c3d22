/* SPDX-License-Identifier: MIT */
/*
 * The cursor: a range of nodes, where it stands in it, and the path of open
 * nodes, whose depth the builder has limited.
 */
#include <string.h>

#include "doc/document.h"

enum { PATH_MOST = 1080 };
_Static_assert(DCI_LIMIT_DEPTH_MOST + DCI_DEPTH_SLACK < PATH_MOST,
    "a cursor holds the deepest path");

/* What is in a dc_cursor.  Indices are within the store that `bit` names. */
struct cursor {
    uint32_t struct_size;
    uint32_t bit; /* DCI_META_BIT or 0 */
    uint32_t at; /* the next node */
    uint32_t stop; /* end of the innermost open node, or of the walk */
    uint32_t depth;
    uint32_t path[PATH_MOST];
};
_Static_assert(sizeof(struct cursor) <= sizeof(dc_cursor),
    "a cursor fits the caller's memory");

static inline struct cursor *
cursor_of(dc_cursor *cursor)
{
    return (struct cursor *)(void *)cursor;
}

static void DC_CALL
walk_start(dc_job *job, dc_cursor *cursor, uint32_t node)
{
    struct cursor *walk = cursor_of(cursor);
    if (cursor->struct_size < sizeof *cursor)
        return;
    const struct dci_node *first = dci_node_lookup(dci_doc_of(job), node);
    walk->bit = node & DCI_META_BIT;
    walk->at = node & ~DCI_META_BIT;
    walk->stop = first ? dci_node_end(first, walk->at) : walk->at;
    walk->depth = 0;
}

/* Leaves the innermost open node; returns its index. */
static uint32_t
leave_node(const struct dci_store *store, struct cursor *walk)
{
    uint32_t index = walk->path[--walk->depth];
    if (walk->depth > 0)
        walk->stop = dci_node_at(store, walk->path[walk->depth - 1])->size;
    return index;
}

static uint32_t
enter_node(const struct dci_node *node, struct cursor *walk, dc_view *view)
{
    uint32_t index = walk->at++;
    view->depth = walk->depth;
    if (dci_kind_groups[node->kind].holds == 0) {
        view->op = DC_LEAF;
        return index;
    }
    view->op = DC_OPEN;
    walk->path[walk->depth++] = index;
    walk->stop = node->size;
    return index;
}

static void
describe(const struct dci_doc *doc, const struct dci_node *node, dc_view *view)
{
    view->kind = node->kind;
    if (node->kind == DC_TEXT) {
        view->flags = node->flags & (DC_TEXT_BREAK | DC_TEXT_LITERAL);
        view->text.ptr = node->text;
        view->text.len = node->size;
        view->pos = dci_input_pos(doc, node->text);
        return;
    }
    view->flags = 0;
    view->text.ptr = NULL;
    view->text.len = 0;
    view->pos = dci_node_pos(node);
}

static uint32_t DC_CALL
walk_next(dc_job *job, dc_cursor *cursor, dc_view *view)
{
    struct dci_doc *doc = dci_doc_of(job);
    struct cursor *walk = cursor_of(cursor);
    if (!DC_HAS(cursor, dc_cursor, opaque) || !DC_HAS(view, dc_view, pos)) {
        /* To end the walk here would lose the rest in silence. */
        dci_doc_report(doc, DC_DIAG_ERROR, "plugin-misbehaving", DC_POS_NONE,
            "the writer did not set struct_size of its cursor or view");
        dci_doc_fail(doc, DC_E_PLUGIN);
        return DC_END;
    }

    const struct dci_store *store = dci_store_of(doc, walk->bit);
    const struct dci_node *node;
    uint32_t index;
    if (walk->at != walk->stop) {
        node = dci_node_at(store, walk->at);
        index = enter_node(node, walk, view);
    } else if (walk->depth > 0) {
        index = leave_node(store, walk);
        node = dci_node_at(store, index);
        view->op = DC_CLOSE;
        view->depth = walk->depth;
    } else {
        memset((char *)view + sizeof view->struct_size, 0,
            sizeof *view - sizeof view->struct_size);
        return DC_END;
    }
    view->node = index | walk->bit;
    view->reserved = 0;
    describe(doc, node, view);
    return view->op;
}

static void DC_CALL
walk_skip(dc_job *job, dc_cursor *cursor)
{
    (void)job;
    if (cursor->struct_size >= sizeof *cursor)
        cursor_of(cursor)->at = cursor_of(cursor)->stop;
}

static uint32_t DC_CALL
walk_kind(dc_job *job, uint32_t number)
{
    const struct dci_node *node = dci_node_lookup(dci_doc_of(job), number);
    return node ? node->kind : DC_DOCUMENT;
}

static uint32_t DC_CALL
walk_first(dc_job *job, uint32_t number)
{
    const struct dci_node *node = dci_node_lookup(dci_doc_of(job), number);
    uint32_t child = (number & ~DCI_META_BIT) + 1;
    return node && dci_node_end(node, child - 1) > child ? number + 1 : 0;
}

static uint32_t DC_CALL
walk_sibling(dc_job *job, uint32_t number)
{
    const struct dci_node *node = dci_node_lookup(dci_doc_of(job), number);
    if (!node || node->flags & DCI_NODE_LAST)
        return 0;
    uint32_t index = number & ~DCI_META_BIT;
    return dci_node_end(node, index) | (number & DCI_META_BIT);
}

static dc_str DC_CALL
walk_text(dc_job *job, uint32_t number)
{
    const struct dci_node *node = dci_node_lookup(dci_doc_of(job), number);
    dc_str text = {NULL, 0};
    if (node && node->kind == DC_TEXT) {
        text.ptr = node->text;
        text.len = node->size;
    }
    return text;
}

static uint64_t DC_CALL
walk_pos(dc_job *job, uint32_t number)
{
    const struct dci_doc *doc = dci_doc_of(job);
    const struct dci_node *node = dci_node_lookup(dci_doc_of(job), number);
    if (!node)
        return DC_POS_NONE;
    return node->kind == DC_TEXT ? dci_input_pos(doc, node->text)
                                 : dci_node_pos(node);
}

const dc_walk dci_doc_walk_table = {
    .struct_size = sizeof(dc_walk),
    .start = walk_start,
    .next = walk_next,
    .skip = walk_skip,
    .kind = walk_kind,
    .first = walk_first,
    .sibling = walk_sibling,
    .text = walk_text,
    .pos = walk_pos,
    .has_field = dci_walk_has_field,
    .int_field = dci_walk_int_field,
    .real_field = dci_walk_real_field,
    .str_field = dci_walk_str_field,
    .attr_at = dci_walk_attr_at,
    .plain_text = dci_walk_plain_text,
    .identifier = dci_walk_identifier,
    .meta = dci_walk_meta,
    .meta_at = dci_walk_meta_at,
};
