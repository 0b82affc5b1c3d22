/* SPDX-License-Identifier: MIT */
/*
 * The layout of nodes.
 *
 * Nodes lie flat in pre-order: a container is followed by what it holds, and
 * its `size` is the index just past that.  So a subtree is a range, skipping
 * it is one assignment, and nothing recurses.  There are two stores, for the
 * body and for metadata: the body's is emptied after each top-level block
 * when a hook takes the blocks.
 *
 * A node is 16 bytes.  Text needs no more than its pointer and length: its
 * place in the source is the pointer itself.  Fields and attributes stand in
 * one list a node, next to each other in a second pool.
 */
#ifndef DCI_DOC_STORE_H
#define DCI_DOC_STORE_H

#include "base/arena.h"
#include "doc/pool.h"
#include "docconv/tree.h"

/* The numbers of metadata nodes have this bit. */
#define DCI_META_BIT UINT32_C(0x80000000)

/* dci_node.flags, beside DC_TEXT_BREAK and DC_TEXT_LITERAL. */
enum { DCI_NODE_LAST = 0x80 /* the last child of its parent */ };

struct dci_node {
    uint8_t kind;
    uint8_t flags;
    uint16_t pos_high; /* not TEXT: position in the source, upper bits */
    uint32_t size; /* TEXT: bytes of the run; else index past the subtree */
    union {
        const char *text; /* TEXT */
        struct {
            uint32_t props; /* first in dci_store.props, or 0 */
            uint32_t pos_low;
        };
    };
};
_Static_assert(sizeof(struct dci_node) == DCI_POOL_ITEM, "node in a pool");

/* Positions that fit a node: 256 TiB; the highest means none. */
#define DCI_POS_MOST ((UINT64_C(1) << 48) - 1)

/* A field or an attribute. */
struct dci_prop {
    /*
     * DC_F_ of a field, DCI_KEY_FIRST + number of an attribute's key; and
     * DCI_PROP_LAST at the end of a node's list.
     */
    uint32_t key;
    uint32_t len;
    union {
        const char *text;
        int64_t integer;
        double real;
    };
};
_Static_assert(sizeof(struct dci_prop) == DCI_POOL_ITEM, "prop in a pool");

#define DCI_PROP_LAST UINT32_C(0x80000000)
#define DCI_KEY_FIRST UINT32_C(256)

/* The nodes of the body or of the metadata, and what they point to. */
struct dci_store {
    struct dci_pool nodes; /* number 0 is the root */
    struct dci_pool props; /* number 0 is not used */
    struct dci_arena arena;
};

struct dci_store_mark {
    uint32_t nodes;
    uint32_t props;
    struct dci_arena_mark arena;
};

/* What a kind is and what it may hold: DC_G_ sets. */
struct dci_kind_groups {
    uint16_t is;
    uint16_t holds;
};
extern const struct dci_kind_groups dci_kind_groups[DC_KIND_COUNT];
extern const char *const dci_kind_names[DC_KIND_COUNT];

/* Type of a field, 'I', 'S' or 'R'; 0 for numbers that are none. */
extern const char dci_field_types[DC_F_COUNT];

/* Rewinding to a mark takes back all that was added after it. */
struct dci_store_mark dci_store_mark(const struct dci_store *store);
void dci_store_rewind(
    struct dci_store *store, const struct dci_store_mark *mark);

static inline struct dci_node *
dci_node_at(const struct dci_store *store, uint32_t index)
{
    return dci_pool_at(&store->nodes, index);
}

static inline struct dci_prop *
dci_prop_at(const struct dci_store *store, uint32_t index)
{
    return dci_pool_at(&store->props, index);
}

/* The index just past a node and all below it. */
static inline uint32_t
dci_node_end(const struct dci_node *node, uint32_t index)
{
    return node->kind == DC_TEXT ? index + 1 : node->size;
}

static inline uint64_t
dci_node_pos(const struct dci_node *node)
{
    uint64_t pos = (uint64_t)node->pos_high << 32 | node->pos_low;
    return pos < DCI_POS_MOST ? pos : DC_POS_NONE;
}

#endif
