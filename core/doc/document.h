/* SPDX-License-Identifier: MIT */
/*
 * What the files of core/doc share: the state of a document and of its
 * builder.  doc.h is the contract with the rest of the core, doc_store.h the
 * layout of nodes.
 */
#ifndef DCI_DOCUMENT_H
#define DCI_DOCUMENT_H

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "doc/doc_store.h"
#include "doc/pins.h"

/* Keeps the rare out of the frequent: it would cost that registers. */
#define DCI_RARE __attribute__((cold, noinline))

/* An open node.  Flattened ones are only counted, on the one that is real. */
struct dci_frame {
    uint32_t node;
    uint32_t last_child; /* 0: none */
    uint32_t hidden; /* flattened nodes open within */
    uint16_t holds;
    uint8_t kind;
    uint8_t is_implicit; /* a PLAIN that the builder opened */
};

/* Building one store. */
struct dci_builder {
    struct dci_store *store;
    struct dci_frame *frames; /* the first is the root's */
    struct dci_frame *top;
    uint32_t floor; /* depth of the node that the reader may not close */
    uint32_t run; /* TEXT node that the next run may extend, or 0 */
    uint32_t fields; /* bit set of the fields that the open node has */
    uint32_t attributes; /* how many attributes it was given */
};

enum { DCI_BODY, DCI_META, DCI_STORE_COUNT };

/* Kinds that may stand deeper than the limit need this many frames more. */
enum { DCI_DEPTH_SLACK = 8 };

/* Slots of the cache before the map of attribute keys; a power of two. */
enum { DCI_KEY_CACHE = 64 };

struct dci_doc {
    struct dci_doc_config config;
    int32_t status; /* sticky */
    uint32_t until_poll; /* building steps left */
    struct dci_builder *active;
    struct dci_builder builders[DCI_STORE_COUNT];
    struct dci_store stores[DCI_STORE_COUNT];
    struct dci_pins pins;
    struct dci_arena arena; /* what lives as long as the document */
    struct dci_budget budget;

    struct dci_map keys; /* attribute keys; a key's number is its entry's */
    struct dci_map media; /* name to struct dci_doc_media */
    struct dci_map meta; /* key to META_ENTRY node */
    struct dci_map taken; /* identifiers to the number tried last */
    struct dci_map named; /* nodes of this block that have an identifier */
    uint32_t key_cache[DCI_KEY_CACHE]; /* entry of `keys` + 1, or 0 */

    struct dci_store_mark meta_mark; /* where the open entry begins */
    dc_str meta_key; /* of the open entry, as the document holds it */
    bool is_meta_dropped; /* the open entry loses */
    bool is_flattened; /* the one warning was given */
    bool has_block; /* a top-level block was completed */
    bool may_be_title; /* the first one is a heading shifted to level 0 */

    /* Where attr_at stopped: its next call goes on from there. */
    uint32_t attr_node;
    uint32_t attr_index;
    uint32_t attr_prop;
};

/* Reports with a printf-like message; positions may be DC_POS_NONE. */
__attribute__((format(printf, 5, 6))) void dci_doc_report(struct dci_doc *doc,
    uint32_t severity, const char *rule, uint64_t pos, const char *format, ...);

/* Makes the reason of a failed allocation the status, and reports it. */
int32_t dci_doc_fail_memory(struct dci_doc *doc);

/* Polls the host; the status afterwards.  Resets until_poll. */
int32_t dci_doc_poll(struct dci_doc *doc);

/* Imports what dci_doc_import could not just borrow. */
bool dci_doc_import_slowly(struct dci_doc *doc, struct dci_arena *arena,
    dc_str text, size_t good, dc_str *imported);

/* Opens and closes nodes of the active builder without checks. */
int32_t dci_build_push(
    struct dci_doc *doc, uint32_t kind, uint64_t pos, bool is_implicit);
int32_t dci_build_pop(struct dci_doc *doc);

/* Adds text to the active builder; its status must be DC_OK. */
int32_t dci_build_run(struct dci_doc *doc, dc_str text, uint32_t flags);

/* Ends the open metadata entry and goes back to the body. */
int32_t dci_build_end_meta(struct dci_doc *doc);

/* Breaks off with DC_E_PLUGIN; the message says what the plugin did. */
__attribute__((format(printf, 3, 4))) int32_t dci_build_fault(
    struct dci_doc *doc, uint64_t pos, const char *format, ...);

/*
 * Shifts the level that the open heading is given; false if it is none any
 * more.  And makes `block`, the first one of the body, the title if it can be.
 */
bool dci_build_shift_level(struct dci_doc *doc, int64_t *level);
bool dci_build_take_title(struct dci_doc *doc, uint32_t block);

/* The members of dc_build that other files implement. */
int32_t DC_CALL dci_build_text(
    dc_job *job, const char *ptr, size_t len, uint32_t flags);
int32_t DC_CALL dci_build_set_int(dc_job *job, uint32_t field, int64_t value);
int32_t DC_CALL dci_build_set_real(dc_job *job, uint32_t field, double value);
int32_t DC_CALL dci_build_set_str(
    dc_job *job, uint32_t field, const char *ptr, size_t len);
int32_t DC_CALL dci_build_attr(dc_job *job, dc_str key, dc_str value);
int32_t DC_CALL dci_build_meta_open(
    dc_job *job, dc_str key, int32_t origin, int32_t confidence);
int32_t DC_CALL dci_build_meta_close(dc_job *job);

/* The members of dc_walk that other files implement. */
int32_t DC_CALL dci_walk_has_field(dc_job *job, uint32_t node, uint32_t field);
int64_t DC_CALL dci_walk_int_field(dc_job *job, uint32_t node, uint32_t field);
double DC_CALL dci_walk_real_field(dc_job *job, uint32_t node, uint32_t field);
dc_str DC_CALL dci_walk_str_field(dc_job *job, uint32_t node, uint32_t field);
int32_t DC_CALL dci_walk_attr_at(
    dc_job *job, uint32_t node, uint32_t index, dc_str *key, dc_str *value);
dc_str DC_CALL dci_walk_plain_text(dc_job *job, uint32_t node);
dc_str DC_CALL dci_walk_identifier(dc_job *job, uint32_t node);
uint32_t DC_CALL dci_walk_meta(dc_job *job, dc_str key);
uint32_t DC_CALL dci_walk_meta_at(dc_job *job, uint32_t index);

/* One step of building: the sticky status, and a poll now and then. */
static inline int32_t
dci_build_step(struct dci_doc *doc)
{
    if (--doc->until_poll == 0)
        return dci_doc_poll(doc);
    return doc->status;
}

/* The store that a public node number belongs to. */
static inline struct dci_store *
dci_store_of(struct dci_doc *doc, uint32_t number)
{
    return &doc->stores[number & DCI_META_BIT ? DCI_META : DCI_BODY];
}

/* The node of a public number; NULL for 0 and for what does not exist. */
static inline struct dci_node *
dci_node_lookup(struct dci_doc *doc, uint32_t number)
{
    const struct dci_store *store = dci_store_of(doc, number);
    uint32_t index = number & ~DCI_META_BIT;
    if (index == 0 || index >= store->nodes.count)
        return NULL;
    return dci_node_at(store, index);
}

/* Depth of the open node; 0 for the root. */
static inline uint32_t
dci_builder_depth(const struct dci_builder *builder)
{
    return (uint32_t)(builder->top - builder->frames);
}

/* True if the reader has nothing open that it may close. */
static inline bool
dci_builder_is_floor(const struct dci_builder *builder)
{
    return dci_builder_depth(builder) == builder->floor;
}

/*
 * `text` as the document may keep it: checked, and borrowed if pinned, else
 * copied into `arena`.  Returns false when memory ran out (status is set).
 */
static inline bool
dci_doc_import(
    struct dci_doc *doc, struct dci_arena *arena, dc_str text, dc_str *imported)
{
    size_t good = dci_utf8_text_prefix(text.ptr, text.len);
    if (good != text.len || !dci_pins_hold(&doc->pins, text.ptr, text.len))
        return dci_doc_import_slowly(doc, arena, text, good, imported);
    *imported = text;
    return true;
}

/* Where in the input `ptr` lies, or DC_POS_NONE. */
static inline uint64_t
dci_input_pos(const struct dci_doc *doc, const char *ptr)
{
    uintptr_t offset = (uintptr_t)ptr - doc->pins.input.start;
    return offset < doc->pins.input.len ? offset : DC_POS_NONE;
}

#endif
