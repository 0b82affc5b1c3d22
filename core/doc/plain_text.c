/* SPDX-License-Identifier: MIT */
/*
 * The words below a node: a walk over its range of nodes.  Notes and what
 * stands before and after citations are left out, breaks are a space, and so
 * is the border between two blocks, whose words must not grow together.
 */
#include "doc/plain_text.h"

#include <string.h>

void
dci_pieces_init(struct dci_pieces *pieces, struct dci_doc *doc, uint32_t node)
{
    const struct dci_node *first = dci_node_lookup(doc, node);
    uint32_t index = node & ~DCI_META_BIT;
    pieces->store = dci_store_of(doc, node);
    pieces->at = index;
    pieces->end = first ? dci_node_end(first, index) : index;
    pieces->last = 0;
    /* The node itself is asked for, even if it is a note. */
    if (first && dci_kind_groups[first->kind].holds != 0)
        pieces->at++;
}

static bool
is_left_out(const struct dci_node *node)
{
    return node->kind == DC_NOTE || node->kind == DC_CITE_PREFIX ||
        node->kind == DC_CITE_SUFFIX;
}

/* What a node that is not text reads as; false for nothing. */
static bool
is_space(const struct dci_pieces *pieces, const struct dci_node *node)
{
    struct dci_kind_groups groups = dci_kind_groups[node->kind];
    if (groups.holds == 0)
        return (groups.is & (DC_G_INLINE | DC_G_BLOCK)) != 0;
    return !(groups.is & (DC_G_INLINE | DC_G_CITATION)) && pieces->last != 0 &&
        pieces->last != ' ';
}

bool
dci_pieces_next(struct dci_pieces *pieces, dc_str *piece)
{
    static const dc_str space = DC_STR(" ");
    while (pieces->at < pieces->end) {
        const struct dci_node *node = dci_node_at(pieces->store, pieces->at);
        if (is_left_out(node)) {
            pieces->at = node->size;
            continue;
        }
        pieces->at++;
        if (node->kind == DC_TEXT)
            *piece = (dc_str){node->text, node->size};
        else if (is_space(pieces, node))
            *piece = space;
        else
            continue;
        pieces->last = piece->ptr[piece->len - 1];
        return true;
    }
    return false;
}

/* Where a string of the node lives as long as the node does. */
static struct dci_arena *
arena_of(struct dci_doc *doc, uint32_t number)
{
    return number & DCI_META_BIT ? &doc->arena
                                 : &dci_store_of(doc, number)->arena;
}

dc_str DC_CALL
dci_walk_plain_text(dc_job *job, uint32_t node)
{
    struct dci_doc *doc = dci_doc_of(job);
    struct dci_pieces pieces;
    dc_str piece;
    dc_str first = {"", 0};
    size_t len = 0;
    dci_pieces_init(&pieces, doc, node);
    while (dci_pieces_next(&pieces, &piece)) {
        if (len == 0)
            first = piece;
        len += piece.len;
    }
    if (len == first.len)
        return first;

    char *text = dci_arena_text(arena_of(doc, node), len);
    if (!text) {
        dci_doc_fail_memory(doc);
        return (dc_str){NULL, 0};
    }
    size_t at = 0;
    dci_pieces_init(&pieces, doc, node);
    for (; dci_pieces_next(&pieces, &piece); at += piece.len)
        memcpy(text + at, piece.ptr, piece.len);
    return (dc_str){text, len};
}
