/* SPDX-License-Identifier: MIT */
/*
 * The builder: opening and closing nodes, and the repairs.
 *
 * What a reader may leave to the builder:
 * - an inline in a place for blocks gets a PLAIN around it, which lasts until
 *   something comes that is not inline;
 * - below the depth limit, containers that may nest (see is_nesting) are
 *   flattened: they are counted as hidden on the open node, and what they
 *   hold becomes content of that node.  Paragraphs, code and the parts of a
 *   list or table that was not flattened still get their nodes, so that no
 *   text is without a place; they go at most DCI_DEPTH_SLACK deeper;
 * - what is open at the end is closed.
 * Anything else out of place is a fault of the plugin: a block in a
 * paragraph would end it in one format and tear it in another, so there is
 * nothing to guess.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "doc/document.h"

int32_t
dci_build_fault(struct dci_doc *doc, uint64_t pos, const char *format, ...)
{
    char what[160];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    dci_doc_report(doc, DC_DIAG_ERROR, "plugin-nesting", pos,
        "the reader broke the rules of the tree: %s", what);
    return dci_doc_fail(doc, DC_E_PLUGIN);
}

static inline int32_t
push(struct dci_doc *doc, uint32_t kind, uint64_t pos, bool is_implicit)
{
    struct dci_builder *builder = doc->active;
    struct dci_pool *nodes = &builder->store->nodes;
    uint32_t index = nodes->count;
    struct dci_node *node = dci_pool_add(nodes);
    if (!node)
        return dci_doc_fail_memory(doc);
    uint64_t place = pos < DCI_POS_MOST ? pos : DCI_POS_MOST;
    node->kind = (uint8_t)kind;
    node->flags = 0;
    node->pos_high = (uint16_t)(place >> 32);
    node->size = index + 1;
    node->props = 0;
    node->pos_low = (uint32_t)place;

    builder->top->last_child = index;
    if (builder->top->kind == DC_META_ENTRY)
        builder->top->holds = 0; /* one value is all it may have */
    builder->top++;
    *builder->top = (struct dci_frame){
        .node = index,
        .holds = dci_kind_groups[kind].holds,
        .kind = (uint8_t)kind,
        .is_implicit = is_implicit,
    };
    builder->run = 0;
    builder->fields = 0;
    builder->attributes = 0;
    return DC_OK;
}

int32_t
dci_build_push(
    struct dci_doc *doc, uint32_t kind, uint64_t pos, bool is_implicit)
{
    return push(doc, kind, pos, is_implicit);
}

/*
 * A top-level block is finished: the first may be the title; then it goes to
 * the hook, if there is one, and the store is emptied.  Kept out of close,
 * which would save more registers for it at each call.
 */
static __attribute__((noinline)) int32_t
end_block(struct dci_doc *doc, uint32_t node)
{
    static const struct dci_store_mark empty = {.nodes = 1, .props = 1};
    struct dci_builder *body = &doc->builders[DCI_BODY];
    bool is_first = !doc->has_block;
    doc->has_block = true;
    if (!is_first || !dci_build_take_title(doc, node)) {
        if (!doc->config.on_block)
            return doc->status;
        dci_node_at(body->store, node)->flags |= DCI_NODE_LAST;
        int32_t status = doc->config.on_block(doc->config.user, node);
        if (status < 0)
            dci_doc_fail(doc, status);
    }
    dci_store_rewind(body->store, &empty);
    dci_map_clear(&doc->named);
    body->top->last_child = 0;
    doc->attr_node = 0;
    return doc->status;
}

static inline int32_t
pop(struct dci_doc *doc)
{
    struct dci_builder *builder = doc->active;
    struct dci_frame *top = builder->top--;
    struct dci_store *store = builder->store;
    dci_node_at(store, top->node)->size = store->nodes.count;
    if (top->last_child)
        dci_node_at(store, top->last_child)->flags |= DCI_NODE_LAST;
    builder->run = 0;
    if (builder->top != builder->frames ||
        builder != &doc->builders[DCI_BODY] || doc->status != DC_OK)
        return doc->status;
    return end_block(doc, top->node);
}

int32_t
dci_build_pop(struct dci_doc *doc)
{
    return pop(doc);
}

/* What a kind may hold and still be the end of a branch. */
static unsigned
ends_of(unsigned is)
{
    if (is & DC_G_META)
        return DC_G_TEXT | DC_G_INLINE | DC_G_BLOCK;
    return is & DC_G_BLOCK ? DC_G_TEXT | DC_G_INLINE : DC_G_TEXT;
}

/* True for the kinds that can make a tree deep: they nest in their like. */
static bool
is_nesting(struct dci_kind_groups kind)
{
    bool is_free = (kind.is & (DC_G_BLOCK | DC_G_INLINE | DC_G_META)) != 0;
    return is_free && (kind.holds & ~ends_of(kind.is)) != 0;
}

/* Keeps words apart where flattened blocks meet in a place for inlines. */
static int32_t
keep_apart(struct dci_doc *doc, uint32_t kind)
{
    const struct dci_builder *builder = doc->active;
    if (builder->run == 0 || dci_kind_groups[kind].is & DC_G_INLINE)
        return DC_OK;
    const struct dci_node *run = dci_node_at(builder->store, builder->run);
    if (run->text[run->size - 1] == ' ')
        return DC_OK;
    return dci_build_run(doc, (dc_str)DC_STR(" "), 0);
}

/* Flattens: the node is counted, its content goes into the open node. */
DCI_RARE static int32_t
hide(struct dci_doc *doc, uint32_t kind, uint64_t pos)
{
    doc->active->top->hidden++;
    if (!doc->is_flattened) {
        doc->is_flattened = true;
        dci_doc_report(doc, DC_DIAG_WARNING, "depth-flattened", pos,
            "nested deeper than %lu levels; what is deeper was flattened",
            (unsigned long)doc->config.max_depth);
    }
    return keep_apart(doc, kind);
}

/* The work of open where the plain case does not hold. */
DCI_RARE static int32_t
open_misplaced(struct dci_doc *doc, uint32_t kind, uint64_t pos)
{
    struct dci_builder *builder = doc->active;
    struct dci_kind_groups groups = dci_kind_groups[kind];
    while (!(builder->top->holds & groups.is)) {
        struct dci_frame *top = builder->top;
        int32_t status;
        if (groups.is & DC_G_INLINE && top->holds & DC_G_BLOCK) {
            status = dci_build_push(doc, DC_PLAIN, pos, true);
        } else if (top->is_implicit && !top->hidden) {
            status = dci_build_pop(doc);
        } else if (top->hidden) {
            return hide(doc, kind, pos);
        } else {
            return dci_build_fault(doc, pos, "%s in %s", dci_kind_names[kind],
                dci_kind_names[top->kind]);
        }
        if (status != DC_OK)
            return status;
    }
    if (dci_builder_depth(builder) >= doc->config.max_depth &&
        is_nesting(groups))
        return hide(doc, kind, pos);
    return dci_build_push(doc, kind, pos, false);
}

static int32_t DC_CALL
build_open(dc_job *job, uint32_t kind, uint64_t pos)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status != DC_OK)
        return status;
    if (kind >= DC_KIND_COUNT)
        return dci_build_fault(
            doc, pos, "kind %lu does not exist", (unsigned long)kind);
    if (kind == DC_TEXT)
        return dci_build_fault(doc, pos, "text opened like a container");

    const struct dci_builder *builder = doc->active;
    if (!(builder->top->holds & dci_kind_groups[kind].is) ||
        dci_builder_depth(builder) >= doc->config.max_depth)
        return open_misplaced(doc, kind, pos);
    return push(doc, kind, pos, false);
}

/* Closes the PLAIN that inlines among blocks opened, if there is one. */
static int32_t
close_implicit(struct dci_doc *doc)
{
    if (!doc->active->top->is_implicit || doc->active->top->hidden)
        return doc->status;
    return dci_build_pop(doc);
}

DCI_RARE static int32_t
refuse_close(struct dci_doc *doc, uint32_t kind)
{
    const char *open = "nothing";
    const char *closed = "an unknown kind";
    if (!dci_builder_is_floor(doc->active))
        open = dci_kind_names[doc->active->top->kind];
    if (kind < DC_KIND_COUNT)
        closed = dci_kind_names[kind];
    return dci_build_fault(
        doc, DC_POS_NONE, "%s closed where %s is open", closed, open);
}

static int32_t DC_CALL
build_close(dc_job *job, uint32_t kind)
{
    struct dci_doc *doc = dci_doc_of(job);
    int32_t status = dci_build_step(doc);
    if (status == DC_OK && doc->active->top->is_implicit)
        status = close_implicit(doc);
    if (status != DC_OK)
        return status;

    struct dci_frame *top = doc->active->top;
    if (top->hidden) {
        top->hidden--;
        return kind < DC_KIND_COUNT ? keep_apart(doc, kind) : DC_OK;
    }
    if (top->kind != kind || dci_builder_is_floor(doc->active))
        return refuse_close(doc, kind);
    return pop(doc);
}

static int32_t DC_CALL
build_pin(dc_job *job, const void *ptr, size_t len,
    void(DC_CALL *drop)(void *user), void *user)
{
    struct dci_doc *doc = dci_doc_of(job);
    if (doc->status != DC_OK) {
        if (drop)
            drop(user);
        return doc->status;
    }
    struct dci_region region = {(uintptr_t)ptr, len};
    if (!dci_pins_add(&doc->pins, &region, drop, user))
        return dci_doc_fail_memory(doc);
    return DC_OK;
}

static int32_t DC_CALL
build_status(dc_job *job)
{
    return dci_doc_of(job)->status;
}

/* Closes the nodes of the active builder down to its floor. */
static int32_t
close_all(struct dci_doc *doc)
{
    close_implicit(doc);
    if (!dci_builder_is_floor(doc->active) && doc->status == DC_OK)
        dci_doc_report(doc, DC_DIAG_WARNING, "plugin-unclosed", DC_POS_NONE,
            "the reader left %s open at the end",
            dci_kind_names[doc->active->top->kind]);
    while (!dci_builder_is_floor(doc->active))
        dci_build_pop(doc);
    return doc->status;
}

uint32_t
dci_doc_begin_part(struct dci_doc *doc)
{
    close_implicit(doc);
    uint32_t floor = doc->active->floor;
    doc->active->floor = dci_builder_depth(doc->active);
    return floor;
}

void
dci_doc_end_part(struct dci_doc *doc, uint32_t floor)
{
    close_all(doc);
    doc->active->floor = floor;
}

int32_t
dci_doc_finish(struct dci_doc *doc)
{
    if (doc->active == &doc->builders[DCI_META]) {
        close_all(doc);
        dci_build_end_meta(doc);
    }
    close_all(doc);
    const struct dci_frame *root = doc->active->frames;
    struct dci_store *body = doc->active->store;
    dci_node_at(body, 0)->size = body->nodes.count;
    if (root->last_child)
        dci_node_at(body, root->last_child)->flags |= DCI_NODE_LAST;
    return doc->status;
}

const dc_build dci_doc_build_table = {
    .struct_size = sizeof(dc_build),
    .open = build_open,
    .close = build_close,
    .text = dci_build_text,
    .set_int = dci_build_set_int,
    .set_real = dci_build_set_real,
    .set_str = dci_build_set_str,
    .attr = dci_build_attr,
    .pin = build_pin,
    .meta_open = dci_build_meta_open,
    .meta_close = dci_build_meta_close,
    .status = build_status,
};
